//! Tips: something for police that is no emergency, or that was one and is kept too.
//!
//! Invariant: the text of a tip is gone a week after it came, here and in the messages that carried it.

use crate::{Result, Tx};
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::domain::wijk::GemeenteId;

/// A new tip.
#[derive(Debug, Clone, Copy)]
pub struct Nieuw<'a> {
    /// Who gave it.
    pub persoon: PersoonId,
    /// The gemeente it is for, where that is known.
    pub gemeente: Option<&'a GemeenteId>,
    /// The alert it is about, if it is about one.
    pub melding: Option<MeldingId>,
    /// It was typed as an emergency.
    pub spoed: bool,
    /// What they typed.
    pub tekst: &'a str,
}

/// Keeps a tip; answers its id.
///
/// # Errors
/// The database cannot be reached.
pub async fn add(tx: &mut Tx, tip: Nieuw<'_>, now_ms: i64) -> Result<i64> {
    let id = tx.take_ids("tip", 1).await?;
    sqlx::query("insert into tip (id, persoon_id, gemeente, melding_id, spoed, tekst, gemaakt_ms) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(tip.persoon.0)
        .bind(tip.gemeente.map_or("", |gemeente| gemeente.as_str()))
        .bind(tip.melding.map(|melding| melding.0))
        .bind(i64::from(tip.spoed))
        .bind(tip.tekst)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(id)
}

/// Remembers which message carried a tip.
///
/// # Errors
/// The database cannot be reached.
pub async fn carried(tx: &mut Tx, tip: i64, outbox: i64) -> Result<()> {
    sqlx::query("insert into tip_bericht (tip_id, outbox_id) values ($1, $2)")
        .bind(tip)
        .bind(outbox)
        .execute(tx.writing())
        .await?;
    Ok(())
}

/// How many tips somebody gave since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn given_since(tx: &mut Tx, persoon: PersoonId, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar("select count(*) from tip where persoon_id = $1 and gemaakt_ms > $2")
        .bind(persoon.0)
        .bind(since_ms)
        .fetch_one(tx.connection())
        .await?)
}

/// How many tips of people without a group or role were passed on in a gemeente since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_strangers_since(tx: &mut Tx, gemeente: &GemeenteId, since_ms: i64) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "select count(*) from tip t where t.gemeente = $1 and t.gemaakt_ms > $2 \
         and not exists (select 1 from beheer b where b.persoon_id = t.persoon_id) \
         and not exists (select 1 from toekenning k where k.persoon_id = t.persoon_id)",
    )
    .bind(gemeente.as_str())
    .bind(since_ms)
    .fetch_one(tx.connection())
    .await?)
}

/// The alerts that run for the groups of a person, the newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn running_for(tx: &mut Tx, persoon: PersoonId, now_ms: i64) -> Result<Vec<(MeldingId, String)>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select distinct m.id, m.nummer from melding m join uitzetting u on u.melding_id = m.id \
         join beheer b on b.groep_id = u.groep_id where b.persoon_id = $1 and m.status = 'verzonden' \
         and m.geldig_tot_ms > $2 order by m.id desc",
    )
    .bind(persoon.0)
    .bind(now_ms)
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|(id, nummer)| (MeldingId(id), nummer)).collect())
}

/// Empties tips that were given before a moment, and the messages that carried them.
///
/// # Errors
/// The database cannot be reached.
pub async fn clean_up(tx: &mut Tx, before_ms: i64) -> Result<()> {
    for sql in [
        "update outbox set bericht = '' where toestand not in ('wacht', 'geclaimd', 'vastgehouden') and id in \
         (select b.outbox_id from tip_bericht b join tip t on t.id = b.tip_id where t.gemaakt_ms < $1)",
        "delete from tip_bericht where tip_id in (select id from tip where gemaakt_ms < $1) and exists \
         (select 1 from outbox o where o.id = tip_bericht.outbox_id and o.bericht = '')",
        "update tip set tekst = '' where gemaakt_ms < $1 and tekst <> ''",
    ] {
        sqlx::query(sql).bind(before_ms).execute(tx.writing()).await?;
    }
    Ok(())
}
