//! Pages of a list, as the Graph API gives them.
//!
//! Owns the cursors: base64 over a place in the list. Source: Meta, "Paginated Results"; a cursor that is none
//! is code 131059 for the Groups API, and that is what all lists here answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::refusal::Refusal;

fn cursor(place: usize) -> String {
    STANDARD.encode(format!("place:{place}"))
}

fn place(cursor: &str) -> Result<usize, Refusal> {
    let bytes = STANDARD.decode(cursor).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let place = text.and_then(|text| text.strip_prefix("place:")?.parse().ok());
    place.ok_or_else(|| Refusal::of_code(131_059))
}

/// The page that is asked for with `limit`, `after` and `before`, and what stands under `paging`.
pub(super) fn page<'a, T>(
    all: &'a [T],
    asked: &[(String, String)],
    usual: usize,
    max: usize,
) -> Result<(&'a [T], Value), Refusal> {
    let of = |name: &str| asked.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let limit = match of("limit") {
        Some(limit) => limit.parse().ok().filter(|limit| (1..=max).contains(limit)),
        None => Some(usual),
    };
    let limit = limit.ok_or_else(|| Refusal::parameter(format!("Param limit must be between 1 and {max}")))?;
    let from = match (of("after"), of("before")) {
        (Some(after), _) => place(after)? + 1,
        (None, Some(before)) => place(before)?.saturating_sub(limit),
        (None, None) => 0,
    };
    let from = from.min(all.len());
    let to = match of("before") {
        Some(before) if of("after").is_none() => place(before)?.min(all.len()).min(from + limit),
        _ => (from + limit).min(all.len()),
    };
    let mut paging = json!({});
    if from < to {
        paging["cursors"] = json!({ "before": cursor(from), "after": cursor(to - 1) });
    }
    if to < all.len() {
        paging["next"] = json!(format!("?limit={limit}&after={}", cursor(to.saturating_sub(1))));
    }
    if from > 0 {
        paging["previous"] = json!(format!("?limit={limit}&before={}", cursor(from)));
    }
    Ok((&all[from..to], paging))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: &str, value: &str) -> Vec<(String, String)> {
        vec![("limit".into(), "2".into()), (name.into(), value.into())]
    }

    #[test]
    fn pages_follow_each_other_and_back() {
        let all = [1, 2, 3, 4, 5];
        let first = page(&all, &asked("x", ""), 25, 1_024).ok();
        assert_eq!(first.as_ref().map(|(page, _)| *page), Some(&all[..2]));
        let after = first.map(|(_, paging)| paging["cursors"]["after"].clone());
        let after = after.as_ref().and_then(Value::as_str).unwrap_or_default();
        let second = page(&all, &asked("after", after), 25, 1_024).ok();
        assert_eq!(second.as_ref().map(|(page, _)| *page), Some(&all[2..4]));
        let before = second.map(|(_, paging)| paging["cursors"]["before"].clone());
        let before = before.as_ref().and_then(Value::as_str).unwrap_or_default();
        assert_eq!(page(&all, &asked("before", before), 25, 1_024).ok().map(|(page, _)| page), Some(&all[..2]));
        assert_eq!(page(&all, &asked("after", "nonsense"), 25, 1_024).map_err(|refusal| refusal.code), Err(131_059));
    }
}
