//! Conditions, operands and rules of a file, with their paths made absolute and proved to exist.

use std::collections::BTreeMap;

use motcua_core::calendar::format;
use motcua_core::form::{Condition, Kind, Operand, Options, Rule, Scalar, Test, parts};
use toml::value::Datetime;

use super::source::{ConditionSource, OperandFunction, OperandSource, RuleSource, ScalarSource};

/// Every path a form has, with its kind and its place in the order of asking.
#[derive(Debug, Default)]
pub(super) struct Scope {
    fields: BTreeMap<String, (Kind, usize)>,
    repeated: BTreeMap<String, bool>,
}

/// From where a path is written: the section and the place in the order of asking; `None` sees everything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standpoint<'a> {
    pub section: Option<&'a str>,
    pub before: Option<usize>,
}

impl Scope {
    /// Adds a section, before its fields.
    pub(super) fn add_section(&mut self, key: &str, repeated: bool) {
        self.repeated.insert(key.to_owned(), repeated);
    }

    /// Adds a field; returns false when its path is taken.
    pub(super) fn add_field(&mut self, section: &str, key: &str, kind: &Kind) -> bool {
        let order = self.fields.len();
        let path = self.absolute(section, key);
        self.fields.insert(path, (kind.clone(), order)).is_none()
    }

    /// Says where a field stands in the order of asking.
    pub(super) fn order(&self, section: &str, key: &str) -> Option<usize> {
        self.fields.get(&self.absolute(section, key)).map(|(_, order)| *order)
    }

    /// Returns the kind of the field at an absolute path, and the part below it.
    pub(super) fn kind_at<'a>(&self, path: &'a str) -> Option<(&Kind, usize, Option<&'a str>)> {
        if let Some((kind, order)) = self.fields.get(path) {
            return Some((kind, *order, None));
        }
        let (head, part) = path.rsplit_once('.')?;
        let (kind, order) = self.fields.get(head)?;
        let known = match kind {
            Kind::Choices { options } => options.iter().any(|option| option.value == part),
            other => parts(other).contains(&part),
        };
        known.then_some((kind, *order, Some(part)))
    }

    fn absolute(&self, section: &str, key: &str) -> String {
        if self.repeated.get(section) == Some(&true) {
            format!("{section}.*.{key}")
        } else {
            format!("{section}.{key}")
        }
    }

    /// Makes a path absolute: a field of the same section first, else `section.field`.
    pub(super) fn path(&self, written: &str, from: Standpoint<'_>) -> Result<String, String> {
        let mut candidates = Vec::new();
        if let Some(section) = from.section {
            candidates.push(self.absolute(section, written));
        }
        if let Some((section, rest)) = written.split_once('.') {
            if self.repeated.get(section) == Some(&true) && from.section != Some(section) {
                return Err(format!(
                    "`{written}` is in a repeated section: only `count` may look into it from outside"
                ));
            }
            candidates.push(self.absolute(section, rest));
        }
        for path in candidates {
            if let Some((_, order, _)) = self.kind_at(&path) {
                return match from.before {
                    Some(before) if order >= before => Err(format!(
                        "`{written}` is asked later: a condition may only look at what comes before it"
                    )),
                    Some(_) | None => Ok(path),
                };
            }
        }
        Err(format!("there is no field `{written}`"))
    }

    /// Makes the path of an answer or a whole section absolute, of a repeated section too.
    pub(super) fn place(&self, written: &str) -> Result<String, String> {
        if self.repeated.contains_key(written) {
            return Ok(written.to_owned());
        }
        let path = written
            .split_once('.')
            .map(|(section, rest)| self.absolute(section, rest));
        path.filter(|path| self.kind_at(path).is_some())
            .ok_or_else(|| format!("there is no field or section `{written}`"))
    }

    /// Resolves a condition.
    pub(super) fn condition(&self, source: &ConditionSource, from: Standpoint<'_>) -> Result<Condition, String> {
        let condition = self.tree(source, from)?;
        if condition.depth() > Condition::MAX_DEPTH {
            return Err(format!("the condition is deeper than {} levels", Condition::MAX_DEPTH));
        }
        Ok(condition)
    }

    fn tree(&self, source: &ConditionSource, from: Standpoint<'_>) -> Result<Condition, String> {
        let all = |parts: &[ConditionSource]| {
            parts
                .iter()
                .map(|part| self.tree(part, from))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match source {
            ConditionSource::All(parts) => Condition::All(all(parts)?),
            ConditionSource::Any(parts) => Condition::Any(all(parts)?),
            ConditionSource::Not(part) => Condition::Not(Box::new(self.tree(part, from)?)),
            ConditionSource::Is(path, scalar) => {
                let path = self.path(path, from)?;
                let scalar = self.scalar(&path, scalar)?;
                Condition::Is(path, scalar)
            }
            ConditionSource::In(path, scalars) => {
                let path = self.path(path, from)?;
                let scalars = scalars
                    .iter()
                    .map(|one| self.scalar(&path, one))
                    .collect::<Result<Vec<_>, _>>()?;
                Condition::In(path, scalars)
            }
            ConditionSource::Present(path) => {
                let path = self.path(path, from)?;
                Condition::Present(self.present_part(path))
            }
            ConditionSource::Compare(left, op, right) => {
                Condition::Compare(self.operand(left, from)?, *op, self.operand(right, from)?)
            }
        })
    }

    /// A composite is present when its telling part is.
    fn present_part(&self, path: String) -> String {
        match self.fields.get(&path).map(|(kind, _)| kind) {
            Some(Kind::Address) => format!("{path}.commune"),
            Some(Kind::IdentityDocument { .. }) => format!("{path}.number"),
            Some(_) | None => path,
        }
    }

    fn scalar(&self, path: &str, source: &ScalarSource) -> Result<Scalar, String> {
        let Some((kind, _, part)) = self.kind_at(path) else {
            return Err(format!("there is no field `{path}`"));
        };
        let scalar = match source {
            ScalarSource::Bool(value) => Scalar::Bool(*value),
            ScalarSource::Number(value) => Scalar::Number(*value),
            ScalarSource::Text(value) => Scalar::Text(value.clone()),
        };
        let fits = match (kind, &scalar) {
            (Kind::YesNo | Kind::Declaration, Scalar::Bool(_)) => true,
            (Kind::Choices { .. }, Scalar::Bool(_)) => part.is_some(),
            (
                Kind::Choice {
                    options: Options::Listed(options),
                },
                Scalar::Text(text),
            ) => options.iter().any(|option| option.value == *text),
            (Kind::Number { .. } | Kind::Money, Scalar::Number(_)) => true,
            (Kind::YesNo | Kind::Declaration | Kind::Choices { .. } | Kind::Number { .. } | Kind::Money, _) => false,
            (_, Scalar::Text(_)) => true,
            (_, Scalar::Bool(_) | Scalar::Number(_)) => false,
        };
        if fits {
            Ok(scalar)
        } else {
            Err(format!("`{path}` can never be {scalar:?}"))
        }
    }

    /// Resolves an operand: a number, a date, `today`, a path, or a function of paths.
    pub(super) fn operand(&self, source: &OperandSource, from: Standpoint<'_>) -> Result<Operand, String> {
        Ok(match source {
            OperandSource::Number(number) => Operand::Number(*number),
            OperandSource::Day(day) => Operand::Date(format::iso(date(day)?)),
            OperandSource::Word(word) if word == "today" => Operand::Today,
            OperandSource::Word(path) => Operand::Field(self.path(path, from)?),
            OperandSource::Function(OperandFunction::Age(path)) => Operand::Age(self.path(path, from)?),
            OperandSource::Function(OperandFunction::AgeAt(born, on)) => {
                Operand::AgeAt(self.path(born, from)?, self.path(on, from)?)
            }
            OperandSource::Function(OperandFunction::Days(first, last)) => {
                Operand::Days(self.path(first, from)?, self.path(last, from)?)
            }
            OperandSource::Function(OperandFunction::DaysSince(path)) => Operand::DaysSince(self.path(path, from)?),
            OperandSource::Function(OperandFunction::Count(section)) => match self.repeated.get(section) {
                Some(true) => Operand::Count(section.clone()),
                Some(false) => return Err(format!("section `{section}` is not repeated: it has no count")),
                None => return Err(format!("there is no section `{section}`")),
            },
        })
    }

    /// Resolves a rule; rules may look at any field, they run when everything is known.
    pub(super) fn rule(&self, source: &RuleSource, section: &str) -> Result<Rule, String> {
        let from = Standpoint {
            section: Some(section),
            before: None,
        };
        let mut tests = Vec::new();
        if let Some(limit) = &source.not_after {
            tests.push(Test::NotAfter(self.operand(limit, from)?));
        }
        if let Some(limit) = &source.not_before {
            tests.push(Test::NotBefore(self.operand(limit, from)?));
        }
        if let Some(limit) = &source.at_least {
            tests.push(Test::AtLeast(self.operand(limit, from)?));
        }
        if let Some(limit) = &source.at_most {
            tests.push(Test::AtMost(self.operand(limit, from)?));
        }
        tests.extend(source.age_at_least.map(Test::AgeAtLeast));
        tests.extend(source.age_at_most.map(Test::AgeAtMost));
        tests.extend(source.days_since_at_most.map(Test::DaysSinceAtMost));
        if let Some(agrees) = &source.agrees_with {
            let path = |path: &Option<String>| path.as_ref().map(|path| self.path(path, from)).transpose();
            tests.push(Test::AgreesWith {
                birth_date: path(&agrees.birth_date)?,
                sex: path(&agrees.sex)?,
            });
        }
        if let Some(path) = &source.differs_from {
            tests.push(Test::DiffersFrom(self.path(path, from)?));
        }
        if let Some(condition) = &source.holds {
            tests.push(Test::Holds(self.condition(condition, from)?));
        }
        let mut tests = tests.into_iter();
        match (tests.next(), tests.next()) {
            (Some(test), None) => Ok(Rule {
                test,
                level: source.level,
                say: source.say.clone(),
            }),
            (None, _) => Err("a rule must test something".to_owned()),
            (Some(_), Some(_)) => Err("a rule tests one thing: write two rules".to_owned()),
        }
    }
}

/// Reads a TOML date as a day.
pub(super) fn date(source: &Datetime) -> Result<time::Date, String> {
    let day = source.date.ok_or("write a day as 2025-07-01")?;
    let month = time::Month::try_from(day.month).map_err(|_| "no such month")?;
    time::Date::from_calendar_date(i32::from(day.year), month, day.day).map_err(|_| "no such day".to_owned())
}
