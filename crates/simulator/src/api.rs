//! The endpoints of the Cloud API that the bot uses.
//!
//! Owns HTTP: the token, the path, the faults. The checks are `rules`', the limits `world`'s.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::map_response_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::exchange::{Answer, Direction, Exchange};
use crate::faults::{Behaviour, NO_ANSWER_MS, SLOW_MS, cut};
use crate::phone::Accepted;
use crate::refusal::Refusal;
use crate::{Simulator, blocked, graph, groups, media, node, references, rules};

/// The routes of the Cloud API.
pub fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/{version}/{number}/messages", post(messages))
        .merge(media::api::router())
        .merge(groups::api::router())
        .merge(blocked::router())
        .merge(graph::router())
        .merge(node::router())
        .layer(map_response_with_state(simulator.clone(), dated))
        .with_state(simulator)
}

/// Answers name our own time where that is wanted, as Meta's name theirs; else the machine's, as every server does.
async fn dated(State(simulator): State<Simulator>, mut response: Response) -> Response {
    let now = simulator.named_time_ms().and_then(|now_ms| jiff::Timestamp::from_millisecond(now_ms).ok());
    let date = now.and_then(|now| jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok());
    if let Some(date) = date.and_then(|date| HeaderValue::from_str(&date).ok()) {
        response.headers_mut().insert("date", date);
    }
    response
}

/// What a gateway before the API answers with.
const GATEWAY_PAGE: &str =
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

/// What a request comes to.
struct Outcome {
    /// Status and body (a text is a page); without, the connection is cut.
    answer: Option<(u16, Value)>,
    /// The phone that it is about, where there is one.
    phone: Option<String>,
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self { answer: Some(refusal.answer()), phone: None }
    }
}

async fn messages(
    State(simulator): State<Simulator>,
    Path((version, number)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
    let begun = Exchange::begin(
        Direction::Api,
        format!("http://{host}{}", uri.path()),
        &String::from_utf8_lossy(&body),
        simulator.now_ms(),
    );
    simulator.seen_at(&format!("http://{host}"));
    let exchange = simulator.world().begin_exchange(begun);
    let outcome = match checked_head(&simulator, (&version, &number), (&uri, &headers), &body) {
        Ok(request) if request["status"] == "read" => read(&simulator, &request),
        Ok(request) => send(&simulator, &number, &request, exchange).await,
        Err(refusal) => refusal.into(),
    };
    let answer = match &outcome.answer {
        Some((status, body)) => Answer::Status(*status, body.to_string()),
        None => Answer::Lost,
    };
    let now_ms = simulator.now_ms();
    simulator.world().end_exchange(exchange, answer, outcome.phone.as_deref(), now_ms);
    match outcome.answer {
        Some((status, body)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
            match body {
                Value::String(page) => (status, Html(page)).into_response(),
                body => (status, Json(body)).into_response(),
            }
        }
        None => cut(),
    }
}

fn checked_head(
    simulator: &Simulator,
    (version, number): (&str, &str),
    (uri, headers): (&Uri, &HeaderMap),
    body: &[u8],
) -> Result<Value, Refusal> {
    let parameter = graph::query(uri).into_iter().find(|(name, _)| name == "access_token");
    let token = graph::token(simulator, headers, parameter.as_ref().map_or("", |(_, token)| token))?;
    if token == graph::Token::App {
        return Err(Refusal::permission());
    }
    let known = graph::is_version(version) && simulator.world().numbers.contains_key(number);
    if !known {
        return Err(Refusal::unknown("post", number));
    }
    if let Some(code) = simulator.world().account.health(number).refuses {
        return Err(Refusal::of_code(code));
    }
    serde_json::from_slice(body).map_err(|_| Refusal::parameter("The request body is no JSON"))
}

/// Marks a message as read, and shows that the business is typing.
fn read(simulator: &Simulator, request: &Value) -> Outcome {
    let wamid = request["message_id"].as_str().unwrap_or_default();
    if !wamid.starts_with("wamid.") {
        return Refusal::value("message_id is not valid").into();
    }
    let typing = request.get("typing_indicator");
    if typing.is_some_and(|typing| typing["type"] != "text") {
        return Refusal::value("typing_indicator type must be text").into();
    }
    let now_ms = simulator.now_ms();
    let phone = simulator.world().mark_read(wamid, typing.is_some(), now_ms);
    Outcome { answer: Some((200, json!({ "success": true }))), phone }
}

async fn send(simulator: &Simulator, number: &str, request: &Value, exchange: u64) -> Outcome {
    let nth = simulator.world().count_request();
    let behaviour = simulator.behaviour(nth);
    match behaviour {
        Behaviour::Refuse(code) => return Refusal::of_code(code).into(),
        Behaviour::CutBeforeAccept => return Outcome { answer: None, phone: None },
        Behaviour::BadGateway => return Outcome { answer: Some((502, json!(GATEWAY_PAGE))), phone: None },
        Behaviour::NoAnswer => {
            simulator.hold_ms(NO_ANSWER_MS).await;
            return Outcome { answer: None, phone: None };
        }
        Behaviour::HoldBeforeAccept => {
            simulator.until_released().await;
            return Outcome { answer: None, phone: None };
        }
        Behaviour::Normal
        | Behaviour::Slow
        | Behaviour::FailLater(_)
        | Behaviour::CutAfterAccept
        | Behaviour::CutAfterAcceptWithoutStatus
        | Behaviour::HoldAfterAccept
        | Behaviour::HoldAfterAcceptWithoutStatus => {}
    }
    let silent = matches!(behaviour, Behaviour::CutAfterAcceptWithoutStatus | Behaviour::HoldAfterAcceptWithoutStatus);
    let now_ms = simulator.now_ms();
    let accepted = {
        let mut world = simulator.world();
        let own = world.numbers.get(number).cloned().unwrap_or_default();
        world.fail_next = if let Behaviour::FailLater(code) = behaviour { Some(code) } else { None };
        rules::check(request, &world.templates, &own)
            .and_then(|checked| references::check(&world, number, request, checked, now_ms))
            .and_then(|checked| world.takes_links(number, checked))
            .and_then(|checked| world.accept(number, checked, (silent, exchange), now_ms))
    };
    let accepted = match accepted {
        Ok(accepted) => accepted,
        Err(refusal) => return refusal.into(),
    };
    match behaviour {
        Behaviour::CutAfterAccept | Behaviour::CutAfterAcceptWithoutStatus => {
            return Outcome { answer: None, phone: Some(accepted.to) };
        }
        Behaviour::HoldAfterAccept | Behaviour::HoldAfterAcceptWithoutStatus => simulator.until_released().await,
        Behaviour::Slow => simulator.hold_ms(SLOW_MS).await,
        _ => {}
    }
    Outcome { answer: Some((200, answer(request, &accepted))), phone: Some(accepted.to) }
}

fn answer(request: &Value, accepted: &Accepted) -> Value {
    let contact = match request["to"].as_str() {
        Some(group) if accepted.group.is_some() => json!({ "input": group }),
        Some(input) if !accepted.by_user => json!({ "input": input, "wa_id": accepted.to }),
        _ => json!({ "input": request["recipient"], "user_id": request["recipient"] }),
    };
    let mut message = json!({ "id": accepted.wamid });
    if let Some(group) = &accepted.group {
        message["group_id"] = json!(group);
    }
    if accepted.template {
        message["message_status"] = json!("accepted");
    }
    json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })
}
