//! What Meta may send in each place of a webhook: null is absent, and nothing spoils its neighbours.

use heterdaad::bot::route::schema::schema;
use heterdaad::cli::explain::explain;
use heterdaad::stage::NUMBER;
use heterdaad::whatsapp::incoming::{self, Content, Update};
use heterdaad::whatsapp::webhook::{self, ItemKind};
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Database, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";

fn neighbour(id: &str) -> Value {
    json!({ "from": BEHEERDER, "from_user_id": "NL.1", "id": id, "timestamp": "1795440005", "type": "text",
            "text": { "body": "staat erin" }, "context": { "id": "wamid.B", "forwarded": false } })
}

fn value(messages: Value) -> Value {
    json!({ "messaging_product": "whatsapp", "metadata": { "display_phone_number": "31612349999", "phone_number_id": NUMBER },
            "contacts": [{ "profile": { "name": "x" }, "wa_id": BEHEERDER, "user_id": "NL.1" }, { "profile": { "name": "y" }, "wa_id": AGENT }],
            "messages": messages,
            "statuses": [{ "id": "wamid.S", "status": "sent", "timestamp": "1795440005", "recipient_id": BEHEERDER, "errors": [{ "code": 1 }],
                           "pricing": { "category": "utility", "type": "regular" } }],
            "errors": [{ "code": 131_060, "title": "x" }] })
}

/// An officer's alert, with every kind of neighbour around it. Its message is the second one of the second change.
fn body() -> Value {
    let alert = json!({ "from": AGENT, "id": "wamid.A", "timestamp": "1795440005", "type": "text", "text": { "body": LINE },
                        "context": { "forwarded": false } });
    json!({ "object": "whatsapp_business_account", "entry": [
        { "id": "1", "time": 1, "changes": [{ "field": "messages", "value": value(json!([neighbour("wamid.1")])) }] },
        { "id": "2", "time": 1, "changes": [
            { "field": "account_update", "value": { "event": "x" } },
            { "field": "messages", "value": value(json!([neighbour("wamid.2"), alert])) }] }] })
}

const ALERT: &str = "/entry/1/changes/1/value/messages/1";

/// The places of a value.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), into)),
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(n, value)| places(value, &format!("{at}/{n}"), into));
        }
        _ => {}
    }
}

/// Whether the alert can be read without this place.
fn beside_the_alert(place: &str) -> bool {
    !ALERT.starts_with(place) && !place.starts_with(&format!("{ALERT}/text")) && place != format!("{ALERT}/from")
}

fn reads_the_alert(body: &str) -> bool {
    let items = webhook::split(body.as_bytes()).unwrap_or_default();
    items.iter().filter(|item| item.kind == ItemKind::Message).any(|item| match incoming::parse(&item.payload) {
        Update::Message(message) => {
            message.content == Content::Text(LINE.to_owned())
                && message.from.wa_id.is_some_and(|wa_id| wa_id.as_str() == AGENT)
        }
        _ => false,
    })
}

#[test]
fn a_change_that_says_not_what_it_is_of_loses_no_alert() {
    for field in [json!(""), json!("  "), json!("Messages"), json!(null), json!(7), json!({}), json!([])] {
        let mut changed = body();
        changed["entry"][1]["changes"][1]["field"] = field.clone();
        assert!(reads_the_alert(&changed.to_string()), "{field}");
    }
}

#[test]
fn nothing_wrong_in_any_other_place_loses_an_alert() {
    let body = body();
    assert!(reads_the_alert(&body.to_string()));
    let mut all = Vec::new();
    places(&body, "", &mut all);
    let all: Vec<String> = all.into_iter().filter(|place| beside_the_alert(place)).collect();
    assert!(all.len() > 80, "{}", all.len());
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for place in &all {
        for wrong in
            ["null", "7", "\"x\"", "{}", "[]", "[null]", "true", "1e999", "\"\\ud83d\"", "{\"\\ud800\":1}", &deep]
        {
            // Another word there names another field or kind: that is no mistake.
            let named = ["field", "type"].iter().any(|name| place.ends_with(name));
            if named && wrong.starts_with('"') && place.starts_with("/entry/1/changes/1") {
                continue;
            }
            let mut changed = body.clone();
            *changed.pointer_mut(place).unwrap() = json!("HIER");
            let text = changed.to_string().replacen("\"HIER\"", wrong, 1);
            assert!(reads_the_alert(&text), "{wrong} at {place}");
        }
        let mut absent = body.clone();
        let (within, name) = place.rsplit_once('/').unwrap();
        if let Some(within) = absent.pointer_mut(within).and_then(Value::as_object_mut) {
            within.remove(name);
            assert!(reads_the_alert(&absent.to_string()), "without {place}");
        }
    }
}

#[rstest]
#[case::contacts_are_null("\"contacts\":null,\"messages\":[$]", "[%]")]
#[case::one_message_and_no_list("\"messages\":$", "[%]")]
#[case::statuses_and_errors_are_null("\"statuses\":null,\"errors\":null,\"messages\":[$]", "[%]")]
#[case::a_null_beside_it("\"messages\":[null,$]", "[%]")]
#[case::one_change_and_no_list("\"messages\":[$]", "%")]
#[case::no_field("\"messages\":[$]", "[{\"value\":{VALUE}}]")]
#[case::a_field_that_is_null("\"messages\":[$]", "[{\"field\":null,\"value\":{VALUE}}]")]
#[case::a_list_of_values("\"messages\":[$]", "[{\"field\":\"messages\",\"value\":[null,{VALUE}]}]")]
#[case::a_member_twice("\"messages\":[],\"messages\":[$]", "[%]")]
fn the_alert_is_read_in_every_shape(#[case] members: &str, #[case] changes: &str) {
    let alert = json!({ "from": 31_612_340_001_i64, "id": 17, "timestamp": 1_795_440_005, "text": { "body": LINE } })
        .to_string();
    let members = members.replace('$', &alert);
    let change = format!("{{\"field\":\"messages\",\"value\":{{{members}}}}}");
    let changes = changes.replace('%', &change).replace("VALUE", &members);
    for body in [
        format!("{{\"entry\":[{{\"changes\":{changes}}}]}}"),
        format!("{{\"entry\":{{\"changes\":{changes}}}}}"),
        format!("\u{feff}{{\"entry\":[null,{{\"changes\":null}},{{\"changes\":{changes}}}]}}"),
        format!("{{\"changes\":{changes}}}"),
    ] {
        assert!(reads_the_alert(&body), "{body}");
    }
}

#[test]
fn two_messages_without_an_id_are_two() {
    let message = |text: &str| json!({ "id": "", "from": AGENT, "text": { "body": text } });
    let body = json!({ "entry": [{ "changes": [{ "field": "messages", "value": { "messages": [message("a"), message("b")] } }] }] });
    let items = webhook::split(body.to_string().as_bytes()).unwrap();
    assert_ne!(items[0].key, items[1].key);
}

async fn post(scene: &mut Scene, body: &Value) {
    let now_ms = scene.now_ms();
    {
        let mut world = scene.stage.simulator.world();
        let phones: Vec<String> = world.phones().map(|phone| phone.wa_id.clone()).collect();
        phones.iter().for_each(|wa_id| world.heard(wa_id, NUMBER, now_ms));
        world.post_raw(&body.to_string(), now_ms);
    }
    scene.pass_ms(5_000).await;
}

#[rstest]
#[case::metadata_is_null(json!(null))]
#[case::metadata_is_a_list(json!([]))]
#[case::its_number_is_null(json!({ "phone_number_id": null }))]
#[tokio::test]
async fn an_alert_that_names_no_business_number_gets_its_preview(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] metadata: Value,
) {
    let mut scene = Scene::on(Database::ready(engine).await, schema).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.say(AGENT, "/help").await;
    let seconds = (scene.now_ms() / 1_000).to_string();
    let message =
        json!({ "from": AGENT, "id": "wamid.\u{0}A", "timestamp": seconds, "type": "text", "text": { "body": LINE } });
    post(
        &mut scene,
        &json!({ "entry": [{ "changes": [{ "field": "messages", "value": {
        "metadata": metadata, "contacts": null, "statuses": null, "messages": [message] } }] }] }),
    )
    .await;
    assert!(scene.last(AGENT).contains("NOG NIET VERSTUURD"), "{}", scene.last(AGENT));
}

async fn persoon_achter(scene: &Scene, waarde: &str) -> Option<i64> {
    let rows = scene.database.texts("select waarde || '|' || persoon_id from identiteit").await;
    let row = rows.iter().find_map(|row| row.split_once('|').filter(|(known, _)| *known == waarde));
    row.map(|(_, persoon)| persoon.parse().unwrap())
}

#[tokio::test]
async fn a_contact_belongs_to_the_message_whose_sender_it_names() {
    for contact in [
        json!([{ "wa_id": BEHEERDER, "user_id": "NL.316123401010" }]),
        json!({ "wa_id": BEHEERDER, "user_id": "NL.316123401010" }),
        json!([{ "user_id": "NL.316123401010" }]),
        json!([{ "wa_id": "NL.316123401010" }]),
        json!([{ "wa_id": "+31 6 12340101", "user_id": "NL.316123401010" }, null]),
    ] {
        let mut scene = Scene::new(Engine::Sqlite).await;
        scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
        scene.say(AGENT, "/help").await;
        scene.say(BEHEERDER, "/help").await;
        let before = (persoon_achter(&scene, AGENT).await, persoon_achter(&scene, BEHEERDER).await);
        let say = |from: &str, id: &str| json!({ "from": from, "id": id, "timestamp": "1795440005", "type": "text", "text": { "body": "/status" } });
        for messages in [json!([say(BEHEERDER, "wamid.1"), say(AGENT, "wamid.2")]), json!([say(AGENT, "wamid.3")])] {
            post(
                &mut scene,
                &json!({ "entry": [{ "changes": [{ "field": "messages", "value": {
                "metadata": { "phone_number_id": NUMBER }, "contacts": contact, "messages": messages } }] }] }),
            )
            .await;
        }
        assert_eq!((persoon_achter(&scene, AGENT).await, persoon_achter(&scene, BEHEERDER).await), before, "{contact}");
        assert_eq!(scene.database.number("select count(*) from persoon where opgeschort_ms is not null").await, 0);
        scene.alert(LINE).await;
        assert!(scene.last(BEHEERDER).starts_with("POLITIEBERICHT ZM-0001"), "{:?}", scene.texts(BEHEERDER));
        assert!(!scene.texts(AGENT).iter().any(|text| text.starts_with("POLITIEBERICHT")));
    }
}

#[rstest]
#[case::a_user_id("NL.316123401010")]
#[case::a_number_with_a_plus("+31612340101")]
#[case::a_number_with_spaces("+31 6 1234 0101")]
#[case::a_number_with_noughts("0031612340101")]
#[case::a_number_with_direction_marks("\u{202a}+31612340101\u{202c}")]
#[tokio::test]
async fn somebody_is_the_same_person_however_they_are_named(#[case] from: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.say(BEHEERDER, "/help").await;
    let people = scene.database.number("select count(*) from persoon").await;
    let message = json!({ "from": from, "id": "wamid.1", "timestamp": "1795440005", "type": "text", "text": { "body": "/help" } });
    post(
        &mut scene,
        &json!({ "entry": [{ "changes": [{ "field": "messages", "value": {
        "metadata": { "phone_number_id": NUMBER }, "contacts": [{ "wa_id": from }], "messages": [message] } }] }] }),
    )
    .await;
    assert_eq!(scene.count(BEHEERDER), 2, "answered as the beheerder: {:?}", scene.texts(BEHEERDER));
    assert_eq!(scene.database.number("select count(*) from persoon").await, people);
    let numbers = "select count(*) from identiteit where soort = 'telefoon' and waarde = '31612340101'";
    assert_eq!(scene.database.number(numbers).await, 1, "the number stays");
    scene.alert(LINE).await;
    assert!(scene.last(BEHEERDER).starts_with("POLITIEBERICHT ZM-0001"), "{:?}", scene.texts(BEHEERDER));
}

#[test]
fn members_of_a_group_known_by_user_id_only_are_each_heard() {
    let status = |member: &str, name: &str| json!({ "id": "wamid.G", "status": "delivered", "recipient_id": "groep", "recipient_type": "group", name: member });
    let body = json!({ "entry": [{ "changes": [{ "field": "messages", "value": { "statuses": [
        status("NL.1", "recipient_participant_user_id"), status("NL.2", "recipient_participant_user_id"),
        status("NL.3", "participant_recipient_user_id"), status("NL.4", "recipient_participant_id")] } }] }] });
    let items = webhook::split(body.to_string().as_bytes()).unwrap();
    let mut keys: Vec<_> = items.iter().map(|item| item.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 4, "none is taken for a repetition of another");
    for (item, user) in items.iter().zip(["NL.1", "NL.2", "NL.3", "NL.4"]) {
        let Update::Status(status) = incoming::parse(&item.payload) else { panic!("no status") };
        assert_eq!(status.participant.user_id.map(|id| id.0).as_deref(), Some(user));
        assert_eq!(status.participant.wa_id, None);
    }
}

#[test]
fn explain_says_when_a_group_request_failed() {
    let body = |group: Value| {
        json!({ "entry": [{ "changes": [{ "field": "group_lifecycle_update", "value": { "groups": group } }] }] })
            .to_string()
    };
    for (group, line) in [
        (
            json!([{ "type": "group_create", "errors": [{ "code": 131_215 }] }]),
            "groups: group_create failed, error 131215",
        ),
        (
            json!({ "type": "group_delete", "errors": { "code": "131207" } }),
            "groups: group_delete failed, error 131207",
        ),
        (json!([{ "type": "group_create", "errors": null }, null]), "groups: group_create"),
        (json!([{ "type": "group_create", "errors": [] }]), "groups: group_create"),
        (
            json!([{ "type": "group_participants_remove", "failed_participants": [{ "input": "1", "errors": [{ "code": 131_212 }] }] }]),
            "groups: group_participants_remove failed, error 131212",
        ),
        (
            json!([{ "type": "group_settings_update",
                     "group_description": { "update_successful": false, "errors": [{ "code": 100 }] } }]),
            "groups: group_settings_update failed, error 100",
        ),
        (
            json!([{ "type": "group_settings_update", "group_subject": { "update_successful": true },
                     "profile_picture": { "update_successful": false } }]),
            "groups: group_settings_update failed, error 0",
        ),
        (
            json!([{ "type": "group_settings_update", "group_subject": { "update_successful": true } }]),
            "groups: group_settings_update",
        ),
        (
            json!([{ "type": "group_participants_add", "failed_participants": [{ "input": "1" }] }]),
            "groups: group_participants_add failed, error 0",
        ),
        (
            json!([{ "type": "group_create", "error": { "code": 131_200 } }]),
            "groups: group_create failed, error 131200",
        ),
    ] {
        assert_eq!(explain(body(group).as_bytes()).unwrap(), [line]);
    }
}

#[rstest]
#[case::without_payload(json!({ "text": "Staat in de groep" }))]
#[case::an_empty_payload(json!({ "text": "Staat in de groep", "payload": "" }))]
#[case::a_null_payload(json!({ "text": "staat in de groep ", "payload": null }))]
#[tokio::test]
async fn a_template_button_without_payload_is_read_by_its_text(#[case] button: Value) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.alert(LINE).await;
    scene.pass_ms(30_000).await;
    scene.send(BEHEERDER, json!({ "type": "button", "button": button })).await;
    assert_eq!(
        scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await,
        1,
        "{}",
        scene.last(BEHEERDER)
    );
}

#[tokio::test]
async fn a_button_without_payload_that_fits_two_alerts_is_asked_about_or_found_by_what_it_quotes() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.alert(LINE).await;
    let first = scene.message(BEHEERDER, "POLITIEBERICHT ZM-0001").wamid;
    scene.alert("/melding overval Rokkeveen man blauwe jas witte pet op scooter").await;
    scene.pass_ms(30_000).await;
    let reported = "select count(*) from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_ms is not null and m.nummer = 'ZM-0001'";
    // The id that is quoted differs at its front.
    let quoted = format!("wamid.ANDERSOM{}", &first[first.len() - 30..]);
    scene
        .send(
            BEHEERDER,
            json!({ "type": "button", "button": { "text": "Staat in de groep" }, "context": { "id": quoted } }),
        )
        .await;
    assert_eq!(scene.database.number(reported).await, 1, "{}", scene.last(BEHEERDER));
}
