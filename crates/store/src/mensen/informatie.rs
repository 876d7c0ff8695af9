//! Information by wijk: a draft, perhaps a second person, then who got it and where it stands.
//!
//! Invariants: a person gets one of it once; only what is sent has people.

use sqlx::AssertSqlSafe;

use crate::levensloop::KAN_HET_HEBBEN;
use crate::rows::BEREIKBAAR;
use crate::rows::{self, id_columns, row};
use crate::{Error, Result, Tx};
use kern::domain::afzender::NumberId;
pub use kern::domain::informatie::{InformatieId, InformatieStatus};
use kern::domain::persoon::PersoonId;
use kern::domain::stilte::Stilte;
use kern::domain::wijk::{GemeenteId, WijkId};

id_columns! { InformatieId, }

/// Information as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informatie {
    /// Its id.
    pub id: InformatieId,
    /// Its gemeente.
    pub gemeente: GemeenteId,
    /// Its wijken.
    pub wijken: Vec<WijkId>,
    /// What it says.
    pub tekst: String,
    /// How it stands.
    pub status: InformatieStatus,
    /// Who wrote it.
    pub wie: PersoonId,
    /// On which telephone.
    pub persoon: PersoonId,
    /// The business number it was written on.
    pub phone_number_id: NumberId,
    /// When it was written, or laid before a second person; in milliseconds since the epoch.
    pub gemaakt_ms: i64,
    /// When it was sent.
    pub verstuurd_ms: Option<i64>,
}

row! {
    struct Row {
        id: InformatieId,
        gemeente: GemeenteId,
        tekst: String,
        status: String,
        wie: PersoonId = "wie_id",
        persoon: PersoonId = "persoon_id",
        phone_number_id: NumberId,
        gemaakt_ms: i64,
        verstuurd_ms: Option<i64>,
    }
}

/// Makes a draft.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, nieuw: &Informatie) -> Result<InformatieId> {
    let id = tx.take_ids("informatie", 1).await?;
    sqlx::query(
        "insert into informatie (id, gemeente, tekst, status, wie_id, persoon_id, phone_number_id, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(nieuw.gemeente.as_str())
    .bind(&nieuw.tekst)
    .bind(nieuw.status.id())
    .bind(nieuw.wie.0)
    .bind(nieuw.persoon.0)
    .bind(nieuw.phone_number_id.as_str())
    .bind(nieuw.gemaakt_ms)
    .execute(tx.writing())
    .await?;
    for wijk in &nieuw.wijken {
        sqlx::query("insert into informatie_wijk (informatie_id, wijk) values ($1, $2)")
            .bind(id)
            .bind(wijk.as_str())
            .execute(tx.writing())
            .await?;
    }
    Ok(InformatieId(id))
}

async fn with_wijken(tx: &mut Tx, row: Row) -> Result<Informatie> {
    let wijken: Vec<String> =
        sqlx::query_scalar("select wijk from informatie_wijk where informatie_id = $1 order by wijk")
            .bind(row.id.0)
            .fetch_all(tx.connection())
            .await?;
    let Row { id, gemeente, tekst, status, wie, persoon, phone_number_id, gemaakt_ms, verstuurd_ms } = row;
    let wijken = wijken.into_iter().map(Into::into).collect();
    let status = InformatieStatus::van_id(&status).ok_or(Error::content("informatie.status"))?;
    Ok(Informatie { id, gemeente, wijken, tekst, status, wie, persoon, phone_number_id, gemaakt_ms, verstuurd_ms })
}

const COLUMNS: &str = "id, gemeente, tekst, status, wie_id, persoon_id, phone_number_id, gemaakt_ms, verstuurd_ms";

/// The information with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: InformatieId) -> Result<Option<Informatie>> {
    let sql = format!("select {COLUMNS} from informatie where id = $1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    match row {
        Some(row) => with_wijken(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// Moves it on; answers whether it still was there.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(
    tx: &mut Tx,
    id: InformatieId,
    van: InformatieStatus,
    naar: InformatieStatus,
    now_ms: i64,
) -> Result<bool> {
    let done = sqlx::query(
        "update informatie set status = $3, verstuurd_ms = case when $3 = 'verstuurd' then $4 else verstuurd_ms end, \
         gemaakt_ms = case when $3 = 'wacht' then $4 else gemaakt_ms end where id = $1 and status = $2",
    )
    .bind(id.0)
    .bind(van.id())
    .bind(naar.id())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

row! {
    /// Somebody whom information could go to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Ontvanger {
        /// Who.
        pub persoon: PersoonId = "persoon_id",
        stil_van: Option<i64>,
        stil_tot: Option<i64>,
    }
}

impl Ontvanger {
    /// Their quiet hours.
    #[must_use]
    pub fn stilte(&self) -> Option<Stilte> {
        crate::eigen::stilte(self.stil_van, self.stil_tot, false, false)
    }
}

/// The hoofd- and mede-beheerders of the groups of these wijken who can be reached, are not away and did not get it yet.
///
/// # Errors
/// The database cannot be reached.
pub async fn audience(
    tx: &mut Tx,
    id: InformatieId,
    gemeente: &GemeenteId,
    wijken: &[&WijkId],
    now_ms: i64,
) -> Result<Vec<Ontvanger>> {
    if wijken.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select b.persoon_id, min(p.stil_van) as stil_van, min(p.stil_tot) as stil_tot from beheer b \
         join groep g on g.id = b.groep_id join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and b.rang <> 'reserve' and {BEREIKBAAR} \
         and (p.afwezig_tot_ms is null or p.afwezig_tot_ms <= $3 or p.afwezig_van_ms > $3) \
         and not exists (select 1 from informatie_aan i where i.informatie_id = $2 and i.persoon_id = b.persoon_id) \
         and exists (select 1 from groep_wijk w where w.groep_id = g.id and w.wijk in {}) \
         group by b.persoon_id order by b.persoon_id",
        rows::list(wijken.len(), 4)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente.as_str()).bind(id.0).bind(now_ms);
    for wijk in wijken {
        query = query.bind(wijk.as_str());
    }
    Ok(query.fetch_all(tx.connection()).await?)
}

/// How many groups there are in these wijken.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups(tx: &mut Tx, gemeente: &GemeenteId, wijken: &[&WijkId]) -> Result<i64> {
    if wijken.is_empty() {
        return Ok(0);
    }
    let sql = format!(
        "select count(distinct g.id) from groep g join groep_wijk w on w.groep_id = g.id where g.gemeente = $1 and w.wijk in {}",
        rows::list(wijken.len(), 2)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(gemeente.as_str());
    for wijk in wijken {
        query = query.bind(wijk.as_str());
    }
    Ok(query.fetch_one(tx.connection()).await?)
}

/// Records who gets it, and in which message.
///
/// # Errors
/// The database cannot be reached.
pub async fn send_to(tx: &mut Tx, id: InformatieId, mensen: &[(PersoonId, i64)], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(mensen) {
        let sql = format!(
            "insert into informatie_aan (informatie_id, persoon_id, outbox_id, verstuurd_ms) values {}",
            rows::placeholders(piece.len(), 4, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (mens, outbox) in piece {
            query = query.bind(id.0).bind(mens.0).bind(outbox).bind(now_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Holds back what did not leave yet, and repeats nothing. Answers those who may have got it.
///
/// # Errors
/// The database cannot be reached.
pub async fn stop(tx: &mut Tx, id: InformatieId, now_ms: i64) -> Result<Vec<PersoonId>> {
    sqlx::query(
        "update outbox set toestand = case when toestand in ('wacht', 'vastgehouden') then 'vervallen' else toestand end, \
         geldig_tot_ms = case when geldig_tot_ms > $2 then $2 else geldig_tot_ms end \
         where id in (select outbox_id from informatie_aan where informatie_id = $1)",
    )
    .bind(id.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    let sql = format!(
        "select i.persoon_id from informatie_aan i join outbox o on o.id = i.outbox_id \
         where i.informatie_id = $1 and {KAN_HET_HEBBEN} order by i.persoon_id"
    );
    let rows: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(sql)).bind(id.0).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().map(PersoonId).collect())
}

/// Records that somebody posted it; answers whether they got it.
///
/// # Errors
/// The database cannot be reached.
pub async fn posted(tx: &mut Tx, id: InformatieId, persoon: PersoonId, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "update informatie_aan set geplaatst_ms = coalesce(geplaatst_ms, $3) where informatie_id = $1 and persoon_id = $2",
    )
    .bind(id.0)
    .bind(persoon.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// How many got it or will, and how many posted it.
///
/// # Errors
/// The database cannot be reached.
pub async fn counts(tx: &mut Tx, id: InformatieId) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(
        "select count(case when i.geplaatst_ms is not null or o.toestand not in ('vervallen', 'mislukt') then 1 end), \
         count(i.geplaatst_ms) from informatie_aan i join outbox o on o.id = i.outbox_id where i.informatie_id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?)
}

/// Throws away drafts that nobody sent, written before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    const OLD: &str = "status in ('concept', 'geannuleerd') and gemaakt_ms < $1";
    for sql in [
        format!("delete from informatie_wijk where informatie_id in (select id from informatie where {OLD})"),
        format!("delete from informatie where {OLD}"),
    ] {
        sqlx::query(AssertSqlSafe(sql)).bind(before_ms).execute(tx.writing()).await?;
    }
    Ok(())
}

/// What was sent in a gemeente since a moment, with when, the latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64, most: i64) -> Result<Vec<(Informatie, i64)>> {
    let ids: Vec<(i64, i64)> = sqlx::query_as(
        "select id, verstuurd_ms from informatie where gemeente = $1 and status = 'verstuurd' and verstuurd_ms > $2 \
         order by verstuurd_ms desc, id desc limit $3",
    )
    .bind(gemeente.as_str())
    .bind(since_ms)
    .bind(most)
    .fetch_all(tx.connection())
    .await?;
    let mut all = Vec::with_capacity(ids.len());
    for (id, verstuurd_ms) in ids {
        all.extend(get(tx, InformatieId(id)).await?.map(|een| (een, verstuurd_ms)));
    }
    Ok(all)
}

/// The last information of somebody, by themselves or on this telephone, that was sent or laid before a second person since a
/// moment and stands still.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_of(
    tx: &mut Tx,
    (wie, telefoon): (PersoonId, PersoonId),
    since_ms: i64,
) -> Result<Option<Informatie>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select id from informatie where (wie_id = $1 or persoon_id = $2) and status in ('verstuurd', 'wacht') \
         and coalesce(verstuurd_ms, gemaakt_ms) >= $3 order by coalesce(verstuurd_ms, gemaakt_ms) desc, id desc limit 1",
    )
    .bind(wie.0)
    .bind(telefoon.0)
    .bind(since_ms)
    .fetch_optional(tx.connection())
    .await?;
    match id {
        Some(id) => get(tx, InformatieId(id)).await,
        None => Ok(None),
    }
}

/// What waits for a second person in these gemeenten and was not written by this one, since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_in(
    tx: &mut Tx,
    gemeenten: &[&GemeenteId],
    wie: PersoonId,
    since_ms: i64,
) -> Result<Vec<InformatieId>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select id from informatie where status = 'wacht' and wie_id <> $1 and gemaakt_ms > $2 and gemeente in {} order by id",
        rows::list(gemeenten.len(), 3)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(wie.0).bind(since_ms);
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
    Ok(ids.into_iter().map(InformatieId).collect())
}
