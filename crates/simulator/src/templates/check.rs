//! What may be submitted as a template.
//!
//! Owns the checks that Meta makes at once; what only a review finds is [`review_finds`]. Invariant: a template that
//! passes has a body, and an example for each of its variables.
//!
//! Source: Meta, "Template components" and "Error codes" (2026). On the wire such an error is code 100 with the
//! 2388xxx number as subcode (seen in answers to real submissions). Written without the bot's own checks.

use serde_json::Value;

use crate::refusal::Refusal;
use crate::templates::Category;
use crate::templates::variables::{Piece, names, pieces};

/// Characters of a name.
const NAME_MAX: usize = 512;
/// Characters of a body.
const BODY_MAX: usize = 1_024;
/// Characters of a header.
const HEADER_MAX: usize = 60;
/// Characters of a footer.
const FOOTER_MAX: usize = 60;
/// Buttons together.
const BUTTONS_MAX: usize = 10;
/// Characters on a button.
const BUTTON_TEXT_MAX: usize = 25;
/// Characters of a button's address.
const URL_MAX: usize = 2_000;
/// At most so many buttons of a kind.
const BUTTONS_OF_A_KIND: [(&str, usize); 3] = [("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1)];

/// The body of a code, which Meta writes itself ("Authentication templates"); this one stands for all languages.
pub(crate) const BODY_OF_CODE: &str = "*{{1}}* is your verification code.";

/// A template that may be submitted.
#[derive(Debug)]
pub(crate) struct Submitted {
    pub(crate) category: Category,
    pub(crate) named: bool,
    pub(crate) ttl_seconds: Option<i64>,
    pub(crate) components: Vec<Value>,
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A name and a language that a template can have.
pub(crate) fn name(request: &Value) -> Result<(String, String), Refusal> {
    let (name, language) = (text(request, "name"), text(request, "language"));
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if name.is_empty() || name.len() > NAME_MAX || !name.chars().all(letters) {
        return Err(Refusal::parameter("name must hold 1 to 512 of a-z, 0-9 and _"));
    }
    let (code, region) = language.split_once('_').unwrap_or((language, "XX"));
    let known = (2..=3).contains(&code.len())
        && code.chars().all(|letter| letter.is_ascii_lowercase())
        && !region.is_empty()
        && region.chars().all(|letter| letter.is_ascii_uppercase());
    if known {
        Ok((name.to_owned(), language.to_owned()))
    } else {
        Err(Refusal::parameter("language is not supported"))
    }
}

/// Checks what is submitted. A change leaves out what stays: the category and whether variables have names.
pub(crate) fn submitted(request: &Value, before: Option<(Category, bool)>) -> Result<Submitted, Refusal> {
    let category = match (text(request, "category"), before) {
        ("", Some((category, _))) => category,
        (name, _) => Category::named(name)
            .ok_or_else(|| Refusal::parameter("category must be one of UTILITY, MARKETING, AUTHENTICATION"))?,
    };
    let named = match (text(request, "parameter_format").to_ascii_uppercase().as_str(), before) {
        ("", Some((_, named))) => named,
        ("" | "POSITIONAL", _) => false,
        ("NAMED", _) => true,
        _ => return Err(Refusal::parameter("parameter_format must be one of NAMED, POSITIONAL")),
    };
    let ttl_seconds = ttl(&request["message_send_ttl_seconds"], category)?;
    let components = request["components"].as_array().cloned().unwrap_or_default();
    for (place, component) in components.iter().enumerate() {
        let kind = text(component, "type").to_ascii_uppercase();
        if components[..place].iter().any(|other| text(other, "type").eq_ignore_ascii_case(&kind)) {
            return Err(Refusal::parameter(format!("components: there is more than one {kind}")));
        }
        match kind.as_str() {
            "HEADER" => header(component, named)?,
            "BODY" => body(component, category, named)?,
            "FOOTER" => footer(component, category)?,
            "BUTTONS" => buttons(component)?,
            _ => return Err(Refusal::parameter("components: type must be one of HEADER, BODY, FOOTER, BUTTONS")),
        }
    }
    if !components.iter().any(|component| text(component, "type").eq_ignore_ascii_case("BODY")) {
        return Err(Refusal::missing_component("BODY"));
    }
    Ok(Submitted { category, named, ttl_seconds, components })
}

/// Source: Meta, "Time-to-live". -1 stands for thirty days.
fn ttl(ttl: &Value, category: Category) -> Result<Option<i64>, Refusal> {
    let seconds = match ttl {
        Value::Null => return Ok(None),
        Value::String(seconds) => seconds.parse().ok(),
        seconds => seconds.as_i64(),
    };
    let (allowed, thirty_days) = match category {
        Category::Utility => (30..=43_200, true),
        Category::Authentication => (30..=900, true),
        Category::Marketing => (43_200..=2_592_000, false),
    };
    match seconds {
        Some(seconds) if allowed.contains(&seconds) || (seconds == -1 && thirty_days) => Ok(Some(seconds)),
        _ => Err(Refusal::parameter(format!(
            "message_send_ttl_seconds must be between {} and {} for this category",
            allowed.start(),
            allowed.end()
        ))),
    }
}

/// The variables of a text, all of one sort: numbers from 1 on, or names.
fn variables(text: &str, named: bool, wrong: impl Fn() -> Refusal) -> Result<Vec<&str>, Refusal> {
    let names = names(text);
    let right = if named {
        let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        names
            .iter()
            .all(|name| name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(letters))
    } else {
        (1..=names.len()).all(|number| names.contains(&number.to_string().as_str()))
    };
    if right { Ok(names) } else { Err(wrong()) }
}

/// An example for each variable: `{field}` in a list (a body's in a list of lists), or `{field}_named_params`.
fn examples(component: &Value, field: &str, kind: &str, named: bool, names: &[&str]) -> Result<(), Refusal> {
    if names.is_empty() {
        return Ok(());
    }
    let example = &component["example"];
    let filled = |value: &Value| value.as_str().is_some_and(|value| !value.is_empty());
    let there = if named {
        let given = example[format!("{field}_named_params")].as_array();
        let given = given.map(Vec::as_slice).unwrap_or_default();
        names.iter().all(|name| given.iter().any(|given| given["param_name"] == *name && filled(&given["example"])))
            && given.len() == names.len()
    } else {
        let given = match &example[field][0] {
            Value::Array(inner) => inner.as_slice(),
            _ => example[field].as_array().filter(|_| names.len() == 1).map(Vec::as_slice).unwrap_or_default(),
        };
        given.len() == names.len() && given.iter().all(filled)
    };
    if there { Ok(()) } else { Err(Refusal::missing_fields(kind, "example")) }
}

fn header(header: &Value, named: bool) -> Result<(), Refusal> {
    match text(header, "format").to_ascii_uppercase().as_str() {
        "TEXT" => {
            let line = text(header, "text");
            let names = variables(line, named, || Refusal::template(2_388_047))?;
            let wrong = line.is_empty()
                || line.chars().count() > HEADER_MAX
                || line.contains(['\n', '\r', '*'])
                || names.len() > 1;
            if wrong {
                return Err(Refusal::template(2_388_047));
            }
            examples(header, "header_text", "HEADER", named, &names)
        }
        "IMAGE" | "VIDEO" | "DOCUMENT" => {
            let handle = header["example"]["header_handle"][0].as_str();
            if handle.is_none_or(str::is_empty) { Err(Refusal::missing_fields("HEADER", "example")) } else { Ok(()) }
        }
        "LOCATION" => Ok(()),
        _ => Err(Refusal::parameter("components: format must be one of TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION")),
    }
}

fn body(body: &Value, category: Category, named: bool) -> Result<(), Refusal> {
    let line = text(body, "text");
    if category == Category::Authentication {
        return if line.is_empty() || line == BODY_OF_CODE {
            Ok(())
        } else {
            Err(Refusal::parameter("components: BODY of an AUTHENTICATION template has no text"))
        };
    }
    if line.is_empty() {
        return Err(Refusal::missing_fields("BODY", "text"));
    }
    if line.chars().count() > BODY_MAX {
        return Err(Refusal::template(2_388_040));
    }
    let names = variables(line, named, || Refusal::template(2_388_072))?;
    let trimmed = line.trim();
    if !names.is_empty() && (trimmed.starts_with("{{") || trimmed.ends_with("}}")) {
        return Err(Refusal::template(2_388_299));
    }
    // Meta does not publish how many are too many; partners' pages say that it takes two words for each, and one.
    let words = pieces(line).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()),
        Piece::Variable(_) => None,
    });
    if !names.is_empty() && words.sum::<usize>() < 2 * names.len() + 1 {
        return Err(Refusal::template(2_388_293));
    }
    examples(body, "body_text", "BODY", named, &names)
}

fn footer(footer: &Value, category: Category) -> Result<(), Refusal> {
    let line = text(footer, "text");
    let expires = category == Category::Authentication && footer["code_expiration_minutes"].is_number();
    let wrong = (line.is_empty() && !expires) || line.chars().count() > FOOTER_MAX || line.contains("{{");
    if wrong { Err(Refusal::template(2_388_073)) } else { Ok(()) }
}

fn buttons(component: &Value) -> Result<(), Refusal> {
    let buttons = component["buttons"].as_array().map(Vec::as_slice).unwrap_or_default();
    if buttons.is_empty() || buttons.len() > BUTTONS_MAX {
        return Err(Refusal::parameter("components: BUTTONS must hold 1 to 10 buttons"));
    }
    let kinds: Vec<String> = buttons.iter().map(|button| text(button, "type").to_ascii_uppercase()).collect();
    for (kind, most) in BUTTONS_OF_A_KIND {
        if kinds.iter().filter(|other| *other == kind).count() > most {
            return Err(Refusal::parameter(format!("components: there may be at most {most} buttons of type {kind}")));
        }
    }
    let mut runs: Vec<bool> = kinds.iter().map(|kind| kind == "QUICK_REPLY").collect();
    runs.dedup();
    if runs.len() > 2 {
        return Err(Refusal::parameter("components: quick reply buttons must be grouped together"));
    }
    for (button, kind) in buttons.iter().zip(&kinds) {
        let title = text(button, "text");
        // A code to copy and a code button have titles of Meta's own.
        let own_title = matches!(kind.as_str(), "COPY_CODE" | "OTP" | "REQUEST_CONTACT_INFO");
        if title.is_empty() && !own_title {
            return Err(Refusal::missing_fields("BUTTONS", "text"));
        }
        if title.chars().count() > BUTTON_TEXT_MAX {
            return Err(Refusal::template(2_388_040));
        }
        if title.contains("{{") {
            return Err(Refusal::parameter("components: the text of a button has no variables"));
        }
        match kind.as_str() {
            "URL" => url(button)?,
            "PHONE_NUMBER" if text(button, "phone_number").is_empty() => {
                return Err(Refusal::missing_fields("BUTTONS", "phone_number"));
            }
            "QUICK_REPLY" | "PHONE_NUMBER" | "COPY_CODE" | "OTP" | "FLOW" | "REQUEST_CONTACT_INFO" => {}
            _ => return Err(Refusal::parameter("components: type of a button is not supported")),
        }
    }
    Ok(())
}

fn url(button: &Value) -> Result<(), Refusal> {
    let url = text(button, "url");
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(Refusal::missing_fields("BUTTONS", "url"));
    }
    if url.chars().count() > URL_MAX {
        return Err(Refusal::template(2_388_040));
    }
    let names = names(url);
    if names.len() > 1 || (names.len() == 1 && !url.ends_with("}}")) {
        return Err(Refusal::parameter("components: a url has one variable at most, at its end"));
    }
    let example = match &button["example"] {
        Value::Array(examples) => examples.first().and_then(Value::as_str),
        example => example.as_str(),
    };
    if names.len() == 1 && example.is_none_or(str::is_empty) {
        return Err(Refusal::missing_fields("BUTTONS", "example"));
    }
    Ok(())
}

/// What only a review finds: why it was rejected, and what Meta advises. The sentences are those of Meta's sample
/// ("message_template_status_update webhook reference").
pub(crate) fn review_finds(body: &str) -> Option<(&'static str, &'static str)> {
    let mut after_variable = false;
    for piece in pieces(body) {
        match piece {
            Piece::Variable(_) if after_variable => {
                return Some((
                    "Your template has parameters placed next to each other (like {{1}}{{2}}) without text or punctuation between them.",
                    "Separate parameters with descriptive text and ensure each parameter is clearly contextualized.",
                ));
            }
            Piece::Variable(_) => after_variable = true,
            Piece::Text(text) => after_variable &= text.trim().is_empty(),
        }
    }
    None
}
