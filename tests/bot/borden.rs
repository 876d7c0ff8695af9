//! Signs and stickers: asked with place and reason, granted or refused, placed, followed, and taken out as a table.

use heterdaad::bot::verstaan::{Intent, Uitkomst};
use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene};
use crate::operate::run;

const EEN: &str = "31612340101";
const VREEMD: &str = "31612340109";
const AMBTENAAR_LD: &str = "31612340065";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[EEN]).await;
    scene.group("zoetermeer", "rokkeveen", "Zuid 2", &[VREEMD]).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    scene.person(AMBTENAAR_LD, Rol::Gemeente, &["loosduinen"]).await;
    scene.say(GEMEENTE, "/help").await;
    scene.say(GEMEENTE, "/wabp Buurtapp Waterlelie").await;
    scene
}

fn made_of(scene: &Scene) -> (Option<Intent>, Option<Uitkomst>) {
    let verstaan = scene.stage.verstaan().unwrap_or_default();
    (verstaan.intent, verstaan.uitkomst)
}

/// Asked with place and reason.
async fn asked(scene: &mut Scene) {
    scene.say(EEN, "/borden 2").await;
    assert_eq!(made_of(scene), (Some(Intent::Borden), Some(Uitkomst::Recorded)));
    scene.say(EEN, "Waterlelie, kant van het park").await;
    assert!(scene.last(EEN).starts_with("Waarom wilt u ze"), "{}", scene.last(EEN));
    scene.say(EEN, "veel fietsendiefstal").await;
    let gezegd = scene.last(EEN);
    assert!(gezegd.starts_with("B-1 ligt bij de gemeente. Plaats: Waterlelie, kant van het park."), "{gezegd}");
}

async fn stand(scene: &Scene) -> Vec<String> {
    scene.database.texts("select status from bordaanvraag order by id").await
}

#[rstest]
#[tokio::test]
async fn from_the_request_to_the_pole(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    asked(&mut scene).await;
    let voor = scene.last(GEMEENTE);
    for deel in ["Aanvraag B-1: 2 borden voor Buurtapp Waterlelie.", "kant van het park", "fietsendiefstal"] {
        assert!(voor.contains(deel), "{voor}");
    }
    scene.say(EEN, "hoe staat het met mijn borden").await;
    assert!(scene.last(EEN).contains("ligt bij de gemeente"), "{}", scene.last(EEN));
    scene.say(GEMEENTE, "/aanvragen").await;
    assert!(scene.last(GEMEENTE).contains("B-1: 2 borden voor Buurtapp Waterlelie. Wacht op de gemeente."));
    scene.tap_on(GEMEENTE, "Aanvraag B-1", "Toekennen").await;
    assert!(scene.last(EEN).starts_with("Goed nieuws over B-1"), "{}", scene.last(EEN));
    scene.say(EEN, "wanneer komen mijn borden?").await;
    assert!(scene.last(EEN).contains("toegekend op maandag 23 november, nog niet geplaatst"), "{}", scene.last(EEN));
    scene.say(GEMEENTE, "/aanvragen").await;
    assert!(scene.last(GEMEENTE).contains("Toegekend, nog te plaatsen"), "{}", scene.last(GEMEENTE));
    scene.tap(GEMEENTE, "Geplaatst").await;
    assert!(scene.last(EEN).starts_with("B-1: 2 borden voor Buurtapp Waterlelie: ze staan er."), "{}", scene.last(EEN));
    scene.say(EEN, "zijn mijn borden al geplaatst?").await;
    assert!(scene.last(EEN).contains("geplaatst op maandag 23 november"), "{}", scene.last(EEN));
    assert_eq!(stand(&scene).await, ["geplaatst"]);
}

#[rstest]
#[case::typed(&["akkoord B-1"], "toegekend")]
#[case::with_a_slash(&["/akkoord b1"], "toegekend")]
#[case::alone(&["akkoord"], "toegekend")]
#[case::refused_with_a_reason(&["/afwijzen B-1 er hangt al een bord"], "afgewezen")]
#[case::asked_why(&["afwijzen B-1", "er hangt al een bord"], "afgewezen")]
#[case::nothing_of_it(&["akkoord B-1?"], "gevraagd")]
#[case::another(&["akkoord B-9"], "gevraagd")]
#[case::placed_before_it_was_granted(&["B-1 geplaatst"], "gevraagd")]
#[case::placed_in_words(&["akkoord B-1", "b-1 hangt er"], "geplaatst")]
#[case::not_yet(&["akkoord B-1", "B-1 is nog niet geplaatst"], "toegekend")]
#[case::when(&["akkoord B-1", "wordt B-1 morgen geplaatst?"], "toegekend")]
#[case::refused_after_it_was_granted(&["akkoord B-1", "afwijzen B-1 toch niet nodig"], "toegekend")]
#[tokio::test]
async fn the_gemeente_decides_in_words(#[case] gezegd: &[&str], #[case] dan: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    asked(&mut scene).await;
    for tekst in gezegd {
        scene.say(GEMEENTE, tekst).await;
    }
    assert_eq!(stand(&scene).await, [dan], "{}", scene.last(GEMEENTE));
    if dan == "afgewezen" {
        assert!(scene.last(EEN).contains("omdat: er hangt al een bord"), "{}", scene.last(EEN));
        // What was refused may be asked again.
        scene.say(EEN, "/borden 2").await;
        assert_eq!(made_of(&scene), (Some(Intent::Borden), Some(Uitkomst::Recorded)));
    }
}

#[rstest]
#[case::another_gemeente(AMBTENAAR_LD)]
#[case::police(AGENT)]
#[case::whoever_asked(EEN)]
#[case::another_beheerder(VREEMD)]
#[tokio::test]
async fn nobody_else_decides(#[case] wie: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    asked(&mut scene).await;
    for tekst in ["akkoord B-1", "/akkoord B-1", "B-1 geplaatst", "/afwijzen B-1 omdat het niet mag"] {
        scene.say(wie, tekst).await;
        assert_eq!(stand(&scene).await, ["gevraagd"], "{tekst}: {}", scene.last(wie));
    }
    if wie != EEN {
        assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains("kant van het park")), "{:?}", scene.texts(wie));
    }
}

/// What is no answer to where or why leaves the request as it is; the gemeente hears of it all the same.
#[rstest]
#[case::a_question("is dat gratis?")]
#[case::something_else("/dekking")]
#[case::no_words("123")]
#[case::nothing("")]
#[tokio::test]
async fn a_request_without_a_place_is_not_lost(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "mag ik 2 borden").await;
    if !getypt.is_empty() {
        scene.say(EEN, getypt).await;
    }
    assert_eq!(stand(&scene).await, ["gevraagd"]);
    scene.pass_ms(11 * 60_000).await;
    let voor = scene.texts(GEMEENTE).into_iter().filter(|tekst| tekst.contains("Aanvraag B-1")).count();
    assert_eq!(voor, 1);
    assert_eq!(scene.database.texts("select plaats from bordaanvraag").await, [""]);
}

/// Words of crime are why; what happens now is not, nor is an order.
#[rstest]
#[case("er is vorige week ingebroken", true)]
#[case("veel inbraken hier in de straat", true)]
#[case("omdat er dealers staan", true)]
#[case("er wordt nu ingebroken bij de buren!!", false)]
#[case("ben op vakantie tot 15 december", false)]
#[case("ik wil stoppen als beheerder", false)]
#[tokio::test]
async fn why_is_told_and_nothing_else_is(#[case] getypt: &str, #[case] reden: bool) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "/borden 2").await;
    scene.say(EEN, "Waterlelie, kant van het park").await;
    scene.say(EEN, getypt).await;
    let waarom = scene.database.texts("select waarom from bordaanvraag").await;
    assert_eq!(waarom, [if reden { getypt } else { "" }], "{}", scene.last(EEN));
    if getypt.contains("nu ingebroken") {
        assert!(scene.last(EEN).contains("112"), "{}", scene.last(EEN));
    }
}

/// At "how many?" a reason is no tip, and the question stays.
#[rstest]
#[case("omdat er laatst is ingebroken")]
#[case("voor onze straat")]
#[tokio::test]
async fn a_reason_at_how_many_is_no_tip(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "/borden").await;
    scene.say(EEN, getypt).await;
    assert!(scene.last(EEN).contains("Hoeveel borden"), "{}", scene.last(EEN));
    assert_eq!(scene.count(AGENT), 0, "{:?}", scene.texts(AGENT));
    scene.say(EEN, "2 graag").await;
    assert_eq!(made_of(&scene), (Some(Intent::Borden), Some(Uitkomst::Recorded)), "{}", scene.last(EEN));
}

#[tokio::test]
async fn an_alert_goes_before_a_question_about_signs() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "/borden 2").await;
    scene.alert(LINE).await;
    scene.say(EEN, "staat erin").await;
    assert_eq!(made_of(&scene).0, Some(Intent::BevestigDoorgestuurd), "{}", scene.last(EEN));
    assert_eq!(scene.database.texts("select plaats from bordaanvraag").await, [""]);
}

#[tokio::test]
async fn signs_are_for_groups_at_wabp_where_the_gemeente_wants_that() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(VREEMD, "/borden 1").await;
    scene.say(VREEMD, "Zuid, bij de brug").await;
    scene.say(VREEMD, "nee").await;
    scene.say(GEMEENTE, "akkoord B-1").await;
    assert!(scene.last(GEMEENTE).starts_with("B-1 kan nog niet"), "{}", scene.last(GEMEENTE));
    assert_eq!(stand(&scene).await, ["gevraagd"]);
    scene.tap(GEMEENTE, "WABP klopt").await;
    scene.say(GEMEENTE, "akkoord B-1").await;
    assert_eq!(stand(&scene).await, ["toegekend"]);
}

#[tokio::test]
async fn conditions_are_settings() {
    let mut scene = scene(Engine::Sqlite).await;
    scene
        .settings(|instellingen| {
            instellingen.borden_per_groep = 4;
            instellingen.borden_alleen_wabp = false;
        })
        .await;
    scene.say(VREEMD, "/borden 4").await;
    assert_eq!(made_of(&scene), (Some(Intent::Borden), Some(Uitkomst::Recorded)), "{}", scene.last(VREEMD));
    scene.pass_ms(11 * 60_000).await;
    scene.tap(GEMEENTE, "Toekennen").await;
    assert_eq!(stand(&scene).await, ["toegekend"]);
}

#[tokio::test]
async fn the_depot_gets_a_table_without_names() {
    let mut scene = scene(Engine::Sqlite).await;
    asked(&mut scene).await;
    scene.say(GEMEENTE, "akkoord B-1").await;
    let file = scene.database.folder().join("borden.csv");
    let (text, code) = run(&scene, &["borden", file.to_str().unwrap(), "--gemeente", "zoetermeer"], &[]).await;
    assert_eq!(code, 0, "{text}");
    let table = std::fs::read_to_string(file).unwrap();
    let row = "B-1;Buurtapp Waterlelie;Rokkeveen;bord;2;Waterlelie, kant van het park;veel fietsendiefstal;toegekend;2026-11-23;2026-11-23;;";
    assert!(table.lines().any(|line| line == row), "{table}");
    assert!(!table.contains("beheerder") && !table.contains("3161234"), "{table}");
}
