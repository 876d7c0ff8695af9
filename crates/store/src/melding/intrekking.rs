//! The withdrawal and the end of an alert, as they come into the groups.
//!
//! Owns who was sent them and what each said; what follows is `domain::intrekking`'s.

use crate::rows::row;
use crate::{Result, Tx};
use kern::domain::intrekking;
use kern::domain::persoon::{GroepId, MeldingId, PersoonId, Rang};

/// Records who was sent the withdrawal, with the rows that carry it. Who did not get the alert stands there from now on.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawn_to(tx: &mut Tx, id: MeldingId, recipients: &[(PersoonId, i64)], now_ms: i64) -> Result<()> {
    for (persoon, outbox) in recipients {
        sqlx::query(
            "insert into ontvangst (melding_id, persoon_id, outbox_id, opgeroepen_ms, intrekking_outbox_id) values ($1, $2, $3, $4, $3) \
             on conflict (melding_id, persoon_id) do update set intrekking_outbox_id = excluded.intrekking_outbox_id",
        )
        .bind(id.0)
        .bind(persoon.0)
        .bind(outbox)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    }
    Ok(())
}

/// What a beheerder says of a withdrawal in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverIntrekking {
    /// It stands there.
    Geplaatst,
    /// The alert never stood there.
    NietGeplaatst,
}

impl OverIntrekking {
    const fn id(self) -> &'static str {
        match self {
            Self::Geplaatst => "geplaatst",
            Self::NietGeplaatst => "niet geplaatst",
        }
    }
}

/// Records what a person said of a withdrawal, for all their groups of the alert that nobody answered for yet. Answers
/// how many those were.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal_answered(
    tx: &mut Tx,
    id: MeldingId,
    persoon: PersoonId,
    wat: OverIntrekking,
    now_ms: i64,
) -> Result<u64> {
    let answered = sqlx::query(
        "update uitzetting set intrekking = $3, intrekking_ms = $4 where melding_id = $1 and intrekking = '' \
         and groep_id in (select groep_id from beheer where persoon_id = $2)",
    );
    let answered = answered.bind(id.0).bind(persoon.0).bind(wat.id()).bind(now_ms).execute(tx.writing()).await?;
    Ok(answered.rows_affected())
}

/// Records that the end of an alert stands in the groups of a person.
///
/// # Errors
/// The database cannot be reached.
pub async fn end_posted(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<u64> {
    let posted = sqlx::query(
        "update uitzetting set afloop_geplaatst_ms = $3 where melding_id = $1 and afloop_geplaatst_ms is null \
         and groep_id in (select groep_id from beheer where persoon_id = $2)",
    );
    Ok(posted.bind(id.0).bind(persoon.0).bind(now_ms).execute(tx.writing()).await?.rows_affected())
}

/// Marks that a person was reminded of the withdrawal.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal_reminded(tx: &mut Tx, id: MeldingId, persoon: PersoonId, now_ms: i64) -> Result<()> {
    sqlx::query("update ontvangst set intrekking_herinnerd_ms = $3 where melding_id = $1 and persoon_id = $2")
        .bind(id.0)
        .bind(persoon.0)
        .bind(now_ms)
        .execute(tx.writing())
        .await?;
    Ok(())
}

row! {
    struct Row {
        groep: GroepId = "groep_id",
        geplaatst_ms: Option<i64>,
        intrekking: String,
        persoon: Option<PersoonId> = "persoon_id",
        rang: Option<String>,
        intrekking_outbox_id: Option<i64>,
        intrekking_herinnerd_ms: Option<i64>,
        bereikbaar: bool,
    }
}

/// How a withdrawal is in the groups of an alert.
///
/// # Errors
/// The database cannot be reached.
pub async fn withdrawal(tx: &mut Tx, id: MeldingId) -> Result<Vec<intrekking::Groep>> {
    let found: Vec<Row> = sqlx::query_as(
        "select u.groep_id, u.geplaatst_ms, u.intrekking, b.persoon_id, b.rang, r.intrekking_outbox_id, r.intrekking_herinnerd_ms, \
         case when p.geblokkeerd = 1 or p.onbereikbaar_ms is not null or p.opgeschort_ms is not null or p.uitgenodigd_ms is not null then 0 else 1 end as bereikbaar \
         from uitzetting u left join beheer b on b.groep_id = u.groep_id left join persoon p on p.id = b.persoon_id \
         left join ontvangst r on r.melding_id = u.melding_id and r.persoon_id = b.persoon_id \
         where u.melding_id = $1 order by u.groep_id, b.persoon_id",
    )
    .bind(id.0)
    .fetch_all(tx.connection())
    .await?;
    let mut groepen: Vec<intrekking::Groep> = Vec::new();
    for row in found {
        if groepen.last().is_none_or(|laatste| laatste.id != row.groep) {
            let (was_geplaatst, afgehandeld) = (row.geplaatst_ms.is_some(), !row.intrekking.is_empty());
            groepen.push(intrekking::Groep { id: row.groep, was_geplaatst, afgehandeld, mensen: Vec::new() });
        }
        if let (Some(groep), Some(persoon)) = (groepen.last_mut(), row.persoon) {
            groep.mensen.push(intrekking::Mens {
                persoon,
                rang: row.rang.as_deref().and_then(Rang::van_id).unwrap_or(Rang::Hoofd),
                kreeg: row.intrekking_outbox_id.is_some(),
                herinnerd: row.intrekking_herinnerd_ms.is_some(),
                bereikbaar: row.bereikbaar,
            });
        }
    }
    Ok(groepen)
}
