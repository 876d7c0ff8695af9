//! What time does to an alert: when it is looked at again, reminded of, asked about and ended.
//!
//! Owns the planning; doing it is the wings'. Invariant: planning twice is planning once.

use crate::bot::error::Written;
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::domain::wijk::Gemeente;
use crate::limits;
use crate::store::melding::Melding;
use crate::store::taak::{self, Taak};
use crate::store::{self, Tx};

/// Plans everything that time does to an alert that was just sent, or that lasts longer from now on.
pub(in crate::bot) async fn plan(tx: &mut Tx, gemeente: &Gemeente, melding: &Melding, now_ms: i64) -> Written {
    let id = melding.id;
    taak::plan(tx, Taak::Voortgang(id), now_ms + limits::PROGRESS_AFTER_MS).await?;
    taak::plan_anew(tx, Taak::Einde(id), melding.geldig_tot_ms).await?;
    let vraag_ms = melding.geldig_tot_ms - gemeente.instellingen.nog_actueel_s * 1_000;
    if vraag_ms > now_ms {
        taak::plan_anew(tx, Taak::NogActueel(id), vraag_ms).await?;
    }
    nu(tx, melding.id, now_ms).await
}

/// Something changed for a group: looks again at once.
pub(in crate::bot) async fn nu(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Written {
    Ok(taak::plan_anew(tx, Taak::Navraag(id), now_ms).await?)
}

/// Somebody goes away, wants quiet or leaves: the alerts that run for their groups are looked at again at
/// once. Called while the groups are still theirs.
pub(in crate::bot) async fn valt_weg(tx: &mut Tx, wie: PersoonId, now_ms: i64) -> Written {
    Ok(store::navraag::look_again(tx, wie, now_ms).await?)
}

/// An alert ended: its sender is asked at the end of the shift, and those who got it soon. Planning it again changes nothing.
///
/// # Errors
/// The database cannot be reached.
pub async fn kwaliteit(tx: &mut Tx, melding: &Melding, now_ms: i64) -> Written {
    if melding.oefening || melding.verzonden_ms.is_none() {
        return Ok(());
    }
    taak::plan(tx, Taak::Indruk(melding.id), now_ms + limits::IMPRESSION_AFTER_MS).await?;
    Ok(taak::plan(tx, Taak::Kwaliteit(melding.id), now_ms).await?)
}
