//! Bot and simulator in one process on one clock that somebody moves: for the demo and for tests.
//!
//! Owns letting everything happen until nothing is left to do, moving time to what happens next, letting
//! time pass as on a wall instead, and stopping and starting the bot. Both sides talk over real HTTP on the
//! loopback address. Invariant: moved by hand, with one seed the same things happen in the same order.

use std::sync::Arc;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::alarm::channels::{self, Channels};
use crate::app::{self, App, Parts};
use crate::bot::toegang::Schema;
use crate::bot::verstaan::Verstaan;
use crate::clock::{Clock as _, ManualClock, SharedClock, Sleep};
use crate::domain::deelpagina::Deelpagina;
use crate::domain::wijk::Gemeenten;
use crate::noodlijst;
use crate::random::Random;
use crate::simulator::templates::Template;
use crate::simulator::{self, Simulator, account};
use crate::store::Store;
use crate::texts::sjablonen::{self, Sjabloon};
use crate::web::server::{self, Bounds};
use crate::web::{self, WebhookSecrets};
use crate::whatsapp::Bot;
use crate::whatsapp::client::Endpoint;

/// The id of the business number on a stage.
pub const NUMBER: &str = "100000000000001";
/// The number itself.
pub const DISPLAY_NUMBER: &str = "31612349999";

/// Bot, simulator and clock.
#[derive(Debug)]
pub struct Stage {
    /// The database.
    pub store: Store,
    /// The phones.
    pub simulator: Simulator,
    /// Time.
    pub clock: Arc<ManualClock>,
    /// The gemeenten.
    pub gemeenten: Gemeenten,
    /// Where the bot listens for webhooks; where it last did, while it is off.
    pub webhook_url: String,
    /// Where the simulator listens.
    pub api_url: String,
    secrets: WebhookSecrets,
    random: Random,
    schema: Schema,
    /// The ways to operators, for a bot that is started from now on.
    pub channels: channels::Settings,
    /// Where the emergency list goes, for a bot that is started from now on.
    pub noodlijst: Option<noodlijst::Settings>,
    /// What connections may take, for a bot that is started from now on.
    pub bounds: Bounds,
    /// Alerts have pages, at the bot's own address. For a bot that is started from now on.
    pub deelpagina: bool,
    /// Time is moved by seconds at a time: all that a second allows leaves at one moment. For a bot that is started from
    /// now on.
    pub leaps: bool,
    running: Option<Running>,
}

/// A bot that runs.
#[derive(Debug)]
struct Running {
    app: App,
    /// Ends its web server.
    leave: CancellationToken,
    served: JoinHandle<()>,
}

/// What a stage is set up with.
#[derive(Debug)]
pub struct Setting {
    /// The database.
    pub store: Store,
    /// The gemeenten.
    pub gemeenten: Gemeenten,
    /// When it begins, in milliseconds since the epoch.
    pub begin_ms: i64,
    /// Everything that happens by chance follows from it.
    pub seed: u64,
    /// The routing table.
    pub schema: Schema,
}

/// The templates that the bot needs, as approved ones.
#[must_use]
pub fn templates() -> Vec<Template> {
    let template = |sjabloon: &Sjabloon| {
        [sjabloon.nl, sjabloon.en].map(|tekst| {
            let template = Template::approved(sjabloon.naam, tekst.taal, tekst.body, tekst.knoppen);
            let template = if sjabloon.foto { template.with_image_header() } else { template };
            sjabloon.geldig_s.map_or(template.clone(), |seconden| template.with_ttl_seconds(seconden.into()))
        })
    };
    sjablonen::ALLE.iter().flat_map(template).collect()
}

/// The templates with a button to these pages, as approved ones.
fn linked_templates(pagina: &Deelpagina) -> Vec<Template> {
    let template = |sjabloon: &Sjabloon| {
        [sjabloon.nl, sjabloon.en].map(|tekst| {
            let template = Template::approved(sjabloon.naam, tekst.taal, tekst.body, tekst.knoppen);
            let template = template.with_link_button(sjablonen::op_deelknop(&tekst), &pagina.sjabloonadres());
            sjabloon.geldig_s.map_or(template.clone(), |seconden| template.with_ttl_seconds(seconden.into()))
        })
    };
    sjablonen::MET_DEELKNOP.iter().flat_map(template).collect()
}

/// Our clock as the simulator takes one: it knows nothing of ours.
#[derive(Debug)]
struct Played(SharedClock);

impl simulator::clock::Clock for Played {
    fn wall_ms(&self) -> i64 {
        self.0.wall_ms()
    }

    fn monotonic_ms(&self) -> i64 {
        self.0.monotonic_ms()
    }

    fn sleep_until(&self, monotonic_ms: i64) -> Sleep<'_> {
        self.0.sleep_until(monotonic_ms)
    }
}

/// A clock of ours, for the simulator.
#[must_use]
pub fn for_simulator(clock: SharedClock) -> simulator::clock::SharedClock {
    Arc::new(Played(clock))
}

impl Stage {
    /// Sets everything up, with the bot running. Nobody is there yet.
    ///
    /// # Errors
    /// No port is free, or the database cannot be reached.
    pub async fn set(setting: Setting) -> anyhow::Result<Self> {
        let Setting { store, gemeenten, begin_ms, seed, schema } = setting;
        let clock = ManualClock::at(begin_ms);
        let secrets = WebhookSecrets { app_secrets: vec![APP_SECRET.into()], verify_token: "stage-verify".into() };
        let settings = simulator::Settings { token: TOKEN.into(), app_secret: APP_SECRET.into(), callback: None, seed };
        let simulator = Simulator::new(settings, for_simulator(clock.clone()))?;
        simulator.world().numbers.insert(NUMBER.into(), DISPLAY_NUMBER.into());
        simulator.world().templates = templates();
        let listener = TcpListener::bind(ANY_PORT).await.context("no free port")?;
        let api_url = format!("http://{}", listener.local_addr()?);
        simulator.set_address(&api_url);
        let router = simulator::api::router(simulator.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let gemeenten = gemeenten.met_nummer(&NUMBER.into(), Some(DISPLAY_NUMBER));
        let webhook_url = String::new();
        let random = Random::seeded(seed);
        let mut stage = Self {
            store,
            simulator,
            clock,
            gemeenten,
            webhook_url,
            api_url,
            secrets,
            random,
            schema,
            channels: channels::Settings::default(),
            noodlijst: None,
            bounds: Bounds::default(),
            deelpagina: false,
            leaps: false,
            running: None,
        };
        stage.start_bot().await?;
        Ok(stage)
    }

    /// What webhooks are signed with.
    #[must_use]
    pub const fn secrets(&self) -> &WebhookSecrets {
        &self.secrets
    }

    /// Whether the bot runs.
    #[must_use]
    pub const fn bot_runs(&self) -> bool {
        self.running.is_some()
    }

    /// What the bot made of the last message; `None` if it runs not, or heard nothing since this was asked.
    #[must_use]
    pub fn verstaan(&self) -> Option<Verstaan> {
        self.running.as_ref()?.app.verstaan().take()
    }

    /// Starts the bot, if it does not run. It finds what it needs in the database.
    ///
    /// # Errors
    /// No port is free, or the database cannot be reached.
    pub async fn start_bot(&mut self) -> anyhow::Result<()> {
        if self.running.is_some() {
            return Ok(());
        }
        let endpoint = Endpoint { base_url: self.api_url.clone(), version: "v26.0".into(), token: TOKEN.into() };
        let bot = Bot::new(endpoint)?;
        // Time that somebody moves can be compared with nobody's but the simulator's own.
        let compares = self.simulator.named_time_ms().is_some();
        let bot = if compares { bot.with_clock(self.clock.clone()) } else { bot };
        let listener = TcpListener::bind(ANY_PORT).await.context("no free port")?;
        let address = format!("http://{}", listener.local_addr()?);
        let secrets = self.secrets.app_secrets.iter().map(|secret| secret.expose_secret().as_bytes().to_vec());
        let deelpagina = self.deelpagina.then(|| Deelpagina::op(&address, secrets));
        if let Some(pagina) = &deelpagina {
            let mut world = self.simulator.world();
            let linked = linked_templates(pagina);
            world.templates.retain(|old| !linked.iter().any(|new| old.name == new.name));
            world.templates.extend(linked);
        }
        let parts = Parts {
            store: self.store.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            gemeenten: self.gemeenten.clone(),
            bot,
            secrets: self.secrets.clone(),
            pace_most: None,
            waba: Some(account::WABA.to_owned()),
            channels: Channels::new(self.channels.clone())?,
            noodlijst: self.noodlijst.clone(),
            schema: self.schema,
            deelpagina,
        };
        let mut app = App::new(parts).await?;
        if self.leaps {
            app.leap();
        }
        self.webhook_url = format!("{address}/webhook");
        self.simulator.set_callback(&self.webhook_url);
        let leave = CancellationToken::new();
        let router = web::router(app.web(None));
        let served = tokio::spawn(server::serve(listener, router, self.bounds, leave.clone()));
        self.running = Some(Running { app, leave, served });
        Ok(())
    }

    /// Stops the bot as if its power were cut: what it had under way breaks off, and nobody listens.
    pub async fn stop_bot(&mut self) {
        let Some(Running { app, leave, served }) = self.running.take() else { return };
        drop(app);
        leave.cancel();
        // A server that broke has stopped too.
        let _ = served.await;
    }

    /// Lets time pass as on a wall, and bot and people work, until told to stop; what the bot has under way
    /// is finished first. Dropping it breaks that off.
    pub async fn run(&mut self, stop: &CancellationToken) {
        let simulator = self.simulator.clone();
        let people = simulator.run();
        let work = async {
            match &mut self.running {
                Some(running) => running.app.run(stop).await,
                None => stop.cancelled().await,
            }
        };
        tokio::select! {
            () = work => {}
            () = people => {}
            () = self.clock.follow_real_time() => {}
        }
    }

    /// Lets everything happen that is due now. Answers when the next thing is due (monotonic milliseconds).
    ///
    /// # Errors
    /// The database is away, or it never ends.
    pub async fn settle(&mut self) -> anyhow::Result<Option<i64>> {
        for _ in 0..ROUNDS_MAX {
            let simulated = self.simulator.step().await;
            let stepped = self.step_bot().await?;
            if !simulated.worked && !stepped.worked {
                return Ok(simulated.due_ms.into_iter().chain(stepped.due_ms).min());
            }
        }
        anyhow::bail!("it never becomes quiet")
    }

    /// Lets the bot do one round. Where it waits for a slow answer, time passes until that comes.
    async fn step_bot(&mut self) -> anyhow::Result<app::Stepped> {
        let Some(running) = &mut self.running else { return Ok(app::Stepped::default()) };
        let mut step = std::pin::pin!(running.app.step());
        loop {
            tokio::select! {
                biased;
                stepped = &mut step => return Ok(stepped?),
                held_ms = self.simulator.next_held_ms() => {
                    self.clock.advance_ms(held_ms - self.clock.monotonic_ms());
                }
            }
        }
    }

    /// Moves time forward by so much, stopping wherever something happens.
    ///
    /// # Errors
    /// The database is away.
    pub async fn pass_ms(&mut self, for_ms: i64) -> anyhow::Result<()> {
        let until_ms = self.clock.monotonic_ms() + for_ms;
        loop {
            let due_ms = self.settle().await?;
            let now_ms = self.clock.monotonic_ms();
            if now_ms >= until_ms {
                return Ok(());
            }
            // What is due now and does not move waits for something later: a millisecond on.
            let next_ms = due_ms.unwrap_or(until_ms).clamp(now_ms + 1, until_ms);
            self.clock.advance_ms(next_ms - now_ms);
        }
    }
}

/// Rounds in which everything must become quiet.
const ROUNDS_MAX: usize = 100_000;
/// The port is the system's choice.
const ANY_PORT: &str = "127.0.0.1:0";
const APP_SECRET: &str = "stage-app-secret";
const TOKEN: &str = "stage-token";
