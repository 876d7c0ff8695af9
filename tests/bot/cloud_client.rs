//! A foreign client of the simulated Cloud API: requests and answers as JSON, webhooks as they went out.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::post;
use heterdaad::clock::Clock;
use heterdaad::simulator::world::World;
use heterdaad::stage::NUMBER;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::harness::{AGENT, BEGIN_MS, Engine, Scene};

pub const VERSION: &str = "v26.0";

/// A scene with a client beside the bot, which is off: the client hears the webhooks.
pub struct Cloud {
    pub scene: Scene,
    http: reqwest::Client,
    heard: Arc<Mutex<Vec<Value>>>,
}

impl Cloud {
    pub async fn new() -> Self {
        let mut scene = Scene::new(Engine::Sqlite).await;
        scene.stage.simulator.set_address(&scene.stage.api_url);
        scene.stage.simulator.world().heard(AGENT, NUMBER, BEGIN_MS);
        // The bot answers people; a client of another make does not want that between its own.
        scene.stage.stop_bot().await;
        let heard = Arc::<Mutex<Vec<Value>>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        scene.stage.simulator.set_callback(&format!("http://{}/", listener.local_addr().unwrap()));
        let hears = heard.clone();
        let router = Router::new().route(
            "/",
            post(|body: String| async move { hears.lock().unwrap().push(serde_json::from_str(&body).unwrap()) }),
        );
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { scene, http: reqwest::Client::new(), heard }
    }

    pub fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.scene.stage.simulator.world()
    }

    pub fn now_ms(&self) -> i64 {
        self.scene.stage.clock.wall_ms()
    }

    pub async fn pass_ms(&mut self, ms: i64) {
        self.scene.pass_ms(ms).await;
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/{VERSION}/{path}", self.scene.stage.api_url)
    }

    /// A call with a JSON body, or without one.
    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = self.http.request(method, self.url(path)).bearer_auth("stage-token");
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        answered(request).await
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str, body: Option<Value>) -> (u16, Value) {
        self.call(Method::DELETE, path, body).await
    }

    pub async fn form(&self, path: &str, form: Form) -> (u16, Value) {
        answered(self.http.post(self.url(path)).bearer_auth("stage-token").multipart(form)).await
    }

    pub async fn upload(&self, mime: &str, bytes: Vec<u8>) -> (u16, Value) {
        let file = Part::bytes(bytes).file_name("x").mime_str(mime).unwrap();
        let form = Form::new().text("messaging_product", "whatsapp").text("type", mime.to_owned()).part("file", file);
        self.form(&format!("{NUMBER}/media"), form).await
    }

    /// Fetches from an address. Answers the status and the bytes.
    pub async fn fetch(&self, url: &str, token: &str, range: Option<&str>) -> (u16, Vec<u8>) {
        let mut request = self.http.get(url).bearer_auth(token);
        if let Some(range) = range {
            request = request.header("range", range);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }

    /// Sends to the officer: `rest` is the type with its body, and whatever else.
    pub async fn send(&self, rest: Value) -> (u16, Value) {
        self.send_to(json!({ "to": format!("+{AGENT}") }), rest).await
    }

    pub async fn send_to(&self, to: Value, rest: Value) -> (u16, Value) {
        let mut request = json!({ "messaging_product": "whatsapp" });
        for part in [to, rest] {
            request.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        }
        self.post(&format!("{NUMBER}/messages"), request).await
    }

    /// The changes in all webhooks so far: field and value.
    pub fn changes(&self) -> Vec<(String, Value)> {
        let changes =
            self.heard.lock().unwrap().clone().into_iter().flat_map(|body| body["entry"].as_array().unwrap().clone());
        let changes = changes.flat_map(|entry| entry["changes"].as_array().unwrap().clone());
        changes.map(|change| (change["field"].as_str().unwrap().to_owned(), change["value"].clone())).collect()
    }

    /// All of one kind in webhooks: `messages`, `statuses` or `groups`.
    pub fn told(&self, kind: &str) -> Vec<Value> {
        let values = self.changes().into_iter().map(|(_, value)| value);
        values.flat_map(|value| value[kind].as_array().cloned().unwrap_or_default()).collect()
    }

    /// The names of the statuses of a message, in order.
    pub fn statuses(&self, wamid: &Value) -> Vec<String> {
        let statuses = self.told("statuses").into_iter().filter(|status| status["id"] == *wamid);
        statuses.map(|status| status["status"].as_str().unwrap().to_owned()).collect()
    }
}

async fn answered(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

/// The code of a refusal.
pub fn code((_, answer): &(u16, Value)) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("not refused: {answer}"))
}

/// The id of what was sent.
pub fn sent((status, answer): &(u16, Value)) -> Value {
    assert_eq!(*status, 200, "{answer}");
    answer["messages"][0]["id"].clone()
}
