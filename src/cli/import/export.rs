//! The register as a table, which `import` reads back.
//!
//! Owns what stands in it.

use crate::domain::wijk::GemeenteId;
use std::path::PathBuf;

use clap::Args;

use crate::cli::import::columns::COLUMNS;
use crate::cli::lookup::find_gemeente;
use crate::cli::operator::of_the_operator;
use crate::cli::table;
use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::gemeenten;
use crate::store::spoor;
use crate::store::{Store, persoon};
use crate::terminal::say;
use crate::texts::noodlijst;

/// What to export.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The .csv or .xlsx file to write
    file: PathBuf,
    /// Of this gemeente only
    #[arg(long)]
    gemeente: Option<GemeenteId>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Writes the register.
///
/// # Errors
/// The database cannot be read, or the file cannot be written.
pub async fn export(args: ExportArgs) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let only = match &args.gemeente {
        Some(name) => Some(find_gemeente(&gemeenten, name)?.id.clone()),
        None => None,
    };
    table::kind(&args.file)?;
    let store = Store::open(&args.database.database_url).await?;
    let mut tx = store.begin().await?;
    let register = persoon::register(&mut tx).await?;
    let now_ms = SystemClock::new().wall_ms();
    spoor::add(&mut tx, of_the_operator(now_ms, "export", only.as_deref().unwrap_or("alle gemeenten"))).await?;
    tx.commit().await?;
    let mut headings: Vec<&str> = COLUMNS.iter().map(|(_, names)| names[0]).collect();
    headings.push("stand");
    let rows: Vec<Vec<String>> = register
        .into_iter()
        .filter(|row| only.as_ref().is_none_or(|only| *only == row.gemeente))
        .map(|row| {
            let wijken = row.wijken.iter().map(|wijk| wijk.as_str()).collect::<Vec<_>>().join(", ");
            let leden = row.leden.filter(|leden| *leden > 0).map(|leden| leden.to_string()).unwrap_or_default();
            // Without the plus it would be no number when it comes back.
            let abroad = !row.nummer.is_empty() && !row.nummer.starts_with("31");
            let nummer = if abroad { format!("+{}", row.nummer) } else { row.nummer };
            let stand = noodlijst::stand(row.stand).to_owned();
            vec![row.gemeente.to_string(), wijken, row.groep, nummer, row.naam, row.rang, leden, row.wabp, stand]
        })
        .collect();
    table::write(&args.file, &headings, &rows)?;
    say!("{} rows written to {}.", rows.len(), args.file.display());
    Ok(())
}
