//! A picture of a missing person: fetched, cleaned, approved by a second officer, sent, and gone afterwards.

use std::io::Cursor;

use axum::body::Bytes;
use heterdaad::domain::rechten::Rol;
use heterdaad::simulator::faults::{Behaviour, Plan};
use heterdaad::simulator::phone::Extra;
use heterdaad::stage::NUMBER;
use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, GEMEENTE, LINE, MINUTE_MS, Scene, VREEMDE};

const CHEF: &str = "31612340004";
const VERMIST: &str = "/melding vermissing Rokkeveen jongen 6 jaar, blauwe jas, rode laarzen";
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// A JPEG with a place in it that nobody may learn.
pub fn photo() -> Bytes {
    let mut jpeg = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(640, 480).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let mut jpeg = jpeg.into_inner();
    let exif = [b"\xff\xe1\x00\x16Exif\0\0".as_slice(), b"GPS 52.06 4.49".as_slice()].concat();
    jpeg.splice(2..2, exif);
    jpeg.into()
}

pub async fn share(scene: &mut Scene, wie: &str, mime: &str, bytes: Bytes, caption: &str) {
    let now_ms = scene.now_ms();
    scene.stage.simulator.world().share_picture(wie, NUMBER, (mime, bytes), caption, now_ms);
    scene.pass_ms(5_000).await;
}

/// Somebody sends a picture, without a word.
pub async fn share_photo(scene: &mut Scene, wie: &str) {
    share(scene, wie, "image/jpeg", photo(), "").await;
}

/// An alert about a missing boy to two groups, and a second officer with the task.
async fn scene(engine: Engine) -> (Scene, Vec<String>) {
    let mut scene = Scene::new(engine).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 2).await;
    scene.person(CHEF, Rol::Goedkeurder, &["zoetermeer"]).await;
    scene.alert(VERMIST).await;
    (scene, groups)
}

/// The ids of pictures that the simulator's Cloud API still has.
fn kept(scene: &Scene, ids: &[String]) -> usize {
    let now_ms = scene.now_ms();
    let world = scene.stage.simulator.world();
    ids.iter().filter(|id| world.media_exists(NUMBER, id, now_ms)).count()
}

fn picture(scene: &Scene, wie: &str, part: &str) -> Option<String> {
    match scene.message(wie, part).shown.extra {
        Extra::Picture(id) => Some(id),
        _ => None,
    }
}

#[rstest]
#[tokio::test]
async fn from_the_officers_phone_to_the_groups_with_a_second_person_and_gone_within_a_day(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (mut scene, groups) = scene(engine).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    assert!(scene.message(AGENT, "Foto bij ZM-0001 ontvangen.").shown.text.contains("De tekst loopt door."));
    let vraag = scene.message(CHEF, "wacht op een tweede collega");
    assert!(vraag.shown.text.contains("Bijschrift: ouders akkoord"), "{}", vraag.shown.text);
    assert_eq!(scene.count(AGENT_BEIDE), 0, "one is asked first");
    let before = scene.count(&groups[0]);
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(CHEF).starts_with("Genoteerd. De foto bij ZM-0001 gaat naar 2 beheerders."));
    assert!(scene.last(AGENT).contains("is goedgekeurd en gaat naar 2 beheerders"), "{}", scene.last(AGENT));
    for wie in &groups {
        let text = scene.last(wie);
        assert!(text.starts_with("UPDATE ZM-0001: nu met foto\nWat: Vermiste persoon\nWaar: Rokkeveen"), "{text}");
        assert!(text.contains("Verwijder de foto na") && text.contains("112"), "{text}");
        assert_eq!(scene.titles(wie), ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen"]);
    }
    assert_eq!(scene.count(&groups[0]), before + 1);
    let id = picture(&scene, &groups[0], "UPDATE ZM-0001").expect("with the picture above it");
    {
        let now_ms = scene.now_ms();
        let world = scene.stage.simulator.world();
        let medium = world.medium(NUMBER, &id, now_ms).unwrap();
        assert!(!medium.bytes.windows(3).any(|bytes| bytes == b"GPS"), "where it was taken is gone");
    }
    // After the first tap the picture by itself, to forward; once.
    scene.pass_ms(MINUTE_MS).await;
    scene.tap(&groups[0], "Staat in de groep").await;
    let alone = scene
        .messages(&groups[0])
        .into_iter()
        .filter(|seen| seen.shown.buttons.is_empty() && seen.shown.extra == Extra::Picture(id.clone()))
        .count();
    assert_eq!(alone, 1);
    scene.tap(&groups[0], "Hulp bij doorsturen").await;
    let alone = scene
        .messages(&groups[0])
        .into_iter()
        .filter(|seen| seen.shown.buttons.is_empty() && seen.shown.extra == Extra::Picture(id.clone()))
        .count();
    assert_eq!(alone, 1, "once");
    // A day after its end nothing of it is left, at Meta or here.
    assert_eq!(kept(&scene, std::slice::from_ref(&id)), 1);
    scene.pass_ms(3 * HOUR_MS + 24 * HOUR_MS).await;
    assert_eq!(kept(&scene, &[id]), 0);
    let left = "select count(*) from foto where upload_id is not null or bijschrift <> '' or toestand <> 'gewist'";
    assert_eq!(scene.database.number(left).await, 0);
}

#[tokio::test]
async fn a_phone_that_was_blocked_since_gets_no_picture() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    scene.say(AGENT_BEIDE, &format!("/blokkeer {}", groups[0])).await;
    let before = scene.count(&groups[0]);
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    assert!(scene.last(CHEF).contains("gaat naar 1 beheerder."), "{}", scene.last(CHEF));
    assert_eq!(scene.count(&groups[0]), before);
    assert!(scene.last(&groups[1]).starts_with("UPDATE ZM-0001"));
}

#[tokio::test]
async fn a_tap_after_the_end_brings_no_picture() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(4 * HOUR_MS).await;
    scene.tap(&groups[0], "Staat in de groep").await;
    scene.pass_ms(10_000).await;
    let alone = scene
        .messages(&groups[0])
        .into_iter()
        .filter(|seen| seen.shown.buttons.is_empty() && matches!(seen.shown.extra, Extra::Picture(_)))
        .count();
    assert_eq!(alone, 0);
}

#[tokio::test]
async fn a_picture_is_deleted_though_meta_is_away_for_hours() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    scene.tap(CHEF, "Goedkeuren").await;
    scene.pass_ms(10_000).await;
    let id = picture(&scene, &groups[0], "UPDATE ZM-0001").expect("with the picture above it");
    scene.pass_ms(3 * HOUR_MS + 11 * HOUR_MS).await;
    scene.stage.simulator.set_plan(Plan::by_script(|_| Behaviour::Refuse(131_000)));
    scene.pass_ms(3 * HOUR_MS).await;
    scene.stage.simulator.set_plan(Plan::default());
    scene.pass_ms(2 * HOUR_MS).await;
    assert_eq!(kept(&scene, &[id]), 0);
}

#[tokio::test]
async fn nobody_approves_their_own_and_after_three_minutes_others_are_asked() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    let vraag = scene.message(CHEF, "wacht op een tweede collega");
    let knop = vraag.shown.choice_titled("Goedkeuren").unwrap().to_owned();
    let tik = serde_json::json!({ "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": knop, "title": "Goedkeuren" } } });
    for wie in [AGENT, GEMEENTE, VREEMDE] {
        scene.send(wie, tik.clone()).await;
    }
    assert!(scene.texts(AGENT).contains(&"U stuurde deze foto zelf. Een collega moet hem goedkeuren.".to_owned()));
    assert!(!scene.texts(&groups[0]).iter().any(|text| text.starts_with("UPDATE")), "nobody without the right");
    assert_eq!(scene.count(AGENT_BEIDE), 0);
    scene.pass_ms(3 * MINUTE_MS).await;
    assert!(scene.last(AGENT_BEIDE).contains("wacht op een tweede collega"), "{:?}", scene.texts(AGENT_BEIDE));
    scene.tap(AGENT_BEIDE, "Goedkeuren").await;
    scene.tap(CHEF, "Afwijzen").await;
    assert_eq!(scene.last(CHEF), "Over de foto bij ZM-0001 is al besloten. U hoeft niets te doen.");
    assert!(scene.last(&groups[1]).starts_with("UPDATE ZM-0001"));
}

#[tokio::test]
async fn what_is_refused_is_deleted_at_once() {
    let (mut scene, groups) = scene(Engine::Sqlite).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ZM-0001 ouders akkoord").await;
    let id = picture(&scene, CHEF, "wacht op een tweede collega").unwrap();
    scene.tap(CHEF, "Afwijzen").await;
    scene.pass_ms(10_000).await;
    assert_eq!(kept(&scene, &[id]), 0);
    assert_eq!(scene.last(AGENT), "De foto bij ZM-0001 is niet goedgekeurd en is gewist. Overleg met uw collega.");
    assert!(!scene.texts(&groups[0]).iter().any(|text| text.starts_with("UPDATE")));
}

#[rstest]
#[case("image/jpeg", b"\xff\xd8\xff\xe0geen foto".to_vec(), "Het bestand is geen foto")]
#[tokio::test]
async fn what_is_no_picture_is_told(#[case] mime: &str, #[case] bytes: Vec<u8>, #[case] answer: &str) {
    let (mut scene, _) = scene(Engine::Sqlite).await;
    share(&mut scene, AGENT, mime, bytes.into(), "").await;
    scene.pass_ms(5_000).await;
    scene.message(AGENT, answer);
    assert_eq!(scene.count(CHEF), 0);
}

#[tokio::test]
async fn a_picture_that_belongs_to_nothing_is_not_kept() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.groups("zoetermeer", "rokkeveen", 1).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "verdachte").await;
    assert!(scene.last(AGENT).starts_with("Een foto kan alleen bij een lopende vermissing"), "{}", scene.last(AGENT));
    scene.alert(LINE).await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    assert!(scene.last(AGENT).starts_with("Een foto kan alleen bij een lopende vermissing"), "no picture of a suspect");
    share(&mut scene, VREEMDE, "image/jpeg", photo(), "ouders akkoord").await;
    assert!(!scene.last(VREEMDE).contains("vermissing"), "{}", scene.last(VREEMDE));
    assert_eq!(scene.database.number("select count(*) from foto").await, 0);
    assert_eq!(scene.database.number("select count(*) from opdracht").await, 0);
    let kept = "select count(*) from inbox where payload is not null and soort = 'bericht'";
    let pictures: Vec<String> = scene.database.texts("select cast(id as text) from inbox where payload is null").await;
    assert_eq!(pictures.len(), 3, "what stood under them is emptied");
    assert!(scene.database.number(kept).await > 0);
    scene.alert(VERMIST).await;
    scene.say(AGENT, "/melding vermissing Oosterheem vrouw 82 jaar, beige jas, rollator").await;
    scene.tap(AGENT, "Annuleren").await;
    scene.groups("zoetermeer", "oosterheem", 1).await;
    scene.alert("/melding vermissing Oosterheem vrouw 82 jaar, beige jas, rollator").await;
    share(&mut scene, AGENT, "image/jpeg", photo(), "ouders akkoord").await;
    assert!(scene.last(AGENT).starts_with("Bij welke vermissing hoort deze foto?"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn without_a_second_officer_it_does_not_go_out() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("loosduinen", "waldeck", 1).await;
    scene.say(AGENT_BEIDE, "/melding vermissing Waldeck jongen 6 jaar, blauwe jas, rode laarzen").await;
    scene.tap(AGENT_BEIDE, "Versturen").await;
    share(&mut scene, AGENT_BEIDE, "image/jpeg", photo(), "ouders akkoord").await;
    assert!(scene.last(AGENT_BEIDE).contains("er is geen tweede collega"), "{}", scene.last(AGENT_BEIDE));
    assert!(!scene.texts(&groups[0]).iter().any(|text| text.starts_with("UPDATE")));
}
