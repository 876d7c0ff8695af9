//! What an item of a webhook means: messages, statuses and changes as types.
//!
//! Owns the reading of every message type, status and field that Meta documents (cloud facts: Meta,
//! "messages webhook reference", December 2025 to September 2026). Invariant: [`parse`] never fails;
//! what it does not know is [`Content::Unknown`] or [`Change::Unknown`] with its name.

mod change;
mod message;
mod status;

use serde::Deserialize;
use serde_json::Value;

pub use change::{AccountNews, Change, GroupEvent, tier};
pub use message::{Content, Context, Media, Message, Place, Sender, SharedContact, System};
pub use status::{Price, Status, StatusError, StatusKind};

/// One thing that Meta tells us.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// Somebody said or did something in a chat.
    Message(Box<Message>),
    /// How far a message of ours is.
    Status(Box<Status>),
    /// Something about a group, a template or the account.
    Change(Change),
}

#[derive(Deserialize)]
struct Payload {
    #[serde(default)]
    number: String,
    #[serde(default)]
    contact: Value,
    message: Option<Value>,
    status: Option<Value>,
    #[serde(default)]
    field: String,
    #[serde(default)]
    value: Value,
}

/// Reads the payload of an [`Item`](super::webhook::Item).
#[must_use]
pub fn parse(payload: &[u8]) -> Update {
    let payload: Payload =
        match serde_json::from_slice(payload).or_else(|_| serde_json::from_str(&without_lone_surrogates(payload))) {
            Ok(payload) => payload,
            Err(_) => return Update::Change(Change::Unknown("onleesbaar".into())),
        };
    match payload {
        Payload { message: Some(message), number, contact, .. } => {
            Update::Message(Box::new(message::parse(number, &contact, &message)))
        }
        Payload { status: Some(status), number, .. } => Update::Status(Box::new(status::parse(number, &status))),
        Payload { field, value, .. } => Update::Change(change::parse(&field, &value)),
    }
}

/// The id of the message or status in a payload, and the moment that it names, in milliseconds since the epoch: Meta's
/// time, without the rest being read.
#[must_use]
pub fn moment(payload: &[u8]) -> Option<(String, i64)> {
    #[derive(Deserialize)]
    struct Stamped {
        message: Option<Stamp>,
        status: Option<Stamp>,
    }
    #[derive(Deserialize)]
    struct Stamp {
        id: Option<String>,
        timestamp: Option<Value>,
    }
    let Stamped { message, status } = serde_json::from_slice(payload).ok()?;
    let Stamp { id, timestamp } = message.or(status)?;
    let seconds = number(&timestamp?, &[])?;
    Some((id.unwrap_or_default(), seconds.checked_mul(1_000)?))
}

/// Replaces halves of surrogate pairs (`\ud83d` alone), which JSON allows and text does not.
fn without_lone_surrogates(payload: &[u8]) -> String {
    let text = String::from_utf8_lossy(payload);
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('\\') {
        clean.push_str(&rest[..at]);
        let unit = |from: usize| {
            rest.get(from..from + 6)
                .filter(|code| code.starts_with("\\u"))
                .and_then(|code| u16::from_str_radix(&code[2..], 16).ok())
        };
        let taken = match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => 0,
            (Some(_), _) => 6,
            (None, _) => rest[at..].chars().take(2).map(char::len_utf8).sum(),
        };
        clean.push_str(if taken == 0 { "\\ufffd" } else { &rest[at..at + taken] });
        rest = &rest[at + if taken == 0 { 6 } else { taken }..];
    }
    clean.push_str(rest);
    clean
}

/// The text at a path of object members, without NUL (which PostgreSQL refuses).
fn text(value: &Value, path: &[&str]) -> Option<String> {
    let found = path.iter().try_fold(value, |value, name| value.get(name))?;
    found.as_str().map(|text| text.replace('\0', ""))
}

/// A whole number that Meta writes as a number or, more often, as a string.
fn number(value: &Value, path: &[&str]) -> Option<i64> {
    let found = path.iter().try_fold(value, |value, name| value.get(name))?;
    found.as_i64().or_else(|| found.as_str().and_then(|text| text.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        let Update::Message(message) = parse(
            br#"{"number":"1","message":{"id":"a","type":"text","text":{"body":"hoi \ud83d \ud83d\ude00 \\ud83d"}}}"#,
        ) else {
            panic!("no message");
        };
        assert_eq!(message.content, Content::Text("hoi \u{fffd} 😀 \\ud83d".into()));
    }

    proptest! {
        #[test]
        fn any_payload_is_read_without_panic(payload in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&payload);
            let _ = without_lone_surrogates(&payload);
        }

        #[test]
        fn any_escapes_are_read_without_panic(text in r#"(\\|u|d|8|3|"|e|\{|é){0,40}"#) {
            let _ = parse(format!(r#"{{"message":{{"text":"{text}"}}}}"#).as_bytes());
        }
    }
}
