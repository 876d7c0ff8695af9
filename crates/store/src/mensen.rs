//! People, their groups, and what they want.

pub mod aanmelding;
pub mod anders;
pub mod bijeenkomst;
pub mod blokkade;
pub mod bord;
pub mod controle;
pub mod dienst;
pub mod eigen;
pub mod gegevens;
pub mod groep;
pub mod groepsgesprek;
mod helften;
pub mod identiteit;
pub mod informatie;
pub mod overdracht;
pub mod persoon;
pub mod terugblik;
pub mod tip;
pub mod toekenning;
