//! Signing up: from `/aanmelden`, in one line or one question at a time, to a request.
//!
//! Owns the questions and the reading of their answers, a file for each part; deciding about a request is `aanvraag`'s.
//! Invariants: nothing is asked before the person read what is kept and went on; what was typed before
//! that is not lost; a request is sent in only after its summary was shown.

mod antwoord;
mod beginnen;
mod indienen;
mod ingevuld;
mod vragen;

pub(in crate::bot) use self::antwoord::{antwoord, locatie};
pub(in crate::bot) use self::beginnen::{begin, hoe_ver};
pub(in crate::bot) use self::indienen::{gemeente_gekozen, intrekken, verder_getikt, wabp_gekozen, wijk_gekozen};
pub(in crate::bot) use self::vragen::{Tussendoor, tussendoor};
