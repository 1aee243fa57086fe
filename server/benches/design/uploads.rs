//! Attaching a file of 100 MB, in parts that could go on after a cut and by the plain form: how fast it is taken in, judged
//! and sealed, and how much memory the server needs for it.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use bytes::Bytes;

use crate::{
    filing, pages, program,
    report::{figure, thousands},
    running::{Client, Running},
    site,
};

/// The largest file there may be.
const SIZE: usize = 100 << 20;

/// How much the browser sends at once, as `app/script/papers.js` does.
const PART: usize = 4 << 20;

const SLOT: &str = "witness_statement";
const PATIENCE: Duration = Duration::from_secs(300);

/// Measures on SQLite: no row of it is large.
pub fn measure() {
    let running = Running::start(&program(), &["--site-dir", &site()]);
    let (client, draft) = pages::begin(&running, "lan");
    let file = file();
    let disk = disk(&file);
    let own = |method: &str, path: &str, headers: &str, body: &[&[u8]]| {
        let (status, head) = send(&running, &client, method, path, headers, body);
        assert!((200..400).contains(&status), "{method} {path}: {head}");
        head
    };
    report(&running, "uploads.parts", disk, || {
        let place = format!("/tep/tus/{draft}/{SLOT}");
        let head = own("POST", &place, &format!("Upload-Length: {}\r\n", file.len()), &[]);
        let at = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        for (number, part) in file.chunks(PART).enumerate() {
            let headers = format!(
                "Upload-Offset: {}\r\nContent-Type: application/offset+octet-stream\r\n",
                number * PART
            );
            let head = own("PATCH", at, &headers, &[part]);
            assert!(!head.contains("motcua-refused"), "{head}");
        }
    });
    report(&running, "uploads.form", disk, || {
        let before = b"--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
        let parts = [&before[..], &file, b"\r\n--X--\r\n"];
        let headers = "Content-Type: multipart/form-data; boundary=X\r\n";
        own("POST", &format!("/tep/{draft}/{SLOT}"), headers, &parts);
    });
    let page = own("GET", &format!("/nop/1.001193/{draft}/giay-to"), "", &[]);
    assert_eq!(page.matches("/xoa\"").count(), 2, "both files are there");
    assert_eq!(running.panics(), 0, "{}", running.log());
}

/// A PDF of the greatest size.
fn file() -> Bytes {
    let around = filing::pdf("").len();
    let line = format!("%{}\n", "0123456789".repeat(10));
    let filler = line.repeat((SIZE - around) / line.len());
    let file = filing::pdf(&filler);
    assert!((SIZE - 1000..=SIZE).contains(&file.len()), "{}", file.len());
    file
}

/// Returns how many bytes a second the disk itself takes, safely written.
fn disk(file: &[u8]) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let mut to = fs::File::create(folder.path().join("file")).unwrap();
    to.write_all(file).unwrap();
    to.sync_all().unwrap();
    file.len() as f64 / start.elapsed().as_secs_f64()
}

fn report(running: &Running, key: &str, disk: f64, upload: impl FnOnce()) {
    let (before, worked) = (running.memory(), running.worked());
    running.forget_peak();
    let start = Instant::now();
    upload();
    let rate = SIZE as f64 / start.elapsed().as_secs_f64();
    let grown = running.peak().saturating_sub(before) as f64 * 1024.0;
    let note = format!(
        "{:.2} of the {} MB/s the disk takes; {:.1} s of one core",
        rate / disk,
        thousands(disk / f64::from(1 << 20)),
        running.worked() - worked
    );
    figure(&format!("{key}.per_second"), rate, &note);
    let note = format!("from {:.1} MB at its highest", before as f64 / 1024.0);
    figure(&format!("{key}.memory"), grown, &note);
}

/// Sends a request of the portal's own pages, its body in pieces, and returns the status and the whole answer.
fn send(running: &Running, client: &Client, method: &str, path: &str, headers: &str, body: &[&[u8]]) -> (u16, String) {
    let mut stream = TcpStream::connect(running.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let length: usize = body.iter().map(|piece| piece.len()).sum();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {1}\r\nTus-Resumable: 1.0.0\r\nAccept: text/html\r\n{headers}Content-Length: {length}\r\n\r\n",
        running.address, client.cookie
    )
    .unwrap();
    for piece in body {
        stream.write_all(piece).unwrap();
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    (status, answer)
}
