//! A doubt about an alert that only its writer can take away: its words say that nobody has to look out now.
//!
//! Owns what it is; the words that raise it are read in `bot::begrip`. Invariant: an alert with a doubt is asked about,
//! and never sent as it is.

use serde::{Deserialize, Serialize};

/// What raises the doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waarom {
    /// It did not happen just now.
    Voorbij,
    /// Whoever was looked for was found.
    Opgelost,
    /// Nobody knows yet whether it is so.
    Onzeker,
    /// It is not to leave yet.
    NogNiet,
    /// It calls itself a test.
    Proef,
    /// The family, or somebody else who is asked, said no.
    GeenToestemming,
}

/// A doubt, with the words that raise it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twijfel {
    /// Why.
    pub waarom: Waarom,
    /// The words.
    pub woorden: String,
}
