//! Resumable uploads: the sample picture of a template with a picture.
//!
//! Owns beginning one (`POST /{app}/uploads`) and taking its bytes (`POST /upload:…`), which is the one place where
//! the token comes as `OAuth` and the body is no JSON. What was uploaded is not kept: nothing shows it. Source:
//! Meta, "Resumable Upload API" (2026).

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::asked::{Answered, Asked, header};
use crate::Simulator;
use crate::refusal::Refusal;

/// How the id of an upload begins.
pub(super) const PREFIX: &str = "upload:";
/// What may be uploaded as a sample.
const TYPES: [&str; 4] = ["image/jpeg", "image/png", "video/mp4", "application/pdf"];

/// Begins an upload: its id says how many bytes it waits for.
pub(super) fn begin(asked: &Asked) -> Answered {
    let length: u64 = asked.text("file_length").parse().map_err(|_| Refusal::parameter("file_length is required"))?;
    if !TYPES.contains(&asked.text("file_type")) {
        return Err(Refusal::parameter("file_type is not supported"));
    }
    Ok(json!({ "id": format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(length.to_string())) }))
}

/// Takes the bytes of an upload.
pub(super) fn take(simulator: &Simulator, object: &str, headers: &HeaderMap, body: &Bytes) -> Response {
    let answered = taken(simulator, object, headers, body);
    let (status, body) = answered.map_or_else(|refusal| refusal.answer(), |body| (200, body));
    (StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), Json(body)).into_response()
}

fn taken(simulator: &Simulator, object: &str, headers: &HeaderMap, body: &Bytes) -> Result<Value, Refusal> {
    let token = header(headers, "authorization").strip_prefix("OAuth ").unwrap_or_default();
    if token != simulator.settings().token.expose_secret() {
        return Err(Refusal::token());
    }
    let length = object.strip_prefix(PREFIX).and_then(|id| URL_SAFE_NO_PAD.decode(id).ok());
    let length: Option<usize> = length.and_then(|length| String::from_utf8(length).ok()?.parse().ok());
    if length.is_none() {
        return Err(Refusal::unknown_object());
    }
    if header(headers, "file_offset") != "0" || length != Some(body.len()) {
        return Err(Refusal::parameter("file_offset or the length of the file is not as announced"));
    }
    Ok(json!({ "h": format!("4:{}", URL_SAFE_NO_PAD.encode(object)) }))
}
