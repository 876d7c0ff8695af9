//! What happens to an alert after it was sent: updates, its end, its withdrawal.
//!
//! Owns the updates, which alerts run, and who may have got one. Invariants: what ends an alert cancels in the same
//! transaction what has not left; whoever may have got it is told, and nobody else; a message under way is never
//! counted as not sent.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::melding;
use crate::rows;
use crate::{Error, Result, Tx};
use kern::domain::bijwerking::BijwerkingStatus;
use kern::domain::intrekking;
use kern::domain::melding::Stap;
use kern::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};

/// The internal id of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BijwerkingId(pub i64);

/// New facts about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijwerking {
    /// Its id.
    pub id: BijwerkingId,
    /// The alert.
    pub melding: MeldingId,
    /// What is new, cleaned.
    pub tekst: String,
    /// Ids of wijken that the alert goes to from now on.
    pub wijken_erbij: Vec<String>,
    /// Where it is in its life.
    pub status: BijwerkingStatus,
    /// Grows with each change; a button carries the version that it was shown with.
    pub versie: i64,
    /// Who wrote it.
    pub wie: PersoonId,
    /// It holds what may only leave with the family's consent and a second person.
    pub gevoelig: bool,
    /// The alert is valid until then, once it is sent, in milliseconds since the epoch.
    pub verleng_tot_ms: Option<i64>,
    /// When it was written, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
}

/// Makes the draft of an update.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(
    tx: &mut Tx,
    melding: MeldingId,
    tekst: &str,
    wijken_erbij: &[String],
    gevoelig: bool,
    wie: PersoonId,
    now_ms: i64,
) -> Result<BijwerkingId> {
    let id = tx.take_ids("bijwerking", 1).await?;
    sqlx::query(
        "insert into bijwerking (id, melding_id, tekst, wijken_erbij, status, versie, wie_id, gemaakt_ms, gevoelig) \
         values ($1, $2, $3, $4, 'concept', 1, $5, $6, $7)",
    )
    .bind(id)
    .bind(melding.0)
    .bind(tekst)
    .bind(wijken_erbij.join(","))
    .bind(wie.0)
    .bind(now_ms)
    .bind(i64::from(gevoelig))
    .execute(tx.connection())
    .await?;
    Ok(BijwerkingId(id))
}

const BIJWERKING: &str =
    "id, melding_id, tekst, wijken_erbij, status, versie, wie_id, gevoelig, verleng_tot_ms, gemaakt_ms from bijwerking";

fn bijwerking(row: &AnyRow) -> Result<Bijwerking> {
    let (status, wijken): (String, String) = (row.try_get("status")?, row.try_get("wijken_erbij")?);
    let status = BijwerkingStatus::van_id(&status);
    Ok(Bijwerking {
        id: BijwerkingId(row.try_get("id")?),
        melding: MeldingId(row.try_get("melding_id")?),
        tekst: row.try_get("tekst")?,
        wijken_erbij: wijken.split(',').filter(|wijk| !wijk.is_empty()).map(str::to_owned).collect(),
        status: status.ok_or(Error::content("bijwerking.status"))?,
        versie: row.try_get("versie")?,
        wie: PersoonId(row.try_get("wie_id")?),
        gevoelig: row.try_get::<i64, _>("gevoelig")? != 0,
        verleng_tot_ms: row.try_get("verleng_tot_ms")?,
        gemaakt_ms: row.try_get("gemaakt_ms")?,
    })
}

/// The update with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: BijwerkingId) -> Result<Option<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.as_ref().map(bijwerking).transpose()
}

/// The updates of an alert that were sent, the first first.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent_of(tx: &mut Tx, melding: MeldingId) -> Result<Vec<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where melding_id = $1 and status = 'verzonden' order by verzonden_ms, id");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(melding.0).fetch_all(tx.connection()).await?;
    rows.iter().map(bijwerking).collect()
}

/// Changes the draft of an update: its text, the wijken that come with it, and how long the alert lasts then.
///
/// # Errors
/// The database cannot be reached.
pub async fn change(tx: &mut Tx, draft: &Bijwerking, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update bijwerking set tekst = $2, wijken_erbij = $3, verleng_tot_ms = $4, versie = versie + 1, gemaakt_ms = $5 \
         where id = $1 and status = 'concept'",
    )
    .bind(draft.id.0)
    .bind(&draft.tekst)
    .bind(draft.wijken_erbij.join(","))
    .bind(draft.verleng_tot_ms)
    .bind(now_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The update of an alert that waits for a second person, if one does.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting(tx: &mut Tx, melding: MeldingId) -> Result<Option<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where melding_id = $1 and status = 'wacht_tweede' order by id limit 1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(melding.0).fetch_optional(tx.connection()).await?;
    row.as_ref().map(bijwerking).transpose()
}

/// The updates that wait for a second person in these gemeenten, each with the number of its alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_in(tx: &mut Tx, gemeenten: &[&str], now_ms: i64) -> Result<Vec<(BijwerkingId, String)>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select b.id, m.nummer from bijwerking b join melding m on m.id = b.melding_id where b.status = 'wacht_tweede' \
         and m.status = 'verzonden' and m.geldig_tot_ms > $1 and m.gemeente in {} order by b.id",
        rows::list(gemeenten.len(), 2)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(now_ms);
    for gemeente in gemeenten {
        query = query.bind(*gemeente);
    }
    let found: Vec<(i64, String)> = query.fetch_all(tx.connection()).await?;
    Ok(found.into_iter().map(|(id, nummer)| (BijwerkingId(id), nummer)).collect())
}

/// Records why a second person was asked about an update, and that the family agreed where that is needed.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask_second(tx: &mut Tx, id: BijwerkingId, why: &str, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update bijwerking set tweede_om = $2, familie_akkoord_ms = case when gevoelig = 1 then $3 else null end where id = $1",
    )
    .bind(id.0)
    .bind(why)
    .bind(now_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Records who agreed to an update.
///
/// # Errors
/// The database cannot be reached.
pub async fn approved_by(tx: &mut Tx, id: BijwerkingId, wie: PersoonId) -> Result<()> {
    sqlx::query("update bijwerking set goedgekeurd_door = $2 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Moves an update on in its life; answers whether it was there still.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(
    tx: &mut Tx,
    id: BijwerkingId,
    from: BijwerkingStatus,
    to: BijwerkingStatus,
    now_ms: i64,
) -> Result<bool> {
    if !from.mag_naar(to) {
        return Ok(false);
    }
    let moved = sqlx::query(
        "update bijwerking set status = $3, verzonden_ms = case when $3 = 'verzonden' then $4 else verzonden_ms end \
         where id = $1 and status = $2",
    );
    let moved = moved.bind(id.0).bind(from.id()).bind(to.id()).bind(now_ms).execute(tx.connection()).await?;
    Ok(moved.rows_affected() == 1)
}

/// Which alerts to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoek {
    /// Those that run.
    Lopend,
    /// Those that left and were not withdrawn, also after their end.
    Verstuurd,
}

/// The alerts of these gemeenten that left since a moment, the latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn recent(tx: &mut Tx, gemeenten: &[&str], zoek: Zoek, since_ms: i64) -> Result<Vec<melding::Melding>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let status = match zoek {
        Zoek::Lopend => "status = 'verzonden'",
        Zoek::Verstuurd => "status in ('verzonden', 'gesloten', 'verlopen') and verzonden_ms is not null",
    };
    let sql = format!(
        "select id from melding where {status} and verzonden_ms >= $1 and gemeente in {} order by verzonden_ms desc, id desc",
        rows::list(gemeenten.len(), 2)
    );
    let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(since_ms);
    for gemeente in gemeenten {
        query = query.bind(*gemeente);
    }
    let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(melding::get(tx, MeldingId(id)).await?);
    }
    Ok(found)
}

/// Whether a row of the outbox may have reached its person: accepted, under way, or repeated after a silence.
/// A repetition after a failure that Meta reported (`nietig_tot`) is none.
const KAN_HET_HEBBEN: &str = "(o.toestand in ('geaccepteerd', 'geclaimd') or o.afgeleverd_ms is not null \
     or o.gelezen_ms is not null or o.herhalingen > o.nietig_tot + 1 or o.onzeker > 0)";

/// The people who may have got an alert or an update of it.
///
/// # Errors
/// The database cannot be reached.
pub async fn may_have(tx: &mut Tx, id: MeldingId) -> Result<Vec<PersoonId>> {
    let sql = format!(
        "select distinct o.persoon_id from outbox o where o.melding_id = $1 and o.chat = '' and o.klasse in (20, 25) \
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
         and o.chat = '' and o.klasse in (20, 25) and {KAN_HET_HEBBEN}))"
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
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Lets an alert go on. Answers how many messages had waited.
///
/// # Errors
/// The database cannot be reached.
pub async fn resume(tx: &mut Tx, id: MeldingId) -> Result<i64> {
    sqlx::query("update melding set stilgezet_ms = null where id = $1").bind(id.0).execute(tx.connection()).await?;
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
        .execute(tx.connection())
        .await?;
    sqlx::query(
        "update outbox set toestand = case when toestand in ('wacht', 'vastgehouden') then 'vervallen' else toestand end, \
         geldig_tot_ms = case when geldig_tot_ms > $2 then $2 else geldig_tot_ms end where melding_id = $1 and klasse <> 5",
    )
    .bind(id.0)
    .bind(now_ms)
    .execute(tx.connection())
    .await?;
    sqlx::query(
        "update bijwerking set status = 'geannuleerd' where melding_id = $1 and status in ('concept', 'wacht_tweede')",
    )
    .bind(id.0)
    .execute(tx.connection())
    .await?;
    Ok(true)
}

/// Lets an alert go to more wijken.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_wijken(tx: &mut Tx, id: MeldingId, wijken: &[String]) -> Result<()> {
    let last: i64 = sqlx::query_scalar("select coalesce(max(volgorde), 0) from melding_wijk where melding_id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?;
    for (wijk, volgorde) in wijken.iter().zip(last + 1..) {
        sqlx::query("insert into melding_wijk (melding_id, wijk, volgorde) values ($1, $2, $3) on conflict (melding_id, wijk) do nothing")
            .bind(id.0)
            .bind(wijk)
            .bind(volgorde)
            .execute(tx.connection())
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
        .execute(tx.connection())
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

/// Records who was sent the withdrawal, with the rows that carry it. Who did not get the alert stands there from now on.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawn_to(tx: &mut Tx, id: MeldingId, recipients: &[(PersoonId, i64)], now_ms: i64) -> Result<()> {
    for (persoon, outbox) in recipients {
        sqlx::query(
            "insert into ontvangst (melding_id, persoon_id, outbox_id, opgeroepen_ms, intrekking_outbox_id) values ($1, $2, $3, $4, $3) \
             on conflict (melding_id, persoon_id) do update set intrekking_outbox_id = excluded.intrekking_outbox_id",
        )
        .bind(id.0)
        .bind(persoon.0)
        .bind(outbox)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// What a beheerder says of a withdrawal in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverIntrekking {
    /// It stands there.
    Geplaatst,
    /// The alert never stood there.
    NietGeplaatst,
}

impl OverIntrekking {
    const fn id(self) -> &'static str {
        match self {
            Self::Geplaatst => "geplaatst",
            Self::NietGeplaatst => "niet geplaatst",
        }
    }
}

/// Records what a person said of a withdrawal, for all their groups of the alert that nobody answered for yet. Answers
/// how many those were.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal_answered(
    tx: &mut Tx,
    id: MeldingId,
    persoon: PersoonId,
    wat: OverIntrekking,
    now_ms: i64,
) -> Result<u64> {
    let answered = sqlx::query(
        "update uitzetting set intrekking = $3, intrekking_ms = $4 where melding_id = $1 and intrekking = '' \
         and groep_id in (select groep_id from beheer where persoon_id = $2)",
    );
    let answered = answered.bind(id.0).bind(persoon.0).bind(wat.id()).bind(now_ms).execute(tx.connection()).await?;
    Ok(answered.rows_affected())
}

/// Records that the end of an alert stands in the groups of a person.
///
/// # Errors
/// The database cannot be reached.
pub async fn end_posted(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<u64> {
    let posted = sqlx::query(
        "update uitzetting set afloop_geplaatst_ms = $3 where melding_id = $1 and afloop_geplaatst_ms is null \
         and groep_id in (select groep_id from beheer where persoon_id = $2)",
    );
    Ok(posted.bind(id.0).bind(persoon.0).bind(now_ms).execute(tx.connection()).await?.rows_affected())
}

/// Marks that a person was reminded of the withdrawal.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal_reminded(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update ontvangst set intrekking_herinnerd_ms = $3 where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How a withdrawal is in the groups of an alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal(tx: &mut Tx, id: MeldingId) -> Result<Vec<intrekking::Groep>> {
    type Row = (i64, Option<i64>, String, Option<i64>, Option<String>, Option<i64>, Option<i64>, i64);
    let found: Vec<Row> = sqlx::query_as(
        "select u.groep_id, u.geplaatst_ms, u.intrekking, b.persoon_id, b.rang, r.intrekking_outbox_id, r.intrekking_herinnerd_ms, \
         case when p.geblokkeerd = 1 or p.onbereikbaar_ms is not null or p.opgeschort_ms is not null or p.uitgenodigd_ms is not null then 0 else 1 end \
         from uitzetting u left join beheer b on b.groep_id = u.groep_id left join persoon p on p.id = b.persoon_id \
         left join ontvangst r on r.melding_id = u.melding_id and r.persoon_id = b.persoon_id \
         where u.melding_id = $1 order by u.groep_id, b.persoon_id",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    let mut groepen: Vec<intrekking::Groep> = Vec::new();
    for (groep, geplaatst_ms, antwoord, persoon, rang, kreeg, herinnerd_ms, bereikbaar) in found {
        if groepen.last().is_none_or(|laatste| laatste.id != GroepId(groep)) {
            let (was_geplaatst, afgehandeld) = (geplaatst_ms.is_some(), !antwoord.is_empty());
            groepen.push(intrekking::Groep { id: GroepId(groep), was_geplaatst, afgehandeld, mensen: Vec::new() });
        }
        if let (Some(groep), Some(persoon)) = (groepen.last_mut(), persoon) {
            groep.mensen.push(intrekking::Mens {
                persoon: PersoonId(persoon),
                rang: rang.as_deref().and_then(Rang::van_id).unwrap_or(Rang::Hoofd),
                kreeg: kreeg.is_some(),
                herinnerd: herinnerd_ms.is_some(),
                bereikbaar: bereikbaar != 0,
            });
        }
    }
    Ok(groepen)
}

/// How many of these groups lie in each wijk of an alert, by the id of the wijk.
///
/// # Errors
/// The database cannot be reached.
pub async fn wijken_of(tx: &mut Tx, groepen: &[GroepId]) -> Result<Vec<(GroepId, String)>> {
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
        found.extend(rows.into_iter().map(|(groep, wijk)| (GroepId(groep), wijk)));
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
