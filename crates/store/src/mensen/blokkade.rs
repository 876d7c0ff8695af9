//! Telephones that rest, and those that somebody wants to rest or to work again.
//!
//! Owns who wanted what; whether that is enough is `mensen::collega`'s. Invariant: one row for each person, and none
//! once nothing is wanted.

use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::persoon::PersoonId;
use kern::domain::wijk::GemeenteId;

/// What is wanted of a telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blokkade {
    /// It rests now; else a second person is waited for.
    pub rust: bool,
    /// Who wanted it.
    pub door: PersoonId,
    /// That was somebody of the police.
    pub door_politie: bool,
    /// Who wants it undone.
    pub terug_door: Option<PersoonId>,
}

row! {
    struct Row {
        stand: String,
        door: PersoonId = "door_id",
        door_politie: bool,
        terug_door: Option<PersoonId> = "terug_door_id",
    }
}

/// What is wanted of the telephone of a person, if anything is.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, wie: PersoonId) -> Result<Option<Blokkade>> {
    let row: Option<Row> =
        sqlx::query_as("select stand, door_id, door_politie, terug_door_id from blokkade where persoon_id = $1")
            .bind(wie.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|Row { stand, door, door_politie, terug_door }| Blokkade {
        rust: stand == "geblokkeerd",
        door,
        door_politie,
        terug_door,
    }))
}

/// Records that somebody wants it to rest (`rust`: it does now).
///
/// # Errors
/// The database cannot be reached.
pub async fn put(
    tx: &mut Tx,
    wie: PersoonId,
    rust: bool,
    (door, door_politie): (PersoonId, bool),
    now_ms: i64,
) -> Result<()> {
    sqlx::query(
        "insert into blokkade (persoon_id, stand, door_id, door_politie, gemaakt_ms) values ($1, $2, $3, $4, $5) \
         on conflict (persoon_id) do update set stand = excluded.stand, door_id = excluded.door_id, \
         door_politie = excluded.door_politie, gemaakt_ms = excluded.gemaakt_ms, terug_door_id = null",
    )
    .bind(wie.0)
    .bind(if rust { "geblokkeerd" } else { "gevraagd" })
    .bind(door.0)
    .bind(i64::from(door_politie))
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Records that somebody wants it undone. One that nobody here put there counts as theirs, who asks first.
///
/// # Errors
/// The database cannot be reached.
pub async fn want_back(tx: &mut Tx, wie: PersoonId, door: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into blokkade (persoon_id, stand, door_id, door_politie, gemaakt_ms, terug_door_id) \
         values ($1, 'geblokkeerd', $2, 0, $3, $2) on conflict (persoon_id) do update set terug_door_id = excluded.terug_door_id",
    )
    .bind(wie.0)
    .bind(door.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Nothing is wanted any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn remove(tx: &mut Tx, wie: PersoonId) -> Result<()> {
    sqlx::query("delete from blokkade where persoon_id = $1").bind(wie.0).execute(tx.writing()).await?;
    Ok(())
}

/// Whether somebody else than this person can send an alert in a gemeente now: with the role, with a telephone of their
/// own that works, and with rights that do not rest.
///
/// # Errors
/// The database cannot be reached.
pub async fn other_sender(tx: &mut Tx, gemeente: &GemeenteId, wie: PersoonId) -> Result<bool> {
    let others: i64 = sqlx::query_scalar(
        "select count(distinct t.persoon_id) from toekenning t join persoon p on p.id = t.persoon_id \
         where t.gemeente = $1 and t.rol in ('politie', 'goedkeurder') and p.id <> $2 and p.geblokkeerd = 0 \
         and p.opgeschort_ms is null and p.onbereikbaar_ms is null \
         and exists (select 1 from identiteit i where i.persoon_id = p.id)",
    )
    .bind(gemeente.as_str())
    .bind(wie.0)
    .fetch_one(tx.connection())
    .await?;
    Ok(others > 0)
}
