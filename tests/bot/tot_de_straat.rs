//! How long it takes from the report at the police to the street, and how far each rank of each group is.

use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, HOOFD, LINE, MINUTE_MS, Scene};

/// The scene begins at 14.20. What is typed, and the moment at which police heard of it; none where that is none.
#[rstest]
#[case::at("melding van 14.05", Some("14.05"))]
#[case::with_a_colon("melding van 14:05 uur", Some("14.05"))]
#[case::reported("gemeld om 14.11", Some("14.11"))]
#[case::came_in("binnengekomen 1411u", Some("14.11"))]
#[case::by_112("112-melding van 14.05,", Some("14.05"))]
#[case::came_in_at("melding binnen om 14.05", Some("14.05"))]
#[case::another_day("melding van 18.30", None)]
#[tokio::test]
async fn when_police_heard_of_it_is_counted_and_stands_in_no_message(
    #[case] getypt: &str,
    #[case] binnen: Option<&str>,
) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, &format!("/melding woninginbraak Rokkeveen {getypt} man zwarte jas witte schoenen")).await;
    let voorbeeld = scene.message(AGENT, "NOG NIET VERSTUURD").shown.text;
    match binnen {
        Some(klok) => assert!(voorbeeld.contains(&format!("Melding binnen om {klok} uur")), "{voorbeeld}"),
        None => assert!(voorbeeld.contains("ligt te ver terug"), "{voorbeeld}"),
    }
    scene.tap(AGENT, "Versturen").await;
    let bericht = scene.message(HOOFD, "POLITIEBERICHT").shown.text;
    assert!(bericht.contains("Kijk uit naar: man, zwarte jas, witte schoenen\n"), "{bericht}");
    assert!(bericht.contains("Rokkeveen, 14.20 uur"), "the moment of the message is its own: {bericht}");
    scene.say(AGENT, "/status").await;
    let stand = scene.last(AGENT);
    assert_eq!(stand.contains("Tijden: melding"), binnen.is_some(), "{stand}");
}

/// The same as the first words of the alert, with a slash or without, and in other words.
#[rstest]
#[case("melding van 14.05 inbraak Rokkeveen man zwarte jas witte schoenen", "14.05")]
#[case("/melding van 14.05 inbraak Rokkeveen man zwarte jas witte schoenen", "14.05")]
#[case("Melding van kwart over twee: inbraak Rokkeveen man zwarte jas witte schoenen", "14.15")]
#[case("inbraak Rokkeveen man zwarte jas witte schoenen, om 14.15 binnengekomen", "14.15")]
#[case("melding om kwart over twee binnengekomen inbraak Rokkeveen man zwarte jas witte schoenen", "14.15")]
#[case("inbraak rokkeveen 10 min geleden gemeld man zwarte jas witte schoenen", "14.10")]
#[tokio::test]
async fn it_may_come_first_or_last_and_in_words(#[case] getypt: &str, #[case] klok: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, getypt).await;
    let voorbeeld = scene.message(AGENT, "NOG NIET VERSTUURD").shown.text;
    assert!(voorbeeld.contains(&format!("Melding binnen om {klok} uur")), "{voorbeeld}");
    assert!(voorbeeld.contains("Rokkeveen, 14.20 uur"), "the moment of the message is its own: {voorbeeld}");
    assert!(voorbeeld.contains("Kijk uit naar: man, zwarte jas, witte schoenen\n"), "{voorbeeld}");
}

#[rstest]
#[case("melding van 2 mannen met een tas")]
#[case("melding van 12 jaar oud meisje")]
#[case("gemeld bij de buren om de hoek")]
#[tokio::test]
async fn what_is_no_moment_stays_what_it_is(#[case] getypt: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, &format!("/melding woninginbraak Rokkeveen man zwarte jas, {getypt}")).await;
    let voorbeeld = scene.message(AGENT, "NOG NIET VERSTUURD").shown.text;
    assert!(!voorbeeld.contains("binnen om") && !voorbeeld.contains("te ver terug"), "{voorbeeld}");
}

#[rstest]
#[tokio::test]
async fn report_sent_first_group_and_half_stand_in_status_end_and_figures(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let wie = scene.groups("zoetermeer", "rokkeveen", 4).await;
    scene.say(AGENT, "/melding woninginbraak Rokkeveen melding van 14.10 man zwarte jas witte schoenen").await;
    scene.tap(AGENT, "Versturen").await;
    for (wie, na_ms) in wie.iter().take(3).zip([50_000, MINUTE_MS, 2 * MINUTE_MS]) {
        scene.pass_ms(na_ms).await;
        scene.say(wie, "staat erin").await;
    }
    scene.say(AGENT, "/status").await;
    let stand = scene.last(AGENT);
    assert!(stand.contains("Tijden: melding 14.10 uur, verstuurd na 10 minuten, eerste groep na "), "{stand}");
    assert!(stand.contains(", helft na 2 minuten."), "{stand}");
    scene.pass_ms(3 * 3_600_000).await;
    let einde = scene.message(AGENT, "is afgelopen").shown.text;
    assert!(einde.contains("Tijden: melding 14.10 uur"), "{einde}");
    scene.say(AGENT, "/statistiek").await;
    assert!(
        scene.last(AGENT).contains("Van melding bij de politie tot eerste groep: de helft binnen "),
        "{}",
        scene.last(AGENT)
    );
}

#[rstest]
#[tokio::test]
async fn while_it_runs_police_see_how_far_each_rank_is_and_that_is_in_the_trail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.stage.simulator.world().add_phone("31612340102", "reserve");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId("31612340102".into()), "reserve", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
    scene.person("31612340055", Rol::Gemeente, &["zoetermeer"]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/status details").await;
    scene.pass_ms(5_000).await;
    assert!(scene.last(AGENT).contains("Waterlelie: hoofd "), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains(", reserve nog niet gevraagd"), "{}", scene.last(AGENT));
    assert!(!scene.last(AGENT).contains("316"), "no number: {}", scene.last(AGENT));
    scene.say(HOOFD, "kan nu niet").await;
    scene.say(AGENT, "/status details").await;
    scene.pass_ms(5_000).await;
    assert!(scene.last(AGENT).contains("hoofd kan niet, reserve "), "{}", scene.last(AGENT));
    let spoor = "select count(*) from spoor where daad = 'status per persoon'";
    assert_eq!(scene.database.number(spoor).await, 2);
    // Of an alert somebody of the gemeente sees figures only, and so does everybody once it ended.
    scene.say("31612340055", "/status ZM-0001 details").await;
    scene.pass_ms(5_000).await;
    let gezien = scene.last("31612340055");
    assert!(gezien.starts_with("Dat kunt u hier niet."), "{gezien}");
    scene.say(AGENT, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.message(HOOFD, "AFGELOPEN ZM-0001").shown.text.contains("Rokkeveen"));
    let voor = scene.database.number(spoor).await;
    scene.say(AGENT, "/status ZM-0001 details").await;
    scene.pass_ms(5_000).await;
    assert!(!scene.last(AGENT).contains("hoofd kan niet"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number(spoor).await, voor);
}

/// Said later, it changes no time of the message; in an update it is told to nobody.
#[tokio::test]
async fn said_at_the_preview_or_in_an_update_it_stands_in_no_message_either() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "melding was van 14.05").await;
    let voorbeeld = scene.last(AGENT);
    assert!(voorbeeld.contains("Melding binnen om 14.05 uur"), "{voorbeeld}");
    assert!(voorbeeld.contains("Rokkeveen, 14.20 uur"), "{voorbeeld}");
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).contains("Tijden: melding 14.05 uur"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/update ZM-0001 melding van 14.05 man nu op scooter").await;
    scene.tap(AGENT, "Versturen").await;
    let nieuws = scene.message(HOOFD, "UPDATE").shown.text;
    assert!(nieuws.contains("man nu op scooter") && !nieuws.contains("14.05"), "{nieuws}");
}
