//! A telephone that is to rest: who can say so alone, who needs a second, and how it is undone.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const GEMEENTE_TWEE: &str = "31612340015";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.person(GEMEENTE_TWEE, Rol::Gemeente, &["zoetermeer"]).await;
    for wie in [AGENT, AGENT_BEIDE, BEHEERDER] {
        // They wrote lately: what they get is free-form. Those of the gemeente get templates.
        scene.say(wie, "/help").await;
    }
    scene
}

async fn blocked(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from persoon where geblokkeerd = 1").await
}

#[rstest]
#[tokio::test]
async fn it_rests_at_once_says_whose_it_is_and_two_colleagues_undo_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT_BEIDE, "/blokkeer 06 1234 0001").await;
    assert_eq!(blocked(&scene).await, 1);
    let answer = scene.last(AGENT_BEIDE);
    assert!(answer.contains("Dit nummer is van iemand (politie).") && answer.contains("Klopt dat?"), "{answer}");
    assert_eq!(scene.titles(AGENT_BEIDE), ["Ja, klopt", "Terugzetten"]);
    let told = scene.last(AGENT);
    assert!(told.starts_with("Dit nummer is geblokkeerd") && told.contains("Bel een collega"), "{told}");
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).starts_with("Dit nummer is geblokkeerd"), "{}", scene.last(AGENT));
    // The same person twice is one.
    scene.tap(AGENT_BEIDE, "Terugzetten").await;
    scene.tap(AGENT_BEIDE, "Terugzetten").await;
    assert_eq!(blocked(&scene).await, 1);
    assert!(scene.last(AGENT_BEIDE).contains("tot een tweede collega"), "{}", scene.last(AGENT_BEIDE));
    scene.tap(GEMEENTE, "Terugzetten").await;
    assert_eq!(blocked(&scene).await, 0, "{}", scene.last(GEMEENTE));
    assert!(scene.last(AGENT).starts_with("De blokkade van dit nummer is opgeheven."), "{}", scene.last(AGENT));
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("NOG NIET VERSTUURD"), "{}", scene.last(AGENT));
}

#[rstest]
#[case::police("0612340001")]
#[case::control_room("+31 6 12340002")]
#[tokio::test]
async fn the_gemeente_rests_police_only_together_with_police(#[case] number: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for wie in [GEMEENTE, GEMEENTE_TWEE, GEMEENTE] {
        scene.say(wie, &format!("/blokkeer {number}")).await;
        assert!(scene.last(wie).starts_with("Nog niets gedaan:"), "{}", scene.last(wie));
    }
    assert_eq!(blocked(&scene).await, 0, "however many of the gemeente say so");
    let ander = if number.ends_with("0001") { AGENT_BEIDE } else { AGENT };
    scene.tap(ander, "Blokkeren").await;
    assert_eq!(blocked(&scene).await, 1, "{}", scene.last(ander));
}

#[tokio::test]
async fn a_number_that_is_not_of_police_rests_at_the_word_of_the_gemeente() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/blokkeer 06 1234 0101").await;
    assert_eq!(blocked(&scene).await, 1);
    assert!(scene.last(GEMEENTE).contains("(beheerder van Waterlelie)"), "{}", scene.last(GEMEENTE));
    assert!(scene.last(BEHEERDER).starts_with("Dit nummer is geblokkeerd"), "{}", scene.last(BEHEERDER));
    scene.tap(GEMEENTE, "Ja, klopt").await;
    assert_eq!(scene.last(GEMEENTE), "Goed, het blijft geblokkeerd.");
    scene.say(GEMEENTE, "/blokkeer 06 1234 0101").await;
    assert!(scene.last(GEMEENTE).starts_with("Niets gedaan: het nummer van"), "{}", scene.last(GEMEENTE));
}

#[rstest]
#[tokio::test]
async fn the_last_who_can_send_is_rested_by_two(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.wijkagent("31612340020", "zoetermeer", "rokkeveen").await;
    scene.say(AGENT, "/blokkeer 06 1234 0002").await;
    // That one can send in Loosduinen alone.
    assert_eq!(blocked(&scene).await, 0, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("is de laatste die hier een melding kan versturen"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/blokkeer 06 1234 0002").await;
    assert_eq!(blocked(&scene).await, 0, "the same person twice is one");
    scene.tap("31612340020", "Blokkeren").await;
    assert_eq!(blocked(&scene).await, 1);
    // Now the other one is the last of Zoetermeer.
    scene.say("31612340020", "/blokkeer 06 1234 0001").await;
    assert_eq!(blocked(&scene).await, 1);
    scene.tap(GEMEENTE, "Blokkeren").await;
    assert_eq!(blocked(&scene).await, 2, "police and gemeente together");
}

#[rstest]
#[case(AGENT, "/blokkeer 06 1234 9876")]
#[case(GEMEENTE, "/blokkeer +31612349876")]
#[case(AGENT_BEIDE, "blokkeer 0612349876 gestolen")]
#[case(BEHEERDER, "/blokkeer 06 1234 0001")]
#[case(GEMEENTE_TWEE, "/blokkeer 0049 151 1234 5678")]
#[tokio::test]
async fn a_number_that_is_not_on_the_list_is_said(#[case] wie: &str, #[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(wie, text).await;
    assert!(scene.last(wie).starts_with("Niets gedaan:"), "{}", scene.last(wie));
    assert_eq!(blocked(&scene).await, 0);
}

#[tokio::test]
async fn nobody_undoes_their_own_and_no_stranger_does() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/blokkeer 06 1234 0001").await;
    let knop = scene.message(AGENT_BEIDE, "Klopt dat?").shown.choice_titled("Terugzetten").unwrap().to_owned();
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Terugzetten" } } });
    for wie in [AGENT, VREEMDE, BEHEERDER] {
        scene.send(wie, tik.clone()).await;
    }
    scene.tap(GEMEENTE, "Terugzetten").await;
    assert_eq!(blocked(&scene).await, 1, "only one colleague wanted it so far");
}
