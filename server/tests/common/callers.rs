//! Callers that go away in the middle: for the test that they leave nothing behind, and for the measurement of it.
#![allow(clippy::unwrap_used, reason = "a helper of tests, which says by panicking")]

use std::{
    io::Write,
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Pages that are rendered for every request, never kept.
pub const PAGES: [&str; 4] = [
    "/thu-tuc?q=khai+sinh",
    "/thu-tuc/1.001193?x=1",
    "/dang-nhap",
    "/viec/co-con",
];

/// Sends requests and goes away after a moment, `count` times in all or until the time is over; returns how many were
/// sent.
pub fn abort(address: SocketAddr, count: u32, longest: Duration) -> u32 {
    let sent = Arc::new(AtomicU32::new(0));
    let start = Instant::now();
    let threads: Vec<_> = (0..16u64)
        .map(|seed| {
            let sent = Arc::clone(&sent);
            thread::spawn(move || {
                while start.elapsed() < longest {
                    let number = sent.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    let Ok(mut stream) = TcpStream::connect(address) else {
                        continue;
                    };
                    let page = PAGES[number as usize % PAGES.len()];
                    let _ = write!(
                        stream,
                        "GET {page} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n\r\n"
                    );
                    // Gone at once, or somewhere in the middle of the rendering.
                    thread::sleep(Duration::from_micros((u64::from(number) * 37 + seed * 101) % 4000));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    sent.load(Ordering::Relaxed).min(count)
}
