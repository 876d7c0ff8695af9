//! A template in a request to send: which one, whether it may be sent, and what a phone shows of it.
//!
//! Owns Meta's checks on the parameters. Invariant: only an approved template passes, with exactly the parameters
//! that it has.
//!
//! Source: Meta, "Error codes" (September 2026), the 132xxx ones; wording of details from captured answers.

use serde_json::Value;

use crate::phone::{Choice, Extra, Shown};
use crate::refusal::Refusal;
use crate::templates::variables::{filled_in, names};
use crate::templates::{State, Template};

/// Characters of a body that is filled in.
const BODY_MAX: usize = 1_024;
/// Characters of a header that is filled in.
const HEADER_MAX: usize = 60;
/// Characters of what a button sends back.
const PAYLOAD_MAX: usize = 128;

/// A template that may be sent, as the person will see it.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) shown: Shown,
    /// Its category, as pricing names it.
    pub(crate) category: &'static str,
    pub(crate) ttl_ms: i64,
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Fills a template in.
pub(crate) fn fill(request: &Value, templates: &[Template]) -> Result<Filled, Refusal> {
    let template = sendable(request, templates)?;
    let components = request["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut shown = Shown::text(&body(template, components)?);
    header(template, components, &mut shown)?;
    shown.footer = template.component("FOOTER").map(|footer| text(footer, "/text").to_owned()).unwrap_or_default();
    let (choices, link) = buttons(template, components)?;
    shown.buttons = choices;
    if let Some((title, url)) = link {
        shown.extra = Extra::Link { title, url };
    }
    Ok(Filled { shown, category: template.category.priced(), ttl_ms: template.ttl_ms() })
}

fn sendable<'a>(request: &Value, templates: &'a [Template]) -> Result<&'a Template, Refusal> {
    let (name, language) = (text(request, "/name"), text(request, "/language/code"));
    if name.is_empty() || language.is_empty() {
        return Err(Refusal::parameter("The parameter template['name'] and template['language'] are required."));
    }
    let template = templates.iter().find(|known| known.name == name && known.language == language);
    match template.map(|template| (template, template.state)) {
        Some((template, State::Approved)) => Ok(template),
        Some((_, State::Paused)) => Err(Refusal::of_code(132_015)),
        Some((_, State::Disabled)) => Err(Refusal::of_code(132_016)),
        // What is under review or rejected does not exist for whoever sends.
        Some((_, State::Pending | State::Rejected)) | None => Err(Refusal::of_code(132_001)),
    }
}

fn of_kind<'a>(components: &'a [Value], kind: &str) -> impl Iterator<Item = &'a Value> {
    components.iter().filter(move |component| text(component, "/type").eq_ignore_ascii_case(kind))
}

fn parameters_of<'a>(components: &'a [Value], kind: &str) -> Vec<&'a Value> {
    of_kind(components, kind).filter_map(|component| component["parameters"].as_array()).flatten().collect()
}

/// A text with its parameters in it.
fn with_parameters(part: &str, wanted: &str, named: bool, parameters: &[&Value]) -> Result<String, Refusal> {
    let names = names(wanted);
    if parameters.len() != names.len() {
        return Err(Refusal::parameters(part, parameters.len(), names.len()));
    }
    for parameter in parameters {
        if text(parameter, "/type") != "text" {
            return Err(Refusal::format(format!("{part}: parameter type must be text")));
        }
        let given = text(parameter, "/text");
        if given.is_empty() {
            return Err(Refusal::parameter("template parameter text is required"));
        }
        if given.contains(['\n', '\r', '\t']) || given.contains("     ") {
            return Err(Refusal::of_code(132_018));
        }
        if named && text(parameter, "/parameter_name").is_empty() {
            return Err(Refusal::parameter("Parameter name is missing or empty"));
        }
    }
    let value_of = |name: &str| {
        let found = if named {
            parameters.iter().find(|parameter| text(parameter, "/parameter_name") == name)
        } else {
            name.parse::<usize>().ok().and_then(|place| parameters.get(place.wrapping_sub(1)))
        };
        found.map(|parameter| text(parameter, "/text"))
    };
    let there = names.iter().filter(|name| value_of(name).is_some()).count();
    if there != names.len() {
        return Err(Refusal::parameters(part, there, names.len()));
    }
    Ok(filled_in(wanted, |name| value_of(name).unwrap_or_default().to_owned()))
}

fn body(template: &Template, components: &[Value]) -> Result<String, Refusal> {
    let body = with_parameters("body", template.body(), template.named, &parameters_of(components, "body"))?;
    if body.chars().count() > BODY_MAX { Err(Refusal::of_code(132_005)) } else { Ok(body) }
}

fn header(template: &Template, components: &[Value], shown: &mut Shown) -> Result<(), Refusal> {
    let given = parameters_of(components, "header");
    let header = template.component("HEADER");
    let wanted = header.map(|header| text(header, "/format").to_ascii_uppercase()).unwrap_or_default();
    match wanted.as_str() {
        "TEXT" | "" => {
            let received = given.iter().map(|parameter| text(parameter, "/type")).find(|kind| *kind != "text");
            if let Some(received) = received {
                return Err(Refusal::header(if wanted.is_empty() { "NONE" } else { "TEXT" }, received));
            }
            let line = header.map(|header| text(header, "/text")).unwrap_or_default();
            shown.header = with_parameters("header", line, template.named, &given)?;
            if shown.header.chars().count() > HEADER_MAX {
                return Err(Refusal::of_code(132_005));
            }
        }
        wanted => {
            let kind = wanted.to_ascii_lowercase();
            let received = given.first().map_or("UNKNOWN", |parameter| text(parameter, "/type"));
            if given.len() != 1 || received != kind {
                return Err(Refusal::header(wanted, received));
            }
            let source = [format!("/{kind}/id"), format!("/{kind}/link")]
                .into_iter()
                .map(|pointer| text(given[0], &pointer))
                .find(|source| !source.is_empty());
            match (kind.as_str(), source) {
                ("image", Some(source)) => shown.extra = Extra::Picture(source.to_owned()),
                ("location", _) => {
                    shown.extra = Extra::Location { name: text(given[0], "/location/name").to_owned() };
                }
                (_, Some(_)) => {}
                (_, None) => return Err(Refusal::format(format!("header: {kind} must have an id or a link"))),
            }
        }
    }
    Ok(())
}

/// What a link button says and opens.
type Link = (String, String);

/// The quick replies, and the first link button. A button of another kind than the first sends nothing to the business; its
/// parameter must be there.
fn buttons(template: &Template, components: &[Value]) -> Result<(Vec<Choice>, Option<Link>), Refusal> {
    let known = template.component("BUTTONS").and_then(|buttons| buttons["buttons"].as_array());
    let known = known.map(Vec::as_slice).unwrap_or_default();
    let index_of = |button: &Value| match &button["index"] {
        Value::String(index) => index.parse::<usize>().ok(),
        index => index.as_u64().and_then(|index| usize::try_from(index).ok()),
    };
    if of_kind(components, "button").any(|button| index_of(button).is_none_or(|index| index >= known.len())) {
        // The code is a guess: Meta's pages do not say which it is.
        return Err(Refusal::value("Button index does not exist in the template"));
    }
    let mut choices = Vec::new();
    let mut link = None;
    for (index, button) in known.iter().enumerate() {
        let given = of_kind(components, "button").find(|given| index_of(given) == Some(index));
        let title = text(button, "/text");
        match text(button, "/type").to_ascii_uppercase().as_str() {
            "QUICK_REPLY" => {
                // Without a payload of its own a button sends its text.
                let payload = given.map(|given| text(given, "/parameters/0/payload")).unwrap_or(title);
                if payload.chars().count() > PAYLOAD_MAX {
                    return Err(Refusal::value("Button payload is too long"));
                }
                let (id, title) = (payload.to_owned(), title.to_owned());
                choices.push(Choice { id, title, description: String::new() });
            }
            kind => {
                let wants = kind == "OTP" || !names(text(button, "/url")).is_empty();
                if wants && given.is_none_or(|given| text(given, "/parameters/0/text").is_empty()) {
                    return Err(Refusal::missing(format!("buttons: Button at index {index} requires a parameter")));
                }
                if kind == "URL" {
                    let end = given.map(|given| text(given, "/parameters/0/text")).unwrap_or_default();
                    let url = filled_in(text(button, "/url"), |_| end.to_owned());
                    link = link.or(Some((title.to_owned(), url)));
                }
            }
        }
    }
    Ok((choices, link))
}
