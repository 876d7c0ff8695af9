//! What a text means. Pure: the same text gives the same meaning, whoever types it.
//!
//! Owns words and small mistakes ([`woorden`]), places ([`plaats`]), kinds ([`soort`]), the parts of an
//! alert ([`melding`]), what somebody signs up with ([`aanmelding`]), groups ([`groepsnaam`]) and short answers ([`antwoord`]). Decides nothing: rights and state are the
//! handlers'. Invariant: a mistake is put right only when one candidate is left, and what was put right
//! is told.

pub mod aanmelding;
pub mod antwoord;
pub mod groepsnaam;
pub mod melding;
pub mod plaats;
pub mod plakken;
pub mod soort;
pub mod stand;
pub mod woorden;
