//! The runtime of commands that talk to the store.

use super::Failure;

/// Runs a command's work to its end.
pub(super) fn finish<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::of("the program's threads cannot be started", error))?
        .block_on(work)
}
