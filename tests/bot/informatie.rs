//! Information by wijk that is no alert: who may write it, what may not stand in it, who gets it, and what they say of it.

use heterdaad::bot::verstaan::Intent;
use heterdaad::domain::rechten::Rol;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, HOOFD, LINE, Scene};

const GEMEENTE: &str = "31612340055";
const WIJKAGENT: &str = "31612340056";
const MEDE: &str = "31612340102";
const DAY_MS: i64 = 24 * 3_600_000;
const TEKST: &str = "vrijdag om 14.00 uur is er spreekuur van de wijkagent in het buurthuis";

async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, MEDE]).await;
    scene.group("zoetermeer", "meerzicht", "Meerzicht 1", &["31612340103"]).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    scene.wijkagent(WIJKAGENT, "zoetermeer", "rokkeveen").await;
    scene
}

fn kreeg(scene: &Scene, wie: &str) -> usize {
    scene.texts(wie).iter().filter(|tekst| tekst.starts_with("INFORMATIE ")).count()
}

async fn stuur(scene: &mut Scene, tekst: &str) {
    scene.say(AGENT, &format!("/informatie Rokkeveen: {tekst}")).await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
}

#[rstest]
#[tokio::test]
async fn police_see_a_preview_and_send_to_that_wijk_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    let voorbeeld = scene.last(AGENT);
    assert!(voorbeeld.starts_with("NOG NIET VERSTUURD\nINFORMATIE van politie en gemeente. Dit is geen melding.\n"));
    assert!(voorbeeld.contains("Rokkeveen: 1 groep, 2 beheerders."), "{voorbeeld}");
    assert_eq!((kreeg(&scene, HOOFD), scene.alerts().len()), (0, 0));
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE), kreeg(&scene, "31612340103")), (1, 1, 0));
    let bericht = scene.message(HOOFD, "INFORMATIE").shown.text;
    assert!(bericht.contains(TEKST) && !bericht.contains("POLITIEBERICHT") && !bericht.contains("112"), "{bericht}");
    // No chase, and one tap for each answer.
    scene.pass_ms(3_600_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
    scene.tap(HOOFD, "Geplaatst").await;
    assert_eq!(scene.last(HOOFD), "Genoteerd, dank u.");
    scene.tap(MEDE, "Niet meer").await;
    assert!(scene.last(MEDE).starts_with("Goed. U krijgt alleen nog politieberichten."), "{}", scene.last(MEDE));
    scene.say(AGENT, "/informatie").await;
    assert!(scene.last(AGENT).contains("I-1, Rokkeveen, "), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("naar 2 beheerders, 1 keer geplaatst."), "{}", scene.last(AGENT));
    // Whoever wants alerts only still gets those.
    stuur(&mut scene, "zaterdag is er koffie in het buurthuis voor alle bewoners").await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE)), (2, 1));
    scene.alert(LINE).await;
    assert!(scene.alerts().iter().any(|alert| alert.to == MEDE));
}

#[rstest]
#[case::gemeente(GEMEENTE)]
#[case::wijkagent(WIJKAGENT)]
#[tokio::test]
async fn others_propose_and_an_officer_agrees(
    #[case] wie: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene.say(wie, &format!("/informatie Rokkeveen: {TEKST}")).await;
    assert!(scene.last(wie).contains("Een collega van de politie moet eerst akkoord geven."), "{}", scene.last(wie));
    assert_eq!(scene.titles(wie), ["Voorleggen", "Annuleren"]);
    scene.tap(wie, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0);
    scene.say(AGENT, "/help").await;
    scene.say(AGENT, "akkoord").await;
    assert!(scene.last(AGENT).starts_with("Mag I-1 uit?"), "shown before anything leaves: {}", scene.last(AGENT));
    assert_eq!(kreeg(&scene, HOOFD), 0);
    scene.tap(AGENT, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
    assert!(scene.texts(wie).iter().any(|tekst| tekst.contains("Een collega keurde I-1 goed.")));
    // The other one's button is over.
    scene.tap(AGENT_BEIDE, "Afwijzen").await;
    assert_eq!(scene.last(AGENT_BEIDE), "Over I-1 is al beslist. U hoeft niets te doen.");
    scene.pass_ms(5_000).await;
    assert_eq!(scene.database.number("select count(*) from informatie where status = 'verstuurd'").await, 1);
}

/// What nobody decided lapses: whoever wrote it hears that, and a late yes sends nothing.
#[rstest]
#[tokio::test]
async fn a_proposal_that_nobody_decides_lapses(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, "/help").await;
    scene.say(GEMEENTE, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(GEMEENTE, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    scene.pass_ms(2 * DAY_MS).await;
    let gehoord = scene.texts(GEMEENTE);
    eprintln!("{gehoord:#?}");
    assert!(gehoord.iter().any(|tekst| tekst.contains("Niemand gaf binnen 2 dagen akkoord op I-1")), "{gehoord:?}");
    scene.say(AGENT, "akkoord I-1").await;
    assert!(scene.last(AGENT).contains("I-1 wachtte te lang"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0, "{}", scene.last(AGENT));
}

/// A draft of last week is no draft any more.
#[tokio::test]
async fn an_old_preview_sends_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.pass_ms(7 * DAY_MS).await;
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).starts_with("Deze informatie wacht niet meer."), "{}", scene.last(AGENT));
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0);
}

#[tokio::test]
async fn a_refusal_sends_nothing_and_is_told() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    scene.say(GEMEENTE, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(GEMEENTE, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    scene.tap(AGENT, "Afwijzen").await;
    scene.pass_ms(10_000).await;
    assert!(scene.texts(GEMEENTE).iter().any(|tekst| tekst.contains("Een collega wees I-1 af.")));
    assert_eq!(kreeg(&scene, HOOFD), 0);
}

#[tokio::test]
async fn from_forty_groups_on_a_second_officer_agrees_and_never_the_same() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 40).await;
    scene.say(AGENT_BEIDE, "/help").await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(AGENT, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    let verstuurd = "select count(*) from informatie_aan";
    assert_eq!(scene.database.number(verstuurd).await, 0);
    scene.say(AGENT, "akkoord I-1").await;
    assert_eq!(scene.database.number(verstuurd).await, 0, "{}", scene.last(AGENT));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    assert_eq!(scene.database.number(verstuurd).await, 40);
}

/// What an alert is for goes to `/melding`; what may stand nowhere is refused. Nothing is kept of either.
#[rstest]
#[case::a_person("er loopt een man met zwarte jas en witte schoenen, kijk naar hem uit", "Typ /melding")]
#[case::a_plate("let op een grijze golf met kenteken 12-ABC-3 in de wijk", "Typ /melding")]
#[case::a_crime("woninginbraak aan de gang, man met rode jas en blauwe pet gezien", "Typ /melding")]
#[case::a_missing_child("vermist meisje 6 jaar met rode jas en blauwe laarzen", "Typ /melding")]
#[case::now("ze breken nu in op nr 12", "Typ /melding")]
#[case::a_bus("kijk uit naar een grijze bus die rondrijdt", "Typ /melding")]
#[case::a_make("witte Volkswagen Caddy GVL 67 K rijdt langzaam door de straat", "Typ /melding")]
#[case::at_the_door("onbekende man belt aan en doet zich voor als loodgieter, doe niet open", "Typ /melding")]
#[case::youths("drie jongens op fatbikes intimideren ouderen, spreek ze niet aan maar bel politie", "Typ /melding")]
#[case::witnesses("wie heeft beelden van de inbraak van gisteren in de Akelei? Meld u bij politie", "Typ /melding")]
#[case::in_pieces("app de wijkagent op nul zes 12 34 56 78", "niet bevatten")]
#[case::a_link("kijk op https://voorbeeld.nl/actie voor het spreekuur", "niet bevatten")]
#[case::a_number("bel de wijkagent op 06 1234 0077 voor een afspraak", "niet bevatten")]
#[tokio::test]
async fn what_an_alert_is_for_is_no_information(#[case] tekst: &str, #[case] antwoord: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {tekst}")).await;
    assert!(scene.last(AGENT).contains(antwoord), "{tekst}: {}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from informatie").await, 0);
    let bewaard = "select count(*) from inbox where payload is not null and cast(payload as text) like '%Rokkeveen: %'";
    assert_eq!(scene.database.number(bewaard).await, 0);
}

/// What is typed, and what is asked or refused; nothing is ever sent.
#[rstest]
#[case::no_wijk(AGENT, "/informatie vrijdag is er spreekuur in het buurthuis", "Voor welke wijk?")]
#[case::no_text(AGENT, "/informatie Rokkeveen", "Wat wilt u in Rokkeveen laten weten?")]
#[case::not_theirs(
    WIJKAGENT,
    "/informatie Meerzicht: vrijdag is er spreekuur in het buurthuis",
    "alleen voor uw eigen wijk"
)]
#[case::alone(AGENT, "/informatie", "Zo stuurt u die:")]
#[case::to_a_beheerder(HOOFD, "/informatie", "U krijgt ook informatie en uitnodigingen.")]
#[case::a_beheerder_writes(
    HOOFD,
    "/informatie Rokkeveen: er is koffie in het buurthuis",
    "U krijgt ook informatie en uitnodigingen."
)]
#[case::a_stranger("31612340555", "/informatie Rokkeveen: er is koffie", "")]
#[tokio::test]
async fn what_is_missing_is_asked_and_who_may_not_sends_nothing(
    #[case] wie: &str,
    #[case] getypt: &str,
    #[case] antwoord: &str,
) {
    let mut scene = scene(Engine::Sqlite).await;
    if scene.stage.simulator.world().phone(wie).is_none() {
        scene.stage.simulator.world().add_phone(wie, "bewoner");
    }
    scene.say(wie, getypt).await;
    assert!(scene.last(wie).contains(antwoord), "{}", scene.last(wie));
    assert_eq!(scene.database.number("select count(*) from informatie").await, 0);
}

/// After a line that is not in the preview, no typed yes sends; a wijk further on in the text is part of it.
#[tokio::test]
async fn at_the_preview_only_what_cannot_mean_anything_else_sends() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/informatie Rokkeveen: vrijdag is er koffie, ook voor bewoners van Meerzicht").await;
    assert!(scene.last(AGENT).contains("Rokkeveen: 1 groep, 2 beheerders."), "{}", scene.last(AGENT));
    scene.say(AGENT, "graag wat korter").await;
    assert!(scene.last(AGENT).starts_with("Wat u typte staat er niet in."), "{}", scene.last(AGENT));
    scene.say(AGENT, "ja versturen").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0, "{}", scene.last(AGENT));
    scene.say(AGENT, "annuleer").await;
    assert_eq!(scene.last(AGENT), "Weggegooid. Er is niets verstuurd.");
}

#[rstest]
#[tokio::test]
async fn two_a_month_with_invitations_and_then_no_more(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.say(GEMEENTE, "/bijeenkomst 12 december 19.30 Stadhuis: jaarlijkse avond").await;
    scene.tap(GEMEENTE, "Versturen").await;
    scene.pass_ms(10_000).await;
    stuur(&mut scene, TEKST).await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
    scene.say(AGENT, "/informatie Rokkeveen: zaterdag is er koffie in het buurthuis").await;
    assert!(scene.last(AGENT).starts_with("Er is nu niemand die dit kan krijgen:"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("2 beheerders krijgen het niet"), "{}", scene.last(AGENT));
    // A month on there is room again.
    scene.pass_ms(31 * DAY_MS).await;
    stuur(&mut scene, "zaterdag is er koffie in het buurthuis").await;
    assert_eq!(kreeg(&scene, HOOFD), 2);
}

#[tokio::test]
async fn a_gemeente_sets_how_many() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.settings(|instellingen| instellingen.andere_berichten_per_maand = 1).await;
    stuur(&mut scene, TEKST).await;
    stuur_niet(&mut scene).await;
}

async fn stuur_niet(scene: &mut Scene) {
    scene.say(AGENT, "/informatie Rokkeveen: zaterdag is er koffie in het buurthuis").await;
    assert!(scene.last(AGENT).starts_with("Er is nu niemand"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("alleen politieberichten")]
#[case("ik wil alleen nog politieberichten")]
#[case("/informatie uit")]
#[tokio::test]
async fn with_one_word_somebody_gets_alerts_only_and_with_another_all_again(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, getypt).await;
    assert!(scene.last(HOOFD).starts_with("Goed. U krijgt alleen nog politieberichten."), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "/mijngegevens").await;
    assert!(scene.last(HOOFD).contains("alleen politieberichten"), "{}", scene.last(HOOFD));
    stuur(&mut scene, TEKST).await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE)), (0, 1));
    scene.say(HOOFD, "/informatie aan").await;
    stuur(&mut scene, "zaterdag is er koffie in het buurthuis").await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
}

#[tokio::test]
async fn quiet_hours_are_kept_and_it_comes_when_they_are_over() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, "/stilte 13-16").await;
    for _ in 0..3 {
        if scene.titles(HOOFD).contains(&"Nee".to_owned()) {
            scene.tap(HOOFD, "Nee").await;
        } else if let Some(titel) = scene.titles(HOOFD).last().cloned() {
            scene.tap(HOOFD, &titel).await;
        }
    }
    stuur(&mut scene, TEKST).await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE)), (0, 1), "{:?}", scene.texts(HOOFD));
    scene.pass_ms(2 * 3_600_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
}

/// The largest alert still fits that day: what does not leaves the days after.
#[tokio::test]
async fn it_never_takes_the_room_of_an_alert() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 150).await;
    scene.settings(|instellingen| instellingen.tweede_vanaf_groepen = 1_000).await;
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_messaging_limit(Some(250), now_ms);
    scene.pass_ms(10_000).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    assert!(scene.last(AGENT).contains("Vandaag 100, de andere 50 de dagen erna"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    let aan = "select count(*) from informatie_aan";
    assert_eq!(scene.database.number(aan).await, 100);
    scene.pass_ms(26 * 3_600_000).await;
    assert_eq!(scene.database.number(aan).await, 150);
}

/// A week on it is old news: whom it did not reach by then gets it no more, and its writer hears how many.
#[tokio::test]
async fn what_finds_no_room_in_a_week_goes_no_further() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 20).await;
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().set_messaging_limit(Some(22), now_ms);
    scene.pass_ms(10_000).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    assert!(scene.last(AGENT).contains("Vandaag 2, de andere 18 de dagen erna"), "{}", scene.last(AGENT));
    scene.tap(AGENT, "Versturen").await;
    for _ in 0..12 {
        scene.pass_ms(25 * 3_600_000).await;
    }
    let verstuurd = scene.database.number("select count(*) from informatie_aan").await;
    assert!((3..20).contains(&verstuurd), "{verstuurd}");
    let rest = format!("I-1 ging niet naar {} beheerders: in 7 dagen", 20 - verstuurd);
    assert_eq!(scene.texts(AGENT).iter().filter(|tekst| tekst.contains(&rest)).count(), 1, "{:?}", scene.texts(AGENT));
    assert_eq!(
        scene.database.number("select count(*) from taak where soort = 'informeren' and gedaan_ms is null").await,
        0
    );
}

/// An alert is open and their last button was of information: which of the two is in the group is asked.
#[rstest]
#[case("geplaatst")]
#[case("staat erin")]
#[case("done")]
#[case("gedaan hoor")]
#[case("👍 staat in de groep")]
#[tokio::test]
async fn beside_an_open_alert_it_is_asked_what_was_posted(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.pass_ms(10_000).await;
    stuur(&mut scene, TEKST).await;
    scene.say(HOOFD, getypt).await;
    let geplaatst =
        "select (select count(geplaatst_ms) from informatie_aan) + (select count(geplaatst_ms) from uitzetting)";
    assert_eq!(scene.database.number(geplaatst).await, 0, "{}", scene.last(HOOFD));
    scene.tap(HOOFD, "Ja, staat erin").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1, "{}", scene.last(HOOFD));
}

/// What they cannot post is information where no alert is open, and asked where one is; the alert's own words are the alert's.
#[rstest]
#[case("kan ik niet plaatsen", "Dat hoeft ook niet")]
#[case("wil ik niet plaatsen", "Dat hoeft ook niet")]
#[case("kan niet", "Dat hoeft ook niet")]
#[tokio::test]
async fn nobody_has_to_post_information(#[case] getypt: &str, #[case] antwoord: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    stuur(&mut scene, TEKST).await;
    scene.say(HOOFD, getypt).await;
    assert!(scene.last(HOOFD).starts_with(antwoord), "{}", scene.last(HOOFD));
    scene.alert(LINE).await;
    stuur(&mut scene, "zaterdag is er koffie in het buurthuis").await;
    scene.say(HOOFD, getypt).await;
    let nee =
        "select (select count(*) from ontvangst where antwoord = 'kan_niet') + (select count(*) from groepsantwoord)";
    assert_eq!(scene.database.number(nee).await, 0, "{}", scene.last(HOOFD));
    assert_eq!(scene.titles(HOOFD), ["ZM-0001"], "{}", scene.last(HOOFD));
    scene.say(HOOFD, "Staat in de groep").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1, "{}", scene.last(HOOFD));
}

/// What is put off to the end of somebody's quiet hours was not said to them yet.
#[tokio::test]
async fn what_waits_for_the_end_of_quiet_hours_is_answered_by_nothing() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "/stilte 13-16").await;
    while let Some(titel) =
        scene.titles(HOOFD).iter().find(|titel| titel.starts_with("Ook ") || *titel == "Nee").cloned()
    {
        scene.tap(HOOFD, &titel).await;
    }
    stuur(&mut scene, TEKST).await;
    assert_eq!(kreeg(&scene, HOOFD), 0);
    scene.say(HOOFD, "staat in de groep").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1, "{}", scene.last(HOOFD));
}

/// Whoever is of the gemeente and runs a group too says what comes to them.
#[tokio::test]
async fn of_the_gemeente_and_a_beheerder_too_it_is_off_for_them() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.person(HOOFD, Rol::Gemeente, &["zoetermeer"]).await;
    scene.say(HOOFD, "/informatie uit").await;
    assert!(scene.last(HOOFD).starts_with("Goed. U krijgt alleen nog politieberichten."), "{}", scene.last(HOOFD));
    scene.say(HOOFD, "/informatie").await;
    assert!(scene.last(HOOFD).contains("Zo stuurt u die:"), "{}", scene.last(HOOFD));
}

/// What says yes and what says something else are told apart at the preview.
#[rstest]
#[case::yes_after_a_line(&["graag wat korter", "ja"], "Typen verstuurt nu niet:")]
#[case::a_line(&["klinkt een beetje stijf"], "Wat u typte staat er niet in.")]
#[case::two_lines(&["klinkt een beetje stijf", "graag wat korter"], "Wat u typte staat er niet in.")]
#[tokio::test]
async fn the_preview_says_what_is_missing(#[case] getypt: &[&str], #[case] antwoord: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    for regel in getypt {
        scene.say(AGENT, regel).await;
    }
    assert!(scene.last(AGENT).starts_with(antwoord), "{}", scene.last(AGENT));
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0);
}

/// A line that changes a day, a time, a few words or where it goes shows a new preview, and only that is sent.
#[rstest]
#[case::another_day(
    "nee wacht, het is zaterdag",
    "*De tekst is gewijzigd.*",
    "zaterdag om 14.00 uur is er spreekuur",
    true
)]
#[case::instead_of("is prima maar wel zaterdag ipv vrijdag", "*De tekst is gewijzigd.*", "zaterdag om 14.00 uur", true)]
#[case::another_time("om 15.30", "*De tekst is gewijzigd.*", "vrijdag om 15.30 uur", true)]
#[case::another_place("buurthuis moet wijkgebouw zijn", "*De tekst is gewijzigd.*", "in het wijkgebouw", true)]
#[case::elsewhere("doe maar alleen meerzicht", "*Gaat nu naar: Meerzicht.*", TEKST, false)]
#[case::there_too("ook meerzicht", "*Gaat nu naar: Rokkeveen en Meerzicht.*", TEKST, true)]
#[tokio::test]
async fn the_preview_listens(
    #[case] getypt: &str,
    #[case] boven: &str,
    #[case] tekst: &str,
    #[case] rokkeveen: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.say(AGENT, getypt).await;
    let voorbeeld = scene.last(AGENT);
    assert!(voorbeeld.starts_with(boven) && voorbeeld.contains(tekst), "{voorbeeld}");
    assert!(voorbeeld.contains("NOG NIET VERSTUURD"), "{voorbeeld}");
    // The button of before sends nothing.
    scene.tap_on(AGENT, &format!("Wat: {TEKST}\n"), "Versturen").await;
    scene.pass_ms(10_000).await;
    if !voorbeeld.contains(&format!("Wat: {TEKST}\n")) {
        assert_eq!(kreeg(&scene, HOOFD), 0, "{}", scene.last(AGENT));
        scene.tap_on(AGENT, boven, "Versturen").await;
        scene.pass_ms(10_000).await;
    }
    assert_eq!(kreeg(&scene, HOOFD), usize::from(rokkeveen), "{}", scene.last(AGENT));
    let wie = if rokkeveen { HOOFD } else { "31612340103" };
    assert!(scene.message(wie, "INFORMATIE").shown.text.contains(tekst));
}

/// What takes back right after information was sent is about that: the alert that runs is not touched.
#[rstest]
#[case("dat was een fout")]
#[case("annuleren")]
#[case("foutje, intrekken")]
#[case("haal die informatie weg")]
#[case("intrekken")]
#[case("i-1 intrekken")]
#[case("oeps verkeerde wijk, trek maar in")]
#[tokio::test]
async fn what_takes_back_after_information_is_about_that(
    #[case] getypt: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    scene.pass_ms(60_000).await;
    stuur(&mut scene, TEKST).await;
    scene.say(AGENT, getypt).await;
    let touched = "select count(*) from melding where stilgezet_ms is not null or status <> 'verzonden'";
    assert_eq!(scene.database.number(touched).await, 0, "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("I-1"), "{}", scene.last(AGENT));
    let open = scene.titles(AGENT);
    if !open.is_empty() {
        assert!(scene.last(AGENT).starts_with("I-1 is verstuurd. Ik heb niets veranderd."), "{}", scene.last(AGENT));
        scene.tap(AGENT, &open[0]).await;
    }
    let back = "select count(*) from informatie where status = 'ingetrokken'";
    assert_eq!(scene.database.number(back).await, 1, "{}", scene.last(AGENT));
    assert_eq!(scene.database.number(touched).await, 0);
}

/// Stopping is the safe direction: the word alone is for the alert, and information that is named never withdraws it.
#[tokio::test]
async fn stop_stops_the_alert_and_the_name_of_information_withdraws_none() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    stuur(&mut scene, TEKST).await;
    scene.say(AGENT, "STOP").await;
    assert_eq!(scene.halted().await, 1, "{}", scene.last(AGENT));
    scene.say(AGENT, "haal die informatie weg").await;
    assert!(scene.last(AGENT).starts_with("I-1 is verstuurd."), "{}", scene.last(AGENT));
    let withdrawn = "select count(*) from melding where status = 'ingetrokken'";
    assert_eq!(scene.database.number(withdrawn).await, 0);
}

/// A wijk of another gemeente that is named with the first is said not to get it.
#[tokio::test]
async fn it_goes_to_one_gemeente_and_says_so() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, &format!("/informatie Rokkeveen en Waldeck: {TEKST}")).await;
    let voorbeeld = scene.last(AGENT_BEIDE);
    assert!(
        voorbeeld.starts_with("Niet naar Waldeck: informatie gaat naar één gemeente, nu Zoetermeer."),
        "{voorbeeld}"
    );
    assert!(voorbeeld.contains("Rokkeveen: 1 groep, 2 beheerders."), "{voorbeeld}");
}

/// What may not stand in it may not come in by a change.
#[tokio::test]
async fn a_change_is_looked_at_as_the_text_was() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.say(AGENT, "buurthuis moet 06-12340077 zijn").await;
    scene.say(AGENT, "ja").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0, "{}", scene.last(AGENT));
}

/// Its wijk stands among the first words, whatever colons come later.
#[tokio::test]
async fn a_colon_further_on_is_part_of_the_text() {
    let mut scene = scene(Engine::Sqlite).await;
    scene
        .say(AGENT, "/informatie Rokkeveen vrijdag is er spreekuur van de wijkagent, ook voor Meerzicht: welkom")
        .await;
    assert!(scene.last(AGENT).contains("Rokkeveen: 1 groep, 2 beheerders."), "{}", scene.last(AGENT));
}

/// A number that no information has changes nothing to what is understood.
#[tokio::test]
async fn a_number_that_is_none_is_no_information() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "I-20 stop de melding").await;
    assert_eq!(
        scene.database.number("select count(*) from melding where stilgezet_ms is not null").await,
        1,
        "{}",
        scene.last(AGENT)
    );
}

#[tokio::test]
async fn what_meta_calls_marketing_goes_only_to_who_said_yes() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, "/informatie aan").await;
    scene
        .database
        .execute(
            "insert into sjabloon_stand (naam, taal, status, categorie, gewijzigd_ms) values ('informatie_wijk', 'nl', 'APPROVED', 'MARKETING', 1) \
             on conflict (naam, taal) do update set categorie = 'MARKETING'",
        )
        .await;
    stuur(&mut scene, TEKST).await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE)), (1, 0), "{:?}", scene.texts(AGENT));
}

/// Taken back: what waits does not leave, whoever got it hears it, and nobody else can.
#[rstest]
#[case::by_the_button(None)]
#[case::by_its_number(Some("intrekken I-1"))]
#[case::by_the_command(Some("/intrekken i1"))]
#[tokio::test]
async fn what_was_wrong_is_taken_back(
    #[case] getypt: Option<&str>,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    stuur(&mut scene, TEKST).await;
    scene.say(HOOFD, "intrekken I-1").await;
    let ingetrokken = "select count(*) from informatie where status = 'ingetrokken'";
    assert_eq!(scene.database.number(ingetrokken).await, 0, "not by a beheerder: {}", scene.last(HOOFD));
    match getypt {
        Some(getypt) => scene.say(AGENT, getypt).await,
        None => scene.tap(AGENT, "Intrekken").await,
    }
    scene.pass_ms(10_000).await;
    assert!(scene.last(AGENT).starts_with("I-1 is ingetrokken."), "{}", scene.last(AGENT));
    for wie in [HOOFD, MEDE] {
        assert!(
            scene.texts(wie).iter().any(|tekst| tekst.contains("INGETROKKEN: de informatie voor Rokkeveen klopt niet"))
        );
    }
    scene.say(HOOFD, "/check I-1").await;
    assert!(scene.last(HOOFD).contains("is ingetrokken. Deel het niet verder."), "{}", scene.last(HOOFD));
    scene.say(AGENT, "/intrekken I-1").await;
    assert!(scene.last(AGENT).contains("al ingetrokken"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_proposal_is_taken_back_by_whoever_made_it_and_can_be_agreed_to_no_more() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    scene.say(GEMEENTE, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(GEMEENTE, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    scene.tap(GEMEENTE, "Intrekken").await;
    assert!(scene.last(GEMEENTE).contains("Er is niets verstuurd"), "{}", scene.last(GEMEENTE));
    scene.tap(AGENT, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 0, "{}", scene.last(AGENT));
}

#[rstest]
#[case("akkoord I-1", 1)]
#[case("/akkoord i1", 1)]
#[case("goedkeuren I-1", 1)]
#[case("afwijzen I-1 te lang", 0)]
#[tokio::test]
async fn it_is_decided_by_its_number_too(#[case] getypt: &str, #[case] verstuurd: usize) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/help").await;
    scene.say(GEMEENTE, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(GEMEENTE, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    scene.say(AGENT, getypt).await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), verstuurd, "{}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from informatie where status = 'wacht'").await, 0);
}

/// A real alert typed at the preview begins an alert; the draft stays unsent.
#[rstest]
#[case("straatroof rokkeveen nu man zwarte capuchon gele schoenen ri molenstraat")]
#[case("/melding overval Rokkeveen man rode jas met sporttas")]
#[tokio::test]
async fn an_alert_waits_for_no_information(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.say(AGENT, getypt).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    assert_eq!(kreeg(&scene, HOOFD), 0);
}

#[tokio::test]
async fn what_beheerders_say_of_it_in_their_own_words_is_about_it() {
    let mut scene = scene(Engine::Sqlite).await;
    stuur(&mut scene, TEKST).await;
    scene.say(HOOFD, "Geplaatst").await;
    assert_eq!(scene.last(HOOFD), "Genoteerd, dank u.");
    assert_eq!(scene.database.number("select count(geplaatst_ms) from informatie_aan").await, 1);
    for getypt in ["stop met informatie", "hou op met die reclame", "no more information please, only police alerts"] {
        scene.say(MEDE, getypt).await;
        assert_eq!(scene.titles(MEDE), ["Aan", "Uit"], "{getypt}: {}", scene.last(MEDE));
    }
    scene.tap(MEDE, "Uit").await;
    stuur(&mut scene, "zaterdag is er koffie in het buurthuis").await;
    assert_eq!((kreeg(&scene, HOOFD), kreeg(&scene, MEDE)), (2, 1));
    scene.say(HOOFD, "/check I-2").await;
    assert!(scene.last(HOOFD).starts_with("I-2 is informatie van politie en gemeente."), "{}", scene.last(HOOFD));
}

/// A sentence that names one and does not say clearly what is to happen: nothing happens, and it is shown with what may be done.
#[rstest]
#[case("laat I-1 maar zitten")]
#[case("I-1 mag uit denk ik")]
#[case("klopt I-1 wel?")]
#[case("trek I-1 maar niet in")]
#[case("hoe staat het met i-1")]
#[case("I-1 klopt niet helemaal")]
#[tokio::test]
async fn a_sentence_that_names_one_shows_it(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/melding overval Rokkeveen man rode jas met sporttas").await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    scene.say(GEMEENTE, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(GEMEENTE, "Voorleggen").await;
    scene.pass_ms(10_000).await;
    scene.say(AGENT, getypt).await;
    assert_eq!(scene.titles(AGENT), ["Goedkeuren", "Afwijzen"], "police: {}", scene.last(AGENT));
    scene.say(GEMEENTE, getypt).await;
    assert!(scene.last(GEMEENTE).starts_with("I-1 wacht op een collega"), "its writer: {}", scene.last(GEMEENTE));
    assert_eq!(scene.titles(GEMEENTE), ["Intrekken"]);
    scene.say(HOOFD, getypt).await;
    assert!(scene.last(HOOFD).starts_with("I-1 ken ik niet"), "a beheerder: {}", scene.last(HOOFD));
    assert_eq!(scene.database.number("select count(*) from informatie where status = 'wacht'").await, 1);
    scene.tap(AGENT, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    scene.say(AGENT, getypt).await;
    assert!(scene.last(AGENT).starts_with("I-1 is verstuurd."), "sent: {}", scene.last(AGENT));
    assert_eq!(scene.database.number("select count(*) from informatie where status = 'verstuurd'").await, 1);
    assert_eq!(scene.database.number("select count(*) from melding where stilgezet_ms is not null").await, 0);
}

/// Part by part it is a conversation: the wijk, then the text, and nothing leaves without the preview.
#[rstest]
#[case(&["/informatie", "Rokkeveen"])]
#[case(&["/informatie Rokkeveen"])]
#[case(&["/informatie", "voor rokkeveen graag"])]
#[tokio::test]
async fn it_may_be_said_part_by_part(#[case] eerst: &[&str]) {
    let mut scene = scene(Engine::Sqlite).await;
    for zin in eerst {
        scene.say(AGENT, zin).await;
    }
    assert!(scene.last(AGENT).starts_with("Wat wilt u in Rokkeveen laten weten?"), "{}", scene.last(AGENT));
    scene.say(AGENT, TEKST).await;
    let voorbeeld = scene.last(AGENT);
    assert!(voorbeeld.starts_with("NOG NIET VERSTUURD\nINFORMATIE") && voorbeeld.contains(TEKST), "{voorbeeld}");
    assert_eq!(kreeg(&scene, HOOFD), 0);
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kreeg(&scene, HOOFD), 1);
}

/// Whoever wants no more of it, or says something else, is not held to it.
#[rstest]
#[case(&["/informatie Rokkeveen", "laat maar"], "Gestopt. Er is niets verstuurd.")]
#[case(&["/informatie", "laat maar"], "Gestopt. Er is niets verstuurd.")]
#[case(&["/informatie", "/melding woninginbraak Rokkeveen man met zwarte jas"], "POLITIEBERICHT")]
#[case(&["/informatie Rokkeveen", "/status"], "melding")]
#[tokio::test]
async fn what_is_no_part_of_it_is_none(#[case] zinnen: &[&str], #[case] antwoord: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    for zin in zinnen {
        scene.say(AGENT, zin).await;
    }
    let gezegd = scene.last(AGENT);
    assert!(gezegd.contains(antwoord) && !gezegd.contains("INFORMATIE van"), "{gezegd}");
    assert_eq!(scene.database.number("select count(*) from informatie").await, 0);
}

/// What waits for them stands in the list of what waits.
#[tokio::test]
async fn a_proposal_stands_in_the_list_of_what_waits() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(WIJKAGENT, &format!("/informatie Rokkeveen: {TEKST}")).await;
    scene.tap(WIJKAGENT, "Voorleggen").await;
    scene.say(AGENT, "/aanvragen").await;
    assert!(scene.last(AGENT).contains("I-1: informatie, wacht op akkoord"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("/informatie Rokkeveeen en Meerzicht: maandag is er een markt bij het buurthuis")]
#[case("/informatie voor Rokeveen, Meerzicht: maandag is er een markt bij het buurthuis")]
#[case("/informatie Meerzicht en rokkevean: maandag is er een markt bij het buurthuis")]
#[tokio::test]
async fn a_wijk_with_a_mistake_in_it_is_no_part_of_the_text(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    let last = scene.last(AGENT);
    assert!(last.contains("Rokkeveen") && last.contains("Meerzicht"), "{last}");
    assert!(last.contains("Wat: maandag is er een markt") || last.contains("\nmaandag is er een markt"), "{last}");
}

#[tokio::test]
async fn an_alert_typed_where_information_was_asked_is_an_alert() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, "/informatie Rokkeveen").await;
    scene.say(AGENT, "straatroof rokkeveen man met gele helm en zwarte jas op step").await;
    let last = scene.last(AGENT);
    assert!(last.contains("NOG NIET VERSTUURD") && last.contains("POLITIEBERICHT ZM-0001"), "{last}");
}

#[rstest]
#[case("wie plaatst nooit?")]
#[case("welke groepen plaatsen nooit")]
#[case("van welke groepen horen we nooit iets, zijn er stille groepen")]
#[tokio::test]
async fn who_never_posts_is_answered_by_wijk(#[case] said: &str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(AGENT, said).await;
    let verstaan = scene.stage.verstaan().unwrap();
    assert_eq!(verstaan.intent, Some(Intent::Dekking), "{said}: {}", scene.last(AGENT));
}
