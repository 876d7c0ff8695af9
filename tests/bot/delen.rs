//! The button that puts an alert into a group: who gets it and when, what it opens, and what goes where it cannot.

use heterdaad::domain::deellink::Deellink;
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::phone::Extra;
use heterdaad::stage::NUMBER;
use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const KNOP: &str = "Zet in mijn groep";
const DAY_MS: i64 = 24 * 3_600_000;

/// One beheerder of these groups, who wrote today.
async fn scene(engine: Engine, groepen: &[&str]) -> Scene {
    let mut scene = Scene::new(engine).await;
    for naam in groepen {
        scene.group("zoetermeer", "rokkeveen", naam, &[HOOFD]).await;
    }
    scene
}

/// The addresses behind the link buttons on a phone, in order.
fn adressen(scene: &Scene, wie: &str) -> Vec<String> {
    let links = scene.messages(wie).into_iter().filter_map(|seen| match seen.shown.extra {
        Extra::Link { title, url } => {
            assert_eq!(title, KNOP);
            Some(url)
        }
        _ => None,
    });
    links.collect()
}

/// The text behind an address, as any reader of addresses finds it.
fn tekst(adres: &str) -> String {
    let adres = reqwest::Url::parse(adres).unwrap();
    adres.query_pairs().find(|(naam, _)| naam == "text").map(|(_, tekst)| tekst.into_owned()).unwrap()
}

fn politiebericht(scene: &Scene) -> String {
    scene.message(HOOFD, "POLITIEBERICHT ZM-0001").shown.text
}

#[rstest]
#[case::the_button_nog_niet("Nog niet", true)]
#[case::help("Hulp bij doorsturen", true)]
#[case::typed_not_yet("nog niet gedaan", false)]
#[case::how("hoe doe ik dat", false)]
#[case::how_in_more_words("hoe stuur ik dit door naar mijn groep?", false)]
#[tokio::test]
async fn whoever_does_not_know_how_gets_the_button_and_is_asked_once(
    #[case] wat: &str,
    #[case] tik: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine, &["Waterlelie", "Parkzicht"]).await;
    scene.alert(LINE).await;
    assert_eq!(adressen(&scene, HOOFD), [""; 0], "never by itself");
    scene.pass_ms(MINUTE_MS).await;
    match (wat, tik) {
        ("Nog niet", _) => {
            scene.react(HOOFD, "POLITIEBERICHT", "👍").await;
            scene.tap(HOOFD, "Nog niet").await;
        }
        (wat, true) => scene.tap(HOOFD, wat).await,
        (wat, false) => scene.say(HOOFD, wat).await,
    }
    scene.pass_ms(5_000).await;
    let adressen = adressen(&scene, HOOFD);
    assert_eq!(adressen.len(), 1, "{:?}", scene.texts(HOOFD));
    assert!(adressen[0].starts_with("https://wa.me/?text="), "{adressen:?}");
    assert_eq!(tekst(&adressen[0]), politiebericht(&scene), "the text of the alert, whole");
    assert!(scene.last(HOOFD).starts_with("Staat ZM-0001 in uw groep? Tik dan hier."), "{}", scene.last(HOOFD));
    assert_eq!(scene.titles(HOOFD), ["Staat in de groep", "Kan nu niet"]);
    // One report for both groups.
    scene.tap(HOOFD, "Staat in de groep").await;
    scene.tap(HOOFD, "In beide groepen").await;
    assert!(scene.last(HOOFD).starts_with("Genoteerd"), "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn a_second_question_points_at_the_button_and_the_third_has_the_bare_text() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    for _ in 0..2 {
        scene.say(HOOFD, "nog niet").await;
        scene.pass_ms(5_000).await;
    }
    assert_eq!(adressen(&scene, HOOFD).len(), 1);
    assert!(scene.last(HOOFD).contains("staat hierboven"), "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "Hulp bij doorsturen").await;
    scene.pass_ms(5_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1);
    assert_eq!(scene.last(HOOFD), politiebericht(&scene), "to be copied");
}

#[rstest]
#[case::said_at_once("/delen aan", None)]
#[case::by_the_button("/delen", Some("Aan"))]
#[case::its_other_name("/deelknop ja graag", None)]
#[tokio::test]
async fn who_chose_it_gets_the_button_with_every_alert_and_never_with_an_end(
    #[case] getypt: &str,
    #[case] tik: Option<&str>,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine, &["Waterlelie"]).await;
    scene.group("zoetermeer", "rokkeveen", "Andere", &["31612340102"]).await;
    scene.say(HOOFD, getypt).await;
    if let Some(titel) = tik {
        scene.tap(HOOFD, titel).await;
    }
    assert!(scene.last(HOOFD).starts_with("Goed. U krijgt voortaan"), "{}", scene.last(HOOFD));
    scene.alert(LINE).await;
    scene.pass_ms(10_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1);
    assert_eq!(adressen(&scene, "31612340102"), [""; 0], "only who chose it");
    assert_eq!(scene.titles(HOOFD), ["Staat in de groep", "Kan nu niet"]);
    scene.say(AGENT, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.message(HOOFD, "AFGELOPEN ZM-0001").shown.text.contains("Rokkeveen"));
    scene.pass_ms(10_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1, "not with the end");
    // Off again, with one word.
    scene.say(HOOFD, "/delen uit").await;
    scene.alert("/melding overval Rokkeveen man rode jas met sporttas").await;
    scene.pass_ms(10_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1);
}

#[tokio::test]
async fn outside_their_window_an_alert_comes_without_and_nothing_fails() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.say(HOOFD, "/delen aan").await;
    scene.pass_ms(2 * DAY_MS).await;
    scene.alert(LINE).await;
    scene.pass_ms(10_000).await;
    assert!(politiebericht(&scene).contains("Rokkeveen"));
    assert_eq!(adressen(&scene, HOOFD), [""; 0]);
    let failed = scene.database.number("select count(*) from outbox where toestand = 'mislukt'").await;
    assert_eq!(failed, 0, "nothing was sent in vain");
}

#[tokio::test]
async fn the_text_holds_the_news_and_an_alert_that_ended_is_not_offered() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update ZM-0001 man is kaal").await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(5_000).await;
    let gedeeld = tekst(&adressen(&scene, HOOFD)[0]);
    assert!(gedeeld.contains("Nieuw: man is kaal"), "{gedeeld}");
    assert!(!gedeeld.contains("http"), "no link stands in a group: {gedeeld}");
    scene.stage.simulator.world().add_phone("31612340555", "bewoner");
    scene.say("31612340555", &format!("/check {gedeeld}")).await;
    assert!(scene.last("31612340555").contains("De tekst klopt."), "{}", scene.last("31612340555"));
    scene.say(AGENT, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
    assert!(scene.message(HOOFD, "AFGELOPEN ZM-0001").shown.text.contains("Rokkeveen"));
    scene.tap_on(HOOFD, "Kijk uit naar", "Hulp bij doorsturen").await;
    scene.pass_ms(5_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1);
}

/// Meta's codes for what it does not take; none of them costs an alert or an answer.
#[rstest]
#[case(100)]
#[case(131_008)]
#[case(131_009)]
#[case(131_051)]
#[tokio::test]
async fn where_meta_refuses_the_button_the_bare_text_goes_and_the_operator_hears_once(
    #[case] code: i64,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine, &["Waterlelie"]).await;
    scene.person("31612340009", Rol::Functioneel, &["zoetermeer"]).await;
    scene.say("31612340009", "/help").await;
    scene.stage.simulator.world().refuse_links(NUMBER, Some(code));
    scene.alert(LINE).await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(10_000).await;
    assert_eq!(adressen(&scene, HOOFD), [""; 0]);
    let teksten = scene.texts(HOOFD);
    let kaal = politiebericht(&scene);
    assert_eq!(
        teksten.iter().filter(|tekst| **tekst == kaal).count(),
        2,
        "the alert, and its text to copy: {teksten:?}"
    );
    assert!(scene.last(HOOFD).starts_with("Staat ZM-0001 in uw groep?"), "{teksten:?}");
    let verteld = |scene: &Scene| scene.texts("31612340009").iter().filter(|tekst| tekst.contains(KNOP)).count();
    assert_eq!(verteld(&scene), 1, "{:?}", scene.texts("31612340009"));
    // Nobody tries it again for a week.
    scene.alert("/melding overval Rokkeveen man rode jas met sporttas").await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(10_000).await;
    let geweigerd = "select count(*) from sjabloon_stand where status = 'REFUSED'";
    assert_eq!(scene.database.number(geweigerd).await, 1);
    assert_eq!(verteld(&scene), 1);
    // Then it is, and works.
    scene.stage.simulator.world().refuse_links(NUMBER, None);
    for _ in 0..8 {
        scene.pass_ms(DAY_MS).await;
    }
    assert_eq!(scene.database.number(geweigerd).await, 0);
    scene.say(HOOFD, "hoi").await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(10_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1, "{:?}", scene.texts(HOOFD));
}

/// What a gemeente sets, and what then comes.
#[rstest]
#[case(Deellink::Api, Some("https://api.whatsapp.com/send?text="))]
#[case(Deellink::Wa, Some("https://wa.me/?text="))]
#[case(Deellink::Uit, None)]
#[tokio::test]
async fn a_gemeente_chooses_the_address_or_none(#[case] deellink: Deellink, #[case] begin: Option<&str>) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.settings(|instellingen| instellingen.deellink = deellink).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(5_000).await;
    let adressen = adressen(&scene, HOOFD);
    assert_eq!(adressen.len(), usize::from(begin.is_some()), "{:?}", scene.texts(HOOFD));
    assert!(begin.is_none_or(|begin| adressen[0].starts_with(begin)), "{adressen:?}");
    if begin.is_none() {
        assert_eq!(scene.last(HOOFD), politiebericht(&scene), "to be copied");
        scene.say(HOOFD, "/delen aan").await;
        assert!(scene.last(HOOFD).contains("uitgezet"), "{}", scene.last(HOOFD));
    }
}

/// The title, typed, and other words for the button; found by somebody who had not built it. Before an alert they ask how it
/// is to be; under one they bring it. None of them begins a hand-over or ends anything.
#[rstest]
#[case("zet in mijn groep")]
#[case("Zet in mijn groep!")]
#[case("zet het bericht in mijn groep")]
#[case("waar is die knop om het in mijn groep te zetten")]
#[case("stuur de knop nog een keer")]
#[tokio::test]
async fn the_button_by_its_name_is_the_button(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.say(HOOFD, getypt).await;
    assert_eq!(scene.titles(HOOFD), ["Aan", "Uit"], "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, getypt).await;
    scene.pass_ms(5_000).await;
    assert_eq!(adressen(&scene, HOOFD).len(), 1, "{:?}", scene.texts(HOOFD));
}

/// Whether it comes with every alert is asked with both answers, never guessed, and never read as leaving.
#[rstest]
#[case("ik wil die knop niet meer", &["Aan", "Uit"])]
#[case("zet die knop maar uit", &["Aan", "Uit"])]
#[case("ik wil voortaan altijd die knop", &["Aan", "Uit"])]
#[case("I don't want that button", &["Aan", "Uit"])]
#[case("/delen ja maar alleen 's avonds", &["Aan", "Uit"])]
#[case("/delen uit als ik met vakantie ben", &["Aan", "Uit"])]
#[case("/delen aan voor 1 groep", &["Aan", "Uit"])]
#[case("/delen wat is dat", &["Aan", "Uit"])]
#[tokio::test]
async fn what_it_hangs_on_is_asked_and_a_typed_answer_is_taken(#[case] getypt: &str, #[case] titels: &[&str]) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.say(HOOFD, getypt).await;
    assert_eq!(scene.titles(HOOFD), titels, "{}", scene.last(HOOFD));
    let aan = "select deelknop from persoon where deelknop = 1";
    assert!(scene.database.texts("select 'x' from persoon where deelknop = 1").await.is_empty(), "{aan}");
    scene.say(HOOFD, "ja graag").await;
    assert!(scene.last(HOOFD).starts_with("Goed. U krijgt voortaan"), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "/delen").await;
    scene.say(HOOFD, "nee bedankt").await;
    assert!(scene.last(HOOFD).contains("alleen nog als u om hulp vraagt"), "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn after_an_update_the_old_text_is_not_pointed_at() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(5_000).await;
    scene.say(AGENT, "/update ZM-0001 man is kaal").await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(HOOFD, "nog niet").await;
    scene.pass_ms(5_000).await;
    let adressen = adressen(&scene, HOOFD);
    assert_eq!(adressen.len(), 2, "{:?}", scene.texts(HOOFD));
    assert!(tekst(&adressen[1]).contains("Nieuw: man is kaal"), "{}", tekst(&adressen[1]));
}

#[rstest]
#[case("hoe doe ik dat")]
#[case("zet in mijn groep")]
#[tokio::test]
async fn of_two_open_alerts_it_is_asked_which(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.alert("/melding overval Rokkeveen man rode jas met sporttas").await;
    scene.pass_ms(MINUTE_MS).await;
    // What was asked about the second is over.
    scene.say(HOOFD, getypt).await;
    assert_eq!(scene.titles(HOOFD), ["ZM-0002", "ZM-0001"], "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "ZM-0001").await;
    scene.pass_ms(5_000).await;
    assert!(tekst(&adressen(&scene, HOOFD)[0]).starts_with("POLITIEBERICHT ZM-0001"));
}

#[rstest]
#[case("die knop werkt niet op mn telefoon")]
#[case("de knop doet niks als ik er op druk")]
#[case("ik zie geen knop")]
#[case("DIE ROTKNOP DOET HET NIET!!!")]
#[tokio::test]
async fn a_button_that_does_not_work_brings_help_and_somebody_else(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "hoe doe ik dat").await;
    scene.pass_ms(5_000).await;
    scene.say(HOOFD, getypt).await;
    assert!(scene.titles(HOOFD).contains(&"Hulp bij doorsturen".to_owned()), "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "Hulp bij doorsturen").await;
    scene.pass_ms(5_000).await;
    assert_eq!(scene.last(HOOFD), politiebericht(&scene), "to be copied");
}

#[rstest]
#[case(Deellink::Wa, true)]
#[case(Deellink::Uit, false)]
#[tokio::test]
async fn help_offers_the_button_where_there_is_one(#[case] deellink: Deellink, #[case] offers: bool) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.settings(|instellingen| instellingen.deellink = deellink).await;
    scene.say(HOOFD, "/help").await;
    assert_eq!(scene.last(HOOFD).contains("/delen"), offers, "{}", scene.last(HOOFD));
}
