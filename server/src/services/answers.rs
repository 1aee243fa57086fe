//! Merging what was posted for a section into a draft: nothing typed is lost, nothing foreign gets in.

use std::collections::BTreeSet;

use motcua_app::api::ApiError;
use motcua_core::form::{self, Answers, Form, Kind, Section, ShownField, walk};
use time::Date;

/// The most paths a draft may hold.
const MOST_PATHS: usize = 4_000;

/// The most bytes a draft's answers may take.
const MOST_BYTES: usize = 2 << 20;

/// Puts a section's posted answers in the place of its former ones. A field that was asked and came back empty is
/// emptied; a field that was not asked keeps what was typed in it; a path the section does not have is ignored.
///
/// # Errors
/// `refused draft_too_large` when the draft would hold more than can be kept.
pub(super) fn merge(
    form: &Form,
    section: &Section,
    before: &Answers,
    posted: &Answers,
    today: Date,
) -> Result<Answers, ApiError> {
    let mut after = before.clone();
    let most_rows = section.repeat.as_ref().map_or(0, |repeat| repeat.max);
    for (path, text) in posted.iter().filter(|(path, _)| belongs(section, path, most_rows)) {
        after.set(path, text).map_err(|_| ApiError::Invalid)?;
    }
    let asked_before = asked(form, section, before, today);
    let asked_after = asked(form, section, &after, today);
    for path in asked_before
        .intersection(&asked_after)
        .filter(|path| posted.get(path).is_none())
    {
        after.forget_one(path);
    }
    fits(&after)?;
    Ok(after)
}

/// Refuses answers that are more than a draft may hold.
pub(super) fn fits(answers: &Answers) -> Result<(), ApiError> {
    let (paths, bytes) = answers.iter().fold((0, 0), |(paths, bytes), (path, text)| {
        (paths + 1, bytes + path.len() + text.len())
    });
    if paths > MOST_PATHS || bytes > MOST_BYTES {
        return Err(ApiError::Refused("draft_too_large".to_owned()));
    }
    Ok(())
}

/// Keeps of the answers those a section has a place for.
pub(super) fn only(section: &Section, answers: &Answers) -> Answers {
    let most_rows = section.repeat.as_ref().map_or(0, |repeat| repeat.max);
    let mut kept = Answers::default();
    for (path, text) in answers.iter().filter(|(path, _)| belongs(section, path, most_rows)) {
        // A path that an `Answers` holds fits another.
        let _ = kept.set(path, text);
    }
    kept
}

/// Says whether the answers kept lead to questions of the section that the former ones did not, and that nobody was
/// shown: nothing was posted for them.
pub(super) fn ask_more(
    form: &Form,
    section: &Section,
    (before, after): (&Answers, &Answers),
    posted: &Answers,
    today: Date,
) -> bool {
    let before = asked(form, section, before, today);
    let shown = walk(form, after, today);
    let is_new = |path: &String| !before.contains(path) && posted.get(path).is_none();
    shown
        .section(&section.key)
        .is_some_and(|section| section.fields.iter().any(|field| inputs(field).iter().all(is_new)))
}

/// Lists the inputs of a section that are asked.
fn asked(form: &Form, section: &Section, answers: &Answers, today: Date) -> BTreeSet<String> {
    let shown = walk(form, answers, today);
    shown.section(&section.key).map_or_else(BTreeSet::new, |section| {
        section.fields.iter().flat_map(inputs).collect()
    })
}

/// Lists the paths a field is typed at.
fn inputs(field: &ShownField<'_>) -> Vec<String> {
    match &field.field.kind {
        Kind::Choices { options } => options
            .iter()
            .map(|option| format!("{}.{}", field.path, option.value))
            .collect(),
        kind => match form::parts(kind) {
            [] => vec![field.path.clone()],
            parts => parts.iter().map(|part| format!("{}.{part}", field.path)).collect(),
        },
    }
}

fn belongs(section: &Section, path: &str, most_rows: u16) -> bool {
    let Some(rest) = path.strip_prefix(&section.key).and_then(|rest| rest.strip_prefix('.')) else {
        return false;
    };
    let rest = if section.repeat.is_some() {
        if rest == "#" {
            return true;
        }
        match rest.split_once('.') {
            Some((row, rest))
                if row
                    .parse::<u16>()
                    .is_ok_and(|number| number < most_rows && row == number.to_string()) =>
            {
                rest
            }
            Some(_) | None => return false,
        }
    } else {
        rest
    };
    let (key, part) = rest
        .split_once('.')
        .map_or((rest, None), |(key, part)| (key, Some(part)));
    let Some(field) = section.fields.iter().find(|field| field.key == key) else {
        return false;
    };
    match (&field.kind, part) {
        (Kind::Choices { options }, Some(part)) => options.iter().any(|option| option.value == part),
        (Kind::Choices { .. }, None) => false,
        (kind, Some(part)) => form::parts(kind).contains(&part),
        (kind, None) => form::parts(kind).is_empty(),
    }
}

/// Answers that forget one path and not what is below it.
trait ForgetOne {
    fn forget_one(&mut self, path: &str);
}

impl ForgetOne for Answers {
    fn forget_one(&mut self, path: &str) {
        // Empty text is how an answer is forgotten.
        let _ = self.set(path, "");
    }
}

#[cfg(test)]
mod tests {
    use motcua_core::form::{Condition, Field, Required, Scalar, Subject};

    use super::*;

    fn field(key: &str, kind: Kind, when: Option<Condition>) -> Field {
        Field {
            key: key.to_owned(),
            label: key.to_owned(),
            hint: None,
            concept: None,
            autocomplete: None,
            kind,
            required: Required::Optional,
            when,
            rules: vec![],
        }
    }

    fn form() -> Form {
        let text = || Kind::Text { max: 100 };
        let yes = Condition::Is("s.more".to_owned(), Scalar::Bool(true));
        Form {
            template: None,
            declaration: String::new(),
            sections: vec![Section {
                key: "s".to_owned(),
                title: "S".to_owned(),
                help: None,
                subject: Subject::Matter,
                when: None,
                repeat: None,
                ask_first: false,
                fields: vec![
                    field("more", Kind::YesNo, None),
                    field("detail", text(), Some(yes)),
                    field("home", Kind::Address, None),
                ],
            }],
        }
    }

    fn typed(pairs: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (path, text) in pairs {
            answers.set(path, *text).unwrap();
        }
        answers
    }

    #[test]
    fn a_hidden_answer_stays_an_emptied_one_goes_and_a_foreign_one_does_not_come_in() {
        let form = form();
        let today = time::macros::date!(2026 - 11 - 20);
        let before = typed(&[
            ("s.more", "yes"),
            ("s.detail", "kept"),
            ("s.home.street", "old"),
            ("t.other", "else"),
        ]);
        let hidden = typed(&[
            ("s.more", "no"),
            ("s.nothing", "x"),
            ("t.other", "y"),
            ("s.home.planet", "z"),
        ]);
        let after = merge(&form, &form.sections[0], &before, &hidden, today).unwrap();
        assert_eq!(
            after,
            typed(&[("s.more", "no"), ("s.detail", "kept"), ("t.other", "else")])
        );
        let emptied = typed(&[("s.more", "yes")]);
        let after = merge(&form, &form.sections[0], &before, &emptied, today).unwrap();
        assert_eq!(after, typed(&[("s.more", "yes"), ("t.other", "else")]));
    }

    #[test]
    fn more_than_a_draft_may_hold_is_refused() {
        let form = form();
        let today = time::macros::date!(2026 - 11 - 20);
        let huge = typed(&[("s.home.street", &"x".repeat(3 << 20))]);
        let refused = merge(&form, &form.sections[0], &Answers::default(), &huge, today);
        assert_eq!(refused, Err(ApiError::Refused("draft_too_large".to_owned())));
    }
}
