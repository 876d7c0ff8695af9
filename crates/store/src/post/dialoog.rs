//! Running dialogues: what the bot asked and waits for, as versioned JSON.
//!
//! Does not know what a dialogue holds; `bot::dialogue` does. Invariant: at most one for each person in
//! a chat, and at most one that is parked under it; one whose time has passed is never returned.

use crate::gesprek::ChatKey;
use crate::{Result, Tx};

/// The stored form of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The version of its JSON.
    pub versie: i64,
    /// The JSON.
    pub inhoud: String,
}

/// The dialogue of a chat, if one runs.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, key: &ChatKey, now_ms: i64) -> Result<Option<Stored>> {
    let row: Option<(i64, String)> =
        sqlx::query_as("select versie, inhoud from dialoog where phone_number_id = $1 and chat = $2 and persoon_id = $3 and verloopt_ms > $4")
            .bind(key.phone_number_id.as_str())
            .bind(&key.chat)
            .bind(key.persoon.0)
            .bind(now_ms)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|(versie, inhoud)| Stored { versie, inhoud }))
}

/// When the dialogue of a chat lapses, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn expires_ms(tx: &mut Tx, key: &ChatKey) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(
        "select verloopt_ms from dialoog where phone_number_id = $1 and chat = $2 and persoon_id = $3",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .fetch_optional(tx.connection())
    .await?)
}

/// Starts a dialogue, or puts this one in the place of the running one.
///
/// # Errors
/// The database cannot be reached.
pub async fn put(tx: &mut Tx, key: &ChatKey, dialogue: &Stored, expires_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into dialoog (phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms) values ($1, $2, $3, $4, $5, $6) \
         on conflict (phone_number_id, chat, persoon_id) do update set versie = excluded.versie, inhoud = excluded.inhoud, verloopt_ms = excluded.verloopt_ms",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .bind(dialogue.versie)
    .bind(&dialogue.inhoud)
    .bind(expires_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Ends the dialogue of a chat.
///
/// # Errors
/// The database cannot be reached.
pub async fn remove(tx: &mut Tx, key: &ChatKey) -> Result<()> {
    of_chat(tx, key, "delete from dialoog where phone_number_id = $1 and chat = $2 and persoon_id = $3").await
}

/// Parks the running dialogue, in the place of one that was parked before.
///
/// # Errors
/// The database cannot be reached.
pub async fn park(tx: &mut Tx, key: &ChatKey) -> Result<()> {
    forget_parked(tx, key).await?;
    for sql in [
        "insert into dialoog_geparkeerd (phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms) \
         select phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms from dialoog \
         where phone_number_id = $1 and chat = $2 and persoon_id = $3",
        "delete from dialoog where phone_number_id = $1 and chat = $2 and persoon_id = $3",
    ] {
        of_chat(tx, key, sql).await?;
    }
    Ok(())
}

/// Lets the parked dialogue run again, in the place of the running one.
///
/// # Errors
/// The database cannot be reached.
pub async fn unpark(tx: &mut Tx, key: &ChatKey) -> Result<()> {
    remove(tx, key).await?;
    let back = "insert into dialoog (phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms) \
                select phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms from dialoog_geparkeerd \
                where phone_number_id = $1 and chat = $2 and persoon_id = $3";
    of_chat(tx, key, back).await?;
    forget_parked(tx, key).await
}

/// Whether a dialogue is parked.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_parked(tx: &mut Tx, key: &ChatKey) -> Result<bool> {
    let parked: Option<i64> = sqlx::query_scalar(
        "select persoon_id from dialoog_geparkeerd where phone_number_id = $1 and chat = $2 and persoon_id = $3",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .fetch_optional(tx.connection())
    .await?;
    Ok(parked.is_some())
}

/// Forgets the parked dialogue.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_parked(tx: &mut Tx, key: &ChatKey) -> Result<()> {
    of_chat(tx, key, "delete from dialoog_geparkeerd where phone_number_id = $1 and chat = $2 and persoon_id = $3")
        .await
}

async fn of_chat(tx: &mut Tx, key: &ChatKey, sql: &'static str) -> Result<()> {
    sqlx::query(sql)
        .bind(key.phone_number_id.as_str())
        .bind(&key.chat)
        .bind(key.persoon.0)
        .execute(tx.ending())
        .await?;
    Ok(())
}
