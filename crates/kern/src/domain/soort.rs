//! The five kinds of alert, and what each brings with it.
//!
//! Invariant: the text of [`MeldingSoort::id`] is stored and travels in buttons, so it never changes.

use crate::opgeslagen;

opgeslagen! {
    /// What an alert is about: one of the four HIC-delicten, or a missing person.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum MeldingSoort {
        /// Burglary of a home.
        Woninginbraak = "woninginbraak",
        /// Robbery of a shop, a petrol station or a home.
        Overval = "overval",
        /// Theft of or from a vehicle.
        Voertuigcriminaliteit = "voertuigcriminaliteit",
        /// Robbery in the street.
        Straatroof = "straatroof",
        /// A missing person.
        Vermissing = "vermissing",
    }
}

impl MeldingSoort {
    /// Whether a perpetrator may be near (then: do not approach), rather than a person in need.
    #[must_use]
    pub const fn heterdaad(self) -> bool {
        !matches!(self, Self::Vermissing)
    }
}
