//! `heterdaad costs`: what Meta charged in a month, counted from the status webhooks.
//!
//! Invariant: counts of messages only; Meta's prices change and are not ours to state.

use std::collections::BTreeMap;

use anyhow::Context as _;
use clap::Args;
use jiff::civil::Date;

use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::tijd;
use crate::store::{Store, status};
use crate::terminal::say;

/// Which month.
#[derive(Debug, Args)]
pub struct CostsArgs {
    /// The month, as 2026-11; without it this one
    #[arg(long)]
    month: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Whether Meta bills messages of this type: everything but what it calls free.
fn billed(kind: &str) -> bool {
    !kind.starts_with("free")
}

/// Prints it.
///
/// # Errors
/// The month is none, or the database cannot be reached.
pub async fn run(args: CostsArgs) -> anyhow::Result<()> {
    let month = args.month.unwrap_or_else(|| tijd::maand(SystemClock::new().wall_ms()));
    let first: Date =
        format!("{month}-01").parse().with_context(|| format!("'{month}' is no month; write it as 2026-11"))?;
    let next = first.saturating_add(jiff::Span::new().months(1));
    let store =
        Store::open(&args.database.database_url).await.context("DATABASE_URL: the database cannot be opened")?;
    let mut tx = store.begin().await?;
    let rows = status::costs(&mut tx, tijd::begin_ms(first)?, tijd::begin_ms(next)?).await?;
    tx.roll_back().await?;
    let mut per_category: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for (category, kind, count) in rows {
        let counts = per_category.entry(category).or_default();
        if billed(&kind) { counts.0 += count } else { counts.1 += count }
    }
    say!("{month}: messages on phones, by what Meta's webhooks said");
    say!("{:<24} {:>8} {:>8}", "category", "billed", "free");
    for (category, (billed, free)) in &per_category {
        say!("{category:<24} {billed:>8} {free:>8}");
    }
    let (billed, free) = per_category.values().fold((0, 0), |(b, f), (billed, free)| (b + billed, f + free));
    say!("{:<24} {billed:>8} {free:>8}", "all");
    Ok(())
}
