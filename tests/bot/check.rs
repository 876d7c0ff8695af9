//! A number or a text that somebody wants to know about: is it ours, and how does it stand?

use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene
}

#[rstest]
#[tokio::test]
async fn a_pasted_text_is_compared_with_what_was_issued(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    let echt = scene.message(BEHEERDER, "POLITIEBERICHT ZM-0001").shown.text;
    let geplakt = format!("[23-11-2026 14:25:01] Buurvrouw: {echt}\nKlopt dit?");
    scene.say(VREEMDE, &geplakt).await;
    let antwoord = scene.last(VREEMDE);
    assert!(
        antwoord.starts_with("De tekst klopt. ZM-0001 is echt: Woninginbraak, Rokkeveen, verstuurd 23-11 14.2"),
        "{antwoord}"
    );
    assert!(antwoord.contains("Staat er iets anders? Dan is het niet van ons."), "{antwoord}");
    scene.say(VREEMDE, &echt.replace("zwarte", "witte")).await;
    let antwoord = scene.last(VREEMDE);
    assert!(antwoord.starts_with("De tekst wijkt af van wat wij verstuurden: stuur hem niet door."), "{antwoord}");
    assert!(!antwoord.contains("zwarte") && !antwoord.contains("witte"), "{antwoord}");
    scene.say(BEHEERDER, &format!("{echt} Klik hier: www.nep.nl")).await;
    assert!(scene.last(BEHEERDER).contains("wat er verder bij staat, is niet van ons"), "{}", scene.last(BEHEERDER));
    // What was pasted is not kept.
    let kept = "select count(*) from inbox where payload like '%www.nep.nl%'";
    let kept = if engine == Engine::Sqlite {
        kept
    } else {
        "select count(*) from inbox where encode(payload, 'escape') like '%www.nep.nl%'"
    };
    assert_eq!(scene.database.number(kept).await, 0);
}

#[tokio::test]
async fn a_text_without_number_is_not_ours() {
    let mut scene = scene(Engine::Sqlite).await;
    let nep =
        "POLITIEBERICHT\nEr zijn inbrekers in uw buurt. Leg uw sieraden klaar, een agent haalt ze straks bij u op.";
    scene.say(VREEMDE, nep).await;
    assert!(
        scene.last(VREEMDE).starts_with("Zonder nummer is het niet van ons. Stuur het niet door."),
        "{}",
        scene.last(VREEMDE)
    );
    scene.say(BEHEERDER, "ik kreeg een politiebericht, is dat echt?").await;
    assert!(scene.last(BEHEERDER).starts_with("Welk nummer staat erop?"), "{}", scene.last(BEHEERDER));
}

#[rstest]
#[tokio::test]
async fn the_state_of_a_number_is_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(BEHEERDER, "/check zm1").await;
    assert!(scene.last(BEHEERDER).contains("Het loopt nog; delen mag tot 16.20 uur."), "{}", scene.last(BEHEERDER));
    scene.database.execute("insert into bijwerking (id, melding_id, tekst, status, versie, wie_id, gemaakt_ms, verzonden_ms) select 99, id, 'man is kaal', 'verzonden', 1, verzender_id, 1795440600000, 1795440600000 from melding").await;
    scene.say(BEHEERDER, "klopt zm 0001?").await;
    assert!(scene.last(BEHEERDER).contains("gewijzigd om 14.30 uur: deel de UPDATE"), "{}", scene.last(BEHEERDER));
    for (status, part) in [
        ("update melding set status = 'gesloten'", "en is afgelopen. Stuur het niet meer door."),
        ("update melding set status = 'ingetrokken'", "is INGETROKKEN"),
        ("update melding set status = 'verlopen'", "en is verlopen om 16.20 uur."),
        ("update melding set status = 'concept', verzonden_ms = null", "is geen politiebericht van ons"),
    ] {
        scene.database.execute(status).await;
        scene.say(BEHEERDER, "is ZM-0001 echt").await;
        assert!(scene.last(BEHEERDER).contains(part), "{status}: {}", scene.last(BEHEERDER));
    }
}

#[tokio::test]
async fn what_is_said_about_ones_own_alert_is_no_check() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(BEHEERDER, "ZM-0001 doorgestuurd").await;
    assert!(!scene.last(BEHEERDER).contains("is echt"), "{}", scene.last(BEHEERDER));
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 1);
    // An officer pastes the preview to change it.
    scene.say(AGENT, "/melding overval Rokkeveen").await;
    scene.say(AGENT, "POLITIEBERICHT ZM-0002\nKijk uit naar: man\nrode pet").await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD"), "{}", scene.last(AGENT));
}
