//! The demo: bot, simulator and some 110 people in one process, without any account.
//!
//! Owns the population (`population`), the page around it (`live`, `neighbourhood`) and the story that is
//! played without one (`story`). Invariant: the story ends well only if everything it tells did happen, by
//! the phones, the simulator's record and the bot's database.

pub mod cli;
mod live;
mod neighbourhood;
mod population;
pub mod simulate;
mod story;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use tokio::net::TcpListener;

use crate::bot::route::schema::schema;
use crate::demo::population::People;
use crate::domain::tijd;
use crate::gemeenten;
use crate::stage::{Setting, Stage};
use crate::store::Store;
use crate::terminal::say;

/// Monday 23 November 2026, 14:20:05 in the Netherlands.
const BEGIN_MS: i64 = 1_795_440_005_000;

/// Where the page is, if nobody says otherwise and the port is free.
const PAGE: &str = "127.0.0.1:8112";

/// Serves the page until the program ends.
///
/// # Errors
/// The address is taken, or the demo could not be set up.
pub async fn serve(seed: u64, listen: Option<SocketAddr>, deelpagina: bool) -> anyhow::Result<()> {
    let listener = match listen {
        Some(address) => TcpListener::bind(address).await.with_context(|| format!("--listen: {address} is taken"))?,
        None => match TcpListener::bind(PAGE).await {
            Ok(listener) => listener,
            Err(_) => TcpListener::bind("127.0.0.1:0").await.context("no free port")?,
        },
    };
    let folder = Folder::new()?;
    let (mut stage, _) = set(&folder, seed).await?;
    if deelpagina {
        stage.stop_bot().await;
        stage.deelpagina = true;
        stage.start_bot().await?;
    }
    say!("De demo staat klaar: http://{}/", listener.local_addr()?);
    say!("Open dat adres in een browser. Stoppen: Ctrl-C.");
    tokio::select! {
        served = live::serve(stage, listener) => served,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

async fn set(folder: &Folder, seed: u64) -> anyhow::Result<(Stage, People)> {
    let store = Store::open(&format!("sqlite://{}", folder.0.join("demo.db").display())).await?;
    let setting = Setting { store, gemeenten: gemeenten::load(None)?, begin_ms: BEGIN_MS, seed, schema };
    let mut stage = Stage::set(setting).await?;
    let people = population::settle_in(&mut stage, seed).await?;
    Ok((stage, people))
}

/// Plays the story and prints it. Answers whether all of it happened.
///
/// # Errors
/// The demo could not be set up.
pub async fn play(seed: u64) -> anyhow::Result<bool> {
    let folder = Folder::new()?;
    let (mut stage, people) = set(&folder, seed).await?;
    let checks = story::play(&mut stage, &people).await?;
    print_conversation(&stage);
    say!("\nWat er moest gebeuren:");
    for check in &checks {
        say!("  {} {}", if check.passed { "ja " } else { "NEE" }, check.what);
    }
    let failed = checks.iter().filter(|check| !check.passed).count();
    say!("{}", if failed == 0 { "Alles is gebeurd." } else { "Niet alles is gebeurd." });
    Ok(failed == 0)
}

/// Every phone's messages, in order of time.
fn print_conversation(stage: &Stage) {
    let world = stage.simulator.world();
    let names: BTreeMap<&str, &str> = world.phones().map(|phone| (phone.wa_id.as_str(), phone.name.as_str())).collect();
    for line in world.lines() {
        let name = names.get(line.wa_id.as_str()).copied().unwrap_or("?");
        let (from, to) = if line.by_person { (name, "bot") } else { ("bot", name) };
        say!("{}  {from} → {to}", tijd::klok_met_seconden(line.at_ms));
        line.text.lines().for_each(|text| say!("          {text}"));
    }
}

/// A folder for the database, gone when the demo ends. Nobody had it before: one that was killed leaves its own behind, and
/// a later process gets the same number.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("heterdaad-demo-{:016x}", rand::random::<u64>()));
        std::fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is a demo's file in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_begins_in_a_folder_that_nobody_had() -> anyhow::Result<()> {
        let (one, other) = (Folder::new()?, Folder::new()?);
        assert_ne!(one.0, other.0);
        for folder in [&one, &other] {
            assert_eq!(std::fs::read_dir(&folder.0)?.count(), 0);
        }
        let path = one.0.clone();
        drop(one);
        assert!(!path.exists());
        Ok(())
    }
}
