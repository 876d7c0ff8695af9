//! The files that went over the wire.
//!
//! Owns their ids, how long their addresses are good, and how many bytes are kept; whose files they are and what may
//! be asked of them is `media`'s.

use std::collections::BTreeMap;

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

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
pub(crate) struct Library {
    pub(crate) kept: BTreeMap<u64, Medium>,
    added: u64,
    bytes: usize,
    /// Where the simulator listens, once that is known.
    pub(crate) address: Option<String>,
}

impl Library {
    pub(crate) fn add(&mut self, number: &str, mime: &str, bytes: Bytes, until_ms: i64) -> &Medium {
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

    pub(crate) fn alive(&self, id: &str, now_ms: i64) -> Option<&Medium> {
        self.kept.get(&id.parse::<u64>().ok()?).filter(|medium| now_ms < medium.until_ms)
    }

    /// What nobody but the simulator can write: it stands in each address.
    fn mark(id: u64, until_s: i64) -> String {
        hex::encode(&Sha256::digest(format!("media {id} {until_s}"))[..16])
    }

    /// An address of this file that is good for five minutes.
    pub(crate) fn url(address: &str, id: u64, source: &str, now_ms: i64) -> String {
        let until_s = (now_ms + ADDRESS_MS) / 1_000;
        let mark = Self::mark(id, until_s);
        format!("{address}/whatsapp_business/attachments/?mid={id}&source={source}&ext={until_s}&hash={mark}")
    }

    pub(crate) fn at(&self, id: &str, until_s: i64, mark: &str, now_ms: i64) -> Option<&Medium> {
        let medium = self.alive(id, now_ms)?;
        (now_ms < until_s * 1_000 && Self::mark(medium.id, until_s) == mark).then_some(medium)
    }
}
