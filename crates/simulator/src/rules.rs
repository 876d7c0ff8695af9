//! The checks that Meta makes on a request to send, in Meta's order as far as it is known.
//!
//! Written from Meta's documentation, not from the bot's own checks: each proves the other.

use serde_json::Value;

use crate::media::kind::Kind;
use crate::phone::{Checked, Choice, Extra, Shown};
use crate::refusal::Refusal;
use crate::templates::fill::fill;
use crate::templates::{TTL_MS, Template};
use crate::words::{length, text};
use crate::{bodies, groups};

/// Checks a request.
///
/// # Errors
/// What Meta would answer.
pub fn check(request: &Value, templates: &[Template], own_number: &str) -> Result<Checked, Refusal> {
    if text(request, "/messaging_product") != "whatsapp" {
        return Err(Refusal::parameter("The parameter messaging_product is required."));
    }
    let group = to_group(request)?;
    let to = recipient(request, group)?;
    if to == own_number {
        return Err(Refusal::of_code(131_021));
    }
    let callback_data = request.get("biz_opaque_callback_data").and_then(Value::as_str).map(str::to_owned);
    if callback_data.as_ref().is_some_and(|data| data.chars().count() > 512) {
        return Err(Refusal::parameter("biz_opaque_callback_data must be at most 512 characters long."));
    }
    let kind = text(request, "/type");
    if group && !kind.is_empty() && !groups::send::allows(kind) {
        return Err(Refusal::of_code(131_051));
    }
    // What is free-form is priced as service, and waits for a phone as long as anything does.
    let (mut category, mut ttl_ms) = ("service", TTL_MS);
    let shown = match kind {
        "text" => {
            if request.pointer("/text/preview_url").is_some_and(|preview| !preview.is_boolean()) {
                return Err(Refusal::parameter("Param text['preview_url'] must be a boolean."));
            }
            length("text['body']", text(request, "/text/body"), 4_096)?;
            Shown::text(text(request, "/text/body"))
        }
        "interactive" => interactive(&request["interactive"])?,
        "template" => {
            let filled = fill(&request["template"], templates)?;
            (category, ttl_ms) = (filled.category, filled.ttl_ms);
            filled.shown
        }
        "reaction" => bodies::reaction(&request["reaction"])?,
        "location" => bodies::location(&request["location"])?,
        "contacts" => bodies::contacts(&request["contacts"])?,
        "pin" if group => groups::send::pin(&request["pin"])?,
        "" => return Err(Refusal::parameter("The parameter type is required.")),
        _ if let Some(kind) = Kind::named(kind) => bodies::file(kind, &request[kind.name()])?,
        _ => return Err(Refusal::parameter(format!("Param type must be one of the supported types, not {kind}"))),
    };
    let quotes = request.pointer("/context/message_id").and_then(Value::as_str).map(str::to_owned);
    let by_user = !group && text(request, "/to").is_empty();
    let template = kind == "template";
    Ok(Checked { to, shown, template, category, ttl_ms, quotes, callback_data, by_user, group, fails: None })
}

/// Whether it goes to a group.
fn to_group(request: &Value) -> Result<bool, Refusal> {
    match request.get("recipient_type").map(|kind| kind.as_str()) {
        None | Some(Some("individual")) => Ok(false),
        Some(Some("group")) => Ok(true),
        _ => Err(Refusal::parameter("Param recipient_type must be one of {individual, group}")),
    }
}

/// The digits of the number. Without a plus the business's own country code is put in front, as Meta does.
fn recipient(request: &Value, group: bool) -> Result<String, Refusal> {
    let to = text(request, "/to");
    if group {
        return if to.is_empty() {
            Err(Refusal::parameter("The parameter to is required."))
        } else {
            Ok(to.to_owned())
        };
    }
    if to.is_empty() {
        // A user id: the world knows it under that name.
        let user = text(request, "/recipient");
        return if user.is_empty() {
            Err(Refusal::parameter("The parameter to is required."))
        } else if is_user_id(user) {
            Ok(user.to_owned())
        } else {
            Err(Refusal::parameter("Invalid parameter recipient"))
        };
    }
    if !to.chars().all(|letter| letter.is_ascii_digit() || "+-() ".contains(letter)) {
        return Err(Refusal::parameter("Invalid parameter to"));
    }
    let digits: String = to.chars().filter(char::is_ascii_digit).collect();
    Ok(if to.starts_with('+') || digits.starts_with("31") { digits } else { format!("31{digits}") })
}

/// A country, a dot, and letters and digits; a parent's id has `ENT.` in front of these.
fn is_user_id(user: &str) -> bool {
    let parts = user.split_once('.').map(|(country, rest)| (country, rest.strip_prefix("ENT.").unwrap_or(rest)));
    parts.is_some_and(|(country, rest)| {
        country.len() == 2
            && country.chars().all(|letter| letter.is_ascii_uppercase())
            && (1..=128).contains(&rest.len())
            && rest.chars().all(|letter| letter.is_ascii_alphanumeric())
    })
}

fn interactive(interactive: &Value) -> Result<Shown, Refusal> {
    let body = text(interactive, "/body/text");
    match text(interactive, "/type") {
        "button" => {
            length("interactive['body']['text']", body, 1_024)?;
            let buttons = interactive.pointer("/action/buttons").and_then(Value::as_array).cloned().unwrap_or_default();
            let buttons: Vec<Choice> = buttons
                .iter()
                .map(|button| choice(text(button, "/reply/id"), text(button, "/reply/title"), ""))
                .collect();
            if buttons.is_empty() || buttons.len() > 3 {
                return Err(Refusal::value("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3"));
            }
            check_choices(&buttons, 256, 20)?;
            let extra = match (text(interactive, "/header/type"), text(interactive, "/header/image/id")) {
                ("", _) | ("text", _) => Extra::None,
                ("image", id) if !id.is_empty() => Extra::Picture(id.to_owned()),
                ("image", _) => Extra::Picture(text(interactive, "/header/image/link").to_owned()),
                ("video" | "document", _) => Extra::None,
                _ => return Err(Refusal::value("Header type is not valid")),
            };
            Ok(Shown { buttons, extra, ..Shown::text(body) })
        }
        "list" => {
            length("interactive['body']['text']", body, 4_096)?;
            length("interactive['action']['button']", text(interactive, "/action/button"), 20)?;
            let sections =
                interactive.pointer("/action/sections").and_then(Value::as_array).cloned().unwrap_or_default();
            if sections.len() > 1 && sections.iter().any(|section| text(section, "/title").is_empty()) {
                return Err(Refusal::value("Section title is required when there is more than one section"));
            }
            let rows: Vec<Value> =
                sections.iter().filter_map(|section| section["rows"].as_array()).flatten().cloned().collect();
            if rows.is_empty() || rows.len() > 10 {
                return Err(Refusal::value("Total row count exceed max allowed count: 10"));
            }
            if rows.iter().any(|row| text(row, "/description").chars().count() > 72) {
                return Err(Refusal::value("Row description is too long. Max length is 72"));
            }
            let rows: Vec<Choice> = rows
                .iter()
                .map(|row| choice(text(row, "/id"), text(row, "/title"), text(row, "/description")))
                .collect();
            check_choices(&rows, 200, 24)?;
            Ok(Shown { rows, label: text(interactive, "/action/button").to_owned(), ..Shown::text(body) })
        }
        "location_request_message" => {
            length("interactive['body']['text']", body, 1_024)?;
            if text(interactive, "/action/name") != "send_location" {
                return Err(Refusal::value("action name must be send_location"));
            }
            Ok(Shown { extra: Extra::AsksLocation, ..Shown::text(body) })
        }
        "cta_url" => bodies::link(interactive),
        "request_contact_info" => bodies::contact_request(interactive),
        _ => Err(Refusal::value("Interactive type is not valid")),
    }
}

fn choice(id: &str, title: &str, description: &str) -> Choice {
    Choice { id: id.to_owned(), title: title.to_owned(), description: description.to_owned() }
}

/// Ids and titles: there, not too long, and all different (titles of rows may repeat).
fn check_choices(choices: &[Choice], id_max: usize, title_max: usize) -> Result<(), Refusal> {
    for (place, Choice { id, title, .. }) in choices.iter().enumerate() {
        if id.is_empty() || id.chars().count() > id_max {
            return Err(Refusal::value(format!("Id length invalid. Min length: 1, Max length: {id_max}")));
        }
        if title.is_empty() || title.chars().count() > title_max {
            return Err(Refusal::value(format!("Title length invalid. Min length: 1, Max length: {title_max}")));
        }
        let twice = choices[..place].iter().any(|other| other.id == *id || (title_max == 20 && other.title == *title));
        if twice {
            return Err(Refusal::value("Duplicated id or title"));
        }
    }
    Ok(())
}
