//! Nothing goes round: whatever is typed at whatever was asked ends, in one outcome, and what is handed back was not
//! written before.

use heterdaad::bot::context::Cx;
use heterdaad::bot::dialogue::{self, Dialogue, Found};
use heterdaad::bot::gedaan::Gedaan;
use heterdaad::bot::route::schema::schema;
use heterdaad::bot::said::Said;
use heterdaad::domain::dienst::DienstStand;
use heterdaad::domain::persoon::PersoonId;
use heterdaad::random::Random;
use heterdaad::store::gesprek::ChatKey;
use heterdaad::store::{self, Tx};
use heterdaad::whatsapp::ids::Wamid;
use heterdaad::whatsapp::incoming::Content;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const MEDE: &str = "31612340102";
const TEXTS: usize = 10_000;

/// Everything that can be asked, in the form in which it is stored.
const ASKED: [&str; 45] = [
    r#"{"Melding":{"invulling":{"soort":null,"gemeente":null,"wijken":[],"opmerkingen":[]},"vraag":"Soort"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":null,"wijken":[],"opmerkingen":[]},"vraag":"Gemeente"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":[],"opmerkingen":[]},"vraag":"Wijk"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Tekst"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Aanbod"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Reden"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Dubbel"}}"#,
    r#"{"Voorbeeld":{"melding":2,"onverwerkt":[]}}"#,
    r#"{"Voorbeeld":{"melding":2,"onverwerkt":["overval meerzicht man rode jas"]}}"#,
    r#"{"Aanpassen":{"melding":2,"onverwerkt":[]}}"#,
    r#"{"MeldingAfwijzen":{"melding":3}}"#,
    r#"{"EchtGeplaatst":{"melding":1}}"#,
    r#"{"WelkeGroep":{"melding":1}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":false},"vraag":"Privacy"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true},"vraag":"Gemeente"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer"},"vraag":"Wijk"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen"},"vraag":"Naam"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen"},"vraag":"Groep"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen"},"vraag":"Wabp"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen","naam":"J. Bakker","groepsnaam":"Dahlia"},"vraag":"Klopt"}}"#,
    r#"{"Afwijzen":{"aanmelding":1}}"#,
    r#"{"OverdraagGroepen":{"nummer":null}}"#,
    r#"{"OverdraagNummer":{"overdracht":1}}"#,
    r#"{"Opvolger":{"overdracht":1,"ja":false}}"#,
    r#"{"Opvolger":{"overdracht":1,"ja":true}}"#,
    r#"{"OverdrachtAfwijzen":{"overdracht":1}}"#,
    r#"{"WelkeMelding":{"wat":"Update","tekst":"nu op een fiets"}}"#,
    r#"{"WelkeMelding":{"wat":"Intrekken","tekst":""}}"#,
    r#""Afgewezen""#,
    r#""Geannuleerd""#,
    r#"{"Blokkade":{"persoon":5}}"#,
    r#"{"Gestopt":{"melding":1,"reden":""}}"#,
    r#"{"StopOfNieuws":{"melding":1,"tekst":"stop die man rent weg"}}"#,
    r#"{"Update":{"melding":1}}"#,
    r#"{"Bijwerking":{"bijwerking":1,"onverwerkt":[]}}"#,
    r#"{"Afsluiten":{"melding":1,"afloop":null}}"#,
    r#"{"Groepsgegevens":{"groep":1,"vraag":"Leden"}}"#,
    r#"{"Groepsgegevens":{"groep":1,"vraag":"Borden"}}"#,
    r#"{"Eigen":{"AfwezigTot":{"van":null}}}"#,
    r#"{"Eigen":{"AfwezigKlopt":{"van":null,"tot":20790}}}"#,
    r#"{"Eigen":"StilteUren"}"#,
    r#"{"Eigen":{"StilteOokBij":{"van":1320,"tot":480}}}"#,
    r#"{"Eigen":"Tip"}"#,
    r#"{"Eigen":"Wissen"}"#,
    r#"{"Eigen":{"Afmelden":{"groepen":[1]}}}"#,
];

/// Fails to compile where something is asked that has no line in [`ASKED`].
fn is_listed(dialogue: &Dialogue) -> bool {
    match dialogue {
        Dialogue::Melding { .. }
        | Dialogue::Voorbeeld { .. }
        | Dialogue::Aanpassen { .. }
        | Dialogue::MeldingAfwijzen { .. }
        | Dialogue::EchtGeplaatst { .. }
        | Dialogue::WelkeGroep { .. }
        | Dialogue::Aanmelden { .. }
        | Dialogue::Afwijzen { .. }
        | Dialogue::OverdraagGroepen { .. }
        | Dialogue::OverdraagNummer { .. }
        | Dialogue::Opvolger { .. }
        | Dialogue::OverdrachtAfwijzen { .. }
        | Dialogue::WelkeMelding { .. }
        | Dialogue::Afgewezen
        | Dialogue::Geannuleerd
        | Dialogue::Blokkade { .. }
        | Dialogue::Gestopt { .. }
        | Dialogue::StopOfNieuws { .. }
        | Dialogue::Update { .. }
        | Dialogue::Bijwerking { .. }
        | Dialogue::Afsluiten { .. }
        | Dialogue::Groepsgegevens { .. }
        | Dialogue::Eigen(_) => true,
    }
}

/// What people typed in the recorded cases, whole, in halves, and two of them in one line.
fn texts(random: &mut StdRng) -> Vec<String> {
    let cases = include_str!("../chat-cases.jsonl").lines().filter(|line| line.starts_with('{'));
    let known: Vec<String> = cases
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap_or("ja").to_owned()
        })
        .chain(
            ["ja", "nee", "stop", "annuleer", "akkoord", "ok", "v", "1", "ZM-0001", "/help", "👍"].map(str::to_owned),
        )
        .collect();
    let one = |random: &mut StdRng| known.choose(random).unwrap().clone();
    (0..TEXTS)
        .map(|_| {
            let text = one(random);
            match random.random_range(0..4) {
                0 | 1 => text,
                2 => {
                    let words: Vec<&str> = text.split(' ').collect();
                    words[..random.random_range(0..=words.len())].join(" ")
                }
                _ => format!("{text} {}", one(random)),
            }
        })
        .collect()
}

/// Somebody's message as the schema gets it.
async fn routed(tx: &mut Tx, scene: &Scene, wie: PersoonId, asked: &Dialogue, text: &str) -> Result<Gedaan, String> {
    let now_ms = scene.now_ms();
    let chat = ChatKey { phone_number_id: heterdaad::stage::NUMBER.to_owned(), chat: String::new(), persoon: wie };
    dialogue::put(tx, &chat, asked, now_ms - 1_000).await.unwrap();
    let persoon = store::persoon::load(tx, wie).await.unwrap();
    let (gemeenten, random) = (scene.stage.gemeenten.clone(), Random::seeded(7));
    let said = Said::of(&Content::Text(text.to_owned()), &Found::Running(asked.clone()));
    let said =
        if persoon.rollen().iter().any(|rol| rol.van_politie()) { said.of_police(&gemeenten.codes()) } else { said };
    let mut cx = Cx {
        tx,
        gemeenten: &gemeenten,
        random: &random,
        telefoon: persoon.clone(),
        persoon,
        wie,
        dienst: DienstStand::NietNodig,
        chat,
        now_ms,
        gezegd_ms: now_ms,
        antwoord_op: None,
        inbox_id: 1,
        wamid: Wamid("wamid.route".to_owned()),
        net_afgewezen: false,
        net_geannuleerd: false,
    };
    schema(&mut cx, said).await.map_err(|error| error.to_string())
}

/// An alert that runs, one that is a draft, one that waits, and a request.
async fn something_of_everything() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[BEHEERDER, MEDE]).await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/melding overval meerzicht man met gele jas en rugzak").await;
    scene.say(BEHEERDER, "staat erin").await;
    scene
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_texts_at_everything_that_is_asked_end_and_write_nothing_before_they_are_handed_on() {
    let scene = something_of_everything().await;
    let asked: Vec<Dialogue> = ASKED.iter().map(|stored| serde_json::from_str(stored).expect(stored)).collect();
    assert!(asked.iter().all(is_listed));
    let mut tx = scene.stage.store.begin().await.unwrap();
    let mut people = Vec::new();
    for wa_id in [AGENT, AGENT_BEIDE, GEMEENTE, BEHEERDER, VREEMDE] {
        let known = heterdaad::whatsapp::ids::WaId(wa_id.to_owned());
        people.push(store::identiteit::bekend_of_nieuw(&mut tx, Some(&known), None, scene.now_ms()).await.unwrap());
    }
    let mut random = StdRng::seed_from_u64(20_261_127);
    let mut wrong = Vec::new();
    for (n, text) in texts(&mut random).into_iter().enumerate() {
        let (asked, wie) = (&asked[n % asked.len()], people[(n / asked.len()) % people.len()]);
        tx.savepoint().await.unwrap();
        match routed(&mut tx, &scene, wie, asked, &text).await {
            Ok(Gedaan::Klaar(_)) => {}
            Ok(Gedaan::Terug(_)) => wrong.push(format!("{n}: handed back to nobody: {asked:?}: {text}")),
            Err(error) => wrong.push(format!("{n}: {error}: {asked:?} {wie:?}: {text}")),
        }
        tx.back_to_savepoint().await.unwrap();
    }
    assert!(wrong.is_empty(), "{} of {TEXTS}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// The sources of the store.
fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn every_statement_that_changes_something_is_counted() {
    let store = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/store/src");
    let changes = ["\"insert into", "\"update ", "\"delete from"];
    let (mut seen, mut wrong) = (0, Vec::new());
    for path in sources(&store) {
        let text = std::fs::read_to_string(&path).unwrap();
        // A statement goes from its query to the next wait.
        for statement in text.split("sqlx::query").skip(1).filter_map(|rest| rest.split(".await").next()) {
            let changes = changes.iter().any(|begin| statement.contains(begin)) || statement.contains(".execute(");
            seen += usize::from(changes);
            if changes && statement.contains("tx.connection()") {
                wrong.push(format!("{}: {}", path.display(), statement.chars().take(80).collect::<String>()));
            }
        }
    }
    assert!(seen > 150, "the test reads nothing any more: {seen}");
    assert!(wrong.is_empty(), "these go by `writing`, or `ending`:\n{}", wrong.join("\n"));
}
