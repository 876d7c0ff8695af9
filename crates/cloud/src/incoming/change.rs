//! Everything a webhook says that is neither a message nor a status.
//!
//! Source: Meta, "Webhooks overview" (April 2026), "Groups" (2026), "message_template_status_update"
//! (September 2026). Invariant: a field that we do not know is kept by its name.

use serde_json::Value;

use super::path::{at, elements, id, number, text};
use super::sender::Sender;
use crate::json;

/// A change of something other than a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something about groups.
    Groups(Vec<GroupEvent>),
    /// A template was approved, rejected, paused, … (the event in Meta's word).
    TemplateStatus {
        /// The template's name.
        name: String,
        /// Its language, with an underscore (`en_US`).
        language: String,
        /// Meta's word for what happened.
        event: String,
    },
    /// A template's quality changed.
    TemplateQuality {
        /// The template's name.
        name: String,
        /// Its language.
        language: String,
        /// GREEN, YELLOW, RED or UNKNOWN.
        quality: String,
    },
    /// A template was moved to another category.
    TemplateCategory {
        /// The template's name.
        name: String,
        /// Its language.
        language: String,
        /// The new category.
        category: String,
    },
    /// A template's text changed; holds its name.
    TemplateComponents(String),
    /// The quality or the throughput of a number changed.
    NumberQuality {
        /// The number itself, as Meta writes it.
        display_number: String,
        /// Meta's word for what happened: FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE, THROUGHPUT_UPGRADE, ….
        event: String,
    },
    /// How many people outside their window may be written to in 24 hours; `None`: as many as wanted.
    MessagingLimit(Option<i64>),
    /// Something about the account or the number.
    Account {
        /// The webhook field.
        field: String,
        /// Meta's word for what happened.
        event: String,
        /// What that means for what may be sent.
        news: AccountNews,
    },
    /// Whether people want marketing; holds the number of people.
    Preferences(usize),
    /// Calls; holds the number of events.
    Calls(usize),
    /// Messages sent from the WhatsApp Business app on the same number; holds their number.
    Echoes(usize),
    /// Errors of a webhook that are no message's; holds Meta's codes.
    Errors(Vec<i64>),
    /// A field that we do not know, by its name.
    Unknown(String),
}

/// What Meta says that the account may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountNews {
    /// Nothing about that.
    Nothing,
    /// Nothing may be sent any more; holds Meta's word for why.
    Stopped(String),
    /// Less may be sent, until a moment (milliseconds since the epoch) if Meta named one; holds Meta's words for what.
    Restricted(String, Option<i64>),
    /// Something is held against it that stops nothing yet; holds Meta's word for what.
    Warned(String),
    /// Everything may be sent again.
    Reinstated,
}

/// Reads what an `account_update` means. Source: Meta, "account_update webhook reference" (2026).
fn account_news(event: &str, value: &Value) -> AccountNews {
    match event {
        "DISABLED_UPDATE" => match text(value, &["ban_info", "waba_ban_state"]).as_deref() {
            Some("REINSTATE") => AccountNews::Reinstated,
            Some("SCHEDULE_FOR_DISABLE") => AccountNews::Restricted("SCHEDULE_FOR_DISABLE".into(), None),
            _ => AccountNews::Stopped(event.to_owned()),
        },
        "ACCOUNT_DELETED" | "ACCOUNT_OFFBOARDED" => AccountNews::Stopped(event.to_owned()),
        "ACCOUNT_RECONNECTED" | "ACCOUNT_REINSTATED" => AccountNews::Reinstated,
        "ACCOUNT_RESTRICTION" => {
            let info = value.get("restriction_info");
            // A list, or one of them alone.
            let all =
                info.and_then(Value::as_array).map_or_else(|| info.into_iter().collect(), |all| all.iter().collect());
            let all: Vec<&Value> = all;
            let mut words: Vec<String> = all.iter().filter_map(|one| text(one, &["restriction_type"])).collect();
            words.dedup();
            let until_s = all.iter().filter_map(|one| number(one, &["expiration"])).max();
            let words = if words.is_empty() { event.to_owned() } else { words.join(", ") };
            AccountNews::Restricted(words, until_s.and_then(|seconds| seconds.checked_mul(1_000)))
        }
        "ACCOUNT_VIOLATION" => {
            let what = text(value, &["violation_info", "violation_type"]);
            AccountNews::Warned(what.map_or_else(|| event.to_owned(), |what| format!("{event} {what}")))
        }
        _ => AccountNews::Nothing,
    }
}

/// Something that happened to a group of the Groups API.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupEvent {
    /// Meta's word for it, such as `group_create`.
    pub kind: String,
    /// The group.
    pub group_id: Option<String>,
    /// The request that it answers, if it answers one.
    pub request_id: Option<String>,
    /// The link that leads into it.
    pub invite_link: Option<String>,
    /// The id of somebody's request to be let in.
    pub join_request_id: Option<String>,
    /// Whom it is about.
    pub people: Vec<Sender>,
    /// Meta's code, if it went wrong.
    pub error: Option<i64>,
}

/// Reads one element of `value.groups`. Source: Meta, "Groups webhooks" (2026).
fn group_event(group: &Value) -> GroupEvent {
    let people = ["added_participants", "removed_participants"]
        .iter()
        .flat_map(|name| elements(group, name))
        .chain(std::iter::once(group));
    // Whoever was removed by us is named as we named them.
    let person = |value: &Value| Sender::named_by(["wa_id", "user_id", "input"].map(|name| id(value, &[name])));
    GroupEvent {
        kind: text(group, &["type"]).unwrap_or_else(|| "onbekend".into()),
        group_id: id(group, &["group_id"]),
        request_id: id(group, &["request_id"]),
        invite_link: text(group, &["invite_link"]),
        join_request_id: id(group, &["join_request_id"]),
        people: people.map(person).filter(|person| !person.is_nobody()).collect(),
        error: error_of(group).or_else(|| failed_participant(group)).or_else(|| failed_part(group)),
    }
}

/// Meta's code of what went wrong; 0 where it says that something did, and not what.
fn error_of(value: &Value) -> Option<i64> {
    let one = value.get("error").filter(|error| error.is_object());
    elements(value, "errors").first().copied().or(one).map(|error| number(error, &["code"]).unwrap_or_default())
}

/// That somebody was not added or removed, with or without why.
fn failed_participant(group: &Value) -> Option<i64> {
    let failed = elements(group, "failed_participants");
    failed.iter().find_map(|participant| error_of(participant)).or_else(|| failed.first().map(|_| 0))
}

/// That a setting was not taken: `{"group_description": {"update_successful": false, "errors": [...]}}`. Source: Meta,
/// "Groups webhooks" (2026).
fn failed_part(group: &Value) -> Option<i64> {
    let parts = group.as_object()?.values().filter(|part| part.is_object());
    let failed = |part: &Value| part.get("update_successful").and_then(Value::as_bool) == Some(false);
    parts.into_iter().find_map(|part| error_of(part).or_else(|| failed(part).then_some(0)))
}

const ACCOUNT_FIELDS: [&str; 10] = [
    "account_alerts",
    "account_review_update",
    "account_settings_update",
    "account_update",
    "automatic_events",
    "business_username_update",
    "business_username_updates",
    "phone_number_name_update",
    "security",
    "user_id_update",
];

/// Reads `value` of a change whose field is `field`.
pub(super) fn parse(field: &str, value: &Value) -> Change {
    let name = || text(value, &["message_template_name"]).unwrap_or_default();
    // Written both ways in Meta's samples: `en-US` and `en_US`.
    let language = || text(value, &["message_template_language"]).unwrap_or_default().replace('-', "_");
    let word = |key: &str| text(value, &[key]).unwrap_or_default();
    let count = |key: &str| elements(value, key).len();
    match field {
        "group_lifecycle_update" | "group_participants_update" | "group_settings_update" | "group_status_update" => {
            Change::Groups(elements(value, "groups").into_iter().map(group_event).collect())
        }
        "message_template_status_update" => {
            Change::TemplateStatus { name: name(), language: language(), event: word("event") }
        }
        "message_template_quality_update" => {
            Change::TemplateQuality { name: name(), language: language(), quality: word("new_quality_score") }
        }
        "template_category_update" => {
            Change::TemplateCategory { name: name(), language: language(), category: word("new_category") }
        }
        "phone_number_quality_update" => {
            Change::NumberQuality { display_number: word("display_phone_number"), event: word("event") }
        }
        "business_capability_update" => {
            let limit = ["max_daily_conversations_per_business", "max_daily_conversation_per_phone"]
                .iter()
                .find_map(|key| limit(at(value, &[key])?));
            limit.map_or_else(|| Change::Unknown(field.to_owned()), Change::MessagingLimit)
        }
        "message_template_components_update" => Change::TemplateComponents(name()),
        "user_preferences" => Change::Preferences(count("user_preferences")),
        "calls" => Change::Calls(count("calls") + count("statuses")),
        "smb_message_echoes" => Change::Echoes(count("message_echoes")),
        "errors" => {
            let errors = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
            Change::Errors(errors.iter().filter_map(|error| number(error, &["code"])).collect())
        }
        account if ACCOUNT_FIELDS.contains(&account) => {
            let event =
                ["event", "type", "decision", "requested_verified_name"].iter().find_map(|key| text(value, &[key]));
            let event = event.unwrap_or_default();
            let news = if account == "account_update" { account_news(&event, value) } else { AccountNews::Nothing };
            Change::Account { field: account.to_owned(), event, news }
        }
        unknown => Change::Unknown(unknown.to_owned()),
    }
}

/// A limit as Meta writes it: a number, `TIER_250`, or -1 and `TIER_UNLIMITED` for none.
fn limit(value: &Value) -> Option<Option<i64>> {
    if let Some(number) = json::whole(value).and_then(|number| i64::try_from(number).ok()) {
        return Some((number >= 0).then_some(number));
    }
    tier(value.as_str()?.trim())
}

/// The limit behind Meta's word for it. The outer `None`: not a word that we know.
#[must_use]
pub fn tier(word: &str) -> Option<Option<i64>> {
    if word == "TIER_UNLIMITED" {
        return Some(None);
    }
    let number = word.strip_prefix("TIER_").unwrap_or(word);
    let limit = match number.strip_suffix('K') {
        Some(thousands) => thousands.parse::<i64>().ok()?.checked_mul(1_000)?,
        None => number.parse().ok()?,
    };
    Some(Some(limit))
}

#[cfg(test)]
mod tests {
    use super::tier;

    #[test]
    fn tiers_are_read_as_meta_writes_them() {
        for (word, limit) in [("TIER_250", 250), ("TIER_1K", 1_000), ("TIER_100K", 100_000), ("2000", 2_000)] {
            assert_eq!(tier(word), Some(Some(limit)));
        }
        assert_eq!(tier("TIER_UNLIMITED"), Some(None));
        assert_eq!(tier("TIER_NOT_SET"), None);
    }
}
