//! The store on both engines: what must be the same, and what must never change.

use heterdaad::domain::persoon::{PersoonId, Rang};
use heterdaad::domain::rechten::Rol;
use heterdaad::store::gesprek::{self, ChatKey};
use heterdaad::store::outbox::{self, Claim, Klasse, NewRow, Outcome, Zonder};
use heterdaad::store::spoor::{self, Spoor};
use heterdaad::store::status::{self, Reached, Report};
use heterdaad::store::taak::{self, Taak};
use heterdaad::store::{Store, Tx, dialoog, identiteit, inbox, kaart, melding, persoon};
use heterdaad::whatsapp::ids::{Bsuid, WaId, Wamid};
use heterdaad::whatsapp::webhook::split;
use heterdaad::whatsapp::{Bericht, Outgoing};
use rstest::rstest;

use crate::harness::{Database, Engine};

const NOW_MS: i64 = 1_795_440_005_000;

async fn open(engine: Engine) -> (Database, Store) {
    let database = Database::new(engine).await;
    let store = Store::open(&database.url).await.unwrap();
    (database, store)
}

fn phone(n: u32) -> WaId {
    WaId(format!("3161234{n:04}"))
}

async fn somebody(tx: &mut Tx, n: u32) -> PersoonId {
    persoon::find_or_add(tx, Some(&phone(n)), None, NOW_MS).await.unwrap()
}

fn claim(id: i64) -> Claim<'static> {
    Claim { id, sjabloon: None, buiten_venster: false, woord: None }
}

fn row(persoon: PersoonId, klasse: Klasse, number: &str) -> NewRow {
    NewRow {
        chat: ChatKey { phone_number_id: number.into(), chat: String::new(), persoon },
        klasse,
        melding: None,
        bericht: Bericht::vrij(Outgoing::text("hoi").unwrap()),
        antwoord_op: None,
        geldig_tot_ms: NOW_MS + 60_000,
    }
}

#[rstest]
#[tokio::test]
async fn opening_again_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    somebody(&mut tx, 1).await;
    tx.commit().await.unwrap();
    let again = Store::open(&database.url).await.unwrap();
    assert_eq!(again.mark(), store.mark());
    assert_eq!(database.number("select count(*) from persoon").await, 1);
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    let error = Store::open("mysql://x").await.map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "DATABASE_URL must begin with sqlite:// or postgres://");
}

#[rstest]
#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    somebody(&mut tx, 1).await;
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    somebody(&mut tx, 2).await;
    tx.savepoint().await.unwrap();
    somebody(&mut tx, 3).await;
    tx.back_to_savepoint().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(database.texts("select waarde from identiteit").await, [phone(2).0]);
}

#[rstest]
#[tokio::test]
async fn readers_cannot_write(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (_database, store) = open(engine).await;
    let mut reader = store.read().await.unwrap();
    assert!(sqlx::query("delete from teller").execute(&mut *reader).await.is_err());
    let counters: i64 = sqlx::query_scalar("select count(*) from teller").fetch_one(&mut *reader).await.unwrap();
    assert!(counters > 0, "and still reads");
}

#[rstest]
#[tokio::test]
async fn a_number_and_a_user_id_seen_together_are_one_person(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let user = Bsuid("NL.1".into());
    let by_phone = persoon::find_or_add(&mut tx, Some(&phone(1)), None, NOW_MS).await.unwrap();
    let together = persoon::find_or_add(&mut tx, Some(&phone(1)), Some(&user), NOW_MS).await.unwrap();
    let by_user = persoon::find_or_add(&mut tx, None, Some(&user), NOW_MS).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((by_phone, by_phone), (together, by_user));
    assert_eq!(database.number("select count(*) from persoon").await, 1);
}

#[rstest]
#[tokio::test]
async fn doing_it_twice_is_doing_it_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (_database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    for _ in 0..2 {
        let id = persoon::name_by_phone(&mut tx, &phone(1), "iemand", NOW_MS).await.unwrap();
        persoon::grant(&mut tx, id, Rol::Politie, &"zoetermeer".into(), &"".into(), NOW_MS).await.unwrap();
        let groep =
            persoon::find_or_add_group(&mut tx, &"zoetermeer".into(), "Waterlelie", &["rokkeveen".into()], NOW_MS)
                .await
                .unwrap();
        let same =
            persoon::find_or_add_group(&mut tx, &"zoetermeer".into(), "WATERLELIE", &["oosterheem".into()], NOW_MS)
                .await
                .unwrap();
        assert_eq!(groep, same);
        persoon::add_beheerder(&mut tx, groep, id, Rang::Hoofd).await.unwrap();
    }
    let id = somebody(&mut tx, 1).await;
    let loaded = persoon::load(&mut tx, id).await.unwrap();
    assert_eq!((loaded.toekenningen.len(), loaded.groepen.len()), (1, 1));
    assert_eq!(
        melding::audience(
            &mut tx,
            &"zoetermeer".into(),
            &[&"rokkeveen".into(), &"oosterheem".into()],
            &"1".into(),
            None,
            NOW_MS
        )
        .await
        .unwrap()
        .len(),
        1
    );
}

#[rstest]
#[tokio::test]
async fn a_repeated_item_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (_database, store) = open(engine).await;
    let body = br#"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"a","from":"1\u0000"},{"id":"b","from":"1"}],"statuses":[{"id":"c","status":"sent"}]}}]}]}"#;
    let items = split(body).unwrap();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(inbox::insert(&mut tx, &items, NOW_MS).await.unwrap().items, 3);
    assert_eq!(inbox::insert(&mut tx, &items, NOW_MS).await.unwrap().items, 0);
    let pending = inbox::pending(&mut tx, NOW_MS).await.unwrap();
    assert_eq!(pending.len(), 2);
    assert!(pending[0].id < pending[1].id, "in order of arrival");
    assert_eq!(inbox::pending_statuses(&mut tx).await.unwrap().len(), 1);
    assert!(!inbox::mark_failed(&mut tx, &pending[0], NOW_MS).await.unwrap());
    inbox::mark_done(&mut tx, &[pending[1].id]).await.unwrap();
    assert!(inbox::pending(&mut tx, NOW_MS).await.unwrap().is_empty(), "what failed is held back");
    let held_until_ms = inbox::held_until_ms(&mut tx, NOW_MS).await.unwrap().unwrap();
    let pending = inbox::pending(&mut tx, held_until_ms).await.unwrap();
    assert_eq!((pending.len(), pending[0].pogingen, held_until_ms > NOW_MS), (1, 1, true));
    assert_eq!(inbox::oldest_unread_status_ms(&mut tx).await.unwrap(), Some(NOW_MS));
}

#[rstest]
#[tokio::test]
async fn the_outbox_gives_each_chat_its_first_and_forgets_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let (een, twee) = (somebody(&mut tx, 1).await, somebody(&mut tx, 2).await);
    let rows = [
        row(een, Klasse::Overig, "1"),
        row(een, Klasse::Politie, "1"),
        row(twee, Klasse::Melding, "1"),
        row(twee, Klasse::Spoed, "2"),
    ];
    let first = outbox::insert(&mut tx, &rows, NOW_MS).await.unwrap();
    assert_eq!(outbox::numbers(&mut tx).await.unwrap(), ["1", "2"]);
    let ids = |rows: Vec<outbox::Sendable>| rows.into_iter().map(|row| row.id - first).collect::<Vec<_>>();
    assert_eq!(
        ids(outbox::sendable(&mut tx, &"1".into(), NOW_MS, 10).await.unwrap()),
        [1, 2],
        "the most urgent first, one a chat"
    );
    outbox::claim(&mut tx, &[claim(first + 1), claim(first + 2)], NOW_MS).await.unwrap();
    assert_eq!(outbox::silent(&mut tx).await.unwrap().len(), 2);
    let outcomes = [
        (first + 1, Outcome::Accepted(Wamid("w1".into()))),
        (first + 2, Outcome::Retry { at_ms: NOW_MS + 500, zonder: Zonder::Sjabloon, code: Some(132_015), telt: true }),
    ];
    outbox::settle(&mut tx, &outcomes, NOW_MS).await.unwrap();
    assert_eq!(outbox::silent(&mut tx).await.unwrap().len(), 0);
    assert_eq!(ids(outbox::sendable(&mut tx, &"1".into(), NOW_MS, 10).await.unwrap()), [0]);
    assert_eq!(outbox::next_due_ms(&mut tx, NOW_MS).await.unwrap(), Some(NOW_MS + 500));
    let again = outbox::sendable(&mut tx, &"1".into(), NOW_MS + 500, 10).await.unwrap();
    assert!(again.iter().any(|row| row.id == first + 2 && row.zonder_sjabloon && row.pogingen == 1));
    assert_eq!(outbox::lapse(&mut tx, NOW_MS + 60_000).await.unwrap(), []);
    assert_eq!(outbox::numbers(&mut tx).await.unwrap(), [""; 0], "what was not sent in time lapsed");
}

#[rstest]
#[tokio::test]
async fn every_order_of_statuses_ends_the_same(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (database, store) = open(engine).await;
    let reached = [Reached::Sent, Reached::Delivered, Reached::Read, Reached::Failed(131_026)];
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]];
    let mut tx = store.begin().await.unwrap();
    for (n, order) in (1..).zip(orders) {
        let wie = somebody(&mut tx, n).await;
        let id = outbox::insert(&mut tx, &[row(wie, Klasse::Melding, "1")], NOW_MS).await.unwrap();
        outbox::claim(&mut tx, &[claim(id)], NOW_MS).await.unwrap();
        for (step, which) in order.into_iter().enumerate() {
            let at_ms = NOW_MS + i64::try_from(which).unwrap() * 1_000;
            let report = Report {
                outbox_id: Some(id),
                herhaling: 0,
                wamid: format!("w{n}"),
                reached: reached[which],
                prijs: None,
                at_ms,
            };
            let late = Report { at_ms: at_ms + 99_000, ..report.clone() };
            status::settle(&mut tx, &[late.clone(), report.clone(), report]).await.unwrap();
            status::settle(&mut tx, &[late]).await.unwrap();
            let _ = step;
        }
    }
    tx.commit().await.unwrap();
    let ends = "select distinct toestand || ' ' || (verzonden_ms - 1795440005000) || ' ' || (afgeleverd_ms - 1795440005000) || ' ' || (gelezen_ms - 1795440005000) from outbox";
    assert_eq!(
        database.texts(ends).await,
        ["geaccepteerd 0 1000 2000"],
        "the first report of each kind stands, and failure never hides delivery"
    );
}

/// A message under way to somebody.
async fn claimed(tx: &mut Tx) -> i64 {
    let wie = somebody(tx, 1).await;
    let id = outbox::insert(tx, &[row(wie, Klasse::Melding, "1")], NOW_MS).await.unwrap();
    outbox::claim(tx, &[claim(id)], NOW_MS).await.unwrap();
    id
}

fn report_on(id: i64, reached: Reached) -> Report {
    Report { outbox_id: Some(id), herhaling: 0, wamid: "w".into(), reached, prijs: None, at_ms: NOW_MS }
}

#[rstest]
#[tokio::test]
async fn an_answer_that_crosses_its_own_failure_does_not_take_back_the_repetition(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let id = claimed(&mut tx).await;
    // The status is here before the answer to the request is recorded.
    status::settle(&mut tx, &[report_on(id, Reached::Failed(131_000))]).await.unwrap();
    outbox::send_again(&mut tx, id, NOW_MS, Zonder::Niets, true).await.unwrap();
    outbox::settle(&mut tx, &[(id, Outcome::Accepted(Wamid("w".into())))], NOW_MS).await.unwrap();
    assert_eq!(outbox::sendable(&mut tx, &"1".into(), NOW_MS, 9).await.unwrap().len(), 1, "it still goes again");
    outbox::claim(&mut tx, &[claim(id)], NOW_MS).await.unwrap();
    outbox::settle(&mut tx, &[(id, Outcome::Accepted(Wamid("w2".into())))], NOW_MS).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(database.texts("select toestand || ' ' || wamid from outbox").await, ["geaccepteerd w2"]);
}

#[rstest]
#[case("vastgehouden")]
#[case("vervallen")]
#[tokio::test]
async fn what_arrived_after_all_is_neither_held_nor_lapsed(
    #[case] state: &'static str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let id = claimed(&mut tx).await;
    tx.commit().await.unwrap();
    database
        .execute(if state == "vervallen" {
            "update outbox set toestand = 'vervallen'"
        } else {
            "update outbox set toestand = 'vastgehouden'"
        })
        .await;
    let mut tx = store.begin().await.unwrap();
    status::settle(&mut tx, &[report_on(id, Reached::Delivered)]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(database.texts("select toestand from outbox").await, ["geaccepteerd"]);
}

#[rstest]
#[tokio::test]
async fn news_about_people_joins_no_identities(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let (number, first, second) = (phone(1), Bsuid("NL.1".into()), Bsuid("NL.2".into()));
    let officer = persoon::find_or_add(&mut tx, Some(&number), Some(&first), NOW_MS).await.unwrap();
    // The number is with another account now.
    let newcomer = identiteit::bekend_of_nieuw(&mut tx, Some(&number), Some(&second), NOW_MS).await.unwrap();
    assert_ne!(newcomer, officer);
    assert_eq!(identiteit::bekend(&mut tx, Some(&number), Some(&first)).await.unwrap(), Some(officer));
    assert_eq!(identiteit::bekend(&mut tx, Some(&number), None).await.unwrap(), Some(officer));
    tx.commit().await.unwrap();
    assert_eq!(database.number("select count(*) from identiteit").await, 3, "the officer got nothing of it");
}

#[rstest]
#[tokio::test]
async fn a_status_is_found_by_wamid_too_and_a_failure_marks_the_number(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let wie = somebody(&mut tx, 1).await;
    let id = outbox::insert(&mut tx, &[row(wie, Klasse::Melding, "1")], NOW_MS).await.unwrap();
    outbox::claim(&mut tx, &[claim(id)], NOW_MS).await.unwrap();
    outbox::settle(&mut tx, &[(id, Outcome::Accepted(Wamid("w".into())))], NOW_MS).await.unwrap();
    let report = Report {
        outbox_id: None,
        herhaling: i64::MAX,
        prijs: None,
        wamid: "w".into(),
        reached: Reached::Failed(131_026),
        at_ms: NOW_MS,
    };
    status::settle(
        &mut tx,
        &[
            report,
            Report {
                outbox_id: None,
                herhaling: i64::MAX,
                prijs: None,
                wamid: "other".into(),
                reached: Reached::Read,
                at_ms: NOW_MS,
            },
        ],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(database.texts("select toestand || ' ' || fout_code from outbox").await, ["mislukt 131026"]);
    assert_eq!(database.number("select count(*) from persoon where onbereikbaar_ms is not null").await, 1);
    let mut tx = store.begin().await.unwrap();
    persoon::heard_from(&mut tx, wie).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(database.number("select count(*) from persoon where onbereikbaar_ms is not null").await, 0);
}

#[rstest]
#[tokio::test]
async fn chats_dialogues_work_and_traces_are_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (database, store) = open(engine).await;
    let mut tx = store.begin().await.unwrap();
    let wie = somebody(&mut tx, 1).await;
    let key = ChatKey { phone_number_id: "1".into(), chat: String::new(), persoon: wie };
    gesprek::heard(&mut tx, &key, NOW_MS).await.unwrap();
    gesprek::heard(&mut tx, &key, NOW_MS - 5_000).await.unwrap();
    for (day, count) in [(1, 1), (1, 2), (2, 1)] {
        assert_eq!(gesprek::count_answer(&mut tx, &key, day).await.unwrap(), count);
    }
    let stored = |inhoud: &str| dialoog::Stored { versie: 1, inhoud: inhoud.into() };
    dialoog::put(&mut tx, &key, &stored("a"), NOW_MS + 10).await.unwrap();
    dialoog::put(&mut tx, &key, &stored("b"), NOW_MS + 20).await.unwrap();
    assert_eq!(dialoog::get(&mut tx, &key, NOW_MS + 19).await.unwrap(), Some(stored("b")));
    assert_eq!(dialoog::get(&mut tx, &key, NOW_MS + 20).await.unwrap(), None);
    dialoog::remove(&mut tx, &key).await.unwrap();
    assert_eq!(dialoog::get(&mut tx, &key, NOW_MS).await.unwrap(), None);

    let wijken = ["rokkeveen".into(), "dorp".into()];
    let concept = melding::Concept {
        gemeente: &"zoetermeer".into(),
        code: "ZM",
        soort: heterdaad::domain::soort::MeldingSoort::Overval,
        wijken: &wijken,
        omschrijving: "man met pet",
        wie: PersoonId(1),
        onderdelen: "",
        oefening: false,
        geldig_ms: heterdaad::limits::HETERDAAD_VALID_MS,
        verzender: &key,
    };
    let id = melding::add_draft(&mut tx, &concept, NOW_MS).await.unwrap();
    let second = melding::add_draft(&mut tx, &concept, NOW_MS).await.unwrap();
    let draft = melding::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((draft.nummer.as_str(), draft.versie, &draft.wijken[..]), ("ZM-0001", 1, &wijken[..]));
    assert_eq!(melding::get(&mut tx, second).await.unwrap().unwrap().nummer, "ZM-0002");
    for _ in 0..2 {
        taak::plan(&mut tx, Taak::Einde(id), NOW_MS + 7).await.unwrap();
    }
    assert_eq!(taak::next_due(&mut tx, NOW_MS).await.unwrap(), None);
    assert_eq!(taak::next_due_ms(&mut tx).await.unwrap(), Some(NOW_MS + 7));
    let (task, of) = taak::next_due(&mut tx, NOW_MS + 7).await.unwrap().unwrap();
    assert_eq!(of, Taak::Einde(id));
    taak::mark_done(&mut tx, task, NOW_MS + 7).await.unwrap();
    assert_eq!(taak::next_due_ms(&mut tx).await.unwrap(), None);
    spoor::add(
        &mut tx,
        Spoor { tijd_ms: NOW_MS, persoon: wie, rol: Rol::Onbekend, daad: "x", voorwerp: "y", geweigerd: None },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        database.number("select laatste_ms from gesprek").await,
        NOW_MS,
        "a late message does not close the window"
    );
    assert_eq!(database.texts("select rol || daad || voorwerp from spoor").await, ["onbekendxy"]);
}

#[rstest]
#[tokio::test]
async fn the_drawing_knows_groups_last_alert_and_pace(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = crate::harness::Scene::new(engine).await;
    for (naam, beheerder) in [("Waterlelie", "31612340101"), ("Zuid 2", "31612340102")] {
        scene.group("zoetermeer", "rokkeveen", naam, &[beheerder]).await;
    }
    scene.group("loosduinen", "waldeck", "Strand", &["31612340103"]).await;
    scene.alert(crate::harness::LINE).await;
    scene.pass_ms(20_000).await;
    scene.tap("31612340101", "Staat in de groep").await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groepen = kaart::groepen(&mut tx, &"zoetermeer".into()).await.unwrap();
    let named: Vec<_> = groepen.iter().map(|groep| (groep.wijk.as_str(), groep.naam.as_str())).collect();
    assert_eq!(named, [("rokkeveen", "Waterlelie"), ("rokkeveen", "Zuid 2")]);
    assert_eq!(kaart::laatste_melding(&mut tx, &"loosduinen".into()).await.unwrap(), None);
    let id = kaart::laatste_melding(&mut tx, &"zoetermeer".into()).await.unwrap().unwrap();
    let tempo = kaart::tempo(&mut tx, id).await.unwrap();
    assert_eq!((tempo.afgeleverd_na_ms.len(), tempo.geplaatst_na_ms.len()), (2, 1));
    assert!(tempo.afgeleverd_na_ms.iter().all(|after_ms| (-1_000..3_000).contains(after_ms)), "{tempo:?}");
    assert!((25_000..30_000).contains(&tempo.geplaatst_na_ms[0]), "{tempo:?}");
}
