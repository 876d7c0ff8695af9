//! The message that neighbours read: what it holds, and how typed text is made fit for it.
//!
//! Owns the parts of a politiebericht and the cleaning of free text. The words around the parts are
//! `texts::politiebericht`'s. Invariant: a cleaned text is one line without tabs, control characters or
//! runs of spaces, as a template parameter must be.

use crate::domain::soort::MeldingSoort;
use crate::limits;

/// The parts of one politiebericht, each one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Politiebericht {
    /// The meldingnummer, `ZM-0001`.
    pub nummer: String,
    /// What it is about.
    pub soort: MeldingSoort,
    /// The wijken, as people write them.
    pub waar: String,
    /// When it was reported, in milliseconds since the epoch.
    pub gemeld_ms: i64,
    /// What to look for.
    pub omschrijving: String,
    /// Until when it may be shared, in milliseconds since the epoch.
    pub tot_ms: i64,
}

/// Why a description is not fit for a politiebericht.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OmschrijvingFout {
    /// Too short to tell anybody what to look for.
    TeKort,
    /// Too long.
    TeLang {
        /// Its characters.
        lengte: usize,
        /// The characters that fit.
        ruimte: usize,
    },
}

/// Makes typed text one clean line.
#[must_use]
pub fn schoon(tekst: &str) -> String {
    let mut regel = String::with_capacity(tekst.len());
    for teken in tekst.chars().take(limits::TEXT_CHARACTERS_READ_MAX) {
        match teken {
            '\n' | '\r' if !regel.is_empty() && !regel.trim_end().ends_with([',', '.', ';', ':', '!', '?']) => {
                regel.push_str(", ");
            }
            _ if onzichtbaar(teken) => {}
            _ if teken.is_whitespace() => regel.push(' '),
            _ => regel.push(teken),
        }
    }
    let woorden: Vec<&str> = regel.split_whitespace().collect();
    woorden.join(" ").trim_matches([',', ' ', '-', ';']).to_owned()
}

/// Whether a character shows nothing: control, zero-width or direction marks, which can hide or turn text.
#[must_use]
pub fn onzichtbaar(teken: char) -> bool {
    (teken.is_control() && !teken.is_whitespace())
        || matches!(teken, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Checks a cleaned description, for which there is room for so many characters.
///
/// # Errors
/// Says whether it is too short or too long.
pub fn controleer_omschrijving(omschrijving: &str, ruimte: usize) -> Result<(), OmschrijvingFout> {
    let lengte = omschrijving.chars().count();
    let letters = omschrijving.chars().filter(|teken| teken.is_alphanumeric()).count();
    if letters < limits::OMSCHRIJVING_CHARACTERS_MIN {
        Err(OmschrijvingFout::TeKort)
    } else if lengte > ruimte {
        Err(OmschrijvingFout::TeLang { lengte, ruimte })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_become_one_line() {
        assert_eq!(schoon("man, zwarte jas\nwitte schoenen\n\n te\tvoet"), "man, zwarte jas, witte schoenen, te voet");
        assert_eq!(schoon("\u{202E}man\u{200B} pet\0"), "man pet");
    }

    #[test]
    fn thin_and_endless_descriptions_are_named() {
        assert_eq!(controleer_omschrijving("man 🚨", 230), Err(OmschrijvingFout::TeKort));
        assert_eq!(controleer_omschrijving("man met pet", 230), Ok(()));
        let te_lang = OmschrijvingFout::TeLang { lengte: 300, ruimte: 230 };
        assert_eq!(controleer_omschrijving(&"a".repeat(300), 230), Err(te_lang));
    }

    proptest! {
        #[test]
        fn a_cleaned_text_is_always_fit_for_a_template(tekst in ".{0,300}") {
            let regel = schoon(&tekst);
            prop_assert!(!regel.contains(['\n', '\r', '\t', '\0']));
            prop_assert!(!regel.contains("  "));
            prop_assert_eq!(schoon(&regel), regel);
        }
    }
}
