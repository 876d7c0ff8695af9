//! The outbox: what leaves, and how far it is.
//!
//! States: `wacht` → `geclaimd` → `geaccepteerd` | `mislukt`; `wacht` → `vervallen`; an alert that was held up
//! `wacht` → `vastgehouden` → `wacht` | `vervallen`, as its officer says. A row that is `geclaimd` without a
//! sender that holds it is *ambiguous*: it may have left. One that was so twice (`onzeker`) is `vastgehouden` too.
//! Invariants: a row is claimed in a committed transaction before its request is made, so a crash never sends what it then
//! forgets; what is asked for each send finds its rows by an index ([`HOT`]), however many there are.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use crate::gesprek::ChatKey;
use crate::rows;
use crate::{Result, Tx};
use cloud::ids::{Bsuid, WaId, Wamid};
use cloud::{Bericht, Outgoing};
use kern::domain::persoon::{MeldingId, PersoonId};

/// How urgent a message is. The first three may use the last part of the pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Klasse {
    /// Answers that say "bel 112".
    Spoed = 0,
    /// Withdrawals: somebody is looked for who did nothing.
    Intrekking = 5,
    /// Answers to police.
    Politie = 10,
    /// Alerts.
    Melding = 20,
    /// Updates and the end of alerts.
    Bijwerking = 25,
    /// Other answers.
    Antwoord = 30,
    /// Reminders.
    Herinnering = 35,
    /// Everything that nobody waits for.
    Overig = 40,
}

impl Klasse {
    /// Whether it goes to groups: an alert, an update, its end or its withdrawal. Such a message goes as a template
    /// first, and is repeated once if nobody knows whether it left.
    #[must_use]
    pub const fn is_politiebericht(self) -> bool {
        matches!(self, Self::Intrekking | Self::Melding | Self::Bijwerking)
    }

    const fn from_stored(value: i64) -> Self {
        match value {
            0 => Self::Spoed,
            5 => Self::Intrekking,
            10 => Self::Politie,
            20 => Self::Melding,
            25 => Self::Bijwerking,
            30 => Self::Antwoord,
            35 => Self::Herinnering,
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
    /// No template may be used.
    pub zonder_sjabloon: bool,
    /// Meta said that the window is closed, whatever we think.
    pub zonder_vrij: bool,
    /// Its own word, if it has one yet.
    pub woord: Option<String>,
    /// It was claimed before.
    pub eerder_geclaimd: bool,
    /// Attempts so far.
    pub pogingen: i64,
    /// Repetitions so far.
    pub herhalingen: i64,
    /// The person's number.
    pub telefoon: Option<WaId>,
    /// The person's user id.
    pub bsuid: Option<Bsuid>,
    /// When the person last wrote, in milliseconds since the epoch.
    pub laatst_gehoord_ms: Option<i64>,
    /// When the person was last written to outside their window, in milliseconds since the epoch.
    pub laatst_buiten_ms: Option<i64>,
}

/// A row that is about to leave.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Its id.
    pub id: i64,
    /// The template that it leaves as, by name and language.
    pub sjabloon: Option<(&'a str, &'a str)>,
    /// The person's window is closed: it counts for the messaging limit.
    pub buiten_venster: bool,
    /// Its own word from now on, if it has none yet.
    pub woord: Option<&'a str>,
}

/// A form that a row may not take any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zonder {
    /// All are still open.
    Niets,
    /// No template.
    Sjabloon,
    /// Not free-form.
    Vrij,
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
        /// What it may not be any more.
        zonder: Zonder,
        /// Meta's code, if there was one.
        code: Option<i64>,
        /// It counts as an attempt; where the number is stopped none does.
        telt: bool,
    },
    /// It will not be sent any more.
    Failed(Option<i64>),
    /// It may have left; the row stays claimed. Holds Meta's code if it answered with a server error.
    Ambiguous(Option<i64>),
}

/// A claimed row without a result.
#[derive(Debug, Clone)]
pub struct Silent {
    /// Its id.
    pub id: i64,
    /// Its business number.
    pub phone_number_id: String,
    /// The alert it carries, if it carries one.
    pub melding: Option<MeldingId>,
    /// How urgent.
    pub klasse: Klasse,
    /// Since when it may leave, in milliseconds since the epoch: since it was made, or released by its officer.
    pub sinds_ms: i64,
    /// When it was claimed, in milliseconds since the epoch.
    pub geclaimd_ms: i64,
    /// How often it was in doubt before.
    pub onzeker: i64,
    /// The code of Meta's server error, or of an outage, if it met one.
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
    let query = sqlx::query_as(last).bind(&chat.phone_number_id).bind(&chat.chat).bind(chat.persoon.0);
    let row: Option<(i64, String)> = query.bind(klasse as i64).bind(now_ms).fetch_optional(tx.connection()).await?;
    let Some((id, bericht)) = row else { return Ok(None) };
    let waits = Bericht::from_json(&bericht).filter(|bericht| bericht.als_sjablonen().is_empty());
    let Some(both) = waits.as_ref().and_then(Bericht::als_vrij).and_then(join) else { return Ok(None) };
    let taken = sqlx::query("delete from outbox where id = $1 and toestand = 'wacht' and pogingen = 0");
    let taken = taken.bind(id).execute(tx.connection()).await?.rows_affected();
    Ok((taken == 1).then_some(both))
}

/// The business numbers on which something waits.
///
/// # Errors
/// The database cannot be reached.
pub async fn numbers(tx: &mut Tx) -> Result<Vec<String>> {
    let mut numbers: Vec<String> = Vec::new();
    // From one to the next: a few steps in an index, however much waits.
    while let Some(next) = sqlx::query_scalar::<_, Option<String>>(NEXT_NUMBER)
        .bind(numbers.last().cloned().unwrap_or_default())
        .fetch_one(tx.connection())
        .await?
    {
        numbers.push(next);
    }
    Ok(numbers)
}

const NEXT_NUMBER: &str = "select min(phone_number_id) from outbox where toestand = 'wacht' and phone_number_id > $1";

type SendableRow =
    (i64, String, String, i64, i64, String, Option<String>, i64, i64, i64, i64, Option<String>, Option<i64>);

type AddressRow = (i64, Option<String>, Option<String>, Option<i64>, Option<i64>);

/// The most urgent rows of a business number that may go now: for each chat its first, so that many messages to one person hold
/// up nobody else.
///
/// # Errors
/// The database cannot be reached.
pub async fn sendable(tx: &mut Tx, number: &str, now_ms: i64, most: usize) -> Result<Vec<Sendable>> {
    let rows: Vec<SendableRow> = sqlx::query_as(SENDABLE)
        .bind(now_ms)
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .bind(number)
        .fetch_all(tx.connection())
        .await?;
    let addresses = addresses(tx, &rows).await?;
    Ok(rows.into_iter().filter_map(|row| addresses.get(&row.0).map(|address| to_sendable(row, address))).collect())
}

/// (`offset 0`: PostgreSQL looks up the rows of one person, and does not compare all with all. `+ 0`: it reads in order of
/// urgency and stops when it has enough, and does not sort all that may go.)
const SENDABLE: &str = "select o.id, o.phone_number_id, o.chat, o.persoon_id, o.klasse, o.bericht, o.antwoord_op, o.zonder_sjabloon, o.zonder_vrij, \
     o.pogingen, o.herhalingen, o.woord, o.geclaimd_ms \
     from outbox o where o.toestand = 'wacht' and o.phone_number_id = $3 and o.volgende_ms + 0 <= $1 and o.geldig_tot_ms + 0 > $1 \
     and (o.melding_id is null or o.klasse = 5 or not exists (select 1 from persoon p where p.id = o.persoon_id and p.geblokkeerd = 1)) \
     and (o.melding_id is null or o.klasse = 5 or not exists (select 1 from melding m where m.id = o.melding_id and m.stilgezet_ms is not null)) and not exists \
     (select 1 from outbox e where e.toestand = 'wacht' and e.persoon_id = o.persoon_id and e.volgende_ms <= $1 \
     and e.phone_number_id = o.phone_number_id and e.chat = o.chat and (e.klasse, e.id) < (o.klasse, o.id) \
     and (e.melding_id is null or e.klasse = 5 or not exists (select 1 from persoon p where p.id = e.persoon_id and p.geblokkeerd = 1)) \
     and (e.melding_id is null or e.klasse = 5 or not exists (select 1 from melding m where m.id = e.melding_id and m.stilgezet_ms is not null)) \
     limit 1 offset 0) \
     order by o.klasse, o.id limit $2";

/// Where rows go, by their ids: number, user id, when the person last wrote and was last written to outside their window.
async fn addresses(tx: &mut Tx, rows: &[SendableRow]) -> Result<HashMap<i64, AddressRow>> {
    let mut found = HashMap::new();
    for piece in rows::pieces(rows) {
        let sql = format!("{ADDRESS} in {}", rows::list(piece.len(), 1));
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for row in piece {
            query = query.bind(row.0);
        }
        let rows: Vec<AddressRow> = query.fetch_all(tx.connection()).await?;
        found.extend(rows.into_iter().map(|row| (row.0, row)));
    }
    Ok(found)
}

const ADDRESS: &str = "select o.id, \
     (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'telefoon' order by i.gemaakt_ms desc limit 1), \
     (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'bsuid' order by i.gemaakt_ms desc limit 1), \
     (select laatste_ms from gesprek g where g.phone_number_id = o.phone_number_id and g.chat = o.chat and g.persoon_id = o.persoon_id), \
     (select max(buiten_venster_ms) from outbox b where b.persoon_id = o.persoon_id and b.buiten_venster_ms is not null) \
     from outbox o where o.id";

fn to_sendable(row: SendableRow, address: &AddressRow) -> Sendable {
    let (
        id,
        phone_number_id,
        chat,
        persoon,
        klasse,
        bericht,
        antwoord_op,
        zonder_sjabloon,
        zonder_vrij,
        pogingen,
        herhalingen,
        woord,
        geclaimd_ms,
    ) = row;
    let (_, telefoon, bsuid, laatst_gehoord_ms, laatst_buiten_ms) = address.clone();
    Sendable {
        id,
        chat: ChatKey { phone_number_id, chat, persoon: PersoonId(persoon) },
        klasse: Klasse::from_stored(klasse),
        bericht: Bericht::from_json(&bericht),
        antwoord_op: antwoord_op.map(Wamid),
        zonder_sjabloon: zonder_sjabloon != 0,
        zonder_vrij: zonder_vrij != 0,
        woord,
        eerder_geclaimd: geclaimd_ms.is_some(),
        pogingen,
        herhalingen,
        telefoon: telefoon.map(WaId),
        bsuid: bsuid.map(Bsuid),
        laatst_gehoord_ms,
        laatst_buiten_ms,
    }
}

/// A word that only the statuses of one row carry.
#[must_use]
pub fn new_word() -> String {
    format!("{:016x}", rand::random::<u64>())
}

/// Claims rows: from now on they may have left.
///
/// # Errors
/// The database cannot be reached.
pub async fn claim(tx: &mut Tx, claims: &[Claim<'_>], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(claims) {
        let sql = format!(
            "with v (id, sjabloon, buiten_ms, woord) as (values {}) update outbox set toestand = 'geclaimd', geclaimd_ms = ${}, pogingen = pogingen + 1, \
             fout_code = null, sjabloon = v.sjabloon, buiten_venster_ms = coalesce(v.buiten_ms, outbox.buiten_venster_ms), \
             woord = coalesce(outbox.woord, v.woord) from v where outbox.id = v.id and outbox.toestand = 'wacht'",
            rows::placeholders(piece.len(), 4, 1),
            piece.len() * 4 + 1
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for claim in piece {
            query = query.bind(claim.id).bind(claim.sjabloon.map(|(naam, taal)| format!("{naam} {taal}")));
            query = query.bind(claim.buiten_venster.then_some(now_ms)).bind(claim.woord);
        }
        query.bind(now_ms).execute(tx.connection()).await?;
    }
    Ok(())
}

/// Puts everything that waits for a chat off until a moment, with the code that says why (the recipient's pair limit, or no
/// place within the messaging limit). Answers the alerts among it, each once: they wait for this person alone.
///
/// # Errors
/// The database cannot be reached.
pub async fn defer(tx: &mut Tx, chat: &ChatKey, until_ms: i64, code: Option<i64>) -> Result<Vec<MeldingId>> {
    let deferred = sqlx::query_as(
        "update outbox set volgende_ms = $4, fout_code = $5 where toestand = 'wacht' and persoon_id = $1 and phone_number_id = $2 and chat = $3 \
         and volgende_ms < $4 returning case when klasse = 20 then melding_id end",
    );
    let deferred = deferred.bind(chat.persoon.0).bind(&chat.phone_number_id).bind(&chat.chat).bind(until_ms).bind(code);
    alerts_of(deferred.fetch_all(tx.connection()).await?)
}

/// Lets rows lapse whose time has passed, also those that are held. Answers the alerts among them, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn lapse(tx: &mut Tx, now_ms: i64) -> Result<Vec<MeldingId>> {
    let mut lapsed = Vec::new();
    for statement in [LAPSE_WAITING, LAPSE_HELD] {
        let rows: Vec<(Option<i64>,)> = sqlx::query_as(statement).bind(now_ms).fetch_all(tx.connection()).await?;
        lapsed.extend(rows);
    }
    alerts_of(lapsed)
}

const LAPSE_WAITING: &str =
    "update outbox set toestand = 'vervallen' where toestand = 'wacht' and geldig_tot_ms <= $1 returning melding_id";
const LAPSE_HELD: &str = "update outbox set toestand = 'vervallen' where toestand = 'vastgehouden' and geldig_tot_ms <= $1 returning melding_id";

/// Holds alerts that should have left by now: late is misleading, so their officers decide. Answers the
/// alerts, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn hold(tx: &mut Tx, before_ms: i64) -> Result<Vec<MeldingId>> {
    alerts_of(sqlx::query_as(HOLD).bind(before_ms).fetch_all(tx.connection()).await?)
}

const HOLD: &str = "update outbox set toestand = 'vastgehouden' where toestand = 'wacht' and klasse = 20 and melding_id is not null \
     and coalesce(vrijgegeven_ms, gemaakt_ms) <= $1 \
     and not exists (select 1 from melding m where m.id = outbox.melding_id and m.stilgezet_ms is not null) returning melding_id";

fn alerts_of(rows: Vec<(Option<i64>,)>) -> Result<Vec<MeldingId>> {
    let mut meldingen: Vec<MeldingId> = rows.into_iter().filter_map(|(id,)| id.map(MeldingId)).collect();
    meldingen.sort_unstable();
    meldingen.dedup();
    Ok(meldingen)
}

/// Messages of an alert that are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// All of them.
    pub alle: i64,
    /// Those of which nobody knows whether they arrived.
    pub onzeker: i64,
}

/// How many messages of an alert are held.
///
/// # Errors
/// The database cannot be reached.
pub async fn held(tx: &mut Tx, melding: MeldingId) -> Result<Held> {
    let (alle, onzeker) = sqlx::query_as(
        "select count(*), count(case when onzeker > 0 then 1 end) from outbox where melding_id = $1 and toestand = 'vastgehouden'",
    )
    .bind(melding.0)
    .fetch_one(tx.connection())
    .await?;
    Ok(Held { alle, onzeker })
}

/// Lets what is held of an alert go after all, until a moment. Answers how many messages that are.
///
/// # Errors
/// The database cannot be reached.
pub async fn release(tx: &mut Tx, melding: MeldingId, until_ms: i64, now_ms: i64) -> Result<u64> {
    let released = sqlx::query(
        "update outbox set toestand = 'wacht', volgende_ms = $2, vrijgegeven_ms = $2, geldig_tot_ms = $3 \
         where melding_id = $1 and toestand = 'vastgehouden'",
    )
    .bind(melding.0)
    .bind(now_ms)
    .bind(until_ms)
    .execute(tx.connection())
    .await?;
    Ok(released.rows_affected())
}

/// Gives up what is held of an alert. Answers how many messages that are.
///
/// # Errors
/// The database cannot be reached.
pub async fn drop_held(tx: &mut Tx, melding: MeldingId) -> Result<u64> {
    let dropped =
        sqlx::query("update outbox set toestand = 'vervallen' where melding_id = $1 and toestand = 'vastgehouden'")
            .bind(melding.0)
            .execute(tx.connection())
            .await?;
    Ok(dropped.rows_affected())
}

/// How many people were written to outside their window since a moment: what Meta's messaging limit counts,
/// over all numbers.
///
/// # Errors
/// The database cannot be reached.
pub async fn people_outside_window(tx: &mut Tx, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar(PEOPLE_OUTSIDE).bind(since_ms).fetch_one(tx.connection()).await?)
}

const PEOPLE_OUTSIDE: &str = "select count(distinct persoon_id) from outbox where buiten_venster_ms > $1";

/// When the first of those written to outside their window since a moment was, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn first_outside_window_ms(tx: &mut Tx, since_ms: i64) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select min(buiten_venster_ms) from outbox where buiten_venster_ms > $1")
        .bind(since_ms)
        .fetch_one(tx.connection())
        .await?)
}

/// Records what became of sends, set-based. A row that a status settled meanwhile is left alone, but for
/// the id that WhatsApp gave it; one that failed by a status and is to be sent again still is.
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
            Outcome::Retry { at_ms, zonder, code, telt } => {
                let (sjabloon, vrij) = (*zonder == Zonder::Sjabloon, *zonder == Zonder::Vrij);
                retries.push((*id, *at_ms, i64::from(sjabloon), i64::from(vrij), *code, i64::from(!telt)));
            }
            Outcome::Failed(code) => failed.push((*id, *code)),
            Outcome::Ambiguous(code) => ambiguous.push((*id, *code)),
        }
    }
    for piece in rows::pieces(&accepted) {
        let sql = format!(
            "with v (id, wamid) as (values {}) update outbox set wamid = v.wamid, geaccepteerd_ms = coalesce(outbox.geaccepteerd_ms, ${}), \
             toestand = case when outbox.toestand = 'mislukt' then 'mislukt' else 'geaccepteerd' end, \
             fout_code = case when outbox.toestand = 'mislukt' then outbox.fout_code end from v where outbox.id = v.id \
             and not (outbox.toestand = 'wacht' and outbox.nietig_tot >= 0)",
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
            "with v (id, op_ms, sjabloon, vrij, code, terug) as (values {}) update outbox set toestand = 'wacht', volgende_ms = v.op_ms, fout_code = v.code, \
             zonder_sjabloon = case when v.sjabloon = 1 then 1 else outbox.zonder_sjabloon end, \
             zonder_vrij = case when v.vrij = 1 then 1 else outbox.zonder_vrij end, \
             pogingen = outbox.pogingen - v.terug, buiten_venster_ms = null from v where outbox.id = v.id and outbox.toestand = 'geclaimd'",
            rows::placeholders(piece.len(), 6, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, at_ms, sjabloon, vrij, code, back) in piece {
            query = query.bind(id).bind(at_ms).bind(sjabloon).bind(vrij).bind(code).bind(back);
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

type SilentRow = (i64, String, Option<i64>, i64, i64, i64, i64, Option<i64>);

/// Claimed rows without a result, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn silent(tx: &mut Tx) -> Result<Vec<Silent>> {
    let rows: Vec<SilentRow> = sqlx::query_as(SILENT).fetch_all(tx.connection()).await?;
    let silent = |(id, phone_number_id, melding, klasse, sinds_ms, geclaimd_ms, onzeker, fout_code)| Silent {
        id,
        phone_number_id,
        melding: Option::map(melding, MeldingId),
        klasse: Klasse::from_stored(klasse),
        sinds_ms,
        geclaimd_ms,
        onzeker,
        fout_code,
    };
    Ok(rows.into_iter().map(silent).collect())
}

const SILENT: &str = "select id, phone_number_id, melding_id, klasse, coalesce(vrijgegeven_ms, gemaakt_ms), geclaimd_ms, onzeker, fout_code \
     from outbox where toestand = 'geclaimd' order by geclaimd_ms";

/// When the last row of a number was claimed, and when the last of those since a moment of which a status came in, in
/// milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_claims(tx: &mut Tx, number: &str, since_ms: i64) -> Result<(Option<i64>, Option<i64>)> {
    let last = sqlx::query_scalar(LAST_CLAIM).bind(number).fetch_optional(tx.connection()).await?;
    let heard =
        sqlx::query_scalar(LAST_CLAIM_WITH_STATUS).bind(number).bind(since_ms).fetch_optional(tx.connection()).await?;
    Ok((last, heard))
}

const LAST_CLAIM: &str = "select geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms is not null order by geclaimd_ms desc limit 1";
const LAST_CLAIM_WITH_STATUS: &str = "select geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms >= $2 \
     and (verzonden_ms is not null or afgeleverd_ms is not null or gelezen_ms is not null) order by geclaimd_ms desc limit 1";

/// Puts a silent row back in the queue, marked as a repetition.
///
/// # Errors
/// The database cannot be reached.
pub async fn repeat(tx: &mut Tx, id: i64, now_ms: i64) -> Result<()> {
    sqlx::query(
        "update outbox set toestand = 'wacht', herhalingen = herhalingen + 1, onzeker = onzeker + 1, volgende_ms = $2 \
         where id = $1 and toestand = 'geclaimd'",
    )
    .bind(id)
    .bind(now_ms)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Holds a silent row: its officer decides.
///
/// # Errors
/// The database cannot be reached.
pub async fn hold_silent(tx: &mut Tx, id: i64) -> Result<()> {
    sqlx::query(
        "update outbox set toestand = 'vastgehouden', onzeker = onzeker + 1 where id = $1 and toestand = 'geclaimd'",
    )
    .bind(id)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The alerts of which anything is held on a number.
///
/// # Errors
/// The database cannot be reached.
pub async fn held_alerts(tx: &mut Tx, number: &str) -> Result<Vec<MeldingId>> {
    let held = "select melding_id from outbox where toestand = 'vastgehouden' and melding_id is not null and phone_number_id = $1";
    alerts_of(sqlx::query_as(held).bind(number).fetch_all(tx.connection()).await?)
}

/// Marks the claimed rows of a number, from a moment on, as met by an outage with this code.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_outage(tx: &mut Tx, number: &str, since_ms: i64, code: i64) -> Result<()> {
    sqlx::query(
        "update outbox set fout_code = $3 where phone_number_id = $1 and geclaimd_ms >= $2 and toestand = 'geclaimd' and fout_code is null",
    )
    .bind(number)
    .bind(since_ms)
    .bind(code)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// How many messages of alerts ended since a moment without anybody knowing why.
///
/// # Errors
/// The database cannot be reached.
pub async fn unexplained(tx: &mut Tx, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar(UNEXPLAINED).bind(since_ms).fetch_one(tx.connection()).await?)
}

const UNEXPLAINED: &str = "select count(*) from outbox where toestand = 'mislukt' and fout_code is null and melding_id is not null \
     and mislukt_ms > $1 and klasse in (5, 20, 25)";

/// When the next row may go that may not go now, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_due_ms(tx: &mut Tx, now_ms: i64) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(NEXT_DUE).bind(now_ms).fetch_one(tx.connection()).await?)
}

const NEXT_DUE: &str = "select min(volgende_ms) from outbox where toestand = 'wacht' and volgende_ms > $1";

/// The latest claims on a number, for limits that hold across a restart: person and moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn claims_since(tx: &mut Tx, number: &str, since_ms: i64) -> Result<Vec<(PersoonId, i64)>> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as(CLAIMS_SINCE).bind(number).bind(since_ms).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().map(|(persoon, ms)| (PersoonId(persoon), ms)).collect())
}

const CLAIMS_SINCE: &str =
    "select persoon_id, geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms >= $2 order by geclaimd_ms";

/// What is asked for each send, or all the time: none of it may look at all rows.
pub const HOT: [(&str, &str); 13] = [
    ("next number", NEXT_NUMBER),
    ("sendable", SENDABLE),
    ("address", ADDRESS),
    ("lapse", LAPSE_WAITING),
    ("lapse held", LAPSE_HELD),
    ("hold", HOLD),
    ("people outside their window", PEOPLE_OUTSIDE),
    ("silent", SILENT),
    ("last claim", LAST_CLAIM),
    ("last claim with a status", LAST_CLAIM_WITH_STATUS),
    ("unexplained", UNEXPLAINED),
    ("next due", NEXT_DUE),
    ("claims since", CLAIMS_SINCE),
];

/// A row whose message failed after WhatsApp had accepted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateFailure {
    /// Its id.
    pub id: i64,
    /// Its business number.
    pub phone_number_id: String,
    /// The person.
    pub persoon: PersoonId,
    /// Attempts so far.
    pub pogingen: i64,
    /// The template that it left as, by name and language.
    pub sjabloon: Option<(String, String)>,
    /// It may not be free-form any more.
    pub zonder_vrij: bool,
    /// It may be no template any more.
    pub zonder_sjabloon: bool,
    /// Meta's code.
    pub code: i64,
}

type LateRow = (i64, String, i64, i64, Option<String>, i64, i64, Option<i64>);

/// Those of these rows that failed and never arrived, and whose time has not passed.
///
/// # Errors
/// The database cannot be reached.
pub async fn late_failures(tx: &mut Tx, ids: &[i64], now_ms: i64) -> Result<Vec<LateFailure>> {
    let mut found = Vec::new();
    for piece in rows::pieces(ids) {
        let sql = format!(
            "select id, phone_number_id, persoon_id, pogingen, sjabloon, zonder_vrij, zonder_sjabloon, fout_code from outbox \
             where toestand = 'mislukt' and chat = '' and afgeleverd_ms is null and gelezen_ms is null and geldig_tot_ms > $1 and id in {}",
            rows::list(piece.len(), 2)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(now_ms);
        for id in piece {
            query = query.bind(id);
        }
        let rows: Vec<LateRow> = query.fetch_all(tx.connection()).await?;
        found.extend(rows.into_iter().map(
            |(id, phone_number_id, persoon, pogingen, sjabloon, zonder_vrij, zonder_sjabloon, code)| LateFailure {
                id,
                phone_number_id,
                persoon: PersoonId(persoon),
                pogingen,
                sjabloon: sjabloon.and_then(|naam| naam.split_once(' ').map(|(n, t)| (n.to_owned(), t.to_owned()))),
                zonder_vrij: zonder_vrij != 0,
                zonder_sjabloon: zonder_sjabloon != 0,
                code: code.unwrap_or_default(),
            },
        ));
    }
    Ok(found)
}

/// Puts a row that failed late back in the queue. What is still reported about the attempt that failed counts
/// no more.
///
/// # Errors
/// The database cannot be reached.
pub async fn send_again(tx: &mut Tx, id: i64, at_ms: i64, zonder: Zonder, telt: bool) -> Result<()> {
    sqlx::query(
        "update outbox set toestand = 'wacht', volgende_ms = $2, nietig_tot = herhalingen, herhalingen = herhalingen + 1, pogingen = pogingen - $5, \
         zonder_sjabloon = case when $3 = 1 then 1 else zonder_sjabloon end, zonder_vrij = case when $4 = 1 then 1 else zonder_vrij end, \
         wamid = null, geaccepteerd_ms = null, verzonden_ms = null, mislukt_ms = null where id = $1 and toestand = 'mislukt'",
    )
    .bind(id)
    .bind(at_ms)
    .bind(i64::from(zonder == Zonder::Sjabloon))
    .bind(i64::from(zonder == Zonder::Vrij))
    .bind(i64::from(!telt))
    .execute(tx.connection())
    .await?;
    Ok(())
}
