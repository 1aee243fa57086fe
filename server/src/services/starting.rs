//! How a draft begins: on the revision in force, with what the page asked, what is known, and the answers of an earlier
//! dossier where one is named.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Me, Reached},
};
use motcua_core::{
    draft::{Ledger, Turns},
    form::{Answers, Section, Subject},
    id::{AccountId, DraftId, RequestId},
    office::Intake,
    procedure::ProcedureCode,
    profile::{self, Origin, Prefilled},
};

use super::{PortalParts, answers, intake, prefill, step::REVIEW};
use crate::{
    clock::new_id,
    error::ServiceError,
    store::{dossiers::DossierRow, drafts, drafts::Draft},
};

/// What a draft begins with beside the answers given on the procedure's page.
pub(super) enum Basis<'a> {
    /// What is known of the person.
    Afresh,
    /// And the answers of an earlier dossier of theirs.
    Like(&'a DossierRow),
    /// Only what an officer was told at the desk.
    Paper(Intake),
}

impl PortalParts {
    pub(super) async fn start(
        &self,
        me: &Me,
        (account, most): (AccountId, i64),
        code: &ProcedureCode,
        given: &Answers,
        basis: Basis<'_>,
    ) -> Result<Reached, ServiceError> {
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
        if drafts::total(&mut conn, account).await? >= most {
            return Err(ApiError::Refused("too_many_drafts".to_owned()).into());
        }
        drop(conn);
        let mut origins = BTreeMap::new();
        let intake = match &basis {
            Basis::Paper(intake) => {
                intake::fill(form, &mut answers, &intake.whose, now);
                Some(intake.clone())
            }
            Basis::Afresh | Basis::Like(_) => {
                let known = self.refreshed(me, account, form).await?;
                prefill::put(&mut origins, profile::fill(form, &mut answers, &known));
                None
            }
        };
        let mut conn = self.reader().await?;
        if let Basis::Like(earlier) = basis {
            let from = |value: String| Prefilled {
                origin: Origin::Typed(earlier.number.as_str().to_owned()),
                on: earlier.submitted_at.date(),
                value,
            };
            // For an organisation somebody else may have been the applicant.
            let takes = |section: &Section| me.acting.is_none() || section.subject != Subject::Applicant;
            let taken = profile::fill_like(form, &mut answers, &earlier.answers, takes, from);
            prefill::put(&mut origins, taken);
        }
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
            ledger: Ledger::default(),
            conflicts: Vec::new(),
            name: intake.as_ref().map(|intake| intake.whose.name().to_owned()),
            changes: None,
            turns: Turns::default(),
            intake,
        };
        let mut open = self.open_loaded(&mut conn, draft).await?;
        drop(conn);
        let look = open.look()?;
        let answered =
            |key: &str| procedure.questions().is_some_and(|section| section.key == key) && self.complete(&look, key);
        let mut steps = open.steps(&look.shown);
        let at = steps.iter().position(|key| !answered(key));
        let first = at
            .and_then(|at| steps.get(at))
            .map_or(REVIEW, String::as_str)
            .to_owned();
        let done = steps.drain(..at.unwrap_or(steps.len())).collect();
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

    /// Says whether a procedure can be filed here today.
    pub(super) fn can_file(&self, code: &ProcedureCode) -> Result<(), ServiceError> {
        let revision = self
            .revisions
            .in_force(code, self.clock.today())
            .ok_or(ApiError::NotFound)?;
        if revision.procedure.form.is_none() || !revision.procedure.can_file() {
            return Err(ApiError::Refused("not_filed_here".to_owned()).into());
        }
        Ok(())
    }
}
