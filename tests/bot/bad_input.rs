//! Everything that people and networks send by mistake: each has a decided answer, or a decided silence.

use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{AGENT, Engine, LINE, Scene, VREEMDE};

const BEHEERDER: &str = "31612340101";

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[BEHEERDER]).await;
    scene
}

fn media(kind: &str) -> Value {
    json!({ "type": kind, kind: { "id": "1", "mime_type": "x/y", "sha256": "x" } })
}

#[rstest]
#[case::empty(json!({ "type": "text", "text": { "body": "" } }), "")]
#[case::only_emoji(json!({ "type": "text", "text": { "body": "🚨🚨🚨" } }), "")]
#[case::sticker(media("sticker"), "")]
#[case::reaction_removed(json!({ "type": "reaction", "reaction": { "message_id": "wamid.x" } }), "")]
#[case::deleted(json!({ "type": "revoke", "revoke": { "original_message_id": "wamid.x" } }), "")]
#[case::edited(json!({ "type": "edit", "edit": { "original_message_id": "wamid.x", "message": { "type": "text", "text": { "body": "x" } } } }), "")]
#[case::new_number(json!({ "type": "system", "system": { "type": "user_changed_number", "wa_id": "31612340777", "body": "x" } }), "")]
#[case::voice(json!({ "type": "audio", "audio": { "id": "1", "mime_type": "audio/ogg", "sha256": "x", "voice": true } }), "Spraakberichten kan ik niet beluisteren.")]
#[case::picture(media("image"), "Foto's en bestanden kan ik niet gebruiken")]
#[case::film(media("video"), "Foto's en bestanden kan ik niet gebruiken")]
#[case::place(json!({ "type": "location", "location": { "latitude": 52.05, "longitude": 4.49 } }), "Dit had ik niet gevraagd")]
#[case::contact(json!({ "type": "contacts", "contacts": [{ "phones": [] }] }), "Dit had ik niet gevraagd")]
#[case::poll(json!({ "type": "unsupported", "errors": [{ "code": 131_051 }], "unsupported": { "type": "poll" } }), "Dit soort bericht kan ik niet lezen.")]
#[case::unknown(json!({ "type": "hologram", "hologram": { "id": 7 } }), "Dit soort bericht kan ik niet lezen.")]
#[case::unknown_button(json!({ "type": "button", "button": { "payload": "🚀", "text": "x" } }), "Deze knop werkt niet meer.")]
#[case::old_button(json!({ "type": "button", "button": { "payload": "geplaatst:999", "text": "x" } }), "Dit politiebericht is niet voor een groep van u.")]
#[case::unknown_command(json!({ "type": "text", "text": { "body": "/voetbal" } }), "/voetbal ken ik niet.")]
#[case::nonsense(json!({ "type": "text", "text": { "body": "x".repeat(4_096) } }), "Dat begrijp ik niet.")]
#[case::control(json!({ "type": "text", "text": { "body": "\u{0}\u{202e}/hel\u{200b}p" } }), "U krijgt hier politieberichten")]
#[tokio::test]
async fn each_has_its_answer(#[case] content: Value, #[case] answer: &str) {
    let mut scene = scene().await;
    scene.send(BEHEERDER, content).await;
    let last = scene.last(BEHEERDER);
    if answer.is_empty() {
        assert_eq!(scene.count(BEHEERDER), 0, "{last}");
    } else {
        assert!(last.starts_with(answer), "{last}");
        assert_eq!(scene.count(BEHEERDER), 1);
    }
    assert_eq!(scene.database.number("select count(*) from inbox where toestand <> 'klaar'").await, 0);
}

#[tokio::test]
async fn a_reply_to_an_unknown_message_counts_for_the_open_alert() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene
        .send(BEHEERDER, json!({ "type": "text", "text": { "body": "gedaan" }, "context": { "id": "wamid.unknown" } }))
        .await;
    assert_eq!(scene.last(BEHEERDER), "Genoteerd, dank u. Ziet u iets? Bel 112.");
}

#[tokio::test]
async fn a_report_with_nothing_open_is_answered() {
    let mut scene = scene().await;
    scene.say(BEHEERDER, "doorgestuurd").await;
    assert_eq!(scene.last(BEHEERDER), "Er staat nu geen politiebericht voor u open. U hoeft niets te doen.");
    scene.say(BEHEERDER, "ok").await;
    scene.say(BEHEERDER, "bedankt").await;
    assert_eq!(scene.count(BEHEERDER), 1, "chatter needs no answer");
}

#[tokio::test]
async fn two_taps_on_one_button_are_one() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.tap(BEHEERDER, "Staat in de groep").await;
    let asked = scene.count(BEHEERDER);
    scene.tap_on(BEHEERDER, "POLITIEBERICHT", "Staat in de groep").await;
    assert!(scene.count(BEHEERDER) <= asked + 1, "asked once, not twice: {:?}", scene.texts(BEHEERDER));
    scene.tap(AGENT, "Versturen").await;
    assert_eq!(scene.last(AGENT), "ZM-0001 is al verstuurd, niet nog een keer. Typ /status voor de stand.");
    assert_eq!(scene.alerts().len(), 1);
}

#[tokio::test]
async fn buttons_of_an_alert_that_has_ended_say_so() {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.pass_ms(2 * 3_600_000).await;
    let alert = "POLITIEBERICHT ZM-0001";
    scene.tap_on(BEHEERDER, alert, "Kan nu niet").await;
    assert_eq!(scene.last(BEHEERDER), "ZM-0001 is al afgelopen. U hoeft niets meer te doen.");
    scene.tap_on(BEHEERDER, alert, "Hulp bij doorsturen").await;
    assert_eq!(scene.last(BEHEERDER), "ZM-0001 is al afgelopen. U hoeft niets meer te doen.");
    scene.tap_on(BEHEERDER, alert, "Staat in de groep").await;
    let answer = scene.last(BEHEERDER);
    assert!(
        answer.starts_with("Genoteerd. ZM-0001 is intussen afgelopen. Plaats dit nu in uw groep:\n\nAFGELOPEN"),
        "{answer}"
    );
    scene.tap(AGENT, "Versturen").await;
    assert!(scene.last(AGENT).starts_with("Dit concept is er niet meer"), "{}", scene.last(AGENT));
    let alerts = scene.alerts();
    assert_eq!(alerts.iter().filter(|alert| alert.shown.text.starts_with("POLITIEBERICHT")).count(), 1);
}

#[rstest]
#[case(4_096, "Dat zijn 4096 tekens, er passen er 230.")]
#[case(231, "Dat zijn 231 tekens, er passen er 230.")]
#[tokio::test]
async fn a_description_that_is_too_long_is_asked_again_and_the_rest_is_kept(
    #[case] length: usize,
    #[case] answer: &str,
) {
    let mut scene = scene().await;
    scene.say(AGENT, "/melding overval rokkeveen").await;
    scene.say(AGENT, &"a".repeat(length)).await;
    assert!(scene.last(AGENT).starts_with(answer), "{}", scene.last(AGENT));
    scene.say(AGENT, "👮").await;
    assert!(scene.last(AGENT).starts_with("Dat is te weinig om op te letten."), "{}", scene.last(AGENT));
    scene.say(AGENT, "man met\nblauwe pet").await;
    assert!(scene.last(AGENT).contains("Kijk uit naar: man met, blauwe pet"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn a_command_of_four_thousand_characters_is_answered() {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval rokkeveen {}", "man ".repeat(1_000))).await;
    assert!(scene.last(AGENT).contains("tekens, er passen er 230."), "{}", scene.last(AGENT));
    scene.say(AGENT, &format!("/melding {}", "🚨".repeat(4_000))).await;
    // The first is not thrown away unsaid.
    assert!(scene.last(AGENT).starts_with("Uw vorige melding over overval in Rokkeveen"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("Wat is er aan de hand?"), "{}", scene.last(AGENT));
}

#[tokio::test]
async fn markup_inside_a_description_stays_text_and_commands_stand_in_none() {
    let mut scene = scene().await;
    scene.alert("/melding overval rokkeveen man {{1}} /stop *jas* %s '; drop table melding").await;
    assert!(
        scene.last(BEHEERDER).contains("Kijk uit naar: man {{1}}, *jas* %s drop table"),
        "{}",
        scene.last(BEHEERDER)
    );
}

#[tokio::test]
async fn somebody_without_a_number_is_ordinary() {
    let mut scene = scene().await;
    scene.stage.simulator.world().phone_mut(VREEMDE).unwrap().hides_number = true;
    scene.say(VREEMDE, "hallo").await;
    assert_eq!(scene.count(VREEMDE), 1);
    // The gemeente makes the person beheerder; there is only a user id.
    scene
        .database
        .execute("insert into beheer (groep_id, persoon_id, rang) select 1, persoon_id, 'mede' from identiteit where soort = 'bsuid'")
        .await;
    scene.alert(LINE).await;
    assert!(scene.last(VREEMDE).starts_with("POLITIEBERICHT ZM-0001"), "{:?}", scene.texts(VREEMDE));
    scene.say(VREEMDE, "gedaan").await;
    assert_eq!(scene.last(VREEMDE), "Genoteerd, dank u. Ziet u iets? Bel 112.");
    assert_eq!(
        scene
            .database
            .number("select count(*) from identiteit where soort = 'telefoon' and waarde = '31612340099'")
            .await,
        0
    );
}

#[tokio::test]
async fn what_must_not_be_kept_is_emptied() {
    let mut scene = scene().await;
    scene.send(BEHEERDER, json!({ "type": "location", "location": { "latitude": 52.05, "longitude": 4.49 } })).await;
    assert_eq!(
        scene.database.number("select count(*) from inbox where soort = 'bericht' and payload is not null").await,
        0
    );
    scene.say(BEHEERDER, "bedankt").await;
    assert_eq!(
        scene.database.number("select count(*) from inbox where soort = 'bericht' and payload is not null").await,
        1
    );
    // Payloads go after 72 hours, keys after nine days.
    let clock = scene.stage.clock.clone();
    scene.pass_ms(73 * 3_600_000).await;
    heterdaad::jobs::clean_up(&scene.stage.store, clock.as_ref()).await.unwrap();
    assert_eq!(scene.database.number("select count(*) from inbox where payload is not null").await, 0);
    assert!(scene.database.number("select count(*) from inbox").await > 0);
    scene.pass_ms(7 * 24 * 3_600_000).await;
    heterdaad::jobs::clean_up(&scene.stage.store, clock.as_ref()).await.unwrap();
    assert_eq!(scene.database.number("select count(*) from inbox").await, 0);
}

#[tokio::test]
async fn an_edited_message_while_writing_is_asked_for_anew() {
    let mut scene = scene().await;
    scene.say(AGENT, LINE).await;
    let edit = json!({ "type": "edit", "edit": { "original_message_id": "wamid.x", "message": { "type": "text", "text": { "body": "verstuur" } } } });
    scene.send(AGENT, edit).await;
    assert!(scene.last(AGENT).starts_with("Een gewijzigd bericht lees ik niet opnieuw."), "{}", scene.last(AGENT));
    assert_eq!(scene.alerts().len(), 0);
}

#[tokio::test]
async fn a_command_in_a_group_is_answered_one_to_one() {
    let mut scene = scene().await;
    // An earlier message one-to-one opened the window to this person; one in a group does not.
    scene.say(AGENT, "/help").await;
    scene.send(AGENT, json!({ "type": "text", "text": { "body": LINE }, "group_id": "Y2FwaV9ncm91cDo" })).await;
    assert!(scene.last(AGENT).contains("POLITIEBERICHT ZM-0001"), "{:?}", scene.texts(AGENT));
}
