//! People who act by themselves, and the way of a message to their phones.
//!
//! Invariant: a person knows only what is on their phone: they tap what they see.

use crate::simulator::phone::{Act, Character};
use crate::simulator::webhooks::Due;
use crate::simulator::world::World;

/// The fewest and most milliseconds before a message is opened.
const OPENED_AFTER_MS: (i64, i64) = (1_500, 20_000);

/// Does it.
pub(super) fn act(world: &mut World, wa_id: &str, act: Act, now_ms: i64) {
    match act {
        Act::Leave(wamid) => world.status(wa_id, &wamid, ("sent", None), now_ms),
        Act::Fail(wamid, code) => world.fail(wa_id, &wamid, code, now_ms),
        Act::Arrive(wamid) => {
            let Some(place) = world.arrive(wa_id, &wamid, now_ms) else { return };
            world.status(wa_id, &wamid, ("delivered", None), now_ms);
            plan_acts(world, wa_id, place, now_ms);
        }
        // Whoever fell asleep in the meantime does it when they wake.
        _ if world.phone(wa_id).is_some_and(|phone| phone.asleep) => {}
        Act::Open(wamid) => {
            let tells = world.phone(wa_id).is_some_and(|phone| phone.read_receipts);
            world.open(wa_id, now_ms);
            if tells {
                world.status(wa_id, &wamid, ("read", None), now_ms);
            }
        }
        Act::Tap(wamid, choice) => {
            post_in_groups(world, wa_id, &wamid, &choice, now_ms);
            world.tap_on(wa_id, &wamid, &choice, now_ms);
        }
    }
}

/// Whoever taps the first button of an alert has put it into their groups before.
fn post_in_groups(world: &mut World, wa_id: &str, wamid: &str, choice: &str, now_ms: i64) {
    let Some(phone) = world.phone(wa_id).filter(|_| world.was_template(wamid)) else { return };
    let Some(bubble) = phone.messages().find(|bubble| bubble.wamid == wamid) else { return };
    if bubble.shown.buttons.first().is_none_or(|first| first.id != choice) {
        return;
    }
    for group in phone.groups.clone() {
        world.forward(wa_id, wamid, group, now_ms);
    }
}

/// Plans what the person does with the message at this place of their chat.
pub(super) fn plan_acts(world: &mut World, wa_id: &str, place: usize, now_ms: i64) {
    let Some(phone) = world.phone(wa_id).filter(|phone| !phone.asleep) else { return };
    let Some(bubble) = phone.chat.get(place) else { return };
    let wamid = bubble.wamid.clone();
    let choices: Vec<String> = bubble.shown.choices().map(|choice| choice.id.clone()).collect();
    let (choice, after) = match phone.character {
        Character::Led => return,
        Character::Reads => (None, None),
        Character::Taps(from_ms, to_ms) => (choices.first(), Some((from_ms, to_ms))),
        Character::Refuses(from_ms, to_ms) => (choices.get(1), Some((from_ms, to_ms))),
    };
    let opened_ms = now_ms + world.between(OPENED_AFTER_MS.0, OPENED_AFTER_MS.1);
    if let (Some(choice), Some((from_ms, to_ms))) = (choice, after) {
        let tapped_ms = now_ms + world.between(from_ms, to_ms);
        world.plan(opened_ms.min(tapped_ms), Due::Act(wa_id.to_owned(), Act::Open(wamid.clone())));
        world.plan(tapped_ms, Due::Act(wa_id.to_owned(), Act::Tap(wamid, choice.clone())));
    } else {
        world.plan(opened_ms, Due::Act(wa_id.to_owned(), Act::Open(wamid)));
    }
}
