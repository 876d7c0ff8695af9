//! Statuses: which count, for which row, and what a failure says of a person.

use heterdaad::stage::NUMBER;
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Engine, LINE, Scene};
use heterdaad::simulator::faults::{Behaviour, Plan};

const SECOND_MS: i64 = 1_000;

/// Meta reports something, a while ago.
async fn report(scene: &mut Scene, wamid: &str, status: &str, data: Option<&str>, ago_s: i64) {
    let mut item = json!({ "id": wamid, "status": status, "timestamp": (scene.now_ms() / 1_000 - ago_s).to_string(), "recipient_id": "31612340101" });
    if let Some(data) = data {
        item["biz_opaque_callback_data"] = Value::from(data);
    }
    if status == "failed" {
        item["errors"] = json!([{ "code": 131_026, "title": "Message undeliverable" }]);
    }
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": { "display_phone_number": "31612349999", "phone_number_id": NUMBER },
        "statuses": [item] } }] }] });
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(2 * SECOND_MS).await;
}

async fn states(scene: &Scene) -> Vec<String> {
    scene.database.texts("select toestand from outbox where klasse = 20 order by id").await
}

/// An alert to so many groups that waits, since the number is stopped.
async fn waiting(engine: Engine, groups: usize) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", groups).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    scene.tap(AGENT, "Versturen").await;
    scene
}

async fn ids(scene: &Scene) -> Vec<String> {
    scene.database.texts("select cast(id as text) from outbox where klasse = 20 order by id").await
}

#[rstest]
#[case::without_a_word("sent", "0")]
#[case::another_word("sent", "0123456789abcdef:0")]
#[case::delivered("delivered", "0123456789abcdef:0")]
#[case::read("read", "0")]
#[case::failed("failed", "0123456789abcdef:0")]
#[tokio::test]
async fn a_status_of_what_was_never_sent_settles_nothing(
    #[case] status: &str,
    #[case] rest: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = waiting(engine, 3).await;
    let mark = scene.stage.store.mark().to_owned();
    for id in ids(&scene).await {
        report(&mut scene, &format!("wamid.lost{id}"), status, Some(&format!("hd:{mark}:{id}:{rest}")), 0).await;
    }
    assert_eq!(states(&scene).await, ["wacht"; 3]);
    assert_eq!(scene.database.number("select count(*) from persoon where onbereikbaar_ms is not null").await, 0);
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and geaccepteerd_ms is not null").await,
        0
    );
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(60 * SECOND_MS).await;
    assert_eq!(scene.alerts().len(), 3, "they are sent as if nothing had been reported");
}

#[rstest]
#[tokio::test]
async fn after_a_restore_the_statuses_of_the_lost_hour_settle_no_new_row(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 4).await;
    for wa_id in &groups {
        scene.stage.simulator.world().phone_mut(wa_id).unwrap().online = false;
    }
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    let lost: Vec<String> = scene.alerts().into_iter().filter_map(|sent| sent.callback_data).collect();
    assert_eq!(lost.len(), 4);
    // The database of before that hour comes back: the same rows, not sent.
    scene.stage.stop_bot().await;
    scene
        .database
        .execute(
            "update outbox set toestand = 'wacht', geclaimd_ms = null, woord = null, wamid = null, geaccepteerd_ms = null, \
             verzonden_ms = null, pogingen = 0, buiten_venster_ms = null, sjabloon = null where klasse = 20",
        )
        .await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    scene.stage.start_bot().await.unwrap();
    for (n, data) in lost.iter().enumerate() {
        report(&mut scene, &format!("wamid.lost{n}"), "delivered", Some(data), 0).await;
    }
    assert_eq!(states(&scene).await, ["wacht"; 4], "a status settles what was claimed before it");
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(60 * SECOND_MS).await;
    // Now they are claimed, each with a word of its own; the old statuses still say nothing.
    for (n, data) in lost.iter().enumerate() {
        report(&mut scene, &format!("wamid.lost{n}"), "delivered", Some(data), 0).await;
    }
    assert_eq!(scene.alerts().len(), 8);
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and afgeleverd_ms is not null").await,
        0
    );
}

#[tokio::test]
async fn the_word_of_one_row_does_not_settle_another() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    for wa_id in &groups {
        scene.stage.simulator.world().phone_mut(wa_id).unwrap().online = false;
    }
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    let data: Vec<String> = scene.alerts().into_iter().filter_map(|sent| sent.callback_data).collect();
    let part = |n: usize, at: usize| data[n].split(':').nth(at).unwrap().to_owned();
    let swapped = format!("hd:{}:{}:{}:0", part(0, 1), part(0, 2), part(1, 3));
    report(&mut scene, "wamid.x", "delivered", Some(&swapped), 0).await;
    assert_eq!(
        scene.database.number("select count(*) from outbox where afgeleverd_ms is not null and klasse = 20").await,
        0
    );
    report(&mut scene, "wamid.y", "delivered", Some(&data[0]), 0).await;
    assert_eq!(
        scene.database.number("select count(*) from outbox where afgeleverd_ms is not null and klasse = 20").await,
        1
    );
}

#[rstest]
#[tokio::test]
async fn statuses_of_before_a_restart_go_on_counting(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 3).await;
    for wa_id in &groups {
        scene.stage.simulator.world().phone_mut(wa_id).unwrap().online = false;
    }
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    let now_ms = scene.now_ms();
    for wa_id in &groups {
        scene.stage.simulator.world().come_online(wa_id, now_ms);
    }
    scene.pass_ms(10 * SECOND_MS).await;
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and afgeleverd_ms is not null").await,
        3
    );
}

#[rstest]
#[case::answered("geaccepteerd")]
#[case::in_doubt("geclaimd")]
#[tokio::test]
async fn what_an_older_version_sent_is_settled_by_statuses_without_a_word(#[case] state: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    for wa_id in &groups {
        scene.stage.simulator.world().phone_mut(wa_id).unwrap().online = false;
    }
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    // As the older version left them.
    scene.stage.stop_bot().await;
    scene
        .database
        .execute(if state == "geclaimd" {
            "update outbox set woord = null, toestand = 'geclaimd', wamid = null, geaccepteerd_ms = null, verzonden_ms = null where klasse = 20"
        } else {
            "update outbox set woord = null where klasse = 20"
        })
        .await;
    scene.stage.start_bot().await.unwrap();
    let mark = scene.stage.store.mark().to_owned();
    for id in ids(&scene).await {
        report(&mut scene, &format!("wamid.old{id}"), "delivered", Some(&format!("hd:{mark}:{id}:0")), 0).await;
    }
    assert_eq!(states(&scene).await, ["geaccepteerd"; 2]);
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and afgeleverd_ms is not null").await,
        2
    );
    assert_eq!(scene.alerts().len(), 2, "nothing goes again");
}

#[tokio::test]
async fn a_row_of_an_older_version_that_goes_again_is_still_found_by_both() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.stage.simulator.world().phone_mut(&groups[0]).unwrap().online = false;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutAfterAcceptWithoutStatus));
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().tap(AGENT, "Versturen", now_ms);
    scene.settle().await;
    scene.stage.stop_bot().await;
    scene.database.execute("update outbox set woord = null where klasse = 20").await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.stage.start_bot().await.unwrap();
    scene.pass_ms(90 * SECOND_MS).await;
    let data: Vec<String> = scene.alerts().into_iter().filter_map(|sent| sent.callback_data).collect();
    assert_eq!(data.len(), 2, "repeated once");
    let id = ids(&scene).await.remove(0);
    assert_eq!(data[1], format!("hd:{}:{id}:1", scene.stage.store.mark()), "as the older version wrote it");
    let first = format!("hd:{}:{id}:0", scene.stage.store.mark());
    report(&mut scene, "wamid.first", "delivered", Some(&first), 0).await;
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and afgeleverd_ms is not null").await,
        1
    );
}

/// An alert that Meta took for one beheerder whose telephone is off, and its message id.
async fn one(engine: Engine) -> (Scene, String) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene.stage.simulator.world().phone_mut(&groups[0]).unwrap().online = false;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    let wamid = scene.alerts().remove(0).wamid;
    (scene, wamid)
}

/// The next alert's preview counts the group.
async fn is_counted(scene: &mut Scene) -> bool {
    scene.say(AGENT, "/melding overval Rokkeveen man met blauwe pet op een scooter").await;
    let text = scene.message(AGENT, "NOG NIET VERSTUURD").shown.text;
    let counted = text.contains("1 groep, 1 nu bereikbaar");
    assert!(counted || text.contains("1 groep, 0 nu bereikbaar"), "{text}");
    counted
}

#[rstest]
#[case::failed_first(&[("failed", 5), ("delivered", 3)])]
#[case::failed_first_and_older(&[("failed", 2), ("delivered", 4)])]
#[case::failed_after_read(&[("read", 4), ("failed", 2)])]
#[case::failed_after_delivery(&[("delivered", 4), ("failed", 2)])]
#[case::failed_before_read(&[("failed", 4), ("read", 2)])]
#[case::failed_twice_around_it(&[("failed", 6), ("delivered", 4), ("failed", 6)])]
#[case::sent_too(&[("sent", 9), ("failed", 6), ("sent", 9), ("read", 2)])]
#[tokio::test]
async fn whom_a_message_reached_is_within_reach_whatever_else_was_said(
    #[case] statuses: &[(&str, i64)],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (mut scene, wamid) = one(engine).await;
    scene.pass_ms(10 * SECOND_MS).await;
    for (status, ago_s) in statuses {
        report(&mut scene, &wamid, status, None, *ago_s).await;
    }
    assert!(is_counted(&mut scene).await);
}

#[rstest]
#[tokio::test]
async fn whom_nothing_reached_is_not_counted_until_something_does(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (mut scene, wamid) = one(engine).await;
    report(&mut scene, &wamid, "failed", None, 0).await;
    assert!(!is_counted(&mut scene).await);
    // What was delivered before it failed proves nothing; what was later does.
    scene.say(AGENT, "nee").await;
    let data = scene.alerts().remove(0).callback_data;
    report(&mut scene, "wamid.other", "delivered", data.as_deref(), 0).await;
    assert!(is_counted(&mut scene).await);
}
