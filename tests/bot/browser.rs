//! A real Chromium, led as a person would: it clicks, types and looks.
//!
//! Waiting is done in the page, which tells when it has become so; no test sleeps.

use std::process::Stdio;
use std::sync::{Arc, Mutex};

use fantoccini::actions::{InputSource, MOUSE_BUTTON_RIGHT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::AbortHandle;

/// Browsers at once: each is several processes.
static BROWSERS: Semaphore = Semaphore::const_new(2);
/// How long the page may take until something is so; longer is a failure.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);
/// No sheet is on its way up: what moves cannot be hit.
const STILL: &str = "!document.querySelector('.sheet')?.getAnimations().length";
/// The demo's page is there.
const CARDS: &str = "document.querySelector('.card-phone')";
const AXE: &str = include_str!("vendor/axe.min.js");

/// Reads lines until one holds the mark; answers what follows it up to a space.
async fn told(child: &mut Child, mark: &str) -> String {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().unwrap_or_else(|| panic!("it ended without saying '{mark}'"));
        if let Some((_, rest)) = line.split_once(mark) {
            let rest = rest.split([' ', '/']).next().unwrap().trim_end_matches('.').to_owned();
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return rest;
        }
    }
}

/// The demo as a program of its own, gone with the test.
pub struct Demo {
    _child: Child,
    _folder: tempfile::TempDir,
}

/// Starts the demo. Answers its address too, as `127.0.0.1:PORT`.
pub async fn demo() -> (Demo, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_heterdaad-demo"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let address = told(&mut child, "http://").await;
    (Demo { _child: child, _folder: folder }, address)
}

/// A browser with one page.
pub struct Browser {
    pub client: Client,
    _driver: Child,
    _place: SemaphorePermit<'static>,
    profile: tempfile::TempDir,
}

/// ChromeDriver leaves its Chromium behind when it is killed: whatever uses the profile ends with the test.
impl Drop for Browser {
    fn drop(&mut self) {
        let profile = self.profile.path().display().to_string();
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let mut pids: Vec<String> = processes
            .filter(|process| {
                let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&line).contains(&profile)
            })
            .map(|process| process.file_name().to_string_lossy().into_owned())
            .collect();
        pids.insert(0, "kill -9".into());
        // What ended by itself meanwhile cannot be killed.
        let _ = std::process::Command::new("sh").args(["-c", &pids.join(" ")]).stderr(Stdio::null()).status();
    }
}

impl Browser {
    /// Opens a page in a window of 1600 by 1000.
    pub async fn open(url: &str) -> Self {
        Self::with(url, json!({}), CARDS).await
    }

    /// The same with another page than the demo's, which is there when an expression is true.
    pub async fn on_a_page(url: &str, there: &str) -> Self {
        Self::with(url, json!({}), there).await
    }

    /// Opens a page as a phone of 360 by 740 does.
    pub async fn open_narrow(url: &str) -> Self {
        Self::on_a_phone(url, CARDS).await
    }

    /// The same with another page than the demo's, which is there when an expression is true.
    pub async fn on_a_phone(url: &str, there: &str) -> Self {
        let metrics = json!({ "width": 360, "height": 740, "pixelRatio": 1, "touch": true });
        Self::with(url, json!({ "mobileEmulation": { "deviceMetrics": metrics } }), there).await
    }

    async fn with(url: &str, options: Value, there: &str) -> Self {
        let place = BROWSERS.acquire().await.unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("these tests need Chromium and ChromeDriver: run scripts/test, which installs them");
        let port = told(&mut driver, "started successfully on port ").await;
        let profile = tempfile::tempdir().unwrap();
        let mut chrome = json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1600,1000",
                format!("--user-data-dir={}", profile.path().display()),
            ],
            "prefs": { "intl.accept_languages": "nl-NL,nl" },
        });
        chrome.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".into(), chrome);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("ChromeDriver starts no Chromium");
        client.update_timeouts(TimeoutConfiguration::new(Some(PATIENCE), None, None)).await.unwrap();
        client.goto(url).await.unwrap();
        let browser = Self { client, _driver: driver, _place: place, profile };
        browser.until(there).await;
        browser
    }

    /// Waits in the page until an expression is true.
    pub async fn until(&self, so: &str) {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{
                 let so = false;
                 try {{ so = {so}; }} catch {{ so = false; }}
                 if (!so) return;
                 observer.disconnect();
                 clearInterval(tick);
                 done(true);
             }};
             const observer = new MutationObserver(look);
             observer.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
             const tick = setInterval(look, 50);
             look();"
        );
        let waited = self.client.execute_async(&script, Vec::new()).await;
        if let Err(error) = waited {
            let seen = self.run("return [...document.querySelectorAll('#toast, #tour, .bubbles')].map((part) => part.innerText).join('\\n—\\n')").await;
            panic!("never: {so} ({error})\n{}", seen.as_str().unwrap_or_default());
        }
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// The text of what a selector finds first.
    pub async fn text(&self, selector: &str) -> String {
        let text = self.run(&format!("return document.querySelector(`{selector}`)?.innerText ?? ''")).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// How many elements a selector finds.
    pub async fn count(&self, selector: &str) -> u64 {
        self.run(&format!("return document.querySelectorAll(`{selector}`).length")).await.as_u64().unwrap()
    }

    pub async fn click(&self, selector: &str) {
        // The page may draw a list anew between finding and clicking: what is found again is the same to whoever looks.
        for last in [false, false, true] {
            self.until(&format!("document.querySelector(`{selector}:not(:disabled)`) && {STILL}")).await;
            match self.client.find(Locator::Css(selector)).await.unwrap().click().await {
                Ok(()) => return,
                Err(error) if !last && error.is_stale_element_reference() => {}
                Err(error) => panic!("{selector} cannot be clicked: {error}"),
            }
        }
    }

    /// The last button with this text inside what a selector finds, once it is there.
    pub async fn button(&self, within: &str, title: &str) -> Element {
        let buttons = format!("[...document.querySelectorAll(`{within} button`)]");
        let found = format!("{buttons}.filter((button) => button.innerText.trim() === '{title}')");
        self.until(&format!("{found}.length > 0 && {STILL}")).await;
        self.run(&format!("document.querySelectorAll('[data-wanted]').forEach((button) => button.removeAttribute('data-wanted')); {found}.pop().setAttribute('data-wanted', '')")).await;
        self.client.find(Locator::Css("[data-wanted]")).await.unwrap()
    }

    pub async fn tap(&self, within: &str, title: &str) {
        let tapped = self.button(within, title).await.click().await;
        tapped.unwrap_or_else(|error| panic!("'{title}' in {within} cannot be tapped: {error}"));
    }

    /// Opens the menu of an element with the other mouse button.
    pub async fn menu(&self, selector: &str) {
        let element = self.client.find(Locator::Css(selector)).await.unwrap();
        let pointer = MouseActions::new("mouse".into())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_RIGHT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_RIGHT });
        self.client.perform_actions(pointer).await.unwrap();
    }

    /// Types into whatever has the keyboard.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Serious and critical faults of accessibility, one a line.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        self.client.execute(&format!("{AXE}; window.axe = axe;"), Vec::new()).await.unwrap();
        let script = "const done = arguments[arguments.length - 1];
             axe.run().then((result) => done(result.violations
                 .filter((violation) => ['serious', 'critical'].includes(violation.impact))
                 .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`))));";
        let faults = self.client.execute_async(script, Vec::new()).await.unwrap();
        faults.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned()).collect()
    }
}

/// A wire between browser and program that can be cut.
#[derive(Clone)]
pub struct Wire {
    pub address: String,
    state: Arc<Mutex<(bool, Vec<AbortHandle>)>>,
}

impl Wire {
    pub async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let state = Arc::new(Mutex::new((true, Vec::new())));
        let wire = Self { address, state };
        let own = wire.clone();
        tokio::spawn(async move {
            loop {
                let (mut near, _) = listener.accept().await.unwrap();
                if !own.state.lock().unwrap().0 {
                    continue;
                }
                let target = target.clone();
                let carried = tokio::spawn(async move {
                    let mut far = TcpStream::connect(target).await?;
                    tokio::io::copy_bidirectional(&mut near, &mut far).await
                });
                own.state.lock().unwrap().1.push(carried.abort_handle());
            }
        });
        wire
    }

    /// Cuts every connection, and lets none through.
    pub fn cut(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 = false;
        state.1.drain(..).for_each(|carried| carried.abort());
    }

    pub fn mend(&self) {
        self.state.lock().unwrap().0 = true;
    }
}
