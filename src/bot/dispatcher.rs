//! Takes messages from the inbox, each in its turn, and hands each to the schema.
//!
//! Owns transactions, savepoints and failures. One transaction for a batch, one savepoint for an item: its
//! inbox row is done together with its effects. Invariants: an item that fails takes nothing of its
//! neighbours with it and holds back later items of its own chat; what was answered 200 is never dropped
//! because the database is away. Whose turn it is, `store::inbox` says ([`crate::bot::beurt`] gives it).

use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;

use crate::bot::bedrijf::{opdracht, wijziging};
use crate::bot::context::send_to;
use crate::bot::error::BotError;
use crate::bot::toegang::{self, Schema, Toegang};
use crate::bot::verstaan::{Intent, Laatste, Uitkomst, Verstaan};
use crate::clock::SharedClock;
use crate::clockwatch::MetaTime;
use crate::domain::afzender::NumberId;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::random::Random;
use crate::store::gesprek::ChatKey;
use crate::store::inbox::{self, Pending};
use crate::store::outbox::Klasse;
use crate::store::{self, Store, Tx};
use crate::texts::vloer::algemeen as woorden;
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::incoming::{self, Change, Content, Message};
use crate::whatsapp::webhook::ItemKind;
use crate::whatsapp::{Outgoing, Update};

/// Takes messages from the inbox to the schema.
#[derive(Debug, Clone)]
pub struct Dispatcher {
    schema: Schema,
    store: Store,
    clock: SharedClock,
    gemeenten: Arc<Gemeenten>,
    random: Random,
    laatste: Laatste,
    meta_time: Arc<MetaTime>,
}

/// Collects what a dispatcher needs.
#[derive(Debug)]
pub struct Builder {
    schema: Schema,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stepped {
    /// Items that were handled, or failed.
    pub items: usize,
    /// Messages that may be shown as read.
    pub heard: Vec<Heard>,
    /// When a held-back item may be tried again (monotonic milliseconds).
    pub due_ms: Option<i64>,
}

/// A message that was taken up, of somebody with a role and the right to it. Strangers and whoever reports
/// something without the right see no sign of it: they must not think that somebody reads along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The business number it came in on.
    pub phone_number_id: NumberId,
    /// Its id.
    pub wamid: Wamid,
}

/// Why an item was not handled.
enum Failure {
    /// It is at fault itself: rolled back alone.
    Item(String),
    /// The database is: the batch is done anew.
    Database(store::Error),
}

/// A message as one that can be shown as read. Reactions, edits and what WhatsApp itself says cannot.
fn heard(message: &Message, phone_number_id: &NumberId) -> Option<Heard> {
    let shown = !matches!(
        message.content,
        Content::Reaction { .. } | Content::System(_) | Content::Edit { .. } | Content::Revoke(_)
    );
    (shown && !message.id.as_str().is_empty() && message.group_id.is_none())
        .then(|| Heard { phone_number_id: phone_number_id.to_owned(), wamid: message.id.clone() })
}

impl Builder {
    /// With everything it works on.
    #[must_use]
    pub fn build(self, store: Store, clock: SharedClock, gemeenten: Arc<Gemeenten>, random: Random) -> Dispatcher {
        let (laatste, meta_time) = (Laatste::default(), Arc::default());
        Dispatcher { schema: self.schema, store, clock, gemeenten, random, laatste, meta_time }
    }
}

impl Dispatcher {
    /// A dispatcher with this routing table.
    #[must_use]
    pub const fn builder(schema: Schema) -> Builder {
        Builder { schema }
    }

    /// The same, judging by these moments whether our clock is ahead.
    #[must_use]
    pub fn with_meta_time(self, meta_time: Arc<MetaTime>) -> Self {
        Self { meta_time, ..self }
    }

    /// Where the last thing that was understood can be read.
    #[must_use]
    pub fn laatste(&self) -> Laatste {
        self.laatste.clone()
    }

    /// Handles one batch.
    ///
    /// # Errors
    /// The database is away; everything waits.
    pub async fn step(&self) -> store::Result<Stepped> {
        match self.batch(limits::DISPATCH_BATCH_ROWS).await {
            Ok(stepped) => Ok(stepped),
            Err(error) => {
                tracing::warn!(%error, "a batch failed, done anew item by item");
                self.batch(1).await
            }
        }
    }

    async fn batch(&self, most: usize) -> store::Result<Stepped> {
        let mut tx = self.store.begin().await?;
        // Whoever had the writer before may have moved our time: read only now.
        let now_ms = self.clock.wall_ms();
        let pending = inbox::pending(&mut tx, now_ms).await?;
        let mut held: HashSet<(&str, &str)> = HashSet::new();
        let mut done = Vec::new();
        let held_until_ms = inbox::held_until_ms(&mut tx, now_ms).await?;
        let due_ms = held_until_ms.map(|until_ms| self.clock.monotonic_ms() + until_ms - now_ms);
        let mut stepped = Stepped { due_ms, ..Stepped::default() };
        for row in &pending {
            let chat = (row.phone_number_id.as_str(), row.chat.as_str());
            if held.contains(&chat) {
                continue;
            }
            if stepped.items == most {
                break;
            }
            stepped.items += 1;
            tx.savepoint().await?;
            match self.handle(&mut tx, row, now_ms).await {
                Ok(heard) => {
                    tx.release_savepoint().await?;
                    done.push(row.id);
                    stepped.heard.extend(heard);
                }
                Err(Failure::Item(cause)) => {
                    tx.back_to_savepoint().await?;
                    tracing::error!(inbox.id = row.id, attempt = row.pogingen + 1, %cause, "an item failed");
                    metrics::counter!("heterdaad_items_failed_total").increment(1);
                    if inbox::mark_failed(&mut tx, row, now_ms).await? {
                        self.tell_given_up(&mut tx, row, now_ms).await?;
                    } else {
                        let due_ms = self.clock.monotonic_ms() + limits::DISPATCH_RETRY_MS;
                        stepped.due_ms = Some(stepped.due_ms.map_or(due_ms, |first_ms: i64| first_ms.min(due_ms)));
                    }
                    held.insert(chat);
                }
                Err(Failure::Database(error)) if most == 1 => {
                    drop(tx);
                    self.blame(row, error, now_ms).await?;
                    // What was handled before it was not committed: it comes again.
                    return Ok(Stepped { heard: Vec::new(), ..stepped });
                }
                Err(Failure::Database(error)) => return Err(error),
            }
        }
        inbox::mark_done(&mut tx, &done).await?;
        tx.commit().await?;
        Ok(stepped)
    }

    /// An item failed alone with an error of the database. If the database works, the item is at fault,
    /// whatever the error says: it counts an attempt, so that it cannot hold up everybody for ever.
    async fn blame(&self, row: &Pending, error: store::Error, now_ms: i64) -> store::Result<()> {
        let mut tx = self.store.begin().await?;
        if inbox::mark_failed(&mut tx, row, now_ms).await? {
            self.tell_given_up(&mut tx, row, now_ms).await?;
        }
        tx.commit().await?;
        tracing::error!(inbox.id = row.id, %error, "an item failed on the database");
        Ok(())
    }

    async fn handle(&self, tx: &mut Tx, row: &Pending, now_ms: i64) -> Result<Option<Heard>, Failure> {
        let handled = AssertUnwindSafe(Box::pin(self.handle_update(tx, row, now_ms))).catch_unwind().await;
        match handled {
            Ok(Ok(heard)) => Ok(heard),
            Ok(Err(BotError::Store(error))) if !error.is_the_items_fault() => Err(Failure::Database(error)),
            Ok(Err(error)) => Err(Failure::Item(error.to_string())),
            // The panic's text may hold what the person typed.
            Err(_) => Err(Failure::Item("a handler panicked".to_owned())),
        }
    }

    async fn handle_update(&self, tx: &mut Tx, row: &Pending, now_ms: i64) -> Result<Option<Heard>, BotError> {
        if row.soort == ItemKind::Job.id() {
            opdracht::uitkomst(tx, &self.gemeenten, &row.payload, now_ms).await?;
            return Ok(None);
        }
        match incoming::parse(&row.payload) {
            Update::Message(message) => self.handle_message(tx, row, &message, now_ms).await,
            Update::Change(Change::Unknown(field)) => {
                tracing::info!(%field, "a webhook field that this version does not know");
                Ok(None)
            }
            Update::Change(change) => {
                wijziging::neem_op(tx, &self.gemeenten, &change, now_ms).await?;
                Ok(None)
            }
            Update::Status(_) => Ok(None),
        }
    }

    async fn handle_message(
        &self,
        tx: &mut Tx,
        row: &Pending,
        message: &Message,
        now_ms: i64,
    ) -> Result<Option<Heard>, BotError> {
        metrics::counter!("heterdaad_messages_received_total", "type" => message.content.name().to_owned())
            .increment(1);
        let toegang = Toegang {
            schema: self.schema,
            gemeenten: &self.gemeenten,
            random: &self.random,
            clock: self.clock.as_ref(),
            meta_time: &self.meta_time,
        };
        let toegelaten = toegang.laat_toe(tx, row, message, now_ms).await?;
        if let Some(gedaan) = toegelaten.gedaan {
            self.note(Verstaan::samen(gedaan));
        }
        Ok(toegelaten.gehoord_op.and_then(|number| heard(message, &number)))
    }

    /// Counts what was understood, and keeps the last for whoever looks on.
    fn note(&self, verstaan: Verstaan) {
        let intent = verstaan.intent.map_or("onbekend", Intent::id);
        let outcome = verstaan.uitkomst.map_or("onbekend", Uitkomst::id);
        metrics::counter!("heterdaad_understood_total", "intent" => intent, "outcome" => outcome).increment(1);
        if let Some((geschat, _)) = verstaan.geschat {
            let agrees = if geschat.id() == intent { "yes" } else { "no" };
            metrics::counter!("heterdaad_learned_total", "intent" => geschat.id(), "agrees" => agrees).increment(1);
        }
        self.laatste.put(verstaan);
    }

    /// One sentence to the person whose message was given up.
    async fn tell_given_up(&self, tx: &mut Tx, row: &Pending, now_ms: i64) -> store::Result<()> {
        let Update::Message(message) = incoming::parse(&row.payload) else { return Ok(()) };
        if message.from.wa_id.is_none() && message.from.user_id.is_none() {
            return Ok(());
        }
        let (wa_id, user_id) = (message.from.wa_id.as_ref(), message.from.user_id.as_ref());
        let persoon = store::identiteit::bekend_of_nieuw(tx, wa_id, user_id, now_ms).await?;
        let phone_number_id = toegang::number_of(tx, &self.gemeenten, row, persoon).await?;
        let chat = ChatKey { phone_number_id, chat: String::new(), persoon };
        // What the failed attempts wrote was taken back, that the person was heard too.
        store::gesprek::heard(tx, &chat, message.timestamp_ms.unwrap_or(row.ontvangen_ms).min(now_ms)).await?;
        let Ok(text) = Outgoing::text(woorden::FOUT_BIJ_ONS) else { return Ok(()) };
        match send_to(tx, chat, Klasse::Antwoord, text, now_ms).await {
            Err(BotError::Store(error)) => Err(error),
            _ => Ok(()),
        }
    }
}
