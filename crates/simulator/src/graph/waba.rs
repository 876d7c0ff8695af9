//! The WhatsApp Business Account over the Graph API: itself, its numbers, and the apps that hear it.
//!
//! Source: Meta, "WhatsApp Business Account" and "Subscribed apps" references (2026).

use axum::http::Method;
use serde_json::{Value, json};

use super::asked::{Answered, Asked, no_such};
use super::{number, paging};
use crate::world::World;

const FIELDS: [&str; 11] = [
    "id",
    "name",
    "account_review_status",
    "business_verification_status",
    "country",
    "currency",
    "message_template_namespace",
    "ownership_type",
    "status",
    "timezone_id",
    "whatsapp_business_manager_messaging_limit",
];
const FIELDS_OF_ITSELF: [&str; 5] = ["id", "name", "timezone_id", "message_template_namespace", "currency"];

pub(super) fn read(world: &World, asked: &Asked) -> Answered {
    let account = &world.account;
    asked.fields("WhatsAppBusinessAccount", (&FIELDS, &FIELDS_OF_ITSELF), |field| {
        let value = match field {
            "id" => json!(account.waba),
            "name" => json!(account.name),
            "account_review_status" => json!("APPROVED"),
            "business_verification_status" => json!("verified"),
            "country" => json!("NL"),
            "currency" => json!("EUR"),
            "message_template_namespace" => json!("a0000000_0000_0000_0000_000000000000"),
            "ownership_type" => json!("SELF"),
            "status" => json!("ACTIVE"),
            "timezone_id" => json!("104"),
            "whatsapp_business_manager_messaging_limit" => json!(account.tier()),
            _ => return None,
        };
        Some(value)
    })
}

pub(super) fn phone_numbers(world: &World, asked: &Asked) -> Answered {
    let numbers: Vec<&String> = world.numbers.keys().collect();
    paging::page(asked, &numbers, |id| id.as_str(), |id| number::shown(world, asked, id))
}

/// Whether the app hears the account. A callback of its own for the account is not played.
pub(super) fn subscribed_apps(world: &mut World, asked: &Asked) -> Answered {
    let app = json!({ "whatsapp_business_api_data": {
        "id": world.account.app, "name": world.account.name,
        "link": format!("https://www.facebook.com/games/?app_id={}", world.account.app),
    } });
    let subscribed = match asked.method {
        Method::GET => {
            let apps: Vec<Value> = if world.account.subscribed { vec![app] } else { Vec::new() };
            return Ok(json!({ "data": apps }));
        }
        Method::POST if asked.parameters.contains_key("override_callback_uri") => {
            return Err(crate::refusal::Refusal::parameter("The simulator does not play override_callback_uri"));
        }
        Method::POST => true,
        Method::DELETE => false,
        _ => return Err(no_such(asked, Some("subscribed_apps"))),
    };
    world.account.subscribed = subscribed;
    world.touch_account();
    Ok(json!({ "success": true }))
}
