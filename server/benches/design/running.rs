//! The program itself on a free port of this machine, and callers that talk to it over sockets.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A demonstration portal that runs until it is dropped, its data gone with it.
pub struct Running {
    child: Child,
    pub address: SocketAddr,
    log: PathBuf,
    _folder: tempfile::TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Starts a program with no settings of the environment but these.
    pub fn start(program: &Path, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = folder.path().join("log");
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MOTCUA_")) {
            command.env_remove(name);
        }
        command.args([
            "serve",
            "--demo",
            "--addr",
            &address.to_string(),
            "--sign-in-per-minute",
            "0",
            "--data-dir",
        ]);
        command
            .arg(folder.path().join("data"))
            .args(more)
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log).unwrap());
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        assert!(
            first.contains("http://"),
            "{first}{}",
            fs::read_to_string(&log).unwrap()
        );
        Self {
            child,
            address,
            log,
            _folder: folder,
        }
    }

    /// Returns the resident memory in kilobytes.
    pub fn memory(&self) -> u64 {
        self.status("VmRSS:")
    }

    /// Returns the most memory that was ever resident, in kilobytes.
    pub fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    /// Lets the most memory that was ever resident be what is resident now.
    pub fn forget_peak(&self) {
        fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    /// Returns the time of processors it has used, in seconds: the kernel counts in hundredths.
    pub fn worked(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        let ticks: u32 = fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap();
        f64::from(ticks) / 100.0
    }

    fn status(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Returns how often the log speaks of a panic.
    pub fn panics(&self) -> usize {
        self.log().lines().filter(|line| line.contains("panic")).count()
    }

    /// Returns everything logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }
}

/// A client with one connection at a time and a session.
pub struct Client {
    address: SocketAddr,
    pub cookie: String,
}

impl Client {
    /// Makes a client nobody knows yet.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookie: String::new(),
        }
    }

    /// Sends a request and returns the status and the head of the answer.
    pub fn send(&mut self, method: &str, path: &str, form: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\nOrigin: http://{0}\r\n\
             Sec-Fetch-Site: same-origin\r\nAccept: application/json\r\nCookie: {1}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {2}\r\n\r\n{form}",
            self.address,
            self.cookie,
            form.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        for line in head.lines() {
            if let Some(cookie) = line.strip_prefix("set-cookie: ") {
                self.cookie = cookie.split(';').next().unwrap().to_owned();
            }
        }
        (status, head.to_owned())
    }
}

/// Returns the draft an answer leads to.
pub fn draft_of(head: &str) -> Option<String> {
    let to = head.lines().find_map(|line| line.strip_prefix("location: /nop/"))?;
    Some(to.split('/').nth(1)?.to_owned())
}
