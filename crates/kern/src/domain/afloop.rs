//! How an alert ended, as police name it.
//!
//! Invariant: the text of [`Afloop::id`] travels in buttons, so it never changes.

use crate::domain::soort::MeldingSoort;

/// An outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afloop {
    /// Somebody was arrested.
    Aangehouden,
    /// The suspect was not found.
    NietAangetroffen,
    /// The missing person is safe.
    Terecht,
    /// The missing person was found dead; told with restraint.
    Gevonden,
    /// Over, without more.
    Afgelopen,
}

impl Afloop {
    /// All outcomes.
    pub const ALLE: [Self; 5] =
        [Self::Aangehouden, Self::NietAangetroffen, Self::Terecht, Self::Gevonden, Self::Afgelopen];

    /// The name under which it is known in buttons.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Aangehouden => "aangehouden",
            Self::NietAangetroffen => "niet aangetroffen",
            Self::Terecht => "terecht",
            Self::Gevonden => "gevonden",
            Self::Afgelopen => "afgelopen",
        }
    }

    /// The outcome with this name.
    #[must_use]
    pub fn van_id(id: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|afloop| afloop.id() == id)
    }

    /// Whether an alert of this kind can end so.
    #[must_use]
    pub const fn past_bij(self, soort: MeldingSoort) -> bool {
        match self {
            Self::Aangehouden => soort.heterdaad(),
            Self::Terecht | Self::Gevonden => !soort.heterdaad(),
            Self::NietAangetroffen | Self::Afgelopen => true,
        }
    }

    /// What is offered for a kind of alert, at most three.
    #[must_use]
    pub const fn bij(soort: MeldingSoort) -> [Self; 3] {
        if soort.heterdaad() {
            [Self::Aangehouden, Self::NietAangetroffen, Self::Afgelopen]
        } else {
            [Self::Terecht, Self::NietAangetroffen, Self::Afgelopen]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_read_back() {
        for afloop in Afloop::ALLE {
            assert_eq!(Afloop::van_id(afloop.id()), Some(afloop));
        }
        assert_eq!(Afloop::van_id("x"), None);
        for soort in MeldingSoort::ALLE {
            assert!(Afloop::bij(soort).into_iter().all(|afloop| afloop.past_bij(soort)), "{soort:?}");
        }
    }
}
