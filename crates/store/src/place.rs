//! Where the file of SQLite lies: whether it is still there, what room it has, and who serves from it.
//!
//! Invariant: nothing here opens the file itself. Closing any handle on it would drop the locks that SQLite holds on it.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::engine::Engine;

/// The file as it was when it was opened.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

/// What room the file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes of the log beside it.
    pub log: u64,
    /// Bytes free on its disk; `None` where the system does not tell.
    pub free: Option<u64>,
}

/// Another program serves from this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another heterdaad serve runs on this database file. Stop that one first; two would each send every alert")]
pub struct Taken;

/// The right to serve from a file, until dropped or until the process ends.
#[derive(Debug)]
pub struct ServeLock {
    _file: Option<File>,
}

impl ServeLock {
    /// Takes the right to serve from the database at `url`. PostgreSQL needs none.
    ///
    /// # Errors
    /// The folder cannot be written, or (as [`Taken`] within) somebody else serves from it.
    pub fn take(url: &str) -> std::io::Result<Self> {
        let Some(path) = path(url) else { return Ok(Self { _file: None }) };
        let mut name = real(&path).into_os_string();
        name.push(".serve");
        let file = File::options().create(true).truncate(false).write(true).open(PathBuf::from(name))?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(std::io::Error::other(Taken)),
            Err(error) => Err(error.into()),
        }
    }
}

impl Place {
    pub(super) fn of(url: &str) -> Option<Self> {
        let path = real(&path(url)?);
        let identity = identity(&path);
        Some(Self { path, identity })
    }

    /// Whether the same file is still at its path.
    pub(super) fn holds(&self) -> bool {
        self.identity.is_none() || self.identity == identity(&self.path)
    }

    pub(super) fn room(&self) -> Room {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let disk = rustix::fs::statvfs(folder.unwrap_or_else(|| Path::new("."))).ok();
        Room {
            log: std::fs::metadata(log).map_or(0, |log| log.len()),
            free: disk.map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
        }
    }
}

/// The path in an address of SQLite, if it has one.
fn path(url: &str) -> Option<PathBuf> {
    if !matches!(Engine::of(url), Ok(Engine::Sqlite)) {
        return None;
    }
    let rest = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
    let (path, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let in_memory = path.is_empty() || path == ":memory:" || parameters.contains("mode=memory");
    (!in_memory).then(|| PathBuf::from(percent_decoded(path)))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = (*first == b'%').then(|| text_of(others.get(..2)?)).flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &others[2..] } else { others };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_of(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The same file under the same name, whichever way it is written and through whichever links.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        match (std::fs::canonicalize(folder), path.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => path.to_owned(),
        }
    })
}

/// Device and inode of what lies at a path.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// Only that something lies there.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("sqlite://bot.db", Some("bot.db"))]
    #[case("sqlite:bot.db", Some("bot.db"))]
    #[case("sqlite:///var/lib/bot.db?mode=rwc", Some("/var/lib/bot.db"))]
    #[case("sqlite://een%20map/bot.db", Some("een map/bot.db"))]
    #[case("sqlite://100%/bot.db", Some("100%/bot.db"))]
    #[case("sqlite::memory:", None)]
    #[case("sqlite://x?mode=memory", None)]
    #[case("postgres://localhost/bot", None)]
    fn the_path_of_an_address(#[case] url: &str, #[case] expected: Option<&str>) {
        assert_eq!(path(url), expected.map(PathBuf::from));
    }
}
