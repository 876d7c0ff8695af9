//! A request to become beheerder: gemeente and police each agree, two different persons.
//!
//! Who may give which half, and what becomes of it, is `besluit`'s. Invariant: what is decided stays decided.

use crate::domain::nummer::genummerd;
use crate::domain::persoon::{Helft, PersoonId};
use crate::opgeslagen;

genummerd! {
    /// The internal id of a request; `A-17` to people.
    AanmeldingId, 'A'
}

opgeslagen! {
    /// Where a request is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum AanmeldingStatus {
        /// Waits for one half or both.
        Ingediend = "ingediend",
        /// Both agreed.
        Akkoord = "akkoord",
        /// One refused.
        Afgewezen = "afgewezen",
        /// The person took it back.
        Ingetrokken = "ingetrokken",
        /// Nobody decided in time.
        Verlopen = "verlopen",
    }
}

/// Who agreed so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Helften {
    /// For the police.
    pub politie: Option<PersoonId>,
    /// For the gemeente.
    pub gemeente: Option<PersoonId>,
}

impl Helften {
    /// Who gave this half.
    #[must_use]
    pub const fn door(self, helft: Helft) -> Option<PersoonId> {
        match helft {
            Helft::Politie => self.politie,
            Helft::Gemeente => self.gemeente,
        }
    }

    /// The halves that are missing.
    #[must_use]
    pub fn open(self) -> Vec<Helft> {
        [Helft::Gemeente, Helft::Politie].into_iter().filter(|helft| self.door(*helft).is_none()).collect()
    }
}
