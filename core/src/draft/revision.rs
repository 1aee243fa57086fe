//! Moving a draft to a newer revision of its procedure: every answer stays, and what the person has to look at again is
//! told: what is new, what is asked otherwise, what is not asked any more though it was answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    form::{Answers, Field, Form, Section},
    procedure::Procedure,
};

/// What a newer revision changed for a draft; questions by section and label, papers by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The day the newer revision is in force from, `dd/mm/yyyy`.
    pub since: String,
    /// Questions that are new.
    pub added: Vec<String>,
    /// Questions that are asked otherwise: of another kind, or needed now.
    pub changed: Vec<String>,
    /// Questions that are not asked any more.
    pub removed: Vec<String>,
    /// Papers that are new.
    pub papers_added: Vec<String>,
    /// Papers that are not asked for any more.
    pub papers_removed: Vec<String>,
    /// Answers given to questions that are not asked any more: the question and the answer in words.
    pub left: Vec<(String, String)>,
}

impl Changes {
    /// Says whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let lists = [
            &self.added,
            &self.changed,
            &self.removed,
            &self.papers_added,
            &self.papers_removed,
        ];
        lists.iter().all(|list| list.is_empty()) && self.left.is_empty()
    }

    /// Compares two revisions for what was answered; `words` puts an answer to a question of the older form in words.
    pub fn between(
        old: &Procedure,
        new: &Procedure,
        answers: &Answers,
        words: impl Fn(&Field, &str) -> String,
    ) -> Self {
        let (before, after) = (questions(old.form.as_ref()), questions(new.form.as_ref()));
        let named = |(section, field): (&Section, &Field)| format!("{} · {}", section.title, field.label);
        let mut changes = Self {
            since: crate::calendar::format::date(new.valid_from),
            ..Self::default()
        };
        for (key, question) in &after {
            match before.get(key) {
                None => changes.added.push(named(*question)),
                Some((_, was)) if was.kind != question.1.kind || was.required != question.1.required => {
                    changes.changed.push(named(*question));
                }
                Some(_) => {}
            }
        }
        for (key, (section, field)) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
            changes.removed.push(named((section, field)));
            for path in places(section, key, answers) {
                let answer = words(field, &path);
                if !answer.is_empty() {
                    changes.left.push((named((section, field)), answer));
                }
            }
        }
        let papers = |procedure: &Procedure| -> BTreeMap<String, String> {
            let each = procedure.documents.iter();
            each.map(|paper| (paper.key.clone(), paper.name.clone())).collect()
        };
        let (before, after) = (papers(old), papers(new));
        let only = |these: &BTreeMap<String, String>, others: &BTreeMap<String, String>| -> Vec<String> {
            let left = these.iter().filter(|(key, _)| !others.contains_key(*key));
            left.map(|(_, name)| name.clone()).collect()
        };
        changes.papers_added = only(&after, &before);
        changes.papers_removed = only(&before, &after);
        changes
    }
}

type Question<'a> = (&'a Section, &'a Field);

fn questions(form: Option<&Form>) -> BTreeMap<(String, String), Question<'_>> {
    let sections = form.map(|form| form.sections.as_slice()).unwrap_or_default();
    let fields = sections
        .iter()
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    fields
        .map(|(section, field)| ((section.key.clone(), field.key.clone()), (section, field)))
        .collect()
}

/// Returns where a question was answered: once, or in every row.
fn places(section: &Section, (key, field): &(String, String), answers: &Answers) -> Vec<String> {
    let at = |row: Option<u16>| match row {
        None => format!("{key}.{field}"),
        Some(row) => format!("{key}.{row}.{field}"),
    };
    let rows: Vec<Option<u16>> = match section.repeat {
        None => vec![None],
        Some(_) => (0..answers.rows(key).unwrap_or_default()).map(Some).collect(),
    };
    rows.into_iter().map(at).collect()
}
