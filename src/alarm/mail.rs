//! E-mail to operators, by SMTP.
//!
//! Owns how it is sent, not what it says. Part of `serve` alone.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};

use crate::alarm::channels::Mailer;
use crate::limits;
use crate::texts::alarm as tekst;

/// How e-mail goes out.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// The server: `smtps://USER:PASSWORD@HOST`, or `smtp://HOST:PORT` without encryption on a trusted network.
    pub smtp_url: SecretString,
    /// The sender.
    pub from: Mailbox,
    /// Who gets it.
    pub to: Vec<Mailbox>,
}

/// A connection to a mail server, made when it is needed.
#[derive(Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    to: Vec<Mailbox>,
}

impl Smtp {
    /// With these settings; `None` if they name no mail server.
    #[must_use]
    pub fn new(settings: MailSettings) -> Option<Self> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.smtp_url.expose_secret()).ok()?;
        let transport = server.timeout(Some(Duration::from_millis(limits::ALARM_TIMEOUT_MS))).build();
        Some(Self { transport, from: settings.from, to: settings.to })
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, text: &'a str) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(async move {
            let mut message = Message::builder().from(self.from.clone()).subject(tekst::ONDERWERP);
            for to in &self.to {
                message = message.to(to.clone());
            }
            match message.body(text.to_owned()) {
                Ok(message) => self.transport.send(message).await.is_ok(),
                Err(_) => false,
            }
        })
    }
}
