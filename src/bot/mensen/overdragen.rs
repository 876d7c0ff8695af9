//! Handing groups over: from `/overdragen` to the last notice.
//!
//! Owns the conversation of both sides and the passing over, a file for each part; what is named here is what others use.
//! Invariants: the bot never writes first to the successor, who comes with a code; the old beheerder stays until
//! `domain::overdracht::kan_voltooien` says so; whoever runs a group can stop its hand-over with one line.

mod beginnen;
mod besluit;
mod betrokken;
mod code;
mod voltooien;

pub(in crate::bot) use self::beginnen::{
    alle_gekozen, begin, contact_gedeeld, groep_gekozen, groepen_getypt, nummer_getypt,
};
pub(in crate::bot) use self::code::{aanvaard, code, code_geweigerd, opvolger_getypt, weiger};
pub use self::voltooien::taak;
pub(in crate::bot) use self::voltooien::{regels, stop, stop_begonnen, stop_bij_vertrek};
