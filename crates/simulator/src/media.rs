//! Files that go over the wire: what the business uploads and what people share.
//!
//! Owns their ids, how long they live, and their addresses; the endpoints are `media::api`'s, what a file may
//! be is `media::kind`'s. Source: Meta, "Media" (December 2025): an upload lives 30 days, an id from a webhook
//! seven, an address five minutes. Invariant: a file that expired or was deleted is as unknown as one that
//! never was; only the phone that shows it still has it.

pub(super) mod api;
pub mod kind;

use std::collections::BTreeMap;

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::media::kind::Kind;
use crate::refusal::Refusal;
use crate::world::World;

/// How long an upload lives.
const UPLOAD_MS: i64 = 30 * 24 * 3_600_000;
/// How long the id in a webhook lives.
const SHARED_MS: i64 = 7 * 24 * 3_600_000;
/// How long an address lives.
const ADDRESS_MS: i64 = 5 * 60_000;
/// Bytes that are kept; beyond them the oldest files go. The simulator's own limit, not Meta's.
const KEPT_BYTES_MAX: usize = 512 * 1024 * 1024;
/// The first id: as long as Meta's are.
const FIRST_ID: u64 = 1_020_000_000_000_001;

/// A file.
#[derive(Debug, Clone)]
pub struct Medium {
    /// Its id, in digits.
    pub id: u64,
    /// The business number that it belongs to.
    pub number: String,
    /// Its type, as it was given.
    pub mime: String,
    /// What is in it.
    pub bytes: Bytes,
    /// When it expires, in milliseconds since the epoch.
    pub until_ms: i64,
}

impl Medium {
    /// Base64 of its SHA-256, as Meta writes it.
    #[must_use]
    pub fn sha256(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.bytes))
    }
}

/// The files.
#[derive(Debug, Default)]
pub(super) struct Library {
    kept: BTreeMap<u64, Medium>,
    added: u64,
    bytes: usize,
    /// Where the simulator listens, once that is known.
    address: Option<String>,
}

impl Library {
    fn add(&mut self, number: &str, mime: &str, bytes: Bytes, until_ms: i64) -> &Medium {
        let id = FIRST_ID + self.added;
        self.added += 1;
        self.bytes += bytes.len();
        while self.bytes > KEPT_BYTES_MAX
            && let Some((_, oldest)) = self.kept.pop_first()
        {
            self.bytes -= oldest.bytes.len();
        }
        let medium = Medium { id, number: number.to_owned(), mime: mime.to_owned(), bytes, until_ms };
        self.kept.entry(id).or_insert(medium)
    }

    fn alive(&self, id: &str, now_ms: i64) -> Option<&Medium> {
        self.kept.get(&id.parse::<u64>().ok()?).filter(|medium| now_ms < medium.until_ms)
    }

    /// What nobody but the simulator can write: it stands in each address.
    fn mark(id: u64, until_s: i64) -> String {
        hex::encode(&Sha256::digest(format!("media {id} {until_s}"))[..16])
    }

    /// An address of this file that is good for five minutes.
    fn url(address: &str, id: u64, source: &str, now_ms: i64) -> String {
        let until_s = (now_ms + ADDRESS_MS) / 1_000;
        let mark = Self::mark(id, until_s);
        format!("{address}/whatsapp_business/attachments/?mid={id}&source={source}&ext={until_s}&hash={mark}")
    }

    fn at(&self, id: &str, until_s: i64, mark: &str, now_ms: i64) -> Option<&Medium> {
        let medium = self.alive(id, now_ms)?;
        (now_ms < until_s * 1_000 && Self::mark(medium.id, until_s) == mark).then_some(medium)
    }
}

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
