//! Messages that we send, checked against Meta's lengths and counts when they are built.
//!
//! Owns the limits of the wire and the JSON of `POST /{phone_number_id}/messages`. Invariant: an
//! [`Outgoing`] can only be made through its constructors, so Meta never refuses one for its size.
//! Lengths count characters. Source: Meta, "Messages" (December 2025, send-messages April 2026).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ids::{Recipient, Wamid};

/// Characters of a text message.
pub const TEXT_MAX: usize = 4_096;
/// Characters of the body above buttons or a location request.
pub const BODY_MAX: usize = 1_024;
/// Characters of the body above a list.
pub const LIST_BODY_MAX: usize = 4_096;
/// Reply buttons under one message.
pub const BUTTONS_MAX: usize = 3;
/// Characters on a reply button.
pub const BUTTON_TITLE_MAX: usize = 20;
/// Characters of a reply button's id.
pub const BUTTON_ID_MAX: usize = 256;
/// Rows of a list, over all its sections.
pub const LIST_ROWS_MAX: usize = 10;
/// Characters of a row's title.
pub const ROW_TITLE_MAX: usize = 24;
/// Characters of a row's description.
pub const ROW_DESCRIPTION_MAX: usize = 72;
/// Characters of a row's id.
pub const ROW_ID_MAX: usize = 200;
/// Characters of the caption under a picture.
pub const CAPTION_MAX: usize = 1_024;
/// Characters of a template's body with its parameters filled in.
pub const TEMPLATE_BODY_MAX: usize = 1_024;
/// Characters of the payload of a template's button (from practice; Meta gives no figure).
pub const PAYLOAD_MAX: usize = 128;
/// Characters of the address behind a link button (Meta's figure for templates; it gives none for free-form messages).
pub const LINK_MAX: usize = 2_000;
/// Characters of `biz_opaque_callback_data`.
pub const CALLBACK_DATA_MAX: usize = 512;

/// A message that Meta would refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutgoingError {
    /// Something that must hold text holds none.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// Too many characters.
    #[error("{what} has {length} characters, {max} are allowed")]
    TooLong {
        /// The part of the message.
        what: &'static str,
        /// Its length.
        length: usize,
        /// What is allowed.
        max: usize,
    },
    /// Too many, too few, or the same one twice.
    #[error("{0} are too many, none, or not all different")]
    Count(&'static str),
    /// A template parameter with a line break, a tab or a run of spaces.
    #[error("a template parameter must be one line")]
    Parameter,
    /// What a link button opens is no address on the web.
    #[error("a link button needs a web address")]
    Link,
}

/// A reply button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Comes back when it is tapped.
    pub id: String,
    /// What stands on it.
    pub title: String,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Comes back when it is chosen.
    pub id: String,
    /// What it says.
    pub title: String,
    /// A smaller line under it.
    pub description: Option<String>,
}

/// A picture: uploaded before, or fetched by Meta.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// The id of an upload.
    Id(String),
    /// An address that Meta can reach.
    Link(String),
}

/// A message, ready to be stored and sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing(Content);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Content {
    Text {
        body: String,
    },
    Buttons {
        body: String,
        buttons: Vec<Button>,
        #[serde(default)]
        image: Option<Picture>,
    },
    List {
        body: String,
        label: String,
        rows: Vec<Row>,
    },
    Link {
        body: String,
        label: String,
        url: String,
    },
    LocationRequest {
        body: String,
    },
    ContactRequest {
        body: String,
    },
    Template {
        name: String,
        language: String,
        #[serde(default)]
        image: Option<Picture>,
        parameters: Vec<String>,
        payloads: Vec<String>,
        /// What goes at the end of the address of its link button, which stands before the quick replies; empty as long as it
        /// is not known. None where it has no such button.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    Image {
        picture: Picture,
        caption: Option<String>,
    },
    Reaction {
        message_id: Wamid,
        emoji: String,
    },
    Contact {
        name: String,
        phone: String,
    },
}

fn check(what: &'static str, text: &str, max: usize) -> Result<(), OutgoingError> {
    match text.chars().count() {
        _ if text.trim().is_empty() => Err(OutgoingError::Empty(what)),
        length if length > max => Err(OutgoingError::TooLong { what, length, max }),
        _ => Ok(()),
    }
}

fn all_different<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    texts.into_iter().all(|text| seen.insert(text))
}

impl Outgoing {
    /// A text.
    ///
    /// # Errors
    /// It is empty or longer than [`TEXT_MAX`].
    pub fn text(body: impl Into<String>) -> Result<Self, OutgoingError> {
        let body = body.into();
        check("text", &body, TEXT_MAX)?;
        Ok(Self(Content::Text { body }))
    }

    /// A text with one to three reply buttons.
    ///
    /// # Errors
    /// A length or the number of buttons is off, or two buttons have the same title or id.
    pub fn buttons(body: impl Into<String>, buttons: Vec<Button>) -> Result<Self, OutgoingError> {
        let body = body.into();
        check("body", &body, BODY_MAX)?;
        for button in &buttons {
            check("button title", &button.title, BUTTON_TITLE_MAX)?;
            check("button id", &button.id, BUTTON_ID_MAX)?;
        }
        let different = all_different(buttons.iter().map(|button| button.title.as_str()))
            && all_different(buttons.iter().map(|button| button.id.as_str()));
        if buttons.is_empty() || buttons.len() > BUTTONS_MAX || !different {
            return Err(OutgoingError::Count("buttons"));
        }
        Ok(Self(Content::Buttons { body, buttons, image: None }))
    }

    /// A text with a button that opens a list of at most ten rows.
    ///
    /// # Errors
    /// A length or the number of rows is off, or two rows have the same id.
    pub fn list(body: impl Into<String>, label: impl Into<String>, rows: Vec<Row>) -> Result<Self, OutgoingError> {
        let (body, label) = (body.into(), label.into());
        check("body", &body, LIST_BODY_MAX)?;
        check("list label", &label, BUTTON_TITLE_MAX)?;
        for row in &rows {
            check("row title", &row.title, ROW_TITLE_MAX)?;
            check("row id", &row.id, ROW_ID_MAX)?;
            row.description.as_deref().map_or(Ok(()), |text| check("row description", text, ROW_DESCRIPTION_MAX))?;
        }
        if rows.is_empty() || rows.len() > LIST_ROWS_MAX || !all_different(rows.iter().map(|row| row.id.as_str())) {
            return Err(OutgoingError::Count("rows"));
        }
        Ok(Self(Content::List { body, label, rows }))
    }

    /// A text with one button that opens an address. No reply button can stand beside it.
    ///
    /// # Errors
    /// A length is off, or it is no `https` address.
    pub fn link(
        body: impl Into<String>,
        label: impl Into<String>,
        url: impl Into<String>,
    ) -> Result<Self, OutgoingError> {
        let (body, label, url) = (body.into(), label.into(), url.into());
        check("body", &body, BODY_MAX)?;
        check("button title", &label, BUTTON_TITLE_MAX)?;
        check("address", &url, LINK_MAX)?;
        if !url.starts_with("https://") {
            return Err(OutgoingError::Link);
        }
        Ok(Self(Content::Link { body, label, url }))
    }

    /// A text with a button that shares the person's place.
    ///
    /// # Errors
    /// The body is empty or too long.
    pub fn location_request(body: impl Into<String>) -> Result<Self, OutgoingError> {
        let body = body.into();
        check("body", &body, BODY_MAX)?;
        Ok(Self(Content::LocationRequest { body }))
    }

    /// A text with a button that shares the person's own number.
    ///
    /// # Errors
    /// The body is empty or too long.
    pub fn contact_request(body: impl Into<String>) -> Result<Self, OutgoingError> {
        let body = body.into();
        check("body", &body, BODY_MAX)?;
        Ok(Self(Content::ContactRequest { body }))
    }

    /// An approved template with its body parameters and the payloads of its quick-reply buttons, in order.
    ///
    /// # Errors
    /// A parameter is empty, too long or more than one line, or a payload is too long.
    pub fn template(
        name: impl Into<String>,
        language: impl Into<String>,
        parameters: Vec<String>,
        payloads: Vec<String>,
    ) -> Result<Self, OutgoingError> {
        let (name, language) = (name.into(), language.into());
        check("template name", &name, 512)?;
        for parameter in &parameters {
            check("template parameter", parameter, TEMPLATE_BODY_MAX)?;
            if parameter.contains(['\n', '\r', '\t']) || parameter.contains("     ") {
                return Err(OutgoingError::Parameter);
            }
        }
        payloads.iter().try_for_each(|payload| check("button payload", payload, PAYLOAD_MAX))?;
        Ok(Self(Content::Template { name, language, image: None, parameters, payloads, link: None }))
    }

    /// The same with this picture above its text: a template that has one, or a text with buttons.
    #[must_use]
    pub fn with_picture(mut self, picture: Picture) -> Self {
        if let Content::Template { image, .. } | Content::Buttons { image, .. } = &mut self.0 {
            *image = Some(picture);
        }
        self
    }

    /// The template with a link button before its quick replies, whose address ends in what [`Outgoing::with_link_end`] gives it.
    #[must_use]
    pub fn with_link_button(mut self) -> Self {
        if let Content::Template { link, .. } = &mut self.0 {
            *link = Some(String::new());
        }
        self
    }

    /// Whether it is a template with a link button.
    #[must_use]
    pub const fn has_link_button(&self) -> bool {
        matches!(self.0, Content::Template { link: Some(_), .. })
    }

    /// The same with this at the end of the address behind its link button.
    #[must_use]
    pub fn with_link_end(mut self, end: &str) -> Self {
        if let Content::Template { link: Some(link), .. } = &mut self.0 {
            end.clone_into(link);
        }
        self
    }

    /// A picture with a text under it.
    ///
    /// # Errors
    /// The caption is too long.
    pub fn image(picture: Picture, caption: Option<String>) -> Result<Self, OutgoingError> {
        caption.as_deref().map_or(Ok(()), |text| check("caption", text, CAPTION_MAX))?;
        Ok(Self(Content::Image { picture, caption }))
    }

    /// An emoji on a message; an empty one takes it off.
    #[must_use]
    pub const fn reaction(message_id: Wamid, emoji: String) -> Self {
        Self(Content::Reaction { message_id, emoji })
    }

    /// A contact card.
    ///
    /// # Errors
    /// The name or the number is empty.
    pub fn contact(name: impl Into<String>, phone: impl Into<String>) -> Result<Self, OutgoingError> {
        let (name, phone) = (name.into(), phone.into());
        check("contact name", &name, BODY_MAX)?;
        check("contact phone", &phone, BODY_MAX)?;
        Ok(Self(Content::Contact { name, phone }))
    }

    /// Whether it is a template, which may be sent outside the 24-hour window.
    #[must_use]
    pub const fn is_template(&self) -> bool {
        matches!(self.0, Content::Template { .. })
    }

    /// Whether it has a link button.
    #[must_use]
    pub const fn is_link(&self) -> bool {
        matches!(self.0, Content::Link { .. })
    }

    /// This text and then that message as one: a person gets few messages a minute. `None` where they cannot be
    /// one: this one has buttons, that one has no text of its own, or together they are too long.
    #[must_use]
    pub fn and_then(&self, next: &Self) -> Option<Self> {
        let Content::Text { body: first } = &self.0 else { return None };
        let mut both = next.clone();
        let (body, most) = match &mut both.0 {
            Content::Text { body } => (body, TEXT_MAX),
            Content::List { body, .. } => (body, LIST_BODY_MAX),
            Content::Buttons { body, .. } => (body, BODY_MAX),
            _ => return None,
        };
        // Who says the same thing twice at once hears the answer once.
        if body != first {
            *body = format!("{first}\n\n{body}");
        }
        check("text", body, most).ok()?;
        Some(both)
    }

    /// The text that people read of it, where it is made to be read.
    #[must_use]
    pub fn readable_text(&self) -> Option<&str> {
        match &self.0 {
            Content::Text { body }
            | Content::Buttons { body, .. }
            | Content::List { body, .. }
            | Content::Link { body, .. } => Some(body),
            _ => None,
        }
    }

    /// The ids of its buttons or rows, in order.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        match &self.0 {
            Content::Buttons { buttons, .. } => buttons.iter().map(|button| button.id.as_str()).collect(),
            Content::List { rows, .. } => rows.iter().map(|row| row.id.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The id of the button or row with these words on it.
    #[must_use]
    pub fn choice_titled(&self, title: &str) -> Option<&str> {
        let same = |other: &str| other.trim().to_lowercase() == title.trim().to_lowercase();
        match &self.0 {
            Content::Buttons { buttons, .. } => {
                buttons.iter().find(|button| same(&button.title)).map(|button| button.id.as_str())
            }
            Content::List { rows, .. } => rows.iter().find(|row| same(&row.title)).map(|row| row.id.as_str()),
            _ => None,
        }
    }

    /// The name and language of the template that it is.
    #[must_use]
    pub fn template_name(&self) -> Option<(&str, &str)> {
        match &self.0 {
            Content::Template { name, language, .. } => Some((name, language)),
            _ => None,
        }
    }

    /// The body of the request that sends it.
    ///
    /// `reply_to` shows it as an answer to that message; `callback_data` comes back in its statuses.
    #[must_use]
    pub fn request(&self, to: &Recipient, reply_to: Option<&Wamid>, callback_data: &str) -> Value {
        let mut request = json!({ "messaging_product": "whatsapp", "recipient_type": "individual", "biz_opaque_callback_data": callback_data });
        match to {
            Recipient::Phone(number) => request["to"] = json!(format!("+{}", number.as_str())),
            Recipient::User(user) => request["recipient"] = json!(user.as_str()),
            Recipient::Group(group) => {
                request["recipient_type"] = json!("group");
                request["to"] = json!(group);
            }
        }
        if let Some(wamid) = reply_to {
            request["context"] = json!({ "message_id": wamid.as_str() });
        }
        let (kind, content) = self.content();
        request["type"] = json!(kind);
        request[kind] = content;
        request
    }

    fn content(&self) -> (&'static str, Value) {
        match &self.0 {
            Content::Text { body } => ("text", json!({ "preview_url": false, "body": body })),
            Content::Buttons { body, buttons, image } => {
                let buttons: Vec<Value> =
                    buttons.iter().map(|button| json!({ "type": "reply", "reply": button })).collect();
                let mut interactive =
                    json!({ "type": "button", "body": { "text": body }, "action": { "buttons": buttons } });
                if let Some(image) = image {
                    interactive["header"] = json!({ "type": "image", "image": image });
                }
                ("interactive", interactive)
            }
            Content::List { body, label, rows } => {
                let rows: Vec<Value> = rows
                    .iter()
                    .map(|row| match &row.description {
                        Some(description) => json!({ "id": row.id, "title": row.title, "description": description }),
                        None => json!({ "id": row.id, "title": row.title }),
                    })
                    .collect();
                let action = json!({ "button": label, "sections": [{ "rows": rows }] });
                ("interactive", json!({ "type": "list", "body": { "text": body }, "action": action }))
            }
            Content::Link { body, label, url } => {
                let parameters = json!({ "display_text": label, "url": url });
                let action = json!({ "name": "cta_url", "parameters": parameters });
                ("interactive", json!({ "type": "cta_url", "body": { "text": body }, "action": action }))
            }
            Content::LocationRequest { body } => (
                "interactive",
                json!({ "type": "location_request_message", "body": { "text": body }, "action": { "name": "send_location" } }),
            ),
            Content::ContactRequest { body } => (
                "interactive",
                json!({ "type": "request_contact_info", "body": { "text": body }, "action": { "name": "request_contact_info" } }),
            ),
            Content::Template { name, language, image, parameters, payloads, link } => {
                let text = parameters.iter().map(|text| json!({ "type": "text", "text": text }));
                let header = image.iter().map(
                    |image| json!({ "type": "header", "parameters": [{ "type": "image", "image": json!(image) }] }),
                );
                let mut components: Vec<Value> = header.collect();
                components.push(json!({ "type": "body", "parameters": text.collect::<Vec<_>>() }));
                components.extend(link.iter().map(|end| {
                    json!({ "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": end }] })
                }));
                let first = usize::from(link.is_some());
                components.extend((first..).zip(payloads).map(|(index, payload)| {
                    json!({ "type": "button", "sub_type": "quick_reply", "index": index.to_string(),
                            "parameters": [{ "type": "payload", "payload": payload }] })
                }));
                ("template", json!({ "name": name, "language": { "code": language }, "components": components }))
            }
            Content::Image { picture, caption } => {
                let mut image = json!(picture);
                if let Some(caption) = caption {
                    image["caption"] = json!(caption);
                }
                ("image", image)
            }
            Content::Reaction { message_id, emoji } => {
                ("reaction", json!({ "message_id": message_id, "emoji": emoji }))
            }
            Content::Contact { name, phone } => (
                "contacts",
                json!([{ "name": { "formatted_name": name, "first_name": name }, "phones": [{ "phone": phone, "type": "CELL" }] }]),
            ),
        }
    }
}

/// The body of the request that marks a message as read and, if wanted, shows that we are typing
/// (for 25 seconds, or until the answer).
#[must_use]
pub fn read_request(message_id: &Wamid, typing: bool) -> Value {
    let mut request = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": message_id });
    if typing {
        request["typing_indicator"] = json!({ "type": "text" });
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(id: &str, title: &str) -> Button {
        Button { id: id.into(), title: title.into() }
    }

    #[test]
    fn what_meta_would_refuse_cannot_be_built() {
        assert!(Outgoing::text(" ").is_err());
        assert!(Outgoing::text("é".repeat(TEXT_MAX)).is_ok());
        assert!(Outgoing::text("é".repeat(TEXT_MAX + 1)).is_err());
        assert!(Outgoing::buttons("x", vec![]).is_err());
        assert!(Outgoing::buttons("x", vec![button("1", "Ja"), button("2", "Ja")]).is_err());
        assert!(Outgoing::buttons("x", vec![button("1", &"a".repeat(21))]).is_err());
        assert!(Outgoing::buttons("x".repeat(BODY_MAX + 1), vec![button("1", "Ja")]).is_err());
        let row = |id: usize| Row { id: id.to_string(), title: "rij".into(), description: None };
        assert!(Outgoing::list("x", "Kies", (0..10).map(row).collect()).is_ok());
        assert!(Outgoing::list("x", "Kies", (0..11).map(row).collect()).is_err());
        assert_eq!(Outgoing::template("t", "nl", vec!["a\nb".into()], vec![]), Err(OutgoingError::Parameter));
        assert!(Outgoing::template("t", "nl", vec![String::new()], vec![]).is_err());
        assert!(Outgoing::link("x", "Zet in mijn groep", "https://wa.me/?text=a").is_ok());
        assert!(Outgoing::link("x", "Zet het nu in mijn groep", "https://wa.me/?text=a").is_err());
        assert_eq!(Outgoing::link("x", "Open", "http://wa.me/?text=a"), Err(OutgoingError::Link));
        assert!(Outgoing::link("x", "Open", format!("https://wa.me/?text={}", "a".repeat(LINK_MAX))).is_err());
    }

    #[test]
    fn a_link_button_stands_before_the_quick_replies() {
        let template = Outgoing::template("t", "nl", vec!["a".into()], vec!["ja".into(), "nee".into()]);
        let template = template.map(|template| template.with_link_button().with_link_end("1-2-ab"));
        assert!(template.as_ref().is_ok_and(Outgoing::has_link_button));
        let to = Recipient::User(crate::ids::Bsuid("NL.1".into()));
        let request = template.map(|template| template.request(&to, None, "c")).unwrap_or_default();
        let buttons = &request["template"]["components"];
        assert_eq!(buttons[1]["sub_type"], "url");
        assert_eq!((&buttons[1]["index"], &buttons[1]["parameters"][0]["text"]), (&json!("0"), &json!("1-2-ab")));
        assert_eq!((&buttons[2]["index"], &buttons[2]["parameters"][0]["payload"]), (&json!("1"), &json!("ja")));
        assert_eq!(buttons[3]["index"], "2");
        let without = Outgoing::text("hoi").map(Outgoing::with_link_button);
        assert!(without.is_ok_and(|text| !text.has_link_button()));
    }

    #[test]
    fn a_person_without_a_number_is_reached_by_user_id() {
        let message = Outgoing::text("hoi")
            .map(|text| text.request(&Recipient::User(crate::ids::Bsuid("NL.1".into())), None, "c"));
        let message = message.unwrap_or_default();
        assert_eq!(message["recipient"], "NL.1");
        assert!(message.get("to").is_none());
    }
}
