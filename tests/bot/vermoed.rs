//! What becomes of a text that no rule reads: it is answered, asked about, or left; never sent, withdrawn or noted as posted.

use begrip::vermoeden::{Wens, is_te_vragen};
use heterdaad::texts::vloer::vermoed::titel;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, Scene, VREEMDE};

const WIJKAGENT: &str = "31612340105";

/// Two wijken with a group each; the officers, the gemeente and a beheerder are in the window.
async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.groups("zoetermeer", "meerzicht", 2).await;
    for wie in [HOOFD, AGENT_BEIDE, GEMEENTE, AGENT] {
        scene.say(wie, "/help").await;
    }
    scene
}

#[rstest]
#[case("kan ik dit ook op mijn eigen facebook kwijt", "niet op Facebook")]
#[case("may I put this on nextdoor", "not on Facebook")]
#[case("hoezo krijg ik dit nou weer op mijn telefoon", "U bent beheerder van een buurtgroep")]
#[case("ben jij nou een robot of wat", "geen mens")]
#[tokio::test]
async fn a_question_about_the_work_is_answered_and_notes_nothing(#[case] said: &str, #[case] answer: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, said).await;
    assert!(scene.last(HOOFD).contains(answer), "{said}: {}", scene.last(HOOFD));
    assert_eq!(scene.posted().await, 0);
}

#[tokio::test]
async fn whoever_chose_english_is_answered_in_english() {
    let mut scene = scene().await;
    scene.say(HOOFD, "english please").await;
    scene.say(HOOFD, "who are you, a person or a computer?").await;
    assert!(scene.last(HOOFD).contains("not a person"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("heb m er net op gekwakt bij ons")]
#[case("hangt al bij ons op het prikbord van de app")]
#[case("zrobione, in groep is")]
#[tokio::test]
async fn nothing_is_noted_as_posted_without_a_tap(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, said).await;
    assert_eq!(scene.posted().await, 0, "{said}: {}", scene.last(HOOFD));
    assert!(scene.last(HOOFD).contains("ZM-0001"), "{said}: {}", scene.last(HOOFD));
    assert!(scene.titles(HOOFD).contains(&"Staat in de groep".to_owned()), "{said}: {:?}", scene.titles(HOOFD));
    scene.pass_ms(60_000).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.posted().await, 1, "{said}: {}", scene.last(HOOFD));
}

#[tokio::test]
async fn a_tap_on_what_was_asked_uses_what_was_typed_and_an_old_one_says_so() {
    let mut scene = scene().await;
    scene.settings(|instellingen| instellingen.vraag_eerst = vec!["overdragen.start".to_owned()]).await;
    scene.say(HOOFD, "mijn buurvrouw doet dit vanaf nu voor me").await;
    let titles = scene.titles(HOOFD);
    assert!(!titles.is_empty(), "{titles:?}: {}", scene.last(HOOFD));
    let asked = scene.last(HOOFD);
    scene.say(HOOFD, "/help").await;
    scene.tap_on(HOOFD, &asked, &titles[0]).await;
    assert!(scene.last(HOOFD).contains("Typ het nog een keer"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case("nu naar meerzicht")]
#[case("hetzelfde bericht moet ook naar meerzicht")]
#[case("meerzicht moet dit ook krijgen, zelfde tekst")]
#[tokio::test]
async fn the_same_for_another_wijk_is_shown_before_it_leaves(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    let sent = scene.alerts().len();
    scene.say(AGENT, said).await;
    if scene.titles(AGENT).contains(&"Zelfde, andere wijk".to_owned()) {
        scene.tap(AGENT, "Zelfde, andere wijk").await;
    }
    let shown = scene.last(AGENT);
    assert!(shown.contains("NOG NIET VERSTUURD") && shown.contains("Meerzicht"), "{said}: {shown}");
    assert!(shown.contains("zwarte jas"), "{said}: {shown}");
    assert_eq!(scene.alerts().len(), sent, "{said}: nothing left");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), sent + 2, "{said}: to the two groups of the other wijk");
}

#[rstest]
#[case("annuleer")]
#[case("laat maar")]
#[tokio::test]
async fn leaving_the_question_halts_no_alert(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "nu naar meerzicht").await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.halted().await, 0, "{said}: {}", scene.last(AGENT));
}

#[rstest]
#[case("geen idee of dit zo goed is")]
#[case("volgens mij klopt er iets niet aan")]
#[tokio::test]
async fn right_after_sending_a_stop_is_offered_beside_whatever_is_asked(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, said).await;
    assert!(scene.titles(AGENT).iter().any(|titel| titel.starts_with("Stop")), "{said}: {}", scene.last(AGENT));
    scene.say(AGENT, "stop").await;
    assert_eq!(scene.halted().await, 1, "{said}: {}", scene.last(AGENT));
}

#[tokio::test]
async fn what_is_not_understood_while_an_alert_stands_still_asks_again() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "STOP").await;
    scene.say(AGENT, "eh ja wat zal ik doen").await;
    assert!(scene.titles(AGENT).contains(&"Nu intrekken".to_owned()), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0001"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("er sluipt nu iemand door de tuinen achter ons huis met een koevoet")]
#[case("my husband collapsed and he is not breathing")]
#[case("die kerel van het bericht staat nu bij mij voor de deur")]
#[tokio::test]
async fn what_happens_now_gets_112_though_no_rule_knows_it(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    for wie in [HOOFD, VREEMDE] {
        scene.say(wie, said).await;
        assert!(scene.last(wie).contains("112"), "{said}: {}", scene.last(wie));
    }
}

#[rstest]
#[case("ja gooi maar derin")]
#[case("gooi maar de wereld in")]
#[case("gooi m erin")]
#[case("gooi het in de groepen")]
#[case("gooi maar online")]
#[case("gooi maar eruit die handel")]
#[tokio::test]
async fn what_may_mean_send_throws_no_draft_away_and_sends_none(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, said).await;
    assert_eq!(scene.database.texts("select status from melding").await, ["concept"], "{said}: {}", scene.last(AGENT));
}

/// A second alert for the same group, a moment later.
async fn second(scene: &mut Scene) {
    scene.pass_ms(20_000).await;
    scene.say(AGENT_BEIDE, "/melding overval Rokkeveen vrouw met rode jas en mes, te voet richting zwembad").await;
    for titel in ["Toch nieuw", "Versturen"] {
        if scene.titles(AGENT_BEIDE).contains(&titel.to_owned()) {
            scene.tap(AGENT_BEIDE, titel).await;
        }
    }
    assert!(scene.texts(HOOFD).iter().any(|text| text.contains("POLITIEBERICHT ZM-0002")), "{:?}", scene.texts(HOOFD));
}

#[tokio::test]
async fn a_tap_counts_for_the_alert_that_it_was_asked_about() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "heb m er net op gekwakt bij ons").await;
    let asked = scene.last(HOOFD);
    assert!(asked.contains("ZM-0001"), "{asked}");
    second(&mut scene).await;
    scene.pass_ms(60_000).await;
    scene.tap_on(HOOFD, &asked, "Staat in de groep").await;
    let of = "select m.nummer from uitzetting u join melding m on m.id = u.melding_id where u.geplaatst_ms is not null";
    assert_eq!(scene.database.texts(of).await, ["ZM-0001"], "{}", scene.last(HOOFD));
}

#[tokio::test]
async fn what_answers_one_of_two_alerts_is_asked_about_that_one() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    second(&mut scene).await;
    scene.reply(HOOFD, "POLITIEBERICHT ZM-0001", "heb m er net op gekwakt bij ons").await;
    assert!(scene.last(HOOFD).contains("ZM-0001"), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "heb m er net op gekwakt bij ons").await;
    assert!(!scene.last(HOOFD).contains("noem ZM-"), "which one is not certain: {}", scene.last(HOOFD));
    assert_eq!(scene.posted().await, 0);
}

#[tokio::test]
async fn a_tap_withdraws_the_alert_that_was_asked_about_and_no_newer_one() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "volgens mij klopt er iets niet aan").await;
    let asked = scene.last(AGENT);
    let titles = scene.titles(AGENT);
    assert!(titles.iter().any(|titel| titel.starts_with("Stop ZM-0001")), "{titles:?}: {asked}");
    scene.alert("/melding overval Meerzicht vrouw met rode jas en mes, te voet richting zwembad").await;
    scene.tap_on(AGENT, &asked, "Stop ZM-0001").await;
    let halted = "select nummer from melding where stilgezet_ms is not null";
    assert_eq!(scene.database.texts(halted).await, ["ZM-0001"], "{}", scene.last(AGENT));
}

#[rstest]
#[case("zit dan in lissabon, have fun")]
#[case("sla een keertje over")]
#[case("die avond trouwt mijn nichtje helaas")]
#[tokio::test]
async fn nobody_is_put_down_as_coming_who_says_why_not(#[case] said: &str) {
    let mut scene = scene().await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond").await;
    scene.tap(GEMEENTE, "Versturen").await;
    scene.say(HOOFD, said).await;
    let coming = "select count(*) from uitnodiging where komt = 1";
    assert_eq!(scene.database.number(coming).await, 0, "{said}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("is gevonden")]
#[case("kind is terecht")]
#[case("ze is weer thuis")]
#[case("hij is aangehouden")]
#[case("zit al vast")]
#[case("gevonden hoor")]
#[tokio::test]
async fn a_draft_that_waits_is_held_when_its_writer_says_that_it_is_over(#[case] said: &str) {
    let mut scene = scene().await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene.say(WIJKAGENT, LINE).await;
    assert_eq!(scene.database.texts("select status from melding").await, ["wacht_tweede"], "{}", scene.last(WIJKAGENT));
    scene.say(WIJKAGENT, said).await;
    assert_eq!(
        scene.database.texts("select status from melding").await,
        ["concept"],
        "{said}: {}",
        scene.last(WIJKAGENT)
    );
    // What it says to tap is there.
    let shown = scene.last(WIJKAGENT);
    assert!(shown.contains("Tik op Voorleggen"), "{said}: {shown}");
    assert!(scene.titles(WIJKAGENT).contains(&"Voorleggen".to_owned()), "{said}: {:?}", scene.titles(WIJKAGENT));
}

#[rstest]
#[case("there is smoke coming from the flat")]
#[case("er komt rook uit de flat hiernaast")]
#[case("mijn man ligt op de grond en reageert niet")]
#[case("ze slaan mijn ruit in, kom snel")]
#[case("iedereen hier duizelig, ruikt naar gas denk ik")]
#[tokio::test]
async fn no_open_question_swallows_an_emergency(#[case] said: &str) {
    let mut scene = scene().await;
    for asked in ["wij zijn er in de kerst niet", "/stilte", "/borden", "/taal"] {
        scene.say(HOOFD, asked).await;
        scene.say(HOOFD, said).await;
        let answers = scene.texts(HOOFD);
        let answer =
            answers.iter().rev().take(2).any(|text| text.contains("Bel nu 112") || text.contains("Call 112 now"));
        assert!(answer, "{asked}: {said}: {}", scene.last(HOOFD));
        scene.say(HOOFD, "stop").await;
    }
}

/// A stage whose gemeente Zoetermeer wants this asked first.
async fn asking_first(wens: &str) -> Scene {
    let mut scene = scene().await;
    scene.settings(|instellingen| instellingen.vraag_eerst = vec![wens.to_owned()]).await;
    scene
}

#[rstest]
#[case("vraag.delen", "may I put this on nextdoor", "Verder delen?", "not on Facebook")]
#[case("vraag.wie", "ben jij nou een robot of wat", "Wie bent u?", "geen mens")]
#[tokio::test]
async fn what_a_gemeente_wants_asked_is_asked_and_a_tap_does_it(
    #[case] wens: &str,
    #[case] said: &str,
    #[case] title: &str,
    #[case] answer: &str,
) {
    let mut scene = asking_first(wens).await;
    scene.say(HOOFD, said).await;
    assert!(scene.titles(HOOFD).iter().any(|een| een == title), "{said}: {:?}", scene.titles(HOOFD));
    scene.tap(HOOFD, title).await;
    assert!(scene.last(HOOFD).contains(answer), "{said}: {}", scene.last(HOOFD));
}

/// Also where a rule read something else, which what was learned outweighs, and in the middle of another question.
#[tokio::test]
async fn what_a_gemeente_wants_asked_is_not_done_instead_of_what_a_rule_read() {
    let mut scene = asking_first("vraag.verwijderen").await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    scene.say(HOOFD, "kan ik een geplaatst bericht ook weer uit de groep halen en hoe").await;
    assert_eq!(scene.posted().await, 0, "{}", scene.last(HOOFD));
    assert!(scene.titles(HOOFD).contains(&"Hoe verwijder ik".to_owned()), "{:?}", scene.titles(HOOFD));
}

#[test]
fn what_can_be_asked_first_has_a_button_or_stands_in_a_preview() {
    for wens in Wens::ALLE {
        let in_voorbeeld = matches!(wens, Wens::MeldingVerstuur | Wens::MeldingAnnuleer);
        let knop = titel(wens).is_some() || in_voorbeeld;
        assert_eq!(is_te_vragen(wens), knop, "{}", wens.id());
    }
}

#[tokio::test]
async fn what_a_gemeente_wants_asked_is_not_sent_by_words_that_no_rule_knows() {
    let mut scene = asking_first("melding.verstuur").await;
    scene.say(AGENT, LINE).await;
    scene.say(AGENT, "dat is m, stuur maar weg").await;
    assert_eq!(scene.database.texts("select status from melding").await, ["concept"], "{}", scene.last(AGENT));
}
