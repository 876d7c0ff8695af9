//! The preview counts with the templates as they stand with Meta now: it promises nobody whom nothing can reach.

use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, BEGIN_MS, Engine, LINE, Scene};

const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

/// Meta tells something about a template.
async fn told(scene: &mut Scene, field: &str, value: Value) {
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "time": 1, "changes": [{ "field": field, "value": value }] }] });
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(5_000).await;
}

async fn is(scene: &mut Scene, event: &str, names: &[&str]) {
    for name in names {
        let value = json!({ "event": event, "message_template_name": name, "message_template_language": "nl" });
        told(scene, "message_template_status_update", value).await;
    }
}

const BOTH: [&str; 2] = ["politiebericht_woninginbraak", "politiebericht_heterdaad"];

/// The preview of an alert, taken back afterwards.
async fn preview(scene: &mut Scene, line: &str) -> String {
    scene.say(AGENT, line).await;
    let text = scene.message(AGENT, "NOG NIET VERSTUURD").shown.text;
    scene.say(AGENT, "nee").await;
    text
}

#[rstest]
#[case("PAUSED")]
#[case("DISABLED")]
#[case("REJECTED")]
#[tokio::test]
async fn without_any_template_nobody_is_promised_and_nothing_can_be_sent(
    #[case] event: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 9).await;
    is(&mut scene, event, &BOTH).await;
    scene.say(AGENT, LINE).await;
    let text = scene.last(AGENT);
    assert!(text.contains("9 groepen, 0 nu bereikbaar (0 beheerders)"), "{text}");
    assert!(text.contains("9 kunnen nu niet: het sjabloon staat uit bij WhatsApp"), "{text}");
    assert!(text.contains("Versturen kan niet: WhatsApp laat dit bericht nu niet toe."), "{text}");
    assert!(!scene.titles(AGENT).contains(&"Versturen".to_owned()));
}

#[tokio::test]
async fn whoever_wrote_today_is_counted_and_gets_it() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 5).await;
    scene.say(&groups[1], "/help").await;
    scene.say(&groups[3], "/help").await;
    is(&mut scene, "PAUSED", &BOTH).await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("5 groepen, 2 nu bereikbaar (2 beheerders)"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.alerts().len(), 2, "what was promised");
    assert_eq!(scene.database.number("select count(*) from outbox where klasse = 20").await, 2);
}

#[tokio::test]
async fn the_next_best_template_is_enough_and_back_again_all_are_counted() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    is(&mut scene, "PAUSED", &BOTH[..1]).await;
    assert!(preview(&mut scene, LINE).await.contains("3 groepen, 3 nu bereikbaar"));
    is(&mut scene, "PAUSED", &BOTH[1..]).await;
    assert!(preview(&mut scene, LINE).await.contains("3 groepen, 0 nu bereikbaar"));
    is(&mut scene, "APPROVED", &BOTH[1..]).await;
    assert!(preview(&mut scene, LINE).await.contains("3 groepen, 3 nu bereikbaar"));
}

#[tokio::test]
async fn each_kind_goes_by_its_own_templates() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    is(&mut scene, "PAUSED", &BOTH).await;
    assert!(preview(&mut scene, VERMIST).await.contains("3 groepen, 3 nu bereikbaar"));
    is(&mut scene, "PAUSED", &["politiebericht_vermissing"]).await;
    assert!(preview(&mut scene, VERMIST).await.contains("3 groepen, 0 nu bereikbaar"));
    let overval = "/melding overval Rokkeveen man met blauwe pet op een scooter";
    assert!(preview(&mut scene, overval).await.contains("3 groepen, 3 nu bereikbaar"));
}

#[tokio::test]
async fn a_template_that_became_marketing_still_counts() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    for name in BOTH {
        let moved = json!({ "message_template_name": name, "message_template_language": "nl", "previous_category": "UTILITY", "new_category": "MARKETING" });
        told(&mut scene, "template_category_update", moved).await;
    }
    assert!(preview(&mut scene, LINE).await.contains("3 groepen, 3 nu bereikbaar"));
}

#[tokio::test]
async fn the_english_one_is_not_asked_for() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    for name in BOTH {
        let value = json!({ "event": "PAUSED", "message_template_name": name, "message_template_language": "en" });
        told(&mut scene, "message_template_status_update", value).await;
    }
    assert!(preview(&mut scene, LINE).await.contains("2 groepen, 2 nu bereikbaar"));
}

#[tokio::test]
async fn a_reserve_who_wrote_stands_in_for_whom_only_a_template_would_reach() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (hoofd, reserve) = ("31612340101", "31612340102");
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[hoofd]).await;
    scene.stage.simulator.world().add_phone(reserve, "reserve");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(reserve.into()), "reserve", BEGIN_MS).await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(reserve, "/help").await;
    is(&mut scene, "PAUSED", &BOTH).await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("1 groep, 1 nu bereikbaar (1 beheerder)"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(reserve).starts_with("POLITIEBERICHT"), "{:?}", scene.texts(reserve));
    assert_eq!(scene.count(hoofd), 0);
}
