//! What is said of an alert: writing, sending, how it stands, and its end.

pub mod bellen;
pub mod bijwerking;
pub mod check;
pub mod deelpagina;
pub mod delen;
pub mod foto;
pub mod gewijzigd;
pub mod indruk;
pub mod kwaliteit;
pub mod levensloop;
pub mod oefening;
pub mod overname;
pub mod politiebericht;
pub mod samen;
pub mod stand;
pub mod tweede;
pub mod voorbeeld;
pub mod vragen;
