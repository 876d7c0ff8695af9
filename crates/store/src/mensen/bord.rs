//! Signs and stickers that were asked for, and whether the gemeente saw a group's registration at WABP.

use crate::{Result, Tx};
use kern::domain::bord::Bord;
use kern::domain::persoon::{GroepId, PersoonId};
use kern::domain::wijk::GemeenteId;

/// How many of a kind were asked for a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn asked(tx: &mut Tx, groep: GroepId, soort: Bord) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "select cast(coalesce(sum(aantal), 0) as bigint) from bordaanvraag where groep_id = $1 and soort = $2",
    )
    .bind(groep.0)
    .bind(soort.id())
    .fetch_one(tx.connection())
    .await?)
}

/// Records a request. `open_punt`: the registration at WABP is still to be seen.
///
/// # Errors
/// The database cannot be reached.
pub async fn ask(
    tx: &mut Tx,
    (groep, persoon): (GroepId, PersoonId),
    soort: Bord,
    aantal: i64,
    open_punt: bool,
    now_ms: i64,
) -> Result<()> {
    let id = tx.take_ids("bordaanvraag", 1).await?;
    sqlx::query("insert into bordaanvraag (id, groep_id, persoon_id, soort, aantal, open_punt, gemaakt_ms) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(groep.0)
        .bind(persoon.0)
        .bind(soort.id())
        .bind(aantal)
        .bind(i64::from(open_punt))
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// When the gemeente last saw the registration of a group, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn wabp_seen(tx: &mut Tx, groep: GroepId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select wabp_gezien_ms from groep where id = $1")
        .bind(groep.0)
        .fetch_one(tx.connection())
        .await?)
}

/// Records that the gemeente saw the registration of a group: its requests are no open points any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn see_wabp(tx: &mut Tx, groep: GroepId, now_ms: i64) -> Result<()> {
    sqlx::query("update groep set wabp_gezien_ms = $2 where id = $1")
        .bind(groep.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    sqlx::query("update bordaanvraag set open_punt = 0 where groep_id = $1")
        .bind(groep.0)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// The gemeente of a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn gemeente_of(tx: &mut Tx, groep: GroepId) -> Result<Option<GemeenteId>> {
    let gemeente: Option<String> = sqlx::query_scalar("select gemeente from groep where id = $1")
        .bind(groep.0)
        .fetch_optional(tx.connection())
        .await?;
    Ok(gemeente.map(GemeenteId::from))
}

/// What the beheerder said of the registration of a group.
///
/// # Errors
/// The database cannot be reached.
pub async fn wabp_said(tx: &mut Tx, groep: GroepId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select wabp from groep where id = $1").bind(groep.0).fetch_one(tx.connection()).await?)
}
