//! `heterdaad doctor`: whether an alert could leave now, a line each with what to do about it.
//!
//! Invariants: nothing is changed at Meta, and of the database its shape only (it is opened as `serve` does); what
//! would stop an alert makes the exit code 1, what may soon does not; no token, number or name is printed.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use crate::cli::templates::{find, wanted};
use crate::clock::{Clock, SystemClock};
use crate::config::{ApiArgs, DatabaseArgs};
use crate::domain::tijd;
use crate::gemeenten;
use crate::limits;
use crate::store::Store;
use crate::terminal::say;
use crate::texts::melding::politiebericht;
use crate::texts::sjablonen;
use crate::whatsapp::Bot;
use crate::whatsapp::account::{self, NumberInfo};
use crate::whatsapp::error::Error;

/// What to look at.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    #[command(flatten)]
    api: ApiArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    /// The app secret, to look up what the app is subscribed to
    #[arg(long, env = "WHATSAPP_APP_SECRET", hide_env_values = true)]
    whatsapp_app_secret: Option<String>,
    /// The verify token, to see whether the callback address answers
    #[arg(long, env = "WHATSAPP_VERIFY_TOKEN", hide_env_values = true)]
    whatsapp_verify_token: Option<String>,
    /// The callback address; without it the one that the app is subscribed with
    #[arg(long)]
    callback: Option<String>,
}

/// The webhook fields that the bot lives by.
pub const FIELDS: [&str; 11] = [
    "messages",
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "phone_number_quality_update",
    "business_capability_update",
    "account_update",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
];

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Good,
    /// May stop an alert soon.
    Look,
    /// Stops an alert now.
    Stops,
}

/// A line.
#[derive(Debug, Clone)]
struct Finding {
    what: &'static str,
    grade: Grade,
    says: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.grade {
            Grade::Good => "ok   ",
            Grade::Look => "look ",
            Grade::Stops => "STOPS",
        };
        write!(f, "{mark} {:<14} {}", self.what, self.says)
    }
}

fn good(what: &'static str, says: impl Into<String>) -> Finding {
    Finding { what, grade: Grade::Good, says: says.into() }
}

fn look(what: &'static str, says: impl Into<String>) -> Finding {
    Finding { what, grade: Grade::Look, says: says.into() }
}

fn stops(what: &'static str, says: impl Into<String>) -> Finding {
    Finding { what, grade: Grade::Stops, says: says.into() }
}

/// Meta's answer in words that name nobody.
fn because(error: &Error) -> String {
    match error {
        Error::Api(error) => format!("Meta answers with code {}", error.code),
        Error::NotSent => "there is no connection with the Cloud API".to_owned(),
        Error::Ambiguous => "the Cloud API gives no answer that can be read".to_owned(),
    }
}

/// Looks, and prints. Answers whether an alert could leave.
///
/// # Errors
/// A setting is missing.
pub async fn run(args: &DoctorArgs) -> anyhow::Result<bool> {
    let (bot, api) = super::connect::with_api(&args.api)?;
    let clock = SystemClock::new();
    let mut findings = Vec::new();
    let app = token(&bot, clock.wall_ms(), &mut findings).await;
    let number = account::number(&bot, &api.phone_number_id).await;
    findings.extend(number_findings(&number));
    let people = database(&args.database.database_url, &mut findings).await;
    findings.extend(share(args.database.gemeenten_dir.as_deref(), api.deel_url.as_deref()));
    findings.push(limit(&number, people));
    match &api.waba {
        Some(waba) => {
            findings.push(subscribed(&bot, waba).await);
            findings.extend(
                template_findings(&bot, waba, (args.database.gemeenten_dir.as_deref(), api.deel_url.as_deref())).await,
            );
        }
        None => findings
            .push(look("account", "WHATSAPP_BUSINESS_ACCOUNT_ID is not set: webhooks and templates are not looked at")),
    }
    let subscription = fields(&bot, app.as_deref(), args, &mut findings).await;
    findings.push(callback(args, subscription.as_deref()).await);
    findings.push(clock_finding(bot.clock_difference_ms(clock.wall_ms()).await));
    findings.push(disk(&args.database.database_url));
    findings.iter().for_each(|finding| say!("{finding}"));
    Ok(findings.iter().all(|finding| finding.grade < Grade::Stops))
}

/// Token: valid, until when, for what. Answers the app that it is of.
async fn token(bot: &Bot, now_ms: i64, findings: &mut Vec<Finding>) -> Option<String> {
    let info = match bot.token_info().await {
        Ok(info) => info,
        Err(error) => {
            findings.push(stops("token", format!("{}: make a new token and set WHATSAPP_TOKEN", because(&error))));
            return None;
        }
    };
    let days = |at_s: i64| (at_s * 1_000 - now_ms) / limits::DAY_MS;
    findings.push(match (info["is_valid"].as_bool(), info["expires_at"].as_i64()) {
        (Some(false), _) => stops("token", "is not valid: make a new one and set WHATSAPP_TOKEN"),
        (_, None | Some(0)) => good("token", "valid, does not expire"),
        (_, Some(at_s)) if days(at_s) < 14 => {
            look("token", format!("expires in {} days: make one of a system user that does not", days(at_s)))
        }
        (_, Some(at_s)) => good("token", format!("valid for {} days", days(at_s))),
    });
    let scopes: BTreeSet<&str> = info["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let missing: Vec<&str> = ["whatsapp_business_messaging", "whatsapp_business_management"]
        .into_iter()
        .filter(|scope| !scopes.contains(scope))
        .collect();
    findings.push(match missing.as_slice() {
        [] => good("permissions", "all there"),
        ["whatsapp_business_management"] => {
            look("permissions", "whatsapp_business_management is missing: templates and number cannot be followed")
        }
        missing => stops("permissions", format!("{} missing: give the token these permissions", missing.join(" and "))),
    });
    info["app_id"].as_str().map(str::to_owned)
}

fn number_findings(number: &Result<NumberInfo, Error>) -> Vec<Finding> {
    let number = match number {
        Ok(number) => number,
        Err(error) => return vec![stops("number", format!("{}: check WHATSAPP_PHONE_NUMBER_ID", because(error)))],
    };
    let state = match (number.status.as_str(), number.name_status.as_str()) {
        ("CONNECTED" | "", "APPROVED" | "AVAILABLE_WITHOUT_REVIEW" | "") => {
            good("number", "connected, its name is approved")
        }
        ("CONNECTED" | "", name) => look("number", format!("its display name is {name}: have it approved")),
        (status, _) => stops("number", format!("is {status}: register it again")),
    };
    let quality = match number.quality.as_str() {
        "RED" => look("quality", "RED: people block or report its messages; Meta may limit it"),
        "YELLOW" => look("quality", "YELLOW: some people block or report its messages"),
        quality => good("quality", quality.to_owned()),
    };
    let pace = number.per_second.map_or_else(
        || look("throughput", "Meta does not tell: taken to be 80 a second"),
        |pace| good("throughput", format!("{pace} messages a second")),
    );
    vec![state, quality, pace]
}

/// The database. Answers how many people run groups.
async fn database(url: &str, findings: &mut Vec<Finding>) -> Option<i64> {
    let people = async {
        let store = Store::open(url).await?;
        let mut tx = store.begin().await?;
        let people = crate::store::persoon::beheerders(&mut tx).await?;
        let refused_ms = crate::store::sjabloon::links_refused_ms(&mut tx).await?;
        tx.roll_back().await?;
        Ok::<_, crate::store::Error>((people, refused_ms))
    };
    match people.await {
        Ok((people, refused_ms)) => {
            findings.push(match refused_ms {
                None => good("link buttons", "not refused"),
                Some(refused_ms) => {
                    let says = format!(
                        "refused by Meta since {}: the bare text goes instead, and they are tried again after a week; or set deellink to \"api\" or \"uit\"",
                        tijd::dag_en_klok(refused_ms)
                    );
                    look("link buttons", says)
                }
            });
            findings.push(good("database", format!("can be written, {people} beheerders")));
            Some(people)
        }
        Err(error) => {
            findings.push(stops("database", format!("{error}: check DATABASE_URL")));
            None
        }
    }
}

/// Where the button that puts an alert into a group leads, as it is set. Files that cannot be read are told of with the templates.
fn share(gemeenten_dir: Option<&Path>, deel_url: Option<&str>) -> Option<Finding> {
    let gemeenten = gemeenten::load(gemeenten_dir).ok()?;
    let links = gemeenten
        .iter()
        .map(|gemeente| format!("{} {}", gemeente.id, gemeente.instellingen.deellink.host().unwrap_or("off")));
    let links = links.collect::<Vec<_>>().join(", ");
    let page =
        deel_url.map_or("no page of our own: DEEL_URL is not set".to_owned(), |url| format!("page of our own: {url}"));
    Some(good("deellink", format!("{links}; {page}")))
}

fn limit(number: &Result<NumberInfo, Error>, people: Option<i64>) -> Finding {
    let limit = number.as_ref().ok().and_then(|number| number.messaging_limit);
    match (limit, people) {
        (None, _) => look("daily limit", "Meta does not tell the messaging limit"),
        (Some(None), _) => good("daily limit", "none"),
        (Some(Some(limit)), Some(people)) if people > limit => look(
            "daily limit",
            format!(
                "{limit} people a day, and there are {people} beheerders: an alert to all reaches hoofdbeheerders first; verify the business"
            ),
        ),
        (Some(Some(limit)), _) => good("daily limit", format!("{limit} people a day")),
    }
}

async fn subscribed(bot: &Bot, waba: &str) -> Finding {
    match bot.look_up(&format!("{waba}/subscribed_apps")).await {
        Ok(apps) if apps["data"].as_array().is_some_and(|apps| !apps.is_empty()) => {
            good("subscription", "the account tells an app")
        }
        Ok(_) => stops("subscription", "no app hears this account: POST /{account}/subscribed_apps"),
        Err(error) => look("subscription", because(&error)),
    }
}

/// What the app is subscribed to. Answers its callback address.
async fn fields(bot: &Bot, app: Option<&str>, args: &DoctorArgs, findings: &mut Vec<Finding>) -> Option<String> {
    let secret = args.whatsapp_app_secret.as_deref().and_then(|secrets| secrets.split(',').next());
    let (Some(app), Some(secret)) = (app, secret) else {
        findings.push(look("fields", "WHATSAPP_APP_SECRET is not set: the webhook fields are not looked at"));
        return None;
    };
    let subscriptions = match bot.look_up_as(&format!("{app}/subscriptions"), &format!("{app}|{}", secret.trim())).await
    {
        Ok(subscriptions) => subscriptions,
        Err(error) => {
            findings.push(look("fields", format!("{}: is WHATSAPP_APP_SECRET that of this app?", because(&error))));
            return None;
        }
    };
    let whatsapp = subscriptions["data"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["object"] == "whatsapp_business_account").cloned())
        .unwrap_or_default();
    let named = |field: &Value| field["name"].as_str().or_else(|| field.as_str()).map(str::to_owned);
    let there: BTreeSet<String> = whatsapp["fields"].as_array().into_iter().flatten().filter_map(named).collect();
    let missing: Vec<&str> = FIELDS.into_iter().filter(|field| !there.contains(*field)).collect();
    findings.push(match missing.as_slice() {
        [] => good("fields", "all subscribed"),
        missing if missing.contains(&"messages") => {
            stops("fields", format!("subscribe the app to {}", missing.join(", ")))
        }
        missing => look("fields", format!("subscribe the app to {}", missing.join(", "))),
    });
    whatsapp["callback_url"].as_str().map(str::to_owned)
}

async fn template_findings(
    bot: &Bot,
    waba: &str,
    (gemeenten_dir, deel_url): (Option<&Path>, Option<&str>),
) -> Vec<Finding> {
    let gemeenten = match gemeenten::load(gemeenten_dir) {
        Ok(gemeenten) => gemeenten,
        Err(error) => return vec![stops("gemeenten", format!("GEMEENTEN_DIR: {error}"))],
    };
    let present = match account::templates(bot, waba).await {
        Ok(present) => present,
        Err(error) => return vec![look("templates", because(&error))],
    };
    let alerts: BTreeSet<&str> = crate::domain::soort::MeldingSoort::ALLE
        .iter()
        .map(|soort| politiebericht::sjabloon(*soort).naam)
        .chain([sjablonen::INGETROKKEN.naam])
        .collect();
    let mut amiss = Vec::new();
    let mut stopping = false;
    for wanted in wanted(&gemeenten, deel_url).into_iter().filter(|wanted| wanted.language == "nl") {
        let there = find(&wanted, &present);
        let approved = there.is_some_and(|there| there.status == "APPROVED");
        if !approved || there.is_some_and(|there| !wanted.differences(there).is_empty()) {
            amiss.push(wanted.name);
        }
        stopping |= !approved && alerts.contains(wanted.name);
    }
    let says = format!("{} amiss ({}): heterdaad templates", amiss.len(), amiss.join(", "));
    vec![match (amiss.is_empty(), stopping) {
        (true, _) => good("templates", "all approved"),
        (false, true) => stops("templates", says),
        (false, false) => look("templates", says),
    }]
}

/// Whether the callback address answers Meta's handshake.
async fn callback(args: &DoctorArgs, subscribed: Option<&str>) -> Finding {
    let address = args.callback.as_deref().or(subscribed);
    let (Some(address), Some(token)) = (address, args.whatsapp_verify_token.as_deref()) else {
        return look("callback", "not tried: set WHATSAPP_VERIFY_TOKEN, and --callback with the address of /webhook");
    };
    let challenge = "1158201444";
    let asked = format!("{address}?hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={token}");
    let timeout = std::time::Duration::from_millis(limits::REQUEST_MS);
    match reqwest::Client::new().get(asked).timeout(timeout).send().await {
        Ok(answer) if answer.status().is_success() => match answer.text().await {
            Ok(text) if text == challenge => good("callback", "answers the handshake"),
            _ => stops("callback", "answers, but not as the bot does: does the proxy pass /webhook on?"),
        },
        Ok(answer) => stops("callback", format!("answers {}: is the verify token the same?", answer.status().as_u16())),
        Err(_) => stops("callback", "does not answer: check name, port, certificate and proxy"),
    }
}

fn clock_finding(difference: Result<Option<i64>, Error>) -> Finding {
    match difference {
        Ok(Some(ms)) if ms.abs() > limits::COMMAND_AGE_MS_MAX / 2 => {
            stops("clock", format!("{} seconds off: taps count as old then; run a time service", ms / 1_000))
        }
        Ok(Some(ms)) if ms.abs() > 5_000 => look("clock", format!("{} seconds off: run a time service", ms / 1_000)),
        Ok(Some(_)) => good("clock", "right"),
        Ok(None) | Err(_) => look("clock", "the Cloud API does not tell the time"),
    }
}

/// Bytes below which the database soon cannot be written.
const DISK_STOPS: u64 = 100 * 1024 * 1024;
/// Bytes below which somebody should make room.
const DISK_LOOK: u64 = 1024 * 1024 * 1024;

fn disk(url: &str) -> Finding {
    let Some(file) = url.strip_prefix("sqlite://") else { return good("disk", "the database is a server's") };
    let file = PathBuf::from(file.split('?').next().unwrap_or_default());
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    match rustix::fs::statvfs(folder) {
        Ok(disk) => match disk.f_bavail.saturating_mul(disk.f_frsize) {
            free if free < DISK_STOPS => stops("disk", format!("{} MB free: make room", free / 1_048_576)),
            free if free < DISK_LOOK => look("disk", format!("{} MB free: make room", free / 1_048_576)),
            free => good("disk", format!("{} GB free", free / 1_073_741_824)),
        },
        Err(_) => look("disk", "cannot be looked at"),
    }
}
