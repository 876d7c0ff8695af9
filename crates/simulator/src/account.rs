//! The WhatsApp Business Account: its limits, its numbers' health, its app, and who it told about what.
//!
//! Owns what Meta decides about a business, beside its templates: the messaging limit, throughput and quality, and
//! whether a number is stopped. Invariant: whoever changes one of these through here, the webhook that Meta would
//! send goes out, and the page hears of it.
//!
//! Source: Meta, "Messaging limits" and "Throughput" (September 2026), and the webhook references
//! `business_capability_update` and `phone_number_quality_update`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::journal::Key;
use crate::refusal::Refusal;
use crate::templates::Quality;
use crate::templates::review::Outcome;
use crate::templates::submit::Deleted;
use crate::webhooks::{Due, Event};
use crate::world::World;

/// The id of the WhatsApp Business Account, unless another is set.
pub const WABA: &str = "200";
/// The id of the app, unless another is set.
pub const APP: &str = "300";
/// The messaging limits that there are; without one there is no limit.
pub const LIMITS: [u32; 4] = [250, 2_000, 10_000, 100_000];
/// The codes that can stop a number, or with 190 everything.
pub const STOPS: [i64; 10] = [190, 368, 131_031, 131_037, 131_042, 131_045, 131_048, 131_057, 132_007, 133_010];
/// Milliseconds before a template is reviewed, unless set.
const REVIEW_AFTER_MS: i64 = 60_000;
/// Milliseconds in which people outside their window count.
const LIMIT_MS: i64 = 24 * 3_600_000;
/// What can be subscribed to ("Webhooks overview", 2026).
pub(super) const WEBHOOK_FIELDS: [&str; 26] = [
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
    /// The name that people see.
    pub name: String,
    /// It is an Official Business Account.
    pub official: bool,
    /// Its business profile.
    pub(super) profile: Value,
    /// Its commands and prompts.
    pub(super) automation: Value,
}

impl Default for Health {
    fn default() -> Self {
        Self {
            throughput: Throughput::Standard,
            quality: Quality::Green,
            refuses: None,
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
    pub(super) limit: Option<u32>,
    pub(super) numbers: BTreeMap<String, Health>,
    /// Whom a template reached outside their window, and when last.
    pub(super) reached_ms: HashMap<String, i64>,
    pub(super) deleted: Vec<Deleted>,
    pub(super) minted: u64,
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

impl World {
    pub(super) fn touch_account(&mut self) {
        self.touch(Key::Account);
    }

    /// Sends a webhook about the account: any field, any value.
    pub fn tell_account(&mut self, field: &'static str, value: Value, now_ms: i64) {
        self.plan(now_ms, Due::Webhook(Event::account(field, value, now_ms)));
    }

    /// Sets how many people outside their window may be reached in 24 hours, all numbers together.
    pub fn set_messaging_limit(&mut self, limit: Option<u32>, now_ms: i64) {
        if std::mem::replace(&mut self.account.limit, limit) == limit {
            return;
        }
        // A number, as in Meta's sample; its table of values names tiers.
        let mut value = json!({ "max_daily_conversations_per_business": limit.map_or(-1, i64::from) });
        let (field, most) = match limit {
            Some(250) => ("max_phone_numbers_per_business", 2),
            _ => ("max_phone_numbers_per_waba", 25),
        };
        value[field] = json!(most);
        self.tell_account("business_capability_update", value, now_ms);
        self.touch_account();
    }

    /// Sets how fast a number may be.
    pub fn set_throughput(&mut self, number: &str, throughput: Throughput, now_ms: i64) {
        let before = std::mem::replace(&mut self.account.health_mut(number).throughput, throughput);
        if throughput == Throughput::High && before != throughput {
            let value = json!({ "display_phone_number": self.display(number), "event": "THROUGHPUT_UPGRADE",
                                "current_limit": "TIER_UNLIMITED", "max_daily_conversations_per_business": self.account.tier() });
            self.tell_account("phone_number_quality_update", value, now_ms);
        }
        self.touch_account();
    }

    /// Sets what people think of a number. The webhook knows two events, from older editions of Meta's page: it is
    /// flagged while its quality is low, and not flagged any more.
    pub fn rate_number(&mut self, number: &str, quality: Quality, now_ms: i64) {
        let before = std::mem::replace(&mut self.account.health_mut(number).quality, quality);
        let event = match (before, quality) {
            (Quality::Red, Quality::Red) => None,
            (_, Quality::Red) => Some("FLAGGED"),
            (Quality::Red, _) => Some("UNFLAGGED"),
            _ => None,
        };
        if let Some(event) = event {
            let value = json!({ "display_phone_number": self.display(number), "event": event,
                                "max_daily_conversations_per_business": self.account.tier() });
            self.tell_account("phone_number_quality_update", value, now_ms);
        }
        self.touch_account();
    }

    /// Lets a number refuse everything with this code, until it is lifted with `None`. With 190 the token has
    /// expired, for everything.
    pub fn stop_number(&mut self, number: &str, code: Option<i64>) {
        self.account.health_mut(number).refuses = code;
        self.touch_account();
    }

    fn display(&self, number: &str) -> String {
        self.numbers.get(number).cloned().unwrap_or_default()
    }

    /// Whether a template to somebody outside their window is within the messaging limit. Meta counts whom it
    /// delivers to; here whoever is accepted counts, which is the stricter.
    pub(super) fn within_limit(&self, to: &str, now_ms: i64) -> Result<(), Refusal> {
        let Some(limit) = self.account.limit else { return Ok(()) };
        let counts = |reached_ms: &i64| now_ms - reached_ms < LIMIT_MS;
        if self.account.reached_ms.get(to).is_some_and(counts) {
            return Ok(());
        }
        let reached = self.account.reached_ms.values().filter(|reached_ms| counts(reached_ms)).count();
        if reached < limit as usize { Ok(()) } else { Err(Refusal::messaging_limit(limit)) }
    }
}
