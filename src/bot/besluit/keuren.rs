//! One engine for every yes: an alert, an update, a picture, a sign-up and a hand-over are decided here, in one way.
//!
//! Owns the way from "akkoord" or "afwijzen" to the deed: the case is found, weighed by `domain::besluit`, and either
//! something stands in the way, which is recorded and said, or it is done. What a case is called, who may decide about
//! it and what a yes and a no do is the case's own ([`Geval`]). Invariants: nothing is done that was not weighed; a
//! refusal that asks why does nothing before the reason is there.

use std::future::Future;

use crate::bot::begrip::besluit as begrip_besluit;
use crate::bot::begrip::melding::{is_andere_melding, is_beschrijving};
use crate::bot::context::Cx;
use crate::bot::dialogue::Dialogue;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::aanmelding::Helften;
use crate::domain::besluit::{Stem, Uitslag, Zaak, weeg, weeg_af};
use crate::domain::persoon::Helft;
use crate::domain::politiebericht::schoon;
use crate::limits;
use crate::texts::mensen::collega as tekst;

/// What somebody says about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Woord {
    /// Yes.
    Ja,
    /// No.
    Nee,
}

/// Why somebody is shown a case once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Opnieuw {
    /// They said akkoord without saying to what.
    Genoemd,
    /// It changed.
    Veranderd,
    /// What they said came too late.
    TeOud,
}

/// What a case says where something stands in the way: the sentence, and the word of it in the record, if it is kept.
pub(in crate::bot) struct Bezwaar {
    /// To whoever said it.
    pub(in crate::bot) tekst: String,
    /// For the record, where it is one.
    pub(in crate::bot) spoor: Option<&'static str>,
}

/// A case that waits for somebody's yes.
pub(in crate::bot) trait Geval: Sized + Send + Sync {
    /// Its id.
    type Id: Copy + Send + Sync;

    /// What a yes and a no are called in the record.
    const DAAD: [&'static str; 2];
    /// What they mean.
    const INTENT: [Intent; 2];

    /// Finds it as it is now; `None` where there is none that anybody could decide about.
    fn vind(cx: &mut Cx<'_>, id: Self::Id) -> impl Future<Output = Result<Option<Self>, BotError>> + Send;
    /// What is said where there is none.
    fn onbekend(cx: &mut Cx<'_>, id: Self::Id, woord: Woord) -> impl Future<Output = HandlerResult> + Send;
    /// Its number, as people say it.
    fn nummer(&self) -> String;
    /// The halves that this person may give.
    fn helften(&self, cx: &mut Cx<'_>) -> impl Future<Output = Result<Vec<Helft>, BotError>> + Send;
    /// What is weighed.
    fn zaak(&self, now_ms: i64) -> Zaak;
    /// What is said where this stands in the way.
    fn bezwaar(&self, uitslag: Uitslag) -> Bezwaar;
    /// Shows it once more, with its buttons, to whoever said it.
    fn toon(&self, cx: &mut Cx<'_>, waarom: Opnieuw, woord: Woord) -> impl Future<Output = Written> + Send;
    /// Does what a yes does, with the half that it gives; answers what became of it.
    fn ja(&self, cx: &mut Cx<'_>, helft: Helft) -> impl Future<Output = Result<Uitkomst, BotError>> + Send;
    /// Does what a no does.
    fn nee(&self, cx: &mut Cx<'_>, reden: &str) -> impl Future<Output = Written> + Send;
    /// How it is asked why; `None` where a no needs no reason.
    fn vraagt_reden(&self) -> Option<Vraag>;
}

/// How a reason is asked.
pub(in crate::bot) struct Vraag {
    /// What is asked then.
    pub(in crate::bot) dialoog: Dialogue,
    /// The question.
    pub(in crate::bot) waarom: String,
    /// What is said of a reason that says nothing, or too much.
    pub(in crate::bot) fout: String,
}

/// The half that police give.
pub(in crate::bot) const POLITIE: &[Helft] = &[Helft::Politie];

/// Both halves.
pub(in crate::bot) const BEIDE: &[Helft] = &[Helft::Gemeente, Helft::Politie];

/// A half by its stored name.
const fn helft_id(helft: Helft) -> &'static str {
    match helft {
        Helft::Politie => "politie",
        Helft::Gemeente => "gemeente",
    }
}

/// What came of it.
fn werd<G: Geval>(geval: &G, woord: Woord, uitkomst: Uitkomst) -> Verstaan {
    Verstaan::is(G::INTENT[woord as usize], uitkomst).slot("nummer", geval.nummer())
}

/// A yes to this case, of the version that was shown; `None` where it was named, and is meant as it is.
pub(in crate::bot) async fn ja<G: Geval>(cx: &mut Cx<'_>, id: G::Id, versie: Option<i64>) -> HandlerResult {
    let Some(geval) = G::vind(cx, id).await? else { return G::onbekend(cx, id, Woord::Ja).await };
    let mag = geval.helften(cx).await?;
    let stem = Stem { wie: cx.wie, telefoon: cx.persoon.id, mag: &mag, versie, oud: cx.is_oud() };
    match weeg(&geval.zaak(cx.now_ms), &stem) {
        Uitslag::Half(helft) | Uitslag::Compleet(helft) => {
            let uitkomst = geval.ja(cx, helft).await?;
            let gedaan = werd(&geval, Woord::Ja, uitkomst);
            let helften = geval.zaak(cx.now_ms).nodig.len() > 1;
            Ok(if helften { gedaan.slot("helft", helft_id(helft)) } else { gedaan }.into())
        }
        uitslag => staat_in_de_weg(cx, &geval, Woord::Ja, uitslag).await,
    }
}

/// A no to this case. Without a reason it asks for one, where it needs one.
pub(in crate::bot) async fn nee<G: Geval>(
    cx: &mut Cx<'_>,
    id: G::Id,
    versie: Option<i64>,
    reden: Option<&str>,
) -> HandlerResult {
    let Some(geval) = G::vind(cx, id).await? else { return G::onbekend(cx, id, Woord::Nee).await };
    let mag = geval.helften(cx).await?;
    // To ask why is asking: that is never too late.
    let oud = cx.is_oud() && reden.is_some();
    let stem = Stem { wie: cx.wie, telefoon: cx.persoon.id, mag: &mag, versie, oud };
    if let Some(uitslag) = weeg_af(&geval.zaak(cx.now_ms), &stem) {
        return staat_in_de_weg(cx, &geval, Woord::Nee, uitslag).await;
    }
    let Some(vraag) = geval.vraagt_reden() else {
        let reden: String = schoon(reden.unwrap_or_default()).chars().take(limits::REASON_CHARACTERS_MAX).collect();
        geval.nee(cx, &reden).await?;
        return Ok(werd(&geval, Woord::Nee, Uitkomst::Accepted).into());
    };
    let (gegeven, schoon) = (reden.is_some(), schoon(reden.unwrap_or_default()));
    let zegt_iets = schoon.chars().filter(|teken| teken.is_alphabetic()).count() >= limits::REASON_LETTERS_MIN;
    if !zegt_iets || schoon.chars().count() > limits::REASON_CHARACTERS_MAX {
        cx.expect(&vraag.dialoog).await?;
        cx.reply(if gegeven { vraag.fout } else { vraag.waarom }).await?;
        return Ok(werd(&geval, Woord::Nee, Uitkomst::Ask).vraag(&["reden"]).into());
    }
    cx.end_dialogue().await?;
    geval.nee(cx, schoon.trim_end_matches('.')).await?;
    Ok(werd(&geval, Woord::Nee, Uitkomst::Accepted).slot("reden", schoon).into())
}

/// The answer to "waarom niet?".
pub(in crate::bot) async fn reden<G: Geval>(cx: &mut Cx<'_>, id: G::Id, getypt: &str) -> HandlerResult {
    // Where it cannot be decided any more, nothing is asked any more; where it can, and why is still not said, it is.
    cx.end_dialogue().await?;
    // Another alert is not why. What only names one ("overval was in meerzicht") may be.
    if is_beschrijving(getypt) && is_andere_melding(getypt) {
        return Ok(Gedaan::terug(getypt));
    }
    // Nor is a question, a yes or thanks: it is asked again.
    let reden = if begrip_besluit::is_reden(getypt) { getypt } else { "" };
    nee::<G>(cx, id, None, Some(reden)).await
}

/// Shows a case to whoever said "akkoord" to what may be it: it is never approved by a word that may have been about
/// anything.
pub(in crate::bot) async fn toon<G: Geval>(cx: &mut Cx<'_>, id: G::Id) -> HandlerResult {
    let Some(geval) = G::vind(cx, id).await? else { return G::onbekend(cx, id, Woord::Ja).await };
    let mag = geval.helften(cx).await?;
    let stem = Stem { wie: cx.wie, telefoon: cx.persoon.id, mag: &mag, versie: None, oud: false };
    match weeg(&geval.zaak(cx.now_ms), &stem) {
        Uitslag::Half(_) | Uitslag::Compleet(_) => {
            geval.toon(cx, Opnieuw::Genoemd, Woord::Ja).await?;
            Ok(werd(&geval, Woord::Ja, Uitkomst::Ask).into())
        }
        uitslag => staat_in_de_weg(cx, &geval, Woord::Ja, uitslag).await,
    }
}

/// Something stands in the way: it is said, and a refusal is recorded.
async fn staat_in_de_weg<G: Geval>(cx: &mut Cx<'_>, geval: &G, woord: Woord, uitslag: Uitslag) -> HandlerResult {
    let waarom = match uitslag {
        Uitslag::Veranderd => Some(Opnieuw::Veranderd),
        Uitslag::TeOud => Some(Opnieuw::TeOud),
        _ => None,
    };
    if let Some(waarom) = waarom {
        geval.toon(cx, waarom, woord).await?;
        return Ok(werd(geval, woord, Uitkomst::Ask).into());
    }
    let Bezwaar { tekst, spoor } = geval.bezwaar(uitslag);
    if let Some(spoor) = spoor {
        cx.record(G::DAAD[woord as usize], &geval.nummer(), Some(spoor)).await?;
    }
    cx.reply(tekst).await?;
    let gedaan = match uitslag {
        Uitslag::AlGegeven(helft) => werd(geval, woord, Uitkomst::Info).slot("helft", helft_id(helft)),
        Uitslag::Voorbij => werd(geval, woord, Uitkomst::Info),
        _ => werd(geval, woord, Uitkomst::Denied),
    };
    Ok(Gedaan::from(gedaan))
}

// What sign-ups and hand-overs say the same: both are requests, of two halves.

/// There is no such request, or none that they could decide about: nobody learns which.
pub(in crate::bot) async fn onbekend_verzoek(cx: &mut Cx<'_>, nummer: &str, woord: Woord) -> HandlerResult {
    let (daad, intent) = match woord {
        Woord::Ja => ("akkoord", Intent::AanmeldenGoedkeur),
        Woord::Nee => ("afwijzen", Intent::AanmeldenAfwijs),
    };
    cx.record(daad, nummer, Some(GEEN_VERZOEK)).await?;
    cx.reply(tekst::onbekende_aanvraag(nummer)).await?;
    Ok(Verstaan::is(intent, Uitkomst::Denied).slot("nummer", nummer).into())
}

const GEEN_VERZOEK: &str = "geen recht op deze aanvraag";

/// What stands in the way of a yes or a no to a request; `besloten` says how it was decided.
pub(in crate::bot) fn bezwaar_verzoek(nummer: &str, helften: Helften, uitslag: Uitslag, besloten: String) -> Bezwaar {
    match uitslag {
        Uitslag::GeenRecht | Uitslag::Eigen => {
            Bezwaar { tekst: tekst::onbekende_aanvraag(nummer), spoor: Some(GEEN_VERZOEK) }
        }
        Uitslag::ZelfdePersoon => Bezwaar { tekst: tekst::zelfde_persoon(nummer), spoor: Some("zelfde persoon") },
        Uitslag::AlGegeven(helft) => Bezwaar { tekst: tekst::al_gegeven(nummer, helft, &helften.open()), spoor: None },
        Uitslag::Voorbij | Uitslag::Veranderd | Uitslag::TeOud | Uitslag::Half(_) | Uitslag::Compleet(_) => {
            Bezwaar { tekst: besloten, spoor: None }
        }
    }
}

/// Why somebody is asked about a request once more: what they said came too late, or decided nothing.
pub(in crate::bot) fn opnieuw_gevraagd(nummer: &str, gezegd_ms: i64, waarom: Opnieuw, woord: Woord) -> String {
    match (waarom, woord) {
        (Opnieuw::Genoemd, _) => tekst::niets_besloten(nummer),
        (Opnieuw::Veranderd | Opnieuw::TeOud, Woord::Ja) => tekst::kwam_te_laat(nummer, gezegd_ms),
        (Opnieuw::Veranderd | Opnieuw::TeOud, Woord::Nee) => tekst::afwijzing_te_laat(nummer, gezegd_ms),
    }
}

/// How it is asked why a request is refused.
pub(in crate::bot) fn vraag_verzoek(nummer: &str, dialoog: Dialogue) -> Vraag {
    let (waarom, fout) = (tekst::waarom_niet(nummer), tekst::reden_fout(limits::REASON_CHARACTERS_MAX));
    Vraag { dialoog, waarom, fout }
}
