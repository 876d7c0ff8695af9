//! One file for each conversation.

pub mod aanmelden;
pub mod aanvraag;
pub mod algemeen;
pub mod check;
pub mod collega;
pub mod foto;
pub mod groep;
pub mod groepsgesprek;
pub mod keuze;
pub mod kwaliteit;
pub mod melding;
pub mod oefening;
pub mod opdracht;
pub mod overdragen;
pub mod stand;
pub mod status;
pub mod vastgehouden;
pub mod voorbeeld;
pub mod welkom;
pub mod wijziging;
