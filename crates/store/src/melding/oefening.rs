//! Exercises that nobody holds yet: asked for by the gemeente, or the proof alarm of a month.
//!
//! Invariant: a gemeente has one proof alarm a month at most; what was told is never told again.

use crate::rows::{id_columns, row};
use crate::{Result, Tx};
use kern::domain::persoon::PersoonId;
use kern::domain::wijk::GemeenteId;

/// The internal id of a proposed exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VoorstelId(pub i64);

id_columns! { VoorstelId, }

row! {
    /// A proposed exercise.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Voorstel {
        /// Its id.
        pub id: VoorstelId,
        /// The id of its gemeente.
        pub gemeente: GemeenteId,
        /// The month of a proof alarm, `2026-12`; empty for one that was asked for.
        pub maand: String,
        /// What was typed behind `/oefening`.
        pub tekst: String,
        /// When it was made, in milliseconds since the epoch.
        pub gemaakt_ms: i64,
        /// When the senders were told, in milliseconds since the epoch.
        pub gemeld_ms: Option<i64>,
    }
}

/// Keeps an exercise that somebody asked for.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    tekst: &str,
    persoon: PersoonId,
    now_ms: i64,
) -> Result<VoorstelId> {
    let id = tx.take_ids("oefening_voorstel", 1).await?;
    sqlx::query(
        "insert into oefening_voorstel (id, gemeente, tekst, persoon_id, gemaakt_ms, gemeld_ms) values ($1, $2, $3, $4, $5, $5)",
    )
    .bind(id)
    .bind(gemeente.as_str())
    .bind(tekst)
    .bind(persoon.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(VoorstelId(id))
}

/// Whether somebody of a gemeente asked for one since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn asked_since(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64) -> Result<bool> {
    let sql = "select count(*) from oefening_voorstel where gemeente = $1 and maand = '' and gemaakt_ms > $2";
    let asked: i64 = sqlx::query_scalar(sql).bind(gemeente.as_str()).bind(since_ms).fetch_one(tx.connection()).await?;
    Ok(asked > 0)
}

/// The proof alarm of a gemeente in a month; made if it is not there.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_month(tx: &mut Tx, gemeente: &GemeenteId, maand: &str, now_ms: i64) -> Result<VoorstelId> {
    let find = "select id from oefening_voorstel where gemeente = $1 and maand = $2";
    let found: Option<i64> =
        sqlx::query_scalar(find).bind(gemeente.as_str()).bind(maand).fetch_optional(tx.connection()).await?;
    if let Some(id) = found {
        return Ok(VoorstelId(id));
    }
    let id = tx.take_ids("oefening_voorstel", 1).await?;
    sqlx::query("insert into oefening_voorstel (id, gemeente, maand, gemaakt_ms) values ($1, $2, $3, $4)")
        .bind(id)
        .bind(gemeente.as_str())
        .bind(maand)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(VoorstelId(id))
}

/// The proposed exercise with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: VoorstelId) -> Result<Option<Voorstel>> {
    let voorstel = "select id, gemeente, maand, tekst, gemaakt_ms, gemeld_ms from oefening_voorstel where id = $1";
    Ok(sqlx::query_as(voorstel).bind(id.0).fetch_optional(tx.connection()).await?)
}

/// Marks that the senders were told, or that the month was skipped.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_told(tx: &mut Tx, id: VoorstelId, now_ms: i64) -> Result<()> {
    sqlx::query("update oefening_voorstel set gemeld_ms = $2 where id = $1 and gemeld_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The number of an exercise that a gemeente held since a moment, if it held one.
///
/// # Errors
/// The database cannot be reached.
pub async fn held_since(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "select nummer from melding where gemeente = $1 and reeks = 'oefening' and verzonden_ms >= $2 order by id limit 1",
    )
    .bind(gemeente.as_str())
    .bind(since_ms)
    .fetch_optional(tx.connection())
    .await?)
}
