//! When something happened, as people write it: "ca 1415u", "sinds 1845", "11u", "kwart over 2", "10 min geleden", "net".
//!
//! Invariant: a height ("1.80"), an age ("20-25 jaar") and a count are no time; a time without a day is the last that was.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use crate::lijst::{TIJDSTIP, Tijdstip as Lijst};
use crate::patroon::Patroon;
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

/// Reads what a pattern found.
type Lezer = fn(&Captures<'_>) -> Option<Tijdstip>;

/// The patterns in the order in which they are tried, each with what reads it.
static LEZERS: LazyLock<Vec<(Patroon, Lezer)>> = LazyLock::new(|| {
    let heel = lezers().into_iter();
    heel.map(|(_, tekst, lees)| (patroon(tekst).unwrap_or_default(), lees)).collect()
});

fn lezers() -> [(&'static str, &'static str, Lezer); 6] {
    let lijst: &'static Lijst = &TIJDSTIP;
    [
        ("geleden", &lijst.geleden, lees_geleden),
        ("op_de_klok", &lijst.op_de_klok, lees_klok),
        ("met_minuten", &lijst.met_minuten, lees_minuten),
        ("aangekondigd", &lijst.aangekondigd, lees_minuten),
        ("alleen_uur", &lijst.alleen_uur, lees_uur),
        ("zojuist", &lijst.zojuist, |_| Some(Tijdstip::Zojuist)),
    ]
}

/// A pattern of the list as it is used.
pub(crate) fn patroon(tekst: &str) -> Result<Patroon, regex::Error> {
    let heel = tekst.replace("<voor>", &TIJDSTIP.voor).replace("<getal>", &TIJDSTIP.getallen.join("|"));
    // Edges of words as ASCII has them: faster by far on texts with other signs.
    Patroon::try_from(heel.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]"))
}

/// The patterns that cannot be used, for the operator.
pub(crate) fn gebreken() -> Vec<String> {
    let lijst = &*TIJDSTIP;
    let binnen = [
        ("binnen_voor", &*lijst.binnen_voor),
        ("binnen_kop", &*lijst.binnen_kop),
        ("binnen_na", &*lijst.binnen_na),
        ("binnen_erachter", &*lijst.binnen_erachter),
    ];
    let alle = lezers().into_iter().map(|(naam, tekst, _)| (naam, tekst)).chain(binnen);
    let fouten = alle.filter_map(|(naam, tekst)| Some((naam, patroon(tekst).err()?)));
    fouten.map(|(naam, fout)| format!("woorden/tijdstip.toml: {naam}: {fout}")).collect()
}

fn getal(tekst: &str) -> Option<i8> {
    let klein = tekst.to_lowercase();
    let woord =
        TIJDSTIP.getallen.iter().position(|woord| *woord == klein).and_then(|plaats| i8::try_from(plaats + 1).ok());
    woord.or_else(|| klein.parse().ok())
}

/// The first moment that a text names, and where.
#[must_use]
pub fn vind(tekst: &str) -> Option<(Tijdstip, Range<usize>)> {
    LEZERS.iter().find_map(|(patroon, lees)| {
        let gevonden = patroon.captures(tekst)?;
        let heel = gevonden.get(0)?;
        // "A12:30" and "1.80 uurloon" are none: a time stands by itself.
        let los = tekst.get(..heel.start())?.chars().next_back().is_none_or(|teken| !teken.is_alphanumeric());
        los.then(|| lees(&gevonden)).flatten().map(|tijdstip| (tijdstip, heel.range()))
    })
}

/// The moment with which a text begins, and where it ends.
pub(crate) fn vind_vooraan(tekst: &str) -> Option<(Tijdstip, usize)> {
    LEZERS.iter().find_map(|(patroon, lees)| {
        let gevonden = patroon.captures(tekst)?;
        let heel = gevonden.get(0).filter(|heel| heel.start() == 0)?;
        Some((lees(&gevonden)?, heel.end()))
    })
}

fn lees_geleden(gelezen: &Captures<'_>) -> Option<Tijdstip> {
    let minuten = match (gelezen.get(1), gelezen.get(2), gelezen.get(3)) {
        (Some(aantal), Some(eenheid), _) => {
            let klein = aantal.as_str().to_lowercase();
            let aantal = getal(&klein).map(i64::from).or_else(|| klein.parse().ok())?;
            if eenheid.as_str().to_lowercase().starts_with('u') { aantal * 60 } else { aantal }
        }
        (_, _, Some(wat)) => TIJDSTIP.woord_minuten.get(&wat.as_str().to_lowercase()).copied().unwrap_or(30),
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
            let hoeveel = *TIJDSTIP.klok_minuten.get(&gelezen.get(1)?.as_str().to_lowercase())?;
            let na = TIJDSTIP.over.contains(&gelezen.get(2)?.as_str().to_lowercase());
            let minuten = if na { hoeveel } else { -hoeveel };
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
