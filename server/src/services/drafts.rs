//! Filling: start, show a step, keep a section, discard. What was typed is kept first and judged afterwards.

use std::sync::Arc;

use motcua_app::{
    api::ApiError,
    backend::{Drafts, Reply},
    views::{DraftLine, Go, Me, Reached, StepView, Submitted},
};
use motcua_core::{
    calendar::format,
    form::{Answers, Section, check_section, walk},
    id::{AccountId, DraftId, RequestId},
    procedure::ProcedureCode,
};

use super::{
    Portal, PortalParts, answers, prefill,
    step::{Open, PAPERS, REVIEW, has_errors},
    who::filer,
};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{accounts, drafts, drafts::Draft, files},
};

/// The most drafts one person may have at a time.
const MOST_DRAFTS: i64 = 200;

/// How many drafts a list shows.
const PAGE: u16 = 100;

impl Drafts for Portal {
    fn start(&self, me: &Me, code: ProcedureCode, answers: Answers) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.start(&me, &code, &answers).await?) })
    }

    fn step(&self, me: &Me, draft: DraftId, step: String, checked: bool) -> Reply<'_, StepView> {
        let me = me.clone();
        Box::pin(async move { Ok(self.0.step(&me, draft, &step, checked).await?) })
    }

    fn save(&self, me: &Me, draft: DraftId, section: String, answers: Answers, go: Go) -> Reply<'_, Reached> {
        let me = me.clone();
        Box::pin(async move { Ok(self.save_draft(&me, draft, section, answers, go).await?) })
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
    async fn start(&self, me: &Me, code: &ProcedureCode, given: &Answers) -> Result<Reached, ServiceError> {
        let account = filer(me)?;
        let (now, today) = (self.clock.now(), self.clock.today());
        let revision = self.revisions.in_force(code, today).ok_or(ApiError::NotFound)?;
        let procedure = Arc::clone(&revision.procedure);
        let form = procedure.form.as_ref().filter(|_| procedure.can_file());
        let form = form.ok_or_else(|| ApiError::Refused("not_filed_here".to_owned()))?;
        let mut answers = procedure
            .questions()
            .map(|section| answers::only(section, given))
            .unwrap_or_default();
        answers::fits(&answers)?;
        let mut conn = self.reader().await?;
        if drafts::total(&mut conn, account).await? >= MOST_DRAFTS {
            return Err(ApiError::Refused("too_many_drafts".to_owned()).into());
        }
        let origins = prefill::fill(form, &mut answers, &accounts::facts(&mut conn, account).await?);
        let draft = Draft {
            id: DraftId::new(new_id()),
            account,
            code: code.clone(),
            revision: revision.hash.clone(),
            answers,
            origins,
            visited: [].into(),
            step: REVIEW.to_owned(),
            refused: None,
            request: RequestId::new(new_id()),
            mends: None,
            created_at: now,
            updated_at: now,
        };
        let mut open = self.open_loaded(&mut conn, draft).await?;
        drop(conn);
        let shown = walk(form, &open.draft.answers, today);
        let answered = |key: &str| {
            procedure.questions().is_some_and(|section| section.key == key) && self.complete(&open, &shown, key)
        };
        let first = open
            .steps(&shown)
            .into_iter()
            .find(|key| !answered(key))
            .unwrap_or_else(|| REVIEW.to_owned());
        let done = open.steps(&shown).into_iter().take_while(|key| *key != first).collect();
        open.draft.visited = done;
        open.draft.step.clone_from(&first);
        let draft = Arc::new(open.draft.clone());
        self.db
            .write(move |conn| {
                let draft = Arc::clone(&draft);
                Box::pin(async move { Ok::<(), ServiceError>(drafts::insert(conn, &draft).await?) })
            })
            .await?;
        Ok(open.reached(&first, false))
    }

    async fn step(&self, me: &Me, id: DraftId, step: &str, checked: bool) -> Result<StepView, ServiceError> {
        let open = self.open(filer(me)?, id).await?;
        self.step_view(&open, step, checked, me.language)
    }

    async fn my_drafts(&self, me: &Me) -> Result<Vec<DraftLine>, ServiceError> {
        let account = filer(me)?;
        let found = drafts::mine(&mut self.reader().await?, account, None, PAGE).await?;
        let mut lines = Vec::with_capacity(found.len());
        for draft in found {
            let procedure = self.revisions.get(&self.db, &draft.code, &draft.revision).await?;
            lines.push(DraftLine {
                id: draft.id,
                code: draft.code.to_string(),
                procedure: procedure.plain_name().to_owned(),
                saved_at: format::moment(draft.updated_at),
                step: draft.step,
                mends: draft.mends.map(|mends| mends.number),
            });
        }
        Ok(lines)
    }

    async fn discard(&self, me: &Me, id: DraftId) -> Result<(), ServiceError> {
        let account = filer(me)?;
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

    /// Keeps a posted section in a loaded draft and says where to go.
    fn keep(&self, open: &mut Open, section: &str, posted: &Answers, go: Go) -> Result<Reached, ServiceError> {
        let form = open.form()?.clone();
        let found = form.sections.iter().find(|one| one.key == section);
        if let Some(found) = found {
            let mut after = answers::merge(&form, found, &open.draft.answers, posted, open.today)?;
            change_rows(found, &mut after, go);
            answers::fits(&after)?;
            let before = std::mem::replace(&mut open.draft.answers, after);
            let now = &open.draft.answers;
            open.draft.origins.retain(|path, _| before.get(path) == now.get(path));
        } else if section != PAPERS {
            return Err(ApiError::NotFound.into());
        }
        if matches!(go, Go::Next | Go::Back | Go::Review) {
            open.draft.visited.insert(section.to_owned());
        }
        let shown = walk(&form, &open.draft.answers, open.today);
        let steps = open.steps(&shown);
        let at = steps.iter().position(|key| key == section);
        let near = |by: isize| {
            let target = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| steps.get(at));
            target.map_or(section, String::as_str).to_owned()
        };
        let (step, checked) = match go {
            Go::Stay | Go::AddRow | Go::RemoveRow(_) => (section.to_owned(), false),
            Go::Back => (near(-1), false),
            Go::Review => (REVIEW.to_owned(), false),
            Go::Next => {
                let wrong = match section {
                    PAPERS => open.missing_papers(&shown),
                    key => check_section(&shown, key, &open.draft.answers, self.reference.as_ref()),
                };
                if has_errors(&wrong) {
                    (section.to_owned(), true)
                } else {
                    (near(1), false)
                }
            }
        };
        open.draft.step.clone_from(&step);
        open.draft.refused = None;
        Ok(open.reached(&step, checked))
    }
}

impl Portal {
    async fn save_draft(
        &self,
        me: &Me,
        id: DraftId,
        section: String,
        posted: Answers,
        go: Go,
    ) -> Result<Reached, ServiceError> {
        let account = filer(me)?;
        let (parts, posted) = (Arc::clone(&self.0), Arc::new((section, posted)));
        self.0
            .db
            .write(move |conn| {
                let (parts, posted) = (Arc::clone(&parts), Arc::clone(&posted));
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, account, id)
                        .await?
                        .ok_or(ApiError::NotFound)?;
                    let mut open = parts.open_loaded(conn, draft).await?;
                    let reached = parts.keep(&mut open, &posted.0, &posted.1, go)?;
                    open.draft.updated_at = parts.later(open.draft.updated_at);
                    drafts::update(conn, &open.draft).await?;
                    Ok::<Reached, ServiceError>(reached)
                })
            })
            .await
    }
}

impl PortalParts {
    /// Returns now, or a little after `before` when the clock has not moved on: every keeping has its own time.
    pub(crate) fn later(&self, before: motcua_core::calendar::Moment) -> motcua_core::calendar::Moment {
        let next = motcua_core::calendar::Moment::from_micros(before.micros().saturating_add(1));
        self.clock.now().max(next)
    }

    /// Returns a person's draft for a change of its files.
    pub(crate) async fn draft_for_files(&self, account: AccountId, id: DraftId) -> Result<Open, ServiceError> {
        self.open(account, id).await
    }
}

/// Adds or removes a row of a repeated section, within what it allows.
fn change_rows(section: &Section, answers: &mut Answers, go: Go) {
    let Some(repeat) = &section.repeat else { return };
    let rows = section.rows(answers);
    match go {
        Go::AddRow if rows < repeat.max => answers.set_rows(&section.key, rows + 1),
        Go::RemoveRow(row) if row < rows && rows > repeat.min => answers.remove_row(&section.key, row, rows),
        Go::AddRow | Go::RemoveRow(_) | Go::Next | Go::Stay | Go::Back | Go::Review => {}
    }
}
