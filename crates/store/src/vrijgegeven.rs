//! Sentences that were not understood and that whoever of police typed them gave free, to be learned from.
//!
//! Invariants: no person and no moment stands beside one, its figures are zeros, and the same one of a day and role is kept once.

use crate::{Result, Tx};
use kern::limits;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zin {
    /// The role of whoever typed it.
    pub wie: String,
    /// What was typed, with zeros for its figures.
    pub tekst: String,
}

/// Keeps one.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, wie: &str, tekst: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into vrijgegeven (dag_ms, wie, tekst) values ($1, $2, $3) on conflict do nothing")
        .bind(now_ms - now_ms.rem_euclid(limits::DAY_MS))
        .bind(wie)
        .bind(tekst)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// All of them, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn all(tx: &mut Tx) -> Result<Vec<Zin>> {
    let rows: Vec<(String, String)> = sqlx::query_as("select wie, tekst from vrijgegeven order by dag_ms, wie, tekst")
        .fetch_all(tx.connection())
        .await?;
    Ok(rows.into_iter().map(|(wie, tekst)| Zin { wie, tekst }).collect())
}

/// Forgets what was given free before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query("delete from vrijgegeven where dag_ms < $1").bind(before_ms).execute(tx.writing()).await?;
    Ok(())
}
