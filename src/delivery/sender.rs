//! Sends what stands in the outbox: claim in a transaction, request outside it, record the result.
//!
//! Owns the requests under way. Invariants: a row is claimed and committed before its request is made;
//! one person has at most one request under way, so that messages arrive in order; no more rows are
//! claimed than may be under way at once, so that a crash leaves few sends ambiguous.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinSet;

use crate::clock::SharedClock;
use crate::delivery::callback_data;
use crate::delivery::rate::Rates;
use crate::delivery::schedule::{self, AfterSilence, Rest};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Klasse, Outcome, Sendable};
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Store, Tx};
use crate::whatsapp::error::Error;
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::{Bot, Recipient};

/// The limits, shared with whoever counts what comes in.
pub type SharedRates = Arc<Mutex<Rates>>;

/// Sends what stands in the outbox.
#[derive(Debug)]
pub struct Sender {
    store: Store,
    bot: Bot,
    clock: SharedClock,
    rates: SharedRates,
    under_way: JoinSet<(i64, Result<Wamid, Error>)>,
    rows: HashMap<i64, Sendable>,
    /// Results that could not be recorded yet (the disk was full).
    unrecorded: Vec<(i64, Outcome)>,
    looked_at_silence_ms: Option<i64>,
    sent: u64,
}

impl Sender {
    /// A sender that keeps to the limits, those from before a restart included.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn new(store: Store, bot: Bot, clock: SharedClock, rates: SharedRates) -> store::Result<Self> {
        let since_ms = clock.wall_ms() - limits::PAIR_BURST * limits::PAIR_INTERVAL_MS;
        let mut tx = store.begin().await?;
        let claims = outbox::claims_since(&mut tx, since_ms).await?;
        tx.roll_back().await?;
        let offset_ms = clock.monotonic_ms() - clock.wall_ms();
        {
            let mut rates = rates.lock().unwrap_or_else(PoisonError::into_inner);
            for (number, persoon, claimed_ms) in claims {
                rates.sent(&number, persoon, claimed_ms + offset_ms);
            }
        }
        Ok(Self {
            store,
            bot,
            clock,
            rates,
            under_way: JoinSet::new(),
            rows: HashMap::new(),
            unrecorded: Vec::new(),
            looked_at_silence_ms: None,
            sent: 0,
        })
    }

    /// Sends all that may go now and waits for the answers. Answers when to come back (monotonic).
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn step(&mut self) -> store::Result<Option<i64>> {
        let due_ms = self.dispatch().await?;
        while self.any_under_way() {
            let answers = self.next_answer().await;
            self.record_answers(answers).await?;
        }
        Ok(due_ms)
    }

    /// How many requests were made.
    #[must_use]
    pub const fn sent(&self) -> u64 {
        self.sent
    }

    /// Whether any request is under way.
    #[must_use]
    pub fn any_under_way(&self) -> bool {
        !self.under_way.is_empty()
    }

    /// Claims what may go now and makes the requests. Answers when to come back (monotonic), if anything
    /// waits for a moment rather than for an answer.
    ///
    /// # Errors
    /// The database cannot be reached; nothing was claimed.
    pub async fn dispatch(&mut self) -> store::Result<Option<i64>> {
        self.record(Vec::new()).await?;
        let (wall_ms, monotonic_ms) = (self.clock.wall_ms(), self.clock.monotonic_ms());
        let store = self.store.clone();
        let mut tx = store.begin().await?;
        for melding in outbox::lapse(&mut tx, wall_ms).await? {
            taak::plan(&mut tx, TaakSoort::Vervallen, melding.0, wall_ms).await?;
        }
        let silence_due_ms = self.settle_silence(&mut tx, wall_ms, monotonic_ms).await?;
        let free = limits::SENDS_IN_FLIGHT_MAX.saturating_sub(self.under_way.len());
        let waiting = self.waiting(&mut tx, free + self.under_way.len(), wall_ms).await?;
        let chosen = self.choose(waiting, free, wall_ms, monotonic_ms);
        let ids: Vec<i64> = chosen.requests.iter().map(|(row, _)| row.id).collect();
        let impossible: Vec<i64> = chosen.impossible.iter().map(|(id, _)| *id).collect();
        outbox::claim(&mut tx, &[ids, impossible].concat(), wall_ms).await?;
        outbox::settle(&mut tx, &chosen.impossible, wall_ms).await?;
        for (chat, until_ms) in &chosen.deferred {
            outbox::defer(&mut tx, chat, *until_ms).await?;
        }
        let next_ms = outbox::next_due_ms(&mut tx, wall_ms).await?;
        tx.commit().await?;
        for (row, request) in chosen.requests {
            let (bot, number, id) = (self.bot.clone(), row.chat.phone_number_id.clone(), row.id);
            self.rows.insert(id, row);
            self.sent += 1;
            self.under_way.spawn(async move { (id, bot.send(&number, &request).await) });
        }
        // Rows that are due now wait for an answer (their person or all places are taken) or for the pace.
        let later_ms = next_ms.map(|next_ms| monotonic_ms + next_ms - wall_ms);
        Ok([chosen.due_ms, later_ms, silence_due_ms].into_iter().flatten().min())
    }

    /// What may go now on each number, the most urgent first. Asked for number by number, so that one that
    /// rests or is busy holds up no other.
    async fn waiting(&self, tx: &mut Tx, most: usize, wall_ms: i64) -> store::Result<Vec<Sendable>> {
        let mut waiting = Vec::new();
        for number in outbox::numbers(tx, wall_ms).await? {
            waiting.extend(outbox::sendable(tx, &number, wall_ms, most).await?);
        }
        waiting.sort_by_key(|row| (row.klasse, row.id));
        Ok(waiting)
    }

    fn choose(&self, waiting: Vec<Sendable>, free: usize, wall_ms: i64, monotonic_ms: i64) -> Chosen {
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        let mut busy: HashSet<_> = self.rows.values().map(|row| row.chat.clone()).collect();
        let mut chosen = Chosen::default();
        for row in waiting {
            if chosen.requests.len() >= free {
                break;
            }
            if busy.contains(&row.chat) {
                continue;
            }
            let (number, persoon) = (row.chat.phone_number_id.as_str(), row.chat.persoon);
            if let Err(later_ms) = rates.ask_number(number, row.klasse <= Klasse::Politie, monotonic_ms) {
                chosen.due_ms = Some(chosen.due_ms.map_or(later_ms, |due_ms: i64| due_ms.min(later_ms)));
                continue;
            }
            if let Err(later_ms) = rates.ask_pair(number, persoon, monotonic_ms) {
                chosen.deferred.push((row.chat, wall_ms + later_ms - monotonic_ms));
                continue;
            }
            let recipient =
                row.telefoon.clone().map(Recipient::Phone).or_else(|| row.bsuid.clone().map(Recipient::User));
            let (Some(recipient), Some(message)) = (recipient, schedule::form(&row, wall_ms)) else {
                chosen.impossible.push((
                    row.id,
                    Outcome::Failed(
                        (row.bericht.is_some() && (row.telefoon.is_some() || row.bsuid.is_some()))
                            .then_some(schedule::WINDOW_CLOSED),
                    ),
                ));
                continue;
            };
            let data = callback_data(self.store.mark(), row.id, row.herhalingen);
            let request = message.request(&recipient, row.antwoord_op.as_ref(), &data);
            rates.sent(number, persoon, monotonic_ms);
            busy.insert(row.chat.clone());
            chosen.requests.push((row, request));
        }
        chosen
    }

    /// Looks at rows that were claimed and have no result: those of an earlier life of this program, and
    /// those whose answer was lost.
    async fn settle_silence(&mut self, tx: &mut Tx, wall_ms: i64, monotonic_ms: i64) -> store::Result<Option<i64>> {
        let look_again_ms = self.looked_at_silence_ms.map(|looked_ms| looked_ms + limits::AMBIGUOUS_LOOK_MS);
        if look_again_ms.is_some_and(|again_ms| again_ms > monotonic_ms) {
            return Ok(look_again_ms);
        }
        let mut silent = outbox::silent(tx).await?;
        silent.retain(|row| !self.rows.contains_key(&row.id) && !self.unrecorded.iter().any(|(id, _)| *id == row.id));
        self.looked_at_silence_ms = (!silent.is_empty()).then_some(monotonic_ms);
        let last_webhook_ms = if silent.is_empty() { None } else { store::inbox::last_received_ms(tx).await? };
        for row in &silent {
            match schedule::after_silence(row, last_webhook_ms, wall_ms) {
                AfterSilence::Wait => {}
                AfterSilence::Repeat => {
                    tracing::warn!(outbox.id = row.id, "no answer and no status: sent again");
                    metrics::counter!("heterdaad_messages_repeated_total").increment(1);
                    outbox::repeat(tx, row.id, wall_ms).await?;
                }
                AfterSilence::GiveUp => {
                    tracing::warn!(outbox.id = row.id, "no answer and no status: given up");
                    outbox::settle(tx, &[(row.id, Outcome::Failed(row.fout_code))], wall_ms).await?;
                }
            }
        }
        Ok((!silent.is_empty()).then_some(monotonic_ms + limits::AMBIGUOUS_LOOK_MS))
    }

    /// Waits for the next answer. May be dropped while it waits; nothing is lost.
    pub async fn next_answer(&mut self) -> Answers {
        let mut answers: Vec<_> = self.under_way.join_next().await.into_iter().collect();
        while let Some(answer) = self.under_way.try_join_next() {
            answers.push(answer);
        }
        // A task that panicked leaves its row claimed: ambiguous, settled like a lost answer.
        Answers(answers.into_iter().flatten().collect())
    }

    /// Records answers.
    ///
    /// # Errors
    /// The database cannot be reached; the results are kept and recorded later.
    pub async fn record_answers(&mut self, answers: Answers) -> store::Result<()> {
        self.record(answers.0).await
    }

    async fn record(&mut self, answers: Vec<(i64, Result<Wamid, Error>)>) -> store::Result<()> {
        let (wall_ms, monotonic_ms) = (self.clock.wall_ms(), self.clock.monotonic_ms());
        for (id, answer) in answers {
            let Some(row) = self.rows.remove(&id) else { continue };
            count(&answer);
            let (outcome, rest) = schedule::after_answer(&row, answer, wall_ms);
            log(id, &outcome);
            let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
            let number = row.chat.phone_number_id.as_str();
            match rest {
                Rest::None => {}
                Rest::Number(for_ms) => rates.rest_number(number, monotonic_ms + for_ms, monotonic_ms),
                Rest::Pair(for_ms) => rates.rest_pair(number, row.chat.persoon, monotonic_ms + for_ms),
            }
            self.unrecorded.push((id, outcome));
        }
        if self.unrecorded.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        outbox::settle(&mut tx, &self.unrecorded, wall_ms).await?;
        store::persoon::unreachable_by_failure(&mut tx, &self.unrecorded, wall_ms).await?;
        tx.commit().await?;
        self.unrecorded.clear();
        Ok(())
    }
}

/// Answers to requests, not recorded yet.
#[derive(Debug)]
pub struct Answers(Vec<(i64, Result<Wamid, Error>)>);

#[derive(Debug, Default)]
struct Chosen {
    requests: Vec<(Sendable, serde_json::Value)>,
    /// Rows that can never leave, with why.
    impossible: Vec<(i64, Outcome)>,
    /// Chats put off to a moment (wall).
    deferred: Vec<(ChatKey, i64)>,
    /// When the pace allows more (monotonic).
    due_ms: Option<i64>,
}

fn count(answer: &Result<Wamid, Error>) {
    let result = match answer {
        Ok(_) => "accepted",
        Err(Error::Api(_)) => "refused",
        Err(Error::NotSent) => "not_sent",
        Err(Error::Ambiguous) => "ambiguous",
    };
    metrics::counter!("heterdaad_sends_total", "result" => result).increment(1);
}

fn log(id: i64, outcome: &Outcome) {
    match outcome {
        Outcome::Accepted(_) => tracing::debug!(outbox.id = id, "accepted"),
        Outcome::Retry { code, .. } => tracing::warn!(outbox.id = id, code, "not accepted, tried again later"),
        Outcome::Failed(code) => tracing::warn!(outbox.id = id, code, "refused for good"),
        Outcome::Ambiguous(code) => tracing::warn!(outbox.id = id, code, "no clear answer, waits for a status"),
    }
}
