//! The settings of `serve`, from the environment or the command line.
//!
//! Owns their names, their help and their checks. Invariant: a program that starts has settings that make
//! sense; one that does not says which setting is wrong, and all of them at once.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

use crate::domain::telefoon;
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
    #[arg(long, env = "GEMEENTEN_DIR")]
    pub gemeenten_dir: Option<PathBuf>,
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

/// The settings of `serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// The database
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// The log
    #[command(flatten)]
    pub logging: LogArgs,
    /// The address to listen on; put a proxy with TLS in front
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The access token of the Cloud API
    #[arg(long, env = "WHATSAPP_TOKEN", hide_env_values = true)]
    pub whatsapp_token: Option<String>,
    /// The id of the business number (not the number itself); gemeenten without one of their own use it
    #[arg(long, env = "WHATSAPP_PHONE_NUMBER_ID")]
    pub whatsapp_phone_number_id: Option<String>,
    /// The business number itself, for the contact card that new beheerders get and for links
    #[arg(long, env = "WHATSAPP_NUMBER")]
    pub whatsapp_number: Option<String>,
    /// The app secret that signs webhooks; several with commas between them while one is being replaced
    #[arg(long, env = "WHATSAPP_APP_SECRET", hide_env_values = true)]
    pub whatsapp_app_secret: Option<String>,
    /// The token of Meta's webhook handshake, of your own choice, at least 8 characters
    #[arg(long, env = "WHATSAPP_VERIFY_TOKEN", hide_env_values = true)]
    pub whatsapp_verify_token: Option<String>,
    /// The address of the Cloud API
    #[arg(long, env = "WHATSAPP_API_URL", default_value = "https://graph.facebook.com")]
    pub whatsapp_api_url: String,
    /// The Graph version of the Cloud API
    #[arg(long, env = "WHATSAPP_API_VERSION", default_value = "v26.0")]
    pub whatsapp_api_version: String,
    /// Messages a second that the business number may pass, in and out together
    #[arg(long, env = "WHATSAPP_PACE", default_value = "80")]
    pub whatsapp_pace: String,
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
    pub phone_number_id: String,
    /// The business number itself, digits with country code, if given.
    pub number: Option<String>,
    /// What Meta proves itself with.
    pub secrets: WebhookSecrets,
    /// Messages a second.
    pub pace: u32,
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

impl ServeArgs {
    /// Checks all settings.
    ///
    /// # Errors
    /// Names every setting that is missing or senseless.
    pub fn check(&self) -> Result<Settings, Wrong> {
        let mut checks = Checks::default();
        let one_word = |value: &str| !value.contains(char::is_whitespace);
        let digits = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit());
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
        let own_number = self.whatsapp_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
        let own_number = own_number.and_then(|number| {
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
        let listen =
            checks.take("LISTEN", self.listen.parse().ok(), "must be an address and a port, such as 127.0.0.1:8080");
        let between = |value: &str, most: u32| value.parse().ok().filter(|number| (1..=most).contains(number));
        let pace = checks.take("WHATSAPP_PACE", between(&self.whatsapp_pace, 1_000), "must be a number from 1 to 1000");
        let clock_rate = checks.take("CLOCK_RATE", between(&self.clock_rate, 1_000), "must be a number from 1 to 1000");
        let real_time = clock_rate == Some(1) || base_url.as_deref().is_none_or(|url| url.starts_with("http://"));
        checks.take("CLOCK_RATE", real_time.then_some(()), "must be 1 against the real WhatsApp");
        match (token, number, app_secrets, verify_token, base_url, version, listen, pace, clock_rate) {
            (
                Some(token),
                Some(number),
                Some(app),
                Some(verify),
                Some(base_url),
                Some(version),
                Some(listen),
                Some(pace),
                Some(clock_rate),
            ) if checks.0.is_empty() => {
                let app_secrets = app.split(',').map(|secret| SecretString::from(secret.trim())).collect();
                Ok(Settings {
                    listen,
                    endpoint: Endpoint { base_url, version, token: token.into() },
                    phone_number_id: number,
                    number: own_number,
                    secrets: WebhookSecrets { app_secrets, verify_token: verify.into() },
                    pace,
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
            ("--clock-rate", "20", "CLOCK_RATE"),
        ] {
            let wrong = check(&[(name, value)]).err().unwrap_or_default();
            assert!(wrong.starts_with(&format!("{variable}: ")), "{name} {value}: {wrong}");
            assert_eq!(wrong.lines().count(), 1, "{wrong}");
        }
    }

    #[test]
    fn all_wrong_settings_are_named_at_once() {
        let wrong = check(&[("--whatsapp-token", "(none)"), ("--listen", "x")]).err().unwrap_or_default();
        assert_eq!(wrong.lines().count(), 2, "{wrong}");
    }
}
