//! What does not go now: put off, held for its officer, lapsed.

use crate::gesprek::ChatKey;
use crate::post::klasse::klasse;
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::MeldingId;

/// Puts everything that waits for a chat off until a moment, with the code that says why (the recipient's pair limit, or no
/// place within the messaging limit). Answers the alerts among it, each once: they wait for this person alone.
///
/// # Errors
/// The database cannot be reached.
pub async fn defer(tx: &mut Tx, chat: &ChatKey, until_ms: i64, code: Option<i64>) -> Result<Vec<MeldingId>> {
    let deferred = sqlx::query_scalar(concat!(
        "update outbox set volgende_ms = $4, fout_code = $5 where toestand = 'wacht' and persoon_id = $1 and phone_number_id = $2 and chat = $3 \
         and volgende_ms < $4 returning case when klasse = ",
        klasse!(Melding),
        " then melding_id end",
    ));
    let deferred =
        deferred.bind(chat.persoon.0).bind(chat.phone_number_id.as_str()).bind(&chat.chat).bind(until_ms).bind(code);
    alerts_of(deferred.fetch_all(tx.writing()).await?)
}

/// Lets rows lapse whose time has passed, also those that are held. Answers the alerts among them, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn lapse(tx: &mut Tx, now_ms: i64) -> Result<Vec<MeldingId>> {
    let mut lapsed = Vec::new();
    for statement in [LAPSE_WAITING, LAPSE_HELD] {
        let rows: Vec<Option<i64>> = sqlx::query_scalar(statement).bind(now_ms).fetch_all(tx.writing()).await?;
        lapsed.extend(rows);
    }
    alerts_of(lapsed)
}

pub(super) const LAPSE_WAITING: &str =
    "update outbox set toestand = 'vervallen' where toestand = 'wacht' and geldig_tot_ms <= $1 returning melding_id";
pub(super) const LAPSE_HELD: &str = "update outbox set toestand = 'vervallen' where toestand = 'vastgehouden' and geldig_tot_ms <= $1 returning melding_id";

/// Holds alerts that should have left by now: late is misleading, so their officers decide. Answers the
/// alerts, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn hold(tx: &mut Tx, before_ms: i64) -> Result<Vec<MeldingId>> {
    alerts_of(sqlx::query_scalar(HOLD).bind(before_ms).fetch_all(tx.writing()).await?)
}

pub(super) const HOLD: &str = concat!(
    "update outbox set toestand = 'vastgehouden' where toestand = 'wacht' and klasse = ",
    klasse!(Melding),
    " and melding_id is not null \
     and coalesce(vrijgegeven_ms, gemaakt_ms) <= $1 \
     and not exists (select 1 from melding m where m.id = outbox.melding_id and m.stilgezet_ms is not null) returning melding_id"
);

fn alerts_of(rows: Vec<Option<i64>>) -> Result<Vec<MeldingId>> {
    let mut meldingen: Vec<MeldingId> = rows.into_iter().filter_map(|id| id.map(MeldingId)).collect();
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
    .execute(tx.writing())
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
            .execute(tx.writing())
            .await?;
    Ok(dropped.rows_affected())
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
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// The alerts of which anything is held on a number.
///
/// # Errors
/// The database cannot be reached.
pub async fn held_alerts(tx: &mut Tx, number: &NumberId) -> Result<Vec<MeldingId>> {
    let held = "select melding_id from outbox where toestand = 'vastgehouden' and melding_id is not null and phone_number_id = $1";
    alerts_of(sqlx::query_scalar(held).bind(number.as_str()).fetch_all(tx.connection()).await?)
}
