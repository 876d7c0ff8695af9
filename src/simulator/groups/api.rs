//! The endpoints of the Groups API.
//!
//! Source: Meta, "Group management" (May 2026). What takes effect in a group is answered with a `request_id` and
//! told by webhook; requests to join are decided at once, each for itself (131201 with HTTP 206 where some fail).

use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Path, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use axum::routing::{delete, get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::simulator::Simulator;
use crate::simulator::call::{Answered, Call, product};
use crate::simulator::groups::{Group, NewGroup, PARTICIPANTS_MAX, is_group_id, mode};
use crate::simulator::media::api::Form;
use crate::simulator::paging;
use crate::simulator::refusal::Refusal;
use crate::simulator::rules::text;
use crate::simulator::world::World;

/// Characters of a name and of a description.
const SUBJECT_MAX: usize = 128;
const DESCRIPTION_MAX: usize = 2_048;
/// Bytes of a picture, and the fewest pixels on a side.
const PICTURE_BYTES_MAX: usize = 5 * 1024 * 1024;
const PICTURE_SIDE_MIN: u32 = 192;
/// Groups on a page.
const PAGE: usize = 25;
const PAGE_MAX: usize = 1_024;

type Asked = Query<Vec<(String, String)>>;
type Ids = Path<(String, String)>;

pub(in crate::simulator) fn router() -> Router<Simulator> {
    Router::new()
        .route("/{version}/{id}/groups", post(make).get(list))
        .route("/{version}/{id}/invite_link", get(link).post(new_link))
        .route("/{version}/{id}/join_requests", get(requests).post(approve).delete(reject))
        .route("/{version}/{id}/participants", delete(remove))
}

/// The group with this id, if its number may work with groups.
fn group<'a>(world: &'a World, id: &str) -> Result<&'a Group, Refusal> {
    let found = world.group(id);
    let unknown = || if is_group_id(id) { Refusal::of_code(131_041) } else { Refusal::unknown_object() };
    let group = found.ok_or_else(unknown)?;
    world.check_groups(&group.number)?;
    Ok(group)
}

/// A group that something can be done to.
fn open_group(world: &World, id: &str) -> Result<Group, Refusal> {
    let group = group(world, id)?;
    if group.suspended { Err(Refusal::of_code(131_207)) } else { Ok(group.clone()) }
}

fn accepted(request_id: &str) -> Answered {
    Ok((200, json!({ "messaging_product": "whatsapp", "request_id": request_id })))
}

fn checked_subject(subject: &str) -> Result<String, Refusal> {
    match subject.trim() {
        "" => Err(Refusal::parameter("The parameter subject is required.")),
        long if long.chars().count() > SUBJECT_MAX => {
            Err(Refusal::parameter(format!("Param subject must be at most {SUBJECT_MAX} characters long.")))
        }
        subject => Ok(subject.to_owned()),
    }
}

fn checked_description(description: &str) -> Result<String, Refusal> {
    if description.chars().count() > DESCRIPTION_MAX {
        return Err(Refusal::parameter(format!(
            "Param description must be at most {DESCRIPTION_MAX} characters long."
        )));
    }
    Ok(description.to_owned())
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
pub(in crate::simulator) fn info(call: &Call, id: &str, asked: &[(String, String)]) -> Option<Answered> {
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
pub(in crate::simulator) fn delete_group(call: &Call, id: &str) -> Option<Answered> {
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

async fn requests(call: Call, Path((_, id)): Ids, Query(asked): Asked) -> Response {
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

async fn approve(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
    decide(&call, &id, &body, true)
}

async fn reject(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
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

fn as_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

async fn remove(call: Call, Path((_, id)): Ids, body: Bytes) -> Response {
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

/// New settings, as JSON or as a form with a picture.
pub(in crate::simulator) async fn settings(call: Call, Path((_, id)): Ids, request: Request) -> Response {
    let mime = request.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).unwrap_or_default();
    if mime.starts_with("multipart/") {
        let multipart = axum::extract::Multipart::from_request(request, &()).await;
        let form = Form::read(multipart, &["file", "profile_picture_file"]).await;
        return change(&call, &id, &form.shown(), &|name| form.field(name).map(str::to_owned), form.file.as_ref());
    }
    let body = Bytes::from_request(request, &()).await.unwrap_or_default();
    let json: Value = serde_json::from_slice(&body).unwrap_or_default();
    change(&call, &id, &String::from_utf8_lossy(&body), &|name| json.get(name).and_then(as_text), None)
}

fn change(
    call: &Call,
    id: &str,
    body: &str,
    field: &dyn Fn(&str) -> Option<String>,
    picture: Option<&(String, Bytes)>,
) -> Response {
    call.answer(body, |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        let group = open_group(&world, id)?;
        if field("messaging_product").as_deref() != Some("whatsapp") {
            return Err(Refusal::parameter("The parameter messaging_product is required."));
        }
        let subject = field("subject").map(|subject| checked_subject(&subject)).transpose()?;
        let description = field("description").map(|text| checked_description(&text)).transpose()?;
        if subject.is_none() && description.is_none() && picture.is_none() {
            return Err(Refusal::parameter("One of subject, description and profile_picture_file is required."));
        }
        let request_id = world.new_request_id();
        let mut told = json!({ "type": "group_settings_update", "request_id": request_id });
        for (name, value) in [("group_subject", &subject), ("group_description", &description)] {
            if let Some(value) = value {
                told[name] = json!({ "text": value, "update_successful": true });
            }
        }
        let mut shown = None;
        if let Some((mime, bytes)) = picture {
            let hash = STANDARD.encode(Sha256::digest(bytes));
            let mut about = json!({ "mime_type": mime, "sha256": hash, "update_successful": true });
            match checked_picture(mime, bytes) {
                Ok(()) => shown = Some(hash),
                Err(refusal) => {
                    about["update_successful"] = json!(false);
                    about["errors"] = json!([refusal.in_list()]);
                }
            }
            told["profile_picture"] = about;
        }
        if let Some(group) = world.group_mut(id) {
            group.subject = subject.unwrap_or_else(|| group.subject.clone());
            group.description = description.unwrap_or_else(|| group.description.clone());
            group.picture = shown.or_else(|| group.picture.clone());
        }
        world.tell_of_group(&group, "group_settings_update", told, now_ms);
        accepted(&request_id)
    })
}

/// A square JPEG that is big enough. Whether it fits is told by webhook, as with each setting.
fn checked_picture(mime: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let jpeg = mime == "image/jpeg" && bytes.len() <= PICTURE_BYTES_MAX;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), image::ImageFormat::Jpeg);
    let Some((wide, high)) = reader.into_dimensions().ok().filter(|_| jpeg) else {
        return Err(Refusal::of_code(131_210));
    };
    if wide != high {
        return Err(Refusal::of_code(131_209));
    }
    if wide < PICTURE_SIDE_MIN { Err(Refusal::of_code(131_210)) } else { Ok(()) }
}
