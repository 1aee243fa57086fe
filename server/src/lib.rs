//! Everything that touches the world: the network, the store, files, time and chance; and the program `motcua`.
//!
//! `cli` is what the program can do · `config` its settings · `wire` puts the parts together · `listen`, `gate`, `router`
//! answer the network, with `security`, `session`, `render`, `kept`, `forms`, `answer` and `error` on the way ·
//! `catalogue` and `national` read procedures · `reference` and `data` hold places, agencies, lists and holidays ·
//! `services` do the work and `workers` what comes after, `senders` bring messages out, with `files` for bytes and `store`
//! for SQL and only SQL · `audit` and `backup` look after what is kept · `clock` is the one source of time and chance ·
//! `breaker` stops asking who does not answer.

pub mod answer;
pub mod audit;
pub mod backup;
pub mod breaker;
pub mod catalogue;
pub mod cli;
pub mod clock;
pub mod compress;
pub mod config;
pub mod data;
pub mod days;
pub mod error;
pub mod failure_page;
pub mod files;
pub mod forms;
pub mod gate;
pub mod gateways;
pub mod health;
pub mod kept;
pub mod kept_page;
pub mod listen;
pub mod logs;
pub mod national;
pub mod offline_copy;
pub mod oidc;
pub mod paper_check;
pub mod passwords;
#[cfg(feature = "pdf")]
pub mod prints;
pub mod reference;
pub mod registers;
pub mod render;
pub mod router;
pub mod sealing;
pub mod security;
pub mod seeding;
pub mod senders;
pub mod services;
pub mod session;
pub mod site;
pub mod store;
pub mod tls;
pub mod treasury;
pub mod wire;
pub mod workers;
