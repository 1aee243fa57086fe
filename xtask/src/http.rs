//! The little HTTP a byte count needs: one GET at a time over loopback, as a browser that knows brotli would ask.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// An answer with its body as it came over the wire, still compressed.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Returns a header by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the body decompressed.
    pub(crate) fn text(&self) -> Result<String> {
        if self.header("content-encoding") != Some("br") {
            return Ok(String::from_utf8_lossy(&self.body).into_owned());
        }
        let mut plain = Vec::new();
        brotli::Decompressor::new(self.body.as_slice(), 1 << 14).read_to_end(&mut plain)?;
        Ok(String::from_utf8_lossy(&plain).into_owned())
    }
}

/// A visitor who keeps cookies.
#[derive(Debug)]
pub(crate) struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// Makes a visitor of the server at an address like `127.0.0.1:3000`.
    pub(crate) fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// Gets a page or a file, redirects followed.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        let mut path = self.local(path);
        for _ in 0..5 {
            let answer = self.send("GET", &path, None)?;
            match (answer.status, answer.header("location")) {
                (300..400, Some(next)) => path = self.local(next),
                (200, _) => return Ok(answer),
                (status, _) => bail!("{path} answered {status}"),
            }
        }
        bail!("{path} redirects without end")
    }

    /// Posts a form from a page of the same server and returns the answer, redirects not followed.
    pub(crate) fn post(&mut self, path: &str, form: &str) -> Result<Answer> {
        self.send("POST", path, Some(form))
    }

    fn local(&self, location: &str) -> String {
        location
            .strip_prefix(&format!("http://{}", self.address))
            .unwrap_or(location)
            .to_owned()
    }

    fn send(&mut self, method: &str, path: &str, form: Option<&str>) -> Result<Answer> {
        let mut stream = TcpStream::connect(&self.address).with_context(|| format!("nobody at {}", self.address))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let address = &self.address;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAccept-Encoding: br\r\n\
             Accept: text/html,*/*\r\nAccept-Language: vi\r\nCookie: {}\r\n",
            cookies.join("; ")
        );
        if let Some(form) = form {
            request.push_str(&format!(
                "Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                form.len()
            ));
        }
        request.push_str("\r\n");
        request.push_str(form.unwrap_or_default());
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = parse(&bytes).with_context(|| format!("{path} was not answered in HTTP"))?;
        for (_, value) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = value.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        Ok(answer)
    }
}

fn parse(bytes: &[u8]) -> Result<Answer> {
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("no end of headers")?;
    let head = std::str::from_utf8(&bytes[..end])?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .context("no status line")?
        .parse()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunk(&answer.body)?;
    }
    Ok(answer)
}

fn unchunk(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest
            .windows(2)
            .position(|window| window == b"\r\n")
            .context("a chunk without a size")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line])?.split(';').next().unwrap_or(""), 16)?;
        if size == 0 {
            return Ok(whole);
        }
        whole.extend_from_slice(rest.get(line + 2..line + 2 + size).context("a chunk is cut off")?);
        rest = rest.get(line + 4 + size..).context("a chunk is cut off")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_answer_is_put_together() {
        let answer =
            parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, b"abcde".as_slice()));
    }

    #[test]
    fn an_answer_cut_short_is_an_error_not_a_smaller_page() {
        assert!(parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc").is_err());
    }
}
