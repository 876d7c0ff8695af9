//! The client and the simulator against each other: every kind of message, every refusal.

use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::{DISPLAY_NUMBER, NUMBER};
use heterdaad::whatsapp::client::Endpoint;
use heterdaad::whatsapp::error::{Action, Error};
use heterdaad::whatsapp::ids::{Bsuid, WaId, Wamid};
use heterdaad::whatsapp::outgoing::{Button, Outgoing, Picture, Row, read_request};
use heterdaad::whatsapp::{Bot, Recipient};
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, BEGIN_MS, Engine, Scene, VREEMDE};

fn bot(scene: &Scene, token: &str) -> Bot {
    Bot::new(Endpoint { base_url: scene.stage.api_url.clone(), version: "v26.0".into(), token: token.into() }).unwrap()
}

async fn scene() -> Scene {
    let scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().heard(AGENT, NUMBER, BEGIN_MS);
    scene
}

fn code(result: Result<Wamid, Error>) -> i64 {
    match result {
        Err(Error::Api(error)) => error.code,
        other => panic!("not refused: {other:?}"),
    }
}

fn text(body: &str) -> Value {
    json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "text", "text": { "body": body } })
}

#[tokio::test]
async fn every_kind_of_message_is_accepted() {
    let scene = scene().await;
    let button = |id: &str| Button { id: id.into(), title: id.into() };
    let row = |id: &str| Row { id: id.into(), title: id.into(), description: Some("uitleg".into()) };
    let parameters = ["ZM-0001", "Overval", "Rokkeveen", "man met pet", "ZM-0001", "16.20"].map(str::to_owned);
    let png = axum::body::Bytes::from_static(&[0x89, b'P', b'N', b'G']);
    let picture = scene.stage.simulator.world().upload_media(NUMBER, "image/png", png, BEGIN_MS).unwrap();
    let kinds = [
        Outgoing::text("hoi"),
        Outgoing::buttons("kies", vec![button("a"), button("b"), button("c")]),
        Outgoing::list("kies", "Kies", vec![row("a"), row("b")]),
        Outgoing::location_request("waar?"),
        Outgoing::template(
            "politiebericht_heterdaad",
            "nl",
            parameters.into(),
            vec!["x".into(), "y".into(), "z".into()],
        ),
        Outgoing::image(Picture::Id(picture), Some("bijschrift".into())),
        Outgoing::image(Picture::Link("https://example.org/x.jpg".into()), None),
        Ok(Outgoing::reaction(Wamid("wamid.x".into()), "👍".into())),
        Outgoing::contact("Meldkamer", "+31612349999"),
    ];
    let bot = bot(&scene, "stage-token");
    let count = kinds.len();
    for message in kinds {
        let request = message.unwrap().request(&Recipient::Phone(WaId(AGENT.into())), None, "data");
        let wamid = bot.send(&NUMBER.into(), &request).await.unwrap();
        assert!(wamid.as_str().starts_with("wamid."));
    }
    bot.tell(&NUMBER.into(), &read_request(&Wamid("wamid.x".into()), true)).await.unwrap();
    assert_eq!(scene.stage.simulator.world().accepted().len(), count);
    let by_user = Outgoing::text("hoi").unwrap().request(&Recipient::User(Bsuid(format!("NL.{AGENT}0"))), None, "data");
    bot.send(&NUMBER.into(), &by_user).await.unwrap();
    assert_eq!(scene.stage.simulator.world().accepted().last().unwrap().to, AGENT);
}

fn four_buttons() -> Vec<Value> {
    (1..=4).map(|n| json!({ "type": "reply", "reply": { "id": n.to_string(), "title": n.to_string() } })).collect()
}

fn eleven_rows() -> Vec<Value> {
    (0..11).map(|n| json!({ "id": n.to_string(), "title": "x" })).collect()
}

fn two_lines() -> Vec<Value> {
    ["a", "b\nc", "d", "e", "f", "g"].iter().map(|text| json!({ "type": "text", "text": text })).collect()
}

#[rstest]
#[case::nothing(json!({}), 100)]
#[case::no_type(json!({ "messaging_product": "whatsapp", "to": "+31612340001" }), 100)]
#[case::no_recipient(json!({ "messaging_product": "whatsapp", "type": "text", "text": { "body": "x" } }), 100)]
#[case::empty_text(text(""), 100)]
#[case::long_text(text(&"x".repeat(4_097)), 100)]
#[case::four_buttons(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "interactive", "interactive": { "type": "button", "body": { "text": "x" },
    "action": { "buttons": four_buttons() } } }), 131_009)]
#[case::long_title(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "interactive", "interactive": { "type": "button", "body": { "text": "x" },
    "action": { "buttons": [{ "type": "reply", "reply": { "id": "1", "title": "x".repeat(21) } }] } } }), 131_009)]
#[case::eleven_rows(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "interactive", "interactive": { "type": "list", "body": { "text": "x" },
    "action": { "button": "Kies", "sections": [{ "rows": eleven_rows() }] } } }), 131_009)]
#[case::unknown_template(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "template", "template": { "name": "x", "language": { "code": "nl" } } }), 132_001)]
#[case::too_few_parameters(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "template",
    "template": { "name": "politiebericht_heterdaad", "language": { "code": "nl" } } }), 132_000)]
#[case::two_lines(json!({ "messaging_product": "whatsapp", "to": "+31612340001", "type": "template",
    "template": { "name": "politiebericht_heterdaad", "language": { "code": "nl" },
    "components": [{ "type": "body", "parameters": two_lines() }] } }), 132_018)]
#[case::to_itself(json!({ "messaging_product": "whatsapp", "to": format!("+{DISPLAY_NUMBER}"), "type": "text", "text": { "body": "x" } }), 131_021)]
#[case::window_closed(json!({ "messaging_product": "whatsapp", "to": format!("+{VREEMDE}"), "type": "text", "text": { "body": "x" } }), 131_047)]
#[tokio::test]
async fn what_meta_refuses_the_simulator_refuses(#[case] request: Value, #[case] expected: i64) {
    let scene = scene().await;
    assert_eq!(code(bot(&scene, "stage-token").send(&NUMBER.into(), &request).await), expected);
    assert_eq!(scene.stage.simulator.world().accepted().len(), 0);
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_number_are_refused() {
    let scene = scene().await;
    assert_eq!(code(bot(&scene, "wrong").send(&NUMBER.into(), &text("x")).await), 190);
    assert_eq!(code(bot(&scene, "stage-token").send(&"999".into(), &text("x")).await), 100);
}

#[tokio::test]
async fn the_limits_are_those_of_meta() {
    let mut scene = scene().await;
    let bot = bot(&scene, "stage-token");
    for n in 0..45 {
        bot.send(&NUMBER.into(), &text("x")).await.unwrap_or_else(|error| panic!("message {n}: {error}"));
    }
    assert_eq!(code(bot.send(&NUMBER.into(), &text("x")).await), 131_056, "the forty-sixth to one person");
    scene.pass_ms(6_000).await;
    bot.send(&NUMBER.into(), &text("x")).await.unwrap();
    for n in 0..100 {
        let wa_id = format!("316123450{n:02}");
        scene.stage.simulator.world().add_phone(&wa_id, "iemand");
        scene.stage.simulator.world().heard(&wa_id, NUMBER, BEGIN_MS);
        let mut request = text("x");
        request["to"] = json!(format!("+{wa_id}"));
        let sent = bot.send(&NUMBER.into(), &request).await;
        if n < 79 {
            sent.unwrap_or_else(|error| panic!("message {n}: {error}"));
        } else {
            assert_eq!(code(sent), 130_429, "eighty in a second, the one above included");
        }
    }
}

#[tokio::test]
async fn a_number_that_nobody_has_fails_later_and_the_window_closes_after_a_day() {
    let mut scene = scene().await;
    let bot = bot(&scene, "stage-token");
    let parameters = ["a", "b", "c", "d", "e", "f"].map(str::to_owned);
    let template = Outgoing::template("politiebericht_heterdaad", "nl", parameters.into(), vec![]).unwrap();
    bot.send(&NUMBER.into(), &template.request(&Recipient::Phone(WaId("31612340555".into())), None, "x"))
        .await
        .unwrap();
    scene.pass_ms(5_000).await;
    assert_eq!(scene.database.number("select count(*) from inbox where soort = 'status'").await, 1);
    scene.pass_ms(24 * 3_600_000).await;
    assert_eq!(code(bot.send(&NUMBER.into(), &text("x")).await), 131_047);
    bot.send(&NUMBER.into(), &template.request(&Recipient::Phone(WaId(AGENT.into())), None, "x")).await.unwrap();
}

#[tokio::test]
async fn each_broken_answer_is_told_from_a_refusal() {
    let scene = scene().await;
    let bot_ = bot(&scene, "stage-token");
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutAfterAccept));
    assert_eq!(bot_.send(&NUMBER.into(), &text("x")).await, Err(Error::Ambiguous));
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_016)));
    let error = bot_.send(&NUMBER.into(), &text("x")).await.unwrap_err();
    assert!(matches!(error, Error::Api(error) if error.action() == Action::Retry && error.http_status == 500));
    let nobody = Endpoint { base_url: "http://127.0.0.1:9".into(), version: "v26.0".into(), token: "x".into() };
    assert_eq!(Bot::new(nobody).unwrap().send(&NUMBER.into(), &text("x")).await, Err(Error::NotSent));
}
