//! What Meta knows about a business: its account, its numbers, its app.
//!
//! Owns the values and what is read from them; how they change, and who is told, is `account`'s.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::templates::Quality;

/// The id of the WhatsApp Business Account, unless another is set.
pub const WABA: &str = "200";
/// The id of the app, unless another is set.
pub const APP: &str = "300";
/// Milliseconds before a template is reviewed, unless set.
const REVIEW_AFTER_MS: i64 = 60_000;
/// What can be subscribed to ("Webhooks overview", 2026).
pub(crate) const WEBHOOK_FIELDS: [&str; 26] = [
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "automatic_events",
    "business_capability_update",
    "business_username_update",
    "calls",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "history",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "payment_configuration_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "smb_message_echoes",
    "template_category_update",
    "user_id_update",
    "user_preferences",
];

/// How many messages a second a number may send and receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Throughput {
    /// 20: the number is used in the WhatsApp Business app too.
    Coexistence,
    /// 80.
    Standard,
    /// 1,000.
    High,
}

impl Throughput {
    /// Messages a second.
    #[must_use]
    pub const fn per_second(self) -> usize {
        match self {
            Self::Coexistence => 20,
            Self::Standard => 80,
            Self::High => 1_000,
        }
    }

    /// Its name in `throughput.level`.
    #[must_use]
    pub const fn level(self) -> &'static str {
        match self {
            Self::Coexistence => "NOT_APPLICABLE",
            Self::Standard => "STANDARD",
            Self::High => "HIGH",
        }
    }
}

/// What Meta knows about a business number.
#[derive(Debug, Clone)]
pub struct Health {
    /// How fast it may be.
    pub throughput: Throughput,
    /// What people think of it.
    pub quality: Quality,
    /// It refuses everything with this code.
    pub refuses: Option<i64>,
    /// It refuses messages with a link button, with this code. Whether Meta ever does is not known.
    pub refuses_links: Option<i64>,
    /// The name that people see.
    pub name: String,
    /// It is an Official Business Account.
    pub official: bool,
    /// Its business profile.
    pub(crate) profile: Value,
    /// Its commands and prompts.
    pub(crate) automation: Value,
}

impl Default for Health {
    fn default() -> Self {
        Self {
            throughput: Throughput::Standard,
            quality: Quality::Green,
            refuses: None,
            refuses_links: None,
            name: "heterdaad".to_owned(),
            official: true,
            profile: json!({}),
            automation: json!({ "enable_welcome_message": false, "prompts": [], "commands": [] }),
        }
    }
}

/// The account.
#[derive(Debug)]
pub struct Account {
    /// Its id.
    pub waba: String,
    /// Its name.
    pub name: String,
    /// The id of its app.
    pub app: String,
    /// Milliseconds before a template is reviewed.
    pub review_after_ms: i64,
    /// How a review ends.
    pub review: Outcome,
    /// When the token expires, in milliseconds since the epoch.
    pub token_expires_ms: Option<i64>,
    /// The app hears the account.
    pub subscribed: bool,
    /// What the app hears of.
    pub fields: BTreeSet<String>,
    pub(crate) limit: Option<u32>,
    pub(crate) numbers: BTreeMap<String, Health>,
    /// Whom a template reached outside their window, and when last.
    pub(crate) reached_ms: HashMap<String, i64>,
    pub(crate) deleted: Vec<Deleted>,
    pub(crate) minted: u64,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            waba: WABA.to_owned(),
            name: "heterdaad".to_owned(),
            app: APP.to_owned(),
            review_after_ms: REVIEW_AFTER_MS,
            review: Outcome::Approve,
            token_expires_ms: None,
            subscribed: true,
            fields: WEBHOOK_FIELDS.map(str::to_owned).into(),
            limit: None,
            numbers: BTreeMap::new(),
            reached_ms: HashMap::new(),
            deleted: Vec::new(),
            minted: 0,
        }
    }
}

impl Account {
    /// What Meta knows about a number.
    #[must_use]
    pub fn health(&self, number: &str) -> Health {
        self.numbers.get(number).cloned().unwrap_or_default()
    }

    /// The same, to change it.
    pub fn health_mut(&mut self, number: &str) -> &mut Health {
        self.numbers.entry(number.to_owned()).or_default()
    }

    /// How many people outside their window may be reached in 24 hours; without, there is no limit.
    #[must_use]
    pub const fn messaging_limit(&self) -> Option<u32> {
        self.limit
    }

    /// The limit as the API names it. Meta has none below 250; for a trial with few phones it is named alike.
    #[must_use]
    pub fn tier(&self) -> String {
        match self.limit {
            None => "TIER_UNLIMITED".to_owned(),
            Some(limit) if limit >= 1_000 => format!("TIER_{}K", limit / 1_000),
            Some(limit) => format!("TIER_{limit}"),
        }
    }

    /// Whether the token has expired, or plays that it has.
    #[must_use]
    pub fn token_expired(&self, now_ms: i64) -> bool {
        self.token_expires_ms.is_some_and(|expires_ms| expires_ms <= now_ms)
            || self.numbers.values().any(|health| health.refuses == Some(190))
    }

    /// Whether the app hears of this.
    #[must_use]
    pub fn hears(&self, field: &str) -> bool {
        self.subscribed && self.fields.contains(field)
    }
}

/// How a review ends that nobody decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The template is approved.
    Approve,
    /// It is rejected, for one of Meta's reasons.
    Reject(String),
    /// Nothing happens: somebody decides later.
    Wait,
}

/// A template that was deleted: its name rests.
#[derive(Debug)]
pub(crate) struct Deleted {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) at_ms: i64,
}
