//! The settings of a group: its name, its description, its picture.
//!
//! Source: Meta, "Update group settings" (May 2026). Texts that do not fit are refused at once; whether a picture
//! will do is told by webhook, for each setting apart.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Path, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::call::Call;
use crate::groups::asked::{Ids, accepted, as_text, checked_description, checked_subject, open_group};
use crate::media::api::Form;
use crate::refusal::Refusal;

/// Bytes of a picture, and the fewest pixels on a side.
const PICTURE_BYTES_MAX: usize = 5 * 1024 * 1024;
const PICTURE_SIDE_MIN: u32 = 192;

/// New settings, as JSON or as a form with a picture.
pub(crate) async fn set(call: Call, Path((_, id)): Ids, request: Request) -> Response {
    let mime = request.headers().get(CONTENT_TYPE).and_then(|mime| mime.to_str().ok()).unwrap_or_default();
    if mime.starts_with("multipart/") {
        let multipart = axum::extract::Multipart::from_request(request, &()).await;
        let form = Form::read(multipart, &["file", "profile_picture_file"]).await;
        return change(&call, &id, &form.shown(), &|name| form.field(name).map(str::to_owned), form.file.as_ref());
    }
    let body = Bytes::from_request(request, &()).await.unwrap_or_default();
    let json: Value = serde_json::from_slice(&body).unwrap_or_default();
    change(&call, &id, &String::from_utf8_lossy(&body), &|name| json.get(name).and_then(as_text), None)
}

fn change(
    call: &Call,
    id: &str,
    body: &str,
    field: &dyn Fn(&str) -> Option<String>,
    picture: Option<&(String, Bytes)>,
) -> Response {
    call.answer(body, |simulator| {
        let now_ms = simulator.now_ms();
        let mut world = simulator.world();
        let group = open_group(&world, id)?;
        if field("messaging_product").as_deref() != Some("whatsapp") {
            return Err(Refusal::parameter("The parameter messaging_product is required."));
        }
        let subject = field("subject").map(|subject| checked_subject(&subject)).transpose()?;
        let description = field("description").map(|text| checked_description(&text)).transpose()?;
        if subject.is_none() && description.is_none() && picture.is_none() {
            return Err(Refusal::parameter("One of subject, description and profile_picture_file is required."));
        }
        let request_id = world.new_request_id();
        let mut told = json!({ "type": "group_settings_update", "request_id": request_id });
        for (name, value) in [("group_subject", &subject), ("group_description", &description)] {
            if let Some(value) = value {
                told[name] = json!({ "text": value, "update_successful": true });
            }
        }
        let mut shown = None;
        if let Some((mime, bytes)) = picture {
            let hash = STANDARD.encode(Sha256::digest(bytes));
            let mut about = json!({ "mime_type": mime, "sha256": hash, "update_successful": true });
            match checked_picture(mime, bytes) {
                Ok(()) => shown = Some(hash),
                Err(refusal) => {
                    about["update_successful"] = json!(false);
                    about["errors"] = json!([refusal.in_list()]);
                }
            }
            told["profile_picture"] = about;
        }
        if let Some(group) = world.group_mut(id) {
            group.subject = subject.unwrap_or_else(|| group.subject.clone());
            group.description = description.unwrap_or_else(|| group.description.clone());
            group.picture = shown.or_else(|| group.picture.clone());
        }
        world.tell_of_group(&group, "group_settings_update", told, now_ms);
        accepted(&request_id)
    })
}

/// A square JPEG that is big enough. Whether it fits is told by webhook, as with each setting.
fn checked_picture(mime: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let jpeg = mime == "image/jpeg" && bytes.len() <= PICTURE_BYTES_MAX;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), image::ImageFormat::Jpeg);
    let Some((wide, high)) = reader.into_dimensions().ok().filter(|_| jpeg) else {
        return Err(Refusal::of_code(131_210));
    };
    if wide != high {
        return Err(Refusal::of_code(131_209));
    }
    if wide < PICTURE_SIDE_MIN { Err(Refusal::of_code(131_210)) } else { Ok(()) }
}
