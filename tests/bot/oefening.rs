//! Exercises: marked as such, apart from alerts, asked for by the gemeente, and planned every month.

use heterdaad::bot::route::schema::schema;
use heterdaad::bot::verstaan::{Intent, Slot, Uitkomst};
use heterdaad::domain::instellingen::Proefalarm;
use heterdaad::store::kaart;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Database, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const DAY_MS: i64 = 86_400_000;
const OEFENING: &str = "/oefening woninginbraak Rokkeveen man gele jas";

#[rstest]
#[tokio::test]
async fn an_exercise_says_so_and_stays_out_of_the_figures(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.alert(LINE).await;
    scene.say(AGENT, OEFENING).await;
    let verstaan = scene.stage.verstaan().unwrap();
    assert_eq!((verstaan.intent, verstaan.uitkomst), (Some(Intent::MeldingOefening), Some(Uitkomst::Preview)));
    assert!(verstaan.slots["wijken"] == Slot::Lijst(vec!["Rokkeveen".into()]));
    let preview = scene.last(AGENT);
    assert!(preview.contains("OEFENING OEF-0001: dit is niet echt"), "{preview}");
    assert!(preview.contains("Dit is een oefening"), "{preview}");
    assert!(!preview.contains("Bel direct 112"), "{preview}");
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(30_000).await;
    let got = scene.message(&groups[0], "OEFENING OEF-0001").shown.text;
    assert!(got.starts_with("OEFENING OEF-0001") && got.lines().last().unwrap().starts_with("OEFENING"), "{got}");
    scene.pass_ms(60_000).await;
    scene.tap(&groups[0], "Staat in de groep").await;
    assert!(!scene.last(&groups[0]).contains("112"), "{}", scene.last(&groups[0]));
    // Numbers of alerts go on without a gap, and the drawing of the wijken shows the alert.
    let numbers = scene.database.texts("select nummer from melding order by id").await;
    assert_eq!(numbers, ["ZM-0001", "OEF-0001"]);
    let mut tx = scene.stage.store.begin().await.unwrap();
    assert_eq!(kaart::laatste_melding(&mut tx, &"zoetermeer".into()).await.unwrap().map(|id| id.0), Some(1));
    tx.roll_back().await.unwrap();
    scene.say(AGENT, "/status oef1").await;
    assert!(scene.last(AGENT).starts_with("OEF-0001: 1 van 2"), "{}", scene.last(AGENT));
    scene.say(VREEMDE, "klopt oef-0001?").await;
    assert!(scene.last(VREEMDE).starts_with("OEF-0001 is een OEFENING van ons, niet echt"), "{}", scene.last(VREEMDE));
    scene.pass_ms(3 * 3_600_000).await;
    assert!(
        scene.texts(AGENT).iter().any(|text| text.starts_with("Oefening OEF-0001 is afgelopen")),
        "{:?}",
        scene.texts(AGENT)
    );
}

#[rstest]
#[tokio::test]
async fn the_gemeente_asks_and_police_decide(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    for wie in [AGENT, AGENT_BEIDE] {
        scene.say(wie, "/help").await;
    }
    scene.say(GEMEENTE, OEFENING).await;
    assert!(scene.last(GEMEENTE).starts_with("Doorgegeven aan politie."), "{}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, OEFENING).await;
    assert!(scene.last(GEMEENTE).contains("vroeg het afgelopen uur al"), "{}", scene.last(GEMEENTE));
    scene.pass_ms(30_000).await;
    assert_eq!(scene.alerts().len(), 0);
    for wie in [AGENT, AGENT_BEIDE] {
        assert!(scene.last(wie).contains("vraagt om een oefening"), "{}", scene.last(wie));
    }
    scene.tap_on(AGENT, "vraagt om een oefening", "Voorbeeld tonen").await;
    assert!(scene.last(AGENT).contains("OEFENING OEF-0001"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    scene.tap_on(AGENT_BEIDE, "vraagt om een oefening", "Voorbeeld tonen").await;
    assert!(scene.last(AGENT_BEIDE).contains("hield deze oefening al: OEF-0001"), "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn nobody_else_may() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(VREEMDE, OEFENING).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 0);
    assert_eq!(scene.database.number("select count(*) from oefening_voorstel").await, 0);
}

/// A stage whose gemeente Zoetermeer wants a proof alarm on the 24th at noon.
async fn with_proof(engine: Engine) -> Scene {
    let mut scene = Scene::on(Database::ready(engine).await, schema).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.settings(|instellingen| instellingen.proefalarm = Some(Proefalarm { dag: 24, uur: 12 })).await;
    scene
}

fn told(scene: &Scene) -> usize {
    scene.texts(AGENT).iter().filter(|text| text.contains("proefalarm van Zoetermeer")).count()
}

#[rstest]
#[tokio::test]
async fn the_proof_alarm_is_announced_once_a_month_and_sent_by_an_officer_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = with_proof(engine).await;
    assert_eq!(told(&scene), 0);
    scene.say(AGENT, "hallo").await;
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(DAY_MS).await;
    assert_eq!(told(&scene), 1, "{:?}", scene.texts(AGENT));
    assert_eq!(scene.alerts().len(), 0, "nothing is sent by itself");
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(2 * 3_600_000).await;
    assert_eq!(told(&scene), 1, "once");
    scene.say(AGENT, "/oefening proefalarm").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("OEFENING OEF-0001") && preview.contains("heel Zoetermeer"), "{preview}");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 0, "it goes to all: the number is typed");
    scene.say(AGENT, "VERSTUUR 1").await;
    scene.pass_ms(30_000).await;
    assert_eq!(scene.alerts().len(), 1);
    let due = "select te_doen_ms from taak where soort = 'proefalarm' and gedaan_ms is null";
    // From 14.20.05 on the 23rd to noon on the 24th of the next month.
    let noon_ms = BEGIN_MS - 5_000 - (2 * 60 + 20) * 60_000 + 31 * DAY_MS;
    assert_eq!(scene.database.number(due).await, noon_ms);
}

#[tokio::test]
async fn a_month_that_passed_unseen_is_not_made_up_for() {
    let mut scene = with_proof(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    scene.stage.clock.advance_ms(2 * DAY_MS);
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(60_000).await;
    assert_eq!(told(&scene), 0);
    let open = "select count(*) from taak where soort = 'proefalarm' and gedaan_ms is null";
    assert_eq!(scene.database.number(open).await, 1, "the next month's");
}
