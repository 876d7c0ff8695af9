//! One file for each conversation.

pub mod algemeen;
pub mod groep;
pub mod melding;
pub mod stand;
pub mod voorbeeld;
