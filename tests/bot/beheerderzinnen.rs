//! What beheerders type under an open alert, as they type it: dialect, typing errors, voice to text, several things in
//! one line, questions, thanks and jokes. Where it then stands, and whether the next of the group is called up.

use heterdaad::bot::route::schema::schema;
use heterdaad::domain::persoon::Rang;
use heterdaad::store::persoon;
use heterdaad::whatsapp::ids::WaId;
use rstest::rstest;

use crate::harness::{BEGIN_MS, Database, Engine, HOOFD, LINE, Scene};

const RESERVE: &str = "31612340102";
const POSTED: &str = "select g.naam from uitzetting u join groep g on g.id = u.groep_id where u.geplaatst_ms is not null order by g.naam";

/// With one group, Waterlelie: what is typed, whether it then stands there, and whether the reserve is called up.
const EEN_GROEP: &[(&str, bool, bool)] = &[
    ("staat erin!", true, false),
    ("gedaan hoor", true, false),
    ("ja staat er in", true, false),
    ("hij staat erin hoor 👍", true, false),
    ("doorgestuurd naar de groep", true, false),
    ("heb um doorgestuurd", true, false),
    ("k heb t geplaatst", true, false),
    ("gedaan, wat een toestand zeg", true, false),
    ("staat erin, sterkte collega's", true, false),
    ("is doorgezet", true, false),
    ("doorgestuurd en bedankt voor het snelle bericht", true, false),
    ("geplaatst in de buurtapp groetjes", true, false),
    ("heb het in de app gezet", true, false),
    ("done", true, false),
    ("doorgestuurt", true, false),
    ("Gedeeld met de buurt.", true, false),
    ("staat er al in, had mijn collega gedaan", true, false),
    ("doe het zo", false, false),
    ("moet ik dit doorsturen?", false, false),
    ("is het al doorgestuurd?", false, false),
    ("is het al doorgestuurd", false, false),
    ("wie heeft dit doorgestuurd", false, false),
    ("heeft iemand dit al geplaatst", false, false),
    ("had ik het maar doorgestuurd", false, false),
    ("per ongeluk verwijderd, staat er niet meer in", false, false),
    ("in de verkeerde groep geplaatst", false, false),
    ("bijna gedaan", false, false),
    ("doorgestuurd naar mijn vrouw, die is beheerder", false, false),
    ("zodra ik thuis ben doorgestuurd", false, false),
    ("nergens geplaatst", false, false),
    ("nog nie gedaan", false, false),
    ("tis niet gelukt om te plaatsen", false, true),
    ("straks", false, false),
    ("over 5 minuutjes", false, false),
    ("nee", false, false),
    ("mooi werk", false, false),
    ("haha weer die scooter jongens", false, false),
    ("bedankt", false, false),
    ("dank voor de info", false, false),
    ("wat voor auto was het", false, false),
    ("zijn ze al gepakt?", false, false),
    ("👍", false, false),
    ("ok", false, false),
    ("gezien", false, false),
    ("hoe stuur ik door", false, false),
    ("mag dit ook op facebook", false, false),
    ("goedemorgen allemaal", false, false),
    ("ik zit op mijn werk kan er niet bij", false, true),
    ("lukt me effe niet", false, true),
    ("ben aan het rijden", false, true),
    ("geen tijd sorry", false, true),
    ("kan nu niet zit in vergadering", false, true),
    ("niet thuis", false, true),
];

/// With two, Parkzicht and Zuid 2: what is typed, where it then stands, and whether the reserve is called up.
const TWEE_GROEPEN: &[(&str, &[&str], bool)] = &[
    ("heb m in beide gezet", &["Parkzicht", "Zuid 2"], false),
    ("allebei gedaan", &["Parkzicht", "Zuid 2"], false),
    ("parkzicht + zuid 2 gedaan", &["Parkzicht", "Zuid 2"], false),
    ("parkzicht/zuid 2 staat erin", &["Parkzicht", "Zuid 2"], false),
    ("Staat zowel in parkzicht als zuid 2", &["Parkzicht", "Zuid 2"], false),
    ("parkzicht gedaan zuid volgt", &["Parkzicht"], false),
    ("zuid 2 gedaan, parkzicht lukt nie", &["Zuid 2"], true),
    ("zuid 2 is gedaan en parkzicht kan ik niet bij", &["Zuid 2"], true),
    ("heb parkzicht gedaan maar kom niet in zuid 2", &["Parkzicht"], false),
    ("doorgestuurd in parkzicht, zuid 2 ben ik geen beheerder meer van", &["Parkzicht"], false),
    ("in parkzicht stond het al", &["Parkzicht"], false),
    ("zuid twee staat erin", &["Zuid 2"], false),
    ("parkzigt geplaatst", &["Parkzicht"], false),
    ("zuid2 staat er in", &["Zuid 2"], false),
    ("alleen parkzicht gedaan", &["Parkzicht"], false),
    ("parkzicht wel zuid 2 nog niet", &["Parkzicht"], false),
    ("gedaan behalve in zuid 2", &["Parkzicht"], false),
    ("beide lukt niet vandaag", &[], true),
    ("zuid 2 lukt niet parkzicht ook niet", &[], true),
    ("gedaan", &[], false),
    ("zuid 2 gedaan?", &[], false),
    ("wie doet parkzicht", &[], false),
    ("zet jij m in zuid 2", &[], false),
    ("parkzicht ✅ zuid 2 ❌", &[], false),
    ("de ene wel de andere niet", &[], false),
    ("kan het in geen van beide zetten", &[], true),
    ("nog niet in alle groepen gedaan", &[], false),
    ("niet alleen in parkzicht", &[], false),
    ("bedankt allemaal!", &[], false),
    ("alles goed daar?", &[], false),
    ("top, zuid 2 is altijd rustig", &[], false),
    ("parkzicht", &[], false),
    ("zuid 3 staat erin", &[], false),
];

async fn scene(groepen: &[&str]) -> Scene {
    let mut scene = Scene::on(Database::ready(Engine::Sqlite).await, schema).await;
    scene.stage.simulator.world().add_phone(RESERVE, "reserve");
    for naam in groepen {
        scene.group("zoetermeer", "rokkeveen", naam, &[HOOFD]).await;
        let mut tx = scene.stage.store.begin().await.unwrap();
        let groep = persoon::find_group(&mut tx, &"zoetermeer".into(), naam).await.unwrap().unwrap();
        let id = persoon::name_by_phone(&mut tx, &WaId(RESERVE.into()), "reserve", BEGIN_MS).await.unwrap();
        persoon::add_beheerder(&mut tx, groep, id, Rang::Reserve).await.unwrap();
        tx.commit().await.unwrap();
    }
    scene.alert(LINE).await;
    scene
}

/// Where it stands, whether the reserve was called up, and what was answered.
async fn gezegd(groepen: &[&str], text: &str) -> (Vec<String>, bool, String) {
    let mut scene = scene(groepen).await;
    scene.say(HOOFD, text).await;
    scene.pass_ms(10_000).await;
    let gebeld = scene.alerts().iter().any(|alert| alert.to == RESERVE);
    (scene.database.texts(POSTED).await, gebeld, scene.last(HOOFD))
}

#[tokio::test]
async fn with_one_group() {
    let mut anders = Vec::new();
    for (text, erin, gebeld) in EEN_GROEP {
        let gevonden = gezegd(&["Waterlelie"], text).await;
        if (!gevonden.0.is_empty(), gevonden.1) != (*erin, *gebeld) {
            anders.push(format!("'{text}': {gevonden:?}"));
        }
    }
    assert!(anders.is_empty(), "{}", anders.join("\n"));
}

#[tokio::test]
async fn with_two_groups() {
    assert!(EEN_GROEP.len() + TWEE_GROEPEN.len() >= 80);
    let mut anders = Vec::new();
    for (text, erin, gebeld) in TWEE_GROEPEN {
        let gevonden = gezegd(&["Parkzicht", "Zuid 2"], text).await;
        if (gevonden.0.as_slice(), gevonden.1)
            != (erin.iter().map(ToString::to_string).collect::<Vec<_>>().as_slice(), *gebeld)
        {
            anders.push(format!("'{text}': {gevonden:?}"));
        }
    }
    assert!(anders.is_empty(), "{}", anders.join("\n"));
}

#[rstest]
#[case("blorp zwiep knoert")]
#[case("asdfgh")]
#[case("xyz 123")]
#[tokio::test]
async fn what_is_not_understood_under_an_alert_gets_the_buttons_once(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[HOOFD]).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, said).await;
    let last = scene.last(HOOFD);
    assert!(last.contains("112") && last.contains("ZM-0001"), "{last}");
    let titles = scene.titles(HOOFD);
    assert!(
        titles.contains(&"Kan nu niet".to_owned()) || titles.contains(&"Hulp bij doorsturen".to_owned()),
        "{titles:?}"
    );
    scene.say(HOOFD, "mafketel zwabber").await;
    let last = scene.last(HOOFD);
    assert!(last.starts_with("Ziet u iets? Bel 112, noem ZM-0001. Dat begrijp ik niet."), "{last}");
    assert_eq!(scene.titles(HOOFD), [""; 0], "once for an alert");
}
