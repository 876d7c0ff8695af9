//! What beheerders thought of alerts, and the figures of how good alerts were.
//!
//! Invariants: nobody is asked twice about an alert; what is read out names no person.

use sqlx::AssertSqlSafe;

use crate::rows::{self, BEREIKBAAR, row};
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::kwaliteit::Indruk;
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::stilte::Stilte;
use kern::domain::wijk::GemeenteId;

row! {
    /// Somebody who could be asked.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TeVragen {
        /// Who.
        pub persoon: PersoonId = "persoon_id",
        /// Whether they read English.
        pub engels: bool,
        stil_van: Option<i64>,
        stil_tot: Option<i64>,
    }
}

impl TeVragen {
    /// Their quiet hours.
    #[must_use]
    pub fn stilte(&self) -> Option<Stilte> {
        crate::eigen::stilte(self.stil_van, self.stil_tot, false, false)
    }
}

/// Those who got an alert, wrote to this number since `open_ms`, and were not asked what they thought of one since `since_ms`.
///
/// # Errors
/// The database cannot be reached.
pub async fn to_ask(
    tx: &mut Tx,
    id: MeldingId,
    number: &NumberId,
    (open_ms, since_ms): (i64, i64),
    now_ms: i64,
) -> Result<Vec<TeVragen>> {
    let sql = format!(
        "select r.persoon_id, case when p.taal = 'en' then 1 else 0 end as engels, p.stil_van, p.stil_tot from ontvangst r \
         join persoon p on p.id = r.persoon_id join outbox o on o.id = r.outbox_id \
         join gesprek g on g.persoon_id = p.id and g.phone_number_id = $2 and g.chat = '' and g.laatste_ms > $3 \
         where r.melding_id = $1 and {BEREIKBAAR} and o.afgeleverd_ms is not null \
         and (p.afwezig_tot_ms is null or p.afwezig_tot_ms <= $5 or p.afwezig_van_ms > $5) \
         and not exists (select 1 from indruk i where i.persoon_id = p.id and i.gevraagd_ms > $4) order by r.persoon_id"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql))
        .bind(id.0)
        .bind(number.as_str())
        .bind(open_ms)
        .bind(since_ms)
        .bind(now_ms)
        .fetch_all(tx.connection())
        .await?)
}

/// Records who is asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(tx: &mut Tx, id: MeldingId, mensen: &[PersoonId], now_ms: i64) -> Result<()> {
    for piece in rows::pieces(mensen) {
        let sql = format!(
            "insert into indruk (melding_id, persoon_id, gevraagd_ms) values {}",
            rows::placeholders(piece.len(), 3, 1)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for mens in piece {
            query = query.bind(id.0).bind(mens.0).bind(now_ms);
        }
        query.execute(tx.writing()).await?;
    }
    Ok(())
}

/// Keeps what somebody thought; answers whether they were asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn note(tx: &mut Tx, id: MeldingId, persoon: PersoonId, indruk: Indruk) -> Result<bool> {
    let done = sqlx::query("update indruk set indruk = $3 where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .bind(indruk.id())
        .execute(tx.writing())
        .await?;
    Ok(done.rows_affected() > 0)
}

row! {
    /// An alert that was sent, as the figures count it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Geteld {
        /// Its id.
        pub id: MeldingId,
        /// Its kind, as stored.
        pub soort: String,
        /// When it left, in milliseconds since the epoch.
        pub verzonden_ms: i64,
        /// Who sent it: to count senders, never to show.
        pub wie: PersoonId = "wie_id",
        /// What they said of it, as stored; empty if nothing.
        pub kwaliteit: String,
    }
}

/// The alerts of a gemeente since a moment; no exercises.
///
/// # Errors
/// The database cannot be reached.
pub async fn alerts(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64) -> Result<Vec<Geteld>> {
    Ok(sqlx::query_as(
        "select id, soort, verzonden_ms, coalesce(wie_id, verzender_id) as wie_id, kwaliteit from melding where gemeente = $1 and reeks = '' \
         and verzonden_ms > $2 order by verzonden_ms, id",
    )
    .bind(gemeente.as_str())
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?)
}

/// What beheerders said of the alerts of a gemeente since a moment: the alert, the answer as stored, and how many.
///
/// # Errors
/// The database cannot be reached.
pub async fn answers(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64) -> Result<Vec<(MeldingId, String, i64)>> {
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "select i.melding_id, i.indruk, count(*) from indruk i join melding m on m.id = i.melding_id \
         where m.gemeente = $1 and m.verzonden_ms > $2 and i.indruk <> '' group by i.melding_id, i.indruk",
    )
    .bind(gemeente.as_str())
    .bind(since_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(id, indruk, aantal)| (MeldingId(id), indruk, aantal)).collect())
}

/// Forgets what was asked before a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    sqlx::query("delete from indruk where gevraagd_ms < $1").bind(before_ms).execute(tx.writing()).await?;
    Ok(())
}
