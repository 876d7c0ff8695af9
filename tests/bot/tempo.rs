//! The pace: never more than it in any second, nearly all of it used, and taken by nobody who writes to us.

use heterdaad::clock::Clock;
use heterdaad::simulator::account::Throughput;
use heterdaad::stage::NUMBER;
use heterdaad::whatsapp::Bot;
use heterdaad::whatsapp::client::Endpoint;
use heterdaad::whatsapp::error::Error;
use rstest::rstest;
use serde_json::json;
use sqlx::Connection;

use crate::harness::{AGENT, Engine, LINE, Scene};

const SECOND_MS: i64 = 1_000;

fn moments(scene: &Scene) -> Vec<i64> {
    scene.alerts().iter().map(|alert| alert.at_ms).collect()
}

/// People in groups of ten: few enough groups for one officer.
async fn people(scene: &mut Scene, count: usize) {
    for group in 0..count / 10 {
        let numbers: Vec<String> = (0..10).map(|n| format!("31612343{group:02}{n}")).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        scene.group("zoetermeer", "rokkeveen", &format!("Groep {group:02}"), &numbers).await;
    }
}

/// How long an alert to so many people takes from its first to its last message, while strangers write so many messages
/// each tenth of a second.
async fn takes_ms(engine: Engine, count: usize, strangers: usize, counts_inbound: bool) -> (Scene, i64) {
    let mut scene = Scene::new(engine).await;
    people(&mut scene, count).await;
    scene.stage.simulator.world().counts_inbound = counts_inbound;
    for n in 0..strangers {
        scene.stage.simulator.world().add_phone(&format!("316123421{n:02}"), "vreemde");
    }
    scene.say(AGENT, LINE).await;
    let now_ms = scene.now_ms();
    assert!(scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms));
    scene.settle().await;
    for _ in 0..200 {
        if moments(&scene).len() == count {
            break;
        }
        for n in 0..strangers {
            let now_ms = scene.now_ms();
            scene.stage.simulator.world().say(&format!("316123421{n:02}"), NUMBER, "hallo", now_ms);
        }
        scene.pass_ms(100).await;
    }
    let moments = moments(&scene);
    assert_eq!(moments.len(), count, "everybody got it");
    let took_ms = moments[count - 1] - moments[0];
    (scene, took_ms)
}

#[rstest]
#[tokio::test]
async fn no_second_holds_more_than_the_pace_and_nearly_all_of_it_is_used(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    // (Where Meta counts what comes in, the tap on Versturen alone makes it one too many.)
    let (scene, took_ms) = takes_ms(engine, 240, 0, false).await;
    let moments = moments(&scene);
    assert!(moments.windows(81).all(|window| window[80] - window[0] > SECOND_MS), "never more than 80 in a second");
    // On a clock that is moved by hand a few leave at a time; `delivery::rate` has the measure for one that runs.
    assert!(took_ms <= 240 * SECOND_MS / 75, "{took_ms}");
    let world = scene.stage.simulator.world();
    assert_eq!(world.requests(), world.accepted().len(), "Meta never had to refuse");
}

#[tokio::test]
async fn a_few_leave_at_a_time_and_not_a_second_s_worth_at_once() {
    let (scene, _) = takes_ms(Engine::Sqlite, 120, 0, true).await;
    let moments = moments(&scene);
    assert!(moments.windows(26).all(|window| window[25] - window[0] >= 200), "{moments:?}");
}

#[rstest]
#[case::a_few(1)]
#[case::thirty_a_second(3)]
#[case::three_hundred_a_second(30)]
#[tokio::test]
async fn what_strangers_write_takes_nothing_from_an_alert(#[case] strangers: usize) {
    let (_, quiet_ms) = takes_ms(Engine::Sqlite, 120, 0, false).await;
    let (_, loud_ms) = takes_ms(Engine::Sqlite, 120, strangers, false).await;
    assert!(loud_ms * 10 <= quiet_ms * 11, "{quiet_ms} and {loud_ms}");
}

#[tokio::test]
async fn where_meta_counts_what_comes_in_half_of_the_pace_still_leaves() {
    // Forty a second come in, of the eighty that Meta lets pass.
    let (_, took_ms) = takes_ms(Engine::Sqlite, 120, 4, true).await;
    assert!(took_ms <= 120 * SECOND_MS / 36, "{took_ms}");
}

#[tokio::test]
async fn a_slower_number_is_kept_to_its_own_pace() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 70).await;
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_throughput(NUMBER, Throughput::Coexistence, now_ms);
    scene.pass_ms(3_600 * SECOND_MS).await;
    scene.alert(LINE).await;
    scene.pass_ms(10 * SECOND_MS).await;
    let moments = moments(&scene);
    assert_eq!(moments.len(), 70);
    assert!(moments.windows(21).all(|window| window[20] - window[0] > SECOND_MS));
}

fn bot(scene: &Scene, url: &str) -> Bot {
    let _ = scene;
    Bot::new(Endpoint { base_url: url.to_owned(), version: "v26.0".into(), token: "stage-token".into() }).unwrap()
}

fn text() -> serde_json::Value {
    json!({ "messaging_product": "whatsapp", "recipient_type": "individual", "to": AGENT, "type": "text", "text": { "body": "x" } })
}

#[tokio::test]
async fn a_request_is_written_only_in_its_turn_and_what_was_withheld_was_never_sent() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    let before = scene.stage.simulator.world().requests();
    let bot = bot(&scene, &scene.stage.api_url.clone());
    assert_eq!(bot.send_in_turn(&NUMBER.into(), &text(), async { false }).await, Err(Error::NotSent));
    assert_eq!(scene.stage.simulator.world().requests(), before, "nothing of it arrived");
    // The turn comes later: so does the request.
    let clock = scene.stage.clock.clone();
    let later_ms = clock.monotonic_ms() + 500;
    let moved = scene.stage.clock.clone();
    let turn = async move {
        clock.sleep_until(later_ms).await;
        true
    };
    let text = text();
    let number = NUMBER.into();
    let (sent, ()) = tokio::join!(bot.send_in_turn(&number, &text, turn), async {
        tokio::task::yield_now().await;
        moved.advance_ms(500);
    });
    assert!(sent.is_ok(), "{sent:?}");
    assert_eq!(scene.stage.simulator.world().requests(), before + 1);
    let at_ms = scene.stage.simulator.world().accepted().last().unwrap().at_ms;
    assert_eq!(at_ms, scene.now_ms(), "when it was written");
}

#[tokio::test]
async fn nobody_is_asked_for_a_turn_where_there_is_no_connection() {
    let scene = Scene::new(Engine::Sqlite).await;
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let flag = asked.clone();
    let turn = async move {
        flag.store(true, std::sync::atomic::Ordering::SeqCst);
        true
    };
    let answer = bot(&scene, "http://127.0.0.1:9").send_in_turn(&NUMBER.into(), &text(), turn).await;
    assert_eq!(answer, Err(Error::NotSent));
    assert!(!asked.load(std::sync::atomic::Ordering::SeqCst));
}

#[tokio::test]
async fn one_instance_sends_on_a_number_and_another_takes_over_when_it_is_gone() {
    let mut scene = Scene::new(Engine::Postgres).await;
    scene.groups("zoetermeer", "rokkeveen", 10).await;
    let store = heterdaad::store::Store::open(&scene.database.url).await.unwrap();
    let mut other = heterdaad::store::zender::Zenders::new(store);
    let numbers = std::collections::BTreeSet::from([NUMBER.into()]);
    assert_eq!(other.take(&numbers).await.unwrap(), [NUMBER], "nobody sent yet");
    scene.say(AGENT, LINE).await;
    scene.pass_ms(20 * SECOND_MS).await;
    assert_eq!(scene.count(AGENT), 0, "the other one sends");
    assert!(other.take(&numbers).await.unwrap().is_empty(), "it has it already");
    assert!(other.mine().contains(&NUMBER.into()));
    // It dies: its connection is gone, and with it the right.
    drop(other);
    scene.pass_ms(60 * SECOND_MS).await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD"), "{:?}", scene.texts(AGENT));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert_eq!(scene.alerts().len(), 10);
}

/// Ends the connection of whoever holds the right to send in this database, as its server can.
async fn cut_off(url: &str, mark: &str) -> i64 {
    let key = heterdaad::store::zender::key(mark, &NUMBER.into());
    let (high, low) = ((key >> 32) & 0xffff_ffff, key & 0xffff_ffff);
    let mut connection = sqlx::AnyConnection::connect(url).await.unwrap();
    let sql = format!(
        "select count(*) from (select pg_terminate_backend(pid) as ended from pg_locks where locktype = 'advisory' \
         and granted and classid::bigint = {high} and objid::bigint = {low}) as t where ended"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap()
}

#[tokio::test]
async fn a_lost_connection_is_noticed_and_the_right_is_asked_for_again() {
    let mut scene = Scene::new(Engine::Postgres).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD"));
    let store = heterdaad::store::Store::open(&scene.database.url).await.unwrap();
    let mut held = heterdaad::store::zender::Zenders::new(store.clone());
    let numbers = std::collections::BTreeSet::from([NUMBER.into()]);
    assert!(held.take(&numbers).await.unwrap().is_empty(), "the program sends on it");
    assert_eq!(cut_off(&scene.database.url, store.mark()).await, 1);
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert_eq!(scene.alerts().len(), 3, "it has the right again");
    // The one that lost it knows.
    scene.stage.stop_bot().await;
    let mut taken = Vec::new();
    for _ in 0..20 {
        taken = held.take(&numbers).await.unwrap();
        if !taken.is_empty() {
            break;
        }
    }
    assert_eq!(taken, [NUMBER]);
    assert!(!held.check().await);
    assert_eq!(cut_off(&scene.database.url, store.mark()).await, 1);
    assert!(held.check().await, "lost, and known to be lost");
    assert!(held.mine().is_empty());
}
