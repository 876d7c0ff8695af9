//! How long a role lasts that was given by name.
//!
//! Owns which roles end, when, and when that is said beforehand. It knows nobody. Invariants: a role that ends does so at most
//! [`MAANDEN`] months after it was given or prolonged, on a working day, in the morning; what is not police, gemeente or functional
//! has no end.

use crate::domain::rechten::Rol;
use crate::domain::tijd;
use crate::opgeslagen;

/// Months that a role lasts at most.
pub const MAANDEN: i32 = 12;
/// The hour of the day at which a role ends, and at which is looked.
pub const UUR: i8 = 10;
/// Milliseconds before its end at which it is said for the first time: a month.
const MAAND_ERVOOR_MS: i64 = 30 * 24 * 3_600_000;
/// Milliseconds before its end at which it is said once more: a week.
const WEEK_ERVOOR_MS: i64 = 7 * 24 * 3_600_000;

opgeslagen! {
    /// The last that was said of the end of a role.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Waarschuwing {
        /// Nothing.
        Geen = "",
        /// A month before.
        Maand = "maand",
        /// A week before.
        Week = "week",
    }
}

/// Whether a role ends by itself.
#[must_use]
pub const fn eindigt(rol: Rol) -> bool {
    match rol {
        Rol::Politie | Rol::Goedkeurder | Rol::Wijkagent | Rol::Gemeente | Rol::Functioneel | Rol::Privacy => true,
        Rol::Onbekend | Rol::Aspirant | Rol::Reserve | Rol::Beheerder | Rol::Team => false,
    }
}

/// When a role ends that is given or prolonged now, in milliseconds since the epoch; `None`: never.
#[must_use]
pub fn einde_ms(rol: Rol, nu_ms: i64) -> Option<i64> {
    if eindigt(rol) { tijd::werkdag_na_maanden(MAANDEN, i64::from(UUR) * 60, nu_ms) } else { None }
}

/// What is to be said now of a role that ends then, where that was not said yet.
#[must_use]
pub fn waarschuwing(einde_ms: i64, gezegd: Waarschuwing, nu_ms: i64) -> Option<Waarschuwing> {
    let nog_ms = einde_ms - nu_ms;
    let nodig = if nog_ms <= WEEK_ERVOOR_MS {
        Waarschuwing::Week
    } else if nog_ms <= MAAND_ERVOOR_MS {
        Waarschuwing::Maand
    } else {
        Waarschuwing::Geen
    };
    (nodig > gezegd).then_some(nodig)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 23 November 2026, 14.20.
    const NU_MS: i64 = 1_795_440_000_000;
    const DAG_MS: i64 = 24 * 3_600_000;

    #[test]
    fn it_ends_on_a_working_day_within_a_year() {
        for dag in 0..800 {
            let nu_ms = NU_MS + dag * DAG_MS;
            let einde_ms = einde_ms(Rol::Politie, nu_ms).unwrap();
            assert!(!tijd::is_weekend(einde_ms), "{dag}");
            assert_eq!(tijd::minuut_van_de_dag(einde_ms), i64::from(UUR) * 60, "{dag}");
            assert!((361..=366).contains(&(tijd::dagnummer(einde_ms) - tijd::dagnummer(nu_ms))), "{dag}");
        }
        // 23 November 2027 is a Tuesday.
        assert_eq!(tijd::dag(einde_ms(Rol::Gemeente, NU_MS).unwrap()), "2027-11-23");
        // 28 November 2027 is a Sunday: the Friday before.
        assert_eq!(tijd::dag(einde_ms(Rol::Gemeente, NU_MS + 5 * DAG_MS).unwrap()), "2027-11-26");
    }

    #[test]
    fn who_is_no_official_keeps_what_they_are() {
        for rol in [Rol::Team, Rol::Beheerder, Rol::Reserve, Rol::Aspirant, Rol::Onbekend] {
            assert_eq!(einde_ms(rol, NU_MS), None);
        }
    }

    #[test]
    fn each_warning_is_given_once() {
        let gezegd = |dagen, eerder| waarschuwing(NU_MS + dagen * DAG_MS, eerder, NU_MS);
        assert_eq!(gezegd(31, Waarschuwing::Geen), None);
        assert_eq!(gezegd(30, Waarschuwing::Geen), Some(Waarschuwing::Maand));
        assert_eq!(gezegd(8, Waarschuwing::Maand), None);
        assert_eq!(gezegd(7, Waarschuwing::Maand), Some(Waarschuwing::Week));
        assert_eq!(gezegd(3, Waarschuwing::Geen), Some(Waarschuwing::Week));
        assert_eq!(gezegd(0, Waarschuwing::Week), None);
    }
}
