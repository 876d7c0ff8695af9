//! The endpoints of the Cloud API that the bot uses.
//!
//! Owns HTTP: the token, the path, the faults. The checks are `rules`', the limits `world`'s.

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::simulator::faults::Behaviour;
use crate::simulator::phone::Accepted;
use crate::simulator::refusal::Refusal;
use crate::simulator::{Simulator, control, rules};

/// All routes: the Cloud API, and the hands on the phones.
pub fn router(simulator: Simulator) -> Router {
    Router::new().route("/{version}/{number}/messages", post(messages)).merge(control::router()).with_state(simulator)
}

async fn messages(
    State(simulator): State<Simulator>,
    Path((version, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match checked_head(&simulator, &version, &number, &headers, &body) {
        Ok(request) if request["status"] == "read" => read(&simulator, &request),
        Ok(request) => send(&simulator, &number, &request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn checked_head(
    simulator: &Simulator,
    version: &str,
    number: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Value, Refusal> {
    let token = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if token != Some(simulator.settings().token.expose_secret()) {
        return Err(Refusal::token());
    }
    let known = version.starts_with('v') && simulator.world().numbers.contains_key(number);
    if !known {
        return Err(Refusal::unknown_object());
    }
    serde_json::from_slice(body).map_err(|_| Refusal::parameter("The request body is no JSON"))
}

/// Marks a message as read, and shows that the business is typing.
fn read(simulator: &Simulator, request: &Value) -> Response {
    let wamid = request["message_id"].as_str().unwrap_or_default();
    if !wamid.starts_with("wamid.") {
        return Refusal::value("message_id is not valid").into_response();
    }
    if request.get("typing_indicator").is_some_and(|typing| typing["type"] != "text") {
        return Refusal::value("typing_indicator type must be text").into_response();
    }
    let _ = simulator;
    Json(json!({ "success": true })).into_response()
}

async fn send(simulator: &Simulator, number: &str, request: &Value) -> Response {
    let nth = simulator.world().count_request();
    let behaviour = simulator.behaviour(nth);
    match behaviour {
        Behaviour::Refuse(code) => return Refusal::of_code(code).into_response(),
        Behaviour::CutBeforeAccept => return cut(),
        Behaviour::HoldBeforeAccept => {
            simulator.until_released().await;
            return cut();
        }
        Behaviour::Normal
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
        rules::check(request, &world.templates, &own).and_then(|checked| world.accept(number, checked, silent, now_ms))
    };
    match (accepted, behaviour) {
        (Err(refusal), _) => refusal.into_response(),
        (Ok(_), Behaviour::CutAfterAccept | Behaviour::CutAfterAcceptWithoutStatus) => cut(),
        (Ok(accepted), Behaviour::HoldAfterAccept | Behaviour::HoldAfterAcceptWithoutStatus) => {
            simulator.until_released().await;
            answer(request, &accepted)
        }
        (Ok(accepted), _) => answer(request, &accepted),
    }
}

fn answer(request: &Value, accepted: &Accepted) -> Response {
    let contact = match request["to"].as_str() {
        Some(input) => json!({ "input": input, "wa_id": accepted.to }),
        None => json!({ "input": request["recipient"], "user_id": request["recipient"] }),
    };
    let mut message = json!({ "id": accepted.wamid });
    if accepted.template {
        message["message_status"] = json!("accepted");
    }
    Json(json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })).into_response()
}

/// An answer that breaks off in the middle.
fn cut() -> Response {
    let pieces = futures::stream::iter([Ok(Bytes::from_static(b"{\"mess")), Err(std::io::Error::other("cut"))]);
    Response::new(Body::from_stream(pieces))
}
