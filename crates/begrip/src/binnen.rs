//! When police heard of it: "melding van 14.05", "gemeld om kwart over 2", "10 min geleden binnengekomen".
//!
//! Owns where that stands in a text; the moment itself is read as any other. Invariants: a moment that no word of a report stands
//! at is none; four digits alone are no moment ("melding 0231" is a number).

use std::ops::Range;
use std::sync::LazyLock;

use crate::lijst::TIJDSTIP;
use crate::patroon::Patroon;
use crate::tijdstip::{Tijdstip, patroon, vind_vooraan};

static VOOR: LazyLock<Patroon> = LazyLock::new(|| patroon(&TIJDSTIP.binnen_voor).unwrap_or_default());
static KOP: LazyLock<Patroon> = LazyLock::new(|| patroon(&TIJDSTIP.binnen_kop).unwrap_or_default());
static NA: LazyLock<Patroon> = LazyLock::new(|| patroon(&TIJDSTIP.binnen_na).unwrap_or_default());

static ERACHTER: LazyLock<Patroon> = LazyLock::new(|| patroon(&TIJDSTIP.binnen_erachter).unwrap_or_default());

/// So many words before "binnengekomen" may be its moment: "om tien voor half drie".
const WOORDEN_MAX: usize = 6;

/// A text without when police heard of it, with that moment and the words that said so.
#[must_use]
pub fn zonder_binnen(tekst: &str) -> (String, Option<(Tijdstip, String)>) {
    eruit(tekst, na_woord(&VOOR, tekst).or_else(|| voor_woord(tekst)))
}

/// The same of what stands behind "melding", which is part of it: "van 14.05 inbraak …".
#[must_use]
pub fn zonder_binnen_vooraan(tekst: &str) -> (String, Option<(Tijdstip, String)>) {
    match na_woord(&KOP, tekst) {
        Some(gevonden) => eruit(tekst, Some(gevonden)),
        None => zonder_binnen(tekst),
    }
}

fn eruit(tekst: &str, gevonden: Option<(Tijdstip, Range<usize>)>) -> (String, Option<(Tijdstip, String)>) {
    let Some((tijdstip, plek)) = gevonden else { return (tekst.to_owned(), None) };
    let woorden = tekst.get(plek.clone()).unwrap_or_default();
    let (voor, na) = (tekst.get(..plek.start).unwrap_or_default(), tekst.get(plek.end..).unwrap_or_default());
    let na = na.trim_start_matches([',', ';', ' ']);
    (format!("{} {na}", voor.trim_end()), Some((tijdstip, woorden.to_owned())))
}

/// The moment with which a text begins. `los`: a word for time stands before it.
fn moment(tekst: &str, los: bool) -> Option<(Tijdstip, usize)> {
    let met_teken = tekst.split([' ', ',']).next().is_some_and(|woord| woord.contains(['.', ':']));
    let gevonden = vind_vooraan(tekst).or_else(|| {
        let (tijdstip, eind) = vind_vooraan(&format!("{OM}{tekst}")).filter(|_| los || met_teken)?;
        Some((tijdstip, eind.checked_sub(OM.len()).filter(|eind| *eind > 0)?))
    });
    gevonden.filter(|(tijdstip, _)| *tijdstip != Tijdstip::Zojuist)
}

/// A word for time.
const OM: &str = "om ";

/// A word of a report and then the moment.
fn na_woord(patroon: &Patroon, tekst: &str) -> Option<(Tijdstip, Range<usize>)> {
    patroon.captures_iter(tekst).find_map(|woord| {
        let begin = woord.get(0)?;
        let los = woord.get(1).is_some_and(|ertussen| !ertussen.is_empty());
        let rest = tekst.get(begin.end()..)?;
        let (tijdstip, eind) = moment(rest, los)?;
        let na = rest.get(eind..)?;
        // "Van 14.05 tot 14.30" is how long something took.
        if na.trim_start().starts_with("tot ") {
            return None;
        }
        let erachter = ERACHTER.plek(na);
        Some((tijdstip, begin.start()..begin.end() + eind + erachter.map_or(0, |plek| plek.end)))
    })
}

/// The moment and then a word of a report.
fn voor_woord(tekst: &str) -> Option<(Tijdstip, Range<usize>)> {
    let woord = NA.plek(tekst)?;
    let voor = tekst.get(..woord.start)?.trim_end();
    let mut beginnen: Vec<usize> = voor.match_indices(' ').map(|(plek, _)| plek + 1).collect();
    beginnen.insert(0, 0);
    let eerste = beginnen.len().saturating_sub(WOORDEN_MAX);
    beginnen.get(eerste..)?.iter().find_map(|begin| {
        let stuk = voor.get(*begin..)?;
        let (tijdstip, _) = moment(stuk, false).filter(|(_, eind)| *eind == stuk.len())?;
        Some((tijdstip, *begin..woord.end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kern::domain::tijd;
    use rstest::rstest;

    /// 14.20 uur.
    const NU_MS: i64 = 1_795_440_000_000;

    #[rstest]
    #[case("inbraak melding van 14.05 man", "14.05", "inbraak man")]
    #[case("112-melding van 14:05, man", "14.05", " man")]
    #[case("gemeld om kwart over 2 man", "14.15", " man")]
    #[case("binnengekomen 1411u man", "14.11", " man")]
    #[case("jongens op scooter, melding om 14.10 binnen", "14.10", "jongens op scooter, ")]
    #[case("melding om 14.10 binnengekomen bij 112, man met pet", "14.10", " man met pet")]
    #[case("melding van 14.05 kwam binnen, man", "14.05", " man")]
    #[case("112-melding 14.10 ontvangen man", "14.10", " man")]
    #[case("melding kwam binnen om 14.05 uur, man", "14.05", " man")]
    #[case("man om 14.15 binnengekomen", "14.15", "man ")]
    #[case("melding om kwart over twee binnengekomen man", "14.15", " man")]
    #[case("om 14.10 kwam de melding binnen, man", "14.10", " man")]
    #[case("10 min geleden gemeld, man", "14.10", " man")]
    #[case("melding is van een kwartier geleden. man", "14.05", " . man")]
    #[case("melding inbraak, gemeld 14.05 man", "14.05", "melding inbraak, man")]
    fn a_moment_at_a_word_of_a_report(#[case] tekst: &str, #[case] klok: &str, #[case] over: &str) {
        let (rest, gevonden) = zonder_binnen(tekst);
        let (tijdstip, _) = gevonden.unwrap_or_else(|| panic!("{tekst}"));
        assert_eq!(tijdstip.ms(NU_MS).map(tijd::klok).as_deref(), Some(klok), "{tekst}");
        assert_eq!(rest, over, "{tekst}");
    }

    #[rstest]
    #[case("van 14.05 inbraak", Some("14.05"))]
    #[case("was van kwart over twee, inbraak", Some("14.15"))]
    #[case("binnen om 14.05 inbraak", Some("14.05"))]
    #[case("binnengekomen 14.05 inbraak", Some("14.05"))]
    #[case("van een kwartier geleden inbraak", Some("14.05"))]
    #[case("van 14.05 tot 14.10 liep hij", None)]
    #[case("om 14.05 inbraak", None)]
    #[case("14.05 inbraak", None)]
    #[case("van 2 mannen", None)]
    fn behind_the_command_it_may_begin_so(#[case] tekst: &str, #[case] klok: Option<&str>) {
        let (_, gevonden) = zonder_binnen_vooraan(tekst);
        assert_eq!(gevonden.and_then(|(tijdstip, _)| tijdstip.ms(NU_MS)).map(tijd::klok).as_deref(), klok, "{tekst}");
    }

    #[rstest]
    #[case("melding van 2 mannen met een tas")]
    #[case("melding van 12 jaar oud meisje")]
    #[case("melding 0231 man op fiets")]
    #[case("gemeld bij de buren om 14.05")]
    #[case("om 14.05 binnen via de achterdeur")]
    #[case("laatst gezien om 13.45 in de winkel, gemeld")]
    #[case("melding net binnengekomen")]
    fn what_is_none(#[case] tekst: &str) {
        assert_eq!(zonder_binnen(tekst).1, None, "{tekst}");
    }
}
