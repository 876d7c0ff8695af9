//! What a text means. Pure: the same text gives the same meaning, whoever types it.
//!
//! Owns words and small mistakes ([`woorden`]), shorthand ([`voluit`]), greetings ([`aanhef`]), places ([`plaats`]), kinds
//! ([`soort`]), times ([`tijdstip`]), the parts of an alert ([`melding`], [`signalement`]), what somebody signs up with ([`aanmelding`]), groups ([`groepsnaam`]) and short answers ([`antwoord`]). Decides nothing: rights and state are the
//! handlers'. Invariant: a mistake is put right only when one candidate is left, and what was put right
//! is told.

pub mod aanhef;
pub mod aanmelding;
pub mod antwoord;
pub mod groepsnaam;
pub mod levensloop;
mod lijst;
pub mod melding;
pub mod plaats;
pub mod signalement;
pub mod soort;
pub mod tijdstip;
pub mod voluit;
pub mod woorden;
