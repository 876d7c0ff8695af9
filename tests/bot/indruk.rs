//! What beheerders thought of an alert after its end, and `/kwaliteit`: figures by month and kind, never per person.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const DAY_MS: i64 = 24 * 3_600_000;
const MEDE: &str = "31612340102";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, MEDE]).await;
    scene
}

fn gevraagd(scene: &Scene, wie: &str) -> usize {
    scene.texts(wie).iter().filter(|tekst| tekst.starts_with("Hoe was politiebericht ")).count()
}

async fn alert_en_einde(scene: &mut Scene, agent: &str, line: &str, afloop: &str) {
    scene.say(agent, line).await;
    if scene.titles(agent).contains(&"Toch nieuw".to_owned()) {
        scene.tap(agent, "Toch nieuw").await;
    }
    scene.tap(agent, "Versturen").await;
    scene.pass_ms(2 * MINUTE_MS).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(agent, &format!("/sluit {afloop}")).await;
    scene.tap(agent, "Afsluiten").await;
}

#[rstest]
#[tokio::test]
async fn after_the_end_who_wrote_is_asked_once_a_month(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    alert_en_einde(&mut scene, AGENT, LINE, "verdachte aangehouden").await;
    assert_eq!(gevraagd(&scene, HOOFD), 0, "not while it is being read");
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!((gevraagd(&scene, HOOFD), gevraagd(&scene, MEDE)), (1, 0), "only where a window is open");
    assert_eq!(scene.titles(HOOFD), ["Duidelijk", "Onduidelijk", "Te laat", "Niet voor ons"]);
    scene.tap(HOOFD, "Onduidelijk").await;
    assert_eq!(scene.last(HOOFD), "Genoteerd, dank u.");
    scene.tap(HOOFD, "Duidelijk").await;
    let gezegd = scene.database.texts("select indruk from indruk").await;
    assert_eq!(gezegd, ["duidelijk"], "the last one counts");
    alert_en_einde(&mut scene, AGENT, "/melding overval Rokkeveen man rode jas met sporttas", "aangehouden").await;
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!(gevraagd(&scene, HOOFD), 1, "once a month at most");
    scene.pass_ms(31 * DAY_MS).await;
    alert_en_einde(&mut scene, AGENT, LINE, "aangehouden").await;
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!(gevraagd(&scene, HOOFD), 2);
}

/// What its buttons say may be typed.
#[rstest]
#[case("te laat", "te laat")]
#[case("Duidelijk", "duidelijk")]
#[case("onduidelijk.", "onduidelijk")]
#[case("niet voor ons", "niet voor ons")]
#[tokio::test]
async fn what_they_thought_may_be_typed(#[case] getypt: &str, #[case] wordt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    alert_en_einde(&mut scene, AGENT, LINE, "verdachte aangehouden").await;
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!(scene.titles(HOOFD), ["Duidelijk", "Onduidelijk", "Te laat", "Niet voor ons"]);
    scene.say(HOOFD, getypt).await;
    assert_eq!(scene.last(HOOFD), "Genoteerd, dank u.", "{getypt}");
    assert_eq!(scene.database.texts("select indruk from indruk").await, [wordt]);
}

/// Nobody is asked about what was withdrawn or practised, in their quiet hours, or who wants alerts only.
#[rstest]
#[case::alerts_only("alleen politieberichten")]
#[case::quiet("/stilte 13-17")]
#[tokio::test]
async fn who_wants_no_more_than_alerts_is_asked_nothing(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, getypt).await;
    while scene.titles(HOOFD).iter().any(|titel| titel == "Ook bij heterdaad") {
        scene.tap(HOOFD, "Ook bij heterdaad").await;
    }
    alert_en_einde(&mut scene, AGENT, LINE, "aangehouden").await;
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!(gevraagd(&scene, HOOFD), 0, "{:?}", scene.texts(HOOFD));
}

#[tokio::test]
async fn of_a_withdrawal_nothing_is_asked() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(AGENT, "/intrekken ZM-0001 verkeerde wijk").await;
    scene.pass_ms(20 * MINUTE_MS).await;
    assert!(scene.texts(HOOFD).iter().any(|tekst| tekst.starts_with("INGETROKKEN")));
    assert_eq!(gevraagd(&scene, HOOFD), 0);
}

/// Whoever is away, or cannot be reached, is asked nothing.
#[rstest]
#[case(
    "update persoon set afwezig_van_ms = 1, afwezig_tot_ms = 9000000000000 where id in (select persoon_id from identiteit where waarde = '31612340101')"
)]
#[case(
    "update persoon set onbereikbaar_ms = 1 where id in (select persoon_id from identiteit where waarde = '31612340101')"
)]
#[case(
    "update persoon set opgeschort_ms = 1 where id in (select persoon_id from identiteit where waarde = '31612340101')"
)]
#[tokio::test]
async fn who_cannot_be_reached_is_asked_nothing(#[case] stand: &'static str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.pass_ms(2 * MINUTE_MS).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(AGENT, "/sluit aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    scene.pass_ms(MINUTE_MS).await;
    scene.database.execute(stand).await;
    scene.pass_ms(11 * MINUTE_MS).await;
    assert_eq!(scene.database.number("select count(*) from indruk").await, 0);
}

#[tokio::test]
async fn of_an_exercise_nothing_is_asked() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, "/help").await;
    scene.alert("/oefening straatroof Rokkeveen man met gele jas").await;
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 1);
    // It ends by itself.
    scene.pass_ms(6 * 3_600_000).await;
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 0);
    assert_eq!(gevraagd(&scene, HOOFD), 0);
}

/// What is not shown apart is what all of them leave: of too little it could be told whose it was.
#[tokio::test]
async fn what_is_left_over_tells_of_nobody() {
    let mut scene = scene(Engine::Sqlite).await;
    let agenten = [AGENT, "31612340071", "31612340072"];
    for agent in &agenten[1..] {
        scene.person(agent, Rol::Politie, &["zoetermeer"]).await;
    }
    for nummer in 0..5 {
        let line = "/melding woninginbraak Rokkeveen man rode jas met sporttas en blauwe pet";
        alert_en_einde(&mut scene, agenten[nummer % 3], line, "aangehouden").await;
        scene.pass_ms(3_600_000).await;
    }
    scene.say(AGENT, "/kwaliteit").await;
    assert!(scene.last(AGENT).contains("november 2026, woninginbraak: 5"), "{}", scene.last(AGENT));
    alert_en_einde(&mut scene, AGENT, "/melding overval Rokkeveen man gele jas met tas", "aangehouden").await;
    scene.say(AGENT, "/kwaliteit").await;
    let cijfers = scene.last(AGENT);
    assert!(cijfers.contains("Alles samen: 6") && !cijfers.contains("november 2026, "), "{cijfers}");
}

#[rstest]
#[tokio::test]
async fn figures_are_shown_from_five_alerts_and_three_senders_on_and_name_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let agenten = [AGENT, "31612340071", "31612340072"];
    for agent in &agenten[1..] {
        scene.person(agent, Rol::Politie, &["zoetermeer"]).await;
    }
    scene.say(AGENT, "/kwaliteit").await;
    assert!(scene.last(AGENT).contains("nog te weinig meldingen of verzenders"), "{}", scene.last(AGENT));
    let soorten = [LINE, "/melding woninginbraak Rokkeveen man rode jas met sporttas en blauwe pet"];
    for nummer in 0..5 {
        let agent = agenten[if nummer < 4 { nummer % 2 } else { 2 }];
        if nummer == 4 {
            scene.say(AGENT, "/kwaliteit").await;
            assert!(scene.last(AGENT).contains("nog te weinig"), "four alerts of two: {}", scene.last(AGENT));
        }
        alert_en_einde(&mut scene, agent, soorten[nummer % 2], "aangehouden").await;
        scene.pass_ms(3_600_000).await;
    }
    scene.tap(HOOFD, "Te laat").await;
    scene.say(AGENT, "/kwaliteit").await;
    let cijfers = scene.last(AGENT);
    assert!(cijfers.contains("Alles samen: 5 meldingen."), "{cijfers}");
    assert!(cijfers.contains("november 2026, woninginbraak: 5 meldingen."), "{cijfers}");
    assert!(cijfers.contains("Beheerders: 1 te laat."), "{cijfers}");
    assert!(!cijfers.contains("316") && !cijfers.to_lowercase().contains("agent"), "{cijfers}");
    // It is for police.
    scene.say(HOOFD, "/kwaliteit").await;
    assert!(scene.last(HOOFD).starts_with("Dat kunt u hier niet."), "{}", scene.last(HOOFD));
}
