//! One person by number, by user id, or by both; and what happens when either changes.

use heterdaad::domain::rechten::Rol;
use heterdaad::stage::NUMBER;
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene, VREEMDE};

/// A message as Meta brings it, with what it tells of its sender.
async fn message(scene: &mut Scene, wamid: &str, from: Option<&str>, user: Option<&str>, content: Value) {
    let now_ms = scene.now_ms();
    let mut contact = json!({ "profile": { "name": "iemand" } });
    let mut message = json!({ "id": wamid, "timestamp": (now_ms / 1_000).to_string() });
    if let Some(from) = from {
        contact["wa_id"] = json!(from);
        message["from"] = json!(from);
    }
    if let Some(user) = user {
        contact["user_id"] = json!(user);
        message["from_user_id"] = json!(user);
    }
    message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": { "display_phone_number": "31612349999", "phone_number_id": NUMBER },
        "contacts": [contact], "messages": [message] } }] }] });
    {
        let mut world = scene.stage.simulator.world();
        // It came from one of these phones: the window is open.
        let phones: Vec<String> = world.phones().map(|phone| phone.wa_id.clone()).collect();
        phones.iter().for_each(|wa_id| world.heard(wa_id, NUMBER, now_ms));
        world.post_raw(&body.to_string(), now_ms);
    }
    scene.pass_ms(5_000).await;
}

fn text(body: &str) -> Value {
    json!({ "type": "text", "text": { "body": body } })
}

/// The people who have an identity, with what they are known by.
async fn known(scene: &Scene, value: &str) -> i64 {
    let rows = scene.database.texts("select waarde || '|' || persoon_id from identiteit").await;
    let row = rows.iter().find_map(|row| row.split_once('|').filter(|(waarde, _)| *waarde == value));
    row.map_or(0, |(_, persoon)| persoon.parse().unwrap())
}

#[rstest]
#[tokio::test]
async fn a_number_and_a_user_id_of_two_people_seen_together_make_them_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    // Somebody with a group, known by number only; and, unknown to us the same, somebody known by user id only.
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &["31612340101"]).await;
    scene.database.execute("delete from identiteit where soort = 'bsuid'").await;
    message(&mut scene, "wamid.1", None, Some("NL.900"), text("/aanmelden")).await;
    assert_ne!(known(&scene, "NL.900").await, known(&scene, "31612340101").await);
    message(&mut scene, "wamid.2", Some("31612340101"), Some("NL.900"), text("/help")).await;
    assert_eq!(known(&scene, "NL.900").await, known(&scene, "31612340101").await);
    let groepen =
        "select count(*) from beheer b join identiteit i on i.persoon_id = b.persoon_id and i.waarde = 'NL.900'";
    assert_eq!(scene.database.number(groepen).await, 1, "the groups are of the one");
    let dialogen =
        "select count(*) from dialoog d join identiteit i on i.persoon_id = d.persoon_id and i.waarde = '31612340101'";
    assert_eq!(scene.database.number(dialogen).await, 1, "what was begun goes on");
    // From now on either is enough.
    message(&mut scene, "wamid.3", None, Some("NL.900"), text("/help")).await;
    assert!(scene.last("31612340101").contains("/overdragen"), "{}", scene.last("31612340101"));
}

#[rstest]
#[case::user_id_of_a_known_number(Some(AGENT), Some("NL.777"))]
#[case::number_of_a_known_user_id(Some("31612347777"), None)]
#[tokio::test]
async fn an_officer_under_another_identity_can_do_nothing_until_a_colleague_confirms(
    #[case] number: Option<&str>,
    #[case] user: Option<&str>,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.stage.simulator.world().add_phone("31612347777", "nieuw toestel");
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &["31612340101"]).await;
    scene.say(AGENT, "/help").await;
    scene.say(AGENT_BEIDE, "/help").await;
    let own = format!("NL.{AGENT}0");
    assert_eq!(known(&scene, &own).await, known(&scene, AGENT).await);
    let user = user.unwrap_or(&own);
    message(&mut scene, "wamid.1", number, Some(user), text(LINE)).await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(
        scene.last(AGENT_BEIDE).contains("Het nummer van collega iemand is veranderd."),
        "{}",
        scene.last(AGENT_BEIDE)
    );
    assert_eq!(scene.database.number("select count(*) from melding").await, 0, "not even a draft");
    scene.tap(AGENT_BEIDE, "Klopt, collega").await;
    message(&mut scene, "wamid.2", number, Some(user), text(LINE)).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 1);
}

#[tokio::test]
async fn a_number_that_went_to_another_account_takes_no_rights_along() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene.say(VREEMDE, "/help").await;
    // The provider gave the officer's number to the stranger, whose account stays what it was.
    let vreemd = format!("NL.{VREEMDE}0");
    message(&mut scene, "wamid.1", Some(AGENT), Some(&vreemd), text(LINE)).await;
    assert_eq!(known(&scene, AGENT).await, known(&scene, &vreemd).await);
    assert_eq!(scene.database.number("select count(*) from melding").await, 0);
    let rust = "select count(*) from persoon p join identiteit i on i.persoon_id = p.id where p.opgeschort_ms is not null and i.waarde = 'NL.316123400010'";
    assert_eq!(scene.database.number(rust).await, 1, "the officer's rights rest");
    let toegekend = "select count(*) from toekenning t join identiteit i on i.persoon_id = t.persoon_id where i.waarde = '31612340001'";
    assert_eq!(scene.database.number(toegekend).await, 0, "the attacker holds nothing");
}

#[tokio::test]
async fn who_is_blocked_under_one_identity_is_blocked_under_both() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let officer = scene.person("31612340077", Rol::Politie, &["zoetermeer"]).await;
    message(&mut scene, "wamid.1", None, Some("NL.77"), text("hoi")).await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    heterdaad::store::persoon::block(&mut tx, officer).await.unwrap();
    tx.commit().await.unwrap();
    message(&mut scene, "wamid.2", Some("31612340077"), Some("NL.77"), text(LINE)).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 0);
    let blocked = "select count(*) from persoon p join identiteit i on i.persoon_id = p.id where p.geblokkeerd = 1 and i.waarde = 'NL.77'";
    assert_eq!(scene.database.number(blocked).await, 1);
}

#[tokio::test]
async fn whoever_hides_their_number_is_asked_for_it_where_it_is_needed() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (nieuw, user) = ("31612340203", "NL.316123402030");
    scene.stage.simulator.world().add_phone(nieuw, "bewoner").hides_number = true;
    message(
        &mut scene,
        "wamid.1",
        None,
        Some(user),
        text("Aanmelden Beheerder Een, Rokkeveen, groep Buurtapp Waterlelie, wabp ja"),
    )
    .await;
    scene.tap(nieuw, "Verder").await;
    scene.tap(nieuw, "Klopt, indienen").await;
    assert!(scene.last(nieuw).starts_with("WhatsApp toont ons uw nummer niet."), "{}", scene.last(nieuw));
    let card = json!({ "type": "contacts", "contacts": [{ "name": { "formatted_name": "x" }, "origin": "contact_request",
        "phones": [{ "phone": "+31 6 12340203", "wa_id": nieuw, "type": "CELL" }] }] });
    message(&mut scene, "wamid.2", None, Some(user), card.clone()).await;
    assert_eq!(scene.last(nieuw), "Dank u, uw nummer is bewaard. Alleen politie en gemeente zien het.");
    assert_eq!(known(&scene, nieuw).await, known(&scene, user).await);
    // A number of somebody else is left where it is; a card that was typed by hand is no proof.
    message(&mut scene, "wamid.3", None, Some("NL.66"), card).await;
    assert_eq!(known(&scene, nieuw).await, known(&scene, user).await);
    let typed = json!({ "type": "contacts", "contacts": [{ "name": { "formatted_name": "x" }, "phones": [{ "phone": "+31 6 12340001", "wa_id": AGENT }] }] });
    message(&mut scene, "wamid.4", None, Some("NL.66"), typed).await;
    assert_ne!(known(&scene, AGENT).await, known(&scene, "NL.66").await);
}
