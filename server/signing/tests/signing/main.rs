//! The tests of signatures, in one program: `law` by this crate alone, `readers` by independent ones, `common` their
//! keys and files.

#![allow(clippy::expect_used, clippy::panic, reason = "a broken fixture ends the test")]

mod common;
mod law;
mod readers;
