//! The demo with its page: time passes as on a wall, and whoever looks at the page leads the phones.
//!
//! Owns doing what the page asks of time and of the bot, one thing after the other, and telling the page
//! how they are. Invariant: time that is moved forward passes through everything that is due on the way.

use std::sync::Arc;

use anyhow::Context as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, SystemClock};
use crate::demo::neighbourhood;
use crate::domain::wijk::Gemeenten;
use crate::simulator::Simulator;
use crate::simulator::backdrop::{Backdrop, Command};
use crate::simulator::page;
use crate::stage::Stage;
use crate::store::Store;

/// Things that the page may ask before the first is done.
const COMMANDS_MAX: usize = 4;
/// Milliseconds between two looks at how the alerts stand.
const LOOK_MS: i64 = 120;

/// How time and the bot are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    runs: bool,
    moving: bool,
    /// Things done that the page asked for. Time can leap between two looks without a trace but this one,
    /// and the page learns the hour only with news.
    led: u64,
}

/// Serves the page until the program ends.
///
/// # Errors
/// The database is away.
pub(super) async fn serve(mut stage: Stage, listener: TcpListener) -> anyhow::Result<()> {
    let (commands, mut asked) = mpsc::channel(COMMANDS_MAX);
    let (standing, seen) = watch::channel(Standing { runs: true, moving: false, led: 0 });
    let (scene, shown) = watch::channel(Arc::new(Value::Null));
    let backdrop = Backdrop { commands, scene: shown };
    let address = listener.local_addr()?;
    let router = page::router(stage.simulator.clone(), Some(backdrop), address);
    let served = tokio::spawn(async move { axum::serve(listener, router).await });
    let painter = paint(stage.store.clone(), stage.gemeenten.clone(), stage.simulator.clone(), seen, scene);
    let led = async {
        while let Some(command) = until_asked(&mut stage, &mut asked).await {
            standing.send_modify(|standing| standing.moving = true);
            match command {
                Command::Pass(for_ms) => stage.pass_ms(for_ms).await?,
                Command::StopBot => stage.stop_bot().await,
                Command::StartBot => stage.start_bot().await?,
            }
            let runs = stage.bot_runs();
            standing.send_modify(|standing| *standing = Standing { runs, moving: false, led: standing.led + 1 });
        }
        anyhow::Ok(())
    };
    tokio::select! {
        led = led => led,
        painted = painter => painted,
        broke = served => broke.context("the page's server broke")?.context("the page's server broke"),
    }
}

/// Lets time pass until the page asks for something.
async fn until_asked(stage: &mut Stage, asked: &mut mpsc::Receiver<Command>) -> Option<Command> {
    let stop = CancellationToken::new();
    let mut work = Box::pin(stage.run(&stop));
    let command = tokio::select! {
        command = asked.recv() => command,
        () = &mut work => None,
    };
    // The bot's power is cut in the middle of what it does; before time leaps it finishes that first.
    if matches!(command, Some(Command::Pass(_) | Command::StartBot)) {
        stop.cancel();
        work.await;
    }
    command
}

/// Paints the wijken anew whenever something changed.
async fn paint(
    store: Store,
    gemeenten: Gemeenten,
    simulator: Simulator,
    mut standing: watch::Receiver<Standing>,
    scene: watch::Sender<Arc<Value>>,
) -> anyhow::Result<()> {
    let wall = SystemClock::new();
    let mut changed = simulator.world().journal().watch();
    loop {
        changed.mark_unchanged();
        let Standing { runs, moving, led } = *standing.borrow_and_update();
        let gemeenten = neighbourhood::draw(&store, &gemeenten).await.context("the wijken cannot be read")?;
        let painted = json!({ "bot": { "runs": runs, "moving": moving, "led": led }, "gemeenten": gemeenten });
        scene.send_if_modified(|before| {
            let differs = **before != painted;
            if differs {
                *before = Arc::new(painted);
            }
            differs
        });
        wall.sleep_until(wall.monotonic_ms() + LOOK_MS).await;
        let go_on = tokio::select! {
            changed = changed.changed() => changed.is_ok(),
            changed = standing.changed() => changed.is_ok(),
        };
        if !go_on {
            return Ok(());
        }
    }
}
