//! The app over the Graph API: what it hears of and where, and what its tokens are worth.
//!
//! Owns the verification of an address for webhooks. Source: Meta, "Webhooks: subscriptions edge", "Create a webhook
//! endpoint" and "debug_token" (2026).

use axum::http::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::asked::{Answered, Asked, Token, no_such};
use crate::Simulator;
use crate::refusal::Refusal;
use crate::state::WEBHOOK_FIELDS;

/// The only object that this app hears of.
const OBJECT: &str = "whatsapp_business_account";
/// What the token of the system user is good for.
const SCOPES: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

/// `/{app}/subscriptions`.
pub(super) async fn subscriptions(simulator: &Simulator, asked: &Asked, token: Token) -> Answered {
    if token != Token::App {
        return Err(Refusal::app_token());
    }
    match asked.method {
        Method::GET => Ok(listed(simulator)),
        Method::POST => subscribe(simulator, asked).await,
        Method::DELETE => {
            let mut world = simulator.world();
            match asked.value("fields") {
                None => world.account.fields.clear(),
                Some(_) => {
                    for field in fields(asked)? {
                        world.account.fields.remove(&field);
                    }
                }
            }
            Ok(json!({ "success": true }))
        }
        _ => Err(no_such(asked, Some("subscriptions"))),
    }
}

fn listed(simulator: &Simulator) -> Value {
    let callback = simulator.callback();
    let world = simulator.world();
    if world.account.fields.is_empty() {
        return json!({ "data": [] });
    }
    let fields: Vec<Value> =
        world.account.fields.iter().map(|field| json!({ "name": field, "version": "v26.0" })).collect();
    json!({ "data": [{ "object": OBJECT, "callback_url": callback, "active": true, "fields": fields }] })
}

/// The fields in a list, or in a text with commas.
fn fields(asked: &Asked) -> Result<Vec<String>, Refusal> {
    let names: Vec<String> = match asked.value("fields") {
        Some(Value::Array(names)) => {
            let name = |name: &Value| name.as_str().or_else(|| name["name"].as_str()).unwrap_or_default().to_owned();
            names.iter().map(name).collect()
        }
        _ => asked.text("fields").split(',').map(|name| name.trim().to_owned()).collect(),
    };
    match names.iter().find(|name| !WEBHOOK_FIELDS.contains(&name.as_str())) {
        Some(unknown) => Err(Refusal::parameter(format!("fields: {unknown} is not a field of {OBJECT}"))),
        None => Ok(names),
    }
}

async fn subscribe(simulator: &Simulator, asked: &Asked) -> Answered {
    if asked.text("object") != OBJECT {
        return Err(Refusal::parameter("object must be whatsapp_business_account"));
    }
    let (callback, verify_token) = (asked.text("callback_url"), asked.text("verify_token"));
    if callback.is_empty() || verify_token.is_empty() {
        return Err(Refusal::parameter("The parameters callback_url and verify_token are required."));
    }
    let fields = fields(asked)?;
    verify(simulator, callback, verify_token, asked.now_ms).await?;
    simulator.set_callback(callback);
    let mut world = simulator.world();
    world.account.fields.extend(fields);
    world.touch_account();
    Ok(json!({ "success": true }))
}

/// Asks the address to say the challenge back.
async fn verify(simulator: &Simulator, callback: &str, verify_token: &str, now_ms: i64) -> Result<(), Refusal> {
    let challenge = (1_000_000_000 + now_ms % 1_000_000_000).to_string();
    let mut url = reqwest::Url::parse(callback).map_err(|_| Refusal::verification("The URL is not valid"))?;
    url.query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", &challenge)
        .append_pair("hub.verify_token", verify_token);
    let answer = simulator.http().get(url).send().await;
    let answer = answer.map_err(|_| Refusal::verification("The URL couldn't be reached"))?;
    if answer.status().as_u16() != 200 {
        return Err(Refusal::verification(&format!("HTTP Status Code = {}", answer.status().as_u16())));
    }
    let body = answer.text().await.unwrap_or_default();
    if body == challenge { Ok(()) } else { Err(Refusal::verification("The response does not match challenge")) }
}

/// `/debug_token`.
pub(super) fn debug_token(simulator: &Simulator, asked: &Asked) -> Answered {
    if asked.method != Method::GET {
        return Err(no_such(asked, None));
    }
    let given = asked.text("input_token");
    if given.is_empty() {
        return Err(Refusal::parameter("The parameter input_token is required."));
    }
    let now_ms = simulator.now_ms();
    let world = simulator.world();
    let account = &world.account;
    let (app, name) = (&account.app, &account.name);
    if given != simulator.settings().token.expose_secret() {
        let error = json!({ "code": 190, "message": "Invalid OAuth access token - Cannot parse access token" });
        return Ok(json!({ "data": { "error": error, "is_valid": false, "scopes": [] } }));
    }
    let expires_at = account.token_expires_ms.map_or(0, |expires_ms| expires_ms / 1_000);
    let granular: Vec<Value> =
        SCOPES.map(|scope| json!({ "scope": scope, "target_ids": [account.waba] })).into_iter().collect();
    let mut data = json!({ "app_id": app, "type": "SYSTEM_USER", "application": name, "expires_at": expires_at,
                           "data_access_expires_at": 0, "is_valid": true, "scopes": SCOPES, "granular_scopes": granular });
    if account.token_expired(now_ms) {
        data["is_valid"] = json!(false);
        data["error"] =
            json!({ "code": 190, "subcode": 463, "message": "Error validating access token: Session has expired" });
    }
    Ok(json!({ "data": data }))
}
