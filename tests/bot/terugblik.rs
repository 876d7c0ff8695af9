//! What came of it: the outcome of the last alert in a closing, and a quarter in figures.

use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const DAY_MS: i64 = 24 * 3_600_000;
const MEDE: &str = "31612340102";
const KWARTAAL: &str = "De afgelopen drie maanden kreeg u";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, MEDE]).await;
    scene.group("zoetermeer", "meerzicht", "Meerzicht 1", &["31612340103"]).await;
    scene
}

async fn alert_en_einde(scene: &mut Scene, line: &str, knop: &str) {
    scene.say(AGENT, line).await;
    if scene.titles(AGENT).contains(&"Toch nieuw".to_owned()) {
        scene.tap(AGENT, "Toch nieuw").await;
    }
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(2 * MINUTE_MS).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(AGENT, "/sluit").await;
    scene.tap(AGENT, knop).await;
    scene.pass_ms(10_000).await;
}

const OVERVAL: &str = "/melding overval Rokkeveen man gele jas met tas";

#[rstest]
#[case::an_arrest(LINE, "Aangehouden", 0, true)]
#[case::none_found(LINE, "Niet aangetroffen", 0, false)]
#[case::elsewhere("/melding woninginbraak Meerzicht man zwarte jas witte schoenen", "Aangehouden", 0, false)]
#[case::long_ago(LINE, "Aangehouden", 91, false)]
#[tokio::test]
async fn a_closing_tells_of_the_last_time(
    #[case] eerste: &str,
    #[case] knop: &str,
    #[case] dagen: i64,
    #[case] verteld: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    alert_en_einde(&mut scene, eerste, knop).await;
    if dagen > 0 {
        scene.database.execute("update melding set einde_ms = einde_ms - 7862400000").await;
    }
    alert_en_einde(&mut scene, OVERVAL, "Niet aangetroffen").await;
    let gelezen = scene.message(HOOFD, "AFGELOPEN ZM-0002").shown.text;
    let regel = "Afloop: verdachte niet aangetroffen. Vorige keer in deze wijk: verdachte aangehouden\n";
    assert_eq!(gelezen.contains(regel), verteld, "{gelezen}");
    assert_eq!(gelezen.contains("Vorige keer"), verteld, "{gelezen}");
    assert!(!scene.message(HOOFD, "POLITIEBERICHT ZM-0002").shown.text.contains("Vorige keer"));
}

/// Of an exercise, a withdrawal or a missing person nothing is told, and in their closing neither.
#[tokio::test]
async fn of_a_withdrawal_nothing_is_told() {
    let mut scene = scene(Engine::Sqlite).await;
    alert_en_einde(&mut scene, LINE, "Aangehouden").await;
    scene.database.execute("update melding set status = 'ingetrokken'").await;
    alert_en_einde(&mut scene, OVERVAL, "Niet aangetroffen").await;
    assert!(!scene.message(HOOFD, "AFGELOPEN ZM-0002").shown.text.contains("Vorige keer"));
}

/// Until the fourth of January.
async fn naar_januari(scene: &mut Scene) {
    scene.pass_ms(41 * DAY_MS).await;
    scene.pass_ms(2 * 3_600_000).await;
}

#[rstest]
#[tokio::test]
async fn once_a_quarter_whoever_posted_hears_what_came_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    alert_en_einde(&mut scene, LINE, "Aangehouden").await;
    alert_en_einde(&mut scene, OVERVAL, "Niet aangetroffen").await;
    scene.alert("/melding straatroof Rokkeveen man met gele jas en rode pet").await;
    naar_januari(&mut scene).await;
    let verteld: Vec<String> = scene.texts(HOOFD).into_iter().filter(|tekst| tekst.contains(KWARTAAL)).collect();
    assert_eq!(verteld.len(), 1, "{:?}", scene.texts(HOOFD));
    let verwacht = "kreeg u 3 politieberichten voor uw groep. Afloop: 1 keer verdachte aangehouden. Daarvan kwamen er 2 in uw groep. Dank u wel.";
    assert!(verteld[0].contains(verwacht), "{verteld:?}");
    // Whoever posted nothing hears nothing.
    assert!(!scene.texts(MEDE).iter().any(|tekst| tekst.contains(KWARTAAL)));
    scene.pass_ms(5 * DAY_MS).await;
    assert_eq!(scene.texts(HOOFD).iter().filter(|tekst| tekst.contains(KWARTAAL)).count(), 1, "once");
}

/// Each of these posted it too: who wants alerts only, is away, is quiet by day, had two messages this month.
#[tokio::test]
async fn who_hears_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    let zonder = [
        (
            "31612340111",
            "update persoon set informatie = -1 where id in (select persoon_id from identiteit where waarde = '31612340111')",
        ),
        (
            "31612340112",
            "update persoon set afwezig_van_ms = 1, afwezig_tot_ms = 9000000000000 where id in (select persoon_id from identiteit where waarde = '31612340112')",
        ),
        (
            "31612340113",
            "update persoon set stil_van = 540, stil_tot = 1080 where id in (select persoon_id from identiteit where waarde = '31612340113')",
        ),
        (
            "31612340114",
            "insert into anders (persoon_id, soort, verstuurd_ms) select persoon_id, soort.naam, 1799000000000 from identiteit, \
             (select 'informatie' as naam union all select 'bijeenkomst') soort where waarde = '31612340114'",
        ),
    ];
    for (wie, _) in zonder {
        scene.group("zoetermeer", "rokkeveen", &format!("Groep {wie}"), &[wie]).await;
    }
    alert_en_einde(&mut scene, LINE, "Aangehouden").await;
    scene.database.execute("update uitzetting set geplaatst_ms = 1795440000000, geplaatst_door = (select min(b.persoon_id) from beheer b where b.groep_id = uitzetting.groep_id)").await;
    for (_, stand) in zonder {
        scene.database.execute(stand).await;
    }
    naar_januari(&mut scene).await;
    for (wie, _) in zonder {
        assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains(KWARTAAL)), "{wie}: {:?}", scene.texts(wie));
    }
    assert!(scene.texts(HOOFD).iter().any(|tekst| tekst.contains(KWARTAAL)), "the others hear it");
}
