//! The questions of a sign-up, in their order: privacy, wijk, name, group, WABP, and the summary.
//!
//! Owns what is asked next; answers are read in `antwoord`. Invariant: nothing is asked before the person read what is kept
//! and went on.

use crate::bot::begrip::plaats::Plaats;
use crate::bot::context::Cx;
use crate::bot::dialogue::{AanmeldVraag, Dialogue, Found, Velden};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::knop::Knop;
use crate::bot::mensen::aanmelden::ingevuld::{Ingevuld, open};
use crate::bot::mensen::afwezig;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::bot::vloer::keuze;
use crate::domain::politiebericht::schoon;
use crate::domain::wijk::Gemeente;
use crate::store;
use crate::texts::knoppen;
use crate::texts::mensen::aanmelden as tekst;
use crate::texts::vloer::vermoed as vermoed_tekst;

/// Asks for the next thing that is missing, or shows all of it.
pub(super) async fn verder(cx: &mut Cx<'_>, mut ingevuld: Ingevuld) -> HandlerResult {
    ingevuld.verstaan = ingevuld.verstaan.vraag(&open(&ingevuld.velden));
    if !ingevuld.velden.akkoord {
        return vraag_privacy(cx, ingevuld).await;
    }
    let alle: Vec<&Gemeente> = cx.gemeenten.iter().collect();
    if let ([enige], None) = (alle.as_slice(), &ingevuld.velden.gemeente) {
        ingevuld.velden.gemeente = Some(enige.id.clone());
    }
    if ingevuld.velden.wijk.is_none() {
        return vraag_wijk(cx, ingevuld).await;
    }
    if ingevuld.velden.naam.is_none() {
        let welke = ingevuld.met(tekst::WELKE_NAAM);
        return vraag(cx, ingevuld, AanmeldVraag::Naam, welke).await;
    }
    let Some(groepsnaam) = ingevuld.velden.groepsnaam.clone() else {
        let welke = ingevuld.met(tekst::WELKE_GROEP);
        return vraag(cx, ingevuld, AanmeldVraag::Groep, welke).await;
    };
    if let Some(bezwaar) = groep_bezet(cx, &ingevuld.velden, &groepsnaam).await? {
        ingevuld.velden.groepsnaam = None;
        let welke = ingevuld.met(&bezwaar);
        return vraag(cx, ingevuld, AanmeldVraag::Groep, welke).await;
    }
    if ingevuld.velden.wabp.is_none() {
        let welke = ingevuld.met(tekst::WELKE_WABP);
        return vraag_wabp(cx, ingevuld, welke).await;
    }
    let samenvatting = ingevuld.met(&tekst::samenvatting(&bekend(cx, &ingevuld.velden)));
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Klopt }).await?;
    let buttons = vec![Knop::AanmeldenVerder.met(knoppen::INDIENEN), Knop::AanmeldenStop.met(knoppen::STOPPEN)];
    cx.reply_buttons(samenvatting, buttons).await?;
    Ok(ingevuld.verstaan.into())
}

/// The summary with a line on top that is not in it: no typed yes hands it in any more, only a tap under this one.
pub(super) async fn toon_met_regel(cx: &mut Cx<'_>, ingevuld: Ingevuld, regel: &str) -> HandlerResult {
    let samenvatting = tekst::samenvatting(&bekend(cx, &ingevuld.velden));
    let tekst = format!("{}\n\n{samenvatting}", tekst::staat_er_niet_in(&schoon(regel)));
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::MetRegel }).await?;
    let buttons = vec![Knop::AanmeldenVerder.met(knoppen::INDIENEN), Knop::AanmeldenStop.met(knoppen::STOPPEN)];
    cx.reply_buttons(tekst, buttons).await?;
    Ok(Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Ask).vraag(&["wat_anders"]).into())
}

/// Why a group of this name cannot be signed up, if it cannot.
pub(super) async fn groep_bezet(cx: &mut Cx<'_>, velden: &Velden, naam: &str) -> Result<Option<String>, BotError> {
    let gemeente = &velden.gemeente.clone().unwrap_or_default();
    if cx
        .persoon
        .groepen
        .iter()
        .any(|groep| groep.gemeente == gemeente && groep.naam.to_lowercase() == naam.to_lowercase())
    {
        return Ok(Some(tekst::uw_groep(naam)));
    }
    let open = store::aanmelding::open_in(cx.tx, &[gemeente]).await?;
    let aangevraagd = open.iter().any(|ander| ander.groepsnaam.to_lowercase() == naam.to_lowercase());
    let bestaat = store::persoon::find_group(cx.tx, gemeente, naam).await?.is_some();
    Ok((bestaat || aangevraagd).then(|| tekst::groep_bestaat(naam)))
}

pub(super) fn bekend(cx: &Cx<'_>, velden: &Velden) -> String {
    let gemeente = velden.gemeente.as_ref().and_then(|id| cx.gemeenten.get(id));
    let wijk = gemeente
        .zip(velden.wijk.as_ref())
        .and_then(|(gemeente, wijk)| Some(format!("{} ({})", gemeente.wijk(wijk)?.naam, gemeente.naam)));
    tekst::bekend(
        velden.naam.as_deref(),
        wijk.as_deref(),
        velden.groepsnaam.as_deref(),
        velden.leden,
        velden.wabp.as_deref(),
    )
}

pub(super) async fn vraag(cx: &mut Cx<'_>, ingevuld: Ingevuld, vraag: AanmeldVraag, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag }).await?;
    cx.reply(tekst).await?;
    Ok(ingevuld.verstaan.into())
}

async fn vraag_privacy(cx: &mut Cx<'_>, ingevuld: Ingevuld) -> HandlerResult {
    let (namen, links) = van_toepassing(cx, &ingevuld);
    let privacy = ingevuld.met(&tekst::privacy(&namen, &links));
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Privacy }).await?;
    let buttons = vec![Knop::AanmeldenVerder.met(knoppen::VERDER), Knop::AanmeldenStop.met(knoppen::STOPPEN)];
    cx.reply_buttons(privacy, buttons).await?;
    Ok(ingevuld.verstaan.into())
}

pub(super) async fn vraag_wijk(cx: &mut Cx<'_>, ingevuld: Ingevuld) -> HandlerResult {
    let gemeente = ingevuld.velden.gemeente.as_ref().and_then(|id| cx.gemeenten.get(id));
    let (rows, gevraagd, vraag) = match gemeente {
        Some(gemeente) => (keuze::wijken(gemeente, Knop::AanmeldWijk), AanmeldVraag::Wijk, tekst::WELKE_WIJK),
        None => {
            let rows = cx.gemeenten.iter().map(|gemeente| keuze::gemeente(gemeente, Knop::AanmeldGemeente));
            (rows.collect(), AanmeldVraag::Gemeente, tekst::WELKE_GEMEENTE)
        }
    };
    let vraag = ingevuld.met(vraag);
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: gevraagd }).await?;
    cx.reply_list(vraag, knoppen::KIES, rows).await?;
    Ok(ingevuld.verstaan.into())
}

pub(super) async fn vraag_wabp(cx: &mut Cx<'_>, ingevuld: Ingevuld, tekst: String) -> HandlerResult {
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Wabp }).await?;
    let buttons = [("ja", knoppen::JA), ("nee", knoppen::NEE), ("weet niet", knoppen::WEET_NIET)]
        .map(|(wat, title)| Knop::AanmeldWabp(wat.to_owned()).met(title));
    cx.reply_buttons(tekst, buttons.into()).await?;
    Ok(ingevuld.verstaan.into())
}

/// A place that is no single wijk of the area.
pub(super) async fn vraag_plaats(cx: &mut Cx<'_>, mut ingevuld: Ingevuld, plaats: &Plaats) -> HandlerResult {
    match plaats {
        Plaats::Buiten(naam, _) => {
            let gemeenten: Vec<String> = cx.gemeenten.iter().map(|gemeente| gemeente.naam.clone()).collect();
            let gemeenten: Vec<&str> = gemeenten.iter().map(String::as_str).collect();
            cx.end_sign_up().await?;
            cx.forget_input().await?;
            cx.record("aanmelden", "buiten gebied", None).await?;
            cx.reply_sparingly(&tekst::buiten_gebied(naam, &gemeenten)).await?;
            ingevuld.verstaan.uitkomst = Some(Uitkomst::Denied);
            Ok(ingevuld.verstaan.waarschuw(format!("wijk_buiten_gebied:{naam}")).into())
        }
        Plaats::Keuze(mogelijk, _) => {
            let (naam, rows) = keuze::gelijknamig(cx.gemeenten, mogelijk, Knop::AanmeldWijk);
            cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: AanmeldVraag::Wijk }).await?;
            cx.reply_list(tekst::in_meer_gemeenten(&naam), knoppen::KIES, rows).await?;
            ingevuld.verstaan.uitkomst = Some(Uitkomst::Choose);
            Ok(ingevuld.verstaan.into())
        }
        Plaats::Geen | Plaats::Wijken { .. } | Plaats::Elders(..) => {
            ingevuld.opmerkingen.clear();
            verder(cx, ingevuld).await
        }
    }
}

/// A question in answer to a question: explained, and asked again.
pub(super) async fn bij_vraag(cx: &mut Cx<'_>, ingevuld: Ingevuld, gevraagd: AanmeldVraag) -> HandlerResult {
    if gevraagd == AanmeldVraag::Wabp {
        return vraag_wabp(cx, ingevuld, tekst::WAT_IS_WABP.to_owned()).await;
    }
    vraag_weer(cx, ingevuld.zeg(tekst::WAT_HET_INHOUDT.to_owned()), gevraagd).await
}

/// What somebody asks in the middle of a sign-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Tussendoor {
    /// What becomes of what they fill in.
    Gegevens,
    /// With whom they speak.
    Wie,
    /// How far it is.
    HoeVer,
    /// Whether this is real.
    Echt,
    /// Why they are asked this.
    Waarom,
    /// How it goes.
    Uitleg,
    /// In English, please.
    Engels,
    /// Seems to want no more of it.
    Stoppen,
}

/// Answers it, and asks on. `None`: no sign-up runs.
pub(in crate::bot) async fn tussendoor(cx: &mut Cx<'_>, wat: Tussendoor) -> Result<Option<Gedaan>, BotError> {
    let Found::Running(Dialogue::Aanmelden { velden, vraag }) = cx.dialogue().await? else { return Ok(None) };
    let ingevuld = Ingevuld::bij(velden);
    let (uitleg, intent) = match wat {
        Tussendoor::Stoppen => return bied_stoppen(cx, ingevuld, vraag).await,
        Tussendoor::Uitleg if vraag == AanmeldVraag::Wabp => (tekst::WAT_IS_WABP.to_owned(), Intent::Help),
        Tussendoor::Uitleg => (tekst::WAT_HET_INHOUDT.to_owned(), Intent::Help),
        Tussendoor::Waarom => (tekst::WAAROM_DIT.to_owned(), Intent::VraagWaarom),
        Tussendoor::Echt => (tekst::IS_DIT_ECHT.to_owned(), Intent::Check),
        // What is asked again is asked in English.
        Tussendoor::Engels => {
            afwezig::onthoud_taal(cx, true).await?;
            cx.engels = true;
            (tekst::VANAF_NU_ENGELS.to_owned(), Intent::Taal)
        }
        // Where it stands in the question itself.
        Tussendoor::Gegevens if vraag == AanmeldVraag::Privacy => (String::new(), Intent::Mijngegevens),
        Tussendoor::Gegevens => {
            let (namen, links) = van_toepassing(cx, &ingevuld);
            (tekst::privacy_zonder_knop(&namen, &links), Intent::Mijngegevens)
        }
        Tussendoor::Wie => (vermoed_tekst::WIE.to_owned(), Intent::VraagWie),
        Tussendoor::HoeVer => (tekst::NOG_BEZIG.to_owned(), Intent::AanmeldenStart),
    };
    let ingevuld = if uitleg.is_empty() { ingevuld } else { ingevuld.zeg(uitleg) };
    let gevraagd = vraag_weer(cx, ingevuld, vraag).await?;
    Ok(Some(gevraagd.en(Gedaan::is(intent, Uitkomst::Info))))
}

/// The same question, and a button that stops. `None`: the question has one of its own, or that was offered just before this, so that it is an
/// answer.
async fn bied_stoppen(cx: &mut Cx<'_>, ingevuld: Ingevuld, gevraagd: AanmeldVraag) -> Result<Option<Gedaan>, BotError> {
    let welke = match gevraagd {
        AanmeldVraag::Naam => tekst::WELKE_NAAM,
        AanmeldVraag::Groep => tekst::WELKE_GROEP,
        AanmeldVraag::Gemeente => tekst::WELKE_GEMEENTE,
        AanmeldVraag::Wijk => tekst::WELKE_WIJK,
        AanmeldVraag::Wabp => tekst::WELKE_WABP,
        // These have such a button, or say what to type.
        AanmeldVraag::Privacy | AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel => {
            return Ok(None);
        }
    };
    let laatst = store::uitgegeven::last_choices(cx.tx, cx.persoon.id).await?;
    if laatst == [Knop::AanmeldenStop.encode()] {
        return Ok(None);
    }
    let knop = Knop::AanmeldenStop.met(knoppen::STOPPEN);
    cx.expect(&Dialogue::Aanmelden { velden: ingevuld.velden, vraag: gevraagd }).await?;
    cx.reply_buttons(tekst::stoppen_of(welke), vec![knop]).await?;
    Ok(Some(ingevuld.verstaan.into()))
}

/// The gemeenten that a sign-up may be for, with where to read about privacy.
fn van_toepassing<'a>(cx: &'a Cx<'_>, ingevuld: &Ingevuld) -> (Vec<&'a str>, Vec<&'a str>) {
    let gekozen = ingevuld.velden.gemeente.as_ref();
    let hier = cx.gemeenten.iter().filter(|gemeente| gekozen.is_none_or(|id| *id == gemeente.id));
    hier.map(|gemeente| (gemeente.naam.as_str(), gemeente.privacy.as_str())).unzip()
}

/// The same question once more, behind what is to be said.
pub(super) async fn vraag_weer(cx: &mut Cx<'_>, ingevuld: Ingevuld, gevraagd: AanmeldVraag) -> HandlerResult {
    let welke = match gevraagd {
        AanmeldVraag::Privacy => return vraag_privacy(cx, ingevuld).await,
        AanmeldVraag::Gemeente | AanmeldVraag::Wijk => return vraag_wijk(cx, ingevuld).await,
        AanmeldVraag::Klopt | AanmeldVraag::WatAnders | AanmeldVraag::MetRegel => return verder(cx, ingevuld).await,
        AanmeldVraag::Naam => ingevuld.met(tekst::WELKE_NAAM),
        AanmeldVraag::Groep => ingevuld.met(tekst::WELKE_GROEP),
        AanmeldVraag::Wabp => {
            let welke = ingevuld.met(tekst::WELKE_WABP);
            return vraag_wabp(cx, ingevuld, welke).await;
        }
    };
    vraag(cx, ingevuld, gevraagd, welke).await
}
