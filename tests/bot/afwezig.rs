//! Absence as people announce it: from when until when, said back and asked about where that is not certain; and quiet
//! hours, which are not the hours in which somebody can be reached.

use heterdaad::bot::begrip::datum::{Afwezig, afwezig};
use heterdaad::bot::verstaan::{Intent, Uitkomst};
use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use jiff::civil::Date;
use rstest::rstest;

use crate::harness::{BEGIN_MS, Engine, GEMEENTE, LINE, Scene};

const EEN: &str = "31612340101";
const TWEE: &str = "31612340102";
const DAY_MS: i64 = 86_400_000;

const MAANDAG: &str = "2026-11-23";
const ZONDAG: &str = "2026-11-22";
const OUDJAAR: &str = "2026-12-31";
/// The day before summer time, that day, the day before winter time, and that day.
const ZOMER_1: &str = "2026-03-28";
const ZOMER: &str = "2026-03-29";
const WINTER_1: &str = "2026-10-24";
const WINTER: &str = "2026-10-25";

/// Today, what is typed, the first day (empty: from now on), the first day after it (empty: no end is named), and
/// whether that is certain.
const TABEL: &[(&str, &str, &str, &str, bool)] = &[
    (MAANDAG, "ik ben volgende week op vakantie", "2026-11-30", "2026-12-07", true),
    (MAANDAG, "volgende week ben ik er niet", "2026-11-30", "2026-12-07", true),
    (MAANDAG, "volgende week weg", "2026-11-30", "2026-12-07", true),
    (MAANDAG, "ben weg tot volgende week", "", "2026-11-30", true),
    (MAANDAG, "vanaf volgende week weg tot 10 december", "2026-11-30", "2026-12-10", true),
    (MAANDAG, "volgende week maandag t/m vrijdag weg", "2026-11-30", "2026-12-05", true),
    (MAANDAG, "van maandag tot vrijdag afwezig", "2026-11-30", "2026-12-04", false),
    (MAANDAG, "tot maandag weg", "", "2026-11-30", true),
    (MAANDAG, "tot dinsdag 15/12", "", "2026-12-15", true),
    (MAANDAG, "tot dinsdag 15 december", "", "2026-12-15", true),
    (MAANDAG, "tot di 15-12 weg", "", "2026-12-15", true),
    (MAANDAG, "tot woensdag 15/12", "", "2026-12-15", false),
    (MAANDAG, "afwezig t/m zondag 3 januari", "", "2027-01-04", true),
    (MAANDAG, "van dinsdag 1 december tot dinsdag 8 december weg", "2026-12-01", "2026-12-08", true),
    (MAANDAG, "9-12 uur ben ik er niet", "", "", false),
    (MAANDAG, "van 9 tot 12 uur weg", "", "", false),
    (MAANDAG, "weg van 09:00-12:00", "", "", false),
    (MAANDAG, "9-12 weg", "2026-12-09", "2026-12-10", false),
    (MAANDAG, "morgen weg", "2026-11-24", "2026-11-25", true),
    (MAANDAG, "ben morgen niet bereikbaar", "2026-11-24", "2026-11-25", true),
    (MAANDAG, "overmorgen ben ik weg", "2026-11-25", "2026-11-26", true),
    (MAANDAG, "vandaag weg", "", "2026-11-24", true),
    (MAANDAG, "woensdag ben ik er niet", "2026-11-25", "2026-11-26", true),
    (MAANDAG, "maandag weer terug", "", "2026-11-30", false),
    (MAANDAG, "vrijdag weer terug", "", "2026-11-27", true),
    (MAANDAG, "terug op 3 januari", "", "2027-01-03", true),
    (MAANDAG, "3 januari", "", "2027-01-03", false),
    (MAANDAG, "tot 3 januari", "", "2027-01-03", true),
    (MAANDAG, "dit weekend weg", "2026-11-28", "2026-11-30", true),
    (MAANDAG, "komend weekend ben ik er niet", "2026-11-28", "2026-11-30", true),
    (MAANDAG, "volgend weekend weg", "2026-12-05", "2026-12-07", false),
    (MAANDAG, "weg tot het weekend", "", "2026-11-28", true),
    (MAANDAG, "na het weekend weer terug", "", "2026-11-30", true),
    (MAANDAG, "2 weken weg", "", "2026-12-07", true),
    (MAANDAG, "vanaf vrijdag 2 weken op vakantie", "2026-11-27", "2026-12-11", true),
    (MAANDAG, "over 2 weken een week weg", "2026-12-07", "2026-12-14", true),
    (MAANDAG, "over een week weg", "2026-11-30", "2026-12-01", false),
    (MAANDAG, "over 2 weken weer terug", "", "2026-12-07", true),
    (MAANDAG, "komende 2 weken op vakantie", "", "2026-12-07", true),
    (MAANDAG, "volgende maand op vakantie", "2026-12-01", "2027-01-01", true),
    (MAANDAG, "tot volgende maand weg", "", "2026-12-01", true),
    (MAANDAG, "van 20 dec tot 3 jan", "2026-12-20", "2027-01-03", true),
    (MAANDAG, "1-8 december weg", "2026-12-01", "2026-12-08", true),
    (MAANDAG, "24-12 t/m 2-1", "2026-12-24", "2027-01-03", true),
    (MAANDAG, "5-12 t/m 9-12 weg", "2026-12-05", "2026-12-10", true),
    (MAANDAG, "tot kerst weg", "", "2026-12-25", true),
    (MAANDAG, "tot na kerst", "", "2026-12-27", true),
    (MAANDAG, "tot 20 november", "", "2027-11-20", false),
    (MAANDAG, "tot de 15e", "", "2026-12-15", true),
    (MAANDAG, "weg van de 1e tot de 8e", "2026-12-01", "2026-12-08", true),
    (MAANDAG, "ik ben er tot vrijdag niet", "", "2026-11-27", true),
    (MAANDAG, "volgende vrijdag weg", "2026-11-27", "2026-11-28", false),
    (MAANDAG, "komende vrijdag weg", "2026-11-27", "2026-11-28", true),
    (MAANDAG, "aanstaande donderdag afwezig", "2026-11-26", "2026-11-27", true),
    (MAANDAG, "tot volgende week woensdag", "", "2026-12-02", true),
    (MAANDAG, "deze week niet bereikbaar", "", "2026-11-30", true),
    (MAANDAG, "komende week vakantie", "2026-11-30", "2026-12-07", false),
    (MAANDAG, "met vakantie van 24 december tot en met 2 januari", "2026-12-24", "2027-01-03", true),
    (MAANDAG, "afwezig tot 3 januari 2028", "", "2028-01-03", false),
    (MAANDAG, "een weekje weg", "", "2026-11-30", true),
    (MAANDAG, "paar dagen weg", "", "", false),
    (MAANDAG, "ik ben drie dagen weg", "", "2026-11-26", true),
    (MAANDAG, "vanaf morgen 3 dagen weg", "2026-11-24", "2026-11-27", true),
    (MAANDAG, "van morgen tot zondag weg", "2026-11-24", "2026-11-29", true),
    (MAANDAG, "weg t/m zondag", "", "2026-11-30", true),
    (MAANDAG, "zaterdag en zondag weg", "2026-11-28", "2026-11-30", true),
    (MAANDAG, "8 tot 10 dec weg", "2026-12-08", "2026-12-10", true),
    (MAANDAG, "tot 1/1", "", "2027-01-01", true),
    (MAANDAG, "tot 01-01-2027", "", "2027-01-01", true),
    (MAANDAG, "tot 1 jan 2027 afwezig", "", "2027-01-01", true),
    (MAANDAG, "vanaf 1 december weg", "", "", false),
    (MAANDAG, "ik ben vanaf vrijdag weg", "", "", false),
    (MAANDAG, "vanavond weg", "", "", false),
    (MAANDAG, "ik ben 3 dec niet thuis", "2026-12-03", "2026-12-04", true),
    (MAANDAG, "op 3 en 4 december ben ik weg", "2026-12-03", "2026-12-05", true),
    (MAANDAG, "op vakantie", "", "", false),
    (ZONDAG, "ik ben volgende week op vakantie", "2026-11-23", "2026-11-30", false),
    (ZONDAG, "tot maandag weg", "", "2026-11-23", true),
    (ZONDAG, "tot zondag weg", "", "2026-11-29", true),
    (ZONDAG, "deze week weg", "", "2026-11-23", false),
    (ZONDAG, "morgen weg", "2026-11-23", "2026-11-24", true),
    (ZONDAG, "dit weekend weg", "", "2026-11-23", true),
    (ZONDAG, "komend weekend weg", "", "2026-11-23", false),
    (ZONDAG, "volgende week maandag weg", "2026-11-23", "2026-11-24", false),
    (ZONDAG, "2 weken weg", "", "2026-12-06", true),
    (ZONDAG, "tot en met woensdag", "", "2026-11-26", true),
    (ZONDAG, "van dinsdag tot vrijdag weg", "2026-11-24", "2026-11-27", true),
    (OUDJAAR, "morgen weg", "2027-01-01", "2027-01-02", true),
    (OUDJAAR, "tot 3 januari", "", "2027-01-03", true),
    (OUDJAAR, "volgende week weg", "2027-01-04", "2027-01-11", true),
    (OUDJAAR, "vanaf 1 januari tot 1 februari", "2027-01-01", "2027-02-01", true),
    (OUDJAAR, "tot donderdag", "", "2027-01-07", true),
    (OUDJAAR, "t/m 31 december", "", "2027-01-01", true),
    (OUDJAAR, "tot nieuwjaar", "", "2027-01-01", true),
    (OUDJAAR, "volgende maand weg", "2027-01-01", "2027-02-01", true),
    (OUDJAAR, "dit weekend weg", "2027-01-02", "2027-01-04", true),
    (OUDJAAR, "tot 30 december", "", "2027-12-30", false),
    (OUDJAAR, "een maand weg", "", "2027-01-30", true),
    (OUDJAAR, "31-12 t/m 2-1 weg", "", "2027-01-03", true),
    (ZOMER_1, "morgen weg", "2026-03-29", "2026-03-30", true),
    (ZOMER_1, "dit weekend weg", "", "2026-03-30", true),
    (ZOMER, "tot morgen weg", "", "2026-03-30", true),
    (ZOMER, "1 week weg", "", "2026-04-05", true),
    (ZOMER, "volgende week weg", "2026-03-30", "2026-04-06", false),
    (WINTER_1, "van 24 tot 26 oktober weg", "", "2026-10-26", true),
    (WINTER_1, "tot overmorgen", "", "2026-10-26", true),
    (WINTER, "vandaag weg", "", "2026-10-26", true),
    (WINTER, "t/m zondag", "", "2026-11-02", false),
];

#[test]
fn days_as_people_announce_them() {
    assert!(TABEL.len() >= 100);
    let dag = |dag: &str| (!dag.is_empty()).then(|| dag.parse::<Date>().unwrap());
    let mut anders = Vec::new();
    for (vandaag, tekst, van, erna, zeker) in TABEL {
        let gelezen = afwezig(tekst, vandaag.parse().unwrap());
        let gelezen = gelezen.map(|Afwezig { van, erna, zeker, .. }| (van, erna, zeker));
        let verwacht = dag(erna).map(|erna| (dag(van), erna, *zeker));
        if gelezen != verwacht {
            anders.push(format!("{vandaag} '{tekst}': {gelezen:?} and not {verwacht:?}"));
        }
    }
    assert!(anders.is_empty(), "{}", anders.join("\n"));
}

/// A beheerder with a reserve.
async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[EEN]).await;
    scene.stage.simulator.world().add_phone(TWEE, "reserve");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(TWEE.into()), "reserve", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
    scene
}

fn laatste_melding_ging_naar(scene: &Scene) -> String {
    scene.alerts().last().map(|alert| alert.to.clone()).unwrap_or_default()
}

const AFWEZIG: &str = "select count(*) from persoon where afwezig_tot_ms is not null";

#[rstest]
#[tokio::test]
async fn an_absence_of_next_week_begins_next_week_and_ends_by_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(EEN, "ik ben volgende week op vakantie").await;
    let last = scene.last(EEN);
    assert!(last.contains("van maandag 30 november tot maandag 7 december"), "{last}");
    scene.say(EEN, "/mijngegevens").await;
    let kept = scene.last(EEN);
    assert!(kept.contains("Afwezig vanaf: maandag 30 november") && kept.contains("Afwezig tot: maandag 7"), "{kept}");
    scene.alert(LINE).await;
    assert_eq!(laatste_melding_ging_naar(&scene), EEN, "today they are there");
    scene.pass_ms(8 * DAY_MS).await;
    scene.alert("/melding overval Rokkeveen man met pistool en blauwe pet").await;
    assert_eq!(laatste_melding_ging_naar(&scene), TWEE);
    scene.pass_ms(8 * DAY_MS).await;
    assert!(scene.texts(EEN).iter().any(|text| text.contains("Welkom terug.")), "{:?}", scene.texts(EEN));
    scene.alert("/melding straatroof Rokkeveen vrouw met rode jas op fiets").await;
    assert_eq!(laatste_melding_ging_naar(&scene), EEN);
}

#[rstest]
#[case("/afwezig 9-12")]
#[case("ben afwezig t/m maandag")]
#[case("volgende vrijdag ben ik weg")]
#[case("afwezig tot 20 november")]
#[case("ben weg tot woensdag 15/12")]
#[tokio::test]
async fn days_that_are_not_certain_are_said_back_and_asked(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, text).await;
    let vraag = scene.last(EEN);
    assert!(vraag.contains("Klopt dat?") && vraag.contains("202"), "{vraag}");
    assert_eq!(scene.database.number(AFWEZIG).await, 0, "nothing is noted yet");
    scene.tap(EEN, "Nee, anders").await;
    assert_eq!(scene.database.number(AFWEZIG).await, 0);
    scene.say(EEN, "van 3 tot 10 december").await;
    assert!(scene.last(EEN).contains("van donderdag 3 december tot donderdag 10 december"), "{}", scene.last(EEN));
    assert_eq!(scene.database.number(AFWEZIG).await, 1);
}

#[rstest]
#[case("ja", 1)]
#[case("nee", 0)]
#[case("tot 5 december", 1)]
#[tokio::test]
async fn the_question_may_be_answered_in_words(#[case] text: &str, #[case] afwezig: i64) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "ben weg t/m maandag").await;
    scene.say(EEN, text).await;
    assert_eq!(scene.database.number(AFWEZIG).await, afwezig, "{}", scene.last(EEN));
}

#[rstest]
#[case("/terug")]
#[case("ik ga toch niet op vakantie")]
#[case("mijn vakantie gaat niet door")]
#[tokio::test]
async fn an_absence_that_has_not_begun_can_be_taken_back(#[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "volgende week op vakantie").await;
    scene.say(EEN, text).await;
    assert!(scene.last(EEN).contains("vervallen"), "{}", scene.last(EEN));
    assert_eq!(scene.database.number(AFWEZIG).await, 0);
}

#[tokio::test]
async fn who_is_away_now_stays_away_when_they_tell_of_the_next_time() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "ben weg tot vrijdag").await;
    scene.say(EEN, "van 20 dec tot 3 jan ook op vakantie").await;
    scene.alert(LINE).await;
    assert_eq!(laatste_melding_ging_naar(&scene), TWEE, "{}", scene.last(EEN));
}

#[tokio::test]
async fn a_reserve_who_is_away_later_stands_in_today() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(TWEE, "van 20 tot 27 december weg").await;
    scene.say(EEN, "morgen weg").await;
    assert!(!scene.last(EEN).contains("niemand die het overneemt"), "{}", scene.last(EEN));
}

#[rstest]
#[case("ik ben er weer", Intent::Terug)]
#[case("we zijn er weer", Intent::Terug)]
#[case("ben weer terug van vakantie", Intent::Terug)]
#[case("ik ben er niet tot 10 december", Intent::Afwezig)]
#[case("ben 2 weken op vakantie", Intent::Afwezig)]
#[case("kan helaas niet die avond", Intent::Rsvp)]
#[case("ik ben erbij", Intent::Rsvp)]
#[tokio::test]
async fn an_open_invitation_does_not_swallow_news_about_themselves(#[case] text: &str, #[case] intent: Intent) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, "ben weg tot vrijdag").await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis").await;
    scene.tap(GEMEENTE, "Versturen").await;
    scene.say(EEN, text).await;
    let verstaan = scene.stage.verstaan().unwrap();
    assert_eq!(verstaan.intent, Some(intent), "{text}: {}", scene.last(EEN));
    assert_eq!(scene.database.number(AFWEZIG).await, i64::from(intent != Intent::Terug));
}

#[rstest]
#[case("/stilte alleen tussen 8 en 22", "Stil 22.00-08.00", "22.00")]
#[case("/stilte 8 tot 22", "Stil 22.00-08.00", "22.00")]
#[case("/stilte ik ben alleen bereikbaar van 9 tot 17", "Stil 17.00-09.00", "17.00")]
#[case("/stilte 9-17", "Stil 09.00-17.00", "09.00")]
#[tokio::test]
async fn hours_of_the_day_are_asked_about(#[case] text: &str, #[case] kies: &str, #[case] van: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, text).await;
    assert_eq!(scene.database.number("select count(*) from persoon where stil_van is not null").await, 0);
    scene.tap(EEN, kies).await;
    scene.say(EEN, "ja").await;
    assert!(scene.last(EEN).contains(van), "{}", scene.last(EEN));
    assert_eq!(scene.database.number("select count(*) from persoon where stil_van is not null").await, 1);
    assert_eq!(scene.stage.verstaan().unwrap().uitkomst, Some(Uitkomst::Recorded));
}
