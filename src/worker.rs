//! Does slow work with WhatsApp outside transactions: pictures fetched, cleaned, drawn, uploaded, deleted; groups made.
//!
//! Owns trying, retrying and giving up; what a result means is the handlers', to whom it comes through the inbox.
//! Invariant: work is marked as done in the transaction that stores its result.

use serde_json::{Value, json};

use crate::beeld;
use crate::clock::{Clock, SharedClock};
use crate::limits;
use crate::picture;
use crate::store::opdracht::{self, Opdracht, OpdrachtSoort};
use crate::store::werk::Werk;
use crate::store::{self, Store};
use crate::whatsapp::Bot;
use crate::whatsapp::error::{Action, Error};
use crate::whatsapp::media::{self, MediaError};

/// Does the work.
#[derive(Debug)]
pub struct Worker {
    store: Store,
    bot: Bot,
    clock: SharedClock,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stepped {
    /// Something was tried.
    pub worked: bool,
    /// When the next is due (monotonic milliseconds).
    pub due_ms: Option<i64>,
}

/// How one attempt ended.
enum Attempt {
    /// With this result.
    Done(Value),
    /// Not yet.
    Again,
}

/// The answer of a step where no slow work is due, and `None` where some is.
#[must_use]
pub fn idle(werk: &Werk, clock: &dyn Clock) -> Option<Stepped> {
    let wait_ms = werk.opdracht_ms.map(|due_ms| due_ms.saturating_sub(clock.wall_ms()));
    let due_ms = wait_ms.map(|wait_ms| clock.monotonic_ms() + wait_ms.max(0));
    wait_ms.is_none_or(|wait_ms| wait_ms > 0).then_some(Stepped { worked: false, due_ms })
}

impl Worker {
    /// A worker.
    #[must_use]
    pub const fn new(store: Store, bot: Bot, clock: SharedClock) -> Self {
        Self { store, bot, clock }
    }

    /// Does the next piece of work that is due, if any.
    ///
    /// # Errors
    /// The database cannot be reached; the work waits.
    pub async fn step(&self) -> store::Result<Stepped> {
        let mut tx = self.store.begin().await?;
        let due = opdracht::claim_next(&mut tx, self.clock.wall_ms()).await?;
        tx.commit().await?;
        if let Some(opdracht) = &due {
            let attempt = self.attempt(opdracht).await;
            let mut tx = self.store.begin().await?;
            let now_ms = self.clock.wall_ms();
            match attempt {
                Attempt::Done(result) => {
                    // The one result that is stored here: Meta's webhook about the group may come before it is read.
                    if let (OpdrachtSoort::GroepMaken, Some(request)) = (opdracht.soort, result["request_id"].as_str())
                    {
                        store::groepsgesprek::set_request(&mut tx, opdracht.voorwerp, request).await?;
                    }
                    opdracht::finish(&mut tx, opdracht, &result, now_ms).await?;
                }
                Attempt::Again if opdracht.pogingen + 1 >= attempts_max(opdracht.soort) => {
                    tracing::warn!(opdracht.id = opdracht.id, soort = opdracht.soort.id(), "given up");
                    opdracht::finish(&mut tx, opdracht, &failed("geen verbinding"), now_ms).await?;
                }
                Attempt::Again => {
                    let wait_ms = (limits::WORK_RETRY_MS << opdracht.pogingen.clamp(0, 11)).min(limits::HOUR_MS);
                    opdracht::postpone(&mut tx, opdracht.id, now_ms + wait_ms).await?;
                }
            }
            tx.commit().await?;
        }
        let mut tx = self.store.begin().await?;
        let next_ms = opdracht::next_due_ms(&mut tx).await?;
        tx.roll_back().await?;
        let due_ms = next_ms.map(|next_ms| self.clock.monotonic_ms() + (next_ms - self.clock.wall_ms()).max(0));
        Ok(Stepped { worked: due.is_some(), due_ms })
    }

    async fn attempt(&self, opdracht: &Opdracht) -> Attempt {
        let inhoud: Value = serde_json::from_str(&opdracht.inhoud).unwrap_or_default();
        let word = |name: &str| inhoud[name].as_str().unwrap_or_default().to_owned();
        match opdracht.soort {
            OpdrachtSoort::FotoHalen => self.fetch_picture(opdracht, &word("media_id"), &word("sha256")).await,
            OpdrachtSoort::FotoWissen => {
                ended(media::delete(&self.bot, &word("media_id")).await.map(|()| json!({ "goed": true })))
            }
            OpdrachtSoort::GroepMaken => {
                let request = json!({ "messaging_product": "whatsapp", "subject": word("onderwerp"), "join_approval_mode": "approval_required" });
                let made = self.bot.set_up(&format!("{}/groups", opdracht.phone_number_id), &request).await;
                if matches!(made, Err(Error::Ambiguous)) {
                    // It may be there: a second one would only confuse. Whoever asked is told, and asks again.
                    return Attempt::Done(failed("onzeker"));
                }
                ended(made.map(|made| json!({ "goed": true, "request_id": made["request_id"] })))
            }
            OpdrachtSoort::GroepVerzoek => {
                let path = format!("{}/join_requests", word("group_id"));
                let request = json!({ "messaging_product": "whatsapp", "join_requests": [word("verzoek")] });
                let decided = if inhoud["toelaten"] == true {
                    self.bot.set_up(&path, &request).await
                } else {
                    self.bot.take_away(&path, Some(&request)).await
                };
                ended(decided.map(|_| json!({ "goed": true })))
            }
            OpdrachtSoort::Beeld => self.draw(opdracht).await,
        }
    }

    /// Draws how an alert stood when it was asked, and uploads that.
    async fn draw(&self, opdracht: &Opdracht) -> Attempt {
        let Ok(what) = serde_json::from_str::<beeld::Beeld>(&opdracht.inhoud) else {
            return Attempt::Done(failed("onleesbaar"));
        };
        // Drawing takes a core for a moment: not on the threads that answer webhooks.
        let drawn = tokio::task::spawn_blocking(move || beeld::teken(&what)).await;
        let Ok(Ok(png)) = drawn else { return Attempt::Done(failed("niet getekend")) };
        let uploaded = media::upload_png(&self.bot, &opdracht.phone_number_id, png).await;
        ended(uploaded.map(|upload_id| json!({ "goed": true, "upload_id": upload_id })))
    }

    /// Fetches, cleans and uploads a picture.
    async fn fetch_picture(&self, opdracht: &Opdracht, media_id: &str, sha256: &str) -> Attempt {
        let number = &opdracht.phone_number_id;
        let fetched = media::fetch(&self.bot, number, media_id, Some(sha256).filter(|hash| !hash.is_empty())).await;
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(MediaError::Api(error)) => return ended(Err(error)),
            Err(MediaError::TooLarge) => return Attempt::Done(failed("te groot")),
            Err(error @ (MediaError::Host | MediaError::Hash)) => {
                tracing::error!(opdracht.id = opdracht.id, %error, "a picture was refused");
                return Attempt::Done(failed("niet te vertrouwen"));
            }
        };
        // Drawing takes a core for a moment: not on the threads that answer webhooks.
        let cleaned = tokio::task::spawn_blocking(move || picture::clean(&bytes)).await;
        let Ok(Ok(jpeg)) = cleaned else { return Attempt::Done(failed("geen foto")) };
        match media::upload(&self.bot, number, jpeg).await {
            Ok(upload_id) => Attempt::Done(json!({ "goed": true, "upload_id": upload_id, "media_id": media_id })),
            Err(error) => ended(Err(error)),
        }
    }
}

/// Attempts before work is given up. A picture must go, however long Meta is away; whoever waits for a drawing is told in
/// words soon.
const fn attempts_max(soort: OpdrachtSoort) -> i64 {
    match soort {
        OpdrachtSoort::FotoWissen => limits::WORK_DELETE_ATTEMPTS_MAX,
        OpdrachtSoort::Beeld => limits::WORK_DRAWING_ATTEMPTS_MAX,
        OpdrachtSoort::FotoHalen | OpdrachtSoort::GroepMaken | OpdrachtSoort::GroepVerzoek => limits::WORK_ATTEMPTS_MAX,
    }
}

fn failed(why: &str) -> Value {
    json!({ "goed": false, "waarom": why })
}

/// What Meta's answer comes to: a result, or another attempt where time may help.
fn ended(answer: Result<Value, Error>) -> Attempt {
    match answer {
        Ok(result) => Attempt::Done(result),
        Err(Error::NotSent | Error::Ambiguous) => Attempt::Again,
        Err(Error::Api(error)) => match error.action() {
            Action::Retry | Action::SlowDown | Action::StopNumber => Attempt::Again,
            _ => {
                tracing::warn!(code = error.code, "Meta refused a piece of work");
                Attempt::Done(json!({ "goed": false, "waarom": "geweigerd", "code": error.code }))
            }
        },
    }
}
