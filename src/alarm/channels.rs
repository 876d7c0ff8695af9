//! The ways to operators outside WhatsApp: a POST to an address of their choice, e-mail, and a sign of life
//! whose absence somebody else notices.
//!
//! Invariant: nothing personal goes this way: ids, codes and what to do.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::limits;
use crate::store::alarm::Alarm;
use crate::texts::alarm as tekst;

/// Where operators are told, as the settings say.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// An address that gets a POST with JSON.
    pub url: Option<SecretString>,
    /// An address that gets a GET every minute.
    pub heartbeat_url: Option<SecretString>,
    /// E-mail.
    pub mail: Option<Arc<dyn Mailer>>,
}

/// Sends e-mail, as [`Channels`] needs it.
pub trait Mailer: std::fmt::Debug + Send + Sync {
    /// Sends a text to those who are to know. Answers whether it was taken.
    fn send<'a>(&'a self, text: &'a str) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>>;
}

/// The ways, ready for use.
#[derive(Debug)]
pub struct Channels {
    http: reqwest::Client,
    settings: Settings,
}

/// Nobody can be told.
#[derive(Debug, thiserror::Error)]
pub enum ChannelsError {
    /// TLS cannot be set up on this machine.
    #[error("TLS cannot be set up")]
    Tls(#[from] reqwest::Error),
}

impl Channels {
    /// With these settings.
    ///
    /// # Errors
    /// See [`ChannelsError`].
    pub fn new(settings: Settings) -> Result<Self, ChannelsError> {
        cloud::install_tls();
        let timeout = Duration::from_millis(limits::ALARM_TIMEOUT_MS);
        let http = reqwest::Client::builder().timeout(timeout).build()?;
        Ok(Self { http, settings })
    }

    /// Whether there is any way to tell somebody.
    #[must_use]
    pub const fn tell_anybody(&self) -> bool {
        self.settings.url.is_some() || self.settings.mail.is_some()
    }

    /// Whether signs of life are wanted.
    #[must_use]
    pub const fn has_heartbeat(&self) -> bool {
        self.settings.heartbeat_url.is_some()
    }

    /// Tells of trouble. Answers whether at least one way worked.
    pub async fn tell(&self, alarm: &Alarm) -> bool {
        self.say("alarm", alarm, &alarm.tekst).await
    }

    /// Tells that it is over.
    pub async fn resolved(&self, alarm: &Alarm) {
        self.say("resolved", alarm, &tekst::voorbij(&alarm.tekst)).await;
    }

    async fn say(&self, event: &str, alarm: &Alarm, text: &str) -> bool {
        let posted = match &self.settings.url {
            Some(url) => {
                let body = json!({ "event": event, "key": alarm.sleutel, "text": text, "since_ms": alarm.begonnen_ms });
                let sent = self
                    .http
                    .post(url.expose_secret())
                    .header("content-type", "application/json")
                    .body(body.to_string())
                    .send()
                    .await;
                worked("post", sent.is_ok_and(|response| response.status().is_success()))
            }
            None => false,
        };
        let mailed = match &self.settings.mail {
            Some(mail) => worked("mail", mail.send(text).await),
            None => false,
        };
        posted || mailed
    }

    /// Gives a sign of life.
    pub async fn beat(&self) {
        if let Some(url) = &self.settings.heartbeat_url {
            let beaten = self.http.get(url.expose_secret()).send().await;
            worked("heartbeat", beaten.is_ok_and(|response| response.status().is_success()));
        }
    }
}

fn worked(way: &'static str, worked: bool) -> bool {
    if !worked {
        // The address may hold a key: it is not named.
        tracing::warn!(way, "operators cannot be reached this way, tried again");
    }
    let result = if worked { "sent" } else { "failed" };
    metrics::counter!("heterdaad_alarm_messages_total", "way" => way, "result" => result).increment(1);
    worked
}
