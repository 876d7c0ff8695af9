//! What is said of signs: that they are there, or how it stands with them.
//!
//! Invariant: a question and a negation say that nothing is there.

use crate::houding;
use crate::lijst::BEDOELING;
use crate::woorden::woorden;

/// Whether a text says that signs are there.
#[must_use]
pub fn zegt_geplaatst(tekst: &str) -> bool {
    let alle = woorden(tekst);
    BEDOELING.borden_staan.staat_in(&alle) && !BEDOELING.borden_niet.staat_in(&alle) && !tekst.contains('?')
}

/// Whether a text asks how a request for signs or stickers stands.
#[must_use]
pub fn vraagt_stand(tekst: &str) -> bool {
    let alle = woorden(tekst);
    let erover = BEDOELING.borden.staat_in(&alle) || BEDOELING.stickers.staat_in(&alle);
    erover
        && (BEDOELING.borden_hoe_ver.staat_in(&alle)
            || (houding::is_vraag(tekst) && BEDOELING.borden_wanneer.staat_in(&alle)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("hoe staat het met mijn borden", true)]
    #[case("hoe ver zijn de borden?", true)]
    #[case("wanneer komen de borden", true)]
    #[case("zijn mijn stickers al onderweg?", true)]
    #[case("ik heb nog niets gehoord over de borden", true)]
    #[case("mag ik 2 borden", false)]
    #[case("kan ik 2 borden krijgen", false)]
    #[case("wanneer komt de politie", false)]
    fn how_it_stands_is_asked(#[case] tekst: &str, #[case] wel: bool) {
        assert_eq!(vraagt_stand(tekst), wel, "{tekst}");
    }

    #[rstest]
    #[case("B-3 geplaatst", true)]
    #[case("b3 hangt er", true)]
    #[case("de borden van B-3 staan er", true)]
    #[case("B-3 nog niet geplaatst", false)]
    #[case("is B-3 al geplaatst?", false)]
    #[case("B-3", false)]
    fn that_they_are_there_is_said(#[case] tekst: &str, #[case] wel: bool) {
        assert_eq!(zegt_geplaatst(tekst), wel, "{tekst}");
    }
}
