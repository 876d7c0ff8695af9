//! One message in both forms in which it can leave: free-form and as a template.
//!
//! Owns the stored JSON of it, with a version. Choosing between the forms is `delivery`'s, when the
//! message leaves. Invariant: at least one form is there.

use serde::{Deserialize, Serialize};

use super::Outgoing;

/// The version of the stored JSON.
const VERSION: u32 = 1;

/// A message, ready for the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bericht {
    v: u32,
    vrij: Option<Outgoing>,
    sjabloon: Option<Outgoing>,
}

impl Bericht {
    /// A message that goes free-form only: an answer to somebody who just wrote.
    #[must_use]
    pub const fn vrij(vrij: Outgoing) -> Self {
        Self { v: VERSION, vrij: Some(vrij), sjabloon: None }
    }

    /// A message that goes as a template, or free-form where the template fails and the window is open.
    #[must_use]
    pub const fn beide(vrij: Outgoing, sjabloon: Outgoing) -> Self {
        Self { v: VERSION, vrij: Some(vrij), sjabloon: Some(sjabloon) }
    }

    /// The free-form message.
    #[must_use]
    pub const fn als_vrij(&self) -> Option<&Outgoing> {
        self.vrij.as_ref()
    }

    /// The template.
    #[must_use]
    pub const fn als_sjabloon(&self) -> Option<&Outgoing> {
        self.sjabloon.as_ref()
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form; `None` if another version wrote it.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|bericht: &Self| bericht.v == VERSION)
    }
}
