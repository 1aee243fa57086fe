//! The steps of a process: passed on, sent back, their working time over pauses and Tết, and never the date promised.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;
mod vectors;

use desk::{Desk, defect, process, reason};
use motcua_core::{
    access::Decision,
    actor::{Actor, Role},
    calendar::{Calendar, Moment, format},
    dossier::{AfterSupplement, Command, Event, HandedOver, Refusal, Status},
    id::AccountId,
    procedure::result_step,
};
use time::PrimitiveDateTime;

fn officer(number: u32) -> AccountId {
    format!("00000000-0000-7000-8000-{number:012}").parse().expect("an id")
}

fn accepted() -> Desk {
    let mut desk = Desk::filed_in_steps(AfterSupplement::Continue);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk
}

fn pass(desk: &mut Desk, to: u32) -> Result<(), Refusal> {
    let to = Some(officer(to));
    desk.act(Command::PassStep { to, automatic: false })
}

fn finish(desk: &mut Desk) -> Result<(), Refusal> {
    desk.act(Command::Finish {
        result: "Giấy phép số 3".into(),
        files: vec![],
        paper: None,
    })
}

fn at(desk: &Desk) -> &str {
    desk.dossier.present_step().map_or("", |step| &step.key)
}

#[test]
fn a_dossier_goes_through_its_steps_and_ends_behind_the_result() {
    let mut desk = Desk::filed_in_steps(AfterSupplement::Continue);
    assert_eq!(at(&desk), "", "no step runs before it is accepted");
    assert_eq!(pass(&mut desk, 7), Err(Refusal::NoProcess));
    desk.act(Command::Accept { due: None }).expect("accepted");
    let due = desk.dossier.due.clone();
    assert_eq!((at(&desk), desk.status()), ("tiep-nhan", Status::Accepted));
    assert_eq!(finish(&mut desk), Err(Refusal::StepsLeft));
    pass(&mut desk, 7).expect("to the specialist");
    assert_eq!(
        (at(&desk), desk.status()),
        ("tham-dinh", Status::Processing),
        "the work begins with it"
    );
    assert_eq!(desk.dossier.assignee, Some(officer(7)));
    assert_eq!(finish(&mut desk), Err(Refusal::StepsLeft));
    pass(&mut desk, 8).expect("to the head");
    assert_eq!(
        pass(&mut desk, 9),
        Err(Refusal::LastStep),
        "what comes behind the result begins with it"
    );
    finish(&mut desk).expect("the result is made in the last step before it");
    assert_eq!(at(&desk), "tra-ket-qua");
    let counter = Command::ReturnResult {
        how: HandedOver::Counter,
        received_by: Some("Lan".into()),
    };
    desk.act(counter).expect("returned");
    assert_eq!(at(&desk), "");
    assert_eq!(desk.dossier.due, due, "no step moves the date promised");
    assert_eq!(
        desk.dossier.runs.iter().map(|run| run.step).collect::<Vec<_>>(),
        [0, 1, 2, 3]
    );
    for event in &desk.events {
        let text = event.to_text().expect("writes");
        assert_eq!(Event::from_text(&text).as_ref(), Ok(event), "{text}");
    }
}

#[test]
fn a_step_is_sent_back_with_a_reason_to_whoever_had_it() {
    let mut desk = accepted();
    pass(&mut desk, 7).expect("to the specialist");
    desk.act(Command::TakeOver).expect("another takes it");
    pass(&mut desk, 8).expect("to the head");
    let back = |to: &str, reason: &str| Command::SendBackStep {
        to: to.into(),
        reason: reason.into(),
    };
    assert_eq!(desk.act(back("tham-dinh", " ")), Err(Refusal::ReasonMissing));
    assert_eq!(desk.act(back("tra-ket-qua", "Thiếu")), Err(Refusal::NoSuchStep));
    assert_eq!(
        desk.act(back("ky", "Thiếu")),
        Err(Refusal::NoSuchStep),
        "where it is already"
    );
    desk.act(back("tham-dinh", "Thiếu tờ trình")).expect("sent back");
    assert_eq!((at(&desk), desk.dossier.assignee), ("tham-dinh", Some(officer(50))));
    let run = desk.dossier.present_run().expect("in a step");
    assert_eq!(run.sent_back.as_deref(), Some("Thiếu tờ trình"));
    desk.act(back("tiep-nhan", "Thiếu bản chính")).expect("further back");
    assert_eq!(
        desk.act(back("tiep-nhan", "x")),
        Err(Refusal::NoSuchStep),
        "nothing lies before the first"
    );
    assert_eq!(
        desk.status(),
        Status::Processing,
        "the law knows no way back to accepted"
    );
}

#[test]
fn only_whoever_has_it_whose_step_it_is_or_the_head_hands_it_on() {
    let mut desk = accepted();
    pass(&mut desk, 7).expect("to the specialist");
    let wish = || Command::PassStep {
        to: None,
        automatic: false,
    };
    let refused = Err(Refusal::Access(Decision::NotAllowed));
    let tried = |actor: &Actor, expected: Result<(), Refusal>| {
        assert_eq!(desk.clone().act_as(actor, wish()), expected, "{actor:?}");
    };
    tried(&Desk::officer_with("H36.12", &[Role::Reception]), refused);
    tried(&Desk::officer_with("H36.12", &[Role::Processing]), Ok(()));
    tried(&Desk::officer_with("H36.12", &[Role::Leadership]), Ok(()));
    tried(&Desk::officer("H36.13"), Err(Refusal::Access(Decision::NotFound)));
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(
        pass(&mut desk, 8),
        Err(Refusal::NotInWork),
        "while the applicant is waited for nothing moves"
    );
}

#[test]
fn a_dossier_without_a_process_is_worked_on_as_before() {
    let mut desk = Desk::filed(AfterSupplement::Continue);
    desk.act(Command::Accept { due: None }).expect("accepted");
    assert_eq!(pass(&mut desk, 7), Err(Refusal::NoProcess));
    assert!(desk.dossier.runs.is_empty());
    finish(&mut desk).expect("finished");
    assert_eq!(result_step(&[]), None);
    assert_eq!(result_step(&process()), Some(2));
}

fn moment(text: &str) -> Moment {
    let (day, clock) = text.split_once('T').expect("a date and a time");
    Moment::from_local(PrimitiveDateTime::new(
        format::parse_iso(day).expect("a date"),
        format::parse_clock(clock).expect("a time"),
    ))
}

fn at_desk(calendar: &Calendar, accepted: &str) -> Desk {
    let mut desk = Desk::filed_in_steps(AfterSupplement::Continue);
    desk.calendar = calendar.clone();
    desk.now = moment("2025-01-02T08:00");
    desk.dossier = motcua_core::dossier::Dossier::new(desk.filing.dossier);
    desk.events.clear();
    let filing = desk.filing.clone();
    desk.act(Command::Submit(filing)).expect("filed");
    desk.now = moment(accepted);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk
}

#[test]
fn the_hours_of_a_step_skip_tet() {
    let Some(calendar) = vectors::calendar() else { return };
    for (accepted, now, minutes) in [
        ("2025-01-23T09:00", "2025-01-23T17:00", 420),
        ("2025-01-24T15:00", "2025-02-03T09:00", 120 + 60),
        ("2025-01-28T10:00", "2025-02-03T10:00", 120),
        ("2026-02-13T14:00", "2026-02-23T12:00", 180 + 240),
        ("2026-02-13T18:30", "2026-02-22T23:00", 0),
    ] {
        let desk = at_desk(&calendar, accepted);
        let run = desk.dossier.present_run().expect("in a step");
        assert_eq!(run.worked(moment(now), &calendar), minutes, "{accepted} to {now}");
    }
}

#[test]
fn a_wait_for_the_applicant_is_no_officers_time_and_a_restart_begins_the_step_anew() {
    let Some(calendar) = vectors::calendar() else { return };
    for (after, minutes) in [(AfterSupplement::Continue, 120 + 60), (AfterSupplement::Restart, 60)] {
        let mut desk = at_desk(&calendar, "2025-01-22T08:00");
        desk.filing.after_supplement = after;
        desk.dossier.filing = Some(desk.filing.clone());
        desk.now = moment("2025-01-22T10:00");
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        let asked = desk.dossier.present_run().expect("in a step").clone();
        assert_eq!(
            asked.worked(moment("2025-02-03T09:00"), &calendar),
            120,
            "it stands still"
        );
        desk.now = moment("2025-02-03T08:00");
        desk.supplement("child.name").expect("mended");
        let run = desk.dossier.present_run().expect("in a step");
        assert_eq!(run.worked(moment("2025-02-03T09:00"), &calendar), minutes, "{after:?}");
        assert!(desk.act(Command::Stop { reason: reason() }).is_ok() && desk.dossier.present_run().is_none());
    }
}

#[test]
fn a_step_is_late_from_the_first_minute_beyond_its_hours_and_never_while_the_applicant_is_waited_for() {
    let Some(calendar) = vectors::calendar() else { return };
    for accepted in [
        "2025-01-22T08:00",
        "2025-01-24T15:07",
        "2025-01-28T10:00",
        "2026-02-13T11:29",
    ] {
        let mut desk = at_desk(&calendar, accepted);
        let most = u64::from(process()[0].hours.expect("hours")) * 60;
        let late_at = desk.dossier.step_late_at(&calendar).expect("runs");
        let worked = |desk: &Desk, now: Moment| desk.dossier.worked_in(0, now, &calendar);
        assert_eq!(worked(&desk, late_at), most + 1, "{accepted}");
        assert_eq!(
            worked(&desk, late_at.plus(time::Duration::seconds(-1))),
            most,
            "{accepted}"
        );

        desk.now = moment("2026-03-02T09:00");
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        assert_eq!(desk.dossier.step_late_at(&calendar), None);
        desk.now = moment("2026-03-03T08:00");
        desk.supplement("child.name").expect("mended");
        assert_eq!(
            desk.dossier.step_late_at(&calendar),
            Some(desk.now),
            "its hours were used up before"
        );
    }
}
