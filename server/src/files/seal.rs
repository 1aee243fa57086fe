//! The form of a file at rest: a head of 64 bytes, then pieces of 64 KiB, each sealed by AES-256-GCM-SIV. The key of a file
//! is derived from the portal's key, the file's own salt and its digest; a piece is bound to its place and to being the
//! last, so that pieces cannot be changed, swapped, left out or taken from another file.

use std::io;

use aes_gcm_siv::{Aes256GcmSiv, Key, Nonce, aead::AeadInOut as _, aead::KeyInit as _};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream, stream::unfold};

use super::keys::{FileKeys, LONGEST_ID};

/// How much of a file is sealed at once.
pub(super) const PIECE: usize = 64 << 10;

/// How much longer a sealed piece is.
pub(super) const TAG: usize = 16;

/// The length of the head.
pub(super) const HEAD: usize = 64;

/// What a head begins with.
const FORM: &[u8; 4] = b"MCF1";

const SALT: usize = 32;

/// What seals and opens the pieces of one file.
pub(super) struct Sealer {
    head: [u8; HEAD],
    cipher: Aes256GcmSiv,
}

impl Sealer {
    /// Makes a new head with the key in use.
    pub(super) fn fresh(keys: &FileKeys, sha256: &str, salt: [u8; SALT]) -> io::Result<Self> {
        let key = keys.current().ok_or_else(|| broken("there is no key"))?;
        let mut head = [0; HEAD];
        head[..4].copy_from_slice(FORM);
        head[4..4 + key.id.len()].copy_from_slice(key.id.as_bytes());
        head[4 + LONGEST_ID..4 + LONGEST_ID + SALT].copy_from_slice(&salt);
        Self::of(keys, sha256, &head)
    }

    /// Reads the head of a sealed file.
    pub(super) fn of(keys: &FileKeys, sha256: &str, head: &[u8]) -> io::Result<Self> {
        let head: [u8; HEAD] = head.try_into().map_err(|_| broken("the head is cut off"))?;
        let id = key_id(&head)?;
        let key = keys
            .named(id)
            .ok_or_else(|| broken(&format!("the key {id} is not among the keys of this portal")))?;
        let own = key.derive(b"motcua file", &[&head, sha256.as_bytes()]);
        Ok(Self {
            head,
            cipher: Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(*own)),
        })
    }

    /// Returns the head.
    pub(super) const fn head(&self) -> &[u8; HEAD] {
        &self.head
    }

    /// Seals a piece in its place.
    pub(super) fn seal(&self, index: u64, is_last: bool, piece: &mut Vec<u8>) -> io::Result<()> {
        let (nonce, bound) = Self::place(index, is_last);
        let sealed = self.cipher.encrypt_in_place(&nonce, &bound, piece);
        sealed.map_err(|_| broken("a piece cannot be sealed"))
    }

    /// Opens a piece of its place.
    pub(super) fn open(&self, index: u64, is_last: bool, piece: &mut Vec<u8>) -> io::Result<()> {
        let (nonce, bound) = Self::place(index, is_last);
        let opened = self.cipher.decrypt_in_place(&nonce, &bound, piece);
        opened.map_err(|_| broken("a piece is not as it was sealed"))
    }

    fn place(index: u64, is_last: bool) -> (Nonce, [u8; 9]) {
        let mut nonce = Nonce::default();
        nonce[4..].copy_from_slice(&index.to_be_bytes());
        let mut bound = [0; 9];
        bound[..8].copy_from_slice(&index.to_be_bytes());
        bound[8] = u8::from(is_last);
        (nonce, bound)
    }
}

/// Returns the name of the key a head was made with.
pub(super) fn key_id(head: &[u8]) -> io::Result<&str> {
    if head.get(..4) != Some(FORM) {
        return Err(broken("the head is not that of a sealed file"));
    }
    let id = head.get(4..4 + LONGEST_ID).unwrap_or_default();
    let end = id.iter().position(|byte| *byte == 0).unwrap_or(id.len());
    std::str::from_utf8(&id[..end]).map_err(|_| broken("the head names no key"))
}

/// Returns how many bytes a file has whose sealed form has so many; `None` when no file has.
pub(super) fn opened_size(sealed: u64) -> Option<u64> {
    let body = sealed.checked_sub(HEAD as u64)?;
    let pieces = body.div_ceil((PIECE + TAG) as u64);
    body.checked_sub(pieces * TAG as u64)
}

/// Where in the sealed form the pieces are that hold a range of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first piece.
    pub(super) first: u64,
    /// How many pieces the whole file has.
    pub(super) pieces: u64,
    /// Where the first piece begins.
    pub(super) from: u64,
    /// Where the last piece ends.
    pub(super) to: u64,
    skip: usize,
    left: u64,
}

impl Span {
    /// Returns the span of the bytes `from..to` of a file of `size` bytes.
    pub(super) fn of(size: u64, from: u64, to: u64) -> Self {
        const SEALED: u64 = (PIECE + TAG) as u64;
        let whole = PIECE as u64;
        let pieces = size.div_ceil(whole).max(1);
        let first = from / whole;
        let after = to.div_ceil(whole).clamp(first + 1, pieces.max(first + 1));
        let end = HEAD as u64 + size + pieces * TAG as u64;
        Self {
            first,
            pieces,
            from: HEAD as u64 + first * SEALED,
            to: (HEAD as u64 + after * SEALED).min(end),
            skip: usize::try_from(from % whole).unwrap_or_default(),
            left: to - from,
        }
    }

    /// Returns the span of a whole file of `size` bytes that may still grow: none of its pieces is the last.
    pub(super) fn growing(size: u64) -> Self {
        Self {
            pieces: u64::MAX,
            ..Self::of(size, 0, size)
        }
    }
}

/// Opens a stream of sealed pieces that begins where the span does.
pub(super) fn opened<S>(sealer: Sealer, span: Span, sealed: S) -> BoxStream<'static, io::Result<Bytes>>
where
    S: Stream<Item = io::Result<Bytes>> + Send + Unpin + 'static,
{
    struct State<S> {
        sealer: Sealer,
        sealed: S,
        waiting: Vec<u8>,
        index: u64,
        span: Span,
        size: u64,
    }
    let size = span.to - span.from;
    let state = State {
        sealer,
        sealed,
        waiting: Vec::with_capacity(PIECE + TAG),
        index: span.first,
        span,
        size,
    };
    unfold(Some(state), |state| async move {
        let mut state = state?;
        if state.span.left == 0 {
            return None;
        }
        let want = usize::try_from(state.size).unwrap_or(usize::MAX).min(PIECE + TAG);
        while state.waiting.len() < want {
            match state.sealed.next().await {
                Some(Ok(part)) => state.waiting.extend_from_slice(&part),
                Some(Err(error)) => return Some((Err(error), None)),
                None => return Some((Err(broken("the file is cut off")), None)),
            }
        }
        let rest = state.waiting.split_off(want);
        let mut piece = std::mem::replace(&mut state.waiting, rest);
        state.size -= want as u64;
        let is_last = state.index + 1 == state.span.pieces;
        if let Err(error) = state.sealer.open(state.index, is_last, &mut piece) {
            return Some((Err(error), None));
        }
        state.index += 1;
        let piece = Bytes::from(piece).slice(std::mem::take(&mut state.span.skip)..);
        let take = usize::try_from(state.span.left).unwrap_or(usize::MAX).min(piece.len());
        state.span.left -= take as u64;
        Some((Ok(piece.slice(..take)), Some(state)))
    })
    .boxed()
}

/// Says what is wrong with sealed bytes.
pub(super) fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use futures_util::{TryStreamExt, stream};

    use super::*;

    fn sealed(keys: &FileKeys, digest: &str, bytes: &[u8]) -> Vec<u8> {
        let sealer = Sealer::fresh(keys, digest, [7; SALT]).unwrap();
        let mut out = sealer.head().to_vec();
        let pieces: Vec<&[u8]> = if bytes.is_empty() {
            vec![b""]
        } else {
            bytes.chunks(PIECE).collect()
        };
        for (at, piece) in pieces.iter().enumerate() {
            let mut piece = piece.to_vec();
            sealer.seal(at as u64, at + 1 == pieces.len(), &mut piece).unwrap();
            out.extend_from_slice(&piece);
        }
        out
    }

    async fn open(keys: &FileKeys, digest: &str, all: &[u8], from: u64, to: u64) -> io::Result<Vec<u8>> {
        let sealer = Sealer::of(keys, digest, all.get(..HEAD).unwrap_or_default())?;
        let size = opened_size(all.len() as u64).ok_or_else(|| broken("size"))?;
        let span = Span::of(size, from, to.min(size));
        let part = all[usize::try_from(span.from).unwrap()..usize::try_from(span.to).unwrap()].to_vec();
        let parts: Vec<io::Result<Bytes>> = part
            .chunks(10_007)
            .map(|part| Ok(Bytes::copy_from_slice(part)))
            .collect();
        let all = opened(sealer, span, stream::iter(parts)).try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        });
        all.await
    }

    fn keys() -> FileKeys {
        FileKeys::parse(&FileKeys::fresh().unwrap()).unwrap()
    }

    #[tokio::test]
    async fn every_size_and_every_range_comes_back_as_it_was() {
        let keys = keys();
        for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17] {
            let bytes: Vec<u8> = (0..size).map(|at| (at * 31 % 251) as u8).collect();
            let all = sealed(&keys, "d", &bytes);
            assert_eq!(opened_size(all.len() as u64), Some(size as u64));
            let places = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, size].map(|at| at.min(size));
            for from in places {
                for to in places.into_iter().filter(|to| *to >= from) {
                    let found = open(&keys, "d", &all, from as u64, to as u64).await.unwrap();
                    assert_eq!(found, bytes[from..to], "{size} {from}..{to}");
                }
            }
        }
    }

    #[tokio::test]
    async fn a_changed_swapped_cut_or_foreign_file_does_not_open() {
        let keys = keys();
        let bytes = vec![5; 3 * PIECE];
        let all = sealed(&keys, "d", &bytes);
        let whole = async |all: &[u8], digest: &str| open(&keys, digest, all, 0, u64::MAX).await;
        assert_eq!(whole(&all, "d").await.unwrap(), bytes);
        assert!(whole(&all, "another digest").await.is_err());
        let others = FileKeys::parse(&FileKeys::fresh().unwrap()).unwrap();
        assert!(open(&others, "d", &all, 0, u64::MAX).await.is_err());
        for at in [0, 20, HEAD + 3, all.len() - 1] {
            let mut other = all.clone();
            other[at] ^= 1;
            assert!(whole(&other, "d").await.is_err(), "{at}");
        }
        let one = PIECE + TAG;
        let swapped = [
            &all[..HEAD],
            &all[HEAD + one..HEAD + 2 * one],
            &all[HEAD..HEAD + one],
            &all[HEAD + 2 * one..],
        ];
        assert!(whole(&swapped.concat(), "d").await.is_err());
        assert!(whole(&all[..all.len() - one], "d").await.is_err());
        assert!(whole(&all[..all.len() - 5], "d").await.is_err());
        assert!(whole(&all[..10], "d").await.is_err());
    }
}
