//! A virus scanner that is none: it speaks clamd's INSTREAM on loopback and finds one marker.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests, which says by panicking"
)]

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What it takes for a virus.
pub const MARKER: &str = "MOTCUA-TEST-MARKER-NOT-A-VIRUS";

/// A running scanner; it hangs up without an answer while it is silent.
pub struct Clamd {
    pub address: String,
    silent: Arc<AtomicBool>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Clamd {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Clamd {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("tcp:{}", listener.local_addr().unwrap());
        let silent = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&silent);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let is_silent = told.load(Ordering::Relaxed);
                tokio::spawn(async move { drop(answer(stream, is_silent).await) });
            }
        });
        Self { address, silent, task }
    }

    pub fn be_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::Relaxed);
    }
}

async fn answer(mut stream: TcpStream, is_silent: bool) -> std::io::Result<()> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut all = Vec::new();
    loop {
        let size = stream.read_u32().await?;
        if size == 0 {
            break;
        }
        let start = all.len();
        all.resize(start + size as usize, 0);
        stream.read_exact(&mut all[start..]).await?;
    }
    if is_silent {
        return Ok(());
    }
    let is_found = all.windows(MARKER.len()).any(|window| window == MARKER.as_bytes());
    let said: &[u8] = if is_found {
        b"stream: Motcua.Test.Marker FOUND\0"
    } else {
        b"stream: OK\0"
    };
    stream.write_all(said).await
}
