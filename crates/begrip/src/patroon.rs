//! Patterns that stand among the words, made ready once.
//!
//! Invariant: one that is not sound stops the start, as any list that cannot be read does; nothing is found with it.

use std::borrow::Cow;
use std::ops::Range;

use regex::{CaptureMatches, Captures, Regex};
use serde::Deserialize;

/// A pattern; an unsound one finds nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Patroon(Option<Regex>);

impl TryFrom<String> for Patroon {
    type Error = regex::Error;

    fn try_from(tekst: String) -> Result<Self, regex::Error> {
        Regex::new(&tekst).map(|patroon| Self(Some(patroon)))
    }
}

impl Patroon {
    /// Whether it stands in a text.
    #[must_use]
    pub fn is_match(&self, tekst: &str) -> bool {
        self.0.as_ref().is_some_and(|patroon| patroon.is_match(tekst))
    }

    /// What it finds first, with its groups.
    #[must_use]
    pub fn captures<'t>(&self, tekst: &'t str) -> Option<Captures<'t>> {
        self.0.as_ref()?.captures(tekst)
    }

    /// All that it finds, with its groups.
    pub fn captures_iter<'a, 't: 'a>(&'a self, tekst: &'t str) -> impl Iterator<Item = Captures<'t>> + 'a {
        let alle = self.0.as_ref().map(|patroon| -> CaptureMatches<'a, 't> { patroon.captures_iter(tekst) });
        alle.into_iter().flatten()
    }

    /// Where it stands first.
    #[must_use]
    pub fn plek(&self, tekst: &str) -> Option<Range<usize>> {
        self.0.as_ref()?.find(tekst).map(|gevonden| gevonden.range())
    }

    /// A text without what it finds first.
    #[must_use]
    pub fn zonder<'t>(&self, tekst: &'t str) -> Cow<'t, str> {
        self.0.as_ref().map_or(Cow::Borrowed(tekst), |patroon| patroon.replace(tekst, ""))
    }

    /// A text without all that it finds.
    #[must_use]
    pub fn zonder_alle<'t>(&self, tekst: &'t str) -> Cow<'t, str> {
        self.0.as_ref().map_or(Cow::Borrowed(tekst), |patroon| patroon.replace_all(tekst, ""))
    }
}
