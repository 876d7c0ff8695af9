//! When something happened, as people write it: "ca 1415u", "sinds 1845", "11u", "kwart over 2", "10 min geleden", "net".
//!
//! Invariant: a height ("1.80"), an age ("20-25 jaar") and a count are no time; a time without a day is the last that was.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use kern::domain::tijd;
use kern::limits::MINUTE_MS;

/// A moment as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tijdstip {
    /// Just now.
    Zojuist,
    /// This time of day, of 24 hours.
    Om(i8, i8),
    /// A time on the dial: either half of the day.
    OpDeKlok(i8, i8),
    /// So many minutes ago.
    Geleden(i64),
}

impl Tijdstip {
    /// The moment, in milliseconds since the epoch; `None` for just now.
    #[must_use]
    pub fn ms(self, nu_ms: i64) -> Option<i64> {
        match self {
            Self::Zojuist => None,
            Self::Om(uur, minuut) => tijd::laatste_keer(uur, minuut, nu_ms),
            Self::OpDeKlok(uur, minuut) => {
                let helften = [uur % 12, uur % 12 + 12].map(|uur| tijd::laatste_keer(uur, minuut, nu_ms));
                helften.into_iter().flatten().max()
            }
            Self::Geleden(minuten) => Some(nu_ms - minuten * MINUTE_MS),
        }
    }
}

/// A pattern that is known to be sound; a test compiles each.
fn patroon(tekst: &str) -> Option<Regex> {
    // Edges of words as ASCII has them: faster by far on texts with other signs.
    Regex::new(&tekst.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")).ok()
}

const VOOR: &str =
    r"(?i)(?:\b(?:om|ca|circa|rond|omstreeks|sinds|vanaf|laatst\s+gezien|gezien|tijd|tijdstip)\b[.:]?\s*|[±~]\s*)*";
const GETALLEN: [&str; 12] =
    ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];

static GELEDEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(&format!(
        r"{VOOR}\b(?:(\d{{1,3}}|{})\s*(minuten|minuut|min|m|uren|uur|u)|(kwartier|kwartiertje|half\s+uur|halfuur|half\s+uurtje|uur|uurtje))\.?\s+(?:geleden|terug)\b",
        GETALLEN.join("|")
    ))
});
/// "0238u", "14.15 uur", "14:15".
static MET_MINUTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(&format!(
        r"{VOOR}\b(?:([01]?\d|2[0-3])[.:]?([0-5]\d)\s*(?:uur|uren|u|h)\b|([01]?\d|2[0-3]):([0-5]\d)\b|([01]?\d|2[0-3])\s?u\s?([0-5]\d)\b)"
    ))
});
/// "sinds 1845", "om 14.15": only behind a word for time.
static AANGEKONDIGD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(
        r"(?i)(?:\b(?:om|ca|circa|rond|omstreeks|sinds|vanaf|laatst\s+gezien)\b[.:]?\s*|[±~]\s*)+([01]\d|2[0-3]|\d)[.]?([0-5]\d)\b",
    )
});
static ALLEEN_UUR: LazyLock<Option<Regex>> =
    LazyLock::new(|| patroon(&format!(r"{VOOR}\b([01]?\d|2[0-3])\s*(?:uur|u)\b")));
/// "half 3", "kwart over twee", "tien voor half 4".
static OP_DE_KLOK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let getallen = GETALLEN.join("|");
    patroon(&format!(
        r"{VOOR}\b(?:(kwart|vijf|tien|5|10)\s+(over|voor)\s+(half\s+)?(\d{{1,2}}|{getallen})|half\s+(\d{{1,2}}|{getallen}))(?:\s*uur|u)?\b"
    ))
});
static ZOJUIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    patroon(r"(?i)\b(?:zojuist|zonet|zo\s+net|daarnet|net\s+(?:gebeurd|nu)|nu\s+net|net|zonet|op\s+dit\s+moment|nu)\b")
});

fn getal(tekst: &str) -> Option<i8> {
    let klein = tekst.to_lowercase();
    let woord = GETALLEN.iter().position(|woord| *woord == klein).and_then(|plaats| i8::try_from(plaats + 1).ok());
    woord.or_else(|| klein.parse().ok())
}

/// Reads what a pattern found.
type Lezer = fn(&Captures<'_>) -> Option<Tijdstip>;

/// The first moment that a text names, and where.
#[must_use]
pub fn vind(tekst: &str) -> Option<(Tijdstip, Range<usize>)> {
    let lezers: [(&LazyLock<Option<Regex>>, Lezer); 6] = [
        (&GELEDEN, lees_geleden),
        (&OP_DE_KLOK, lees_klok),
        (&MET_MINUTEN, lees_minuten),
        (&AANGEKONDIGD, lees_minuten),
        (&ALLEEN_UUR, lees_uur),
        (&ZOJUIST, |_| Some(Tijdstip::Zojuist)),
    ];
    lezers.into_iter().find_map(|(patroon, lees)| {
        let gevonden = patroon.as_ref()?.captures(tekst)?;
        let heel = gevonden.get(0)?;
        // "A12:30" and "1.80 uurloon" are none: a time stands by itself.
        let los = tekst.get(..heel.start())?.chars().next_back().is_none_or(|teken| !teken.is_alphanumeric());
        los.then(|| lees(&gevonden)).flatten().map(|tijdstip| (tijdstip, heel.range()))
    })
}

fn lees_geleden(gelezen: &Captures<'_>) -> Option<Tijdstip> {
    let minuten = match (gelezen.get(1), gelezen.get(2), gelezen.get(3)) {
        (Some(aantal), Some(eenheid), _) => {
            let klein = aantal.as_str().to_lowercase();
            let aantal = getal(&klein).map(i64::from).or_else(|| klein.parse().ok())?;
            if eenheid.as_str().to_lowercase().starts_with('u') { aantal * 60 } else { aantal }
        }
        (_, _, Some(wat)) => match wat.as_str().to_lowercase().as_str() {
            "kwartier" | "kwartiertje" => 15,
            "uur" | "uurtje" => 60,
            _ => 30,
        },
        _ => return None,
    };
    Some(Tijdstip::Geleden(minuten))
}

fn lees_minuten(gelezen: &Captures<'_>) -> Option<Tijdstip> {
    let mut delen = gelezen.iter().skip(1).flatten().map(|deel| deel.as_str());
    let (uur, minuut) = (delen.next()?.parse().ok()?, delen.next()?.parse().ok()?);
    Some(Tijdstip::Om(uur, minuut))
}

fn lees_uur(gelezen: &Captures<'_>) -> Option<Tijdstip> {
    let getypt = gelezen.get(1)?.as_str();
    let uur: i8 = getypt.parse().ok()?;
    // "11u" may be either half of the day; "02u" and "14u" are not.
    let halve = !getypt.starts_with('0') && (1..=12).contains(&uur);
    Some(if halve { Tijdstip::OpDeKlok(uur, 0) } else { Tijdstip::Om(uur, 0) })
}

fn lees_klok(gelezen: &Captures<'_>) -> Option<Tijdstip> {
    let (uur, minuten) = match (gelezen.get(5), gelezen.get(4)) {
        (Some(uur), _) => (getal(uur.as_str())?, -30),
        (None, Some(uur)) => {
            let hoeveel = match gelezen.get(1)?.as_str().to_lowercase().as_str() {
                "kwart" => 15,
                "vijf" | "5" => 5,
                _ => 10,
            };
            let minuten = if gelezen.get(2)?.as_str().eq_ignore_ascii_case("over") { hoeveel } else { -hoeveel };
            (getal(uur.as_str())?, minuten - if gelezen.get(3).is_some() { 30 } else { 0 })
        }
        (None, None) => return None,
    };
    if !(1..=24).contains(&uur) {
        return None;
    }
    let totaal = (i32::from(uur) * 60 + minuten).rem_euclid(24 * 60);
    let (uur, minuut) = (i8::try_from(totaal / 60).ok()?, i8::try_from(totaal % 60).ok()?);
    Some(if uur <= 12 { Tijdstip::OpDeKlok(uur, minuut) } else { Tijdstip::Om(uur, minuut) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ca 1415u man", Some("14.15"), "ca 1415u")]
    #[case("man 0238u weg", Some("02.38"), "0238u")]
    #[case("om 14.15 uur", Some("14.15"), "om 14.15 uur")]
    #[case("14:05", Some("14.05"), "14:05")]
    #[case("14u05", Some("14.05"), "14u05")]
    #[case("sinds 1345 weg", Some("13.45"), "sinds 1345")]
    #[case("laatst gezien om 13.45", Some("13.45"), "laatst gezien om 13.45")]
    #[case("sinds 11u weg", Some("11.00"), "sinds 11u")]
    #[case("rond 2 uur", Some("14.00"), "rond 2 uur")]
    #[case("rond kwart over 2", Some("14.15"), "rond kwart over 2")]
    #[case("half drie", Some("02.30"), "half drie")]
    #[case("tien voor half 2", Some("13.20"), "tien voor half 2")]
    #[case("10 min geleden", Some("14.10"), "10 min geleden")]
    #[case("kwartier geleden", Some("14.05"), "kwartier geleden")]
    #[case("net gebeurd", None, "net gebeurd")]
    #[case("zojuist weg", None, "zojuist")]
    fn times_are_read_as_people_write_them(#[case] tekst: &str, #[case] klok: Option<&str>, #[case] stuk: &str) {
        let nu_ms = 1_795_440_000_000; // 14.20
        let (tijdstip, plek) = vind(tekst).unwrap_or_else(|| panic!("{tekst}"));
        assert_eq!(tijdstip.ms(nu_ms).map(tijd::klok).as_deref(), klok, "{tekst}");
        assert_eq!(&tekst[plek], stuk);
    }

    #[rstest]
    #[case("man 1.80 blauwe pet")]
    #[case("man 20-25 jaar")]
    #[case("2 mannen zwarte jas")]
    #[case("postcode 2719")]
    #[case("netjes gekleed")]
    #[case("1850 kg")]
    fn what_is_no_time_is_left_alone(#[case] tekst: &str) {
        assert_eq!(vind(tekst), None);
    }
}
