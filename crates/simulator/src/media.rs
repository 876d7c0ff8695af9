//! Files that go over the wire: what the business uploads and what people share.
//!
//! Owns their ids, how long they live, and their addresses; the endpoints are `media::api`'s, what a file may
//! be is `media::kind`'s. Source: Meta, "Media" (December 2025): an upload lives 30 days, an id from a webhook
//! seven, an address five minutes. Invariant: a file that expired or was deleted is as unknown as one that
//! never was; only the phone that shows it still has it.

pub(super) mod api;
pub mod kind;

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::media::kind::Kind;
use crate::refusal::Refusal;
use crate::state::Library;
pub use crate::state::Medium;
use crate::world::World;

/// How long an upload lives.
const UPLOAD_MS: i64 = 30 * 24 * 3_600_000;
/// How long the id in a webhook lives.
const SHARED_MS: i64 = 7 * 24 * 3_600_000;

impl World {
    /// Whether this business number can send a file by this id. For headers of templates too.
    #[must_use]
    pub fn media_exists(&self, number: &str, id: &str, now_ms: i64) -> bool {
        self.medium(number, id, now_ms).is_some()
    }

    /// The file that this business number has under this id, unless it expired or was deleted.
    #[must_use]
    pub fn medium(&self, number: &str, id: &str, now_ms: i64) -> Option<&Medium> {
        self.media.alive(id, now_ms).filter(|medium| medium.number == number)
    }

    /// The business uploads a file; answers its id.
    ///
    /// # Errors
    /// What Meta would answer to such a file.
    pub fn upload_media(&mut self, number: &str, mime: &str, bytes: Bytes, now_ms: i64) -> Result<String, Refusal> {
        kind::check(mime, &bytes)?;
        Ok(self.media.add(number, mime, bytes, now_ms + UPLOAD_MS).id.to_string())
    }

    /// A person shares a file with a business number: it gets an id. Answers what its webhook says about it.
    pub(super) fn keep_shared(&mut self, number: &str, mime: &str, bytes: Bytes, now_ms: i64) -> (u64, Value) {
        let address = self.media.address.clone();
        let medium = self.media.add(number, mime, bytes, now_ms + SHARED_MS);
        let mut said = json!({ "id": medium.id.to_string(), "mime_type": mime, "sha256": medium.sha256() });
        if let Some(address) = address {
            said["url"] = json!(Library::url(&address, medium.id, "webhook", now_ms));
        }
        (medium.id, said)
    }

    /// Where the simulator listens: addresses in webhooks begin with it.
    pub fn set_media_address(&mut self, address: &str) {
        self.media.address = Some(address.to_owned());
    }

    pub(super) fn media_address(&self) -> Option<&str> {
        self.media.address.as_deref()
    }

    /// What a phone shows under this id: also what Meta no longer gives out, and pictures only.
    pub(super) fn picture(&self, id: u64) -> Option<(String, Bytes)> {
        let medium = self.media.kept.get(&id)?;
        let picture = matches!(Kind::of(&medium.mime), Some(Kind::Image | Kind::Sticker));
        picture.then(|| (medium.mime.clone(), medium.bytes.clone()))
    }

    /// Whether this is the id of a file, of whichever number.
    pub(super) fn is_medium(&self, id: &str, now_ms: i64) -> bool {
        self.media.alive(id, now_ms).is_some()
    }

    fn delete_medium(&mut self, id: &str, number: Option<&str>, now_ms: i64) -> bool {
        let there = self.media.alive(id, now_ms).filter(|medium| number.is_none_or(|number| medium.number == number));
        let there = there.map(|medium| medium.id);
        let medium = there.and_then(|id| self.media.kept.get_mut(&id));
        medium.map(|medium| medium.until_ms = i64::MIN).is_some()
    }
}
