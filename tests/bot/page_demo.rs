//! The demo's page in a real Chromium, where a newcomer lost the way: a reload, a narrow screen, the account, a phone
//! that is not there; and people who tap by themselves.

use heterdaad::simulator::phone::Character;
use rstest::rstest;
use serde_json::json;

use crate::browser::{Browser, demo};
use crate::harness::{AGENT, Engine, LINE, Scene};
use crate::page::{BEHEERDER, OFFICER, SECOND, pass, say, shows};

const ENTER: &str = "\u{e007}";
const CAST: [&str; 6] = ["31612340001", "31612340002", "31612340003", "31612340011", "31612340012", "31612340020"];

async fn alert(browser: &Browser) {
    say(browser, OFFICER, LINE).await;
    browser.tap(OFFICER, "Versturen").await;
    shows(browser, OFFICER, "ZM-0001 gaat nu naar").await;
}

/// The phones that stand there, in their order.
async fn cards(browser: &Browser) -> String {
    let ids = "return [...document.querySelectorAll('.card-phone')].map((card) => card.dataset.phone).join(' ')";
    browser.run(ids).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_reload_keeps_every_phone_of_the_story() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let before = cards(&browser).await;
    for wa_id in CAST {
        assert!(before.contains(wa_id), "{before}");
    }
    alert(&browser).await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    // After the alert, and after some hundred things more than one event holds.
    for _ in 0..2 {
        browser.client.refresh().await.unwrap();
        browser.until("document.querySelector('.card-phone')").await;
        assert_eq!(cards(&browser).await, before, "the same phones, in the same order");
        shows(&browser, OFFICER, "ZM-0001 gaat nu naar").await;
        shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
        pass(&browser, 600_000).await;
    }
}

#[tokio::test]
async fn a_reload_keeps_a_phone_that_was_opened_by_hand() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let before = cards(&browser).await;
    browser.click("#other").await;
    browser.keys("06 1234 0077\u{E007}").await;
    browser.until("document.querySelector('[data-phone=\"31612340077\"]')").await;
    browser.client.refresh().await.unwrap();
    browser.until("document.querySelector('[data-phone=\"31612340077\"]')").await;
    assert_eq!(cards(&browser).await, format!("{before} 31612340077"));
}

#[tokio::test]
async fn a_page_that_is_opened_late_begins_with_the_same_phones_on_a_narrow_screen_too() {
    let (_program, address) = demo().await;
    let url = format!("http://{address}/");
    let before = {
        let browser = Browser::open(&url).await;
        alert(&browser).await;
        pass(&browser, 600_000).await;
        cards(&browser).await
    };
    let narrow = Browser::open_narrow(&url).await;
    assert_eq!(cards(&narrow).await, before);
    assert_eq!(narrow.run("return document.querySelector('.card-phone.shown').dataset.phone").await, "31612340001");
    assert_eq!(narrow.run("return document.getElementById('shown-phone').value").await, "31612340001");
}

/// The phone that is seen, and whether the tour covers the chooser or what it points at.
const SEEN: &str = "
    const box = (what) => document.querySelector(what)?.getBoundingClientRect();
    const over = (a, b) => a && b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return [
        document.querySelector('.card-phone.shown')?.dataset.phone ?? document.querySelector('.card-phone.shown')?.dataset.group,
        Boolean(over(box('#tour'), box('.chooser'))),
        Boolean(over(box('#tour'), box('.card-phone.shown .composer'))),
        Boolean(over(box('#tour'), box('nav'))),
        document.querySelector('main').dataset.view,
        document.documentElement.scrollWidth > 360,
    ]";

#[tokio::test]
async fn the_tour_on_a_narrow_screen_shows_the_phone_of_its_step_and_hides_nothing() {
    let (_program, address) = demo().await;
    let browser = Browser::open_narrow(&format!("http://{address}/")).await;
    // It begins wherever one is.
    browser.tap("nav", "Wijken").await;
    browser.click("#tour-start").await;
    let step = async |n: u32, phone: &str| {
        browser.until(&format!("document.getElementById('tour').innerText.includes('stap {n} van 9')")).await;
        assert_eq!(browser.run(SEEN).await, json!([phone, false, false, false, "phones", false]), "step {n}");
    };
    step(1, "31612340001").await;
    browser.click(".pointed").await;
    browser.click(&format!("{OFFICER} .send")).await;
    step(2, "31612340001").await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Versturen'").await;
    browser.click(".pointed").await;
    step(3, "31612340011").await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    browser.tap(BEHEERDER, "Hulp bij doorsturen").await;
    step(4, "31612340011").await;
    // Whoever passes a step over is led too.
    browser.tap("#tour", "Sla over").await;
    step(7, "31612340001").await;
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new());
    // In the other language it goes on in the same way.
    browser.click("#language").await;
    browser.tap("#tour", "Stop").await;
    assert_eq!(browser.run("return document.getElementById('tour').hidden").await, true);
}

#[tokio::test]
async fn a_tap_on_a_message_leaves_the_chat_where_it_is() {
    let (_program, address) = demo().await;
    let url = format!("http://{address}/");
    let narrow = Browser::open_narrow(&url).await;
    say(&narrow, OFFICER, LINE).await;
    shows(&narrow, OFFICER, "NOG NIET VERSTUURD").await;
    for message in [".bubble.bot .body", ".bubble.own .body"] {
        narrow.click(&format!("{OFFICER} {message}")).await;
        assert_eq!(narrow.run("return document.querySelector('main').dataset.view").await, "phones");
        let seen = format!("return document.querySelector(`{OFFICER} .bubbles`).getBoundingClientRect().height > 100");
        assert_eq!(narrow.run(&seen).await, true, "the chat is still there");
    }
    // Whoever asks for the wire gets it.
    narrow.click(&format!("{OFFICER} .bubble.bot .more")).await;
    narrow.tap(OFFICER, "Toon op de draad").await;
    narrow.until("document.querySelector('main').dataset.view === 'wire'").await;
    narrow.until("document.querySelector('#exchanges .marked details').open").await;
}

#[tokio::test]
async fn the_account_opens_without_squeezing_the_map() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    alert(&browser).await;
    browser.click("#account summary").await;
    browser.until("document.querySelector('#account details').open").await;
    browser.until("document.querySelectorAll('#templates li').length > 30").await;
    let whole = "
        const map = document.querySelector('#map svg').getBoundingClientRect();
        const wijken = document.getElementById('wijken');
        const panel = wijken.getBoundingClientRect();
        return [map.bottom <= panel.bottom, map.bottom <= innerHeight, map.height > 200, wijken.scrollHeight <= wijken.clientHeight + 2,
            document.querySelector('#account').getBoundingClientRect().height > 150,
            document.documentElement.scrollHeight <= innerHeight]";
    assert_eq!(browser.run(whole).await, json!([true, true, true, true, true, true]));
    browser.click("#account summary").await;
    browser.until("document.getElementById('wire').getBoundingClientRect().bottom <= innerHeight").await;
}

#[rstest]
#[case("rokkeveen", "telefoons passen bij 'rokkeveen'")]
#[case("niemand", "Geen telefoon heet 'niemand'")]
#[case("06 00", "Geen telefoon heet '06 00'")]
#[case("0900-8844", "kan geen nieuwe telefoon zijn")]
#[case("", "Typ een naam, een wijk of een nieuw nummer.")]
#[tokio::test]
async fn another_phone_that_cannot_be_opened_is_said(#[case] typed: &str, #[case] why: &str) {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let before = cards(&browser).await;
    browser.click("#other").await;
    browser.keys(&format!("{typed}{ENTER}")).await;
    browser.until(&format!("document.getElementById('toast').innerText.includes(`{why}`)")).await;
    assert_eq!(cards(&browser).await, before);
    assert_eq!(
        browser.run("return document.getElementById('other').value").await,
        typed,
        "it stands there to be put right"
    );
}

#[tokio::test]
async fn another_phone_is_opened_by_name_part_of_it_or_number() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    for (typed, wa_id) in [
        ("beheerder 012", "31612300012"),
        ("RESERVE", "31612340014"),
        ("06-1234 0004", "31612340004"),
        ("+31 6 1234 0002", "31612340002"),
        ("06 1234 0777", "31612340777"),
    ] {
        browser.click("#other").await;
        browser.keys(&format!("{typed}{ENTER}")).await;
        browser.until(&format!("document.querySelector(`[data-phone='{wa_id}'].shown`)")).await;
        assert_eq!(browser.run("return document.getElementById('other').value").await, "", "{typed}");
    }
    assert_eq!(browser.count(SECOND).await, 1, "one that stands there already is shown, not made again");
}

#[tokio::test]
async fn people_who_act_by_themselves_answer_alerts_and_nothing_else() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let groups = scene.groups("zoetermeer", "rokkeveen", 4).await;
    for wa_id in &groups[..3] {
        scene.character(wa_id, Character::Taps(11_000, 20_000));
    }
    scene.character(&groups[3], Character::Refuses(11_000, 20_000));
    for (wa_id, typed) in [(0, "/afmelden"), (1, "/wis"), (2, "/afwezig 2 weken"), (3, "/afmelden")] {
        scene.say(&groups[wa_id], typed).await;
    }
    scene.pass_ms(120_000).await;
    for (n, wa_id) in groups.iter().enumerate() {
        let chat: Vec<String> = scene
            .stage
            .simulator
            .world()
            .phone(wa_id)
            .unwrap()
            .chat
            .iter()
            .map(|bubble| bubble.shown.text.clone())
            .collect();
        assert!(!chat.iter().any(|text| text.starts_with("Ja,")), "{n}: {chat:?}");
    }
    assert_eq!(scene.database.number("select count(*) from beheer").await, 4, "all of them are still beheerders");
    scene.alert(LINE).await;
    scene.pass_ms(5 * 60_000).await;
    let posted = scene.database.number("select count(geplaatst_ms) from uitzetting").await;
    assert!((2..=3).contains(&posted), "{posted} said that it stands there: {}", scene.last(AGENT));
}
