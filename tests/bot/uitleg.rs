//! The rules of a group, how to set a telephone, and who can be called.

use heterdaad::bot::verstaan::{Intent, Uitkomst};
use rstest::rstest;

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene
}

fn made_of(scene: &Scene) -> (Option<Intent>, Option<Uitkomst>) {
    let verstaan = scene.stage.verstaan().unwrap_or_default();
    (verstaan.intent, verstaan.uitkomst)
}

#[rstest]
#[case("/spelregels")]
#[case("huisregels")]
#[case("waar staan de spelregels")]
#[case("wat zijn de huisregels van zo'n groep?")]
#[case("welke regels gelden er in de groep")]
#[tokio::test]
async fn the_rules_come_with_a_text_for_the_group(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(BEHEERDER, said).await;
    assert_eq!(made_of(&scene), (Some(Intent::Spelregels), Some(Uitkomst::Info)), "{}", scene.last(BEHEERDER));
    scene.pass_ms(10_000).await;
    let texts = scene.texts(BEHEERDER);
    let [.., first, rules] = texts.as_slice() else { panic!("{texts:?}") };
    assert!(first.contains("Spelregels van Zoetermeer: https://www.zoetermeerveilig.nl/buurtpreventie"), "{first}");
    assert!(!first.contains("Loosduinen"), "{first}");
    assert!(rules.starts_with("SPELREGELS VAN ONZE BUURTGROEP") && rules.contains("bel 112"), "{rules}");
    assert!(rules.contains("Reageer: nooit bij een politiebericht") && !rules.contains("bot"), "{rules}");
}

#[tokio::test]
async fn a_stranger_gets_the_address_and_no_text() {
    let mut scene = scene().await;
    scene.say(VREEMDE, "waar staan de spelregels van de buurtapp").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(VREEMDE).contains("https://www.zoetermeerveilig.nl"), "{}", scene.last(VREEMDE));
    assert!(!scene.texts(VREEMDE).iter().any(|text| text.contains("SPELREGELS VAN ONZE")));
}

#[tokio::test]
async fn police_with_a_draft_get_the_rules_and_keep_it() {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "/spelregels").await;
    scene.tap_on(AGENT, "NOG NIET VERSTUURD", "Versturen").await;
    assert!(scene.last(BEHEERDER).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(BEHEERDER));
}

#[rstest]
#[case::asked("/telefoon", Some("iPhone"), "iPhone")]
#[case::asked_android("hoe stel ik mijn telefoon in", Some("Android"), "Android")]
#[case::named("/telefoon iphone", None, "iPhone")]
#[case::a_make("hoe stel ik mijn telefoon goed in, het is een samsung", None, "Android")]
#[case::no_sound("ik hoor geen geluid bij een bericht op mijn iphone", None, "iPhone")]
#[tokio::test]
async fn three_things_are_set_on_a_telephone(#[case] said: &str, #[case] tap: Option<&str>, #[case] of: &str) {
    let mut scene = scene().await;
    scene.say(BEHEERDER, said).await;
    if let Some(tap) = tap {
        assert_eq!(scene.titles(BEHEERDER), ["iPhone", "Android"], "{}", scene.last(BEHEERDER));
        scene.tap(BEHEERDER, tap).await;
    }
    let last = scene.last(BEHEERDER);
    assert!(last.contains(of) && last.contains("\n1. ") && last.contains("\n2. ") && last.contains("\n3. "), "{last}");
    assert_eq!(made_of(&scene), (Some(Intent::Telefoon), Some(Uitkomst::Info)));
}

#[rstest]
#[case::typed("een pixel", "Android")]
#[case::not_known("weet ik niet", "Typ iphone of android")]
#[case::something_else("/help", "U krijgt hier politieberichten")]
#[tokio::test]
async fn which_telephone_can_be_typed(#[case] said: &str, #[case] answer: &str) {
    let mut scene = scene().await;
    scene.say(BEHEERDER, "/telefoon").await;
    scene.say(BEHEERDER, said).await;
    assert!(scene.last(BEHEERDER).contains(answer), "{}", scene.last(BEHEERDER));
}

#[tokio::test]
async fn whoever_reads_english_gets_it_in_english() {
    let mut scene = scene().await;
    scene.say(BEHEERDER, "/taal en").await;
    scene.say(BEHEERDER, "/telefoon android").await;
    assert!(scene.last(BEHEERDER).contains("choose Unrestricted"), "{}", scene.last(BEHEERDER));
    scene.say(BEHEERDER, "what are the group rules").await;
    scene.pass_ms(10_000).await;
    assert!(
        scene.last(BEHEERDER).starts_with("SPELREGELS"),
        "the text for residents is Dutch: {}",
        scene.last(BEHEERDER)
    );
}

#[tokio::test]
async fn a_person_can_be_called_where_the_gemeente_says_whom() {
    let mut scene = scene().await;
    for wie in [BEHEERDER, GEMEENTE, VREEMDE] {
        scene.say(wie, "/help").await;
        assert!(!scene.last(wie).contains("Een mens spreken"), "{}", scene.last(wie));
    }
    scene.gemeente("zoetermeer", |gemeente| gemeente.contact = Some("14 079, op werkdagen".to_owned())).await;
    for wie in [BEHEERDER, GEMEENTE, VREEMDE, AGENT] {
        scene.say(wie, "/help").await;
        let last = scene.last(wie);
        assert!(last.contains("Een mens spreken? Gemeente Zoetermeer: 14 079, op werkdagen"), "{last}");
    }
}
