//! The endpoints about who is in a group: requests to join, and removal.
//!
//! Source: Meta, "Group management" (May 2026). Requests are decided at once, each for itself (131201 with HTTP
//! 206 where some fail); a removal is answered with a `request_id`, and who could not be removed told by webhook.
//! Invariant: whoever the business removed stays out.

use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde_json::{Value, json};

use crate::call::{Call, product};
use crate::groups::PARTICIPANTS_MAX;
use crate::groups::asked::{Asked, Ids, PAGE, PAGE_MAX, accepted, as_text, group, open_group};
use crate::paging;
use crate::refusal::Refusal;
use crate::words::text;

pub(super) async fn requests(call: Call, Path((_, id)): Ids, Query(asked): Asked) -> Response {
    call.answer("", |simulator| {
        let (now_ms, world) = (simulator.now_ms(), simulator.world());
        let group = group(&world, &id)?;
        let (page, paging) = paging::page(&group.requests, &asked, PAGE, PAGE_MAX)?;
        let requests: Vec<Value> = page
            .iter()
            .map(|asked| {
                let mut request = world.participant(&group.number, &asked.wa_id, now_ms);
                request["join_request_id"] = json!(asked.id);
                request["creation_timestamp"] = json!(asked.at_ms / 1_000);
                request
            })
            .collect();
        Ok((200, json!({ "data": requests, "paging": paging })))
    })
}

pub(super) async fn approve(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
    decide(&call, &id, &body, true)
}

pub(super) async fn reject(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
    decide(&call, &id, &body, false)
}

fn decide(call: &Call, id: &str, body: &[u8], lets_in: bool) -> Response {
    call.answer(&String::from_utf8_lossy(body), |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        let group = open_group(&world, id)?;
        let request = product(body)?;
        let ids: Vec<String> = request["join_requests"].as_array().into_iter().flatten().filter_map(as_text).collect();
        if ids.is_empty() {
            return Err(Refusal::parameter("The parameter join_requests is required."));
        }
        let mut free = PARTICIPANTS_MAX.saturating_sub(group.participants.len());
        let (mut done, mut people, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for id in ids {
            let asked = group.requests.iter().find(|asked| asked.id == id).filter(|_| !done.contains(&id));
            let wrong = match asked {
                None => Some(131_213),
                Some(_) if lets_in && free == 0 => Some(131_204),
                Some(_) => None,
            };
            match (asked, wrong) {
                (Some(asked), None) => {
                    free = free.saturating_sub(1);
                    people.push(asked.wa_id.clone());
                    done.push(id);
                }
                (_, wrong) => {
                    let error = Refusal::of_code(wrong.unwrap_or(131_213)).in_list();
                    failed.push(json!({ "join_request_id": id, "errors": [error] }));
                }
            }
        }
        if lets_in && !people.is_empty() {
            world.let_in(id, &people, now_ms);
        } else if let Some(group) = world.group_mut(id) {
            group.requests.retain(|asked| !done.contains(&asked.id));
        }
        let name = if lets_in { "approved_join_requests" } else { "rejected_join_requests" };
        let mut answer = json!({ "messaging_product": "whatsapp", name: done });
        if failed.is_empty() {
            return Ok((200, answer));
        }
        answer["failed_join_requests"] = json!(failed);
        answer["errors"] = json!([Refusal::of_code(131_201).in_list()]);
        Ok((206, answer))
    })
}

pub(super) async fn remove(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
    call.answer(&String::from_utf8_lossy(&body), |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        let group = open_group(&world, &id)?;
        let request = product(&body)?;
        let people: Vec<String> = request["participants"].as_array().into_iter().flatten().map(user).collect();
        if people.is_empty() || people.iter().any(String::is_empty) {
            return Err(Refusal::parameter("The parameter participants is required."));
        }
        if people.len() > PARTICIPANTS_MAX {
            return Err(Refusal::of_code(131_204));
        }
        let (mut gone, mut removed, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for input in people {
            let digits: String = input.chars().filter(char::is_ascii_digit).collect();
            let named = if input.contains('.') { &input } else { &digits };
            let wa_id = world.named(named).map(|phone| phone.wa_id.clone());
            match wa_id.filter(|wa_id| group.participants.contains(wa_id)) {
                Some(wa_id) if gone.contains(&wa_id) => return Err(Refusal::of_code(131_202)),
                Some(wa_id) => {
                    gone.push(wa_id);
                    removed.push(json!({ "input": input }));
                }
                None => failed.push(json!({ "input": input, "errors": [Refusal::of_code(131_212).in_list()] })),
            }
        }
        let request_id = world.new_request_id();
        let mut told = json!({ "type": "group_participants_remove", "request_id": request_id,
                               "initiated_by": "business", "removed_participants": removed });
        if !failed.is_empty() {
            told["failed_participants"] = json!(failed);
            told["errors"] = json!([Refusal::of_code(131_201).in_list()]);
        }
        if let Some(group) = world.group_mut(&id) {
            group.participants.retain(|wa_id| !gone.contains(wa_id));
            group.removed.extend(gone);
        }
        world.tell_of_group(&group, "group_participants_update", told, now_ms);
        accepted(&request_id)
    })
}

fn user(participant: &Value) -> String {
    text(participant, "/user").to_owned()
}
