//! What a beheerder says of one of their groups, and what happens when they fall away: negation wins, one group's news
//! is no other's, old words are about no new alert, and the next of the group is called up at once.

use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use heterdaad::stage::NUMBER;

use crate::harness::{AGENT, BEGIN_MS, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const RESERVE: &str = "31612340102";
const POSTED: &str = "select g.naam from uitzetting u join groep g on g.id = u.groep_id where u.geplaatst_ms is not null order by g.naam";
const GROEPEN: [&str; 3] = ["Parkzicht", "Zuid 1", "Zuid 2"];

/// One person runs these groups; a reserve stands behind each.
async fn scene(engine: Engine, groepen: &[&str]) -> Scene {
    let mut scene = Scene::new(engine).await;
    for naam in groepen {
        scene.group("zoetermeer", "rokkeveen", naam, &[HOOFD]).await;
        reserve(&mut scene, naam, RESERVE).await;
    }
    scene
}

async fn reserve(scene: &mut Scene, groep: &str, wa_id: &str) {
    if scene.stage.simulator.world().phone(wa_id).is_none() {
        scene.stage.simulator.world().add_phone(wa_id, "reserve");
    }
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), groep).await.unwrap().unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.into()), "reserve", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
}

fn kreeg_de_melding(scene: &Scene, wie: &str) -> bool {
    scene.alerts().iter().any(|alert| alert.to == wie)
}

/// What is typed, where it then stands, and whether the reserve of a group that was left to others is called up.
#[rstest]
#[case("niet in zuid 2", &[], false)]
#[case("staat niet in zuid 2", &[], false)]
#[case("nog niet geplaatst in parkzicht", &[], false)]
#[case("alle behalve zuid 2", &["Parkzicht", "Zuid 1"], false)]
#[case("staat overal in behalve in parkzicht", &["Zuid 1", "Zuid 2"], false)]
#[case("overal geplaatst op zuid 1 na", &["Parkzicht", "Zuid 2"], false)]
#[case("gedaan, parkzicht uitgezonderd", &["Zuid 1", "Zuid 2"], false)]
#[case("staat in alle groepen zonder zuid 2", &["Parkzicht", "Zuid 1"], false)]
#[case("alleen zuid 2 niet", &[], false)]
#[case("overal gedaan alleen zuid 2 lukt niet", &["Parkzicht", "Zuid 1"], true)]
#[case("parkzicht lukt niet", &[], true)]
#[case("kan niet in zuid 2", &[], true)]
#[case("zuid 1 staat erin, zuid 2 lukt niet", &["Zuid 1"], true)]
#[case("zuid 1 wel, zuid 2 niet", &["Zuid 1"], false)]
#[case("parkzicht gedaan, de rest lukt me niet", &["Parkzicht"], true)]
#[case("doorgestuurd in zuid 1 en zuid 2 maar niet in parkzicht", &["Zuid 1", "Zuid 2"], false)]
#[case("zuid 1 doorgestuurd zuid 2 doe ik over 5 min", &["Zuid 1"], false)]
#[case("nergens geplaatst", &[], false)]
#[case("nog niet overal gedaan", &[], false)]
#[case("geen toegang tot zuid 2, kan ik niet", &[], true)]
#[tokio::test]
async fn a_no_is_no_report_and_counts_for_its_group_only(
    #[case] text: &str,
    #[case] posted: &[&str],
    #[case] gebeld: bool,
) {
    let mut scene = scene(Engine::Sqlite, &GROEPEN).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, text).await;
    assert_eq!(scene.database.texts(POSTED).await, posted, "{text}: {}", scene.last(HOOFD));
    scene.pass_ms(20_000).await;
    assert_eq!(kreeg_de_melding(&scene, RESERVE), gebeld, "{text}: {}", scene.last(HOOFD));
}

/// The same in answer to "in welke groep?".
#[rstest]
#[case("niet in zuid 2", &[])]
#[case("alle behalve zuid 2", &["Parkzicht", "Zuid 1"])]
#[case("allemaal, alleen parkzicht niet", &["Zuid 1", "Zuid 2"])]
#[case("zuid 2 nog niet", &[])]
#[case("zuid 1", &["Zuid 1"])]
#[case("zuid 1 en 2", &["Zuid 1", "Zuid 2"])]
#[case("beide zuid niet parkzicht wel", &["Parkzicht"])]
#[case("bedankt allemaal voor jullie werk", &[])]
#[case("niet allemaal", &[])]
#[case("staat het ook in zuid 2?", &[])]
#[tokio::test]
async fn an_answer_to_which_group_is_read_group_by_group(#[case] text: &str, #[case] posted: &[&str]) {
    let mut scene = scene(Engine::Sqlite, &GROEPEN).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "doorgestuurd").await;
    scene.say(HOOFD, text).await;
    assert_eq!(scene.database.texts(POSTED).await, posted, "{text}: {}", scene.last(HOOFD));
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_done_in_one_group_leaves_the_other_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let ander = "31612340103";
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[HOOFD]).await;
    scene.group("zoetermeer", "rokkeveen", "Zuid 2", &[HOOFD]).await;
    reserve(&mut scene, "Parkzicht", RESERVE).await;
    reserve(&mut scene, "Zuid 2", ander).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "parkzicht lukt niet").await;
    assert!(scene.last(HOOFD).contains("Parkzicht") && scene.last(HOOFD).contains("Zuid 2"), "{}", scene.last(HOOFD));
    scene.pass_ms(20_000).await;
    assert!(kreeg_de_melding(&scene, RESERVE), "the reserve of the group that was named");
    assert!(!kreeg_de_melding(&scene, ander), "and not that of the other");
    scene.tap(HOOFD, "Staat in de groep").await;
    scene.say(HOOFD, "zuid 2").await;
    assert_eq!(scene.database.texts(POSTED).await, ["Zuid 2"]);
}

#[tokio::test]
async fn a_reminder_does_not_name_the_group_that_was_left_to_others() {
    let mut scene = scene(Engine::Sqlite, &["Parkzicht", "Zuid 2"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "parkzicht lukt niet").await;
    let before = scene.count(HOOFD);
    scene.pass_ms(15 * MINUTE_MS).await;
    let later = scene.texts(HOOFD).split_off(before);
    assert!(later.iter().all(|text| !text.contains("Parkzicht")), "{later:?}");
}

#[rstest]
#[case("niet in waterlelie")]
#[case("staat nog niet in waterlelie hoor")]
#[case("lukt niet in waterlelie")]
#[tokio::test]
async fn a_no_of_the_only_group_is_no_report(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, text).await;
    assert_eq!(scene.database.texts(POSTED).await, [""; 0], "{}", scene.last(HOOFD));
}

/// Somebody says something, and it comes in later than it was said.
async fn zei_eerder(scene: &mut Scene, wie: &str, text: &str, eerder_ms: i64) {
    let said_ms = scene.now_ms() - eerder_ms;
    scene.stage.simulator.world().say(wie, NUMBER, text, said_ms);
    scene.pass_ms(5_000).await;
}

#[rstest]
#[case("staat erin", 6 * 60)]
#[case("doorgestuurd", 5)]
#[case("gedaan!", 24 * 60 - 10)]
#[case("staat in alle groepen", 30)]
#[case("zuid 1 staat erin", 30)]
#[tokio::test]
async fn words_from_before_an_alert_left_are_asked_about(#[case] text: &str, #[case] minuten: i64) {
    let mut scene = scene(Engine::Sqlite, &["Zuid 1"]).await;
    scene.alert(LINE).await;
    zei_eerder(&mut scene, HOOFD, text, minuten * MINUTE_MS).await;
    assert_eq!(scene.database.texts(POSTED).await, [""; 0], "{}", scene.last(HOOFD));
    assert!(scene.last(HOOFD).contains("ZM-0001"), "{}", scene.last(HOOFD));
    scene.pass_ms(10_000).await;
    scene.tap(HOOFD, "Ja, staat erin").await;
    assert_eq!(scene.database.texts(POSTED).await, ["Zuid 1"]);
}

#[tokio::test]
async fn old_words_still_count_for_the_alert_that_was_there_then() {
    let mut scene = scene(Engine::Sqlite, &["Zuid 1"]).await;
    scene.alert(LINE).await;
    scene.pass_ms(10 * MINUTE_MS).await;
    scene.alert("/melding overval Rokkeveen man met blauwe pet en gele jas richting park").await;
    zei_eerder(&mut scene, HOOFD, "staat erin", 5 * MINUTE_MS).await;
    let posted =
        "select m.nummer from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_ms is not null";
    assert_eq!(scene.database.texts(posted).await, ["ZM-0001"], "{}", scene.last(HOOFD));
}

/// What the hoofd does after the alert came; the reserve is called up within seconds.
#[rstest]
#[case(&["/afwezig tot 3 januari"])]
#[case(&["ben op vakantie tot 3 jan"])]
#[case(&["/stilte 13 tot 16", "nee"])]
#[case(&["/afmelden", "ja"])]
#[case(&["/wis", "ja"])]
#[tokio::test]
async fn who_falls_away_after_the_alert_is_replaced_at_once(#[case] zegt: &[&str]) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    assert!(!kreeg_de_melding(&scene, RESERVE));
    for text in zegt {
        scene.say(HOOFD, text).await;
    }
    scene.pass_ms(5_000).await;
    assert!(kreeg_de_melding(&scene, RESERVE), "{:?}", scene.texts(HOOFD));
}

#[tokio::test]
async fn who_is_blocked_after_the_alert_is_replaced_at_once() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let hoofd = persoon::by_phone(&mut tx, &WaId(HOOFD.into())).await.unwrap().unwrap();
    persoon::block(&mut tx, hoofd).await.unwrap();
    tx.commit().await.unwrap();
    scene.pass_ms(10_000).await;
    assert!(kreeg_de_melding(&scene, RESERVE));
}

#[tokio::test]
async fn an_absence_that_begins_later_calls_nobody_up_now() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "ben van 1 tot 8 december weg").await;
    scene.pass_ms(10_000).await;
    assert!(!kreeg_de_melding(&scene, RESERVE), "{}", scene.last(HOOFD));
    assert!(!scene.last(AGENT).is_empty());
}
