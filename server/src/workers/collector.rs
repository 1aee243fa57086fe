//! Clearing away bytes that no row points at: of files taken off a draft, and of uploads that broke off.

use motcua_core::calendar::Moment;

use crate::{error::ServiceError, files::Stored, services::Portal, store::files};

/// Removes what nothing has pointed at since before `older_than`; returns how many were removed. Bytes that just came in
/// get their row a moment later, so only old ones are looked at.
///
/// # Errors
/// When the store or the files do not answer.
pub async fn collect(portal: &Portal, older_than: Moment) -> Result<usize, ServiceError> {
    let parts = portal.parts();
    let mut removed = 0;
    for (stored, written) in parts.files.list().await? {
        if written >= older_than.micros() {
            continue;
        }
        let is_pointed_at = match &stored {
            Stored::Kept(sha256) | Stored::Unsealed(sha256) => {
                files::uses(&mut parts.reader().await?, sha256).await? > 0
            }
            Stored::Incoming(_) => false,
        };
        if !is_pointed_at && parts.files.remove(&stored, written).await? {
            removed += 1;
        }
    }
    Ok(removed)
}
