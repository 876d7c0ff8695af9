//! The three dialogues of `dialogues.md`, played by hand on the page of the demo, in a real Chromium.
//!
//! They are played in spirit: kinds, places and people are those of the demo. What is counted is what each phone got;
//! every line and every tap has at most one answer, and unasked comes no more than in the dialogues.

use crate::browser::{Browser, demo};
use crate::page::{BEHEERDER, OFFICER, SECOND, pass, say, shows};

const MEDE: &str = "[data-phone='31612340012']";
/// A hoofdbeheerder with a reserve.
const AKELEI: &str = "[data-phone='31612340013']";
const RESERVE: &str = "[data-phone='31612340014']";
const WIJKAGENT: &str = "[data-phone='31612340004']";
/// A beheerder of Oosterheem who reads and does nothing.
const OOSTERHEEM: &str = "[data-phone='31612300016']";

/// Opens the phone of somebody who does not stand on the page from the beginning.
async fn open(browser: &Browser, card: &str) {
    let number: String = card.chars().filter(char::is_ascii_digit).collect();
    browser
        .run(&format!("const other = document.getElementById('other'); other.value = '+{number}'; other.dispatchEvent(new Event('change'))"))
        .await;
    browser.until(&format!("document.querySelector(`{card}`)")).await;
}

/// Moves time to 02.40 of the next night: twelve hours and twenty minutes, in one go.
async fn the_night(address: &str, browser: &Browser) {
    heterdaad::whatsapp::install_tls();
    let moved = reqwest::Client::new()
        .post(format!("http://{address}/simulator/time"))
        .header("content-type", "application/json")
        .body(format!(r#"{{"for_ms":{}}}"#, (12 * 60 + 20) * 60_000))
        .send();
    assert_eq!(moved.await.unwrap().status(), 202);
    browser.until("document.getElementById('clock').textContent.startsWith('02:40')").await;
    browser.until("!document.querySelector('[data-pass]').disabled").await;
}

/// Messages of the bot on a phone, of which so many were brought about by a line or a tap of its own.
async fn counted(browser: &Browser, card: &str) -> (u64, u64) {
    (browser.count(&format!("{card} .bubble.bot")).await, browser.count(&format!("{card} .bubble.own")).await)
}

/// The last message on a phone.
async fn last(browser: &Browser, card: &str) -> String {
    let text =
        browser.run(&format!("return [...document.querySelectorAll(`{card} .bubble.bot`)].pop().innerText")).await;
    text.as_str().unwrap().to_owned()
}

/// Says which groups have it: all of them.
async fn in_all_groups(browser: &Browser) {
    browser.tap(BEHEERDER, "Staat in de groep").await;
    shows(browser, BEHEERDER, "In welke groep staat ZM-0001? Het was voor Buurtapp Parkzicht").await;
    browser.tap(BEHEERDER, "Kies").await;
    browser.until("document.querySelector('.sheet').contains(document.activeElement)").await;
    assert!(browser.text(".sheet .sheet-row").await.starts_with("In alle 3 groepen"));
    browser.click(".sheet .sheet-row").await;
    shows(browser, BEHEERDER, "Genoteerd, dank u. Ziet u iets? Bel 112.").await;
}

#[tokio::test]
async fn dialogue_a_a_burglary_at_twenty_to_three() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    the_night(&address, &browser).await;
    open(&browser, AKELEI).await;
    open(&browser, RESERVE).await;
    browser.click(&format!("{AKELEI} .owner button[title]")).await;
    browser.until(&format!("document.querySelector(`{AKELEI}.off`)")).await;

    say(&browser, OFFICER, "inbraak heterdaad rokkeveen waterlelie 2 man zw jas capuchon te voet ri station").await;
    shows(&browser, OFFICER, "NOG NIET VERSTUURD").await;
    let preview = last(&browser, OFFICER).await;
    for part in [
        "POLITIEBERICHT ZM-0001",
        "Woninginbraak, heterdaad",
        "Rokkeveen, omgeving Waterlelie, 02.40 uur",
        "2 mannen, zwarte jas met capuchon, te voet richting station",
        "Niet zelf benaderen.",
        "Delen tot 04.40 uur.",
        "19 groepen, 16 nu bereikbaar",
        "3 willen 's nachts niets",
        "zw = zwart, ri = richting.",
    ] {
        assert!(preview.contains(part), "no '{part}' in: {preview}");
    }
    browser.tap(OFFICER, "Versturen").await;

    // Within ten seconds of its coming: has it been posted, really?
    shows(&browser, BEHEERDER, "POLITIEBERICHT ZM-0001").await;
    browser.tap(BEHEERDER, "Staat in de groep").await;
    shows(&browser, BEHEERDER, "Deze knop stuurt niets door. Staat het bericht echt al in uw groep?").await;
    browser.tap(BEHEERDER, "Nog niet").await;
    shows(&browser, BEHEERDER, "Tik op de knop hieronder en kies uw groep.").await;
    shows(&browser, OFFICER, "ZM-0001 gaat nu naar 16 groepen. Fout? Typ STOP.").await;
    assert_eq!(counted(&browser, RESERVE).await, (0, 0));

    pass(&browser, 60_000).await;
    in_all_groups(&browser).await;
    browser.tap(MEDE, "Staat in de groep").await;
    shows(&browser, MEDE, "Staat er al sinds 02.4").await;
    assert!(last(&browser, MEDE).await.contains("Niet nog eens plaatsen. Dank u."));

    // A telephone that is off: after a minute the reserve has it.
    shows(&browser, RESERVE, "POLITIEBERICHT ZM-0001").await;
    say(&browser, RESERVE, "ben aan het werk").await;
    shows(&browser, RESERVE, "Begrepen. U krijgt hierover geen herinnering.").await;

    shows(&browser, OFFICER, "ZM-0001: eerste").await;
    for _ in 0..4 {
        pass(&browser, 60_000).await;
    }
    shows(&browser, OFFICER, "ZM-0001 na 5 minuten: ").await;
    let report = last(&browser, OFFICER).await;
    assert!(report.contains("1 nog niet bezorgd: Buurtapp Akelei"), "{report}");
    pass(&browser, 600_000).await;
    for (card, wie, want) in [
        (OFFICER, "meldkamer", (4, 2)),
        (BEHEERDER, "beheerder", (6, 4)),
        (MEDE, "mede-beheerder", (2, 1)),
        (RESERVE, "reserve", (2, 1)),
        (AKELEI, "telefoon uit", (0, 0)),
    ] {
        assert_eq!(counted(&browser, card).await, want, "{wie}");
    }
}

#[tokio::test]
async fn dialogue_b_an_alert_that_was_wrong() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    for card in [AKELEI, RESERVE, WIJKAGENT] {
        open(&browser, card).await;
    }
    say(&browser, OFFICER, "/melding overval in Rokkeveen en Seghwaert man blauwe pet op zwarte scooter").await;
    shows(&browser, OFFICER, "NOG NIET VERSTUURD").await;
    browser.tap(OFFICER, "Versturen").await;
    shows(&browser, AKELEI, "POLITIEBERICHT ZM-0001").await;
    pass(&browser, 60_000).await;
    in_all_groups(&browser).await;
    browser.tap(AKELEI, "Staat in de groep").await;
    shows(&browser, AKELEI, "Genoteerd, dank u.").await;
    shows(&browser, OFFICER, "ZM-0001: eerste").await;
    let before = counted(&browser, OFFICER).await;
    let told = counted(&browser, BEHEERDER).await;

    say(&browser, OFFICER, "STOP fout was de bewoner zelf").await;
    shows(&browser, OFFICER, "Er gaat niets meer uit van ZM-0001. Ook intrekken?").await;
    let question = last(&browser, OFFICER).await;
    for part in ["groepen hebben het", "plaatsten het.", "Nu intrekken", "Afsluiten", "Laten staan"] {
        assert!(question.contains(part), "no '{part}' in: {question}");
    }
    assert_eq!(counted(&browser, BEHEERDER).await, told, "nobody hears of a question");
    browser.tap(OFFICER, "Nu intrekken").await;
    for card in [BEHEERDER, MEDE, AKELEI] {
        shows(&browser, card, "INGETROKKEN ZM-0001").await;
    }
    let withdrawal = last(&browser, BEHEERDER).await;
    for part in [
        "het politiebericht van 14.2",
        "Rokkeveen en Seghwaert",
        "Dit bericht is ingetrokken.",
        "U hoeft niet meer uit te kijken. Spreek niemand aan.",
        "Beheerder: plaats dit bericht en verwijder het oude.",
        "Niet geplaatst",
    ] {
        assert!(withdrawal.contains(part), "no '{part}' in: {withdrawal}");
    }
    say(&browser, BEHEERDER, "hoe verwijder ik dat").await;
    shows(&browser, BEHEERDER, "Houd het oude bericht in uw groep ingedrukt. Tik op de prullenbak").await;
    browser.tap(BEHEERDER, "Staat in de groep").await;
    shows(&browser, BEHEERDER, "Dank u. Voor u is het klaar.").await;

    for _ in 0..5 {
        pass(&browser, 60_000).await;
    }
    shows(&browser, OFFICER, "Intrekking ZM-0001: ").await;
    let progress = last(&browser, OFFICER).await;
    assert!(progress.contains("afgehandeld. Bij 1 is ook een andere beheerder gevraagd."), "{progress}");
    shows(&browser, RESERVE, "INGETROKKEN ZM-0001").await;
    pass(&browser, 600_000).await;
    shows(&browser, OFFICER, "Nog open: ").await;
    let rest = last(&browser, OFFICER).await;
    assert!(rest.contains("Seghwaert ") && rest.contains("Stuur naar wijkagent"), "{rest}");
    browser.tap(OFFICER, "Stuur naar wijkagent").await;
    shows(&browser, OFFICER, "Gestuurd naar 1 wijkagent.").await;
    shows(&browser, WIJKAGENT, "ZM-0001 is ingetrokken").await;
    assert!(last(&browser, WIJKAGENT).await.contains("Buurtapp seghwaert"));

    let (bot, own) = counted(&browser, OFFICER).await;
    assert_eq!((bot - before.0, own - before.1), (5, 3), "officer: three answers and two reports");
    let (bot, own) = counted(&browser, BEHEERDER).await;
    assert_eq!((bot - told.0, own - told.1), (3, 2), "beheerder");
    assert_eq!(counted(&browser, MEDE).await, (2, 0), "the alert and its withdrawal, no reminder: the group has it");
    assert_eq!(counted(&browser, WIJKAGENT).await, (1, 0), "wijkagent");
}

#[tokio::test]
async fn dialogue_c_a_missing_child_and_the_photo_later() {
    let (_program, address) = demo().await;
    let browser = Browser::open(&format!("http://{address}/")).await;
    open(&browser, OOSTERHEEM).await;
    say(&browser, OFFICER, "vermist jongen 6 jr oosterheem speeltuin lavendelpad blauwe jas rode laarzen sinds 1345")
        .await;
    shows(&browser, OFFICER, "NOG NIET VERSTUURD").await;
    let preview = last(&browser, OFFICER).await;
    for part in [
        "POLITIEBERICHT ZM-0001",
        "Vermiste persoon",
        "Oosterheem, speeltuin Lavendelpad, laatst gezien om 13.45 uur",
        "jongen, 6 jaar, blauwe jas, rode laarzen",
        "bel direct 112 en noem ZM-0001",
        "daarna verwijderen",
        "Oosterheem: 12 groepen, 12 nu bereikbaar",
    ] {
        assert!(preview.contains(part), "no '{part}' in: {preview}");
    }
    browser.tap(OFFICER, "Versturen").await;
    shows(&browser, OFFICER, "Foto nodig? Stuur hem hier; een collega keurt hem goed.").await;
    assert!(last(&browser, OFFICER).await.contains("AMBER Alert of Vermist Kind Alert al overlegd?"));
    browser.tap(OFFICER, "Nog niet").await;
    shows(&browser, OFFICER, "Genoteerd: nog niet overlegd.").await;

    browser.click(&format!("{OFFICER} textarea")).await;
    browser.keys("ouders akkoord").await;
    browser.click(&format!("{OFFICER} .composer [aria-haspopup]")).await;
    browser.tap(OFFICER, "Voorbeeldfoto").await;
    shows(&browser, OFFICER, "Een collega keurt hem goed; tot dan gaat hij niet uit. De tekst loopt door.").await;
    shows(&browser, SECOND, "Foto bij vermissing ZM-0001 wacht op een tweede collega.").await;
    shows(&browser, SECOND, "Bijschrift: ouders akkoord").await;
    assert_eq!(counted(&browser, OOSTERHEEM).await, (1, 0), "no photo before it was approved");
    browser.tap(SECOND, "Goedkeuren").await;
    shows(&browser, SECOND, "De foto bij ZM-0001 gaat naar 12 beheerders.").await;
    shows(&browser, OOSTERHEEM, "UPDATE ZM-0001: nu met foto").await;
    browser.until(&format!("document.querySelector(`{OOSTERHEEM} .picture img`).naturalWidth > 0")).await;
    let update = last(&browser, OOSTERHEEM).await;
    for part in ["jongen, 6 jaar", "bel direct 112", "Verwijder de foto na", "Staat in de groep", "Kan nu niet"] {
        assert!(update.contains(part), "no '{part}' in: {update}");
    }

    say(&browser, OFFICER, "jongen is terecht").await;
    shows(&browser, OFFICER, "ZM-0001 afsluiten als").await;
    assert!(last(&browser, OFFICER).await.contains("'terecht'"));
    assert_eq!(counted(&browser, OOSTERHEEM).await, (2, 0), "a question closes nothing");
    browser.tap(OFFICER, "Afsluiten").await;
    shows(&browser, OOSTERHEEM, "AFGELOPEN ZM-0001").await;
    let end = last(&browser, OOSTERHEEM).await;
    for part in ["terecht", "Verwijder ook de foto", "Dank u.", "Staat in de groep"] {
        assert!(end.contains(part), "no '{part}' in: {end}");
    }
    shows(&browser, OFFICER, "ZM-0001 is afgesloten: de vermiste persoon is terecht.").await;
    pass(&browser, 600_000).await;
    assert_eq!(counted(&browser, OOSTERHEEM).await, (4, 0), "beheerder: once more, what they thought of it");
    shows(&browser, OOSTERHEEM, "Hoe was politiebericht ZM-0001 voor u?").await;
    assert_eq!(counted(&browser, SECOND).await, (2, 1), "second officer");
    let (bot, own) = counted(&browser, OFFICER).await;
    assert_eq!(own, 6, "officer");
    // An answer to each, that the photo went out, and that the first group has it (if any has).
    assert!((7..=8).contains(&bot), "officer: {bot}");
}
