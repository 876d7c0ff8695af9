//! What is said about signing on to a telephone that several of the police share.

use crate::domain::tijd;
use crate::texts::ingekort;

/// How one signs on; stands behind whatever is refused.
pub const HOE: &str = "Typ /dienst met de 6 cijfers uit uw app, zoals /dienst 123456.";
/// A personal telephone.
pub const NIET_NODIG: &str = "Op deze telefoon hoeft u zich niet aan te melden: hij is van uzelf.";
/// Typed where others read along.
pub const NIET_IN_GROEP: &str =
    "Meld u niet aan in een groep: daar leest iedereen uw code. Typ /dienst met een nieuwe code hier, in dit gesprek.";
/// Of no one.
pub const VERKEERD: &str = "Die code klopt niet. Er is niemand aangemeld. Wacht op de volgende code in uw app en typ /dienst met die 6 cijfers.";
/// Used before.
pub const GEBRUIKT: &str = "Die code is al een keer gebruikt. Wacht op de volgende code in uw app, hooguit 30 seconden, en typ /dienst met die 6 cijfers.";
/// It came in too late to be looked at.
pub const TE_LAAT: &str = "Uw bericht kwam meer dan 2 minuten te laat aan. Typ /dienst met de code van nu.";
/// It fits several people.
pub const WELKE_NAAM: &str = "Die code past bij meer mensen. Typ uw naam erbij, zoals /dienst De Vries 123456.";
/// No code stands behind it.
pub const GEEN_CODE: &str =
    "Daar staat geen code van 6 cijfers in. Typ /dienst met de code uit uw app, zoals /dienst 123456.";
/// Nobody was signed on.
pub const NIEMAND: &str = "Er was niemand aangemeld op deze telefoon. U hoeft niets te doen.";
/// A picture came in while nobody was signed on.
pub const FOTO: &str = "Deze foto heb ik niet bewaard: er is niemand aangemeld op deze telefoon.";
/// What was put off is thrown away.
pub const WEGGEGOOID: &str = "Goed, dat is weg. Er is niets verstuurd. Een nieuwe melding begint u met /melding.";
/// What was put off is not there any more.
pub const NIETS_BEWAARD: &str = "Er wacht niets meer. Een nieuwe melding begint u met /melding.";

/// Too many wrong codes.
#[must_use]
pub fn te_vaak(minuten: i64) -> String {
    format!(
        "Te vaak een verkeerde code op deze telefoon. Wacht {minuten} minuten en probeer het opnieuw. Haast? Gebruik een andere telefoon. Klopt uw app niet meer? Vraag de beheerder van de bot om een nieuwe QR-code."
    )
}

/// Too many wrong codes in a day.
pub const TE_VAAK_VANDAAG: &str = "Te vaak een verkeerde code op deze telefoon vandaag. Aanmelden kan hier pas morgen weer. Gebruik een andere telefoon, of vraag de beheerder van de bot om hulp.";

/// Signed on.
#[must_use]
pub fn aangemeld(naam: &str, tot_ms: i64, vorige: Option<&str>) -> String {
    let vorige = vorige.map(|vorige| format!(" {} is afgemeld.", ingekort(vorige, 60))).unwrap_or_default();
    format!(
        "{} is aangemeld op deze telefoon tot {} uur.{vorige} Eerder klaar? Typ /dienst uit.",
        ingekort(naam, 60),
        tijd::klok(tot_ms)
    )
}

/// What was put off, offered.
#[must_use]
pub fn verdergaan(wat: Option<&str>) -> String {
    match wat {
        Some(tekst) => format!("U begon hiermee:\n{}\nDaarmee verdergaan?", ingekort(tekst, 500)),
        None => "Verdergaan met de knop waarop u tikte?".to_owned(),
    }
}

/// Who is signed on.
#[must_use]
pub fn stand(naam: &str, tot_ms: i64) -> String {
    format!(
        "{} is aangemeld op deze telefoon tot {} uur. Iemand anders? {HOE} Klaar? Typ /dienst uit.",
        ingekort(naam, 60),
        tijd::klok(tot_ms)
    )
}

/// Nobody is signed on.
#[must_use]
pub fn niemand() -> String {
    format!("Er is niemand aangemeld op deze telefoon. {HOE}")
}

/// Something was begun that needs somebody.
#[must_use]
pub fn eerst_aanmelden(bewaard: bool) -> String {
    let bewaard = if bewaard { " Wat u typte bewaar ik; daarna gaat u ermee verder." } else { "" };
    format!("Er is niemand aangemeld op deze telefoon. Er is niets verstuurd.{bewaard} {HOE}")
}

/// Signed off.
#[must_use]
pub fn afgemeld(naam: &str) -> String {
    format!("{} is afgemeld. {HOE}", ingekort(naam, 60))
}

/// It lapses soon.
#[must_use]
pub fn bijna_voorbij(naam: &str, tot_ms: i64) -> String {
    format!(
        "De aanmelding van {} op deze telefoon loopt om {} uur af. Nog niet klaar, of neemt een collega het over? {HOE}",
        ingekort(naam, 60),
        tijd::klok(tot_ms)
    )
}

/// It lapsed.
#[must_use]
pub fn voorbij(naam: &str) -> String {
    format!(
        "De aanmelding van {} op deze telefoon is afgelopen. Meldingen maken kan pas weer na aanmelden. {HOE}",
        ingekort(naam, 60)
    )
}
