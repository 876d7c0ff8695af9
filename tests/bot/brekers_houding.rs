//! An act that is named and not asked for: questions, negations, conditions and delays, in the wording of those who broke it.

use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, BEGIN_MS, Engine, GEMEENTE, HOOFD, LINE, NIEUW, Scene};

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene.alert(LINE).await;
    scene
}

async fn verstuurd(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from melding where status = 'verzonden' and stilgezet_ms is null").await
}

#[rstest]
#[case("ik wil niks intrekken")]
#[case("intrekken?")]
#[case("moet ik intrekken als hij gepakt is?")]
#[case("intrekken hoeft pas als de collega's klaar zijn")]
#[case("intrekken kan altijd nog")]
#[case("waarom zou ik intrekken")]
#[case("intrekken doe ik niet")]
#[case("/intrekken?")]
#[case("/intrekken nog niet")]
#[case("/intrekken ZM-0001 pas als we klaar zijn")]
#[case("zm 1 intrekken, is dat handig?")]
#[case("hoe trek ik zo'n melding in")]
#[case("als het niet klopt trek ik hem in")]
#[case("straks trek ik hem wel in")]
#[case("dan trek ik hem in")]
#[case("trek hem maar niet in")]
#[tokio::test]
async fn a_withdrawal_that_is_only_spoken_of_withdraws_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(verstuurd(&scene).await, 1, "{gezegd}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).to_lowercase().contains("niets ingetrokken"), "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("kan ZM-0001 ingetrokken worden?")]
#[case("wil je zm 1 intrekken")]
#[case("intrekken, niets aan de hand")]
#[case("niets aan de hand, trek maar in")]
#[case("intrekken dit was niet de dader")]
#[case("/intrekken is de bewoner zelf")]
#[case("kunt u hem intrekken aub?")]
#[tokio::test]
async fn a_withdrawal_that_is_asked_for_withdraws(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(verstuurd(&scene).await, 0, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("stop niet")]
#[case("stop?")]
#[case("annuleer?")]
#[case("fout? nee hoor klopt")]
#[case("stop hem als je hem ziet")]
#[case("stop met zoeken in noordhove, hij zit in meerzicht")]
#[case("foute boel daar, stuur iemand")]
#[case("verkeerde schoenen: ze zijn wit")]
#[case("/stop?")]
#[case("/stop niet")]
#[case("stop nog even niet")]
#[case("stop straks maar")]
#[tokio::test]
async fn a_stop_that_is_not_meant_halts_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(verstuurd(&scene).await, 1, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("STOP")]
#[case("stop!!")]
#[case("stop, niet goed")]
#[case("stop met versturen")]
#[case("fout! wat nu?")]
#[case("stop!! kunnen jullie dat nog terughalen?")]
#[case("foute wijk, het is meerzicht")]
#[tokio::test]
async fn a_stop_that_is_meant_halts(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(verstuurd(&scene).await, 0, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("is hij aangehouden")]
#[case("is het al afgelopen?")]
#[case("aangehouden?")]
#[case("hebben we hem gepakt")]
#[case("ja?")]
#[case("afsluiten?")]
#[case("wanneer is hij aangehouden")]
#[tokio::test]
async fn a_question_closes_nothing(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "verdachte aangehouden").await;
    assert!(scene.last(AGENT).contains("afsluiten"), "{}", scene.last(AGENT));
    scene.say(AGENT, gezegd).await;
    assert_eq!(verstuurd(&scene).await, 1, "{gezegd}: {}", scene.last(AGENT));
    scene.tap(AGENT, "Afsluiten").await;
    assert_eq!(verstuurd(&scene).await, 0, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("akkoord?")]
#[case("akkoord A-1?")]
#[case("akkoord A-1 of A-2?")]
#[case("akkoord A-1 niet")]
#[case("akkoord A-1 nog niet")]
#[case("akkoord A-1 als de naam klopt")]
#[case("akkoord doe ik morgen")]
#[case("akkoord hoeft nog niet")]
#[case("/akkoord A-1 straks")]
#[case("/akkoord a1 ?")]
#[tokio::test]
async fn an_agreement_that_is_not_given_decides_nothing(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, gezegd).await;
    assert_eq!(scene.halves().await, 0, "{gezegd}: {}", scene.last(GEMEENTE));
    assert!(scene.last(GEMEENTE).contains("A-1"), "{gezegd}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("afwijzen A-1 nog niet")]
#[case("afwijzen A-1?")]
#[case("/afwijzen A-1 niet")]
#[case("/afwijzen a1 maar niet doen")]
#[case("/afwijzen niet")]
#[tokio::test]
async fn a_refusal_that_is_taken_back_refuses_nothing(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, gezegd).await;
    let refused = "select count(*) from aanmelding where status = 'afgewezen'";
    assert_eq!(scene.database.number(refused).await, 0, "{gezegd}: {}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, "/afwijzen A-1 woont er niet").await;
    assert_eq!(scene.database.number(refused).await, 1, "{gezegd}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("blokkeer niet 06 1234 0001")]
#[case("/blokkeer 06 1234 0001?")]
#[case("ik wil 06 1234 0001 niet blokkeren")]
#[case("moet ik 06 1234 0001 blokkeren?")]
#[case("/blokkeer 06 1234 0001 nog niet")]
#[case("blokkeren hoeft niet, 06 1234 0001 is terug")]
#[case("als hij zijn telefoon kwijt is 06 1234 0001 blokkeren")]
#[tokio::test]
async fn a_block_that_is_not_asked_for_silences_nobody(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, gezegd).await;
    let blocked = "select count(*) from persoon where geblokkeerd = 1";
    assert_eq!(scene.database.number(blocked).await, 0, "{gezegd}: {}", scene.last(AGENT_BEIDE));
    assert!(scene.last(AGENT_BEIDE).contains("niets geblokkeerd"), "{gezegd}: {}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "kunt u 06 1234 0001 blokkeren?").await;
    assert_eq!(scene.database.number(blocked).await, 1, "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("nee niet dan")]
#[case("20.00 met koffie vooraf")]
#[case("andere zaal")]
#[case("hoeveel mensen komen er")]
#[case("aanpassen")]
#[tokio::test]
async fn a_meeting_is_not_sent_by_a_yes_after_words_that_are_not_in_it(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond").await;
    scene.say(GEMEENTE, gezegd).await;
    let shown = scene.last(GEMEENTE);
    assert!(shown.contains("staat er niet in") && shown.contains("2 december"), "{gezegd}: {shown}");
    scene.say(GEMEENTE, "ja").await;
    let sent = "select count(*) from bijeenkomst where status = 'verstuurd'";
    assert_eq!(scene.database.number(sent).await, 0, "{gezegd}: {}", scene.last(GEMEENTE));
    scene.tap(GEMEENTE, "Versturen").await;
    assert_eq!(scene.database.number(sent).await, 1, "{gezegd}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("niet Parkzicht")]
#[case("geen van beide")]
#[case("allebei niet")]
#[case("Waterlelie maar Parkzicht nog niet")]
#[case("alles behalve Waterlelie")]
#[case("Parkzicht?")]
#[tokio::test]
async fn no_group_is_handed_over_that_is_left_out(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[]).await;
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Parkzicht").await.unwrap().unwrap();
    let hoofd = persoon::name_by_phone(&mut tx, &WaId(HOOFD.into()), "beheerder", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, hoofd, Rang::Hoofd).await.unwrap();
    tx.commit().await.unwrap();
    scene.say(HOOFD, "/overdragen").await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0, "{gezegd}: {}", scene.last(HOOFD));
    scene.say(HOOFD, "alleen Parkzicht").await;
    let taken = "select g.naam from overdracht_groep o join groep g on g.id = o.groep_id";
    assert_eq!(scene.database.texts(taken).await, ["Parkzicht"], "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("nee annuleer")]
#[case("laat maar")]
#[case("stop")]
#[case("toch niet")]
#[case("annuleren aub")]
#[tokio::test]
async fn a_hand_over_that_has_begun_is_what_is_called_off(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(GEMEENTE, "/overdragen Waterlelie").await;
    assert_eq!(scene.database.number("select count(*) from overdracht where status = 'voorgesteld'").await, 1);
    scene.say(GEMEENTE, gezegd).await;
    let open = "select count(*) from overdracht where status = 'voorgesteld'";
    assert_eq!(scene.database.number(open).await, 0, "{gezegd}: {}", scene.last(GEMEENTE));
    assert!(scene.last(GEMEENTE).contains("O-1"), "{gezegd}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("nog niet gebeld, ze ligt bewusteloos", false)]
#[case("kan niet bellen en hij bloedt hevig", false)]
#[case("heb nog niks gedaan, er ligt een man op de grond voor de deur", false)]
#[case("kan niet doorsturen, ze staan hier in de tuin", true)]
#[case("staat in de groep, en hij staat hier voor het raam", true)]
#[tokio::test]
async fn an_emergency_is_answered_first_and_notes_only_what_was_said_of_the_message(
    #[case] gezegd: &str,
    #[case] over_bericht: bool,
) {
    let mut scene = scene().await;
    let voor = scene.texts(HOOFD).len();
    scene.say(HOOFD, gezegd).await;
    let texts = scene.texts(HOOFD);
    assert!(texts[voor].contains("112"), "{gezegd}: {:?}", &texts[voor..]);
    assert_eq!(texts.len() > voor + 1, over_bericht, "{gezegd}: {:?}", &texts[voor..]);
}

#[rstest]
#[case("klopt niet", "ja")]
#[case("nee", "ja hoor")]
#[case("nee klopt niet helemaal", "ok")]
#[case("nee dat is fout", "klopt")]
#[case("nee niet goed", "prima")]
#[tokio::test]
async fn a_sign_up_that_is_not_right_is_not_sent_in_by_the_next_yes(#[case] nee: &str, #[case] ja: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "Aanmelden Beheerder Een, Rokkeveen, groep Buurtapp Waterlelie, 46 leden, wabp ja").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, nee).await;
    scene.say(NIEUW, ja).await;
    let sent = "select count(*) from aanmelding";
    assert_eq!(scene.database.number(sent).await, 0, "{nee} {ja}: {}", scene.last(NIEUW));
    scene.say(NIEUW, nee).await;
    scene.say(NIEUW, "Noordhove").await;
    assert!(scene.last(NIEUW).contains("Noordhove"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, "ja").await;
    let wijk = scene.database.texts("select wijk from aanmelding").await;
    assert_eq!(wijk, ["noordhove"], "{nee} {ja}: {}", scene.last(NIEUW));
}
