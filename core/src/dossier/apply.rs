//! The fold: what an event makes of a dossier. It decides nothing and never refuses.

use super::{
    Clock, Closed, Consultation, Correction, DeliveryState, Dossier, Entry, Event, EventKind, IssuedResult,
    PaymentState, ResultDraft, ResultEnd, ResultPaper, Resumed, Status, SupplementRound, Waiting, delivery,
};
use crate::{
    calendar::Moment,
    deadline::{Counted, Due, Line, Pause, Reason},
    id::{DossierId, FileId},
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
            dossier.return_way.clone_from(&filing.return_way);
            dossier.filing = Some(filing.clone());
        }
        EventKind::Accepted { due } => {
            let received = dossier.received_on_paper().unwrap_or(event.at);
            start(&mut dossier, event, received, due.clone());
        }
        EventKind::ReceptionRefused { reason } | EventKind::Stopped { reason } => {
            dossier.end_reason = Some(reason.clone());
        }
        EventKind::SupplementAsked { items } => {
            dossier.waiting = from.map(|from| Waiting { since: event.at, from });
            dossier.halt_step(event.at);
            let items = items.clone();
            dossier.supplements.push(SupplementRound {
                asked_at: event.at,
                items,
                answered_at: None,
                changed: vec![],
                entry: Entry::Online,
            });
        }
        EventKind::Supplemented {
            changed,
            content,
            resumed,
            entry,
            period,
        } => {
            if let Some(round) = dossier.supplements.last_mut() {
                round.answered_at = Some(event.at);
                round.changed.clone_from(changed);
                round.entry.clone_from(entry);
            }
            if let Some(filing) = &mut dossier.filing {
                filing.content = *content;
                filing.period = period.or(filing.period);
            }
            resume(&mut dossier, event, resumed);
        }
        EventKind::PaymentAsked { amount, .. } => {
            dossier.waiting = from.map(|from| Waiting { since: event.at, from });
            dossier.halt_step(event.at);
            dossier.payment = PaymentState::Asked { amount: *amount };
        }
        EventKind::PaymentConfirmed { amount, resumed } => {
            dossier.payment = PaymentState::Paid { amount: *amount };
            resume(&mut dossier, event, resumed);
        }
        EventKind::FeePaid { amount } => dossier.payment = PaymentState::Paid { amount: *amount },
        EventKind::FeeRefunded { amount } => dossier.payment = PaymentState::Refunded { amount: *amount },
        EventKind::Extended { due_at, days, .. } => {
            dossier.extended_to = Some(*due_at);
            if let Some(due) = &mut dossier.due {
                due.due_at = *due_at;
                due.explanation.extend(days.iter().cloned());
                due.explanation.push(Line {
                    date: due_at.date(),
                    counted: Counted::No,
                    reason: Reason::Extended,
                });
            }
        }
        EventKind::WithdrawalRequested { .. } => dossier.withdrawal_pending = true,
        EventKind::WithdrawalConfirmed | EventKind::WithdrawalDeclined { .. } => dossier.withdrawal_pending = false,
        EventKind::Finished { result, files, paper } => {
            issue(&mut dossier, event, result, files, paper.as_ref());
            dossier.delivery = DeliveryState::Ready;
            dossier.steps_after_result(event.at);
        }
        EventKind::ResultReturned { how, .. } | EventKind::CorrectionReturned { how, .. } => {
            dossier.delivery = DeliveryState::HandedOver(*how);
        }
        EventKind::CorrectionOpened { reason, due } => dossier.corrections.push(Correction {
            opened_at: event.at,
            reason: reason.clone(),
            due: due.clone(),
            former: dossier.result.clone(),
            corrected_at: None,
        }),
        EventKind::Corrected { result, files, paper } => {
            issue(&mut dossier, event, result, files, paper.as_ref());
            dossier.delivery = DeliveryState::Ready;
            if let Some(correction) = dossier.corrections.last_mut() {
                correction.corrected_at = Some(event.at);
            }
        }
        EventKind::Assigned { to, .. } | EventKind::Reassigned { to, .. } | EventKind::TakenOver { to, .. } => {
            dossier.assignee = Some(*to);
            dossier.note_holder();
        }
        EventKind::StepPassed { to, officer, .. } => {
            dossier.assignee = *officer;
            dossier.begin_named(to, event.at, None);
        }
        EventKind::StepSentBack {
            to, officer, reason, ..
        } => {
            dossier.assignee = *officer;
            dossier.begin_named(to, event.at, Some(reason.clone()));
        }
        EventKind::SigningRequested { result, files, paper } => {
            dossier.draft = Some(ResultDraft {
                at: event.at,
                by: event.actor.account(),
                result: result.clone(),
                files: files.clone(),
                paper: paper.clone(),
            });
        }
        EventKind::SigningDeclined { .. } => dossier.draft = None,
        EventKind::ResultRevoked { reason } => {
            if let Some(last) = dossier.results.last_mut() {
                last.end = Some(ResultEnd::Revoked {
                    at: event.at,
                    reason: reason.clone(),
                });
            }
        }
        // What they make of the delivery, `delivery` says.
        EventKind::ReturnWayChosen(_)
        | EventKind::PostOrdered { .. }
        | EventKind::PostHandedOver { .. }
        | EventKind::PostDelivered { .. }
        | EventKind::PostCameBack { .. }
        | EventKind::ProcessingStarted => {}
        EventKind::ConsultationAsked(question) => dossier.consultations.push(Consultation {
            seq: event.seq,
            asked_at: event.at,
            asked_by: event.actor.account(),
            question: question.clone(),
            closed: None,
        }),
        EventKind::ConsultationAnswered { question, opinion, .. } => close(
            &mut dossier,
            *question,
            Closed::Answered {
                at: event.at,
                opinion: opinion.clone(),
            },
        ),
        EventKind::ConsultationWithdrawn { question, reason, .. } => close(
            &mut dossier,
            *question,
            Closed::Withdrawn {
                at: event.at,
                reason: reason.clone(),
            },
        ),
    }
    delivery::apply(&mut dossier, &event.kind, event.seq, event.at);
    dossier.status = event.kind.status().or(dossier.status);
    if dossier.clock() == Clock::Stopped {
        dossier.ended_at = dossier.ended_at.or(Some(event.at));
        dossier.waiting = None;
        dossier.withdrawal_pending = false;
        for one in &mut dossier.consultations {
            one.closed.get_or_insert(Closed::Lapsed { at: event.at });
        }
    }
    if dossier.status.is_some_and(Status::is_terminal) {
        dossier.end_step(event.at);
    }
    // A draft rests on the dossier as it was: a wait for the applicant or an end takes it away.
    if event.kind.status().is_some() && dossier.clock() != Clock::Running {
        dossier.draft = None;
    }
    dossier.last = Some(event.link());
    dossier
}

/// Ends a question.
fn close(dossier: &mut Dossier, seq: u64, how: Closed) {
    if let Some(one) = dossier.consultations.iter_mut().find(|one| one.seq == seq) {
        one.closed.get_or_insert(how);
    }
}

/// Records a result; the one before does not hold any more.
fn issue(dossier: &mut Dossier, event: &Event, result: &str, files: &[FileId], paper: Option<&ResultPaper>) {
    if let Some(last) = dossier.results.last_mut() {
        last.end.get_or_insert(ResultEnd::Replaced { at: event.at });
    }
    dossier.results.push(IssuedResult {
        seq: event.seq,
        at: event.at,
        result: result.to_owned(),
        files: files.to_vec(),
        paper: paper.cloned(),
        end: None,
    });
    dossier.result = Some(result.to_owned());
    dossier.draft = None;
}

/// Starts the count, for the first time or anew: from when it was received, which for paper is before it was accepted.
fn start(dossier: &mut Dossier, event: &Event, from: Moment, due: Option<Due>) {
    dossier.received_at = dossier.received_at.or(Some(from));
    dossier.counted_from = Some(from);
    dossier.original_due = dossier.original_due.or(due.as_ref().map(|due| due.due_at));
    dossier.due = due;
    dossier.pauses.clear();
    dossier.start_steps(event.at);
}

/// Ends a wait.
fn resume(dossier: &mut Dossier, event: &Event, resumed: &Resumed) {
    let waited = dossier.waiting.take();
    dossier.resume_step(event.at, resumed.restarted);
    if resumed.restarted || dossier.received_at.is_none() {
        start(dossier, event, event.at, resumed.due.clone());
    } else {
        dossier.pauses.extend(waited.map(|wait| Pause {
            start: wait.since.date(),
            resume: event.at.date(),
        }));
        dossier.due.clone_from(&resumed.due);
    }
}
