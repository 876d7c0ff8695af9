//! The record of who did what and what was refused. Rows are only ever added.

use sqlx::AssertSqlSafe;

use super::{Result, Tx, rows};
use kern::domain::persoon::PersoonId;
use kern::domain::rechten::Rol;

/// One entry.
#[derive(Debug, Clone, Copy)]
pub struct Spoor<'a> {
    /// When, in milliseconds since the epoch.
    pub tijd_ms: i64,
    /// Who.
    pub persoon: PersoonId,
    /// In which role.
    pub rol: Rol,
    /// What they did or tried: a fixed word, never their text.
    pub daad: &'a str,
    /// To what: a number or an id, never a person's name or text.
    pub voorwerp: &'a str,
    /// Why it was refused, if it was.
    pub geweigerd: Option<&'a str>,
}

/// Adds an entry.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, spoor: Spoor<'_>) -> Result<()> {
    let id = tx.take_ids("spoor", 1).await?;
    sqlx::query("insert into spoor (id, tijd_ms, persoon_id, rol, daad, voorwerp, geweigerd) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(spoor.tijd_ms)
        .bind(spoor.persoon.0)
        .bind(spoor.rol.id())
        .bind(spoor.daad)
        .bind(spoor.voorwerp)
        .bind(spoor.geweigerd)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// How often something was done with this.
///
/// # Errors
/// The database cannot be reached.
pub async fn count(tx: &mut Tx, daad: &str, voorwerp: &str) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from spoor where daad = $1 and voorwerp = $2 and geweigerd is null")
        .bind(daad)
        .bind(voorwerp)
        .fetch_one(tx.connection())
        .await?)
}

/// What somebody did last since a moment, and to what.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_done(tx: &mut Tx, wie: PersoonId, since_ms: i64) -> Result<Option<(String, String)>> {
    let sql = "select daad, voorwerp from spoor where persoon_id = $1 and tijd_ms >= $2 and geweigerd is null \
               order by tijd_ms desc, id desc limit 1";
    Ok(sqlx::query_as(sql).bind(wie.0).bind(since_ms).fetch_optional(tx.connection()).await?)
}

/// What somebody did of these since then, the newest first: the deed, and to what.
///
/// # Errors
/// The database cannot be reached.
pub async fn done_by(tx: &mut Tx, wie: PersoonId, daden: &[&str], since_ms: i64) -> Result<Vec<(String, String)>> {
    let sql = format!(
        "select daad, voorwerp from spoor where persoon_id = $1 and tijd_ms >= $2 and geweigerd is null and daad in {} \
         order by tijd_ms desc, id desc",
        rows::list(daden.len(), 3)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(wie.0).bind(since_ms);
    for daad in daden {
        query = query.bind(*daad);
    }
    Ok(query.fetch_all(tx.connection()).await?)
}
