//! Who is behind a number and a user id, also when they change or turn out to be one person.
//!
//! Source: Meta, "Business-scoped user ids" (June 2026): a user id is scoped to our portfolio and is made anew
//! with a new number; a number is left out where somebody hides it. Invariants: an identity belongs to one
//! person; a person has at most one of each kind; who is behind a changed identity is for a colleague to
//! confirm, so a change is never silent.

use crate::persoon::{BSUID, Identity, TELEFOON};
use crate::{Result, Tx, persoon};
use cloud::ids::{Bsuid, WaId};
use kern::domain::persoon::PersoonId;

/// Somebody who wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herkend {
    /// Who it is.
    pub persoon: PersoonId,
    /// People whose number or user id is another than before, or whose number may have passed to somebody else: what
    /// they may do rests until it is confirmed.
    pub gewijzigd: Vec<PersoonId>,
}

impl Herkend {
    /// This person, beyond doubt.
    #[must_use]
    pub const fn zeker(persoon: PersoonId) -> Self {
        Self { persoon, gewijzigd: Vec::new() }
    }

    /// Known by a number alone. One that did not work any more and is heard again may have passed to somebody else:
    /// providers give numbers out anew. A user id would tell, since a new account has a new one.
    async fn aan_nummer(tx: &mut Tx, persoon: PersoonId) -> Result<Self> {
        let gewijzigd = if persoon::did_not_work(tx, persoon).await? { vec![persoon] } else { Vec::new() };
        Ok(Self { persoon, gewijzigd })
    }
}

/// The person behind what a message carries. Somebody new becomes a person without roles. Two people of whom
/// one is known by number and the other by user id are one, once a message carries both.
///
/// # Errors
/// The database cannot be reached.
pub async fn herken(tx: &mut Tx, wa_id: Option<&WaId>, user_id: Option<&Bsuid>, now_ms: i64) -> Result<Herkend> {
    let (Some(wa_id), Some(user_id)) = (wa_id, user_id) else {
        let persoon = persoon::find_or_add(tx, wa_id, user_id, now_ms).await?;
        return if user_id.is_some() { Ok(Herkend::zeker(persoon)) } else { Herkend::aan_nummer(tx, persoon).await };
    };
    let by_number = persoon::find(tx, TELEFOON, wa_id.as_str()).await?;
    let by_user = persoon::find(tx, BSUID, user_id.as_str()).await?;
    match (by_number, by_user) {
        (Some(een), Some(ander)) if een == ander => Ok(Herkend::zeker(een)),
        (Some(een), Some(ander)) => een_of_twee(tx, (een, ander), (wa_id, user_id), now_ms).await,
        (Some(wie), None) => erbij(tx, wie, BSUID, Identity::User(user_id), now_ms).await,
        (None, Some(wie)) => erbij(tx, wie, TELEFOON, Identity::Phone(wa_id), now_ms).await,
        (None, None) => Ok(Herkend::zeker(persoon::find_or_add(tx, Some(wa_id), Some(user_id), now_ms).await?)),
    }
}

/// Whom news of WhatsApp itself is about, without learning anything from it: it is news about the number, where it
/// carries one.
///
/// # Errors
/// The database cannot be reached.
pub async fn over_wie(tx: &mut Tx, wa_id: Option<&WaId>, user_id: Option<&Bsuid>) -> Result<Option<PersoonId>> {
    if let Some(wa_id) = wa_id
        && let Some(wie) = persoon::find(tx, TELEFOON, wa_id.as_str()).await?
    {
        return Ok(Some(wie));
    }
    let Some(user_id) = user_id else { return Ok(None) };
    persoon::find(tx, BSUID, user_id.as_str()).await
}

/// Somebody is behind other ids from now on, by Meta's word: those they had of the same kinds are no longer theirs, so
/// that whoever gets these next does not become them. A new number is a new account, with which the user id goes too.
///
/// Answers who else stood in the register under one of them, and has it no longer. What was nobody's but a stranger's
/// passes over: they wrote from their new number before the news came.
///
/// # Errors
/// The database cannot be reached.
pub async fn verplaats(
    tx: &mut Tx,
    wie: PersoonId,
    (wa_id, user_id): (Option<&WaId>, Option<&Bsuid>),
    now_ms: i64,
) -> Result<Vec<PersoonId>> {
    let ids = [wa_id.map(|id| (TELEFOON, Identity::Phone(id))), user_id.map(|id| (BSUID, Identity::User(id)))];
    let mut kwijt = Vec::new();
    let had_number = match wa_id {
        Some(wa_id) => persoon::find(tx, TELEFOON, wa_id.as_str()).await? == Some(wie),
        None => false,
    };
    if !had_number && wa_id.is_some() {
        remove(tx, wie, TELEFOON).await?;
        remove(tx, wie, BSUID).await?;
    }
    if user_id.is_some() {
        remove(tx, wie, BSUID).await?;
    }
    for (kind, identity) in ids.into_iter().flatten() {
        if let Some(ander) = persoon::find(tx, kind, identity.value()).await?.filter(|ander| *ander != wie) {
            if persoon::is_in_the_register(tx, ander).await? {
                remove(tx, ander, kind).await?;
                kwijt.push(ander);
            } else {
                sqlx::query("delete from identiteit where persoon_id = $1").bind(ander.0).execute(tx.writing()).await?;
            }
        }
        persoon::add_identity(tx, wie, kind, identity.value(), now_ms).await?;
    }
    kwijt.dedup();
    Ok(kwijt)
}

/// Who is known behind a number and a user id, without learning anything from it: for news about people that they did
/// not say themselves. The user id counts; a number that comes with another user id than its person has is somebody
/// else's now.
///
/// # Errors
/// The database cannot be reached.
pub async fn bekend(tx: &mut Tx, wa_id: Option<&WaId>, user_id: Option<&Bsuid>) -> Result<Option<PersoonId>> {
    if let Some(user_id) = user_id
        && let Some(wie) = persoon::find(tx, BSUID, user_id.as_str()).await?
    {
        return Ok(Some(wie));
    }
    let Some(wa_id) = wa_id else { return Ok(None) };
    let Some(wie) = persoon::find(tx, TELEFOON, wa_id.as_str()).await? else { return Ok(None) };
    Ok(if user_id.is_some() && has(tx, wie, BSUID).await? { None } else { Some(wie) })
}

/// The same; somebody who is not known becomes a person without roles, by one of the two alone.
///
/// # Errors
/// The database cannot be reached.
pub async fn bekend_of_nieuw(
    tx: &mut Tx,
    wa_id: Option<&WaId>,
    user_id: Option<&Bsuid>,
    now_ms: i64,
) -> Result<PersoonId> {
    if let Some(wie) = bekend(tx, wa_id, user_id).await? {
        return Ok(wie);
    }
    let number = wa_id.filter(|_| user_id.is_none());
    persoon::find_or_add(tx, number, user_id, now_ms).await
}

/// An identity that nobody had comes with one that is somebody's: theirs too, or in the place of another.
async fn erbij(
    tx: &mut Tx,
    wie: PersoonId,
    kind: &'static str,
    identity: Identity<'_>,
    now_ms: i64,
) -> Result<Herkend> {
    let had = has(tx, wie, kind).await?;
    if had {
        remove(tx, wie, kind).await?;
    }
    persoon::add_identity(tx, wie, kind, identity.value(), now_ms).await?;
    if !had && kind == BSUID {
        return Herkend::aan_nummer(tx, wie).await;
    }
    Ok(Herkend { persoon: wie, gewijzigd: if had { vec![wie] } else { Vec::new() } })
}

/// The number is of one person and the user id of another.
async fn een_of_twee(
    tx: &mut Tx,
    (met_nummer, met_user): (PersoonId, PersoonId),
    (wa_id, user_id): (&WaId, &Bsuid),
    now_ms: i64,
) -> Result<Herkend> {
    let nummer_alleen = !has(tx, met_nummer, BSUID).await?;
    let user_alleen = !has(tx, met_user, TELEFOON).await?;
    if nummer_alleen && user_alleen {
        let persoon = voeg_samen(tx, met_nummer, met_user, now_ms).await?;
        return Ok(Herkend::zeker(persoon));
    }
    // The account is what the user id says; the number is with it now, and no longer with whoever had it.
    remove(tx, met_nummer, TELEFOON).await?;
    remove(tx, met_user, TELEFOON).await?;
    persoon::add_identity(tx, met_user, TELEFOON, wa_id.as_str(), now_ms).await?;
    persoon::add_identity(tx, met_user, BSUID, user_id.as_str(), now_ms).await?;
    Ok(Herkend { persoon: met_user, gewijzigd: vec![met_user, met_nummer] })
}

async fn has(tx: &mut Tx, wie: PersoonId, kind: &str) -> Result<bool> {
    let found: Option<String> =
        sqlx::query_scalar("select waarde from identiteit where persoon_id = $1 and soort = $2 limit 1")
            .bind(wie.0)
            .bind(kind)
            .fetch_optional(tx.connection())
            .await?;
    Ok(found.is_some())
}

/// Whether WhatsApp told us a number of this person.
///
/// # Errors
/// The database cannot be reached.
pub async fn has_number(tx: &mut Tx, wie: PersoonId) -> Result<bool> {
    has(tx, wie, TELEFOON).await
}

/// Takes a number that somebody shared of themselves through WhatsApp's own button. Answers whether it is theirs
/// now; a number of somebody else is left where it is.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_own_number(tx: &mut Tx, wie: PersoonId, wa_id: &WaId, now_ms: i64) -> Result<bool> {
    match persoon::find(tx, TELEFOON, wa_id.as_str()).await? {
        Some(eigenaar) => Ok(eigenaar == wie),
        None => {
            remove(tx, wie, TELEFOON).await?;
            persoon::add_identity(tx, wie, TELEFOON, wa_id.as_str(), now_ms).await?;
            Ok(true)
        }
    }
}

async fn remove(tx: &mut Tx, wie: PersoonId, kind: &str) -> Result<()> {
    sqlx::query("delete from identiteit where persoon_id = $1 and soort = $2")
        .bind(wie.0)
        .bind(kind)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Tables in which a person stands beside other columns of the key: what both have is kept once.
const MET_SLEUTEL: [(&str, &str, &str); 15] = [
    ("uitnodiging", "persoon_id", "a.bijeenkomst_id = b.bijeenkomst_id"),
    ("toekenning", "persoon_id", "a.rol = b.rol and a.gemeente = b.gemeente and a.wijk = b.wijk"),
    ("beheer", "persoon_id", "a.groep_id = b.groep_id"),
    ("gesprek", "persoon_id", "a.phone_number_id = b.phone_number_id and a.chat = b.chat"),
    ("dialoog", "persoon_id", "a.phone_number_id = b.phone_number_id and a.chat = b.chat"),
    ("dialoog_geparkeerd", "persoon_id", "a.phone_number_id = b.phone_number_id and a.chat = b.chat"),
    ("ontvangst", "persoon_id", "a.melding_id = b.melding_id"),
    ("groepsantwoord", "persoon_id", "a.melding_id = b.melding_id and a.groep_id = b.groep_id"),
    ("groepsgesprek_lid", "persoon_id", "a.groepsgesprek_id = b.groepsgesprek_id"),
    ("informatie_aan", "persoon_id", "a.informatie_id = b.informatie_id"),
    ("indruk", "persoon_id", "a.melding_id = b.melding_id"),
    ("telefoon_gedeeld", "persoon_id", "1 = 1"),
    ("dienst_sleutel", "persoon_id", "1 = 1"),
    ("blokkade", "persoon_id", "1 = 1"),
    ("foto_vooraf", "verzender_id", "1 = 1"),
];

/// What holds no more of a telephone that turns out to be another's: who signs on there does so again.
const VERVALT: [(&str, &str); 2] = [("dienst", "telefoon_id"), ("dienst_wacht", "telefoon_id")];

/// Columns that name a person.
const VERWIJST: [(&str, &str); 37] = [
    ("tip", "persoon_id"),
    ("bordaanvraag", "persoon_id"),
    ("bijeenkomst", "wie_id"),
    ("melding", "verzender_id"),
    ("uitzetting", "geplaatst_door"),
    ("outbox", "persoon_id"),
    ("aanmelding", "persoon_id"),
    ("aanmelding", "gemeente_door"),
    ("aanmelding", "politie_door"),
    ("overdracht", "van_id"),
    ("overdracht", "gestart_door"),
    ("overdracht", "naar_id"),
    ("overdracht", "gemeente_door"),
    ("overdracht", "politie_door"),
    ("foto", "verzender_id"),
    ("foto", "goedgekeurd_door"),
    ("groepsgesprek", "gemaakt_door"),
    ("beeld", "persoon_id"),
    ("oefening_voorstel", "persoon_id"),
    ("informatie", "wie_id"),
    ("informatie", "persoon_id"),
    ("anders", "persoon_id"),
    ("controle", "persoon_id"),
    ("melding", "wie_id"),
    ("melding", "goedgekeurd_door"),
    ("melding", "einde_door"),
    ("bijwerking", "wie_id"),
    ("bijwerking", "goedgekeurd_door"),
    ("foto", "wie_id"),
    ("foto_vooraf", "wie_id"),
    ("dienst", "persoon_id"),
    ("dienst_fout", "telefoon_id"),
    ("blokkade", "door_id"),
    ("blokkade", "terug_door_id"),
    ("toekenning", "verlengen_door_id"),
    ("overname", "wie_id"),
    ("overname", "telefoon_id"),
];

/// Makes one person of two. The older one stays; the other is left empty, so that the record of what was done
/// still names somebody. A block or a suspension of either holds for the one.
async fn voeg_samen(tx: &mut Tx, een: PersoonId, ander: PersoonId, now_ms: i64) -> Result<PersoonId> {
    let (blijft, gaat) = if een < ander { (een, ander) } else { (ander, een) };
    for (table, column) in VERVALT {
        run(tx, &format!("delete from {table} where {column} = $2 and {column} <> $1"), blijft, gaat).await?;
    }
    for (table, column, same) in MET_SLEUTEL {
        for sql in [
            format!(
                "delete from {table} as a where a.{column} = $2 and exists (select 1 from {table} b where b.{column} = $1 and {same})"
            ),
            format!("update {table} set {column} = $1 where {column} = $2"),
        ] {
            run(tx, &sql, blijft, gaat).await?;
        }
    }
    for (table, column) in VERWIJST {
        run(tx, &format!("update {table} set {column} = $1 where {column} = $2"), blijft, gaat).await?;
    }
    for sql in [
        "update identiteit set persoon_id = $1 where persoon_id = $2",
        "update persoon set geblokkeerd = 1 where id = $1 and exists (select 1 from persoon p where p.id = $2 and p.geblokkeerd = 1)",
        "update persoon set opgeschort_ms = (select p.opgeschort_ms from persoon p where p.id = $2) where id = $1 and opgeschort_ms is null",
        "update persoon set naam = (select p.naam from persoon p where p.id = $2) where id = $1 and naam is null",
        // Alerts only, and the link button with each of them: what either chose.
        "update persoon set informatie = -1 where id = $1 and exists (select 1 from persoon p where p.id = $2 and p.informatie < 0)",
        "update persoon set deelknop = 1 where id = $1 and exists (select 1 from persoon p where p.id = $2 and p.deelknop = 1)",
    ] {
        run(tx, sql, blijft, gaat).await?;
    }
    crate::spoor::add(
        tx,
        crate::spoor::Spoor {
            tijd_ms: now_ms,
            persoon: blijft,
            rol: kern::domain::rechten::Rol::Onbekend,
            daad: "samengevoegd",
            voorwerp: &format!("persoon {}", gaat.0),
            geweigerd: None,
        },
    )
    .await?;
    Ok(blijft)
}

async fn run(tx: &mut Tx, sql: &str, blijft: PersoonId, gaat: PersoonId) -> Result<()> {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).bind(blijft.0).bind(gaat.0).execute(tx.writing()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MET_SLEUTEL, VERVALT, VERWIJST};
    use crate::migrations::FILES;

    /// A column that names a person and is not in a list would keep naming somebody who is no more.
    #[test]
    fn every_column_that_names_a_person_goes_along() {
        let known: BTreeSet<(&str, &str)> =
            MET_SLEUTEL.iter().map(|(table, column, _)| (*table, *column)).chain(VERWIJST).chain(VERVALT).collect();
        let mut found = 0;
        for (_, sql) in FILES {
            let mut table = "";
            for line in sql.lines().map(str::trim) {
                if let Some(rest) = line.strip_prefix("create table ").or_else(|| line.strip_prefix("alter table ")) {
                    table = rest.split_whitespace().next().unwrap_or_default().trim_end_matches("_nieuw");
                }
                let Some((column, _)) = line.split_once(" bigint").filter(|_| line.contains("references persoon"))
                else {
                    continue;
                };
                let column = column.rsplit(' ').next().unwrap_or_default();
                found += 1;
                assert!(table == "identiteit" || known.contains(&(table, column)), "{table}.{column}");
            }
        }
        assert!(found > 40, "{found}");
    }
}
