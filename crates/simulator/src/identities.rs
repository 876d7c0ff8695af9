//! What a business learns about who somebody is: numbers, user ids, usernames, and how they change.
//!
//! Source: Meta, "Business-scoped user IDs" (June 2026). Whoever adopted a username keeps their number from a
//! business number, unless the two exchanged messages by number in the last 30 days. Meta's contact book, which
//! would remember it for longer, is not simulated: it can be switched off, and the bot must do without.
//! Invariant: a phone's key in the world is its number, also where businesses do not see that.

use serde_json::{Value, json};

use crate::journal::Key;
use crate::phone::{Extra, Phone, Shown};
use crate::world::World;

/// How long an exchange by number keeps the number visible.
const KNOWN_MS: i64 = 30 * 24 * 3_600_000;

impl Phone {
    /// Whether this business number is told the person's number now.
    #[must_use]
    pub fn shows_number_to(&self, number: &str, now_ms: i64) -> bool {
        let known = self.known_ms.get(number).is_some_and(|known_ms| now_ms - known_ms < KNOWN_MS);
        !self.hides_number && (self.username.is_none() || known)
    }

    /// They exchange a message now: by number, or by a number that was visible.
    pub(super) fn exchanged(&mut self, number: &str, by_number: bool, now_ms: i64) {
        if by_number || self.shows_number_to(number, now_ms) {
            self.known_ms.insert(number.to_owned(), now_ms);
        }
    }

    /// The person as the Groups API names them.
    pub(super) fn as_participant(&self, number: &str, now_ms: i64) -> Value {
        let mut participant = json!({ "user_id": self.user_id });
        if self.shows_number_to(number, now_ms) {
            participant["wa_id"] = json!(self.wa_id);
        }
        if let Some(username) = &self.username {
            participant["username"] = json!(format!("@{username}"));
        }
        participant
    }
}

impl World {
    /// The person adopts a username; from then on their number is only seen by who knows it.
    pub fn adopt_username(&mut self, wa_id: &str, username: &str) {
        if let Some(phone) = self.phone_mut(wa_id) {
            phone.username = Some(username.trim_start_matches('@').to_owned());
            self.touch(Key::Phone(wa_id.to_owned()));
        }
    }

    /// A new user id, as Meta gives one when somebody changes their number.
    fn new_user_id(&mut self, wa_id: &str) -> String {
        format!("NL.{}", self.between(wa_id, 1_000_000_000_000_000_000, i64::MAX))
    }

    /// The person takes another number: the chats go with them, businesses that they wrote to are told. Answers
    /// the new user id, or nothing if there is no such phone or the new number is taken.
    pub fn change_number(&mut self, old: &str, new: &str, now_ms: i64) -> Option<String> {
        if self.phone(new).is_some() {
            return None;
        }
        let user_id = self.new_user_id(old);
        let mut phone = self.take_phone(old)?;
        let before = phone.clone();
        new.clone_into(&mut phone.wa_id);
        phone.user_id.clone_from(&user_id);
        // For Meta it is another user: windows begin anew.
        let told: Vec<String> = std::mem::take(&mut phone.heard_ms).into_keys().collect();
        let known = std::mem::take(&mut phone.known_ms);
        self.put_phone(phone);
        self.rename_in_groups(old, new);
        self.rename_blocked(old, new);
        for number in told {
            let body = format!("User {} changed from {old} to {new}", before.name);
            let mut system = json!({ "type": "user_changed_number", "body": body, "user_id": user_id });
            let shows = !before.hides_number
                && (before.username.is_none() || known.get(&number).is_some_and(|ms| now_ms - ms < KNOWN_MS));
            if shows {
                system["wa_id"] = json!(new);
            } else {
                system["body"] = json!(format!("User {} changed number", before.name));
            }
            self.say_system(&before, &number, shows, system, now_ms);
        }
        Some(user_id)
    }

    /// The person gets another user id and keeps their number; businesses that they wrote to are told.
    pub fn change_user_id(&mut self, wa_id: &str, now_ms: i64) -> Option<String> {
        let user_id = self.new_user_id(wa_id);
        let phone = self.phone_mut(wa_id)?;
        let before = phone.clone();
        phone.user_id.clone_from(&user_id);
        for number in before.heard_ms.keys() {
            let shows = before.shows_number_to(number, now_ms);
            let body = format!("User {} changed from {} to {user_id}", before.name, before.user_id);
            let mut system = json!({ "type": "user_changed_user_id", "body": body, "user_id": user_id });
            if shows {
                system["wa_id"] = json!(wa_id);
            }
            self.say_system(&before, number, shows, system, now_ms);
        }
        Some(user_id)
    }

    /// The person gives their own number, to a message that asks for it. Answers whether there is one.
    pub fn share_own_number(&mut self, wa_id: &str, now_ms: i64) -> bool {
        let found = self.phone(wa_id).and_then(|phone| {
            let asks = phone.messages().rev().find(|bubble| bubble.shown.extra == Extra::AsksContact)?;
            Some((phone.name.clone(), asks.number.clone(), asks.wamid.clone()))
        });
        let Some((name, number, wamid)) = found else { return false };
        let display = self.numbers.get(&number).cloned().unwrap_or_default();
        let card = json!({ "name": { "formatted_name": name, "first_name": name }, "origin": "contact_request",
                           "phones": [{ "phone": format!("+{wa_id}"), "wa_id": wa_id, "type": "CELL" }] });
        let content = json!({ "type": "contacts", "contacts": [card], "context": { "from": display, "id": wamid } });
        let extra = Extra::Contact { name, phone: wa_id.to_owned() };
        let shown = Shown { extra, ..Shown::default() };
        self.write_shown(wa_id, &number, (shown, Some(wamid), "(eigen nummer)".to_owned()), content, now_ms);
        true
    }
}
