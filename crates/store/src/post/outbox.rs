//! The outbox: what leaves, and how far it is.
//!
//! States: `wacht` → `geclaimd` → `geaccepteerd` | `mislukt`; `wacht` → `vervallen`; an alert that was held up
//! `wacht` → `vastgehouden` → `wacht` | `vervallen`, as its officer says. A row that is `geclaimd` without a
//! sender that holds it is *ambiguous*: it may have left. One that was so twice (`onzeker`) is `vastgehouden` too.
//! Invariants: a row is claimed in a committed transaction before its request is made, so a crash never sends what it then
//! forgets; what is asked for each send finds its rows by an index ([`HOT`]), however many there are.

mod held;
mod sending;
mod settled;

use sqlx::AssertSqlSafe;

pub use self::held::{Held, defer, drop_held, held, held_alerts, hold, hold_silent, lapse, release};
pub use self::sending::{
    Claim, Sendable, claim, claims_since, first_outside_window_ms, last_claims, new_word, next_due_ms, numbers,
    people_outside_window, sendable,
};
pub use self::settled::{
    LateFailure, Outcome, Silent, Zonder, late_failures, mark_outage, repeat, send_again, settle, silent, unexplained,
};
use crate::gesprek::ChatKey;
pub use crate::post::klasse::Klasse;
use crate::rows;
use crate::{Result, Tx};
use cloud::ids::Wamid;
use cloud::{Bericht, Outgoing};
use kern::domain::persoon::MeldingId;

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// To whom, and on which business number.
    pub chat: ChatKey,
    /// How urgent.
    pub klasse: Klasse,
    /// The alert it carries, if it carries one. (Answers about an alert carry none.)
    pub melding: Option<MeldingId>,
    /// What it says.
    pub bericht: Bericht,
    /// Shown as an answer to this message.
    pub antwoord_op: Option<Wamid>,
    /// Not sent any more after this moment, in milliseconds since the epoch.
    pub geldig_tot_ms: i64,
}

/// Adds rows. Answers the id of the first; the others follow it.
///
/// # Errors
/// The database cannot be reached.
pub async fn insert(tx: &mut Tx, new: &[NewRow], now_ms: i64) -> Result<i64> {
    insert_due(tx, new, now_ms, now_ms).await
}

/// The same, to leave not before `due_ms`.
///
/// # Errors
/// The database cannot be reached.
pub async fn insert_due(tx: &mut Tx, new: &[NewRow], now_ms: i64, due_ms: i64) -> Result<i64> {
    let first = tx.take_ids("outbox", new.len()).await?;
    let numbered: Vec<(i64, &NewRow)> = (first..).zip(new).collect();
    for piece in rows::pieces(&numbered) {
        let sql = format!(
            "insert into outbox (id, phone_number_id, chat, persoon_id, klasse, melding_id, bericht, antwoord_op, gemaakt_ms, volgende_ms, geldig_tot_ms, toestand) \
             values {}",
            rows::placeholders(piece.len(), 12, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, row) in piece {
            query =
                query.bind(id).bind(row.chat.phone_number_id.as_str()).bind(&row.chat.chat).bind(row.chat.persoon.0);
            query = query.bind(row.klasse as i64).bind(row.melding.map(|id| id.0)).bind(row.bericht.to_json());
            query = query
                .bind(row.antwoord_op.as_ref().map(Wamid::as_str))
                .bind(now_ms)
                .bind(due_ms)
                .bind(row.geldig_tot_ms)
                .bind("wacht");
        }
        query.execute(tx.writing()).await?;
    }
    Ok(first)
}

/// Takes away the last message that waits for this chat and answers it with the next one joined to it, if it is an
/// answer as urgent that nobody tried to send yet and they can be one.
///
/// # Errors
/// The database cannot be reached.
pub async fn take_last_answer(
    tx: &mut Tx,
    chat: &ChatKey,
    klasse: Klasse,
    now_ms: i64,
    join: impl Fn(&Outgoing) -> Option<Outgoing>,
) -> Result<Option<Outgoing>> {
    let last = "select id, bericht from outbox where phone_number_id = $1 and chat = $2 and persoon_id = $3 \
                and toestand = 'wacht' and klasse = $4 and melding_id is null and antwoord_op is null and pogingen = 0 \
                and volgende_ms <= $5 and not exists (select 1 from outbox later where later.id > outbox.id \
                and later.phone_number_id = $1 and later.chat = $2 and later.persoon_id = $3 and later.toestand = 'wacht') \
                order by id desc limit 1";
    let query = sqlx::query_as(last).bind(chat.phone_number_id.as_str()).bind(&chat.chat).bind(chat.persoon.0);
    let row: Option<(i64, String)> = query.bind(klasse as i64).bind(now_ms).fetch_optional(tx.connection()).await?;
    let Some((id, bericht)) = row else { return Ok(None) };
    // What has a template or a link behind it, or a link button on it, is one of its own.
    let alone = |bericht: &Bericht| bericht.als_sjablonen().is_empty() && bericht.als_link().is_none();
    let waits = Bericht::from_json(&bericht).filter(alone);
    let Some(both) = waits.as_ref().and_then(Bericht::als_vrij).and_then(join) else { return Ok(None) };
    let taken = sqlx::query("delete from outbox where id = $1 and toestand = 'wacht' and pogingen = 0");
    let taken = taken.bind(id).execute(tx.writing()).await?.rows_affected();
    Ok((taken == 1).then_some(both))
}

/// What is asked for each send, or all the time: none of it may look at all rows.
pub const HOT: [(&str, &str); 13] = [
    ("next number", sending::NEXT_NUMBER),
    ("sendable", sending::SENDABLE),
    ("address", sending::ADDRESS),
    ("lapse", held::LAPSE_WAITING),
    ("lapse held", held::LAPSE_HELD),
    ("hold", held::HOLD),
    ("people outside their window", sending::PEOPLE_OUTSIDE),
    ("silent", settled::SILENT),
    ("last claim", sending::LAST_CLAIM),
    ("last claim with a status", sending::LAST_CLAIM_WITH_STATUS),
    ("unexplained", settled::UNEXPLAINED),
    ("next due", sending::NEXT_DUE),
    ("claims since", sending::CLAIMS_SINCE),
];
