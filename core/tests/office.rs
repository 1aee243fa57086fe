//! In which order dossiers are worked on, and who gets the next one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use std::collections::BTreeSet;

use desk::{Desk, defect, reason};
use motcua_core::{
    actor::Role,
    calendar::{Calendar, Moment},
    deadline::{Period, working_minutes_before, working_minutes_between},
    dossier::{AfterSupplement, Clock, Command, HandedOver, Status},
    id::AccountId,
    office::{
        Absence, Candidate, LATELY, Lane, Person, Risk, Standing, counts_since, duties_on, has_duty, order, pick, risk,
        stands_in_for, told_of,
    },
};
use proptest::prelude::*;
use time::{Date, Duration, PrimitiveDateTime, macros::date, macros::datetime, macros::time};

fn at(local: PrimitiveDateTime) -> Moment {
    Moment::from_local(local)
}

fn account(number: u32) -> AccountId {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// Monday 6 July 2026, nine o'clock.
const FILED: PrimitiveDateTime = datetime!(2026-07-06 9:00);

fn standing(status: Status, clock: Clock, due_at: Option<PrimitiveDateTime>) -> Standing {
    Standing {
        status,
        clock,
        submitted_at: at(FILED),
        counted_from: Some(at(FILED)),
        due_at: due_at.map(at),
        since: Some(at(datetime!(2026-07-08 9:00))),
        answer_by: None,
    }
}

#[test]
fn the_risk_of_a_dossier_follows_its_clock() {
    let calendar = Calendar::default();
    let running = |due| standing(Status::Processing, Clock::Running, due);
    let new = standing(Status::New, Clock::NotStarted, None);
    // Due on Friday the 17th: 79 working hours, the last 19 and three quarters of them near.
    let fortnight = running(Some(datetime!(2026-07-17 17:00)));
    // Due the same day: seven working hours, half of them near.
    let short = running(Some(datetime!(2026-07-06 17:00)));
    // Due in ten weeks: no more than a week is near.
    let long = running(Some(datetime!(2026-09-14 17:00)));
    let table = [
        ("new, just sent", new, datetime!(2026-07-06 9:05), Risk::InTime),
        (
            "new, nobody has looked for six hours",
            new,
            datetime!(2026-07-06 16:00),
            Risk::Near,
        ),
        (
            "new, nobody has looked for a day",
            new,
            datetime!(2026-07-07 9:30),
            Risk::Late,
        ),
        ("accepted today", fortnight, datetime!(2026-07-07 9:00), Risk::InTime),
        ("the last quarter", fortnight, datetime!(2026-07-15 13:15), Risk::Near),
        ("just before it", fortnight, datetime!(2026-07-15 13:14), Risk::InTime),
        ("at the very date", fortnight, datetime!(2026-07-17 17:00), Risk::Near),
        ("a minute later", fortnight, datetime!(2026-07-17 17:01), Risk::Late),
        ("the same day, early", short, datetime!(2026-07-06 10:00), Risk::InTime),
        (
            "the same day, half over",
            short,
            datetime!(2026-07-06 14:00),
            Risk::Near,
        ),
        (
            "ten weeks, a fortnight left",
            long,
            datetime!(2026-08-31 9:00),
            Risk::InTime,
        ),
        (
            "ten weeks, five days left",
            long,
            datetime!(2026-09-08 9:00),
            Risk::Near,
        ),
        ("no date", running(None), datetime!(2027-01-04 9:00), Risk::NoDate),
        (
            "waits for the applicant, its date long past",
            standing(
                Status::AwaitingSupplement,
                Clock::Paused,
                Some(datetime!(2026-07-07 17:00)),
            ),
            datetime!(2027-01-04 9:00),
            Risk::Waiting,
        ),
        (
            "asked before it was accepted",
            standing(Status::AwaitingSupplement, Clock::NotStarted, None),
            datetime!(2027-01-04 9:00),
            Risk::Waiting,
        ),
        (
            "result not handed over",
            standing(Status::Finished, Clock::Stopped, Some(datetime!(2026-07-07 17:00))),
            datetime!(2027-01-04 9:00),
            Risk::Ready,
        ),
        (
            "handed over",
            standing(Status::Returned, Clock::Stopped, None),
            datetime!(2027-01-04 9:00),
            Risk::Ended,
        ),
        (
            "refused",
            standing(Status::Refused, Clock::Stopped, None),
            datetime!(2026-07-06 9:00),
            Risk::Ended,
        ),
    ];
    for (name, standing, now, expected) in table {
        assert_eq!(risk(order(&standing, &calendar), at(now)), expected, "{name}");
    }
}

#[test]
fn the_queue_stands_in_one_order_whatever_the_hour() {
    let calendar = Calendar::default();
    let queue = [
        standing(Status::Processing, Clock::Running, Some(datetime!(2026-07-06 17:00))),
        standing(Status::New, Clock::NotStarted, None),
        standing(Status::Accepted, Clock::Running, Some(datetime!(2026-07-17 17:00))),
        standing(Status::Accepted, Clock::Running, None),
        standing(Status::Finished, Clock::Stopped, None),
        standing(
            Status::AwaitingPayment,
            Clock::Paused,
            Some(datetime!(2026-07-06 17:00)),
        ),
        standing(Status::Withdrawn, Clock::Stopped, None),
    ];
    let keys: Vec<i64> = queue.iter().map(|one| order(one, &calendar).key).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    for now in [FILED, datetime!(2026-07-10 9:00), datetime!(2027-07-10 9:00)] {
        let risks: Vec<Risk> = queue.iter().map(|one| risk(order(one, &calendar), at(now))).collect();
        assert!(risks.is_sorted(), "{now}: {risks:?}");
    }
    assert!(order(&queue[3], &calendar).key >= Lane::NoDate.keys().0);
}

#[test]
fn a_dossier_moves_in_the_queue_as_it_is_worked_on() {
    let mut desk = Desk::filed(AfterSupplement::Restart);
    let risk_of = |desk: &Desk| {
        let standing = Standing::of(&desk.dossier).expect("submitted");
        risk(order(&standing, &desk.calendar), desk.now)
    };
    assert_eq!(risk_of(&desk), Risk::InTime);
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk.act(Command::AskSupplement {
        items: vec![defect("child.name")],
    })
    .expect("asked");
    assert_eq!(risk_of(&desk), Risk::Waiting);
    desk.wait(3);
    desk.supplement("child.name").expect("mended");
    assert_eq!(risk_of(&desk), Risk::InTime);
    desk.wait(8);
    assert_eq!(risk_of(&desk), Risk::Late);
    desk.act(Command::Finish {
        result: reason(),
        files: vec![],
        paper: None,
    })
    .expect("finished");
    assert_eq!(risk_of(&desk), Risk::Ready);
    desk.act(Command::ReturnResult {
        how: HandedOver::Counter,
        received_by: Some("Trần Thị Mai Lan".into()),
    })
    .expect("returned");
    assert_eq!(risk_of(&desk), Risk::Ended);
    assert!(Standing::of(&Desk::unfiled(AfterSupplement::Restart, None).dossier).is_none());
}

#[test]
fn every_class_has_a_name_of_its_own() {
    for class in Risk::ALL {
        assert_eq!(Risk::of_key(class.key()), Some(class));
    }
    assert_eq!(Risk::of_key("never"), None);
}

fn candidate(number: u32, roles: &[Role], load: u32) -> Candidate {
    Candidate {
        account: account(number),
        roles: roles.iter().copied().collect::<BTreeSet<_>>(),
        load,
        absences: vec![],
    }
}

fn away(mut one: Candidate, from: Date, to: Date, deputy: Option<u32>) -> Candidate {
    one.absences.push(Absence {
        from,
        to,
        deputy: deputy.map(account),
    });
    one
}

#[test]
fn the_next_dossier_goes_to_whoever_has_the_least_of_those_who_may() {
    use Role::{Leadership, Processing, Reception};
    let day = date!(2026 - 07 - 08);
    let week = (date!(2026 - 07 - 06), date!(2026 - 07 - 10));
    let busy = || candidate(1, &[Processing], 9);
    let free = || candidate(2, &[Processing, Reception], 3);
    let table = [
        ("nobody at the desk", vec![], None),
        ("the wrong role", vec![candidate(1, &[Reception], 0)], None),
        ("the least load", vec![busy(), free()], Some(2)),
        ("the least load, named first", vec![free(), busy()], Some(2)),
        (
            "a tie: the older account",
            vec![candidate(4, &[Processing], 3), free()],
            Some(2),
        ),
        ("away", vec![busy(), away(free(), week.0, week.1, None)], Some(1)),
        (
            "the last day of an absence",
            vec![busy(), away(free(), week.0, day, None)],
            Some(1),
        ),
        (
            "back since yesterday",
            vec![busy(), away(free(), week.0, date!(2026 - 07 - 07), None)],
            Some(2),
        ),
        ("all away", vec![away(free(), week.0, week.1, None)], None),
        (
            "a deputy without the role of their own",
            vec![away(busy(), week.0, week.1, Some(3)), candidate(3, &[Leadership], 5)],
            Some(3),
        ),
        (
            "a deputy who is away too",
            vec![
                away(busy(), week.0, week.1, Some(3)),
                away(candidate(3, &[Leadership], 0), week.0, week.1, None),
            ],
            None,
        ),
        (
            "a deputy before the absence",
            vec![
                away(busy(), date!(2026 - 07 - 09), week.1, Some(3)),
                candidate(3, &[Leadership], 0),
            ],
            Some(1),
        ),
    ];
    for (name, candidates, expected) in table {
        assert_eq!(pick(&candidates, Processing, day), expected.map(account), "{name}");
    }
    let desk = [away(busy(), week.0, week.1, Some(2)), free()];
    assert_eq!(stands_in_for(&desk, account(2), day), [&desk[0]]);
    assert!(stands_in_for(&desk, account(2), date!(2026 - 07 - 11)).is_empty());
}

proptest! {
    #[test]
    fn work_shared_out_one_by_one_differs_by_one_at_most(officers in 1u32..9, dossiers in 0u32..200) {
        let mut desk: Vec<Candidate> = (0..officers).map(|n| candidate(n, &[Role::Processing], 0)).collect();
        for _ in 0..dossiers {
            let to = pick(&desk, Role::Processing, date!(2026 - 07 - 08)).expect("somebody is there");
            desk.iter_mut().filter(|one| one.account == to).for_each(|one| one.load += 1);
        }
        let loads = desk.iter().map(|one| one.load);
        prop_assert!(loads.clone().max().unwrap_or(0) - loads.min().unwrap_or(0) <= 1);
    }

    #[test]
    fn so_many_minutes_before_are_so_many_minutes_left(days in 0i64..60, minute in 0i64..1440, left in 0u64..5_000) {
        let calendar = Calendar::default();
        let until = at(date!(2026 - 07 - 06).with_time(time!(0:00))).plus(Duration::minutes(days * 1440 + minute));
        let from = working_minutes_before(until, left, &calendar);
        prop_assert!(from <= until);
        prop_assert_eq!(working_minutes_between(from, until, &calendar), left);
    }
}

#[test]
fn whoever_has_a_dossier_is_told_by_its_history() {
    let mut desk = Desk::filed_with(AfterSupplement::Restart, Some(Period::WorkingDays(5)));
    let assign = |to| Command::Assign { to, automatic: true };
    assert_eq!(desk.dossier.assignee, None);
    desk.act(assign(account(7))).expect("assigned");
    assert_eq!(desk.dossier.assignee, Some(account(7)));
    assert_eq!(
        desk.act(assign(account(8))),
        Err(motcua_core::dossier::Refusal::AlreadyAssigned),
        "a second assignment never goes through"
    );
    desk.act(Command::Reassign {
        to: account(8),
        reason: reason(),
    })
    .expect("given on");
    assert_eq!(desk.dossier.assignee, Some(account(8)));
    assert_eq!(
        desk.act(Command::Reassign {
            to: account(8),
            reason: reason()
        }),
        Err(motcua_core::dossier::Refusal::SameOfficer)
    );
    desk.act(Command::TakeOver).expect("taken over");
    assert_ne!(desk.dossier.assignee, Some(account(8)));
    assert_eq!(
        desk.act(Command::TakeOver),
        Err(motcua_core::dossier::Refusal::SameOfficer)
    );
    desk.act(Command::RefuseReception { reason: reason() })
        .expect("refused");
    assert_eq!(desk.act(Command::TakeOver), Err(motcua_core::dossier::Refusal::Over));
}

#[test]
fn only_the_head_and_whoever_has_it_give_a_dossier_away() {
    use motcua_core::{access::Decision, actor::Actor, dossier::Refusal};
    let officer = |number: u32, roles: &[Role]| Actor::Officer {
        account: account(number),
        agency: "H36.12".parse().expect("a code"),
        roles: roles.iter().copied().collect(),
    };
    let give = || Command::Reassign {
        to: account(30),
        reason: reason(),
    };
    let mut desk = Desk::filed(AfterSupplement::Restart);
    desk.act_as(&officer(21, &[Role::Processing]), Command::TakeOver)
        .expect("taken");
    assert_eq!(
        desk.act_as(&officer(22, &[Role::Processing]), give()),
        Err(Refusal::Access(Decision::NotAllowed))
    );
    let mut by_head = desk.clone();
    by_head
        .act_as(&officer(23, &[Role::Leadership]), give())
        .expect("by the head");
    desk.act_as(&officer(21, &[Role::Processing]), give())
        .expect("by whoever has it");
}

#[test]
fn whoever_has_a_dossier_is_told_with_their_deputy_and_everybody_entrusted_where_nobody_has_it() {
    let day = date!(2026 - 11 - 20);
    let one = |number, role: Role, absences: &[Absence]| Candidate {
        account: account(number),
        roles: BTreeSet::from([role]),
        load: 0,
        absences: absences.to_vec(),
    };
    let away = |deputy: Option<u32>| Absence {
        from: day,
        to: day,
        deputy: deputy.map(account),
    };
    let desk = [
        one(1, Role::Reception, &[]),
        one(2, Role::Processing, &[]),
        one(3, Role::Processing, &[away(Some(2))]),
        one(4, Role::Leadership, &[away(None)]),
    ];
    let told = |assignee: Option<u32>, role| told_of(&desk, assignee.map(account), role, day);
    assert_eq!(told(Some(2), Role::Reception), [account(2)]);
    assert_eq!(told(Some(3), Role::Reception), [account(3), account(2)]);
    assert_eq!(
        told(None, Role::Processing),
        [account(2)],
        "who is away is not asked first"
    );
    assert_eq!(
        told(None, Role::Leadership),
        [account(4)],
        "away, and there is no other"
    );
    assert_eq!(told(Some(9), Role::Reception), [account(1)], "who left is nobody");
    assert!(told_of(&[], None, Role::Reception, day).is_empty());
}

#[test]
fn a_body_that_keeps_silent_presses_from_its_date_on_and_never_moves_the_dossiers_own() {
    let calendar = Calendar::default();
    let due = Some(datetime!(2026-07-17 17:00));
    let asked = Standing {
        answer_by: Some(at(datetime!(2026-07-08 17:00))),
        ..standing(Status::Processing, Clock::Running, due)
    };
    let without = order(
        &Standing {
            answer_by: None,
            ..asked
        },
        &calendar,
    );
    let with = order(&asked, &calendar);
    assert_eq!(with.key, without.key, "it stands where its own date puts it");
    for (now, expected) in [
        (datetime!(2026-07-08 16:59), Risk::InTime),
        (datetime!(2026-07-08 17:00), Risk::Near),
        (datetime!(2026-07-17 17:01), Risk::Late),
    ] {
        assert_eq!(risk(with, at(now)), expected, "{now}");
    }
    let late = Standing {
        answer_by: Some(at(datetime!(2026-07-17 16:00))),
        ..asked
    };
    assert_eq!(
        order(&late, &calendar),
        without,
        "a date after the dossier is near changes nothing"
    );
}

#[test]
fn a_deputy_has_the_duties_of_whom_they_stand_in_for_from_the_first_day_to_the_last_and_no_longer() {
    let candidate = |number: u32, roles: &[Role], absences: Vec<Absence>| Candidate {
        account: account(number),
        roles: roles.iter().copied().collect(),
        load: 0,
        absences,
    };
    let away = |deputy: u32| Absence {
        from: date!(2026 - 07 - 06),
        to: date!(2026 - 07 - 08),
        deputy: Some(account(deputy)),
    };
    let desk = [
        candidate(1, &[Role::Leadership], vec![away(2)]),
        candidate(2, &[Role::Reception], vec![away(3)]),
        candidate(3, &[Role::Processing], vec![]),
    ];
    for (day, of_second, of_third) in [
        (date!(2026 - 07 - 05), vec![Role::Reception], vec![Role::Processing]),
        (
            date!(2026 - 07 - 06),
            vec![Role::Reception, Role::Leadership],
            vec![Role::Reception, Role::Processing],
        ),
        (
            date!(2026 - 07 - 08),
            vec![Role::Reception, Role::Leadership],
            vec![Role::Reception, Role::Processing],
        ),
        (date!(2026 - 07 - 09), vec![Role::Reception], vec![Role::Processing]),
    ] {
        let duties = |number| duties_on(&desk, account(number), day).into_iter().collect::<Vec<_>>();
        assert_eq!(duties(2), of_second, "{day}");
        assert_eq!(
            duties(3),
            of_third,
            "{day}: a deputy's deputy does not get the head's duties"
        );
        assert_eq!(
            has_duty(&desk, account(2), Role::Leadership, day),
            of_second.len() == 2,
            "{day}"
        );
    }
    assert!(
        duties_on(&desk, account(9), date!(2026 - 07 - 06)).is_empty(),
        "nobody of the desk, no duty"
    );
}

#[test]
fn a_person_is_found_by_account_and_by_the_number_of_a_paper_however_it_is_written() {
    let number = |typed| Person::of_paper(typed).map(|person| person.as_str().to_owned());
    assert_eq!(number("068 196 004215"), number("068196004215"));
    assert_eq!(number("c1234567"), number("C1234567"));
    for nothing in ["", "   ", "12345", "không có", &"1".repeat(21)] {
        assert_eq!(number(nothing), None, "{nothing:?}");
    }
    assert_ne!(
        Person::of_account(account(1)),
        Person::of_paper("000000000001").unwrap(),
        "an account is no paper"
    );
    let now = at(FILED);
    assert_eq!(counts_since(now), now.plus(-LATELY));
}
