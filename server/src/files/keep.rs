//! Bytes by digest in an object store, sealed with the portal's keys: written when a file is whole and judged, put in place
//! only when on disk. Files of before there were keys are under their old names and can still be read.

use std::{io, path::Path, path::PathBuf, sync::Arc};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt, stream::BoxStream};
use motcua_core::document::FileKind;
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem, path::Path as Key,
};
use sha2::{Digest, Sha256};
use tokio::{
    fs::File,
    io::{AsyncRead, AsyncReadExt},
};
use tokio_util::io::StreamReader;

use super::{
    aside::Aside,
    incoming::{self, Incoming, down, hex},
    judge::Refused,
    keys::FileKeys,
    seal::{self, HEAD, PIECE, Sealer, Span},
};
use crate::{clock::new_token, error::ServiceError};

/// The store of files.
#[derive(Clone, Debug)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    keys: Arc<FileKeys>,
    incoming: PathBuf,
    /// How much is sent to the object store at once.
    part: usize,
}

/// Where sealed files are, by digest.
const SEALED: &str = "sealed";

/// Where files are that were kept before there were keys.
const PLAIN: &str = "sha256";

/// Where files are while they come in, on the portal's own disk.
const INCOMING: &str = "incoming";

/// Something in the store of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A whole file, by its digest.
    Kept(String),
    /// A whole file of before there were keys.
    Unsealed(String),
    /// A file coming in, or one whose coming broke off.
    Incoming(String),
}

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The SHA-256, hexadecimal: the name of the bytes.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The type by content.
    pub media_type: &'static str,
    /// How many pages, where the type has pages.
    pub pages: Option<u32>,
}

/// The bytes of a file, or of a part of it.
pub type Opened = BoxStream<'static, io::Result<Bytes>>;

impl FileStore {
    /// Opens the folder of files with the keys that are kept in it; makes both when there are none.
    ///
    /// # Errors
    /// When the folder cannot be made or written, or the file of keys is not one.
    pub fn open(folder: &Path) -> Result<Self, ServiceError> {
        std::fs::create_dir_all(folder).map_err(down)?;
        let keys = FileKeys::of_folder(folder).map_err(|error| ServiceError::down("files", error))?;
        Self::with_keys(folder, keys)
    }

    /// Opens the folder of files with other keys.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn with_keys(folder: &Path, keys: FileKeys) -> Result<Self, ServiceError> {
        std::fs::create_dir_all(folder).map_err(down)?;
        let objects = LocalFileSystem::new_with_prefix(folder).map_err(down)?;
        let objects = objects.with_fsync(true).with_automatic_cleanup(false);
        Self::with_objects(folder, keys, Arc::new(objects), 1 << 20)
    }

    /// Keeps files in any object store, sent in parts of `part` bytes; those coming in stay in the folder.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn with_objects(
        folder: &Path,
        keys: FileKeys,
        objects: Arc<dyn ObjectStore>,
        part: usize,
    ) -> Result<Self, ServiceError> {
        let incoming = folder.join(INCOMING);
        std::fs::create_dir_all(&incoming).map_err(down)?;
        Ok(Self {
            objects,
            keys: Arc::new(keys),
            incoming,
            part,
        })
    }

    /// Returns the keys.
    pub fn keys(&self) -> &FileKeys {
        &self.keys
    }

    /// Returns the folder of files coming in.
    pub(super) fn incoming(&self) -> &Path {
        &self.incoming
    }

    /// Names a file of that folder, which stays.
    pub(super) fn aside(&self, name: &str) -> Aside {
        Aside::that_stays(self.incoming.join(name), &self.keys)
    }

    /// Takes a stream in and judges it; it is not kept yet. The outer error is the portal's, the inner one the file's.
    ///
    /// # Errors
    /// When the bytes cannot be written (a full disk).
    pub async fn take<S, E>(
        &self,
        stream: S,
        most: u64,
        accept: &[FileKind],
    ) -> Result<Result<Incoming, Refused>, ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::error::Error + Send + Sync + 'static,
    {
        incoming::take(&self.incoming, &self.keys, stream, most, accept).await
    }

    /// Takes a stream in and keeps it, whatever usual kind it is.
    ///
    /// # Errors
    /// When the bytes cannot be written (a full disk).
    pub async fn keep<S, E>(&self, stream: S, most: u64) -> Result<Result<Kept, Refused>, ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::error::Error + Send + Sync + 'static,
    {
        match self.take(stream, most, &FileKind::USUAL).await? {
            Ok(incoming) => Ok(Ok(self.put(&incoming).await?)),
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// Keeps a file that came in.
    ///
    /// # Errors
    /// When the bytes cannot be written.
    pub async fn put(&self, incoming: &Incoming) -> Result<Kept, ServiceError> {
        self.put_aside(&incoming.sha256, &incoming.file).await?;
        Ok(Kept {
            sha256: incoming.sha256.clone(),
            bytes: incoming.bytes,
            media_type: incoming.judged.kind.media_type(),
            pages: incoming.judged.pages,
        })
    }

    /// Seals a file of the disk under its digest, whatever it is: as a backup brings it back. It is written again even
    /// where it is already, so that nothing takes it for old.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub async fn put_file(&self, sha256: &str, path: &Path) -> Result<(), ServiceError> {
        self.put_bytes(sha256, File::open(path).await.map_err(down)?).await
    }

    async fn put_aside(&self, sha256: &str, aside: &Aside) -> Result<(), ServiceError> {
        let stream = aside.stream().await.map_err(down)?;
        self.put_bytes(sha256, StreamReader::new(stream)).await
    }

    async fn put_bytes(&self, sha256: &str, mut file: impl AsyncRead + Unpin) -> Result<(), ServiceError> {
        let salt = new_token().map_err(|error| ServiceError::fault("files", error.to_string()))?;
        let sealer = Sealer::fresh(&self.keys, sha256, salt).map_err(down)?;
        let upload = self.objects.put_multipart(&sealed(sha256)).await.map_err(down)?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, self.part);
        writer.put(Bytes::copy_from_slice(sealer.head()));
        let (mut index, mut piece) = (0, piece(&mut file).await.map_err(down)?);
        loop {
            let next = self::piece(&mut file).await.map_err(down)?;
            let is_last = next.is_empty();
            sealer.seal(index, is_last, &mut piece).map_err(down)?;
            writer.wait_for_capacity(1).await.map_err(down)?;
            writer.put(Bytes::from(piece));
            if is_last {
                break;
            }
            (index, piece) = (index + 1, next);
        }
        writer.finish().await.map(drop).map_err(down)
    }

    /// Gives the bytes of a digest out; `None` when they are not there.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn read(&self, sha256: &str) -> Result<Option<Opened>, ServiceError> {
        let found = match self.objects.get(&sealed(sha256)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return self.read_plain(sha256, None).await,
            Err(error) => return Err(down(error)),
        };
        let size = opened_size(found.meta.size)?;
        let mut stream = found.into_stream().map_err(io::Error::from).boxed();
        let mut first = Vec::new();
        while first.len() < HEAD {
            match stream.next().await {
                Some(part) => first.extend_from_slice(&part.map_err(down)?),
                None => break,
            }
        }
        let rest = Bytes::from(first.split_off(HEAD.min(first.len())));
        let sealer = Sealer::of(&self.keys, sha256, &first).map_err(|error| ServiceError::fault("files", error))?;
        let sealed = futures_util::stream::once(async move { Ok(rest) })
            .chain(stream)
            .boxed();
        Ok(Some(seal::opened(sealer, Span::of(size, 0, size), sealed)))
    }

    /// Gives the bytes `from..to` of a digest out; `None` when they are not there.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn read_range(&self, sha256: &str, from: u64, to: u64) -> Result<Option<Opened>, ServiceError> {
        let at = sealed(sha256);
        let head = match self.objects.get_opts(&at, bounded(0, HEAD as u64)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return self.read_plain(sha256, Some((from, to))).await,
            Err(error) => return Err(down(error)),
        };
        let size = opened_size(head.meta.size)?;
        let head = head.bytes().await.map_err(down)?;
        let sealer = Sealer::of(&self.keys, sha256, &head).map_err(|error| ServiceError::fault("files", error))?;
        let span = Span::of(size, from.min(size), to.min(size));
        let found = self
            .objects
            .get_opts(&at, bounded(span.from, span.to))
            .await
            .map_err(down)?;
        let sealed = found.into_stream().map_err(io::Error::from).boxed();
        Ok(Some(seal::opened(sealer, span, sealed)))
    }

    async fn read_plain(&self, sha256: &str, range: Option<(u64, u64)>) -> Result<Option<Opened>, ServiceError> {
        let options = range.map_or_else(GetOptions::default, |(from, to)| bounded(from, to));
        match self.objects.get_opts(&plain(sha256), options).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(io::Error::from).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(down(error)),
        }
    }

    /// Writes the bytes of a digest to a sealed file of the disk, which goes when it is dropped; `None` when they are not there.
    ///
    /// # Errors
    /// When the store of files does not answer, or the disk is full.
    pub async fn to_disk(&self, sha256: &str) -> Result<Option<Aside>, ServiceError> {
        let Some(mut stream) = self.read(sha256).await? else {
            return Ok(None);
        };
        let aside = Aside::new(&self.incoming, &self.keys);
        let mut file = aside.writer().await.map_err(down)?;
        while let Some(part) = stream.next().await {
            file.write(&part.map_err(down)?).await.map_err(down)?;
        }
        file.flush().await.map_err(down)?;
        Ok(Some(aside))
    }

    /// Returns the SHA-256 and size of what is kept under a digest, opened to its end; `None` when nothing is.
    ///
    /// # Errors
    /// When the store of files does not answer; [`ServiceError::Fault`] when the bytes do not open.
    pub async fn sum(&self, sha256: &str) -> Result<Option<(String, u64)>, ServiceError> {
        let Some(mut stream) = self.read(sha256).await? else {
            return Ok(None);
        };
        let (mut sum, mut bytes) = (Sha256::new(), 0);
        while let Some(part) = stream.next().await {
            let part = part.map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData => ServiceError::fault("files", error),
                _ => down(error),
            })?;
            bytes += part.len() as u64;
            sum.update(&part);
        }
        Ok(Some((hex(sum), bytes)))
    }

    /// Lists what is kept and what is still coming in, and when each was written; nothing else of the folder.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn list(&self) -> Result<Vec<(Stored, i64)>, ServiceError> {
        let mut all = Vec::new();
        for folder in [SEALED, PLAIN] {
            let mut found = self.objects.list(Some(&Key::from(folder)));
            while let Some(meta) = found.next().await {
                let meta = meta.map_err(down)?;
                let name = meta.location.filename().unwrap_or_default().to_owned();
                let stored = if folder == SEALED {
                    Stored::Kept(name)
                } else {
                    Stored::Unsealed(name)
                };
                all.push((stored, meta.last_modified.timestamp_micros()));
            }
        }
        let coming = incoming::list(&self.incoming).await?;
        all.extend(coming.into_iter().map(|(name, at)| (Stored::Incoming(name), at)));
        Ok(all)
    }

    /// Takes away what [`list`](Self::list) named, unless it was written again since; says whether it was taken away.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn remove(&self, stored: &Stored, written: i64) -> Result<bool, ServiceError> {
        let at = match stored {
            Stored::Kept(sha256) => sealed(sha256),
            Stored::Unsealed(sha256) => plain(sha256),
            Stored::Incoming(name) => return Ok(tokio::fs::remove_file(self.incoming.join(name)).await.is_ok()),
        };
        match self.objects.head(&at).await {
            Ok(meta) if meta.last_modified.timestamp_micros() > written => return Ok(false),
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(down(error)),
        }
        match self.objects.delete(&at).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(true),
            Err(error) => Err(down(error)),
        }
    }

    /// Returns the name of the key a kept file is sealed with, empty for none; `None` for a file coming in.
    ///
    /// # Errors
    /// When it is no sealed file, or the store of files does not answer.
    pub async fn sealed_with(&self, stored: &Stored) -> Result<Option<String>, ServiceError> {
        match stored {
            Stored::Kept(sha256) => {
                let head = self
                    .objects
                    .get_opts(&sealed(sha256), bounded(0, HEAD as u64))
                    .await
                    .map_err(down)?;
                let head = head.bytes().await.map_err(down)?;
                let id = seal::key_id(&head).map_err(|error| ServiceError::fault("files", error))?;
                Ok(Some(id.to_owned()))
            }
            Stored::Unsealed(_) => Ok(Some(String::new())),
            Stored::Incoming(_) => Ok(None),
        }
    }

    /// Seals a kept file with the key in use, if it is not sealed with it; says whether it had to.
    ///
    /// # Errors
    /// When it does not open, or the store of files does not answer.
    pub async fn reseal(&self, stored: &Stored) -> Result<bool, ServiceError> {
        let is_current = match self.sealed_with(stored).await? {
            Some(key) => self.keys.ids().next() == Some(key.as_str()),
            None => true,
        };
        let (Stored::Kept(sha256) | Stored::Unsealed(sha256) | Stored::Incoming(sha256)) = stored;
        if is_current {
            return Ok(false);
        }
        let aside = self.to_disk(sha256).await?;
        let aside = aside.ok_or_else(|| ServiceError::fault("files", format!("{sha256} is gone")))?;
        if aside.sum().await.map_err(down)?.0 != *sha256 {
            return Err(ServiceError::fault(
                "files",
                format!("the bytes of {sha256} are others"),
            ));
        }
        self.put_aside(sha256, &aside).await?;
        if let Stored::Unsealed(sha256) = stored {
            self.objects.delete(&plain(sha256)).await.map_err(down)?;
        }
        Ok(true)
    }
}

/// Reads the next piece of a file; empty at its end.
async fn piece(file: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    // With room for what sealing adds.
    let mut piece = Vec::with_capacity(PIECE + 16);
    file.take(PIECE as u64).read_to_end(&mut piece).await?;
    Ok(piece)
}

fn opened_size(sealed: u64) -> Result<u64, ServiceError> {
    seal::opened_size(sealed).ok_or_else(|| ServiceError::fault("files", "a sealed file is cut off"))
}

fn bounded(from: u64, to: u64) -> GetOptions {
    GetOptions {
        range: Some(GetRange::Bounded(from..to)),
        ..GetOptions::default()
    }
}

fn sealed(sha256: &str) -> Key {
    by_digest(SEALED, sha256)
}

fn plain(sha256: &str) -> Key {
    by_digest(PLAIN, sha256)
}

fn by_digest(folder: &str, sha256: &str) -> Key {
    Key::from(format!("{folder}/{}/{sha256}", sha256.get(..2).unwrap_or("__")))
}
