//! Sends what stands in the outbox: claim in a transaction, request outside it, record the result.
//!
//! Owns the requests under way. Invariants: a row is claimed and committed before its request is made;
//! one person has at most one request under way, so that messages arrive in order; only what leaves within a moment is
//! claimed, so that a crash leaves few sends ambiguous; on a number nothing is claimed but by the one instance that sends
//! on it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::JoinSet;

use crate::clock::SharedClock;
use crate::delivery::callback_data;
use crate::delivery::rate::{Clarity, Rates, Spacing, Turn};
use crate::delivery::schedule::{self, AfterSilence, Amiss, Consequence, Heard, Rest};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Claim, Outcome, Sendable, Silent, Zonder};
use crate::store::taak::{self, TaakSoort};
use crate::store::werk::Werk;
use crate::store::zender::Zenders;
use crate::store::{self, Engine, Store, Tx};
use crate::texts::sjablonen;
use crate::whatsapp::error::Error;
use crate::whatsapp::ids::Wamid;
use crate::whatsapp::{Bot, Recipient};

/// The limits, shared with whoever counts what comes in.
pub type SharedRates = Arc<Mutex<Rates>>;

/// What became of a request.
#[derive(Debug)]
enum Answer {
    /// It was never written: the number rests.
    Withheld,
    /// WhatsApp's answer, or none.
    Came(Result<Wamid, Error>),
}

/// Sends what stands in the outbox.
#[derive(Debug)]
pub struct Sender {
    store: Store,
    bot: Bot,
    clock: SharedClock,
    rates: SharedRates,
    zenders: Zenders,
    /// Since when this program listens (wall).
    listening_since_ms: i64,
    under_way: JoinSet<(i64, Answer)>,
    rows: HashMap<i64, Leaving>,
    /// Numbers on which nothing leaves but one message at a time, to see whether it works again; with why, as a code.
    stopped: HashMap<String, i64>,
    /// Those of them that a status stopped: an acceptance says nothing of them.
    stopped_late: HashSet<String>,
    /// Results that could not be recorded yet (the disk was full).
    unrecorded: Vec<(i64, Outcome)>,
    /// What the results told of numbers and templates, not recorded yet.
    news: Vec<News>,
    trouble: bool,
    looked_at_silence_ms: Option<i64>,
    /// Numbers on which something waits or is in doubt, and on which another instance sends, as far as we know.
    wanted: BTreeSet<String>,
    /// Numbers that became ours, and of which it is not read yet what was sent before.
    fresh: Vec<String>,
    /// When this instance last tried to become the one that sends (monotonic).
    asked_to_send_ms: Option<i64>,
    outside: Option<Counted>,
    /// When the officers of what is held were last asked again (monotonic).
    asked_officers_ms: Option<i64>,
    sent: u64,
    /// How sends are spaced in [`Sender::step`].
    standing: Spacing,
}

/// A row under way.
#[derive(Debug)]
struct Leaving {
    row: Sendable,
    /// The template that it left as, by name and language.
    template: Option<(String, String)>,
}

/// What a result tells beside its own row.
#[derive(Debug)]
enum News {
    Stopped { number: String, code: i64, since_ms: Option<i64> },
    Works { number: String },
    Template { name: String, language: String, status: &'static str },
}

impl Sender {
    /// A sender that keeps to the limits.
    #[must_use]
    pub fn new(store: Store, bot: Bot, clock: SharedClock, rates: SharedRates) -> Self {
        Self {
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
        for melding in outbox::lapse(&mut tx, wall_ms).await? {
            taak::plan(&mut tx, TaakSoort::Vervallen, melding.0, wall_ms).await?;
        }
        for melding in outbox::hold(&mut tx, wall_ms - limits::ALERT_HELD_AFTER_MS).await? {
            tracing::warn!(melding.id = melding.0, "messages of an alert were held up: its officer decides");
            taak::plan_anew(&mut tx, TaakSoort::Vastgehouden, melding.0, wall_ms).await?;
        }
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
            },
            outside: self.outside_window(&mut tx, limit, wall_ms, monotonic_ms).await?,
        };
        let chosen = self.choose(waiting, free, bounds, wall_ms, monotonic_ms);
        let claims = chosen.requests.iter().map(|request| Claim {
            id: request.row.id,
            sjabloon: request.template.as_ref().map(|(name, language)| (name.as_str(), language.as_str())),
            buiten_venster: request.outside_window,
            woord: request.row.woord.as_deref(),
        });
        let impossible = chosen.impossible.iter().map(|(id, _)| Claim {
            id: *id,
            sjabloon: None,
            buiten_venster: false,
            woord: None,
        });
        let written = async {
            outbox::claim(&mut tx, &claims.chain(impossible).collect::<Vec<_>>(), wall_ms).await?;
            outbox::settle(&mut tx, &chosen.impossible, wall_ms).await?;
            for Deferred { chat, until_ms, code } in &chosen.deferred {
                // Who has to wait for a reason of their own does not hold up their group.
                for melding in
                    outbox::defer(&mut tx, chat, *until_ms, *code).await?.into_iter().filter(|_| code.is_some())
                {
                    taak::plan_anew(&mut tx, TaakSoort::Navraag, melding.0, wall_ms).await?;
                }
            }
            let next_ms = outbox::next_due_ms(&mut tx, wall_ms).await?;
            tx.commit().await?;
            Ok::<_, store::Error>(next_ms)
        };
        let next_ms = match written.await {
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
            if said != Some(Turn::Go) {
                rates.gave_up(&number);
            }
            if said == Some(Turn::Withheld) {
                return (id, Answer::Withheld);
            }
            // At once, and not when it is recorded: what waits for its turn must not leave into an outage.
            rates.answered(&number, schedule::clarity(&answer), clock.monotonic_ms());
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
            }
        }
        Ok(limit)
    }

    /// What may go now on each number, the most urgent first. Asked for number by number, so that one that
    /// rests or is busy holds up no other.
    async fn waiting(
        &self,
        tx: &mut Tx,
        numbers: &[String],
        most: usize,
        wall_ms: i64,
    ) -> store::Result<Vec<Sendable>> {
        let mut waiting = Vec::new();
        for number in numbers.iter().filter(|number| self.zenders.mine().contains(*number)) {
            waiting.extend(outbox::sendable(tx, number, wall_ms, most).await?);
        }
        waiting.sort_by_key(|row| (row.klasse, row.id));
        Ok(waiting)
    }

    fn choose(
        &self,
        waiting: Vec<Sendable>,
        free: usize,
        mut bounds: Bounds,
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> Chosen {
        let mut rates = self.rates();
        let mut busy: HashSet<_> = self.rows.values().map(|leaving| leaving.row.chat.clone()).collect();
        let mut chosen = Chosen::default();
        for mut row in waiting {
            if chosen.requests.len() >= free {
                break;
            }
            if busy.contains(&row.chat) || self.is_tried_already(&row, &chosen) {
                continue;
            }
            let (number, persoon) = (row.chat.phone_number_id.clone(), row.chat.persoon);
            if let Err(later_ms) = rates.ask_number(&number, row.klasse, monotonic_ms) {
                chosen.due_ms = Some(chosen.due_ms.map_or(later_ms, |due_ms: i64| due_ms.min(later_ms)));
                continue;
            }
            if let Err(later_ms) = rates.ask_pair(&number, persoon, monotonic_ms) {
                // A few seconds are no reason to call up somebody else.
                let waits_ms = later_ms - monotonic_ms;
                let code = (waits_ms > limits::PERSON_WAITS_MS).then_some(schedule::PAIR_LIMIT);
                chosen.deferred.push(Deferred { chat: row.chat, until_ms: wall_ms + waits_ms, code });
                continue;
            }
            let person = row.telefoon.clone().map(Recipient::Phone);
            let person = person.or_else(|| row.bsuid.clone().map(Recipient::User));
            let group = Some(&row.chat.chat).filter(|group| !group.is_empty()).cloned().map(Recipient::Group);
            let recipient = group.or(person);
            let message = schedule::form(&row, &bounds.amiss, wall_ms).cloned();
            let (Some(recipient), Some(message)) = (recipient, message) else {
                chosen.impossible.push((
                    row.id,
                    Outcome::Failed(
                        (row.bericht.is_some() && (row.telefoon.is_some() || row.bsuid.is_some()))
                            .then_some(schedule::WINDOW_CLOSED),
                    ),
                ));
                continue;
            };
            let outside_window = !schedule::window_open(&row, wall_ms);
            if outside_window && let Err(until_ms) = bounds.outside.take(&row, wall_ms) {
                chosen.deferred.push(Deferred { chat: row.chat, until_ms, code: Some(schedule::NO_PLACE) });
                continue;
            }
            // One that an older version sent first goes on without a word: the statuses of that carry none.
            if row.woord.is_none() && !row.eerder_geclaimd {
                row.woord = Some(outbox::new_word());
            }
            let data = callback_data(self.store.mark(), row.id, row.woord.as_deref(), row.herhalingen);
            let body = message.request(&recipient, row.antwoord_op.as_ref(), &data);
            let template = message.template_name().map(|(name, language)| (name.to_owned(), language.to_owned()));
            rates.claimed(&number, persoon, monotonic_ms);
            busy.insert(row.chat.clone());
            chosen.requests.push(Request { row, template, outside_window, body });
        }
        chosen.outside = bounds.outside;
        chosen
    }

    /// A stopped number is tried with one message at a time.
    fn is_tried_already(&self, row: &Sendable, chosen: &Chosen) -> bool {
        let number = &row.chat.phone_number_id;
        self.stopped.contains_key(number)
            && (self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == *number)
                || chosen.requests.iter().any(|request| request.row.chat.phone_number_id == *number))
    }

    /// Looks at rows that were claimed and have no result: those of an earlier life of this program, and
    /// those whose answer was lost. Answers when to look again (monotonic), and whether any is to be sent again.
    async fn settle_silence(
        &mut self,
        tx: &mut Tx,
        waiting: &[Sendable],
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<(Option<i64>, bool)> {
        let look_again_ms = self.looked_at_silence_ms.map(|looked_ms| looked_ms + limits::AMBIGUOUS_LOOK_MS);
        if look_again_ms.is_some_and(|again_ms| again_ms > monotonic_ms) {
            return Ok((look_again_ms, false));
        }
        let mut silent = outbox::silent(tx).await?;
        silent.retain(|row| !self.rows.contains_key(&row.id) && !self.unrecorded.iter().any(|(id, _)| *id == row.id));
        self.looked_at_silence_ms = (!silent.is_empty()).then_some(monotonic_ms);
        if silent.is_empty() {
            return Ok((None, false));
        }
        let mut numbers: Vec<String> = silent.iter().map(|row| row.phone_number_id.clone()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.wanted.extend(numbers.iter().filter(|number| !self.zenders.mine().contains(*number)).cloned());
        let mut repeated = false;
        // Whoever sends on a number knows what became of it.
        for number in numbers.iter().filter(|number| self.zenders.mine().contains(*number)).cloned().collect::<Vec<_>>()
        {
            let of_number: Vec<&Silent> = silent.iter().filter(|row| row.phone_number_id == number).collect();
            let mut heard = self.heard(tx, &number, &of_number, waiting, (wall_ms, monotonic_ms)).await?;
            for row in of_number {
                let after = schedule::after_silence(row, &heard, wall_ms);
                self.end_silence(tx, row, after, wall_ms).await?;
                if after == AfterSilence::Repeat {
                    repeated = true;
                    // It is the one that is tried, or the scout.
                    heard.may_try = false;
                    heard.last_claimed_ms = Some(wall_ms);
                }
            }
        }
        Ok((Some(monotonic_ms + limits::AMBIGUOUS_LOOK_MS), repeated))
    }

    async fn heard(
        &self,
        tx: &mut Tx,
        number: &str,
        silent: &[&Silent],
        waiting: &[Sendable],
        (wall_ms, monotonic_ms): (i64, i64),
    ) -> store::Result<Heard> {
        let since_ms = silent.iter().map(|row| row.geclaimd_ms).min().unwrap_or(wall_ms);
        let (last_claimed_ms, claimed_with_status_ms) = outbox::last_claims(tx, number, since_ms).await?;
        let only_answers = !silent.iter().any(|row| row.klasse.is_politiebericht() && row.onzeker == 0);
        let unread_since_ms = store::inbox::oldest_unread_status_ms(tx).await?;
        let busy = self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == number)
            || waiting.iter().any(|row| row.chat.phone_number_id == number);
        let rates = self.rates();
        Ok(Heard {
            listening_since_ms: self.listening_since_ms,
            claimed_with_status_ms,
            last_claimed_ms,
            unread_since_ms,
            stopped: self.stopped.contains_key(number) || rates.outage_since_ms(number, monotonic_ms).is_some(),
            may_try: !busy && rates.rests_until_ms(number, monotonic_ms).is_none(),
            only_answers,
        })
    }

    /// On a number that an outage stopped, and on which nothing waits to be tried, the officers of what is held are asked
    /// again now and then: their question shows whether it works, and it may have been lost before.
    async fn ask_officers_again(
        &mut self,
        tx: &mut Tx,
        waiting: &[Sendable],
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<Option<i64>> {
        let busy = |number: &str| {
            waiting.iter().any(|row| row.chat.phone_number_id == number)
                || self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == number)
        };
        let idle = self.stopped.iter().filter(|(number, code)| **code <= schedule::NO_CONNECTION && !busy(number));
        let idle: Vec<String> =
            idle.map(|(number, _)| number.clone()).filter(|number| self.zenders.mine().contains(number)).collect();
        let mut held = Vec::new();
        for number in &idle {
            held.extend(outbox::held_alerts(tx, number).await?);
        }
        if held.is_empty() {
            return Ok(None);
        }
        let again_ms = self.asked_officers_ms.map_or(monotonic_ms, |asked_ms| asked_ms + limits::OFFICERS_ASKED_MS);
        if again_ms > monotonic_ms {
            return Ok(Some(again_ms));
        }
        self.asked_officers_ms = Some(monotonic_ms);
        for melding in held {
            taak::plan_anew(tx, TaakSoort::Vastgehouden, melding.0, wall_ms).await?;
        }
        Ok(Some(monotonic_ms + limits::OFFICERS_ASKED_MS))
    }

    async fn end_silence(&self, tx: &mut Tx, row: &Silent, after: AfterSilence, wall_ms: i64) -> store::Result<()> {
        match after {
            AfterSilence::Wait => {}
            AfterSilence::Repeat => {
                tracing::warn!(outbox.id = row.id, "no answer and no status: sent again");
                metrics::counter!("heterdaad_messages_repeated_total").increment(1);
                outbox::repeat(tx, row.id, wall_ms).await?;
            }
            AfterSilence::Hold => {
                tracing::warn!(outbox.id = row.id, "nobody knows whether it arrived: its officer decides");
                outbox::hold_silent(tx, row.id).await?;
                if let Some(melding) = row.melding {
                    taak::plan_anew(tx, TaakSoort::Vastgehouden, melding.0, wall_ms).await?;
                    taak::plan_anew(tx, TaakSoort::Navraag, melding.0, wall_ms).await?;
                }
            }
            AfterSilence::GiveUp => {
                tracing::warn!(outbox.id = row.id, "no answer and no status: given up");
                outbox::settle(tx, &[(row.id, Outcome::Failed(row.fout_code))], wall_ms).await?;
            }
        }
        Ok(())
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

    async fn record(&mut self, answers: Vec<(i64, Answer)>) -> store::Result<()> {
        let (wall_ms, monotonic_ms) = (self.clock.wall_ms(), self.clock.monotonic_ms());
        for (id, answer) in answers {
            let Some(Leaving { row, template }) = self.rows.remove(&id) else { continue };
            let outcome = match answer {
                Answer::Withheld => Outcome::Retry { at_ms: wall_ms, zonder: Zonder::Niets, code: None, telt: false },
                Answer::Came(answer) => self.take_answer(&row, template, answer, wall_ms, monotonic_ms),
            };
            log(id, &outcome);
            self.unrecorded.push((id, outcome));
        }
        if self.unrecorded.is_empty() && self.news.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        outbox::settle(&mut tx, &self.unrecorded, wall_ms).await?;
        store::persoon::unreachable_by_failure(&mut tx, &self.unrecorded, wall_ms).await?;
        let out_of_reach = self.unrecorded.iter().filter(|(_, outcome)| {
            matches!(outcome, Outcome::Failed(_) | Outcome::Retry { code: Some(schedule::PAIR_LIMIT), .. })
        });
        let out_of_reach: Vec<i64> = out_of_reach.map(|(id, _)| *id).collect();
        // Who cannot be reached drops out of their group: the next person is called up at once.
        for melding in store::navraag::alerts_of(&mut tx, &out_of_reach).await? {
            taak::plan_anew(&mut tx, TaakSoort::Navraag, melding.0, wall_ms).await?;
        }
        for news in &self.news {
            record_news(&mut tx, news, wall_ms).await?;
        }
        tx.commit().await?;
        self.unrecorded.clear();
        self.trouble |= !self.news.is_empty();
        self.news.clear();
        Ok(())
    }

    /// What an answer comes to, for its row, its number, its recipient and its template.
    fn take_answer(
        &mut self,
        row: &Sendable,
        template: Option<(String, String)>,
        answer: Result<Wamid, Error>,
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> Outcome {
        count(&answer);
        let clear = schedule::clarity(&answer) == Clarity::Clear;
        let Consequence { mut outcome, rest, stop, template: status } =
            schedule::after_answer(row, template.is_some(), answer, wall_ms);
        let number = row.chat.phone_number_id.as_str();
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        if clear {
            // It may have been taken for an outage again since: the database knew no better.
            rates.answered(number, Clarity::Clear, monotonic_ms);
        }
        let outage_since_ms = rates.outage_since_ms(number, monotonic_ms);
        match rest {
            // Taken in, but that was so too before it failed: its status tells, so no more until then.
            Rest::None if self.stopped_late.contains(number) => {
                rates.rest_number(number, monotonic_ms + limits::NUMBER_PAUSE_MS, monotonic_ms);
            }
            Rest::None => {}
            Rest::Number(for_ms) => rates.rest_number(number, monotonic_ms + for_ms, monotonic_ms),
            Rest::Slower => rates.slow_down(number, monotonic_ms),
            Rest::Pair => {
                let until_ms = rates.rest_pair(number, row.chat.persoon, monotonic_ms);
                if let Outcome::Retry { at_ms, .. } = &mut outcome {
                    *at_ms = wall_ms + until_ms - monotonic_ms;
                }
            }
        }
        match &mut outcome {
            Outcome::Accepted(_) => rates.pair_works(number, row.chat.persoon),
            Outcome::Ambiguous(code @ None) if outage_since_ms.is_some() => *code = Some(schedule::NO_ANSWER),
            _ => {}
        }
        drop(rates);
        let outage = outage_since_ms.map(|since_ms| {
            let code =
                if matches!(outcome, Outcome::Ambiguous(_)) { schedule::NO_ANSWER } else { schedule::NO_CONNECTION };
            // The first of them was under way for as long as an answer may take.
            (code, Some(wall_ms - (monotonic_ms - since_ms) - limits::SEND_TIMEOUT_MS))
        });
        let stop = stop.map(|code| (code, None)).or(outage);
        self.take_news(number, &outcome, clear, stop, template.zip(status));
        outcome
    }

    /// Notes what an answer tells of its number and of its template.
    fn take_news(
        &mut self,
        number: &str,
        outcome: &Outcome,
        clear: bool,
        stop: Option<(i64, Option<i64>)>,
        template: Option<((String, String), &'static str)>,
    ) {
        if let Some((code, since_ms)) = stop {
            self.stopped.insert(number.to_owned(), code);
            self.news.push(News::Stopped { number: number.to_owned(), code, since_ms });
        } else if let Some(why) = self.stopped.get(number).copied()
            && !self.stopped_late.contains(number)
            // What was stopped for want of clear answers works with the first, whatever it says.
            && (matches!(outcome, Outcome::Accepted(_)) || clear && why <= schedule::NO_CONNECTION)
        {
            self.stopped.remove(number);
            self.news.push(News::Works { number: number.to_owned() });
        }
        if let Some(((name, language), status)) = template {
            self.news.push(News::Template { name, language, status });
        }
    }

    /// Whether a number stopped or works again, or a template failed, since this was last asked.
    pub const fn take_trouble(&mut self) -> bool {
        std::mem::replace(&mut self.trouble, false)
    }
}

async fn record_news(tx: &mut Tx, news: &News, now_ms: i64) -> store::Result<()> {
    match news {
        News::Stopped { number, code, since_ms } => {
            if let Some(since_ms) = since_ms {
                outbox::mark_outage(tx, number, *since_ms, schedule::NO_ANSWER).await?;
            }
            if store::nummer::stop(tx, number, *code, false, now_ms).await? {
                tracing::error!(number = %number, code, "the number is stopped: nothing leaves until it works again");
                metrics::gauge!("heterdaad_number_stopped", "number" => number.clone()).set(1.0);
            }
        }
        News::Works { number } => {
            if store::nummer::resume(tx, number).await? {
                tracing::info!(number = %number, "the number works again");
                metrics::gauge!("heterdaad_number_stopped", "number" => number.clone()).set(0.0);
            }
        }
        News::Template { name, language, status } => {
            store::sjabloon::set(tx, name, language, store::sjabloon::Feit::Status(status), now_ms).await?;
            tracing::error!(template = %name, %status, "a template cannot be used");
        }
    }
    Ok(())
}

/// How many more people may be written to outside their window.
#[derive(Debug, Clone, Copy, Default)]
struct Outside {
    /// `None`: as many as wanted.
    left: Option<i64>,
    /// When a place comes free (wall).
    free_ms: i64,
}

impl Outside {
    /// Takes a place for a row. Whoever was written to within a day takes none.
    fn take(&mut self, row: &Sendable, now_ms: i64) -> Result<(), i64> {
        let counts = row.laatst_buiten_ms.is_none_or(|last_ms| now_ms - last_ms >= limits::WINDOW_MS);
        match &mut self.left {
            Some(left) if counts && *left <= 0 => Err(self.free_ms),
            Some(left) if counts => {
                *left -= 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// When that was counted (monotonic), and within which limit.
#[derive(Debug)]
struct Counted {
    at_ms: i64,
    limit: Option<i64>,
    bounds: Outside,
}

impl Sender {
    /// How many more people may be written to outside their window. Counted anew once a second: in between, those who were
    /// written to are taken off.
    async fn outside_window(
        &mut self,
        tx: &mut Tx,
        limit: Option<i64>,
        now_ms: i64,
        monotonic_ms: i64,
    ) -> store::Result<Outside> {
        if let Some(counted) = &self.outside
            && counted.limit == limit
            && monotonic_ms - counted.at_ms < limits::OUTSIDE_COUNTED_MS
        {
            return Ok(counted.bounds);
        }
        let bounds = match limit {
            None => Outside { left: None, free_ms: now_ms },
            Some(limit) => {
                let since_ms = now_ms - limits::WINDOW_MS;
                let used = outbox::people_outside_window(tx, since_ms).await?;
                let first_ms = outbox::first_outside_window_ms(tx, since_ms).await?;
                Outside { left: Some(limit - used), free_ms: first_ms.unwrap_or(now_ms) + limits::WINDOW_MS }
            }
        };
        self.outside = Some(Counted { at_ms: monotonic_ms, limit, bounds });
        Ok(bounds)
    }
}

/// What bounds a choice beside the pace.
#[derive(Debug)]
struct Bounds {
    amiss: Amiss,
    outside: Outside,
}

/// A request to be made.
#[derive(Debug)]
struct Request {
    row: Sendable,
    template: Option<(String, String)>,
    outside_window: bool,
    body: serde_json::Value,
}

/// Answers to requests, not recorded yet.
#[derive(Debug)]
pub struct Answers(Vec<(i64, Answer)>);

#[derive(Debug, Default)]
struct Chosen {
    requests: Vec<Request>,
    /// Rows that can never leave, with why.
    impossible: Vec<(i64, Outcome)>,
    /// Chats put off to a moment.
    deferred: Vec<Deferred>,
    /// When the pace allows more (monotonic).
    due_ms: Option<i64>,
    /// What is left of the messaging limit.
    outside: Outside,
}

/// A chat put off to a moment (wall), with why.
#[derive(Debug)]
struct Deferred {
    chat: ChatKey,
    until_ms: i64,
    /// Why, where it lasts.
    code: Option<i64>,
}

/// Waits for the turn of a request; answers whether it may be written, and says so in `said`.
async fn turn(rates: SharedRates, clock: SharedClock, number: String, said: Arc<Mutex<Option<Turn>>>) -> bool {
    loop {
        let turn = rates.lock().unwrap_or_else(PoisonError::into_inner).turn(&number, clock.monotonic_ms());
        if let Turn::At(at_ms) = turn {
            clock.sleep_until(at_ms).await;
            continue;
        }
        *said.lock().unwrap_or_else(PoisonError::into_inner) = Some(turn);
        return turn == Turn::Go;
    }
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
