//! What a reader of the changes of 27 November 2026 found in them, by kind, and variations: words that did too much, and words
//! that no longer did what they should.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, NIEUW, Scene};

const WIJKAGENT: &str = "31612340105";
const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

/// One group, of one beheerder; the officers and the gemeente are in the window.
async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    for wie in [HOOFD, AGENT_BEIDE, GEMEENTE, AGENT] {
        scene.say(wie, "/help").await;
    }
    scene
}

/// An alert that a wijkagent wrote and a colleague let go.
async fn of_a_wijkagent() -> Scene {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT, "akkoord ZM-0001").await;
    assert_eq!(scene.database.texts("select status from melding").await, ["verzonden"], "{}", scene.last(WIJKAGENT));
    scene
}

#[rstest]
#[case("intrekken, moeder heeft hem gevonden")]
#[case("ZM-0001 intrekken, kind is bij moeder")]
#[case("trek in, hij is bij zijn ouders")]
#[tokio::test]
async fn a_withdrawal_that_names_the_family_withdraws_the_alert(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "familie akkoord").await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("⛔ STOP")]
#[case("stop ⛔⛔")]
#[case("❌ verkeerde wijk")]
#[case("🛑 stop")]
#[case("NEE ❌ STOP")]
#[tokio::test]
async fn a_sign_stresses_a_stop(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "it does not run on: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("🛑 stop")]
#[case("⛔ stop")]
#[tokio::test]
async fn and_one_in_a_sign_up(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.say(NIEUW, said).await;
    assert!(scene.last(NIEUW).contains("gewist") || scene.last(NIEUW).contains("gestopt"), "{}", scene.last(NIEUW));
}

#[rstest]
#[case("overval rokkeveen man rode jas, mogelijk vuurwapen", "Let op: mogelijk vuurwapen. Blijf uit de buurt")]
#[case("overval rokkeveen man rode jas mogelijk een mes", "Let op: mogelijk mes. Blijf uit de buurt")]
#[case("overval rokkeveen man rode jas kenteken onbekend, mes gezien", "Let op: mes gezien. Blijf uit de buurt")]
#[case("overval rokkeveen man 20 of 25 jaar, mes", "Let op: mes gezien. Blijf uit de buurt")]
#[case("overval rokkeveen man rode jas, weet niet of hij een mes heeft", "Let op: mogelijk mes. Blijf uit de buurt")]
#[case("overval rokkeveen man rode jas vermoedelijk gewapend", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[tokio::test]
async fn people_are_told_to_stay_away_from_a_weapon_that_may_be_there(#[case] line: &str, #[case] warns: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    if scene.last(AGENT).starts_with("U schrijft") {
        scene.say(AGENT, "ja").await;
    }
    assert!(scene.last(AGENT).contains(warns), "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("moet terug naar bureau")]
#[case("niet verder gekomen met onderzoek")]
#[case("het klopt niet dat hij weg is")]
#[case("stuur niet meer mensen")]
#[case("hou op zeg")]
#[case("terugtrekken naar het bureau")]
#[tokio::test]
async fn what_only_begins_like_a_stop_stops_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    assert!(scene.titles(AGENT).contains(&"Stop ZM-0001".to_owned()), "it is asked: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("hou op zeg")]
#[case("moet terug naar bureau")]
#[case("niet verder gekomen met onderzoek")]
#[tokio::test]
async fn nor_does_it_throw_a_draft_away(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    let waits = scene.database.texts("select status from melding").await;
    assert_eq!(waits, ["wacht_tweede"], "{said}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn a_refusal_of_something_else_leaves_a_draft_that_waits() {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(AGENT, "A-1 afwijzen, man woont daar niet").await;
    assert_eq!(scene.requests().await, ["afgewezen"], "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select status from melding").await, ["wacht_tweede"]);
}

#[rstest]
#[case("man is richting station")]
#[case("auto was zwart busje")]
#[tokio::test]
async fn news_on_the_street_takes_back_no_update_that_waits(#[case] said: &str) {
    let mut scene = scene().await;
    scene.groups("zoetermeer", "meerzicht", 40).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update ook meerzicht, man nu in Meerzicht").await;
    scene.tap(AGENT, "Versturen").await;
    let waits = "select count(*) from bijwerking where status = 'wacht_tweede'";
    assert_eq!(scene.database.number(waits).await, 1, "{}", scene.last(AGENT));
    scene.say(AGENT, said).await;
    assert_eq!(scene.database.number(waits).await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("intrekken, was een grap van de buurjongen")]
#[case("intrekken, ff verkeerde wijk")]
#[case("intrekken bel me even")]
#[case("intrekken, denk verkeerde man")]
#[tokio::test]
async fn a_reason_makes_a_withdrawal_no_doubt(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.withdrawn().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("A-1 afwijzen, eerst WABP doen", "afgewezen")]
#[case("A-1 afwijzen, ff groep bestaat al", "afgewezen")]
#[case("A-1 afwijzen denk ik", "ingediend")]
#[tokio::test]
async fn nor_a_refusal(#[case] said: &str, #[case] status: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, [status], "{said}: {}", scene.last(GEMEENTE));
}

#[tokio::test]
async fn nor_a_yes() {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, "akkoord A-1, ff gecheckt").await;
    assert_eq!(scene.halves().await, 1, "{}", scene.last(GEMEENTE));
}

#[tokio::test]
async fn a_misclick_on_the_second_half_is_heard() {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, "akkoord A-1").await;
    scene.say(AGENT, "akkoord A-1").await;
    let before = scene.texts(AGENT).len();
    scene.say(AGENT, "misklik").await;
    assert!(scene.texts(AGENT).len() > before && scene.last(AGENT).contains("A-1"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_wijkagent_who_stops_twice_asks_once() {
    let mut scene = of_a_wijkagent().await;
    scene.say(WIJKAGENT, "stop verkeerde straat").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(WIJKAGENT));
    let asked = |scene: &Scene, wie: &str| scene.texts(wie).iter().filter(|text| text.contains("zegt stop")).count();
    assert_eq!((asked(&scene, AGENT), asked(&scene, AGENT_BEIDE)), (1, 1), "both may end it");
    scene.say(WIJKAGENT, "stop nou!").await;
    assert!(scene.last(WIJKAGENT).contains("ZM-0001 staat al stil"), "{}", scene.last(WIJKAGENT));
    assert_eq!((asked(&scene, AGENT), asked(&scene, AGENT_BEIDE)), (1, 1));
    scene.tap(AGENT, "Nu intrekken").await;
    assert_eq!(scene.withdrawn().await, 1);
}

#[tokio::test]
async fn a_wijkagent_hears_that_there_is_nobody_to_ask() {
    let mut scene = of_a_wijkagent().await;
    scene.database.execute("update persoon set geblokkeerd = 1 where id in (select persoon_id from identiteit where waarde in ('31612340001', '31612340002'))").await;
    scene.say(WIJKAGENT, "stop verkeerde straat").await;
    assert_eq!(scene.halted().await, 1);
    assert!(scene.last(WIJKAGENT).contains("bel de meldkamer"), "{}", scene.last(WIJKAGENT));
}

#[tokio::test]
async fn a_stop_in_the_middle_of_an_alert_is_about_that() {
    let mut scene = of_a_wijkagent().await;
    scene.say(WIJKAGENT, "/melding").await;
    scene.say(WIJKAGENT, "stop").await;
    assert_eq!(scene.halted().await, 0, "{}", scene.last(WIJKAGENT));
}

#[tokio::test]
async fn an_officer_of_one_gemeente_who_is_wijkagent_in_another_halts_and_leaves_the_end_to_a_colleague() {
    let mut scene = scene().await;
    scene.person(WIJKAGENT, Rol::Politie, &["loosduinen"]).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT, "akkoord ZM-0001").await;
    scene.say(WIJKAGENT, "stop verkeerde wijk").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(WIJKAGENT));
    assert!(scene.titles(WIJKAGENT).is_empty(), "no button they may not use: {:?}", scene.titles(WIJKAGENT));
    assert!(scene.titles(AGENT).contains(&"Nu intrekken".to_owned()), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn whoever_let_an_alert_go_stops_it_by_the_button_that_is_offered() {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    scene.say(AGENT_BEIDE, "hmm dit voelt niet lekker").await;
    scene.tap(AGENT_BEIDE, "Stop ZM-0001").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn the_title_that_withdraws_is_a_word_of_its_own() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "stop").await;
    scene.say(AGENT, "nu intrekken.").await;
    assert_eq!(scene.withdrawn().await, 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("stop overdracht, hij wil niet")]
#[case("stop de overdracht want ik ken dat nummer niet")]
#[tokio::test]
async fn a_hand_over_is_stopped_whatever_the_reason(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "opvolger");
    scene.say(HOOFD, "/overdragen").await;
    let open = "select count(*) from overdracht where status in ('voorgesteld', 'aanvaard')";
    assert_eq!(scene.database.number(open).await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, said).await;
    assert_eq!(scene.database.number(open).await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("STOP!!!1")]
#[case("stop!!11")]
#[case("stop 2")]
#[case("stop verdachte zit in buurtgroep")]
#[case("STOP STOP VERDACHTE LEEST MEE")]
#[case("stop, collega's lopen gevaar")]
#[case("melding stoppen")]
#[case("stopzetten")]
#[case("neeeee stop dit klopt niet")]
#[case("zet stil")]
#[case("mag niet verstuurd worden")]
#[case("halt")]
#[case("kan die melding gestopt worden aub")]
#[tokio::test]
async fn a_stop_in_these_words_halts(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("kunnen we dit stoppen")]
#[case("verdachte zit in de appgroep, stoppen!")]
#[case("moest meerzicht zijn")]
#[case("kun je dit nog tegenhouden?")]
#[case("halt gehouden op de hoek")]
#[case("oeps koffie gemorst")]
#[tokio::test]
async fn and_of_these_it_is_asked_whether_it_is_to_stop(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert!(scene.titles(AGENT).contains(&"Stop ZM-0001".to_owned()), "{said}: {}", scene.last(AGENT));
    scene.say(AGENT, "stop").await;
    assert_eq!(scene.halted().await, 1, "and then it halts: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("intrekken over 10 min")]
#[case("zo intrekken")]
#[case("intrekken, zegt de ovd")]
#[tokio::test]
async fn a_withdrawal_of_later_or_of_another_is_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.withdrawn().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("zonder pet met mes", "Let op: mes gezien. Blijf uit de buurt")]
#[case("met kapmes", "Let op: kapmes gezien. Blijf uit de buurt")]
#[case("wapen onbekend", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[case("kan gewapend zijn", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[case("wss mes", "Let op: mogelijk mes. Blijf uit de buurt")]
#[case("pistool volgens getuige", "Let op: mogelijk pistool. Blijf uit de buurt")]
#[case("waarschijnlijk geen wapen", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[case("dreigde met een mes, niet gezien", "Let op: mogelijk mes. Blijf uit de buurt")]
#[case("schoten gehoord", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[case("stak slachtoffer neer", "Let op: mogelijk wapen. Blijf uit de buurt")]
#[tokio::test]
async fn what_is_said_of_a_weapon_is_no_more_than_is_known(#[case] part: &str, #[case] warns: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval rokkeveen man zwarte jas te voet, {part}")).await;
    if scene.last(AGENT).starts_with("U schrijft") {
        scene.say(AGENT, "ja").await;
    }
    assert!(scene.last(AGENT).contains(warns), "{part}: {}", scene.last(AGENT));
}

#[rstest]
#[case("stak de straat over")]
#[case("schoot weg richting station")]
#[case("scooter in brand gestoken")]
#[case("schiet op")]
#[case("stak zijn hand op")]
#[case("geen wapen gezien")]
#[tokio::test]
async fn and_of_none_nothing_is_said(#[case] part: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval rokkeveen man zwarte jas te voet, {part}")).await;
    if scene.last(AGENT).starts_with("U schrijft") {
        scene.say(AGENT, "ja").await;
    }
    let shown = scene.last(AGENT);
    assert!(shown.contains("POLITIEBERICHT") && !shown.contains("Let op:"), "{part}: {shown}");
}

#[tokio::test]
async fn a_draft_is_held_by_a_word_of_it_in_a_decision_about_something_else() {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, "A-1 akkoord maar wacht nog met deze").await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_ne!(scene.database.texts("select status from melding").await, ["verzonden"], "{}", scene.last(AGENT));
}

#[rstest]
#[case("er wil iemand 50 euro voor ZM-0001 klopt dat")]
#[case("zm 0001 echt? moet ik betalen")]
#[tokio::test]
async fn who_is_to_pay_for_an_alert_is_warned(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, said).await;
    assert!(scene.last(NIEUW).starts_with("Pas op"), "{said}: {}", scene.last(NIEUW));
}

#[tokio::test]
async fn and_so_is_who_asked_much_before() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    for said in ["hoi", "wie is dit", "klopt zm-0001", "wat doe je"] {
        scene.say(NIEUW, said).await;
    }
    scene.say(NIEUW, "ze willen mijn pinpas ophalen voor zm-0001, klopt dat?").await;
    assert!(scene.last(NIEUW).starts_with("Pas op"), "{}", scene.last(NIEUW));
}

#[rstest]
#[case("nee")]
#[case("toch niet overdragen")]
#[case("overdracht hoeft niet meer")]
#[case("hij wil niet meer, stop maar met overdragen")]
#[case("overdracht stoppen aub")]
#[case("toch niet")]
#[tokio::test]
async fn who_does_not_hand_over_after_all_says_so_where_the_group_is_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[HOOFD]).await;
    scene.say(HOOFD, "/overdragen").await;
    assert!(scene.titles(HOOFD).contains(&"Waterlelie".to_owned()), "{}", scene.last(HOOFD));
    scene.say(HOOFD, said).await;
    assert!(!scene.titles(HOOFD).contains(&"Waterlelie".to_owned()), "{said}: {}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
}
