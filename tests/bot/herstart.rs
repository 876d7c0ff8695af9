//! A crash in the middle of an alert: how soon the rest gets it, and that nobody gets it twice whose status was on its way.

use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene, VREEMDE};

const SECOND_MS: i64 = 1_000;

/// An alert of which each send is answered so; the program dies before anything else happens, and is away for so long.
async fn crashed(engine: Engine, groups: usize, plan: fn(usize) -> Behaviour, away_ms: i64) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", groups).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(plan));
    let now_ms = scene.now_ms();
    assert!(scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms));
    scene.settle().await;
    scene.stage.stop_bot().await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(away_ms).await;
    // What the sender learnt of them dies with it: they are in doubt, however their answer came.
    scene.stage.start_bot().await.unwrap();
    (scene, groups)
}

fn copies(scene: &Scene, wa_id: &str) -> usize {
    scene.alerts().iter().filter(|sent| sent.to == wa_id).count()
}

async fn in_doubt(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from outbox where klasse = 20 and toestand in ('geclaimd', 'wacht')").await
}

#[rstest]
#[case::at_once(0)]
#[case::after_some_seconds(5 * SECOND_MS)]
#[tokio::test]
async fn nobody_waits_a_minute_after_a_crash(
    #[case] away_ms: i64,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (mut scene, groups) = crashed(engine, 6, |_| Behaviour::CutBeforeAccept, away_ms).await;
    scene.pass_ms(25 * SECOND_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
    assert_eq!(in_doubt(&scene).await, 0);
}

#[rstest]
#[case::at_once(0)]
#[case::five_seconds(5 * SECOND_MS)]
#[case::half_a_minute(30 * SECOND_MS)]
#[tokio::test]
async fn whose_status_is_on_its_way_gets_nothing_twice(#[case] away_ms: i64) {
    let (mut scene, groups) = crashed(Engine::Sqlite, 6, |_| Behaviour::CutAfterAccept, away_ms).await;
    scene.pass_ms(120 * SECOND_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
    assert_eq!(in_doubt(&scene).await, 0);
}

#[tokio::test]
async fn what_somebody_else_writes_proves_no_silence() {
    let (mut scene, groups) = crashed(Engine::Sqlite, 5, |_| Behaviour::CutAfterAcceptWithoutStatus, 0).await;
    let scouts = |scene: &Scene| groups.iter().filter(|wa_id| copies(scene, wa_id) == 2).count();
    for _ in 0..14 {
        let now_ms = scene.now_ms();
        scene.stage.simulator.world().say(VREEMDE, NUMBER, "hallo", now_ms);
        scene.pass_ms(SECOND_MS).await;
        assert_eq!(scouts(&scene), 0, "not before a status had time to come");
    }
    scene.pass_ms(12 * SECOND_MS).await;
    assert_eq!(scouts(&scene), 5, "each once, since statuses of what was sent later do come");
    // (Six minutes after delivery they are reminded, which is no repetition.)
    scene.pass_ms(200 * SECOND_MS).await;
    assert_eq!(scouts(&scene), 5);
    assert!(groups.iter().all(|wa_id| copies(&scene, wa_id) == 2));
}

#[tokio::test]
async fn statuses_that_lie_in_our_own_inbox_are_looked_at_first() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 4).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutAfterAccept));
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms);
    scene.settle().await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(10 * SECOND_MS).await;
    scene.stage.stop_bot().await;
    // The statuses were stored, and the program died before it looked at them; long ago.
    scene.database.execute("update outbox set toestand = 'geclaimd', wamid = null, geaccepteerd_ms = null, verzonden_ms = null, afgeleverd_ms = null, gelezen_ms = null where klasse = 20").await;
    scene.database.execute("update inbox set toestand = 'nieuw' where soort = 'status'").await;
    scene.pass_ms(90 * SECOND_MS).await;
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(120 * SECOND_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
    assert_eq!(in_doubt(&scene).await, 0);
}

#[tokio::test]
async fn a_crash_leaves_few_in_doubt() {
    let (scene, _) = crashed(Engine::Sqlite, 39, |_| Behaviour::CutBeforeAccept, 0).await;
    let claimed =
        scene.database.number("select count(*) from outbox where klasse = 20 and toestand = 'geclaimd'").await;
    assert!((1..=10).contains(&claimed), "{claimed}");
}
