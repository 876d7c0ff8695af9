//! Requests to become beheerder.
//!
//! Invariant: only a request that is `ingediend` changes; what is decided stays.

use kern::domain::afzender::NumberId;
use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

use crate::mensen::helften::Rijen;
use crate::rows::{self, row};
use crate::{Error, Result, Tx};
use kern::domain::aanmelding::{AanmeldingId, AanmeldingStatus, Helften};
use kern::domain::herkomst::Herkomst;
use kern::domain::persoon::{Helft, PersoonId};
use kern::domain::tijd;

const RIJEN: Rijen = Rijen { tabel: "aanmelding", wacht: "ingediend" };

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanmelding {
    /// Its id.
    pub id: AanmeldingId,
    /// Who asks.
    pub persoon: PersoonId,
    /// The business number on which they asked.
    pub phone_number_id: NumberId,
    /// The id of the gemeente.
    pub gemeente: GemeenteId,
    /// The id of the wijk.
    pub wijk: WijkId,
    /// Their name, as they gave it.
    pub naam: String,
    /// The name of the group.
    pub groepsnaam: String,
    /// Its members, if they said so.
    pub leden: Option<i64>,
    /// Its registration at WABP, in words.
    pub wabp: String,
    /// Where it is in its life.
    pub status: AanmeldingStatus,
    /// Who agreed.
    pub helften: Helften,
    /// When it was sent in, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
    /// The code that they scanned, if they did.
    pub herkomst: Option<Herkomst>,
}

/// A request to be kept.
#[derive(Debug, Clone)]
pub struct Nieuw<'a> {
    /// Who asks.
    pub persoon: PersoonId,
    /// The business number on which they ask.
    pub phone_number_id: &'a NumberId,
    /// The id of the gemeente.
    pub gemeente: &'a GemeenteId,
    /// The id of the wijk.
    pub wijk: &'a WijkId,
    /// Their name.
    pub naam: &'a str,
    /// The name of the group.
    pub groepsnaam: &'a str,
    /// Its members.
    pub leden: Option<i64>,
    /// Its registration at WABP.
    pub wabp: &'a str,
    /// The code that they scanned, if they did.
    pub herkomst: Option<Herkomst>,
}

/// Keeps a request.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, nieuw: &Nieuw<'_>, now_ms: i64) -> Result<AanmeldingId> {
    let id = tx.take_ids("aanmelding", 1).await?;
    sqlx::query(
        "insert into aanmelding (id, persoon_id, phone_number_id, gemeente, wijk, naam, groepsnaam, leden, wabp, status, gemaakt_ms, herkomst) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'ingediend', $10, $11)",
    )
    .bind(id)
    .bind(nieuw.persoon.0)
    .bind(nieuw.phone_number_id.as_str())
    .bind(nieuw.gemeente.as_str())
    .bind(nieuw.wijk.as_str())
    .bind(nieuw.naam)
    .bind(nieuw.groepsnaam)
    .bind(nieuw.leden)
    .bind(nieuw.wabp)
    .bind(now_ms)
    .bind(nieuw.herkomst.map_or("", Herkomst::id))
    .execute(tx.writing())
    .await?;
    if let Some(herkomst) = nieuw.herkomst {
        count(tx, nieuw.gemeente, herkomst, (1, 0), now_ms).await?;
    }
    Ok(AanmeldingId(id))
}

/// Counts what a code brought in a month: how many asked, and how many became beheerder.
///
/// # Errors
/// The database cannot be reached.
pub async fn count(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    herkomst: Herkomst,
    (aangevraagd, geworden): (i64, i64),
    now_ms: i64,
) -> Result<()> {
    sqlx::query(
        "insert into herkomst (gemeente, herkomst, maand, aangevraagd, geworden) values ($1, $2, $3, $4, $5) \
         on conflict (gemeente, herkomst, maand) do update set aangevraagd = herkomst.aangevraagd + excluded.aangevraagd, \
         geworden = herkomst.geworden + excluded.geworden",
    )
    .bind(gemeente.as_str())
    .bind(herkomst.id())
    .bind(tijd::maand(now_ms))
    .bind(aangevraagd)
    .bind(geworden)
    .execute(tx.writing())
    .await?;
    Ok(())
}

row! {
    struct Bracht {
        herkomst: String,
        aangevraagd: i64,
        geworden: i64,
    }
}

/// What each code brought in a gemeente since a month: how many asked, and how many became beheerder.
///
/// # Errors
/// The database cannot be reached.
pub async fn brought(tx: &mut Tx, gemeente: &GemeenteId, sinds_ms: i64) -> Result<Vec<(Herkomst, i64, i64)>> {
    let rows: Vec<Bracht> = sqlx::query_as(
        "select herkomst, cast(sum(aangevraagd) as bigint) as aangevraagd, cast(sum(geworden) as bigint) as geworden \
         from herkomst where gemeente = $1 and maand >= $2 group by herkomst order by herkomst",
    )
    .bind(gemeente.as_str())
    .bind(tijd::maand(sinds_ms))
    .fetch_all(tx.connection())
    .await?;
    let herkomst = |row: Bracht| Some((Herkomst::van_id(&row.herkomst)?, row.aangevraagd, row.geworden));
    Ok(rows.into_iter().filter_map(herkomst).collect())
}

row! {
    struct Row {
        id: i64,
        persoon: PersoonId = "persoon_id",
        phone_number_id: NumberId,
        gemeente: GemeenteId,
        wijk: WijkId,
        naam: String,
        groepsnaam: String,
        leden: Option<i64>,
        wabp: String,
        status: String,
        gemeente_door: Option<PersoonId>,
        politie_door: Option<PersoonId>,
        gemaakt_ms: i64,
        herkomst: String,
    }
}

const SELECT: &str = "select id, persoon_id, phone_number_id, gemeente, wijk, naam, groepsnaam, leden, wabp, status, gemeente_door, politie_door, gemaakt_ms, herkomst from aanmelding";

fn complete(row: Row) -> Result<Aanmelding> {
    let status = AanmeldingStatus::van_id(&row.status).ok_or(Error::content("aanmelding.status"))?;
    Ok(Aanmelding {
        id: AanmeldingId(row.id),
        persoon: row.persoon,
        phone_number_id: row.phone_number_id,
        gemeente: row.gemeente,
        wijk: row.wijk,
        naam: row.naam,
        groepsnaam: row.groepsnaam,
        leden: row.leden,
        wabp: row.wabp,
        status,
        helften: Helften { politie: row.politie_door, gemeente: row.gemeente_door },
        herkomst: Herkomst::van_id(&row.herkomst),
        gemaakt_ms: row.gemaakt_ms,
    })
}

/// The request with this id.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn get(tx: &mut Tx, id: AanmeldingId) -> Result<Option<Aanmelding>> {
    let sql = format!("{SELECT} where id = $1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// The last request of a person.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn last_of(tx: &mut Tx, persoon: PersoonId) -> Result<Option<Aanmelding>> {
    let sql = format!("{SELECT} where persoon_id = $1 order by id desc limit 1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(persoon.0).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// The open requests of these gemeenten, the oldest first.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn open_in(tx: &mut Tx, gemeenten: &[&GemeenteId]) -> Result<Vec<Aanmelding>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("{SELECT} where status = 'ingediend' and gemeente in {} order by id", rows::list(gemeenten.len(), 1));
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let rows: Vec<Row> = query.fetch_all(tx.connection()).await?;
    rows.into_iter().map(complete).collect()
}

/// Records a half of the approval.
///
/// # Errors
/// The database cannot be reached.
pub async fn agree(tx: &mut Tx, id: AanmeldingId, helft: Helft, door: PersoonId) -> Result<()> {
    RIJEN.agree(tx, id.0, helft, door).await
}

/// Takes back the half that this person gave, while the request is open. Answers whether they gave it.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_back(tx: &mut Tx, id: AanmeldingId, door: PersoonId) -> Result<bool> {
    RIJEN.take_back(tx, id.0, door).await
}

/// Ends an open request. Answers whether it was open.
///
/// # Errors
/// The database cannot be reached.
pub async fn close(tx: &mut Tx, id: AanmeldingId, status: AanmeldingStatus, now_ms: i64) -> Result<bool> {
    let done =
        sqlx::query("update aanmelding set status = $2, besloten_ms = $3 where id = $1 and status = 'ingediend'")
            .bind(id.0)
            .bind(status.id())
            .bind(now_ms)
            .execute(tx.writing())
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Erases what somebody typed in a request that came to nothing; that there was one stays.
///
/// # Errors
/// The database cannot be reached.
pub async fn erase(tx: &mut Tx, id: AanmeldingId) -> Result<()> {
    sqlx::query("update aanmelding set naam = '', groepsnaam = '', wabp = '', leden = null where id = $1 and status not in ('ingediend', 'akkoord')")
        .bind(id.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Erases what was typed in requests that came to nothing before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query(
        "update aanmelding set naam = '', groepsnaam = '', wabp = '', leden = null \
         where status not in ('ingediend', 'akkoord') and besloten_ms < $1 and naam <> ''",
    )
    .bind(before_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}
