//! What police hear when a running alert passes from one to another.

use crate::texts::ingekort;

/// None runs that could be taken over.
pub const GEEN: &str = "Er loopt nu geen melding van een collega die u kunt overnemen.";

/// Somebody whose name is not known.
pub const EEN_COLLEGA: &str = "Een collega";

/// Which?
#[must_use]
pub fn welke(nummers: &[&str]) -> String {
    format!(
        "Welke melding neemt u over? Er lopen: {}. Typ bijvoorbeeld: neem {} over.",
        nummers.join(", "),
        nummers.first().unwrap_or(&"")
    )
}

/// It is theirs already.
#[must_use]
pub fn al_van_u(nummer: &str) -> String {
    format!("{nummer} is al van u. U hoort hier hoe het gaat.")
}

/// It ended.
#[must_use]
pub fn loopt_niet(nummer: &str) -> String {
    format!("{nummer} loopt niet meer: er is niets over te nemen. Typ /status {nummer}.")
}

/// Its sender is asked.
#[must_use]
pub fn gevraagd(nummer: &str) -> String {
    format!(
        "Ik vraag het wie {nummer} verstuurde. Tot die ja zegt, krijgt die de berichten; bijwerken, afsluiten en intrekken kunt u nu al. Typ /status {nummer} voor de stand."
    )
}

/// To its sender.
#[must_use]
pub fn vraag(naam: &str, nummer: &str) -> String {
    format!(
        "{} wil {nummer} van u overnemen, en hoort dan verder hoe het gaat. Geeft u de melding over?",
        ingekort(naam, 40)
    )
}

/// It goes over, on a button.
pub const KNOP_GEEF: &str = "Geef over";
/// It does not, on a button.
pub const KNOP_HOUD: &str = "Houd zelf";

/// To whoever has it now.
#[must_use]
pub fn nu_van_u(nummer: &str) -> String {
    format!("{nummer} is nu van u. U hoort hier hoe het gaat. Typ /status {nummer} voor de stand.")
}

/// To whoever gave it.
#[must_use]
pub fn overgegeven(nummer: &str) -> String {
    format!("{nummer} is overgegeven. U hoort er niets meer van.")
}

/// To whoever asked: no.
#[must_use]
pub fn niet_overgegeven(nummer: &str) -> String {
    format!("{nummer} blijft bij wie het verstuurde. Bijwerken, afsluiten en intrekken kunt u wel.")
}

/// To whoever keeps it.
#[must_use]
pub fn blijft_bij_u(nummer: &str) -> String {
    format!("{nummer} blijft bij u.")
}

/// Nobody asks for it any more.
#[must_use]
pub fn niet_meer_gevraagd(nummer: &str) -> String {
    format!("Niemand vraagt nu om {nummer}. Er verandert niets.")
}
