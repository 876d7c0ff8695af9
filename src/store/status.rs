//! Statuses of messages, settled set-based: one statement a kind for a whole batch.
//!
//! Invariant: a moment that is set is never unset or moved (the first report of each kind counts), and
//! `failed` never hides a delivery. So order and repetition do not matter.

use sqlx::AssertSqlSafe;

use super::rows;
use super::{Result, Tx};

/// Meta's code for a number that cannot be reached: no WhatsApp, or not any more.
pub const NO_WHATSAPP: i64 = 131_026;

/// What a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Left Meta.
    Sent,
    /// Is on the phone.
    Delivered,
    /// Was opened.
    Read,
    /// Will not arrive; holds Meta's code.
    Failed(i64),
}

/// One status of one message.
#[derive(Debug, Clone)]
pub struct Report {
    /// Our row, from the data that we sent along; else found by `wamid`.
    pub outbox_id: Option<i64>,
    /// The message's id.
    pub wamid: String,
    /// What it says.
    pub reached: Reached,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// Records a batch of statuses. A claimed row that one of them names is settled: it did leave.
///
/// # Errors
/// The database cannot be reached.
pub async fn settle(tx: &mut Tx, reports: &[Report]) -> Result<()> {
    for (column, same) in [
        ("verzonden_ms", (|reached| matches!(reached, Reached::Sent)) as fn(Reached) -> bool),
        ("afgeleverd_ms", |reached| matches!(reached, Reached::Delivered)),
        ("gelezen_ms", |reached| matches!(reached, Reached::Read)),
        ("mislukt_ms", |reached| matches!(reached, Reached::Failed(_))),
    ] {
        let of_kind = first_of_each(reports.iter().filter(|report| same(report.reached)));
        let (by_id, by_wamid): (Vec<&Report>, Vec<&Report>) =
            of_kind.into_iter().partition(|report| report.outbox_id.is_some());
        update(tx, column, "outbox.id = v.id", &by_id).await?;
        update(tx, column, "outbox.wamid = v.wamid", &by_wamid).await?;
    }
    unreachable_people(tx, reports).await
}

/// The earliest report for each message.
fn first_of_each<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<&'a Report> {
    let mut reports: Vec<&Report> = reports.collect();
    reports.sort_by(|a, b| (a.outbox_id, &a.wamid, a.at_ms).cmp(&(b.outbox_id, &b.wamid, b.at_ms)));
    reports.dedup_by(|a, b| a.outbox_id == b.outbox_id && (a.outbox_id.is_some() || a.wamid == b.wamid));
    reports
}

async fn update(tx: &mut Tx, column: &str, matching: &str, reports: &[&Report]) -> Result<()> {
    // "Failed" ends a row only if the message never arrived; anything else proves that it was accepted.
    let (state, code) = if column == "mislukt_ms" {
        (
            "case when outbox.afgeleverd_ms is null and outbox.gelezen_ms is null then 'mislukt' else outbox.toestand end",
            "v.code",
        )
    } else {
        (
            "case when outbox.toestand in ('wacht', 'geclaimd') or (outbox.toestand = 'mislukt' and v.aangekomen = 1) then 'geaccepteerd' else outbox.toestand end",
            "outbox.fout_code",
        )
    };
    for piece in rows::pieces(reports) {
        let sql = format!(
            "with v (id, wamid, op_ms, code, aangekomen) as (values {}) update outbox set {column} = v.op_ms, toestand = {state}, fout_code = {code}, \
             wamid = coalesce(outbox.wamid, v.wamid), geaccepteerd_ms = coalesce(outbox.geaccepteerd_ms, v.op_ms) \
             from v where {matching} and outbox.{column} is null",
            rows::placeholders(piece.len(), 5, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for report in piece {
            let (code, arrived) = match report.reached {
                Reached::Failed(code) => (Some(code), 0),
                Reached::Delivered | Reached::Read => (None, 1),
                Reached::Sent => (None, 0),
            };
            query = query.bind(report.outbox_id).bind(&report.wamid).bind(report.at_ms).bind(code).bind(arrived as i64);
        }
        query.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Remembers whose number does not work (131026), so that previews do not count them.
async fn unreachable_people(tx: &mut Tx, reports: &[Report]) -> Result<()> {
    for report in reports.iter().filter(|report| report.reached == Reached::Failed(NO_WHATSAPP)) {
        sqlx::query(
            "update persoon set onbereikbaar_ms = $3 where onbereikbaar_ms is null and id in \
             (select persoon_id from outbox where (id = $1 or wamid = $2) and afgeleverd_ms is null)",
        )
        .bind(report.outbox_id)
        .bind(&report.wamid)
        .bind(report.at_ms)
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}
