//! What else people send: files, cards, edits, deletions, orders, and what WhatsApp does not pass on.
//!
//! Source: Meta, "messages webhook reference", the page of each kind (2025 and 2026). Invariant: a file that a
//! person shares can be fetched by the id in its webhook, and what a webhook says about it is true.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::journal::Key;
use crate::media::kind::{self, Kind};
use crate::phone::{By, Extra, Shown};
use crate::refusal::Refusal;
use crate::world::World;

/// Bytes of a file that Meta passes on.
const SHARED_BYTES_MAX: usize = 100 * 1024 * 1024;

/// A file as a person shares it. Contents are not checked: phones send what Meta cannot take.
#[derive(Debug, Clone)]
pub struct Shared<'a> {
    /// What it is sent as.
    pub kind: Kind,
    /// Its type.
    pub mime: &'a str,
    /// What is in it.
    pub bytes: Bytes,
    /// The text under it (pictures, films, documents); empty without.
    pub caption: &'a str,
    /// Its name (documents); empty without.
    pub filename: &'a str,
    /// It is a voice note (sounds).
    pub voice: bool,
}

impl<'a> Shared<'a> {
    /// A file without a text or a name.
    #[must_use]
    pub fn new(kind: Kind, mime: &'a str, bytes: Bytes) -> Self {
        Self { kind, mime, bytes, caption: "", filename: "", voice: false }
    }
}

impl World {
    /// The person shares a picture.
    pub fn share_picture(
        &mut self,
        wa_id: &str,
        number: &str,
        (mime, bytes): (&str, Bytes),
        caption: &str,
        now_ms: i64,
    ) {
        self.share(wa_id, number, Shared { caption, ..Shared::new(Kind::Image, mime, bytes) }, now_ms);
    }

    /// The person shares a file. Of one that is too big the business hears only that (code 131052).
    pub fn share(&mut self, wa_id: &str, number: &str, shared: Shared<'_>, now_ms: i64) {
        let Shared { kind, mime, bytes, caption, filename, voice } = shared;
        let name = kind.name();
        if bytes.len() > SHARED_BYTES_MAX {
            let content = json!({ "type": name, "errors": [Refusal::of_code(131_052).in_list()] });
            self.send(wa_id, number, "(te groot bestand)", content, now_ms);
            return;
        }
        let moves = kind::moves(&bytes);
        let (id, mut said) = self.keep_shared(number, mime, bytes, now_ms);
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                said[name] = json!(value);
            }
        };
        match kind {
            Kind::Image | Kind::Video => add("caption", caption),
            Kind::Document => {
                add("caption", caption);
                add("filename", filename);
            }
            Kind::Audio => said["voice"] = json!(voice),
            Kind::Sticker => said["animated"] = json!(moves),
        }
        let source = id.to_string();
        let (extra, line) = match kind {
            Kind::Image => (Extra::Picture(source), format!("(foto) {caption}")),
            _ => (Extra::File { kind, source, name: filename.to_owned(), voice }, format!("({name}) {caption}")),
        };
        let content = json!({ "type": name, name: said });
        self.write_shown(wa_id, number, (Shown { extra, ..Shown::text(caption) }, None, line), content, now_ms);
    }

    /// The person listens to a voice note of the bot. Answers whether it is one. Only the first time is told.
    pub fn play(&mut self, wa_id: &str, wamid: &str, now_ms: i64) -> bool {
        let Some((bubble, place)) = self.bubble(wa_id, wamid) else { return false };
        if bubble.by != By::Business || !matches!(bubble.shown.extra, Extra::File { voice: true, .. }) {
            return false;
        }
        self.open(wa_id, now_ms);
        let Some(phone) = self.phone_mut(wa_id) else { return false };
        let tells = phone.read_receipts && !phone.chat[place].played;
        phone.chat[place].played = true;
        if tells {
            self.status(wa_id, wamid, ("played", None), now_ms);
        }
        true
    }

    /// The person changes the text of their own message. Answers whether there is one.
    pub fn edit(&mut self, wa_id: &str, wamid: &str, text: &str, now_ms: i64) -> bool {
        let Some((bubble, place)) = self.own(wa_id, wamid) else { return false };
        let message = json!({ "context": { "id": "M0" }, "type": "text", "text": { "body": text } });
        let content = json!({ "type": "edit", "edit": { "original_message_id": wamid, "message": message } });
        if let Some(phone) = self.phone_mut(wa_id) {
            text.clone_into(&mut phone.chat[place].shown.text);
        }
        self.touch(Key::Bubble(wa_id.to_owned(), place));
        self.write_line(wa_id, By::Person, format!("(gewijzigd) {text}"), now_ms);
        self.post_event(wa_id, &bubble.number, bubble.group.as_deref(), content, now_ms).is_some()
    }

    /// The person deletes their own message for everybody. Answers whether there is one.
    pub fn revoke(&mut self, wa_id: &str, wamid: &str, now_ms: i64) -> bool {
        let Some((bubble, place)) = self.own(wa_id, wamid) else { return false };
        let content = json!({ "type": "revoke", "revoke": { "original_message_id": wamid } });
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.chat[place].revoked = true;
            phone.chat[place].shown = Shown::default();
        }
        self.touch(Key::Bubble(wa_id.to_owned(), place));
        self.write_line(wa_id, By::Person, "(verwijderd)".to_owned(), now_ms);
        self.post_event(wa_id, &bubble.number, bubble.group.as_deref(), content, now_ms).is_some()
    }

    fn own(&self, wa_id: &str, wamid: &str) -> Option<(crate::phone::Bubble, usize)> {
        self.bubble(wa_id, wamid).filter(|(bubble, _)| bubble.by == By::Person && !bubble.revoked)
    }

    /// The person sends something that WhatsApp does not pass on, such as a `poll`.
    pub fn send_unsupported(&mut self, wa_id: &str, number: &str, kind: &str, now_ms: i64) {
        self.send(wa_id, number, &format!("({kind})"), unsupported(131_051, kind), now_ms);
    }

    /// The same in a group. Answers its id, if they are in it.
    pub fn send_unsupported_in_group(
        &mut self,
        wa_id: &str,
        group_id: &str,
        kind: &str,
        now_ms: i64,
    ) -> Option<String> {
        self.send_in_group(wa_id, group_id, &format!("({kind})"), unsupported(130_501, kind), now_ms)
    }

    /// The person orders something from a catalogue: products by id, with how many and at which price.
    pub fn send_order(&mut self, wa_id: &str, number: &str, catalog: &str, items: &[(&str, u32, f64)], now_ms: i64) {
        let items: Vec<Value> = items
            .iter()
            .map(|(id, quantity, price)| {
                json!({ "product_retailer_id": id, "quantity": quantity, "item_price": price, "currency": "EUR" })
            })
            .collect();
        let order = json!({ "catalog_id": catalog, "text": "", "product_items": items });
        self.send(wa_id, number, "(bestelling)", json!({ "type": "order", "order": order }), now_ms);
    }
}

fn unsupported(code: i64, kind: &str) -> Value {
    let error = json!({ "code": code, "title": "Message type unknown", "message": "Message type unknown",
                        "error_data": { "details": "Message type is currently not supported." } });
    json!({ "type": "unsupported", "errors": [error], "unsupported": { "type": kind } })
}
