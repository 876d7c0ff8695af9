//! Questions whether all is well with a beheerder or a group, and the groups from which nothing is heard.
//!
//! Invariants: a person has one open yearly question in a gemeente at most, a group one open question about its silence; an
//! alert that could not reach a group, was practised, withdrawn or soon over says nothing of it.

use sqlx::AssertSqlSafe;

use crate::anders::room;
use crate::rows::{BEREIKBAAR, id_columns, row};
use crate::{Error, Result, Tx};
use kern::domain::controle::{ControleSoort, ControleStand};
use kern::domain::persoon::{GroepId, PersoonId};
use kern::domain::wijk::{GemeenteId, WijkId};

/// The internal id of such a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ControleId(pub i64);

/// The one round in which it is asked, over and over; of all gemeenten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RondeId(pub i64);

/// That one.
pub const RONDE: RondeId = RondeId(1);

id_columns! { ControleId, }

/// A question as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controle {
    /// Its id.
    pub id: ControleId,
    /// Why it is asked.
    pub soort: ControleSoort,
    /// The gemeente.
    pub gemeente: GemeenteId,
    /// Who is asked.
    pub persoon: PersoonId,
    /// The silent group; `None`: all of theirs there.
    pub groep: Option<GroepId>,
    /// How often it was asked again.
    pub herinnerd: i64,
    /// How it stands.
    pub stand: ControleStand,
}

row! {
    struct Row {
        id: ControleId,
        soort: String,
        gemeente: GemeenteId,
        persoon: PersoonId = "persoon_id",
        groep_id: Option<i64>,
        herinnerd: i64,
        stand: String,
    }
}

impl TryFrom<Row> for Controle {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            soort: ControleSoort::van_id(&row.soort).ok_or(Error::content("controle.soort"))?,
            gemeente: row.gemeente,
            persoon: row.persoon,
            groep: row.groep_id.map(GroepId),
            herinnerd: row.herinnerd,
            stand: ControleStand::van_id(&row.stand).ok_or(Error::content("controle.stand"))?,
        })
    }
}

const COLUMNS: &str = "id, soort, gemeente, persoon_id, groep_id, herinnerd, stand";

/// Records that somebody is asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(
    tx: &mut Tx,
    soort: ControleSoort,
    gemeente: &GemeenteId,
    (persoon, groep): (PersoonId, Option<GroepId>),
    now_ms: i64,
) -> Result<ControleId> {
    let id = tx.take_ids("controle", 1).await?;
    sqlx::query(
        "insert into controle (id, soort, gemeente, persoon_id, groep_id, gevraagd_ms, laatst_ms, stand) \
         values ($1, $2, $3, $4, $5, $6, $6, $7)",
    )
    .bind(id)
    .bind(soort.id())
    .bind(gemeente.as_str())
    .bind(persoon.0)
    .bind(groep.map(|groep| groep.0))
    .bind(now_ms)
    .bind(ControleStand::Gevraagd.id())
    .execute(tx.writing())
    .await?;
    Ok(ControleId(id))
}

/// The question with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: ControleId) -> Result<Option<Controle>> {
    let sql = format!("select {COLUMNS} from controle where id = $1");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.map(Controle::try_from).transpose()
}

/// Whether somebody was asked something and did not answer it.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_open(tx: &mut Tx, persoon: PersoonId) -> Result<bool> {
    let open: i64 = sqlx::query_scalar(
        "select count(*) from controle where persoon_id = $1 and stand in ('gevraagd', 'stil', 'gemeld')",
    )
    .bind(persoon.0)
    .fetch_one(tx.connection())
    .await?;
    Ok(open > 0)
}

/// Moves a question on; answers whether it still stood as `van`.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(tx: &mut Tx, id: ControleId, van: ControleStand, naar: ControleStand) -> Result<bool> {
    let done = sqlx::query("update controle set stand = $3 where id = $1 and stand = $2")
        .bind(id.0)
        .bind(van.id())
        .bind(naar.id())
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Somebody said that they stay: whatever they were asked is answered.
///
/// # Errors
/// The database cannot be reached.
pub async fn stays(tx: &mut Tx, persoon: PersoonId) -> Result<()> {
    sqlx::query("update controle set stand = 'goed' where persoon_id = $1 and stand in ('gevraagd', 'stil', 'gemeld')")
        .bind(persoon.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Records that a question was asked again.
///
/// # Errors
/// The database cannot be reached.
pub async fn remind(tx: &mut Tx, id: ControleId, now_ms: i64) -> Result<()> {
    sqlx::query("update controle set herinnerd = herinnerd + 1, laatst_ms = $2 where id = $1")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Of a person `p`: they are not away at `$now`.
fn is_there(now: usize) -> String {
    format!("(p.afwezig_tot_ms is null or p.afwezig_tot_ms <= ${now} or p.afwezig_van_ms > ${now})")
}

/// Questions of a gemeente without an answer that were last asked before a moment, the oldest first: of people who can be
/// asked again, for they can be reached, are not away, and have had fewer than `most` messages that are no alert since a
/// moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn unanswered(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    (before_ms, now_ms): (i64, i64),
    (most, since_ms): (i64, i64),
    limit: i64,
) -> Result<Vec<Controle>> {
    let sql = format!(
        "select {COLUMNS} from controle c where gemeente = $1 and stand = 'gevraagd' and laatst_ms <= $2 \
         and exists (select 1 from persoon p where p.id = c.persoon_id and {BEREIKBAAR} and {} and {}) \
         order by laatst_ms, id limit $6",
        is_there(3),
        room(4, 5)
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(gemeente.as_str())
        .bind(before_ms)
        .bind(now_ms)
        .bind(most)
        .bind(since_ms)
        .bind(limit)
        .fetch_all(tx.connection())
        .await?;
    rows.into_iter().map(Controle::try_from).collect()
}

/// Those who run a group in a gemeente, can be reached, are not away, were neither made known nor asked since a moment, and
/// have had fewer than `most` messages that are no alert since another.
///
/// # Errors
/// The database cannot be reached.
pub async fn due_for_a_year(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    (year_ms, now_ms): (i64, i64),
    (most, since_ms): (i64, i64),
    limit: i64,
) -> Result<Vec<PersoonId>> {
    let sql = format!(
        "select distinct p.id from persoon p join beheer b on b.persoon_id = p.id join groep g on g.id = b.groep_id \
         where g.gemeente = $1 and {BEREIKBAAR} and p.gemaakt_ms <= $2 and {} and {} \
         and not exists (select 1 from controle c where c.persoon_id = p.id and c.gemeente = $1 and c.soort = 'jaar' \
         and c.gevraagd_ms > $2) order by p.id limit $6",
        is_there(3),
        room(4, 5)
    );
    let ids: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(gemeente.as_str())
        .bind(year_ms)
        .bind(now_ms)
        .bind(most)
        .bind(since_ms)
        .bind(limit)
        .fetch_all(tx.connection())
        .await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

row! {
    struct Bereikt {
        groep: GroepId = "groep_id",
        gehoord: bool,
    }
}

/// Of alert `m` and group `$groep`: somebody of the group, or about it, said something of the alert.
macro_rules! gehoord {
    ($melding:literal, $groep:literal) => {
        concat!(
            "(exists (select 1 from ontvangst r join beheer b on b.persoon_id = r.persoon_id where r.melding_id = ",
            $melding,
            " and b.groep_id = ",
            $groep,
            " and r.antwoord <> 'geen') or exists (select 1 from groepsantwoord a where a.melding_id = ",
            $melding,
            " and a.groep_id = ",
            $groep,
            "))"
        )
    };
}

/// The groups of a gemeente from which nothing was heard in the last `alerts` alerts that reached them and that were not
/// about to end: none practised, withdrawn, running, or over within `short_ms`. No group that was asked since `asked_ms`, and
/// of one that was asked before only the alerts after that count.
///
/// # Errors
/// The database cannot be reached.
pub async fn silent_groups(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    (since_ms, short_ms): (i64, i64),
    asked_ms: i64,
    alerts: usize,
) -> Result<Vec<GroepId>> {
    let sql = concat!(
        "select u.groep_id, case when u.geplaatst_ms is not null or ",
        gehoord!("m.id", "u.groep_id"),
        " then 1 else 0 end as gehoord from uitzetting u join melding m on m.id = u.melding_id \
         where m.gemeente = $1 and m.reeks = '' and m.verzonden_ms > $2 and m.einde_ms is not null and m.status <> 'ingetrokken' \
         and m.einde_ms - m.verzonden_ms >= $3 \
         and exists (select 1 from beheer b join outbox o on o.persoon_id = b.persoon_id where b.groep_id = u.groep_id \
         and o.melding_id = m.id and (o.afgeleverd_ms is not null or o.gelezen_ms is not null)) \
         and not exists (select 1 from controle c where c.groep_id = u.groep_id and c.soort = 'stil' \
         and (c.gevraagd_ms >= m.verzonden_ms or c.gevraagd_ms > $4)) \
         order by u.groep_id, m.verzonden_ms desc, m.id desc"
    );
    let rows: Vec<Bereikt> = sqlx::query_as(sql)
        .bind(gemeente.as_str())
        .bind(since_ms)
        .bind(short_ms)
        .bind(asked_ms)
        .fetch_all(tx.connection())
        .await?;
    let stil = |deel: &&[Bereikt]| deel.len() >= alerts && !deel.iter().take(alerts).any(|rij| rij.gehoord);
    Ok(rows.chunk_by(|een, ander| een.groep == ander.groep).filter(stil).map(|deel| deel[0].groep).collect())
}

/// Who of a group can be asked about it, the first of rank first: not away.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_of_group(tx: &mut Tx, groep: GroepId, now_ms: i64) -> Result<Vec<PersoonId>> {
    let sql = format!(
        "select p.id, b.rang from beheer b join persoon p on p.id = b.persoon_id where b.groep_id = $1 and {BEREIKBAAR} \
         and {} order by b.rang, p.id",
        is_there(2)
    );
    let rows: Vec<(i64, String)> =
        sqlx::query_as(AssertSqlSafe(sql)).bind(groep.0).bind(now_ms).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().map(|(id, _)| PersoonId(id)).collect())
}

/// A group from which nothing is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StilleGroep {
    /// Its name.
    pub naam: String,
    /// Its wijken.
    pub wijken: Vec<WijkId>,
}

/// The groups of a gemeente whose beheerder did not answer why nothing is heard and runs it still, and from which nothing was
/// heard since.
///
/// # Errors
/// The database cannot be reached.
pub async fn shown_silent(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<StilleGroep>> {
    let sql = concat!(
        "select distinct g.id, g.naam from controle c join groep g on g.id = c.groep_id where c.gemeente = $1 and c.stand = 'stil' \
         and exists (select 1 from beheer r where r.groep_id = g.id and r.persoon_id = c.persoon_id) \
         and not exists (select 1 from uitzetting u join melding m on m.id = u.melding_id where u.groep_id = g.id \
         and m.verzonden_ms > c.gevraagd_ms and (u.geplaatst_ms is not null or ",
        gehoord!("m.id", "g.id"),
        ")) order by g.naam, g.id"
    );
    let rows: Vec<(i64, String)> = sqlx::query_as(sql).bind(gemeente.as_str()).fetch_all(tx.connection()).await?;
    let mut groepen = Vec::with_capacity(rows.len());
    for (id, naam) in rows {
        let wijken: Vec<String> = sqlx::query_scalar("select wijk from groep_wijk where groep_id = $1 order by wijk")
            .bind(id)
            .fetch_all(tx.connection())
            .await?;
        groepen.push(StilleGroep { naam, wijken: wijken.into_iter().map(Into::into).collect() });
    }
    Ok(groepen)
}

/// The groups that somebody runs in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_of(tx: &mut Tx, gemeente: &GemeenteId, persoon: PersoonId) -> Result<Vec<(GroepId, String)>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select g.id, g.naam from beheer b join groep g on g.id = b.groep_id where b.persoon_id = $1 and g.gemeente = $2 \
         order by g.naam, g.id",
    )
    .bind(persoon.0)
    .bind(gemeente.as_str())
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(id, naam)| (GroepId(id), naam)).collect())
}

/// Of the groups that somebody runs as hoofdbeheerder in a gemeente the first of which nothing was said about WABP since a
/// moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn wabp_to_ask(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    persoon: PersoonId,
    since_ms: i64,
) -> Result<Option<(GroepId, String)>> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "select g.id, g.naam from beheer b join groep g on g.id = b.groep_id where b.persoon_id = $1 and g.gemeente = $2 \
         and b.rang = 'hoofd' and coalesce(g.wabp_gezegd_ms, g.gemaakt_ms) <= $3 order by g.naam, g.id limit 1",
    )
    .bind(persoon.0)
    .bind(gemeente.as_str())
    .bind(since_ms)
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|(id, naam)| (GroepId(id), naam)))
}

/// Keeps what was said of a group's registration at WABP: it stands there still (`None`), or this. What the gemeente saw
/// holds no more where it is not there.
///
/// # Errors
/// The database cannot be reached.
pub async fn say_wabp(tx: &mut Tx, groep: GroepId, anders: Option<&str>, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update groep set wabp_gezegd_ms = $2, wabp = coalesce($3, case when wabp in ('nee', 'weet niet') or wabp is null then 'ja' else wabp end), \
         wabp_gezien_ms = case when $3 = 'nee' then null else wabp_gezien_ms end where id = $1",
    )
    .bind(groep.0)
    .bind(now_ms)
    .bind(anders)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Takes somebody from the groups of a gemeente; answers the names of those that nobody runs now.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_away(tx: &mut Tx, gemeente: &GemeenteId, persoon: PersoonId) -> Result<Vec<String>> {
    let mut zonder = Vec::new();
    for (groep, naam) in groups_of(tx, gemeente, persoon).await? {
        if crate::gegevens::leave_group(tx, persoon, groep).await? {
            zonder.push(naam);
        }
    }
    Ok(zonder)
}
