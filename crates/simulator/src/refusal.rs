//! Meta's error bodies.
//!
//! Source: Meta, "Error codes" (September 2026), and bodies captured from production traffic.

mod codes;
mod graph;

use std::borrow::Cow;

use serde_json::{Value, json};

/// A request that Meta does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Meta's code.
    pub code: i64,
    http_status: u16,
    title: Cow<'static, str>,
    details: String,
    subcode: Option<i64>,
    /// A title and a sentence for people.
    user: Option<Box<(String, String)>>,
}

impl Refusal {
    fn new(code: i64, http_status: u16, title: impl Into<Cow<'static, str>>, details: impl Into<String>) -> Self {
        Self { code, http_status, title: title.into(), details: details.into(), subcode: None, user: None }
    }

    /// A token that is missing or wrong. A plain Graph error, without details.
    #[must_use]
    pub fn token() -> Self {
        Self::new(190, 401, "Invalid OAuth access token - Cannot parse access token", "")
    }

    /// A business number that does not exist.
    #[must_use]
    pub fn unknown_object() -> Self {
        Self { subcode: Some(33), ..Self::new(100, 400, "Unsupported post request. Object does not exist", "") }
    }

    /// A parameter that is missing or wrong in shape.
    #[must_use]
    pub fn parameter(details: impl Into<String>) -> Self {
        Self::new(100, 400, "(#100) Invalid parameter", details)
    }

    /// A parameter whose value is not valid.
    #[must_use]
    pub fn value(details: impl Into<String>) -> Self {
        Self::new(131_009, 400, "(#131009) Parameter value is not valid", details)
    }

    /// The id of a file that is not there (any more).
    #[must_use]
    pub fn attachment(parameter: &str) -> Self {
        Self::parameter(format!("Param {parameter} is not a valid whatsapp business account media attachment ID"))
    }

    /// A file that Meta cannot take.
    #[must_use]
    pub fn upload(details: impl Into<String>) -> Self {
        Self::new(131_053, 400, "(#131053) Media upload error", details)
    }

    /// The error as it stands in a `failed` status.
    #[must_use]
    pub fn in_status(&self) -> Value {
        json!({ "code": self.code, "title": self.title, "message": self.title, "error_data": { "details": self.details },
                "href": "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes" })
    }

    /// The error as it stands in a list beside what succeeded.
    #[must_use]
    pub fn in_list(&self) -> Value {
        json!({ "code": self.code, "title": self.title, "message": self.title, "error_data": { "details": self.details } })
    }

    /// The answer: status and body.
    #[must_use]
    pub fn answer(&self) -> (u16, Value) {
        let mut error =
            json!({ "message": self.title, "type": "OAuthException", "code": self.code, "fbtrace_id": "Asimulator" });
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        if let Some((title, sentence)) = self.user.as_deref() {
            error["is_transient"] = json!(false);
            error["error_user_title"] = json!(title);
            error["error_user_msg"] = json!(sentence);
        }
        if !self.details.is_empty() {
            error["error_data"] = json!({ "messaging_product": "whatsapp", "details": self.details });
        }
        (self.http_status, json!({ "error": error }))
    }
}
