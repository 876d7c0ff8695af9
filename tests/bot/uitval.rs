//! A gateway before WhatsApp that answers nothing, or nothing clear: the number rests, operators hear of it, and nobody is
//! skipped; what is in doubt twice is its officer's to decide.

use std::sync::atomic::{AtomicUsize, Ordering};

use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, LINE, MINUTE_MS, Scene};

const SECOND_MS: i64 = 1_000;
const OPERATOR: &str = "31612340050";

/// Groups in Rokkeveen, an operator, and an officer with a preview on the phone.
async fn preview(engine: Engine, groups: usize) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", groups).await;
    scene.person(OPERATOR, Rol::Functioneel, &["zoetermeer"]).await;
    scene.say(OPERATOR, "/help").await;
    scene.say(AGENT, LINE).await;
    (scene, groups)
}

/// The officer sends, and nothing more happens than what is due at once.
async fn tap_only(scene: &mut Scene, title: &str) {
    let now_ms = scene.now_ms();
    assert!(scene.stage.simulator.world().tap(AGENT, title, now_ms));
    scene.settle().await;
}

fn copies(scene: &Scene, wa_id: &str) -> usize {
    scene.alerts().iter().filter(|sent| sent.to == wa_id && sent.shown.text.starts_with("POLITIEBERICHT")).count()
}

async fn ready(scene: &Scene) -> String {
    reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap().text().await.unwrap()
}

async fn stopped(scene: &Scene) -> bool {
    scene.database.number("select count(*) from nummer_stand where gestopt_ms is not null").await > 0
}

async fn states(scene: &Scene) -> Vec<String> {
    scene.database.texts("select distinct toestand from outbox where klasse = 20 order by 1").await
}

const fn gateway(_: usize) -> Behaviour {
    Behaviour::BadGateway
}

const fn broken(_: usize) -> Behaviour {
    Behaviour::CutBeforeAccept
}

const fn black_hole(_: usize) -> Behaviour {
    Behaviour::NoAnswer
}

const fn unknown_error(_: usize) -> Behaviour {
    Behaviour::Refuse(131_000)
}

const fn unavailable(_: usize) -> Behaviour {
    Behaviour::Refuse(131_016)
}

/// Now a page, now a broken answer, now Meta's own server error.
const fn mixed(nth: usize) -> Behaviour {
    match nth % 3 {
        0 => Behaviour::BadGateway,
        1 => Behaviour::CutBeforeAccept,
        _ => Behaviour::Refuse(131_000),
    }
}

#[rstest]
#[case::gateway(gateway, Engine::Sqlite)]
#[case::gateway_on_postgres(gateway, Engine::Postgres)]
#[case::broken(broken, Engine::Sqlite)]
#[case::black_hole(black_hole, Engine::Sqlite)]
#[case::unknown_error(unknown_error, Engine::Sqlite)]
#[case::unavailable(unavailable, Engine::Sqlite)]
#[case::mixed(mixed, Engine::Sqlite)]
#[tokio::test]
async fn an_outage_of_less_than_a_minute_skips_nobody_and_operators_hear_of_it(
    #[case] outage: fn(usize) -> Behaviour,
    #[case] engine: Engine,
) {
    let (mut scene, groups) = preview(engine, 39).await;
    let before = scene.stage.simulator.world().requests();
    scene.stage.simulator.set_plan(Plan::by_script(outage));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert!(stopped(&scene).await, "stopped within ten seconds");
    assert!(ready(&scene).await.contains("degraded: nummer 100000000000001: Er gaat niets meer uit"));
    scene.pass_ms(35 * SECOND_MS).await;
    let tried = scene.stage.simulator.world().requests() - before;
    assert!(tried <= 20, "one message at a time: {tried}");
    all_are_reached_after_it(&mut scene, &groups).await;
    assert!(scene.texts(AGENT).iter().any(|text| text.contains("ZM-0001")), "the officer's answer came too");
}

/// The outage is over, and minutes later each has the alert once.
async fn all_are_reached_after_it(scene: &mut Scene, groups: &[String]) {
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(3 * MINUTE_MS).await;
    for wa_id in groups {
        assert_eq!(copies(scene, wa_id), 1, "{:?}", states(scene).await);
    }
    assert_eq!(states(scene).await, ["geaccepteerd"]);
    assert_eq!(ready(scene).await, "ready");
    assert!(!scene.texts(AGENT).iter().any(|text| text.starts_with("Let op")), "nothing is left to decide");
}

/// Where an alert goes to few groups all of its messages meet the outage: none of them may be spent on finding out whether it
/// is over.
#[rstest]
#[case::gateway_one(gateway, 1)]
#[case::gateway_three(gateway, 3)]
#[case::gateway_six(gateway, 6)]
#[case::broken_one(broken, 1)]
#[case::broken_three(broken, 3)]
#[case::black_hole_one(black_hole, 1)]
#[case::black_hole_three(black_hole, 3)]
#[case::unavailable_two(unavailable, 2)]
#[tokio::test]
async fn an_alert_to_few_groups_reaches_them_after_an_outage_too(
    #[case] outage: fn(usize) -> Behaviour,
    #[case] how_many: usize,
) {
    let (mut scene, groups) = preview(Engine::Sqlite, how_many).await;
    scene.stage.simulator.set_plan(Plan::by_script(outage));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert!(stopped(&scene).await, "stopped within ten seconds");
    scene.pass_ms(35 * SECOND_MS).await;
    all_are_reached_after_it(&mut scene, &groups).await;
}

#[tokio::test]
async fn an_outage_before_the_preview_costs_the_officer_no_answer() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    for _ in 0..3 {
        let now_ms = scene.now_ms();
        scene.stage.simulator.world().say(crate::harness::AGENT_BEIDE, heterdaad::stage::NUMBER, "/help", now_ms);
    }
    scene.stage.simulator.set_plan(Plan::by_script(gateway));
    scene.say(crate::harness::GEMEENTE, "/help").await;
    scene.say(crate::harness::VREEMDE, "hallo").await;
    scene.say(AGENT, LINE).await;
    scene.pass_ms(20 * SECOND_MS).await;
    assert_eq!(scene.count(AGENT), 0);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD"), "{:?}", scene.texts(AGENT));
    assert_eq!(scene.count(AGENT), 1, "once");
}

#[tokio::test]
async fn after_an_outage_of_many_minutes_nothing_leaves_unasked() {
    let (mut scene, groups) = preview(Engine::Sqlite, 30).await;
    scene.stage.simulator.set_plan(Plan::by_script(gateway));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(7 * MINUTE_MS).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(5 * MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 0, "late is misleading");
    assert_eq!(states(&scene).await, ["vastgehouden"], "and nothing is dropped");
    scene.tap(AGENT, "Alsnog versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
}

#[tokio::test]
async fn a_number_that_is_stopped_by_silence_stays_so_over_a_restart_and_goes_on_by_itself() {
    let (mut scene, groups) = preview(Engine::Sqlite, 20).await;
    scene.stage.simulator.set_plan(Plan::by_script(gateway));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(12 * SECOND_MS).await;
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    let before = scene.stage.simulator.world().requests();
    scene.pass_ms(20 * SECOND_MS).await;
    assert!(stopped(&scene).await);
    let tried = scene.stage.simulator.world().requests() - before;
    assert!(tried <= 6, "still one at a time: {tried}");
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
    assert!(!stopped(&scene).await);
}

#[tokio::test]
async fn one_lost_answer_now_and_then_stops_nothing() {
    let (mut scene, groups) = preview(Engine::Sqlite, 39).await;
    scene
        .stage
        .simulator
        .set_plan(Plan::by_script(|nth| if nth % 9 == 4 { Behaviour::CutBeforeAccept } else { Behaviour::Normal }));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(8 * SECOND_MS).await;
    assert!(!stopped(&scene).await);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
}

#[rstest]
#[tokio::test]
async fn a_number_that_answers_clearly_works_though_it_refuses(#[values(131_026, 131_049)] code: i64) {
    static CODE: AtomicUsize = AtomicUsize::new(0);
    let (mut scene, _) = preview(Engine::Sqlite, 12).await;
    scene.stage.simulator.set_plan(Plan::by_script(gateway));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert!(stopped(&scene).await);
    CODE.store(usize::try_from(code).unwrap(), Ordering::SeqCst);
    scene.stage.simulator.set_plan(Plan::by_script(|_| {
        Behaviour::Refuse(i64::try_from(CODE.load(Ordering::SeqCst)).unwrap_or_default())
    }));
    scene.pass_ms(MINUTE_MS).await;
    assert!(!stopped(&scene).await, "a refusal of one message is a clear answer");
}

/// One group whose beheerder's alert was in doubt twice, and an officer who was asked.
async fn in_doubt(engine: Engine, reserve: bool) -> (Scene, String) {
    static FIRST: AtomicUsize = AtomicUsize::new(usize::MAX);
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    // The script is a plain function: one scene at a time sets what it does.
    let _one = ONE.lock().await;
    let (mut scene, groups) = preview(engine, 1).await;
    if reserve {
        scene.stage.simulator.world().add_phone(RESERVE, "reserve");
        let mut tx = scene.stage.store.begin().await.unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(RESERVE.into()), "reserve", BEGIN_MS).await.unwrap();
        let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "rokkeveen 000").await.unwrap().unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
        tx.commit().await.unwrap();
    }
    // The officer's answer goes first; then the alert, and its repetition.
    FIRST.store(scene.stage.simulator.world().requests() + 1, Ordering::SeqCst);
    scene.stage.simulator.set_plan(Plan::by_script(|nth| {
        let first = FIRST.load(Ordering::SeqCst);
        if nth == first || nth == first + 1 { Behaviour::CutAfterAcceptWithoutStatus } else { Behaviour::Normal }
    }));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(2 * MINUTE_MS).await;
    (scene, groups[0].clone())
}

const RESERVE: &str = "31612340077";

#[rstest]
#[tokio::test]
async fn what_is_in_doubt_twice_is_held_and_its_officer_decides(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (mut scene, beheerder) = in_doubt(engine, false).await;
    assert_eq!(copies(&scene, &beheerder), 2, "once, and repeated once");
    assert_eq!(states(&scene).await, ["vastgehouden"]);
    let vraag = scene.message(AGENT, "weten we niet").shown.text;
    assert!(vraag.contains("Van 1 bericht van ZM-0001 weten we niet of het is aangekomen"), "{vraag}");
    scene.pass_ms(20 * MINUTE_MS).await;
    assert_eq!(copies(&scene, &beheerder), 2, "never a third time unasked");
    scene.tap(AGENT, "Alsnog versturen").await;
    assert_eq!(copies(&scene, &beheerder), 3);
    assert_eq!(states(&scene).await, ["geaccepteerd"]);
}

#[tokio::test]
async fn what_is_in_doubt_can_be_left() {
    let (mut scene, beheerder) = in_doubt(Engine::Sqlite, false).await;
    scene.tap(AGENT, "Laten vervallen").await;
    scene.pass_ms(10 * MINUTE_MS).await;
    assert_eq!(copies(&scene, &beheerder), 2);
    assert_eq!(states(&scene).await, ["vervallen"]);
}

#[tokio::test]
async fn whoever_may_have_what_is_in_doubt_hears_of_its_withdrawal() {
    let (mut scene, beheerder) = in_doubt(Engine::Sqlite, false).await;
    scene.say(AGENT, "intrekken").await;
    scene.pass_ms(MINUTE_MS).await;
    assert!(
        scene.texts(&beheerder).iter().any(|text| text.starts_with("INGETROKKEN")),
        "{:?}",
        scene.texts(&beheerder)
    );
}

#[tokio::test]
async fn where_the_first_is_in_doubt_the_next_is_called_up() {
    let (scene, _) = in_doubt(Engine::Sqlite, true).await;
    assert!(scene.last(RESERVE).starts_with("POLITIEBERICHT ZM-0001"), "{:?}", scene.texts(RESERVE));
}

#[tokio::test]
async fn a_late_status_settles_what_was_in_doubt() {
    let (mut scene, beheerder) = in_doubt(Engine::Sqlite, false).await;
    let sent = scene.alerts().into_iter().find(|sent| sent.to == beheerder).unwrap();
    let body = serde_json::json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": { "display_phone_number": "31612349999", "phone_number_id": heterdaad::stage::NUMBER },
        "statuses": [{ "id": sent.wamid, "status": "delivered", "timestamp": (scene.now_ms() / 1_000).to_string(), "recipient_id": beheerder,
            "biz_opaque_callback_data": sent.callback_data }] } }] }] });
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(5 * SECOND_MS).await;
    assert_eq!(states(&scene).await, ["geaccepteerd"]);
    scene.tap(AGENT, "Alsnog versturen").await;
    assert_eq!(copies(&scene, &beheerder), 2, "it arrived: nothing goes again");
}

#[tokio::test]
async fn a_withdrawal_in_doubt_twice_is_held_too_and_can_still_go() {
    static FIRST: AtomicUsize = AtomicUsize::new(usize::MAX);
    let (mut scene, groups) = preview(Engine::Sqlite, 1).await;
    scene.tap(AGENT, "Versturen").await;
    FIRST.store(scene.stage.simulator.world().requests(), Ordering::SeqCst);
    scene.stage.simulator.set_plan(Plan::by_script(|nth| {
        // The withdrawal leaves before the officer's answer.
        let first = FIRST.load(Ordering::SeqCst);
        if nth == first || nth == first + 2 { Behaviour::CutAfterAcceptWithoutStatus } else { Behaviour::Normal }
    }));
    scene.say(AGENT, "intrekken").await;
    scene.pass_ms(4 * MINUTE_MS).await;
    let of_withdrawal = "select toestand from outbox where klasse = 5";
    assert_eq!(scene.database.texts(of_withdrawal).await, ["vastgehouden"]);
    assert!(scene.message(AGENT, "weten we niet").shown.text.contains("ZM-0001"));
    scene.tap(AGENT, "Alsnog versturen").await;
    scene.pass_ms(10 * SECOND_MS).await;
    assert_eq!(scene.database.texts(of_withdrawal).await, ["geaccepteerd"]);
    assert!(scene.texts(&groups[0]).iter().any(|text| text.starts_with("INGETROKKEN")));
}

#[tokio::test]
async fn a_message_of_an_alert_that_ends_and_nobody_knows_why_is_an_alarm() {
    let (mut scene, _) = preview(Engine::Sqlite, 2).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    tap_only(&mut scene, "Versturen").await;
    scene.pass_ms(5 * SECOND_MS).await;
    // As if another version had written it.
    scene.database.execute("update outbox set bericht = 'x' where klasse = 20").await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    let told = ready(&scene).await;
    assert!(told.contains("degraded: zonder reden: 2 berichten van een melding zijn"), "{told}");
    assert!(
        scene.texts(OPERATOR).iter().any(|text| text.contains("de reden is onbekend")),
        "{:?}",
        scene.texts(OPERATOR)
    );
    scene.pass_ms(61 * MINUTE_MS).await;
    assert_eq!(ready(&scene).await, "ready");
}
