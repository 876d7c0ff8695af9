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
            131_009 => (400, "(#131009) Parameter value is not valid", "The value of a parameter is not valid"),
            131_053 => (400, "(#131053) Media upload error", "The file is not of the kind that the message says"),
            130_403 => (400, "(#130403) User is blocked", "The business has blocked this user"),
            131_020 => (400, "(#131020) Group has no other participants", "The business is the only one in the group"),
            131_041 => (400, "(#131041) Group unknown", "The group does not exist or the business is not in it"),
            131_051 => (400, "(#131051) Unsupported message type", "Message type is currently not supported."),
            131_052 => (400, "(#131052) Media download error", "Unable to download the media sent by the user."),
            131_059 => (400, "(#131059) Invalid cursor", "The cursor is not valid"),
            131_201 => (206, "(#131201) Request partially succeeded", "Some of what was asked was not done"),
            131_202 => (400, "(#131202) Duplicate participant", "A participant is named more than once"),
            131_203 => (400, "(#131203) Terms not accepted", "Recipient has not accepted our new Terms of Service"),
            131_204 => (400, "(#131204) Participant limit exceeded", "A group holds at most 8 participants"),
            131_207 => (403, "(#131207) Group suspended", "The group has been suspended"),
            131_208 => (429, "(#131208) Group rate limit hit", "Too many calls about groups"),
            131_209 => (400, "(#131209) Invalid image aspect ratio", "The picture must be square"),
            131_210 => {
                (400, "(#131210) Invalid image", "The picture must be a JPEG of at least 192 x 192 and 5 MB at most")
            }
            131_211 => (400, "(#131211) Group limit exceeded", "The number has as many groups as it may have"),
            131_212 => (400, "(#131212) Not a participant", "The user is not in the group"),
            131_213 => (400, "(#131213) Join request not found", "There is no such join request"),
            131_214 => (400, "(#131214) Group creation disabled", "The business may not create groups now"),
            131_215 => (400, "(#131215) Not eligible for groups", "The business is not eligible for the Groups API"),
            139_100 => (
                400,
                "(#139100) Failed to block/unblock users",
                "Failed to block some users, see the block_users response list for details",
            ),
            139_101 => (400, "(#139101) Block list is full", "The block list holds at most 64,000 users"),
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
