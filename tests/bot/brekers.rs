//! What strangers to the code typed on 27 November 2026 to break it, in their own wording.

use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, Scene};

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene.alert(LINE).await;
    scene
}

async fn lopend(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from melding where status = 'verzonden' and stilgezet_ms is null").await
}

#[rstest]
#[case("trek in", "ja")]
#[case("trek in", "v")]
#[case("intrekken", "verstuur")]
#[case("trek in!", "Ja verstuur maar")]
#[case("trek het in", "j")]
#[tokio::test]
async fn no_typed_yes_sends_a_draft_of_which_somebody_said_trek_in(#[case] terug: &str, #[case] ja: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding straatroof rokkeveen man lila jas met capuchon").await;
    scene.say(AGENT, terug).await;
    scene.say(AGENT, ja).await;
    assert_eq!(lopend(&scene).await, 1, "only the first runs: {}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 1);
}

#[rstest]
#[case("/melding overval meerzicht", "trek in")]
#[case("/melding overval", "intrekken")]
#[case("/update ze heeft een rode muts op", "trek in")]
#[tokio::test]
async fn trek_in_in_the_middle_of_something_new_asks(#[case] begonnen: &str, #[case] terug: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, begonnen).await;
    scene.say(AGENT, terug).await;
    assert_eq!(lopend(&scene).await, 1, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).starts_with("Er is niets ingetrokken."), "{}", scene.last(AGENT));
    scene.tap(AGENT, "ZM-0001 intrekken").await;
    assert_eq!(lopend(&scene).await, 0, "{}", scene.last(AGENT));
}

#[rstest]
#[case("hij is terecht, gelukkig")]
#[case("meisje is terecht")]
#[case("is weer teruggevonden")]
#[tokio::test]
async fn a_burglar_is_not_found_safe(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    assert!(!scene.texts(HOOFD).iter().any(|text| text.contains("vermiste")), "{:?}", scene.texts(HOOFD));
    assert_eq!(lopend(&scene).await, 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("wat wis je dan allemaal")]
#[case("kan ik ook alleen mijn naam wissen")]
#[case("hoe kan ik dat wissen ongedaan maken?")]
#[case("nou ja wat is dat precies")]
#[case("ja hallo, wie is daar?")]
#[case("ja dat is zo")]
#[tokio::test]
async fn a_question_at_erasing_erases_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/wis").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number("select count(*) from persoon where gewist_ms is not null").await, 0, "{gezegd}");
}

#[rstest]
#[case("wat gebeurt er als ik STOP zeg")]
#[case("ja maar wat gebeurt er dan met de groep?")]
#[case("ja dat snap ik maar wie neemt het over dan")]
#[case("stel dat ik ja zeg, kan ik dan terug?")]
#[case("ja?")]
#[case("zeg nou eens waarom jullie stoppen")]
#[tokio::test]
async fn a_question_at_leaving_takes_nobody_away(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/afmelden").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, "/afmelden").await;
    scene.say(HOOFD, "ja, ik stop").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0, "a plain yes still does");
}

/// Something else came between the question and a bare "ja": that may be what it answers.
#[rstest]
#[case("/help")]
#[case("er wordt nu ingebroken bij de buren")]
#[case("/mijngegevens")]
#[case("/check ZM-0001")]
#[tokio::test]
async fn a_bare_yes_after_something_else_neither_leaves_nor_erases(#[case] gezegd: &str) {
    let mut scene = scene().await;
    for (vraag, begin) in [("/afmelden", "Wilt u stoppen"), ("/wis", "Weet u het zeker")] {
        scene.say(HOOFD, vraag).await;
        scene.say(HOOFD, gezegd).await;
        scene.say(HOOFD, "ja").await;
        assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "{vraag}, {gezegd}");
        let gewist = "select count(*) from persoon where gewist_ms is not null";
        assert_eq!(scene.database.number(gewist).await, 0, "{vraag}, {gezegd}, {begin}");
        scene.say(HOOFD, "nee").await;
    }
}

/// What was said between the question and a bare "ja" may be what that answers.
#[rstest]
#[case("kan ik later terugkomen?")]
#[case("hmm")]
#[case("ja?")]
#[case("ja maar wat gebeurt er dan met de groep?")]
#[tokio::test]
async fn a_bare_yes_after_another_line_takes_nobody_away(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/afmelden").await;
    scene.say(HOOFD, gezegd).await;
    scene.say(HOOFD, "ja").await;
    assert!(scene.last(HOOFD).starts_with("Wilt u stoppen"), "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "{gezegd}");
    scene.say(HOOFD, gezegd).await;
    scene.tap(HOOFD, "Ja, ik stop").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0, "a tap still does");
}

#[rstest]
#[case("kan ik later terugkomen?")]
#[case("hmm")]
#[case("en mijn naam dan")]
#[tokio::test]
async fn a_bare_yes_after_another_line_erases_nothing(#[case] gezegd: &str) {
    const GEWIST: &str = "select count(*) from persoon where gewist_ms is not null";
    let mut scene = scene().await;
    scene.say(HOOFD, "/wis").await;
    scene.say(HOOFD, gezegd).await;
    scene.say(HOOFD, "ja").await;
    assert!(scene.last(HOOFD).starts_with("Weet u het zeker"), "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number(GEWIST).await, 0, "{gezegd}");
    scene.say(HOOFD, gezegd).await;
    scene.say(HOOFD, "ja wis alles").await;
    assert_eq!(scene.database.number(GEWIST).await, 1, "words that name it still do");
}

#[rstest]
#[case("heb hem in de prullenbak gezet")]
#[case("gedeeld met mijn broer")]
#[case("doorgestuurd naar me vrouw")]
#[case("doorgezet naar mn collega")]
#[case("gedeeld op facebook")]
#[case("heb m doorgestuurd naar mezelf")]
#[tokio::test]
async fn what_went_elsewhere_does_not_stand_in_the_group(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, gezegd).await;
    let geplaatst = "select count(geplaatst_ms) from uitzetting";
    assert_eq!(scene.database.number(geplaatst).await, 0, "{}", scene.last(HOOFD));
    scene.say(HOOFD, "staat in de groep").await;
    assert_eq!(scene.database.number(geplaatst).await, 1, "{}", scene.last(HOOFD));
}
