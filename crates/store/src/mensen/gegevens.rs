//! What is kept of one person: to show them, and to erase when they ask for it.
//!
//! Invariant: after [`erase`] nothing that names the person is left, but their id, so that the record of what was
//! done still holds.

use crate::post::klasse::klasse;
use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::persoon::{GroepId, PersoonId};

row! {
    /// What is kept of somebody, for themselves.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Gegevens {
        /// Their name.
        pub naam: Option<String>,
        /// Their number, digits.
        pub nummer: Option<String>,
        /// The language of explanations.
        pub taal: String,
        /// From when they are away, in milliseconds since the epoch.
        pub afwezig_van_ms: Option<i64>,
        /// Until when they are away, in milliseconds since the epoch.
        pub afwezig_tot_ms: Option<i64>,
        /// Alerts they got.
        pub meldingen: i64,
        /// Tips of which the text is still kept.
        pub tips: i64,
        /// Lines about them in the record of what was done.
        pub spoor: i64,
        /// When they first wrote or were entered, in milliseconds since the epoch.
        pub sinds_ms: i64,
    }
}

/// What is kept of somebody.
///
/// # Errors
/// The database cannot be reached.
pub async fn of(tx: &mut Tx, id: PersoonId) -> Result<Gegevens> {
    Ok(sqlx::query_as(
        "select p.naam, (select min(i.waarde) from identiteit i where i.persoon_id = p.id and i.soort = 'telefoon') as nummer, p.taal, p.afwezig_van_ms, p.afwezig_tot_ms, \
         (select count(*) from ontvangst o where o.persoon_id = p.id) as meldingen, \
         (select count(*) from tip t where t.persoon_id = p.id and t.tekst <> '') as tips, \
         (select count(*) from spoor s where s.persoon_id = p.id) as spoor, p.gemaakt_ms as sinds_ms from persoon p where p.id = $1",
    )
    .bind(id.0)
    .fetch_one(tx.connection())
    .await?)
}

/// Takes somebody from a group; answers whether nobody runs it now.
///
/// # Errors
/// The database cannot be reached.
pub async fn leave_group(tx: &mut Tx, id: PersoonId, groep: GroepId) -> Result<bool> {
    sqlx::query("delete from beheer where groep_id = $1 and persoon_id = $2")
        .bind(groep.0)
        .bind(id.0)
        .execute(tx.writing())
        .await?;
    let left: i64 = sqlx::query_scalar("select count(*) from beheer where groep_id = $1")
        .bind(groep.0)
        .fetch_one(tx.connection())
        .await?;
    Ok(left == 0)
}

/// Whether somebody is the only one who runs a group, as hoofd or mede.
///
/// # Errors
/// The database cannot be reached.
pub async fn runs_alone(tx: &mut Tx, id: PersoonId) -> Result<Vec<String>> {
    let names = "select g.naam from beheer b join groep g on g.id = b.groep_id where b.persoon_id = $1 and b.rang <> 'reserve' \
                 and not exists (select 1 from beheer o where o.groep_id = b.groep_id and o.persoon_id <> $1 and o.rang <> 'reserve') order by g.naam";
    Ok(sqlx::query_scalar(names).bind(id.0).fetch_all(tx.connection()).await?)
}

/// Erases a person: their name, numbers, groups, chat and what they asked for. What they did stays, under their id.
/// The message that says so has to be in the outbox already: it keeps its address until it left.
///
/// # Errors
/// The database cannot be reached.
pub async fn erase(tx: &mut Tx, id: PersoonId, now_ms: i64) -> Result<()> {
    for sql in [
        concat!(
            "update outbox set toestand = 'vervallen' where persoon_id = $1 and toestand = 'wacht' and melding_id is not null and klasse <> ",
            klasse!(Intrekking)
        ),
        "update outbox set wamid = null where persoon_id = $1",
        "update outbox set bericht = '' where persoon_id = $1 and toestand not in ('wacht', 'geclaimd')",
        "delete from beheer where persoon_id = $1",
        "delete from dialoog where persoon_id = $1",
        "delete from dialoog_geparkeerd where persoon_id = $1",
        "delete from uitnodiging where persoon_id = $1",
        "delete from informatie_aan where persoon_id = $1",
        "delete from anders where persoon_id = $1",
        "delete from indruk where persoon_id = $1",
        "delete from groepsgesprek_lid where persoon_id = $1",
        "update tip set tekst = '' where persoon_id = $1",
        "update aanmelding set naam = '', groepsnaam = '', wabp = '', leden = null where persoon_id = $1",
        "update aanmelding set status = 'ingetrokken' where persoon_id = $1 and status = 'ingediend'",
        "update overdracht set verwacht_nummer = null, code = '' where van_id = $1 or naar_id = $1",
    ] {
        sqlx::query(sql).bind(id.0).execute(tx.writing()).await?;
    }
    sqlx::query(
        "update persoon set naam = null, onbereikbaar_ms = null, uitgenodigd_ms = null, welkom_open = 0, gehoord_ms = null, \
         afwezig_van_ms = null, afwezig_tot_ms = null, stil_van = null, stil_tot = null, taal = 'nl', gewist_ms = $2 where id = $1",
    )
    .bind(id.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Forgets the numbers and the chat of somebody who was erased, once their last message left.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_address(tx: &mut Tx, id: PersoonId) -> Result<()> {
    for sql in [
        "update outbox set toestand = 'vervallen' where persoon_id = $1 and toestand = 'wacht'",
        "update outbox set bericht = '', wamid = null where persoon_id = $1 and toestand <> 'geclaimd'",
        "update inbox set payload = null, chat = '' where toestand <> 'nieuw' and chat in (select waarde from identiteit where persoon_id = $1)",
        "delete from identiteit where persoon_id = $1",
        "delete from gesprek where persoon_id = $1",
        "delete from dialoog where persoon_id = $1",
    ] {
        sqlx::query(sql).bind(id.0).execute(tx.writing()).await?;
    }
    Ok(())
}
