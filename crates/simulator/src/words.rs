//! Texts out of a request, and how long they may be.

use serde_json::Value;

use crate::refusal::Refusal;

/// A text in a request; empty where there is none.
pub(crate) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Refuses a text that is missing or too long.
pub(crate) fn length(name: &str, text: &str, max: usize) -> Result<(), Refusal> {
    match text.chars().count() {
        0 => Err(Refusal::parameter(format!("The parameter {name} is required."))),
        length if length > max => {
            Err(Refusal::parameter(format!("Param {name} must be at most {max} characters long.")))
        }
        _ => Ok(()),
    }
}
