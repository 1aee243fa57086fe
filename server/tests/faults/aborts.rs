//! Callers that go away and callers that crowd: aborted requests leave no panic and no memory behind, and many clients
//! on pages and posts together are answered without a fault of ours.

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use crate::callers::{PAGES, abort};
use crate::program::Program;
use tempfile::TempDir;

/// Aborted requests in all; the time is a bound for slow builds, which must reach a tenth.
const ABORTED: u32 = 100_000;
const LONGEST: Duration = Duration::from_secs(120);

/// One at a time: each measures a machine it has for itself.
static ALONE: Mutex<()> = Mutex::new(());

fn start() -> (Program, TempDir) {
    let data = tempfile::tempdir().unwrap();
    let program = Program::serve(|command| {
        command
            .args(["--sign-in-per-minute", "0", "--data-dir"])
            .arg(data.path())
    });
    (program, data)
}

/// Returns the resident memory in kilobytes.
fn memory(program: &Program) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", program.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn panics(program: &Program) -> usize {
    program.log().lines().filter(|line| line.contains("panic")).count()
}

#[test]
fn a_hundred_thousand_aborted_requests_leave_no_panic_and_no_memory_behind() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("skipped: this system does not tell a process's memory");
        return;
    }
    let _alone = ALONE.lock();
    let (running, _data) = start();
    abort(running.address, 10_000, LONGEST);
    thread::sleep(Duration::from_secs(2));
    let before = memory(&running);
    let sent = abort(running.address, ABORTED, LONGEST);
    thread::sleep(Duration::from_secs(2));
    let after = memory(&running);
    eprintln!("{sent} aborted: {before} kB before, {after} kB after");
    assert!(sent >= ABORTED / 10, "only {sent} in {LONGEST:?}");
    assert_eq!(panics(&running), 0, "{}", running.log());
    assert!(
        after < before + 20_000,
        "{sent} aborted requests took {} kB",
        after - before
    );
}

/// A client with one connection at a time and a session.
struct Client {
    address: SocketAddr,
    cookie: String,
}

impl Client {
    fn send(&mut self, method: &str, path: &str, form: &str) -> (u16, String) {
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

#[test]
fn sixty_four_clients_on_pages_and_posts_together_meet_no_fault_of_ours() {
    let _alone = ALONE.lock();
    let (running, _data) = start();
    let end = Instant::now() + Duration::from_secs(10);
    let clients: Vec<_> = (0..64usize)
        .map(|number| {
            let address = running.address;
            thread::spawn(move || {
                let mut client = Client {
                    address,
                    cookie: String::new(),
                };
                let (mut statuses, mut round) = (Vec::new(), number);
                let person = ["lan", "hung", "binh", "sau"][number % 4];
                statuses.push(
                    client
                        .send("POST", "/api/session/sign_in", &format!("person={person}"))
                        .0,
                );
                let mut draft = String::new();
                while Instant::now() < end {
                    round += 1;
                    let (status, head) = match round % 5 {
                        0 => client.send("POST", "/api/drafts/start", "code=1.001193"),
                        1 if !draft.is_empty() => client.send(
                            "POST",
                            "/api/drafts/save",
                            &format!("draft={draft}&section=case&answers%5Bcase.authorised%5D=no&go=next"),
                        ),
                        2 => client.send("GET", "/ho-so", ""),
                        3 => client.send("GET", "/thu-tuc/1.001193", ""),
                        _ => client.send("GET", PAGES[round % PAGES.len()], ""),
                    };
                    if let Some(to) = head.lines().find_map(|line| line.strip_prefix("location: /nop/")) {
                        draft = to.split('/').nth(1).unwrap_or_default().to_owned();
                    }
                    statuses.push(status);
                }
                statuses
            })
        })
        .collect();
    let statuses: Vec<u16> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
    // One draft too many is refused by rule (422); no answer at all and every 5xx are faults.
    let is_fault = |status: &u16| *status < 200 || *status >= 500;
    let faults = statuses.iter().filter(|status| is_fault(status)).count();
    let refused = statuses
        .iter()
        .filter(|status| (400..500).contains(*status) && **status != 422)
        .count();
    assert_eq!(
        refused,
        0,
        "{refused} of {} answers were refused without a rule",
        statuses.len()
    );
    eprintln!("{} answers", statuses.len());
    assert!(statuses.len() > 640, "only {} answers", statuses.len());
    assert_eq!(faults, 0, "{faults} of {} answers were faults", statuses.len());
    assert_eq!(panics(&running), 0);
}
