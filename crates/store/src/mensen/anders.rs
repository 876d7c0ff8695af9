//! The one budget of messages that are no alert: who may get one more, and who wants alerts only.
//!
//! Invariant: who has had as many as are allowed within the time, or wants alerts only, is in no list of this module.

use sqlx::AssertSqlSafe;

use crate::rows;
use crate::{Result, Tx};
use kern::domain::persoon::PersoonId;

/// Of a person `p`: they may get one more message that is no alert. `$most`: so many since `$since` are the most.
pub(crate) fn room(most: usize, since: usize) -> String {
    format!(
        "p.informatie >= 0 and (select count(*) from anders a where a.persoon_id = p.id and a.verstuurd_ms > ${since}) < ${most}"
    )
}

/// Those of these people who may get one more message that is no alert, in the same order: fewer than `most` since a
/// moment, and not alerts only. `gezegd`: only those who said yes to such messages.
///
/// # Errors
/// The database cannot be reached.
pub async fn with_room(
    tx: &mut Tx,
    mensen: &[PersoonId],
    (most, since_ms): (i64, i64),
    gezegd: bool,
) -> Result<Vec<PersoonId>> {
    let mut found: Vec<i64> = Vec::new();
    for piece in rows::pieces(mensen) {
        let sql = format!(
            "select p.id from persoon p where p.informatie >= $3 and {} and p.id in {}",
            room(1, 2),
            rows::list(piece.len(), 4)
        );
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(most).bind(since_ms).bind(i64::from(gezegd));
        for mens in piece {
            query = query.bind(mens.0);
        }
        let rows: Vec<i64> = query.fetch_all(tx.connection()).await?;
        found.extend(rows);
    }
    Ok(mensen.iter().copied().filter(|mens| found.contains(&mens.0)).collect())
}

/// Counts a message of this kind (`informatie`, `bijeenkomst`, `vraag`, `controle`, `terugblik`: for whoever looks into the table) to these people.
///
/// # Errors
/// The database cannot be reached.
pub async fn spend(tx: &mut Tx, mensen: &[PersoonId], soort: &str, now_ms: i64) -> Result<()> {
    for piece in rows::pieces(mensen) {
        let sql = format!(
            "insert into anders (persoon_id, soort, verstuurd_ms) values {}",
            rows::placeholders(piece.len(), 3, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for mens in piece {
            query = query.bind(mens.0).bind(soort).bind(now_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Whether somebody wants alerts only.
///
/// # Errors
/// The database cannot be reached.
pub async fn alerts_only(tx: &mut Tx, persoon: PersoonId) -> Result<bool> {
    let wants: i64 = sqlx::query_scalar("select informatie from persoon where id = $1")
        .bind(persoon.0)
        .fetch_one(tx.connection())
        .await?;
    Ok(wants < 0)
}

/// Records what somebody wants beside alerts.
///
/// # Errors
/// The database cannot be reached.
pub async fn want(tx: &mut Tx, persoon: PersoonId, ook_anders: bool) -> Result<()> {
    sqlx::query("update persoon set informatie = $2 where id = $1")
        .bind(persoon.0)
        .bind(if ook_anders { 1_i64 } else { -1 })
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Forgets what was counted before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query("delete from anders where verstuurd_ms < $1").bind(before_ms).execute(tx.writing()).await?;
    Ok(())
}
