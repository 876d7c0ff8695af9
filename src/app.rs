//! The program put together: store, dispatcher, sender and jobs, as loops or step by step.
//!
//! Owns the wiring and the waking: what comes in wakes the dispatcher, what it writes wakes the sender.
//! Invariants: each loop is a thin shell around a step; [`App::step`] is the same work without the loops,
//! for whoever moves the clock; a loop that breaks takes the others with it, so that no part of the program
//! is dead unseen.

use std::sync::{Arc, Mutex};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::alarm::Alarms;
use crate::alarm::channels::Channels;
use crate::bot::Dispatcher;
use crate::bot::dispatcher::{self, Heard};
use crate::bot::melding::oefening;
use crate::bot::mensen::{controle, rechten};
use crate::bot::toegang::Schema;
use crate::bot::verstaan::Laatste;
use crate::clock::SharedClock;
use crate::clockwatch::{self, MetaTime};
use crate::delivery::account::Account;
use crate::delivery::rate::Rates;
use crate::delivery::receipts::Receipts;
use crate::delivery::sender::{Sender, SharedRates};
use crate::domain::deelpagina::Deelpagina;
use crate::domain::wijk::Gemeenten;
use crate::noodlijst::{self, Planner};
use crate::random::Random;
use crate::store::werk::Werk;
use crate::store::{self, Store};
use crate::texts::sjablonen;
use crate::web::deelpagina::Deel;
use crate::web::ingest::Ingest;
use crate::web::{Web, WebhookSecrets};
use crate::whatsapp::Bot;
use crate::worker::Worker;
use crate::{delivery, jobs, limits, worker};

/// What the program is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: SharedClock,
    /// Chance.
    pub random: Random,
    /// The gemeenten, each with its business number.
    pub gemeenten: Gemeenten,
    /// The way to WhatsApp.
    pub bot: Bot,
    /// What Meta proves itself with.
    pub secrets: WebhookSecrets,
    /// Messages a second that are never exceeded, whatever Meta allows.
    pub pace_most: Option<u32>,
    /// The WhatsApp Business account, for its templates.
    pub waba: Option<String>,
    /// The ways to operators.
    pub channels: Channels,
    /// Where the emergency list is written every week, if it is.
    pub noodlijst: Option<noodlijst::Settings>,
    /// The routing table.
    pub schema: Schema,
    /// Where the pages of alerts are, where they have an address.
    pub deelpagina: Option<Deelpagina>,
}

/// The program.
#[derive(Debug)]
pub struct App {
    store: Store,
    clock: SharedClock,
    gemeenten: Arc<Gemeenten>,
    dispatcher: Dispatcher,
    sender: Sender,
    receipts: Receipts,
    account: Account,
    worker: Worker,
    planner: Planner,
    alarms: Alarms,
    web: Web,
    wake: Arc<Wake>,
}

#[derive(Debug, Default)]
struct Wake {
    dispatcher: Arc<Notify>,
    sender: Notify,
    jobs: Notify,
    alarms: Notify,
    worker: Notify,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stepped {
    /// Something was done; there may be more.
    pub worked: bool,
    /// When the next work is due (monotonic milliseconds).
    pub due_ms: Option<i64>,
}

impl App {
    /// The clock of whoever calls [`App::step`] is moved by seconds at a time.
    pub const fn leap(&mut self) {
        self.sender.leap();
    }

    /// Puts the program together.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn new(parts: Parts) -> store::Result<Self> {
        let Parts {
            store,
            clock,
            random,
            gemeenten,
            bot,
            secrets,
            pace_most,
            waba,
            channels,
            noodlijst,
            schema,
            deelpagina,
        } = parts;
        let deelpagina = deelpagina.map(Arc::new);
        let gemeenten = Arc::new(gemeenten.met_deelpagina(deelpagina.as_deref().map(Deelpagina::host)));
        let wake = Arc::new(Wake::default());
        let rates: SharedRates =
            Arc::new(Mutex::new(pace_most.map_or_else(|| Rates::new(limits::PACE_PER_SECOND), Rates::at_most)));
        clockwatch::after_start(&store, clock.as_ref()).await?;
        let meta_time = Arc::new(MetaTime::remembered(&store, clock.as_ref()).await?);
        let dispatcher =
            Dispatcher::builder(schema).build(store.clone(), Arc::clone(&clock), Arc::clone(&gemeenten), random);
        let dispatcher = dispatcher.with_meta_time(Arc::clone(&meta_time));
        let receipts = Receipts::new(bot.clone());
        let numbers = gemeenten.iter().filter_map(|gemeente| gemeente.phone_number_id.clone()).collect();
        let account = Account::new(store.clone(), bot.clone(), Arc::clone(&clock), numbers, waba, deelpagina.clone());
        let planner = Planner::new(store.clone(), Arc::clone(&clock), noodlijst);
        let worker = Worker::new(store.clone(), bot.clone(), Arc::clone(&clock));
        let alarms = Alarms::new(store.clone(), Arc::clone(&clock), Arc::clone(&gemeenten), channels, bot.clone());
        oefening::plan_proefalarmen(&store, &gemeenten, clock.wall_ms()).await?;
        controle::plan(&store, clock.wall_ms()).await?;
        rechten::plan(&store, clock.wall_ms()).await?;
        let sender = Sender::new(store.clone(), bot, Arc::clone(&clock), Arc::clone(&rates), deelpagina.clone());
        let ingest = Ingest::start(store.clone(), Arc::clone(&clock), meta_time, rates, Arc::clone(&wake.dispatcher));
        let deel = deelpagina.map(|pagina| Deel {
            pagina,
            gemeenten: Arc::clone(&gemeenten),
            clock: Arc::clone(&clock),
            store: store.clone(),
            ingest: ingest.clone(),
        });
        let web = Web { ingest, store: store.clone(), secrets: Arc::new(secrets), metrics: None, deel };
        Ok(Self { store, clock, gemeenten, dispatcher, sender, receipts, account, worker, planner, alarms, web, wake })
    }

    /// What the HTTP side works on.
    #[must_use]
    pub fn web(&self, metrics: Option<metrics_exporter_prometheus::PrometheusHandle>) -> Web {
        Web { metrics, ..self.web.clone() }
    }

    /// Where the last thing that was understood can be read.
    #[must_use]
    pub fn verstaan(&self) -> Laatste {
        self.dispatcher.laatste()
    }

    /// Does one round of all work, answers included.
    ///
    /// # Errors
    /// The database is away.
    pub async fn step(&mut self) -> store::Result<Stepped> {
        self.alarms.tell_of_database().await;
        clockwatch::step(&self.store, self.clock.as_ref()).await?;
        let (looked, look_due_ms) = self.account.step().await?;
        // What a part did may be work for those after it: then we look again.
        let mut werk = self.look().await;
        let statuses = werk.statussen && delivery::status::step(&self.store, self.clock.as_ref()).await?;
        if statuses {
            werk = self.look().await;
        }
        let dispatched = if werk.berichten { self.dispatcher.step().await? } else { dispatcher::Stepped::default() };
        if dispatched.items > 0 {
            werk = self.look().await;
        }
        mark_read(&mut self.receipts, dispatched.heard);
        self.receipts.settle().await;
        let job = match jobs::idle(&werk, self.clock.as_ref()) {
            Some(idle) => idle,
            None => jobs::step(&self.store, self.clock.as_ref(), &self.gemeenten).await?,
        };
        if job.worked {
            werk = self.look().await;
        }
        let work = match worker::idle(&werk, self.clock.as_ref()) {
            Some(idle) => idle,
            None => self.worker.step().await?,
        };
        if work.worked {
            werk = self.look().await;
        }
        let before = self.sender.sent();
        let send_due_ms = match self.sender.idle(&werk) {
            Some(due_ms) => due_ms,
            None => {
                let due_ms = self.sender.step().await?;
                werk = self.look().await;
                due_ms
            }
        };
        let alarm_due_ms = self.alarms.step(&werk).await?;
        let list_due_ms = self.planner.step(&self.gemeenten).await?;
        let dues_ms =
            [dispatched.due_ms, job.due_ms, work.due_ms, send_due_ms, alarm_due_ms, list_due_ms, Some(look_due_ms)];
        Ok(Stepped {
            worked: looked
                || statuses
                || dispatched.items > 0
                || job.worked
                || work.worked
                || self.sender.sent() > before,
            due_ms: dues_ms.into_iter().flatten().min(),
        })
    }

    async fn look(&self) -> Werk {
        self.store.werk(sjablonen::CATEGORIE, self.clock.wall_ms() - limits::UNEXPLAINED_SHOWN_MS).await
    }

    /// Works until told to stop; what is under way is finished first. Whoever drops it instead stops it as
    /// a power cut would.
    pub async fn run(&mut self, stop: &CancellationToken) {
        let Self {
            store, clock, gemeenten, dispatcher, sender, receipts, account, worker, planner, alarms, wake, ..
        } = self;
        let (store, clock, gemeenten, wake) = (&*store, &*clock, &**gemeenten, &**wake);
        tokio::join!(
            dispatch(store, clock, (dispatcher, receipts), wake, stop),
            Box::pin(send(clock, sender, wake, stop)),
            do_jobs(store, clock, gemeenten, wake, stop),
            clean_up(store, clock, stop),
            watch_clock(store, clock, stop),
            work(clock, worker, wake, stop),
            write_lists(clock, planner, gemeenten, stop),
            look_up(clock, account, wake, stop),
            raise_alarms(clock, alarms, wake, stop),
        );
    }
}

/// Waits until something wakes the loop, its next work is due, or the time for an idle look has come.
/// Answers whether to go on.
async fn wait(clock: &SharedClock, wake: &Notify, due_ms: Option<i64>, stop: &CancellationToken) -> bool {
    let idle_ms = clock.monotonic_ms() + limits::IDLE_LOOK_MS;
    tokio::select! {
        () = stop.cancelled() => false,
        () = wake.notified() => true,
        () = clock.sleep_until(due_ms.map_or(idle_ms, |due_ms| due_ms.min(idle_ms))) => true,
    }
}

fn after_error(clock: &SharedClock, error: &store::Error) -> Option<i64> {
    tracing::error!(%error, "the database is away, tried again soon");
    Some(clock.monotonic_ms() + limits::DATABASE_RETRY_MS)
}

fn mark_read(receipts: &mut Receipts, heard: Vec<Heard>) {
    for Heard { phone_number_id, wamid } in heard {
        receipts.mark_read(phone_number_id, wamid);
    }
}

async fn dispatch(
    store: &Store,
    clock: &SharedClock,
    (dispatcher, receipts): (&Dispatcher, &mut Receipts),
    wake: &Wake,
    stop: &CancellationToken,
) {
    loop {
        let statuses = delivery::status::step(store, clock.as_ref()).await;
        let due_ms = match (statuses, dispatcher.step().await) {
            (Ok(statuses), Ok(stepped)) => {
                mark_read(receipts, stepped.heard);
                if stepped.items > 0 {
                    wake.sender.notify_one();
                    wake.jobs.notify_one();
                    wake.worker.notify_one();
                }
                if statuses || stepped.items > 0 {
                    wake.alarms.notify_one();
                }
                if statuses || stepped.items > 0 { Some(clock.monotonic_ms()) } else { stepped.due_ms }
            }
            (Err(error), _) | (_, Err(error)) => after_error(clock, &error),
        };
        if !wait(clock, &wake.dispatcher, due_ms, stop).await {
            return;
        }
    }
}

async fn send(clock: &SharedClock, sender: &mut Sender, wake: &Wake, stop: &CancellationToken) {
    loop {
        let due_ms = match sender.dispatch().await {
            Ok(due_ms) => due_ms,
            Err(error) => after_error(clock, &error),
        };
        let look_ms = clock.monotonic_ms() + sender.look_again_ms();
        let due_ms = due_ms.map_or(look_ms, |due_ms| due_ms.min(look_ms));
        let mut answers = None;
        let go_on = tokio::select! {
            go_on = wait(clock, &wake.sender, Some(due_ms), stop) => go_on,
            next = sender.next_answer(), if sender.any_under_way() => {
                answers = Some(next);
                true
            }
        };
        if let Some(answers) = answers
            && let Err(error) = sender.record_answers(answers).await
        {
            after_error(clock, &error);
        }
        if sender.take_trouble() {
            wake.alarms.notify_one();
        }
        if !go_on {
            break;
        }
    }
    while sender.any_under_way() {
        let answers = sender.next_answer().await;
        if let Err(error) = sender.record_answers(answers).await {
            after_error(clock, &error);
            return;
        }
    }
}

async fn do_jobs(store: &Store, clock: &SharedClock, gemeenten: &Gemeenten, wake: &Wake, stop: &CancellationToken) {
    loop {
        let due_ms = match jobs::step(store, clock.as_ref(), gemeenten).await {
            Ok(stepped) => {
                if stepped.worked {
                    wake.sender.notify_one();
                    wake.worker.notify_one();
                }
                stepped.due_ms
            }
            Err(error) => after_error(clock, &error),
        };
        if !wait(clock, &wake.jobs, due_ms, stop).await {
            return;
        }
    }
}

async fn work(clock: &SharedClock, worker: &Worker, wake: &Wake, stop: &CancellationToken) {
    loop {
        let due_ms = match worker.step().await {
            Ok(stepped) => {
                if stepped.worked {
                    wake.dispatcher.notify_one();
                }
                if stepped.worked { Some(clock.monotonic_ms()) } else { stepped.due_ms }
            }
            Err(error) => after_error(clock, &error),
        };
        if !wait(clock, &wake.worker, due_ms, stop).await {
            return;
        }
    }
}

async fn write_lists(clock: &SharedClock, planner: &Planner, gemeenten: &Gemeenten, stop: &CancellationToken) {
    loop {
        let due_ms = match planner.step(gemeenten).await {
            Ok(None) => return,
            Ok(due_ms) => due_ms,
            Err(error) => after_error(clock, &error),
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = clock.sleep_until(due_ms.unwrap_or_else(|| clock.monotonic_ms() + limits::HOUR_MS)) => {}
        }
    }
}

async fn look_up(clock: &SharedClock, account: &mut Account, wake: &Wake, stop: &CancellationToken) {
    loop {
        let due_ms = match account.step().await {
            Ok((looked, due_ms)) => {
                if looked {
                    wake.sender.notify_one();
                    wake.alarms.notify_one();
                }
                Some(due_ms)
            }
            Err(error) => after_error(clock, &error),
        };
        let until_ms = due_ms.unwrap_or_else(|| clock.monotonic_ms() + limits::IDLE_LOOK_MS);
        tokio::select! {
            () = stop.cancelled() => return,
            () = clock.sleep_until(until_ms) => {}
        }
    }
}

async fn raise_alarms(clock: &SharedClock, alarms: &mut Alarms, wake: &Wake, stop: &CancellationToken) {
    loop {
        let due_ms = match alarms.step(&Werk::ALLES).await {
            Ok(due_ms) => due_ms,
            Err(error) => after_error(clock, &error),
        };
        if !wait(clock, &wake.alarms, due_ms, stop).await {
            return;
        }
    }
}

async fn watch_clock(store: &Store, clock: &SharedClock, stop: &CancellationToken) {
    loop {
        if let Err(error) = clockwatch::step(store, clock.as_ref()).await {
            after_error(clock, &error);
        }
        let next_ms = clock.monotonic_ms() + limits::CLOCK_LOOK_MS;
        tokio::select! {
            () = stop.cancelled() => return,
            () = clock.sleep_until(next_ms) => {}
        }
    }
}

async fn clean_up(store: &Store, clock: &SharedClock, stop: &CancellationToken) {
    loop {
        let cleaned = jobs::clean_up(store, clock.as_ref()).await;
        if let Err(error) = cleaned.and(store.shorten_log().await) {
            after_error(clock, &error);
        }
        let next_ms = clock.monotonic_ms() + jobs::CLEAN_UP_EVERY_MS;
        tokio::select! {
            () = stop.cancelled() => return,
            () = clock.sleep_until(next_ms) => {}
        }
    }
}
