//! The rules of a question: whether an answer that could be read keeps within them.

use time::Date;

use super::condition::{Op, Operand, Truth};
use super::problem::ProblemCode;
use super::read;
use super::schema::{Rule, Test};
use super::validate::Check;
use super::value::Value;
use super::walk::{ShownField, whole_years};
use crate::calendar::PartialDate;
use crate::identity::{Mismatch, PersonalId, Sex};

impl Check<'_> {
    /// Holds a value to one rule.
    pub(super) fn rule(&mut self, field: &ShownField<'_>, rule: &Rule, value: &Value) {
        let shown = self.shown;
        let row = field.row;
        let side = |operand: &Operand, op: Op| {
            shown
                .operand(operand, row)
                .and_then(|other| value.compare(&other).map(|is| (op.accepts(is), other)))
        };
        let code = match &rule.test {
            Test::NotAfter(limit) => side(limit, Op::LessOrEqual).and_then(|(holds, limit)| {
                (!holds).then(|| ProblemCode::TooLate {
                    last: read::written(&limit),
                })
            }),
            Test::NotBefore(limit) => side(limit, Op::GreaterOrEqual).and_then(|(holds, limit)| {
                (!holds).then(|| ProblemCode::TooEarly {
                    first: read::written(&limit),
                })
            }),
            Test::AtLeast(limit) => side(limit, Op::GreaterOrEqual).and_then(|(holds, limit)| {
                (!holds).then(|| ProblemCode::TooSmall {
                    least: read::written(&limit),
                })
            }),
            Test::AtMost(limit) => side(limit, Op::LessOrEqual).and_then(|(holds, limit)| {
                (!holds).then(|| ProblemCode::TooLarge {
                    most: read::written(&limit),
                })
            }),
            Test::AgeAtLeast(years) => self
                .oldest(value)
                .and_then(|age| (age < i64::from(*years)).then_some(ProblemCode::TooYoung { years: *years })),
            Test::AgeAtMost(years) => self
                .youngest(value)
                .and_then(|age| (age > i64::from(*years)).then_some(ProblemCode::TooOld { years: *years })),
            Test::DaysSinceAtMost(days) => value.day().and_then(|day| {
                let since = (self.shown.today() - day).whole_days();
                (since > i64::from(*days)).then_some(ProblemCode::TooLongAgo { days: *days })
            }),
            Test::AgreesWith { birth_date, sex } => {
                return self.agrees(field, rule, value, birth_date.as_deref(), sex.as_deref());
            }
            Test::DiffersFrom(path) => {
                let other = Operand::Field(path.clone());
                side(&other, Op::Equal).and_then(|(same, _)| same.then_some(ProblemCode::SameAsOther))
            }
            Test::Holds(condition) => {
                (shown.truth(Some(condition), row) == Truth::False).then_some(ProblemCode::RuleBroken)
            }
        };
        if let Some(code) = code {
            self.push(&field.path, rule.level, rule.say.clone().map_or(code, ProblemCode::Say));
        }
    }

    fn agrees(&mut self, field: &ShownField<'_>, rule: &Rule, value: &Value, born: Option<&str>, sex: Option<&str>) {
        let Value::Text(text) = value else { return };
        let Ok(id) = text.parse::<PersonalId>() else { return };
        let look = |path: Option<&str>| self.shown.operand(&Operand::Field(path?.to_owned()), field.row);
        let year = match look(born) {
            Some(Value::Date(date)) => Some(date.earliest().year()),
            Some(Value::Text(_) | Value::Number(_) | Value::Bool(_)) | None => None,
        };
        let sex = match look(sex) {
            Some(Value::Text(text)) => text.parse::<Sex>().ok(),
            Some(Value::Date(_) | Value::Number(_) | Value::Bool(_)) | None => None,
        };
        for mismatch in id.cross_check_year(year, sex) {
            let code = match mismatch {
                Mismatch::BirthYear => ProblemCode::BirthDateDisagrees,
                Mismatch::Sex => ProblemCode::SexDisagrees,
            };
            self.push(&field.path, rule.level, rule.say.clone().map_or(code, ProblemCode::Say));
        }
    }

    /// The greatest age a birth date allows: a year alone is not held against anybody.
    fn oldest(&self, value: &Value) -> Option<i64> {
        self.age(value, PartialDate::earliest)
    }

    /// The least age a birth date allows.
    fn youngest(&self, value: &Value) -> Option<i64> {
        self.age(value, PartialDate::latest)
    }

    fn age(&self, value: &Value, born: fn(PartialDate) -> Date) -> Option<i64> {
        match value {
            Value::Date(date) => Some(whole_years(born(*date), self.shown.today())),
            Value::Text(_) | Value::Number(_) | Value::Bool(_) => None,
        }
    }

    /// Checks the conditions a composite answer must satisfy; its parts are not values, so no other test fits.
    pub(super) fn conditions(&mut self, field: &ShownField<'_>) {
        for rule in &field.field.rules {
            match rule.test {
                Test::Holds(_) => self.rule(field, rule, &Value::Bool(true)),
                Test::NotAfter(_)
                | Test::NotBefore(_)
                | Test::AtLeast(_)
                | Test::AtMost(_)
                | Test::AgeAtLeast(_)
                | Test::AgeAtMost(_)
                | Test::DaysSinceAtMost(_)
                | Test::AgreesWith { .. }
                | Test::DiffersFrom(_) => {}
            }
        }
    }
}
