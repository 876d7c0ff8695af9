//! What was issued under the number of an alert, as its recipients got it, and what was asked about how good it was.
//!
//! Owns reading; nobody's name, number or answer is read here.

use crate::{Result, Tx};
use cloud::ids::Wamid;
use cloud::{Bericht, Outgoing};
use kern::domain::persoon::{MeldingId, PersoonId};
use kern::limits;

/// The texts that were sent about an alert, each once.
///
/// # Errors
/// The database cannot be reached.
pub async fn teksten(tx: &mut Tx, id: MeldingId) -> Result<Vec<String>> {
    // The same message to a hundred people is one text: the database sees to that, and to a bound.
    let rows: Vec<String> = sqlx::query_scalar(
        "select bericht from outbox where melding_id = $1 group by bericht order by min(id) limit $2",
    )
    .bind(id.0)
    .bind(limits::ISSUED_TEXTS_MAX)
    .fetch_all(tx.connection())
    .await?;
    let mut teksten: Vec<String> = rows
        .iter()
        .filter_map(|bericht| Bericht::from_json(bericht)?.als_vrij()?.readable_text().map(str::to_owned))
        .collect();
    teksten.dedup();
    Ok(teksten)
}

/// When an update of an alert was sent last, in milliseconds since the epoch.
///
/// # Errors
/// The database cannot be reached.
pub async fn bijgewerkt_ms(tx: &mut Tx, id: MeldingId) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select max(verzonden_ms) from bijwerking where melding_id = $1")
        .bind(id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// What the message with this id said to this person, as far as it is kept.
///
/// # Errors
/// The database cannot be reached.
pub async fn gezegd(tx: &mut Tx, wamid: &str, persoon: PersoonId) -> Result<Option<String>> {
    let bericht: Option<String> =
        sqlx::query_scalar("select bericht from outbox where wamid = $1 and persoon_id = $2 limit 1")
            .bind(wamid)
            .bind(persoon.0)
            .fetch_optional(tx.connection())
            .await?;
    Ok(bericht.and_then(|bericht| Bericht::from_json(&bericht)?.als_vrij()?.readable_text().map(str::to_owned)))
}

/// The id under which we know a message to this person, where one is quoted that differs at the front only; `None`
/// where none fits, or several do.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_end(tx: &mut Tx, quoted: &Wamid, persoon: PersoonId, since_ms: i64) -> Result<Option<Wamid>> {
    let known: Option<i64> = sqlx::query_scalar("select id from outbox where wamid = $1 limit 1")
        .bind(quoted.as_str())
        .fetch_optional(tx.connection())
        .await?;
    let length = quoted.as_str().chars().count();
    if known.is_some() || length < limits::WAMID_END_CHARACTERS {
        return Ok(known.map(|_| quoted.clone()));
    }
    let end: String = quoted.as_str().chars().skip(length - limits::WAMID_END_CHARACTERS).collect();
    let sent: Vec<String> = sqlx::query_scalar(
        "select wamid from outbox where persoon_id = $1 and wamid is not null and gemaakt_ms >= $2 order by id desc limit $3",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .bind(limits::POINTED_AT_ROWS_MAX)
    .fetch_all(tx.connection())
    .await?;
    let mut fits = sent.into_iter().filter(|wamid| wamid.ends_with(&end));
    Ok(match (fits.next(), fits.next()) {
        (Some(only), None) => Some(Wamid(only)),
        _ => None,
    })
}

/// The ids of the buttons and rows of one message to this person; none where it was not ours.
///
/// # Errors
/// The database cannot be reached.
pub async fn choices_of(tx: &mut Tx, persoon: PersoonId, wamid: &Wamid) -> Result<Vec<String>> {
    let sent: Option<String> =
        sqlx::query_scalar("select bericht from outbox where wamid = $1 and persoon_id = $2 limit 1")
            .bind(wamid.as_str())
            .bind(persoon.0)
            .fetch_optional(tx.connection())
            .await?;
    let bericht = sent.and_then(|bericht| Bericht::from_json(&bericht));
    let vrij = bericht.as_ref().and_then(Bericht::als_vrij);
    Ok(vrij.map(|vrij| vrij.choices().into_iter().map(str::to_owned).collect()).unwrap_or_default())
}

/// The ids of the buttons and rows that this person got after a moment, or that are on their way.
///
/// # Errors
/// The database cannot be reached.
pub async fn choices_since(tx: &mut Tx, persoon: PersoonId, since_ms: i64) -> Result<Vec<String>> {
    let sent: Vec<String> = sqlx::query_scalar(
        "select bericht from outbox where persoon_id = $1 and gemaakt_ms > $2 and toestand not in ('vervallen', 'mislukt') \
         and not (toestand = 'wacht' and pogingen = 0 and volgende_ms > gemaakt_ms) \
         order by id desc limit $3",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .bind(limits::POINTED_AT_ROWS_MAX)
    .fetch_all(tx.connection())
    .await?;
    let mut choices = Vec::new();
    for bericht in sent.iter().filter_map(|bericht| Bericht::from_json(bericht)) {
        let vrij = bericht.als_vrij();
        choices.extend(vrij.iter().flat_map(|vrij| vrij.choices()).map(str::to_owned));
    }
    Ok(choices)
}

/// The ids of the buttons and rows of the last message to this person, a reaction apart; none where it had none.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_choices(tx: &mut Tx, persoon: PersoonId) -> Result<Vec<String>> {
    let last = last_message(tx, persoon, (i64::MIN, i64::MAX)).await?;
    let choices = last.as_ref().and_then(Bericht::als_vrij).map(Outgoing::choices).unwrap_or_default();
    Ok(choices.into_iter().map(str::to_owned).collect())
}

/// The id of the button or row with these words on the last message to this person, a reaction apart; where that is as
/// new as this.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_choice_titled(tx: &mut Tx, persoon: PersoonId, title: &str, since_ms: i64) -> Result<Option<String>> {
    last_choice_before(tx, persoon, title, (since_ms, i64::MAX)).await
}

/// The same of what was made before a moment too: what is said in the same breath as an answer to it is no question of ours.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_choice_before(
    tx: &mut Tx,
    persoon: PersoonId,
    title: &str,
    between_ms: (i64, i64),
) -> Result<Option<String>> {
    let last = last_message(tx, persoon, between_ms).await?;
    Ok(last.as_ref().and_then(Bericht::als_vrij).and_then(|vrij| vrij.choice_titled(title)).map(str::to_owned))
}

/// The last message to this person since then and before then that is more than a reaction; none that is put off to a later moment.
async fn last_message(tx: &mut Tx, persoon: PersoonId, (since_ms, before_ms): (i64, i64)) -> Result<Option<Bericht>> {
    let sent: Vec<String> = sqlx::query_scalar(
        "select bericht from outbox where persoon_id = $1 and gemaakt_ms >= $2 and gemaakt_ms < $4 \
         and not (toestand = 'wacht' and pogingen = 0 and volgende_ms > gemaakt_ms) order by id desc limit $3",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .bind(limits::REACTIONS_PASSED_OVER)
    .bind(before_ms)
    .fetch_all(tx.connection())
    .await?;
    let is_reaction = |bericht: &Bericht| {
        bericht.als_vrij().is_some_and(|vrij| vrij.choices().is_empty() && vrij.readable_text().is_none())
    };
    let last = sent.iter().map(|bericht| Bericht::from_json(bericht));
    Ok(last.into_iter().find(|bericht| !bericht.as_ref().is_some_and(is_reaction)).flatten())
}

/// The ids of the buttons and rows with these words that this person has: those of the message they point at, else of
/// what they got since.
///
/// # Errors
/// The database cannot be reached.
pub async fn choices_titled(
    tx: &mut Tx,
    persoon: PersoonId,
    title: &str,
    waarnaar: Option<&Wamid>,
    since_ms: i64,
) -> Result<Vec<String>> {
    let sent: Vec<(Option<String>, String)> = sqlx::query_as(
        "select wamid, bericht from outbox where persoon_id = $1 and gemaakt_ms >= $2 order by id desc limit $3",
    )
    .bind(persoon.0)
    .bind(since_ms)
    .bind(limits::POINTED_AT_ROWS_MAX)
    .fetch_all(tx.connection())
    .await?;
    let id = |bericht: &str| Bericht::from_json(bericht)?.als_vrij()?.choice_titled(title).map(str::to_owned);
    let pointed_at = waarnaar.and_then(|waarnaar| {
        sent.iter().find(|(wamid, _)| wamid.as_deref() == Some(waarnaar.as_str())).and_then(|(_, bericht)| id(bericht))
    });
    Ok(match pointed_at {
        Some(id) => vec![id],
        None => sent.iter().filter_map(|(_, bericht)| id(bericht)).collect(),
    })
}
