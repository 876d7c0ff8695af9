//! How the database finds what is asked for with each send: by an index, however many rows there are.

use heterdaad::domain::persoon::PersoonId;
use heterdaad::store::gesprek::ChatKey;
use heterdaad::store::outbox::{self, HOT, Klasse, NewRow};
use heterdaad::store::werk::LOOK;
use heterdaad::store::{Store, persoon};
use heterdaad::whatsapp::ids::WaId;
use heterdaad::whatsapp::{Bericht, Outgoing};
use rstest::rstest;
use sqlx::{AssertSqlSafe, Row};

use crate::harness::{BEGIN_MS, Database, Engine};

/// A statement with its parameters as they may be: a plan is asked for without them.
fn filled_in(name: &str, sql: &str) -> String {
    let sql = if name == "address" { format!("{sql} in (1, 2, 3)") } else { sql.to_owned() };
    let text_first = matches!(name, "next number" | "last claim" | "last claim with a status" | "claims since");
    sql.replace("$1", if text_first { "'1'" } else { "1795440005000" })
        .replace("$2", if matches!(name, "claims since" | "last claim with a status") { "1795440005000" } else { "32" })
        .replace("$3", "'1'")
}

async fn a_few_rows(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    for n in 0..20 {
        let wie = persoon::find_or_add(&mut tx, Some(&WaId(format!("316123400{n:02}"))), None, BEGIN_MS).await.unwrap();
        outbox::insert(&mut tx, &[row(wie)], BEGIN_MS).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn row(persoon: PersoonId) -> NewRow {
    NewRow {
        chat: ChatKey { phone_number_id: "1".into(), chat: String::new(), persoon },
        klasse: Klasse::Antwoord,
        melding: None,
        bericht: Bericht::vrij(Outgoing::text("hoi").unwrap()),
        antwoord_op: None,
        geldig_tot_ms: BEGIN_MS + 60_000,
    }
}

#[tokio::test]
async fn sqlite_looks_at_no_row_that_was_not_asked_for() {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    a_few_rows(&store).await;
    let mut connection = database.connect().await;
    for (name, sql) in HOT {
        let sql = format!("explain query plan {}", filled_in(name, sql));
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get::<String, _>("detail").unwrap()).collect();
        for step in &plan {
            assert!(!step.starts_with("SCAN ") || step.contains(" USING "), "{name}: {step} of {plan:?}");
            // The few numbers of one person are sorted.
            let sorted = step.contains("TEMP B-TREE FOR ORDER BY") && name != "address";
            assert!(!sorted, "{name}: sorted, not read in order: {plan:?}");
        }
    }
}

#[tokio::test]
async fn whether_anything_waits_is_seen_without_looking_at_rows() {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    a_few_rows(&store).await;
    let mut connection = database.connect().await;
    let rows =
        sqlx::query(AssertSqlSafe(format!("explain query plan {LOOK}"))).fetch_all(&mut connection).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get::<String, _>("detail").unwrap()).collect();
    for table in ["inbox", "outbox", "taak", "opdracht"] {
        let scan = format!("SCAN {table}");
        assert!(!plan.iter().any(|step| step.starts_with(&scan) && !step.contains(" USING ")), "{table}: {plan:?}");
    }
}

/// What is done for one person, one message or one alert, as the program asks it.
const OF_ONE: [&str; 6] = [
    "update outbox set toestand = 'vervallen' where persoon_id = 1 and toestand in ('wacht', 'vastgehouden')",
    "update outbox set bericht = '', wamid = null where persoon_id = 1 and toestand <> 'geclaimd'",
    "delete from tip_bericht where tip_id in (select id from tip where gemaakt_ms < 1) and exists \
     (select 1 from outbox o where o.id = tip_bericht.outbox_id and o.bericht = '')",
    "select melding_id from outbox where wamid = 'w' and persoon_id = 1",
    "select count(*) from outbox where melding_id = 1 and toestand = 'vastgehouden'",
    "select count(*) from outbox where persoon_id = 1 and afgeleverd_ms > 1",
];

#[tokio::test]
async fn what_is_done_for_one_person_looks_at_nobody_else() {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    a_few_rows(&store).await;
    let mut connection = database.connect().await;
    for sql in OF_ONE {
        let rows =
            sqlx::query(AssertSqlSafe(format!("explain query plan {sql}"))).fetch_all(&mut connection).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get::<String, _>("detail").unwrap()).collect();
        assert!(
            !plan.iter().any(|step| step.starts_with("SCAN outbox") || step.starts_with("SCAN o")),
            "{sql}: {plan:?}"
        );
    }
}

#[tokio::test]
async fn the_first_of_each_chat_is_looked_up_by_its_person() {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    a_few_rows(&store).await;
    let mut connection = database.connect().await;
    let (name, sql) = HOT.into_iter().find(|(name, _)| *name == "sendable").unwrap();
    let sql = format!("explain query plan {}", filled_in(name, sql));
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.try_get::<String, _>("detail").unwrap()).collect();
    assert!(plan.iter().any(|step| step.contains("outbox_wacht_chat") && step.contains("persoon_id=?")), "{plan:?}");
    assert!(plan[0].contains("outbox_wacht ") || plan[0].contains("outbox_wacht("), "in order of urgency: {plan:?}");
}

#[tokio::test]
async fn postgres_can_answer_everything_from_an_index() {
    let database = Database::ready(Engine::Postgres).await;
    let store = Store::open(&database.url).await.unwrap();
    a_few_rows(&store).await;
    let mut connection = database.connect().await;
    // So few rows are read through anyway; what matters is that there is another way.
    sqlx::query("set enable_seqscan = off").execute(&mut connection).await.unwrap();
    for (name, sql) in HOT {
        let sql = format!("explain {}", filled_in(name, sql));
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.try_get::<String, _>(0).unwrap()).collect();
        assert!(!plan.iter().any(|step| step.contains("Seq Scan on outbox")), "{name}: {plan:?}");
    }
}

#[rstest]
#[tokio::test]
async fn many_that_wait_are_sent_in_order_of_urgency_and_each_chat_by_its_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let database = Database::ready(engine).await;
    let store = Store::open(&database.url).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let mut mensen = Vec::new();
    for n in 0..300 {
        let wie = persoon::find_or_add(&mut tx, Some(&WaId(format!("31612341{n:03}"))), None, BEGIN_MS).await.unwrap();
        mensen.push(wie);
    }
    let mut rows: Vec<NewRow> = mensen.iter().map(|wie| row(*wie)).collect();
    rows.extend(mensen.iter().rev().map(|wie| NewRow { klasse: Klasse::Politie, ..row(*wie) }));
    let first = outbox::insert(&mut tx, &rows, BEGIN_MS).await.unwrap();
    let sendable = outbox::sendable(&mut tx, &"1".into(), BEGIN_MS, 10).await.unwrap();
    let ids: Vec<i64> = sendable.iter().map(|row| row.id - first).collect();
    assert_eq!(ids, (300..310).collect::<Vec<_>>());
    assert!(sendable.iter().all(|row| row.telefoon.is_some() && row.klasse == Klasse::Politie));
    tx.roll_back().await.unwrap();
}
