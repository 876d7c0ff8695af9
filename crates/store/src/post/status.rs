//! Statuses of messages, settled set-based: one statement a kind for a whole batch.
//!
//! Invariants: a moment that is set is never unset or moved (the first report of each kind counts), and
//! `failed` never hides a delivery. So order and repetition do not matter. A report counts only for a row that was claimed,
//! and only with that row's own word ([`of_our_sends`]): after a restore the ids of rows that were lost are given out anew.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use crate::rows;
use crate::{Result, Tx};

/// Meta's code for "too many messages to this person"; recorded too when we see it before sending.
pub const PAIR_LIMIT: i64 = 131_056;
/// What is recorded as the code of a row that today's messaging limit leaves no place for.
pub const NO_PLACE: i64 = -2;
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
    /// Which repetition of the message, from the data that we sent along.
    pub herhaling: i64,
    /// What it says.
    pub reached: Reached,
    /// What Meta charges: category and type.
    pub prijs: Option<(String, String)>,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// Those of the reports, each with the word that it carries, that are about something that this database sent: the row
/// they name was claimed, and the word is its own (an older version sent none). What names no row is found by its message
/// id.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_our_sends(tx: &mut Tx, reports: Vec<(Report, Option<String>)>) -> Result<Vec<Report>> {
    let mut named: Vec<i64> = reports.iter().filter_map(|(report, _)| report.outbox_id).collect();
    named.sort_unstable();
    named.dedup();
    let mut words: HashMap<i64, Option<String>> = HashMap::new();
    for piece in rows::pieces(&named) {
        let sql = format!(
            "select id, woord from outbox where geclaimd_ms is not null and id in {}",
            rows::list(piece.len(), 1)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        let rows: Vec<(i64, Option<String>)> = query.fetch_all(tx.connection()).await?;
        words.extend(rows);
    }
    let before = reports.len();
    let own = |report: &Report, woord: &Option<String>| {
        report.outbox_id.is_none_or(|id| words.get(&id).is_some_and(|own| own == woord))
    };
    let reports: Vec<Report> =
        reports.into_iter().filter(|(report, woord)| own(report, woord)).map(|(report, _)| report).collect();
    if reports.len() < before {
        tracing::warn!(statuses = before - reports.len(), "statuses name rows that never sent them: passed over");
    }
    Ok(reports)
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
    prices(tx, reports).await?;
    unreachable_people(tx, reports).await
}

/// Records what Meta charges, once a message: when it is on the phone, for only that is charged.
async fn prices(tx: &mut Tx, reports: &[Report]) -> Result<()> {
    let arrived = |report: &&Report| matches!(report.reached, Reached::Delivered | Reached::Read);
    let mut priced: Vec<(i64, &str, &str, i64)> = Vec::new();
    for report in reports.iter().filter(arrived) {
        if let (Some(id), Some((category, kind))) = (report.outbox_id, &report.prijs)
            && !priced.iter().any(|(known, ..)| *known == id)
        {
            priced.push((id, category, kind, report.at_ms));
        }
    }
    for piece in rows::pieces(&priced) {
        let sql = format!(
            "with v (id, categorie, soort, op_ms) as (values {}) update outbox set prijs_categorie = v.categorie, prijs_soort = v.soort, \
             geprijsd_ms = v.op_ms from v where outbox.id = v.id and outbox.geprijsd_ms is null",
            rows::placeholders(piece.len(), 4, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, category, kind, at_ms) in piece {
            query = query.bind(id).bind(*category).bind(*kind).bind(at_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// What was charged in a period, by category and type: how many messages.
///
/// # Errors
/// The database cannot be reached.
pub async fn costs(tx: &mut Tx, from_ms: i64, to_ms: i64) -> Result<Vec<(String, String, i64)>> {
    Ok(sqlx::query_as(
        "select prijs_categorie, prijs_soort, count(*) from outbox where geprijsd_ms >= $1 and geprijsd_ms < $2 \
         group by prijs_categorie, prijs_soort order by prijs_categorie, prijs_soort",
    )
    .bind(from_ms)
    .bind(to_ms)
    .fetch_all(tx.connection())
    .await?)
}

/// The earliest report for each message.
fn first_of_each<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<&'a Report> {
    let mut reports: Vec<&Report> = reports.collect();
    // Of several repetitions the last counts: an earlier one may have failed.
    let order = |report: &Report| (report.outbox_id, std::cmp::Reverse(report.herhaling), report.at_ms);
    reports.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.wamid.cmp(&b.wamid)));
    let mut seen = std::collections::BTreeSet::new();
    reports.retain(|report| {
        seen.insert((report.outbox_id, if report.outbox_id.is_none() { report.wamid.as_str() } else { "" }))
    });
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
            "case when outbox.toestand in ('wacht', 'geclaimd', 'vastgehouden') or (outbox.toestand in ('mislukt', 'vervallen') and v.aangekomen = 1) then 'geaccepteerd' else outbox.toestand end",
            "outbox.fout_code",
        )
    };
    for piece in rows::pieces(reports) {
        let sql = format!(
            "with v (id, wamid, op_ms, code, aangekomen, herhaling) as (values {}) update outbox set {column} = v.op_ms, toestand = {state}, fout_code = {code}, \
             wamid = coalesce(outbox.wamid, v.wamid), geaccepteerd_ms = coalesce(outbox.geaccepteerd_ms, v.op_ms) \
             from v where {matching} and outbox.{column} is null and v.herhaling > outbox.nietig_tot",
            rows::placeholders(piece.len(), 6, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for report in piece {
            let (code, arrived) = match report.reached {
                Reached::Failed(code) => (Some(code), 0),
                Reached::Delivered | Reached::Read => (None, 1),
                Reached::Sent => (None, 0),
            };
            query = query
                .bind(report.outbox_id)
                .bind(&report.wamid)
                .bind(report.at_ms)
                .bind(code)
                .bind(arrived as i64)
                .bind(report.herhaling);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Remembers whose number does not work (131026), so that previews do not count them, and forgets it where a message
/// arrived after all: what came later, and the message itself of which that was said.
async fn unreachable_people(tx: &mut Tx, reports: &[Report]) -> Result<()> {
    for report in first_of_each(reports.iter().filter(|report| report.reached == Reached::Failed(NO_WHATSAPP))) {
        sqlx::query(UNREACHABLE)
            .bind(report.outbox_id)
            .bind(&report.wamid)
            .bind(report.at_ms)
            .bind(report.herhaling)
            .execute(tx.writing())
            .await?;
    }
    let arrived = reports.iter().filter(|report| matches!(report.reached, Reached::Delivered | Reached::Read));
    let arrived: Vec<&Report> = arrived.collect();
    for piece in rows::pieces(&arrived) {
        let sql = format!(
            "with v (id, wamid, op_ms) as (values {}) update persoon set onbereikbaar_ms = null where onbereikbaar_ms is not null and exists \
             (select 1 from v join outbox o on o.id = v.id or (v.id is null and o.wamid = v.wamid) where o.persoon_id = persoon.id and o.chat = '' \
             and (v.op_ms >= persoon.onbereikbaar_ms or o.mislukt_ms = persoon.onbereikbaar_ms))",
            rows::placeholders(piece.len(), 3, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for report in piece {
            query = query.bind(report.outbox_id).bind(&report.wamid).bind(report.at_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// The number of whoever a message failed for does not work: unless it arrived, something later did, or they wrote since.
const UNREACHABLE: &str = "update persoon set onbereikbaar_ms = $3 where onbereikbaar_ms is null and id in \
     (select o.persoon_id from outbox o where (o.id = $1 or ($1 is null and o.wamid = $2)) and o.chat = '' and $4 > o.nietig_tot \
     and o.afgeleverd_ms is null and o.gelezen_ms is null) \
     and not exists (select 1 from outbox n where n.persoon_id = persoon.id and n.chat = '' and (n.afgeleverd_ms > $3 or n.gelezen_ms > $3)) \
     and not exists (select 1 from gesprek g where g.persoon_id = persoon.id and g.chat = '' and g.laatste_ms > $3)";
