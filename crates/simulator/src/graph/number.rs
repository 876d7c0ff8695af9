//! A business number over the Graph API: itself, its profile, and its commands and prompts.
//!
//! Source: Meta, "Phone numbers", "Business profiles" and "Conversational components" (2026).

use axum::http::Method;
use serde_json::{Value, json};

use super::asked::{Answered, Asked, no_such};
use crate::refusal::Refusal;
use crate::templates::Quality;
use crate::world::World;

const NODE: &str = "WhatsAppBusinessPhoneNumber";
const FIELDS: [&str; 13] = [
    "id",
    "account_mode",
    "code_verification_status",
    "conversational_automation",
    "display_phone_number",
    "is_official_business_account",
    "name_status",
    "platform_type",
    "quality_rating",
    "status",
    "throughput",
    "verified_name",
    "whatsapp_business_manager_messaging_limit",
];
const FIELDS_OF_ITSELF: [&str; 7] = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "id",
];

pub(super) fn read(world: &World, asked: &Asked) -> Answered {
    shown(world, asked, &asked.object)
}

/// A number with the fields that were asked for.
pub(super) fn shown(world: &World, asked: &Asked, id: &str) -> Answered {
    let health = world.account.health(id);
    asked.fields(NODE, (&FIELDS, &FIELDS_OF_ITSELF), |field| {
        let value = match field {
            "id" => json!(id),
            "account_mode" => json!("LIVE"),
            "code_verification_status" => json!("VERIFIED"),
            "conversational_automation" => health.automation.clone(),
            "display_phone_number" => json!(world.numbers.get(id)?),
            "is_official_business_account" => json!(health.official),
            "name_status" if health.refuses == Some(131_037) => json!("PENDING_REVIEW"),
            "name_status" => json!("APPROVED"),
            "platform_type" => json!("CLOUD_API"),
            "quality_rating" => json!(health.quality),
            "status" => json!(match (health.refuses, health.quality) {
                (Some(368 | 131_031), _) => "RESTRICTED",
                (Some(133_010), _) => "DISCONNECTED",
                (_, Quality::Red) => "FLAGGED",
                _ => "CONNECTED",
            }),
            "throughput" => json!({ "level": health.throughput.level() }),
            "verified_name" => json!(health.name),
            "whatsapp_business_manager_messaging_limit" => json!(world.account.tier()),
            _ => return None,
        };
        Some(value)
    })
}

/// The texts of a profile, with the most characters of each.
const PROFILE: [(&str, usize); 6] = [
    ("about", 139),
    ("address", 256),
    ("description", 512),
    ("email", 128),
    ("profile_picture_handle", usize::MAX),
    ("vertical", 32),
];
/// Web sites in a profile.
const WEBSITES_MAX: usize = 2;
/// Characters of such an address.
const WEBSITE_MAX: usize = 256;
const PROFILE_FIELDS: [&str; 7] =
    ["about", "address", "description", "email", "profile_picture_url", "websites", "vertical"];
const VERTICALS: [&str; 20] = [
    "UNDEFINED",
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "NOT_A_BIZ",
    "ALCOHOL",
];

pub(super) fn profile(world: &mut World, asked: &Asked) -> Answered {
    let profile = &mut world.account.health_mut(&asked.object).profile;
    match asked.method {
        Method::GET => {
            let mut shown =
                asked.fields("WhatsAppBusinessProfile", (&PROFILE_FIELDS, &[]), |field| profile.get(field).cloned())?;
            shown["messaging_product"] = json!("whatsapp");
            Ok(json!({ "data": [shown] }))
        }
        Method::POST => {
            let changes = checked_profile(asked)?;
            for (field, value) in changes {
                profile[field] = value;
            }
            Ok(json!({ "success": true }))
        }
        _ => Err(no_such(asked, Some("whatsapp_business_profile"))),
    }
}

fn checked_profile(asked: &Asked) -> Result<Vec<(&'static str, Value)>, Refusal> {
    if asked.text("messaging_product") != "whatsapp" {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    let mut changes = Vec::new();
    for (field, most) in PROFILE {
        let Some(value) = asked.parameters.get(field) else { continue };
        let text = value.as_str().ok_or_else(|| Refusal::parameter(format!("Param {field} must be a string.")))?;
        let wrong = text.chars().count() > most
            || (field == "about" && text.is_empty())
            || (field == "email" && !text.is_empty() && !text.contains('@'))
            || (field == "vertical" && !VERTICALS.contains(&text));
        if wrong {
            return Err(Refusal::value(format!("Param {field} is not valid")));
        }
        if field == "profile_picture_handle" {
            changes.push(("profile_picture_url", json!(format!("https://pps.whatsapp.net/{}", text.len()))));
        } else {
            changes.push((field, value.clone()));
        }
    }
    if let Some(sites) = asked.value("websites") {
        let listed = sites.as_array().map(Vec::as_slice).unwrap_or_default();
        let right = |site: &Value| {
            site.as_str().is_some_and(|site| {
                (site.starts_with("https://") || site.starts_with("http://")) && site.len() <= WEBSITE_MAX
            })
        };
        if !sites.is_array() || listed.len() > WEBSITES_MAX || !listed.iter().all(right) {
            return Err(Refusal::value("Param websites must hold at most 2 addresses with http:// or https://"));
        }
        changes.push(("websites", sites));
    }
    Ok(changes)
}

/// Commands of a number.
const COMMANDS_MAX: usize = 30;
/// Characters of a command's name.
const COMMAND_NAME_MAX: usize = 32;
/// Characters of a command's hint.
const COMMAND_HINT_MAX: usize = 256;
/// Prompts of a number.
const PROMPTS_MAX: usize = 4;
/// Characters of a prompt.
const PROMPT_MAX: usize = 80;

pub(super) fn automation(world: &mut World, asked: &Asked) -> Answered {
    let automation = &mut world.account.health_mut(&asked.object).automation;
    match asked.method {
        Method::GET => {
            let mut shown = automation.clone();
            shown["id"] = json!(asked.object);
            Ok(shown)
        }
        Method::POST => {
            let mut changed = automation.clone();
            if let Some(welcome) = asked.value("enable_welcome_message") {
                let welcome = welcome.as_bool();
                changed["enable_welcome_message"] =
                    json!(welcome.ok_or_else(|| Refusal::parameter("enable_welcome_message must be a boolean"))?);
            }
            if let Some(commands) = asked.value("commands") {
                changed["commands"] = checked_commands(&commands)?;
            }
            if let Some(prompts) = asked.value("prompts") {
                changed["prompts"] = checked_prompts(&prompts)?;
            }
            *automation = changed;
            world.touch_account();
            Ok(json!({ "success": true }))
        }
        _ => Err(no_such(asked, Some("conversational_automation"))),
    }
}

/// Emojis are not supported in commands and prompts; what lies beyond the basic plane is taken for one.
fn fits(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.chars().count()) && text.chars().all(|letter| u32::from(letter) < 0x1_0000)
}

fn checked_commands(commands: &Value) -> Answered {
    let listed = commands.as_array().ok_or_else(|| Refusal::parameter("commands must be a list"))?;
    if listed.len() > COMMANDS_MAX {
        return Err(Refusal::parameter("There may be at most 30 commands"));
    }
    let mut kept = Vec::new();
    for command in listed {
        let (name, hint) = (&command["command_name"], &command["command_description"]);
        let right = name.as_str().is_some_and(|name| fits(name, COMMAND_NAME_MAX))
            && hint.as_str().is_some_and(|hint| fits(hint, COMMAND_HINT_MAX));
        if !right {
            return Err(Refusal::parameter(
                "A command has a command_name of 1 to 32 and a command_description of 1 to 256 characters",
            ));
        }
        kept.push(json!({ "command_name": name, "command_description": hint }));
    }
    Ok(json!(kept))
}

fn checked_prompts(prompts: &Value) -> Answered {
    let listed = prompts.as_array().ok_or_else(|| Refusal::parameter("prompts must be a list"))?;
    let right = |prompt: &Value| prompt.as_str().is_some_and(|prompt| fits(prompt, PROMPT_MAX));
    if listed.len() > PROMPTS_MAX || !listed.iter().all(right) {
        return Err(Refusal::parameter("There may be at most 4 prompts of 1 to 80 characters"));
    }
    Ok(prompts.clone())
}
