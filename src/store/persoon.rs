//! People, their identities, roles and groups.
//!
//! Invariant: an identity (number or user id) belongs to one person; what a person may do is read here
//! and nowhere else.

use super::outbox::Outcome;
use super::{Result, Tx};
use crate::domain::persoon::{Groep, GroepId, Persoon, PersoonId, Toekenning};
use crate::domain::rechten::Rol;
use crate::whatsapp::ids::{Bsuid, WaId};

/// A kind of identity, as stored.
const TELEFOON: &str = "telefoon";
const BSUID: &str = "bsuid";

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

async fn find(tx: &mut Tx, kind: &str, value: &str) -> Result<Option<PersoonId>> {
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

async fn add_identity(tx: &mut Tx, id: PersoonId, kind: &str, value: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into identiteit (soort, waarde, persoon_id, gemaakt_ms) values ($1, $2, $3, $4) on conflict (soort, waarde) do nothing")
        .bind(kind)
        .bind(value)
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
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

/// Gives a person a role in a gemeente; giving it twice is giving it once.
///
/// # Errors
/// The database cannot be reached.
pub async fn grant(tx: &mut Tx, id: PersoonId, rol: Rol, gemeente: &str, now_ms: i64) -> Result<()> {
    sqlx::query("insert into toekenning (persoon_id, rol, gemeente, gemaakt_ms) values ($1, $2, $3, $4) on conflict (persoon_id, rol, gemeente) do nothing")
        .bind(id.0)
        .bind(rol.id())
        .bind(gemeente)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
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
    let known: Option<i64> = sqlx::query_scalar("select id from groep where gemeente = $1 and naam_sleutel = $2")
        .bind(gemeente)
        .bind(&key)
        .fetch_optional(tx.connection())
        .await?;
    let id = match known {
        Some(id) => id,
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

/// Makes a person beheerder of a group, as `hoofd` or `mede`.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_beheerder(tx: &mut Tx, groep: GroepId, id: PersoonId, rang: &str) -> Result<()> {
    sqlx::query("insert into beheer (groep_id, persoon_id, rang) values ($1, $2, $3) on conflict (groep_id, persoon_id) do update set rang = excluded.rang")
        .bind(groep.0)
        .bind(id.0)
        .bind(rang)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// A person with roles and groups.
///
/// # Errors
/// The database cannot be reached, or holds a role that this program does not know.
pub async fn load(tx: &mut Tx, id: PersoonId) -> Result<Persoon> {
    let geblokkeerd: i64 = sqlx::query_scalar("select geblokkeerd from persoon where id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?;
    let toekenningen: Vec<(String, String)> =
        sqlx::query_as("select rol, gemeente from toekenning where persoon_id = $1 order by gemeente")
            .bind(id.0)
            .fetch_all(tx.connection())
            .await?;
    let groepen: Vec<(i64, String, String)> = sqlx::query_as(
        "select groep.id, groep.gemeente, groep.naam from groep join beheer on beheer.groep_id = groep.id where beheer.persoon_id = $1 order by groep.naam",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    // A role that this version does not know gives no right.
    let toekenningen = toekenningen
        .into_iter()
        .filter_map(|(rol, gemeente)| Some(Toekenning { rol: Rol::toegekend(&rol)?, gemeente }));
    Ok(Persoon {
        id,
        toekenningen: toekenningen.collect(),
        groepen: groepen.into_iter().map(|(id, gemeente, naam)| Groep { id: GroepId(id), gemeente, naam }).collect(),
        geblokkeerd: geblokkeerd != 0,
    })
}

/// Takes back that a person's number does not work: they wrote.
///
/// # Errors
/// The database cannot be reached.
pub async fn reachable_again(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set onbereikbaar_ms = null where id = $1 and onbereikbaar_ms is not null")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Blocks a person: no rights, no alerts.
///
/// # Errors
/// The database cannot be reached.
pub async fn block(tx: &mut Tx, id: PersoonId) -> Result<()> {
    sqlx::query("update persoon set geblokkeerd = 1 where id = $1").bind(id.0).execute(tx.connection()).await?;
    Ok(())
}

/// Remembers whose number does not work, from the answers to sends.
///
/// # Errors
/// The database cannot be reached.
pub async fn unreachable_by_failure(tx: &mut Tx, outcomes: &[(i64, Outcome)], now_ms: i64) -> Result<()> {
    for (id, outcome) in outcomes {
        if matches!(outcome, Outcome::Failed(Some(super::status::NO_WHATSAPP))) {
            sqlx::query("update persoon set onbereikbaar_ms = $2 where onbereikbaar_ms is null and id in (select persoon_id from outbox where id = $1)")
                .bind(id)
                .bind(now_ms)
                .execute(tx.connection())
                .await?;
        }
    }
    Ok(())
}
