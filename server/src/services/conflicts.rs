//! What was typed in two places: merging a save with what came in between, showing what is left to choose, choosing.
//! The rule is `core::draft`; here it meets the draft that is kept.

use std::collections::BTreeMap;

use motcua_app::{
    api::ApiError,
    text,
    views::{ConflictView, Language, Made, Me, TypedChoice},
};
use motcua_core::{
    calendar::{Moment, format},
    draft::{self, Conflict, Hand, Side, Stamp, Stamps},
    form::{Answers, Form, Level, Problem, ProblemCode},
};

use super::{
    PortalParts, answers,
    step::{Open, PAPERS, REVIEW},
};
use crate::{error::ServiceError, store::drafts::Draft};

/// How long ago a device may say that something was typed.
const LONGEST_AGO: time::Duration = time::Duration::days(30);

/// What a save met.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    /// Whether the draft now holds something in the section that was not sent.
    pub(super) is_merged: bool,
    /// Whether there is something new to choose.
    pub(super) has_conflict: bool,
}

/// Brings a save and the draft together: `typed` puts what was posted on the answers as the page had shown them.
pub(super) fn meet(
    draft: &mut Draft,
    (me, made): (&Me, &Made),
    version: Moment,
    typed: impl FnOnce(&Answers) -> Result<Answers, ApiError>,
) -> Result<Met, ServiceError> {
    let drawn = made.base.parse().ok().map(Moment::from_micros);
    let drawn = drawn.unwrap_or(draft.updated_at).min(draft.updated_at);
    let hand = hand(me, made);
    let base = draft.ledger.as_of(drawn, &draft.answers, &hand);
    let ours = typed(&base)?;
    let stamps = stamps(&base, &ours, version, &hand, &made.ages);
    let ours = Side { answers: ours, stamps };
    let theirs = draft.ledger.side(drawn, &draft.answers);
    let merged = draft::merge(&base, &ours, &theirs);
    answers::fits(&merged.answers)?;
    let differs = |path: &str| ours.answers.get(path) != merged.answers.get(path);
    let mut sections = ours.stamps.keys().filter_map(|path| path.split('.').next());
    let section = sections.next().map(|key| format!("{key}."));
    let in_section = |path: &str| section.as_deref().is_none_or(|section| path.starts_with(section));
    let met = Met {
        is_merged: !merged.conflicts.is_empty()
            || merged.answers.iter().any(|(path, _)| in_section(path) && differs(path))
            || ours.answers.iter().any(|(path, _)| in_section(path) && differs(path)),
        has_conflict: !merged.conflicts.is_empty(),
    };
    let known = std::mem::take(&mut draft.conflicts);
    draft.conflicts = known
        .into_iter()
        .filter_map(|conflict| {
            let path = draft::moved(&draft.answers, &merged.answers, &conflict.path)?;
            Some(Conflict { path, ..conflict })
        })
        .chain(merged.conflicts)
        .filter(|conflict| merged.answers.get(&conflict.path).unwrap_or_default() != conflict.other.text)
        .collect();
    draft.conflicts.sort();
    draft
        .conflicts
        .dedup_by(|one, other| one.path == other.path && one.other.text == other.other.text);
    let now = Stamp { at: version, by: hand };
    draft
        .ledger
        .record(&draft.answers, &merged.answers, version, &merged.stamps, &now);
    draft.answers = merged.answers;
    Ok(met)
}

/// Names who saves: the device and the page.
pub(super) fn hand(me: &Me, made: &Made) -> Hand {
    Hand {
        device: me.device.clone(),
        page: made.page.clone(),
    }
}

/// Stamps what a page changed.
fn stamps(base: &Answers, ours: &Answers, now: Moment, hand: &Hand, ages: &BTreeMap<String, u64>) -> Stamps {
    let changed = base.iter().chain(ours.iter()).map(|(path, _)| path);
    let changed = changed.filter(|path| base.get(path) != ours.get(path));
    changed
        .map(|path| {
            let ago = ages.get(path).copied().unwrap_or_default();
            let ago = time::Duration::milliseconds(i64::try_from(ago).unwrap_or(i64::MAX)).min(LONGEST_AGO);
            let stamp = Stamp {
                at: now.plus(-ago),
                by: hand.clone(),
            };
            (path.to_owned(), stamp)
        })
        .collect()
}

/// Keeps the texts a person chose; one that is not there to be chosen any more leaves the choice open.
pub(super) fn choose(draft: &mut Draft, me: &Me, version: Moment, picks: &BTreeMap<String, String>) {
    let mut after = draft.answers.clone();
    for (path, text) in picks {
        let is_there = draft.conflicts.iter().any(|one| one.path == *path);
        let can_stay = draft.answers.get(path).unwrap_or_default() == text
            || draft
                .conflicts
                .iter()
                .any(|one| one.path == *path && one.other.text == *text);
        if is_there && can_stay && after.set(path, text.as_str()).is_ok() {
            draft.conflicts.retain(|one| one.path != *path);
        }
    }
    let now = Stamp {
        at: version,
        by: Hand {
            device: me.device.clone(),
            page: String::new(),
        },
    };
    draft
        .ledger
        .record(&draft.answers, &after, version, &Stamps::new(), &now);
    draft.answers = after;
}

/// Lists what has to be chosen before the draft can be filed, with its step.
pub(super) fn problems(open: &Open) -> Vec<(String, Problem)> {
    let mut paths: Vec<&str> = open.draft.conflicts.iter().map(|one| one.path.as_str()).collect();
    paths.dedup();
    let problem = |path: &str| Problem {
        at: path.to_owned(),
        level: Level::Error,
        code: ProblemCode::TwoAnswers,
    };
    paths
        .into_iter()
        .map(|path| (step_of(path).to_owned(), problem(path)))
        .collect()
}

fn step_of(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

impl PortalParts {
    /// Shows what is left to choose in a step; the papers and the review show all of it.
    pub(super) fn conflicts(&self, open: &Open, form: &Form, step: &str, me: &Me) -> Vec<ConflictView> {
        let mut shown: Vec<ConflictView> = Vec::new();
        for conflict in &open.draft.conflicts {
            let at = step_of(&conflict.path);
            if at != step && step != PAPERS && step != REVIEW {
                continue;
            }
            let choice = |text: &str, typed: Option<&Stamp>| TypedChoice {
                text: text.to_owned(),
                words: self.in_words(form, &conflict.path, text, me.language),
                here: typed
                    .filter(|typed| !typed.by.device.is_empty() && !me.device.is_empty())
                    .map(|typed| typed.by.device == me.device),
                at: typed.map(|typed| format::moment(typed.at)),
            };
            let other = choice(&conflict.other.text, Some(&conflict.other.stamp));
            match shown.last_mut().filter(|last| last.path == conflict.path) {
                Some(last) => last.choices.push(other),
                None => {
                    let kept = open.draft.answers.get(&conflict.path).unwrap_or_default();
                    let kept = choice(kept, open.draft.ledger.typed(&conflict.path));
                    shown.push(ConflictView {
                        path: conflict.path.clone(),
                        step: at.to_owned(),
                        label: label(form, &conflict.path, me.language),
                        choices: vec![kept, other],
                    });
                }
            }
        }
        shown
    }

    /// Puts the text of one input in words.
    fn in_words(&self, form: &Form, path: &str, text: &str, language: Language) -> String {
        let mut alone = Answers::default();
        let Some((field, field_path)) = field_at(form, path).filter(|_| alone.set(path, text).is_ok()) else {
            return text.to_owned();
        };
        let words = self.words(&alone, language).answer(field, &field_path);
        if words.is_empty() { text.to_owned() } else { words }
    }
}

/// Finds the field an input belongs to, and where the field is.
fn field_at<'a>(form: &'a Form, path: &str) -> Option<(&'a motcua_core::form::Field, String)> {
    let section = form.sections.iter().find(|section| section.key == step_of(path))?;
    let mut parts: Vec<&str> = path.split('.').collect();
    let at = if section.repeat.is_some() { 2 } else { 1 };
    let key = *parts.get(at)?;
    parts.truncate(at + 1);
    let field = section.fields.iter().find(|field| field.key == key)?;
    Some((field, parts.join(".")))
}

/// Names an input: the row, the question, the part of its answer.
fn label(form: &Form, path: &str, language: Language) -> String {
    let Some((field, field_path)) = field_at(form, path) else {
        return path.to_owned();
    };
    let section = form.sections.iter().find(|section| section.key == step_of(path));
    let mut named = Vec::new();
    if let Some(repeat) = section.and_then(|section| section.repeat.as_ref())
        && let Some(row) = path.split('.').nth(1).and_then(|row| row.parse().ok())
    {
        named.push(text::filling::row_title(&repeat.item, row));
    }
    named.push(field.label.clone());
    let part = path.strip_prefix(&field_path).and_then(|rest| rest.strip_prefix('.'));
    if let Some(part) = part.and_then(|part| text::filling::part(language, part)) {
        named.push(part.to_owned());
    }
    named.join(" · ")
}
