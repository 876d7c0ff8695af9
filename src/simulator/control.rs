//! Hands on the phones over HTTP, for `heterdaad simulator`: what people do without a page.
//!
//! Not part of the Cloud API. Moments are the simulator's own.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::simulator::Simulator;

pub(super) fn router() -> Router<Simulator> {
    Router::new()
        .route("/simulator/phones", get(phones).post(add))
        .route("/simulator/phones/{wa_id}", get(messages))
        .route("/simulator/phones/{wa_id}/say", post(say))
        .route("/simulator/phones/{wa_id}/tap", post(tap))
}

#[derive(Deserialize)]
struct NewPhone {
    wa_id: String,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct Said {
    text: String,
    number: Option<String>,
}

#[derive(Deserialize)]
struct Tapped {
    title: String,
}

async fn phones(State(simulator): State<Simulator>) -> Json<Value> {
    let world = simulator.world();
    let phones: Vec<Value> = world
        .phones()
        .map(|phone| json!({ "wa_id": phone.wa_id, "name": phone.name, "messages": phone.messages.len() }))
        .collect();
    Json(json!(phones))
}

async fn add(
    State(simulator): State<Simulator>,
    Json(phone): Json<NewPhone>,
) -> Result<StatusCode, (StatusCode, &'static str)> {
    let wa_id = crate::domain::telefoon::lees_nummer(&phone.wa_id)
        .ok_or((StatusCode::BAD_REQUEST, "wa_id must be a telephone number"))?;
    simulator.world().add_phone(&wa_id, &phone.name);
    Ok(StatusCode::CREATED)
}

async fn messages(State(simulator): State<Simulator>, Path(wa_id): Path<String>) -> Result<Json<Value>, StatusCode> {
    let world = simulator.world();
    let phone = world.phone(&wa_id).ok_or(StatusCode::NOT_FOUND)?;
    let titles = |choices: &[(String, String)]| choices.iter().map(|(_, title)| title.clone()).collect::<Vec<_>>();
    let messages = phone.messages.iter().map(|seen| {
        json!({ "at_ms": seen.at_ms, "text": seen.shown.text, "buttons": titles(&seen.shown.buttons), "rows": titles(&seen.shown.rows) })
    });
    Ok(Json(json!(messages.collect::<Vec<_>>())))
}

async fn say(State(simulator): State<Simulator>, Path(wa_id): Path<String>, Json(said): Json<Said>) -> StatusCode {
    let now_ms = simulator.now_ms();
    let mut world = simulator.world();
    let number = said.number.or_else(|| world.numbers.keys().next().cloned()).unwrap_or_default();
    if world.phone(&wa_id).is_none() || !world.numbers.contains_key(&number) {
        return StatusCode::NOT_FOUND;
    }
    world.say(&wa_id, &number, &said.text, now_ms);
    StatusCode::ACCEPTED
}

async fn tap(State(simulator): State<Simulator>, Path(wa_id): Path<String>, Json(tapped): Json<Tapped>) -> StatusCode {
    let now_ms = simulator.now_ms();
    if simulator.world().tap(&wa_id, &tapped.title, now_ms) { StatusCode::ACCEPTED } else { StatusCode::NOT_FOUND }
}
