//! The machine's clock is set back or forward: nothing that waits gets stuck, lapses or happens early.

use heterdaad::alarm::channels::Settings;
use heterdaad::clock::Clock as _;
use heterdaad::limits::{DAY_MS, HOUR_MS, MINUTE_MS};
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use heterdaad::whatsapp::signature::{HEADER, sign};
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Engine, LINE, Scene};

#[rstest]
#[case(-HOUR_MS)]
#[case(HOUR_MS)]
#[case(-5_000)]
#[case(3 * HOUR_MS)]
#[case(-2 * DAY_MS)]
#[case(400 * DAY_MS)]
#[tokio::test]
async fn an_alert_that_waits_leaves_as_if_the_clock_had_not_been_set(
    #[case] by_ms: i64,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    scene.say(AGENT, LINE).await;
    // The account is not paid for: what waits rests half a minute at a time.
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_042)));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 0);
    scene.stage.clock.set_by_ms(by_ms);
    scene.settle().await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 3, "nobody waits for the clock");
    let gone = "select count(*) from outbox where toestand in ('vervallen', 'vastgehouden')";
    assert_eq!(scene.database.number(gone).await, 0, "nothing lapsed or was held");
}

#[rstest]
#[case(HOUR_MS)]
#[case(-HOUR_MS)]
#[tokio::test]
async fn a_preview_goes_on(#[case] by_ms: i64) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.say(AGENT, LINE).await;
    scene.stage.clock.set_by_ms(by_ms);
    scene.settle().await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 2, "{:?}", scene.texts(AGENT));
}

#[tokio::test]
async fn nobody_is_chased_because_the_clock_was_set_forward() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let beheerders = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.alert(LINE).await;
    let before = scene.count(&beheerders[0]);
    scene.stage.clock.set_by_ms(90 * MINUTE_MS);
    scene.settle().await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.count(&beheerders[0]), before, "{:?}", scene.texts(&beheerders[0]));
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 1);
}

#[tokio::test]
async fn the_alert_still_ends_in_its_time_after_the_clock_was_set_back() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    scene.stage.clock.set_by_ms(-5 * HOUR_MS);
    scene.settle().await;
    scene.pass_ms(2 * HOUR_MS + MINUTE_MS).await;
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 0);
}

#[tokio::test]
async fn what_a_time_service_slews_moves_nothing() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    let ends = "select geldig_tot_ms from melding";
    let before_ms = scene.database.number(ends).await;
    for _ in 0..10 {
        scene.stage.clock.set_by_ms(150);
        scene.pass_ms(1_000).await;
    }
    assert_eq!(scene.database.number(ends).await, before_ms);
    assert_eq!(scene.stage.clock.stepped_ms(), 0, "our time follows");
}

#[tokio::test]
async fn a_clock_set_back_while_the_bot_was_away_stops_nothing() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_042)));
    scene.tap(AGENT, "Versturen").await;
    scene.stage.stop_bot().await;
    scene.stage.clock.set_by_ms(-HOUR_MS);
    scene.stage.clock.follow(-HOUR_MS);
    scene.stage.simulator.set_plan(Plan::default());
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 3);
}

/// Meta's webhooks, with the time that Meta's clock shows.
async fn post(scene: &Scene, message: Value) {
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages",
        "value": { "metadata": { "phone_number_id": NUMBER }, "messages": [message] } }] }] });
    let body = body.to_string();
    let signature = sign(&scene.stage.secrets().app_secrets[0], body.as_bytes());
    let request = reqwest::Client::new().post(&scene.stage.webhook_url).header(HEADER, signature).body(body);
    assert_eq!(request.send().await.unwrap().status(), 200);
    scene.stage.simulator.world().heard(AGENT, NUMBER, scene.now_ms());
}

/// An officer's line and their tap, each with so many milliseconds between Meta's time and ours.
async fn line_and_tap(line_late_ms: i64, tap_late_ms: i64) -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    // What the simulator would tell comes nowhere: its clock is ours.
    scene.stage.simulator.set_callback("http://127.0.0.1:9/webhook");
    let stamp = |scene: &Scene, late_ms: i64| ((scene.now_ms() - late_ms) / 1_000).to_string();
    let line = json!({ "from": AGENT, "id": "wamid.regel", "timestamp": stamp(&scene, line_late_ms), "type": "text", "text": { "body": LINE } });
    post(&scene, line).await;
    scene.pass_ms(5_000).await;
    let bubble = scene.messages(AGENT).pop().unwrap();
    let button = bubble.shown.choice_titled("Versturen").unwrap();
    let reply = json!({ "type": "button_reply", "button_reply": { "id": button, "title": "Versturen" } });
    let tap = json!({ "from": AGENT, "id": "wamid.tik", "timestamp": stamp(&scene, tap_late_ms), "type": "interactive",
        "interactive": reply, "context": { "from": NUMBER, "id": bubble.wamid } });
    post(&scene, tap).await;
    scene.pass_ms(30_000).await;
    scene
}

#[rstest]
#[case(3 * MINUTE_MS)]
#[case(10 * MINUTE_MS)]
#[case(HOUR_MS)]
#[case(12 * HOUR_MS)]
#[case(-5 * MINUTE_MS)]
#[tokio::test]
async fn a_clock_that_is_ahead_or_behind_keeps_no_alert_from_leaving(#[case] ahead_ms: i64) {
    let scene = line_and_tap(ahead_ms, ahead_ms).await;
    assert_eq!(scene.alerts().len(), 2, "{:?}", scene.texts(AGENT));
}

#[rstest]
#[case(0, 5 * MINUTE_MS)]
#[case(10_000, 3 * MINUTE_MS)]
#[case(4 * MINUTE_MS, 9 * MINUTE_MS)]
#[tokio::test]
async fn a_tap_that_is_old_by_metas_own_clock_sends_nothing(#[case] line_late_ms: i64, #[case] tap_late_ms: i64) {
    let scene = line_and_tap(line_late_ms, tap_late_ms).await;
    assert_eq!(scene.alerts().len(), 0, "{:?}", scene.texts(AGENT));
}

async fn ready(scene: &Scene) -> String {
    reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap().text().await.unwrap()
}

#[rstest]
#[case(-45_000, Some("45 seconden voor"))]
#[case(-30_000, Some("30 seconden voor"))]
#[case(600_000, Some("600 seconden achter"))]
#[case(20_000, None)]
#[case(0, None)]
#[tokio::test]
async fn operators_hear_of_a_clock_that_differs_from_metas(#[case] meta_ahead_ms: i64, #[case] says: Option<&str>) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    scene.stage.simulator.name_time(meta_ahead_ms);
    scene.stage.channels = Settings::default();
    scene.stage.start_bot().await.unwrap();
    scene.say(AGENT, "/help").await;
    let ready = ready(&scene).await;
    match says {
        // The header has whole seconds.
        Some(says) => {
            let seconds: i64 = says.split(' ').next().unwrap().parse().unwrap();
            let near = [seconds - 1, seconds, seconds + 1]
                .map(|near| says.replacen(&seconds.to_string(), &near.to_string(), 1));
            assert!(near.iter().any(|near| ready.contains(near.as_str())), "{ready}");
        }
        None => assert_eq!(ready, "ready"),
    }
    scene.stage.simulator.name_time(0);
    scene.say(AGENT, "/help").await;
    scene.settle().await;
    assert_eq!(self::ready(&scene).await, "ready", "over as soon as it is right");
}
