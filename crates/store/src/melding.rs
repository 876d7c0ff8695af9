//! Meldingen and their wijken.
//!
//! Owns what an alert is and where it is in its life; what is around it lies below. Invariant: [`step`] alone writes a
//! status, along the machine of `domain::melding`.

pub mod beeld;
pub mod bijwerking;
pub mod delen;
pub mod foto;
pub mod indruk;
pub mod intrekking;
pub mod kaart;
pub mod kwaliteit;
pub mod levensloop;
pub mod navraag;
pub mod oefening;
pub mod overname;
pub mod overzicht;
pub mod publiek;
pub mod tweede;
pub mod uitgegeven;

use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

pub use self::publiek::{
    EigenUitzetting, Ontvangst, add_groups, add_recipients, answer, audience, carried_by, counts, own_groups, received,
    received_since, report_posted, reported_by, take_report_back,
};
pub use self::tweede::{
    approved_by, ask_second, need_second, second_asked_ms, set_confirmed_by, waiting_for_second, waiting_of,
};
use crate::gesprek::ChatKey;
use crate::rows::Column;
use crate::{Error, Result, Tx};
use kern::domain::melding::{MeldingStatus, OEFENING, Stap, nummer};
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::soort::MeldingSoort;
use kern::domain::tweede::Redenen;

/// A melding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    /// Its id.
    pub id: MeldingId,
    /// The id of its gemeente.
    pub gemeente: GemeenteId,
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
    pub wijken: Vec<WijkId>,
    /// What was read out of the typed line, as JSON; empty where nothing was.
    pub onderdelen: String,
    /// An exercise: not real, with a number of its own series.
    pub oefening: bool,
    /// Who wrote it: the person who was signed on, where several share the telephone of `verzender`.
    pub wie: PersoonId,
    /// Why a second person has to agree; empty where none has.
    pub tweede_om: Redenen,
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
    pub gemeente: &'a GemeenteId,
    /// The letters of its number.
    pub code: &'a str,
    /// What it is about.
    pub soort: MeldingSoort,
    /// The ids of its wijken.
    pub wijken: &'a [WijkId],
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
        let serial: i64 = sqlx::query_scalar(last).bind(concept.gemeente.as_str()).fetch_one(tx.connection()).await?;
        (serial, nummer(concept.code, serial))
    };
    sqlx::query(
        "insert into melding (id, gemeente, volgnummer, nummer, soort, omschrijving, status, versie, verzender_id, phone_number_id, chat, gemaakt_ms, geldig_tot_ms, \
         onderdelen, reeks, wie_id) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(id.0)
    .bind(concept.gemeente.as_str())
    .bind(serial)
    .bind(nummer)
    .bind(concept.soort.id())
    .bind(concept.omschrijving)
    .bind(MeldingStatus::Concept.id())
    .bind(concept.verzender.persoon.0)
    .bind(concept.verzender.phone_number_id.as_str())
    .bind(&concept.verzender.chat)
    .bind(now_ms)
    .bind(now_ms + concept.geldig_ms)
    .bind(concept.onderdelen)
    .bind(if concept.oefening { REEKS_OEFENING } else { "" })
    .bind(concept.wie.0)
    .execute(tx.writing())
    .await?;
    set_wijken(tx, id, concept.wijken).await?;
    Ok(id)
}

/// Changes what a draft says, and where; it has to be confirmed anew. Its version grows, so that buttons of the old preview
/// no longer send. What is no draft stays as it is.
///
/// # Errors
/// The database cannot be reached.
pub async fn change_draft(tx: &mut Tx, id: MeldingId, concept: &Concept<'_>, now_ms: i64) -> Result<()> {
    if !step(tx, id, Stap::PasAan).await? {
        return Ok(());
    }
    sqlx::query(
        "update melding set soort = $2, omschrijving = $3, versie = versie + 1, gemaakt_ms = $4, geldig_tot_ms = $5, onderdelen = $6, \
         tweede_om = '' where id = $1",
    )
    .bind(id.0)
    .bind(concept.soort.id())
    .bind(concept.omschrijving)
    .bind(now_ms)
    .bind(now_ms + concept.geldig_ms)
    .bind(concept.onderdelen)
    .execute(tx.writing())
    .await?;
    sqlx::query("delete from melding_wijk where melding_id = $1").bind(id.0).execute(tx.writing()).await?;
    set_wijken(tx, id, concept.wijken).await
}

/// Keeps other parts of a draft, of which nothing that is told changed, and gives it another version.
///
/// # Errors
/// The database cannot be reached.
pub async fn keep_parts(tx: &mut Tx, id: MeldingId, onderdelen: &str) -> Result<()> {
    sqlx::query("update melding set onderdelen = $2, versie = versie + 1 where id = $1 and status = 'concept'")
        .bind(id.0)
        .bind(onderdelen)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Gives a draft another version, though nothing of it changed: buttons of the old preview no longer send.
///
/// # Errors
/// The database cannot be reached.
pub async fn renew_draft(tx: &mut Tx, id: MeldingId) -> Result<()> {
    sqlx::query("update melding set versie = versie + 1 where id = $1 and status = 'concept'")
        .bind(id.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The last alert or draft that was begun on this telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest_of(tx: &mut Tx, telefoon: PersoonId) -> Result<Option<Melding>> {
    let newest: Option<i64> =
        sqlx::query_scalar("select id from melding where verzender_id = $1 order by id desc limit 1")
            .bind(telefoon.0)
            .fetch_optional(tx.connection())
            .await?;
    match newest {
        Some(id) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

/// The newest draft of somebody on this telephone that can still be sent, but for the one at hand.
///
/// # Errors
/// The database cannot be reached.
pub async fn newest_draft_of(
    tx: &mut Tx,
    (telefoon, wie): (PersoonId, PersoonId),
    behalve: MeldingId,
    now_ms: i64,
) -> Result<Option<Melding>> {
    let newest: Option<i64> = sqlx::query_scalar(
        "select id from melding where verzender_id = $1 and wie_id = $2 and status = $3 and geldig_tot_ms > $4 \
         and id <> $5 order by id desc limit 1",
    )
    .bind(telefoon.0)
    .bind(wie.0)
    .bind(MeldingStatus::Concept.id())
    .bind(now_ms)
    .bind(behalve.0)
    .fetch_optional(tx.connection())
    .await?;
    match newest {
        Some(id) => get(tx, MeldingId(id)).await,
        None => Ok(None),
    }
}

/// Records that an alert goes out together with this one, which was made first.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent_together(tx: &mut Tx, id: MeldingId, met: MeldingId) -> Result<()> {
    sqlx::query("update melding set samen_met = $2 where id = $1").bind(id.0).bind(met.0).execute(tx.writing()).await?;
    Ok(())
}

/// The other alerts that went out together with this one, in the order in which they were made.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent_with(tx: &mut Tx, id: MeldingId) -> Result<Vec<Melding>> {
    let first: Option<i64> = sqlx::query_scalar("select coalesce(samen_met, id) from melding where id = $1")
        .bind(id.0)
        .fetch_optional(tx.connection())
        .await?;
    let others = "select id from melding where (id = $1 or samen_met = $1) and id <> $2 order by id";
    let others: Vec<i64> = sqlx::query_scalar(others).bind(first).bind(id.0).fetch_all(tx.connection()).await?;
    let mut meldingen = Vec::with_capacity(others.len());
    for other in others {
        meldingen.extend(get(tx, MeldingId(other)).await?);
    }
    Ok(meldingen)
}

async fn set_wijken(tx: &mut Tx, id: MeldingId, wijken: &[WijkId]) -> Result<()> {
    for (wijk, volgorde) in wijken.iter().zip(1_i64..) {
        sqlx::query(
            "insert into melding_wijk (melding_id, wijk, volgorde) values ($1, $2, $3) \
             on conflict (melding_id, wijk) do nothing",
        )
        .bind(id.0)
        .bind(wijk.as_str())
        .bind(volgorde)
        .execute(tx.writing())
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
    let wijken: Vec<WijkId> = wijken.into_iter().map(WijkId::from).collect();
    let (soort, status): (String, String) = (row.try_get("soort")?, row.try_get("status")?);
    Ok(Melding {
        id: MeldingId(id),
        gemeente: Column::read(row, "gemeente")?,
        nummer: row.try_get("nummer")?,
        soort: MeldingSoort::van_id(&soort).ok_or(Error::content("melding.soort"))?,
        omschrijving: row.try_get("omschrijving")?,
        status: MeldingStatus::van_id(&status).ok_or(Error::content("melding.status"))?,
        versie: row.try_get("versie")?,
        verzender: ChatKey {
            phone_number_id: Column::read(row, "phone_number_id")?,
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
        tweede_om: row.try_get::<String, _>("tweede_om")?.as_str().into(),
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

/// Whether an alert runs in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn runs_in(tx: &mut Tx, gemeente: &GemeenteId) -> Result<bool> {
    let runs: i64 = sqlx::query_scalar("select count(*) from melding where gemeente = $1 and status = 'verzonden'")
        .bind(gemeente.as_str())
        .fetch_one(tx.connection())
        .await?;
    Ok(runs > 0)
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

/// The alerts of a kind that run in a gemeente and were sent since a moment, the newest first. No exercises.
///
/// # Errors
/// The database cannot be reached.
pub async fn running_of_kind(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    soort: MeldingSoort,
    since_ms: i64,
) -> Result<Vec<Melding>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select id from melding where gemeente = $1 and soort = $2 and verzonden_ms >= $3 and status = 'verzonden' and reeks = '' \
         order by verzonden_ms desc, id desc",
    )
    .bind(gemeente.as_str())
    .bind(soort.id())
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    let mut meldingen = Vec::with_capacity(ids.len());
    for id in ids {
        meldingen.extend(get(tx, MeldingId(id)).await?);
    }
    Ok(meldingen)
}

/// Throws away what this person has of drafts, written or confirmed by them.
///
/// # Errors
/// The database cannot be reached.
pub async fn cancel_drafts_of(tx: &mut Tx, persoon: PersoonId) -> Result<()> {
    let theirs = "select id from melding where (verzender_id = $1 or wie_id = $1) and status in ($2, $3) order by id";
    let drafts: Vec<i64> = sqlx::query_scalar(theirs)
        .bind(persoon.0)
        .bind(MeldingStatus::Concept.id())
        .bind(MeldingStatus::WachtTweede.id())
        .fetch_all(tx.connection())
        .await?;
    for id in drafts {
        cancel_draft(tx, MeldingId(id)).await?;
    }
    Ok(())
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
    let moved = moved.bind(id.0).bind(from.id()).bind(to.id()).execute(tx.writing()).await?;
    Ok(moved.rows_affected() == 1)
}

/// Marks when a draft was sent, after the step that sent it.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_sent(tx: &mut Tx, id: MeldingId, binnen_ms: Option<i64>, now_ms: i64) -> Result<()> {
    sqlx::query("update melding set verzonden_ms = $2, binnen_ms = $3 where id = $1 and verzonden_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .bind(binnen_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Writes down whether AMBER Alert or Vermist Kind Alert was discussed.
///
/// # Errors
/// The database cannot be reached.
pub async fn note_amber(tx: &mut Tx, id: MeldingId, wat: &str) -> Result<()> {
    sqlx::query("update melding set amber = $2 where id = $1").bind(id.0).bind(wat).execute(tx.writing()).await?;
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
        .execute(tx.writing())
        .await?;
    Ok(())
}
