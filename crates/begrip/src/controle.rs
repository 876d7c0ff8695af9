//! Answers to "bent u nog beheerder?" and to "van uw groep hoorden we niets".
//!
//! Invariant: only what says nothing else is an answer; whatever is not certain answers neither.

use crate::lijst::CONTROLE;
use crate::reeksen::{Reeksen, Woord, Woordenset};
use crate::woorden::woorden;

fn is(woorden: &[Woord], alle: &Woordenset, kern: &Reeksen) -> bool {
    alle.vult(woorden) && kern.staat_in(woorden)
}

/// Whether they are beheerder still; `None` where neither is said plainly.
#[must_use]
pub fn nog_beheerder(tekst: &str) -> Option<bool> {
    let gelezen = woorden(tekst);
    if tekst.contains('?') || gelezen.is_empty() {
        return None;
    }
    match (is(&gelezen, &CONTROLE.nog, &CONTROLE.nog_kern), is(&gelezen, &CONTROLE.niet_meer, &CONTROLE.niet_meer_kern))
    {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether all is well with their group, or help is wanted; `None` where neither is said plainly.
#[must_use]
pub fn gaat_het_goed(tekst: &str) -> Option<bool> {
    let gelezen = woorden(tekst);
    if CONTROLE.hulp.staat_in(&gelezen) {
        return Some(false);
    }
    (!tekst.contains('?') && is(&gelezen, &CONTROLE.goed, &CONTROLE.goed_kern)).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ja", Some(true))]
    #[case("Ja hoor, nog steeds", Some(true))]
    #[case("jazeker", Some(true))]
    #[case("ja ik ben nog beheerder", Some(true))]
    #[case("yes still", Some(true))]
    #[case("klopt", Some(true))]
    #[case("nee", Some(false))]
    #[case("nee niet meer", Some(false))]
    #[case("Nee hoor, ik ben gestopt", Some(false))]
    #[case("ik ben geen beheerder meer", Some(false))]
    #[case("ja ik zie een inbreker", None)]
    #[case("nee er staat een man in mijn tuin", None)]
    #[case("ja?", None)]
    #[case("nog", None)]
    #[case("ja nee", None)]
    #[case("", None)]
    fn still_or_not(#[case] tekst: &str, #[case] nog: Option<bool>) {
        assert_eq!(nog_beheerder(tekst), nog, "{tekst}");
    }

    #[rstest]
    #[case("alles goed", Some(true))]
    #[case("Ja alles goed hoor!", Some(true))]
    #[case("prima", Some(true))]
    #[case("niks aan de hand", Some(true))]
    #[case("hulp nodig", Some(false))]
    #[case("kunt u me helpen", Some(false))]
    #[case("het lukt me niet", Some(false))]
    #[case("alles goed met u?", None)]
    #[case("goed nieuws er staat iemand", None)]
    #[case("overval", None)]
    fn well_or_help(#[case] tekst: &str, #[case] goed: Option<bool>) {
        assert_eq!(gaat_het_goed(tekst), goed, "{tekst}");
    }
}
