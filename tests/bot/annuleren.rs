//! Leaving a question, and what an alert may not say unasked: that it is over, solved or not certain.

use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

const BEHEERDER: &str = "31612340101";
const WOORDEN: [&str; 6] =
    ["annuleer", "nee laat maar", "toch niet", "vergeet het", "Annuleren aub", "hoeft niet meer"];

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "meerzicht", "Buurtapp Meerzicht", &["31612340102"]).await;
    scene
}

#[rstest]
#[case::kind(&["/melding rokkeveen man met mes en zwarte jas"])]
#[case::wijk(&["/melding overval man met mes en zwarte jas"])]
#[case::words(&["/melding overval rokkeveen"])]
#[case::anew(&["/melding overval rokkeveen verdachte Jan Pietersen zwarte jas en rode trui"])]
#[case::origin(&["/melding overval rokkeveen Poolse man met zwarte jas"])]
#[case::reason(&["/melding overval rokkeveen Poolse man met zwarte jas", "tap:Toch zo"])]
#[case::double(&[LINE, "tap:Versturen", "/melding woninginbraak Rokkeveen vrouw rode jas"])]
#[case::doubt(&["/melding overval rokkeveen gisteren man met mes en zwarte jas"])]
#[case::offered(&["er is net een overval geweest in rokkeveen man met mes en zwarte jas"])]
#[tokio::test]
async fn any_question_can_be_left(#[case] lines: &[&str]) {
    for woorden in WOORDEN {
        let mut scene = scene().await;
        for line in lines {
            match line.strip_prefix("tap:") {
                Some(button) => scene.tap(AGENT, button).await,
                None => scene.say(AGENT, line).await,
            }
        }
        let sent = scene.alerts().len();
        scene.say(AGENT, woorden).await;
        let answer = scene.last(AGENT);
        assert!(answer.contains("niets verstuurd"), "{lines:?} {woorden}: {answer}");
        // Nothing of it goes into the next one.
        scene.say(AGENT, "/melding straatroof meerzicht").await;
        assert!(scene.last(AGENT).starts_with("Waar moeten mensen naar uitkijken?"), "{}", scene.last(AGENT));
        scene.say(AGENT, "jongen met blauwe pet").await;
        let shown = scene.last(AGENT);
        assert!(shown.contains("Kijk uit naar: jongen met blauwe pet\n"), "{lines:?} {woorden}: {shown}");
        assert_eq!(scene.alerts().len(), sent);
    }
}

#[rstest]
#[case::at_the_kind("/melding steekpartij rokkeveen man met mes en zwarte jas", "inbraak meerzicht")]
#[case::at_the_wijk("/melding overval man met mes en zwarte jas", "inbraak meerzicht jongen met blauwe pet")]
#[case::at_the_words("/melding overval rokkeveen", "inbraak meerzicht jongen met blauwe pet")]
#[case::at_an_objection("/melding overval rokkeveen Poolse man zwarte jas", "inbraak meerzicht jongen met blauwe pet")]
#[case::at_a_doubt("/melding overval rokkeveen gisteren man zwarte jas", "straatroof meerzicht jongen met blauwe pet")]
#[tokio::test]
async fn a_whole_alert_as_an_answer_begins_anew(#[case] first: &str, #[case] second: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, first).await;
    scene.say(AGENT, second).await;
    // The question names a black jacket as an example.
    if scene.last(AGENT).contains("Waar moeten mensen") {
        scene.say(AGENT, "jongen met blauwe pet").await;
    }
    let shown = scene.last(AGENT);
    assert!(!shown.contains("zwarte jas") && !shown.contains("mes gezien"), "{shown}");
    assert!(shown.contains("Waar: Meerzicht") && shown.contains("Kijk uit naar: jongen met blauwe pet\n"), "{shown}");
}

#[tokio::test]
async fn a_reason_that_is_no_reason_refuses_nobody() {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/update ZM-0001").await;
    scene.say(AGENT, "annuleer").await;
    assert!(scene.last(AGENT).starts_with("Gestopt."), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from bijwerking").await, 0);
}

#[rstest]
#[case("/melding inbraak gisteren meerzicht graag uitkijken", "gisteren")]
#[case("/melding inbraak meerzicht man zwarte jas, gisteravond gebeurd", "gisteravond")]
#[case("/melding straatroof meerzicht vorige week jongen rode trui", "vorige week")]
#[case("/melding overval meerzicht man zwarte jas 3 uur geleden", "geleden")]
#[case("/melding inbraak meerzicht man zwarte jas verdachte al aangehouden", "aangehouden")]
#[case("/melding overval meerzicht 2 mannen zwarte jas, beide opgepakt", "opgepakt")]
#[case("/melding inbraak meerzicht man zwarte jas, loos alarm", "loos alarm")]
#[case("/melding inbraak meerzicht man zwarte jas was de bewoner zelf", "bewoner")]
#[case("/melding vermist meerzicht jongen 8 rode jas, is weer thuis", "weer thuis")]
#[case("/melding vermist meerzicht vrouw 82 beige jas terecht", "terecht")]
#[case("/melding mogelijke inbraak meerzicht man zwarte jas", "mogelijke inbraak")]
#[case("/melding inbraak meerzicht man zwarte jas, weet niet zeker", "niet zeker")]
#[case("/melding inbraak meerzicht misschien man zwarte jas", "misschien")]
#[case("/melding inbraak meerzicht man zwarte jas dit is een test", "test")]
#[tokio::test]
async fn what_may_be_over_or_not_so_is_asked(#[case] line: &str, #[case] quoted: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let asked = scene.last(AGENT);
    assert!(asked.starts_with("U schrijft '") && asked.contains(quoted), "{asked}");
    assert_eq!(scene.titles(AGENT), ["Ja, melding maken", "Nee"]);
    scene.say(AGENT, "hm").await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "asked until it is answered: {}", scene.last(AGENT));
    scene.say(AGENT, "nee").await;
    assert!(scene.last(AGENT).contains("niets verstuurd"), "{}", scene.last(AGENT));
    scene.say(AGENT, "verstuur").await;
    assert_eq!(scene.alerts().len(), 0);
}

#[rstest]
#[case("/melding inbraak meerzicht man zwarte jas nog niet aangehouden")]
#[case("/melding overval meerzicht man zwarte jas mogelijk gewapend")]
#[case("/melding vermist meerzicht sinds gisteren jongen 8 rode jas")]
#[case("/melding straatroof meerzicht jongen rode trui heeft tas gepakt")]
#[case("/melding inbraak meerzicht man zwarte jas net gebeurd")]
#[case("/melding overval meerzicht man zwarte jas vermoedelijk richting A12")]
#[tokio::test]
async fn what_runs_is_not_asked_about(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("/melding inbraak vandaag meerzicht graag goed opletten")]
#[case("/melding inbraak meerzicht s.v.p. delen en uitkijken")]
#[case("/melding inbraak meerzicht iedereen alert zijn aub")]
#[case("/melding inbraak meerzicht vanavond")]
#[tokio::test]
async fn words_of_time_and_politeness_describe_nobody(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let asked = scene.last(AGENT);
    assert!(asked.contains("Waar moeten mensen naar uitkijken?"), "{asked}");
    scene.say(AGENT, "man met gele jas").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Waar: Meerzicht,") && shown.contains("Kijk uit naar: man met gele jas\n"), "{shown}");
}

#[tokio::test]
async fn a_yes_to_the_doubt_shows_the_preview() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval meerzicht 2 mannen zwarte jas, 1 verdachte aangehouden").await;
    scene.tap(AGENT, "Ja, melding maken").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1);
}
