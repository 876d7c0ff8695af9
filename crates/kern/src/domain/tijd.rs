//! Moments as people in the Netherlands write them.
//!
//! Invariant: stored times are epoch milliseconds; only this file knows the time zone.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

fn zone() -> TimeZone {
    // The zone's data is compiled in (jiff's tzdb bundle); UTC is what remains if that ever changes.
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

fn lokaal(ms: i64) -> jiff::ZonedDateTime {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned_datetime(zone())
}

/// The time of day in the Netherlands: `02.40`.
#[must_use]
pub fn klok(ms: i64) -> String {
    let moment = lokaal(ms);
    format!("{:02}.{:02}", moment.hour(), moment.minute())
}

/// The day and the time of day: `25-11 02.40`.
#[must_use]
pub fn dag_en_klok(ms: i64) -> String {
    let moment = lokaal(ms);
    format!("{:02}-{:02} {:02}.{:02}", moment.day(), moment.month(), moment.hour(), moment.minute())
}

/// The time of day with seconds: `02:40:05`.
#[must_use]
pub fn klok_met_seconden(ms: i64) -> String {
    let moment = lokaal(ms);
    format!("{:02}:{:02}:{:02}", moment.hour(), moment.minute(), moment.second())
}

/// The day in the Netherlands as a number that is the same all day: days since 1970.
#[must_use]
pub fn dagnummer(ms: i64) -> i64 {
    let dagen = lokaal(ms).date().since(Date::constant(1970, 1, 1)).map(|span| span.get_days());
    i64::from(dagen.unwrap_or_default())
}

/// The day in the Netherlands, as `2026-11-24`.
#[must_use]
pub fn dag(ms: i64) -> String {
    lokaal(ms).date().to_string()
}

/// The month in the Netherlands, as `2026-11`.
#[must_use]
pub fn maand(ms: i64) -> String {
    let moment = lokaal(ms);
    format!("{:04}-{:02}", moment.year(), moment.month())
}

/// The day in the Netherlands.
#[must_use]
pub fn vandaag(ms: i64) -> Date {
    lokaal(ms).date()
}

/// The quarter before the one of this moment: its beginning and its end, in milliseconds since the epoch.
#[must_use]
pub fn vorig_kwartaal(nu_ms: i64) -> Option<(i64, i64)> {
    let vandaag = vandaag(nu_ms);
    let maand = (vandaag.month() - 1) / 3 * 3 + 1;
    let dit = vandaag.first_of_month().with().month(maand).build().ok()?;
    let vorig = dit.checked_sub(3.months()).ok()?;
    Some((moment_ms(vorig, 0).ok()?, moment_ms(dit, 0).ok()?))
}

/// Whether it is a Saturday or a Sunday in the Netherlands.
#[must_use]
pub fn is_weekend(ms: i64) -> bool {
    matches!(vandaag(ms).weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The minute of the day in the Netherlands, 0 to 1439.
#[must_use]
pub fn minuut_van_de_dag(ms: i64) -> i64 {
    let moment = lokaal(ms);
    i64::from(moment.hour()) * 60 + i64::from(moment.minute())
}

/// The name of a month, 1 to 12; empty for any other.
#[must_use]
pub fn naam_van_maand(maand: i8) -> &'static str {
    const MAANDEN: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    usize::try_from(maand - 1).ok().and_then(|plaats| MAANDEN.get(plaats)).copied().unwrap_or_default()
}

/// A day as people say it: `zondag 3 januari`.
#[must_use]
pub fn dag_in_woorden(dag: Date) -> String {
    const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    let naam = |namen: &[&'static str], plaats: i8| {
        usize::try_from(plaats).ok().and_then(|plaats| namen.get(plaats).copied()).unwrap_or_default()
    };
    format!("{} {} {}", naam(&DAGEN, dag.weekday().to_monday_zero_offset()), dag.day(), naam_van_maand(dag.month()))
}

/// When a day begins in the Netherlands, in milliseconds since the epoch.
///
/// # Errors
/// The day lies beyond what can be counted.
pub fn begin_ms(dag: Date) -> Result<i64, jiff::Error> {
    Ok(dag.to_zoned_datetime(zone())?.timestamp().as_millisecond())
}

/// The last time that the clock in the Netherlands stood so, in milliseconds since the epoch. A few minutes ahead is
/// today: clocks differ.
#[must_use]
pub fn laatste_keer(uur: i8, minuut: i8, nu_ms: i64) -> Option<i64> {
    let nu = lokaal(nu_ms);
    let vandaag = nu.date().at(uur.clamp(0, 23), minuut.clamp(0, 59), 0, 0);
    let op = |moment: jiff::civil::DateTime| Some(zone().to_timestamp(moment).ok()?.as_millisecond());
    let vandaag_ms = op(vandaag)?;
    if vandaag_ms <= nu_ms + 5 * 60_000 { Some(vandaag_ms) } else { op(vandaag.yesterday().ok()?) }
}

/// The next moment at this day of the month and hour after `na_ms`, in milliseconds since the epoch, and its month.
#[must_use]
pub fn volgende_van_de_maand(dag: i8, uur: i8, na_ms: i64) -> Option<(String, i64)> {
    let na = lokaal(na_ms);
    let eerste = na.date().first_of_month();
    [eerste, eerste.checked_add(1.month()).ok()?].into_iter().find_map(|eerste| {
        let moment = eerste.with().day(dag).build().ok()?.at(uur, 0, 0, 0).to_zoned_datetime(zone()).ok()?;
        let ms = moment.timestamp().as_millisecond();
        (ms > na_ms).then(|| (maand(ms), ms))
    })
}

/// The next of these hours of the day after `na_ms`, in milliseconds since the epoch.
#[must_use]
pub fn volgende_uur(uren: &[i8], na_ms: i64) -> Option<i64> {
    let vandaag = lokaal(na_ms).date();
    let dagen = [Some(vandaag), vandaag.tomorrow().ok()];
    let momenten = dagen.into_iter().flatten().flat_map(|dag| uren.iter().map(move |uur| (dag, *uur)));
    momenten
        .filter_map(|(dag, uur)| {
            Some(dag.at(uur, 0, 0, 0).to_zoned_datetime(zone()).ok()?.timestamp().as_millisecond())
        })
        .filter(|ms| *ms > na_ms)
        .min()
}

/// So many months after a moment, or the last working day before that, at this minute of the day, in milliseconds since the epoch.
#[must_use]
pub fn werkdag_na_maanden(maanden: i32, minuut: i64, nu_ms: i64) -> Option<i64> {
    let mut dag = vandaag(nu_ms).checked_add(maanden.months()).ok()?;
    while matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday) {
        dag = dag.yesterday().ok()?;
    }
    moment_ms(dag, minuut).ok()
}

/// A minute of a day in the Netherlands, in milliseconds since the epoch.
///
/// # Errors
/// The day lies beyond what can be counted.
pub fn moment_ms(dag: Date, minuut: i64) -> Result<i64, jiff::Error> {
    use jiff::ToSpan;
    let moment = dag.at(0, 0, 0, 0).checked_add(minuut.minutes())?;
    Ok(moment.to_zoned_datetime(zone())?.timestamp().as_millisecond())
}

/// A length of time in plain Dutch: "na 45 seconden", "na 5 minuten".
#[must_use]
pub fn duur(ms: i64) -> String {
    let seconden = ms.max(0) / 1_000;
    match seconden {
        1 => "1 seconde".into(),
        0..90 => format!("{seconden} seconden"),
        90..120 => "2 minuten".into(),
        _ => format!("{} minuten", (seconden + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_and_winter_are_told_apart() {
        assert_eq!(klok(1_795_440_000_000), "14.20"); // 23 Nov 2026 13:20 UTC
        assert_eq!(klok(1_782_220_800_000), "15.20"); // 23 Jun 2026 13:20 UTC
    }

    #[test]
    fn a_time_of_day_is_the_last_that_was() {
        let nu_ms = 1_795_440_000_000; // 14.20
        assert_eq!(laatste_keer(14, 15, nu_ms), Some(nu_ms - 5 * 60_000));
        assert_eq!(laatste_keer(14, 22, nu_ms), Some(nu_ms + 2 * 60_000));
        assert_eq!(laatste_keer(23, 50, nu_ms).map(klok).as_deref(), Some("23.50"));
        assert!(laatste_keer(23, 50, nu_ms).is_some_and(|ms| ms < nu_ms));
    }

    #[test]
    fn the_next_moment_is_the_coming_one() {
        let nu_ms = 1_795_440_000_000; // Monday 23 November 2026, 14.20
        let wanneer = |moment: Option<(String, i64)>| moment.map(|(maand, ms)| (maand, dag_en_klok(ms)));
        let maand = |dag, uur| wanneer(volgende_van_de_maand(dag, uur, nu_ms));
        assert_eq!(maand(23, 15), Some(("2026-11".into(), "23-11 15.00".into())));
        assert_eq!(maand(23, 14), Some(("2026-12".into(), "23-12 14.00".into())));
        assert_eq!(maand(1, 12), Some(("2026-12".into(), "01-12 12.00".into())));
        assert_eq!(volgende_uur(&[7, 15, 22], nu_ms).map(dag_en_klok).as_deref(), Some("23-11 15.00"));
        assert_eq!(volgende_uur(&[14, 7], nu_ms).map(dag_en_klok).as_deref(), Some("24-11 07.00"));
        assert_eq!(volgende_uur(&[], nu_ms), None);
    }

    #[test]
    fn a_day_starts_at_dutch_midnight() {
        let middernacht_ms = 1_795_474_800_000; // 23 Nov 2026 23:00 UTC
        assert_eq!(dagnummer(middernacht_ms - 1) + 1, dagnummer(middernacht_ms));
    }
}
