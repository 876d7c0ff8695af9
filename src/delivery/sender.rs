//! Sends what stands in the outbox: claim in a transaction, request outside it, record the result.
//!
//! Owns the round and the requests under way; which rows leave is `choice`'s, what is answered `answers`', what is never
//! answered `silence`'s. Invariants: a row is claimed and committed before its request is made;
//! one person has at most one request under way, so that messages arrive in order; only what leaves within a moment is
//! claimed, so that a crash leaves few sends ambiguous; on a number nothing is claimed but by the one instance that sends
//! on it.

mod answers;
mod choice;
mod look;
mod silence;
mod state;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::JoinSet;

use crate::clock::SharedClock;
use crate::delivery::rate::{Rates, Spacing, Turn};
use crate::delivery::schedule::{self, Amiss};
use crate::delivery::sender::choice::{Bounds, Chosen, Deferred, Request};
use crate::delivery::sender::state::{Answer, Leaving};
pub use crate::delivery::sender::state::{Answers, Sender, SharedRates};
use crate::domain::afzender::NumberId;
use crate::domain::deelpagina::Deelpagina;
use crate::limits;
use crate::store::outbox::{self, Claim, Sendable};
use crate::store::taak::{self, Taak};
use crate::store::werk::Werk;
use crate::store::zender::Zenders;
use crate::store::{self, Engine, Store, Tx};
use crate::texts::sjablonen;
use crate::whatsapp::Bot;

impl Sender {
    /// A sender that keeps to the limits.
    #[must_use]
    pub fn new(
        store: Store,
        bot: Bot,
        clock: SharedClock,
        rates: SharedRates,
        deelpagina: Option<Arc<Deelpagina>>,
    ) -> Self {
        Self {
            deelpagina,
            zenders: Zenders::new(store.clone()),
            listening_since_ms: clock.wall_ms(),
            store,
            bot,
            clock,
            rates,
            under_way: JoinSet::new(),
            rows: HashMap::new(),
            stopped: HashMap::new(),
            stopped_late: HashSet::new(),
            unrecorded: Vec::new(),
            news: Vec::new(),
            trouble: false,
            looked_at_silence_ms: None,
            to_look_at: BTreeSet::new(),
            looking_at: BTreeMap::new(),
            open: BTreeSet::new(),
            wanted: BTreeSet::new(),
            fresh: Vec::new(),
            asked_to_send_ms: None,
            outside: None,
            asked_officers_ms: None,
            sent: 0,
            standing: Spacing::Standing,
        }
    }

    /// The clock of whoever calls [`Sender::step`] is moved by seconds at a time.
    pub const fn leap(&mut self) {
        self.standing = Spacing::Leaping;
    }

    fn rates(&self) -> MutexGuard<'_, Rates> {
        self.rates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends all that may go now and waits for the answers. Answers when to come back (monotonic).
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn step(&mut self) -> store::Result<Option<i64>> {
        let standing = self.standing;
        self.rates().space(standing);
        let stepped = self.step_standing().await;
        self.rates().space(Spacing::Even);
        stepped
    }

    /// When to come back (monotonic), if anything, where nothing is to be sent, settled or recorded; `None`: a step is needed.
    pub fn idle(&mut self, werk: &Werk) -> Option<Option<i64>> {
        let news = !self.unrecorded.is_empty() || !self.news.is_empty() || !self.fresh.is_empty();
        if werk.uitgaand || news || self.any_under_way() {
            return None;
        }
        self.wanted.clear();
        let now_ms = self.clock.monotonic_ms();
        let look_again_ms = self.looked_at_silence_ms.map(|looked_ms| looked_ms + limits::AMBIGUOUS_LOOK_MS);
        let look_again_ms = look_again_ms.filter(|again_ms| *again_ms > now_ms);
        if look_again_ms.is_none() {
            self.looked_at_silence_ms = None;
        }
        Some(look_again_ms)
    }

    async fn step_standing(&mut self) -> store::Result<Option<i64>> {
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

    /// After how long to look again though nothing seems to happen: where several instances write, another one's rows are
    /// sent from here.
    #[must_use]
    pub fn look_again_ms(&self) -> i64 {
        match self.store.engine() {
            Engine::Sqlite => limits::IDLE_LOOK_MS,
            Engine::Postgres => limits::SENDER_LOOK_MS,
        }
    }

    /// Claims what may go now and makes the requests. Answers when to come back (monotonic), if anything
    /// waits for a moment rather than for an answer.
    ///
    /// # Errors
    /// The database cannot be reached; nothing was claimed.
    pub async fn dispatch(&mut self) -> store::Result<Option<i64>> {
        self.record(Vec::new()).await?;
        self.keep_the_right().await;
        let due_ms = self.claim_and_request().await?;
        if !self.ask_to_send().await? {
            let again_ms = self.asked_to_send_ms.filter(|_| !self.wanted.is_empty());
            return Ok(due_ms.into_iter().chain(again_ms.map(|asked_ms| asked_ms + limits::SENDER_AGAIN_MS)).min());
        }
        self.claim_and_request().await
    }

    async fn claim_and_request(&mut self) -> store::Result<Option<i64>> {
        let store = self.store.clone();
        let mut tx = store.begin().await?;
        // Whoever had the writer before may have moved our time: read only now.
        let (wall_ms, monotonic_ms) = (self.clock.wall_ms(), self.clock.monotonic_ms());
        lapse_and_hold(&mut tx, wall_ms).await?;
        let limit = self.learn(&mut tx, monotonic_ms).await?;
        self.learn_what_was_sent(&mut tx, wall_ms, monotonic_ms).await?;
        let numbers = outbox::numbers(&mut tx).await?;
        self.wanted = numbers.iter().filter(|number| !self.zenders.mine().contains(*number)).cloned().collect();
        let free = self.rates().under_way_most().saturating_sub(self.under_way.len());
        let most = free.min(limits::CLAIM_ROWS_MAX) + self.under_way.len();
        let mut waiting = self.waiting(&mut tx, &numbers, most, wall_ms).await?;
        let (silence_due_ms, repeated) = self.settle_silence(&mut tx, &waiting, wall_ms, monotonic_ms).await?;
        if repeated {
            let numbers = outbox::numbers(&mut tx).await?;
            waiting = self.waiting(&mut tx, &numbers, most, wall_ms).await?;
        }
        let asked_due_ms = self.ask_officers_again(&mut tx, &waiting, wall_ms, monotonic_ms).await?;
        let bounds = Bounds {
            amiss: Amiss {
                unusable: store::sjabloon::unusable(&mut tx).await?.into_iter().collect(),
                recategorised: store::sjabloon::recategorised(&mut tx, sjablonen::CATEGORIE)
                    .await?
                    .into_iter()
                    .collect(),
                with_link: match &self.deelpagina {
                    Some(_) => store::sjabloon::approved(&mut tx).await?.into_iter().collect(),
                    None => HashSet::new(),
                },
            },
            outside: self.outside_window(&mut tx, limit, wall_ms, monotonic_ms).await?,
        };
        let chosen = self.choose(waiting, free, bounds, wall_ms, monotonic_ms);
        let next_ms = match write(tx, &chosen, wall_ms).await {
            Ok(next_ms) => next_ms,
            Err(error) => {
                let mut rates = self.rates();
                chosen.requests.iter().for_each(|request| rates.gave_up(&request.row.chat.phone_number_id));
                return Err(error);
            }
        };
        if let Some(counted) = &mut self.outside {
            counted.bounds = chosen.outside;
        }
        // These made room for others that were not looked at yet.
        let now_ms = (!chosen.impossible.is_empty() || !chosen.deferred.is_empty()).then_some(monotonic_ms);
        for Request { row, template, body, .. } in chosen.requests {
            self.request(row, template, body);
        }
        self.look();
        // Rows that are due now wait for an answer (their person or all places are taken) or for the pace.
        let later_ms = next_ms.map(|next_ms| monotonic_ms + next_ms - wall_ms);
        Ok([now_ms, chosen.due_ms, later_ms, silence_due_ms, asked_due_ms].into_iter().flatten().min())
    }

    /// Makes a request, which is written to the wire in its turn.
    fn request(&mut self, row: Sendable, template: Option<(String, String)>, body: serde_json::Value) {
        let (bot, number, id) = (self.bot.clone(), row.chat.phone_number_id.clone(), row.id);
        self.rows.insert(id, Leaving { row, template });
        self.sent += 1;
        let (rates, clock) = (Arc::clone(&self.rates), Arc::clone(&self.clock));
        self.under_way.spawn(async move {
            let said = Arc::new(Mutex::new(None));
            let turn = turn(Arc::clone(&rates), Arc::clone(&clock), number.clone(), Arc::clone(&said));
            let answer = bot.send_in_turn(&number, &body, turn).await;
            let mut rates = rates.lock().unwrap_or_else(PoisonError::into_inner);
            let said = *said.lock().unwrap_or_else(PoisonError::into_inner);
            let written_ms = said.and_then(|(turn, at_ms)| (turn == Turn::Go).then_some(at_ms));
            if written_ms.is_none() {
                rates.gave_up(&number);
            }
            if said.is_some_and(|(turn, _)| turn == Turn::Withheld) {
                return (id, Answer::Withheld);
            }
            // At once, and not when it is recorded: what waits for its turn must not leave into an outage.
            let now_ms = clock.monotonic_ms();
            rates.answered(&number, schedule::clarity(&answer), written_ms.unwrap_or(now_ms), now_ms);
            (id, Answer::Came(answer))
        });
    }

    /// Sees whether this instance is still the one that sends on its numbers.
    async fn keep_the_right(&mut self) {
        let patience_ms = self.clock.monotonic_ms() + limits::SENDER_ANSWER_MS;
        let clock = Arc::clone(&self.clock);
        let lost = tokio::select! {
            biased;
            lost = self.zenders.check() => Some(lost),
            () = clock.sleep_until(patience_ms) => None,
        };
        if lost.unwrap_or_else(|| self.zenders.lose()) {
            tracing::error!("the connection that holds the right to send is lost: nothing leaves until it is back");
            metrics::counter!("heterdaad_sender_lost_total").increment(1);
            self.asked_to_send_ms = None;
        }
    }

    /// Tries to become the instance that sends on the numbers on which something waits or is in doubt. Never within a
    /// transaction: it may wait for a moment. Answers whether there are new ones.
    async fn ask_to_send(&mut self) -> store::Result<bool> {
        let now_ms = self.clock.monotonic_ms();
        if self.wanted.is_empty()
            || self.asked_to_send_ms.is_some_and(|asked_ms| asked_ms + limits::SENDER_AGAIN_MS > now_ms)
        {
            return Ok(false);
        }
        let new = self.zenders.take(&self.wanted).await?;
        self.asked_to_send_ms = (new.len() < self.wanted.len()).then_some(now_ms);
        for number in &new {
            tracing::info!(%number, "this instance sends on the number");
        }
        let any = !new.is_empty();
        self.fresh.extend(new);
        Ok(any)
    }

    /// What was sent before on numbers that became ours counts, whoever sent it.
    async fn learn_what_was_sent(&mut self, tx: &mut Tx, wall_ms: i64, monotonic_ms: i64) -> store::Result<()> {
        while let Some(number) = self.fresh.last().cloned() {
            let since_ms = wall_ms - limits::PAIR_BURST * limits::PAIR_INTERVAL_MS;
            let claims = outbox::claims_since(tx, &number, since_ms).await?;
            self.fresh.pop();
            let mut rates = self.rates();
            for (persoon, claimed_ms) in claims {
                rates.sent_before(&number, persoon, claimed_ms + monotonic_ms - wall_ms, monotonic_ms);
            }
        }
        Ok(())
    }

    /// Learns what is known of the numbers: their pace, which are stopped, and the messaging limit.
    async fn learn(&mut self, tx: &mut Tx, monotonic_ms: i64) -> store::Result<Option<i64>> {
        let numbers = store::nummer::all(tx).await?;
        let limit = numbers.iter().filter_map(|number| number.limiet).min();
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        self.stopped.clear();
        self.stopped_late.clear();
        for number in numbers {
            number.doorvoer.iter().for_each(|per_second| rates.allow(&number.phone_number_id, *per_second));
            if number.gestopt_laat {
                self.stopped_late.insert(number.phone_number_id.clone());
            }
            if number.gestopt_ms.is_some() {
                let code = number.gestopt_code.unwrap_or(schedule::NO_CONNECTION);
                if code <= schedule::NO_CONNECTION {
                    rates.expect_outage(&number.phone_number_id, monotonic_ms);
                }
                self.stopped.insert(number.phone_number_id, code);
            } else {
                // Another instance may have seen it work again.
                rates.expect_none(&number.phone_number_id, monotonic_ms);
            }
        }
        Ok(limit)
    }
}

/// What waited too long lapses, or is held for its officer.
async fn lapse_and_hold(tx: &mut Tx, wall_ms: i64) -> store::Result<()> {
    for melding in outbox::lapse(tx, wall_ms).await? {
        taak::plan(tx, Taak::Vervallen(melding), wall_ms).await?;
    }
    for melding in outbox::hold(tx, wall_ms - limits::ALERT_HELD_AFTER_MS).await? {
        tracing::warn!(melding.id = melding.0, "messages of an alert were held up: its officer decides");
        taak::plan_anew(tx, Taak::Vastgehouden(melding), wall_ms).await?;
    }
    Ok(())
}

/// Writes what was chosen: claimed, or put off, or never to leave. Answers when the next row is due (wall).
async fn write(mut tx: Tx, chosen: &Chosen, wall_ms: i64) -> store::Result<Option<i64>> {
    let claims = chosen.requests.iter().map(|request| Claim {
        id: request.row.id,
        sjabloon: request.template.as_ref().map(|(name, language)| (name.as_str(), language.as_str())),
        buiten_venster: request.outside_window,
        woord: request.row.woord.as_deref(),
    });
    let impossible = chosen.impossible.iter();
    let impossible = impossible.map(|(id, _)| Claim { id: *id, sjabloon: None, buiten_venster: false, woord: None });
    outbox::claim(&mut tx, &claims.chain(impossible).collect::<Vec<_>>(), wall_ms).await?;
    outbox::settle(&mut tx, &chosen.impossible, wall_ms).await?;
    for Deferred { chat, until_ms, code } in &chosen.deferred {
        // Who has to wait for a reason of their own does not hold up their group.
        for melding in outbox::defer(&mut tx, chat, *until_ms, *code).await?.into_iter().filter(|_| code.is_some()) {
            taak::plan_anew(&mut tx, Taak::Navraag(melding), wall_ms).await?;
        }
    }
    let next_ms = outbox::next_due_ms(&mut tx, wall_ms).await?;
    tx.commit().await?;
    Ok(next_ms)
}

/// Waits for the turn of a request; answers whether it may be written, and says so in `said` with the moment.
async fn turn(rates: SharedRates, clock: SharedClock, number: NumberId, said: Arc<Mutex<Option<(Turn, i64)>>>) -> bool {
    loop {
        let now_ms = clock.monotonic_ms();
        let turn = rates.lock().unwrap_or_else(PoisonError::into_inner).turn(&number, now_ms);
        if let Turn::At(at_ms) = turn {
            clock.sleep_until(at_ms).await;
            continue;
        }
        *said.lock().unwrap_or_else(PoisonError::into_inner) = Some((turn, now_ms));
        return turn == Turn::Go;
    }
}
