//! Loads the gemeenten and their wijken from TOML files.
//!
//! Owns finding and reading the files: a folder of the operator's choice, else the copies compiled in.
//! The checks are `domain::wijk`'s. Invariant: a program that runs has data that passed them.

use std::path::Path;

use anyhow::Context as _;
use rust_embed::RustEmbed;

use crate::domain::wijk::{Gemeente, Gemeenten};

#[derive(RustEmbed)]
#[folder = "../../gemeenten/"]
#[include = "*.toml"]
struct Ingebouwd;

/// Loads every `*.toml` of `folder`, in the order of their names; without a folder the files compiled in.
///
/// # Errors
/// Names the file and what is wrong with it.
pub fn load(folder: Option<&Path>) -> anyhow::Result<Gemeenten> {
    let bestanden = match folder.filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => from_folder(folder)?,
        None => Ingebouwd::iter()
            .filter_map(|naam| Ingebouwd::get(&naam).map(|bestand| (naam.into_owned(), bestand.data.into_owned())))
            .collect(),
    };
    let gemeenten = bestanden.into_iter().map(|(naam, inhoud)| parse(&naam, &inhoud));
    Ok(Gemeenten::controleer(gemeenten.collect::<anyhow::Result<_>>()?)?)
}

fn from_folder(folder: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut paden: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?
        .map(|ingang| ingang.map(|ingang| ingang.path()))
        .collect::<Result<_, _>>()?;
    paden.retain(|pad| pad.extension().is_some_and(|soort| soort == "toml"));
    paden.sort();
    paden.into_iter().map(|pad| Ok((pad.display().to_string(), std::fs::read(&pad)?))).collect()
}

fn parse(naam: &str, inhoud: &[u8]) -> anyhow::Result<Gemeente> {
    let tekst = std::str::from_utf8(inhoud).with_context(|| format!("{naam} is not UTF-8"))?;
    toml::from_str(tekst).with_context(|| format!("cannot read {naam}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_compiled_in_pass_their_checks() {
        let gemeenten = load(None).unwrap_or_else(|fout| panic!("{fout:#}"));
        let namen: Vec<&str> = gemeenten.iter().map(|gemeente| gemeente.naam.as_str()).collect();
        assert_eq!(namen, ["Loosduinen", "Zoetermeer"]);
    }

    #[test]
    fn a_file_with_a_mistake_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("dorp.toml"), "id = 'dorp'\nnaam = 'Dorp'\ncode = 'DP'\nkleur = 'rood'")?;
        let fout = load(Some(folder.path())).err().map(|fout| format!("{fout:#}"));
        assert!(fout.as_ref().is_some_and(|fout| fout.contains("dorp.toml")), "{fout:?}");
        Ok(())
    }
}
