//! What people hear about what is kept of them, and when they leave.

use crate::domain::tijd;
use crate::domain::wijk::opsomming;

/// One fact for `/mijngegevens`.
pub type Regel<'a> = (&'a str, String);

/// What is kept of somebody, in lines.
#[must_use]
pub fn mijn_gegevens(regels: &[Regel<'_>]) -> String {
    let regels: Vec<String> = regels.iter().map(|(wat, waarde)| format!("{wat}: {waarde}")).collect();
    format!(
        "Dit bewaren we van u:\n{}\nKlopt er iets niet? Typ wat anders moet, of vraag het uw gemeente. Alles wissen? Typ /wis.",
        regels.join("\n")
    )
}

/// A day as it stands in `/mijngegevens`.
#[must_use]
pub fn sinds(ms: i64) -> String {
    tijd::dag(ms)
}

/// Asks whether to erase. `alleen`: groups that nobody else runs.
#[must_use]
pub fn wissen_zeker(alleen: &[String], beheerder: bool) -> String {
    let groep = match (alleen, beheerder) {
        ([], true) => " U bent daarna geen beheerder meer.".to_owned(),
        ([], false) => String::new(),
        (alleen, _) => format!(
            " Let op: {} heeft dan geen beheerder meer en krijgt geen politieberichten. Draag liever eerst over.",
            opsomming(alleen.iter().map(String::as_str))
        ),
    };
    format!(
        "Weet u het zeker? We wissen uw naam, nummer, groepen en berichten. Dat kan niet terug.{groep} \
         Wat u eerder deed, blijft zonder naam in het logboek."
    )
}

/// On the button that erases.
pub const KNOP_WISSEN: &str = "Ja, wis alles";
/// On the button that leaves everything as it is.
pub const KNOP_NIETS: &str = "Nee, niets wissen";
/// On the button that hands over first.
pub const KNOP_EERST_OVERDRAGEN: &str = "Eerst overdragen";
/// After "nee".
pub const NIETS_GEWIST: &str = "Goed, er is niets gewist.";
/// A text that is neither yes nor no.
pub const WISSEN_JA_NEE: &str = "Er is nog niets gewist. Typ: ja, wis alles. Of typ: nee.";
/// After it was done.
pub const GEWIST: &str = "Uw gegevens zijn gewist. Over enkele minuten kennen we ook dit nummer niet meer. Dank u voor uw hulp. Spoed? Bel 112.";
/// Police and gemeente do not erase themselves.
pub const NIET_ZELF: &str =
    "U hebt een rol van politie of gemeente. Die kunt u hier niet zelf wissen. Vraag het uw functioneel beheerder.";
/// Nothing is known of them.
pub const NIETS_BEKEND: &str = "Van u bewaren we alleen dit nummer, omdat u ons schreef. Wissen? Typ /wis.";

/// What the gemeente hears of somebody who left.
#[must_use]
pub fn vertrokken(naam: &str, groepen: &str, zonder: &[String]) -> String {
    let over = if zonder.is_empty() {
        String::new()
    } else {
        format!(" Zonder beheerder: {}.", opsomming(zonder.iter().map(String::as_str)))
    };
    format!("{naam} is gestopt als beheerder van {groepen}.{over}")
}

/// Asks whether to leave.
#[must_use]
pub fn stoppen_zeker(groepen: &str, alleen: &[String]) -> String {
    let let_op = if alleen.is_empty() {
        String::new()
    } else {
        format!(
            " {} heeft dan geen beheerder meer. Draag liever eerst over.",
            opsomming(alleen.iter().map(String::as_str))
        )
    };
    format!("Wilt u stoppen als beheerder van {groepen}?{let_op} U krijgt dan geen politieberichten meer.")
}

/// Asks of which group.
#[must_use]
pub fn stoppen_welke(namen: &[&str]) -> String {
    format!("Met welke groep wilt u stoppen? U bent beheerder van {}.", opsomming(namen.iter().copied()))
}

/// On the button that leaves.
pub const KNOP_STOPPEN: &str = "Ja, ik stop";
/// On the button that stays.
pub const KNOP_BLIJVEN: &str = "Nee, ik blijf";
/// After "nee".
pub const BLIJFT: &str = "Fijn, er is niets veranderd. U blijft beheerder.";
/// A text that is neither yes nor no.
pub const STOPPEN_JA_NEE: &str = "Er is niets veranderd. Typ: ja, ik stop. Of typ: nee.";

/// After they left.
#[must_use]
pub fn gestopt(groepen: &str) -> String {
    format!(
        "U bent geen beheerder meer van {groepen}. De gemeente weet het. Dank u voor uw werk. We wissen uw gegevens na 30 dagen; eerder? Typ /wis."
    )
}

/// Somebody who runs no group.
pub const GEEN_BEHEERDER: &str = "U bent hier geen beheerder van een groep. Uw gegevens wissen? Typ /wis.";
