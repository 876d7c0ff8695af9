//! What stands in front of what somebody means: emoji, punctuation, a greeting, "kunt u even".
//!
//! Invariant: only words that carry nothing are skipped, and never the last of a text.

use crate::woorden::{Woord, woorden};

/// Words of a greeting.
const GROETEN: [&str; 27] = [
    "hoi",
    "hallo",
    "hey",
    "hee",
    "hi",
    "dag",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "goedenacht",
    "goedendag",
    "goeiemorgen",
    "goeiemiddag",
    "goeienavond",
    "goeieavond",
    "goeienacht",
    "goede",
    "morgen",
    "middag",
    "avond",
    "moin",
    "beste",
    "geachte",
    "collega",
    "collegas",
    "allen",
    "bot",
];

/// Words of politeness that may follow it.
const BELEEFD: [&str; 17] = [
    "kunt",
    "kun",
    "kan",
    "u",
    "je",
    "jullie",
    "even",
    "graag",
    "svp",
    "aub",
    "alstublieft",
    "alsjeblieft",
    "wilt",
    "wil",
    "een",
    "ik",
    "hier",
];

/// How many bytes of a text stand before what it says.
#[must_use]
pub fn lengte(tekst: &str) -> usize {
    let gelezen = woorden(tekst);
    let over = zonder(&gelezen);
    match (gelezen.len() - over.len(), over.first()) {
        (0, _) | (_, None) => 0,
        // A slash in front of the word belongs to it.
        (_, Some(woord)) => {
            let voor = tekst.get(..woord.plek.start).unwrap_or_default();
            let kaal = voor.trim_end();
            if kaal.ends_with('/') { kaal.len() - 1 } else { woord.plek.start }
        }
    }
}

/// The words without a greeting in front; all of them where nothing else would be left.
#[must_use]
pub fn zonder(gelezen: &[Woord]) -> &[Woord] {
    let is = |lijst: &[&str], woord: &Woord| lijst.contains(&woord.norm.as_str());
    let groet = gelezen.iter().take_while(|woord| is(&GROETEN, woord)).count();
    let beleefd = gelezen.iter().skip(groet).take_while(|woord| is(&BELEEFD, woord)).count();
    match gelezen.get(groet + beleefd..) {
        Some(over) if !over.is_empty() => over,
        _ => gelezen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("goedenavond, melding inbraak", "melding inbraak")]
    #[case("Hoi collega! /melding x", "/melding x")]
    #[case("hallo kunt u een melding maken", "melding maken")]
    #[case("hoi", "hoi")]
    #[case("melding hoi", "melding hoi")]
    #[case("", "")]
    fn a_greeting_is_skipped(#[case] tekst: &str, #[case] rest: &str) {
        assert_eq!(&tekst[lengte(tekst)..], rest);
    }
}
