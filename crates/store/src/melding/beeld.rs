//! Drawings of how an alert stands: who asked, and their ids at Meta until they are deleted there.
//!
//! Invariant: a drawing is answered once; the drawing itself is never kept here.

use crate::gesprek::ChatKey;
use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};

/// The internal id of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BeeldId(pub i64);

/// A drawing that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevraagd {
    /// The alert that it is of.
    pub melding: MeldingId,
    /// Who asked, and where they hear it.
    pub chat: ChatKey,
    /// Its id at Meta, while it is there.
    pub upload_id: Option<String>,
}

/// Keeps that somebody asked for a drawing.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, melding: MeldingId, chat: &ChatKey, now_ms: i64) -> Result<BeeldId> {
    let id = tx.take_ids("beeld", 1).await?;
    sqlx::query(
        "insert into beeld (id, melding_id, persoon_id, phone_number_id, chat, gemaakt_ms) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(melding.0)
    .bind(chat.persoon.0)
    .bind(chat.phone_number_id.as_str())
    .bind(&chat.chat)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(BeeldId(id))
}

row! {
    struct Row {
        melding: MeldingId = "melding_id",
        persoon: PersoonId = "persoon_id",
        phone_number_id: NumberId,
        chat: String,
        upload_id: Option<String>,
    }
}

/// The drawing with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: BeeldId) -> Result<Option<Gevraagd>> {
    let row: Option<Row> =
        sqlx::query_as("select melding_id, persoon_id, phone_number_id, chat, upload_id from beeld where id = $1")
            .bind(id.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|Row { melding, persoon, phone_number_id, chat, upload_id }| Gevraagd {
        melding,
        chat: ChatKey { phone_number_id, chat, persoon },
        upload_id,
    }))
}

/// Marks a drawing as answered, with its id at Meta if it is there; answers whether it was not before.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_answered(tx: &mut Tx, id: BeeldId, upload_id: Option<&str>, now_ms: i64) -> Result<bool> {
    let done =
        sqlx::query("update beeld set beantwoord_ms = $2, upload_id = $3 where id = $1 and beantwoord_ms is null")
            .bind(id.0)
            .bind(now_ms)
            .bind(upload_id)
            .execute(tx.writing())
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets its id at Meta.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_upload(tx: &mut Tx, id: BeeldId) -> Result<()> {
    sqlx::query("update beeld set upload_id = null where id = $1").bind(id.0).execute(tx.writing()).await?;
    Ok(())
}
