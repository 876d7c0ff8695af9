//! A picture that comes before its alert, and what everybody hears of one.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, MINUTE_MS, Scene};

const CHEF: &str = "31612340004";
const VERMIST: &str =
    "/melding vermissing Rokkeveen speeltuin Lavendelpad jongen 6 jaar, blauwe jas, rode laarzen sinds 1345";

async fn scene(engine: Engine) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.person(CHEF, Rol::Goedkeurder, &["zoetermeer"]).await;
    (scene, groups)
}

#[rstest]
#[tokio::test]
async fn a_picture_that_comes_first_goes_with_the_alert(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (mut scene, groups) = scene(engine).await;
    scene.picture(AGENT, "ouders akkoord").await;
    assert!(scene.last(AGENT).starts_with("Ik onthoud deze foto een half uur."), "{}", scene.last(AGENT));
    scene.alert(VERMIST).await;
    scene.pass_ms(10_000).await;
    scene.message(AGENT, "Foto bij ZM-0001 ontvangen.");
    let vraag = scene.message(CHEF, "wacht op een tweede collega").shown.text;
    for part in [
        "Van: iemand",
        "Waar: Rokkeveen, speeltuin Lavendelpad, laatst gezien om 13.45 uur",
        "Tekst: jongen, 6 jaar, blauwe jas, rode laarzen",
        "Bijschrift: ouders akkoord",
        "Familie: akkoord, zegt de verzender",
    ] {
        assert!(vraag.contains(part), "no '{part}' in: {vraag}");
    }
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    let update = scene.last(&groups[0]);
    assert!(update.starts_with("UPDATE ZM-0001: nu met foto"), "{update}");
    assert!(update.contains("Waar: Rokkeveen, speeltuin Lavendelpad, laatst gezien om 13.45 uur"), "{update}");
}

#[tokio::test]
async fn when_the_family_agrees_whoever_decides_is_told() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    assert!(scene.message(CHEF, "wacht op een tweede").shown.text.contains("Familie: nog niet bekend"));
    scene.tap(CHEF, "Goedkeuren").await;
    let before = scene.count(CHEF);
    scene.tap(AGENT, "Familie akkoord").await;
    assert_eq!(scene.count(CHEF), before + 1);
    assert!(scene.last(CHEF).contains("Familie: akkoord, zegt de verzender"), "{}", scene.last(CHEF));
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(&groups[1]).starts_with("UPDATE ZM-0001: nu met foto"), "{}", scene.last(&groups[1]));
}

#[rstest]
#[case::too_long_ago("", 31 * MINUTE_MS, VERMIST)]
#[case::another_kind("", MINUTE_MS, LINE)]
#[case::a_suspect("verdachte van de overval", MINUTE_MS, VERMIST)]
#[tokio::test]
async fn a_picture_of_something_else_goes_with_nothing(
    #[case] caption: &str,
    #[case] wait_ms: i64,
    #[case] line: &str,
) {
    let (mut scene, _) = scene(Engine::Sqlite).await;
    scene.picture(AGENT, caption).await;
    scene.pass_ms(wait_ms).await;
    scene.alert(line).await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.number("select count(*) from foto").await, 0);
    // Nor with an alert after that.
    scene.alert(VERMIST).await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.number("select count(*) from foto").await, 0);
    assert_eq!(scene.count(CHEF), 0);
}

#[tokio::test]
async fn a_picture_that_no_alert_comes_for_is_forgotten() {
    let (mut scene, _) = scene(Engine::Sqlite).await;
    scene.picture(AGENT, "ouders akkoord").await;
    assert_eq!(scene.database.number("select count(*) from foto_vooraf").await, 1);
    let mut tx = scene.stage.store.begin().await.unwrap();
    heterdaad::store::foto::forget_kept(&mut tx, scene.now_ms() + 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(scene.database.number("select count(*) from foto_vooraf").await, 0);
}
