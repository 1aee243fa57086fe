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
        AfterSupplement, ChainBreak, Command, Context, Dossier, Event, EventKind, Status, allowed, fold, may_move,
        verify_chain,
    },
};
use proptest::prelude::*;
use time::Duration;

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
type Wish = (usize, usize, i64, u8);

fn any_wish() -> impl Strategy<Value = Wish> {
    (0usize..14, 0usize..8, -600i64..6_000, any::<u8>())
}

fn varied(desk: &Desk, (which, _, _, variant): Wish) -> Command {
    let paths = ["child.name", "child", "father.name"];
    let path = paths[usize::from(variant) % 3];
    match commands(desk).swap_remove(which) {
        Command::AskSupplement { .. } => Command::AskSupplement {
            items: vec![defect(path)],
        },
        Command::Supplement { content, .. } => Command::Supplement {
            changed: vec![field(path)],
            content,
        },
        Command::Extend { reason, .. } => Command::Extend {
            due: desk.later(i64::from(variant)),
            reason,
        },
        other => other,
    }
}

proptest! {
    #[test]
    fn no_sequence_of_commands_breaks_the_law(
        continues in any::<bool>(), period in prop::option::of(0u32..30), wishes in prop::collection::vec(any_wish(), 0..40),
    ) {
        let after = if continues { AfterSupplement::Continue } else { AfterSupplement::Restart };
        let mut desk = Desk::filed_with(after, period.map(Period::WorkingDays));
        for wish in wishes {
            desk.now = desk.now.plus(Duration::minutes(wish.2));
            let people = everyone(&desk);
            let command = varied(&desk, wish);
            let (before, kind) = (desk.dossier.clone(), command.kind());
            let actor = &people[wish.1 % people.len()];
            let shown = allowed(&before, &Context { now: desk.now, calendar: &desk.calendar, actor }).contains(&kind);
            let done = desk.act_as(actor, command).is_ok();
            prop_assert!(shown || !done, "{kind:?} was done without a button");
            let (from, to) = (before.status.expect("filed"), desk.status());
            prop_assert!(from == to || may_move(from, to), "{from:?} to {to:?}");
            prop_assert!(done || before == desk.dossier, "a refusal changes nothing");
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
