//! Takes a webhook body apart into items that each stand by themselves.
//!
//! Owns the envelope (entry, changes, metadata), the handshake and the key under which a repetition is
//! known. Does not say what an item means: that is [`super::incoming`]. Invariant: one item for each
//! message, status and other change; an item that cannot be read never spoils its neighbours.
//! Source: Meta, "Webhooks overview" (April 2026), "messages webhook reference" (December 2025).

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// What an item is about; decides who handles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Something a person said or did in a chat.
    Message,
    /// How far a message of ours is.
    Status,
    /// Anything else: groups, templates, the account.
    Change,
    /// The result of work of our own. Never made from a webhook.
    Job,
}

impl ItemKind {
    /// The name under which it is stored and counted.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Message => "bericht",
            Self::Status => "status",
            Self::Change => "wijziging",
            Self::Job => "opdracht",
        }
    }
}

/// The first 16 bytes of a SHA-256: short enough to be cheap in an index, long enough never to collide.
pub type ItemKey = [u8; 16];

/// One message, status or change, complete in itself.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is about.
    pub kind: ItemKind,
    /// The business number that it came in on; empty for account-wide changes.
    pub phone_number_id: String,
    /// Items with the same chat are handled in order: the group, else the sender. Empty for the rest.
    pub chat: String,
    /// The same for every repetition of the item.
    pub key: ItemKey,
    /// The item as JSON, for [`super::incoming::parse`].
    pub payload: Vec<u8>,
}

/// The body is no webhook: no JSON object with entries.
#[derive(Debug, thiserror::Error)]
#[error("not a webhook: {0}")]
pub struct NotAWebhook(#[from] serde_json::Error);

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    entry: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    time: Option<&'a RawValue>,
    #[serde(borrow, default)]
    changes: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Change<'a> {
    #[serde(default)]
    field: String,
    #[serde(borrow, default)]
    value: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
struct Value<'a> {
    #[serde(borrow, default)]
    metadata: Option<&'a RawValue>,
    #[serde(borrow, default)]
    contacts: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    messages: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    statuses: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    errors: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
struct Metadata {
    #[serde(default)]
    phone_number_id: String,
}

#[derive(Deserialize, Default)]
struct Contact {
    wa_id: Option<String>,
    user_id: Option<String>,
}

#[derive(Deserialize, Default)]
struct MessageHead {
    id: Option<String>,
    from: Option<String>,
    from_user_id: Option<String>,
    group_id: Option<String>,
}

#[derive(Deserialize, Default)]
struct StatusHead {
    id: Option<String>,
    status: Option<String>,
    recipient_id: Option<String>,
    recipient_user_id: Option<String>,
    // The documentation spells it both ways.
    #[serde(alias = "participant_recipient_id")]
    recipient_participant_id: Option<String>,
}

/// Takes a body apart.
///
/// # Errors
/// The body is no JSON object with a list `entry`.
pub fn split(body: &[u8]) -> Result<Vec<Item>, NotAWebhook> {
    let envelope: Envelope<'_> = serde_json::from_slice(body)?;
    let mut items = Vec::new();
    for raw_entry in envelope.entry {
        match serde_json::from_str::<Entry<'_>>(raw_entry.get()) {
            Ok(entry) => entry.changes.iter().for_each(|change| split_change(&entry, change, &mut items)),
            Err(_) => items.push(change_item("", &["onleesbaar", raw_entry.get()], "onleesbaar", raw_entry)),
        }
    }
    Ok(items)
}

fn split_change(entry: &Entry<'_>, raw_change: &RawValue, items: &mut Vec<Item>) {
    let occasion = [entry.id, entry.time].map(|part| part.map_or("", RawValue::get)).join(" ");
    let Ok(Change { field, value: Some(raw_value) }) = serde_json::from_str::<Change<'_>>(raw_change.get()) else {
        items.push(change_item("", &["onleesbaar", &occasion, raw_change.get()], "onleesbaar", raw_change));
        return;
    };
    let value = serde_json::from_str::<Value<'_>>(raw_value.get()).unwrap_or_default();
    let metadata = value.metadata.and_then(|raw| serde_json::from_str::<Metadata>(raw.get()).ok()).unwrap_or_default();
    let number = metadata.phone_number_id.as_str();
    let before = items.len();
    if field == "messages" {
        items.extend(value.messages.iter().map(|message| message_item(number, &value.contacts, message)));
        items.extend(value.statuses.iter().map(|status| status_item(number, status)));
        items.extend(
            value.errors.map(|errors| change_item(number, &["errors", &occasion, errors.get()], "errors", errors)),
        );
    }
    if items.len() == before {
        items.push(change_item(number, &[&field, &occasion, raw_value.get()], &field, raw_value));
    }
}

fn message_item(number: &str, contacts: &[&RawValue], message: &RawValue) -> Item {
    let head: MessageHead = serde_json::from_str(message.get()).unwrap_or_default();
    let contact = contact_of(&head, contacts);
    let user_id = head.from_user_id.or_else(|| {
        contact
            .and_then(|contact| serde_json::from_str::<Contact>(contact.get()).ok())
            .and_then(|contact| contact.user_id)
    });
    let payload = payload(&[
        ("number", serde_json::to_string(number).unwrap_or_default().as_str()),
        ("contact", contact.map_or("null", RawValue::get)),
        ("message", message.get()),
    ]);
    Item {
        kind: ItemKind::Message,
        phone_number_id: number.to_owned(),
        chat: head.group_id.or(head.from).or(user_id).unwrap_or_default(),
        key: key(&["message", number, head.id.as_deref().unwrap_or_else(|| message.get())]),
        payload,
    }
}

/// The contact that belongs to a message: the one with its sender's id, else the only one there is.
fn contact_of<'a>(head: &MessageHead, contacts: &[&'a RawValue]) -> Option<&'a RawValue> {
    let belongs = |raw: &&&RawValue| {
        serde_json::from_str::<Contact>(raw.get()).is_ok_and(|contact| {
            (contact.wa_id.is_some() && contact.wa_id == head.from)
                || (contact.user_id.is_some() && contact.user_id == head.from_user_id)
        })
    };
    match contacts {
        [only] => Some(only),
        several => several.iter().find(belongs).copied(),
    }
}

fn status_item(number: &str, status: &RawValue) -> Item {
    let head: StatusHead = serde_json::from_str(status.get()).unwrap_or_default();
    let recipient = head.recipient_participant_id.or(head.recipient_id).or(head.recipient_user_id).unwrap_or_default();
    let key = match (&head.id, &head.status) {
        (Some(id), Some(state)) => key(&["status", id, state, &recipient]),
        _ => key(&["status", status.get()]),
    };
    let payload =
        payload(&[("number", serde_json::to_string(number).unwrap_or_default().as_str()), ("status", status.get())]);
    Item { kind: ItemKind::Status, phone_number_id: number.to_owned(), chat: String::new(), key, payload }
}

fn change_item(number: &str, key_parts: &[&str], field: &str, value: &RawValue) -> Item {
    let payload =
        payload(&[("field", serde_json::to_string(field).unwrap_or_default().as_str()), ("value", value.get())]);
    Item {
        kind: ItemKind::Change,
        phone_number_id: number.to_owned(),
        chat: String::new(),
        key: key(key_parts),
        payload,
    }
}

fn payload(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<String> = parts.iter().map(|(name, json)| format!("\"{name}\":{json}")).collect();
    format!("{{{}}}", parts.join(",")).into_bytes()
}

/// The key of something that came in: a hash over its parts, each with its length.
#[must_use]
pub fn key(parts: &[&str]) -> ItemKey {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut key = ItemKey::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

/// The query of Meta's handshake, sent when the callback address or the verify token is set.
#[derive(Debug, Deserialize)]
pub struct Handshake {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
    #[serde(rename = "hub.verify_token", default)]
    verify_token: String,
}

impl Handshake {
    /// The body to answer with, if the token is ours.
    #[must_use]
    pub fn answer(self, verify_token: &str) -> Option<String> {
        let ours = key(&[verify_token]) == key(&[&self.verify_token]);
        (self.mode == "subscribe" && ours && !verify_token.is_empty()).then_some(self.challenge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(value: &str) -> Vec<u8> {
        format!(r#"{{"entry":[{{"id":"1","changes":[{{"value":{value},"field":"messages"}}]}}]}}"#).into_bytes()
    }

    #[test]
    fn a_repeated_item_has_the_same_key_and_another_status_has_not() {
        let with = |status: &str| {
            let items = split(&body(&format!(
                r#"{{"metadata":{{"phone_number_id":"1"}},"statuses":[{{"id":"w","status":"{status}","recipient_id":"31612340001"}}]}}"#
            )));
            items.map(|items| items[0].key).unwrap_or_default()
        };
        assert_eq!(with("sent"), with("sent"));
        assert_ne!(with("sent"), with("read"));
    }

    #[test]
    fn a_broken_neighbour_spoils_nothing() {
        let items = split(&body(
            r#"{"messages":[{"id":"a","type":"text","text":{"body":"\ud83d"}},7,{"id":"b","from":"31612340001","type":"text","text":{"body":"x"}}],"statuses":[[]]}"#,
        ));
        let kinds: Vec<ItemKind> = items.unwrap_or_default().iter().map(|item| item.kind).collect();
        assert_eq!(kinds, [ItemKind::Message, ItemKind::Message, ItemKind::Message, ItemKind::Status]);
    }

    #[test]
    fn what_is_no_webhook_is_refused() {
        for body in ["", "[]", "{}", "\"x\"", "{\"entry\":7}", &"[".repeat(100_000)] {
            assert!(split(body.as_bytes()).is_err(), "{}", &body[..body.len().min(20)]);
        }
    }

    #[test]
    fn the_handshake_answers_only_our_own_token() {
        let ask = |mode: &str, token: &str| Handshake {
            mode: mode.into(),
            challenge: "1158201444".into(),
            verify_token: token.into(),
        };
        assert_eq!(ask("subscribe", "geheim").answer("geheim").as_deref(), Some("1158201444"));
        assert_eq!(ask("subscribe", "anders").answer("geheim"), None);
        assert_eq!(ask("unsubscribe", "geheim").answer("geheim"), None);
        assert_eq!(ask("subscribe", "").answer(""), None);
    }
}
