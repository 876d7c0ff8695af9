//! Words that arrive long after they were typed: what was said before an alert left is not about it.

use heterdaad::domain::rechten::Rol;
use heterdaad::stage::NUMBER;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, Scene};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene
}

/// A text that was typed so long ago and comes in now.
async fn said_ago(scene: &mut Scene, wa_id: &str, text: &str, ago_ms: i64) {
    let typed_ms = scene.now_ms() - ago_ms;
    scene.stage.simulator.world().say(wa_id, NUMBER, text, typed_ms);
    scene.pass_ms(5_000).await;
}

async fn stand(scene: &Scene) -> Vec<String> {
    let sql = "select nummer || ' ' || status || case when stilgezet_ms is null then '' else ' stil' end from melding order by id";
    scene.database.texts(sql).await
}

#[rstest]
#[case("intrekken", 6 * HOUR_MS)]
#[case("trek in!!", HOUR_MS)]
#[case("/intrekken verkeerde wijk", 20 * 60_000)]
#[case("STOP", 6 * HOUR_MS)]
#[case("/stop", 30 * 60_000)]
#[case("fout, verkeerde straat", 2 * HOUR_MS)]
#[tokio::test]
async fn an_old_word_does_nothing_to_an_alert_that_left_after_it(#[case] text: &str, #[case] ago_ms: i64) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let before = scene.count(HOOFD);
    said_ago(&mut scene, AGENT, text, ago_ms).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"], "{}", scene.last(AGENT));
    assert_eq!(scene.count(HOOFD), before);
    let answer = scene.last(AGENT);
    assert!(answer.contains("kwam nu pas binnen") && answer.contains("ZM-0001 ging daarna uit"), "{answer}");
    scene.tap(AGENT, "ZM-0001").await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN ZM-0001"), "it can still be meant: {}", scene.last(HOOFD));
}

#[rstest]
#[case("intrekken ZM-0001")]
#[case("trek zm 1 in")]
#[case("/intrekken zm1 verkeerde wijk")]
#[tokio::test]
async fn a_withdrawal_that_names_an_alert_is_done_however_late_it_comes(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    said_ago(&mut scene, AGENT, text, 6 * HOUR_MS).await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN ZM-0001"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("intrekken", "ZM-0001 ingetrokken")]
#[case("stop", "ZM-0001 verzonden stil")]
#[tokio::test]
async fn an_answer_to_an_alert_is_done_however_late_it_comes(#[case] text: &str, #[case] dan: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let wamid = scene.message(AGENT, "ZM-0001 gaat nu naar").wamid;
    let typed_ms = scene.now_ms() - 6 * HOUR_MS;
    scene.stage.simulator.world().reply(AGENT, NUMBER, &wamid, text, typed_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(stand(&scene).await, [dan], "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_late_withdrawal_of_the_alert_that_it_was_about_stops_it_and_asks() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.pass_ms(30 * 60_000).await;
    let before = scene.count(HOOFD);
    said_ago(&mut scene, AGENT, "intrekken", 10 * 60_000).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"], "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Nu intrekken", "Afsluiten", "Laten staan"]);
    assert_eq!(scene.count(HOOFD), before);
}

#[rstest]
#[case("staat erin", 6 * HOUR_MS)]
#[case("gedaan", HOUR_MS)]
#[case("kan niet, ben aan het werk", 3 * HOUR_MS)]
#[case("doorgestuurd", 10 * 60_000)]
#[tokio::test]
async fn an_old_report_is_none_about_an_alert_that_left_after_it(#[case] text: &str, #[case] ago_ms: i64) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    said_ago(&mut scene, HOOFD, text, ago_ms).await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 0, "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from ontvangst where antwoord = 'kan_niet'").await, 0);
    assert!(scene.last(HOOFD).contains("is van voor ZM-0001"), "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "Ja, staat erin").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[rstest]
#[case("/blokkeer 06 1234 0001", 12 * DAY_MS)]
#[case("blokkeer 0612340001 gestolen", HOUR_MS)]
#[tokio::test]
async fn an_old_block_blocks_nobody(#[case] text: &str, #[case] ago_ms: i64) {
    let mut scene = scene(Engine::Sqlite).await;
    // They wrote lately too: they can be answered.
    scene.say(AGENT_BEIDE, "/help").await;
    said_ago(&mut scene, AGENT_BEIDE, text, ago_ms).await;
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 0);
    // After a day nobody can be answered freely.
    let answered = scene.last(AGENT_BEIDE).contains("Ik heb niets gedaan");
    assert!(answered || ago_ms > DAY_MS, "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn an_old_wish_to_be_erased_erases_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    said_ago(&mut scene, HOOFD, "/wis", 12 * DAY_MS).await;
    said_ago(&mut scene, HOOFD, "ja wis alles", 12 * DAY_MS - 60_000).await;
    assert_eq!(scene.database.number("select count(*) from persoon where gewist_ms is not null").await, 0);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
    scene.say(HOOFD, "/afmelden").await;
    said_ago(&mut scene, HOOFD, "ja", HOUR_MS).await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn old_news_is_none_of_an_alert_that_left_after_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    for text in ["/update man is kaal en draagt nu een rode trui", "/sluit verdachte aangehouden"] {
        said_ago(&mut scene, AGENT, text, HOUR_MS).await;
        assert_eq!(scene.titles(AGENT), ["ZM-0001"], "asked which: {}", scene.last(AGENT));
    }
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
}

#[tokio::test]
async fn an_old_invitation_invites_nobody() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.person("31612340011", Rol::Gemeente, &["zoetermeer"]).await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond").await;
    let before = scene.count(HOOFD);
    said_ago(&mut scene, GEMEENTE, "ja verstuur", HOUR_MS).await;
    assert_eq!(scene.count(HOOFD), before, "{}", scene.last(GEMEENTE));
}
