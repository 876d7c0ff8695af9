//! What a tenth round of strangers typed, by kind, with its contrary beside it.

use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, Scene};

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene.say(AGENT, "/help").await;
    scene
}

async fn overdrachten(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from overdracht").await
}

#[rstest]
#[case("verdacht busje in de straat")]
#[case("verdacht persoon gezien")]
#[case("er staat al 3 weken een verdacht wit busje, niks aan de hand denk ik hoor")]
#[case("de overdracht van het huis is vrijdag")]
#[case("ik heb er nog eens overdacht")]
#[case("verdachte auto voor de deur")]
#[tokio::test]
async fn a_word_that_looks_like_it_begins_no_hand_over(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, line).await;
    assert_eq!(overdrachten(&scene).await, 0, "{line}: {}", scene.last(HOOFD));
    scene.alert(LINE).await;
    scene.say(HOOFD, line).await;
    assert_eq!(overdrachten(&scene).await, 0, "{line}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ik wil mijn groep overdragen")]
#[case("wil graag het beheer overdragen aan een ander")]
#[tokio::test]
async fn one_that_is_asked_for_does(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, line).await;
    assert_eq!(overdrachten(&scene).await, 1, "{line}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("afwezig tot 4 december")]
#[case("/stilte 23-07")]
#[tokio::test]
async fn toch_niet_is_about_what_was_done_last(#[case] daarna: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(70_000).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(posted).await, 1);
    scene.say(HOOFD, daarna).await;
    scene.say(HOOFD, "toch niet").await;
    assert_eq!(scene.database.number(posted).await, 1, "{daarna}: {}", scene.last(HOOFD));
}

#[tokio::test]
async fn right_after_a_report_it_takes_that_back() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(70_000).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    scene.say(HOOFD, "toch niet").await;
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(posted).await, 0, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("I don't speak Dutch sorry", true)]
#[case("sorry, no dutch", true)]
#[case("english please", true)]
#[case("stop speaking english", false)]
#[case("mijn engels is niet zo best", false)]
#[case("mijn kleindochter studeert engels", false)]
#[tokio::test]
async fn the_language_that_is_meant(#[case] line: &str, #[case] english: bool) {
    let mut scene = scene().await;
    scene.say(HOOFD, line).await;
    let chosen = "select count(*) from persoon where taal = 'en'";
    assert_eq!(scene.database.number(chosen).await == 1, english, "{line}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("🆘")]
#[case("🔪🔪")]
#[case("😱🔥🏠")]
#[case("he just ran past my house")]
#[case("somebody is smashing windows across the street")]
#[case("vent loert door mijn raam")]
#[case("er ruikt iets raar chemisch en iedereen hoest")]
#[case("peuter loopt alleen op de rijbaan")]
#[case("stroomdraad hangt los boven het fietspad")]
#[case("two kids on a fat bike just went past my house with that bag")]
#[tokio::test]
async fn an_emergency_in_other_words_hears_of_112_first(#[case] line: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, line).await;
    let last = scene.last(HOOFD);
    assert!(last.starts_with("Spoed? Bel nu 112") || last.starts_with("Emergency? Call 112 now"), "{line}: {last}");
}

#[rstest]
#[case("ik lach me dood om die buurman")]
#[case("brand new schoenen gekocht haha")]
#[case("mijn zoon is bij de brandweer")]
#[case("hoe voorkom ik inbraak")]
#[case("wanneer moet ik 112 bellen")]
#[case("kinderen gillen van plezier in het zwembadje")]
#[tokio::test]
async fn harmless_words_do_not(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, line).await;
    assert!(!scene.last(HOOFD).starts_with("Spoed? Bel nu 112"), "{line}: {}", scene.last(HOOFD));
}

#[tokio::test]
async fn a_weekday_with_its_day_of_the_month_is_that_day() {
    let mut scene = scene().await;
    // The stage begins on Monday 23 November 2026: the first fourth that is a Friday lies in December.
    scene.say(HOOFD, "ik ben van vrijdag 4 tot en met maandag 7 december niet bereikbaar").await;
    let asked = scene.texts(HOOFD).concat();
    assert!(asked.contains("4 december"), "{asked}");
}

#[tokio::test]
async fn laat_maar_with_nothing_asked_is_answered() {
    let mut scene = scene().await;
    scene.say(HOOFD, "laat maar").await;
    assert!(scene.last(HOOFD).contains("Er staat geen vraag open"), "{}", scene.last(HOOFD));
}
