//! Signs and stickers that were asked for, and whether the gemeente saw a group's registration at WABP.

use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::bord::{Bord, BordId, BordStatus};
use kern::domain::persoon::{GroepId, PersoonId};
use kern::domain::wijk::GemeenteId;

/// A request, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bordaanvraag {
    /// Its id.
    pub id: BordId,
    /// For which group.
    pub groep: GroepId,
    /// The name of that group.
    pub groepsnaam: String,
    /// The gemeente of it.
    pub gemeente: GemeenteId,
    /// Who asked.
    pub persoon: PersoonId,
    /// Signs or stickers.
    pub soort: Bord,
    /// How many.
    pub aantal: i64,
    /// The street and which end of it; empty where that was not said.
    pub plaats: String,
    /// Why they want them; empty where they did not say.
    pub waarom: String,
    /// How it stands.
    pub status: BordStatus,
    /// Why it was refused.
    pub reden: String,
    /// When it was asked, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
    /// When it was decided.
    pub besloten_ms: Option<i64>,
    /// When they were placed.
    pub geplaatst_ms: Option<i64>,
    /// The business number that it came in on; empty for one of before.
    pub phone_number_id: NumberId,
    /// The gemeente heard of it.
    pub voorgelegd: bool,
}

row! {
    struct Row {
        id: i64,
        groep: GroepId = "groep_id",
        groepsnaam: String = "naam",
        gemeente: GemeenteId,
        persoon: PersoonId = "persoon_id",
        soort: String,
        aantal: i64,
        plaats: String,
        waarom: String,
        status: String,
        reden: String,
        gemaakt_ms: i64,
        besloten_ms: Option<i64>,
        geplaatst_ms: Option<i64>,
        phone_number_id: NumberId,
        voorgelegd: bool,
    }
}

const SELECT: &str = "select b.id, b.groep_id, g.naam, g.gemeente, b.persoon_id, b.soort, b.aantal, b.plaats, b.waarom, b.status, \
     b.reden, b.gemaakt_ms, b.besloten_ms, b.geplaatst_ms, b.phone_number_id, b.voorgelegd \
     from bordaanvraag b join groep g on g.id = b.groep_id";

fn aanvraag(row: Row) -> Result<Bordaanvraag> {
    Ok(Bordaanvraag {
        id: BordId(row.id),
        groep: row.groep,
        groepsnaam: row.groepsnaam,
        gemeente: row.gemeente,
        persoon: row.persoon,
        soort: Bord::van_id(&row.soort).ok_or(crate::Error::content("bordaanvraag.soort"))?,
        aantal: row.aantal,
        plaats: row.plaats,
        waarom: row.waarom,
        status: BordStatus::van_id(&row.status).ok_or(crate::Error::content("bordaanvraag.status"))?,
        reden: row.reden,
        gemaakt_ms: row.gemaakt_ms,
        besloten_ms: row.besloten_ms,
        geplaatst_ms: row.geplaatst_ms,
        phone_number_id: row.phone_number_id,
        voorgelegd: row.voorgelegd,
    })
}

/// The request with this number.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: BordId) -> Result<Option<Bordaanvraag>> {
    let sql = format!("{SELECT} where b.id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.map(aanvraag).transpose()
}

/// All requests of a gemeente, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn all_in(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<Bordaanvraag>> {
    let sql = format!("{SELECT} where g.gemeente = $1 order by b.id");
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(gemeente.as_str()).fetch_all(tx.connection()).await?;
    rows.into_iter().map(aanvraag).collect()
}

/// Those of the groups of a person, the newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_groups_of(tx: &mut Tx, wie: PersoonId) -> Result<Vec<Bordaanvraag>> {
    let sql = format!(
        "{SELECT} where exists (select 1 from beheer h where h.groep_id = b.groep_id and h.persoon_id = $1) order by b.id desc"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(wie.0).fetch_all(tx.connection()).await?;
    rows.into_iter().map(aanvraag).collect()
}

/// Adds where they are to come, or why they are wanted.
///
/// # Errors
/// The database cannot be reached.
pub async fn tell(tx: &mut Tx, id: BordId, plaats: Option<&str>, waarom: Option<&str>) -> Result<()> {
    sqlx::query("update bordaanvraag set plaats = coalesce($2, plaats), waarom = coalesce($3, waarom) where id = $1")
        .bind(id.0)
        .bind(plaats)
        .bind(waarom)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Marks that the gemeente hears of it; answers whether it did not before.
///
/// # Errors
/// The database cannot be reached.
pub async fn lay_before(tx: &mut Tx, id: BordId) -> Result<bool> {
    let done = sqlx::query("update bordaanvraag set voorgelegd = 1 where id = $1 and voorgelegd = 0")
        .bind(id.0)
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a request a step further; answers whether it stood where it was thought to.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(
    tx: &mut Tx,
    id: BordId,
    (van, naar): (BordStatus, BordStatus),
    reden: &str,
    now_ms: i64,
) -> Result<bool> {
    let geplaatst = naar == BordStatus::Geplaatst;
    let done = sqlx::query(
        "update bordaanvraag set status = $3, reden = $4, \
         besloten_ms = case when $5 = 1 then besloten_ms else $6 end, geplaatst_ms = case when $5 = 1 then $6 else geplaatst_ms end \
         where id = $1 and status = $2",
    )
    .bind(id.0)
    .bind(van.id())
    .bind(naar.id())
    .bind(reden)
    .bind(i64::from(geplaatst))
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many of a kind were asked for a group, and not refused.
///
/// # Errors
/// The database cannot be reached.
pub async fn asked(tx: &mut Tx, groep: GroepId, soort: Bord) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "select cast(coalesce(sum(aantal), 0) as bigint) from bordaanvraag where groep_id = $1 and soort = $2 and status <> 'afgewezen'",
    )
    .bind(groep.0)
    .bind(soort.id())
    .fetch_one(tx.connection())
    .await?)
}

/// Records a request; the gemeente has not heard of it yet. `open_punt`: the registration at WABP is still to be seen.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(
    tx: &mut Tx,
    (groep, persoon, phone_number_id): (GroepId, PersoonId, &NumberId),
    soort: Bord,
    aantal: i64,
    open_punt: bool,
    now_ms: i64,
) -> Result<BordId> {
    let id = tx.take_ids("bordaanvraag", 1).await?;
    sqlx::query(
        "insert into bordaanvraag (id, groep_id, persoon_id, soort, aantal, open_punt, gemaakt_ms, phone_number_id, voorgelegd) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
    )
    .bind(id)
    .bind(groep.0)
    .bind(persoon.0)
    .bind(soort.id())
    .bind(aantal)
    .bind(i64::from(open_punt))
    .bind(now_ms)
    .bind(phone_number_id.as_str())
    .execute(tx.writing())
    .await?;
    Ok(BordId(id))
}

/// When the gemeente last saw the registration of a group, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn wabp_seen(tx: &mut Tx, groep: GroepId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select wabp_gezien_ms from groep where id = $1")
        .bind(groep.0)
        .fetch_one(tx.connection())
        .await?)
}

/// Records that the gemeente saw the registration of a group: its requests are no open points any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn see_wabp(tx: &mut Tx, groep: GroepId, now_ms: i64) -> Result<()> {
    sqlx::query("update groep set wabp_gezien_ms = $2 where id = $1")
        .bind(groep.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    sqlx::query("update bordaanvraag set open_punt = 0 where groep_id = $1")
        .bind(groep.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The gemeente of a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn gemeente_of(tx: &mut Tx, groep: GroepId) -> Result<Option<GemeenteId>> {
    let gemeente: Option<String> = sqlx::query_scalar("select gemeente from groep where id = $1")
        .bind(groep.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(gemeente.map(GemeenteId::from))
}

/// What the beheerder said of the registration of a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn wabp_said(tx: &mut Tx, groep: GroepId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select wabp from groep where id = $1").bind(groep.0).fetch_one(tx.connection()).await?)
}
