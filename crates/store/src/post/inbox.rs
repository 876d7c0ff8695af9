//! The inbox: what Meta sent, before anything is done about it, and whose turn it is.
//!
//! Invariants: a repeated item (same key) changes nothing; a row is `klaar` only in the transaction that holds its
//! effects; items of one chat keep their order of arrival, between chats [`Beurt`] decides, and a chat has the turn of
//! the most urgent of what waits in it.

use std::collections::{BTreeMap, HashMap};

use sqlx::AssertSqlSafe;

use crate::rows::{self, row};
use crate::{Result, Tx};
use cloud::webhook::{Item, ItemKey, ItemKind};
use kern::domain::afzender::NumberId;
use kern::limits;

/// A body that could not be taken apart, kept for the operator.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// The key of the body, so that a repetition is known.
    pub key: ItemKey,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// Whose turn comes first, between chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beurt {
    /// Somebody reports what happens now, whoever it is.
    Spoed = 0,
    /// Whoever has a role with police or a gemeente; results of our own work, and what is nobody's.
    Politie = 1,
    /// Whoever runs a group.
    Beheerder = 2,
    /// Everybody else.
    Vreemde = 3,
}

/// A row that waits for the dispatcher.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Its id; the order of arrival.
    pub id: i64,
    /// The kind of item.
    pub soort: String,
    /// The business number it came in on.
    pub phone_number_id: NumberId,
    /// Items of one chat are handled in order.
    pub chat: String,
    /// When it was stored, in milliseconds since the epoch.
    pub ontvangen_ms: i64,
    /// The item.
    pub payload: Vec<u8>,
    /// How often it failed.
    pub pogingen: i64,
    /// Not before this moment, in milliseconds since the epoch.
    pub volgende_ms: i64,
    /// Whose turn it has, as [`Beurt`] numbers them.
    pub beurt: i64,
}

/// What was stored of a batch; what had been stored before does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// Items of all kinds.
    pub items: u64,
    /// Messages for each business number.
    pub messages: BTreeMap<NumberId, usize>,
}

/// Stores items in the order given; those stored before are passed over. Answers what is new. Messages have the turn of
/// a stranger until [`put_forward`] says more.
///
/// # Errors
/// Nothing is stored.
pub async fn insert(tx: &mut Tx, items: &[Item], now_ms: i64) -> Result<Stored> {
    let first = tx.take_ids("inbox", items.len()).await?;
    let numbered: Vec<(i64, &Item)> = (first..).zip(items).collect();
    let mut stored = Stored::default();
    for piece in rows::pieces(&numbered) {
        let sql = format!(
            "insert into inbox (id, sleutel, soort, phone_number_id, chat, ontvangen_ms, payload, toestand, klasse) values {} on conflict (sleutel) do nothing \
             returning soort, phone_number_id",
            rows::placeholders(piece.len(), 9, 1)
        );
        let mut query = sqlx::query_as::<_, (String, String)>(AssertSqlSafe(sql));
        for (id, item) in piece {
            query = query.bind(id).bind(item.key.to_vec()).bind(item.kind.id());
            query = query.bind(without_nul(&item.phone_number_id)).bind(without_nul(&item.chat));
            let beurt = if item.kind == ItemKind::Message { Beurt::Vreemde } else { Beurt::Politie };
            query = query.bind(now_ms).bind(item.payload.clone()).bind("nieuw").bind(beurt as i64);
        }
        for (kind, number) in query.fetch_all(tx.connection()).await? {
            stored.items += 1;
            if kind == ItemKind::Message.id() {
                *stored.messages.entry(number.into()).or_default() += 1;
            }
        }
    }
    Ok(stored)
}

/// PostgreSQL takes no NUL in text; a payload is bytes and keeps it.
fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// Stores a body that could not be taken apart. It waits for nobody.
///
/// # Errors
/// Nothing is stored.
pub async fn insert_unreadable(tx: &mut Tx, unreadable: &Unreadable, now_ms: i64) -> Result<()> {
    let id = tx.take_ids("inbox", 1).await?;
    sqlx::query(
        "insert into inbox (id, sleutel, soort, phone_number_id, chat, ontvangen_ms, payload, toestand) \
         values ($1, $2, 'onleesbaar', '', '', $3, $4, 'klaar') on conflict (sleutel) do nothing",
    )
    .bind(id)
    .bind(unreadable.key.to_vec())
    .bind(now_ms)
    .bind(unreadable.body.clone())
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Gives an item an earlier turn, and with it whatever waits before it in its chat.
///
/// # Errors
/// The database cannot be reached.
pub async fn put_forward(tx: &mut Tx, item: &Item, beurt: Beurt) -> Result<()> {
    sqlx::query(
        "update inbox set klasse = $1 where toestand = 'nieuw' and soort <> 'status' and phone_number_id = $2 and chat = $3 \
         and klasse > $1 and id <= (select e.id from inbox e where e.sleutel = $4)",
    )
    .bind(beurt as i64)
    .bind(without_nul(&item.phone_number_id))
    .bind(without_nul(&item.chat))
    .bind(item.key.to_vec())
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Those of these numbers and user ids that are no stranger's, with their turn.
///
/// # Errors
/// The database cannot be reached.
pub async fn known(tx: &mut Tx, identities: &[&str]) -> Result<HashMap<String, Beurt>> {
    let mut known = HashMap::new();
    for piece in rows::pieces(identities) {
        let sql = format!(
            "select i.waarde, case when exists (select 1 from toekenning t where t.persoon_id = i.persoon_id) then 1 else 0 end \
             from identiteit i where i.soort in ('telefoon', 'bsuid') and i.waarde in {} \
             and (exists (select 1 from toekenning t where t.persoon_id = i.persoon_id) \
             or exists (select 1 from beheer b where b.persoon_id = i.persoon_id))",
            rows::list(piece.len(), 1)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for identity in piece {
            query = query.bind(without_nul(identity));
        }
        let found: Vec<(String, i64)> = query.fetch_all(tx.connection()).await?;
        let beurt = |toegekend| if toegekend == 1 { Beurt::Politie } else { Beurt::Beheerder };
        known.extend(found.into_iter().map(|(waarde, toegekend)| (waarde, beurt(toegekend))));
    }
    Ok(known)
}

/// The messages and changes whose turn it is. Within a chat they stand in order of arrival; chats that a failed item
/// holds back are left out. Emergencies go first, but leave room: whoever floods us with cries for help must not keep
/// police waiting. Strangers come a few at a time, so that the writer is soon free for whoever sends.
///
/// # Errors
/// The database cannot be reached.
pub async fn pending(tx: &mut Tx, now_ms: i64) -> Result<Vec<Pending>> {
    let eerst = Beurt::Spoed as i64;
    let spoed = format!("soort <> 'status' and klasse = {eerst} and {NOT_HELD} order by id");
    let mut spoed = select_pending(tx, &spoed, BATCH, now_ms).await?;
    // The plus has it looked up by chat: in a flood of emergencies there are many of that class.
    let rest = format!(
        "soort <> 'status' and klasse > {eerst} and {NOT_HELD} and not exists (select 1 from inbox e where e.toestand = 'nieuw' \
         and e.soort <> 'status' and +e.klasse = {eerst} and e.phone_number_id = inbox.phone_number_id and e.chat = inbox.chat and e.id < inbox.id) \
         order by klasse, id"
    );
    let mut rest = select_pending(tx, &rest, BATCH, now_ms).await?;
    let known = rest.iter().position(|row| row.beurt == Beurt::Vreemde as i64).unwrap_or(rest.len());
    rest.truncate(known.max(limits::DISPATCH_STRANGER_ROWS));
    let room = if known > 0 { 0 } else { limits::DISPATCH_BATCH_ROWS - rest.len() };
    spoed.truncate(room.max(limits::DISPATCH_EMERGENCY_ROWS));
    spoed.append(&mut rest);
    spoed.truncate(limits::DISPATCH_BATCH_ROWS);
    Ok(spoed)
}

/// When the first of the chats that are held back may be tried again, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn held_until_ms(tx: &mut Tx, now_ms: i64) -> Result<Option<i64>> {
    let first = "select min(volgende_ms) from inbox where toestand = 'nieuw' and volgende_ms > 0 and volgende_ms > $1";
    Ok(sqlx::query_scalar(first).bind(now_ms).fetch_one(tx.connection()).await?)
}

/// As many rows as one transaction handles.
const BATCH: i64 = limits::DISPATCH_BATCH_ROWS as i64;

const NOT_HELD: &str = "not exists (select 1 from inbox h where h.toestand = 'nieuw' and h.volgende_ms > 0 and h.volgende_ms > $2 \
    and h.phone_number_id = inbox.phone_number_id and h.chat = inbox.chat)";

/// The oldest statuses that wait, in order of arrival.
///
/// # Errors
/// The database cannot be reached.
pub async fn pending_statuses(tx: &mut Tx) -> Result<Vec<Pending>> {
    select_pending(tx, "soort = 'status' and $2 = 0 order by id", limits::STATUS_BATCH_ROWS, 0).await
}

row! {
    struct PendingRow {
        id: i64,
        soort: String,
        phone_number_id: NumberId,
        chat: String,
        ontvangen_ms: i64,
        payload: Option<Vec<u8>>,
        pogingen: i64,
        volgende_ms: i64,
        beurt: i64 = "klasse",
    }
}

async fn select_pending(tx: &mut Tx, which: &str, most: i64, now_ms: i64) -> Result<Vec<Pending>> {
    let sql = format!(
        "select id, soort, phone_number_id, chat, ontvangen_ms, payload, pogingen, volgende_ms, klasse from inbox \
         where toestand = 'nieuw' and {which} limit $1"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql)).bind(most).bind(now_ms);
    let rows: Vec<PendingRow> = query.fetch_all(tx.connection()).await?;
    let pending = rows.into_iter().map(|row| Pending {
        id: row.id,
        soort: row.soort,
        phone_number_id: row.phone_number_id,
        chat: row.chat,
        ontvangen_ms: row.ontvangen_ms,
        payload: row.payload.unwrap_or_default(),
        pogingen: row.pogingen,
        volgende_ms: row.volgende_ms,
        beurt: row.beurt,
    });
    Ok(pending.collect())
}

/// Marks rows as done.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_done(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    for piece in rows::pieces(ids) {
        let sql = format!("update inbox set toestand = 'klaar' where id in {}", rows::list(piece.len(), 1));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for id in piece {
            query = query.bind(id);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Counts a failed attempt. After the last one the row is given up. Answers whether it was.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_failed(tx: &mut Tx, row: &Pending, now_ms: i64) -> Result<bool> {
    let given_up = row.pogingen + 1 >= limits::DISPATCH_ATTEMPTS_MAX;
    sqlx::query("update inbox set pogingen = pogingen + 1, volgende_ms = $2, toestand = $3 where id = $1")
        .bind(row.id)
        .bind(now_ms + limits::DISPATCH_RETRY_MS)
        .bind(if given_up { "mislukt" } else { "nieuw" })
        .execute(tx.writing())
        .await?;
    Ok(given_up)
}

/// Empties the stored payload of a row: what it held must not be kept.
///
/// # Errors
/// The database cannot be reached.
pub async fn forget_payload(tx: &mut Tx, id: i64) -> Result<()> {
    sqlx::query("update inbox set payload = null where id = $1").bind(id).execute(tx.writing()).await?;
    Ok(())
}

/// What is kept of an item of the same chat as another; `None`: nothing, or it is of another chat.
///
/// # Errors
/// The database cannot be reached.
pub async fn payload_beside(tx: &mut Tx, id: i64, beside: i64) -> Result<Option<Vec<u8>>> {
    let payload: Option<Option<Vec<u8>>> =
        sqlx::query_scalar("select payload from inbox where id = $1 and chat = (select chat from inbox where id = $2)")
            .bind(id)
            .bind(beside)
            .fetch_optional(tx.connection())
            .await?;
    Ok(payload.flatten())
}

/// What is kept of an item; the outer `None`: it never came, or is forgotten.
///
/// # Errors
/// The database cannot be reached.
pub async fn payload(tx: &mut Tx, key: &ItemKey) -> Result<Option<Option<Vec<u8>>>> {
    Ok(sqlx::query_scalar("select payload from inbox where sleutel = $1")
        .bind(key.to_vec())
        .fetch_optional(tx.connection())
        .await?)
}

/// When the oldest status came in that nobody looked at yet, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn oldest_unread_status_ms(tx: &mut Tx) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(
        "select ontvangen_ms from inbox where toestand = 'nieuw' and soort = 'status' order by id limit 1",
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// The newest messages and statuses that came in since a moment, the newest first: when, and what.
///
/// # Errors
/// The database cannot be reached.
pub async fn recent(tx: &mut Tx, since_ms: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let recent = "select ontvangen_ms, payload from inbox where ontvangen_ms > $1 and soort in ('bericht', 'status') \
                  and payload is not null order by ontvangen_ms desc, id desc limit $2";
    let most = i64::try_from(limits::META_MOMENTS_KEPT).unwrap_or(i64::MAX);
    Ok(sqlx::query_as(recent).bind(since_ms).bind(most).fetch_all(tx.connection()).await?)
}

/// Empties payloads and drops keys whose time has passed.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update inbox set payload = null where ontvangen_ms < $1 and payload is not null and toestand <> 'nieuw'",
    )
    .bind(now_ms - limits::INBOX_PAYLOAD_KEPT_MS)
    .execute(tx.writing())
    .await?;
    sqlx::query("delete from inbox where ontvangen_ms < $1 and toestand <> 'nieuw'")
        .bind(now_ms - limits::INBOX_KEY_KEPT_MS)
        .execute(tx.writing())
        .await?;
    Ok(())
}
