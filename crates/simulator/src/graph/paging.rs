//! Lists in pages, with cursors.
//!
//! Source: Meta, Graph API, "Paginated results". Invariant: whoever follows `next` to its end has seen everything
//! once, as long as nothing is taken away meanwhile.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::asked::{Answered, Asked};
use crate::refusal::Refusal;

/// Things on a page, unless asked otherwise.
const LIMIT: usize = 25;
/// The most things on a page.
const LIMIT_MAX: usize = 1_000;

/// The page that was asked for. `keys` name the things; a cursor is such a name, in a form that says nothing.
pub(super) fn page<T>(
    asked: &Asked,
    things: &[T],
    key: impl Fn(&T) -> &str,
    shown: impl Fn(&T) -> Answered,
) -> Answered {
    let limit = match asked.value("limit") {
        None => LIMIT,
        Some(limit) => limit
            .as_u64()
            .and_then(|limit| usize::try_from(limit).ok())
            .filter(|limit| *limit > 0)
            .ok_or_else(|| Refusal::parameter("limit must be a positive number"))?
            .min(LIMIT_MAX),
    };
    let place = |cursor: &str| {
        let named = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let place = named.and_then(|named| things.iter().position(|thing| key(thing) == named));
        place.ok_or_else(|| Refusal::parameter("The cursor is not valid"))
    };
    let (from, to) = match (asked.text("after"), asked.text("before")) {
        ("", "") => (0, limit),
        ("", before) => {
            let to = place(before)?;
            (to.saturating_sub(limit), to)
        }
        (after, _) => {
            let from = place(after)? + 1;
            (from, from + limit)
        }
    };
    let to = to.min(things.len());
    let on_page = &things[from.min(to)..to];
    let data: Vec<Value> = on_page.iter().map(shown).collect::<Result<_, _>>()?;
    let mut answer = json!({ "data": data });
    if let (Some(first), Some(last)) = (on_page.first(), on_page.last()) {
        let cursor = |thing: &T| URL_SAFE_NO_PAD.encode(key(thing));
        answer["paging"] = json!({ "cursors": { "before": cursor(first), "after": cursor(last) } });
        if to < things.len() {
            answer["paging"]["next"] = json!(link(asked, limit, "after", &cursor(last)));
        }
        if from > 0 {
            answer["paging"]["previous"] = json!(link(asked, limit, "before", &cursor(first)));
        }
    }
    Ok(answer)
}

/// The address of another page. Meta puts the token into it; here it stays out, since it is written down.
fn link(asked: &Asked, limit: usize, way: &str, cursor: &str) -> String {
    let left_out = ["access_token", "after", "before", "limit"];
    let kept: String = asked
        .parameters
        .iter()
        .filter(|(name, _)| !left_out.contains(&name.as_str()))
        .filter_map(|(name, value)| Some(format!("{name}={}&", escaped(value.as_str()?))))
        .collect();
    format!("{}?{kept}limit={limit}&{way}={cursor}", asked.address)
}

/// Percent-encodes all but what an address may hold anywhere.
fn escaped(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}
