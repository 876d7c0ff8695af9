//! What a text means. Pure: the same text gives the same meaning, whoever types it.
//!
//! Owns words and small mistakes ([`woorden`]), places ([`plaats`]), kinds ([`soort`]), the parts of an
//! alert ([`melding`]), what somebody signs up with ([`aanmelding`]), groups ([`groepsnaam`]), days and times ([`datum`]), emergencies
//! ([`spoed`]), short answers ([`antwoord`]) and what a text that is no command asks for ([`bedoeling`]). Decides nothing: rights and state are the
//! handlers'. Invariant: a mistake is put right only when one candidate is left, and what was put right
//! is told.

pub mod aanmelding;
pub mod antwoord;
pub mod bedoeling;
pub mod datum;
pub mod groepsnaam;
pub mod melding;
pub mod plaats;
pub mod soort;
pub mod spoed;
pub mod woorden;
