//! What a fifth stranger to the code typed on 27 November 2026 to walk part B of the issue, by kind, and variations.

use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, NIEUW, Scene};

const WIJKAGENT: &str = "31612340105";
const VERMIST: &str = "/melding vermissing Rokkeveen meisje 8 jaar, blauwe jas, staart";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "oosterheem", "Oosterheem", &["31612340102"]).await;
    scene.say(HOOFD, "/help").await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene
}

#[rstest]
#[case("ik wacht op akkoord ZM-0001")]
#[case("ZM-0001 akkoord misschien")]
#[case("zonder akkoord ZM-0001")]
#[case("OvD is akkoord met ZM-0001")]
#[case("OvD vraagt akkoord ZM-0001")]
#[case("chef heeft ZM-0001 goedgekeurd")]
#[case("ik hoor dat ZM-0001 akkoord is")]
#[case("wie geeft er akkoord op ZM-0001")]
#[case("akkoord ZM-0001 wacht nee")]
#[case("ZM-0001 is nog niet akkoord")]
#[tokio::test]
async fn somebody_elses_yes_and_a_doubt_send_nothing(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("akkoord ZM-0001")]
#[case("ZM-0001 akkoord")]
#[case("ik keur zm 1 goed")]
#[case("ZM-0001 is wat mij betreft akkoord")]
#[case("ja hoor, ZM-0001 akkoord")]
#[case("goedgekeurd zm 1")]
#[tokio::test]
async fn a_yes_of_their_own_sends(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("zonder akkoord A-1")]
#[case("politie al akkoord A-1")]
#[case("ik hoor dat de politie akkoord is met A-1")]
#[case("collega geeft akkoord A-1")]
#[case("akkoord a1 wacht nee")]
#[case("akkoord 1e")]
#[case("akkoord met 1 opmerking")]
#[case("collega wil A-1 afwijzen omdat groep bestaat")]
#[case("bewoner wil A-1 afwijzen")]
#[tokio::test]
async fn nothing_is_decided_about_a_sign_up_by_hearsay(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, 0, "{said}: {}", scene.last(GEMEENTE));
    assert_eq!(scene.database.texts("select status from aanmelding").await, ["ingediend"], "{said}");
}

#[rstest]
#[case("akkoord A-1")]
#[case("A-1 akkoord, heb haar gesproken")]
#[case("akkoord 1")]
#[case("akkoord A-1 hoor, prima")]
#[tokio::test]
async fn a_plain_yes_to_a_sign_up_counts(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, 1, "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("jas was blauw")]
#[case("broek is groen")]
#[case("schoenen waren wit")]
#[case("hij heeft een rode pet")]
#[case("grijze trui trouwens")]
#[tokio::test]
async fn words_about_a_draft_that_waits_hold_it(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("niet ZM-0001")]
#[case("ZM-0001 is nog goed")]
#[case("hoe staat het met ZM-0001")]
#[case("waarom is ZM-0001 ingetrokken")]
#[case("nee ZM-0001 moet blijven")]
#[case("ZM-0001 niet")]
#[tokio::test]
async fn a_number_that_is_only_spoken_of_is_not_chosen(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.alert("overval oosterheem vrouw met lange groene jas").await;
    scene.say(AGENT, "intrekken").await;
    assert!(scene.last(AGENT).contains("elke"), "it is asked: {}", scene.last(AGENT));
    scene.say(AGENT, said).await;
    let gone = scene.database.number("select count(*) from melding where status = 'ingetrokken'").await;
    assert_eq!(gone, 0, "{said}: {:?}", scene.texts(AGENT));
}

#[rstest]
#[case("zm 1")]
#[case("die van ZM-0001 graag")]
#[case("ZM-0001 intrekken")]
#[tokio::test]
async fn a_number_that_is_chosen_is_withdrawn(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.alert("overval oosterheem vrouw met lange groene jas").await;
    scene.say(AGENT, "intrekken").await;
    scene.say(AGENT, said).await;
    let gone = "select nummer from melding where status = 'ingetrokken'";
    assert_eq!(scene.database.texts(gone).await, ["ZM-0001"], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("collega wil ZM-0001 intrekken")]
#[case("meldkamer zegt ZM-0001 intrekken")]
#[case("iemand vraagt om intrekken")]
#[case("moet ik intrekken")]
#[tokio::test]
async fn somebody_elses_withdrawal_is_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("deblokkeer {}")]
#[case("/deblokkeer {}")]
#[case("deblokkeren {}")]
#[case("/deblokkeren {}")]
#[case("kunt u {} deblokkeren")]
#[case("haal de blokkade van {} eraf")]
#[case("ontblokkeer {}")]
#[tokio::test]
async fn whoever_wants_a_number_back_blocks_none(#[case] said: &str) {
    let mut scene = scene().await;
    scene.person("31612340106", Rol::Politie, &["zoetermeer"]).await;
    scene.person("31612340107", Rol::Politie, &["zoetermeer"]).await;
    scene.say("31612340106", "/help").await;
    scene.say("31612340107", "/help").await;
    scene.say(AGENT, &said.replace("{}", "06 1234 0106")).await;
    let blocked = "select count(*) from persoon where geblokkeerd = 1";
    assert_eq!(scene.database.number(blocked).await, 0, "{said}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("niet geblokkeerd"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/blokkeer 06 1234 0106").await;
    scene.tap(AGENT, "Ja, klopt").await;
    scene.say(AGENT, &said.replace("{}", "06 1234 0106")).await;
    assert_eq!(scene.database.number(blocked).await, 1, "two colleagues put it back: {}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Terugzetten"], "{}", scene.last(AGENT));
}

#[rstest]
#[case("stop")]
#[case("/stop")]
#[case("stop verkeerde foto")]
#[case("verkeerde foto")]
#[case("foto weg")]
#[tokio::test]
async fn stop_at_a_picture_is_about_the_picture(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    assert_eq!(scene.pictures_waiting().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("familie akkoord")]
#[case("ja moeder is akkoord")]
#[case("ja")]
#[case("Familie akkoord!")]
#[case("ouders zijn akkoord")]
#[tokio::test]
async fn what_the_family_says_is_heard_in_words(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    let agreed = "select count(*) from foto where familie_akkoord_ms is not null";
    assert_eq!(scene.database.number(agreed).await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("nee")]
#[case("familie wil het niet")]
#[case("ouders niet akkoord")]
#[case("is de familie akkoord?")]
#[tokio::test]
async fn what_is_no_yes_of_the_family_is_none(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    let agreed = "select count(*) from foto where familie_akkoord_ms is not null";
    assert_eq!(scene.database.number(agreed).await, 0, "{said}: {}", scene.last(AGENT));
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("overval")]
#[case("vermist")]
#[case("aanrijding rokkeveen man doorgereden")]
#[case("/blokkeer")]
#[tokio::test]
async fn stop_right_after_something_else_halts_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT, "stop").await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0001"), "it is said how to stop it: {}", scene.last(AGENT));
    scene.say(AGENT, "stop").await;
    assert_eq!(scene.halted().await, 1, "said twice it is meant: {}", scene.last(AGENT));
}

#[tokio::test]
async fn stop_long_after_it_asks_whether_the_alert_is_meant() {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.tap(AGENT, "Nog niet").await;
    scene.pass_ms(20 * MINUTE_MS).await;
    scene.say(AGENT, "STOP").await;
    assert_eq!(scene.halted().await, 0);
    assert!(scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
    scene.say(AGENT, "ZM-0001").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(AGENT));
}

#[rstest]
#[case("nog niet")]
#[case("Nog niet.")]
#[case("NOG NIET")]
#[tokio::test]
async fn the_title_of_a_button_can_be_typed(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.say(AGENT, said).await;
    assert!(scene.last(AGENT).starts_with("Genoteerd: nog niet overlegd."), "{}", scene.last(AGENT));
}

#[rstest]
#[case("wacht even collega belt")]
#[case("ho stop even")]
#[case("momentje ovd belt")]
#[case("wacht ff")]
#[case("even wachten, chef komt eraan")]
#[tokio::test]
async fn a_hesitation_describes_nobody(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "inbraak rokkeveen").await;
    scene.say(AGENT, said).await;
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak rokkeveen man zwarte jas, is inmiddels gepakt")]
#[case("inbraak rokkeveen man zwarte jas pet dader meegenomen naar bureau")]
#[case("inbraak rokkeveen man zwarte jas is net gepakt")]
#[case("inbraak rokkeveen man zwarte jas rugzak nog niet versturen")]
#[case("inbraak rokkeveen man zwarte jas wacht even met versturen")]
#[case("inbraak rokkeveen man zwarte jas 22-11 gebeurd")]
#[case("inbraak rokkeveen man zwarte jas, hebben hem vast")]
#[tokio::test]
async fn what_says_that_nobody_is_to_look_out_now_is_asked(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "{line}: {}", scene.last(AGENT));
    scene.say(AGENT, "v").await;
    let sent = scene.alerts();
    assert!(sent.is_empty() || !sent[0].shown.text.contains("versturen"), "{line}");
}

#[rstest]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: verdachte Kevin de Boer woont op Akelei 14")]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: maak over naar NL91 ABNA 0417 1643 00")]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: bel 06 1234 0077")]
#[case("/bijeenkomst 2 december 19.30 Stadhuis: kijk op www.nepbank.nl")]
#[tokio::test]
async fn an_invitation_passes_the_check_of_an_alert(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(GEMEENTE, line).await;
    scene.say(GEMEENTE, "ja").await;
    assert!(!scene.texts(HOOFD).iter().any(|text| text.contains("2 december")), "{line}: {}", scene.last(GEMEENTE));
}

#[tokio::test]
async fn the_button_of_an_older_update_shows_the_newest() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update man nu op fiets").await;
    scene.say(AGENT, "/update man nu op scooter").await;
    scene.tap_on(AGENT, "man nu op fiets", "Versturen").await;
    assert!(!scene.texts(HOOFD).iter().any(|text| text.contains("fiets")), "{:?}", scene.texts(HOOFD));
    assert!(scene.last(AGENT).contains("scooter"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(HOOFD).contains("Nieuw: man nu op scooter"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("ik zou m doorgestuurd hebben maar mag niet")]
#[case("zou gedaan moeten zijn")]
#[case("mijn buurman zegt dat het gedaan is")]
#[case("denk dat het erin staat")]
#[case("het is als het goed is geplaatst")]
#[tokio::test]
async fn a_report_that_is_not_certain_is_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, said).await;
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(posted).await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ik ben morgen van 9 tot 12 niet bereikbaar")]
#[case("vrijdag tussen 9 en 17 niet bereikbaar")]
#[case("morgen van 14.00 tot 16.00 niet beschikbaar")]
#[tokio::test]
async fn hours_are_no_day_of_absence(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let away = "select count(*) from persoon where afwezig_tot_ms is not null";
    assert_eq!(scene.database.number(away).await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ik ben er volgende week niet")]
#[case("ben ziek")]
#[case("toch een week langer")]
#[case("lig ziek op bed")]
#[case("ik ben er dit weekend niet")]
#[tokio::test]
async fn an_absence_in_other_words_is_heard(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    assert_ne!(scene.last(HOOFD), "Dat begrijp ik niet. Typ /help voor wat ik kan. Spoed? Bel 112.", "{said}");
    let answer = scene.last(HOOFD);
    assert!(
        answer.contains("weg") || answer.contains("afwezig") || answer.contains("geen politieberichten"),
        "{said}: {answer}"
    );
}

#[rstest]
#[case("niet na tien uur 's avonds")]
#[case("alleen 's nachts stil")]
#[case("/stilte 22-7 doordeweeks")]
#[case("/stilte 23 tot 7 behalve in het weekend")]
#[tokio::test]
async fn quiet_hours_with_a_condition_are_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let quiet = "select count(*) from persoon where stil_van is not null";
    assert_eq!(scene.database.number(quiet).await, 0, "{said}: {}", scene.last(HOOFD));
    let answer = scene.last(HOOFD);
    assert!(answer.contains("elke dag") || answer.contains("Mijn voorstel"), "{said}: {answer}");
}

#[rstest]
#[case("stop met die berichten aub")]
#[case("ik wil geen berichten meer")]
#[case("hou op met die appjes")]
#[case("te veel meldingen!")]
#[case("stop met berichten")]
#[tokio::test]
async fn whoever_wants_fewer_messages_hears_how(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let answer = scene.last(HOOFD);
    assert!(answer.contains("/stilte") && answer.contains("/afmelden"), "{said}: {answer}");
}

#[rstest]
#[case("hij staat voor mijn deur")]
#[case("mn auto word opengebroken")]
#[case("hij staat voor onze voordeur te rammelen")]
#[case("mijn schuur wordt leeggehaald")]
#[tokio::test]
async fn an_emergency_is_one_in_the_middle_of_a_sign_up_too(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    for wie in [HOOFD, NIEUW] {
        if wie == NIEUW {
            scene.say(wie, "/aanmelden").await;
        }
        let (first, answers) = scene.hears_112(wie, said).await;
        assert!(first, "{said}: {answers:?}");
    }
}

#[tokio::test]
async fn what_is_typed_at_an_offer_is_said_to_be_no_part_of_it() {
    let mut scene = scene().await;
    scene.say(AGENT, "er wordt ingebroken in rokkeveen waterlelie stuur auto").await;
    scene.say(AGENT, "hij heeft een mes en een rode jas").await;
    assert!(scene.last(AGENT).contains("hij heeft een mes en een rode jas"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_wijkagent_who_is_asked_for_a_picture_can_send_it() {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, VERMIST).await;
    scene.say(AGENT, "akkoord ZM-0001").await;
    assert!(scene.last(WIJKAGENT).contains("Foto nodig? Stuur hem hier"), "{}", scene.last(WIJKAGENT));
    scene.picture(WIJKAGENT, "ouders akkoord").await;
    assert_eq!(scene.pictures_waiting().await, 1);
}

#[rstest]
#[case("vermist rokkeveen kind 5 jr groene trui (fam akk)")]
#[case("vermist rokkeveen kind 5 jr groene trui, akkoord fam")]
#[case("vermist rokkeveen kind 5 jr groene trui [familie akk]")]
#[tokio::test]
async fn consent_is_published_in_no_spelling(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    let text = shown.split("———").next().unwrap_or_default();
    assert!(text.contains("groene trui\n"), "{line}: {shown}");
}
