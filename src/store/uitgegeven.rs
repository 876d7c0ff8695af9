//! What was issued under the number of an alert, as its recipients got it, and what was asked about how good it was.
//!
//! Owns reading; nobody's name, number or answer is read here.

use super::{Result, Tx};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::limits;
use crate::whatsapp::Bericht;

/// The texts that were sent about an alert, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn teksten(tx: &mut Tx, id: MeldingId) -> Result<Vec<String>> {
    // The same message to a hundred people is one text: the database sees to that, and to a bound.
    let rows: Vec<(String,)> =
        sqlx::query_as("select bericht from outbox where melding_id = $1 group by bericht order by min(id) limit $2")
            .bind(id.0)
            .bind(limits::ISSUED_TEXTS_MAX)
            .fetch_all(tx.connection())
            .await?;
    let mut teksten: Vec<String> = rows
        .iter()
        .filter_map(|(bericht,)| Bericht::from_json(bericht)?.als_vrij()?.readable_text().map(str::to_owned))
        .collect();
    teksten.dedup();
    Ok(teksten)
}

/// When an update of an alert was sent last, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn bijgewerkt_ms(tx: &mut Tx, id: MeldingId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select max(verzonden_ms) from bijwerking where melding_id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// What the message with this id said to this person, as far as it is kept.
///
/// # Errors
/// The database cannot be reached.
pub async fn gezegd(tx: &mut Tx, wamid: &str, persoon: PersoonId) -> Result<Option<String>> {
    let bericht: Option<String> =
        sqlx::query_scalar("select bericht from outbox where wamid = $1 and persoon_id = $2 limit 1")
            .bind(wamid)
            .bind(persoon.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(bericht.and_then(|bericht| Bericht::from_json(&bericht)?.als_vrij()?.readable_text().map(str::to_owned)))
}
