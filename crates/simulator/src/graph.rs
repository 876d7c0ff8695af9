//! The Graph API around sending: objects by their id, and what hangs on them.
//!
//! Owns the way of such a request: the token, the parameters from query and body, whose object it is, and the record
//! of it. What is answered is in [`waba`], [`number`], [`templates`] and [`app`]. Invariants: whatever was asked
//! stands among the exchanges with its answer, and no token does; an object that is nobody's is HTTP 400, code 100,
//! subcode 33, as at Meta.
//!
//! The one address `/{version}/{object}` is for objects of every kind: another kind is another arm of [`dispatch`].

pub(super) mod app;
mod asked;
mod number;
mod paging;
mod templates;
mod uploads;
mod waba;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Json, Router};
use secrecy::ExposeSecret;

pub(super) use self::asked::Token;
pub(super) use self::asked::query;
use self::asked::{Answered, Asked, header, no_such, parameters, without_secrets};
use crate::Simulator;
use crate::exchange::{Answer, Direction, Exchange};
use crate::faults::{Behaviour, NO_ANSWER_MS, cut};
use crate::refusal::Refusal;
use crate::world::World;

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Waba,
    App,
    Template,
    Nobody,
}

/// The routes.
pub(super) fn router() -> Router<Simulator> {
    // `/{version}/{object}` is `node`'s: files and groups have it too.
    Router::new().route("/{version}/{object}/{edge}", any(edge))
}

pub(super) async fn node(
    State(simulator): State<Simulator>,
    Path((version, object)): Path<(String, String)>,
    head: (Method, Uri, HeaderMap),
    body: Bytes,
) -> Response {
    if head.0 == Method::POST && object.starts_with(uploads::PREFIX) {
        return uploads::take(&simulator, &object, &head.2, &body);
    }
    answer(&simulator, (version, object, None), head, &body).await
}

async fn edge(
    State(simulator): State<Simulator>,
    Path((version, object, edge)): Path<(String, String, String)>,
    head: (Method, Uri, HeaderMap),
    body: Bytes,
) -> Response {
    answer(&simulator, (version, object, Some(edge)), head, &body).await
}

async fn answer(
    simulator: &Simulator,
    (version, object, edge): (String, String, Option<String>),
    (method, uri, headers): (Method, Uri, HeaderMap),
    body: &[u8],
) -> Response {
    let parameters = parameters(&uri, &headers, body);
    let shown = |text: &str| without_secrets(text, parameters.as_ref().ok());
    let host = header(&headers, "host");
    let url = format!("http://{host}{}", shown(&uri.to_string()));
    let request = shown(&String::from_utf8_lossy(body));
    let begun = Exchange {
        method: method.to_string(),
        ..Exchange::begin(Direction::Api, url, request.trim(), simulator.now_ms())
    };
    let exchange = simulator.world().begin_exchange(begun);
    let asked = parameters.map(|parameters| Asked {
        method,
        address: format!("http://{host}{}", uri.path()),
        object,
        edge,
        parameters,
        now_ms: simulator.now_ms(),
    });
    let of_number = asked.as_ref().is_ok_and(|asked| kind(&simulator.world(), &asked.object) == Kind::Number);
    let refused = if of_number { outage(simulator).await } else { Ok(None) };
    let Ok(refused) = refused else {
        let now_ms = simulator.now_ms();
        simulator.world().end_exchange(exchange, Answer::Lost, None, now_ms);
        return cut();
    };
    let answered = match asked {
        _ if refused.is_some() => Err(refused.unwrap_or_else(|| Refusal::of_code(1))),
        Ok(asked) => match token(simulator, &headers, asked.text("access_token")) {
            Ok(_) if !is_version(&version) => Err(Refusal::unknown_path(&version)),
            Ok(token) => dispatch(simulator, &asked, token).await,
            Err(refusal) => Err(refusal),
        },
        Err(refusal) => Err(refusal),
    };
    let (status, body) = answered.map_or_else(|refusal| refusal.answer(), |body| (200, body));
    let now_ms = simulator.now_ms();
    simulator.world().end_exchange(exchange, Answer::Status(status, body.to_string()), None, now_ms);
    (StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), Json(body)).into_response()
}

/// What an outage does to a look at a number: nothing, a refusal, or no answer at all (`Err`).
async fn outage(simulator: &Simulator) -> Result<Option<Refusal>, ()> {
    match simulator.looked_at() {
        // The page of a gateway is as little an answer as none.
        Behaviour::BadGateway | Behaviour::CutBeforeAccept => Err(()),
        Behaviour::NoAnswer => {
            simulator.hold_ms(NO_ANSWER_MS).await;
            Err(())
        }
        Behaviour::Refuse(code) => Ok(Some(Refusal::of_code(code)).filter(|refusal| refusal.answer().0 >= 500)),
        _ => Ok(None),
    }
}

async fn dispatch(simulator: &Simulator, asked: &Asked, token: Token) -> Answered {
    if asked.object == "debug_token" && asked.edge.is_none() {
        return app::debug_token(simulator, asked);
    }
    let kind = kind(&simulator.world(), &asked.object);
    if kind == Kind::App {
        return match asked.edge.as_deref() {
            Some("subscriptions") => app::subscriptions(simulator, asked, token).await,
            Some("uploads") if asked.method == Method::POST => uploads::begin(asked),
            edge => Err(no_such(asked, edge)),
        };
    }
    if token == Token::App {
        return Err(Refusal::permission());
    }
    let world = &mut simulator.world();
    match (kind, asked.edge.as_deref()) {
        (Kind::Waba, None) if asked.method == Method::GET => waba::read(world, asked),
        (Kind::Waba, Some("phone_numbers")) if asked.method == Method::GET => waba::phone_numbers(world, asked),
        (Kind::Waba, Some("subscribed_apps")) => waba::subscribed_apps(world, asked),
        (Kind::Waba, Some("message_templates")) => templates::of_account(world, asked),
        (Kind::Number, None) if asked.method == Method::GET => number::read(world, asked),
        (Kind::Number, Some("whatsapp_business_profile")) => number::profile(world, asked),
        (Kind::Number, Some("conversational_automation")) => number::automation(world, asked),
        (Kind::Template, None) => templates::one(world, asked),
        (Kind::Template, Some("unpause")) if asked.method == Method::POST => templates::unpause(world, asked),
        (_, edge) => Err(no_such(asked, edge)),
    }
}

fn kind(world: &World, object: &str) -> Kind {
    if world.numbers.contains_key(object) {
        Kind::Number
    } else if world.account.waba == object {
        Kind::Waba
    } else if world.account.app == object {
        Kind::App
    } else if world.template(object).is_some() {
        Kind::Template
    } else {
        Kind::Nobody
    }
}

pub(super) fn is_version(version: &str) -> bool {
    let number = version.strip_prefix('v').unwrap_or_default();
    number.starts_with(|digit: char| digit.is_ascii_digit())
        && number.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

/// Whose token a request carries: as a bearer, or as `access_token`.
pub(super) fn token(simulator: &Simulator, headers: &HeaderMap, parameter: &str) -> Result<Token, Refusal> {
    let bearer = header(headers, "authorization").strip_prefix("Bearer ").unwrap_or_default();
    let given = if bearer.is_empty() { parameter } else { bearer };
    let settings = simulator.settings();
    let world = simulator.world();
    if given == settings.token.expose_secret() {
        let expired = world.account.token_expired(simulator.now_ms());
        return if expired { Err(Refusal::expired()) } else { Ok(Token::User) };
    }
    let of_app = given
        .split_once('|')
        .is_some_and(|(app, secret)| app == world.account.app && secret == settings.app_secret.expose_secret());
    if of_app { Ok(Token::App) } else { Err(Refusal::token()) }
}
