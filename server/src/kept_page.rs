//! One kept page, cut at its nonces, plain and in brotli, so that a new nonce costs a copy and no compression.
//!
//! A brotli stream may be put together from parts that were compressed apart, as long as none looks back over its own
//! beginning; between them the nonce stands uncompressed in a block of its own (RFC 7932 §9.2).

use std::io::Write;

use bytes::{BufMut, Bytes, BytesMut};
use http::{HeaderMap, header};

/// The first bytes of the stream: a window of 4 MB, and an empty block that ends on a whole byte.
const HEAD: [u8; 2] = [0x6b, 0x00];
/// The last, empty block.
const END: u8 = 0x03;

/// How the body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Plain,
    /// In brotli.
    Brotli,
}

impl Coding {
    /// Returns the best coding a caller reads.
    pub fn of(headers: &HeaderMap) -> Self {
        let reads = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|line| line.to_str().ok());
        let mut names = reads.flat_map(|line| line.split(',')).map(str::trim);
        if names.any(|name| name == "br" || (name.starts_with("br;") && !name.ends_with("q=0"))) {
            Self::Brotli
        } else {
            Self::Plain
        }
    }
}

/// A page cut at its nonces.
#[derive(Debug)]
pub struct KeptPage {
    plain: Vec<Bytes>,
    brotli: Vec<Bytes>,
    nonce_length: usize,
}

impl KeptPage {
    /// Cuts a page at its nonce and compresses the parts; nothing when it has no nonce or a part cannot be compressed.
    pub fn new(html: &Bytes, nonce: &str) -> Option<Self> {
        if nonce.is_empty() || nonce.len() > 255 {
            return None;
        }
        let mut plain = Vec::new();
        let mut from = 0;
        while let Some(at) = find(&html[from..], nonce.as_bytes()) {
            plain.push(html.slice(from..from + at));
            from += at + nonce.len();
        }
        plain.push(html.slice(from..));
        let brotli = plain.iter().map(|part| compress(part)).collect::<Option<Vec<_>>>()?;
        Some(Self {
            plain,
            brotli,
            nonce_length: nonce.len(),
        })
    }

    /// Returns the page with another nonce.
    pub fn with_nonce(&self, nonce: &str, coding: Coding) -> Bytes {
        let parts = match coding {
            Coding::Plain => &self.plain,
            Coding::Brotli => &self.brotli,
        };
        let mut body = BytesMut::with_capacity(self.bytes() + parts.len() * (nonce.len() + 3) + 4);
        if coding == Coding::Brotli {
            body.put_slice(&HEAD);
        }
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                if coding == Coding::Brotli {
                    body.put_slice(&uncompressed(nonce.len()));
                }
                body.put_slice(nonce.as_bytes());
            }
            body.put_slice(part);
        }
        if coding == Coding::Brotli {
            body.put_u8(END);
        }
        body.freeze()
    }

    /// Returns the bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let plain: usize = self.plain.iter().map(Bytes::len).sum();
        let brotli: usize = self.brotli.iter().map(Bytes::len).sum();
        plain + brotli + self.plain.len() * self.nonce_length
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Returns the head of a block of `length` bytes that follow as they are: not last, four digits of length, uncompressed.
fn uncompressed(length: usize) -> [u8; 3] {
    let bits = (u32::try_from(length).unwrap_or(1).saturating_sub(1) << 3) | (1 << 19);
    let [a, b, c, _] = bits.to_le_bytes();
    [a, b, c]
}

/// Compresses a part into whole bytes of blocks, without head and end.
fn compress(part: &[u8]) -> Option<Bytes> {
    if part.is_empty() {
        return Some(Bytes::new());
    }
    let params = brotli::enc::BrotliEncoderParams {
        quality: 9,
        lgwin: 22,
        size_hint: part.len(),
        catable: true,
        appendable: true,
        bare_stream: true,
        byte_align: true,
        ..Default::default()
    };
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::with_params(&mut out, 1 << 15, &params);
    writer.write_all(part).ok()?;
    drop(writer);
    Some(Bytes::from(out))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn page(nonce: &str) -> String {
        let row = "<tr><td>Giấy khai sinh</td><td>bản chính</td><td>Đăng ký khai sinh</td></tr>";
        format!(
            "<!DOCTYPE html><script nonce=\"{nonce}\">boot()</script><table>{}</table><script nonce=\"{nonce}\">x</script>{nonce}",
            row.repeat(400)
        )
    }

    #[test]
    fn another_nonce_is_put_in_plain_and_compressed() {
        let first = "AAAAAAAAAAAAAAAAAAAAAA";
        let kept = KeptPage::new(&Bytes::from(page(first)), first).unwrap();
        for nonce in [first, "b0VyXz-9876543210abcde", "BBBBBBBBBBBBBBBBBBBBBB"] {
            assert_eq!(kept.with_nonce(nonce, Coding::Plain), page(nonce).as_bytes());
            let coded = kept.with_nonce(nonce, Coding::Brotli);
            let mut whole = String::new();
            brotli::Decompressor::new(coded.as_ref(), 4096)
                .read_to_string(&mut whole)
                .unwrap();
            assert_eq!(whole, page(nonce));
            assert!(coded.len() * 10 < whole.len(), "{} of {}", coded.len(), whole.len());
        }
    }
}
