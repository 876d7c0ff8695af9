//! Slow work outside transactions: what is to be done with WhatsApp beside sending, and what came of it.
//!
//! Invariant: work is done at least once; its result comes back through the inbox, under a key of its own, so it
//! takes effect once.

use crate::inbox;
use crate::rows::row;
use crate::{Error, Result, Tx};
use cloud::webhook::{Item, ItemKind, key};
use kern::domain::afzender::NumberId;
use kern::limits;
use kern::opgeslagen;

opgeslagen! {
    /// A kind of work.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum OpdrachtSoort {
        /// Fetch a picture, clean it, upload it again.
        FotoHalen = "foto halen",
        /// Delete a picture at Meta.
        FotoWissen = "foto wissen",
        /// Make a group.
        GroepMaken = "groep maken",
        /// Let somebody into a group, or not.
        GroepVerzoek = "groep verzoek",
        /// Draw how an alert stands, and upload it.
        Beeld = "beeld",
    }
}

/// Work to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opdracht {
    /// Its id.
    pub id: i64,
    /// What is to be done.
    pub soort: OpdrachtSoort,
    /// What it is about: a picture, a group.
    pub voorwerp: i64,
    /// The business number to do it on.
    pub phone_number_id: NumberId,
    /// What is needed for it, as JSON.
    pub inhoud: String,
    /// How often it was tried.
    pub pogingen: i64,
}

/// Plans work for now.
///
/// # Errors
/// The database cannot be reached.
pub async fn plan(
    tx: &mut Tx,
    soort: OpdrachtSoort,
    voorwerp: i64,
    phone_number_id: &NumberId,
    inhoud: &serde_json::Value,
    now_ms: i64,
) -> Result<()> {
    let id = tx.take_ids("opdracht", 1).await?;
    sqlx::query(
        "insert into opdracht (id, soort, voorwerp_id, phone_number_id, inhoud, toestand, volgende_ms, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, 'open', $6, $6)",
    )
    .bind(id)
    .bind(soort.id())
    .bind(voorwerp)
    .bind(phone_number_id.as_str())
    .bind(inhoud.to_string())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

row! {
    struct Row {
        id: i64,
        soort: String,
        voorwerp: i64 = "voorwerp_id",
        phone_number_id: NumberId,
        inhoud: String,
        pogingen: i64,
    }
}

/// Takes the next work that is due: nobody else gets it for a while.
///
/// # Errors
/// The database cannot be reached, or holds work of a kind that this program does not know.
pub async fn claim_next(tx: &mut Tx, now_ms: i64) -> Result<Option<Opdracht>> {
    let row: Option<Row> = sqlx::query_as(
        "select id, soort, voorwerp_id, phone_number_id, inhoud, pogingen from opdracht \
         where toestand = 'open' and volgende_ms <= $1 order by volgende_ms, id limit 1",
    )
    .bind(now_ms)
    .fetch_optional(tx.connection())
    .await?;
    let Some(Row { id, soort, voorwerp, phone_number_id, inhoud, pogingen }) = row else { return Ok(None) };
    let soort = OpdrachtSoort::van_id(&soort).ok_or(Error::content("opdracht.soort"))?;
    sqlx::query("update opdracht set volgende_ms = $2 where id = $1")
        .bind(id)
        .bind(now_ms + limits::WORK_LEASE_MS)
        .execute(tx.writing())
        .await?;
    Ok(Some(Opdracht { id, soort, voorwerp, phone_number_id, inhoud, pogingen }))
}

/// When the next work is due, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_due_ms(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select min(volgende_ms) from opdracht where toestand = 'open'")
        .fetch_one(tx.connection())
        .await?)
}

/// Tries it again later.
///
/// # Errors
/// The database cannot be reached.
pub async fn postpone(tx: &mut Tx, id: i64, due_ms: i64) -> Result<()> {
    sqlx::query("update opdracht set pogingen = pogingen + 1, volgende_ms = $2 where id = $1 and toestand = 'open'")
        .bind(id)
        .bind(due_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Ends it, and puts its result into the inbox.
///
/// # Errors
/// The database cannot be reached.
pub async fn finish(tx: &mut Tx, opdracht: &Opdracht, uitkomst: &serde_json::Value, now_ms: i64) -> Result<()> {
    sqlx::query("update opdracht set toestand = 'klaar', pogingen = pogingen + 1, inhoud = '{}' where id = $1")
        .bind(opdracht.id)
        .execute(tx.writing())
        .await?;
    let payload =
        serde_json::json!({ "soort": opdracht.soort.id(), "voorwerp": opdracht.voorwerp, "uitkomst": uitkomst });
    let item = Item {
        kind: ItemKind::Job,
        phone_number_id: opdracht.phone_number_id.clone(),
        chat: String::new(),
        key: key(&["opdracht", &opdracht.id.to_string()]),
        payload: payload.to_string().into_bytes(),
    };
    inbox::insert(tx, &[item], now_ms).await?;
    Ok(())
}

/// Forgets work that was done long ago.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, now_ms: i64) -> Result<()> {
    sqlx::query("delete from opdracht where toestand = 'klaar' and gemaakt_ms < $1")
        .bind(now_ms - limits::INBOX_KEY_KEPT_MS)
        .execute(tx.writing())
        .await?;
    Ok(())
}
