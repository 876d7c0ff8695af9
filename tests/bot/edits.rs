//! Messages that somebody changes after they sent them.

use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Engine, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene
}

fn edit(original: &str, text: &str) -> Value {
    json!({ "type": "edit", "edit": { "original_message_id": original, "message": { "type": "text", "text": { "body": text } } } })
}

/// As a number that is no coexistence number gets it.
fn unsupported() -> Value {
    json!({ "type": "unsupported", "errors": [{ "code": 131_051 }], "unsupported": { "type": "edit" } })
}

/// The id of what somebody wrote last.
fn own(scene: &Scene, wa_id: &str) -> String {
    let world = scene.stage.simulator.world();
    let phone = world.phone(wa_id).unwrap();
    phone.chat.iter().rev().find(|bubble| bubble.by == heterdaad::simulator::phone::By::Person).unwrap().wamid.clone()
}

#[rstest]
#[case::an_edit(edit("wamid.x", "/melding woninginbraak Meerzicht man zwarte jas"))]
#[case::one_that_cannot_be_read(unsupported())]
#[case::without_a_text(json!({ "type": "edit", "edit": { "original_message_id": null, "message": null } }))]
#[tokio::test]
async fn before_sending_the_preview_is_shown_again_and_the_old_one_sends_nothing(#[case] edited: Value) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    let old = scene.message(AGENT, "NOG NIET VERSTUURD");
    scene.send(AGENT, edited).await;
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Een gewijzigd bericht lees ik niet opnieuw.") && shown.contains("Rokkeveen"), "{shown}");
    assert!(scene.titles(AGENT).contains(&"Versturen".to_owned()));
    let button = old.shown.choice_titled("Versturen").unwrap().to_owned();
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap_on(AGENT, &old.wamid, &button, now_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.alerts().len(), 0, "who taps the old preview may believe that it changed");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1, "what is shown now can be sent");
}

#[rstest]
#[case::an_edit(edit("wamid.x", "man witte jas"))]
#[case::one_that_cannot_be_read(unsupported())]
#[tokio::test]
async fn after_sending_the_officer_hears_that_nothing_changed_and_what_to_do(#[case] edited: Value) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.send(AGENT, edited).await;
    let answer = scene.last(AGENT);
    for part in ["ZM-0001 is al verstuurd", "er is niets veranderd", "/update ZM-0001", "/intrekken ZM-0001"] {
        assert!(answer.contains(part), "{answer}");
    }
    assert_eq!(scene.alerts().len(), 1);
}

#[tokio::test]
async fn a_beheerder_hears_that_what_they_wrote_first_counts() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(BEHEERDER, "staat erin").await;
    let original = own(&scene, BEHEERDER);
    scene.send(BEHEERDER, edit(&original, "staat er niet in")).await;
    assert!(scene.last(BEHEERDER).contains("Wat u eerst schreef, telt nog."), "{}", scene.last(BEHEERDER));
    let told = scene.count(BEHEERDER);
    scene.send(BEHEERDER, unsupported()).await;
    assert_eq!(scene.count(BEHEERDER), told + 1, "an alert runs: it may be about that");
}

#[tokio::test]
async fn an_emergency_is_heard_in_an_edit_too() {
    let mut scene = scene().await;
    for wa_id in [BEHEERDER, VREEMDE] {
        scene.send(wa_id, edit("wamid.x", "help er wordt nu ingebroken bij de buren")).await;
        assert!(scene.last(wa_id).contains("112"), "{:?}", scene.texts(wa_id));
    }
}

#[tokio::test]
async fn chatter_that_is_edited_needs_no_answer_and_a_stranger_hears_nothing() {
    let mut scene = scene().await;
    scene.say(BEHEERDER, "bedankt").await;
    let (original, told) = (own(&scene, BEHEERDER), scene.count(BEHEERDER));
    scene.send(BEHEERDER, edit(&original, "bedankt!")).await;
    assert_eq!(scene.count(BEHEERDER), told);
    scene.send(VREEMDE, edit("wamid.x", "hallo")).await;
    assert_eq!(scene.count(VREEMDE), 0);
}
