//! Filling: start, show a step, keep a section, discard. What was typed is kept first and judged afterwards. `starting`
//! begins a draft, `keeping` keeps what is posted.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    backend::{Drafts, Reply},
    views::{DeviceKey, DraftLine, Go, Made, Me, Reached, ReturnInput, StepBody, StepView, Submitted},
};
use motcua_core::{
    calendar::format,
    dossier::DossierNumber,
    form::Answers,
    id::{AccountId, DraftId, RequestId},
    procedure::ProcedureCode,
    profile::Profile,
    text::{Extent, clean},
};

use super::{
    Portal, PortalParts, documents, guests, intake,
    keeping::Posted,
    starting::Basis,
    step::{Open, PAPERS},
    who::{drafter, filer, within},
};
use crate::{
    error::ServiceError,
    store::{dossiers, drafts, files},
};

/// The most drafts one person may have at a time.
pub(super) const MOST_DRAFTS: i64 = 200;

/// The longest name of a draft, in characters.
const LONGEST_NAME: usize = 80;

/// How long a device may hold the key it was given: as long as a session lives.
const DEVICE_KEY_SECONDS: u32 = 12 * 60 * 60;

/// How many drafts a list shows.
const PAGE: u16 = 100;

impl Drafts for Portal {
    fn start(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move {
            {
                within(&me, &code)?;
                Ok(self
                    .0
                    .start(&me, (filer(&me)?, MOST_DRAFTS), &code, &answers, Basis::Afresh)
                    .await?)
            }
        })
    }

    fn start_like(&self, me: &Me, code: ProcedureCode, answers: Answers, like: DossierNumber) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move {
            within(&me, &code)?;
            let account = filer(&me)?;
            let earlier = dossiers::by_number(&mut self.0.reader().await?, &like)
                .await
                .map_err(ServiceError::from)?
                .filter(|row| row.account == account && row.code == code && documents::is_within(&me, row))
                .ok_or(ApiError::NotFound)?;
            Ok(self
                .0
                .start(&me, (account, MOST_DRAFTS), &code, &answers, Basis::Like(&earlier))
                .await?)
        })
    }

    fn start_as_guest(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, (Reached, Option<String>)> {
        let me = me.clone();
        Box::pin(async move {
            let (cookie, account) = match me.guest {
                Some(account) => (None, account),
                None => {
                    // Nothing is kept of a browser that asks for what cannot be filed.
                    self.0.can_file(&code)?;
                    let (token, account) = self.open_guest().await?;
                    (Some(self.guest_cookie(&token)), account)
                }
            };
            let most = guests::MOST_DRAFTS;
            Ok((
                self.0
                    .start(&me, (account, most), &code, &answers, Basis::Afresh)
                    .await?,
                cookie,
            ))
        })
    }

    fn rename(&self, me: &Me, draft: DraftId, name: String) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.rename(&me, draft, &name).await?) })
    }

    fn seen(&self, me: &Me, draft: DraftId, section: String) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move {
            let seen = self.change(&me, draft, move |_, open, _| {
                open.draft.changes = None;
                Ok(open.reached(&section, false))
            });
            Ok(seen.await?)
        })
    }

    fn device_key(&self, me: &Me) -> Reply<'_, DeviceKey> {
        let account = me.account;
        Box::pin(async move {
            let account = account.ok_or(ApiError::NotSignedIn)?;
            let key = self.0.device_secret(account, self.0.clock.now()).await?;
            Ok(DeviceKey {
                key,
                seconds: DEVICE_KEY_SECONDS,
            })
        })
    }

    fn step(&self, me: &Me, draft: DraftId, step: String, checked: bool) -> Reply<'_, StepView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.step(&me, draft, &step, checked).await?) })
    }

    fn save_from(
        &self,
        me: &Me,
        draft: DraftId,
        section: String,
        answers: Answers,
        go: Go,
        made: Made,
    ) -> Reply<'_, Reached> {
        let me = me.clone();
        let posted = Posted {
            section,
            answers,
            go,
            made,
            known: Profile::default(),
        };
        Box::pin(async move { Ok(self.save_draft(&me, draft, posted).await?) })
    }

    fn choose(&self, me: &Me, draft: DraftId, section: String, picks: BTreeMap<String, String>) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.choose_answers(&me, draft, section, picks).await?) })
    }

    fn keep_return(&self, me: &Me, draft: DraftId, receive: ReturnInput) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.keep_return(&me, draft, receive).await?) })
    }

    fn submit(&self, me: &Me, draft: DraftId, request: RequestId, declared: bool) -> Reply<'_, Submitted> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.submit(&me, draft, request, declared).await?) })
    }

    fn mine(&self, me: &Me) -> Reply<'_, Vec<DraftLine>> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.my_drafts(&me).await?) })
    }

    fn discard(&self, me: &Me, draft: DraftId) -> Reply<'_, ()> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.discard(&me, draft).await?) })
    }
}

impl PortalParts {
    async fn step(self: &Arc<Self>, me: &Me, id: DraftId, step: &str, checked: bool) -> Result<StepView, ServiceError> {
        let account = drafter(me)?;
        let mut open = self.open_newest(account, id).await?;
        within(me, &open.procedure.code)?;
        // The officer's own papers are nobody else's.
        if step == PAPERS && open.draft.intake.is_none() {
            open.reusable = self.reusable(me, account).await?;
        }
        let known = intake::offered_to(&mut self.reader().await?, me, account, &open.draft).await?;
        let mut view = self.step_view(&open.look()?, &known, step, checked, me)?;
        if let (StepBody::Review(review), None) = (&mut view.body, &open.draft.mends) {
            let typed = Self::kept_return(&mut self.reader().await?, id).await?;
            review.receive = Some(self.return_form(&open, typed, me));
        }
        if let (StepBody::Review(review), None, None) = (&mut view.body, &open.draft.mends, &open.draft.intake) {
            let mut conn = self.reader().await?;
            review.alike = self.alike_of_own(&mut conn, me, &open.procedure.code).await?;
        }
        Ok(view)
    }

    async fn my_drafts(&self, me: &Me) -> Result<Vec<DraftLine>, ServiceError> {
        let account = drafter(me)?;
        let found = drafts::mine(&mut self.reader().await?, account, None, PAGE).await?;
        let mut lines = Vec::with_capacity(found.len());
        for draft in found.into_iter().filter(|draft| within(me, &draft.code).is_ok()) {
            let procedure = self.revisions.get(&self.db, &draft.code, &draft.revision).await?;
            lines.push(DraftLine {
                id: draft.id,
                code: draft.code.to_string(),
                procedure: procedure.plain_name().to_owned(),
                saved_at: format::moment(draft.updated_at),
                step: draft.step,
                mends: draft.mends.map(|mends| mends.number),
                name: draft.name,
            });
        }
        Ok(lines)
    }

    /// Makes sure that a draft is within the mandate of who acts for an organisation.
    async fn reach(&self, me: &Me, account: AccountId, id: DraftId) -> Result<(), ServiceError> {
        if me.acting.is_some() {
            let draft = drafts::one(&mut self.reader().await?, account, id).await?;
            within(me, &draft.ok_or(ApiError::NotFound)?.code)?;
        }
        Ok(())
    }

    async fn rename(&self, me: &Me, id: DraftId, name: &str) -> Result<(), ServiceError> {
        let account = drafter(me)?;
        self.reach(me, account, id).await?;
        let plain = clean(name.trim(), Extent::Line).map_err(|_| ApiError::Invalid)?;
        let name = Some(plain.chars().take(LONGEST_NAME).collect::<String>()).filter(|name| !name.is_empty());
        self.db
            .write(move |conn| {
                let name = name.clone();
                Box::pin(async move {
                    if !drafts::rename(conn, account, id, name.as_deref()).await? {
                        return Err(ApiError::NotFound.into());
                    }
                    Ok::<(), ServiceError>(())
                })
            })
            .await
    }

    async fn discard(&self, me: &Me, id: DraftId) -> Result<(), ServiceError> {
        let account = drafter(me)?;
        self.reach(me, account, id).await?;
        self.db
            .write(move |conn| {
                Box::pin(async move {
                    if !drafts::delete(conn, account, id).await? {
                        return Err(ApiError::NotFound.into());
                    }
                    Ok::<(), ServiceError>(files::delete_of_draft(conn, id).await?)
                })
            })
            .await
    }

    /// Returns a person's draft for a change of its files.
    pub(crate) async fn draft_for_files(&self, account: AccountId, id: DraftId) -> Result<Open, ServiceError> {
        self.open(account, id).await
    }
}
