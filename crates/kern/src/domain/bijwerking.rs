//! The life of an update: a draft, perhaps waiting for a second person, sent or thrown away.
//!
//! Invariant: nothing that was sent or thrown away moves any more.

use crate::opgeslagen;

opgeslagen! {
    /// Where an update is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum BijwerkingStatus {
        /// Being written.
        Concept = "concept",
        /// Confirmed, and waits for a second person.
        WachtTweede = "wacht_tweede",
        /// Sent.
        Verzonden = "verzonden",
        /// Thrown away.
        Geannuleerd = "geannuleerd",
    }
}

impl BijwerkingStatus {
    /// Whether it may go on to that state.
    #[must_use]
    pub const fn mag_naar(self, naar: Self) -> bool {
        matches!(
            (self, naar),
            (Self::Concept, Self::WachtTweede | Self::Verzonden | Self::Geannuleerd)
                | (Self::WachtTweede, Self::Verzonden | Self::Geannuleerd)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::BijwerkingStatus::{self, Concept, Geannuleerd, Verzonden, WachtTweede};

    #[test]
    fn every_step_from_every_state() {
        let allowed = [
            (Concept, WachtTweede),
            (Concept, Verzonden),
            (Concept, Geannuleerd),
            (WachtTweede, Verzonden),
            (WachtTweede, Geannuleerd),
        ];
        for from in BijwerkingStatus::ALLE {
            assert_eq!(BijwerkingStatus::van_id(from.id()), Some(from));
            for to in BijwerkingStatus::ALLE {
                assert_eq!(from.mag_naar(to), allowed.contains(&(from, to)), "{from:?} {to:?}");
            }
        }
    }
}
