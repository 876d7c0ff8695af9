//! Hands on the account: what Meta would decide about its templates, its limits and its numbers.
//!
//! Not part of the Cloud API. Answers are a status and, if something was wrong, a sentence.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::wrong::{NO_NUMBER, NO_TEMPLATE, Wrong};
use crate::Simulator;
use crate::account::{LIMITS, STOPS, Throughput};
use crate::state::Outcome;
use crate::templates::{Category, Quality, Template};
use crate::world::World;

/// Characters of a reason.
const REASON_MAX: usize = 60;
/// The longest time before a review, in milliseconds: thirty days.
const REVIEW_MS_MAX: i64 = 30 * 24 * 3_600_000;

pub(super) fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/simulator/account", get(account).post(change))
        .route("/simulator/numbers/{number}", post(number))
        .route("/simulator/templates/{id}", post(template))
        .with_state(simulator)
}

/// The account as the page shows it.
pub(crate) fn shown(world: &World) -> Value {
    let account = &world.account;
    let numbers: Vec<Value> = world
        .numbers
        .iter()
        .map(|(id, display)| {
            let health = account.health(id);
            json!({ "id": id, "display": display, "throughput": health.throughput, "quality": health.quality,
                    "refuses": health.refuses })
        })
        .collect();
    let templates: Vec<Value> = world.templates.iter().map(template_json).collect();
    json!({ "id": account.waba, "limit": account.messaging_limit(), "numbers": numbers, "templates": templates })
}

fn template_json(template: &Template) -> Value {
    json!({ "id": template.id, "name": template.name, "language": template.language, "category": template.category,
            "state": template.state, "quality": template.quality, "reason": template.rejected_reason,
            "body": template.body() })
}

async fn account(State(simulator): State<Simulator>) -> Json<Value> {
    Json(shown(&simulator.world()))
}

/// A value that can be left out, or be none.
fn given<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(value).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// The messaging limit, or none.
    #[serde(default, deserialize_with = "given")]
    limit: Option<Option<u32>>,
    /// Milliseconds before a review.
    review_after_ms: Option<i64>,
    /// How a review ends: approve, wait, or a reason to reject.
    review: Option<String>,
}

async fn change(State(simulator): State<Simulator>, Json(change): Json<Change>) -> Result<StatusCode, Wrong> {
    let now_ms = simulator.now_ms();
    if change.limit.flatten().is_some_and(|limit| !LIMITS.contains(&limit)) {
        return Err((StatusCode::BAD_REQUEST, "limit is 250, 2000, 10000, 100000 or null"));
    }
    if change.review_after_ms.is_some_and(|ms| !(0..=REVIEW_MS_MAX).contains(&ms)) {
        return Err((StatusCode::BAD_REQUEST, "review_after_ms is 0 to thirty days"));
    }
    if change.review.as_ref().is_some_and(|review| !is_reason(review)) {
        return Err((StatusCode::BAD_REQUEST, "review is approve, wait, or one of Meta's reasons to reject"));
    }
    let mut world = simulator.world();
    if let Some(limit) = change.limit {
        world.set_messaging_limit(limit, now_ms);
    }
    if let Some(after_ms) = change.review_after_ms {
        world.account.review_after_ms = after_ms;
    }
    match change.review.as_deref() {
        None => {}
        Some("approve") => world.account.review = Outcome::Approve,
        Some("wait") => world.account.review = Outcome::Wait,
        Some(reason) => world.account.review = Outcome::Reject(reason.to_owned()),
    }
    Ok(StatusCode::ACCEPTED)
}

fn is_reason(reason: &str) -> bool {
    (1..=REASON_MAX).contains(&reason.len())
        && reason.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '_')
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberChange {
    throughput: Option<Throughput>,
    quality: Option<Quality>,
    /// The code that it refuses everything with, or none.
    #[serde(default, deserialize_with = "given")]
    refuses: Option<Option<i64>>,
}

async fn number(
    State(simulator): State<Simulator>,
    Path(number): Path<String>,
    Json(change): Json<NumberChange>,
) -> Result<StatusCode, Wrong> {
    let now_ms = simulator.now_ms();
    let mut world = simulator.world();
    if !world.numbers.contains_key(&number) {
        return Err(NO_NUMBER);
    }
    if change.refuses.flatten().is_some_and(|code| !STOPS.contains(&code)) {
        return Err((StatusCode::BAD_REQUEST, "refuses is null or a code of Meta's that stops a whole number"));
    }
    if let Some(throughput) = change.throughput {
        world.set_throughput(&number, throughput, now_ms);
    }
    if let Some(quality) = change.quality {
        world.rate_number(&number, quality, now_ms);
    }
    if let Some(code) = change.refuses {
        world.stop_number(&number, code);
    }
    Ok(StatusCode::ACCEPTED)
}

/// What can be decided about a template.
#[derive(Deserialize, Serialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
enum Decision {
    /// It can be sent, or can be sent again.
    Approve,
    /// It cannot be sent until it is changed.
    Reject { reason: String },
    /// It cannot be sent for a while.
    Pause,
    /// It cannot be sent any more.
    Disable,
    /// It gets another category.
    Recategorise { category: Category },
    /// It gets a quality.
    Rate { quality: Quality },
}

async fn template(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
    Json(decision): Json<Decision>,
) -> Result<StatusCode, Wrong> {
    let now_ms = simulator.now_ms();
    let mut world = simulator.world();
    let there = match decision {
        Decision::Approve => world.approve_template(&id, now_ms),
        Decision::Reject { reason } if is_reason(&reason) => world.reject_template(&id, &reason, now_ms),
        Decision::Reject { .. } => return Err((StatusCode::BAD_REQUEST, "reason is one of Meta's words")),
        Decision::Pause => world.pause_template(&id, now_ms),
        Decision::Disable => world.disable_template(&id, now_ms),
        Decision::Recategorise { category } => world.recategorise_template(&id, category, now_ms),
        Decision::Rate { quality } => world.rate_template(&id, quality, now_ms),
    };
    if there { Ok(StatusCode::ACCEPTED) } else { Err(NO_TEMPLATE) }
}
