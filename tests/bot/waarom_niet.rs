//! A plain no is an answer: why somebody does not post an alert, who is asked then, and what police see of it.

use heterdaad::domain::persoon::Rang;
use heterdaad::domain::rechten::Rol;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{AGENT, BEGIN_MS, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const RESERVE: &str = "31612340102";
const MEDE: &str = "31612340103";
const GEMEENTE: &str = "31612340055";

/// One person runs these groups; a reserve stands behind each. Somebody of the gemeente listens.
async fn scene(engine: Engine, groepen: &[&str]) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.stage.simulator.world().add_phone(RESERVE, "reserve");
    for naam in groepen {
        scene.group("zoetermeer", "rokkeveen", naam, &[HOOFD]).await;
        let mut tx = scene.stage.store.begin().await.unwrap();
        let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), naam).await.unwrap().unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(RESERVE.into()), "reserve", BEGIN_MS).await.unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
        tx.commit().await.unwrap();
    }
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    scene.say(GEMEENTE, "/help").await;
    scene
}

fn reserve_gebeld(scene: &Scene) -> bool {
    scene.alerts().iter().any(|alert| alert.to == RESERVE)
}

/// What is typed right after an alert, what police then see, and whether the next of the group is called up at once.
#[rstest]
#[case::does_not_want("wil ik niet plaatsen", "1 wil niet", true)]
#[case::will_not("plaats ik niet", "1 wil niet", true)]
#[case::not_this_one("dit ga ik niet doorsturen", "1 wil niet", true)]
#[case::at_length("sorry maar daar begin ik niet aan, veel te veel onrust in de groep", "1 wil niet", true)]
#[case::no_wish("geen zin in", "1 wil niet", true)]
#[case::in_english("I don't want to post this", "1 wil niet", true)]
#[case::elsewhere("niet voor onze buurt", "1 niet relevant", true)]
#[case::elsewhere_too("dit is niet voor mijn wijk joh", "1 niet relevant", true)]
#[case::full("groep is vol", "1 mag er niet plaatsen", true)]
#[case::no_rights("ik mag er niet plaatsen", "1 mag er niet plaatsen", true)]
#[case::does_not_work("het lukt me niet om het door te sturen", "1 lukt niet", true)]
#[case::button_does_nothing("die knop werkt niet", "1 lukt niet", true)]
#[case::lost("ik ben mijn telefoon kwijt", "1 telefoon kwijt", true)]
#[case::broken("mijn telefoon is kapot, typ op de ipad", "1 telefoon kwijt", true)]
#[case::at_work("ben aan het werk", "1 aan het werk of verhinderd", true)]
#[case::away("ben op vakantie", "1 op vakantie", true)]
#[case::gone("groep bestaat niet meer", "1 groep bestaat niet meer", false)]
#[case::dissolved("die groep is opgeheven hoor", "1 groep bestaat niet meer", false)]
#[case::locked(
    "groep zit op slot, alleen admins kunne posten en ik ben geen admin meer",
    "1 mag er niet plaatsen",
    true
)]
#[case::only_admins("mag daar niks meer in zetten, alleen admins", "1 mag er niet plaatsen", true)]
#[case::nothing_for_us("niks voor onze buurt dit", "1 niet relevant", true)]
#[case::no_more("ik doe dat niet meer hoor", "1 wil niet", true)]
#[case::for_nothing("plaats ik niet hoor, zinloos", "1 wil niet", true)]
#[case::in_water("heb mn mobiel in de wc laten vallen", "1 telefoon kwijt", true)]
#[case::cannot_forward("ik krijg m niet doorgestuurd", "1 lukt niet", true)]
#[case::cannot_forward_it("krijg t nie doorgestuurd", "1 lukt niet", true)]
#[case::does_not_manage("het lukt niet", "1 lukt niet", true)]
#[case::button("die knop doet het ni", "1 lukt niet", true)]
#[case::scaffold("ik sta op de steiger", "1 aan het werk of verhinderd", true)]
#[case::gone_last_week("groep is opgeheven vorige week", "1 groep bestaat niet meer", false)]
#[case::gone_since_january("die app hebben we in januari opgeheven", "1 groep bestaat niet meer", false)]
#[case::gone_in_english("that group no longer exists", "1 groep bestaat niet meer", false)]
#[case::double("dubbel", "1 niet relevant", true)]
#[case::not_here("nee joh, dit speelt hier niet", "1 niet relevant", true)]
#[case::rather_not("liever niet", "1 wil niet", true)]
#[case::not_for_false_alarms("doe ik niet, te vaak loos alarm", "1 wil niet", true)]
#[case::we_do_not("wij doen hier niet aan", "1 wil niet", true)]
#[tokio::test]
async fn a_reason_is_counted_for_police_and_the_next_is_called_where_that_helps(
    #[case] getypt: &str,
    #[case] geteld: &str,
    #[case] volgende: bool,
) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, getypt).await;
    let gezegd = scene.last(HOOFD);
    let begint = ["Begrepen", "Understood", "Genoteerd: Waterlelie bestaat niet meer", "Noted: Waterlelie no longer"];
    assert!(begint.iter().any(|begin| gezegd.starts_with(begin)), "{gezegd}");
    assert_eq!(reserve_gebeld(&scene), volgende, "{gezegd}");
    if volgende {
        // What the reserve does not answer is chased on; what they cannot either is told.
        scene.say(RESERVE, "ben aan het werk").await;
    }
    scene.pass_ms(5 * MINUTE_MS).await;
    let stand = scene.message(AGENT, "na 5 minuten").shown.text;
    assert!(stand.contains(geteld), "{stand}");
    assert_eq!(scene.database.number("select count(*) from spoor where geweigerd is not null").await, 0);
}

/// A question of their own that still stands is no place for what is said of a newer alert.
#[rstest]
#[case("niet voor onze buurt", "Begrepen, niet voor uw groep.")]
#[case("wil ik niet plaatsen", "Begrepen. U krijgt hierover geen herinnering.")]
#[case("staat erin", "Genoteerd, dank u.")]
#[tokio::test]
async fn what_is_said_of_a_newer_alert_answers_no_older_question(#[case] getypt: &str, #[case] antwoord: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.say(HOOFD, "/afmelden").await;
    assert!(!scene.titles(HOOFD).is_empty(), "{}", scene.last(HOOFD));
    scene.pass_ms(MINUTE_MS).await;
    scene.alert(LINE).await;
    scene.pass_ms(MINUTE_MS).await;
    scene.say(HOOFD, getypt).await;
    assert!(scene.last(HOOFD).starts_with(antwoord), "{}", scene.last(HOOFD));
    let heard = "select count(*) from ontvangst where antwoord <> 'geen'";
    let posted = "select count(*) from uitzetting where geplaatst_ms is not null";
    assert_eq!(scene.database.number(heard).await + scene.database.number(posted).await, 1);
}

#[rstest]
#[tokio::test]
async fn several_reasons_are_told_together_the_most_frequent_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = Scene::new(engine).await;
    let wie: Vec<String> = scene.groups("zoetermeer", "rokkeveen", 4).await;
    scene.alert(LINE).await;
    for (wie, getypt) in wie.iter().zip(["ben aan het werk", "kan nu niet", "niet relevant voor ons", "gedaan"]) {
        scene.say(wie, getypt).await;
        if getypt == "gedaan" {
            scene.pass_ms(1_000).await;
        }
    }
    scene.say(AGENT, "/status").await;
    let stand = scene.last(AGENT);
    assert!(stand.contains("3 kan nu niet (2 aan het werk of verhinderd, 1 niet relevant): "), "{stand}");
}

#[rstest]
#[tokio::test]
async fn a_group_that_is_gone_is_told_to_the_gemeente_and_of_several_it_is_asked_which(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine, &["Parkzicht", "Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "groep bestaat niet meer").await;
    assert!(scene.last(HOOFD).starts_with("Welke groep bestaat niet meer: Parkzicht en Waterlelie?"));
    assert!(!reserve_gebeld(&scene), "nothing was noted");
    let voor = scene.count(GEMEENTE);
    scene.say(HOOFD, "parkzicht bestaat niet meer").await;
    assert_eq!(scene.count(GEMEENTE), voor + 1);
    assert!(scene.last(GEMEENTE).contains("de groep Parkzicht niet meer bestaat"), "{}", scene.last(GEMEENTE));
    scene.say(HOOFD, "waterlelie staat erin").await;
    let geplaatst =
        "select g.naam from uitzetting u join groep g on g.id = u.groep_id where u.geplaatst_ms is not null";
    assert_eq!(scene.database.texts(geplaatst).await, ["Waterlelie"]);
    scene.pass_ms(10 * MINUTE_MS).await;
    assert!(!reserve_gebeld(&scene), "nobody can post it in a group that is gone");
}

/// Gone is a group for whoever says so; whoever else got the alert for it is asked as before, until they say it too.
#[rstest]
#[tokio::test]
async fn that_a_group_is_gone_stops_nobody_else(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, MEDE]).await;
    scene.person(GEMEENTE, Rol::Gemeente, &["zoetermeer"]).await;
    scene.settings(|instellingen| instellingen.navraag.mede_meteen = true).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "deze groep bestaat niet meer").await;
    let voor = scene.count(MEDE);
    scene.pass_ms(30 * MINUTE_MS).await;
    assert!(scene.count(MEDE) > voor, "the other is reminded: {:?}", scene.texts(MEDE));
    scene.say(MEDE, "staat erin").await;
    assert_eq!(scene.database.number("select count(geplaatst_ms) from uitzetting").await, 1);
}

/// With two alerts open it is asked of which; the reason that was typed goes along.
#[rstest]
#[case("niet relevant voor ons", "niet_relevant")]
#[case("dit wil ik niet plaatsen", "wil_niet")]
#[case("de groep is vol", "groep_vol")]
#[tokio::test]
async fn of_two_alerts_the_reason_is_kept(#[case] getypt: &str, #[case] reden: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(AGENT, "/melding overval Rokkeveen man rode jas met sporttas").await;
    if scene.titles(AGENT).contains(&"Toch nieuw".to_owned()) {
        scene.tap(AGENT, "Toch nieuw").await;
    }
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    scene.say(HOOFD, getypt).await;
    let redenen = "select reden from ontvangst where reden <> '' order by reden";
    assert!(scene.database.texts(redenen).await.is_empty(), "asked first: {}", scene.last(HOOFD));
    let rij = scene.titles(HOOFD).first().cloned().unwrap_or_default();
    scene.tap(HOOFD, &rij).await;
    assert_eq!(scene.database.texts(redenen).await, [reden], "{rij}: {}", scene.last(HOOFD));
}

/// What is no reason for whoever writes: a question, somebody else, another time, another thing.
#[rstest]
#[case("kan ik dit niet plaatsen of wel?")]
#[case("mijn buurman wil het niet plaatsen")]
#[case("waarom wil niemand dit plaatsen")]
#[case("is die groep weg?")]
#[tokio::test]
async fn what_is_no_reason_is_not_noted_as_one(#[case] getypt: &str) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, getypt).await;
    let niet =
        "select (select count(*) from ontvangst where antwoord = 'kan_niet') + (select count(*) from groepsantwoord)";
    assert_eq!(scene.database.number(niet).await, 0, "{}", scene.last(HOOFD));
    assert!(!reserve_gebeld(&scene));
}

/// With no alert open they hear what they can do about it themselves; nothing is noted, and nobody else is told.
#[rstest]
#[case("groep bestaat niet meer", "/afmelden")]
#[case("deze groep bestaat niet meer", "/afmelden")]
#[case("onze groep is opgeheven hoor", "/afmelden")]
#[case("de groep is vol", "/overdragen of /afmelden")]
#[tokio::test]
async fn with_no_alert_open_they_hear_what_they_can_do(
    #[case] getypt: &str,
    #[case] raad: &str,
    #[values(false, true)] na_een_melding: bool,
) {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    if na_een_melding {
        scene.alert(LINE).await;
        scene.pass_ms(MINUTE_MS).await;
        scene.say(HOOFD, "staat erin").await;
    }
    let voor = scene.count(GEMEENTE);
    scene.say(HOOFD, getypt).await;
    let gezegd = scene.last(HOOFD);
    assert!(gezegd.starts_with("Ik heb niets veranderd.") && gezegd.contains(raad), "{gezegd}");
    assert_eq!(scene.count(GEMEENTE), voor);
    assert_eq!(scene.database.number("select count(*) from ontvangst where antwoord = 'kan_niet'").await, 0);
}

#[tokio::test]
async fn who_does_not_manage_can_still_take_the_help() {
    let mut scene = scene(Engine::Sqlite, &["Waterlelie"]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "doorsturen lukt niet").await;
    scene.tap(HOOFD, "Hulp bij doorsturen").await;
    scene.pass_ms(5_000).await;
    assert!(scene.last(HOOFD).starts_with("Staat ZM-0001 in uw groep?"), "{}", scene.last(HOOFD));
    scene.pass_ms(MINUTE_MS).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert!(scene.last(HOOFD).starts_with("Genoteerd"), "{}", scene.last(HOOFD));
}
