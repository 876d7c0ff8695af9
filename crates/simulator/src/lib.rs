//! A WhatsApp Cloud API of our own, with phones: it answers as Meta does, limits and errors included.
//!
//! Owns the other side of the wire: sending ([`api`], with the checks in [`rules`], `bodies` and `references`, and
//! Meta's errors in [`refusal`]), the other endpoints (`node`; `graph` for management, [`media`], [`groups`] and
//! `blocked` through `call`), [`templates`] and the [`account`] with its limits (the values of both in [`state`]), the phones ([`phone`]), who they
//! belong to ([`identities`]) and the record of what was accepted ([`world`]), what people do with their phones
//! ([`hands`], [`shared`]) and do by themselves ([`people`]), the webhooks ([`webhooks`]), what went over the wire
//! ([`exchange`]), the faults that can be switched on ([`faults`]), and a page with all of it
//! ([`page`], fed from [`journal`]). Never part of `serve`. Invariants: it shares no limits and no checks with the bot, so
//! that each proves the other; where Meta's behaviour is unclear it is the stricter of the two.

pub mod account;
pub mod api;
pub mod backdrop;
mod blocked;
mod bodies;
mod call;
pub mod clock;
mod control;
pub mod due;
pub mod exchange;
pub mod faults;
mod graph;
pub mod groups;
pub mod hands;
pub mod identities;
pub mod journal;
mod link;
pub mod media;
mod node;
pub mod page;
mod paging;
pub mod people;
pub mod phone;
mod references;
pub mod refusal;
pub mod rules;
pub mod shared;
pub mod state;
pub mod templates;
pub mod webhooks;
mod words;
pub mod world;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::clock::SharedClock;
use crate::due::Due;
use crate::exchange::{Answer, Direction, Exchange};
use crate::faults::{Behaviour, Fault, Levers, Plan};
use crate::webhooks::Body;
use crate::world::World;

/// What the simulator needs to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The token that requests must carry.
    pub token: SecretString,
    /// Signs webhooks.
    pub app_secret: SecretString,
    /// Where webhooks go; none are sent without it.
    pub callback: Option<String>,
    /// Everything that happens by chance follows from it.
    pub seed: u64,
}

/// The simulator. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Simulator {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    clock: SharedClock,
    world: Mutex<World>,
    plan: Mutex<Plan>,
    callback: Mutex<Option<String>>,
    http: reqwest::Client,
    released: tokio::sync::watch::Sender<bool>,
    /// Until when answers are held on the clock (monotonic milliseconds).
    held_until_ms: tokio::sync::watch::Sender<Vec<i64>>,
    levers: tokio::sync::watch::Sender<Levers>,
    /// How far the time that answers name is ahead of our clock; `None`: they name the machine's.
    names_time: Mutex<Option<i64>>,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stepped {
    /// Something happened; there may be more.
    pub worked: bool,
    /// When the next thing happens (monotonic milliseconds).
    pub due_ms: Option<i64>,
}

impl Simulator {
    /// A simulator with nobody in it.
    ///
    /// # Errors
    /// TLS cannot be set up on this machine.
    pub fn new(settings: Settings, clock: SharedClock) -> Result<Self, reqwest::Error> {
        // A second call changes nothing: the first provider stays.
        #[cfg(feature = "tls")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        let inner = Inner {
            world: Mutex::new(World::new(settings.seed)),
            plan: Mutex::new(Plan::default()),
            callback: Mutex::new(settings.callback.clone()),
            http: reqwest::Client::builder().build()?,
            released: tokio::sync::watch::Sender::new(false),
            held_until_ms: tokio::sync::watch::Sender::new(Vec::new()),
            levers: tokio::sync::watch::Sender::new(Levers::default()),
            names_time: Mutex::new(None),
            settings,
            clock,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Looks at the phones and the record, or changes them.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.inner.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets where webhooks go.
    pub fn set_callback(&self, url: &str) {
        *self.inner.callback.lock().unwrap_or_else(PoisonError::into_inner) = Some(url.to_owned());
    }

    pub(crate) fn callback(&self) -> Option<String> {
        self.inner.callback.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.inner.http
    }

    /// Sets what goes wrong.
    pub fn set_plan(&self, plan: Plan) {
        self.world().overtakes = plan.disorder();
        *self.inner.plan.lock().unwrap_or_else(PoisonError::into_inner) = plan;
    }

    /// Switches a fault on, by hand.
    pub fn set_fault(&self, fault: Fault) {
        self.set_plan(Plan::by_chance(self.inner.settings.seed, fault.chances()));
        self.inner.levers.send_modify(|levers| levers.fault = fault);
    }

    /// Lets this share of the people who act by themselves sleep.
    pub fn let_sleep(&self, percent: u32) {
        let now_ms = self.now_ms();
        self.world().let_sleep(percent, now_ms);
        self.inner.levers.send_modify(|levers| levers.sleepers = percent);
    }

    /// Where the simulator listens: addresses in webhooks begin with it. Until it is set, the address that
    /// callers use counts.
    pub fn set_address(&self, address: &str) {
        self.world().set_media_address(address);
    }

    pub(crate) fn seen_at(&self, address: &str) {
        let mut world = self.world();
        if world.media_address().is_none() {
            world.set_media_address(address);
        }
    }

    pub(crate) fn watch_levers(&self) -> tokio::sync::watch::Receiver<Levers> {
        self.inner.levers.subscribe()
    }

    /// Lets go of every answer that was held, and holds none any more.
    pub fn release(&self) {
        self.inner.released.send_replace(true);
    }

    pub(crate) fn behaviour(&self, nth: usize) -> Behaviour {
        self.inner.plan.lock().unwrap_or_else(PoisonError::into_inner).for_send(nth)
    }

    /// What a look at a number meets: an outage is not one of sending alone.
    pub(crate) fn looked_at(&self) -> Behaviour {
        let next_send = self.world().requests();
        self.inner.plan.lock().unwrap_or_else(PoisonError::into_inner).for_look(next_send)
    }

    pub(crate) async fn until_released(&self) {
        // The sender lives in `self`: waiting cannot fail.
        let _ = self.inner.released.subscribe().wait_for(|released| *released).await;
    }

    /// Holds an answer for so long.
    pub(crate) async fn hold_ms(&self, for_ms: i64) {
        let now_ms = self.inner.clock.monotonic_ms();
        self.inner.held_until_ms.send_modify(|held| {
            held.retain(|until_ms| *until_ms > now_ms);
            held.push(now_ms + for_ms);
        });
        self.inner.clock.sleep_until(now_ms + for_ms).await;
    }

    /// Waits until an answer is held, and says until when (monotonic milliseconds). Whoever waits for the
    /// answer and moves the clock by hand moves it to there.
    pub async fn next_held_ms(&self) -> i64 {
        let mut held = self.inner.held_until_ms.subscribe();
        let first_ms = || {
            let now_ms = self.inner.clock.monotonic_ms();
            self.inner.held_until_ms.borrow().iter().copied().filter(|until_ms| *until_ms > now_ms).min()
        };
        loop {
            if let Some(until_ms) = first_ms() {
                return until_ms;
            }
            if held.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// The wall time, in milliseconds since the epoch.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.inner.clock.wall_ms()
    }

    /// Has answers name the time of our clock, so far ahead of it.
    pub fn name_time(&self, ahead_ms: i64) {
        *self.inner.names_time.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead_ms);
    }

    /// The time that answers name, if it is ours.
    #[must_use]
    pub fn named_time_ms(&self) -> Option<i64> {
        self.inner.names_time.lock().unwrap_or_else(PoisonError::into_inner).map(|ahead_ms| self.now_ms() + ahead_ms)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Lets everything happen that is due: people act, webhooks go out.
    pub async fn step(&self) -> Stepped {
        let now_ms = self.now_ms();
        let due = self.world().take_due(now_ms);
        let worked = !due.is_empty();
        let mut items = Vec::new();
        for due in due {
            match due {
                Due::Webhook(item) => items.push(item),
                Due::Body(body) => self.post(body).await,
                Due::Template(id, edition, turn) => self.world().turn_template(&id, edition, turn, now_ms),
                Due::Act(phone, act) => people::act(&mut self.world(), &phone, act, now_ms),
            }
        }
        let waba = {
            let world = self.world();
            items.retain(|item| world.account.hears(item.field()));
            world.account.waba.clone()
        };
        let bodies = {
            let mut plan = self.inner.plan.lock().unwrap_or_else(PoisonError::into_inner);
            webhooks::bodies(webhooks::together(items), &mut plan, &waba)
        };
        for body in bodies {
            self.post(body).await;
        }
        let next_ms = self.world().next_due_ms();
        let due_ms = next_ms.map(|next_ms| self.inner.clock.monotonic_ms() + (next_ms - now_ms).max(0));
        Stepped { worked, due_ms }
    }

    /// Posts a webhook body. Anything but 200 brings it back later, as Meta does for seven days.
    async fn post(&self, body: Body) {
        let Some(callback) = self.callback() else { return };
        let signature = webhooks::signature(&self.inner.settings.app_secret, body.json.as_bytes());
        let begun = Exchange {
            phones: body.phones.clone(),
            signature: signature.clone(),
            attempts: body.attempts,
            ..Exchange::begin(Direction::Webhook, callback.clone(), &body.json, self.now_ms())
        };
        let exchange = self.world().begin_exchange(begun);
        let posted = self
            .inner
            .http
            .post(callback)
            .header(webhooks::SIGNATURE_HEADER, signature)
            .header("content-type", "application/json")
            .body(body.json.clone())
            .send()
            .await;
        let answer = match posted {
            Ok(response) => Answer::Status(response.status().as_u16(), response.text().await.unwrap_or_default()),
            Err(_) => Answer::Lost,
        };
        let taken = matches!(answer, Answer::Status(200, _));
        let now_ms = self.now_ms();
        let mut world = self.world();
        world.end_exchange(exchange, answer, None, now_ms);
        if taken {
            world.taken(&body.messages, exchange);
        } else {
            world.retry_body(body, now_ms);
        }
    }

    /// Works by itself until dropped: for `heterdaad-demo simulator`.
    pub async fn run(self) {
        loop {
            let stepped = self.step().await;
            let now_ms = self.inner.clock.monotonic_ms();
            // Requests add things that happen soon: look often.
            let next_ms = stepped.due_ms.unwrap_or(now_ms + IDLE_MS).clamp(now_ms + 1, now_ms + IDLE_MS);
            self.inner.clock.sleep_until(next_ms).await;
        }
    }
}

/// Milliseconds between two looks at what is due while the simulator runs by itself.
const IDLE_MS: i64 = 25;
