//! What people arrange for themselves: absence, quiet hours, the language of explanations.
//!
//! Invariant: an absence that has ended counts nowhere, also where its end was not told yet.

use crate::rows::{BEREIKBAAR, row};
use crate::{Result, Tx};
use kern::domain::persoon::PersoonId;
use kern::domain::stilte::Stilte;

/// The quiet hours that stand in these columns; none where they have no begin or end.
pub(crate) fn stilte(van: Option<i64>, tot: Option<i64>, vermissing: bool, heterdaad: bool) -> Option<Stilte> {
    Some(Stilte { van: van?, tot: tot?, vermissing, heterdaad })
}

row! {
    struct Stil {
        stil_van: Option<i64>,
        stil_tot: Option<i64>,
        stil_vermissing: bool,
        stil_heterdaad: bool,
    }
}

/// Records that somebody is away from a moment until another, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_absent(tx: &mut Tx, id: PersoonId, van_ms: i64, tot_ms: i64) -> Result<()> {
    sqlx::query("update persoon set afwezig_van_ms = $2, afwezig_tot_ms = $3 where id = $1")
        .bind(id.0)
        .bind(van_ms)
        .bind(tot_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// From when until when somebody is or will be away, in milliseconds since the epoch; `None` if they are not.
///
/// # Errors
/// The database cannot be reached.
pub async fn absence(tx: &mut Tx, id: PersoonId) -> Result<Option<(i64, i64)>> {
    let row: (Option<i64>, Option<i64>) =
        sqlx::query_as("select afwezig_van_ms, afwezig_tot_ms from persoon where id = $1")
            .bind(id.0)
            .fetch_one(tx.connection())
            .await?;
    Ok(row.0.zip(row.1))
}

/// Until when somebody is or will be away, in milliseconds since the epoch; `None` if they are not.
///
/// # Errors
/// The database cannot be reached.
pub async fn absent_until(tx: &mut Tx, id: PersoonId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select afwezig_tot_ms from persoon where id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// Ends an absence; answers whether there was one.
///
/// # Errors
/// The database cannot be reached.
pub async fn end_absence(tx: &mut Tx, id: PersoonId) -> Result<bool> {
    let done = sqlx::query(
        "update persoon set afwezig_van_ms = null, afwezig_tot_ms = null where id = $1 and afwezig_tot_ms is not null",
    )
    .bind(id.0)
    .execute(tx.writing())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The names of this person's groups for which nobody else can be reached at a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn without_stand_in(tx: &mut Tx, id: PersoonId, at_ms: i64) -> Result<Vec<String>> {
    let names = format!(
        "select g.naam from beheer b join groep g on g.id = b.groep_id where b.persoon_id = $1 and not exists \
                 (select 1 from beheer o join persoon p on p.id = o.persoon_id where o.groep_id = b.groep_id and o.persoon_id <> $1 \
                 and {BEREIKBAAR} \
                 and (p.afwezig_tot_ms is null or p.afwezig_tot_ms <= $2 or p.afwezig_van_ms > $2)) order by g.naam"
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(names)).bind(id.0).bind(at_ms).fetch_all(tx.connection()).await?)
}

/// Sets somebody's quiet hours; `None` takes them away.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_quiet(tx: &mut Tx, id: PersoonId, stilte: Option<Stilte>) -> Result<()> {
    sqlx::query(
        "update persoon set stil_van = $2, stil_tot = $3, stil_vermissing = $4, stil_heterdaad = $5 where id = $1",
    )
    .bind(id.0)
    .bind(stilte.map(|stilte| stilte.van))
    .bind(stilte.map(|stilte| stilte.tot))
    .bind(i64::from(stilte.is_some_and(|stilte| stilte.vermissing)))
    .bind(i64::from(stilte.is_some_and(|stilte| stilte.heterdaad)))
    .execute(tx.writing())
    .await?;
    Ok(())
}

/// Somebody's quiet hours.
///
/// # Errors
/// The database cannot be reached.
pub async fn quiet(tx: &mut Tx, id: PersoonId) -> Result<Option<Stilte>> {
    let Stil { stil_van, stil_tot, stil_vermissing, stil_heterdaad } =
        sqlx::query_as("select stil_van, stil_tot, stil_vermissing, stil_heterdaad from persoon where id = $1")
            .bind(id.0)
            .fetch_one(tx.connection())
            .await?;
    Ok(stilte(stil_van, stil_tot, stil_vermissing, stil_heterdaad))
}

/// Sets the language of explanations: `nl` or `en`.
///
/// # Errors
/// The database cannot be reached.
pub async fn set_language(tx: &mut Tx, id: PersoonId, taal: &str) -> Result<()> {
    sqlx::query("update persoon set taal = $2 where id = $1").bind(id.0).bind(taal).execute(tx.writing()).await?;
    Ok(())
}

/// The language of explanations.
///
/// # Errors
/// The database cannot be reached.
pub async fn language(tx: &mut Tx, id: PersoonId) -> Result<String> {
    Ok(sqlx::query_scalar("select taal from persoon where id = $1").bind(id.0).fetch_one(tx.connection()).await?)
}
