//! Each migration on a database that the release before it filled: nothing is lost, and the program runs.

use heterdaad::bot::route::schema::schema;
use heterdaad::domain::persoon::MeldingId;
use heterdaad::domain::rechten::Rol;
use heterdaad::store::taak::{self, Taak};
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use sqlx::Executor;
use sqlx::migrate::Migrator;

use crate::harness::{AGENT, BEGIN_MS, Database, Engine, Scene};

/// A database as the migrations up to and with this one leave it.
async fn of_release(engine: Engine, last: &str) -> Database {
    let database = Database::new(engine).await;
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_owned();
        if name.to_str().unwrap() <= last {
            std::fs::copy(&path, folder.path().join(name)).unwrap();
        }
    }
    let mut connection = match engine {
        Engine::Sqlite => {
            std::fs::File::create(database.folder().join("test.db")).unwrap();
            database.connect().await
        }
        Engine::Postgres => database.connect().await,
    };
    Migrator::new(folder.path()).await.unwrap().run(&mut connection).await.unwrap();
    database
}

const FILLED_BY_0001: [&str; 8] = [
    "insert into persoon (id, naam, gemaakt_ms) values (1, 'agent', 1), (2, 'beheerder', 1)",
    "insert into identiteit (soort, waarde, persoon_id, gemaakt_ms) values ('telefoon', '31612340001', 1, 1), ('telefoon', '31612340101', 2, 1)",
    "insert into toekenning (persoon_id, rol, gemeente, gemaakt_ms) values (1, 'politie', 'zoetermeer', 1), (1, 'politie', 'loosduinen', 1)",
    "insert into groep (id, gemeente, naam, naam_sleutel, gemaakt_ms) values (1, 'zoetermeer', 'Waterlelie', 'waterlelie', 1)",
    "insert into beheer (groep_id, persoon_id, rang) values (1, 2, 'hoofd')",
    "insert into melding (id, gemeente, volgnummer, nummer, soort, omschrijving, status, versie, verzender_id, phone_number_id, chat, gemaakt_ms, geldig_tot_ms) values (7, 'zoetermeer', 1, 'ZM-0001', 'overval', 'x', 'verzonden', 1, 1, '1', '', 1, 9)",
    "insert into taak (id, soort, melding_id, te_doen_ms, gedaan_ms) values (1, 'voortgang', 7, 5, 6), (2, 'einde', 7, 9, null)",
    "update teller set volgende = 10",
];

#[rstest]
#[tokio::test]
async fn people_after_the_beginning(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = of_release(engine, "0001_begin.sql").await;
    let mut connection = database.connect().await;
    for statement in FILLED_BY_0001 {
        connection.execute(statement).await.unwrap();
    }
    drop(connection);
    let store = Store::open(&database.url).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let agent = persoon::by_phone(&mut tx, &WaId("31612340001".into())).await.unwrap().unwrap();
    let agent = persoon::load(&mut tx, agent).await.unwrap();
    assert_eq!((agent.rollen(), agent.toekenningen.len(), agent.opgeschort), (vec![Rol::Politie], 2, false));
    let beheerder = persoon::by_phone(&mut tx, &WaId("31612340101".into())).await.unwrap().unwrap();
    let beheerder = persoon::load(&mut tx, beheerder).await.unwrap();
    assert_eq!((beheerder.rollen(), beheerder.groepen.len()), (vec![Rol::Beheerder], 1));
    assert_eq!(
        taak::next_due(&mut tx, 9).await.unwrap(),
        Some((2, Taak::Einde(MeldingId(7)))),
        "what was done stays done"
    );
    taak::plan(&mut tx, Taak::Einde(MeldingId(7)), 99).await.unwrap();
    taak::mark_done(&mut tx, 2, 9).await.unwrap();
    assert_eq!(taak::next_due_ms(&mut tx).await.unwrap(), None, "planned twice is planned once");
    tx.commit().await.unwrap();
    let invited = "select count(*) from persoon where uitgenodigd_ms is not null or welkom_open <> 0";
    assert_eq!(database.number(invited).await, 0, "who got alerts goes on getting them");
}

const BEHEERDER: &str = "31612340101";
const LATER: &str = "31612340102";

/// An alert under way: one beheerder still waits for it, one has it; and somebody halfway a sign-up.
fn filled_by_0002() -> Vec<String> {
    let alert = r#"{"v":1,"vrij":{"type":"text","body":"POLITIEBERICHT ZM-0001"},"sjabloon":{"type":"template","name":"politiebericht_heterdaad","language":"nl","parameters":["ZM-0001","Overval, heterdaad","Rokkeveen","x","ZM-0001","21:00"],"payloads":["geplaatst:7","kan_niet:7","hulp:7"]}}"#;
    let sign_up =
        r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen"},"vraag":"Naam"}}"#;
    let end_ms = BEGIN_MS + 3_600_000;
    vec![
        "insert into persoon (id, naam, gemaakt_ms) values (1, 'agent', 1), (2, 'een', 1), (3, 'twee', 1), (4, '', 1)".into(),
        format!(
            "insert into identiteit (soort, waarde, persoon_id, gemaakt_ms) values ('telefoon', '{AGENT}', 1, 1), ('telefoon', '{BEHEERDER}', 2, 1), ('telefoon', '{LATER}', 3, 1), ('telefoon', '31612340201', 4, 1)"
        ),
        "insert into toekenning (persoon_id, rol, gemeente, wijk, gemaakt_ms) values (1, 'politie', 'zoetermeer', '', 1)".into(),
        "insert into groep (id, gemeente, naam, naam_sleutel, gemaakt_ms) values (1, 'zoetermeer', 'Waterlelie', 'waterlelie', 1), (2, 'zoetermeer', 'Parkzicht', 'parkzicht', 1)".into(),
        "insert into groep_wijk (groep_id, wijk) values (1, 'rokkeveen'), (2, 'rokkeveen')".into(),
        "insert into beheer (groep_id, persoon_id, rang) values (1, 2, 'hoofd'), (2, 3, 'hoofd')".into(),
        format!(
            "insert into melding (id, gemeente, volgnummer, nummer, soort, omschrijving, status, versie, verzender_id, phone_number_id, chat, gemaakt_ms, geldig_tot_ms, verzonden_ms) values (7, 'zoetermeer', 1, 'ZM-0001', 'overval', 'x', 'verzonden', 1, 1, '100000000000001', '', {BEGIN_MS}, {end_ms}, {BEGIN_MS})"
        ),
        "insert into melding_wijk (melding_id, wijk, volgorde) values (7, 'rokkeveen', 0)".into(),
        "insert into uitzetting (melding_id, groep_id) values (7, 1), (7, 2)".into(),
        format!(
            "insert into outbox (id, phone_number_id, chat, persoon_id, klasse, melding_id, bericht, toestand, gemaakt_ms, volgende_ms, geldig_tot_ms, wamid, geaccepteerd_ms) values \
             (1, '100000000000001', '', 2, 2, 7, '{alert}', 'geaccepteerd', {BEGIN_MS}, {BEGIN_MS}, {end_ms}, 'wamid.before', {BEGIN_MS}), \
             (2, '100000000000001', '', 3, 2, 7, '{alert}', 'wacht', {BEGIN_MS}, {BEGIN_MS}, {end_ms}, null, null)"
        ),
        "insert into ontvangst (melding_id, persoon_id, outbox_id) values (7, 2, 1), (7, 3, 2)".into(),
        format!(
            "insert into dialoog (phone_number_id, chat, persoon_id, versie, inhoud, verloopt_ms) values ('100000000000001', '', 4, 1, '{sign_up}', {})",
            BEGIN_MS + 86_400_000
        ),
        "update teller set volgende = 10".into(),
    ]
}

#[rstest]
#[tokio::test]
async fn an_alert_under_way_goes_on_after_the_program_was_replaced(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let database = of_release(engine, "0002_mensen.sql").await;
    let mut connection = database.connect().await;
    for statement in filled_by_0002() {
        connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    drop(connection);
    let mut scene = Scene::on(database, schema).await;
    for who in [BEHEERDER, LATER, "31612340201"] {
        scene.stage.simulator.world().add_phone(who, "iemand");
    }
    scene.say(AGENT, "/help").await;
    scene.pass_ms(60_000).await;
    assert!(scene.last(LATER).contains("ZM-0001"), "what waited leaves: {}", scene.last(LATER));
    assert_eq!(scene.count(BEHEERDER), 0, "what had left does not leave again");
    scene.tap(LATER, "Staat in de groep").await;
    scene.say(BEHEERDER, "gedaan").await;
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 2);
    scene.say("31612340201", "Kim Dorp").await;
    assert!(scene.last("31612340201").contains("groep"), "the sign-up goes on: {}", scene.last("31612340201"));
    let lost =
        "select toestand || ' ' || bericht from outbox where toestand in ('mislukt', 'vervallen', 'vastgehouden')";
    assert_eq!(scene.database.texts(lost).await, Vec::<String>::new());
}
