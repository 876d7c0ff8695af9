//! People, their identities, roles and groups.
//!
//! Invariant: an identity (number or user id) belongs to one person; what a person may do is read here
//! and nowhere else.

use sqlx::AssertSqlSafe;

use crate::outbox::Outcome;
use crate::rows;
use crate::{Result, Tx};
use cloud::ids::{Bsuid, WaId};
use kern::domain::persoon::{Groep, GroepId, InGroep, Persoon, PersoonId, Rang, Toekenning};
use kern::domain::rechten::Rol;

/// A kind of identity, as stored.
pub(crate) const TELEFOON: &str = "telefoon";
pub(crate) const BSUID: &str = "bsuid";

/// The person behind these identities. Somebody new becomes a person without roles. When a number and a
/// user id are seen together for the first time, the unknown one is added to the person of the other.
///
/// # Errors
/// The database cannot be reached.
pub async fn find_or_add(tx: &mut Tx, wa_id: Option<&WaId>, user_id: Option<&Bsuid>, now_ms: i64) -> Result<PersoonId> {
    let identities = [wa_id.map(|id| (TELEFOON, id.as_str())), user_id.map(|id| (BSUID, id.as_str()))];
    let mut known = None;
    for (kind, value) in identities.into_iter().flatten() {
        if known.is_none() {
            known = find(tx, kind, value).await?;
        }
    }
    let id = match known {
        Some(id) => id,
        None => add(tx, None, now_ms).await?,
    };
    for (kind, value) in identities.into_iter().flatten() {
        add_identity(tx, id, kind, value, now_ms).await?;
    }
    Ok(id)
}

pub(crate) async fn find(tx: &mut Tx, kind: &str, value: &str) -> Result<Option<PersoonId>> {
    let id: Option<i64> = sqlx::query_scalar("select persoon_id from identiteit where soort = $1 and waarde = $2")
        .bind(kind)
        .bind(value)
        .fetch_optional(tx.connection())
        .await?;
    Ok(id.map(PersoonId))
}

async fn add(tx: &mut Tx, naam: Option<&str>, now_ms: i64) -> Result<PersoonId> {
    let id = tx.take_ids("persoon", 1).await?;
    sqlx::query("insert into persoon (id, naam, gemaakt_ms) values ($1, $2, $3)")
        .bind(id)
        .bind(naam)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(PersoonId(id))
}

pub(crate) async fn add_identity(tx: &mut Tx, id: PersoonId, kind: &str, value: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into identiteit (soort, waarde, persoon_id, gemaakt_ms) values ($1, $2, $3, $4) on conflict (soort, waarde) do nothing")
        .bind(kind)
        .bind(value)
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A new person of this name, without a telephone of their own.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_named(tx: &mut Tx, naam: &str, now_ms: i64) -> Result<PersoonId> {
    add(tx, Some(naam), now_ms).await
}

/// The person with this number, given this name; made if new.
///
/// # Errors
/// The database cannot be reached.
pub async fn name_by_phone(tx: &mut Tx, wa_id: &WaId, naam: &str, now_ms: i64) -> Result<PersoonId> {
    let id = find_or_add(tx, Some(wa_id), None, now_ms).await?;
    sqlx::query("update persoon set naam = $2 where id = $1").bind(id.0).bind(naam).execute(tx.connection()).await?;
    Ok(id)
}

/// Gives a person a role in a gemeente; giving it twice is giving it once. `wijk` is that of a wijkagent;
/// empty, it holds in the whole gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn grant(tx: &mut Tx, id: PersoonId, rol: Rol, gemeente: &str, wijk: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into toekenning (persoon_id, rol, gemeente, wijk, gemaakt_ms) values ($1, $2, $3, $4, $5) on conflict (persoon_id, rol, gemeente, wijk) do nothing")
        .bind(id.0)
        .bind(rol.id())
        .bind(gemeente)
        .bind(wijk)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The group of this name in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn find_group(tx: &mut Tx, gemeente: &str, naam: &str) -> Result<Option<GroepId>> {
    let known: Option<i64> = sqlx::query_scalar("select id from groep where gemeente = $1 and naam_sleutel = $2")
        .bind(gemeente)
        .bind(naam.to_lowercase())
        .fetch_optional(tx.connection())
        .await?;
    Ok(known.map(GroepId))
}

/// The name of a group, as it was given.
///
/// # Errors
/// The database cannot be reached.
pub async fn group_name(tx: &mut Tx, id: GroepId) -> Result<String> {
    Ok(sqlx::query_scalar("select naam from groep where id = $1").bind(id.0).fetch_one(tx.connection()).await?)
}

/// The groups of a gemeente with their names.
///
/// # Errors
/// The database cannot be reached.
pub async fn groups_of(tx: &mut Tx, gemeente: &str) -> Result<Vec<(GroepId, String)>> {
    let rows: Vec<(i64, String)> = sqlx::query_as("select id, naam from groep where gemeente = $1 order by naam")
        .bind(gemeente)
        .fetch_all(tx.connection())
        .await?;
    Ok(rows.into_iter().map(|(id, naam)| (GroepId(id), naam)).collect())
}

/// The group of this name in a gemeente; made if new. Its wijken are added to those it has.
///
/// # Errors
/// The database cannot be reached.
pub async fn find_or_add_group(
    tx: &mut Tx,
    gemeente: &str,
    naam: &str,
    wijken: &[String],
    now_ms: i64,
) -> Result<GroepId> {
    let key = naam.to_lowercase();
    let id = match find_group(tx, gemeente, naam).await? {
        Some(GroepId(id)) => id,
        None => {
            let id = tx.take_ids("groep", 1).await?;
            sqlx::query("insert into groep (id, gemeente, naam, naam_sleutel, gemaakt_ms) values ($1, $2, $3, $4, $5)")
                .bind(id)
                .bind(gemeente)
                .bind(naam)
                .bind(key)
                .bind(now_ms)
                .execute(tx.connection())
                .await?;
            id
        }
    };
    for wijk in wijken {
        sqlx::query("insert into groep_wijk (groep_id, wijk) values ($1, $2) on conflict (groep_id, wijk) do nothing")
            .bind(id)
            .bind(wijk)
            .execute(tx.connection())
            .await?;
    }
    Ok(GroepId(id))
}

/// Makes a person beheerder of a group, in this rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_beheerder(tx: &mut Tx, groep: GroepId, id: PersoonId, rang: Rang) -> Result<()> {
    sqlx::query("insert into beheer (groep_id, persoon_id, rang) values ($1, $2, $3) on conflict (groep_id, persoon_id) do update set rang = excluded.rang")
        .bind(groep.0)
        .bind(id.0)
        .bind(rang.id())
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A person with roles and groups.
///
/// # Errors
/// The database cannot be reached.
pub async fn load(tx: &mut Tx, id: PersoonId) -> Result<Persoon> {
    let (geblokkeerd, opgeschort, aangemeld): (i64, i64, i64) = sqlx::query_as(
        "select geblokkeerd, case when opgeschort_ms is null then 0 else 1 end, \
         (select count(*) from aanmelding a where a.persoon_id = p.id and a.status = 'ingediend') from persoon p where id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?;
    let toekenningen: Vec<(String, String, String)> =
        sqlx::query_as("select rol, gemeente, wijk from toekenning where persoon_id = $1 order by gemeente, rol, wijk")
            .bind(id.0)
            .fetch_all(tx.connection())
            .await?;
    let groepen: Vec<(i64, String, String, String)> = sqlx::query_as(
        "select groep.id, groep.gemeente, groep.naam, beheer.rang from groep join beheer on beheer.groep_id = groep.id where beheer.persoon_id = $1 order by groep.naam",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    // A role or rank that this version does not know gives no right.
    let toekenningen = toekenningen
        .into_iter()
        .filter_map(|(rol, gemeente, wijk)| Some(Toekenning { rol: Rol::toegekend(&rol)?, gemeente, wijk }));
    let groepen = groepen.into_iter().filter_map(|(id, gemeente, naam, rang)| {
        Some(Groep { id: GroepId(id), gemeente, naam, rang: Rang::van_id(&rang)? })
    });
    Ok(Persoon {
        id,
        toekenningen: toekenningen.collect(),
        groepen: groepen.collect(),
        geblokkeerd: geblokkeerd != 0,
        opgeschort: opgeschort != 0,
        aangemeld: aangemeld != 0,
    })
}

/// The people who have a role by name in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn with_role_in(tx: &mut Tx, gemeente: &str) -> Result<Vec<Persoon>> {
    let ids: Vec<(i64,)> =
        sqlx::query_as("select distinct persoon_id from toekenning where gemeente = $1 order by persoon_id")
            .bind(gemeente)
            .fetch_all(tx.connection())
            .await?;
    let mut people = Vec::with_capacity(ids.len());
    for (id,) in ids {
        people.push(load(tx, PersoonId(id)).await?);
    }
    Ok(people)
}

/// Who runs the groups of these wijken, by group and rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_runs(tx: &mut Tx, gemeente: &str, wijken: &[&str]) -> Result<Vec<InGroep>> {
    let sql = format!(
        "select distinct g.naam, b.rang, p.naam, case when p.uitgenodigd_ms is null then 0 else 1 end, \
         case when p.geblokkeerd = 1 or p.onbereikbaar_ms is not null or p.opgeschort_ms is not null then 1 else 0 end, b.persoon_id \
         from groep g join groep_wijk w on w.groep_id = g.id left join beheer b on b.groep_id = g.id left join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and w.wijk in {} order by g.naam, b.rang, b.persoon_id",
        rows::list(wijken.len(), 2)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente);
    for wijk in wijken {
        query = query.bind(*wijk);
    }
    type Row = (String, Option<String>, Option<String>, i64, i64, Option<i64>);
    let found: Vec<Row> = query.fetch_all(tx.connection()).await?;
    let people = found.into_iter().map(|(groep, rang, naam, uitgenodigd, onbereikbaar, _)| InGroep {
        groep,
        rang: rang.as_deref().and_then(Rang::van_id),
        naam,
        uitgenodigd: uitgenodigd != 0,
        onbereikbaar: onbereikbaar != 0,
    });
    Ok(people.collect())
}

/// How many people run a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn beheerders(tx: &mut Tx) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(distinct persoon_id) from beheer").fetch_one(tx.connection()).await?)
}

/// A line of the register: one person of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The id of the gemeente.
    pub gemeente: String,
    /// The ids of the group's wijken.
    pub wijken: Vec<String>,
    /// The name of the group.
    pub groep: String,
    /// The person's number, digits; empty where only their user id is known.
    pub nummer: String,
    /// Their name; empty if unknown.
    pub naam: String,
    /// What they are to the group.
    pub rang: String,
    /// The members of the group.
    pub leden: Option<i64>,
    /// Its registration at WABP; empty if unknown.
    pub wabp: String,
    /// How they stand: `actief`, `uitgenodigd`, `geblokkeerd`, `te bevestigen` or `nummer werkt niet`.
    pub stand: &'static str,
}

/// The whole register, by gemeente, group and rank.
///
/// # Errors
/// The database cannot be reached.
pub async fn register(tx: &mut Tx) -> Result<Vec<RegisterRow>> {
    type Row = (i64, String, String, Option<String>, Option<String>, String, Option<i64>, Option<String>, i64);
    let people: Vec<Row> = sqlx::query_as(
        "select g.id, g.gemeente, g.naam, i.waarde, p.naam, b.rang, g.leden, g.wabp, \
         case when p.geblokkeerd = 1 then 3 when p.opgeschort_ms is not null then 4 when p.uitgenodigd_ms is not null then 1 when p.onbereikbaar_ms is not null then 2 else 0 end \
         from beheer b join groep g on g.id = b.groep_id join persoon p on p.id = b.persoon_id \
         left join identiteit i on i.persoon_id = p.id and i.soort = 'telefoon' order by g.gemeente, g.naam, b.rang, p.id",
    )
    .fetch_all(tx.connection())
    .await?;
    let pairs: Vec<(i64, String)> = sqlx::query_as("select groep_id, wijk from groep_wijk order by groep_id, wijk")
        .fetch_all(tx.connection())
        .await?;
    let wijken_van = |id: i64| pairs.iter().filter(|(groep, _)| *groep == id).map(|(_, wijk)| wijk.clone()).collect();
    let rows = people.into_iter().map(|(id, gemeente, groep, nummer, naam, rang, leden, wabp, stand)| RegisterRow {
        gemeente,
        wijken: wijken_van(id),
        groep,
        nummer: nummer.unwrap_or_default(),
        naam: naam.unwrap_or_default(),
        rang,
        leden,
        wabp: wabp.unwrap_or_default(),
        stand: match stand {
            1 => "uitgenodigd",
            2 => "nummer werkt niet",
            3 => "geblokkeerd",
            4 => "te bevestigen",
            _ => "actief",
        },
    });
    Ok(rows.collect())
}

/// The person with this number, if there is one.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_phone(tx: &mut Tx, wa_id: &WaId) -> Result<Option<PersoonId>> {
    find(tx, TELEFOON, wa_id.as_str()).await
}

/// Sets somebody's name, as they gave it themselves.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_name(tx: &mut Tx, id: PersoonId, naam: &str) -> Result<()> {
    sqlx::query("update persoon set naam = $2 where id = $1").bind(id.0).bind(naam).execute(tx.connection()).await?;
    Ok(())
}

/// Invites somebody who has never written: they get no alert until they do, and are welcomed then.
///
/// # Errors
/// The database cannot be reached.
pub async fn invite(tx: &mut Tx, id: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update persoon set uitgenodigd_ms = $2, welkom_open = 1 where id = $1 and uitgenodigd_ms is null \
         and not exists (select 1 from gesprek g where g.persoon_id = $1)",
    )
    .bind(id.0)
    .bind(now_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Remembers that somebody is to be welcomed when they next write.
///
/// # Errors
/// The database cannot be reached.
pub async fn welcome_later(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set welkom_open = 1 where id = $1").bind(id.0).execute(tx.connection()).await?;
    Ok(())
}

/// Takes the welcome that is due; answers whether one was.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_welcome(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let done = sqlx::query("update persoon set welkom_open = 0 where id = $1 and welkom_open = 1")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Records that the test message was heard.
///
/// # Errors
/// The database cannot be reached.
pub async fn test_heard(tx: &mut Tx, id: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update persoon set gehoord_ms = $2 where id = $1 and gehoord_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A fact about a group that its beheerder gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroepFeit<'a> {
    /// How many members it has.
    Leden(i64),
    /// Whether they want signs.
    Borden(&'a str),
    /// Whether they want stickers.
    Stickers(&'a str),
    /// Its registration at WABP.
    Wabp(&'a str),
}

/// Records a fact about a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_group_fact(tx: &mut Tx, id: GroepId, feit: GroepFeit<'_>) -> Result<()> {
    let query = match feit {
        GroepFeit::Leden(leden) => sqlx::query("update groep set leden = $2 where id = $1").bind(id.0).bind(leden),
        GroepFeit::Borden(wat) => sqlx::query("update groep set borden = $2 where id = $1").bind(id.0).bind(wat),
        GroepFeit::Stickers(wat) => sqlx::query("update groep set stickers = $2 where id = $1").bind(id.0).bind(wat),
        GroepFeit::Wabp(wat) => sqlx::query("update groep set wabp = $2 where id = $1").bind(id.0).bind(wat),
    };
    query.execute(tx.connection()).await?;
    Ok(())
}

/// What was recorded of a group: members, signs, stickers.
///
/// # Errors
/// The database cannot be reached.
pub async fn group_facts(tx: &mut Tx, id: GroepId) -> Result<(Option<i64>, Option<String>, Option<String>)> {
    Ok(sqlx::query_as("select leden, borden, stickers from groep where id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// They wrote or tapped: their number works, and it is theirs.
///
/// # Errors
/// The database cannot be reached.
pub async fn heard_from(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set onbereikbaar_ms = null, uitgenodigd_ms = null where id = $1 and (onbereikbaar_ms is not null or uitgenodigd_ms is not null)")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A moment that has come already.
const AT_ONCE_MS: i64 = 0;

/// Blocks a person: no rights, no alerts, and what waits to be sent to them is not sent any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn block(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set geblokkeerd = 1 where id = $1").bind(id.0).execute(tx.connection()).await?;
    sqlx::query(
        "update outbox set toestand = 'vervallen' where persoon_id = $1 and toestand in ('wacht', 'vastgehouden')",
    )
    .bind(id.0)
    .execute(tx.connection())
    .await?;
    sqlx::query("update melding set status = 'geannuleerd' where (verzender_id = $1 or wie_id = $1) and status in ('concept', 'wacht_tweede')")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    // Who is next of their groups is called up at once.
    crate::navraag::look_again(tx, id, AT_ONCE_MS).await?;
    // They are signed on nowhere, and nobody to their telephone.
    sqlx::query("delete from dienst where persoon_id = $1 or telefoon_id = $1")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Takes a block back. What they were before, they are again.
///
/// # Errors
/// The database cannot be reached.
pub async fn unblock(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set geblokkeerd = 0 where id = $1").bind(id.0).execute(tx.connection()).await?;
    Ok(())
}

/// Lets roles and groups rest until somebody confirms the person. No alert that waits for them leaves: it may be
/// somebody else who would get it.
///
/// # Errors
/// The database cannot be reached.
pub async fn suspend(tx: &mut Tx, id: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update persoon set opgeschort_ms = $2 where id = $1")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    sqlx::query(
        "update outbox set toestand = 'vervallen' where persoon_id = $1 and melding_id is not null \
         and toestand in ('wacht', 'vastgehouden')",
    )
    .bind(id.0)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Ends a suspension; answers whether there was one.
///
/// # Errors
/// The database cannot be reached.
pub async fn restore(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let done = sqlx::query("update persoon set opgeschort_ms = null where id = $1 and opgeschort_ms is not null")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The name under which somebody is known.
///
/// # Errors
/// The database cannot be reached.
pub async fn name_of(tx: &mut Tx, id: PersoonId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select naam from persoon where id = $1").bind(id.0).fetch_one(tx.connection()).await?)
}

/// Whether WhatsApp said that the number of somebody in the register does not work, and they were not heard since.
///
/// # Errors
/// The database cannot be reached.
pub(crate) async fn did_not_work(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let failed: Option<i64> =
        sqlx::query_scalar("select id from persoon where id = $1 and onbereikbaar_ms is not null")
            .bind(id.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(failed.is_some() && is_in_the_register(tx, id).await?)
}

/// Whether somebody has a role or a group, asked for one, or is blocked: more than a stranger.
///
/// # Errors
/// The database cannot be reached.
pub(crate) async fn is_in_the_register(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let Persoon { toekenningen, groepen, geblokkeerd, aangemeld, .. } = load(tx, id).await?;
    Ok(!toekenningen.is_empty() || !groepen.is_empty() || geblokkeerd || aangemeld)
}

/// Those of these people whose rights rest.
///
/// # Errors
/// The database cannot be reached.
pub async fn resting(tx: &mut Tx, people: &[PersoonId]) -> Result<Vec<PersoonId>> {
    let mut resting = Vec::new();
    for piece in rows::pieces(people) {
        let sql =
            format!("select id from persoon where opgeschort_ms is not null and id in {}", rows::list(piece.len(), 1));
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id.0);
        }
        let ids: Vec<i64> = query.fetch_all(tx.connection()).await?;
        resting.extend(ids.into_iter().map(PersoonId));
    }
    Ok(resting)
}

/// How WhatsApp knows somebody.
#[derive(Debug, Clone, Copy)]
pub enum Identity<'a> {
    /// By number.
    Phone(&'a WaId),
    /// By user id.
    User(&'a Bsuid),
}

impl Identity<'_> {
    pub(crate) fn value(&self) -> &str {
        match self {
            Self::Phone(wa_id) => wa_id.as_str(),
            Self::User(user_id) => user_id.as_str(),
        }
    }
}

/// Remembers whose number does not work, from the answers to sends.
///
/// # Errors
/// The database cannot be reached.
pub async fn unreachable_by_failure(tx: &mut Tx, outcomes: &[(i64, Outcome)], now_ms: i64) -> Result<()> {
    for (id, outcome) in outcomes {
        if matches!(outcome, Outcome::Failed(Some(crate::status::NO_WHATSAPP))) {
            sqlx::query("update persoon set onbereikbaar_ms = $2 where onbereikbaar_ms is null and id in (select persoon_id from outbox where id = $1)")
                .bind(id)
                .bind(now_ms)
                .execute(tx.connection())
                .await?;
        }
    }
    Ok(())
}
