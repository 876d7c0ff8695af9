//! Templates as they are created at Meta, and how one that is there differs from one that is wanted.
//!
//! Owns the JSON of `POST /{waba}/message_templates` and of the sample picture that a picture header needs
//! (resumable upload). Source: Meta, "Templates", "Components", "Time to live" (2026), "Resumable upload".
//! Invariant: parameters are positional, each with a sample, as Meta's review asks.

use serde_json::{Value, json};

use super::Bot;
use super::account::Present;
use super::error::Error;

/// A button that opens an address, which ends in `{{1}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkButton {
    /// What stands on it.
    pub title: &'static str,
    /// The address.
    pub url: String,
    /// What stands for `{{1}}` in the sample.
    pub sample: &'static str,
}

/// A template that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: &'static str,
    /// Its language.
    pub language: &'static str,
    /// Its category.
    pub category: &'static str,
    /// Seconds that Meta tries to deliver it; `None`: Meta's own 30 days.
    pub ttl_s: Option<u32>,
    /// It has a picture above its text.
    pub picture: bool,
    /// Its body.
    pub body: &'static str,
    /// A sample of each parameter.
    pub samples: &'static [&'static str],
    /// Its link button, before the others.
    pub link: Option<LinkButton>,
    /// What stands on its quick replies.
    pub buttons: &'static [&'static str],
}

impl Definition {
    /// What creates it. `handle` is the sample of its picture, if it has one.
    #[must_use]
    pub fn request(&self, handle: Option<&str>) -> Value {
        let mut components = Vec::new();
        if let (true, Some(handle)) = (self.picture, handle) {
            components.push(json!({ "type": "HEADER", "format": "IMAGE", "example": { "header_handle": [handle] } }));
        }
        let mut body = json!({ "type": "BODY", "text": self.body });
        if !self.samples.is_empty() {
            body["example"] = json!({ "body_text": [self.samples] });
        }
        components.push(body);
        let link = self.link.iter().map(|LinkButton { title, url, sample }| {
            json!({ "type": "URL", "text": title, "url": url, "example": [url.replace("{{1}}", sample)] })
        });
        let replies = self.buttons.iter().map(|title| json!({ "type": "QUICK_REPLY", "text": title }));
        let buttons: Vec<Value> = link.chain(replies).collect();
        if !buttons.is_empty() {
            components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
        }
        let mut request = json!({ "name": self.name, "language": self.language, "category": self.category,
                                  "parameter_format": "positional", "components": components });
        if let Some(ttl_s) = self.ttl_s {
            request["message_send_ttl_seconds"] = json!(ttl_s);
        }
        request
    }

    /// In what a template that is there differs from this one; empty if in nothing.
    #[must_use]
    pub fn differences(&self, present: &Present) -> Vec<&'static str> {
        let component = |kind: &str| present.components.iter().find(|component| component["type"] == kind);
        let body = component("BODY").and_then(|body| body["text"].as_str());
        let of_kind = |link: bool| {
            let all = component("BUTTONS").and_then(|buttons| buttons["buttons"].as_array()).map(Vec::as_slice);
            all.unwrap_or_default().iter().filter(move |button| (button["type"] == "URL") == link)
        };
        let title = |button: &'_ Value| button["text"].as_str().unwrap_or_default().to_owned();
        let buttons: Vec<String> = of_kind(false).map(title).collect();
        let links: Vec<(String, &str)> =
            of_kind(true).map(|button| (title(button), button["url"].as_str().unwrap_or_default())).collect();
        let wanted: Vec<(String, &str)> =
            self.link.iter().map(|link| (link.title.to_owned(), link.url.as_str())).collect();
        let picture = component("HEADER").is_some_and(|header| header["format"] == "IMAGE");
        let ttl = match (self.ttl_s, present.ttl_s) {
            (Some(wanted), Some(there)) => i64::from(wanted) == there,
            (None, there) => there.is_none_or(|there| there <= 0),
            (Some(_), None) => false,
        };
        [
            ("category", self.category == present.category),
            ("text", body == Some(self.body)),
            ("buttons", buttons == self.buttons),
            ("link button", links == wanted),
            ("picture", picture == self.picture),
            ("time to live", ttl),
        ]
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(what, _)| what)
        .collect()
    }
}

/// Uploads a sample picture for the review of templates with one; answers its handle.
///
/// # Errors
/// See [`Error`].
pub async fn upload_sample(bot: &Bot, app_id: &str, png: &[u8]) -> Result<String, Error> {
    let path = format!("{app_id}/uploads?file_length={}&file_type=image%2Fpng", png.len());
    let session = bot.set_up(&path, &json!({})).await?;
    let session = session["id"].as_str().ok_or(Error::Ambiguous)?;
    bot.upload_to(session, png).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: Definition = Definition {
        name: "t",
        language: "nl",
        category: "UTILITY",
        ttl_s: Some(3_600),
        picture: true,
        body: "Dag {{1}}.",
        samples: &["u"],
        link: None,
        buttons: &["Ja"],
    };

    #[test]
    fn what_was_created_differs_in_nothing() {
        let request = WANTED.request(Some("h"));
        let present = Present {
            name: "t".into(),
            language: "nl".into(),
            status: "APPROVED".into(),
            category: "UTILITY".into(),
            quality: String::new(),
            components: request["components"].as_array().cloned().unwrap_or_default(),
            ttl_s: Some(3_600),
        };
        assert_eq!(WANTED.differences(&present), [""; 0]);
        let link = |url: &str| LinkButton { title: "Open", url: url.to_owned(), sample: "ab" };
        let with_link = Definition { link: Some(link("https://bot.example/d/{{1}}")), ..WANTED };
        assert_eq!(with_link.differences(&present), ["link button"]);
        let request = with_link.request(Some("h"));
        assert_eq!(request["components"][2]["buttons"][0]["example"], json!(["https://bot.example/d/ab"]));
        let components = request["components"].as_array().cloned().unwrap_or_default();
        let present_with_link = Present { components, ..present.clone() };
        assert_eq!(with_link.differences(&present_with_link), [""; 0]);
        assert_eq!(WANTED.differences(&present_with_link), ["link button"]);
        let moved = Definition { link: Some(link("https://elders.example/d/{{1}}")), ..WANTED };
        assert_eq!(moved.differences(&present_with_link), ["link button"]);
        let other = Present { category: "MARKETING".into(), ttl_s: None, components: Vec::new(), ..present };
        assert_eq!(WANTED.differences(&other), ["category", "text", "buttons", "picture", "time to live"]);
    }
}
