//! People whom a business number blocked.
//!
//! Source: Meta, "Block users" (June 2026): only who wrote in the last 24 hours, a thousand in a call, 64,000 in
//! all, and an answer for each person. Invariant: what a blocked person writes reaches nobody, and they see it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::post;
use serde_json::{Value, json};

use crate::Simulator;
use crate::call::{Call, product};
use crate::paging;
use crate::refusal::Refusal;
use crate::words::text;
use crate::world::World;

/// Users in one call.
const CALL_MAX: usize = 1_000;
/// Users on a list.
const LIST_MAX: usize = 64_000;
/// Whoever wrote so long ago can be blocked.
const WROTE_MS: i64 = 24 * 3_600_000;

pub(super) fn router() -> Router<Simulator> {
    Router::new().route("/{version}/{number}/block_users", post(block).delete(unblock).get(list))
}

impl World {
    /// Whether this business number blocked this person, named by number or user id.
    #[must_use]
    pub fn has_blocked(&self, number: &str, person: &str) -> bool {
        let wa_id = self.named(person).map_or(person, |phone| &phone.wa_id);
        self.blocked.0.get(number).is_some_and(|list| list.iter().any(|blocked| blocked == wa_id))
    }

    /// A person who changed their number stays blocked.
    pub(super) fn rename_blocked(&mut self, old: &str, new: &str) {
        for blocked in self.blocked.0.values_mut().flatten().filter(|blocked| *blocked == old) {
            new.clone_into(blocked);
        }
    }

    fn block(&mut self, number: &str, person: &str, now_ms: i64) -> Result<(), Refusal> {
        let phone = self.named(person).ok_or_else(|| Refusal::of_code(131_026))?;
        let wrote = phone.heard_ms.get(number).is_some_and(|heard_ms| now_ms - heard_ms < WROTE_MS);
        let wa_id = phone.wa_id.clone();
        let list = self.blocked.0.entry(number.to_owned()).or_default();
        if list.contains(&wa_id) {
            return Ok(());
        }
        if !wrote {
            return Err(Refusal::of_code(131_047));
        }
        if list.len() >= LIST_MAX {
            return Err(Refusal::of_code(139_101));
        }
        list.insert(0, wa_id);
        Ok(())
    }

    fn unblock(&mut self, number: &str, person: &str) -> Result<(), Refusal> {
        let wa_id = self.named(person).map(|phone| phone.wa_id.clone()).ok_or_else(|| Refusal::of_code(131_026))?;
        if let Some(list) = self.blocked.0.get_mut(number) {
            list.retain(|blocked| *blocked != wa_id);
        }
        Ok(())
    }
}

/// One user of a call: as they were named, and as we know them. A number goes before a user id.
fn asked(user: &Value) -> (String, String) {
    let number = text(user, "/user");
    if number.is_empty() {
        let user_id = text(user, "/user_id").to_owned();
        return (user_id.clone(), user_id);
    }
    (number.to_owned(), number.chars().filter(char::is_ascii_digit).collect())
}

async fn block(call: Call, Path((_, number)): Path<(String, String)>, body: Bytes) -> Response {
    each(&call, &number, &body, "added_users", |world, person, now_ms| world.block(&number, person, now_ms))
}

async fn unblock(call: Call, Path((_, number)): Path<(String, String)>, body: Bytes) -> Response {
    each(&call, &number, &body, "removed_users", |world, person, _| world.unblock(&number, person))
}

fn each(
    call: &Call,
    number: &str,
    body: &[u8],
    done: &str,
    act: impl Fn(&mut World, &str, i64) -> Result<(), Refusal>,
) -> Response {
    call.answer(&String::from_utf8_lossy(body), |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        if !world.numbers.contains_key(number) {
            return Err(Refusal::unknown_object());
        }
        let request = product(body)?;
        let users = request["block_users"].as_array().cloned().unwrap_or_default();
        if users.is_empty() || users.len() > CALL_MAX {
            return Err(Refusal::parameter(format!("block_users must hold 1 to {CALL_MAX} users")));
        }
        let (mut did, mut failed) = (Vec::new(), Vec::new());
        for user in &users {
            let (input, person) = asked(user);
            let result = act(&mut world, &person, now_ms);
            let mut entry = json!({ "input": input });
            if let Some(phone) = world.named(&person) {
                let by_number = !text(user, "/user").is_empty();
                let (name, value) = if by_number { ("wa_id", &phone.wa_id) } else { ("user_id", &phone.user_id) };
                entry[name] = json!(value);
            }
            match result {
                Ok(()) => did.push(entry),
                Err(refusal) => {
                    entry["errors"] = json!([refusal.in_list()]);
                    failed.push(entry);
                }
            }
        }
        let mut answer = json!({ "messaging_product": "whatsapp", "block_users": { done: did } });
        if failed.is_empty() {
            return Ok((200, answer));
        }
        answer["block_users"]["failed_users"] = json!(failed);
        let (status, error) = Refusal::of_code(139_100).answer();
        answer["error"] = error["error"].clone();
        Ok((status, answer))
    })
}

async fn list(
    call: Call,
    Path((_, number)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    call.answer("", |simulator| {
        let world = simulator.world();
        if !world.numbers.contains_key(&number) {
            return Err(Refusal::unknown_object());
        }
        let blocked = world.blocked.0.get(&number).map(Vec::as_slice).unwrap_or_default();
        let (page, cursors) = paging::page(blocked, &asked, 10, 100)?;
        let people = page.iter().map(|wa_id| {
            let mut user = json!({ "messaging_product": "whatsapp", "wa_id": wa_id });
            if let Some(phone) = world.phone(wa_id) {
                user["user_id"] = json!(phone.user_id);
            }
            user
        });
        Ok((200, json!({ "data": people.collect::<Vec<_>>(), "paging": cursors })))
    })
}
