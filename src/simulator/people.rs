//! People who act by themselves, and the way of a message to their phones.
//!
//! Invariant: a person knows only what is on their phone: they tap what they see.

use crate::simulator::phone::{Act, Character};
use crate::simulator::refusal::Refusal;
use crate::simulator::webhooks::Due;
use crate::simulator::world::World;

/// The fewest and most milliseconds before a message is opened.
const OPENED_AFTER_MS: (i64, i64) = (1_500, 20_000);

/// Does it.
pub(super) fn act(world: &mut World, wa_id: &str, act: Act, now_ms: i64) {
    match act {
        Act::Leave(wamid) => world.status(&wamid, "sent", None, now_ms),
        Act::Fail(wamid, code) => world.status(&wamid, "failed", Some(&Refusal::of_code(code)), now_ms),
        Act::Arrive(wamid) => arrive(world, wa_id, wamid, now_ms),
        Act::Open(wamid) => {
            if world.phone(wa_id).is_some_and(|phone| phone.read_receipts) {
                world.status(&wamid, "read", None, now_ms);
            }
        }
        Act::Tap(wamid, choice) => world.tap_on(wa_id, &wamid, &choice, now_ms),
    }
}

fn arrive(world: &mut World, wa_id: &str, wamid: String, now_ms: i64) {
    let Some(seen) = world.arrive(wa_id, &wamid, now_ms) else { return };
    world.status(&wamid, "delivered", None, now_ms);
    let Some(character) = world.phone(wa_id).map(|phone| phone.character) else { return };
    let choices: Vec<&String> = seen.shown.buttons.iter().chain(&seen.shown.rows).map(|(id, _)| id).collect();
    let (choice, after) = match character {
        Character::Led => return,
        Character::Reads => (None, None),
        Character::Taps(from_ms, to_ms) => (choices.first(), Some((from_ms, to_ms))),
        Character::Refuses(from_ms, to_ms) => (choices.get(1), Some((from_ms, to_ms))),
    };
    let opened_ms = now_ms + world.between(OPENED_AFTER_MS.0, OPENED_AFTER_MS.1);
    if let (Some(choice), Some((from_ms, to_ms))) = (choice, after) {
        let tapped_ms = now_ms + world.between(from_ms, to_ms);
        world.plan(opened_ms.min(tapped_ms), Due::Act(wa_id.to_owned(), Act::Open(wamid.clone())));
        world.plan(tapped_ms, Due::Act(wa_id.to_owned(), Act::Tap(wamid, (*choice).clone())));
    } else {
        world.plan(opened_ms, Due::Act(wa_id.to_owned(), Act::Open(wamid)));
    }
}
