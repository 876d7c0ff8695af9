//! What became of a message: what a handler says that it did, or the message handed back.
//!
//! Owns the value every handler ends with. It decides nothing and writes nothing. Invariants: nothing says on the way
//! what was understood, only the end of a handler does; a handler that hands a message back has written nothing but the
//! end of its own dialogue, and the route gives it to another.

use crate::bot::said::Said;
use crate::bot::verstaan::{Intent, Uitkomst, Verstaan};

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "the end of a handler says what was done: return it, or join it to what was done beside it"]
pub enum Gedaan {
    /// It was dealt with: each act, in order. One message may hold several.
    Klaar(Vec<Verstaan>),
    /// It was not for this handler: as it is to be read by another.
    Terug(Said),
}

impl Gedaan {
    /// It means this, and this was done.
    pub fn is(intent: Intent, uitkomst: Uitkomst) -> Self {
        Verstaan::is(intent, uitkomst).into()
    }

    /// It is a text like any other, whatever was asked.
    pub fn terug(tekst: impl Into<String>) -> Self {
        Self::Terug(Said::Text(tekst.into()))
    }

    /// This, and then that as well. What was handed back after something was done stays with what was done: that counts.
    pub fn en(self, daarna: Self) -> Self {
        match (self, daarna) {
            (Self::Klaar(mut eerst), Self::Klaar(daarna)) => {
                eerst.extend(daarna);
                Self::Klaar(eerst)
            }
            (Self::Klaar(gedaan), Self::Terug(_)) | (Self::Terug(_), Self::Klaar(gedaan)) => Self::Klaar(gedaan),
            (Self::Terug(said), Self::Terug(_)) => Self::Terug(said),
        }
    }
}

impl From<Verstaan> for Gedaan {
    fn from(verstaan: Verstaan) -> Self {
        Self::Klaar(vec![verstaan])
    }
}
