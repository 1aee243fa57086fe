//! What a command leads to: events, or the refusal the law gives. Pure, and the buttons are decided by the same rules.

use super::{
    Command, CommandKind, Defect, Digest, Dossier, Entry, EventKind, Filing, HandedOver, PaymentState, Place, Refusal,
    ResultPaper, Status, clock, consultation, delivery, may_move, process,
};
use crate::{
    access::{Action, Decision, may},
    actor::{Actor, Role},
    calendar::{Calendar, Moment},
    deadline::Due,
    id::{AccountId, FileId},
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
        Command::Supplement {
            changed,
            content,
            entry,
            period,
        } => {
            check_complete(dossier, &changed)?;
            check_bringer(&entry, context)?;
            // What was incomplete at the desk may not have said which time applies; a promise once made is not taken back.
            let period = period.filter(|_| dossier.received_at.is_none());
            EventKind::Supplemented {
                changed,
                content,
                resumed: clock::after_supplement(dossier, period, now, calendar)?,
                entry,
                period,
            }
        }
        Command::AskPayment { amount: 0, .. }
        | Command::RecordPayment { amount: 0 }
        | Command::RecordRefund { amount: 0 } => return Err(Refusal::NothingToPay),
        Command::AskPayment { amount, reason } => EventKind::PaymentAsked {
            amount,
            reason: reason.map(said).transpose()?,
        },
        Command::RecordPayment { amount } => EventKind::FeePaid { amount },
        Command::RecordRefund { amount } => EventKind::FeeRefunded { amount },
        Command::ConfirmPayment { amount } => {
            check_amount(dossier, amount)?;
            EventKind::PaymentConfirmed {
                amount,
                resumed: clock::after_payment(dossier, now, calendar)?,
            }
        }
        Command::StartProcessing => EventKind::ProcessingStarted,
        Command::Assign { to, automatic } => EventKind::Assigned { to, automatic },
        Command::Reassign { to, reason } => reassigned(dossier, to, reason, context.actor)?,
        Command::TakeOver => taken_over(dossier, context.actor)?,
        Command::Extend { to, reason } => {
            let reason = said(reason)?;
            let present = dossier.due.as_ref().ok_or(Refusal::NoDueDate)?;
            let (due_at, days) = clock::extended(present.due_at, to, calendar)?;
            EventKind::Extended { due_at, reason, days }
        }
        Command::RequestWithdrawal { reason } => EventKind::WithdrawalRequested {
            reason: reason.filter(|words| !is_silent(words)),
        },
        Command::ConfirmWithdrawal => EventKind::WithdrawalConfirmed,
        Command::DeclineWithdrawal { reason } => EventKind::WithdrawalDeclined { reason: said(reason)? },
        Command::Stop { reason } => EventKind::Stopped { reason: said(reason)? },
        Command::Finish { result, files, paper } => EventKind::Finished {
            result: said(result)?,
            files,
            paper: paper.map(|paper| issued(paper, now)).transpose()?,
        },
        Command::ReturnResult { how, received_by } => returned(dossier, how, received_by)?,
        Command::OpenCorrection { reason } => EventKind::CorrectionOpened {
            reason: said(reason)?,
            due: clock::begin(dossier.filing.as_ref().and_then(|filing| filing.period), now, calendar)?,
        },
        Command::Correct { result, files, paper } => EventKind::Corrected {
            result: said(result)?,
            files,
            paper: paper.map(|paper| issued(paper, now)).transpose()?,
        },
        Command::AskConsultation(asking) => return consultation::ask(dossier, asking, context, now),
        Command::AnswerConsultation { question, opinion } => {
            consultation::answered(dossier, question, opinion, context.actor)?
        }
        Command::PassStep { to, automatic } => return process::passed(dossier, to, automatic, context),
        Command::SendBackStep { to, reason } => process::sent_back(dossier, &to, reason)?,
        Command::WithdrawConsultation { question, reason } => consultation::withdrawn(dossier, question, reason)?,
        Command::SubmitForSigning { files, .. } if files.is_empty() => return Err(Refusal::PaperMissing),
        Command::SubmitForSigning { result, files, paper } => EventKind::SigningRequested {
            result: said(result)?,
            files,
            paper: issued(paper, now)?,
        },
        Command::DeclineSigning { reason } => EventKind::SigningDeclined { reason: said(reason)? },
        Command::SignResult { files, .. } if files.is_empty() => return Err(Refusal::PaperMissing),
        Command::SignResult { files, sha256 } => signed(dossier, files, sha256)?,
        Command::RevokeResult { reason } => EventKind::ResultRevoked { reason: said(reason)? },
        Command::ChooseReturnWay(way) => EventKind::ReturnWayChosen(way),
        Command::OrderPost => delivery::ordered(dossier)?,
        Command::HandToPost { order, item, carrier } => delivery::sent(dossier, order, item, carrier)?,
        Command::DeliverPost {
            order,
            signed_on,
            received_by,
        } => return delivery::delivered(dossier, order, signed_on, received_by, now),
        Command::TakePostBack { order, reason } => delivery::came_back(dossier, order, reason)?,
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
    let decision = if kind == CommandKind::AnswerConsultation {
        consultation::may_answer_any(dossier, context.actor)
    } else {
        may(context.actor, kind.action(), facts.as_ref())
    };
    match decision {
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
        CommandKind::RecordPayment if status == Status::AwaitingPayment => Err(Refusal::PaymentAwaited),
        CommandKind::RecordPayment if status.is_terminal() => Err(Refusal::Over),
        CommandKind::RecordPayment => Ok(()),
        CommandKind::RecordRefund if matches!(dossier.payment, PaymentState::Paid { .. }) => Ok(()),
        CommandKind::RecordRefund => Err(Refusal::NothingToRefund),
        CommandKind::StartProcessing => to(Status::Processing).and(awake),
        CommandKind::Assign | CommandKind::Reassign | CommandKind::TakeOver if status.is_terminal() => {
            Err(Refusal::Over)
        }
        CommandKind::Assign if dossier.assignee.is_some() => Err(Refusal::AlreadyAssigned),
        CommandKind::Reassign if dossier.assignee.is_none() => Err(Refusal::NotAssigned),
        CommandKind::Reassign if !may_give_away(dossier, context.actor) => Err(Refusal::Access(Decision::NotAllowed)),
        CommandKind::TakeOver if dossier.assignee == context.actor.account() => Err(Refusal::SameOfficer),
        CommandKind::Assign | CommandKind::Reassign | CommandKind::TakeOver => Ok(()),
        CommandKind::Extend => may_extend(dossier, status, present(dossier, context)),
        CommandKind::RequestWithdrawal if dossier.withdrawal_pending => Err(Refusal::WithdrawalPending),
        CommandKind::RequestWithdrawal => to(Status::Withdrawn),
        CommandKind::ConfirmWithdrawal | CommandKind::DeclineWithdrawal if !dossier.withdrawal_pending => {
            Err(Refusal::NoWithdrawal)
        }
        CommandKind::ConfirmWithdrawal => to(Status::Withdrawn),
        CommandKind::DeclineWithdrawal => Ok(()),
        CommandKind::Stop => to(Status::Stopped),
        CommandKind::Finish | CommandKind::Correct if dossier.draft.is_some() => Err(Refusal::SigningPending),
        CommandKind::Finish if dossier.withdrawal_pending => Err(Refusal::WithdrawalPending),
        CommandKind::Finish if dossier.open_consultations().next().is_some() => Err(Refusal::ConsultationOpen),
        CommandKind::Finish if !process::is_result_reached(dossier) => Err(Refusal::StepsLeft),
        CommandKind::Finish => to(Status::Finished),
        CommandKind::ReturnResult | CommandKind::OpenCorrection if dossier.open_correction().is_some() => {
            Err(Refusal::CorrectionOpen)
        }
        CommandKind::ReturnResult if dossier.is_result_revoked() => Err(Refusal::ResultRevoked),
        CommandKind::ReturnResult if dossier.is_parcel_away() => Err(Refusal::ParcelAway),
        CommandKind::ReturnResult if dossier.has_corrected_to_return() => Ok(()),
        CommandKind::ReturnResult => to(Status::Returned),
        CommandKind::OpenCorrection if matches!(status, Status::Finished | Status::Returned) => Ok(()),
        CommandKind::OpenCorrection => Err(Refusal::NoResult),
        CommandKind::Correct if dossier.open_correction().is_some() => Ok(()),
        CommandKind::Correct => Err(Refusal::NoCorrection),
        CommandKind::PassStep => {
            process::may_hand_on(dossier, status, context.actor)?;
            dossier.next_step().map(drop).ok_or(Refusal::LastStep)
        }
        CommandKind::SendBackStep => {
            process::may_hand_on(dossier, status, context.actor)?;
            if dossier.earlier_steps().is_empty() {
                Err(Refusal::NoSuchStep)
            } else {
                Ok(())
            }
        }
        CommandKind::AskConsultation if consultation::is_in_work(status) => Ok(()),
        CommandKind::AskConsultation => Err(Refusal::NotInWork),
        CommandKind::AnswerConsultation | CommandKind::WithdrawConsultation
            if dossier.open_consultations().next().is_none() =>
        {
            Err(Refusal::NoConsultation)
        }
        CommandKind::AnswerConsultation | CommandKind::WithdrawConsultation => Ok(()),
        CommandKind::DeclineSigning | CommandKind::SignResult if dossier.draft.is_none() => Err(Refusal::NothingToSign),
        CommandKind::DeclineSigning => Ok(()),
        CommandKind::SubmitForSigning | CommandKind::SignResult if dossier.open_correction().is_some() => Ok(()),
        CommandKind::SubmitForSigning | CommandKind::SignResult if dossier.withdrawal_pending => {
            Err(Refusal::WithdrawalPending)
        }
        CommandKind::SubmitForSigning => to(Status::Finished),
        CommandKind::SignResult if dossier.open_consultations().next().is_some() => Err(Refusal::ConsultationOpen),
        CommandKind::SignResult if !process::is_result_reached(dossier) => Err(Refusal::StepsLeft),
        CommandKind::SignResult => to(Status::Finished),
        CommandKind::RevokeResult if dossier.valid_result().is_some() => Ok(()),
        CommandKind::RevokeResult => Err(Refusal::NothingToRevoke),
        CommandKind::ChooseReturnWay => delivery::may_choose(dossier),
        CommandKind::OrderPost => delivery::may_order(dossier),
        CommandKind::HandToPost => delivery::may_send(dossier),
        CommandKind::DeliverPost | CommandKind::TakePostBack => delivery::may_settle(dossier),
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
    let action = match filing.entry.taken_in() {
        Some(_) => Action::TakeIn,
        None => CommandKind::Submit.action(),
    };
    match may(context.actor, action, Some(&filing.facts())) {
        Decision::Allowed => {}
        refused @ (Decision::NotSignedIn | Decision::NotAllowed | Decision::NotFound) => {
            return Err(Refusal::Access(refused));
        }
    }
    check_entry(&filing.entry, context)?;
    Ok(EventKind::Submitted(filing))
}

/// Checks that who is said to have entered or helped is who commands, and that a hand-over record may have been signed then.
fn check_entry(entry: &Entry, context: &Context<'_>) -> Result<(), Refusal> {
    let theirs = match (entry, context.actor) {
        (Entry::Online, _) => true,
        (Entry::Helped { by }, Actor::Helper { account }) => by == account,
        (Entry::Counter(taken_in) | Entry::Post { taken_in, .. }, Actor::Officer { account, agency, .. }) => {
            taken_in.officer == *account && taken_in.at == *agency
        }
        (Entry::Helped { .. } | Entry::Counter(_) | Entry::Post { .. }, _) => false,
    };
    if !theirs {
        return Err(Refusal::NotTheirEntry);
    }
    match entry {
        Entry::Post { signed_at, .. } => super::entry::check_signed(*signed_at, context.now, context.calendar),
        Entry::Online | Entry::Helped { .. } | Entry::Counter(_) => Ok(()),
    }
}

/// Checks who brings a supplement: the applicant sends their own, an officer enters only what lies on the desk as paper.
fn check_bringer(entry: &Entry, context: &Context<'_>) -> Result<(), Refusal> {
    check_entry(entry, context)?;
    let is_officer = matches!(context.actor, Actor::Officer { .. });
    if is_officer == entry.taken_in().is_some() {
        Ok(())
    } else {
        Err(Refusal::NotTheirEntry)
    }
}

fn accept(dossier: &Dossier, named: Option<Moment>, now: Moment, calendar: &Calendar) -> Result<Option<Due>, Refusal> {
    let period = dossier.filing.as_ref().and_then(|filing| filing.period);
    match (period, named) {
        (Some(_), Some(_)) => Err(Refusal::DateIsComputed),
        (Some(_), None) | (None, None) => {
            let on_paper = dossier.received_on_paper();
            let due = clock::begin(period, on_paper.unwrap_or(now), calendar)?;
            Ok(match on_paper {
                Some(received) => due.map(|due| clock::say_transferred(due, received, calendar)),
                None => due,
            })
        }
        (None, Some(at)) => clock::promise(at, now, calendar).map(Some),
    }
}

/// Hands a result over: the first one ends the dossier, a corrected one leaves it ended.
fn returned(dossier: &Dossier, how: HandedOver, received_by: Option<String>) -> Result<EventKind, Refusal> {
    let received_by = received_by.filter(|name| !is_silent(name));
    match how {
        HandedOver::Counter if received_by.is_none() => return Err(Refusal::ReceiverMissing),
        // By post only the recipient's signature hands it over, and that comes with its dispatch.
        HandedOver::Post => return Err(Refusal::PostUnsigned),
        HandedOver::Counter | HandedOver::Online => {}
    }
    Ok(if dossier.has_corrected_to_return() {
        EventKind::CorrectionReturned { how, received_by }
    } else {
        EventKind::ResultReturned { how, received_by }
    })
}

/// Checks a result as a paper: it has a number and is not dated later than today.
fn issued(paper: ResultPaper, now: Moment) -> Result<ResultPaper, Refusal> {
    if is_silent(&paper.number) {
        Err(Refusal::NumberMissing)
    } else if paper.issued_on > now.date() {
        Err(Refusal::IssuedLater)
    } else {
        Ok(paper)
    }
}

/// Issues the draft with its signed file: as the result, or as the corrected one where a correction is open.
fn signed(dossier: &Dossier, files: Vec<FileId>, sha256: Digest) -> Result<EventKind, Refusal> {
    let draft = dossier.draft.clone().ok_or(Refusal::NothingToSign)?;
    let (result, paper) = (
        draft.result,
        Some(ResultPaper {
            sha256: Some(sha256),
            ..draft.paper
        }),
    );
    Ok(if dossier.open_correction().is_some() {
        EventKind::Corrected { result, files, paper }
    } else {
        EventKind::Finished { result, files, paper }
    })
}

/// Checks a supplement request: something is asked, with reasons, and nothing that could have been asked before.
fn asked(dossier: &Dossier, items: Vec<Defect>) -> Result<Vec<Defect>, Refusal> {
    if items.is_empty() {
        return Err(Refusal::NothingAsked);
    }
    if items.iter().any(|item| is_silent(&item.reason)) {
        return Err(Refusal::ReasonMissing);
    }
    match items.iter().find(|item| !dossier.may_be_asked(&item.at)) {
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
        PaymentState::NothingAsked | PaymentState::Paid { .. } | PaymentState::Refunded { .. } => {
            Err(Refusal::NotAsked)
        }
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

/// Tells whether the actor may give the dossier to another: whoever has it, or the head.
fn may_give_away(dossier: &Dossier, actor: &Actor) -> bool {
    match actor {
        Actor::Officer { account, roles, .. } => {
            dossier.assignee == Some(*account) || roles.contains(&Role::Leadership)
        }
        Actor::Nobody
        | Actor::Citizen { .. }
        | Actor::Delegate { .. }
        | Actor::Helper { .. }
        | Actor::Administrator { .. }
        | Actor::System => false,
    }
}

fn reassigned(dossier: &Dossier, to: AccountId, reason: String, actor: &Actor) -> Result<EventKind, Refusal> {
    let from = dossier.assignee.ok_or(Refusal::NotAssigned)?;
    if from == to {
        return Err(Refusal::SameOfficer);
    }
    if !may_give_away(dossier, actor) {
        return Err(Refusal::Access(Decision::NotAllowed));
    }
    Ok(EventKind::Reassigned {
        from,
        to,
        reason: said(reason)?,
    })
}

fn taken_over(dossier: &Dossier, actor: &Actor) -> Result<EventKind, Refusal> {
    let to = actor.account().ok_or(Refusal::Access(Decision::NotAllowed))?;
    Ok(EventKind::TakenOver {
        from: dossier.assignee,
        to,
    })
}

/// Returns words that say something.
pub(super) fn said(words: String) -> Result<String, Refusal> {
    if is_silent(&words) {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(words)
    }
}

pub(super) fn is_silent(words: &str) -> bool {
    !words.chars().any(char::is_alphanumeric)
}
