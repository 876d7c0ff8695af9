//! An alert after it was sent: updated, closed, withdrawn, chased, expired.

use heterdaad::simulator::faults::{Behaviour, Plan};
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, HOOFD, LINE, Scene};

const RESERVE: &str = "31612340102";
const ANDER: &str = "31612340103";
const OOST: &str = "31612340201";
const MINUUT_MS: i64 = 60_000;

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[ANDER]).await;
    scene.group("zoetermeer", "oosterheem", "Oost", &[OOST]).await;
    scene
}

async fn with_reserve(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, RESERVE]).await;
    scene.database.execute("update beheer set rang = 'reserve' where persoon_id = (select persoon_id from identiteit where waarde = '31612340102')").await;
    scene
}

#[rstest]
#[tokio::test]
async fn an_update_is_shown_first_and_goes_to_those_who_got_the_alert(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update zm1 man is kaal, nu op een fiets").await;
    let preview = scene.last(AGENT);
    assert!(preview.starts_with("NOG NIET VERSTUURD\nUPDATE ZM-0001\nWat: Woninginbraak, heterdaad\nWaar: Rokkeveen\nNieuw: man is kaal, nu op een fiets\n"), "{preview}");
    assert!(preview.contains("Gaat naar 2 beheerders die de melding kregen."), "{preview}");
    let before = scene.count(HOOFD);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.last(AGENT), "De update van ZM-0001 gaat nu naar 2 beheerders.");
    assert_eq!(scene.count(HOOFD), before + 1);
    assert!(scene.last(HOOFD).contains("Gezien? Bel direct 112 en noem ZM-0001."), "{}", scene.last(HOOFD));
    assert_eq!(scene.count(OOST), 0, "another wijk got nothing");
    scene.tap_on(AGENT, "UPDATE ZM-0001", "Versturen").await;
    assert!(scene.last(AGENT).starts_with("Deze update is er niet meer"), "{}", scene.last(AGENT));
    assert_eq!(scene.count(HOOFD), before + 1, "once");
}

#[rstest]
#[tokio::test]
async fn a_wijk_that_is_added_gets_all_of_it_under_the_same_number(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update rent nu ook in oosterheem").await;
    assert!(
        scene.last(AGENT).contains("Erbij: Oosterheem. Daar krijgen 1 groep het hele bericht."),
        "{}",
        scene.last(AGENT)
    );
    scene.tap(AGENT, "Versturen").await;
    let bericht = scene.last(OOST);
    assert!(bericht.starts_with("POLITIEBERICHT ZM-0001\n"), "{bericht}");
    assert!(bericht.contains("Nieuw: rent nu ook in oosterheem"), "{bericht}");
    scene.pass_ms(MINUUT_MS).await;
    scene.tap(OOST, "Staat in de groep").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[tokio::test]
async fn a_wijk_that_is_only_named_is_offered_and_not_added() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update man loopt in oosterheem").await;
    assert_eq!(scene.titles(AGENT), ["Versturen", "Ook Oosterheem", "Annuleren"]);
    scene.tap(AGENT, "Ook Oosterheem").await;
    assert!(scene.last(AGENT).contains("Erbij: Oosterheem."), "{}", scene.last(AGENT));
    scene.tap_on(AGENT, "man loopt in oosterheem", "Annuleren").await;
    assert_eq!(scene.last(AGENT), "Geannuleerd. De update is niet verstuurd.");
    assert_eq!(scene.count(OOST), 0);
}

#[tokio::test]
async fn an_update_with_several_alerts_asks_which_and_keeps_the_text() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.alert("/melding overval Rokkeveen man met pistool en blauwe pet").await;
    scene.say(AGENT, "/update man is kaal").await;
    assert_eq!(scene.titles(AGENT), ["ZM-0002", "ZM-0001"]);
    scene.tap(AGENT, "ZM-0001").await;
    assert!(scene.last(AGENT).contains("UPDATE ZM-0001") && scene.last(AGENT).contains("man is kaal"));
    scene.say(AGENT, "ok").await;
    assert!(scene.last(AGENT).starts_with("De update is nog niet verstuurd."), "{}", scene.last(AGENT));
    scene.say(AGENT, "ja verstuur maar").await;
    assert!(scene.last(AGENT).starts_with("De update van ZM-0001 gaat nu naar"), "{}", scene.last(AGENT));
}

#[rstest]
#[tokio::test]
async fn closing_asks_for_a_yes_and_thanks_those_who_got_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "verdachte aangehouden").await;
    assert_eq!(scene.last(AGENT), "ZM-0001 afsluiten als 'aangehouden'? 2 groepen krijgen dan bericht.");
    let before = scene.count(HOOFD);
    scene.tap(AGENT, "Nee").await;
    assert_eq!(scene.last(AGENT), "Goed, ZM-0001 loopt door.");
    assert_eq!(scene.count(HOOFD), before);
    scene.say(AGENT, "/afgelopen ZM 0001 verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(
        scene.last(HOOFD).starts_with("AFGELOPEN ZM-0001\nWaar: Rokkeveen\nAfloop: verdachte aangehouden\n"),
        "{}",
        scene.last(HOOFD)
    );
    assert!(scene.last(AGENT).starts_with("ZM-0001 is afgesloten: verdachte aangehouden."), "{}", scene.last(AGENT));
    assert_eq!(scene.count(OOST), 0);
    let after = scene.count(HOOFD);
    scene.tap(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.count(HOOFD), after, "a sign on the tap is enough");
    scene.pass_ms(3 * 3_600_000).await;
    assert_eq!(scene.count(HOOFD), after + 1, "nothing is chased after the end");
    assert!(scene.last(HOOFD).starts_with("Hoe was politiebericht ZM-0001"), "{}", scene.last(HOOFD));
    scene.say(ANDER, "doorgestuurd").await;
    assert!(scene.last(ANDER).starts_with("Genoteerd. ZM-0001 is intussen afgelopen."), "{}", scene.last(ANDER));
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_withdrawal_goes_without_a_question_to_those_who_may_have_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "TREK IN!!!").await;
    let answer = scene.last(AGENT);
    assert!(
        answer.starts_with("ZM-0001 is ingetrokken. 2 groepen krijgen nu de intrekking, 0 plaatsten het bericht."),
        "{answer}"
    );
    let told = scene.last(HOOFD);
    assert!(
        told.starts_with(
            "INGETROKKEN ZM-0001\nDit gaat over het politiebericht van 14.20 uur.\nWaar: Rokkeveen\nDit bericht is ingetrokken. U hoeft niet meer uit te kijken."
        ),
        "{told}"
    );
    assert_eq!(scene.titles(HOOFD), ["Staat in de groep", "Niet geplaatst"]);
    assert_eq!(scene.count(OOST), 0);
    scene.tap(HOOFD, "Niet geplaatst").await;
    assert_eq!(scene.last(HOOFD), "Dank u. Voor u is het klaar.");
    scene.say(ANDER, "doorgestuurd").await;
    assert!(
        scene.last(ANDER).starts_with("Let op: ZM-0001 is ingetrokken. Plaats dit nu in uw groep:"),
        "{}",
        scene.last(ANDER)
    );
    scene.tap(ANDER, "Staat in de groep").await;
    assert_eq!(scene.last(AGENT), "Intrekking ZM-0001: 2 van 2 groepen afgehandeld.");
    scene.say(AGENT, "intrekken zm1").await;
    assert_eq!(scene.last(AGENT), "ZM-0001 is al ingetrokken. Er gaat niets meer uit.");
}

#[rstest]
#[tokio::test]
async fn who_does_not_answer_a_withdrawal_is_asked_once_and_the_rest_is_listed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = with_reserve(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[ANDER]).await;
    scene.wijkagent("31612340020", "zoetermeer", "rokkeveen").await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUUT_MS).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    scene.say(AGENT, "intrekken verkeerde wijk").await;
    assert!(scene.last(AGENT).contains("1 plaatste het bericht"), "{}", scene.last(AGENT));
    assert_eq!(scene.count(RESERVE), 0);
    let (hoofd, ander) = (scene.count(HOOFD), scene.count(ANDER));
    scene.pass_ms(5 * MINUUT_MS).await;
    assert_eq!((scene.count(HOOFD), scene.count(ANDER)), (hoofd + 1, ander + 1), "one reminder to all");
    assert!(scene.last(RESERVE).starts_with("INGETROKKEN ZM-0001"), "the other beheerder of a group that had it");
    assert_eq!(
        scene.last(AGENT),
        "Intrekking ZM-0001: 0 van 2 groepen afgehandeld. Bij 1 is ook een andere beheerder gevraagd."
    );
    scene.tap(RESERVE, "Staat in de groep").await;
    scene.pass_ms(10 * MINUUT_MS).await;
    assert_eq!((scene.count(HOOFD), scene.count(ANDER)), (hoofd + 1, ander + 1), "and no more");
    assert!(
        scene.last(AGENT).starts_with("Intrekking ZM-0001: 1 van 2 groepen afgehandeld. Nog open: Rokkeveen 1."),
        "{}",
        scene.last(AGENT)
    );
    scene.tap(AGENT, "Stuur naar wijkagent").await;
    assert_eq!(scene.last(AGENT), "Gestuurd naar 1 wijkagent.");
    assert!(scene.last("31612340020").contains("Parkzicht"), "{}", scene.last("31612340020"));
}

#[rstest]
#[tokio::test]
async fn an_outcome_beside_a_withdrawal_closes_the_alert_with_it(
    #[values("trek in, verdachte aangehouden", "/intrekken verdachte aangehouden")] text: &str,
) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    let end = scene.last(HOOFD);
    assert!(end.starts_with("AFGELOPEN ZM-0001") && end.contains("Afloop: verdachte aangehouden"), "{end}");
    assert!(scene.last(AGENT).starts_with("ZM-0001 is afgesloten"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("STOP fout was de bewoner zelf")]
#[case("stop")]
#[case("/stop")]
#[case("annuleer")]
#[case("fout!!")]
#[tokio::test]
async fn a_word_of_panic_stops_what_has_not_left_and_asks(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(
        scene.last(AGENT),
        "Er gaat niets meer uit van ZM-0001. Ook intrekken? 2 groepen hebben het, 0 plaatsten het."
    );
    assert_eq!(scene.titles(AGENT), ["Nu intrekken", "Afsluiten", "Laten staan"]);
    scene.tap(AGENT, "Nu intrekken").await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN ZM-0001"), "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn stop_under_the_question_of_an_update_leaves_the_question_and_the_next_one_is_about_the_alert() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update").await;
    assert!(scene.last(AGENT).ends_with("/stop om te stoppen."), "{}", scene.last(AGENT));
    scene.say(AGENT, "/stop").await;
    assert!(scene.last(AGENT).starts_with("Gestopt, er is geen update. De melding zelf loopt door."));
    scene.say(AGENT, "stop").await;
    assert!(scene.last(AGENT).starts_with("Er gaat niets meer uit van ZM-0001."), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Laten staan").await;
    scene.say(AGENT, "/update").await;
    scene.say(AGENT, "stop fout adres").await;
    assert!(scene.last(AGENT).starts_with("Er gaat niets meer uit van ZM-0001."), "panic: {}", scene.last(AGENT));
}

#[rstest]
#[case::command("/intrekken 17")]
#[case::words("intrekken 17")]
#[tokio::test]
async fn digits_behind_a_withdrawal_are_a_number_and_no_reason(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, text).await;
    assert_eq!(scene.last(AGENT), "17 ken ik niet. Typ het nummer zoals ZM-0001.");
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"]);
    scene.say(AGENT, "/intrekken 1").await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 is ingetrokken."), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn the_old_button_annuleren_stops_it_too_and_it_can_stand() {
    let mut scene = with_reserve(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.tap_on(AGENT, "NOG NIET VERSTUURD", "Annuleren").await;
    assert!(scene.last(AGENT).starts_with("Er gaat niets meer uit van ZM-0001."), "{}", scene.last(AGENT));
    scene.pass_ms(4 * MINUUT_MS).await;
    assert_eq!(scene.count(RESERVE), 0, "nobody is called up while it stands still");
    scene.tap(AGENT, "Laten staan").await;
    assert_eq!(scene.last(AGENT), "Goed, ZM-0001 blijft staan.");
    scene.pass_ms(5_000).await;
    assert_eq!(scene.count(RESERVE), 1, "and then the chase goes on");
}

#[rstest]
#[tokio::test]
async fn what_has_not_left_never_leaves_and_who_got_nothing_hears_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("stop", "intrekken")] text: &str,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 30).await;
    scene.say(AGENT, LINE).await;
    // Meta takes ten and then says "too fast" for everybody else.
    scene
        .stage
        .simulator
        .set_plan(Plan::by_script(|nth| if nth < 12 { Behaviour::Normal } else { Behaviour::Refuse(130_429) }));
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms);
    scene.pass_ms(3_000).await;
    let got = scene.alerts().len();
    assert!((1..30).contains(&got), "{got}");
    scene.stage.simulator.set_plan(Plan::default());
    scene.say(AGENT, text).await;
    if text == "stop" {
        scene.tap(AGENT, "Nu intrekken").await;
    }
    scene.pass_ms(2 * MINUUT_MS).await;
    assert_eq!(
        scene.alerts().iter().filter(|alert| alert.shown.text.starts_with("POLITIEBERICHT")).count(),
        got,
        "no alert after the word"
    );
    let withdrawn: Vec<String> = scene
        .alerts()
        .iter()
        .filter(|alert| alert.shown.text.starts_with("INGETROKKEN"))
        .map(|alert| alert.to.clone())
        .collect();
    let alerted: Vec<String> = scene
        .alerts()
        .iter()
        .filter(|alert| alert.shown.text.starts_with("POLITIEBERICHT"))
        .map(|alert| alert.to.clone())
        .collect();
    assert_eq!(withdrawn.iter().collect::<std::collections::BTreeSet<_>>(), alerted.iter().collect());
}

#[rstest]
#[tokio::test]
async fn a_send_without_an_answer_may_have_arrived_so_it_is_withdrawn_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|nth| {
        if nth == 2 { Behaviour::CutAfterAcceptWithoutStatus } else { Behaviour::Normal }
    }));
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms);
    scene.pass_ms(12_000).await;
    scene.say(AGENT, "intrekken").await;
    scene.pass_ms(3 * MINUUT_MS).await;
    let told = |wa_id: &str| scene.texts(wa_id).iter().filter(|text| text.starts_with("INGETROKKEN")).count();
    assert_eq!((told(HOOFD), told(ANDER)), (1, 1));
    let alerts = |wa_id: &str| scene.texts(wa_id).iter().filter(|text| text.starts_with("POLITIEBERICHT")).count();
    assert!(alerts(HOOFD) <= 1 && alerts(ANDER) <= 1, "nothing is repeated after the withdrawal");
}

#[tokio::test]
async fn a_colleague_may_withdraw_and_the_sender_hears_of_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT_BEIDE, "intrekken").await;
    assert_eq!(scene.titles(AGENT_BEIDE), ["ZM-0001"], "an alert of somebody else is shown first");
    scene.tap(AGENT_BEIDE, "ZM-0001").await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN"), "{}", scene.last(HOOFD));
    assert!(scene.texts(AGENT).iter().any(|text| text.contains("door een collega ingetrokken")));
}

#[tokio::test]
async fn beheerders_can_neither_update_close_nor_withdraw() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    for text in ["/update man is kaal", "/sluit ZM-0001", "/intrekken ZM-0001"] {
        scene.say(HOOFD, text).await;
        assert!(scene.last(HOOFD).starts_with("Dat kunt u hier niet."), "{text}: {}", scene.last(HOOFD));
    }
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"]);
}

#[rstest]
#[tokio::test]
async fn nothing_lives_for_ever(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.pass_ms(105 * MINUUT_MS).await;
    assert!(
        scene.last(AGENT).starts_with("ZM-0001 loopt af om 16.20 uur. Is het nog actueel?"),
        "{}",
        scene.last(AGENT)
    );
    scene.tap(AGENT, "Ja, nog actueel").await;
    assert!(scene.last(AGENT).contains("Nieuw: de politie zoekt nog, blijf uitkijken"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(HOOFD).contains("Delen tot 18.05 uur."), "{}", scene.last(HOOFD));
    scene.pass_ms(30 * MINUUT_MS).await;
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"]);
    scene.pass_ms(2 * 60 * MINUUT_MS).await;
    assert_eq!(scene.database.texts("select status from melding").await, ["verlopen"]);
    assert!(scene.last(HOOFD).starts_with("AFGELOPEN ZM-0001"), "{}", scene.last(HOOFD));
    assert!(scene.last(HOOFD).contains("de tijd van het bericht is om"), "{}", scene.last(HOOFD));
    scene.say(AGENT, "intrekken").await;
    assert!(scene.last(HOOFD).starts_with("INGETROKKEN"), "a wrong alert is withdrawn after its end too");
}

#[rstest]
#[tokio::test]
async fn the_reserve_gets_it_after_three_minutes_and_one_report_ends_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = with_reserve(engine).await;
    scene.alert(LINE).await;
    scene.pass_ms(170_000).await;
    assert_eq!((scene.count(HOOFD), scene.count(RESERVE)), (1, 0));
    scene.pass_ms(10_000).await;
    assert_eq!(scene.count(RESERVE), 1);
    assert!(scene.last(RESERVE).starts_with("POLITIEBERICHT ZM-0001"), "{}", scene.last(RESERVE));
    scene.pass_ms(20_000).await;
    scene.tap(RESERVE, "Staat in de groep").await;
    let (hoofd, reserve) = (scene.count(HOOFD), scene.count(RESERVE));
    scene.pass_ms(60 * MINUUT_MS).await;
    assert_eq!((scene.count(HOOFD), scene.count(RESERVE)), (hoofd, reserve), "a report ends the chase of its group");
    scene.tap(HOOFD, "Staat in de groep").await;
    assert!(scene.last(HOOFD).starts_with("Staat er al sinds 14.2"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case::cannot("ben aan het werk")]
#[case::holiday("ben op vakantie")]
#[tokio::test]
async fn who_cannot_hands_it_to_the_next_at_once_and_is_left_alone(#[case] text: &str) {
    let mut scene = with_reserve(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, text).await;
    assert_eq!(scene.last(HOOFD), "Begrepen. U krijgt hierover geen herinnering.");
    assert_eq!(scene.count(RESERVE), 1, "at once");
    let hoofd = scene.count(HOOFD);
    scene.pass_ms(30 * MINUUT_MS).await;
    assert_eq!(scene.count(HOOFD), hoofd);
}

#[tokio::test]
async fn a_telephone_that_is_off_hands_it_to_the_next_after_a_minute() {
    let mut scene = with_reserve(Engine::Sqlite).await;
    scene.stage.simulator.world().phone_mut(HOOFD).unwrap().online = false;
    scene.alert(LINE).await;
    scene.pass_ms(50_000).await;
    assert_eq!(scene.count(RESERVE), 0);
    scene.pass_ms(10_000).await;
    assert_eq!(scene.count(RESERVE), 1);
}

#[tokio::test]
async fn a_number_that_fails_hands_it_to_the_next_at_once() {
    let mut scene = with_reserve(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene
        .stage
        .simulator
        .set_plan(Plan::by_script(|nth| if nth == 2 { Behaviour::Refuse(131_026) } else { Behaviour::Normal }));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.count(HOOFD) + scene.count(RESERVE), 1);
    assert_eq!(scene.count(RESERVE), 1, "within seconds");
}

#[rstest]
#[tokio::test]
async fn five_minutes_is_five_minutes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = with_reserve(engine).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "nog niet doorgestuurd, doe ik over 5 min").await;
    assert!(scene.last(HOOFD).starts_with("Goed. Over 5 minuten vraag ik het nog een keer."), "{}", scene.last(HOOFD));
    let hoofd = scene.count(HOOFD);
    scene.pass_ms(280_000).await;
    assert_eq!((scene.count(HOOFD), scene.count(RESERVE)), (hoofd, 0), "put off is put off");
    scene.pass_ms(20_000).await;
    assert_eq!(scene.count(HOOFD), hoofd + 1);
    assert!(
        scene.last(HOOFD).starts_with("HERINNERING ZM-0001\n") && scene.last(HOOFD).contains("Groep: Waterlelie"),
        "{}",
        scene.last(HOOFD)
    );
    scene.pass_ms(60 * MINUUT_MS).await;
    assert_eq!(scene.count(HOOFD), hoofd + 1, "one reminder at most");
    assert_eq!(scene.database.number("select count(*) from ontvangst").await, 2, "then the reserve has it too");
}

#[tokio::test]
async fn a_beheerder_gets_few_messages_and_later_taps_get_a_sign() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUUT_MS).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.count(HOOFD), 2, "the alert and one answer");
    scene.tap_on(HOOFD, "POLITIEBERICHT", "Staat in de groep").await;
    scene.say(HOOFD, "gedaan").await;
    assert_eq!(scene.count(HOOFD), 2, "no more words");
    let signs = scene
        .database
        .number("select count(*) from outbox where bericht like '%\"reaction\"%' and toestand = 'geaccepteerd'")
        .await;
    assert_eq!(signs, 2);
    scene.say(AGENT, "verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert_eq!(scene.count(HOOFD), 3, "and the end with thanks");
}

#[tokio::test]
async fn a_missing_person_brings_one_question_about_amber_alert() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding vermissing Rokkeveen jongen 6 jaar blauwe jas rode laarzen").await;
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).contains("AMBER Alert of Vermist Kind Alert al overlegd?"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Nog niet").await;
    assert!(scene.last(AGENT).contains("deze bot stuurt nooit zelf een AMBER Alert"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select amber from melding").await, ["nog niet"]);
    scene.say(AGENT, "jongen is terecht").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.last(HOOFD).contains("Afloop: de vermiste persoon is terecht"), "{}", scene.last(HOOFD));
}

#[rstest]
#[tokio::test]
async fn a_health_fact_follows_as_an_update_with_the_family_and_a_second_officer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, "/melding vermissing Rokkeveen vrouw 82 jaar dement, beige jas, rollator").await;
    scene.tap(AGENT, "Versturen").await;
    assert!(!scene.last(HOOFD).contains("dement"), "{}", scene.last(HOOFD));
    assert!(scene.last(AGENT).contains("Nog niet in het bericht: dement."), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Rest toevoegen").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Nieuw: dement") && preview.contains("Is de familie akkoord?"), "{preview}");
    assert_eq!(scene.titles(AGENT), ["Familie akkoord", "Annuleren"]);
    let before = scene.count(HOOFD);
    scene.tap(AGENT, "Familie akkoord").await;
    assert_eq!(
        scene.last(AGENT),
        "De update van ZM-0001 wacht op akkoord van een collega. De melding zelf loopt door."
    );
    assert_eq!(scene.count(HOOFD), before, "nothing without the second officer");
    scene.say(AGENT, "akkoord zm1").await;
    assert_eq!(scene.last(AGENT), "U schreef deze update zelf. Een collega moet akkoord geven.");
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert!(
        scene.last(HOOFD).starts_with("UPDATE ZM-0001") && scene.last(HOOFD).contains("dement"),
        "{}",
        scene.last(HOOFD)
    );
    assert!(scene.last(AGENT).starts_with("De update van ZM-0001 is goedgekeurd"), "{}", scene.last(AGENT));
    let noted = "select count(*) from bijwerking where familie_akkoord_ms is not null and goedgekeurd_door is not null";
    assert_eq!(scene.database.number(noted).await, 1);
}

#[tokio::test]
async fn a_refused_update_goes_nowhere_and_the_alert_runs_on() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding vermissing Rokkeveen vrouw 82 jaar beige jas, rollator").await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/update mevrouw is verward en dement").await;
    scene.tap(AGENT, "Familie akkoord").await;
    let before = scene.count(HOOFD);
    scene.tap(AGENT_BEIDE, "Afwijzen").await;
    assert!(scene.last(AGENT).starts_with("De update van ZM-0001 is niet goedgekeurd"), "{}", scene.last(AGENT));
    assert_eq!(scene.count(HOOFD), before);
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"]);
}

#[rstest]
#[case("bel de dader op 06 12345678", "een telefoonnummer")]
#[case("bsn 111222333", "een burgerservicenummer")]
#[tokio::test]
async fn what_may_not_stand_in_an_alert_may_not_stand_in_an_update(#[case] text: &str, #[case] wat: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update {text}")).await;
    assert!(scene.last(AGENT).contains(wat), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from bijwerking").await, 0);
    let kept = "select count(*) from inbox where payload is not null and (payload like '%12345678%' or payload like '%111222333%')";
    assert_eq!(scene.database.number(kept).await, 0, "what was typed is not kept");
    scene.say(AGENT, "man is kaal").await;
    assert!(scene.last(AGENT).contains("Nieuw: man is kaal"), "{}", scene.last(AGENT));
}

#[rstest]
#[tokio::test]
async fn a_mede_beheerder_can_be_called_up_only_when_needed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = with_reserve(engine).await;
    scene.database.execute("update beheer set rang = 'mede' where rang = 'reserve'").await;
    scene.database.execute("update groep set mede_meteen = 0, reserve_na_s = 60").await;
    scene.alert(LINE).await;
    assert_eq!(scene.count(RESERVE), 0);
    scene.pass_ms(50_000).await;
    assert_eq!(scene.count(RESERVE), 0);
    scene.pass_ms(10_000).await;
    assert_eq!(scene.count(RESERVE), 1, "after the minute that this group has set");
}

#[rstest]
#[tokio::test]
async fn what_quiet_hours_held_back_is_not_sent_in_the_morning(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(HOOFD, "/stilte 14.00-14.30").await;
    scene.say(HOOFD, "nee").await;
    let before = scene.count(HOOFD);
    scene.alert(LINE).await;
    assert_eq!(scene.count(HOOFD), before, "14.20 is quiet for them");
    assert!(scene.texts(AGENT).iter().any(|text| text.contains("1 nu bereikbaar")), "{:?}", scene.texts(AGENT));
    scene.pass_ms(60 * MINUUT_MS).await;
    assert!(!scene.texts(HOOFD).iter().any(|text| text.starts_with("POLITIEBERICHT")), "{:?}", scene.texts(HOOFD));
}
