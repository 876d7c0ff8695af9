//! What a seventh stranger to the code typed on 27 November 2026 against what was mended last, by kind, and variations.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, NIEUW, Scene};

const OPVOLGER: &str = "31612340202";
const WIJKAGENT: &str = "31612340105";
const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

/// Three groups, of which one beheerder has two; the officers are in the window.
async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[HOOFD]).await;
    scene.group("zoetermeer", "meerzicht", "Weidemolen", &["31612340102"]).await;
    scene.group("zoetermeer", "dorp", "Akelei", &["31612340103"]).await;
    for wie in [HOOFD, AGENT_BEIDE, AGENT] {
        scene.say(wie, "/help").await;
    }
    scene
}

async fn agreed(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from foto where familie_akkoord_ms is not null").await
}

#[rstest]
#[case("vraag of ouders akkoord zijn")]
#[case("even checken of familie akkoord is")]
#[case("zijn ouders akkoord")]
#[case("heeft moeder akkoord gegeven")]
#[case("akkoord ovd")]
#[case("foto school akkoord")]
#[case("akkoord")]
#[case("familie akkoord toch")]
#[case("akkoord gevraagd aan moeder")]
#[case("familie is akkoord 👎")]
#[tokio::test]
async fn a_caption_that_tells_of_no_consent_is_asked(#[case] caption: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, caption).await;
    assert_eq!(agreed(&scene).await, 0, "{caption}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("familie"), "it is asked: {caption}: {}", scene.last(AGENT));
}

#[rstest]
#[case("hebben de ouders akkoord gegeven")]
#[case("is familie akkoord")]
#[case("zijn ouders akkoord")]
#[case("familie akkoord toch")]
#[case("wachten op akkoord familie")]
#[case("akkoord ouders komt zo")]
#[case("akkoord gevraagd aan moeder")]
#[case("ovd akkoord")]
#[case("de ovd is akkoord")]
#[case("politie is akkoord")]
#[case("school is akkoord")]
#[case("familie akkoord ❌")]
#[case("familie akkoord 👎")]
#[tokio::test]
async fn what_is_typed_at_the_question_is_the_familys_yes_or_none(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    assert_eq!(agreed(&scene).await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("moeder heeft akkoord gegeven")]
#[case("ouders akkoord")]
#[case("ja ouders zijn akkoord")]
#[case("akkoord van de familie")]
#[case("ouders geven toestemming")]
#[case("familie is akkoord, foto van jongen met blauwe jas")]
#[case("ja akkoord")]
#[case("ze zijn akkoord")]
#[tokio::test]
async fn the_familys_yes_is_heard(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "").await;
    scene.say(AGENT, said).await;
    assert_eq!(agreed(&scene).await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("ouders toch niet akkoord")]
#[case("toch geen akkoord van de familie")]
#[case("moeder trekt toestemming in")]
#[case("familie trekt akkoord in")]
#[case("ouders willen het niet meer")]
#[case("wacht met de foto")]
#[case("foto is oud, hij heeft nu kort haar")]
#[case("foto nog niet sturen")]
#[tokio::test]
async fn a_picture_whose_consent_is_gone_goes_nowhere(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "ouders akkoord").await;
    assert_eq!(scene.pictures_waiting().await, 1);
    scene.say(AGENT, said).await;
    assert_eq!(scene.pictures_waiting().await, 0, "{said}: {}", scene.last(AGENT));
    assert_eq!(scene.halted().await, 0, "the alert runs on: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("jas was blauw")]
#[case("wacht nog")]
#[case("nog niet")]
#[case("niet naar seghwaert")]
#[case("moet noordhove zijn")]
#[case("het was een vrouw")]
#[case("al aangehouden")]
#[tokio::test]
async fn a_wijkagents_draft_is_held_by_its_writers_words_too(#[case] said: &str) {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(WIJKAGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {:?}", scene.texts(WIJKAGENT));
}

#[rstest]
#[case("STOP")]
#[case("fout!")]
#[case("verkeerde wijk")]
#[case("intrekken")]
#[case("oh shit verkeerde wijk")]
#[tokio::test]
async fn a_wijkagent_stops_what_they_wrote(#[case] said: &str) {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 1);
    scene.say(WIJKAGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(WIJKAGENT));
    assert!(scene.last(WIJKAGENT).contains("ZM-0001"), "{}", scene.last(WIJKAGENT));
    assert_eq!(scene.titles(AGENT_BEIDE), ["Nu intrekken", "Afsluiten", "Laten staan"], "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("nog even niet goedkeuren")]
#[case("nog niet akkoord")]
#[case("is al aangehouden")]
#[case("hij is gepakt")]
#[case("al gepakt")]
#[case("we hebben hem")]
#[case("was een poging")]
#[case("hou even vast")]
#[case("het was geen inbraak")]
#[case("is een overval geen inbraak")]
#[case("overval ipv inbraak")]
#[tokio::test]
async fn what_puts_a_draft_that_waits_right_holds_it(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("moet nu wel snel")]
#[case("henk is koffie halen die komt zo")]
#[case("moet ik nog wat doen")]
#[tokio::test]
async fn talk_holds_no_draft(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("akkoord zm-0001 toch")]
#[case("ga je akkoord met zm-0001")]
#[case("geeft u akkoord op zm-0001")]
#[case("akkoord zm-0001 ❌")]
#[case("❌ akkoord zm-0001")]
#[case("akkoord zm-0001 👎")]
#[case("akkoord zm-0001 🚫")]
#[case("akkoord zm-0001 😂")]
#[tokio::test]
async fn a_yes_with_a_sign_or_a_word_against_it_is_none(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("akkoord zm-0001 👍")]
#[case("toch maar akkoord zm-0001")]
#[case("ik ga akkoord met zm-0001")]
#[case("akkoord zm-0001 ✅")]
#[tokio::test]
async fn a_yes_with_a_sign_for_it_stays_one(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.alerts().len(), 40, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("ja ❌")]
#[case("versturen 👎")]
#[case("ja 😂")]
#[case("v ❌")]
#[case("❌ ja")]
#[tokio::test]
async fn at_a_preview_it_sends_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.alerts().len(), 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("/wis", "ja ❌", "select count(*) from beheer", 4)]
#[case("/wis", "ja 😂", "select count(*) from beheer", 4)]
#[case("/afmelden", "ja ❌", "select count(*) from beheer", 4)]
#[case("/afmelden alle groepen", "ja 👎", "select count(*) from beheer", 4)]
#[tokio::test]
async fn nor_does_it_take_anything_away(
    #[case] command: &str,
    #[case] said: &str,
    #[case] sql: &'static str,
    #[case] stays: i64,
) {
    let mut scene = scene().await;
    scene.say(HOOFD, command).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.database.number(sql).await, stays, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("gedaan ❌")]
#[case("staat erin 👎")]
#[case("doorgestuurd naar mn buurvrouw")]
#[case("doorgestuurd naar de familie app")]
#[case("gedeeld met de buren")]
#[case("staat erin maar iemand heeft het verwijderd")]
#[case("stond erin")]
#[case("staat erin toch")]
#[case("staat erin wanneer ik thuis ben")]
#[case("gedaan als je het goed vindt")]
#[case("staat erin zegt mijn vrouw")]
#[tokio::test]
async fn what_does_not_stand_there_for_certain_is_not_noted(#[case] said: &str) {
    // Of one group, so that nothing else is to be asked.
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 0, "{said}: {}", scene.last(HOOFD));
    scene.say(HOOFD, "staat erin").await;
    assert_eq!(scene.posted().await, 1, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("intrekken of niet")]
#[case("intrekken geen optie")]
#[case("intrekken lijkt me overdreven")]
#[case("/intrekken nee")]
#[case("/intrekken wacht")]
#[case("/intrekken nee wacht")]
#[case("/intrekken stop")]
#[case("/intrekken annuleer")]
#[case("/intrekken hoe werkt dat")]
#[case("/intrekken help")]
#[case("/intrekken vraag ik aan ovd")]
#[case("trek in zegt piet")]
#[case("trek terug naar de eenheid")]
#[case("neem terug die fiets")]
#[tokio::test]
async fn what_is_no_order_withdraws_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    let gone = scene.withdrawn().await;
    assert_eq!(gone, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("/intrekken verkeerde wijk")]
#[case("/intrekken was de bewoner zelf")]
#[case("/intrekken")]
#[case("intrekken, help verkeerde wijk gekozen")]
#[case("trek in aub")]
#[case("nee intrekken!")]
#[tokio::test]
async fn an_order_with_a_reason_withdraws(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    let gone = scene.withdrawn().await;
    assert_eq!(gone, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("afwijzen a-1 doe ik niet")]
#[case("afwijzen a-1 wil ik niet")]
#[case("afwijzen a-1 is niet nodig")]
#[case("afwijzen a-1 hoeft niet")]
#[case("afwijzen a-1 of toch niet")]
#[case("afwijzen a-1 kan dat nog")]
#[case("afwijzen a-1 zegt piet")]
#[case("afwijzen a-1 als hij geen wabp heeft")]
#[case("a-1 afwijzen doe ik niet")]
#[tokio::test]
async fn a_refusal_that_is_not_meant_refuses_nobody(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["ingediend"], "{said}");
}

#[rstest]
#[case("afwijzen a-1 woont er niet")]
#[case("afwijzen a-1 groep bestaat niet")]
#[case("A-1 afwijzen, is niet van deze wijk")]
#[case("afwijzen a-1, doet niet mee met wabp")]
#[case("afwijzen a-1 wij kennen haar niet")]
#[tokio::test]
async fn a_refusal_with_its_reason_is_one(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["afgewezen"], "{said}");
}

#[rstest]
#[case("afwijzen zm-0001 hoeft niet")]
#[case("afwijzen zm-0001 doe ik niet")]
#[case("afwijzen zm-0001 ga ik niet doen")]
#[case("afwijzen zm-0001 als het nog kan")]
#[tokio::test]
async fn nor_an_alert(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.database.texts("select status from melding").await, ["wacht_tweede"], "{said}");
}

#[rstest]
#[case("stop overdracht niet")]
#[case("stop overdracht nog niet")]
#[case("geen stop overdracht")]
#[case("moet ik stop overdracht typen")]
#[case("buurman zegt stop overdracht")]
#[case("stop overdracht als hij niet wil")]
#[case("stop overdracht?")]
#[tokio::test]
async fn a_hand_over_goes_on_that_is_only_spoken_of(#[case] said: &str) {
    let mut scene = scene().await;
    scene.stage.simulator.world().add_phone(OPVOLGER, "opvolger");
    scene.say(HOOFD, "/overdragen").await;
    scene.say(HOOFD, "Waterlelie").await;
    let open = "select count(*) from overdracht where status in ('voorgesteld', 'aanvaard')";
    assert_eq!(scene.database.number(open).await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, said).await;
    assert_eq!(scene.database.number(open).await, 1, "{said}: {}", scene.last(HOOFD));
    scene.say(HOOFD, "stop overdracht").await;
    assert_eq!(scene.database.number(open).await, 0, "{}", scene.last(HOOFD));
}

#[rstest]
#[case("/update ook alle wijken behalve dorp")]
#[case("/update ook heel zoetermeer zonder dorp")]
#[case("/update ook alle wijken maar niet dorp")]
#[tokio::test]
async fn an_update_to_all_but_one_leaves_that_one_out(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    for title in ["Versturen", "Goedkeuren"] {
        for wie in [AGENT, AGENT_BEIDE] {
            if scene.titles(wie).contains(&title.to_owned()) {
                scene.tap(wie, title).await;
            }
        }
    }
    let added = scene.database.texts("select wijken_erbij from bijwerking").await;
    let reached = |wie: &str| scene.texts(wie).iter().any(|text| text.contains("ZM-0001"));
    assert!(!reached("31612340103"), "{said}: {added:?} {}", scene.last(AGENT));
    assert!(!added.is_empty(), "it was taken for an update: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak zoetermeer exclusief rokkeveen man rode jas")]
#[case("inbraak heel zoetermeer uitgezonderd rokkeveen man rode jas")]
#[case("inbraak zoetermeer excl rokkeveen man rode jas")]
#[tokio::test]
async fn a_wijk_that_is_left_out_does_not_get_it(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let wijken = scene.database.texts("select wijk from melding_wijk order by wijk").await;
    assert!(!wijken.contains(&"rokkeveen".to_owned()), "{line}: {wijken:?} {}", scene.last(AGENT));
    assert!(!scene.last(AGENT).contains("exclusief"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak rokkeveen oefening man rode jas")]
#[case("inbraak rokkeveen man rode jas oefenen")]
#[case("inbraak rokkeveen man rode jas straks versturen")]
#[case("inbraak rokkeveen man rode jas waarschijnlijk")]
#[case("inbraak rokkeveen man rode jas eerder vandaag")]
#[tokio::test]
async fn what_is_no_alert_yet_is_asked(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("overval rokkeveen man rode jas mogelijk vuurwapen")]
#[case("overval rokkeveen man rode jas mogelijk wapen")]
#[case("overval rokkeveen man rode jas wapen niet gezien")]
#[case("overval rokkeveen man rode jas misschien een mes")]
#[case("overval rokkeveen man rode jas geen wapen gezien")]
#[tokio::test]
async fn no_weapon_is_said_to_be_seen_that_was_not(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    if scene.last(AGENT).starts_with("U schrijft") {
        scene.say(AGENT, "ja").await;
    }
    let shown = scene.last(AGENT).to_lowercase();
    assert!(!shown.contains("wapen gezien") && !shown.contains("mes gezien"), "{line}: {shown}");
}

#[rstest]
#[case("te snel getikt")]
#[case("misklik")]
#[case("sorry had nee moeten zijn")]
#[case("oeps niet akkoord")]
#[case("verkeerde knop")]
#[tokio::test]
async fn a_yes_to_an_alert_is_taken_back_in_these_words_too(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    scene.say(AGENT_BEIDE, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("te snel getikt")]
#[case("was de verkeerde")]
#[case("misklik")]
#[case("oeps")]
#[case("sorry verkeerde")]
#[case("foutje")]
#[case("undo")]
#[case("stop")]
#[tokio::test]
async fn so_is_one_to_a_sign_up(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(AGENT, "akkoord a-1").await;
    assert_eq!(scene.halves().await, 1);
    scene.say(AGENT, said).await;
    assert_eq!(scene.halves().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("hoho foute wijk")]
#[case("ojee fout")]
#[case("anuleer!")]
#[case("wacht!!!")]
#[case("ho ho")]
#[case("hou tegen")]
#[case("nee nee nee")]
#[case("kappen")]
#[case("stopt!")]
#[case("abort")]
#[case("undo")]
#[case("terug halen!!")]
#[case("misklik")]
#[tokio::test]
async fn a_stop_in_haste_in_more_words_halts(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("fout geparkeerde auto in de straat")]
#[case("is de verkeerde wijk niet erg")]
#[case("klopt niet wat hij zegt over die jas")]
#[case("wacht op de hondengeleider")]
#[case("stop maar met zoeken zegt ovd niet")]
#[tokio::test]
async fn what_police_tell_each_other_halts_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("de camera hangt er weer")]
#[case("het bord staat er weer")]
#[case("graffiti is er weer")]
#[case("de inbrekers zijn er weer")]
#[case("fiets is terug")]
#[case("ik ben terug van de winkel")]
#[case("neem terug")]
#[tokio::test]
async fn what_is_back_is_not_who_was_away(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/afwezig tot 10 december").await;
    assert_eq!(scene.away().await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, said).await;
    assert_eq!(scene.away().await, 1, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("de wijkagent wil dat we 0612340101 blokkeren")]
#[case("marieke wil 0612340101 blokkeren")]
#[case("blokkeer 0612340101 zegt de gemeente")]
#[case("blokkeer 0612340101 grapje")]
#[case("blokkeer 0612340101 wacht")]
#[case("blokkeer de weg bij 0612340101")]
#[tokio::test]
async fn a_block_that_is_not_ones_own_order_blocks_nobody(#[case] said: &str) {
    let mut scene = scene().await;
    for wie in [GEMEENTE, AGENT] {
        scene.say(wie, said).await;
        assert_eq!(scene.blocked().await, 0, "{said}: {}", scene.last(wie));
    }
}

#[rstest]
#[case("ze zijn nu binnen")]
#[case("hij dreigt zichzelf wat aan te doen")]
#[case("hij wil zichzelf doden")]
#[case("hij rijdt op mensen in")]
#[case("ik ben neergeslagen")]
#[case("mijn dochter is weg")]
#[case("we hebben de dader vast")]
#[case("we hebben hem vast in de tuin")]
#[tokio::test]
async fn these_are_emergencies_to_a_beheerder_and_in_a_sign_up(#[case] said: &str) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert!(first, "{said}: {answers:?}");
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    scene.say(NIEUW, "Rokkeveen").await;
    let (first, answers) = scene.hears_112(NIEUW, said).await;
    assert!(first, "in a sign-up: {said}: {answers:?}");
}

/// An update of a police officer that waits for a second one.
async fn waiting_update() -> Scene {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update ook heel zoetermeer").await;
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(updates_waiting(&scene).await, 1, "{}", scene.last(AGENT));
    scene
}

async fn updates_waiting(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from bijwerking where status = 'wacht_tweede'").await
}

#[rstest]
#[case("wacht")]
#[case("wacht even")]
#[case("toch niet noordhove")]
#[case("annuleer de update")]
#[case("update klopt niet")]
#[case("stop die update")]
#[case("/update stop")]
#[tokio::test]
async fn an_update_that_waits_is_taken_back_and_the_alert_runs_on(#[case] said: &str) {
    let mut scene = waiting_update().await;
    scene.say(AGENT, said).await;
    assert_eq!(updates_waiting(&scene).await, 0, "{said}: {}", scene.last(AGENT));
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("ok bedankt")]
#[case("hoe lang duurt dat?")]
#[case("ben er over vijf minuten")]
#[tokio::test]
async fn talk_takes_no_update_back(#[case] said: &str) {
    let mut scene = waiting_update().await;
    scene.say(AGENT, said).await;
    assert_eq!(updates_waiting(&scene).await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("/update stop")]
#[case("/update nog niet")]
#[case("/update vals alarm")]
#[case("/update laat maar")]
#[case("/update wacht even")]
#[case("/update klopt niet")]
#[tokio::test]
async fn what_takes_back_is_no_news(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    let updates = scene.database.number("select count(*) from bijwerking").await;
    assert_eq!(updates, 0, "{said}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("geen nieuws"), "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("was goed, ga door")]
#[case("klopt toch")]
#[case("stuur maar door")]
#[case("laat doorgaan")]
#[tokio::test]
async fn what_was_halted_goes_on_in_words(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "stop").await;
    assert_eq!(scene.halted().await, 1);
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
    let running = scene.database.number("select count(*) from melding where status = 'verzonden'").await;
    assert_eq!(running, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("bord weg tot vrijdag")]
#[case("de camera is weg tot maandag")]
#[case("mijn auto is weg tot vrijdag")]
#[tokio::test]
async fn a_thing_that_is_away_is_no_absence(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let away = scene.away().await;
    assert_eq!(away, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ik ben weer terug")]
#[case("weer terug")]
#[case("terug van vakantie")]
#[case("we zijn weer thuis")]
#[case("ben er weer")]
#[case("terug uit het ziekenhuis")]
#[tokio::test]
async fn who_is_back_is(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/afwezig tot 10 december").await;
    scene.say(HOOFD, said).await;
    let away = scene.away().await;
    assert_eq!(away, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("blokkeer 0612340101")]
#[case("mijn telefoon is gestolen, blokkeer 06 1234 0101")]
#[case("kunt u 0612340101 blokkeren")]
#[case("ik wil dat nummer 0612340101 laten blokkeren")]
#[case("wil je 0612340101 meteen blokkeren aub")]
#[tokio::test]
async fn an_order_of_ones_own_blocks(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, said).await;
    let blocked = scene.blocked().await;
    assert_eq!(blocked, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("akkoord zm-0001")]
#[case("ZM-0001 akkoord")]
#[case("ja zm-0001 is akkoord")]
#[tokio::test]
async fn a_yes_in_reply_to_what_asks_about_another_decides_nothing(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval heel Zoetermeer man grijze jas, rode pet").await;
    scene.say(AGENT, "verstuur 40").await;
    let waiting = "select nummer from melding where status = 'wacht_tweede' order by nummer";
    assert_eq!(scene.database.texts(waiting).await, ["ZM-0001", "ZM-0002"], "{}", scene.last(AGENT));
    scene.reply(AGENT_BEIDE, "ZM-0002", said).await;
    assert_eq!(scene.database.texts(waiting).await, ["ZM-0001", "ZM-0002"], "{}", scene.last(AGENT_BEIDE));
    assert!(scene.last(AGENT_BEIDE).contains("ZM-0001"), "it is shown: {}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn what_a_wijkagent_stops_by_a_tap_is_asked_of_a_colleague() {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    scene.say(AGENT_BEIDE, "akkoord ZM-0001").await;
    scene.say(WIJKAGENT, "tja dat was het dan").await;
    assert_eq!(scene.titles(WIJKAGENT), ["Stop ZM-0001"], "nothing that they may not do: {}", scene.last(WIJKAGENT));
    scene.tap(WIJKAGENT, "Stop ZM-0001").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(WIJKAGENT));
    scene.tap(AGENT_BEIDE, "Laten staan").await;
    assert_eq!(scene.halted().await, 0, "{}", scene.last(AGENT_BEIDE));
}
