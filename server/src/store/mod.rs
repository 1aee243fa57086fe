//! SQL, and only SQL: one text for SQLite and PostgreSQL.
//!
//! `db` opens an engine and runs transactions · `writer` commits waiting work together · `conn` is a connection of
//! either engine · every other file is one group of tables: private rows, statements by name, functions that take a
//! [`Conn`]. To add a table: a migration of the same number in both folders, a file here with `statements!`, and a line
//! in [`STATEMENTS`].

pub mod accounts;
pub mod alike;
pub mod bulk;
pub mod channels;
pub mod checks;
mod conn;
pub mod consultations;
mod db;
pub mod deadlines;
pub mod deliveries;
pub mod desk_accounts;
pub mod device_keys;
pub mod dossiers;
pub mod drafts;
pub mod dump;
mod error;
pub mod events;
pub mod fee_receipts;
pub mod files;
pub mod guests;
pub mod identities;
pub mod ledger;
pub mod local_accounts;
pub mod looks;
pub mod mandates;
pub mod notifications;
pub mod numbers;
pub mod obligations;
pub mod outbox;
pub mod parked;
pub mod payments;
pub mod post_orders;
pub mod profile;
pub mod queue;
pub mod refunds;
pub mod repository;
pub mod results;
pub mod revisions;
pub mod sessions;
pub mod shares;
pub mod statements;
pub mod steps;
pub mod talk;
pub mod tills;
pub mod working_times;
mod writer;

pub use conn::Conn;
pub use db::{Db, Engine, Later, Retry, engine_of};
pub use error::StoreError;

/// Every statement of the store by name, file by file.
pub const STATEMENTS: &[&[(&str, &str)]] = &[
    accounts::STATEMENTS,
    alike::STATEMENTS,
    bulk::STATEMENTS,
    channels::STATEMENTS,
    checks::STATEMENTS,
    consultations::STATEMENTS,
    deadlines::STATEMENTS,
    deliveries::STATEMENTS,
    desk_accounts::STATEMENTS,
    device_keys::STATEMENTS,
    dossiers::STATEMENTS,
    drafts::STATEMENTS,
    events::STATEMENTS,
    fee_receipts::STATEMENTS,
    files::STATEMENTS,
    guests::STATEMENTS,
    identities::STATEMENTS,
    ledger::STATEMENTS,
    local_accounts::STATEMENTS,
    looks::STATEMENTS,
    mandates::STATEMENTS,
    notifications::STATEMENTS,
    numbers::STATEMENTS,
    obligations::STATEMENTS,
    outbox::STATEMENTS,
    parked::STATEMENTS,
    payments::STATEMENTS,
    post_orders::STATEMENTS,
    profile::STATEMENTS,
    queue::STATEMENTS,
    refunds::STATEMENTS,
    revisions::STATEMENTS,
    sessions::STATEMENTS,
    repository::STATEMENTS,
    results::STATEMENTS,
    shares::STATEMENTS,
    statements::STATEMENTS,
    steps::STATEMENTS,
    talk::STATEMENTS,
    tills::STATEMENTS,
    working_times::STATEMENTS,
];
