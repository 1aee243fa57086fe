//! Which times, fees and papers apply to the answers known so far: certain, possible, or ruled out (those are left out).

use super::Procedure;
use super::rules::{FeeRule, RequiredDocument, TimeRule, Within};
use super::terms::Channel;
use crate::form::{Shown, Truth};

/// A time that applies, or may.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeChoice<'a> {
    /// The rule.
    pub rule: &'a TimeRule,
    /// Whether it certainly applies.
    pub applies: Truth,
}

/// A line of money that applies, or may.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeChoice<'a> {
    /// The rule.
    pub rule: &'a FeeRule,
    /// Whether it certainly applies.
    pub applies: Truth,
}

/// A paper that is needed, or may be.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentChoice<'a> {
    /// The paper.
    pub document: &'a RequiredDocument,
    /// Whether it certainly applies.
    pub applies: Truth,
    /// Whether the dossier is incomplete without it, when that can be said now.
    pub required: Truth,
}

/// Returns the times that apply to a filing through `channel`, in the order stated; the first certain one counts.
pub fn times<'a>(procedure: &'a Procedure, shown: &Shown<'_>, channel: Option<Channel>) -> Vec<TimeChoice<'a>> {
    let mut found = Vec::new();
    for rule in &procedure.times {
        if !same_channel(rule.channel, channel) {
            continue;
        }
        let applies = shown.truth(rule.when.as_ref(), None);
        if applies == Truth::False {
            continue;
        }
        found.push(TimeChoice { rule, applies });
        if applies.holds() && channel.is_some() {
            break;
        }
    }
    found
}

/// Returns the lines of money that apply to a filing through `channel` on the form's day.
pub fn fees<'a>(procedure: &'a Procedure, shown: &Shown<'_>, channel: Option<Channel>) -> Vec<FeeChoice<'a>> {
    let today = shown.today();
    procedure
        .fees
        .iter()
        .filter(|rule| same_channel(rule.channel, channel))
        .filter(|rule| rule.valid_from.is_none_or(|first| first <= today))
        .filter(|rule| rule.valid_to.is_none_or(|last| today <= last))
        .filter_map(|rule| {
            let applies = shown.truth(rule.when.as_ref(), None);
            (applies != Truth::False).then_some(FeeChoice { rule, applies })
        })
        .collect()
}

/// Returns the papers a filing needs or may need, in the order stated.
pub fn documents<'a>(procedure: &'a Procedure, shown: &Shown<'_>) -> Vec<DocumentChoice<'a>> {
    procedure
        .documents
        .iter()
        .filter_map(|document| {
            let applies = shown.truth(document.when.as_ref(), None);
            let exempt = match &document.exempt_when {
                Some(condition) => shown.truth(Some(condition), None),
                None => Truth::False,
            };
            let needed = applies.and(exempt.negate());
            (needed != Truth::False).then(|| DocumentChoice {
                document,
                applies: needed,
                required: needed.and(Truth::of(document.required)),
            })
        })
        .collect()
}

/// Returns the time of the ordinary case: the first unconditional rule, else the first.
pub(super) fn ordinary_time(procedure: &Procedure) -> Within {
    procedure
        .times
        .iter()
        .find(|rule| rule.when.is_none())
        .or_else(|| procedure.times.first())
        .map_or(Within::NotStated, |rule| rule.within.clone())
}

fn same_channel(stated: Option<Channel>, asked: Option<Channel>) -> bool {
    match (stated, asked) {
        (Some(stated), Some(asked)) => stated == asked,
        (None, _) | (_, None) => true,
    }
}
