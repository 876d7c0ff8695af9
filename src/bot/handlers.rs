//! One file for each conversation.

pub mod aanmelden;
pub mod aanvraag;
pub mod algemeen;
pub mod collega;
pub mod dienst;
pub mod foto;
pub mod groep;
pub mod groepsgesprek;
pub mod keuze;
pub mod melding;
pub mod opdracht;
pub mod overdragen;
pub mod stand;
pub mod tweede;
pub mod vastgehouden;
pub mod voorbeeld;
pub mod welkom;
pub mod wijziging;
