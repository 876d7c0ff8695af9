//! The page behind an alert's link button: which alerts have one, what stands on it when, and what a tap says to police.

use heterdaad::domain::deellink::Deellink;
use heterdaad::domain::deelpagina::Deelpagina;
use heterdaad::domain::persoon::{MeldingId, PersoonId};
use heterdaad::simulator::phone::Extra;
use heterdaad::simulator::templates::State;
use reqwest::Method;
use rstest::rstest;

use crate::browser::Browser;
use crate::harness::{AGENT, Engine, HOOFD, LINE, MINUTE_MS, Scene};

const RESERVE: &str = "31612340102";

/// One group of Rokkeveen, whose first beheerder gets alerts with a page.
async fn scene(engine: Engine) -> Scene {
    let mut scene = Scene::new(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD, RESERVE]).await;
    with_pages(&mut scene).await;
    scene
}

async fn with_pages(scene: &mut Scene) {
    scene.stage.stop_bot().await;
    scene.stage.deelpagina = true;
    scene.stage.start_bot().await.unwrap();
}

/// The address of the page under the alert on a phone.
fn adres(scene: &Scene, wie: &str) -> Option<String> {
    match scene.message(wie, "POLITIEBERICHT ZM-0001").shown.extra {
        Extra::Link { title, url } => {
            assert_eq!(title, "Zet in mijn groep");
            Some(url)
        }
        _ => None,
    }
}

async fn ask(method: Method, adres: &str) -> (u16, String) {
    let answer = reqwest::Client::new().request(method, adres).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn get(adres: &str) -> (u16, String) {
    ask(Method::GET, adres).await
}

async fn tap(scene: &mut Scene, adres: &str) -> u16 {
    let (status, _) = ask(Method::POST, adres).await;
    scene.settle().await;
    status
}

async fn taps(scene: &Scene) -> i64 {
    scene.database.number("select count(*) from ontvangst where geopend_ms is not null").await
}

#[rstest]
#[tokio::test]
async fn an_alert_has_a_button_to_its_page_beside_two_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    let here = scene.stage.webhook_url.replace("/webhook", "/d/");
    assert!(adres.starts_with(&here) && adres.len() < here.len() + 60, "{adres}");
    assert_eq!(scene.titles(HOOFD), ["Staat in de groep", "Kan nu niet"]);
    let (status, html) = get(&adres).await;
    assert_eq!(status, 200);
    let bericht = scene.message(HOOFD, "POLITIEBERICHT ZM-0001").shown.text;
    assert!(html.contains(&bericht), "{html}");
    assert!(html.contains("href=\"https://wa.me/?text=POLITIEBERICHT%20ZM-0001%0AWat"), "{html}");
    scene.pass_ms(MINUTE_MS).await;
    scene.tap(HOOFD, "Staat in de groep").await;
    assert!(scene.last(HOOFD).starts_with("Genoteerd"), "{}", scene.last(HOOFD));
}

#[rstest]
#[case::under_review(Some(State::Pending))]
#[case::refused(Some(State::Rejected))]
#[case::paused(Some(State::Paused))]
#[case::never_made(None)]
#[tokio::test]
async fn where_meta_did_not_approve_the_button_the_alert_is_as_ever(#[case] state: Option<State>) {
    let mut scene = scene(Engine::Sqlite).await;
    {
        let mut world = scene.stage.simulator.world();
        match state {
            Some(state) => {
                let linked = world.templates.iter_mut().filter(|template| template.name.ends_with("_delen"));
                linked.for_each(|template| template.state = state);
            }
            None => world.templates.retain(|template| !template.name.ends_with("_delen")),
        }
    }
    scene.alert(LINE).await;
    assert_eq!(adres(&scene, HOOFD), None);
    assert_eq!(scene.titles(HOOFD), ["Staat in de groep", "Kan nu niet", "Hulp bij doorsturen"]);
    assert_eq!(scene.texts(HOOFD).iter().filter(|text| text.contains("POLITIEBERICHT")).count(), 1);
}

#[tokio::test]
async fn a_refusal_that_nobody_told_of_costs_no_alert() {
    let mut scene = scene(Engine::Sqlite).await;
    // Looked up as approved, and taken away since.
    scene.settle().await;
    scene.stage.simulator.world().templates.retain(|template| !template.name.ends_with("_delen"));
    scene.alert(LINE).await;
    assert_eq!(adres(&scene, HOOFD), None);
    assert_eq!(scene.titles(HOOFD).len(), 3);
}

#[tokio::test]
async fn a_template_whose_button_leads_elsewhere_is_not_used() {
    let mut scene = scene(Engine::Sqlite).await;
    for template in &mut scene.stage.simulator.world().templates {
        for component in &mut template.components {
            if let Some(button) = component["buttons"].as_array_mut().and_then(|buttons| buttons.first_mut())
                && button["type"] == "URL"
            {
                button["url"] = "https://elders.example/d/{{1}}".into();
            }
        }
    }
    scene.alert(LINE).await;
    assert_eq!(adres(&scene, HOOFD), None);
    let elsewhere = "select count(*) from sjabloon_stand where status = 'ELSEWHERE'";
    assert_eq!(scene.database.number(elsewhere).await, 10);
}

#[tokio::test]
async fn without_an_address_there_are_no_pages() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &[HOOFD]).await;
    scene.alert(LINE).await;
    assert_eq!(adres(&scene, HOOFD), None);
    let here = scene.stage.webhook_url.replace("/webhook", "/d/1-1-00000000000000000000000000000000");
    assert_eq!(get(&here).await.0, 404);
}

#[tokio::test]
async fn a_gemeente_without_link_buttons_and_an_exercise_have_no_page() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.settings(|instellingen| instellingen.deellink = Deellink::Uit).await;
    scene.alert(LINE).await;
    assert_eq!(adres(&scene, HOOFD), None);
    scene.settings(|instellingen| instellingen.deellink = Deellink::Api).await;
    scene.say(AGENT, "/oefening woninginbraak Rokkeveen man gele jas").await;
    scene.tap(AGENT, "Versturen").await;
    scene.pass_ms(10_000).await;
    let oefening = scene.message(HOOFD, "OEFENING OEF-0001");
    assert_eq!(oefening.shown.extra, Extra::None);
}

#[rstest]
#[tokio::test]
async fn looking_says_nothing_and_a_tap_is_told_apart(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let mut scene = scene(engine).await;
    scene.group("zoetermeer", "rokkeveen", "Parkzicht", &[HOOFD]).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE] {
        ask(method, &adres).await;
    }
    scene.settle().await;
    assert_eq!(taps(&scene).await, 0, "link scanners look, too");
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).contains("2 bezorgd, nog geen antwoord"), "{}", scene.last(AGENT));
    assert_eq!(tap(&mut scene, &adres).await, 204);
    assert_eq!(taps(&scene).await, 1);
    let first = scene.database.number("select geopend_ms from ontvangst where geopend_ms is not null").await;
    scene.pass_ms(MINUTE_MS).await;
    assert_eq!(tap(&mut scene, &adres).await, 204);
    let again = scene.database.number("select geopend_ms from ontvangst where geopend_ms is not null").await;
    assert_eq!(first, again, "the first counts");
    let trail = scene.database.texts("select voorwerp from spoor where daad = 'tikte op Zet in mijn groep'").await;
    assert_eq!(trail.len(), 2, "of each group once: {trail:?}");
    scene.say(AGENT, "/status").await;
    assert!(
        scene.last(AGENT).contains("2 geopend met Zet in mijn groep, nog niet gemeld: Parkzicht, Waterlelie"),
        "{}",
        scene.last(AGENT)
    );
    scene.say(AGENT, "/status details").await;
    assert!(scene.last(AGENT).contains(", 1 tikte op Zet in mijn groep"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("Waterlelie: hoofd geopend"), "{}", scene.last(AGENT));
    // A tap is no report; the report is.
    scene.say(HOOFD, "staat in waterlelie").await;
    scene.say(AGENT, "/status").await;
    assert!(scene.last(AGENT).contains("1 van 2 groepen gemeld geplaatst"), "{}", scene.last(AGENT));
    assert!(scene.last(AGENT).contains("1 geopend met Zet in mijn groep"), "{}", scene.last(AGENT));
}

#[rstest]
#[tokio::test]
async fn whoever_is_at_it_is_left_in_peace_for_two_minutes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let got = |scene: &Scene| scene.texts(RESERVE).iter().any(|text| text.contains("POLITIEBERICHT"));
    let mut scene = scene(engine).await;
    scene
        .database
        .execute("update beheer set rang = 'reserve' where persoon_id <> (select min(persoon_id) from beheer)")
        .await;
    scene.alert(LINE).await;
    assert!(!got(&scene), "the reserve waits");
    scene.pass_ms(2 * MINUTE_MS).await;
    let adres = adres(&scene, HOOFD).unwrap();
    tap(&mut scene, &adres).await;
    scene.pass_ms(MINUTE_MS + 30_000).await;
    assert!(!got(&scene), "at it since a minute and a half");
    scene.pass_ms(MINUTE_MS).await;
    assert!(got(&scene), "that was two minutes without a report");
}

#[tokio::test]
async fn silence_after_no_tap_calls_the_next_as_ever() {
    let mut scene = scene(Engine::Sqlite).await;
    scene
        .database
        .execute("update beheer set rang = 'reserve' where persoon_id <> (select min(persoon_id) from beheer)")
        .await;
    scene.alert(LINE).await;
    get(&adres(&scene, HOOFD).unwrap()).await;
    scene.pass_ms(3 * MINUTE_MS + 10_000).await;
    assert!(scene.texts(RESERVE).iter().any(|text| text.contains("POLITIEBERICHT")));
}

#[rstest]
#[case::closed("/sluit ZM-0001 verdachte aangehouden", Some("Afsluiten"), "is afgelopen", "AFGELOPEN ZM-0001")]
#[case::withdrawn("/intrekken ZM-0001 verkeerde wijk", Some("Intrekken"), "is ingetrokken", "INGETROKKEN ZM-0001")]
#[case::stopped("STOP", None, "is stilgezet", "Zet het nu niet in uw groep")]
#[tokio::test]
async fn what_ended_says_so_and_what_to_post_instead(
    #[case] getypt: &str,
    #[case] knop: Option<&str>,
    #[case] kop: &str,
    #[case] zegt: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut scene = scene(engine).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    scene.say(AGENT, getypt).await;
    if let Some(knop) = knop.filter(|knop| scene.titles(AGENT).iter().any(|title| title == knop)) {
        scene.tap(AGENT, knop).await;
    }
    let (status, html) = get(&adres).await;
    assert_eq!(status, 200);
    assert!(html.contains(kop) && html.contains(zegt), "{html}");
    assert!(!html.contains("Kijk uit naar"), "nothing of the alert: {html}");
    assert_eq!(tap(&mut scene, &adres).await, 204);
    assert_eq!(taps(&scene).await, 0, "nobody is at what ended");
}

#[tokio::test]
async fn a_page_goes_with_its_alert_a_day_later_and_shows_news_before() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    scene.say(AGENT, "/update ZM-0001 man is nu op een fiets").await;
    scene.tap(AGENT, "Versturen").await;
    let (_, html) = get(&adres).await;
    assert!(html.contains("Nieuw: man is nu op een fiets"), "{html}");
    // Its time is up, a moment before anybody noticed.
    scene.database.execute("update melding set geldig_tot_ms = verzonden_ms + 1").await;
    let (_, html) = get(&adres).await;
    assert!(html.contains("is afgelopen") && !html.contains("Kijk uit naar"), "{html}");
    scene.database.execute("update melding set geldig_tot_ms = verzonden_ms - 86400000").await;
    let (status, html) = get(&adres).await;
    assert_eq!(status, 404);
    assert!(html.contains("Deze pagina is er niet of niet meer") && !html.contains("ZM-0001"), "{html}");
}

#[rstest]
#[case::blocked("update persoon set geblokkeerd = 1 where id in (select persoon_id from ontvangst)")]
#[case::a_number_that_may_be_somebody_elses(
    "update persoon set opgeschort_ms = 1 where id in (select persoon_id from ontvangst)"
)]
#[case::left_the_group("delete from beheer")]
#[tokio::test]
async fn whoever_may_not_have_it_any_more_sees_nothing(#[case] sql: &'static str) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    scene.database.execute(sql).await;
    let (status, html) = get(&adres).await;
    assert!(status == 404 && !html.contains("ZM-0001"), "{status} {html}");
    tap(&mut scene, &adres).await;
    assert_eq!(taps(&scene).await, 0);
}

#[tokio::test]
async fn nobody_makes_an_address_of_their_own() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    let (hier, token) = adres.rsplit_once('/').unwrap();
    let (wie, code) = token.rsplit_once('-').unwrap();
    let gegokt = Deelpagina::op("", [b"gegokt".to_vec()]).token(MeldingId(1), PersoonId(1));
    for vals in [
        String::new(),
        code.to_owned(),
        format!("{wie}-{}", "0".repeat(32)),
        format!("1-1-{code}"),
        format!("{token}0"),
        token.to_uppercase(),
        gegokt,
        "%00".to_owned(),
        "..%2f..%2fmetrics".to_owned(),
        "🚨".to_owned(),
        "a".repeat(4_000),
    ] {
        let vals = format!("{hier}/{vals}");
        let (status, html) = get(&vals).await;
        assert!((400..500).contains(&status) && !html.contains("POLITIEBERICHT"), "{vals}: {status}");
        assert!((400..500).contains(&ask(Method::POST, &vals).await.0), "{vals}");
    }
    let body = reqwest::Client::new().post(&adres).body(vec![b'x'; 100_000]).send().await;
    assert!(body.is_err() || body.is_ok_and(|answer| answer.status().as_u16() != 500));
    scene.settle().await;
    assert_eq!(scene.database.number("select count(*) from inbox where toestand = 'onleesbaar'").await, 0);
}

#[tokio::test]
async fn nothing_of_a_visit_stays_and_nothing_comes_from_elsewhere() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let answer = reqwest::get(adres(&scene, HOOFD).unwrap()).await.unwrap();
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("set-cookie"), None);
    assert_eq!(header("cache-control").as_deref(), Some("no-store"));
    assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"));
    let policy = header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("http"), "{policy}");
    let html = answer.text().await.unwrap();
    let elsewhere: Vec<&str> =
        html.split("http").skip(1).filter(|rest| !rest.starts_with("s://wa.me/?text=")).collect();
    assert_eq!(elsewhere, [""; 0], "one address, WhatsApp's own");
}

#[rstest]
#[case::wa(Deellink::Wa, Some("wa.me"))]
#[case::api(Deellink::Api, Some("api.whatsapp.com"))]
#[case::off(Deellink::Uit, None)]
#[tokio::test]
async fn whoever_checks_an_alert_hears_which_addresses_are_ours(
    #[case] deellink: Deellink,
    #[case] whatsapp: Option<&str>,
) {
    let mut scene = scene(Engine::Sqlite).await;
    scene.settings(|instellingen| instellingen.deellink = deellink).await;
    scene.alert(LINE).await;
    scene.say(HOOFD, "/check ZM-0001").await;
    let last = scene.last(HOOFD);
    let hier = scene.stage.webhook_url.replace("http://", "").replace("/webhook", "");
    assert!(last.contains("staan geen links"), "{last}");
    scene.say(HOOFD, "/taal engels").await;
    scene.say(HOOFD, "/check ZM-0001").await;
    assert_eq!(scene.last(HOOFD).contains("our own page"), whatsapp.is_some(), "{}", scene.last(HOOFD));
    match whatsapp {
        Some(whatsapp) => assert!(last.contains(&format!("({whatsapp}) of onze eigen pagina ({hier})")), "{last}"),
        None => assert!(!last.contains("onze eigen pagina"), "{last}"),
    }
}

/// The page leaves its colours to the scheme of whoever looks: this one is dark.
const DONKER: &str = "const root = document.documentElement; const before = getComputedStyle(root).color; \
    root.style.colorScheme = 'dark'; return getComputedStyle(root).color !== before";

#[tokio::test]
async fn on_the_wire_it_is_some_hundreds_of_bytes() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let adres = adres(&scene, HOOFD).unwrap();
    let answer = reqwest::Client::new().get(&adres).header("accept-encoding", "gzip, br").send().await.unwrap();
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("content-encoding").as_deref(), Some("gzip"));
    assert!(header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
    let bytes = answer.bytes().await.unwrap().len();
    assert!(bytes < 1_000, "{bytes}");
    assert!(get(&adres).await.1.contains("POLITIEBERICHT"), "whoever takes no compression gets it plain");
}

#[tokio::test]
async fn a_phone_of_360_pixels_taps_copies_and_reads_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.alert(LINE).await;
    let browser = Browser::on_a_phone(&adres(&scene, HOOFD).unwrap(), "document.getElementById('z')").await;
    assert_eq!(browser.accessibility_faults().await, [""; 0]);
    assert_eq!(browser.run(DONKER).await, true);
    assert_eq!(browser.accessibility_faults().await, [""; 0], "in the dark");
    let wide = "return document.documentElement.scrollWidth <= 360 && document.getElementById('z').offsetHeight >= 48";
    assert_eq!(browser.run(wide).await, true);
    let first = "return document.getElementById('z').getBoundingClientRect().bottom < innerHeight";
    assert_eq!(browser.run(first).await, true, "the button is seen at once");
    browser.click("#k").await;
    browser.until("document.getElementById('s').textContent.length > 0").await;
    assert_eq!(taps(&scene).await, 0, "whoever copies says nothing");
    // WhatsApp is not on this machine: the tap alone is of interest.
    browser.run("document.getElementById('z').addEventListener('click', (tap) => tap.preventDefault())").await;
    browser.click("#z").await;
    let told = "performance.getEntriesByType('resource').some((sent) => sent.initiatorType === 'beacon' && sent.responseStatus === 204)";
    browser.until(told).await;
    scene.settle().await;
    assert_eq!(taps(&scene).await, 1);
}

#[tokio::test]
async fn whoever_reads_english_gets_the_page_in_it_and_the_alert_as_it_is() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.say(HOOFD, "/taal engels").await;
    scene.alert(LINE).await;
    let (_, html) = get(&adres(&scene, HOOFD).unwrap()).await;
    assert!(html.contains("<html lang=en>") && html.contains("Put ZM-0001 in your group."), "{html}");
    assert!(html.contains("<pre id=t lang=nl>POLITIEBERICHT ZM-0001"), "{html}");
}
