//! What police hear of alerts that were sent together, each in its own gemeente.

use crate::domain::bereik::Bereik;
use crate::texts::groepen;

/// In the preview: it goes to another gemeente too.
#[must_use]
pub fn ook_in(gemeente: &str, waar: &str, bereik: &Bereik) -> String {
    format!(
        "Ook in {gemeente}, als eigen melding met een eigen nummer: {waar} ({}, {} nu bereikbaar). Verder dezelfde tekst.",
        groepen(bereik.groepen),
        bereik.bereikbaar
    )
}

/// Some wijken by name, and how many more.
#[must_use]
pub fn en_nog(namen: &str, rest: usize) -> String {
    match rest {
        0 => namen.to_owned(),
        1 => format!("{namen} en nog 1 wijk"),
        rest => format!("{namen} en nog {rest} wijken"),
    }
}

/// In the preview: nobody can be reached in the first gemeente, and so nothing leaves. In this one it could.
#[must_use]
pub fn alleen_daar(gemeente: &str, waar: &str) -> String {
    format!("Zo gaat er ook in {gemeente} niets weg. Alleen daarheen? Typ: alleen {waar}.")
}

/// In the preview, and after Versturen: nobody can be reached there.
#[must_use]
pub fn niemand_in(gemeente: &str, waar: &str) -> String {
    format!("In {gemeente} is voor {waar} nu niemand bereikbaar: daar gaat niets heen.")
}

/// In the preview: no such alerts are sent there.
#[must_use]
pub fn niet_in(gemeente: &str, waar: &str) -> String {
    format!("{waar} ligt in {gemeente}: daar kunt u deze melding niet heen sturen.")
}

/// After Versturen: each number, where it goes, and to how many groups.
#[must_use]
pub fn verstuurd(meldingen: &[(String, &str, usize)]) -> String {
    let deel = |(nummer, gemeente, hoeveel): &(String, &str, usize)| {
        format!("{nummer} ({gemeente}) naar {}", groepen(*hoeveel))
    };
    let delen: Vec<String> = meldingen.iter().map(deel).collect();
    format!("Gaat nu weg: {}. Fout? Typ STOP.", delen.join(", "))
}

/// It stands still with the other.
#[must_use]
pub fn ook_stil(nummers: &str) -> String {
    format!("{nummers} staat ook stil.")
}

/// The other goes on; this one stands still.
#[must_use]
pub fn nog_stil(nummer: &str, gemeente: &str) -> String {
    format!("{nummer} ({gemeente}) staat nog stil. Wat doet u daarmee?")
}

/// What can be done with the other too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ook {
    /// Close it with the same outcome.
    Sluiten,
    /// Withdraw it for the same reason.
    Intrekken,
    /// Tell the same news.
    Bijwerken,
}

/// Offers it.
#[must_use]
pub fn ook(nummer: &str, gemeente: &str, stil: bool, wat: Ook) -> String {
    let staat = if stil { "staat stil" } else { "loopt nog" };
    let wat = match wat {
        Ook::Sluiten => "Ook afsluiten, met dezelfde afloop?",
        Ook::Intrekken => "Ook intrekken, om dezelfde reden?",
        Ook::Bijwerken => "Dezelfde update ook daarheen?",
    };
    format!("{nummer} ({gemeente}) hoort erbij en {staat}. {wat}")
}

/// There is nothing any more that could be done with it too.
#[must_use]
pub fn niets_meer(nummer: &str) -> String {
    format!("Bij {nummer} is er niets meer om over te nemen. Typ /status {nummer}.")
}

/// In how an alert stands.
#[must_use]
pub fn samen_met(nummers: &str) -> String {
    format!("Samen verstuurd met {nummers}.")
}
