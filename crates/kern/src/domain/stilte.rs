//! Quiet hours: when somebody wants no alert, and which alert comes through all the same.
//!
//! Invariant: what quiet hours hold back is not sent later; a morning's news of the night helps nobody.

use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::limits::MINUTE_MS;

/// Minutes in a day.
pub const MINUTEN_PER_DAG: i64 = 24 * 60;

/// The quiet hours of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stilte {
    /// The minute of the day at which they begin.
    pub van: i64,
    /// The minute of the day at which they end; before `van` where they go past midnight.
    pub tot: i64,
    /// A missing person may break them.
    pub vermissing: bool,
    /// A crime in progress may break them.
    pub heterdaad: bool,
}

impl Stilte {
    /// What is proposed: from eleven to seven, and a missing person may break it.
    pub const VOORSTEL: Self = Self { van: 23 * 60, tot: 7 * 60, vermissing: true, heterdaad: false };

    /// Whether it is quiet at this minute of the day.
    #[must_use]
    pub const fn loopt(&self, minuut: i64) -> bool {
        if self.van <= self.tot {
            self.van <= minuut && minuut < self.tot
        } else {
            minuut >= self.van || minuut < self.tot
        }
    }

    /// When it is over, if it is quiet now; else now.
    #[must_use]
    pub fn voorbij_ms(&self, now_ms: i64) -> i64 {
        let minuut = tijd::minuut_van_de_dag(now_ms);
        if !self.loopt(minuut) {
            return now_ms;
        }
        now_ms + (self.tot - minuut).rem_euclid(MINUTEN_PER_DAG) * MINUTE_MS
    }

    /// Whether an alert of this kind is held back at this moment.
    #[must_use]
    pub fn houdt_tegen(&self, soort: MeldingSoort, now_ms: i64) -> bool {
        let mag = if soort.heterdaad() { self.heterdaad } else { self.vermissing };
        !mag && self.loopt(tijd::minuut_van_de_dag(now_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_past_midnight_or_not() {
        let nacht = Stilte::VOORSTEL;
        for (minuut, stil) in [(0, true), (6 * 60 + 59, true), (7 * 60, false), (22 * 60 + 59, false), (23 * 60, true)]
        {
            assert_eq!(nacht.loopt(minuut), stil, "{minuut}");
        }
        let middag = Stilte { van: 13 * 60, tot: 15 * 60, ..nacht };
        assert!(middag.loopt(14 * 60) && !middag.loopt(15 * 60) && !middag.loopt(2 * 60));
    }

    #[test]
    fn only_what_is_allowed_comes_through() {
        let twee_uur_ms = 1_795_483_800_000; // 24 Nov 2026 02:30
        let stilte = Stilte::VOORSTEL;
        assert!(stilte.houdt_tegen(MeldingSoort::Overval, twee_uur_ms));
        assert!(!stilte.houdt_tegen(MeldingSoort::Vermissing, twee_uur_ms));
        let anders = Stilte { vermissing: false, heterdaad: true, ..stilte };
        assert!(!anders.houdt_tegen(MeldingSoort::Overval, twee_uur_ms));
        assert!(anders.houdt_tegen(MeldingSoort::Vermissing, twee_uur_ms));
    }
}
