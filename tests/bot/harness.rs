//! A scene: bot, simulator, database and clock, with people in it, led line by line.

use std::path::PathBuf;

use heterdaad::bot::route::schema::schema;
use heterdaad::bot::toegang::Schema;
use heterdaad::clock::Clock;
use heterdaad::domain::instellingen::Instellingen;
use heterdaad::domain::persoon::{PersoonId, Rang};
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::wijk::{Gemeente, Gemeenten};
use heterdaad::gemeenten;
use heterdaad::simulator::phone::Character;
use heterdaad::simulator::phone::{Accepted, Bubble};
use heterdaad::stage::{NUMBER, Setting, Stage};
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use sqlx::{AnyConnection, Connection, Row};

/// The databases that everything runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database of its own, gone with the test.
pub struct Database {
    pub url: String,
    _folder: tempfile::TempDir,
    /// Its name, where it lies on the PostgreSQL server.
    on_server: Option<String>,
}

impl Database {
    /// An empty one: whoever opens it runs the migrations.
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        match engine {
            Engine::Sqlite => Self::file(folder),
            Engine::Postgres => Self::on_server(folder, "").await,
        }
    }

    /// One in which the migrations were run before, once for all tests: for whoever does not try those.
    pub async fn ready(engine: Engine) -> Self {
        let folder = folder_in_memory();
        match engine {
            Engine::Sqlite => {
                let database = Self::file(folder);
                std::fs::write(database.path(), PREPARED_FILE.get_or_init(prepared_file).await).unwrap();
                database
            }
            Engine::Postgres => {
                let template = PREPARED_ON_SERVER.get_or_init(prepared_on_server).await;
                Self::on_server(folder, &format!("template {template}")).await
            }
        }
    }

    fn file(folder: tempfile::TempDir) -> Self {
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self { url, _folder: folder, on_server: None }
    }

    /// A database that nobody else uses: the lock of the writers is one for all of a database.
    async fn on_server(folder: tempfile::TempDir, like: &str) -> Self {
        let (server, mut connection) = postgres_server().await;
        let name = format!("test_{:016x}", rand::random::<u64>());
        let create = format!("create database {name} {like}");
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut connection).await.unwrap();
        let (before, _) = server.rsplit_once('/').expect("TEST_POSTGRES_URL names a database");
        Self { url: format!("{before}/{name}"), _folder: folder, on_server: Some(name) }
    }

    fn path(&self) -> PathBuf {
        self._folder.path().join("test.db")
    }

    pub fn folder(&self) -> PathBuf {
        self._folder.path().to_owned()
    }

    /// A connection of the test's own, to look behind the bot's back.
    pub async fn connect(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }

    pub async fn number(&self, sql: &'static str) -> i64 {
        let mut connection = self.connect().await;
        let row = sqlx::query(sql).fetch_one(&mut connection).await.unwrap();
        row.try_get(0).unwrap()
    }

    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let mut connection = self.connect().await;
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        rows.iter().map(|row| row.try_get(0).unwrap()).collect()
    }

    pub async fn execute(&self, sql: &'static str) {
        let mut connection = self.connect().await;
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

async fn postgres_server() -> (String, AnyConnection) {
    let server = std::env::var("TEST_POSTGRES_URL").expect(
        "these tests need a PostgreSQL server: run scripts/test, or set TEST_POSTGRES_URL to one that is empty",
    );
    sqlx::any::install_default_drivers();
    let connection =
        AnyConnection::connect(&server).await.expect("the PostgreSQL server of TEST_POSTGRES_URL does not answer");
    (server, connection)
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(name) = self.on_server.take() else { return };
        // A thread of its own: the runtime of the test may be at its end. Nobody waits for it.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let (_, mut connection) = postgres_server().await;
                let drop = format!("drop database if exists {name} with (force)");
                sqlx::query(sqlx::AssertSqlSafe(drop)).execute(&mut connection).await.unwrap();
            });
        });
    }
}

/// A folder in memory, where the system has a place for that: a test that proves nothing of disks waits for none.
fn folder_in_memory() -> tempfile::TempDir {
    let room = rustix::fs::statvfs(MEMORY).map_or(0, |room| room.f_bavail * room.f_frsize);
    let there = (room >= ROOM_BYTES).then(|| tempfile::tempdir_in(MEMORY).ok()).flatten();
    there.unwrap_or_else(|| tempfile::tempdir().unwrap())
}

const MEMORY: &str = "/dev/shm";
/// More than the tests that run at one time take.
const ROOM_BYTES: u64 = 48 << 20;

/// A file of SQLite in which the migrations were run, and a database on the server.
static PREPARED_FILE: tokio::sync::OnceCell<Vec<u8>> = tokio::sync::OnceCell::const_new();
static PREPARED_ON_SERVER: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();

async fn prepared_file() -> Vec<u8> {
    let database = Database::file(folder_in_memory());
    let store = migrated(&database).await;
    store.shorten_log().await.unwrap();
    std::fs::read(database.path()).unwrap()
}

async fn prepared_on_server() -> String {
    let mut database = Database::on_server(tempfile::tempdir().unwrap(), "").await;
    migrated(&database).await;
    database.on_server.take().unwrap()
}

/// Up to date, and without the mark that each database has of its own.
async fn migrated(database: &Database) -> Store {
    let store = Store::open(&database.url).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    sqlx::query("delete from instelling where naam = 'merk'").execute(tx.connection()).await.unwrap();
    tx.commit().await.unwrap();
    store
}

pub const AGENT: &str = "31612340001";
pub const AGENT_BEIDE: &str = "31612340002";
pub const GEMEENTE: &str = "31612340010";
pub const VREEMDE: &str = "31612340099";
/// A beheerder, whose telephone is led by the test.
pub const HOOFD: &str = "31612340101";
/// Somebody who nobody knows yet.
pub const NIEUW: &str = "31612340201";
pub const MINUTE_MS: i64 = 60_000;
/// Monday 23 November 2026, 14:20:05 in the Netherlands.
pub const BEGIN_MS: i64 = 1_795_440_005_000;

pub struct Scene {
    pub stage: Stage,
    pub database: Database,
}

impl Scene {
    pub async fn new(engine: Engine) -> Self {
        Self::with_schema(engine, schema).await
    }

    /// A scene with the usual people: an officer of Zoetermeer, one of both gemeenten, a gemeente employee.
    pub async fn with_schema(engine: Engine, schema: Schema) -> Self {
        Self::on(Database::ready(engine).await, schema).await
    }

    /// The same on a database that is there already.
    pub async fn on(database: Database, schema: Schema) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        let setting = Setting { store, gemeenten: gemeenten::load(None).unwrap(), begin_ms: BEGIN_MS, seed: 7, schema };
        let stage = Stage::set(setting).await.unwrap();
        let mut scene = Self { stage, database };
        scene.person(AGENT, Rol::Politie, &["zoetermeer"]).await;
        scene.person(AGENT_BEIDE, Rol::Politie, &["zoetermeer", "loosduinen"]).await;
        scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
        scene.stage.simulator.world().add_phone(VREEMDE, "Politie Zoetermeer");
        scene
    }

    pub async fn person(&mut self, wa_id: &str, rol: Rol, gemeenten: &[&str]) -> PersoonId {
        self.stage.simulator.world().add_phone(wa_id, "iemand");
        let mut tx = self.stage.store.begin().await.unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.into()), "iemand", BEGIN_MS).await.unwrap();
        for gemeente in gemeenten {
            persoon::grant(&mut tx, id, rol, &(*gemeente).into(), &"".into(), BEGIN_MS).await.unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// A wijkagent of one wijk.
    pub async fn wijkagent(&mut self, wa_id: &str, gemeente: &str, wijk: &str) {
        self.stage.simulator.world().add_phone(wa_id, "wijkagent");
        let mut tx = self.stage.store.begin().await.unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.into()), "wijkagent", BEGIN_MS).await.unwrap();
        persoon::grant(&mut tx, id, Rol::Wijkagent, &gemeente.into(), &wijk.into(), BEGIN_MS).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A group with its beheerders, whose phones are led by the test.
    pub async fn group(&mut self, gemeente: &str, wijk: &str, naam: &str, beheerders: &[&str]) {
        for wa_id in beheerders {
            if self.stage.simulator.world().phone(wa_id).is_none() {
                self.stage.simulator.world().add_phone(wa_id, "beheerder");
            }
        }
        let mut tx = self.stage.store.begin().await.unwrap();
        let groep =
            persoon::find_or_add_group(&mut tx, &gemeente.into(), naam, &[wijk.into()], BEGIN_MS).await.unwrap();
        for wa_id in beheerders {
            let id = persoon::name_by_phone(&mut tx, &WaId((*wa_id).into()), "beheerder", BEGIN_MS).await.unwrap();
            persoon::add_beheerder(&mut tx, groep, id, Rang::Hoofd).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// So many groups in a wijk, one beheerder each. Answers their numbers.
    pub async fn groups(&mut self, gemeente: &str, wijk: &str, count: usize) -> Vec<String> {
        let base = 31_620_000_000_u64 + u64::from(wijk.bytes().map(u32::from).sum::<u32>()) * 1_000;
        let mut numbers = Vec::new();
        for n in 0..count {
            let wa_id = (base + n as u64).to_string();
            self.group(gemeente, wijk, &format!("{wijk} {n:03}"), &[&wa_id]).await;
            numbers.push(wa_id);
        }
        numbers
    }

    /// Zoetermeer sets this, from now on.
    pub async fn settings(&mut self, change: impl Fn(&mut Instellingen)) {
        self.gemeente("zoetermeer", |gemeente| change(&mut gemeente.instellingen)).await;
    }

    /// The bot starts anew with another file of this gemeente.
    pub async fn gemeente(&mut self, id: &str, change: impl Fn(&mut Gemeente)) {
        self.stage.stop_bot().await;
        let mut own = self.stage.gemeenten.iter().cloned().collect::<Vec<_>>();
        own.iter_mut().filter(|gemeente| gemeente.id == id).for_each(change);
        self.stage.gemeenten = Gemeenten::controleer(own).unwrap();
        self.stage.start_bot().await.unwrap();
    }

    pub fn now_ms(&self) -> i64 {
        self.stage.clock.wall_ms()
    }

    pub async fn settle(&mut self) {
        self.stage.settle().await.unwrap();
    }

    pub async fn pass_ms(&mut self, ms: i64) {
        self.stage.pass_ms(ms).await.unwrap();
    }

    /// Somebody types a text; five seconds pass, in which answers arrive.
    pub async fn say(&mut self, wa_id: &str, text: &str) {
        let now_ms = self.now_ms();
        self.stage.simulator.world().say(wa_id, NUMBER, text, now_ms);
        self.pass_ms(5_000).await;
    }

    /// Somebody sends anything else.
    pub async fn send(&mut self, wa_id: &str, content: serde_json::Value) {
        let now_ms = self.now_ms();
        self.stage.simulator.world().send(wa_id, NUMBER, "(iets)", content, now_ms);
        self.pass_ms(5_000).await;
    }

    /// Somebody answers the last message that holds `part`.
    pub async fn reply(&mut self, wa_id: &str, part: &str, text: &str) {
        let now_ms = self.now_ms();
        let wamid = self.message(wa_id, part).wamid;
        self.stage.simulator.world().reply(wa_id, NUMBER, &wamid, text, now_ms);
        self.pass_ms(5_000).await;
    }

    pub async fn react(&mut self, wa_id: &str, part: &str, emoji: &str) {
        let now_ms = self.now_ms();
        let wamid = self.message(wa_id, part).wamid;
        self.stage.simulator.world().react(wa_id, &wamid, emoji, now_ms);
        self.pass_ms(5_000).await;
    }

    /// Somebody taps the last button or row with this title.
    pub async fn tap(&mut self, wa_id: &str, title: &str) {
        let now_ms = self.now_ms();
        assert!(
            self.stage.simulator.world().tap(wa_id, title, now_ms),
            "no button '{title}' on {:?}",
            self.texts(wa_id)
        );
        self.pass_ms(5_000).await;
    }

    /// Somebody taps a button of the last message that holds `part`.
    pub async fn tap_on(&mut self, wa_id: &str, part: &str, title: &str) {
        let now_ms = self.now_ms();
        let seen = self.message(wa_id, part);
        let choice = seen.shown.choice_titled(title).unwrap().to_owned();
        self.stage.simulator.world().tap_on(wa_id, &seen.wamid, &choice, now_ms);
        self.pass_ms(5_000).await;
    }

    pub fn messages(&self, wa_id: &str) -> Vec<Bubble> {
        self.stage.simulator.world().phone(wa_id).map(|phone| phone.messages().cloned().collect()).unwrap_or_default()
    }

    pub fn texts(&self, wa_id: &str) -> Vec<String> {
        self.messages(wa_id).into_iter().map(|seen| seen.shown.text).collect()
    }

    pub fn last(&self, wa_id: &str) -> String {
        self.texts(wa_id).last().cloned().unwrap_or_default()
    }

    pub fn count(&self, wa_id: &str) -> usize {
        self.messages(wa_id).len()
    }

    /// The last message that holds a text.
    pub fn message(&self, wa_id: &str, part: &str) -> Bubble {
        self.messages(wa_id)
            .into_iter()
            .rev()
            .find(|seen| seen.shown.text.contains(part))
            .unwrap_or_else(|| panic!("no '{part}' in {:?}", self.texts(wa_id)))
    }

    pub fn titles(&self, wa_id: &str) -> Vec<String> {
        let shown = self.messages(wa_id).pop().map(|seen| seen.shown).unwrap_or_default();
        shown.choices().map(|choice| choice.title.clone()).collect()
    }

    pub fn character(&self, wa_id: &str, character: Character) {
        self.stage.simulator.world().phone_mut(wa_id).unwrap().character = character;
    }

    /// The politieberichten that the simulator accepted.
    pub fn alerts(&self) -> Vec<Accepted> {
        self.stage
            .simulator
            .world()
            .accepted()
            .iter()
            .filter(|accepted| accepted.shown.choice_titled("Staat in de groep").is_some())
            .cloned()
            .collect()
    }

    /// An alert about Rokkeveen by the officer of Zoetermeer, sent, also soon after one like it.
    pub async fn alert(&mut self, line: &str) {
        self.say(AGENT, line).await;
        if self.titles(AGENT).contains(&"Toch nieuw".to_owned()) {
            self.tap(AGENT, "Toch nieuw").await;
        }
        self.tap(AGENT, "Versturen").await;
        // A wide one leaves after its number was typed and a second officer agreed.
        let asked = self.last(AGENT);
        if let Some((_, words)) = asked.split_once("Typ dan ") {
            self.say(AGENT, words.trim_end_matches('.')).await;
            self.tap(AGENT_BEIDE, "Goedkeuren").await;
        }
    }
}

pub const LINE: &str = "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen richting station";
