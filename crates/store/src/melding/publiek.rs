//! Whom an alert reaches: the groups and people that it could go to, that it went to, and what they said.
//!
//! Invariant: the first report for a group stands until whoever gave it takes it back; a later one never moves it.

use kern::domain::afzender::NumberId;
use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

use crate::rows::{self, row};
use crate::{Result, Tx};
use kern::domain::bereik::Lid;
use kern::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};
use kern::domain::soort::MeldingSoort;
use kern::domain::uitzetting::Antwoord;
use kern::limits;

row! {
    /// A group of a person that a melding was sent to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EigenUitzetting {
        /// The group.
        pub groep: GroepId = "id",
        /// Its name.
        pub naam: String,
        /// When it was first reported, in milliseconds since the epoch.
        pub geplaatst_ms: Option<i64>,
    }
}

/// A melding as one person got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ontvangst {
    /// The melding.
    pub melding: MeldingId,
    /// When it was on their phone, in milliseconds since the epoch.
    pub aangekomen_ms: Option<i64>,
    /// When they were called up, in milliseconds since the epoch: what they said before is not about it.
    pub opgeroepen_ms: i64,
}

row! {
    /// Somebody of a group whom an alert could go to.
    struct Bereik {
        groep: GroepId,
        persoon: Option<PersoonId> = "persoon_id",
        rang: String,
        geblokkeerd: bool,
        onbereikbaar: bool,
        uitgenodigd: bool,
        plaats: bool,
        afwezig: bool,
        stil_van: Option<i64>,
        stil_tot: Option<i64>,
        stil_vermissing: bool,
        stil_heterdaad: bool,
        sjabloon: bool,
    }
}

/// The groups of these wijken with their beheerders; a group without any stands there once. `soort` is the kind
/// of alert, which may break somebody's quiet hours; without one no quiet hours count.
///
/// # Errors
/// The database cannot be reached.
pub async fn audience(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    wijken: &[&WijkId],
    phone_number_id: &NumberId,
    soort: Option<MeldingSoort>,
    now_ms: i64,
) -> Result<Vec<Lid>> {
    let sql = format!(
        "select distinct g.id as groep, b.persoon_id, coalesce(b.rang, 'hoofd') as rang, coalesce(p.geblokkeerd, 0) as geblokkeerd, \
         case when p.onbereikbaar_ms is null and p.opgeschort_ms is null then 0 else 1 end as onbereikbaar, case when p.uitgenodigd_ms is null then 0 else 1 end as uitgenodigd, \
         case when exists (select 1 from gesprek s where s.persoon_id = b.persoon_id and s.phone_number_id = $2 and s.chat = '' and s.laatste_ms > $3) \
         or exists (select 1 from outbox o where o.persoon_id = b.persoon_id and o.buiten_venster_ms > $3) then 0 else 1 end as plaats, \
         case when p.afwezig_van_ms <= $4 and p.afwezig_tot_ms > $4 then 1 else 0 end as afwezig, p.stil_van, p.stil_tot, \
         coalesce(p.stil_vermissing, 0) as stil_vermissing, coalesce(p.stil_heterdaad, 0) as stil_heterdaad, \
         case when exists (select 1 from gesprek s where s.persoon_id = b.persoon_id and s.phone_number_id = $2 and s.chat = '' and s.laatste_ms > $3) then 0 else 1 end as sjabloon \
         from groep g join groep_wijk w on w.groep_id = g.id left join beheer b on b.groep_id = g.id left join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and w.wijk in {} order by g.id, b.persoon_id",
        rows::list(wijken.len(), 5)
    );
    let since_ms = now_ms - limits::WINDOW_MS;
    let mut query = sqlx::query_as(AssertSqlSafe(sql))
        .bind(gemeente.as_str())
        .bind(phone_number_id.as_str())
        .bind(since_ms)
        .bind(now_ms);
    for wijk in wijken {
        query = query.bind(wijk.as_str());
    }
    let rows: Vec<Bereik> = query.fetch_all(tx.connection()).await?;
    let leden = rows.into_iter().map(|row| {
        let stilte = crate::eigen::stilte(row.stil_van, row.stil_tot, row.stil_vermissing, row.stil_heterdaad);
        Lid {
            groep: row.groep,
            persoon: row.persoon,
            // A rank of another version is asked with the first: better one too many than none.
            rang: Rang::van_id(&row.rang).unwrap_or(Rang::Hoofd),
            uitgenodigd: row.uitgenodigd,
            geblokkeerd: row.geblokkeerd,
            onbereikbaar: row.onbereikbaar,
            afwezig: row.afwezig,
            stil: stilte.zip(soort).is_some_and(|(stilte, soort)| stilte.houdt_tegen(soort, now_ms)),
            vraagt_plaats: row.plaats,
            vraagt_sjabloon: row.sjabloon,
            zonder_sjabloon: false,
        }
    });
    Ok(leden.collect())
}

/// Records that a melding goes to these groups, from a moment on.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_groups(tx: &mut Tx, id: MeldingId, groepen: &[GroepId], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(groepen) {
        let sql = format!(
            "insert into uitzetting (melding_id, groep_id, vanaf_ms) values {}",
            rows::placeholders(piece.len(), 3, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for groep in piece {
            query = query.bind(id.0).bind(groep.0).bind(now_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Records that a melding goes to these people, with the rows that carry it.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_recipients(tx: &mut Tx, id: MeldingId, recipients: &[(PersoonId, i64)], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(recipients) {
        let sql = format!(
            "insert into ontvangst (melding_id, persoon_id, outbox_id, opgeroepen_ms) values {}",
            rows::placeholders(piece.len(), 4, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (persoon, outbox) in piece {
            query = query.bind(id.0).bind(persoon.0).bind(outbox).bind(now_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

row! {
    struct Kreeg {
        afgeleverd_ms: Option<i64>,
        gelezen_ms: Option<i64>,
        opgeroepen_ms: i64,
    }
}

/// The melding as this person got it; `None` if it was not sent to them.
///
/// # Errors
/// The database cannot be reached.
pub async fn received(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<Option<Ontvangst>> {
    let row: Option<Kreeg> = sqlx::query_as(
        "select o.afgeleverd_ms, o.gelezen_ms, r.opgeroepen_ms from ontvangst r join outbox o on o.id = r.outbox_id where r.melding_id = $1 and r.persoon_id = $2",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_optional(tx.connection())
    .await?;
    // Read at once means that "delivered" was never sent: the earlier of the two is when it arrived.
    Ok(row.map(|Kreeg { afgeleverd_ms, gelezen_ms, opgeroepen_ms }| {
        let aangekomen_ms = afgeleverd_ms.into_iter().chain(gelezen_ms).min();
        Ontvangst { melding: id, aangekomen_ms, opgeroepen_ms }
    }))
}

/// The meldingen that this person got since a moment, the newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn received_since(tx: &mut Tx, persoon: PersoonId, since_ms: i64) -> Result<Vec<MeldingId>> {
    let rows: Vec<i64> = sqlx::query_scalar(
        "select m.id from ontvangst r join melding m on m.id = r.melding_id where r.persoon_id = $1 and m.verzonden_ms >= $2 order by m.verzonden_ms desc, m.id desc",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(MeldingId).collect())
}

/// The melding that the message with this id carried to this person.
///
/// # Errors
/// The database cannot be reached.
pub async fn carried_by(tx: &mut Tx, wamid: &str, persoon: PersoonId) -> Result<Option<MeldingId>> {
    let id: Option<Option<i64>> =
        sqlx::query_scalar("select melding_id from outbox where wamid = $1 and persoon_id = $2")
            .bind(wamid)
            .bind(persoon.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(id.flatten().map(MeldingId))
}

/// The groups of a person that a melding was sent to, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn own_groups(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<Vec<EigenUitzetting>> {
    Ok(sqlx::query_as(
        "select g.id, g.naam, u.geplaatst_ms from uitzetting u join groep g on g.id = u.groep_id join beheer b on b.groep_id = g.id \
         where u.melding_id = $1 and b.persoon_id = $2 order by g.naam",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_all(tx.connection())
    .await?)
}

/// Records the first report that a melding stands in a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn report_posted(tx: &mut Tx, id: MeldingId, groep: GroepId, door: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update uitzetting set geplaatst_ms = $3, geplaatst_door = $4 where melding_id = $1 and groep_id = $2 and geplaatst_ms is null")
        .bind(id.0)
        .bind(groep.0)
        .bind(now_ms)
        .bind(door.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The groups of which this person reported since a moment that a melding stands in them, while it runs: this melding, or
/// the newest such.
///
/// # Errors
/// The database cannot be reached.
pub async fn reported_by(
    tx: &mut Tx,
    door: PersoonId,
    melding: Option<MeldingId>,
    since_ms: i64,
) -> Result<Vec<(MeldingId, GroepId, String)>> {
    let rows: Vec<(i64, i64, String)> = sqlx::query_as(
        "select u.melding_id, g.id, g.naam from uitzetting u join melding m on m.id = u.melding_id join groep g on g.id = u.groep_id \
         where u.geplaatst_door = $1 and u.geplaatst_ms >= $2 and m.status = 'verzonden' order by u.geplaatst_ms desc, g.naam",
    )
    .bind(door.0)
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    let newest = melding.map(|melding| melding.0).or_else(|| rows.first().map(|(melding, _, _)| *melding));
    let of_newest = rows.into_iter().filter(|(melding, _, _)| Some(*melding) == newest);
    Ok(of_newest.map(|(melding, groep, naam)| (MeldingId(melding), GroepId(groep), naam)).collect())
}

/// Takes back a report of this person: the melding does not stand in the group, and is not complete.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_report_back(tx: &mut Tx, id: MeldingId, groep: GroepId, door: PersoonId) -> Result<()> {
    sqlx::query("update uitzetting set geplaatst_ms = null, geplaatst_door = null where melding_id = $1 and groep_id = $2 and geplaatst_door = $3")
        .bind(id.0)
        .bind(groep.0)
        .bind(door.0)
        .execute(tx.writing())
        .await?;
    sqlx::query("update melding set compleet_ms = null where id = $1").bind(id.0).execute(tx.writing()).await?;
    Ok(())
}

/// Records what a person said about a melding.
///
/// # Errors
/// The database cannot be reached.
pub async fn answer(
    tx: &mut Tx,
    id: MeldingId,
    persoon: PersoonId,
    antwoord: Antwoord,
    reden: &str,
    now_ms: i64,
) -> Result<()> {
    sqlx::query(
        "update ontvangst set antwoord = $3, antwoord_ms = $4, reden = $5 where melding_id = $1 and persoon_id = $2",
    )
    .bind(id.0)
    .bind(persoon.0)
    .bind(crate::overzicht::stored(antwoord))
    .bind(now_ms)
    .bind(reden)
    .execute(tx.writing())
    .await?;
    // What is said of the alert now goes before what was said of one group.
    sqlx::query("delete from groepsantwoord where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// How many groups a melding went to, and how many of them reported it.
///
/// # Errors
/// The database cannot be reached.
pub async fn counts(tx: &mut Tx, id: MeldingId) -> Result<(i64, i64)> {
    Ok(sqlx::query_as("select count(*), count(geplaatst_ms) from uitzetting where melding_id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}
