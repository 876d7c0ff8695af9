//! A request to the Cloud API, from the wire to its answer: the token, the version, the record of it.
//!
//! Owns what all endpoints share but sending, whose answers can be held, cut or lost (`api`). Invariant:
//! whatever was asked stands among the exchanges with its answer, and no token does.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::exchange::{Answer, Direction, Exchange};
use crate::refusal::Refusal;
use crate::{Simulator, graph};

/// Status and body, or Meta's error.
pub(super) type Answered = Result<(u16, Value), Refusal>;

/// The head of a request.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) simulator: Simulator,
    method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<Simulator> for Call {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, simulator: &Simulator) -> Result<Self, Self::Rejection> {
        Ok(Self {
            simulator: simulator.clone(),
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
        })
    }
}

impl Call {
    /// The address that the caller used for us.
    pub(super) fn address(&self) -> String {
        let host = self.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or_default();
        format!("http://{host}")
    }

    pub(super) fn has_token(&self) -> bool {
        self.token().is_ok()
    }

    fn token(&self) -> Result<(), Refusal> {
        let parameter = graph::query(&self.uri).into_iter().find(|(name, _)| name == "access_token");
        let token = parameter.as_ref().map_or("", |(_, token)| token);
        match graph::token(&self.simulator, &self.headers, token)? {
            graph::Token::User => Ok(()),
            graph::Token::App => Err(Refusal::permission()),
        }
    }

    fn checked(&self) -> Result<(), Refusal> {
        self.token()?;
        let version = self.uri.path().split('/').nth(1).unwrap_or_default();
        if graph::is_version(version) { Ok(()) } else { Err(Refusal::unknown_object()) }
    }

    /// Checks the head, does what is asked, and writes both down. `body` is the body as people may read it.
    pub(super) fn answer(&self, body: &str, act: impl FnOnce(&Simulator) -> Answered) -> Response {
        let url = format!("{}{}", self.address(), self.uri);
        let begun = Exchange {
            method: self.method.to_string(),
            ..Exchange::begin(Direction::Api, url, body, self.simulator.now_ms())
        };
        let exchange = self.simulator.world().begin_exchange(begun);
        self.simulator.seen_at(&self.address());
        let (status, answer) = match self.checked().and_then(|()| act(&self.simulator)) {
            Ok(answered) => answered,
            Err(refusal) => refusal.answer(),
        };
        let now_ms = self.simulator.now_ms();
        self.simulator.world().end_exchange(exchange, Answer::Status(status, answer.to_string()), None, now_ms);
        (StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), Json(answer)).into_response()
    }
}

/// Reads a JSON body.
pub(super) fn json(body: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::parameter("The request body is no JSON"))
}

/// Reads a JSON body that names the product, as all that change something do.
pub(super) fn product(body: &[u8]) -> Result<Value, Refusal> {
    let request = json(body)?;
    if request["messaging_product"] == "whatsapp" {
        Ok(request)
    } else {
        Err(Refusal::parameter("The parameter messaging_product is required."))
    }
}
