//! The list for the day WhatsApp is down: names and numbers per wijk, with a text to read out or send by SMS,
//! encrypted for the police's key.
//!
//! Owns the list and writing it every week; the encryption stands in `sleutel`. Invariants: it is never on disk unencrypted; a list
//! that is being written never takes the place of a whole one; no more than two are kept, since each holds numbers.

#[cfg(feature = "serve")]
pub mod sleutel;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use crate::clock::SharedClock;
use crate::domain::tijd;
use crate::domain::wijk::Gemeenten;
use crate::limits;
use crate::store::persoon::{self, RegisterRow};
use crate::store::{self, Store};
use crate::texts::noodlijst as tekst;

/// Lists that are kept in the folder.
const KEPT: usize = 2;
/// How the name of a list begins and ends; between stands its day.
const NAME: (&str, &str) = ("noodlijst-", ".age");

/// Whose key a list is for.
pub trait Key: std::fmt::Debug + Send + Sync {
    /// Encrypts for it, as text that can be mailed.
    ///
    /// # Errors
    /// The encryption fails.
    fn encrypt(&self, text: &str) -> anyhow::Result<Vec<u8>>;
}

/// Where lists are written every week, and for whom.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder.
    pub folder: PathBuf,
    /// For whom.
    pub key: Arc<dyn Key>,
}

/// The list as it stands now.
///
/// # Errors
/// The database cannot be reached.
pub async fn list(store: &Store, gemeenten: &Gemeenten, now_ms: i64) -> store::Result<String> {
    let mut tx = store.begin().await?;
    let register = persoon::register(&mut tx).await?;
    tx.roll_back().await?;
    let mut text = tekst::begin(&tijd::dag_en_klok(now_ms));
    for gemeente in gemeenten.iter() {
        text.push_str(&tekst::gemeente(&gemeente.naam));
        for wijk in &gemeente.wijken {
            let here = |row: &&RegisterRow| row.gemeente == gemeente.id && row.wijken.contains(&wijk.id);
            let rows: Vec<&RegisterRow> = register.iter().filter(here).collect();
            if rows.is_empty() {
                continue;
            }
            text.push_str(&tekst::wijk(&wijk.naam));
            for row in rows {
                text.push_str(&tekst::regel(&row.groep, &row.naam, &row.nummer, &row.rang, row.stand));
            }
        }
    }
    Ok(text)
}

/// Writes a list into a file: whole, or not at all.
///
/// # Errors
/// The encryption or the disk fails.
pub fn write(file: &Path, key: &dyn Key, text: &str) -> anyhow::Result<()> {
    let encrypted = key.encrypt(text).context("the list cannot be encrypted")?;
    let beside = file.with_extension("new");
    std::fs::write(&beside, encrypted).with_context(|| format!("cannot write {}", beside.display()))?;
    std::fs::rename(&beside, file).with_context(|| format!("cannot write {}", file.display()))
}

/// Writes a list every week.
#[derive(Debug)]
pub struct Planner {
    store: Store,
    clock: SharedClock,
    settings: Option<Settings>,
}

impl Planner {
    /// With these settings; without any it does nothing.
    #[must_use]
    pub const fn new(store: Store, clock: SharedClock, settings: Option<Settings>) -> Self {
        Self { store, clock, settings }
    }

    /// Writes, if a week has passed since the last list. Answers when the next is due (monotonic).
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn step(&self, gemeenten: &Gemeenten) -> store::Result<Option<i64>> {
        let Some(settings) = &self.settings else { return Ok(None) };
        let now_ms = self.clock.wall_ms();
        let last_ms = lists(&settings.folder).last().and_then(|(_, day_ms)| *day_ms);
        let due_ms = last_ms.map_or(now_ms, |last_ms| last_ms + limits::EMERGENCY_LIST_MS);
        if due_ms > now_ms {
            return Ok(Some(self.clock.monotonic_ms() + due_ms - now_ms));
        }
        let text = list(&self.store, gemeenten, now_ms).await?;
        let file = settings.folder.join(format!("{}{}{}", NAME.0, tijd::dag(now_ms), NAME.1));
        match write(&file, settings.key.as_ref(), &text) {
            Ok(()) => {
                tracing::info!("the emergency list was written");
                metrics::counter!("heterdaad_emergency_lists_total", "result" => "written").increment(1);
                let lists = lists(&settings.folder);
                for (old, _) in lists.iter().rev().skip(KEPT) {
                    if let Err(error) = std::fs::remove_file(old) {
                        tracing::warn!(%error, "an old emergency list cannot be removed");
                    }
                }
            }
            Err(error) => {
                tracing::error!(%error, "the emergency list cannot be written, tried again in an hour");
                metrics::counter!("heterdaad_emergency_lists_total", "result" => "failed").increment(1);
                return Ok(Some(self.clock.monotonic_ms() + limits::HOUR_MS));
            }
        }
        Ok(Some(self.clock.monotonic_ms() + limits::EMERGENCY_LIST_MS))
    }
}

/// The lists of a folder, the oldest first, each with when its day began.
fn lists(folder: &Path) -> Vec<(PathBuf, Option<i64>)> {
    let day_ms = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        let day = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
        tijd::begin_ms(day.parse().ok()?).ok()
    };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut lists: Vec<_> = files.filter_map(|path| day_ms(&path).map(|ms| (path, Some(ms)))).collect();
    lists.sort();
    lists
}
