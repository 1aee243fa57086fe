//! One connection of either engine, and the macro that writes a query once for both.

use sqlx::{Postgres, Sqlite, pool::PoolConnection};

use super::StoreError;

/// A connection, inside or outside a transaction; every statement of the store takes one.
#[derive(Debug)]
pub enum Conn {
    /// An embedded file.
    Sqlite(PoolConnection<Sqlite>),
    /// PostgreSQL or what speaks like it.
    Pg(PoolConnection<Postgres>),
}

/// Expands one body for both engines: `on!(conn, c => sqlx::query(SQL).execute(c).await)`.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::Conn::Sqlite(held) => {
                let $c = &mut **held;
                $body
            }
            $crate::store::Conn::Pg(held) => {
                let $c = &mut **held;
                $body
            }
        }
    };
}

/// Names the statements of a file and lists them, so that a test can prepare every one on both engines.
macro_rules! statements {
    ($($name:ident = $sql:literal;)*) => {
        $(const $name: &str = $sql;)*

        /// Every statement of this file, by name.
        pub const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $sql)),*];
    };
}

pub(super) use {on, statements};

impl Conn {
    /// Runs a bare command: BEGIN, COMMIT, SAVEPOINT and the like.
    pub(super) async fn command(&mut self, sql: &'static str) -> Result<(), StoreError> {
        on!(self, c => sqlx::raw_sql(sql).execute(c).await.map(drop))?;
        Ok(())
    }

    /// Asks the engine whether it would take a statement; for tests.
    ///
    /// # Errors
    /// What the engine says against it.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<(), StoreError> {
        use sqlx::{Executor, SqlSafeStr};
        on!(self, c => c.prepare(sql.into_sql_str()).await.map(drop))?;
        Ok(())
    }
}

/// Reads a column that this program wrote as text of a type.
pub(super) fn parsed<T: std::str::FromStr>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|_| broken(table, column, id))
}

/// Reads a column that this program wrote as JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| broken(table, column, id))
}

/// Names a row that cannot be read.
pub(super) fn broken(table: &'static str, column: &'static str, id: &str) -> StoreError {
    StoreError::Broken {
        table,
        column,
        id: id.to_owned(),
    }
}
