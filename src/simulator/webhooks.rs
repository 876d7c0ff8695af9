//! Webhook bodies as Meta makes them.
//!
//! Invariant: everything beyond ASCII is escaped as `\uXXXX`, and `/` as `\/`; the escaped bytes are what
//! is signed (seen in captured traffic).

use serde_json::{Value, json};

use crate::simulator::faults::Plan;
use crate::simulator::phone::{Accepted, Act, Phone};
use crate::simulator::refusal::Refusal;
use crate::simulator::templates::review::Turn;

/// Something that happens at a moment.
#[derive(Debug, Clone)]
pub enum Due {
    /// A webhook goes out.
    Webhook(Event),
    /// A body is posted.
    Body(Body),
    /// A message moves, or a person does something.
    Act(String, Act),
    /// Something happens to a template, if it is still in this edition.
    Template(String, u64, Turn),
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

/// One change, as it stands in a webhook: mostly a message or a status.
#[derive(Debug, Clone)]
pub struct Event {
    number: String,
    display: String,
    contact: Option<Value>,
    /// What it is in a change of messages; nothing in one about the account.
    kind: &'static str,
    value: Value,
    /// For one about the account: its field, and when it happened, in milliseconds since the epoch.
    account: Option<(&'static str, i64)>,
    /// The phone that it is about.
    wa_id: String,
    /// The id, if it is a message of a person.
    message: Option<String>,
}

impl Event {
    pub(super) fn message(
        phone: &Phone,
        number: &str,
        display: &str,
        wamid: &str,
        content: Value,
        now_ms: i64,
    ) -> Self {
        let mut value =
            json!({ "id": wamid, "from_user_id": phone.user_id, "timestamp": (now_ms / 1_000).to_string() });
        if !phone.hides_number {
            value["from"] = json!(phone.wa_id);
        }
        if let (Some(value), Value::Object(content)) = (value.as_object_mut(), content) {
            value.extend(content);
        }
        Self {
            number: number.to_owned(),
            display: display.to_owned(),
            contact: Some(contact(phone)),
            kind: "messages",
            value,
            account: None,
            wa_id: phone.wa_id.clone(),
            message: Some(wamid.to_owned()),
        }
    }

    pub(super) fn status(
        accepted: &Accepted,
        display: &str,
        phone: Option<&Phone>,
        status: &str,
        error: Option<&Refusal>,
        now_ms: i64,
    ) -> Self {
        let mut value = json!({ "id": accepted.wamid, "status": status, "timestamp": (now_ms / 1_000).to_string() });
        if phone.is_none_or(|phone| !phone.hides_number) {
            value["recipient_id"] = json!(accepted.to);
        }
        if let Some(phone) = phone.filter(|_| status != "failed") {
            value["recipient_user_id"] = json!(phone.user_id);
        }
        if let Some(data) = &accepted.callback_data {
            value["biz_opaque_callback_data"] = json!(data);
        }
        match error {
            Some(error) => value["errors"] = json!([error.in_status()]),
            None => {
                value["pricing"] = json!({ "billable": true, "pricing_model": "PMP", "type": "regular", "category": accepted.category });
            }
        }
        let contact = phone.filter(|_| status != "failed").map(contact);
        Self {
            number: accepted.number.clone(),
            display: display.to_owned(),
            contact,
            kind: "statuses",
            value,
            account: None,
            wa_id: accepted.to.clone(),
            message: None,
        }
    }

    /// A change about the account: any field, any value.
    pub(super) fn account(field: &'static str, value: Value, now_ms: i64) -> Self {
        Self {
            number: String::new(),
            display: String::new(),
            contact: None,
            kind: "",
            value,
            account: Some((field, now_ms)),
            wa_id: String::new(),
            message: None,
        }
    }

    /// What an app subscribes to to hear of it.
    pub(super) fn field(&self) -> &'static str {
        self.account.map_or("messages", |(field, _)| field)
    }

    fn change(&self) -> Value {
        if let Some((field, _)) = self.account {
            return json!({ "field": field, "value": self.value });
        }
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": self.display, "phone_number_id": self.number },
        });
        if let Some(contact) = &self.contact {
            value["contacts"] = json!([contact]);
        }
        value[self.kind] = json!([self.value]);
        json!({ "field": "messages", "value": value })
    }
}

fn contact(phone: &Phone) -> Value {
    let mut contact = json!({ "profile": { "name": phone.name }, "user_id": phone.user_id });
    if !phone.hides_number {
        contact["wa_id"] = json!(phone.wa_id);
    }
    contact
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
    let same =
        |one: &Event, other: &Event| one.account.map(|(_, at_ms)| at_ms) == other.account.map(|(_, at_ms)| at_ms);
    let entry = |events: &[Event]| {
        let changes: Vec<Value> = events.iter().map(Event::change).collect();
        let mut entry = json!({ "id": waba, "changes": changes });
        if let Some((_, at_ms)) = events.first().and_then(|event| event.account) {
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
