//! The examples: what people type, each with what it means.
//!
//! Owns reading them, and telling which are alike. What is trained on and what is only tested on are different folders;
//! nothing here mixes them.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::wensen::{Open, Rondom, Wens, Wie};

/// One message, with what it means.
#[derive(Debug, Clone)]
pub struct Voorbeeld {
    /// As it was typed.
    pub tekst: String,
    /// Who typed it, and what stood open.
    pub rondom: Rondom,
    /// What is meant.
    pub wens: Wens,
    /// The file it stands in, without its ending.
    pub stem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regel {
    t: String,
    r: String,
    s: String,
    i: String,
}

/// Where the examples are.
#[must_use]
pub fn map() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("voorbeelden")
}

/// All examples of one folder, file by file in the order of their names.
///
/// # Errors
/// When a file cannot be read, or a line is no example: with its place.
pub fn lees(map: &Path) -> Result<Vec<Voorbeeld>, String> {
    let bestanden = std::fs::read_dir(map).map_err(|fout| format!("{}: {fout}", map.display()))?;
    let mut paden: Vec<PathBuf> = bestanden.filter_map(|bestand| Some(bestand.ok()?.path())).collect();
    paden.retain(|pad| pad.extension().is_some_and(|einde| einde == "jsonl"));
    paden.sort();
    let mut alle = Vec::new();
    for pad in paden {
        let tekst = std::fs::read_to_string(&pad).map_err(|fout| format!("{}: {fout}", pad.display()))?;
        let stem = pad.file_stem().unwrap_or_default().to_string_lossy();
        for (nummer, regel) in tekst.lines().enumerate().filter(|(_, regel)| !regel.is_empty()) {
            let gelezen = lees_regel(regel, &stem);
            alle.push(gelezen.map_err(|fout| format!("{}:{}: {fout}", pad.display(), nummer + 1))?);
        }
    }
    Ok(alle)
}

fn lees_regel(regel: &str, stem: &str) -> Result<Voorbeeld, String> {
    let regel: Regel = serde_json::from_str(regel).map_err(|fout| fout.to_string())?;
    let wie = Wie::van_id(&regel.r).ok_or_else(|| format!("nobody is called {}", regel.r))?;
    let open = Open::van_id(&regel.s).ok_or_else(|| format!("nothing that stands open is called {}", regel.s))?;
    let wens = Wens::van_id(&regel.i).ok_or_else(|| format!("no wish is called {}", regel.i))?;
    Ok(Voorbeeld { tekst: regel.t, rondom: Rondom { wie, open }, wens, stem: stem.to_owned() })
}
