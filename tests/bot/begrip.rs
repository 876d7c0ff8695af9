//! From a typed line to the preview of an alert: what is understood, what is asked, what is kept out.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use heterdaad::bot::begrip::melding::{lees_beschrijving, lees_op};
use heterdaad::bot::begrip::plaats::{Kaart, Plaats};
use heterdaad::bot::begrip::{aanmelding, antwoord};
use heterdaad::bot::command::Command;
use heterdaad::bot::context::Cx;
use heterdaad::bot::error::HandlerResult;
use heterdaad::bot::gedaan::Gedaan;
use heterdaad::bot::route::schema::schema;
use heterdaad::bot::said::Said;
use heterdaad::bot::verstaan::{Intent, Slot, Uitkomst, Verstaan};
use heterdaad::limits;
use heterdaad::texts::melding::politiebericht;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, Scene};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.group("zoetermeer", "oosterheem", "Oosterheem", &["31612340102"]).await;
    scene.group("zoetermeer", "palenstein", "Palenstein", &["31612340103"]).await;
    scene.group("zoetermeer", "driemanspolder", "Driemanspolder", &["31612340104"]).await;
    scene
}

async fn preview_of(text: &str) -> String {
    let mut scene = scene().await;
    scene.say(AGENT, text).await;
    scene.last(AGENT)
}

#[tokio::test]
async fn a_line_of_the_control_room_is_a_preview_at_once() {
    let preview = preview_of("inbraak heterdaad rokkeveen waterlelie 2 man zw jas capuchon te voet ri station").await;
    assert!(
        preview.starts_with(
            "NOG NIET VERSTUURD\nPOLITIEBERICHT ZM-0001\nWat: Woninginbraak, heterdaad\n\
             Waar: Rokkeveen, omgeving Waterlelie, 14.20 uur\n\
             Kijk uit naar: 2 mannen, zwarte jas met capuchon, te voet richting station\n"
        ),
        "{preview}"
    );
    assert!(preview.contains("zw = zwart, ri = richting."), "{preview}");
}

#[tokio::test]
async fn a_missing_child_was_last_seen_somewhere() {
    let mut scene = scene().await;
    scene.say(AGENT, "vermist jongen 6 jr oosterheem speeltuin lavendelpad blauwe jas rode laarzen sinds 1345").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Waar: Oosterheem, speeltuin Lavendelpad, laatst gezien om 13.45 uur\n"), "{preview}");
    assert!(preview.contains("Kijk uit naar: jongen, 6 jaar, blauwe jas, rode laarzen\n"), "{preview}");
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1, "one officer is enough for the text");
}

#[rstest]
#[case("/melding woninginbraak Rokkeveen man zwarte jas")]
#[case("MELDING WONINGINBRAAK ROKKEVEEN MAN ZWARTE JAS")]
#[case("/ melding: woninginbraak, Rokkeveen, man zwarte jas")]
#[case("⚠️🚨 melding woninginbraak Rokkeveen man zwarte jas")]
#[case("goedenavond, melding woninginbraak rokkeveen man zwarte jas")]
#[case("Hoi collega, kun je even een melding woninginbraak Rokkeveen man zwarte jas")]
#[case("“melding” “woninginbraak” ‘Rokkeveen’ man zwarte jas")]
#[case("/mel\u{200b}ding woning\u{ad}inbraak Rokke\u{200d}veen \u{202e}man zwarte jas")]
#[case("/melding\nwoninginbraak\nRokkeveen\nman zwarte jas")]
#[case("meldign woninginbraak rokkeveen man zwarte jas")]
#[case("/meldng wonininbraak rokeven man zwarte jas")]
#[case("woninginbraak rokkeveen man zw jas")]
#[tokio::test]
async fn whatever_stands_around_it_is_the_same_alert(#[case] text: &str) {
    let preview = preview_of(text).await;
    assert!(preview.contains("Wat: Woninginbraak, heterdaad\nWaar: Rokkeveen, 14.20 uur\n"), "{preview}");
    assert!(preview.contains("Kijk uit naar: man, zwarte jas\n"), "{preview}");
}

#[tokio::test]
async fn a_sentence_is_offered_and_nothing_of_it_is_lost() {
    let mut scene = scene().await;
    scene.say(AGENT, "er is net een overval geweest op de tankstation in rokkeveen").await;
    assert!(scene.last(AGENT).starts_with("Bedoelt u een melding over overval in Rokkeveen?"), "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Ja, melding maken", "Nee"]);
    scene.tap(AGENT, "Ja, melding maken").await;
    assert!(scene.last(AGENT).starts_with("Waar moeten mensen naar uitkijken?"), "{}", scene.last(AGENT));
    scene.say(AGENT, "man rode jas met mes").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Wat: Overval, heterdaad\nWaar: Rokkeveen, tankstation, 14.20 uur\n"), "{preview}");
    assert!(preview.contains("Kijk uit naar: man, rode jas. Let op: mes gezien. Blijf uit de buurt.\n"), "{preview}");
}

#[rstest]
#[case("ja", "Waar moeten mensen naar uitkijken?")]
#[case("nee hoor", "Goed, ik maak geen melding.")]
#[case("wat?", "Bedoelt u een melding over overval in Rokkeveen?")]
#[tokio::test]
async fn an_offer_may_be_answered_in_words(#[case] text: &str, #[case] answer: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "er is een overval bezig in rokkeveen").await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with(answer), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_wijk_on_the_way_is_added_by_one_tap_and_never_by_itself() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding fatbike gejat palenstein 2 jongens bivakmuts weg via driemans polder").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Waar: Palenstein, 14.20 uur"), "{preview}");
    assert!(
        preview.contains("Kijk uit naar: 2 jongens, bivakmuts, via Driemanspolder. Gestolen: fatbike.\n"),
        "{preview}"
    );
    assert_eq!(scene.titles(AGENT), ["Versturen", "+ Driemanspolder", "Annuleren"]);
    scene.tap(AGENT, "+ Driemanspolder").await;
    assert!(scene.last(AGENT).contains("Waar: Palenstein en Driemanspolder"), "{}", scene.last(AGENT));
    assert_eq!(scene.titles(AGENT), ["Versturen", "Aanpassen", "Annuleren"]);
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 2);
}

#[tokio::test]
async fn the_same_incident_twice_is_asked_about() {
    let mut scene = scene().await;
    scene.alert("/melding overval Rokkeveen man rode jas").await;
    scene.say(AGENT_BEIDE, "/melding overval Rokkeveen en Oosterheem man rode trui").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("Dit lijkt op ZM-0001 in Rokkeveen"), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Toch nieuw").await;
    assert!(scene.last(AGENT_BEIDE).contains("POLITIEBERICHT ZM-0002"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT, "/melding overval Rokkeveen man rode trui").await;
    scene.tap(AGENT, "Bijwerken").await;
    let update = scene.last(AGENT);
    assert!(update.contains("UPDATE ZM-0001") && update.contains("Nieuw: man, rode trui"), "{update}");
    scene.tap(AGENT, "Annuleren").await;
    scene.say(AGENT, "/melding straatroof Rokkeveen man rode trui").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0003"), "another kind: {}", scene.last(AGENT));
    scene.pass_ms(16 * 60_000).await;
    scene.say(AGENT, "/melding overval Rokkeveen man rode trui").await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0004"), "later: {}", scene.last(AGENT));
}

#[rstest]
#[case("/melding woninginbraak Rokkeveen Waterlelie 14 man rode jas", "Weggehaald: een huisnummer.", "14,")]
#[case("/melding woninginbraak Rokkeveen man rode jas mail a@b.nl", "Weggehaald: een e-mailadres.", "a@b.nl")]
#[case("/melding woninginbraak Rokkeveen man rode jas zie www.x.nl", "Weggehaald: een link.", "www")]
#[case(
    "/melding overval Rokkeveen slachtoffer vrouw 82, man rode jas",
    "Weggehaald: gegevens van een slachtoffer.",
    "82"
)]
#[tokio::test]
async fn some_things_are_taken_out_and_said(#[case] text: &str, #[case] remark: &str, #[case] gone: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, text).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("NOG NIET VERSTUURD") && preview.contains(remark), "{preview}");
    assert!(!preview.contains(gone), "{preview}");
    assert_eq!(
        scene.database.number("select count(*) from inbox where payload is not null and soort = 'bericht'").await,
        0
    );
}

#[rstest]
#[case("verdachte Kevin de Boer", "de naam van een verdachte", "Boer")]
#[case("bsn 111222333", "een burgerservicenummer", "111222333")]
#[case("geb 12-03-1985", "een geboortedatum", "1985")]
#[case("bel 06 12345678", "een telefoonnummer", "12345678")]
#[tokio::test]
async fn what_names_somebody_is_asked_anew_and_not_kept(#[case] part: &str, #[case] what: &str, #[case] gone: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval Rokkeveen man rode jas, {part}")).await;
    let asked = scene.last(AGENT);
    assert!(asked.starts_with("Daar stond ") && asked.contains(what) && !asked.contains(gone), "{asked}");
    let stored = scene.database.texts("select inhoud from dialoog").await.join("");
    assert!(!stored.contains(gone), "{stored}");
    assert_eq!(
        scene.database.number("select count(*) from inbox where payload is not null and soort = 'bericht'").await,
        0
    );
    scene.tap(AGENT, "Verder zonder").await;
    let preview = scene.last(AGENT);
    assert!(
        preview.contains("NOG NIET VERSTUURD") && preview.contains("man, rode jas") && !preview.contains(gone),
        "{preview}"
    );
}

#[tokio::test]
async fn origin_is_rewritten_or_needs_a_reason_and_a_second_person() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval Rokkeveen man Oost-Europees type rode jas").await;
    assert!(scene.last(AGENT).starts_with("Daar staat een woord over herkomst"), "{}", scene.last(AGENT));
    scene.say(AGENT, "man blond haar rode jas").await;
    assert!(scene.last(AGENT).contains("Kijk uit naar: man, blond haar, rode jas\n"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select tweede_om from melding").await, [""]);

    scene.say(AGENT, "/melding straatroof Rokkeveen man Marokkaans uiterlijk rode jas").await;
    scene.tap(AGENT, "Toch zo").await;
    assert!(scene.last(AGENT).starts_with("Waarom is dat woord nodig?"), "{}", scene.last(AGENT));
    scene.say(AGENT, "zo op de camera te zien").await;
    assert!(scene.last(AGENT).contains("Voor dit bericht is akkoord van een collega nodig."), "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select tweede_om from melding where soort = 'straatroof'").await, ["tekst"]);
}

#[tokio::test]
async fn a_skin_alone_is_asked_for_more() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval Rokkeveen getinte man").await;
    assert!(scene.last(AGENT).starts_with("Een huidskleur past bij veel mensen"), "{}", scene.last(AGENT));
    scene.say(AGENT, "getinte man zwarte jas en pet").await;
    assert!(scene.last(AGENT).contains("Kijk uit naar: getinte man, zwarte jas en pet\n"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn health_waits_for_a_second_officer_and_the_text_does_not() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding vermissing Rokkeveen vrouw 82 dement, beige jas, rollator, sinds 11u weg").await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Kijk uit naar: vrouw, 82 jaar, beige jas, rollator\n"), "{preview}");
    assert!(preview.contains("Waar: Rokkeveen, laatst gezien om 11.00 uur\n"), "{preview}");
    assert!(preview.contains("Nog niet in de tekst: dement."), "{preview}");
    let parts = scene.database.texts("select onderdelen from melding").await.join("");
    assert!(parts.contains(r#""later":["dement"]"#), "{parts}");
    scene.tap(AGENT, "Versturen").await;
    assert!(!scene.last(BEHEERDER).contains("dement"), "{}", scene.last(BEHEERDER));
}

#[rstest]
#[case("/melding geluidsoverlast Rokkeveen feestje")]
#[case("/melding kat kwijt in Rokkeveen, rood met wit")]
#[case("/melding fout geparkeerde auto, parkeeroverlast Rokkeveen")]
#[tokio::test]
async fn what_is_no_such_alert_is_declined_with_what_is(#[case] text: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, text).await;
    assert!(
        scene.last(AGENT).contains("bij woninginbraak, overval, voertuigcriminaliteit, straatroof en vermissing."),
        "{}",
        scene.last(AGENT)
    );
    assert_eq!(scene.database.number("select count(*) from melding").await, 0);
}

#[rstest]
#[case("/melding overval Rokkeveen man")]
#[case("/melding overval Rokkeveen 2 jongens")]
#[case("/melding overval Rokkeveen een verdachte")]
#[tokio::test]
async fn too_thin_asks_for_more_and_keeps_what_there_is(#[case] text: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, text).await;
    assert!(scene.last(AGENT).starts_with("Dat is te weinig om op te letten."), "{}", scene.last(AGENT));
    scene.say(AGENT, "rode jas, witte pet").await;
    assert!(scene.last(AGENT).contains(", rode jas, witte pet\n"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn the_whole_gemeente_in_words() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval heel Zoetermeer zwarte audi").await;
    assert!(scene.last(AGENT).contains("Waar: heel Zoetermeer, 14.20 uur"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("heel Zoetermeer: 4 groepen"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_missing_person_in_many_wijken_needs_a_second_person() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding vermist Rokkeveen, Oosterheem, Palenstein en Meerzicht jongen 6 jaar rode jas").await;
    assert!(scene.last(AGENT).contains("akkoord van een collega nodig"), "{}", scene.last(AGENT));
    assert_eq!(scene.database.texts("select tweede_om from melding").await, ["wijken"]);
}

#[tokio::test]
async fn the_parts_of_a_wijk_are_in_a_second_list() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval man rode jas").await;
    assert_eq!(scene.titles(AGENT).last().map(String::as_str), Some("Andere…"));
    scene.tap(AGENT, "Andere…").await;
    assert!(scene.titles(AGENT).contains(&"Palenstein".to_owned()), "{:?}", scene.titles(AGENT));
    scene.tap(AGENT, "Palenstein").await;
    assert!(scene.last(AGENT).contains("Waar: Palenstein"), "{}", scene.last(AGENT));
}

/// Texts of pieces that people type, in any order, with anything between them.
fn texts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "/melding",
        "melding",
        "meldign",
        "overval",
        "inbraak",
        "woninginbrak",
        "vermist",
        "fatbike gejat",
        "Rokkeveen",
        "rokeven",
        "Nieuw-Waldek",
        "heel",
        "Zoetermeer",
        "alle wijken",
        "centrum",
        "Leyenburg",
        "en",
        ",",
        "richting",
        "via",
        "naar",
        "weg",
        "station",
        "driemans polder",
        "man",
        "2",
        "jongens",
        "zw",
        "jas",
        "capuchon",
        "rode",
        "VW Golf",
        "12-ABC-3",
        "kenteken",
        "mes",
        "met",
        "te voet",
        "op een fiets",
        "Waterlelie",
        "14",
        "14a",
        "Dorpsstraat",
        "speeltuin",
        "ca 1415u",
        "sinds 11u",
        "half 3",
        "net",
        "getinte",
        "Marokkaans",
        "verdachte",
        "Jan de Vries",
        "06-12345678",
        "111222333",
        "12-03-1985",
        "a@b.nl",
        "www.x.nl",
        "dement",
        "slachtoffer",
        "geluidsoverlast",
        "kat",
        "’",
        "“",
        "\u{202e}",
        "\u{200b}",
        "🚨",
        "\n",
        "ja",
        "niet",
        "verstuur",
        "é",
        "İ",
        "ß",
        "1.80",
        "é\u{301}",
        "doorgestuurd",
        "groep",
        "wabp",
        "2719 AB",
        "\u{0}",
        "-",
        "/",
        "…",
    ]);
    let any = "\\PC{0,8}";
    prop::collection::vec(prop_oneof![6 => known.prop_map(str::to_owned), 1 => any], 0..10)
        .prop_map(|parts| parts.join(" "))
}

#[test]
fn a_hundred_thousand_texts_are_read_within_bounds() {
    let gemeenten = heterdaad::gemeenten::load(None).unwrap();
    let kaart = Kaart::van(&gemeenten);
    let (zoetermeer, loosduinen) = ("zoetermeer".into(), "loosduinen".into());
    let mag = [&zoetermeer, &loosduinen];
    let config = Config { cases: 100_000, failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new(config).run(&texts(), |text| {
        let read = lees_op(&text, &kaart, &mag);
        if let Plaats::Wijken { gemeente, wijken, weg, .. } = &read.plaats {
            let gemeente = gemeenten.get(gemeente).unwrap();
            prop_assert!(!wijken.is_empty() && wijken.iter().all(|id| gemeente.wijk(id).is_some()));
            prop_assert!(
                read.onderdelen.stel_voor.iter().all(|id| gemeente.wijk(id).is_some() && !wijken.contains(id))
            );
            prop_assert!(weg.start < weg.end);
        }
        // A part of them as an answer to the question for a description too: it is the same reading.
        let again =
            (text.len() % 4 == 0).then(|| lees_beschrijving(&text, read.soort, &kaart, &"zoetermeer".into(), &[]));
        for deel in [Some(&read), again.as_ref()].into_iter().flatten().map(|read| &read.onderdelen) {
            for line in [politiebericht::omschrijving(deel), politiebericht::waar("Rokkeveen", deel)] {
                prop_assert!(!line.contains(['\n', '\r', '\t', '\0', '\u{202e}', '\u{200b}']), "{line:?}");
                prop_assert!(!line.contains("  "), "{line:?}");
                prop_assert!(line.chars().count() <= 2 * limits::TEXT_CHARACTERS_READ_MAX);
                // What may not stand there never does, however it was put.
                prop_assert!(
                    !line.contains("12345678") && !line.contains("111222333") && !line.contains("a@b.nl"),
                    "{line:?}"
                );
            }
            let stored = heterdaad::domain::politiebericht::Onderdelen::van_json(&deel.als_json());
            prop_assert_eq!(stored.as_ref(), Some(deel));
        }
        let _ = (Command::read(&text), antwoord::bij_voorbeeld(&text), antwoord::bevestiging(&text));
        let _ = (
            antwoord::lijkt_melding(&text),
            antwoord::ja(&text),
            aanmelding::is_correctie(&text),
            aanmelding::lees_wabp(&text),
        );
        Ok(())
    });
    checked.unwrap();
}

thread_local! {
    static UNDERSTOOD: RefCell<Option<Verstaan>> = const { RefCell::new(None) };
}

/// The schema of the program, with what it understood put aside for the test.
fn noting<'c>(cx: &'c mut Cx<'_>, said: Said) -> Pin<Box<dyn Future<Output = HandlerResult> + Send + 'c>> {
    Box::pin(async move {
        let gedaan = schema(cx, said).await?;
        if let Gedaan::Klaar(acts) = &gedaan {
            UNDERSTOOD.with(|understood| *understood.borrow_mut() = Some(Verstaan::samen(acts.clone())));
        }
        Ok(gedaan)
    })
}

fn slot(slot: &Slot) -> String {
    match slot {
        Slot::Tekst(tekst) => tekst.clone(),
        Slot::Lijst(lijst) => lijst.join("+"),
        Slot::Getal(getal) => getal.to_string(),
        Slot::Ja(ja) => ja.to_string(),
        Slot::Onbekend => "?".to_owned(),
    }
}

const PREVIEW: &str = "preview";

#[rstest]
#[case(
    "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen richting station",
    PREVIEW,
    "soort=woninginbraak wijken=Rokkeveen vluchtrichting=station",
    ""
)]
#[case("/MELDING WONINGINBRAAK WALDECK MAN 1.80 BLAUWE PET", PREVIEW, "wijken=Waldeck", "")]
#[case(
    "/melding woninginbraak nieuw-waldek vrouw met kinderwagen rode jas",
    PREVIEW,
    "soort=woninginbraak",
    "wijk_gecorrigeerd:nieuw-waldek->Nieuw Waldeck"
)]
#[case("/melding", "ask", "", "?soort,wijken,signalement")]
#[case("/melding rokkeveen man zwarte jas", "ask", "wijken=Rokkeveen", "?soort")]
#[case("/melding overval man zwarte jas", "ask", "soort=overval", "?wijken")]
#[case("/melding overval rokkeveen", "ask", "soort=overval wijken=Rokkeveen", "?signalement")]
#[case("/melding overval rokkeveen man", "ask", "soort=overval wijken=Rokkeveen", "?signalement")]
#[case(
    "/melding autodiefstal Noordhove grijze VW Golf kenteken 12-ABC-3 richting A12",
    PREVIEW,
    "soort=voertuigcriminaliteit kenteken=12-ABC-3 vluchtrichting=A12",
    "controleer_kenteken"
)]
#[case(
    "/melding fatbike gejat palenstein 2 jongens bivakmuts weg via driemans polder",
    PREVIEW,
    "soort=voertuigcriminaliteit wijken=Palenstein vluchtrichting=Driemanspolder",
    ""
)]
#[case(
    "/melding woninginbraak leyenburg man met ladder",
    "choose",
    "soort=woninginbraak",
    "wijk_buiten_gebied:Leyenburg"
)]
#[case(
    "/melding woninginbraak Waterlelie 14 Rokkeveen man rode jas",
    PREVIEW,
    "straat=Waterlelie wijken=Rokkeveen",
    "huisnummer_verwijderd"
)]
#[case(
    "/melding vermissing De Leyens vrouw 82 dement, beige jas, rollator, sinds 11u weg",
    "ask",
    "soort=vermissing laatst_gezien=11:00",
    "gezondheidsgegeven_toestemming?akkoord_tweede_persoon,einddatum"
)]
#[case("/melding geluidsoverlast Seghwaert feestje", "denied", "wijken=Seghwaert", "geen_hic_of_vermissing")]
#[case(
    "/melding “woninginbraak” “Kijkduin” man ’n grijze trui – rent richting strand",
    PREVIEW,
    "wijken=Kijkduin/Ockenburgh vluchtrichting=strand",
    ""
)]
#[case(
    "⚠️ melding overval Rokkeveen, Oosterheem en noordhove 🚨 zwarte audi",
    PREVIEW,
    "wijken=Rokkeveen+Oosterheem+Noordhove",
    ""
)]
#[case(
    "er is net een overval geweest op de tankstation in rokkeveen",
    "ask",
    "soort=overval wijken=Rokkeveen object=tankstation tijdstip=zojuist",
    "?bedoelt_u_een_melding_versturen"
)]
#[case(
    "/melding straatroof meerzicht ca 1415u man rode jas mes op fiets",
    PREVIEW,
    "tijdstip=14:15 wapen=mes",
    "wapen_blijf_uit_de_buurt"
)]
#[case(
    "overval seghwaert 2 man bivakmuts gevlucht te voet ri a12 1410u",
    PREVIEW,
    "tijdstip=14:10 vervoer=te_voet vluchtrichting=a12",
    ""
)]
#[case("/melding overval heel zoetermeer zwarte audi", PREVIEW, "wijken=*", "")]
#[case(
    "/melding overval rokkeveen verdachte Jan de Vries rode jas",
    "ask",
    "soort=overval",
    "naam_verdachte_geblokkeerd?signalement"
)]
#[case(
    "/melding overval rokkeveen man marokkaans uiterlijk rode jas",
    "ask",
    "soort=overval",
    "herkomst_herschrijven?signalement"
)]
#[case(
    "goedenavond collega, melding inbraak in rokeveen, man met zwarte jas. dank",
    PREVIEW,
    "soort=woninginbraak wijken=Rokkeveen",
    ""
)]
#[tokio::test]
async fn what_was_understood(#[case] text: &str, #[case] outcome: &str, #[case] slots: &str, #[case] more: &str) {
    let mut scene = Scene::with_schema(Engine::Sqlite, noting).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene.say(AGENT_BEIDE, text).await;
    let understood = UNDERSTOOD.with(|understood| understood.borrow_mut().take()).unwrap();
    assert_eq!(understood.intent, Some(Intent::MeldingNieuw), "{text}");
    assert_eq!(understood.uitkomst.map(Uitkomst::id), Some(outcome), "{text}: {}", scene.last(AGENT_BEIDE));
    for pair in slots.split(' ').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap();
        assert_eq!(understood.slots.get(name).map(slot), Some(value.replace('_', " ")), "{text}: {name}");
    }
    let (warns, asks) = more.split_once('?').unwrap_or((more, ""));
    if !warns.is_empty() {
        assert!(understood.waarschuwt.contains(&warns.to_owned()), "{text}: {:?}", understood.waarschuwt);
    }
    let asks: Vec<&str> = asks.split(',').filter(|ask| !ask.is_empty()).collect();
    assert_eq!(understood.vraagt, asks, "{text}");
}
