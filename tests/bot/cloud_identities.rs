//! Who somebody is over the simulated Cloud API: numbers, user ids, usernames, and how they change.

use heterdaad::simulator::phone::Ticks;
use heterdaad::stage::{DISPLAY_NUMBER, NUMBER};
use rstest::rstest;
use serde_json::{Value, json};

use crate::cloud_client::{Cloud, code, sent};
use crate::harness::{AGENT, VREEMDE};

const DAY_MS: i64 = 24 * 3_600_000;

fn text(body: &str) -> Value {
    json!({ "type": "text", "text": { "body": body } })
}

fn user_id(wa_id: &str) -> String {
    format!("NL.{wa_id}0")
}

/// Somebody with a username, unknown until now.
async fn hidden() -> Cloud {
    let cloud = Cloud::new().await;
    cloud.world().adopt_username(VREEMDE, "@wijkbewoner");
    cloud
}

async fn says(cloud: &mut Cloud, wa_id: &str, text: &str) -> Value {
    let now_ms = cloud.now_ms();
    cloud.world().say(wa_id, NUMBER, text, now_ms);
    cloud.pass_ms(100).await;
    cloud.changes().into_iter().rfind(|(_, value)| value["messages"].is_array()).unwrap().1
}

#[tokio::test]
async fn without_a_username_everything_is_known() {
    let mut cloud = Cloud::new().await;
    let value = says(&mut cloud, VREEMDE, "hoi").await;
    let contact = json!({ "profile": { "name": "Politie Zoetermeer" }, "wa_id": VREEMDE, "user_id": user_id(VREEMDE) });
    assert_eq!(value["contacts"], json!([contact]));
    let message = &value["messages"][0];
    assert_eq!((&message["from"], &message["from_user_id"]), (&json!(VREEMDE), &json!(user_id(VREEMDE))));
}

#[tokio::test]
async fn with_a_username_the_number_is_kept_back_until_both_used_it() {
    let mut cloud = hidden().await;
    let value = says(&mut cloud, VREEMDE, "hoi").await;
    let contact =
        json!({ "profile": { "name": "Politie Zoetermeer", "username": "@wijkbewoner" }, "user_id": user_id(VREEMDE) });
    assert_eq!(value["contacts"], json!([contact]));
    assert_eq!(value["messages"][0].get("from"), None);
    // Answered by user id it stays hidden, in the answer and in the statuses.
    let (status, answer) = cloud.send_to(json!({ "recipient": user_id(VREEMDE) }), text("dag")).await;
    assert_eq!(
        (status, &answer["contacts"]),
        (200, &json!([{ "input": user_id(VREEMDE), "user_id": user_id(VREEMDE) }]))
    );
    cloud.pass_ms(3_000).await;
    let values: Vec<Value> =
        cloud.changes().into_iter().map(|(_, value)| value).filter(|value| value["statuses"].is_array()).collect();
    for (value, name) in values.iter().zip(["sent", "delivered"]) {
        let status = &value["statuses"][0];
        assert_eq!((&status["status"], status.get("recipient_id")), (&json!(name), None));
        assert_eq!(status["recipient_user_id"], user_id(VREEMDE));
        assert_eq!(value["contacts"][0].get("wa_id"), None);
        let username = value["contacts"][0]["profile"].get("username");
        assert_eq!(username.is_some(), name == "delivered", "usernames stand in delivered and read only");
    }
    // Written to by number, it is known for thirty days.
    let (_, answer) = cloud.send_to(json!({ "to": format!("+{VREEMDE}") }), text("dag")).await;
    assert_eq!(answer["contacts"], json!([{ "input": format!("+{VREEMDE}"), "wa_id": VREEMDE }]));
    cloud.pass_ms(29 * DAY_MS).await;
    assert_eq!(says(&mut cloud, VREEMDE, "hoi").await["messages"][0]["from"], VREEMDE);
    cloud.pass_ms(30 * DAY_MS).await;
    assert_eq!(says(&mut cloud, VREEMDE, "hoi").await["messages"][0].get("from"), None);
}

#[tokio::test]
async fn a_phone_can_hide_its_number_always() {
    let mut cloud = hidden().await;
    cloud.world().phone_mut(VREEMDE).unwrap().hides_number = true;
    says(&mut cloud, VREEMDE, "hoi").await;
    sent(&cloud.send_to(json!({ "to": format!("+{VREEMDE}") }), text("dag")).await);
    assert_eq!(says(&mut cloud, VREEMDE, "hoi").await["messages"][0].get("from"), None);
}

#[tokio::test]
async fn the_number_goes_before_the_user_id_and_nobody_is_undeliverable() {
    let mut cloud = Cloud::new().await;
    let both = json!({ "to": format!("+{AGENT}"), "recipient": user_id(VREEMDE) });
    let answer = cloud.send_to(both, text("x")).await;
    sent(&answer);
    assert_eq!(answer.1["contacts"], json!([{ "input": format!("+{AGENT}"), "wa_id": AGENT }]));
    assert_eq!(
        code(&cloud.send_to(json!({ "recipient": "NL.999" }), text("x")).await),
        131_047,
        "its window is closed"
    );
    let template = json!({ "type": "template", "template": { "name": "politiebericht_heterdaad", "language": { "code": "nl" }, "components": [
        { "type": "body", "parameters": vec![json!({ "type": "text", "text": "x" }); 6] }] } });
    let wamid = sent(&cloud.send_to(json!({ "recipient": "NL.999" }), template).await);
    cloud.pass_ms(2_000).await;
    let failed = cloud.told("statuses").into_iter().find(|status| status["id"] == wamid).unwrap();
    assert_eq!((&failed["status"], &failed["errors"][0]["code"]), (&json!("failed"), &json!(131_026)));
    assert_eq!((failed.get("recipient_id"), &failed["recipient_user_id"]), (None, &json!("NL.999")));
}

#[rstest]
#[case("31612340001")]
#[case("NL.")]
#[case("nl.123")]
#[case("NL.12-3")]
#[tokio::test]
async fn what_is_no_user_id_is_refused(#[case] recipient: &str) {
    let cloud = Cloud::new().await;
    assert_eq!(code(&cloud.send_to(json!({ "recipient": recipient }), text("x")).await), 100);
}

#[tokio::test]
async fn who_changes_their_number_is_told_of_and_is_another_user() {
    let mut cloud = Cloud::new().await;
    says(&mut cloud, VREEMDE, "hoi").await;
    let now_ms = cloud.now_ms();
    let new_id = cloud.world().change_number(VREEMDE, "31612340098", now_ms).unwrap();
    assert_eq!(cloud.world().change_number(AGENT, "31612340098", now_ms), None, "it is taken");
    cloud.pass_ms(100).await;
    let value = cloud.changes().pop().unwrap().1;
    assert_eq!(value.get("contacts"), None);
    let message = &value["messages"][0];
    assert_eq!((&message["type"], &message["from"]), (&json!("system"), &json!(VREEMDE)));
    let system = json!({ "type": "user_changed_number", "wa_id": "31612340098", "user_id": new_id,
                         "body": "User Politie Zoetermeer changed from 31612340099 to 31612340098" });
    assert_eq!(message["system"], system);
    assert_ne!(new_id, user_id(VREEMDE));
    assert_eq!(cloud.world().phone("31612340098").unwrap().chat.len(), 1, "the chat went along");
    assert_eq!(code(&cloud.send_to(json!({ "to": "+31612340098" }), text("x")).await), 131_047);
    let value = says(&mut cloud, "31612340098", "ik ben het").await;
    assert_eq!(
        (&value["messages"][0]["from_user_id"], &value["messages"][0]["from"]),
        (&json!(new_id), &json!("31612340098"))
    );
    sent(&cloud.send_to(json!({ "recipient": new_id }), text("x")).await);
}

#[tokio::test]
async fn a_user_id_can_change_alone_and_a_hidden_number_stays_hidden_then() {
    let mut cloud = hidden().await;
    says(&mut cloud, VREEMDE, "hoi").await;
    let now_ms = cloud.now_ms();
    let new_id = cloud.world().change_user_id(VREEMDE, now_ms).unwrap();
    cloud.pass_ms(100).await;
    let message = &cloud.told("messages")[1];
    assert_eq!((message.get("from"), &message["from_user_id"]), (None, &json!(user_id(VREEMDE))));
    assert_eq!(
        (&message["system"]["type"], &message["system"]["user_id"]),
        (&json!("user_changed_user_id"), &json!(new_id))
    );
    assert_eq!(message["system"].get("wa_id"), None);
    let now_ms = cloud.now_ms();
    cloud.world().change_number(VREEMDE, "31612340098", now_ms).unwrap();
    cloud.pass_ms(100).await;
    let system = cloud.told("messages")[2]["system"].to_string();
    assert!(!system.contains("3161234009"), "no number in {system}");
    sent(&cloud.send_to(json!({ "to": format!("+{AGENT}") }), text("x")).await);
}

#[tokio::test]
async fn a_person_gives_their_number_when_asked() {
    let mut cloud = hidden().await;
    says(&mut cloud, VREEMDE, "hoi").await;
    let now_ms = cloud.now_ms();
    assert!(!cloud.world().share_own_number(VREEMDE, now_ms), "nobody asked");
    let to = || json!({ "recipient": user_id(VREEMDE) });
    let asks = |name: &str| {
        let action = json!({ "name": name });
        json!({ "type": "interactive", "interactive": { "type": "request_contact_info", "body": { "text": "Wat is uw nummer?" }, "action": action } })
    };
    assert_eq!(code(&cloud.send_to(to(), asks("contact_request")).await), 131_009);
    let wamid = sent(&cloud.send_to(to(), asks("request_contact_info")).await);
    cloud.pass_ms(3_000).await;
    let now_ms = cloud.now_ms();
    assert!(cloud.world().share_own_number(VREEMDE, now_ms));
    cloud.pass_ms(100).await;
    let message = cloud.told("messages").pop().unwrap();
    assert_eq!(
        (&message["type"], &message["context"]),
        (&json!("contacts"), &json!({ "from": DISPLAY_NUMBER, "id": wamid }))
    );
    let card = &message["contacts"][0];
    assert_eq!((&card["origin"], card.get("vcard")), (&json!("contact_request"), None));
    assert_eq!(card["phones"][0]["wa_id"], VREEMDE);
}

#[tokio::test]
async fn a_blocked_person_stays_blocked_under_another_number() {
    let mut cloud = Cloud::new().await;
    says(&mut cloud, VREEMDE, "hoi").await;
    let users = json!({ "messaging_product": "whatsapp", "block_users": [{ "user_id": user_id(VREEMDE) }] });
    assert_eq!(cloud.post(&format!("{NUMBER}/block_users"), users).await.0, 200);
    let now_ms = cloud.now_ms();
    cloud.world().change_number(VREEMDE, "31612340098", now_ms).unwrap();
    assert_eq!(code(&cloud.send_to(json!({ "to": "+31612340098" }), text("x")).await), 130_403);
    let now_ms = cloud.now_ms();
    cloud.world().say("31612340098", NUMBER, "hoi", now_ms);
    cloud.pass_ms(1_000).await;
    let world = cloud.world();
    assert_eq!(world.phone("31612340098").unwrap().chat.last().unwrap().ticks, Ticks::Sent);
}
