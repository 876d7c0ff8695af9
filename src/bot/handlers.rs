//! One file for each conversation.

pub mod aanmelden;
pub mod aanvraag;
pub mod algemeen;
pub mod bijeenkomst;
pub mod bord;
pub mod cijfers;
pub mod collega;
pub mod eigen;
pub mod foto;
pub mod gegevens;
pub mod groep;
pub mod groepsgesprek;
pub mod keuze;
pub mod melding;
pub mod opdracht;
pub mod overdragen;
pub mod stand;
pub mod stilte;
pub mod tip;
pub mod vastgehouden;
pub mod voorbeeld;
pub mod welkom;
pub mod wijziging;
