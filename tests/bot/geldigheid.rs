//! How long an alert is valid is what its gemeente sets: for a new alert, a changed draft, and the templates.

use heterdaad::bot::route::schema::schema;
use heterdaad::cli::templates::wanted;
use heterdaad::domain::instellingen::Instellingen;
use heterdaad::domain::wijk::Gemeenten;
use heterdaad::gemeenten;
use heterdaad::stage::{Setting, Stage};
use heterdaad::store::Store;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Database, Engine, Scene};
use heterdaad::domain::rechten::Rol;

/// The gemeenten as they are, with other settings for Zoetermeer.
fn with(settings: &str) -> (tempfile::TempDir, Gemeenten) {
    let folder = tempfile::tempdir().unwrap();
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("gemeenten");
    for file in std::fs::read_dir(own).unwrap() {
        let path = file.unwrap().path();
        let mut text = std::fs::read_to_string(&path).unwrap();
        if path.ends_with("zoetermeer.toml") {
            let at = text.find("[[").unwrap_or(text.len());
            text.insert_str(at, &format!("[instellingen]\n{settings}\n\n"));
        }
        std::fs::write(folder.path().join(path.file_name().unwrap()), text).unwrap();
    }
    let gemeenten = gemeenten::load(Some(folder.path())).unwrap();
    (folder, gemeenten)
}

async fn scene(gemeenten: Gemeenten) -> Scene {
    let database = Database::ready(Engine::Sqlite).await;
    let store = Store::open(&database.url).await.unwrap();
    let stage = Stage::set(Setting { store, gemeenten, begin_ms: BEGIN_MS, seed: 7, schema }).await.unwrap();
    let mut scene = Scene { stage, database };
    scene.person(AGENT, Rol::Politie, &["zoetermeer"]).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    scene
}

#[rstest]
#[case("heterdaad_geldig_s = 900", "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen", 900)]
#[case("heterdaad_geldig_s = 14400", "/melding overval Rokkeveen man zwarte jas witte schoenen", 14_400)]
#[case("vermissing_geldig_s = 3600", "/melding straatroof Rokkeveen man zwarte jas witte schoenen", 7_200)]
#[case("vermissing_geldig_s = 28800", "/melding vermissing Rokkeveen jongen 8 jaar rode jas blauwe fiets", 28_800)]
#[case("heterdaad_geldig_s = 900", "/melding vermissing Rokkeveen jongen 8 jaar rode jas blauwe fiets", 10_800)]
#[tokio::test]
async fn a_new_alert_is_valid_for_as_long_as_its_gemeente_says(
    #[case] settings: &str,
    #[case] line: &str,
    #[case] seconds: i64,
) {
    let (_folder, gemeenten) = with(settings);
    let mut scene = scene(gemeenten).await;
    scene.say(AGENT, line).await;
    assert_eq!(scene.database.number("select geldig_tot_ms - gemaakt_ms from melding").await, seconds * 1_000);
}

#[tokio::test]
async fn an_alert_ends_when_its_gemeente_says() {
    let (_folder, gemeenten) = with("heterdaad_geldig_s = 900");
    let mut scene = scene(gemeenten).await;
    scene.alert("/melding woninginbraak Rokkeveen man zwarte jas witte schoenen").await;
    let running = "select count(*) from melding where status = 'verzonden'";
    assert_eq!(scene.database.number(running).await, 1);
    scene.pass_ms(16 * 60_000).await;
    assert_eq!(scene.database.number(running).await, 0);
}

#[rstest]
#[case("", "politiebericht_overval", Some(3_600))]
#[case("heterdaad_geldig_s = 900", "politiebericht_overval", Some(3_600))]
#[case("heterdaad_geldig_s = 14400", "politiebericht_overval", Some(14_400))]
#[case("vermissing_geldig_s = 86400", "politiebericht_vermissing", Some(43_200))]
#[case("heterdaad_geldig_s = 14400", "politiebericht_vermissing", Some(43_200))]
fn the_templates_live_as_long(#[case] settings: &str, #[case] name: &str, #[case] seconds: Option<u32>) {
    let (_folder, gemeenten) = with(settings);
    let template = wanted(&gemeenten, None).into_iter().find(|wanted| wanted.name == name).unwrap();
    // Where one gemeente shortens, the other's usual validity still counts: templates are shared.
    assert_eq!(template.ttl_s, seconds);
    assert_eq!(Instellingen::default().heterdaad_geldig_s, 7_200);
}
