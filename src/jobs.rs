//! Timed work: progress reports, the end of an alert, cleaning up.
//!
//! Owns when; what is said is the handlers'. Invariant: each piece of work is done in one transaction
//! with its mark, so that a crash neither skips nor repeats it.

use crate::bot::error::BotError;
use crate::bot::groep::navraag;
use crate::bot::melding::stand::Over;
use crate::bot::melding::{
    afsluiten, bijwerking, foto, indruk, intrekking, kwaliteit, oefening, stand, status, tweede, vastgehouden,
};
use crate::bot::mensen::{aanvraag, afwezig, bijeenkomst, bord, controle, gegevens, informatie, overdragen, rechten};
use crate::bot::politie::dienst;
use crate::clock::Clock;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::taak::{self, Taak};
use crate::store::werk::Werk;
use crate::store::{self, Store, Tx, aanmelding, inbox, opdracht, tip};

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stepped {
    /// Something was done.
    pub worked: bool,
    /// When the next is due (monotonic milliseconds).
    pub due_ms: Option<i64>,
}

/// The answer of a step where no timed work is due, and `None` where some is.
#[must_use]
pub fn idle(werk: &Werk, clock: &dyn Clock) -> Option<Stepped> {
    let wait_ms = werk.taak_ms.map(|due_ms| due_ms.saturating_sub(clock.wall_ms()));
    let due_ms = wait_ms.map(|wait_ms| clock.monotonic_ms() + wait_ms.max(0));
    wait_ms.is_none_or(|wait_ms| wait_ms > 0).then_some(Stepped { worked: false, due_ms })
}

/// Does the next piece of work that is due, if any.
///
/// # Errors
/// The database cannot be reached; the work waits.
pub async fn step(store: &Store, clock: &dyn Clock, gemeenten: &Gemeenten) -> store::Result<Stepped> {
    let mut tx = store.begin().await?;
    let now_ms = clock.wall_ms();
    let due = taak::next_due(&mut tx, now_ms).await?;
    if let Some((id, taak)) = due {
        tx.savepoint().await?;
        let done = doe(&mut tx, gemeenten, taak, now_ms).await;
        match done {
            Ok(again_ms) => {
                tx.release_savepoint().await?;
                match again_ms {
                    Some(again_ms) => taak::postpone(&mut tx, id, again_ms).await?,
                    None => taak::mark_done(&mut tx, id, now_ms).await?,
                }
            }
            Err(BotError::Store(error)) if !error.is_the_items_fault() => return Err(error),
            Err(error) => {
                tx.back_to_savepoint().await?;
                tracing::error!(taak.id = id, taak.kind = ?taak, %error, "timed work failed, tried again later");
                taak::postpone(&mut tx, id, now_ms + limits::MINUTE_MS).await?;
            }
        }
    }
    let next_ms = taak::next_due_ms(&mut tx).await?;
    tx.commit().await?;
    let due_ms = next_ms.map(|next_ms| clock.monotonic_ms() + (next_ms - now_ms).max(0));
    Ok(Stepped { worked: due.is_some(), due_ms })
}

/// The table of timed work: what is done for each kind. Answers when it is to be done again (wall), if it is.
#[deny(clippy::wildcard_enum_match_arm)]
async fn doe(tx: &mut Tx, gemeenten: &Gemeenten, taak: Taak, now_ms: i64) -> Result<Option<i64>, BotError> {
    match taak {
        Taak::Voortgang(id) => stand::taak(tx, gemeenten, Over::Voortgang, id, now_ms).await,
        Taak::Einde(id) => stand::taak(tx, gemeenten, Over::Einde, id, now_ms).await,
        Taak::Vervallen(id) => stand::taak(tx, gemeenten, Over::Vervallen, id, now_ms).await,
        Taak::Navraag(id) => return navraag::ronde(tx, gemeenten, id, now_ms).await,
        Taak::UpdateAnderen(id) => bijwerking::vraag_anderen(tx, gemeenten, id, now_ms).await,
        Taak::NogActueel(id) => afsluiten::vraag_actueel(tx, id, now_ms).await,
        Taak::IntrekkingAandringen(id) => intrekking::dring_aan(tx, gemeenten, id, now_ms).await,
        Taak::IntrekkingSlot(id) => intrekking::slot(tx, gemeenten, id, now_ms).await,
        Taak::FotoAnderen(id) | Taak::FotoWissen(id) => foto::taak(tx, gemeenten, taak, id, now_ms).await,
        Taak::DienstBijnaVoorbij(id) | Taak::DienstVoorbij(id) => dienst::taak(tx, taak, id, now_ms).await,
        Taak::TweedeAnderen(id) | Taak::TweedeVerloopt(id) => tweede::taak(tx, gemeenten, taak, id, now_ms).await,
        Taak::Vastgehouden(id) => vastgehouden::vraag(tx, id, now_ms).await,
        Taak::AanmeldingHerinnering(id) | Taak::AanmeldingVerloopt(id) => {
            aanvraag::taak(tx, gemeenten, taak, id, now_ms).await
        }
        Taak::OverdrachtAfgekoeld(id) | Taak::OverdrachtVerloopt(id) => {
            overdragen::taak(tx, gemeenten, taak, id, now_ms).await
        }
        Taak::BeeldWissen(id) => status::wis_beeld(tx, id, now_ms).await,
        Taak::Proefalarm(id) => oefening::proefalarm(tx, gemeenten, id, now_ms).await,
        Taak::Kwaliteit(id) => kwaliteit::taak(tx, gemeenten, id, now_ms).await,
        Taak::Indruk(id) => indruk::taak(tx, gemeenten, id, now_ms).await,
        Taak::AfwezigBegint(wie) => afwezig::begint(tx, wie, now_ms).await,
        Taak::AfwezigVoorbij(wie) => afwezig::voorbij(tx, gemeenten, wie, now_ms).await,
        Taak::AdresVergeten(wie) | Taak::OudeBeheerderWissen(wie) => gegevens::taak(tx, taak, wie, now_ms).await,
        Taak::Uitnodigen(id) | Taak::BijeenkomstMorgen(id) => bijeenkomst::taak(tx, gemeenten, taak, id, now_ms).await,
        Taak::Informeren(id) => informatie::taak(tx, gemeenten, id, now_ms).await,
        Taak::Controle(_) => return controle::ronde(tx, gemeenten, now_ms).await,
        Taak::BordVoorleggen(id) => bord::aanvraag::taak(tx, gemeenten, id, now_ms).await,
        Taak::Rechten(_) => return rechten::ronde(tx, gemeenten, now_ms).await,
        Taak::Rechtenlijst(_) => return rechten::maandlijst(tx, gemeenten, now_ms).await,
        Taak::InformatieVerloopt(id) => informatie::verloopt(tx, gemeenten, id, now_ms).await,
    }?;
    Ok(None)
}

/// Empties payloads and drops keys whose time has passed. Done every hour.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(store: &Store, clock: &dyn Clock) -> store::Result<()> {
    let mut tx = store.begin().await?;
    inbox::clean_up(&mut tx, clock.wall_ms()).await?;
    aanmelding::clean_up(&mut tx, clock.wall_ms() - limits::REQUEST_KEPT_MS).await?;
    opdracht::clean_up(&mut tx, clock.wall_ms()).await?;
    store::dienst::clean_up(&mut tx, clock.wall_ms()).await?;
    store::foto::forget_kept(&mut tx, clock.wall_ms() - limits::PICTURE_AHEAD_MS).await?;
    tip::clean_up(&mut tx, clock.wall_ms() - limits::TIP_KEPT_MS).await?;
    store::misverstaan::clean_up(&mut tx, clock.wall_ms() - limits::MISUNDERSTOOD_KEPT_MS).await?;
    store::anders::clean_up(&mut tx, clock.wall_ms() - limits::OTHER_MESSAGES_KEPT_MS).await?;
    store::indruk::clean_up(&mut tx, clock.wall_ms() - limits::IMPRESSION_KEPT_MS).await?;
    store::informatie::clean_up(&mut tx, clock.wall_ms() - limits::INFORMATION_WAITS_MS).await?;
    store::vrijgegeven::clean_up(&mut tx, clock.wall_ms() - limits::MISUNDERSTOOD_KEPT_MS).await?;
    tx.commit().await
}

/// Milliseconds between two cleanings.
pub const CLEAN_UP_EVERY_MS: i64 = limits::HOUR_MS;
