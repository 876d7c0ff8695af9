//! The kind of an alert, as people name it.

use std::ops::Range;

use crate::bot::begrip::woorden::{Woord, lijkt_op};
use crate::domain::soort::MeldingSoort;

/// A kind found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GevondenSoort {
    /// The kind.
    pub soort: MeldingSoort,
    /// The words that name it and say nothing else, in bytes of the text; `None` where they also
    /// describe what to look for ("fatbike gestolen").
    pub weg: Option<Range<usize>>,
    /// What was typed, if it was put right.
    pub getypt: Option<String>,
}

use MeldingSoort::{Overval, Straatroof, Vermissing, Voertuigcriminaliteit, Woninginbraak};

/// Words that only name a kind.
const NAMEN: [(&str, MeldingSoort); 22] = [
    ("woninginbraak", Woninginbraak),
    ("woning inbraak", Woninginbraak),
    ("inbraak woning", Woninginbraak),
    ("inbraak", Woninginbraak),
    ("insluiping", Woninginbraak),
    ("overval", Overval),
    ("roofoverval", Overval),
    ("woningoverval", Overval),
    ("winkeloverval", Overval),
    ("straatroof", Straatroof),
    ("beroving", Straatroof),
    ("straat roof", Straatroof),
    ("voertuigcriminaliteit", Voertuigcriminaliteit),
    ("voertuig criminaliteit", Voertuigcriminaliteit),
    ("vermissing", Vermissing),
    ("vermist", Vermissing),
    ("vermiste persoon", Vermissing),
    ("vermist persoon", Vermissing),
    ("vermist kind", Vermissing),
    ("autoinbraak", Voertuigcriminaliteit),
    ("auto inbraak", Voertuigcriminaliteit),
    ("inbraak auto", Voertuigcriminaliteit),
];

/// Words that name a kind and describe it too: they stay in the description.
const BESCHRIJVEND: [(&str, MeldingSoort); 20] = [
    ("inbrekers", Woninginbraak),
    ("inbreker", Woninginbraak),
    ("ingebroken", Woninginbraak),
    ("overvallen", Overval),
    ("overvaller", Overval),
    ("overvallers", Overval),
    ("tasjesroof", Straatroof),
    ("beroofd", Straatroof),
    ("tasjesdief", Straatroof),
    ("zakkenrollers", Straatroof),
    ("autodiefstal", Voertuigcriminaliteit),
    ("fietsdiefstal", Voertuigcriminaliteit),
    ("fietsendief", Voertuigcriminaliteit),
    ("scooterdiefstal", Voertuigcriminaliteit),
    ("auto gestolen", Voertuigcriminaliteit),
    ("fiets gestolen", Voertuigcriminaliteit),
    ("scooter gestolen", Voertuigcriminaliteit),
    ("fatbike gestolen", Voertuigcriminaliteit),
    ("fatbike gejat", Voertuigcriminaliteit),
    ("scooter gejat", Voertuigcriminaliteit),
];

/// The first kind that a text names. Small mistakes in the long names are put right.
#[must_use]
pub fn vind(woorden: &[Woord]) -> Option<GevondenSoort> {
    for begin in 0..woorden.len() {
        for lengte in [2, 1] {
            let Some(stuk) = woorden.get(begin..begin + lengte) else { continue };
            let typed = stuk.iter().map(|woord| woord.norm.as_str()).collect::<Vec<_>>().join(" ");
            let plek = stuk[0].plek.start..stuk[lengte - 1].plek.end;
            if let Some((_, soort)) = NAMEN.iter().find(|(naam, _)| *naam == typed) {
                return Some(GevondenSoort { soort: *soort, weg: Some(plek), getypt: None });
            }
            if let Some((_, soort)) = BESCHRIJVEND.iter().find(|(naam, _)| *naam == typed) {
                return Some(GevondenSoort { soort: *soort, weg: None, getypt: None });
            }
        }
    }
    woorden.iter().find_map(|woord| {
        let soorten: Vec<MeldingSoort> = NAMEN
            .iter()
            .filter(|(naam, _)| naam.len() >= 7 && lijkt_op(&woord.norm, naam).is_some())
            .map(|(_, soort)| *soort)
            .collect();
        let soort = *soorten.first()?;
        let eenduidig = soorten.iter().all(|ander| *ander == soort);
        eenduidig.then(|| GevondenSoort { soort, weg: Some(woord.plek.clone()), getypt: Some(woord.norm.clone()) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::begrip::woorden::woorden;
    use rstest::rstest;

    #[rstest]
    #[case("woninginbraak rokkeveen", Some(Woninginbraak))]
    #[case("WONIGINBRAAK rokkeveen", Some(Woninginbraak))]
    #[case("auto-inbraak meerzicht", Some(Voertuigcriminaliteit))]
    #[case("fatbike gejat palenstein", Some(Voertuigcriminaliteit))]
    #[case("vermist jongen 6 jr", Some(Vermissing))]
    #[case("geluidsoverlast feestje", None)]
    #[case("man zwarte jas", None)]
    fn kinds_are_found_as_people_name_them(#[case] tekst: &str, #[case] soort: Option<MeldingSoort>) {
        assert_eq!(vind(&woorden(tekst)).map(|gevonden| gevonden.soort), soort);
    }
}
