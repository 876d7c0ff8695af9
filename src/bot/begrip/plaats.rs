//! The wijken that a text names.
//!
//! Invariant: a place outside the area is named as such and never taken for something alike; a wijk that
//! stands behind "richting" is where somebody goes, not where it happened.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bot::begrip::woorden::{Woord, lijkt_op, naam};
use crate::domain::wijk::{Gemeente, Gemeenten, Wijk};

/// A wijk, by the ids of its gemeente and itself.
pub type WijkId = (String, String);

/// What a text says about the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plaats {
    /// Nothing.
    Geen,
    /// These wijken of one gemeente, in which the person may act.
    Wijken {
        /// The gemeente.
        gemeente: String,
        /// The wijken.
        wijken: Vec<String>,
        /// Their words, in bytes of the text.
        weg: Range<usize>,
        /// What was typed and what it was read as, where it was put right.
        gecorrigeerd: Vec<(String, String)>,
    },
    /// A name that several gemeenten have.
    Keuze(Vec<WijkId>, Range<usize>),
    /// A wijk in which the person may not act.
    Elders(WijkId, Range<usize>),
    /// A place outside the area.
    Buiten(String, Range<usize>),
}

const RICHTING: [&str; 6] = ["richting", "naar", "ri", "via", "vanuit", "uit"];
/// The most words in the name of a wijk.
const WOORDEN_MAX: usize = 6;
/// Shorter names must be typed exactly: too many ordinary words look like them.
const LETTERS_MIN: usize = 6;

struct Naam<'a> {
    norm: String,
    gemeente: &'a Gemeente,
    wijk: &'a Wijk,
}

/// Finds the place that a text names. `mag` holds the ids of the gemeenten in which the person may act.
#[must_use]
pub fn vind(tekst: &str, woorden: &[Woord], gemeenten: &Gemeenten, mag: &[&str]) -> Plaats {
    let namen = alle_namen(gemeenten);
    let begin = (0..woorden.len()).filter(|begin| !richting_voor(woorden, *begin));
    for begin in begin.clone() {
        if let Some((lengte, gevonden)) = exact(woorden, begin, &namen) {
            // "nieuw-waldek" is Nieuw Waldeck with a mistake, not Waldeck behind a word.
            let langer = (1..=2.min(begin)).rev().find_map(|meer| {
                let gevonden = ongeveer_zo_lang(woorden, begin - meer, lengte + meer, &namen, &[])?;
                Some((begin - meer, lengte + meer, gevonden))
            });
            let (begin, lengte, gevonden) = langer.unwrap_or((begin, lengte, gevonden));
            return uitkomst(tekst, woorden, begin, lengte, gevonden, &namen, mag);
        }
    }
    let buiten: Vec<(String, &str)> = gemeenten
        .iter()
        .flat_map(|gemeente| &gemeente.buiten_gebied)
        .map(|plaats| (naam(plaats), plaats.as_str()))
        .collect();
    for begin in begin {
        if let Some((plek, plaats)) = buiten_gebied(woorden, begin, &buiten) {
            return Plaats::Buiten(plaats, plek);
        }
        if let Some((lengte, gevonden)) = ongeveer(woorden, begin, &namen, &buiten) {
            return uitkomst(tekst, woorden, begin, lengte, gevonden, &namen, mag);
        }
    }
    Plaats::Geen
}

fn alle_namen(gemeenten: &Gemeenten) -> Vec<Naam<'_>> {
    let mut namen = Vec::new();
    for gemeente in gemeenten.iter() {
        for wijk in &gemeente.wijken {
            let normen: BTreeSet<String> =
                std::iter::once(&wijk.naam).chain(&wijk.aliassen).map(|tekst| naam(tekst)).collect();
            namen.extend(normen.into_iter().map(|norm| Naam { norm, gemeente, wijk }));
        }
    }
    namen
}

fn richting_voor(woorden: &[Woord], begin: usize) -> bool {
    begin > 0 && RICHTING.contains(&woorden[begin - 1].norm.as_str())
}

fn stuk(woorden: &[Woord], begin: usize, lengte: usize) -> Option<String> {
    let stuk = woorden.get(begin..begin + lengte)?;
    Some(stuk.iter().map(|woord| woord.norm.as_str()).collect::<Vec<_>>().join(" "))
}

/// The longest name that stands here exactly.
fn exact<'a>(woorden: &[Woord], begin: usize, namen: &'a [Naam<'a>]) -> Option<(usize, Vec<&'a Naam<'a>>)> {
    (1..=WOORDEN_MAX).rev().find_map(|lengte| {
        let getypt = stuk(woorden, begin, lengte)?;
        let gevonden: Vec<&Naam<'_>> = namen.iter().filter(|naam| naam.norm == getypt).collect();
        (!gevonden.is_empty()).then_some((lengte, gevonden))
    })
}

fn buiten_gebied(woorden: &[Woord], begin: usize, buiten: &[(String, &str)]) -> Option<(Range<usize>, String)> {
    (1..=3).rev().find_map(|lengte| {
        let getypt = stuk(woorden, begin, lengte)?;
        let plaats = buiten.iter().find(|(norm, _)| *norm == getypt)?.1;
        Some((woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end, plaats.to_owned()))
    })
}

/// The only wijk whose name is nearly what stands here, unless a place outside the area is as near.
fn ongeveer<'a>(
    woorden: &[Woord],
    begin: usize,
    namen: &'a [Naam<'a>],
    buiten: &[(String, &str)],
) -> Option<(usize, Vec<&'a Naam<'a>>)> {
    [3, 2, 1].into_iter().find_map(|lengte| Some((lengte, ongeveer_zo_lang(woorden, begin, lengte, namen, buiten)?)))
}

fn ongeveer_zo_lang<'a>(
    woorden: &[Woord],
    begin: usize,
    lengte: usize,
    namen: &'a [Naam<'a>],
    buiten: &[(String, &str)],
) -> Option<Vec<&'a Naam<'a>>> {
    let getypt = stuk(woorden, begin, lengte)?;
    if getypt.chars().count() < LETTERS_MIN {
        return None;
    }
    let lang = |norm: &str| norm.chars().count() >= LETTERS_MIN;
    let afstanden = namen.iter().filter(|naam| lang(&naam.norm));
    let afstanden: Vec<(usize, &Naam<'_>)> =
        afstanden.filter_map(|naam| Some((lijkt_op(&getypt, &naam.norm)?, naam))).collect();
    let kleinste = afstanden.iter().map(|(afstand, _)| *afstand).min()?;
    let elders = buiten.iter().filter(|(norm, _)| lang(norm)).filter_map(|(norm, _)| lijkt_op(&getypt, norm)).min();
    let gevonden: Vec<&Naam<'_>> =
        afstanden.iter().filter(|(afstand, _)| *afstand == kleinste).map(|(_, naam)| *naam).collect();
    let wijken: BTreeSet<(&str, &str)> =
        gevonden.iter().map(|naam| (naam.gemeente.id.as_str(), naam.wijk.id.as_str())).collect();
    (wijken.len() == 1 && elders.is_none_or(|elders| elders > kleinste)).then_some(gevonden)
}

fn uitkomst(
    tekst: &str,
    woorden: &[Woord],
    begin: usize,
    lengte: usize,
    gevonden: Vec<&Naam<'_>>,
    namen: &[Naam<'_>],
    mag: &[&str],
) -> Plaats {
    let plek = woorden[begin].plek.start..woorden[begin + lengte - 1].plek.end;
    let id = |naam: &Naam<'_>| (naam.gemeente.id.clone(), naam.wijk.id.clone());
    let eigen: Vec<&Naam<'_>> =
        gevonden.iter().filter(|naam| mag.contains(&naam.gemeente.id.as_str())).copied().collect();
    let naam = match (eigen.as_slice(), gevonden.first()) {
        ([naam, rest @ ..], _) if rest.iter().all(|ander| id(ander) == id(naam)) => *naam,
        ([_, ..], _) => {
            return Plaats::Keuze(eigen.into_iter().map(id).collect::<BTreeSet<_>>().into_iter().collect(), plek);
        }
        ([], Some(naam)) => return Plaats::Elders(id(naam), plek),
        ([], None) => return Plaats::Geen,
    };
    let mut gecorrigeerd = Vec::new();
    if stuk(woorden, begin, lengte).is_some_and(|getypt| getypt != naam.norm) {
        gecorrigeerd.push((tekst[plek.clone()].to_owned(), naam.wijk.naam.clone()));
    }
    let mut wijken = vec![naam.wijk.id.clone()];
    let mut einde = begin + lengte;
    // "Rokkeveen, Oosterheem en Noordhove": names that follow at once, of the same gemeente.
    loop {
        let volgend = if woorden.get(einde).is_some_and(|woord| woord.norm == "en") { einde + 1 } else { einde };
        let verder = exact(woorden, volgend, namen).and_then(|(lengte, gevonden)| {
            Some((lengte, gevonden.into_iter().find(|ander| ander.gemeente.id == naam.gemeente.id)?))
        });
        let Some((lengte, ander)) = verder else { break };
        // "Rokkeveen centrum" is one place; two wijken have something between them.
        let ertussen = &tekst[woorden[einde - 1].plek.end..woorden[volgend].plek.start];
        if volgend == einde && !ertussen.contains([',', '&', '+', '/', ';']) {
            break;
        }
        if !wijken.contains(&ander.wijk.id) {
            wijken.push(ander.wijk.id.clone());
        }
        einde = volgend + lengte;
    }
    let weg = plek.start..woorden[einde - 1].plek.end;
    Plaats::Wijken { gemeente: naam.gemeente.id.clone(), wijken, weg, gecorrigeerd }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::begrip::woorden::woorden;
    use rstest::rstest;

    fn plaats(tekst: &str, mag: &[&str]) -> Plaats {
        let gemeenten = crate::gemeenten::load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        vind(tekst, &woorden(tekst), &gemeenten, mag)
    }

    #[rstest]
    #[case("man in Rokkeveen", &["rokkeveen"])]
    #[case("waldeck man", &["waldeck"])]
    #[case("nieuw-waldek vrouw", &["nieuw-waldeck"])]
    #[case("“Kijkduin” man", &["kijkduin-ockenburgh"])]
    #[case("Rokkeveen, Oosterheem en noordhove zwarte audi", &["rokkeveen", "oosterheem", "noordhove"])]
    #[case("palenstein 2 jongens weg via driemans polder", &["palenstein"])]
    #[case("Rokkeveen centrum man", &["rokkeveen"])]
    #[case("Rokkeveen/Meerzicht & seghwaert man", &["rokkeveen", "meerzicht", "seghwaert"])]
    #[case("buytenwegh de leyens man", &["buytenwegh-de-leyens"])]
    #[case("de leyens vrouw", &["de-leyens"])]
    #[case("rokeven man", &["rokkeveen"])]
    #[case("boheme man", &["bohemen"])]
    #[case("richting Oosterheem vanuit meerzicht, in Seghwaard", &["seghwaert"])]
    fn wijken_are_found_as_people_write_them(#[case] tekst: &str, #[case] verwacht: &[&str]) {
        match plaats(tekst, &["zoetermeer", "loosduinen"]) {
            Plaats::Wijken { wijken, .. } => assert_eq!(wijken, verwacht),
            anders => panic!("{tekst}: {anders:?}"),
        }
    }

    #[test]
    fn a_place_outside_the_area_is_never_taken_for_something_alike() {
        for tekst in ["leyenburg man met ladder", "man in Leyenburg", "wateringse veld man"] {
            assert!(matches!(plaats(tekst, &["zoetermeer", "loosduinen"]), Plaats::Buiten(..)), "{tekst}");
        }
        assert_eq!(plaats("leijenburg man", &["zoetermeer"]), Plaats::Geen);
    }

    #[test]
    fn a_name_in_two_gemeenten_is_a_question_only_for_who_may_act_in_both() {
        assert!(
            matches!(plaats("centrum man", &["zoetermeer", "loosduinen"]), Plaats::Keuze(keuze, _) if keuze.len() == 2)
        );
        assert!(matches!(plaats("centrum man", &["zoetermeer"]), Plaats::Wijken { .. }));
        assert!(matches!(plaats("waldeck man", &["zoetermeer"]), Plaats::Elders(..)));
    }

    #[rstest]
    #[case("man zwarte jas door de tuin")]
    #[case("richting Oosterheem")]
    #[case("")]
    #[case("🚨")]
    fn ordinary_words_are_no_place(#[case] tekst: &str) {
        assert_eq!(plaats(tekst, &["zoetermeer", "loosduinen"]), Plaats::Geen);
    }
}
