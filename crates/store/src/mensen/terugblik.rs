//! What came of the alerts of a quarter, for whoever posted them.
//!
//! Invariant: exercises and what was withdrawn count for nothing.

use sqlx::AssertSqlSafe;

use crate::informatie::Ontvanger;
use crate::rows::{BEREIKBAAR, row};
use crate::{Result, Tx};
use kern::domain::persoon::PersoonId;
use kern::domain::wijk::GemeenteId;

/// Those who posted an alert of a gemeente between two moments, can be reached, are not away, run a group there still, and got
/// no message of this kind since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_posted(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    (van_ms, tot_ms): (i64, i64),
    (soort, since_ms): (&str, i64),
    now_ms: i64,
) -> Result<Vec<Ontvanger>> {
    let sql = format!(
        "select p.id as persoon_id, p.stil_van, p.stil_tot from persoon p where {BEREIKBAAR} \
         and (p.afwezig_tot_ms is null or p.afwezig_tot_ms <= $6 or p.afwezig_van_ms > $6) \
         and exists (select 1 from beheer b join groep g on g.id = b.groep_id where b.persoon_id = p.id and g.gemeente = $1) \
         and exists (select 1 from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_door = p.id \
         and m.gemeente = $1 and m.reeks = '' and m.status <> 'ingetrokken' and m.verzonden_ms >= $2 and m.verzonden_ms < $3) \
         and not exists (select 1 from anders a where a.persoon_id = p.id and a.soort = $4 and a.verstuurd_ms > $5) order by p.id"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql))
        .bind(gemeente.as_str())
        .bind(van_ms)
        .bind(tot_ms)
        .bind(soort)
        .bind(since_ms)
        .bind(now_ms)
        .fetch_all(tx.connection())
        .await?)
}

row! {
    /// An alert that went to somebody's groups.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Melding {
        /// How it ended, as it was told; empty if it did not.
        pub afloop: String,
        /// Whether it was posted in one of their groups.
        pub geplaatst: bool,
    }
}

/// The alerts between two moments that went to the groups that somebody runs in a gemeente.
///
/// # Errors
/// The database cannot be reached.
pub async fn alerts(
    tx: &mut Tx,
    gemeente: &GemeenteId,
    persoon: PersoonId,
    (van_ms, tot_ms): (i64, i64),
) -> Result<Vec<Melding>> {
    Ok(sqlx::query_as(
        "select m.afloop, max(case when u.geplaatst_ms is null then 0 else 1 end) as geplaatst from melding m \
         join uitzetting u on u.melding_id = m.id join beheer b on b.groep_id = u.groep_id \
         where b.persoon_id = $2 and m.gemeente = $1 and m.reeks = '' and m.status <> 'ingetrokken' \
         and m.verzonden_ms >= $3 and m.verzonden_ms < $4 group by m.id, m.afloop order by m.id",
    )
    .bind(gemeente.as_str())
    .bind(persoon.0)
    .bind(van_ms)
    .bind(tot_ms)
    .fetch_all(tx.connection())
    .await?)
}
