//! What a command prints and how it fails.

use std::io::{ErrorKind, Write};

/// Why a command did not do its work, in one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// Makes a failure of a sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Makes a failure of what was tried and the error that stopped it.
    pub fn of(tried: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{tried}: {error}"))
    }
}

/// What a command returns.
pub type Outcome = Result<(), Failure>;

/// Writes one line to standard output; a reader that went away ends the program quietly.
pub(super) fn print(line: &str) -> Outcome {
    match writeln!(std::io::stdout().lock(), "{line}") {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure::of("standard output cannot be written", error)),
    }
}

/// Writes a record to standard output as one line of JSON.
pub(super) fn print_json(record: &impl serde::Serialize) -> Outcome {
    let line = serde_json::to_string(record).map_err(|error| Failure::of("the answer is no JSON", error))?;
    print(&line)
}
