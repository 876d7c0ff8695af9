//! Signing on: shared telephones, secrets, who is signed on where, wrong codes, and what was put off meanwhile.
//!
//! Invariant: one person at most is signed on to a telephone; a step of a secret is used once; what was typed as a
//! code is never kept.

use sqlx::AssertSqlSafe;

use crate::persoon;
use crate::rows::{self, row};
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{Persoon, PersoonId};
use kern::domain::rechten::Rol;
use kern::domain::totp::Geheim;
use kern::limits;

/// Somebody who can sign on with codes.
#[derive(Debug, Clone)]
pub struct Ingeschreven {
    /// Who, with their roles.
    pub persoon: Persoon,
    /// Their name.
    pub naam: String,
    /// What their app shares with us.
    pub geheim: Geheim,
    /// The last step whose code was used.
    pub laatste_stap: i64,
}

/// Somebody who is signed on to a telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aangemeld {
    /// Who.
    pub persoon: PersoonId,
    /// Until when, in milliseconds since the epoch.
    pub tot_ms: i64,
}

/// What was put off until somebody signs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uitgesteld {
    /// A text.
    Tekst(String),
    /// A tap: what the button carries.
    Knop(String),
}

/// Whether several share a telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_shared(tx: &mut Tx, telefoon: PersoonId) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar("select persoon_id from telefoon_gedeeld where persoon_id = $1")
        .bind(telefoon.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(found.is_some())
}

/// Marks a telephone as one that several share, or as one that is somebody's own.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_shared(tx: &mut Tx, telefoon: PersoonId, gedeeld: bool, now_ms: i64) -> Result<()> {
    if gedeeld {
        sqlx::query(
            "insert into telefoon_gedeeld (persoon_id, gemaakt_ms) values ($1, $2) on conflict (persoon_id) do nothing",
        )
        .bind(telefoon.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    } else {
        sqlx::query("delete from telefoon_gedeeld where persoon_id = $1")
            .bind(telefoon.0)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

/// Keeps the secret of somebody's app; an earlier one counts no more.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_secret(tx: &mut Tx, wie: PersoonId, geheim: &Geheim, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into dienst_sleutel (persoon_id, geheim, laatste_stap, gemaakt_ms) values ($1, $2, 0, $3) \
         on conflict (persoon_id) do update set geheim = excluded.geheim, laatste_stap = 0, gemaakt_ms = excluded.gemaakt_ms",
    )
    .bind(wie.0)
    .bind(geheim.bytes())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Forgets somebody's secret; answers whether there was one.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_secret(tx: &mut Tx, wie: PersoonId) -> Result<bool> {
    let done =
        sqlx::query("delete from dienst_sleutel where persoon_id = $1").bind(wie.0).execute(tx.writing()).await?;
    Ok(done.rows_affected() > 0)
}

row! {
    /// The secret of somebody's app.
    struct Sleutel {
        wie: PersoonId = "persoon_id",
        naam: Option<String>,
        geheim: Vec<u8>,
        laatste_stap: i64,
    }
}

/// Everybody who can sign on with codes.
///
/// # Errors
/// The database cannot be reached.
pub async fn enrolled(tx: &mut Tx) -> Result<Vec<Ingeschreven>> {
    let rows: Vec<Sleutel> = sqlx::query_as(
        "select s.persoon_id, p.naam, s.geheim, s.laatste_stap from dienst_sleutel s join persoon p on p.id = s.persoon_id order by s.persoon_id",
    )
    .fetch_all(tx.connection())
    .await?;
    let mut people = Vec::with_capacity(rows.len());
    for Sleutel { wie, naam, geheim, laatste_stap } in rows {
        let persoon = persoon::load(tx, wie).await?;
        people.push(Ingeschreven {
            persoon,
            naam: naam.unwrap_or_default(),
            geheim: Geheim::van(geheim),
            laatste_stap,
        });
    }
    Ok(people)
}

/// Uses the code of a step; answers whether it was still to be used.
///
/// # Errors
/// The database cannot be reached.
pub async fn use_step(tx: &mut Tx, wie: PersoonId, stap: i64) -> Result<bool> {
    let done = sqlx::query("update dienst_sleutel set laatste_stap = $2 where persoon_id = $1 and laatste_stap < $2")
        .bind(wie.0)
        .bind(stap)
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() == 1)
}

row! {
    /// Somebody signed on to a telephone.
    struct Dienst {
        phone_number_id: NumberId,
        persoon: PersoonId = "persoon_id",
        tot_ms: i64,
    }
}

/// Who is signed on to a telephone; it may have lapsed.
///
/// # Errors
/// The database cannot be reached.
pub async fn signed_on(tx: &mut Tx, telefoon: PersoonId) -> Result<Option<Aangemeld>> {
    Ok(signed_on_at(tx, telefoon).await?.map(|(_, aangemeld)| aangemeld))
}

/// The business number on which somebody signed on to a telephone, and until when.
///
/// # Errors
/// The database cannot be reached.
pub async fn signed_on_at(tx: &mut Tx, telefoon: PersoonId) -> Result<Option<(NumberId, Aangemeld)>> {
    let row: Option<Dienst> =
        sqlx::query_as("select phone_number_id, persoon_id, tot_ms from dienst where telefoon_id = $1")
            .bind(telefoon.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|Dienst { phone_number_id, persoon, tot_ms }| (phone_number_id, Aangemeld { persoon, tot_ms })))
}

/// Signs a person on to a telephone, in the place of whoever was.
///
/// # Errors
/// The database cannot be reached.
pub async fn sign_on(
    tx: &mut Tx,
    telefoon: PersoonId,
    wie: PersoonId,
    phone_number_id: &NumberId,
    vanaf_ms: i64,
    tot_ms: i64,
) -> Result<()> {
    sqlx::query(
        "insert into dienst (telefoon_id, persoon_id, phone_number_id, vanaf_ms, tot_ms) values ($1, $2, $3, $4, $5) \
         on conflict (telefoon_id) do update set persoon_id = excluded.persoon_id, phone_number_id = excluded.phone_number_id, \
         vanaf_ms = excluded.vanaf_ms, tot_ms = excluded.tot_ms",
    )
    .bind(telefoon.0)
    .bind(wie.0)
    .bind(phone_number_id.as_str())
    .bind(vanaf_ms)
    .bind(tot_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Signs whoever is signed on to a telephone off; answers whether anybody was.
///
/// # Errors
/// The database cannot be reached.
pub async fn sign_off(tx: &mut Tx, telefoon: PersoonId) -> Result<bool> {
    let done = sqlx::query("delete from dienst where telefoon_id = $1").bind(telefoon.0).execute(tx.writing()).await?;
    Ok(done.rows_affected() > 0)
}

/// Signs somebody off everywhere; answers on how many telephones they were.
///
/// # Errors
/// The database cannot be reached.
pub async fn sign_off_everywhere(tx: &mut Tx, wie: PersoonId) -> Result<u64> {
    let done = sqlx::query("delete from dienst where persoon_id = $1").bind(wie.0).execute(tx.writing()).await?;
    Ok(done.rows_affected())
}

/// The telephones to which somebody is signed on now.
///
/// # Errors
/// The database cannot be reached.
pub async fn telephones_of(tx: &mut Tx, wie: PersoonId, now_ms: i64) -> Result<Vec<PersoonId>> {
    let rows: Vec<i64> = sqlx::query_scalar("select telefoon_id from dienst where persoon_id = $1 and tot_ms > $2")
        .bind(wie.0)
        .bind(now_ms)
        .fetch_all(tx.connection())
        .await?;
    Ok(rows.into_iter().map(PersoonId).collect())
}

/// Whether a message can be sent to somebody: they have a number or a user id of their own.
///
/// # Errors
/// The database cannot be reached.
pub async fn has_telephone(tx: &mut Tx, wie: PersoonId) -> Result<bool> {
    let found: i64 = sqlx::query_scalar("select count(*) from identiteit where persoon_id = $1")
        .bind(wie.0)
        .fetch_one(tx.connection())
        .await?;
    Ok(found > 0)
}

/// Counts a wrong code on a telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_wrong(tx: &mut Tx, telefoon: PersoonId, now_ms: i64) -> Result<()> {
    let id = tx.take_ids("dienst_fout", 1).await?;
    sqlx::query("insert into dienst_fout (id, telefoon_id, tijd_ms) values ($1, $2, $3)")
        .bind(id)
        .bind(telefoon.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// How many wrong codes a telephone gave since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn wrong_since(tx: &mut Tx, telefoon: PersoonId, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from dienst_fout where telefoon_id = $1 and tijd_ms > $2")
        .bind(telefoon.0)
        .bind(since_ms)
        .fetch_one(tx.connection())
        .await?)
}

/// Keeps what was put off, in the place of what was before.
///
/// # Errors
/// The database cannot be reached.
pub async fn put_off(tx: &mut Tx, telefoon: PersoonId, wat: &Uitgesteld, now_ms: i64) -> Result<()> {
    let (soort, inhoud) = match wat {
        Uitgesteld::Tekst(tekst) => ("tekst", tekst),
        Uitgesteld::Knop(knop) => ("knop", knop),
    };
    sqlx::query(
        "insert into dienst_wacht (telefoon_id, soort, inhoud, gemaakt_ms) values ($1, $2, $3, $4) \
         on conflict (telefoon_id) do update set soort = excluded.soort, inhoud = excluded.inhoud, gemaakt_ms = excluded.gemaakt_ms",
    )
    .bind(telefoon.0)
    .bind(soort)
    .bind(inhoud)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

row! {
    /// What was put off, as it is stored.
    struct Wacht {
        soort: String,
        inhoud: String,
        sinds_ms: i64 = "gemaakt_ms",
    }
}

/// What was put off on a telephone, if that is not too long ago.
///
/// # Errors
/// The database cannot be reached.
pub async fn what_waits(tx: &mut Tx, telefoon: PersoonId, now_ms: i64) -> Result<Option<(Uitgesteld, i64)>> {
    let row: Option<Wacht> =
        sqlx::query_as("select soort, inhoud, gemaakt_ms from dienst_wacht where telefoon_id = $1 and gemaakt_ms > $2")
            .bind(telefoon.0)
            .bind(now_ms - limits::DIALOGUE_MS)
            .fetch_optional(tx.connection())
            .await?;
    Ok(row.map(|Wacht { soort, inhoud, sinds_ms }| {
        (if soort == "knop" { Uitgesteld::Knop(inhoud) } else { Uitgesteld::Tekst(inhoud) }, sinds_ms)
    }))
}

/// Forgets what was put off on a telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_what_waits(tx: &mut Tx, telefoon: PersoonId) -> Result<()> {
    sqlx::query("delete from dienst_wacht where telefoon_id = $1").bind(telefoon.0).execute(tx.writing()).await?;
    Ok(())
}

/// Drops what lapsed: what was put off, and wrong codes that count no more.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, now_ms: i64) -> Result<()> {
    sqlx::query("delete from dienst_wacht where gemaakt_ms <= $1")
        .bind(now_ms - limits::DIALOGUE_MS)
        .execute(tx.writing())
        .await?;
    sqlx::query("delete from dienst_fout where tijd_ms <= $1")
        .bind(now_ms - limits::DAY_MS)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The police who go by this name, compared without capitals and accents.
///
/// # Errors
/// The database cannot be reached.
pub async fn police_by_name(tx: &mut Tx, past: impl Fn(&str) -> bool) -> Result<Vec<PersoonId>> {
    let police: Vec<Rol> = Rol::ALLE.into_iter().filter(|rol| rol.van_politie()).collect();
    let sql = format!(
        "select distinct p.id, p.naam from persoon p join toekenning t on t.persoon_id = p.id \
         where p.naam is not null and t.rol in {} order by p.id",
        rows::list(police.len(), 1)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql));
    for rol in police {
        query = query.bind(rol.id());
    }
    let rows: Vec<(i64, String)> = query.fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().filter(|(_, naam)| past(naam)).map(|(id, _)| PersoonId(id)).collect())
}
