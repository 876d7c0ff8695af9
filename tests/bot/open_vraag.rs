//! STOP and withdrawing: what an open question is for them, what neighbours read of it, and what stops nothing.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, HOOFD, LINE, Scene};

const ANDER: &str = "31612340103";
const VERMIST: &str = "/melding vermissing Rokkeveen meisje 8 jaar, gele jas, blauwe laarzen";
const MINUUT_MS: i64 = 60_000;

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[ANDER]).await;
    scene
}

/// The state of each alert, and whether it stands still.
async fn stand(scene: &Scene) -> Vec<String> {
    let sql = "select nummer || ' ' || status || case when stilgezet_ms is null then '' else ' stil' end from melding order by id";
    scene.database.texts(sql).await
}

#[rstest]
#[case::kind("/melding", "/stop")]
#[case::kind_in_words("/melding", "stop")]
#[case::place("/melding overval man met rode pet en blauwe tas", "STOP!")]
#[case::twice("/melding woninginbraak Rokkeveen man zwarte jas witte schoenen", "/stop")]
#[case::offer("twee mannen met zwarte jassen breken in rokkeveen in", "stop")]
#[case::preview("/melding overval Rokkeveen man met rode pet en blauwe tas", "/stop")]
#[case::closing("/sluit ZM-0001", "/stop")]
#[case::news("/update", "stop")]
#[tokio::test]
async fn stop_is_about_the_question_that_is_open(#[case] asks: &str, #[case] stop: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(VERMIST).await;
    scene.alert(LINE).await;
    scene.say(AGENT, asks).await;
    scene.say(AGENT, stop).await;
    let answer = scene.last(AGENT);
    assert!(answer.starts_with("Gestopt"), "{answer}");
    assert!(answer.contains("loopt door") && answer.contains("nog eens STOP"), "it is said how: {answer}");
    let running = stand(&scene).await;
    assert_eq!(running[..2], ["ZM-0001 verzonden", "ZM-0002 verzonden"], "{running:?}");
    scene.say(AGENT, "stop").await;
    assert!(scene.last(AGENT).starts_with("Er gaat niets meer uit van ZM-0002."), "{}", scene.last(AGENT));
}

#[rstest]
#[case("/stop")]
#[case("stop")]
#[case("annuleer")]
#[case("fout!!")]
#[tokio::test]
async fn right_after_something_was_declined_stop_is_about_that(#[case] stop: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding geluidsoverlast Rokkeveen harde muziek uit een woning").await;
    assert!(scene.last(AGENT).starts_with("Dit valt niet onder de meldingen"), "{}", scene.last(AGENT));
    scene.say(AGENT, stop).await;
    assert!(scene.last(AGENT).starts_with("Gestopt."), "{}", scene.last(AGENT));
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
    scene.say(AGENT, stop).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"], "the second time it is about the alert");
}

#[tokio::test]
async fn a_number_or_an_answer_to_an_alert_says_which_whatever_is_asked() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding").await;
    scene.say(AGENT, "stop zm1").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"]);
    scene.say(AGENT, "laten staan").await;
    scene.say(AGENT, "/melding").await;
    scene.reply(AGENT, "ZM-0001 gaat nu naar", "stop").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"]);
    scene.say(AGENT, "stop ZM-0044").await;
    assert!(scene.last(AGENT).starts_with("ZM-0044 ken ik niet"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("laten staan")]
#[case("Laat maar staan")]
#[case("niet intrekken")]
#[case("nee toch niet intrekken")]
#[case("laat hem lopen")]
#[tokio::test]
async fn what_was_stopped_goes_on_with_the_words_of_its_button(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "stop").await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with("Goed, ZM-0001 blijft staan."), "{}", scene.last(AGENT));
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
}

#[rstest]
#[case("nee")]
#[case("stop")]
#[case("/stop")]
#[tokio::test]
async fn what_does_not_say_that_it_may_go_on_lets_nothing_go(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "stop").await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.titles(AGENT), ["Nu intrekken", "Afsluiten", "Laten staan"], "{}", scene.last(AGENT));
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"]);
}

#[rstest]
#[case("niet intrekken")]
#[case("nog niet intrekken")]
#[case("laat maar staan")]
#[tokio::test]
async fn not_to_withdraw_is_no_burglary_and_no_withdrawal(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let before = scene.count(HOOFD);
    scene.say(AGENT, text).await;
    assert_eq!(scene.last(AGENT), "Goed, er wordt niets ingetrokken. ZM-0001 loopt door.");
    assert_eq!((stand(&scene).await, scene.count(HOOFD)), (vec!["ZM-0001 verzonden".to_owned()], before));
}

#[tokio::test]
async fn a_status_tells_that_it_stands_still_ended_or_was_withdrawn() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "stop").await;
    for text in ["/status ZM-0001", "/status zm1 details"] {
        scene.say(AGENT, text).await;
        assert!(scene.last(AGENT).starts_with("ZM-0001 staat stil: er gaat niets meer uit."), "{}", scene.last(AGENT));
    }
    scene.say(AGENT, "intrekken zm1").await;
    scene.say(AGENT, "/status zm1").await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 is ingetrokken, 23-11 14.2"), "{}", scene.last(AGENT));
    scene.alert(LINE).await;
    scene.say(AGENT, "trek zm2 in, verdachte is aangehouden").await;
    scene.say(AGENT, "/status zm2").await;
    assert!(
        scene.last(AGENT).starts_with("ZM-0002 is afgesloten, 23-11")
            && scene.last(AGENT).contains(": verdachte aangehouden."),
        "{}",
        scene.last(AGENT)
    );
    scene.alert(LINE).await;
    scene.pass_ms(3 * 60 * MINUUT_MS).await;
    scene.say(AGENT, "/status zm3").await;
    assert!(scene.last(AGENT).starts_with("ZM-0003 is verlopen: de tijd was om"), "{}", scene.last(AGENT));
}

const NEUTRAAL: &str = "Dit bericht is ingetrokken. U hoeft niet meer uit te kijken.";

#[rstest]
#[case("intrekken", NEUTRAAL)]
#[case("/intrekken ZM-0001 op verzoek van de teamchef", NEUTRAAL)]
#[case("trek in, misschien loos alarm", NEUTRAAL)]
#[case("intrekken niet de verkeerde wijk", NEUTRAAL)]
#[case("intrekken verkeerde wijk", "Dit bericht is ingetrokken. De plaats klopte niet.")]
#[case("trek hem in want verkeerd kenteken", "Dit bericht is ingetrokken. De beschrijving klopte niet.")]
#[case("intrekken, was de bewoner zelf", "Dit bericht is ingetrokken. Er was niets aan de hand.")]
#[case("trek zm1 in per ongeluk verstuurd", "Dit bericht is ingetrokken. Het was per ongeluk verstuurd.")]
#[case(
    "intrekken die man heeft er niets mee te maken",
    "Dit bericht is ingetrokken. De beschreven persoon heeft er niets mee te maken."
)]
#[tokio::test]
async fn a_withdrawal_leaves_at_once_and_says_only_what_is_certain(#[case] text: &str, #[case] told: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    for wie in [HOOFD, ANDER] {
        let bericht = scene.last(wie);
        assert!(bericht.starts_with("INGETROKKEN ZM-0001") && bericht.contains(told), "{bericht}");
        assert_eq!(bericht.contains("niets mee te maken"), told.contains("niets mee te maken"), "{bericht}");
    }
    // Whoever reports late is told the same.
    scene.say(HOOFD, "staat in de groep").await;
    assert!(scene.last(HOOFD).contains(told), "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn the_reason_that_was_given_with_stop_is_the_reason_of_the_withdrawal() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP fout was de bewoner zelf").await;
    scene.say(AGENT, "intrekken").await;
    assert!(scene.last(HOOFD).contains("Er was niets aan de hand."), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("intrekken, is al aangehouden", "verdachte aangehouden")]
#[case("trek in, we hebben hem", "verdachte aangehouden")]
#[case("/intrekken zm1 verdachte niet aangetroffen", "verdachte niet aangetroffen")]
#[tokio::test]
async fn a_withdrawal_with_an_outcome_is_the_end_with_that_outcome(#[case] text: &str, #[case] afloop: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    let end = scene.last(HOOFD);
    assert!(end.starts_with("AFGELOPEN ZM-0001") && end.contains(afloop), "{end}");
    assert_eq!(stand(&scene).await, ["ZM-0001 gesloten"]);
}

#[tokio::test]
async fn an_outcome_that_this_alert_cannot_have_is_asked_about() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let before = scene.count(HOOFD);
    scene.say(AGENT, "intrekken, jongen is terecht").await;
    assert_eq!(scene.titles(AGENT), ["Intrekken", "Afsluiten", "Laten staan"]);
    assert_eq!(scene.count(HOOFD), before);
}

#[tokio::test]
async fn to_withdraw_while_a_draft_is_shown_is_asked_about() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding overval Rokkeveen man met rode pet en blauwe tas").await;
    let before = scene.count(HOOFD);
    scene.say(AGENT, "intrekken").await;
    assert_eq!(scene.titles(AGENT), ["ZM-0002 weggooien", "ZM-0001 intrekken"], "{}", scene.last(AGENT));
    assert_eq!(scene.count(HOOFD), before);
    scene.tap(AGENT, "ZM-0001 intrekken").await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN ZM-0001"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("stop die man rent naar het station")]
#[case("STOP grijze auto rijdt richting A12")]
#[case("stop! verdachte vlucht via de achtertuin")]
#[case("stop die jongen met de rode pet")]
#[case("stop hij klimt over het hek")]
#[tokio::test]
async fn stop_before_a_description_stops_nothing_and_is_asked_about(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let before = scene.count(HOOFD);
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with("Ik heb niets gestopt en niets verstuurd."), "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Bijwerken", "Stop ZM-0001"]);
    assert_eq!((stand(&scene).await, scene.count(HOOFD)), (vec!["ZM-0001 verzonden".to_owned()], before));
    scene.say(AGENT, "stop").await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"], "and that word answers it");
}

#[rstest]
#[case("stop verkeerde man")]
#[case("stop stop stop")]
#[case("STOP die man is de bewoner")]
#[case("stop, niet versturen")]
#[case("stop, hij is het niet")]
#[tokio::test]
async fn a_stop_that_says_so_stops(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden stil"], "{}", scene.last(AGENT));
}

#[rstest]
#[case("STOP")]
#[case("stop")]
#[case("/stop")]
#[case("stoppen")]
#[tokio::test]
async fn a_beheerder_who_stops_hears_what_can_be_stopped(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, text).await;
    let answer = scene.last(HOOFD);
    for way in ["/stilte", "/afwezig", "/afmelden", "niets veranderd"] {
        assert!(answer.contains(way), "no '{way}' in: {answer}");
    }
    assert_eq!(stand(&scene).await, ["ZM-0001 verzonden"]);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 2);
}

#[rstest]
#[tokio::test]
async fn the_search_for_somebody_may_go_on_after_the_time_is_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(VERMIST).await;
    scene.pass_ms(4 * 60 * MINUUT_MS).await;
    let end = scene.last(HOOFD);
    assert!(end.starts_with("TIJD OM ZM-0001") && end.contains("De politie kan nog wel zoeken."), "{end}");
    assert!(!end.contains("hoeft niet meer uit te kijken"), "{end}");
    scene.say(ANDER, "staat erin").await;
    assert!(!scene.last(ANDER).contains("hoeft niet meer uit te kijken"), "{}", scene.last(ANDER));
    // An outcome that was told is another thing.
    scene.say(AGENT, "/sluit ZM-0001 meisje is terecht").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.last(HOOFD).starts_with("AFGELOPEN ZM-0001"), "{}", scene.last(HOOFD));
    assert_eq!(scene.count(AGENT_BEIDE), 0);
}
