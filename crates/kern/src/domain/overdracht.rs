//! A hand-over of groups: proposed with a code, accepted from the new phone, agreed to by both halves, and
//! done once it has cooled.
//!
//! Invariants: until it is `Voltooid` the old beheerder stays responsible; before a day after acceptance
//! nothing passes over, whoever agreed.

use crate::domain::aanmelding::Helften;
use crate::domain::nummer::genummerd;
use crate::limits;
use crate::opgeslagen;

genummerd! {
    /// The internal id of a hand-over; `O-5` to people.
    OverdrachtId, 'O'
}

opgeslagen! {
    /// Where a hand-over is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum OverdrachtStatus {
        /// Waits for the successor.
        Voorgesteld = "voorgesteld",
        /// The successor accepted; it cools, and waits for both halves.
        Aanvaard = "aanvaard",
        /// The groups passed over.
        Voltooid = "voltooid",
        /// The successor refused.
        Geweigerd = "geweigerd",
        /// Gemeente or police refused.
        Afgewezen = "afgewezen",
        /// Somebody stopped it.
        Ingetrokken = "ingetrokken",
        /// Too much time passed.
        Verlopen = "verlopen",
    }
}

impl OverdrachtStatus {
    /// Whether it can still come to something.
    #[must_use]
    pub const fn loopt(self) -> bool {
        matches!(self, Self::Voorgesteld | Self::Aanvaard)
    }
}

/// Whether the groups may pass over now.
#[must_use]
pub fn kan_voltooien(status: OverdrachtStatus, helften: Helften, aanvaard_ms: Option<i64>, now_ms: i64) -> bool {
    let gekoeld = aanvaard_ms.is_some_and(|aanvaard_ms| now_ms - aanvaard_ms >= limits::HAND_OVER_COOLING_MS);
    status == OverdrachtStatus::Aanvaard && helften.open().is_empty() && gekoeld
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::persoon::PersoonId;

    #[test]
    fn nothing_passes_over_before_a_day_and_both_halves() {
        let beide = Helften { politie: Some(PersoonId(1)), gemeente: Some(PersoonId(2)) };
        let half = Helften { politie: None, ..beide };
        let dag_ms = limits::HAND_OVER_COOLING_MS;
        let kan = |status, helften, now_ms| kan_voltooien(status, helften, Some(0), now_ms);
        assert!(kan(OverdrachtStatus::Aanvaard, beide, dag_ms));
        assert!(!kan(OverdrachtStatus::Aanvaard, beide, dag_ms - 1));
        assert!(!kan(OverdrachtStatus::Aanvaard, half, dag_ms));
        assert!(!kan(OverdrachtStatus::Ingetrokken, beide, dag_ms));
        assert!(!kan_voltooien(OverdrachtStatus::Aanvaard, beide, None, dag_ms));
    }
}
