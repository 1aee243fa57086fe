//! The history of a dossier cannot be changed unseen, and no sequence of commands breaks the law.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use desk::{Desk, commands, defect, everyone, field};
use motcua_core::{
    actor::Actor,
    deadline::Period,
    dossier::{
        AfterSupplement, ChainBreak, Clock, Command, CommandKind, Context, Dossier, Entry, Event, EventKind, NewDate,
        Status, allowed, fold, may_move, verify_chain,
    },
};
use proptest::prelude::*;
use time::Duration;

#[test]
fn a_filing_from_before_fees_were_counted_is_read_and_sealed_as_ever() {
    let desk = Desk::filed(AfterSupplement::Restart);
    let text = serde_json::to_string(&desk.events[0]).expect("JSON");
    assert!(!text.contains("quote"), "what was not counted leaves no trace: {text}");
    let read: Event = serde_json::from_str(&text).expect("an event");
    assert_eq!(read, desk.events[0]);
    verify_chain(&[read]).expect("sound");
}

#[test]
fn a_missing_doubled_or_foreign_event_is_found() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::StartProcessing).expect("started");
    let end = verify_chain(&desk.events).expect("sound");
    assert_eq!(Some(end), desk.dossier.last);
    let broken = |change: fn(&mut Vec<Event>)| {
        let mut events = desk.events.clone();
        change(&mut events);
        verify_chain(&events).expect_err("broken")
    };
    assert_eq!(broken(|events| events.clear()), ChainBreak::Empty);
    assert_eq!(
        broken(|events| drop(events.remove(1))),
        ChainBreak::Gap { expected: 2, found: 3 }
    );
    assert_eq!(
        broken(|events| events.insert(1, events[0].clone())),
        ChainBreak::Gap { expected: 2, found: 1 }
    );
    assert_eq!(broken(|events| events[1].actor = Actor::System), ChainBreak::Changed(2));
    let resealed = broken(|events| {
        events[1].actor = Actor::System;
        events[1].hash = events[1].computed_hash().expect("writes");
    });
    assert_eq!(resealed, ChainBreak::Unlinked(3));
    let kept: Vec<Event> = desk.events[..2].to_vec();
    assert_ne!(
        verify_chain(&kept).ok(),
        desk.dossier.last,
        "a cut tail shows in the end kept elsewhere"
    );
    let illegal = Event::seal(
        desk.dossier.last,
        desk.now,
        Actor::System,
        None,
        EventKind::ProcessingStarted,
    );
    let events: Vec<Event> = desk.events.iter().cloned().chain([illegal.expect("sealed")]).collect();
    assert_eq!(verify_chain(&events), Err(ChainBreak::IllegalMove(4)));
}

/// A random wish: which command, whose, after how many minutes, in which variant.
type Wish = (prop::sample::Index, usize, i64, u8);

fn any_wish() -> impl Strategy<Value = Wish> {
    (any::<prop::sample::Index>(), 0usize..8, -600i64..6_000, any::<u8>())
}

fn varied(desk: &Desk, (which, _, _, variant): Wish) -> Command {
    let paths = ["child.name", "child", "father.name"];
    let path = paths[usize::from(variant) % 3];
    let mut all = commands(desk);
    match all.swap_remove(which.index(all.len())) {
        Command::AskSupplement { .. } => Command::AskSupplement {
            items: vec![defect(path)],
        },
        Command::Supplement { content, .. } => Command::Supplement {
            changed: vec![field(path)],
            content,
            entry: Entry::Online,
            period: None,
        },
        Command::Extend { reason, .. } => Command::Extend {
            to: if variant % 2 == 0 {
                NewDate::At(desk.later(i64::from(variant)))
            } else {
                NewDate::WorkingDays(u32::from(variant % 16))
            },
            reason,
        },
        other => other,
    }
}

proptest! {
    #[test]
    fn no_sequence_of_commands_breaks_the_law(
        continues in any::<bool>(), in_steps in any::<bool>(), period in prop::option::of(0u32..30), wishes in prop::collection::vec(any_wish(), 0..40),
    ) {
        let after = if continues { AfterSupplement::Continue } else { AfterSupplement::Restart };
        let mut desk = if in_steps { Desk::filed_in_steps(after) } else { Desk::filed_with(after, period.map(Period::WorkingDays)) };
        for wish in wishes {
            desk.now = desk.now.plus(Duration::minutes(wish.2));
            let people = everyone(&desk);
            let command = varied(&desk, wish);
            let (before, kind) = (desk.dossier.clone(), command.kind());
            let actor = &people[wish.1 % people.len()];
            let shown = allowed(&before, &Context { now: desk.now, calendar: &desk.calendar, actor }).contains(&kind);
            let events = desk.events.len();
            let done = desk.act_as(actor, command).is_ok();
            let made = (desk.events.len() - events) as u64;
            prop_assert!(shown || !done, "{kind:?} was done without a button");
            let (from, to) = (before.status.expect("filed"), desk.status());
            prop_assert!(from == to || may_move(from, to), "{from:?} to {to:?}");
            prop_assert!(done || before == desk.dossier, "a refusal changes nothing");
            let (had, has) = (before.last.map(|last| last.seq), desk.dossier.last.map(|last| last.seq));
            prop_assert_eq!(has, had.map(|seq| seq + made), "each thing done is an event, none is lost");
            prop_assert!(made == u64::from(done) || kind == CommandKind::PassStep && made == 2, "{kind:?} made {made} events");
            prop_assert!(before.runs.len() <= desk.dossier.runs.len(), "no stay in a step is lost");
            prop_assert!(before.runs.iter().zip(&desk.dossier.runs).all(|(was, is)| was.step == is.step
                && was.begun_at == is.begun_at && (was.ended_at.is_none() || was == is)), "what ended in a step stays as it was");
            prop_assert!(desk.dossier.runs.iter().rev().skip(1).all(|run| run.ended_at.is_some()), "one step at a time");
            prop_assert!(desk.dossier.runs.iter().flat_map(|run| &run.spans).is_sorted_by_key(|span| span.0), "steps run forwards");
            prop_assert!(!to.is_terminal() || desk.dossier.present_run().is_none());
            if matches!(kind, CommandKind::PassStep | CommandKind::SendBackStep) {
                prop_assert_eq!(&before.due, &desk.dossier.due, "no step moves the date promised");
            }
            prop_assert!(before.counted_from <= desk.dossier.counted_from && before.ended_at.is_none_or(|at| desk.dossier.ended_at == Some(at)));
            prop_assert!(desk.dossier.pauses.iter().all(|pause| pause.start <= pause.resume));
            prop_assert!(before.results.len() <= desk.dossier.results.len());
            prop_assert!(desk.dossier.results.iter().rev().skip(1).all(|one| one.end.is_some()), "one result holds at most");
            prop_assert!(before.results.iter().zip(&desk.dossier.results).all(|(old, new)| old.end.is_none() || old == new),
                "what ended stays as it ended");
            prop_assert!(desk.dossier.draft.is_none() || desk.dossier.clock() == Clock::Running || desk.dossier.open_correction().is_some(),
                "a draft waits only while there is work");
            prop_assert!(before.corrections.len() <= desk.dossier.corrections.len());
            let asked = |dossier: &Dossier| dossier.consultations.iter().map(|one| one.question.clone()).collect::<Vec<_>>();
            prop_assert!(asked(&desk.dossier).starts_with(&asked(&before)), "no question is lost or changed");
            prop_assert!(before.consultations.iter().zip(&desk.dossier.consultations)
                .all(|(one, now)| one.closed.is_none() || one.closed == now.closed), "an answer stays as it was given");
            prop_assert!(!to.is_terminal() && to != Status::Finished || desk.dossier.open_consultations().next().is_none(),
                "nothing ends over an open question");
            prop_assert_eq!(&before.filing.as_ref().map(|filing| (filing.revision, filing.period)),
                &desk.dossier.filing.as_ref().map(|filing| (filing.revision, filing.period)), "it stays under the rules of its day");
            let due = |dossier: &Dossier| dossier.due.as_ref().map(|due| due.due_at);
            prop_assert!(due(&before) <= due(&desk.dossier), "a promised date moved back");
            prop_assert!(due(&desk.dossier).is_none_or(|due| desk.calendar.is_working_day(due.date())));
            prop_assert!(desk.dossier.original_due.is_none() || before.original_due.is_none()
                || before.original_due == desk.dossier.original_due);
            prop_assert_eq!(desk.dossier.waiting.is_some(), matches!(to, Status::AwaitingSupplement | Status::AwaitingPayment));
        }
        prop_assert_eq!(verify_chain(&desk.events).ok(), desk.dossier.last);
        prop_assert!(desk.events.iter().zip(1..).all(|(event, seq)| event.seq == seq));
        prop_assert!(desk.events.is_sorted_by_key(|event| event.at));
        prop_assert_eq!(fold(desk.dossier.id, &desk.events), desk.dossier);
    }

    #[test]
    fn any_changed_byte_of_any_event_is_found(
        wishes in prop::collection::vec(any_wish(), 0..20), which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(), byte in 1u8..=255,
    ) {
        let mut desk = Desk::filed(AfterSupplement::Continue);
        for wish in wishes {
            let command = varied(&desk, wish);
            let _ = desk.act(command);
        }
        let mut texts: Vec<String> = desk.events.iter().map(|event| event.to_text().expect("writes")).collect();
        let read = |texts: &[String]| -> Option<Vec<Event>> { texts.iter().map(|text| Event::from_text(text).ok()).collect() };
        let sound = read(&texts).expect("reads what it wrote");
        prop_assert_eq!(verify_chain(&sound).ok(), desk.dossier.last);
        let which = which.index(texts.len());
        let mut bytes = texts[which].clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= byte;
        texts[which] = String::from_utf8_lossy(&bytes).into_owned();
        let found = read(&texts).is_none_or(|events| verify_chain(&events).ok() != desk.dossier.last);
        prop_assert!(found, "{}", texts[which]);
    }
}
