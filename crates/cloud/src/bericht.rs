//! One message in all forms in which it can leave: free-form and as a template.
//!
//! Owns the stored JSON of it, with a version. Choosing between the forms is `delivery`'s, when the
//! message leaves. Invariant: at least one form is there.

use serde::{Deserialize, Serialize};

use super::Outgoing;

/// The version of the stored JSON.
const VERSION: u32 = 2;

/// A message, ready for the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bericht {
    v: u32,
    vrij: Option<Outgoing>,
    /// The same with a link button, where Meta takes that: better than `vrij`, and as free-form. Version 2 of before there
    /// were any sends `vrij`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<Outgoing>,
    /// The best first.
    sjablonen: Vec<Outgoing>,
}

/// As version 1 stored it: with one template at most. Rows of it may wait while the program is replaced.
#[derive(Deserialize)]
struct Versie1 {
    v: u32,
    vrij: Option<Outgoing>,
    sjabloon: Option<Outgoing>,
}

impl Bericht {
    /// A message that goes free-form only: an answer to somebody who just wrote.
    #[must_use]
    pub const fn vrij(vrij: Outgoing) -> Self {
        Self { v: VERSION, vrij: Some(vrij), link: None, sjablonen: Vec::new() }
    }

    /// A message with a link button, and what goes in its place where Meta does not take that.
    #[must_use]
    pub const fn met_link(link: Outgoing, anders: Outgoing) -> Self {
        Self { v: VERSION, vrij: Some(anders), link: Some(link), sjablonen: Vec::new() }
    }

    /// A message that can go free-form and as a template.
    #[must_use]
    pub fn beide(vrij: Outgoing, sjabloon: Outgoing) -> Self {
        Self::met_sjablonen(vrij, vec![sjabloon])
    }

    /// A message that can go free-form and as one of several templates, the best first: where one cannot be
    /// used (paused, rejected), the next is.
    #[must_use]
    pub const fn met_sjablonen(vrij: Outgoing, sjablonen: Vec<Outgoing>) -> Self {
        Self { v: VERSION, vrij: Some(vrij), link: None, sjablonen }
    }

    /// The free-form message.
    #[must_use]
    pub const fn als_vrij(&self) -> Option<&Outgoing> {
        self.vrij.as_ref()
    }

    /// The free-form message with a link button.
    #[must_use]
    pub const fn als_link(&self) -> Option<&Outgoing> {
        self.link.as_ref()
    }

    /// The templates, the best first.
    #[must_use]
    pub fn als_sjablonen(&self) -> &[Outgoing] {
        &self.sjablonen
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form; `None` if a version wrote it that this one does not know.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        if let Some(bericht) = serde_json::from_str(json).ok().filter(|bericht: &Self| bericht.v == VERSION) {
            return Some(bericht);
        }
        let Versie1 { v, vrij, sjabloon } = serde_json::from_str(json).ok()?;
        (v == 1).then(|| Self { v: VERSION, vrij, link: None, sjablonen: sjabloon.into_iter().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_version_before_stored_is_read() {
        let stored = r#"{"v":1,"vrij":{"type":"text","body":"hoi"},"sjabloon":{"type":"template","name":"t","language":"nl","parameters":["a"],"payloads":[]}}"#;
        let bericht = Bericht::from_json(stored);
        assert_eq!(bericht.as_ref().map(|bericht| bericht.als_sjablonen().len()), Some(1));
        let again = bericht.as_ref().map(Bericht::to_json).and_then(|json| Bericht::from_json(&json));
        assert_eq!(again, bericht);
        assert_eq!(Bericht::from_json(r#"{"v":3,"vrij":null,"sjablonen":[]}"#), None);
    }
}
