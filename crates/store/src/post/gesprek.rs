//! Chats: the 24-hour window, and how many answers somebody without a role had today.

use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::PersoonId;

/// A chat: one person on one business number, in a group or (with an empty `chat`) one-to-one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChatKey {
    /// The business number.
    pub phone_number_id: NumberId,
    /// The group's id; empty for one-to-one.
    pub chat: String,
    /// The person.
    pub persoon: PersoonId,
}

/// Records that the person wrote or tapped: opens or lengthens the window.
///
/// # Errors
/// The database cannot be reached.
pub async fn heard(tx: &mut Tx, key: &ChatKey, at_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into gesprek (phone_number_id, chat, persoon_id, laatste_ms) values ($1, $2, $3, $4) \
         on conflict (phone_number_id, chat, persoon_id) do update \
         set laatste_ms = case when gesprek.laatste_ms > excluded.laatste_ms then gesprek.laatste_ms else excluded.laatste_ms end",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .bind(at_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// When the person last wrote in this chat, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_heard_ms(tx: &mut Tx, key: &ChatKey) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(
        "select laatste_ms from gesprek where phone_number_id = $1 and chat = $2 and persoon_id = $3",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .fetch_optional(tx.connection())
    .await?)
}

/// The business number that a person wrote to last.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_number(tx: &mut Tx, persoon: PersoonId) -> Result<Option<NumberId>> {
    let number: Option<String> = sqlx::query_scalar(
        "select phone_number_id from gesprek where persoon_id = $1 and phone_number_id <> '' order by laatste_ms desc limit 1",
    )
    .bind(persoon.0)
    .fetch_optional(tx.connection())
    .await?;
    Ok(number.map(NumberId::from))
}

/// Counts an answer to somebody without a role. Answers how many they had on this day, this one included.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_answer(tx: &mut Tx, key: &ChatKey, day: i64) -> Result<i64> {
    let count: Option<i64> = sqlx::query_scalar(
        "update gesprek set antwoorden = case when antwoord_dag = $4 then antwoorden + 1 else 1 end, antwoord_dag = $4 \
         where phone_number_id = $1 and chat = $2 and persoon_id = $3 returning antwoorden",
    )
    .bind(key.phone_number_id.as_str())
    .bind(&key.chat)
    .bind(key.persoon.0)
    .bind(day)
    .fetch_optional(tx.writing())
    .await?;
    Ok(count.unwrap_or(1))
}
