//! What somebody says outright in words that no rule knows, what stays out of an alert until it is tapped in, and previews of a meeting
//! and a hand-over that listen.

use heterdaad::bot::verstaan::{Intent, Uitkomst};
use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, NIEUW, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";
const WIJKAGENT: &str = "31612340005";
const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene
}

async fn verzonden(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from melding where status = 'verzonden'").await
}

fn made_of(scene: &Scene) -> (Option<Intent>, Option<Uitkomst>) {
    let verstaan = scene.stage.verstaan().unwrap_or_default();
    (verstaan.intent, verstaan.uitkomst)
}

#[rstest]
#[tokio::test]
async fn a_word_that_may_name_somebody_stays_out_until_it_is_tapped_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, "/melding woninginbraak rokkeveen man zwarte jas Brandsma witte schoenen").await;
    let shown = scene.last(AGENT);
    assert!(!shown.split("Niet in de tekst").next().unwrap_or_default().contains("Brandsma"), "{shown}");
    assert!(shown.contains("Niet in de tekst: 'Brandsma'.") && shown.contains("witte schoenen"), "{shown}");
    assert_eq!(scene.titles(AGENT), ["Versturen", "Toch erin", "Annuleren"]);
    scene.tap(AGENT, "Toch erin").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("zwarte jas Brandsma") && !shown.contains("Niet in de tekst"), "{shown}");
    assert_eq!(scene.titles(AGENT), ["Versturen", "Aanpassen", "Annuleren"]);
    scene.say(AGENT, "v").await;
    assert!(scene.last(BEHEERDER).contains("Brandsma"), "{}", scene.last(BEHEERDER));
}

#[rstest]
#[case("/melding woninginbraak rokkeveen man zwarte jas Brandsma")]
#[case("/melding woninginbraak rokkeveen man zwarte jas zt41")]
#[case("/melding straatroof rokkeveen 2 jongens grijze trui Vos Kramer")]
#[tokio::test]
async fn sent_without_a_tap_it_is_nowhere(#[case] line: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, line).await;
    scene.say(AGENT, "v").await;
    assert_eq!(verzonden(&scene).await, 1, "{}", scene.last(AGENT));
    let sent = scene.last(BEHEERDER);
    for word in ["Brandsma", "zt41", "Vos", "Kramer"] {
        assert!(!sent.contains(word), "{sent}");
    }
}

#[tokio::test]
async fn after_a_change_the_button_of_before_takes_nothing_in() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak rokkeveen man zwarte jas Brandsma").await;
    scene.say(AGENT, "jas was blauw").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("blauwe") && shown.contains("Niet in de tekst: 'Brandsma'."), "told still: {shown}");
    let before = "Kijk uit naar: man, zwarte jas";
    scene.tap_on(AGENT, before, "Toch erin").await;
    assert!(scene.last(AGENT).starts_with("Die knop hoorde bij een eerder voorbeeld."), "{}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    let sent = scene.last(BEHEERDER);
    assert!(sent.contains("blauwe jas") && !sent.contains("Brandsma") && !sent.contains("zwarte"), "{sent}");
}

#[tokio::test]
async fn after_a_change_the_button_of_now_takes_it_in() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak rokkeveen man zwarte jas Brandsma").await;
    scene.say(AGENT, "jas was blauw").await;
    scene.tap(AGENT, "Toch erin").await;
    scene.say(AGENT, "v").await;
    let sent = scene.last(BEHEERDER);
    assert!(sent.contains("blauwe jas") && sent.contains("Brandsma"), "{sent}");
}

#[rstest]
#[case("gezien door Yilmaz, zonder jas richting station", "zonder jas", &["Yilmaz"])]
#[case("is nu op een scooter met Brandsma, zt41 rijdt mee", "scooter", &["Brandsma", "zt41"])]
#[case("melder mw de vries zegt dat hij een rode pet draagt", "rode pet", &["vries"])]
#[case("NU OP EEN SCOOTER, YILMAZ ZAG HEM", "scooter", &["yilmaz", "YILMAZ"])]
#[tokio::test]
async fn an_update_holds_them_out_too(#[case] news: &str, #[case] stays: &str, #[case] out: &[&str]) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update {news}")).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Niet in de update:"), "{shown}");
    scene.say(AGENT, "v").await;
    assert!(!scene.last(BEHEERDER).contains("UPDATE"), "a typed yes sends nothing: {}", scene.last(BEHEERDER));
    scene.tap(AGENT, "Versturen").await;
    let sent = scene.last(BEHEERDER);
    assert!(sent.contains("UPDATE ZM-0001") && sent.to_lowercase().contains(stays), "{news}: {sent}");
    for word in out {
        assert!(!sent.contains(word), "{news}: {sent}");
    }
}

#[rstest]
#[case("zonder jas richting station, eenheid staat achter de flat", "zonder jas", "eenheid")]
#[case("op een rode fiets, roepnummer 4102 volgt", "rode fiets", "4102")]
#[case("nu met een witte pet, helikopter komt eraan", "witte pet", "helikopter")]
#[tokio::test]
async fn what_police_do_stands_in_no_update(#[case] news: &str, #[case] stays: &str, #[case] out: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update {news}")).await;
    assert!(scene.last(AGENT).contains("niet voor bewoners"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    let sent = scene.last(BEHEERDER);
    assert!(sent.contains("UPDATE ZM-0001") && sent.contains(stays) && !sent.contains(out), "{news}: {sent}");
}

#[tokio::test]
async fn an_update_takes_in_what_is_asked_for_by_name() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update zonder jas op een scooter, logo Glorpex op de tas").await;
    assert!(scene.last(AGENT).contains("Niet in de update: 'Glorpex'"), "{}", scene.last(AGENT));
    scene.say(AGENT, "zet erbij Glorpex").await;
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(BEHEERDER).contains("Glorpex"), "{}", scene.last(BEHEERDER));
}

#[rstest]
#[case("ok")]
#[case("klopt")]
#[tokio::test]
async fn a_preview_that_is_agreed_to_is_sent_by_one_tap(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(verzonden(&scene).await, 0);
    assert_eq!(scene.titles(AGENT), ["Versturen", "Aanpassen", "Annuleren"], "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(verzonden(&scene).await, 1, "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_typed_send_after_that_still_sends() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "ok").await;
    scene.say(AGENT, "v").await;
    assert_eq!(verzonden(&scene).await, 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("ja, mag uit")]
#[case("gelezen, niets op tegen. mag uit")]
#[case("groen licht voor 0001")]
#[tokio::test]
async fn a_colleague_agrees_in_words_of_their_own(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(verzonden(&scene).await, 1, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("ja maar niet naar rokkeveen")]
#[case("mag uit als de straat klopt")]
#[case("collega zegt dat het mag")]
#[case("mag die uit?")]
#[case("die foto mag mee")]
#[case("groen licht voor 0002")]
#[case("ik denk dat het mag")]
#[case("goedkeuren doe ik na de briefing")]
#[case("ja hoor, lekker dan")]
#[case("prima, maar eerst leeftijd aanpassen")]
#[case("goedkeuren zal ik zo doen")]
#[case("akkoord geef ik na overleg")]
#[case("eerst die straat eruit dan akkoord")]
#[tokio::test]
async fn and_by_none_of_these(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(verzonden(&scene).await, 0, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("A-1 ken ik, toelaten", 1)]
#[case("ja A-1, die staat bij ons bekend", 1)]
#[case("A-1 ken ik niet, eerst bellen", 0)]
#[case("de melding mag uit", 0)]
#[tokio::test]
async fn a_request_too(#[case] said: &str, #[case] halves: i64) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, halves, "{said}: {}", scene.last(GEMEENTE));
}

/// A number is that number and no beginning of another: A-1 was decided long ago, and a stranger's A-12 waits.
#[rstest]
#[case("A-1 ken ik, toelaten", 0)]
#[case("ja A-1, die staat bij ons bekend", 0)]
#[case("A-2 ken ik, toelaten", 0)]
#[case("A-12 ken ik, toelaten", 1)]
#[tokio::test]
async fn a_number_is_no_part_of_another(#[case] said: &str, #[case] halves: i64) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.database.execute("update teller set volgende = 12 where naam = 'aanmelding'").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    assert!(scene.last(GEMEENTE).contains("A-12"), "{}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, halves, "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("zus zegt dat het mag", 1)]
#[case("ze vinden het goed", 1)]
#[case("ze willen het liever niet", 0)]
#[case("ze moeten er nog over praten", 0)]
#[case("ik bel ze zo", 0)]
#[tokio::test]
async fn what_a_family_says_of_a_picture(#[case] said: &str, #[case] agreed: i64) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(VERMIST).await;
    crate::foto::share_photo(&mut scene, AGENT).await;
    scene.say(AGENT, said).await;
    let akkoord = scene.database.number("select count(*) from foto where familie_akkoord_ms is not null").await;
    assert_eq!(akkoord, agreed, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("telefoon van 06 1234 0101 ligt in de sloot, zet dat nummer dicht")]
#[case("06 1234 0101 is gejat, die moet eruit")]
#[tokio::test]
async fn a_lost_telephone_is_asked_about_and_blocked_by_a_tap(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    let blocked = "select count(*) from persoon where geblokkeerd = 1";
    assert_eq!(scene.database.number(blocked).await, 0, "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Blokkeren"], "{said}: {}", scene.last(AGENT));
    scene.tap(AGENT, "Blokkeren").await;
    assert_eq!(scene.database.number(blocked).await, 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("hebben mijn beheerders al gereageerd op de melding?", Intent::MeldingStatus)]
#[case("weer terug van vakantie", Intent::Terug)]
#[case("kan diezelfde ook naar driemanspolder, die lopen daar altijd doorheen naar het station", Intent::MeldingNieuw)]
#[tokio::test]
async fn a_wijkagent_hears_who_does_what_they_cannot(#[case] said: &str, #[case] intent: Intent) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.person(WIJKAGENT, Rol::Wijkagent, &["zoetermeer"]).await;
    scene.alert(LINE).await;
    scene.say(WIJKAGENT, said).await;
    assert_eq!(made_of(&scene), (Some(intent), Some(Uitkomst::Denied)), "{said}: {}", scene.last(WIJKAGENT));
}

#[rstest]
#[case("niet intrekken maar afronden")]
#[case("niet intrekken! gewoon netjes sluiten")]
#[tokio::test]
async fn to_close_is_not_to_let_it_run(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP").await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "nothing leaves again: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("ik twijfel over intrekken")]
#[case("twijfelde over intrekken maar hij kan blijven")]
#[tokio::test]
async fn a_doubt_withdraws_nothing(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(verzonden(&scene).await, 1, "{said}: {}", scene.last(AGENT));
}

const AVOND: &str = "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond";

#[rstest]
#[case("20.00 uur", "Gewijzigd: *woensdag 2 december, 20.00 uur*.", "20.00 uur")]
#[case("nee 3 december", "Gewijzigd: *donderdag 3 december, 19.30 uur*.", "donderdag 3 december")]
#[case("locatie is de bibliotheek", "Gewijzigd: *bibliotheek*.", "bibliotheek")]
#[case("onderwerp: stille uren", "Gewijzigd: *stille uren*.", "stille uren")]
#[tokio::test]
async fn the_preview_of_a_meeting_listens(#[case] said: &str, #[case] changed: &str, #[case] told: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(GEMEENTE, AVOND).await;
    scene.say(GEMEENTE, said).await;
    let shown = scene.last(GEMEENTE);
    assert!(shown.starts_with(changed), "{said}: {shown}");
    // The button of before sends nothing.
    let before = "Waarover: jaarlijkse avond\nWanneer: woensdag 2 december, 19.30 uur\nWaar: Stadhuis";
    scene.tap_on(GEMEENTE, before, "Versturen").await;
    assert_eq!(scene.count(BEHEERDER), 0, "{said}: {}", scene.last(GEMEENTE));
    scene.say(GEMEENTE, "versturen").await;
    assert!(scene.last(BEHEERDER).contains(told), "{said}: {}", scene.last(BEHEERDER));
}

#[rstest]
#[case("maak er 31 februari van")]
#[case("zet de buren er ook bij")]
#[case("bel 06 1234 0077")]
#[case("3 december 2020")]
#[tokio::test]
async fn what_has_no_place_in_it_holds_up_a_typed_yes(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(GEMEENTE, AVOND).await;
    scene.say(GEMEENTE, said).await;
    scene.say(GEMEENTE, "versturen").await;
    assert_eq!(scene.count(BEHEERDER), 0, "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[tokio::test]
async fn a_hand_over_listens_to_another_group(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[BEHEERDER]).await;
    scene.say(BEHEERDER, "/overdragen").await;
    scene.say(BEHEERDER, "waterlelie").await;
    scene.say(BEHEERDER, "nee parkzicht bedoel ik").await;
    let begun = |text: &String| text.contains("Overdracht O-2 van Parkzicht");
    assert!(scene.texts(BEHEERDER).iter().any(begun), "{:#?}", scene.texts(BEHEERDER));
    assert_eq!(
        scene.database.texts("select status from overdracht order by id").await,
        ["ingetrokken", "voorgesteld"],
        "{}",
        scene.last(BEHEERDER)
    );
}

#[rstest]
#[case("kan ik overdragen?")]
#[case("kan ik mijn groep overdragen?")]
#[case("hoe draag ik over?")]
#[tokio::test]
async fn a_question_begins_no_hand_over(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(BEHEERDER, said).await;
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0, "{said}: {}", scene.last(BEHEERDER));
}

#[rstest]
#[case("Mijn kleindochter is handiger met dat ding, kan zij in mijn plaats de groep doen?", "Ja, dat kan.")]
#[case("Mijn overbuurvrouw wil het stokje overnemen, hoe gaat dat in zijn werk?", "Ja, dat kan.")]
#[case("can my wife run the group instead of me, how does that work?", "Yes, you can.")]
#[tokio::test]
async fn whoever_asks_how_to_hand_over_is_told(#[case] said: &str, #[case] answer: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(BEHEERDER, said).await;
    assert!(scene.last(BEHEERDER).starts_with(answer), "{said}: {}", scene.last(BEHEERDER));
    assert_eq!(made_of(&scene), (Some(Intent::OverdragenStart), Some(Uitkomst::Info)));
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0);
}

#[rstest]
#[case("dat kan niet waar zijn, alweer")]
#[case("ik kan niet wachten tot ze hem pakken")]
#[case("als ik thuis ben zet ik m erin")]
#[case("i'll post it when I get home")]
#[tokio::test]
async fn nobody_said_that_they_cannot(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(BEHEERDER, said).await;
    let last = scene.last(BEHEERDER);
    assert!(!last.starts_with("Begrepen.") && !last.starts_with("Understood."), "{said}: {last}");
}

#[rstest]
#[case("A-1 nog even niet")]
#[case("is A-1 goed?")]
#[case("A-1 ken ik niet")]
#[tokio::test]
async fn whoever_decided_nothing_is_not_told_that_they_did(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, said).await;
    let last = scene.last(GEMEENTE);
    assert!(!last.contains("Uw akkoord") && scene.halves().await == 0, "{said}: {last}");
}

#[rstest]
#[case("melding akkoord")]
#[case("melding niet akkoord")]
#[tokio::test]
async fn a_decision_begins_no_alert(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.person(WIJKAGENT, Rol::Wijkagent, &["zoetermeer"]).await;
    scene.alert(LINE).await;
    scene.say(WIJKAGENT, said).await;
    let last = scene.last(WIJKAGENT);
    assert!(!last.contains("Wat is er aan de hand?"), "{said}: {last}");
}

#[tokio::test]
async fn a_wijkagent_writes_an_alert_in_plain_words() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, "woninginbraak rokkeveen man zwarte jas, te voet richting station").await;
    assert!(scene.last(WIJKAGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(WIJKAGENT));
    assert_eq!(verzonden(&scene).await, 0);
}

#[tokio::test]
async fn of_three_groups_whoever_keeps_theirs_is_let_go() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[BEHEERDER]).await;
    scene.say(BEHEERDER, "/overdragen").await;
    scene.say(BEHEERDER, "ik hou de groep toch zelf").await;
    scene.say(BEHEERDER, "parkzicht").await;
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0, "{}", scene.last(BEHEERDER));
}

#[rstest]
#[case("loos alarm, was de bewoner zelf")]
#[case("vals alarm")]
#[tokio::test]
async fn after_a_halt_a_false_alarm_withdraws_or_is_asked(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP").await;
    scene.say(AGENT, said).await;
    let withdrawn = scene.database.number("select count(*) from melding where status = 'ingetrokken'").await;
    let asked = scene.titles(AGENT).contains(&"Nu intrekken".to_owned());
    assert!(withdrawn == 1 || asked, "{said}: {}", scene.last(AGENT));
    assert!(!scene.last(AGENT).contains("loopt door"), "{said}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn the_code_of_a_hand_over_that_made_way_works_no_more() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[BEHEERDER]).await;
    scene.say(BEHEERDER, "/overdragen").await;
    scene.say(BEHEERDER, "waterlelie").await;
    let invited = scene.message(BEHEERDER, "Wilt u beheerder worden van Buurtapp Waterlelie").shown.text;
    let code: String = invited.split("De code ").nth(1).unwrap_or_default().chars().take(6).collect();
    scene.say(BEHEERDER, "nee parkzicht").await;
    scene.say(VREEMDE, &format!("Ik neem over O-1 {code}")).await;
    assert!(scene.last(VREEMDE).starts_with("Deze code werkt niet"), "{}", scene.last(VREEMDE));
}

#[rstest]
#[case("hij heeft trouwens geen trui aan maar een groen shirt")]
#[case("geen trui maar een groen shirt")]
#[tokio::test]
async fn the_colour_of_what_is_denied_goes_with_it(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak rokkeveen man blauwe trui, witte schoenen").await;
    scene.say(AGENT, said).await;
    let shown = scene.last(AGENT);
    let text = shown.split("Kijk uit naar:").nth(1).unwrap_or_default().split("Gezien?").next().unwrap_or_default();
    assert!(text.contains("groen shirt") && !text.contains("blauw") && !text.contains("trui"), "{said}: {shown}");
}

#[tokio::test]
async fn the_same_again_of_what_was_withdrawn_says_so() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "meerzicht", "Buurtapp Meerzicht", &["31612340102"]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "intrekken").await;
    scene.say(AGENT, "dezelfde voor meerzicht").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Let op: ZM-0001 is ingetrokken."), "{shown}");
}
