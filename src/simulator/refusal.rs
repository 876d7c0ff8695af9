//! Meta's error bodies.
//!
//! Source: Meta, "Error codes" (September 2026), and bodies captured from production traffic.

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

    /// The refusal that has this code, for the limits and for faults.
    #[must_use]
    pub fn of_code(code: i64) -> Self {
        let (http_status, title, details) = match code {
            130_429 => (
                400,
                "(#130429) Rate limit hit",
                "Message failed to send because there were too many messages sent from this phone number in a short period of time",
            ),
            131_000 => (500, "(#131000) Something went wrong", "Message failed to send due to an unknown error."),
            131_016 => (500, "(#131016) Service unavailable", "A service is temporarily unavailable."),
            131_021 => (400, "(#131021) Recipient cannot be sender", "The recipient cannot be the sender"),
            131_026 => (400, "(#131026) Message undeliverable", "Message Undeliverable."),
            131_047 => (
                400,
                "(#131047) Re-engagement message",
                "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
            ),
            131_056 => (
                400,
                "(#131056) (Business Account, Consumer Account) pair rate limit hit",
                "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
            ),
            132_000 => (
                400,
                "(#132000) Number of parameters does not match the expected number of params",
                "body: number of localizable_params does not match the expected number of params",
            ),
            132_001 => (
                404,
                "(#132001) Template name does not exist in the translation",
                "template name does not exist in the given language",
            ),
            132_005 => (400, "(#132005) Translated text too long", "the hydrated text is too long"),
            132_015 => (400, "(#132015) Template is paused", "Template is paused due to low quality"),
            132_018 => (
                400,
                "(#132018) Template parameter is invalid",
                "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
            ),
            131_031 => (403, "(#131031) Account has been locked", "Business Account locked"),
            190 => return Self::token(),
            _ => graph::less_usual(code).unwrap_or((400, "(#100) Invalid parameter", "refused by plan")),
        };
        Self::new(code, http_status, title, details)
    }

    /// The error as it stands in a `failed` status.
    #[must_use]
    pub fn in_status(&self) -> Value {
        json!({ "code": self.code, "title": self.title, "message": self.title, "error_data": { "details": self.details },
                "href": "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes" })
    }
}

impl Refusal {
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
