//! Signing up, from a stranger's first word to a beheerder who heard the test message, wrong turns included.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, NIEUW, Scene, VREEMDE};

const WIJKAGENT: &str = "31612340011";
const HOUR_MS: i64 = 3_600_000;
const REGEL: &str = "Aanmelden Beheerder Een, Rokkeveen, groep Buurtapp Waterlelie, 46 leden, wabp ja";

async fn scene(engine: Engine) -> Scene {
    let scene = Scene::new(engine).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene
}

/// Signs up in one line, up to and with sending it in.
async fn dien_in(scene: &mut Scene, wie: &str, regel: &str) {
    scene.say(wie, regel).await;
    scene.tap(wie, "Verder").await;
    scene.tap(wie, "Klopt, indienen").await;
}

#[rstest]
#[tokio::test]
async fn question_by_question_with_wrong_turns_to_the_last_sticker(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(NIEUW, "ik wil beheerder worden").await;
    assert!(scene.last(NIEUW).starts_with("Politie en gemeente (Loosduinen en Zoetermeer) bewaren uw naam"));
    assert!(scene.last(NIEUW).contains("https://www.zoetermeer.nl/privacy"));
    assert_eq!(scene.titles(NIEUW), ["Verder", "Stoppen"]);
    scene.say(NIEUW, "mijn naam is Beheerder Een").await;
    assert!(scene.last(NIEUW).starts_with("Ik heb het onthouden. Tik eerst op Verder"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "akkoord").await;
    assert!(scene.last(NIEUW).starts_with("In welke gemeente"), "{}", scene.last(NIEUW));
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.say(NIEUW, "🤷").await;
    assert!(scene.last(NIEUW).contains("ken ik niet als wijk"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "2719 AB").await;
    assert!(scene.last(NIEUW).starts_with("Postcode 2719AB ken ik niet"), "{}", scene.last(NIEUW));
    scene.tap(NIEUW, "Rokkeveen").await;
    assert_eq!(scene.last(NIEUW), "Hoe heet uw buurtgroep in WhatsApp?", "the name was not lost");
    scene.say(NIEUW, "oh nee het is Noordhoven").await;
    scene.say(NIEUW, "🎈").await;
    assert!(scene.last(NIEUW).starts_with("Dat lijkt geen naam van een groep"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(NIEUW, "wat is dat?").await;
    assert!(scene.last(NIEUW).starts_with("WABP.nl is de landelijke lijst"), "{}", scene.last(NIEUW));
    scene.tap(NIEUW, "Weet ik niet").await;
    assert_eq!(
        scene.last(NIEUW),
        "Geen probleem, de gemeente zoekt het op. Staat uw groep nog niet bij WABP? Aanmelden is gratis, met uitleg op wabp.nl.\n\n\
         Klopt dit?\nNaam: Beheerder Een\nWijk: Noordhove (Zoetermeer)\nGroep: Buurtapp Waterlelie\nWABP: weet niet\n\
         Iets fout? Typ wat anders moet, zoals: wijk Noordhove."
    );
    scene.say(NIEUW, "nee").await;
    assert!(scene.last(NIEUW).starts_with("Wat moet anders?"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "wijk waldeck").await;
    assert!(scene.last(NIEUW).contains("Waldeck hoort bij Loosduinen; dat heb ik aangepast."), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "sorry toch rokkeveen").await;
    assert!(scene.last(NIEUW).contains("Wijk: Rokkeveen (Zoetermeer)"), "{}", scene.last(NIEUW));
    scene.tap(NIEUW, "Klopt, indienen").await;
    assert!(scene.last(NIEUW).starts_with("Dank u. Uw aanmelding is A-1."), "{}", scene.last(NIEUW));
    for wie in [GEMEENTE, AGENT, AGENT_BEIDE] {
        assert!(scene.last(wie).starts_with("Aanvraag A-1 wacht op uw besluit.\nWie: Beheerder Een\n"), "{wie}");
        assert_eq!(scene.titles(wie), ["Akkoord", "Afwijzen"]);
    }
    scene.say(NIEUW, "hoe ver is mijn aanmelding?").await;
    assert!(scene.last(NIEUW).contains("Gemeente: nog niet bekeken. Politie: nog niet bekeken."));
    scene.tap(GEMEENTE, "Akkoord").await;
    assert_eq!(scene.last(GEMEENTE), "A-1: akkoord van gemeente genoteerd. Nu nog de politie.");
    scene.say(NIEUW, "/status").await;
    assert!(scene.last(NIEUW).contains("Gemeente: akkoord. Politie: nog niet bekeken."), "{}", scene.last(NIEUW));
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0);
    scene.say(AGENT, "akkoord a1").await;
    assert!(scene.last(AGENT).starts_with("A-1: gemeente en politie zijn akkoord."), "{}", scene.last(AGENT));
    scene.pass_ms(10_000).await;
    assert!(scene.last(GEMEENTE).starts_with("A-1: gemeente en politie zijn akkoord."), "{}", scene.last(GEMEENTE));
    let welkom = scene.message(NIEUW, "Welkom, u bent beheerder van Buurtapp Waterlelie.");
    assert_eq!(welkom.shown.text.lines().filter(|regel| regel.starts_with(['1', '2', '3'])).count(), 3);
    let kaart = scene.messages(NIEUW).into_iter().any(|seen| format!("{:?}", seen.shown.extra).contains("31612349999"));
    assert!(kaart, "the bot's own contact card");
    assert!(scene.texts(NIEUW).iter().any(|tekst| tekst.contains("Niet storen")));
    assert!(scene.last(NIEUW).starts_with("PROEFBERICHT."), "the test message comes last");
    scene.tap(NIEUW, "Gehoord").await;
    assert_eq!(scene.last(NIEUW), "Mooi. Hoeveel leden heeft Buurtapp Waterlelie? Typ een getal, of: weet niet.");
    scene.say(NIEUW, "heel veel").await;
    assert!(scene.last(NIEUW).starts_with("Typ een getal van 1 tot 5000"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "ongeveer 46").await;
    scene.say(NIEUW, "hmm").await;
    scene.tap(NIEUW, "Ja, graag").await;
    scene.say(NIEUW, "nee hoor").await;
    assert_eq!(scene.last(NIEUW), "Dank u, dat was alles. De gemeente krijgt dit te zien.");
    assert_eq!(scene.last(GEMEENTE), "Buurtapp Waterlelie: 46 leden. Borden: graag. Stickers: niet nodig.");
    assert_eq!(
        scene.database.texts("select g.naam || ' ' || w.wijk || ' ' || b.rang || ' ' || g.leden || ' ' || g.wabp from groep g join groep_wijk w on w.groep_id = g.id join beheer b on b.groep_id = g.id").await,
        ["Buurtapp Waterlelie rokkeveen hoofd 46 weet niet"]
    );
    assert_eq!(scene.database.number("select count(*) from persoon where gehoord_ms is not null").await, 1);
    scene.alert(LINE).await;
    assert!(scene.last(NIEUW).starts_with("POLITIEBERICHT ZM-0001"), "and gets alerts");
}

#[rstest]
#[tokio::test]
async fn all_in_one_line_two_approvals_in_the_other_order(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(NIEUW, REGEL).await;
    assert_eq!(scene.titles(NIEUW), ["Verder", "Stoppen"], "first what is kept");
    scene.tap(NIEUW, "Verder").await;
    assert!(scene.last(NIEUW).starts_with("Klopt dit?\nNaam: Beheerder Een\nWijk: Rokkeveen (Zoetermeer)\nGroep: Buurtapp Waterlelie\nLeden: 46\nWABP: ja"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "klopt").await;
    scene.tap(AGENT, "Akkoord").await;
    scene.tap(AGENT, "Akkoord").await;
    assert_eq!(scene.last(AGENT), "A-1: de politie was al akkoord. Wacht nog op de gemeente.");
    scene.tap(AGENT_BEIDE, "Akkoord").await;
    assert_eq!(scene.last(AGENT_BEIDE), "A-1: de politie was al akkoord. Wacht nog op de gemeente.");
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0, "two yeses of the police are one half");
    scene.say(GEMEENTE, "akkoord").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
    scene.tap_on(AGENT, "Aanvraag A-1", "Afwijzen").await;
    assert_eq!(scene.last(AGENT), "A-1 is al goedgekeurd. U hoeft niets te doen.");
}

#[rstest]
#[tokio::test]
async fn a_refusal_needs_a_reason_and_it_reaches_the_resident(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.tap(GEMEENTE, "Afwijzen").await;
    assert!(scene.last(GEMEENTE).starts_with("Waarom wijst u A-1 af?"));
    scene.say(GEMEENTE, "👎").await;
    assert!(scene.last(GEMEENTE).starts_with("Geef een reden"), "{}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, "De groep valt onder Waterlelie Zuid.").await;
    assert_eq!(scene.last(GEMEENTE), "A-1 is afgewezen. De aanvrager heeft de reden gekregen.");
    assert_eq!(
        scene.last(NIEUW),
        "Uw aanmelding A-1 is afgewezen. Reden: De groep valt onder Waterlelie Zuid. Vragen? Neem contact op met uw gemeente."
    );
    assert!(scene.last(AGENT).contains("Aanvraag A-1 is afgewezen. U hoeft niets meer te doen."));
    scene.tap_on(AGENT, "Aanvraag A-1 wacht", "Akkoord").await;
    assert_eq!(scene.last(AGENT), "A-1 is al afgewezen. U hoeft niets te doen.");
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0);
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.say(AGENT, "/afwijzen A-2 groep bestaat al").await;
    assert!(scene.last(NIEUW).contains("Uw aanmelding A-2 is afgewezen. Reden: groep bestaat al."));
}

#[rstest]
#[tokio::test]
async fn nobody_without_the_right_decides_and_nobody_decides_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let beide = "31612340012";
    scene.person(beide, Rol::Politie, &["zoetermeer"]).await;
    scene.person(beide, Rol::Gemeente, &["zoetermeer"]).await;
    let elders = "31612340013";
    scene.person(elders, Rol::Politie, &["loosduinen"]).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    assert_eq!(scene.count(elders), 0, "another gemeente hears nothing");
    scene.say(elders, "akkoord A-1").await;
    assert_eq!(scene.last(elders), "Aanvraag 'A-1' ken ik niet. Typ /aanvragen voor wat openstaat.");
    scene.say(elders, "/aanvragen").await;
    assert_eq!(scene.last(elders), "Er staan geen aanvragen open.");
    scene.say(VREEMDE, "/akkoord A-1").await;
    scene.say(NIEUW, "/akkoord A-1").await;
    scene.say(GEMEENTE, "akkoord A-99").await;
    assert_eq!(scene.last(GEMEENTE), "Aanvraag 'A-99' ken ik niet. Typ /aanvragen voor wat openstaat.");
    scene.say(beide, "akkoord A-1").await;
    scene.say(beide, "akkoord A-1").await;
    assert_eq!(scene.last(beide), "A-1: u gaf de andere helft al. Een collega moet deze geven.");
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0);
    let geweigerd = "select distinct geweigerd from spoor where daad = 'akkoord' and geweigerd is not null order by 1";
    assert_eq!(scene.database.texts(geweigerd).await, ["geen recht", "geen recht op deze aanvraag", "zelfde persoon"]);
}

#[rstest]
#[tokio::test]
async fn the_wijkagent_decides_where_there_is_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    assert!(scene.last(WIJKAGENT).starts_with("Aanvraag A-1"), "{:?}", scene.texts(WIJKAGENT));
    assert_eq!(scene.count(AGENT), 0, "not every sender as well");
    scene.say(AGENT, "akkoord A-1").await;
    assert!(scene.last(AGENT).starts_with("Aanvraag 'A-1' ken ik niet"), "{}", scene.last(AGENT));
    scene.tap(WIJKAGENT, "Akkoord").await;
    scene.tap(GEMEENTE, "Akkoord").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
    // Of another wijk the wijkagent has no say.
    let tweede = "31612340202";
    scene.stage.simulator.world().add_phone(tweede, "bewoner");
    dien_in(&mut scene, tweede, "Aanmelden Beheerder Twee, Oosterheem, groep Hoefblad, wabp nee").await;
    assert!(scene.last(AGENT).starts_with("Aanvraag A-2"), "{}", scene.last(AGENT));
    scene.say(WIJKAGENT, "akkoord A-2").await;
    assert!(scene.last(WIJKAGENT).starts_with("Aanvraag 'A-2' ken ik niet"), "{}", scene.last(WIJKAGENT));
}

#[rstest]
#[tokio::test]
async fn an_alert_in_between_takes_nothing_from_what_was_filled_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let beheerder = "31612340101";
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Parkzicht", &[beheerder]).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Zuid", &[beheerder]).await;
    scene.say(beheerder, "aanmelden Beheerder Een, Rokkeveen, wabp ja").await;
    scene.tap(beheerder, "Verder").await;
    assert_eq!(scene.last(beheerder), "Hoe heet uw buurtgroep in WhatsApp?");
    scene.alert(LINE).await;
    scene.tap_on(beheerder, "POLITIEBERICHT ZM-0001", "Staat in de groep").await;
    assert!(scene.last(beheerder).starts_with("Deze knop stuurt niets door."), "{}", scene.last(beheerder));
    scene.tap(beheerder, "Ja, staat erin").await;
    assert!(scene.last(beheerder).starts_with("In welke groep staat ZM-0001?"), "{}", scene.last(beheerder));
    scene.say(beheerder, "allebei").await;
    assert_eq!(scene.last(beheerder), "Genoteerd, dank u. Ziet u iets? Bel 112.");
    scene.say(beheerder, "Buurtapp Waterlelie").await;
    assert!(scene.last(beheerder).contains("Wijk: Rokkeveen (Zoetermeer)\nGroep: Buurtapp Waterlelie"));
    // One that is left open lapses, and the sign-up goes on.
    scene.say(AGENT, "/melding overval Rokkeveen man met blauwe pet op een scooter").await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(60_000).await;
    scene.tap(beheerder, "Staat in de groep").await;
    scene.pass_ms(HOUR_MS).await;
    scene.say(beheerder, "klopt").await;
    assert!(scene.last(beheerder).contains("A-1"), "{}", scene.last(beheerder));
}

#[rstest]
#[tokio::test]
async fn it_is_resumed_after_days_and_stop_erases_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "rokkevene").await;
    assert!(
        scene.last(NIEUW).starts_with("'rokkevene' las ik als Rokkeveen.\n\nWat is uw naam?"),
        "{}",
        scene.last(NIEUW)
    );
    scene.pass_ms(5 * 24 * HOUR_MS).await;
    scene.say(NIEUW, "/aanmelden").await;
    assert!(
        scene.last(NIEUW).starts_with("We gaan verder waar u was.\nWijk: Rokkeveen (Zoetermeer)"),
        "{}",
        scene.last(NIEUW)
    );
    scene.say(NIEUW, "stop maar").await;
    assert_eq!(scene.last(NIEUW), "Gestopt. Wat u invulde, heb ik gewist.");
    assert_eq!(scene.database.number("select count(*) from dialoog").await, 0);
    assert_eq!(scene.database.number("select count(*) from aanmelding").await, 0);
}

#[rstest]
#[tokio::test]
async fn those_who_decide_are_reminded_and_two_weeks_end_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.tap(GEMEENTE, "Akkoord").await;
    let (gemeente, agent) = (scene.count(GEMEENTE), scene.count(AGENT));
    scene.pass_ms(25 * HOUR_MS).await;
    assert_eq!(scene.count(GEMEENTE), gemeente, "who agreed is not asked again");
    assert_eq!(scene.count(AGENT), agent + 1);
    assert!(scene.last(AGENT).starts_with("Aanvraag A-1"), "as a template: the window is closed");
    scene.say(AGENT, "/aanvragen").await;
    assert_eq!(
        scene.last(AGENT),
        "Open aanvragen:\nA-1 Rokkeveen, Buurtapp Waterlelie, sinds gisteren. Wacht op politie.\nTyp: akkoord, of afwijzen, met het nummer."
    );
    scene.pass_ms(14 * 24 * HOUR_MS).await;
    assert!(scene.last(NIEUW).contains("Uw aanmelding A-1 is na twee weken niet behandeld."), "{}", scene.last(NIEUW));
    scene.say(AGENT, "akkoord a1").await;
    assert_eq!(scene.last(AGENT), "A-1 is al verlopen. U hoeft niets te doen.");
}

#[rstest]
#[tokio::test]
async fn whoever_is_told_after_a_silent_day_is_welcomed_when_they_answer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.pass_ms(30 * HOUR_MS).await;
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.tap(AGENT, "Akkoord").await;
    assert!(
        scene.last(NIEUW).contains("u bent beheerder van Buurtapp Waterlelie. Antwoord met ja"),
        "{}",
        scene.last(NIEUW)
    );
    scene.say(NIEUW, "ja").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(NIEUW).starts_with("PROEFBERICHT."), "{:?}", scene.texts(NIEUW));
    assert_eq!(scene.texts(NIEUW).iter().filter(|tekst| tekst.starts_with("Welkom,")).count(), 1);
}

#[tokio::test]
async fn outside_the_area_is_told_where_to_go_and_forgotten() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden Beheerder Twee Bleiswijk groep Hoefblad").await;
    assert_eq!(
        scene.last(NIEUW),
        "Bleiswijk valt niet onder Loosduinen en Zoetermeer. Deze bot is er alleen voor groepen daar. \
         Kijk op wabp.nl, of vraag uw eigen gemeente. Wat u invulde, heb ik gewist."
    );
    assert_eq!(scene.database.number("select count(*) from dialoog").await, 0);
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "Leyenburg").await;
    assert!(scene.last(NIEUW).starts_with("Leyenburg valt niet onder"), "never taken for De Leyens");
}

#[rstest]
#[tokio::test]
async fn a_group_that_is_there_and_a_person_who_runs_it_are_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let beheerder = "31612340101";
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[beheerder]).await;
    scene.say(NIEUW, "aanmelden Beheerder Een, Rokkeveen, groep buurtapp WATERLELIE, wabp ja").await;
    scene.tap(NIEUW, "Verder").await;
    assert!(scene.last(NIEUW).starts_with("Er is al een groep buurtapp WATERLELIE."), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "Hoefblad").await;
    scene.tap(NIEUW, "Klopt, indienen").await;
    assert!(scene.last(NIEUW).contains("A-1"));
    scene.say(NIEUW, "/aanmelden").await;
    assert!(scene.last(NIEUW).starts_with("Aanmelding A-1."), "one at a time");
    scene.say(beheerder, "aanmelden Beheerder Drie, Rokkeveen, groep Buurtapp Waterlelie, wabp ja").await;
    scene.tap(beheerder, "Verder").await;
    assert!(
        scene.last(beheerder).starts_with("U bent al beheerder van Buurtapp Waterlelie."),
        "{}",
        scene.last(beheerder)
    );
    scene.say(beheerder, "groep Hoefblad").await;
    assert!(scene.last(beheerder).starts_with("Er is al een groep Hoefblad."), "asked for by somebody else");
    scene.say(beheerder, "Zuid 2").await;
    scene.tap(beheerder, "Klopt, indienen").await;
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.say(AGENT, "akkoord A-2").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 2, "one person, two groups");
}

#[tokio::test]
async fn a_group_that_came_to_be_in_the_meantime_is_not_made_twice() {
    let mut scene = scene(Engine::Sqlite).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &["31612340101"]).await;
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.tap(AGENT, "Akkoord").await;
    assert!(
        scene.last(AGENT).starts_with("A-1: groep Buurtapp Waterlelie bestaat intussen al."),
        "{}",
        scene.last(AGENT)
    );
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_request_can_be_taken_back_and_is_erased_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Aanvraag intrekken").await;
    assert_eq!(scene.last(NIEUW), "Uw aanmelding is ingetrokken, uw gegevens zijn gewist.");
    assert!(scene.last(GEMEENTE).contains("Aanvraag A-1 is ingetrokken. U hoeft niets meer te doen."));
    assert_eq!(
        scene.database.texts("select naam || groepsnaam || wabp || status from aanmelding").await,
        ["ingetrokken"]
    );
    scene.tap_on(AGENT, "Aanvraag A-1 wacht", "Akkoord").await;
    assert_eq!(scene.last(AGENT), "A-1 is al ingetrokken. U hoeft niets te doen.");
}

#[tokio::test]
async fn what_was_refused_is_erased_after_a_month() {
    let mut scene = scene(Engine::Sqlite).await;
    dien_in(&mut scene, NIEUW, REGEL).await;
    scene.say(GEMEENTE, "afwijzen A-1 groep bestaat al").await;
    let named = "select count(*) from aanmelding where naam <> ''";
    for (days, left) in [(29, 1), (2, 0)] {
        scene.pass_ms(days * 24 * HOUR_MS).await;
        heterdaad::jobs::clean_up(&scene.stage.store, scene.stage.clock.as_ref()).await.unwrap();
        assert_eq!(scene.database.number(named).await, left);
    }
}

#[tokio::test]
async fn a_report_in_the_middle_gets_112_first() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "Rokkeveen").await;
    scene.say(NIEUW, "Beheerder Een").await;
    scene.say(NIEUW, "er wordt hier nu ingebroken").await;
    assert!(scene.texts(NIEUW).iter().any(|tekst| tekst.starts_with("Spoed? Bel nu 112.")));
    assert!(scene.last(NIEUW).starts_with("Was dat de naam van uw groep?"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "groep Buurtalarm Zuid").await;
    assert!(scene.last(NIEUW).starts_with("Staat uw groep bij WABP.nl?"), "{}", scene.last(NIEUW));
}

#[tokio::test]
async fn markup_and_commands_in_fields_stay_fields() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "Rokkeveen").await;
    scene.say(NIEUW, "Beheerder\u{202e} Een").await;
    scene.say(NIEUW, "Waterlelie\n/akkoord A-1\u{200b} *nu*").await;
    scene.tap(NIEUW, "Ja").await;
    scene.tap(NIEUW, "Klopt, indienen").await;
    assert_eq!(
        scene
            .database
            .number("select count(*) from aanmelding where politie_door is not null or gemeente_door is not null")
            .await,
        0
    );
    let kept = scene.database.texts("select naam || '|' || groepsnaam from aanmelding").await;
    assert!(kept[0].starts_with("Beheerder Een|Waterlelie, /akkoord A-1"), "{kept:?}");
    assert!(!kept[0].contains(['\n', '\u{202e}', '\u{200b}']));
}

#[tokio::test]
async fn police_do_not_sign_up_and_old_buttons_do_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/aanmelden").await;
    assert!(scene.last(AGENT).starts_with("Aanmelden is voor beheerders"), "{}", scene.last(AGENT));
    scene.say(NIEUW, REGEL).await;
    scene.say(NIEUW, "stop").await;
    scene.tap(NIEUW, "Verder").await;
    assert_eq!(scene.last(NIEUW), "Deze knop werkt niet meer. Typ /help voor wat u kunt doen.");
    assert_eq!(scene.database.number("select count(*) from aanmelding").await, 0);
}

#[tokio::test]
async fn a_shared_location_answers_in_which_wijk() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(VREEMDE, "aanmelden").await;
    scene.tap(VREEMDE, "Verder").await;
    let pin = |words: &str| json!({ "type": "location", "location": { "latitude": 52.05, "longitude": 4.49, "name": words } });
    scene.send(VREEMDE, pin("")).await;
    assert!(scene.last(VREEMDE).starts_with("In die locatie herken ik geen wijk."), "{}", scene.last(VREEMDE));
    scene.send(VREEMDE, pin("Winkelcentrum Rokkeveen, groep Nep, 12 leden")).await;
    assert!(scene.last(VREEMDE).contains("naam"), "{}", scene.last(VREEMDE));
    scene.say(VREEMDE, "Kim Dorp").await;
    assert!(scene.last(VREEMDE).contains("groep"), "only the place was taken: {}", scene.last(VREEMDE));
    scene.send(VREEMDE, pin("Rokkeveen")).await;
    assert!(scene.last(VREEMDE).starts_with("Dit had ik niet gevraagd"), "{}", scene.last(VREEMDE));
}

/// Questions of theirs are answered in the middle of it, in the language that they ask for, and the one of the bot stays.
#[tokio::test]
async fn a_sign_up_answers_questions_and_speaks_english() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "wie ben jij eigenlijk").await;
    assert!(scene.last(NIEUW).contains("Ik ben de chatbot"), "{}", scene.last(NIEUW));
    assert!(scene.last(NIEUW).ends_with("Kies, of typ meteen de wijk."), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "waarom moet u weten welke wijk").await;
    assert!(scene.last(NIEUW).starts_with("Daarmee beslist de gemeente"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "can we do this in english please, my dutch is bad").await;
    assert!(scene.last(NIEUW).starts_with("From now on I explain things in English."), "{}", scene.last(NIEUW));
    assert!(scene.last(NIEUW).contains("In which municipality is your group?"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "why do you need to know the district").await;
    assert!(scene.last(NIEUW).contains("In which municipality is your group?"), "{}", scene.last(NIEUW));
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.say(NIEUW, "Rokkeveen").await;
    assert!(scene.last(NIEUW).contains("name"), "{}", scene.last(NIEUW));
}

/// A name offers no way out; who says outright that they want no more of it has stopped.
#[tokio::test]
async fn a_group_may_have_any_name_and_who_says_so_has_stopped() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.tap(NIEUW, "Rokkeveen").await;
    scene.say(NIEUW, "Beheerder Een").await;
    assert_eq!(scene.last(NIEUW), "Hoe heet uw buurtgroep in WhatsApp?");
    scene.say(NIEUW, "Kompas").await;
    assert!(!scene.titles(NIEUW).contains(&"Stoppen".to_owned()), "a name is a name: {}", scene.last(NIEUW));
    scene.say(NIEUW, "te veel vragen, laat ook maar").await;
    assert!(scene.last(NIEUW).starts_with("Gestopt."), "{}", scene.last(NIEUW));
}

/// Whoever seems to want no more of it is offered a way out, and nothing is filled in or lost by it.
#[rstest]
#[case("ik weet niet of ik dit nog wel wil hoor")]
#[case("pff ik heb hier eigenlijk geen zin meer in")]
#[case("misschien moet ik hier maar mee ophouden")]
#[tokio::test]
async fn who_may_want_to_stop_is_offered_that(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.tap(NIEUW, "Zoetermeer").await;
    scene.tap(NIEUW, "Rokkeveen").await;
    scene.say(NIEUW, "Beheerder Een").await;
    scene.say(NIEUW, getypt).await;
    assert!(
        scene.titles(NIEUW).contains(&"Stoppen".to_owned()),
        "{getypt}: {} {:?}",
        scene.last(NIEUW),
        scene.titles(NIEUW)
    );
    scene.say(NIEUW, "Kompas").await;
    assert!(scene.last(NIEUW).starts_with("Staat uw groep bij WABP.nl?"), "{getypt}: {}", scene.last(NIEUW));
}
