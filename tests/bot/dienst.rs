//! Who is typing on a telephone that several share: signing on with a code, what waits for it, and its end.

use heterdaad::bot::verstaan::{Intent, Uitkomst};
use heterdaad::domain::persoon::PersoonId;
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::totp::{Geheim, stap};
use heterdaad::store::{dienst, persoon};
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, LINE, MINUTE_MS, Scene};

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// The telephone of [`AGENT`] is shared by two named officers without one of their own.
struct Meldkamer {
    scene: Scene,
    bakker: (PersoonId, Geheim),
    visser: (PersoonId, Geheim),
}

impl Meldkamer {
    async fn new(engine: Engine) -> Self {
        let mut scene = Scene::new(engine).await;
        scene.groups("zoetermeer", "rokkeveen", 1).await;
        let mut tx = scene.stage.store.begin().await.unwrap();
        dienst::set_shared(&mut tx, PersoonId(1), true, BEGIN_MS).await.unwrap();
        let mut people = Vec::new();
        for (naam, rol, byte) in [("Kim Bakker", Rol::Politie, 1), ("Sam Visser", Rol::Wijkagent, 2)] {
            let id = persoon::add_named(&mut tx, naam, BEGIN_MS).await.unwrap();
            persoon::grant(&mut tx, id, rol, &"zoetermeer".into(), &"".into(), BEGIN_MS).await.unwrap();
            let geheim = Geheim::van([byte; 20]);
            dienst::set_secret(&mut tx, id, &geheim, BEGIN_MS).await.unwrap();
            people.push((id, geheim));
        }
        tx.commit().await.unwrap();
        let visser = people.pop().unwrap();
        Self { scene, bakker: people.pop().unwrap(), visser }
    }

    fn code(&self, geheim: &Geheim) -> String {
        geheim.code(stap(self.scene.now_ms()))
    }

    /// Kim Bakker signs on.
    async fn bakker_signs_on(&mut self) {
        let code = self.code(&self.bakker.1);
        self.scene.say(AGENT, &format!("/dienst {code}")).await;
        assert!(self.scene.last(AGENT).starts_with("Kim Bakker is aangemeld"), "{}", self.scene.last(AGENT));
    }

    fn made(&self) -> (Option<Intent>, Option<Uitkomst>) {
        let verstaan = self.scene.stage.verstaan().unwrap_or_default();
        (verstaan.intent, verstaan.uitkomst)
    }
}

#[rstest]
#[tokio::test]
async fn what_was_typed_waits_for_a_sign_on_and_goes_on(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut kamer = Meldkamer::new(engine).await;
    kamer.scene.say(AGENT, LINE).await;
    assert_eq!(kamer.made(), (Some(Intent::Dienst), Some(Uitkomst::Ask)));
    let last = kamer.scene.last(AGENT);
    assert!(last.starts_with("Er is niemand aangemeld op deze telefoon. Er is niets verstuurd."), "{last}");
    assert_eq!(kamer.scene.database.number("select count(*) from melding").await, 0, "nothing was begun");
    // The code alone is enough, in whatever form cold hands give it.
    let code = kamer.code(&kamer.bakker.1);
    kamer.scene.say(AGENT, &format!("{} {}", &code[..3], &code[3..])).await;
    assert_eq!(kamer.made(), (Some(Intent::Dienst), Some(Uitkomst::Accepted)));
    let last = kamer.scene.last(AGENT);
    assert!(last.starts_with("Kim Bakker is aangemeld op deze telefoon tot 02.20 uur."), "{last}");
    assert!(last.contains(LINE), "{last}");
    kamer.scene.tap(AGENT, "Ga verder").await;
    assert!(kamer.scene.last(AGENT).starts_with("NOG NIET VERSTUURD"), "{}", kamer.scene.last(AGENT));
    kamer.scene.say(AGENT, "ja").await;
    assert_eq!(kamer.scene.alerts().len(), 1);
    let bakker = kamer.bakker.0.0;
    let wie = kamer.scene.database.texts("select verzender_id || ' ' || wie_id from melding").await;
    assert_eq!(wie, [format!("1 {bakker}")], "the chat is the telephone's, the alert the person's");
    let spoor = "select persoon_id from spoor where daad = 'melding verstuurd'";
    assert_eq!(kamer.scene.database.number(spoor).await, bakker);
    // What was a code is nowhere.
    let kept = kamer.scene.database.texts("select bericht from outbox").await;
    assert!(kept.iter().all(|kept| !kept.contains(&code)), "{kept:?}");
    let payloads = "select count(*) from inbox where payload is null";
    assert_eq!(kamer.scene.database.number(payloads).await, 1);
    kamer.scene.tap(AGENT, "Ga verder").await;
    assert!(kamer.scene.last(AGENT).starts_with("Er wacht niets meer."), "{}", kamer.scene.last(AGENT));
}

#[rstest]
#[tokio::test]
async fn a_code_counts_once_and_wrong_ones_are_limited(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut kamer = Meldkamer::new(engine).await;
    let code = kamer.code(&kamer.bakker.1);
    kamer.bakker_signs_on().await;
    kamer.scene.say(AGENT, "/dienst uit").await;
    assert!(kamer.scene.last(AGENT).starts_with("Kim Bakker is afgemeld."), "{}", kamer.scene.last(AGENT));
    kamer.scene.say(AGENT, &format!("/dienst {code}")).await;
    assert!(kamer.scene.last(AGENT).starts_with("Die code is al een keer gebruikt."), "{}", kamer.scene.last(AGENT));
    assert_eq!(kamer.made(), (Some(Intent::Dienst), Some(Uitkomst::Denied)));
    let wrong = (0..).map(|n| format!("{n:06}")).find(|code| {
        let near = (-3..=20).map(|step| stap(kamer.scene.now_ms()) + step);
        near.flat_map(|step| [kamer.bakker.1.code(step), kamer.visser.1.code(step)]).all(|right| right != *code)
    });
    for _ in 0..4 {
        kamer.scene.say(AGENT, &format!("/dienst {}", wrong.as_deref().unwrap())).await;
        assert!(kamer.scene.last(AGENT).starts_with("Die code klopt niet."), "{}", kamer.scene.last(AGENT));
    }
    kamer.scene.pass_ms(MINUTE_MS).await;
    let code = kamer.code(&kamer.bakker.1);
    kamer.scene.say(AGENT, &format!("/dienst {code}")).await;
    assert!(kamer.scene.last(AGENT).starts_with("Te vaak een verkeerde code"), "{}", kamer.scene.last(AGENT));
    kamer.scene.pass_ms(16 * MINUTE_MS).await;
    kamer.bakker_signs_on().await;
    let refused = "select count(*) from spoor where daad = 'dienst' and geweigerd is not null";
    assert_eq!(kamer.scene.database.number(refused).await, 6);
}

#[tokio::test]
async fn the_rights_are_those_of_who_is_signed_on() {
    let mut kamer = Meldkamer::new(Engine::Sqlite).await;
    kamer.bakker_signs_on().await;
    kamer.scene.pass_ms(MINUTE_MS).await;
    let code = kamer.code(&kamer.visser.1);
    kamer.scene.say(AGENT, &format!("/dienst viser {code}")).await;
    let last = kamer.scene.last(AGENT);
    assert!(last.starts_with("Sam Visser is aangemeld") && last.contains("Kim Bakker is afgemeld."), "{last}");
    // A wijkagent lays a draft before somebody; the telephone's own role could have sent it.
    kamer.scene.say(AGENT, LINE).await;
    assert_eq!(kamer.scene.alerts().len(), 0);
    assert!(kamer.scene.last(AGENT_BEIDE).contains("concept van de wijkagent"), "{}", kamer.scene.last(AGENT_BEIDE));
    kamer.scene.say(AGENT, "/dienst").await;
    assert!(kamer.scene.last(AGENT).starts_with("Sam Visser is aangemeld"), "{}", kamer.scene.last(AGENT));
    // Two persons at one telephone are two: the colleague takes over and agrees.
    kamer.scene.pass_ms(MINUTE_MS).await;
    kamer.bakker_signs_on().await;
    kamer.scene.say(AGENT, "akkoord ZM-0001").await;
    assert_eq!(kamer.scene.alerts().len(), 1);
}

#[rstest]
#[tokio::test]
async fn its_end_is_told_and_not_found_out_at_sending(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut kamer = Meldkamer::new(engine).await;
    kamer.bakker_signs_on().await;
    kamer.scene.pass_ms(12 * HOUR_MS - 10 * MINUTE_MS).await;
    let last = kamer.scene.last(AGENT);
    assert!(last.starts_with("De aanmelding van Kim Bakker op deze telefoon loopt om 02.20 uur af."), "{last}");
    kamer.scene.pass_ms(10 * MINUTE_MS).await;
    let last = kamer.scene.last(AGENT);
    assert!(last.starts_with("De aanmelding van Kim Bakker op deze telefoon is afgelopen."), "{last}");
    kamer.scene.say(AGENT, "/melding").await;
    assert!(kamer.scene.last(AGENT).starts_with("Er is niemand aangemeld"), "{}", kamer.scene.last(AGENT));
    let ended = "select count(*) from spoor where daad = 'dienst verlopen'";
    assert_eq!(kamer.scene.database.number(ended).await, 1);
}

#[tokio::test]
async fn whoever_signs_on_anew_is_not_told_of_the_first_end() {
    let mut kamer = Meldkamer::new(Engine::Sqlite).await;
    kamer.bakker_signs_on().await;
    kamer.scene.pass_ms(6 * HOUR_MS).await;
    kamer.bakker_signs_on().await;
    let before = kamer.scene.count(AGENT);
    kamer.scene.pass_ms(7 * HOUR_MS).await;
    assert_eq!(kamer.scene.count(AGENT), before);
}

#[tokio::test]
async fn help_how_it_stands_and_blocking_wait_for_nobody() {
    let mut kamer = Meldkamer::new(Engine::Sqlite).await;
    for (typed, part) in [("/help", "/dienst"), ("/status", "U verstuurde"), ("/check ZM-1", "ZM-0001")] {
        kamer.scene.say(AGENT, typed).await;
        assert!(kamer.scene.last(AGENT).contains(part), "{typed}: {}", kamer.scene.last(AGENT));
    }
    // The last who can send in a gemeente needs two.
    kamer.scene.person("31612340003", Rol::Politie, &["loosduinen"]).await;
    kamer.scene.say(AGENT, "/blokkeer 06 1234 0002").await;
    assert_eq!(kamer.scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 1);
}

#[tokio::test]
async fn on_a_telephone_of_ones_own_nothing_changes() {
    let mut kamer = Meldkamer::new(Engine::Sqlite).await;
    kamer.scene.say(AGENT_BEIDE, "/dienst 123456").await;
    assert!(kamer.scene.last(AGENT_BEIDE).starts_with("Op deze telefoon hoeft u"), "{}", kamer.scene.last(AGENT_BEIDE));
    kamer.scene.say(AGENT_BEIDE, LINE).await;
    assert!(kamer.scene.last(AGENT_BEIDE).starts_with("NOG NIET VERSTUURD"), "{}", kamer.scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn a_person_who_is_blocked_is_signed_on_nowhere() {
    let mut kamer = Meldkamer::new(Engine::Sqlite).await;
    kamer.bakker_signs_on().await;
    let mut tx = kamer.scene.stage.store.begin().await.unwrap();
    persoon::block(&mut tx, kamer.bakker.0).await.unwrap();
    tx.commit().await.unwrap();
    kamer.scene.say(AGENT, LINE).await;
    assert!(kamer.scene.last(AGENT).starts_with("Er is niemand aangemeld"), "{}", kamer.scene.last(AGENT));
}

fn heterdaad(url: &str, arguments: &[&str]) -> (String, Option<i32>) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_heterdaad"))
        .args(arguments)
        .env_clear()
        .env("DATABASE_URL", url)
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (text, output.status.code())
}

#[rstest]
#[tokio::test]
async fn an_operator_enrols_somebody_by_name_and_marks_a_telephone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let url = scene.database.url.clone();
    let file = scene.database.folder().join("code.svg");
    let file = file.to_str().unwrap();
    let (text, code) = heterdaad(&url, &["person", "dienst", "Kim Bakker"]);
    assert!(code == Some(1) && text.contains("nobody of the police goes by that"), "{text}");
    let new = ["person", "dienst", "Kim Bakker", "--role", "politie", "--gemeente", "zoetermeer", "--file", file];
    let (text, code) = heterdaad(&url, &new);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains('▀') || text.contains('█'), "a code to scan: {text}");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let enrolled = dienst::enrolled(&mut tx).await.unwrap();
    tx.roll_back().await.unwrap();
    let [kim] = enrolled.as_slice() else { panic!("{}", enrolled.len()) };
    let secret = kim.geheim.uri("").split(['=', '&']).nth(1).unwrap().to_owned();
    assert!(secret.len() == 32 && !text.contains(&secret), "the secret is no line of text");
    assert!(std::fs::read_to_string(file).unwrap().contains("<svg"));
    let (text, code) = heterdaad(&url, &["person", "shared", "06 1234 0001"]);
    assert_eq!(code, Some(0), "{text}");
    scene.say(AGENT, "/melding").await;
    assert!(scene.last(AGENT).starts_with("Er is niemand aangemeld"), "{}", scene.last(AGENT));
    let typed = kim.geheim.code(stap(scene.now_ms()));
    scene.say(AGENT, &format!("dienst {typed}")).await;
    assert!(scene.last(AGENT).starts_with("Kim Bakker is aangemeld"), "{}", scene.last(AGENT));
    // Renewed: who is signed on stays so; the code of before works no more.
    let (text, code) = heterdaad(&url, &["person", "dienst", "kim bakker"]);
    assert_eq!(code, Some(0), "{text}");
    let (text, _) = heterdaad(&url, &["person", "dienst", "Kim Bakker", "--end"]);
    assert!(text.contains("Signed off on 1 telephones."), "{text}");
    scene.pass_ms(MINUTE_MS).await;
    let typed = kim.geheim.code(stap(scene.now_ms()));
    scene.say(AGENT, &format!("/dienst {typed}")).await;
    assert!(scene.last(AGENT).starts_with("Die code klopt niet."), "{}", scene.last(AGENT));
    let (text, _) = heterdaad(&url, &["person", "dienst", "Kim Bakker", "--forget"]);
    assert!(text.contains("Their app works no more"), "{text}");
    let (text, code) = heterdaad(&url, &["person", "shared", "06 1234 0001", "--off"]);
    assert_eq!(code, Some(0), "{text}");
    scene.say(AGENT, "/melding").await;
    assert!(scene.last(AGENT).starts_with("Wat is er aan de hand?"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from persoon where naam = 'Kim Bakker'").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_withdrawal_waits_for_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut kamer = Meldkamer::new(engine).await;
    kamer.bakker_signs_on().await;
    kamer.scene.say(AGENT, LINE).await;
    kamer.scene.say(AGENT, "verstuur").await;
    assert_eq!(kamer.scene.alerts().len(), 1);
    kamer.scene.say(AGENT, "/dienst uit").await;
    kamer.scene.say(AGENT, "/update man is kaal").await;
    assert_eq!(kamer.made(), (Some(Intent::Dienst), Some(Uitkomst::Ask)), "that acts, and waits");
    kamer.scene.say(AGENT, "trek in ZM-0001, verkeerde wijk").await;
    assert_eq!(kamer.made(), (Some(Intent::MeldingIntrek), Some(Uitkomst::Sent)));
    assert_eq!(kamer.scene.database.texts("select status from melding").await, ["ingetrokken"]);
    let recorded = "select persoon_id from spoor where daad = 'intrekken zonder dienst'";
    assert_eq!(kamer.scene.database.number(recorded).await, 1, "as the telephone");
    // Somebody with fewer rights than the telephone can withdraw too.
    kamer.bakker_signs_on().await;
    kamer.scene.say(AGENT, LINE).await;
    kamer.scene.say(AGENT, "verstuur").await;
    kamer.scene.pass_ms(MINUTE_MS).await;
    let code = kamer.code(&kamer.visser.1);
    kamer.scene.say(AGENT, &format!("/dienst {code}")).await;
    kamer.scene.say(AGENT, "/intrekken ZM-0002").await;
    let withdrawn = "select count(*) from melding where status = 'ingetrokken'";
    assert_eq!(kamer.scene.database.number(withdrawn).await, 2);
    assert_eq!(
        kamer.scene.database.number("select einde_door from melding where nummer = 'ZM-0002'").await,
        kamer.visser.0.0
    );
}
