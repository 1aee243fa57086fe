//! Proves that every branch can be taken: a section, field, paper, time or fee whose condition no answers satisfy is an
//! error of the file, not a surprise at the counter.
//!
//! Choices and yes/no answers are enumerated; any other leaf may turn out either way. Conditions of the fields a
//! condition asks about are joined to it, because an unasked field has no answer.

use std::collections::{BTreeMap, BTreeSet};

use motcua_core::form::{Condition, Form, Kind, Options, Scalar, Truth};
use motcua_core::procedure::{FeeRule, RequiredDocument, TimeRule};

/// The most assignments tried for one condition; beyond it the branch is taken to be reachable.
const MOST: u64 = 1 << 18;

/// Returns a reason for each branch that can never be taken, with the index of its section where it has one.
pub(super) fn unreachable(
    form: &Form,
    documents: &[RequiredDocument],
    times: &[TimeRule],
    fees: &[FeeRule],
) -> Vec<(Option<usize>, String)> {
    let facts = Facts::of(form);
    let mut found = Vec::new();
    for (index, section) in form.sections.iter().enumerate() {
        if !facts.can_hold(section.when.iter().collect()) {
            found.push((Some(index), format!("section `{}` can never be asked", section.key)));
            continue;
        }
        for field in &section.fields {
            if field.when.is_some() && !facts.can_hold(section.when.iter().chain(field.when.iter()).collect()) {
                found.push((
                    Some(index),
                    format!("field `{}.{}` can never be asked", section.key, field.key),
                ));
            }
        }
    }
    for document in documents {
        if !facts.can_hold(document.when.iter().collect()) {
            found.push((None, format!("document `{}` can never be needed", document.key)));
        }
    }
    for (number, time) in times.iter().enumerate() {
        if !facts.can_hold(time.when.iter().collect()) {
            found.push((None, format!("time {} can never apply", number + 1)));
        }
    }
    for (number, fee) in fees.iter().enumerate() {
        if !facts.can_hold(fee.when.iter().collect()) {
            found.push((None, format!("fee {} can never apply", number + 1)));
        }
        let reductions = fee.reductions.iter().map(|one| one.when.as_ref());
        for relief in reductions.chain(fee.exemptions.iter().map(|one| Some(&one.when))) {
            if !facts.can_hold(fee.when.iter().chain(relief).collect()) {
                let reason = format!("a reduction or exemption of fee {} can never apply", number + 1);
                found.push((None, reason));
            }
        }
    }
    found
}

struct Facts<'a> {
    /// The values each enumerable field can take.
    domains: BTreeMap<String, Vec<Scalar>>,
    /// When each field is asked at all.
    asked: BTreeMap<String, Vec<&'a Condition>>,
}

impl<'a> Facts<'a> {
    fn of(form: &'a Form) -> Self {
        let (mut domains, mut asked) = (BTreeMap::new(), BTreeMap::new());
        for section in &form.sections {
            for field in &section.fields {
                let path = match section.repeat {
                    Some(_) => format!("{}.*.{}", section.key, field.key),
                    None => format!("{}.{}", section.key, field.key),
                };
                match &field.kind {
                    Kind::Choice {
                        options: Options::Listed(options),
                    } => {
                        let values = options
                            .iter()
                            .map(|option| Scalar::Text(option.value.clone()))
                            .collect();
                        domains.insert(path.clone(), values);
                    }
                    Kind::YesNo => {
                        domains.insert(path.clone(), vec![Scalar::Bool(true), Scalar::Bool(false)]);
                    }
                    _ => {}
                }
                asked.insert(path, section.when.iter().chain(field.when.iter()).collect());
            }
        }
        Self { domains, asked }
    }

    fn can_hold(&self, conditions: Vec<&Condition>) -> bool {
        let mut all: Vec<&Condition> = Vec::new();
        let mut open = conditions;
        while let Some(condition) = open.pop() {
            if all.contains(&condition) {
                continue;
            }
            all.push(condition);
            // Only what must have been answered for the condition to hold brings its own conditions along.
            let mut needed = BTreeSet::new();
            necessary(condition, &mut needed);
            for path in needed {
                if let Some(more) = self.asked.get(path) {
                    open.extend(more.iter().copied());
                }
            }
        }
        let mut variables: BTreeMap<&str, &[Scalar]> = BTreeMap::new();
        let mut free: Vec<&Condition> = Vec::new();
        for condition in &all {
            self.leaves(condition, &mut variables, &mut free);
        }
        let assignments = variables
            .values()
            .fold(1u64, |product, values| product.saturating_mul(values.len() as u64))
            .saturating_mul(
                1u64.checked_shl(u32::try_from(free.len()).unwrap_or(63))
                    .unwrap_or(u64::MAX),
            );
        assignments > MOST || (0..assignments).any(|number| holds(&all, &variables, &free, number))
    }

    fn leaves<'b>(
        &'b self,
        condition: &'b Condition,
        variables: &mut BTreeMap<&'b str, &'b [Scalar]>,
        free: &mut Vec<&'b Condition>,
    ) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.leaves(part, variables, free));
            }
            Condition::Not(part) => self.leaves(part, variables, free),
            Condition::Is(path, _) | Condition::In(path, _) if self.domains.contains_key(path) => {
                variables.insert(path, &self.domains[path]);
            }
            Condition::Is(..) | Condition::In(..) | Condition::Present(_) | Condition::Compare(..) => {
                if !free.contains(&condition) {
                    free.push(condition);
                }
            }
        }
    }
}

/// Paths without whose answers the condition cannot hold.
fn necessary<'a>(condition: &'a Condition, paths: &mut BTreeSet<&'a str>) {
    match condition {
        Condition::All(parts) => parts.iter().for_each(|part| necessary(part, paths)),
        Condition::Any(parts) if parts.len() == 1 => necessary(&parts[0], paths),
        Condition::Not(part) => match part.as_ref() {
            Condition::Is(path, _) | Condition::In(path, _) => {
                paths.insert(path);
            }
            _ => {}
        },
        Condition::Is(path, _) | Condition::In(path, _) | Condition::Present(path) => {
            paths.insert(path);
        }
        Condition::Any(_) | Condition::Compare(..) => {}
    }
}

fn holds(all: &[&Condition], variables: &BTreeMap<&str, &[Scalar]>, free: &[&Condition], number: u64) -> bool {
    let mut rest = number;
    let mut values: BTreeMap<&str, &Scalar> = BTreeMap::new();
    for (path, domain) in variables {
        let size = domain.len() as u64;
        let index = usize::try_from(rest % size.max(1)).unwrap_or(0);
        rest /= size.max(1);
        if let Some(value) = domain.get(index) {
            values.insert(path, value);
        }
    }
    let truths: Vec<bool> = (0..free.len()).map(|bit| rest >> bit & 1 == 1).collect();
    all.iter()
        .all(|condition| evaluate(condition, &values, free, &truths).holds())
}

fn evaluate(condition: &Condition, values: &BTreeMap<&str, &Scalar>, free: &[&Condition], truths: &[bool]) -> Truth {
    let again = |part: &Condition| evaluate(part, values, free, truths);
    match condition {
        Condition::All(parts) => parts.iter().fold(Truth::True, |truth, part| truth.and(again(part))),
        Condition::Any(parts) => parts.iter().fold(Truth::False, |truth, part| truth.or(again(part))),
        Condition::Not(part) => again(part).negate(),
        Condition::Is(path, scalar) if values.contains_key(path.as_str()) => Truth::of(values[path.as_str()] == scalar),
        Condition::In(path, scalars) if values.contains_key(path.as_str()) => {
            Truth::of(scalars.contains(values[path.as_str()]))
        }
        Condition::Is(..) | Condition::In(..) | Condition::Present(_) | Condition::Compare(..) => {
            let place = free.iter().position(|leaf| *leaf == condition);
            Truth::of(place.and_then(|place| truths.get(place).copied()).unwrap_or(true))
        }
    }
}
