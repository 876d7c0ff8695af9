//! Meta takes no more messages for one person now: that person's group does not wait for it, and their alert is not lost.

use std::sync::atomic::{AtomicUsize, Ordering};

use heterdaad::domain::persoon::Rang;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const SECOND_MS: i64 = 1_000;
const TWEEDE: &str = "31612340102";

/// A group of a hoofdbeheerder and somebody of this rank.
async fn group(engine: Engine, rang: Rang) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.stage.simulator.world().add_phone(TWEEDE, "tweede");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(TWEEDE.into()), "tweede", BEGIN_MS).await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    persoon::add_beheerder(&mut tx, groep, id, rang).await.unwrap();
    tx.commit().await.unwrap();
    scene
}

/// Requests that are refused with the pair limit: from this one on, so many.
static FROM: AtomicUsize = AtomicUsize::new(usize::MAX);
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// The script is a plain function: one scene at a time sets what it does.
static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn refuse(scene: &Scene, from: usize, count: usize) {
    FROM.store(scene.stage.simulator.world().requests() + from, Ordering::SeqCst);
    COUNT.store(count, Ordering::SeqCst);
    scene.stage.simulator.set_plan(Plan::by_script(|nth| {
        let from = FROM.load(Ordering::SeqCst);
        if nth >= from && nth < from + COUNT.load(Ordering::SeqCst) {
            Behaviour::Refuse(131_056)
        } else {
            Behaviour::Normal
        }
    }));
}

fn has(scene: &Scene, wa_id: &str) -> usize {
    scene.texts(wa_id).iter().filter(|text| text.starts_with("POLITIEBERICHT")).count()
}

async fn state_of_alerts(scene: &Scene) -> Vec<String> {
    scene.database.texts("select distinct toestand from outbox where klasse = 20 order by 1").await
}

#[rstest]
#[tokio::test]
async fn the_reserve_is_called_at_once_and_the_hoofd_gets_it_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(1, 2)] refusals: usize,
) {
    let _one = ONE.lock().await;
    let mut scene = group(engine, Rang::Reserve).await;
    scene.say(AGENT, LINE).await;
    // The officer's answer goes first, the alert to the hoofd second.
    refuse(&scene, 1, 1);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!((has(&scene, HOOFD), has(&scene, TWEEDE)), (0, 1), "within seconds");
    if refusals == 2 {
        refuse(&scene, 0, 1);
    }
    scene.pass_ms(MINUTE_MS).await;
    assert_eq!((has(&scene, HOOFD), has(&scene, TWEEDE)), (1, 1), "each once");
}

#[tokio::test]
async fn whoever_posts_first_ends_it() {
    let _one = ONE.lock().await;
    let mut scene = group(Engine::Sqlite, Rang::Reserve).await;
    scene.say(AGENT, LINE).await;
    refuse(&scene, 1, 1);
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(11 * SECOND_MS).await;
    scene.tap(TWEEDE, "Staat in de groep").await;
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!(has(&scene, HOOFD), 1, "the alert itself is theirs all the same");
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 1);
}

#[tokio::test]
async fn a_limit_that_we_foresee_costs_a_few_seconds_and_calls_up_nobody() {
    let _one = ONE.lock().await;
    let mut scene = group(Engine::Sqlite, Rang::Reserve).await;
    // Sixty questions in a moment: the bot keeps to what Meta takes for one person.
    for _ in 0..60 {
        let now_ms = scene.now_ms();
        scene.stage.simulator.world().say(HOOFD, NUMBER, "/help", now_ms);
    }
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(5 * SECOND_MS).await;
    assert_eq!((has(&scene, HOOFD), has(&scene, TWEEDE)), (1, 0), "{:?}", state_of_alerts(&scene).await);
}

#[tokio::test]
async fn where_there_is_no_reserve_the_mede_who_has_it_is_enough() {
    let _one = ONE.lock().await;
    let mut scene = group(Engine::Sqlite, Rang::Mede).await;
    scene.say(AGENT, LINE).await;
    refuse(&scene, 1, 1);
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    assert_eq!((has(&scene, HOOFD), has(&scene, TWEEDE)), (1, 1), "each once");
}

#[rstest]
#[case::four_minutes(4 * MINUTE_MS)]
#[case::until_it_is_held(7 * MINUTE_MS)]
#[tokio::test]
async fn however_often_it_is_refused_the_alert_is_not_given_up(#[case] for_ms: i64) {
    let _one = ONE.lock().await;
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, LINE).await;
    // Everything but the officer's own answer is refused.
    refuse(&scene, 1, usize::MAX / 2);
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(for_ms).await;
    assert!(!state_of_alerts(&scene).await.contains(&"mislukt".to_owned()));
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    if has(&scene, HOOFD) == 0 {
        assert_eq!(state_of_alerts(&scene).await, ["vastgehouden"], "late: its officer decides");
        scene.tap(AGENT, "Alsnog versturen").await;
        scene.pass_ms(10 * SECOND_MS).await;
    }
    assert_eq!(has(&scene, HOOFD), 1);
}

#[tokio::test]
async fn a_person_without_a_place_in_todays_limit_keeps_nobody_waiting() {
    let _one = ONE.lock().await;
    let mut scene = group(Engine::Sqlite, Rang::Reserve).await;
    // The reserve wrote today; the hoofd did not, and the last place goes while the alert waits.
    scene.say(TWEEDE, "/help").await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    scene.tap(AGENT, "Versturen").await;
    let now_ms = scene.now_ms();
    let mut tx = scene.stage.store.begin().await.unwrap();
    heterdaad::store::nummer::set(&mut tx, &NUMBER.into(), &heterdaad::store::nummer::Feit::Limiet(Some(0)), now_ms)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    assert_eq!((has(&scene, HOOFD), has(&scene, TWEEDE)), (0, 1), "{:?}", state_of_alerts(&scene).await);
}
