//! Files over the simulated Cloud API, and every kind of message that holds or refers to something.

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use heterdaad::simulator::media::kind::Kind;
use heterdaad::simulator::phone::Extra;
use heterdaad::simulator::shared::Shared;
use heterdaad::stage::NUMBER;
use reqwest::multipart::{Form, Part};
use rstest::rstest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cloud_client::{Cloud, code, sent};
use crate::harness::{AGENT, VREEMDE};

const DAY_MS: i64 = 24 * 3_600_000;
const PNG: &[u8] = &[0x89, b'P', b'N', b'G', 13, 10, 26, 10];

/// A file that begins like this and has so many bytes.
fn file(begin: &[u8], bytes: usize) -> Vec<u8> {
    let mut file = begin.to_vec();
    file.resize(bytes.max(begin.len()), 0);
    file
}

fn opus(channels: u8) -> Vec<u8> {
    [b"OggS".as_slice(), &[0; 24], b"OpusHead", &[1, channels], &[0; 20]].concat()
}

fn webp(flags: u8, bytes: usize) -> Vec<u8> {
    file(&[b"RIFF".as_slice(), &[0; 4], b"WEBPVP8X", &[10, 0, 0, 0, flags]].concat(), bytes)
}

const MB: usize = 1_024 * 1_024;

#[rstest]
#[case::png("image/png", PNG.to_vec(), 0)]
#[case::jpeg("image/jpeg", file(&[0xff, 0xd8, 0xff], 5 * MB), 0)]
#[case::big_jpeg("image/jpeg", file(&[0xff, 0xd8, 0xff], 5 * MB + 1), 131_053)]
#[case::no_png("image/png", b"<svg>".to_vec(), 131_053)]
#[case::empty("image/png", vec![], 131_053)]
#[case::gif("image/gif", b"GIF89a".to_vec(), 100)]
#[case::csv("text/csv", b"a;b".to_vec(), 100)]
#[case::text("text/plain", "één".as_bytes().to_vec(), 0)]
#[case::no_text("text/plain", vec![0xff, 0xfe], 131_053)]
#[case::pdf("application/pdf", b"%PDF-1.7".to_vec(), 0)]
#[case::voice("audio/ogg; codecs=opus", opus(1), 0)]
#[case::stereo("audio/ogg", opus(2), 131_053)]
#[case::vorbis("audio/ogg", file(b"OggS", 40), 131_053)]
#[case::mp3("audio/mpeg", b"ID3x".to_vec(), 0)]
#[case::aac("audio/aac", vec![0xff, 0xf1, 0], 0)]
#[case::amr("audio/amr", b"#!AMR\n".to_vec(), 0)]
#[case::mp4("video/mp4", b"\0\0\0\x18ftypmp42".to_vec(), 0)]
#[case::big_mp4("video/mp4", file(b"\0\0\0\x18ftypmp42", 16 * MB + 1), 131_053)]
#[case::sticker("image/webp", webp(0, 100 * 1_024), 0)]
#[case::big_sticker("image/webp", webp(0, 100 * 1_024 + 1), 131_053)]
#[case::moving_sticker("image/webp", webp(2, 500 * 1_024), 0)]
#[case::big_moving_sticker("image/webp", webp(2, 500 * 1_024 + 1), 131_053)]
#[tokio::test]
async fn a_file_is_taken_if_it_is_what_it_says_and_not_too_big(
    #[case] mime: &str,
    #[case] bytes: Vec<u8>,
    #[case] refused: i64,
) {
    let cloud = Cloud::new().await;
    let answer = cloud.upload(mime, bytes).await;
    if refused == 0 {
        let id = answer.1["id"].as_str().unwrap_or_else(|| panic!("{answer:?}"));
        assert!(id.chars().all(|letter| letter.is_ascii_digit()), "{id}");
    } else {
        assert_eq!((answer.0, code(&answer)), (400, refused), "{answer:?}");
    }
}

#[tokio::test]
async fn an_upload_needs_its_product_its_file_a_token_and_a_number() {
    let cloud = Cloud::new().await;
    let part = || Part::bytes(PNG.to_vec()).file_name("x.png").mime_str("image/png").unwrap();
    let path = format!("{NUMBER}/media");
    assert_eq!(code(&cloud.form(&path, Form::new().part("file", part())).await), 100);
    assert_eq!(code(&cloud.form(&path, Form::new().text("messaging_product", "whatsapp")).await), 100);
    // The type of the part is enough.
    let form = || Form::new().text("messaging_product", "whatsapp").part("file", part());
    assert_eq!(cloud.form(&path, form()).await.0, 200);
    let other = cloud.form("999/media", form()).await;
    assert_eq!((other.0, &other.1["error"]["error_subcode"]), (400, &json!(33)));
    let no_token = reqwest::Client::new().post(cloud.url(&path)).multipart(form()).send().await.unwrap();
    assert_eq!(no_token.status().as_u16(), 401);
}

fn unknown(answer: &(u16, Value)) -> bool {
    answer.0 == 400 && answer.1["error"]["code"] == 100 && answer.1["error"]["error_subcode"] == 33
}

#[tokio::test]
async fn an_upload_is_fetched_by_a_url_that_lives_five_minutes_and_lives_thirty_days_itself() {
    let mut cloud = Cloud::new().await;
    let id = cloud.upload("image/png", PNG.to_vec()).await.1["id"].as_str().unwrap().to_owned();
    let (status, about) = cloud.get(&format!("{id}?phone_number_id={NUMBER}")).await;
    assert_eq!(status, 200);
    let hash = STANDARD.encode(Sha256::digest(PNG));
    let expected = json!({ "messaging_product": "whatsapp", "url": about["url"], "mime_type": "image/png",
                           "sha256": hash, "file_size": PNG.len(), "id": id });
    assert_eq!(about, expected);
    let url = about["url"].as_str().unwrap();
    assert!(url.starts_with(&cloud.scene.stage.api_url), "{url}");
    assert_eq!(cloud.fetch(url, "stage-token", None).await, (200, PNG.to_vec()));
    assert_eq!(cloud.fetch(url, "stage-token", Some("bytes=1-3")).await, (206, PNG[1..4].to_vec()));
    assert_eq!(cloud.fetch(url, "wrong", None).await.0, 401);
    assert_eq!(cloud.fetch(&format!("{url}0"), "stage-token", None).await.0, 404);
    cloud.pass_ms(5 * 60_000).await;
    assert_eq!(cloud.fetch(url, "stage-token", None).await.0, 404);
    cloud.pass_ms(30 * DAY_MS - 5 * 60_000 - 1).await;
    assert_eq!(cloud.get(&id).await.0, 200, "without phone_number_id too");
    cloud.pass_ms(1).await;
    assert!(unknown(&cloud.get(&id).await));
}

#[tokio::test]
async fn what_is_deleted_or_of_another_number_is_unknown() {
    let cloud = Cloud::new().await;
    cloud.world().numbers.insert("555".into(), "31612348888".into());
    let id = cloud.upload("image/png", PNG.to_vec()).await.1["id"].as_str().unwrap().to_owned();
    assert!(unknown(&cloud.get(&format!("{id}?phone_number_id=555")).await));
    assert!(unknown(&cloud.delete(&format!("{id}?phone_number_id=555"), None).await));
    assert!(unknown(&cloud.get("123").await));
    assert_eq!(cloud.delete(&id, None).await, (200, json!({ "success": true })));
    assert!(unknown(&cloud.get(&id).await));
    assert!(unknown(&cloud.delete(&id, None).await));
    let image = json!({ "type": "image", "image": { "id": id } });
    assert_eq!(code(&cloud.send(image).await), 100);
}

#[tokio::test]
async fn what_people_share_is_fetched_for_seven_days() {
    let mut cloud = Cloud::new().await;
    let now_ms = cloud.now_ms();
    let share = |kind, mime, bytes: Vec<u8>| Shared {
        voice: true,
        filename: "x.pdf",
        caption: "kijk",
        ..Shared::new(kind, mime, bytes.into())
    };
    for shared in [
        share(Kind::Image, "image/png", PNG.to_vec()),
        share(Kind::Audio, "audio/ogg; codecs=opus", opus(1)),
        share(Kind::Video, "video/mp4", b"film".to_vec()),
        share(Kind::Document, "application/pdf", b"%PDF".to_vec()),
        share(Kind::Sticker, "image/webp", webp(2, 100)),
    ] {
        cloud.world().share(AGENT, NUMBER, shared, now_ms);
    }
    cloud.pass_ms(100).await;
    let told = cloud.told("messages");
    let kinds: Vec<&str> = told.iter().map(|message| message["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["image", "audio", "video", "document", "sticker"]);
    for message in &told {
        let about = &message[message["type"].as_str().unwrap()];
        let (status, bytes) = cloud.fetch(about["url"].as_str().unwrap(), "stage-token", None).await;
        assert_eq!((status, &about["sha256"]), (200, &json!(STANDARD.encode(Sha256::digest(&bytes)))));
        assert_eq!(cloud.get(about["id"].as_str().unwrap()).await.1["file_size"], bytes.len());
    }
    assert_eq!((&told[0]["image"]["caption"], &told[3]["document"]["filename"]), (&json!("kijk"), &json!("x.pdf")));
    assert_eq!((&told[1]["audio"]["voice"], &told[4]["sticker"]["animated"]), (&json!(true), &json!(true)));
    assert_eq!((&told[1]["audio"]["caption"], &told[0]["image"]["filename"]), (&Value::Null, &Value::Null));
    let id = told[0]["image"]["id"].as_str().unwrap().to_owned();
    cloud.pass_ms(7 * DAY_MS).await;
    assert!(unknown(&cloud.get(&id).await));
}

#[tokio::test]
async fn a_file_that_is_too_big_is_told_of_without_the_file() {
    let mut cloud = Cloud::new().await;
    let now_ms = cloud.now_ms();
    let big = Shared::new(Kind::Video, "video/mp4", Bytes::from(vec![0; 100 * MB + 1]));
    cloud.world().share(AGENT, NUMBER, big, now_ms);
    cloud.pass_ms(100).await;
    let told = &cloud.told("messages")[0];
    assert_eq!(
        (&told["type"], &told["errors"][0]["code"], &told["video"]),
        (&json!("video"), &json!(131_052), &Value::Null)
    );
}

#[tokio::test]
async fn every_kind_of_file_is_sent_by_id_or_by_link() {
    let mut cloud = Cloud::new().await;
    for (kind, mime, bytes) in [
        ("image", "image/png", PNG.to_vec()),
        ("audio", "audio/ogg", opus(1)),
        ("video", "video/mp4", b"\0\0\0\x18ftypmp42".to_vec()),
        ("document", "application/pdf", b"%PDF".to_vec()),
        ("sticker", "image/webp", webp(0, 50)),
    ] {
        let id = cloud.upload(mime, bytes).await.1["id"].clone();
        let by_id = sent(&cloud.send(json!({ "type": kind, kind: { "id": id } })).await);
        sent(&cloud.send(json!({ "type": kind, kind: { "link": "https://example.org/x" } })).await);
        cloud.pass_ms(5_000).await;
        assert_eq!(cloud.statuses(&by_id), ["sent", "delivered"], "{kind}");
    }
    let shown = cloud.world().phone(AGENT).unwrap().messages().last().unwrap().shown.extra.clone();
    assert!(matches!(shown, Extra::File { kind: Kind::Sticker, .. }), "{shown:?}");
}

#[rstest]
#[case::nothing("image", json!({}), 100)]
#[case::no_link("image", json!({ "link": "x.jpg" }), 131_009)]
#[case::unknown("video", json!({ "id": "42" }), 100)]
#[case::long_caption("document", json!({ "link": "https://x.nl", "caption": "x".repeat(1_025) }), 100)]
#[case::caption_on_a_sound("audio", json!({ "link": "https://x.nl", "caption": "x" }), 100)]
#[case::name_on_a_picture("image", json!({ "link": "https://x.nl", "filename": "x" }), 100)]
#[case::no_latitude("location", json!({ "longitude": 4.5 }), 100)]
#[case::far_away("location", json!({ "longitude": 4.5, "latitude": 91 }), 131_009)]
#[case::no_cards("contacts", json!([]), 100)]
#[case::no_part_of_a_name("contacts", json!([{ "name": { "formatted_name": "Jan Bos" } }]), 100)]
#[case::no_target("reaction", json!({ "emoji": "👍" }), 100)]
#[case::no_emoji("reaction", json!({ "message_id": "wamid.x", "emoji": "ok" }), 131_009)]
#[case::preview("text", json!({ "body": "x", "preview_url": "ja" }), 100)]
#[case::no_url("interactive", json!({ "type": "cta_url", "body": { "text": "x" }, "action": { "name": "cta_url", "parameters": { "display_text": "x", "url": "x" } } }), 131_009)]
#[case::long_button("interactive", json!({ "type": "cta_url", "body": { "text": "x" }, "action": { "name": "cta_url", "parameters": { "display_text": "x".repeat(21), "url": "https://x.nl" } } }), 100)]
#[case::unknown_kind("poll", json!({}), 100)]
#[case::pin_to_a_person("pin", json!({ "type": "pin", "message_id": "wamid.x", "expiration_days": 1 }), 100)]
#[tokio::test]
async fn what_a_message_cannot_hold_is_refused(#[case] kind: &str, #[case] body: Value, #[case] expected: i64) {
    let cloud = Cloud::new().await;
    assert_eq!(code(&cloud.send(json!({ "type": kind, kind: body })).await), expected);
}

#[tokio::test]
async fn places_cards_links_and_previews_arrive() {
    let mut cloud = Cloud::new().await;
    let card = json!([{ "name": { "formatted_name": "Jan Bos", "first_name": "Jan" }, "phones": [{ "phone": "+31612345678" }] }]);
    let link = json!({ "type": "cta_url", "body": { "text": "Lees" }, "action": { "name": "cta_url", "parameters": { "display_text": "Hier", "url": "https://x.nl" } } });
    for request in [
        json!({ "type": "location", "location": { "latitude": "52.06", "longitude": 4.5, "name": "Markt" } }),
        json!({ "type": "contacts", "contacts": card }),
        json!({ "type": "interactive", "interactive": link }),
        json!({ "type": "text", "text": { "body": "https://x.nl", "preview_url": true } }),
    ] {
        sent(&cloud.send(request).await);
        cloud.pass_ms(2_000).await;
    }
    let world = cloud.world();
    let extras: Vec<Extra> = world.phone(AGENT).unwrap().messages().map(|bubble| bubble.shown.extra.clone()).collect();
    let contact = Extra::Contact { name: "Jan Bos".into(), phone: "+31612345678".into() };
    let link = Extra::Link { title: "Hier".into(), url: "https://x.nl".into() };
    assert_eq!(extras, [Extra::Location { name: "Markt".into() }, contact, link, Extra::None]);
}

#[tokio::test]
async fn a_template_cannot_show_a_file_that_is_not_there() {
    let cloud = Cloud::new().await;
    let header = json!({ "type": "header", "parameters": [{ "type": "image", "image": { "id": "42" } }] });
    let body = json!({ "type": "body", "parameters": vec![json!({ "type": "text", "text": "x" }); 6] });
    let template =
        json!({ "name": "politiebericht_heterdaad", "language": { "code": "nl" }, "components": [header, body] });
    // Whether this template has a header at all is another question, asked before or after.
    assert!(
        [100, 132_000, 132_012].contains(&code(&cloud.send(json!({ "type": "template", "template": template })).await))
    );
}

#[tokio::test]
async fn a_file_of_another_kind_fails_later() {
    let mut cloud = Cloud::new().await;
    let pdf = cloud.upload("application/pdf", b"%PDF".to_vec()).await.1["id"].clone();
    let mp3 = cloud.upload("audio/mpeg", b"ID3".to_vec()).await.1["id"].clone();
    for request in [
        json!({ "type": "image", "image": { "id": pdf } }),
        json!({ "type": "audio", "audio": { "id": mp3, "voice": true } }),
    ] {
        let wamid = sent(&cloud.send(request).await);
        cloud.pass_ms(3_000).await;
        assert_eq!(cloud.statuses(&wamid), ["failed"]);
        assert_eq!(cloud.told("statuses").last().unwrap()["errors"][0]["code"], 131_053);
    }
    // Anything can be sent as a document.
    let wamid = sent(&cloud.send(json!({ "type": "document", "document": { "id": mp3, "filename": "x.mp3" } })).await);
    cloud.pass_ms(3_000).await;
    assert_eq!(cloud.statuses(&wamid), ["sent", "delivered"]);
}

#[tokio::test]
async fn a_voice_note_is_played_once() {
    let mut cloud = Cloud::new().await;
    let id = cloud.upload("audio/ogg", opus(1)).await.1["id"].clone();
    let wamid = sent(&cloud.send(json!({ "type": "audio", "audio": { "id": id, "voice": true } })).await);
    cloud.pass_ms(3_000).await;
    for _ in 0..2 {
        let now_ms = cloud.now_ms();
        assert!(cloud.world().play(AGENT, wamid.as_str().unwrap(), now_ms));
        cloud.pass_ms(100).await;
    }
    assert_eq!(cloud.statuses(&wamid), ["sent", "delivered", "read", "played"]);
}

#[tokio::test]
async fn a_reaction_needs_its_message_and_is_sent_only() {
    let mut cloud = Cloud::new().await;
    let now_ms = cloud.now_ms();
    cloud.world().say(AGENT, NUMBER, "hoi", now_ms);
    let theirs = cloud.world().phone(AGENT).unwrap().chat[0].wamid.clone();
    let react =
        |wamid: &str, emoji: &str| json!({ "type": "reaction", "reaction": { "message_id": wamid, "emoji": emoji } });
    let on = sent(&cloud.send(react(&theirs, "👍")).await);
    cloud.pass_ms(2_000).await;
    assert_eq!(cloud.statuses(&on), ["sent"]);
    assert_eq!(cloud.world().phone(AGENT).unwrap().chat[0].bot_reaction, "👍");
    sent(&cloud.send(react(&theirs, "")).await);
    cloud.pass_ms(2_000).await;
    assert_eq!(cloud.world().phone(AGENT).unwrap().chat[0].bot_reaction, "");
    for target in ["wamid.nothing", on.as_str().unwrap()] {
        let wamid = sent(&cloud.send(react(target, "👍")).await);
        cloud.pass_ms(2_000).await;
        assert_eq!(cloud.statuses(&wamid), ["failed"], "{target}");
        assert_eq!(cloud.told("statuses").last().unwrap()["errors"][0]["code"], 131_009);
    }
    cloud.pass_ms(30 * DAY_MS).await;
    let now_ms = cloud.now_ms();
    cloud.world().heard(AGENT, NUMBER, now_ms);
    let late = sent(&cloud.send(react(&theirs, "👍")).await);
    cloud.pass_ms(2_000).await;
    assert_eq!(cloud.statuses(&late), ["failed"]);
}

#[tokio::test]
async fn an_answer_to_a_message_that_is_gone_is_sent_and_one_to_nonsense_is_not() {
    let cloud = Cloud::new().await;
    let reply = |wamid: &str| json!({ "type": "text", "text": { "body": "x" }, "context": { "message_id": wamid } });
    sent(&cloud.send(reply("wamid.gone")).await);
    assert_eq!(code(&cloud.send(reply("7")).await), 131_009);
}

#[tokio::test]
async fn other_things_that_people_do_come_as_meta_sends_them() {
    let mut cloud = Cloud::new().await;
    let now_ms = cloud.now_ms();
    {
        let mut world = cloud.world();
        world.say(AGENT, NUMBER, "hoi", now_ms);
        let wamid = world.phone(AGENT).unwrap().chat[0].wamid.clone();
        assert!(world.edit(AGENT, &wamid, "hallo", now_ms) && world.revoke(AGENT, &wamid, now_ms));
        assert!(!world.revoke(AGENT, &wamid, now_ms), "it is gone");
        world.react(AGENT, &wamid, "👍", now_ms);
        world.react(AGENT, &wamid, "", now_ms);
        world.send_unsupported(AGENT, NUMBER, "poll", now_ms);
        world.send_order(AGENT, NUMBER, "cat", &[("sku", 2, 1.5)], now_ms);
        world.share_location(AGENT, NUMBER, "Markt", (52.06, 4.5), now_ms);
        world.share_contact(AGENT, NUMBER, ("Jan", "31612345678"), now_ms);
    }
    cloud.pass_ms(100).await;
    let told = cloud.told("messages");
    let kinds: Vec<&str> = told.iter().map(|message| message["type"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        ["text", "edit", "revoke", "reaction", "reaction", "unsupported", "order", "location", "contacts"]
    );
    assert_eq!(told[1]["edit"]["original_message_id"], told[0]["id"]);
    assert_eq!(told[1]["edit"]["message"]["text"]["body"], "hallo");
    assert_eq!(told[2]["revoke"]["original_message_id"], told[0]["id"]);
    assert_eq!((&told[3]["reaction"]["emoji"], &told[4]["reaction"]["emoji"]), (&json!("👍"), &Value::Null));
    assert_eq!((&told[5]["unsupported"]["type"], &told[5]["errors"][0]["code"]), (&json!("poll"), &json!(131_051)));
    assert_eq!(told[6]["order"]["product_items"][0]["quantity"], 2);
    assert_eq!(
        (&told[8]["contacts"][0]["origin"], told[8]["contacts"][0]["vcard"].is_string()),
        (&json!("other"), true)
    );
}

#[tokio::test]
async fn typing_and_reading_are_accepted_as_they_are_documented() {
    let cloud = Cloud::new().await;
    let read = |rest: Value| {
        let mut request = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x" });
        request.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        request
    };
    let path = format!("{NUMBER}/messages");
    assert_eq!(cloud.post(&path, read(json!({}))).await, (200, json!({ "success": true })));
    assert_eq!(cloud.post(&path, read(json!({ "typing_indicator": { "type": "text" } }))).await.0, 200);
    assert_eq!(code(&cloud.post(&path, read(json!({ "typing_indicator": { "type": "voice" } }))).await), 131_009);
    assert_eq!(code(&cloud.post(&path, read(json!({ "message_id": "7" }))).await), 131_009);
}

#[tokio::test]
async fn only_who_wrote_today_is_blocked_and_then_nothing_goes_either_way() {
    let mut cloud = Cloud::new().await;
    let path = format!("{NUMBER}/block_users");
    let users = |users: Value| json!({ "messaging_product": "whatsapp", "block_users": users });
    let (status, answer) = cloud
        .post(&path, users(json!([{ "user": format!("+{AGENT}") }, { "user": VREEMDE }, { "user": "+31600000000" }])))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(139_100)));
    let added = json!([{ "input": format!("+{AGENT}"), "wa_id": AGENT }]);
    assert_eq!(answer["block_users"]["added_users"], added);
    let failed = &answer["block_users"]["failed_users"];
    assert_eq!((&failed[0]["input"], &failed[0]["errors"][0]["code"]), (&json!(VREEMDE), &json!(131_047)));
    assert_eq!((&failed[1]["wa_id"], &failed[1]["errors"][0]["code"]), (&Value::Null, &json!(131_026)));
    assert_eq!(code(&cloud.send(json!({ "type": "text", "text": { "body": "x" } })).await), 130_403);
    let now_ms = cloud.now_ms();
    cloud.world().say(AGENT, NUMBER, "hoort iemand mij?", now_ms);
    cloud.pass_ms(1_000).await;
    assert_eq!(cloud.told("messages"), [] as [Value; 0]);
    assert_eq!(cloud.world().phone(AGENT).unwrap().chat.len(), 1, "it stands on their own phone");
    let list = cloud.get(&path).await.1;
    assert_eq!(list["data"][0]["wa_id"], AGENT);
    let by_id = users(json!([{ "user_id": format!("NL.{AGENT}0") }]));
    let (status, answer) = cloud.delete(&path, Some(by_id)).await;
    assert_eq!((status, &answer["block_users"]["removed_users"][0]["user_id"]), (200, &json!(format!("NL.{AGENT}0"))));
    sent(&cloud.send(json!({ "type": "text", "text": { "body": "x" } })).await);
    for wrong in [json!([]), json!(vec![json!({ "user": AGENT }); 1_001])] {
        assert_eq!(code(&cloud.post(&path, users(wrong)).await), 100);
    }
}
