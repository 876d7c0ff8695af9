//! A second alert while one is being written: the first stays as a draft, said with its number, and leaves by nothing but the
//! buttons of a preview that is shown after that.

use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, MINUTE_MS, Scene};
use heterdaad::domain::rechten::Rol;

const ANDER: &str = "/melding straatroof meerzicht 2 jongens op een fatbike zwarte jassen";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &["31612340101"]).await;
    scene.group("zoetermeer", "meerzicht", "Buurtapp Meerzicht", &["31612340102"]).await;
    scene
}

/// Both are written; the second is at hand.
async fn met_twee(engine: Engine) -> Scene {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, ANDER).await;
    scene
}

#[rstest]
#[tokio::test]
async fn the_first_stays_and_is_offered_after_the_second(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = met_twee(engine).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("POLITIEBERICHT ZM-0002"), "{shown}");
    assert!(shown.contains("Concept ZM-0001 blijft staan, niet verstuurd. Typ ZM-0001 om het te zien."), "{shown}");
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1);
    assert!(scene.texts("31612340102").iter().any(|text| text.contains("2 jongens")));
    let asked = scene.last(AGENT);
    assert!(asked.contains("Concept ZM-0001 (woninginbraak, Rokkeveen) staat nog klaar."), "{asked}");
    // The same thumb twice.
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1, "a second v sends no other alert");
    scene.tap(AGENT, "Toon ZM-0001").await;
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Dit is uw concept ZM-0001.") && shown.contains("witte schoenen"), "{shown}");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
}

#[rstest]
#[case("ZM-0001")]
#[case("zm1")]
#[case("laat zm-0001 zien")]
#[case("verstuur zm-0001")]
#[case("annuleer ZM-0001")]
#[case("v zm-0001")]
#[tokio::test]
async fn its_number_at_the_second_shows_it_and_does_nothing(#[case] text: &str) {
    let mut scene = met_twee(Engine::Sqlite).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.alerts().len(), 0);
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Dit is uw concept ZM-0001. Concept ZM-0002 blijft staan"), "{shown}");
    assert!(shown.contains("POLITIEBERICHT ZM-0001"), "{shown}");
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1, "what was shown last leaves");
    assert!(scene.texts("31612340101").iter().any(|text| text.contains("ZM-0001")));
    assert!(
        scene.last(AGENT).contains("Concept ZM-0002 (straatroof, Meerzicht) staat nog klaar."),
        "{}",
        scene.last(AGENT)
    );
}

#[tokio::test]
async fn a_button_of_its_old_preview_sends_nothing() {
    let mut scene = met_twee(Engine::Sqlite).await;
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001", "Versturen").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001", "Versturen").await;
    assert_eq!(scene.alerts().len(), 1, "it is shown first");
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn what_was_typed_at_it_and_is_not_in_it_still_holds_up_a_typed_yes() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "nee dat is 'm niet").await;
    scene.say(AGENT, ANDER).await;
    scene.say(AGENT, "zm-0001").await;
    assert!(scene.last(AGENT).contains("U stuurde 'nee dat is 'm niet'"), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
}

#[rstest]
#[case("annuleer")]
#[case("stop")]
#[case("laat maar")]
#[tokio::test]
async fn throwing_the_second_away_leaves_the_first(#[case] text: &str) {
    let mut scene = met_twee(Engine::Sqlite).await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).contains("Concept ZM-0001"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Toon ZM-0001").await;
    scene.say(AGENT, text).await;
    assert!(!scene.last(AGENT).contains("Concept ZM-000"), "nothing is left: {}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[case("nieuwe melding")]
#[case("nog een melding")]
#[case("ik wil een nieuwe melding maken")]
#[case("/melding")]
#[case("Andere melding!")]
#[tokio::test]
async fn another_alert_can_be_asked_for_without_saying_what(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).contains("Wat is er aan de hand?"), "{}", scene.last(AGENT));
    scene.say(AGENT, "overval").await;
    scene.say(AGENT, "meerzicht").await;
    scene.say(AGENT, "man met groene pet en blauwe jas").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("POLITIEBERICHT ZM-0002") && shown.contains("Concept ZM-0001 blijft staan"), "{shown}");
}

#[tokio::test]
async fn its_own_number_at_its_preview_shows_it_again() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "zm-0001").await;
    assert!(!scene.last(AGENT).contains("U stuurde"), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1);
}

#[tokio::test]
async fn nobody_else_sees_it_by_its_number() {
    let mut scene = met_twee(Engine::Sqlite).await;
    scene.person(AGENT_BEIDE, Rol::Politie, &["zoetermeer"]).await;
    scene.say(AGENT_BEIDE, "zm-0001").await;
    assert!(!scene.last(AGENT_BEIDE).contains("witte schoenen"), "{}", scene.last(AGENT_BEIDE));
    scene.say("31612340101", "zm-0001").await;
    assert!(scene.last("31612340101").contains("geen politiebericht van ons"), "{}", scene.last("31612340101"));
}

#[tokio::test]
async fn a_draft_that_is_too_old_is_not_offered() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.pass_ms(3 * 60 * MINUTE_MS).await;
    scene.say(AGENT, ANDER).await;
    assert!(!scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1);
    assert!(!scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_picture_or_a_sound_between_them_sends_nothing() {
    let mut scene = met_twee(Engine::Sqlite).await;
    scene.say(AGENT, "zm-0001").await;
    scene.send(AGENT, json!({"type": "audio", "audio": {"id": "1", "mime_type": "audio/ogg", "voice": true}})).await;
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
}

#[rstest]
#[case("intrekken en opnieuw naar meerzicht")]
#[case("trek in en stuur naar meerzicht")]
#[case("intrekken, verkeerde wijk, moet meerzicht zijn")]
#[case("/intrekken ZM-0001 verkeerde wijk, opnieuw voor meerzicht")]
#[case("intrekken zm1 en nu naar meerzicht")]
#[case("trek die in en dan naar meerzicht")]
#[tokio::test]
async fn withdrawn_and_shown_for_another_wijk(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    assert!(scene.last("31612340101").contains("INGETROKKEN"), "{} / {}", scene.last("31612340101"), scene.last(AGENT));
    let shown = scene.last(AGENT);
    assert!(shown.contains("POLITIEBERICHT ZM-0002") && shown.contains("Waar: Meerzicht"), "{shown}");
    assert!(shown.contains("witte schoenen"), "{shown}");
    assert_eq!(scene.last("31612340102"), "", "nothing left for the other wijk yet");
    scene.say(AGENT, "v").await;
    assert!(scene.last("31612340102").contains("witte schoenen"), "{}", scene.last("31612340102"));
}

#[rstest]
#[case("intrekken en opnieuw sturen", "Welke wijk?")]
#[case("intrekken, loos alarm", "")]
#[case("intrekken, niet opnieuw sturen", "")]
#[case("intrekken, opnieuw sturen doe ik straks misschien", "")]
#[case("intrekken, loos alarm, hij ging weg en naar huis", "")]
#[case("intrekken, is per ongeluk maar naar de groepen gegaan", "")]
#[tokio::test]
async fn withdrawn_alone_or_asked_where(#[case] text: &str, #[case] asked: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    assert!(scene.last("31612340101").contains("INGETROKKEN"), "{}", scene.last(AGENT));
    let last = scene.last(AGENT);
    assert!(last.contains(asked) && !last.contains("POLITIEBERICHT ZM-0002"), "{last}");
}

#[tokio::test]
async fn where_two_run_the_wish_for_another_wijk_goes_with_the_choice() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding straatroof rokkeveen 2 jongens op een fatbike zwarte jassen").await;
    scene.say(AGENT, "v").await;
    scene.say(AGENT, "intrekken en opnieuw naar meerzicht").await;
    assert!(scene.last(AGENT).contains("Welke melding bedoelt u?"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "ZM-0002").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("POLITIEBERICHT ZM-0003") && shown.contains("fatbike"), "{shown}");
}

#[rstest]
#[case("annuleer zm-0010")]
#[case("v zm-0099")]
#[case("laat maar, zm 12")]
#[tokio::test]
async fn a_number_that_is_not_there_does_nothing_to_the_one_that_is_shown(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.alerts().len(), 0);
    let last = scene.last(AGENT);
    assert!(last.contains("POLITIEBERICHT ZM-0001"), "it stays: {last}");
    assert_eq!(scene.database.texts("select status from melding").await, ["concept"]);
}

#[rstest]
#[case("annuleer zm-0001", "geannuleerd")]
#[case("zm-0001 annuleren", "geannuleerd")]
#[case("v zm-0001", "verzonden")]
#[case("verstuur ZM-0001", "verzonden")]
#[case("zm-0001", "concept")]
#[tokio::test]
async fn with_its_own_number_it_is_meant(#[case] said: &str, #[case] status: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.database.texts("select status from melding").await, [status], "{}", scene.last(AGENT));
}

#[rstest]
#[case("Straatroof in Meerzicht, Bijdorplaan. Jongen op zwarte fatbike, grijze hoodie")]
#[case("overval meerzicht 2 mannen met bivakmuts en groene scooter")]
#[case("Straatroof Meerzicht. Dader jongen grijze hoodie, slachtoffer is oma van 82")]
#[tokio::test]
async fn a_whole_alert_typed_at_a_preview_is_a_second_one(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    let last = scene.last(AGENT);
    assert!(last.contains("POLITIEBERICHT ZM-0002") && last.contains("Concept ZM-0001 blijft staan"), "{last}");
    assert!(!last.split("———").next().unwrap().contains("oma"), "{last}");
    scene.say(AGENT, "v").await;
    scene.tap(AGENT, "Toon ZM-0001").await;
    assert!(!scene.last(AGENT).contains("U stuurde"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("stuur er twee")]
#[case("stuur een collega")]
#[case("zend er een paar heen")]
#[tokio::test]
async fn an_order_to_send_somebody_changes_nothing(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak Rokkeveen vrouw zwarte jas witte schoenen").await;
    scene.say(AGENT, said).await;
    let last = scene.last(AGENT);
    assert!(!last.contains("Gewijzigd") && last.contains("vrouw, zwarte jas"), "{last}");
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
}

#[tokio::test]
async fn let_it_run_throws_nothing_away() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "laat maar doorlopen").await;
    assert_eq!(scene.database.texts("select status from melding where status = 'geannuleerd'").await, [""; 0]);
}

#[rstest]
#[case("het is een oefening")]
#[case("dit is maar een oefening")]
#[tokio::test]
async fn an_exercise_that_was_begun_as_an_alert_is_told_how(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval").await;
    scene.say(AGENT, said).await;
    assert!(
        scene.last(AGENT).contains("/oefening") && !scene.last(AGENT).contains("geen oefening"),
        "{}",
        scene.last(AGENT)
    );
}

#[tokio::test]
async fn the_same_elsewhere_says_that_the_update_is_not_in_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update ZM-0001 jas weggegooid, witte trui").await;
    scene.say(AGENT, "v").await;
    scene.say(AGENT, "intrekken en opnieuw naar meerzicht").await;
    let last = scene.last(AGENT);
    assert!(last.contains("de update van ZM-0001") && last.contains("staat hier niet in"), "{last}");
}

#[tokio::test]
async fn the_whole_name_of_a_street_is_kept_and_a_disguise_is_no_victim() {
    let mut scene = scene(Engine::Sqlite).await;
    scene
        .say(AGENT, "/melding woninginbraak Rokkeveen, Oude Haagweg. Vrouw lang zwart haar, nep oma met rollator")
        .await;
    let last = scene.last(AGENT);
    assert!(last.contains("Oude Haagweg") && last.contains("nep oma met rollator"), "{last}");
}

#[tokio::test]
async fn a_whole_alert_typed_at_an_exercise_begins_no_real_one() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/oefening woninginbraak Rokkeveen man zwarte jas witte schoenen").await;
    assert!(scene.last(AGENT).contains("OEF-0001"), "{}", scene.last(AGENT));
    scene.say(AGENT, "overval meerzicht 2 mannen met bivakmuts en groene scooter").await;
    assert!(!scene.last(AGENT).contains("POLITIEBERICHT ZM-"), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
}
