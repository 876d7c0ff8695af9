//! What waits to be done, in one look: whether there is anything to open a transaction for.
//!
//! Owns the statement, and the moments from which the work of each table is due; what is done about it is of the tables'
//! own files. Invariants: it changes nothing and takes no lock of the writers; where it says that nothing waits, the step
//! that it spares would have changed nothing.

use sqlx::AnyConnection;

use super::klasse::klasse;
use super::sjabloon::APPROVED;
use crate::error::Result;

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Werk {
    /// A status that nobody looked at yet.
    pub statussen: bool,
    /// A message, a change or a result that was not handled yet, held back or not.
    pub berichten: bool,
    /// When the next timed work is due, in milliseconds since the epoch.
    pub taak_ms: Option<i64>,
    /// When the next slow work is due, in milliseconds since the epoch.
    pub opdracht_ms: Option<i64>,
    /// Something waits to leave, is under way or in doubt, or is held.
    pub uitgaand: bool,
    /// Something that operators were told, or may have to be told.
    pub alarm: bool,
}

/// What is asked in each look: each line is a step in an index, or a table of a few rows.
pub const LOOK: &str = concat!(
    "select \
     case when exists (select 1 from inbox where toestand = 'nieuw' and soort = 'status') then 1 else 0 end, \
     case when exists (select 1 from inbox where toestand = 'nieuw' and soort <> 'status') then 1 else 0 end, \
     (select min(te_doen_ms) from taak where gedaan_ms is null), \
     (select min(volgende_ms) from opdracht where toestand = 'open'), \
     case when exists (select 1 from outbox where toestand = 'wacht') or exists (select 1 from outbox where toestand = 'geclaimd') \
     or exists (select 1 from outbox where toestand = 'vastgehouden') then 1 else 0 end, \
     case when exists (select 1 from alarm) or exists (select 1 from nummer_stand where gestopt_code is not null or beperking <> '') \
     or exists (select 1 from sjabloon_stand where status <> $1 or categorie not in ('', $2)) \
     or exists (select 1 from outbox where toestand = 'mislukt' and fout_code is null and melding_id is not null \
     and mislukt_ms > $3 and klasse in (",
    klasse!(Intrekking),
    ", ",
    klasse!(Melding),
    ", ",
    klasse!(Bijwerking),
    ")) then 1 else 0 end",
);

impl Werk {
    /// What is to be taken for granted where nobody could look.
    pub const ALLES: Self = Self {
        statussen: true,
        berichten: true,
        taak_ms: Some(i64::MIN),
        opdracht_ms: Some(i64::MIN),
        uitgaand: true,
        alarm: true,
    };
}

/// Looks. Templates belong into this category; messages that ended without a reason before this moment are of no interest.
pub(crate) async fn look(connection: &mut AnyConnection, categorie: &str, since_ms: i64) -> Result<Werk> {
    let (statussen, berichten, taak_ms, opdracht_ms, uitgaand, alarm): (i64, i64, Option<i64>, Option<i64>, i64, i64) =
        sqlx::query_as(LOOK).bind(APPROVED).bind(categorie).bind(since_ms).fetch_one(connection).await?;
    Ok(Werk {
        statussen: statussen != 0,
        berichten: berichten != 0,
        taak_ms,
        opdracht_ms,
        uitgaand: uitgaand != 0,
        alarm: alarm != 0,
    })
}
