//! Times of day: one, or two between which something lasts.
//!
//! Invariant: what is no time on a clock is none.

use std::ops::Range;

use crate::lijst::DATUM;
use kern::domain::stilte::MINUTEN_PER_DAG;

/// A time of day at the begin of what is left: "19.30", "19:30 uur", "7u", "half 8 's avonds" is none. Answers the
/// minute of the day, and where the time stands in the text.
#[must_use]
pub fn tijdstip(tekst: &str) -> Option<(i64, Range<usize>)> {
    let gevonden = DATUM.tijdstip.captures(tekst)?;
    let uur: i64 = gevonden.get(1)?.as_str().parse().ok()?;
    let minuut = gevonden.get(2).or(gevonden.get(3)).map_or(Some(0), |minuut| minuut.as_str().parse().ok())?;
    (uur < 24 && minuut < 60).then_some((uur * 60 + minuut, gevonden.get(0)?.range()))
}

/// "10pm" as 22.00, "12.30 am" as 0.30.
fn in_24_uur(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    let mut vanaf = 0;
    for gevonden in DATUM.am_pm.captures_iter(tekst) {
        let Some(heel) = gevonden.get(0) else { continue };
        let uur: i64 = gevonden[1].parse().unwrap_or_default();
        let middag = gevonden[3].to_lowercase().starts_with('p');
        let minuut = gevonden.get(2).map_or("00", |minuut| minuut.as_str());
        uit.push_str(&tekst[vanaf..heel.start()]);
        uit.push_str(&format!("{}.{minuut}", uur % 12 + if middag { 12 } else { 0 }));
        vanaf = heel.end();
    }
    uit.push_str(&tekst[vanaf..]);
    uit
}

/// Whether more than one stretch of hours is named: "tussen 22 en 7 en tussen 12 en 13".
#[must_use]
pub fn meer_uren(tekst: &str) -> bool {
    DATUM.uren.captures_iter(&in_24_uur(tekst)).count() > 1
}

/// Two times of day, as minutes: "23-7", "van 22.30 tot 6.30", "tussen 11 en 7 uur 's nachts".
#[must_use]
pub fn uren(tekst: &str) -> Option<(i64, i64)> {
    let tekst = in_24_uur(tekst);
    let gevonden = DATUM.uren.captures(&tekst)?;
    let deel = |plaats: usize| gevonden.get(plaats).map_or(Some(0), |deel| deel.as_str().parse::<i64>().ok());
    let minuten = |uur: i64, minuut: i64| {
        // "24 uur" is midnight.
        let alles = uur * 60 + minuut;
        (uur <= 24 && minuut < 60 && alles <= MINUTEN_PER_DAG).then_some(alles % MINUTEN_PER_DAG)
    };
    let (mut van, tot) = (minuten(deel(1)?, deel(2)?)?, minuten(deel(3)?, deel(4)?)?);
    // "van 10 tot 7": ten at night, when it is about the night.
    if (tot < van && (8 * 60..12 * 60).contains(&van)) || (van == tot && van != 0) {
        van += 12 * 60;
    }
    (van != tot).then_some((van % MINUTEN_PER_DAG, tot))
}
