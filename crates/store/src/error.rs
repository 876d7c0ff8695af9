//! The errors of the store.
//!
//! Invariant: `Display` and `Debug` never show a value from the database. PostgreSQL puts key values into
//! its error details, so the driver's own error is never formatted in full.

use std::fmt;

/// Something went wrong in the database.
pub struct Error(Kind);

enum Kind {
    Sqlx(sqlx::Error),
    Migrate(sqlx::migrate::MigrateError),
    Address,
    Moved,
    NoAnswer,
    Content(&'static str),
}

/// The result of a store function.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The address is neither SQLite's nor PostgreSQL's.
    pub(super) const fn address() -> Self {
        Self(Kind::Address)
    }

    /// The file of SQLite is no longer where it was opened.
    pub(super) const fn moved() -> Self {
        Self(Kind::Moved)
    }

    /// The database did not answer in time.
    pub(super) const fn no_answer() -> Self {
        Self(Kind::NoAnswer)
    }

    /// A column holds what this program did not write.
    #[must_use]
    pub const fn content(what: &'static str) -> Self {
        Self(Kind::Content(what))
    }

    /// Whether it was waited for a lock of somebody else, in vain.
    pub(super) fn is_of_a_lock(&self) -> bool {
        match &self.0 {
            Kind::Sqlx(sqlx::Error::Database(error)) => error.code().is_some_and(|code| {
                // PostgreSQL's lock_not_available; SQLITE_BUSY and SQLITE_LOCKED, in their plain and extended forms.
                code == "55P03"
                    || (code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)))
            }),
            _ => false,
        }
    }

    /// Whether the statement itself was at fault (a broken constraint), rather than the database: then
    /// only the item that made it is rolled back.
    #[must_use]
    pub fn is_the_items_fault(&self) -> bool {
        match &self.0 {
            Kind::Sqlx(sqlx::Error::Database(error)) => !matches!(error.kind(), sqlx::error::ErrorKind::Other),
            Kind::Content(_) => true,
            _ => false,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self(Kind::Sqlx(error))
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self(Kind::Migrate(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Sqlx(sqlx::Error::Database(error)) => {
                write!(f, "database: {} (code {})", error.message(), error.code().unwrap_or_default())
            }
            Kind::Sqlx(error) => write!(f, "database: {error}"),
            Kind::Migrate(error) => write!(f, "migration: {error}"),
            Kind::Address => f.write_str("DATABASE_URL must begin with sqlite:// or postgres://"),
            Kind::Moved => f.write_str("the database file was moved, removed or replaced: put it back, or start again"),
            Kind::NoAnswer => f.write_str("the database does not answer"),
            Kind::Content(what) => write!(f, "database: unexpected content in {what}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
