//! `heterdaad borden`: the requests for signs and stickers as a table, for the gemeente's depot.
//!
//! Invariants: it names groups and places, and nobody; writing it changes nothing but the record that it was written.

use std::path::PathBuf;

use clap::Args;

use super::lookup::find_gemeente;
use super::operator::of_the_operator;
use super::table;
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::domain::tijd;
use crate::gemeenten;
use crate::store::{Store, bord, overdracht, spoor};
use crate::terminal::say;

/// Which requests, and where to.
#[derive(Debug, Args)]
pub struct BordenArgs {
    /// The table to write: a .csv or .xlsx file
    file: PathBuf,
    /// The gemeente
    #[arg(long)]
    gemeente: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

const HEADINGS: [&str; 12] = [
    "nummer",
    "groep",
    "wijken",
    "soort",
    "aantal",
    "plaats",
    "waarom",
    "stand",
    "gevraagd",
    "besloten",
    "geplaatst",
    "reden",
];

/// Writes it.
///
/// # Errors
/// The gemeente is unknown, the database cannot be read, or the file cannot be written.
pub async fn run(args: BordenArgs) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let gemeente = find_gemeente(&gemeenten, &args.gemeente)?;
    table::kind(&args.file)?;
    let store = Store::open(&args.database.database_url).await?;
    let mut tx = store.begin().await?;
    let mut rows = Vec::new();
    for een in bord::all_in(&mut tx, &gemeente.id).await? {
        let wijken = overdracht::wijken(&mut tx, een.groep).await?;
        let dag = |ms: Option<i64>| ms.map(tijd::dag).unwrap_or_default();
        rows.push(vec![
            een.id.nummer(),
            een.groepsnaam,
            gemeente.namen(&wijken),
            een.soort.id().to_owned(),
            een.aantal.to_string(),
            een.plaats,
            een.waarom,
            een.status.id().to_owned(),
            dag(Some(een.gemaakt_ms)),
            dag(een.besloten_ms),
            dag(een.geplaatst_ms),
            een.reden,
        ]);
    }
    let now_ms = SystemClock::new().wall_ms();
    spoor::add(&mut tx, of_the_operator(now_ms, "borden export", gemeente.id.as_str())).await?;
    tx.commit().await?;
    table::write(&args.file, &HEADINGS, &rows)?;
    say!("{} rows written to {}.", rows.len(), args.file.display());
    Ok(())
}
