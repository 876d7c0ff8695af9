//! An alert that runs, handed from whoever sent it to a colleague.
//!
//! Owns who asked for one, and whose it is from then on. Invariant: one asks at a time; the last who asked is the one who gets it.

use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};

use crate::gesprek::ChatKey;
use crate::rows::row;
use crate::{Result, Tx};

row! {
    /// Who asked for an alert.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Gevraagd {
        /// The person.
        pub wie: PersoonId = "wie_id",
        /// Whose telephone they typed on.
        pub telefoon: PersoonId = "telefoon_id",
        /// The business number they wrote to.
        pub phone_number_id: NumberId,
        /// When, in milliseconds since the epoch.
        pub gevraagd_ms: i64,
    }
}

/// Records that somebody asks for an alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(tx: &mut Tx, melding: MeldingId, wie: PersoonId, chat: &ChatKey, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into overname (melding_id, wie_id, telefoon_id, phone_number_id, gevraagd_ms) values ($1, $2, $3, $4, $5) \
         on conflict (melding_id) do update set wie_id = excluded.wie_id, telefoon_id = excluded.telefoon_id, \
         phone_number_id = excluded.phone_number_id, gevraagd_ms = excluded.gevraagd_ms",
    )
    .bind(melding.0)
    .bind(wie.0)
    .bind(chat.persoon.0)
    .bind(chat.phone_number_id.as_str())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Takes what was asked for an alert, if anything was.
///
/// # Errors
/// The database cannot be reached.
pub async fn take(tx: &mut Tx, melding: MeldingId) -> Result<Option<Gevraagd>> {
    let asked: Option<Gevraagd> =
        sqlx::query_as("select wie_id, telefoon_id, phone_number_id, gevraagd_ms from overname where melding_id = $1")
            .bind(melding.0)
            .fetch_optional(tx.connection())
            .await?;
    sqlx::query("delete from overname where melding_id = $1").bind(melding.0).execute(tx.writing()).await?;
    Ok(asked)
}

/// It is theirs from now on: they hear how it goes.
///
/// # Errors
/// The database cannot be reached.
pub async fn hand_over(tx: &mut Tx, melding: MeldingId, naar: &Gevraagd) -> Result<()> {
    sqlx::query("update melding set verzender_id = $2, wie_id = $3, phone_number_id = $4, chat = '' where id = $1")
        .bind(melding.0)
        .bind(naar.telefoon.0)
        .bind(naar.wie.0)
        .bind(naar.phone_number_id.as_str())
        .execute(tx.writing())
        .await?;
    Ok(())
}
