//! The fold: what an event makes of a dossier. It decides nothing and never refuses.

use super::{Clock, DeliveryState, Dossier, Event, EventKind, PaymentState, Resumed, SupplementRound, Waiting};
use crate::{
    deadline::{Counted, Due, Line, Pause, Reason},
    id::DossierId,
};

/// Folds a whole history.
pub fn fold(id: DossierId, events: &[Event]) -> Dossier {
    events.iter().fold(Dossier::new(id), apply)
}

/// Returns the dossier after an event.
pub fn apply(mut dossier: Dossier, event: &Event) -> Dossier {
    let from = dossier.status;
    match &event.kind {
        EventKind::Submitted(filing) => {
            dossier.submitted_at = Some(event.at);
            dossier.filing = Some(filing.clone());
        }
        EventKind::Accepted { due } => start(&mut dossier, event, due.clone()),
        EventKind::ReceptionRefused { reason } | EventKind::Stopped { reason } => {
            dossier.end_reason = Some(reason.clone());
        }
        EventKind::SupplementAsked { items } => {
            dossier.waiting = from.map(|from| Waiting { since: event.at, from });
            let items = items.clone();
            dossier.supplements.push(SupplementRound {
                asked_at: event.at,
                items,
                answered_at: None,
                changed: vec![],
            });
        }
        EventKind::Supplemented {
            changed,
            content,
            resumed,
        } => {
            if let Some(round) = dossier.supplements.last_mut() {
                round.answered_at = Some(event.at);
                round.changed.clone_from(changed);
            }
            if let Some(filing) = &mut dossier.filing {
                filing.content = *content;
            }
            resume(&mut dossier, event, resumed);
        }
        EventKind::PaymentAsked { amount } => {
            dossier.waiting = from.map(|from| Waiting { since: event.at, from });
            dossier.payment = PaymentState::Asked { amount: *amount };
        }
        EventKind::PaymentConfirmed { amount, resumed } => {
            dossier.payment = PaymentState::Paid { amount: *amount };
            resume(&mut dossier, event, resumed);
        }
        EventKind::Extended { due_at, .. } => {
            dossier.extended_to = Some(*due_at);
            if let Some(due) = &mut dossier.due {
                due.due_at = *due_at;
                due.explanation.push(Line {
                    date: due_at.date(),
                    counted: Counted::No,
                    reason: Reason::Extended,
                });
            }
        }
        EventKind::WithdrawalRequested { .. } => dossier.withdrawal_pending = true,
        EventKind::WithdrawalConfirmed | EventKind::WithdrawalDeclined { .. } => dossier.withdrawal_pending = false,
        EventKind::Finished { result, .. } => {
            dossier.result = Some(result.clone());
            dossier.delivery = DeliveryState::Ready;
        }
        EventKind::ResultReturned { how } => dossier.delivery = DeliveryState::HandedOver(*how),
        EventKind::ProcessingStarted => {}
    }
    dossier.status = event.kind.status().or(dossier.status);
    if dossier.clock() == Clock::Stopped {
        dossier.ended_at = dossier.ended_at.or(Some(event.at));
        dossier.waiting = None;
        dossier.withdrawal_pending = false;
    }
    dossier.last = Some(event.link());
    dossier
}

/// Starts the count, for the first time or anew.
fn start(dossier: &mut Dossier, event: &Event, due: Option<Due>) {
    dossier.received_at = dossier.received_at.or(Some(event.at));
    dossier.counted_from = Some(event.at);
    dossier.original_due = dossier.original_due.or(due.as_ref().map(|due| due.due_at));
    dossier.due = due;
    dossier.pauses.clear();
}

/// Ends a wait.
fn resume(dossier: &mut Dossier, event: &Event, resumed: &Resumed) {
    let waited = dossier.waiting.take();
    if resumed.restarted || dossier.received_at.is_none() {
        start(dossier, event, resumed.due.clone());
    } else {
        dossier.pauses.extend(waited.map(|wait| Pause {
            start: wait.since.date(),
            resume: event.at.date(),
        }));
        dossier.due.clone_from(&resumed.due);
    }
}
