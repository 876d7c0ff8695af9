//! The inbox: what Meta sent, before anything is done about it.
//!
//! Invariant: a repeated item (same key) changes nothing; a row is `klaar` only in the transaction that
//! holds its effects.

use sqlx::AssertSqlSafe;

use super::rows;
use super::{Result, Tx};
use crate::limits;
use crate::whatsapp::webhook::{Item, ItemKey};

/// A body that could not be taken apart, kept for the operator.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// The key of the body, so that a repetition is known.
    pub key: ItemKey,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// A row that waits for the dispatcher.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Its id; the order of arrival.
    pub id: i64,
    /// The kind of item.
    pub soort: String,
    /// The business number it came in on.
    pub phone_number_id: String,
    /// Items of one chat are handled in order.
    pub chat: String,
    /// When it was stored, in milliseconds since the epoch.
    pub ontvangen_ms: i64,
    /// The item.
    pub payload: Vec<u8>,
    /// How often it failed.
    pub pogingen: i64,
    /// Not before this moment, in milliseconds since the epoch.
    pub volgende_ms: i64,
}

/// Stores items in the order given; those stored before are passed over. Answers how many are new.
///
/// # Errors
/// Nothing is stored.
pub async fn insert(tx: &mut Tx, items: &[Item], now_ms: i64) -> Result<u64> {
    let first = tx.take_ids("inbox", items.len()).await?;
    let numbered: Vec<(i64, &Item)> = (first..).zip(items).collect();
    let mut stored = 0;
    for piece in rows::pieces(&numbered) {
        let sql = format!(
            "insert into inbox (id, sleutel, soort, phone_number_id, chat, ontvangen_ms, payload, toestand) values {} on conflict (sleutel) do nothing",
            rows::placeholders(piece.len(), 8, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, item) in piece {
            query = query.bind(id).bind(item.key.to_vec()).bind(item.kind.id());
            query = query.bind(without_nul(&item.phone_number_id)).bind(without_nul(&item.chat));
            query = query.bind(now_ms).bind(item.payload.clone()).bind("nieuw");
        }
        stored += query.execute(tx.connection()).await?.rows_affected();
    }
    Ok(stored)
}

/// PostgreSQL takes no NUL in text; a payload is bytes and keeps it.
fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// Stores a body that could not be taken apart. It waits for nobody.
///
/// # Errors
/// Nothing is stored.
pub async fn insert_unreadable(tx: &mut Tx, unreadable: &Unreadable, now_ms: i64) -> Result<()> {
    let id = tx.take_ids("inbox", 1).await?;
    sqlx::query(
        "insert into inbox (id, sleutel, soort, phone_number_id, chat, ontvangen_ms, payload, toestand) \
         values ($1, $2, 'onleesbaar', '', '', $3, $4, 'klaar') on conflict (sleutel) do nothing",
    )
    .bind(id)
    .bind(unreadable.key.to_vec())
    .bind(now_ms)
    .bind(unreadable.body.clone())
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The oldest messages and changes that wait, in order of arrival.
///
/// # Errors
/// The database cannot be reached.
pub async fn pending(tx: &mut Tx) -> Result<Vec<Pending>> {
    select_pending(tx, "soort <> 'status'", limits::DISPATCH_READ_ROWS).await
}

/// The oldest statuses that wait, in order of arrival.
///
/// # Errors
/// The database cannot be reached.
pub async fn pending_statuses(tx: &mut Tx) -> Result<Vec<Pending>> {
    select_pending(tx, "soort = 'status'", limits::STATUS_BATCH_ROWS).await
}

type PendingRow = (i64, String, String, String, i64, Option<Vec<u8>>, i64, i64);

async fn select_pending(tx: &mut Tx, which: &str, most: i64) -> Result<Vec<Pending>> {
    let sql = format!(
        "select id, soort, phone_number_id, chat, ontvangen_ms, payload, pogingen, volgende_ms from inbox \
         where toestand = 'nieuw' and {which} order by id limit $1"
    );
    let rows: Vec<PendingRow> = sqlx::query_as(AssertSqlSafe(sql)).bind(most).fetch_all(tx.connection()).await?;
    let pending =
        rows.into_iter().map(|(id, soort, phone_number_id, chat, ontvangen_ms, payload, pogingen, volgende_ms)| {
            Pending {
                id,
                soort,
                phone_number_id,
                chat,
                ontvangen_ms,
                payload: payload.unwrap_or_default(),
                pogingen,
                volgende_ms,
            }
        });
    Ok(pending.collect())
}

/// Marks rows as done.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_done(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    for piece in rows::pieces(ids) {
        let sql = format!("update inbox set toestand = 'klaar' where id in {}", rows::list(piece.len(), 1));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        query.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Counts a failed attempt. After the last one the row is given up. Answers whether it was.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_failed(tx: &mut Tx, row: &Pending, now_ms: i64) -> Result<bool> {
    let given_up = row.pogingen + 1 >= limits::DISPATCH_ATTEMPTS_MAX;
    sqlx::query("update inbox set pogingen = pogingen + 1, volgende_ms = $2, toestand = $3 where id = $1")
        .bind(row.id)
        .bind(now_ms + limits::DISPATCH_RETRY_MS)
        .bind(if given_up { "mislukt" } else { "nieuw" })
        .execute(tx.connection())
        .await?;
    Ok(given_up)
}

/// Empties the stored payload of a row: what it held must not be kept.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_payload(tx: &mut Tx, id: i64) -> Result<()> {
    sqlx::query("update inbox set payload = null where id = $1").bind(id).execute(tx.connection()).await?;
    Ok(())
}

/// When the oldest status came in that nobody looked at yet, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn oldest_unread_status_ms(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(
        "select ontvangen_ms from inbox where toestand = 'nieuw' and soort = 'status' order by id limit 1",
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// Empties payloads and drops keys whose time has passed.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update inbox set payload = null where ontvangen_ms < $1 and payload is not null and toestand <> 'nieuw'",
    )
    .bind(now_ms - limits::INBOX_PAYLOAD_KEPT_MS)
    .execute(tx.connection())
    .await?;
    sqlx::query("delete from inbox where ontvangen_ms < $1 and toestand <> 'nieuw'")
        .bind(now_ms - limits::INBOX_KEY_KEPT_MS)
        .execute(tx.connection())
        .await?;
    Ok(())
}
