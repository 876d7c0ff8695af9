//! Which language somebody asks for, and in which they write.
//!
//! Invariants: whoever only speaks of a language ("mijn engels is niet zo best") asks for none; one word of English among Dutch
//! ones makes no English.

use crate::lijst::{BEDOELING, TAAL};
use crate::woorden::{Woord, woorden};

/// In more words something else is meant.
const WOORDEN_MAX: usize = 7;

/// English (`true`) or Dutch.
#[must_use]
pub fn lees(alle: &[Woord]) -> Option<bool> {
    if alle.len() > WOORDEN_MAX || BEDOELING.taal_van.staat_in(alle) {
        return None;
    }
    // "Liever Engels dan Nederlands": the first that is named.
    let is_taal = |norm: &str| BEDOELING.engels.contains(norm) || BEDOELING.nederlands.contains(norm);
    let plaats = alle.iter().position(|woord| is_taal(&woord.norm))?;
    let engels = BEDOELING.engels.contains(&alle[plaats].norm);
    // "I don't speak Dutch", "geen engels meer": the other one is wanted.
    Some(engels != BEDOELING.taal_niet.staat_in(&alle[..plaats]))
}

/// Whether a text is written in English: words of nearly every English sentence stand in it, and none of a Dutch one.
#[must_use]
pub fn is_engels(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let tel = |past: &dyn Fn(&str) -> bool| alle.iter().filter(|woord| past(&woord.norm)).count();
    let engels = tel(&|norm| TAAL.engels_zin.contains(norm));
    let zeker = tel(&|norm| TAAL.engels_zin.contains(norm) && !TAAL.ook_nederlands.contains(norm));
    let nederlands = tel(&|norm| TAAL.nederlands_zin.contains(norm));
    nederlands == 0 && zeker >= 1 && engels >= 2 && engels * 3 >= alle.len()
}

/// Whether a text is surely written in Dutch.
#[must_use]
pub fn is_nederlands(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let tel = |past: &dyn Fn(&str) -> bool| alle.iter().filter(|woord| past(&woord.norm)).count();
    let engels = tel(&|norm| TAAL.engels_zin.contains(norm) && !TAAL.ook_nederlands.contains(norm));
    tel(&|norm| TAAL.nederlands_zin.contains(norm)) >= 2 && engels == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("is he caught yet", true)]
    #[case("what's this", true)]
    #[case("can I put it on facebook?", true)]
    #[case("I don't speak Dutch", true)]
    #[case("already posted", true)]
    #[case("someone is breaking into my neighbours house", true)]
    #[case("I am away until Friday", true)]
    #[case("how do I forward this", true)]
    #[case("my wife takes over the group", true)]
    #[case("staat erin", false)]
    #[case("done", false)]
    #[case("ok", false)]
    #[case("stop", false)]
    #[case("is goed", false)]
    #[case("thanks, staat in de groep", false)]
    #[case("mijn engels is niet zo best", false)]
    #[case("home alarm gaat af in de straat", false)]
    #[case("we zijn er weer", false)]
    #[case("no problem", false)]
    #[case("ik ben back in town", false)]
    #[case("", false)]
    fn english_is_told_by_its_words(#[case] tekst: &str, #[case] engels: bool) {
        assert_eq!(is_engels(tekst), engels, "{tekst}");
    }
}
