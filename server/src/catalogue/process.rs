//! The internal process of a file: its steps, each with a name of its own, together within the time that is promised.

use std::collections::BTreeSet;

use motcua_core::agency::AgencyCode;
use motcua_core::deadline::Period;
use motcua_core::procedure::{ProcessStep, TimeRule, Within};
use toml::Spanned;

use super::fields::is_key;
use super::problem::Notes;
use super::source::ProcessSource;

/// Reads the steps, noting what is wrong with each.
pub(super) fn steps(source: &[Spanned<ProcessSource>], times: &[TimeRule], notes: &mut Notes<'_>) -> Vec<ProcessStep> {
    let mut steps: Vec<ProcessStep> = Vec::with_capacity(source.len());
    for one in source {
        let (at, step) = (one.span().start, one.get_ref());
        if !is_key(&step.key) {
            notes.note(
                at,
                format!("`key`: `{}` is no key: small letters, digits and _", step.key),
            );
        }
        if steps.iter().any(|other| other.key == step.key) {
            notes.note(at, format!("there are two steps `{}` in the process", step.key));
        }
        if step.name.trim().is_empty() {
            notes.note(at, "`name` is empty");
        }
        if step.hours == Some(0) {
            notes.note(
                at,
                "`hours`: a step takes at least one hour; leave it out where nothing is stated",
            );
        }
        let mut consult: Vec<AgencyCode> = Vec::with_capacity(step.consult.len());
        for code in &step.consult {
            match code.parse() {
                Ok(code) => consult.push(code),
                Err(_) => notes.note(at, format!("`consult`: `{code}` is no code of an agency")),
            }
        }
        if consult.iter().collect::<BTreeSet<_>>().len() < consult.len() {
            notes.note(at, "`consult` names an agency twice");
        }
        steps.push(ProcessStep {
            key: step.key.clone(),
            name: step.name.clone(),
            role: step.role,
            hours: step.hours,
            consult,
        });
    }
    let hours: u32 = steps.iter().filter_map(|step| step.hours).fold(0, u32::saturating_add);
    if let (Some(first), Some(most)) = (source.first(), longest(times))
        && hours > most
    {
        notes.note(
            first.span().start,
            format!("the steps of the process take {hours} working hours, more than the {most} that are promised"),
        );
    }
    steps
}

/// Returns the longest time promised in working hours, where every rule states one that can be compared.
fn longest(times: &[TimeRule]) -> Option<u32> {
    let hours = times.iter().map(|time| match &time.within {
        Within::Period(Period::Hours(hours)) => Some(*hours),
        Within::Period(Period::HalfDays(halves)) => Some(halves.saturating_mul(4)),
        Within::Period(Period::WorkingDays(days)) => Some(days.saturating_mul(8)),
        Within::Period(Period::CalendarDays(_) | Period::Months(_) | Period::SameDay)
        | Within::Unclear(_)
        | Within::NotStated => None,
    });
    hours.collect::<Option<Vec<u32>>>()?.into_iter().max()
}
