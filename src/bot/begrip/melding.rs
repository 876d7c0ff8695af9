//! The parts of an alert in one typed line: kind, wijken, and what is left as the description.

use crate::bot::begrip::plaats::{self, Plaats};
use crate::bot::begrip::soort;
use crate::bot::begrip::woorden::woorden;
use crate::domain::politiebericht::schoon;
use crate::domain::soort::MeldingSoort;
use crate::domain::wijk::Gemeenten;

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelezen {
    /// The kind.
    pub soort: Option<MeldingSoort>,
    /// The word that was read as that kind, if it was put right.
    pub soort_getypt: Option<String>,
    /// The place.
    pub plaats: Plaats,
    /// The rest, cleaned; empty if nothing is left.
    pub omschrijving: String,
}

/// Reads a line. `mag` holds the ids of the gemeenten in which the person may act.
#[must_use]
pub fn lees(tekst: &str, gemeenten: &Gemeenten, mag: &[&str]) -> Gelezen {
    let alle = woorden(tekst);
    let soort = soort::vind(&alle);
    let plaats = plaats::vind(tekst, &alle, gemeenten, mag);
    let heterdaad = alle.iter().find(|woord| woord.norm == "heterdaad").map(|woord| woord.plek.clone());
    let plek = match &plaats {
        Plaats::Geen => None,
        Plaats::Wijken { weg, .. } | Plaats::Keuze(_, weg) | Plaats::Elders(_, weg) | Plaats::Buiten(_, weg) => {
            Some(weg.clone())
        }
    };
    let mut weg: Vec<_> =
        [soort.as_ref().and_then(|soort| soort.weg.clone()), plek, heterdaad].into_iter().flatten().collect();
    weg.sort_by_key(|stuk| stuk.start);
    let mut rest = String::with_capacity(tekst.len());
    let mut tot = 0;
    for stuk in weg {
        rest.push_str(tekst.get(tot..stuk.start).unwrap_or_default());
        rest.push(' ');
        tot = tot.max(stuk.end);
    }
    rest.push_str(tekst.get(tot..).unwrap_or_default());
    Gelezen {
        soort: soort.as_ref().map(|soort| soort.soort),
        soort_getypt: soort.and_then(|soort| soort.getypt),
        plaats,
        omschrijving: zonder_resten(&schoon(&rest)),
    }
}

/// Takes away what stays behind where words were taken out: quotes, loose punctuation, "in" at an end.
fn zonder_resten(tekst: &str) -> String {
    let los = |woord: &str| woord.chars().all(|teken| !teken.is_alphanumeric());
    let mut woorden: Vec<&str> = tekst.split(' ').filter(|woord| !woord.is_empty() && !los(woord)).collect();
    while woorden.first().is_some_and(|woord| matches!(woord.to_lowercase().as_str(), "in" | "te" | "op" | "bij")) {
        woorden.remove(0);
    }
    while woorden.last().is_some_and(|woord| matches!(woord.to_lowercase().as_str(), "in" | "te")) {
        woorden.pop();
    }
    woorden.join(" ").trim_matches([',', ' ', '.', ':', ';', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn gemeenten() -> Gemeenten {
        crate::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"))
    }

    #[rstest]
    #[case(
        "woninginbraak Rokkeveen man zwarte jas witte schoenen richting station",
        "man zwarte jas witte schoenen richting station"
    )]
    #[case("inbraak heterdaad rokkeveen waterlelie 2 man zw jas", "waterlelie 2 man zw jas")]
    #[case("“woninginbraak” “Kijkduin” man ’n grijze trui", "man ’n grijze trui")]
    #[case("overval, Rokkeveen, Oosterheem en noordhove: zwarte audi", "zwarte audi")]
    #[case("Woninginbraak in Rokkeveen", "")]
    #[case("fatbike gejat palenstein 2 jongens", "fatbike gejat 2 jongens")]
    fn what_is_left_is_the_description(#[case] tekst: &str, #[case] rest: &str) {
        assert_eq!(lees(tekst, &gemeenten(), &["zoetermeer", "loosduinen"]).omschrijving, rest);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(tekst in ".{0,200}") {
            let gemeenten = gemeenten();
            let _ = lees(&tekst, &gemeenten, &["zoetermeer"]);
        }

        #[test]
        fn any_order_of_known_words_is_read_without_panic(
            woorden in proptest::collection::vec(
                prop::sample::select(vec!["overval", "inbraak", "Rokkeveen", "en", "heterdaad", "centrum", "richting", ",", "’", "é", "Leyenburg"]), 0..12)
        ) {
            let gemeenten = gemeenten();
            let _ = lees(&woorden.join(" "), &gemeenten, &["zoetermeer", "loosduinen"]);
        }
    }
}
