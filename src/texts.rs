//! Every word the bot says, as typed functions.
//!
//! Plain Dutch at B1 level, short, polite ("u"), and always what happens next. Knows no buttons' ids, no
//! database and no WhatsApp: a function takes facts and answers a text. Invariant: forwarding is never
//! stated as a fact; the word is "gemeld geplaatst".

pub mod aanmelden;
pub mod alarm;
pub mod algemeen;
pub mod beeld;
pub mod beheerder;
pub mod bellen;
pub mod bijeenkomst;
pub mod bord;
pub mod check;
pub mod cijfers;
pub mod collega;
pub mod dienst;
pub mod foto;
pub mod gegevens;
pub mod groepsgesprek;
pub mod knoppen;
pub mod kwaliteit;
pub mod levensloop;
pub mod mensen;
pub mod noodlijst;
pub mod oefening;
pub mod overdragen;
pub mod politie;
pub mod politiebericht;
pub mod profiel;
pub mod sjablonen;
pub mod telefoon;
pub mod tip;
pub mod tweede;

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
