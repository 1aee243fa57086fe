//! A small load generator: connections kept alive, one request at a time on each, for so many seconds. It runs on one
//! thread, so that it takes as little as it can of the machine it shares with what it measures.

use std::{
    cell::{Cell, RefCell},
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    runtime::Builder,
    task::{JoinSet, LocalSet},
};

/// Connections at once, as the design says.
pub const CONNECTIONS: usize = 64;
/// How long answers come before they count.
const WARMING: Duration = Duration::from_secs(1);

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    pub per_second: f64,
    pub median_ms: f64,
    pub p99_ms: f64,
    /// Bytes of one body as sent.
    pub bytes: usize,
    /// Answers in all, those of the warming too.
    pub answers: u64,
}

/// Returns a request for a page, with further headers (`Name: value\r\n`).
pub fn get(address: SocketAddr, path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n{headers}\r\n").into_bytes()
}

/// Returns a form that is posted, as a browser without scripts posts it.
pub fn post(address: SocketAddr, path: &str, form: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nOrigin: http://{address}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n\
         {form}",
        form.len()
    )
    .into_bytes()
}

/// Asks a server, each connection one of `requests` again and again; every answer must be 200.
pub fn run(address: SocketAddr, requests: &[Vec<u8>], time: Duration) -> Outcome {
    run_for(address, requests, time, 200)
}

/// Asks a server as [`run`] does; every answer must have the status.
pub fn run_for(address: SocketAddr, requests: &[Vec<u8>], time: Duration, status: u16) -> Outcome {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let start = Instant::now();
    let (from, to) = (start + WARMING, start + WARMING + time);
    let taken = Rc::new(RefCell::new(Vec::new()));
    let answers = Rc::new(Cell::new(0));
    let bytes = LocalSet::new().block_on(&runtime, async {
        let mut connections = JoinSet::new();
        for number in 0..CONNECTIONS {
            let request = requests[number % requests.len()].clone();
            let (taken, answers) = (Rc::clone(&taken), Rc::clone(&answers));
            connections.spawn_local(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                stream.set_nodelay(true).unwrap();
                let mut buffer = Vec::with_capacity(1 << 16);
                let mut bytes = 0;
                loop {
                    let sent = Instant::now();
                    if sent >= to {
                        return bytes;
                    }
                    stream.write_all(&request).await.unwrap();
                    bytes = answer(&mut stream, &mut buffer, status).await;
                    answers.set(answers.get() + 1);
                    let done = Instant::now();
                    if sent >= from && done < to {
                        let micros = (done - sent).as_micros();
                        taken.borrow_mut().push(u32::try_from(micros).unwrap_or(u32::MAX));
                    }
                }
            });
        }
        connections.join_all().await.into_iter().max().unwrap_or(0)
    });
    let mut taken = taken.take();
    taken.sort_unstable();
    let at = |share: f64| {
        let at = (taken.len() as f64 * share) as usize;
        f64::from(taken.get(at).copied().unwrap_or(u32::MAX)) / 1000.0
    };
    Outcome {
        per_second: taken.len() as f64 / time.as_secs_f64(),
        median_ms: at(0.5),
        p99_ms: at(0.99),
        bytes,
        answers: answers.get(),
    }
}

/// Reads one answer whole and returns the bytes of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>, status: u16) -> usize {
    buffer.clear();
    let head = loop {
        more(stream, buffer).await;
        if let Some(at) = find(buffer, b"\r\n\r\n") {
            break at + 4;
        }
    };
    let text = std::str::from_utf8(&buffer[..head]).unwrap().to_ascii_lowercase();
    assert!(text.starts_with(&format!("http/1.1 {status} ")), "{text}");
    if text.contains("transfer-encoding: chunked") {
        while !buffer[head..].ends_with(b"\r\n0\r\n\r\n") {
            more(stream, buffer).await;
        }
    } else {
        let length = text
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next());
        let length: usize = length.unwrap().trim().parse().unwrap();
        while buffer.len() < head + length {
            more(stream, buffer).await;
        }
    }
    buffer.len() - head
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) {
    let read = stream.read_buf(buffer).await.unwrap();
    assert!(read > 0, "the connection was closed in the middle of an answer");
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
