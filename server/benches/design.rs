//! The figures of DESIGN §9 that a server can measure of itself: pages a second, callers that go away, memory, search,
//! durable submissions, large files. Run by `make bench`, which lays them beside their bounds; nothing here knows a bound.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that cannot be made stops"
)]

#[path = "design/aborts.rs"]
mod aborts;
#[path = "../tests/common/callers.rs"]
mod callers;
#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/filing.rs"]
mod filing;
#[path = "../tests/portal/filling.rs"]
#[allow(dead_code, reason = "the tests fill every way, the measurement one")]
mod filling;
#[path = "design/keystrokes.rs"]
mod keystrokes;
#[path = "design/load.rs"]
mod load;
#[path = "design/office.rs"]
mod office;
#[path = "design/pages.rs"]
mod pages;
#[path = "design/plain.rs"]
mod plain;
#[path = "design/report.rs"]
mod report;
#[path = "design/running.rs"]
mod running;
#[path = "design/search.rs"]
mod search;
#[path = "../tests/common/portal.rs"]
#[allow(dead_code, reason = "the tests set up more than the measurements")]
mod setup;
#[path = "design/submissions.rs"]
mod submissions;
#[path = "design/uploads.rs"]
mod uploads;

use std::{env, panic, path::PathBuf};

/// A group of figures measured together.
type Part = (&'static str, fn());

const PARTS: [Part; 7] = [
    ("pages", pages::measure),
    ("aborts", aborts::measure),
    ("search", search::measure),
    ("submissions", submissions::measure),
    ("keystrokes", keystrokes::measure),
    ("uploads", uploads::measure),
    ("office", office::measure),
];

/// Measures every part, or those named on the command line; a part that fails leaves its figures out.
fn main() {
    let names: Vec<String> = env::args().skip(1).filter(|name| !name.starts_with("--")).collect();
    for (name, measure) in PARTS {
        if names.is_empty() || names.iter().any(|asked| asked == name) {
            eprintln!("▸ bench: {name}");
            if panic::catch_unwind(measure).is_err() {
                eprintln!("bench: {name} could not be measured to its end");
            }
        }
    }
}

/// Returns the program to measure.
fn program() -> PathBuf {
    env::var_os("MOTCUA_BIN").map_or_else(|| env!("CARGO_BIN_EXE_motcua").into(), PathBuf::from)
}

/// Returns the folder of built scripts and styles.
fn site() -> String {
    let site = env::var_os("MOTCUA_SITE_DIR").map_or_else(|| PathBuf::from("target/site"), PathBuf::from);
    site.display().to_string()
}
