//! Sending when things go wrong: refused, lost, doubled, out of order.

use heterdaad::simulator::faults::{Behaviour, Chances, Plan};
use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

async fn scene(engine: Engine, groups: usize) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", groups).await;
    scene.say(AGENT, LINE).await;
    (scene, groups)
}

fn copies(scene: &Scene, wa_id: &str) -> usize {
    let alert = |text: &str| text.starts_with("POLITIEBERICHT");
    scene.alerts().iter().filter(|accepted| accepted.to == wa_id && alert(&accepted.shown.text)).count()
}

#[rstest]
#[tokio::test]
async fn whatever_goes_wrong_nobody_is_skipped(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(1, 2, 3)] seed: u64,
) {
    let (mut scene, groups) = scene(engine, 39).await;
    let chances = Chances {
        server_error: 10,
        too_fast: 10,
        cut_after_accept: 10,
        slow: 0,
        cut_before_accept: 10,
        duplicate: 30,
        batch: 50,
        disorder: 50,
    };
    scene.stage.simulator.set_plan(Plan::by_chance(seed, chances));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10 * 60_000).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(10 * 60_000).await;
    // Where nobody can tell after a second attempt, the officer decides.
    if scene.database.number("select count(*) from outbox where toestand = 'vastgehouden'").await > 0 {
        scene.tap(AGENT, "Alsnog versturen").await;
        scene.pass_ms(60_000).await;
    }
    let twice: usize = groups.iter().map(|wa_id| copies(&scene, wa_id)).filter(|copies| *copies > 1).count();
    let never: Vec<&String> = groups.iter().filter(|wa_id| copies(&scene, wa_id) == 0).collect();
    assert!(never.is_empty(), "{never:?}");
    assert_eq!(
        scene.database.number("select count(*) from outbox where klasse = 20 and toestand = 'mislukt'").await,
        0
    );
    assert_eq!(twice, 0, "a status settled every lost answer");
    assert_eq!(
        scene
            .database
            .number(
                "select count(*) from outbox where toestand in ('wacht', 'geclaimd', 'vastgehouden') and klasse = 20"
            )
            .await,
        0
    );
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_its_status() {
    let (mut scene, groups) = scene(Engine::Sqlite, 5).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutAfterAccept));
    scene.tap(AGENT, "Versturen").await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(5 * 60_000).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
    assert_eq!(scene.database.number("select count(*) from outbox where melding_id is not null and toestand = 'geaccepteerd' and herhalingen = 0").await, 5);
}

#[tokio::test]
async fn a_lost_answer_without_a_status_is_repeated_once_and_marked() {
    let (mut scene, groups) = scene(Engine::Sqlite, 5).await;
    let before_ms = scene.now_ms();
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutAfterAcceptWithoutStatus));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(30 * 60_000).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 2, "repeated once, at most");
    }
    let repeats: Vec<_> = scene
        .alerts()
        .into_iter()
        .filter(|alert| alert.callback_data.as_ref().is_some_and(|data| data.ends_with(":1")))
        .collect();
    assert_eq!(repeats.len(), 5, "marked as a repetition");
    assert!(repeats.iter().all(|alert| alert.at_ms - before_ms >= 15_000), "not before a status had time to come");
    // The officer's answers met an outage: each is tried once more at most.
    assert_eq!(
        scene.database.number("select count(*) from outbox where melding_id is null and herhalingen > 1").await,
        0
    );
}

#[tokio::test]
async fn a_cut_before_acceptance_is_repeated_and_arrives() {
    let (mut scene, groups) = scene(Engine::Sqlite, 5).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::CutBeforeAccept));
    scene.tap(AGENT, "Versturen").await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(5 * 60_000).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
        assert!(scene.last(wa_id).starts_with("POLITIEBERICHT"));
    }
}

#[rstest]
#[case::locked(131_031)]
#[case::token(190)]
#[tokio::test]
async fn a_stopped_number_holds_and_goes_on_by_itself(#[case] code: i64) {
    let (mut scene, groups) = scene(Engine::Sqlite, 5).await;
    let plan: fn(usize) -> Behaviour =
        if code == 190 { |_| Behaviour::Refuse(190) } else { |_| Behaviour::Refuse(131_031) };
    scene.stage.simulator.set_plan(Plan::by_script(plan));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(4 * 60_000).await;
    assert_eq!(scene.alerts().len(), 0);
    let asked = scene.stage.simulator.world().requests();
    assert!(asked < 40, "one message at a time sees whether it works again: {asked}");
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(60_000).await;
    for wa_id in &groups {
        assert_eq!(copies(&scene, wa_id), 1);
    }
}

#[tokio::test]
async fn without_its_template_an_alert_goes_free_form_where_the_window_is_open() {
    let (mut scene, groups) = scene(Engine::Sqlite, 2).await;
    scene.say(&groups[0], "/help").await;
    scene.stage.simulator.world().templates.clear();
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(60_000).await;
    assert!(scene.last(&groups[0]).starts_with("POLITIEBERICHT ZM-0001"));
    assert_eq!(scene.titles(&groups[0]), ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen"]);
    assert_eq!(copies(&scene, &groups[1]), 0);
    scene.say(AGENT, "/status").await;
    assert!(
        scene.last(AGENT).contains("1 niet bezorgd: rokkeveen 001 (te lang niet geschreven)"),
        "{}",
        scene.last(AGENT)
    );
}

#[tokio::test]
async fn statuses_in_any_order_never_go_backwards() {
    let (mut scene, _) = scene(Engine::Sqlite, 30).await;
    scene
        .stage
        .simulator
        .set_plan(Plan::by_chance(9, Chances { duplicate: 80, disorder: 100, batch: 90, ..Chances::default() }));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(60_000).await;
    let alerts = "select count(*) from outbox where melding_id is not null";
    assert_eq!(scene.database.number(alerts).await, 30);
    assert_eq!(scene.database.number("select count(*) from outbox where melding_id is not null and toestand = 'geaccepteerd' and verzonden_ms is not null and afgeleverd_ms is not null").await, 30);
    scene.say(AGENT, "/status details").await;
    assert!(scene.last(AGENT).contains("30 verzonden, 30 bezorgd"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn one_person_gets_a_burst_and_is_then_paced() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    // What comes in takes nothing from answers to police: only the pair limit is looked at here.
    scene.stage.simulator.world().counts_inbound = false;
    for _ in 0..60 {
        let now_ms = scene.now_ms();
        scene.stage.simulator.world().say(AGENT, heterdaad::stage::NUMBER, "/help", now_ms);
    }
    scene.pass_ms(3_000).await;
    assert!(scene.count(AGENT) <= 45, "{}", scene.count(AGENT));
    scene.pass_ms(10 * 60_000).await;
    assert_eq!(scene.count(AGENT), 60, "nothing is lost");
    let (requests, accepted) = {
        let world = scene.stage.simulator.world();
        (world.requests(), world.accepted().len())
    };
    assert_eq!(requests, accepted, "Meta never had to refuse");
}
