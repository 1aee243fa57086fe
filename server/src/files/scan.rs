//! The virus scanner (clamd): a file is sent to it as a stream. No answer is never taken for a good one.

use std::{io, path::PathBuf, time::Duration};

use bytes::Bytes;
use clamav_client::tokio::{Socket, Tcp, scan_stream};
use futures_util::Stream;

/// What is expected of its address.
const EXPECTED: &str = "expected tcp:HOST:PORT or unix:/PATH of clamd";

/// How long a scan may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// How much is sent at once.
const STEP: usize = 64 << 10;

/// A scanner and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// Behind a TCP port.
    Tcp(String),
    /// Behind a socket of this machine.
    Unix(PathBuf),
}

/// What a scanner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was found; its name.
    Infected(String),
}

impl std::str::FromStr for Scanner {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("tcp", place))
                if place
                    .rsplit_once(':')
                    .is_some_and(|(_, port)| port.parse::<u16>().is_ok()) =>
            {
                Ok(Self::Tcp(place.to_owned()))
            }
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            Some(_) | None => Err(EXPECTED),
        }
    }
}

impl Scanner {
    /// Scans a stream.
    ///
    /// # Errors
    /// When the scanner does not answer, breaks off, or says neither yes nor no (a file beyond its limit).
    pub async fn scan<S>(&self, stream: S) -> io::Result<Verdict>
    where
        S: Stream<Item = io::Result<Bytes>> + Send,
    {
        let answer = async {
            match self {
                Self::Tcp(host_address) => scan_stream(stream, Tcp { host_address }, Some(STEP)).await,
                Self::Unix(socket_path) => scan_stream(stream, Socket { socket_path }, Some(STEP)).await,
            }
        };
        match tokio::time::timeout(PATIENCE, answer).await {
            Ok(answer) => verdict(&answer?),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

/// Reads an answer like `stream: OK` or `stream: NAME FOUND`.
fn verdict(answer: &[u8]) -> io::Result<Verdict> {
    let text = String::from_utf8_lossy(answer);
    let text = text.trim_matches(['\0', '\n', ' ']);
    let said = text.strip_prefix("stream: ").unwrap_or(text);
    if said == "OK" {
        Ok(Verdict::Clean)
    } else if let Some(name) = said.strip_suffix(" FOUND") {
        Ok(Verdict::Infected(name.to_owned()))
    } else {
        Err(io::Error::other(format!(
            "the scanner said: {}",
            text.chars().take(100).collect::<String>()
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_yes_is_a_yes() {
        assert_eq!(verdict(b"stream: OK\0").unwrap(), Verdict::Clean);
        let found = Verdict::Infected("Win.Test.EICAR_HDB-1".to_owned());
        assert_eq!(verdict(b"stream: Win.Test.EICAR_HDB-1 FOUND\0").unwrap(), found);
        for unclear in ["", "INSTREAM size limit exceeded. ERROR", "stream: NOT OK", "OK then"] {
            assert!(verdict(unclear.as_bytes()).is_err(), "{unclear}");
        }
    }

    #[test]
    fn the_address_of_a_scanner_is_a_port_or_a_socket() {
        assert_eq!(
            "tcp:127.0.0.1:3310".parse(),
            Ok(Scanner::Tcp("127.0.0.1:3310".to_owned()))
        );
        assert_eq!("unix:/run/clamd".parse(), Ok(Scanner::Unix("/run/clamd".into())));
        for wrong in ["", "127.0.0.1:3310", "tcp:clamd", "unix:clamd", "http://x:1"] {
            assert!(wrong.parse::<Scanner>().is_err(), "{wrong}");
        }
    }
}
