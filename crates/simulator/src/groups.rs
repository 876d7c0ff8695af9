//! Groups that a business number made through the Groups API, with people in them.
//!
//! Not the residents' groups that people forward to: those no business sees. Owns who is in a group, its link,
//! its requests to join, and the webhooks about it; the endpoints are `groups::api`'s, what people do in them
//! `groups::people`'s, sending to them `groups::send`'s. Source: Meta, "Group management" (May 2026), "Webhooks
//! for Groups API" (February 2026), "Error codes" of groups (October 2025). Invariant: nobody is in a group who
//! did not come in by its link.

pub(super) mod api;
mod asked;
mod members;
pub mod people;
pub(super) mod send;
pub(super) mod settings;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

use crate::due::Due;
use crate::refusal::Refusal;
pub use crate::state::{Group, JoinRequest};
use crate::webhooks::Event;
use crate::world::World;

/// People in a group, the business not counted.
pub(super) const PARTICIPANTS_MAX: usize = 8;
/// Groups of one number.
const GROUPS_MAX: usize = 10_000;
/// How every id of a group begins: base64 of `capi_group`.
const ID_BEGINS: &str = "Y2FwaV9ncm91cD";

/// What a group is made with.
#[derive(Debug)]
pub(super) struct NewGroup {
    pub(super) subject: String,
    pub(super) description: String,
    pub(super) approval_required: bool,
}

/// Whether this can be the id of a group: others are unknown objects, not unknown groups.
pub(super) fn is_group_id(id: &str) -> bool {
    id.starts_with(ID_BEGINS)
}

impl World {
    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.all.iter().find(|group| group.id == id)
    }

    /// The groups of a business number, in the order in which they were made.
    pub fn groups_of(&self, number: &str) -> impl Iterator<Item = &Group> {
        self.groups.all.iter().filter(move |group| group.number == number)
    }

    pub(super) fn group_mut(&mut self, id: &str) -> Option<&mut Group> {
        self.groups.all.iter_mut().find(|group| group.id == id)
    }

    /// Lets every call about groups of this number be refused with this code (131215: not eligible, 131208: too
    /// many calls, 131214: may make no more), or none any more. Without it a number is eligible.
    pub fn refuse_groups(&mut self, number: &str, code: Option<i64>) {
        match code {
            Some(code) => self.groups.refused.insert(number.to_owned(), code),
            None => self.groups.refused.remove(number),
        };
    }

    /// Statuses of messages to groups come together, as Meta may send them: one kind in a webhook, those of up
    /// to a second.
    pub fn aggregate_group_statuses(&mut self, aggregates: bool) {
        self.groups.aggregates = aggregates;
    }

    pub(super) fn check_groups(&self, number: &str) -> Result<(), Refusal> {
        self.groups.refused.get(number).map_or(Ok(()), |code| Err(Refusal::of_code(*code)))
    }

    pub(super) fn make_group(&mut self, number: &str, new: NewGroup, now_ms: i64) -> Result<String, Refusal> {
        if self.groups_of(number).count() >= GROUPS_MAX {
            return Err(Refusal::of_code(131_211));
        }
        let display = self.numbers.get(number).cloned().unwrap_or_default();
        let inner = format!("capi_group:{display}:{}", 120_363_000_000_000_000 + self.serial());
        let id = format!("{}ZD", STANDARD_NO_PAD.encode(inner));
        let group = Group {
            invite_link: self.new_link(&id),
            id,
            number: number.to_owned(),
            subject: new.subject,
            description: new.description,
            approval_required: new.approval_required,
            created_ms: now_ms,
            suspended: false,
            participants: Vec::new(),
            removed: BTreeSet::new(),
            requests: Vec::new(),
            pinned: Vec::new(),
            picture: None,
            heard_ms: None,
        };
        let request_id = self.new_request_id();
        let mut told = json!({ "type": "group_create", "request_id": request_id, "subject": group.subject,
                               "invite_link": group.invite_link, "join_approval_mode": mode(&group) });
        if !group.description.is_empty() {
            told["description"] = json!(group.description);
        }
        self.groups.all.push(group.clone());
        self.tell_of_group(&group, "group_lifecycle_update", told, now_ms);
        Ok(request_id)
    }

    pub(super) fn delete_group(&mut self, id: &str, now_ms: i64) -> Option<String> {
        let group = self.group(id)?.clone();
        self.groups.all.retain(|group| group.id != id);
        let request_id = self.new_request_id();
        let told = json!({ "type": "group_delete", "request_id": request_id });
        self.tell_of_group(&group, "group_lifecycle_update", told, now_ms);
        Some(request_id)
    }

    pub(super) fn reset_link(&mut self, id: &str) -> Option<String> {
        let link = self.new_link(id);
        self.group_mut(id)?.invite_link.clone_from(&link);
        Some(link)
    }

    /// WhatsApp suspends a group, or lets it go on.
    pub fn suspend_group(&mut self, id: &str, suspended: bool, now_ms: i64) {
        let Some(group) = self.group_mut(id) else { return };
        group.suspended = suspended;
        let group = group.clone();
        let kind = if suspended { "group_suspend" } else { "group_suspend_cleared" };
        self.tell_of_group(&group, "group_status_update", json!({ "type": kind }), now_ms);
    }

    pub(super) fn rename_in_groups(&mut self, old: &str, new: &str) {
        for group in &mut self.groups.all {
            let names = group.participants.iter_mut().chain(group.requests.iter_mut().map(|asked| &mut asked.wa_id));
            names.filter(|wa_id| *wa_id == old).for_each(|wa_id| new.clone_into(wa_id));
            if group.removed.remove(old) {
                group.removed.insert(new.to_owned());
            }
        }
    }

    /// A webhook about a group; `told` holds what is special about it.
    pub(super) fn tell_of_group(&mut self, group: &Group, field: &'static str, mut told: Value, now_ms: i64) {
        told["timestamp"] = json!((now_ms / 1_000).to_string());
        told["group_id"] = json!(group.id);
        let display = self.numbers.get(&group.number).cloned().unwrap_or_default();
        self.plan(now_ms, Due::Webhook(Event::group(&group.number, &display, field, told)));
    }

    /// The person as webhooks about the group name them.
    pub(super) fn participant(&self, number: &str, wa_id: &str, now_ms: i64) -> Value {
        self.phone(wa_id).map(|phone| phone.as_participant(number, now_ms)).unwrap_or_default()
    }

    pub(super) fn new_request_id(&mut self) -> String {
        STANDARD_NO_PAD.encode(format!("request:{}", self.serial()))
    }

    fn new_link(&mut self, group: &str) -> String {
        let letters: String = (0..22)
            .map(|_| char::from_digit(u32::try_from(self.between(group, 0, 35)).unwrap_or_default(), 36).unwrap_or('0'))
            .collect();
        format!("https://chat.whatsapp.com/{letters}")
    }
}

/// How people come in.
pub(super) const fn mode(group: &Group) -> &'static str {
    if group.approval_required { "approval_required" } else { "auto_approve" }
}
