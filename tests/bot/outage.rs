//! When WhatsApp stops: what is held, who is told, and what goes on by itself; and each of Meta's error codes.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::routing::{get, post};
use heterdaad::alarm::channels::Settings;
use heterdaad::alarm::mail::{MailSettings, Smtp};
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::faults::{Behaviour, Plan};
use rstest::rstest;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, MINUTE_MS, Scene};

const OPERATOR: &str = "31612340050";

/// Groups in Rokkeveen, an officer with a preview on the phone, and then everything is refused with 190.
async fn stopped(engine: Engine, groups: usize) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", groups).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    scene.tap(AGENT, "Versturen").await;
    (scene, groups)
}

async fn states(scene: &Scene) -> Vec<String> {
    scene
        .database
        .texts("select distinct toestand from outbox where melding_id is not null and klasse = 20 order by 1")
        .await
}

#[rstest]
#[tokio::test]
async fn an_alert_that_was_held_up_waits_for_its_officer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (mut scene, groups) = stopped(engine, 4).await;
    scene.pass_ms(6 * MINUTE_MS).await;
    assert_eq!(states(&scene).await, ["vastgehouden"]);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(10 * MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 0, "late is misleading: nothing leaves by itself");
    let vraag = scene.message(AGENT, "Let op: WhatsApp haperde.").shown.text;
    assert!(vraag.starts_with("Let op: WhatsApp haperde. Van ZM-0001 zijn 4 berichten nog niet weg"), "{vraag}");
    scene.tap(AGENT, "Alsnog versturen").await;
    assert!(scene.message(AGENT, "alsnog onderweg").shown.text.starts_with("ZM-0001: 4 berichten"));
    for wa_id in &groups {
        assert!(scene.last(wa_id).starts_with("POLITIEBERICHT ZM-0001"));
    }
    scene.tap(AGENT, "Alsnog versturen").await;
    assert_eq!(scene.alerts().len(), 4, "a second tap sends nothing");
    assert!(scene.last(AGENT).starts_with("Van ZM-0001 wacht niets meer."), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn what_was_held_up_can_be_left_and_an_old_tap_sends_nothing() {
    let (mut scene, _) = stopped(Engine::Sqlite, 3).await;
    scene.pass_ms(6 * MINUTE_MS).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    // A tap that Meta brings three minutes later.
    let vraag = scene.message(AGENT, "Let op: WhatsApp haperde.");
    let knop = vraag.shown.choice_titled("Alsnog versturen").unwrap().to_owned();
    let said_s = scene.now_ms() / 1_000;
    scene.pass_ms(3 * MINUTE_MS).await;
    let body = serde_json::json!({ "object": "whatsapp_business_account", "entry": [{ "id": "200", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp", "metadata": { "display_phone_number": "31612349999", "phone_number_id": heterdaad::stage::NUMBER },
        "contacts": [{ "wa_id": AGENT, "profile": { "name": "x" } }],
        "messages": [{ "from": AGENT, "id": "wamid.late", "timestamp": said_s.to_string(), "type": "interactive",
            "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Alsnog versturen" } } }] } }] }] });
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().post_raw(&body.to_string(), now_ms);
    scene.pass_ms(10_000).await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(scene.last(AGENT).starts_with("Let op: WhatsApp haperde."), "asked again: {}", scene.last(AGENT));
    scene.tap(AGENT, "Laten vervallen").await;
    assert_eq!(states(&scene).await, ["vervallen"]);
    scene.tap(AGENT, "Alsnog versturen").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_number_that_was_stopped_for_long_costs_no_attempts() {
    let (mut scene, groups) = stopped(Engine::Sqlite, 1).await;
    scene.pass_ms(3 * MINUTE_MS + MINUTE_MS / 2).await;
    assert!(scene.database.number("select max(pogingen) from outbox").await <= 1);
    assert_eq!(states(&scene).await, ["wacht"]);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    assert!(scene.last(&groups[0]).starts_with("POLITIEBERICHT"), "it went on by itself: {:?}", states(&scene).await);
}

#[tokio::test]
async fn a_phone_that_was_blocked_meanwhile_gets_nothing_that_was_held_up() {
    let (mut scene, groups) = stopped(Engine::Sqlite, 2).await;
    scene.pass_ms(6 * MINUTE_MS).await;
    scene.say(AGENT_BEIDE, &format!("/blokkeer {}", groups[0])).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    scene.tap(AGENT, "Alsnog versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    assert!(scene.last(&groups[1]).starts_with("POLITIEBERICHT ZM-0001"));
    assert!(!scene.texts(&groups[0]).iter().any(|text| text.starts_with("POLITIEBERICHT")));
}

#[tokio::test]
async fn a_bill_that_is_reported_after_each_message_stops_the_number_once_until_something_was_sent() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 6).await;
    scene.person(OPERATOR, Rol::Functioneel, &["zoetermeer"]).await;
    scene.say(OPERATOR, "/help").await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::FailLater(131_042)));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(3 * MINUTE_MS).await;
    let told = "select count(*) from outbox where bericht like '%Er gaat niets meer uit%'";
    assert_eq!(scene.database.number(told).await, 1, "that Meta took it in proves nothing");
    assert_eq!(scene.database.number("select count(*) from nummer_stand where gestopt_ms is not null").await, 1);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS + MINUTE_MS / 2).await;
    for wa_id in &groups {
        let alerts = scene.texts(wa_id).iter().filter(|text| text.starts_with("POLITIEBERICHT ZM-0001")).count();
        assert_eq!(alerts, 1, "{:?}", scene.texts(wa_id));
    }
    assert!(scene.texts(OPERATOR).iter().any(|text| text.starts_with("Opgelost.")), "{:?}", scene.texts(OPERATOR));
}

#[tokio::test]
async fn nobody_but_its_officer_decides_about_what_was_held_up() {
    let (mut scene, _) = stopped(Engine::Sqlite, 2).await;
    scene.pass_ms(6 * MINUTE_MS).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(MINUTE_MS).await;
    let knop = scene.message(AGENT, "Let op").shown.choice_titled("Alsnog versturen").unwrap().to_owned();
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "x" } } });
    scene.send(AGENT_BEIDE, tik).await;
    assert_eq!(scene.alerts().len(), 0);
    assert_eq!(states(&scene).await, ["vastgehouden"]);
}

/// What operators were sent.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// A server of the operators' own. Answers its address.
async fn operators(heard: Heard) -> String {
    let router = axum::Router::new()
        .route(
            "/alarm",
            post(async |State(heard): State<Heard>, body: String| {
                heard.0.lock().unwrap().push(body);
            }),
        )
        .route(
            "/beat",
            get(async |State(heard): State<Heard>| {
                heard.0.lock().unwrap().push("beat".into());
            }),
        )
        .with_state(heard);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// A mail server that takes everything. Answers its address.
async fn mail_server(heard: Heard) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let heard = heard.clone();
            tokio::spawn(async move {
                let (read, mut write) = socket.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 test\r\n").await.unwrap();
                let mut data = false;
                while let Ok(Some(line)) = lines.next_line().await {
                    if data && line != "." {
                        heard.0.lock().unwrap().push(line);
                        continue;
                    }
                    data = line.eq_ignore_ascii_case("DATA");
                    let answer: &[u8] = if data { b"354 go on\r\n" } else { b"250 ok\r\n" };
                    write.write_all(answer).await.unwrap();
                }
            });
        }
    });
    address
}

#[tokio::test]
async fn operators_hear_of_a_stopped_number_outside_whatsapp_and_when_it_works_again() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (posts, mails) = (Heard::default(), Heard::default());
    let url = operators(posts.clone()).await;
    scene.stage.stop_bot().await;
    scene.stage.channels = Settings {
        url: Some(format!("{url}/alarm").into()),
        heartbeat_url: Some(format!("{url}/beat").into()),
        mail: Some(std::sync::Arc::new(
            Smtp::new(MailSettings {
                smtp_url: mail_server(mails.clone()).await.into(),
                from: "bot@example.org".parse().unwrap(),
                to: vec!["wacht@example.org".parse().unwrap()],
            })
            .unwrap(),
        )),
    };
    scene.stage.start_bot().await.unwrap();
    scene.person(OPERATOR, Rol::Functioneel, &["zoetermeer"]).await;
    scene.say(OPERATOR, "/help").await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.say(AGENT, LINE).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(190)));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(2 * MINUTE_MS).await;
    let alarms = || posts.all().into_iter().filter(|body| body.contains("\"alarm\"")).collect::<Vec<_>>();
    assert_eq!(alarms().len(), 1, "told once: {:?}", posts.all());
    assert!(alarms()[0].contains("het token is verlopen") && alarms()[0].contains("code 190"), "{}", alarms()[0]);
    assert!(!alarms()[0].contains("3161234"), "nothing personal");
    assert!(mails.all().iter().any(|line| line.starts_with("Subject: heterdaad: alarm")), "{:?}", mails.all());
    assert!(mails.all().iter().any(|line| line == "To: wacht@example.org"));
    let beats = posts.all().iter().filter(|body| *body == "beat").count();
    assert!((2..=4).contains(&beats), "a sign of life a minute: {beats}");
    let ready = reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap();
    assert_eq!(ready.status(), 200, "webhooks must still come in");
    let ready = ready.text().await.unwrap();
    assert!(ready.starts_with("ready\ndegraded: nummer 100000000000001: Er gaat niets meer uit"), "{ready}");
    scene.pass_ms(61 * MINUTE_MS).await;
    assert_eq!(alarms().len(), 2, "told again after an hour");
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    let over: Vec<String> = posts.all().into_iter().filter(|body| body.contains("\"resolved\"")).collect();
    assert_eq!(over.len(), 1, "{:?}", posts.all());
    let ready = reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap();
    assert_eq!(ready.text().await.unwrap(), "ready");
    assert!(scene.texts(OPERATOR).iter().any(|text| text.starts_with("Er gaat niets meer uit")), "held, not lost");
    assert!(scene.texts(OPERATOR).iter().any(|text| text.starts_with("Opgelost.")), "{:?}", scene.texts(OPERATOR));
}

#[tokio::test]
async fn operators_who_cannot_be_reached_are_tried_again() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let heard = Heard::default();
    scene.stage.stop_bot().await;
    // Nobody listens there yet.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    scene.stage.channels = Settings { url: Some(format!("http://{address}/alarm").into()), ..Settings::default() };
    scene.stage.start_bot().await.unwrap();
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_042)));
    scene.say(AGENT, "/help").await;
    scene.pass_ms(MINUTE_MS).await;
    let router = axum::Router::new()
        .route("/alarm", post(async |State(heard): State<Heard>, body: String| heard.0.lock().unwrap().push(body)))
        .with_state(heard.clone());
    let listener = TcpListener::bind(address).await.unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    scene.pass_ms(3 * MINUTE_MS).await;
    assert_eq!(heard.all().len(), 1, "{:?}", heard.all());
    assert!(heard.all()[0].contains("betaling"));
}

/// What an alert to one beheerder comes to when Meta answers with a code once, or reports it once later.
async fn once(code: i64, later: bool) -> (Scene, String) {
    static CODE: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
    static LATER: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    // The script is a plain function: one scene at a time sets what it does.
    let _one = ONE.lock().await;
    let mut scene = Scene::new(Engine::Sqlite).await;
    let beheerder = scene.groups("zoetermeer", "rokkeveen", 1).await.remove(0);
    scene.say(&beheerder, "/help").await;
    scene.say(AGENT, LINE).await;
    let from = scene.stage.simulator.world().requests();
    CODE.store(code, std::sync::atomic::Ordering::SeqCst);
    LATER.store(later, std::sync::atomic::Ordering::SeqCst);
    static FROM: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    FROM.store(from, std::sync::atomic::Ordering::SeqCst);
    scene.stage.simulator.set_plan(Plan::by_script(|nth| {
        // The officer's answer goes first, the alert second.
        if nth != FROM.load(std::sync::atomic::Ordering::SeqCst) + 1 {
            return Behaviour::Normal;
        }
        let code = CODE.load(std::sync::atomic::Ordering::SeqCst);
        if LATER.load(std::sync::atomic::Ordering::SeqCst) {
            Behaviour::FailLater(code)
        } else {
            Behaviour::Refuse(code)
        }
    }));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(3 * MINUTE_MS).await;
    (scene, beheerder)
}

/// How an alert ends after one failure with a code.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// The same template arrived.
    SameTemplate,
    /// Another template arrived.
    NextTemplate,
    /// The same text arrived free-form.
    FreeForm,
    /// Given up.
    GivenUp,
}

#[rstest]
// Retry, slow down, wait for this person, a stopped number that works again.
#[case(&[1, 2, 613, 131_000, 131_016, 131_057, 133_004], End::SameTemplate)]
#[case(&[130_429, 131_056], End::SameTemplate)]
#[case(&[0, 3, 4, 10, 33, 190, 200, 368, 80_007, 131_005, 131_031, 131_037, 131_042, 131_045, 131_048], End::SameTemplate)]
#[case(&[133_000, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015, 133_016], End::SameTemplate)]
// This template, or none as we fill it.
#[case(&[132_001, 132_015, 132_016], End::NextTemplate)]
#[case(&[131_064, 132_000, 132_005, 132_007, 132_008, 132_012, 132_018], End::FreeForm)]
// This person, or ours.
#[case(&[130_403, 130_472, 130_497, 131_021, 131_026, 131_030, 131_043, 131_049, 131_050, 131_062, 137_000], End::GivenUp)]
#[case(&[100, 131_008, 131_009, 131_047, 131_051, 131_052, 131_053, 131_055, 131_063, 135_000], End::GivenUp)]
#[case(&[132_068, 132_069, 134_011, 134_100, 138_000, 139_000, 139_100, 147_001], End::GivenUp)]
#[tokio::test]
async fn each_code_leads_to_its_end_whether_answered_or_reported_later(
    #[case] codes: &[i64],
    #[case] end: End,
    #[values(false, true)] later: bool,
) {
    for code in codes {
        let (scene, beheerder) = once(*code, later).await;
        let arrived: Vec<_> = scene
            .messages(&beheerder)
            .into_iter()
            .filter(|seen| seen.shown.text.starts_with("POLITIEBERICHT"))
            .collect();
        let sent = "select coalesce(sjabloon, 'vrij') from outbox where melding_id is not null and klasse = 20";
        let form = scene.database.texts(sent).await.remove(0);
        let seen = match (arrived.len(), form.as_str()) {
            (1, "politiebericht_woninginbraak nl") => End::SameTemplate,
            (1, "politiebericht_heterdaad nl") => End::NextTemplate,
            (1, "vrij") => End::FreeForm,
            (0, _) => End::GivenUp,
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!(seen, end, "{code} later {later}");
        let state =
            scene.database.texts("select toestand from outbox where melding_id is not null and klasse = 20").await;
        assert_eq!(state, [if end == End::GivenUp { "mislukt" } else { "geaccepteerd" }], "{code} later {later}");
        assert!(
            scene.database.number("select count(*) from nummer_stand where gestopt_ms is not null").await == 0,
            "{code}"
        );
    }
}
