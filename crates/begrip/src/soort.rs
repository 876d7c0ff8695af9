//! The kind of an alert, as people name it. The names are data (`woorden/melding.toml`).
//!
//! Invariant: a word that also says whom to look for ("inbrekers") stays in the description; what lies outside the
//! five kinds is known as such, and an animal is no missing person.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lijst::MELDING;
use crate::woorden::{self, Woord, lijkt_op, norm_op};
use kern::domain::soort::MeldingSoort;

/// A kind found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GevondenSoort {
    /// The kind.
    pub soort: MeldingSoort,
    /// Where it is named, in bytes of the text.
    pub plek: Range<usize>,
    /// The words that name it and describe nobody; `None` where they also say whom to look for.
    pub weg: Option<Range<usize>>,
    /// What was typed, if it was put right.
    pub getypt: Option<String>,
    /// What was taken, where the words say so.
    pub buit: Option<String>,
    /// The words tell of a weapon.
    pub gewapend: bool,
}

/// The most words in the name of a kind.
const WOORDEN_MAX: usize = 4;
/// Shorter names must be typed exactly.
const LETTERS_MIN: usize = 7;

/// All names with their kinds and what was taken.
static NAMEN: LazyLock<HashMap<String, (MeldingSoort, Option<String>)>> = LazyLock::new(|| {
    let soort = |id: &String| MeldingSoort::van_id(id);
    let mut namen = HashMap::new();
    for (id, lijst) in &MELDING.soorten {
        let Some(soort) = soort(id) else { continue };
        namen.extend(lijst.iter().map(|naam| (naam.to_owned(), (soort, None))));
    }
    for (id, lijst) in &MELDING.soorten_verteld {
        let Some(soort) = soort(id) else { continue };
        let buit = |wat: &String| (!wat.is_empty()).then(|| wat.clone());
        namen.extend(lijst.iter().map(|(naam, wat)| (naam.clone(), (soort, buit(wat)))));
    }
    namen
});

/// The long names by their letters, for which small mistakes are put right.
static LANG: LazyLock<HashMap<usize, Vec<(&'static str, MeldingSoort)>>> = LazyLock::new(|| {
    let mut lang: HashMap<usize, Vec<(&'static str, MeldingSoort)>> = HashMap::new();
    for (naam, (soort, _)) in NAMEN.iter().filter(|(naam, _)| naam.len() >= LETTERS_MIN && !naam.contains(' ')) {
        lang.entry(naam.len()).or_default().push((naam, *soort));
    }
    lang
});

/// The first kind that a text names. Small mistakes in the long names are put right.
#[must_use]
pub fn vind(woorden: &[Woord]) -> Option<GevondenSoort> {
    exact(woorden).or_else(|| ongeveer(woorden))
}

fn exact(woorden: &[Woord]) -> Option<GevondenSoort> {
    for begin in 0..woorden.len() {
        for lengte in (1..=WOORDEN_MAX).rev() {
            let Some(getypt) = woorden::stuk(woorden, begin, lengte) else { continue };
            let stuk = &woorden[begin..begin + lengte];
            let gevonden = NAMEN.get(&getypt).cloned().or_else(|| gestolen(stuk));
            let Some((soort, buit)) = gevonden else { continue };
            let plek = stuk[0].plek.start..stuk[lengte - 1].plek.end;
            let beschrijft = MELDING.is_persoon(&getypt);
            return Some(GevondenSoort {
                soort,
                weg: (!beschrijft).then(|| plek.clone()),
                plek,
                getypt: None,
                buit,
                gewapend: MELDING.wapens.gewapend.contains(norm_op(stuk, 0)),
            });
        }
    }
    None
}

/// "Scooter gejat", "gestolen fatbike", "auto is gestolen".
fn gestolen(stuk: &[Woord]) -> Option<(MeldingSoort, Option<String>)> {
    let (wat, rest) = match stuk {
        [a, b] => (a.norm.as_str(), b.norm.as_str()),
        [a, midden, b] if MELDING.gestolen.tussen.contains(&midden.norm) => (a.norm.as_str(), b.norm.as_str()),
        _ => return None,
    };
    let is = |voertuig: &str, werkwoord: &str| {
        MELDING.gestolen.voertuigen.contains(voertuig) && MELDING.gestolen.woorden.contains(werkwoord)
    };
    let voertuig = if is(wat, rest) {
        wat
    } else if is(rest, wat) {
        rest
    } else {
        return None;
    };
    Some((MeldingSoort::Voertuigcriminaliteit, Some(voertuig.to_owned())))
}

fn ongeveer(woorden: &[Woord]) -> Option<GevondenSoort> {
    woorden.iter().find_map(|woord| {
        if woord.norm.len() + 2 < LETTERS_MIN || MELDING.is_bekend(&woord.norm) {
            return None;
        }
        let lengten = woord.norm.len().saturating_sub(2)..=woord.norm.len() + 2;
        let namen = lengten.filter_map(|lengte| LANG.get(&lengte)).flatten();
        let mut soorten = namen.filter(|(naam, _)| lijkt_op(&woord.norm, naam).is_some());
        let (_, soort) = soorten.next()?;
        soorten.all(|(_, ander)| ander == soort).then(|| GevondenSoort {
            soort: *soort,
            plek: woord.plek.clone(),
            weg: Some(woord.plek.clone()),
            getypt: Some(woord.norm.clone()),
            buit: None,
            gewapend: false,
        })
    })
}

/// Whether a text is about something that the bot is not for: noise, parking, a lost cat.
#[must_use]
pub fn buiten(woorden: &[Woord], soort: Option<MeldingSoort>) -> bool {
    let dier = || {
        woorden.iter().any(|woord| MELDING.buiten.dieren.contains(&woord.norm))
            && !woorden.iter().any(|woord| MELDING.is_persoon(&woord.norm))
    };
    let zaak = || {
        (0..woorden.len()).any(|begin| {
            let overlast = |einde: &str| woorden[begin].norm.ends_with(einde);
            MELDING.buiten.zaken.begint(&woorden[begin..]).is_some() || MELDING.buiten.einden.iter().any(overlast)
        })
    };
    match soort {
        None => zaak() || dier(),
        Some(MeldingSoort::Vermissing) => dier(),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::woorden::woorden;
    use MeldingSoort::{Overval, Straatroof, Vermissing, Voertuigcriminaliteit, Woninginbraak};
    use rstest::rstest;

    #[rstest]
    #[case("woninginbraak rokkeveen", Some(Woninginbraak))]
    #[case("WONIGINBRAAK rokkeveen", Some(Woninginbraak))]
    #[case("poging tot inbraak", Some(Woninginbraak))]
    #[case("er wordt ingebroken", Some(Woninginbraak))]
    #[case("auto-inbraak meerzicht", Some(Voertuigcriminaliteit))]
    #[case("inbraak in auto meerzicht", Some(Voertuigcriminaliteit))]
    #[case("fatbike gejat palenstein", Some(Voertuigcriminaliteit))]
    #[case("gestolen scooter seghwaert", Some(Voertuigcriminaliteit))]
    #[case("mijn auto is gestolen", Some(Voertuigcriminaliteit))]
    #[case("autodiefstal", Some(Voertuigcriminaliteit))]
    #[case("juwelier overvallen", Some(Overval))]
    #[case("ramkraak juwelier", Some(Overval))]
    #[case("gewapende overval tankstation", Some(Overval))]
    #[case("overvla op winkel", Some(Overval))]
    #[case("roofovervl op winkel", Some(Overval))]
    #[case("tasjesroof markt", Some(Straatroof))]
    #[case("straatrof centrum", Some(Straatroof))]
    #[case("vrouw beroofd van tas", Some(Straatroof))]
    #[case("vermist jongen 6 jr", Some(Vermissing))]
    #[case("opa kwijt de leyens", Some(Vermissing))]
    #[case("meisje weggelopen", Some(Vermissing))]
    #[case("vermisst kind", Some(Vermissing))]
    #[case("geluidsoverlast feestje", None)]
    #[case("man zwarte jas", None)]
    fn kinds_are_found_as_people_name_them(#[case] tekst: &str, #[case] soort: Option<MeldingSoort>) {
        assert_eq!(vind(&woorden(tekst)).map(|gevonden| gevonden.soort), soort);
    }

    #[rstest]
    #[case("geluidsoverlast Seghwaert feestje", true)]
    #[case("kat vermist rokkeveen", true)]
    #[case("hond kwijt bruin met vlekken", true)]
    #[case("vermist meisje met hond", false)]
    #[case("fout geparkeerd auto", true)]
    #[case("overval op feestje", false)]
    #[case("man zwarte jas", false)]
    fn what_lies_outside_is_known(#[case] tekst: &str, #[case] verwacht: bool) {
        let woorden = woorden(tekst);
        assert_eq!(buiten(&woorden, vind(&woorden).map(|gevonden| gevonden.soort)), verwacht);
    }
}
