//! What goes wrong, by plan or by seed.
//!
//! Invariant: the same plan gives the same faults, whatever the machine does.

use axum::body::{Body, Bytes};
use axum::response::Response;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What happens to one send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// As it should.
    Normal,
    /// Refused with this code.
    Refuse(i64),
    /// Accepted, but the connection is cut before the answer.
    CutAfterAccept,
    /// Accepted, the connection cut, and no status ever comes.
    CutAfterAcceptWithoutStatus,
    /// Not accepted, and the connection is cut.
    CutBeforeAccept,
    /// Not accepted: a gateway answers, with a page.
    BadGateway,
    /// Not accepted, and no answer for as long as anybody waits for one ([`NO_ANSWER_MS`]).
    NoAnswer,
    /// Accepted; the answer is held until released.
    HoldAfterAccept,
    /// Accepted and held, and no status ever comes.
    HoldAfterAcceptWithoutStatus,
    /// Held, and never accepted.
    HoldBeforeAccept,
    /// Accepted; the answer takes [`SLOW_MS`].
    Slow,
    /// Accepted, and reported as failed with this code a moment later.
    FailLater(i64),
}

/// How long a slow answer takes, in milliseconds.
pub const SLOW_MS: i64 = 3_000;
/// How long there is no answer, in milliseconds.
pub const NO_ANSWER_MS: i64 = 8_000;

/// What can be switched on by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Everything works.
    #[default]
    None,
    /// Every answer takes three seconds.
    Slow,
    /// Three in ten sends are answered with a server error.
    Errors,
    /// Three in ten sends are answered with "too fast".
    TooFast,
    /// Three in ten sends are accepted and their answer lost.
    Lost,
    /// Nothing is accepted, every connection breaks.
    Down,
    /// Webhooks come twice, together, and in the wrong order, and messages overtake each other on their way to a phone.
    Disorder,
}

/// What is switched on in the simulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Levers {
    /// What goes wrong.
    pub fault: Fault,
    /// How many in a hundred sleep.
    pub sleepers: u32,
}

impl Fault {
    /// As chances.
    #[must_use]
    pub fn chances(self) -> Chances {
        let none = Chances::default();
        match self {
            Self::None => none,
            Self::Slow => Chances { slow: 100, ..none },
            Self::Errors => Chances { server_error: 30, ..none },
            Self::TooFast => Chances { too_fast: 30, ..none },
            Self::Lost => Chances { cut_after_accept: 30, ..none },
            Self::Down => Chances { cut_before_accept: 100, ..none },
            Self::Disorder => Chances { duplicate: 30, batch: 50, disorder: 50, ..none },
        }
    }
}

/// Chances in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chances {
    /// A send is answered with a server error.
    pub server_error: u32,
    /// A send is answered with "too fast".
    pub too_fast: u32,
    /// A send is accepted and its answer lost.
    pub cut_after_accept: u32,
    /// The connection is cut before the send is accepted.
    pub cut_before_accept: u32,
    /// A send is accepted and its answer takes long.
    pub slow: u32,
    /// A webhook is sent twice.
    pub duplicate: u32,
    /// A webhook is put into one body with the next.
    pub batch: u32,
    /// A webhook changes places with another; a message may overtake the one before it.
    pub disorder: u32,
}

/// What goes wrong.
#[derive(Debug)]
pub struct Plan {
    chances: Chances,
    chance: StdRng,
    script: Option<fn(usize) -> Behaviour>,
}

impl Default for Plan {
    fn default() -> Self {
        Self::by_chance(0, Chances::default())
    }
}

impl Plan {
    /// Faults by chance, from a seed.
    #[must_use]
    pub fn by_chance(seed: u64, chances: Chances) -> Self {
        Self { chances, chance: StdRng::seed_from_u64(seed), script: None }
    }

    /// A behaviour for each send, by its number (the first is 0).
    #[must_use]
    pub fn by_script(script: fn(usize) -> Behaviour) -> Self {
        Self { script: Some(script), ..Self::default() }
    }

    /// In how many of a hundred cases something changes places with another.
    pub(super) const fn disorder(&self) -> u32 {
        self.chances.disorder
    }

    fn happens(&mut self, percent: u32) -> bool {
        percent > 0 && self.chance.random_range(0..100) < percent
    }

    /// What whoever looks something up meets while the next send would meet an outage.
    pub(super) fn for_look(&self, next_send: usize) -> Behaviour {
        let behaviour = match self.script {
            Some(script) => script(next_send),
            None if self.chances.cut_before_accept >= 100 => Behaviour::CutBeforeAccept,
            None => Behaviour::Normal,
        };
        match behaviour {
            // What hangs or is cut behind the gateway is a matter of that send alone.
            Behaviour::BadGateway | Behaviour::NoAnswer | Behaviour::CutBeforeAccept | Behaviour::Refuse(_) => {
                behaviour
            }
            _ => Behaviour::Normal,
        }
    }

    pub(super) fn for_send(&mut self, nth: usize) -> Behaviour {
        if let Some(script) = self.script {
            return script(nth);
        }
        let Chances { server_error, too_fast, cut_after_accept, cut_before_accept, slow, .. } = self.chances;
        for (percent, behaviour) in [
            (server_error, Behaviour::Refuse(131_000)),
            (too_fast, Behaviour::Refuse(130_429)),
            (cut_after_accept, Behaviour::CutAfterAccept),
            (cut_before_accept, Behaviour::CutBeforeAccept),
            (slow, Behaviour::Slow),
        ] {
            if self.happens(percent) {
                return behaviour;
            }
        }
        Behaviour::Normal
    }

    /// Doubles, shuffles and groups what goes out: each inner list becomes one body.
    pub(super) fn arrange<T: Clone>(&mut self, items: Vec<T>) -> Vec<Vec<T>> {
        let Chances { duplicate, batch, disorder, .. } = self.chances;
        let mut doubled = Vec::with_capacity(items.len());
        for item in items {
            if self.happens(duplicate) {
                doubled.push(item.clone());
            }
            doubled.push(item);
        }
        for place in 1..doubled.len() {
            if self.happens(disorder) {
                let other = self.chance.random_range(0..place);
                doubled.swap(place, other);
            }
        }
        let mut bodies: Vec<Vec<T>> = Vec::new();
        for item in doubled {
            match bodies.last_mut() {
                Some(body) if body.len() < 1_000 && self.happens(batch) => body.push(item),
                _ => bodies.push(vec![item]),
            }
        }
        bodies
    }
}

/// An answer that breaks off in the middle.
pub(super) fn cut() -> Response {
    let pieces = futures::stream::iter([Ok(Bytes::from_static(b"{\"mess")), Err(std::io::Error::other("cut"))]);
    Response::new(Body::from_stream(pieces))
}
