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

opgeslagen! {
    /// What a beheerder thought of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Indruk {
        /// They knew what to look for.
        Duidelijk = "duidelijk",
        /// They did not.
        Onduidelijk = "onduidelijk",
        /// It came too late to be of use.
        TeLaat = "te laat",
        /// It was not for their neighbourhood.
        NietVoorOns = "niet voor ons",
    }
}
