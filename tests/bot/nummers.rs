//! Telephone numbers as they come: from spreadsheets, from cards, from chats, from the command line. Never a stranger's.

use std::process::Command;

use heterdaad::domain::rechten::Rol;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, Database, Engine, Scene};
use crate::tabellen::Tabel;

const OUD: &str = "31612340101";
const BLOCKED: &str = "select count(*) from persoon where geblokkeerd = 1";

/// Whom a table with this one number would invite; or what was said.
async fn invited(number: &str) -> Result<String, String> {
    let tabel = Tabel::new().await;
    let rows = format!("gemeente;wijk;groep;nummer;naam\nZoetermeer;Rokkeveen;Waterlelie;\"{number}\";Beheerder\n");
    let (good, said) = tabel.import("a.csv", rows.as_bytes());
    if !good {
        return Err(said);
    }
    Ok(tabel.database.texts("select waarde from identiteit").await.join(","))
}

#[rstest]
#[case("612340011")]
#[case("6 12340011")]
#[case("6-1234 0011")]
#[case("6.1234.0011")]
#[case("612340011.0")]
#[case("612340011,0")]
#[case("31612340011.0")]
#[case("31 6 12340011")]
#[case("+31 06 12340011")]
#[case("(+31) 6 12340011")]
#[case("+31 (0)6-12340011")]
#[case("0031 6 1234 0011")]
#[case("'0612340011")]
#[case("‘0612340011")]
#[case("06-1234.0011")]
#[case("06/1234 0011")]
#[case("\u{202a}+31 6 12340011\u{202c}")]
#[case("06\u{a0}1234\u{a0}0011")]
#[case("06\u{2011}1234\u{2011}0011")]
#[case("06\u{2013}12340011")]
#[case("0612340011\u{200b}")]
#[case("\u{2068}06 1234\u{202f}0011\u{2069}")]
#[case("tel:+31612340011")]
#[case("Mob. 06 1234 0011")]
#[tokio::test]
async fn the_dutch_mobile_that_was_meant(#[case] cell: &str) {
    assert_eq!(invited(cell).await.as_deref(), Ok("31612340011"), "{cell:?}");
}

#[rstest]
#[case("3,16123E+10", "rounded it")]
#[case("3.16E+10", "rounded it")]
#[case("6,1234E8", "rounded it")]
#[case("06 1234 0018 / 06 1234 0019", "several numbers")]
#[case("06 1234 0018 en 06 1234 0019", "several numbers")]
#[case("0612340018, 0612340019", "several numbers")]
#[case("O6 1234 0011", "letter O")]
#[case("06 12 34 OO 11", "letter O")]
#[case("112", "nobody's telephone")]
#[case("14 079", "nobody's telephone")]
#[case("0900-8844", "nobody's telephone")]
#[case("0800 - 1121", "nobody's telephone")]
#[case("+31 900 8844", "nobody's telephone")]
#[case("061234001", "too few digits or too many")]
#[case("06 1234 00111", "too few digits or too many")]
#[case("+6 12340011", "too few digits or too many")]
#[case("006 1234 0011", "too few digits or too many")]
#[case("491701234567", "begins with + or 00")]
#[case("32470123456", "begins with + or 00")]
#[case("+49 170", "too few digits or too many")]
#[case("bel mij", "signs that no number has")]
#[tokio::test]
async fn what_is_no_number_is_refused_with_the_reason_and_the_value(#[case] cell: &str, #[case] why: &str) {
    let said = invited(cell).await.unwrap_err();
    assert!(said.contains("line 2: no telephone number") && said.contains(why), "{said}");
    assert!(said.contains(cell), "the value: {said}");
}

#[rstest]
#[case("070 123 45 67", "31701234567", "a landline")]
#[case("+32 470 12 34 56", "32470123456", "another country")]
#[case("0049 170 1234567", "491701234567", "another country")]
#[tokio::test]
async fn what_is_unusual_is_taken_and_said(#[case] cell: &str, #[case] number: &str, #[case] note: &str) {
    let tabel = Tabel::new().await;
    let rows = format!("gemeente;wijk;groep;nummer\nZoetermeer;Rokkeveen;Waterlelie;{cell}\n");
    let (good, said) = tabel.import("a.csv", rows.as_bytes());
    assert!(good && said.contains("line 2: note:") && said.contains(note), "{said}");
    assert_eq!(tabel.database.texts("select waarde from identiteit").await, [number]);
    // What goes out comes back as the same number.
    assert!(tabel.run(&["export", "uit.csv"]).status.success());
    let (good, said) = tabel.import_file("uit.csv");
    assert!(good, "{said}");
    assert_eq!(tabel.database.texts("select waarde from identiteit").await, [number]);
}

#[rstest]
#[case("/blokkeer 612340002")]
#[case("/blokkeer 6 1234 0002")]
#[case("/blokkeer 06\u{a0}1234\u{a0}0002")]
#[case("/blokkeer \u{202a}+31 6 12340002\u{202c}")]
#[case("/blokkeer 06\u{2011}12340002")]
#[case("/blokkeer tel:+31612340002")]
#[case("/blokkeer (06) 1234 0002 graag, gestolen om 14.30")]
#[case("telefoon gestolen, blokkeer 06\u{2013}1234\u{202f}0002")]
#[tokio::test]
async fn a_stolen_phone_is_blocked_however_its_number_is_written(#[case] typed: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    // The last who can send in a gemeente needs two.
    scene.person("31612340003", Rol::Politie, &["loosduinen"]).await;
    scene.say(AGENT, typed).await;
    assert_eq!(scene.database.number(BLOCKED).await, 1, "{}", scene.last(AGENT));
    let who = "select i.waarde from identiteit i join persoon p on p.id = i.persoon_id where p.geblokkeerd = 1";
    assert_eq!(scene.database.texts(who).await, [AGENT_BEIDE]);
}

#[rstest]
#[case("/blokkeer O6 1234 0002", "letter O")]
#[case("/blokkeer 06 1234 0002 en 06 1234 0001", "meer nummers")]
#[case("/blokkeer 0900-8844", "servicenummer")]
#[case("/blokkeer 112", "kort nummer")]
#[case("/blokkeer 3,16123E+10", "afgerond")]
#[case("/blokkeer 061234000", "te weinig of te veel cijfers")]
#[case("/blokkeer", "Welk nummer is kwijt of gestolen?")]
#[tokio::test]
async fn what_cannot_be_blocked_is_said_and_blocks_nobody(#[case] typed: &str, #[case] why: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(AGENT, typed).await;
    assert!(scene.last(AGENT).contains(why), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number(BLOCKED).await, 0);
}

async fn beheerder() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[OUD]).await;
    scene
}

const EXPECTED: &str = "select verwacht_nummer from overdracht";

#[rstest]
#[case("/overdragen 612340203")]
#[case("/overdragen 06\u{a0}1234\u{a0}0203")]
#[case("/overdragen aan \u{202a}+31 6 12340203\u{202c}")]
#[case("/overdragen 06\u{2011}1234\u{2011}0203 aan mijn buurvrouw")]
#[case("/overdragen 0031 (0)6 1234 0203")]
#[tokio::test]
async fn a_group_is_handed_over_to_the_number_that_was_meant(#[case] typed: &str) {
    let mut scene = beheerder().await;
    scene.say(OUD, typed).await;
    assert_eq!(scene.database.texts(EXPECTED).await, ["31612340203"], "{}", scene.last(OUD));
}

#[rstest]
#[case("/overdragen O6 1234 0203")]
#[case("/overdragen 0612340203 of 0612340204")]
#[case("/overdragen 0800 1121")]
#[case("/overdragen 612340203E5")]
#[tokio::test]
async fn a_group_is_handed_over_to_nobody_by_a_number_that_is_none(#[case] typed: &str) {
    let mut scene = beheerder().await;
    scene.say(OUD, typed).await;
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0, "{}", scene.last(OUD));
    assert!(scene.last(OUD).contains("of typ: nee."), "{}", scene.last(OUD));
}

#[tokio::test]
async fn a_landline_is_taken_and_warned_of() {
    let mut scene = beheerder().await;
    scene.say(OUD, "/overdragen 070 123 45 67").await;
    scene.pass_ms(5_000).await;
    assert_eq!(scene.database.texts(EXPECTED).await, ["31701234567"]);
    assert!(scene.texts(OUD).iter().any(|text| text.contains("vast nummer")), "{:?}", scene.texts(OUD));
}

#[rstest]
#[case(json!([{ "phone": "06 1234 0203" }]), &["31612340203"])]
#[case(json!([{ "phone": "06\u{a0}1234\u{a0}0203" }, { "phone": "+31 6 12340203" }]), &["31612340203"])]
#[case(json!([{ "phone": "070 123 45 67", "type": "HOME" }, { "phone": "6 1234 0203" }]), &["31612340203"])]
#[case(json!([{ "phone": "+32 470 12 34 56", "wa_id": "32470123456" }]), &["32470123456"])]
#[case(json!([{ "phone": "+597 123456", "wa_id": "597123456" }]), &["597123456"])]
#[case(json!([{ "phone": "32470123456" }]), &[""])]
#[tokio::test]
async fn a_card_holds_numbers_in_any_notation(#[case] phones: serde_json::Value, #[case] expected: &[&str]) {
    let mut scene = beheerder().await;
    scene.say(OUD, "/overdragen").await;
    let card =
        json!({ "type": "contacts", "contacts": [{ "name": { "formatted_name": "buurvrouw" }, "phones": phones }] });
    scene.send(OUD, card).await;
    let noted = "select coalesce(verwacht_nummer, '') from overdracht";
    assert_eq!(scene.database.texts(noted).await, expected, "{}", scene.last(OUD));
}

#[rstest]
#[case("6 12340011", true, "")]
#[case("06\u{a0}1234\u{a0}0011", true, "")]
#[case("+32 470 12 34 56", true, "another country")]
#[case("070 123 45 67", true, "a landline")]
#[case("491701234567", false, "begins with + or 00")]
#[case("0900 8844", false, "nobody's telephone")]
#[case("3.16E+10", false, "rounded it")]
#[tokio::test]
async fn the_command_line_reads_the_same_numbers(#[case] number: &str, #[case] good: bool, #[case] said: &str) {
    let database = Database::new(Engine::Sqlite).await;
    let output = Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .args(["person", "add", number, "--role", "politie", "--gemeente", "zoetermeer", "--name", "Meldkamer"])
        .env_clear()
        .current_dir(database.folder())
        .env("DATABASE_URL", &database.url)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.success(), good, "{error}");
    assert!(error.contains(said), "{error}");
}
