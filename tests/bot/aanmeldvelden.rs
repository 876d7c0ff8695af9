//! Each field of the sign-up takes an answer to its own question, and nothing else: questions, refusals, greetings,
//! commands with typing errors and answers to another question are none.

use rstest::rstest;

use crate::harness::{Engine, NIEUW, Scene};

/// Somebody who is asked for their name.
async fn bij_naam() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.say(NIEUW, "Rokkeveen").await;
    assert!(scene.last(NIEUW).contains("Wat is uw naam?"), "{}", scene.last(NIEUW));
    scene
}

async fn bij_groep() -> Scene {
    let mut scene = bij_naam().await;
    scene.say(NIEUW, "Beheerder Een").await;
    assert!(scene.last(NIEUW).contains("Hoe heet uw buurtgroep"), "{}", scene.last(NIEUW));
    scene
}

async fn bij_wabp() -> Scene {
    let mut scene = bij_groep().await;
    scene.say(NIEUW, "Dahlia").await;
    assert!(scene.last(NIEUW).contains("WABP"), "{}", scene.last(NIEUW));
    scene
}

/// The summary, once the rest is filled in as it should be.
async fn samenvatting(mut scene: Scene) -> String {
    for (vraag, antwoord) in [
        ("uw naam", "Beheerder Een"),
        ("naam. Typ", "Beheerder Een"),
        ("buurtgroep in WhatsApp", "Dahlia"),
        ("geen naam van een groep", "Dahlia"),
        ("WABP", "weet niet"),
    ] {
        if scene.last(NIEUW).contains(vraag) && !scene.last(NIEUW).contains("Klopt dit?") {
            scene.say(NIEUW, antwoord).await;
        }
    }
    let last = scene.last(NIEUW);
    assert!(last.contains("Klopt dit?"), "{last}");
    last
}

#[rstest]
#[case("wat houdt het in")]
#[case("hoezo, wat gebeurt er met mijn naam")]
#[case("waarom moet dat")]
#[case("is dit gratis")]
#[case("mag ik eerst iets vragen")]
#[case("hallo")]
#[case("goedemiddag allemaal")]
#[case("zeg ik liever niet")]
#[case("gaat jullie niks aan")]
#[case("sotp")]
#[case("anuleren")]
#[case("46 leden")]
#[case("06 1234 0012")]
#[case("Buurtapp Dahlia, 46 leden")]
#[case("ja hoor")]
#[tokio::test]
async fn this_is_no_name_of_a_person(#[case] text: &str) {
    let mut scene = bij_naam().await;
    scene.say(NIEUW, text).await;
    if scene.last(NIEUW).starts_with("Gestopt.") {
        return;
    }
    let last = scene.last(NIEUW);
    assert!(last.to_lowercase().contains("naam"), "asked again: {last}");
    assert!(samenvatting(scene).await.contains("Naam: Beheerder Een\n"), "{text}");
}

#[tokio::test]
async fn a_group_with_its_members_is_kept_as_that_and_said_so() {
    let mut scene = bij_naam().await;
    scene.say(NIEUW, "Buurtapp Dahlia, 46 leden").await;
    let last = scene.last(NIEUW);
    assert!(
        last.contains("Genoteerd: groep Buurtapp Dahlia en 46 leden.") && last.contains("Wat is uw naam?"),
        "{last}"
    );
    scene.say(NIEUW, "Beheerder Een").await;
    scene.say(NIEUW, "nee").await;
    let last = scene.last(NIEUW);
    assert!(last.contains("Naam: Beheerder Een\n") && last.contains("Groep: Buurtapp Dahlia\nLeden: 46"), "{last}");
}

#[rstest]
#[case("wat houdt het in")]
#[case("hoe bedoelt u")]
#[case("moet dat een whatsappgroep zijn?")]
#[case("bedankt")]
#[case("hoi")]
#[case("weet ik niet")]
#[case("die heeft geen naam")]
#[case("sotp")]
#[case("46")]
#[case("ja")]
#[tokio::test]
async fn this_is_no_name_of_a_group(#[case] text: &str) {
    let mut scene = bij_groep().await;
    scene.say(NIEUW, text).await;
    assert!(samenvatting(scene).await.contains("Groep: Dahlia\n"), "{text}");
}

#[rstest]
#[case("wat houdt dat in")]
#[case("waar vind ik dat")]
#[case("hallo")]
#[case("prima")]
#[case("kost dat iets")]
#[tokio::test]
async fn this_says_nothing_of_wabp(#[case] text: &str) {
    let mut scene = bij_wabp().await;
    scene.say(NIEUW, text).await;
    let last = scene.last(NIEUW);
    assert!(last.contains("WABP") && !last.contains("Klopt dit?"), "{text}: {last}");
}

#[rstest]
#[case("wat houdt het in?")]
#[case("wat houdt het in")]
#[case("hoi, wat wordt er bewaard")]
#[case("Buurtapp Dahlia")]
#[tokio::test]
async fn what_is_typed_before_verder_is_no_name_either(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.say(NIEUW, text).await;
    scene.tap(NIEUW, "Verder").await;
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.say(NIEUW, "Rokkeveen").await;
    assert!(scene.last(NIEUW).contains("Wat is uw naam?"), "{text}: {}", scene.last(NIEUW));
}

#[rstest]
#[case("wat houdt dat in", None)]
#[case("om 5 uur ben ik er", None)]
#[case("ongeveer 46 leden", Some(46))]
#[case("40 of 50", None)]
#[tokio::test]
async fn members_of_a_group_are_a_number_and_no_question(#[case] text: &str, #[case] leden: Option<i64>) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[NIEUW]).await;
    let button = serde_json::json!({ "type": "button", "button": { "payload": "proef:gehoord", "text": "Gehoord" } });
    scene.send(NIEUW, button).await;
    assert!(scene.last(NIEUW).contains("Hoeveel leden"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, text).await;
    let kept = scene.database.number("select coalesce(leden, -1) from groep").await;
    assert_eq!(kept, leden.unwrap_or(-1), "{text}: {}", scene.last(NIEUW));
}

async fn bij_samenvatting() -> Scene {
    let mut scene = bij_wabp().await;
    scene.say(NIEUW, "weet niet").await;
    assert!(scene.last(NIEUW).contains("Klopt dit?"), "{}", scene.last(NIEUW));
    scene
}

const AANGEVRAAGD: &str = "select count(*) from aanmelding";

#[rstest]
#[case("ja klopt zo")]
#[case("verstuur maar")]
#[case("dien maar in")]
#[case("klopt helemaal, stuur op")]
#[case("ja is goed zo")]
#[tokio::test]
async fn a_summary_is_handed_in_by_these_words(#[case] said: &str) {
    let mut scene = bij_samenvatting().await;
    scene.say(NIEUW, said).await;
    assert_eq!(scene.database.number(AANGEVRAAGD).await, 1, "{}", scene.last(NIEUW));
}

#[rstest]
#[case("mijn naam is niet goed, moet Beheerder Twee zijn", "Naam: Beheerder Twee")]
#[case("de groep klopt niet, moet Buurtapp Tulp heten", "Groep: Buurtapp Tulp")]
#[case("verkeerde wijk, moet noordhove zijn", "Wijk: Noordhove")]
#[case("naam moet zijn Beheerder Twee", "Naam: Beheerder Twee")]
#[case("nee de wijk moet meerzicht zijn", "Wijk: Meerzicht")]
#[tokio::test]
async fn and_listens_to_what_has_to_be_otherwise(#[case] said: &str, #[case] shown: &str) {
    let mut scene = bij_samenvatting().await;
    scene.say(NIEUW, said).await;
    let last = scene.last(NIEUW);
    assert!(last.contains("Klopt dit?") && last.contains(shown), "{last}");
    assert_eq!(scene.database.number(AANGEVRAAGD).await, 0);
}

#[rstest]
#[case("het is dat ding van de overkant")]
#[case("eigenlijk anders, met z'n tweeen")]
#[case("doe mijn dochter erbij")]
#[tokio::test]
async fn what_changes_nothing_is_said_and_no_typed_yes_hands_it_in(#[case] said: &str) {
    let mut scene = bij_samenvatting().await;
    scene.say(NIEUW, said).await;
    let last = scene.last(NIEUW);
    assert!(last.contains("Dat staat er niet in") && last.contains("Klopt dit?"), "{last}");
    scene.say(NIEUW, "ja klopt").await;
    assert_eq!(scene.database.number(AANGEVRAAGD).await, 0, "a yes after it is asked once more: {}", scene.last(NIEUW));
    scene.say(NIEUW, "ja klopt").await;
    assert_eq!(scene.database.number(AANGEVRAAGD).await, 1, "{}", scene.last(NIEUW));
}

#[tokio::test]
async fn a_tap_under_the_summary_with_that_line_hands_it_in() {
    let mut scene = bij_samenvatting().await;
    scene.say(NIEUW, "doe mijn dochter erbij").await;
    scene.tap(NIEUW, "Klopt, indienen").await;
    assert_eq!(scene.database.number(AANGEVRAAGD).await, 1, "{}", scene.last(NIEUW));
}

#[rstest]
#[case("Karin Brand")]
#[case("Bram van der Brand")]
#[case("Mijn naam is Karin Brand")]
#[case("my name is Karin Brand")]
#[tokio::test]
async fn a_surname_that_means_something_is_a_name(#[case] naam: &str) {
    let mut scene = bij_naam().await;
    scene.say(NIEUW, naam).await;
    assert!(
        scene.last(NIEUW).contains("buurtgroep in WhatsApp") || scene.last(NIEUW).contains("in WhatsApp?"),
        "{}",
        scene.last(NIEUW)
    );
}

#[rstest]
#[case("Brand!")]
#[case("Brand Bij De Buren")]
#[case("Help Er Is Brand")]
#[case("er is brand")]
#[tokio::test]
async fn and_a_fire_is_none(#[case] said: &str) {
    let mut scene = bij_naam().await;
    scene.say(NIEUW, said).await;
    assert!(scene.last(NIEUW).contains("112"), "{}", scene.last(NIEUW));
}
