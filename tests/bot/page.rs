//! The page of the demo, in a real Chromium: what a newcomer would do, and what goes wrong on the way.

use rstest::rstest;

use crate::browser::{Browser, Wire, demo};
use crate::harness::LINE;

/// The cards of the people of the demo.
pub const OFFICER: &str = "[data-phone='31612340001']";
pub const SECOND: &str = "[data-phone='31612340002']";
pub const BEHEERDER: &str = "[data-phone='31612340011']";
const RESIDENT: &str = "[data-phone='31612340020']";

/// Keys, as WebDriver names them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
/// Tab with Shift held, which is let go after it.
const BACK: &str = "\u{e008}\u{e004}\u{e000}";

/// Waits until a card shows a text.
pub async fn shows(browser: &Browser, card: &str, text: &str) {
    browser.until(&format!("document.querySelector(`{card} .bubbles`).innerText.includes('{text}')")).await;
}

pub async fn say(browser: &Browser, card: &str, text: &str) {
    browser.click(&format!("{card} textarea")).await;
    browser.keys(text).await;
    browser.click(&format!("{card} .send")).await;
    browser.until(&format!("document.querySelector(`{card} textarea`).value === ''")).await;
}

/// Moves time with the lever, and waits until the clock of the page shows it and the lever is free again.
pub async fn pass(browser: &Browser, ms: u32) {
    let clock =
        "document.getElementById('clock').textContent.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)";
    // A page that was just opened shows no time yet.
    browser.until(&format!("{clock} >= 0")).await;
    let before = browser.run(&format!("return {clock}")).await.as_u64().unwrap();
    browser.click(&format!("[data-pass='{ms}']")).await;
    // The clock and the levers are painted from two messages: both must have come to rest.
    // After midnight it begins at nought.
    let passed = format!("({clock} - {before} + 86400) % 86400");
    let there = format!("{passed} >= {} && !document.querySelector('[data-pass]').disabled", ms / 1_000);
    let calm = format!("(window.calm = ({there}) ? window.calm || performance.now() : 0)");
    browser.until(&format!("{calm} && performance.now() - window.calm > 1000")).await;
    browser.run("window.calm = 0").await;
}

/// An alert from the officer to the groups of Rokkeveen.
async fn alert(browser: &Browser) {
    say(browser, OFFICER, LINE).await;
    shows(browser, OFFICER, "NOG NIET VERSTUURD").await;
    browser.tap(OFFICER, "Versturen").await;
    shows(browser, OFFICER, "ZM-0001 gaat nu naar 19 groepen").await;
    shows(browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
}

/// Says that it stands in the groups, past whatever the bot asks.
async fn report(browser: &Browser) {
    pass(browser, 60_000).await;
    browser.tap(BEHEERDER, "Staat in de groep").await;
    shows(browser, BEHEERDER, "In welke groep staat ZM-0001?").await;
    browser.tap(BEHEERDER, "Kies").await;
    browser.until("document.querySelector('.sheet').contains(document.activeElement)").await;
    browser.click(".sheet .sheet-row").await;
    shows(browser, BEHEERDER, "Genoteerd, dank u.").await;
}

#[tokio::test]
async fn an_alert_from_a_typed_line_to_the_report_of_the_group() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    alert(&browser).await;
    // The own line has two ticks, and the message says which request brought it.
    browser.until(&format!("document.querySelector(`{OFFICER} .own .icon-twice`)")).await;
    browser.click(&format!("{BEHEERDER} .bubble.bot .body")).await;
    browser.until("document.querySelector('#exchanges .marked details').open").await;
    browser.until("document.querySelector('#exchanges .marked .inside')").await;
    let request = browser.text("#exchanges .marked .inside").await;
    assert!(request.contains("politiebericht_woninginbraak") && request.contains("/v26.0/"), "{request}");
    // A forward into a group: the copy stands beside the phone, and keeps the body only.
    browser.menu(&format!("{BEHEERDER} .bubble.bot .body")).await;
    browser.tap(BEHEERDER, "Doorsturen").await;
    browser.tap(BEHEERDER, "Stuur door").await;
    browser.until("document.getElementById('toast').textContent === 'Kies een of meer groepen'").await;
    browser.click(&format!("{BEHEERDER} .sheet label")).await;
    browser.tap(BEHEERDER, "Stuur door").await;
    browser.until("document.querySelector('.residents .forwarded')").await;
    let beside = browser
        .run("return document.querySelector(`[data-phone='31612340011']`).nextElementSibling.matches('.residents')")
        .await;
    assert_eq!(beside, true);
    let copy = browser.text(".residents .bubble").await;
    assert!(
        copy.contains("Doorgestuurd") && copy.contains("POLITIEBERICHT ZM-0001") && copy.contains("Bel direct 112"),
        "{copy}"
    );
    assert_eq!(browser.count(".residents .choice").await, 0);
    // The help button: one tap into the group; asked again, three lines and the bare text to copy.
    browser.tap(BEHEERDER, "Hulp bij doorsturen").await;
    shows(&browser, BEHEERDER, "Zet in mijn groep").await;
    browser.tap(BEHEERDER, "Hulp bij doorsturen").await;
    shows(&browser, BEHEERDER, "1. Houd het politiebericht ingedrukt").await;
    report(&browser).await;
    // The drawing knows it, and the officer hears of it.
    browser.until("document.querySelectorAll(`[data-wijk='rokkeveen'] .dot.geplaatst`).length >= 3").await;
    assert_eq!(browser.count("[data-wijk='oosterheem'] .dot:not(.rust)").await, 0);
    let figures = browser.text("#alert").await;
    assert!(figures.contains("ZM-0001") && figures.contains("/18") && figures.contains("/19"), "{figures}");
    shows(&browser, OFFICER, "ZM-0001: eerste groep").await;
    // Time moved forward: the officer hears how it stands, in order of time.
    pass(&browser, 600_000).await;
    shows(&browser, OFFICER, "ZM-0001 na 5 minuten").await;
}

#[tokio::test]
async fn a_second_officer_chooses_from_lists_and_a_stranger_gets_nowhere() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    say(&browser, SECOND, "/melding").await;
    for (list, choice) in [("soort", "Overval"), ("gemeente", "Loosduinen"), ("wijk", "Waldeck")] {
        let lists = format!("document.querySelectorAll(`{SECOND} .choice`)");
        browser.until(&format!("{lists}.length > 0")).await;
        let (open, titled) =
            (browser.count(".sheet").await, browser.count(&format!("{SECOND} .choice[aria-haspopup]")).await);
        assert_eq!(open, 0, "{list}");
        if titled > 0 && browser.run(&format!("return [...{lists}].pop().hasAttribute('aria-haspopup')")).await == true
        {
            browser.run(&format!("[...{lists}].pop().click()")).await;
            browser.tap(&format!("{SECOND} .sheet"), choice).await;
        } else {
            browser.tap(SECOND, choice).await;
        }
        browser
            .until(&format!("[...document.querySelectorAll(`{SECOND} .own`)].pop().innerText.includes('{choice}')"))
            .await;
        browser.until(&format!("[...document.querySelectorAll(`{SECOND} .bubble`)].pop().matches('.bot')")).await;
    }
    say(&browser, SECOND, "2 mannen met bivakmuts op zwarte scooter").await;
    shows(&browser, SECOND, "POLITIEBERICHT LD-0001").await;
    browser.tap(SECOND, "Versturen").await;
    browser.until("document.querySelectorAll(`[data-wijk='waldeck'] .dot:not(.rust)`).length === 8").await;
    say(&browser, RESIDENT, "melding inbraak").await;
    shows(&browser, RESIDENT, "Spoed? Bel nu 112.").await;
    // Sharing, reacting and answering reach the bot too.
    browser.click(&format!("{RESIDENT} .composer [aria-haspopup]")).await;
    browser.tap(RESIDENT, "Locatie").await;
    shows(&browser, RESIDENT, "Plein 1, Rokkeveen").await;
    browser.click(&format!("{RESIDENT} .composer [aria-haspopup]")).await;
    browser.tap(RESIDENT, "Voorbeeldfoto").await;
    browser.until(&format!("document.querySelector(`{RESIDENT} .picture img`).naturalWidth === 480")).await;
    browser.menu(&format!("{RESIDENT} .bubble.bot .body")).await;
    browser.tap(RESIDENT, "👍").await;
    browser.until(&format!("document.querySelector(`{RESIDENT} .reactions`).innerText === '👍'")).await;
    browser.menu(&format!("{RESIDENT} .bubble.bot .body")).await;
    browser.tap(RESIDENT, "Antwoorden").await;
    browser.keys("dank u").await;
    browser.click(&format!("{RESIDENT} .send")).await;
    browser
        .until(&format!("[...document.querySelectorAll(`{RESIDENT} .own`)].pop().querySelector('blockquote')"))
        .await;
}

#[tokio::test]
async fn a_lost_connection_is_told_and_resumed_with_each_thing_once() {
    let (_program, address) = demo().await;
    let wire = Wire::to(address.clone()).await;
    let browser = Browser::open(&format!("http://{}/", wire.address)).await;
    say(&browser, OFFICER, LINE).await;
    shows(&browser, OFFICER, "NOG NIET VERSTUURD").await;
    wire.cut();
    browser.until("!document.getElementById('lost').hidden").await;
    // What is typed now is not lost.
    browser.click(&format!("{OFFICER} textarea")).await;
    browser.keys("/status").await;
    browser.click(&format!("{OFFICER} .send")).await;
    browser.until("document.getElementById('toast').textContent.includes('niet verstuurd')").await;
    assert_eq!(browser.run(&format!("return document.querySelector(`{OFFICER} textarea`).value")).await, "/status");
    // Meanwhile the alert goes out, from another window.
    heterdaad::whatsapp::install_tls();
    let sent = reqwest::Client::new()
        .post(format!("http://{address}/simulator/phones/31612340001/tap"))
        .header("content-type", "application/json")
        .body(r#"{"title":"Versturen"}"#)
        .send();
    assert_eq!(sent.await.unwrap().status(), 202);
    wire.mend();
    browser.until("document.getElementById('lost').hidden").await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    shows(&browser, OFFICER, "ZM-0001 gaat nu naar 19 groepen").await;
    let twice = browser
        .run("const ids = [...document.querySelectorAll('[data-wamid]')].map((bubble) => bubble.dataset.wamid); return ids.length - new Set(ids).size")
        .await;
    assert_eq!(twice, 0);
    browser.click(&format!("{OFFICER} .send")).await;
    shows(&browser, OFFICER, "/status").await;
}

#[tokio::test]
async fn the_bot_without_power_in_the_middle_of_an_alert_goes_on_where_it_was() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    browser.run("const fault = document.getElementById('fault'); fault.value = 'slow'; fault.dispatchEvent(new Event('change'))").await;
    say(&browser, OFFICER, LINE).await;
    browser.tap(OFFICER, "Versturen").await;
    browser
        .until("document.querySelector(`[data-wijk='rokkeveen'] .dot.onderweg, [data-wijk='rokkeveen'] .dot.bezorgd`)")
        .await;
    browser.click("#bot").await;
    browser.until("document.getElementById('bot').getAttribute('aria-pressed') === 'false'").await;
    // One tick: it left the phone, and nobody took it.
    say(&browser, OFFICER, "/status").await;
    browser.until(&format!("[...document.querySelectorAll(`{OFFICER} .own`)].pop().querySelector('.icon-sent')")).await;
    browser.run("const fault = document.getElementById('fault'); fault.value = 'none'; fault.dispatchEvent(new Event('change'))").await;
    browser.click("#bot").await;
    browser.until("document.getElementById('bot').getAttribute('aria-pressed') === 'true'").await;
    pass(&browser, 60_000).await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    browser.until("document.querySelectorAll(`[data-wijk='rokkeveen'] .dot:is(.bezorgd, .geplaatst, .kan_niet)`).length >= 15").await;
    browser
        .until(&format!("[...document.querySelectorAll(`{OFFICER} .own`)].pop().querySelector('.icon-twice')"))
        .await;
}

#[tokio::test]
async fn the_keyboard_alone_is_enough() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let walk = async |keys: &str, to: &str| {
        for _ in 0..90 {
            if browser.run(&format!("return Boolean({to})")).await == true {
                return;
            }
            browser.keys(keys).await;
        }
        panic!("the keyboard never comes to {to}");
    };
    // The first stop leads past the levers.
    browser.keys(TAB).await;
    assert_eq!(browser.text(":focus").await, "Naar de telefoons");
    browser.keys(ENTER).await;
    walk(TAB, &format!("document.activeElement.matches(`{OFFICER} textarea`)")).await;
    browser.keys(&format!("{LINE}{ENTER}")).await;
    shows(&browser, OFFICER, "NOG NIET VERSTUURD").await;
    walk(BACK, "document.activeElement.innerText === 'Versturen'").await;
    browser.keys(ENTER).await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    // The menu of a message: focus goes in, stays in, and comes back.
    walk(TAB, &format!("document.activeElement.matches(`{BEHEERDER} .more`)")).await;
    browser.keys(ENTER).await;
    browser.until("document.querySelector('.sheet').contains(document.activeElement)").await;
    for _ in 0..12 {
        browser.keys(TAB).await;
        assert_eq!(browser.run("return document.querySelector('.sheet').contains(document.activeElement)").await, true);
    }
    browser.keys(ESCAPE).await;
    assert_eq!(browser.count(".sheet").await, 0);
    assert_eq!(browser.run(&format!("return document.activeElement.matches(`{BEHEERDER} .more`)")).await, true);
    browser.keys(ENTER).await;
    walk(TAB, "document.activeElement.innerText === 'Doorsturen'").await;
    browser.keys(ENTER).await;
    walk(TAB, "document.activeElement.matches('.sheet input')").await;
    browser.keys(" ").await;
    walk(TAB, "document.activeElement.innerText === 'Stuur door'").await;
    browser.keys(ENTER).await;
    browser.until("document.querySelector('.residents .forwarded')").await;
    // A wijk of the drawing.
    walk(TAB, "document.activeElement.getAttribute('data-wijk') === 'rokkeveen'").await;
    browser.keys(ENTER).await;
    browser.until("document.querySelectorAll('#wijk li').length === 19").await;
}

#[tokio::test]
async fn a_narrow_screen_shows_one_thing_at_a_time() {
    let (_program, address) = demo().await;
    let browser = Browser::open_narrow(&format!("http://{address}/")).await;
    assert_eq!(browser.run("return window.innerWidth").await, 360);
    alert_narrow(&browser).await;
    browser.click(&format!("{BEHEERDER} .more")).await;
    browser.tap(BEHEERDER, "Doorsturen").await;
    browser.click(&format!("{BEHEERDER} .sheet label")).await;
    browser.tap(BEHEERDER, "Stuur door").await;
    // The group takes the screen, and the chooser leads back.
    browser.until("document.querySelector('.residents.shown')").await;
    browser.tap("nav", "Wijken").await;
    browser.until("document.querySelector(`[data-wijk='rokkeveen']`).getBoundingClientRect().width > 40").await;
    browser.tap("nav", "De draad").await;
    browser.until("document.querySelector('#exchanges li').getBoundingClientRect().width > 200").await;
    for view in ["Wijken", "De draad", "Telefoons"] {
        browser.tap("nav", view).await;
        let wider = browser.run("return document.documentElement.scrollWidth > 360").await;
        assert_eq!(wider, false, "{view} is wider than the screen");
        assert_eq!(browser.accessibility_faults().await, Vec::<String>::new(), "{view}");
    }
}

/// The same alert where one card is seen at a time.
async fn alert_narrow(browser: &Browser) {
    let choose = async |wa_id: &str| {
        browser
            .run(&format!("const shown = document.getElementById('shown-phone'); shown.value = '{wa_id}'; shown.dispatchEvent(new Event('change'))"))
            .await;
    };
    say(browser, OFFICER, LINE).await;
    browser.tap(OFFICER, "Versturen").await;
    shows(browser, OFFICER, "ZM-0001 gaat nu naar").await;
    choose("31612340011").await;
    shows(browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
}

#[tokio::test]
async fn the_tour_leads_through_the_story_by_the_newcomers_own_clicks() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let step = async |n: u32| {
        browser.until(&format!("document.getElementById('tour').innerText.includes('stap {n} van 9')")).await;
    };
    browser.click("#tour-start").await;
    step(1).await;
    browser.click(".pointed").await;
    browser.click(&format!("{OFFICER} .send")).await;
    step(2).await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Versturen'").await;
    browser.click(".pointed").await;
    step(3).await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Hulp bij doorsturen'").await;
    browser.click(".pointed").await;
    step(4).await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Zet in mijn groep'").await;
    browser.click(".pointed").await;
    browser.until("document.querySelector('.pointed.sheet-row')").await;
    let group = browser.run("return document.querySelector('.pointed').innerText.trim()").await;
    browser.click(".pointed").await;
    let ready =
        format!("document.querySelector(`{BEHEERDER} .sheet-text`)?.innerText.startsWith('POLITIEBERICHT ZM-0001')");
    browser.until(&ready).await;
    browser.tap(&format!("{BEHEERDER} .sheet"), "Verstuur").await;
    step(5).await;
    shows(&browser, ".residents", "POLITIEBERICHT ZM-0001").await;
    let forwarded = "return document.querySelector('.residents .forwarded') === null";
    assert_eq!(browser.run(forwarded).await, true, "a message of their own, not a forwarded one");
    pass(&browser, 60_000).await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Staat in de groep'").await;
    browser.click(".pointed").await;
    step(6).await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Kies'").await;
    browser.tap(BEHEERDER, "Kies").await;
    // The ring lies on the group that they posted in, and not on "in all of them".
    let row = format!("document.querySelector('.pointed.sheet-row')?.innerText.trim() === {group}");
    browser.until(&row).await;
    browser.click(".pointed").await;
    step(7).await;
    browser.click("[data-pass='600000']").await;
    step(8).await;
    for pressed in ["false", "true"] {
        browser.click("#bot").await;
        browser.until(&format!("document.getElementById('bot').getAttribute('aria-pressed') === '{pressed}'")).await;
    }
    step(9).await;
    browser.tap("#tour", "Klaar").await;
    assert_eq!(browser.run("return document.getElementById('tour').hidden").await, true);
    // Once more, while that alert runs: it is asked whether it is another, and the ring goes along.
    browser.click("#tour-start").await;
    step(1).await;
    browser.click(".pointed").await;
    browser.until(&format!("document.querySelector(`{OFFICER} .send.pointed`)")).await;
    browser.click(".pointed").await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Toch nieuw'").await;
    browser.click(".pointed").await;
    step(2).await;
    browser.click(".pointed").await;
    step(3).await;
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0002").await;
    browser.until("document.querySelector('.pointed')?.innerText === 'Hulp bij doorsturen'").await;
}

/// Whoever passes a step over is told nothing that did not happen.
#[rstest]
#[case::nothing_was_sent(1, "", 8)]
#[case::nothing_is_sent_yet(2, "", 8)]
#[case::nothing_was_posted(3, "", 7)]
#[case::not_by_the_button(3, "Staat in de groep", 6)]
#[case::not_yet_posted(4, "", 7)]
#[case::nothing_was_told(5, "", 7)]
#[tokio::test]
async fn a_step_that_is_passed_over_leads_to_one_that_is_true(
    #[case] up_to: u32,
    #[case] tapped: &str,
    #[case] next: u32,
) {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    let step = async |n: u32| {
        browser.until(&format!("document.getElementById('tour').innerText.includes('stap {n} van 9')")).await;
    };
    browser.click("#tour-start").await;
    for n in 1..up_to {
        step(n).await;
        match n {
            1 => {
                browser.click(".pointed").await;
                browser.click(&format!("{OFFICER} .send")).await;
            }
            2 => browser.tap(OFFICER, "Versturen").await,
            3 => browser.tap(BEHEERDER, "Hulp bij doorsturen").await,
            _ => {
                browser.tap(BEHEERDER, "Zet in mijn groep").await;
                browser.click(&format!("{BEHEERDER} .sheet .sheet-row")).await;
                browser.until(&format!("document.querySelector(`{BEHEERDER} .sheet-text`)")).await;
                browser.tap(&format!("{BEHEERDER} .sheet"), "Verstuur").await;
            }
        }
    }
    step(up_to).await;
    if !tapped.is_empty() {
        shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
        pass(&browser, 60_000).await;
        browser.tap(BEHEERDER, tapped).await;
        shows(&browser, BEHEERDER, "In welke groep").await;
    }
    browser.tap("#tour", "Sla over").await;
    step(next).await;
}

#[tokio::test]
async fn no_serious_fault_of_accessibility_in_light_dark_and_english() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    alert(&browser).await;
    browser.click("[data-wijk='rokkeveen']").await;
    browser.click("#exchanges summary").await;
    browser.click("#tour-start").await;
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new(), "light");
    browser.click("#theme").await;
    browser.until("document.documentElement.dataset.theme === 'dark'").await;
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new(), "dark");
    browser.click("#language").await;
    browser.until("document.documentElement.lang === 'en' && document.querySelector('.examples small')").await;
    browser.click(&format!("{OFFICER} .composer [aria-haspopup]")).await;
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new(), "English, with a sheet");
    // No word of the page was forgotten.
    let untranslated = browser.run("return [...document.querySelectorAll('[data-t]')].filter((element) => element.textContent === element.dataset.t || !element.textContent).length").await;
    assert_eq!(untranslated, 0);
}

#[tokio::test]
async fn all_phones_at_once_and_a_share_asleep() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    browser.run("const sleepers = document.getElementById('sleepers'); sleepers.value = '90'; sleepers.dispatchEvent(new Event('change'))").await;
    // Everybody's phone, one after the other.
    browser.until("document.querySelectorAll('#others option').length > 90").await;
    let opened = browser
        .run(
            "const other = document.getElementById('other');
              for (const name of [...document.querySelectorAll('#others option')].map((option) => option.value)) {
                  other.value = name;
                  other.dispatchEvent(new Event('change'));
              }
              return document.querySelectorAll('.card-phone').length",
        )
        .await;
    assert!(opened.as_u64().unwrap() > 100, "{opened}");
    // A number that nobody has yet is a new phone; a typing error opens nothing.
    let other = async |typed: &str| {
        browser
            .run(&format!("const other = document.getElementById('other'); other.value = '{typed}'; other.dispatchEvent(new Event('change'))"))
            .await;
    };
    other("niemand").await;
    other("06 1234 0777").await;
    browser.until("document.querySelector(`[data-phone='31612340777'].shown`)").await;
    other("06 00").await;
    assert_eq!(browser.count(".card-phone").await, opened.as_u64().unwrap() + 1);
    alert(&browser).await;
    pass(&browser, 600_000).await;
    // Whoever sleeps has it, and does nothing with it.
    let posted = browser.count("[data-wijk='rokkeveen'] .dot.geplaatst").await;
    assert!(posted <= 4, "{posted} posted in their sleep");
    browser.run("const sleepers = document.getElementById('sleepers'); sleepers.value = '0'; sleepers.dispatchEvent(new Event('change'))").await;
    pass(&browser, 600_000).await;
    browser.until("document.querySelectorAll(`[data-wijk='rokkeveen'] .dot.geplaatst`).length >= 8").await;
}
