//! Running other programs and long steps, with a line of progress every ten seconds.

use std::{
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::cleanup;

const BEAT: Duration = Duration::from_secs(10);

/// Prints a line every ten seconds until dropped, then how long the step took if that was long.
pub(crate) struct Heartbeat {
    label: String,
    start: Instant,
    place: Arc<Mutex<String>>,
    stop: mpsc::Sender<()>,
}

impl Heartbeat {
    /// Starts the beat of one step.
    pub(crate) fn start(label: &str) -> Self {
        let (stop, stopped) = mpsc::channel();
        let start = Instant::now();
        let place = Arc::new(Mutex::new(String::new()));
        let (name, at) = (label.to_owned(), Arc::clone(&place));
        thread::spawn(move || {
            while stopped.recv_timeout(BEAT) == Err(mpsc::RecvTimeoutError::Timeout) {
                let at = at.lock().unwrap_or_else(PoisonError::into_inner);
                eprintln!("  … {name}: {} s{at}", start.elapsed().as_secs());
            }
        });
        eprintln!("▸ {label}");
        Self {
            label: label.to_owned(),
            start,
            place,
            stop,
        }
    }

    /// Says from now on where the step stands.
    pub(crate) fn stands_at(&self, place: &str) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = format!(", {place}");
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        let _ = self.stop.send(());
        let seconds = self.start.elapsed().as_secs_f32();
        if seconds >= 1.0 {
            eprintln!("  {}: {seconds:.1} s", self.label);
        }
    }
}

/// Runs a program that must succeed, in its own process group, which is stopped if the run is interrupted.
pub(crate) fn must(label: &str, command: &mut Command) -> Result<()> {
    let _beat = Heartbeat::start(label);
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .with_context(|| format!("{program} could not be started"))?;
    let pid = child.id();
    let undo = cleanup::later(move || cleanup::stop_group(pid, "TERM"));
    let status = child
        .wait()
        .with_context(|| format!("{program} could not be waited for"))?;
    drop(undo);
    if !status.success() {
        bail!("{label} failed ({status})");
    }
    Ok(())
}

/// Runs a program that must succeed and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{program} could not be started"))?;
    if !output.status.success() {
        bail!(
            "{program} failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns a cargo command in the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::paths::root());
    // Set by the cargo that started this program, for this package only.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    command
}
