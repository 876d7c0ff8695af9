//! How good alerts were, in the eyes of those who sent them.
//!
//! Invariant: about one alert is asked once.

use crate::{Result, Tx};
use kern::domain::kwaliteit::Oordeel;
use kern::domain::persoon::{MeldingId, PersoonId};

/// From when on its sender may be asked, in milliseconds since the epoch; `None` if that was not settled.
///
/// # Errors
/// The database cannot be reached.
pub async fn vanaf_ms(tx: &mut Tx, id: MeldingId) -> Result<Option<i64>> {
    let sql = "select kwaliteit_vanaf_ms from melding where id = $1";
    Ok(sqlx::query_scalar::<_, Option<i64>>(sql).bind(id.0).fetch_optional(tx.connection()).await?.flatten())
}

/// Settles from when on its sender may be asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_vanaf_ms(tx: &mut Tx, id: MeldingId, vanaf_ms: i64) -> Result<()> {
    sqlx::query("update melding set kwaliteit_vanaf_ms = $2 where id = $1")
        .bind(id.0)
        .bind(vanaf_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The alerts of a person, sent on one telephone, about which they are to be asked now, in the order of sending.
///
/// # Errors
/// The database cannot be reached.
pub async fn te_vragen(tx: &mut Tx, verzender: PersoonId, now_ms: i64) -> Result<Vec<MeldingId>> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "select id from melding where verzender_id = $1 and kwaliteit_vanaf_ms <= $2 and kwaliteit_gevraagd_ms is null \
         and kwaliteit = '' and reeks = '' and verzonden_ms is not null order by verzonden_ms, id",
    )
    .bind(verzender.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(MeldingId).collect())
}

/// Marks that its sender was asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_asked(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set kwaliteit_gevraagd_ms = $2 where id = $1")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Keeps how good it was; a later answer replaces an earlier one.
///
/// # Errors
/// The database cannot be reached.
pub async fn noteer(tx: &mut Tx, id: MeldingId, oordeel: Oordeel) -> Result<()> {
    sqlx::query("update melding set kwaliteit = $2 where id = $1")
        .bind(id.0)
        .bind(oordeel.id())
        .execute(tx.writing())
        .await?;
    Ok(())
}
