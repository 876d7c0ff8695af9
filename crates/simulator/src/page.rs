//! The page: phones, wijken, the wire and the levers in a browser.
//!
//! Owns its files (compiled in), what they may load, who may use them, and the stream of what changed.
//! What is done through it is `control`'s. Never part of `serve`. Invariants: nothing is loaded from
//! elsewhere; another web site cannot use the page through somebody's browser; a page that lost its
//! connection hears all that changed meanwhile, each thing once.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::backdrop::Backdrop;
use crate::exchange::{Answer, Direction, Exchange};
use crate::faults::Levers;
use crate::journal::Key;
use crate::phone::{Bubble, By, Choice, Extra, Part, Phone, Ticks};
use crate::world::World;
use crate::{Simulator, control, link};

/// What the page may load: its own files, and nothing else.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Things in one event, so that a page that begins shows something soon.
const THINGS_PER_EVENT: usize = 400;
/// Milliseconds after which a browser tries again when the connection is lost.
const RETRY_MS: u64 = 1_000;

/// The files of the page.
#[derive(rust_embed::RustEmbed)]
#[folder = "src/page"]
struct Files;

/// What the page works on.
#[derive(Debug, Clone)]
struct Page {
    simulator: Simulator,
    backdrop: Option<Backdrop>,
    /// Tells this run of the program from others.
    epoch: Arc<str>,
    /// Only names that mean this machine are answered.
    loopback: bool,
}

/// The routes of the page. On a loopback address only names of this machine are answered, so that no other
/// web site can reach it under a name of its own.
pub fn router(simulator: Simulator, backdrop: Option<Backdrop>, listen: SocketAddr) -> Router {
    let epoch = format!("{:08x}", rand::random::<u32>()).into();
    let hands = control::router(simulator.clone(), backdrop.as_ref().map(|backdrop| backdrop.commands.clone()));
    let page = Page { simulator, backdrop, epoch, loopback: listen.ip().is_loopback() };
    Router::new()
        .route("/", get(|| async { file("index.html") }))
        .route("/page/{name}", get(|Path(name): Path<String>| async move { file(&name) }))
        .route("/simulator/events", get(events))
        .with_state(page.clone())
        .merge(hands)
        .layer(middleware::from_fn_with_state(page, guard))
}

/// Refuses what other web sites send through somebody's browser, and says what the page may load.
async fn guard(State(page): State<Page>, request: Request, next: Next) -> Response {
    let host = text(request.headers(), header::HOST).to_owned();
    let origin = text(request.headers(), header::ORIGIN);
    let foreign = !origin.is_empty() && origin.strip_prefix("http://") != Some(host.as_str());
    if (page.loopback && !means_this_machine(&host)) || (foreign && request.method() != Method::GET) {
        return (StatusCode::FORBIDDEN, "this page is for this machine").into_response();
    }
    let mut response = next.run(request).await;
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn means_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok()
}

fn file(name: &str) -> Response {
    let Some(file) = Files::get(name) else { return StatusCode::NOT_FOUND.into_response() };
    let mime = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, mime)], file.data.into_owned()).into_response()
}

#[derive(Deserialize)]
struct Since {
    /// The id of the last event, for a page that begins its connection anew by itself.
    #[serde(default)]
    since: String,
}

async fn events(
    State(page): State<Page>,
    Query(Since { since }): Query<Since>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let last = text(&headers, header::HeaderName::from_static("last-event-id"));
    let last = if last.is_empty() { since.as_str() } else { last };
    let heard = last.split_once('-').filter(|(epoch, _)| *epoch == &*page.epoch);
    let heard = heard.and_then(|(_, serial)| serial.parse().ok());
    let changed = page.simulator.world().journal().watch();
    let listener = Listener {
        changed,
        levers: page.simulator.watch_levers(),
        scene: page.backdrop.as_ref().map(|backdrop| backdrop.scene.clone()),
        shown: None,
        heard: heard.unwrap_or_default(),
        reset: heard.is_none(),
        begun: false,
        page,
    };
    let stream = futures::stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// Somebody who watches the page.
struct Listener {
    page: Page,
    changed: watch::Receiver<u64>,
    levers: watch::Receiver<Levers>,
    scene: Option<watch::Receiver<Arc<Value>>>,
    /// The scene that was told last.
    shown: Option<Arc<Value>>,
    heard: u64,
    reset: bool,
    begun: bool,
}

impl Listener {
    /// The next event: at once when the connection begins, then whenever something changed. Ends when the
    /// simulator does.
    async fn next(&mut self) -> Option<Event> {
        let behind = self.page.simulator.world().journal().serial() > self.heard;
        if self.begun && !behind {
            let scene = async {
                match &mut self.scene {
                    Some(scene) => scene.changed().await.is_ok(),
                    None => std::future::pending().await,
                }
            };
            let go_on = tokio::select! {
                changed = self.changed.changed() => changed.is_ok(),
                changed = self.levers.changed() => changed.is_ok(),
                changed = scene => changed,
            };
            if !go_on {
                return None;
            }
        }
        self.changed.mark_unchanged();
        let mut news = {
            let world = self.page.simulator.world();
            let (mut news, heard) = news(&world, self.heard);
            self.heard = heard;
            if self.reset {
                // Who has a part is known at once: what happened since may fill many events.
                news["phones"] = world.phones().map(phone_json).collect();
                // What stands there from the beginning never changed.
                news["account"] = control::account::shown(&world);
            }
            news
        };
        news["now_ms"] = json!(self.page.simulator.now_ms());
        news["levers"] = json!(*self.levers.borrow_and_update());
        if let Some(scene) = &mut self.scene {
            let scene = Arc::clone(&scene.borrow_and_update());
            if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &scene)) {
                news["scene"] = scene.as_ref().clone();
                self.shown = Some(scene);
            }
        }
        if self.reset {
            news["reset"] = json!(true);
        }
        (self.reset, self.begun) = (false, true);
        let id = format!("{}-{}", self.page.epoch, self.heard);
        let event = Event::default().id(id).retry(std::time::Duration::from_millis(RETRY_MS));
        Some(event.json_data(&news).unwrap_or_default())
    }
}

/// What changed since then, and how far that reaches.
fn news(world: &World, since: u64) -> (Value, u64) {
    let mut heard = since;
    let (mut phones, mut bubbles, mut residents, mut posts, mut exchanges) = Default::default();
    let mut account = None;
    let add = |list: &mut Vec<Value>, value: Option<Value>| list.extend(value);
    for (serial, key) in world.journal().since(since).take(THINGS_PER_EVENT) {
        heard = serial;
        match key {
            Key::Phone(wa_id) => add(&mut phones, world.phone(wa_id).map(phone_json)),
            Key::Bubble(wa_id, place) => {
                let bubble = world.phone(wa_id).and_then(|phone| phone.chat.get(*place));
                add(&mut bubbles, bubble.map(|bubble| bubble_json(wa_id, *place, bubble)));
            }
            Key::Residents(group) => {
                let named = world.residents().get(*group);
                add(
                    &mut residents,
                    named.map(|named| json!({ "id": group, "name": named.name, "members": named.members })),
                );
            }
            Key::Post(group, place) => {
                let post = world.residents().get(*group).and_then(|residents| residents.posts.get(*place));
                add(
                    &mut posts,
                    post.map(|post| {
                        json!({ "group": group, "place": place, "wa_id": post.wa_id, "at_ms": post.at_ms,
                                "text": post.text, "forwarded": post.forwarded })
                    }),
                );
            }
            Key::Account => account = Some(control::account::shown(world)),
            Key::Exchange(id) => add(&mut exchanges, world.exchanges().get(*id).map(exchange_json)),
        }
    }
    let mut news =
        json!({ "phones": phones, "bubbles": bubbles, "residents": residents, "posts": posts, "exchanges": exchanges });
    if let Some(account) = account {
        news["account"] = account;
    }
    (news, heard)
}

const fn part(part: Part) -> &'static str {
    match part {
        Part::Officer => "officer",
        Part::SecondOfficer => "second_officer",
        Part::Gemeente => "gemeente",
        Part::Beheerder => "beheerder",
        Part::Resident => "resident",
        Part::Other => "other",
    }
}

fn phone_json(phone: &Phone) -> Value {
    json!({
        "wa_id": phone.wa_id, "name": phone.name, "part": part(phone.part), "online": phone.online,
        "asleep": phone.asleep, "unread": phone.unread(), "groups": phone.groups,
        "typing_until_ms": phone.typing_until_ms,
    })
}

fn choices(choices: &[Choice]) -> Vec<Value> {
    let choice = |choice: &Choice| json!({ "id": choice.id, "title": choice.title, "description": choice.description });
    choices.iter().map(choice).collect()
}

fn bubble_json(wa_id: &str, place: usize, bubble: &Bubble) -> Value {
    let extra = match &bubble.shown.extra {
        Extra::None | Extra::Reaction { .. } | Extra::Pin { .. } => Value::Null,
        Extra::Picture(source) => json!({ "kind": "picture", "source": source }),
        Extra::Contact { name, phone } => json!({ "kind": "contact", "name": name, "phone": phone }),
        Extra::Location { name } => json!({ "kind": "location", "name": name }),
        Extra::File { kind, source, name, .. } => {
            json!({ "kind": "file", "what": kind.name(), "source": source, "name": name })
        }
        Extra::Link { title, url } => {
            json!({ "kind": "link", "title": title, "url": url, "text": link::text_to_share(url) })
        }
        Extra::AsksLocation => json!({ "kind": "asks_location" }),
        Extra::AsksContact => json!({ "kind": "asks_contact" }),
    };
    json!({
        "wa_id": wa_id, "place": place, "wamid": bubble.wamid, "own": bubble.by == By::Person, "at_ms": bubble.at_ms,
        "header": bubble.shown.header, "text": bubble.shown.text, "footer": bubble.shown.footer,
        "buttons": choices(&bubble.shown.buttons), "rows": choices(&bubble.shown.rows),
        "label": bubble.shown.label, "extra": extra, "quotes": bubble.quotes, "opened": bubble.opened,
        "ticks": match bubble.ticks { Ticks::Sent => "sent", Ticks::Delivered => "delivered", Ticks::Read => "read" },
        "reaction": bubble.reaction, "bot_reaction": bubble.bot_reaction, "exchange": bubble.exchange,
        "author": bubble.author, "in_group": bubble.group.is_some(),
    })
}

fn exchange_json(exchange: &Exchange) -> Value {
    let (status, answer) = match &exchange.answer {
        Answer::Waiting => (json!("waiting"), Value::Null),
        Answer::Lost => (json!("lost"), Value::Null),
        Answer::Status(status, body) => (json!(status), json!(body)),
    };
    json!({
        "id": exchange.id, "at_ms": exchange.at_ms, "took_ms": exchange.took_ms, "phones": exchange.phones,
        "direction": match exchange.direction { Direction::Api => "api", Direction::Webhook => "webhook" },
        "url": exchange.url, "method": exchange.method, "request": exchange.request, "signature": exchange.signature,
        "attempts": exchange.attempts, "status": status, "answer": answer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_mean_this_machine() {
        for host in ["localhost", "localhost:8112", "127.0.0.1:8112", "127.0.0.1", "[::1]:8112", "192.168.1.4:80"] {
            assert!(means_this_machine(host), "{host}");
        }
        for host in ["", "evil.example:8112", "localhost.evil.example", "127.0.0.1.evil.example:8112"] {
            assert!(!means_this_machine(host), "{host}");
        }
    }
}
