//! Whose turn it is: order within a chat, urgency between chats, and a flood of strangers.

use std::future::Future;
use std::pin::Pin;

use heterdaad::bot::context::Cx;
use heterdaad::bot::error::{BotError, HandlerResult};
use heterdaad::bot::gedaan::Gedaan;
use heterdaad::bot::said::Said;
use heterdaad::stage::NUMBER;
use heterdaad::whatsapp::signature::{HEADER, sign};
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene};

const BEHEERDER: &str = "31612340101";

/// What these tests look at is in the database.
const NIETS: Gedaan = Gedaan::Klaar(Vec::new());

/// Writes down in which order messages come to be handled.
fn order<'c>(cx: &'c mut Cx<'_>, said: Said) -> Pin<Box<dyn Future<Output = HandlerResult> + Send + 'c>> {
    Box::pin(async move {
        let Said::Text(text) = said else { return Ok(NIETS) };
        cx.record("gezegd", &text, None).await?;
        if text == "fout" { Err(BotError::Missing("on request")) } else { Ok(NIETS) }
    })
}

fn stranger(n: usize) -> String {
    format!("3162{n:07}")
}

fn message(id: &str, from: &str, text: &str) -> Value {
    json!({ "from": from, "id": id, "timestamp": "1795440000", "type": "text", "text": { "body": text } })
}

/// Posts messages as Meta does; they are stored, and nothing is handled yet.
async fn post(scene: &Scene, messages: &[Value]) {
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages",
        "value": { "metadata": { "phone_number_id": NUMBER }, "messages": messages } }] }] });
    let body = body.to_string();
    let signature = sign(&scene.stage.secrets().app_secrets[0], body.as_bytes());
    let request = reqwest::Client::new().post(&scene.stage.webhook_url).header(HEADER, signature).body(body);
    assert_eq!(request.send().await.unwrap().status(), 200);
    for from in messages.iter().filter_map(|message| message["from"].as_str()) {
        scene.stage.simulator.world().heard(from, NUMBER, scene.now_ms());
    }
}

async fn said(scene: &Scene) -> Vec<String> {
    scene.database.texts("select voorwerp from spoor where daad = 'gezegd' order by id").await
}

fn flood(count: usize, text: &str) -> Vec<Value> {
    (0..count).map(|n| message(&format!("wamid.vloed.{n}"), &stranger(n), text)).collect()
}

#[rstest]
#[tokio::test]
async fn between_chats_urgency_decides(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::with_schema(engine, order).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[BEHEERDER]).await;
    post(&scene, &flood(100, "hallo")).await;
    post(&scene, &[message("wamid.b", BEHEERDER, "van een beheerder")]).await;
    post(&scene, &[message("wamid.g", GEMEENTE, "van de gemeente"), message("wamid.p", AGENT, "van politie")]).await;
    scene.settle().await;
    let said = said(&scene).await;
    assert_eq!(said[..3], ["van de gemeente", "van politie", "van een beheerder"], "{:?}", &said[..5]);
    assert_eq!(said.len(), 103, "strangers have their turn too");
}

#[rstest]
#[case("help er staat een man met een mes voor de deur")]
#[case("ze breken nu in bij nummer 12")]
#[case("er is hier net een overval")]
#[case("HELP")]
#[case("someone is breaking into my neighbours house right now")]
#[tokio::test]
async fn a_stranger_in_need_goes_before_a_flood(#[case] roep: &str) {
    // The real schema: the line with 112 is the first answer to anybody.
    let mut scene = Scene::new(Engine::Sqlite).await;
    let nood = stranger(999_999);
    scene.stage.simulator.world().add_phone(&nood, "iemand");
    post(&scene, &flood(200, "hallo, wie is dit")).await;
    post(&scene, &[message("wamid.nood", &nood, roep)]).await;
    scene.pass_ms(5_000).await;
    assert!(scene.texts(&nood).iter().any(|text| text.contains("112")), "{:?}", scene.texts(&nood));
    let before = "select count(*) from outbox o where o.id < (select min(n.id) from outbox n join identiteit i \
                  on i.persoon_id = n.persoon_id where i.waarde = '31620999999')";
    assert_eq!(scene.database.number(before).await, 0, "nobody was answered before");
}

#[rstest]
#[tokio::test]
async fn within_a_chat_the_order_of_arrival_holds_and_the_chat_moves_as_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let nood = stranger(999_999);
    scene.stage.simulator.world().add_phone(&nood, "iemand");
    let in_chat = |n: usize, text: &str| message(&format!("wamid.nood.{n}"), &nood, text);
    post(&scene, &flood(60, "hallo")).await;
    post(&scene, &[in_chat(0, "hoi"), in_chat(1, "bent u daar"), in_chat(2, "HELP ze breken nu in"), in_chat(3, "ok")])
        .await;
    let chat = "select cast(id as text) from inbox where chat = '31620999999' and klasse = 0 order by id";
    assert_eq!(
        scene.database.texts(chat).await.len(),
        3,
        "what came before the cry goes with it, what came after waits"
    );
    scene.settle().await;
    let handled = "select count(*) from inbox where chat = '31620999999' and toestand = 'klaar'";
    assert_eq!(scene.database.number(handled).await, 4);
}

#[tokio::test]
async fn an_officer_keeps_the_order_of_what_they_type() {
    let mut scene = Scene::with_schema(Engine::Sqlite, order).await;
    post(&scene, &flood(50, "hallo")).await;
    let lines: Vec<String> = (0..40).map(|n| format!("regel {n:02}")).collect();
    for (n, line) in lines.iter().enumerate() {
        post(&scene, &[message(&format!("wamid.regel.{n}"), AGENT, line)]).await;
    }
    scene.settle().await;
    assert_eq!(said(&scene).await[..40], lines[..]);
}

#[rstest]
#[case("HELP HELP")]
#[case("ze breken nu in")]
#[tokio::test]
async fn a_flood_of_cries_for_help_does_not_keep_police_waiting(#[case] roep: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    post(&scene, &flood(300, roep)).await;
    post(&scene, &[message("wamid.p", AGENT, LINE)]).await;
    scene.pass_ms(5_000).await;
    assert!(scene.texts(AGENT).iter().any(|text| text.contains("Rokkeveen")), "{:?}", scene.texts(AGENT));
    let before = "select count(distinct o.persoon_id) from outbox o where o.id < (select min(n.id) from outbox n \
                  join identiteit i on i.persoon_id = n.persoon_id where i.waarde = '31612340001')";
    assert!(scene.database.number(before).await <= 8, "a few of them at most");
}

#[tokio::test]
async fn an_officers_preview_does_not_wait_for_strangers() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    for n in 0..6 {
        let piece: Vec<Value> =
            (0..100).map(|m| message(&format!("wamid.{n}.{m}"), &stranger(n * 100 + m), "wie is dit")).collect();
        post(&scene, &piece).await;
    }
    post(&scene, &[message("wamid.p", AGENT, LINE)]).await;
    scene.settle().await;
    let before = "select count(*) from outbox o where o.id < (select min(n.id) from outbox n \
                  join identiteit i on i.persoon_id = n.persoon_id where i.waarde = '31612340001')";
    assert_eq!(scene.database.number(before).await, 0);
    assert_eq!(scene.database.number("select count(*) from inbox where toestand <> 'klaar'").await, 0);
}

#[tokio::test]
async fn a_chat_that_is_held_back_hides_nobody() {
    let mut scene = Scene::with_schema(Engine::Sqlite, order).await;
    let held: Vec<Value> = (0..600)
        .map(|n| message(&format!("wamid.vast.{n}"), &stranger(1), if n == 0 { "fout" } else { "daarna" }))
        .collect();
    post(&scene, &held).await;
    post(&scene, &[message("wamid.ander", &stranger(2), "een ander")]).await;
    scene.settle().await;
    assert_eq!(said(&scene).await, ["een ander"]);
    scene.pass_ms(10_000).await;
    assert_eq!(said(&scene).await.len(), 600, "it goes on after its failed item was given up");
}

#[rstest]
#[tokio::test]
async fn a_repetition_changes_no_turn_and_counts_nothing_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::with_schema(engine, order).await;
    for _ in 0..3 {
        post(&scene, &flood(40, "hallo")).await;
        post(&scene, &[message("wamid.p", AGENT, "van politie")]).await;
    }
    assert_eq!(scene.database.number("select count(*) from inbox").await, 41);
    scene.settle().await;
    post(&scene, &[message("wamid.p", AGENT, "van politie")]).await;
    scene.settle().await;
    let said = said(&scene).await;
    assert_eq!((said[0].as_str(), said.len()), ("van politie", 41));
}

#[tokio::test]
async fn somebody_known_by_user_id_alone_has_their_turn() {
    let mut scene = Scene::with_schema(Engine::Sqlite, order).await;
    let user = "update identiteit set soort = 'bsuid', waarde = 'NL.1234567890' where waarde = '31612340001'";
    scene.database.execute(user).await;
    post(&scene, &flood(40, "hallo")).await;
    let by_user = json!({ "from_user_id": "NL.1234567890", "id": "wamid.u", "timestamp": "1795440000", "type": "text",
        "text": { "body": "van politie" } });
    post(&scene, &[by_user]).await;
    scene.settle().await;
    assert_eq!(said(&scene).await[0], "van politie");
}
