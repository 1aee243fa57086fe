//! Times, fees and papers that apply to given answers, as pages show them.

use motcua_app::views::{DocumentView, FeeView, TimeView};
use motcua_core::{
    calendar::{Calendar, Moment, format},
    deadline::{self, Due, Period},
    form::Shown,
    procedure::{self, Channel, DocumentChoice, Procedure, Within},
};

/// Returns the times that apply or may.
pub fn times(procedure: &Procedure, shown: &Shown<'_>, channel: Option<Channel>) -> Vec<TimeView> {
    procedure::times(procedure, shown, channel)
        .into_iter()
        .map(|choice| TimeView {
            channel: choice.rule.channel,
            within: choice.rule.within.clone(),
            certain: choice.applies.holds(),
            note: choice.rule.note.clone(),
        })
        .collect()
}

/// Returns the money that is due or may be.
pub fn fees(procedure: &Procedure, shown: &Shown<'_>, channel: Option<Channel>) -> Vec<FeeView> {
    procedure::fees(procedure, shown, channel)
        .into_iter()
        .map(|choice| FeeView {
            kind: choice.rule.kind,
            name: choice.rule.name.clone(),
            channel: choice.rule.channel,
            amount: choice.rule.amount.clone(),
            each: choice.rule.per.is_some(),
            on_request: choice.rule.on_request,
            certain: choice.applies.holds(),
            ground: choice.rule.ground.clone(),
            reductions: choice.rule.reductions.clone(),
            exemptions: choice.rule.exemptions.iter().map(|one| one.ground.clone()).collect(),
        })
        .collect()
}

/// Returns the papers that are needed or may be.
pub fn documents(procedure: &Procedure, shown: &Shown<'_>) -> Vec<DocumentView> {
    procedure::documents(procedure, shown).iter().map(document).collect()
}

/// Shows one paper.
pub fn document(choice: &DocumentChoice<'_>) -> DocumentView {
    let document = choice.document;
    DocumentView {
        key: document.key.clone(),
        name: document.name.clone(),
        group: document.group.clone(),
        certain: choice.applies.holds(),
        required: document.required,
        originals: document.originals,
        copies: document.copies,
        template: document.template.clone(),
        submit: document.submit,
        one_of: document.one_of.clone(),
        note: document.note.clone(),
    }
}

/// Returns the time limit of a filing through `channel`, when one certainly applies and can be counted.
pub fn period(procedure: &Procedure, shown: &Shown<'_>, channel: Channel) -> Option<Period> {
    procedure::times(procedure, shown, Some(channel))
        .into_iter()
        .find(|choice| choice.applies.holds())
        .and_then(|choice| match &choice.rule.within {
            Within::Period(period) => Some(*period),
            Within::Unclear(_) | Within::NotStated => None,
        })
}

/// Returns when it would be due if it were accepted now.
pub fn due_if_now(period: Option<Period>, now: Moment, calendar: &Calendar) -> Option<Due> {
    deadline::due(now, period?, &[], calendar).ok()
}

/// Writes the day of a due date, `dd/mm/yyyy`.
pub fn due_day(due: Option<&Due>) -> Option<String> {
    due.map(|due| format::date(due.due_at.date()))
}
