//! Asking other bodies: who may, in which states, with a clock of its own that pauses nothing, over Tết as a table.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;
mod vectors;

use desk::{Desk, consult, defect, opinion, reason};
use motcua_core::{
    access::Decision,
    actor::Role,
    calendar::{Calendar, Moment, format},
    deadline::Period,
    dossier::{
        AfterSupplement, Asking, Closed, Command, CommandKind, Context, Event, Opinion, Position, Refusal, Status,
        allowed,
    },
    id::AccountId,
    notification::{Intent, Matter, answered, asked},
};
use time::PrimitiveDateTime;

fn accepted() -> Desk {
    let mut desk = Desk::filed(AfterSupplement::Continue);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::StartProcessing).expect("started");
    desk
}

fn ask(desk: &mut Desk, to: &[&str]) -> Result<(), Refusal> {
    desk.act(consult(to, Period::WorkingDays(2)))
}

fn answer(desk: &Desk, position: Position) -> Command {
    Command::AnswerConsultation {
        question: desk.question(),
        opinion: opinion(position),
    }
}

fn finish() -> Command {
    Command::Finish {
        result: "Giấy phép số 3".into(),
        files: vec![],
        paper: None,
    }
}

#[test]
fn bodies_are_asked_side_by_side_and_the_dossiers_clock_runs_on() {
    let mut desk = accepted();
    let due = desk.dossier.due.clone();
    ask(&mut desk, &["H36.13", "H36.14"]).expect("asked");
    assert_eq!(desk.dossier.open_consultations().count(), 2);
    assert_eq!(
        (desk.status(), desk.dossier.due.clone()),
        (Status::Processing, due.clone())
    );
    assert_eq!(ask(&mut desk, &["H36.13"]), Err(Refusal::AskedAlready));
    assert_eq!(ask(&mut desk, &["H36.15", "H36.15"]), Err(Refusal::AskedAlready));
    assert_eq!(ask(&mut desk, &["H36.12"]), Err(Refusal::OwnAgency));
    assert_eq!(ask(&mut desk, &[]), Err(Refusal::NobodyAsked));
    let silent = Command::AskConsultation(Asking {
        to: vec!["H36.15".parse().expect("a code")],
        words: " . ".into(),
        files: vec![],
        within: Period::WorkingDays(1),
    });
    assert_eq!(desk.act(silent), Err(Refusal::ReasonMissing));
    assert_eq!(desk.act(consult(&["H36.15"], Period::Hours(0))), Err(Refusal::NotLater));
    desk.wait(7);
    assert!(desk.dossier.open_consultations().all(|one| one.is_silent(desk.now)));
    assert_eq!(desk.dossier.due, due, "silence pauses nothing");
}

#[test]
fn officers_are_told_of_the_question_with_its_date_and_of_the_answer_and_of_nothing_else() {
    let mut desk = accepted();
    ask(&mut desk, &["H36.13"]).expect("asked");
    let due = desk.dossier.consultations[0].question.due_at;
    desk.act(answer(&desk, Position::Agree)).expect("answered");
    let whom = [1, 2].map(|number| format!("00000000-0000-7000-8000-{number:012}").parse().expect("an id"));
    let told = |by: fn(&Event, &[AccountId]) -> Vec<Intent>| -> Vec<Intent> {
        desk.events.iter().flat_map(|event| by(event, &whom)).collect()
    };
    for (intents, matter, due) in [
        (told(asked), Matter::ConsultationAsked, Some(due)),
        (told(answered), Matter::ConsultationAnswered, None),
    ] {
        assert_eq!(intents.iter().map(|one| one.to).collect::<Vec<_>>(), whom);
        assert!(intents.iter().all(|one| one.matter == matter && one.due == due));
        assert!(matter.is_desks());
    }
}

#[test]
fn only_the_asked_body_answers_and_only_once() {
    let mut desk = accepted();
    ask(&mut desk, &["H36.13"]).expect("asked");
    let command = answer(&desk, Position::Disagree);
    for (actor, expected) in [
        (Desk::officer("H36.12"), Decision::NotFound),
        (Desk::officer("H36"), Decision::NotFound),
        (Desk::officer("H36.14"), Decision::NotFound),
        (desk.owner(), Decision::NotFound),
        (Desk::officer_with("H36.13", &[Role::Reception]), Decision::NotAllowed),
    ] {
        assert_eq!(
            desk.act_as(&actor, command.clone()),
            Err(Refusal::Access(expected)),
            "{actor:?}"
        );
    }
    let wordless = |position| Command::AnswerConsultation {
        question: desk.question(),
        opinion: Opinion {
            words: String::new(),
            ..opinion(position)
        },
    };
    let (no, none) = (wordless(Position::Disagree), wordless(Position::NoOpinion));
    assert_eq!(desk.act(no), Err(Refusal::ReasonMissing));
    assert_eq!(desk.clone().act(none), Ok(()), "having no opinion needs no words");
    desk.wait(30);
    desk.act(command.clone()).expect("a late answer is an answer");
    assert!(matches!(
        desk.dossier.consultations[0].closed,
        Some(Closed::Answered { .. })
    ));
    assert_eq!(desk.act(command), Err(Refusal::Access(Decision::NotFound)));
    let asked = Desk::officer("H36.13");
    let context = Context {
        now: desk.now,
        calendar: &desk.calendar,
        actor: &asked,
    };
    assert_eq!(allowed(&desk.dossier, &context), [], "nothing else opens to it");
}

#[test]
fn two_bodies_never_answer_for_each_other() {
    let mut desk = accepted();
    ask(&mut desk, &["H36.14", "H36.13"]).expect("asked");
    let of_the_other = Command::AnswerConsultation {
        question: desk.question() - 1,
        opinion: opinion(Position::Agree),
    };
    assert_eq!(desk.act(of_the_other), Err(Refusal::Access(Decision::NotFound)));
    desk.act(answer(&desk, Position::Agree)).expect("one's own");
    assert_eq!(desk.dossier.open_consultations().count(), 1);
}

#[test]
fn nothing_is_finished_over_an_open_question_without_saying_so() {
    let mut desk = accepted();
    ask(&mut desk, &["H36.13", "H36.14"]).expect("asked");
    assert_eq!(desk.act(finish()), Err(Refusal::ConsultationOpen));
    let last = desk.question();
    let withdraw = |reason: String| Command::WithdrawConsultation { question: last, reason };
    assert_eq!(desk.act(withdraw(" ".into())), Err(Refusal::ReasonMissing));
    desk.act(withdraw(reason())).expect("withdrawn");
    assert_eq!(desk.act(withdraw(reason())), Err(Refusal::NoConsultation));
    assert_eq!(desk.act(finish()), Err(Refusal::ConsultationOpen));
    desk.act(Command::AnswerConsultation {
        question: last - 1,
        opinion: opinion(Position::NoOpinion),
    })
    .expect("answered");
    desk.act(finish()).expect("finished");
}

#[test]
fn it_is_asked_only_in_work_by_a_specialist_or_the_head_and_lapses_with_the_dossier() {
    let mut desk = Desk::filed(AfterSupplement::Continue);
    assert_eq!(ask(&mut desk, &["H36.13"]), Err(Refusal::NotInWork));
    let mut desk = accepted();
    let reception = Desk::officer_with("H36.12", &[Role::Reception]);
    let refused = Err(Refusal::Access(Decision::NotAllowed));
    assert_eq!(
        desk.act_as(&reception, consult(&["H36.13"], Period::WorkingDays(1))),
        refused
    );
    ask(&mut desk, &["H36.13"]).expect("asked");
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked for more");
    assert_eq!(ask(&mut desk, &["H36.14"]), Err(Refusal::NotInWork));
    desk.clone()
        .act(answer(&desk, Position::Agree))
        .expect("the body may answer meanwhile");
    desk.act(Command::Stop { reason: reason() }).expect("stopped");
    assert!(matches!(
        desk.dossier.consultations[0].closed,
        Some(Closed::Lapsed { .. })
    ));
    let context = Context {
        now: desk.now,
        calendar: &desk.calendar,
        actor: &Desk::officer("H36.13"),
    };
    assert!(!allowed(&desk.dossier, &context).contains(&CommandKind::AnswerConsultation));
}

#[test]
fn its_events_are_read_back_as_they_were_written() {
    let mut desk = accepted();
    ask(&mut desk, &["H36.13"]).expect("asked");
    desk.act(answer(&desk, Position::Agree)).expect("answered");
    for event in &desk.events {
        let text = event.to_text().expect("writes");
        assert_eq!(Event::from_text(&text).as_ref(), Ok(event), "{text}");
    }
}

fn moment(text: &str) -> Moment {
    let (day, clock) = text.split_once('T').expect("a date and a time");
    Moment::from_local(PrimitiveDateTime::new(
        format::parse_iso(day).expect("a date"),
        format::parse_clock(clock).expect("a time"),
    ))
}

fn due_by(calendar: &Calendar, asked: &str, within: Period) -> String {
    let mut desk = Desk::unfiled(AfterSupplement::Continue, Some(Period::WorkingDays(30)));
    (desk.now, desk.calendar) = (moment("2025-01-02T08:00"), calendar.clone());
    let filing = desk.filing.clone();
    desk.act(Command::Submit(filing)).expect("filed");
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.now = moment(asked);
    desk.act(consult(&["H36.13"], within)).expect("asked");
    let local = desk.dossier.first_answer_due().expect("a date").local();
    format!("{}T{}", format::iso(local.date()), format::clock(local.time()))
}

#[test]
fn the_date_to_answer_by_skips_tet() {
    let Some(calendar) = vectors::calendar() else { return };
    for (asked, within, expected) in [
        ("2025-01-23T09:00", Period::WorkingDays(1), "2025-01-24T17:00"),
        ("2025-01-24T09:00", Period::WorkingDays(1), "2025-02-03T17:00"),
        ("2025-01-24T16:00", Period::Hours(4), "2025-02-03T11:00"),
        ("2025-01-29T10:00", Period::WorkingDays(2), "2025-02-05T17:00"),
        ("2026-02-13T09:00", Period::WorkingDays(3), "2026-02-25T17:00"),
        ("2026-02-13T14:00", Period::Hours(8), "2026-02-23T14:00"),
        ("2026-02-18T20:00", Period::Hours(1), "2026-02-23T09:00"),
    ] {
        assert_eq!(due_by(&calendar, asked, within), expected, "asked {asked}, {within:?}");
    }
}

#[test]
fn an_asked_body_never_has_longer_than_the_applicant_was_promised() {
    let mut desk = accepted();
    let promised = desk.dossier.due.clone().expect("a date").due_at;
    for (days, is_shortened) in [(1, false), (40, true)] {
        let due = desk
            .dossier
            .answer_due(Period::WorkingDays(days), desk.now, &desk.calendar)
            .expect("a date");
        assert_eq!((due.is_shortened, due.at <= promised), (is_shortened, true), "{days}");
    }
    desk.act(consult(&["H36.13"], Period::WorkingDays(40))).expect("asked");
    let asked = desk.dossier.first_answer_due();
    assert_eq!(asked, Some(promised), "held at the dossier's own date");
    // What is late already cannot be asked for yesterday.
    desk.now = promised.plus(time::Duration::days(3));
    let late = desk
        .dossier
        .answer_due(Period::WorkingDays(2), desk.now, &desk.calendar)
        .expect("a date");
    assert!(late.at > desk.now && !late.is_shortened);
}
