//! Real webhooks: samples made in the shape of Meta's documentation, and, where they are at hand, the
//! third-party ones in `../shared/payloads`.

use std::path::{Path, PathBuf};
use std::process::Command;

use heterdaad::cli::explain::explain;
use rstest::rstest;
use serde_json::{Value, json};

fn body(field: &str, value: Value) -> Vec<u8> {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "value": value, "field": field }] }] }).to_string().into_bytes()
}

fn message(mut content: Value) -> Value {
    content["id"] = json!("wamid.A");
    content["from"] = json!("31612340001");
    content["timestamp"] = json!("1749416383");
    json!({ "metadata": { "phone_number_id": "1" }, "contacts": [{ "wa_id": "31612340001", "user_id": "NL.1", "profile": { "name": "x" } }], "messages": [content] })
}

#[rstest]
#[case(json!({ "type": "text", "text": { "body": "x" } }), "message text, from a number and a user id")]
#[case(json!({ "type": "text", "text": { "body": "x" }, "context": { "forwarded": true } }), "message text, from a number and a user id, forwarded")]
#[case(json!({ "type": "text", "text": { "body": "x" }, "context": { "id": "wamid.B" } }), "message text, from a number and a user id, about an earlier message")]
#[case(json!({ "type": "image", "image": { "id": "1" } }), "message image, from a number and a user id")]
#[case(json!({ "type": "audio", "audio": { "id": "1", "voice": true } }), "message voice, from a number and a user id")]
#[case(json!({ "type": "audio", "audio": { "id": "1" } }), "message audio, from a number and a user id")]
#[case(json!({ "type": "video", "video": { "id": "1" } }), "message video, from a number and a user id")]
#[case(json!({ "type": "document", "document": { "id": "1" } }), "message document, from a number and a user id")]
#[case(json!({ "type": "sticker", "sticker": { "id": "1" } }), "message sticker, from a number and a user id")]
#[case(json!({ "type": "location", "location": { "latitude": 1.0, "longitude": 2 } }), "message location, from a number and a user id")]
#[case(json!({ "type": "contacts", "contacts": [{}] }), "message contacts, from a number and a user id")]
#[case(json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "x", "title": "y" } } }), "message tap, from a number and a user id")]
#[case(json!({ "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": "x", "title": "y" } } }), "message tap, from a number and a user id")]
#[case(json!({ "type": "interactive", "interactive": { "type": "nfm_reply", "nfm_reply": { "response_json": "[7]" } } }), "message form, from a number and a user id")]
#[case(json!({ "type": "interactive", "interactive": { "type": "call_permission_reply", "call_permission_reply": { "response": "accept" } } }), "message call_permission, from a number and a user id")]
#[case(json!({ "type": "button", "button": { "payload": "x", "text": "y" } }), "message tap, from a number and a user id")]
#[case(json!({ "type": "reaction", "reaction": { "message_id": "w", "emoji": "👍" } }), "message reaction, from a number and a user id")]
#[case(json!({ "type": "reaction", "reaction": { "message_id": "w", "emoji": "" } }), "message reaction removed, from a number and a user id")]
#[case(json!({ "type": "order", "order": {} }), "message order, from a number and a user id")]
#[case(json!({ "type": "system", "system": { "type": "user_changed_number", "wa_id": "1" } }), "message system changed number, from a number and a user id")]
#[case(json!({ "type": "system", "system": { "type": "user_changed_user_id", "user_id": "NL.2" } }), "message system changed user id, from a number and a user id")]
#[case(json!({ "type": "system", "system": { "type": "customer_identity_changed" } }), "message system identity changed, from a number and a user id")]
#[case(json!({ "type": "unsupported", "unsupported": { "type": "poll" } }), "message unsupported by WhatsApp: poll, from a number and a user id")]
#[case(json!({ "type": "edit", "edit": {} }), "message edit, from a number and a user id")]
#[case(json!({ "type": "revoke", "revoke": {} }), "message revoke, from a number and a user id")]
#[case(json!({ "type": "hologram", "hologram": {} }), "message unknown type hologram, from a number and a user id")]
#[case(json!({ "type": "text", "text": { "body": 7 } }), "message unknown type text, from a number and a user id")]
fn every_message_type_is_recognised(#[case] content: Value, #[case] line: &str) {
    assert_eq!(explain(&body("messages", message(content))).unwrap(), [line]);
}

#[rstest]
#[case("sent", "status sent, with callback data")]
#[case("delivered", "status delivered, with callback data")]
#[case("read", "status read, with callback data")]
#[case("played", "status played, with callback data")]
#[case("failed", "status failed, error 131026, with callback data")]
#[case("warning", "status unknown warning")]
fn every_status_is_recognised(#[case] status: &str, #[case] line: &str) {
    let mut value = json!({ "id": "w", "status": status, "timestamp": "1", "recipient_id": "31612340001", "biz_opaque_callback_data": "hd:x:1:0" });
    if status == "failed" {
        value["errors"] = json!([{ "code": 131_026, "title": "x" }]);
    }
    assert_eq!(explain(&body("messages", json!({ "metadata": {}, "statuses": [value] }))).unwrap(), [line]);
}

#[rstest]
#[case("group_lifecycle_update", json!({ "groups": [{ "type": "group_create" }] }), "groups: group_create")]
#[case("message_template_status_update", json!({ "event": "PAUSED", "message_template_name": "x" }), "template status PAUSED")]
#[case("message_template_quality_update", json!({ "new_quality_score": "RED" }), "template quality RED")]
#[case("template_category_update", json!({ "new_category": "MARKETING" }), "template category MARKETING")]
#[case("account_update", json!({ "event": "DISABLED_UPDATE" }), "account_update DISABLED_UPDATE")]
#[case("phone_number_quality_update", json!({ "event": "THROUGHPUT_UPGRADE" }), "number quality THROUGHPUT_UPGRADE")]
#[case("business_capability_update", json!({ "max_daily_conversations_per_business": 2000 }), "messaging limit 2000")]
#[case("business_capability_update", json!({ "max_daily_conversations_per_business": -1 }), "no messaging limit")]
#[case("business_capability_update", json!({ "max_daily_conversations_per_business": "TIER_10K" }), "messaging limit 10000")]
#[case("user_preferences", json!({ "user_preferences": [{}, {}] }), "user preferences of 2")]
#[case("calls", json!({ "calls": [{}] }), "1 call events")]
#[case("toekomst", json!({}), "unknown field toekomst")]
fn every_field_is_recognised(#[case] field: &str, #[case] value: Value, #[case] line: &str) {
    assert_eq!(explain(&body(field, value)).unwrap(), [line]);
}

#[test]
fn errors_beside_a_message_are_an_item_of_their_own() {
    let mut value = message(json!({ "type": "interactive" }));
    value["errors"] = json!([{ "code": 131_060 }]);
    assert_eq!(
        explain(&body("messages", value)).unwrap(),
        ["message unknown type interactive, from a number and a user id", "errors [131060]"]
    );
}

fn files_in(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files_in(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

/// The samples belong to others and are not part of this repository; where they lie beside it, all of them
/// must be accepted. The tests above hold the same shapes for everybody.
#[test]
fn every_sample_beside_the_repository_is_accepted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads");
    let mut files = Vec::new();
    files_in(&folder, &mut files);
    for file in &files {
        let lines =
            explain(&std::fs::read(file).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(!lines.is_empty(), "{}", file.display());
        // What is unknown is known by name.
        assert!(
            lines.iter().all(|line| !line.contains("onleesbaar") && !line.contains("nobody named")),
            "{}: {lines:?}",
            file.display()
        );
    }
}

#[test]
fn the_program_says_a_line_an_item_and_fails_on_what_is_no_webhook() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.json");
    let bad = folder.path().join("bad.json");
    std::fs::write(&good, body("messages", message(json!({ "type": "text", "text": { "body": "geheim" } })))).unwrap();
    std::fs::write(&bad, "{}").unwrap();
    let run = |files: &[&PathBuf]| {
        Command::new(env!("CARGO_BIN_EXE_heterdaad")).arg("explain-webhook").args(files).output().unwrap()
    };
    let output = run(&[&good]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with("good.json: message text, from a number and a user id\n"), "{text}");
    assert!(!text.contains("geheim") && !text.contains("31612340001"));
    assert_eq!(run(&[&good, &bad]).status.code(), Some(1));
}
