//! The wire: every request to the API and every webhook, as somebody who looks over its shoulder sees it.
//!
//! Owns the last of them, in order; older ones are forgotten. Invariant: no token stands in it.

use std::collections::VecDeque;

/// Requests and webhooks that are kept.
const EXCHANGES_MAX: usize = 2_000;
/// Characters that are kept of a body.
const BODY_MAX: usize = 20_000;

/// Which way it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The bot asked the API for something.
    Api,
    /// The API told the bot something.
    Webhook,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Waiting,
    /// Nothing: nobody listens, or the connection broke.
    Lost,
    /// A status and a body.
    Status(u16, String),
}

/// A request with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Its number, from 1.
    pub id: u64,
    /// Which way it went.
    pub direction: Direction,
    /// When it began, in milliseconds since the epoch.
    pub at_ms: i64,
    /// How long it took; 0 while it is under way.
    pub took_ms: i64,
    /// The phones that it is about.
    pub phones: Vec<String>,
    /// How it was asked, such as `POST`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// The body.
    pub request: String,
    /// The signature over the body (webhooks).
    pub signature: String,
    /// How often it was tried before.
    pub attempts: u32,
    /// What came back.
    pub answer: Answer,
}

impl Exchange {
    /// One that begins now.
    pub(super) fn begin(direction: Direction, url: String, request: &str, at_ms: i64) -> Self {
        Self {
            id: 0,
            direction,
            at_ms,
            took_ms: 0,
            phones: Vec::new(),
            method: "POST".to_owned(),
            url,
            request: request.chars().take(BODY_MAX).collect(),
            signature: String::new(),
            attempts: 0,
            answer: Answer::Waiting,
        }
    }
}

/// The last requests and webhooks.
#[derive(Debug, Default)]
pub struct Exchanges {
    kept: VecDeque<Exchange>,
    last: u64,
}

impl Exchanges {
    /// Adds one; answers its number, and that of the one that was forgotten for it.
    pub(super) fn add(&mut self, exchange: Exchange) -> (u64, Option<u64>) {
        self.last += 1;
        self.kept.push_back(Exchange { id: self.last, ..exchange });
        let forgotten = if self.kept.len() > EXCHANGES_MAX { self.kept.pop_front() } else { None };
        (self.last, forgotten.map(|exchange| exchange.id))
    }

    /// The one with this number, if it is still there.
    #[must_use]
    pub fn get(&self, id: u64) -> Option<&Exchange> {
        self.place(id).and_then(|place| self.kept.get(place))
    }

    pub(super) fn get_mut(&mut self, id: u64) -> Option<&mut Exchange> {
        self.place(id).and_then(|place| self.kept.get_mut(place))
    }

    fn place(&self, id: u64) -> Option<usize> {
        let first = self.kept.front()?.id;
        id.checked_sub(first).and_then(|place| usize::try_from(place).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten() {
        let mut exchanges = Exchanges::default();
        for _ in 0..EXCHANGES_MAX {
            let begun = Exchange::begin(Direction::Api, String::new(), "{}", 0);
            assert_eq!(exchanges.add(begun).1, None);
        }
        let (id, forgotten) = exchanges.add(Exchange::begin(Direction::Webhook, String::new(), "{}", 0));
        assert_eq!((id, forgotten), (EXCHANGES_MAX as u64 + 1, Some(1)));
        assert!(exchanges.get(1).is_none());
        assert_eq!(exchanges.get(id).map(|exchange| exchange.direction), Some(Direction::Webhook));
        assert!(exchanges.get(id + 1).is_none());
    }
}
