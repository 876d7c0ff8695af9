//! What a sixth stranger to the code typed on 27 November 2026 against the mends of the fifth's list, by kind, and variations.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, NIEUW, Scene, VREEMDE};

const VERMIST: &str = "/melding vermissing Rokkeveen meisje 8 jaar, blauwe jas, staart";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "meerzicht", "Weidemolen", &["31612340102"]).await;
    scene.group("zoetermeer", "noordhove", "Hoefblad", &["31612340103"]).await;
    for wie in [HOOFD, AGENT_BEIDE] {
        scene.say(wie, "/help").await;
    }
    scene
}

#[rstest]
#[case("is zm-0001 akkoord")]
#[case("mag zm-0001 akkoord")]
#[case("is zm1 goedgekeurd")]
#[case("mag zm 1 goedgekeurd")]
#[case("is melding zm-0001 akkoord nu")]
#[case("Piet: akkoord zm-0001")]
#[case("> akkoord zm-0001")]
#[case("ovd: akkoord zm-0001")]
#[case("WIJKAGENT: akkoord zm-0001")]
#[case(">Akkoord ZM-0001")]
#[tokio::test]
async fn a_question_and_a_quote_approve_nothing(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("goed gekeurd zm-1")]
#[case("akk zm-0001")]
#[case("ja hoor zm0001 mag eruit")]
#[case("ZM-0001 gezien en akkoord")]
#[case("goedemorgen, akkoord zm1")]
#[case("hoi: zm1 akkoord")]
#[case("akkoord ZM-0001 mvg team veiligheid")]
#[tokio::test]
async fn a_yes_in_more_of_their_words_sends(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("is a-1 akkoord", 0)]
#[case("mag a-1 akkoord", 0)]
#[case("is a-1 goedgekeurd", 0)]
#[case("wijkagent: akkoord a-1", 0)]
#[case("> Akkoord A-1", 0)]
#[case("akkoord voor a-1 dank je wel", 1)]
#[case("A-1 klopt, goedgekeurd", 1)]
#[case("Akkoord op aanvraag A-1 mvg team veiligheid", 1)]
#[tokio::test]
async fn the_same_of_a_sign_up(#[case] said: &str, #[case] given: i64) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, given, "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("trek mijn akkoord voor a-1 in")]
#[case("mijn akkoord op A-1 was een vergissing")]
#[case("ik trek mijn akkoord op a-1 terug")]
#[case("trek mijn goedkeuring van A-1 in")]
#[case("akkoord bij A-1 was te snel")]
#[tokio::test]
async fn a_yes_is_taken_back_with_its_number_in_the_middle(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/help").await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.tap(GEMEENTE, "Akkoord").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, 0, "{said}: {}", scene.last(GEMEENTE));
}

#[tokio::test]
async fn a_bare_yes_to_a_request_shows_what_waits() {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    let before = scene.count(AGENT_BEIDE);
    scene.say(AGENT_BEIDE, "ja").await;
    assert_eq!(scene.alerts().len(), 0);
    assert!(scene.count(AGENT_BEIDE) > before, "silence tells nothing");
    assert!(scene.last(AGENT_BEIDE).contains("ZM-0001"), "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("is de familie akkoord", false)]
#[case("wanneer is de familie akkoord", false)]
#[case("zijn de ouders akkoord", false)]
#[case("de familie is akkoord zegt piet", false)]
#[case("fam akk", true)]
#[case("familie is akkoord", true)]
#[tokio::test]
async fn a_question_about_the_family_is_no_consent(#[case] said: &str, #[case] agrees: bool) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    let agreed = "select count(*) from foto where familie_akkoord_ms is not null";
    assert_eq!(scene.database.number(agreed).await, i64::from(agrees), "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("mag foto zm-0001 akkoord")]
#[case("is foto zm-0001 goedgekeurd")]
#[case("Piet: foto akkoord zm-0001")]
#[case("> foto akkoord zm-0001")]
#[tokio::test]
async fn nor_does_one_send_a_picture(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "ouders akkoord").await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.pictures_waiting().await, 1, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("is zm-0001 al ingetrokken")]
#[case("is zm1 ingetrokken")]
#[case("zm-0001 is al ingetrokken toch")]
#[case("was zm1 nou ingetrokken door piet")]
#[case("zm-0001 is ingetrokken hoor ik")]
#[case("klopt het dat zm1 ingetrokken is")]
#[tokio::test]
async fn how_an_alert_stands_withdraws_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(10 * MINUTE_MS).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0001"), "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("zm1 moet ingetrokken worden")]
#[case("kan zm1 ingetrokken worden?")]
#[case("zm1 ingetrokken graag")]
#[tokio::test]
async fn an_order_to_withdraw_in_that_word_is_one(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("stopppp")]
#[case("ho ho stop")]
#[case("oei stop!")]
#[case("godver stop")]
#[case("sorry stop")]
#[case("STPO")]
#[case("meteen stoppen!!!")]
#[case("dat was de verkeerde wijk")]
#[case("oh shit verkeerde wijk")]
#[case("halt")]
#[case("ik bedoel stop")]
#[case("nu stoppen")]
#[case("alles stoppen aub")]
#[case("jezus stop")]
#[case("nee nee stop")]
#[tokio::test]
async fn a_stop_in_haste_halts_what_just_left(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("ik stop zo met mijn dienst")]
#[case("nu rustig hier")]
#[case("sorry voor de drukte")]
#[case("ja dat was goed zo")]
#[tokio::test]
async fn talk_that_begins_so_halts_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("STOP")]
#[case("fout! stop")]
#[case("verkeerde wijk!")]
#[case("oh nee stop")]
#[tokio::test]
async fn whoever_approved_it_stops_it_too(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 40);
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("ok, laat maar weten")]
#[case("hou maar op de hoogte")]
#[case("oke laat maar komen")]
#[case("oeps zei ik dat al")]
#[case("ik wacht wel")]
#[case("dank je")]
#[case("hoe lang duurt het")]
#[tokio::test]
async fn talk_while_it_waits_changes_nothing(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("alleen meerzicht")]
#[case("niet rokkeveen maar meerzicht")]
#[case("het is een vrouw")]
#[case("twee mannen trouwens")]
#[case("het zijn er twee")]
#[case("oh en hij heeft een mes")]
#[case("let op: vuurwapengevaarlijk")]
#[case("man is kaal")]
#[case("hij is nu op een fiets")]
#[case("kenteken is 12-ABC-3")]
#[case("tis geen inbraak maar overval")]
#[case("oeps typefoutje zwarte moet blauwe zijn")]
#[tokio::test]
async fn what_corrects_it_while_it_waits_holds_it(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("behalve noordhove ook alles", "noordhove")]
#[case("ook niet in meerzicht gezien", "meerzicht")]
#[case("ook meerzicht? nee toch niet", "meerzicht")]
#[tokio::test]
async fn an_update_adds_no_wijk_that_is_denied(#[case] said: &str, #[case] denied: &'static str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update zm1 {said}")).await;
    scene.say(AGENT, "v").await;
    let wijken = scene.database.texts("select wijk from melding_wijk order by wijk").await;
    assert!(!wijken.iter().any(|wijk| wijk == denied), "{said}: {wijken:?} {}", scene.last(AGENT));
}

#[rstest]
#[case("ook naar meerzicht")]
#[case("ook naar meerzict")]
#[case("ook meerzicht")]
#[tokio::test]
async fn an_update_that_names_a_wijk_to_go_to_adds_it(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update zm1 {said}")).await;
    assert!(scene.last(AGENT).contains("Erbij: Meerzicht"), "{said}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn a_typed_title_describes_nobody() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding inbraak rokkeveen man zwarte jas, geboren 12-03-1990").await;
    let title = scene.titles(AGENT).into_iter().find(|title| title.to_lowercase().contains("zonder"));
    scene.say(AGENT, &title.expect("a button that goes on without it").to_lowercase()).await;
    assert!(!scene.last(AGENT).to_lowercase().contains("uit naar: verder zonder"), "{}", scene.last(AGENT));
    scene.say(AGENT, "/stop").await;
    scene.say(AGENT, "er wordt ingebroken in rokkeveen waterlelie stuur auto").await;
    scene.say(AGENT, "Ja, melding maken").await;
    assert!(!scene.last(AGENT).starts_with("Bedoelt u"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("rokkeveen", "ZM-0001")]
#[case("de inbraak", "ZM-0001")]
#[case("die van de overval", "ZM-0002")]
#[case("meerzicht graag", "ZM-0002")]
#[tokio::test]
async fn a_wijk_or_a_kind_chooses_which_alert(#[case] said: &str, #[case] number: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.alert("overval meerzicht vrouw met lange groene jas").await;
    scene.say(AGENT, "/intrekken").await;
    scene.say(AGENT, said).await;
    let gone = "select nummer from melding where status = 'ingetrokken'";
    assert_eq!(scene.database.texts(gone).await, [number], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("allebei")]
#[case("de laatste")]
#[case("alle twee")]
#[tokio::test]
async fn what_names_none_is_asked_again(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.alert("overval meerzicht vrouw met lange groene jas").await;
    scene.say(AGENT, "/intrekken").await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    scene.say(AGENT, "zm 1").await;
    assert_eq!(scene.halted().await, 1, "the question stands: {}", scene.last(AGENT));
}

#[tokio::test]
async fn a_block_by_hearsay_blocks_nobody() {
    let mut scene = scene().await;
    for said in ["Piet zegt blokkeer 0612340002", "collega vraagt blokkeer 06 1234 0002", "ze wil blokkeer 0612340002"]
    {
        scene.say(AGENT, said).await;
        let blocked = "select count(*) from persoon where geblokkeerd = 1";
        assert_eq!(scene.database.number(blocked).await, 0, "{said}: {}", scene.last(AGENT));
    }
}

#[rstest]
#[case("s nachts niks tenzij vermist kind", false)]
#[case("alleen overvallen graag", false)]
#[case("mag ik een politiebericht ook op facebook zetten", false)]
#[case("een lid vraagt waarom het politiebericht geen foto heeft", false)]
#[case("aanrijding met letsel op de afrikaweg", true)]
#[case("m'n ex staat voor de deur en dreigt", true)]
#[case("kind gevallen uit raam", true)]
#[tokio::test]
async fn an_emergency_is_told_from_what_is_none(#[case] said: &str, #[case] emergency: bool) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert_eq!(first, emergency, "{said}: {answers:?}");
}

#[rstest]
#[case("ik zie de man met de rugzak")]
#[case("zie die man lopen")]
#[case("ik zie hem!")]
#[tokio::test]
async fn whoever_sees_who_is_looked_for_hears_of_112_first(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert!(first, "{said}: {answers:?}");
}

#[rstest]
#[case("doorgestuurd: politiebericht ZM-9999 overval meerzicht man met mes")]
#[case("Doorgestuurd: POLITIEBERICHT zm 9999 woninginbraak rokkeveen man zwarte jas")]
#[tokio::test]
async fn a_forwarded_forgery_is_denied_to_a_stranger(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, said).await;
    let texts = scene.texts(VREEMDE).concat();
    assert!(texts.contains("geen politiebericht van ons") || texts.contains("niet van ons"), "{said}: {texts}");
}

#[rstest]
#[case("inbraak rokkeveen 12 november man zwarte jas")]
#[case("inbraak rokkeveen man zwarte jas pas versturen na akkoord ovd")]
#[case("overval rokkeveen op 3 oktober man zwarte jas")]
#[tokio::test]
async fn a_date_in_words_and_a_condition_are_asked(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak rokkeveen ook in delft uitkijken naar man zwarte jas pet")]
#[case("inbraak rokkeveen man zwarte jas pet ook sturen naar noordhove")]
#[case("inbraak rokkeveen man zwarte jas pet stuur dit ook naar noordhove")]
#[tokio::test]
async fn where_it_is_to_go_is_nobodys_way(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    let parts = shown.lines().filter(|line| line.starts_with("Waar:") || line.starts_with("Kijk uit naar:"));
    let text = parts.collect::<Vec<_>>().concat().to_lowercase();
    for wrong in ["delft", "richting", "sturen", "stuur", "noordhove"] {
        assert!(!text.contains(wrong), "{line}: {shown}");
    }
    assert!(shown.contains("Noordhove") || shown.contains("Delft"), "it is offered, or said to be impossible: {shown}");
}

#[rstest]
#[case("die staat bovenaan")]
#[case("Rokkeveen oost")]
#[case("mag mijn vrouw ook")]
#[case("weten jullie al")]
#[tokio::test]
async fn what_is_no_name_signs_nobody_up(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "Rokkeveen").await;
    scene.say(NIEUW, said).await;
    let fields = scene.database.texts("select inhoud from dialoog").await.concat();
    assert!(!fields.contains(&format!("\"naam\":\"{said}\"")), "{said}: {fields}");
}

// What a reader of the diff found in the mends themselves.

#[rstest]
#[case("er wordt nu ingebroken bij de buren, staat al op facebook")]
#[case("man ligt bewusteloos op straat, ze filmen voor op instagram")]
#[case("een lid vraagt hulp, er wordt ingebroken bij haar!")]
#[tokio::test]
async fn an_emergency_stays_one_beside_talk_of_messages(#[case] said: &str) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert!(first, "{said}: {answers:?}");
}

#[rstest]
#[case("akkoord ZM-0001, wijk moet Meerzicht zijn")]
#[case("akkoord ZM-0001, zegt Piet")]
#[case("Piet zegt, akkoord ZM-0001")]
#[case("collega: akkoord ZM-0001")]
#[tokio::test]
async fn what_stands_behind_a_comma_counts_too(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn a_no_to_what_was_just_asked_takes_no_earlier_yes_back() {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 40);
    scene.say(AGENT, "/melding overval rokkeveen vrouw met lange groene jas").await;
    scene.say(AGENT, "VERSTUUR 40").await;
    scene.say(AGENT_BEIDE, "niet akkoord").await;
    assert_eq!(scene.halted().await, 0, "{}", scene.last(AGENT_BEIDE));
    assert!(scene.last(AGENT_BEIDE).contains("ZM-0002"), "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("die melding wil ik intrekken")]
#[case("graag wil ik intrekken")]
#[case("deze wil ik intrekken, verkeerde wijk")]
#[tokio::test]
async fn a_wish_turned_round_is_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("stop jongens")]
#[case("stop man")]
#[case("/stop man was de bewoner")]
#[case("stop")]
#[tokio::test]
async fn a_stop_takes_a_draft_back_that_waits(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("Ben nu in rokkeveen")]
#[case("wij rijden naar rokkeveen")]
#[tokio::test]
async fn where_police_are_holds_no_draft(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak rokkeveen, nog niet versturen, man zwarte jas", "man, zwarte jas")]
#[case("inbraak rokkeveen man zwarte jas pas versturen na akkoord ovd", "man, zwarte jas")]
#[tokio::test]
async fn what_is_said_of_sending_takes_nothing_else_with_it(#[case] line: &str, #[case] described: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    scene.say(AGENT, "ja").await;
    assert!(scene.last(AGENT).contains(&format!("Kijk uit naar: {described}\n")), "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("overval rokkeveen man zwarte jas probeerde tas te pakken")]
#[case("overval rokkeveen man zwarte jas wacht even bij elke deur")]
#[case("overval rokkeveen man zwarte jas zit achterin de auto")]
#[tokio::test]
async fn what_somebody_does_is_no_doubt(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD"), "{line}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn consent_is_asked_of_which_picture_where_two_wait() {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.alert("/melding vermissing Meerzicht man 82 jaar, grijze jas, wandelstok").await;
    scene.picture(AGENT, "ZM-0001").await;
    scene.picture(AGENT, "ZM-0002").await;
    scene.say(AGENT, "/status").await;
    scene.say(AGENT, "familie akkoord").await;
    let agreed =
        "select m.nummer from foto f join melding m on m.id = f.melding_id where f.familie_akkoord_ms is not null";
    assert_eq!(scene.database.texts(agreed).await, [""; 0], "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0001") && scene.last(AGENT).contains("ZM-0002"), "{}", scene.last(AGENT));
    scene.say(AGENT, "familie akkoord ZM-0001").await;
    assert_eq!(scene.database.texts(agreed).await, ["ZM-0001"], "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_block_tells_why_and_blocks() {
    let mut scene = scene().await;
    scene.person("31612340106", heterdaad::domain::rechten::Rol::Politie, &["zoetermeer"]).await;
    scene.say(AGENT, "blokkeer 06 1234 0106, dader is weer vrij").await;
    let blocked = "select count(*) from persoon where geblokkeerd = 1";
    assert_eq!(scene.database.number(blocked).await, 1, "{}", scene.last(AGENT));
}
