//! Configuration: one list of settings, read from flags, the environment and a TOML file under the same names.
//!
//! `settings` is the list · `read` finds each value and says where it came from · `parse` turns text into types ·
//! `providers` reads the file of identity providers.
//! A value out of place names itself; the database address is a secret and never prints.

mod parse;
mod providers;
mod read;
mod settings;

pub use parse::{Cidr, LogFormat, moment};
pub use providers::{Claims, Level, Provider, SecretBy};
pub use read::{ConfigError, Source};
pub use settings::{Config, arguments};
