//! A transaction on the one connection that writes, with savepoints for single items.
//!
//! Invariant: a connection whose transaction did not end well is thrown away, never used again. (A full
//! disk makes SQLite end a transaction silently; going on would write outside it.)

use sqlx::AnyConnection;
use sqlx::{Connection, Executor};
use tokio::sync::OwnedMutexGuard;

use super::engine::Engine;
use super::error::Result;

/// A transaction. Dropped without [`Tx::commit`], nothing of it remains.
#[derive(Debug)]
pub struct Tx {
    slot: OwnedMutexGuard<Option<AnyConnection>>,
    connection: AnyConnection,
}

impl Tx {
    pub(super) async fn begin(
        mut slot: OwnedMutexGuard<Option<AnyConnection>>,
        engine: Engine,
        url: &str,
    ) -> Result<Self> {
        let mut connection = match slot.take() {
            Some(mut connection) => match start(&mut connection, engine).await {
                Ok(()) => return Ok(Self { slot, connection }),
                // It broke while it lay idle (the server restarted): a new one may work.
                Err(_) => engine.connect(url).await?,
            },
            None => engine.connect(url).await?,
        };
        start(&mut connection, engine).await?;
        Ok(Self { slot, connection })
    }

    /// The connection, for the statements of this transaction.
    pub fn connection(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }

    /// Makes everything of this transaction last.
    ///
    /// # Errors
    /// Nothing of it remains.
    pub async fn commit(mut self) -> Result<()> {
        self.connection.execute("commit").await?;
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

async fn start(connection: &mut AnyConnection, engine: Engine) -> Result<()> {
    if matches!(engine, Engine::Postgres) {
        connection.ping().await?;
    }
    for statement in engine.begin() {
        connection.execute(*statement).await?;
    }
    Ok(())
}
