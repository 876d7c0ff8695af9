//! One alert of an officer that goes to more than one gemeente: one preview and one confirmation, a number for each, and acting on
//! both afterwards.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, MINUTE_MS, Scene};

const ZM: &str = "31612340101";
const LD: &str = "31612340102";
/// Of another wijk of Loosduinen.
const LD_ANDERS: &str = "31612340103";
const BEIDE: &str = "/melding woninginbraak Rokkeveen en Waldeck, man zwarte jas witte schoenen";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[ZM]).await;
    scene.group("loosduinen", "waldeck", "Waldeckpark", &[LD]).await;
    scene.group("loosduinen", "bohemen", "Bohemen Noord", &[LD_ANDERS]).await;
    scene
}

/// The same with the alert sent to both.
async fn verstuurd(engine: Engine) -> Scene {
    let mut scene = scene(engine).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    scene
}

fn got(scene: &Scene, wie: &str, wat: &str) -> usize {
    scene.texts(wie).iter().filter(|text| text.contains(wat)).count()
}

async fn numbers(scene: &Scene, status: &'static str) -> Vec<String> {
    scene.database.texts(status).await
}

const LOPEND: &str = "select nummer from melding where status = 'verzonden' and stilgezet_ms is null order by nummer";
const STIL: &str = "select nummer from melding where status = 'verzonden' and stilgezet_ms is not null order by nummer";
const INGETROKKEN: &str = "select nummer from melding where status = 'ingetrokken' order by nummer";
const GESLOTEN: &str = "select nummer from melding where status = 'gesloten' order by nummer";

#[rstest]
#[tokio::test]
async fn wijken_of_two_gemeenten_are_one_preview_and_two_alerts(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Waar: Rokkeveen, "), "{voorbeeld}");
    assert!(voorbeeld.contains("Kijk uit naar: man, zwarte jas, witte schoenen"), "{voorbeeld}");
    let ook = "Ook in Loosduinen, als eigen melding met een eigen nummer: Waldeck (1 groep, 1 nu bereikbaar). Verder dezelfde tekst.";
    assert!(voorbeeld.contains(ook), "{voorbeeld}");
    assert_eq!(got(&scene, ZM, "POLITIEBERICHT") + got(&scene, LD, "POLITIEBERICHT"), 0);
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!(
        scene.last(AGENT_BEIDE),
        "Gaat nu weg: ZM-0001 (Zoetermeer) naar 1 groep, LD-0001 (Loosduinen) naar 1 groep. Fout? Typ STOP."
    );
    let hier = scene.message(ZM, "POLITIEBERICHT ZM-0001").shown.text;
    let daar = scene.message(LD, "POLITIEBERICHT LD-0001").shown.text;
    assert!(hier.contains("Waar: Rokkeveen, ") && !hier.contains("Waldeck"), "{hier}");
    assert!(daar.contains("Waar: Waldeck, ") && !daar.contains("Rokkeveen"), "{daar}");
    let zelfde = |text: &str| text.lines().find(|line| line.starts_with("Kijk uit")).map(str::to_owned);
    assert_eq!(zelfde(&hier), zelfde(&daar));
    assert_eq!(got(&scene, LD_ANDERS, "POLITIEBERICHT"), 0, "no other wijk");
    scene.say(AGENT_BEIDE, "/status ZM-0001").await;
    assert!(scene.last(AGENT_BEIDE).ends_with("Samen verstuurd met LD-0001."), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "/status LD-0001").await;
    assert!(scene.last(AGENT_BEIDE).ends_with("Samen verstuurd met ZM-0001."), "{}", scene.last(AGENT_BEIDE));
    // The report of each after five minutes names the other.
    scene.pass_ms(5 * MINUTE_MS).await;
    for (een, ander) in [("ZM-0001", "LD-0001"), ("LD-0001", "ZM-0001")] {
        let report = format!("{een} na 5 minuten");
        let report = scene.texts(AGENT_BEIDE).into_iter().find(|text| text.contains(&report)).unwrap();
        assert!(report.contains(&format!("Samen verstuurd met {ander}.")), "{report}");
    }
}

#[rstest]
#[case::the_other_way_round("/melding overval Waldeck + Rokkeveen man rode jas met sporttas", "LD-0001", "ZM-0001")]
#[case::with_a_comma("/melding overval Rokkeveen, Waldeck man rode jas met sporttas", "ZM-0001", "LD-0001")]
#[case::without_a_command("overval rokkeveen en waldeck man rode jas met sporttas", "ZM-0001", "LD-0001")]
#[case::and_also("/melding overval rokkeveen man rode jas met sporttas, ook naar waldeck", "ZM-0001", "LD-0001")]
#[tokio::test]
async fn however_they_are_named_none_is_dropped(#[case] getypt: &str, #[case] een: &str, #[case] ander: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    assert!(scene.last(AGENT_BEIDE).contains("Ook in "), "{}", scene.last(AGENT_BEIDE));
    assert!(
        !scene.last(AGENT_BEIDE).contains("Kijk uit naar: man, rode jas, met sporttas, "),
        "{}",
        scene.last(AGENT_BEIDE)
    );
    scene.tap(AGENT_BEIDE, "Versturen").await;
    let gezegd = scene.last(AGENT_BEIDE);
    assert!(gezegd.contains(&format!("weg: {een} (")) && gezegd.contains(&format!(", {ander} (")), "{gezegd}");
    assert_eq!((got(&scene, ZM, "POLITIEBERICHT"), got(&scene, LD, "POLITIEBERICHT")), (1, 1));
}

#[tokio::test]
async fn whoever_may_send_in_one_only_hears_that_the_other_is_not_taken_along() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, BEIDE).await;
    let voorbeeld = scene.last(AGENT);
    assert!(
        !voorbeeld.contains("Ook in Loosduinen") && voorbeeld.contains("Niet naar Waldeck: dat hoort bij Loosduinen."),
        "{voorbeeld}"
    );
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).starts_with("ZM-0001 gaat nu naar 1 groep."), "{}", scene.last(AGENT));
    assert_eq!(got(&scene, LD, "POLITIEBERICHT"), 0);
}

#[rstest]
#[case::taken_away("zonder waldeck", false)]
#[case::not_there("waldeck niet", false)]
#[case::another_of_there("ook bohemen", true)]
#[tokio::test]
async fn a_line_at_the_preview_changes_where_it_goes(
    #[case] getypt: &str,
    #[case] nog: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, getypt).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert_eq!(voorbeeld.contains("Ook in Loosduinen"), nog, "{getypt}: {voorbeeld}");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!(got(&scene, ZM, "POLITIEBERICHT ZM-0001"), 1, "{}", scene.last(AGENT_BEIDE));
    assert_eq!(got(&scene, LD, "POLITIEBERICHT LD-0001"), usize::from(nog), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(got(&scene, LD_ANDERS, "POLITIEBERICHT LD-0001"), usize::from(nog));
}

/// What is typed at the preview of Rokkeveen and Waldeck, and where it goes then: its own gemeente first.
#[rstest]
#[case::without_the_first("zonder rokkeveen", "Waar: Waldeck, ", "")]
#[case::the_first_away("rokkeveen weg", "Waar: Waldeck, ", "")]
#[case::not_the_first("rokkeveen niet", "Waar: Waldeck, ", "")]
#[case::only_the_second("alleen waldeck", "Waar: Waldeck, ", "")]
#[case::all_but("alles behalve rokkeveen", "Waar: Waldeck, ", "")]
#[case::only_the_first("alleen rokkeveen", "Waar: Rokkeveen, ", "")]
#[case::another_there("niet waldeck maar bohemen", "Waar: Rokkeveen, ", "Bohemen (")]
#[case::another_here("niet rokkeveen maar meerzicht", "Waar: Meerzicht, ", "Waldeck (")]
#[case::both_there("niet rokkeveen maar bohemen", "Waar: ", "")]
#[tokio::test]
async fn what_it_goes_to_is_changed_as_it_is_said(#[case] getypt: &str, #[case] hier: &str, #[case] ook: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.group("zoetermeer", "meerzicht", "Meerzicht 1", &["31612340104"]).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, getypt).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains(hier) && voorbeeld.contains(ook), "{voorbeeld}");
    assert_eq!(voorbeeld.contains("Ook in "), !ook.is_empty(), "{voorbeeld}");
    assert!(!voorbeeld.contains("staat niet in"), "{voorbeeld}");
    assert!(voorbeeld.contains("Kijk uit naar: man, zwarte jas, witte schoenen"), "{voorbeeld}");
}

#[tokio::test]
async fn what_was_taken_out_comes_back_when_it_is_said() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, "waldeck niet").await;
    assert!(!scene.last(AGENT_BEIDE).contains("Ook in "), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "nee wel waldeck").await;
    assert!(scene.last(AGENT_BEIDE).contains("Waldeck ("), "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn a_wijk_is_no_street_of_another() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding straatroof Rokkeveen man rode jas zwarte broek").await;
    scene.say(AGENT_BEIDE, "waar: rosenburg").await;
    assert!(!scene.last(AGENT_BEIDE).contains("omgeving Rosenburg"), "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn the_offer_for_the_other_can_be_typed() {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT_BEIDE, "Afsluiten").await;
    scene.say(AGENT_BEIDE, "ook ld-0001").await;
    assert_eq!(numbers(&scene, GESLOTEN).await, ["LD-0001", "ZM-0001"], "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn neighbours_of_both_come_along() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding straatroof Rokkeveen en Waldeck en buren, man rode jas zwarte broek").await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Buurwijken erbij: Centrum") && voorbeeld.contains("Bohemen"), "{voorbeeld}");
    scene.say(AGENT_BEIDE, "annuleer").await;
    // Of a part whose borders nobody wrote down.
    scene.say(AGENT_BEIDE, "/melding straatroof Palenstein en buren man rode jas zwarte broek").await;
    assert!(scene.last(AGENT_BEIDE).contains("Buurwijken erbij: "), "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case::and_neighbours("en buren")]
#[case::with("met buurwijken")]
#[case::also("ook de omliggende wijken")]
#[case::behind("buurwijken erbij graag")]
#[case::an_order("stuur ook naar de wijken eromheen")]
#[tokio::test]
async fn neighbours_are_asked_for_at_the_preview(#[case] zin: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, zin).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    let erbij = voorbeeld.contains("Buurwijken erbij: Centrum") && voorbeeld.contains("Bohemen");
    assert!(erbij && voorbeeld.contains("Ook in Loosduinen"), "{zin}: {voorbeeld}");
    assert_eq!(got(&scene, LD_ANDERS, "POLITIEBERICHT"), 0, "nothing leaves of itself");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!(got(&scene, LD_ANDERS, "POLITIEBERICHT"), 1, "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[case::alone("buren")]
#[case::without("zonder buren")]
#[case::not("niet de buren erbij")]
#[case::asked("ook de buren?")]
#[case::choice("of de buurwijken")]
#[case::people("de buren zagen hem ook")]
#[case::told("en de buren zijn ook gewaarschuwd")]
#[tokio::test]
async fn what_only_names_neighbours_adds_none(#[case] zin: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, zin).await;
    assert!(!scene.last(AGENT_BEIDE).contains("Buurwijken erbij"), "{zin}: {}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn a_wijk_of_another_gemeente_comes_to_a_draft_of_one() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen").await;
    assert!(!scene.last(AGENT_BEIDE).contains("Ook in"), "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "ook waldeck").await;
    assert!(scene.last(AGENT_BEIDE).contains("Ook in Loosduinen"), "{}", scene.last(AGENT_BEIDE));
    // The words change, and both go along.
    scene.say(AGENT_BEIDE, "jas was rood").await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Ook in Loosduinen") && voorbeeld.contains("rode jas"), "{voorbeeld}");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    let daar = scene.message(LD, "POLITIEBERICHT LD-0001").shown.text;
    assert!(daar.contains("rode jas") && !daar.contains("zwart"), "{daar}");
}

#[tokio::test]
async fn a_street_lies_in_the_first_gemeente_only() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding woninginbraak Rokkeveen Waterlelie en in Waldeck, man zwarte jas").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert!(scene.message(ZM, "POLITIEBERICHT").shown.text.contains("Rokkeveen, omgeving Waterlelie"));
    assert!(!scene.message(LD, "POLITIEBERICHT").shown.text.contains("Waterlelie"), "{:?}", scene.texts(LD));
}

#[tokio::test]
async fn who_went_away_there_after_the_preview_is_told_of_at_sending() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    assert!(scene.last(AGENT_BEIDE).contains("Ook in Loosduinen"), "{}", scene.last(AGENT_BEIDE));
    scene.say(LD, "/afwezig 2 dagen").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    let verstuurd = scene.last(AGENT_BEIDE);
    assert!(
        verstuurd.contains("ZM-0001") && verstuurd.contains("In Loosduinen is voor Waldeck nu niemand"),
        "{verstuurd}"
    );
    assert_eq!(got(&scene, LD, "POLITIEBERICHT"), 0);
}

#[tokio::test]
async fn where_nobody_can_be_reached_here_it_is_said_how_it_goes_there() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("loosduinen", "waldeck", "Waldeckpark", &[LD]).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(!voorbeeld.contains("Ook in Loosduinen") && voorbeeld.contains("Typ: alleen Waldeck."), "{voorbeeld}");
    scene.say(AGENT_BEIDE, "alleen waldeck").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!(got(&scene, LD, "POLITIEBERICHT"), 1, "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn where_nobody_can_be_reached_there_it_goes_here_and_is_said() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[ZM]).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("In Loosduinen is voor Waldeck nu niemand bereikbaar"), "{voorbeeld}");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert!(scene.last(AGENT_BEIDE).starts_with("ZM-0001 gaat nu naar 1 groep."), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(scene.database.number("select count(*) from melding").await, 1, "no alert to nobody");
}

#[rstest]
#[tokio::test]
async fn groups_of_both_are_counted_together_for_the_second_person(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    scene.groups("zoetermeer", "rokkeveen", 25).await;
    scene.groups("loosduinen", "waldeck", 20).await;
    scene.person("31612340777", heterdaad::domain::rechten::Rol::Politie, &["loosduinen"]).await;
    for wie in [AGENT, "31612340777"] {
        scene.say(wie, "/help").await;
    }
    scene.say(AGENT_BEIDE, BEIDE).await;
    assert!(scene.last(AGENT_BEIDE).contains("VERSTUUR 45"), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!(numbers(&scene, LOPEND).await, [""; 0], "{}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "VERSTUUR 25").await;
    assert_eq!(numbers(&scene, LOPEND).await, [""; 0], "not the number of both: {}", scene.last(AGENT_BEIDE));
    scene.say(AGENT_BEIDE, "VERSTUUR 45").await;
    let waits = "select nummer from melding where status = 'wacht_tweede' order by nummer";
    assert_eq!(numbers(&scene, waits).await, ["LD-0001", "ZM-0001"]);
    // Each is for somebody of its own gemeente.
    scene.tap_on("31612340777", "LD-0001", "Goedkeuren").await;
    assert_eq!(numbers(&scene, LOPEND).await, ["LD-0001"]);
    scene.tap_on(AGENT, "ZM-0001", "Goedkeuren").await;
    assert_eq!(numbers(&scene, LOPEND).await, ["LD-0001", "ZM-0001"]);
}

#[rstest]
#[tokio::test]
async fn stop_stops_both_and_what_goes_on_is_said_of_each(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = verstuurd(engine).await;
    scene.say(AGENT_BEIDE, "STOP").await;
    assert_eq!(numbers(&scene, STIL).await, ["LD-0001", "ZM-0001"], "{}", scene.last(AGENT_BEIDE));
    assert!(scene.last(AGENT_BEIDE).contains("staat ook stil."), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Laten staan").await;
    assert_eq!(numbers(&scene, STIL).await.len(), 1);
    assert!(scene.last(AGENT_BEIDE).contains("staat nog stil. Wat doet u daarmee?"), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Laten staan").await;
    assert_eq!(numbers(&scene, LOPEND).await, ["LD-0001", "ZM-0001"]);
}

/// "Allebei" can only be the alerts, whatever is asked just now.
#[rstest]
#[case::of_two_gemeenten(BEIDE, None)]
#[case::of_two_alerts(
    "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen",
    Some("/melding overval Waldeck man rode jas met sporttas")
)]
#[tokio::test]
async fn stop_both_stops_both(
    #[case] een: &str,
    #[case] ander: Option<&str>,
    #[values("stop allebei", "STOP alles")] getypt: &str,
    #[values(true, false)] gevraagd: bool,
) {
    let mut scene = scene(Engine::Sqlite).await;
    for regel in std::iter::once(een).chain(ander) {
        scene.say(AGENT_BEIDE, regel).await;
        scene.tap(AGENT_BEIDE, "Versturen").await;
        scene.pass_ms(MINUTE_MS).await;
    }
    if gevraagd {
        scene.say(AGENT_BEIDE, "/update jongen heeft een mes").await;
    }
    scene.say(AGENT_BEIDE, getypt).await;
    assert_eq!(numbers(&scene, STIL).await, ["LD-0001", "ZM-0001"], "{}", scene.last(AGENT_BEIDE));
}

#[rstest]
#[tokio::test]
async fn a_withdrawal_is_offered_for_the_other_with_its_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = verstuurd(engine).await;
    scene.say(AGENT_BEIDE, "/intrekken ZM-0001 loos alarm").await;
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["ZM-0001"]);
    assert_eq!(numbers(&scene, LOPEND).await, ["LD-0001"], "nothing is done that was not said");
    let ook = "LD-0001 (Loosduinen) hoort erbij en loopt nog. Ook intrekken, om dezelfde reden?";
    assert!(scene.last(AGENT_BEIDE).ends_with(ook), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Ook LD-0001").await;
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["LD-0001", "ZM-0001"]);
    for (wie, nummer) in [(ZM, "ZM-0001"), (LD, "LD-0001")] {
        let bericht = scene.message(wie, &format!("INGETROKKEN {nummer}")).shown.text;
        assert!(bericht.contains("Er was niets aan de hand."), "{bericht}");
    }
}

/// Of both, said in one line: the first is asked about, and the other offered once it is closed.
#[rstest]
#[case("sluit ze allebei, aangehouden")]
#[case("allebei afsluiten, verdachte aangehouden")]
#[case("beide sluiten, aangehouden")]
#[tokio::test]
async fn both_are_closed_in_one_line_and_two_taps(#[case] getypt: &str) {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    scene.tap(AGENT_BEIDE, "Afsluiten").await;
    let gedaan = numbers(&scene, GESLOTEN).await;
    assert_eq!(gedaan.len(), 1, "{getypt}: {} {:?}", scene.last(AGENT_BEIDE), scene.titles(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, if gedaan == ["ZM-0001"] { "Ook LD-0001" } else { "Ook ZM-0001" }).await;
    assert_eq!(numbers(&scene, GESLOTEN).await, ["LD-0001", "ZM-0001"], "{getypt}: {}", scene.last(AGENT_BEIDE));
}

/// A withdrawal of both is asked first, and the other offered after it.
#[rstest]
#[case("trek ze allebei in, loos alarm")]
#[case("allebei intrekken, verkeerde wijk")]
#[case("beide intrekken")]
#[tokio::test]
async fn both_are_withdrawn_in_one_line_and_two_taps(#[case] getypt: &str) {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    assert_eq!(numbers(&scene, INGETROKKEN).await.len(), 0, "{getypt}: {}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "LD-0001").await;
    if numbers(&scene, INGETROKKEN).await.is_empty() {
        scene.tap(AGENT_BEIDE, "Nu intrekken").await;
    }
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["LD-0001"], "{getypt}: {}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Ook ZM-0001").await;
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["LD-0001", "ZM-0001"], "{getypt}: {}", scene.last(AGENT_BEIDE));
}

/// "Alles" is no word for both: which one is asked, and nothing leaves.
#[rstest]
#[case("intrekken, alles klopt niet")]
#[case("intrekken, alles was loos alarm")]
#[case("afsluiten, alles is veilig")]
#[case("sluit af, allemaal aangehouden")]
#[tokio::test]
async fn what_is_said_of_everything_is_said_of_neither(#[case] getypt: &str) {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    let keuze = scene.titles(AGENT_BEIDE);
    for nummer in ["ZM-0001", "LD-0001"] {
        assert!(keuze.iter().any(|titel| titel.contains(nummer)), "{getypt}: {} {keuze:?}", scene.last(AGENT_BEIDE));
    }
    assert_eq!(numbers(&scene, "select nummer from melding where status <> 'verzonden'").await, [""; 0], "{getypt}");
    assert_eq!(got(&scene, ZM, "INGETROKKEN") + got(&scene, LD, "INGETROKKEN"), 0, "{getypt}");
    assert_eq!(got(&scene, ZM, "AFGELOPEN") + got(&scene, LD, "AFGELOPEN"), 0, "{getypt}");
}

#[rstest]
#[tokio::test]
async fn an_end_and_news_are_offered_for_the_other(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = verstuurd(engine).await;
    scene.say(AGENT_BEIDE, "/update ZM-0001 man is nu op een fiets").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert!(scene.last(AGENT_BEIDE).ends_with("Dezelfde update ook daarheen?"), "{}", scene.last(AGENT_BEIDE));
    assert_eq!(got(&scene, LD, "UPDATE"), 0);
    scene.tap(AGENT_BEIDE, "Ook LD-0001").await;
    assert!(scene.last(AGENT_BEIDE).contains("UPDATE LD-0001"), "a preview first: {}", scene.last(AGENT_BEIDE));
    assert_eq!(got(&scene, LD, "UPDATE"), 0);
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert!(scene.message(LD, "UPDATE LD-0001").shown.text.contains("man is nu op een fiets"));
    assert!(
        !scene.last(AGENT_BEIDE).contains("hoort erbij"),
        "what it has is not offered back: {}",
        scene.last(AGENT_BEIDE)
    );
    // Of several each group and each rank.
    scene.say(AGENT_BEIDE, "/status details").await;
    let stand = scene.texts(AGENT_BEIDE).join("\n");
    assert_eq!(stand.matches("Per groep:").count(), 2, "{stand}");
    scene.say(AGENT_BEIDE, "/sluit LD-0001 verdachte aangehouden").await;
    scene.tap(AGENT_BEIDE, "Afsluiten").await;
    assert_eq!(numbers(&scene, GESLOTEN).await, ["LD-0001"]);
    assert!(scene.last(AGENT_BEIDE).ends_with("Ook afsluiten, met dezelfde afloop?"), "{}", scene.last(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Ook ZM-0001").await;
    assert_eq!(numbers(&scene, GESLOTEN).await, ["LD-0001", "ZM-0001"], "{}", scene.last(AGENT_BEIDE));
    assert!(scene.message(ZM, "AFGELOPEN ZM-0001").shown.text.contains("verdachte aangehouden"));
    // Nothing is left to be done with the other.
    assert!(!scene.last(AGENT_BEIDE).contains("hoort erbij"), "{}", scene.last(AGENT_BEIDE));
}

#[tokio::test]
async fn a_button_of_before_says_what_became_of_it() {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/sluit ZM-0001 verdachte aangehouden").await;
    scene.tap(AGENT_BEIDE, "Afsluiten").await;
    scene.say(AGENT_BEIDE, "/intrekken LD-0001 dubbel").await;
    scene.tap_on(AGENT_BEIDE, "LD-0001 (Loosduinen) hoort erbij", "Ook LD-0001").await;
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["LD-0001"], "{}", scene.last(AGENT_BEIDE));
    assert_eq!(got(&scene, LD, "AFGELOPEN"), 0);
    // A report under one is about that one.
    scene.say(ZM, "staat erin").await;
    assert_eq!(scene.database.number("select count(*) from uitzetting where geplaatst_ms is not null").await, 1);
}

#[tokio::test]
async fn nobody_acts_on_the_other_without_the_right_there() {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT, "/intrekken ZM-0001 loos alarm").await;
    if scene.titles(AGENT).iter().any(|title| title.contains("intrekken")) {
        scene.tap(AGENT, "ZM-0001 intrekken").await;
    }
    assert_eq!(numbers(&scene, INGETROKKEN).await, ["ZM-0001"], "{}", scene.last(AGENT));
    assert_eq!(got(&scene, AGENT, "hoort erbij"), 0, "of Loosduinen they learn nothing");
}

#[rstest]
#[case::and_neighbours("/melding woninginbraak Waldeck en buren, man zwarte jas witte schoenen")]
#[case::around("/melding woninginbraak Waldeck en omliggende wijken, man zwarte jas witte schoenen")]
#[case::with_those("/melding woninginbraak Waldeck met buurwijken, man zwarte jas witte schoenen")]
#[tokio::test]
async fn neighbours_that_are_asked_for_come_along_and_are_named(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Buurwijken erbij: ") && voorbeeld.contains("Bohemen"), "{voorbeeld}");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert_eq!((got(&scene, LD, "POLITIEBERICHT"), got(&scene, LD_ANDERS, "POLITIEBERICHT")), (1, 1), "{voorbeeld}");
}

#[tokio::test]
async fn an_exercise_stays_in_one_gemeente() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/oefening woninginbraak Rokkeveen en Waldeck man gele jas").await;
    assert!(
        scene.last(AGENT_BEIDE).contains("Niet naar Waldeck: dat hoort bij Loosduinen."),
        "{}",
        scene.last(AGENT_BEIDE)
    );
}

/// Words that say that news is of both are no news.
#[rstest]
#[case("/update voor beide: man is nu op een fiets")]
#[case("update beide meldingen: man is nu op een fiets")]
#[case("update allebei, man is nu op een fiets")]
#[tokio::test]
async fn news_of_both_goes_to_the_first_and_is_offered_for_the_other(#[case] getypt: &str) {
    let mut scene = verstuurd(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, getypt).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Nieuw: man is nu op een fiets"), "{getypt}: {voorbeeld}");
    scene.tap(AGENT_BEIDE, "Versturen").await;
    assert!(scene.last(AGENT_BEIDE).ends_with("Dezelfde update ook daarheen?"), "{}", scene.last(AGENT_BEIDE));
}

/// What comes along is never less than there was.
#[rstest]
#[case("ook oosterheem")]
#[case("oosterheem erbij")]
#[tokio::test]
async fn a_wijk_that_is_among_them_takes_none_away(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, "/melding woninginbraak heel Zoetermeer, man zwarte jas witte schoenen").await;
    scene.say(AGENT_BEIDE, getypt).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(voorbeeld.contains("Waar: heel Zoetermeer"), "{getypt}: {voorbeeld}");
}

/// Where the other gemeente gets it in many wijken, the preview counts them, and all are named before it.
#[tokio::test]
async fn many_wijken_there_are_named_and_counted() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, BEIDE).await;
    scene.say(AGENT_BEIDE, "en buren").await;
    scene.say(AGENT_BEIDE, "en buren").await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    let regel = voorbeeld.lines().find(|regel| regel.starts_with("Ook in Loosduinen, als eigen melding")).unwrap();
    assert!(regel.ends_with("nu bereikbaar). Verder dezelfde tekst."), "{regel}");
    for wijk in ["Bohemen", "Kraayenstein"] {
        assert!(
            scene.texts(AGENT_BEIDE).iter().any(|tekst| tekst.contains("Ook in Loosduinen") && tekst.contains(wijk))
        );
    }
}

/// A picture hangs on one alert: how it gets to the other is said.
#[tokio::test]
async fn a_picture_goes_with_one_and_the_other_is_named() {
    let mut scene = scene(Engine::Sqlite).await;
    let tekst = "/melding vermissing Rokkeveen en Waldeck jongen 9 jaar blauwe jas, familie akkoord";
    scene.say(AGENT_BEIDE, tekst).await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    crate::foto::share_photo(&mut scene, AGENT_BEIDE).await;
    assert!(scene.last(AGENT_BEIDE).contains("Bij welke"), "{}", scene.last(AGENT_BEIDE));
    crate::foto::share(&mut scene, AGENT_BEIDE, "image/jpeg", crate::foto::photo(), "ZM-0001").await;
    scene.pass_ms(MINUTE_MS).await;
    let gezegd = scene.texts(AGENT_BEIDE).join("\n");
    assert!(gezegd.contains("Let op: de foto hoort alleen bij ZM-0001. Ook bij LD-0001?"), "{gezegd}");
}

/// Aanpassen of an update asks its text again: what was shown before leaves no more once another text stands there.
#[rstest]
#[case::tapped(true)]
#[case::typed(false)]
#[tokio::test]
async fn an_update_is_written_again_before_it_leaves(#[case] tikt: bool) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding woninginbraak Rokkeveen man zwarte jas witte schoenen").await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(AGENT, "/update man is nu op een fiets").await;
    assert_eq!(scene.titles(AGENT), ["Versturen", "Aanpassen", "Annuleren"]);
    if tikt {
        scene.tap(AGENT, "Aanpassen").await;
    } else {
        scene.say(AGENT, "aanpassen").await;
    }
    assert!(scene.last(AGENT).contains("man is nu op een fiets"), "nothing is lost: {}", scene.last(AGENT));
    scene.say(AGENT, "man is nu op een rode scooter").await;
    assert!(scene.last(AGENT).contains("Nieuw: man is nu op een rode scooter"), "{}", scene.last(AGENT));
    assert_eq!(got(&scene, ZM, "UPDATE"), 0);
    scene.tap_on(AGENT, "Nieuw: man is nu op een fiets", "Versturen").await;
    assert_eq!(got(&scene, ZM, "op een fiets"), 0, "{}", scene.last(AGENT));
    scene.tap_on(AGENT, "Nieuw: man is nu op een rode scooter", "Versturen").await;
    assert_eq!(
        (got(&scene, ZM, "op een fiets"), got(&scene, ZM, "op een rode scooter")),
        (0, 1),
        "{}",
        scene.last(AGENT)
    );
}
