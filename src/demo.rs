//! The demo: bot, simulator and some 110 people in one process, without any account.
//!
//! Owns the population (`population`) and the story that is played (`story`). Invariant: the demo ends
//! well only if everything the story tells did happen, by the phones, the simulator's record and the bot's
//! database.

mod population;
mod story;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::bot::schema::schema;
use crate::domain::tijd;
use crate::gemeenten;
use crate::stage::{Setting, Stage};
use crate::store::Store;

/// Monday 23 November 2026, 14:20:05 in the Netherlands.
const BEGIN_MS: i64 = 1_795_440_005_000;

/// Plays the story and prints it. Answers whether all of it happened.
///
/// # Errors
/// The demo could not be set up.
pub async fn run(seed: u64) -> anyhow::Result<bool> {
    let folder = Folder::new(seed)?;
    let store = Store::open(&format!("sqlite://{}", folder.0.join("demo.db").display())).await?;
    let setting = Setting { store, gemeenten: gemeenten::load(None)?, begin_ms: BEGIN_MS, seed, schema };
    let mut stage = Stage::set(setting).await?;
    let people = population::settle_in(&mut stage, seed).await?;
    let checks = story::play(&mut stage, &people).await?;
    print_conversation(&stage);
    println!("\nWat er moest gebeuren:");
    for check in &checks {
        println!("  {} {}", if check.passed { "ja " } else { "NEE" }, check.what);
    }
    let failed = checks.iter().filter(|check| !check.passed).count();
    println!("{}", if failed == 0 { "Alles is gebeurd." } else { "Niet alles is gebeurd." });
    Ok(failed == 0)
}

/// Every phone's messages, in order of time.
fn print_conversation(stage: &Stage) {
    let world = stage.simulator.world();
    let names: BTreeMap<&str, &str> = world.phones().map(|phone| (phone.wa_id.as_str(), phone.name.as_str())).collect();
    for line in world.lines() {
        let name = names.get(line.wa_id.as_str()).copied().unwrap_or("?");
        let (from, to) = if line.by_person { (name, "bot") } else { ("bot", name) };
        println!("{}  {from} → {to}", tijd::klok_met_seconden(line.at_ms));
        line.text.lines().for_each(|text| println!("          {text}"));
    }
}

/// A folder for the database, gone when the demo ends.
struct Folder(PathBuf);

impl Folder {
    fn new(seed: u64) -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("heterdaad-demo-{}-{seed}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is a demo's file in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
