//! Writing an alert: questions, answers, corrections, previews.

use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "palenstein", "Buurtapp Palenstein", &["31612340102"]).await;
    scene.group("loosduinen", "waldeck", "Buurtapp Waldeck", &["31612340103"]).await;
    scene
}

#[rstest]
#[tokio::test]
async fn one_thing_at_a_time(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("/melding", "/bericht", "melding")] command: &str,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, command).await;
    assert_eq!(scene.titles(AGENT), ["Woninginbraak", "Overval", "Voertuigcriminaliteit", "Straatroof", "Vermissing"]);
    scene.tap(AGENT, "Overval").await;
    assert!(scene.titles(AGENT).contains(&"Rokkeveen".to_owned()));
    assert!(scene.titles(AGENT).len() <= 10);
    scene.tap(AGENT, "Rokkeveen").await;
    assert!(scene.last(AGENT).starts_with("Waar moeten mensen naar uitkijken?"));
    scene.say(AGENT, "2 mannen met bivakmuts, zwarte scooter").await;
    assert!(scene.last(AGENT).contains("Wat: Overval, heterdaad"), "{}", scene.last(AGENT));
    scene.say(AGENT, "verstuur").await;
    assert!(scene.last(BEHEERDER).contains("Kijk uit naar: 2 mannen met bivakmuts, zwarte scooter"));
}

#[tokio::test]
async fn answers_may_be_typed_and_mistakes_are_put_right_and_told() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/meldign").await;
    scene.say(AGENT, "woninginbraak").await;
    scene.say(AGENT, "rokeven").await;
    scene.say(AGENT, "man met rode jas").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Waar: Rokkeveen"), "{preview}");
    assert!(preview.contains("Ik las 'rokeven' als Rokkeveen."), "{preview}");
    assert!(preview.contains("Ik las '/meldign' als /melding."), "{preview}");
}

#[tokio::test]
async fn what_is_known_is_not_asked() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding rokkeveen man zwarte jas").await;
    assert_eq!(scene.titles(AGENT).first().map(String::as_str), Some("Woninginbraak"));
    scene.tap(AGENT, "Straatroof").await;
    assert!(scene.last(AGENT).contains("Kijk uit naar: man, zwarte jas"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn an_old_button_shows_the_current_preview_and_sends_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.tap(AGENT, "Beschrijving").await;
    scene.say(AGENT, "vrouw met groene jas en hond").await;
    scene.tap_on(AGENT, "Kijk uit naar: man, zwarte jas", "Versturen").await;
    let again = scene.last(AGENT);
    assert!(again.starts_with("Die knop hoorde bij een eerdere tekst. Er is niets verstuurd."), "{again}");
    assert!(again.contains("vrouw met groene jas en hond"));
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
}

#[tokio::test]
async fn a_tap_that_comes_late_shows_the_preview_again() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    // The phone had no connection: WhatsApp's time of the tap is more than two minutes ago.
    let then_ms = scene.now_ms();
    scene.pass_ms(3 * 60_000).await;
    let seen = scene.message(AGENT, "NOG NIET VERSTUURD");
    let versturen = seen.shown.buttons[0].id.clone();
    let now_ms = scene.now_ms();
    let body = serde_json::json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
        "metadata": { "phone_number_id": heterdaad::stage::NUMBER },
        "messages": [{ "from": AGENT, "id": "wamid.late", "timestamp": (then_ms / 1_000).to_string(), "type": "interactive",
            "interactive": { "type": "button_reply", "button_reply": { "id": versturen, "title": "Versturen" } } }] } }] }] });
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(5_000).await;
    assert!(
        scene.last(AGENT).starts_with("Uw tik kwam meer dan 2 minuten te laat aan. Er is niets verstuurd."),
        "{}",
        scene.last(AGENT)
    );
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[case("ok")]
#[case("👍")]
#[case("ja maar eerst de ovd vragen")]
#[tokio::test]
async fn anything_but_a_clear_yes_sends_nothing(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(scene.last(AGENT).starts_with("Ik heb nog niets verstuurd."), "{}", scene.last(AGENT));
}

#[rstest]
#[case("nee toch niet", "Geannuleerd. Er is niets verstuurd.")]
#[case("/stop", "Gestopt. Er is niets verstuurd.")]
#[case("stop maar", "Gestopt. Er is niets verstuurd.")]
#[tokio::test]
async fn a_draft_can_be_left_and_its_buttons_are_dead(#[case] text: &str, #[case] answer: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.last(AGENT), answer);
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).starts_with("Dit concept is er niet meer, er is niets verstuurd."));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_command_in_the_middle_is_answered_and_the_question_stands() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval").await;
    scene.say(AGENT, "/help").await;
    assert!(scene.last(AGENT).contains("/melding"));
    scene.say(AGENT, "Rokkeveen").await;
    scene.say(AGENT, "man met blauwe pet").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"));
    scene.say(AGENT, "/melding straatroof palenstein jongen op fatbike").await;
    assert!(scene.last(AGENT).contains("Concept ZM-0001 blijft staan, niet verstuurd."), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0002"));
}

#[tokio::test]
async fn a_wijk_of_another_gemeente_is_named_and_refused() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak Waldeck man rode jas").await;
    assert!(
        scene.last(AGENT).starts_with("Waldeck hoort bij Loosduinen. Daar kunt u geen meldingen versturen."),
        "{}",
        scene.last(AGENT)
    );
    assert_eq!(scene.database.number("select count(*) from spoor where geweigerd = 'andere gemeente'").await, 1);
    scene.say(AGENT, "Palenstein").await;
    assert!(
        scene.last(AGENT).contains("Kijk uit naar: man, rode jas"),
        "what was typed is kept: {}",
        scene.last(AGENT)
    );
}

#[rstest]
#[case("/melding woninginbraak Leyenburg man met ladder", "Leyenburg valt niet onder Zoetermeer.")]
#[case("/melding woninginbraak", "Welke wijk?")]
#[tokio::test]
async fn a_place_outside_the_area_is_asked_again(#[case] text: &str, #[case] answer: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with(answer), "{}", scene.last(AGENT));
    scene.say(AGENT, "Verweggistan").await;
    assert!(scene.last(AGENT).starts_with("'Verweggistan' ken ik niet als wijk."), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn who_may_act_in_two_gemeenten_is_asked_which_centrum() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding overval centrum man met blauwe pet").await;
    assert!(
        scene.last(AGENT_BEIDE).contains("is er in meer gemeenten. Welke bedoelt u?"),
        "{}",
        scene.last(AGENT_BEIDE)
    );
    scene.tap(AGENT_BEIDE, "Centrum").await;
    let preview = scene.last(AGENT_BEIDE);
    assert!(preview.contains("POLITIEBERICHT ZM-0001") && preview.contains("Waar: Centrum"), "{preview}");
    assert!(preview.contains("Centrum: 1 groep, 1 nu bereikbaar"), "a part counts with the whole: {preview}");
}

#[tokio::test]
async fn several_wijken_in_one_line() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval Rokkeveen, palenstein en noordhove zwarte audi met 2 mannen").await;
    assert!(scene.last(AGENT).contains("Waar: Rokkeveen, Palenstein en Noordhove"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
}

#[tokio::test]
async fn many_wijken_leave_less_room_and_the_message_stays_within_its_limit() {
    let mut scene = scene(Engine::Sqlite).await;
    let wijken = "Rokkeveen, Palenstein, Noordhove, Seghwaert, Meerzicht, Oosterheem, Driemanspolder, Buytenwegh de Leyens, Stadscentrum";
    scene.say(AGENT, &format!("/meldign wonigninbraak {wijken} {}", "a".repeat(230))).await;
    assert!(scene.last(AGENT).starts_with("Dat zijn 230 tekens, er passen er "), "{}", scene.last(AGENT));
    let room: usize =
        scene.last(AGENT).split("er passen er ").nth(1).unwrap().split('.').next().unwrap().parse().unwrap();
    scene.say(AGENT, &"b".repeat(room)).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(BEHEERDER).chars().count() <= 500);
}

#[tokio::test]
async fn where_nobody_is_reachable_nothing_can_be_sent() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval Noordhove man met blauwe pet").await;
    assert!(scene.last(AGENT).contains("Versturen kan niet: hier is niemand bereikbaar."));
    assert_eq!(scene.titles(AGENT), ["Aanpassen", "Annuleren"]);
    scene.say(AGENT, "verstuur").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_missing_person_has_words_of_its_own() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert("/melding vermist Rokkeveen vrouw, 82 jaar, beige jas, rollator").await;
    let alert = scene.last(BEHEERDER);
    assert!(
        alert.contains("Wat: Vermiste persoon")
            && alert.contains("Blijf in de buurt")
            && !alert.contains("Niet zelf benaderen"),
        "{alert}"
    );
}

#[tokio::test]
async fn a_draft_of_an_older_program_is_ended_politely() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval").await;
    scene.database.execute("update dialoog set versie = 99").await;
    let before = scene.count(AGENT);
    scene.say(AGENT, "Rokkeveen").await;
    let answer = scene.last(AGENT);
    assert!(answer.starts_with("Ik ben intussen vernieuwd"), "{answer}");
    assert!(answer.ends_with("Dat begrijp ik niet. Typ /help voor wat u kunt doen."), "{answer}");
    assert_eq!(scene.count(AGENT), before + 1, "two answers that follow each other are one message");
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"));
}

#[tokio::test]
async fn a_draft_lapses_by_itself() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval").await;
    scene.pass_ms(31 * 60_000).await;
    scene.say(AGENT, "Rokkeveen").await;
    assert!(scene.last(AGENT).starts_with("Dat begrijp ik niet."), "{}", scene.last(AGENT));
}

#[rstest]
#[case::named(json!({ "name": "Winkelcentrum Rokkeveen", "address": "Nathaliegang 1, Zoetermeer" }), "Waar moeten mensen naar uitkijken?")]
#[case::in_the_address(json!({ "address": "Plein 1, Palenstein, Zoetermeer" }), "Waar moeten mensen naar uitkijken?")]
#[case::bare(json!({}), "In die locatie herken ik geen wijk.")]
#[case::elsewhere(json!({ "name": "Markt", "address": "Waldeck" }), "In die locatie herken ik geen wijk.")]
#[case::nonsense(json!({ "name": "🚀🚀", "address": "x".repeat(1_000) }), "In die locatie herken ik geen wijk.")]
#[tokio::test]
async fn a_shared_location_answers_where_it_is(#[case] words: serde_json::Value, #[case] answer: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval").await;
    let mut location = json!({ "latitude": 52.05, "longitude": 4.49 });
    location.as_object_mut().unwrap().extend(words.as_object().unwrap().clone());
    scene.send(AGENT, json!({ "type": "location", "location": location })).await;
    assert!(scene.last(AGENT).starts_with(answer), "{}", scene.last(AGENT));
    if answer.starts_with("In die") {
        // The question stands.
        scene.say(AGENT, "Rokkeveen").await;
    }
    scene.say(AGENT, "man met rode jas").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Kijk uit naar: man met rode jas\n"), "{preview}");
    assert!(!preview.contains("Nathaliegang") && !preview.contains("Plein"), "{preview}");
}
