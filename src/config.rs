//! The settings of `serve`, from the environment or the command line.
//!
//! Owns their names, their help and their checks. Invariant: a program that starts has settings that make
//! sense; one that does not says which setting is wrong, and all of them at once.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use lettre::message::Mailbox;
use secrecy::SecretString;

use crate::alarm::channels::{self, Mailer};
use crate::alarm::mail::{MailSettings, Smtp};
use crate::domain::afzender::NumberId;
use crate::domain::deelpagina::Deelpagina;
use crate::domain::telefoon;
use crate::noodlijst;
use crate::telemetry::LogFormat;
use crate::web::WebhookSecrets;
use crate::whatsapp::client::Endpoint;

/// Where the database is.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// The database: sqlite://FILE, or postgres://USER:PASSWORD@HOST/NAME for several instances
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://heterdaad.db", hide_env_values = true)]
    pub database_url: String,
    /// A folder with a TOML file for each gemeente, instead of the files that are compiled in
    #[arg(long, env = "GEMEENTEN_DIR", value_parser = path)]
    pub gemeenten_dir: Option<PathBuf>,
}

/// A path, or nothing: an empty line in a settings file is no setting.
///
/// # Errors
/// None.
pub fn path(text: &str) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(text))
}

/// How logs look.
#[derive(Debug, Clone, Args)]
pub struct LogArgs {
    /// What is logged, in the manner of RUST_LOG
    #[arg(long, env = "LOG", default_value = "info")]
    pub log: String,
    /// How log lines look
    #[arg(long, env = "LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
}

/// The way to the Cloud API.
#[derive(Debug, Clone, Args)]
pub struct ApiArgs {
    /// The access token of the Cloud API
    #[arg(long, env = "WHATSAPP_TOKEN", hide_env_values = true)]
    pub whatsapp_token: Option<String>,
    /// The id of the business number (not the number itself); gemeenten without one of their own use it
    #[arg(long, env = "WHATSAPP_PHONE_NUMBER_ID")]
    pub whatsapp_phone_number_id: Option<String>,
    /// The id of the WhatsApp Business account that the templates belong to
    #[arg(long, env = "WHATSAPP_BUSINESS_ACCOUNT_ID")]
    pub whatsapp_business_account_id: Option<String>,
    /// The address of the Cloud API
    #[arg(long, env = "WHATSAPP_API_URL", default_value = "https://graph.facebook.com")]
    pub whatsapp_api_url: String,
    /// The Graph version of the Cloud API
    #[arg(long, env = "WHATSAPP_API_VERSION", default_value = "v26.0")]
    pub whatsapp_api_version: String,
    /// The bot's own public address (https://...) behind which alerts have a page with one button that puts them into a group;
    /// used where Meta approved the templates with that button (heterdaad templates push)
    #[arg(long, env = "DEEL_URL")]
    pub deel_url: Option<String>,
}

/// The way to the Cloud API, checked.
#[derive(Debug, Clone)]
pub struct Api {
    /// Where it is, and how to get in.
    pub endpoint: Endpoint,
    /// The business number.
    pub phone_number_id: NumberId,
    /// The WhatsApp Business account, if given.
    pub waba: Option<String>,
    /// The bot's own public address, where alerts have pages.
    pub deel_url: Option<String>,
}

/// How operators are told outside WhatsApp.
#[derive(Debug, Clone, Args)]
pub struct OperatorArgs {
    /// An address that gets a POST with JSON when alerts cannot leave, and when they can again
    #[arg(long, env = "ALARM_URL", hide_env_values = true)]
    pub alarm_url: Option<String>,
    /// E-mail addresses that are told the same; several with commas between them
    #[arg(long, env = "ALARM_EMAIL")]
    pub alarm_email: Option<String>,
    /// The sender of that e-mail
    #[arg(long, env = "ALARM_EMAIL_FROM")]
    pub alarm_email_from: Option<String>,
    /// The mail server: smtps://USER:PASSWORD@HOST, or smtp://HOST:PORT on a trusted network
    #[arg(long, env = "SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// An address that gets a GET every minute; whoever misses it raises the alarm
    #[arg(long, env = "HEARTBEAT_URL", hide_env_values = true)]
    pub heartbeat_url: Option<String>,
    /// A folder for the list for the day WhatsApp is down, written every week; outside the machine is best
    #[arg(long, env = "NOODLIJST_DIR", value_parser = path)]
    pub noodlijst_dir: Option<PathBuf>,
    /// The public key (age1...) that the list is encrypted for; only the police hold the secret one
    #[arg(long, env = "NOODLIJST_KEY")]
    pub noodlijst_key: Option<String>,
}

/// The settings of `serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The Cloud API
    #[command(flatten)]
    pub api: ApiArgs,
    /// The operators
    #[command(flatten)]
    pub operators: OperatorArgs,
    /// The database
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The log
    #[command(flatten)]
    pub logging: LogArgs,
    /// The address to listen on; put a proxy with TLS in front
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The business number itself, for the contact card that new beheerders get and for links
    #[arg(long, env = "WHATSAPP_NUMBER")]
    pub whatsapp_number: Option<String>,
    /// The app secret that signs webhooks; several with commas between them while one is being replaced
    #[arg(long, env = "WHATSAPP_APP_SECRET", hide_env_values = true)]
    pub whatsapp_app_secret: Option<String>,
    /// The token of Meta's webhook handshake, of your own choice, at least 8 characters
    #[arg(long, env = "WHATSAPP_VERIFY_TOKEN", hide_env_values = true)]
    pub whatsapp_verify_token: Option<String>,
    /// The most messages a second that leave on a business number, whatever Meta allows
    #[arg(long, env = "WHATSAPP_PACE")]
    pub whatsapp_pace: Option<String>,
    /// How many times as fast as real time the clock runs, for drills against the simulator
    #[arg(long, env = "CLOCK_RATE", default_value = "1")]
    pub clock_rate: String,
}

/// Settings that passed their checks.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The Cloud API.
    pub endpoint: Endpoint,
    /// The business number of gemeenten without their own.
    pub phone_number_id: NumberId,
    /// The business number itself, digits with country code, if given.
    pub number: Option<String>,
    /// What Meta proves itself with.
    pub secrets: WebhookSecrets,
    /// Messages a second that are never exceeded.
    pub pace: Option<u32>,
    /// The WhatsApp Business account.
    pub waba: Option<String>,
    /// The ways to operators.
    pub channels: channels::Settings,
    /// Where the emergency list goes.
    pub noodlijst: Option<noodlijst::Settings>,
    /// Where the pages of alerts are.
    pub deelpagina: Option<Deelpagina>,
    /// The rate of the clock.
    pub clock_rate: u32,
}

/// What is wrong with the settings, a line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct Wrong(pub Vec<String>);

#[derive(Default)]
struct Checks(Vec<String>);

impl Checks {
    fn take<T>(&mut self, name: &str, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.0.push(format!("{name}: {what}"));
        }
        value
    }

    /// A setting that must be there, and pass.
    fn required(
        &mut self,
        name: &str,
        value: Option<&String>,
        what: &str,
        passes: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let value = value.map(|value| value.trim()).filter(|value| !value.is_empty());
        let what = if value.is_some() { what.to_owned() } else { format!("is missing; {what}") };
        self.take(name, value.filter(|value| passes(value)).map(str::to_owned), &what)
    }
}

fn one_word(value: &str) -> bool {
    !value.contains(char::is_whitespace)
}

fn digits(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
}

/// A setting that need not be there; an empty one is none.
fn given(value: Option<&String>) -> Option<&str> {
    value.map(|value| value.trim()).filter(|value| !value.is_empty())
}

impl ApiArgs {
    /// Checks them.
    ///
    /// # Errors
    /// Names every setting that is missing or senseless.
    pub fn check(&self) -> Result<Api, Wrong> {
        let mut checks = Checks::default();
        match self.checked(&mut checks) {
            Some(api) if checks.0.is_empty() => Ok(api),
            _ => Err(Wrong(checks.0)),
        }
    }

    fn checked(&self, checks: &mut Checks) -> Option<Api> {
        let token = checks.required(
            "WHATSAPP_TOKEN",
            self.whatsapp_token.as_ref(),
            "must be one word, as Meta gives it",
            one_word,
        );
        let number = checks.required(
            "WHATSAPP_PHONE_NUMBER_ID",
            self.whatsapp_phone_number_id.as_ref(),
            "must be digits: the id of the number at Meta, not the number",
            digits,
        );
        let waba = given(self.whatsapp_business_account_id.as_ref()).and_then(|waba| {
            let what = "must be digits: the id of the WhatsApp Business account";
            checks.take("WHATSAPP_BUSINESS_ACCOUNT_ID", Some(waba.to_owned()).filter(|waba| digits(waba)), what)
        });
        let base_url = self.whatsapp_api_url.trim_end_matches('/').to_owned();
        let base_url = checks.take(
            "WHATSAPP_API_URL",
            Some(base_url).filter(|url| is_address(url)),
            "must begin with https://, or with http:// for this machine",
        );
        let version = checks.take(
            "WHATSAPP_API_VERSION",
            Some(self.whatsapp_api_version.clone()).filter(|version| is_version(version)),
            "must look like v26.0",
        );
        let deel_url = given(self.deel_url.as_ref()).and_then(|url| {
            let what = "must begin with https:// (or http:// for this machine) and be an address alone, without ? or #";
            let plain = |url: &&str| is_address(url) && one_word(url) && !url.contains(['?', '#', '{', '}']);
            checks.take("DEEL_URL", Some(url).filter(plain).map(str::to_owned), what)
        });
        let endpoint = Endpoint { base_url: base_url?, version: version?, token: token?.into() };
        Some(Api { endpoint, phone_number_id: number?.into(), waba, deel_url })
    }
}

impl OperatorArgs {
    fn checked(&self, checks: &mut Checks) -> channels::Settings {
        let mut url = |name: &str, value: Option<&String>| {
            let value = given(value)?;
            let http = value.starts_with("https://") || value.starts_with("http://");
            checks
                .take(name, Some(value).filter(|value| http && one_word(value)), "must begin with https:// or http://")
                .map(SecretString::from)
        };
        let alarm_url = url("ALARM_URL", self.alarm_url.as_ref());
        let heartbeat_url = url("HEARTBEAT_URL", self.heartbeat_url.as_ref());
        channels::Settings { url: alarm_url, heartbeat_url, mail: self.mail(checks) }
    }

    fn noodlijst(&self, checks: &mut Checks) -> Option<noodlijst::Settings> {
        let folder = self.noodlijst_dir.clone().filter(|folder| !folder.as_os_str().is_empty())?;
        let folder =
            checks.take("NOODLIJST_DIR", Some(folder).filter(|folder| folder.is_dir()), "must be a folder that exists");
        let key = given(self.noodlijst_key.as_ref()).and_then(noodlijst::sleutel::AgeKey::read);
        let key = checks.take("NOODLIJST_KEY", key, "must be a public key that begins with age1, with NOODLIJST_DIR");
        Some(noodlijst::Settings { folder: folder?, key: Arc::new(key?) })
    }

    fn mail(&self, checks: &mut Checks) -> Option<Arc<dyn Mailer>> {
        let to = given(self.alarm_email.as_ref())?;
        let to: Option<Vec<Mailbox>> = to.split(',').map(|to| to.trim().parse().ok()).collect();
        let to = checks.take("ALARM_EMAIL", to, "must be e-mail addresses with commas between them");
        let from = given(self.alarm_email_from.as_ref()).and_then(|from| from.parse().ok());
        let from = checks.take("ALARM_EMAIL_FROM", from, "must be an e-mail address, with ALARM_EMAIL");
        let smtp = given(self.smtp_url.as_ref())
            .filter(|url| ["smtp://", "smtps://"].iter().any(|scheme| url.starts_with(scheme)) && one_word(url));
        let smtp = checks.take("SMTP_URL", smtp, "must begin with smtps:// or smtp://, with ALARM_EMAIL");
        let (smtp_url, from, to) = (smtp?, from?, to?);
        let server = Smtp::new(MailSettings { smtp_url: smtp_url.into(), from, to });
        checks.take("SMTP_URL", server.map(|server| Arc::new(server) as Arc<dyn Mailer>), "names no mail server")
    }
}

impl ServeArgs {
    /// Checks all settings.
    ///
    /// # Errors
    /// Names every setting that is missing or senseless.
    pub fn check(&self) -> Result<Settings, Wrong> {
        let mut checks = Checks::default();
        let api = self.api.checked(&mut checks);
        let own_number = given(self.whatsapp_number.as_ref()).and_then(|number| {
            checks.take("WHATSAPP_NUMBER", telefoon::lees_nummer(number), "must be a telephone number")
        });
        let app_secrets = checks.required(
            "WHATSAPP_APP_SECRET",
            self.whatsapp_app_secret.as_ref(),
            "must be the app secret, at least 16 characters; several with commas between them",
            |value| value.split(',').all(|secret| secret.trim().len() >= 16 && one_word(secret.trim())),
        );
        let verify_token = checks.required(
            "WHATSAPP_VERIFY_TOKEN",
            self.whatsapp_verify_token.as_ref(),
            "must be at least 8 characters",
            |value| value.len() >= 8,
        );
        let listen =
            checks.take("LISTEN", self.listen.parse().ok(), "must be an address and a port, such as 127.0.0.1:8080");
        let between = |value: &str, most: u32| value.parse().ok().filter(|number| (1..=most).contains(number));
        let pace = given(self.whatsapp_pace.as_ref())
            .and_then(|pace| checks.take("WHATSAPP_PACE", between(pace, 1_000), "must be a number from 1 to 1000"));
        let clock_rate = checks.take("CLOCK_RATE", between(&self.clock_rate, 1_000), "must be a number from 1 to 1000");
        let plain = |api: &Api| api.endpoint.base_url.starts_with("http://");
        let real_time = clock_rate == Some(1) || api.as_ref().is_none_or(plain);
        checks.take("CLOCK_RATE", real_time.then_some(()), "must be 1 against the real WhatsApp");
        let channels = self.operators.checked(&mut checks);
        let noodlijst = self.operators.noodlijst(&mut checks);
        match (api, app_secrets, verify_token, listen, clock_rate) {
            (Some(api), Some(app), Some(verify), Some(listen), Some(clock_rate)) if checks.0.is_empty() => {
                let app_secrets: Vec<&str> = app.split(',').map(str::trim).collect();
                let signed_with = app_secrets.iter().map(|secret| secret.as_bytes().to_vec());
                let deelpagina = api.deel_url.map(|url| Deelpagina::op(&url, signed_with));
                let app_secrets = app_secrets.into_iter().map(SecretString::from).collect();
                Ok(Settings {
                    listen,
                    endpoint: api.endpoint,
                    phone_number_id: api.phone_number_id,
                    number: own_number,
                    secrets: WebhookSecrets { app_secrets, verify_token: verify.into() },
                    pace,
                    waba: api.waba,
                    channels,
                    noodlijst,
                    deelpagina,
                    clock_rate,
                })
            }
            _ => Err(Wrong(checks.0)),
        }
    }
}

/// HTTPS anywhere; plain HTTP only on this machine, since the token travels with every request.
fn is_address(url: &str) -> bool {
    let host = |url: &str| url.split(['/', ':']).next().unwrap_or_default().to_owned();
    url.strip_prefix("https://").is_some_and(|rest| !host(rest).is_empty())
        || url.strip_prefix("http://").is_some_and(|rest| matches!(host(rest).as_str(), "localhost" | "127.0.0.1"))
}

fn is_version(version: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    version
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(major, minor)| digits(major) && digits(minor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        serve: ServeArgs,
    }

    const GOOD: [(&str, &str); 4] = [
        ("--whatsapp-token", "EAAB"),
        ("--whatsapp-phone-number-id", "100"),
        ("--whatsapp-app-secret", "0123456789abcdef,fedcba9876543210"),
        ("--whatsapp-verify-token", "geheim-genoeg"),
    ];

    fn check(changes: &[(&str, &str)]) -> Result<Settings, String> {
        let mut arguments: Vec<(&str, &str)> =
            GOOD.into_iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name)).collect();
        arguments.extend(changes.iter().filter(|(_, value)| *value != "(none)"));
        let words = std::iter::once("serve").chain(arguments.into_iter().flat_map(|(name, value)| [name, value]));
        Cli::try_parse_from(words).map_err(|error| error.to_string())?.serve.check().map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn good_settings_pass() {
        let settings = check(&[]).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert_eq!(settings.secrets.app_secrets.len(), 2);
        assert_eq!(settings.endpoint.base_url, "https://graph.facebook.com");
    }

    #[test]
    fn each_wrong_setting_is_named() {
        for (name, value, variable) in [
            ("--whatsapp-token", "(none)", "WHATSAPP_TOKEN"),
            ("--whatsapp-token", "two words", "WHATSAPP_TOKEN"),
            ("--whatsapp-phone-number-id", "+31 6 1234 0001", "WHATSAPP_PHONE_NUMBER_ID"),
            ("--whatsapp-number", "bel mij", "WHATSAPP_NUMBER"),
            ("--whatsapp-app-secret", "kort", "WHATSAPP_APP_SECRET"),
            ("--whatsapp-app-secret", "0123456789abcdef,", "WHATSAPP_APP_SECRET"),
            ("--whatsapp-verify-token", "kort", "WHATSAPP_VERIFY_TOKEN"),
            ("--whatsapp-api-url", "http://example.org", "WHATSAPP_API_URL"),
            ("--whatsapp-api-url", "ftp://x", "WHATSAPP_API_URL"),
            ("--whatsapp-api-version", "26", "WHATSAPP_API_VERSION"),
            ("--listen", "overal", "LISTEN"),
            ("--whatsapp-pace", "0", "WHATSAPP_PACE"),
            ("--whatsapp-pace", "🚀", "WHATSAPP_PACE"),
            ("--whatsapp-business-account-id", "mijn account", "WHATSAPP_BUSINESS_ACCOUNT_ID"),
            ("--alarm-url", "bel mij", "ALARM_URL"),
            ("--heartbeat-url", "ftp://x", "HEARTBEAT_URL"),
            ("--noodlijst-dir", ".", "NOODLIJST_KEY"),
            ("--clock-rate", "20", "CLOCK_RATE"),
            ("--deel-url", "bot.example.org", "DEEL_URL"),
            ("--deel-url", "http://bot.example.org", "DEEL_URL"),
            ("--deel-url", "https://bot.example.org/?a=", "DEEL_URL"),
        ] {
            let wrong = check(&[(name, value)]).err().unwrap_or_default();
            assert!(wrong.starts_with(&format!("{variable}: ")), "{name} {value}: {wrong}");
            assert_eq!(wrong.lines().count(), 1, "{wrong}");
        }
    }

    #[test]
    fn alerts_have_pages_where_an_address_is_given() {
        let pagina = |url| check(&[("--deel-url", url)]).ok().and_then(|settings| settings.deelpagina);
        let adres = pagina("https://bot.example.org/").map(|pagina| pagina.sjabloonadres());
        assert_eq!(adres.as_deref(), Some("https://bot.example.org/d/{{1}}"));
        assert!(pagina("").is_none());
    }

    #[test]
    fn e_mail_needs_a_sender_and_a_server() {
        let good = [
            ("--alarm-email", "a@example.org, b@example.org"),
            ("--alarm-email-from", "bot@example.org"),
            ("--smtp-url", "smtps://u:p@mail.example.org"),
        ];
        let mail = check(&good).ok().and_then(|settings| settings.channels.mail);
        assert_eq!(
            mail.map(|mail| format!("{mail:?}").matches("Mailbox {").count()),
            Some(3),
            "a sender and two who get it"
        );
        for (name, value, variable) in [
            ("--alarm-email", "niemand", "ALARM_EMAIL"),
            ("--alarm-email-from", "(none)", "ALARM_EMAIL_FROM"),
            ("--smtp-url", "mail.example.org", "SMTP_URL"),
        ] {
            let mut changes: Vec<_> = good.iter().copied().filter(|(other, _)| *other != name).collect();
            changes.push((name, value));
            let wrong = check(&changes).err().unwrap_or_default();
            assert!(wrong.starts_with(&format!("{variable}: ")), "{name} {value}: {wrong}");
        }
    }

    #[test]
    fn all_wrong_settings_are_named_at_once() {
        let wrong = check(&[("--whatsapp-token", "(none)"), ("--listen", "x")]).err().unwrap_or_default();
        assert_eq!(wrong.lines().count(), 2, "{wrong}");
    }
}
