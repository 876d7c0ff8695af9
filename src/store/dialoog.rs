//! Running dialogues: what the bot asked and waits for, as versioned JSON.
//!
//! Does not know what a dialogue holds; `bot::dialogue` does. Invariant: at most one for each person in
//! a chat; one whose time has passed is never returned.

use super::gesprek::ChatKey;
use super::{Result, Tx};

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
            .bind(&key.phone_number_id)
            .bind(&key.chat)
            .bind(key.persoon.0)
            .bind(now_ms)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|(versie, inhoud)| Stored { versie, inhoud }))
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
    .bind(&key.phone_number_id)
    .bind(&key.chat)
    .bind(key.persoon.0)
    .bind(dialogue.versie)
    .bind(&dialogue.inhoud)
    .bind(expires_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Ends the dialogue of a chat.
///
/// # Errors
/// The database cannot be reached.
pub async fn remove(tx: &mut Tx, key: &ChatKey) -> Result<()> {
    sqlx::query("delete from dialoog where phone_number_id = $1 and chat = $2 and persoon_id = $3")
        .bind(&key.phone_number_id)
        .bind(&key.chat)
        .bind(key.persoon.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}
