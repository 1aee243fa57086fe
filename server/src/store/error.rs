//! What can go wrong with the store, sorted by what a caller can do about it.

/// Why a statement or a transaction failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another transaction was in the way; the same work may succeed when done again.
    #[error("another transaction was in the way")]
    Contended(#[source] sqlx::Error),
    /// A unique key is taken already.
    #[error("the key is taken already")]
    Taken(#[source] sqlx::Error),
    /// The disk is full, the database is down or does not answer.
    #[error("the store is not available: {0}")]
    Down(String),
    /// A row holds what no version of this program wrote.
    #[error("{table}.{column} of {id} cannot be read")]
    Broken {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        id: String,
    },
    /// The statement is wrong, or something else that trying again will not mend.
    #[error(transparent)]
    Fault(sqlx::Error),
}

impl StoreError {
    /// Says whether the same work may succeed when done again at once.
    pub const fn is_retryable(&self) -> bool {
        match self {
            Self::Contended(_) => true,
            Self::Taken(_) | Self::Down(_) | Self::Broken { .. } | Self::Fault(_) => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                match code.as_ref() {
                    // PostgreSQL: serialization failure, deadlock. SQLite: busy, locked, and their extended codes.
                    "40001" | "40P01" | "5" | "6" | "261" | "262" | "517" | "773" => Self::Contended(error),
                    // PostgreSQL: disk full, out of memory, too many connections, shutting down.
                    // SQLite: IO error, disk full, cannot open, read only.
                    "53100" | "53200" | "53300" | "58030" | "57P01" | "57P02" | "57P03" | "7" | "8" | "10" | "13"
                    | "14" => Self::Down(error.to_string()),
                    // The extended codes of SQLite's IO errors end in 0x0A; they have fewer digits than an SQLSTATE.
                    short if short.len() <= 4 && short.parse::<u16>().is_ok_and(|code| code & 0xff == 10) => {
                        Self::Down(error.to_string())
                    }
                    _ if database.is_unique_violation() => Self::Taken(error),
                    _ => Self::Fault(error),
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Down(error.to_string()),
            _ => Self::Fault(error),
        }
    }
}
