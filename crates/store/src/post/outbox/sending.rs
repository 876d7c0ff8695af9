//! What goes now: which rows may, where they go, and that they are claimed before they leave.
//!
//! Invariant: what is asked for each send finds its rows by an index, however many there are.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use crate::gesprek::ChatKey;
use crate::post::klasse::{Klasse, klasse};
use crate::rows::{self, row};
use crate::{Result, Tx};
use cloud::Bericht;
use cloud::ids::{Bsuid, WaId, Wamid};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};

/// A row to be sent, with all that sending needs.
#[derive(Debug, Clone)]
pub struct Sendable {
    /// Its id.
    pub id: i64,
    /// To whom, and on which business number.
    pub chat: ChatKey,
    /// How urgent.
    pub klasse: Klasse,
    /// The alert that it is about, if it is about one.
    pub melding: Option<MeldingId>,
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

/// The business numbers on which something waits.
///
/// # Errors
/// The database cannot be reached.
pub async fn numbers(tx: &mut Tx) -> Result<Vec<NumberId>> {
    let mut numbers: Vec<NumberId> = Vec::new();
    // From one to the next: a few steps in an index, however much waits.
    while let Some(next) = sqlx::query_scalar::<_, Option<String>>(NEXT_NUMBER)
        .bind(numbers.last().map_or("", NumberId::as_str).to_owned())
        .fetch_one(tx.connection())
        .await?
    {
        numbers.push(next.into());
    }
    Ok(numbers)
}

pub(super) const NEXT_NUMBER: &str =
    "select min(phone_number_id) from outbox where toestand = 'wacht' and phone_number_id > $1";

row! {
    struct SendableRow {
        id: i64,
        phone_number_id: NumberId,
        chat: String,
        persoon: PersoonId = "persoon_id",
        klasse: i64,
        melding: Option<MeldingId> = "melding_id",
        bericht: String,
        antwoord_op: Option<String>,
        zonder_sjabloon: bool,
        zonder_vrij: bool,
        pogingen: i64,
        herhalingen: i64,
        woord: Option<String>,
        geclaimd_ms: Option<i64>,
    }
}

row! {
    /// Where a row goes.
    #[derive(Clone)]
    struct AddressRow {
        id: i64,
        telefoon: Option<String>,
        bsuid: Option<String>,
        laatst_gehoord_ms: Option<i64>,
        laatst_buiten_ms: Option<i64>,
    }
}

/// The most urgent rows of a business number that may go now: for each chat its first, so that many messages to one person hold
/// up nobody else.
///
/// # Errors
/// The database cannot be reached.
pub async fn sendable(tx: &mut Tx, number: &NumberId, now_ms: i64, most: usize) -> Result<Vec<Sendable>> {
    let rows: Vec<SendableRow> = sqlx::query_as(SENDABLE)
        .bind(now_ms)
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .bind(number.as_str())
        .fetch_all(tx.connection())
        .await?;
    let addresses = addresses(tx, &rows).await?;
    Ok(rows.into_iter().filter_map(|row| addresses.get(&row.id).map(|address| to_sendable(row, address))).collect())
}

/// (`offset 0`: PostgreSQL looks up the rows of one person, and does not compare all with all. `+ 0`: it reads in order of
/// urgency and stops when it has enough, and does not sort all that may go.)
pub(super) const SENDABLE: &str = concat!(
    "select o.id, o.phone_number_id, o.chat, o.persoon_id, o.klasse, o.melding_id, o.bericht, o.antwoord_op, o.zonder_sjabloon, o.zonder_vrij, \
     o.pogingen, o.herhalingen, o.woord, o.geclaimd_ms \
     from outbox o where o.toestand = 'wacht' and o.phone_number_id = $3 and o.volgende_ms + 0 <= $1 and o.geldig_tot_ms + 0 > $1 \
     and (o.melding_id is null or o.klasse = ",
    klasse!(Intrekking),
    " or not exists (select 1 from persoon p where p.id = o.persoon_id and p.geblokkeerd = 1)) \
     and (o.melding_id is null or o.klasse = ",
    klasse!(Intrekking),
    " or not exists (select 1 from melding m where m.id = o.melding_id and m.stilgezet_ms is not null)) and not exists \
     (select 1 from outbox e where e.toestand = 'wacht' and e.persoon_id = o.persoon_id and e.volgende_ms <= $1 \
     and e.phone_number_id = o.phone_number_id and e.chat = o.chat and (e.klasse, e.id) < (o.klasse, o.id) \
     and (e.melding_id is null or e.klasse = ",
    klasse!(Intrekking),
    " or not exists (select 1 from persoon p where p.id = e.persoon_id and p.geblokkeerd = 1)) \
     and (e.melding_id is null or e.klasse = ",
    klasse!(Intrekking),
    " or not exists (select 1 from melding m where m.id = e.melding_id and m.stilgezet_ms is not null)) \
     limit 1 offset 0) \
     order by o.klasse, o.id limit $2"
);

/// Where rows go, by their ids: number, user id, when the person last wrote and was last written to outside their window.
async fn addresses(tx: &mut Tx, rows: &[SendableRow]) -> Result<HashMap<i64, AddressRow>> {
    let mut found = HashMap::new();
    for piece in rows::pieces(rows) {
        let sql = format!("{ADDRESS} in {}", rows::list(piece.len(), 1));
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for row in piece {
            query = query.bind(row.id);
        }
        let rows: Vec<AddressRow> = query.fetch_all(tx.connection()).await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

pub(super) const ADDRESS: &str = "select o.id, \
     (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'telefoon' order by i.gemaakt_ms desc limit 1) as telefoon, \
     (select waarde from identiteit i where i.persoon_id = o.persoon_id and i.soort = 'bsuid' order by i.gemaakt_ms desc limit 1) as bsuid, \
     (select laatste_ms from gesprek g where g.phone_number_id = o.phone_number_id and g.chat = o.chat and g.persoon_id = o.persoon_id) as laatst_gehoord_ms, \
     (select max(buiten_venster_ms) from outbox b where b.persoon_id = o.persoon_id and b.buiten_venster_ms is not null) as laatst_buiten_ms \
     from outbox o where o.id";

fn to_sendable(row: SendableRow, address: &AddressRow) -> Sendable {
    let AddressRow { telefoon, bsuid, laatst_gehoord_ms, laatst_buiten_ms, .. } = address.clone();
    Sendable {
        id: row.id,
        chat: ChatKey { phone_number_id: row.phone_number_id, chat: row.chat, persoon: row.persoon },
        klasse: Klasse::from_stored(row.klasse),
        melding: row.melding,
        bericht: Bericht::from_json(&row.bericht),
        antwoord_op: row.antwoord_op.map(Wamid),
        zonder_sjabloon: row.zonder_sjabloon,
        zonder_vrij: row.zonder_vrij,
        woord: row.woord,
        eerder_geclaimd: row.geclaimd_ms.is_some(),
        pogingen: row.pogingen,
        herhalingen: row.herhalingen,
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
        query.bind(now_ms).execute(tx.writing()).await?;
    }
    Ok(())
}

/// How many people were written to outside their window since a moment: what Meta's messaging limit counts,
/// over all numbers.
///
/// # Errors
/// The database cannot be reached.
pub async fn people_outside_window(tx: &mut Tx, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar(PEOPLE_OUTSIDE).bind(since_ms).fetch_one(tx.connection()).await?)
}

pub(super) const PEOPLE_OUTSIDE: &str = "select count(distinct persoon_id) from outbox where buiten_venster_ms > $1";

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

/// When the last row of a number was claimed, and when the last of those since a moment of which a status came in, in
/// milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_claims(tx: &mut Tx, number: &NumberId, since_ms: i64) -> Result<(Option<i64>, Option<i64>)> {
    let last = sqlx::query_scalar(LAST_CLAIM).bind(number.as_str()).fetch_optional(tx.connection()).await?;
    let heard = sqlx::query_scalar(LAST_CLAIM_WITH_STATUS)
        .bind(number.as_str())
        .bind(since_ms)
        .fetch_optional(tx.connection())
        .await?;
    Ok((last, heard))
}

pub(super) const LAST_CLAIM: &str = "select geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms is not null order by geclaimd_ms desc limit 1";
pub(super) const LAST_CLAIM_WITH_STATUS: &str = "select geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms >= $2 \
     and (verzonden_ms is not null or afgeleverd_ms is not null or gelezen_ms is not null) order by geclaimd_ms desc limit 1";

/// When the next row may go that may not go now, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn next_due_ms(tx: &mut Tx, now_ms: i64) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(NEXT_DUE).bind(now_ms).fetch_one(tx.connection()).await?)
}

pub(super) const NEXT_DUE: &str = "select min(volgende_ms) from outbox where toestand = 'wacht' and volgende_ms > $1";

/// The latest claims on a number, for limits that hold across a restart: person and moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn claims_since(tx: &mut Tx, number: &NumberId, since_ms: i64) -> Result<Vec<(PersoonId, i64)>> {
    let rows: Vec<(i64, i64)> =
        sqlx::query_as(CLAIMS_SINCE).bind(number.as_str()).bind(since_ms).fetch_all(tx.connection()).await?;
    Ok(rows.into_iter().map(|(persoon, ms)| (PersoonId(persoon), ms)).collect())
}

pub(super) const CLAIMS_SINCE: &str =
    "select persoon_id, geclaimd_ms from outbox where phone_number_id = $1 and geclaimd_ms >= $2 order by geclaimd_ms";
