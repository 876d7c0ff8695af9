//! A transaction on the one connection that writes, with savepoints for single items.
//!
//! Invariant: a connection whose transaction did not end well is thrown away, never used again. (A full
//! disk makes SQLite end a transaction silently; going on would write outside it.)

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::{AnyConnection, AnyPool, Connection, Executor};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::engine::{Engine, Patience};
use super::error::{Error, Result};
use super::place::Place;

/// What a store shares with its transactions.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) engine: Engine,
    pub(super) url: String,
    pub(super) patience: Patience,
    /// Where the file of SQLite was when it was opened.
    pub(super) place: Option<Place>,
    /// The last attempt to write failed, and none that proves the contrary was made since.
    pub(super) failing: AtomicBool,
    /// The one connection that writes. Taken out for a transaction; put back only when that ended well.
    pub(super) writer: Arc<Mutex<Option<AnyConnection>>>,
    pub(super) readers: AnyPool,
    /// The connection of whoever looks something up without waiting for those who write; as `writer`.
    pub(super) looker: Arc<Mutex<Option<AnyConnection>>>,
    pub(super) mark: String,
}

/// A transaction. Dropped without [`Tx::commit`], nothing of it remains.
#[derive(Debug)]
pub struct Tx {
    slot: OwnedMutexGuard<Option<AnyConnection>>,
    connection: AnyConnection,
    shared: Arc<Shared>,
    writes: u64,
}

impl Tx {
    pub(super) async fn begin(mut slot: OwnedMutexGuard<Option<AnyConnection>>, shared: Arc<Shared>) -> Result<Self> {
        let Shared { engine, url, patience, .. } = &*shared;
        if let Some(mut connection) = slot.take() {
            match start(&mut connection, *engine, *patience).await {
                Ok(()) => return Ok(Self { slot, connection, shared, writes: 0 }),
                // The database works; somebody else holds the lock.
                Err(error) if error.is_of_a_lock() => return Err(error),
                // It broke while it lay idle (the server restarted): a new one may work.
                Err(_) => {}
            }
        }
        let mut connection = engine.connect(url, *patience).await?;
        start(&mut connection, *engine, *patience).await?;
        Ok(Self { slot, connection, shared, writes: 0 })
    }

    /// A transaction on a connection that does not write: it waits for nobody who does.
    pub(super) async fn begin_reading(
        mut slot: OwnedMutexGuard<Option<AnyConnection>>,
        shared: Arc<Shared>,
    ) -> Result<Self> {
        if let Some(mut connection) = slot.take()
            && start_reading(&mut connection, &shared).await.is_ok()
        {
            return Ok(Self { slot, connection, shared, writes: 0 });
        }
        // It broke while it lay idle, or there was none yet.
        let mut connection = shared.engine.connect(&shared.url, shared.patience).await?;
        start_reading(&mut connection, &shared).await?;
        Ok(Self { slot, connection, shared, writes: 0 })
    }

    /// The connection, for a statement that changes something. [`Tx::writes`] counts it.
    pub fn writing(&mut self) -> &mut AnyConnection {
        self.writes += 1;
        &mut self.connection
    }

    /// How many statements of this transaction could have changed something, but for the end of somebody's dialogue.
    #[must_use]
    pub const fn writes(&self) -> u64 {
        self.writes
    }

    /// The connection, for the end of what somebody was asked: that may go before a message is handed back, so
    /// [`Tx::writes`] does not count it.
    pub fn ending(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// The connection, for a statement that only counts what goes on: nobody sees anything of it, so [`Tx::writes`] does not
    /// count it either.
    pub fn counting(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// The connection, for a statement that only reads.
    pub fn connection(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// Makes everything of this transaction last.
    ///
    /// # Errors
    /// Nothing of it remains.
    pub async fn commit(mut self) -> Result<()> {
        let commit = self.connection.execute("commit");
        let committed = match tokio::time::timeout(self.shared.patience.answer(), commit).await {
            Ok(committed) => committed.map(|_| ()).map_err(Error::from),
            Err(_) => Err(Error::no_answer()),
        };
        if let Err(error) = committed {
            self.shared.failing.store(true, Ordering::SeqCst);
            return Err(error);
        }
        *self.slot = Some(self.connection);
        Ok(())
    }

    /// Takes everything of this transaction back and keeps the connection.
    ///
    /// # Errors
    /// The connection is gone, and with it the transaction.
    pub async fn roll_back(mut self) -> Result<()> {
        self.connection.execute("rollback").await?;
        *self.slot = Some(self.connection);
        Ok(())
    }

    /// Marks the point to which [`Tx::back_to_savepoint`] goes back.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn savepoint(&mut self) -> Result<()> {
        self.connection.execute("savepoint item").await?;
        Ok(())
    }

    /// Keeps what was done since the savepoint.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn release_savepoint(&mut self) -> Result<()> {
        self.connection.execute("release savepoint item").await?;
        Ok(())
    }

    /// Takes back what was done since the savepoint; the transaction goes on.
    ///
    /// # Errors
    /// The transaction is gone.
    pub async fn back_to_savepoint(&mut self) -> Result<()> {
        self.connection.execute("rollback to savepoint item").await?;
        self.connection.execute("release savepoint item").await?;
        Ok(())
    }

    /// Takes `count` ids from a counter; answers the first of them.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn take_ids(&mut self, counter: &str, count: usize) -> Result<i64> {
        self.writes += 1;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let next: i64 =
            sqlx::query_scalar("update teller set volgende = volgende + $2 where naam = $1 returning volgende")
                .bind(counter)
                .bind(count)
                .fetch_one(&mut self.connection)
                .await?;
        Ok(next - count)
    }
}

async fn start_reading(connection: &mut AnyConnection, shared: &Shared) -> Result<()> {
    let begin = connection.execute(shared.engine.begin_reading());
    match tokio::time::timeout(shared.patience.answer(), begin).await {
        Ok(begun) => Ok(begun.map(|_| ())?),
        Err(_) => Err(Error::no_answer()),
    }
}

async fn start(connection: &mut AnyConnection, engine: Engine, patience: Patience) -> Result<()> {
    let started = async {
        if matches!(engine, Engine::Postgres) {
            connection.ping().await?;
        }
        for statement in engine.begin() {
            connection.execute(*statement).await?;
        }
        Ok::<(), Error>(())
    };
    // A server that is frozen itself keeps to no time-out of its own.
    tokio::time::timeout(patience.answer(), started).await.unwrap_or_else(|_| Err(Error::no_answer()))
}
