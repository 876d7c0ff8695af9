//! What a picture of the wijken shows: the groups by wijk, the last alert, and how fast it went.
//!
//! Owns reading only; how an alert stands in each group is `overzicht`'s.

use crate::{Result, Tx};
use kern::domain::persoon::MeldingId;
use kern::domain::wijk::{GemeenteId, WijkId};

/// A group in a wijk. A group of several wijken stands in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroepInWijk {
    /// The id of the wijk.
    pub wijk: WijkId,
    /// The name of the group.
    pub naam: String,
}

/// How fast an alert went, in milliseconds after it was sent; the fastest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tempo {
    /// When each person's phone had it.
    pub afgeleverd_na_ms: Vec<i64>,
    /// When each group was reported.
    pub geplaatst_na_ms: Vec<i64>,
}

/// The groups of a gemeente, by wijk and name.
///
/// # Errors
/// The database cannot be reached.
pub async fn groepen(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Vec<GroepInWijk>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select w.wijk, g.naam from groep g join groep_wijk w on w.groep_id = g.id where g.gemeente = $1 \
         order by w.wijk, g.id",
    )
    .bind(gemeente.as_str())
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(wijk, naam)| GroepInWijk { wijk: WijkId::from(wijk), naam }).collect())
}

/// The alert of a gemeente that was sent last; an exercise is none.
///
/// # Errors
/// The database cannot be reached.
pub async fn laatste_melding(tx: &mut Tx, gemeente: &GemeenteId) -> Result<Option<MeldingId>> {
    let id: Option<i64> = sqlx::query_scalar(
        "select id from melding where gemeente = $1 and verzonden_ms is not null and reeks = '' order by verzonden_ms desc, id desc limit 1",
    )
    .bind(gemeente.as_str())
    .fetch_optional(tx.connection())
    .await?;
    Ok(id.map(MeldingId))
}

/// How fast an alert went.
///
/// # Errors
/// The database cannot be reached.
pub async fn tempo(tx: &mut Tx, id: MeldingId) -> Result<Tempo> {
    let afgeleverd_na_ms = sqlx::query_scalar(
        "select o.afgeleverd_ms - m.verzonden_ms from ontvangst r join outbox o on o.id = r.outbox_id \
         join melding m on m.id = r.melding_id where r.melding_id = $1 and o.afgeleverd_ms is not null order by 1",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    let geplaatst_na_ms = sqlx::query_scalar(
        "select u.geplaatst_ms - m.verzonden_ms from uitzetting u join melding m on m.id = u.melding_id \
         where u.melding_id = $1 and u.geplaatst_ms is not null order by 1",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    Ok(Tempo { afgeleverd_na_ms, geplaatst_na_ms })
}
