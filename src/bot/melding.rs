//! An alert: writing it, the preview, sending, updating, ending, withdrawing, pictures and exercises.

pub mod afsluiten;
pub mod bellen;
pub mod bijwerken;
pub mod check;
pub mod foto;
pub mod intrekken;
pub mod invullen;
pub mod kwaliteit;
pub mod levensloop;
pub mod oefening;
pub mod stand;
pub mod status;
pub mod tweede;
pub mod uitzending;
pub mod vastgehouden;
pub mod vermissing;
pub mod voorbeeld;
pub mod welke;
