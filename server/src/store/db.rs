//! The two engines behind one door: opening, migrating, reading, and transactions that may be repeated.

use std::{path::Path, pin::Pin, str::FromStr, time::Duration};

use futures_util::FutureExt;
use sqlx::{
    ConnectOptions, Connection, PgPool, SqlitePool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Conn, StoreError, dossiers, writer::Writer};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How often work that was in another's way is done again.
const ATTEMPTS: u32 = 12;

/// How long a connection may have been idle and still be taken for alive without asking it.
const QUIET: Duration = Duration::from_secs(1);

/// An answer that arrives later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Errors a transaction may end with: the store's own, and whatever the service decides.
pub trait Retry: From<StoreError> + Send + 'static {
    /// Says whether the whole transaction may be done again.
    fn is_retryable(&self) -> bool;
}

impl Retry for StoreError {
    fn is_retryable(&self) -> bool {
        self.is_retryable()
    }
}

/// The store.
#[derive(Clone, Debug)]
pub enum Db {
    /// An embedded file: several readers, one writer that commits waiting work together.
    Sqlite {
        /// Reading connections.
        read: SqlitePool,
        /// The one writer.
        write: Writer,
        /// How to open one connection more, for migrations.
        options: Box<SqliteConnectOptions>,
    },
    /// PostgreSQL.
    Pg {
        /// The connections.
        pool: PgPool,
    },
}

/// The address of a store, without what must not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// `sqlite:…`
    Sqlite,
    /// `postgres:…`
    Postgres,
}

impl Db {
    /// Opens the store at `sqlite:PATH` or `postgres://…`; makes the SQLite file when there is none.
    ///
    /// # Errors
    /// When the address is of neither kind, or nothing answers there.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        match engine_of(url) {
            Some(Engine::Sqlite) => Self::open_sqlite(url).await,
            Some(Engine::Postgres) => Self::open_postgres(url).await,
            None => Err(StoreError::Down(
                "the address is neither sqlite: nor postgres:".to_owned(),
            )),
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self, StoreError> {
        let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Down(format!("{}: {error}", folder.display())))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(200);
        // The file does not go away between two questions, as a server may.
        let pool = || SqlitePoolOptions::new().test_before_acquire(false);
        let write = pool().max_connections(1).connect_with(options.clone()).await?;
        let read = pool()
            .max_connections(6)
            .connect_with(options.clone().pragma("query_only", "ON"))
            .await?;
        let held = Conn::Sqlite(write.acquire().await?);
        Ok(Self::Sqlite {
            read,
            write: Writer::holding(held),
            options: Box::new(options),
        })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::Down("the postgres: address cannot be read".to_owned()))?
            .application_name("motcua")
            .statement_cache_capacity(200);
        let pool = PgPoolOptions::new()
            .max_connections(24)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .before_acquire(|conn, meta| {
                Box::pin(async move {
                    if meta.idle_for > QUIET {
                        conn.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self::Pg { pool })
    }

    /// Returns which engine this is.
    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite { .. } => Engine::Sqlite,
            Self::Pg { .. } => Engine::Postgres,
        }
    }

    /// Brings the tables to this program's version; from one place only, no advisory lock is taken.
    ///
    /// # Errors
    /// When a step fails, or the store was migrated by a newer program.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let failed = |error: sqlx::migrate::MigrateError| match error {
            sqlx::migrate::MigrateError::Execute(error) => StoreError::from(error),
            other => StoreError::Down(other.to_string()),
        };
        match self {
            Self::Sqlite { options, .. } => {
                let mut conn = options.connect().await?;
                SQLITE.run_direct(None, &mut conn, false).await.map_err(failed)?;
                conn.close().await?;
            }
            Self::Pg { pool } => {
                let mut steps = Migrator::with_migrations(POSTGRES.migrations.to_vec());
                steps.set_locking(false);
                steps.run(pool).await.map_err(failed)?;
            }
        }
        // What only this program can work out of what an older one kept.
        while self.write(|conn| Box::pin(dossiers::fold_some(conn))).await? > 0 {}
        Ok(())
    }

    /// Returns a connection to read by; it refuses to write on SQLite.
    ///
    /// # Errors
    /// When none comes free in time.
    pub async fn reader(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(read.acquire().await?),
            Self::Pg { pool } => Conn::Pg(pool.acquire().await?),
        })
    }

    /// Runs `work` as one transaction and commits it, doing it again when another was in the way. Once begun it runs to
    /// its end even if nobody waits any more.
    ///
    /// # Errors
    /// What `work` returns, after rolling back, or what the store says against the commit.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: Retry,
        F: for<'c> Fn(&'c mut Conn) -> Later<'c, Result<T, E>> + Send + Sync + 'static,
    {
        match self {
            Self::Sqlite { write, .. } => write.submit(work).await,
            Self::Pg { pool } => {
                let pool = pool.clone();
                let work = async move { again(|| once(&pool, &work)).await };
                match tokio::spawn(work).await {
                    Ok(done) => done,
                    Err(_) => Err(StoreError::Down("the transaction was broken off".to_owned()).into()),
                }
            }
        }
    }

    /// Runs `look` on one unchanging picture of the store; nothing it does is kept.
    ///
    /// # Errors
    /// What `look` returns, or what the store says against it.
    pub async fn snapshot<T, E, F>(&self, look: F) -> Result<T, E>
    where
        E: Retry,
        F: for<'c> FnOnce(&'c mut Conn) -> Later<'c, Result<T, E>>,
    {
        let mut conn = self.reader().await?;
        conn.command(match &conn {
            Conn::Sqlite(_) => "BEGIN",
            Conn::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        })
        .await?;
        let seen = guarded(look(&mut conn)).await;
        conn.command("ROLLBACK").await?;
        seen
    }

    /// Lets the engine look at its tables again after very many rows came at once, so that it finds the right ways to them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn settle(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { options, .. } => {
                let mut conn = options.connect().await?;
                sqlx::raw_sql("ANALYZE").execute(&mut conn).await?;
                Ok(conn.close().await?)
            }
            Self::Pg { pool } => {
                let mut conn = Conn::Pg(pool.acquire().await?);
                conn.command("VACUUM ANALYZE dossier").await?;
                conn.command("ANALYZE").await
            }
        }
    }

    /// Closes every connection after the work that waits.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                write.close().await;
                read.close().await;
            }
            Self::Pg { pool } => pool.close().await,
        }
    }
}

/// Returns which engine an address names.
pub fn engine_of(url: &str) -> Option<Engine> {
    if url.starts_with("sqlite:") {
        Some(Engine::Sqlite)
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        Some(Engine::Postgres)
    } else {
        None
    }
}

/// Does work again, a little later each time, while another transaction is in the way.
pub(super) async fn again<T, E, W, Fut>(mut work: W) -> Result<T, E>
where
    E: Retry,
    W: FnMut() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut attempt = 0;
    loop {
        match work().await {
            Err(error) if error.is_retryable() && attempt < ATTEMPTS => {
                attempt += 1;
                tokio::time::sleep(Duration::from_millis(1 << attempt.min(8))).await;
            }
            done => return done,
        }
    }
}

async fn once<T, E, F>(pool: &PgPool, work: &F) -> Result<T, E>
where
    E: Retry,
    F: for<'c> Fn(&'c mut Conn) -> Later<'c, Result<T, E>>,
{
    let mut conn = Conn::Pg(pool.acquire().await.map_err(StoreError::from)?);
    conn.command("BEGIN").await?;
    match guarded(work(&mut conn)).await {
        Ok(done) => {
            conn.command("COMMIT").await?;
            Ok(done)
        }
        Err(error) => {
            conn.command("ROLLBACK").await?;
            Err(error)
        }
    }
}

/// Turns a panic inside a transaction into an error, so that the connection can be rolled back.
pub(super) async fn guarded<T, E: Retry>(work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    match std::panic::AssertUnwindSafe(work).catch_unwind().await {
        Ok(done) => done,
        Err(_) => Err(StoreError::Fault(sqlx::Error::WorkerCrashed).into()),
    }
}
