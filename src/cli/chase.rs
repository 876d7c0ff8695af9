//! `heterdaad group chase`: how one group is chased, where it differs from its gemeente.
//!
//! Invariant: what is not given stays as it was; `--default` takes all of it back.

use crate::domain::wijk::GemeenteId;
use anyhow::{Context as _, bail};
use clap::Args;

use crate::cli::lookup::find_gemeente;
use crate::config::DatabaseArgs;
use crate::gemeenten;
use crate::store::navraag::{self, VanGroep};
use crate::store::{Store, persoon};
use crate::terminal::say;

/// A group with what is set for it.
#[derive(Debug, Args)]
pub struct GroupChase {
    /// The name of the group
    name: String,
    /// Its gemeente
    #[arg(long)]
    gemeente: GemeenteId,
    /// Seconds without a report after which the next person is called up (30 to 7200)
    #[arg(long, value_parser = clap::value_parser!(i64).range(30..=7_200))]
    next_after: Option<i64>,
    /// Seconds without delivery after which the next person is called up (10 to 3600)
    #[arg(long, value_parser = clap::value_parser!(i64).range(10..=3_600))]
    undelivered_after: Option<i64>,
    /// Seconds without an answer after which somebody is reminded, once (60 to 7200)
    #[arg(long, value_parser = clap::value_parser!(i64).range(60..=7_200))]
    remind_after: Option<i64>,
    /// Whether mede-beheerders get an alert at once, with the hoofdbeheerder
    #[arg(long)]
    mede_at_once: Option<bool>,
    /// Go by the settings of the gemeente again
    #[arg(long)]
    default: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Sets how a group is chased.
///
/// # Errors
/// The gemeente or the group is unknown, nothing was given, or the database cannot be reached.
pub async fn run(args: GroupChase) -> anyhow::Result<()> {
    let GroupChase { name, gemeente, next_after, undelivered_after, remind_after, mede_at_once, default, database } =
        args;
    let new = VanGroep {
        mede_meteen: mede_at_once,
        reserve_na_s: next_after,
        niet_bezorgd_na_s: undelivered_after,
        herinnering_na_s: remind_after,
    };
    if default == (new != VanGroep::default()) {
        bail!("give what is to be set, or --default alone");
    }
    let gemeenten = gemeenten::load(database.gemeenten_dir.as_deref())?;
    let gemeente = find_gemeente(&gemeenten, &gemeente)?;
    let store = Store::open(&database.database_url).await?;
    let mut tx = store.begin().await?;
    let groep = persoon::find_group(&mut tx, &gemeente.id, name.trim()).await?;
    let groep = groep.with_context(|| format!("'{name}' is no group of {}", gemeente.naam))?;
    let old = if default { VanGroep::default() } else { navraag::of_group(&mut tx, groep).await? };
    navraag::set_of_group(&mut tx, groep, &old.or(new)).await?;
    tx.commit().await?;
    say!("{}: set.", name.trim());
    Ok(())
}
