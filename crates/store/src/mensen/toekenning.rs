//! Roles that were given by name: until when they hold, and who wants them to go on.
//!
//! Owns those rows but for the giving, which is [`persoon::grant`](crate::persoon::grant)'s. Invariant: a role that went on or ended
//! has nobody left who wants it to go on.

use cloud::ids::WaId;
use kern::domain::persoon::{PersoonId, ToekenningId};
use kern::domain::rechten::Rol;
use kern::domain::termijn::{self, Waarschuwing};
use kern::domain::wijk::{GemeenteId, WijkId};

use crate::rows::row;
use crate::{Result, Tx};

/// A role of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gegeven {
    /// Its number.
    pub id: ToekenningId,
    /// Whose it is.
    pub persoon: PersoonId,
    /// Their name, if known.
    pub naam: Option<String>,
    /// The role.
    pub rol: Rol,
    /// The gemeente in which it holds.
    pub gemeente: GemeenteId,
    /// The wijk of a wijkagent; empty where it holds in the whole gemeente.
    pub wijk: WijkId,
    /// When it ends, in milliseconds since the epoch; `None`: never, or not set yet.
    pub einde_ms: Option<i64>,
    /// The last that was said of that end.
    pub gewaarschuwd: Waarschuwing,
    /// Who wants it to go on, and since when, in milliseconds since the epoch.
    pub verlengen: Option<(PersoonId, i64)>,
}

row! {
    struct Row {
        id: i64 = "nummer",
        persoon: PersoonId = "persoon_id",
        naam: Option<String>,
        rol: String,
        gemeente: GemeenteId,
        wijk: WijkId,
        einde_ms: Option<i64>,
        gewaarschuwd: String,
        verlengen_door: Option<PersoonId> = "verlengen_door_id",
        verlengen_ms: Option<i64>,
    }
}

const SELECT: &str = "select t.nummer, t.persoon_id, p.naam, t.rol, t.gemeente, t.wijk, t.einde_ms, t.gewaarschuwd, \
     t.verlengen_door_id, t.verlengen_ms from toekenning t join persoon p on p.id = t.persoon_id";

/// A role that this version does not know gives no right, and is not shown.
fn gegeven(row: Row) -> Option<Gegeven> {
    Some(Gegeven {
        id: ToekenningId(row.id),
        persoon: row.persoon,
        naam: row.naam,
        rol: Rol::toegekend(&row.rol)?,
        gemeente: row.gemeente,
        wijk: row.wijk,
        einde_ms: row.einde_ms,
        gewaarschuwd: Waarschuwing::van_id(&row.gewaarschuwd).unwrap_or(Waarschuwing::Geen),
        verlengen: row.verlengen_door.zip(row.verlengen_ms),
    })
}

/// All roles in a gemeente, the first to end first.
///
/// # Errors
/// The database cannot be reached.
pub async fn all_in(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<Gegeven>> {
    let sql = format!("{SELECT} where t.gemeente = $1 order by coalesce(t.einde_ms, 9223372036854775807), t.nummer");
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(gemeente.as_str()).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().filter_map(gegeven).collect())
}

/// The role with this number, if it was not taken back.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: ToekenningId) -> Result<Option<Gegeven>> {
    let sql = format!("{SELECT} where t.nummer = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    Ok(row.and_then(gegeven))
}

/// Gives roles of before, which end and have no end yet, one from now.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_missing_ends(tx: &mut Tx, now_ms: i64) -> Result<()> {
    for rol in Rol::ALLE {
        let Some(einde_ms) = termijn::einde_ms(rol, now_ms) else { continue };
        sqlx::query("update toekenning set einde_ms = $2 where rol = $1 and einde_ms is null")
            .bind(rol.id())
            .bind(einde_ms)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

/// Lets a role go on until then.
///
/// # Errors
/// The database cannot be reached.
pub async fn prolong(tx: &mut Tx, id: ToekenningId, einde_ms: i64) -> Result<()> {
    sqlx::query(
        "update toekenning set einde_ms = $2, gewaarschuwd = '', verlengen_door_id = null, verlengen_ms = null where nummer = $1",
    )
    .bind(id.0)
    .bind(einde_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Records that somebody wants a role to go on.
///
/// # Errors
/// The database cannot be reached.
pub async fn want_on(tx: &mut Tx, id: ToekenningId, door: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update toekenning set verlengen_door_id = $2, verlengen_ms = $3 where nummer = $1")
        .bind(id.0)
        .bind(door.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Records what was said of its end.
///
/// # Errors
/// The database cannot be reached.
pub async fn warned(tx: &mut Tx, id: ToekenningId, wat: Waarschuwing) -> Result<()> {
    sqlx::query("update toekenning set gewaarschuwd = $2 where nummer = $1")
        .bind(id.0)
        .bind(wat.id())
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Takes a role from somebody. Without any role of the police left, what they were writing goes, and they are signed on nowhere.
///
/// # Errors
/// The database cannot be reached.
pub async fn end(tx: &mut Tx, id: ToekenningId, wie: PersoonId) -> Result<()> {
    sqlx::query("delete from toekenning where nummer = $1").bind(id.0).execute(tx.writing()).await?;
    let over = crate::persoon::load(tx, wie).await?;
    if !over.toekenningen.iter().any(|toekenning| toekenning.rol.van_politie()) {
        crate::melding::cancel_drafts_of(tx, wie).await?;
        sqlx::query("delete from dienst where persoon_id = $1 or telefoon_id = $1")
            .bind(wie.0)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

/// Whether somebody works at this moment: signed on to a telephone, or with an alert of theirs that runs.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_at_work(tx: &mut Tx, wie: PersoonId, now_ms: i64) -> Result<bool> {
    let busy: i64 = sqlx::query_scalar(
        "select (select count(*) from dienst where persoon_id = $1 and tot_ms > $2) \
         + (select count(*) from melding where (verzender_id = $1 or wie_id = $1) and status = 'verzonden' and geldig_tot_ms > $2)",
    )
    .bind(wie.0)
    .bind(now_ms)
    .fetch_one(tx.connection())
    .await?;
    Ok(busy > 0)
}

/// The number of somebody, as an operator types it; `None` for whoever has no telephone of their own.
///
/// # Errors
/// The database cannot be reached.
pub async fn phone_of(tx: &mut Tx, wie: PersoonId) -> Result<Option<WaId>> {
    let phone: Option<String> = sqlx::query_scalar(
        "select waarde from identiteit where persoon_id = $1 and soort = $2 order by gemaakt_ms desc, waarde limit 1",
    )
    .bind(wie.0)
    .bind(crate::persoon::TELEFOON)
    .fetch_optional(tx.connection())
    .await?;
    Ok(phone.map(WaId))
}
