//! The second person who agrees to an alert: why one has to, who was asked, who did.
//!
//! What a yes or a no does is decided elsewhere; this only keeps it.

use kern::domain::wijk::GemeenteId;
use sqlx::AssertSqlSafe;

use super::{Melding, get};
use crate::rows;
use crate::{Result, Tx};
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::tweede::Redenen;

/// The drafts of a person that wait for a second one, the newest first: written on their telephone, or confirmed by them.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_of(tx: &mut Tx, telefoon: PersoonId, wie: PersoonId, now_ms: i64) -> Result<Vec<Melding>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select id from melding where (verzender_id = $1 or wie_id = $2) and status = 'wacht_tweede' \
         and geldig_tot_ms > $3 order by id desc",
    )
    .bind(telefoon.0)
    .bind(wie.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    let mut waiting = Vec::with_capacity(ids.len());
    for id in ids {
        waiting.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(waiting)
}

/// When a second person was asked about an alert, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn second_asked_ms(tx: &mut Tx, id: MeldingId) -> Result<Option<i64>> {
    let asked: Option<Option<i64>> = sqlx::query_scalar("select tweede_gevraagd_ms from melding where id = $1")
        .bind(id.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(asked.flatten())
}

/// Records why a second person has to agree to a draft.
///
/// # Errors
/// The database cannot be reached.
pub async fn need_second(tx: &mut Tx, id: MeldingId, why: impl Into<Redenen>) -> Result<()> {
    sqlx::query("update melding set tweede_om = $2 where id = $1 and status = 'concept'")
        .bind(id.0)
        .bind(why.into().als_woorden())
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Records who confirmed an alert, why a second person has to agree, and when they were asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask_second(
    tx: &mut Tx,
    id: MeldingId,
    wie: PersoonId,
    why: impl Into<Redenen>,
    now_ms: i64,
) -> Result<()> {
    sqlx::query("update melding set wie_id = $2, tweede_om = $3, tweede_gevraagd_ms = $4 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .bind(why.into().als_woorden())
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Records who confirmed an alert: on a telephone that several share it may be another than who wrote it.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_confirmed_by(tx: &mut Tx, id: MeldingId, wie: PersoonId) -> Result<()> {
    sqlx::query("update melding set wie_id = $2 where id = $1").bind(id.0).bind(wie.0).execute(tx.writing()).await?;
    Ok(())
}

/// Records the second person who agreed.
///
/// # Errors
/// The database cannot be reached.
pub async fn approved_by(tx: &mut Tx, id: MeldingId, wie: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set goedgekeurd_door = $2, goedgekeurd_ms = $3 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The alerts of these gemeenten that wait for a second person, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_for_second(tx: &mut Tx, gemeenten: &[&GemeenteId], now_ms: i64) -> Result<Vec<Melding>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select id from melding where status = 'wacht_tweede' and geldig_tot_ms > $1 and gemeente in {} order by id",
        rows::list(gemeenten.len(), 2)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(now_ms);
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
    let mut waiting = Vec::with_capacity(ids.len());
    for id in ids {
        waiting.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(waiting)
}
