//! What stands at a path in a payload, as Meta writes it.
//!
//! Invariant: what is absent, null or of another kind is nothing, never an error.

use serde_json::Value;

use crate::json;

/// What stands at a path of object members; null is absent.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.get(name)).filter(|found| !found.is_null())
}

/// The text at a path of object members, without NUL (which PostgreSQL refuses).
pub(super) fn text(value: &Value, path: &[&str]) -> Option<String> {
    at(value, path)?.as_str().map(|text| text.replace('\0', ""))
}

/// The id at a path of object members; one written as a number is its digits. Never empty.
pub(super) fn id(value: &Value, path: &[&str]) -> Option<String> {
    json::text(at(value, path)?)
}

/// A whole number that Meta writes as a number or, more often, as a string.
pub(super) fn number(value: &Value, path: &[&str]) -> Option<i64> {
    json::whole(at(value, path)?)?.try_into().ok()
}

/// A moment in milliseconds since the epoch; Meta gives whole seconds.
pub(super) fn moment_ms(value: &Value, path: &[&str]) -> Option<i64> {
    number(value, path)?.checked_mul(1_000)
}

/// Whether a path leads to a yes.
pub(super) fn flag(value: &Value, path: &[&str]) -> bool {
    at(value, path).is_some_and(json::is_true)
}

/// The elements of the list that is this member, without nulls; one thing where a list belongs is a list of it.
pub(super) fn elements<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    match value.get(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(elements)) => elements.iter().filter(|element| !element.is_null()).collect(),
        Some(one) => vec![one],
    }
}
