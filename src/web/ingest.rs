//! Stores what webhooks bring, many bodies in one commit.
//!
//! Owns the queue before the writer. Invariant: [`Ingest::store`] answers `Ok` only after the commit that
//! holds every item of the body; a full queue or a failed commit is an error, and Meta sends it again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use tokio::sync::{Notify, mpsc, oneshot};

use crate::bot::beurt;
use crate::clock::SharedClock;
use crate::clockwatch::MetaTime;
use crate::delivery::sender::SharedRates;
use crate::domain::afzender::NumberId;
use crate::limits;
use crate::store::inbox::{self, Stored, Unreadable};
use crate::store::{self, Store};
use crate::whatsapp::incoming;
use crate::whatsapp::webhook::{self, Item};

/// The way into the inbox. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ingest {
    queue: mpsc::Sender<Job>,
    clock: SharedClock,
    meta_time: Arc<MetaTime>,
}

/// The body was not stored: too many wait, or the database is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not stored")]
pub struct Unavailable;

#[derive(Debug)]
struct Job {
    items: Vec<Item>,
    unreadable: Option<Unreadable>,
    stored: oneshot::Sender<bool>,
}

impl Ingest {
    /// Starts the writer of the inbox. `wake` is notified after each commit; `meta_time` hears the moments that webhooks
    /// name.
    #[must_use]
    pub fn start(
        store: Store,
        clock: SharedClock,
        meta_time: Arc<MetaTime>,
        rates: SharedRates,
        wake: Arc<Notify>,
    ) -> Self {
        let (queue, jobs) = mpsc::channel(limits::INBOX_QUEUE_BODIES_MAX);
        tokio::spawn(Writer { store, clock: Arc::clone(&clock), rates, wake }.run(jobs));
        Self { queue, clock, meta_time }
    }

    /// Stores a body. What is no webhook is stored whole and counted.
    ///
    /// # Errors
    /// Nothing of it may have been stored.
    pub async fn store(&self, body: &[u8]) -> Result<(), Unavailable> {
        let (items, unreadable) = match webhook::split(body) {
            Ok(items) => (items, None),
            Err(_) => {
                metrics::counter!("heterdaad_bodies_unreadable_total").increment(1);
                let key = webhook::key(&["body", &String::from_utf8_lossy(body)]);
                (Vec::new(), Some(Unreadable { key, body: body.to_vec() }))
            }
        };
        for (id, moment_ms) in items.iter().filter_map(|item| incoming::moment(&item.payload)) {
            self.meta_time.heard(&id, moment_ms, self.clock.as_ref());
        }
        self.put(items, unreadable).await
    }

    /// Stores an item of our own making, as a webhook's are stored.
    ///
    /// # Errors
    /// It may not have been stored.
    pub async fn store_item(&self, item: Item) -> Result<(), Unavailable> {
        self.put(vec![item], None).await
    }

    async fn put(&self, items: Vec<Item>, unreadable: Option<Unreadable>) -> Result<(), Unavailable> {
        let (stored, answer) = oneshot::channel();
        self.queue.try_send(Job { items, unreadable, stored }).map_err(|_| Unavailable)?;
        if answer.await.unwrap_or(false) { Ok(()) } else { Err(Unavailable) }
    }
}

/// Takes bodies from the queue to the inbox.
struct Writer {
    store: Store,
    clock: SharedClock,
    rates: SharedRates,
    wake: Arc<Notify>,
}

impl Writer {
    async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.recv().await {
            let mut rows = first.items.len();
            let mut batch = vec![first];
            while rows < limits::INBOX_ROWS_PER_COMMIT
                && let Ok(job) = jobs.try_recv()
            {
                rows += job.items.len();
                batch.push(job);
            }
            let stored = match self.commit(&batch).await {
                Ok(()) => true,
                Err(error) => {
                    tracing::error!(%error, bodies = batch.len(), "the inbox cannot be written: answered 503");
                    self.store.note_failure();
                    false
                }
            };
            for job in batch {
                // Whoever asked may have hung up; what is stored stays stored.
                let _ = job.stored.send(stored);
            }
            if stored {
                self.wake.notify_one();
            }
        }
    }

    async fn commit(&self, batch: &[Job]) -> store::Result<()> {
        let mut tx = self.store.begin().await?;
        let now_ms = self.clock.wall_ms();
        let items: Vec<Item> = batch.iter().flat_map(|job| job.items.iter().cloned()).collect();
        let Stored { items: stored, messages } = inbox::insert(&mut tx, &items, now_ms).await?;
        beurt::bepaal(&mut tx, &items).await?;
        for unreadable in batch.iter().filter_map(|job| job.unreadable.as_ref()) {
            inbox::insert_unreadable(&mut tx, unreadable, now_ms).await?;
        }
        tx.commit().await?;
        // What was committed into a file that is no longer at its place is lost with it: Meta is to send it again.
        self.store.in_place()?;
        self.count_inbound(&messages);
        let repeated = (items.len() as u64).saturating_sub(stored);
        metrics::counter!("heterdaad_items_stored_total").increment(stored);
        metrics::counter!("heterdaad_items_repeated_total").increment(repeated);
        Ok(())
    }

    /// Meta counts what comes in in the same pace as what goes out; what it sends again it does not count again.
    fn count_inbound(&self, messages: &BTreeMap<NumberId, usize>) {
        let now_ms = self.clock.monotonic_ms();
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        for (number, count) in messages {
            rates.inbound(number, *count, now_ms);
        }
    }
}
