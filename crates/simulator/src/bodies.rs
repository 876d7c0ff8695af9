//! The checks on what a message holds, kind by kind, where that is more than a text: files, places, contacts,
//! links, reactions.
//!
//! Source: Meta, "Messages" (2025 and 2026), the page of each kind. What a message refers to is `references`'.

use serde_json::Value;

use crate::media::kind::Kind;
use crate::phone::{Extra, Shown};
use crate::refusal::Refusal;
use crate::words::{length, text};

/// The longest text under a file.
const CAPTION_MAX: usize = 1_024;

/// A file by id or by link. A link is not fetched: whether it works, Meta finds out later.
pub(super) fn file(kind: Kind, body: &Value) -> Result<Shown, Refusal> {
    let name = kind.name();
    let (id, link) = (text(body, "/id"), text(body, "/link"));
    if id.is_empty() && link.is_empty() {
        return Err(Refusal::parameter(format!("{name} must have an id or a link")));
    }
    if id.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
        return Err(Refusal::value(format!("Param {name}['link'] is not a valid URL.")));
    }
    for (key, kinds) in [
        ("caption", &[Kind::Image, Kind::Video, Kind::Document][..]),
        ("filename", &[Kind::Document][..]),
        ("voice", &[Kind::Audio][..]),
    ] {
        if body.get(key).is_some() && !kinds.contains(&kind) {
            return Err(Refusal::parameter(format!("Unexpected key \"{key}\" on param \"{name}\".")));
        }
    }
    let caption = text(body, "/caption");
    if caption.chars().count() > CAPTION_MAX {
        return Err(Refusal::parameter(format!(
            "Param {name}['caption'] must be at most {CAPTION_MAX} characters long."
        )));
    }
    let source = if id.is_empty() { link } else { id }.to_owned();
    let extra = match kind {
        Kind::Image => Extra::Picture(source),
        _ => {
            let voice = body["voice"].as_bool().unwrap_or(false);
            Extra::File { kind, source, name: text(body, "/filename").to_owned(), voice }
        }
    };
    Ok(Shown { extra, ..Shown::text(caption) })
}

/// Degrees, as a number or as a text with a number in it.
fn degrees(value: &Value, max: f64) -> Option<f64> {
    let degrees = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    (degrees.abs() <= max).then_some(degrees)
}

pub(super) fn location(location: &Value) -> Result<Shown, Refusal> {
    for (name, max) in [("latitude", 90.0), ("longitude", 180.0)] {
        if location.get(name).is_none() {
            return Err(Refusal::parameter(format!("The parameter location['{name}'] is required.")));
        }
        if degrees(&location[name], max).is_none() {
            return Err(Refusal::value(format!("Param location['{name}'] is not valid.")));
        }
    }
    Ok(Shown { extra: Extra::Location { name: text(location, "/name").to_owned() }, ..Shown::default() })
}

/// Cards. The phone shows the first.
pub(super) fn contacts(contacts: &Value) -> Result<Shown, Refusal> {
    let cards = contacts.as_array().filter(|cards| !cards.is_empty());
    let cards = cards.ok_or_else(|| Refusal::parameter("The parameter contacts is required."))?;
    for (place, card) in cards.iter().enumerate() {
        length(&format!("contacts[{place}]['name']['formatted_name']"), text(card, "/name/formatted_name"), 1_024)?;
        // The formatted name and one part of it: both are required.
        let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
        if !parts.iter().any(|part| !text(&card["name"], &format!("/{part}")).is_empty()) {
            return Err(Refusal::parameter(format!("contacts[{place}]['name'] needs at least one part of the name")));
        }
    }
    let name = text(contacts, "/0/name/formatted_name").to_owned();
    let phone = text(contacts, "/0/phones/0/phone").to_owned();
    Ok(Shown { extra: Extra::Contact { name, phone }, ..Shown::default() })
}

/// An emoji on a message, or none. Which message is `references`'.
pub(super) fn reaction(reaction: &Value) -> Result<Shown, Refusal> {
    let wamid = text(reaction, "/message_id");
    if wamid.is_empty() {
        return Err(Refusal::parameter("The parameter reaction['message_id'] is required."));
    }
    let Some(emoji) = reaction["emoji"].as_str() else {
        return Err(Refusal::parameter("The parameter reaction['emoji'] is required."));
    };
    if emoji.is_ascii() && !emoji.is_empty() {
        return Err(Refusal::value("Param reaction['emoji'] is not an emoji"));
    }
    Ok(Shown { extra: Extra::Reaction { wamid: wamid.to_owned(), emoji: emoji.to_owned() }, ..Shown::default() })
}

/// One button with an address.
pub(super) fn link(interactive: &Value) -> Result<Shown, Refusal> {
    let body = text(interactive, "/body/text");
    length("interactive['body']['text']", body, 1_024)?;
    let title = text(interactive, "/action/parameters/display_text");
    length("interactive['action']['parameters']['display_text']", title, 20)?;
    let url = text(interactive, "/action/parameters/url");
    if text(interactive, "/action/name") != "cta_url" || !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(Refusal::value("action must be a cta_url with a valid url"));
    }
    Ok(Shown { extra: Extra::Link { title: title.to_owned(), url: url.to_owned() }, ..Shown::text(body) })
}

/// The bot asks for the person's number.
pub(super) fn contact_request(interactive: &Value) -> Result<Shown, Refusal> {
    let body = text(interactive, "/body/text");
    length("interactive['body']['text']", body, 1_024)?;
    if text(interactive, "/action/name") != "request_contact_info" {
        return Err(Refusal::value("action name must be request_contact_info"));
    }
    Ok(Shown { extra: Extra::AsksContact, ..Shown::text(body) })
}
