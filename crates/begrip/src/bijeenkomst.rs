//! A line typed at the preview of a meeting that changes it: another day, time, place or subject.
//!
//! Owns reading it; what may not stand there, and that a moment lies ahead, is the bot's. Invariant: a line of which a word has no place
//! changes nothing.

use jiff::civil::Date;

use crate::datum;
use crate::gesprek::zonder_voorzetsel;
use crate::houding;
use crate::lijst::BIJEENKOMST;
use crate::woorden::{Woord, woorden};
use kern::domain::politiebericht::schoon;

/// What is to be different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wijziging {
    /// The day.
    pub dag: Option<Date>,
    /// The time, in minutes of the day.
    pub minuut: Option<i64>,
    /// Where.
    pub waar: Option<String>,
    /// What it is about.
    pub waarover: Option<String>,
}

/// What a line changes. `None`: it asks, or holds a word that has no place.
#[must_use]
pub fn wijziging(getypt: &str, vandaag: Date) -> Option<Wijziging> {
    if houding::is_vraag(getypt) {
        return None;
    }
    let tekst = na_maar(getypt);
    let alle = woorden(tekst);
    // "Locatie moet buurthuis De Bron zijn", "onderwerp: stille uren".
    if let Some(waar) = achter(tekst, &alle, |norm| BIJEENKOMST.waar.contains(norm)) {
        return Some(Wijziging { waar: Some(waar), ..Wijziging::default() });
    }
    if let Some(waarover) = achter(tekst, &alle, |norm| BIJEENKOMST.waarover.contains(norm)) {
        return Some(Wijziging { waarover: Some(waarover), ..Wijziging::default() });
    }
    let dag = datum::lees(tekst, vandaag).tot;
    let tijd = datum::tijdstip(tekst).or_else(|| gesproken(&alle));
    let plek = tijd.as_ref().map_or(0..0, |(_, plek)| plek.clone());
    let heeft_plaats = |woord: &Woord| {
        let norm = woord.norm.as_str();
        let in_tijd = plek.start <= woord.plek.start && woord.plek.end <= plek.end;
        let van_dag =
            dag.is_some() && (datum::is_dag_of_maand(norm) || norm.bytes().all(|teken| teken.is_ascii_digit()));
        in_tijd || van_dag || BIJEENKOMST.vulling.contains(norm) || BIJEENKOMST.voorzetsel.contains(norm)
    };
    if (dag.is_some() || tijd.is_some()) && alle.iter().all(heeft_plaats) {
        return Some(Wijziging { dag, minuut: tijd.map(|(minuut, _)| minuut), ..Wijziging::default() });
    }
    // "Nee, in buurthuis De Bron".
    let eerste = alle.iter().find(|woord| !BIJEENKOMST.vulling.contains(&woord.norm))?;
    let in_plaats = BIJEENKOMST.voorzetsel.contains(&eerste.norm) && dag.is_none() && tijd.is_none();
    let waar = in_plaats.then(|| plaats(tekst.get(eerste.plek.start..).unwrap_or_default()))?;
    (!waar.is_empty()).then(|| Wijziging { waar: Some(waar), ..Wijziging::default() })
}

/// "Acht uur", "half negen", "kwart over acht": an evening is meant, unless the morning is named. The minute of the day, and where it stands.
fn gesproken(alle: &[Woord]) -> Option<(i64, std::ops::Range<usize>)> {
    let uur = |plaats: usize| {
        let norm = alle.get(plaats)?.norm.as_str();
        let uur = BIJEENKOMST.uren.iter().position(|naam| naam == norm)?;
        i64::try_from(uur + 1).ok()
    };
    let norm = |plaats: usize| alle.get(plaats).map_or("", |woord| woord.norm.as_str());
    let gevonden = (0..alle.len()).find_map(|plaats| match norm(plaats) {
        "half" => Some((plaats, plaats + 2, uur(plaats + 1)? * 60 - 30)),
        "kwart" if norm(plaats + 1) == "over" => Some((plaats, plaats + 3, uur(plaats + 2)? * 60 + 15)),
        "kwart" if norm(plaats + 1) == "voor" => Some((plaats, plaats + 3, uur(plaats + 2)? * 60 - 15)),
        _ if norm(plaats + 1) == "uur" => Some((plaats, plaats + 2, uur(plaats)? * 60)),
        _ => None,
    });
    let (van, tot, minuut) = gevonden?;
    let ochtend = alle.iter().any(|woord| BIJEENKOMST.ochtend.contains(&woord.norm));
    let minuut = if ochtend || minuut >= NOON_MINUTE { minuut } else { minuut + NOON_MINUTE };
    Some((minuut, alle[van].plek.start..alle[tot - 1].plek.end))
}

/// Noon, in minutes of the day.
const NOON_MINUTE: i64 = 12 * 60;

/// "Niet om 19.30 maar om 20.00": what stands behind is what is meant.
fn na_maar(getypt: &str) -> &str {
    let alle = woorden(getypt);
    let ontkent = alle.iter().any(|woord| BIJEENKOMST.ontkent.contains(&woord.norm));
    match alle.iter().rposition(|woord| woord.norm == "maar") {
        Some(plaats) if ontkent => getypt.get(alle[plaats].plek.end..).unwrap_or(getypt),
        _ => getypt,
    }
}

/// What stands behind a word that names a part, without what leads there.
fn achter(tekst: &str, alle: &[Woord], noemt: impl Fn(&str) -> bool) -> Option<String> {
    let plaats = alle.iter().position(|woord| noemt(&woord.norm))?;
    let ervoor = alle[..plaats].iter().all(|woord| BIJEENKOMST.vulling.contains(&woord.norm));
    let eerste = alle[plaats + 1..].iter().find(|woord| !BIJEENKOMST.vulling.contains(&woord.norm))?;
    let deel = self::plaats(tekst.get(eerste.plek.start..).unwrap_or_default());
    (ervoor && !deel.is_empty()).then_some(deel)
}

/// The words of a place or a subject, without what stands around them.
fn plaats(tekst: &str) -> String {
    let schoon = schoon(tekst);
    let kaal = zonder_voorzetsel(&schoon);
    let alle = woorden(kaal);
    let laatste = alle.iter().rev().find(|woord| !BIJEENKOMST.achteraan.contains(&woord.norm));
    laatste.and_then(|woord| kaal.get(..woord.plek.end)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    const VANDAAG: Date = date(2026, 11, 25);

    #[rstest]
    #[case("20.00 uur", None, Some(1200))]
    #[case("nee om 20.15", None, Some(1215))]
    #[case("niet 19.30 maar 20.00", None, Some(1200))]
    #[case("moet 3 december zijn", Some(date(2026, 12, 3)), None)]
    #[case("om acht uur", None, Some(1200))]
    #[case("half negen graag", None, Some(1230))]
    #[case("kwart over acht", None, Some(1215))]
    #[case("tien uur s ochtends", None, Some(600))]
    #[case("3 december om 20.00 uur graag", Some(date(2026, 12, 3)), Some(1200))]
    fn another_moment(#[case] tekst: &str, #[case] dag: Option<Date>, #[case] minuut: Option<i64>) {
        let gelezen = wijziging(tekst, VANDAAG).unwrap();
        assert_eq!((gelezen.dag, gelezen.minuut), (dag, minuut), "{tekst}");
        assert_eq!((gelezen.waar, gelezen.waarover), (None, None), "{tekst}");
    }

    #[rstest]
    #[case("locatie moet buurthuis De Bron zijn", "buurthuis De Bron")]
    #[case("in het wijkcentrum", "wijkcentrum")]
    #[case("nee, bij de brandweer", "bij de brandweer")]
    #[case("niet in het stadhuis maar in de bieb", "bieb")]
    fn another_place(#[case] tekst: &str, #[case] waar: &str) {
        assert_eq!(wijziging(tekst, VANDAAG).unwrap().waar.as_deref(), Some(waar), "{tekst}");
    }

    #[test]
    fn another_subject() {
        assert_eq!(wijziging("onderwerp: stille uren", VANDAAG).unwrap().waarover.as_deref(), Some("stille uren"));
    }

    #[rstest]
    #[case("kan het om 20.00?")]
    #[case("niet zo laat")]
    #[case("20.00 met koffie vooraf")]
    #[case("zet de gemeente er ook bij")]
    #[case("")]
    fn what_has_no_place_changes_nothing(#[case] tekst: &str) {
        assert_eq!(wijziging(tekst, VANDAAG), None, "{tekst}");
    }
}
