//! What the bot asked about, and what it did not understand: counted by wish and role, for whoever improves it.
//!
//! Invariant: nothing of who typed it, when that day, or what.

use crate::{Result, Tx};
use kern::limits;

kern::opgeslagen! {
    /// What became of a text that was not understood at once.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Hoe {
        /// It was asked what is meant.
        Gevraagd = "gevraagd",
        /// That was answered with a tap.
        Gekozen = "gekozen",
        /// It was said that it was not understood.
        Onbegrepen = "onbegrepen",
    }
}

/// How often that was so, of one wish and one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The wish.
    pub wens: String,
    /// The role of whoever typed.
    pub wie: String,
    /// What became of it.
    pub hoe: String,
    /// How often.
    pub aantal: i64,
}

/// Counts one. A handler that hands its message back may have counted: nothing that anybody sees was done by it.
///
/// # Errors
/// The database cannot be reached.
pub async fn tel(tx: &mut Tx, wie: &str, wens: &str, hoe: Hoe, now_ms: i64) -> Result<()> {
    sqlx::query("insert into misverstaan (dag_ms, wie, wens, hoe) values ($1, $2, $3, $4)")
        .bind(now_ms - now_ms.rem_euclid(limits::DAY_MS))
        .bind(wie)
        .bind(wens)
        .bind(hoe.id())
        .execute(tx.counting())
        .await?;
    Ok(())
}

/// What was counted since the day of a moment, the most frequent first.
///
/// # Errors
/// The database cannot be reached.
pub async fn since(tx: &mut Tx, since_ms: i64) -> Result<Vec<Telling>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "select wens, wie, hoe, count(*) from misverstaan where dag_ms >= $1 group by wens, wie, hoe \
         order by count(*) desc, wens, wie, hoe",
    )
    .bind(since_ms - since_ms.rem_euclid(limits::DAY_MS))
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(wens, wie, hoe, aantal)| Telling { wens, wie, hoe, aantal }).collect())
}

/// Forgets what was counted before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query("delete from misverstaan where dag_ms < $1").bind(before_ms).execute(tx.writing()).await?;
    Ok(())
}
