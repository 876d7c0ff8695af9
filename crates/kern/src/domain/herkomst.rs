//! Where somebody saw that they can become beheerder.
//!
//! Invariant: the word that a code holds is read back by every later version: codes hang in the street for years.

use crate::opgeslagen;

opgeslagen! {
    /// What they scanned.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Herkomst {
        /// A poster.
        Poster = "poster",
        /// A sticker on a door.
        Sticker = "sticker",
        /// A sign in the street.
        Bord = "bord",
    }
}

impl Herkomst {
    /// What stands in the chat of whoever scans it, ready to be sent.
    #[must_use]
    pub const fn woorden(self) -> &'static str {
        match self {
            Self::Poster => "Poster aanmelden",
            Self::Sticker => "Sticker aanmelden",
            Self::Bord => "Bord aanmelden",
        }
    }
}
