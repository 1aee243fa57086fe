//! Killed, hurried and left alone: tests that want the machine for themselves, apart from the others.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking; the helpers serve more than these tests"
)]

#[path = "../common/callers.rs"]
mod callers;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/filing.rs"]
mod filing;
#[path = "../common/program.rs"]
mod program;
#[path = "../common/portal.rs"]
mod setup;
#[path = "../common/sink.rs"]
mod sink;

mod aborts;
mod crash;
mod payments;
mod telling;
