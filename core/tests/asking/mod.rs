//! Builders of small forms for the tests of the form's law.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "a helper of tests; not every test file needs all of it"
)]

pub mod birth;

use motcua_core::form::{
    Answers, Choice, Field, Form, Kind, NoLookup, Options, Problem, ProblemCode, Repeat, Required, Rule, Section,
    Subject, Validated, validate,
};
use time::{Date, macros::date};

/// The day every test looks at its form.
pub const TODAY: Date = date!(2026 - 11 - 23);

/// Makes an optional field.
pub fn field(key: &str, kind: Kind) -> Field {
    Field {
        key: key.to_owned(),
        label: key.to_owned(),
        hint: None,
        concept: None,
        autocomplete: None,
        kind,
        required: Required::Optional,
        when: None,
        rules: Vec::new(),
    }
}

/// Makes a field with rules.
pub fn ruled(key: &str, kind: Kind, rules: Vec<Rule>) -> Field {
    Field {
        rules,
        ..field(key, kind)
    }
}

/// Makes a field that must be answered.
pub fn required(key: &str, kind: Kind) -> Field {
    Field {
        required: Required::Always,
        ..field(key, kind)
    }
}

/// Makes a section.
pub fn section(key: &str, fields: Vec<Field>) -> Section {
    Section {
        key: key.to_owned(),
        title: key.to_owned(),
        help: None,
        subject: Subject::Applicant,
        when: None,
        repeat: None,
        ask_first: false,
        fields,
    }
}

/// Makes a repeated section.
pub fn repeated(key: &str, min: u16, max: u16, fields: Vec<Field>) -> Section {
    let repeat = Some(Repeat {
        min,
        max,
        item: key.to_owned(),
    });
    Section {
        repeat,
        ..section(key, fields)
    }
}

/// Makes a form.
pub fn form(sections: Vec<Section>) -> Form {
    Form {
        template: None,
        sections,
        declaration: "Tôi cam đoan".to_owned(),
    }
}

/// Makes a form of one section `s`.
pub fn one(fields: Vec<Field>) -> Form {
    form(vec![section("s", fields)])
}

/// Makes answers.
pub fn answers(typed: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in typed {
        answers.set(path, *text).expect("a path");
    }
    answers
}

/// Checks a form with no lists at hand.
pub fn check(form: &Form, typed: &[(&str, &str)]) -> Validated {
    validate(form, &answers(typed), TODAY, &NoLookup)
}

/// Returns the problems of a check as path and code.
pub fn codes(form: &Form, typed: &[(&str, &str)]) -> Vec<(String, ProblemCode)> {
    let problems = check(form, typed).problems;
    problems
        .into_iter()
        .map(|Problem { at, code, .. }| (at, code))
        .collect()
}

/// Returns options of a choice.
pub fn options(values: &[&str]) -> Vec<Choice> {
    let choice = |value: &&str| Choice {
        value: (*value).to_owned(),
        label: (*value).to_owned(),
    };
    values.iter().map(choice).collect()
}

/// Returns a choice among values.
pub fn choice(values: &[&str]) -> Kind {
    Kind::Choice {
        options: Options::Listed(options(values)),
    }
}

/// Checks the canonical answers again: they must raise nothing new and stay as they are.
pub fn settles(form: &Form, first: &Validated) {
    let again = validate(form, &first.canonical, TODAY, &NoLookup);
    assert_eq!(again.canonical, first.canonical);
    for problem in &again.problems {
        assert!(
            first.problems.contains(problem) || problem.code == ProblemCode::Missing,
            "{problem:?} is new in {:?}",
            first.canonical
        );
    }
}

/// Returns the question of a concept.
pub fn asked(key: &str) -> Field {
    let concept = motcua_core::concept::find(key).expect("fits");
    Field {
        concept: Some(key.to_owned()),
        ..field(key.split('.').nth(1).expect("fits"), concept.kind)
    }
}

/// Returns a part about somebody, asking for concepts.
pub fn about(key: &str, subject: Subject, concepts: &[&str]) -> Section {
    Section {
        subject,
        ..section(key, concepts.iter().map(|key| asked(key)).collect())
    }
}

/// Returns answers by path.
pub fn typed(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in pairs {
        answers.set(path, *text).expect("fits");
    }
    answers
}
