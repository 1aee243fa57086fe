//! A dossier moves only as the law lets it, its clock never runs backwards, and its history cannot be changed unseen.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

mod desk;
mod vectors;

use std::collections::{BTreeSet, VecDeque};

use desk::{Desk, defect, everyone, field, reason};
use motcua_core::{
    access::Decision,
    actor::Actor,
    calendar::Moment,
    deadline::Period,
    dossier::{
        AfterSupplement, ChainBreak, Clock, Command, CommandKind, Context, Digest, Dossier, Event, EventKind,
        HandedOver, KpiGroup, PaymentState, Place, Refusal, Status, allowed, decide, fold, may_move, verify_chain,
    },
};
use proptest::prelude::*;
use serde_json::Value;
use time::{Duration, macros::date, macros::datetime};

fn codes(list: &Value) -> BTreeSet<u8> {
    let code = |code: &Value| code.as_u64().and_then(|code| u8::try_from(code).ok()).expect("a code");
    list.as_array().expect("a list").iter().map(code).collect()
}

fn pairs(list: &Value) -> BTreeSet<(u8, u8)> {
    let pair = |pair: &Value| {
        let code = |at: usize| {
            pair[at]
                .as_u64()
                .and_then(|code| u8::try_from(code).ok())
                .expect("a code")
        };
        (code(0), code(1))
    };
    list.as_array().expect("a list").iter().map(pair).collect()
}

fn those(keep: impl Fn(Status) -> bool) -> BTreeSet<u8> {
    Status::ALL
        .into_iter()
        .filter(|status| keep(*status))
        .map(Status::code)
        .collect()
}

/// One sound command of every kind.
fn commands(desk: &Desk) -> Vec<Command> {
    vec![
        Command::Accept { due: None },
        Command::RefuseReception { reason: reason() },
        Command::AskSupplement {
            items: vec![defect("child.name")],
        },
        Command::Supplement {
            changed: vec![field("child.name")],
            content: Digest::of(&[b"mended"]),
        },
        Command::AskPayment { amount: 8_000 },
        Command::ConfirmPayment { amount: 8_000 },
        Command::StartProcessing,
        Command::Extend {
            due: desk.later(20),
            reason: reason(),
        },
        Command::RequestWithdrawal { reason: None },
        Command::ConfirmWithdrawal,
        Command::DeclineWithdrawal { reason: reason() },
        Command::Stop { reason: reason() },
        Command::Finish {
            result: "Giấy khai sinh số 12/2026".into(),
            files: vec![],
        },
        Command::ReturnResult {
            how: HandedOver::Counter,
        },
    ]
}

#[test]
fn the_table_of_moves_is_the_law() {
    let Some(vectors) = vectors::read("dossier_status.json") else {
        return;
    };
    let (legal, illegal) = (pairs(&vectors["legal_pairs"]), pairs(&vectors["illegal_pairs"]));
    assert!(legal.len() == 25 && illegal.len() > 40);
    for from in Status::ALL {
        for to in Status::ALL {
            let pair = (from.code(), to.code());
            assert_eq!(may_move(from, to), legal.contains(&pair), "{pair:?}");
            assert!(!(may_move(from, to) && illegal.contains(&pair)), "{pair:?}");
        }
    }
    assert_eq!(those(Status::is_terminal), codes(&vectors["terminal"]));
    for (clock, key) in [
        (Clock::NotStarted, "not_started"),
        (Clock::Running, "clock_running"),
        (Clock::Paused, "clock_paused"),
        (Clock::Stopped, "clock_stopped"),
    ] {
        assert_eq!(those(|status| status.clock() == clock), codes(&vectors[key]), "{key}");
    }
    let groups = &vectors["kpi_groups"];
    assert_eq!(
        those(|status| status.is_in(KpiGroup::Received)),
        codes(&groups["received"])
    );
    assert_eq!(
        those(|status| status.is_in(KpiGroup::Processing)),
        codes(&groups["processing"])
    );
    assert_eq!(
        those(|status| status.is_in(KpiGroup::Suspended)),
        codes(&groups["suspended"])
    );
    assert_eq!(
        those(|status| status.is_in(KpiGroup::Resolved)),
        codes(&groups["resolved"])
    );
}

/// Walks every state that commands can reach and collects the moves made on the way.
#[test]
fn exactly_the_legal_moves_can_be_reached_by_commands() {
    let mut reached = BTreeSet::new();
    for after in [AfterSupplement::Restart, AfterSupplement::Continue] {
        let mut seen = Vec::new();
        let mut queue = VecDeque::from([Desk::filed(after)]);
        while let Some(desk) = queue.pop_front() {
            for command in commands(&desk) {
                let mut next = desk.clone();
                if next.act(command).is_err() {
                    continue;
                }
                let (from, to) = (desk.status().code(), next.status().code());
                if from != to {
                    reached.insert((from, to));
                }
                let dossier = &next.dossier;
                let waited = dossier.waiting.map(|wait| wait.from);
                let flags = (
                    dossier.withdrawal_pending,
                    dossier.extended_to.is_some(),
                    dossier.received_at.is_some(),
                );
                let key = (
                    next.status(),
                    waited,
                    flags,
                    dossier.payment,
                    dossier.supplements.len().min(2),
                );
                if !seen.contains(&key) {
                    seen.push(key);
                    queue.push_back(next);
                }
            }
        }
    }
    let legal: BTreeSet<(u8, u8)> = (Status::ALL.into_iter())
        .flat_map(|from| Status::ALL.into_iter().map(move |to| (from, to)))
        .filter(|(from, to)| may_move(*from, *to))
        .map(|(from, to)| (from.code(), to.code()))
        .collect();
    assert_eq!(reached, legal);
}

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

fn illegal(from: Status, to: Status) -> Refusal {
    Refusal::IllegalMove { from, to }
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
    desk.act(Command::AskPayment { amount: 1 }).expect("asked");
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
    })
    .expect("complete");
}

#[test]
fn reasons_must_say_something() {
    for silent in ["", "  ", "…", "\u{200b}\u{200b}"] {
        let mut desk = Desk::filed(AfterSupplement::Restart);
        let said = || silent.to_owned();
        let mut item = defect("child.name");
        item.reason = said();
        assert_eq!(
            desk.act(Command::RefuseReception { reason: said() }),
            Err(Refusal::ReasonMissing)
        );
        assert_eq!(
            desk.act(Command::AskSupplement { items: vec![item] }),
            Err(Refusal::ReasonMissing)
        );
        desk.act(Command::Accept { due: None }).expect("accepted");
        assert_eq!(desk.act(Command::Stop { reason: said() }), Err(Refusal::ReasonMissing));
        assert_eq!(
            desk.act(Command::Finish {
                result: said(),
                files: vec![]
            }),
            Err(Refusal::ReasonMissing)
        );
        let due = desk.later(20);
        assert_eq!(
            desk.act(Command::Extend { due, reason: said() }),
            Err(Refusal::ReasonMissing)
        );
    }
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(
        desk.act(Command::AskSupplement { items: vec![] }),
        Err(Refusal::NothingAsked)
    );
    assert_eq!(desk.act(Command::AskPayment { amount: 0 }), Err(Refusal::NothingToPay));
}

#[test]
fn a_date_is_moved_once_and_not_on_the_last_day() {
    let extend = |desk: &mut Desk, days| {
        let due = desk.later(days);
        desk.act(Command::Extend { due, reason: reason() })
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
    desk.act(Command::AskPayment { amount: 8_000 }).expect("asked");
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

#[test]
fn a_command_of_the_wrong_person_is_refused() {
    let desk = Desk::filed(AfterSupplement::Restart);
    let refused = |who: &Actor, command| desk.clone().act_as(who, command).expect_err("refused");
    let (nobody, owner, stranger, elsewhere) = (Actor::Nobody, desk.owner(), Desk::citizen(9), Desk::officer("H36.99"));
    let accept = || Command::Accept { due: None };
    assert_eq!(refused(&nobody, accept()), Refusal::Access(Decision::NotSignedIn));
    assert_eq!(refused(&owner, accept()), Refusal::Access(Decision::NotAllowed));
    assert_eq!(refused(&stranger, accept()), Refusal::Access(Decision::NotFound));
    assert_eq!(refused(&elsewhere, accept()), Refusal::Access(Decision::NotFound));
    let withdraw = Command::RequestWithdrawal { reason: None };
    assert_eq!(
        refused(&Desk::officer("H36.12"), withdraw),
        Refusal::Access(Decision::NotAllowed)
    );
    let mut unfiled = Desk::unfiled(AfterSupplement::Restart, Some(Period::SameDay));
    let filing = unfiled.filing.clone();
    let foreign = unfiled.act_as(&stranger, Command::Submit(filing.clone()));
    assert_eq!(
        foreign,
        Err(Refusal::Access(Decision::NotFound)),
        "nobody files in another's name"
    );
    assert_eq!(unfiled.dossier, Dossier::new(filing.dossier));
}

#[test]
fn the_buttons_are_what_would_be_let_through() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    let buttons = |desk: &Desk, actor: &Actor| {
        allowed(
            &desk.dossier,
            &Context {
                now: desk.now,
                calendar: &desk.calendar,
                actor,
            },
        )
    };
    let officer = Desk::officer("H36.12");
    let first = [
        CommandKind::Accept,
        CommandKind::RefuseReception,
        CommandKind::AskSupplement,
        CommandKind::AskPayment,
    ];
    assert_eq!(buttons(&desk, &officer), first);
    assert_eq!(buttons(&desk, &desk.owner()), [CommandKind::RequestWithdrawal]);
    assert_eq!(buttons(&desk, &Actor::Nobody), []);
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(
        buttons(&desk, &desk.owner()),
        [CommandKind::Supplement, CommandKind::RequestWithdrawal]
    );
    assert_eq!(buttons(&desk, &officer), [CommandKind::Stop]);
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

#[test]
fn decide_answers_for_a_dossier_not_yet_filed() {
    let desk = Desk::unfiled(AfterSupplement::Restart, None);
    let officer = Desk::officer("H36.12");
    let context = Context {
        now: desk.now,
        calendar: &desk.calendar,
        actor: &officer,
    };
    for command in commands(&desk) {
        assert!(decide(&desk.dossier, command, &context).is_err());
    }
    assert_eq!(allowed(&desk.dossier, &context), [CommandKind::Submit]);
}
