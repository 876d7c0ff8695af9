//! What people arrange for themselves: emergencies and tips, absence, quiet hours, signs, meetings, leaving.

use heterdaad::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, GEMEENTE, HOOFD, LINE, MINUTE_MS, Scene, VREEMDE};

const EEN: &str = "31612340101";
const TWEE: &str = "31612340102";
const WIJKAGENT: &str = "31612340003";
const SPOED: &str = "Spoed? Bel nu 112.";
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[EEN]).await;
    scene
}

/// A stand-in for the group.
async fn reserve(scene: &mut Scene, wa_id: &str) {
    scene.stage.simulator.world().add_phone(wa_id, "reserve");
    let mut tx = scene.stage.store.begin().await.unwrap();
    let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), "Waterlelie").await.unwrap().unwrap();
    let id = persoon::name_by_phone(&mut tx, &WaId(wa_id.into()), "reserve", BEGIN_MS).await.unwrap();
    persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
    tx.commit().await.unwrap();
}

/// Types a text; answers what the bot made of it.
async fn zeg(scene: &mut Scene, wa_id: &str, text: &str) -> Verstaan {
    scene.say(wa_id, text).await;
    scene.stage.verstaan().unwrap_or_else(|| panic!("nothing understood of '{text}'"))
}

fn is(verstaan: &Verstaan, intent: Intent, uitkomst: Uitkomst) {
    assert_eq!((verstaan.intent, verstaan.uitkomst), (Some(intent), Some(uitkomst)));
}

#[rstest]
#[tokio::test]
async fn an_emergency_gets_112_first_and_police_get_it_as_a_tip(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    let verstaan = zeg(&mut scene, EEN, "ze staan nu bij de buren in de tuin met een koevoet!!").await;
    is(&verstaan, Intent::Spoed, Uitkomst::Redirect112);
    assert_eq!(scene.count(EEN), 1);
    assert!(scene.last(EEN).starts_with(SPOED), "{}", scene.last(EEN));
    assert!(scene.last(AGENT).contains("koevoet") && scene.last(AGENT).contains("Waterlelie"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from tip where spoed = 1").await, 1);
}

#[rstest]
#[case("/afwezig", "er klimt iemand over de schutting")]
#[case("/stilte", "HELP")]
#[case("/overdragen", "ze breken nu in bij nummer 12")]
#[case("/aanmelden", "help er wordt ingebroken")]
#[tokio::test]
async fn an_emergency_comes_first_in_any_dialogue(#[case] eerst: &str, #[case] text: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(EEN, eerst).await;
    let before = scene.count(EEN);
    let verstaan = zeg(&mut scene, EEN, text).await;
    is(&verstaan, Intent::Spoed, Uitkomst::Redirect112);
    assert!(scene.texts(EEN)[before..].iter().any(|text| text.starts_with(SPOED)), "{:?}", scene.texts(EEN));
}

#[tokio::test]
async fn who_is_seen_while_an_alert_runs_is_an_emergency_with_its_number() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let verstaan = zeg(&mut scene, EEN, "die man van de melding loopt hier op het stationsplein").await;
    is(&verstaan, Intent::Spoed, Uitkomst::Redirect112);
    assert!(verstaan.slots.get("nummer") == Some(&Slot::Tekst("ZM-0001".into())));
    assert!(scene.last(EEN).contains("Bel nu 112 en noem ZM-0001."), "{}", scene.last(EEN));
    // A report that it was posted still counts, after the 112 line.
    scene.say(EEN, "doorgestuurd, en ik zie hem nu hier lopen").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

#[tokio::test]
async fn police_who_write_of_what_happens_now_are_not_sent_to_112() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "ze breken nu in in rokkeveen").await;
    assert!(!scene.last(AGENT).starts_with(SPOED), "{}", scene.last(AGENT));
}

#[rstest]
#[tokio::test]
async fn a_tip_goes_to_police_and_its_text_is_gone_after_a_week(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    let verstaan = zeg(&mut scene, EEN, "/tip gisteren grijze bus gezien in de Akelei, kenteken vergeten").await;
    is(&verstaan, Intent::Tip, Uitkomst::Recorded);
    let tip = "gisteren grijze bus gezien in de Akelei, kenteken vergeten";
    assert!(verstaan.slots.get("tekst") == Some(&Slot::Tekst(tip.into())));
    let answer = scene.last(EEN);
    assert!(
        answer.contains("112") && answer.contains("0900-8844") && answer.contains("niemand leest dit dag en nacht")
    );
    assert!(scene.last(WIJKAGENT).contains(tip), "the wijkagent of the wijk gets it: {}", scene.last(WIJKAGENT));
    assert_eq!(scene.count(AGENT), 0, "and then nobody else");
    scene.pass_ms(8 * DAY_MS).await;
    heterdaad::jobs::clean_up(&scene.stage.store, scene.stage.clock.as_ref()).await.unwrap();
    assert_eq!(scene.database.number("select count(*) from tip where tekst <> ''").await, 0);
    let kept = "select count(*) from outbox where bericht like '%grijze bus%'";
    assert_eq!(scene.database.number(kept).await, 0);
}

#[tokio::test]
async fn strangers_tip_sparingly_and_say_where() {
    let mut scene = scene(Engine::Sqlite).await;
    let verstaan = zeg(&mut scene, VREEMDE, "tip: er staat al weken een wrak op de parkeerplaats").await;
    is(&verstaan, Intent::Tip, Uitkomst::Ask);
    for n in 0..4 {
        scene.say(VREEMDE, &format!("tip: wrak nummer {n} op de parkeerplaats in Rokkeveen")).await;
    }
    assert_eq!(scene.database.number("select count(*) from tip").await, 2);
    assert_eq!(scene.count(AGENT), 2);
}

#[rstest]
#[tokio::test]
async fn an_absence_lets_the_reserve_step_in_and_ends_by_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    reserve(&mut scene, TWEE).await;
    let verstaan = zeg(&mut scene, EEN, "met vakantie tot 26 nov").await;
    is(&verstaan, Intent::Afwezig, Uitkomst::Recorded);
    assert!(verstaan.slots.get("tot") == Some(&Slot::Tekst("2026-11-26".into())));
    assert!(
        scene.last(EEN).contains("donderdag 26 november") && scene.last(EEN).contains("reserve"),
        "{}",
        scene.last(EEN)
    );
    scene.alert(LINE).await;
    assert_eq!(scene.alerts().iter().map(|alert| alert.to.clone()).collect::<Vec<_>>(), [TWEE]);
    scene.pass_ms(3 * DAY_MS).await;
    assert!(scene.texts(EEN).iter().any(|text| text.contains("Welkom terug.")), "{:?}", scene.texts(EEN));
    scene.alert("/melding overval Rokkeveen man met pistool en blauwe pet").await;
    assert!(scene.last(EEN).starts_with("POLITIEBERICHT ZM-0002"), "{}", scene.last(EEN));
}

#[rstest]
#[case("met vakantie tot 3 jan", "2027-01-03")]
#[case("ben er even niet tot maandag", "2026-11-30")]
#[case("ben op vakantie t/m 3-1", "2027-01-03")]
#[case("/afwezig 2 weken", "2026-12-07")]
#[tokio::test]
async fn days_are_read_as_people_type_them(#[case] text: &str, #[case] tot: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    let verstaan = zeg(&mut scene, EEN, text).await;
    is(&verstaan, Intent::Afwezig, Uitkomst::Recorded);
    assert!(verstaan.slots.get("tot") == Some(&Slot::Tekst(tot.into())));
    assert!(scene.last(EEN).contains("er niemand die het overneemt"), "alone: warned: {}", scene.last(EEN));
    is(&zeg(&mut scene, EEN, "ik ben weer terug").await, Intent::Terug, Uitkomst::Accepted);
    assert_eq!(scene.database.number("select count(*) from persoon where afwezig_tot_ms is not null").await, 0);
}

#[tokio::test]
async fn an_absence_without_a_day_is_asked_about() {
    let mut scene = scene(Engine::Sqlite).await;
    is(&zeg(&mut scene, EEN, "/afwezig").await, Intent::Afwezig, Uitkomst::Ask);
    is(&zeg(&mut scene, EEN, "pas na kerst").await, Intent::Afwezig, Uitkomst::Recorded);
    is(&zeg(&mut scene, EEN, "terug").await, Intent::Terug, Uitkomst::Accepted);
}

#[rstest]
#[tokio::test]
async fn quiet_hours_hold_back_what_was_not_allowed_and_the_preview_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[TWEE]).await;
    let verstaan = zeg(&mut scene, EEN, "snachts geen berichten aub").await;
    is(&verstaan, Intent::Stiltetijd, Uitkomst::Ask);
    assert_eq!(verstaan.vraagt, ["van_tot", "ook_bij_vermissing"]);
    scene.tap(EEN, "Goed zo").await;
    scene.tap(EEN, "Ja, bij vermissing").await;
    assert!(scene.last(EEN).contains("stil van 23.00 tot 07.00 uur"), "{}", scene.last(EEN));
    // Half past two at night.
    scene.pass_ms(12 * HOUR_MS).await;
    scene.say(AGENT, LINE).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Rokkeveen: 2 groepen, 1 nu bereikbaar"), "{preview}");
    assert!(preview.contains("1 wil 's nachts niets."), "{preview}");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().iter().map(|alert| alert.to.clone()).collect::<Vec<_>>(), [TWEE]);
    scene.alert("/melding vermissing Rokkeveen jongen 6 jaar blauwe jas rode laarzen").await;
    assert!(scene.last(EEN).contains("ZM-0002"), "a missing person may wake: {}", scene.last(EEN));
    let before = scene.count(EEN);
    scene.pass_ms(8 * HOUR_MS).await;
    assert!(scene.texts(EEN)[before..].iter().all(|text| !text.contains("ZM-0001")), "nothing comes in the morning");
}

#[rstest]
#[tokio::test]
async fn signs_and_stickers_are_recorded_and_told_to_the_gemeente(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(GEMEENTE, "/help").await;
    let verstaan = zeg(&mut scene, EEN, "/stickers 40").await;
    is(&verstaan, Intent::Borden, Uitkomst::Recorded);
    assert!(verstaan.slots.get("soort") == Some(&Slot::Tekst("sticker".into())));
    assert!(verstaan.slots.get("aantal") == Some(&Slot::Getal(40)));
    assert!(scene.last(EEN).contains("wabp.nl"), "what is missing is told: {}", scene.last(EEN));
    assert!(scene.last(GEMEENTE).contains("40 stickers voor Waterlelie"), "{}", scene.last(GEMEENTE));
    scene.tap(GEMEENTE, "WABP klopt").await;
    assert_eq!(scene.database.number("select count(*) from bordaanvraag where open_punt = 1").await, 0);
    is(&zeg(&mut scene, EEN, "mag ik 2 borden").await, Intent::Borden, Uitkomst::Recorded);
    assert!(!scene.last(EEN).contains("wabp.nl"), "{}", scene.last(EEN));
    is(&zeg(&mut scene, EEN, "/borden 1").await, Intent::Borden, Uitkomst::Denied);
    assert_eq!(
        scene.database.number("select cast(sum(aantal) as bigint) from bordaanvraag where soort = 'bord'").await,
        2
    );
}

#[rstest]
#[tokio::test]
async fn a_meeting_is_previewed_announced_answered_and_reminded_of(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.group("zoetermeer", "oosterheem", "Oosterheem", &[TWEE]).await;
    let verstaan = zeg(&mut scene, GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond").await;
    is(&verstaan, Intent::Rsvp, Uitkomst::Preview);
    assert!(scene.last(GEMEENTE).contains("woensdag 2 december, 19.30 uur"), "{}", scene.last(GEMEENTE));
    assert_eq!((scene.count(EEN), scene.count(TWEE)), (0, 0), "nothing leaves before it is confirmed");
    is(&zeg(&mut scene, GEMEENTE, "ok").await, Intent::Rsvp, Uitkomst::Ask);
    scene.tap(GEMEENTE, "Versturen").await;
    assert!(
        scene.last(EEN).contains("jaarlijkse avond") && scene.last(EEN).contains("Stadhuis"),
        "{}",
        scene.last(EEN)
    );
    let verstaan = zeg(&mut scene, EEN, "kan helaas niet die avond").await;
    is(&verstaan, Intent::Rsvp, Uitkomst::Recorded);
    assert!(verstaan.slots.get("komt") == Some(&Slot::Ja(false)));
    scene.tap(TWEE, "Ja, ik kom").await;
    scene.say(GEMEENTE, "/bijeenkomst").await;
    assert!(scene.last(GEMEENTE).contains("1 komen, 1 komen niet, 0 zeiden nog niets"), "{}", scene.last(GEMEENTE));
    scene.pass_ms(9 * DAY_MS).await;
    assert!(scene.last(TWEE).contains("Morgen: jaarlijkse avond"), "{}", scene.last(TWEE));
    assert!(!scene.last(EEN).contains("Morgen"), "who said no is left alone");
}

#[rstest]
#[case::words_of_a_yes("sta die avond in een kruipruimte te lassen, volgende keer weer")]
#[case::somebody_else("die avond is de henna van mijn nicht, dus zonder mij")]
#[tokio::test]
async fn whoever_does_not_come_says_so_in_their_own_words(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(GEMEENTE, "/bijeenkomst 2 december 19.30 Stadhuis: jaarlijkse avond").await;
    scene.tap(GEMEENTE, "Versturen").await;
    let verstaan = zeg(&mut scene, EEN, said).await;
    is(&verstaan, Intent::Rsvp, Uitkomst::Recorded);
    assert!(verstaan.slots.get("komt") == Some(&Slot::Ja(false)), "{said}");
}

#[rstest]
#[tokio::test]
async fn who_asks_to_be_erased_is_asked_and_then_is_nothing_but_an_id(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    let verstaan = zeg(&mut scene, EEN, "verwijder al mijn gegevens").await;
    is(&verstaan, Intent::Wis, Uitkomst::Ask);
    assert_eq!(verstaan.vraagt, ["bevestig_wissen_en_overdracht"]);
    assert_eq!(scene.titles(EEN), ["Ja, wis alles", "Eerst overdragen", "Nee, niets wissen"]);
    assert!(scene.last(EEN).contains("Waterlelie heeft dan geen beheerder meer"), "{}", scene.last(EEN));
    is(&zeg(&mut scene, EEN, "nee toch maar niet").await, Intent::Wis, Uitkomst::Accepted);
    assert_eq!(scene.database.number("select count(*) from beheer").await, 1);
    scene.say(EEN, "/wis").await;
    is(&zeg(&mut scene, EEN, "ja wis alles").await, Intent::Wis, Uitkomst::Accepted);
    assert!(scene.last(EEN).starts_with("Uw gegevens zijn gewist."), "{}", scene.last(EEN));
    assert!(scene.last(GEMEENTE).contains("Zonder beheerder: Waterlelie."), "{}", scene.last(GEMEENTE));
    scene.pass_ms(10 * MINUTE_MS).await;
    for sql in [
        "select count(*) from identiteit where waarde = '31612340101'",
        "select count(*) from beheer",
        "select count(*) from inbox where chat = '31612340101'",
        "select count(*) from persoon where naam = 'beheerder'",
    ] {
        assert_eq!(scene.database.number(sql).await, 0, "{sql}");
    }
    assert!(scene.database.number("select count(*) from spoor where daad = 'gewist'").await == 1);
    scene.say(EEN, "hallo").await;
    assert!(scene.last(EEN).starts_with(SPOED), "a stranger now: {}", scene.last(EEN));
}

#[tokio::test]
async fn police_do_not_erase_themselves() {
    let mut scene = scene(Engine::Sqlite).await;
    is(&zeg(&mut scene, AGENT, "/wis").await, Intent::Wis, Uitkomst::Denied);
    assert_eq!(scene.database.number("select count(*) from persoon where gewist_ms is not null").await, 0);
}

#[tokio::test]
async fn who_stops_is_asked_and_the_gemeente_hears_of_it() {
    let mut scene = scene(Engine::Sqlite).await;
    is(&zeg(&mut scene, EEN, "wil stoppen als beheerder").await, Intent::Afmelden, Uitkomst::Ask);
    scene.tap(EEN, "Ja, ik stop").await;
    assert!(scene.last(EEN).starts_with("U bent geen beheerder meer van Waterlelie."), "{}", scene.last(EEN));
    assert!(scene.last(GEMEENTE).contains("gestopt als beheerder van Waterlelie"), "{}", scene.last(GEMEENTE));
    assert_eq!(scene.database.number("select count(*) from beheer").await, 0);
}

#[rstest]
#[tokio::test]
async fn figures_and_coverage_within_what_is_theirs(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Zonder", &[]).await;
    let verstaan = zeg(&mut scene, GEMEENTE, "hoeveel groepen doen er mee in rokkeveen").await;
    is(&verstaan, Intent::Dekking, Uitkomst::Info);
    assert!(verstaan.slots.get("wijken") == Some(&Slot::Lijst(vec!["Rokkeveen".into()])));
    assert!(scene.last(GEMEENTE).contains("In Rokkeveen doen 2 groepen mee. Bij 1"), "{}", scene.last(GEMEENTE));
    is(&zeg(&mut scene, EEN, "/dekking oosterheem").await, Intent::Dekking, Uitkomst::Denied);
    is(&zeg(&mut scene, EEN, "/dekking").await, Intent::Dekking, Uitkomst::Info);
    assert!(scene.last(EEN).contains("Rokkeveen: 2 groepen, 1 bereikbaar, 1 zonder"), "{}", scene.last(EEN));
    // What is no wijk is said, and all that is theirs follows.
    for opdracht in ["/dekking verweggistan", "/statistiek verweggistan"] {
        scene.say(EEN, opdracht).await;
        let gezegd = scene.last(EEN);
        assert!(gezegd.starts_with("'verweggistan' ken ik niet als wijk."), "{gezegd}");
        assert!(gezegd.contains("Rokkeveen") || gezegd.contains("Uw groepen"), "{gezegd}");
    }
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(EEN, "gedaan").await;
    is(&zeg(&mut scene, EEN, "/statistiek").await, Intent::Statistiek, Uitkomst::Info);
    assert!(
        scene.last(EEN).contains("1 melding. Van 1 keer aan een groep is 1 keer gemeld geplaatst."),
        "{}",
        scene.last(EEN)
    );
    is(&zeg(&mut scene, AGENT, "/statistiek Rokkeveen").await, Intent::Statistiek, Uitkomst::Info);
    assert!(scene.last(AGENT).contains("Van 2 keer aan een groep"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn own_data_language_and_number() {
    let mut scene = scene(Engine::Sqlite).await;
    is(&zeg(&mut scene, EEN, "wat weten jullie van mij").await, Intent::Mijngegevens, Uitkomst::Info);
    assert!(scene.last(EEN).contains("Groep: Waterlelie (hoofdbeheerder)"), "{}", scene.last(EEN));
    assert!(scene.last(EEN).contains("+31612340101"), "{}", scene.last(EEN));
    is(&zeg(&mut scene, EEN, "english please").await, Intent::Taal, Uitkomst::Accepted);
    scene.say(EEN, "/help").await;
    assert!(scene.last(EEN).starts_with("You get police alerts"), "{}", scene.last(EEN));
    scene.alert(LINE).await;
    assert!(scene.last(EEN).contains("Woninginbraak"), "alerts stay Dutch");
    let verstaan = zeg(&mut scene, EEN, "geef door: mijn nummer verandert").await;
    is(&verstaan, Intent::NummerWijzig, Uitkomst::Recorded);
    assert!(scene.last(GEMEENTE).contains("nieuw telefoonnummer"), "{}", scene.last(GEMEENTE));
}

#[rstest]
#[case(EEN, "bedankt", Intent::Geen, Uitkomst::Ignored)]
#[case(EEN, "/hlep", Intent::Help, Uitkomst::Info)]
#[case(VREEMDE, "ZM-9999", Intent::Check, Uitkomst::Info)]
#[case(VREEMDE, "/aanmelden", Intent::AanmeldenStart, Uitkomst::Ask)]
#[case(VREEMDE, "/aanmelden Ahmed Yilmaz Bleiswijk groep Hoefblad", Intent::AanmeldenStart, Uitkomst::Denied)]
#[case(EEN, "/overdragen 06 12 34 56 78", Intent::OverdragenStart, Uitkomst::Ask)]
#[case(EEN, "/overdragen 0612345", Intent::OverdragenStart, Uitkomst::Ask)]
#[case(AGENT, "mijn telefoon is gestolen blokkeer 0612340101", Intent::Blokkeer, Uitkomst::Accepted)]
#[case(VREEMDE, "/melding woninginbraak Rokkeveen man", Intent::MeldingNieuw, Uitkomst::Denied)]
#[tokio::test]
async fn what_was_understood_is_told(
    #[case] wie: &str,
    #[case] text: &str,
    #[case] intent: Intent,
    #[case] uitkomst: Uitkomst,
) {
    let mut scene = scene(Engine::Sqlite).await;
    is(&zeg(&mut scene, wie, text).await, intent, uitkomst);
}

#[tokio::test]
async fn a_sign_up_in_words_is_understood_step_by_step() {
    let mut scene = scene(Engine::Sqlite).await;
    let verstaan = zeg(&mut scene, VREEMDE, "/aanmelden Jan Vries, Rokkeveen, groep Hoefblad").await;
    assert_eq!(verstaan.vraagt, ["wabp", "akkoord_privacy"]);
    scene.tap(VREEMDE, "Verder").await;
    let verstaan = zeg(&mut scene, VREEMDE, "wabp weet ik niet").await;
    is(&verstaan, Intent::AanmeldenVeld, Uitkomst::Ask);
    assert!(verstaan.slots.get("wabp") == Some(&Slot::Onbekend));
    assert_eq!(
        (verstaan.vraagt.clone(), verstaan.stelt_voor.clone()),
        (vec!["akkoord_privacy".into()], vec!["wabp.nl aanmelden uitleg".into()])
    );
    is(&zeg(&mut scene, VREEMDE, "stop maar").await, Intent::AanmeldenVeld, Uitkomst::Accepted);
}

#[rstest]
#[case("geen berichten tussen 22 en 7 en tussen 12 en 13")]
#[case("stilte van 23-7 en 13-14")]
#[case("/stilte 22.00 tot 6.00 en 12.00 tot 13.00")]
#[tokio::test]
async fn two_stretches_of_quiet_hours_are_not_kept_by_half(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, said).await;
    assert!(scene.last(HOOFD).contains("één keer per dag"), "{}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from persoon where stil_van is not null").await, 0);
}

#[tokio::test]
async fn a_day_that_is_not_there_makes_nobody_absent() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "ik ben weg van 24 december tot 2 januari").await;
    scene.say(HOOFD, "weg van 30 februari tot 3 maart").await;
    assert_eq!(
        scene.database.number("select count(*) from persoon where afwezig_tot_ms > 1801000000000").await,
        0,
        "{}",
        scene.last(HOOFD)
    );
}

#[tokio::test]
async fn a_number_in_another_sentence_books_no_stickers() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(HOOFD, "/stickers").await;
    scene.say(HOOFD, "I am away from 3 to 10 december").await;
    assert_eq!(scene.database.number("select count(*) from bordaanvraag").await, 0, "{}", scene.last(HOOFD));
}
