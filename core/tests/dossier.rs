//! A dossier moves only as the law lets it, by the commands of those whose they are.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

mod desk;
mod vectors;

use std::collections::{BTreeSet, VecDeque};

use desk::{Desk, commands, defect};
use motcua_core::{
    access::Decision,
    actor::Actor,
    deadline::Period,
    dossier::{
        AfterSupplement, Clock, Command, CommandKind, Context, Dossier, KpiGroup, NewDate, Refusal, Status, allowed,
        decide, may_move,
    },
};
use serde_json::Value;

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
                    dossier.open_correction().is_some(),
                    dossier.has_corrected_to_return(),
                    dossier.draft.is_some(),
                    dossier.is_result_revoked(),
                    dossier.delivery,
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
                files: vec![],
                paper: None,
            }),
            Err(Refusal::ReasonMissing)
        );
        let due = desk.later(20);
        assert_eq!(
            desk.act(Command::Extend {
                to: NewDate::At(due),
                reason: said()
            }),
            Err(Refusal::ReasonMissing)
        );
    }
    let mut desk = Desk::filed(AfterSupplement::Restart);
    assert_eq!(
        desk.act(Command::AskSupplement { items: vec![] }),
        Err(Refusal::NothingAsked)
    );
    assert_eq!(
        desk.act(Command::AskPayment {
            amount: 0,
            reason: None
        }),
        Err(Refusal::NothingToPay)
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
        CommandKind::RecordPayment,
        CommandKind::Assign,
        CommandKind::TakeOver,
    ];
    let first: Vec<CommandKind> = first.into_iter().chain([CommandKind::ChooseReturnWay]).collect();
    assert_eq!(buttons(&desk, &officer), first);
    assert_eq!(
        buttons(&desk, &desk.owner()),
        [CommandKind::RequestWithdrawal, CommandKind::ChooseReturnWay]
    );
    assert_eq!(buttons(&desk, &Actor::Nobody), []);
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(
        buttons(&desk, &desk.owner()),
        [
            CommandKind::Supplement,
            CommandKind::RequestWithdrawal,
            CommandKind::ChooseReturnWay
        ]
    );
    assert_eq!(
        buttons(&desk, &officer),
        [
            CommandKind::Supplement,
            CommandKind::RecordPayment,
            CommandKind::Assign,
            CommandKind::TakeOver,
            CommandKind::Stop,
            CommandKind::ChooseReturnWay
        ]
    );
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
