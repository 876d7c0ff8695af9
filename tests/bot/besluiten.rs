//! "Akkoord" in its wordings: what it agrees to, and how often it agrees to nothing.

use heterdaad::domain::persoon::PersoonId;
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::totp::{Geheim, stap};
use heterdaad::stage::NUMBER;
use heterdaad::store::{dienst, persoon};
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, GEMEENTE, LINE, NIEUW, Scene, VREEMDE};

const ANDER: &str = "31612340202";
const OUD: &str = "31612340101";
const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

#[rstest]
#[case("akkoord 7")]
#[case("/akkoord 7")]
#[case("akkoord allemaal")]
#[case("akkoord alles graag")]
#[case("akkoord #12")]
#[case("akkoord met de afspraak van morgen")]
#[tokio::test]
async fn what_does_not_name_the_only_request_agrees_to_nothing(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.halves().await, 0, "{}", scene.last(GEMEENTE));
    assert!(scene.last(GEMEENTE).contains("Er is niets besloten.") && scene.last(GEMEENTE).contains("A-1"));
}

#[rstest]
#[case("akkoord")]
#[case("akkoord hoor")]
#[case("Akkoord!")]
#[case("akkoord 1")]
#[case("akkoord a1")]
#[tokio::test]
async fn what_can_only_be_the_request_agrees_to_it(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.halves().await, 1, "{}", scene.last(GEMEENTE));
}

#[rstest]
#[case("/afwijzen 7 groep bestaat al")]
#[case("/afwijzen allemaal")]
#[tokio::test]
async fn a_refusal_with_a_number_that_fits_none_refuses_nothing(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["ingediend"], "{}", scene.last(GEMEENTE));
}

#[tokio::test]
async fn several_that_are_open_are_listed() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.sign_up(ANDER, "Parkzicht").await;
    scene.say(GEMEENTE, "akkoord").await;
    let answer = scene.last(GEMEENTE);
    assert!(answer.contains("A-1\nA-2"), "{answer}");
    assert_eq!(scene.halves().await, 0);
}

#[rstest]
#[tokio::test]
async fn akkoord_finds_a_picture_and_an_update_as_it_finds_an_alert(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "ouders akkoord").await;
    scene.say(AGENT_BEIDE, "akkoord").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Foto bij vermissing ZM-0001"), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.titles(AGENT_BEIDE), ["Goedkeuren", "Afwijzen"]);
    scene.say(AGENT_BEIDE, "akkoord zm1").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(&groups[0]).starts_with("UPDATE ZM-0001: nu met foto"), "{}", scene.last(&groups[0]));
    scene.say(AGENT, "/update jongen is verward en dement").await;
    scene.tap(AGENT, "Familie akkoord").await;
    scene.say(AGENT_BEIDE, "akkoord").await;
    assert!(scene.last(AGENT_BEIDE).contains("UPDATE ZM-0001"), "{}", scene.last(AGENT_BEIDE));
    scene.picture(AGENT, "ouders akkoord").await;
    scene.say(AGENT_BEIDE, "akkoord").await;
    let answer = scene.last(AGENT_BEIDE);
    assert!(answer.contains("ZM-0001 (update)\nZM-0001 (foto)"), "{answer}");
}

#[tokio::test]
async fn an_old_akkoord_is_asked_again() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    let typed_ms = scene.now_ms() - 3_600_000;
    scene.stage.simulator.world().say(GEMEENTE, NUMBER, "akkoord A-1", typed_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.halves().await, 0, "{}", scene.last(GEMEENTE));
    scene.tap(GEMEENTE, "Akkoord").await;
    assert_eq!(scene.halves().await, 1);
}

#[tokio::test]
async fn on_a_shared_telephone_nobody_decides_about_their_own_hand_over() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[OUD]).await;
    scene.stage.simulator.world().add_phone(NIEUW, "buurman");
    // The one who hands over is of the police too, and signs on to the telephone of the control room.
    let geheim = Geheim::van([5; 20]);
    let mut tx = scene.stage.store.begin().await.unwrap();
    let oud = persoon::name_by_phone(&mut tx, &WaId(OUD.into()), "Kim Bakker", BEGIN_MS).await.unwrap();
    persoon::grant(&mut tx, oud, Rol::Politie, &"zoetermeer".into(), &"".into(), BEGIN_MS).await.unwrap();
    dienst::set_secret(&mut tx, oud, &geheim, BEGIN_MS).await.unwrap();
    dienst::set_shared(&mut tx, PersoonId(1), true, BEGIN_MS).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(OUD, "/overdragen").await;
    let uitnodiging = scene.message(OUD, "De code ").shown.text;
    let code: String = uitnodiging.split("De code ").nth(1).unwrap().chars().take(6).collect();
    scene.say(NIEUW, &format!("Ik neem over O-1 {code}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
    let dienstcode = geheim.code(stap(scene.now_ms()));
    scene.say(AGENT, &format!("/dienst {dienstcode}")).await;
    scene.say(AGENT, "akkoord O-1").await;
    assert!(scene.last(AGENT).starts_with("Aanvraag 'O-1' ken ik niet"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(politie_door) from overdracht").await, 0);
    scene.say(AGENT_BEIDE, "akkoord O-1").await;
    assert_eq!(scene.database.number("select count(politie_door) from overdracht").await, 1);
}

#[tokio::test]
async fn who_may_not_decide_about_a_picture_hears_nothing_of_it_even_if_they_sent_it() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "ouders akkoord").await;
    let knop =
        scene.message(AGENT_BEIDE, "wacht op een tweede collega").shown.choice_titled("Goedkeuren").unwrap().to_owned();
    // They moved to another gemeente since.
    scene.database.execute("update toekenning set gemeente = 'loosduinen' where persoon_id = 1").await;
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Goedkeuren" } } });
    for wie in [AGENT, VREEMDE] {
        scene.send(wie, tik.clone()).await;
        assert!(!scene.last(wie).contains("stuurde deze foto zelf"), "{}", scene.last(wie));
    }
}

const STATUS: &str = "select status from aanmelding";

/// What fresh eyes typed where "waarom niet?" was asked: that refuses nobody.
#[rstest]
#[case("wat houdt dat in?")]
#[case("akkoord")]
#[case("bedankt")]
#[case("ja hoor")]
#[case("hoezo")]
#[case("staat erin")]
#[tokio::test]
async fn what_is_no_reason_refuses_nobody(#[case] reden: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.tap(GEMEENTE, "Afwijzen").await;
    scene.say(GEMEENTE, reden).await;
    assert_eq!(scene.database.texts(STATUS).await, ["ingediend"], "{reden}: {}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, "groep bestaat al").await;
    assert_eq!(scene.database.texts(STATUS).await, ["afgewezen"], "{}", scene.last(GEMEENTE));
}

/// Without a number and without a slash, where only one waits.
#[rstest]
#[case("afwijzen groep bestaat al")]
#[case("Afwijzen, groep bestaat al")]
#[case("afgewezen want de groep bestaat al")]
#[tokio::test]
async fn a_refusal_without_a_number_is_of_the_only_one_that_waits(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.database.texts(STATUS).await, ["afgewezen"], "{}", scene.last(GEMEENTE));
}

#[rstest]
#[case("akkoord A-1 en A-2")]
#[case("akkoord a1 a2")]
#[case("akkoord A-1, A-2")]
#[tokio::test]
async fn two_numbers_at_once_agree_to_none(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.sign_up(ANDER, "Buurtapp Dahlia").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.halves().await, 0, "{}", scene.last(GEMEENTE));
}

/// A bare yes after another question came in: to which? Nothing is sent, the first is shown again, and then it counts.
#[rstest]
#[case("ja")]
#[case("v")]
#[case("versturen")]
#[case("ja verstuur maar")]
#[case("verstuur")]
#[tokio::test]
async fn a_yes_at_a_preview_sends_nothing_where_something_else_was_asked_since(#[case] ja: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[OUD]).await;
    scene.say(AGENT, LINE).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    assert!(scene.last(AGENT).contains("A-1"), "the agent is asked about it: {}", scene.last(AGENT));
    scene.say(AGENT, ja).await;
    assert_eq!(scene.alerts().len(), 0, "{ja}: {}", scene.last(AGENT));
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 1, "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_yes_to_an_update_or_an_end_counts_only_while_nothing_else_was_asked_since() {
    const UPDATES: &str = "select count(*) from bijwerking where status = 'verzonden'";
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[OUD]).await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/update nu op een rode fiets richting het station").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.database.number(UPDATES).await, 0, "{}", scene.last(AGENT));
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.database.number(UPDATES).await, 1, "{}", scene.last(AGENT));
    scene.say(AGENT, "verdachte aangehouden").await;
    scene.sign_up(ANDER, "Buurtapp Dahlia Zuid").await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"], "{}", scene.last(AGENT));
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.database.texts("select status from melding").await, ["gesloten"], "{}", scene.last(AGENT));
}

/// Another alert typed at "afsluiten?" is not thrown away, and a yes after it does not close the first.
#[rstest]
#[case("vermist meisje 5 jr oosterheem rode jas")]
#[case("overval meerzicht man gele jas")]
#[case("woninginbraak rokkeveen twee mannen zwarte jassen")]
#[case("straatroof palenstein jongen witte trui op fatbike")]
#[case("inbraak seghwaert man met grijze hoodie")]
#[tokio::test]
async fn an_alert_at_a_closing_question_is_an_alert(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[OUD]).await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "verdachte aangehouden").await;
    scene.say(AGENT, text).await;
    assert!(!scene.last(AGENT).contains("afsluiten?"), "{text}: {}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select status from melding where id = 1").await, ["verzonden"], "{text}");
}

/// A late no to a request is asked again, as a no.
#[tokio::test]
async fn a_refusal_that_comes_too_late_is_asked_again_as_a_refusal() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.pass_ms(20 * 60_000).await;
    let typed_ms = scene.now_ms() - 10 * 60_000;
    scene.stage.simulator.world().say(GEMEENTE, NUMBER, "/afwijzen A-1 groep bestaat al", typed_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.database.texts(STATUS).await, ["ingediend"]);
    assert!(scene.last(GEMEENTE).starts_with("Uw afwijzing van A-1"), "{}", scene.last(GEMEENTE));
}

/// A yes with a condition agrees to nothing.
#[rstest]
#[case("akkoord A-1, maar bel eerst even")]
#[case("akkoord a-1 mits de naam klopt")]
#[case("A-1 akkoord, maar alleen voor Rokkeveen")]
#[case("akkoord A-1 behalve wabp")]
#[case("akkoord A-1 tenzij hij verhuist")]
#[tokio::test]
async fn a_yes_with_a_condition_agrees_to_nothing(#[case] text: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, text).await;
    assert_eq!(scene.halves().await, 0, "{}", scene.last(GEMEENTE));
}
