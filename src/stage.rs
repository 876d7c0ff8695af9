//! Bot and simulator in one process on one clock that somebody moves: for the demo and for tests.
//!
//! Owns letting everything happen until nothing is left to do, and moving time to what happens next. Both
//! sides talk over real HTTP on the loopback address. Invariant: with one seed the same things happen in
//! the same order.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::app::{App, Parts};
use crate::bot::schema::Schema;
use crate::clock::{Clock, ManualClock};
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::simulator::phone::Template;
use crate::simulator::{self, Simulator};
use crate::store::Store;
use crate::texts::politiebericht::SJABLONEN;
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
    /// The bot.
    pub app: App,
    /// Its database.
    pub store: Store,
    /// The phones.
    pub simulator: Simulator,
    /// Time.
    pub clock: Arc<ManualClock>,
    /// Where the bot listens for webhooks.
    pub webhook_url: String,
    /// Where the simulator listens.
    pub api_url: String,
    secrets: WebhookSecrets,
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
    let template = |sjabloon: &crate::texts::politiebericht::Sjabloon| Template {
        name: sjabloon.naam.into(),
        language: sjabloon.taal.into(),
        body: sjabloon.body.into(),
        buttons: sjabloon.knoppen.map(str::to_owned).into(),
    };
    SJABLONEN.iter().map(template).collect()
}

/// Serves on a free port of the loopback address, until the process ends.
async fn serve(router: Router) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

impl Stage {
    /// Sets everything up. Nobody is there yet.
    ///
    /// # Errors
    /// No port is free, or the database cannot be reached.
    pub async fn set(setting: Setting) -> anyhow::Result<Self> {
        let Setting { store, gemeenten, begin_ms, seed, schema } = setting;
        let clock = ManualClock::at(begin_ms);
        let secrets =
            WebhookSecrets { app_secrets: vec!["stage-app-secret".into()], verify_token: "stage-verify".into() };
        let token = SecretString::from("stage-token");
        let settings =
            simulator::Settings { token: token.clone(), app_secret: "stage-app-secret".into(), callback: None, seed };
        let simulator = Simulator::new(settings, clock.clone())?;
        simulator.world().numbers.insert(NUMBER.into(), DISPLAY_NUMBER.into());
        simulator.world().templates = templates();
        let api_url = format!("http://{}", serve(simulator::api::router(simulator.clone())).await?);
        let bot = Bot::new(Endpoint { base_url: api_url.clone(), version: "v26.0".into(), token })?;
        let gemeenten = gemeenten.met_nummer(NUMBER);
        let parts = Parts {
            store: store.clone(),
            clock: clock.clone(),
            gemeenten,
            bot,
            secrets: secrets.clone(),
            pace: limits::PACE_PER_SECOND,
            schema,
        };
        let app = App::new(parts).await?;
        let webhook_url = format!("http://{}/webhook", serve(web::router(app.web(None))).await?);
        simulator.set_callback(&webhook_url);
        Ok(Self { app, store, simulator, clock, webhook_url, api_url, secrets })
    }

    /// What webhooks are signed with.
    #[must_use]
    pub const fn secrets(&self) -> &WebhookSecrets {
        &self.secrets
    }

    /// Lets everything happen that is due now. Answers when the next thing is due (monotonic milliseconds).
    ///
    /// # Errors
    /// The database is away, or it never ends.
    pub async fn settle(&mut self) -> anyhow::Result<Option<i64>> {
        for _ in 0..ROUNDS_MAX {
            let simulated = self.simulator.step().await;
            let stepped = self.app.step().await?;
            if !simulated.worked && !stepped.worked {
                return Ok(simulated.due_ms.into_iter().chain(stepped.due_ms).min());
            }
        }
        anyhow::bail!("it never becomes quiet")
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
