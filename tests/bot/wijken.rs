//! A wijk that is named is used, asked about, or said to be impossible: never dropped, never part of a description.

use rstest::rstest;

use crate::harness::{AGENT, AGENT_BEIDE, Engine, LINE, Scene};

async fn scene() -> Scene {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Buurtapp Waterlelie", &["31612340101"]).await;
    scene.group("zoetermeer", "oosterheem", "Buurtapp Oosterheem", &["31612340102"]).await;
    scene.group("loosduinen", "waldeck", "Buurtapp Waldeck", &["31612340103"]).await;
    scene
}

/// What people are to look out for.
fn description(preview: &str) -> String {
    let line = preview.lines().find_map(|line| line.strip_prefix("Kijk uit naar: "));
    line.unwrap_or_else(|| panic!("no description in {preview}")).to_owned()
}

#[rstest]
#[case("Rokkeveen en Waldeck", "Rokkeveen", "Ook in Loosduinen, als eigen melding met een eigen nummer: Waldeck (")]
#[case("Waldeck en Rokkeveen", "Waldeck", "Ook in Zoetermeer, als eigen melding met een eigen nummer: Rokkeveen (")]
#[case("Rokkeveen, Waldeck en Oosterheem", "Rokkeveen en Oosterheem", "eigen nummer: Waldeck (")]
#[case("rokkeveen & kijkduin", "Rokkeveen", "voor Kijkduin/Ockenburgh nu niemand bereikbaar")]
#[case("rokkeveen + Delft", "Rokkeveen", "Niet naar Delft: dat valt buiten het gebied.")]
#[case("rokkeveen en leyenburg", "Rokkeveen", "Niet naar Leyenburg: dat valt buiten het gebied.")]
#[case("Rokkeveen en Verweggistan", "Rokkeveen", "Niet naar Verweggistan: dat ken ik niet als wijk.")]
#[case("Centrum en Rokkeveen", "Centrum en Rokkeveen", "")]
#[tokio::test]
async fn wijken_of_two_gemeenten(#[case] places: &str, #[case] place: &str, #[case] said: &str) {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, &format!("/melding overval {places} man zwarte jas")).await;
    let preview = scene.last(AGENT_BEIDE);
    assert!(preview.contains(&format!("Waar: {place},")), "{preview}");
    assert!(preview.contains(said), "{preview}");
    assert_eq!(description(&preview), "man, zwarte jas", "{preview}");
}

#[rstest]
#[case("Waldeck en Rokkeveen")]
#[case("Rokkeveen of Waldeck")]
#[tokio::test]
async fn who_may_act_in_one_hears_of_the_other(#[case] places: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval {places} man zwarte jas")).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Waar: Rokkeveen,"), "{preview}");
    assert!(preview.contains("Niet naar Waldeck"), "{preview}");
    assert_eq!(description(&preview), "man, zwarte jas", "{preview}");
}

#[rstest]
#[case("rokkeveen en buren man zwarte jas")]
#[case("rokkeveen en omliggende wijken man zwarte jas")]
#[case("Rokkeveen plus aangrenzende wijken man zwarte jas")]
#[case("rokkeveen en omstreken man zwarte jas")]
#[case("rokkeveen + buurwijken man zwarte jas")]
#[case("rokkeveen man zwarte jas ook naar de omliggende wijken")]
#[case("rokkeveen en de wijken eromheen, man zwarte jas")]
#[tokio::test]
async fn the_neighbours_of_a_wijk_come_along_and_are_named(#[case] line: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval {line}")).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Waar: Rokkeveen, Centrum") && preview.contains("Buurwijken erbij: Centrum"), "{preview}");
    assert_eq!(description(&preview), "man, zwarte jas", "{preview}");
}

#[rstest]
#[case("rokkeveen man zwarte jas en oosterheem", "man, zwarte jas")]
#[case("rokkeveen man zwarte jas, ook oosterheem", "man, zwarte jas")]
#[case("rokkeveen man zwarte jas ook gezien in Oosterheem", "man, zwarte jas")]
#[tokio::test]
async fn a_wijk_further_on_is_offered_and_no_description(#[case] line: &str, #[case] described: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval {line}")).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Ook naar Oosterheem sturen?"), "{preview}");
    assert_eq!(description(&preview), described, "{preview}");
    scene.tap(AGENT, "+ Oosterheem").await;
    assert!(scene.last(AGENT).contains("Waar: Rokkeveen en Oosterheem,"), "{}", scene.last(AGENT));
}

#[rstest]
#[case("rokkeveen osterheem")]
#[case("rokkeveen osterheem noordhoven")]
#[case("rokkeveen merzicht")]
#[case("oosterheem segwaert")]
#[case("meerzicht noordhovee palestein")]
#[tokio::test]
async fn a_wijk_with_a_mistake_right_behind_another_is_offered_and_no_place_of_its_own(#[case] wijken: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval {wijken} man zwarte jas")).await;
    let preview = scene.last(AGENT);
    assert!(preview.contains("Ook naar "), "{preview}");
    assert!(!preview.contains("omgeving"), "{preview}");
    assert_eq!(description(&preview), "man, zwarte jas", "{preview}");
}

#[tokio::test]
async fn a_wijk_of_elsewhere_further_on_is_named() {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/melding overval rokkeveen man zwarte jas en ook waldeck").await;
    let preview = scene.last(AGENT_BEIDE);
    assert!(preview.contains("eigen nummer: Waldeck ("), "{preview}");
    assert_eq!(description(&preview), "man, zwarte jas", "{preview}");
}

#[tokio::test]
async fn two_wijken_as_an_answer() {
    let mut scene = scene().await;
    scene.say(AGENT_BEIDE, "/melding overval man zwarte jas").await;
    scene.say(AGENT_BEIDE, "Rokkeveen en Waldeck").await;
    let preview = scene.last(AGENT_BEIDE);
    assert!(preview.contains("Waar: Rokkeveen,") && preview.contains("eigen nummer: Waldeck ("), "{preview}");
}

#[rstest]
#[case("rokkeveen buren zagen man zwarte jas", "buren")]
#[case("rokkeveen man zwarte jas richting Waldeck", "")]
#[tokio::test]
async fn people_and_directions_are_no_wijken(#[case] line: &str, #[case] kept: &str) {
    let mut scene = scene().await;
    scene.say(AGENT, &format!("/melding overval {line}")).await;
    let preview = scene.last(AGENT);
    assert!(!preview.contains("Niet naar") && preview.contains(kept), "{preview}");
}

#[rstest]
#[case("ook oosterheem en niet naar rokkeveen", "Rokkeveen kreeg ZM-0001 al")]
#[case("niet rokkeveen", "Rokkeveen kreeg ZM-0001 al")]
#[case("zonder rokkeveen, wel oosterheem", "Rokkeveen kreeg ZM-0001 al")]
#[case("niet naar meerzicht", "ZM-0001 gaat niet naar Meerzicht.")]
#[case("melding moet ook naar oosterheem maar niet naar noordhove", "ZM-0001 gaat niet naar Noordhove.")]
#[tokio::test]
async fn an_update_takes_no_wijk_away(#[case] said: &str, #[case] why: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update {said}")).await;
    assert!(scene.last(AGENT).starts_with(why), "{said}: {}", scene.last(AGENT));
    scene.say(AGENT, "ja").await;
    assert_eq!(scene.database.number("select count(*) from bijwerking where status = 'verzonden'").await, 0);
}

#[rstest]
#[case("niet in rokkeveen gevonden, nu in oosterheem")]
#[case("hij is niet naar meerzicht gerend maar naar oosterheem")]
#[case("ook in oosterheem gezien, rode fiets")]
#[tokio::test]
async fn news_that_names_wijken_is_news(#[case] said: &str) {
    let mut scene = scene().await;
    scene.alert(LINE).await;
    scene.say(AGENT, &format!("/update {said}")).await;
    assert!(scene.last(AGENT).starts_with("NOG NIET VERSTUURD\nUPDATE"), "{said}: {}", scene.last(AGENT));
}
