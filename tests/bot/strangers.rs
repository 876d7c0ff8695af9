//! People without the right, whatever they call themselves.

use heterdaad::simulator::phone::{By, Ticks};
use rstest::rstest;

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const SPOED: &str = "Spoed? Bel nu 112. Geen spoed: 0900-8844. Hier leest niemand mee.";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene
}

#[rstest]
#[tokio::test]
async fn a_report_without_the_right_gets_the_112_line_and_is_recorded(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(VREEMDE, BEHEERDER, GEMEENTE)] who: &str,
    #[values("melding inbraak", "/melding woninginbraak Rokkeveen man met rode jas", "ze breken nu in bij de buren")]
    text: &str,
) {
    let mut scene = scene(engine).await;
    scene.say(who, text).await;
    assert_eq!(scene.count(who), 1);
    let answer = scene.last(who);
    let recorded = "select count(*) from spoor where geweigerd = 'geen recht'";
    // The gemeente works with alerts and is in no need: it hears who can make one.
    if who == GEMEENTE && !text.starts_with("ze breken") {
        assert!(answer.starts_with("Dat kan alleen de politie. Er is niets verstuurd."), "{answer}");
        assert_eq!(scene.database.number(recorded).await, 1);
        assert_eq!(scene.database.number("select count(*) from melding").await, 0);
        return;
    }
    let rest = answer.strip_prefix(SPOED).unwrap_or_else(|| panic!("{answer}"));
    // What a beheerder reports is kept as a tip, and they are told so.
    assert!(rest.is_empty() || (who == BEHEERDER && text.starts_with("ze breken")), "{answer}");
    assert_eq!(scene.database.number(recorded).await, 1);
    assert_eq!(scene.database.number("select count(*) from melding").await, 0);
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_stranger_gets_three_answers_a_day_and_112_always() {
    let mut scene = scene(Engine::Sqlite).await;
    for text in ["hallo", "/help", "wie is dit"] {
        scene.say(VREEMDE, text).await;
    }
    assert_eq!(scene.count(VREEMDE), 3);
    assert!(scene.texts(VREEMDE).iter().all(|text| text.starts_with(SPOED)), "{:?}", scene.texts(VREEMDE));
    // Whatever comes after is answered with the 112 line and nothing else, understood or not.
    for text in ["hallo?", "/status", "/stop", "🎉", "ik ga nu springen", "kom aub snel ze zijn binnen", "qzxv"] {
        let before = scene.count(VREEMDE);
        scene.say(VREEMDE, text).await;
        assert_eq!((scene.count(VREEMDE), scene.last(VREEMDE).as_str()), (before + 1, SPOED), "{text}");
    }
    scene.say(VREEMDE, "help er wordt ingebroken").await;
    assert_eq!(scene.last(VREEMDE), SPOED);
    scene.pass_ms(24 * 3_600_000).await;
    scene.say(VREEMDE, "hallo").await;
    assert!(scene.last(VREEMDE).len() > SPOED.len(), "a new day: {}", scene.last(VREEMDE));
}

#[tokio::test]
async fn a_stranger_in_a_loop_is_silenced_in_the_end_but_for_an_emergency() {
    let mut scene = scene(Engine::Sqlite).await;
    for number in 0..60 {
        scene.say(VREEMDE, &format!("bericht {number} van een kapotte telefoon")).await;
    }
    assert_eq!(scene.count(VREEMDE), 30);
    scene.say(VREEMDE, "help er wordt ingebroken").await;
    assert_eq!((scene.count(VREEMDE), scene.last(VREEMDE).as_str()), (31, SPOED));
}

#[tokio::test]
async fn help_lists_what_a_role_can_do_and_only_that() {
    let mut scene = scene(Engine::Sqlite).await;
    for (who, can_send) in [(AGENT, true), (BEHEERDER, false), (GEMEENTE, false)] {
        scene.say(who, "/help").await;
        let help = scene.last(who);
        assert_eq!(help.contains("/melding"), can_send, "{help}");
        assert_eq!(help.contains("/status"), can_send, "{help}");
        assert!(help.contains("/help") && help.contains("112"), "{help}");
    }
}

#[tokio::test]
async fn a_blocked_officer_is_a_stranger() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.database.execute("update persoon set geblokkeerd = 1 where id = 1").await;
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 0);
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).starts_with("Dit nummer is geblokkeerd"), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_flood_of_strangers_does_not_hold_up_an_alert() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let expected = scene.groups("zoetermeer", "rokkeveen", 20).await;
    for n in 0..60 {
        let wa_id = format!("316888{n:05}");
        scene.stage.simulator.world().add_phone(&wa_id, "vreemde");
        let now_ms = scene.now_ms();
        scene.stage.simulator.world().say(&wa_id, heterdaad::stage::NUMBER, "hallo", now_ms);
    }
    scene.alert(LINE).await;
    scene.pass_ms(3_000).await;
    assert_eq!(scene.alerts().len(), expected.len());
}

#[tokio::test]
async fn only_who_may_say_it_sees_that_it_was_read() {
    let mut scene = scene(Engine::Sqlite).await;
    for (who, text, ticks) in [
        (AGENT, "/help", Ticks::Read),
        (BEHEERDER, "/help", Ticks::Read),
        (VREEMDE, "/help", Ticks::Delivered),
        (BEHEERDER, "melding inbraak", Ticks::Delivered),
    ] {
        scene.say(who, text).await;
        let world = scene.stage.simulator.world();
        let own = world.phone(who).unwrap().chat.iter().rev().find(|bubble| bubble.by == By::Person).unwrap();
        assert_eq!(own.ticks, ticks, "{who} said {text}");
    }
}

#[rstest]
#[tokio::test]
async fn a_forged_politiebericht_is_known_by_its_number(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    scene.say(VREEMDE, "/check ZM-0001").await;
    assert!(scene.last(VREEMDE).starts_with("ZM-0001 is geen politiebericht van ons."), "a draft is no alert");
    scene.tap(AGENT, "Versturen").await;
    scene.say(VREEMDE, "klopt zm 0001?").await;
    assert!(
        scene.last(VREEMDE).starts_with("ZM-0001 is echt: Woninginbraak, Rokkeveen, verstuurd 23-11 14.20 uur."),
        "{}",
        scene.last(VREEMDE)
    );
    scene.say(BEHEERDER, "ZM-9999").await;
    assert!(scene.last(BEHEERDER).starts_with("ZM-9999 is geen politiebericht van ons. Stuur het niet door."));
    scene.say(BEHEERDER, "/check 🤷").await;
    assert!(scene.last(BEHEERDER).starts_with("Welk nummer staat erop?"), "{}", scene.last(BEHEERDER));
    scene.pass_ms(3 * 3_600_000).await;
    scene.say(VREEMDE, "is ZM-0001 echt").await;
    let over = scene.last(VREEMDE);
    assert!(over.contains("en is verlopen om 16.20 uur. Stuur het niet meer door."), "{over}");
}
