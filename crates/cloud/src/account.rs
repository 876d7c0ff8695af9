//! What Meta tells about a business number and its templates when it is asked.
//!
//! Owns the reading of `GET /{phone_number_id}` and `GET /{waba}/message_templates`. Source: Meta, "Throughput",
//! "Messaging limits" (September 2026), "Templates". Invariant: what Meta leaves out is `None`, never guessed.

use serde_json::Value;

use kern::domain::afzender::NumberId;

use super::Bot;
use super::error::Error;
use super::incoming::tier;

/// Templates on one page of a listing.
const PAGE: usize = 100;
/// Pages that are read: Meta keeps at most 250 templates.
const PAGES_MAX: usize = 10;

/// A business number, as Meta describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberInfo {
    /// The number itself.
    pub display_number: String,
    /// The name that people see.
    pub verified_name: String,
    /// Meta's word for whether the name is approved.
    pub name_status: String,
    /// GREEN, YELLOW, RED or UNKNOWN.
    pub quality: String,
    /// Meta's word for its state: CONNECTED, ….
    pub status: String,
    /// Messages a second.
    pub per_second: Option<i64>,
    /// People outside their window in 24 hours. The inner `None`: as many as wanted.
    pub messaging_limit: Option<Option<i64>>,
    /// It is an official business account, which groups need.
    pub official: bool,
}

/// A template as it stands with Meta.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// APPROVED, PENDING, REJECTED, PAUSED, DISABLED, ….
    pub status: String,
    /// UTILITY, MARKETING or AUTHENTICATION.
    pub category: String,
    /// Meta's word for its quality.
    pub quality: String,
    /// Its parts.
    pub components: Vec<Value>,
    /// Seconds that Meta tries to deliver it.
    pub ttl_s: Option<i64>,
}

impl Present {
    /// Where its link button leads, with `{{1}}` for what a message puts there; `None` where it has no such button.
    #[must_use]
    pub fn link_address(&self) -> Option<&str> {
        let buttons = self.components.iter().find(|component| component["type"] == "BUTTONS")?;
        buttons["buttons"].as_array()?.iter().find(|button| button["type"] == "URL")?["url"].as_str()
    }
}

/// Messages a second behind Meta's word. A number that is used in the WhatsApp Business app too has 20 and no
/// level of its own.
const fn per_second(level: &str) -> Option<i64> {
    match level.as_bytes() {
        b"STANDARD" => Some(80),
        b"HIGH" => Some(1_000),
        b"NOT_APPLICABLE" => Some(20),
        _ => None,
    }
}

fn word(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// Looks a number up.
///
/// # Errors
/// See [`Error`].
pub async fn number(bot: &Bot, phone_number_id: &NumberId) -> Result<NumberInfo, Error> {
    let fields = "display_phone_number,verified_name,name_status,quality_rating,status,throughput,\
                  whatsapp_business_manager_messaging_limit,is_official_business_account";
    let value = bot.look_up(&format!("{phone_number_id}?fields={fields}")).await?;
    Ok(NumberInfo {
        display_number: word(&value, "display_phone_number"),
        verified_name: word(&value, "verified_name"),
        name_status: word(&value, "name_status"),
        quality: word(&value, "quality_rating"),
        status: word(&value, "status"),
        per_second: value["throughput"]["level"].as_str().and_then(per_second),
        messaging_limit: value["whatsapp_business_manager_messaging_limit"].as_str().and_then(tier),
        official: value["is_official_business_account"].as_bool().unwrap_or(false),
    })
}

/// Lists the templates of a WhatsApp Business account.
///
/// # Errors
/// See [`Error`].
pub async fn templates(bot: &Bot, waba: &str) -> Result<Vec<Present>, Error> {
    let fields = "name,status,category,language,components,quality_score,message_send_ttl_seconds";
    let mut found = Vec::new();
    let mut after = String::new();
    for _ in 0..PAGES_MAX {
        let value = bot.look_up(&format!("{waba}/message_templates?fields={fields}&limit={PAGE}{after}")).await?;
        found.extend(value["data"].as_array().into_iter().flatten().map(|template| Present {
            name: word(template, "name"),
            language: word(template, "language"),
            status: word(template, "status"),
            category: word(template, "category"),
            quality: word(&template["quality_score"], "score"),
            components: template["components"].as_array().cloned().unwrap_or_default(),
            ttl_s: template["message_send_ttl_seconds"].as_i64(),
        }));
        match (value["paging"]["next"].as_str(), value["paging"]["cursors"]["after"].as_str()) {
            (Some(_), Some(cursor)) => after = format!("&after={cursor}"),
            _ => break,
        }
    }
    Ok(found)
}
