//! `/check`, and every number or text that somebody wants to know about: is it ours, and how does it stand?
//!
//! Owns what is told. Invariants: anybody may ask, and hears no more than what the message itself said to the
//! neighbourhood; a draft is no alert; what was pasted is never repeated.

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::plakken::{self, Controle, Vergelijking};
use crate::bot::begrip::soort;
use crate::bot::begrip::woorden::woorden;
use crate::bot::context::Cx;
use crate::bot::error::{BotError, HandlerResult, Written};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{concept, genoemd, status};
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::{MeldingStatus, lees_nummer};
use crate::domain::rechten::Recht;
use crate::domain::wijk::{GemeenteId, WijkId};
use crate::limits;
use crate::store::melding::Melding;
use crate::store::{self, uitgegeven};
use crate::texts::melding::check::{self as tekst, Toestand};
use crate::texts::melding::politiebericht;
use crate::texts::vloer::algemeen;

/// Whether a text is to be checked. Not what police ask about the state of what they sent, and not the text of an alert
/// that they write without a number.
pub(in crate::bot) fn gevraagd(cx: &Cx<'_>, getypt: &str) -> bool {
    // Whoever sends none got it from somewhere.
    if !cx.persoon.mag(Recht::MeldingBijwerken) && plakken::lijkt_bericht(getypt).is_some() {
        return true;
    }
    match plakken::lees(getypt, &cx.gemeenten.codes()) {
        None => false,
        Some(Controle::ZonderNummer | Controle::Welk) => !cx.persoon.mag(Recht::MeldingVersturen),
        Some(Controle::Nummer(_)) => status::gevraagd(cx, getypt).is_none(),
        Some(Controle::Tekst(_)) => true,
    }
}

/// `/check`, with a number or a whole text behind it; or such a text without the command.
pub(in crate::bot) async fn check(cx: &mut Cx<'_>, getypt: &str) -> HandlerResult {
    let controle = plakken::lees(getypt, &cx.gemeenten.codes())
        .filter(|controle| *controle != Controle::Welk)
        .or_else(|| lees_nummer(getypt).map(Controle::Nummer))
        .or_else(|| plakken::nummers(getypt, &cx.gemeenten.codes()).into_iter().next().map(Controle::Nummer));
    let van_elders = !cx.persoon.mag(Recht::MeldingBijwerken);
    let bericht = plakken::lijkt_bericht(getypt).filter(|_| van_elders);
    let controle = bericht.map(Controle::Tekst).or(controle);
    let (nummer, geplakt) = match controle {
        Some(Controle::Nummer(nummer)) => (nummer, None),
        Some(Controle::Tekst(nummer)) => (nummer, Some(getypt)),
        Some(Controle::ZonderNummer) => {
            // It may hold anything; it is not kept.
            cx.forget_input().await?;
            cx.record("check", "zonder nummer", None).await?;
            zeg(cx, tekst::ZONDER_NUMMER).await?;
            return Ok(Gedaan::is(Intent::Check, Uitkomst::Info));
        }
        Some(Controle::Welk) | None => {
            cx.reply_sparingly(algemeen::CHECK_HOE).await?;
            return Ok(Verstaan::is(Intent::Check, Uitkomst::Ask).vraag(&["nummer"]).into());
        }
    };
    if geplakt.is_some() {
        cx.forget_input().await?;
    }
    // A draft of their own is shown; to anybody else it is no alert.
    if geplakt.is_none()
        && let Some(concept) = concept::genoemd(cx, &nummer).await?
    {
        return genoemd::toon_concept(cx, concept.id, None).await;
    }
    let melding = store::melding::by_nummer(cx.tx, &nummer).await?;
    let mut klopt = false;
    let antwoord = match melding.and_then(|melding| Some((melding.verzonden_ms?, melding))) {
        None => tekst::onbekend(&nummer),
        Some((verzonden_ms, melding)) => {
            let stand = van_ons(cx, &melding, verzonden_ms).await?;
            match geplakt {
                None if self::noemt_anders(cx, &melding, getypt) => format!("{} {stand}", tekst::NOEMT_ANDERS),
                Some(geplakt) => {
                    let vergelijking = vergeleken(cx, &melding, geplakt).await?;
                    klopt = vergelijking == Vergelijking::Klopt;
                    format!("{} {stand}", in_woorden(&vergelijking))
                }
                None => stand,
            }
        }
    };
    // Who names police to get something at the door hides behind a number that is real.
    // An alert of ours may tell of money that was taken.
    cx.record("check", &nummer, None).await?;
    if !klopt && plakken::riekt_naar_oplichting(getypt) {
        let antwoord = format!("{} {antwoord}", tekst::OPLICHTING);
        if cx.chat.chat.is_empty() {
            // Whoever asked too much today is warned all the same.
            cx.reply_sparingly_then(&antwoord, tekst::OPLICHTING).await?;
        } else {
            cx.reply_here(&antwoord).await?;
        }
    } else {
        zeg(cx, &antwoord).await?;
    }
    Ok(Verstaan::is(Intent::Check, Uitkomst::Info).slot("nummer", nummer).into())
}

/// How the last alert that somebody got ended, to whoever asks that and names none. Whether some message is real is never
/// answered so: it may be another one.
pub(in crate::bot) async fn afloop(cx: &mut Cx<'_>) -> HandlerResult {
    let sinds_ms = cx.now_ms - limits::OUTCOME_ASKED_WITHIN_MS;
    let laatste = match store::melding::received_since(cx.tx, cx.persoon.id, sinds_ms).await?.first() {
        Some(id) => store::melding::get(cx.tx, *id).await?,
        None => None,
    };
    let Some((verzonden_ms, melding)) = laatste.and_then(|melding| Some((melding.verzonden_ms?, melding))) else {
        cx.reply_sparingly(tekst::GEEN_LAATSTE).await?;
        return Ok(Gedaan::is(Intent::Check, Uitkomst::Info));
    };
    let stand = van_ons(cx, &melding, verzonden_ms).await?;
    cx.record("check", &melding.nummer, None).await?;
    zeg(cx, &tekst::laatste(&stand)).await?;
    Ok(Verstaan::is(Intent::Check, Uitkomst::Info).slot("nummer", melding.nummer).into())
}

/// Whether what is said beside the number names another kind or another wijk than the alert has.
fn noemt_anders(cx: &Cx<'_>, melding: &Melding, getypt: &str) -> bool {
    let gelezen = woorden(getypt);
    let soort = soort::vind(&gelezen).is_some_and(|gevonden| gevonden.soort != melding.soort);
    let gemeenten: Vec<&GemeenteId> = cx.gemeenten.iter().map(|gemeente| &gemeente.id).collect();
    let elders = match plaats::vind(getypt, &gelezen, cx.gemeenten, &gemeenten) {
        Plaats::Wijken { gemeente, wijken, .. } => {
            let bereikt = cx.gemeenten.get(&gemeente).map(|gemeente| gemeente.met_delen(&melding.wijken));
            let hier = |wijk: &WijkId| bereikt.as_ref().is_some_and(|bereikt| bereikt.contains(wijk));
            gemeente != melding.gemeente || !wijken.iter().any(hier)
        }
        Plaats::Buiten(..) => true,
        Plaats::Geen | Plaats::Keuze(..) | Plaats::Elders(..) => false,
    };
    soort || (elders && !plakken::zegt_waar_hij_woont(getypt))
}

async fn zeg(cx: &mut Cx<'_>, antwoord: &str) -> Written {
    if cx.chat.chat.is_empty() { cx.reply_sparingly(antwoord).await } else { cx.reply_here(antwoord).await }
}

/// Kind, wijk, time and state.
async fn van_ons(cx: &mut Cx<'_>, melding: &Melding, verzonden_ms: i64) -> Result<String, BotError> {
    let gemeente = cx.gemeenten.get(&melding.gemeente).ok_or(BotError::Missing("gemeente"))?;
    let (soort, waar) = (politiebericht::soort(melding.soort), gemeente.namen(&melding.wijken));
    let loopt = melding.status == MeldingStatus::Verzonden && cx.now_ms < melding.geldig_tot_ms;
    if melding.oefening {
        return Ok(tekst::oefening(&melding.nummer, soort, &waar, verzonden_ms, loopt));
    }
    let toestand = match melding.status {
        MeldingStatus::Verzonden if loopt => match uitgegeven::bijgewerkt_ms(cx.tx, melding.id).await? {
            Some(sinds_ms) => Toestand::Gewijzigd(sinds_ms, melding.geldig_tot_ms),
            None => Toestand::Loopt(melding.geldig_tot_ms),
        },
        MeldingStatus::Ingetrokken => Toestand::Ingetrokken,
        MeldingStatus::Gesloten => Toestand::Afgelopen,
        MeldingStatus::Verzonden
        | MeldingStatus::Verlopen
        | MeldingStatus::Concept
        | MeldingStatus::WachtTweede
        | MeldingStatus::Geannuleerd => Toestand::Verlopen(melding.geldig_tot_ms),
    };
    let knop = (gemeente.instellingen.deellink, gemeente.deelpagina.as_deref());
    Ok(tekst::van_ons(&melding.nummer, (soort, &waar), verzonden_ms, toestand, knop))
}

/// Whether a pasted text is one that was issued under this number.
async fn vergeleken(cx: &mut Cx<'_>, melding: &Melding, geplakt: &str) -> Result<Vergelijking, BotError> {
    let uitgegeven = uitgegeven::teksten(cx.tx, melding.id).await?;
    Ok(plakken::vergelijk(geplakt, &uitgegeven))
}

const fn in_woorden(vergelijking: &Vergelijking) -> &'static str {
    match vergelijking {
        Vergelijking::Klopt => tekst::TEKST_KLOPT,
        Vergelijking::MetExtra => tekst::TEKST_MET_EXTRA,
        Vergelijking::WijktAf => tekst::TEKST_WIJKT_AF,
    }
}
