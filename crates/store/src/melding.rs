//! Meldingen, their wijken, whom they reach and who reported what.
//!
//! Invariant: the first report for a group stands; a later one never moves it.

pub mod beeld;
pub mod foto;
pub mod kaart;
pub mod kwaliteit;
pub mod levensloop;
pub mod navraag;
pub mod oefening;
pub mod overzicht;
pub mod uitgegeven;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::gesprek::ChatKey;
use crate::rows;
use crate::{Error, Result, Tx};
use kern::domain::bereik::Lid;
use kern::domain::melding::{MeldingStatus, OEFENING, Stap, nummer};
use kern::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};
use kern::domain::soort::MeldingSoort;
use kern::domain::uitzetting::Antwoord;
use kern::limits;

/// A melding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    /// Its id.
    pub id: MeldingId,
    /// The id of its gemeente.
    pub gemeente: String,
    /// Its number, `ZM-0001`.
    pub nummer: String,
    /// What it is about.
    pub soort: MeldingSoort,
    /// What to look for, cleaned.
    pub omschrijving: String,
    /// Where it is in its life.
    pub status: MeldingStatus,
    /// Grows with each change of the draft.
    pub versie: i64,
    /// Who writes or wrote it, and where they hear how it goes.
    pub verzender: ChatKey,
    /// When it was typed, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
    /// Until when it is valid, in milliseconds since the epoch.
    pub geldig_tot_ms: i64,
    /// When it was sent, in milliseconds since the epoch.
    pub verzonden_ms: Option<i64>,
    /// When the sender was told that every group reported it.
    pub compleet_ms: Option<i64>,
    /// The ids of its wijken.
    pub wijken: Vec<String>,
    /// What was read out of the typed line, as JSON; empty where nothing was.
    pub onderdelen: String,
    /// An exercise: not real, with a number of its own series.
    pub oefening: bool,
    /// Who wrote it: the person who was signed on, where several share the telephone of `verzender`.
    pub wie: PersoonId,
    /// Why a second person has to agree, as words joined by commas; empty where none has.
    pub tweede_om: String,
    /// The second person who agreed.
    pub goedgekeurd_door: Option<PersoonId>,
    /// Its sender said stop: nothing of it leaves now.
    pub stilgezet: bool,
    /// When it ended, in milliseconds since the epoch.
    pub einde_ms: Option<i64>,
    /// How it ended, as it was told.
    pub afloop: String,
}

/// What a draft holds.
#[derive(Debug, Clone)]
pub struct Concept<'a> {
    /// The id of its gemeente.
    pub gemeente: &'a str,
    /// The letters of its number.
    pub code: &'a str,
    /// What it is about.
    pub soort: MeldingSoort,
    /// The ids of its wijken.
    pub wijken: &'a [String],
    /// What to look for, cleaned.
    pub omschrijving: &'a str,
    /// Who writes it, and where.
    pub verzender: &'a ChatKey,
    /// The person who acts.
    pub wie: PersoonId,
    /// What was read out of the typed line, as JSON.
    pub onderdelen: &'a str,
    /// It is an exercise.
    pub oefening: bool,
    /// How long it is valid, in milliseconds, as its gemeente sets it.
    pub geldig_ms: i64,
}

/// A group of a person that a melding was sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EigenUitzetting {
    /// The group.
    pub groep: GroepId,
    /// Its name.
    pub naam: String,
    /// When it was first reported, in milliseconds since the epoch.
    pub geplaatst_ms: Option<i64>,
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

/// The stored name of the series of exercises.
const REEKS_OEFENING: &str = "oefening";

/// Makes a draft with the next number of its gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn add_draft(tx: &mut Tx, concept: &Concept<'_>, now_ms: i64) -> Result<MeldingId> {
    let id = MeldingId(tx.take_ids("melding", 1).await?);
    // Exercises have one series for all gemeenten; their serials are negative, so that none is an alert's.
    let (serial, nummer) = if concept.oefening {
        let serial = tx.take_ids("oefening", 1).await?;
        (-serial, nummer(OEFENING, serial))
    } else {
        let last = "select coalesce(max(volgnummer), 0) + 1 from melding where gemeente = $1 and volgnummer > 0";
        let serial: i64 = sqlx::query_scalar(last).bind(concept.gemeente).fetch_one(tx.connection()).await?;
        (serial, nummer(concept.code, serial))
    };
    sqlx::query(
        "insert into melding (id, gemeente, volgnummer, nummer, soort, omschrijving, status, versie, verzender_id, phone_number_id, chat, gemaakt_ms, geldig_tot_ms, \
         onderdelen, reeks, wie_id) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(id.0)
    .bind(concept.gemeente)
    .bind(serial)
    .bind(nummer)
    .bind(concept.soort.id())
    .bind(concept.omschrijving)
    .bind(MeldingStatus::Concept.id())
    .bind(concept.verzender.persoon.0)
    .bind(&concept.verzender.phone_number_id)
    .bind(&concept.verzender.chat)
    .bind(now_ms)
    .bind(now_ms + concept.geldig_ms)
    .bind(concept.onderdelen)
    .bind(if concept.oefening { REEKS_OEFENING } else { "" })
    .bind(concept.wie.0)
    .execute(tx.connection())
    .await?;
    set_wijken(tx, id, concept.wijken).await?;
    Ok(id)
}

/// Changes what a draft says, and where. Its version grows, so that buttons of the old preview no longer send.
///
/// # Errors
/// The database cannot be reached.
pub async fn change_draft(tx: &mut Tx, id: MeldingId, concept: &Concept<'_>, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update melding set soort = $2, omschrijving = $3, versie = versie + 1, gemaakt_ms = $4, geldig_tot_ms = $5, onderdelen = $6, \
         status = 'concept', tweede_om = '' where id = $1 and status in ('concept', 'wacht_tweede')",
    )
    .bind(id.0)
    .bind(concept.soort.id())
    .bind(concept.omschrijving)
    .bind(now_ms)
    .bind(now_ms + concept.geldig_ms)
    .bind(concept.onderdelen)
    .execute(tx.connection())
    .await?;
    sqlx::query("delete from melding_wijk where melding_id = $1").bind(id.0).execute(tx.connection()).await?;
    set_wijken(tx, id, concept.wijken).await
}

/// Gives a draft another version, though nothing of it changed: buttons of the old preview no longer send.
///
/// # Errors
/// The database cannot be reached.
pub async fn renew_draft(tx: &mut Tx, id: MeldingId) -> Result<()> {
    sqlx::query("update melding set versie = versie + 1 where id = $1 and status = 'concept'")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Makes the buttons under earlier previews of a draft old, without changing what it says.
///
/// # Errors
/// The database cannot be reached.
pub async fn new_version(tx: &mut Tx, id: MeldingId) -> Result<()> {
    sqlx::query("update melding set versie = versie + 1 where id = $1 and status = 'concept'")
        .bind(id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The last alert or draft that was begun on this telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest_of(tx: &mut Tx, telefoon: PersoonId) -> Result<Option<Melding>> {
    let newest: Option<(i64,)> =
        sqlx::query_as("select id from melding where verzender_id = $1 order by id desc limit 1")
            .bind(telefoon.0)
            .fetch_optional(tx.connection())
            .await?;
    match newest {
        Some((id,)) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

async fn set_wijken(tx: &mut Tx, id: MeldingId, wijken: &[String]) -> Result<()> {
    for (wijk, volgorde) in wijken.iter().zip(1_i64..) {
        sqlx::query(
            "insert into melding_wijk (melding_id, wijk, volgorde) values ($1, $2, $3) \
             on conflict (melding_id, wijk) do nothing",
        )
        .bind(id.0)
        .bind(wijk)
        .bind(volgorde)
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

const COLUMNS: &str = "id, gemeente, nummer, soort, omschrijving, status, versie, verzender_id, phone_number_id, chat, gemaakt_ms, geldig_tot_ms, verzonden_ms, compleet_ms, \
    onderdelen, reeks, wie_id, tweede_om, goedgekeurd_door, stilgezet_ms, einde_ms, afloop";

async fn complete(tx: &mut Tx, row: &AnyRow) -> Result<Melding> {
    let id: i64 = row.try_get("id")?;
    let verzender = PersoonId(row.try_get("verzender_id")?);
    let wijken = sqlx::query_scalar("select wijk from melding_wijk where melding_id = $1 order by volgorde");
    let wijken: Vec<String> = wijken.bind(id).fetch_all(tx.connection()).await?;
    let (soort, status): (String, String) = (row.try_get("soort")?, row.try_get("status")?);
    Ok(Melding {
        id: MeldingId(id),
        gemeente: row.try_get("gemeente")?,
        nummer: row.try_get("nummer")?,
        soort: MeldingSoort::van_id(&soort).ok_or(Error::content("melding.soort"))?,
        omschrijving: row.try_get("omschrijving")?,
        status: MeldingStatus::van_id(&status).ok_or(Error::content("melding.status"))?,
        versie: row.try_get("versie")?,
        verzender: ChatKey {
            phone_number_id: row.try_get("phone_number_id")?,
            chat: row.try_get("chat")?,
            persoon: verzender,
        },
        gemaakt_ms: row.try_get("gemaakt_ms")?,
        geldig_tot_ms: row.try_get("geldig_tot_ms")?,
        verzonden_ms: row.try_get("verzonden_ms")?,
        compleet_ms: row.try_get("compleet_ms")?,
        wijken,
        onderdelen: row.try_get("onderdelen")?,
        oefening: row.try_get::<String, _>("reeks")? == REEKS_OEFENING,
        wie: row.try_get::<Option<i64>, _>("wie_id")?.map_or(verzender, PersoonId),
        tweede_om: row.try_get("tweede_om")?,
        goedgekeurd_door: row.try_get::<Option<i64>, _>("goedgekeurd_door")?.map(PersoonId),
        stilgezet: row.try_get::<Option<i64>, _>("stilgezet_ms")?.is_some(),
        einde_ms: row.try_get("einde_ms")?,
        afloop: row.try_get("afloop")?,
    })
}

/// The melding with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: MeldingId) -> Result<Option<Melding>> {
    let sql = format!("select {COLUMNS} from melding where id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    match row {
        Some(row) => complete(tx, &row).await.map(Some),
        None => Ok(None),
    }
}

/// The melding with this number.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_nummer(tx: &mut Tx, nummer: &str) -> Result<Option<Melding>> {
    let id: Option<i64> = sqlx::query_scalar("select id from melding where nummer = $1")
        .bind(nummer)
        .fetch_optional(tx.connection())
        .await?;
    match id {
        Some(id) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

/// The last melding that a person sent since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_sent_by(tx: &mut Tx, persoon: PersoonId, since_ms: i64) -> Result<Option<Melding>> {
    let id: Option<i64> =
        sqlx::query_scalar("select id from melding where verzender_id = $1 and verzonden_ms >= $2 order by verzonden_ms desc, id desc limit 1")
            .bind(persoon.0)
            .bind(since_ms)
            .fetch_optional(tx.connection())
            .await?;
    match id {
        Some(id) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

/// The last alert that a person ended since a moment: closed or withdrawn.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_ended_by(tx: &mut Tx, wie: PersoonId, since_ms: i64) -> Result<Option<Melding>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select id from melding where einde_door = $1 and einde_ms >= $2 order by einde_ms desc, id desc limit 1",
    )
    .bind(wie.0)
    .bind(since_ms)
    .fetch_optional(tx.connection())
    .await?;
    match id {
        Some(id) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

/// The drafts of a person that wait for a second one, the newest first: written on their telephone, or confirmed by them.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_of(tx: &mut Tx, telefoon: PersoonId, wie: PersoonId, now_ms: i64) -> Result<Vec<Melding>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select id from melding where (verzender_id = $1 or wie_id = $2) and status = 'wacht_tweede' \
         and geldig_tot_ms > $3 order by id desc",
    )
    .bind(telefoon.0)
    .bind(wie.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    let mut waiting = Vec::with_capacity(ids.len());
    for id in ids {
        waiting.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(waiting)
}

/// When a second person was asked about an alert, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn second_asked_ms(tx: &mut Tx, id: MeldingId) -> Result<Option<i64>> {
    let asked: Option<Option<i64>> = sqlx::query_scalar("select tweede_gevraagd_ms from melding where id = $1")
        .bind(id.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(asked.flatten())
}

/// Records why a second person has to agree to a draft, as words joined by commas.
///
/// # Errors
/// The database cannot be reached.
pub async fn need_second(tx: &mut Tx, id: MeldingId, why: &str) -> Result<()> {
    sqlx::query("update melding set tweede_om = $2 where id = $1 and status = 'concept'")
        .bind(id.0)
        .bind(why)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The alerts of a kind that run in a gemeente and were sent since a moment, the newest first. No exercises.
///
/// # Errors
/// The database cannot be reached.
pub async fn running_of_kind(tx: &mut Tx, gemeente: &str, soort: MeldingSoort, since_ms: i64) -> Result<Vec<Melding>> {
    let ids: Vec<(i64,)> = sqlx::query_as(
        "select id from melding where gemeente = $1 and soort = $2 and verzonden_ms >= $3 and status = 'verzonden' and reeks = '' \
         order by verzonden_ms desc, id desc",
    )
    .bind(gemeente)
    .bind(soort.id())
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    let mut meldingen = Vec::with_capacity(ids.len());
    for (id,) in ids {
        meldingen.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(meldingen)
}

/// Throws a draft away, so that no button of it sends any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn cancel_draft(tx: &mut Tx, id: MeldingId) -> Result<()> {
    step(tx, id, Stap::Annuleer).await.map(|_| ())
}

/// Moves an alert on in its life; answers whether it could.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(tx: &mut Tx, id: MeldingId, stap: Stap) -> Result<bool> {
    let stored: Option<String> = sqlx::query_scalar("select status from melding where id = $1")
        .bind(id.0)
        .fetch_optional(tx.connection())
        .await?;
    let Some(from) = stored.as_deref().and_then(MeldingStatus::van_id) else { return Ok(false) };
    let Some(to) = from.na(stap) else { return Ok(false) };
    let moved = sqlx::query("update melding set status = $3 where id = $1 and status = $2");
    let moved = moved.bind(id.0).bind(from.id()).bind(to.id()).execute(tx.connection()).await?;
    Ok(moved.rows_affected() == 1)
}

/// Marks when a draft was sent, after the step that sent it.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_sent(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set verzonden_ms = $2 where id = $1 and verzonden_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Writes down whether AMBER Alert or Vermist Kind Alert was discussed.
///
/// # Errors
/// The database cannot be reached.
pub async fn note_amber(tx: &mut Tx, id: MeldingId, wat: &str) -> Result<()> {
    sqlx::query("update melding set amber = $2 where id = $1").bind(id.0).bind(wat).execute(tx.connection()).await?;
    Ok(())
}

/// Marks that the sender was told that every group reported it.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_complete(tx: &mut Tx, id: MeldingId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set compleet_ms = $2 where id = $1 and compleet_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The groups of these wijken with their beheerders; a group without any stands there once. `soort` is the kind
/// of alert, which may break somebody's quiet hours; without one no quiet hours count.
///
/// # Errors
/// The database cannot be reached.
pub async fn audience(
    tx: &mut Tx,
    gemeente: &str,
    wijken: &[&str],
    phone_number_id: &str,
    soort: Option<MeldingSoort>,
    now_ms: i64,
) -> Result<Vec<Lid>> {
    let sql = format!(
        "select distinct g.id, b.persoon_id, coalesce(b.rang, 'hoofd'), coalesce(p.geblokkeerd, 0), \
         case when p.onbereikbaar_ms is null and p.opgeschort_ms is null then 0 else 1 end, case when p.uitgenodigd_ms is null then 0 else 1 end, \
         case when exists (select 1 from gesprek s where s.persoon_id = b.persoon_id and s.phone_number_id = $2 and s.chat = '' and s.laatste_ms > $3) \
         or exists (select 1 from outbox o where o.persoon_id = b.persoon_id and o.buiten_venster_ms > $3) then 0 else 1 end, \
         case when p.afwezig_van_ms <= $4 and p.afwezig_tot_ms > $4 then 1 else 0 end, p.stil_van, p.stil_tot, \
         coalesce(p.stil_vermissing, 0), coalesce(p.stil_heterdaad, 0), \
         case when exists (select 1 from gesprek s where s.persoon_id = b.persoon_id and s.phone_number_id = $2 and s.chat = '' and s.laatste_ms > $3) then 0 else 1 end \
         from groep g join groep_wijk w on w.groep_id = g.id left join beheer b on b.groep_id = g.id left join persoon p on p.id = b.persoon_id \
         where g.gemeente = $1 and w.wijk in {} order by g.id, b.persoon_id",
        rows::list(wijken.len(), 5)
    );
    let since_ms = now_ms - limits::WINDOW_MS;
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente).bind(phone_number_id).bind(since_ms).bind(now_ms);
    for wijk in wijken {
        query = query.bind(*wijk);
    }
    type Row = (i64, Option<i64>, String, i64, i64, i64, i64, i64, Option<i64>, Option<i64>, i64, i64, i64);
    let rows: Vec<Row> = query.fetch_all(tx.connection()).await?;
    let leden = rows.into_iter().map(
        |(
            groep,
            persoon,
            rang,
            geblokkeerd,
            onbereikbaar,
            uitgenodigd,
            plaats,
            afwezig,
            van,
            tot,
            vermissing,
            heterdaad,
            sjabloon,
        )| {
            let stilte = crate::eigen::stilte(van, tot, vermissing, heterdaad);
            Lid {
                groep: GroepId(groep),
                persoon: persoon.map(PersoonId),
                // A rank of another version is asked with the first: better one too many than none.
                rang: Rang::van_id(&rang).unwrap_or(Rang::Hoofd),
                uitgenodigd: uitgenodigd != 0,
                geblokkeerd: geblokkeerd != 0,
                onbereikbaar: onbereikbaar != 0,
                afwezig: afwezig != 0,
                stil: stilte.zip(soort).is_some_and(|(stilte, soort)| stilte.houdt_tegen(soort, now_ms)),
                vraagt_plaats: plaats != 0,
                vraagt_sjabloon: sjabloon != 0,
                zonder_sjabloon: false,
            }
        },
    );
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
        query.execute(tx.connection()).await?;
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
        query.execute(tx.connection()).await?;
    }
    Ok(())
}

/// The melding as this person got it; `None` if it was not sent to them.
///
/// # Errors
/// The database cannot be reached.
pub async fn received(tx: &mut Tx, id: MeldingId, persoon: PersoonId) -> Result<Option<Ontvangst>> {
    let row: Option<(Option<i64>, Option<i64>, i64)> = sqlx::query_as(
        "select o.afgeleverd_ms, o.gelezen_ms, r.opgeroepen_ms from ontvangst r join outbox o on o.id = r.outbox_id where r.melding_id = $1 and r.persoon_id = $2",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_optional(tx.connection())
    .await?;
    // Read at once means that "delivered" was never sent: the earlier of the two is when it arrived.
    Ok(row.map(|(delivered, read, opgeroepen_ms)| {
        let aangekomen_ms = delivered.into_iter().chain(read).min();
        Ontvangst { melding: id, aangekomen_ms, opgeroepen_ms }
    }))
}

/// The meldingen that this person got since a moment, the newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn received_since(tx: &mut Tx, persoon: PersoonId, since_ms: i64) -> Result<Vec<MeldingId>> {
    let rows: Vec<(i64,)> = sqlx::query_as(
        "select m.id from ontvangst r join melding m on m.id = r.melding_id where r.persoon_id = $1 and m.verzonden_ms >= $2 order by m.verzonden_ms desc, m.id desc",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(id,)| MeldingId(id)).collect())
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
    let rows: Vec<(i64, String, Option<i64>)> = sqlx::query_as(
        "select g.id, g.naam, u.geplaatst_ms from uitzetting u join groep g on g.id = u.groep_id join beheer b on b.groep_id = g.id \
         where u.melding_id = $1 and b.persoon_id = $2 order by g.naam",
    )
    .bind(id.0)
    .bind(persoon.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(groep, naam, geplaatst_ms)| EigenUitzetting { groep: GroepId(groep), naam, geplaatst_ms })
        .collect())
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
        .execute(tx.connection())
        .await?;
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
    .execute(tx.connection())
    .await?;
    // What is said of the alert now goes before what was said of one group.
    sqlx::query("delete from groepsantwoord where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .execute(tx.connection())
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

/// Records who confirmed an alert, why a second person has to agree, and when they were asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask_second(tx: &mut Tx, id: MeldingId, wie: PersoonId, tweede_om: &str, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set wie_id = $2, tweede_om = $3, tweede_gevraagd_ms = $4 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .bind(tweede_om)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Records who confirmed an alert: on a telephone that several share it may be another than who wrote it.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_confirmed_by(tx: &mut Tx, id: MeldingId, wie: PersoonId) -> Result<()> {
    sqlx::query("update melding set wie_id = $2 where id = $1").bind(id.0).bind(wie.0).execute(tx.connection()).await?;
    Ok(())
}

/// Records the second person who agreed.
///
/// # Errors
/// The database cannot be reached.
pub async fn approved_by(tx: &mut Tx, id: MeldingId, wie: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set goedgekeurd_door = $2, goedgekeurd_ms = $3 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The alerts of these gemeenten that wait for a second person, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_for_second(tx: &mut Tx, gemeenten: &[&str], now_ms: i64) -> Result<Vec<Melding>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select id from melding where status = 'wacht_tweede' and geldig_tot_ms > $1 and gemeente in {} order by id",
        rows::list(gemeenten.len(), 2)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(now_ms);
    for gemeente in gemeenten {
        query = query.bind(*gemeente);
    }
    let ids: Vec<(i64,)> = query.fetch_all(tx.connection()).await?;
    let mut waiting = Vec::with_capacity(ids.len());
    for (id,) in ids {
        waiting.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(waiting)
}
