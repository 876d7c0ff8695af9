//! The words in and around the drawing of how an alert stands.

use crate::domain::soort::MeldingSoort;
use crate::domain::tijd;
use crate::texts::groepen;
use crate::texts::melding::politiebericht;

/// A group that has it, in the legend.
pub const GEPLAATST: &str = "gemeld geplaatst";
/// A group whose beheerder has it and has not answered, in the legend.
pub const BEZORGD: &str = "bezorgd, geen antwoord";
/// A group whose beheerders said they cannot, in the legend.
pub const KAN_NIET: &str = "kan nu niet";
/// A group that it did not reach, in the legend.
pub const NIET_BEZORGD: &str = "(nog) niet bezorgd";
/// A wijk that the alert did not go to.
pub const NIET_GEVRAAGD: &str = "niet gevraagd";
/// A wijk that it went to, without any group.
pub const GEEN_GROEP: &str = "geen groep";
/// What the numbers in the wijken are.
pub const UITLEG: &str = "In elke wijk: hoeveel groepen het gemeld hebben, van hoeveel.";

/// What the drawing is of.
#[must_use]
pub fn titel(nummer: &str, soort: MeldingSoort, oefening: bool) -> String {
    let soort = politiebericht::soort(soort);
    if oefening { format!("OEFENING {nummer} {soort}") } else { format!("{nummer} {soort}") }
}

/// Of which moment it is.
#[must_use]
pub fn moment(verzonden_ms: Option<i64>, nu_ms: i64) -> String {
    let verzonden = verzonden_ms.map(|ms| format!(", verstuurd {}", tijd::dag_en_klok(ms))).unwrap_or_default();
    format!("Stand van {} uur{verzonden}", tijd::klok(nu_ms))
}

/// How far all of it is.
#[must_use]
pub fn samen(geplaatst: usize, totaal: usize) -> String {
    format!("{geplaatst} van {} gemeld geplaatst", groepen(totaal))
}

/// The wijken that no room was left for.
#[must_use]
pub fn en_nog(wijken: usize) -> String {
    format!("en nog {wijken} wijken")
}
