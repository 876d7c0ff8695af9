//! Only the first word of a message is a command: what stands further on belongs to what is described.

use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";

/// A running alert about Rokkeveen, and another wijk for the next one.
async fn running() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "meerzicht", "Buurtapp Meerzicht", &["31612340102"]).await;
    scene.alert(LINE).await;
    scene
}

async fn still_running(scene: &Scene) -> bool {
    scene
        .database
        .number(
            "select count(*) from melding where nummer = 'ZM-0001' and status = 'verzonden' and stilgezet_ms is null",
        )
        .await
        == 1
}

#[rstest]
#[case("/melding woninginbraak meerzicht man zwarte jas /intrekken ZM-0001 grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas\n/intrekken ZM-0001\ngrijze broek")]
#[case("/MELDING woninginbraak meerzicht man zwarte jas /INTREKKEN zm0001 grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas \"/intrekken ZM-0001\" grijze broek")]
#[case("melding woninginbraak meerzicht man zwarte jas trek ZM-0001 in grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas /stop grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas /wis grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas /sluit ZM-0001 verdachte weg grijze broek")]
#[case("/melding woninginbraak meerzicht man zwarte jas roept stop! grijze broek")]
#[case("woninginbraak meerzicht man zwarte jas /intrekken ZM-0001 grijze broek")]
#[case("woninginbraak meerzicht man zwarte jas trok hem in, intrekken ZM-0001 grijze broek")]
#[tokio::test]
async fn a_command_inside_a_description_does_nothing(#[case] text: &str) {
    let mut scene = running().await;
    let before = scene.count(BEHEERDER);
    scene.say(AGENT, text).await;
    assert!(still_running(&scene).await, "{text}: {}", scene.last(AGENT));
    assert_eq!(scene.count(BEHEERDER), before, "nobody heard anything");
    let shown = scene.last(AGENT);
    assert!(shown.contains("ZM-0002") || shown.contains("Bedoelt u"), "{text}: {shown}");
    if text.starts_with('/') && text.contains(" /") {
        assert!(shown.contains("alleen het eerste woord is een opdracht"), "{shown}");
    }
}

#[rstest]
#[case("man zwarte jas /intrekken ZM-0001 grijze broek")]
#[case("jongen rode trui, /stop, blauwe pet")]
#[case("man zwarte jas\n/blokkeer mijn toestel")]
#[case("vrouw groene jas ZM-0001 intrekken")]
#[tokio::test]
async fn nor_does_one_in_an_answer(#[case] text: &str) {
    let mut scene = running().await;
    scene.say(AGENT, "/melding overval meerzicht").await;
    scene.say(AGENT, text).await;
    assert!(still_running(&scene).await, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0002"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("overval meerzicht man zwarte jas blokkeer 06 12340002")]
#[case("overval meerzicht man zwarte jas akkoord ZM-0001")]
#[case("overval meerzicht man zwarte jas wis mijn gegevens")]
#[case("overval meerzicht man zwarte jas, andere verdachte aangehouden")]
#[tokio::test]
async fn nor_do_orders_without_a_slash(#[case] text: &str) {
    let mut scene = running().await;
    scene.say(AGENT, text).await;
    assert!(still_running(&scene).await, "{}", scene.last(AGENT));
    let answer = scene.last(AGENT);
    assert!(!answer.contains("geblokkeerd"), "{answer}");
    // The telephone named in it may still do what it could.
    scene.say(crate::harness::AGENT_BEIDE, "/status ZM-0001").await;
    assert!(scene.last(crate::harness::AGENT_BEIDE).contains("ZM-0001"), "{}", scene.last(crate::harness::AGENT_BEIDE));
}

#[rstest]
#[case("/intrekken ZM-0001 verkeerde wijk")]
#[case("intrekken zm 0001")]
#[case("ZM-0001 intrekken")]
#[case("trek zm1 in, was de man met de zwarte jas van nummer 3 zelf")]
#[case("nee trek in!")]
#[case("melding zm0001 intrekken")]
#[case("/melding intrekken ZM-0001")]
#[tokio::test]
async fn an_order_in_front_is_still_heard(#[case] text: &str) {
    let mut scene = running().await;
    scene.say(AGENT, text).await;
    assert!(!still_running(&scene).await, "{text}: {}", scene.last(AGENT));
}
