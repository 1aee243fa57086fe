//! Callers that go away in the middle of an answer: no panic may be logged and no memory kept.

use std::{thread, time::Duration};

use crate::{callers::abort, program, report::figure, running::Running, site};

const ABORTED: u32 = 20_000;
const LONGEST: Duration = Duration::from_secs(120);

/// Aborts requests for pages that are never kept.
pub fn measure() {
    let running = Running::start(&program(), &["--site-dir", &site()]);
    abort(running.address, ABORTED / 4, LONGEST);
    thread::sleep(Duration::from_secs(2));
    let before = running.memory();
    let sent = abort(running.address, ABORTED, LONGEST);
    thread::sleep(Duration::from_secs(2));
    let after = running.memory();
    assert!(sent >= ABORTED, "only {sent} requests could be sent");
    figure("aborts.panics", running.panics() as f64, &format!("{sent} requests"));
    let grown = (after as f64 - before as f64) * 1024.0;
    let megabytes = |kilobytes: u64| kilobytes as f64 / 1024.0;
    let note = format!("{:.1} MB before, {:.1} MB after", megabytes(before), megabytes(after));
    figure("aborts.memory", grown, &note);
}
