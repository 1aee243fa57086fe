//! The whole check of a form: what is missing, what is malformed, what contradicts. One function, run in the browser at
//! each key and on the server before anything is filed; what needs a list goes through [`Lookup`].

use super::answers::Answers;
use super::problem::{Level, Problem, ProblemCode};
use super::read;
use super::schema::{Choice, DocumentKind, Field, Form, Kind, Options};
use super::shape::{Shape, parts, shape};
use super::value::Value;
use super::walk::{Shown, ShownField, ShownSection, walk};
use crate::calendar::Precision;
use crate::identity::{PersonalId, PersonalIdWarning};
use time::Date;

/// Lists the portal keeps. `None` says that the list is not at hand (a browser that has not loaded it): the server looks
/// again.
pub trait Lookup {
    /// Says whether a shared list has a value.
    fn has_choice(&self, list: &str, value: &str) -> Option<bool>;
    /// Says whether a province has a commune; any province's when `province` is empty.
    fn has_commune(&self, province: &str, commune: &str) -> Option<bool>;
    /// Says whether an agency of the kind asked for exists.
    fn has_agency(&self, level: crate::procedure::AgencyLevel, code: &str) -> Option<bool>;
}

/// No list at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLookup;

impl Lookup for NoLookup {
    fn has_choice(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn has_commune(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn has_agency(&self, _: crate::procedure::AgencyLevel, _: &str) -> Option<bool> {
        None
    }
}

/// The outcome of a whole check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Validated {
    /// What is wrong, in the order of the form.
    pub problems: Vec<Problem>,
    /// The answers that are asked and readable, each in its canonical text; what is not asked is left out.
    pub canonical: Answers,
}

impl Validated {
    /// Says whether nothing stops the submission.
    pub fn is_acceptable(&self) -> bool {
        self.problems.iter().all(|problem| problem.level == Level::Warning)
    }
}

/// Checks every question of a form on a day.
pub fn validate(form: &Form, answers: &Answers, today: Date, lookup: &dyn Lookup) -> Validated {
    let shown = walk(form, answers, today);
    let mut check = Check {
        shown: &shown,
        answers,
        lookup,
        out: Validated::default(),
    };
    for section in shown.sections() {
        check.section(section);
    }
    check.out
}

/// Checks one section of a form, with all the others known to its conditions.
pub fn check_section(shown: &Shown<'_>, key: &str, answers: &Answers, lookup: &dyn Lookup) -> Vec<Problem> {
    let mut check = Check {
        shown,
        answers,
        lookup,
        out: Validated::default(),
    };
    if let Some(section) = shown.section(key) {
        check.section(section);
    }
    check.out.problems
}

/// Checks one field that is asked.
pub fn check_field(shown: &Shown<'_>, field: &ShownField<'_>, answers: &Answers, lookup: &dyn Lookup) -> Vec<Problem> {
    let mut check = Check {
        shown,
        answers,
        lookup,
        out: Validated::default(),
    };
    check.field(field);
    check.out.problems
}

/// A check under way: what has been found so far.
pub(super) struct Check<'a> {
    pub(super) shown: &'a Shown<'a>,
    answers: &'a Answers,
    lookup: &'a dyn Lookup,
    out: Validated,
}

impl Check<'_> {
    fn section(&mut self, section: &ShownSection<'_>) {
        if let Some(repeat) = &section.section.repeat {
            let key = &section.section.key;
            if section.rows < repeat.min {
                self.error(key, ProblemCode::TooFewRows { min: repeat.min });
            }
            if self.answers.rows(key).is_some_and(|rows| rows > repeat.max) {
                self.error(key, ProblemCode::TooManyRows { max: repeat.max });
            }
            self.out.canonical.set_rows(key, section.rows);
        }
        for field in &section.fields {
            self.field(field);
        }
    }

    fn field(&mut self, field: &ShownField<'_>) {
        match shape(&field.field.kind) {
            Shape::One => self.single(field),
            Shape::Ticks(options) => self.ticks(field, options),
            Shape::Address => self.address(field),
            Shape::Paper(accepts) => self.paper(field, accepts),
            // A file's presence is checked with the papers, where files are known.
            Shape::File => {}
        }
    }

    fn ticks(&mut self, field: &ShownField<'_>, options: &[Choice]) {
        let chosen: Vec<String> = options
            .iter()
            .map(|option| format!("{}.{}", field.path, option.value))
            .filter(|path| self.answers.get(path).is_some())
            .collect();
        if chosen.is_empty() {
            return self.missing(field, &field.path);
        }
        for path in chosen {
            self.keep(&path, "yes");
        }
        self.conditions(field);
    }

    fn single(&mut self, field: &ShownField<'_>) {
        let value = match &field.read {
            None => return self.missing(field, &field.path),
            Some(Ok(value)) => value,
            Some(Err(code)) => return self.error(&field.path, code.clone()),
        };
        if let Some(code) = self.not_listed(field.field, value) {
            return self.error(&field.path, code);
        }
        self.keep(&field.path, &read::written(value));
        if let (Kind::PersonalId, Value::Text(text)) = (&field.field.kind, value) {
            self.birth_place(&field.path, text);
        }
        for rule in &field.field.rules {
            self.rule(field, rule, value);
        }
    }

    fn not_listed(&self, field: &Field, value: &Value) -> Option<ProblemCode> {
        let Value::Text(text) = value else { return None };
        match &field.kind {
            Kind::Choice {
                options: Options::List(list),
            } => (self.lookup.has_choice(list, text) == Some(false)).then_some(ProblemCode::NotAChoice),
            Kind::Agency { level } => {
                (self.lookup.has_agency(*level, text) == Some(false)).then_some(ProblemCode::AgencyElsewhere)
            }
            _ => None,
        }
    }

    fn address(&mut self, field: &ShownField<'_>) {
        let path = &field.path;
        let at = |part: &str| format!("{path}.{part}");
        let given = parts(&field.field.kind)
            .iter()
            .any(|part| self.answers.part(path, part).is_some());
        if !given && !field.required {
            return;
        }
        let province = self.place(&at("province"));
        let commune = self.place(&at("commune"));
        if let (Some(province), Some(commune)) = (&province, &commune)
            && self.lookup.has_commune(province, commune) == Some(false)
        {
            self.error(&at("commune"), ProblemCode::CommuneElsewhere);
        }
        if let Some(street) = self.answers.part(path, "street") {
            match read::line(street, 200) {
                Ok(street) => self.keep(&at("street"), &street),
                Err(code) => self.error(&at("street"), code),
            }
        }
        self.conditions(field);
    }

    fn place(&mut self, path: &str) -> Option<String> {
        let Some(text) = self.answers.get(path) else {
            self.error(path, ProblemCode::Missing);
            return None;
        };
        match read::line(text, 20) {
            Ok(code) if code.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.keep(path, &code);
                Some(code)
            }
            Ok(_) | Err(_) => {
                self.error(path, ProblemCode::NotAChoice);
                None
            }
        }
    }

    fn paper(&mut self, field: &ShownField<'_>, accepts: &[DocumentKind]) {
        let path = &field.path;
        let at = |part: &str| format!("{path}.{part}");
        // The kind alone may have been chosen for the person; anything else was typed, and is not dropped unsaid.
        let given = ["number", "issued_on", "issued_by"]
            .iter()
            .any(|part| self.answers.part(path, part).is_some());
        if !given && !field.required {
            return;
        }
        let kind = match self.answers.part(path, "kind").map(str::trim) {
            None if accepts.len() == 1 => accepts.first().copied(),
            None => {
                self.error(&at("kind"), ProblemCode::Missing);
                None
            }
            Some(key) => {
                let kind = DocumentKind::from_key(key).filter(|kind| accepts.contains(kind));
                if kind.is_none() {
                    self.error(&at("kind"), ProblemCode::NotAChoice);
                }
                kind
            }
        };
        if let Some(kind) = kind {
            self.keep(&at("kind"), kind.key());
        }
        match (self.answers.part(path, "number"), kind) {
            (None, _) => self.error(&at("number"), ProblemCode::Missing),
            (Some(_), None) => {}
            (Some(text), Some(kind)) => match read::paper_number(kind, text) {
                Ok(number) => {
                    self.keep(&at("number"), &number);
                    if matches!(kind, DocumentKind::IdentityCard | DocumentKind::IdentityCertificate) {
                        self.birth_place(&at("number"), &number);
                    }
                }
                Err(code) => self.error(&at("number"), code),
            },
        }
        if let Some(text) = self.answers.part(path, "issued_on") {
            match read::date(text, Precision::Day) {
                Ok(date) if date.earliest() > self.shown.today() => {
                    let last = crate::calendar::format::date(self.shown.today());
                    self.error(&at("issued_on"), ProblemCode::TooLate { last });
                }
                Ok(date) => self.keep(&at("issued_on"), &date.written()),
                Err(code) => self.error(&at("issued_on"), code),
            }
        }
        if let Some(text) = self.answers.part(path, "issued_by") {
            match read::line(text, 150) {
                Ok(by) => self.keep(&at("issued_by"), &by),
                Err(code) => self.error(&at("issued_by"), code),
            }
        }
        self.conditions(field);
    }

    fn birth_place(&mut self, path: &str, number: &str) {
        let Ok(id) = number.parse::<PersonalId>() else { return };
        for warning in id.warnings() {
            match warning {
                PersonalIdWarning::UnknownBirthPlace => {
                    self.push(path, Level::Warning, ProblemCode::UnknownBirthPlace);
                }
            }
        }
    }

    fn missing(&mut self, field: &ShownField<'_>, path: &str) {
        if field.required {
            self.error(path, ProblemCode::Missing);
        }
    }

    fn error(&mut self, path: &str, code: ProblemCode) {
        self.push(path, Level::Error, code);
    }

    pub(super) fn push(&mut self, path: &str, level: Level, code: ProblemCode) {
        self.out.problems.push(Problem {
            at: path.to_owned(),
            level,
            code,
        });
    }

    fn keep(&mut self, path: &str, text: &str) {
        // The path was typed before, so it fits.
        let _ = self.out.canonical.set(path, text);
    }
}
