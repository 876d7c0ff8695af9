//! The client of the Cloud API.
//!
//! Owns the HTTP of `POST /{phone_number_id}/messages`. Does not retry, pace or store: that is
//! `delivery`'s. Invariant: an [`Error::Ambiguous`] is the only one after which the message may have left.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use reqwest::{Body, Method, Response, multipart};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;

use crate::error::{ApiError, Error};
use crate::ids::Wamid;
use crate::in_turn::InTurn;
use kern::clock::SharedClock;
use kern::domain::afzender::NumberId;
use kern::limits;

/// Where the Cloud API is and how to get in.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// `https://graph.facebook.com`, or the simulator's address. Without a slash at the end.
    pub base_url: String,
    /// The Graph version, such as `v26.0`.
    pub version: String,
    /// The access token.
    pub token: SecretString,
}

/// The bot as WhatsApp knows it: it can send.
#[derive(Debug, Clone)]
pub struct Bot {
    endpoint: Endpoint,
    http: reqwest::Client,
    /// With which the time that answers name is compared, if it is.
    clock: Option<SharedClock>,
    /// How far our clock is ahead of the last answer's; [`UNKNOWN`] before the first.
    ahead_ms: Arc<AtomicI64>,
}

/// No answer has named a time yet.
const UNKNOWN: i64 = i64::MIN;

#[derive(Deserialize)]
struct Accepted {
    messages: Vec<AcceptedMessage>,
}

#[derive(Deserialize)]
struct AcceptedMessage {
    id: Wamid,
}

impl Bot {
    /// A client for this endpoint.
    ///
    /// # Errors
    /// TLS cannot be set up on this machine.
    pub fn new(endpoint: Endpoint) -> Result<Self, reqwest::Error> {
        crate::install_tls();
        let http = reqwest::Client::builder()
            .timeout(Duration::from_millis(limits::SEND_TIMEOUT_MS.unsigned_abs()))
            .connect_timeout(Duration::from_millis(limits::SEND_TIMEOUT_MS.unsigned_abs() / 2))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { endpoint, http, clock: None, ahead_ms: Arc::new(AtomicI64::new(UNKNOWN)) })
    }

    /// The same, comparing this clock with the time that answers name.
    #[must_use]
    pub fn with_clock(self, clock: SharedClock) -> Self {
        Self { clock: Some(clock), ..self }
    }

    /// How far our clock is ahead of the other side's, in milliseconds (below 0: behind), as its last answer says.
    #[must_use]
    pub fn clock_ahead_ms(&self) -> Option<i64> {
        Some(self.ahead_ms.load(Ordering::Relaxed)).filter(|ahead_ms| *ahead_ms != UNKNOWN)
    }

    /// Compares the clocks, where an answer names a time.
    fn hear_time(&self, sent: &Result<Response, reqwest::Error>) {
        if let (Some(clock), Ok(response)) = (&self.clock, sent)
            && let Some(date_ms) = date_ms(response)
        {
            self.ahead_ms.store(clock.wall_ms() - date_ms, Ordering::Relaxed);
        }
    }

    /// Posts a message request; the answer is the id that WhatsApp gave the message.
    ///
    /// # Errors
    /// See [`Error`]; only after [`Error::Ambiguous`] may the message have left.
    pub async fn send(&self, phone_number_id: &NumberId, request: &Value) -> Result<Wamid, Error> {
        accepted(&self.post(phone_number_id, request).await?)
    }

    /// The same, written to the wire only when `turn` says so: it is asked when there is a connection. Where it says no,
    /// or is never asked, nothing was sent ([`Error::NotSent`]).
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send_in_turn(
        &self,
        phone_number_id: &NumberId,
        request: &Value,
        turn: impl Future<Output = bool> + Send + 'static,
    ) -> Result<Wamid, Error> {
        let (body, written) = InTurn::new(request.to_string(), turn);
        let answer = self.post_body(phone_number_id, Body::wrap(body)).await.and_then(|body| accepted(&body));
        match answer {
            Err(Error::Ambiguous) if !written.load(Ordering::Acquire) => Err(Error::NotSent),
            answer => answer,
        }
    }

    /// Posts a request whose answer says only that it went well, such as marking a message as read.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn tell(&self, phone_number_id: &NumberId, request: &Value) -> Result<(), Error> {
        self.post(phone_number_id, request).await.map(|_| ())
    }

    /// Looks something up: `path` such as `100000000000001?fields=throughput`.
    ///
    /// # Errors
    /// See [`Error`]; nothing was changed, whatever it is.
    pub async fn look_up(&self, path: &str) -> Result<Value, Error> {
        self.call(Method::GET, path, None).await
    }

    /// Looks something up with another token, such as the app's own (`APP|SECRET`).
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn look_up_as(&self, path: &str, token: &str) -> Result<Value, Error> {
        let Endpoint { base_url, version, .. } = &self.endpoint;
        let asked = self.http.get(format!("{base_url}/{version}/{path}")).bearer_auth(token).send().await;
        serde_json::from_slice(&answered(asked).await?).map_err(|_| Error::Ambiguous)
    }

    /// Sets something up: posts this to `path`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn set_up(&self, path: &str, request: &Value) -> Result<Value, Error> {
        self.call(Method::POST, path, Some(request)).await
    }

    /// Takes something away.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn take_away(&self, path: &str, request: Option<&Value>) -> Result<Value, Error> {
        self.call(Method::DELETE, path, request).await
    }

    /// The address of the API.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.endpoint.base_url
    }

    /// Fetches a file with our token, if it has at most so many bytes; `None` if it has more. The address must
    /// be known to be Meta's.
    ///
    /// # Errors
    /// See [`Error`].
    pub(super) async fn download(&self, url: &str, most: usize) -> Result<Option<Vec<u8>>, Error> {
        let asked = self.http.get(url).bearer_auth(self.endpoint.token.expose_secret()).send().await;
        let mut response = asked.map_err(|error| if error.is_connect() { Error::NotSent } else { Error::Ambiguous })?;
        if !response.status().is_success() {
            return answered(Ok(response)).await.map(Some);
        }
        let mut bytes = Vec::new();
        // Piece by piece: what a header says of the length proves nothing.
        while let Some(piece) = response.chunk().await.map_err(|_| Error::Ambiguous)? {
            if bytes.len() + piece.len() > most {
                return Ok(None);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Some(bytes))
    }

    /// Uploads a file.
    ///
    /// # Errors
    /// See [`Error`].
    pub(super) async fn upload(&self, phone_number_id: &NumberId, bytes: Vec<u8>, mime: &str) -> Result<Value, Error> {
        let Endpoint { base_url, version, token } = &self.endpoint;
        let name = if mime == "image/png" { "beeld.png" } else { "foto.jpg" };
        let file = multipart::Part::bytes(bytes).file_name(name).mime_str(mime).map_err(|_| Error::NotSent)?;
        let form = multipart::Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", mime.to_owned())
            .part("file", file);
        let asked = self
            .http
            .post(format!("{base_url}/{version}/{phone_number_id}/media"))
            .bearer_auth(token.expose_secret())
            .multipart(form);
        let body = answered(asked.send().await).await?;
        serde_json::from_slice(&body).map_err(|_| Error::Ambiguous)
    }

    /// Sends bytes to an upload that was begun; answers the handle that it got.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn upload_to(&self, session: &str, bytes: &[u8]) -> Result<String, Error> {
        let Endpoint { base_url, version, token } = &self.endpoint;
        let asked = self
            .http
            .post(format!("{base_url}/{version}/{session}"))
            // This one endpoint wants the token under another word (Meta, "Resumable upload").
            .header("authorization", format!("OAuth {}", token.expose_secret()))
            .header("file_offset", "0")
            .body(bytes.to_vec());
        let body = answered(asked.send().await).await?;
        let value: Value = serde_json::from_slice(&body).map_err(|_| Error::Ambiguous)?;
        value["h"].as_str().map(str::to_owned).ok_or(Error::Ambiguous)
    }

    /// What Meta tells about our own token: valid until when, for what.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn token_info(&self) -> Result<Value, Error> {
        let token = self.endpoint.token.expose_secret();
        Ok(self.look_up(&format!("debug_token?input_token={token}")).await?["data"].take())
    }

    /// How far the clock of the other side is from `now_ms`, in milliseconds; `None` if it does not tell.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn clock_difference_ms(&self, now_ms: i64) -> Result<Option<i64>, Error> {
        let asked = self.http.get(format!("{}/{}", self.endpoint.base_url, self.endpoint.version)).send().await;
        let response = asked.map_err(|error| if error.is_connect() { Error::NotSent } else { Error::Ambiguous })?;
        Ok(date_ms(&response).map(|date_ms| date_ms - now_ms))
    }

    async fn call(&self, method: Method, path: &str, request: Option<&Value>) -> Result<Value, Error> {
        let Endpoint { base_url, version, token } = &self.endpoint;
        let mut asked =
            self.http.request(method, format!("{base_url}/{version}/{path}")).bearer_auth(token.expose_secret());
        if let Some(request) = request {
            asked = asked.header("content-type", "application/json").body(request.to_string());
        }
        let asked = asked.send().await;
        self.hear_time(&asked);
        serde_json::from_slice(&answered(asked).await?).map_err(|_| Error::Ambiguous)
    }

    async fn post(&self, phone_number_id: &NumberId, request: &Value) -> Result<Vec<u8>, Error> {
        self.post_body(phone_number_id, request.to_string().into()).await
    }

    async fn post_body(&self, phone_number_id: &NumberId, body: Body) -> Result<Vec<u8>, Error> {
        let Endpoint { base_url, version, token } = &self.endpoint;
        let sent = self
            .http
            .post(format!("{base_url}/{version}/{phone_number_id}/messages"))
            .bearer_auth(token.expose_secret())
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await;
        self.hear_time(&sent);
        answered(sent).await
    }
}

/// The time that an answer names, in milliseconds since the epoch.
fn date_ms(response: &Response) -> Option<i64> {
    let date = response.headers().get("date")?.to_str().ok()?;
    Some(jiff::fmt::rfc2822::parse(date).ok()?.timestamp().as_millisecond())
}

fn accepted(body: &[u8]) -> Result<Wamid, Error> {
    let accepted: Accepted = serde_json::from_slice(body).map_err(|_| Error::Ambiguous)?;
    accepted.messages.into_iter().next().map(|message| message.id).ok_or(Error::Ambiguous)
}

async fn answered(sent: Result<Response, reqwest::Error>) -> Result<Vec<u8>, Error> {
    let response = sent.map_err(|error| if error.is_connect() { Error::NotSent } else { Error::Ambiguous })?;
    let status = response.status();
    let body = response.bytes().await.map_err(|_| Error::Ambiguous)?;
    if status.is_success() {
        return Ok(body.to_vec());
    }
    Err(ApiError::parse(status.as_u16(), &body).map_or(Error::Ambiguous, Error::Api))
}
