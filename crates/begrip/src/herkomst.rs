//! What stands in the chat of whoever scanned a code: its own word, and that they want to sign up.
//!
//! Invariant: only the words of a code, sent as they stood there, say where somebody comes from; whatever else begins with such a word
//! ("bord is beschadigd") is read by itself.

use kern::domain::herkomst::Herkomst;

use crate::woorden::woorden;

/// Before the origin, in what a sign-up is begun with.
const VIA: &str = "via";

/// The code that was scanned; `None`: none was.
#[must_use]
pub fn lees(tekst: &str) -> Option<Herkomst> {
    let gelezen = woorden(tekst);
    let is = |herkomst: &Herkomst| {
        let bedoeld = woorden(herkomst.woorden());
        bedoeld.len() == gelezen.len() && bedoeld.iter().zip(&gelezen).all(|(een, ander)| een.norm == ander.norm)
    };
    Herkomst::ALLE.into_iter().find(is)
}

/// The origin as a sign-up takes it.
#[must_use]
pub fn via(herkomst: Herkomst) -> String {
    format!("{VIA} {}", herkomst.id())
}

/// The origin in that, and what else was said.
#[must_use]
pub fn uit(tekst: &str) -> (Option<Herkomst>, &str) {
    let heel = Herkomst::ALLE.into_iter().find(|herkomst| via(*herkomst) == tekst);
    (heel, if heel.is_some() { "" } else { tekst })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Poster aanmelden", Some(Herkomst::Poster))]
    #[case("sticker aanmelden", Some(Herkomst::Sticker))]
    #[case("Bord aanmelden.", Some(Herkomst::Bord))]
    #[case("poster", None)]
    #[case("bord is beschadigd", None)]
    #[case("ik wil een sticker en me aanmelden", None)]
    #[case("aanmelden", None)]
    #[case("poster aanmelden jan", None)]
    fn only_the_words_of_a_code(#[case] tekst: &str, #[case] wat: Option<Herkomst>) {
        assert_eq!(lees(tekst), wat, "{tekst}");
    }

    #[test]
    fn each_goes_along_and_comes_back() {
        for herkomst in Herkomst::ALLE {
            assert_eq!(lees(herkomst.woorden()), Some(herkomst));
            assert_eq!(uit(&via(herkomst)), (Some(herkomst), ""));
        }
        assert_eq!(uit("Jan, via de poster"), (None, "Jan, via de poster"));
    }
}
