//! What is said of people: joining, leaving, absence, quiet hours, hand-overs, requests.

pub mod aanmelden;
pub mod bijeenkomst;
pub mod bord;
pub mod cijfers;
pub mod collega;
pub mod controle;
pub mod eigen;
pub mod gegevens;
pub mod informatie;
pub mod overdragen;
pub mod rechten;
pub mod terugblik;
pub mod tip;
pub mod uitleg;
