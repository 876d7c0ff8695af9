//! What the officer hears while an alert runs.

use heterdaad::simulator::phone::Character;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene};

const ONBEKEND: &str = "31612340198";

async fn add_dead_number(scene: &mut Scene) {
    scene.group("zoetermeer", "rokkeveen", "Opgeheven", &[ONBEKEND]).await;
    // The number stands in the register; nobody has it any more.
    scene.stage.simulator.world().remove_phone(ONBEKEND);
}

#[rstest]
#[tokio::test]
async fn progress_comes_by_itself_and_on_request(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 4).await;
    add_dead_number(&mut scene).await;
    scene.stage.simulator.world().phone_mut(&groups[2]).unwrap().online = false;
    scene.character(&groups[3], Character::Refuses(2_000, 3_000));
    scene.alert(LINE).await;
    scene.pass_ms(25_000).await;
    scene.say(&groups[0], "gedaan").await;
    assert_eq!(scene.last(AGENT), "ZM-0001: eerste groep gemeld geplaatst, na 30 seconden.");
    let heard = scene.count(AGENT);
    scene.say(&groups[1], "gedaan").await;
    assert_eq!(scene.count(AGENT), heard, "the second is no news");
    scene.pass_ms(5 * 60_000).await;
    assert_eq!(
        scene.last(AGENT),
        "ZM-0001 na 5 minuten: 2 van 5 groepen gemeld geplaatst.\nTijden: eerste groep na 30 seconden.\n\
         1 nog niet bezorgd: rokkeveen 002\n1 kan nu niet (1 aan het werk of verhinderd): rokkeveen 003\n\
         1 niet bezorgd: Opgeheven (nummer werkt niet)"
    );
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).starts_with("ZM-0001: 2 van 5 groepen gemeld geplaatst."));
    assert!(!scene.last(AGENT).contains("gelezen"));
    scene.say(AGENT, "/status zm1 details").await;
    assert!(
        scene.last(AGENT).contains("Berichten aan 5 beheerders: 3 verzonden")
            || scene.last(AGENT).contains("Berichten aan 5 beheerders: 4 verzonden"),
        "{}",
        scene.last(AGENT)
    );
    scene.pass_ms(2 * 3_600_000).await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 is afgelopen: 2 van 5 groepen"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verlopen'").await, 1);
    // The next preview knows the dead number.
    scene.say(AGENT, LINE).await;
    assert!(
        scene.last(AGENT).contains("5 groepen, 4 nu bereikbaar (4 beheerders).\n1 nummer werkt niet."),
        "{}",
        scene.last(AGENT)
    );
}

#[tokio::test]
async fn when_all_have_it_that_is_said_at_once_and_nothing_after() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.alert(LINE).await;
    scene.say(&groups[0], "gedaan").await;
    scene.say(&groups[1], "gedaan").await;
    assert!(
        scene.last(AGENT).starts_with("ZM-0001: alle 2 groepen hebben het gemeld geplaatst, na"),
        "{}",
        scene.last(AGENT)
    );
    let heard = scene.count(AGENT);
    scene.pass_ms(3 * 3_600_000).await;
    assert_eq!(scene.count(AGENT), heard + 1);
    assert!(scene.last(AGENT).starts_with("ZM-0001 loopt af om 16.20 uur. Is het nog actueel?"));
}

#[tokio::test]
async fn status_is_for_police_of_that_gemeente() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("loosduinen", "waldeck", "Waldeck", &["31612340101"]).await;
    scene.say(AGENT_BEIDE, "/melding overval waldeck man met blauwe pet").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    scene.say(AGENT, "/status LD-0001").await;
    assert_eq!(scene.last(AGENT), "LD-0001 ken ik niet. Typ het nummer zoals ZM-0001.");
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).starts_with("U verstuurde de afgelopen 24 uur geen melding."));
    scene.say("31612340101", "/status").await;
    assert_eq!(scene.last("31612340101"), "Dat kunt u hier niet. Typ /help voor wat u kunt doen. Spoed? Bel 112.");
}

#[tokio::test]
async fn what_lapses_unsent_is_told_to_the_sender() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.say(AGENT, LINE).await;
    // The account is locked for longer than an alert may wait.
    scene.stage.simulator.set_plan(heterdaad::simulator::faults::Plan::by_script(|_| {
        heterdaad::simulator::faults::Behaviour::Refuse(131_031)
    }));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(61 * 60_000).await;
    scene.stage.simulator.set_plan(Default::default());
    scene.pass_ms(2 * 60_000).await;
    assert_eq!(scene.alerts().len(), 0, "late is misleading");
    assert!(
        scene.texts(AGENT).iter().any(|text| text.starts_with("Let op: een deel van ZM-0001 kon niet op tijd weg")),
        "{:?}",
        scene.texts(AGENT)
    );
    assert_eq!(scene.database.number("select count(*) from outbox where toestand = 'vervallen'").await, 2);
}
