//! A history as people read it: who, what, and what was said with it.

use motcua_app::views::TimelineEntry;
use motcua_core::{
    actor::Actor,
    calendar::format,
    dossier::{Event, EventKind, Status},
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
                kind: event.kind.name().to_owned(),
                who: who(&event.actor, applicant, reference),
                said: said(&event.kind),
                status,
            }
        })
        .collect()
}

/// Names who acted: the applicant, or the officer's agency; the portal itself has no name.
pub(super) fn who(actor: &Actor, applicant: &str, reference: &Reference) -> String {
    match actor {
        Actor::Citizen { .. } => applicant.to_owned(),
        Actor::Officer { agency, .. } => reference.agency_name(agency.as_str()),
        Actor::Nobody | Actor::System => String::new(),
    }
}

fn said(kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::ReceptionRefused { reason }
        | EventKind::WithdrawalDeclined { reason }
        | EventKind::Extended { reason, .. }
        | EventKind::Stopped { reason } => Some(reason.clone()),
        EventKind::SupplementAsked { items } => {
            let reasons: Vec<&str> = items.iter().map(|item| item.reason.as_str()).collect();
            Some(reasons.join("; "))
        }
        EventKind::WithdrawalRequested { reason } => reason.clone(),
        EventKind::PaymentAsked { amount } | EventKind::PaymentConfirmed { amount, .. } => {
            Some(format!("{amount} đồng"))
        }
        EventKind::Finished { result, .. } => Some(result.clone()),
        EventKind::Accepted { due } => due.as_ref().map(|due| format::moment(due.due_at)),
        EventKind::Submitted(_)
        | EventKind::Supplemented { .. }
        | EventKind::ProcessingStarted
        | EventKind::WithdrawalConfirmed
        | EventKind::ResultReturned { .. } => None,
    }
}
