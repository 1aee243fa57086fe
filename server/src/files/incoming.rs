//! Files on their way in: written to the portal's own disk, sealed, and summed there, judged when whole, and gone again
//! whatever becomes of them. Nothing of this folder is ever given out.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use motcua_core::document::FileKind;
use sha2::{Digest, Sha256};
use tokio::fs;

use super::{
    aside::Aside,
    judge::{Judged, Refused, judge},
    keys::FileKeys,
};
use crate::error::ServiceError;

/// A whole file that may be attached, not kept yet.
#[derive(Debug)]
pub struct Incoming {
    /// Where its bytes are.
    pub file: Aside,
    /// The SHA-256, hexadecimal: the name of the bytes.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// What it is.
    pub judged: Judged,
}

/// Takes a stream in and judges it. The outer error is the portal's, the inner one the file's.
///
/// # Errors
/// When the bytes cannot be written (a full disk).
pub(super) async fn take<S, E>(
    folder: &Path,
    keys: &Arc<FileKeys>,
    mut stream: S,
    most: u64,
    accept: &[FileKind],
) -> Result<Result<Incoming, Refused>, ServiceError>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: std::error::Error + Send + Sync + 'static,
{
    let aside = Aside::new(folder, keys);
    let mut file = aside.writer().await.map_err(down)?;
    let (mut sum, mut bytes) = (Sha256::new(), 0_u64);
    while let Some(chunk) = stream.next().await {
        // The line broke, or the body was longer than may be.
        let Ok(chunk) = chunk else {
            return Ok(Err(Refused::Truncated));
        };
        bytes += chunk.len() as u64;
        if bytes > most {
            return Ok(Err(Refused::TooLarge));
        }
        sum.update(&chunk);
        file.write(&chunk).await.map_err(down)?;
    }
    file.flush().await.map_err(down)?;
    drop(file);
    let judged = look(&aside, bytes, accept).await?;
    Ok(judged.map(|judged| Incoming {
        file: aside,
        sha256: hex(sum),
        bytes,
        judged,
    }))
}

/// Judges a file that is on the disk already; one that does not open to its end is cut off.
///
/// # Errors
/// When it cannot be read.
pub(super) async fn taken(
    aside: Aside,
    most: u64,
    accept: &[FileKind],
) -> Result<Result<Incoming, Refused>, ServiceError> {
    let (sha256, bytes) = match aside.sum().await {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Ok(Err(Refused::Truncated)),
        Err(error) => return Err(down(error)),
    };
    if bytes > most {
        return Ok(Err(Refused::TooLarge));
    }
    let judged = look(&aside, bytes, accept).await?;
    Ok(judged.map(|judged| Incoming {
        file: aside,
        sha256,
        bytes,
        judged,
    }))
}

async fn look(aside: &Aside, bytes: u64, accept: &[FileKind]) -> Result<Result<Judged, Refused>, ServiceError> {
    let (mut file, accept) = (aside.reader().map_err(down)?, accept.to_vec());
    let looked = tokio::task::spawn_blocking(move || judge(&mut file, bytes, &accept));
    let judged = looked.await.map_err(|error| ServiceError::fault("files", error))?;
    judged.map_err(down)
}

/// Lists the files of a folder and when each was last written, in microseconds.
///
/// # Errors
/// When the folder cannot be read.
pub(super) async fn list(folder: &Path) -> Result<Vec<(String, i64)>, ServiceError> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(folder).await.map_err(down)?;
    while let Some(entry) = entries.next_entry().await.map_err(down)? {
        let Ok(meta) = entry.metadata().await else { continue };
        let (Ok(name), true) = (entry.file_name().into_string(), meta.is_file()) else {
            continue;
        };
        let written = meta.modified().map_err(down)?.duration_since(std::time::UNIX_EPOCH);
        let micros = written.map_or(0, |written| i64::try_from(written.as_micros()).unwrap_or(i64::MAX));
        found.push((name, micros));
    }
    Ok(found)
}

/// Writes a sum in hexadecimal.
pub(super) fn hex(sum: Sha256) -> String {
    sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn down(error: impl std::error::Error + Send + Sync + 'static) -> ServiceError {
    ServiceError::down("files", error)
}
