//! Numbers that pass to other people: nobody keeps rights, or gets an alert, that were somebody else's.

use heterdaad::domain::persoon::Rang;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, GEMEENTE, LINE, Scene};

const BEHEERDER: &str = "31612340101";
const ANDER: &str = "31612340102";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    for wa_id in [AGENT_BEIDE, GEMEENTE] {
        scene.say(wa_id, "/help").await;
    }
    scene
}

async fn raw(scene: &mut Scene, id: &str, from: &str, user: Option<&str>, content: Value) {
    let now_ms = scene.now_ms();
    let mut message = json!({ "id": id, "from": from, "timestamp": (now_ms / 1_000).to_string() });
    if let Some(user) = user {
        message["from_user_id"] = json!(user);
    }
    message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    let body = json!({ "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
        "metadata": { "phone_number_id": NUMBER }, "messages": [message] } }] }] });
    {
        let mut world = scene.stage.simulator.world();
        world.heard(from, NUMBER, now_ms);
        world.post_raw(&body.to_string(), now_ms);
    }
    scene.pass_ms(5_000).await;
}

fn text(body: &str) -> Value {
    json!({ "type": "text", "text": { "body": body } })
}

fn system(kind: &str, members: Value) -> Value {
    let mut system = members;
    system["type"] = json!(kind);
    json!({ "type": "system", "system": system })
}

async fn resting(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from persoon where opgeschort_ms is not null").await
}

#[rstest]
#[case::without_a_user_id(None)]
#[case::with_one_that_was_not_known(Some("NL.555"))]
#[tokio::test]
async fn after_a_bounce_the_new_owner_of_a_police_number_sends_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] user: Option<&str>,
) {
    let mut scene = scene(engine).await;
    scene.database.execute("update persoon set onbereikbaar_ms = 1 where id in (select persoon_id from identiteit where waarde = '31612340001')").await;
    raw(&mut scene, "wamid.1", AGENT, user, text(LINE)).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 0, "not even a draft");
    assert!(
        scene.last(AGENT_BEIDE).contains("Het nummer van collega iemand is veranderd."),
        "{}",
        scene.last(AGENT_BEIDE)
    );
    scene.tap(AGENT_BEIDE, "Klopt, collega").await;
    raw(&mut scene, "wamid.2", AGENT, user, text(LINE)).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 1);
}

#[rstest]
#[case::refused_at_once(|_| Behaviour::Refuse(131_026))]
#[case::failed_later(|_| Behaviour::FailLater(131_026))]
#[tokio::test]
async fn a_beheerder_whose_number_bounced_is_asked_about_when_it_speaks_again(#[case] bounces: fn(usize) -> Behaviour) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(bounces));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(5_000).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Normal));
    raw(&mut scene, "wamid.1", BEHEERDER, Some("NL.555"), text("/overdragen")).await;
    assert!(scene.last(GEMEENTE).contains("(beheerder van Waterlelie)"), "{}", scene.last(GEMEENTE));
    assert!(scene.last(BEHEERDER).contains("kunt u hier niets doen"), "{}", scene.last(BEHEERDER));
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
}

#[tokio::test]
async fn who_comes_back_with_the_user_id_they_had_is_the_same_person() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    scene.database.execute("update persoon set onbereikbaar_ms = 1").await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("NOG NIET VERSTUURD"), "{}", scene.last(AGENT));
}

#[rstest]
#[case::a_message_with_another_user_id(Some("NL.777"), text("staat erin"))]
#[case::news_of_another_user_id(None, system("user_changed_user_id", json!({ "user_id": "NL.778" })))]
#[case::other_keys(None, system("customer_identity_changed", json!({ "customer": BEHEERDER })))]
#[case::an_identity_beside_it(None, json!({ "type": "system", "system": { "body": "x" }, "identity": { "hash": "x" } }))]
#[tokio::test]
async fn a_beheerder_who_may_be_another_gets_nothing_until_somebody_confirms(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] user: Option<&str>,
    #[case] content: Value,
) {
    let mut scene = scene(engine).await;
    scene.say(BEHEERDER, "/help").await;
    raw(&mut scene, "wamid.1", BEHEERDER, user, content).await;
    assert_eq!(resting(&scene).await, 1);
    let asked = scene.last(GEMEENTE);
    assert!(asked.contains("(beheerder van Waterlelie)") && asked.contains("misschien van iemand anders"), "{asked}");
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("0 nu bereikbaar"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/stop").await;
    scene.tap(GEMEENTE, "Klopt, collega").await;
    assert_eq!(scene.last(GEMEENTE), "Bevestigd. De beheerder krijgt weer politieberichten.");
    scene.alert(LINE).await;
    assert!(
        scene.texts(BEHEERDER).iter().any(|text| text.starts_with("POLITIEBERICHT")),
        "{:?}",
        scene.texts(BEHEERDER)
    );
}

#[tokio::test]
async fn while_an_alert_runs_the_chase_goes_on_with_the_next_of_the_group() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(ANDER, "reserve");
    {
        let mut tx = scene.stage.store.begin().await.unwrap();
        let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(ANDER.into()), "reserve", BEGIN_MS).await.unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
        tx.commit().await.unwrap();
    }
    scene.say(BEHEERDER, "/help").await;
    scene.alert(LINE).await;
    assert_eq!(scene.count(ANDER), 0);
    raw(&mut scene, "wamid.1", BEHEERDER, Some("NL.777"), text("staat erin")).await;
    let told = scene.count(BEHEERDER);
    scene.pass_ms(180_000).await;
    let reserve = scene.texts(ANDER);
    assert!(reserve.iter().any(|text| text.starts_with("POLITIEBERICHT ZM-0001")), "{reserve:?}");
    assert_eq!(scene.count(BEHEERDER), told, "nothing more goes there");
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 0);
}

#[tokio::test]
async fn a_number_that_moves_to_somebody_elses_leaves_the_old_number_with_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Hoefblad", &[ANDER]).await;
    raw(&mut scene, "wamid.1", BEHEERDER, None, system("user_changed_number", json!({ "wa_id": ANDER }))).await;
    assert_eq!(resting(&scene).await, 2, "the one who moved, and the one who had that number");
    let asked = scene.texts(GEMEENTE).join("\n");
    assert!(asked.contains("Waterlelie") && asked.contains("Hoefblad"), "{asked}");
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Annuleren").await;
    assert_eq!(scene.count(BEHEERDER) + scene.count(ANDER), 0);
    let old = "select count(*) from identiteit where waarde = '31612340101'";
    assert_eq!(scene.database.number(old).await, 0);
}

#[tokio::test]
async fn a_beheerder_who_wrote_from_the_new_number_first_keeps_their_groups() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(ANDER, "beheerder");
    scene.say(ANDER, "hallo").await;
    raw(&mut scene, "wamid.1", BEHEERDER, None, system("user_changed_number", json!({ "wa_id": ANDER }))).await;
    assert_eq!(resting(&scene).await, 0);
    scene.alert(LINE).await;
    assert!(scene.texts(ANDER).iter().any(|text| text.starts_with("POLITIEBERICHT")), "{:?}", scene.texts(ANDER));
    assert_eq!(scene.count(BEHEERDER), 0);
}

#[tokio::test]
async fn a_changed_user_id_that_brings_a_number_keeps_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(BEHEERDER, "/help").await;
    let news = system("user_changed_user_id", json!({ "user_id": "NL.900", "wa_id": format!("+{ANDER}") }));
    raw(&mut scene, "wamid.1", BEHEERDER, None, news).await;
    let both = "select count(*) from identiteit a join identiteit b on a.persoon_id = b.persoon_id where a.waarde = 'NL.900' and b.waarde = '31612340102'";
    assert_eq!(scene.database.number(both).await, 1);
}
