//! Where SQLite and PostgreSQL differ: addresses, how a connection is set up, how a transaction begins.
//!
//! Nothing else in the program knows which of the two it talks to.

use std::str::FromStr;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, AssertSqlSafe, ConnectOptions, Connection, Executor};

use super::error::{Error, Result};
use kern::limits;

/// The two databases that the program runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, one process.
    Sqlite,
    /// A server, for those who run several instances.
    Postgres,
}

/// Connections that read.
const READERS: u32 = 4;

/// How long SQLite waits for another process that writes.
pub(super) const BUSY_TIMEOUT: &str = "pragma busy_timeout = 5000";

/// How long we wait for a database that does not answer, and for an instance that holds the lock and does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Milliseconds a connection may take to come about.
    pub connect_ms: u64,
    /// Milliseconds an instance may hold a transaction open without doing anything, before PostgreSQL ends it.
    pub idle_ms: u64,
    /// Milliseconds we wait for a lock that another instance holds: longer than `idle_ms`, so that a frozen one ends first.
    pub lock_ms: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect_ms: limits::DATABASE_CONNECT_MS,
            idle_ms: limits::DATABASE_IDLE_MS,
            lock_ms: limits::DATABASE_LOCK_MS,
        }
    }
}

impl Patience {
    /// How long a transaction may take to begin or to commit: whatever the server does about locks comes first.
    pub(super) const fn answer(self) -> Duration {
        Duration::from_millis(self.connect_ms + self.lock_ms)
    }
}

impl Engine {
    pub(super) fn of(url: &str) -> Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(Error::address()),
        }
    }

    /// What every connection is told first. SQLite: a log beside the file that is cut after use, and each commit on the
    /// disk before it is answered. PostgreSQL: whoever freezes in a transaction or drops off the network loses it.
    fn setup(self, patience: Patience) -> String {
        match self {
            Self::Sqlite => format!(
                "{BUSY_TIMEOUT}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
                 pragma cache_size = -16000; pragma journal_size_limit = {}",
                limits::LOG_BYTES_KEPT
            ),
            Self::Postgres => format!(
                "set client_min_messages = warning; set idle_in_transaction_session_timeout = {}; set lock_timeout = {}; \
                 set tcp_keepalives_idle = {KEEPALIVE_S}; set tcp_keepalives_interval = {KEEPALIVE_S}; set tcp_keepalives_count = 3",
                patience.idle_ms, patience.lock_ms
            ),
        }
    }

    const fn read_only(self) -> &'static str {
        match self {
            Self::Sqlite => "pragma busy_timeout = 5000; pragma query_only = on",
            Self::Postgres => "set default_transaction_read_only = on",
        }
    }

    /// How a transaction begins. PostgreSQL: one writer at a time over all instances, in one line.
    pub(super) const fn begin(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &["begin immediate"],
            Self::Postgres => &["begin", "select pg_advisory_xact_lock(7267112)"],
        }
    }

    /// How a transaction begins that only reads: one moment, and nobody locked out.
    pub(super) const fn begin_reading(self) -> &'static str {
        match self {
            Self::Sqlite => "begin deferred",
            Self::Postgres => "begin isolation level repeatable read read only",
        }
    }

    fn options(self, url: &str) -> Result<AnyConnectOptions> {
        // `mode=rwc` makes the file if there is none.
        let creating = matches!(self, Self::Sqlite) && !url.contains("mode=");
        let url = if creating {
            format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
        } else {
            url.to_owned()
        };
        // The log of sqlx shows statements; ours says what was done.
        Ok(AnyConnectOptions::from_str(&url)?.disable_statement_logging())
    }

    pub(super) async fn connect(self, url: &str, patience: Patience) -> Result<AnyConnection> {
        let options = self.options(url)?;
        let connected = async {
            let mut connection = AnyConnection::connect_with(&options).await?;
            connection.execute(AssertSqlSafe(self.setup(patience))).await?;
            Ok::<_, Error>(connection)
        };
        let within = Duration::from_millis(patience.connect_ms);
        tokio::time::timeout(within, connected).await.unwrap_or_else(|_| Err(Error::no_answer()))
    }

    pub(super) async fn read_pool(self, url: &str, patience: Patience) -> Result<AnyPool> {
        let pool = AnyPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_millis(patience.connect_ms))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    connection.execute(self.read_only()).await?;
                    Ok(())
                })
            })
            .connect_lazy_with(self.options(url)?);
        Ok(pool)
    }
}

/// Seconds between two signs of life on a connection that lies idle; a peer that misses three is gone.
const KEEPALIVE_S: u32 = 10;

/// The mark of this database, made when it is new.
pub(super) async fn mark(connection: &mut AnyConnection) -> Result<String> {
    let fresh = format!("{:08x}", rand::random::<u32>());
    sqlx::query("insert into instelling (naam, waarde) values ('merk', $1) on conflict (naam) do nothing")
        .bind(fresh)
        .execute(&mut *connection)
        .await?;
    Ok(sqlx::query_scalar("select waarde from instelling where naam = 'merk'").fetch_one(connection).await?)
}
