//! A yes that its giver takes back: what can still be undone is, and nothing else is said to be.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, MINUTE_MS, NIEUW, Scene};

/// A sign-up that waits, which the gemeente agreed to.
async fn half(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.say(GEMEENTE, "/help").await;
    scene.say(AGENT, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.tap(GEMEENTE, "Akkoord").await;
    assert_eq!(scene.halves().await, 1);
    scene
}

/// An alert to so many groups that a colleague agreed to it.
async fn approved(engine: Engine) -> Scene {
    let mut scene = Scene::waiting(engine).await;
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 40);
    scene
}

#[rstest]
#[case("oeps, niet akkoord")]
#[case("toch niet akkoord")]
#[case("niet akkoord")]
#[case("akkoord intrekken")]
#[case("/akkoord intrekken")]
#[case("ik trek mijn akkoord in")]
#[case("A-1 toch niet akkoord")]
#[case("akkoord A-1 was een vergissing")]
#[case("akkoord was te snel, sorry")]
#[case("per ongeluk op akkoord getikt")]
#[case("trek mijn goedkeuring in van A-1")]
#[tokio::test]
async fn half_a_yes_to_a_sign_up_is_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] said: &str,
) {
    let mut scene = half(engine).await;
    scene.say(GEMEENTE, said).await;
    let answer = scene.last(GEMEENTE);
    assert_eq!(scene.halves().await, 0, "{said}: {answer}");
    assert_eq!(answer, "A-1: uw akkoord is teruggenomen. Er is niets besloten.");
    scene.say(AGENT, "akkoord A-1").await;
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["ingediend"], "one half is not both");
    scene.tap(GEMEENTE, "Akkoord").await;
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["akkoord"]);
}

#[rstest]
#[case("is A-1 akkoord?")]
#[case("waarom niet akkoord")]
#[case("niet akkoord met wabp")]
#[case("de bewoner is niet akkoord gegaan met de regels van de groep")]
#[tokio::test]
async fn what_only_speaks_of_it_takes_nothing_back(#[case] said: &str) {
    let mut scene = half(Engine::Sqlite).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, 1, "{said}: {}", scene.last(GEMEENTE));
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["ingediend"]);
}

#[tokio::test]
async fn only_ones_own_yes_is_taken_back() {
    let mut scene = half(Engine::Sqlite).await;
    scene.say(AGENT, "A-1 toch niet akkoord").await;
    assert_eq!(scene.halves().await, 1, "{}", scene.last(AGENT));
    scene.say(AGENT, "oeps niet akkoord").await;
    assert_eq!(scene.halves().await, 1, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("A-1"), "what waits is shown: {}", scene.last(AGENT));
}

#[tokio::test]
async fn what_is_done_is_not_said_to_be_undone() {
    let mut scene = half(Engine::Sqlite).await;
    scene.say(AGENT, "akkoord A-1").await;
    scene.say(GEMEENTE, "oeps, niet akkoord").await;
    assert!(scene.last(GEMEENTE).starts_with("A-1 is al rond en kan niet terug."), "{}", scene.last(GEMEENTE));
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["akkoord"]);
}

#[tokio::test]
async fn taken_back_twice_says_that_there_is_none() {
    let mut scene = half(Engine::Sqlite).await;
    scene.say(GEMEENTE, "oeps niet akkoord").await;
    scene.say(GEMEENTE, "A-1 niet akkoord").await;
    assert!(scene.last(GEMEENTE).starts_with("A-1: van u staat er geen akkoord."), "{}", scene.last(GEMEENTE));
}

#[rstest]
#[case("oeps, niet akkoord")]
#[case("nee sorry, toch niet akkoord")]
#[case("ik trek mijn akkoord in")]
#[case("akkoord was een fout")]
#[case("te snel goedgekeurd")]
#[case("die had ik niet moeten goedkeuren")]
#[case("ZM-0001 niet akkoord")]
#[tokio::test]
async fn an_alert_whose_second_person_takes_the_yes_back_is_halted(#[case] said: &str) {
    let mut scene = approved(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    let answer = scene.last(AGENT_BEIDE);
    assert_eq!(scene.halted().await, 1, "{said}: {answer}");
    assert!(answer.starts_with("Er gaat niets meer uit van ZM-0001."), "{answer}");
    assert_eq!(scene.titles(AGENT_BEIDE), ["Nu intrekken", "Afsluiten", "Laten staan"]);
    let writer = scene.last(AGENT);
    assert_eq!(writer, "ZM-0001: uw collega nam het akkoord terug. Er gaat niets meer uit.");
    scene.tap(AGENT_BEIDE, "Nu intrekken").await;
    assert_eq!(scene.database.texts("select status from melding").await, ["ingetrokken"]);
}

#[tokio::test]
async fn long_after_it_nothing_is_halted_by_words_without_a_number() {
    let mut scene = approved(Engine::Sqlite).await;
    scene.pass_ms(31 * MINUTE_MS).await;
    scene.say(AGENT_BEIDE, "niet akkoord").await;
    assert_eq!(scene.halted().await, 0, "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "ZM-0001 niet akkoord").await;
    assert_eq!(scene.halted().await, 1, "with its number it is: {}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn the_writer_of_an_alert_takes_back_no_yes_of_a_colleague() {
    let mut scene = approved(Engine::Sqlite).await;
    scene.say(AGENT, "niet akkoord").await;
    assert_eq!(scene.halted().await, 0, "{}", scene.last(AGENT));
}

/// An alert about a missing child runs.
async fn missing() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert("/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen").await;
    scene
}

#[rstest]
#[case("oeps niet akkoord")]
#[case("akkoord was te snel")]
#[case("ZM-0001 toch niet akkoord")]
#[case("ik trek mijn akkoord in")]
#[case("per ongeluk akkoord gegeven")]
#[tokio::test]
async fn an_update_that_is_out_is_said_to_be_out(#[case] said: &str) {
    let mut scene = missing().await;
    scene.say(AGENT, "/update jongen is verward en dement").await;
    scene.tap(AGENT, "Familie akkoord").await;
    scene.tap_on(AGENT_BEIDE, "UPDATE ZM-0001", "Goedkeuren").await;
    scene.say(AGENT_BEIDE, said).await;
    let answer = scene.last(AGENT_BEIDE);
    assert!(answer.starts_with("De update van ZM-0001 is al verstuurd en kan niet terug."), "{said}: {answer}");
    assert_eq!(scene.halted().await, 0, "{said}");
}

#[rstest]
#[case("oeps niet akkoord")]
#[case("akkoord was te snel")]
#[case("ZM-0001 toch niet akkoord")]
#[tokio::test]
async fn so_is_a_picture(#[case] said: &str) {
    let mut scene = missing().await;
    scene.picture(AGENT, "ouders akkoord").await;
    scene.tap_on(AGENT_BEIDE, "Foto bij vermissing ZM-0001", "Goedkeuren").await;
    scene.say(AGENT_BEIDE, said).await;
    let answer = scene.last(AGENT_BEIDE);
    assert!(answer.starts_with("De foto bij ZM-0001 is al verstuurd en kan niet terug."), "{said}: {answer}");
    assert_eq!(scene.halted().await, 0, "{said}");
}
