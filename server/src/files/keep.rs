//! Bytes by digest in an object store: written aside, summed on the way, put in place only when whole and on disk.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream};
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem, path::Path as Key};
use sha2::{Digest, Sha256};

use super::{
    Refused,
    judge::{EDGE, judge},
};
use crate::{clock::new_id, error::ServiceError};

/// The object store of files.
#[derive(Clone, Debug)]
pub struct FileStore(Arc<dyn ObjectStore>);

/// Where whole files are, by digest.
const KEPT: &str = "sha256";

/// Where files are while they come in.
const INCOMING: &str = "incoming";

/// Something in the store of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A whole file, by its digest.
    Kept(String),
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
}

impl FileStore {
    /// Opens the folder of files; makes it when there is none.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn open(folder: &Path) -> Result<Self, ServiceError> {
        let failed = |error: std::io::Error| ServiceError::down("files", error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| ServiceError::down("files", error))?;
        Ok(Self(Arc::new(store.with_fsync(true).with_automatic_cleanup(false))))
    }

    /// Takes a stream in. The outer error is the portal's, the inner one the file's.
    ///
    /// # Errors
    /// When the bytes cannot be written (a full disk).
    pub async fn keep<S, E>(&self, mut stream: S, most: u64) -> Result<Result<Kept, Refused>, ServiceError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::error::Error + Send + Sync + 'static,
    {
        let aside = incoming(&new_id().simple().to_string());
        let upload = self.0.put_multipart(&aside).await.map_err(down)?;
        let mut writer = WriteMultipart::new(upload);
        let (mut sum, mut bytes) = (Sha256::new(), 0_u64);
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        while let Some(chunk) = stream.next().await {
            let Ok(chunk) = chunk else {
                // The line broke, or the body was longer than may be.
                drop(writer.abort().await);
                return Ok(Err(Refused::Truncated));
            };
            bytes += chunk.len() as u64;
            if bytes > most {
                drop(writer.abort().await);
                return Ok(Err(Refused::TooLarge));
            }
            sum.update(&chunk);
            head.extend_from_slice(&chunk[..chunk.len().min(EDGE.saturating_sub(head.len()))]);
            tail.extend_from_slice(&chunk[chunk.len().saturating_sub(EDGE)..]);
            tail.drain(..tail.len().saturating_sub(EDGE));
            writer.wait_for_capacity(4).await.map_err(down)?;
            writer.put(chunk);
        }
        let media_type = match judge(&head, &tail) {
            Ok(media_type) => media_type,
            Err(refused) => {
                drop(writer.abort().await);
                return Ok(Err(refused));
            }
        };
        writer.finish().await.map_err(down)?;
        let sha256: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.0.rename(&aside, &key(&sha256)).await.map_err(down)?;
        Ok(Ok(Kept {
            sha256,
            bytes,
            media_type,
        }))
    }

    /// Gives the bytes of a digest out; `None` when they are not there.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn read(
        &self,
        sha256: &str,
    ) -> Result<Option<BoxStream<'static, Result<Bytes, object_store::Error>>>, ServiceError> {
        match self.0.get(&key(sha256)).await {
            Ok(found) => Ok(Some(found.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(down(error)),
        }
    }

    /// Puts bytes under their digest as a backup brings them back.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn put(&self, sha256: &str, bytes: Bytes) -> Result<(), ServiceError> {
        self.0.put(&key(sha256), bytes.into()).await.map(drop).map_err(down)
    }

    /// Returns the SHA-256 and size of what is kept under a digest; `None` when nothing is.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn sum(&self, sha256: &str) -> Result<Option<(String, u64)>, ServiceError> {
        let Some(mut stream) = self.read(sha256).await? else {
            return Ok(None);
        };
        let (mut sum, mut bytes) = (Sha256::new(), 0);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(down)?;
            bytes += chunk.len() as u64;
            sum.update(&chunk);
        }
        Ok(Some((
            sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            bytes,
        )))
    }

    /// Lists what is kept and what is still coming in, and when each was written; nothing else of the folder.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn list(&self) -> Result<Vec<(Stored, i64)>, ServiceError> {
        let mut all = Vec::new();
        for folder in [KEPT, INCOMING] {
            let mut found = self.0.list(Some(&Key::from(folder)));
            while let Some(meta) = found.next().await {
                let meta = meta.map_err(down)?;
                let name = meta.location.filename().unwrap_or_default().to_owned();
                let stored = if folder == KEPT {
                    Stored::Kept(name)
                } else {
                    Stored::Incoming(name)
                };
                all.push((stored, meta.last_modified.timestamp_micros()));
            }
        }
        Ok(all)
    }

    /// Takes away what [`list`](Self::list) named.
    ///
    /// # Errors
    /// When the store of files does not answer.
    pub async fn remove(&self, stored: &Stored) -> Result<(), ServiceError> {
        let at = match stored {
            Stored::Kept(sha256) => key(sha256),
            Stored::Incoming(name) => incoming(name),
        };
        match self.0.delete(&at).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(down(error)),
        }
    }
}

fn incoming(name: &str) -> Key {
    Key::from(format!("{INCOMING}/{name}"))
}

fn key(sha256: &str) -> Key {
    let folder = sha256.get(..2).unwrap_or("__");
    Key::from(format!("{KEPT}/{folder}/{sha256}"))
}

fn down(error: impl std::error::Error + Send + Sync + 'static) -> ServiceError {
    ServiceError::down("files", error)
}
