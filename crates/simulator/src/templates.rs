//! Templates as Meta keeps them for a WhatsApp Business Account.
//!
//! Owns their shape and what a request for one answers. What may be submitted is [`check`]'s, what a phone shows of
//! one [`fill`]'s, how one comes and goes [`submit`]'s, and how one moves from state to state [`review`]'s. Invariant: the components stay as they were
//! submitted; whatever else is needed is read from them.
//!
//! Source: Meta, "Template management", "Template components" and "Time-to-live" (2026).

pub(super) mod check;
pub(super) mod fill;
pub mod review;
pub(super) mod submit;
pub(super) mod variables;

use serde_json::{Value, json};

/// What a template is for, which decides its price and its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Category {
    /// Something that somebody asked for or needs.
    Utility,
    /// Everything else.
    Marketing,
    /// A code.
    Authentication,
}

impl Category {
    /// Its name in a template.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utility => "UTILITY",
            Self::Marketing => "MARKETING",
            Self::Authentication => "AUTHENTICATION",
        }
    }

    /// Its name in the pricing of a status.
    #[must_use]
    pub const fn priced(self) -> &'static str {
        match self {
            Self::Utility => "utility",
            Self::Marketing => "marketing",
            Self::Authentication => "authentication",
        }
    }

    /// Newer pages of Meta write it in small letters, older ones in capitals; both are taken.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Utility, Self::Marketing, Self::Authentication]
            .into_iter()
            .find(|category| category.name().eq_ignore_ascii_case(name))
    }
}

/// Where a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum State {
    /// Under review.
    Pending,
    /// It can be sent.
    Approved,
    /// It cannot be sent until it is changed.
    Rejected,
    /// It cannot be sent for a while, because of what people thought of it.
    Paused,
    /// It cannot be sent any more.
    Disabled,
}

impl State {
    /// Its name in a template, and as an event.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
        }
    }
}

/// What people think of a template or a number, as Meta counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Quality {
    /// High.
    Green,
    /// Medium.
    Yellow,
    /// Low.
    Red,
    /// Not known yet.
    Unknown,
}

impl Quality {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "GREEN",
            Self::Yellow => "YELLOW",
            Self::Red => "RED",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id: digits.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// What it is for.
    pub category: Category,
    /// Where it stands.
    pub state: State,
    /// What people think of it.
    pub quality: Quality,
    /// Its variables have names, not numbers.
    pub named: bool,
    /// How long Meta tries to deliver it, if that was set; -1 is thirty days.
    pub ttl_seconds: Option<i64>,
    /// Its components as submitted.
    pub components: Vec<Value>,
    /// Why it was rejected: one of Meta's words.
    pub rejected_reason: String,
    /// How often it was paused before.
    pub(super) pauses: u8,
    /// Counts submissions and pauses, so that what was planned for an earlier one is void.
    pub(super) edition: u64,
    /// When it was changed while it was approved.
    pub(super) edits_ms: Vec<i64>,
}

/// The fields that a request for templates can name.
pub(super) const FIELDS: [&str; 10] = [
    "id",
    "name",
    "status",
    "category",
    "language",
    "components",
    "quality_score",
    "message_send_ttl_seconds",
    "rejected_reason",
    "parameter_format",
];
/// The fields of a request that names none.
pub(super) const FIELDS_OF_ITSELF: [&str; 7] =
    ["name", "parameter_format", "components", "language", "status", "category", "id"];

/// Milliseconds for which Meta tries to deliver, without a setting.
pub(super) const TTL_MS: i64 = 30 * 24 * 3_600_000;
/// Milliseconds for which Meta tries to deliver a code.
const TTL_OF_CODE_MS: i64 = 10 * 60_000;

impl Template {
    /// An approved utility template with this body (`{{1}}` and on) and these quick-reply buttons.
    #[must_use]
    pub fn approved(name: &str, language: &str, body: &str, buttons: &[&str]) -> Self {
        let mut components = vec![json!({ "type": "BODY", "text": body })];
        if !buttons.is_empty() {
            let buttons: Vec<Value> =
                buttons.iter().map(|title| json!({ "type": "QUICK_REPLY", "text": title })).collect();
            components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
        }
        Self {
            id: id_of(name, language),
            name: name.to_owned(),
            language: language.to_owned(),
            category: Category::Utility,
            state: State::Approved,
            quality: Quality::Unknown,
            named: false,
            ttl_seconds: None,
            components,
            rejected_reason: "NONE".to_owned(),
            pauses: 0,
            edition: 0,
            edits_ms: Vec::new(),
        }
    }

    /// The same with a picture above it, which must be given when it is sent.
    #[must_use]
    pub fn with_image_header(mut self) -> Self {
        let example = json!({ "header_handle": ["4:example"] });
        self.components.insert(0, json!({ "type": "HEADER", "format": "IMAGE", "example": example }));
        self
    }

    /// The same with a button that opens an address, which ends in `{{1}}`, before its quick replies.
    #[must_use]
    pub fn with_link_button(mut self, title: &str, url: &str) -> Self {
        let example = [url.replace("{{1}}", "example")];
        let link = json!({ "type": "URL", "text": title, "url": url, "example": example });
        let there = self.components.iter_mut().find(|component| component["type"] == "BUTTONS");
        match there.and_then(|buttons| buttons["buttons"].as_array_mut()) {
            Some(buttons) => buttons.insert(0, link),
            None => self.components.push(json!({ "type": "BUTTONS", "buttons": [link] })),
        }
        self
    }

    /// The same for another purpose.
    #[must_use]
    pub fn in_category(self, category: Category) -> Self {
        Self { category, ..self }
    }

    /// The same with a time to live.
    #[must_use]
    pub fn with_ttl_seconds(self, ttl_seconds: i64) -> Self {
        Self { ttl_seconds: Some(ttl_seconds), ..self }
    }

    pub(super) fn component(&self, kind: &str) -> Option<&Value> {
        let of_kind = |component: &&Value| component["type"].as_str().unwrap_or_default().eq_ignore_ascii_case(kind);
        self.components.iter().find(of_kind)
    }

    /// Its body with `{{1}}` and on, or names.
    #[must_use]
    pub fn body(&self) -> &str {
        self.component("BODY").and_then(|body| body["text"].as_str()).unwrap_or_default()
    }

    /// For how long Meta tries to deliver it, in milliseconds.
    #[must_use]
    pub fn ttl_ms(&self) -> i64 {
        match self.ttl_seconds {
            Some(seconds) if seconds > 0 => seconds * 1_000,
            None if self.category == Category::Authentication => TTL_OF_CODE_MS,
            _ => TTL_MS,
        }
    }

    /// What a request for this field answers.
    pub(super) fn field(&self, field: &str) -> Option<Value> {
        let value = match field {
            "id" => json!(self.id),
            "name" => json!(self.name),
            "status" => json!(self.state),
            "category" => json!(self.category),
            "language" => json!(self.language),
            "components" => json!(self.components),
            "quality_score" => json!({ "score": self.quality }),
            "message_send_ttl_seconds" => json!(self.ttl_seconds?),
            "rejected_reason" => json!(self.rejected_reason),
            "parameter_format" => json!(if self.named { "NAMED" } else { "POSITIONAL" }),
            _ => return None,
        };
        Some(value)
    }
}

/// An id in the shape of Meta's that a name and a language always have (FNV-1a).
fn id_of(name: &str, language: &str) -> String {
    let bytes = name.bytes().chain([0]).chain(language.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (1_000_000_000_000_000 + hash % 8_000_000_000_000_000).to_string()
}
