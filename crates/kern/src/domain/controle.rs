//! Whether whoever runs a group still does: what is asked, and how it stands.

use crate::opgeslagen;

opgeslagen! {
    /// Why somebody is asked.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ControleSoort {
        /// A year has gone by.
        Jaar = "jaar",
        /// Nothing is heard from their group.
        Stil = "stil",
    }
}

opgeslagen! {
    /// How a question stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ControleStand {
        /// Asked; no answer yet.
        Gevraagd = "gevraagd",
        /// All is well.
        Goed = "goed",
        /// They need help.
        Hulp = "hulp",
        /// No answer: the gemeente sees that nothing is heard from the group.
        Stil = "stil",
        /// No answer: the gemeente decides.
        Gemeld = "gemeld",
        /// The gemeente let them stay.
        Blijft = "blijft",
        /// They are no beheerder any more.
        Weg = "weg",
    }
}
