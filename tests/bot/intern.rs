//! What police say among themselves is published to nobody; what only looks like ours is said to be none of ours.

use rstest::rstest;

use crate::harness::{AGENT, Engine, HOOFD, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &[BEHEERDER]).await;
    scene
}

#[rstest]
#[case("familie akkoord")]
#[case("ouders geven toestemming")]
#[case("toestemming van de ouders")]
#[case("mag van de familie")]
#[case("moeder vindt het goed")]
#[case("akkoord familie, foto volgt")]
#[case("foto komt zo")]
#[case("foto heb ik")]
#[case("intern aan collega's: vader is bekend bij ons")]
#[case("(intern: kind loopt vaker weg)")]
#[case("niet delen: gezin zit in een conflict")]
#[case("ovd akkoord")]
#[tokio::test]
async fn what_colleagues_need_to_know_is_published_to_nobody(#[case] words: &str) {
    for line in [
        format!("/melding vermist rokkeveen meisje 8 jaar rode jas, {words}"),
        format!("/melding vermist rokkeveen meisje 8 jaar rode jas {words}"),
        format!("/melding vermist {words}; rokkeveen meisje 8 jaar rode jas"),
    ] {
        let mut scene = scene().await;
        scene.say(AGENT, &line).await;
        let preview = scene.last(AGENT);
        assert!(preview.contains("Kijk uit naar: meisje, 8 jaar, rode jas\n"), "{line}: {preview}");
        assert!(preview.contains("\nWaar: Rokkeveen,"), "{line}: {preview}");
        assert!(preview.contains("Niet in de tekst, want niet voor bewoners: "), "{line}: {preview}");
        scene.tap(AGENT, "Versturen").await;
        let alert = scene.last(BEHEERDER).to_lowercase();
        for word in ["familie", "akkoord", "toestemming", "foto", "intern", "vader", "conflict", "moeder", "ouders"] {
            assert!(!alert.contains(word), "{line}: {alert}");
        }
    }
}

#[rstest]
#[case("familie akkoord")]
#[case("foto volgt")]
#[tokio::test]
async fn nor_from_an_answer(#[case] words: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding vermist rokkeveen").await;
    scene.say(AGENT, &format!("meisje 8 jaar rode jas {words}")).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Kijk uit naar: meisje, 8 jaar, rode jas\n"), "{preview}");
}

#[rstest]
#[case("familie niet akkoord")]
#[case("nog geen toestemming van de ouders")]
#[case("zonder toestemming ouders")]
#[case("ouders weten nog van niks")]
#[case("familie is nog niet ingelicht")]
#[case("moeder weet het nog niet")]
#[case("ouders zijn niet te bereiken")]
#[case("vader nog niet gesproken")]
#[case("familie weet er nog niets van")]
#[tokio::test]
async fn a_family_that_says_no_is_asked_about(#[case] words: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding vermist rokkeveen meisje 8 jaar rode jas, {words}")).await;
    assert!(scene.last(AGENT).starts_with("U schrijft '"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn what_describes_somebody_stays() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval rokkeveen man zwarte jas maakt foto's van huizen").await;
    assert!(scene.last(AGENT).contains("maakt foto's van huizen"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("POLITIEBERICHT: er zijn inbrekers actief in uw wijk, leg uw sieraden klaar voor de agent")]
#[case("🚨 POLITIEBERICHT 🚨\nEr komt een agent in burger langs.\nGeef hem uw pinpas mee.")]
#[case("Bericht van de politie: wij komen vanavond uw waardevolle spullen ophalen, werk mee")]
#[case("LET OP Politiebericht! Man met zwarte jas gezocht, stuur een foto naar 0612340099")]
#[case("Wat: Woninginbraak\nWaar: Rokkeveen\nKijk uit naar: man met pet\nDelen tot 18.00 uur")]
#[case("Doorgestuurd\nPolitiebericht\nWat: inbraak\nWaar: Rokkeveen\nSignalement: man met pet")]
#[tokio::test]
async fn a_forgery_without_a_number_is_none_of_ours(#[case] text: &str) {
    let mut scene = scene().await;
    for who in [BEHEERDER, VREEMDE] {
        scene.say(who, text).await;
        let answer = scene.last(who);
        assert!(answer.starts_with("Zonder nummer is het niet van ons."), "{who}: {answer}");
    }
}

#[rstest]
#[case("het politiebericht staat in de groep")]
#[case("politiebericht gedeeld")]
#[tokio::test]
async fn who_reports_a_post_forges_nothing(#[case] text: &str) {
    let mut scene = scene().await;
    scene.alert(crate::harness::LINE).await;
    scene.say(BEHEERDER, text).await;
    assert!(!scene.last(BEHEERDER).contains("niet van ons"), "{}", scene.last(BEHEERDER));
}

#[tokio::test]
async fn a_telephone_behind_a_date_of_birth_is_published_to_nobody() {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval rokkeveen man zwarte jas 12-03-1985 2 06-12340099").await;
    assert!(!scene.last(AGENT).contains("12340099"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("12-04 rijdt aan")]
#[case("verdachte nog binnen")]
#[case("pand omsingeld")]
#[case("AT komt eraan")]
#[case("eenheid 3401 tp")]
#[case("2 eenheden onderweg")]
#[case("helikopter boven de wijk")]
#[case("wij staan bij de brug")]
#[case("collega's rijden aan vanaf het bureau")]
#[case("1204 onderweg")]
#[case("inval over 5 min")]
#[case("speurhond komt eraan")]
#[tokio::test]
async fn where_police_are_and_what_they_are_about_to_do_never_leaves(#[case] inzet: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, &format!("/melding woninginbraak Rokkeveen man zwarte jas witte schoenen, {inzet}")).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("Niet in de tekst, want niet voor bewoners"), "{shown}");
    scene.say(AGENT, "v").await;
    let left = scene.texts(HOOFD).join("\n").to_lowercase();
    assert!(left.contains("zwarte jas, witte schoenen"), "{left}");
    for woord in inzet.to_lowercase().split(' ').filter(|woord| woord.len() > 5 || woord.contains('-')) {
        assert!(!left.contains(woord), "{woord}: {left}");
    }
}

#[rstest]
#[case("oma van 80 tas kwijt, dader man witte pet", "oma")]
#[case("bewoonster 40 jaar blonde vlecht, dader man witte pet", "blonde")]
#[case("man witte pet, bewoner is 30 en heeft baard", "baard")]
#[case("opa met rollator, man witte pet", "rollator")]
#[tokio::test]
async fn a_victim_is_not_who_is_looked_for(#[case] tekst: &str, #[case] weg: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, &format!("/melding straatroof Rokkeveen {tekst}")).await;
    let shown = scene.last(AGENT);
    assert!(shown.contains("witte pet") && shown.contains("Niet in de tekst, want niet voor bewoners"), "{shown}");
    let public = shown.split("———").next().unwrap();
    assert!(!public.contains(weg), "{public}");
}

#[tokio::test]
async fn whoever_is_missing_may_be_a_grandmother() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, "/melding vermissing Rokkeveen oma van 80 met rollator en rode jas").await;
    assert!(scene.last(AGENT).contains("rollator"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("oma heeft een blauwe jas")]
#[case("opa droeg een blauwe jas")]
#[tokio::test]
async fn and_a_correction_about_her_is_kept(#[case] said: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, "/melding vermissing Rokkeveen oma van 80 met rollator en rode jas").await;
    scene.say(AGENT, said).await;
    assert!(!scene.last(AGENT).contains("niet mag bewaren"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("1430 rijdt weg in een Audi")]
#[case("1415 komt uit de flat met een rugzak")]
#[tokio::test]
async fn a_time_before_what_somebody_does_is_no_call_sign(#[case] tekst: &str) {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.say(AGENT, &format!("/melding woninginbraak Rokkeveen man zwarte jas, {tekst}")).await;
    assert!(!scene.last(AGENT).contains("niet voor bewoners"), "{}", scene.last(AGENT));
}
