//! An error of the agency is corrected at its cost: a clock of its own, no fee, no other status, and the rules of the day
//! of reception.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use desk::{Desk, reason};
use motcua_core::{
    access::Decision,
    actor::Role,
    calendar::Moment,
    deadline::{Counted, Reason},
    dossier::{
        AfterSupplement, Clock, Command, DeliveryState, EventKind, HandedOver, NewDate, PaymentState, Refusal, Status,
        verify_chain,
    },
};
use time::{macros::date, macros::datetime};

fn finish(result: &str) -> Command {
    Command::Finish {
        result: result.into(),
        files: vec![],
        paper: None,
    }
}

fn correct(result: &str) -> Command {
    Command::Correct {
        result: result.into(),
        files: vec![],
        paper: None,
    }
}

fn hand_over(how: HandedOver, received_by: Option<&str>) -> Command {
    Command::ReturnResult {
        how,
        received_by: received_by.map(str::to_owned),
    }
}

fn open() -> Command {
    Command::OpenCorrection { reason: reason() }
}

#[test]
fn a_returned_result_is_corrected_at_the_agencys_cost_and_the_status_stays() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    assert_eq!(desk.act(open()), Err(Refusal::NoResult));
    desk.act(finish("Giấy khai sinh số 7")).expect("finished");
    desk.act(hand_over(HandedOver::Online, None)).expect("returned");
    assert!(!desk.dossier.is_open());
    assert_eq!(desk.act(correct("x")), Err(Refusal::NoCorrection));
    desk.wait(7);
    let (filing, ended, promised) = (
        desk.dossier.filing.clone(),
        desk.dossier.ended_at,
        desk.dossier.original_due,
    );
    desk.act(open()).expect("opened");
    assert!(desk.dossier.is_open());
    assert_eq!(
        (desk.status(), desk.dossier.clock()),
        (Status::Returned, Clock::Stopped)
    );
    let (from, due) = desk.dossier.running().expect("a clock of its own");
    assert_eq!(from, desk.now);
    assert_eq!(
        due.local(),
        datetime!(2026-07-20 17:00),
        "the five days it was received under"
    );
    assert_eq!(desk.act(open()), Err(Refusal::CorrectionOpen));
    for fee in [
        Command::AskPayment {
            amount: 8_000,
            reason: None,
        },
        Command::ConfirmPayment { amount: 8_000 },
    ] {
        assert!(desk.act(fee).is_err(), "no new fee");
    }
    assert_eq!(
        desk.act(hand_over(HandedOver::Online, None)),
        Err(Refusal::CorrectionOpen)
    );
    desk.wait(1);
    desk.act(correct("Giấy khai sinh số 7a")).expect("corrected");
    assert_eq!(desk.dossier.result.as_deref(), Some("Giấy khai sinh số 7a"));
    assert_eq!(
        desk.dossier.corrections[0].former.as_deref(),
        Some("Giấy khai sinh số 7")
    );
    assert_eq!(desk.dossier.delivery, DeliveryState::Ready);
    assert_eq!(
        desk.act(hand_over(HandedOver::Counter, None)),
        Err(Refusal::ReceiverMissing)
    );
    desk.act(hand_over(HandedOver::Counter, Some("Trần Thị Mai Lan")))
        .expect("handed over again");
    assert!(!desk.dossier.is_open() && desk.dossier.running().is_none());
    assert_eq!(desk.dossier.delivery, DeliveryState::HandedOver(HandedOver::Counter));
    assert_eq!(desk.dossier.payment, PaymentState::NothingAsked);
    assert_eq!(
        (
            desk.status(),
            &desk.dossier.filing,
            desk.dossier.ended_at,
            desk.dossier.original_due
        ),
        (Status::Returned, &filing, ended, promised)
    );
    assert_eq!(verify_chain(&desk.events).ok(), desk.dossier.last);
    let names: Vec<&str> = desk.events[4..].iter().map(|event| event.kind.name()).collect();
    assert_eq!(names, ["correction_opened", "corrected", "correction_returned"]);
}

#[test]
fn an_error_found_before_the_hand_over_is_corrected_first() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(finish("Giấy khai sinh số 7")).expect("finished");
    for (roles, expected) in [
        (
            &[Role::Reception, Role::Processing][..],
            Err(Refusal::Access(Decision::NotAllowed)),
        ),
        (&[Role::Leadership][..], Ok(())),
    ] {
        assert_eq!(desk.act_as(&Desk::officer_with("H36.12", roles), open()), expected);
    }
    assert_eq!(
        desk.act(hand_over(HandedOver::Online, None)),
        Err(Refusal::CorrectionOpen)
    );
    desk.act(correct("Giấy khai sinh số 7a")).expect("corrected");
    desk.act(hand_over(HandedOver::Online, None)).expect("returned");
    assert_eq!(desk.status(), Status::Returned);
    assert!(matches!(
        desk.events.last().map(|event| &event.kind),
        Some(EventKind::ResultReturned {
            how: HandedOver::Online,
            ..
        })
    ));
}

#[test]
fn an_extension_is_computed_or_named_and_says_of_every_day_between_whether_it_counted() {
    for to in [
        NewDate::WorkingDays(3),
        NewDate::At(Moment::from_local(datetime!(2026-07-16 17:00))),
    ] {
        let mut desk = Desk::filed(AfterSupplement::Restart);
        desk.act(Command::Accept { due: None }).expect("accepted");
        desk.act(Command::Extend { to, reason: reason() }).expect("extended");
        let due = desk.dossier.due.expect("a date");
        assert_eq!(
            due.due_at.local(),
            datetime!(2026-07-16 17:00),
            "three days after the 13th"
        );
        let after: Vec<_> = (due.explanation.iter())
            .filter(|line| line.date > date!(2026 - 07 - 13))
            .map(|line| line.counted)
            .collect();
        assert_eq!(after, [Counted::Day, Counted::Day, Counted::Day, Counted::No]);
        assert_eq!(due.explanation.last().map(|line| &line.reason), Some(&Reason::Extended));
        assert_eq!(
            desk.dossier.original_due,
            Some(Moment::from_local(datetime!(2026-07-13 17:00)))
        );
    }
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    for (days, refusal) in [(0, Refusal::NotLater), (100_000, Refusal::TooFar)] {
        let to = NewDate::WorkingDays(days);
        assert_eq!(desk.act(Command::Extend { to, reason: reason() }), Err(refusal));
    }
}
