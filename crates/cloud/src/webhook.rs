//! Takes a webhook body apart into items that each stand by themselves.
//!
//! Owns the envelope (entry, changes, metadata), the handshake and the key under which a repetition is
//! known. Does not say what an item means: that is [`super::incoming`]. Invariants: one item for each
//! message, status and other change; null is absent, and an item or a member that cannot be read never spoils its
//! neighbours; a contact goes with the messages whose sender it names, and with no others.
//! Source: Meta, "Webhooks overview" (April 2026), "messages webhook reference" (December 2025).

use serde::Deserialize;
use serde::de::Error as _;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use kern::domain::afzender::NumberId;

use super::incoming::Sender;
use super::json::{self, Members, list, list_of, members, text_of};

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
    pub phone_number_id: NumberId,
    /// Items with the same chat are handled in order: the group, else the sender. Empty for the rest.
    pub chat: String,
    /// The same for every repetition of the item.
    pub key: ItemKey,
    /// The item as JSON, for [`super::incoming::parse`].
    pub payload: Vec<u8>,
}

/// The body is no webhook: no JSON object with entries, or with a part of one.
#[derive(Debug, thiserror::Error)]
#[error("not a webhook: {0}")]
pub struct NotAWebhook(#[from] serde_json::Error);

/// The head of a message: who said what where, as far as it tells.
struct Head<'a> {
    message: &'a RawValue,
    id: Option<String>,
    from: Sender,
    group_id: Option<String>,
}

impl<'a> Head<'a> {
    fn of(message: &'a RawValue) -> Self {
        let members = members(message).unwrap_or_default();
        Self {
            message,
            id: text_of(&members, "id"),
            from: Sender::named_by(["from", "from_user_id"].map(|name| text_of(&members, name))),
            group_id: text_of(&members, "group_id"),
        }
    }
}

/// Takes a body apart.
///
/// # Errors
/// The body is no JSON object with a list `entry`, nor one of the parts of such a list.
pub fn split(body: &[u8]) -> Result<Vec<Item>, NotAWebhook> {
    // Bytes that are no text are somebody's, and no reason to lose the rest; a byte order mark means nothing.
    let text = String::from_utf8_lossy(body);
    let raw: &RawValue = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let mut items = Vec::new();
    for entry in entries(raw).ok_or_else(|| serde_json::Error::custom("no entry"))? {
        split_entry(entry, &mut items);
    }
    Ok(items)
}

/// The entries of a body. A part that comes without what belongs around it, as from the test button of Meta's
/// dashboard, is an entry too.
fn entries(raw: &RawValue) -> Option<Vec<&RawValue>> {
    let Some(body) = members(raw) else {
        let bodies: Vec<&RawValue> = list(raw).into_iter().filter(|body| members(body).is_some()).collect();
        return (!bodies.is_empty()).then(|| bodies.into_iter().filter_map(entries_of).flatten().collect());
    };
    entries_within(raw, &body)
}

fn entries_of(raw: &RawValue) -> Option<Vec<&RawValue>> {
    entries_within(raw, &members(raw)?)
}

fn entries_within<'a>(raw: &'a RawValue, body: &Members<'a>) -> Option<Vec<&'a RawValue>> {
    if body.contains_key("entry") {
        let entries = list_of(body, "entry");
        return (entries.is_empty() || entries.iter().any(|entry| members(entry).is_some())).then_some(entries);
    }
    ["changes", "value"].iter().any(|name| body.contains_key(*name)).then(|| vec![raw])
}

fn split_entry(raw_entry: &RawValue, items: &mut Vec<Item>) {
    let Some(entry) = members(raw_entry) else {
        items.push(change_item("", &["onleesbaar", raw_entry.get()], "onleesbaar", raw_entry));
        return;
    };
    let occasion = ["id", "time"].map(|name| entry.get(name).map_or("", |part| part.get())).join(" ");
    if entry.contains_key("changes") {
        list_of(&entry, "changes").into_iter().for_each(|change| split_change(&occasion, change, items));
    } else if ["value", "messages", "statuses"].iter().any(|name| entry.contains_key(*name)) {
        split_change(&occasion, raw_entry, items);
    }
}

/// What stands in a change of messages, beside the contacts.
const OF_MESSAGES: [&str; 3] = ["messages", "statuses", "errors"];

fn split_change(occasion: &str, raw_change: &RawValue, items: &mut Vec<Item>) {
    let change = members(raw_change).unwrap_or_default();
    let field = change.get("field").and_then(|field| json::value(field).as_str().map(str::to_owned));
    let values = match change.get("value") {
        Some(value) => list(value),
        None if OF_MESSAGES.iter().any(|name| change.contains_key(*name)) => vec![raw_change],
        None => Vec::new(),
    };
    if values.is_empty() {
        items.push(change_item("", &["onleesbaar", occasion, raw_change.get()], "onleesbaar", raw_change));
    }
    for value in values {
        split_value(occasion, field.as_deref(), value, items);
    }
}

fn split_value(occasion: &str, field: Option<&str>, raw_value: &RawValue, items: &mut Vec<Item>) {
    let value = members(raw_value).unwrap_or_default();
    let metadata = list_of(&value, "metadata").into_iter().find_map(members).unwrap_or_default();
    let number = text_of(&metadata, "phone_number_id").unwrap_or_default();
    let before = items.len();
    // A change that does not say what it is of tells it by what it holds.
    if field.is_none_or(|field| field.trim().is_empty() || field.trim().eq_ignore_ascii_case("messages")) {
        let contacts: Vec<(Sender, &RawValue)> =
            list_of(&value, "contacts").into_iter().map(|contact| (named_in(contact), contact)).collect();
        let heads: Vec<Head<'_>> = list_of(&value, "messages").into_iter().map(Head::of).collect();
        let alone = heads.len() == 1;
        items.extend(heads.into_iter().map(|head| {
            let contact = contact_of(&head.from, &contacts, alone);
            message_item(&number, head, contact)
        }));
        items.extend(list_of(&value, "statuses").into_iter().map(|status| status_item(&number, status)));
        items.extend(
            value
                .get("errors")
                .map(|errors| change_item(&number, &["errors", occasion, errors.get()], "errors", errors)),
        );
    }
    if items.len() == before {
        let field = field.unwrap_or_default();
        items.push(change_item(&number, &[field, occasion, raw_value.get()], field, raw_value));
    }
}

/// Whom a contact names.
fn named_in(contact: &RawValue) -> Sender {
    let members = members(contact).unwrap_or_default();
    Sender::named_by(["wa_id", "user_id"].map(|name| text_of(&members, name)))
}

/// The contact of a message: the one that names its sender. One that stands beside a single message which names nobody
/// tells who sent that; beside several it is not known whose it is.
fn contact_of<'a>(from: &Sender, contacts: &[(Sender, &'a RawValue)], alone: bool) -> Option<&'a RawValue> {
    match contacts {
        [(_, only)] if alone && from.is_nobody() => Some(only),
        contacts => contacts.iter().find(|(named, _)| named.is_same(from)).map(|(_, contact)| *contact),
    }
}

fn message_item(number: &str, head: Head<'_>, contact: Option<&RawValue>) -> Item {
    let Head { message, id, from, group_id } = head;
    let named = contact.filter(|_| from.is_nobody()).map(named_in);
    let payload = payload(&[
        ("number", serde_json::to_string(number).unwrap_or_default().as_str()),
        ("contact", contact.map_or("null", RawValue::get)),
        ("message", message.get()),
    ]);
    Item {
        kind: ItemKind::Message,
        phone_number_id: number.into(),
        chat: group_id.unwrap_or_else(|| named.unwrap_or(from).into_id()),
        key: message_key(number, id.as_deref().unwrap_or_else(|| message.get())),
        payload,
    }
}

/// The members that name the recipient of a status, whom it is about first. The documentation spells it both ways.
const RECIPIENTS: [&str; 6] = [
    "recipient_participant_id",
    "participant_recipient_id",
    "recipient_participant_user_id",
    "participant_recipient_user_id",
    "recipient_id",
    "recipient_user_id",
];

fn status_item(number: &str, status: &RawValue) -> Item {
    let head = members(status).unwrap_or_default();
    let recipient = RECIPIENTS.iter().find_map(|name| text_of(&head, name)).unwrap_or_default();
    let key = match (text_of(&head, "id"), text_of(&head, "status")) {
        (Some(id), Some(state)) => key(&["status", &id, &state, &recipient]),
        _ => key(&["status", status.get()]),
    };
    let payload =
        payload(&[("number", serde_json::to_string(number).unwrap_or_default().as_str()), ("status", status.get())]);
    Item { kind: ItemKind::Status, phone_number_id: number.into(), chat: String::new(), key, payload }
}

fn change_item(number: &str, key_parts: &[&str], field: &str, value: &RawValue) -> Item {
    let payload =
        payload(&[("field", serde_json::to_string(field).unwrap_or_default().as_str()), ("value", value.get())]);
    Item { kind: ItemKind::Change, phone_number_id: number.into(), chat: String::new(), key: key(key_parts), payload }
}

fn payload(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<String> = parts.iter().map(|(name, json)| format!("\"{name}\":{json}")).collect();
    format!("{{{}}}", parts.join(",")).into_bytes()
}

/// The key of a message that came in on a business number.
#[must_use]
pub fn message_key(number: &str, id: &str) -> ItemKey {
    key(&["message", number, id])
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
