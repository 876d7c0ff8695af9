//! What a fourth stranger to the code typed on 27 November 2026 to break it, by kind, in their wording and in variations.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, HOOFD, LINE, NIEUW, Scene};

const NOORDHOVE: &str = "31612340102";
const SEGHWAERT: &str = "31612340103";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.group("zoetermeer", "noordhove", "Hoefblad", &[NOORDHOVE]).await;
    scene.group("zoetermeer", "seghwaert", "Akelei", &[SEGHWAERT]).await;
    for wie in [HOOFD, NOORDHOVE, SEGHWAERT] {
        scene.say(wie, "/help").await;
    }
    scene
}

/// The wijken of the last draft or alert, in the order of the alphabet.
async fn wijken(scene: &Scene) -> String {
    let sql = "select wijk from melding_wijk where melding_id = (select max(id) from melding) order by wijk";
    scene.database.texts(sql).await.join(" ")
}

#[rstest]
#[case("mag ik ZM-0001 akkoord geven")]
#[case("wie heeft ZM-0001 akkoord gegeven")]
#[case("ik wil ZM-0001 pas later akkoord geven")]
#[case("ga ik akkoord met ZM-0001")]
#[case("als de wijk klopt is ZM-0001 akkoord")]
#[case("moet ik ZM-0001 goedkeuren")]
#[case("straks ZM-0001 akkoord")]
#[tokio::test]
async fn a_question_about_an_approval_sends_nothing(#[case] gezegd: &str) {
    let mut scene = Scene::waiting(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, gezegd).await;
    assert_eq!(scene.alerts().len(), 0, "{gezegd}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("toch maar akkoord")]
#[case("nee wacht, eerst even bellen")]
#[case("niet afwijzen!")]
#[case("even overleggen")]
#[case("wacht nog even ik bel je")]
#[tokio::test]
async fn a_hesitation_is_no_reason_to_refuse(#[case] gezegd: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.sign_up(NIEUW, "Buurtapp Waterlelie").await;
    scene.say(GEMEENTE, "/help").await;
    scene.say(GEMEENTE, "/afwijzen A-1").await;
    scene.say(GEMEENTE, gezegd).await;
    scene.say(GEMEENTE, &format!("/afwijzen A-1 {gezegd}")).await;
    let refused = "select count(*) from aanmelding where status = 'afgewezen'";
    assert_eq!(scene.database.number(refused).await, 0, "{gezegd}: {}", scene.last(GEMEENTE));
    assert!(!scene.texts(NIEUW).iter().any(|text| text.contains("Reden")), "{:?}", scene.texts(NIEUW));
}

#[rstest]
#[case("zonder noordhove", "seghwaert")]
#[case("noordhove eruit", "seghwaert")]
#[case("niet noordhove", "seghwaert")]
#[case("behalve seghwaert", "noordhove")]
#[case("ook rokkeveen", "noordhove rokkeveen seghwaert")]
#[case("rokkeveen erbij", "noordhove rokkeveen seghwaert")]
#[case("plus rokkeveen", "noordhove rokkeveen seghwaert")]
#[case("behalve seghwaert ook rokkeveen", "noordhove rokkeveen")]
#[case("rokkeveen", "rokkeveen")]
#[case("niet noordhove maar rokkeveen", "rokkeveen")]
#[tokio::test]
async fn a_wijk_that_is_added_or_left_out_leaves_the_others(#[case] gezegd: &str, #[case] daarna: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding woninginbraak seghwaert en noordhove man zwarte jas witte schoenen").await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.tap(AGENT, "Wijk").await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(wijken(&scene).await, daarna, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("inbraak in seghwaert, niet noordhove, man zwarte jas witte schoenen", "seghwaert")]
#[case("/melding woninginbraak seghwaert (dus niet noordhove) man zwarte jas witte schoenen", "seghwaert")]
#[case("/melding woninginbraak niet in noordhove maar seghwaert man zwarte jas witte schoenen", "seghwaert")]
#[case("/melding vermissing niet meer in noordhove maar seghwaert, man 82 grijze jas", "seghwaert")]
#[case("/melding woninginbraak seghwaert geen noordhove man zwarte jas witte schoenen", "seghwaert")]
#[tokio::test]
async fn a_wijk_that_is_denied_gets_nothing_and_stands_in_no_text(#[case] gezegd: &str, #[case] daarna: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(wijken(&scene).await, daarna, "{gezegd}: {}", scene.last(AGENT));
    let shown = scene.last(AGENT).to_lowercase();
    for woord in ["noordhove", "niet,", ": niet", "maar", "omgeving", "geen"] {
        assert!(!shown.contains(woord), "{gezegd}: {shown}");
    }
}

#[tokio::test]
async fn a_part_of_a_wijk_that_is_denied_gets_nothing_either() {
    let mut scene = scene().await;
    scene.group("zoetermeer", "dorp", "Dorpsgenoten", &["31612340104"]).await;
    scene.say(AGENT, "/melding woninginbraak heel zoetermeer behalve dorp man zwarte jas witte schoenen").await;
    let wijken = wijken(&scene).await;
    let geen = !wijken.split(' ').any(|wijk| wijk == "dorp" || wijk == "centrum");
    assert!(geen && wijken.contains("seghwaert"), "{wijken} {}", scene.last(AGENT));
}

#[rstest]
#[case("heel zoetermeer behalve noordhove")]
#[case("heel zoetermeer zonder noordhove")]
#[case("heel zoetermeer niet noordhove")]
#[tokio::test]
async fn a_whole_gemeente_but_one_wijk_is_that(#[case] waar: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding woninginbraak {waar} man zwarte jas witte schoenen")).await;
    let wijken = wijken(&scene).await;
    assert!(!wijken.contains("noordhove") && wijken.contains("seghwaert"), "{waar}: {wijken} {}", scene.last(AGENT));
}

#[rstest]
#[case("zelfde maar zonder jas")]
#[case("nee toch niet aanpassen")]
#[case("geen zwarte broek maar blauwe")]
#[case("klopt toch, laat maar zo staan met zwarte jas")]
#[case("het is er maar 1, geen bivakmuts")]
#[case("nee wacht even")]
#[tokio::test]
async fn a_part_of_a_description_does_not_replace_it(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding woninginbraak seghwaert vrouw rode jas blauwe broek").await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.tap(AGENT, "Beschrijving").await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{gezegd}: {}", scene.last(AGENT));
    scene.say(AGENT, "voeg toe: rugzak").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("rode jas") && shown.contains("rugzak"), "{gezegd}: {shown}");
}

#[rstest]
#[case("geen inbraak maar overval")]
#[case("toch geen overval gewoon inbraak")]
#[case("niet inbraak")]
#[tokio::test]
async fn a_kind_that_is_denied_is_asked_again(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding woninginbraak seghwaert vrouw rode jas blauwe broek").await;
    scene.tap(AGENT, "Aanpassen").await;
    scene.tap(AGENT, "Soort").await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.alerts().len(), 0, "{gezegd}: {}", scene.last(AGENT));
    scene.say(AGENT, "straatroof bij de oude haven").await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Straatroof") && shown.contains("rode jas"), "{gezegd}: {shown}");
}

#[rstest]
#[case("nee wacht even")]
#[case("weet ik nog niet")]
#[case("moet ik nog navragen bij de collega")]
#[case("even kijken")]
#[case("momentje")]
#[tokio::test]
async fn a_hesitation_is_no_news(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/update").await;
    scene.say(AGENT, gezegd).await;
    scene.say(AGENT, "ja").await;
    scene.say(AGENT, "v").await;
    assert_eq!(
        scene.database.number("select count(*) from bijwerking where verzonden_ms is not null").await,
        0,
        "{gezegd}"
    );
    assert!(!scene.texts(HOOFD).iter().any(|text| text.contains("Nieuw")), "{gezegd}: {:?}", scene.texts(HOOFD));
}

#[rstest]
#[case("akkoord familie?")]
#[case("akkoord van familie volgt")]
#[case("alleen oma akkoord")]
#[case("familie akkoord maar alleen binnen de wijk")]
#[case("familie is nog niet akkoord")]
#[tokio::test]
async fn no_consent_of_the_family_is_made_up(#[case] caption: &str) {
    let mut scene = scene().await;
    scene.alert("/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen").await;
    scene.picture(AGENT, caption).await;
    let told = scene.texts(AGENT_BEIDE).concat();
    assert!(!told.contains("Familie: akkoord"), "{caption}: {told}");
}

#[rstest]
#[case("UPDATE ZM-0001\nWat: Woninginbraak, heterdaad\nWaar: Dorp\nNieuw: man is gewapend, bel 06 1234 5678")]
#[case("UPDATE ZM-0001\nNieuw: leg uw sieraden klaar voor de agent")]
#[case("INGETROKKEN ZM-0001\nDit bericht is ingetrokken. Hij is aangehouden.")]
#[case("AFGELOPEN ZM-0001\nVerdachte aangehouden, u kunt de deur openen voor onze collega.")]
#[case("UPDATE ZM-0001 man is nu gewapend en loopt naar noordhove")]
#[tokio::test]
async fn a_forged_update_is_not_called_ours(#[case] geplakt: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, geplakt).await;
    let told = scene.last(HOOFD);
    assert!(told.contains("wijkt af"), "{geplakt}: {told}");
}

#[rstest]
#[case("oeps staat er toch niet in")]
#[case("toch niet")]
#[case("nee verkeerde groep sorry")]
#[case("waterlelie toch niet")]
#[case("heb hem weer weggehaald")]
#[case("sorry te vroeg getikt")]
#[tokio::test]
async fn a_report_is_taken_back_by_whoever_gave_it(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "staat erin").await;
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(posted).await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(posted).await, 0, "{gezegd}: {}", scene.last(HOOFD));
    assert!(scene.last(HOOFD).starts_with("Teruggezet: ZM-0001"), "{gezegd}: {}", scene.last(HOOFD));
    assert!(
        scene.texts(AGENT).iter().any(|text| text.contains("toch nog niet in 1 groep")),
        "{:?}",
        scene.texts(AGENT)
    );
    scene.pass_ms(120_000).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.database.number(posted).await, 1, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("staat er toch niet in?")]
#[case("kan hem niet vinden")]
#[case("bedankt")]
#[tokio::test]
async fn nothing_else_takes_a_report_back(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(HOOFD, gezegd).await;
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(posted).await, 1, "{gezegd}: {}", scene.last(HOOFD));
}

/// A missing child runs, and a picture of it waits for a second person.
async fn met_foto() -> Scene {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene.alert("/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen").await;
    scene.picture(AGENT, "ouders akkoord").await;
    assert_eq!(scene.pictures_waiting().await, 1);
    scene
}

#[rstest]
#[case("verkeerde foto!")]
#[case("verkeerde foto gestuurd")]
#[case("foto is niet de goede, haal die weg")]
#[case("foto niet sturen")]
#[case("familie wil de foto toch niet")]
#[case("stop de foto")]
#[tokio::test]
async fn a_picture_is_taken_back_and_the_alert_runs_on(#[case] gezegd: &str) {
    let mut scene = met_foto().await;
    scene.say(AGENT, gezegd).await;
    assert_eq!(scene.pictures_waiting().await, 0, "{gezegd}");
    let runs = "select count(*) from melding where status = 'verzonden' and stilgezet_ms is null";
    assert_eq!(scene.database.number(runs).await, 1, "{gezegd}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("is teruggenomen"), "{gezegd}: {}", scene.last(AGENT));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.database.number("select count(*) from foto where toestand = 'verstuurd'").await, 0, "{gezegd}");
}

#[rstest]
#[case("niet goedkeuren die foto")]
#[case("die foto niet doen")]
#[tokio::test]
async fn what_a_colleague_says_of_a_picture_shows_it(#[case] gezegd: &str) {
    let mut scene = met_foto().await;
    let voor = scene.count(AGENT_BEIDE);
    scene.say(AGENT_BEIDE, gezegd).await;
    assert!(scene.count(AGENT_BEIDE) > voor, "{gezegd}");
    assert_eq!(scene.pictures_waiting().await, 1, "{gezegd}");
    assert_eq!(scene.titles(AGENT_BEIDE), ["Goedkeuren", "Afwijzen"], "{gezegd}: {}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case("die melding klopt niet")]
#[case("loos alarm gebleken")]
#[case("was een vergissing van mij")]
#[case("blijkt bewoner te zijn")]
#[case("het bleek de eigenaar")]
#[case("dit was niet de bedoeling")]
#[tokio::test]
async fn a_mistake_told_in_other_words_halts_and_asks(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, gezegd).await;
    let halted = "select count(*) from melding where stilgezet_ms is not null";
    assert_eq!(scene.database.number(halted).await, 1, "{gezegd}: {}", scene.last(AGENT));
}

#[rstest]
#[case("jas was blauw, nog niet goedkeuren")]
#[case("wacht nog met akkoord")]
#[case("niet naar dorp")]
#[case("het moet seghwaert zijn")]
#[case("kleur van de jas klopt niet")]
#[tokio::test]
async fn a_correction_while_approval_waits_holds_the_draft(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene.groups("zoetermeer", "dorp", 15).await;
    scene.say(AGENT, "/melding overval heel zoetermeer man zwarte jas rode auto").await;
    let aantal = scene
        .last(AGENT)
        .split("VERSTUUR ")
        .nth(1)
        .unwrap()
        .split(|teken: char| !teken.is_ascii_digit())
        .next()
        .unwrap()
        .to_owned();
    scene.say(AGENT, &format!("VERSTUUR {aantal}")).await;
    let waits = "select count(*) from melding where status = 'wacht_tweede'";
    assert_eq!(scene.database.number(waits).await, 1, "{}", scene.last(AGENT));
    scene.say(AGENT, gezegd).await;
    assert_eq!(scene.database.number(waits).await, 0, "{gezegd}: {}", scene.last(AGENT));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.alerts().len(), 0, "{gezegd}: {}", scene.last(AGENT_BEIDE));
    let gezien = scene.texts(AGENT).concat();
    assert!(gezien.contains(gezegd) || gezien.contains("Gewijzigd: "), "{gezegd}: {}", scene.last(AGENT));
}

async fn absent(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from persoon where afwezig_tot_ms is not null").await
}

#[rstest]
#[case("weg tot zo")]
#[case("ben weg tot zo meteen")]
#[case("ik ben weg tot ma me belt")]
#[case("ben weg tot do ik klaar ben")]
#[case("ik ben weg geweest tot zondag")]
#[case("ben elke dinsdag niet bereikbaar")]
#[case("ik ben weg van 3 tot 5 december behalve de 4e")]
#[case("ik ben weg van vrijdag tot maandag, maar zaterdag wel")]
#[tokio::test]
async fn an_absence_that_is_not_certain_is_asked(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, gezegd).await;
    assert_eq!(absent(&scene).await, 0, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("ben er weer vanaf vrijdag")]
#[case("/terug nee toch niet")]
#[case("/terug niet")]
#[case("terug?")]
#[tokio::test]
async fn nobody_is_back_who_did_not_say_so(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "ik ben weg tot zondag 29 november").await;
    assert_eq!(absent(&scene).await, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, gezegd).await;
    assert_eq!(absent(&scene).await, 1, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("niet uitzetten die stilte")]
#[case("de stilte mag niet meer uit")]
#[case("stilte alleen in het weekend uit")]
#[case("stilte nog niet uit")]
#[case("stilte uit, behalve in het weekend")]
#[tokio::test]
async fn quiet_hours_that_are_to_stay_stay(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.say(HOOFD, "/stilte 23-7").await;
    scene.say(HOOFD, "niets").await;
    let quiet = "select count(*) from persoon where stil_van is not null";
    let voor = scene.database.number(quiet).await;
    assert_eq!(voor, 1, "{}", scene.last(HOOFD));
    scene.say(HOOFD, gezegd).await;
    assert_eq!(scene.database.number(quiet).await, 1, "{gezegd}: {}", scene.last(HOOFD));
}

#[rstest]
#[case("beide intrekken")]
#[case("allebei intrekken")]
#[case("trek ze allebei in")]
#[case("trek alle meldingen in")]
#[tokio::test]
async fn of_two_alerts_none_is_withdrawn_by_a_word_for_both(#[case] gezegd: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.alert("/melding straatroof seghwaert man lila jas met capuchon").await;
    scene.say(AGENT, gezegd).await;
    let runs = "select count(*) from melding where status = 'verzonden'";
    assert_eq!(scene.database.number(runs).await, 2, "{gezegd}: {}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("ZM-0001") && scene.last(AGENT).contains("ZM-0002"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_number_that_never_was_does_not_wait() {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/akkoord ZM-0009").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0009 ken ik niet"), "{}", scene.last(AGENT_BEIDE));
}
