//! SQL, and only SQL: one text for SQLite and PostgreSQL.
//!
//! `db` opens an engine and runs transactions · `writer` commits waiting work together · `conn` is a connection of
//! either engine · every other file is one group of tables: private rows, statements by name, functions that take a
//! [`Conn`]. To add a table: a migration of the same number in both folders, a file here with `statements!`, and a line
//! in [`STATEMENTS`].

pub mod accounts;
mod conn;
mod db;
pub mod dossiers;
pub mod drafts;
pub mod dump;
mod error;
pub mod events;
pub mod files;
pub mod numbers;
pub mod outbox;
pub mod revisions;
pub mod sessions;
mod writer;

pub use conn::Conn;
pub use db::{Db, Engine, Later, Retry, engine_of};
pub use error::StoreError;

/// Every statement of the store by name, file by file.
pub const STATEMENTS: &[&[(&str, &str)]] = &[
    accounts::STATEMENTS,
    dossiers::STATEMENTS,
    drafts::STATEMENTS,
    events::STATEMENTS,
    files::STATEMENTS,
    numbers::STATEMENTS,
    outbox::STATEMENTS,
    revisions::STATEMENTS,
    sessions::STATEMENTS,
];
