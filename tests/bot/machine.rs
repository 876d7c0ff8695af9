//! The machine around the bot: a full disk, a file that is moved, two programs on one file, a frozen instance, clients
//! that send half of something, a log that grows, and an account that Meta restricts.

use std::process::Stdio;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::routing::post;
use heterdaad::alarm::channels::Settings;
use heterdaad::clock::Clock;
use heterdaad::limits::MINUTE_MS;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::stage::NUMBER;
use heterdaad::store::{Patience, ServeLock, Store};
use heterdaad::web::server::Bounds;
use heterdaad::whatsapp::signature::{HEADER, sign};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::{AGENT, Database, Engine, LINE, Scene, VREEMDE};

async fn post_body(scene: &Scene, change: Value) -> u16 {
    let body =
        json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [change] }] }).to_string();
    let signature = sign(&scene.stage.secrets().app_secrets[0], body.as_bytes());
    let request = reqwest::Client::new().post(&scene.stage.webhook_url).header(HEADER, signature).body(body);
    request.send().await.unwrap().status().as_u16()
}

async fn say(scene: &Scene, id: &str) -> u16 {
    let message =
        json!({ "from": VREEMDE, "id": id, "timestamp": "1795440000", "type": "text", "text": { "body": "hallo" } });
    let value = json!({ "metadata": { "phone_number_id": NUMBER }, "messages": [message] });
    post_body(scene, json!({ "field": "messages", "value": value })).await
}

async fn ready(scene: &Scene) -> (u16, String) {
    let ready = reqwest::get(scene.stage.webhook_url.replace("/webhook", "/readyz")).await.unwrap();
    (ready.status().as_u16(), ready.text().await.unwrap())
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// A scene whose operators can be told outside WhatsApp.
async fn with_operators() -> (Scene, Heard) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let heard = Heard::default();
    let router = axum::Router::new()
        .route("/", post(async |State(heard): State<Heard>, body: String| heard.0.lock().unwrap().push(body)))
        .with_state(heard.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    scene.stage.stop_bot().await;
    scene.stage.channels = Settings { url: Some(url.into()), ..Settings::default() };
    scene.stage.start_bot().await.unwrap();
    scene.settle().await;
    (scene, heard)
}

/// What can happen to a file while the program has it open.
#[derive(Debug, Clone, Copy)]
enum Loss {
    Moved,
    Removed,
    Replaced,
}

#[rstest]
#[case(Loss::Moved)]
#[case(Loss::Removed)]
#[case(Loss::Replaced)]
#[tokio::test]
async fn nothing_is_answered_200_into_a_file_that_is_not_at_its_place(#[case] loss: Loss) {
    let (mut scene, heard) = with_operators().await;
    let (file, other) = (scene.database.folder().join("test.db"), scene.database.folder().join("weg.db"));
    assert_eq!(say(&scene, "wamid.voor").await, 200);
    scene.settle().await;
    match loss {
        Loss::Moved => std::fs::rename(&file, &other).unwrap(),
        Loss::Removed => {
            // Another name keeps it, so that its number is not given out again.
            std::fs::hard_link(&file, &other).unwrap();
            std::fs::remove_file(&file).unwrap();
        }
        Loss::Replaced => {
            std::fs::rename(&file, &other).unwrap();
            std::fs::write(&file, b"").unwrap();
        }
    }
    for n in 0..5 {
        assert_eq!(say(&scene, &format!("wamid.weg.{n}")).await, 503, "{loss:?}");
    }
    let (status, text) = ready(&scene).await;
    assert_eq!((status, text.starts_with("database")), (503, true), "{text}");
    // Nothing can be stored: the round fails, and operators hear nevertheless.
    assert!(scene.stage.settle().await.is_err());
    let alarms = || heard.all().into_iter().filter(|body| body.contains("\"event\":\"alarm\"")).collect::<Vec<_>>();
    assert_eq!(alarms().len(), 1, "{:?}", heard.all());
    assert!(alarms()[0].contains("niet meer op zijn plaats"), "{}", alarms()[0]);
    assert!(scene.stage.settle().await.is_err());
    assert_eq!(alarms().len(), 1, "told once");
    if !matches!(loss, Loss::Replaced) {
        assert!(!file.exists(), "no new file is made in its place");
    }
    let _ = std::fs::remove_file(&file);
    std::fs::rename(&other, &file).unwrap();
    assert_eq!(say(&scene, "wamid.terug").await, 200, "it goes on by itself");
    scene.settle().await;
    assert_eq!(ready(&scene).await, (200, "ready".into()));
    assert!(heard.all().last().unwrap().contains("\"event\":\"resolved\""), "{:?}", heard.all());
    assert_eq!(scene.database.number("select count(*) from inbox").await, 2);
}

#[tokio::test]
async fn a_moved_folder_is_noticed_too() {
    let (scene, _) = with_operators().await;
    let folder = scene.database.folder();
    let away = folder.with_extension("weg");
    std::fs::rename(&folder, &away).unwrap();
    assert_eq!(say(&scene, "wamid.weg").await, 503);
    assert_eq!(ready(&scene).await.0, 503);
    std::fs::rename(&away, &folder).unwrap();
    assert_eq!(say(&scene, "wamid.weg").await, 200);
}

#[tokio::test]
async fn a_full_disk_is_told_without_the_database_and_stands_in_readyz() {
    let (mut scene, heard) = with_operators().await;
    // No room for another page, whichever connection writes.
    scene
        .database
        .execute("create trigger vol before insert on inbox begin select raise(fail, 'database or disk is full'); end")
        .await;
    scene.database.execute("create trigger vol_proef before insert on instelling begin select raise(fail, 'database or disk is full'); end").await;
    assert_eq!(say(&scene, "wamid.vol").await, 503);
    let (status, text) = ready(&scene).await;
    assert_eq!((status, text.as_str()), (503, "database: it cannot be written"));
    let _ = scene.stage.settle().await;
    assert!(heard.all().iter().any(|body| body.contains("kan niet worden geschreven")), "{:?}", heard.all());
    scene.database.execute("drop trigger vol").await;
    scene.database.execute("drop trigger vol_proef").await;
    assert_eq!(ready(&scene).await, (200, "ready".into()), "tried, and over");
    assert_eq!(say(&scene, "wamid.vol").await, 200);
    scene.settle().await;
    assert!(heard.all().last().unwrap().contains("\"event\":\"resolved\""), "{:?}", heard.all());
}

fn serve(database: &str) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_heterdaad"));
    command.arg("serve").env_clear().current_dir(std::env::temp_dir()).envs([
        ("WHATSAPP_TOKEN", "x"),
        ("WHATSAPP_PHONE_NUMBER_ID", "1"),
        ("WHATSAPP_APP_SECRET", "0123456789abcdef"),
        ("WHATSAPP_VERIFY_TOKEN", "geheim-genoeg"),
        ("WHATSAPP_API_URL", "http://127.0.0.1:9"),
        ("LISTEN", "127.0.0.1:0"),
        ("DATABASE_URL", database),
    ]);
    command
}

#[tokio::test]
async fn a_second_serve_on_one_file_refuses_by_whatever_name_and_the_rest_works() {
    let database = Database::new(Engine::Sqlite).await;
    drop(Store::open(&database.url).await.unwrap());
    let lock = ServeLock::take(&database.url).unwrap();
    let file = database.folder().join("test.db");
    let link = database.folder().join("link.db");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let roundabout =
        database.folder().join(".").join("..").join(database.folder().file_name().unwrap()).join("test.db");
    for url in [
        database.url.clone(),
        format!("sqlite:{}", file.display()),
        format!("sqlite://{}?mode=rwc", file.display()),
        format!("sqlite://{}", link.display()),
        format!("sqlite://{}", roundabout.display()),
    ] {
        let output = serve(&url).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains("another heterdaad serve runs"), "{url}: {error}");
    }
    let beside = std::process::Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .args(["person", "add", "0612340001", "--role", "politie", "--gemeente", "zoetermeer", "--name", "agent"])
        .env_clear()
        .env("DATABASE_URL", &database.url)
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    assert!(beside.status.success(), "{}", String::from_utf8_lossy(&beside.stderr));
    let other = Database::new(Engine::Sqlite).await;
    assert!(ServeLock::take(&other.url).is_ok(), "another file is another matter");
    drop(lock);
    assert!(ServeLock::take(&database.url).is_ok(), "whoever stopped holds nothing");
}

#[tokio::test]
async fn a_killed_serve_leaves_the_file_to_the_next() {
    let database = Database::new(Engine::Sqlite).await;
    let mut first = serve(&database.url).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = std::io::BufReader::new(first.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert_ne!(std::io::BufRead::read_line(&mut log, &mut line).unwrap(), 0, "it never listened");
    }
    assert!(ServeLock::take(&database.url).is_err());
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(ServeLock::take(&database.url).is_ok());
}

#[tokio::test]
async fn an_instance_that_freezes_in_a_transaction_loses_it_and_the_others_go_on() {
    let database = Database::new(Engine::Postgres).await;
    let patience = Patience { idle_ms: 300, lock_ms: 20_000, ..Patience::default() };
    let frozen = Store::open_with(&database.url, patience).await.unwrap();
    let other = Store::open(&database.url).await.unwrap();
    let held = frozen.begin().await.unwrap();
    // It does nothing more; the server ends it, and the lock comes free.
    let mut tx = other.begin().await.unwrap();
    sqlx::query("insert into instelling (naam, waarde) values ('verder', '1')").execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(held.commit().await.is_err(), "what it had begun is gone");
    let tx = frozen.begin().await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_lock_that_never_comes_free_is_an_error_and_not_an_endless_wait() {
    let database = Database::new(Engine::Postgres).await;
    let patience = Patience { idle_ms: 60_000, lock_ms: 300, ..Patience::default() };
    let store = Store::open_with(&database.url, patience).await.unwrap();
    // A connection that was not set up by us holds the lock of the writers.
    let mut stuck = database.connect().await;
    sqlx::query("begin").execute(&mut stuck).await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(7267112)").execute(&mut stuck).await.unwrap();
    for _ in 0..2 {
        assert!(store.begin().await.is_err());
    }
    assert!(store.trouble().await.is_some(), "and it is known");
    sqlx::query("rollback").execute(&mut stuck).await.unwrap();
    store.begin().await.unwrap().commit().await.unwrap();
    assert!(store.trouble().await.is_none());
}

#[rstest]
#[tokio::test]
async fn a_step_with_nothing_to_do_opens_no_transaction(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    // An alert runs: there is work planned for later, and messages that left.
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    // Somebody else holds the lock of the writers: whoever began a transaction would wait for it, and fail.
    let mut other = scene.database.connect().await;
    let lock: &[&str] = match engine {
        Engine::Sqlite => &["begin immediate"],
        Engine::Postgres => &["begin", "select pg_advisory_xact_lock(7267112)"],
    };
    for statement in lock {
        sqlx::query(*statement).execute(&mut other).await.unwrap();
    }
    let due_ms = scene.stage.settle().await.unwrap().unwrap();
    assert!(due_ms > scene.stage.clock.monotonic_ms(), "the next work is known");
    let begin = scene.stage.store.begin();
    assert!(tokio::time::timeout(std::time::Duration::from_millis(200), begin).await.is_err(), "the lock holds");
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn every_connection_to_postgres_is_bounded() {
    let database = Database::new(Engine::Postgres).await;
    let store = Store::open(&database.url).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    for (setting, bounded) in [
        ("idle_in_transaction_session_timeout", "10s"),
        ("lock_timeout", "15s"),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "10"),
        ("tcp_keepalives_count", "3"),
    ] {
        let shown: String =
            sqlx::query_scalar("select current_setting($1)").bind(setting).fetch_one(tx.connection()).await.unwrap();
        assert_eq!(shown, bounded, "{setting}");
    }
}

/// A scene that cuts connections off soon.
async fn impatient() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    scene.stage.bounds = Bounds { header_ms: 200, grace_ms: 500, connections: 4 };
    scene.stage.start_bot().await.unwrap();
    scene
}

async fn connect(scene: &Scene) -> TcpStream {
    let address = scene.stage.webhook_url.trim_start_matches("http://").trim_end_matches("/webhook");
    TcpStream::connect(address).await.unwrap()
}

/// Reads until the other side closes.
async fn until_closed(stream: &mut TcpStream) -> Vec<u8> {
    let mut read = Vec::new();
    // A reset closes it too.
    let _ = stream.read_to_end(&mut read).await;
    read
}

#[rstest]
#[case(b"")]
#[case(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Half: ")]
#[case(b"P")]
#[case(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")]
#[tokio::test]
async fn a_connection_on_which_nothing_comes_is_cut(#[case] sent: &[u8]) {
    let scene = impatient().await;
    let mut stream = connect(&scene).await;
    stream.write_all(sent).await.unwrap();
    until_closed(&mut stream).await;
    assert_eq!(ready(&scene).await.0, 200);
}

#[tokio::test]
async fn half_a_header_keeps_nobody_from_stopping() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    // A header may take for ever here: only the grace ends it.
    scene.stage.bounds = Bounds { header_ms: 86_400_000, grace_ms: 100, connections: 16 };
    scene.stage.start_bot().await.unwrap();
    let mut streams = Vec::new();
    for sent in [&b""[..], b"POST /webhook HT", b"POST /webhook HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"] {
        let mut stream = connect(&scene).await;
        stream.write_all(sent).await.unwrap();
        streams.push(stream);
    }
    assert_eq!(ready(&scene).await.0, 200);
    scene.stage.stop_bot().await;
    for mut stream in streams {
        until_closed(&mut stream).await;
    }
}

#[tokio::test]
async fn more_connections_than_there_is_room_for_wait_and_are_served() {
    let scene = impatient().await;
    let mut idle = Vec::new();
    for _ in 0..12 {
        idle.push(connect(&scene).await);
    }
    assert_eq!(ready(&scene).await.0, 200, "those that lie there make room");
}

#[tokio::test]
async fn the_log_beside_the_file_becomes_small_again_after_a_reader_left() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let log = || std::fs::metadata(scene.database.folder().join("test.db-wal")).map_or(0, |log| log.len());
    let mut reader = scene.database.connect().await;
    sqlx::query("begin").execute(&mut reader).await.unwrap();
    sqlx::query("select count(*) from inbox").fetch_one(&mut reader).await.unwrap();
    for n in 0..40 {
        let mut tx = scene.stage.store.begin().await.unwrap();
        let put = "insert into instelling (naam, waarde) values ($1, $2)";
        sqlx::query(put).bind(format!("vol {n}")).bind("x".repeat(1_000_000)).execute(tx.connection()).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert!(log() > heterdaad::limits::LOG_BYTES_CUT, "{}", log());
    scene.stage.store.shorten_log().await.unwrap();
    assert!(log() > heterdaad::limits::LOG_BYTES_CUT, "while somebody reads it stays, and nobody waits");
    sqlx::query("rollback").execute(&mut reader).await.unwrap();
    scene.stage.settle().await.unwrap();
    let left = std::fs::metadata(scene.database.folder().join("test.db-wal")).map_or(0, |log| log.len());
    assert!(left <= heterdaad::limits::LOG_BYTES_KEPT, "{left}");
}

async fn account(scene: &mut Scene, value: Value) {
    assert_eq!(post_body(scene, json!({ "field": "account_update", "value": value })).await, 200);
    scene.settle().await;
}

#[rstest]
#[case(json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": [{ "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1_795_500_000 }] }), "RESTRICTED_BIZ_INITIATED_MESSAGING")]
#[case(json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": null }), "ACCOUNT_RESTRICTION")]
#[case(json!({ "event": "ACCOUNT_VIOLATION", "violation_info": { "violation_type": "SPAM" } }), "SPAM")]
#[case(json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "SCHEDULE_FOR_DISABLE", "waba_ban_date": "x" } }), "SCHEDULE_FOR_DISABLE")]
#[case(json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "DISABLE" } }), "geblokkeerd door Meta")]
#[case(json!({ "event": "ACCOUNT_DELETED" }), "geblokkeerd door Meta")]
#[tokio::test]
async fn operators_hear_what_meta_holds_against_the_account(#[case] value: Value, #[case] says: &str) {
    let (mut scene, heard) = with_operators().await;
    account(&mut scene, value).await;
    assert!(heard.all().iter().any(|body| body.contains(says)), "{:?}", heard.all());
    let (status, text) = ready(&scene).await;
    assert!(status == 200 && text.contains("degraded") && text.contains(says), "{text}");
    account(&mut scene, json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "REINSTATE" } })).await;
    assert_eq!(ready(&scene).await.1, "ready", "{:?}", heard.all());
    assert!(heard.all().last().unwrap().contains("resolved"));
}

#[tokio::test]
async fn a_restriction_ends_when_meta_said_and_other_news_is_no_alarm() {
    let (mut scene, heard) = with_operators().await;
    for event in ["PARTNER_ADDED", "PARTNER_REMOVED", "AD_ACCOUNT_LINKED", ""] {
        account(&mut scene, json!({ "event": event })).await;
    }
    assert_eq!(heard.all(), [""; 0]);
    let until_s = scene.now_ms() / 1_000 + 600;
    let info = json!([{ "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": until_s }]);
    account(&mut scene, json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": info })).await;
    assert!(ready(&scene).await.1.contains("RESTRICTED"));
    scene.pass_ms(11 * MINUTE_MS).await;
    scene.say(AGENT, "/help").await;
    assert_eq!(ready(&scene).await.1, "ready");
}

#[tokio::test]
async fn a_banned_account_holds_the_alert_and_shows_the_number_as_stopped() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.say(AGENT, LINE).await;
    account(&mut scene, json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "DISABLE" } })).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_031)));
    scene.tap(AGENT, "Versturen").await;
    let stopped = "select count(*) from nummer_stand where gestopt_code = 131031";
    assert_eq!(scene.database.number(stopped).await, 1);
    assert_eq!(scene.database.number("select count(*) from outbox where toestand = 'mislukt'").await, 0);
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * MINUTE_MS).await;
    assert_eq!(scene.alerts().len(), 2, "it works again, and nothing was lost");
}
