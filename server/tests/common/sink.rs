//! A mail server that keeps what it is given: enough of SMTP to be spoken to by a real client, and to fail as real ones do.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking; each program uses its own part"
)]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It takes everything.
    Well,
    /// It is busy: come back later (451).
    Busy,
    /// It knows no such mailbox (550).
    NoMailbox,
    /// It lets nobody in (530).
    Closed,
    /// It has read the letter and never says so.
    SilentAfterLetter,
    /// It falls silent before the letter.
    SilentBeforeLetter,
}

/// A letter as it came.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: Vec<String>,
    pub raw: String,
}

impl Letter {
    /// Returns a header, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        found.unwrap_or_default()
    }

    /// Returns the text, decoded.
    pub fn text(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").unwrap();
        match self.header("Content-Transfer-Encoding").as_str() {
            "quoted-printable" => unquoted(body),
            "base64" => {
                use base64::Engine;
                let joined: String = body.split_whitespace().collect();
                let bytes = base64::engine::general_purpose::STANDARD.decode(joined).unwrap();
                String::from_utf8(bytes).unwrap()
            }
            _ => body.to_owned(),
        }
        .replace("\r\n", "\n")
    }

    /// Returns what follows some words in the text, up to the end of the line.
    pub fn after(&self, words: &str) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once(words)
            .unwrap_or_else(|| panic!("{words} is not in:\n{text}"));
        rest.lines().next().unwrap().trim().to_owned()
    }
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let (mut out, bytes) = (Vec::new(), joined.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'=' {
            let pair = std::str::from_utf8(&bytes[at + 1..at + 3]).unwrap();
            out.push(u8::from_str_radix(pair, 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// The server.
#[derive(Clone)]
pub struct Sink {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Letter>>>,
    reached: watch::Receiver<usize>,
    mood: Arc<Mutex<Mood>>,
}

impl Sink {
    /// Starts it on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (letters, mood) = (Arc::<Mutex<Vec<Letter>>>::default(), Arc::new(Mutex::new(Mood::Well)));
        let (reach, reached) = watch::channel(0);
        let reach = Arc::new(reach);
        let (kept, moods) = (Arc::clone(&letters), Arc::clone(&mood));
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let (kept, moods, reach) = (Arc::clone(&kept), Arc::clone(&moods), Arc::clone(&reach));
                tokio::spawn(async move { drop(serve(line, &kept, &moods, &reach).await) });
            }
        });
        Self {
            address,
            letters,
            reached,
            mood,
        }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Returns the letters read whole so far, also those it never answered.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }

    /// Waits until so many exchanges came as far as its mood lets them come.
    pub async fn reached(&mut self, count: usize) {
        let waited = self.reached.wait_for(|reached| *reached >= count);
        drop(
            tokio::time::timeout(Duration::from_secs(60), waited)
                .await
                .expect("nothing comes")
                .unwrap(),
        );
    }
}

async fn serve(
    line: TcpStream,
    letters: &Mutex<Vec<Letter>>,
    mood: &Mutex<Mood>,
    reach: &watch::Sender<usize>,
) -> std::io::Result<()> {
    let (read, mut write) = line.into_split();
    let mut read = BufReader::new(read).lines();
    let mut to = Vec::new();
    write.write_all(b"220 sink ESMTP\r\n").await?;
    while let Some(command) = read.next_line().await? {
        let mood = *mood.lock().unwrap();
        let verb = command
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME",
            "MAIL" if mood == Mood::Closed => "530 5.7.0 Authentication required",
            "MAIL" | "RSET" | "NOOP" | "HELO" => "250 OK",
            "RCPT" => {
                to.push(command.split(['<', '>']).nth(1).unwrap_or_default().to_owned());
                match mood {
                    Mood::Busy => "451 4.3.0 Try again later",
                    Mood::NoMailbox => "550 5.1.1 No such mailbox",
                    Mood::SilentBeforeLetter => {
                        reach.send_modify(|reached| *reached += 1);
                        return forever().await;
                    }
                    Mood::Well | Mood::Closed | Mood::SilentAfterLetter => "250 OK",
                }
            }
            "DATA" => {
                write.write_all(b"354 Go on\r\n").await?;
                let mut raw = String::new();
                while let Some(line) = read.next_line().await? {
                    if line == "." {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                let to = std::mem::take(&mut to);
                letters.lock().unwrap().push(Letter { to, raw });
                reach.send_modify(|reached| *reached += 1);
                if mood == Mood::SilentAfterLetter {
                    return forever().await;
                }
                "250 OK"
            }
            "QUIT" => {
                write.write_all(b"221 Bye\r\n").await?;
                return Ok(());
            }
            _ => "502 Not here",
        };
        write.write_all(answer.as_bytes()).await?;
        write.write_all(b"\r\n").await?;
    }
    Ok(())
}

async fn forever() -> std::io::Result<()> {
    std::future::pending().await
}
