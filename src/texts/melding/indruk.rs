//! What beheerders are asked about an alert after its end, and how good alerts were, in figures.

use crate::domain::kwaliteit::Indruk;
use crate::domain::tijd;
use crate::texts::aantal;

/// After an answer.
pub const GENOTEERD: &str = "Genoteerd, dank u.";
/// Somebody who was not asked.
pub const NIET_GEVRAAGD: &str = "Daarover is u niets gevraagd. U hoeft niets te doen.";
/// All kinds together.
pub const ALLES: &str = "Alles samen";

/// What they are asked.
#[must_use]
pub fn vraag(nummer: &str) -> String {
    format!("Hoe was politiebericht {nummer} voor u? Een tik is genoeg. Geen antwoord mag ook.")
}

/// An answer, on a row.
#[must_use]
pub const fn rij(indruk: Indruk) -> &'static str {
    match indruk {
        Indruk::Duidelijk => "Duidelijk",
        Indruk::Onduidelijk => "Onduidelijk",
        Indruk::TeLaat => "Te laat",
        Indruk::NietVoorOns => "Niet voor ons",
    }
}

/// Alerts that are counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// What they are.
    pub wat: String,
    /// How many.
    pub meldingen: usize,
    /// What senders said, with how often.
    pub oordelen: Vec<(&'static str, i64)>,
    /// What beheerders said, with how often.
    pub indrukken: Vec<(&'static str, i64)>,
}

fn geteld(wie: &str, telling: &[(&'static str, i64)]) -> String {
    if telling.is_empty() {
        return format!(" {wie}: niets gezegd.");
    }
    let delen: Vec<String> = telling.iter().map(|(wat, hoeveel)| format!("{hoeveel} {wat}")).collect();
    format!(" {wie}: {}.", delen.join(", "))
}

fn als_zin(regel: &Regel) -> String {
    let meldingen = aantal(regel.meldingen, "melding", "meldingen");
    format!(
        "{}: {meldingen}.{}{}",
        regel.wat,
        geteld("Verzenders", &regel.oordelen),
        geteld("Beheerders", &regel.indrukken)
    )
}

/// A month and a kind in words.
#[must_use]
pub fn maand_en_soort(jaar: i16, maand: i8, soort: &str) -> String {
    format!("{} {jaar}, {soort}", tijd::naam_van_maand(maand))
}

/// Too few to show.
#[must_use]
pub fn te_weinig(gemeente: &str) -> String {
    format!(
        "{gemeente}: nog te weinig meldingen of verzenders om iets te tonen. Dat kan vanaf vijf meldingen van drie verzenders."
    )
}

/// How good alerts were in a year.
#[must_use]
pub fn overzicht(gemeente: &str, alles: &Regel, regels: &[Regel], verborgen: usize) -> String {
    let mut tekst = format!("{gemeente}, kwaliteit in de afgelopen 12 maanden.\n{}", als_zin(alles));
    for regel in regels {
        tekst.push('\n');
        tekst.push_str(&als_zin(regel));
    }
    if verborgen > 0 {
        tekst.push_str(&format!("\nNiet apart getoond, omdat te zien zou zijn van wie ze waren: {verborgen}."));
    }
    tekst
}
