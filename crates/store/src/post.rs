//! What comes in and goes out, and what is to be done later.
//!
//! Owns the rows on their way: none says what an alert or a person is.

pub mod dialoog;
pub mod gesprek;
pub mod inbox;
pub(crate) mod klasse;
pub mod nummer;
pub mod opdracht;
pub mod outbox;
pub mod sjabloon;
pub mod status;
pub mod taak;
pub mod werk;
pub mod zender;
