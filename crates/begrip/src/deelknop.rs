//! What is said of the button that puts an alert into a group: give it, or whether it comes with every alert.
//!
//! Invariant: that it does not work is no wish about it.

use crate::antwoord::{self, Bevestiging};
use crate::ja_nee;
use crate::lijst::DEELKNOP;
use crate::woorden::woorden;
use kern::domain::uitzetting::WaaromNiet;

/// What is wanted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverKnop {
    /// To have it now.
    Nu,
    /// Whether it comes with every alert: which, is asked.
    BijElk,
}

/// "Delen uit", "deelknop aan": whether it comes with every alert, in two words.
#[must_use]
pub fn zet(tekst: &str) -> Option<bool> {
    let alle = woorden(tekst);
    let [wat, stand] = alle.as_slice() else { return None };
    let stand = tekst.get(stand.plek.clone())?;
    if DEELKNOP.opdracht.contains(&wat.norm) { ja_nee::aan_of_uit(stand) } else { None }
}

/// What a text says of the button; `None` where it says nothing of it.
#[must_use]
pub fn lees(tekst: &str) -> Option<OverKnop> {
    let alle = woorden(tekst);
    let kapot = antwoord::bevestiging(tekst) == Some(Bevestiging::KanNiet(WaaromNiet::LuktNiet));
    let (titel, knop) = (DEELKNOP.titel.staat_in(&alle), DEELKNOP.knop.staat_in(&alle));
    if kapot || alle.len() > 14 || !(titel || knop) {
        return None;
    }
    if DEELKNOP.bij_elk.staat_in(&alle) {
        return Some(OverKnop::BijElk);
    }
    (titel || DEELKNOP.geef.staat_in(&alle)).then_some(OverKnop::Nu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("zet in mijn groep", Some(OverKnop::Nu))]
    #[case("Zet in mijn groep!", Some(OverKnop::Nu))]
    #[case("zet in groep", Some(OverKnop::Nu))]
    #[case("waar is die knop", Some(OverKnop::Nu))]
    #[case("stuur de knop nog een keer", Some(OverKnop::Nu))]
    #[case("kan ik die knop ook krijgen", Some(OverKnop::Nu))]
    #[case("ik wil die knop niet meer", Some(OverKnop::BijElk))]
    #[case("zet die knop maar uit", Some(OverKnop::BijElk))]
    #[case("ik wil voortaan altijd die knop", Some(OverKnop::BijElk))]
    #[case("deelknop uit", Some(OverKnop::BijElk))]
    #[case("I don't want that button", Some(OverKnop::BijElk))]
    #[case("die knop werkt niet op mn telefoon", None)]
    #[case("de knop doet niks als ik er op druk", None)]
    #[case("staat in mijn groep", None)]
    #[case("ik zie hem in mijn straat", None)]
    fn what_is_wanted_of_it(#[case] tekst: &str, #[case] wil: Option<OverKnop>) {
        assert_eq!(lees(tekst), wil, "{tekst}");
    }
}
