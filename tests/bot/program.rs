//! The program as it is started: settings, the register, the reference, the demo.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Database, Engine};

fn heterdaad(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heterdaad"));
    // Nothing of the machine's own settings.
    command.args(arguments).env_clear().current_dir(std::env::temp_dir());
    command
}

fn run(arguments: &[&str]) -> Output {
    heterdaad(arguments).output().unwrap()
}

fn newcomer(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heterdaad-demo"));
    command.args(arguments).env_clear().current_dir(std::env::temp_dir()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_reference_is_what_the_program_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("bot-commands.md");
    let kept = std::fs::read_to_string(file).unwrap();
    assert_eq!(
        text(&run(&["commands"]).stdout),
        kept,
        "run: cargo run --features serve --bin heterdaad -- commands > bot-commands.md"
    );
}

#[test]
fn serve_refuses_to_start_and_names_every_wrong_setting() {
    let output = heterdaad(&["serve"]).env("WHATSAPP_TOKEN", "x").env("LISTEN", "overal").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    for setting in [
        "WHATSAPP_PHONE_NUMBER_ID: is missing",
        "WHATSAPP_APP_SECRET: is missing",
        "WHATSAPP_VERIFY_TOKEN: is missing",
        "LISTEN: must be",
    ] {
        assert!(error.contains(setting), "{error}");
    }
    assert!(!error.contains("WHATSAPP_TOKEN"), "{error}");
}

#[test]
fn the_example_of_settings_lacks_only_what_must_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/.env.example"), folder.path().join(".env")).unwrap();
    let output = heterdaad(&["serve"]).current_dir(folder.path()).output().unwrap();
    let error = text(&output.stderr);
    let named: Vec<&str> = error.lines().filter(|line| line.contains(": is missing")).collect();
    assert_eq!((named.len(), error.lines().count()), (4, 5), "{error}");
    let gemeenten = heterdaad(&["gemeenten"]).env("GEMEENTEN_DIR", "").output().unwrap();
    assert!(text(&gemeenten.stdout).contains("Rokkeveen"), "{}", text(&gemeenten.stderr));
}

#[test]
fn serve_reads_a_file_with_settings() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join(".env"),
        "WHATSAPP_TOKEN=x\nWHATSAPP_PHONE_NUMBER_ID=1\nWHATSAPP_APP_SECRET=0123456789abcdef\n",
    )
    .unwrap();
    let output = heterdaad(&["serve"]).current_dir(folder.path()).output().unwrap();
    let error = text(&output.stderr);
    assert_eq!(error.lines().filter(|line| line.starts_with("WHATSAPP_")).count(), 1, "{error}");
    assert!(error.contains("WHATSAPP_VERIFY_TOKEN"), "{error}");
}

#[test]
fn serve_refuses_gemeenten_and_databases_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dorp.toml"), "id = 'dorp'").unwrap();
    let good = [
        ("WHATSAPP_TOKEN", "x"),
        ("WHATSAPP_PHONE_NUMBER_ID", "1"),
        ("WHATSAPP_APP_SECRET", "0123456789abcdef"),
        ("WHATSAPP_VERIFY_TOKEN", "geheim-genoeg"),
        ("LISTEN", "127.0.0.1:0"),
    ];
    let start =
        |name: &str, value: &str| text(&heterdaad(&["serve"]).envs(good).env(name, value).output().unwrap().stderr);
    assert!(
        start("GEMEENTEN_DIR", &folder.path().display().to_string())
            .contains("GEMEENTEN_DIR: the gemeenten cannot be used")
    );
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("gemeenten/zoetermeer.toml");
    let wrong = std::fs::read_to_string(own).unwrap().replacen(
        "[[",
        "[instellingen]\nvraag_eerst = ['tipp', 'spoed', 'tip']\n\n[[",
        1,
    );
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("zoetermeer.toml"), wrong).unwrap();
    let other = other.path().display().to_string();
    let refused = start("GEMEENTEN_DIR", &other);
    for wens in ["tipp", "spoed"] {
        assert!(refused.contains(&format!("vraag_eerst: '{wens}' kan niet eerst gevraagd worden")), "{refused}");
    }
    assert!(!refused.contains("'tip'"), "{refused}");
    let listed = heterdaad(&["gemeenten"]).env("GEMEENTEN_DIR", &other).output().unwrap();
    assert!(text(&listed.stderr).contains("vraag_eerst: 'tipp' kan niet eerst gevraagd worden"));
    assert!(start("DATABASE_URL", "mysql://x").contains("DATABASE_URL: the database cannot be opened"));
    assert!(start("DATABASE_URL", "sqlite:///nergens/x.db").contains("DATABASE_URL: the database cannot be opened"));
}

#[test]
fn every_setting_is_in_the_help_and_the_readme() {
    let help = text(&run(&["serve", "--help"]).stdout);
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let settings: Vec<&str> = help.split("[env: ").skip(1).filter_map(|rest| rest.split(['=', ']']).next()).collect();
    assert!(settings.len() >= 13, "{settings:?}");
    for setting in settings {
        assert!(readme.contains(&format!("`{setting}`")), "README.md does not name {setting}");
    }
}

#[tokio::test]
async fn people_and_groups_are_added_and_mistakes_change_nothing() {
    let database = Database::new(Engine::Sqlite).await;
    let run = |arguments: &[&str]| heterdaad(arguments).env("DATABASE_URL", &database.url).output().unwrap();
    let fails = |arguments: &[&str], why: &str| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
    };
    fails(
        &["person", "add", "zes", "--role", "politie", "--gemeente", "zoetermeer", "--name", "Meldkamer"],
        "'zes' is no telephone number",
    );
    fails(
        &["person", "add", "06 1234 0001", "--role", "politie", "--gemeente", "delft", "--name", "Meldkamer"],
        "'delft' is no gemeente",
    );
    fails(
        &["group", "add", "Waterlelie", "--gemeente", "zoetermeer", "--wijk", "waldeck"],
        "'waldeck' is no wijk of Zoetermeer",
    );
    fails(
        &["group", "add", "Waterlelie", "--gemeente", "zoetermeer", "--wijk", "rokkeveen", "--beheerder", "👮"],
        "'👮' is no telephone number",
    );
    for _ in 0..2 {
        assert!(
            run(&[
                "person",
                "add",
                "06 1234 0001",
                "--role",
                "politie",
                "--gemeente",
                "Zoetermeer",
                "--gemeente",
                "loosduinen",
                "--name",
                "Meldkamer"
            ])
            .status
            .success()
        );
        assert!(
            run(&[
                "group",
                "add",
                "Waterlelie",
                "--gemeente",
                "zoetermeer",
                "--wijk",
                "De Leijens",
                "--beheerder",
                "0612340002",
                "--beheerder",
                "+31 6 1234 0003"
            ])
            .status
            .success()
        );
    }
    assert_eq!(
        database.texts("select rol || ' ' || gemeente from toekenning order by 1").await,
        ["politie loosduinen", "politie zoetermeer"]
    );
    assert_eq!(database.texts("select rang from beheer order by 1").await, ["hoofd", "mede"]);
    assert_eq!(database.texts("select wijk from groep_wijk").await, ["de-leyens"]);
    assert!(run(&["person", "block", "0612340001"]).status.success());
    assert_eq!(database.number("select count(*) from persoon where geblokkeerd = 1").await, 1);
}

#[test]
fn the_gemeenten_can_be_listed() {
    let output = run(&["gemeenten"]);
    assert!(output.status.success());
    let listed = text(&output.stdout);
    assert!(listed.contains("Zoetermeer (zoetermeer): ZM\n  deellink: wa.me\n  spelregels: https://"), "{listed}");
    assert!(listed.contains("Loosduinen (loosduinen): LD\n  deellink: wa.me\n  spelregels: not set\n"), "{listed}");
}

#[test]
fn the_demo_plays_to_its_end_and_everything_happens() {
    for seed in ["1", "2", "3"] {
        let output = newcomer(&["demo", "--script", "--seed", seed]);
        let story = text(&output.stdout);
        assert!(
            output.status.success(),
            "seed {seed}: {}",
            story.lines().filter(|line| line.contains("NEE")).collect::<Vec<_>>().join("\n")
        );
        assert!(story.contains("Alles is gebeurd."));
        assert!(story.contains("POLITIEBERICHT ZM-0001"));
    }
}

/// Requests under way at the same time arrive in whatever order the machine likes; who does what, and when, does not follow
/// from that.
#[test]
fn one_seed_tells_one_story() {
    let lines = || {
        let output = newcomer(&["demo", "--script", "--seed", "2"]);
        let mut lines: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(), lines());
}

#[test]
fn whoever_asks_the_newcomers_program_for_more_is_told_the_command() {
    for asked in [vec!["serve"], vec!["import", "groepen.xlsx"], vec!["doctor", "--help"]] {
        let output = newcomer(&asked);
        assert_eq!(output.status.code(), Some(1), "{asked:?}");
        let error = text(&output.stderr);
        let command = format!("cargo run --release --features serve --bin heterdaad -- {}", asked.join(" "));
        assert!(error.contains(&command), "{error}");
    }
}

/// What forges webhooks and opens a page of phones is not on a server of the police.
#[test]
fn no_simulator_is_inside_the_program_that_police_run() {
    let inside = |program: &str, what: &str| {
        let bytes = std::fs::read(program).unwrap();
        bytes.windows(what.len()).any(|window| window == what.as_bytes())
    };
    for mark in ["/simulator/phones", "/simulator/events", "De demo staat klaar"] {
        assert!(inside(env!("CARGO_BIN_EXE_heterdaad-demo"), mark), "{mark} is what to look for");
        assert!(!inside(env!("CARGO_BIN_EXE_heterdaad"), mark), "{mark}");
    }
}
