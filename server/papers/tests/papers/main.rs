//! Every paper printed, opened again and read.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]

mod forms;
mod results;
mod samples;
mod validated;
