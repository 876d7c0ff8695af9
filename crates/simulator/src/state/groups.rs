//! The groups of business numbers, with who is in them.
//!
//! Owns the values only; what happens in a group, and who is told, is `groups`'.

use std::collections::{BTreeMap, BTreeSet};

/// Somebody who asked to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    /// Its id.
    pub id: String,
    /// Whose phone.
    pub wa_id: String,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// The business number that made it.
    pub number: String,
    /// Its name.
    pub subject: String,
    /// What it is for.
    pub description: String,
    /// Who comes in by the link must be approved.
    pub approval_required: bool,
    /// When it was made, in milliseconds since the epoch.
    pub created_ms: i64,
    /// WhatsApp suspended it.
    pub suspended: bool,
    /// The phones of who is in it, in the order in which they came.
    pub participants: Vec<String>,
    /// Who was removed: the link does not let them in again.
    pub removed: BTreeSet<String>,
    /// Who waits to be let in.
    pub requests: Vec<JoinRequest>,
    /// The link that lets people in.
    pub invite_link: String,
    /// What is pinned, and until when (milliseconds since the epoch).
    pub pinned: Vec<(String, i64)>,
    /// Its picture: base64 of the SHA-256.
    pub picture: Option<String>,
    /// When somebody in it last wrote.
    pub(crate) heard_ms: Option<i64>,
}

/// The groups, and what is switched on about them.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub(crate) all: Vec<Group>,
    /// What every call of this number is answered with.
    pub(crate) refused: BTreeMap<String, i64>,
    pub(crate) aggregates: bool,
}
