//! Templates that cannot be used, the messaging limit, the window, and what it all costs.

use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::account::Throughput;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, BEGIN_MS, Engine, GEMEENTE, LINE, Scene};

const OPERATOR: &str = "31612340050";
const DAY_MS: i64 = 24 * 3_600_000;

/// Meta tells something about the account.
async fn told(scene: &mut Scene, field: &str, value: Value) {
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "time": 1, "changes": [{ "field": field, "value": value }] }] });
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(5_000).await;
}

fn status(event: &str) -> Value {
    json!({ "event": event, "message_template_name": "politiebericht_woninginbraak", "message_template_language": "nl" })
}

async fn forms(scene: &Scene) -> Vec<String> {
    let forms = "select coalesce(sjabloon, 'vrij') || ' ' || toestand from outbox where melding_id is not null and klasse = 20 order by id";
    scene.database.texts(forms).await
}

#[rstest]
#[case("PAUSED")]
#[case("REJECTED")]
#[case("DISABLED")]
#[tokio::test]
async fn a_template_that_cannot_be_used_gives_way_and_operators_hear_it(#[case] event: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.person(OPERATOR, Rol::Functioneel, &["zoetermeer"]).await;
    told(&mut scene, "message_template_status_update", status(event)).await;
    let alarm = scene.last(OPERATOR);
    assert!(alarm.contains(&format!("Sjabloon politiebericht_woninginbraak is {event}.")), "{alarm}");
    let ready =
        reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap().text().await.unwrap();
    assert!(ready.contains("degraded: sjabloon politiebericht_woninginbraak"), "{ready}");
    scene.alert(LINE).await;
    scene.pass_ms(10_000).await;
    assert_eq!(forms(&scene).await, ["politiebericht_heterdaad nl geaccepteerd"; 2]);
    assert!(scene.last(&groups[0]).contains("Wat: Woninginbraak, heterdaad"), "the same words");
    told(&mut scene, "message_template_status_update", status("APPROVED")).await;
    assert!(scene.last(OPERATOR).contains("Opgelost."), "{}", scene.last(OPERATOR));
    scene.alert("/melding woninginbraak Rokkeveen vrouw met rode jas en tas").await;
    assert_eq!(forms(&scene).await[2..], ["politiebericht_woninginbraak nl geaccepteerd"; 2]);
}

fn moved(naam: &str) -> Value {
    json!({ "message_template_name": naam, "message_template_language": "nl", "previous_category": "UTILITY", "new_category": "MARKETING" })
}

#[rstest]
#[tokio::test]
async fn a_template_moved_to_marketing_is_told_and_gives_way_to_anything_better(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.person(OPERATOR, Rol::Functioneel, &["zoetermeer"]).await;
    told(&mut scene, "template_category_update", moved("politiebericht_woninginbraak")).await;
    assert!(scene.last(OPERATOR).contains("verplaatst naar MARKETING"), "{}", scene.last(OPERATOR));
    scene.alert(LINE).await;
    assert_eq!(forms(&scene).await, ["politiebericht_heterdaad nl geaccepteerd"; 2], "the next best");
    told(&mut scene, "template_category_update", moved("politiebericht_heterdaad")).await;
    scene.say(&groups[0], "/help").await;
    scene.alert("/melding woninginbraak Rokkeveen vrouw met rode jas en tas").await;
    let mut forms = forms(&scene).await.split_off(2);
    forms.sort();
    let last = ["politiebericht_woninginbraak nl geaccepteerd", "vrij geaccepteerd"];
    assert_eq!(forms, last, "free-form inside the window; outside it, marketing is better than nothing");
}

#[tokio::test]
async fn with_no_alert_template_left_it_goes_free_form_where_the_window_is_open() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.say(&groups[0], "/help").await;
    for name in ["politiebericht_woninginbraak", "politiebericht_heterdaad"] {
        let paused = json!({ "event": "PAUSED", "message_template_name": name, "message_template_language": "nl" });
        told(&mut scene, "message_template_status_update", paused).await;
    }
    scene.alert(LINE).await;
    assert_eq!(forms(&scene).await, ["vrij geaccepteerd"], "whom only a template would reach was not promised");
    assert_eq!(scene.titles(&groups[0]), ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen"]);
}

/// A messaging limit, and groups each with a hoofd and a mede who did not write today.
async fn limited(scene: &mut Scene, limit: u32, groups: u32) -> Vec<(String, String)> {
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_messaging_limit(Some(limit), now_ms);
    scene.pass_ms(5_000).await;
    let mut mensen = Vec::new();
    for n in 0..groups {
        let (hoofd, mede) = (format!("316123411{n:02}"), format!("316123412{n:02}"));
        // The mede is known first: rank decides, not the order of the list.
        scene.stage.simulator.world().add_phone(&mede, "mede");
        let mut tx = scene.stage.store.begin().await.unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(mede.clone()), "mede", BEGIN_MS).await.unwrap();
        tx.commit().await.unwrap();
        scene.group("zoetermeer", "rokkeveen", &format!("Groep {n:02}"), &[&hoofd]).await;
        let mut tx = scene.stage.store.begin().await.unwrap();
        let groep =
            persoon::find_group(&mut tx, &"zoetermeer".into(), &format!("Groep {n:02}")).await.unwrap().unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Mede).await.unwrap();
        tx.commit().await.unwrap();
        mensen.push((hoofd, mede));
    }
    mensen
}

#[rstest]
#[tokio::test]
async fn within_the_messaging_limit_hoofdbeheerders_come_first_and_police_know_before(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let mensen = limited(&mut scene, 6, 8).await;
    // One mede wrote today: no place of the limit is needed.
    scene.say(&mensen[7].1, "/help").await;
    scene.say(AGENT, LINE).await;
    let voorbeeld = scene.last(AGENT);
    assert!(voorbeeld.contains("Rokkeveen: 8 groepen, 7 nu bereikbaar (7 beheerders)."), "{voorbeeld}");
    assert!(voorbeeld.contains("1 past niet in de daglimiet van WhatsApp."), "{voorbeeld}");
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(60_000).await;
    let got = |scene: &Scene, wie: &str| scene.texts(wie).iter().any(|text| text.starts_with("POLITIEBERICHT"));
    for (hoofd, mede) in &mensen[..6] {
        assert!(got(&scene, hoofd) && !got(&scene, mede), "{hoofd}");
    }
    assert!(!got(&scene, &mensen[6].0) && !got(&scene, &mensen[6].1));
    assert!(!got(&scene, &mensen[7].0) && got(&scene, &mensen[7].1));
    let buiten = "select count(distinct persoon_id) from outbox where buiten_venster_ms is not null";
    assert_eq!(scene.database.number(buiten).await, 6);
    // Whoever was written to today costs no second place; a day later there is room again.
    scene.say(AGENT, "/melding overval Rokkeveen man met blauwe pet op een scooter").await;
    assert!(scene.last(AGENT).contains("8 groepen, 7 nu bereikbaar (7 beheerders)"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Annuleren").await;
    scene.pass_ms(DAY_MS).await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("8 groepen, 6 nu bereikbaar (6 beheerders)"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn the_sender_keeps_to_the_limit_across_a_restart_and_goes_on_when_there_is_room() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let mensen = limited(&mut scene, 2, 3).await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    // A notice to somebody who did not write: there is no place today.
    scene.say(GEMEENTE, "/overdragen Groep 02").await;
    let weg = "select count(*) from outbox where toestand = 'wacht'";
    let refused = |scene: &Scene| {
        let world = scene.stage.simulator.world();
        world.requests() - world.accepted().len()
    };
    assert_eq!(refused(&scene), 0);
    let mut tx = scene.stage.store.begin().await.unwrap();
    let id = persoon::by_phone(&mut tx, &WaId(mensen[2].0.clone())).await.unwrap().unwrap();
    let uitgang = heterdaad::bot::context::Uitgang::op(&NUMBER.into());
    heterdaad::bot::context::notify(&mut tx, &uitgang, id, "Iets over uw groep.", scene.now_ms()).await.unwrap();
    tx.commit().await.unwrap();
    scene.pass_ms(3_600_000).await;
    assert_eq!(scene.database.number(weg).await, 1, "held, not lost");
    // Two hours after the alert its end was told, to the same people.
    scene.pass_ms(DAY_MS + 2 * 3_600_000).await;
    assert_eq!(refused(&scene), 0, "Meta never had to refuse");
    assert!(scene.last(&mensen[2].0).contains("Iets over uw groep."), "{:?}", scene.texts(&mensen[2].0));
}

#[rstest]
#[tokio::test]
async fn a_window_that_meta_calls_closed_turns_a_notice_into_a_template(#[values(false, true)] later: bool) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &["31612340101"]).await;
    scene.say("31612340101", "/help").await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let id = persoon::by_phone(&mut tx, &WaId("31612340101".into())).await.unwrap().unwrap();
    let uitgang = heterdaad::bot::context::Uitgang::op(&NUMBER.into());
    heterdaad::bot::context::notify(&mut tx, &uitgang, id, "Iets over uw groep.", scene.now_ms()).await.unwrap();
    tx.commit().await.unwrap();
    let nth = scene.stage.simulator.world().requests();
    scene.stage.simulator.set_plan(if later {
        Plan::by_script(|nth| if nth == 1 { Behaviour::FailLater(131_047) } else { Behaviour::Normal })
    } else {
        Plan::by_script(|nth| if nth == 1 { Behaviour::Refuse(131_047) } else { Behaviour::Normal })
    });
    assert_eq!(nth, 1, "one answer before");
    scene.pass_ms(30_000).await;
    let last = scene.last("31612340101");
    assert!(last.starts_with("Bericht van de chatbot") && last.contains("Iets over uw groep."), "{last}");
    assert_eq!(scene.texts("31612340101").iter().filter(|text| text.contains("Iets over")).count(), 1);
}

#[rstest]
#[tokio::test]
async fn what_is_charged_is_counted_once_by_category(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let costs = heterdaad::store::status::costs(&mut tx, 0, scene.now_ms() + 1).await.unwrap();
    let elsewhen = heterdaad::store::status::costs(&mut tx, 0, BEGIN_MS).await.unwrap();
    tx.roll_back().await.unwrap();
    let of = |category: &str| {
        costs.iter().find(|(name, ..)| name == category).map(|(_, kind, count)| (kind.clone(), *count))
    };
    assert_eq!(of("utility"), Some(("regular".to_owned(), 3)));
    assert!(of("service").is_some_and(|(_, count)| count >= 2), "{costs:?}");
    assert_eq!(elsewhen, []);
}

#[tokio::test]
async fn the_pace_that_meta_tells_is_kept() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 60).await;
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_throughput(NUMBER, Throughput::Coexistence, now_ms);
    scene.pass_ms(3_600_000).await;
    scene.alert(LINE).await;
    scene.pass_ms(10_000).await;
    let sent: Vec<i64> = scene.alerts().iter().map(|alert| alert.at_ms).collect();
    assert_eq!(sent.len(), 60);
    assert!(sent.windows(21).all(|window| window[20] - window[0] > 1_000), "never more than 20 in a second");
}
