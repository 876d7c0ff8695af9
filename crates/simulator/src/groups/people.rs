//! What people do with groups on their phones: come in by the link, write, leave.
//!
//! Invariant: WhatsApp itself keeps the door: a link that was reset, a group that is full, and a person who was
//! removed let nobody in, and no business hears of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

use crate::groups::{Group, JoinRequest, PARTICIPANTS_MAX};
use crate::journal::Key;
use crate::phone::{Bubble, By, Shown, Ticks};
use crate::world::World;

/// What became of a tap on a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// The person is in the group.
    In,
    /// The person waits to be let in.
    Asked,
    /// The link does not work, or not for them.
    Refused,
}

impl World {
    /// The person taps a link to a group.
    pub fn join_group(&mut self, wa_id: &str, invite_link: &str, now_ms: i64) -> Joined {
        let found = self.groups.all.iter().find(|group| group.invite_link == invite_link && !group.suspended);
        let (Some(group), Some(_)) = (found.cloned(), self.phone(wa_id)) else { return Joined::Refused };
        if group.participants.iter().any(|participant| participant == wa_id) {
            return Joined::In;
        }
        if group.removed.contains(wa_id) || group.participants.len() >= PARTICIPANTS_MAX {
            return Joined::Refused;
        }
        if !group.approval_required {
            self.let_in(&group.id, &[wa_id.to_owned()], now_ms);
            return Joined::In;
        }
        if !group.requests.iter().any(|asked| asked.wa_id == wa_id) {
            let id = STANDARD_NO_PAD.encode(format!("{wa_id}:{}", self.serial()));
            let asked = JoinRequest { id: id.clone(), wa_id: wa_id.to_owned(), at_ms: now_ms };
            if let Some(group) = self.group_mut(&group.id) {
                group.requests.push(asked);
            }
            self.tell_of_request(&group, "group_join_request_created", (&id, wa_id), now_ms);
        }
        Joined::Asked
    }

    fn tell_of_request(&mut self, group: &Group, kind: &str, (id, wa_id): (&str, &str), now_ms: i64) {
        let mut told = self.participant(&group.number, wa_id, now_ms);
        told["type"] = json!(kind);
        told["join_request_id"] = json!(id);
        self.tell_of_group(group, "group_participants_update", told, now_ms);
    }

    /// The person takes back that they asked to join. Answers whether they had.
    pub fn cancel_join_request(&mut self, wa_id: &str, group_id: &str, now_ms: i64) -> bool {
        let Some(group) = self.group_mut(group_id) else { return false };
        let Some(place) = group.requests.iter().position(|asked| asked.wa_id == wa_id) else { return false };
        let asked = group.requests.remove(place);
        let group = group.clone();
        self.tell_of_request(&group, "group_join_request_revoked", (&asked.id, wa_id), now_ms);
        true
    }

    /// These people are in the group from now on.
    pub(super) fn let_in(&mut self, group_id: &str, people: &[String], now_ms: i64) {
        let Some(group) = self.group_mut(group_id) else { return };
        group.requests.retain(|asked| !people.contains(&asked.wa_id));
        group.participants.extend(people.iter().cloned());
        let group = group.clone();
        let added: Vec<Value> = people.iter().map(|wa_id| self.participant(&group.number, wa_id, now_ms)).collect();
        let told = json!({ "type": "group_participants_add", "reason": "invite_link", "added_participants": added });
        self.tell_of_group(&group, "group_participants_update", told, now_ms);
    }

    /// The person leaves the group. Answers whether they were in it.
    pub fn leave_group(&mut self, wa_id: &str, group_id: &str, now_ms: i64) -> bool {
        let Some(group) = self.group_mut(group_id) else { return false };
        let before = group.participants.len();
        group.participants.retain(|participant| participant != wa_id);
        if group.participants.len() == before {
            return false;
        }
        let group = group.clone();
        let left = self.participant(&group.number, wa_id, now_ms);
        let told = json!({ "type": "group_participants_remove", "initiated_by": "participant",
                           "removed_participants": [left] });
        self.tell_of_group(&group, "group_participants_update", told, now_ms);
        true
    }

    /// The person writes a text in the group. Answers its id, if they are in it.
    pub fn say_in_group(&mut self, wa_id: &str, group_id: &str, text: &str, now_ms: i64) -> Option<String> {
        let content = json!({ "type": "text", "text": { "body": text } });
        self.send_in_group(wa_id, group_id, text, content, now_ms)
    }

    /// The person sends anything in the group: `content` is the type with its body, `line` what the phones show.
    pub fn send_in_group(
        &mut self,
        wa_id: &str,
        group_id: &str,
        line: &str,
        content: Value,
        now_ms: i64,
    ) -> Option<String> {
        let group = self.group(group_id).filter(|group| !group.suspended)?.clone();
        if !group.participants.iter().any(|participant| participant == wa_id) {
            return None;
        }
        let wamid = self.post_event(wa_id, &group.number, Some(group_id), content, now_ms)?;
        let author = self.phone(wa_id)?.name.clone();
        for member in &group.participants {
            let own = member == wa_id;
            let Some(phone) = self.phone_mut(member) else { continue };
            phone.chat.push(Bubble {
                wamid: wamid.clone(),
                number: group.number.clone(),
                by: if own { By::Person } else { By::Member },
                shown: Shown::text(line),
                at_ms: now_ms,
                ticks: Ticks::Sent,
                opened: own,
                group: Some(group.id.clone()),
                author: if own { String::new() } else { author.clone() },
                ..Bubble::default()
            });
            let place = phone.chat.len() - 1;
            self.touch(Key::Bubble(member.clone(), place));
        }
        self.write_line(wa_id, By::Person, format!("(groep) {line}"), now_ms);
        Some(wamid)
    }
}
