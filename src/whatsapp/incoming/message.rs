//! Messages from people, by type.
//!
//! Invariant: a sender may be known by phone number, by business-scoped user id, or by both; nothing here
//! assumes a number.

use serde_json::Value;

use super::{number, text};
use crate::whatsapp::ids::{Bsuid, WaId, Wamid};

/// Something a person said or did in a chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id; empty if Meta sent none.
    pub id: Wamid,
    /// The business number it came in on.
    pub phone_number_id: String,
    /// Who sent it.
    pub from: Sender,
    /// The group it was said in, if any.
    pub group_id: Option<String>,
    /// When it was sent, in milliseconds since the epoch (Meta gives whole seconds).
    pub timestamp_ms: Option<i64>,
    /// What it refers to.
    pub context: Context,
    /// What it says.
    pub content: Content,
}

/// Who sent a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// The phone number, unless the person hides it behind a username.
    pub wa_id: Option<WaId>,
    /// The business-scoped user id.
    pub user_id: Option<Bsuid>,
    /// The name they chose; proves nothing.
    pub profile_name: Option<String>,
}

/// What a message refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The message replied to, or the one whose button was tapped. May be missing on a template's button.
    pub reply_to: Option<Wamid>,
    /// It was forwarded from another chat.
    pub forwarded: bool,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Fetched with this id, for seven days.
    pub id: String,
    /// Its MIME type.
    pub mime_type: Option<String>,
    /// Base64 of its SHA-256.
    pub sha256: Option<String>,
    /// The text under it.
    pub caption: Option<String>,
}

/// A point on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The name of the place.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A contact that somebody shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedContact {
    /// The name on the card.
    pub name: Option<String>,
    /// Its numbers, as written, or the `wa_id` behind a plus.
    pub phones: Vec<WaId>,
    /// The person's own, shared with the button that asks for it.
    pub own: bool,
}

/// Something WhatsApp itself says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum System {
    /// The person has another number now.
    ChangedNumber(Option<WaId>),
    /// The person has another business-scoped user id now.
    ChangedUserId(Option<Bsuid>),
    /// The person's security keys changed: a new phone, or another person.
    IdentityChanged,
    /// Anything else, by its name.
    Other(String),
}

/// What a message says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Typed text.
    Text(String),
    /// A picture.
    Image(Media),
    /// A sound; `true` if it is a voice note.
    Audio(Media, bool),
    /// A film.
    Video(Media),
    /// A file.
    Document(Media),
    /// A sticker.
    Sticker(Media),
    /// A place.
    Location(Place),
    /// Contact cards.
    Contacts(Vec<SharedContact>),
    /// A tap on a reply button, a row of a list or a template's button: the id we gave it.
    Tap(String),
    /// A filled-in form, as the JSON text in it.
    Form(String),
    /// Whether the person allows calls.
    CallPermission(bool),
    /// An emoji put on a message; `None` when it is taken off.
    Reaction {
        /// The message it was put on.
        message_id: Wamid,
        /// The emoji.
        emoji: Option<String>,
    },
    /// An order from a catalogue.
    Order,
    /// Something WhatsApp says about the person.
    System(System),
    /// An earlier message was changed; holds the new text where there is one.
    Edit {
        /// The message that was changed.
        original: Option<Wamid>,
        /// Its new text.
        text: Option<String>,
    },
    /// An earlier message was deleted.
    Revoke(Option<Wamid>),
    /// Something that WhatsApp does not pass on to businesses, by its name (poll, edit, …).
    Unsupported(String),
    /// A type that we do not know, by its name.
    Unknown(String),
}

impl Content {
    /// The name of the type, for logs, counts and `explain-webhook`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Audio(_, true) => "voice",
            Self::Audio(_, false) => "audio",
            Self::Video(_) => "video",
            Self::Document(_) => "document",
            Self::Sticker(_) => "sticker",
            Self::Location(_) => "location",
            Self::Contacts(_) => "contacts",
            Self::Tap(_) => "tap",
            Self::Form(_) => "form",
            Self::CallPermission(_) => "call_permission",
            Self::Reaction { emoji: Some(_), .. } => "reaction",
            Self::Reaction { emoji: None, .. } => "reaction removed",
            Self::Order => "order",
            Self::System(_) => "system",
            Self::Edit { .. } => "edit",
            Self::Revoke(_) => "revoke",
            Self::Unsupported(_) => "unsupported",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Reads one element of `value.messages`, with its sender's element of `value.contacts`.
pub(super) fn parse(phone_number_id: String, contact: &Value, message: &Value) -> Message {
    Message {
        id: Wamid(text(message, &["id"]).unwrap_or_default()),
        phone_number_id,
        from: Sender {
            wa_id: text(message, &["from"]).or_else(|| text(contact, &["wa_id"])).filter(|id| !id.is_empty()).map(WaId),
            user_id: text(message, &["from_user_id"])
                .or_else(|| text(contact, &["user_id"]))
                .filter(|id| !id.is_empty())
                .map(Bsuid),
            profile_name: text(contact, &["profile", "name"]),
        },
        group_id: text(message, &["group_id"]),
        timestamp_ms: number(message, &["timestamp"]).and_then(|seconds| seconds.checked_mul(1_000)),
        context: Context {
            reply_to: text(message, &["context", "id"]).filter(|id| !id.is_empty()).map(Wamid),
            forwarded: ["forwarded", "frequently_forwarded"].iter().any(|name| {
                message.get("context").and_then(|context| context.get(name)).and_then(Value::as_bool).unwrap_or(false)
            }),
        },
        content: content(message),
    }
}

const BODIES: [&str; 11] = [
    "text",
    "image",
    "audio",
    "video",
    "document",
    "sticker",
    "location",
    "contacts",
    "interactive",
    "button",
    "reaction",
];

fn content(message: &Value) -> Content {
    // Some senders leave the type out; the body tells it too.
    let kind = text(message, &["type"])
        .or_else(|| BODIES.iter().find(|name| message.get(name).is_some()).map(|name| (*name).into()));
    let kind = kind.unwrap_or_default();
    let body = message.get(&kind).unwrap_or(&Value::Null);
    let known = match kind.as_str() {
        "text" => text(body, &["body"]).map(Content::Text),
        "image" => media(body).map(Content::Image),
        // On-premises API samples still carry `voice` as a type of its own.
        "audio" | "voice" => {
            media(body).map(|media| Content::Audio(media, kind == "voice" || body["voice"].as_bool().unwrap_or(false)))
        }
        "video" => media(body).map(Content::Video),
        "document" => media(body).map(Content::Document),
        "sticker" => media(body).map(Content::Sticker),
        "location" => place(body).map(Content::Location),
        "contacts" => body.as_array().map(|cards| Content::Contacts(cards.iter().map(shared_contact).collect())),
        "interactive" => interactive(body),
        "button" => text(body, &["payload"]).or_else(|| text(body, &["text"])).map(Content::Tap),
        "reaction" => text(body, &["message_id"]).map(|message_id| Content::Reaction {
            message_id: Wamid(message_id),
            emoji: text(body, &["emoji"]).filter(|emoji| !emoji.is_empty()),
        }),
        "order" => body.is_object().then_some(Content::Order),
        "system" => Some(Content::System(system(message, body))),
        "edit" => Some(Content::Edit {
            original: text(body, &["original_message_id"]).map(Wamid),
            text: text(body, &["message", "text", "body"]),
        }),
        "revoke" => Some(Content::Revoke(text(body, &["original_message_id"]).map(Wamid))),
        "unsupported" => Some(Content::Unsupported(text(body, &["type"]).unwrap_or_else(|| "unsupported".into()))),
        _ => None,
    };
    known.unwrap_or_else(|| Content::Unknown(if kind.is_empty() { "onleesbaar".into() } else { kind }))
}

fn media(body: &Value) -> Option<Media> {
    Some(Media {
        id: text(body, &["id"])?,
        mime_type: text(body, &["mime_type"]),
        sha256: text(body, &["sha256"]),
        caption: text(body, &["caption"]),
    })
}

fn place(body: &Value) -> Option<Place> {
    let degrees = |name: &str| body.get(name).and_then(|value| value.as_f64().or_else(|| value.as_str()?.parse().ok()));
    Some(Place {
        latitude: degrees("latitude")?,
        longitude: degrees("longitude")?,
        name: text(body, &["name"]),
        address: text(body, &["address"]),
    })
}

fn shared_contact(card: &Value) -> SharedContact {
    let phones = card["phones"].as_array().map(Vec::as_slice).unwrap_or_default();
    SharedContact {
        name: text(card, &["name", "formatted_name"]),
        phones: phones
            .iter()
            .filter_map(|phone| text(phone, &["wa_id"]).map(with_country).or_else(|| text(phone, &["phone"])))
            .map(WaId)
            .collect(),
        own: text(card, &["origin"]).as_deref() == Some("contact_request"),
    }
}

/// A `wa_id` begins with its country; what is written on a card need not, so that must show.
fn with_country(wa_id: String) -> String {
    if wa_id.starts_with(|first: char| first.is_ascii_digit()) { format!("+{wa_id}") } else { wa_id }
}

fn interactive(body: &Value) -> Option<Content> {
    match text(body, &["type"])?.as_str() {
        "button_reply" => text(body, &["button_reply", "id"]).map(Content::Tap),
        "list_reply" => text(body, &["list_reply", "id"]).map(Content::Tap),
        "nfm_reply" => Some(Content::Form(match &body["nfm_reply"]["response_json"] {
            Value::String(json) => json.clone(),
            other => other.to_string(),
        })),
        "call_permission_reply" => {
            text(body, &["call_permission_reply", "response"]).map(|answer| Content::CallPermission(answer == "accept"))
        }
        _ => None,
    }
}

fn system(message: &Value, body: &Value) -> System {
    match text(body, &["type"]).unwrap_or_default().as_str() {
        "user_changed_number" | "customer_changed_number" => {
            System::ChangedNumber(text(body, &["wa_id"]).or_else(|| text(body, &["new_wa_id"])).map(WaId))
        }
        "user_changed_user_id" => System::ChangedUserId(text(body, &["user_id"]).map(Bsuid)),
        "customer_identity_changed" => System::IdentityChanged,
        _ if message.get("identity").is_some() => System::IdentityChanged,
        other => System::Other(other.to_owned()),
    }
}
