//! Which forms are in force, and which papers a history calls for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]

mod desk;

use desk::{Desk, defect, reason};
use motcua_core::{
    calendar::{
        Moment,
        format::{date_in_words, moment_in_words},
    },
    deadline::Period,
    dossier::{AfterSupplement, Command, NewDate},
    paper::{FormSet, PaperKind, issued, received_under},
};
use time::macros::{date, datetime};

#[test]
fn a_set_of_forms_is_chosen_by_the_day() {
    assert_eq!(FormSet::on(date!(2025 - 09 - 14)), FormSet::Circular2018);
    assert_eq!(FormSet::on(date!(2025 - 09 - 15)), FormSet::Circular2025);
    let numbers = |set| PaperKind::ALL.map(|kind| kind.number(set));
    assert_eq!(
        numbers(FormSet::Circular2025),
        [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7), None]
    );
    assert_eq!(
        numbers(FormSet::Circular2018),
        [Some(1), Some(2), Some(3), Some(4), None, Some(5), Some(6), None]
    );
    assert_ne!(
        PaperKind::Apology.title(FormSet::Circular2018),
        PaperKind::Apology.title(FormSet::Circular2025)
    );
}

#[test]
fn dates_are_written_as_papers_of_the_state_write_them() {
    for (day, words) in [
        (date!(2026 - 03 - 05), "ngày 05 tháng 3 năm 2026"),
        (date!(2026 - 01 - 31), "ngày 31 tháng 01 năm 2026"),
        (date!(2026 - 02 - 10), "ngày 10 tháng 02 năm 2026"),
        (date!(2026 - 12 - 09), "ngày 09 tháng 12 năm 2026"),
    ] {
        assert_eq!(date_in_words(day), words);
    }
    let at = Moment::from_local(datetime!(2026-03-05 09:05));
    assert_eq!(moment_in_words(at), "09 giờ 05 phút, ngày 05 tháng 3 năm 2026");
}

fn kinds(desk: &Desk) -> Vec<(PaperKind, u64)> {
    issued(&desk.events)
        .iter()
        .map(|paper| (paper.kind, paper.seq))
        .collect()
}

#[test]
fn every_event_that_calls_for_a_paper_has_one_by_its_number() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!((kinds(&desk), received_under(&desk.events)), (vec![], None));
    desk.act(Command::Accept { due: None }).unwrap();
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .unwrap();
    desk.supplement("child.name").unwrap();
    desk.act(Command::Extend {
        to: NewDate::At(desk.later(21)),
        reason: reason(),
    })
    .unwrap();
    desk.act(Command::RequestWithdrawal { reason: None }).unwrap();
    desk.act(Command::ConfirmWithdrawal).unwrap();
    assert_eq!(
        kinds(&desk),
        [
            (PaperKind::Receipt, 2),
            (PaperKind::SupplementRequest, 3),
            (PaperKind::Receipt, 4),
            (PaperKind::Apology, 5),
            (PaperKind::StopNotice, 7),
        ]
    );
    assert_eq!(received_under(&desk.events), Some(FormSet::Circular2025));
}

#[test]
fn a_refused_dossier_has_its_refusal_and_nothing_of_an_office_that_received_it() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::RefuseReception { reason: reason() }).unwrap();
    assert_eq!(
        (kinds(&desk), received_under(&desk.events)),
        (vec![(PaperKind::Refusal, 2)], None)
    );
}

#[test]
fn a_supplement_before_acceptance_is_answered_by_the_receipt() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .unwrap();
    desk.supplement("child.name").unwrap();
    assert_eq!(
        kinds(&desk),
        [(PaperKind::SupplementRequest, 2), (PaperKind::Receipt, 3)]
    );
}

/// A dossier received before the change stays under the old forms, which have no notice that the work stopped.
#[test]
fn a_dossier_stays_under_the_forms_of_the_day_it_was_received() {
    let mut desk = Desk::unfiled(AfterSupplement::Restart, Some(Period::WorkingDays(30)));
    desk.now = Moment::from_local(datetime!(2025-09-12 9:00));
    let filing = desk.filing.clone();
    desk.act(Command::Submit(filing)).unwrap();
    desk.act(Command::Accept { due: None }).unwrap();
    desk.now = Moment::from_local(datetime!(2025-09-16 9:00));
    desk.act(Command::Stop { reason: reason() }).unwrap();
    assert_eq!(kinds(&desk), [(PaperKind::Receipt, 2)]);
    assert_eq!(received_under(&desk.events), Some(FormSet::Circular2018));
}
