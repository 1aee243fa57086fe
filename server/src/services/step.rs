//! One step of a draft as a page shows it, with the whole way and where the person stands on it.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Language, PapersView, Progress, ProgressStep, Reached, ReviewView, SectionView, StepBody, StepView},
};
use motcua_core::{
    calendar::format,
    dossier::{self, Place},
    form::{Answers, Form, Level, Problem, ProblemCode, Section, Shown, check_section, validate, walk},
    id::{AccountId, DraftId},
    procedure::{Channel, Procedure},
};
use time::Date;

use super::{PortalParts, choices, papers, review, routing};
use crate::{
    error::ServiceError,
    store::{Conn, drafts, drafts::Draft, events, files, files::StoredFile},
};

/// The papers step's key.
pub(super) const PAPERS: &str = "giay-to";

/// The review step's key.
pub(super) const REVIEW: &str = "xem-lai";

/// A draft with what is needed to show or file it.
pub(crate) struct Open {
    pub(crate) draft: Draft,
    pub(crate) procedure: Arc<Procedure>,
    pub(crate) files: Vec<StoredFile>,
    /// What the officer asked, by path and by slot.
    pub(super) asked: Asked,
    pub(crate) today: Date,
}

/// What an officer asked to mend: the reason, by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(super) fields: BTreeMap<String, String>,
    pub(super) slots: BTreeMap<String, String>,
}

impl Asked {
    /// Reads the open request of a dossier.
    pub(super) fn of(dossier: &dossier::Dossier) -> Self {
        let mut asked = Self::default();
        for item in dossier.open_supplement().into_iter().flat_map(|round| &round.items) {
            match &item.at {
                Place::Field(path) => asked.fields.insert(path.clone(), item.reason.clone()),
                Place::Document(slot) => asked.slots.insert(slot.clone(), item.reason.clone()),
            };
        }
        asked
    }
}

impl PortalParts {
    /// Loads a person's draft with its revision and files.
    pub(super) async fn open(&self, account: AccountId, id: DraftId) -> Result<Open, ServiceError> {
        let mut conn = self.reader().await?;
        let draft = drafts::one(&mut conn, account, id).await?.ok_or(ApiError::NotFound)?;
        self.open_loaded(&mut conn, draft).await
    }

    pub(super) async fn open_loaded(&self, conn: &mut Conn, draft: Draft) -> Result<Open, ServiceError> {
        let files = files::of_draft(conn, draft.id).await?;
        let asked = match &draft.mends {
            None => Asked::default(),
            Some(mends) => {
                let history = events::of_dossier(conn, &mends.agency, mends.dossier).await?;
                Asked::of(&dossier::fold(mends.dossier, &history))
            }
        };
        let procedure = self.revisions.get(&self.db, &draft.code, &draft.revision).await?;
        Ok(Open {
            draft,
            procedure,
            files,
            asked,
            today: self.clock.today(),
        })
    }

    /// Shows one step; one that is not asked any more leads to where the person was.
    pub(super) fn step_view(
        &self,
        open: &Open,
        step: &str,
        checked: bool,
        language: Language,
    ) -> Result<StepView, ServiceError> {
        let form = open.form()?;
        let shown = walk(form, &open.draft.answers, open.today);
        let steps = open.steps(&shown);
        let step = if steps.iter().any(|key| key == step) {
            step
        } else if step == PAPERS || form.sections.iter().any(|section| section.key == step) {
            let last = steps.iter().find(|key| **key == open.draft.step);
            last.or(steps.first()).map_or(REVIEW, String::as_str)
        } else {
            return Err(ApiError::NotFound.into());
        };
        let body = match step {
            PAPERS => StepBody::Papers(PapersView {
                slots: papers::slots(&open.procedure, &shown, &open.files, &open.asked.slots),
                problems: if checked {
                    open.missing_papers(&shown)
                } else {
                    Vec::new()
                },
                refused: open.draft.refused.clone(),
                max_bytes: self.max_upload_bytes,
            }),
            REVIEW => StepBody::Review(self.review(open, form, &shown, language)),
            section => StepBody::Section(self.section(open, form, &shown, section, checked)?),
        };
        Ok(StepView {
            draft: open.draft.id,
            code: open.procedure.code.to_string(),
            procedure: open.procedure.plain_name().to_owned(),
            step: step.to_owned(),
            progress: self.progress(open, form, &shown, &steps, step),
            saved_at: Some(format::clock(open.draft.updated_at.time())),
            mends: open.draft.mends.as_ref().map(|mends| mends.number.clone()),
            body,
        })
    }

    fn section(
        &self,
        open: &Open,
        form: &Form,
        shown: &Shown<'_>,
        key: &str,
        checked: bool,
    ) -> Result<SectionView, ServiceError> {
        let at = form
            .sections
            .iter()
            .position(|section| section.key == key)
            .ok_or(ApiError::NotFound)?;
        let section = form.sections[at].clone();
        let below = format!("{key}.");
        let within = |map: &BTreeMap<String, String>| {
            let own = map.iter().filter(|(path, _)| path.starts_with(&below) || *path == key);
            own.map(|(path, text)| (path.clone(), text.clone())).collect()
        };
        let earlier: Vec<Section> = form.needed_by(at).into_iter().cloned().collect();
        let mut answers = Answers::default();
        for (path, text) in open.draft.answers.iter() {
            let own = path.split('.').next().unwrap_or_default();
            if own == key || earlier.iter().any(|section| section.key == own) {
                // A path that an `Answers` holds fits another.
                let _ = answers.set(path, text);
            }
        }
        Ok(SectionView {
            lists: self
                .reference
                .lists_for(&section, &open.draft.answers, self.reference.home()),
            problems: if checked {
                check_section(shown, key, &open.draft.answers, self.reference.as_ref())
            } else {
                Vec::new()
            },
            earlier,
            origins: within(&open.draft.origins),
            asked: within(&open.asked.fields),
            answers,
            section,
        })
    }

    fn review(&self, open: &Open, form: &Form, shown: &Shown<'_>, language: Language) -> ReviewView {
        let answers = &open.draft.answers;
        let problems = self.problems(open, form, shown);
        let plain: Vec<Problem> = problems.iter().map(|(_, problem)| problem.clone()).collect();
        let now = self.clock.now();
        let period = choices::period(&open.procedure, shown, Channel::Online);
        ReviewView {
            sections: review::sections(form, &self.words(answers, language), &plain, open.today),
            files: open.files.iter().map(papers::attached).collect(),
            problems,
            fees: choices::fees(&open.procedure, shown, Some(Channel::Online)),
            time: choices::times(&open.procedure, shown, Some(Channel::Online))
                .into_iter()
                .next(),
            due_if_now: choices::due_day(choices::due_if_now(period, now, &self.calendar).as_ref()),
            agency: self
                .receiver(open)
                .map(|code| self.reference.agency_name(code.as_str())),
            declaration: form.declaration.clone(),
            request: open.draft.request,
        }
    }

    /// Returns who receives the draft: the agency that asked, or the one its answers lead to.
    pub(super) fn receiver(&self, open: &Open) -> Option<motcua_core::agency::AgencyCode> {
        match &open.draft.mends {
            Some(mends) => mends.agency.parse().ok(),
            None => routing::receiver(&open.procedure, &open.draft.answers, &self.reference),
        }
    }

    /// Lists everything that stops the submission or should be looked at, with the step it is mended in.
    pub(super) fn problems(&self, open: &Open, form: &Form, shown: &Shown<'_>) -> Vec<(String, Problem)> {
        let checked = validate(form, &open.draft.answers, open.today, self.reference.as_ref());
        let step_of = |at: &str| at.split('.').next().unwrap_or_default().to_owned();
        let mut problems: Vec<(String, Problem)> = checked
            .problems
            .into_iter()
            .map(|problem| (step_of(&problem.at), problem))
            .collect();
        problems.extend(
            open.missing_papers(shown)
                .into_iter()
                .map(|problem| (PAPERS.to_owned(), problem)),
        );
        let errors = problems.iter().any(|(_, problem)| problem.level == Level::Error);
        if !errors && self.receiver(open).is_none() {
            let at = open
                .procedure
                .routing
                .as_ref()
                .and_then(|routing| routing.of.clone())
                .unwrap_or_default();
            let problem = Problem {
                at: at.clone(),
                level: Level::Error,
                code: ProblemCode::AgencyElsewhere,
            };
            problems.push((step_of(&at), problem));
        }
        problems
    }

    fn progress(&self, open: &Open, form: &Form, shown: &Shown<'_>, steps: &[String], step: &str) -> Progress {
        let steps_shown = steps
            .iter()
            .map(|key| ProgressStep {
                key: key.clone(),
                title: form
                    .sections
                    .iter()
                    .find(|section| section.key == *key)
                    .map(|section| section.title.clone())
                    .unwrap_or_default(),
                visited: open.draft.visited.contains(key),
                complete: self.complete(open, shown, key),
            })
            .collect();
        let current = steps.iter().position(|key| key == step).unwrap_or_default();
        Progress {
            steps: steps_shown,
            current: u32::try_from(current).unwrap_or_default(),
        }
    }

    /// Says whether nothing is missing or wrong in a step.
    pub(super) fn complete(&self, open: &Open, shown: &Shown<'_>, step: &str) -> bool {
        match step {
            PAPERS => open.missing_papers(shown).is_empty(),
            REVIEW => false,
            section => !has_errors(&check_section(
                shown,
                section,
                &open.draft.answers,
                self.reference.as_ref(),
            )),
        }
    }
}

impl Open {
    /// Returns the form; a draft of a procedure without one cannot be.
    pub(crate) fn form(&self) -> Result<&Form, ServiceError> {
        let missing = || ServiceError::fault("draft", format!("{} has no form", self.procedure.code));
        self.procedure.form.as_ref().ok_or_else(missing)
    }

    /// Lists the steps that are asked: sections, papers when there are any, review.
    pub(super) fn steps(&self, shown: &Shown<'_>) -> Vec<String> {
        let mut steps: Vec<String> = shown
            .sections()
            .iter()
            .map(|section| section.section.key.clone())
            .collect();
        if papers::any(&self.procedure, shown) {
            steps.push(PAPERS.to_owned());
        }
        steps.push(REVIEW.to_owned());
        steps
    }

    /// Lists the required papers that are not there.
    pub(super) fn missing_papers(&self, shown: &Shown<'_>) -> Vec<Problem> {
        papers::missing(&self.procedure, shown, &self.files)
    }

    /// Says where the person is now.
    pub(super) fn reached(&self, step: &str, checked: bool) -> Reached {
        Reached {
            code: self.procedure.code.to_string(),
            draft: self.draft.id,
            step: step.to_owned(),
            checked,
        }
    }
}

/// Says whether anything stops the submission.
pub(super) fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.level == Level::Error)
}
