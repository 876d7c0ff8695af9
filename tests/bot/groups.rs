//! People with several groups, and what one may report for whom.

use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

const DRIE: &str = "31612340101";
const EEN: &str = "31612340102";
const ELDERS: &str = "31612340103";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    for naam in ["Waterlelie", "Zuid 2", "Parkzicht met een heel erg lange naam"] {
        scene.group("zoetermeer", "rokkeveen", naam, &[DRIE]).await;
    }
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[EEN]).await;
    scene.group("zoetermeer", "oosterheem", "Elders", &[ELDERS]).await;
    scene.alert(LINE).await;
    scene.pass_ms(20_000).await;
    scene
}

const POSTED: &str = "select g.naam from uitzetting u join groep g on g.id = u.groep_id where u.geplaatst_ms is not null order by g.naam";

#[rstest]
#[tokio::test]
async fn who_runs_several_is_asked_which(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    assert_eq!(scene.count(DRIE), 1, "one person gets one message");
    scene.tap(DRIE, "Staat in de groep").await;
    assert_eq!(
        scene.titles(DRIE),
        ["In alle 3 groepen", "Parkzicht met een heel er…", "Waterlelie", "Zuid 2"]
            .map(|title| heterdaad::texts::ingekort(title, 24))
    );
    scene.tap(DRIE, "Zuid 2").await;
    assert_eq!(scene.database.texts(POSTED).await, ["Zuid 2"]);
    scene.tap_on(DRIE, "POLITIEBERICHT", "Staat in de groep").await;
    scene.tap(DRIE, "In beide groepen").await;
    assert_eq!(scene.database.texts(POSTED).await.len(), 3);
}

#[rstest]
#[case("alle", 3)]
#[case("zuid 2", 1)]
#[case("Watrlelie", 1)]
#[case("geen idee", 0)]
#[tokio::test]
async fn the_group_may_be_typed(#[case] text: &str, #[case] posted: usize) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(DRIE, "doorgestuurd").await;
    scene.say(DRIE, text).await;
    assert_eq!(scene.database.texts(POSTED).await.len(), posted, "{}", scene.last(DRIE));
}

#[tokio::test]
async fn the_second_reporter_hears_what_was_known() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "gedaan").await;
    scene.tap(DRIE, "Staat in de groep").await;
    scene.tap(DRIE, "In beide groepen").await;
    assert_eq!(scene.last(DRIE), "Genoteerd, dank u. Bij Waterlelie was het al gemeld. Ziet u iets? Bel 112.");
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 3);
}

#[tokio::test]
async fn nobody_reports_for_a_group_that_is_not_theirs() {
    let mut scene = scene(Engine::Sqlite).await;
    // A beheerder of another wijk sends the button of this alert, as a forged client could.
    let button = serde_json::json!({ "type": "button", "button": { "payload": "echt:1", "text": "Ja" } });
    scene.send(ELDERS, button).await;
    assert_eq!(scene.last(ELDERS), "Dit politiebericht is niet voor een groep van u. U hoeft niets te doen.");
    let button = serde_json::json!({ "type": "button", "button": { "payload": "groep:1:2", "text": "Zuid 2" } });
    scene.send(EEN, button).await;
    assert_eq!(scene.database.texts(POSTED).await.len(), 0);
    assert_eq!(scene.database.number("select count(*) from spoor where geweigerd is not null").await, 2);
}

#[tokio::test]
async fn an_officer_cannot_send_the_draft_of_another() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval Rokkeveen man met blauwe pet").await;
    let button = serde_json::json!({ "type": "button", "button": { "payload": "versturen:2:1", "text": "Versturen" } });
    scene.send(crate::harness::AGENT_BEIDE, button.clone()).await;
    scene.send(EEN, button).await;
    assert_eq!(
        scene.database.number("select count(*) from melding where status = 'verzonden'").await,
        1,
        "only the alert of before"
    );
}
