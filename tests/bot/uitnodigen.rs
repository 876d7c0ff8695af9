//! What goes to every beheerder: by whom, and what may stand in it.

use heterdaad::domain::persoon::PersoonId;
use heterdaad::domain::rechten::Rol;
use heterdaad::domain::totp::{Geheim, stap};
use heterdaad::store::{dienst, persoon};
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, GEMEENTE, HOOFD, Scene};

const REGEL: &str = "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene
}

#[rstest]
#[tokio::test]
async fn an_unmanned_shared_telephone_invites_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    let geheim = Geheim::van([3; 20]);
    let mut tx = scene.stage.store.begin().await.unwrap();
    dienst::set_shared(&mut tx, PersoonId(1), true, BEGIN_MS).await.unwrap();
    let wie = persoon::add_named(&mut tx, "Kim Bakker", BEGIN_MS).await.unwrap();
    persoon::grant(&mut tx, wie, Rol::Politie, &"zoetermeer".into(), &"".into(), BEGIN_MS).await.unwrap();
    dienst::set_secret(&mut tx, wie, &geheim, BEGIN_MS).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(AGENT, REGEL).await;
    assert!(scene.last(AGENT).starts_with("Er is niemand aangemeld op deze telefoon."), "{}", scene.last(AGENT));
    scene.say(AGENT, "ja verstuur").await;
    assert_eq!((scene.count(HOOFD), scene.database.number("select count(*) from bijeenkomst").await), (0, 0));
    let code = geheim.code(stap(scene.now_ms()));
    scene.say(AGENT, &format!("/dienst {code}")).await;
    scene.say(AGENT, REGEL).await;
    scene.say(AGENT, "/dienst uit").await;
    scene.say(AGENT, "ja").await;
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.count(HOOFD), 0, "signed off before it was confirmed");
}

#[rstest]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: bel 06 12345678 om u op te geven")]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: kijk op https://prijs.example/win")]
#[case("/bijeenkomst 2 december 19.30 www.prijs.example: avond")]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: mail naar jan@voorbeeld.nl")]
#[case("/bijeenkomst 2 december 19.30 bel +31 6 1234 5678: avond")]
#[tokio::test]
async fn no_link_and_no_number_goes_to_everybody(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for wie in [GEMEENTE, AGENT] {
        scene.say(wie, text).await;
        assert!(scene.last(wie).starts_with("Een uitnodiging mag "), "{}", scene.last(wie));
        scene.say(wie, "ja verstuur").await;
    }
    assert_eq!((scene.count(HOOFD), scene.database.number("select count(*) from bijeenkomst").await), (0, 0));
}

#[tokio::test]
async fn an_address_may_stand_in_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Dorpsstraat 12: avond over veiligheid").await;
    scene.tap(GEMEENTE, "Versturen").await;
    assert!(scene.last(HOOFD).contains("Dorpsstraat 12"), "{}", scene.last(HOOFD));
}
