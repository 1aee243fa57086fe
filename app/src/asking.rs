//! What a section asks now, and what is wrong with it, followed live while the person types. It only carries
//! `core::form` (the walk and the check) into signals; it refuses to know a rule of its own.

use std::collections::BTreeSet;

use leptos::prelude::*;
use motcua_core::calendar::format;
use motcua_core::form::{Answers, Condition, Form, Lookup, Problem, ProblemCode, Section, check_field, walk};
use motcua_core::procedure::AgencyLevel;

use crate::filling::Filling;
use crate::me::use_me;
use crate::views::Lists;

/// A question that is asked now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where its answer is kept.
    pub path: String,
    /// Whether an answer must be given.
    pub required: bool,
}

/// A section while it is filled in.
#[derive(Clone, Copy)]
pub struct Asking {
    /// The form around it.
    pub filling: Filling,
    /// What it asks now, row after row.
    pub asked: Memo<Vec<Asked>>,
    /// How many rows it has; 1 when it is not repeated.
    pub rows: Memo<u16>,
    form: StoredValue<Form>,
    key: StoredValue<String>,
    today: time::Date,
    /// Paths of the questions that may be spoken about: left once, or checked by the server.
    touched: StoredValue<BTreeSet<String>>,
    /// Whether what is missing is said too.
    strict: bool,
}

impl Asking {
    /// Follows `section`, whose conditions may look at the sections before it.
    pub fn new(section: &Section, earlier: Vec<Section>, filling: Filling, checked: bool) -> Self {
        let today = use_me()
            .with_untracked(|me| format::parse_iso(&me.today))
            .unwrap_or(time::Date::MIN);
        let mut sections = earlier;
        sections.push(section.clone());
        let form = StoredValue::new(Form {
            template: None,
            sections,
            declaration: String::new(),
        });
        let key = StoredValue::new(section.key.clone());
        let shown = Memo::new(move |_| {
            form.with_value(|form| {
                filling.answers.with(|answers| {
                    let shown = walk(form, answers, today);
                    let section = key.with_value(|key| shown.section(key).cloned());
                    section.map_or((0, Vec::new()), |section| {
                        let asked = section
                            .fields
                            .into_iter()
                            .map(|field| Asked {
                                path: field.path,
                                required: field.required,
                            })
                            .collect();
                        (section.rows, asked)
                    })
                })
            })
        });
        let asking = Self {
            filling,
            asked: Memo::new(move |_| shown.with(|shown| shown.1.clone())),
            rows: Memo::new(move |_| shown.with(|shown| shown.0)),
            form,
            key,
            today,
            touched: StoredValue::default(),
            strict: checked,
        };
        let wrong = filling.problems.with_untracked(|problems| {
            problems
                .iter()
                .filter_map(|problem| asking.question_at(&problem.at))
                .collect()
        });
        asking.touched.set_value(wrong);
        asking
    }

    /// Returns whether the question at a path is asked now, and whether it must be answered.
    pub fn asks(&self, path: &str) -> Option<bool> {
        self.asked.with(|asked| {
            asked
                .iter()
                .find(|asked| asked.path == path)
                .map(|asked| asked.required)
        })
    }

    /// Checks the question that an input belongs to, as the person leaves it, and all those spoken about before.
    pub fn left(&self, input: &str) {
        if let Some(path) = self.question_at(input) {
            self.touched.update_value(|touched| {
                touched.insert(path);
            });
            self.check();
        }
    }

    /// Checks again while the person mends what was wrong.
    pub fn typed(&self, input: &str) {
        let spoken = self.question_at(input).is_some_and(|path| {
            self.filling
                .problems
                .with_untracked(|problems| problems.iter().any(|problem| is_at(&path, &problem.at)))
        });
        if spoken {
            self.check();
        }
    }

    /// Adds a row.
    pub fn add_row(&self) {
        let rows = self.rows.get_untracked().saturating_add(1);
        self.key
            .with_value(|key| self.filling.answers.update(|answers| answers.set_rows(key, rows)));
    }

    /// Takes a row out; what was said about rows is forgotten, for they have moved.
    pub fn remove_row(&self, row: u16) {
        let rows = self.rows.get_untracked();
        self.key.with_value(|key| {
            self.filling
                .answers
                .update(|answers| answers.remove_row(key, row, rows))
        });
        self.touched.set_value(BTreeSet::new());
        self.filling.problems.set(Vec::new());
    }

    /// Returns what was typed in this section, for keeping it.
    pub fn typed_here(&self) -> Vec<(String, String)> {
        let below = self.key.with_value(|key| [key, "."].concat());
        let own = |answers: &Answers| {
            answers
                .iter()
                .filter(|(path, _)| path.starts_with(&below))
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect()
        };
        self.filling.answers.try_with_untracked(own).unwrap_or_default()
    }

    fn question_at(&self, input: &str) -> Option<String> {
        self.asked.with_untracked(|asked| {
            asked
                .iter()
                .find(|asked| is_at(&asked.path, input))
                .map(|asked| asked.path.clone())
        })
    }

    fn check(&self) {
        let problems = self.form.with_value(|form| {
            self.filling.answers.with_untracked(|answers| {
                self.filling.lists.with_untracked(|lists| {
                    let shown = walk(form, answers, self.today);
                    let section = self.key.with_value(|key| shown.section(key).cloned());
                    let fields = section.map(|section| section.fields).unwrap_or_default();
                    self.touched.with_value(|touched| {
                        fields
                            .iter()
                            .filter(|field| touched.contains(&field.path))
                            .flat_map(|field| check_field(&shown, field, answers, &AtHand(lists)))
                            .filter(|problem| self.strict || problem.code != ProblemCode::Missing)
                            .collect::<Vec<Problem>>()
                    })
                })
            })
        });
        self.filling.problems.set(problems);
    }
}

/// Says whether an input is the one at a path or one of its parts.
fn is_at(path: &str, input: &str) -> bool {
    input
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The lists the page has: what is not at hand the server looks up.
struct AtHand<'a>(&'a Lists);

impl Lookup for AtHand<'_> {
    fn has_choice(&self, list: &str, value: &str) -> Option<bool> {
        Some(self.0.choices.get(list)?.has(value))
    }

    fn has_commune(&self, province: &str, commune: &str) -> Option<bool> {
        Some(self.0.communes.get(province)?.has(commune))
    }

    fn has_agency(&self, level: AgencyLevel, code: &str) -> Option<bool> {
        Some(self.0.agencies.get(level.key())?.has(code))
    }
}

/// Says whether a later question of the section depends on the one with this key: without script, it then needs a way to
/// be asked at once.
pub fn decides_more(section: &Section, key: &str) -> bool {
    let own = match section.repeat {
        Some(_) => [&section.key, ".*.", key].concat(),
        None => [&section.key, ".", key].concat(),
    };
    let asks = |condition: &Condition| {
        let mut found = false;
        condition.paths(&mut |path| found |= is_at(&own, path));
        found
    };
    section.fields.iter().any(|field| field.when.as_ref().is_some_and(asks))
}
