//! Moments as people in the Netherlands write them.
//!
//! Invariant: stored times are epoch milliseconds; only this file knows the time zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

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

/// The minute of the day in the Netherlands, 0 to 1439.
#[must_use]
pub fn minuut_van_de_dag(ms: i64) -> i64 {
    let moment = lokaal(ms);
    i64::from(moment.hour()) * 60 + i64::from(moment.minute())
}

/// A day as people say it: `zondag 3 januari`.
#[must_use]
pub fn dag_in_woorden(dag: Date) -> String {
    const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
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
    let naam = |namen: &[&'static str], plaats: i8| {
        usize::try_from(plaats).ok().and_then(|plaats| namen.get(plaats).copied()).unwrap_or_default()
    };
    format!("{} {} {}", naam(&DAGEN, dag.weekday().to_monday_zero_offset()), dag.day(), naam(&MAANDEN, dag.month() - 1))
}

/// When a day begins in the Netherlands, in milliseconds since the epoch.
///
/// # Errors
/// The day lies beyond what can be counted.
pub fn begin_ms(dag: Date) -> Result<i64, jiff::Error> {
    Ok(dag.to_zoned_datetime(zone())?.timestamp().as_millisecond())
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
    fn a_day_starts_at_dutch_midnight() {
        let middernacht_ms = 1_795_474_800_000; // 23 Nov 2026 23:00 UTC
        assert_eq!(dagnummer(middernacht_ms - 1) + 1, dagnummer(middernacht_ms));
    }
}
