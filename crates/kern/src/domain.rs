//! The rules of the work, free of SQL, HTTP and WhatsApp.
//!
//! Owns what a melding, a uitzetting, a wijk and a right are, and how they may change. Does no IO and
//! reads no clock: whoever calls passes the moment in. Invariant: everything here is a pure function.

pub mod aanmelding;
pub mod afloop;
pub mod afzender;
mod benoemd;
pub mod bereik;
pub mod besluit;
pub mod bijwerking;
pub mod bord;
pub mod controle;
pub mod deellink;
pub mod deelpagina;
pub mod dienst;
pub mod herkomst;
pub mod informatie;
pub mod inhoud;
pub mod instellingen;
pub mod intrekking;
pub mod kwaliteit;
pub mod melding;
pub mod navraag;
mod nummer;
pub mod overdracht;
pub mod persoon;
pub mod politiebericht;
pub mod rechten;
pub mod soort;
pub mod stilte;
pub mod telefoon;
pub mod termijn;
pub mod tijd;
pub mod totp;
pub mod tweede;
pub mod twijfel;
pub mod uitzetting;
pub mod wijk;
