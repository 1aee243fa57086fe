//! Files of the portal's own disk while they come in, or while they are looked at: sealed as they are written, in the form
//! of files at rest, so that nothing of them ever lies in the clear. What a crash left half written is told from what is
//! whole by its seal.

use std::{
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::{
    fs::{File, OpenOptions},
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
};
use tokio_util::io::ReaderStream;

use super::{
    incoming::hex,
    keep::Opened,
    keys::FileKeys,
    seal::{self, HEAD, PIECE, Sealer, Span, TAG, broken, opened_size},
};
use crate::clock::{new_id, new_token};

/// A sealed piece.
const SEALED: u64 = (PIECE + TAG) as u64;

/// How many opened pieces a reader holds: who judges a file jumps about in it.
const HELD: usize = 16;

/// A sealed file of the portal's own disk that goes when it is dropped.
#[derive(Debug)]
pub struct Aside {
    path: PathBuf,
    keys: Arc<FileKeys>,
    stays: bool,
}

impl Aside {
    /// Names a file of a folder; nothing is made yet.
    pub(super) fn new(folder: &Path, keys: &Arc<FileKeys>) -> Self {
        Self {
            path: folder.join(new_id().simple().to_string()),
            keys: Arc::clone(keys),
            stays: false,
        }
    }

    /// Names a file that stays where it is.
    pub(super) fn that_stays(path: PathBuf, keys: &Arc<FileKeys>) -> Self {
        Self {
            path,
            keys: Arc::clone(keys),
            stays: true,
        }
    }

    /// What its pieces are bound to: its name, so that no file can be put in the place of another.
    fn bound(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        ["aside ", &name.to_string_lossy()].concat()
    }

    /// Makes it, empty.
    pub(super) async fn writer(&self) -> io::Result<Writer> {
        let salt = new_token().map_err(|error| io::Error::other(error.to_string()))?;
        let sealer = Sealer::fresh(&self.keys, &self.bound(), salt)?;
        let mut file = File::create(&self.path).await?;
        file.write_all(sealer.head()).await?;
        Ok(Writer {
            file,
            sealer,
            index: 0,
            tail: Vec::with_capacity(PIECE + TAG),
            at: HEAD as u64,
        })
    }

    /// Opens it to write on behind what is whole; pieces that a crash left half written are let go.
    pub(super) async fn append(&self) -> io::Result<Writer> {
        let mut file = OpenOptions::new().read(true).write(true).open(&self.path).await?;
        let sealer = self.sealer(&mut file).await?;
        let size = file.metadata().await?.len();
        let mut count = size.saturating_sub(HEAD as u64).div_ceil(SEALED);
        let mut tail = Vec::with_capacity(PIECE + TAG);
        while let Some(last) = count.checked_sub(1) {
            let from = HEAD as u64 + last * SEALED;
            file.seek(SeekFrom::Start(from)).await?;
            (&mut file).take(SEALED).read_to_end(&mut tail).await?;
            if sealer.open(last, false, &mut tail).is_ok() {
                break;
            }
            tail.clear();
            file.set_len(from).await?;
            count = last;
        }
        let index = if tail.len() == PIECE || tail.is_empty() {
            tail.clear();
            count
        } else {
            count - 1
        };
        let at = HEAD as u64 + index * SEALED;
        file.seek(SeekFrom::Start(at)).await?;
        Ok(Writer {
            file,
            sealer,
            index,
            tail,
            at,
        })
    }

    async fn sealer(&self, file: &mut File) -> io::Result<Sealer> {
        let mut head = [0; HEAD];
        file.read_exact(&mut head)
            .await
            .map_err(|_| broken("the head is cut off"))?;
        Sealer::of(&self.keys, &self.bound(), &head)
    }

    /// Opens it to be read in any order, by who may wait for the disk.
    pub(crate) fn reader(&self) -> io::Result<Reader> {
        let mut file = std::fs::File::open(&self.path)?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).map_err(|_| broken("the head is cut off"))?;
        let size = opened_size(file.metadata()?.len()).ok_or_else(|| broken("the file is cut off"))?;
        Ok(Reader {
            sealer: Sealer::of(&self.keys, &self.bound(), &head)?,
            file,
            size,
            at: 0,
            held: Vec::new(),
        })
    }

    /// Opens it to be read from its beginning to its end.
    pub(super) async fn stream(&self) -> io::Result<Opened> {
        let mut file = File::open(&self.path).await?;
        let sealer = self.sealer(&mut file).await?;
        let size = opened_size(file.metadata().await?.len()).ok_or_else(|| broken("the file is cut off"))?;
        let sealed = ReaderStream::with_capacity(file, PIECE + TAG);
        Ok(seal::opened(sealer, Span::growing(size), sealed))
    }

    /// Returns its SHA-256 and size.
    pub(super) async fn sum(&self) -> io::Result<(String, u64)> {
        let (mut stream, mut sum, mut bytes) = (self.stream().await?, Sha256::new(), 0);
        while let Some(part) = stream.next().await {
            let part = part?;
            bytes += part.len() as u64;
            sum.update(&part);
        }
        Ok((hex(sum), bytes))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.stays {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

/// What writes a sealed file, from its end on.
pub(super) struct Writer {
    file: File,
    sealer: Sealer,
    /// The piece that is being filled.
    index: u64,
    /// What there is of it.
    tail: Vec<u8>,
    /// Where in the sealed file the next write goes.
    at: u64,
}

/// Where a file ended once.
pub(super) struct Mark(u64, Vec<u8>);

impl Writer {
    /// Returns how many bytes there are.
    pub(super) const fn len(&self) -> u64 {
        self.index * PIECE as u64 + self.tail.len() as u64
    }

    /// Writes behind what is there; what does not fill a piece waits for more, or for [`flush`](Self::flush).
    pub(super) async fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.tail.len()));
            self.tail.extend_from_slice(now);
            bytes = later;
            if self.tail.len() == PIECE {
                self.put().await?;
                self.index += 1;
                self.tail.clear();
            }
        }
        Ok(())
    }

    /// Seals what there is of the piece in its place. A piece that has grown is sealed again with its nonce, which this
    /// cipher is made to stand.
    async fn put(&mut self) -> io::Result<()> {
        let place = HEAD as u64 + self.index * SEALED;
        if self.at != place {
            self.file.seek(SeekFrom::Start(place)).await?;
        }
        let mut piece = Vec::with_capacity(PIECE + TAG);
        piece.extend_from_slice(&self.tail);
        self.sealer.seal(self.index, false, &mut piece)?;
        self.file.write_all(&piece).await?;
        self.at = place + piece.len() as u64;
        Ok(())
    }

    /// Writes what waits.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        if !self.tail.is_empty() {
            self.put().await?;
        }
        self.file.flush().await
    }

    /// Waits until the disk has everything.
    pub(super) async fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data().await
    }

    /// Remembers where the file ends now.
    pub(super) fn mark(&self) -> Mark {
        Mark(self.index, self.tail.clone())
    }

    /// Lets go what was written since a mark was made.
    pub(super) async fn back(&mut self, mark: Mark) -> io::Result<()> {
        Mark(self.index, self.tail) = mark;
        self.file.set_len(HEAD as u64 + self.index * SEALED).await?;
        self.flush().await
    }
}

/// What reads a sealed file in any order.
pub struct Reader {
    file: std::fs::File,
    sealer: Sealer,
    size: u64,
    at: u64,
    /// Opened pieces, the latest last.
    held: Vec<(u64, Vec<u8>)>,
}

impl Reader {
    /// Returns how many bytes there are.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    fn piece(&mut self, index: u64) -> io::Result<&[u8]> {
        let found = match self.held.iter().position(|(held, _)| *held == index) {
            Some(at) => self.held.remove(at).1,
            None => {
                let mut piece = Vec::with_capacity(PIECE + TAG);
                self.file.seek(SeekFrom::Start(HEAD as u64 + index * SEALED))?;
                (&mut self.file).take(SEALED).read_to_end(&mut piece)?;
                self.sealer.open(index, false, &mut piece)?;
                piece
            }
        };
        if self.held.len() >= HELD {
            self.held.remove(0);
        }
        self.held.push((index, found));
        Ok(self.held.last().map_or(&[], |(_, piece)| piece))
    }
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || out.is_empty() {
            return Ok(0);
        }
        let (index, skip) = (self.at / PIECE as u64, (self.at % PIECE as u64) as usize);
        let piece = self.piece(index)?.get(skip..).unwrap_or_default();
        let count = piece.len().min(out.len());
        out[..count].copy_from_slice(&piece[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(to) => Some(to),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt;

    use super::*;

    struct Desk {
        folder: tempfile::TempDir,
        keys: Arc<FileKeys>,
    }

    impl Desk {
        fn new() -> Self {
            let keys = FileKeys::parse(&FileKeys::fresh().unwrap()).unwrap();
            Self {
                folder: tempfile::tempdir().unwrap(),
                keys: Arc::new(keys),
            }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn named(&self, name: &str) -> Aside {
            Aside::that_stays(self.path(name), &self.keys)
        }
    }

    fn sample(size: usize) -> Vec<u8> {
        (0..size).map(|at| (at * 31 % 251) as u8).collect()
    }

    async fn whole(aside: &Aside) -> io::Result<Vec<u8>> {
        let all = aside.stream().await?.try_fold(Vec::new(), |mut all, part| async move {
            all.extend_from_slice(&part);
            Ok(all)
        });
        all.await
    }

    async fn write(writer: &mut Writer, bytes: &[u8]) {
        writer.write(bytes).await.unwrap();
        writer.flush().await.unwrap();
    }

    #[tokio::test]
    async fn what_came_in_many_goes_is_what_was_sent_and_nothing_of_it_lies_in_the_clear() {
        let desk = Desk::new();
        let aside = desk.named("a.part");
        let bytes = sample(3 * PIECE + 17);
        drop(aside.writer().await.unwrap());
        assert_eq!(whole(&aside).await.unwrap(), b"");
        let mut done = 0;
        for upto in [1, 2, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5, bytes.len()] {
            let mut writer = aside.append().await.unwrap();
            assert_eq!(writer.len(), done as u64);
            write(&mut writer, &bytes[done..upto]).await;
            done = upto;
            assert_eq!(writer.len(), done as u64);
            assert_eq!(whole(&aside).await.unwrap(), bytes[..done]);
        }
        let sum = hex(Sha256::new_with_prefix(&bytes));
        assert_eq!(aside.sum().await.unwrap(), (sum, bytes.len() as u64));
        let raw = std::fs::read(desk.path("a.part")).unwrap();
        let clear = &bytes[PIECE..PIECE + 8];
        assert!(raw.windows(8).all(|window| window != clear));
    }

    #[tokio::test]
    async fn a_reader_finds_every_place_and_nothing_behind_the_end() {
        let desk = Desk::new();
        let aside = desk.named("a");
        let bytes = sample(20 * PIECE + 3);
        write(&mut aside.writer().await.unwrap(), &bytes).await;
        let mut reader = aside.reader().unwrap();
        assert_eq!(reader.size(), bytes.len() as u64);
        for from in [
            0,
            20 * PIECE,
            PIECE - 2,
            19 * PIECE + 7,
            5,
            bytes.len() - 1,
            bytes.len() + 9,
        ] {
            reader.seek(SeekFrom::Start(from as u64)).unwrap();
            let mut found = Vec::new();
            (&mut reader).take(100).read_to_end(&mut found).unwrap();
            assert_eq!(
                found,
                bytes.get(from..(from + 100).min(bytes.len())).unwrap_or_default()
            );
        }
        assert_eq!(reader.seek(SeekFrom::End(-3)).unwrap(), bytes.len() as u64 - 3);
        assert!(reader.seek(SeekFrom::End(i64::MIN)).is_err());
        let mut all = Vec::new();
        reader.rewind().unwrap();
        reader.read_to_end(&mut all).unwrap();
        assert_eq!(all, bytes);
    }

    #[tokio::test]
    async fn what_is_taken_back_is_gone_and_what_stood_before_it_is_whole() {
        let desk = Desk::new();
        let aside = desk.named("a");
        let bytes = sample(PIECE + 100);
        write(&mut aside.writer().await.unwrap(), &bytes).await;
        let mut writer = aside.append().await.unwrap();
        let mark = writer.mark();
        write(&mut writer, &sample(3 * PIECE)).await;
        writer.back(mark).await.unwrap();
        assert_eq!(writer.len(), bytes.len() as u64);
        assert_eq!(whole(&aside).await.unwrap(), bytes);
        write(&mut writer, b"more").await;
        assert_eq!(whole(&aside).await.unwrap(), [&bytes[..], b"more"].concat());
    }

    #[tokio::test]
    async fn pieces_that_a_crash_left_half_written_are_let_go_and_a_file_of_another_name_does_not_open() {
        let desk = Desk::new();
        let aside = desk.named("a");
        let bytes = sample(2 * PIECE + 500);
        write(&mut aside.writer().await.unwrap(), &bytes).await;
        let sealed = std::fs::read(desk.path("a")).unwrap();
        for (cut, left) in [(1, 2 * PIECE), (510, 2 * PIECE), (516, 2 * PIECE), (517, PIECE)] {
            std::fs::write(desk.path("a"), &sealed[..sealed.len() - cut]).unwrap();
            assert_eq!(aside.append().await.unwrap().len(), left as u64, "{cut}");
            assert_eq!(whole(&aside).await.unwrap(), bytes[..left], "{cut}");
        }
        let mut torn = sealed.clone();
        torn[HEAD + PIECE + TAG + 5..].fill(0);
        std::fs::write(desk.path("a"), &torn).unwrap();
        assert_eq!(aside.append().await.unwrap().len(), PIECE as u64);
        for broken in [&b""[..], &sealed[..HEAD - 1]] {
            std::fs::write(desk.path("a"), broken).unwrap();
            let error = aside.append().await.err().unwrap();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        }
        std::fs::write(desk.path("b"), &sealed).unwrap();
        assert!(whole(&desk.named("b")).await.is_err());
    }
}
