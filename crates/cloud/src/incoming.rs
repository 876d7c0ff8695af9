//! What an item of a webhook means: messages, statuses and changes as types.
//!
//! Owns the reading of every message type, status and field that Meta documents (cloud facts: Meta,
//! "messages webhook reference", December 2025 to September 2026). Invariant: [`parse`] never fails;
//! what it does not know is [`Content::Unknown`] or [`Change::Unknown`] with its name.

mod change;
mod message;
mod path;
mod sender;
mod status;

use serde_json::value::RawValue;

use kern::domain::afzender::NumberId;

use self::path::{number, text};
use super::json;

pub use change::{AccountNews, Change, GroupEvent, tier};
pub use message::{Content, Context, Media, Message, Place, SharedContact, System};
pub use sender::Sender;
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

/// Reads the payload of an [`Item`](super::webhook::Item). What cannot be read in it is left out.
#[must_use]
pub fn parse(payload: &[u8]) -> Update {
    let payload = String::from_utf8_lossy(payload);
    let parts = serde_json::from_str::<&RawValue>(&payload).ok().and_then(json::members);
    let Some(parts) = parts else { return Update::Change(Change::Unknown("onleesbaar".into())) };
    let part = |name: &str| parts.get(name).map(|raw| json::value(raw));
    let number = NumberId::from(part("number").as_ref().and_then(json::text).unwrap_or_default());
    if let Some(message) = part("message") {
        return Update::Message(Box::new(message::parse(number, &part("contact").unwrap_or_default(), &message)));
    }
    if let Some(status) = part("status") {
        return Update::Status(Box::new(status::parse(number, &status)));
    }
    let field = part("field").as_ref().and_then(json::text).unwrap_or_default();
    Update::Change(change::parse(&field, &part("value").unwrap_or_default()))
}

/// The id of the message or status in a payload, and the moment that it names, in milliseconds since the epoch: Meta's
/// time, without the rest being read.
#[must_use]
pub fn moment(payload: &[u8]) -> Option<(String, i64)> {
    let payload = String::from_utf8_lossy(payload);
    let parts = serde_json::from_str::<&RawValue>(&payload).ok().and_then(json::members)?;
    let stamped = json::value(parts.get("message").or_else(|| parts.get("status"))?);
    let seconds = number(&stamped, &["timestamp"])?;
    Some((text(&stamped, &["id"]).unwrap_or_default(), seconds.checked_mul(1_000)?))
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
        }

        #[test]
        fn any_escapes_are_read_without_panic(text in r#"(\\|u|d|8|3|"|e|\{|é){0,40}"#) {
            let _ = parse(format!(r#"{{"message":{{"text":"{text}"}}}}"#).as_bytes());
        }
    }
}
