//! How good an alert was, as those who sent it see it afterwards.

/// What they say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oordeel {
    /// In time, clear and useful.
    Goed,
    /// Too late to be of use.
    TeLaat,
    /// Nobody could tell what to look for.
    Onduidelijk,
    /// In time and clear, and of no use.
    NietBruikbaar,
}

impl Oordeel {
    /// All of them, in the order of asking.
    pub const ALLE: [Self; 4] = [Self::Goed, Self::TeLaat, Self::Onduidelijk, Self::NietBruikbaar];

    /// The name under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Goed => "goed",
            Self::TeLaat => "te laat",
            Self::Onduidelijk => "onduidelijk",
            Self::NietBruikbaar => "niet bruikbaar",
        }
    }

    /// The one with this stored name.
    #[must_use]
    pub fn van_id(id: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|oordeel| oordeel.id() == id)
    }
}
