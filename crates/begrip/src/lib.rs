//! What a text means. Pure: the same text gives the same meaning, whoever types it.
//!
//! # Layout
//! The words that are read are data: `woorden/*.toml`, a file for each subject, loaded by `lijst`. [`woorden`] finds words,
//! sets and runs of them in a text and puts small mistakes right; [`ja_nee`] is the one place where yes and no are heard,
//! [`houding`] the one where a request is told from a question, a negation and a delay.
//! On these stand shorthand ([`voluit`]), greetings ([`aanhef`]), places ([`plaats`]), kinds ([`soort`]), times
//! ([`tijdstip`], [`datum`]), how an absence is spoken of ([`aankondiging`]), two things in one line ([`tweeledig`]), the
//! parts of an alert ([`melding`], [`signalement`]), what a line at its preview changes of it ([`wijziging`]), what is said of one that left ([`levensloop`], [`terugnemen`],
//! [`stand`], [`plakken`]), what somebody signs up with ([`aanmelding`]), groups ([`groepsnaam`], [`pergroep`]),
//! emergencies ([`spoed`]), what is said among colleagues ([`intern`]), what may be over ([`twijfel`]), short answers
//! ([`antwoord`], and in conversations that handlers lead [`gesprek`] and [`stilte`]), which language is asked for ([`taal`]), what blocks a telephone
//! ([`blokkade`]) or stops a hand-over ([`overdracht`]), and what a text that is no command
//! asks for ([`bedoeling`]). What none of them reads is estimated by what was learned from examples ([`vermoeden`]); what it is
//! sure of and the text says outright ([`uitdrukkelijk`]) may be done.
//!
//! Decides nothing: rights and state are the handlers'. Invariants: a mistake is put right only when one candidate is left,
//! and what was put right is told; no file imports one that imports it.

pub mod aanhef;
pub mod aankondiging;
pub mod aanmelding;
pub mod antwoord;
pub mod bedoeling;
pub mod beide;
pub mod besluit;
pub mod bijeenkomst;
pub mod bijwerking;
pub mod binnen;
pub mod blokkade;
pub mod bord;
pub mod controle;
pub mod datum;
pub mod deelknop;
pub mod gesprek;
pub mod groepsnaam;
pub mod herkomst;
pub mod houding;
pub mod informatie;
pub mod intern;
pub mod ja_nee;
pub mod levensloop;
mod lijst;
pub mod melding;
pub mod opdracht;
pub mod overdracht;
pub mod overname;
mod patroon;
pub mod pergroep;
pub mod plaats;
pub mod plakken;
pub mod recht;
mod reeksen;
pub mod signalement;
pub mod soort;
pub mod spoed;
pub mod stand;
pub mod stilte;
pub mod taal;
pub mod terugnemen;
pub mod tijdstip;
pub mod tweeledig;
pub mod twijfel;
pub mod uitdrukkelijk;
pub mod uitleg;
pub mod vermoeden;
pub mod voluit;
pub mod wijk;
pub mod wijziging;
pub mod woorden;

/// What cannot be read of the words and patterns that are compiled in: with any of it nothing would be found, so the
/// program must not start.
#[must_use]
pub fn gebreken() -> Vec<String> {
    let mut gebreken = lijst::gebreken();
    gebreken.extend(kern::domain::inhoud::gebreken());
    gebreken.extend(tijdstip::gebreken());
    gebreken.extend(vermoeden::gebreken());
    gebreken
}
