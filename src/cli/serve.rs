//! `heterdaad serve`: the bot against the real API.

use std::sync::Arc;

use anyhow::Context as _;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::alarm::channels::Channels;
use crate::app::{App, Parts};
use crate::bot::begrip;
use crate::bot::route::schema::schema;
use crate::clock::{SharedClock, SystemClock};
use crate::config::ServeArgs;
use crate::random::Random;
use crate::store::{ServeLock, Store};
use crate::web::server::{self, Bounds};
use crate::whatsapp::Bot;
use crate::{gemeenten, limits, telemetry, web};

/// Runs until told to stop (Ctrl-C, or SIGTERM); what is under way is finished first.
///
/// # Errors
/// A setting is missing or senseless, or the database or the address cannot be had.
pub async fn run(args: &ServeArgs) -> anyhow::Result<()> {
    let settings = args.check().map_err(|wrong| anyhow::anyhow!("cannot start:\n{wrong}"))?;
    let broken = begrip::gebreken();
    anyhow::ensure!(
        broken.is_empty(),
        "cannot start, the program is built with broken word lists:\n{}",
        broken.join("\n")
    );
    telemetry::start_log(&args.logging.log, args.logging.log_format);
    let metrics = telemetry::start_metrics();
    ask_for_files();
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())
        .context("GEMEENTEN_DIR: the gemeenten cannot be used")?
        .met_nummer(&settings.phone_number_id, settings.number.as_deref());
    let onbekend = begrip::vermoeden::onbekende_wensen(&gemeenten);
    anyhow::ensure!(onbekend.is_empty(), "GEMEENTEN_DIR: the gemeenten cannot be used: {}", onbekend.join("; "));
    let _lock = ServeLock::take(&args.database.database_url).context("DATABASE_URL: the database cannot be opened")?;
    let store =
        Store::open(&args.database.database_url).await.context("DATABASE_URL: the database cannot be opened")?;
    let clock: SharedClock = Arc::new(SystemClock::with_rate(settings.clock_rate));
    let bot = Bot::new(settings.endpoint)?;
    // Time that runs faster cannot be compared with anybody's.
    let bot = if settings.clock_rate == 1 { bot.with_clock(Arc::clone(&clock)) } else { bot };
    let parts = Parts {
        store,
        clock,
        random: Random::system(),
        gemeenten,
        bot,
        secrets: settings.secrets,
        pace_most: settings.pace,
        waba: settings.waba,
        channels: Channels::new(settings.channels).context("the ways to operators cannot be used")?,
        noodlijst: settings.noodlijst,
        schema,
        deelpagina: settings.deelpagina,
    };
    let mut app = App::new(parts).await?;
    let listener =
        TcpListener::bind(settings.listen).await.with_context(|| format!("LISTEN: {} is taken", settings.listen))?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let stop = CancellationToken::new();
    let router = web::router(app.web(metrics));
    let stopped = stop.clone();
    let server = tokio::spawn(server::serve(listener, router, Bounds::default(), stopped));
    tokio::spawn({
        let stop = stop.clone();
        async move {
            wait_for_signal().await;
            tracing::info!("stopping");
            stop.cancel();
        }
    });
    app.run(&stop).await;
    server.await.context("the web server broke")
}

/// Has the system allow as many open files as connections may take; with fewer, further connections wait.
fn ask_for_files() {
    let allowed = getrlimit(Resource::Nofile);
    let wanted = allowed.maximum.map_or(limits::OPEN_FILES, |most| most.min(limits::OPEN_FILES));
    if allowed.current.is_none_or(|current| current >= wanted) {
        return;
    }
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), ..allowed }) {
        tracing::warn!(%error, "no more open files are allowed");
    }
}

async fn wait_for_signal() {
    let interrupted = async {
        // Without signals there is nothing to wait for.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
