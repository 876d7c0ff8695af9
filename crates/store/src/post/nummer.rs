//! How business numbers stand with Meta: stopped or not, quality, throughput, messaging limit.
//!
//! Invariant: a number is stopped from the first refusal that says so until a message is accepted again; where it was a
//! status that said so (accepted, then failed: an unpaid bill), until a status says of a later message that it was sent.

use kern::domain::afzender::NumberId;

use crate::rows::row;
use crate::{Result, Tx};

row! {
    /// How a number stands.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Nummer {
        /// Its id at Meta.
        pub phone_number_id: NumberId,
        /// Why nothing leaves, as Meta's code; 0: no connection. `None`: it works.
        pub gestopt_code: Option<i64>,
        /// Since when nothing leaves, in milliseconds since the epoch.
        pub gestopt_ms: Option<i64>,
        /// It was a status that said so.
        pub gestopt_laat: bool,
        /// Meta restricts the account: its words for it; empty where it does not.
        pub beperking: String,
        /// GREEN, YELLOW, RED or UNKNOWN; empty before it was looked up.
        pub kwaliteit: String,
        /// Messages a second.
        pub doorvoer: Option<i64>,
        /// People outside their window in 24 hours; `None`: no limit, or not known.
        pub limiet: Option<i64>,
    }
}

/// All numbers that anything is known of.
///
/// # Errors
/// The database cannot be reached.
pub async fn all(tx: &mut Tx) -> Result<Vec<Nummer>> {
    Ok(sqlx::query_as(
        "select phone_number_id, gestopt_code, gestopt_ms, gestopt_laat, beperking, kwaliteit, doorvoer, limiet from nummer_stand order by phone_number_id",
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The messaging limit of the portfolio: the lowest that is known of its numbers.
///
/// # Errors
/// The database cannot be reached.
pub async fn limit(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select min(limiet) from nummer_stand").fetch_one(tx.connection()).await?)
}

async fn put(tx: &mut Tx, number: &NumberId, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into nummer_stand (phone_number_id, bijgewerkt_ms) values ($1, $2) on conflict (phone_number_id) do nothing",
    )
    .bind(number.as_str())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Nothing leaves on this number any more; `laat`: a status said so. Answers whether that is new.
///
/// # Errors
/// The database cannot be reached.
pub async fn stop(tx: &mut Tx, number: &NumberId, code: i64, laat: bool, now_ms: i64) -> Result<bool> {
    put(tx, number, now_ms).await?;
    let fresh = sqlx::query(
        "update nummer_stand set gestopt_code = $2, gestopt_ms = $3, gestopt_laat = $4 where phone_number_id = $1 and gestopt_ms is null",
    )
    .bind(number.as_str())
    .bind(code)
    .bind(now_ms)
    .bind(i64::from(laat))
    .execute(tx.writing())
    .await?;
    // Meta's own word says more than that there was no answer.
    sqlx::query(
        "update nummer_stand set gestopt_code = $2 where phone_number_id = $1 and gestopt_code <= 0 and $2 > 0",
    )
    .bind(number.as_str())
    .bind(code)
    .execute(tx.writing())
    .await?;
    Ok(fresh.rows_affected() > 0)
}

/// It works again. Answers whether it was stopped.
///
/// # Errors
/// The database cannot be reached.
pub async fn resume(tx: &mut Tx, number: &NumberId) -> Result<bool> {
    let done = sqlx::query(
        "update nummer_stand set beperking = case when gestopt_code = 131031 then '' else beperking end, \
         gestopt_code = null, gestopt_ms = null, gestopt_laat = 0 where phone_number_id = $1 and gestopt_ms is not null",
    )
    .bind(number.as_str())
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A status said that a message was sent at this moment: a number that a status stopped before works again. Answers
/// whether that is new.
///
/// # Errors
/// The database cannot be reached.
pub async fn was_sent(tx: &mut Tx, number: &NumberId, at_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "update nummer_stand set gestopt_code = null, gestopt_ms = null, gestopt_laat = 0 \
         where phone_number_id = $1 and gestopt_laat = 1 and gestopt_ms < $2",
    )
    .bind(number.as_str())
    .bind(at_ms)
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Meta restricts what a number may do, in its words (empty: no longer), until a moment if it named one.
///
/// # Errors
/// The database cannot be reached.
pub async fn restrict(
    tx: &mut Tx,
    number: &NumberId,
    beperking: &str,
    until_ms: Option<i64>,
    now_ms: i64,
) -> Result<()> {
    put(tx, number, now_ms).await?;
    sqlx::query(
        "update nummer_stand set beperking = $2, beperkt_tot_ms = $3, bijgewerkt_ms = $4 where phone_number_id = $1",
    )
    .bind(number.as_str())
    .bind(beperking)
    .bind(until_ms)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Something is held against a number that stops nothing: said until a moment, unless it is restricted already.
///
/// # Errors
/// The database cannot be reached.
pub async fn warn(tx: &mut Tx, number: &NumberId, wat: &str, until_ms: i64, now_ms: i64) -> Result<()> {
    put(tx, number, now_ms).await?;
    sqlx::query(
        "update nummer_stand set beperking = $2, beperkt_tot_ms = $3, bijgewerkt_ms = $4 where phone_number_id = $1 and beperking = ''",
    )
    .bind(number.as_str())
    .bind(wat)
    .bind(until_ms)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// A number works again that was stopped with this code.
///
/// # Errors
/// The database cannot be reached.
pub async fn resume_from(tx: &mut Tx, number: &NumberId, code: i64) -> Result<()> {
    sqlx::query(
        "update nummer_stand set gestopt_code = null, gestopt_ms = null, gestopt_laat = 0 where phone_number_id = $1 and gestopt_code = $2",
    )
    .bind(number.as_str())
    .bind(code)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Takes away restrictions whose end has come.
///
/// # Errors
/// The database cannot be reached.
pub async fn end_restrictions(tx: &mut Tx, now_ms: i64) -> Result<()> {
    sqlx::query("update nummer_stand set beperking = '', beperkt_tot_ms = null where beperkt_tot_ms <= $1")
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// A fact about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feit {
    /// Its quality, in Meta's word.
    Kwaliteit(String),
    /// Messages a second.
    Doorvoer(i64),
    /// People outside their window in 24 hours; `None`: without limit.
    Limiet(Option<i64>),
}

/// Records a fact about a number.
///
/// # Errors
/// The database cannot be reached.
pub async fn set(tx: &mut Tx, number: &NumberId, feit: &Feit, now_ms: i64) -> Result<()> {
    put(tx, number, now_ms).await?;
    let query = match feit {
        Feit::Kwaliteit(kwaliteit) => {
            sqlx::query("update nummer_stand set kwaliteit = $2, bijgewerkt_ms = $3 where phone_number_id = $1")
                .bind(number.as_str())
                .bind(kwaliteit)
        }
        Feit::Doorvoer(doorvoer) => {
            sqlx::query("update nummer_stand set doorvoer = $2, bijgewerkt_ms = $3 where phone_number_id = $1")
                .bind(number.as_str())
                .bind(doorvoer)
        }
        Feit::Limiet(limiet) => {
            sqlx::query("update nummer_stand set limiet = $2, bijgewerkt_ms = $3 where phone_number_id = $1")
                .bind(number.as_str())
                .bind(limiet)
        }
    };
    query.bind(now_ms).execute(tx.writing()).await?;
    Ok(())
}

/// Records the messaging limit of all numbers: Meta tells it for the portfolio.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_limit(tx: &mut Tx, limiet: Option<i64>, now_ms: i64) -> Result<()> {
    sqlx::query("update nummer_stand set limiet = $1, bijgewerkt_ms = $2")
        .bind(limiet)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}
