//! The endpoints of the Groups API: groups themselves and their links.
//!
//! Who is in them is `groups::members`', their settings `groups::settings`'. Source: Meta, "Group management" (May
//! 2026). What takes effect in a group is answered with a `request_id`, and told by webhook.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{delete, get, post};
use serde_json::{Value, json};

use crate::Simulator;
use crate::call::{Answered, Call, product};
use crate::groups::asked::{
    Asked, Ids, PAGE, PAGE_MAX, accepted, checked_description, checked_subject, group, open_group,
};
use crate::groups::{Group, NewGroup, is_group_id, members, mode};
use crate::paging;
use crate::refusal::Refusal;
use crate::words::text;

pub(crate) fn router() -> Router<Simulator> {
    Router::new()
        .route("/{version}/{id}/groups", post(make).get(list))
        .route("/{version}/{id}/invite_link", get(link).post(new_link))
        .route("/{version}/{id}/join_requests", get(members::requests).post(members::approve).delete(members::reject))
        .route("/{version}/{id}/participants", delete(members::remove))
}

async fn make(call: Call, Path((_, number)): Ids, body: Bytes) -> Response {
    call.answer(&String::from_utf8_lossy(&body), |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        if !world.numbers.contains_key(&number) {
            return Err(Refusal::unknown_object());
        }
        world.check_groups(&number)?;
        let request = product(&body)?;
        let approval_required = match request.get("join_approval_mode").map(|mode| mode.as_str()) {
            None | Some(Some("auto_approve")) => false,
            Some(Some("approval_required")) => true,
            _ => return Err(Refusal::parameter("join_approval_mode must be auto_approve or approval_required")),
        };
        let new = NewGroup {
            subject: checked_subject(text(&request, "/subject"))?,
            description: checked_description(text(&request, "/description"))?,
            approval_required,
        };
        accepted(&world.make_group(&number, new, now_ms)?)
    })
}

async fn list(call: Call, Path((_, number)): Ids, Query(asked): Asked) -> Response {
    call.answer("", |simulator| {
        let world = simulator.world();
        if !world.numbers.contains_key(&number) {
            return Err(Refusal::unknown_object());
        }
        world.check_groups(&number)?;
        let groups: Vec<&Group> = world.groups_of(&number).collect();
        let (page, paging) = paging::page(&groups, &asked, PAGE, PAGE_MAX)?;
        let groups: Vec<Value> = page
            .iter()
            .map(|group| {
                let created_s = (group.created_ms / 1_000).to_string();
                json!({ "id": group.id, "subject": group.subject, "created_at": created_s })
            })
            .collect();
        Ok((200, json!({ "data": { "groups": groups }, "paging": paging })))
    })
}

/// What is asked about a group, if the id is that of one.
pub(crate) fn info(call: &Call, id: &str, asked: &[(String, String)]) -> Option<Answered> {
    if !is_group_id(id) {
        return None;
    }
    let (now_ms, world) = (call.simulator.now_ms(), call.simulator.world());
    let group = match group(&world, id) {
        Ok(group) => group,
        Err(refusal) => return Some(Err(refusal)),
    };
    let mut answer = json!({ "messaging_product": "whatsapp", "id": group.id });
    let fields = asked.iter().find(|(name, _)| name == "fields").map(|(_, fields)| fields.as_str());
    for field in fields.unwrap_or_default().split(',').filter(|field| !field.is_empty()) {
        answer[field] = match field {
            "subject" => json!(group.subject),
            "description" => json!(group.description),
            "join_approval_mode" => json!(mode(group)),
            "suspended" => json!(group.suspended),
            "creation_timestamp" => json!(group.created_ms / 1_000),
            "total_participant_count" => json!(group.participants.len()),
            "participants" => {
                let people = group.participants.iter().map(|wa_id| world.participant(&group.number, wa_id, now_ms));
                json!(people.collect::<Vec<_>>())
            }
            "id" | "messaging_product" => continue,
            _ => {
                let wrong = format!("Tried accessing nonexisting field ({field})");
                return Some(Err(Refusal::parameter(wrong)));
            }
        };
    }
    Some(Ok((200, answer)))
}

/// Deletes the group, if the id is that of one.
pub(crate) fn delete_group(call: &Call, id: &str) -> Option<Answered> {
    if !is_group_id(id) {
        return None;
    }
    let now_ms = call.simulator.now_ms();
    let mut world = call.simulator.world();
    if let Err(refusal) = group(&world, id) {
        return Some(Err(refusal));
    }
    let request_id = world.delete_group(id, now_ms).unwrap_or_default();
    Some(accepted(&request_id))
}

async fn link(call: Call, Path((_, id)): Ids) -> Response {
    call.answer("", |simulator| {
        let world = simulator.world();
        let link = &group(&world, &id)?.invite_link;
        Ok((200, json!({ "messaging_product": "whatsapp", "invite_link": link })))
    })
}

async fn new_link(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
    call.answer(&String::from_utf8_lossy(&body), |simulator| {
        let mut world = simulator.world();
        open_group(&world, &id)?;
        product(&body)?;
        let link = world.reset_link(&id);
        Ok((200, json!({ "messaging_product": "whatsapp", "invite_link": link })))
    })
}
