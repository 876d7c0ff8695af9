//! Updates of an alert: new facts, written, agreed to and sent like the alert itself.
//!
//! Invariant: [`step`] alone writes the status of an update, along the machine of `domain::bijwerking`.

use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::rows;
use crate::{Error, Result, Tx};
use kern::domain::bijwerking::BijwerkingStatus;
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::tweede::Redenen;

/// The internal id of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BijwerkingId(pub i64);

/// New facts about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijwerking {
    /// Its id.
    pub id: BijwerkingId,
    /// The alert.
    pub melding: MeldingId,
    /// What is new, cleaned.
    pub tekst: String,
    /// Ids of wijken that the alert goes to from now on.
    pub wijken_erbij: Vec<WijkId>,
    /// Where it is in its life.
    pub status: BijwerkingStatus,
    /// Grows with each change; a button carries the version that it was shown with.
    pub versie: i64,
    /// Who wrote it.
    pub wie: PersoonId,
    /// It holds what may only leave with the family's consent and a second person.
    pub gevoelig: bool,
    /// The alert is valid until then, once it is sent, in milliseconds since the epoch.
    pub verleng_tot_ms: Option<i64>,
    /// When it was written, in milliseconds since the epoch.
    pub gemaakt_ms: i64,
}

/// Makes the draft of an update.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(
    tx: &mut Tx,
    melding: MeldingId,
    tekst: &str,
    wijken_erbij: &[WijkId],
    gevoelig: bool,
    wie: PersoonId,
    now_ms: i64,
) -> Result<BijwerkingId> {
    let id = tx.take_ids("bijwerking", 1).await?;
    sqlx::query(
        "insert into bijwerking (id, melding_id, tekst, wijken_erbij, status, versie, wie_id, gemaakt_ms, gevoelig) \
         values ($1, $2, $3, $4, 'concept', 1, $5, $6, $7)",
    )
    .bind(id)
    .bind(melding.0)
    .bind(tekst)
    .bind(als_lijst(wijken_erbij))
    .bind(wie.0)
    .bind(now_ms)
    .bind(i64::from(gevoelig))
    .execute(tx.writing())
    .await?;
    Ok(BijwerkingId(id))
}

const BIJWERKING: &str =
    "id, melding_id, tekst, wijken_erbij, status, versie, wie_id, gevoelig, verleng_tot_ms, gemaakt_ms from bijwerking";

fn bijwerking(row: &AnyRow) -> Result<Bijwerking> {
    let (status, wijken): (String, String) = (row.try_get("status")?, row.try_get("wijken_erbij")?);
    let status = BijwerkingStatus::van_id(&status);
    Ok(Bijwerking {
        id: BijwerkingId(row.try_get("id")?),
        melding: MeldingId(row.try_get("melding_id")?),
        tekst: row.try_get("tekst")?,
        wijken_erbij: wijken.split(',').filter(|wijk| !wijk.is_empty()).map(WijkId::from).collect(),
        status: status.ok_or(Error::content("bijwerking.status"))?,
        versie: row.try_get("versie")?,
        wie: PersoonId(row.try_get("wie_id")?),
        gevoelig: row.try_get::<i64, _>("gevoelig")? != 0,
        verleng_tot_ms: row.try_get("verleng_tot_ms")?,
        gemaakt_ms: row.try_get("gemaakt_ms")?,
    })
}

/// The update with this id.
///
/// # Errors
/// The database cannot be reached.
pub async fn get(tx: &mut Tx, id: BijwerkingId) -> Result<Option<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.0).fetch_optional(tx.connection()).await?;
    row.as_ref().map(bijwerking).transpose()
}

/// The updates of an alert that were sent, the first first.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent_of(tx: &mut Tx, melding: MeldingId) -> Result<Vec<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where melding_id = $1 and status = 'verzonden' order by verzonden_ms, id");
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(melding.0).fetch_all(tx.connection()).await?;
    rows.iter().map(bijwerking).collect()
}

/// Changes the draft of an update: its text, the wijken that come with it, and how long the alert lasts then.
///
/// # Errors
/// The database cannot be reached.
pub async fn change(tx: &mut Tx, draft: &Bijwerking, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update bijwerking set tekst = $2, wijken_erbij = $3, verleng_tot_ms = $4, versie = versie + 1, gemaakt_ms = $5 \
         where id = $1 and status = 'concept'",
    )
    .bind(draft.id.0)
    .bind(&draft.tekst)
    .bind(als_lijst(&draft.wijken_erbij))
    .bind(draft.verleng_tot_ms)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// The update of an alert that waits for a second person, if one does.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting(tx: &mut Tx, melding: MeldingId) -> Result<Option<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where melding_id = $1 and status = 'wacht_tweede' order by id limit 1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(melding.0).fetch_optional(tx.connection()).await?;
    row.as_ref().map(bijwerking).transpose()
}

/// The update of this person that waits for a second one, the newest, if one does.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_of(tx: &mut Tx, wie: PersoonId) -> Result<Option<Bijwerking>> {
    let sql = format!("select {BIJWERKING} where wie_id = $1 and status = 'wacht_tweede' order by id desc limit 1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(wie.0).fetch_optional(tx.connection()).await?;
    row.as_ref().map(bijwerking).transpose()
}

/// The updates that wait for a second person in these gemeenten, each with the number of its alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_in(
    tx: &mut Tx,
    gemeenten: &[&GemeenteId],
    behalve: PersoonId,
    now_ms: i64,
) -> Result<Vec<(BijwerkingId, String)>> {
    if gemeenten.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select b.id, m.nummer from bijwerking b join melding m on m.id = b.melding_id where b.status = 'wacht_tweede' \
         and m.status = 'verzonden' and m.geldig_tot_ms > $1 and b.wie_id <> $2 and m.gemeente in {} order by b.id",
        rows::list(gemeenten.len(), 3)
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(now_ms).bind(behalve.0);
    for gemeente in gemeenten {
        query = query.bind(gemeente.as_str());
    }
    let found: Vec<(i64, String)> = query.fetch_all(tx.connection()).await?;
    Ok(found.into_iter().map(|(id, nummer)| (BijwerkingId(id), nummer)).collect())
}

/// Records why a second person was asked about an update, and that the family agreed where that is needed.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask_second(tx: &mut Tx, id: BijwerkingId, why: impl Into<Redenen>, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update bijwerking set tweede_om = $2, familie_akkoord_ms = case when gevoelig = 1 then $3 else null end where id = $1",
    )
    .bind(id.0)
    .bind(why.into().als_woorden())
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Records who agreed to an update.
///
/// # Errors
/// The database cannot be reached.
pub async fn approved_by(tx: &mut Tx, id: BijwerkingId, wie: PersoonId) -> Result<()> {
    sqlx::query("update bijwerking set goedgekeurd_door = $2 where id = $1")
        .bind(id.0)
        .bind(wie.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The draft of an update that somebody wrote last.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_draft(tx: &mut Tx, melding: MeldingId, wie: PersoonId) -> Result<Option<BijwerkingId>> {
    let sql = "select max(id) from bijwerking where melding_id = $1 and wie_id = $2 and status = 'concept'";
    let id: Option<i64> = sqlx::query_scalar(sql).bind(melding.0).bind(wie.0).fetch_one(tx.connection()).await?;
    Ok(id.map(BijwerkingId))
}

/// Throws away the updates of an alert that did not leave.
///
/// # Errors
/// The database cannot be reached.
pub async fn cancel_open(tx: &mut Tx, melding: MeldingId, now_ms: i64) -> Result<()> {
    for from in [BijwerkingStatus::Concept, BijwerkingStatus::WachtTweede] {
        let open: Vec<i64> =
            sqlx::query_scalar("select id from bijwerking where melding_id = $1 and status = $2 order by id")
                .bind(melding.0)
                .bind(from.id())
                .fetch_all(tx.connection())
                .await?;
        for id in open {
            step(tx, BijwerkingId(id), from, BijwerkingStatus::Geannuleerd, now_ms).await?;
        }
    }
    Ok(())
}

/// Moves an update on in its life; answers whether it was there still.
///
/// # Errors
/// The database cannot be reached.
pub async fn step(
    tx: &mut Tx,
    id: BijwerkingId,
    from: BijwerkingStatus,
    to: BijwerkingStatus,
    now_ms: i64,
) -> Result<bool> {
    if !from.mag_naar(to) {
        return Ok(false);
    }
    let moved = sqlx::query(
        "update bijwerking set status = $3, verzonden_ms = case when $3 = 'verzonden' then $4 else verzonden_ms end \
         where id = $1 and status = $2",
    );
    let moved = moved.bind(id.0).bind(from.id()).bind(to.id()).bind(now_ms).execute(tx.writing()).await?;
    Ok(moved.rows_affected() == 1)
}

/// Wijken as they are kept in one column.
fn als_lijst(wijken: &[WijkId]) -> String {
    wijken.iter().map(WijkId::as_str).collect::<Vec<_>>().join(",")
}
