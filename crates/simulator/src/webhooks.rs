//! Webhook bodies as Meta makes them.
//!
//! Invariant: everything beyond ASCII is escaped as `\uXXXX`, and `/` as `\/`; the escaped bytes are what
//! is signed (seen in captured traffic).

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::faults::Plan;
use crate::phone::{Accepted, Phone};
use crate::refusal::Refusal;

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "x-hub-signature-256";

/// The signature of a body: HMAC-SHA-256 over its bytes with the app secret, in hexadecimals.
#[must_use]
pub fn signature(app_secret: &SecretString, body: &[u8]) -> String {
    // A key of any length is one.
    let code = Hmac::<Sha256>::new_from_slice(app_secret.expose_secret().as_bytes()).map(|mac| mac.chain_update(body));
    let code = code.map(|mac| hex::encode(mac.finalize().into_bytes())).unwrap_or_default();
    format!("sha256={code}")
}

/// A webhook body, with what the simulator remembers about it.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The bytes.
    pub json: String,
    /// How often it was posted before.
    pub attempts: u32,
    /// When it first failed, in milliseconds since the epoch.
    pub since_ms: Option<i64>,
    /// The phones that it is about.
    pub phones: Vec<String>,
    /// The messages of people in it: phone and message id.
    pub messages: Vec<(String, String)>,
}

/// One change, as it stands in a webhook: mostly a message or a status, or several statuses that come together.
#[derive(Debug, Clone)]
pub struct Event {
    number: String,
    display: String,
    field: &'static str,
    contacts: Vec<Value>,
    /// What it is in a change of messages or groups; nothing in one about the account.
    kind: &'static str,
    values: Vec<Value>,
    /// For one about the account: when it happened, in milliseconds since the epoch.
    account_ms: Option<i64>,
    /// The phone that it is about.
    wa_id: String,
    /// The id, if it is a message of a person.
    message: Option<String>,
    /// Statuses of one mark may come together.
    together: Option<String>,
}

impl Event {
    fn new(number: &str, display: &str, kind: &'static str, value: Value) -> Self {
        Self {
            number: number.to_owned(),
            display: display.to_owned(),
            field: "messages",
            contacts: Vec::new(),
            kind,
            values: vec![value],
            wa_id: String::new(),
            message: None,
            account_ms: None,
            together: None,
        }
    }

    pub(super) fn message(
        phone: &Phone,
        (number, display): (&str, &str),
        (wamid, group): (&str, Option<&str>),
        content: Value,
        now_ms: i64,
    ) -> Self {
        let mut value =
            json!({ "id": wamid, "from_user_id": phone.user_id, "timestamp": (now_ms / 1_000).to_string() });
        let shows = phone.shows_number_to(number, now_ms);
        if shows {
            value["from"] = json!(phone.wa_id);
        }
        if let Some(group) = group {
            value["group_id"] = json!(group);
        }
        if let (Some(value), Value::Object(content)) = (value.as_object_mut(), content) {
            value.extend(content);
        }
        Self {
            contacts: vec![contact(phone, shows, true)],
            wa_id: phone.wa_id.clone(),
            message: Some(wamid.to_owned()),
            ..Self::new(number, display, "messages", value)
        }
    }

    /// What WhatsApp itself says about a person: without contacts.
    pub(super) fn system(
        phone: &Phone,
        (number, display): (&str, &str),
        (wamid, shows): (&str, bool),
        system: &Value,
        now_ms: i64,
    ) -> Self {
        let mut value = json!({ "id": wamid, "from_user_id": phone.user_id, "type": "system", "system": system,
                                "timestamp": (now_ms / 1_000).to_string() });
        if shows {
            value["from"] = json!(phone.wa_id);
        }
        Self { wa_id: phone.wa_id.clone(), ..Self::new(number, display, "messages", value) }
    }

    pub(super) fn status(
        accepted: &Accepted,
        display: &str,
        phone: Option<&Phone>,
        (status, error): (&str, Option<&Refusal>),
        now_ms: i64,
    ) -> Self {
        let mut value = json!({ "id": accepted.wamid, "status": status, "timestamp": (now_ms / 1_000).to_string() });
        let shows = phone.is_some_and(|phone| phone.shows_number_to(&accepted.number, now_ms));
        let failed = status == "failed";
        match (&accepted.group, phone) {
            (Some(group), phone) => {
                value["recipient_id"] = json!(group);
                value["recipient_type"] = json!("group");
                if let Some(phone) = phone {
                    value["recipient_participant_user_id"] = json!(phone.user_id);
                }
                if let Some(phone) = phone.filter(|_| shows) {
                    value["recipient_participant_id"] = json!(phone.wa_id);
                }
            }
            (None, Some(phone)) => {
                if shows || !accepted.by_user {
                    value["recipient_id"] = json!(accepted.to);
                }
                if accepted.by_user || !failed {
                    value["recipient_user_id"] = json!(phone.user_id);
                }
            }
            (None, None) => {
                let name = if accepted.by_user { "recipient_user_id" } else { "recipient_id" };
                value[name] = json!(accepted.to);
            }
        }
        if let Some(data) = &accepted.callback_data {
            value["biz_opaque_callback_data"] = json!(data);
        }
        match error {
            Some(error) => value["errors"] = json!([error.in_status()]),
            None => {
                // Meta's names of the prices in groups.
                let category = match (accepted.group.is_some(), accepted.category) {
                    (false, category) => category,
                    (true, "service") => "group_service",
                    (true, "marketing") => "group_marketing",
                    (true, _) => "group_utility",
                };
                value["pricing"] =
                    json!({ "billable": true, "pricing_model": "PMP", "type": "regular", "category": category });
            }
        }
        // The number stands in it too where the message was sent to the number.
        let by_number = !accepted.by_user && accepted.group.is_none();
        let named =
            |phone: &Phone| contact(phone, shows || by_number, matches!(status, "delivered" | "read" | "played"));
        Self {
            contacts: phone.filter(|_| !failed).map(named).into_iter().collect(),
            wa_id: phone.map_or(accepted.to.clone(), |phone| phone.wa_id.clone()),
            together: accepted.group.as_ref().map(|_| format!("{status} {}", accepted.wamid)),
            ..Self::new(&accepted.number, display, "statuses", value)
        }
    }

    /// Something about a group.
    pub(super) fn group(number: &str, display: &str, field: &'static str, value: Value) -> Self {
        Self { field, ..Self::new(number, display, "groups", value) }
    }

    /// A change about the account: any field, any value.
    pub(super) fn account(field: &'static str, value: Value, now_ms: i64) -> Self {
        Self { field, account_ms: Some(now_ms), ..Self::new("", "", "", value) }
    }

    /// What an app subscribes to to hear of it.
    pub(super) const fn field(&self) -> &'static str {
        self.field
    }

    fn change(&self) -> Value {
        if self.account_ms.is_some() {
            return json!({ "field": self.field, "value": self.values.first() });
        }
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": self.display, "phone_number_id": self.number },
        });
        if !self.contacts.is_empty() {
            value["contacts"] = json!(self.contacts);
        }
        value[self.kind] = json!(self.values);
        json!({ "field": self.field, "value": value })
    }
}

fn contact(phone: &Phone, shows_number: bool, with_username: bool) -> Value {
    let mut contact = json!({ "profile": { "name": phone.name }, "user_id": phone.user_id });
    if shows_number {
        contact["wa_id"] = json!(phone.wa_id);
    }
    if let Some(username) = phone.username.as_ref().filter(|_| with_username) {
        contact["profile"]["username"] = json!(format!("@{username}"));
    }
    contact
}

/// Puts statuses together that may come in one webhook: one kind, one message, many participants.
pub(super) fn together(events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let same = merged.iter_mut().find(|other| event.together.is_some() && other.together == event.together);
        match same {
            Some(other) => {
                other.contacts.extend(event.contacts);
                other.values.extend(event.values);
            }
            None => merged.push(event),
        }
    }
    merged
}

/// The bodies that carry these events of an account, arranged as the plan says.
pub(super) fn bodies(events: Vec<Event>, plan: &mut Plan, waba: &str) -> Vec<Body> {
    let body = |events: Vec<Event>| {
        let json = json!({ "object": "whatsapp_business_account", "entry": entries(&events, waba) });
        let mut phones: Vec<String> =
            events.iter().map(|event| event.wa_id.clone()).filter(|wa_id| !wa_id.is_empty()).collect();
        phones.dedup();
        let messages =
            events.into_iter().filter_map(|event| event.message.map(|message| (event.wa_id, message))).collect();
        Body { json: escaped(&json.to_string()), phones, messages, ..Body::default() }
    };
    plan.arrange(events).into_iter().map(body).collect()
}

/// An entry for each run of changes of one sort: only those about the account say when it was.
fn entries(events: &[Event], waba: &str) -> Vec<Value> {
    let same = |one: &Event, other: &Event| one.account_ms == other.account_ms;
    let entry = |events: &[Event]| {
        let changes: Vec<Value> = events.iter().map(Event::change).collect();
        let mut entry = json!({ "id": waba, "changes": changes });
        if let Some(at_ms) = events.first().and_then(|event| event.account_ms) {
            entry["time"] = json!(at_ms / 1_000);
        }
        entry
    };
    events.chunk_by(same).map(entry).collect()
}

/// Escapes a JSON text as Meta does.
pub(super) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '/' => escaped.push_str("\\/"),
            ascii if ascii.is_ascii() => escaped.push(ascii),
            other => {
                let mut units = [0; 2];
                for unit in other.encode_utf16(&mut units) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_escaped_as_meta_does() {
        assert_eq!(escaped("{\"a\":\"é/👍\"}"), "{\"a\":\"\\u00e9\\/\\ud83d\\udc4d\"}");
    }
}
