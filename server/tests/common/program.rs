//! The program as a process of its own. It never outlives its test, however the test ends, and says what it says to files:
//! a process that held the test's own output would hold whoever reads that.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking; each program uses its own part"
)]

use std::{
    fs::{self, File},
    io::{PipeWriter, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long a command, a start, a stop or an answer may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns the program without the settings of the environment the tests run in.
pub fn motcua() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MOTCUA_")) {
        command.env_remove(name);
    }
    command
}

/// A process with its two outputs in a folder; killed when dropped.
struct Process {
    child: Child,
    folder: TempDir,
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL: nothing is flushed, nothing is closed.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            let said = self.read("err");
            let tail: Vec<&str> = said.lines().rev().take(20).collect();
            eprintln!("the program said last:");
            tail.iter().rev().for_each(|line| eprintln!("  {line}"));
        }
    }
}

impl Process {
    /// Starts a command, its standard output into `unread` or kept.
    fn start(command: &mut Command, input: &[u8], unread: Option<PipeWriter>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| File::create(folder.path().join(name)).unwrap();
        fs::write(folder.path().join("in"), input).unwrap();
        let child = command
            .stdin(File::open(folder.path().join("in")).unwrap())
            .stdout(unread.map_or_else(|| Stdio::from(file("out")), Stdio::from))
            .stderr(file("err"))
            .spawn()
            .unwrap();
        Self { child, folder }
    }

    fn read(&self, name: &str) -> String {
        let bytes = fs::read(self.folder.path().join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn wait(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the program does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Runs a command to its end, with something to read.
pub fn output(command: &mut Command, input: &[u8]) -> Output {
    let mut process = Process::start(command, input, None);
    let status = process.wait();
    Output {
        status,
        stdout: process.read("out").into_bytes(),
        stderr: process.read("err").into_bytes(),
    }
}

/// Returns an address that nobody listens on.
pub fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A running portal on a port of its own.
pub struct Program {
    process: Process,
    pub address: SocketAddr,
}

impl Program {
    /// Starts the demonstration with more settings and waits until it is ready.
    pub fn serve(configure: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        Self::start(configure, None, free())
    }

    /// Like [`serve`](Self::serve), at an address that somebody knows beforehand.
    pub fn serve_at(address: SocketAddr, configure: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        Self::start(configure, None, address)
    }

    /// Like [`serve`](Self::serve), its standard output a pipe that nobody reads any more.
    pub fn serve_unread(configure: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let (_, unread) = std::io::pipe().unwrap();
        Self::start(configure, Some(unread), free())
    }

    fn start(
        configure: impl FnOnce(&mut Command) -> &mut Command,
        unread: Option<PipeWriter>,
        address: SocketAddr,
    ) -> Self {
        let mut command = motcua();
        command.args(["serve", "--demo", "--addr", &address.to_string()]);
        let mut program = Self {
            process: Process::start(configure(&mut command), b"", unread),
            address,
        };
        let begun = Instant::now();
        while !program
            .ask("/readyz")
            .is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
        {
            let ended = program.process.child.try_wait().unwrap();
            assert!(ended.is_none(), "the program did not start: {ended:?}");
            assert!(begun.elapsed() < PATIENCE, "the program is not ready");
            thread::sleep(Duration::from_millis(10));
        }
        program
    }

    pub fn pid(&self) -> u32 {
        self.process.child.id()
    }

    /// Returns what it has said to its reader so far.
    pub fn said(&self) -> String {
        self.process.read("out")
    }

    /// Returns its log so far.
    pub fn log(&self) -> String {
        self.process.read("err")
    }

    /// Returns the whole answer to a request for a page.
    pub fn get(&self, path: &str) -> String {
        self.ask(path).unwrap()
    }

    /// Asks it to end and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        let pid = self.pid().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .stdin(Stdio::null())
                .status()
                .unwrap()
                .success()
        );
        self.process.wait()
    }

    fn ask(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let host = self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}
