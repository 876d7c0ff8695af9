//! The page over plain HTTP: who may use it, and what it answers to nonsense.

use heterdaad::simulator::page;
use heterdaad::simulator::phone::Extra;
use heterdaad::stage::NUMBER;
use heterdaad::whatsapp::Bot;
use heterdaad::whatsapp::client::Endpoint;
use heterdaad::whatsapp::ids::Wamid;
use heterdaad::whatsapp::outgoing::read_request;
use reqwest::{Method, RequestBuilder};
use rstest::rstest;
use tokio::net::TcpListener;

use crate::harness::{AGENT, Engine, Scene};

const PICTURE: &[u8] = &[0x89, b'P', b'N', b'G', 0, 0];

/// A scene with a page, as `heterdaad-demo simulator` has it. Answers the page's address too.
async fn scene() -> (Scene, String) {
    let scene = Scene::new(Engine::Sqlite).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = page::router(scene.stage.simulator.clone(), None, address);
    tokio::spawn(async move { axum::serve(listener, router).await });
    (scene, format!("http://{address}"))
}

fn post(url: String, json: &str) -> RequestBuilder {
    reqwest::Client::new().post(url).header("content-type", "application/json").body(json.to_owned())
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn another_web_site_cannot_use_the_page() {
    let (scene, page) = scene().await;
    let say = || post(format!("{page}/simulator/phones/{AGENT}/say"), r#"{"text":"hoi"}"#);
    assert_eq!(status(say().header("origin", "http://evil.example")).await, 403);
    assert_eq!(status(say().header("host", "evil.example")).await, 403);
    assert_eq!(status(reqwest::Client::new().get(&page).header("host", "evil.example")).await, 403);
    // A form, as another site can send it without asking.
    let form = reqwest::Client::new().post(format!("{page}/simulator/phones/{AGENT}/say")).body(r#"{"text":"hoi"}"#);
    assert_eq!(status(form.header("content-type", "text/plain")).await, 415);
    assert!(scene.stage.simulator.world().phone(AGENT).unwrap().chat.is_empty());
    assert_eq!(status(say().header("origin", &page)).await, 202);
    assert_eq!(scene.stage.simulator.world().phone(AGENT).unwrap().chat.len(), 1);
}

#[tokio::test]
async fn nothing_is_loaded_from_elsewhere() {
    let (_scene, page) = scene().await;
    let answer = reqwest::get(&page).await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("http") && !policy.contains("unsafe"),
        "{policy}"
    );
    let html = answer.text().await.unwrap();
    let mut files = 0;
    for part in html.split("\"/page/").skip(1) {
        let name = part.split('"').next().unwrap();
        let file = reqwest::get(format!("{page}/page/{name}")).await.unwrap();
        assert_eq!(file.status(), 200, "{name}");
        let text = file.text().await.unwrap().replace("http://www.w3.org/", "");
        assert!(!text.contains("http://") && !text.contains("https://"), "{name} names another place");
        files += 1;
    }
    assert!(files >= 3, "{files}");
    for name in ["none.js", "..%2Fpage.rs", "%2e%2e%2fpage.rs"] {
        assert_eq!(reqwest::get(format!("{page}/page/{name}")).await.unwrap().status(), 404, "{name}");
    }
}

#[rstest]
#[case("phones", r#"{"wa_id":"geen nummer"}"#, 400)]
#[case("phones", r#"{"wa_id":"06 1234 0001"}"#, 409)]
#[case("phones", r#"{"wa_id":"06 1234 0777","name":"iemand","groups":["Buurtapp"]}"#, 201)]
#[case("phones", "[]", 422)]
#[case("phones", "geen json", 400)]
#[case("phones/31600000000/say", r#"{"text":"hoi"}"#, 404)]
#[case("phones/31612340001/say", r#"{"text":"  "}"#, 400)]
#[case("phones/31612340001/say", r#"{"text":"hoi","number":"9"}"#, 404)]
#[case("phones/31612340001/tap", r#"{"title":"Versturen"}"#, 404)]
#[case("phones/31612340001/tap", r#"{"wamid":"wamid.x","choice":"y"}"#, 404)]
#[case("phones/31612340001/react", r#"{"wamid":"wamid.x","emoji":"veel te lang voor een emoji"}"#, 400)]
#[case("phones/31612340001/contact", r#"{"wa_id":"31600000000"}"#, 404)]
#[case("phones/31612340001/forward", r#"{"wamid":"wamid.x","group":7}"#, 404)]
#[case("fault", r#"{"fault":"anders"}"#, 422)]
#[case("fault", r#"{"fault":"down"}"#, 202)]
#[case("sleepers", r#"{"percent":101}"#, 400)]
#[case("sleepers", r#"{"percent":-1}"#, 422)]
#[case("time", r#"{"for_ms":0}"#, 400)]
#[case("time", r#"{"for_ms":60000}"#, 409)]
#[case("bot", r#"{"running":false}"#, 409)]
#[tokio::test]
async fn nonsense_gets_a_clear_answer(#[case] path: &str, #[case] json: &str, #[case] expected: u16) {
    let (_scene, page) = scene().await;
    assert_eq!(status(post(format!("{page}/simulator/{path}"), json)).await, expected);
}

#[rstest]
#[case("image/png", PICTURE.to_vec(), 202)]
#[case("image/png", b"<svg onload='x'>".to_vec(), 415)]
#[case("image/svg+xml", b"<svg>".to_vec(), 415)]
#[case("text/html", b"<script>".to_vec(), 415)]
#[case("image/png", [PICTURE, &vec![0; 6 * 1024 * 1024]].concat(), 413)]
#[tokio::test]
async fn only_pictures_are_shared(#[case] mime: &str, #[case] bytes: Vec<u8>, #[case] expected: u16) {
    let (scene, page) = scene().await;
    let url = format!("{page}/simulator/phones/{AGENT}/picture?caption=jas");
    let shared = reqwest::Client::new().post(url).header("content-type", mime).body(bytes);
    assert_eq!(status(shared).await, expected);
    let shared =
        scene.stage.simulator.world().phone(AGENT).unwrap().chat.last().map(|bubble| bubble.shown.extra.clone());
    let id = if let Some(Extra::Picture(id)) = shared { id } else { "1".to_owned() };
    let found = reqwest::get(format!("{page}/simulator/pictures/{id}")).await.unwrap();
    assert_eq!(found.status().as_u16(), if expected == 202 { 200 } else { 404 });
}

#[tokio::test]
async fn a_phone_that_is_off_can_do_nothing_and_gets_all_when_it_is_on() {
    let (mut scene, page) = scene().await;
    scene.group("zoetermeer", "rokkeveen", "Waterlelie", &["31612340101"]).await;
    let online =
        |on: bool| post(format!("{page}/simulator/phones/31612340101/online"), &format!(r#"{{"online":{on}}}"#));
    assert_eq!(status(online(false)).await, 202);
    assert_eq!(status(post(format!("{page}/simulator/phones/31612340101/say"), r#"{"text":"hoi"}"#)).await, 409);
    scene.alert(crate::harness::LINE).await;
    assert_eq!(scene.count("31612340101"), 0);
    assert_eq!(status(online(true)).await, 202);
    scene.pass_ms(1_000).await;
    assert!(scene.last("31612340101").starts_with("POLITIEBERICHT ZM-0001"));
}

/// Reads the stream of what changed until an event holds the mark.
async fn told(page: &str, since: &str, mark: &str) -> String {
    let mut answer = reqwest::get(format!("{page}/simulator/events?since={since}")).await.unwrap();
    let mut text = String::new();
    while !text.contains(mark) || !text.ends_with("\n\n") {
        text.push_str(&String::from_utf8_lossy(&answer.chunk().await.unwrap().unwrap()));
    }
    text
}

#[tokio::test]
async fn whoever_was_away_hears_what_changed_and_only_that() {
    let (mut scene, page) = scene().await;
    scene.say(AGENT, "/help").await;
    let first = told(&page, "", "/help").await;
    assert!(first.contains("\"reset\":true") && first.contains("31612340099"), "{first}");
    let id = first.lines().rfind(|line| line.starts_with("id: ")).unwrap().trim_start_matches("id: ").to_owned();
    scene.say(AGENT, "/status").await;
    let second = told(&page, &id, "/status").await;
    assert!(!second.contains("\"reset\"") && !second.contains("31612340099"), "{second}");
    assert!(!second.contains("\"text\":\"/help\""), "{second}");
    // Another run of the program: all over again.
    let anew = told(&page, "00000000-99", "/help").await;
    assert!(anew.contains("\"reset\":true"), "{anew}");
}

#[tokio::test]
async fn a_bot_that_types_is_seen_typing_until_its_answer_or_for_25_seconds() {
    let (mut scene, _page) = scene().await;
    scene.say(AGENT, "/help").await;
    let wamid = scene.stage.simulator.world().phone(AGENT).unwrap().chat[0].wamid.clone();
    let endpoint =
        Endpoint { base_url: scene.stage.api_url.clone(), version: "v26.0".into(), token: "stage-token".into() };
    let bot = Bot::new(endpoint).unwrap();
    bot.tell(&NUMBER.into(), &read_request(&Wamid(wamid), true)).await.unwrap();
    let until_ms = scene.stage.simulator.world().phone(AGENT).unwrap().typing_until_ms;
    assert_eq!(until_ms, scene.now_ms() + 25_000);
    scene.say(AGENT, "/help").await;
    assert_eq!(scene.stage.simulator.world().phone(AGENT).unwrap().typing_until_ms, 0);
}

/// However fast time leaps, an open page hears where it stands afterwards.
#[tokio::test]
async fn a_page_that_listens_learns_the_hour_after_each_leap() {
    let (_program, address) = crate::browser::demo().await;
    let page = format!("http://{address}");
    let mut stream = reqwest::get(format!("{page}/simulator/events")).await.unwrap();
    let mut hears = async |from_ms: i64| {
        let mut text = String::new();
        loop {
            text.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
            let Some(end) = text.find("\n\n") else { continue };
            let event = text.drain(..end + 2).collect::<String>();
            let data = event.lines().find_map(|line| line.strip_prefix("data: "));
            let news: serde_json::Value = data.map(|data| serde_json::from_str(data).unwrap()).unwrap_or_default();
            if let Some(now_ms) = news["now_ms"].as_i64().filter(|now_ms| *now_ms >= from_ms) {
                return now_ms;
            }
        }
    };
    let mut now_ms = hears(0).await;
    for _ in 0..5 {
        assert_eq!(status(post(format!("{page}/simulator/time"), r#"{"for_ms":60000}"#)).await, 202);
        let heard = tokio::time::timeout(std::time::Duration::from_secs(60), hears(now_ms + 60_000)).await;
        now_ms = heard.expect("the page never learns that time moved");
    }
}

#[tokio::test]
async fn serve_has_no_page() {
    let scene = Scene::new(Engine::Sqlite).await;
    let bot = scene.stage.webhook_url.trim_end_matches("/webhook").to_owned();
    for path in ["/", "/page/main.js", "/simulator/events", "/simulator/phones"] {
        let asked = reqwest::Client::new().request(Method::GET, format!("{bot}{path}"));
        assert_eq!(status(asked).await, 404, "{path}");
    }
}
