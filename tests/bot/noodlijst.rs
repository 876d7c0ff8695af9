//! The list for the day WhatsApp is down: readable for the police's key, and for nobody else.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use heterdaad::domain::rechten::Rol;
use heterdaad::noodlijst::Settings;
use heterdaad::noodlijst::sleutel::AgeKey;
use heterdaad::{gemeenten, noodlijst};
use rstest::rstest;
use tokio::process::Command;

use crate::harness::{AGENT, Engine, HOOFD, Scene};

const MEDE: &str = "31612340102";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, MEDE]).await;
    scene.group("loosduinen", "waldeck", "Parkzicht", &["31612340103"]).await;
    scene
}

fn decrypt(file: &Path, identity: &Identity) -> String {
    let encrypted = std::fs::read(file).unwrap();
    let readable = String::from_utf8(encrypted.clone()).unwrap();
    assert!(readable.starts_with("-----BEGIN AGE ENCRYPTED FILE-----"), "{readable}");
    assert!(!readable.contains(HOOFD) && !readable.contains("Waterlelie"));
    let armored = age::armor::ArmoredReader::new(encrypted.as_slice());
    let mut text = String::new();
    age::Decryptor::new(armored)
        .unwrap()
        .decrypt(std::iter::once(identity as &dyn age::Identity))
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn shows_everybody(text: &str) {
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("no {what} in {text}"));
    assert!(at("Tekst om voor te lezen of te sms'en") < at("== Zoetermeer =="));
    assert!(at("== Zoetermeer ==") < at("\nRokkeveen\n"));
    assert!(at("\nRokkeveen\n") < at("+31612340101"));
    assert!(at("hoofd") < at("mede"), "who is rung first stands first");
    at("+31612340102");
    assert!(at("== Loosduinen ==") < at("+31612340103") && at("+31612340103") < at("== Zoetermeer =="));
}

#[rstest]
#[tokio::test]
async fn the_command_writes_what_only_the_police_can_read(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = scene(engine).await;
    let identity = Identity::generate();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lijst.age");
    let output = Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .args(["noodlijst", file.to_str().unwrap(), "--key", &identity.to_public().to_string()])
        .env_clear()
        .env("DATABASE_URL", &scene.database.url)
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    shows_everybody(&decrypt(&file, &identity));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unencrypted is left beside it");
}

#[tokio::test]
async fn a_secret_key_or_nonsense_is_refused_and_not_repeated() {
    let scene = scene(Engine::Sqlite).await;
    let secret = Identity::generate().to_string().expose_secret().to_owned();
    for key in [secret.as_str(), "age1", "🔑", ""] {
        let output = Command::new(env!("CARGO_BIN_EXE_heterdaad"))
            .args(["noodlijst", "lijst.age", "--key", key])
            .env_clear()
            .current_dir(scene.database.folder())
            .env("DATABASE_URL", &scene.database.url)
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success());
        assert!(said.contains("NOODLIJST_KEY"), "{said}");
        assert!(!said.contains(&secret), "a secret key that was pasted by mistake stands nowhere");
        assert!(!scene.database.folder().join("lijst.age").exists());
    }
}

fn lists(folder: &Path) -> Vec<PathBuf> {
    let mut lists: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    lists.sort();
    lists
}

#[tokio::test]
async fn it_is_written_every_week_and_two_are_kept() {
    const DAY_MS: i64 = 24 * 3_600_000;
    let mut scene = scene(Engine::Sqlite).await;
    let identity = Identity::generate();
    let folder = tempfile::tempdir().unwrap();
    scene.stage.stop_bot().await;
    let key = std::sync::Arc::new(AgeKey::read(&identity.to_public().to_string()).unwrap());
    scene.stage.noodlijst = Some(Settings { folder: folder.path().to_owned(), key });
    scene.stage.start_bot().await.unwrap();
    scene.settle().await;
    let first = lists(folder.path());
    assert_eq!(first.len(), 1, "the first at once");
    shows_everybody(&decrypt(&first[0], &identity));
    scene.pass_ms(5 * DAY_MS).await;
    assert_eq!(lists(folder.path()), first);
    scene.stage.stop_bot().await;
    scene.stage.start_bot().await.unwrap();
    scene.settle().await;
    assert_eq!(lists(folder.path()), first, "a restart writes none before its time");
    scene.group("zoetermeer", "palenstein", "Palenstein", &["31612340104"]).await;
    scene.pass_ms(3 * DAY_MS).await;
    let two = lists(folder.path());
    assert_eq!(two.len(), 2);
    assert!(decrypt(&two[1], &identity).contains("+31612340104"), "it shows who came since");
    scene.pass_ms(8 * DAY_MS).await;
    let later = lists(folder.path());
    assert_eq!(later.len(), 2);
    assert!(!later.contains(&first[0]), "the oldest went");
}

#[tokio::test]
async fn a_folder_that_is_gone_stops_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.stage.stop_bot().await;
    let key = std::sync::Arc::new(AgeKey::read(&Identity::generate().to_public().to_string()).unwrap());
    scene.stage.noodlijst = Some(Settings { folder: scene.database.folder().join("weg"), key });
    scene.stage.start_bot().await.unwrap();
    scene.alert(crate::harness::LINE).await;
    assert!(scene.last(HOOFD).contains("POLITIEBERICHT"));
    std::fs::create_dir(scene.database.folder().join("weg")).unwrap();
    scene.pass_ms(2 * 3_600_000).await;
    assert_eq!(lists(&scene.database.folder().join("weg")).len(), 1, "written as soon as it can be");
}

#[tokio::test]
async fn help_tells_police_where_it_is_and_nobody_else() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    assert!(
        scene.last(AGENT).contains("Waar de noodlijst van Zoetermeer ligt, weet uw functioneel beheerder."),
        "{}",
        scene.last(AGENT)
    );
    let folder = tempfile::tempdir().unwrap();
    for name in ["zoetermeer", "loosduinen"] {
        let text = std::fs::read_to_string(format!("{}/gemeenten/{name}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let told = text.replace("# noodlijst = ", "noodlijst = ");
        assert_ne!(told, text);
        std::fs::write(folder.path().join(format!("{name}.toml")), told).unwrap();
    }
    scene.stage.stop_bot().await;
    scene.stage.gemeenten = gemeenten::load(Some(folder.path()))
        .unwrap()
        .met_nummer(&heterdaad::stage::NUMBER.into(), Some(heterdaad::stage::DISPLAY_NUMBER));
    scene.stage.start_bot().await.unwrap();
    scene.say(AGENT, "/help").await;
    let help = scene.last(AGENT);
    assert!(help.contains("Werkt WhatsApp niet?\nDe noodlijst van Zoetermeer ligt in de kluis"), "{help}");
    assert!(!help.contains("Loosduinen"), "{help}");
    scene.person("31612340055", Rol::Gemeente, &["zoetermeer"]).await;
    for who in [HOOFD, "31612340055"] {
        scene.say(who, "/help").await;
        assert!(!scene.last(who).contains("noodlijst"), "{}", scene.last(who));
    }
    let text = noodlijst::list(&scene.stage.store, &scene.stage.gemeenten, scene.now_ms()).await.unwrap();
    assert!(!text.contains(AGENT), "the list holds beheerders only");
}
