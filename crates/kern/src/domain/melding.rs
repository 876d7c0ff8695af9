//! The life of one alert, and the decision whether a confirmation sends it.
//!
//! Owns the states, the number and the pure decision behind "Versturen". What the alert says is
//! `politiebericht`'s; who posted it is `uitzetting`'s. Invariant: only [`beslis`] leads to
//! [`MeldingStatus::Verzonden`], so nothing is sent without the current preview and a fresh confirmation.

use crate::limits;
use crate::opgeslagen;

opgeslagen! {
    /// Where an alert is in its life.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum MeldingStatus {
        /// Being written; has a number, has reached nobody.
        Concept = "concept",
        /// Confirmed by its sender, and waits for a second person; has reached nobody.
        WachtTweede = "wacht_tweede",
        /// Sent; its groups can report.
        Verzonden = "verzonden",
        /// Thrown away before it was sent.
        Geannuleerd = "geannuleerd",
        /// Over, with an outcome.
        Gesloten = "gesloten",
        /// Was wrong; what it said is taken back.
        Ingetrokken = "ingetrokken",
        /// Its validity has passed.
        Verlopen = "verlopen",
    }
}

/// Something that moves an alert on in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stap {
    /// Its sender confirmed it.
    Verstuur,
    /// Its sender confirmed it, and a second person is needed.
    VraagTweede,
    /// A second person agreed.
    KeurGoed,
    /// It is changed, and must be confirmed anew.
    PasAan,
    /// It is thrown away before it was sent.
    Annuleer,
    /// It ended, with an outcome.
    Sluit,
    /// It was wrong.
    TrekIn,
    /// Its validity has passed.
    Verloop,
}

impl Stap {
    /// All steps.
    pub const ALLE: [Self; 8] = [
        Self::Verstuur,
        Self::VraagTweede,
        Self::KeurGoed,
        Self::PasAan,
        Self::Annuleer,
        Self::Sluit,
        Self::TrekIn,
        Self::Verloop,
    ];
}

impl MeldingStatus {
    /// Where a step leads from here; `None` where it is forbidden.
    ///
    /// What left can always still be withdrawn, also after its end: it may be in groups. An outcome that comes
    /// after the validity has passed is told too.
    #[must_use]
    pub const fn na(self, stap: Stap) -> Option<Self> {
        match (self, stap) {
            (Self::Concept, Stap::Verstuur) | (Self::WachtTweede, Stap::KeurGoed) => Some(Self::Verzonden),
            (Self::Concept, Stap::VraagTweede) => Some(Self::WachtTweede),
            (Self::Concept | Self::WachtTweede, Stap::PasAan) => Some(Self::Concept),
            (Self::Concept | Self::WachtTweede, Stap::Annuleer) => Some(Self::Geannuleerd),
            (Self::Verzonden | Self::Verlopen, Stap::Sluit) => Some(Self::Gesloten),
            (Self::Verzonden | Self::Gesloten | Self::Verlopen, Stap::TrekIn) => Some(Self::Ingetrokken),
            (Self::Concept | Self::WachtTweede | Self::Verzonden, Stap::Verloop) => Some(Self::Verlopen),
            _ => None,
        }
    }

    /// Whether it reached anybody: it left, whatever came after.
    #[must_use]
    pub const fn is_verstuurd(self) -> bool {
        matches!(self, Self::Verzonden | Self::Gesloten | Self::Ingetrokken)
    }
}

/// What a confirmation of a draft leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Besluit {
    /// Send it now.
    Versturen,
    /// Show the current preview and send nothing.
    ToonOpnieuw(WaaromOpnieuw),
    /// It left already; say so and send nothing.
    AlVerzonden,
    /// It waits for a second person; say so and send nothing.
    WachtAl,
    /// It will not leave any more: thrown away, or its time has passed.
    Voorbij,
}

/// Why a confirmation shows the preview again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaaromOpnieuw {
    /// The button belongs to an earlier version of the draft.
    OudeVersie,
    /// The tap was made more than two minutes ago.
    OudeTik,
}

/// Decides what a tap or a typed "verstuur" does to a draft.
///
/// `bevestigde_versie` is the version that the person saw, `getikt_ms` when they confirmed.
#[must_use]
pub fn beslis(
    status: MeldingStatus,
    versie: i64,
    geldig_tot_ms: i64,
    bevestigde_versie: i64,
    getikt_ms: i64,
    nu_ms: i64,
) -> Besluit {
    match status {
        MeldingStatus::Verzonden | MeldingStatus::Gesloten | MeldingStatus::Ingetrokken => Besluit::AlVerzonden,
        MeldingStatus::WachtTweede => Besluit::WachtAl,
        MeldingStatus::Geannuleerd | MeldingStatus::Verlopen => Besluit::Voorbij,
        MeldingStatus::Concept if nu_ms >= geldig_tot_ms => Besluit::Voorbij,
        MeldingStatus::Concept if versie != bevestigde_versie => Besluit::ToonOpnieuw(WaaromOpnieuw::OudeVersie),
        MeldingStatus::Concept if nu_ms - getikt_ms > limits::COMMAND_AGE_MS_MAX => {
            Besluit::ToonOpnieuw(WaaromOpnieuw::OudeTik)
        }
        MeldingStatus::Concept => Besluit::Versturen,
    }
}

/// The letters of the numbers of exercises, in all gemeenten: `OEF-0012`.
pub const OEFENING: &str = "OEF";

/// Whether a number is of the series of exercises.
#[must_use]
pub fn is_oefening(nummer: &str) -> bool {
    nummer.strip_prefix(OEFENING).is_some_and(|rest| rest.starts_with('-'))
}

/// The number of an alert: the code of its gemeente and a serial, `ZM-0001`.
#[must_use]
pub fn nummer(code: &str, volgnummer: i64) -> String {
    format!("{code}-{volgnummer:04}")
}

/// Reads a meldingnummer in any notation (`zm231`, `ZM 0231`) into its own; `None` if it is none.
#[must_use]
pub fn lees_nummer(tekst: &str) -> Option<String> {
    let kaal: String = tekst.chars().filter(|teken| !matches!(teken, ' ' | '-' | '#' | '.' | ',')).collect();
    let cijfers = kaal.find(|teken: char| teken.is_ascii_digit())?;
    let (letters, cijfers) = kaal.split_at(cijfers);
    let lengte = letters.len() == 2 || letters.eq_ignore_ascii_case(OEFENING);
    let goed = lengte && letters.bytes().all(|b| b.is_ascii_alphabetic()) && cijfers.len() <= 9;
    goed.then(|| cijfers.parse().ok().map(|volgnummer| nummer(&letters.to_ascii_uppercase(), volgnummer))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NU_MS: i64 = 1_000_000_000;

    #[test]
    fn only_a_fresh_tap_on_the_current_version_of_a_draft_sends() {
        let tot_ms = NU_MS + limits::HETERDAAD_VALID_MS;
        let beslis = |status, versie, getikt_ms| beslis(status, 3, tot_ms, versie, getikt_ms, NU_MS);
        assert_eq!(beslis(MeldingStatus::Concept, 3, NU_MS - limits::COMMAND_AGE_MS_MAX), Besluit::Versturen);
        assert_eq!(beslis(MeldingStatus::Concept, 2, NU_MS), Besluit::ToonOpnieuw(WaaromOpnieuw::OudeVersie));
        assert_eq!(
            beslis(MeldingStatus::Concept, 3, NU_MS - limits::COMMAND_AGE_MS_MAX - 1),
            Besluit::ToonOpnieuw(WaaromOpnieuw::OudeTik)
        );
        assert_eq!(beslis(MeldingStatus::Verzonden, 3, NU_MS), Besluit::AlVerzonden);
        assert_eq!(beslis(MeldingStatus::Geannuleerd, 3, NU_MS), Besluit::Voorbij);
        assert_eq!(beslis(MeldingStatus::Verlopen, 3, NU_MS), Besluit::Voorbij);
    }

    #[test]
    fn every_step_from_every_state() {
        use MeldingStatus::{Concept, Geannuleerd, Gesloten, Ingetrokken, Verlopen, Verzonden, WachtTweede};
        let allowed = [
            (Concept, Stap::Verstuur, Verzonden),
            (Concept, Stap::VraagTweede, WachtTweede),
            (Concept, Stap::PasAan, Concept),
            (Concept, Stap::Annuleer, Geannuleerd),
            (Concept, Stap::Verloop, Verlopen),
            (WachtTweede, Stap::KeurGoed, Verzonden),
            (WachtTweede, Stap::PasAan, Concept),
            (WachtTweede, Stap::Annuleer, Geannuleerd),
            (WachtTweede, Stap::Verloop, Verlopen),
            (Verzonden, Stap::Sluit, Gesloten),
            (Verzonden, Stap::TrekIn, Ingetrokken),
            (Verzonden, Stap::Verloop, Verlopen),
            (Gesloten, Stap::TrekIn, Ingetrokken),
            (Verlopen, Stap::Sluit, Gesloten),
            (Verlopen, Stap::TrekIn, Ingetrokken),
        ];
        for from in MeldingStatus::ALLE {
            for stap in Stap::ALLE {
                let expected = allowed.iter().find(|(a, b, _)| *a == from && *b == stap).map(|(_, _, to)| *to);
                assert_eq!(from.na(stap), expected, "{from:?} {stap:?}");
            }
        }
    }

    #[test]
    fn nothing_that_left_becomes_a_draft_again() {
        for from in MeldingStatus::ALLE.into_iter().filter(|from| from.is_verstuurd()) {
            for stap in Stap::ALLE {
                let to = from.na(stap);
                assert!(!matches!(to, Some(MeldingStatus::Concept | MeldingStatus::WachtTweede)), "{from:?} {stap:?}");
            }
        }
    }

    #[test]
    fn a_draft_whose_validity_has_passed_is_over() {
        assert_eq!(beslis(MeldingStatus::Concept, 1, NU_MS, 1, NU_MS, NU_MS), Besluit::Voorbij);
    }

    #[test]
    fn a_number_is_read_in_any_notation() {
        for tekst in ["ZM-0231", "zm231", "Zm 0231", "#zm-231."] {
            assert_eq!(lees_nummer(tekst).as_deref(), Some("ZM-0231"), "{tekst}");
        }
        for tekst in ["", "231", "ZM", "ZMX-1", "details", "ZM-99999999999999999999", "éé1"] {
            assert_eq!(lees_nummer(tekst), None, "{tekst}");
        }
    }
}
