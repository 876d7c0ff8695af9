//! Every word the bot says, as typed functions.
//!
//! Each wing of `bot` has a folder of its name here; beside them stands what other parts say (`alarm`, `beeld`, `noodlijst`,
//! `profiel`), the titles of buttons and the templates. Plain Dutch at B1 level, short, polite ("u"), and always what happens
//! next. Knows no buttons' ids, no
//! database and no WhatsApp: a function takes facts and answers a text. Invariant: forwarding is never
//! stated as a fact; the word is "gemeld geplaatst".

pub mod alarm;
pub mod bedrijf;
pub mod beeld;
pub mod engels;
pub mod groep;
pub mod knoppen;
pub mod melding;
pub mod mensen;
pub mod noodlijst;
pub mod politie;
pub mod profiel;
pub mod sjablonen;
pub mod vloer;

pub use kern::tekst::ingekort;

/// "1 groep", "14 groepen".
#[must_use]
pub fn aantal(aantal: usize, enkelvoud: &str, meervoud: &str) -> String {
    format!("{aantal} {}", if aantal == 1 { enkelvoud } else { meervoud })
}

/// "14 groepen".
#[must_use]
pub fn groepen(hoeveel: usize) -> String {
    aantal(hoeveel, "groep", "groepen")
}
