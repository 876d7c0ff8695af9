//! What stands on the page of an alert, around the text to post.

/// The one large button, where it runs.
pub use crate::texts::knoppen::ZET_IN_MIJN_GROEP as KNOP;

/// The button that copies the text.
pub const KOPIEER: &str = "Kopieer de tekst";
/// It was copied.
pub const GEKOPIEERD: &str = "Gekopieerd.";
/// It cannot be copied by the button: the text is marked, to be copied by hand.
pub const ZELF_KOPIEREN: &str = "Kopieer hem zelf.";

/// Above an alert that runs.
#[must_use]
pub fn loopt(nummer: &str) -> String {
    format!("Zet {nummer} in uw groep.")
}

/// Below its button.
pub const DAARNA: &str = "WhatsApp opent. Kies uw groep en tik op verzenden.";
/// Where there is only a text to copy.
pub const PLAKKEN: &str = "Kopieer de tekst en plak hem in uw groep.";
/// Then.
pub const MELDEN: &str = "Tik daarna in de chat op Staat in de groep.";
/// What is recorded.
pub const VASTGELEGD: &str = "Alleen uw tik op de knop leggen wij vast, voor uw groep.";

/// Its sender stopped it.
#[must_use]
pub fn stil(nummer: &str) -> String {
    format!("Politiebericht {nummer} is stilgezet.")
}

/// What to do then.
pub const NIET_PLAATSEN: &str = "Zet het nu niet in uw groep. U hoort van ons hoe het verdergaat.";

/// It is over.
#[must_use]
pub fn afgelopen(nummer: &str) -> String {
    format!("Politiebericht {nummer} is afgelopen.")
}

/// It was withdrawn.
#[must_use]
pub fn ingetrokken(nummer: &str) -> String {
    format!("Politiebericht {nummer} is ingetrokken.")
}

/// What to do then.
pub const STOND_HET_ERIN: &str = "Stond het in uw groep? Zet er dan dit bericht bij.";

/// Nobody's page, or not any more.
pub const ONBEKEND: &str = "Deze pagina is er niet of niet meer.";
/// What to do then.
pub const ZIE_WHATSAPP: &str = "Kijk in WhatsApp bij het laatste bericht van de politie.";
/// It cannot be shown now.
pub const EVEN_NIET: &str = "De pagina is er even niet.";
/// What to do then.
pub const PROBEER_OPNIEUW: &str = "Probeer het zo weer, of stuur het politiebericht zelf door.";
