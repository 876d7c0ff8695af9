//! "Stop", whatever it is about: the question that is open, an alert that just left, a draft, or nothing.
//!
//! Owns the order in which that is found out. Invariants: a question that is open is what "stop" means; only where nothing
//! is asked, or an alert is named or answered, a running alert is halted; "stop?" and "stop niet" stop nothing.

use crate::bot::begrip::houding::{self, Houding};
use crate::bot::begrip::overdracht as begrip_overdracht;
use crate::bot::begrip::{levensloop as levensloop_begrip, terugnemen as levensloop_terug};
use crate::bot::context::Cx;
use crate::bot::dialogue::{Dialogue, Found};
use crate::bot::error::{BotError, HandlerResult};
use crate::bot::gedaan::Gedaan;
use crate::bot::melding::{
    concept, fotofamilie, fototerug, intrekken, levensloop as melding_levensloop, schrijver, stilzetten, tweede, welke,
};
use crate::bot::mensen::{collega, overdragen};
use crate::bot::route::terug;
use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};
use crate::domain::melding::MeldingStatus;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::rechten::Recht;
use crate::store;
use crate::store::foto::FotoId;
use crate::texts::melding::bijwerking as update_tekst;
use crate::texts::melding::levensloop;
use crate::texts::mensen::{aanmelden as aanmelden_tekst, eigen as mensen};
use crate::texts::vloer::algemeen as woorden;

/// `/stop`: leaves the question that is open, and says so; a draft is thrown away. Only where nothing is asked, or an
/// alert is named or answered, it stops an alert that just left.
pub(in crate::bot) async fn stop(cx: &mut Cx<'_>, reden: &str) -> HandlerResult {
    let found = cx.dialogue().await?;
    let politie = cx.persoon.mag(Recht::MeldingBijwerken);
    if houding::van_opdracht(STOP, reden) != Houding::Doet {
        return stopt_misschien(cx, politie, reden).await;
    }
    if politie
        && levensloop_begrip::is_van_alle(reden)
        && let Some(gedaan) = stilzetten::stop_alle(cx).await?
    {
        return Ok(gedaan);
    }
    if let Some(gedaan) = stopt_iets(cx, &found, politie, reden).await? {
        return Ok(gedaan);
    }
    match found {
        Found::Running(Dialogue::Aanmelden { .. }) => cx.end_sign_up().await?,
        Found::Running(_) | Found::Unreadable | Found::None => cx.end_dialogue().await?,
    }
    // What runs goes on, and it is said how to stop that.
    let laatste = if politie { welke::pas_verstuurd(cx).await?.0 } else { None };
    let gestopt = match laatste {
        Some(melding) if melding.stilgezet => levensloop::vraag_gestopt_staat_stil(&melding.nummer),
        Some(melding) => levensloop::vraag_gestopt(&melding.nummer),
        None => woorden::GESTOPT.to_owned(),
    };
    let mut gedaan = Verstaan::is(Intent::Geen, Uitkomst::Info);
    match found {
        Found::None if cx.net_afgewezen => cx.reply(gestopt).await?,
        // An alert of theirs that left longer ago runs on: is that meant?
        Found::None if politie && let Some(vraag) = intrekken::vraag_welke(cx, None, reden).await? => return Ok(vraag),
        Found::None if cx.persoon.mag(Recht::GroepMelden) => {
            gedaan = Verstaan::is(Intent::Afmelden, Uitkomst::Ask).vraag(&["stilte_afwezig_of_afmelden"]);
            cx.reply(mensen::STOP_WAARMEE).await?;
        }
        Found::None => cx.reply_sparingly(woorden::NIETS_TE_STOPPEN).await?,
        Found::Unreadable => cx.reply(woorden::GESTOPT).await?,
        Found::Running(Dialogue::Update { .. }) => {
            gedaan = Verstaan::is(Intent::MeldingAnnuleer, Uitkomst::Info);
            cx.reply(update_tekst::UPDATE_GESTOPT).await?;
        }
        Found::Running(Dialogue::Aanmelden { .. }) => {
            cx.forget_input().await?;
            gedaan = Verstaan::is(Intent::AanmeldenVeld, Uitkomst::Accepted);
            cx.reply(aanmelden_tekst::GEWIST).await?;
        }
        Found::Running(dialogue) => {
            if let Some(id) = dialogue.concept() {
                concept::gooi_weg(cx, id).await?;
                gedaan = Verstaan::is(Intent::MeldingAnnuleer, Uitkomst::Accepted);
            }
            cx.reply(gestopt).await?;
            if let Some(id) = dialogue.concept() {
                concept::bied_vorige_aan(cx, id).await?;
            }
        }
    }
    Ok(gedaan.into())
}

/// What a stop is about that goes before the question that is open, in this order. Answers whether it was about any of it.
async fn stopt_iets(cx: &mut Cx<'_>, found: &Found, politie: bool, reden: &str) -> Result<Option<Gedaan>, BotError> {
    if politie && let Some(gedaan) = fototerug::neem_terug(cx, reden, false).await? {
        return Ok(Some(gedaan));
    }
    if politie && let Some(gedaan) = stopt_melding(cx, found, reden).await? {
        return Ok(Some(gedaan));
    }
    if *found == Found::None
        && let Some(gedaan) = schrijver::stopt(cx, &format!("{STOP} {reden}")).await?
    {
        return Ok(Some(gedaan));
    }
    // "Stop" right after a yes is about that.
    if *found == Found::None
        && reden.is_empty()
        && let Some(gedaan) = terug::neem_net_gegeven_terug(cx).await?
    {
        return Ok(Some(gedaan));
    }
    // A draft that waits for a colleague is what somebody stops who is asked nothing.
    if *found == Found::None
        && let Some(gedaan) = tweede::neemt_terug(cx, &format!("stop {reden}")).await?
    {
        return Ok(Some(gedaan));
    }
    // "Stop de vorige" at a preview is not about what it shows.
    if politie
        && levensloop_terug::wijst_eerdere(reden)
        && let Some(gedaan) = intrekken::bij_concept(cx).await?
    {
        return Ok(Some(gedaan));
    }
    stopt_wat_loopt(cx, found).await
}

/// At "is de familie akkoord?" a stop is about the picture; a hand-over runs from when its code is there, and what is asked
/// then is only to be surer. Answers whether the question was one of those.
async fn stopt_wat_loopt(cx: &mut Cx<'_>, found: &Found) -> Result<Option<Gedaan>, BotError> {
    match found {
        Found::Running(Dialogue::FotoFamilie { foto }) => fotofamilie::stop(cx, FotoId(*foto)).await,
        // "Stop!" right after a block is about that.
        Found::Running(Dialogue::Blokkade { persoon }) => {
            collega::blokkade_getypt(cx, PersoonId(*persoon), STOP).await.map(Some)
        }
        Found::Running(Dialogue::OverdraagNummer { overdracht }) => {
            overdragen::stop_begonnen(cx, OverdrachtId(*overdracht)).await.map(Some)
        }
        Found::Running(_) | Found::None | Found::Unreadable => Ok(None),
    }
}

/// The word as it is typed.
const STOP: &str = "stop";

/// "Stop?", "stop niet", "stop straks maar": stops nothing. Where an alert of theirs just left it is asked about.
async fn stopt_misschien(cx: &mut Cx<'_>, politie: bool, reden: &str) -> HandlerResult {
    if politie && welke::pas_verstuurd_nummer(cx).await?.is_some() && cx.dialogue().await? == Found::None {
        return melding_levensloop::misschien_paniek(cx, Said::Text(format!("{STOP} {reden}"))).await;
    }
    cx.reply(if politie { levensloop::NIETS_GESTOPT } else { woorden::NIETS_GESTOPT }).await?;
    Ok(Gedaan::is(Intent::Geen, Uitkomst::Info))
}

/// Stops an alert where that is what "stop" is about: it is named, it is answered, the question is about stopping it,
/// or nothing is asked. Answers whether it did, or said why not.
async fn stopt_melding(cx: &mut Cx<'_>, found: &Found, reden: &str) -> Result<Option<Gedaan>, BotError> {
    let codes = cx.gemeenten.codes();
    let genoemd = levensloop_begrip::nummer_in(reden, &codes).map(|(nummer, _)| nummer);
    let genoemd = match genoemd {
        Some(nummer) => Some(nummer),
        // "STOP!!!1": digits that are no alert that runs are a slip, where one of theirs just left.
        None => match welke::op_cijfers(cx, reden).await? {
            Some(nummer) if welke::pas_verstuurd_nummer(cx).await?.is_some() => {
                welke::loopt(cx, &nummer).await?.then_some(nummer)
            }
            nummer => nummer,
        },
    };
    let rest = levensloop_begrip::zonder_nummer(reden, &codes);
    if genoemd.is_some() {
        return intrekken::paniek(cx, genoemd.as_deref(), &rest).await;
    }
    match found {
        Found::Running(Dialogue::Gestopt { melding, .. } | Dialogue::StopOfNieuws { melding, .. }) => {
            // One that left after this was asked is what is meant.
            let gevraagd_ms = cx.asked_ms().await?.unwrap_or_default();
            let nieuwer = welke::pas_verstuurd(cx).await?.0.filter(|nieuw| {
                nieuw.id.0 != *melding && nieuw.verzonden_ms.is_some_and(|verzonden_ms| verzonden_ms > gevraagd_ms)
            });
            if let Some(nieuwer) = nieuwer {
                return Ok(Some(stilzetten::stop_en_vraag(cx, &nieuwer, reden).await?));
            }
            let melding = store::melding::get(cx.tx, MeldingId(*melding)).await?;
            let Some(melding) = melding.filter(|melding| melding.status == MeldingStatus::Verzonden) else {
                return Ok(None);
            };
            Ok(Some(stilzetten::stop_en_vraag(cx, &melding, reden).await?))
        }
        // It was said before the question was: it is not about that.
        Found::Running(_) if !welke::citaat_noemt(cx).await? && cx.answers_what_was_asked().await? => Ok(None),
        Found::None if cx.net_afgewezen && cx.antwoord_op.is_none() => Ok(None),
        Found::Running(_) | Found::None | Found::Unreadable => intrekken::paniek(cx, None, reden).await,
    }
}

/// `/stop overdracht`. "Stop overdracht niet", "stop overdracht?": nothing is stopped.
pub(in crate::bot) async fn stop_overdracht(cx: &mut Cx<'_>, wat: &str) -> HandlerResult {
    if !begrip_overdracht::spreekt_alleen_van_stop(wat) {
        return overdragen::stop(cx).await;
    }
    cx.reply(mensen::OVERDRACHT_LOOPT).await?;
    Ok(Gedaan::is(Intent::OverdragenStop, Uitkomst::Ask))
}

/// "Overdracht stoppen aub", "overdragen gaat niet door".
pub(in crate::bot) fn stopt_overdracht(wat: &str) -> bool {
    begrip_overdracht::stopt(wat)
}
