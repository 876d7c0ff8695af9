//! Figures: how well wijken are covered, and how alerts went.
//!
//! Invariant: exercises are counted apart; nothing here names a person.

use std::collections::BTreeMap;

use kern::domain::wijk::{GemeenteId, WijkId};
use sqlx::AssertSqlSafe;

use super::rows;
use super::{Result, Tx};
use crate::rows::{BEREIKBAAR, row};
use kern::domain::persoon::PersoonId;

row! {
    /// How well a wijk is covered.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Dekking {
        /// The id of the wijk.
        pub wijk: WijkId,
        /// Its groups.
        pub groepen: i64,
        /// Those of which somebody can be reached now.
        pub bereikbaar: i64,
    }
}

/// How well the wijken of a gemeente are covered; wijken without groups are left out.
///
/// # Errors
/// The database cannot be reached.
pub async fn coverage(tx: &mut Tx, gemeente: &GemeenteId, now_ms: i64) -> Result<Vec<Dekking>> {
    let sql = format!(
        "select w.wijk, count(distinct w.groep_id) as groepen, count(distinct case when exists \
         (select 1 from beheer b join persoon p on p.id = b.persoon_id where b.groep_id = w.groep_id and {BEREIKBAAR} \
         and (p.afwezig_tot_ms is null or p.afwezig_tot_ms <= $2 or p.afwezig_van_ms > $2)) then w.groep_id end) as bereikbaar \
         from groep_wijk w join groep g on g.id = w.groep_id where g.gemeente = $1 group by w.wijk order by w.wijk"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(gemeente.as_str()).bind(now_ms).fetch_all(tx.connection()).await?)
}

/// How alerts went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cijfers {
    /// Alerts that left.
    pub meldingen: i64,
    /// Exercises that left.
    pub oefeningen: i64,
    /// Groups that alerts went to, each alert counted.
    pub groepen: i64,
    /// Those that reported it posted.
    pub geplaatst: i64,
    /// Half of the reports came within so many milliseconds.
    pub mediaan_ms: Option<i64>,
    /// Of alerts of which police said when they heard: half had their first group within so many milliseconds of that.
    pub van_melding_ms: Option<i64>,
}

/// Which groups the figures are about.
#[derive(Debug, Clone)]
pub enum Over<'a> {
    /// Those of a person.
    Persoon(PersoonId),
    /// Those of these wijken of a gemeente.
    Wijken(&'a GemeenteId, Vec<&'a WijkId>),
    /// Those of a gemeente.
    Gemeente(&'a GemeenteId),
}

row! {
    /// An alert in one group.
    struct Uitzetting {
        id: i64,
        reeks: String,
        verzonden_ms: i64,
        geplaatst_ms: Option<i64>,
        binnen_ms: Option<i64>,
    }
}

/// How alerts went since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn figures(tx: &mut Tx, over: &Over<'_>, since_ms: i64) -> Result<Cijfers> {
    let van = match over {
        Over::Persoon(_) => {
            "u.groep_id in (select b.groep_id from beheer b where b.persoon_id = cast($2 as bigint))".to_owned()
        }
        Over::Gemeente(_) => "m.gemeente = $2".to_owned(),
        Over::Wijken(_, wijken) => format!(
            "m.gemeente = $2 and u.groep_id in (select w.groep_id from groep_wijk w where w.wijk in {})",
            rows::list(wijken.len(), 3)
        ),
    };
    let sql = format!(
        "select m.id, m.reeks, m.verzonden_ms, u.geplaatst_ms, m.binnen_ms from melding m join uitzetting u on u.melding_id = m.id \
         where m.verzonden_ms > $1 and {van} order by m.id, u.groep_id"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(since_ms);
    query = match over {
        Over::Persoon(persoon) => query.bind(persoon.0),
        Over::Gemeente(gemeente) => query.bind(gemeente.as_str()),
        Over::Wijken(gemeente, wijken) => {
            wijken.iter().fold(query.bind(gemeente.as_str()), |query, wijk| query.bind(wijk.as_str()))
        }
    };
    let rows: Vec<Uitzetting> = query.fetch_all(tx.connection()).await?;
    let mut cijfers = Cijfers::default();
    let mut na_ms = Vec::new();
    let mut eerste: BTreeMap<i64, i64> = BTreeMap::new();
    let mut vorige = None;
    for Uitzetting { id, reeks, verzonden_ms, geplaatst_ms, binnen_ms } in rows {
        let echt = reeks.is_empty();
        if vorige.replace(id) != Some(id) {
            *(if echt { &mut cijfers.meldingen } else { &mut cijfers.oefeningen }) += 1;
        }
        if echt {
            cijfers.groepen += 1;
            cijfers.geplaatst += i64::from(geplaatst_ms.is_some());
            na_ms.extend(geplaatst_ms.map(|geplaatst_ms| geplaatst_ms - verzonden_ms));
            if let (Some(geplaatst_ms), Some(binnen_ms)) = (geplaatst_ms, binnen_ms) {
                let na_ms = geplaatst_ms - binnen_ms;
                eerste.entry(id).and_modify(|eerder_ms| *eerder_ms = na_ms.min(*eerder_ms)).or_insert(na_ms);
            }
        }
    }
    na_ms.sort_unstable();
    cijfers.mediaan_ms = na_ms.get(na_ms.len() / 2).copied();
    let mut eerste: Vec<i64> = eerste.into_values().collect();
    eerste.sort_unstable();
    cijfers.van_melding_ms = eerste.get(eerste.len() / 2).copied();
    Ok(cijfers)
}
