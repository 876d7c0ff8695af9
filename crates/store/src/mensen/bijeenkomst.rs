//! Meetings of beheerders: a draft, then invitations, then who comes.
//!
//! Invariant: a person is invited once to a meeting; only one that was confirmed has invitations.

use crate::rows::{BEREIKBAAR, id_columns, row};
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::PersoonId;
use kern::domain::wijk::GemeenteId;

/// The internal id of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BijeenkomstId(pub i64);

id_columns! { BijeenkomstId, }

row! {
    /// A meeting as it is kept.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Bijeenkomst {
        /// Its id.
        pub id: BijeenkomstId,
        /// The id of its gemeente.
        pub gemeente: GemeenteId,
        /// When it begins, in milliseconds since the epoch.
        pub wanneer_ms: i64,
        /// Where.
        pub waar: String,
        /// What about.
        pub waarover: String,
        /// `concept`, `verstuurd` or `geannuleerd`.
        pub status: String,
        /// Who plans it.
        pub wie: PersoonId = "wie_id",
        /// The business number it was planned on.
        pub phone_number_id: NumberId,
    }
}

row! {
    /// Who comes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Telling {
        /// Invited.
        pub gevraagd: i64,
        /// Will come.
        pub komt: i64,
        /// Will not.
        pub komt_niet: i64,
    }
}

/// Makes a draft.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, nieuw: &Bijeenkomst, now_ms: i64) -> Result<BijeenkomstId> {
    let id = tx.take_ids("bijeenkomst", 1).await?;
    sqlx::query(
        "insert into bijeenkomst (id, gemeente, wanneer_ms, waar, waarover, status, wie_id, phone_number_id, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(nieuw.gemeente.as_str())
    .bind(nieuw.wanneer_ms)
    .bind(&nieuw.waar)
    .bind(&nieuw.waarover)
    .bind(&nieuw.status)
    .bind(nieuw.wie.0)
    .bind(nieuw.phone_number_id.as_str())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(BijeenkomstId(id))
}

const COLUMNS: &str = "b.id, b.gemeente, b.wanneer_ms, b.waar, b.waarover, b.status, b.wie_id, b.phone_number_id";

/// The meeting with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: BijeenkomstId) -> Result<Option<Bijeenkomst>> {
    let sql = format!("select {COLUMNS} from bijeenkomst b where b.id = $1");
    let row: Option<Bijeenkomst> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    Ok(row)
}

/// Moves a draft on; answers whether it still was one.
///
/// # Errors
/// The database cannot be reached.
pub async fn settle(tx: &mut Tx, id: BijeenkomstId, status: &str) -> Result<bool> {
    let done = sqlx::query("update bijeenkomst set status = $2 where id = $1 and status = 'concept'")
        .bind(id.0)
        .bind(status)
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The meetings of a gemeente that are still to come, the next first.
///
/// # Errors
/// The database cannot be reached.
pub async fn coming(tx: &mut Tx, gemeente: &GemeenteId, now_ms: i64) -> Result<Vec<Bijeenkomst>> {
    let sql = format!(
        "select {COLUMNS} from bijeenkomst b where b.gemeente = $1 and b.status = 'verstuurd' and b.wanneer_ms > $2 order by b.wanneer_ms, b.id"
    );
    let rows: Vec<Bijeenkomst> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(gemeente.as_str())
        .bind(now_ms)
        .fetch_all(tx.connection())
        .await?;
    Ok(rows)
}

/// The beheerders of a gemeente that can be reached and were not invited yet, hoofdbeheerders first.
///
/// # Errors
/// The database cannot be reached.
pub async fn to_invite(tx: &mut Tx, id: BijeenkomstId, gemeente: &GemeenteId) -> Result<Vec<PersoonId>> {
    let sql = format!(
        "select b.persoon_id, min(b.rang) from beheer b join groep g on g.id = b.groep_id join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and {BEREIKBAAR} \
         and not exists (select 1 from uitnodiging u where u.bijeenkomst_id = $2 and u.persoon_id = b.persoon_id) \
         group by b.persoon_id order by 2, 1"
    );
    let rows: Vec<(i64, String)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(gemeente.as_str()).bind(id.0).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().map(|(persoon, _)| PersoonId(persoon)).collect())
}

/// Records that somebody was invited.
///
/// # Errors
/// The database cannot be reached.
pub async fn invite(tx: &mut Tx, id: BijeenkomstId, persoon: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into uitnodiging (bijeenkomst_id, persoon_id, verstuurd_ms) values ($1, $2, $3) \
         on conflict (bijeenkomst_id, persoon_id) do nothing",
    )
    .bind(id.0)
    .bind(persoon.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// The meetings that somebody was invited to and that are still to come, the next first.
///
/// # Errors
/// The database cannot be reached.
pub async fn invited_to(tx: &mut Tx, persoon: PersoonId, now_ms: i64) -> Result<Vec<Bijeenkomst>> {
    let sql = format!(
        "select {COLUMNS} from bijeenkomst b join uitnodiging u on u.bijeenkomst_id = b.id \
         where u.persoon_id = $1 and b.status = 'verstuurd' and b.wanneer_ms > $2 order by b.wanneer_ms, b.id"
    );
    let rows: Vec<Bijeenkomst> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(persoon.0).bind(now_ms).fetch_all(tx.connection()).await?;
    Ok(rows)
}

/// Records whether somebody comes; answers whether they were invited.
///
/// # Errors
/// The database cannot be reached.
pub async fn answer(tx: &mut Tx, id: BijeenkomstId, persoon: PersoonId, komt: bool, now_ms: i64) -> Result<bool> {
    let done =
        sqlx::query("update uitnodiging set komt = $3, antwoord_ms = $4 where bijeenkomst_id = $1 and persoon_id = $2")
            .bind(id.0)
            .bind(persoon.0)
            .bind(i64::from(komt))
            .bind(now_ms)
            .execute(tx.writing())
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Who comes, in figures.
///
/// # Errors
/// The database cannot be reached.
pub async fn count(tx: &mut Tx, id: BijeenkomstId) -> Result<Telling> {
    Ok(sqlx::query_as(
        "select count(*) as gevraagd, count(case when komt = 1 then 1 end) as komt, count(case when komt = 0 then 1 end) as komt_niet from uitnodiging where bijeenkomst_id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?)
}

/// Whoever is reminded of a meeting: all who were invited and did not say no.
///
/// # Errors
/// The database cannot be reached.
pub async fn to_remind(tx: &mut Tx, id: BijeenkomstId) -> Result<Vec<PersoonId>> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "select persoon_id from uitnodiging where bijeenkomst_id = $1 and (komt is null or komt = 1) order by persoon_id",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(PersoonId).collect())
}
