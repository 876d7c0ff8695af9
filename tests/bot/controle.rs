//! Whether whoever runs a group still does: once a year, and where nothing is heard from a group.

use heterdaad::domain::rechten::Rol;
use heterdaad::domain::tijd;
use rstest::rstest;
use serde_json::json;

use crate::harness::{AGENT, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const GEMEENTE: &str = "31612340055";
const WIJKAGENT: &str = "31612340056";
const MEDE: &str = "31612340102";
const DAY_MS: i64 = 24 * 3_600_000;
const JAAR: &str = "Jaarlijkse controle van de lijst met beheerders.";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene
}

fn telt(scene: &Scene, wie: &str, begin: &str) -> usize {
    scene.texts(wie).iter().filter(|tekst| tekst.contains(begin)).count()
}

/// A working day goes by, at the same hour.
async fn een_dag(scene: &mut Scene) {
    scene.pass_ms(DAY_MS).await;
    while tijd::is_weekend(scene.now_ms()) {
        scene.pass_ms(DAY_MS).await;
    }
}

/// More than two weeks go by: what was written down is as much older.
async fn twee_weken(scene: &mut Scene) {
    for ouder in [
        "update controle set gevraagd_ms = gevraagd_ms - 1209600000, laatst_ms = laatst_ms - 1209600000",
        "update anders set verstuurd_ms = verstuurd_ms - 1209600000",
        "update persoon set gemaakt_ms = gemaakt_ms - 1209600000",
        "update melding set verzonden_ms = verzonden_ms - 1209600000, einde_ms = einde_ms - 1209600000",
    ] {
        scene.database.execute(ouder).await;
    }
    een_dag(scene).await;
}

async fn een_jaar_later(scene: &mut Scene) {
    for ouder in [
        "update controle set gevraagd_ms = gevraagd_ms - 31536000000, laatst_ms = laatst_ms - 31536000000",
        "update anders set verstuurd_ms = verstuurd_ms - 31536000000",
        "update persoon set gemaakt_ms = gemaakt_ms - 31536000000",
        "update groep set gemaakt_ms = gemaakt_ms - 31536000000, wabp_gezegd_ms = wabp_gezegd_ms - 31536000000",
    ] {
        scene.database.execute(ouder).await;
    }
    een_dag(scene).await;
}

#[rstest]
#[tokio::test]
async fn once_a_year_everybody_is_asked_and_a_tap_is_enough(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 0);
    een_jaar_later(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 1, "{:?}", scene.texts(HOOFD));
    assert!(scene.message(HOOFD, JAAR).shown.text.contains("Bent u nog beheerder van Waterlelie?"));
    scene.tap(HOOFD, "Ja, nog steeds").await;
    assert_eq!(scene.last(HOOFD), "Genoteerd, dank u. Nog één vraag: staat Waterlelie op wabp.nl?");
    scene.tap(HOOFD, "Nee").await;
    assert!(scene.last(HOOFD).starts_with("Genoteerd. Aanmelden kan op wabp.nl"), "{}", scene.last(HOOFD));
    assert_eq!(scene.database.texts("select wabp from groep").await, ["nee"]);
    // Not again for a year, and no reminder.
    twee_weken(&mut scene).await;
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 1);
    een_jaar_later(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 2);
}

#[rstest]
#[case("ja", "goed")]
#[case("Ja hoor, nog steeds", "goed")]
#[case("ja ik ben nog beheerder", "goed")]
#[case("yes still", "goed")]
#[case("jaa hoor", "goed")]
#[case("JA", "goed")]
#[case("klopt nog", "goed")]
#[case("ben ik nog altijd", "goed")]
#[case("ja er staat een man bij de buren met een koevoet", "gevraagd")]
#[case("wie vraagt dit?", "gevraagd")]
#[case("klopt dat wel?", "gevraagd")]
#[tokio::test]
async fn it_can_be_typed(#[case] getypt: &str, #[case] stand: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    scene.say(HOOFD, getypt).await;
    let gezegd = scene.last(HOOFD);
    assert_eq!(scene.database.texts("select stand from controle where soort = 'jaar'").await, [stand], "{gezegd}");
}

/// An answer, and not certain which: nothing is noted, and the same buttons come again. So it is weeks later too.
#[rstest]
#[case("nee sorry ben verhuisd")]
#[case("👍")]
#[case("oke")]
#[case("nee niet meer, mijn man doet het")]
#[case("ja nee toch niet")]
#[case("misschien")]
#[tokio::test]
async fn what_is_not_certain_is_asked_again(#[case] getypt: &str, #[values(0, 3)] weken_later: usize) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    for _ in 0..weken_later {
        twee_weken(&mut scene).await;
    }
    let voor = scene.database.texts("select stand from controle").await;
    scene.say(HOOFD, getypt).await;
    assert!(
        scene.last(HOOFD).starts_with("Dat begrijp ik niet zeker. Ik heb niets veranderd."),
        "{}",
        scene.last(HOOFD)
    );
    assert_eq!(scene.titles(HOOFD), ["Ja, nog steeds", "Nee, niet meer"]);
    assert_eq!(scene.database.texts("select stand from controle").await, voor);
    scene.tap(HOOFD, "Ja, nog steeds").await;
    assert_eq!(scene.database.texts("select stand from controle").await, ["goed"]);
}

/// The last of the three questions was weeks ago, and the gemeente is asked: an answer counts all the same.
#[rstest]
#[case("ja", "goed")]
#[case("nog steeds", "goed")]
#[tokio::test]
async fn an_answer_counts_weeks_later_too(#[case] getypt: &str, #[case] stand: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    for _ in 0..3 {
        twee_weken(&mut scene).await;
    }
    scene.database.execute("update outbox set gemaakt_ms = gemaakt_ms - 2592000000").await;
    scene.say(HOOFD, getypt).await;
    assert_eq!(scene.database.texts("select stand from controle").await, [stand], "{}", scene.last(HOOFD));
}

/// WABP is asked of one group after the other, and answered in their own words; what is something else is taken as that.
#[rstest]
#[case("ja", "ja", true)]
#[case("ja hoor", "ja", true)]
#[case("nee nog niet", "nee", true)]
#[case("weet ik niet", "weet niet", true)]
#[case("nummer 12345", "12345", true)]
#[case("wordt nu ingebroken bij de buren", "", false)]
#[tokio::test]
async fn wabp_can_be_typed_too(#[case] getypt: &str, #[case] wabp: &str, #[case] volgende: bool) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Zonnehoek", &[HOOFD]).await;
    een_jaar_later(&mut scene).await;
    scene.say(HOOFD, "ja").await;
    assert!(scene.last(HOOFD).ends_with("staat Waterlelie op wabp.nl?"), "{}", scene.last(HOOFD));
    scene.say(HOOFD, getypt).await;
    let gezegd = scene.last(HOOFD);
    assert_eq!(
        scene.database.texts("select coalesce(wabp, '') from groep where naam = 'Waterlelie'").await,
        [wabp],
        "{gezegd}"
    );
    assert_eq!(gezegd.ends_with("staat Zonnehoek op wabp.nl?"), volgende, "{gezegd}");
    if volgende {
        scene.tap(HOOFD, "Ja, staat er").await;
        assert_eq!(scene.last(HOOFD), "Genoteerd, dank u.");
        assert_eq!(scene.database.number("select count(*) from groep where wabp_gezegd_ms is not null").await, 2);
    } else {
        assert!(gezegd.contains("112"), "{gezegd}");
    }
}

/// Those who are never asked keep nobody after them from it: more of them than leave in an hour.
#[tokio::test]
async fn who_is_not_asked_keeps_nobody_back() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 25).await;
    scene.database.execute("update persoon set informatie = -1").await;
    scene.group("zoetermeer", "meerzicht", "Meerzicht 1", &["31612349199"]).await;
    een_jaar_later(&mut scene).await;
    assert_eq!(telt(&scene, "31612349199", JAAR), 1);
    assert_eq!(scene.database.number("select count(*) from controle").await, 1);
}

/// Whoever goes away, or wants alerts only, after they were asked gets no reminder, and is laid before nobody.
#[rstest]
#[case("update persoon set informatie = -1")]
#[case("update persoon set afwezig_van_ms = 1, afwezig_tot_ms = 9000000000000")]
#[case("update persoon set onbereikbaar_ms = 1")]
#[tokio::test]
async fn who_cannot_be_asked_again_is_left_alone(#[case] stand: &'static str) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 1);
    scene.database.execute(stand).await;
    for _ in 0..4 {
        twee_weken(&mut scene).await;
    }
    assert_eq!(telt(&scene, HOOFD, JAAR), 1);
    assert_eq!(telt(&scene, GEMEENTE, "Op drie vragen"), 0);
}

/// They left meanwhile: there is nothing to take away any more.
#[tokio::test]
async fn who_left_by_themselves_is_not_taken_away() {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    for _ in 0..2 {
        twee_weken(&mut scene).await;
    }
    scene.say(GEMEENTE, "/help").await;
    twee_weken(&mut scene).await;
    scene.say(HOOFD, "/afmelden").await;
    scene.tap(HOOFD, "Ja, ik stop").await;
    scene.tap_on(GEMEENTE, "Op drie vragen", "Haal weg").await;
    assert_eq!(scene.last(GEMEENTE), "Daarover is al beslist. U hoeft niets te doen.");
}

/// A no leaves as any other: asked once more, and nobody is gone before that.
#[rstest]
#[case::a_tap(None)]
#[case::a_word(Some("nee"))]
#[case::a_sentence(Some("nee, ik ben geen beheerder meer"))]
#[tokio::test]
async fn a_no_asks_once_more(#[case] getypt: Option<&str>) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    match getypt {
        Some(getypt) => scene.say(HOOFD, getypt).await,
        None => scene.tap(HOOFD, "Nee, niet meer").await,
    }
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1, "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "Ja, ik stop").await;
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0, "{}", scene.last(HOOFD));
    assert!(scene.texts(GEMEENTE).iter().any(|tekst| tekst.contains("Waterlelie")));
    let voor = telt(&scene, HOOFD, JAAR);
    twee_weken(&mut scene).await;
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), voor, "who left is asked no more");
}

/// Who stays after all has answered: no reminder comes.
#[rstest]
#[case::a_tap(None)]
#[case::in_words(Some("nee toch niet, ik blijf"))]
#[tokio::test]
async fn who_stays_after_all_has_answered(#[case] getypt: Option<&str>) {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    scene.tap(HOOFD, "Nee, niet meer").await;
    match getypt {
        Some(getypt) => scene.say(HOOFD, getypt).await,
        None => scene.tap(HOOFD, "Nee, ik blijf").await,
    }
    assert_eq!(scene.database.texts("select stand from controle").await, ["goed"], "{}", scene.last(HOOFD));
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 1);
}

/// Two reminders, then the gemeente decides; until then nobody is removed.
#[rstest]
#[case::stays("Laat staan", 1)]
#[case::goes("Haal weg", 0)]
#[tokio::test]
async fn who_does_not_answer_is_left_to_the_gemeente(
    #[case] keuze: &str,
    #[case] over: i64,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    een_jaar_later(&mut scene).await;
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 2);
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 3);
    scene.say(GEMEENTE, "/help").await;
    twee_weken(&mut scene).await;
    scene.say(GEMEENTE, "/help").await;
    let vraag = "Groep: Waterlelie\nOp drie vragen of dit nog klopt kwam geen antwoord.";
    assert_eq!(telt(&scene, GEMEENTE, vraag), 1, "{:?}", scene.texts(GEMEENTE));
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 3);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
    scene.tap(GEMEENTE, keuze).await;
    if over == 0 {
        // Once more, for the group is left without anybody.
        assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
        assert!(scene.last(GEMEENTE).ends_with("voor Waterlelie. Weet u het zeker?"), "{}", scene.last(GEMEENTE));
        assert_eq!(scene.titles(GEMEENTE), ["Ja, haal weg", "Laat staan"]);
        scene.tap(GEMEENTE, "Ja, haal weg").await;
    }
    assert_eq!(scene.database.number("select count(*) from beheer").await, over, "{}", scene.last(GEMEENTE));
    assert_eq!(telt(&scene, HOOFD, "U staat niet meer als beheerder van Waterlelie"), usize::from(over == 0));
    scene.tap(GEMEENTE, "Haal weg").await;
    assert!(scene.last(GEMEENTE).starts_with("Daarover is al beslist."), "{}", scene.last(GEMEENTE));
    assert_eq!(scene.database.number("select count(*) from beheer").await, over, "decided once");
}

/// The gemeente hears of few at a time, and of all in the end.
#[tokio::test]
async fn the_gemeente_is_not_flooded() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 10).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    een_jaar_later(&mut scene).await;
    scene.database.execute("update controle set herinnerd = 2, laatst_ms = laatst_ms - 1296000000").await;
    scene.pass_ms(3_600_000).await;
    assert_eq!(telt(&scene, GEMEENTE, "Op drie vragen"), 3);
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, GEMEENTE, "Op drie vragen"), 10);
}

#[tokio::test]
async fn a_late_yes_counts_too() {
    let mut scene = scene(Engine::Sqlite).await;
    een_jaar_later(&mut scene).await;
    scene.say(GEMEENTE, "/help").await;
    for _ in 0..3 {
        twee_weken(&mut scene).await;
    }
    scene.tap(HOOFD, "Ja, nog steeds").await;
    scene.tap(GEMEENTE, "Haal weg").await;
    assert!(scene.last(GEMEENTE).starts_with("Daarover is al beslist"), "{}", scene.last(GEMEENTE));
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
}

/// Nobody is asked who is away, wants alerts only, cannot be reached, or whose gemeente does not want it.
#[rstest]
#[case::alerts_only("update persoon set informatie = -1")]
#[case::away("update persoon set afwezig_van_ms = 1, afwezig_tot_ms = 9000000000000")]
#[case::unreachable("update persoon set onbereikbaar_ms = 1")]
#[tokio::test]
async fn who_is_not_asked(#[case] stand: &'static str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.database.execute(stand).await;
    een_jaar_later(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, JAAR), 0);
}

#[tokio::test]
async fn a_gemeente_can_do_without() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.settings(|instellingen| instellingen.jaarcontrole = false).await;
    een_jaar_later(&mut scene).await;
    assert_eq!(scene.database.number("select count(*) from controle").await, 0);
}

async fn stille_melding(scene: &mut Scene) {
    scene.say(AGENT, LINE).await;
    if scene.titles(AGENT).contains(&"Toch nieuw".to_owned()) {
        scene.tap(AGENT, "Toch nieuw").await;
    }
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(15 * MINUTE_MS).await;
    scene.say(AGENT, "/sluit verdachte aangehouden").await;
    scene.tap(AGENT, "Afsluiten").await;
}

const STIL: &str = "Van Waterlelie hoorden we bij de laatste politieberichten niets.";

#[rstest]
#[tokio::test]
async fn after_five_alerts_without_a_word_it_is_asked_how_it_goes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    for _ in 0..4 {
        stille_melding(&mut scene).await;
    }
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 0);
    stille_melding(&mut scene).await;
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 1, "{:?}", scene.texts(HOOFD));
    scene.say(GEMEENTE, "/dekking").await;
    assert!(!scene.last(GEMEENTE).contains("hoorden we niets"), "asked first: {}", scene.last(GEMEENTE));
    twee_weken(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 1, "once");
    scene.say(GEMEENTE, "/dekking").await;
    assert!(
        scene.last(GEMEENTE).ends_with("Van deze groepen hoorden we niets: Waterlelie."),
        "{}",
        scene.last(GEMEENTE)
    );
    for wie in [AGENT, WIJKAGENT] {
        scene.say(wie, "/dekking").await;
        assert!(scene.last(wie).contains("Van 1 groep hoorden we niets: Rokkeveen 1."), "{}", scene.last(wie));
        assert!(!scene.last(wie).contains("Waterlelie"), "no name: {}", scene.last(wie));
    }
    scene.say(AGENT, "/dekking Rokkeveen").await;
    assert!(scene.last(AGENT).ends_with("Van 1 groep hoorden we niets: Rokkeveen 1."), "{}", scene.last(AGENT));
    scene.say(AGENT, "/dekking Meerzicht").await;
    assert!(!scene.last(AGENT).contains("hoorden we niets"), "{}", scene.last(AGENT));
    // Nor again within half a year, whatever comes.
    for _ in 0..5 {
        stille_melding(&mut scene).await;
    }
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 1, "once in half a year");
    // One word of theirs, and they are no longer among them.
    scene.alert(LINE).await;
    scene.say(HOOFD, "staat erin").await;
    scene.say(GEMEENTE, "/dekking").await;
    assert!(!scene.last(GEMEENTE).contains("hoorden we niets"), "{}", scene.last(GEMEENTE));
}

/// What was heard, could not arrive, was practised, withdrawn or soon over says nothing of silence.
#[rstest]
#[case::they_answered("staat erin")]
#[case::they_cannot("kan nu niet")]
#[case::they_do_not_want("wil ik niet plaatsen")]
#[tokio::test]
async fn a_group_that_is_heard_is_not_silent(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for nummer in 0..6 {
        scene.alert(LINE).await;
        if nummer == 3 {
            scene.pass_ms(MINUTE_MS).await;
            scene.say(HOOFD, getypt).await;
        }
        scene.pass_ms(3 * 3_600_000).await;
    }
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 0);
}

#[rstest]
#[case::soon_over("update melding set einde_ms = verzonden_ms + 60000")]
#[case::practised("update melding set reeks = 'OEF'")]
#[case::withdrawn("update melding set status = 'ingetrokken'")]
#[case::never_arrived("update outbox set afgeleverd_ms = null, gelezen_ms = null")]
#[tokio::test]
async fn what_says_nothing_of_silence(#[case] stand: &'static str) {
    let mut scene = scene(Engine::Sqlite).await;
    for _ in 0..4 {
        stille_melding(&mut scene).await;
    }
    scene.alert(LINE).await;
    scene.pass_ms(3 * 3_600_000).await;
    scene.database.execute(stand).await;
    een_dag(&mut scene).await;
    assert_eq!(telt(&scene, HOOFD, STIL), 0);
}

#[rstest]
#[case::tapped(None, Some("Alles goed"), "goed")]
#[case::typed(Some("alles goed hoor"), None, "goed")]
#[case::fine(Some("prima"), None, "goed")]
#[case::help(None, Some("Hulp nodig"), "hulp")]
#[case::help_typed(Some("het lukt me niet"), None, "hulp")]
#[case::help_word(Some("hulp nodig"), None, "hulp")]
#[case::yes(Some("ja"), None, "goed")]
#[case::no(Some("nee"), Some("Hulp nodig"), "hulp")]
#[case::a_thumb(Some("👍"), Some("Alles goed"), "goed")]
#[tokio::test]
async fn what_they_answer(#[case] getypt: Option<&str>, #[case] getikt: Option<&str>, #[case] stand: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for _ in 0..5 {
        stille_melding(&mut scene).await;
    }
    een_dag(&mut scene).await;
    if let Some(getypt) = getypt {
        scene.say(HOOFD, getypt).await;
    }
    if let Some(titel) = getikt {
        scene.tap(HOOFD, titel).await;
    }
    let gezegd = scene.last(HOOFD);
    assert_eq!(scene.database.texts("select stand from controle").await, [stand], "{gezegd}");
    assert_eq!(telt(&scene, GEMEENTE, "zoekt hulp bij het plaatsen"), usize::from(stand == "hulp"));
    twee_weken(&mut scene).await;
    scene.say(GEMEENTE, "/dekking").await;
    assert!(!scene.last(GEMEENTE).contains("hoorden we niets"), "{}", scene.last(GEMEENTE));
}

#[rstest]
#[case::tapped(None)]
#[case::typed(Some("ik wil stoppen"))]
#[tokio::test]
async fn who_wants_to_stop_is_asked_once_more(#[case] getypt: Option<&str>) {
    let mut scene = scene(Engine::Sqlite).await;
    for _ in 0..5 {
        stille_melding(&mut scene).await;
    }
    een_dag(&mut scene).await;
    match getypt {
        Some(getypt) => scene.say(HOOFD, getypt).await,
        None => scene.tap(HOOFD, "Ik wil stoppen").await,
    }
    assert!(scene.titles(HOOFD).contains(&"Ja, ik stop".to_owned()), "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
}

/// Somebody else's button, and that of another gemeente, do nothing.
#[tokio::test]
async fn a_forged_tap_decides_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "meerzicht", "Meerzicht 1", &[MEDE]).await;
    een_jaar_later(&mut scene).await;
    scene.say(MEDE, "/help").await;
    scene.say(AGENT, "/help").await;
    scene.database.execute("update controle set stand = 'gemeld'").await;
    for (wie, knop) in [
        (MEDE, "eigen:nog-beheerder:1:1"),
        (AGENT, "controle-beslis:1:nee"),
        (MEDE, "controle-beslis:1:nee"),
        (AGENT, "controle-weg:1"),
        (MEDE, "controle-weg:1"),
    ] {
        scene.send(wie, json!({ "type": "button", "button": { "payload": knop, "text": "x" } })).await;
    }
    let over = "select count(*) from controle where stand <> 'gemeld' and id = 1";
    assert_eq!(scene.database.number(over).await, 0);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 2);
}
