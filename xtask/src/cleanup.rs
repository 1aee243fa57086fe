//! What must be undone however the run ends: processes to stop, temporary folders to remove.
//!
//! A normal end, an error, Ctrl-C and `kill` all come through here; nothing started by a run outlives it.

use std::{
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::Result;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

type Undo = Box<dyn FnOnce() + Send>;

static PENDING: Mutex<Vec<(u64, Undo)>> = Mutex::new(Vec::new());
static NEXT: AtomicU64 = AtomicU64::new(0);
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

fn pending() -> MutexGuard<'static, Vec<(u64, Undo)>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the undo step it was made for when dropped, unless a signal ran it first.
pub(crate) struct Undoing(u64);

impl Drop for Undoing {
    fn drop(&mut self) {
        let undo = {
            let mut pending = pending();
            pending
                .iter()
                .position(|(id, _)| *id == self.0)
                .map(|at| pending.remove(at).1)
        };
        if let Some(undo) = undo {
            undo();
        }
    }
}

/// Registers an undo step and returns its guard.
pub(crate) fn later(undo: impl FnOnce() + Send + 'static) -> Undoing {
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    pending().push((id, Box::new(undo)));
    Undoing(id)
}

/// Runs every undo step left, last registered first.
pub(crate) fn run_all() {
    loop {
        let last = pending().pop();
        match last {
            Some((_, undo)) => undo(),
            None => return,
        }
    }
}

/// Undoes everything and leaves when the run is interrupted.
pub(crate) fn on_signals() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            eprintln!("\nxtask: interrupted, stopping what was started");
            run_all();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Holds the caller for ever once the run is interrupted: the next step must not start while the last is undone.
pub(crate) fn hold_if_interrupted() {
    while INTERRUPTED.load(Ordering::SeqCst) {
        thread::park();
    }
}

/// Sends a signal to a process, or to its group when `group` is set.
pub(crate) fn signal(pid: u32, name: &str, group: bool) {
    let target = if group { format!("-{pid}") } else { pid.to_string() };
    let _ = Command::new("kill")
        .args([&format!("-{name}"), "--", &target])
        .stderr(Stdio::null())
        .status();
}

/// Says whether any process of the group is left that still runs; one that ended and was not collected does not.
pub(crate) fn group_lives(pid: u32) -> bool {
    let target = format!("-{pid}");
    let is_there = Command::new("kill")
        .args(["-0", "--", &target])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status: ExitStatus| status.success());
    is_there
        && match Command::new("ps").args(["-A", "-o", "pgid=", "-o", "stat="]).output() {
            Ok(listing) => runs(&String::from_utf8_lossy(&listing.stdout), pid),
            Err(_) => true,
        }
}

/// Reads out of `ps` whether a process of the group is no zombie.
fn runs(listing: &str, group: u32) -> bool {
    listing.lines().any(|line| {
        let mut words = line.split_whitespace();
        words.next().and_then(|id| id.parse().ok()) == Some(group)
            && words.next().is_some_and(|state| !state.starts_with('Z'))
    })
}

/// Stops a process group: asked first, killed after five seconds; returns when none of it runs.
pub(crate) fn stop_group(pid: u32, first: &str) {
    for (name, seconds) in [(first, 5), ("KILL", 2)] {
        signal(pid, name, true);
        let start = Instant::now();
        while group_lives(pid) && start.elapsed() < Duration::from_secs(seconds) {
            thread::sleep(Duration::from_millis(50));
        }
        if !group_lives(pid) {
            return;
        }
    }
}

/// Stops a child started in its own group and waits for it.
pub(crate) fn stop_child(child: &mut Child, first: &str) {
    signal(child.id(), first, true);
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > Duration::from_secs(10) {
            signal(child.id(), "KILL", true);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_zombies_does_not_run() {
        let listing = "    1 Ss\n   12 Z\n   12 Zs+\n  112 S\n";
        assert!(runs(listing, 1) && runs(listing, 112));
        assert!(!runs(listing, 12) && !runs(listing, 11));
    }
}
