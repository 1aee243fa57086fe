//! Answering questions from facts: the applicant's part by itself, every other part when somebody is chosen for it.

use std::collections::BTreeMap;

use super::{Known, Prefilled, Profile, Whom, reuse::questions, reuse::suits, slots};
use crate::form::{Answers, Form, Kind, Section, Subject};

/// What was filled in, by path of the input.
pub type Origins = BTreeMap<String, Prefilled>;

/// Fills empty questions about the applicant from what is known of the account's person. Nothing else is filled unasked:
/// whoever the rest is about, only the person knows.
pub fn fill(form: &Form, answers: &mut Answers, profile: &Profile) -> Origins {
    let Some(me) = profile.of(Whom::Me) else {
        return Origins::new();
    };
    let mut origins = Origins::new();
    for section in form
        .sections
        .iter()
        .filter(|section| section.subject == Subject::Applicant)
    {
        origins.extend(put(section, None, me, answers, false));
    }
    origins
}

/// Fills a section, or one row of it, with what is known of somebody chosen for it; what was typed gives way.
pub fn fill_section(section: &Section, row: Option<u16>, known: &Known, answers: &mut Answers) -> Origins {
    put(section, row, known, answers, true)
}

/// Answers what is empty in the sections that `takes` names with the answers of an earlier filing of the same form, where
/// `from` says of each that it comes from there. Declarations and files are given anew every time.
pub fn fill_like(
    form: &Form,
    answers: &mut Answers,
    earlier: &Answers,
    takes: impl Fn(&Section) -> bool,
    from: impl Fn(String) -> Prefilled,
) -> Origins {
    let mut origins = Origins::new();
    for section in form.sections.iter().filter(|section| takes(section)) {
        let rows: Vec<Option<u16>> = match &section.repeat {
            None => vec![None],
            Some(_) => {
                let rows = section.rows(earlier).max(section.rows(answers));
                answers.set_rows(&section.key, rows);
                (0..rows).map(Some).collect()
            }
        };
        for question in rows.into_iter().flat_map(|row| questions(section, row)) {
            if matches!(question.field.kind, Kind::Declaration | Kind::File) {
                continue;
            }
            let below = [&question.path, "."].concat();
            let of_it = |(path, _): &(&str, &str)| *path == question.path || path.starts_with(&below);
            if answers.iter().any(|one| of_it(&one)) {
                continue;
            }
            for (path, text) in earlier.iter().filter(of_it) {
                if answers.set(path, text).is_ok() {
                    origins.insert(path.to_owned(), from(text.to_owned()));
                }
            }
        }
    }
    origins
}

fn put(section: &Section, row: Option<u16>, known: &Known, answers: &mut Answers, over: bool) -> Origins {
    let mut origins = Origins::new();
    for slot in slots(section, row) {
        let Some((value, datum)) = suits(known, &slot) else {
            continue;
        };
        let inputs = slot.inputs();
        if !over && inputs.iter().any(|(_, path)| answers.get(path).is_some()) {
            continue;
        }
        for (part, path) in inputs {
            let text = value.get(part).map(String::as_str).unwrap_or_default();
            if answers.set(&path, text).is_ok() && !text.is_empty() {
                let prefilled = Prefilled {
                    origin: datum.origin.clone(),
                    on: datum.at.date(),
                    value: text.to_owned(),
                };
                origins.insert(path, prefilled);
            }
        }
    }
    origins
}
