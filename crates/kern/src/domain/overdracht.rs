//! A hand-over of groups: proposed with a code, accepted from the new phone, agreed to by both halves, and
//! done once it has cooled.
//!
//! Invariants: until it is `Voltooid` the old beheerder stays responsible; before a day after acceptance
//! nothing passes over, whoever agreed.

use crate::domain::aanmelding::Helften;
use crate::domain::nummer::genummerd;
use crate::limits;

genummerd! {
    /// The internal id of a hand-over; `O-5` to people.
    OverdrachtId, 'O'
}

/// Where a hand-over is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverdrachtStatus {
    /// Waits for the successor.
    Voorgesteld,
    /// The successor accepted; it cools, and waits for both halves.
    Aanvaard,
    /// The groups passed over.
    Voltooid,
    /// The successor refused.
    Geweigerd,
    /// Gemeente or police refused.
    Afgewezen,
    /// Somebody stopped it.
    Ingetrokken,
    /// Too much time passed.
    Verlopen,
}

impl OverdrachtStatus {
    const ALLE: [Self; 7] = [
        Self::Voorgesteld,
        Self::Aanvaard,
        Self::Voltooid,
        Self::Geweigerd,
        Self::Afgewezen,
        Self::Ingetrokken,
        Self::Verlopen,
    ];

    /// The name under which it is stored; also the word for people.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Voorgesteld => "voorgesteld",
            Self::Aanvaard => "aanvaard",
            Self::Voltooid => "voltooid",
            Self::Geweigerd => "geweigerd",
            Self::Afgewezen => "afgewezen",
            Self::Ingetrokken => "ingetrokken",
            Self::Verlopen => "verlopen",
        }
    }

    /// The state with this stored name.
    #[must_use]
    pub fn van_id(id: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|status| status.id() == id)
    }

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
