//! Timed work: progress reports, the end of an alert, cleaning up.
//!
//! Owns when; what is said is the handlers'. Invariant: each piece of work is done in one transaction
//! with its mark, so that a crash neither skips nor repeats it.

use crate::bot::error::BotError;
use crate::bot::groep::navraag;
use crate::bot::melding::{
    afsluiten, bijwerking, foto, intrekking, kwaliteit, oefening, stand, status, tweede, vastgehouden,
};
use crate::bot::mensen::{aanvraag, afwezig, bijeenkomst, gegevens, overdragen};
use crate::bot::politie::dienst;
use crate::clock::Clock;
use crate::domain::aanmelding::AanmeldingId;
use crate::domain::overdracht::OverdrachtId;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::beeld::BeeldId;
use crate::store::bijeenkomst::BijeenkomstId;
use crate::store::foto::FotoId;
use crate::store::levensloop::BijwerkingId;
use crate::store::oefening::VoorstelId;
use crate::store::taak::{self, TaakSoort};
use crate::store::werk::Werk;
use crate::store::{self, Store, aanmelding, inbox, opdracht, tip};

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
    if let Some((id, soort, voorwerp)) = due {
        tx.savepoint().await?;
        let mut again_ms: Option<i64> = None;
        let done = match soort {
            TaakSoort::Voortgang | TaakSoort::Einde | TaakSoort::Vervallen => {
                stand::taak(&mut tx, gemeenten, soort, MeldingId(voorwerp), now_ms).await
            }
            TaakSoort::Navraag => {
                navraag::ronde(&mut tx, gemeenten, MeldingId(voorwerp), now_ms).await.map(|later_ms| {
                    again_ms = later_ms;
                })
            }
            TaakSoort::UpdateAnderen => {
                bijwerking::vraag_anderen(&mut tx, gemeenten, BijwerkingId(voorwerp), now_ms).await
            }
            TaakSoort::NogActueel => afsluiten::vraag_actueel(&mut tx, MeldingId(voorwerp), now_ms).await,
            TaakSoort::IntrekkingAandringen => {
                intrekking::dring_aan(&mut tx, gemeenten, MeldingId(voorwerp), now_ms).await
            }
            TaakSoort::IntrekkingSlot => intrekking::slot(&mut tx, gemeenten, MeldingId(voorwerp), now_ms).await,
            TaakSoort::FotoAnderen | TaakSoort::FotoWissen => {
                foto::taak(&mut tx, gemeenten, soort, FotoId(voorwerp), now_ms).await
            }
            TaakSoort::DienstBijnaVoorbij | TaakSoort::DienstVoorbij => {
                dienst::taak(&mut tx, soort, PersoonId(voorwerp), now_ms).await
            }
            TaakSoort::TweedeAnderen | TaakSoort::TweedeVerloopt => {
                tweede::taak(&mut tx, gemeenten, soort, MeldingId(voorwerp), now_ms).await
            }
            TaakSoort::Vastgehouden => vastgehouden::vraag(&mut tx, MeldingId(voorwerp), now_ms).await,
            TaakSoort::AanmeldingHerinnering | TaakSoort::AanmeldingVerloopt => {
                aanvraag::taak(&mut tx, gemeenten, soort, AanmeldingId(voorwerp), now_ms).await
            }
            TaakSoort::OverdrachtAfgekoeld | TaakSoort::OverdrachtVerloopt => {
                overdragen::taak(&mut tx, gemeenten, soort, OverdrachtId(voorwerp), now_ms).await
            }
            TaakSoort::BeeldWissen => status::wis_beeld(&mut tx, BeeldId(voorwerp), now_ms).await,
            TaakSoort::Proefalarm => oefening::proefalarm(&mut tx, gemeenten, VoorstelId(voorwerp), now_ms).await,
            TaakSoort::Kwaliteit => kwaliteit::taak(&mut tx, gemeenten, MeldingId(voorwerp), now_ms).await,
            TaakSoort::AfwezigBegint => afwezig::begint(&mut tx, PersoonId(voorwerp), now_ms).await,
            TaakSoort::AfwezigVoorbij => afwezig::voorbij(&mut tx, gemeenten, PersoonId(voorwerp), now_ms).await,
            TaakSoort::AdresVergeten | TaakSoort::OudeBeheerderWissen => {
                gegevens::taak(&mut tx, soort, PersoonId(voorwerp), now_ms).await
            }
            TaakSoort::Uitnodigen | TaakSoort::BijeenkomstMorgen => {
                bijeenkomst::taak(&mut tx, gemeenten, soort, BijeenkomstId(voorwerp), now_ms).await
            }
        };
        match done {
            Ok(()) => {
                tx.release_savepoint().await?;
                match again_ms {
                    Some(again_ms) => taak::postpone(&mut tx, id, again_ms).await?,
                    None => taak::mark_done(&mut tx, id, now_ms).await?,
                }
            }
            Err(BotError::Store(error)) if !error.is_the_items_fault() => return Err(error),
            Err(error) => {
                tx.back_to_savepoint().await?;
                tracing::error!(taak.id = id, taak.voorwerp = voorwerp, %error, "timed work failed, tried again later");
                taak::postpone(&mut tx, id, now_ms + limits::MINUTE_MS).await?;
            }
        }
    }
    let next_ms = taak::next_due_ms(&mut tx).await?;
    tx.commit().await?;
    let due_ms = next_ms.map(|next_ms| clock.monotonic_ms() + (next_ms - now_ms).max(0));
    Ok(Stepped { worked: due.is_some(), due_ms })
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
    tx.commit().await
}

/// Milliseconds between two cleanings.
pub const CLEAN_UP_EVERY_MS: i64 = limits::HOUR_MS;
