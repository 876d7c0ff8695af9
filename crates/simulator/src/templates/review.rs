//! Templates that are judged, paused and let go on.
//!
//! Owns their way from state to state, by itself on the simulator's clock or by whoever plays Meta, and the webhooks
//! that tell of it. Invariant: what was planned for an earlier submission or pause does nothing.
//!
//! Source: Meta, "Template review", "Template pausing", and the webhook references
//! `message_template_status_update`, `message_template_quality_update` and `template_category_update` (2026).

use serde_json::{Value, json};

use crate::due::{Due, Turn};
use crate::state::Outcome;
use crate::templates::{Category, Quality, State, Template, check};
use crate::world::World;

const HOUR_MS: i64 = 3_600_000;
/// How long the first pause lasts, and the second. The third time it is disabled.
const PAUSES_MS: [(i64, &str); 2] = [(3 * HOUR_MS, "FIRST_PAUSE"), (6 * HOUR_MS, "SECOND_PAUSE")];

impl World {
    /// The template with this id.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// The template with this name in this language.
    #[must_use]
    pub fn template_named(&self, name: &str, language: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.name == name && template.language == language)
    }

    pub(super) fn template_mut(&mut self, id: &str) -> Option<&mut Template> {
        self.templates.iter_mut().find(|template| template.id == id)
    }

    /// Plans a review.
    pub(super) fn submit(&mut self, id: &str, now_ms: i64) {
        let at_ms = now_ms + self.account.review_after_ms;
        if let Some(template) = self.template_mut(id) {
            template.edition += 1;
            let turn = Due::Template(id.to_owned(), template.edition, Turn::Review);
            self.plan(at_ms, turn);
        }
        self.touch_account();
    }

    /// What was planned happens, unless something else did meanwhile.
    pub(crate) fn turn_template(&mut self, id: &str, edition: u64, turn: Turn, now_ms: i64) {
        let Some(template) = self.template(id).filter(|template| template.edition == edition) else { return };
        match (turn, template.state) {
            (Turn::Review, State::Pending) => match self.account.review.clone() {
                _ if check::review_finds(template.body()).is_some() => {
                    self.reject_template(id, "INVALID_FORMAT", now_ms);
                }
                Outcome::Approve => {
                    self.approve_template(id, now_ms);
                }
                Outcome::Reject(reason) => {
                    self.reject_template(id, &reason, now_ms);
                }
                Outcome::Wait => {}
            },
            (Turn::Unpause, State::Paused) => {
                self.unpause_template(id, now_ms);
            }
            _ => {}
        }
    }

    /// Approves a template, or lets one be sent again that was rejected, paused or disabled. Answers whether it
    /// exists; so do the others.
    pub fn approve_template(&mut self, id: &str, now_ms: i64) -> bool {
        let event = match self.template(id).map(|template| template.state) {
            Some(State::Disabled) => "REINSTATED",
            _ => "APPROVED",
        };
        self.change_template(id, State::Approved, ("NONE", event, json!({})), now_ms)
    }

    /// Rejects a template for one of Meta's reasons: `INVALID_FORMAT`, `PROMOTIONAL`, `INCORRECT_CATEGORY`, …
    pub fn reject_template(&mut self, id: &str, reason: &str, now_ms: i64) -> bool {
        let found = self.template(id).and_then(|template| check::review_finds(template.body()));
        let info = match found {
            Some((reason, recommendation)) => {
                json!({ "rejection_info": { "reason": reason, "recommendation": recommendation } })
            }
            None if reason == "INVALID_FORMAT" => {
                let (reason, recommendation) = ("Your template has an invalid format.", "Check its variables.");
                json!({ "rejection_info": { "reason": reason, "recommendation": recommendation } })
            }
            None => json!({}),
        };
        self.change_template(id, State::Rejected, (reason, "REJECTED", info), now_ms)
    }

    /// Pauses a template: three hours, the second time six; the third time it is disabled.
    pub fn pause_template(&mut self, id: &str, now_ms: i64) -> bool {
        let Some(template) = self.template_mut(id) else { return false };
        let Some((for_ms, title)) = PAUSES_MS.get(usize::from(template.pauses)) else {
            return self.disable_template(id, now_ms);
        };
        template.pauses += 1;
        template.edition += 1;
        let turn = Due::Template(id.to_owned(), template.edition, Turn::Unpause);
        self.plan(now_ms + for_ms, turn);
        let info = json!({ "other_info": { "title": title, "description": "Your WhatsApp message template has been paused." } });
        self.change_template(id, State::Paused, ("NONE", "PAUSED", info), now_ms)
    }

    /// Ends a pause. Answers whether there was one.
    pub fn unpause_template(&mut self, id: &str, now_ms: i64) -> bool {
        if self.template(id).is_none_or(|template| template.state != State::Paused) {
            return false;
        }
        let info = json!({ "other_info": { "title": "UNPAUSE", "description": "Your WhatsApp message template has been unpaused." } });
        self.change_template(id, State::Approved, ("NONE", "APPROVED", info), now_ms)
    }

    /// Disables a template.
    pub fn disable_template(&mut self, id: &str, now_ms: i64) -> bool {
        let info = json!({ "disable_info": { "disable_date": now_ms / 1_000 },
                           "other_info": { "title": "DISABLED", "description": "Your WhatsApp message template has been disabled." } });
        self.change_template(id, State::Disabled, ("NONE", "DISABLED", info), now_ms)
    }

    fn change_template(
        &mut self,
        id: &str,
        state: State,
        (reason, event, info): (&str, &str, Value),
        now_ms: i64,
    ) -> bool {
        let Some(template) = self.template_mut(id) else { return false };
        template.state = state;
        template.rejected_reason = reason.to_owned();
        let template = template.clone();
        self.tell_template_state(&template, event, json!(reason), info, now_ms);
        self.touch_account();
        true
    }

    pub(super) fn tell_template_state(
        &mut self,
        template: &Template,
        event: &str,
        reason: Value,
        info: Value,
        now_ms: i64,
    ) {
        let mut value = json!({ "event": event, "reason": reason, "message_template_category": template.category });
        for more in [about(template), info] {
            if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
                value.extend(more);
            }
        }
        self.tell_account("message_template_status_update", value, now_ms);
    }

    /// Gives a template another category at once.
    pub fn recategorise_template(&mut self, id: &str, category: Category, now_ms: i64) -> bool {
        let Some(template) = self.template_mut(id) else { return false };
        let previous = std::mem::replace(&mut template.category, category);
        let mut value = about(template);
        value["previous_category"] = json!(previous);
        value["new_category"] = json!(category);
        if previous != category {
            self.tell_account("template_category_update", value, now_ms);
            self.touch_account();
        }
        true
    }

    /// Gives a template a quality. Red pauses one that is approved.
    pub fn rate_template(&mut self, id: &str, quality: Quality, now_ms: i64) -> bool {
        let Some(template) = self.template_mut(id) else { return false };
        let previous = std::mem::replace(&mut template.quality, quality);
        let pauses = quality == Quality::Red && template.state == State::Approved;
        let mut value = about(template);
        value["previous_quality_score"] = json!(previous);
        value["new_quality_score"] = json!(quality);
        if previous != quality {
            self.tell_account("message_template_quality_update", value, now_ms);
            self.touch_account();
            if pauses {
                self.pause_template(id, now_ms);
            }
        }
        true
    }
}

/// Which template it is, in a webhook: there the id is a number.
fn about(template: &Template) -> Value {
    json!({
        "message_template_id": template.id.parse::<u64>().unwrap_or_default(),
        "message_template_name": template.name,
        "message_template_language": template.language,
    })
}
