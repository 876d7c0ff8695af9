//! `heterdaad import`, `export` and `qr`: the register from and to a table, and the invitation to it.
//!
//! Invariants: a table is taken whole or not at all; twice is once; whoever is imported is *uitgenodigd* and
//! gets no alert until they have written themselves; a bad row is said by its line with
//! everything that is wrong in it, to whoever holds the table.

mod check;
mod columns;
mod export;
mod invitation;
mod row;

use crate::domain::wijk::GemeenteId;
use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use crate::cli::import::check::{Checked, check};
use crate::cli::import::columns::Entry;
use crate::cli::import::invitation::invitation;
use crate::cli::lookup::find_gemeente;
use crate::cli::operator::of_the_operator;
use crate::cli::table;
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::gemeenten;
use crate::store::spoor;
use crate::store::{Store, persoon};
use crate::terminal::say;

pub use self::export::{ExportArgs, export};
pub use self::invitation::{QrArgs, qr};

/// What to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// A .csv or .xlsx file: gemeente, wijk, groep, nummer, and if wanted naam, rang, leden, wabp; in any order
    file: PathBuf,
    /// Say what it would do, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// The gemeente of rows that name none
    #[arg(long)]
    gemeente: Option<GemeenteId>,
    /// The business number, for the invitation
    #[arg(long, env = "WHATSAPP_NUMBER")]
    whatsapp_number: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Imports a table. Answers whether every row was good.
///
/// # Errors
/// The file or the database cannot be read, or a needed column is not there.
pub async fn import(args: ImportArgs) -> anyhow::Result<bool> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let standard = match &args.gemeente {
        Some(name) => Some(find_gemeente(&gemeenten, name)?.id.clone()),
        None => None,
    };
    let table = table::read(&args.file)?;
    let Checked { entries, wrong, notes } = check(&table, &gemeenten, standard.as_deref())?;
    let say_notes = || {
        table.notes.iter().for_each(|note| say!("note: {note}"));
        notes.iter().for_each(|(line, note)| say!("line {line}: note: {note}"));
    };
    if !wrong.is_empty() {
        wrong.iter().for_each(|(line, what)| say!("line {line}: {what}"));
        say_notes();
        say!("{} wrong; nothing was imported.", wrong.len());
        return Ok(false);
    }
    let groups: BTreeMap<(&str, String), ()> =
        entries.iter().map(|entry| ((entry.gemeente.as_str(), entry.groep.to_lowercase()), ())).collect();
    let summary = format!("{} rows, {} groups", entries.len(), groups.len());
    if args.dry_run {
        say!("{summary}: all good. Nothing was imported (--dry-run).");
        say_notes();
        return Ok(true);
    }
    store(&args.database.database_url, &entries).await?;
    say!("{summary} imported. They get alerts once they have written to the bot themselves.");
    say_notes();
    say!("The invitation:\n");
    say!("{}", invitation(args.whatsapp_number.as_deref())?);
    Ok(true)
}

async fn store(url: &str, entries: &[Entry]) -> anyhow::Result<()> {
    let now_ms = SystemClock::new().wall_ms();
    let store = Store::open(url).await?;
    let mut tx = store.begin().await?;
    for entry in entries {
        let groep = persoon::find_or_add_group(&mut tx, &entry.gemeente, &entry.groep, &entry.wijken, now_ms).await?;
        let id = persoon::find_or_add(&mut tx, Some(&entry.nummer), None, now_ms).await?;
        if let Some(naam) = &entry.naam {
            persoon::set_name(&mut tx, id, naam).await?;
        }
        persoon::add_beheerder(&mut tx, groep, id, entry.rang).await?;
        persoon::invite(&mut tx, id, now_ms).await?;
        if let Some(leden) = entry.leden {
            persoon::set_group_fact(&mut tx, groep, persoon::GroepFeit::Leden(leden)).await?;
        }
        if let Some(wabp) = &entry.wabp {
            persoon::set_group_fact(&mut tx, groep, persoon::GroepFeit::Wabp(wabp)).await?;
        }
    }
    let voorwerp = format!("{} rows", entries.len());
    spoor::add(&mut tx, of_the_operator(now_ms, "import", &voorwerp)).await?;
    tx.commit().await?;
    Ok(())
}
