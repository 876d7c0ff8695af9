//! The question about how good alerts were, at the end of a shift.

use crate::domain::kwaliteit::Oordeel;
use crate::domain::tijd;

/// After an answer.
pub const GENOTEERD: &str = "Genoteerd, dank u.";
/// An alert that somebody else sent.
pub const NIET_VAN_U: &str = "Die melding verstuurde u niet. U hoeft niets te doen.";

/// An answer, on a button.
#[must_use]
pub const fn knop(oordeel: Oordeel) -> &'static str {
    match oordeel {
        Oordeel::Goed => "Goed",
        Oordeel::TeLaat => "Te laat",
        Oordeel::Onduidelijk => "Onduidelijk",
        Oordeel::NietBruikbaar => "Niet bruikbaar",
    }
}

/// An answer about one of several alerts, on a row.
#[must_use]
pub fn rij(nummer: &str, oordeel: Oordeel) -> String {
    format!("{nummer} {}", knop(oordeel).to_lowercase())
}

/// About one alert.
#[must_use]
pub fn vraag(nummer: &str, soort: &str, verzonden_ms: i64) -> String {
    format!(
        "{nummer} ({soort}, {} uur): was dit op tijd, duidelijk, bruikbaar? Een tik is genoeg. Geen antwoord mag ook.",
        tijd::klok(verzonden_ms)
    )
}

/// About several.
#[must_use]
pub fn vraag_meer(nummers: &str) -> String {
    format!("{nummers}: waren deze op tijd, duidelijk, bruikbaar? Kies per melding een regel. Geen antwoord mag ook.")
}
