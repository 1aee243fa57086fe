//! One step of a draft as a page shows it, with the whole way and where the person stands on it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use motcua_app::{
    api::ApiError,
    text,
    views::{
        KeptPaper, Language, Me, PapersView, Progress, ProgressStep, Reached, ReviewView, SectionView, StepBody,
        StepView,
    },
};
use motcua_core::{
    calendar::format,
    dossier::{self, Place},
    form::{Answers, Form, Level, Problem, ProblemCode, Section, Shown, check_section, validate},
    id::{AccountId, DraftId},
    procedure::{self, Procedure, Quote},
    profile::Profile,
};
use time::Date;

use super::{PortalParts, choices, conflicts, look::Look, origins, papers, review, routing};
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
    /// Whether only what the virus scanner found clean may be filed.
    pub(crate) must_scan: bool,
    /// What the officer asked, by path and by slot.
    pub(super) asked: Asked,
    /// The papers of the dossier that it mends which a desk saw on paper and nobody asked for again.
    pub(super) seen_before: BTreeSet<String>,
    /// What the dossier that it mends cost on the day it was filed.
    pub(super) filed_quote: Option<Quote>,
    /// Papers filed before, where the step offers them.
    pub(super) reusable: Vec<KeptPaper>,
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
        let (draft, files) = drafts::with_files(&mut conn, account, id)
            .await?
            .ok_or(ApiError::NotFound)?;
        self.open_with(&mut conn, draft, files).await
    }

    pub(super) async fn open_loaded(&self, conn: &mut Conn, draft: Draft) -> Result<Open, ServiceError> {
        let files = files::of_draft(conn, draft.id).await?;
        self.open_with(conn, draft, files).await
    }

    async fn open_with(&self, conn: &mut Conn, draft: Draft, files: Vec<StoredFile>) -> Result<Open, ServiceError> {
        let (asked, seen_before, filed_quote) = match &draft.mends {
            None => (Asked::default(), BTreeSet::new(), None),
            Some(mends) => {
                let history = events::of_dossier(conn, &mends.agency, mends.dossier).await?;
                let dossier = dossier::fold(mends.dossier, &history);
                let filed = dossier.filing.as_ref().and_then(|filing| filing.quote.clone());
                let asked = Asked::of(&dossier);
                let seen = dossier.papers_on_paper().into_keys().map(str::to_owned);
                let seen = seen.filter(|slot| !asked.slots.contains_key(slot)).collect();
                (asked, seen, filed)
            }
        };
        let procedure = self.revisions.get(&self.db, &draft.code, &draft.revision).await?;
        Ok(Open {
            draft,
            procedure,
            files,
            asked,
            seen_before,
            filed_quote,
            must_scan: self.scanner.is_some(),
            reusable: Vec::new(),
            today: self.clock.today(),
        })
    }

    /// Shows one step; one that is not asked any more leads to where the person was.
    pub(super) fn step_view(
        &self,
        look: &Look<'_>,
        known: &Profile,
        step: &str,
        checked: bool,
        me: &Me,
    ) -> Result<StepView, ServiceError> {
        let Look { open, form, shown, .. } = look;
        let steps = open.steps(shown);
        let step = if steps.iter().any(|key| key == step) {
            step
        } else if step == PAPERS
            || open.draft.changes.is_some()
            || form.sections.iter().any(|section| section.key == step)
        {
            let last = steps.iter().find(|key| **key == open.draft.step);
            last.or(steps.first()).map_or(REVIEW, String::as_str)
        } else {
            return Err(ApiError::NotFound.into());
        };
        let body = match step {
            PAPERS => StepBody::Papers(PapersView {
                slots: papers::slots(&open.procedure, shown, &open.files, &open.asked.slots, &open.reusable),
                problems: if checked {
                    open.missing_papers(shown)
                } else {
                    Vec::new()
                },
                refused: open.draft.refused.clone(),
                max_bytes: self.max_upload_bytes,
                max_together: self.max_dossier_bytes,
            }),
            REVIEW => StepBody::Review(self.review(look, me.language)),
            section => StepBody::Section(self.section(look, section, checked, me.language)?),
        };
        Ok(StepView {
            draft: open.draft.id,
            code: open.procedure.code.to_string(),
            procedure: open.procedure.plain_name().to_owned(),
            step: step.to_owned(),
            progress: self.progress(look, &steps, step),
            saved_at: Some(format::clock(open.draft.updated_at.time())),
            mends: open.draft.mends.as_ref().map(|mends| mends.number.clone()),
            version: open.version(),
            conflicts: self.conflicts(open, form, step, me),
            changes: open.draft.changes.clone(),
            known: self.known_view(look, step, known, me.language),
            intake: self.intake_view(open, shown, matches!(step, PAPERS | REVIEW)),
            quote: open.quote(shown).filter(|_| step != REVIEW),
            body,
        })
    }

    fn section(
        &self,
        look: &Look<'_>,
        key: &str,
        checked: bool,
        language: Language,
    ) -> Result<SectionView, ServiceError> {
        let Look { open, form, shown, .. } = look;
        let at = form
            .sections
            .iter()
            .position(|section| section.key == key)
            .ok_or(ApiError::NotFound)?;
        let section = form.sections[at].clone();
        let words = self.words(&open.draft.answers, language);
        let filled = origins::of(&look.filled, &words, &open.draft.origins)
            .into_iter()
            .map(|(path, origin)| (path, text::profile::origin(language, &origin)))
            .collect();
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
            lists: self.reference.lists_for(&section, &open.draft.answers),
            problems: if checked {
                check_section(shown, key, &open.draft.answers, self.reference.as_ref())
            } else {
                Vec::new()
            },
            earlier,
            origins: within(&filled),
            asked: within(&open.asked.fields),
            answers,
            section,
        })
    }

    pub(super) fn review(&self, look: &Look<'_>, language: Language) -> ReviewView {
        let Look { open, form, shown, .. } = look;
        let answers = &open.draft.answers;
        let words = self.words(answers, language);
        let problems = self.problems(look, language);
        let plain: Vec<Problem> = problems.iter().map(|(_, problem)| problem.clone()).collect();
        let now = self.clock.now();
        let channel = open.channel();
        let period = choices::period(&open.procedure, shown, channel);
        let received = open
            .draft
            .intake
            .as_ref()
            .and_then(|intake| intake.signed_at)
            .unwrap_or(now);
        ReviewView {
            sections: review::sections(
                shown,
                &words,
                &plain,
                &origins::of(&look.filled, &words, &open.draft.origins),
            ),
            files: open.files.iter().map(papers::attached).collect(),
            problems,
            quote: open.quote(shown),
            time: choices::times(&open.procedure, shown, Some(channel)).into_iter().next(),
            due_if_now: choices::due_day(choices::due_if_now(period, received, &self.calendar).as_ref()),
            agency: self
                .receiver(open)
                .map(|code| self.reference.agency_name(code.as_str())),
            declaration: form.declaration.clone(),
            request: open.draft.request,
            alike: Vec::new(),
            receive: None,
        }
    }

    /// Returns who receives the draft: the agency that asked, or the one its answers lead to; an officer enters only what
    /// their own agency receives.
    pub(super) fn receiver(&self, open: &Open) -> Option<motcua_core::agency::AgencyCode> {
        match (&open.draft.mends, &open.draft.intake) {
            (Some(mends), _) => mends.agency.parse().ok(),
            (None, Some(intake)) => routing::receiver(&open.procedure, &open.draft.answers, &self.reference)
                .filter(|agency| agency.is_within(&intake.at)),
            (None, None) => routing::receiver(&open.procedure, &open.draft.answers, &self.reference),
        }
    }

    /// Lists everything that stops the submission or should be looked at, with the step it is mended in.
    pub(super) fn problems(&self, look: &Look<'_>, language: Language) -> Vec<(String, Problem)> {
        let Look { open, form, shown, .. } = look;
        let checked = validate(form, &open.draft.answers, open.today, self.reference.as_ref());
        let step_of = |at: &str| at.split('.').next().unwrap_or_default().to_owned();
        let mut problems: Vec<(String, Problem)> = checked
            .problems
            .into_iter()
            .map(|problem| (step_of(&problem.at), problem))
            .collect();
        for at in look.unexplained() {
            let code = ProblemCode::Say(text::profile::reason_needed(language).to_owned());
            let step = step_of(at);
            let problem = Problem {
                at: at.to_owned(),
                level: Level::Error,
                code,
            };
            problems.push((step, problem));
        }
        for off in self.off_card(look, language) {
            let step = step_of(&off.path);
            let problem = Problem {
                code: ProblemCode::Say(text::profile::card_says(language, &off.card)),
                level: Level::Warning,
                at: off.path,
            };
            problems.push((step, problem));
        }
        problems.extend(
            open.missing_papers(shown)
                .into_iter()
                .map(|problem| (PAPERS.to_owned(), problem)),
        );
        problems.extend(conflicts::problems(open));
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

    fn progress(&self, look: &Look<'_>, steps: &[String], step: &str) -> Progress {
        let steps_shown = steps
            .iter()
            .map(|key| ProgressStep {
                key: key.clone(),
                title: look
                    .form
                    .sections
                    .iter()
                    .find(|section| section.key == *key)
                    .map(|section| section.title.clone())
                    .unwrap_or_default(),
                visited: look.open.draft.visited.contains(key),
                complete: self.complete(look, key),
            })
            .collect();
        let current = steps.iter().position(|key| key == step).unwrap_or_default();
        Progress {
            steps: steps_shown,
            current: u32::try_from(current).unwrap_or_default(),
        }
    }

    /// Says whether nothing is missing or wrong in a step.
    pub(super) fn complete(&self, look: &Look<'_>, step: &str) -> bool {
        let Look { open, shown, .. } = look;
        match step {
            PAPERS => open.missing_papers(shown).is_empty(),
            REVIEW => false,
            section => {
                let wrong = check_section(shown, section, &open.draft.answers, self.reference.as_ref());
                !has_errors(&wrong) && !look.is_unexplained(section)
            }
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
        let on_paper = self.draft.intake.as_ref().map(|intake| &intake.papers);
        let is_seen =
            |slot: &str| self.seen_before.contains(slot) || on_paper.is_some_and(|papers| papers.contains_key(slot));
        papers::missing(&self.procedure, shown, &self.files, self.must_scan, is_seen)
    }

    /// Says what it costs if filed today; what a supplement mends was counted when it was filed.
    pub(super) fn quote(&self, shown: &Shown<'_>) -> Option<Quote> {
        match self.draft.mends {
            Some(_) => self.filed_quote.clone(),
            None if self.procedure.fees.is_empty() => None,
            None => Some(procedure::quote(&self.procedure, shown, self.channel())),
        }
    }

    /// Says where the person is now.
    pub(super) fn reached(&self, step: &str, checked: bool) -> Reached {
        Reached {
            code: self.procedure.code.to_string(),
            draft: self.draft.id,
            step: step.to_owned(),
            checked,
            version: self.version(),
            merged: false,
            asks_more: false,
            card: None,
        }
    }

    /// Returns the draft's version as pages name it.
    pub(super) fn version(&self) -> String {
        self.draft.updated_at.micros().to_string()
    }
}

/// Says whether anything stops the submission.
pub(super) fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.level == Level::Error)
}
