//! Takes statuses from the inbox to the messages they are about, a batch at a time.
//!
//! Invariant: a batch is settled and marked done in one transaction; order and repetition do not matter.

use crate::clock::Clock;
use crate::delivery;
use crate::store::inbox::Pending;
use crate::store::status::{Reached, Report};
use crate::store::{self, Store};
use crate::whatsapp::Update;
use crate::whatsapp::incoming::{self, StatusKind};

/// Settles one batch. Answers whether there was any.
///
/// # Errors
/// The database cannot be reached; the statuses wait.
pub async fn step(store: &Store, clock: &dyn Clock) -> store::Result<bool> {
    let mut tx = store.begin().await?;
    let pending = store::inbox::pending_statuses(&mut tx).await?;
    if pending.is_empty() {
        tx.roll_back().await?;
        return Ok(false);
    }
    let reports: Vec<Report> = pending.iter().filter_map(|row| report(row, store.mark(), clock.wall_ms())).collect();
    store::status::settle(&mut tx, &reports).await?;
    let ids: Vec<i64> = pending.iter().map(|row| row.id).collect();
    store::inbox::mark_done(&mut tx, &ids).await?;
    tx.commit().await?;
    for report in &reports {
        if let Reached::Failed(code) = report.reached {
            tracing::warn!(outbox.id = report.outbox_id, code, "a message failed");
            metrics::counter!("heterdaad_messages_failed_total", "code" => code.to_string()).increment(1);
        }
    }
    Ok(true)
}

fn report(row: &Pending, mark: &str, now_ms: i64) -> Option<Report> {
    let Update::Status(status) = incoming::parse(&row.payload) else { return None };
    let reached = match status.kind {
        StatusKind::Sent => Reached::Sent,
        StatusKind::Delivered => Reached::Delivered,
        StatusKind::Read | StatusKind::Played => Reached::Read,
        StatusKind::Failed => Reached::Failed(status.error.map_or(0, |error| error.code)),
        StatusKind::Unknown(kind) => {
            tracing::info!(%kind, "unknown status");
            return None;
        }
    };
    let data = status.callback_data.unwrap_or_default();
    let outbox_id = delivery::outbox_id(mark, &data);
    if outbox_id.is_none() && status.id.as_str().is_empty() {
        return None;
    }
    Some(Report { outbox_id, wamid: status.id.0, reached, at_ms: status.timestamp_ms.unwrap_or(now_ms) })
}
