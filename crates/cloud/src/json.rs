//! Reads JSON as forgivingly as a webhook needs: what cannot be read is absent, and takes nothing along.
//!
//! Owns three rules: null is absent; one thing where a list belongs is a list of it; a number where an id or a text
//! belongs is its digits. Knows nothing of what Meta sends. Invariant: nothing here fails because of a neighbour.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use kern::limits;

/// The members of an object, without those that are null.
pub(super) type Members<'a> = BTreeMap<Key, &'a RawValue>;

/// The name of a member. Half a surrogate pair, which JSON allows and text does not, is replaced.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(String);

impl std::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(Key(name.to_owned()))
            }

            fn visit_bytes<E>(self, name: &[u8]) -> Result<Key, E> {
                Ok(Key(String::from_utf8_lossy(name).into_owned()))
            }
        }
        deserializer.deserialize_bytes(Name)
    }
}

/// The members of an object; `None` if it is none.
pub(super) fn members(raw: &RawValue) -> Option<Members<'_>> {
    let mut members: Members<'_> = serde_json::from_str(raw.get()).ok()?;
    members.retain(|_, value| !is_null(value));
    Some(members)
}

/// The elements of a list without nulls; anything else is a list of itself.
pub(super) fn list(raw: &RawValue) -> Vec<&RawValue> {
    let elements = serde_json::from_str(raw.get()).unwrap_or_else(|_| vec![raw]);
    elements.into_iter().filter(|element| !is_null(element)).collect()
}

/// The elements of the list that is this member.
pub(super) fn list_of<'a>(members: &Members<'a>, name: &str) -> Vec<&'a RawValue> {
    members.get(name).map(|raw| list(raw)).unwrap_or_default()
}

/// The text that is this member, or its number, without NUL (which PostgreSQL refuses); `None` if it is empty.
pub(super) fn text_of(members: &Members<'_>, name: &str) -> Option<String> {
    text(&value(members.get(name)?))
}

/// A text, or the digits of a number, without NUL; `None` if that is empty.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.replace('\0', ""),
        Value::Number(_) => whole(value)?.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A whole number, also one that is written as `1.0` or as a text.
pub(super) fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => {
            let read = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            read.or_else(|| from_float(number.as_f64()?))
        }
        Value::String(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| from_float(text.parse().ok()?))
        }
        _ => None,
    }
}

/// A float that tells a whole number exactly.
fn from_float(number: f64) -> Option<i128> {
    // Beyond this a float no longer tells whole numbers apart.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < EXACT).then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// A yes, also as a text.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

/// The value behind a member, with what cannot be read left out.
pub(super) fn value(raw: &RawValue) -> Value {
    within(raw, limits::WEBHOOK_MEND_DEPTH)
}

fn within(raw: &RawValue, depth: usize) -> Value {
    if let Ok(value) = serde_json::from_str(raw.get()) {
        return value;
    }
    if let Ok(value) = serde_json::from_str(&without_lone_surrogates(raw.get())) {
        return value;
    }
    let Some(depth) = depth.checked_sub(1) else { return Value::Null };
    if let Some(members) = members(raw) {
        return members.into_iter().map(|(name, raw)| (name.0, within(raw, depth))).collect();
    }
    match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        Ok(elements) => elements.into_iter().map(|raw| within(raw, depth)).collect(),
        Err(_) => Value::Null,
    }
}

fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}

/// Replaces halves of surrogate pairs (`\ud83d` alone), which JSON allows and text does not.
fn without_lone_surrogates(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        clean.push_str(&rest[..at]);
        let unit = |from: usize| {
            rest.get(from..from + 6)
                .filter(|code| code.starts_with("\\u"))
                .and_then(|code| u16::from_str_radix(&code[2..], 16).ok())
        };
        let taken = match (unit(at), unit(at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => 0,
            (Some(_), _) => 6,
            (None, _) => rest[at..].chars().take(2).map(char::len_utf8).sum(),
        };
        clean.push_str(if taken == 0 { "\\ufffd" } else { &rest[at..at + taken] });
        rest = &rest[at + if taken == 0 { 6 } else { taken }..];
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        serde_json::from_str::<&RawValue>(text).map(value).unwrap_or_default()
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_along() {
        let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
        let text = format!(r#"{{"a":1e999,"b":"x","c":{{"d":{deep},"e":["y",1e999]}},"\ud800":true}}"#);
        let read = read(&text);
        assert_eq!((&read["a"], &read["b"], &read["c"]["e"][0]), (&Value::Null, &json!("x"), &json!("y")));
    }

    #[test]
    fn numbers_are_read_in_every_notation() {
        for (value, number) in [
            (json!(7), Some(7)),
            (json!("7"), Some(7)),
            (json!(" 7 "), Some(7)),
            (json!(1_795_731_600.0), Some(1_795_731_600)),
            (json!("1795731600.0"), Some(1_795_731_600)),
            (json!(0.5), None),
            (json!("NaN"), None),
            (json!("inf"), None),
            (json!(true), None),
        ] {
            assert_eq!(whole(&value), number, "{value}");
        }
        assert_eq!(text(&json!(31_612_340_001_i64)).as_deref(), Some("31612340001"));
    }

    proptest! {
        #[test]
        fn any_escapes_are_read_without_panic(text in r#"(\\|u|d|8|3|"|e|\{|é){0,40}"#) {
            let _ = without_lone_surrogates(&text);
        }
    }
}
