//! Each migration on a database that the release before it filled: nothing is lost, and the program runs.

use heterdaad::domain::rechten::Rol;
use heterdaad::store::taak::{self, TaakSoort};
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use sqlx::Executor;
use sqlx::migrate::Migrator;

use crate::harness::{Database, Engine};

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
    assert_eq!(taak::next_due(&mut tx, 9).await.unwrap(), Some((2, TaakSoort::Einde, 7)), "what was done stays done");
    taak::plan(&mut tx, TaakSoort::Einde, 7, 99).await.unwrap();
    taak::mark_done(&mut tx, 2, 9).await.unwrap();
    assert_eq!(taak::next_due_ms(&mut tx).await.unwrap(), None, "planned twice is planned once");
    tx.commit().await.unwrap();
    let invited = "select count(*) from persoon where uitgenodigd_ms is not null or welkom_open <> 0";
    assert_eq!(database.number(invited).await, 0, "who got alerts goes on getting them");
}
