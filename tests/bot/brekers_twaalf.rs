//! What a newcomer broke on 29 November 2026 in the evening, by kind: a question about an alert that is over, "the rest" after a refusal, a
//! second crime while one runs, and a question of the officer as news.

use rstest::rstest;

use crate::harness::{AGENT, Engine, LINE, Scene};

const DRIE: &str = "31612340101";
const MINUTE_MS: i64 = 60_000;

/// One beheerder with three groups in Rokkeveen, and one with a group in Oosterheem.
async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    for naam in ["Waterlelie", "Parkzicht", "Zuid 2"] {
        scene.group("zoetermeer", "rokkeveen", naam, &[DRIE]).await;
    }
    scene.group("zoetermeer", "oosterheem", "Oosterapp", &["31612340102"]).await;
    scene.group("zoetermeer", "seghwaert", "Segapp", &["31612340103"]).await;
    scene
}

const TWEEDE: &str = "straatroof rokkeveen jongen rode trui op een scooter richting dorp";

async fn alert(scene: &mut Scene, tekst: &str) {
    scene.say(AGENT, tekst).await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
}

/// The groups of which it is noted that this alert stands in them.
async fn posted(scene: &Scene, nummer: &str) -> Vec<String> {
    let sql = format!(
        "select g.naam from uitzetting u join groep g on g.id = u.groep_id join melding m on m.id = u.melding_id \
         where m.nummer = '{nummer}' and u.geplaatst_ms is not null order by g.naam"
    );
    scene.database.texts(Box::leak(sql.into_boxed_str())).await
}

/// The first was withdrawn while it was asked in which group it stands, and a second came: what is said now is of that one.
#[rstest]
#[case("ik heb hem in 1 van de groepen gezet", "ZM-0002")]
#[case("welke heb ik dan nog niet gedaan", "ZM-0002")]
#[case("staat in parkzicht", "ZM-0002")]
#[case("parkzicht", "ZM-0002")]
#[case("kan nu niet", "")]
#[tokio::test]
async fn a_question_about_an_alert_that_is_over_is_let_go(#[case] getypt: &str, #[case] over: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, "staat erin").await;
    assert!(scene.last(DRIE).contains("In welke groep"), "{}", scene.last(DRIE));
    scene.say(AGENT, "/intrekken ZM-0001 loos alarm").await;
    alert(&mut scene, TWEEDE).await;
    scene.say(DRIE, getypt).await;
    let gezegd = scene.last(DRIE);
    assert!(!gezegd.contains("ZM-0001"), "{getypt}: {gezegd}");
    assert!(gezegd.contains(over) || !posted(&scene, over).await.is_empty(), "{getypt}: {gezegd}");
    assert_eq!(posted(&scene, "ZM-0001").await, Vec::<String>::new());
}

/// Both run: which one is meant is asked, and nothing is noted before.
#[rstest]
#[case("parkzicht")]
#[case("in parkzicht en zuid 2")]
#[case("ja")]
#[tokio::test]
async fn of_two_that_run_it_is_asked_which(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, "staat erin").await;
    alert(&mut scene, TWEEDE).await;
    scene.say(DRIE, getypt).await;
    assert_eq!(posted(&scene, "ZM-0001").await, Vec::<String>::new(), "{}", scene.last(DRIE));
    assert_eq!(posted(&scene, "ZM-0002").await, Vec::<String>::new(), "{}", scene.last(DRIE));
    let shown = scene.messages(DRIE).last().unwrap().shown.clone();
    assert!(
        shown.choice_titled("ZM-0001").is_some() && shown.choice_titled("ZM-0002").is_some(),
        "{}",
        scene.last(DRIE)
    );
}

/// An answer to the message of the first is of that one.
#[tokio::test]
async fn an_answer_to_the_question_itself_is_of_its_alert() {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, "staat erin").await;
    alert(&mut scene, TWEEDE).await;
    scene.reply(DRIE, "POLITIEBERICHT ZM-0001", "parkzicht").await;
    assert_eq!(posted(&scene, "ZM-0001").await, ["Parkzicht"], "{}", scene.last(DRIE));
}

#[rstest]
#[case::refused("niet in Waterlelie, daar doet Kees dat", "de rest staat")]
#[case::cannot("waterlelie lukt niet", "de andere twee staan erin")]
#[case::later("waterlelie doe ik straks", "de rest is gedaan")]
#[case::not_yet("waterlelie nog niet", "overige groepen wel")]
#[case::let_go("laat waterlelie maar zitten, die zijn op vakantie", "de rest staat erin")]
#[tokio::test]
async fn the_rest_is_what_was_not_refused(#[case] eerst: &str, #[case] dan: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, eerst).await;
    assert_eq!(posted(&scene, "ZM-0001").await, Vec::<String>::new(), "{eerst}: {}", scene.last(DRIE));
    scene.say(DRIE, dan).await;
    assert_eq!(posted(&scene, "ZM-0001").await, ["Parkzicht", "Zuid 2"], "{dan}: {}", scene.last(DRIE));
    let gezegd = scene.last(DRIE);
    assert!(gezegd.contains("Parkzicht") && gezegd.contains("Zuid 2") && !gezegd.contains("Waterlelie"), "{gezegd}");
}

/// A group is left out: it is noted that it is not posted there.
#[rstest]
#[case("laat parkzicht maar zitten, die zijn op vakantie")]
#[case("parkzicht sla ik over")]
#[case("parkzicht slaan we even over")]
#[case("laat parkzicht maar even")]
#[case("parkzicht hoeft niet")]
#[tokio::test]
async fn a_group_that_is_left_out_is_a_no_for_that_group(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, getypt).await;
    assert_eq!(posted(&scene, "ZM-0001").await, Vec::<String>::new());
    let gezegd = scene.last(DRIE);
    assert!(gezegd.contains("Parkzicht") && gezegd.contains("En in Waterlelie en Zuid 2?"), "{getypt}: {gezegd}");
}

/// Names one of several groups, and is not understood: it is asked in which group, and nothing is noted.
#[rstest]
#[case("alleen parkzicht")]
#[case("waterlely heeft t")]
#[case("zuid 2 ook maar die andere niet")]
#[case("parkzicht hangt")]
#[tokio::test]
async fn whoever_names_a_group_is_asked_about_groups(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, getypt).await;
    let gezegd = scene.last(DRIE);
    let noemt = posted(&scene, "ZM-0001").await;
    assert!(gezegd.contains("In welke groep") || noemt.len() == 1, "{getypt}: {gezegd} {noemt:?}");
}

#[rstest]
#[case("inbraak seghwaert vrouw blauwe pet op scooter richting winkelcentrum")]
#[case("autodiefstal seghwaert jongen grijze hoodie richting snelweg")]
#[case("overval seghwaert 2 mannen bivakmuts weg in zwarte bmw")]
#[case("straatroof in seghwaert, jongen van 16 op fatbike, zwarte trui")]
#[case("vermist seghwaert meisje 8 jaar roze jas")]
#[tokio::test]
async fn a_second_crime_elsewhere_is_no_news_of_the_first(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, "inbraak oosterheem man zwarte jas op fiets").await;
    scene.say(AGENT, getypt).await;
    let gezegd = scene.last(AGENT);
    assert!(!gezegd.contains("UPDATE ZM-0001"), "{getypt}: {gezegd}");
    let gevraagd = scene.titles(AGENT).iter().any(|titel| titel.contains("Nieuwe melding"));
    assert!(gezegd.contains("POLITIEBERICHT ZM-0002") || gevraagd, "{getypt}: {gezegd}");
    assert_eq!(scene.database.number("select count(*) from bijwerking").await, 0, "{gezegd}");
}

#[rstest]
#[case("mogen ze nog langer delen, tot 20 uur?")]
#[case("kan het ook langer blijven staan?")]
#[case("hoe lang mogen ze dit delen?")]
#[case("kunnen we de tijd verlengen?")]
#[tokio::test]
async fn a_question_of_the_officer_is_no_news(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(AGENT, getypt).await;
    let gezegd = scene.last(AGENT);
    assert!(!gezegd.contains(&format!("Nieuw: {}", &getypt[..10])), "{getypt}: {gezegd}");
}

/// What is typed at "closing?" and is about something else is that.
#[rstest]
#[case("o nee de jas is beige", "beige")]
#[case("ze is gezien bij de sporthal", "sporthal")]
#[case("hoeveel groepen hebben hem al", "groep")]
#[case("haal t maar weg, klopt niks van", "ingetrokken")]
#[tokio::test]
async fn a_question_about_closing_swallows_nothing(#[case] getypt: &str, #[case] gaat_over: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(AGENT, "verdachte is aangehouden").await;
    assert!(scene.last(AGENT).contains("afsluiten als"), "{}", scene.last(AGENT));
    scene.say(AGENT, getypt).await;
    let gezegd = scene.last(AGENT);
    assert!(gezegd.contains(gaat_over) || !gezegd.contains("afsluiten als"), "{getypt}: {gezegd}");
}

#[rstest]
#[case("nog steeds niet gevonden")]
#[case("nog niet gevonden")]
#[case("we zoeken nog")]
#[tokio::test]
async fn not_found_yet_is_no_outcome(#[case] getypt: &str) {
    let mut scene = scene().await;
    alert(&mut scene, LINE).await;
    scene.say(AGENT, "verdachte is aangehouden").await;
    scene.say(AGENT, getypt).await;
    assert!(!scene.last(AGENT).contains("niet aangetroffen"), "{getypt}: {}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from melding where status = 'verzonden'").await, 1);
}

/// Nobody is said to be asked where there is nobody.
#[rstest]
#[case("can someone else post it, my phone is broken", "Nobody else here runs your group.")]
#[case("het lukt me niet", "Uw groep heeft hier geen andere beheerder.")]
#[tokio::test]
async fn nobody_else_is_promised_where_there_is_nobody(#[case] getypt: &str, #[case] zegt: &str) {
    let mut scene = scene().await;
    scene.group("zoetermeer", "noordhove", "Noordapp", &["31612340104"]).await;
    alert(&mut scene, "inbraak noordhove man zwarte jas op fiets").await;
    scene.say("31612340104", getypt).await;
    let gezegd = scene.last("31612340104");
    assert!(gezegd.contains(zegt) && !gezegd.contains("andere beheerder van uw groep"), "{gezegd}");
    // With a second one somebody is asked.
    scene.group("zoetermeer", "noordhove", "Noordapp", &["31612340105"]).await;
    scene.say("31612340104", getypt).await;
    assert!(!scene.last("31612340104").contains(zegt), "{}", scene.last("31612340104"));
}
