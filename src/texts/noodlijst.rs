//! The words of the list for the day WhatsApp is down, and of the register.

use crate::store::persoon::RegisterStand;

/// How somebody of the register stands.
#[must_use]
pub const fn stand(stand: RegisterStand) -> &'static str {
    match stand {
        RegisterStand::Actief => "actief",
        RegisterStand::Uitgenodigd => "uitgenodigd",
        RegisterStand::NummerWerktNiet => "nummer werkt niet",
        RegisterStand::Geblokkeerd => "geblokkeerd",
        RegisterStand::TeBevestigen => "te bevestigen",
    }
}

/// What stands above it.
#[must_use]
pub fn begin(wanneer: &str) -> String {
    format!(
        "NOODLIJST van {wanneer} uur, voor als WhatsApp niet werkt. Vertrouwelijk: alleen voor politie.\n\
         Bel of sms de hoofdbeheerders van de wijk, dan de mede-beheerders.\n\n\
         Tekst om voor te lezen of te sms'en (vul in):\n\
         POLITIEBERICHT. Wat: ... Waar: ... Kijk uit naar: ... Gezien? Bel direct 112. Niet zelf benaderen. \
         WhatsApp werkt niet: vertel dit door aan uw buurtgroep, per sms of aan de deur.\n"
    )
}

/// A gemeente.
#[must_use]
pub fn gemeente(naam: &str) -> String {
    format!("\n== {naam} ==\n")
}

/// A wijk.
#[must_use]
pub fn wijk(naam: &str) -> String {
    format!("\n{naam}\n")
}

/// Somebody of a group.
#[must_use]
pub fn regel(groep: &str, naam: &str, nummer: &str, rang: &str, staat: RegisterStand) -> String {
    let naam = if naam.is_empty() { "naam onbekend" } else { naam };
    let nummer = if nummer.is_empty() { "geen nummer bekend".to_owned() } else { format!("+{nummer}") };
    let stand = if staat == RegisterStand::Actief { String::new() } else { format!(" ({})", stand(staat)) };
    format!("  {groep}: {rang} {naam}, {nummer}{stand}\n")
}
