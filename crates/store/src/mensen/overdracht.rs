//! Hand-overs of groups.
//!
//! Invariants: a group is in one open hand-over at most; a code is emptied as soon as it was used.

use kern::domain::afzender::NumberId;
use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

use crate::mensen::helften::Rijen;
use crate::rows::{self, row};
use crate::{Error, Result, Tx};
use kern::domain::aanmelding::Helften;
use kern::domain::overdracht::{OverdrachtId, OverdrachtStatus};
use kern::domain::persoon::{Groep, GroepId, Helft, MeldingId, PersoonId, Rang};

const RIJEN: Rijen = Rijen { tabel: "overdracht", wacht: "aanvaard" };

/// A hand-over as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdracht {
    /// Its id.
    pub id: OverdrachtId,
    /// Who hands over.
    pub van: PersoonId,
    /// Who began it.
    pub gestart_door: PersoonId,
    /// Who takes over, once they came forward.
    pub naar: Option<PersoonId>,
    /// The business number on which it was begun.
    pub phone_number_id: NumberId,
    /// The id of the gemeente.
    pub gemeente: GemeenteId,
    /// The code, until it was used.
    pub code: String,
    /// The number from which the code works, if only from one.
    pub verwacht_nummer: Option<String>,
    /// Where it is in its life.
    pub status: OverdrachtStatus,
    /// Who agreed.
    pub helften: Helften,
    /// When it was begun, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
    /// When it was accepted, in milliseconds since the epoch.
    pub aanvaard_ms: Option<i64>,
}

/// A hand-over to be kept.
#[derive(Debug, Clone)]
pub struct Nieuw<'a> {
    /// Who hands over.
    pub van: PersoonId,
    /// Who begins it.
    pub gestart_door: PersoonId,
    /// The business number.
    pub phone_number_id: &'a NumberId,
    /// The id of the gemeente.
    pub gemeente: &'a GemeenteId,
    /// The code.
    pub code: &'a str,
    /// The number from which it works, if only from one.
    pub verwacht_nummer: Option<&'a str>,
    /// The gemeente's half is given by whoever began it.
    pub gemeente_door: Option<PersoonId>,
    /// The groups.
    pub groepen: &'a [GroepId],
}

/// Keeps a hand-over.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, nieuw: &Nieuw<'_>, now_ms: i64) -> Result<OverdrachtId> {
    let id = tx.take_ids("overdracht", 1).await?;
    sqlx::query(
        "insert into overdracht (id, van_id, gestart_door, phone_number_id, gemeente, code, verwacht_nummer, status, gemeente_door, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, $6, $7, 'voorgesteld', $8, $9)",
    )
    .bind(id)
    .bind(nieuw.van.0)
    .bind(nieuw.gestart_door.0)
    .bind(nieuw.phone_number_id.as_str())
    .bind(nieuw.gemeente.as_str())
    .bind(nieuw.code)
    .bind(nieuw.verwacht_nummer)
    .bind(nieuw.gemeente_door.map(|id| id.0))
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    for groep in nieuw.groepen {
        sqlx::query("insert into overdracht_groep (overdracht_id, groep_id) values ($1, $2)")
            .bind(id)
            .bind(groep.0)
            .execute(tx.writing())
            .await?;
    }
    Ok(OverdrachtId(id))
}

row! {
    struct Row {
        id: i64,
        van: PersoonId = "van_id",
        gestart_door: PersoonId,
        naar: Option<PersoonId> = "naar_id",
        phone_number_id: NumberId,
        gemeente: GemeenteId,
        code: String,
        verwacht_nummer: Option<String>,
        status: String,
        gemeente_door: Option<PersoonId>,
        politie_door: Option<PersoonId>,
        gemaakt_ms: i64,
        aanvaard_ms: Option<i64>,
    }
}

const SELECT: &str = "select id, van_id, gestart_door, naar_id, phone_number_id, gemeente, code, verwacht_nummer, status, gemeente_door, politie_door, gemaakt_ms, aanvaard_ms from overdracht";

fn complete(row: Row) -> Result<Overdracht> {
    Ok(Overdracht {
        id: OverdrachtId(row.id),
        van: row.van,
        gestart_door: row.gestart_door,
        naar: row.naar,
        phone_number_id: row.phone_number_id,
        gemeente: row.gemeente,
        code: row.code,
        verwacht_nummer: row.verwacht_nummer,
        status: OverdrachtStatus::van_id(&row.status).ok_or(Error::content("overdracht.status"))?,
        helften: Helften { politie: row.politie_door, gemeente: row.gemeente_door },
        gemaakt_ms: row.gemaakt_ms,
        aanvaard_ms: row.aanvaard_ms,
    })
}

/// The hand-over with this id.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn get(tx: &mut Tx, id: OverdrachtId) -> Result<Option<Overdracht>> {
    let sql = format!("{SELECT} where id = $1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// The open hand-over that this code belongs to.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Overdracht>> {
    let sql = format!("{SELECT} where code = $1 and code <> '' and status = 'voorgesteld' order by id desc limit 1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(code).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// The open hand-overs of these gemeenten that wait for a decision, the oldest first.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn accepted_in(tx: &mut Tx, gemeenten: &[&GemeenteId]) -> Result<Vec<Overdracht>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("{SELECT} where status = 'aanvaard' and gemeente in {} order by id", rows::list(gemeenten.len(), 1));
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let rows: Vec<Row> = query.fetch_all(tx.connection()).await?;
    rows.into_iter().map(complete).collect()
}

/// The open hand-overs that a person can stop: of a group that they run, or that they began.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn stoppable_by(tx: &mut Tx, persoon: PersoonId) -> Result<Vec<Overdracht>> {
    let sql = format!(
        "{SELECT} where status in ('voorgesteld', 'aanvaard') and (van_id = $1 or gestart_door = $1 or id in \
         (select o.overdracht_id from overdracht_groep o join beheer b on b.groep_id = o.groep_id where b.persoon_id = $1)) order by id"
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(persoon.0).fetch_all(tx.connection()).await?;
    rows.into_iter().map(complete).collect()
}

/// The open hand-over in which this group is, if it is in one.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_of_group(tx: &mut Tx, groep: GroepId) -> Result<Option<OverdrachtId>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select o.id from overdracht o join overdracht_groep g on g.overdracht_id = o.id \
         where g.groep_id = $1 and o.status in ('voorgesteld', 'aanvaard') order by o.id limit 1",
    )
    .bind(groep.0)
    .fetch_optional(tx.connection())
    .await?;
    Ok(id.map(OverdrachtId))
}

row! {
    /// A group that passes from hand to hand.
    struct VanHand {
        id: GroepId,
        gemeente: GemeenteId,
        naam: String,
        rang: Option<String>,
    }
}

/// The groups of a hand-over, by name, with the rank that passes over.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups(tx: &mut Tx, overdracht: &Overdracht) -> Result<Vec<Groep>> {
    let rows: Vec<VanHand> = sqlx::query_as(
        "select g.id, g.gemeente, g.naam, b.rang from overdracht_groep o join groep g on g.id = o.groep_id \
         left join beheer b on b.groep_id = g.id and b.persoon_id = $2 where o.overdracht_id = $1 order by g.naam",
    )
    .bind(overdracht.id.0)
    .bind(overdracht.van.0)
    .fetch_all(tx.connection())
    .await?;
    let groepen = rows.into_iter().map(|VanHand { id, gemeente, naam, rang }| Groep {
        id,
        gemeente,
        naam,
        rang: rang.as_deref().and_then(Rang::van_id).unwrap_or(Rang::Hoofd),
    });
    Ok(groepen.collect())
}

/// The wijken of a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn wijken(tx: &mut Tx, groep: GroepId) -> Result<Vec<WijkId>> {
    let wijken: Vec<String> = sqlx::query_scalar("select wijk from groep_wijk where groep_id = $1 order by wijk")
        .bind(groep.0)
        .fetch_all(tx.connection())
        .await?;
    Ok(wijken.into_iter().map(WijkId::from).collect())
}

/// The others who run a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn others(tx: &mut Tx, groep: GroepId, zonder: PersoonId) -> Result<Vec<PersoonId>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select persoon_id from beheer where groep_id = $1 and persoon_id <> $2 order by persoon_id",
    )
    .bind(groep.0)
    .bind(zonder.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

/// The first of those who run a group, by rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn first_of(tx: &mut Tx, groep: GroepId) -> Result<Option<PersoonId>> {
    let id: Option<i64> =
        sqlx::query_scalar("select persoon_id from beheer where groep_id = $1 order by rang, persoon_id limit 1")
            .bind(groep.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(id.map(PersoonId))
}

/// Lets the code work from one number only.
///
/// # Errors
/// The database cannot be reached.
pub async fn expect_number(tx: &mut Tx, id: OverdrachtId, nummer: &str) -> Result<()> {
    sqlx::query("update overdracht set verwacht_nummer = $2 where id = $1 and status = 'voorgesteld'")
        .bind(id.0)
        .bind(nummer)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The successor accepts: the code is used up, the cooling begins. Answers whether it still waited for one.
///
/// # Errors
/// The database cannot be reached.
pub async fn accept(tx: &mut Tx, id: OverdrachtId, naar: PersoonId, now_ms: i64) -> Result<bool> {
    let done = sqlx::query("update overdracht set status = 'aanvaard', naar_id = $2, aanvaard_ms = $3, code = '' where id = $1 and status = 'voorgesteld'")
        .bind(id.0)
        .bind(naar.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Records a half of the approval.
///
/// # Errors
/// The database cannot be reached.
pub async fn agree(tx: &mut Tx, id: OverdrachtId, helft: Helft, door: PersoonId) -> Result<()> {
    RIJEN.agree(tx, id.0, helft, door).await
}

/// Takes back the half that this person gave, while the hand-over is open. Answers whether they gave it.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_back(tx: &mut Tx, id: OverdrachtId, door: PersoonId) -> Result<bool> {
    RIJEN.take_back(tx, id.0, door).await
}

/// Ends an open hand-over. Answers whether it was open.
///
/// # Errors
/// The database cannot be reached.
pub async fn close(tx: &mut Tx, id: OverdrachtId, status: OverdrachtStatus, now_ms: i64) -> Result<bool> {
    let done = sqlx::query("update overdracht set status = $2, besloten_ms = $3, code = '' where id = $1 and status in ('voorgesteld', 'aanvaard')")
        .bind(id.0)
        .bind(status.id())
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a group from one person.
///
/// # Errors
/// The database cannot be reached.
pub async fn leave_group(tx: &mut Tx, groep: GroepId, wie: PersoonId) -> Result<()> {
    sqlx::query("delete from beheer where groep_id = $1 and persoon_id = $2")
        .bind(groep.0)
        .bind(wie.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The alerts that run in these groups and did not go to this person.
///
/// # Errors
/// The database cannot be reached.
pub async fn running_alerts(tx: &mut Tx, groepen: &[GroepId], wie: PersoonId, now_ms: i64) -> Result<Vec<MeldingId>> {
    if groepen.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select distinct m.id from melding m join uitzetting u on u.melding_id = m.id \
         where m.status = 'verzonden' and m.geldig_tot_ms > $1 \
         and not exists (select 1 from ontvangst r where r.melding_id = m.id and r.persoon_id = $2) \
         and u.groep_id in {} order by m.id",
        rows::list(groepen.len(), 3)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(now_ms).bind(wie.0);
    for groep in groepen {
        query = query.bind(groep.0);
    }
    let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
    Ok(ids.into_iter().map(MeldingId).collect())
}

/// How often somebody gave a wrong code since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn wrong_codes(tx: &mut Tx, wie: PersoonId, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from spoor where persoon_id = $1 and tijd_ms >= $2 and daad = 'code' and geweigerd is not null")
        .bind(wie.0)
        .bind(since_ms)
        .fetch_one(tx.connection())
        .await?)
}

/// The numbers of a person, digits.
///
/// # Errors
/// The database cannot be reached.
pub async fn numbers_of(tx: &mut Tx, wie: PersoonId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("select waarde from identiteit where persoon_id = $1 and soort = 'telefoon'")
        .bind(wie.0)
        .fetch_all(tx.connection())
        .await?)
}

/// Whether a hand-over waits for the number of this person.
///
/// # Errors
/// The database cannot be reached.
pub async fn waits_for(tx: &mut Tx, wie: PersoonId) -> Result<bool> {
    let wacht: i64 = sqlx::query_scalar(
        "select count(*) from overdracht where status = 'voorgesteld' and verwacht_nummer in \
         (select waarde from identiteit where persoon_id = $1 and soort = 'telefoon')",
    )
    .bind(wie.0)
    .fetch_one(tx.connection())
    .await?;
    Ok(wacht > 0)
}
