//! Messages from people, by type.
//!
//! Invariant: a sender may be known by phone number, by business-scoped user id, or by both; nothing here
//! assumes a number.

use serde_json::Value;

use kern::domain::afzender::NumberId;

use super::path::{at, elements, flag, id, moment_ms, text};
use super::sender::Sender;
use crate::ids::{WaId, Wamid};

/// Something a person said or did in a chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id; empty if Meta sent none.
    pub id: Wamid,
    /// The business number it came in on.
    pub phone_number_id: NumberId,
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
    /// The person has another number now; with it comes another user id, where Meta tells it.
    ChangedNumber(Sender),
    /// The person has another business-scoped user id now, and maybe another number.
    ChangedUserId(Sender),
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
    /// A tap on a button that came without the id we gave it: the words on it.
    TapOn(String),
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
            Self::Tap(_) | Self::TapOn(_) => "tap",
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

/// Reads one element of `value.messages`, with its sender's element of `value.contacts`. A contact that names somebody
/// else than the message does tells nothing of its sender.
pub(super) fn parse(phone_number_id: NumberId, contact: &Value, message: &Value) -> Message {
    let mut from = Sender::named_by([id(message, &["from"]), id(message, &["from_user_id"])]);
    let contact_names = Sender::named_by([id(contact, &["wa_id"]), id(contact, &["user_id"])]);
    if from.is_nobody() || from.is_same(&contact_names) {
        from.wa_id = from.wa_id.or(contact_names.wa_id);
        from.user_id = from.user_id.or(contact_names.user_id);
        from.profile_name = text(contact, &["profile", "name"]);
    }
    Message {
        id: Wamid(id(message, &["id"]).unwrap_or_default()),
        phone_number_id,
        from,
        group_id: id(message, &["group_id"]),
        timestamp_ms: moment_ms(message, &["timestamp"]),
        context: Context {
            reply_to: id(message, &["context", "id"]).map(Wamid),
            forwarded: ["forwarded", "frequently_forwarded"].iter().any(|name| flag(message, &["context", name])),
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
        .filter(|kind| !kind.trim().is_empty())
        .or_else(|| BODIES.iter().find(|name| at(message, &[name]).is_some()).map(|name| (*name).into()));
    let kind = kind.unwrap_or_default();
    let body = at(message, &[&kind]).unwrap_or(&Value::Null);
    let known = match kind.as_str() {
        "text" => text(body, &["body"]).or_else(|| text(body, &[])).map(Content::Text),
        "image" => media(body).map(Content::Image),
        // On-premises API samples still carry `voice` as a type of its own.
        "audio" | "voice" => media(body).map(|media| Content::Audio(media, kind == "voice" || flag(body, &["voice"]))),
        "video" => media(body).map(Content::Video),
        "document" => media(body).map(Content::Document),
        "sticker" => media(body).map(Content::Sticker),
        "location" => place(body).map(Content::Location),
        "contacts" => {
            let cards = elements(message, "contacts");
            (!body.is_null()).then(|| Content::Contacts(cards.into_iter().map(shared_contact).collect()))
        }
        "interactive" => interactive(body),
        "button" => tap(body, "payload", "text"),
        "reaction" => id(body, &["message_id"]).map(|message_id| Content::Reaction {
            message_id: Wamid(message_id),
            emoji: text(body, &["emoji"]).filter(|emoji| !emoji.is_empty()),
        }),
        "order" => body.is_object().then_some(Content::Order),
        "system" => Some(Content::System(system(message, body))),
        "edit" => Some(Content::Edit {
            original: id(body, &["original_message_id"]).map(Wamid),
            text: ["text", "image", "video", "document"].iter().find_map(|kind| {
                text(body, &["message", kind, "body"]).or_else(|| text(body, &["message", kind, "caption"]))
            }),
        }),
        "revoke" => Some(Content::Revoke(id(body, &["original_message_id"]).map(Wamid))),
        "unsupported" => Some(Content::Unsupported(text(body, &["type"]).unwrap_or_else(|| "unsupported".into()))),
        _ => None,
    };
    known.unwrap_or_else(|| Content::Unknown(if kind.is_empty() { "onleesbaar".into() } else { kind }))
}

/// What was tapped: the id that we gave it, else the words on it.
fn tap(body: &Value, carried: &str, title: &str) -> Option<Content> {
    let title = || text(body, &[title]).filter(|title| !title.trim().is_empty()).map(Content::TapOn);
    id(body, &[carried]).map(Content::Tap).or_else(title)
}

fn media(body: &Value) -> Option<Media> {
    Some(Media {
        id: id(body, &["id"])?,
        mime_type: text(body, &["mime_type"]),
        sha256: text(body, &["sha256"]),
        caption: text(body, &["caption"]),
    })
}

fn place(body: &Value) -> Option<Place> {
    let degrees = |name: &str| {
        let value = at(body, &[name])?;
        value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|degrees: &f64| degrees.is_finite())
    };
    Some(Place {
        latitude: degrees("latitude")?,
        longitude: degrees("longitude")?,
        name: text(body, &["name"]),
        address: text(body, &["address"]),
    })
}

fn shared_contact(card: &Value) -> SharedContact {
    let phones = elements(card, "phones").into_iter();
    SharedContact {
        name: text(card, &["name", "formatted_name"]),
        phones: phones
            .filter_map(|phone| id(phone, &["wa_id"]).map(with_country).or_else(|| id(phone, &["phone"])))
            .map(WaId)
            .collect(),
        own: text(card, &["origin"]).as_deref() == Some("contact_request"),
    }
}

const REPLIES: [&str; 4] = ["button_reply", "list_reply", "nfm_reply", "call_permission_reply"];

/// A `wa_id` begins with its country; what is written on a card need not, so that must show.
fn with_country(wa_id: String) -> String {
    if wa_id.starts_with(|first: char| first.is_ascii_digit()) { format!("+{wa_id}") } else { wa_id }
}

fn interactive(body: &Value) -> Option<Content> {
    let kind = text(body, &["type"])
        .or_else(|| REPLIES.iter().find(|name| at(body, &[name]).is_some()).map(|name| (*name).to_owned()))?;
    let reply = at(body, &[&kind]).unwrap_or(&Value::Null);
    match kind.as_str() {
        "button_reply" | "list_reply" => tap(reply, "id", "title"),
        "nfm_reply" => Some(Content::Form(match &reply["response_json"] {
            Value::String(json) => json.clone(),
            other => other.to_string(),
        })),
        "call_permission_reply" => text(reply, &["response"]).map(|answer| Content::CallPermission(answer == "accept")),
        _ => None,
    }
}

fn system(message: &Value, body: &Value) -> System {
    let now = || Sender::named_by([&["wa_id"][..], &["new_wa_id"], &["user_id"]].map(|path| id(body, path)));
    match text(body, &["type"]).unwrap_or_default().as_str() {
        "user_changed_number" | "customer_changed_number" => System::ChangedNumber(now()),
        "user_changed_user_id" => System::ChangedUserId(now()),
        "customer_identity_changed" | "user_identity_changed" => System::IdentityChanged,
        _ if at(message, &["identity"]).is_some() || at(body, &["identity"]).is_some() => System::IdentityChanged,
        other => System::Other(other.to_owned()),
    }
}
