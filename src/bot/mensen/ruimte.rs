//! How many messages that are no alert may leave today.
//!
//! Invariant: the messaging limit keeps room for an alert to everybody that day.

use crate::bot::error::BotError;
use crate::limits;
use crate::store::{self, Tx, outbox};

/// How many may leave today, so that an alert to all beheerders still fits; `None`: as many as wanted.
pub(super) async fn vandaag(tx: &mut Tx, now_ms: i64) -> Result<Option<usize>, BotError> {
    let Some(limiet) = store::nummer::limit(tx).await? else { return Ok(None) };
    let gebruikt = outbox::people_outside_window(tx, now_ms - limits::WINDOW_MS).await?;
    let bewaard = store::persoon::beheerders(tx).await?;
    Ok(Some(usize::try_from(limiet - gebruikt - bewaard).unwrap_or(0)))
}
