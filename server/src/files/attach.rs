//! Putting files into the slots of a draft and taking them off: who may, how many and how large together, scanned first.
//! The bytes are kept before any row points at them; what may not be taken leaves its reason with the draft, which keeps
//! everything else.

use std::{io, sync::Arc};

use futures_util::StreamExt;
use motcua_app::{api::ApiError, views::Me};
use motcua_core::{
    document::{Digit, FileKind},
    form::walk,
    id::{AccountId, DraftId, FileId},
};

use super::{Incoming, Refused, Verdict};
use crate::{
    clock::new_id,
    error::ServiceError,
    services::{Portal, guests, holder, papers, within},
    store::{
        drafts, files,
        files::{Home, Scan, StoredFile},
    },
};

/// The most files one draft may hold.
const MOST_FILES: usize = 100;

/// A slot of a draft that somebody may put files into.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) account: AccountId,
    pub(super) draft: DraftId,
    pub(super) key: String,
    code: String,
    pub(super) accept: Vec<FileKind>,
    /// How many bytes and files the draft holds now.
    held: (u64, usize),
    /// Whether an officer enters the draft from paper for somebody.
    is_from_paper: bool,
    /// How many bytes more may come from browsers that nobody is signed in on, where this is one.
    guest_room: Option<u64>,
}

/// A file that was not taken: its name and why.
pub(super) type NotTaken = (String, Refused);

impl Slot {
    /// Returns the address of the step the slot is on.
    pub(super) fn step(&self) -> String {
        papers_step(&self.code, self.draft)
    }

    /// Returns how large the next file may be, or why there is room for none.
    pub(super) fn room(&self, portal: &Portal, kept: &[StoredFile]) -> Result<u64, Refused> {
        let parts = portal.parts();
        let bytes = self.held.0 + kept.iter().map(|file| file.bytes).sum::<u64>();
        if self.held.1 + kept.len() >= MOST_FILES {
            return Err(Refused::TooMany);
        }
        let came = bytes - self.held.0;
        let of_guest = self.guest_room.map_or(u64::MAX, |room| room.saturating_sub(came));
        match parts.max_dossier_bytes.saturating_sub(bytes).min(of_guest) {
            0 => Err(self.full()),
            left => Ok(left.min(parts.max_upload_bytes)),
        }
    }

    /// Returns why there is no room for one more file.
    pub(super) const fn full(&self) -> Refused {
        if self.guest_room.is_some() {
            Refused::GuestFull
        } else {
            Refused::DossierFull
        }
    }
}

impl Portal {
    /// Opens a slot of a draft for who is asking.
    pub(super) async fn slot(&self, me: &Me, draft: &str, key: &str) -> Result<Slot, ServiceError> {
        let account = holder(me)?;
        let id: DraftId = draft.parse().map_err(|_| ApiError::NotFound)?;
        let open = self.parts().draft_for_files(account, id).await?;
        within(me, &open.procedure.code)?;
        let shown = walk(open.form()?, &open.draft.answers, open.today);
        let accept = papers::accepts(&open.procedure, &shown, key).ok_or(ApiError::NotFound)?;
        let guest_room = match me.guest {
            Some(guest) if guest == account => {
                Some(guests::room(&mut self.parts().reader().await?, self.parts(), guest).await?)
            }
            Some(_) | None => None,
        };
        Ok(Slot {
            account,
            draft: id,
            key: key.to_owned(),
            code: open.procedure.code.to_string(),
            is_from_paper: open.draft.intake.is_some(),
            accept,
            held: (open.files.iter().map(|file| file.bytes).sum(), open.files.len()),
            guest_room,
        })
    }

    /// Scans and keeps a file that came in; the row of this id that points at it is not written yet.
    pub(super) async fn receive(
        &self,
        slot: &Slot,
        id: FileId,
        name: &str,
        incoming: &Incoming,
    ) -> Result<Result<StoredFile, Refused>, ServiceError> {
        let parts = self.parts();
        let scan = match self.scan(incoming).await? {
            Ok(scan) => scan,
            Err(refused) => return Ok(Err(refused)),
        };
        let kept = parts.files.put(incoming).await?;
        Ok(Ok(StoredFile {
            id,
            account: slot.account,
            home: Home::Draft(slot.draft),
            slot: slot.key.clone(),
            name: name.to_owned(),
            bytes: kept.bytes,
            media_type: kept.media_type.to_owned(),
            sha256: kept.sha256,
            created_at: parts.clock.now(),
            replaced: false,
            pages: kept.pages,
            scan,
            digit: Digit::New,
        }))
    }

    /// Asks the scanner; where it does not answer, the file waits.
    pub(super) async fn scan(&self, incoming: &Incoming) -> Result<Result<Scan, Refused>, ServiceError> {
        let Some(scanner) = &self.parts().scanner else {
            return Ok(Ok(Scan::None));
        };
        let file = incoming.file.stream().await;
        let file = file.map_err(|error| ServiceError::down("files", error))?;
        Ok(match scanner.scan(file).await {
            Ok(Verdict::Clean) => Ok(Scan::Clean),
            Ok(Verdict::Infected(found)) => {
                tracing::warn!(
                    file.sha256 = incoming.sha256,
                    found,
                    "files: an infected file was refused"
                );
                Err(Refused::Infected)
            }
            Err(error) => {
                tracing::warn!(reason = %error, "files: the scanner does not answer; a file waits");
                Ok(Scan::Waiting)
            }
        })
    }

    /// Records what was kept and why something was not. Where another upload was quicker and there is no room any more,
    /// that is said instead.
    pub(super) async fn record(
        &self,
        slot: &Slot,
        kept: Vec<StoredFile>,
        refused: Option<NotTaken>,
    ) -> Result<Option<NotTaken>, ServiceError> {
        let change = Arc::new((slot.clone(), kept, refused));
        let portal = self.clone();
        self.parts()
            .db
            .write(move |conn| {
                let (portal, change) = (portal.clone(), Arc::clone(&change));
                Box::pin(async move {
                    let (slot, kept, refused) = &*change;
                    let parts = portal.parts();
                    let draft = drafts::one_to_change(conn, slot.account, slot.draft).await?;
                    let mut draft = draft.ok_or(ApiError::NotFound)?;
                    let held = files::of_draft(conn, slot.draft).await?;
                    // Of a browser's drafts together, as of one dossier.
                    let mut guest_room = match slot.guest_room {
                        Some(_) => guests::room(conn, parts, slot.account).await?,
                        None => u64::MAX,
                    };
                    let (mut bytes, mut count) = (held.iter().map(|file| file.bytes).sum::<u64>(), held.len());
                    let mut refused = refused.clone();
                    for file in kept {
                        (bytes, count) = (bytes + file.bytes, count + 1);
                        if count > MOST_FILES {
                            refused = Some((file.name.clone(), Refused::TooMany));
                        } else if bytes > parts.max_dossier_bytes || file.bytes > guest_room {
                            refused = Some((file.name.clone(), slot.full()));
                        } else {
                            guest_room -= file.bytes;
                            files::insert(conn, file).await?;
                            continue;
                        }
                        break;
                    }
                    draft.refused = refused
                        .as_ref()
                        .map(|(name, reason)| (slot.key.clone(), name.clone(), reason.code().to_owned()));
                    draft.updated_at = parts.later(draft.updated_at);
                    drafts::update(conn, &draft).await?;
                    Ok::<_, ServiceError>(refused)
                })
            })
            .await
    }

    /// Uses a paper filed before in a slot: another row that points at the same bytes.
    pub(super) async fn reuse(&self, me: &Me, draft: &str, slot: &str, file: &str) -> Result<String, ServiceError> {
        let slot = self.slot(me, draft, slot).await?;
        if slot.is_from_paper {
            // What is kept of the officer is not the applicant's.
            return Err(ApiError::NotFound.into());
        }
        let file: FileId = file.parse().map_err(|_| ApiError::NotFound)?;
        let found = self.parts().own_paper(me, slot.account, file).await?;
        let kind = FileKind::of_media_type(&found.media_type);
        let (kept, refused) = if kind.is_some_and(|kind| slot.accept.contains(&kind)) {
            let copy = StoredFile {
                id: FileId::new(new_id()),
                home: Home::Draft(slot.draft),
                slot: slot.key.clone(),
                created_at: self.parts().clock.now(),
                replaced: false,
                digit: Digit::Local,
                ..found
            };
            (vec![copy], None)
        } else {
            (Vec::new(), Some((found.name, Refused::WrongType)))
        };
        self.record(&slot, kept, refused).await?;
        Ok(slot.step())
    }

    /// Takes a file off a draft; the collector takes the bytes when nothing points at them.
    pub(super) async fn detach(&self, me: &Me, draft: &str, file: &str) -> Result<String, ServiceError> {
        let account = holder(me)?;
        let id: DraftId = draft.parse().map_err(|_| ApiError::NotFound)?;
        let file: FileId = file.parse().map_err(|_| ApiError::NotFound)?;
        let asking = (self.clone(), me.clone());
        let code = self
            .parts()
            .db
            .write(move |conn| {
                let (portal, me) = asking.clone();
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, account, id).await?;
                    let mut draft = draft.ok_or(ApiError::NotFound)?;
                    within(&me, &draft.code)?;
                    files::delete(conn, file, id).await?;
                    draft.refused = None;
                    draft.updated_at = portal.parts().later(draft.updated_at);
                    drafts::update(conn, &draft).await?;
                    Ok::<_, ServiceError>(draft.code)
                })
            })
            .await?;
        Ok(papers_step(code.as_str(), id))
    }

    /// Asks the scanner again about the files that wait, and about those of drafts that came in when there was none;
    /// returns how many it answered for. What is infected is taken off its draft with the reason.
    ///
    /// # Errors
    /// When the store or the files do not answer.
    pub async fn scan_waiting(&self) -> Result<usize, ServiceError> {
        let parts = self.parts();
        let Some(scanner) = &parts.scanner else { return Ok(0) };
        let (mut answered, mut after) = (0, None);
        let mut looked = vec![Scan::Waiting, Scan::None];
        while let Some(&which) = looked.last() {
            let page = files::scanned(&mut parts.reader().await?, which, after, 100).await?;
            after = page.last().map(|file| file.id);
            if page.is_empty() {
                looked.pop();
                continue;
            }
            for file in page {
                let is_draft = matches!(file.home, Home::Draft(_));
                if which == Scan::None && !is_draft {
                    continue;
                }
                let Some(bytes) = parts.files.read(&file.sha256).await? else {
                    continue;
                };
                match scanner.scan(bytes.boxed()).await {
                    Ok(verdict) => {
                        self.scanned(&file, verdict).await?;
                        answered += 1;
                    }
                    Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                        tracing::error!(file.id = %file.id, reason = %error, "files: a file does not open");
                    }
                    Err(error) => return Err(ServiceError::down("scanner", error)),
                }
            }
        }
        Ok(answered)
    }

    async fn scanned(&self, file: &StoredFile, verdict: Verdict) -> Result<(), ServiceError> {
        let (file, portal) = (Arc::new(file.clone()), self.clone());
        if let Verdict::Infected(found) = &verdict {
            tracing::warn!(file.id = %file.id, found, "files: an infected file was taken away");
        }
        self.parts()
            .db
            .write(move |conn| {
                let (file, verdict, portal) = (Arc::clone(&file), verdict.clone(), portal.clone());
                Box::pin(async move {
                    let Verdict::Infected(_) = verdict else {
                        return Ok(files::set_scan(conn, &file.sha256, Scan::Clean).await?);
                    };
                    // A dossier is never filed with a file that waits, so there is nothing to take off it.
                    let Home::Draft(id) = file.home else { return Ok(()) };
                    files::delete(conn, file.id, id).await?;
                    if let Some(mut draft) = drafts::one_to_change(conn, file.account, id).await? {
                        let code = Refused::Infected.code().to_owned();
                        draft.refused = Some((file.slot.clone(), file.name.clone(), code));
                        draft.updated_at = portal.parts().later(draft.updated_at);
                        drafts::update(conn, &draft).await?;
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }
}

fn papers_step(code: &str, draft: DraftId) -> String {
    format!("/nop/{code}/{draft}/giay-to")
}

/// Keeps of a device's file name what can be shown: no path, no control or direction characters, 150 characters.
pub(super) fn file_name(name: &str) -> String {
    use motcua_core::text::{Extent, clean};
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = last.chars().filter(|c| clean(&c.to_string(), Extent::Line).is_ok());
    shown.take(150).collect::<String>().trim().to_owned()
}
