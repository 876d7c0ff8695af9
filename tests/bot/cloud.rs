//! The simulator alone, as a foreign client library meets it: HTTP one way, webhooks the other, a clock by hand.

use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::post;
use heterdaad::clock::{Clock, ManualClock};
use heterdaad::simulator::{Settings, Simulator, api, page};
use heterdaad::stage::{DISPLAY_NUMBER, NUMBER};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::harness::BEGIN_MS;

pub const TOKEN: &str = "cloud-token";
pub const SECRET: &str = "cloud-secret";
pub const VERIFY_TOKEN: &str = "cloud-verify";
pub const WABA: &str = "200";
pub const APP: &str = "300";
/// A phone that is there from the beginning.
pub const PHONE: &str = "31612340001";

/// Whoever hears the webhooks.
#[derive(Debug, Default)]
struct Heard {
    bodies: Vec<Value>,
    refuses: bool,
    posts: usize,
}

pub struct Cloud {
    pub simulator: Simulator,
    pub clock: Arc<ManualClock>,
    pub url: String,
    pub webhook_url: String,
    heard: Arc<Mutex<Heard>>,
    client: reqwest::Client,
}

async fn serve(router: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn hear(State(heard): State<Arc<Mutex<Heard>>>, body: String) -> StatusCode {
    let mut heard = heard.lock().unwrap();
    heard.posts += 1;
    if heard.refuses {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    heard.bodies.push(serde_json::from_str(&body).unwrap());
    StatusCode::OK
}

async fn verify(Query(asked): Query<Vec<(String, String)>>) -> (StatusCode, String) {
    let value = |name: &str| asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    if value("hub.mode").as_deref() == Some("subscribe") && value("hub.verify_token").as_deref() == Some(VERIFY_TOKEN) {
        (StatusCode::OK, value("hub.challenge").unwrap_or_default())
    } else {
        (StatusCode::FORBIDDEN, String::new())
    }
}

impl Cloud {
    pub async fn new() -> Self {
        let heard = Arc::new(Mutex::new(Heard::default()));
        let hearing = axum::Router::new().route("/webhook", post(hear).get(verify)).with_state(Arc::clone(&heard));
        let webhook_url = format!("{}/webhook", serve(hearing).await);
        let clock = ManualClock::at(BEGIN_MS);
        let callback = Some(webhook_url.clone());
        let settings = Settings { token: TOKEN.into(), app_secret: SECRET.into(), callback, seed: 3 };
        let simulator = Simulator::new(settings, heterdaad::stage::for_simulator(clock.clone())).unwrap();
        simulator.world().numbers.insert(NUMBER.into(), DISPLAY_NUMBER.into());
        simulator.world().add_phone(PHONE, "iemand");
        let here = "127.0.0.1:1".parse().unwrap();
        let router = api::router(simulator.clone()).merge(page::router(simulator.clone(), None, here));
        let url = serve(router).await;
        Self { simulator, clock, url, webhook_url, heard, client: reqwest::Client::new() }
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> (u16, Value) {
        let answer = request.bearer_auth(TOKEN).send().await.unwrap();
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap();
        (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.answer(self.client.get(format!("{}/v26.0/{path}", self.url))).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let request = self.client.post(format!("{}/v26.0/{path}", self.url));
        self.answer(request.header("content-type", "application/json").body(body.to_string())).await
    }

    pub async fn delete(&self, path: &str) -> (u16, Value) {
        self.answer(self.client.delete(format!("{}/v26.0/{path}", self.url))).await
    }

    /// What must work. Answers its body.
    pub async fn made(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.post(path, body).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// What must work. Answers its body.
    pub async fn read(&self, path: &str) -> Value {
        let (status, answer) = self.get(path).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// The page's hands.
    pub async fn hand(&self, path: &str, body: &str) -> u16 {
        let request = self.client.post(format!("{}/simulator/{path}", self.url));
        request.header("content-type", "application/json").body(body.to_owned()).send().await.unwrap().status().as_u16()
    }

    /// Without a token of its own, or with another.
    pub async fn bare(&self, path: &str) -> (u16, Value) {
        let answer = self.client.get(format!("{}/{path}", self.url)).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    /// Sends a template. Answers the status, and the code or nothing.
    pub async fn send(&self, to: &str, template: Value) -> (u16, Value) {
        let request = json!({ "messaging_product": "whatsapp", "to": format!("+{to}"), "type": "template", "template": template });
        self.post(&format!("{NUMBER}/messages"), request).await
    }

    pub fn now_ms(&self) -> i64 {
        self.clock.wall_ms()
    }

    /// Moves time, stopping wherever something happens.
    pub async fn pass_ms(&self, for_ms: i64) {
        let until_ms = self.clock.monotonic_ms() + for_ms;
        loop {
            let stepped = self.simulator.step().await;
            let now_ms = self.clock.monotonic_ms();
            if stepped.worked {
                continue;
            }
            if now_ms >= until_ms {
                return;
            }
            let next_ms = stepped.due_ms.unwrap_or(until_ms).clamp(now_ms + 1, until_ms);
            self.clock.advance_ms(next_ms - now_ms);
        }
    }

    pub fn let_refuse(&self, refuses: bool) {
        self.heard.lock().unwrap().refuses = refuses;
    }

    /// How often somebody posted here.
    pub fn posts(&self) -> usize {
        self.heard.lock().unwrap().posts
    }

    /// The bodies that came, and forgets them.
    pub fn bodies(&self) -> Vec<Value> {
        std::mem::take(&mut self.heard.lock().unwrap().bodies)
    }

    /// The values of the changes of a field that came, and forgets all that came.
    pub fn heard(&self, field: &str) -> Vec<Value> {
        let changes = |body: Value| body["entry"].as_array().unwrap().clone();
        self.bodies()
            .into_iter()
            .flat_map(changes)
            .flat_map(|entry| entry["changes"].as_array().unwrap().clone())
            .filter(|change| change["field"] == field)
            .map(|change| change["value"].clone())
            .collect()
    }
}

/// Code and subcode of a refusal.
pub fn codes(answer: &(u16, Value)) -> (u16, i64, i64) {
    let error = &answer.1["error"];
    (answer.0, error["code"].as_i64().unwrap_or_default(), error["error_subcode"].as_i64().unwrap_or_default())
}
