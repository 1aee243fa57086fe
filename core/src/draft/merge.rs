//! Merging what two sides made of the same draft since they last agreed. Field by field: a path only one side changed is
//! that side's; one both changed to different texts is the later one's, and the other text is handed back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rows;
use crate::{calendar::Moment, form::Answers};

/// Who typed: a device, and one page of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hand {
    /// The device; empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device: String,
    /// The page on it, which never contradicts itself; empty when it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

/// When an answer was typed, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was typed.
    pub at: Moment,
    /// Who typed it.
    #[serde(flatten)]
    pub by: Hand,
}

impl Default for Stamp {
    fn default() -> Self {
        Self {
            at: Moment::from_micros(0),
            by: Hand::default(),
        }
    }
}

/// Stamps by path; a path without one was there from the beginning.
pub type Stamps = BTreeMap<String, Stamp>;

/// A text with its stamp; an empty text is an answer taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// What was typed.
    pub text: String,
    /// When and by whom.
    #[serde(flatten)]
    pub stamp: Stamp,
}

/// What one side made of the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// All its answers.
    pub answers: Answers,
    /// When they were typed, as far as they were typed since.
    pub stamps: Stamps,
}

/// Two texts for one path, both typed since the sides last agreed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Conflict {
    /// Where, in the merged answers.
    pub path: String,
    /// The text that is not in the merged answers.
    pub other: Text,
}

/// What came of two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The answers of both.
    pub answers: Answers,
    /// The stamps of what was changed since the sides agreed.
    pub stamps: Stamps,
    /// What a person has to choose between, in path order.
    pub conflicts: Vec<Conflict>,
}

/// Merges two sides that both came from `base`. The order of the sides does not matter; a side merged with itself is
/// itself; whatever text a side changed is in the answers or among the conflicts.
pub fn merge(base: &Answers, one: &Side, two: &Side) -> Merged {
    let mut merged = Merged::default();
    let paths = [base, &one.answers, &two.answers];
    let sections: BTreeSet<&str> = paths
        .iter()
        .flat_map(|answers| answers.iter())
        .map(|(path, _)| section_of(path))
        .collect();
    for section in sections {
        let of = |answers: &Answers| of_section(answers, section);
        let (before, here, there) = (of(base), of(&one.answers), of(&two.answers));
        if here == there {
            merged.take_over(&[one, two], &here);
        } else if before == here {
            merged.take_over(&[two], &there);
        } else if before == there {
            merged.take_over(&[one], &here);
        } else if [&before, &here, &there]
            .iter()
            .any(|side| rows::has_rows(section, side))
        {
            rows::merge(section, [&before, &here, &there], [one, two], &mut merged);
        } else {
            let paths: BTreeSet<&String> = before.keys().chain(here.keys()).chain(there.keys()).collect();
            for path in paths {
                let cell = |side: &Side, texts: &Texts| Text {
                    text: texts.get(path).cloned().unwrap_or_default(),
                    stamp: side.stamps.get(path).cloned().unwrap_or_default(),
                };
                let was = before.get(path).map_or("", String::as_str);
                merged.put(path, was, cell(one, &here), cell(two, &there));
            }
        }
    }
    // What was emptied and is not there any more keeps its time.
    for (path, stamp) in one.stamps.iter().chain(&two.stamps) {
        let kept = merged.stamps.get(path).is_none_or(|kept| kept < stamp);
        if kept && merged.answers.get(path).is_none() && base.get(path).is_some() {
            merged.stamps.insert(path.clone(), stamp.clone());
        }
    }
    merged.conflicts.sort();
    merged.conflicts.dedup();
    merged
}

/// Texts by path.
pub(super) type Texts = BTreeMap<String, String>;

fn section_of(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

fn of_section(answers: &Answers, section: &str) -> Texts {
    answers
        .iter()
        .filter(|(path, _)| section_of(path) == section)
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect()
}

impl Merged {
    /// Takes a section over as these sides have it.
    fn take_over(&mut self, sides: &[&Side], texts: &Texts) {
        for (path, text) in texts {
            self.set(path, text);
            let stamp = sides.iter().filter_map(|side| side.stamps.get(path)).max();
            self.stamps.extend(stamp.map(|stamp| (path.clone(), stamp.clone())));
        }
    }

    /// Decides one field.
    pub(super) fn put(&mut self, path: &str, was: &str, one: Text, two: Text) {
        let (kept, other) = if one.text == two.text {
            (one.max(two), None)
        } else if one.text == was {
            (two, None)
        } else if two.text == was {
            (one, None)
        } else {
            let same_page = !one.stamp.by.page.is_empty() && one.stamp.by == two.stamp.by;
            let (later, earlier) = if (&one.stamp, &one.text) >= (&two.stamp, &two.text) {
                (one, two)
            } else {
                (two, one)
            };
            (later, (!same_page).then_some(earlier))
        };
        self.set(path, &kept.text);
        if kept.text != was || other.is_some() {
            self.stamps.insert(path.to_owned(), kept.stamp);
        }
        self.conflicts.extend(other.map(|other| Conflict {
            path: path.to_owned(),
            other,
        }));
    }

    pub(super) fn set(&mut self, path: &str, text: &str) {
        // A path that an `Answers` holds fits another.
        let _ = self.answers.set(path, text);
    }
}
