//! Which language somebody asks for.
//!
//! Invariant: whoever only speaks of a language ("mijn engels is niet zo best") asks for none.

use crate::lijst::BEDOELING;
use crate::woorden::Woord;

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
