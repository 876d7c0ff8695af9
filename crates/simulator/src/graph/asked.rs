//! What a request to the Graph API asks: its parameters from query and body, and the fields it names.
//!
//! Owns reading them, and what may be shown of them. Invariant: no token and no other secret is shown.

use axum::extract::Query;
use axum::http::{HeaderMap, Method, Uri};
use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// Parameters that nobody may read in the record.
const SECRETS: [&str; 3] = ["access_token", "input_token", "verify_token"];

/// The body of an answer.
pub(super) type Answered = Result<Value, Refusal>;

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token {
    /// That of the system user: for everything but the app itself.
    User,
    /// `APPID|APPSECRET`.
    App,
}

/// A request.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// The address that the caller used for us, without the query.
    pub(super) address: String,
    pub(super) object: String,
    pub(super) edge: Option<String>,
    /// Of query and body; the body comes first.
    pub(super) parameters: Map<String, Value>,
    pub(super) now_ms: i64,
}

impl Asked {
    pub(super) fn text(&self, name: &str) -> &str {
        self.parameters.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A parameter, which may be JSON in a text.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        let value = self.parameters.get(name)?;
        let parsed = value.as_str().and_then(|text| serde_json::from_str(text).ok());
        Some(parsed.unwrap_or_else(|| value.clone()))
    }

    /// An object with the fields that were asked for, or else with these. What a field holds is nothing for one that
    /// is not set; a field that is not known is refused.
    pub(super) fn fields(
        &self,
        node: &str,
        (known, of_itself): (&[&str], &[&str]),
        value: impl Fn(&str) -> Option<Value>,
    ) -> Answered {
        let asked = self.text("fields");
        let names: Vec<String> = if asked.is_empty() { Vec::new() } else { split(asked) };
        if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
            return Err(Refusal::unknown_field(unknown, node));
        }
        let names: Vec<&str> =
            if names.is_empty() { of_itself.to_vec() } else { names.iter().map(String::as_str).collect() };
        let mut object: Map<String, Value> =
            names.into_iter().filter_map(|name| Some((name.to_owned(), value(name)?))).collect();
        // The id is always there.
        if let Some(id) = value("id") {
            object.insert("id".to_owned(), id);
        }
        Ok(Value::Object(object))
    }
}

/// What Meta says to a path or a method that an object does not know.
pub(super) fn no_such(asked: &Asked, edge: Option<&str>) -> Refusal {
    const EDGES: [&str; 8] = [
        "conversational_automation",
        "message_templates",
        "messages",
        "phone_numbers",
        "subscribed_apps",
        "subscriptions",
        "unpause",
        "whatsapp_business_profile",
    ];
    match edge {
        Some(edge) if !EDGES.contains(&edge) => Refusal::unknown_path(edge),
        _ => Refusal::unknown(&asked.method.as_str().to_ascii_lowercase(), &asked.object),
    }
}

pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The names in `a,b{c,d},e`, without what stands between braces.
fn split(fields: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut names = vec![String::new()];
    for letter in fields.chars() {
        match letter {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => names.push(String::new()),
            letter if depth == 0 && !letter.is_whitespace() => {
                if let Some(name) = names.last_mut() {
                    name.push(letter);
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

pub(crate) fn query(uri: &Uri) -> Vec<(String, String)> {
    Query::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default()
}

/// The parameters of query and body, which is JSON or a form.
pub(super) fn parameters(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let mut parameters: Map<String, Value> =
        query(uri).into_iter().map(|(name, value)| (name, Value::String(value))).collect();
    if header(headers, "content-type").starts_with("application/x-www-form-urlencoded") {
        let form = format!("/?{}", String::from_utf8_lossy(body)).parse::<Uri>();
        let form = form.map_err(|_| Refusal::parameter("The request body is no form"))?;
        parameters.extend(query(&form).into_iter().map(|(name, value)| (name, Value::String(value))));
    } else if !body.is_empty() {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => parameters.extend(object),
            _ => return Err(Refusal::parameter("The request body is no JSON")),
        }
    }
    Ok(parameters)
}

/// A text of the wire, for people to read.
pub(super) fn without_secrets(text: &str, parameters: Option<&Map<String, Value>>) -> String {
    let mut shown = text.to_owned();
    for name in SECRETS {
        let value = parameters.and_then(|parameters| parameters.get(name)).and_then(Value::as_str).unwrap_or_default();
        if !value.is_empty() {
            shown = shown.replace(value, "…");
        }
        // In a query it may be written otherwise.
        let key = format!("{name}=");
        let mut parts = shown.split(key.as_str());
        let first = parts.next().unwrap_or_default().to_owned();
        shown = parts.fold(first, |shown, part| {
            let rest = part.find('&').map_or("", |end| &part[end..]);
            format!("{shown}{key}…{rest}")
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_outside_braces() {
        assert_eq!(split("id, name{a,b},throughput"), ["id", "name", "throughput"]);
    }

    #[test]
    fn no_token_is_shown() {
        let parameters = Map::from_iter([("access_token".to_owned(), Value::from("geheim"))]);
        let shown = without_secrets("/v26.0/200?access_token=gehe%69m&fields=id {\"x\":\"geheim\"}", Some(&parameters));
        assert_eq!(shown, "/v26.0/200?access_token=…&fields=id {\"x\":\"…\"}");
    }
}
