//! The account on the page of the demo, in a real Chromium.

use crate::browser::{Browser, demo};

#[tokio::test]
async fn the_account_at_whatsapp_has_levers_of_its_own() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    browser.until("document.getElementById('account-brief').textContent.includes('sjablonen goedgekeurd')").await;
    browser.click("#account summary").await;
    let first = "document.querySelector('#templates li')";
    browser.until(&format!("{first}.innerText.includes('goedgekeurd')")).await;
    // Paused, and let go on.
    let press = |what: &str| {
        format!("[...{first}.querySelectorAll('button')].find((one) => one.textContent === '{what}').click()")
    };
    browser.run(&press("Pauzeer")).await;
    browser.until(&format!("{first}.innerText.includes('gepauzeerd')")).await;
    browser.run(&press("Keur goed")).await;
    browser.until(&format!("!{first}.innerText.includes('gepauzeerd')")).await;
    // A number that is stopped says so, and an alert does not leave.
    let choose = |label: &str, value: &str| {
        format!(
            "const lever = [...document.querySelectorAll('#account-levers label')].find((one) => one.innerText.startsWith('{label}'));
             lever.querySelector('select').value = '{value}';
             lever.querySelector('select').dispatchEvent(new Event('change'))"
        )
    };
    browser.run(&choose("Nummer", "131031")).await;
    browser.until("document.getElementById('account-brief').textContent === 'een nummer is stilgezet'").await;
    browser.run(&choose("Nummer", "")).await;
    browser.until("document.getElementById('account-brief').textContent.includes('sjablonen')").await;
    browser.run(&choose("Bereik", "250")).await;
    browser.until("document.querySelector('#account-levers select').value === '250'").await;
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new());
    // A week goes by.
    let before = browser.text("#date").await;
    browser.click("[data-pass='604800000']").await;
    browser.until(&format!("document.getElementById('date').textContent !== '{before}'")).await;
}

#[tokio::test]
async fn the_account_fits_a_narrow_screen() {
    let (_program, address) = demo().await;
    let browser = Browser::open_narrow(&format!("http://{address}/")).await;
    browser.tap("nav", "Account").await;
    browser.until("document.querySelector('#templates li').getBoundingClientRect().width > 200").await;
    assert_eq!(browser.run("return document.documentElement.scrollWidth > 360").await, false);
    assert_eq!(browser.accessibility_faults().await, Vec::<String>::new());
}
