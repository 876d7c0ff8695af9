//! The HTTP side: the webhook, health and metrics.
//!
//! Owns what is answered to whom. A body is stored before it is answered 200 ([`ingest`]); nothing is
//! handled here. Where alerts have pages, they are shown ([`deelpagina`]). Invariants: a wrong signature gets 401 and stores nothing; overload and a database that
//! is away get 503, never 200; nobody without the signature learns more than a status line.

pub mod deelpagina;
pub mod ingest;
pub mod server;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::{ExposeSecret, SecretString};
use tower_http::timeout::TimeoutLayer;

use crate::limits;
use crate::store::{self, Store};
use crate::web::deelpagina::Deel;
use crate::web::ingest::Ingest;
use crate::whatsapp::signature;
use crate::whatsapp::webhook::Handshake;

/// What Meta proves itself with.
#[derive(Debug, Clone)]
pub struct WebhookSecrets {
    /// The app secrets that sign bodies; several while one is being replaced.
    pub app_secrets: Vec<SecretString>,
    /// The token of the handshake.
    pub verify_token: SecretString,
}

/// What the handlers of requests work on.
#[derive(Debug, Clone)]
pub struct Web {
    /// Stores bodies.
    pub ingest: Ingest,
    /// Checked by `/readyz`.
    pub store: Store,
    /// What Meta proves itself with.
    pub secrets: Arc<WebhookSecrets>,
    /// Shown by `/metrics`, where metrics are kept.
    pub metrics: Option<PrometheusHandle>,
    /// The pages of alerts, where they have an address.
    pub deel: Option<Deel>,
}

/// All routes.
pub fn router(web: Web) -> Router {
    let timeout = Duration::from_millis(limits::REQUEST_MS);
    let pages = web.deel.clone().map(deelpagina::router).unwrap_or_default();
    Router::new()
        .route("/webhook", get(handshake).post(webhook))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics_page))
        .layer(DefaultBodyLimit::max(limits::WEBHOOK_BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout))
        .with_state(web)
        .merge(
            pages
                .layer(DefaultBodyLimit::max(0))
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout)),
        )
}

async fn handshake(State(web): State<Web>, Query(handshake): Query<Handshake>) -> Result<String, StatusCode> {
    handshake.answer(web.secrets.verify_token.expose_secret()).ok_or(StatusCode::FORBIDDEN)
}

async fn webhook(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = headers.get(signature::HEADER).and_then(|value| value.to_str().ok());
    if !signature::verify(&web.secrets.app_secrets, &body, header) {
        metrics::counter!("heterdaad_webhooks_total", "result" => "bad_signature").increment(1);
        return StatusCode::UNAUTHORIZED;
    }
    let (status, result) = match web.ingest.store(&body).await {
        Ok(()) => (StatusCode::OK, "stored"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    metrics::counter!("heterdaad_webhooks_total", "result" => result).increment(1);
    status
}

/// Ready as long as webhooks can be stored: a stopped number must not keep them away too. What is wrong
/// beside that stands on lines of its own, without anything personal.
async fn ready(State(web): State<Web>) -> Result<String, (StatusCode, &'static str)> {
    if let Some(trouble) = web.store.trouble().await {
        tracing::warn!(?trouble, "not ready");
        let says = match trouble {
            store::Trouble::Moved => "database: its file was moved, removed or replaced",
            store::Trouble::Unwritable => "database: it cannot be written",
        };
        return Err((StatusCode::SERVICE_UNAVAILABLE, says));
    }
    match trouble(&web.store).await {
        Ok(troubles) => Ok(std::iter::once("ready".to_owned()).chain(troubles).collect::<Vec<_>>().join("\n")),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Err((StatusCode::SERVICE_UNAVAILABLE, "database"))
        }
    }
}

async fn trouble(store: &Store) -> store::Result<Vec<String>> {
    let mut connection = store.read().await?;
    let alarms = store::alarm::current(&mut connection).await?;
    Ok(alarms.into_iter().map(|alarm| format!("degraded: {}: {}", alarm.sleutel, alarm.tekst)).collect())
}

async fn metrics_page(State(web): State<Web>) -> Result<String, StatusCode> {
    web.metrics.map(|metrics| metrics.render()).ok_or(StatusCode::NOT_FOUND)
}
