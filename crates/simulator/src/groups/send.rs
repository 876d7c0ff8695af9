//! Sending to a group: to whom, whether it may, and what is pinned.
//!
//! Source: Meta, "Group messaging" and "Error codes" of groups (2025 and 2026): texts, files, templates and pins;
//! nothing interactive. A message of anybody in the group opens the window for all of it.

use serde_json::Value;

use crate::phone::{Checked, Extra, Shown};
use crate::refusal::Refusal;
use crate::words::text;
use crate::world::{Addressed, WINDOW_MS, World};

/// Messages that are pinned at once; a fourth takes the place of the oldest.
const PINS_MAX: usize = 3;
/// The most days that a message is pinned.
const PIN_DAYS_MAX: i64 = 30;
/// Milliseconds in a day.
const DAY_MS: i64 = 24 * 3_600_000;

/// Whether a message of this type can go to a group.
pub(crate) fn allows(kind: &str) -> bool {
    matches!(kind, "text" | "image" | "video" | "audio" | "document" | "sticker" | "template" | "pin")
}

/// Reads a request to pin a message.
pub(crate) fn pin(pin: &Value) -> Result<Shown, Refusal> {
    let wamid = text(pin, "/message_id");
    if !wamid.starts_with("wamid.") {
        return Err(Refusal::parameter("The parameter pin['message_id'] is required."));
    }
    let days = match text(pin, "/type") {
        "unpin" => 0,
        "pin" => match &pin["expiration_days"] {
            days if days.as_i64().is_some_and(|days| (1..=PIN_DAYS_MAX).contains(&days)) => {
                days.as_i64().unwrap_or(PIN_DAYS_MAX)
            }
            _ => return Err(Refusal::value(format!("expiration_days must be between 1 and {PIN_DAYS_MAX}"))),
        },
        _ => return Err(Refusal::value("pin type must be pin or unpin")),
    };
    Ok(Shown { extra: Extra::Pin { wamid: wamid.to_owned(), days }, ..Shown::default() })
}

impl World {
    /// To whom a message to this group goes.
    pub(crate) fn addressed_group(&self, number: &str, checked: &Checked, now_ms: i64) -> Result<Addressed, Refusal> {
        self.check_groups(number)?;
        let group = self.group(&checked.to).filter(|group| group.number == number);
        let group = group.ok_or_else(|| Refusal::of_code(131_041))?;
        if group.suspended {
            return Err(Refusal::of_code(131_207));
        }
        if group.participants.is_empty() {
            return Err(Refusal::of_code(131_020));
        }
        let pin = match &checked.shown.extra {
            Extra::Pin { wamid, .. } if !self.is_in_group(wamid, &group.id) => {
                return Err(Refusal::value("Param pin['message_id'] is no message of this group"));
            }
            Extra::Pin { .. } => true,
            _ => false,
        };
        let open = group.heard_ms.is_some_and(|heard_ms| now_ms - heard_ms < WINDOW_MS);
        let digits = self.numbers.get(number).cloned().unwrap_or_default();
        // A pin is no message: it needs no open window.
        Ok(Addressed { to: group.id.clone(), digits, open: open || pin, members: group.participants.clone() })
    }

    fn is_in_group(&self, wamid: &str, group_id: &str) -> bool {
        let sent = self.record_of(wamid).is_some_and(|sent| sent.group.as_deref() == Some(group_id));
        let mut bubbles = self.phones().flat_map(|phone| &phone.chat);
        sent || bubbles.any(|bubble| bubble.wamid == wamid && bubble.group.as_deref() == Some(group_id))
    }

    /// Pins a message of the group, or takes it off.
    pub(crate) fn pin_in_group(&mut self, group_id: &str, wamid: &str, days: i64, now_ms: i64) {
        let Some(group) = self.group_mut(group_id) else { return };
        group.pinned.retain(|(pinned, until_ms)| pinned != wamid && now_ms < *until_ms);
        if days > 0 {
            group.pinned.push((wamid.to_owned(), now_ms + days * DAY_MS));
        }
        if group.pinned.len() > PINS_MAX {
            group.pinned.remove(0);
        }
    }
}
