//! What was typed is kept: a posted section meets the draft, alone among all who would change it, and says where to go.

use std::{collections::BTreeMap, sync::Arc};

use motcua_app::{
    api::ApiError,
    views::{Go, Made, Me, Reached},
};
use motcua_core::{
    calendar::Moment,
    form::{Answers, Section, check_section},
    id::DraftId,
    profile::Profile,
};

use super::{
    Portal, PortalParts, answers, card,
    conflicts::{self, Met},
    prefill, profile as profiles,
    step::{Open, PAPERS, REVIEW, has_errors},
    who::{drafter, filer, within},
};
use crate::{error::ServiceError, store::drafts};

/// A section as it was posted.
pub(super) struct Posted {
    pub(super) section: String,
    pub(super) answers: Answers,
    pub(super) go: Go,
    pub(super) made: Made,
    /// What is known of the person, where somebody known is chosen.
    pub(super) known: Profile,
}

impl PortalParts {
    /// Keeps a posted section in a loaded draft and says where to go.
    fn keep(&self, open: &mut Open, me: &Me, posted: &Posted) -> Result<Reached, ServiceError> {
        let form = open.form()?.clone();
        let section = posted.section.as_str();
        // A hand-held reader ends what it read with Enter, which presses the form's first button.
        let go = match posted.go {
            Go::Next if !posted.made.card.trim().is_empty() => Go::Card,
            go => go,
        };
        let mut card = None;
        // What is known of the officer does not belong into somebody else's dossier.
        let is_own = open.draft.intake.is_none();
        let hand = conflicts::hand(me, &posted.made);
        // An older save of the page, overtaken on the way by a newer one that says all it says, as it stands now.
        let is_news = open.draft.turns.take(section, &hand, posted.made.turn);
        if !is_news && go == Go::Stay {
            return Ok(open.reached(section, false));
        }
        let found = form.sections.iter().find(|one| one.key == section);
        let version = self.later(open.draft.updated_at);
        let mut met = Met::default();
        let mut asks_more = false;
        if !is_news {
            // Where the person wanted to go still counts.
        } else if let Some(found) = found {
            let before = open.draft.answers.clone();
            // Where a row is taken out here, what was noted of the others moves along here too.
            let noted = if matches!(go, Go::RemoveRow(_)) {
                BTreeMap::new()
            } else {
                open.draft.origins.clone()
            };
            prefill::take_reasons(&mut open.draft.origins, found, &posted.answers);
            let mut origins = open.draft.origins.clone();
            met = conflicts::meet(&mut open.draft, (me, &posted.made), version, |base| {
                let mut after = answers::merge(&form, found, base, &posted.answers, open.today)?;
                change_rows(found, &mut after, go);
                if let Go::RemoveRow(row) = go {
                    prefill::remove_row(&mut origins, &found.key, row);
                }
                if let (Go::Use(whom), true) = (go, is_own) {
                    prefill::choose(found, &mut after, &mut origins, &posted.known, whom);
                }
                match go {
                    Go::Card => {
                        card = Some(self.read_card(found, &mut after, &mut origins, &posted.made.card, version))
                    }
                    Go::AsCard => card::take_over(found, &mut after, &mut origins),
                    Go::Next | Go::Stay | Go::Back | Go::Review | Go::AddRow | Go::RemoveRow(_) | Go::Use(_) => {}
                }
                Ok(after)
            })?;
            // With script the new questions were there at once.
            let is_plain = posted.made.page.is_empty();
            let answers = (&before, &open.draft.answers);
            asks_more = is_plain && answers::ask_more(&form, found, answers, &posted.answers, open.today);
            prefill::follow_rows(found, &mut origins, &noted, (&before, &open.draft.answers));
            open.draft.origins = origins;
        } else if section != PAPERS {
            return Err(ApiError::NotFound.into());
        }
        if matches!(go, Go::Next | Go::Back | Go::Review) {
            open.draft.visited.insert(section.to_owned());
        }
        let look = open.look()?;
        let steps = open.steps(&look.shown);
        let at = steps.iter().position(|key| key == section);
        let near = |by: isize| {
            let target = at.and_then(|at| at.checked_add_signed(by)).and_then(|at| steps.get(at));
            target.map_or(section, String::as_str).to_owned()
        };
        let (step, checked) = match go {
            Go::Stay | Go::AddRow | Go::RemoveRow(_) | Go::Use(_) | Go::Card | Go::AsCard => {
                (section.to_owned(), false)
            }
            Go::Back => (near(-1), false),
            Go::Review => (REVIEW.to_owned(), false),
            Go::Next => {
                let wrong = match section {
                    PAPERS => open.missing_papers(&look.shown),
                    key => check_section(&look.shown, key, &open.draft.answers, self.reference.as_ref()),
                };
                if has_errors(&wrong) || look.is_unexplained(section) {
                    (section.to_owned(), true)
                } else if asks_more {
                    (section.to_owned(), false)
                } else {
                    (near(1), false)
                }
            }
        };
        // Two answers to one question are chosen between at once.
        let (step, checked) = if met.has_conflict && go != Go::Back {
            (section.to_owned(), false)
        } else {
            (step, checked)
        };
        open.draft.step.clone_from(&step);
        open.draft.refused = None;
        open.draft.updated_at = version;
        let merged = met.is_merged;
        Ok(Reached {
            merged,
            asks_more: asks_more && go == Go::Next && !checked && step == section,
            card,
            ..open.reached(&step, checked)
        })
    }

    /// Returns now, or a little after `before` when the clock has not moved on: every keeping has its own time.
    pub(crate) fn later(&self, before: Moment) -> Moment {
        let next = Moment::from_micros(before.micros().saturating_add(1));
        self.clock.now().max(next)
    }
}

impl Portal {
    pub(super) async fn save_draft(&self, me: &Me, id: DraftId, mut posted: Posted) -> Result<Reached, ServiceError> {
        if matches!(posted.go, Go::Use(_)) {
            posted.known = profiles::offered(&mut self.0.reader().await?, me, filer(me)?).await?;
        }
        self.change(me, id, move |parts, open, me| parts.keep(open, me, &posted))
            .await
    }

    pub(super) async fn choose_answers(
        &self,
        me: &Me,
        id: DraftId,
        section: String,
        picks: BTreeMap<String, String>,
    ) -> Result<Reached, ServiceError> {
        self.change(me, id, move |parts, open, me| {
            let version = parts.later(open.draft.updated_at);
            conflicts::choose(&mut open.draft, me, version, &picks);
            open.draft.updated_at = version;
            Ok(open.reached(&section, false))
        })
        .await
    }

    /// Changes a person's draft, alone among all who would.
    pub(super) async fn change(
        &self,
        me: &Me,
        id: DraftId,
        work: impl Fn(&PortalParts, &mut Open, &Me) -> Result<Reached, ServiceError> + Send + Sync + 'static,
    ) -> Result<Reached, ServiceError> {
        let account = drafter(me)?;
        let (parts, work) = (Arc::clone(&self.0), Arc::new((work, me.clone())));
        self.0
            .db
            .write(move |conn| {
                let (parts, work) = (Arc::clone(&parts), Arc::clone(&work));
                Box::pin(async move {
                    let draft = drafts::one_to_change(conn, account, id)
                        .await?
                        .ok_or(ApiError::NotFound)?;
                    within(&work.1, &draft.code)?;
                    let mut open = parts.open_loaded(conn, draft).await?;
                    parts.to_newest(&mut open)?;
                    let reached = (work.0)(&parts, &mut open, &work.1)?;
                    drafts::update(conn, &open.draft).await?;
                    Ok::<Reached, ServiceError>(reached)
                })
            })
            .await
    }
}

/// Adds or removes a row of a repeated section, within what it allows.
fn change_rows(section: &Section, answers: &mut Answers, go: Go) {
    let Some(repeat) = &section.repeat else { return };
    let rows = section.rows(answers);
    match go {
        Go::AddRow if rows < repeat.max => answers.set_rows(&section.key, rows + 1),
        Go::RemoveRow(row) if row < rows && rows > repeat.min => answers.remove_row(&section.key, row, rows),
        Go::AddRow
        | Go::RemoveRow(_)
        | Go::Next
        | Go::Stay
        | Go::Back
        | Go::Review
        | Go::Use(_)
        | Go::Card
        | Go::AsCard => {}
    }
}
