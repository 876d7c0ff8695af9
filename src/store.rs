//! Everything that is kept: SQLite in one file by default, PostgreSQL by another address.
//!
//! Owns all SQL, the migrations and the single writer. One set of statements serves both engines; where
//! they differ (how a transaction begins, how a connection is set up) stands in `engine`. Invariant: all
//! writing goes through one [`Tx`] at a time, in the order of asking; reading outside a `Tx` cannot write.
//!
//! Each file below serves one cluster of tables, as functions on a [`Tx`] (or a reading connection).

pub mod aanmelding;
pub mod alarm;
pub mod beeld;
pub mod bijeenkomst;
pub mod blokkade;
pub mod bord;
pub mod cijfers;
pub mod dialoog;
pub mod dienst;
pub mod eigen;
mod engine;
mod error;
pub mod foto;
pub mod gegevens;
pub mod gesprek;
pub mod groepsgesprek;
pub mod identiteit;
pub mod inbox;
pub mod kaart;
pub mod kwaliteit;
pub mod levensloop;
pub mod melding;
pub mod navraag;
pub mod nummer;
pub mod oefening;
pub mod opdracht;
pub mod outbox;
pub mod overdracht;
pub mod overzicht;
pub mod persoon;
pub mod rows;
pub mod sjabloon;
pub mod spoor;
pub mod status;
pub mod taak;
pub mod tip;
mod tx;
pub mod uitgegeven;

use std::sync::Arc;

use sqlx::AnyConnection;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool};
use tokio::sync::Mutex;

pub use engine::Engine;
pub use error::{Error, Result};
pub use tx::Tx;

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    engine: Engine,
    url: String,
    /// The one connection that writes. Taken out for a transaction; put back only when that ended well.
    writer: Arc<Mutex<Option<AnyConnection>>>,
    readers: AnyPool,
    mark: String,
}

impl Store {
    /// Opens the database at `url` (`sqlite://file.db` or `postgres://…`) and brings it up to date.
    ///
    /// # Errors
    /// The address is of another kind, the database cannot be reached, or a migration fails.
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let mut writer = engine.connect(url).await?;
        sqlx::migrate!("./migrations").run(&mut writer).await?;
        let mark = engine::mark(&mut writer).await?;
        let readers = engine.read_pool(url).await?;
        let shared = Shared { engine, url: url.to_owned(), writer: Arc::new(Mutex::new(Some(writer))), readers, mark };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Begins a transaction, after those that asked before.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn begin(&self) -> Result<Tx> {
        let slot = Arc::clone(&self.shared.writer).lock_owned().await;
        Tx::begin(slot, self.shared.engine, &self.shared.url).await
    }

    /// A connection that can only read.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn read(&self) -> Result<PoolConnection<Any>> {
        Ok(self.shared.readers.acquire().await?)
    }

    /// A short mark of this database, so that statuses of messages that another one sent on the same
    /// number are not taken for ours.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.shared.mark
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.shared.engine
    }
}
