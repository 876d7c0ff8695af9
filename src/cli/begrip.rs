//! `heterdaad begrip`: how well people are understood in service.
//!
//! Invariants: of what was not understood counts by wish and role are kept, no text, no person and no moment, so none can be shown; a
//! sentence is shown only where whoever of police typed it gave it free.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::tijd;
use crate::limits;
use crate::store::Store;
use crate::store::misverstaan::{self, Hoe, Telling};
use crate::store::vrijgegeven;
use crate::terminal::say;

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum BegripCommand {
    /// Count by wish what was asked about, what was chosen then, and what was not understood at all
    Misverstaan(MisverstaanArgs),
    /// Print the sentences that police gave free to be learned from, a line of JSON each
    Vrijgegeven(VrijgegevenArgs),
}

/// Days that are counted where none is given.
const DAYS: i64 = 30;

/// Since when.
#[derive(Debug, Args)]
pub struct MisverstaanArgs {
    /// From this day on, as 2026-11-01; without it of the last thirty days
    #[arg(long)]
    since: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Which database.
#[derive(Debug, Args)]
pub struct VrijgegevenArgs {
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Does it.
///
/// # Errors
/// The day is none, or the database cannot be reached.
pub async fn run(command: BegripCommand) -> anyhow::Result<()> {
    match command {
        BegripCommand::Misverstaan(args) => tel(args).await,
        BegripCommand::Vrijgegeven(args) => toon(args).await,
    }
}

/// As the examples are written, without what is not known: the wish, and what stood open.
async fn toon(args: VrijgegevenArgs) -> anyhow::Result<()> {
    let store =
        Store::open(&args.database.database_url).await.context("DATABASE_URL: the database cannot be opened")?;
    let mut tx = store.begin().await?;
    let zinnen = vrijgegeven::all(&mut tx).await?;
    tx.roll_back().await?;
    for zin in &zinnen {
        say!("{}", serde_json::json!({ "t": zin.tekst, "r": zin.wie }));
    }
    if zinnen.is_empty() {
        say!("Nobody gave a sentence free.");
    }
    Ok(())
}

async fn tel(args: MisverstaanArgs) -> anyhow::Result<()> {
    let since_ms = match &args.since {
        Some(getypt) => {
            let dag: Date = getypt.parse().with_context(|| format!("'{getypt}' is no day; write it as 2026-11-01"))?;
            tijd::begin_ms(dag)?
        }
        None => SystemClock::new().wall_ms() - DAYS * limits::DAY_MS,
    };
    let store =
        Store::open(&args.database.database_url).await.context("DATABASE_URL: the database cannot be opened")?;
    let mut tx = store.begin().await?;
    let tellingen = misverstaan::since(&mut tx, since_ms).await?;
    tx.roll_back().await?;
    if tellingen.is_empty() {
        say!("Nothing was asked about, and nothing was not understood.");
        return Ok(());
    }
    say!("{:<22} {:<12} {:>7} {:>7} {:>14}", "likeliest wish", "who", "asked", "chosen", "not understood");
    for (wens, wie) in in_order(&tellingen) {
        let van = |hoe: Hoe| {
            let past = |een: &&Telling| een.wens == wens && een.wie == wie && een.hoe == hoe.id();
            tellingen.iter().filter(past).map(|een| een.aantal).sum::<i64>()
        };
        let (gevraagd, gekozen, onbegrepen) = (van(Hoe::Gevraagd), van(Hoe::Gekozen), van(Hoe::Onbegrepen));
        say!("{wens:<22} {wie:<12} {gevraagd:>7} {gekozen:>7} {onbegrepen:>14}");
    }
    Ok(())
}

/// Each wish with each role, the most frequent first.
fn in_order(tellingen: &[Telling]) -> Vec<(&str, &str)> {
    let mut volgorde: Vec<(&str, &str)> = Vec::new();
    for een in tellingen {
        let paar = (een.wens.as_str(), een.wie.as_str());
        if !volgorde.contains(&paar) {
            volgorde.push(paar);
        }
    }
    volgorde
}
