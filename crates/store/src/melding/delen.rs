//! The button that puts an alert into a group: who wants it with every alert, who got it for one, and who tapped it.
//!
//! Invariant: who got it for an alert is known by the message that carries it; where that never left, they did not.

use sqlx::AssertSqlSafe;

use crate::rows::{self, row};
use crate::{Result, Tx};
use kern::domain::afzender::NumberId;
use kern::domain::persoon::{MeldingId, PersoonId};

/// Whether somebody wants the button with every alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn wanted(tx: &mut Tx, persoon: PersoonId) -> Result<bool> {
    let wanted: i64 = sqlx::query_scalar("select deelknop from persoon where id = $1")
        .bind(persoon.0)
        .fetch_one(tx.connection())
        .await?;
    Ok(wanted != 0)
}

/// Records whether somebody wants it.
///
/// # Errors
/// The database cannot be reached.
pub async fn want(tx: &mut Tx, persoon: PersoonId, aan: bool) -> Result<()> {
    sqlx::query("update persoon set deelknop = $2 where id = $1")
        .bind(persoon.0)
        .bind(i64::from(aan))
        .execute(tx.writing())
        .await?;
    Ok(())
}

row! {
    struct Kiest {
        persoon: PersoonId = "id",
        engels: bool,
    }
}

/// Those of these people who want it with every alert and wrote to this number since a moment, so that it can go; with
/// whether they read English.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_chose(
    tx: &mut Tx,
    number: &NumberId,
    mensen: &[PersoonId],
    since_ms: i64,
) -> Result<Vec<(PersoonId, bool)>> {
    let mut found = Vec::new();
    for piece in rows::pieces(mensen) {
        let sql = format!(
            "select p.id, case when p.taal = 'en' then 1 else 0 end as engels from persoon p \
             join gesprek g on g.persoon_id = p.id and g.phone_number_id = $1 and g.chat = '' and g.laatste_ms > $2 \
             where p.deelknop = 1 and p.id in {} order by p.id",
            rows::list(piece.len(), 3)
        );
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(number.as_str()).bind(since_ms);
        for mens in piece {
            query = query.bind(mens.0);
        }
        let rows: Vec<Kiest> = query.fetch_all(tx.connection()).await?;
        found.extend(rows.into_iter().map(|row| (row.persoon, row.engels)));
    }
    Ok(found)
}

/// Whether somebody got the button for an alert as it is now, or will: after an update the text behind it is old.
///
/// # Errors
/// The database cannot be reached.
pub async fn given(tx: &mut Tx, melding: MeldingId, persoon: PersoonId) -> Result<bool> {
    let given: Option<i64> = sqlx::query_scalar(
        "select o.id from ontvangst r join outbox o on o.id = r.deel_outbox_id \
         where r.melding_id = $1 and r.persoon_id = $2 and o.toestand not in ('mislukt', 'vervallen') \
         and not exists (select 1 from bijwerking b where b.melding_id = r.melding_id and b.verzonden_ms >= o.gemaakt_ms)",
    )
    .bind(melding.0)
    .bind(persoon.0)
    .fetch_optional(tx.connection())
    .await?;
    Ok(given.is_some())
}

/// Records by which messages people get it.
///
/// # Errors
/// The database cannot be reached.
pub async fn give(tx: &mut Tx, melding: MeldingId, gegeven: &[(PersoonId, i64)]) -> Result<()> {
    for (persoon, outbox) in gegeven {
        sqlx::query("update ontvangst set deel_outbox_id = $3 where melding_id = $1 and persoon_id = $2")
            .bind(melding.0)
            .bind(persoon.0)
            .bind(outbox)
            .execute(tx.writing())
            .await?;
    }
    Ok(())
}

row! {
    /// What the page of an alert may show to somebody.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Bezoek {
        /// When they tapped the button on it, in milliseconds since the epoch.
        pub geopend_ms: Option<i64>,
        /// They read English.
        pub engels: bool,
    }
}

/// Somebody's page of an alert; `None` where they did not get that alert, run none of its groups any more, or where what is
/// sent to their number may come to somebody else.
///
/// # Errors
/// The database cannot be reached.
pub async fn page_of(tx: &mut Tx, melding: MeldingId, persoon: PersoonId) -> Result<Option<Bezoek>> {
    Ok(sqlx::query_as(
        "select r.geopend_ms, case when p.taal = 'en' then 1 else 0 end as engels from ontvangst r join persoon p on p.id = r.persoon_id \
         where r.melding_id = $1 and r.persoon_id = $2 and p.geblokkeerd = 0 and p.opgeschort_ms is null \
         and exists (select 1 from beheer b join uitzetting u on u.groep_id = b.groep_id where b.persoon_id = r.persoon_id and u.melding_id = r.melding_id)",
    )
    .bind(melding.0)
    .bind(persoon.0)
    .fetch_optional(tx.connection())
    .await?)
}

/// Records that somebody tapped the button on the page; the first time counts. Answers whether this was it.
///
/// # Errors
/// The database cannot be reached.
pub async fn opened(tx: &mut Tx, melding: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<bool> {
    let changed = sqlx::query(
        "update ontvangst set geopend_ms = $3 where melding_id = $1 and persoon_id = $2 and geopend_ms is null",
    )
    .bind(melding.0)
    .bind(persoon.0)
    .bind(now_ms)
    .execute(tx.writing())
    .await?;
    Ok(changed.rows_affected() > 0)
}
