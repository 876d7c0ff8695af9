//! What changed, in order, so that a page can ask for everything that changed since it last heard.
//!
//! Owns numbers, not things: each thing stands in it once, under the number of its last change. So whoever
//! was away for a second or an hour gets the same answer: what is different now, each thing once.

use std::collections::{BTreeMap, HashMap};

use tokio::sync::watch;

/// A thing that a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A phone, without its messages.
    Phone(String),
    /// A message on a phone, by its place in the chat.
    Bubble(String, usize),
    /// A residents' group, without its posts.
    Residents(usize),
    /// A post in a residents' group, by its place.
    Post(usize, usize),
    /// A request or a webhook.
    Exchange(u64),
    /// The account with its templates.
    Account,
}

/// The changes.
#[derive(Debug)]
pub struct Journal {
    serial: u64,
    order: BTreeMap<u64, Key>,
    latest: HashMap<Key, u64>,
    changed: watch::Sender<u64>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { serial: 0, order: BTreeMap::new(), latest: HashMap::new(), changed: watch::Sender::new(0) }
    }
}

impl Journal {
    /// Notes that a thing changed, or is new.
    pub(super) fn touch(&mut self, key: Key) {
        self.serial += 1;
        if let Some(before) = self.latest.insert(key.clone(), self.serial) {
            self.order.remove(&before);
        }
        self.order.insert(self.serial, key);
        self.changed.send_replace(self.serial);
    }

    /// Forgets a thing that is gone.
    pub(super) fn forget(&mut self, key: &Key) {
        if let Some(serial) = self.latest.remove(key) {
            self.order.remove(&serial);
        }
    }

    /// The number of the last change.
    #[must_use]
    pub const fn serial(&self) -> u64 {
        self.serial
    }

    /// The things that changed after this number, in the order of their last change, with its number.
    pub fn since(&self, serial: u64) -> impl Iterator<Item = (u64, &Key)> {
        self.order.range(serial.saturating_add(1)..).map(|(serial, key)| (*serial, key))
    }

    /// Tells of each change.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_stands_in_it_once_under_its_last_change() {
        let mut journal = Journal::default();
        let (first, second) = (Key::Phone("1".into()), Key::Phone("2".into()));
        journal.touch(first.clone());
        journal.touch(second.clone());
        journal.touch(first.clone());
        assert_eq!(journal.since(0).collect::<Vec<_>>(), [(2, &second), (3, &first)]);
        assert_eq!(journal.since(2).collect::<Vec<_>>(), [(3, &first)]);
        journal.forget(&first);
        assert_eq!(journal.since(0).collect::<Vec<_>>(), [(2, &second)]);
        assert_eq!(journal.since(u64::MAX).count(), 0);
    }
}
