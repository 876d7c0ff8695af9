//! The migrations, built into the program: `migrations/` at the top of the project.
//!
//! Invariant: each file there is one here, in its order (a test reads the folder); a file that was ever run is never
//! changed, for its checksum stands in every database.

use std::borrow::Cow;

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Names and texts of files.
macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../migrations/", $name, ".sql")))),*]
    };
}

/// In the order in which they are run.
pub(crate) const FILES: &[(&str, &str)] = files! {
    "0001_begin"
    "0002_mensen"
    "0003_geparkeerd"
    "0004_whatsapp"
    "0005_levensloop"
    "0006_dienst"
    "0007_mensen"
    "0008_overig"
    "0009_aflevering"
    "0010_beurt"
    "0011_wie_iemand_is"
    "0013_politie"
    "0014_groepsantwoord"
    "0015_misverstaan"
    "0016_vrijgegeven"
    "0017_laatste_meter"
    "0018_informatie"
    "0019_indruk"
    "0020_controle"
    "0021_deelpagina"
    "0022_samen"
    "0023_rechten"
    "0024_borden"
    "0025_herkomst"
};

/// All of them, as sqlx runs them. Its macro would do the same, and builds the drivers of both engines twice for it.
pub(crate) fn all() -> Migrator {
    let migration = |(name, text): &(&'static str, &'static str)| {
        let (version, description) = name.split_once('_')?;
        // As sqlx reads the name of a file.
        let description = Cow::Owned(description.replace('_', " "));
        let sql = SqlStr::from_static(text);
        Some(Migration::new(version.parse().ok()?, description, MigrationType::Simple, sql, false))
    };
    Migrator::with_migrations(FILES.iter().filter_map(migration).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_run_in_its_order() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
            .collect();
        names.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
        let versions: Vec<i64> = all().iter().map(|migration| migration.version).collect();
        assert_eq!(versions.len(), names.len(), "each has a number and a name");
        assert!(versions.is_sorted());
    }
}
