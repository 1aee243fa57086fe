//! Who is told of an event, and with which facts; the words come later, from the language of the recipient.

use super::Matter;
use crate::{
    calendar::Moment,
    dossier::{Event, EventKind},
    id::AccountId,
};

/// Something to tell somebody (ý định thông báo): facts and codes, never sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Whom.
    pub to: AccountId,
    /// What about.
    pub matter: Matter,
    /// The date promised by it.
    pub due: Option<Moment>,
    /// The amount it is about, in đồng.
    pub amount: Option<u64>,
    /// The carrier's code of the parcel it is about.
    pub item: Option<String>,
}

/// Returns the promised date that a result came before, by a day at least: returning early is announced (NĐ 61/2018 art. 20).
pub fn earlier_than(event: &Event, promised: Option<Moment>) -> Option<Moment> {
    match &event.kind {
        EventKind::Finished { .. } | EventKind::Corrected { .. } => {
            promised.filter(|promised| event.at.date() < promised.date())
        }
        _ => None,
    }
}

/// Returns whom an event of a dossier is told to; `applicant` is the account the dossier is of, be it a person's or an
/// organisation's: whoever filed for it reads it there.
pub fn intents(event: &Event, applicant: AccountId) -> Vec<Intent> {
    let (due, amount) = match &event.kind {
        EventKind::Accepted { due } => (due.as_ref().map(|due| due.due_at), None),
        EventKind::Extended { due_at, .. } => (Some(*due_at), None),
        EventKind::PaymentAsked { amount, .. } | EventKind::FeePaid { amount } | EventKind::FeeRefunded { amount } => {
            (None, Some(*amount))
        }
        EventKind::PaymentConfirmed { amount, resumed } => (resumed.due.as_ref().map(|due| due.due_at), Some(*amount)),
        EventKind::Submitted(_)
        | EventKind::ReceptionRefused { .. }
        | EventKind::SupplementAsked { .. }
        | EventKind::Supplemented { .. }
        | EventKind::ProcessingStarted
        | EventKind::Assigned { .. }
        | EventKind::Reassigned { .. }
        | EventKind::TakenOver { .. }
        | EventKind::WithdrawalRequested { .. }
        | EventKind::WithdrawalConfirmed
        | EventKind::WithdrawalDeclined { .. }
        | EventKind::Stopped { .. }
        | EventKind::Finished { .. }
        | EventKind::ResultReturned { .. }
        | EventKind::CorrectionOpened { .. }
        | EventKind::Corrected { .. }
        | EventKind::CorrectionReturned { .. }
        | EventKind::ConsultationAsked(_)
        | EventKind::ConsultationAnswered { .. }
        | EventKind::ConsultationWithdrawn { .. }
        | EventKind::StepPassed { .. }
        | EventKind::StepSentBack { .. }
        | EventKind::SigningRequested { .. }
        | EventKind::SigningDeclined { .. }
        | EventKind::ResultRevoked { .. }
        | EventKind::ReturnWayChosen(_)
        | EventKind::PostOrdered { .. }
        | EventKind::PostHandedOver { .. }
        | EventKind::PostDelivered { .. }
        | EventKind::PostCameBack { .. } => (None, None),
    };
    let item = match &event.kind {
        EventKind::PostHandedOver { item, .. } => Some(item.as_str().to_owned()),
        _ => None,
    };
    Matter::for_applicant(&event.kind)
        .map(|matter| Intent {
            to: applicant,
            matter,
            due,
            amount,
            item,
        })
        .into_iter()
        .collect()
}

/// Returns what the officers of a body are told of a question put to it.
pub fn asked(event: &Event, officers: &[AccountId]) -> Vec<Intent> {
    let EventKind::ConsultationAsked(question) = &event.kind else {
        return Vec::new();
    };
    let one = |to: &AccountId| Intent {
        to: *to,
        matter: Matter::ConsultationAsked,
        due: Some(question.due_at),
        amount: None,
        item: None,
    };
    officers.iter().map(one).collect()
}

/// Returns what the officers who wait for an answer are told of it.
pub fn answered(event: &Event, officers: &[AccountId]) -> Vec<Intent> {
    let EventKind::ConsultationAnswered { .. } = &event.kind else {
        return Vec::new();
    };
    let one = |to: &AccountId| Intent {
        to: *to,
        matter: Matter::ConsultationAnswered,
        due: None,
        amount: None,
        item: None,
    };
    officers.iter().map(one).collect()
}

/// Returns what an officer is told of an event by which they were given a dossier: nothing of what they took themselves.
pub fn given(event: &Event) -> Option<Intent> {
    let (EventKind::Assigned { to, .. }
    | EventKind::Reassigned { to, .. }
    | EventKind::StepPassed { officer: Some(to), .. }
    | EventKind::StepSentBack { officer: Some(to), .. }) = &event.kind
    else {
        return None;
    };
    (event.actor.account() != Some(*to)).then_some(Intent {
        to: *to,
        matter: Matter::DeskAssigned,
        due: None,
        amount: None,
        item: None,
    })
}
