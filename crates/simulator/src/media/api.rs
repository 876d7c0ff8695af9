//! The endpoints for files: upload, address, content, deletion.
//!
//! Source: Meta, "Media" (December 2025). What is no longer there, or belongs to another number, is answered
//! like any unknown object: HTTP 400, code 100, subcode 33; an address that lapsed with 404.

use axum::Router;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Simulator;
use crate::call::{Answered, Call};
use crate::media::Library;
use crate::refusal::Refusal;

/// Bytes of an upload with what is around it.
const UPLOAD_BYTES_MAX: usize = 101 * 1024 * 1024;

pub(crate) fn router() -> Router<Simulator> {
    Router::new()
        .route("/{version}/{number}/media", post(upload).layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)))
        .route("/whatsapp_business/attachments/", get(content))
}

/// A form with one file in it.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
    pub(crate) file: Option<(String, axum::body::Bytes)>,
}

impl Form {
    /// Reads it. What cannot be read is not there.
    pub(crate) async fn read(multipart: Result<Multipart, MultipartRejection>, files: &[&str]) -> Self {
        let mut form = Self::default();
        let Ok(mut multipart) = multipart else { return form };
        while let Ok(Some(field)) = multipart.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            let mime = field.content_type().unwrap_or_default().to_owned();
            let Ok(bytes) = field.bytes().await else { continue };
            if files.contains(&name.as_str()) {
                form.file = Some((mime, bytes));
            } else {
                form.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        form
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// As it stands among the exchanges.
    pub(crate) fn shown(&self) -> String {
        let mut shown: serde_json::Map<String, Value> =
            self.fields.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        if let Some((mime, bytes)) = &self.file {
            shown.insert("file".into(), json!(format!("{mime}, {} bytes", bytes.len())));
        }
        Value::Object(shown).to_string()
    }
}

async fn upload(
    call: Call,
    Path((_, number)): Path<(String, String)>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Response {
    let form = if call.has_token() { Form::read(multipart, &["file"]).await } else { Form::default() };
    call.answer(&form.shown(), |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        if !world.numbers.contains_key(&number) {
            return Err(Refusal::unknown_object());
        }
        if form.field("messaging_product") != Some("whatsapp") {
            return Err(Refusal::parameter("The parameter messaging_product is required."));
        }
        let (mime, bytes) = form.file.as_ref().ok_or_else(|| Refusal::parameter("The parameter file is required."))?;
        // Either place of the type will do; the one in the field is the documented one.
        let mime = form.field("type").filter(|mime| !mime.is_empty()).unwrap_or(mime);
        Ok((200, json!({ "id": world.upload_media(&number, mime, bytes.clone(), now_ms)? })))
    })
}

/// Answers where the file is, if this is one.
pub(crate) fn address(call: &Call, id: &str, asked: &[(String, String)]) -> Option<Answered> {
    let now_ms = call.simulator.now_ms();
    let world = call.simulator.world();
    let medium = world.media.alive(id, now_ms)?;
    let number = asked.iter().find(|(name, _)| name == "phone_number_id").map(|(_, value)| value);
    if number.is_some_and(|number| *number != medium.number) {
        return None;
    }
    Some(Ok((
        200,
        json!({ "messaging_product": "whatsapp", "url": Library::url(&call.address(), medium.id, "getMedia", now_ms),
                "mime_type": medium.mime, "sha256": medium.sha256(), "file_size": medium.bytes.len(),
                "id": medium.id.to_string() }),
    )))
}

/// Deletes the file, if this is one.
pub(crate) fn delete(call: &Call, id: &str, asked: &[(String, String)]) -> Option<Answered> {
    let now_ms = call.simulator.now_ms();
    let number = asked.iter().find(|(name, _)| name == "phone_number_id").map(|(_, value)| value.as_str());
    call.simulator.world().delete_medium(id, number, now_ms).then(|| Ok((200, json!({ "success": true }))))
}

#[derive(Deserialize)]
struct Asked {
    mid: String,
    ext: i64,
    hash: String,
}

async fn content(call: Call, asked: Result<Query<Asked>, QueryRejection>) -> Response {
    if !call.has_token() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(Query(asked)) = asked else { return StatusCode::NOT_FOUND.into_response() };
    let now_ms = call.simulator.now_ms();
    let found = call.simulator.world().media.at(&asked.mid, asked.ext, &asked.hash, now_ms).cloned();
    let Some(medium) = found else { return StatusCode::NOT_FOUND.into_response() };
    let whole = medium.bytes.len();
    let headers = [("content-type", medium.mime), ("accept-ranges", "bytes".to_owned())];
    let range = call.headers.get("range").and_then(|range| range.to_str().ok());
    match range.and_then(|range| part(range, whole)) {
        Some((from, to)) => {
            let about = [("content-range", format!("bytes {from}-{}/{whole}", to - 1))];
            (StatusCode::PARTIAL_CONTENT, headers, about, medium.bytes.slice(from..to)).into_response()
        }
        None => (headers, medium.bytes).into_response(),
    }
}

/// The part of a file that a `Range` header asks for: one range, the end not included.
fn part(range: &str, whole: usize) -> Option<(usize, usize)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from: usize = from.parse().ok()?;
    let to = if to.is_empty() { whole } else { to.parse::<usize>().ok()?.saturating_add(1).min(whole) };
    (from < to).then_some((from, to))
}
