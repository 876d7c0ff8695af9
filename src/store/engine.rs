//! Where SQLite and PostgreSQL differ: addresses, how a connection is set up, how a transaction begins.
//!
//! Nothing else in the program knows which of the two it talks to.

use std::str::FromStr;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions, Connection, Executor};

use super::error::{Error, Result};

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

impl Engine {
    pub(super) fn of(url: &str) -> Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(Error::address()),
        }
    }

    /// What every connection is told first. SQLite: a log beside the file, and each commit on the disk
    /// before it is answered.
    const fn setup(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
                 pragma cache_size = -16000"
            }
            Self::Postgres => "set client_min_messages = warning",
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

    pub(super) async fn connect(self, url: &str) -> Result<AnyConnection> {
        let mut connection = AnyConnection::connect_with(&self.options(url)?).await?;
        connection.execute(self.setup()).await?;
        Ok(connection)
    }

    pub(super) async fn read_pool(self, url: &str) -> Result<AnyPool> {
        let pool = AnyPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(10))
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

/// The mark of this database, made when it is new.
pub(super) async fn mark(connection: &mut AnyConnection) -> Result<String> {
    let fresh = format!("{:08x}", rand::random::<u32>());
    sqlx::query("insert into instelling (naam, waarde) values ('merk', $1) on conflict (naam) do nothing")
        .bind(fresh)
        .execute(&mut *connection)
        .await?;
    Ok(sqlx::query_scalar("select waarde from instelling where naam = 'merk'").fetch_one(connection).await?)
}
