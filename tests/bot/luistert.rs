//! A preview listens: a line typed at it changes the alert, the new preview says what changed, and only what it shows leaves.

use rstest::rstest;

use crate::harness::{AGENT, Engine, Scene};

/// What stands in the preview at which each line is typed.
const EERST: &str =
    "/melding woninginbraak Rokkeveen Waterlelie om 11.50 uur man zwarte jas pet witte schoenen richting station";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    for (wijk, wie) in [("rokkeveen", "31612340101"), ("meerzicht", "31612340102"), ("noordhove", "31612340103")] {
        scene.group("zoetermeer", wijk, &format!("Buurtapp {wijk}"), &[wie]).await;
    }
    scene.say(AGENT, EERST).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{}", scene.last(AGENT));
    scene
}

/// Each line, what the alert says after it, and what it says no more.
#[rstest]
// The wijk.
#[case("nee meerzicht", "Meerzicht", "Rokkeveen")]
#[case("verkeerde wijk, moet noordhove zijn", "Noordhove", "Rokkeveen")]
#[case("NEE niet rokkeveen. MEERZICHT", "Meerzicht", "Rokkeveen")]
#[case("ja maar het is noordhove", "Noordhove", "Rokkeveen")]
#[case("de wijk klopt niet, dit hoort in meerzicht", "Meerzicht", "Rokkeveen")]
#[case("er moet meerzicht staan ipv rokkeveen", "Meerzicht", "Rokkeveen")]
#[case("je hebt er rokkeveen van gemaakt maar het is noordhove", "Noordhove", "Rokkeveen")]
#[case("sorry typefout, meerzicht", "Meerzicht", "Rokkeveen")]
#[case("ook naar noordhove erbij", "Noordhove", "Gewijzigd")]
#[case("voeg meerzicht toe svp", "Rokkeveen en Meerzicht", "Gewijzigd")]
// Who it is.
#[case("2 mannen", "2 mannen, zwarte jas", "man, zwarte")]
#[case("het waren 2 man", "2 mannen, zwarte jas", "man, zwarte")]
#[case("het waren er 3", "3 mannen, zwarte jas", "man, zwarte")]
#[case("nee nee een VROUW, geen man", "vrouw, zwarte jas", "man")]
#[case("bijna goed alleen is het een vrouw", "vrouw, zwarte jas", "man,")]
#[case("3 daders trouwens", "3 daders, zwarte jas", "man,")]
#[case("het blijken toch 2 jongens te zijn", "2 jongens, zwarte jas", "man,")]
#[case("1 dader, geen 2", "1 dader, zwarte jas", "man,")]
#[case("was n meisje", "meisje, zwarte jas", "man,")]
#[case("2 man, niet 1. De buurman filmt", "2 mannen, zwarte jas", "filmt")]
// What they wear.
#[case("jas was groen", "groene jas", "zwarte")]
#[case("die jas is donkerblauw", "donkerblauwe jas", "zwarte")]
#[case("eh wacht die jas was groen hoor ik net van de collega", "groene jas", "zwarte")]
#[case("niet zwart maar blauw", "blauwe jas", "zwarte")]
#[case("grijs, niet zwart", "grijze jas", "zwarte")]
#[case("niet zw, donkerblauw", "donkerblauwe jas", "zwarte")]
#[case("blauwe jas", "blauwe jas", "zwarte")]
#[case("oeps t was een blauwe jas, geen zwarte", "blauwe jas", "zwarte")]
#[case("bijna goed! alleen die jas, die was niet zwart maar bruin", "bruine jas", "zwarte")]
#[case("jas bleek bodywarmer", "zwarte bodywarmer", "jas")]
#[case("schoenen waren rood", "rode schoenen", "witte")]
#[case("verander wit in rood", "rode schoenen", "witte")]
#[case("maak van pet muts", "muts", " pet")]
#[case("jas = blauw", "blauwe jas", "zwarte")]
// What is to go.
#[case("zonder pet", "zwarte jas", " pet")]
#[case("zonder dat petje graag", "zwarte jas", " pet")]
#[case("doe dat petje er maar uit", "zwarte jas", " pet")]
#[case("haal die pet weg", "zwarte jas", " pet")]
#[case("pet eruit", "zwarte jas", " pet")]
#[case("geen jas", "witte schoenen", "jas")]
#[case("richting weg", "zwarte jas", "station")]
#[case("straat eruit", "zwarte jas", "Waterlelie")]
// What is to come with it.
#[case("zet erbij: rode rugzak", "rode rugzak", "Gewijzigd")]
#[case("rugzak erbij", "rugzak", "Gewijzigd")]
#[case("rode rugzak", "rode rugzak", "Gewijzigd")]
#[case("zet er nog bij dat hij mank loopt", "mank loopt", "Gewijzigd")]
#[case("ik zou nog toevoegen dat hij mank loopt links", "mank loopt links", "Gewijzigd")]
#[case("die sporttas is blauw", "blauwe sporttas", "Gewijzigd")]
#[case("hij heeft ook een mes", "mes", "Gewijzigd")]
#[case("ze zijn te voet", "te voet", "Gewijzigd")]
#[case("op een zwarte scooter", "zwarte scooter", "Gewijzigd")]
// When, where to, which street, what it is.
#[case("tijd was 11.10", "11.10", "11.50")]
#[case("11.40 was t", "11.40", "11.50")]
#[case("11.20 en niet 11.50", "11.20", "11.50")]
#[case("tijd klopt nie, 11.40", "11.40", "11.50")]
#[case("richting was noord", "richting noord", "station")]
#[case("ri zwembad niet station", "zwembad", "station")]
#[case("nee richting het park", "park", "station")]
#[case("straat is Kerkweg", "Kerkweg", "Waterlelie")]
#[case("straat fout: vijverlaan", "ijverlaan", "Waterlelie")]
#[case("het is een overval", "OVERVAL", "inbraak")]
#[case("woord inbraak klopt niet, is overval", "OVERVAL", "inbraak")]
#[case("geen inbraak maar straatroof", "STRAATROOF", "inbraak")]
#[tokio::test]
async fn a_correction_is_in_what_leaves(#[case] line: &str, #[case] says: &str, #[case] no_more: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Gewijzigd: ") && shown.contains("NOG NIET VERSTUURD"), "{line}: {shown}");
    assert!(shown.contains('*') || shown.contains("(weg: "), "what changed stands out: {line}: {shown}");
    assert_eq!(scene.alerts().len(), 0, "{line}");
    // What was said of it beside the change holds up a typed yes; a number or a colleague may be asked for.
    scene.tap(AGENT, "Versturen").await;
    let alerts = scene.alerts();
    let [alert, ..] = alerts.as_slice() else { panic!("{line}: {}", scene.last(AGENT)) };
    let has = |text: &str| alert.shown.text.to_lowercase().contains(&text.to_lowercase());
    assert!(has(says), "{line}: {}", alert.shown.text);
    assert!(!has(no_more), "{line}: {}", alert.shown.text);
}

#[tokio::test]
async fn what_changed_stands_in_bold_and_a_typed_yes_sends_the_new_text() {
    let mut scene = scene().await;
    scene.say(AGENT, "nee 2 mannen, en het is meerzicht").await;
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Gewijzigd: waar *Meerzicht"), "{shown}");
    assert!(shown.contains("tekst *2 mannen*, zwarte jas") && shown.contains("(weg: man)"), "{shown}");
    scene.say(AGENT, "v").await;
    let alerts = scene.alerts();
    assert_eq!(alerts.len(), 1, "{}", scene.last(AGENT));
    assert!(alerts[0].shown.text.contains("2 mannen") && alerts[0].shown.text.contains("Meerzicht"));
    assert_eq!(scene.last("31612340101"), "", "the wijk of before hears nothing");
}

#[rstest]
#[case("jas was groen, nog niet sturen")]
#[case("moet meerzicht zijn, de melder was in de war")]
#[case("2 mannen, er was iets met zijn been")]
#[case("zonder pet maar het is ook zo'n rare kleur broek")]
#[tokio::test]
async fn what_had_no_place_is_told_and_holds_up_a_typed_yes(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Gewijzigd: ") && shown.contains("Dat staat niet in ZM-0001"), "{line}: {shown}");
    for yes in ["v", "ja", "versturen"] {
        scene.say(AGENT, yes).await;
        assert_eq!(scene.alerts().len(), 0, "{line} / {yes}");
    }
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.alerts().len(), 1, "{line}: {}", scene.last(AGENT));
}

#[rstest]
#[case("wacht even met sturen")]
#[case("nog niet goed")]
#[case("graag wat korter")]
#[case("is dit wel meerzicht?")]
#[case("kan dat stuk over die schoenen anders")]
#[case("naam is Piet Jansen, bsn 123456782")]
#[case("wij rijden naar meerzicht")]
#[case("ben nu in meerzicht")]
#[case("het is een marokkaan")]
#[case("bel 0612345678 voor meer")]
#[tokio::test]
async fn what_changes_nothing_or_may_not_stand_there_leaves_the_text_as_it_was(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(!shown.contains("Gewijzigd: "), "{line}: {shown}");
    scene.say(AGENT, "v").await;
    assert_eq!(scene.alerts().len(), 0, "{line}");
}

#[tokio::test]
async fn several_changes_after_each_other_are_all_in_it() {
    let mut scene = scene().await;
    for line in ["2 mannen", "jas was groen", "zonder pet", "zet erbij: rode rugzak", "tijd was 11.10"] {
        scene.say(AGENT, line).await;
        assert!(scene.last(AGENT).contains("Gewijzigd: "), "{line}: {}", scene.last(AGENT));
    }
    scene.say(AGENT, "v").await;
    let alert = scene.alerts()[0].shown.text.clone();
    assert!(alert.contains("2 mannen, groene jas, witte schoenen, rode rugzak"), "{alert}");
    assert!(alert.contains("11.10 uur"), "{alert}");
}

#[rstest]
#[case("scooter was blauw", "weg op een blauwe scooter")]
#[case("nee een fatbike, geen scooter", "weg op een rode fatbike")]
#[case("rood is fout, moet groen zijn", "weg op een groene scooter")]
#[tokio::test]
async fn an_update_listens_too(#[case] line: &str, #[case] says: &str) {
    let mut scene = scene().await;
    scene.tap(AGENT, "Versturen").await;
    scene.say(AGENT, "/update weg op een rode scooter").await;
    scene.say(AGENT, line).await;
    let shown = scene.last(AGENT);
    assert!(shown.starts_with("Gewijzigd: "), "{line}: {shown}");
    scene.say(AGENT, "ja verstuur maar").await;
    let update = scene.last("31612340101");
    assert!(update.contains("UPDATE ZM-0001") && update.contains(says), "{line}: {update}");
}
