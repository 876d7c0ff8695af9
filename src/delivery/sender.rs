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
use crate::delivery::schedule::{self, AfterSilence, Amiss, Consequence, Rest};
use crate::limits;
use crate::store::gesprek::ChatKey;
use crate::store::outbox::{self, Claim, Klasse, Outcome, Sendable};
use crate::store::taak::{self, TaakSoort};
use crate::store::{self, Store, Tx};
use crate::texts::sjablonen;
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
    rows: HashMap<i64, Leaving>,
    /// Numbers on which nothing leaves but one message at a time, to see whether it works again.
    stopped: HashSet<String>,
    /// Those of them that a status stopped: an acceptance says nothing of them.
    stopped_late: HashSet<String>,
    /// Results that could not be recorded yet (the disk was full).
    unrecorded: Vec<(i64, Outcome)>,
    /// What the results told of numbers and templates, not recorded yet.
    news: Vec<News>,
    trouble: bool,
    looked_at_silence_ms: Option<i64>,
    sent: u64,
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
    Stopped { number: String, code: i64 },
    Works { number: String },
    Template { name: String, language: String, status: &'static str },
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
            stopped: HashSet::new(),
            stopped_late: HashSet::new(),
            unrecorded: Vec::new(),
            news: Vec::new(),
            trouble: false,
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
        let limit = self.learn(&mut tx).await?;
        let silence_due_ms = self.settle_silence(&mut tx, wall_ms, monotonic_ms).await?;
        let free = limits::SENDS_IN_FLIGHT_MAX.saturating_sub(self.under_way.len());
        let waiting = self.waiting(&mut tx, free + self.under_way.len(), wall_ms).await?;
        let bounds = Bounds {
            amiss: Amiss {
                unusable: store::sjabloon::unusable(&mut tx).await?.into_iter().collect(),
                recategorised: store::sjabloon::recategorised(&mut tx, sjablonen::CATEGORIE)
                    .await?
                    .into_iter()
                    .collect(),
            },
            outside: outside_window(&mut tx, limit, wall_ms).await?,
        };
        let chosen = self.choose(waiting, free, bounds, wall_ms, monotonic_ms);
        let claims = chosen.requests.iter().map(|request| Claim {
            id: request.row.id,
            sjabloon: request.template.as_ref().map(|(name, language)| (name.as_str(), language.as_str())),
            buiten_venster: request.outside_window,
        });
        let impossible =
            chosen.impossible.iter().map(|(id, _)| Claim { id: *id, sjabloon: None, buiten_venster: false });
        outbox::claim(&mut tx, &claims.chain(impossible).collect::<Vec<_>>(), wall_ms).await?;
        outbox::settle(&mut tx, &chosen.impossible, wall_ms).await?;
        for (chat, until_ms) in &chosen.deferred {
            outbox::defer(&mut tx, chat, *until_ms).await?;
        }
        let next_ms = outbox::next_due_ms(&mut tx, wall_ms).await?;
        tx.commit().await?;
        // These made room for others that were not looked at yet.
        let now_ms = (!chosen.impossible.is_empty() || !chosen.deferred.is_empty()).then_some(monotonic_ms);
        for Request { row, template, body, .. } in chosen.requests {
            let (bot, number, id) = (self.bot.clone(), row.chat.phone_number_id.clone(), row.id);
            self.rows.insert(id, Leaving { row, template });
            self.sent += 1;
            self.under_way.spawn(async move { (id, bot.send(&number, &body).await) });
        }
        // Rows that are due now wait for an answer (their person or all places are taken) or for the pace.
        let later_ms = next_ms.map(|next_ms| monotonic_ms + next_ms - wall_ms);
        Ok([now_ms, chosen.due_ms, later_ms, silence_due_ms].into_iter().flatten().min())
    }

    /// Learns what is known of the numbers: their pace, which are stopped, and the messaging limit.
    async fn learn(&mut self, tx: &mut Tx) -> store::Result<Option<i64>> {
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
                self.stopped.insert(number.phone_number_id);
            }
        }
        Ok(limit)
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

    fn choose(
        &self,
        waiting: Vec<Sendable>,
        free: usize,
        mut bounds: Bounds,
        wall_ms: i64,
        monotonic_ms: i64,
    ) -> Chosen {
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        let mut busy: HashSet<_> = self.rows.values().map(|leaving| leaving.row.chat.clone()).collect();
        let mut chosen = Chosen::default();
        for row in waiting {
            if chosen.requests.len() >= free {
                break;
            }
            if busy.contains(&row.chat) || self.is_tried_already(&row, &chosen) {
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
            if outside_window && let Err(later_ms) = bounds.outside.take(&row, wall_ms) {
                chosen.deferred.push((row.chat, later_ms));
                continue;
            }
            let data = callback_data(self.store.mark(), row.id, row.herhalingen);
            let body = message.request(&recipient, row.antwoord_op.as_ref(), &data);
            let template = message.template_name().map(|(name, language)| (name.to_owned(), language.to_owned()));
            rates.sent(number, persoon, monotonic_ms);
            busy.insert(row.chat.clone());
            chosen.requests.push(Request { row, template, outside_window, body });
        }
        chosen
    }

    /// A stopped number is tried with one message at a time.
    fn is_tried_already(&self, row: &Sendable, chosen: &Chosen) -> bool {
        let number = &row.chat.phone_number_id;
        self.stopped.contains(number)
            && (self.rows.values().any(|leaving| leaving.row.chat.phone_number_id == *number)
                || chosen.requests.iter().any(|request| request.row.chat.phone_number_id == *number))
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
            let Some(Leaving { row, template }) = self.rows.remove(&id) else { continue };
            count(&answer);
            let Consequence { outcome, rest, stop, template: status } =
                schedule::after_answer(&row, template.is_some(), answer, wall_ms);
            log(id, &outcome);
            self.take_news(&row.chat.phone_number_id, &outcome, stop, template.zip(status));
            let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
            let number = row.chat.phone_number_id.as_str();
            match rest {
                // Taken in, but that was so too before it failed: its status tells, so no more until then.
                Rest::None if self.stopped_late.contains(number) => {
                    rates.rest_number(number, monotonic_ms + limits::NUMBER_PAUSE_MS, monotonic_ms);
                }
                Rest::None => {}
                Rest::Number(for_ms) => rates.rest_number(number, monotonic_ms + for_ms, monotonic_ms),
                Rest::Pair(for_ms) => rates.rest_pair(number, row.chat.persoon, monotonic_ms + for_ms),
            }
            self.unrecorded.push((id, outcome));
        }
        if self.unrecorded.is_empty() && self.news.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        outbox::settle(&mut tx, &self.unrecorded, wall_ms).await?;
        store::persoon::unreachable_by_failure(&mut tx, &self.unrecorded, wall_ms).await?;
        let failed = self.unrecorded.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Failed(_)));
        let failed: Vec<i64> = failed.map(|(id, _)| *id).collect();
        // Who cannot be reached drops out of their group: the next person is called up at once.
        for melding in store::navraag::alerts_of(&mut tx, &failed).await? {
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

    /// Notes what an answer tells of its number and of its template.
    fn take_news(
        &mut self,
        number: &str,
        outcome: &Outcome,
        stop: Option<i64>,
        template: Option<((String, String), &'static str)>,
    ) {
        if let Some(code) = stop {
            self.stopped.insert(number.to_owned());
            self.news.push(News::Stopped { number: number.to_owned(), code });
        } else if matches!(outcome, Outcome::Accepted(_))
            && !self.stopped_late.contains(number)
            && self.stopped.remove(number)
        {
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
        News::Stopped { number, code } => {
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
#[derive(Debug)]
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

async fn outside_window(tx: &mut Tx, limit: Option<i64>, now_ms: i64) -> store::Result<Outside> {
    let Some(limit) = limit else { return Ok(Outside { left: None, free_ms: now_ms }) };
    let since_ms = now_ms - limits::WINDOW_MS;
    let used = outbox::people_outside_window(tx, since_ms).await?;
    let first_ms = outbox::first_outside_window_ms(tx, since_ms).await?;
    Ok(Outside { left: Some(limit - used), free_ms: first_ms.unwrap_or(now_ms) + limits::WINDOW_MS })
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
pub struct Answers(Vec<(i64, Result<Wamid, Error>)>);

#[derive(Debug, Default)]
struct Chosen {
    requests: Vec<Request>,
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
