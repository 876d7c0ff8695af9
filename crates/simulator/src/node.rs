//! Objects by their id alone: `/{version}/{id}`.
//!
//! The Graph API has one address for objects of every kind; what an id is, its owner knows. Each kind is asked
//! in turn whether it is theirs; what is nobody's is an unknown object (HTTP 400, code 100, subcode 33).

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Path, Query, Request, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::any;

use crate::Simulator;
use crate::call::Call;
use crate::refusal::Refusal;
use crate::{graph, groups, media};

/// Bytes of a body: a picture of a group with what is around it.
const BODY_BYTES_MAX: usize = 6 * 1024 * 1024;

pub(super) fn router() -> Router<Simulator> {
    Router::new().route("/{version}/{id}", any(one)).layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

async fn one(call: Call, path: Path<(String, String)>, asked: Asked, method: Method, request: Request) -> Response {
    let group = groups::is_group_id(&path.1);
    let file = call.simulator.world().is_medium(&path.1, call.simulator.now_ms());
    match method {
        Method::POST if group => groups::settings::set(call, path, request).await,
        Method::GET if group || file => read(call, path, asked).await,
        Method::DELETE if group || file => delete(call, path, asked, request).await,
        _ => {
            let body = Bytes::from_request(request, &()).await.unwrap_or_default();
            graph::node(State(call.simulator), path, (method, call.uri, call.headers), body).await
        }
    }
}

type Asked = Query<Vec<(String, String)>>;

async fn read(call: Call, Path((_, id)): Path<(String, String)>, Query(asked): Asked) -> Response {
    call.answer("", |_| {
        let found = media::api::address(&call, &id, &asked).or_else(|| groups::api::info(&call, &id, &asked));
        found.unwrap_or_else(|| Err(Refusal::unknown_object()))
    })
}

async fn delete(call: Call, Path((_, id)): Path<(String, String)>, Query(asked): Asked, request: Request) -> Response {
    let body = Bytes::from_request(request, &()).await.unwrap_or_default();
    call.answer(&String::from_utf8_lossy(&body), |_| {
        let found = media::api::delete(&call, &id, &asked).or_else(|| groups::api::delete_group(&call, &id));
        found.unwrap_or_else(|| Err(Refusal::unknown_object()))
    })
}
