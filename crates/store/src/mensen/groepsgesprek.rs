//! Real WhatsApp groups that the bot made: who asked for one, who is invited, who is in it.
//!
//! Invariant: a group is known by Meta's request until Meta tells its id; nobody is a member here whom Meta did
//! not name.

use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::PersoonId;
use kern::domain::wijk::GemeenteId;

row! {
    /// A group as it is kept.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Groepsgesprek {
        /// Its id.
        pub id: i64,
        /// The id of the gemeente of whoever asked for it.
        pub gemeente: GemeenteId,
        /// Its subject.
        pub onderwerp: String,
        /// The business number that made it.
        pub phone_number_id: NumberId,
        /// Who asked for it.
        pub gemaakt_door: PersoonId,
        /// Meta's id of it.
        pub group_id: Option<String>,
        /// The link that leads into it.
        pub uitnodiging: Option<String>,
    }
}

/// A group that somebody asks for.
#[derive(Debug, Clone)]
pub struct Nieuw<'a> {
    /// The id of the gemeente.
    pub gemeente: &'a GemeenteId,
    /// Its subject.
    pub onderwerp: &'a str,
    /// The business number.
    pub phone_number_id: &'a NumberId,
    /// Who asks.
    pub door: PersoonId,
    /// Who is to be in it.
    pub leden: &'a [PersoonId],
}

/// Keeps a group that is being made.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, nieuw: &Nieuw<'_>, now_ms: i64) -> Result<i64> {
    let id = tx.take_ids("groepsgesprek", 1).await?;
    sqlx::query(
        "insert into groepsgesprek (id, gemeente, onderwerp, phone_number_id, gemaakt_door, toestand, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, 'gevraagd', $6)",
    )
    .bind(id)
    .bind(nieuw.gemeente.as_str())
    .bind(nieuw.onderwerp)
    .bind(nieuw.phone_number_id.as_str())
    .bind(nieuw.door.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    for lid in nieuw.leden {
        sqlx::query("insert into groepsgesprek_lid (groepsgesprek_id, persoon_id) values ($1, $2) on conflict (groepsgesprek_id, persoon_id) do nothing")
            .bind(id)
            .bind(lid.0)
            .execute(tx.writing())
            .await?;
    }
    Ok(id)
}

const SELECT: &str =
    "select id, gemeente, onderwerp, phone_number_id, gemaakt_door, group_id, uitnodiging from groepsgesprek";

async fn one(tx: &mut Tx, which: &str, value: &str) -> Result<Option<Groepsgesprek>> {
    let sql = format!("{SELECT} where {which} = $1");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(value).fetch_optional(tx.connection()).await?)
}

/// The group with this id of ours.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: i64) -> Result<Option<Groepsgesprek>> {
    let sql = format!("{SELECT} where id = $1");
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(tx.connection()).await?)
}

/// The group that Meta knows by this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_group(tx: &mut Tx, group_id: &str) -> Result<Option<Groepsgesprek>> {
    one(tx, "group_id", group_id).await
}

/// The group that was asked for with this request.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_request(tx: &mut Tx, request_id: &str) -> Result<Option<Groepsgesprek>> {
    one(tx, "aanvraag_id", request_id).await
}

/// Meta took the request.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_request(tx: &mut Tx, id: i64, request_id: &str) -> Result<()> {
    sqlx::query("update groepsgesprek set aanvraag_id = $2 where id = $1")
        .bind(id)
        .bind(request_id)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The group is there.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_made(tx: &mut Tx, id: i64, group_id: &str, link: &str) -> Result<()> {
    sqlx::query("update groepsgesprek set group_id = $2, uitnodiging = $3, toestand = 'gemaakt' where id = $1")
        .bind(id)
        .bind(group_id)
        .bind(link)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The group is not there, or not any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_gone(tx: &mut Tx, id: i64) -> Result<()> {
    sqlx::query("update groepsgesprek set toestand = 'weg', uitnodiging = null where id = $1")
        .bind(id)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Who is to be in it.
///
/// # Errors
/// The database cannot be reached.
pub async fn invited(tx: &mut Tx, id: i64) -> Result<Vec<PersoonId>> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select persoon_id from groepsgesprek_lid where groepsgesprek_id = $1 order by persoon_id")
            .bind(id)
            .fetch_all(tx.connection())
            .await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

/// Somebody is in it now, or not any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_member(tx: &mut Tx, id: i64, persoon: PersoonId, lid_ms: Option<i64>) -> Result<()> {
    sqlx::query(
        "insert into groepsgesprek_lid (groepsgesprek_id, persoon_id, lid_ms) values ($1, $2, $3) \
         on conflict (groepsgesprek_id, persoon_id) do update set lid_ms = excluded.lid_ms",
    )
    .bind(id)
    .bind(persoon.0)
    .bind(lid_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}
