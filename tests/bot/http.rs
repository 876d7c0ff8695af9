//! The webhook from outside: signatures, sizes, repetition, overload.

use heterdaad::whatsapp::signature::{HEADER, sign};
use rstest::rstest;
use serde_json::json;

use crate::harness::{Engine, Scene, VREEMDE};

async fn post(scene: &Scene, body: Vec<u8>, signature: Option<String>) -> u16 {
    let mut request = reqwest::Client::new().post(&scene.stage.webhook_url).body(body);
    if let Some(signature) = signature {
        request = request.header(HEADER, signature);
    }
    request.send().await.unwrap().status().as_u16()
}

async fn post_signed(scene: &Scene, body: impl Into<Vec<u8>>) -> u16 {
    let body = body.into();
    let signature = sign(&scene.stage.secrets().app_secrets[0], &body);
    post(scene, body, Some(signature)).await
}

fn text_message(id: &str, from: &str, text: &str) -> serde_json::Value {
    json!({ "from": from, "id": id, "timestamp": "1795440000", "type": "text", "text": { "body": text } })
}

fn body(messages: &[serde_json::Value]) -> Vec<u8> {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
        "metadata": { "phone_number_id": heterdaad::stage::NUMBER }, "messages": messages } }] }] })
    .to_string()
    .into_bytes()
}

#[rstest]
#[tokio::test]
async fn a_forged_or_missing_signature_stores_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = Scene::new(engine).await;
    let body = body(&[text_message("wamid.1", VREEMDE, "/help")]);
    let good = sign(&scene.stage.secrets().app_secrets[0], &body);
    let forged = sign(&"another-secret".into(), &body);
    for signature in
        [None, Some(String::new()), Some(forged), Some(good.replace("sha256=", "")), Some(good[..20].to_owned())]
    {
        assert_eq!(post(&scene, body.clone(), signature).await, 401);
    }
    let mut changed = body.clone();
    changed.push(b' ');
    assert_eq!(post(&scene, changed, Some(good.clone())).await, 401);
    assert_eq!(scene.database.number("select count(*) from inbox").await, 0);
    assert_eq!(post(&scene, body, Some(good)).await, 200);
    assert_eq!(scene.database.number("select count(*) from inbox").await, 1);
}

#[rstest]
#[case(b"not json at all".to_vec())]
#[case(b"{\"entry\": 7}".to_vec())]
#[case(vec![0xff, 0xfe, 0x00])]
#[case(vec![b'['; 200_000])]
#[tokio::test]
async fn a_body_that_is_no_webhook_is_stored_and_answered_200(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] body: Vec<u8>,
) {
    let mut scene = Scene::new(engine).await;
    assert_eq!(post_signed(&scene, body).await, 200);
    scene.settle().await;
    assert_eq!(scene.database.number("select count(*) from inbox where soort = 'onleesbaar'").await, 1);
}

#[tokio::test]
async fn three_megabytes_pass_and_more_does_not() {
    let scene = Scene::new(Engine::Sqlite).await;
    assert_eq!(post_signed(&scene, vec![b'x'; 3 * 1024 * 1024]).await, 200);
    assert_eq!(post_signed(&scene, vec![b'x'; 3 * 1024 * 1024 + 1]).await, 413);
    assert_eq!(scene.database.number("select count(*) from inbox").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_thousand_updates_in_one_body_are_each_stored_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let scene = Scene::new(engine).await;
    let messages: Vec<_> =
        (0..1_000).map(|n| text_message(&format!("wamid.{n}"), &format!("3168{n:07}"), "bedankt")).collect();
    assert_eq!(post_signed(&scene, body(&messages)).await, 200);
    assert_eq!(post_signed(&scene, body(&messages[500..])).await, 200);
    assert_eq!(scene.database.number("select count(*) from inbox").await, 1_000);
}

#[rstest]
#[tokio::test]
async fn a_broken_neighbour_spoils_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let broken = r#"{"id":"wamid.a","from":7,"type":[]},"wat?",{"id":"wamid.b","from":"31612340098","type":"text","text":{"body":"\ud83d \u0000"}}"#;
    let good = text_message("wamid.c", VREEMDE, "hallo");
    let text = format!(
        r#"{{"entry":[17,{{"id":"1","changes":[null,{{"field":"toekomst","value":{{}}}},{{"field":"messages","value":{{"metadata":{{"phone_number_id":"{}"}},"messages":[{broken},{good}],"statuses":[3]}}}}]}}]}}"#,
        heterdaad::stage::NUMBER
    );
    scene.stage.simulator.world().heard(VREEMDE, heterdaad::stage::NUMBER, crate::harness::BEGIN_MS);
    assert_eq!(post_signed(&scene, text).await, 200);
    scene.pass_ms(5_000).await;
    assert_eq!(scene.count(VREEMDE), 1, "the good one is answered");
    assert_eq!(scene.database.number("select count(*) from inbox where toestand <> 'klaar'").await, 0);
}

#[tokio::test]
async fn the_same_message_takes_effect_once_whatever_meta_repeats() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().heard(VREEMDE, heterdaad::stage::NUMBER, crate::harness::BEGIN_MS);
    for _ in 0..5 {
        assert_eq!(post_signed(&scene, body(&[text_message("wamid.1", VREEMDE, "hallo")])).await, 200);
        scene.pass_ms(2_000).await;
    }
    assert_eq!(scene.count(VREEMDE), 1);
}

#[tokio::test]
async fn the_handshake_and_the_other_pages_answer() {
    let scene = Scene::new(Engine::Sqlite).await;
    let client = reqwest::Client::new();
    let get = async |url: String| {
        let response = client.get(url).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let hook = &scene.stage.webhook_url;
    let ask = |token: &str| format!("{hook}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
    assert_eq!(get(ask("stage-verify")).await, (200, "1158201444".into()));
    assert_eq!(get(ask("anders")).await.0, 403);
    assert_eq!(get(hook.clone()).await.0, 403);
    let base = hook.trim_end_matches("/webhook");
    assert_eq!(get(format!("{base}/healthz")).await, (200, "ok".into()));
    assert_eq!(get(format!("{base}/readyz")).await, (200, "ready".into()));
    assert_eq!(get(format!("{base}/niets")).await.0, 404);
}

#[tokio::test]
async fn a_full_disk_is_answered_503_and_loses_nothing_that_was_answered_200() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    // Much to store and little to read.
    let text = format!("{:<4000}", "bedankt");
    let stored = async |n: usize| {
        let messages: Vec<_> =
            (0..50).map(|m| text_message(&format!("wamid.{n}.{m}"), &format!("3167{n:04}{m:03}"), &text)).collect();
        post_signed(&scene, body(&messages)).await
    };
    let mut tx = scene.stage.store.begin().await.unwrap();
    // No more pages than there are now, and some.
    sqlx::query("pragma max_page_count = 1000").execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    let mut accepted = 0;
    let mut refused = 0;
    for n in 0..60 {
        match stored(n).await {
            200 => accepted += 1,
            503 => refused += 1,
            other => panic!("answered {other}"),
        }
    }
    assert!(accepted > 0 && refused > 0, "{accepted} accepted, {refused} refused");
    assert_eq!(scene.database.number("select count(*) from inbox").await, accepted * 50);
    // The writer's connection was thrown away with its limit: there is room again, and it goes on by itself.
    assert_eq!(post_signed(&scene, body(&[text_message("wamid.na", VREEMDE, "hallo")])).await, 200);
    scene.settle().await;
    assert_eq!(scene.database.number("select count(*) from inbox where toestand = 'klaar'").await, accepted * 50 + 1);
}

#[tokio::test]
async fn overload_is_answered_503_at_once_and_nothing_answered_200_is_lost() {
    let scene = Scene::new(Engine::Sqlite).await;
    // The writer is busy: bodies queue up behind it.
    let busy = scene.stage.store.begin().await.unwrap();
    let most = heterdaad::limits::INBOX_QUEUE_BODIES_MAX + heterdaad::limits::INBOX_ROWS_PER_COMMIT;
    let turned_away = 50;
    let client = reqwest::Client::new();
    let mut posts = tokio::task::JoinSet::new();
    for n in 0..most + turned_away {
        let body = body(&[text_message(&format!("wamid.{n}"), VREEMDE, "bedankt")]);
        let signature = sign(&scene.stage.secrets().app_secrets[0], &body);
        let request = client.post(&scene.stage.webhook_url).header(HEADER, signature).body(body);
        posts.spawn(async move { request.send().await.unwrap().status().as_u16() });
    }
    // More than can wait: the others are turned away while nothing moves.
    for _ in 0..turned_away {
        assert_eq!(posts.join_next().await.unwrap().unwrap(), 503);
    }
    busy.roll_back().await.unwrap();
    let mut stored = 0;
    while let Some(status) = posts.join_next().await {
        match status.unwrap() {
            200 => stored += 1,
            503 => {}
            other => panic!("answered {other}"),
        }
    }
    assert!(stored > 0);
    assert_eq!(scene.database.number("select count(*) from inbox").await, stored);
}
