//! The WhatsApp Business Account: its limits, its numbers' health, its app, and who it told about what.
//!
//! Owns what Meta decides about a business, beside its templates: the messaging limit, throughput and quality, and
//! whether a number is stopped. Invariant: whoever changes one of these through here, the webhook that Meta would
//! send goes out, and the page hears of it.
//!
//! Source: Meta, "Messaging limits" and "Throughput" (September 2026), and the webhook references
//! `business_capability_update` and `phone_number_quality_update`.

use serde_json::{Value, json};

use crate::due::Due;
use crate::journal::Key;
use crate::refusal::Refusal;
pub use crate::state::{APP, Account, Health, Throughput, WABA};
use crate::templates::Quality;
use crate::webhooks::Event;
use crate::world::World;

/// The messaging limits that there are; without one there is no limit.
pub const LIMITS: [u32; 4] = [250, 2_000, 10_000, 100_000];
/// The codes that can stop a number, or with 190 everything.
pub const STOPS: [i64; 10] = [190, 368, 131_031, 131_037, 131_042, 131_045, 131_048, 131_057, 132_007, 133_010];
/// Milliseconds in which people outside their window count.
const LIMIT_MS: i64 = 24 * 3_600_000;

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

    /// Lets a number refuse messages with a link button, with this code, until it is lifted with `None`.
    pub fn refuse_links(&mut self, number: &str, code: Option<i64>) {
        self.account.health_mut(number).refuses_links = code;
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
