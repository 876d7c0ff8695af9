//! The outbox: what leaves, and how far it is.
//!
//! States: `wacht` → `geclaimd` → `geaccepteerd` | `mislukt`; `wacht` → `vervallen`. A row that is
//! `geclaimd` without a sender that holds it is *ambiguous*: it may have left. Invariant: a row is claimed
//! in a committed transaction before its request is made, so a crash never sends what it then forgets.

use sqlx::AssertSqlSafe;

use super::gesprek::ChatKey;
use super::rows;
use super::{Result, Tx};
use crate::domain::persoon::{MeldingId, PersoonId};
use crate::whatsapp::Bericht;
use crate::whatsapp::ids::{Bsuid, WaId, Wamid};

/// How urgent a message is. The first two may use the last part of the pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Klasse {
    /// Answers that say "bel 112".
    Spoed = 0,
    /// Answers to police.
    Politie = 1,
    /// Alerts.
    Melding = 2,
    /// Other answers.
    Antwoord = 3,
    /// Everything that nobody waits for.
    Overig = 4,
}

impl Klasse {
    const fn from_stored(value: i64) -> Self {
        match value {
            0 => Self::Spoed,
            1 => Self::Politie,
            2 => Self::Melding,
            3 => Self::Antwoord,
            _ => Self::Overig,
        }
    }
}

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

/// A row to be sent, with all that sending needs.
#[derive(Debug, Clone)]
pub struct Sendable {
    /// Its id.
    pub id: i64,
    /// To whom, and on which business number.
    pub chat: ChatKey,
    /// How urgent.
    pub klasse: Klasse,
    /// What it says; `None` if another version of the program wrote it.
    pub bericht: Option<Bericht>,
    /// Shown as an answer to this message.
    pub antwoord_op: Option<Wamid>,
    /// The template could not be used.
    pub zonder_sjabloon: bool,
    /// Attempts so far.
    pub pogingen: i64,
    /// Repetitions after a silence so far.
    pub herhalingen: i64,
    /// The person's number.
    pub telefoon: Option<WaId>,
    /// The person's user id.
    pub bsuid: Option<Bsuid>,
    /// When the person last wrote, in milliseconds since the epoch.
    pub laatst_gehoord_ms: Option<i64>,
}

/// What became of a send.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// WhatsApp has it.
    Accepted(Wamid),
    /// Not sent; to be tried again at this moment, in milliseconds since the epoch.
    Retry {
        /// When.
        at_ms: i64,
        /// Free-form from now on.
        without_template: bool,
        /// Meta's code, if there was one.
        code: Option<i64>,
    },
    /// It will not be sent any more.
    Failed(Option<i64>),
    /// It may have left; the row stays claimed. Holds Meta's code if it answered with a server error.
    Ambiguous(Option<i64>),
}

/// A claimed row without a result.
#[derive(Debug, Clone, Copy)]
pub struct Silent {
    /// Its id.
    pub id: i64,
    /// How urgent.
    pub klasse: Klasse,
    /// When it was claimed, in milliseconds since the epoch.
    pub geclaimd_ms: i64,
    /// Attempts so far.
    pub pogingen: i64,
    /// Repetitions after a silence so far.
    pub herhalingen: i64,
    /// The code of Meta's server error, if it answered with one.
    pub fout_code: Option<i64>,
}

/// Adds rows. Answers the id of the first; the others follow it.
///
/// # Errors
/// The database cannot be reached.
pub async fn insert(tx: &mut Tx, new: &[NewRow], now_ms: i64) -> Result<i64> {
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
            query = query.bind(id).bind(&row.chat.phone_number_id).bind(&row.chat.chat).bind(row.chat.persoon.0);
            query = query.bind(row.klasse as i64).bind(row.melding.map(|id| id.0)).bind(row.bericht.to_json());
            query = query
                .bind(row.antwoord_op.as_ref().map(Wamid::as_str))
                .bind(now_ms)
                .bind(now_ms)
                .bind(row.geldig_tot_ms)
                .bind("wacht");
        }
        query.execute(tx.connection()).await?;
    }
    Ok(first)
}

/// The business numbers on which something may go now.
///
/// # Errors
/// The database cannot be reached.
pub async fn numbers(tx: &mut Tx, now_ms: i64) -> Result<Vec<String>> {
    let numbers =
        "select distinct phone_number_id from outbox where toestand = 'wacht' and volgende_ms <= $1 order by 1";
    Ok(sqlx::query_scalar(numbers).bind(now_ms).fetch_all(tx.connection()).await?)
}

type SendableRow =
    (i64, String, String, i64, i64, String, Option<String>, i64, i64, i64, Option<String>, Option<String>, Option<i64>);

/// The most urgent rows of a business number that may go now: for each chat its first, so that many messages to one person hold
/// up nobody else.
///
/// # Errors
/// The database cannot be reached.
pub async fn sendable(tx: &mut Tx, number: &str, now_ms: i64, most: usize) -> Result<Vec<Sendable>> {
    let rows: Vec<SendableRow> = sqlx::query_as(
        "select o.id, o.phone_number_id, o.chat, o.persoon_id, o.klasse, o.bericht, o.antwoord_op, o.zonder_sjabloon, o.pogingen, o.herhalingen, \
         (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'telefoon' order by i.gemaakt_ms desc limit 1), \
         (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'bsuid' order by i.gemaakt_ms desc limit 1), \
         (select laatste_ms from gesprek g where g.phone_number_id = o.phone_number_id and g.chat = o.chat and g.persoon_id = o.persoon_id) \
         from outbox o where o.toestand = 'wacht' and o.phone_number_id = $3 and o.volgende_ms <= $1 and not exists \
         (select 1 from outbox e where e.toestand = 'wacht' and e.persoon_id = o.persoon_id and e.volgende_ms <= $1 \
         and e.phone_number_id = o.phone_number_id and e.chat = o.chat and (e.klasse, e.id) < (o.klasse, o.id)) \
         order by o.klasse, o.id limit $2",
    )
    .bind(now_ms)
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .bind(number)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(to_sendable).collect())
}

fn to_sendable(row: SendableRow) -> Sendable {
    let (
        id,
        phone_number_id,
        chat,
        persoon,
        klasse,
        bericht,
        antwoord_op,
        zonder_sjabloon,
        pogingen,
        herhalingen,
        telefoon,
        bsuid,
        laatst_gehoord_ms,
    ) = row;
    Sendable {
        id,
        chat: ChatKey { phone_number_id, chat, persoon: PersoonId(persoon) },
        klasse: Klasse::from_stored(klasse),
        bericht: Bericht::from_json(&bericht),
        antwoord_op: antwoord_op.map(Wamid),
        zonder_sjabloon: zonder_sjabloon != 0,
        pogingen,
        herhalingen,
        telefoon: telefoon.map(WaId),
        bsuid: bsuid.map(Bsuid),
        laatst_gehoord_ms,
    }
}

/// Claims rows: from now on they may have left.
///
/// # Errors
/// The database cannot be reached.
pub async fn claim(tx: &mut Tx, ids: &[i64], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(ids) {
        let sql = format!(
            "update outbox set toestand = 'geclaimd', geclaimd_ms = $1, pogingen = pogingen + 1, fout_code = null where toestand = 'wacht' and id in {}",
            rows::list(piece.len(), 2)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(now_ms);
        for id in piece {
            query = query.bind(id);
        }
        query.execute(tx.connection()).await?;
    }
    Ok(())
}

/// Puts everything that waits for a chat off until a moment (the recipient's pair limit).
///
/// # Errors
/// The database cannot be reached.
pub async fn defer(tx: &mut Tx, chat: &ChatKey, until_ms: i64) -> Result<()> {
    sqlx::query(
        "update outbox set volgende_ms = $4 where toestand = 'wacht' and persoon_id = $1 and phone_number_id = $2 and chat = $3 \
         and volgende_ms < $4",
    )
    .bind(chat.persoon.0)
    .bind(&chat.phone_number_id)
    .bind(&chat.chat)
    .bind(until_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Lets rows lapse whose time has passed. Answers the alerts among them, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn lapse(tx: &mut Tx, now_ms: i64) -> Result<Vec<MeldingId>> {
    let meldingen: Vec<(Option<i64>,)> =
        sqlx::query_as("update outbox set toestand = 'vervallen' where toestand = 'wacht' and geldig_tot_ms <= $1 returning melding_id")
            .bind(now_ms)
            .fetch_all(tx.connection())
            .await?;
    let mut meldingen: Vec<MeldingId> = meldingen.into_iter().filter_map(|(id,)| id.map(MeldingId)).collect();
    meldingen.sort_unstable();
    meldingen.dedup();
    Ok(meldingen)
}

/// Records what became of sends, set-based. A row that a status settled meanwhile is left alone, but for
/// the id that WhatsApp gave it.
///
/// # Errors
/// The database cannot be reached.
pub async fn settle(tx: &mut Tx, outcomes: &[(i64, Outcome)], now_ms: i64) -> Result<()> {
    let mut accepted = Vec::new();
    let mut retries = Vec::new();
    let mut failed = Vec::new();
    let mut ambiguous = Vec::new();
    for (id, outcome) in outcomes {
        match outcome {
            Outcome::Accepted(wamid) => accepted.push((*id, wamid)),
            Outcome::Retry { at_ms, without_template, code } => {
                retries.push((*id, *at_ms, i64::from(*without_template), *code))
            }
            Outcome::Failed(code) => failed.push((*id, *code)),
            Outcome::Ambiguous(code) => ambiguous.push((*id, *code)),
        }
    }
    for piece in rows::pieces(&accepted) {
        let sql = format!(
            "with v (id, wamid) as (values {}) update outbox set wamid = v.wamid, geaccepteerd_ms = coalesce(outbox.geaccepteerd_ms, ${}), \
             toestand = case when outbox.toestand = 'mislukt' then 'mislukt' else 'geaccepteerd' end from v where outbox.id = v.id",
            rows::placeholders(piece.len(), 2, 1),
            piece.len() * 2 + 1
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, wamid) in piece {
            query = query.bind(id).bind(wamid.as_str());
        }
        query.bind(now_ms).execute(tx.connection()).await?;
    }
    for piece in rows::pieces(&retries) {
        let sql = format!(
            "with v (id, op_ms, vrij, code) as (values {}) update outbox set toestand = 'wacht', volgende_ms = v.op_ms, fout_code = v.code, \
             zonder_sjabloon = case when v.vrij = 1 then 1 else outbox.zonder_sjabloon end from v where outbox.id = v.id and outbox.toestand = 'geclaimd'",
            rows::placeholders(piece.len(), 4, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, at_ms, without_template, code) in piece {
            query = query.bind(id).bind(at_ms).bind(without_template).bind(code);
        }
        query.execute(tx.connection()).await?;
    }
    for (state, list) in [("mislukt", &failed), ("geclaimd", &ambiguous)] {
        for piece in rows::pieces(list) {
            let sql = format!(
                "with v (id, code) as (values {}) update outbox set toestand = '{state}', fout_code = v.code, \
                 mislukt_ms = case when '{state}' = 'mislukt' then ${} else outbox.mislukt_ms end from v where outbox.id = v.id and outbox.toestand = 'geclaimd'",
                rows::placeholders(piece.len(), 2, 1),
                piece.len() * 2 + 1
            );
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (id, code) in piece {
                query = query.bind(id).bind(code);
            }
            query.bind(now_ms).execute(tx.connection()).await?;
        }
    }
    Ok(())
}

type SilentRow = (i64, i64, i64, i64, i64, Option<i64>);

/// Claimed rows without a result, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn silent(tx: &mut Tx) -> Result<Vec<Silent>> {
    let rows: Vec<SilentRow> =
        sqlx::query_as("select id, klasse, geclaimd_ms, pogingen, herhalingen, fout_code from outbox where toestand = 'geclaimd' order by geclaimd_ms")
            .fetch_all(tx.connection())
            .await?;
    let silent = rows.into_iter().map(|(id, klasse, geclaimd_ms, pogingen, herhalingen, fout_code)| Silent {
        id,
        klasse: Klasse::from_stored(klasse),
        geclaimd_ms,
        pogingen,
        herhalingen,
        fout_code,
    });
    Ok(silent.collect())
}

/// Puts a silent row back in the queue, marked as a repetition.
///
/// # Errors
/// The database cannot be reached.
pub async fn repeat(tx: &mut Tx, id: i64, now_ms: i64) -> Result<()> {
    sqlx::query("update outbox set toestand = 'wacht', herhalingen = herhalingen + 1, volgende_ms = $2 where id = $1 and toestand = 'geclaimd'")
        .bind(id)
        .bind(now_ms)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// When the next row may go that may not go now, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_due_ms(tx: &mut Tx, now_ms: i64) -> Result<Option<i64>> {
    let next = sqlx::query_scalar("select min(volgende_ms) from outbox where toestand = 'wacht' and volgende_ms > $1");
    Ok(next.bind(now_ms).fetch_one(tx.connection()).await?)
}

/// The latest claims, for limits that hold across a restart: person, business number and moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn claims_since(tx: &mut Tx, since_ms: i64) -> Result<Vec<(String, PersoonId, i64)>> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "select phone_number_id, persoon_id, geclaimd_ms from outbox where geclaimd_ms >= $1 order by geclaimd_ms",
    )
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(number, persoon, ms)| (number, PersoonId(persoon), ms)).collect())
}
