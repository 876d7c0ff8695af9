//! Everything that is kept: SQLite in one file by default, PostgreSQL by another address.
//!
//! Owns all SQL, the migrations and the single writer. One set of statements serves both engines; where
//! they differ (how a transaction begins, how a connection is set up) stands in `engine`. Invariant: all
//! writing goes through one [`Tx`] at a time, in the order of asking; reading outside a `Tx` cannot write.
//!
//! Each file below serves one cluster of tables, as functions on a [`Tx`] (or a reading connection):
//!
//! - [`post`]: what comes in and goes out, and what is to be done later
//! - [`melding`]: alerts, from their draft to their end
//! - [`mensen`]: people, their groups, and what they want
//! - [`spoor`], [`alarm`], [`cijfers`], [`klok`]: the record, what operators were told, figures, a clock that was set

pub mod alarm;
pub mod cijfers;
mod engine;
mod error;
pub mod klok;
pub mod melding;
pub mod mensen;
mod migrations;
pub mod misverstaan;
mod place;
pub mod post;
pub mod rows;
pub mod spoor;
mod tx;
pub mod vrijgegeven;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, Executor as _};
use tokio::sync::Mutex;

pub use engine::{Engine, Patience};
pub use error::{Error, Result};
pub use melding::{
    beeld, delen, foto, indruk, kaart, kwaliteit, levensloop, navraag, oefening, overname, overzicht, uitgegeven,
};
pub use mensen::{
    aanmelding, anders, bijeenkomst, blokkade, bord, controle, dienst, eigen, gegevens, groepsgesprek, identiteit,
    informatie, overdracht, persoon, terugblik, tip, toekenning,
};
use place::Place;
pub use place::{Room, ServeLock, Taken};
use post::werk::Werk;
pub use post::{dialoog, gesprek, inbox, nummer, opdracht, outbox, sjabloon, status, taak, werk, zender};
use tx::Shared;
pub use tx::Tx;

/// Why nothing can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The file is no longer where it was opened.
    Moved,
    /// Writing fails: the disk is full, the server is away, somebody holds the lock.
    Unwritable,
}

/// Bytes that are written to prove that writing works.
const PROOF_BYTES: usize = 64 * 1024;

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

impl Store {
    /// Opens the database at `url` (`sqlite://file.db` or `postgres://…`) and brings it up to date.
    ///
    /// # Errors
    /// The address is of another kind, the database cannot be reached, or a migration fails.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, Patience::default()).await
    }

    /// The same, waiting no longer than told for a database that does not answer.
    ///
    /// # Errors
    /// See [`Store::open`].
    pub async fn open_with(url: &str, patience: Patience) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let mut writer = engine.connect(url, patience).await?;
        migrations::all().run(&mut writer).await?;
        let mark = engine::mark(&mut writer).await?;
        let readers = engine.read_pool(url, patience).await?;
        let place = Place::of(url);
        let writer = Arc::new(Mutex::new(Some(writer)));
        let (url, failing) = (url.to_owned(), AtomicBool::new(false));
        Ok(Self {
            shared: Arc::new(Shared {
                engine,
                url,
                patience,
                place,
                failing,
                writer,
                readers,
                looker: Arc::default(),
                mark,
            }),
        })
    }

    /// Begins a transaction, after those that asked before.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn begin(&self) -> Result<Tx> {
        let slot = Arc::clone(&self.shared.writer).lock_owned().await;
        let begun = match self.in_place() {
            Ok(()) => Tx::begin(slot, Arc::clone(&self.shared)).await,
            Err(error) => Err(error),
        };
        if begun.is_err() {
            self.note_failure();
        }
        begun
    }

    /// Begins a transaction that only reads, after those that asked for one before: what it sees is of one moment, and it
    /// waits for nobody who writes. It ends by [`Tx::roll_back`].
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn begin_reading(&self) -> Result<Tx> {
        self.in_place()?;
        let slot = Arc::clone(&self.shared.looker).lock_owned().await;
        Tx::begin_reading(slot, Arc::clone(&self.shared)).await
    }

    /// What waits to be done, seen without a transaction: nothing is locked in the database, and only the connection of
    /// this instance is waited for.
    /// Where it cannot be seen everything may wait, and whoever begins a transaction learns why. Templates belong into
    /// `categorie`; messages that ended without a reason before `since_ms` are of no interest.
    pub async fn werk(&self, categorie: &str, since_ms: i64) -> Werk {
        let mut slot = Arc::clone(&self.shared.writer).lock_owned().await;
        if self.in_place().is_err() {
            return Werk::ALLES;
        }
        let Some(mut connection) = slot.take() else { return Werk::ALLES };
        let look = werk::look(&mut connection, categorie, since_ms);
        match tokio::time::timeout(self.shared.patience.answer(), look).await {
            Ok(Ok(werk)) => {
                *slot = Some(connection);
                werk
            }
            // The connection goes with what went wrong; the next transaction makes a new one.
            Ok(Err(_)) | Err(_) => Werk::ALLES,
        }
    }

    /// Whether the file that was opened is still where it was: what is written into one that was moved away or removed
    /// is lost. (Its path is looked at; the file itself is opened by SQLite alone, whose locks go with any other handle.)
    ///
    /// # Errors
    /// It is not.
    pub fn in_place(&self) -> Result<()> {
        if self.shared.place.as_ref().is_none_or(Place::holds) { Ok(()) } else { Err(Error::moved()) }
    }

    /// Something could not be written.
    pub fn note_failure(&self) {
        self.shared.failing.store(true, Ordering::SeqCst);
    }

    /// Why nothing can be stored now, if nothing can. After a failure it is tried, with a row of no meaning.
    pub async fn trouble(&self) -> Option<Trouble> {
        if self.in_place().is_err() {
            return Some(Trouble::Moved);
        }
        if self.shared.failing.load(Ordering::SeqCst) {
            match self.prove().await {
                Ok(()) => self.shared.failing.store(false, Ordering::SeqCst),
                Err(_) => return Some(Trouble::Unwritable),
            }
        }
        None
    }

    /// Writes and takes away again as much as a webhook takes: a commit without a change would prove nothing.
    async fn prove(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        let put =
            "insert into instelling (naam, waarde) values ('proef', $1) on conflict (naam) do update set waarde = $1";
        sqlx::query(put).bind("x".repeat(PROOF_BYTES)).execute(tx.writing()).await?;
        tx.commit().await?;
        let mut tx = self.begin().await?;
        sqlx::query("delete from instelling where naam = 'proef'").execute(tx.writing()).await?;
        tx.commit().await
    }

    /// Bytes of the log beside the file of SQLite, and bytes free on its disk; `None` for a server.
    #[must_use]
    pub fn room(&self) -> Option<Room> {
        self.shared.place.as_ref().map(Place::room)
    }

    /// Puts the log of SQLite into its file and cuts it, if nobody reads from it just now.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn shorten_log(&self) -> Result<()> {
        if matches!(self.shared.engine, Engine::Postgres) {
            return Ok(());
        }
        self.in_place()?;
        let mut slot = Arc::clone(&self.shared.writer).lock_owned().await;
        let Some(mut connection) = slot.take() else { return Ok(()) };
        // Waiting for whoever reads would keep everybody from writing.
        connection.execute("pragma busy_timeout = 0").await?;
        let cut = connection.execute("pragma wal_checkpoint(truncate)").await;
        connection.execute(engine::BUSY_TIMEOUT).await?;
        *slot = Some(connection);
        cut.map(|_| ()).map_err(Error::from).or_else(|error| if error.is_of_a_lock() { Ok(()) } else { Err(error) })
    }

    /// A connection that can only read.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn read(&self) -> Result<PoolConnection<Any>> {
        self.in_place()?;
        Ok(self.shared.readers.acquire().await?)
    }

    /// A connection apart from the others, for what must not wait for them.
    ///
    /// # Errors
    /// The database cannot be reached.
    async fn connect(&self) -> Result<AnyConnection> {
        self.shared.engine.connect(&self.shared.url, self.shared.patience).await
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
