//! Comparing answers with what was filled in: what a person changed, and what they changed of a register.

use std::collections::BTreeMap;

use super::{Origin, Origins, reuse::questions};
use crate::form::{Answers, Section};

/// A question that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path of the question.
    pub path: String,
    /// Where what was filled in came from.
    pub origin: Origin,
    /// Since when it was known.
    pub on: time::Date,
    /// What was filled in, as answers at the same paths.
    pub before: Answers,
    /// Whether the answer is another now.
    pub is_changed: bool,
}

/// Lists the questions of a section, or of one row of it, that were filled in, in the order of the form.
pub fn changes(section: &Section, row: Option<u16>, answers: &Answers, origins: &Origins) -> Vec<Change> {
    questions(section, row)
        .filter_map(|slot| {
            let filled: BTreeMap<String, _> = slot
                .inputs()
                .into_iter()
                .filter_map(|(_, path)| {
                    let prefilled = origins.get(&path)?;
                    Some((path, prefilled))
                })
                .collect();
            let first = filled.values().next()?;
            let mut before = Answers::default();
            for (path, prefilled) in &filled {
                // A path of a form fits.
                let _ = before.set(path, prefilled.value.clone());
            }
            let is_changed = slot
                .inputs()
                .iter()
                .any(|(_, path)| same_text(answers.get(path)) != same_text(before.get(path)));
            Some(Change {
                path: slot.path,
                origin: first.origin.clone(),
                on: first.on,
                before,
                is_changed,
            })
        })
        .collect()
}

/// What counts of a text: white space at its ends does not.
fn same_text(text: Option<&str>) -> &str {
    text.map(str::trim).unwrap_or_default()
}
