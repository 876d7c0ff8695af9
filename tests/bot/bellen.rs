//! Calling a beheerder who does not answer: one number, of one group, while the alert runs.

use heterdaad::domain::persoon::PersoonId;
use heterdaad::store::dienst;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, Scene, VREEMDE};

const ANDER: &str = "31612340103";

async fn scene(engine: Engine, groups: &[(&str, &[&str])]) -> Scene {
    let mut scene = Scene::new(engine).await;
    for (naam, beheerders) in groups {
        scene.group("zoetermeer", "rokkeveen", naam, beheerders).await;
    }
    scene
}

async fn shown(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from spoor where daad = 'nummer getoond' and geweigerd is null").await
}

#[rstest]
#[tokio::test]
async fn one_number_of_one_group_that_did_not_answer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine, &[("Waterlelie", &[HOOFD]), ("Parkzicht", &[ANDER])]).await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.tap(ANDER, "Staat in de groep").await;
    scene.pass_ms(5 * MINUTE_MS).await;
    scene.message(AGENT, "ZM-0001 na 5 minuten");
    scene.tap(AGENT, "Toon nummer").await;
    let answer = scene.last(AGENT);
    assert!(answer.starts_with("Waterlelie: beheerder, +31612340101."), "{answer}");
    assert!(!answer.contains(ANDER), "{answer}");
    assert_eq!(shown(&scene).await, 1, "it stands in the record");
}

#[tokio::test]
async fn of_several_groups_it_is_asked_which_and_no_list_of_numbers_is_shown() {
    let mut scene = scene(Engine::Sqlite, &[("Waterlelie", &[HOOFD]), ("Parkzicht", &[ANDER])]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/status").await;
    scene.tap(AGENT, "Toon nummer").await;
    assert_eq!(scene.titles(AGENT), ["Parkzicht", "Waterlelie"]);
    assert!(!scene.last(AGENT).contains("+31"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Parkzicht").await;
    assert!(scene.last(AGENT).contains("+31612340103") && !scene.last(AGENT).contains(HOOFD), "{}", scene.last(AGENT));
}

#[rstest]
#[case::heterdaad(LINE, false)]
#[case::missing("/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen", true)]
#[tokio::test]
async fn nobody_is_called_in_quiet_hours_but_for_somebody_who_is_missing(#[case] line: &str, #[case] called: bool) {
    let mut scene = scene(Engine::Sqlite, &[("Waterlelie", &[HOOFD])]).await;
    // Quiet all day; both kinds may break it as messages.
    scene
        .database
        .execute("update persoon set stil_van = 0, stil_tot = 1439, stil_vermissing = 1, stil_heterdaad = 1 where naam = 'beheerder'")
        .await;
    scene.alert(line).await;
    scene.say(AGENT, "/status zm1").await;
    scene.tap(AGENT, "Toon nummer").await;
    assert_eq!(scene.last(AGENT).contains("+31612340101"), called, "{}", scene.last(AGENT));
    assert_eq!(shown(&scene).await, i64::from(called));
}

#[rstest]
#[case::ended("/sluit zm1 verdachte aangehouden", "Afsluiten")]
#[case::withdrawn("stop zm1", "Nu intrekken")]
#[tokio::test]
async fn no_number_after_the_end(#[case] text: &str, #[case] tap: &str) {
    let mut scene = scene(Engine::Sqlite, &[("Waterlelie", &[HOOFD])]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/status zm1").await;
    let knop = scene.message(AGENT, "gemeld geplaatst").shown.choice_titled("Toon nummer").unwrap().to_owned();
    scene.say(AGENT, text).await;
    scene.tap(AGENT, tap).await;
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Toon nummer" } } });
    scene.send(AGENT, tik).await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 loopt niet meer"), "{}", scene.last(AGENT));
    assert_eq!(shown(&scene).await, 0);
}

#[tokio::test]
async fn only_police_of_that_gemeente_who_signed_on() {
    let mut scene = scene(Engine::Sqlite, &[("Waterlelie", &[HOOFD])]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/status zm1").await;
    let knop = scene.message(AGENT, "gemeld geplaatst").shown.choice_titled("Toon nummer").unwrap().to_owned();
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Toon nummer" } } });
    let mut tx = scene.stage.store.begin().await.unwrap();
    dienst::set_shared(&mut tx, PersoonId(2), true, BEGIN_MS).await.unwrap();
    tx.commit().await.unwrap();
    for wie in [GEMEENTE, VREEMDE, HOOFD, AGENT_BEIDE] {
        scene.send(wie, tik.clone()).await;
        assert!(!scene.last(wie).contains("+31612340101"), "{wie}: {}", scene.last(wie));
    }
    assert_eq!(shown(&scene).await, 0);
}

#[tokio::test]
async fn whoever_signs_up_is_told_that_police_may_call() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(VREEMDE, "ik wil beheerder worden").await;
    assert!(scene.last(VREEMDE).contains("Bij een melding kan de politie u bellen."), "{}", scene.last(VREEMDE));
}
