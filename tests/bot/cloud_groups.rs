//! The Groups API of the simulated Cloud API, with people who come in by the link.

use std::io::Cursor;

use heterdaad::simulator::groups::people::Joined;
use heterdaad::simulator::phone::{By, Ticks};
use heterdaad::stage::NUMBER;
use reqwest::multipart::{Form, Part};
use rstest::rstest;
use serde_json::{Value, json};

use crate::cloud_client::{Cloud, code, sent};
use crate::harness::{AGENT, VREEMDE};

const DAY_MS: i64 = 24 * 3_600_000;

fn product(mut body: Value) -> Value {
    body["messaging_product"] = json!("whatsapp");
    body
}

/// A group that was made over the wire; answers its id and its link, from the webhook.
async fn group(cloud: &mut Cloud, mode: &str) -> (String, String) {
    let new = product(json!({ "subject": " Buurt ", "description": "van de wijk", "join_approval_mode": mode }));
    let (status, answer) = cloud.post(&format!("{NUMBER}/groups"), new).await;
    assert_eq!(status, 200, "{answer}");
    cloud.pass_ms(100).await;
    let told = cloud.told("groups").pop().unwrap();
    assert_eq!((&told["type"], &told["request_id"]), (&json!("group_create"), &answer["request_id"]));
    (told["group_id"].as_str().unwrap().to_owned(), told["invite_link"].as_str().unwrap().to_owned())
}

/// A group with these in it.
async fn group_of(cloud: &mut Cloud, people: &[&str]) -> (String, String) {
    let (id, link) = group(cloud, "auto_approve").await;
    for wa_id in people {
        assert_eq!(joins(cloud, wa_id, &link).await, Joined::In);
    }
    (id, link)
}

async fn joins(cloud: &mut Cloud, wa_id: &str, link: &str) -> Joined {
    let now_ms = cloud.now_ms();
    let joined = cloud.world().join_group(wa_id, link, now_ms);
    cloud.pass_ms(100).await;
    joined
}

async fn says(cloud: &mut Cloud, wa_id: &str, id: &str, text: &str) -> Option<String> {
    let now_ms = cloud.now_ms();
    let said = cloud.world().say_in_group(wa_id, id, text, now_ms);
    cloud.pass_ms(100).await;
    said
}

async fn to_group(cloud: &Cloud, id: &str, rest: Value) -> (u16, Value) {
    cloud.send_to(json!({ "recipient_type": "group", "to": id }), rest).await
}

fn text(body: &str) -> Value {
    json!({ "type": "text", "text": { "body": body } })
}

fn last(cloud: &Cloud) -> Value {
    cloud.told("groups").pop().unwrap()
}

#[tokio::test]
async fn a_group_is_made_asked_about_changed_and_deleted() {
    let mut cloud = Cloud::new().await;
    let (id, link) = group(&mut cloud, "auto_approve").await;
    assert!(id.starts_with("Y2FwaV9ncm91cD") && link.starts_with("https://chat.whatsapp.com/"), "{id} {link}");
    let told = last(&cloud);
    assert_eq!((&told["subject"], &told["join_approval_mode"]), (&json!("Buurt"), &json!("auto_approve")));
    assert_eq!(cloud.changes().pop().unwrap().0, "group_lifecycle_update");
    assert_eq!(cloud.get(&id).await.1, json!({ "messaging_product": "whatsapp", "id": id }), "no fields: the id only");
    joins(&mut cloud, VREEMDE, &link).await;
    let fields =
        "subject,description,participants,join_approval_mode,suspended,creation_timestamp,total_participant_count";
    let (_, info) = cloud.get(&format!("{id}?fields={fields}")).await;
    let participants = json!([{ "wa_id": VREEMDE, "user_id": format!("NL.{VREEMDE}0") }]);
    assert_eq!((&info["participants"], &info["total_participant_count"]), (&participants, &json!(1)));
    assert_eq!((&info["description"], &info["suspended"]), (&json!("van de wijk"), &json!(false)));
    assert_eq!(code(&cloud.get(&format!("{id}?fields=password")).await), 100);

    let (status, answer) = cloud.post(&id, product(json!({ "subject": "Wijk" }))).await;
    assert_eq!(status, 200);
    cloud.pass_ms(100).await;
    let told = last(&cloud);
    assert_eq!((&told["type"], &told["request_id"]), (&json!("group_settings_update"), &answer["request_id"]));
    assert_eq!(told["group_subject"], json!({ "text": "Wijk", "update_successful": true }));
    assert_eq!(cloud.get(&format!("{id}?fields=subject")).await.1["subject"], "Wijk");
    for wrong in [
        json!({}),
        json!({ "subject": "" }),
        json!({ "subject": "x".repeat(129) }),
        json!({ "description": "x".repeat(2_049) }),
    ] {
        assert_eq!(code(&cloud.post(&id, product(wrong)).await), 100);
    }

    let (status, answer) = cloud.delete(&id, None).await;
    assert_eq!(status, 200);
    cloud.pass_ms(100).await;
    assert_eq!((&last(&cloud)["type"], &last(&cloud)["request_id"]), (&json!("group_delete"), &answer["request_id"]));
    assert_eq!(code(&cloud.get(&id).await), 131_041);
    assert_eq!(joins(&mut cloud, AGENT, &link).await, Joined::Refused);
    assert_eq!(code(&to_group(&cloud, &id, text("x")).await), 131_041);
}

#[rstest]
#[case(json!({}))]
#[case(json!({ "subject": "  " }))]
#[case(json!({ "subject": "x".repeat(129) }))]
#[case(json!({ "subject": "x", "description": "x".repeat(2_049) }))]
#[case(json!({ "subject": "x", "join_approval_mode": "open" }))]
#[tokio::test]
async fn a_group_needs_a_name_that_fits(#[case] new: Value) {
    let cloud = Cloud::new().await;
    assert_eq!(code(&cloud.post(&format!("{NUMBER}/groups"), product(new)).await), 100);
}

#[tokio::test]
async fn groups_come_in_pages() {
    let mut cloud = Cloud::new().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(group(&mut cloud, "auto_approve").await.0);
    }
    let ids = |answer: &Value| {
        let groups = answer["data"]["groups"].as_array().unwrap().clone();
        groups.iter().map(|group| group["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let path = format!("{NUMBER}/groups?limit=2");
    let (_, first) = cloud.get(&path).await;
    assert_eq!(ids(&first), made[..2]);
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    let (_, second) = cloud.get(&format!("{path}&after={after}")).await;
    assert_eq!((ids(&second), second["paging"].get("next")), (made[2..].to_vec(), None));
    assert_eq!(code(&cloud.get(&format!("{path}&after=x")).await), 131_059);
    for limit in ["0", "1025", "x"] {
        assert_eq!(code(&cloud.get(&format!("{NUMBER}/groups?limit={limit}")).await), 100);
    }
}

#[tokio::test]
async fn the_link_lets_in_eight_and_a_new_one_ends_the_old() {
    let mut cloud = Cloud::new().await;
    let (id, link) = group(&mut cloud, "auto_approve").await;
    assert_eq!(cloud.get(&format!("{id}/invite_link")).await.1["invite_link"], link);
    for n in 0..9 {
        let wa_id = format!("3161234080{n}");
        cloud.world().add_phone(&wa_id, "iemand");
        assert_eq!(joins(&mut cloud, &wa_id, &link).await, if n < 8 { Joined::In } else { Joined::Refused });
    }
    let told = cloud.told("groups")[1].clone();
    assert_eq!((&told["type"], &told["reason"]), (&json!("group_participants_add"), &json!("invite_link")));
    assert_eq!(told["added_participants"][0]["wa_id"], "31612340800");
    assert_eq!(cloud.told("groups").len(), 9, "nobody hears of the ninth");
    let now_ms = cloud.now_ms();
    assert!(cloud.world().leave_group("31612340800", &id, now_ms));
    cloud.pass_ms(100).await;
    let told = last(&cloud);
    assert_eq!((&told["type"], &told["initiated_by"]), (&json!("group_participants_remove"), &json!("participant")));
    assert_eq!(told["removed_participants"][0]["wa_id"], "31612340800");
    let (_, answer) = cloud.post(&format!("{id}/invite_link"), product(json!({}))).await;
    assert_ne!(answer["invite_link"], link);
    assert_eq!(joins(&mut cloud, "31612340808", &link).await, Joined::Refused);
    assert_eq!(joins(&mut cloud, "31612340808", answer["invite_link"].as_str().unwrap()).await, Joined::In);
}

#[tokio::test]
async fn who_must_be_approved_waits() {
    let mut cloud = Cloud::new().await;
    let (id, link) = group(&mut cloud, "approval_required").await;
    cloud.world().add_phone("31612340801", "iemand");
    for wa_id in [VREEMDE, AGENT, "31612340801"] {
        assert_eq!(joins(&mut cloud, wa_id, &link).await, Joined::Asked);
    }
    let told: Vec<Value> = cloud.told("groups").split_off(1);
    assert_eq!((&told[0]["type"], &told[0]["wa_id"]), (&json!("group_join_request_created"), &json!(VREEMDE)));
    let now_ms = cloud.now_ms();
    assert!(cloud.world().cancel_join_request("31612340801", &id, now_ms));
    cloud.pass_ms(100).await;
    assert_eq!(
        (&last(&cloud)["type"], &last(&cloud)["join_request_id"]),
        (&json!("group_join_request_revoked"), &told[2]["join_request_id"])
    );
    let path = format!("{id}/join_requests");
    let (_, list) = cloud.get(&path).await;
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&list["data"][0]["join_request_id"], &list["data"][0]["wa_id"]),
        (&told[0]["join_request_id"], &json!(VREEMDE))
    );
    let ids = |ids: Value| product(json!({ "join_requests": ids }));
    let (status, answer) = cloud.post(&path, ids(json!([told[0]["join_request_id"], "nobody"]))).await;
    assert_eq!((status, &answer["approved_join_requests"]), (206, &json!([told[0]["join_request_id"]])));
    assert_eq!(answer["failed_join_requests"][0]["errors"][0]["code"], 131_213);
    assert_eq!(answer["errors"][0]["code"], 131_201);
    cloud.pass_ms(100).await;
    assert_eq!(last(&cloud)["added_participants"][0]["wa_id"], VREEMDE);
    let before = cloud.told("groups").len();
    let (status, answer) = cloud.delete(&path, Some(ids(json!([told[1]["join_request_id"]])))).await;
    assert_eq!((status, &answer["rejected_join_requests"]), (200, &json!([told[1]["join_request_id"]])));
    cloud.pass_ms(100).await;
    assert_eq!(cloud.told("groups").len(), before, "no webhook tells of a rejection");
    assert_eq!(joins(&mut cloud, AGENT, &link).await, Joined::Asked, "they may ask again");
    assert_eq!(code(&cloud.post(&path, ids(json!([]))).await), 100);
}

#[tokio::test]
async fn whoever_is_removed_cannot_come_back() {
    let mut cloud = Cloud::new().await;
    let (id, link) = group_of(&mut cloud, &[AGENT, VREEMDE]).await;
    let path = format!("{id}/participants");
    let people = |people: Value| Some(product(json!({ "participants": people })));
    assert_eq!(code(&cloud.delete(&path, people(json!([]))).await), 100);
    let twice = json!([{ "user": VREEMDE }, { "user": format!("NL.{VREEMDE}0") }]);
    assert_eq!(code(&cloud.delete(&path, people(twice)).await), 131_202);
    assert_eq!(code(&cloud.delete(&path, people(json!(vec![json!({ "user": VREEMDE }); 9]))).await), 131_204);
    let (status, answer) =
        cloud.delete(&path, people(json!([{ "user": format!("+{VREEMDE}") }, { "user": "+31600000000" }]))).await;
    assert_eq!(status, 200, "{answer}");
    cloud.pass_ms(100).await;
    let told = last(&cloud);
    assert_eq!((&told["request_id"], &told["initiated_by"]), (&answer["request_id"], &json!("business")));
    assert_eq!(told["removed_participants"], json!([{ "input": format!("+{VREEMDE}") }]));
    assert_eq!(
        (&told["failed_participants"][0]["errors"][0]["code"], &told["errors"][0]["code"]),
        (&json!(131_212), &json!(131_201))
    );
    assert_eq!(joins(&mut cloud, VREEMDE, &link).await, Joined::Refused);
    assert_eq!(says(&mut cloud, VREEMDE, &id, "hallo?").await, None);
}

#[tokio::test]
async fn the_message_of_anybody_opens_the_window_for_all_and_everybody_has_a_status() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT, VREEMDE]).await;
    assert_eq!(code(&to_group(&cloud, &id, text("x")).await), 131_047);
    let wamid = says(&mut cloud, VREEMDE, &id, "hallo").await.unwrap();
    let message = cloud.told("messages").pop().unwrap();
    assert_eq!((&message["group_id"], &message["from"], &message["id"]), (&json!(id), &json!(VREEMDE), &json!(wamid)));
    let theirs = cloud.world().phone(AGENT).unwrap().chat.last().unwrap().clone();
    assert_eq!(
        (theirs.by, theirs.author.as_str(), theirs.shown.text.as_str()),
        (By::Member, "Politie Zoetermeer", "hallo")
    );
    let to_one = cloud.send_to(json!({ "to": format!("+{VREEMDE}") }), text("x")).await;
    assert_eq!(code(&to_one), 131_047, "not for a chat with one of them");
    let (status, answer) =
        to_group(&cloud, &id, json!({ "type": "text", "text": { "body": "dag" }, "biz_opaque_callback_data": "hd" }))
            .await;
    assert_eq!((status, &answer["messages"][0]["group_id"]), (200, &json!(id)));
    assert_eq!(answer["contacts"], json!([{ "input": id }]));
    cloud.pass_ms(3_000).await;
    let statuses: Vec<Value> = cloud.told("statuses");
    assert_eq!(cloud.statuses(&answer["messages"][0]["id"]), ["sent", "delivered", "delivered"]);
    assert_eq!(statuses[0].get("recipient_participant_id"), None, "sent is about the group");
    let mut people: Vec<&str> =
        statuses[1..].iter().map(|status| status["recipient_participant_id"].as_str().unwrap()).collect();
    people.sort_unstable();
    assert_eq!(people, [AGENT, VREEMDE]);
    for status in &statuses {
        assert_eq!((&status["recipient_type"], &status["recipient_id"]), (&json!("group"), &json!(id)));
        assert_eq!(
            (&status["biz_opaque_callback_data"], &status["pricing"]["category"]),
            (&json!("hd"), &json!("group_service"))
        );
    }
    let now_ms = cloud.now_ms();
    cloud.world().open(AGENT, now_ms);
    cloud.pass_ms(100).await;
    let read = cloud.told("statuses").pop().unwrap();
    assert_eq!((&read["status"], &read["recipient_participant_id"]), (&json!("read"), &json!(AGENT)));
    assert_eq!(read["recipient_participant_user_id"], format!("NL.{AGENT}0"));
    cloud.pass_ms(DAY_MS).await;
    assert_eq!(code(&to_group(&cloud, &id, text("x")).await), 131_047);
}

#[tokio::test]
async fn statuses_may_come_together() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT, VREEMDE]).await;
    says(&mut cloud, VREEMDE, &id, "hallo").await;
    cloud.world().aggregate_group_statuses(true);
    let mut most = 0;
    for _ in 0..10 {
        sent(&to_group(&cloud, &id, text("dag")).await);
        cloud.pass_ms(4_000).await;
        let value = cloud.changes().into_iter().rfind(|(_, value)| value["statuses"].is_array()).unwrap().1;
        let statuses = value["statuses"].as_array().unwrap();
        assert!(statuses.iter().all(|status| status["status"] == "delivered" && status["id"] == statuses[0]["id"]));
        assert_eq!(value["contacts"].as_array().unwrap().len(), statuses.len());
        most = most.max(statuses.len());
    }
    assert_eq!(most, 2, "both participants in one webhook");
}

#[tokio::test]
async fn whoever_is_away_gets_it_later_and_a_username_is_kept() {
    let mut cloud = Cloud::new().await;
    cloud.world().adopt_username(VREEMDE, "wijkbewoner");
    let (id, _) = group_of(&mut cloud, &[VREEMDE]).await;
    let added = &last(&cloud)["added_participants"][0];
    assert_eq!(*added, json!({ "user_id": format!("NL.{VREEMDE}0"), "username": "@wijkbewoner" }));
    says(&mut cloud, VREEMDE, &id, "hallo").await;
    assert_eq!(cloud.told("messages").pop().unwrap().get("from"), None);
    cloud.world().go_offline(VREEMDE);
    let wamid = sent(&to_group(&cloud, &id, text("dag")).await);
    cloud.pass_ms(3_000).await;
    assert_eq!(cloud.statuses(&wamid), ["sent"]);
    let now_ms = cloud.now_ms();
    cloud.world().come_online(VREEMDE, now_ms);
    cloud.pass_ms(3_000).await;
    let delivered = cloud.told("statuses").pop().unwrap();
    assert_eq!((&delivered["status"], delivered.get("recipient_participant_id")), (&json!("delivered"), None));
    assert_eq!(delivered["recipient_participant_user_id"], format!("NL.{VREEMDE}0"));
}

#[tokio::test]
async fn groups_take_texts_files_templates_and_pins_and_nothing_else() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT]).await;
    let template = json!({ "type": "template", "template": { "name": "politiebericht_heterdaad", "language": { "code": "nl" }, "components": [
        { "type": "body", "parameters": vec![json!({ "type": "text", "text": "x" }); 6] }] } });
    sent(&to_group(&cloud, &id, template).await);
    says(&mut cloud, AGENT, &id, "hallo").await;
    sent(&to_group(&cloud, &id, json!({ "type": "image", "image": { "link": "https://x.nl/x.jpg" } })).await);
    let buttons = json!([{ "type": "reply", "reply": { "id": "1", "title": "x" } }]);
    let interactive = json!({ "type": "button", "body": { "text": "x" }, "action": { "buttons": buttons } });
    for refused in [
        json!({ "type": "interactive", "interactive": interactive }),
        json!({ "type": "location", "location": { "latitude": 1, "longitude": 1 } }),
        json!({ "type": "reaction", "reaction": { "message_id": "wamid.x", "emoji": "👍" } }),
    ] {
        assert_eq!(code(&to_group(&cloud, &id, refused).await), 131_051);
    }
    let wrong = cloud.send_to(json!({ "recipient_type": "channel", "to": id }), text("x")).await;
    assert_eq!(code(&wrong), 100);
}

#[tokio::test]
async fn three_messages_are_pinned_and_each_for_its_days() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT]).await;
    let pin = |wamid: &str, days: i64| json!({ "type": "pin", "pin": { "type": "pin", "message_id": wamid, "expiration_days": days } });
    let mut said = Vec::new();
    for n in 0..4 {
        said.push(says(&mut cloud, AGENT, &id, &n.to_string()).await.unwrap());
        sent(&to_group(&cloud, &id, pin(&said[n], 7)).await);
    }
    let pinned = |cloud: &Cloud| {
        cloud.world().group(&id).unwrap().pinned.iter().map(|(wamid, _)| wamid.clone()).collect::<Vec<_>>()
    };
    assert_eq!(pinned(&cloud), said[1..]);
    let unpin = json!({ "type": "pin", "pin": { "type": "unpin", "message_id": said[2] } });
    sent(&to_group(&cloud, &id, unpin).await);
    assert_eq!(pinned(&cloud), [said[1].clone(), said[3].clone()]);
    for (wamid, days) in [(said[0].as_str(), 0), (&said[0], 31), ("wamid.elsewhere", 1)] {
        assert_eq!(code(&to_group(&cloud, &id, pin(wamid, days)).await), 131_009);
    }
}

#[tokio::test]
async fn a_group_without_people_or_that_is_suspended_takes_nothing() {
    let mut cloud = Cloud::new().await;
    let (id, link) = group(&mut cloud, "auto_approve").await;
    assert_eq!(code(&to_group(&cloud, &id, text("x")).await), 131_020);
    joins(&mut cloud, AGENT, &link).await;
    says(&mut cloud, AGENT, &id, "hallo").await;
    cloud.world().numbers.insert("555".into(), "31612348888".into());
    let other = product(json!({ "recipient_type": "group", "to": id, "type": "text", "text": { "body": "x" } }));
    assert_eq!(code(&cloud.post("555/messages", other).await), 131_041, "it is another number's");
    let now_ms = cloud.now_ms();
    cloud.world().suspend_group(&id, true, now_ms);
    cloud.pass_ms(100).await;
    assert_eq!(
        (cloud.changes().pop().unwrap().0.as_str(), &last(&cloud)["type"]),
        ("group_status_update", &json!("group_suspend"))
    );
    let answer = to_group(&cloud, &id, text("x")).await;
    assert_eq!((answer.0, code(&answer)), (403, 131_207));
    assert_eq!(says(&mut cloud, AGENT, &id, "hallo").await, None);
    let now_ms = cloud.now_ms();
    cloud.world().suspend_group(&id, false, now_ms);
    sent(&to_group(&cloud, &id, text("x")).await);
}

#[rstest]
#[case(131_215, 400)]
#[case(131_214, 400)]
#[case(131_211, 400)]
#[case(131_208, 429)]
#[tokio::test]
async fn a_number_that_may_not_work_with_groups_hears_why(#[case] expected: i64, #[case] status: u16) {
    let mut cloud = Cloud::new().await;
    let (id, _) = group(&mut cloud, "auto_approve").await;
    cloud.world().refuse_groups(NUMBER, Some(expected));
    let new = product(json!({ "subject": "x" }));
    for answer in [
        cloud.post(&format!("{NUMBER}/groups"), new).await,
        cloud.get(&format!("{NUMBER}/groups")).await,
        cloud.get(&format!("{id}/invite_link")).await,
        to_group(&cloud, &id, text("x")).await,
    ] {
        assert_eq!((answer.0, code(&answer)), (status, expected));
    }
    cloud.world().refuse_groups(NUMBER, None);
    assert_eq!(cloud.get(&id).await.0, 200);
}

fn jpeg(wide: u32, high: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(wide, high).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[rstest]
#[case::good("image/jpeg", jpeg(192, 192), 0)]
#[case::small("image/jpeg", jpeg(191, 191), 131_210)]
#[case::not_square("image/jpeg", jpeg(300, 200), 131_209)]
#[case::png("image/png", jpeg(192, 192), 131_210)]
#[case::nonsense("image/jpeg", vec![1, 2, 3], 131_210)]
#[tokio::test]
async fn the_picture_of_a_group_is_square_and_big_enough(
    #[case] mime: &str,
    #[case] bytes: Vec<u8>,
    #[case] wrong: i64,
) {
    let mut cloud = Cloud::new().await;
    let (id, _) = group(&mut cloud, "auto_approve").await;
    let part = Part::bytes(bytes).file_name("x.jpg").mime_str(mime).unwrap();
    let form = Form::new().text("messaging_product", "whatsapp").text("subject", "Nieuw").part("file", part);
    assert_eq!(cloud.form(&id, form).await.0, 200);
    cloud.pass_ms(100).await;
    let told = last(&cloud);
    assert_eq!(told["group_subject"]["update_successful"], true, "each setting for itself");
    assert_eq!(told["profile_picture"]["update_successful"], wrong == 0);
    if wrong != 0 {
        assert_eq!(told["profile_picture"]["errors"][0]["code"], wrong);
    }
    assert_eq!(cloud.world().group(&id).unwrap().picture.is_some(), wrong == 0);
}

#[tokio::test]
async fn messages_in_a_group_are_read_one_by_one() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT]).await;
    says(&mut cloud, AGENT, &id, "een").await;
    let second = says(&mut cloud, AGENT, &id, "twee").await.unwrap();
    let request = product(json!({ "status": "read", "message_id": second }));
    assert_eq!(cloud.post(&format!("{NUMBER}/messages"), request).await.0, 200);
    let ticks: Vec<Ticks> = cloud.world().phone(AGENT).unwrap().chat.iter().map(|bubble| bubble.ticks).collect();
    assert_eq!(ticks, [Ticks::Delivered, Ticks::Read]);
}

#[tokio::test]
async fn what_a_group_cannot_pass_on_has_a_code_of_its_own_and_answers_stay_in_the_group() {
    let mut cloud = Cloud::new().await;
    let (id, _) = group_of(&mut cloud, &[AGENT]).await;
    let now_ms = cloud.now_ms();
    cloud.world().send_unsupported_in_group(AGENT, &id, "poll", now_ms).unwrap();
    cloud.pass_ms(100).await;
    let told = cloud.told("messages").pop().unwrap();
    assert_eq!((&told["errors"][0]["code"], &told["group_id"]), (&json!(130_501), &json!(id)));
    let wamid = sent(&to_group(&cloud, &id, text("dag")).await);
    cloud.pass_ms(3_000).await;
    let now_ms = cloud.now_ms();
    cloud.world().reply(AGENT, NUMBER, wamid.as_str().unwrap(), "dag", now_ms);
    cloud.world().react(AGENT, wamid.as_str().unwrap(), "👍", now_ms);
    cloud.pass_ms(100).await;
    let told = cloud.told("messages").split_off(1);
    assert_eq!((&told[0]["group_id"], &told[0]["context"]["id"]), (&json!(id), &wamid));
    assert_eq!((&told[1]["type"], &told[1]["group_id"]), (&json!("reaction"), &json!(id)));
}
