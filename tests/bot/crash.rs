//! The real program, killed in the middle of an alert and started again.
//!
//! Time runs twenty times as fast here (the setting CLOCK_RATE), so that the wait for a lost answer passes.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::Arc;

use heterdaad::clock::{Clock, SystemClock};
use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::simulator::{Settings, Simulator, api};
use heterdaad::stage::{DISPLAY_NUMBER, NUMBER, templates};
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::harness::{AGENT, BEGIN_MS, Database, Engine, LINE};

const GROUPS: u32 = 39;
/// Sends that are answered as they should before answers are held: the preview, the confirmation, and alerts.
const ANSWERED: usize = 5;
/// Requests that the bot has under way at once.
const UNDER_WAY: usize = 32;

fn hold(nth: usize) -> Behaviour {
    match nth {
        0..ANSWERED => Behaviour::Normal,
        _ => match nth % 4 {
            0 => Behaviour::HoldBeforeAccept,
            1 => Behaviour::HoldAfterAcceptWithoutStatus,
            _ => Behaviour::HoldAfterAccept,
        },
    }
}

/// Waits until something is so. Fails the test if it never is.
async fn until(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let clock = SystemClock::new();
    for _ in 0..6_000 {
        if so().await {
            return;
        }
        clock.sleep_until(clock.monotonic_ms() + 10).await;
    }
    panic!("never: {what}");
}

async fn start(database: &Database, api_url: &str, simulator: &Simulator) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .arg("serve")
        .env_clear()
        .current_dir(database.folder())
        .envs([
            ("DATABASE_URL", database.url.as_str()),
            ("WHATSAPP_API_URL", api_url),
            ("WHATSAPP_TOKEN", "token"),
            ("WHATSAPP_PHONE_NUMBER_ID", NUMBER),
            ("WHATSAPP_APP_SECRET", "0123456789abcdef"),
            ("WHATSAPP_VERIFY_TOKEN", "geheim-genoeg"),
            ("LISTEN", "127.0.0.1:0"),
            ("CLOCK_RATE", "20"),
            ("LOG", "heterdaad=info"),
            ("LOG_FORMAT", "json"),
        ])
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().expect("the program ended");
        if let Some((_, rest)) = line.split_once("\"address\":\"") {
            simulator.set_callback(&format!("http://{}/webhook", rest.split('"').next().unwrap()));
            break;
        }
    }
    // The log goes on; nobody may be named in it.
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            assert!(!line.contains("3161234"), "a number in the log");
        }
    });
    child
}

async fn alert_rows(database: &Database) -> BTreeMap<String, usize> {
    let mut states = BTreeMap::new();
    for state in database.texts("select toestand from outbox where melding_id is not null").await {
        *states.entry(state).or_default() += 1;
    }
    states
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_an_alert_it_is_completed_after_a_restart() {
    let database = Database::new(Engine::Sqlite).await;
    let settings = Settings { token: "token".into(), app_secret: "0123456789abcdef".into(), callback: None, seed: 3 };
    let simulator =
        Simulator::new(settings, heterdaad::stage::for_simulator(Arc::new(SystemClock::with_rate(20)))).unwrap();
    {
        let mut world = simulator.world();
        world.numbers.insert(NUMBER.into(), DISPLAY_NUMBER.into());
        world.templates = templates();
        world.add_phone(AGENT, "agent");
    }
    populate(&database, &simulator).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api_url = format!("http://{}", listener.local_addr().unwrap());
    let served = simulator.clone();
    tokio::spawn(async move { axum::serve(listener, api::router(served)).await });
    tokio::spawn(simulator.clone().run());
    simulator.set_plan(Plan::by_script(hold));

    let mut child = start(&database, &api_url, &simulator).await;
    let now_ms = simulator.now_ms();
    simulator.world().say(AGENT, NUMBER, LINE, now_ms);
    until("a preview", async || {
        let now_ms = simulator.now_ms();
        simulator.world().tap(AGENT, "Versturen", now_ms)
    })
    .await;
    until("all places taken by held requests", async || {
        let requests = simulator.world().requests();
        requests >= ANSWERED + UNDER_WAY
            && alert_rows(&database).await.get("geaccepteerd").copied().unwrap_or_default() > 0
    })
    .await;
    child.kill().await.unwrap();
    let states = alert_rows(&database).await;
    for state in ["geaccepteerd", "geclaimd", "wacht"] {
        assert!(
            states.get(state).copied().unwrap_or_default() > 0,
            "at the moment of the kill some are {state}: {states:?}"
        );
    }

    simulator.set_plan(Plan::default());
    simulator.release();
    let _child = start(&database, &api_url, &simulator).await;
    until("every row of the alert has an end", async || {
        let states = alert_rows(&database).await;
        !states.contains_key("wacht") && !states.contains_key("geclaimd")
    })
    .await;

    let mut copies: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for accepted in
        simulator.world().accepted().iter().filter(|accepted| accepted.shown.text.starts_with("POLITIEBERICHT"))
    {
        copies.entry(accepted.to.clone()).or_default().push(accepted.silent);
    }
    assert_eq!(copies.len(), GROUPS as usize, "nobody is skipped");
    for silent in copies.values() {
        match silent.as_slice() {
            [_] => {}
            // Accepted, the answer lost with the process, and no status ever came: the one case of a repetition.
            [true, false] => {}
            other => panic!("served {} times: {other:?}", other.len()),
        }
    }
    assert!(copies.values().any(|silent| silent.len() == 2), "the case that must be repeated was there");
    assert_eq!(alert_rows(&database).await.get("geaccepteerd"), Some(&(GROUPS as usize)));
}

async fn populate(database: &Database, simulator: &Simulator) {
    let store = Store::open(&database.url).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let agent = persoon::name_by_phone(&mut tx, &WaId(AGENT.into()), "agent", BEGIN_MS).await.unwrap();
    persoon::grant(&mut tx, agent, Rol::Politie, &"zoetermeer".into(), &"".into(), BEGIN_MS).await.unwrap();
    for n in 0..GROUPS {
        let wa_id = format!("31612345{n:03}");
        simulator.world().add_phone(&wa_id, "beheerder");
        let groep = persoon::find_or_add_group(
            &mut tx,
            &"zoetermeer".into(),
            &format!("Groep {n}"),
            &["rokkeveen".into()],
            BEGIN_MS,
        )
        .await
        .unwrap();
        let id = persoon::find_or_add(&mut tx, Some(&WaId(wa_id)), None, BEGIN_MS).await.unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Hoofd).await.unwrap();
    }
    tx.commit().await.unwrap();
}
