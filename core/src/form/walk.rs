//! One pass over a form: which sections and fields are asked, and the values conditions see. A condition may only ask
//! about what comes before it, so one pass is enough, and a field that is not asked counts as unanswered.

use std::collections::BTreeMap;

use time::Date;

use super::answers::Answers;
use super::condition::{Condition, Op, Operand, Scalar, Truth};
use super::problem::ProblemCode;
use super::read;
use super::schema::{Field, Form, Required, Section};
use super::shape::{Shape, parts, shape};
use super::value::Value;
use crate::calendar::PartialDate;

/// What is asked, given the answers so far.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    today: Date,
    sections: Vec<ShownSection<'a>>,
    values: BTreeMap<String, Value>,
    rows: BTreeMap<&'a str, u16>,
}

/// A section that is asked; a repeated one appears once with its rows.
#[derive(Clone, Debug)]
pub struct ShownSection<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its rows, 1 when it is not repeated.
    pub rows: u16,
    /// Its fields that are asked, row after row.
    pub fields: Vec<ShownField<'a>>,
}

/// A field that is asked.
#[derive(Clone, Debug)]
pub struct ShownField<'a> {
    /// The field.
    pub field: &'a Field,
    /// Where its answer is kept.
    pub path: String,
    /// The row of a repeated section.
    pub row: Option<u16>,
    /// Whether an answer must be given.
    pub required: bool,
    /// The answer as read, for kinds with a single input.
    pub(super) read: Option<Result<Value, ProblemCode>>,
}

/// Walks a form on a day and says what is asked.
pub fn walk<'a>(form: &'a Form, answers: &Answers, today: Date) -> Shown<'a> {
    let mut shown = Shown {
        today,
        sections: Vec::new(),
        values: BTreeMap::new(),
        rows: BTreeMap::new(),
    };
    for section in &form.sections {
        if !shown.truth(section.when.as_ref(), None).holds() {
            continue;
        }
        let rows = section.rows(answers);
        if section.repeat.is_some() {
            shown.rows.insert(&section.key, rows);
        }
        let mut fields = Vec::new();
        for row in 0..rows {
            let row = section.repeat.is_some().then_some(row);
            for field in &section.fields {
                if !shown.truth(field.when.as_ref(), row).holds() {
                    continue;
                }
                let path = path_of(section, field, row);
                let read = shown.take_value(field, &path, answers);
                let required = match &field.required {
                    Required::Always => true,
                    Required::Optional => false,
                    Required::When(condition) => shown.truth(Some(condition), row).holds(),
                };
                fields.push(ShownField {
                    field,
                    path,
                    row,
                    required,
                    read,
                });
            }
        }
        shown.sections.push(ShownSection { section, rows, fields });
    }
    shown
}

fn path_of(section: &Section, field: &Field, row: Option<u16>) -> String {
    match row {
        Some(row) => format!("{}.{row}.{}", section.key, field.key),
        None => format!("{}.{}", section.key, field.key),
    }
}

impl ShownSection<'_> {
    /// Lists its rows by number; nothing once where it is not repeated.
    pub fn numbers(&self) -> Vec<Option<u16>> {
        match self.section.repeat {
            None => vec![None],
            Some(_) => (0..self.rows).map(Some).collect(),
        }
    }
}

impl<'a> Shown<'a> {
    /// Returns the day the form is looked at.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// Returns the sections that are asked, in order.
    pub fn sections(&self) -> &[ShownSection<'a>] {
        &self.sections
    }

    /// Returns a section that is asked, by key.
    pub fn section(&self, key: &str) -> Option<&ShownSection<'a>> {
        self.sections.iter().find(|shown| shown.section.key == key)
    }

    /// Returns the value at an absolute path, when it is asked and readable.
    pub fn value(&self, path: &str) -> Option<&Value> {
        self.values.get(path)
    }

    /// Evaluates a condition; an absent one holds. In a repeated section, `row` stands for `*` in paths.
    pub fn truth(&self, condition: Option<&Condition>, row: Option<u16>) -> Truth {
        condition.map_or(Truth::True, |condition| self.evaluate(condition, row))
    }

    fn evaluate(&self, condition: &Condition, row: Option<u16>) -> Truth {
        match condition {
            Condition::All(parts) => parts
                .iter()
                .fold(Truth::True, |truth, part| truth.and(self.evaluate(part, row))),
            Condition::Any(parts) => parts
                .iter()
                .fold(Truth::False, |truth, part| truth.or(self.evaluate(part, row))),
            Condition::Not(part) => self.evaluate(part, row).negate(),
            Condition::Is(path, scalar) => self.equals(path, scalar, row),
            Condition::In(path, scalars) => scalars
                .iter()
                .fold(Truth::False, |truth, scalar| truth.or(self.equals(path, scalar, row))),
            Condition::Present(path) => Truth::of(self.at(path, row).is_some()),
            Condition::Compare(left, op, right) => self.compare(left, *op, right, row),
        }
    }

    fn at(&self, path: &str, row: Option<u16>) -> Option<&Value> {
        match (row, path.split_once(".*.")) {
            (Some(row), Some((section, field))) => self.values.get(&format!("{section}.{row}.{field}")),
            (None, Some(_)) => None,
            (Some(_) | None, None) => self.values.get(path),
        }
    }

    fn equals(&self, path: &str, scalar: &Scalar, row: Option<u16>) -> Truth {
        let Some(value) = self.at(path, row) else {
            return Truth::Unknown;
        };
        match (value, scalar) {
            (Value::Text(text), Scalar::Text(other)) => Truth::of(text == other),
            (Value::Bool(value), Scalar::Bool(other)) => Truth::of(value == other),
            (Value::Number(value), Scalar::Number(other)) => Truth::of(Some(*value) == other.checked_mul(Value::ONE)),
            (Value::Text(_) | Value::Bool(_) | Value::Number(_) | Value::Date(_), _) => Truth::False,
        }
    }

    /// Compares two operands; unknown where either is.
    pub fn compare(&self, left: &Operand, op: Op, right: &Operand, row: Option<u16>) -> Truth {
        let (Some(left), Some(right)) = (self.operand(left, row), self.operand(right, row)) else {
            return Truth::Unknown;
        };
        left.compare(&right)
            .map_or(Truth::Unknown, |ordering| Truth::of(op.accepts(ordering)))
    }

    /// Returns what an operand stands for now.
    pub fn operand(&self, operand: &Operand, row: Option<u16>) -> Option<Value> {
        match operand {
            Operand::Field(path) => self.at(path, row).cloned(),
            Operand::Number(number) => number.checked_mul(Value::ONE).map(Value::Number),
            Operand::Date(text) => PartialDate::parse(text).ok().map(Value::Date),
            Operand::Today => Some(Value::Date(PartialDate::Day(self.today))),
            Operand::Age(path) => count(whole_years(self.day(path, row)?, self.today)),
            Operand::AgeAt(born, on) => count(whole_years(self.day(born, row)?, self.day(on, row)?)),
            Operand::Days(from, to) => count((self.day(to, row)? - self.day(from, row)?).whole_days()),
            Operand::DaysSince(path) => count((self.today - self.day(path, row)?).whole_days()),
            Operand::Count(section) => self.rows.get(section.as_str()).and_then(|rows| count(i64::from(*rows))),
        }
    }

    fn day(&self, path: &str, row: Option<u16>) -> Option<Date> {
        self.at(path, row)?.day()
    }

    fn take_value(&mut self, field: &Field, path: &str, answers: &Answers) -> Option<Result<Value, ProblemCode>> {
        match shape(&field.kind) {
            Shape::Ticks(options) => {
                for option in options {
                    let at = format!("{path}.{}", option.value);
                    let ticked = answers.get(&at).is_some();
                    self.values.insert(at, Value::Bool(ticked));
                }
                None
            }
            Shape::Address | Shape::Paper(_) => {
                for part in parts(&field.kind) {
                    if let Some(text) = answers.part(path, part) {
                        self.values
                            .insert(format!("{path}.{part}"), Value::Text(text.trim().to_owned()));
                    }
                }
                None
            }
            Shape::One | Shape::File => {
                let read = answers.get(path).map(|text| read::single(&field.kind, text));
                if let Some(Ok(value)) = &read {
                    self.values.insert(path.to_owned(), value.clone());
                }
                read
            }
        }
    }
}

fn count(number: i64) -> Option<Value> {
    number.checked_mul(Value::ONE).map(Value::Number)
}

/// Counts whole years from one day to another, as ages are counted: on the birthday, not before.
pub(super) fn whole_years(from: Date, to: Date) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let before_birthday = (u8::from(to.month()), to.day()) < (u8::from(from.month()), from.day());
    years - i64::from(before_birthday)
}
