//! What somebody probably wants, learned from the examples in `voorbeelden/`.
//!
//! Owns the wishes that are told apart, what stands open around a text, and how likely each wish is. Decides nothing: what is
//! done with it, and that a rule goes before it, is the bot's. Invariant: the same text in the same place gives the same
//! answer on every machine, since nothing but whole numbers is reckoned with.

mod gewichten;
pub mod kenmerken;
pub mod leren;
pub mod voorbeelden;
mod wensen;

use kern::domain::wijk::{Gemeente, Gemeenten};

pub use gewichten::{Gewichten, gebreken};
pub use wensen::{Open, Promille, Rondom, Vermoeden, Wens, Wie};

/// Whether a wish can be asked first: an emergency never is, and for the others nobody could tap.
#[must_use]
pub const fn is_te_vragen(wens: Wens) -> bool {
    !matches!(
        wens,
        Wens::Spoed
            | Wens::Geen
            | Wens::Annuleer
            | Wens::Onduidelijk
            | Wens::AanmeldenVeld
            | Wens::FotoFamilie
            | Wens::MeldingWijzig
    )
}

/// What stands under `vraag_eerst` of a gemeente and cannot be asked first.
#[must_use]
pub fn onbekende_wensen(gemeenten: &Gemeenten) -> Vec<String> {
    let van = |gemeente: &Gemeente| {
        let kan = |wens: &&String| Wens::van_id(wens).is_some_and(is_te_vragen);
        let wensen = gemeente.instellingen.vraag_eerst.iter().filter(|wens| !kan(wens));
        wensen
            .map(|wens| format!("{}: vraag_eerst: '{wens}' kan niet eerst gevraagd worden", gemeente.id))
            .collect::<Vec<_>>()
    };
    gemeenten.iter().flat_map(van).collect()
}

/// What somebody probably wants with a text.
#[must_use]
pub fn schat(tekst: &str, rondom: Rondom) -> Vermoeden {
    gewichten::GEWICHTEN.schat(tekst, rondom)
}
