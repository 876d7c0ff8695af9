//! Handing groups over, by those who do it and those who would steal them.

use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, BEGIN_MS, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const OUD: &str = "31612340101";
const MEDE: &str = "31612340102";
const NIEUW: &str = "31612340203";
const HOUR_MS: i64 = 3_600_000;

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[OUD]).await;
    scene.stage.simulator.world().add_phone(NIEUW, "buurvrouw");
    scene.stage.simulator.world().add_phone(MEDE, "mede");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    let mede = persoon::name_by_phone(&mut tx, &WaId(MEDE.into()), "mede", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, mede, Rang::Mede).await.unwrap();
    tx.commit().await.unwrap();
    for wie in [AGENT, GEMEENTE, MEDE] {
        // They wrote lately: what they get is free-form.
        scene.say(wie, "/help").await;
    }
    scene
}

/// The code in the last invitation on a phone.
fn code(scene: &Scene, wie: &str) -> String {
    let uitnodiging = scene.message(wie, "De code ").shown.text;
    uitnodiging.split("De code ").nth(1).unwrap().chars().take(6).collect()
}

/// Who runs Waterlelie, by number.
async fn beheerders(scene: &Scene) -> Vec<String> {
    let who = "select i.waarde || ' ' || b.rang from beheer b join identiteit i on i.persoon_id = b.persoon_id and i.soort = 'telefoon' join groep g on g.id = b.groep_id where g.naam = 'Waterlelie' order by 1";
    scene.database.texts(who).await
}

/// Begun, passed on, accepted.
async fn aanvaard(scene: &mut Scene) {
    scene.say(OUD, "/overdragen").await;
    let code = code(scene, OUD);
    scene.say(NIEUW, &format!("Ik neem over O-1 {code}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
}

#[rstest]
#[tokio::test]
async fn from_the_first_word_to_the_welcome(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(OUD, "/opvolger").await;
    let (begonnen, uitnodiging) = (scene.message(OUD, "Overdracht O-1 van Waterlelie."), scene.message(OUD, "wa.me"));
    assert!(begonnen.shown.text.contains("U blijft beheerder tot alles rond is."));
    let geheim = code(&scene, OUD);
    let link = format!("https://wa.me/31612349999?text=Ik%20neem%20over%20O-1%20{geheim}");
    assert!(uitnodiging.shown.text.contains(&link), "{}", uitnodiging.shown.text);
    scene.say(OUD, "nee hoor").await;
    assert_eq!(scene.last(OUD), "Goed. Stuur het bericht hierboven door naar uw opvolger.");
    assert_eq!(scene.count(NIEUW), 0, "the bot never writes first");
    scene.say(NIEUW, &format!("ja ik neem het over {geheim}")).await;
    assert!(
        scene
            .last(NIEUW)
            .starts_with("Neemt u Waterlelie over als beheerder?\nPolitie en gemeente (Zoetermeer) bewaren")
    );
    scene.say(NIEUW, "hmm even denken").await;
    scene.say(NIEUW, "ja graag").await;
    assert_eq!(scene.last(NIEUW), "Wat is uw naam? Alleen politie en gemeente zien die.");
    scene.say(NIEUW, "123").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
    assert!(scene.last(NIEUW).starts_with("Dank u. Overdracht O-1 is aangevraagd."), "{}", scene.last(NIEUW));
    for wie in [OUD, MEDE] {
        assert!(
            scene.last(wie).starts_with("Overdracht O-1: Beheerder Nieuw wil Waterlelie overnemen."),
            "{wie}: {}",
            scene.last(wie)
        );
        assert!(scene.last(wie).ends_with("Typ STOP OVERDRACHT."));
    }
    assert!(
        scene.last(GEMEENTE).contains("Wat: Waterlelie overnemen van beheerder (met eigen code)"),
        "{}",
        scene.last(GEMEENTE)
    );
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.say(AGENT, "/aanvragen").await;
    assert!(scene.last(AGENT).contains("O-1 overdracht van Waterlelie. Wacht op politie."), "{}", scene.last(AGENT));
    scene.say(AGENT, "akkoord o1").await;
    assert!(
        scene.last(AGENT).starts_with("O-1: allebei akkoord. De overdracht gaat in op 24-11 14."),
        "{}",
        scene.last(AGENT)
    );
    assert_eq!(beheerders(&scene).await, [format!("{OUD} hoofd"), format!("{MEDE} mede")]);
    scene.alert(LINE).await;
    assert!(scene.last(OUD).starts_with("POLITIEBERICHT ZM-0001"), "the old one keeps getting alerts");
    assert!(!scene.last(NIEUW).starts_with("POLITIEBERICHT"));
    scene.pass_ms(23 * HOUR_MS).await;
    assert_eq!(beheerders(&scene).await[0], format!("{OUD} hoofd"));
    scene.say(AGENT, "/melding overval Rokkeveen man met blauwe pet op een scooter").await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(HOUR_MS).await;
    assert_eq!(beheerders(&scene).await, [format!("{MEDE} mede"), format!("{NIEUW} hoofd")]);
    assert!(
        scene.message(OUD, "U bent geen beheerder meer van Waterlelie.").shown.text.contains("Overdracht O-1 is rond")
    );
    for wie in [MEDE, GEMEENTE, AGENT] {
        let gehoord =
            scene.texts(wie).iter().filter(|tekst| tekst.contains("Overdracht O-1 is rond: Beheerder Nieuw")).count();
        assert_eq!(gehoord, 1, "{wie} hears it once");
    }
    assert!(
        scene.texts(NIEUW).iter().any(|tekst| tekst.starts_with("POLITIEBERICHT ZM-0002")),
        "the alert that runs passes over: {:?}",
        scene.texts(NIEUW)
    );
    scene.pass_ms(60_000).await;
    scene.tap(NIEUW, "Staat in de groep").await;
    scene.pass_ms(10_000).await;
    assert!(
        scene.texts(NIEUW).iter().any(|tekst| tekst == "Genoteerd, dank u. Ziet u iets? Bel 112."),
        "{:?}",
        scene.texts(NIEUW)
    );
    assert!(scene.texts(NIEUW).iter().any(|tekst| tekst.starts_with("Welkom, u bent beheerder van Waterlelie.")));
    let before = scene.count(OUD);
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.count(OUD), before, "the old one gets nothing any more");
}

#[rstest]
#[tokio::test]
async fn stop_overdracht_by_the_old_number_or_a_co_beheerder_ends_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(OUD, MEDE)] wie: &str,
    #[values("STOP OVERDRACHT", "stop de overdracht!")] tekst: &str,
) {
    let mut scene = scene(engine).await;
    aanvaard(&mut scene).await;
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.tap(AGENT, "Akkoord").await;
    scene.say(wie, tekst).await;
    assert_eq!(scene.last(wie), "Overdracht O-1 is gestopt. Er is niets veranderd: de beheerder blijft.");
    assert_eq!(scene.last(NIEUW), scene.last(wie));
    assert_eq!(scene.last(GEMEENTE), scene.last(wie));
    scene.pass_ms(30 * HOUR_MS).await;
    assert_eq!(beheerders(&scene).await[0], format!("{OUD} hoofd"), "the thief holds nothing");
    scene.say(wie, tekst).await;
    assert_eq!(scene.last(wie), "Er loopt geen overdracht van een groep van u.");
}

#[rstest]
#[tokio::test]
async fn a_code_works_once_in_time_and_from_the_right_phone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let weg = "Deze code werkt niet, of niet meer. Vraag de beheerder om een nieuwe. Spoed? Bel 112.";
    scene.say(OUD, "/overdragen 06 1234 0203").await;
    assert!(
        scene.message(OUD, "Overdracht O-1").shown.text.ends_with("De code werkt alleen vanaf het nummer dat u gaf.")
    );
    let eerste = code(&scene, OUD);
    scene.say(OUD, &format!("Ik neem over O-1 {eerste}")).await;
    assert!(scene.last(OUD).starts_with("Dat is uw eigen nummer."), "not to oneself: {}", scene.last(OUD));
    scene.say(VREEMDE, &format!("Ik neem over O-1 {eerste}")).await;
    assert_eq!(scene.last(VREEMDE), weg, "from the wrong phone");
    scene.say(NIEUW, &eerste).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
    scene.say(NIEUW, &format!("Ik neem over O-1 {eerste}")).await;
    assert_eq!(scene.last(NIEUW), weg, "used twice");
    scene.say(OUD, "STOP OVERDRACHT").await;
    scene.say(OUD, "/overdragen").await;
    let tweede = code(&scene, OUD);
    scene.pass_ms(48 * HOUR_MS).await;
    scene.say(NIEUW, &format!("Ik neem over O-2 {tweede}")).await;
    assert_eq!(scene.last(NIEUW), weg, "too late");
    assert_eq!(beheerders(&scene).await[0], format!("{OUD} hoofd"));
    let emptied = "select count(*) from inbox where payload is null";
    assert_eq!(scene.database.number(emptied).await, 6, "five messages with a code, one with a number");
    let waarom = "select geweigerd from spoor where daad = 'code' order by id";
    assert_eq!(scene.database.texts(waarom).await, ["zichzelf", "ander nummer", "onbekend", "te laat"]);
}

#[tokio::test]
async fn guessing_codes_ends_after_five() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(OUD, "/overdragen").await;
    let geheim = code(&scene, OUD);
    for n in 0..5 {
        let poging = format!("{:06}", (geheim.parse::<u32>().unwrap() + 1 + n) % 1_000_000);
        scene.say(VREEMDE, &format!("mijn code is {poging}")).await;
    }
    scene.say(VREEMDE, &format!("mijn code is {geheim}")).await;
    assert!(!scene.texts(VREEMDE).iter().any(|tekst| tekst.starts_with("Neemt u")), "{:?}", scene.texts(VREEMDE));
    scene.pass_ms(25 * HOUR_MS).await;
    scene.say(VREEMDE, &format!("mijn code is {geheim}")).await;
    assert!(scene.last(VREEMDE).starts_with("Neemt u Waterlelie over"), "{}", scene.last(VREEMDE));
}

#[rstest]
#[case("Opvolger Parkzicht")]
#[case("Beheerder Steen")]
#[case("Mevrouw van der Steen")]
#[case("De Boer")]
#[case("Mevrouw Steen")]
#[tokio::test]
async fn a_name_is_no_emergency(#[case] naam: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(OUD, "/overdragen").await;
    let code = code(&scene, OUD);
    scene.say(NIEUW, &format!("Ik neem over O-1 {code}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, naam).await;
    assert!(scene.texts(OUD).iter().any(|text| text.contains("Typ STOP OVERDRACHT")), "{}", scene.last(NIEUW));
}

#[rstest]
#[case("er wordt nu ingebroken bij de buren")]
#[case("help er staat iemand in mijn tuin met een mes")]
#[case("Help Inbrekers")]
#[case("overvaller in de winkel")]
#[case("my neighbour is being attacked")]
#[tokio::test]
async fn an_emergency_is_no_name(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(OUD, "/overdragen").await;
    let code = code(&scene, OUD);
    scene.say(NIEUW, &format!("Ik neem over O-1 {code}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, text).await;
    assert!(scene.last(NIEUW).contains("112"), "{}", scene.last(NIEUW));
    assert!(!scene.texts(OUD).iter().any(|text| text.contains("Typ STOP OVERDRACHT")));
}

#[rstest]
#[tokio::test]
async fn a_tap_without_the_code_takes_nothing_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(OUD, "/overdragen").await;
    let tap = json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "overdracht-aanvaard:1", "title": "Ja, ik neem over" } } });
    scene.send(VREEMDE, tap.clone()).await;
    scene.send(GEMEENTE, json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "overdracht-akkoord:1", "title": "Akkoord" } } })).await;
    assert_eq!(scene.database.texts("select status from overdracht").await, ["voorgesteld"]);
    assert_eq!(scene.last(GEMEENTE), "Aanvraag 'O-1' ken ik niet. Typ /aanvragen voor wat openstaat.");
}

#[rstest]
#[tokio::test]
async fn one_some_or_all_groups_and_no_group_twice(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    for (naam, gemeente, wijk) in [
        ("Akelei", "zoetermeer", "rokkeveen"),
        ("Zuid 2", "zoetermeer", "rokkeveen"),
        ("Strand", "loosduinen", "waldeck"),
    ] {
        scene.group(gemeente, wijk, naam, &[OUD]).await;
    }
    scene.say(OUD, "/overdragen 06-12340203").await;
    assert_eq!(scene.titles(OUD), ["Alle 4 groepen", "Akelei", "Strand", "Waterlelie", "Zuid 2"]);
    scene.tap(OUD, "Alle 4 groepen").await;
    assert_eq!(scene.last(OUD), "Deze groepen liggen in verschillende gemeenten. Draag ze per gemeente over.");
    scene.say(OUD, "Begonia").await;
    assert!(scene.texts(OUD).iter().any(|tekst| tekst.starts_with("Dat is geen groep van u.")));
    scene.say(OUD, "akelei en waterlelie graag").await;
    assert!(scene.message(OUD, "Overdracht O-1").shown.text.starts_with("Overdracht O-1 van Akelei en Waterlelie."));
    scene.say(OUD, "/overdragen").await;
    scene.tap(OUD, "Waterlelie").await;
    assert_eq!(scene.last(OUD), "Voor Waterlelie loopt al overdracht O-1. Typ STOP OVERDRACHT om die te stoppen.");
    // The co-beheerder cannot begin a second one either.
    scene.say(MEDE, "/overdragen").await;
    assert_eq!(scene.last(MEDE), "Voor Waterlelie loopt al overdracht O-1. Typ STOP OVERDRACHT om die te stoppen.");
    scene.say(OUD, "/overdragen").await;
    scene.tap(OUD, "Strand").await;
    assert_eq!(scene.database.number("select count(*) from overdracht_groep").await, 3);
}

#[tokio::test]
async fn numbers_and_contacts_are_checked() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(OUD, "/overdragen 0612345").await;
    assert!(scene.last(OUD).starts_with("Dat is geen telefoonnummer."), "{}", scene.last(OUD));
    scene.say(OUD, "/overdragen 06 1234 0101").await;
    assert!(scene.last(OUD).starts_with("Dat is uw eigen nummer."), "{}", scene.last(OUD));
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
    scene.say(OUD, "/overdragen").await;
    scene.say(OUD, "0612 zes").await;
    assert!(scene.last(OUD).starts_with("Dat is geen telefoonnummer."), "{}", scene.last(OUD));
    let card = json!({ "type": "contacts", "contacts": [{ "name": { "formatted_name": "buurvrouw" }, "phones": [{ "phone": "+31 6 1234 0203", "wa_id": NIEUW, "type": "CELL" }] }] });
    scene.send(OUD, card.clone()).await;
    assert_eq!(scene.last(OUD), "Genoteerd: de code werkt alleen vanaf dat nummer.");
    assert_eq!(scene.database.texts("select verwacht_nummer from overdracht").await, [NIEUW]);
    scene.send(OUD, card).await;
    assert!(scene.last(OUD).starts_with("Dit had ik niet gevraagd"), "{}", scene.last(OUD));
}

#[tokio::test]
async fn a_successor_can_say_no_and_gemeente_or_police_too() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(OUD, "/overdragen").await;
    let eerste = code(&scene, OUD);
    scene.say(NIEUW, &format!("Ik neem over O-1 {eerste}")).await;
    scene.say(NIEUW, "nee toch liever niet").await;
    assert_eq!(scene.last(NIEUW), "Goed, u neemt niets over. De beheerder krijgt bericht.");
    assert!(scene.last(OUD).starts_with("Overdracht O-1: uw opvolger heeft nee gezegd. U blijft beheerder."));
    scene.say(OUD, "/overdragen").await;
    let tweede = code(&scene, OUD);
    scene.say(NIEUW, &format!("Ik neem over O-2 {tweede}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
    scene.tap(AGENT, "Afwijzen").await;
    scene.say(AGENT, "onbekend in de wijk").await;
    for wie in [OUD, NIEUW] {
        assert_eq!(scene.last(wie), "Overdracht O-2 is afgewezen. Reden: onbekend in de wijk. De beheerder blijft.");
    }
    scene.say(GEMEENTE, "akkoord O-2").await;
    assert_eq!(scene.last(GEMEENTE), "O-2 is al afgewezen. U hoeft niets te doen.");
    scene.pass_ms(30 * HOUR_MS).await;
    assert_eq!(beheerders(&scene).await[0], format!("{OUD} hoofd"));
}

#[rstest]
#[tokio::test]
async fn the_gemeente_begins_one_for_a_beheerder_who_is_gone_and_police_agree(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(GEMEENTE, "/overdragen").await;
    assert!(scene.last(GEMEENTE).starts_with("Voor welke groep is de beheerder weg?"));
    scene.say(GEMEENTE, "/overdragen Hoefblad").await;
    assert!(scene.last(GEMEENTE).starts_with("Groep 'Hoefblad' ken ik niet in uw gemeente"));
    scene.say(GEMEENTE, "/overdragen waterlelie").await;
    let geheim = code(&scene, GEMEENTE);
    scene.say(NIEUW, &format!("Ik neem over O-1 {geheim}")).await;
    scene.tap(NIEUW, "Ja, ik neem over").await;
    scene.say(NIEUW, "Beheerder Nieuw").await;
    assert!(scene.last(AGENT).contains("beheerder die weg is, begonnen door de gemeente"), "{}", scene.last(AGENT));
    scene.say(GEMEENTE, "akkoord O-1").await;
    assert_eq!(scene.last(GEMEENTE), "O-1: de gemeente was al akkoord. Wacht nog op de politie.");
    scene.tap(AGENT, "Akkoord").await;
    scene.pass_ms(25 * HOUR_MS).await;
    assert_eq!(beheerders(&scene).await, [format!("{MEDE} mede"), format!("{NIEUW} hoofd")]);
}

#[rstest]
#[tokio::test]
async fn without_a_decision_it_is_reminded_and_lapses_after_a_week(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    aanvaard(&mut scene).await;
    scene.tap(GEMEENTE, "Akkoord").await;
    let before = scene.count(AGENT);
    scene.pass_ms(25 * HOUR_MS).await;
    assert_eq!(scene.count(AGENT), before + 1, "reminded");
    scene.pass_ms(7 * 24 * HOUR_MS).await;
    assert!(scene.last(OUD).contains("Overdracht O-1 is verlopen."), "{}", scene.last(OUD));
    scene.say(AGENT, "akkoord O-1").await;
    assert_eq!(scene.last(AGENT), "O-1 is al verlopen. U hoeft niets te doen.");
    assert_eq!(beheerders(&scene).await[0], format!("{OUD} hoofd"));
}

#[tokio::test]
async fn who_runs_nothing_hands_nothing_over() {
    let mut scene = scene(Engine::Sqlite).await;
    for wie in [VREEMDE, AGENT] {
        scene.say(wie, "/overdragen").await;
        assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains("code")), "{:?}", scene.texts(wie));
    }
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
}
