//! What police hear who want to call a beheerder about an alert that runs.

use crate::texts::{groepen, ingekort};

/// In a group of several people.
pub const NIET_IN_GROEP: &str = "Een nummer toon ik alleen in uw eigen chat met mij.";
/// A tap of minutes ago.
pub const TIK_OPNIEUW: &str = "Uw tik kwam te laat aan. Nog nodig? Tik opnieuw op Toon nummer.";
/// Every group answered.
pub const AL_GEANTWOORD: &str = "Van deze groep is al antwoord; bellen hoeft niet. Typ /status voor de stand.";

/// The alert does not run.
#[must_use]
pub fn loopt_niet(nummer: &str) -> String {
    format!("{nummer} loopt niet meer; nummers toon ik alleen bij een lopende melding.")
}

/// Of which group?
#[must_use]
pub fn welke_groep(nummer: &str, hoeveel: usize) -> String {
    format!("{nummer}: {} zonder antwoord. Van welke groep wilt u een beheerder bellen?", groepen(hoeveel))
}

/// Nobody of the group can be called now.
#[must_use]
pub fn niemand(groep: &str) -> String {
    format!("Van {} mag ik nu niemand laten bellen: afwezig, rusttijd of geen nummer.", ingekort(groep, 60))
}

/// One number.
#[must_use]
pub fn nummer(groep: &str, naam: Option<&str>, telefoon: &str, melding: &str) -> String {
    format!(
        "{}: {}, +{telefoon}. Alleen om te bellen over {melding}; dit staat in het logboek. Neemt niemand op? Tik nog eens op Toon nummer.",
        ingekort(groep, 60),
        ingekort(naam.unwrap_or("beheerder"), 60)
    )
}
