//! Who may what and until when, and a running alert that passes to a colleague.

use heterdaad::domain::rechten::Rol;
use heterdaad::domain::tijd;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, Engine, HOOFD, LINE, Scene};
use crate::operate::run;

const CHEF: &str = "31612340061";
const CHEF_TWEE: &str = "31612340062";
const COLLEGA: &str = "31612340063";
const AMBTENAAR: &str = "31612340064";
const DAY_MS: i64 = 24 * 3_600_000;

/// An officer who may send, one more, two chiefs, and somebody of the gemeente; all have a name of their own.
async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    for (wie, rol, name) in [
        (CHEF, Rol::Goedkeurder, "Chef Een"),
        (CHEF_TWEE, Rol::Goedkeurder, "Chef Twee"),
        (COLLEGA, Rol::Politie, "Agent Nieuw"),
        (AMBTENAAR, Rol::Gemeente, "Ambtenaar Vier"),
    ] {
        scene.person(wie, rol, &["zoetermeer"]).await;
        named(&scene, wie, name).await;
    }
    scene
}

async fn named(scene: &Scene, wie: &str, naam: &str) {
    let sql = format!(
        "update persoon set naam = '{naam}' where id in (select persoon_id from identiteit where waarde = '{wie}')"
    );
    scene.database.execute(Box::leak(sql.into_boxed_str())).await;
}

/// Somebody sends the button that another was shown last.
async fn tap_of(scene: &mut Scene, wie: &str, van: &str, title: &str) {
    let shown =
        scene.messages(van).into_iter().rev().find_map(|bubble| bubble.shown.choice_titled(title).map(str::to_owned));
    let reply = json!({ "type": "button_reply", "button_reply": { "id": shown.unwrap(), "title": title } });
    scene.send(wie, json!({ "type": "interactive", "interactive": reply })).await;
}

/// The ends of all roles of this name lie so many days ahead, at ten in the morning.
async fn ends_in(scene: &Scene, naam: &str, dagen: i64) {
    let om_ms = tijd::volgende_uur(&[10], scene.now_ms()).unwrap() + (dagen - 1) * DAY_MS;
    let sql = format!(
        "update toekenning set einde_ms = {om_ms}, gewaarschuwd = '' where persoon_id in (select id from persoon where naam = '{naam}')"
    );
    scene.database.execute(Box::leak(sql.into_boxed_str())).await;
}

async fn a_working_day(scene: &mut Scene) {
    scene.pass_ms(DAY_MS).await;
    while tijd::is_weekend(scene.now_ms()) {
        scene.pass_ms(DAY_MS).await;
    }
}

async fn roles_of(scene: &Scene, naam: &str) -> usize {
    let sql = format!("select t.rol from toekenning t join persoon p on p.id = t.persoon_id where p.naam = '{naam}'");
    scene.database.texts(Box::leak(sql.into_boxed_str())).await.len()
}

fn says(scene: &Scene, wie: &str, part: &str) -> bool {
    scene.texts(wie).iter().any(|text| text.contains(part))
}

#[rstest]
#[tokio::test]
async fn who_may_what_is_shown_and_a_role_of_police_takes_two_to_go_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(CHEF, "/rechten").await;
    let lijst = scene.last(CHEF);
    for deel in ["Wie mag wat (", "Agent Nieuw: politie Zoetermeer, tot ", "Ambtenaar Vier: gemeente Zoetermeer"] {
        assert!(lijst.contains(deel), "{lijst}");
    }
    assert!(!lijst.contains("3161234"), "no number: {lijst}");
    scene.say(CHEF, "agent nieuw").await;
    scene.tap(CHEF, "Verlengen").await;
    assert!(scene.last(CHEF).starts_with("Voor politie verlengen twee collega's."), "{}", scene.last(CHEF));
    let voor = scene.database.texts("select cast(einde_ms as text) from toekenning").await;
    assert!(says(&scene, CHEF_TWEE, "Een collega wil deze rol verlengen: Agent Nieuw"));
    // Once more by the same is not a second.
    scene.say(CHEF, "/rechten agent nieuw").await;
    scene.say(CHEF, "verlengen").await;
    assert_eq!(scene.database.texts("select cast(einde_ms as text) from toekenning").await, voor);
    a_working_day(&mut scene).await;
    scene.say(CHEF_TWEE, "/rechten agent nieuw").await;
    scene.say(CHEF_TWEE, "verleng maar").await;
    assert!(scene.last(CHEF_TWEE).starts_with("Verlengd. Agent Nieuw: politie Zoetermeer, tot "));
    assert_ne!(scene.database.texts("select cast(einde_ms as text) from toekenning").await, voor);
    assert!(says(&scene, COLLEGA, "Uw rol politie Zoetermeer loopt door"));
}

#[tokio::test]
async fn a_role_of_the_gemeente_goes_on_by_one_and_nobody_prolongs_their_own() {
    let mut scene = scene(Engine::Sqlite).await;
    a_working_day(&mut scene).await;
    scene.say(CHEF, "/rechten ambtenaar").await;
    scene.tap(CHEF, "Verlengen").await;
    assert!(scene.last(CHEF).starts_with("Verlengd. Ambtenaar Vier"), "{}", scene.last(CHEF));
    scene.say(CHEF, "/rechten chef een").await;
    scene.tap(CHEF, "Verlengen").await;
    assert!(scene.last(CHEF).starts_with("Uw eigen rol"), "{}", scene.last(CHEF));
}

#[rstest]
#[case::an_officer(AGENT)]
#[case::a_beheerder(HOOFD)]
#[case::the_gemeente(AMBTENAAR)]
#[case::a_stranger("31612349998")]
#[tokio::test]
async fn nobody_else_sees_or_changes_a_role(#[case] wie: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for getypt in ["/rechten", "rechten", "/rechten agent nieuw"] {
        scene.say(wie, getypt).await;
    }
    assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains("Agent Nieuw") || tekst.contains("Wie mag wat")));
    // Nor by a button of somebody else.
    scene.say(CHEF, "/rechten agent nieuw").await;
    tap_of(&mut scene, wie, CHEF, "Afnemen").await;
    tap_of(&mut scene, wie, CHEF, "Verlengen").await;
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1);
    assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains("Agent Nieuw")), "{:?}", scene.texts(wie));
}

#[rstest]
#[case::tapped(true)]
#[case::typed(false)]
#[tokio::test]
async fn a_role_is_taken_back_by_one_after_a_question(#[case] tapped: bool) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(CHEF, "/rechten agent nieuw").await;
    if tapped {
        scene.tap(CHEF, "Afnemen").await;
        assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1, "asked first");
        scene.tap(CHEF, "Ja, neem af").await;
    } else {
        scene.say(CHEF, "neem af").await;
        assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1, "asked first");
        scene.say(CHEF, "ja").await;
    }
    assert_eq!(scene.last(CHEF), "Afgenomen: Agent Nieuw is geen politie Zoetermeer meer.");
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 0);
    assert!(says(&scene, COLLEGA, "U bent vanaf nu geen politie Zoetermeer meer"));
    assert!(says(&scene, CHEF_TWEE, "Afgenomen: Agent Nieuw"));
    scene.say(COLLEGA, LINE).await;
    assert!(!scene.last(COLLEGA).contains("POLITIEBERICHT"), "{}", scene.last(COLLEGA));
}

#[rstest]
#[case("nee")]
#[case("laat maar")]
#[case("Laat zo")]
#[case("niet afnemen")]
#[case("afnemen?")]
#[case("hmm")]
#[case("goedemorgen")]
#[tokio::test]
async fn anything_but_a_yes_takes_nothing(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(CHEF, "/rechten agent nieuw").await;
    scene.tap(CHEF, "Afnemen").await;
    scene.say(CHEF, getypt).await;
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1, "{}", scene.last(CHEF));
}

#[tokio::test]
async fn an_alert_is_written_while_roles_are_looked_at() {
    let mut scene = scene(Engine::Sqlite).await;
    for getypt in ["/rechten", "/rechten agent nieuw"] {
        scene.say(CHEF, getypt).await;
        scene.say(CHEF, LINE.trim_start_matches("/melding ")).await;
        assert!(scene.last(CHEF).contains("POLITIEBERICHT"), "{getypt}: {}", scene.last(CHEF));
        scene.tap(CHEF, "Annuleren").await;
    }
}

#[rstest]
#[tokio::test]
async fn its_end_is_told_a_month_and_a_week_before_and_comes_on_a_working_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    ends_in(&scene, "Agent Nieuw", 33).await;
    let told =
        |scene: &Scene, wie: &str, part: &str| scene.texts(wie).iter().filter(|text| text.contains(part)).count();
    let mut seen = Vec::new();
    for dag in 1..=38 {
        scene.pass_ms(DAY_MS).await;
        let now = (
            told(&scene, COLLEGA, "Uw rol politie Zoetermeer loopt af op"),
            told(&scene, CHEF, "Binnenkort lopen rollen af. Agent Nieuw"),
            roles_of(&scene, "Agent Nieuw").await,
        );
        if seen.last().is_none_or(|(_, before)| *before != now) {
            assert!(!tijd::is_weekend(scene.now_ms()), "day {dag}");
            seen.push((dag, now));
        }
    }
    let steps: Vec<_> = seen.iter().map(|(_, now)| *now).collect();
    assert_eq!(steps, [(0, 0, 1), (1, 1, 1), (2, 2, 1), (2, 2, 0)], "{seen:?}");
    assert!(says(&scene, CHEF, "Vandaag afgelopen. Agent Nieuw"));
    assert!(says(&scene, COLLEGA, "U bent vanaf nu geen politie"));
}

#[tokio::test]
async fn never_in_a_shift() {
    const HOUR_MS: i64 = 3_600_000;
    let mut scene = scene(Engine::Sqlite).await;
    ends_in(&scene, "Agent Nieuw", 1).await;
    // 08.20: the alert runs until 11.20, and ten o'clock lies in between.
    scene.pass_ms(18 * HOUR_MS).await;
    scene.say(COLLEGA, "/melding vermissing Rokkeveen jongen 9 jaar blauwe jas, familie akkoord").await;
    scene.tap(COLLEGA, "Versturen").await;
    assert!(says(&scene, HOOFD, "POLITIEBERICHT"), "{:?}", scene.texts(COLLEGA));
    scene.pass_ms(8 * HOUR_MS).await;
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1, "an alert of theirs ran at ten");
    a_working_day(&mut scene).await;
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 0);
}

#[tokio::test]
async fn the_last_who_can_send_stays_and_it_is_said_each_day() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.database.execute("delete from toekenning").await;
    scene.person(COLLEGA, Rol::Politie, &["zoetermeer"]).await;
    named(&scene, COLLEGA, "Agent Nieuw").await;
    scene.person(CHEF, Rol::Functioneel, &["zoetermeer"]).await;
    ends_in(&scene, "Agent Nieuw", 1).await;
    for dag in 1..=2 {
        a_working_day(&mut scene).await;
        for wie in [CHEF, COLLEGA] {
            let told = scene.texts(wie).iter().filter(|text| text.contains("is de laatste die in Zoetermeer")).count();
            assert!(told >= dag, "{wie}: {:?}", scene.texts(wie));
        }
    }
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1);
    scene.say(CHEF, "/rechten agent nieuw").await;
    scene.tap(CHEF, "Afnemen").await;
    scene.tap(CHEF, "Ja, neem af").await;
    assert!(scene.last(CHEF).starts_with("Agent Nieuw is de laatste die in Zoetermeer"), "{}", scene.last(CHEF));
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 1);
}

#[tokio::test]
async fn chiefs_get_the_list_once_a_month() {
    let mut scene = scene(Engine::Sqlite).await;
    for _ in 0..45 {
        scene.pass_ms(DAY_MS).await;
    }
    let lijsten = |wie: &str| scene.texts(wie).iter().filter(|text| text.contains("Wie mag wat in Zoetermeer")).count();
    assert_eq!((lijsten(CHEF), lijsten(CHEF_TWEE)), (2, 2));
    assert_eq!((lijsten(AGENT), lijsten(AMBTENAAR), lijsten(HOOFD)), (0, 0, 0));
}

/// A database of before: its roles end twelve months after the upgrade, and not at once.
#[tokio::test]
async fn a_role_of_before_gets_its_end() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    scene.database.execute("update toekenning set einde_ms = null").await;
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(1_000).await;
    let ends = scene.database.texts("select cast(einde_ms as text) from toekenning where rol <> 'team'").await;
    let year_ms = 360 * DAY_MS..=366 * DAY_MS;
    assert!(ends.iter().all(|end| year_ms.contains(&(end.parse::<i64>().unwrap() - scene.now_ms()))), "{ends:?}");
}

#[tokio::test]
async fn an_operator_lists_prolongs_and_revokes() {
    let scene = scene(Engine::Sqlite).await;
    let (text, code) = run(&scene, &["person", "list", "--gemeente", "zoetermeer"], &[]).await;
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Agent Nieuw") && text.contains("until 2027-") && text.contains(COLLEGA), "{text}");
    let role = ["--role", "politie", "--gemeente", "zoetermeer"];
    let (text, code) = run(&scene, &[&["person", "prolong", "Agent Nieuw"], &role[..]].concat(), &[]).await;
    assert!(code == 0 && text.contains("politie until 2027-"), "{text}");
    let (text, code) = run(&scene, &[&["person", "revoke", COLLEGA], &role[..]].concat(), &[]).await;
    assert!(code == 0 && text.contains("No longer politie in zoetermeer."), "{text}");
    assert_eq!(roles_of(&scene, "Agent Nieuw").await, 0);
    let (text, code) = run(&scene, &[&["person", "revoke", COLLEGA], &role[..]].concat(), &[]).await;
    assert!(code == 1 && text.contains("person list shows who is"), "{text}");
}

async fn sent(scene: &mut Scene) {
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
}

#[rstest]
#[tokio::test]
async fn a_running_alert_passes_to_a_colleague_with_the_yes_of_whoever_has_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("neem ZM-0001 over", "/overnemen zm1", "ik neem de melding over")] getypt: &str,
) {
    let mut scene = scene(engine).await;
    sent(&mut scene).await;
    scene.say(COLLEGA, getypt).await;
    assert!(scene.last(COLLEGA).starts_with("Ik vraag het wie ZM-0001 verstuurde."), "{}", scene.last(COLLEGA));
    assert!(scene.last(AGENT).contains("Agent Nieuw wil ZM-0001 van u overnemen"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Geef over").await;
    assert_eq!(scene.last(AGENT), "ZM-0001 is overgegeven. U hoort er niets meer van.");
    assert!(says(&scene, COLLEGA, "ZM-0001 is nu van u."));
    let before = scene.texts(AGENT).len();
    scene.pass_ms(20 * 60_000).await;
    assert_eq!(scene.texts(AGENT).len(), before, "{:?}", scene.texts(AGENT));
    assert!(says(&scene, COLLEGA, "na 5 minuten"), "{:?}", scene.texts(COLLEGA));
}

/// Their answer may be typed.
#[rstest]
#[case("ja", true)]
#[case("Ja die mag hij hebben", true)]
#[case("geef over", true)]
#[case("nee, ik hou hem zelf", false)]
#[case("nee", false)]
#[tokio::test]
async fn the_yes_may_be_typed(#[case] getypt: &str, #[case] over: bool) {
    let mut scene = scene(Engine::Sqlite).await;
    sent(&mut scene).await;
    scene.say(COLLEGA, "ik neem het over van zm-0001, collega gaat naar huis").await;
    scene.say(AGENT, getypt).await;
    assert_eq!(says(&scene, COLLEGA, "ZM-0001 is nu van u."), over, "{}", scene.last(AGENT));
    assert_eq!(says(&scene, COLLEGA, "ZM-0001 blijft bij wie"), !over, "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 1);
}

#[rstest]
#[case("Houd zelf", "ZM-0001 blijft bij u.")]
#[tokio::test]
async fn without_that_yes_it_stays(#[case] tapped: &str, #[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    sent(&mut scene).await;
    scene.say(COLLEGA, "kan ik ZM-0001 overnemen?").await;
    // Nobody else says yes for them, the one who asked neither.
    tap_of(&mut scene, COLLEGA, AGENT, "Geef over").await;
    assert!(!says(&scene, COLLEGA, "is nu van u"));
    scene.tap(AGENT, tapped).await;
    assert_eq!(scene.last(AGENT), said);
    assert!(says(&scene, COLLEGA, "ZM-0001 blijft bij wie het verstuurde."));
    scene.tap(AGENT, "Geef over").await;
    assert!(scene.last(AGENT).starts_with("Niemand vraagt nu om ZM-0001."), "{}", scene.last(AGENT));
}

#[rstest]
#[case("neem ZM-0001 niet over")]
#[case("wie neemt ZM-0001 over?")]
#[case("heeft iemand ZM-0001 al overgenomen?")]
#[tokio::test]
async fn what_asks_for_nothing_asks_nobody(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    sent(&mut scene).await;
    scene.say(COLLEGA, getypt).await;
    assert!(!says(&scene, AGENT, "van u overnemen"), "{getypt}");
}

#[tokio::test]
async fn what_ended_or_is_ones_own_is_not_taken_over() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(COLLEGA, "/overnemen").await;
    assert!(scene.last(COLLEGA).starts_with("Er loopt nu geen melding"), "{}", scene.last(COLLEGA));
    sent(&mut scene).await;
    scene.say(AGENT, "/overnemen ZM-0001").await;
    assert_eq!(scene.last(AGENT), "ZM-0001 is al van u. U hoort hier hoe het gaat.");
    scene.say(AGENT, "/sluit ZM-0001 aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.last(AGENT).contains("afgesloten"), "{}", scene.last(AGENT));
    scene.say(COLLEGA, "/overnemen ZM-0001").await;
    assert!(scene.last(COLLEGA).starts_with("ZM-0001 loopt niet meer"), "{}", scene.last(COLLEGA));
    scene.say(HOOFD, "neem ZM-0001 over").await;
    assert!(!says(&scene, AGENT, "van u overnemen"));
}
