//! Templates: submitted, reviewed, sent, paused, deleted, as Meta does it.

use heterdaad::simulator::templates::{Category, Template};
use rstest::rstest;
use serde_json::{Value, json};

use crate::cloud::{Cloud, PHONE, WABA, codes};

const DAY_MS: i64 = 24 * 3_600_000;

fn templates() -> String {
    format!("{WABA}/message_templates")
}

fn body(text: &str, examples: &[&str]) -> Value {
    let mut body = json!({ "type": "BODY", "text": text });
    if !examples.is_empty() {
        body["example"] = json!({ "body_text": [examples] });
    }
    body
}

fn template(name: &str, components: Value) -> Value {
    json!({ "name": name, "language": "nl", "category": "UTILITY", "components": components })
}

fn good(name: &str) -> Value {
    template(name, json!([body("Melding {{1}} is ontvangen door ons.", &["17"])]))
}

fn text_parameters(values: &[&str]) -> Value {
    let parameters: Vec<Value> = values.iter().map(|value| json!({ "type": "text", "text": value })).collect();
    json!({ "type": "body", "parameters": parameters })
}

fn sent(name: &str, components: Value) -> Value {
    json!({ "name": name, "language": { "code": "nl" }, "components": components })
}

/// A template that was submitted and approved.
async fn approved(cloud: &Cloud, submitted: Value) -> String {
    let id = cloud.made(&templates(), submitted).await["id"].as_str().unwrap().to_owned();
    cloud.pass_ms(60_000).await;
    id
}

async fn field(cloud: &Cloud, id: &str, field: &str) -> Value {
    cloud.read(&format!("{id}?fields={field}")).await[field].clone()
}

#[tokio::test]
async fn a_template_is_reviewed_after_a_while_and_can_then_be_sent() {
    let cloud = Cloud::new().await;
    let made = cloud.made(&templates(), good("zaak")).await;
    assert_eq!((&made["status"], &made["category"]), (&json!("PENDING"), &json!("UTILITY")));
    let id = made["id"].as_str().unwrap();
    let filled = || sent("zaak", json!([text_parameters(&["ZM-1"])]));
    assert_eq!(codes(&cloud.send(PHONE, filled()).await), (404, 132_001, 0), "under review");
    cloud.pass_ms(59_000).await;
    assert_eq!(field(&cloud, id, "status").await, "PENDING");
    cloud.pass_ms(1_000).await;
    assert_eq!(field(&cloud, id, "status").await, "APPROVED");
    let bodies = cloud.bodies();
    let entry = &bodies[0]["entry"][0];
    assert_eq!((bodies.len(), &entry["id"], &entry["time"]), (1, &json!(WABA), &json!(cloud.now_ms() / 1_000)));
    let change = &entry["changes"][0];
    assert_eq!(change["field"], "message_template_status_update");
    let expected = json!({ "event": "APPROVED", "message_template_id": id.parse::<u64>().unwrap(),
        "message_template_name": "zaak", "message_template_language": "nl", "reason": "NONE",
        "message_template_category": "UTILITY" });
    assert_eq!(change["value"], expected);
    let (status, accepted) = cloud.send(PHONE, filled()).await;
    assert_eq!((status, &accepted["messages"][0]["message_status"]), (200, &json!("accepted")));
    cloud.pass_ms(5_000).await;
    let world = cloud.simulator.world();
    assert_eq!(world.phone(PHONE).unwrap().chat[0].shown.text, "Melding ZM-1 is ontvangen door ons.");
}

fn long(length: usize) -> String {
    "woord ".repeat(length / 6 + 1).chars().take(length).collect()
}

fn with(component: Value) -> Value {
    template("x", json!([body("Melding ontvangen.", &[]), component]))
}

fn buttons(buttons: Value) -> Value {
    with(json!({ "type": "BUTTONS", "buttons": buttons }))
}

fn quick(count: usize) -> Vec<Value> {
    (0..count).map(|place| json!({ "type": "QUICK_REPLY", "text": format!("Knop {place}") })).collect()
}

fn call() -> Value {
    json!({ "type": "PHONE_NUMBER", "text": "Bel", "phone_number": "+31900" })
}

fn link() -> Value {
    json!({ "type": "URL", "text": "Kaart", "url": "https://example.org/" })
}

fn ttl(category: &str, seconds: i64) -> Value {
    json!({ "name": "x", "language": "nl", "category": category, "message_send_ttl_seconds": seconds,
            "components": [{ "type": "BODY", "text": if category == "AUTHENTICATION" { "" } else { "Melding ontvangen." } }] })
}

/// Subcode 0 with status 200 is one that is taken.
#[rstest]
#[case::good(good("x"), 0)]
#[case::repeated_variable(template("x", json!([body("Melding {{1}} van {{1}} is door ons ontvangen.", &["17"])])), 0)]
#[case::capitals_in_name(good("Zaak"), -1)]
#[case::no_name(good(""), -1)]
#[case::long_name(good(&"x".repeat(513)), -1)]
#[case::unknown_category(json!({ "name": "x", "language": "nl", "category": "SPAM", "components": [body("Hoi", &[])] }), -1)]
#[case::small_letters(json!({ "name": "x", "language": "en_US", "category": "utility", "components": [{ "type": "body", "text": "Hoi" }] }), 0)]
#[case::strange_language(json!({ "name": "x", "language": "Nederlands", "category": "UTILITY", "components": [body("Hoi", &[])] }), -1)]
#[case::no_body(template("x", json!([{ "type": "FOOTER", "text": "Politie" }])), 2_388_043)]
#[case::two_bodies(template("x", json!([body("Hoi", &[]), body("Hoi", &[])])), -1)]
#[case::body_1024(template("x", json!([body(&long(1_024), &[])])), 0)]
#[case::body_1025(template("x", json!([body(&long(1_025), &[])])), 2_388_040)]
#[case::leading_variable(template("x", json!([body("{{1}} is door ons ontvangen.", &["a"])])), 2_388_299)]
#[case::trailing_variable(template("x", json!([body("Wij ontvingen vandaag {{1}}", &["a"])])), 2_388_299)]
#[case::gap_in_variables(template("x", json!([body("Melding {{1}} en {{3}} zijn door ons ontvangen.", &["a", "b"])])), 2_388_072)]
#[case::name_among_numbers(template("x", json!([body("Melding {{zaak}} is door ons ontvangen.", &["a"])])), 2_388_072)]
#[case::too_many_variables(template("x", json!([body("Zaak {{1}} en {{2}} daar.", &["a", "b"])])), 2_388_293)]
#[case::no_example(template("x", json!([body("Melding {{1}} is door ons ontvangen.", &[])])), 2_388_043)]
#[case::too_few_examples(template("x", json!([body("Melding {{1}} in {{2}} is door ons ontvangen.", &["a"])])), 2_388_043)]
#[case::header(with(json!({ "type": "HEADER", "format": "TEXT", "text": "Politie" })), 0)]
#[case::header_61(with(json!({ "type": "HEADER", "format": "TEXT", "text": long(61) })), 2_388_047)]
#[case::header_without_example(with(json!({ "type": "HEADER", "format": "TEXT", "text": "Zaak {{1}}" })), 2_388_043)]
#[case::header_with_example(with(json!({ "type": "HEADER", "format": "TEXT", "text": "Zaak {{1}}", "example": { "header_text": ["17"] } })), 0)]
#[case::picture_without_handle(with(json!({ "type": "HEADER", "format": "IMAGE" })), 2_388_043)]
#[case::picture(with(json!({ "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4:aa"] } })), 0)]
#[case::footer(with(json!({ "type": "FOOTER", "text": "Politie" })), 0)]
#[case::footer_61(with(json!({ "type": "FOOTER", "text": long(61) })), 2_388_073)]
#[case::footer_with_variable(with(json!({ "type": "FOOTER", "text": "Politie {{1}}" })), 2_388_073)]
#[case::ten_buttons(buttons(json!(quick(10))), 0)]
#[case::eleven_buttons(buttons(json!(quick(11))), -1)]
#[case::long_button(buttons(json!([{ "type": "QUICK_REPLY", "text": "x".repeat(26) }])), 2_388_040)]
#[case::quick_replies_apart(buttons(json!([quick(1)[0], call(), quick(2)[1]])), -1)]
#[case::quick_replies_together(buttons(json!([quick(2)[0], quick(2)[1], call()])), 0)]
#[case::three_links(buttons(json!([link(), link(), link()])), -1)]
#[case::utility_ttl(ttl("UTILITY", 43_200), 0)]
#[case::utility_ttl_for_ever(ttl("UTILITY", -1), 0)]
#[case::utility_ttl_long(ttl("UTILITY", 43_201), -1)]
#[case::utility_ttl_short(ttl("UTILITY", 29), -1)]
#[case::code_ttl(ttl("AUTHENTICATION", 900), 0)]
#[case::code_ttl_long(ttl("AUTHENTICATION", 901), -1)]
#[case::marketing_ttl(ttl("MARKETING", 43_200), 0)]
#[case::marketing_ttl_short(ttl("MARKETING", 43_199), -1)]
#[tokio::test]
async fn what_may_be_submitted(#[case] submitted: Value, #[case] subcode: i64) {
    let cloud = Cloud::new().await;
    let answer = cloud.post(&templates(), submitted).await;
    let expected = match subcode {
        0 => (200, 0, 0),
        -1 => (400, 100, 0),
        subcode => (400, 100, subcode),
    };
    assert_eq!(codes(&answer), expected, "{}", answer.1);
    assert_eq!(cloud.simulator.world().templates.len(), usize::from(subcode == 0));
}

#[tokio::test]
async fn the_bots_own_templates_would_be_taken() {
    let cloud = Cloud::new().await;
    for wanted in heterdaad::cli::templates::wanted(&heterdaad::gemeenten::load(None).unwrap(), None) {
        let naam = format!("{} {}", wanted.name, wanted.language);
        let id = approved(&cloud, wanted.request(Some("4:aGFuZGxl"))).await;
        assert_eq!(field(&cloud, &id, "status").await, "APPROVED", "{naam}");
    }
}

#[tokio::test]
async fn names_are_taken_once_in_a_language_and_there_are_250_at_most() {
    let cloud = Cloud::new().await;
    cloud.made(&templates(), good("t0")).await;
    assert_eq!(codes(&cloud.post(&templates(), good("t0")).await), (400, 100, 2_388_024));
    for place in 1..250 {
        cloud.made(&templates(), good(&format!("t{place}"))).await;
    }
    assert_eq!(codes(&cloud.post(&templates(), good("t250")).await), (400, 100, 2_388_019));
    // Another language of a name that is there is no more of them.
    let mut english = good("t0");
    english["language"] = json!("en");
    cloud.made(&templates(), english).await;
}

#[tokio::test]
async fn lists_come_in_pages_with_the_fields_and_filters_asked_for() {
    let cloud = Cloud::new().await;
    for place in 0..5 {
        cloud.made(&templates(), good(&format!("t{place}"))).await;
    }
    cloud.pass_ms(60_000).await;
    cloud.made(&templates(), good("laat")).await;
    let all = "id,name,status,category,language,components,quality_score,rejected_reason";
    let first = cloud.read(&format!("{}?fields={all}&limit=2", templates())).await;
    let template = &first["data"][0];
    assert_eq!(
        (&template["name"], &template["status"], &template["quality_score"]["score"]),
        (&json!("t0"), &json!("APPROVED"), &json!("UNKNOWN"))
    );
    assert_eq!((&template["rejected_reason"], &template["components"][0]["type"]), (&json!("NONE"), &json!("BODY")));
    assert!(template.get("message_send_ttl_seconds").is_none());
    // The whole list by `next`, then by cursor.
    let mut names = Vec::new();
    let mut page = first.clone();
    loop {
        names.extend(page["data"].as_array().unwrap().iter().map(|found| found["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["paging"]["next"].as_str() else { break };
        assert!(next.starts_with(&cloud.url) && !next.contains("token"), "{next}");
        page = cloud.read(next.split_once("/v26.0/").unwrap().1).await;
    }
    assert_eq!(names, ["t0", "t1", "t2", "t3", "t4", "laat"]);
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    let second = cloud.read(&format!("{}?limit=2&after={after}", templates())).await;
    assert_eq!(second["data"][0]["name"], "t2");
    assert!(second["paging"]["previous"].is_string());
    assert_eq!(cloud.get(&format!("{}?after=onzin", templates())).await.0, 400);
    for (filter, count) in [("name=t3", 1), ("status=PENDING", 1), ("status=APPROVED,PENDING", 6), ("language=en", 0)] {
        let found = cloud.read(&format!("{}?{filter}", templates())).await;
        assert_eq!(found["data"].as_array().unwrap().len(), count, "{filter}");
    }
    let unknown = cloud.get(&format!("{}?fields=id,kleur", templates())).await;
    assert_eq!(codes(&unknown), (400, 100, 0));
}

#[tokio::test]
async fn a_review_can_reject_and_a_change_is_reviewed_anew() {
    let cloud = Cloud::new().await;
    assert_eq!(cloud.hand("account", r#"{"review":"INCORRECT_CATEGORY","review_after_ms":1000}"#).await, 202);
    let id = cloud.made(&templates(), good("zaak")).await["id"].as_str().unwrap().to_owned();
    assert_eq!(codes(&cloud.post(&id, good("zaak")).await), (400, 100, 2_388_039), "under review");
    cloud.pass_ms(1_000).await;
    assert_eq!(field(&cloud, &id, "rejected_reason").await, "INCORRECT_CATEGORY");
    assert_eq!(cloud.heard("message_template_status_update")[0]["reason"], "INCORRECT_CATEGORY");
    assert_eq!(codes(&cloud.send(PHONE, sent("zaak", json!([text_parameters(&["1"])]))).await), (404, 132_001, 0));
    // A rejected one may change its category as well.
    assert_eq!(cloud.hand("account", r#"{"review":"approve"}"#).await, 202);
    let change = json!({ "category": "MARKETING", "components": [body("Zaak {{1}} is door ons ontvangen.", &["17"])] });
    cloud.made(&id, change).await;
    assert_eq!(field(&cloud, &id, "status").await, "PENDING");
    cloud.pass_ms(1_000).await;
    assert_eq!(
        (field(&cloud, &id, "status").await, field(&cloud, &id, "category").await),
        (json!("APPROVED"), json!("MARKETING"))
    );
    // An approved one keeps its category, and changes once a day.
    assert_eq!(codes(&cloud.post(&id, json!({ "category": "UTILITY" })).await), (400, 100, 0));
    let change = || json!({ "components": [body("Uw zaak {{1}} is door ons ontvangen.", &["17"])] });
    cloud.made(&id, change()).await;
    cloud.pass_ms(1_000).await;
    assert_eq!(codes(&cloud.post(&id, change()).await), (400, 100, 0));
    cloud.pass_ms(DAY_MS).await;
    cloud.made(&id, change()).await;
}

#[tokio::test]
async fn variables_side_by_side_do_not_pass_a_review() {
    let cloud = Cloud::new().await;
    let twins = template("twee", json!([body("Dit is de melding {{1}} {{2}} die wij kregen.", &["a", "b"])]));
    let id = approved(&cloud, twins).await;
    assert_eq!(field(&cloud, &id, "status").await, "REJECTED");
    let told = cloud.heard("message_template_status_update");
    assert_eq!(told[0]["reason"], "INVALID_FORMAT");
    assert!(told[0]["rejection_info"]["reason"].as_str().unwrap().contains("next to each other"));
}

#[tokio::test]
async fn pauses_last_three_hours_then_six_and_the_third_time_it_is_disabled() {
    let cloud = Cloud::new().await;
    let id = approved(&cloud, good("zaak")).await;
    let filled = || sent("zaak", json!([text_parameters(&["1"])]));
    cloud.bodies();
    for (title, hours) in [("FIRST_PAUSE", 3), ("SECOND_PAUSE", 6)] {
        assert_eq!(cloud.hand(&format!("templates/{id}"), r#"{"action":"pause"}"#).await, 202);
        cloud.pass_ms(0).await;
        let told = cloud.heard("message_template_status_update");
        assert_eq!((&told[0]["event"], &told[0]["other_info"]["title"]), (&json!("PAUSED"), &json!(title)));
        assert_eq!(codes(&cloud.send(PHONE, filled()).await), (400, 132_015, 0));
        cloud.pass_ms(hours * 3_600_000).await;
        let told = cloud.heard("message_template_status_update");
        assert_eq!((&told[0]["event"], &told[0]["other_info"]["title"]), (&json!("APPROVED"), &json!("UNPAUSE")));
        assert_eq!(cloud.send(PHONE, filled()).await.0, 200);
    }
    // A low quality is a pause as well; and this is the third.
    assert_eq!(cloud.hand(&format!("templates/{id}"), r#"{"action":"rate","quality":"RED"}"#).await, 202);
    cloud.pass_ms(0).await;
    assert_eq!(field(&cloud, &id, "status").await, "DISABLED");
    assert_eq!(field(&cloud, &id, "quality_score").await["score"], "RED");
    let bodies = cloud.bodies();
    let changes: Vec<&Value> = bodies.iter().map(|body| &body["entry"][0]["changes"][0]).collect();
    let quality = changes.iter().find(|change| change["field"] == "message_template_quality_update").unwrap();
    assert_eq!(
        (&quality["value"]["previous_quality_score"], &quality["value"]["new_quality_score"]),
        (&json!("UNKNOWN"), &json!("RED"))
    );
    let disabled = changes.iter().find(|change| change["field"] == "message_template_status_update").unwrap();
    assert_eq!(disabled["value"]["event"], "DISABLED");
    assert!(disabled["value"]["disable_info"]["disable_date"].is_number());
    assert_eq!(codes(&cloud.send(PHONE, filled()).await), (400, 132_016, 0));
    assert_eq!(codes(&cloud.post(&id, good("zaak")).await), (400, 100, 2_388_039));
    assert_eq!(cloud.hand(&format!("templates/{id}"), r#"{"action":"approve"}"#).await, 202);
    cloud.pass_ms(0).await;
    assert_eq!(cloud.heard("message_template_status_update")[0]["event"], "REINSTATED");
    assert_eq!(cloud.send(PHONE, filled()).await.0, 200);
}

#[tokio::test]
async fn a_pause_can_be_ended_over_the_api() {
    let cloud = Cloud::new().await;
    let id = approved(&cloud, good("zaak")).await;
    assert_eq!(cloud.post(&format!("{id}/unpause"), json!({})).await.0, 400, "not paused");
    cloud.simulator.world().pause_template(&id, cloud.now_ms());
    cloud.made(&format!("{id}/unpause"), json!({})).await;
    assert_eq!(field(&cloud, &id, "status").await, "APPROVED");
    // The end of the first pause does not end a second one.
    cloud.simulator.world().pause_template(&id, cloud.now_ms());
    cloud.pass_ms(3 * 3_600_000).await;
    assert_eq!(field(&cloud, &id, "status").await, "PAUSED");
}

#[tokio::test]
async fn another_category_is_told_and_priced() {
    let cloud = Cloud::new().await;
    let id = approved(&cloud, good("zaak")).await;
    assert_eq!(
        cloud.hand(&format!("templates/{id}"), r#"{"action":"recategorise","category":"MARKETING"}"#).await,
        202
    );
    cloud.pass_ms(0).await;
    let told = cloud.heard("template_category_update");
    assert_eq!((&told[0]["previous_category"], &told[0]["new_category"]), (&json!("UTILITY"), &json!("MARKETING")));
    cloud.send(PHONE, sent("zaak", json!([text_parameters(&["1"])]))).await;
    cloud.pass_ms(5_000).await;
    let statuses: Vec<Value> = cloud.heard("messages").iter().map(|value| value["statuses"][0].clone()).collect();
    assert_eq!(statuses.len(), 2);
    assert!(statuses.iter().all(|status| status["pricing"]["category"] == "marketing"), "{statuses:?}");
}

#[tokio::test]
async fn a_deleted_template_is_gone_and_its_name_rests_for_thirty_days() {
    let cloud = Cloud::new().await;
    let id = approved(&cloud, good("zaak")).await;
    let mut english = good("zaak");
    english["language"] = json!("en");
    let other = approved(&cloud, english).await;
    assert_eq!(cloud.delete(&templates()).await.0, 400, "no name");
    assert_eq!(codes(&cloud.delete(&format!("{}?name=onbekend", templates())).await), (400, 100, 2_593_002));
    assert_eq!(cloud.delete(&format!("{}?name=zaak&hsm_id={id}", templates())).await.0, 200);
    assert_eq!(codes(&cloud.get(&id).await), (400, 100, 33));
    assert_eq!(field(&cloud, &other, "status").await, "APPROVED");
    assert_eq!(codes(&cloud.send(PHONE, sent("zaak", json!([text_parameters(&["1"])]))).await), (404, 132_001, 0));
    assert_eq!(codes(&cloud.post(&templates(), good("zaak")).await), (400, 100, 2_388_023));
    cloud.pass_ms(30 * DAY_MS).await;
    cloud.made(&templates(), good("zaak")).await;
    assert_eq!(cloud.delete(&format!("{}?name=zaak", templates())).await.0, 200);
    assert!(cloud.simulator.world().templates.is_empty());
}

fn picture() -> Value {
    json!({ "type": "header", "parameters": [{ "type": "image", "image": { "link": "https://example.org/x.jpg" } }] })
}

#[rstest]
#[case::without_picture("foto", json!([text_parameters(&["1"])]), 132_012)]
#[case::with_text_for_picture("foto", json!([{ "type": "header", "parameters": [{ "type": "text", "text": "x" }] }, text_parameters(&["1"])]), 132_012)]
#[case::empty_picture("foto", json!([{ "type": "header", "parameters": [{ "type": "image", "image": {} }] }, text_parameters(&["1"])]), 132_012)]
#[case::with_picture("foto", json!([picture(), text_parameters(&["1"])]), 0)]
#[case::picture_for_none("zaak", json!([picture(), text_parameters(&["1"])]), 132_012)]
#[case::no_parameter("zaak", json!([]), 132_000)]
#[case::two_parameters("zaak", json!([text_parameters(&["1", "2"])]), 132_000)]
#[case::header_that_is_not_there("zaak", json!([{ "type": "header", "parameters": [{ "type": "text", "text": "x" }] }, text_parameters(&["1"])]), 132_000)]
#[case::two_lines("zaak", json!([text_parameters(&["1\n2"])]), 132_018)]
#[case::too_long("zaak", json!([text_parameters(&[&"x".repeat(1_024)])]), 132_005)]
#[case::a_button_too_far("zaak", json!([text_parameters(&["1"]), { "type": "button", "sub_type": "quick_reply", "index": "1", "parameters": [{ "type": "payload", "payload": "x" }] }]), 131_009)]
#[case::button("zaak", json!([text_parameters(&["1"]), { "type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{ "type": "payload", "payload": "x" }] }]), 0)]
#[tokio::test]
async fn parameters_must_be_those_of_the_template(#[case] name: &str, #[case] components: Value, #[case] code: i64) {
    let cloud = Cloud::new().await;
    cloud.simulator.world().templates = vec![
        Template::approved("zaak", "nl", "Zaak {{1}} is binnen.", &["Gezien"]),
        Template::approved("foto", "nl", "Zaak {{1}} is binnen.", &[]).with_image_header(),
    ];
    let answer = cloud.send(PHONE, sent(name, components)).await;
    assert_eq!(codes(&answer).1, code, "{}", answer.1);
}

#[tokio::test]
async fn parameters_can_have_names() {
    let cloud = Cloud::new().await;
    let example = json!({ "body_text_named_params": [{ "param_name": "zaak", "example": "17" }, { "param_name": "wijk", "example": "Noord" }] });
    let header = json!({ "type": "HEADER", "format": "TEXT", "text": "Bericht {{zaak}}",
        "example": { "header_text_named_params": [{ "param_name": "zaak", "example": "17" }] } });
    let named = json!({ "name": "zaak", "language": "nl", "category": "UTILITY", "parameter_format": "named", "components": [
        header, { "type": "BODY", "text": "Melding {{zaak}} in {{wijk}} is ontvangen door ons.", "example": example },
        { "type": "FOOTER", "text": "Politie" }] });
    let id = approved(&cloud, named).await;
    assert_eq!(field(&cloud, &id, "parameter_format").await, "NAMED");
    let parameter = |name: &str, text: &str| json!({ "type": "text", "parameter_name": name, "text": text });
    let components = |wijk: &str| {
        json!([{ "type": "header", "parameters": [parameter("zaak", "17")] },
               { "type": "body", "parameters": [parameter(wijk, "Noord"), parameter("zaak", "17")] }])
    };
    assert_eq!(cloud.send(PHONE, sent("zaak", components("wijk"))).await.0, 200);
    assert_eq!(codes(&cloud.send(PHONE, sent("zaak", components("straat"))).await).1, 132_000);
    assert_eq!(codes(&cloud.send(PHONE, sent("zaak", components(""))).await).1, 100);
    cloud.pass_ms(5_000).await;
    let shown = cloud.simulator.world().phone(PHONE).unwrap().chat[0].shown.clone();
    let lines = (shown.header.as_str(), shown.text.as_str(), shown.footer.as_str());
    assert_eq!(lines, ("Bericht 17", "Melding 17 in Noord is ontvangen door ons.", "Politie"));
}

/// What is sent to a phone that is off, and until when it would still arrive.
#[rstest]
#[case::thirty_days(Template::approved("zaak", "nl", "Uw zaak is binnen.", &[]), 30 * DAY_MS)]
#[case::its_own(Template::approved("zaak", "nl", "Uw zaak is binnen.", &[]).with_ttl_seconds(3_600), 3_600_000)]
#[case::for_ever(Template::approved("zaak", "nl", "Uw zaak is binnen.", &[]).with_ttl_seconds(-1), 30 * DAY_MS)]
#[case::a_code(Template::approved("zaak", "nl", "Uw code is binnen.", &[]).in_category(Category::Authentication), 600_000)]
#[tokio::test]
async fn what_waits_too_long_never_arrives(#[case] template: Template, #[case] ttl_ms: i64) {
    for (late_ms, arrives) in [(-1_000, true), (0, false)] {
        let cloud = Cloud::new().await;
        cloud.simulator.world().templates = vec![template.clone()];
        cloud.simulator.world().go_offline(PHONE);
        assert_eq!(cloud.send(PHONE, sent("zaak", json!([]))).await.0, 200);
        cloud.pass_ms(ttl_ms + late_ms).await;
        let now_ms = cloud.now_ms();
        cloud.simulator.world().come_online(PHONE, now_ms);
        cloud.pass_ms(60_000).await;
        assert_eq!(cloud.simulator.world().phone(PHONE).unwrap().chat.len(), usize::from(arrives));
        let statuses: Vec<Value> =
            cloud.heard("messages").iter().map(|value| value["statuses"][0]["status"].clone()).collect();
        // It left Meta; of its end nothing is told.
        assert_eq!(statuses, if arrives { vec![json!("sent"), json!("delivered")] } else { vec![json!("sent")] });
    }
}

#[tokio::test]
async fn free_form_waits_thirty_days_as_well() {
    let cloud = Cloud::new().await;
    let request = json!({ "messaging_product": "whatsapp", "to": format!("+{PHONE}"), "type": "text", "text": { "body": "hoi" } });
    cloud.simulator.world().heard(PHONE, heterdaad::stage::NUMBER, cloud.now_ms());
    cloud.simulator.world().go_offline(PHONE);
    cloud.made(&format!("{}/messages", heterdaad::stage::NUMBER), request).await;
    cloud.pass_ms(30 * DAY_MS).await;
    let now_ms = cloud.now_ms();
    cloud.simulator.world().come_online(PHONE, now_ms);
    cloud.pass_ms(60_000).await;
    assert!(cloud.simulator.world().phone(PHONE).unwrap().chat.is_empty());
}

#[rstest]
#[case("templates/9", r#"{"action":"approve"}"#, 404)]
#[case("templates/9", r#"{"action":"reject","reason":"x y"}"#, 400)]
#[case("templates/9", r#"{"action":"praise"}"#, 422)]
#[case("account", r#"{"review_after_ms":-1}"#, 400)]
#[case("account", r#"{"review":""}"#, 400)]
#[tokio::test]
async fn nonsense_about_templates_gets_a_clear_answer(#[case] path: &str, #[case] body: &str, #[case] expected: u16) {
    assert_eq!(Cloud::new().await.hand(path, body).await, expected);
}
