//! One alert, from a typed line to "staat in de groep".

use heterdaad::clock::Clock;
use heterdaad::simulator::phone::Character;
use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

const EEN: &str = "31612340101";
const TWEE: &str = "31612340102";
const ELDERS: &str = "31612340201";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[EEN, TWEE]).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp zonder beheerder", &[]).await;
    scene.group("zoetermeer", "oosterheem", "Buurtapp Oosterheem", &[ELDERS]).await;
    scene
}

#[rstest]
#[tokio::test]
async fn one_line_and_one_tap_reach_the_wijk_and_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    let preview = scene.last(AGENT);
    assert!(preview.starts_with("NOG NIET VERSTUURD\nPOLITIEBERICHT ZM-0001\n"), "{preview}");
    assert!(preview.contains("Rokkeveen: 2 groepen, 1 nu bereikbaar (2 beheerders)."), "{preview}");
    assert!(preview.contains("1 zonder beheerder."), "{preview}");
    assert_eq!(scene.titles(AGENT), ["Versturen", "Aanpassen", "Annuleren"]);
    assert_eq!(scene.alerts().len(), 0, "nothing leaves before Versturen");

    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 gaat nu naar 1 groep."));
    let alert = scene.last(EEN);
    assert_eq!(
        alert,
        "POLITIEBERICHT ZM-0001\nWat: Woninginbraak, heterdaad\nWaar: Rokkeveen, 14.20 uur\nKijk uit naar: man, zwarte jas, witte schoenen, richting station\n\
         Gezien? Bel direct 112 en noem ZM-0001. Niet zelf benaderen.\nDelen tot 16.20 uur."
    );
    assert!(preview.contains(&alert), "the preview shows exactly what is sent");
    assert_eq!(scene.titles(EEN), ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen"]);
    assert_eq!((scene.count(EEN), scene.count(TWEE), scene.count(ELDERS)), (1, 1, 0));
    assert!(scene.alerts().iter().all(|alert| alert.template), "alerts go as templates");
    assert_eq!(scene.database.number("select count(*) from spoor where daad = 'melding verstuurd'").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_tap_at_once_is_asked_about_and_a_later_one_counts(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    // Five seconds after it was sent: within ten seconds of delivery.
    scene.tap(EEN, "Staat in de groep").await;
    assert_eq!(scene.last(EEN), "Deze knop stuurt niets door. Staat het bericht echt al in uw groep?");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 0);
    let asked = scene.count(EEN);
    scene.tap(EEN, "Nog niet").await;
    // The button that puts it there, and whether it stands there then.
    assert_eq!(scene.count(EEN), asked + 2);
    scene.pass_ms(60_000).await;
    scene.tap_on(EEN, "POLITIEBERICHT", "Staat in de groep").await;
    assert_eq!(scene.last(EEN), "Genoteerd, dank u. Ziet u iets? Bel 112.");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);

    scene.say(TWEE, "gedaan").await;
    assert!(scene.last(TWEE).starts_with("Staat er al sinds 14.21. Niet nog eens plaatsen."), "{}", scene.last(TWEE));
}

#[rstest]
#[tokio::test]
async fn yes_to_the_question_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.tap(EEN, "Staat in de groep").await;
    scene.tap(EEN, "Ja, staat erin").await;
    assert_eq!(scene.last(EEN), "Genoteerd, dank u. Ziet u iets? Bel 112.");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[rstest]
#[case("doorgestuurd")]
#[case("gedaan")]
#[case("Staat erin!")]
#[tokio::test]
async fn typing_it_counts(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(EEN, text).await;
    assert_eq!(scene.last(EEN), "Genoteerd, dank u. Ziet u iets? Bel 112.");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[tokio::test]
async fn replying_to_the_message_counts_for_that_alert() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.alert("/melding overval Rokkeveen man met pistool en blauwe pet").await;
    scene.reply(EEN, "ZM-0001", "gedaan").await;
    let posted = scene
        .database
        .texts(
            "select m.nummer from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_ms is not null",
        )
        .await;
    assert_eq!(posted, ["ZM-0001"]);
}

#[tokio::test]
async fn with_two_open_alerts_it_is_asked_which() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.alert("/melding overval Rokkeveen man met pistool en blauwe pet").await;
    scene.say(EEN, "gedaan").await;
    assert_eq!(scene.titles(EEN), ["ZM-0002", "ZM-0001"]);
    scene.tap(EEN, "ZM-0001").await;
    let posted = scene
        .database
        .texts(
            "select m.nummer from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_ms is not null",
        )
        .await;
    assert_eq!(posted, ["ZM-0001"]);
}

#[rstest]
#[tokio::test]
async fn a_thumb_is_seen_and_not_posted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.react(EEN, "POLITIEBERICHT", "👍").await;
    assert_eq!(scene.last(EEN), "Gezien, dank u. Staat het ook al in uw groep?");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 0);
    assert_eq!(scene.database.number("select count(*) from ontvangst where antwoord = 'gezien'").await, 1);
    scene.tap(EEN, "Ja, staat erin").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

/// What somebody points at decides, not what happens to be open: an answer of the bot, an alert of before.
#[tokio::test]
async fn a_thumb_on_something_else_says_nothing_of_the_alert_that_is_open() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "wie bent u").await;
    let answer = scene.last(EEN);
    scene.alert(LINE).await;
    let before = scene.texts(EEN).len();
    scene.react(EEN, answer.lines().next().unwrap(), "👍").await;
    // One whose number was lost on the way back from Meta.
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().react(EEN, "wamid.never-told", "👍", now_ms);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.texts(EEN).len(), before);
    assert_eq!(scene.database.number("select count(*) from ontvangst where antwoord <> 'geen'").await, 0);
}

#[tokio::test]
async fn help_that_is_asked_again_explains_in_three_lines_and_gives_the_bare_text() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let alert = scene.last(EEN);
    scene.tap(EEN, "Hulp bij doorsturen").await;
    scene.tap(EEN, "Hulp bij doorsturen").await;
    let texts = scene.texts(EEN);
    let [.., help, bare] = texts.as_slice() else { panic!("{texts:?}") };
    assert_eq!(help.lines().count(), 3);
    assert_eq!(*bare, alert);
}

#[tokio::test]
async fn cannot_now_is_noted_and_shown_to_the_officer() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.tap(EEN, "Kan nu niet").await;
    assert_eq!(scene.last(EEN), "Begrepen. U krijgt hierover geen herinnering.");
    scene.say(AGENT, "/status").await;
    assert!(
        scene.last(AGENT).contains("1 bezorgd, nog geen antwoord: Buurtapp Waterlelie"),
        "a colleague still has it: {}",
        scene.last(AGENT)
    );
    scene.say(TWEE, "ben aan het werk").await;
    scene.say(AGENT, "/status").await;
    assert!(
        scene.last(AGENT).contains("1 kan nu niet (1 aan het werk of verhinderd): Buurtapp Waterlelie"),
        "{}",
        scene.last(AGENT)
    );
}

#[rstest]
#[tokio::test]
async fn a_hundred_groups_get_it_once_within_the_pace(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let mut expected = scene.groups("zoetermeer", "rokkeveen", 100).await;
    let others = scene.groups("zoetermeer", "meerzicht", 10).await;
    for wa_id in &expected {
        scene.character(wa_id, Character::Taps(12_000, 60_000));
    }
    let begun_ms = scene.stage.clock.wall_ms();
    // What comes in takes nothing from an alert; what an API does that counts it stands in tempo.rs.
    scene.stage.simulator.world().counts_inbound = false;
    scene.alert(LINE).await;
    let alerts = scene.alerts();
    let mut reached: Vec<String> = alerts.iter().map(|alert| alert.to.clone()).collect();
    reached.sort();
    expected.sort();
    assert_eq!(reached, expected, "each group once, other wijken none");
    let times: Vec<i64> = alerts.iter().map(|alert| alert.at_ms).collect();
    assert!(times.windows(81).all(|window| window[80] - window[0] >= 1_000), "never more than 80 in a sliding second");
    assert!(times[99] - times[0] <= 1_300, "and as fast as that allows: {} ms", times[99] - times[0]);
    assert!(times[0] - begun_ms >= 0);
    let (requests, accepted) = {
        let world = scene.stage.simulator.world();
        (world.requests(), world.accepted().len())
    };
    assert_eq!(requests, accepted, "Meta refused nothing");
    for wa_id in &others {
        assert_eq!(scene.count(wa_id), 0);
    }
    scene.pass_ms(6 * 60_000).await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 100);
    // The record of the simulator and the database of the bot agree on every message.
    assert_eq!(scene.database.number("select count(*) from outbox where toestand <> 'geaccepteerd'").await, 0);
    let sent = scene.stage.simulator.world().accepted().len();
    assert_eq!(scene.database.number("select count(*) from outbox").await, i64::try_from(sent).unwrap());
}
