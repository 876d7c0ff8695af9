//! What somebody says outright in words that no rule knows: it is done, where nothing beside it speaks against it.

use heterdaad::bot::verstaan::Uitkomst;
use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, Scene, VREEMDE};

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/help").await;
    scene.say(AGENT, "/help").await;
    scene
}

async fn status(scene: &Scene) -> Vec<String> {
    scene.database.texts("select status from melding").await
}

#[rstest]
#[case("dat is m, stuur maar weg")]
#[case("klopt helemaal, mag de deur uit")]
#[case("top, laat maar uitgaan naar de groepen")]
#[case("perfect zo, posten")]
#[case("goed zo, zet maar door naar de groepen")]
#[tokio::test]
async fn a_preview_leaves_that_is_sent_in_words_of_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(status(&scene).await, ["verzonden"], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("stuur maar zodra de ovd er is")]
#[case("mag de deur uit maar zonder dat mes")]
#[case("laat maar gaan?")]
#[case("stuur nog niet")]
#[case("doorzetten lijkt me overdreven")]
#[case("de andere moet de deur uit")]
#[case("stuur maar een eenheid")]
#[case("niet weggooien hoor, stuur maar")]
#[case("niet annuleren, hij mag weg")]
#[case("laat maar gaan")]
#[tokio::test]
async fn and_none_leaves_with_words_that_put_it_off_change_it_or_ask(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(status(&scene).await, ["concept"], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("niet uitsturen, collega heeft hem al staan")]
#[case("toch niet uitsturen, de melder trekt het in")]
#[case("hoeft niet meer, collega heeft hem al gestuurd")]
#[tokio::test]
async fn a_preview_is_thrown_away_in_words_of_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(status(&scene).await, ["geannuleerd"], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("haal dat stuk over het mes weg")]
#[case("schrap die laatste zin")]
#[case("hoeft niet met zoveel woorden")]
#[tokio::test]
async fn and_not_where_only_a_part_is_meant(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(status(&scene).await, ["concept"], "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("niks meer de deur uit nu")]
#[case("ho even, hou die tegen!")]
#[case("bevries die melding")]
#[tokio::test]
async fn an_alert_is_halted_in_words_of_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("was maar een misverstand, laat maar lopen", "verzonden")]
#[case("gewoon zo laten", "verzonden")]
#[case("weg ermee, haal terug bij iedereen", "ingetrokken")]
#[case("haal hem weg bij iedereen, het was een collega in burger", "ingetrokken")]
#[tokio::test]
async fn what_is_to_become_of_it_is_read_in_words_of_ones_own(#[case] said: &str, #[case] after: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP").await;
    assert_eq!(scene.halted().await, 1);
    scene.say(AGENT, said).await;
    assert_eq!(status(&scene).await, [after], "{said}: {}", scene.last(AGENT));
    assert_eq!(scene.halted().await, i64::from(after == "ingetrokken"), "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("net erin geknald, hele straat leest het")]
#[case("mijn medebeheerder had hem er al op gezet")]
#[case("zojuist in de groep gezet, 12 duimpjes")]
#[tokio::test]
async fn a_post_is_noted_that_is_told_outright(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 1, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ga hem er zo in knallen")]
#[case("staat er nog niet in geloof ik")]
#[case("had hem er bijna in gezet maar toen ging de bel")]
#[case("mijn zus heeft hem in haar groep gezet")]
#[case("erin zetten lukt me niet")]
#[case("iemand heeft hem er weer uit gegooid")]
#[case("wie heeft hem erin gezet")]
#[case("heb t gedeeld met me vrouw haha")]
#[case("verstuurd naar 1 persoon, de rest volgt")]
#[case("staat erin, bij de kerkapp dan")]
#[case("heb m in mijn status gezet")]
#[case("bordje staat er, netjes geplaatst bij de ingang")]
#[case("heb een eigen berichtje geplaatst over de kat")]
#[case("gister het vorige bericht nog geplaatst")]
#[case("is verzonden maar 0 vinkjes")]
#[tokio::test]
async fn and_none_that_is_not_there(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 0, "{said}: {}", scene.last(HOOFD));
}

#[tokio::test]
async fn whoever_asks_how_it_ended_hears_of_the_last_alert_that_they_got() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/intrekken ZM-0001 loos alarm").await;
    scene.pass_ms(3_600_000).await;
    scene.say(HOOFD, "hoe is het daarmee afgelopen dan, is die vent gepakt").await;
    let answer = scene.last(HOOFD);
    assert!(answer.contains("laatste politiebericht dat u kreeg") && answer.contains("ZM-0001"), "{answer}");
    assert!(answer.contains("Gaat het om een ander?"), "{answer}");
}

#[rstest]
#[case("wat wordt er van mij bewaard als ik dit invul?", "bewaren uw naam")]
#[case("wie ben jij eigenlijk?", "geen mens")]
#[tokio::test]
async fn a_question_in_the_middle_of_a_sign_up_is_answered_and_asked_on(#[case] said: &str, #[case] answer: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, "/aanmelden").await;
    scene.say(VREEMDE, "verder").await;
    scene.say(VREEMDE, "rokkeveen").await;
    scene.say(VREEMDE, said).await;
    let last = scene.last(VREEMDE);
    assert!(last.contains(answer) && last.contains("Wat is uw naam?"), "{said}: {last}");
}

#[rstest]
#[case("eh nee nog niet")]
#[case("oeps misgeklikt")]
#[case("nee per ongeluk gedrukt")]
#[case("mwah volgens mij niet")]
#[tokio::test]
async fn a_post_that_was_noted_is_taken_back_in_words_of_ones_own(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.posted().await, 1);
    scene.pass_ms(20_000).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("kan nu niet, over een kwartiertje wel")]
#[case("zit nu in vergadering doe t straks")]
#[case("as we speak aan t plaatsen")]
#[tokio::test]
async fn whoever_posts_later_is_not_passed_over(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.say(HOOFD, said).await;
    let cannot = scene.database.number("select count(*) from ontvangst where antwoord = 'kan_niet'").await;
    assert_eq!(cannot, 0, "{said}: {}", scene.last(HOOFD));
    assert!(!scene.last(HOOFD).contains("geen herinnering"), "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("mn kleine heeft afwasmiddel gedronken", true)]
#[case("oma praat ineens scheef", true)]
#[case("me pa ligt blauw op bed", true)]
#[case("kindje onder t ijs", true)]
#[case("mn zoontje heb een knikker in z'n keel", true)]
#[case("ik stik van het lachen", false)]
#[case("mn telefoon ontploft van de appjes", false)]
#[case("bomvol hier in de trein", false)]
#[case("brand is al geblust hoor dank", false)]
#[tokio::test]
async fn an_emergency_in_odd_words_is_one_and_odd_words_alone_are_none(#[case] said: &str, #[case] emergency: bool) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.last(HOOFD).contains("Bel nu 112"), emergency, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("bomvol cafe en ze zijn aan het vechten met messen")]
#[case("please help with my son he is not breathing")]
#[case("de brand is geblust maar er ligt iemand bewusteloos")]
#[tokio::test]
async fn a_saying_takes_no_emergency_away(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, said).await;
    let last = scene.last(HOOFD);
    assert!(last.contains("Bel nu 112") || last.contains("Call 112 now"), "{said}: {last}");
}

#[rstest]
#[case("ik ben niet thuis en heb geen bereik, kan dit niet doen")]
#[case("ben zo ziek als een hond, kan niks plaatsen")]
#[case("pas na mijn werk vanavond, kan nu niet")]
#[tokio::test]
async fn whoever_cannot_for_long_is_passed_over(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.say(HOOFD, said).await;
    let cannot = scene.database.number("select count(*) from ontvangst where antwoord = 'kan_niet'").await;
    assert_eq!(cannot, 1, "{said}: {}", scene.last(HOOFD));
}

#[tokio::test]
async fn a_stranger_who_has_no_time_is_refused_no_right() {
    let mut scene = scene().await;
    scene.say(VREEMDE, "geen tijd daarvoor").await;
    assert!(scene.last(VREEMDE).contains("chatbot van politie en gemeente"), "{}", scene.last(VREEMDE));
    assert_eq!(scene.stage.verstaan().unwrap_or_default().uitkomst, Some(Uitkomst::Info));
}
