//! What an eighth round of strangers to the code typed on 27 November 2026, by kind, and variations.

use rstest::rstest;

use crate::harness::{AGENT, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, NIEUW, Scene};

/// One group, of one beheerder.
async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    for wie in [HOOFD, AGENT, GEMEENTE] {
        scene.say(wie, "/help").await;
    }
    scene
}

#[rstest]
#[case("Zal A-1 afgewezen worden denk je")]
#[case("A-1 is afgewezen door Jaap zei ie")]
#[case("afgewezen had ik ook A-1 vorige keer")]
#[case("A-1 hebben ze geweigerd bij politie")]
#[case("A-1 zou ik afwijzen")]
#[case("A-1 zal wel geweigerd worden")]
#[case("A-1 was al afgewezen")]
#[tokio::test]
async fn what_is_told_of_a_refusal_refuses_nobody(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["ingediend"], "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("A-1 afgewezen want woont er niet")]
#[case("A-1 geweigerd, woont er niet")]
#[case("afgewezen A-1 want groep bestaat al")]
#[case("wij willen A-1 afwijzen, kennen haar niet")]
#[tokio::test]
async fn a_refusal_of_ones_own_stays_one(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["afgewezen"], "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("nee A-3 bedoel ik")]
#[case("wijkagent wil dat A-6 afgewezen wordt")]
#[case("akkoord met koffie om 3 uur?")]
#[case("allemaal akkoord behalve A-7")]
#[case("ik bedoelde een andere")]
#[tokio::test]
async fn what_is_said_of_another_is_no_reason(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, "/afwijzen A-1").await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["ingediend"], "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("A-1 is toch akkoord ja")]
#[case("A-1 was toch akkoord")]
#[case("a-1 akkoord toch")]
#[tokio::test]
async fn a_yes_that_is_checked_is_none(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.halves().await, 0, "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("m'n dochter van 8 is al een uur zoek")]
#[case("mijn zoon is ook weg")]
#[case("m'n zoontje is niet uit school gekomen en niemand weet waar ie is")]
#[case("my son is missing he is 5")]
#[case("opa met alzheimer is de deur uitgelopen en we zien m nergens meer")]
#[case("onze oma is weg ze is dement")]
#[case("mijn vader is zoek hij is in de war")]
#[case("mijn ex staat voor de deur te schreeuwen dat hij me dood maakt")]
#[case("ik wor geslage")]
#[case("der kruipen twee gasten door t raam hiernaast")]
#[case("ik sta nu bij de voordeur en hoor ze binnen praten maar ik woon alleen")]
#[case("🔥🔥 huis naast ons 🔥🔥")]
#[case("buurman hangt uit het raam op 6 hoog")]
#[case("ze zijn net weggereden met mijn auto")]
#[case("iemand rammelt aan alle deuren in de straat nu")]
#[case("hij zit hier in de struiken!!!!")]
#[tokio::test]
async fn these_are_emergencies(#[case] said: &str) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert!(first, "{said}: {answers:?}");
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, "/aanmelden").await;
    scene.tap(NIEUW, "Verder").await;
    let (first, answers) = scene.hears_112(NIEUW, said).await;
    assert!(first, "in a sign-up: {said}: {answers:?}");
}

#[rstest]
#[case("mijn dochter is weg van paarden")]
#[case("mijn man is volgende week weg")]
#[case("onze kinderen zijn op vakantie weg tot zondag")]
#[case("top gedaan 🔥")]
#[case("mijn zoon is weg naar school")]
#[tokio::test]
async fn and_these_are_none(#[case] said: &str) {
    let mut scene = scene().await;
    let (first, answers) = scene.hears_112(HOOFD, said).await;
    assert!(!first, "{said}: {answers:?}");
}

#[rstest]
#[case("stel dat ik tot 5 december weg ben wie krijgt het dan")]
#[case("de bakker is dicht tot 3 januari ivm vakantie")]
#[case("kerst is een mooie tijd tot 4 januari vakantie voor de kinderen")]
#[case("de trein rijdt niet tot maandag ivm vakantie personeel")]
#[case("we gingen vorig jaar van 3 tot 10 december weg")]
#[case("tot 5 december zijn de wegen dicht ben dus niet weg")]
#[tokio::test]
async fn no_absence_is_noted_of_what_is_imagined_past_or_another(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.away().await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ik ben tot 5 december weg")]
#[case("op vakantie tot 3 januari")]
#[case("afwezig t/m 4 december")]
#[case("wij zijn van 3 tot 10 december op vakantie")]
#[case("tot 12 december weg")]
#[tokio::test]
async fn their_own_is(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.away().await, 1, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ben terug van de bakker maar nog op vakantie hoor")]
#[case("terug naar de winkel moest ik ook")]
#[case("ik ben net terug van de apotheek")]
#[tokio::test]
async fn who_is_back_from_an_errand_stays_away(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/afwezig tot 5 december").await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.away().await, 1, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("mijn zus in Delft heeft m doorgestuurd")]
#[case("Piet van de overkant heeft m geplaatst in de waterlelie app hoorde ik")]
#[case("bericht is geplaatst door de beheerder van de andere groep zie ik")]
#[case("verstuurd door wie eigenlijk")]
#[case("net gedaan: melding bij 112")]
#[case("doorgezet naar de vve")]
#[case("tis gedaan met de rust hier")]
#[case("gedaan met werken voor vandaag")]
#[case("klaar is kees")]
#[case("gedeeld door 3 is 12")]
#[tokio::test]
async fn no_post_is_noted_that_was_not_made(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("mn buurman kan nu niet")]
#[case("mijn man kan niet doorsturen")]
#[tokio::test]
async fn that_somebody_else_cannot_is_not_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, said).await;
    assert!(!scene.last(HOOFD).contains("geen herinnering"), "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("agent belde me en zei dat ie van ZM-0001 was en mn pinpas wil ophalen klopt dat")]
#[case("klopt ZM-0001, er staat een agent aan de deur voor mijn sieraden")]
#[case("is zm-0001 echt? ik moet geld overmaken")]
#[tokio::test]
async fn who_is_asked_for_money_hears_that_first(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, said).await;
    assert!(scene.last(NIEUW).starts_with("Pas op"), "{said}: {}", scene.last(NIEUW));
}

#[rstest]
#[case("ik kreeg zm-0001 in de app over een overval in meerzicht klopt die", true)]
#[case("klopt zm-0001 in oosterheem", true)]
#[case("klopt zm-0001", false)]
#[case("klopt zm-0001 inbraak rokkeveen", false)]
#[tokio::test]
async fn what_differs_from_the_alert_is_said(#[case] said: &str, #[case] differs: bool) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, said).await;
    assert_eq!(scene.last(NIEUW).starts_with("Let op"), differs, "{said}: {}", scene.last(NIEUW));
    assert!(scene.last(NIEUW).contains("ZM-0001"), "{}", scene.last(NIEUW));
}

#[rstest]
#[case("alles wissen lijkt me overdreven")]
#[case("is er al een opvolger voor de groep van mijn overbuurman")]
#[case("mag ik de groep overdragen aan mijn zoon")]
#[case("kan ik de groep overdragen")]
#[tokio::test]
async fn no_hand_over_begins_by_a_question_or_a_likeness(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.database.number("select count(*) from overdracht").await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("2 stickers heb ik al")]
#[case("mijn buurman wil 3 stickers")]
#[case("wij hebben al 2 borden")]
#[tokio::test]
async fn no_signs_are_ordered_that_are_there_or_anothers(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let ordered = scene.database.number("select count(*) from bordaanvraag").await;
    assert_eq!(ordered, 0, "{said}: {}", scene.last(HOOFD));
}

const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";

#[rstest]
#[case("familie trekt het in")]
#[case("moeder trekt het in")]
#[case("toch niet akkoord")]
#[case("niet akkoord")]
#[case("ouders toch nee")]
#[case("nee wacht familie twijfelt")]
#[case("familie bezwaar")]
#[case("mag niet meer van moeder")]
#[case("moeder belt: foto niet")]
#[case("foto eraf")]
#[case("laat de foto maar zitten")]
#[case("wacht nog")]
#[tokio::test]
async fn consent_that_is_taken_back_holds_the_picture_alone(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(VERMIST).await;
    scene.picture(AGENT, "familie akkoord").await;
    assert_eq!(scene.pictures_waiting().await, 1);
    scene.say(AGENT, said).await;
    assert_eq!(scene.pictures_waiting().await, 0, "{said}: {}", scene.last(AGENT));
    assert_eq!(
        (scene.withdrawn().await, scene.halted().await),
        (0, 0),
        "the alert runs on: {said}: {}",
        scene.last(AGENT)
    );
}

#[rstest]
#[case("misschien toch intrekken")]
#[case("misschien maar intrekken")]
#[case("/intrekken twijfel nog")]
#[case("/intrekken vraag collega eerst")]
#[case("/intrekken even overleggen")]
#[case("/intrekken ovd beslist zo")]
#[case("/intrekken ik bel je zo")]
#[case("evt intrekken")]
#[case("vermoedelijk intrekken")]
#[case("bijna intrekken")]
#[case("intrek van nieuwe bewoners")]
#[tokio::test]
async fn what_weighs_a_withdrawal_withdraws_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.withdrawn().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("blokkeer de telefoon van jan nog niet 0612340101")]
#[case("/blokkeer 0612340101 bijna")]
#[case("/blokkeer 0612340101 twijfel")]
#[case("/blokkeer 0612340101 twijfel nog")]
#[case("/blokkeer 0612340101 maar check eerst even")]
#[tokio::test]
async fn what_weighs_a_block_blocks_nobody(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, said).await;
    let blocked = scene.blocked().await;
    assert_eq!(blocked, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("afwijzen A-1 bijna")]
#[case("afwijzen a1 twijfel")]
#[case("afwijzen A-1 ovd beslist")]
#[case("misschien A-1 afwijzen")]
#[tokio::test]
async fn what_weighs_a_refusal_refuses_nobody(#[case] said: &str) {
    let mut scene = Scene::asked_to_decide(NIEUW).await;
    scene.say(GEMEENTE, said).await;
    assert_eq!(scene.requests().await, ["ingediend"], "{said}: {}", scene.last(GEMEENTE));
}

#[rstest]
#[case("bel me eerst")]
#[case("moment")]
#[case("ze zijn weg al")]
#[case("kan dit nog anders denk je niet hoor")]
#[tokio::test]
async fn what_is_not_understood_of_a_draft_that_waits_is_asked(#[case] said: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    let asked = scene.titles(AGENT).contains(&"Annuleren".to_owned());
    assert!(asked || scene.last(AGENT).contains("gaat niet uit"), "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("niet sturen")]
#[case("staak verzending")]
#[case("AFBREKEN")]
#[case("stuur niet verder")]
#[case("ongedaan maken")]
#[case("moet terug")]
#[case("laat maar")]
#[case("doe maar niet")]
#[case("wacht nog")]
#[case("nee niet die")]
#[case("🛑")]
#[case("s t o p")]
#[case("ik zit fout")]
#[case("dit had niet gemoeten")]
#[case("rokkeveen is fout moet dorp zijn")]
#[tokio::test]
async fn what_may_be_a_stop_right_after_sending_stops_or_asks(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    let asked = scene.titles(AGENT).contains(&"Stop ZM-0001".to_owned());
    assert!(asked || scene.halted().await == 1, "{said}: {} {:?}", scene.last(AGENT), scene.titles(AGENT));
}

#[rstest]
#[case("verkeerde man aangehouden")]
#[case("stop even met bellen collega")]
#[tokio::test]
async fn what_is_told_of_the_street_halts_nothing(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("/update man vluchtte van oosterheem ook door noordhove")]
#[case("/update misschien ook meerzicht")]
#[tokio::test]
async fn an_update_that_only_tells_adds_no_wijk(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    let added = scene.database.texts("select wijken_erbij from bijwerking").await;
    assert_eq!(added, [""], "an update without one: {said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak rokkeveen, oh nee seghwaert, man blauwe jas")]
#[case("inbraak rokkeveen man blauwe jas nee wacht groene jas")]
#[case("inbraak rokkeveen man blauwe jas ik bedoel groene jas")]
#[tokio::test]
async fn a_correction_in_the_same_line_is_asked(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("oefening? nee dit is echt! overval dorp snackbar man mes rode jas")]
#[case("/oefening geen oefening overval rokkeveen man mes rode jas")]
#[case("/oefening overval rokkeveen man mes rode jas dit is echt")]
#[tokio::test]
async fn what_says_that_it_is_real_is_no_exercise(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    assert_eq!(scene.database.number("select count(*) from melding").await, 0, "{line}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("geen oefening"), "{line}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn nor_is_it_in_answer_to_what_is_to_be_looked_for() {
    let mut scene = scene().await;
    scene.say(AGENT, "/oefening inbraak rokkeveen man").await;
    scene.say(AGENT, "is geen oefening").await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{}", scene.last(AGENT));
}

#[tokio::test]
async fn an_alert_of_ours_that_tells_of_money_is_not_warned_of() {
    let mut scene = scene().await;
    scene.alert("/melding overval Rokkeveen man zwarte jas, buit geld en sieraden").await;
    let ours = scene.texts(HOOFD).into_iter().rfind(|text| text.starts_with("POLITIEBERICHT")).unwrap();
    scene.stage.simulator.world().add_phone(NIEUW, "bewoner");
    scene.say(NIEUW, &ours).await;
    assert!(!scene.last(NIEUW).starts_with("Pas op"), "{}", scene.last(NIEUW));
    scene.say(NIEUW, &format!("{ours}\nGeef uw pinpas aan de agent")).await;
    assert!(scene.last(NIEUW).starts_with("Pas op"), "{}", scene.last(NIEUW));
}
