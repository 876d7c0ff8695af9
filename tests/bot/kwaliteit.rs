//! The question about how good alerts were: once, at the end of the shift, by day.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

fn questions(scene: &Scene, wie: &str) -> Vec<String> {
    scene.texts(wie).into_iter().filter(|text| text.contains("op tijd, duidelijk, bruikbaar?")).collect()
}

#[rstest]
#[tokio::test]
async fn one_alert_is_asked_about_once_with_a_tap_to_answer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    // 14.20: it ends at 16.20, the shift at 22.00.
    scene.pass_ms(7 * HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 0);
    scene.pass_ms(HOUR_MS).await;
    let asked = questions(&scene, AGENT);
    assert_eq!(asked.len(), 1, "{:?}", scene.texts(AGENT));
    assert!(asked[0].starts_with("ZM-0001 (Woninginbraak, 14.20 uur)"), "{asked:?}");
    assert_eq!(scene.titles(AGENT), ["Goed", "Te laat", "Onduidelijk"]);
    scene.tap(AGENT, "Te laat").await;
    assert_eq!(scene.database.texts("select kwaliteit from melding").await, ["te laat"]);
    scene.pass_ms(2 * DAY_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 1, "once");
}

#[rstest]
#[tokio::test]
async fn several_are_asked_about_together_and_exercises_never(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    scene.alert("/melding overval Rokkeveen man met rode pet en blauwe tas").await;
    scene.alert("/oefening straatroof Rokkeveen man met gele jas").await;
    scene.pass_ms(8 * HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 1, "{:?}", scene.texts(AGENT));
    assert!(scene.last(AGENT).starts_with("ZM-0001 en ZM-0002: waren deze"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "ZM-0002 niet bruikbaar").await;
    let said = scene.database.texts("select kwaliteit from melding order by id").await;
    assert_eq!(said, ["", "niet bruikbaar", ""]);
}

#[tokio::test]
async fn an_alert_that_ends_at_night_is_asked_about_in_the_morning() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.pass_ms(7 * HOUR_MS).await;
    scene.alert(LINE).await;
    scene.pass_ms(9 * HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 0, "{:?}", scene.texts(AGENT));
    scene.pass_ms(2 * HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 1, "{:?}", scene.texts(AGENT));
}

#[tokio::test]
async fn where_the_bot_was_away_at_the_end_of_the_shift_it_asks_at_the_next() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    scene.pass_ms(3 * HOUR_MS).await;
    scene.stage.stop_bot().await;
    scene.stage.clock.advance_ms(6 * HOUR_MS);
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 0, "not at night: {:?}", scene.texts(AGENT));
    scene.pass_ms(8 * HOUR_MS).await;
    assert_eq!(questions(&scene, AGENT).len(), 1);
}

#[tokio::test]
async fn only_who_sent_it_can_say_how_it_was() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(LINE).await;
    let tap = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "kwaliteit:1:goed", "title": "Goed" } } });
    scene.send(AGENT_BEIDE, tap).await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Die melding verstuurde u niet."), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.database.texts("select kwaliteit from melding").await, [""]);
}
