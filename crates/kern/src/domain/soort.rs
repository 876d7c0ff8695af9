//! The five kinds of alert, and what each brings with it.
//!
//! Invariant: the text of [`MeldingSoort::id`] is stored and travels in buttons, so it never changes.

/// What an alert is about: one of the four HIC-delicten, or a missing person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeldingSoort {
    /// Burglary of a home.
    Woninginbraak,
    /// Robbery of a shop, a petrol station or a home.
    Overval,
    /// Theft of or from a vehicle.
    Voertuigcriminaliteit,
    /// Robbery in the street.
    Straatroof,
    /// A missing person.
    Vermissing,
}

impl MeldingSoort {
    /// All kinds, in the order in which the bot offers them.
    pub const ALLE: [Self; 5] =
        [Self::Woninginbraak, Self::Overval, Self::Voertuigcriminaliteit, Self::Straatroof, Self::Vermissing];

    /// The name under which it is stored.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Woninginbraak => "woninginbraak",
            Self::Overval => "overval",
            Self::Voertuigcriminaliteit => "voertuigcriminaliteit",
            Self::Straatroof => "straatroof",
            Self::Vermissing => "vermissing",
        }
    }

    /// The kind stored under this name.
    #[must_use]
    pub fn van_id(id: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|soort| soort.id() == id)
    }

    /// Whether a perpetrator may be near (then: do not approach), rather than a person in need.
    #[must_use]
    pub const fn heterdaad(self) -> bool {
        !matches!(self, Self::Vermissing)
    }
}
