//! The clock of a dossier: what is promised, what stops the count, what moves the date, and what is asked only once.

mod desk;

use desk::{Desk, defect, field, illegal, reason};
use motcua_core::{
    actor::Actor,
    calendar::Moment,
    dossier::{AfterSupplement, Clock, Command, Digest, Entry, NewDate, PaymentState, Place, Refusal, Status},
};
use time::{macros::date, macros::datetime};

#[test]
fn acceptance_promises_a_date_and_explains_it() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(desk.dossier.clock(), Clock::NotStarted);
    desk.act(Command::Accept { due: None }).expect("accepted");
    let due = desk.dossier.due.clone().expect("a date");
    assert_eq!(
        due.due_at.local(),
        datetime!(2026-07-13 17:00),
        "five working days after Monday the 6th"
    );
    assert!(!due.explanation.is_empty());
    assert_eq!(desk.dossier.original_due, Some(due.due_at));
    assert_eq!(
        desk.act(Command::Accept { due: None }),
        Err(illegal(Status::Accepted, Status::Accepted))
    );
}

#[test]
fn an_officer_names_a_date_only_where_no_time_is_stated() {
    let named = Command::Accept {
        due: Some(Moment::from_local(datetime!(2026-07-20 17:00))),
    };
    assert_eq!(
        Desk::filed(AfterSupplement::Restart).act(named.clone()),
        Err(Refusal::DateIsComputed)
    );
    let mut desk = Desk::filed_with(AfterSupplement::Continue, None);
    let sunday = Command::Accept {
        due: Some(Moment::from_local(datetime!(2026-07-19 17:00))),
    };
    assert_eq!(desk.act(sunday), Err(Refusal::DayOff));
    desk.act(named).expect("accepted");
    desk.act(Command::AskPayment {
        amount: 1,
        reason: None,
    })
    .expect("asked");
    desk.wait(2);
    desk.act(Command::ConfirmPayment { amount: 1 }).expect("paid");
    let due = desk.dossier.due.expect("a date");
    assert_eq!(
        due.due_at.date(),
        date!(2026 - 07 - 22),
        "two working days of waiting later"
    );
    let mut silent = Desk::filed_with(AfterSupplement::Restart, None);
    silent
        .act(Command::Accept { due: None })
        .expect("accepted without a date");
    assert_eq!(silent.dossier.due, None);
}

#[test]
fn a_supplement_restarts_or_continues_the_count_as_the_procedure_says() {
    for (after, status, due) in [
        (AfterSupplement::Restart, Status::Accepted, date!(2026 - 07 - 16)),
        (AfterSupplement::Continue, Status::Processing, date!(2026 - 07 - 16)),
    ] {
        let mut desk = Desk::filed(after);
        desk.act(Command::Accept { due: None }).expect("accepted");
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        assert_eq!(desk.dossier.clock(), Clock::Paused);
        desk.wait(3);
        desk.supplement("child.name").expect("mended");
        assert_eq!((desk.status(), desk.dossier.clock()), (status, Clock::Running));
        assert_eq!(
            desk.dossier.due.as_ref().map(|due| due.due_at.date()),
            Some(due),
            "{after:?}"
        );
    }
    let worked_first = |after| {
        let mut desk = Desk::filed(after);
        desk.act(Command::Accept { due: None }).expect("accepted");
        desk.wait(2);
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        desk.wait(1);
        desk.supplement("child.name").expect("mended");
        desk.dossier.due.expect("a date").due_at.date()
    };
    assert_eq!(
        worked_first(AfterSupplement::Restart),
        date!(2026 - 07 - 16),
        "five days after the 9th"
    );
    assert_eq!(
        worked_first(AfterSupplement::Continue),
        date!(2026 - 07 - 14),
        "one day of waiting later"
    );
}

#[test]
fn a_supplement_before_acceptance_starts_the_clock_when_it_arrives() {
    let mut desk = Desk::filed(AfterSupplement::Continue);
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(desk.dossier.clock(), Clock::NotStarted);
    assert_eq!(desk.act(Command::Accept { due: None }), Err(Refusal::Waiting));
    desk.wait(3);
    desk.supplement("child.name").expect("mended");
    assert_eq!(desk.status(), Status::Accepted);
    assert_eq!(desk.dossier.received_at, Some(desk.now));
    assert_eq!(
        desk.dossier.due.map(|due| due.due_at.date()),
        Some(date!(2026 - 07 - 16))
    );
}

#[test]
fn what_was_visible_at_the_first_request_cannot_be_asked_later() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    desk.supplement("child.name").expect("mended");
    let unseen = |desk: &mut Desk, path: &str| {
        desk.act(Command::AskSupplement {
            items: vec![defect(path)],
        })
    };
    assert_eq!(
        unseen(&mut desk, "father.name"),
        Err(Refusal::AlreadyVisible {
            at: field("father.name")
        })
    );
    assert_eq!(
        unseen(&mut desk, "child.names"),
        Err(Refusal::AlreadyVisible {
            at: field("child.names")
        })
    );
    unseen(&mut desk, "child.name").expect("its answer changed");
}

#[test]
fn a_supplement_must_answer_all_that_was_asked() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    let paper = Place::Document("birth_certificate".into());
    let mut items = vec![defect("child")];
    items.push(motcua_core::dossier::Defect {
        at: paper.clone(),
        reason: reason(),
    });
    desk.act(Command::AskSupplement { items }).expect("asked");
    assert_eq!(
        desk.supplement("child.name"),
        Err(Refusal::StillMissing { at: paper.clone() })
    );
    let changed = vec![field("child.name"), paper];
    desk.act(Command::Supplement {
        changed,
        content: Digest::ZERO,
        entry: Entry::Online,
        period: None,
    })
    .expect("complete");
}

#[test]
fn a_date_is_moved_once_and_not_on_the_last_day() {
    let extend = |desk: &mut Desk, days| {
        let due = desk.later(days);
        let to = NewDate::At(due);
        desk.act(Command::Extend { to, reason: reason() })
    };
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(extend(&mut desk, 14), Err(Refusal::ClockNotRunning));
    desk.act(Command::Accept { due: None }).expect("accepted");
    assert_eq!(extend(&mut desk, 4), Err(Refusal::NotLater));
    assert_eq!(extend(&mut desk, 13), Err(Refusal::DayOff));
    desk.wait(6);
    let mut last_day = desk.clone();
    last_day.wait(1);
    assert_eq!(extend(&mut last_day, 7), Err(Refusal::TooLateToExtend));
    extend(&mut desk, 8).expect("the day before");
    assert_eq!(
        desk.dossier.due.as_ref().map(|due| due.due_at.date()),
        Some(date!(2026 - 07 - 20))
    );
    assert_eq!(desk.dossier.original_due.map(Moment::date), Some(date!(2026 - 07 - 13)));
    assert_eq!(extend(&mut desk, 20), Err(Refusal::AlreadyExtended));
}

#[test]
fn a_withdrawal_is_asked_then_answered_and_not_after_the_end() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(desk.act(Command::ConfirmWithdrawal), Err(Refusal::NoWithdrawal));
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::RequestWithdrawal { reason: None }).expect("asked");
    assert_eq!(desk.status(), Status::Accepted, "the request alone changes nothing");
    assert_eq!(
        desk.act(Command::RequestWithdrawal { reason: None }),
        Err(Refusal::WithdrawalPending)
    );
    let finish = || Command::Finish {
        result: "Giấy phép 7".into(),
        files: vec![],
        paper: None,
    };
    assert_eq!(desk.act(finish()), Err(Refusal::WithdrawalPending));
    let mut withdrawn = desk.clone();
    withdrawn.act(Command::ConfirmWithdrawal).expect("confirmed");
    assert_eq!(withdrawn.status(), Status::Withdrawn);
    desk.act(Command::DeclineWithdrawal { reason: reason() })
        .expect("declined");
    desk.act(finish()).expect("finished");
    let late = desk.act(Command::RequestWithdrawal { reason: None });
    assert_eq!(late, Err(illegal(Status::Finished, Status::Withdrawn)));
}

#[test]
fn a_payment_is_the_amount_asked_and_the_work_goes_on_where_it_was() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::StartProcessing).expect("started");
    desk.act(Command::AskPayment {
        amount: 8_000,
        reason: None,
    })
    .expect("asked");
    assert_eq!(
        desk.act(Command::ConfirmPayment { amount: 800 }),
        Err(Refusal::WrongAmount { asked: 8_000 })
    );
    assert_eq!(desk.act(Command::StartProcessing), Err(Refusal::Waiting));
    desk.wait(1);
    desk.act_as(&Actor::System, Command::ConfirmPayment { amount: 8_000 })
        .expect("the gateway confirms");
    assert_eq!(
        (desk.status(), desk.dossier.payment),
        (Status::Processing, PaymentState::Paid { amount: 8_000 })
    );
    assert_eq!(
        desk.dossier.due.map(|due| due.due_at.date()),
        Some(date!(2026 - 07 - 14))
    );
}
