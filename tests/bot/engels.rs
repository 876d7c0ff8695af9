//! Whoever writes English hears English, whatever language was chosen; police alerts stay as they are.

use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, LINE, Scene, VREEMDE};

/// Words that stand in nearly every Dutch sentence of the bot.
const NEDERLANDS: [&str; 14] =
    ["de", "het", "een", "niet", "uw", "dat", "voor", "naar", "wij", "spoed", "wat", "bericht", "krijgt", "begrijp"];

/// What stays Dutch: the titles of buttons, which are Dutch, and commands.
const TITELS: [&str; 5] = ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen", "Nog niet", "Ja, staat erin"];

fn is_nederlands(tekst: &str) -> bool {
    let klein = TITELS.iter().fold(tekst.to_owned(), |tekst, titel| tekst.replace(titel, "")).to_lowercase();
    klein.split(|teken: char| !teken.is_alphabetic()).any(|woord| NEDERLANDS.contains(&woord))
}

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[HOOFD]).await;
    scene
}

#[rstest]
#[case("is he caught yet")]
#[case("is the alert still on?")]
#[case("what's this")]
#[case("why do I get this")]
#[case("who are you")]
#[case("can I put it on facebook?")]
#[case("how do I forward this")]
#[case("how do I delete it")]
#[case("I can't do it right now")]
#[case("already posted in the group")]
#[case("someone is breaking into my neighbours house")]
#[case("I see him! he is here in my street")]
#[case("too many messages from you")]
#[case("my group is gone, it does not exist any more")]
#[case("what can I do here")]
#[case("is this real")]
#[tokio::test]
async fn under_an_alert(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    let before = scene.count(HOOFD);
    scene.say(HOOFD, said).await;
    assert!(scene.count(HOOFD) > before, "no answer to {said}");
    // The alert to copy is Dutch.
    for text in scene.texts(HOOFD).split_off(before).iter().filter(|text| !text.starts_with("POLITIEBERICHT")) {
        assert!(!is_nederlands(text), "{said}: {text}");
    }
}

#[rstest]
#[case("I am away until Friday")]
#[case("I'm on holiday next week")]
#[case("no messages at night please")]
#[case("no messages from 22 to 7 and from 12 to 13 please")]
#[case("no messages between 10pm and 7am and between 12 and 1pm")]
#[case("I smell gas")]
#[case("erase my data please")]
#[case("what do you know about me")]
#[case("delete all my data please")]
#[case("I want to stop being an admin")]
#[case("I want a sticker for my street")]
#[case("my wife takes over the group")]
#[case("what can I do here")]
#[case("zwabber the flurb of the gnarl")]
#[tokio::test]
async fn with_nothing_open(#[case] said: &str) {
    let mut scene = scene().await;
    let before = scene.count(HOOFD);
    scene.say(HOOFD, said).await;
    assert!(scene.count(HOOFD) > before, "no answer to {said}");
    let since: Vec<String> = scene.texts(HOOFD).split_off(before);
    // The invitation goes on to a successor, who may be Dutch.
    let heard = since.iter().filter(|text| !text.contains("wa.me"));
    for text in heard {
        assert!(!is_nederlands(text), "{said}: {text}");
    }
}

#[rstest]
#[case("who is this")]
#[case("someone is breaking in, please help")]
#[case("how do I sign up as an admin of my group")]
#[case("is this really from the police")]
#[tokio::test]
async fn a_stranger_too(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(VREEMDE, said).await;
    assert!(!is_nederlands(&scene.last(VREEMDE)), "{said}: {}", scene.last(VREEMDE));
}

#[tokio::test]
async fn a_chosen_language_holds_for_taps_and_dutch_words_bring_dutch_back() {
    let mut scene = scene().await;
    scene.say(HOOFD, "I don't speak Dutch").await;
    scene.alert(LINE).await;
    assert!(scene.message(HOOFD, "POLITIEBERICHT ZM-0001").shown.text.contains("Gezien? Bel direct 112"));
    scene.tap(HOOFD, "Kan nu niet").await;
    assert!(!is_nederlands(&scene.last(HOOFD)), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "nederlands").await;
    scene.say(HOOFD, "/help").await;
    assert!(is_nederlands(&scene.last(HOOFD)), "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn police_hear_dutch() {
    let mut scene = scene().await;
    scene.say(AGENT, "what is the status of the alert").await;
    assert!(!scene.last(AGENT).contains("the"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn whoever_began_in_english_is_answered_in_english_until_they_type_dutch() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.stage.simulator.world().add_phone(VREEMDE, "resident");
    scene.say(VREEMDE, "I want to sign up my group").await;
    scene.tap(VREEMDE, "Verder").await;
    assert!(!is_nederlands(&scene.last(VREEMDE)), "{}", scene.last(VREEMDE));
    scene.tap(VREEMDE, "Zoetermeer").await;
    scene.say(VREEMDE, "Rokkeveen").await;
    assert!(!is_nederlands(&scene.last(VREEMDE)), "{}", scene.last(VREEMDE));
    scene.say(VREEMDE, "ik wil dit liever in het nederlands doen, wat is uw vraag").await;
    assert!(is_nederlands(&scene.last(VREEMDE)), "{}", scene.last(VREEMDE));
}

#[tokio::test]
async fn hours_with_am_and_pm_are_read() {
    let mut scene = scene().await;
    scene.say(HOOFD, "no messages from 11pm to 7am please").await;
    assert!(scene.last(HOOFD).contains("23.00") && scene.last(HOOFD).contains("07.00"), "{}", scene.last(HOOFD));
}
