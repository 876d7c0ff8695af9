//! Who sends on a business number: one instance at a time, so that its pace is kept and its messages leave in order.
//!
//! On PostgreSQL an advisory lock for each number, held by a connection of its own for as long as that lives; a SQLite file
//! has one program. Invariants: the connection is asked each time whether it still holds the locks, and what it lost is
//! known to be lost before anything else is claimed; an instance that stands still loses them, so that another goes on.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Executor};

use crate::Store;
use crate::engine::Engine;
use crate::error::Result;
use kern::domain::afzender::NumberId;
use kern::limits;

/// The right to send on numbers, as far as this instance has it.
#[derive(Debug)]
pub struct Zenders {
    store: Store,
    connection: Option<AnyConnection>,
    mine: BTreeSet<NumberId>,
}

impl Zenders {
    /// With no right yet.
    #[must_use]
    pub const fn new(store: Store) -> Self {
        Self { store, connection: None, mine: BTreeSet::new() }
    }

    /// The numbers on which this instance sends.
    #[must_use]
    pub const fn mine(&self) -> &BTreeSet<NumberId> {
        &self.mine
    }

    /// Gives up what the connection held: it does not answer.
    pub fn lose(&mut self) -> bool {
        self.connection = None;
        !std::mem::take(&mut self.mine).is_empty()
    }

    /// Sees whether what is held is still held. Answers whether it was lost.
    ///
    /// May be dropped while it waits; then call [`Zenders::lose`].
    pub async fn check(&mut self) -> bool {
        let Some(connection) = &mut self.connection else { return false };
        let gone = connection.execute("select 1").await.is_err();
        gone && self.lose()
    }

    /// Tries to get the right to send on these numbers. Answers those that are new.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn take(&mut self, numbers: &BTreeSet<NumberId>) -> Result<Vec<NumberId>> {
        let mut new = Vec::new();
        for number in numbers.iter().filter(|number| !self.mine.contains(*number)) {
            if match self.store.engine() {
                Engine::Sqlite => true,
                Engine::Postgres => try_lock(&self.store, &mut self.connection, number).await?,
            } {
                new.push(number.clone());
            }
        }
        self.mine.extend(new.iter().cloned());
        Ok(new)
    }
}

async fn try_lock(store: &Store, connection: &mut Option<AnyConnection>, number: &NumberId) -> Result<bool> {
    if connection.is_none() {
        let mut fresh = store.connect().await?;
        // Whoever stands still does not hold up the others; the lock of one that just died is waited for a moment.
        let setup = format!("set idle_session_timeout = {}; set lock_timeout = 300", limits::SENDER_SILENT_MS);
        fresh.execute(sqlx::AssertSqlSafe(setup)).await?;
        *connection = Some(fresh);
    }
    let Some(connection) = connection else { return Ok(false) };
    let lock = format!("select pg_advisory_lock({})", key(store.mark(), number));
    match connection.execute(sqlx::AssertSqlSafe(lock)).await {
        Ok(_) => Ok(true),
        // 55P03: another instance has it.
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55P03") => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The lock of a number in this database; several databases of one server keep out of each other's way.
#[must_use]
pub fn key(mark: &str, number: &NumberId) -> i64 {
    let hash = Sha256::digest(format!("zender {mark} {number}"));
    hash.iter().take(8).fold(0, |key, byte| (key << 8) | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_each_database_has_a_lock_of_its_own() {
        let of = |mark: &str, number: &str| key(mark, &number.into());
        let keys = BTreeSet::from([of("a", "1"), of("a", "2"), of("b", "1"), of("b", "2")]);
        assert_eq!(keys.len(), 4);
        assert_eq!(of("a", "1"), of("a", "1"));
    }
}
