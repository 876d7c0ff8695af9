//! Nothing goes round: whatever is typed at whatever was asked ends, in one outcome, and what is handed back was not
//! written before.

use std::collections::BTreeSet;

use heterdaad::bot::context::Cx;
use heterdaad::bot::dialogue::{self, AanmeldVraag, Dialogue, Found, GroepVraag, OverMelding, Vraag};
use heterdaad::bot::eigen::EigenVraag;
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

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, NIEUW, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const MEDE: &str = "31612340102";
const TEXTS: usize = 10_000;

/// Everything that can be asked, in the form in which it is stored.
const ASKED: [&str; 70] = [
    r#"{"Melding":{"invulling":{"soort":null,"gemeente":null,"wijken":[],"opmerkingen":[]},"vraag":"Soort"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":null,"wijken":[],"opmerkingen":[]},"vraag":"Gemeente"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":[],"opmerkingen":[]},"vraag":"Wijk"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Tekst"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Aanbod"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Reden"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Dubbel"}}"#,
    r#"{"Melding":{"invulling":{"soort":"overval","gemeente":"zoetermeer","wijken":["rokkeveen"],"opmerkingen":[]},"vraag":"Twijfel"}}"#,
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
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen","naam":"J. Bakker","groepsnaam":"Dahlia"},"vraag":"WatAnders"}}"#,
    r#"{"Aanmelden":{"velden":{"akkoord":true,"gemeente":"zoetermeer","wijk":"rokkeveen","naam":"J. Bakker","groepsnaam":"Dahlia"},"vraag":"MetRegel"}}"#,
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
    r#"{"FotoFamilie":{"foto":1}}"#,
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
    r#"{"WelkeMelding":{"wat":"Sluiten","tekst":"aangehouden"}}"#,
    r#"{"Groepsgegevens":{"groep":1,"vraag":"Stickers"}}"#,
    r#"{"Eigen":{"BordAantal":{"groep":1,"soort":"bord"}}}"#,
    r#"{"Eigen":{"BordGroep":{"soort":"bord","aantal":2}}}"#,
    r#"{"Eigen":{"BordPlaats":{"aanvraag":1}}}"#,
    r#"{"Eigen":{"BordWaarom":{"aanvraag":1}}}"#,
    r#"{"Eigen":{"BordAfwijzen":{"aanvraag":1}}}"#,
    r#"{"Eigen":"AfmeldenWelke"}"#,
    r#"{"Eigen":{"Bijeenkomst":{"bijeenkomst":1}}}"#,
    r#"{"Eigen":{"Bijeenkomst":{"bijeenkomst":1,"onverwerkt":true}}}"#,
    r#"{"Eigen":{"Informatie":{"informatie":1}}}"#,
    r#"{"Eigen":"Deelknop"}"#,
    r#"{"Eigen":"WelInformatie"}"#,
    r#"{"Eigen":{"WabpStaatEr":{"groep":1}}}"#,
    r#"{"Eigen":"Taal"}"#,
    r#"{"Eigen":"Toestel"}"#,
    r#"{"Eigen":"RechtVanWie"}"#,
    r#"{"Eigen":{"Recht":{"toekenning":1}}}"#,
    r#"{"Eigen":{"RechtAfnemen":{"toekenning":1}}}"#,
    r#"{"Bedoeld":{"tekst":"iets met de groep"}}"#,
    r#"{"Eigen":{"InformatieTekst":{"waar":"Rokkeveen"}}}"#,
];

/// How many kinds of question there are: [`kind`] numbers each, and does not compile where one is left out.
const KINDS: usize = 67;

/// The number of what is asked.
fn kind(dialogue: &Dialogue) -> usize {
    match dialogue {
        Dialogue::Melding { vraag: Vraag::Soort, .. } => 0,
        Dialogue::Melding { vraag: Vraag::Gemeente, .. } => 1,
        Dialogue::Melding { vraag: Vraag::Wijk, .. } => 2,
        Dialogue::Melding { vraag: Vraag::Tekst, .. } => 3,
        Dialogue::Melding { vraag: Vraag::Aanbod, .. } => 4,
        Dialogue::Melding { vraag: Vraag::Reden, .. } => 5,
        Dialogue::Melding { vraag: Vraag::Dubbel, .. } => 6,
        Dialogue::Melding { vraag: Vraag::Twijfel, .. } => 7,
        Dialogue::Voorbeeld { .. } => 8,
        Dialogue::Aanpassen { .. } => 9,
        Dialogue::MeldingAfwijzen { .. } => 10,
        Dialogue::EchtGeplaatst { .. } => 11,
        Dialogue::WelkeGroep { .. } => 12,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Privacy, .. } => 13,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Gemeente, .. } => 14,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Wijk, .. } => 15,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Naam, .. } => 16,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Groep, .. } => 17,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Wabp, .. } => 18,
        Dialogue::Aanmelden { vraag: AanmeldVraag::Klopt, .. } => 19,
        Dialogue::Afwijzen { .. } => 20,
        Dialogue::OverdraagGroepen { .. } => 21,
        Dialogue::OverdraagNummer { .. } => 22,
        Dialogue::Opvolger { .. } => 23,
        Dialogue::OverdrachtAfwijzen { .. } => 24,
        Dialogue::WelkeMelding { wat: OverMelding::Update, .. } => 25,
        Dialogue::WelkeMelding { wat: OverMelding::Sluiten, .. } => 26,
        Dialogue::WelkeMelding { wat: OverMelding::Intrekken, .. } => 27,
        Dialogue::Afgewezen => 28,
        Dialogue::Geannuleerd => 29,
        Dialogue::Bedoeld { .. } => 53,
        Dialogue::Eigen(EigenVraag::Informatie { .. }) => 55,
        Dialogue::Eigen(EigenVraag::Deelknop) => 56,
        Dialogue::Eigen(EigenVraag::WelInformatie) => 57,
        Dialogue::Eigen(EigenVraag::WabpStaatEr { .. }) => 58,
        Dialogue::Eigen(EigenVraag::InformatieTekst { .. }) => 59,
        Dialogue::Blokkade { .. } => 30,
        Dialogue::Gestopt { .. } => 31,
        Dialogue::StopOfNieuws { .. } => 32,
        Dialogue::Update { .. } => 33,
        Dialogue::Bijwerking { .. } => 34,
        Dialogue::Afsluiten { .. } => 35,
        Dialogue::Groepsgegevens { vraag: GroepVraag::Leden, .. } => 36,
        Dialogue::Groepsgegevens { vraag: GroepVraag::Borden, .. } => 37,
        Dialogue::Groepsgegevens { vraag: GroepVraag::Stickers, .. } => 38,
        Dialogue::Eigen(EigenVraag::AfwezigTot { .. }) => 39,
        Dialogue::Eigen(EigenVraag::AfwezigKlopt { .. }) => 40,
        Dialogue::Eigen(EigenVraag::StilteUren) => 41,
        Dialogue::Eigen(EigenVraag::StilteOokBij { .. }) => 42,
        Dialogue::Eigen(EigenVraag::Tip) => 43,
        Dialogue::Eigen(EigenVraag::BordAantal { .. }) => 44,
        Dialogue::Eigen(EigenVraag::BordGroep { .. }) => 45,
        Dialogue::Eigen(EigenVraag::Wissen) => 46,
        Dialogue::Eigen(EigenVraag::AfmeldenWelke) => 47,
        Dialogue::Eigen(EigenVraag::Afmelden { .. }) => 48,
        Dialogue::Eigen(EigenVraag::Bijeenkomst { .. }) => 49,
        Dialogue::Eigen(EigenVraag::Taal) => 50,
        Dialogue::Eigen(EigenVraag::Toestel) => 60,
        Dialogue::Eigen(EigenVraag::RechtVanWie) => 61,
        Dialogue::Eigen(EigenVraag::Recht { .. }) => 62,
        Dialogue::Eigen(EigenVraag::RechtAfnemen { .. }) => 63,
        Dialogue::Eigen(EigenVraag::BordPlaats { .. }) => 64,
        Dialogue::Eigen(EigenVraag::BordWaarom { .. }) => 65,
        Dialogue::Eigen(EigenVraag::BordAfwijzen { .. }) => 66,
        Dialogue::Aanmelden { vraag: AanmeldVraag::WatAnders, .. } => 51,
        Dialogue::FotoFamilie { .. } => 52,
        Dialogue::Aanmelden { vraag: AanmeldVraag::MetRegel, .. } => 54,
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

/// Somebody's message as the schema gets it; nothing is quoted.
async fn routed(tx: &mut Tx, scene: &Scene, wie: PersoonId, asked: &Dialogue, text: &str) -> Result<Gedaan, String> {
    let now_ms = scene.now_ms();
    let chat = ChatKey { phone_number_id: heterdaad::stage::NUMBER.into(), chat: String::new(), persoon: wie };
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
        open: None,
        engels: false,
        geschat: None,
    };
    schema(&mut cx, said).await.map_err(|error| error.to_string())
}

/// An alert that runs with an update being written, a draft, an alert and a picture that wait for a second person, a
/// sign-up, a hand-over, and a meeting that is being planned.
async fn something_of_everything() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Dahlia", &[BEHEERDER, MEDE]).await;
    scene.groups("zoetermeer", "meerzicht", 45).await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT_BEIDE, "/melding overval rokkeveen man met gele jas en rugzak").await;
    scene.say(AGENT, "/melding overval meerzicht man met groene jas en rugzak").await;
    scene.say(AGENT, "ja verstuur 45").await;
    scene.say(BEHEERDER, "staat erin").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(BEHEERDER, "/overdragen").await;
    scene.say(AGENT, "/update ZM-0001 nu op een rode fiets richting het station").await;
    scene.say(GEMEENTE, "/bijeenkomst 10 december 19.30 uur, bibliotheek Zoetermeer").await;
    for made in [
        "select count(*) from melding where id = 2 and status = 'concept'",
        "select count(*) from melding where id = 3 and status = 'wacht_tweede'",
        "select count(*) from aanmelding where id = 1 and status = 'ingediend'",
        "select count(*) from overdracht where id = 1 and status = 'voorgesteld'",
        "select count(*) from bijwerking where id = 1 and status = 'concept'",
        "select count(*) from bijeenkomst where id = 1",
    ] {
        assert_eq!(scene.database.number(made).await, 1, "{made}");
    }
    scene
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_texts_at_everything_that_is_asked_end_and_write_nothing_before_they_are_handed_on() {
    let scene = something_of_everything().await;
    let asked: Vec<Dialogue> = ASKED.iter().map(|stored| serde_json::from_str(stored).expect(stored)).collect();
    let listed: BTreeSet<usize> = asked.iter().map(kind).collect();
    assert_eq!(listed, (0..KINDS).collect(), "a kind of question has no line in ASKED");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let mut people = Vec::new();
    for wa_id in [AGENT, AGENT_BEIDE, GEMEENTE, BEHEERDER, NIEUW, VREEMDE] {
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
        // Also a statement that stands in a constant: its name is its mark.
        let named: Vec<String> = text
            .split("const ")
            .skip(1)
            .filter(|rest| {
                changes.iter().any(|begin| rest.split(';').next().is_some_and(|value| value.contains(begin)))
            })
            .filter_map(|rest| rest.split(':').next().map(str::to_owned))
            .collect();
        for statement in text.split("sqlx::query").skip(1).filter_map(|rest| rest.split(".await").next()) {
            let named = named.iter().any(|name| statement.contains(&format!("({name})")));
            let changes =
                named || changes.iter().any(|begin| statement.contains(begin)) || statement.contains(".execute(");
            seen += usize::from(changes);
            if changes && statement.contains("tx.connection()") {
                wrong.push(format!("{}: {}", path.display(), statement.chars().take(80).collect::<String>()));
            }
        }
    }
    assert!(seen > 150, "the test reads nothing any more: {seen}");
    assert!(wrong.is_empty(), "these go by `writing`, or `ending`:\n{}", wrong.join("\n"));
}
