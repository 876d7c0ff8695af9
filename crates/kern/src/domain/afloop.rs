//! How an alert ended, as police name it.
//!
//! Invariant: the text of [`Afloop::id`] travels in buttons, so it never changes.

use crate::domain::soort::MeldingSoort;
use crate::opgeslagen;

opgeslagen! {
    /// An outcome.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Afloop {
        /// Somebody was arrested.
        Aangehouden = "aangehouden",
        /// The suspect was not found.
        NietAangetroffen = "niet aangetroffen",
        /// The missing person is safe.
        Terecht = "terecht",
        /// The missing person was found dead; told with restraint.
        Gevonden = "gevonden",
        /// Over, without more.
        Afgelopen = "afgelopen",
    }
}

impl Afloop {
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
