//! What stands in front of what somebody means: emoji, punctuation, a greeting, "kunt u even".
//!
//! Invariant: only words that carry nothing are skipped, and never the last of a text.

use crate::lijst::AANHEF;
use crate::woorden::{Woord, woorden};

/// How many bytes of a text stand before what it says.
#[must_use]
pub fn lengte(tekst: &str) -> usize {
    let gelezen = woorden(tekst);
    let over = zonder(&gelezen);
    let voor = &gelezen[..gelezen.len() - over.len()];
    match (voor.len(), over.first()) {
        (0, _) | (_, None) => 0,
        _ if voor.iter().any(|woord| is_aangehaald(tekst, woord)) => 0,
        // A slash in front of the word belongs to it.
        (_, Some(woord)) => {
            let voor = tekst.get(..woord.plek.start).unwrap_or_default();
            let kaal = voor.trim_end();
            if kaal.ends_with('/') { kaal.len() - 1 } else { woord.plek.start }
        }
    }
}

/// "Collega: akkoord ZM-0001" says who said it.
fn is_aangehaald(tekst: &str, woord: &Woord) -> bool {
    AANHEF.wie.contains(&woord.norm) && tekst.get(woord.plek.end..).is_some_and(|na| na.trim_start().starts_with(':'))
}

/// The words without a greeting in front; all of them where nothing else would be left.
#[must_use]
pub fn zonder(gelezen: &[Woord]) -> &[Woord] {
    let zonder_groet = &gelezen[AANHEF.groeten.aanloop(gelezen)..];
    let over = &zonder_groet[AANHEF.beleefd.aanloop(zonder_groet)..];
    if over.is_empty() { gelezen } else { over }
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
    #[case("Collega: akkoord ZM-0001", "Collega: akkoord ZM-0001")]
    #[case("hoi collega's : akkoord", "hoi collega's : akkoord")]
    #[case("hoi: akkoord", "akkoord")]
    #[case("", "")]
    fn a_greeting_is_skipped(#[case] tekst: &str, #[case] rest: &str) {
        assert_eq!(&tekst[lengte(tekst)..], rest);
    }
}
