//! The account: its limits, its numbers' health, its app, its webhooks.

use heterdaad::simulator::account::Throughput;
use heterdaad::simulator::faults::{Chances, Plan};
use heterdaad::simulator::templates::{Quality, Template};
use heterdaad::stage::{DISPLAY_NUMBER, NUMBER};
use rstest::rstest;
use serde_json::{Value, json};

use crate::cloud::{APP, Cloud, PHONE, SECRET, TOKEN, VERIFY_TOKEN, WABA, codes};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

async fn cloud() -> Cloud {
    let cloud = Cloud::new().await;
    cloud.simulator.world().templates = vec![Template::approved("zaak", "nl", "Uw zaak is binnen.", &[])];
    cloud
}

async fn template_to(cloud: &Cloud, to: &str) -> (u16, i64, i64) {
    codes(&cloud.send(to, json!({ "name": "zaak", "language": { "code": "nl" } })).await)
}

async fn text_to(cloud: &Cloud, to: &str) -> (u16, i64, i64) {
    let request =
        json!({ "messaging_product": "whatsapp", "to": format!("+{to}"), "type": "text", "text": { "body": "hoi" } });
    codes(&cloud.post(&format!("{NUMBER}/messages"), request).await)
}

fn number(place: usize) -> String {
    format!("3162{place:07}")
}

#[tokio::test]
async fn so_many_people_outside_their_window_are_reached_in_a_moving_day() {
    let cloud = cloud().await;
    assert_eq!(cloud.hand("account", r#"{"limit":250}"#).await, 202);
    cloud.pass_ms(0).await;
    let told = cloud.heard("business_capability_update");
    assert_eq!(told, [json!({ "max_daily_conversations_per_business": 250, "max_phone_numbers_per_business": 2 })]);
    // Two numbers share the limit.
    cloud.simulator.world().numbers.insert("101".into(), "31612349998".into());
    for place in 0..250 {
        cloud.simulator.world().add_phone(&number(place), "iemand");
        assert_eq!(template_to(&cloud, &number(place)).await.0, 200, "{place}");
        cloud.pass_ms(100).await;
    }
    cloud.simulator.world().add_phone(&number(250), "iemand");
    let (status, answer) = cloud.send(&number(250), json!({ "name": "zaak", "language": { "code": "nl" } })).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_048)));
    assert!(answer["error"]["error_data"]["details"].as_str().unwrap().contains("messaging limit"), "{answer}");
    let other = json!({ "messaging_product": "whatsapp", "to": format!("+{}", number(250)), "type": "template",
                        "template": { "name": "zaak", "language": { "code": "nl" } } });
    assert_eq!(codes(&cloud.post("101/messages", other).await).1, 131_048, "the other number");
    // Whoever was reached today counts once, and whoever writes does not count.
    assert_eq!(template_to(&cloud, &number(249)).await.0, 200);
    let now_ms = cloud.now_ms();
    cloud.simulator.world().say(&number(250), NUMBER, "hoi", now_ms);
    assert_eq!(template_to(&cloud, &number(250)).await.0, 200);
    // A day after the first ones there is room again; with a higher limit at once.
    cloud.pass_ms(DAY_MS - 25_001).await;
    cloud.simulator.world().add_phone(&number(251), "iemand");
    assert_eq!(template_to(&cloud, &number(251)).await.1, 131_048);
    cloud.pass_ms(1_000).await;
    assert_eq!(template_to(&cloud, &number(251)).await.0, 200);
    cloud.bodies();
    let now_ms = cloud.now_ms();
    cloud.simulator.world().set_messaging_limit(None, now_ms);
    cloud.pass_ms(0).await;
    let told = cloud.heard("business_capability_update");
    assert_eq!(told, [json!({ "max_daily_conversations_per_business": -1, "max_phone_numbers_per_waba": 25 })]);
    for place in 252..260 {
        assert_eq!(template_to(&cloud, &number(place)).await.0, 200);
    }
}

#[rstest]
#[case(Throughput::Coexistence, 20, "NOT_APPLICABLE")]
#[case(Throughput::Standard, 80, "STANDARD")]
#[case(Throughput::High, 1_000, "HIGH")]
#[tokio::test]
async fn a_number_is_as_fast_as_its_throughput(
    #[case] throughput: Throughput,
    #[case] most: usize,
    #[case] level: &str,
) {
    let cloud = cloud().await;
    let now_ms = cloud.now_ms();
    cloud.simulator.world().set_throughput(NUMBER, throughput, now_ms);
    for place in 0..most {
        assert_eq!(template_to(&cloud, &number(place)).await.0, 200, "{place}");
    }
    assert_eq!(template_to(&cloud, &number(most)).await.1, 130_429);
    let read = cloud.read(&format!("{NUMBER}?fields=throughput")).await;
    assert_eq!(read, json!({ "throughput": { "level": level }, "id": NUMBER }));
    cloud.pass_ms(0).await;
    let told = cloud.heard("phone_number_quality_update");
    assert_eq!(told.len(), usize::from(throughput == Throughput::High));
    if let Some(told) = told.first() {
        assert_eq!(
            (&told["event"], &told["display_phone_number"]),
            (&json!("THROUGHPUT_UPGRADE"), &json!(DISPLAY_NUMBER))
        );
    }
}

#[tokio::test]
async fn a_number_says_what_it_is_asked() {
    let cloud = cloud().await;
    let fields = "id,display_phone_number,verified_name,quality_rating,throughput{level},whatsapp_business_manager_messaging_limit,name_status,status,code_verification_status,is_official_business_account";
    let expected = json!({ "id": NUMBER, "display_phone_number": DISPLAY_NUMBER, "verified_name": "heterdaad",
        "quality_rating": "GREEN", "throughput": { "level": "STANDARD" },
        "whatsapp_business_manager_messaging_limit": "TIER_UNLIMITED", "name_status": "APPROVED", "status": "CONNECTED",
        "code_verification_status": "VERIFIED", "is_official_business_account": true });
    assert_eq!(cloud.read(&format!("{NUMBER}?fields={fields}")).await, expected);
    for (limit, tier) in [(250, "TIER_250"), (2_000, "TIER_2K"), (10_000, "TIER_10K"), (100_000, "TIER_100K")] {
        let now_ms = cloud.now_ms();
        cloud.simulator.world().set_messaging_limit(Some(limit), now_ms);
        let read = cloud.read(&format!("{NUMBER}?fields=whatsapp_business_manager_messaging_limit")).await;
        assert_eq!(read["whatsapp_business_manager_messaging_limit"], tier);
    }
    let wrong = cloud.get(&format!("{NUMBER}?fields=id,kleur")).await;
    assert_eq!(codes(&wrong), (400, 100, 0));
    assert!(wrong.1["error"]["message"].as_str().unwrap().contains("(kleur)"));
    let read = cloud.read(&format!("{WABA}?fields=id,name,currency")).await;
    assert_eq!(read, json!({ "id": WABA, "name": "heterdaad", "currency": "EUR" }));
    let listed = cloud.read(&format!("{WABA}/phone_numbers?fields=display_phone_number")).await;
    assert_eq!(listed["data"], json!([{ "display_phone_number": DISPLAY_NUMBER, "id": NUMBER }]));
}

#[tokio::test]
async fn a_low_quality_of_a_number_is_told() {
    let cloud = cloud().await;
    assert_eq!(cloud.hand(&format!("numbers/{NUMBER}"), r#"{"quality":"RED"}"#).await, 202);
    let read = cloud.read(&format!("{NUMBER}?fields=quality_rating,status")).await;
    assert_eq!((&read["quality_rating"], &read["status"]), (&json!("RED"), &json!("FLAGGED")));
    let now_ms = cloud.now_ms();
    cloud.simulator.world().rate_number(NUMBER, Quality::Yellow, now_ms);
    cloud.pass_ms(0).await;
    let events: Vec<Value> =
        cloud.heard("phone_number_quality_update").iter().map(|told| told["event"].clone()).collect();
    assert_eq!(events, [json!("FLAGGED"), json!("UNFLAGGED")]);
}

#[rstest]
#[case(131_031, 403)]
#[case(131_042, 400)]
#[case(131_037, 400)]
#[case(368, 403)]
#[case(131_057, 500)]
#[tokio::test]
async fn a_number_can_be_stopped_and_let_go(#[case] code: i64, #[case] http_status: u16) {
    let cloud = cloud().await;
    let stop = |code: &str| format!(r#"{{"refuses":{code}}}"#);
    let path = format!("numbers/{NUMBER}");
    assert_eq!(cloud.hand(&path, &stop(&code.to_string())).await, 202);
    assert_eq!(template_to(&cloud, PHONE).await, (http_status, code, 0));
    // Its account can still be read.
    assert_eq!(cloud.get(NUMBER).await.0, 200);
    assert_eq!(cloud.hand(&path, &stop("null")).await, 202);
    assert_eq!(template_to(&cloud, PHONE).await.0, 200);
}

#[tokio::test]
async fn an_expired_token_stops_everything() {
    let cloud = cloud().await;
    let expires_ms = cloud.now_ms() + DAY_MS;
    cloud.simulator.world().account.token_expires_ms = Some(expires_ms);
    let debug = format!("debug_token?input_token={TOKEN}");
    let valid = cloud.read(&debug).await["data"].clone();
    assert_eq!((&valid["is_valid"], &valid["expires_at"]), (&json!(true), &json!(expires_ms / 1_000)));
    cloud.pass_ms(DAY_MS).await;
    assert_eq!(template_to(&cloud, PHONE).await, (401, 190, 463));
    assert_eq!(codes(&cloud.get(WABA).await), (401, 190, 463));
    // The app's own token can still ask why.
    let asked = cloud.bare(&format!("v26.0/{debug}&access_token={APP}%7C{SECRET}")).await;
    assert_eq!((&asked.1["data"]["is_valid"], &asked.1["data"]["error"]["subcode"]), (&json!(false), &json!(463)));
    cloud.simulator.world().account.token_expires_ms = None;
    cloud.simulator.world().stop_number(NUMBER, Some(190));
    assert_eq!(codes(&cloud.get(WABA).await), (401, 190, 463), "by the lever");
}

#[tokio::test]
async fn a_token_is_a_bearer_or_a_parameter_and_stands_nowhere() {
    let cloud = cloud().await;
    assert_eq!(codes(&cloud.bare(&format!("v26.0/{WABA}")).await), (401, 190, 0));
    assert_eq!(codes(&cloud.bare(&format!("v26.0/{WABA}?access_token=fout")).await), (401, 190, 0));
    assert_eq!(cloud.bare(&format!("v26.0/{WABA}?access_token={TOKEN}")).await.0, 200);
    let message = json!({ "messaging_product": "whatsapp", "to": format!("+{PHONE}"), "type": "template",
                          "template": { "name": "zaak", "language": { "code": "nl" } } });
    let sent = reqwest::Client::new().post(format!("{}/v26.0/{NUMBER}/messages?access_token={TOKEN}", cloud.url));
    assert_eq!(sent.body(message.to_string()).send().await.unwrap().status().as_u16(), 200);
    cloud.read(&format!("debug_token?input_token={TOKEN}&access_token={APP}%7C{SECRET}")).await;
    let world = cloud.simulator.world();
    let mut count = 0;
    for id in 1.. {
        let Some(exchange) = world.exchanges().get(id) else { break };
        let all = format!("{exchange:?}");
        assert!(!all.contains(TOKEN) && !all.contains(SECRET), "{all}");
        count += 1;
    }
    assert_eq!(count, 5);
}

#[tokio::test]
async fn what_does_not_exist_is_code_100_subcode_33() {
    let cloud = cloud().await;
    for path in [
        "999",
        "999/messages",
        "999/message_templates",
        &format!("{NUMBER}/message_templates"),
        &format!("{WABA}/unpause"),
    ] {
        assert_eq!(codes(&cloud.post(path, json!({})).await), (400, 100, 33), "{path}");
        if !path.ends_with("/messages") {
            assert_eq!(codes(&cloud.get(path).await), (400, 100, 33), "{path}");
            assert_eq!(codes(&cloud.delete(path).await), (400, 100, 33), "{path}");
        }
    }
    assert_eq!(codes(&cloud.get(&format!("{WABA}/onzin")).await), (400, 2_500, 0));
    assert_eq!(codes(&cloud.bare(&format!("onzin/{WABA}?access_token={TOKEN}")).await), (400, 2_500, 0));
    let (status, answer) = cloud.post(&format!("{WABA}/message_templates"), json!([1])).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
}

#[tokio::test]
async fn an_account_that_no_app_hears_sends_no_webhooks() {
    let cloud = cloud().await;
    let path = format!("{WABA}/subscribed_apps");
    let listed = cloud.read(&path).await;
    assert_eq!(listed["data"][0]["whatsapp_business_api_data"]["id"], APP);
    assert_eq!(cloud.delete(&path).await.0, 200);
    assert_eq!(cloud.read(&path).await, json!({ "data": [] }));
    let say = || cloud.simulator.world().say(PHONE, NUMBER, "hoi", cloud.now_ms());
    say();
    cloud.pass_ms(1_000).await;
    assert_eq!(cloud.posts(), 0);
    cloud.made(&path, json!({})).await;
    say();
    cloud.pass_ms(1_000).await;
    assert_eq!(cloud.posts(), 1);
}

#[tokio::test]
async fn an_app_hears_the_fields_it_asked_for_where_it_said_the_challenge_back() {
    let cloud = cloud().await;
    let app = format!("access_token={APP}%7C{SECRET}");
    let path = format!("{APP}/subscriptions");
    assert_eq!(codes(&cloud.get(&path).await), (400, 15, 0), "the system user's token");
    // Only through the query does the app's own token come along.
    let client = reqwest::Client::new();
    let url = format!("{}/v26.0/{path}", cloud.url);
    let ask = async |method: reqwest::Method, form: &str| {
        let request = client.request(method, format!("{url}?{app}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned());
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), serde_json::from_str::<Value>(&answer.text().await.unwrap()).unwrap())
    };
    let listed = ask(reqwest::Method::GET, "").await.1["data"][0].clone();
    assert_eq!((&listed["callback_url"], &listed["active"]), (&json!(cloud.webhook_url), &json!(true)));
    assert!(listed["fields"].as_array().unwrap().iter().any(|field| field["name"] == "messages"));
    assert_eq!(ask(reqwest::Method::DELETE, "object=whatsapp_business_account").await.0, 200);
    assert_eq!(ask(reqwest::Method::GET, "").await.1, json!({ "data": [] }));
    let subscribe = |callback: &str, token: &str, fields: &str| {
        format!("object=whatsapp_business_account&callback_url={callback}&verify_token={token}&fields={fields}")
    };
    let wrong = ask(reqwest::Method::POST, &subscribe(&cloud.webhook_url, "fout", "messages")).await;
    assert_eq!(codes(&wrong), (400, 2_200, 0));
    let nobody = ask(reqwest::Method::POST, &subscribe("http://127.0.0.1:9/", VERIFY_TOKEN, "messages")).await;
    assert_eq!(codes(&nobody), (400, 2_200, 0));
    let strange = ask(reqwest::Method::POST, &subscribe(&cloud.webhook_url, VERIFY_TOKEN, "messages,onzin")).await;
    assert_eq!(codes(&strange), (400, 100, 0));
    assert_eq!(ask(reqwest::Method::POST, &subscribe(&cloud.webhook_url, VERIFY_TOKEN, "messages")).await.0, 200);
    let now_ms = cloud.now_ms();
    cloud.simulator.world().say(PHONE, NUMBER, "hoi", now_ms);
    cloud.simulator.world().set_messaging_limit(Some(250), now_ms);
    cloud.pass_ms(0).await;
    let bodies = cloud.bodies();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(bodies[0]["entry"][0]["changes"][0]["field"], "messages");
}

#[tokio::test]
async fn a_token_tells_what_it_is_worth() {
    let cloud = cloud().await;
    let data = cloud.read(&format!("debug_token?input_token={TOKEN}")).await["data"].clone();
    assert_eq!((&data["app_id"], &data["is_valid"], &data["expires_at"]), (&json!(APP), &json!(true), &json!(0)));
    assert_eq!(data["scopes"], json!(["whatsapp_business_messaging", "whatsapp_business_management"]));
    assert_eq!(data["granular_scopes"][1]["target_ids"], json!([WABA]));
    let other = cloud.read("debug_token?input_token=fout").await["data"].clone();
    assert_eq!((&other["is_valid"], &other["error"]["code"]), (&json!(false), &json!(190)));
    assert_eq!(cloud.get("debug_token").await.0, 400);
}

#[tokio::test]
async fn a_profile_keeps_what_is_valid() {
    let cloud = cloud().await;
    let path = format!("{NUMBER}/whatsapp_business_profile");
    let profile = json!({ "messaging_product": "whatsapp", "about": "Bel 112", "email": "info@example.org",
        "websites": ["https://example.org/"], "vertical": "GOVT", "description": "Chatbot" });
    cloud.made(&path, profile).await;
    let read = cloud.read(&format!("{path}?fields=about,email,websites,vertical,address")).await;
    let expected = json!({ "about": "Bel 112", "email": "info@example.org", "websites": ["https://example.org/"],
                           "vertical": "GOVT", "messaging_product": "whatsapp" });
    assert_eq!(read["data"], json!([expected]));
    for wrong in [
        json!({ "about": "x" }),
        json!({ "messaging_product": "whatsapp", "about": "" }),
        json!({ "messaging_product": "whatsapp", "about": "x".repeat(140) }),
        json!({ "messaging_product": "whatsapp", "description": "x".repeat(513) }),
        json!({ "messaging_product": "whatsapp", "email": "geen" }),
        json!({ "messaging_product": "whatsapp", "vertical": "POLITIE" }),
        json!({ "messaging_product": "whatsapp", "websites": ["example.org"] }),
        json!({ "messaging_product": "whatsapp", "websites": ["https://a.nl", "https://b.nl", "https://c.nl"] }),
    ] {
        assert_eq!(cloud.post(&path, wrong.clone()).await.0, 400, "{wrong}");
    }
    assert_eq!(cloud.read(&path).await["data"][0], json!({ "messaging_product": "whatsapp" }));
}

#[tokio::test]
async fn commands_and_prompts_have_their_limits() {
    let cloud = cloud().await;
    let path = format!("{NUMBER}/conversational_automation");
    let command = |name: &str, hint: &str| json!({ "command_name": name, "command_description": hint });
    let commands = json!([command("melding", "Stuur een politiebericht"), command("help", "Wat kan ik hier?")]);
    let automation =
        json!({ "commands": commands, "prompts": ["Ik wil beheerder worden"], "enable_welcome_message": false });
    cloud.made(&path, automation.clone()).await;
    let read = cloud.read(&format!("{NUMBER}?fields=conversational_automation")).await;
    assert_eq!(read, json!({ "conversational_automation": automation, "id": NUMBER }));
    for wrong in [
        json!({ "commands": vec![command("x", "x"); 31] }),
        json!({ "commands": [command(&"x".repeat(33), "x")] }),
        json!({ "commands": [command("x", &"x".repeat(257))] }),
        json!({ "commands": [command("🚓", "x")] }),
        json!({ "commands": [{ "command_name": "x" }] }),
        json!({ "prompts": ["a", "b", "c", "d", "e"] }),
        json!({ "prompts": ["x".repeat(81)] }),
        json!({ "enable_welcome_message": "misschien" }),
    ] {
        assert_eq!(codes(&cloud.post(&path, wrong.clone()).await), (400, 100, 0), "{wrong}");
    }
    cloud.made(&path, json!({ "commands": vec![command("x", "x"); 30], "prompts": ["x".repeat(80)] })).await;
}

#[tokio::test]
async fn a_webhook_is_tried_for_seven_days_and_then_lost() {
    let cloud = cloud().await;
    cloud.let_refuse(true);
    let now_ms = cloud.now_ms();
    cloud.simulator.world().say(PHONE, NUMBER, "hoi", now_ms);
    cloud.pass_ms(7 * DAY_MS).await;
    let posts = cloud.posts();
    assert!((100..300).contains(&posts), "{posts}");
    cloud.pass_ms(7 * DAY_MS).await;
    assert_eq!(cloud.posts(), posts, "lost");
    // One that is taken on the sixth day is taken.
    let now_ms = cloud.now_ms();
    cloud.simulator.world().say(PHONE, NUMBER, "nog eens", now_ms);
    cloud.pass_ms(6 * DAY_MS).await;
    cloud.let_refuse(false);
    cloud.pass_ms(DAY_MS).await;
    assert_eq!(cloud.heard("messages").len(), 1);
}

#[tokio::test]
async fn a_body_holds_up_to_a_thousand_changes_and_says_when_those_of_the_account_were() {
    let cloud = cloud().await;
    let now_ms = cloud.now_ms();
    cloud.simulator.set_plan(Plan::by_chance(1, Chances { batch: 100, ..Chances::default() }));
    for _ in 0..1_500 {
        cloud.simulator.world().tell_account("account_alerts", json!({ "entity_type": "BUSINESS" }), now_ms);
    }
    cloud.simulator.world().say(PHONE, NUMBER, "hoi", now_ms);
    cloud.pass_ms(0).await;
    let bodies = cloud.bodies();
    let changes = |entry: &Value| entry["changes"].as_array().unwrap().len();
    let entries: Vec<Vec<usize>> =
        bodies.iter().map(|body| body["entry"].as_array().unwrap().iter().map(changes).collect()).collect();
    assert_eq!(entries, [vec![1_000], vec![500, 1]]);
    assert_eq!(bodies[1]["entry"][0]["time"], json!(now_ms / 1_000));
    assert!(bodies[1]["entry"][1].get("time").is_none());
}

#[rstest]
#[case("account", r#"{"limit":300}"#, 400)]
#[case("account", r#"{"limiet":250}"#, 422)]
#[case("account", "geen json", 400)]
#[case("numbers/9", r#"{"refuses":null}"#, 404)]
#[case("numbers/100000000000001", r#"{"refuses":123}"#, 400)]
#[case("numbers/100000000000001", r#"{"throughput":"lightning"}"#, 422)]
#[case("numbers/100000000000001", r#"{"quality":"BLUE"}"#, 422)]
#[case("numbers/100000000000001", r#"{"throughput":"high"}"#, 202)]
#[tokio::test]
async fn nonsense_about_the_account_gets_a_clear_answer(#[case] path: &str, #[case] body: &str, #[case] expected: u16) {
    assert_eq!(Cloud::new().await.hand(path, body).await, expected);
}

#[tokio::test]
async fn the_page_hears_of_the_account_and_of_what_changes_in_it() {
    let cloud = cloud().await;
    let mut stream = reqwest::get(format!("{}/simulator/events", cloud.url)).await.unwrap();
    let mut hears = async |mark: &str| {
        let mut text = String::new();
        while !text.contains(mark) {
            text.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
        }
    };
    hears(r#""state":"APPROVED""#).await;
    let id = cloud.simulator.world().templates[0].id.clone();
    assert_eq!(cloud.hand(&format!("templates/{id}"), r#"{"action":"reject","reason":"PROMOTIONAL"}"#).await, 202);
    hears(r#""state":"REJECTED""#).await;
    assert_eq!(cloud.hand("account", r#"{"limit":2000}"#).await, 202);
    hears(r#""limit":2000"#).await;
    let shown = reqwest::get(format!("{}/simulator/account", cloud.url)).await.unwrap().text().await.unwrap();
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap()["templates"][0]["reason"], "PROMOTIONAL");
    assert_eq!(text_to(&cloud, PHONE).await.1, 131_047);
}
