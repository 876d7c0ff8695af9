//! Objects by their id alone: `/{version}/{id}`.
//!
//! The Graph API has one address for objects of every kind; what an id is, its owner knows. Each kind is asked
//! in turn whether it is theirs; what is nobody's is an unknown object (HTTP 400, code 100, subcode 33).

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::response::Response;
use axum::routing::get;

use crate::simulator::Simulator;
use crate::simulator::call::Call;
use crate::simulator::refusal::Refusal;
use crate::simulator::{groups, media};

/// Bytes of a body: a picture of a group with what is around it.
const BODY_BYTES_MAX: usize = 6 * 1024 * 1024;

pub(super) fn router() -> Router<Simulator> {
    Router::new()
        .route("/{version}/{id}", get(read).post(groups::settings::set).delete(delete))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

type Asked = Query<Vec<(String, String)>>;

async fn read(call: Call, Path((_, id)): Path<(String, String)>, Query(asked): Asked) -> Response {
    call.answer("", |_| {
        let found = media::api::address(&call, &id, &asked).or_else(|| groups::api::info(&call, &id, &asked));
        found.unwrap_or_else(|| Err(Refusal::unknown_object()))
    })
}

async fn delete(call: Call, Path((_, id)): Path<(String, String)>, Query(asked): Asked, body: Bytes) -> Response {
    call.answer(&String::from_utf8_lossy(&body), |_| {
        let found = media::api::delete(&call, &id, &asked).or_else(|| groups::api::delete_group(&call, &id));
        found.unwrap_or_else(|| Err(Refusal::unknown_object()))
    })
}
