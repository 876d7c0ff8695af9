//! Real WhatsApp groups: made by police, entered by link, and what the bot says in them.

use heterdaad::simulator::groups::people::Joined;
use heterdaad::stage::NUMBER;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const TWEEDE: &str = "31612340102";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[TWEEDE]).await;
    for wie in [AGENT, AGENT_BEIDE, BEHEERDER, TWEEDE] {
        scene.say(wie, "/help").await;
    }
    scene
}

/// The link on a phone.
fn link(scene: &Scene, wie: &str) -> String {
    let text = scene.message(wie, "vraag toegang: ").shown.text;
    text.split("vraag toegang: ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

fn join(scene: &Scene, wie: &str, link: &str) -> Joined {
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().join_group(wie, link, now_ms)
}

/// A group of the officer and one beheerder. Answers Meta's id of it.
async fn made(scene: &mut Scene) -> String {
    scene.say(AGENT, "/groep Kernteam Rokkeveen: 06 1234 0101").await;
    scene.pass_ms(10_000).await;
    let link = link(scene, AGENT);
    for wie in [AGENT, BEHEERDER] {
        assert_eq!(join(scene, wie, &link), Joined::Asked);
    }
    scene.pass_ms(10_000).await;
    scene.stage.simulator.world().groups_of(NUMBER).next().unwrap().id.clone()
}

async fn say_in_group(scene: &mut Scene, wie: &str, group: &str, text: &str) {
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().say_in_group(wie, group, text, now_ms).unwrap();
    scene.pass_ms(10_000).await;
}

/// What the bot said in the group, as it stands on a phone.
fn in_group(scene: &Scene, wie: &str) -> Vec<String> {
    scene.messages(wie).into_iter().filter(|seen| seen.group.is_some()).map(|seen| seen.shown.text).collect()
}

#[rstest]
#[tokio::test]
async fn a_group_is_made_and_only_whom_the_bot_knows_comes_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, "/groep Kernteam Rokkeveen: 06 1234 0101, 06-12340102").await;
    scene.pass_ms(10_000).await;
    assert!(
        scene
            .message(AGENT, "wordt gemaakt")
            .shown
            .text
            .starts_with("De groep 'Kernteam Rokkeveen' wordt gemaakt. Alle 3")
    );
    let link = link(&scene, BEHEERDER);
    assert_eq!(link, self::link(&scene, TWEEDE));
    assert_eq!(
        scene.stage.simulator.world().groups_of(NUMBER).next().unwrap().participants.len(),
        0,
        "nobody is put in"
    );
    for wie in [AGENT, BEHEERDER, VREEMDE] {
        join(&scene, wie, &link);
    }
    scene.pass_ms(10_000).await;
    let mut people = scene.stage.simulator.world().groups_of(NUMBER).next().unwrap().participants.clone();
    people.sort();
    assert_eq!(people, [AGENT, BEHEERDER]);
    let leden = "select count(*) from groepsgesprek_lid where lid_ms is not null";
    assert_eq!(scene.database.number(leden).await, 2);
    let geweigerd = "select count(*) from spoor where daad = 'groep toegang' and geweigerd is not null";
    assert_eq!(scene.database.number(geweigerd).await, 1);
    let group = scene.stage.simulator.world().groups_of(NUMBER).next().unwrap().id.clone();
    let now_ms = scene.now_ms();
    assert!(scene.stage.simulator.world().leave_group(BEHEERDER, &group, now_ms));
    scene.pass_ms(10_000).await;
    assert_eq!(scene.database.number(leden).await, 1);
}

#[tokio::test]
async fn commands_work_in_the_group_and_nothing_personal_is_said_there() {
    let mut scene = scene(Engine::Sqlite).await;
    let group = made(&mut scene).await;
    scene.stage.simulator.world().aggregate_group_statuses(true);
    say_in_group(&mut scene, BEHEERDER, &group, "goedemorgen allemaal, inbraak vannacht?").await;
    assert_eq!(in_group(&scene, AGENT).len(), 0, "chatter is not the bot's");
    say_in_group(&mut scene, BEHEERDER, &group, "/check ZM-9999").await;
    assert!(
        in_group(&scene, AGENT).last().unwrap().contains("is geen politiebericht van ons"),
        "{:?}",
        in_group(&scene, AGENT)
    );
    say_in_group(&mut scene, AGENT, &group, "/help").await;
    assert_eq!(in_group(&scene, BEHEERDER).len(), 2);
    let before = in_group(&scene, BEHEERDER).len();
    say_in_group(&mut scene, AGENT, &group, "/wie Rokkeveen").await;
    say_in_group(&mut scene, AGENT, &group, LINE).await;
    assert_eq!(in_group(&scene, BEHEERDER).len(), before, "names and a description go one-to-one");
    assert!(
        scene.texts(AGENT).iter().any(|text| text.starts_with("Rokkeveen: 2 groepen.")),
        "{:?}",
        scene.texts(AGENT)
    );
    // The preview is answered one-to-one, and the way it goes may be asked in the group.
    say_in_group(&mut scene, BEHEERDER, &group, "verstuur").await;
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
    say_in_group(&mut scene, AGENT, &group, "/status").await;
    assert!(in_group(&scene, BEHEERDER).last().unwrap().starts_with("ZM-0001"), "{:?}", in_group(&scene, BEHEERDER));
    assert_eq!(
        scene.database.number("select count(*) from outbox where toestand in ('wacht', 'geclaimd', 'mislukt')").await,
        0
    );
}

#[tokio::test]
async fn whoever_writes_in_the_group_alone_is_answered_by_template() {
    let mut scene = scene(Engine::Sqlite).await;
    let group = made(&mut scene).await;
    scene.pass_ms(25 * 3_600_000).await;
    say_in_group(&mut scene, AGENT, &group, "/wie Rokkeveen").await;
    let answer = scene.texts(AGENT).into_iter().rev().find(|text| text.contains("Rokkeveen: 2 groepen."));
    assert!(answer.is_some_and(|text| text.starts_with("Bericht van de chatbot")), "{:?}", scene.texts(AGENT));
}

#[rstest]
#[case("/groep", "Zo maakt u een WhatsApp-groep")]
#[case("/groep 06 1234 0101", "Zo maakt u een WhatsApp-groep")]
#[case("/groep Team: 06 1234 0777", "Eén nummer ken ik niet.")]
#[case("/groep Team: 06 1234 0777, 06 1234 0099, 06 1234 0101", "2 nummers ken ik niet.")]
#[case("/groep Delft", "Zo maakt u een WhatsApp-groep")]
#[case("/groep Oosterheem", "In Oosterheem is geen hoofdbeheerder bereikbaar.")]
#[tokio::test]
async fn what_cannot_be_made_says_why(#[case] text: &str, #[case] answer: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with(answer), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from groepsgesprek").await, 0);
}

#[tokio::test]
async fn a_wijk_stands_for_its_hoofdbeheerders_and_eight_is_the_most() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/groep Rokkeveen").await;
    scene.pass_ms(10_000).await;
    assert!(scene.message(AGENT, "wordt gemaakt").shown.text.contains("Alle 3"));
    scene.groups("zoetermeer", "rokkeveen", 6).await;
    scene.say(AGENT, "/groep Rokkeveen").await;
    assert!(
        scene.last(AGENT).starts_with("Een groep kan hooguit 8 mensen hebben, u meegerekend; dit zijn er 9."),
        "{}",
        scene.last(AGENT)
    );
    scene.say(BEHEERDER, "/groep Team: 06 1234 0102").await;
    assert!(!scene.last(BEHEERDER).contains("gemaakt"), "police only: {}", scene.last(BEHEERDER));
}

#[tokio::test]
async fn a_number_that_may_make_no_groups_says_so() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.stage.simulator.world().refuse_groups(NUMBER, Some(131_215));
    scene.say(AGENT, "/groep Team: 06 1234 0101").await;
    scene.pass_ms(10_000).await;
    assert!(
        scene
            .texts(AGENT)
            .iter()
            .any(|text| text.contains("De groep 'Team' is niet gemaakt: WhatsApp staat groepen alleen toe")),
        "{:?}",
        scene.texts(AGENT)
    );
}

#[tokio::test]
async fn who_is_of_another_gemeente_is_as_unknown_as_a_stranger() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("loosduinen", "waldeck", "Waldeck", &["31612340131"]).await;
    let mut answers = Vec::new();
    for number in ["06 1234 0131", "06 1234 0777"] {
        scene.say(AGENT, &format!("/groep Kernteam: {number}")).await;
        answers.push(scene.last(AGENT));
    }
    assert!(answers[0].starts_with("Eén nummer ken ik niet."), "{answers:?}");
    assert_eq!(answers[0], answers[1]);
    let recorded = "select count(*) from spoor where daad = 'groep' and geweigerd is not null";
    assert_eq!(scene.database.number(recorded).await, 2);
}
