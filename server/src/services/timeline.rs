//! A history as people read it: who, what, and what was said with it.

use motcua_app::views::{ExtensionView, TimelineEntry};
use motcua_core::{
    actor::Actor,
    calendar::format,
    dossier::{Entry, Event, EventKind, ReturnWay, Status},
};

use crate::reference::Reference;

/// Returns the entries of a history, the latest last.
pub(super) fn entries(history: &[Event], applicant: &str, reference: &Reference) -> Vec<TimelineEntry> {
    let mut status = Status::New;
    history
        .iter()
        .map(|event| {
            status = event.kind.status().unwrap_or(status);
            TimelineEntry {
                at: format::moment(event.at),
                kind: kind(&event.kind).to_owned(),
                who: who(&event.actor, applicant, reference),
                said: consulted(&event.kind, reference).or_else(|| said(&event.kind)),
                status,
            }
        })
        .collect()
}

/// Names what happened for the reader: a dossier that was not filed by oneself says so.
const fn kind(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Submitted(filing) => match &filing.entry {
            Entry::Online => kind.name(),
            Entry::Helped { .. } => "entered_helped",
            Entry::Counter(_) => "entered_counter",
            Entry::Post { .. } => "entered_post",
        },
        EventKind::Supplemented { entry, .. } => match entry {
            Entry::Online | Entry::Helped { .. } => kind.name(),
            Entry::Counter(_) | Entry::Post { .. } => "supplemented_counter",
        },
        _ => kind.name(),
    }
}

/// Returns the agency's apology and the date it promised instead, with the date before.
pub(super) fn extension(history: &[Event]) -> Option<ExtensionView> {
    let (at, reason, due_at) = history.iter().enumerate().find_map(|(at, event)| match &event.kind {
        EventKind::Extended { reason, due_at, .. } => Some((at, reason, due_at)),
        _ => None,
    })?;
    let former = history[..at].iter().rev().find_map(|event| match &event.kind {
        EventKind::Accepted { due } => Some(due),
        EventKind::Supplemented { resumed, .. } | EventKind::PaymentConfirmed { resumed, .. } => Some(&resumed.due),
        _ => None,
    });
    Some(ExtensionView {
        reason: reason.clone(),
        former: former.and_then(Option::as_ref).map(|due| format::moment(due.due_at)),
        due: format::moment(*due_at),
    })
}

/// Names who acted: the applicant, or the officer's agency; the portal itself has no name.
pub(super) fn who(actor: &Actor, applicant: &str, reference: &Reference) -> String {
    match actor {
        Actor::Citizen { .. } => applicant.to_owned(),
        Actor::Officer { agency, .. } => reference.agency_name(agency.as_str()),
        Actor::Helper { .. } | Actor::Delegate { .. } => applicant.to_owned(),
        Actor::Nobody | Actor::Administrator { .. } | Actor::System => String::new(),
    }
}

/// Names the body that a question goes to, and by when it is to answer.
fn consulted(kind: &EventKind, reference: &Reference) -> Option<String> {
    match kind {
        EventKind::ConsultationAsked(question) => Some(
            [
                &reference.agency_name(question.to.as_str()),
                " → ",
                &format::moment(question.due_at),
            ]
            .concat(),
        ),
        EventKind::ConsultationWithdrawn { to, .. } => Some(reference.agency_name(to.as_str())),
        _ => None,
    }
}

fn said(kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::ReceptionRefused { reason }
        | EventKind::WithdrawalDeclined { reason }
        | EventKind::CorrectionOpened { reason, .. }
        | EventKind::SigningDeclined { reason }
        | EventKind::ResultRevoked { reason }
        | EventKind::Stopped { reason } => Some(reason.clone()),
        EventKind::Extended { reason, due_at, .. } => Some(format!("{reason} → {}", format::moment(*due_at))),
        EventKind::SupplementAsked { items } => {
            let reasons: Vec<&str> = items.iter().map(|item| item.reason.as_str()).collect();
            Some(reasons.join("; "))
        }
        EventKind::Reassigned { reason, .. } => Some(reason.clone()),
        EventKind::WithdrawalRequested { reason } => reason.clone(),
        EventKind::PaymentAsked { amount, .. }
        | EventKind::PaymentConfirmed { amount, .. }
        | EventKind::FeePaid { amount }
        | EventKind::FeeRefunded { amount } => Some(format!("{amount} đồng")),
        EventKind::Finished { result, .. }
        | EventKind::Corrected { result, .. }
        | EventKind::SigningRequested { result, .. } => Some(result.clone()),
        EventKind::ResultReturned { received_by, .. } | EventKind::CorrectionReturned { received_by, .. } => {
            received_by.clone()
        }
        // The question and the answer are for the desk and the body that is asked, not for the applicant.
        EventKind::ConsultationAsked(_)
        | EventKind::ConsultationAnswered { .. }
        | EventKind::ConsultationWithdrawn { .. }
        | EventKind::StepPassed { .. } => None,
        EventKind::StepSentBack { reason, .. } => Some(reason.clone()),
        EventKind::Accepted { due } => due.as_ref().map(|due| format::moment(due.due_at)),
        EventKind::PostOrdered { number, .. } => Some(number.clone()),
        EventKind::PostHandedOver { item, .. } => Some(item.as_str().to_owned()),
        EventKind::PostDelivered {
            signed_on, received_by, ..
        } => Some(format!("{received_by}, {}", format::date(*signed_on))),
        EventKind::PostCameBack { reason, .. } => Some(reason.clone()),
        EventKind::ReturnWayChosen(way) => match way {
            ReturnWay::Post(recipient) => Some([&recipient.name, ", ", &recipient.address].concat()),
            ReturnWay::Online | ReturnWay::Counter => None,
        },
        EventKind::Submitted(_)
        | EventKind::Supplemented { .. }
        | EventKind::ProcessingStarted
        | EventKind::Assigned { .. }
        | EventKind::TakenOver { .. }
        | EventKind::WithdrawalConfirmed => None,
    }
}
