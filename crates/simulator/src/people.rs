//! People who act by themselves, and the way of a message to their phones.
//!
//! Invariant: a person knows only what is on their phone: they tap what they see.

use crate::due::Due;
use crate::phone::{Act, Character, Choice, Shown};
use crate::world::World;

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

/// What people read on a button that says that a message stands in their group. They tap nothing else by
/// themselves: "Ja, ik stop" and "Ja, wis alles" are no answers to an alert.
const POSTED: [&str; 2] = ["Staat in de groep", "Ja, staat erin"];
/// How the question begins that asks in which group it stands; its rows are groups.
const WHICH_GROUP: &str = "In welke groep";
/// What people read on a button that says that they cannot.
const CANNOT: [&str; 1] = ["Kan nu niet"];

/// Whoever says that an alert stands in their groups has put it there before.
fn post_in_groups(world: &mut World, wa_id: &str, wamid: &str, choice: &str, now_ms: i64) {
    let Some(phone) = world.phone(wa_id).filter(|_| world.was_template(wamid)) else { return };
    let Some(bubble) = phone.messages().find(|bubble| bubble.wamid == wamid) else { return };
    if posted(&bubble.shown).is_none_or(|posted| posted.id != choice) {
        return;
    }
    for group in phone.groups.clone() {
        world.forward(wa_id, wamid, group, now_ms);
    }
}

fn titled<'s>(shown: &'s Shown, titles: &[&str]) -> Option<&'s Choice> {
    shown.choices().find(|choice| titles.contains(&choice.title.as_str()))
}

/// The choice that says that it stands in the group.
fn posted(shown: &Shown) -> Option<&Choice> {
    titled(shown, &POSTED).or_else(|| shown.rows.first().filter(|_| shown.text.starts_with(WHICH_GROUP)))
}

/// Plans what the person does with the message at this place of their chat.
pub(super) fn plan_acts(world: &mut World, wa_id: &str, place: usize, now_ms: i64) {
    let Some(phone) = world.phone(wa_id).filter(|phone| !phone.asleep) else { return };
    let Some(bubble) = phone.chat.get(place) else { return };
    let wamid = bubble.wamid.clone();
    let (choice, after) = match phone.character {
        Character::Led => return,
        Character::Reads => (None, None),
        Character::Taps(from_ms, to_ms) => (posted(&bubble.shown), Some((from_ms, to_ms))),
        Character::Refuses(from_ms, to_ms) => (titled(&bubble.shown, &CANNOT), Some((from_ms, to_ms))),
    };
    let choice = choice.map(|choice| choice.id.clone());
    let opened_ms = now_ms + world.between(wa_id, OPENED_AFTER_MS.0, OPENED_AFTER_MS.1);
    if let (Some(choice), Some((from_ms, to_ms))) = (choice, after) {
        let tapped_ms = now_ms + world.between(wa_id, from_ms, to_ms);
        world.plan(opened_ms.min(tapped_ms), Due::Act(wa_id.to_owned(), Act::Open(wamid.clone())));
        world.plan(tapped_ms, Due::Act(wa_id.to_owned(), Act::Tap(wamid, choice)));
    } else {
        world.plan(opened_ms, Due::Act(wa_id.to_owned(), Act::Open(wamid)));
    }
}
