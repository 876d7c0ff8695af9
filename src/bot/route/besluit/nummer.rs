//! Numbers as they are typed with a decision: whole, by their digits, or of an alert.
//!
//! Reads only. Invariant: what is no number by itself ("1e", an age) is none.

use crate::domain::melding::lees_nummer;
use crate::domain::politiebericht::schoon;

/// Whether a line is about the case with this number, whole or its digits alone: A-12 is not A-1.
pub(super) fn noemt(regel: &str, nummer: &str) -> bool {
    let kaal = is_nummer(nummer).then(|| nummer.trim_start_matches('0'));
    let mut woorden = regel.split(|teken: char| !teken.is_ascii_alphanumeric() && teken != '-');
    woorden.any(|woord| woord.eq_ignore_ascii_case(nummer) || (kaal.is_some() && cijfers(woord) == kaal))
}

/// Whether a word is a number as cases have one, without its letters.
pub(super) fn is_nummer(norm: &str) -> bool {
    norm.len() >= NUMMER_CIJFERS_MIN && norm.bytes().all(|teken| teken.is_ascii_digit())
}

/// Fewer digits are a house, an age or a number of people.
const NUMMER_CIJFERS_MIN: usize = 3;

/// The digits in a text that names no request: a number that is meant, whatever it is of.
pub(super) fn cijfers(schoon: &str) -> Option<&str> {
    let cijfers =
        schoon.trim_start_matches('#').split(|teken: char| !teken.is_ascii_digit()).find(|deel| !deel.is_empty());
    cijfers.map(|cijfers| cijfers.trim_start_matches('0'))
}

/// Whether these digits stand by themselves: not in "1e".
pub(super) fn is_los_getal(schoon: &str, genoemd: &str) -> bool {
    schoon.split([' ', ',', '#', '-']).any(|woord| woord.trim_start_matches('0') == genoemd)
}

/// The number of an alert at the beginning of a text ("ZM-0231", "zm 231 verkeerde wijk"), and what is left.
pub(in crate::bot) fn genoemde(wat: &str) -> Option<(String, String)> {
    let schoon = schoon(wat);
    let woorden: Vec<&str> = schoon.split([' ', ',', ':']).filter(|woord| !woord.is_empty()).collect();
    // The longest first: "ZM 0231" in two words.
    [2, 1].into_iter().filter(|lengte| *lengte <= woorden.len()).find_map(|lengte| {
        let (nummer, rest) = woorden.split_at(lengte);
        Some((lees_nummer(&nummer.concat())?, rest.join(" ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_alert_in_any_notation_and_what_is_left() {
        for (wat, nummer, rest) in [
            ("ZM-0231", "ZM-0231", ""),
            ("zm231", "ZM-0231", ""),
            ("zm 231 verkeerde wijk", "ZM-0231", "verkeerde wijk"),
            ("ZM-0231: te vaag", "ZM-0231", "te vaag"),
        ] {
            assert_eq!(genoemde(wat), Some((nummer.into(), rest.into())), "{wat}");
        }
        for wat in ["", "A-17", "A17 groep bestaat al", "O-5", "prima hoor"] {
            assert_eq!(genoemde(wat), None, "{wat}");
        }
    }
}
