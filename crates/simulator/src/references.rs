//! What a message refers to: files, other messages, people who are blocked.
//!
//! Source: Meta, "Media", "Reaction messages", "Contextual replies", "Block users" (2025 and 2026). An unknown
//! file is refused at once, as an "attachment ID" that is not valid (code 100, seen in production); a file of
//! another kind and a reaction without its message fail later, in a status. A reply to a message that is not
//! there any more is sent without the quotation; only what is no message id at all is refused.

use serde_json::Value;

use crate::media::kind::{self, Kind};
use crate::phone::{Checked, Extra};
use crate::refusal::Refusal;
use crate::words::text;
use crate::world::World;

/// A reaction can be put on a message for so long.
const REACTION_MS: i64 = 30 * 24 * 3_600_000;

/// Checks what a request refers to; notes what will fail later.
pub(super) fn check(
    world: &World,
    number: &str,
    request: &Value,
    mut checked: Checked,
    now_ms: i64,
) -> Result<Checked, Refusal> {
    if world.has_blocked(number, &checked.to) {
        return Err(Refusal::of_code(130_403));
    }
    if checked.quotes.as_ref().is_some_and(|wamid| !wamid.starts_with("wamid.")) {
        return Err(Refusal::value("Param context['message_id'] is not valid"));
    }
    let kind = text(request, "/type");
    if let Some(kind) = Kind::named(kind) {
        checked.fails = file(world, number, &request[kind.name()], kind, now_ms)?;
    }
    let header = text(request, "/interactive/header/image/id");
    if kind == "interactive" && !header.is_empty() && !world.media_exists(number, header, now_ms) {
        return Err(Refusal::attachment("interactive['header']['image']['id']"));
    }
    if kind == "template" {
        headers(world, number, &request["template"], now_ms)?;
    }
    if let Extra::Reaction { wamid, .. } = &checked.shown.extra
        && !world.can_react(&checked.to, wamid, now_ms)
    {
        checked.fails = Some(131_009);
    }
    Ok(checked)
}

/// Files in the header of a template, by id.
fn headers(world: &World, number: &str, template: &Value, now_ms: i64) -> Result<(), Refusal> {
    let components = template["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let parameters = components.iter().filter_map(|component| component["parameters"].as_array()).flatten();
    for parameter in parameters {
        for kind in [Kind::Image, Kind::Video, Kind::Document] {
            let id = text(parameter, &format!("/{}/id", kind.name()));
            if !id.is_empty() && !world.media_exists(number, id, now_ms) {
                return Err(Refusal::attachment(&format!("template {}['id']", kind.name())));
            }
        }
    }
    Ok(())
}

fn file(world: &World, number: &str, body: &Value, kind: Kind, now_ms: i64) -> Result<Option<i64>, Refusal> {
    let id = text(body, "/id");
    if id.is_empty() {
        return Ok(None);
    }
    let medium = world.medium(number, id, now_ms);
    let medium = medium.ok_or_else(|| Refusal::attachment(&format!("{}['id']", kind.name())))?;
    // A document may be of any kind.
    let fits = kind == Kind::Document || Kind::of(&medium.mime) == Some(kind);
    let voice = body["voice"].as_bool().unwrap_or(false);
    Ok((!fits || (voice && !kind::is_opus(&medium.bytes))).then_some(131_053))
}

impl World {
    /// Whether the message is in the chat with this person, not too old, and no reaction itself.
    fn can_react(&self, to: &str, wamid: &str, now_ms: i64) -> bool {
        let young = |at_ms: i64| now_ms - at_ms <= REACTION_MS;
        let theirs = self.named(to).is_some_and(|phone| {
            phone.chat.iter().any(|bubble| bubble.wamid == wamid && bubble.group.is_none() && young(bubble.at_ms))
        });
        theirs
            || self.record_of(wamid).is_some_and(|sent| {
                let same = self.named(to).is_some_and(|phone| phone.wa_id == sent.to);
                same && young(sent.at_ms) && !matches!(sent.shown.extra, Extra::Reaction { .. })
            })
    }
}
