//! What happens to an alert after it was sent: which run, who may have got one, how one is halted and ends.
//!
//! Its updates are `bijwerking`'s, its withdrawal in the groups `intrekking`'s. Invariants: what ends an alert cancels in the same
//! transaction what has not left; whoever may have got it is told, and nobody else; a message under way is never
//! counted as not sent.

use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

use crate::melding;
use crate::melding::bijwerking::cancel_open;
pub use crate::melding::bijwerking::{
    Bijwerking, BijwerkingId, add, approved_by, ask_second, change, get, latest_draft, sent_of, step, waiting,
    waiting_in, waiting_of,
};
pub use crate::melding::intrekking::{
    OverIntrekking, end_posted, withdrawal, withdrawal_answered, withdrawal_reminded, withdrawn_to,
};
use crate::post::klasse::klasse;
use crate::rows;
use crate::{Result, Tx};
use kern::domain::melding::Stap;
use kern::domain::persoon::{GroepId, MeldingId, PersoonId};

/// Which alerts to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoek {
    /// Those that run.
    Lopend,
    /// Those that left and were not withdrawn, also after their end.
    Verstuurd,
    /// The same, and those that were withdrawn.
    Alles,
}

/// The alerts of these gemeenten that left since a moment, the latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn recent(
    tx: &mut Tx,
    gemeenten: &[&GemeenteId],
    zoek: Zoek,
    since_ms: i64,
) -> Result<Vec<melding::Melding>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let status = match zoek {
        Zoek::Lopend => "status = 'verzonden'",
        Zoek::Alles => "verzonden_ms is not null",
        Zoek::Verstuurd => "status in ('verzonden', 'gesloten', 'verlopen') and verzonden_ms is not null",
    };
    let sql = format!(
        "select id from melding where {status} and verzonden_ms >= $1 and gemeente in {} order by verzonden_ms desc, id desc",
        rows::list(gemeenten.len(), 2)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(since_ms);
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(melding::get(tx, MeldingId(id)).await?);
    }
    Ok(found)
}

/// The classes of what may leave an alert with somebody.
const ALERT_OR_UPDATE: &str = concat!("(", klasse!(Melding), ", ", klasse!(Bijwerking), ")");

/// Whether a row of the outbox may have reached its person: accepted, under way, or repeated after a silence.
/// A repetition after a failure that Meta reported (`nietig_tot`) is none.
pub(crate) const KAN_HET_HEBBEN: &str = "(o.toestand in ('geaccepteerd', 'geclaimd') or o.afgeleverd_ms is not null \
     or o.gelezen_ms is not null or o.herhalingen > o.nietig_tot + 1 or o.onzeker > 0)";

/// The people who may have got an alert or an update of it.
///
/// # Errors
/// The database cannot be reached.
pub async fn may_have(tx: &mut Tx, id: MeldingId) -> Result<Vec<PersoonId>> {
    let sql = format!(
        "select distinct o.persoon_id from outbox o where o.melding_id = $1 and o.chat = '' and o.klasse in {ALERT_OR_UPDATE} \
         and {KAN_HET_HEBBEN} order by o.persoon_id"
    );
    let ids: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(sql)).bind(id.0).fetch_all(tx.connection()).await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

/// The groups of an alert of which somebody may have got it, and those of them that reported it.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_that_may_have(tx: &mut Tx, id: MeldingId) -> Result<(i64, i64)> {
    let sql = format!(
        "select count(*), count(u.geplaatst_ms) from uitzetting u where u.melding_id = $1 and (u.geplaatst_ms is not null or exists \
         (select 1 from beheer b join outbox o on o.persoon_id = b.persoon_id where b.groep_id = u.groep_id and o.melding_id = $1 \
         and o.chat = '' and o.klasse in {ALERT_OR_UPDATE} and {KAN_HET_HEBBEN}))"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_one(tx.connection()).await?)
}

/// Lets nothing of an alert leave until [`resume`]. The sender asks for this before each row.
///
/// # Errors
/// The database cannot be reached.
pub async fn halt(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set stilgezet_ms = $2 where id = $1 and stilgezet_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Lets an alert go on. Answers how many messages had waited.
///
/// # Errors
/// The database cannot be reached.
pub async fn resume(tx: &mut Tx, id: MeldingId) -> Result<i64> {
    sqlx::query("update melding set stilgezet_ms = null where id = $1").bind(id.0).execute(tx.writing()).await?;
    Ok(sqlx::query_scalar("select count(*) from outbox where melding_id = $1 and toestand = 'wacht'")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// Ends an alert: what has not left never does, and what is under way is not repeated. Answers whether the step was
/// allowed; if not, nothing changed.
///
/// # Errors
/// The database cannot be reached.
pub async fn end(
    tx: &mut Tx,
    id: MeldingId,
    stap: Stap,
    door: Option<PersoonId>,
    afloop: &str,
    now_ms: i64,
) -> Result<bool> {
    if !melding::step(tx, id, stap).await? {
        return Ok(false);
    }
    sqlx::query("update melding set einde_ms = $2, einde_door = $3, afloop = $4, stilgezet_ms = null where id = $1")
        .bind(id.0)
        .bind(now_ms)
        .bind(door.map(|door| door.0))
        .bind(afloop)
        .execute(tx.writing())
        .await?;
    sqlx::query(concat!(
        "update outbox set toestand = case when toestand in ('wacht', 'vastgehouden') then 'vervallen' else toestand end, \
         geldig_tot_ms = case when geldig_tot_ms > $2 then $2 else geldig_tot_ms end where melding_id = $1 and klasse <> ",
        klasse!(Intrekking)
    ))
    .bind(id.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    cancel_open(tx, id, now_ms).await?;
    Ok(true)
}

/// How the last alert of police before this one ended that went to one of these wijken and was closed since a moment: its
/// outcome, as it was told. No exercise, and none about a missing person.
///
/// # Errors
/// The database cannot be reached.
pub async fn outcome_before(
    tx: &mut Tx,
    id: MeldingId,
    gemeente: &GemeenteId,
    wijken: &[WijkId],
    since_ms: i64,
) -> Result<Option<String>> {
    if wijken.is_empty() {
        return Ok(None);
    }
    let sql = format!(
        "select m.afloop from melding m where m.gemeente = $1 and m.id <> $2 and m.reeks = '' and m.soort <> 'vermissing' \
         and m.status = 'gesloten' and m.einde_ms > $3 \
         and exists (select 1 from melding_wijk w where w.melding_id = m.id and w.wijk in {}) \
         order by m.einde_ms desc, m.id desc limit 1",
        rows::list(wijken.len(), 4)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(gemeente.as_str()).bind(id.0).bind(since_ms);
    for wijk in wijken {
        query = query.bind(wijk.as_str());
    }
    Ok(query.fetch_optional(tx.connection()).await?)
}

/// Lets an alert go to more wijken.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_wijken(tx: &mut Tx, id: MeldingId, wijken: &[WijkId]) -> Result<()> {
    let last: i64 = sqlx::query_scalar("select coalesce(max(volgorde), 0) from melding_wijk where melding_id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?;
    for (wijk, volgorde) in wijken.iter().zip(last + 1..) {
        sqlx::query("insert into melding_wijk (melding_id, wijk, volgorde) values ($1, $2, $3) on conflict (melding_id, wijk) do nothing")
            .bind(id.0)
            .bind(wijk.as_str())
            .bind(volgorde)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

/// Lets an alert last until a later moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn extend(tx: &mut Tx, id: MeldingId, until_ms: i64) -> Result<()> {
    sqlx::query("update melding set geldig_tot_ms = $2 where id = $1 and geldig_tot_ms < $2")
        .bind(id.0)
        .bind(until_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The groups of an alert that it did not go to before.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_of(tx: &mut Tx, id: MeldingId) -> Result<Vec<GroepId>> {
    let ids: Vec<i64> = sqlx::query_scalar("select groep_id from uitzetting where melding_id = $1 order by groep_id")
        .bind(id.0)
        .fetch_all(tx.connection())
        .await?;
    Ok(ids.into_iter().map(GroepId).collect())
}

/// Who was sent an alert, whatever became of it.
///
/// # Errors
/// The database cannot be reached.
pub async fn recipients(tx: &mut Tx, id: MeldingId) -> Result<Vec<PersoonId>> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select persoon_id from ontvangst where melding_id = $1 order by persoon_id")
            .bind(id.0)
            .fetch_all(tx.connection())
            .await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

/// How many of these groups lie in each wijk of an alert, by the id of the wijk.
///
/// # Errors
/// The database cannot be reached.
pub async fn wijken_of(tx: &mut Tx, groepen: &[GroepId]) -> Result<Vec<(GroepId, WijkId)>> {
    let mut found = Vec::new();
    for piece in rows::pieces(groepen) {
        let sql = format!(
            "select groep_id, min(wijk) from groep_wijk where groep_id in {} group by groep_id order by groep_id",
            rows::list(piece.len(), 1)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for groep in piece {
            query = query.bind(groep.0);
        }
        let rows: Vec<(i64, String)> = query.fetch_all(tx.connection()).await?;
        found.extend(rows.into_iter().map(|(groep, wijk)| (GroepId(groep), WijkId::from(wijk))));
    }
    Ok(found)
}

/// What a message of ours to this person said, as it was stored.
///
/// # Errors
/// The database cannot be reached.
pub async fn said_to(tx: &mut Tx, wamid: &str, persoon: PersoonId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select bericht from outbox where wamid = $1 and persoon_id = $2")
        .bind(wamid)
        .bind(persoon.0)
        .fetch_optional(tx.connection())
        .await?)
}

/// When a message of ours to this person was made, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn said_at_ms(tx: &mut Tx, wamid: &str, persoon: PersoonId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select max(gemaakt_ms) from outbox where wamid = $1 and persoon_id = $2")
        .bind(wamid)
        .bind(persoon.0)
        .fetch_one(tx.connection())
        .await?)
}
