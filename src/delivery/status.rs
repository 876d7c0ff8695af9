//! Takes statuses from the inbox to the messages they are about, a batch at a time.
//!
//! Invariant: a batch is settled and marked done in one transaction; order and repetition do not matter.

use std::collections::BTreeMap;

use crate::clock::Clock;
use crate::delivery;
use crate::delivery::schedule::{self, Late};
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::inbox::Pending;
use crate::store::outbox;
use crate::store::sjabloon::Feit;
use crate::store::status::{Reached, Report};
use crate::store::taak::{self, Taak};
use crate::store::{self, Store, Tx};
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
    let reports: Vec<(&NumberId, (Report, Option<String>))> = pending
        .iter()
        .filter_map(|row| Some((&row.phone_number_id, report(row, store.mark(), clock.wall_ms())?)))
        .collect();
    let mut sent: BTreeMap<&NumberId, i64> = BTreeMap::new();
    for (number, (report, _)) in reports.iter().filter(|(_, (report, _))| report.reached == Reached::Sent) {
        let last_ms = sent.entry(*number).or_insert(report.at_ms);
        *last_ms = report.at_ms.max(*last_ms);
    }
    let reports = reports.into_iter().map(|(_, report)| report).collect();
    let reports = store::status::of_our_sends(&mut tx, reports).await?;
    store::status::settle(&mut tx, &reports).await?;
    let failed = reports.iter().filter(|report| matches!(report.reached, Reached::Failed(_)));
    let failed: Vec<i64> = failed.filter_map(|report| report.outbox_id).collect();
    for (number, at_ms) in sent {
        if store::nummer::was_sent(&mut tx, number, at_ms).await? {
            tracing::info!(number = %number, "the number works again");
            metrics::gauge!("heterdaad_number_stopped", "number" => number.to_string()).set(0.0);
        }
    }
    let again = failed_late(&mut tx, &failed, clock.wall_ms()).await?;
    let arrived = reports.iter().filter(|report| matches!(report.reached, Reached::Delivered | Reached::Read));
    let arrived: Vec<i64> = arrived.filter_map(|report| report.outbox_id).collect();
    let late_ms = clock.wall_ms() - limits::DELIVERED_LATE_MS;
    let mut changed = store::navraag::alerts_that_came_late(&mut tx, &arrived, late_ms).await?;
    // Who cannot be reached drops out of their group: the next person is called up at once. Whose phone came on is
    // somebody to be reminded again.
    changed.extend(store::navraag::alerts_of(&mut tx, &failed).await?);
    for melding in changed {
        taak::plan_anew(&mut tx, Taak::Navraag(melding), clock.wall_ms()).await?;
    }
    let ids: Vec<i64> = pending.iter().map(|row| row.id).collect();
    store::inbox::mark_done(&mut tx, &ids).await?;
    tx.commit().await?;
    for report in &reports {
        if let Reached::Failed(code) = report.reached {
            tracing::warn!(outbox.id = report.outbox_id, code, "a message failed");
            metrics::counter!("heterdaad_messages_failed_total", "code" => code.to_string()).increment(1);
        }
    }
    if again > 0 {
        tracing::warn!(messages = again, "messages failed after they were accepted: sent again");
    }
    Ok(true)
}

/// What Meta reports as failed after it had accepted it is treated as if that had been the answer. Answers how
/// many messages are sent again.
async fn failed_late(tx: &mut Tx, ids: &[i64], now_ms: i64) -> store::Result<usize> {
    let mut again = 0;
    for failure in outbox::late_failures(tx, ids, now_ms).await? {
        let Late { again_ms, zonder, stop, template } = schedule::after_late_failure(&failure);
        if stop && store::nummer::stop(tx, &failure.phone_number_id, failure.code, true, now_ms).await? {
            tracing::error!(number = %failure.phone_number_id, code = failure.code, "the number is stopped");
            metrics::gauge!("heterdaad_number_stopped", "number" => failure.phone_number_id.to_string()).set(1.0);
        }
        if let (Some(status), Some((naam, taal))) = (template, &failure.sjabloon) {
            store::sjabloon::set(tx, naam, taal, Feit::Status(status), now_ms).await?;
        }
        if let Some(after_ms) = again_ms {
            outbox::send_again(tx, failure.id, now_ms + after_ms, zonder, !stop).await?;
            again += 1;
        }
    }
    Ok(again)
}

/// What a status reports, and the word that it carries.
fn report(row: &Pending, mark: &str, now_ms: i64) -> Option<(Report, Option<String>)> {
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
    let sent_as = delivery::sent_as(mark, &data);
    if sent_as.is_none() && status.id.as_str().is_empty() {
        return None;
    }
    let report = Report {
        outbox_id: sent_as.as_ref().map(|sent| sent.outbox_id),
        herhaling: sent_as.as_ref().map_or(i64::MAX, |sent| sent.repetition),
        wamid: status.id.0,
        reached,
        prijs: status.price.map(|price| (price.category, price.kind)),
        at_ms: status.timestamp_ms.unwrap_or(now_ms),
    };
    Some((report, sent_as.and_then(|sent| sent.woord)))
}
