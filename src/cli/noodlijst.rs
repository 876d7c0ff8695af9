//! `heterdaad noodlijst`: the list for the day WhatsApp is down, encrypted for the police's key.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::clock::{Clock, SystemClock};
use crate::config::DatabaseArgs;
use crate::gemeenten;
use crate::noodlijst;
use crate::noodlijst::sleutel::AgeKey;
use crate::store::Store;
use crate::terminal::say;

/// Where to, and for whom.
#[derive(Debug, Args)]
pub struct NoodlijstArgs {
    /// The file to write
    file: PathBuf,
    /// The public key of the police (age1…, made with `age-keygen`)
    #[arg(long, env = "NOODLIJST_KEY")]
    key: Option<String>,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Writes it.
///
/// # Errors
/// The key is none, or the database or the file cannot be had.
pub async fn run(args: NoodlijstArgs) -> anyhow::Result<()> {
    let key = args.key.as_deref().and_then(AgeKey::read);
    let key = key.context("NOODLIJST_KEY: must be a public key that begins with age1 (made with age-keygen)")?;
    let gemeenten = gemeenten::load(args.database.gemeenten_dir.as_deref())?;
    let store =
        Store::open(&args.database.database_url).await.context("DATABASE_URL: the database cannot be opened")?;
    let text = noodlijst::list(&store, &gemeenten, SystemClock::new().wall_ms()).await?;
    noodlijst::write(&args.file, &key, &text)?;
    say!("{} written; open it with: age --decrypt -i KEYFILE {}", args.file.display(), args.file.display());
    Ok(())
}
