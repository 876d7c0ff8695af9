//! What operators do from the command line, with the program itself against the simulator.

use heterdaad::clock::ManualClock;
use heterdaad::simulator::account::Throughput;
use heterdaad::simulator::templates::Category;
use heterdaad::stage::NUMBER;
use rstest::rstest;
use tokio::process::Command;

use crate::harness::{AGENT, BEGIN_MS, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";

/// What the program prints, and its exit code.
pub async fn run(scene: &Scene, arguments: &[&str], more: &[(&str, &str)]) -> (String, i32) {
    let callback = scene.stage.webhook_url.clone();
    let output = Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .args(arguments)
        .env_clear()
        .current_dir(std::env::temp_dir())
        .env("WHATSAPP_API_URL", &scene.stage.api_url)
        .env("WHATSAPP_TOKEN", "stage-token")
        .env("WHATSAPP_PHONE_NUMBER_ID", NUMBER)
        .env("WHATSAPP_BUSINESS_ACCOUNT_ID", "200")
        .env("WHATSAPP_APP_SECRET", "stage-app-secret")
        .env("WHATSAPP_VERIFY_TOKEN", "stage-verify")
        .env("DATABASE_URL", &scene.database.url)
        .envs(more.iter().copied().chain([("CALLBACK", callback.as_str())]))
        .output()
        .await
        .unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (text, output.status.code().unwrap())
}

fn line<'t>(text: &'t str, what: &str) -> &'t str {
    text.lines()
        .find(|line| line.split_whitespace().nth(1) == Some(what))
        .unwrap_or_else(|| panic!("no {what} in {text}"))
}

#[tokio::test]
async fn the_doctor_finds_nothing_where_all_is_well() {
    let scene = Scene::new(Engine::Sqlite).await;
    let callback = scene.stage.webhook_url.clone();
    let (text, code) = run(&scene, &["doctor", "--callback", &callback], &[]).await;
    assert_eq!(code, 0, "{text}");
    assert!(text.lines().all(|line| line.starts_with("ok ")), "{text}");
    for what in [
        "token",
        "permissions",
        "number",
        "quality",
        "throughput",
        "database",
        "deellink",
        "daily",
        "subscription",
        "fields",
        "templates",
        "callback",
        "clock",
        "disk",
    ] {
        line(&text, what);
    }
    for secret in ["stage-token", "stage-app-secret", "stage-verify", "31612349999"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn the_doctor_names_each_thing_that_would_stop_an_alert() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    {
        let now_ms = scene.now_ms();
        let mut world = scene.stage.simulator.world();
        world.set_messaging_limit(Some(2), now_ms);
        world.account.subscribed = false;
        world.account.fields.remove("messages");
        let overval = world.template_named("politiebericht_overval", "nl").unwrap().id.clone();
        world.pause_template(&overval, now_ms);
    }
    let (text, code) = run(&scene, &["doctor", "--callback", "http://127.0.0.1:9/webhook"], &[]).await;
    assert_eq!(code, 1, "{text}");
    for what in ["subscription", "fields", "templates", "callback"] {
        assert!(line(&text, what).starts_with("STOPS"), "{what}: {text}");
    }
    assert!(
        line(&text, "daily").starts_with("look  daily limit    2 people a day, and there are 3 beheerders"),
        "{text}"
    );
    assert!(line(&text, "templates").contains("politiebericht_overval"), "{text}");
}

#[tokio::test]
async fn the_doctor_says_what_to_do_about_token_number_and_database() {
    let scene = Scene::new(Engine::Sqlite).await;
    let (text, code) =
        run(&scene, &["doctor"], &[("WHATSAPP_TOKEN", "another"), ("DATABASE_URL", "sqlite:///nowhere/x.db")]).await;
    assert_eq!(code, 1, "{text}");
    assert!(
        line(&text, "token").starts_with("STOPS token          Meta answers with code 190: make a new token"),
        "{text}"
    );
    assert!(line(&text, "number").starts_with("STOPS"), "{text}");
    assert!(line(&text, "database").starts_with("STOPS"), "{text}");
    let (text, code) = run(&scene, &["doctor"], &[("WHATSAPP_PHONE_NUMBER_ID", "9")]).await;
    assert_eq!(code, 1);
    assert!(line(&text, "number").contains("check WHATSAPP_PHONE_NUMBER_ID"), "{text}");
    let (text, code) = run(&scene, &["doctor"], &[("WHATSAPP_API_URL", "http://127.0.0.1:9")]).await;
    assert_eq!(code, 1);
    assert!(line(&text, "token").contains("there is no connection with the Cloud API"), "{text}");
}

#[tokio::test]
async fn templates_are_listed_and_the_missing_are_made() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (text, code) = run(&scene, &["templates"], &[]).await;
    assert_eq!(code, 0, "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with("APPROVED")).count(), 54, "{text}");
    {
        let now_ms = scene.now_ms();
        let mut world = scene.stage.simulator.world();
        world.templates.retain(|template| {
            template.name != "politiebericht_overval" && template.name != "politiebericht_vermissing_foto"
        });
        let update = world.template_named("politiebericht_update", "nl").unwrap().id.clone();
        world.recategorise_template(&update, Category::Marketing, now_ms);
    }
    let (text, code) = run(&scene, &["templates"], &[]).await;
    assert_eq!(code, 1);
    assert_eq!(text.lines().filter(|line| line.ends_with("missing")).count(), 4, "{text}");
    assert!(text.contains("APPROVED, other category"), "{text}");
    let (text, code) = run(&scene, &["templates", "push"], &[]).await;
    assert_eq!(code, 1, "under review, and one has another category");
    assert!(text.contains("politiebericht_vermissing_foto nl: created"), "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with("PENDING")).count(), 4, "{text}");
    scene.pass_ms(2 * 60_000).await;
    let (text, _) = run(&scene, &["templates"], &[]).await;
    assert_eq!(text.lines().filter(|line| line.ends_with("APPROVED")).count(), 53, "{text}");
    let again = run(&scene, &["templates", "push"], &[]).await.0;
    assert!(!again.contains("created"), "twice is once: {again}");
    let (text, code) = run(&scene, &["templates"], &[("WHATSAPP_BUSINESS_ACCOUNT_ID", "")]).await;
    assert!(code == 1 && text.contains("WHATSAPP_BUSINESS_ACCOUNT_ID: is missing"), "{text}");
}

#[tokio::test]
async fn templates_with_a_button_to_a_page_are_wanted_where_pages_have_an_address() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let here = [("DEEL_URL", "https://bot.example.org/")];
    let (text, code) = run(&scene, &["templates"], &here).await;
    assert_eq!(code, 1, "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with("missing")).count(), 10, "{text}");
    let (text, _) = run(&scene, &["templates", "push"], &here).await;
    assert!(text.contains("politiebericht_overval_delen nl: created"), "{text}");
    scene.pass_ms(2 * 60_000).await;
    let (text, code) = run(&scene, &["templates"], &here).await;
    assert_eq!(code, 0, "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with("APPROVED")).count(), 64, "{text}");
    // The bot moved: their buttons still lead to the old address.
    let moved = [("DEEL_URL", "https://elders.example.org")];
    let (text, code) = run(&scene, &["templates"], &moved).await;
    assert_eq!(code, 1);
    assert_eq!(text.lines().filter(|line| line.ends_with("APPROVED, other link button")).count(), 10, "{text}");
    let (text, _) = run(&scene, &["doctor"], &moved).await;
    assert!(line(&text, "templates").contains("politiebericht_overval_delen"), "{text}");
    let share = line(&text, "deellink");
    assert!(
        share.contains("zoetermeer wa.me") && share.ends_with("page of our own: https://elders.example.org"),
        "{share}"
    );
    let (text, code) = run(&scene, &["templates"], &[("DEEL_URL", "bot.example.org")]).await;
    assert!(code == 1 && text.contains("DEEL_URL: must begin with https://"), "{text}");
}

#[tokio::test]
async fn the_profile_holds_what_everybody_may_do() {
    let scene = Scene::new(Engine::Sqlite).await;
    let (text, code) = run(&scene, &["profile", "push"], &[]).await;
    assert_eq!(code, 0, "{text}");
    let asked = reqwest::Client::new()
        .get(format!("{}/v26.0/{NUMBER}?fields=conversational_automation", scene.stage.api_url))
        .bearer_auth("stage-token");
    let answer = asked.send().await.unwrap().text().await.unwrap();
    assert!(answer.contains("aanmelden") && answer.contains("Ik wil beheerder worden"), "{answer}");
    assert!(!answer.contains("\"melding\""), "{answer}");
}

#[tokio::test]
async fn the_costs_of_a_month_are_counted_by_category() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 3).await;
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_throughput(NUMBER, Throughput::High, now_ms);
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    let (text, code) = run(&scene, &["costs", "--month", "2026-11"], &[]).await;
    assert_eq!(code, 0, "{text}");
    let utility = text.lines().find(|line| line.starts_with("utility")).unwrap();
    assert_eq!(utility.split_whitespace().collect::<Vec<_>>(), ["utility", "3", "0"]);
    let (text, _) = run(&scene, &["costs", "--month", "2026-10"], &[]).await;
    assert!(!text.contains("utility"), "{text}");
    let (text, code) = run(&scene, &["costs", "--month", "november"], &[]).await;
    assert!(code == 1 && text.contains("is no month"), "{text}");
    assert!(scene.now_ms() > BEGIN_MS);
}

#[rstest]
#[tokio::test]
async fn what_was_not_understood_is_counted_and_nothing_of_it_is_shown(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    let geteld = ["begrip", "misverstaan", "--since", "2026-11-01"];
    let (text, code) = run(&scene, &geteld, &[]).await;
    assert!(code == 0 && text.contains("Nothing was asked about"), "{text}");
    scene.alert(LINE).await;
    // Nothing is likely of this; of the next it is asked which is meant.
    scene.say(BEHEERDER, "blorp zwiep knoert").await;
    scene.say(BEHEERDER, "ik weet het even niet met die groep van mij").await;
    let asked = scene.titles(BEHEERDER);
    if let Some(title) = asked.first() {
        scene.tap(BEHEERDER, title).await;
    }
    let (text, code) = run(&scene, &geteld, &[]).await;
    assert!(code == 0 && text.contains("not understood") && text.contains("beheerder"), "{text}");
    assert!(!text.contains("blorp") && !text.contains("groep van mij") && !text.contains("31612340101"), "{text}");
    let counted = scene.database.number("select count(*) from misverstaan").await;
    assert!(counted >= 2, "{counted}: {text}");
    let moments = scene.database.number("select count(*) from misverstaan where dag_ms % 86400000 <> 0").await;
    assert_eq!(moments, 0, "only the day is kept");
    let (text, code) = run(&scene, &["begrip", "misverstaan", "--since", "gisteren"], &[]).await;
    assert!(code == 1 && text.contains("is no day"), "{text}");
}

#[rstest]
#[tokio::test]
async fn a_sentence_that_police_give_free_is_printed_without_figures_and_person(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.say(AGENT, "vlomp Yilmaz grutsel 42 broem").await;
    let (text, _) = run(&scene, &["begrip", "vrijgegeven"], &[]).await;
    assert!(text.contains("Nobody gave a sentence free."), "{text}");
    scene.tap(AGENT, "Leer van deze zin").await;
    assert!(scene.last(AGENT).contains("'vlomp … grutsel 00 broem'"), "{}", scene.last(AGENT));
    // In capitals too, and at each place.
    scene.say(AGENT, "VLOMP YILMAZ GRUTSEL YILMAZ BROEM").await;
    scene.tap(AGENT, "Leer van deze zin").await;
    assert!(!scene.last(AGENT).to_lowercase().contains("yilmaz"), "{}", scene.last(AGENT));
    let (text, code) = run(&scene, &["begrip", "vrijgegeven"], &[]).await;
    assert_eq!((text.trim(), code), (r#"{"r":"politie","t":"vlomp … grutsel 00 broem"}"#, 0));
    let later = ManualClock::at(scene.now_ms() + 401 * 24 * 60 * 60_000);
    heterdaad::jobs::clean_up(&scene.stage.store, later.as_ref()).await.unwrap();
    let kept = scene.database.number("select count(*) from vrijgegeven").await;
    assert_eq!(kept, 0, "it is not kept for ever");
}
