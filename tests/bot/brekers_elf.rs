//! What two strangers broke on 29 November 2026, by kind: a no that halts, a second alert in an update, names that are none, and 112 where
//! nothing happens.

use heterdaad::bot::verstaan::Uitkomst;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, NIEUW, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene
}

async fn halted(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from melding where stilgezet_ms is not null or status = 'ingetrokken'").await
}

#[rstest]
#[case::once(&["nee"])]
#[case::twice(&["nee", "nee"])]
#[case::with_a_reason(&["nee nog niet"])]
#[case::in_words(&["nee laat maar lopen"])]
#[case::not_meant(&["nee was niet de bedoeling dat ie dicht gaat"])]
#[tokio::test]
async fn a_no_to_closing_halts_nothing(#[case] answers: &[&str]) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "verdachte is aangehouden").await;
    assert_eq!(scene.titles(AGENT), ["Afsluiten", "Nee"], "{}", scene.last(AGENT));
    for answer in answers {
        scene.say(AGENT, answer).await;
        assert_eq!(halted(&scene).await, 0, "{answer}: {}", scene.last(AGENT));
    }
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 1);
}

#[rstest]
#[case("vermist meisje 8 jaar Seghwaert, roze jas, laatst gezien 15.30 bij de school")]
#[case("overval Meerzicht juwelier 2 mannen zwarte bivakmuts")]
#[tokio::test]
async fn a_second_alert_is_no_change_of_an_update(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update een van de twee is aangehouden").await;
    scene.say(AGENT, said).await;
    let last = scene.last(AGENT);
    assert!(!last.contains("*roze jas*") && !last.contains("bivakmuts*"), "{last}");
    assert!(last.contains("NOG NIET VERSTUURD") && last.contains("ZM-0002"), "{last}");
    let update = scene.database.texts("select tekst from bijwerking").await;
    assert_eq!(update, ["een van de twee is aangehouden"]);
}

#[rstest]
#[case::stopped(&["STOP"])]
#[case::being_closed(&["verdachte is aangehouden"])]
#[case::what_is_new(&["/update"])]
#[tokio::test]
async fn a_second_alert_waits_for_no_question_about_the_first(#[case] before: &[&str]) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    for said in before {
        scene.say(AGENT, said).await;
    }
    let still = halted(&scene).await;
    scene.say(AGENT, "diefstal uit auto Oosterheem Florasingel 3 jongens witte bestelbus").await;
    scene.pass_ms(10_000).await;
    let texts = scene.texts(AGENT);
    let shown = |text: &String| text.contains("NOG NIET VERSTUURD") && text.contains("POLITIEBERICHT ZM-0002");
    assert!(texts.iter().any(shown), "{texts:?}");
    assert_eq!(halted(&scene).await, still, "what stood stands");
    assert_eq!(scene.last(AGENT).starts_with("ZM-0001 staat nog stil"), still == 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("ZM-0001 laten staan", 0)]
#[case("ZM-0001 intrekken", 1)]
#[case("zm-0001 laat maar staan", 0)]
#[tokio::test]
async fn what_stands_still_is_named_and_can_be_said(#[case] said: &str, #[case] halted_after: i64) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP").await;
    scene.say(AGENT, "diefstal uit auto Oosterheem Florasingel 3 jongens witte bestelbus").await;
    scene.pass_ms(10_000).await;
    scene.say(AGENT, said).await;
    assert_eq!(halted(&scene).await, halted_after, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("delen uit", false)]
#[case("delen aan", true)]
#[case("deelknop aan", true)]
#[case("Deelknop uit!", false)]
#[tokio::test]
async fn the_button_is_chosen_without_a_slash(#[case] said: &str, #[case] on: bool) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    // The other way round first, so that it changes.
    scene.say(BEHEERDER, if on { "/delen uit" } else { "/delen aan" }).await;
    scene.say(BEHEERDER, said).await;
    let verstaan = scene.stage.verstaan().unwrap();
    assert_eq!(verstaan.uitkomst, Some(Uitkomst::Accepted), "{said}: {}", scene.last(BEHEERDER));
    let chosen = scene.database.number("select count(*) from persoon where deelknop = 1").await;
    assert_eq!(chosen, i64::from(on), "{said}");
}

#[tokio::test]
async fn how_to_do_it_is_asked_at_the_question_about_the_button() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(BEHEERDER, "/delen").await;
    scene.say(BEHEERDER, "hoe doe ik dat").await;
    let last = scene.last(BEHEERDER);
    assert!(!last.contains("begrijp ik niet"), "{last}");
}

#[rstest]
#[case("krijg ik ook bericht bij brand of ongeluk")]
#[case("een vraag over inbraakpreventie")]
#[case("hoe voorkom ik brand")]
#[case("moet ik zelf 112 bellen of doet de bot dat")]
#[case("de brandweer was gisteren op bezoek op school")]
#[case("kan ik iemand spreken")]
#[tokio::test]
async fn what_a_stranger_asks_is_no_emergency(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, said).await;
    let verstaan = scene.stage.verstaan().unwrap();
    assert_ne!(verstaan.uitkomst, Some(Uitkomst::Redirect112), "{said}: {}", scene.last(VREEMDE));
}

#[rstest]
#[case("doorgestuurd maar iemand heeft hem verwijderd")]
#[case("mijn accu is dood")]
#[case("er is niks aan de hand hier hoor")]
#[case("groepslid is boos en dreigt eruit te stappen")]
#[tokio::test]
async fn what_a_beheerder_tells_is_no_emergency(#[case] said: &str) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(BEHEERDER, said).await;
    assert!(!first, "{said}: {answers:?}");
}

#[rstest]
#[case("ik word bedreigd door een man met een mes")]
#[case("collega neergestoken")]
#[case("hulp collega neergestoken")]
#[case("collega heeft assistentie nodig bij de Waterlelie")]
#[tokio::test]
async fn police_in_need_are_sent_to_the_control_room_and_nothing_is_stopped(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    let last = scene.last(AGENT);
    assert!(last.contains("noodknop") && last.contains("112"), "{said}: {last}");
    assert_eq!(halted(&scene).await, 0);
}

#[rstest]
#[case("jullie moeten nu komen")]
#[case("112 wat is het nummer")]
#[case("ik ben alleen en bang")]
#[tokio::test]
async fn whoever_calls_for_somebody_is_sent_to_112(#[case] said: &str) {
    let mut scene = scene().await;
    for wie in [BEHEERDER, VREEMDE] {
        let (first, answers) = scene.hears_112(wie, said).await;
        assert!(first, "{said}: {answers:?}");
    }
}

/// However sure it is that the line answers something else.
#[rstest]
#[case("nog niet geplaatst, ze ligt bewusteloos")]
#[case("nee staat er nog niet in want mijn man ademt niet")]
#[case("even niet, mijn kindje stikt")]
#[case("kan nu niet plaatsen, oma reageert niet meer")]
#[case("geplaatst, en nu heeft mijn buurman een hartaanval")]
#[case("sorry lukt niet, er ligt een kind in het water")]
#[tokio::test]
async fn no_answer_takes_back_a_life_in_danger(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    let (first, answers) = scene.hears_112(BEHEERDER, said).await;
    assert!(first, "{said}: {answers:?}");
}

#[rstest]
#[case("zonder buren")]
#[case("geen buurwijken")]
#[case("buren eruit")]
#[case("haal de buurwijken maar weg")]
#[case("toch zonder de omliggende wijken")]
#[tokio::test]
async fn neighbours_that_were_added_are_taken_out_again(#[case] typed: &str) {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/melding straatroof Palenstein en Waldeck, jongen witte trui op scooter").await;
    let waar = |scene: &Scene| {
        let last = scene.last(AGENT_BEIDE);
        last.lines().find(|line| line.starts_with("Waar:")).map(str::to_owned).unwrap_or(last)
    };
    let zonder = waar(&scene);
    scene.say(AGENT_BEIDE, "en buren").await;
    let met = waar(&scene);
    assert_ne!(zonder, met);
    scene.say(AGENT_BEIDE, "en buren").await;
    assert_eq!(waar(&scene), met, "neighbours of neighbours are not asked for: {}", scene.last(AGENT_BEIDE));
    assert!(scene.last(AGENT_BEIDE).contains("De buurwijken staan er al bij"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, typed).await;
    let last = scene.last(AGENT_BEIDE);
    assert_eq!(waar(&scene), zonder, "{last}");
    assert!(last.contains("Buurwijken eruit: ") && !last.contains("staat niet in"), "{last}");
    scene.say(AGENT_BEIDE, typed).await;
    assert!(scene.last(AGENT_BEIDE).contains("Er staan geen buurwijken bij"), "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("ik ben er weer")]
#[case("ik ben benieuwd hoe het werkt")]
#[case("ik ben morgen jarig")]
#[case("de naam is fout")]
#[tokio::test]
async fn small_talk_at_the_summary_is_no_name(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    for answer in ["Rokkeveen", "Beheerder Vier", "Buurtapp Dahlia", "nee"] {
        scene.say(NIEUW, answer).await;
    }
    assert!(scene.last(NIEUW).contains("Beheerder Vier"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, said).await;
    let named = |text: &&String| text.contains("Naam: ") && !text.contains("Naam: Beheerder Vier");
    let texts = scene.texts(NIEUW);
    assert_eq!(texts.iter().find(named), None, "{said}");
}

#[rstest]
#[case("tweede beheerder is mijn buurman 06 1234 5678")]
#[case("mijn vrouw doet ook mee, 0612345678")]
#[tokio::test]
async fn a_number_of_somebody_else_is_no_registration(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    for answer in ["Rokkeveen", "Beheerder Vier", "Buurtapp Dahlia"] {
        scene.say(NIEUW, answer).await;
    }
    scene.say(NIEUW, said).await;
    let number = |text: &&String| text.contains("WABP: 0") || text.contains("WABP: 1");
    assert_eq!(scene.texts(NIEUW).iter().find(number), None, "{said}");
}
