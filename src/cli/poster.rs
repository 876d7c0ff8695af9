//! `heterdaad poster`: the poster, the sheet of stickers and the draft of a sign of a gemeente, as SVG and PDF.
//!
//! Owns where they are written; what stands on them is [`crate::poster`]'s.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::lookup::find_gemeente;
use crate::domain::telefoon;
use crate::gemeenten;
use crate::poster::{als_pdf, als_svg, bladen};
use crate::terminal::say;

/// Whose, and where to.
#[derive(Debug, Args)]
pub struct PosterArgs {
    /// The folder to write them in; made if it is not there
    folder: PathBuf,
    /// The gemeente, whose name and colour ([huisstijl] in its file) they get
    #[arg(long)]
    gemeente: String,
    /// The business number; without it the one of the gemeente
    #[arg(long, env = "WHATSAPP_NUMBER")]
    whatsapp_number: Option<String>,
    /// A folder with a TOML file for each gemeente, instead of the files that are compiled in
    #[arg(long, env = "GEMEENTEN_DIR", value_parser = crate::config::path)]
    gemeenten_dir: Option<PathBuf>,
}

/// Writes them.
///
/// # Errors
/// The gemeente is unknown, there is no number, or a file cannot be written.
pub fn run(args: &PosterArgs) -> anyhow::Result<()> {
    let gemeenten = gemeenten::load(args.gemeenten_dir.as_deref())?;
    let gemeente = find_gemeente(&gemeenten, &args.gemeente)?;
    let given = args.whatsapp_number.as_ref().or(gemeente.nummer.as_ref());
    let given = given.context("give --whatsapp-number: the file of the gemeente has no nummer")?;
    let number = telefoon::lees(given).with_context(|| format!("'{given}' is no telephone number"))?.into_cijfers();
    std::fs::create_dir_all(&args.folder).with_context(|| format!("cannot make {}", args.folder.display()))?;
    for blad in bladen(gemeente, &number)? {
        for (end, bytes) in [("svg", als_svg(&blad.tekening).into_bytes()), ("pdf", als_pdf(&blad.tekening))] {
            let file = args.folder.join(format!("{}.{end}", blad.naam));
            std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
            say!("{} opens {}", file.display(), blad.adres);
        }
    }
    Ok(())
}
