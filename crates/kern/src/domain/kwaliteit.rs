//! How good an alert was, as those who sent it see it afterwards.

use crate::opgeslagen;

opgeslagen! {
    /// What they say of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Oordeel {
        /// In time, clear and useful.
        Goed = "goed",
        /// Too late to be of use.
        TeLaat = "te laat",
        /// Nobody could tell what to look for.
        Onduidelijk = "onduidelijk",
        /// In time and clear, and of no use.
        NietBruikbaar = "niet bruikbaar",
    }
}
