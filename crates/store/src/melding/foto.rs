//! Pictures for alerts about missing persons: their ids at Meta, and how far they are. Never the picture itself.
//!
//! Invariant: only a picture that a second person approved is `goedgekeurd`; after `gewist` no id is left.

use crate::rows::{id_columns, row};
use crate::{Error, Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::wijk::GemeenteId;
use kern::opgeslagen;

/// The internal id of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FotoId(pub i64);

id_columns! { FotoId, }

opgeslagen! {
    /// Where a picture is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum FotoStatus {
        /// Being fetched.
        Ontvangen = "ontvangen",
        /// Waits for a second person.
        Wacht = "wacht",
        /// Goes out with its alert.
        Goedgekeurd = "goedgekeurd",
        /// A second person refused it, or it could not be had.
        Afgewezen = "afgewezen",
        /// Deleted at Meta and here.
        Gewist = "gewist",
    }
}

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foto {
    /// Its id.
    pub id: FotoId,
    /// The alert it belongs to.
    pub melding: MeldingId,
    /// Whose telephone sent it.
    pub verzender: PersoonId,
    /// Who sent it: the person who was signed on, where several share that telephone.
    pub wie: PersoonId,
    /// The business number it came in on, and goes out on.
    pub phone_number_id: NumberId,
    /// What stood under it.
    pub bijschrift: String,
    /// Its id at Meta, after it was uploaded again.
    pub upload_id: Option<String>,
    /// Where it is in its life.
    pub status: FotoStatus,
    /// Its sender said that the family agrees.
    pub familie_akkoord: bool,
}

/// A picture as it came in, before there is an alert that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vooraf {
    /// Whose telephone sent it.
    pub verzender: PersoonId,
    /// Who sent it.
    pub wie: PersoonId,
    /// The business number it came in on.
    pub phone_number_id: NumberId,
    /// Its id at Meta.
    pub media_id: String,
    /// Base64 of its SHA-256.
    pub sha256: Option<String>,
    /// What stood under it.
    pub bijschrift: String,
}

/// Remembers where a picture is until its sender sends the alert that it belongs to: the last one of each telephone.
///
/// # Errors
/// The database cannot be reached.
pub async fn keep(tx: &mut Tx, vooraf: &Vooraf, now_ms: i64) -> Result<()> {
    sqlx::query(
        "insert into foto_vooraf (verzender_id, wie_id, phone_number_id, media_id, sha256, bijschrift, gemaakt_ms) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (verzender_id) do update set wie_id = excluded.wie_id, \
         phone_number_id = excluded.phone_number_id, media_id = excluded.media_id, sha256 = excluded.sha256, \
         bijschrift = excluded.bijschrift, gemaakt_ms = excluded.gemaakt_ms",
    )
    .bind(vooraf.verzender.0)
    .bind(vooraf.wie.0)
    .bind(vooraf.phone_number_id.as_str())
    .bind(&vooraf.media_id)
    .bind(&vooraf.sha256)
    .bind(&vooraf.bijschrift)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

row! {
    struct Bewaard {
        phone_number_id: NumberId,
        media_id: String,
        sha256: Option<String>,
        bijschrift: String,
    }
}

/// Takes the picture that this person sent on this telephone since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_kept(tx: &mut Tx, verzender: PersoonId, wie: PersoonId, since_ms: i64) -> Result<Option<Vooraf>> {
    let row: Option<Bewaard> = sqlx::query_as(
        "delete from foto_vooraf where verzender_id = $1 and wie_id = $2 and gemaakt_ms >= $3 \
         returning phone_number_id, media_id, sha256, bijschrift",
    )
    .bind(verzender.0)
    .bind(wie.0)
    .bind(since_ms)
    .fetch_optional(tx.writing())
    .await?;
    Ok(row.map(|Bewaard { phone_number_id, media_id, sha256, bijschrift }| Vooraf {
        verzender,
        wie,
        phone_number_id,
        media_id,
        sha256,
        bijschrift,
    }))
}

/// Forgets pictures that no alert came for.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_kept(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query("delete from foto_vooraf where gemaakt_ms < $1").bind(before_ms).execute(tx.writing()).await?;
    Ok(())
}

/// Keeps a picture that came in.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(
    tx: &mut Tx,
    melding: MeldingId,
    (verzender, wie): (PersoonId, PersoonId),
    phone_number_id: &NumberId,
    bijschrift: &str,
    now_ms: i64,
) -> Result<FotoId> {
    let id = tx.take_ids("foto", 1).await?;
    sqlx::query(
        "insert into foto (id, melding_id, verzender_id, phone_number_id, bijschrift, toestand, gemaakt_ms, wie_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(melding.0)
    .bind(verzender.0)
    .bind(phone_number_id.as_str())
    .bind(bijschrift)
    .bind(FotoStatus::Ontvangen.id())
    .bind(now_ms)
    .bind(wie.0)
    .execute(tx.writing())
    .await?;
    Ok(FotoId(id))
}

row! {
    struct Row {
        id: FotoId,
        melding: MeldingId = "melding_id",
        verzender: PersoonId = "verzender_id",
        wie: Option<PersoonId> = "wie_id",
        phone_number_id: NumberId,
        bijschrift: String,
        upload_id: Option<String>,
        toestand: String,
        familie_akkoord_ms: Option<i64>,
    }
}

const SELECT: &str = "select id, melding_id, verzender_id, wie_id, phone_number_id, bijschrift, upload_id, toestand, familie_akkoord_ms from foto";

fn complete(row: Row) -> Result<Foto> {
    let status = FotoStatus::van_id(&row.toestand);
    Ok(Foto {
        id: row.id,
        melding: row.melding,
        verzender: row.verzender,
        wie: row.wie.unwrap_or(row.verzender),
        phone_number_id: row.phone_number_id,
        bijschrift: row.bijschrift,
        upload_id: row.upload_id,
        status: status.ok_or(Error::content("foto.toestand"))?,
        familie_akkoord: row.familie_akkoord_ms.is_some(),
    })
}

/// The picture with this id.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn get(tx: &mut Tx, id: FotoId) -> Result<Option<Foto>> {
    let sql = format!("{SELECT} where id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// The pictures that wait for a second person in these gemeenten, each with the number of its alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_in(
    tx: &mut Tx,
    gemeenten: &[&GemeenteId],
    behalve: PersoonId,
    now_ms: i64,
) -> Result<Vec<(FotoId, String)>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select f.id, m.nummer from foto f join melding m on m.id = f.melding_id where f.toestand = 'wacht' \
         and m.status = 'verzonden' and m.geldig_tot_ms > $1 and (f.wie_id is null or f.wie_id <> $2) and m.gemeente in {} order by f.id",
        crate::rows::list(gemeenten.len(), 3)
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now_ms).bind(behalve.0);
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let found: Vec<(i64, String)> = query.fetch_all(tx.connection()).await?;
    Ok(found.into_iter().map(|(id, nummer)| (FotoId(id), nummer)).collect())
}

/// The picture of an alert that waits for a second person, the first first.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_of(tx: &mut Tx, melding: MeldingId) -> Result<Option<FotoId>> {
    let id: Option<i64> =
        sqlx::query_scalar("select id from foto where melding_id = $1 and toestand = 'wacht' order by id limit 1")
            .bind(melding.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(id.map(FotoId))
}

/// The picture that goes with an alert, if one was approved.
///
/// # Errors
/// The database cannot be reached, or holds a state that this program does not know.
pub async fn approved_of(tx: &mut Tx, melding: MeldingId) -> Result<Option<Foto>> {
    let sql = format!("{SELECT} where melding_id = $1 and toestand = 'goedgekeurd' order by id desc limit 1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(melding.0).fetch_optional(tx.connection()).await?;
    row.map(complete).transpose()
}

/// Writes down that the family agrees to a picture.
///
/// # Errors
/// The database cannot be reached.
pub async fn family_agrees(tx: &mut Tx, id: FotoId, now_ms: i64) -> Result<()> {
    sqlx::query("update foto set familie_akkoord_ms = $2 where id = $1 and familie_akkoord_ms is null")
        .bind(id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Moves a picture on. Answers whether it was where it was expected.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(tx: &mut Tx, id: FotoId, from: FotoStatus, to: FotoStatus, door: Option<PersoonId>) -> Result<bool> {
    let done = sqlx::query(
        "update foto set toestand = $3, goedgekeurd_door = coalesce($4, goedgekeurd_door) where id = $1 and toestand = $2",
    )
    .bind(id.0)
    .bind(from.id())
    .bind(to.id())
    .bind(door.map(|id| id.0))
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Keeps the id under which it was uploaded.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_upload(tx: &mut Tx, id: FotoId, upload_id: &str) -> Result<()> {
    sqlx::query("update foto set upload_id = $2 where id = $1")
        .bind(id.0)
        .bind(upload_id)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Forgets everything of a picture but that there was one; also in messages that were sent with it.
///
/// # Errors
/// The database cannot be reached.
pub async fn erase(tx: &mut Tx, foto: &Foto, now_ms: i64) -> Result<()> {
    sqlx::query("update foto set toestand = 'gewist', upload_id = null, bijschrift = '', gewist_ms = $2 where id = $1")
        .bind(foto.id.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// Whether a picture of an alert went out.
///
/// # Errors
/// The database cannot be reached.
pub async fn was_sent(tx: &mut Tx, melding: MeldingId) -> Result<bool> {
    let sent: i64 =
        sqlx::query_scalar("select count(*) from foto where melding_id = $1 and goedgekeurd_door is not null")
            .bind(melding.0)
            .fetch_one(tx.connection())
            .await?;
    Ok(sent > 0)
}

/// Records that somebody got the picture by itself, to forward; answers whether they had not.
///
/// # Errors
/// The database cannot be reached.
pub async fn give_alone(tx: &mut Tx, melding: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<bool> {
    let done =
        sqlx::query("update ontvangst set foto_ms = $3 where melding_id = $1 and persoon_id = $2 and foto_ms is null")
            .bind(melding.0)
            .bind(persoon.0)
            .bind(now_ms)
            .execute(tx.writing())
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Who got an alert, and may see more of it: nobody who is blocked since, and nobody for whom it is still held up.
///
/// # Errors
/// The database cannot be reached.
pub async fn recipients(tx: &mut Tx, melding: MeldingId) -> Result<Vec<PersoonId>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select r.persoon_id from ontvangst r join outbox o on o.id = r.outbox_id \
         join persoon p on p.id = r.persoon_id \
         where r.melding_id = $1 and o.toestand not in ('mislukt', 'vervallen', 'vastgehouden') and p.geblokkeerd = 0 order by r.persoon_id",
    )
    .bind(melding.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(ids.into_iter().map(PersoonId).collect())
}

/// The running alerts about missing persons that somebody sent, the latest first. An exercise takes no picture.
///
/// # Errors
/// The database cannot be reached.
pub async fn running_missing(tx: &mut Tx, verzender: PersoonId, now_ms: i64) -> Result<Vec<MeldingId>> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "select id from melding where verzender_id = $1 and status = 'verzonden' and soort = 'vermissing' and reeks = '' and geldig_tot_ms > $2 order by id desc",
    )
    .bind(verzender.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(ids.into_iter().map(MeldingId).collect())
}
