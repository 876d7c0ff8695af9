//! What became of sends: accepted, failed, in doubt, failed late, and what is sent again.

use sqlx::AssertSqlSafe;

use crate::post::klasse::{Klasse, klasse};
use crate::rows::{self, row};
use crate::{Result, Tx};
use cloud::ids::Wamid;
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};

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
    pub phone_number_id: NumberId,
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
        query.bind(now_ms).execute(tx.writing()).await?;
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
        query.execute(tx.writing()).await?;
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
            query.bind(now_ms).execute(tx.writing()).await?;
        }
    }
    Ok(())
}

row! {
    struct SilentRow {
        id: i64,
        phone_number_id: NumberId,
        melding: Option<MeldingId> = "melding_id",
        klasse: i64,
        sinds_ms: i64,
        geclaimd_ms: i64,
        onzeker: i64,
        fout_code: Option<i64>,
    }
}

/// Claimed rows without a result, the oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn silent(tx: &mut Tx) -> Result<Vec<Silent>> {
    let rows: Vec<SilentRow> = sqlx::query_as(SILENT).fetch_all(tx.connection()).await?;
    let silent = |row: SilentRow| Silent {
        id: row.id,
        phone_number_id: row.phone_number_id,
        melding: row.melding,
        klasse: Klasse::from_stored(row.klasse),
        sinds_ms: row.sinds_ms,
        geclaimd_ms: row.geclaimd_ms,
        onzeker: row.onzeker,
        fout_code: row.fout_code,
    };
    Ok(rows.into_iter().map(silent).collect())
}

pub(super) const SILENT: &str = "select id, phone_number_id, melding_id, klasse, coalesce(vrijgegeven_ms, gemaakt_ms) as sinds_ms, geclaimd_ms, onzeker, fout_code \
     from outbox where toestand = 'geclaimd' order by geclaimd_ms";

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
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Marks the claimed rows of a number, from a moment on, as met by an outage with this code.
///
/// # Errors
/// The database cannot be reached.
pub async fn mark_outage(tx: &mut Tx, number: &NumberId, since_ms: i64, code: i64) -> Result<()> {
    sqlx::query(
        "update outbox set fout_code = $3 where phone_number_id = $1 and geclaimd_ms >= $2 and toestand = 'geclaimd' and fout_code is null",
    )
    .bind(number.as_str())
    .bind(since_ms)
    .bind(code)
    .execute(tx.writing())
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

pub(super) const UNEXPLAINED: &str = concat!(
    "select count(*) from outbox where toestand = 'mislukt' and fout_code is null and melding_id is not null \
     and mislukt_ms > $1 and klasse in (",
    klasse!(Intrekking),
    ", ",
    klasse!(Melding),
    ", ",
    klasse!(Bijwerking),
    ")"
);

/// A row whose message failed after WhatsApp had accepted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateFailure {
    /// Its id.
    pub id: i64,
    /// Its business number.
    pub phone_number_id: NumberId,
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

row! {
    struct LateRow {
        id: i64,
        phone_number_id: NumberId,
        persoon: PersoonId = "persoon_id",
        pogingen: i64,
        sjabloon: Option<String>,
        zonder_vrij: bool,
        zonder_sjabloon: bool,
        fout_code: Option<i64>,
    }
}

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
        found.extend(rows.into_iter().map(|row| LateFailure {
            id: row.id,
            phone_number_id: row.phone_number_id,
            persoon: row.persoon,
            pogingen: row.pogingen,
            sjabloon: row.sjabloon.and_then(|naam| naam.split_once(' ').map(|(n, t)| (n.to_owned(), t.to_owned()))),
            zonder_vrij: row.zonder_vrij,
            zonder_sjabloon: row.zonder_sjabloon,
            code: row.fout_code.unwrap_or_default(),
        }));
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
    .execute(tx.writing())
    .await?;
    Ok(())
}
