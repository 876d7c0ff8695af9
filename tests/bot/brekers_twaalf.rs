//! What a newcomer broke on 29 November 2026 in the evening, by kind: a question about an alert that is over, "the rest" after a refusal, a
//! second crime while one runs, and a question of the officer as news.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, Engine, GEMEENTE, LINE, Scene};

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

const NIEUW: &str = "31612340119";

/// At the question for the group: the group, and what else was said with it, each in its place.
#[rstest]
#[case("Buurtapp Dahlia, 46 leden", "Buurtapp Dahlia", 46)]
#[case("Buurtapp Dahlia met 46 leden", "Buurtapp Dahlia", 46)]
#[case("Dahlia (46 leden)", "Dahlia", 46)]
#[case("de groep heet Buurtapp Dahlia en heeft 46 leden", "Buurtapp Dahlia", 46)]
#[case("Buurtapp Dahlia 46 leden", "Buurtapp Dahlia", 46)]
#[case("Buurtapp Dahlia, we zijn met 46 mensen", "Buurtapp Dahlia", 46)]
#[case("WhatsApp Dahlia, ongeveer 46", "WhatsApp Dahlia", 46)]
#[tokio::test]
async fn group_and_members_are_kept_apart(#[case] getypt: &str, #[case] groep: &str, #[case] leden: i64) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "iemand");
    for tekst in ["aanmelden", "ja", "Rokkeveen", "Beheerder Een", getypt, "wabp ja"] {
        scene.say(NIEUW, tekst).await;
    }
    let klopt = scene.last(NIEUW);
    assert!(klopt.contains("Naam: Beheerder Een\n"), "{getypt}: {klopt}");
    assert!(
        klopt.contains(&format!("Groep: {groep}\n")) && klopt.contains(&format!("Leden: {leden}")),
        "{getypt}: {klopt}"
    );
}

/// What is corrected at the summary is corrected, in its own field.
#[rstest]
#[case("aantal leden 21 ipv 46", "Leden: 21")]
#[case("het zijn 21 leden", "Leden: 21")]
#[case("ik heet niet Beheerder Een maar Beheerder Twee", "Naam: Beheerder Twee")]
#[case("naam moet Beheerder Twee zijn", "Naam: Beheerder Twee")]
#[case("groep heet Buurtapp Roos", "Groep: Buurtapp Roos")]
#[case("niet Dahlia maar Buurtapp Roos", "Groep: Buurtapp Roos")]
#[case("de naam van de groep is verkeerd, het is Buurtapp Roos", "Groep: Buurtapp Roos")]
#[case("de groep heet niet zo maar gewoon Buurtapp Roos", "Groep: Buurtapp Roos")]
#[tokio::test]
async fn a_field_is_put_right_at_the_summary(#[case] getypt: &str, #[case] dan: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "iemand");
    for tekst in ["aanmelden", "ja", "Beheerder Een, Rokkeveen, groep Buurtapp Dahlia, 46 leden, wabp ja", getypt] {
        scene.say(NIEUW, tekst).await;
    }
    let klopt = scene.last(NIEUW);
    assert!(klopt.contains(dan), "{getypt}: {klopt}");
    let velden = ["Naam: Beheerder Een", "Groep: Buurtapp Dahlia", "Leden: 46", "Wijk: Rokkeveen"];
    let anders = velden.iter().filter(|veld| veld[..4] != dan[..4]);
    assert!(anders.clone().all(|veld| klopt.contains(veld)), "{getypt}: {klopt}");
}

/// A telephone that is lost is told to colleagues and gemeente, from whichever telephone; nobody is blocked by it.
#[rstest]
#[case::a_beheerder(DRIE, "ik ben mijn telefoon kwijt", true)]
#[case::in_other_words(DRIE, "mijn mobiel is gestolen", true)]
#[case::police(AGENT, "ik ben mijn telefoon kwijt", true)]
#[case::english(DRIE, "I lost my phone", true)]
#[case::from_another(NIEUW, "telefoon kwijt 06 1234 0101", true)]
#[case::of_a_stranger(NIEUW, "ik ben mijn telefoon kwijt", false)]
#[case::of_a_number_that_nobody_has(NIEUW, "telefoon kwijt 06 1234 0666", false)]
#[case::a_question(DRIE, "wat doe ik als mijn telefoon kwijt is?", false)]
#[tokio::test]
async fn a_lost_telephone_is_told_and_blocks_nobody(#[case] wie: &str, #[case] getypt: &str, #[case] verteld: bool) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "iemand");
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    for _ in 0..2 {
        scene.say(wie, getypt).await;
    }
    let gemeld =
        |scene: &Scene| scene.texts(GEMEENTE).iter().filter(|tekst| tekst.contains("kwijt of gestolen is")).count();
    assert_eq!(gemeld(&scene), usize::from(verteld), "once: {}", scene.last(wie));
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 0);
    assert_eq!(scene.database.number("select count(*) from blokkade").await, 0, "nor half a block");
    if wie == NIEUW {
        assert!(!scene.texts(wie).iter().any(|tekst| tekst.contains("beheerder van")), "{:?}", scene.texts(wie));
    }
    if verteld {
        assert_eq!(scene.titles(GEMEENTE), ["Blokkeren"]);
    }
}

/// A stranger who tells of many numbers is told of few, and learns of none whether it is known.
#[tokio::test]
async fn numbers_are_not_tried_out_as_lost() {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "iemand");
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    for nummer in ["0101", "0102", "0103", "0001", "0002", "0666"] {
        scene.say(NIEUW, &format!("telefoon kwijt 06 1234 {nummer}")).await;
    }
    assert!(scene.texts(GEMEENTE).iter().filter(|tekst| tekst.contains("kwijt of gestolen is")).count() <= 3);
    let mut gezegd = scene.texts(NIEUW);
    gezegd.retain(|tekst| tekst.starts_with("Dank u."));
    gezegd.dedup();
    assert_eq!(gezegd.len(), 1, "the same words for each: {gezegd:?}");
}

/// While an alert is open it is why it is not posted, and told too.
#[tokio::test]
async fn under_an_alert_it_is_a_reason_and_told() {
    let mut scene = scene().await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    alert(&mut scene, LINE).await;
    scene.say(DRIE, "ik ben mijn telefoon kwijt").await;
    assert!(scene.texts(GEMEENTE).iter().any(|tekst| tekst.contains("kwijt of gestolen is")), "{}", scene.last(DRIE));
    assert_eq!(scene.database.number("select count(*) from persoon where geblokkeerd = 1").await, 0);
}
