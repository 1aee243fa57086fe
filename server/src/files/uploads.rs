//! Uploads that can go on after a cut: what is known of each and the bytes that have come so far, sealed, both on the
//! portal's own disk, until the file is whole. What opens of the part is the offset, so that nothing is promised that is
//! not there. What is known of an upload is under its own name and its person's: nobody finds another's.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use motcua_core::{
    calendar::Moment,
    id::{AccountId, DraftId},
};
use serde::{Deserialize, Serialize};
use tokio::{fs, sync::OwnedMutexGuard};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    FileStore,
    aside::{Aside, Writer},
    incoming::down,
};
use crate::error::ServiceError;

/// How long a caller waits for the one before to let go.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long an upload is waited for.
pub(super) const LIFE: time::Duration = time::Duration::hours(24);

/// The most uploads one person may have under way.
const MOST_OPEN: usize = 20;

/// How long an upload must have rested to give way to another of its person.
const REST: time::Duration = time::Duration::minutes(15);

/// What is known of an upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Upload {
    pub(super) id: Uuid,
    pub(super) account: AccountId,
    pub(super) draft: DraftId,
    pub(super) slot: String,
    pub(super) name: String,
    pub(super) length: u64,
    /// When it is forgotten if nothing more comes.
    pub(super) expires_at: Moment,
    /// What became of it once whole: kept, or the code of the reason why not.
    pub(super) ended: Option<Result<(), String>>,
}

/// The uploads under way, and whose turn it is with each.
#[derive(Clone, Debug)]
pub(super) struct Uploads {
    files: FileStore,
    turns: Arc<Mutex<HashMap<Uuid, Turn>>>,
}

#[derive(Clone, Debug, Default)]
struct Turn {
    holder: CancellationToken,
    lock: Arc<tokio::sync::Mutex<()>>,
}

/// The turn with an upload; it is asked back when another comes.
#[derive(Debug)]
pub(super) struct Held {
    /// Says that another has come.
    pub(super) wanted: CancellationToken,
    _guard: OwnedMutexGuard<()>,
}

impl Uploads {
    pub(super) fn new(files: &FileStore) -> Self {
        Self {
            files: files.clone(),
            turns: Arc::default(),
        }
    }

    /// Returns where the bytes of an upload are.
    pub(super) fn part(&self, id: Uuid) -> Aside {
        self.files.aside(&part_name(id))
    }

    fn card(&self, id: Uuid, account: AccountId) -> PathBuf {
        let name = format!("{}.{}", id.simple(), card_end(account));
        self.files.incoming().join(name)
    }

    /// Takes the turn with an upload from whoever has it: a line that was cut may not know that it is. `None` when it is
    /// not let go.
    pub(super) async fn turn(&self, id: Uuid) -> Option<Held> {
        let (wanted, lock) = {
            let mut turns = self.turns.lock().ok()?;
            turns.retain(|other, turn| *other == id || Arc::strong_count(&turn.lock) > 1);
            let turn = turns.entry(id).or_default();
            turn.holder.cancel();
            turn.holder = CancellationToken::new();
            (turn.holder.clone(), Arc::clone(&turn.lock))
        };
        let guard = tokio::time::timeout(PATIENCE, lock.lock_owned()).await.ok()?;
        Some(Held { wanted, _guard: guard })
    }

    /// Begins an upload.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(super) async fn begin(&self, upload: &Upload) -> Result<(), ServiceError> {
        let mut part = self.part(upload.id).writer().await.map_err(down)?;
        part.flush().await.map_err(down)?;
        self.write(upload).await
    }

    /// Writes down what is known of an upload, whole or not at all.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(super) async fn write(&self, upload: &Upload) -> Result<(), ServiceError> {
        let text = serde_json::to_vec(upload).map_err(|error| ServiceError::fault("files", error))?;
        let aside = self.files.incoming().join(format!("{}.new", upload.id.simple()));
        fs::write(&aside, text).await.map_err(down)?;
        fs::rename(&aside, self.card(upload.id, upload.account))
            .await
            .map_err(down)
    }

    /// Returns what is known of an upload of a person; `None` when nothing is, or nothing any more.
    ///
    /// # Errors
    /// When the disk does not answer.
    pub(super) async fn one(&self, id: Uuid, account: AccountId, now: Moment) -> Result<Option<Upload>, ServiceError> {
        match fs::read(self.card(id, account)).await {
            Ok(text) => Ok(serde_json::from_slice(&text)
                .ok()
                .filter(|upload: &Upload| (upload.id, upload.account) == (id, account) && upload.expires_at > now)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(down(error)),
        }
    }

    /// Opens the bytes of an upload to go on behind them; `None` when they are not there, or were never whole.
    ///
    /// # Errors
    /// When the disk does not answer.
    pub(super) async fn bytes(&self, upload: &Upload) -> Result<Option<Writer>, ServiceError> {
        match self.part(upload.id).append().await {
            Ok(part) => Ok(Some(part)),
            Err(error) if is_lost(&error) => Ok(None),
            Err(error) => Err(down(error)),
        }
    }

    /// Makes room for one more upload of a person, so many bytes long, under `most` bytes together: those that have rested
    /// longest are forgotten. Says whether there is room.
    ///
    /// # Errors
    /// When the disk does not answer.
    pub(super) async fn make_room(
        &self,
        account: AccountId,
        length: u64,
        most: u64,
        now: Moment,
    ) -> Result<bool, ServiceError> {
        let mut open = Vec::new();
        let end = card_end(account);
        for (name, _) in super::incoming::list(self.files.incoming()).await? {
            let id = name
                .strip_suffix(&end)
                .and_then(|id| Uuid::try_parse(id.strip_suffix('.')?).ok());
            if let Some(id) = id
                && let Some(upload) = self.one(id, account, now).await?
                && upload.ended.is_none()
            {
                open.push(upload);
            }
        }
        // The one that has rested longest last.
        open.sort_by_key(|upload| std::cmp::Reverse(upload.expires_at));
        let mut bytes = open
            .iter()
            .map(|upload| upload.length)
            .fold(length, u64::saturating_add);
        while open.len() >= MOST_OPEN || (bytes > most && !open.is_empty()) {
            let oldest = open.pop().filter(|upload| upload.expires_at <= now.plus(LIFE - REST));
            let Some(oldest) = oldest else { return Ok(false) };
            bytes = bytes.saturating_sub(oldest.length);
            self.forget(&oldest).await;
        }
        Ok(true)
    }

    /// Writes down what became of an upload and lets its bytes go.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(super) async fn end(&self, upload: &Upload, ended: Result<(), String>) -> Result<(), ServiceError> {
        let ended = Upload {
            ended: Some(ended),
            ..upload.clone()
        };
        self.write(&ended).await?;
        drop(fs::remove_file(self.files.incoming().join(part_name(upload.id))).await);
        Ok(())
    }

    /// Forgets an upload.
    pub(super) async fn forget(&self, upload: &Upload) {
        drop(fs::remove_file(self.files.incoming().join(part_name(upload.id))).await);
        drop(fs::remove_file(self.card(upload.id, upload.account)).await);
    }
}

/// Says whether bytes are not there or do not open: nothing brings them back.
fn is_lost(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::InvalidData
    )
}

fn part_name(id: Uuid) -> String {
    format!("{}.part", id.simple())
}

fn card_end(account: AccountId) -> String {
    format!("{}.json", account.uuid().simple())
}
