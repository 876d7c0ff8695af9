//! An alert: writing it, the preview, sending, updating, ending, withdrawing, pictures and exercises.

pub mod afsluiten;
pub mod bellen;
pub mod bericht;
pub mod bijwerken;
pub mod check;
pub mod concept;
pub mod foto;
pub mod intrekken;
pub mod invullen;
pub mod kwaliteit;
pub mod levensloop;
pub mod oefening;
pub mod overnemen;
pub mod plan;
pub mod publiek;
pub mod stand;
pub mod status;
pub mod stilzetten;
pub mod tweede;
pub mod uitzending;
pub mod vastgehouden;
pub mod vermissing;
pub mod voorbeeld;
pub mod vragen;
pub mod welke;
