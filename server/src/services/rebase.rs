//! A newer revision of the procedure (sửa đổi thủ tục): a draft moves over to it the next time it is opened, keeps every
//! answer, and says what changed. A draft that mends a dossier stays on the dossier's revision.

use std::sync::Arc;

use motcua_app::views::Language;
use motcua_core::{
    draft::Changes,
    id::{AccountId, DraftId},
};

use super::{PortalParts, step::Open};
use crate::{error::ServiceError, store::drafts};

impl PortalParts {
    /// Loads a person's draft on the revision in force.
    pub(super) async fn open_newest(self: &Arc<Self>, account: AccountId, id: DraftId) -> Result<Open, ServiceError> {
        let mut open = self.open(account, id).await?;
        if !self.to_newest(&mut open)? {
            return Ok(open);
        }
        let parts = Arc::clone(self);
        self.db
            .write(move |conn| {
                let parts = Arc::clone(&parts);
                Box::pin(async move {
                    // Looked at again: another call may have moved it, or kept something in it.
                    let Some(draft) = drafts::one_to_change(conn, account, id).await? else {
                        return Err(motcua_app::api::ApiError::NotFound.into());
                    };
                    let mut open = parts.open_loaded(conn, draft).await?;
                    if parts.to_newest(&mut open)? {
                        drafts::update(conn, &open.draft).await?;
                    }
                    Ok::<Open, ServiceError>(open)
                })
            })
            .await
    }

    /// Moves a loaded draft to the revision in force; says whether it moved.
    pub(super) fn to_newest(&self, open: &mut Open) -> Result<bool, ServiceError> {
        let Some(newest) = self.revisions.in_force(&open.draft.code, open.today) else {
            return Ok(false);
        };
        let stays = open.draft.mends.is_some() || newest.hash == open.draft.revision;
        if stays || newest.procedure.form.is_none() || !newest.procedure.can_file() {
            return Ok(false);
        }
        let words = self.words(&open.draft.answers, Language::Vi);
        let changes = Changes::between(
            &open.procedure,
            &newest.procedure,
            &open.draft.answers,
            |field, path| words.answer(field, path),
        );
        // What an earlier move told and nobody has seen yet stays told.
        let told = open.draft.changes.take().map_or_else(Vec::new, |before| before.left);
        let left = told
            .into_iter()
            .filter(|one| !changes.left.contains(one))
            .collect::<Vec<_>>();
        let changes = Changes {
            left: [left, changes.left.clone()].concat(),
            ..changes
        };
        open.draft.changes = (!changes.is_empty()).then_some(changes);
        open.draft.revision.clone_from(&newest.hash);
        open.draft.updated_at = self.later(open.draft.updated_at);
        open.procedure = Arc::clone(&newest.procedure);
        Ok(true)
    }
}
