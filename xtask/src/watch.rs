//! Running a test runner whose lines are read: it has a limit, and nothing it leaves behind can hold the run.
//!
//! A failing test may leave a process that inherited the runner's output, and the end of that output never comes. The
//! output is therefore read beside the runner: once the runner has ended, what is left of its process group is stopped.

use std::{
    io::{BufRead, BufReader, Read, Write},
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{cleanup, run::Heartbeat};

/// How long the output may stay open after the runner has ended, and after its group was stopped.
const GRACE: Duration = Duration::from_secs(3);

/// How often a silent runner is asked whether it has ended.
const TICK: Duration = Duration::from_millis(100);

/// A runner of the suite.
pub(crate) struct Runner {
    /// What it is called in the log.
    pub(crate) label: &'static str,
    /// How the lines begin that tell where it stands; every line tells when none is named.
    pub(crate) places: &'static [&'static str],
    /// How long it may take in all, compiling included.
    pub(crate) whole: Duration,
    /// How long it may take from the first line that tells where it stands.
    pub(crate) running: Duration,
}

/// How a runner ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself, and it said that all went well.
    Well,
    /// By itself, and something failed.
    Badly,
    /// Stopped at its limit.
    Overdue,
}

/// One line of a runner, by where it was said.
enum Said {
    Out(String),
    Err(String),
}

/// What has been heard of a runner.
struct Heard<'a, F> {
    runner: &'a Runner,
    beat: Heartbeat,
    each: F,
    place: String,
    last: String,
    deadline: Instant,
}

impl Runner {
    /// Runs the command in its own process group, shows what it says and hands every line of its standard output to
    /// `each`. When this returns, no process of the group is left.
    pub(crate) fn watch(&self, command: &mut Command, each: impl FnMut(&str)) -> Result<End> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut heard = Heard {
            runner: self,
            beat: Heartbeat::start(self.label),
            each,
            place: String::new(),
            last: String::new(),
            deadline: Instant::now() + self.whole,
        };
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("{program} could not be started"))?;
        let group = child.id();
        let undo = cleanup::later(move || cleanup::stop_group(group, "TERM"));
        let lines = listen(child.stdout.take(), child.stderr.take());

        let mut ended = None;
        let end = loop {
            let is_open = heard.next(&lines);
            if ended.is_none() {
                ended = child.try_wait()?.map(|status| (status.success(), Instant::now()));
            }
            match ended {
                Some((well, at)) if !is_open || at.elapsed() > GRACE => {
                    break if well { End::Well } else { End::Badly };
                }
                None if Instant::now() > heard.deadline => break End::Overdue,
                Some(_) => {}
                None if is_open => {}
                None => thread::sleep(TICK),
            }
        };
        cleanup::hold_if_interrupted();
        if end == End::Overdue {
            heard.say_overdue();
            cleanup::stop_child(&mut child, "TERM");
        } else if cleanup::group_lives(group) {
            eprintln!(
                "  {}: it ended and left processes behind, which are stopped",
                self.label
            );
        }
        drop(undo);
        heard.rest(&lines);
        Ok(end)
    }
}

impl<F: FnMut(&str)> Heard<'_, F> {
    /// Takes in one line if one comes soon; says whether more may come.
    fn next(&mut self, lines: &Receiver<Said>) -> bool {
        match lines.recv_timeout(TICK) {
            Ok(said) => self.take(said),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    /// Takes in what was said before the output closed. A process that left the group may hold it open for ever.
    fn rest(&mut self, lines: &Receiver<Said>) {
        let until = Instant::now() + GRACE;
        while self.next(lines) {
            if Instant::now() > until {
                eprintln!(
                    "  {}: a process outside its group still holds its output",
                    self.runner.label
                );
                return;
            }
        }
    }

    fn take(&mut self, said: Said) {
        let line = match said {
            Said::Out(line) => {
                // Nobody may be reading any more: the run goes on.
                let _ = writeln!(std::io::stdout().lock(), "{line}");
                (self.each)(&line);
                line
            }
            Said::Err(line) => {
                let _ = writeln!(std::io::stderr().lock(), "{line}");
                line
            }
        };
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let places = self.runner.places;
        if places.is_empty() || places.iter().any(|place| line.starts_with(place)) {
            if self.place.is_empty() {
                self.deadline = self.deadline.min(Instant::now() + self.runner.running);
            }
            line.clone_into(&mut self.place);
            self.beat.stands_at(line);
        }
        line.clone_into(&mut self.last);
    }

    fn say_overdue(&self) {
        eprintln!("xtask: {} takes too long and is stopped", self.runner.label);
        if !self.place.is_empty() && self.place != self.last {
            eprintln!("  it stood at: {}", self.place);
        }
        eprintln!("  its last line: {}", self.last);
    }
}

/// Reads both outputs until they close, a thread for each.
fn listen(out: Option<impl Read + Send + 'static>, err: Option<impl Read + Send + 'static>) -> Receiver<Said> {
    let (lines, heard) = mpsc::channel();
    if let Some(out) = out {
        let lines = lines.clone();
        thread::spawn(move || read(out, &lines, Said::Out));
    }
    if let Some(err) = err {
        thread::spawn(move || read(err, &lines, Said::Err));
    }
    heard
}

fn read(from: impl Read, lines: &Sender<Said>, said: fn(String) -> Said) {
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        if lines.send(said(String::from_utf8_lossy(&line).into_owned())).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Runner = Runner {
        label: "a runner",
        places: &["Running "],
        whole: Duration::from_secs(60),
        running: Duration::from_secs(1),
    };

    /// Runs a script; returns how it ended, its lines and how long it took.
    fn watched(runner: &Runner, script: &str) -> (End, Vec<String>, Duration) {
        let (begun, mut lines) = (Instant::now(), Vec::new());
        let end = runner
            .watch(Command::new("sh").args(["-c", script]), |line| {
                lines.push(line.to_owned())
            })
            .unwrap();
        (end, lines, begun.elapsed())
    }

    fn lives(pid: &str) -> bool {
        let state = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap();
        let state = String::from_utf8_lossy(&state.stdout).trim().to_owned();
        !state.is_empty() && !state.starts_with('Z')
    }

    #[test]
    fn a_process_left_behind_that_holds_the_output_is_stopped() {
        let (end, lines, took) = watched(&QUICK, "sleep 600 & echo $!; echo said; exit 3");
        assert_eq!(end, End::Badly);
        assert_eq!(lines[1..], ["said"]);
        assert!(!lives(&lines[0]), "{lines:?}");
        assert!(took < Duration::from_secs(20), "{took:?}");
    }

    #[test]
    fn a_process_left_behind_that_heeds_no_signal_and_holds_nothing_is_stopped() {
        let script = "sh -c 'trap \"\" TERM; while :; do sleep 1; done' >/dev/null 2>&1 & echo $!";
        let (end, lines, took) = watched(&QUICK, script);
        assert_eq!(end, End::Well);
        assert!(!lives(&lines[0]), "{lines:?}");
        assert!(took < Duration::from_secs(20), "{took:?}");
    }

    #[test]
    fn a_process_that_left_the_group_does_not_hold_the_run() {
        let (end, lines, took) = watched(&QUICK, "setsid sleep 30 & echo said");
        assert_eq!((end, lines), (End::Well, vec!["said".to_owned()]));
        assert!(took < Duration::from_secs(20), "{took:?}");
    }

    #[test]
    fn a_runner_is_stopped_at_its_limit_and_what_it_said_is_kept() {
        let (end, lines, took) = watched(
            &QUICK,
            "echo '   Running tests/faults/main.rs' >&2; echo one; sleep 600; echo two",
        );
        assert_eq!((end, lines), (End::Overdue, vec!["one".to_owned()]));
        assert!(took < Duration::from_secs(20), "{took:?}");
    }

    #[test]
    fn compiling_counts_against_the_whole_alone() {
        let (end, lines, _) = watched(&QUICK, "echo Compiling; sleep 2; echo done");
        assert_eq!((end, lines.len()), (End::Well, 2));
        let short = Runner {
            whole: Duration::from_secs(1),
            ..QUICK
        };
        assert_eq!(watched(&short, "echo Compiling; sleep 600").0, End::Overdue);
    }

    #[test]
    fn a_runner_that_ignores_being_asked_to_end_is_killed() {
        let script = "trap '' TERM; echo 'Running x'; while :; do sleep 1; done";
        let (end, _, took) = watched(&QUICK, script);
        assert_eq!(end, End::Overdue);
        assert!(took < Duration::from_secs(30), "{took:?}");
    }
}
