//! What operators were told, so that they are told once, again after an hour, and when it is over.

use super::{Result, Tx};
use crate::rows::row;

row! {
    /// Something that operators were told.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Alarm {
        /// What it is, the same for the same trouble.
        pub sleutel: String,
        /// In words.
        pub tekst: String,
        /// Since when, in milliseconds since the epoch.
        pub begonnen_ms: i64,
        /// When they were last told, in milliseconds since the epoch; `None`: not yet.
        pub gemeld_ms: Option<i64>,
    }
}

/// Everything that is wrong now, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn all(tx: &mut Tx) -> Result<Vec<Alarm>> {
    Ok(sqlx::query_as(SELECT).fetch_all(tx.connection()).await?)
}

/// The same, without a transaction.
///
/// # Errors
/// The database cannot be reached.
pub async fn current(connection: &mut sqlx::AnyConnection) -> Result<Vec<Alarm>> {
    Ok(sqlx::query_as(SELECT).fetch_all(connection).await?)
}

const SELECT: &str = "select sleutel, tekst, begonnen_ms, gemeld_ms from alarm order by begonnen_ms, sleutel";

/// Something is wrong; what it says may change while it lasts. Answers whether it is new.
///
/// # Errors
/// The database cannot be reached.
pub async fn raise(tx: &mut Tx, sleutel: &str, tekst: &str, now_ms: i64) -> Result<bool> {
    let added = sqlx::query(
        "insert into alarm (sleutel, tekst, begonnen_ms) values ($1, $2, $3) on conflict (sleutel) do nothing",
    )
    .bind(sleutel)
    .bind(tekst)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    sqlx::query("update alarm set tekst = $2 where sleutel = $1 and tekst <> $2")
        .bind(sleutel)
        .bind(tekst)
        .execute(tx.writing())
        .await?;
    Ok(added.rows_affected() > 0)
}

/// Operators were told of it outside WhatsApp.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_told(tx: &mut Tx, sleutel: &str, now_ms: i64) -> Result<()> {
    sqlx::query("update alarm set gemeld_ms = $2 where sleutel = $1")
        .bind(sleutel)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// It is over.
///
/// # Errors
/// The database cannot be reached.
pub async fn clear(tx: &mut Tx, sleutel: &str) -> Result<()> {
    sqlx::query("delete from alarm where sleutel = $1").bind(sleutel).execute(tx.writing()).await?;
    Ok(())
}
