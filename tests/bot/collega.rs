//! Police and gemeente among themselves: who runs what, lost phones, changed numbers; and who was invited.

use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, GEMEENTE, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const MEDE: &str = "31612340102";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene
}

async fn add(scene: &mut Scene, groep: &str, wijken: &[&str], wa_id: &str, rang: Rang, invited: bool) {
    if scene.stage.simulator.world().phone(wa_id).is_none() {
        scene.stage.simulator.world().add_phone(wa_id, "beheerder");
    }
    let wijken: Vec<_> = wijken.iter().map(|&wijk| wijk.into()).collect();
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_or_add_group(&mut tx, &"zoetermeer".into(), groep, &wijken, BEGIN_MS).await.unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.into()), "mede-beheerder", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, rang).await.unwrap();
    if invited {
        persoon::invite(&mut tx, id, BEGIN_MS).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn who_runs_what_is_for_police_and_gemeente_of_that_place_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    add(&mut scene, "Waterlelie", &["rokkeveen", "oosterheem"], MEDE, Rang::Reserve, true).await;
    for (wie, wijk) in [(AGENT, "rokeveen"), (GEMEENTE, "Oosterheem"), (AGENT, "alle groepen van Rokkeveen graag")] {
        scene.say(wie, &format!("/wie {wijk}")).await;
        let antwoord = scene.last(wie);
        assert!(
            antwoord.ends_with("1 groep.\nWaterlelie: beheerder (hoofd), mede-beheerder (reserve, uitgenodigd)"),
            "{antwoord}"
        );
        assert!(!antwoord.contains("31612"), "no numbers");
    }
    scene.say(AGENT, "/wie Waldeck").await;
    assert!(scene.last(AGENT).starts_with("'Waldeck' is geen wijk waar u dit kunt zien"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/wie").await;
    assert!(scene.last(AGENT).starts_with("Van welke wijk?"));
    for wie in [BEHEERDER, VREEMDE] {
        scene.say(wie, "/wie Rokkeveen").await;
        assert!(!scene.last(wie).contains("Waterlelie"), "{}", scene.last(wie));
        scene.say(wie, "wie is beheerder van Waterlelie?").await;
        assert!(!scene.last(wie).contains("hoofd"), "{}", scene.last(wie));
    }
    assert_eq!(scene.database.number("select count(*) from spoor where daad = 'wie' and geweigerd is null").await, 3);
    assert_eq!(
        scene.database.number("select count(*) from spoor where daad = 'wie' and geweigerd = 'geen recht'").await,
        2
    );
}

#[rstest]
#[tokio::test]
async fn a_lost_phone_is_blocked_at_once_by_any_colleague(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("/blokkeer 06-1234 0001", "telefoon van een collega is gestolen, blokkeer +31 6 12340001!!")] text: &str,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT_BEIDE, text).await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Geblokkeerd."), "{}", scene.last(AGENT_BEIDE));
    assert!(
        scene
            .last(GEMEENTE)
            .contains("Een collega heeft de telefoon van iemand (politie) geblokkeerd. Klopt dat niet? Bel elkaar")
    );
    // Whoever holds the stolen phone has a preview open, and holds nothing.
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "/blokkeer 0612340002").await;
    assert_eq!(scene.alerts().len(), 0);
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 1);
    assert_eq!(scene.database.number("select count(*) from spoor where daad = 'geblokkeerd'").await, 1);
}

#[tokio::test]
async fn a_block_stays_within_the_gemeente_and_beheerders_block_only_themselves() {
    let mut scene = scene(Engine::Sqlite).await;
    let elders = "31612340014";
    scene.person(elders, heterdaad::domain::rechten::Rol::Politie, &["loosduinen"]).await;
    for (wie, nummer) in [(elders, "0612340001"), (BEHEERDER, "0612340001"), (AGENT, "0612349876")] {
        scene.say(wie, &format!("/blokkeer {nummer}")).await;
        assert!(
            scene.last(wie).starts_with("Niets gedaan: dit nummer staat in uw gemeente niet op de lijst."),
            "{wie}: {}",
            scene.last(wie)
        );
    }
    scene.say(AGENT, "/blokkeer vlug").await;
    assert!(scene.last(AGENT).starts_with("Welk nummer is kwijt of gestolen?"));
    scene.say(VREEMDE, "/blokkeer 0612340001").await;
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 0);
    scene.say(BEHEERDER, "/blokkeer 06 1234 0101").await;
    assert!(scene.last(BEHEERDER).starts_with("Geblokkeerd.") || scene.count(BEHEERDER) > 0);
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 1);
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("1 geblokkeerd"), "{}", scene.last(AGENT));
}

async fn changes_number(scene: &mut Scene, from: &str, to: &str) {
    let text = format!("User changed from {from} to {to}");
    scene
        .send(from, json!({ "type": "system", "system": { "body": text, "wa_id": to, "type": "user_changed_number" } }))
        .await;
}

#[rstest]
#[tokio::test]
async fn a_changed_number_rests_until_a_colleague_confirms(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    let nieuw = "31612340901";
    scene.stage.simulator.world().add_phone(nieuw, "iemand");
    scene.say(AGENT, LINE).await;
    changes_number(&mut scene, AGENT, nieuw).await;
    scene.say(nieuw, LINE).await;
    assert!(scene.last(nieuw).starts_with("Uw nummer is veranderd. Uw rechten rusten"), "{}", scene.last(nieuw));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 0, "neither number sends");
    assert!(
        scene.last(AGENT_BEIDE).starts_with("Het nummer van collega iemand is veranderd."),
        "{}",
        scene.last(AGENT_BEIDE)
    );
    assert_eq!(scene.titles(AGENT_BEIDE), ["Klopt, collega", "Blokkeren"]);
    scene.tap(AGENT_BEIDE, "Klopt, collega").await;
    assert_eq!(scene.last(AGENT_BEIDE), "Bevestigd. Uw collega kan weer verder.");
    assert_eq!(scene.last(nieuw), "Een collega heeft bevestigd dat u het bent. U kunt weer verder.");
    scene.tap(GEMEENTE, "Klopt, collega").await;
    assert_eq!(scene.last(GEMEENTE), "Hier valt niets meer te bevestigen.");
    scene.say(nieuw, LINE).await;
    assert!(scene.last(nieuw).contains("NOG NIET VERSTUURD"), "{}", scene.last(nieuw));
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).starts_with("Spoed?"), "the old number is a stranger's now");
}

#[tokio::test]
async fn a_number_that_was_taken_over_holds_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    let rover = "31612340902";
    scene.stage.simulator.world().add_phone(rover, "Politie Zoetermeer");
    changes_number(&mut scene, AGENT, rover).await;
    // The gemeente silences police only together with police.
    scene.tap(GEMEENTE, "Blokkeren").await;
    assert!(scene.last(GEMEENTE).starts_with("Nog niets gedaan:"), "{}", scene.last(GEMEENTE));
    scene.tap(AGENT_BEIDE, "Blokkeren").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Geblokkeerd."), "{}", scene.last(AGENT_BEIDE));
    for text in [LINE, "/wie Rokkeveen", "/aanvragen", "verstuur"] {
        scene.say(rover, text).await;
        assert!(!scene.last(rover).contains("Waterlelie") && !scene.last(rover).contains("VERSTUURD"));
    }
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[tokio::test]
async fn the_invited_get_nothing_until_they_write_themselves(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    add(&mut scene, "Hoefblad", &["rokkeveen"], MEDE, Rang::Hoofd, true).await;
    scene.say(AGENT, LINE).await;
    assert!(scene.last(AGENT).contains("2 groepen, 1 nu bereikbaar (1 beheerder)"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("1 reageerde nog niet op de uitnodiging"));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.count(MEDE), 0, "the bot never writes first");
    scene.say(MEDE, "hallo").await;
    scene.pass_ms(10_000).await;
    assert!(
        scene.texts(MEDE).iter().any(|tekst| tekst.starts_with("Welkom, u bent beheerder van Hoefblad.")),
        "{:?}",
        scene.texts(MEDE)
    );
    scene.alert(LINE).await;
    assert!(scene.last(MEDE).starts_with("POLITIEBERICHT ZM-0002"), "{:?}", scene.texts(MEDE));
}
