//! The news in an update: written out, and checked like an alert.
//!
//! Invariant: what may stand in no politiebericht stands in no update either; what only may after a second person
//! agreed is told, and stays.

use std::ops::Range;

use crate::melding::huisnummers;
use crate::voluit::voluit;
use crate::woorden::woorden;
use kern::domain::inhoud::{self, Bevinding, Wat};
use kern::domain::politiebericht::schoon;

/// What an update says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nieuws {
    /// What is new, on one line, without what had to be taken out.
    pub tekst: String,
    /// What stood in it that may not, or only with care.
    pub bevindingen: Vec<Wat>,
}

/// Reads what is new about an alert; `vermissing`: it is about a missing person.
#[must_use]
pub fn lees(getypt: &str, vermissing: bool) -> Nieuws {
    let tekst = voluit(getypt).tekst;
    let gelezen = woorden(&tekst);
    let op_plek: Vec<inhoud::Woord<'_>> =
        gelezen.iter().map(|woord| (woord.norm.as_str(), woord.plek.clone())).collect();
    let mut bevindingen = inhoud::controleer(&tekst, &op_plek, vermissing);
    let vrij = |plek: &Range<usize>, anderen: &[Bevinding]| {
        anderen.iter().all(|ander| ander.plek.end <= plek.start || plek.end <= ander.plek.start)
    };
    for plek in huisnummers(&tekst) {
        if vrij(&plek, &bevindingen) {
            bevindingen.push(Bevinding { wat: Wat::Huisnummer, plek });
        }
    }
    bevindingen.sort_by_key(|bevinding| bevinding.plek.start);
    let mut over = String::with_capacity(tekst.len());
    let mut tot = 0;
    for bevinding in bevindingen.iter().filter(|bevinding| bevinding.wat.gaat_eruit() && !bevinding.wat.later()) {
        over.push_str(tekst.get(tot..bevinding.plek.start).unwrap_or_default());
        over.push(' ');
        tot = tot.max(bevinding.plek.end);
    }
    over.push_str(tekst.get(tot..).unwrap_or_default());
    let mut wat: Vec<Wat> = bevindingen.into_iter().map(|bevinding| bevinding.wat).collect();
    wat.sort_unstable();
    wat.dedup();
    Nieuws { tekst: schoon(&over), bevindingen: wat }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("man is kaal, nu op een fiets", false, &[])]
    #[case("hij woont op Waterlelie 14", false, &[Wat::Huisnummer])]
    #[case("gezien bij de Akeleistraat 3", false, &[Wat::Huisnummer])]
    #[case("man van 30 jaar met 2 tassen", false, &[])]
    #[case("bel 06 12345678", false, &[Wat::Telefoonnummer])]
    #[case("mevrouw is dement", true, &[Wat::Gezondheid])]
    #[case("Marokkaans uiterlijk", false, &[Wat::Herkomst])]
    fn what_stands_in_it_is_found(#[case] getypt: &str, #[case] vermissing: bool, #[case] verwacht: &[Wat]) {
        assert_eq!(lees(getypt, vermissing).bevindingen, verwacht, "{getypt}");
    }

    #[test]
    fn what_may_never_stand_there_is_gone_and_health_stays_for_the_second_person() {
        assert!(!lees("bel 06 12345678 nu", false).tekst.contains("1234"));
        assert_eq!(lees("mevrouw is dement", true).tekst, "mevrouw is dement");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(getypt in ".{0,200}", vermissing: bool) {
            let gelezen = lees(&getypt, vermissing);
            prop_assert!(!gelezen.tekst.contains(['\n', '\t']));
        }
    }
}
