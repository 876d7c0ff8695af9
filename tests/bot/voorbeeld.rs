//! What is typed at a preview, and buttons of older previews: nothing leaves that its writer did not see last.

use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "meerzicht", "Buurtapp Meerzicht", &["31612340102"]).await;
    scene.group("zoetermeer", "oosterheem", "Buurtapp Oosterheem", &["31612340103"]).await;
    scene
}

#[rstest]
#[case("nee dat is 'm niet", "v")]
#[case("kan dat stuk over die schoenen anders", "ja hoor, stuur maar door")]
#[case("de moeder belt zo terug", "ja")]
#[case("graag wat korter", "verstuur")]
#[case("kenteken half fout, tweede letter is een p", "VERSTUREN!!")]
#[case("hoeveel groepen zijn dat?", "ja verstuur maar")]
#[case("wacht even", "verzend")]
#[case("nog niet", "ja")]
#[case("🤔", "ja")]
#[case("👎", "v")]
#[case("/wijk meerzicht", "ja")]
#[case("/vestuur maar niet", "v")]
#[case("ovd wil er nog iets bij", "verstuur 1")]
#[tokio::test]
async fn after_a_line_that_was_not_understood_no_typed_yes_sends(#[case] line: &str, #[case] yes: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Ik heb nog niets verstuurd."), "{shown}");
    assert!(shown.contains("POLITIEBERICHT ZM-0001") && shown.contains("Rokkeveen"), "{shown}");
    assert!(shown.contains("ZM-0001 voor Rokkeveen"), "number and wijk are named: {shown}");
    let typed = line.split([' ', ',']).next().unwrap();
    assert!(shown.contains(typed), "what was typed is shown: {shown}");
    scene.say(AGENT, yes).await;
    assert_eq!(scene.alerts().len(), 0, "{line} / {yes}: {:?}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    for thumb in ["👍", "ok"] {
        scene.say(AGENT, thumb).await;
        scene.say(AGENT, yes).await;
    }
    assert_eq!(scene.alerts().len(), 0, "asking again does not wear it out");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1, "the button of the newest preview is explicit");
}

#[rstest]
#[tokio::test]
async fn two_lines_in_a_row_are_both_shown(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "graag wat korter").await;
    scene.say(AGENT, "de moeder belt zo").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("'graag wat korter'") && shown.contains("'de moeder belt zo'"), "{shown}");
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn the_button_of_before_the_line_sends_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    let before = scene.message(AGENT, "NOG NIET VERSTUURD");
    scene.say(AGENT, "graag wat korter").await;
    let choice = before.shown.choice_titled("Versturen").unwrap().to_owned();
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap_on(AGENT, &before.wamid, &choice, now_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(scene.last(AGENT).contains("Die knop hoorde bij een eerdere tekst."), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("'graag wat korter'"), "the line is not forgotten: {}", scene.last(AGENT));
}

#[rstest]
#[case::photo(json!({ "type": "image", "image": { "id": "1", "mime_type": "image/jpeg", "sha256": "x" } }), "een foto")]
#[case::place(json!({ "type": "location", "location": { "latitude": 52.0, "longitude": 4.4, "name": "Meerzicht" } }), "een locatie")]
#[case::voice(json!({ "type": "audio", "audio": { "id": "1", "mime_type": "audio/ogg", "voice": true } }), "een spraakbericht")]
#[case::film(json!({ "type": "video", "video": { "id": "1", "mime_type": "video/mp4" } }), "een bestand")]
#[case::contact(json!({ "type": "contacts", "contacts": [{ "name": { "formatted_name": "x" }, "phones": [{ "phone": "+31612340055" }] }] }), "een contact")]
#[tokio::test]
async fn what_is_no_text_is_no_part_of_the_preview_either(#[case] what: serde_json::Value, #[case] named: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.send(AGENT, what).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains(named) && shown.contains("POLITIEBERICHT ZM-0001"), "{shown}");
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
}

#[rstest]
#[case("2e melding overval meerzicht 2 mannen met bivakmuts en groene scooter")]
#[case("en ook straatroof oosterheem jongen met rode trui weg richting station")]
#[case("nog een: inbraak Meerzicht vrouw met gele jas")]
#[tokio::test]
async fn a_second_alert_typed_at_a_preview_can_be_chosen(#[case] second: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, second).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("ZM-0001") && shown.contains(second.split(' ').next().unwrap()), "{shown}");
    assert!(scene.titles(AGENT).contains(&"Nieuwe melding".to_owned()), "{:?}", scene.titles(AGENT));
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "a yes could mean either");
    scene.tap(AGENT, "Nieuwe melding").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Concept ZM-0001 blijft staan, niet verstuurd."), "{shown}");
    assert!(shown.contains("POLITIEBERICHT ZM-0002") && !shown.contains("witte schoenen"), "{shown}");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
    assert_eq!(scene.last(BEHEERDER), "", "the first one went to nobody");
}

#[tokio::test]
async fn a_second_alert_is_asked_about_after_the_first_was_sent() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "nog een: overval meerzicht 2 mannen met bivakmuts en groene scooter").await;
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
    let asked = scene.last(AGENT);
    assert!(asked.contains("U typte ook: 'nog een: overval meerzicht"), "{asked}");
    scene.tap(AGENT, "Ja, melding maken").await;
    assert!(scene.last(AGENT).contains("2 mannen met bivakmuts"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
}

#[rstest]
#[case("melding versturen", 1)]
#[case("melding annuleren", 0)]
#[case("melding aanpassen", 0)]
#[tokio::test]
async fn the_word_melding_at_a_preview_begins_no_other_alert(#[case] text: &str, #[case] sent: usize) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.alerts().len(), sent, "{}", scene.last(AGENT));
    assert!(!scene.last(AGENT).contains("vervallen"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("nee, hij is niet kaal")]
#[case("graag wat korter")]
#[case("hoeveel groepen krijgen dit?")]
#[case("ook naar oosterheem")]
#[case("pas op, mes")]
#[tokio::test]
async fn nor_at_the_preview_of_an_update(#[case] line: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update ZM-0001 man is kaal").await;
    let before = scene.count(BEHEERDER);
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("De update is nog niet verstuurd.") && shown.contains("man is kaal"), "{shown}");
    assert!(shown.contains(line), "{shown}");
    scene.say(AGENT, "ja verstuur maar").await;
    assert_eq!(scene.count(BEHEERDER), before, "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.count(BEHEERDER), before + 1);
}

#[rstest]
#[case("melding klopt niet, het is meerzicht")]
#[case("melding moet naar meerzicht")]
#[tokio::test]
async fn a_line_about_the_alert_begins_no_other(#[case] line: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("Waar: Meerzicht"), "it is changed, and shown: {}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
    scene.say(AGENT, "ja").await;
    assert_eq!((scene.alerts().len(), scene.last(BEHEERDER)), (1, String::new()));
}

#[rstest]
#[case("ok")]
#[case("👍")]
#[case("prima, dank je")]
#[tokio::test]
async fn agreeing_takes_nothing_away_from_a_later_yes(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.alerts().len(), 0);
    scene.say(AGENT, "verstuur").await;
    assert_eq!(scene.alerts().len(), 1);
}

#[tokio::test]
async fn a_yes_to_what_to_change_sends_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "nee meerzicht").await;
    scene.say(AGENT, "aanpassen").await;
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"));
    scene.say(AGENT, "aanpassen").await;
    scene.tap(AGENT, "Wijk").await;
    scene.say(AGENT, "meerzicht").await;
    assert!(scene.last(AGENT).contains("Waar: Meerzicht"), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 1, "it was changed, and shown");
}

#[tokio::test]
async fn a_line_that_may_not_be_kept_is_not() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "bel 06 12340077 voor meer").await;
    assert!(scene.last(AGENT).contains("een regel die ik niet mag bewaren"), "{}", scene.last(AGENT));
    let kept = scene.database.texts("select inhoud from dialoog").await;
    assert!(kept.iter().all(|text| !text.contains("12340077")), "{kept:?}");
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[tokio::test]
async fn a_button_of_the_preview_of_another_alert_shows_the_newest(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("Versturen", "Aanpassen", "Annuleren")] button: &str,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    // The first one is left lying while its question lapses.
    scene.pass_ms(31 * 60_000).await;
    scene.say(AGENT, "/melding overval Meerzicht 2 mannen met bivakmuts op scooter").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0002"));
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001", button).await;
    assert_eq!(scene.alerts().len(), 0);
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Die knop hoorde bij een eerder voorbeeld. Er is niets verstuurd."), "{shown}");
    assert!(shown.contains("POLITIEBERICHT ZM-0002"), "{shown}");
    scene.say(AGENT, "verstuur").await;
    assert_eq!(scene.alerts().len(), 1);
    assert!(scene.last("31612340102").contains("ZM-0002"));
    // What is older than an alert that left is shown once more before it leaves.
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001", "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
}

#[tokio::test]
async fn an_old_button_while_the_next_alert_is_asked_about_asks_again() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "/melding overval Meerzicht").await;
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001", "Versturen").await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(scene.last(AGENT).contains("Waar moeten mensen naar uitkijken?"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_button_of_an_alert_that_left_shows_the_one_at_hand() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding overval Meerzicht 2 mannen met bivakmuts op scooter").await;
    scene.tap_on(AGENT, "POLITIEBERICHT ZM-0001\nWat", "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
    let shown = scene.last(AGENT);
    assert!(shown.contains("ZM-0001 is al verstuurd") && shown.contains("POLITIEBERICHT ZM-0002"), "{shown}");
}

#[rstest]
#[case("goedemorgen")]
#[case("er is een inbraak in rokkeveen met een man in zwarte jas")]
#[case("/melding kat kwijt in rokkeveen")]
#[case("verdachte gezien in de buurt")]
#[case("/onzin")]
#[case("hoe laat is het")]
#[case("HELP er wordt hier gevochten in rokkeveen")]
#[tokio::test]
async fn police_are_not_told_to_call_112(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.person("31612340003", heterdaad::domain::rechten::Rol::Goedkeurder, &["zoetermeer"]).await;
    scene.wijkagent("31612340004", "zoetermeer", "rokkeveen").await;
    for who in [AGENT, AGENT_BEIDE, "31612340003", "31612340004"] {
        scene.say(who, text).await;
        assert!(!scene.last(who).to_lowercase().contains("bel 112"), "{who}: {}", scene.last(who));
        assert!(!scene.last(who).contains("Bel nu 112"), "{who}: {}", scene.last(who));
    }
}
