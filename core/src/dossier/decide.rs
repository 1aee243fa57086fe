//! What a command leads to: events, or the refusal the law gives. Pure, and the buttons are decided by the same rules.

use super::{
    Command, CommandKind, Defect, Dossier, EventKind, Filing, PaymentState, Place, Refusal, Status, clock, may_move,
};
use crate::{
    access::{Decision, may},
    actor::Actor,
    calendar::{Calendar, Moment},
    deadline::Due,
};

/// What a decision needs to know beside the dossier.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The present moment.
    pub now: Moment,
    /// Holidays and desk hours.
    pub calendar: &'a Calendar,
    /// Who commands.
    pub actor: &'a Actor,
}

/// Returns the events a command leads to, in order.
///
/// # Errors
/// The refusal, when the law or the state of the dossier does not let it through.
pub fn decide(dossier: &Dossier, command: Command, context: &Context<'_>) -> Result<Vec<EventKind>, Refusal> {
    permit(dossier, command.kind(), context)?;
    let now = present(dossier, context);
    let calendar = context.calendar;
    let kind = match command {
        Command::Submit(filing) => submit(dossier, filing, context)?,
        Command::Accept { due } => EventKind::Accepted {
            due: accept(dossier, due, now, calendar)?,
        },
        Command::RefuseReception { reason } => EventKind::ReceptionRefused { reason: said(reason)? },
        Command::AskSupplement { items } => EventKind::SupplementAsked {
            items: asked(dossier, items)?,
        },
        Command::Supplement { changed, content } => {
            check_complete(dossier, &changed)?;
            EventKind::Supplemented {
                changed,
                content,
                resumed: clock::after_supplement(dossier, now, calendar)?,
            }
        }
        Command::AskPayment { amount: 0 } => return Err(Refusal::NothingToPay),
        Command::AskPayment { amount } => EventKind::PaymentAsked { amount },
        Command::ConfirmPayment { amount } => {
            check_amount(dossier, amount)?;
            EventKind::PaymentConfirmed {
                amount,
                resumed: clock::after_payment(dossier, now, calendar)?,
            }
        }
        Command::StartProcessing => EventKind::ProcessingStarted,
        Command::Extend { due, reason } => {
            let reason = said(reason)?;
            let present = dossier.due.as_ref().ok_or(Refusal::NoDueDate)?;
            clock::check_new_date(due, present.due_at, calendar)?;
            EventKind::Extended { due_at: due, reason }
        }
        Command::RequestWithdrawal { reason } => EventKind::WithdrawalRequested {
            reason: reason.filter(|words| !is_silent(words)),
        },
        Command::ConfirmWithdrawal => EventKind::WithdrawalConfirmed,
        Command::DeclineWithdrawal { reason } => EventKind::WithdrawalDeclined { reason: said(reason)? },
        Command::Stop { reason } => EventKind::Stopped { reason: said(reason)? },
        Command::Finish { result, files } => EventKind::Finished {
            result: said(result)?,
            files,
        },
        Command::ReturnResult { how } => EventKind::ResultReturned { how },
    };
    if let (Some(from), Some(to)) = (dossier.status, kind.status())
        && !may_move(from, to)
    {
        return Err(Refusal::IllegalMove { from, to });
    }
    Ok(vec![kind])
}

/// Lists what the actor may do with the dossier now, by the rules that will decide it.
pub fn allowed(dossier: &Dossier, context: &Context<'_>) -> Vec<CommandKind> {
    CommandKind::ALL
        .into_iter()
        .filter(|kind| permit(dossier, *kind, context).is_ok())
        .collect()
}

/// Checks all that does not depend on the particulars of a command.
fn permit(dossier: &Dossier, kind: CommandKind, context: &Context<'_>) -> Result<(), Refusal> {
    let facts = dossier.filing.as_ref().map(Filing::facts);
    match may(context.actor, kind.action(), facts.as_ref()) {
        Decision::Allowed => {}
        refused @ (Decision::NotSignedIn | Decision::NotAllowed | Decision::NotFound) => {
            return Err(Refusal::Access(refused));
        }
    }
    let status = match (kind, dossier.status) {
        (CommandKind::Submit, None) => return Ok(()),
        (CommandKind::Submit, Some(_)) => return Err(Refusal::AlreadySubmitted),
        (_, None) => return Err(Refusal::NotSubmitted),
        (_, Some(status)) => status,
    };
    let to = |to| {
        if may_move(status, to) {
            Ok(())
        } else {
            Err(Refusal::IllegalMove { from: status, to })
        }
    };
    let awake = if dossier.waiting.is_some() {
        Err(Refusal::Waiting)
    } else {
        Ok(())
    };
    match kind {
        CommandKind::Submit => Err(Refusal::AlreadySubmitted),
        CommandKind::Accept => to(Status::Accepted).and(awake),
        CommandKind::RefuseReception => to(Status::Refused),
        CommandKind::AskSupplement => to(Status::AwaitingSupplement),
        CommandKind::Supplement if status == Status::AwaitingSupplement => Ok(()),
        CommandKind::ConfirmPayment if status == Status::AwaitingPayment => Ok(()),
        CommandKind::Supplement | CommandKind::ConfirmPayment => Err(Refusal::NotAsked),
        CommandKind::AskPayment => to(Status::AwaitingPayment),
        CommandKind::StartProcessing => to(Status::Processing).and(awake),
        CommandKind::Extend => may_extend(dossier, status, present(dossier, context)),
        CommandKind::RequestWithdrawal if dossier.withdrawal_pending => Err(Refusal::WithdrawalPending),
        CommandKind::RequestWithdrawal => to(Status::Withdrawn),
        CommandKind::ConfirmWithdrawal | CommandKind::DeclineWithdrawal if !dossier.withdrawal_pending => {
            Err(Refusal::NoWithdrawal)
        }
        CommandKind::ConfirmWithdrawal => to(Status::Withdrawn),
        CommandKind::DeclineWithdrawal => Ok(()),
        CommandKind::Stop => to(Status::Stopped),
        CommandKind::Finish if dossier.withdrawal_pending => Err(Refusal::WithdrawalPending),
        CommandKind::Finish => to(Status::Finished),
        CommandKind::ReturnResult => to(Status::Returned),
    }
}

/// The present moment, never before the last event: two servers' clocks may differ by a little.
fn present(dossier: &Dossier, context: &Context<'_>) -> Moment {
    dossier.last.map_or(context.now, |last| context.now.max(last.at))
}

fn submit(dossier: &Dossier, filing: Filing, context: &Context<'_>) -> Result<EventKind, Refusal> {
    if filing.dossier != dossier.id {
        return Err(Refusal::OtherDossier);
    }
    match may(context.actor, CommandKind::Submit.action(), Some(&filing.facts())) {
        Decision::Allowed => Ok(EventKind::Submitted(filing)),
        refused @ (Decision::NotSignedIn | Decision::NotAllowed | Decision::NotFound) => Err(Refusal::Access(refused)),
    }
}

fn accept(dossier: &Dossier, named: Option<Moment>, now: Moment, calendar: &Calendar) -> Result<Option<Due>, Refusal> {
    let period = dossier.filing.as_ref().and_then(|filing| filing.period);
    match (period, named) {
        (Some(_), Some(_)) => Err(Refusal::DateIsComputed),
        (Some(_), None) | (None, None) => clock::begin(period, now, calendar),
        (None, Some(at)) => clock::promise(at, now, calendar).map(Some),
    }
}

/// Checks a supplement request: something is asked, with reasons, and nothing that could have been asked before.
fn asked(dossier: &Dossier, items: Vec<Defect>) -> Result<Vec<Defect>, Refusal> {
    if items.is_empty() {
        return Err(Refusal::NothingAsked);
    }
    if items.iter().any(|item| is_silent(&item.reason)) {
        return Err(Refusal::ReasonMissing);
    }
    let seen = |item: &&Defect| !dossier.supplements.is_empty() && !dossier.changed_since_first_request(&item.at);
    match items.iter().find(seen) {
        Some(item) => Err(Refusal::AlreadyVisible { at: item.at.clone() }),
        None => Ok(items),
    }
}

/// Checks that a supplement answers all that was asked: the period starts when the file is complete.
fn check_complete(dossier: &Dossier, changed: &[Place]) -> Result<(), Refusal> {
    let round = dossier.open_supplement().ok_or(Refusal::NotAsked)?;
    match round
        .items
        .iter()
        .find(|item| !changed.iter().any(|place| place.touches(&item.at)))
    {
        Some(item) => Err(Refusal::StillMissing { at: item.at.clone() }),
        None => Ok(()),
    }
}

fn check_amount(dossier: &Dossier, amount: u64) -> Result<(), Refusal> {
    match dossier.payment {
        PaymentState::Asked { amount: asked } if asked == amount => Ok(()),
        PaymentState::Asked { amount: asked } => Err(Refusal::WrongAmount { asked }),
        PaymentState::NothingAsked | PaymentState::Paid { .. } => Err(Refusal::NotAsked),
    }
}

/// Checks NĐ 61/2018 art. 19(9): once, and at the latest the day before the due date.
fn may_extend(dossier: &Dossier, status: Status, now: Moment) -> Result<(), Refusal> {
    if status.clock() != super::Clock::Running {
        return Err(Refusal::ClockNotRunning);
    }
    if dossier.extended_to.is_some() {
        return Err(Refusal::AlreadyExtended);
    }
    let due = dossier.due.as_ref().ok_or(Refusal::NoDueDate)?;
    if now.date() < due.due_at.date() {
        Ok(())
    } else {
        Err(Refusal::TooLateToExtend)
    }
}

/// Returns words that say something.
fn said(words: String) -> Result<String, Refusal> {
    if is_silent(&words) {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(words)
    }
}

fn is_silent(words: &str) -> bool {
    !words.chars().any(char::is_alphanumeric)
}
