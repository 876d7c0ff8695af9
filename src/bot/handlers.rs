//! One file for each conversation.

pub mod aanmelden;
pub mod aanvraag;
pub mod afsluiten;
pub mod algemeen;
pub mod bijwerken;
pub mod collega;
pub mod dienst;
pub mod foto;
pub mod groep;
pub mod groepsgesprek;
pub mod intrekken;
pub mod keuze;
pub mod levensloop;
pub mod lopend;
pub mod melding;
pub mod navraag;
pub mod opdracht;
pub mod overdragen;
pub mod stand;
pub mod tweede;
pub mod uitsturen;
pub mod vastgehouden;
pub mod vermissing;
pub mod voorbeeld;
pub mod welkom;
pub mod wijziging;
