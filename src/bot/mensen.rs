//! What people arrange: signing up, handing over, being away, quiet, signs, meetings, tips, who is who.

pub mod aanmelden;
pub mod aanvraag;
pub mod afwezig;
pub mod bijeenkomst;
pub mod bord;
pub mod cijfers;
pub mod collega;
pub mod controle;
pub mod gegevens;
pub mod informatie;
pub mod overdragen;
pub mod rechten;
mod ruimte;
pub mod stilte;
mod terugblik;
pub mod tip;
pub mod uitleg;
pub mod welkom;
