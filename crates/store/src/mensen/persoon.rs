//! People, their identities and their roles.
//!
//! Invariant: an identity (number or user id) belongs to one person; what a person may do is read here
//! and nowhere else.

use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

pub use crate::mensen::groep::{
    GroepFeit, RegisterRow, RegisterStand, add_beheerder, beheerders, find_group, find_or_add_group, group_facts,
    group_name, groups_of, register, set_group_fact, who_runs,
};
use crate::outbox::Outcome;
use crate::rows::{self, row};
use crate::{Result, Tx};
use cloud::ids::{Bsuid, WaId};
use kern::domain::persoon::{Groep, GroepId, Persoon, PersoonId, Rang, Toekenning};
use kern::domain::rechten::Rol;
use kern::domain::termijn;

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
        .execute(tx.writing())
        .await?;
    Ok(PersoonId(id))
}

pub(crate) async fn add_identity(tx: &mut Tx, id: PersoonId, kind: &str, value: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into identiteit (soort, waarde, persoon_id, gemaakt_ms) values ($1, $2, $3, $4) on conflict (soort, waarde) do nothing")
        .bind(kind)
        .bind(value)
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
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
    sqlx::query("update persoon set naam = $2 where id = $1").bind(id.0).bind(naam).execute(tx.writing()).await?;
    Ok(id)
}

/// Gives a person a role in a gemeente; giving it twice is giving it once, and lets it last no longer. `wijk` is that of a wijkagent;
/// empty, it holds in the whole gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn grant(
    tx: &mut Tx,
    id: PersoonId,
    rol: Rol,
    gemeente: &GemeenteId,
    wijk: &WijkId,
    now_ms: i64,
) -> Result<()> {
    let nummer = tx.take_ids("toekenning", 1).await?;
    sqlx::query("insert into toekenning (nummer, persoon_id, rol, gemeente, wijk, gemaakt_ms, einde_ms) values ($1, $2, $3, $4, $5, $6, $7) on conflict (persoon_id, rol, gemeente, wijk) do nothing")
        .bind(nummer)
        .bind(id.0)
        .bind(rol.id())
        .bind(gemeente.as_str())
        .bind(wijk.as_str())
        .bind(now_ms)
        .bind(termijn::einde_ms(rol, now_ms))
        .execute(tx.writing())
        .await?;
    Ok(())
}

row! {
    /// How somebody stands.
    struct Hoe {
        geblokkeerd: bool,
        opgeschort: bool,
        aangemeld: bool,
    }
}

row! {
    /// A role that was given.
    struct Gegeven {
        rol: String,
        gemeente: GemeenteId,
        wijk: WijkId,
    }
}

row! {
    /// A group that somebody runs.
    struct Beheer {
        id: GroepId,
        gemeente: GemeenteId,
        naam: String,
        rang: String,
    }
}

/// A person with roles and groups.
///
/// # Errors
/// The database cannot be reached.
pub async fn load(tx: &mut Tx, id: PersoonId) -> Result<Persoon> {
    let Hoe { geblokkeerd, opgeschort, aangemeld } = sqlx::query_as(
        "select geblokkeerd, case when opgeschort_ms is null then 0 else 1 end as opgeschort, \
         (select count(*) from aanmelding a where a.persoon_id = p.id and a.status = 'ingediend') as aangemeld from persoon p where id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?;
    let toekenningen: Vec<Gegeven> =
        sqlx::query_as("select rol, gemeente, wijk from toekenning where persoon_id = $1 order by gemeente, rol, wijk")
            .bind(id.0)
            .fetch_all(tx.connection())
            .await?;
    let groepen: Vec<Beheer> = sqlx::query_as(
        "select groep.id, groep.gemeente, groep.naam, beheer.rang from groep join beheer on beheer.groep_id = groep.id where beheer.persoon_id = $1 order by groep.naam",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    // A role or rank that this version does not know gives no right.
    let toekenningen = toekenningen
        .into_iter()
        .filter_map(|Gegeven { rol, gemeente, wijk }| Some(Toekenning { rol: Rol::toegekend(&rol)?, gemeente, wijk }));
    let groepen = groepen.into_iter().filter_map(|Beheer { id, gemeente, naam, rang }| {
        Some(Groep { id, gemeente, naam, rang: Rang::van_id(&rang)? })
    });
    Ok(Persoon {
        id,
        toekenningen: toekenningen.collect(),
        groepen: groepen.collect(),
        geblokkeerd,
        opgeschort,
        aangemeld,
    })
}

/// The people who have a role by name in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn with_role_in(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<Persoon>> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select distinct persoon_id from toekenning where gemeente = $1 order by persoon_id")
            .bind(gemeente.as_str())
            .fetch_all(tx.connection())
            .await?;
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.push(load(tx, PersoonId(id)).await?);
    }
    Ok(people)
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
    sqlx::query("update persoon set naam = $2 where id = $1").bind(id.0).bind(naam).execute(tx.writing()).await?;
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
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Remembers that somebody is to be welcomed when they next write.
///
/// # Errors
/// The database cannot be reached.
pub async fn welcome_later(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set welkom_open = 1 where id = $1").bind(id.0).execute(tx.writing()).await?;
    Ok(())
}

/// Takes the welcome that is due; answers whether one was.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_welcome(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let done = sqlx::query("update persoon set welkom_open = 0 where id = $1 and welkom_open = 1")
        .bind(id.0)
        .execute(tx.writing())
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
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// They wrote or tapped: their number works, and it is theirs.
///
/// # Errors
/// The database cannot be reached.
pub async fn heard_from(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set onbereikbaar_ms = null, uitgenodigd_ms = null where id = $1 and (onbereikbaar_ms is not null or uitgenodigd_ms is not null)")
        .bind(id.0)
        .execute(tx.writing())
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
    sqlx::query("update persoon set geblokkeerd = 1 where id = $1").bind(id.0).execute(tx.writing()).await?;
    sqlx::query(
        "update outbox set toestand = 'vervallen' where persoon_id = $1 and toestand in ('wacht', 'vastgehouden')",
    )
    .bind(id.0)
    .execute(tx.writing())
    .await?;
    crate::melding::cancel_drafts_of(tx, id).await?;
    // Who is next of their groups is called up at once.
    crate::navraag::look_again(tx, id, AT_ONCE_MS).await?;
    // They are signed on nowhere, and nobody to their telephone.
    sqlx::query("delete from dienst where persoon_id = $1 or telefoon_id = $1")
        .bind(id.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Takes a block back. What they were before, they are again.
///
/// # Errors
/// The database cannot be reached.
pub async fn unblock(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set geblokkeerd = 0 where id = $1").bind(id.0).execute(tx.writing()).await?;
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
        .execute(tx.writing())
        .await?;
    sqlx::query(
        "update outbox set toestand = 'vervallen' where persoon_id = $1 and melding_id is not null \
         and toestand in ('wacht', 'vastgehouden')",
    )
    .bind(id.0)
    .execute(tx.writing())
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
        .execute(tx.writing())
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
                .execute(tx.writing())
                .await?;
        }
    }
    Ok(())
}
