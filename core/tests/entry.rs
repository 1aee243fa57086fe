//! How a dossier came in: who may enter it from paper, when it counts as received, and when it goes on to who works on it.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;

use desk::{Desk, defect, field};
use motcua_core::{
    access::Decision,
    actor::{Actor, Role},
    calendar::Moment,
    deadline::{Counted, Period, Reason},
    dossier::{
        AfterSupplement, Command, Digest, Entry, Event, EventKind, Filing, PaperSeen, Refusal, Seen, Status, TakenIn,
        fold, transferred_at, verify_chain,
    },
    id::AccountId,
    procedure::Channel,
};
use time::macros::datetime;

/// An officer of the agency, as `Desk` has them.
fn officer_id() -> AccountId {
    Desk::officer("H36.12").account().expect("an account")
}

fn taken_in() -> TakenIn {
    TakenIn {
        officer: officer_id(),
        at: "H36.12".parse().expect("a code"),
        papers: vec![PaperSeen {
            slot: "birth_certificate".into(),
            how: Seen::Shown,
        }],
    }
}

fn post(signed_at: time::PrimitiveDateTime) -> Entry {
    Entry::Post {
        taken_in: taken_in(),
        signed_at: Moment::from_local(signed_at),
    }
}

fn desk(period: Period, entry: Entry) -> Desk {
    let mut desk = Desk::unfiled(AfterSupplement::Restart, Some(period));
    desk.filing.entry = entry;
    desk
}

fn submit(desk: &mut Desk, actor: &Actor) -> Result<(), Refusal> {
    let filing = desk.filing.clone();
    desk.act_as(actor, Command::Submit(filing))
}

#[test]
fn only_the_reception_officer_who_is_named_enters_a_dossier_from_paper_and_only_at_their_own_desk() {
    let not = Refusal::Access(Decision::NotAllowed);
    let nowhere = Refusal::Access(Decision::NotFound);
    for (actor, expected) in [
        (Desk::officer_with("H36.12", &[Role::Reception]), Ok(())),
        (Desk::officer_with("H36.12", &[Role::Processing]), Err(not.clone())),
        (Desk::officer_with("H36.12", &[Role::Leadership]), Err(not.clone())),
        (Desk::officer("H36.13"), Err(nowhere)),
        // An officer of the agency above is somebody else's desk.
        (Desk::officer("H36"), Err(Refusal::NotTheirEntry)),
        (Desk::citizen(1), Err(not)),
        (Actor::System, Err(Refusal::Access(Decision::NotAllowed))),
    ] {
        let mut desk = desk(Period::SameDay, Entry::Counter(taken_in()));
        assert_eq!(submit(&mut desk, &actor), expected, "{actor:?}");
    }
    let mut other = taken_in();
    other.officer = "00000000-0000-7000-8000-000000000051".parse().expect("an id");
    let mut desk = desk(Period::SameDay, Entry::Counter(other));
    assert_eq!(submit(&mut desk, &Desk::officer("H36.12")), Err(Refusal::NotTheirEntry));
}

#[test]
fn help_is_named_by_the_helper_and_by_nobody_else() {
    let helper = Desk::citizen(1).account().expect("an account");
    for (actor, expected) in [
        (Actor::Helper { account: helper }, Ok(())),
        (Actor::Citizen { account: helper }, Err(Refusal::NotTheirEntry)),
    ] {
        let mut desk = desk(Period::SameDay, Entry::Helped { by: helper });
        assert_eq!(submit(&mut desk, &actor), expected, "{actor:?}");
    }
}

#[test]
fn a_dossier_that_came_by_post_was_received_when_the_record_was_signed() {
    // Now is Monday 6 July 2026, nine o'clock.
    for (signed, expected) in [
        (datetime!(2026-07-06 9:00), Ok(())),
        (datetime!(2026-07-06 9:01), Err(Refusal::SignedLater)),
        (datetime!(2026-07-03 16:00), Ok(())),
        (datetime!(2026-07-05 9:00), Err(Refusal::SignedOnDayOff)),
        (datetime!(2026-06-08 9:00), Ok(())),
        (datetime!(2026-06-05 9:00), Err(Refusal::SignedLongAgo)),
    ] {
        let mut desk = desk(Period::WorkingDays(2), post(signed));
        assert_eq!(submit(&mut desk, &Desk::officer("H36.12")), expected, "{signed}");
    }
    let mut desk = desk(Period::WorkingDays(2), post(datetime!(2026-07-02 10:00)));
    submit(&mut desk, &Desk::officer("H36.12")).expect("filed");
    desk.act(Command::Accept { due: None }).expect("accepted");
    assert_eq!(
        desk.dossier.received_at,
        Some(Moment::from_local(datetime!(2026-07-02 10:00)))
    );
    let due = desk.dossier.due.clone().expect("a date");
    assert_eq!(due.due_at, Moment::from_local(datetime!(2026-07-06 17:00)));
    assert_eq!(due.explanation[0].reason, Reason::ReceiptDay);
    assert_eq!(fold(desk.dossier.id, &desk.events), desk.dossier);
    verify_chain(&desk.events).expect("sound");
}

#[test]
fn at_the_counter_it_is_received_as_it_is_entered_however_late_it_is_accepted() {
    let mut desk = desk(Period::WorkingDays(3), Entry::Counter(taken_in()));
    desk.now = Moment::from_local(datetime!(2026-07-06 15:00));
    submit(&mut desk, &Desk::officer("H36.12")).expect("filed");
    assert_eq!(desk.status(), Status::New);
    desk.wait(1);
    desk.act(Command::Accept { due: None }).expect("accepted");
    let due = desk.dossier.due.clone().expect("a date");
    assert_eq!(due.due_at, Moment::from_local(datetime!(2026-07-09 17:00)));
    assert_eq!(
        desk.dossier.received_at,
        Some(Moment::from_local(datetime!(2026-07-06 15:00)))
    );
    assert_eq!(
        due.explanation[0].reason,
        Reason::ReceiptDay,
        "15:00 is not after 15:00"
    );
}

#[test]
fn after_three_it_goes_on_with_the_next_working_day_and_the_explanation_says_so() {
    let mut late = desk(Period::WorkingDays(3), Entry::Counter(taken_in()));
    late.now = Moment::from_local(datetime!(2026-07-10 15:01));
    submit(&mut late, &Desk::officer("H36.12")).expect("filed");
    late.act(Command::Accept { due: None }).expect("accepted");
    let due = late.dossier.due.clone().expect("a date");
    assert_eq!(
        (due.explanation[0].reason.clone(), due.explanation[0].counted),
        (Reason::TransferredNextDay, Counted::No)
    );
    assert_eq!(
        due.due_at,
        Moment::from_local(datetime!(2026-07-15 17:00)),
        "the count is the same"
    );
    let entry = &late.dossier.filing.as_ref().expect("filed").entry;
    assert_eq!(
        entry.transferred_at(late.now, &late.calendar),
        Moment::from_local(datetime!(2026-07-13 8:00)),
        "a Friday's goes on on Monday"
    );
    assert_eq!(Entry::Online.transferred_at(late.now, &late.calendar), late.now);

    let mut same_day = desk(Period::SameDay, Entry::Counter(taken_in()));
    same_day.now = Moment::from_local(datetime!(2026-07-10 15:01));
    submit(&mut same_day, &Desk::officer("H36.12")).expect("filed");
    same_day.act(Command::Accept { due: None }).expect("accepted");
    let due = same_day.dossier.due.clone().expect("a date");
    assert_eq!(due.due_at, Moment::from_local(datetime!(2026-07-13 17:00)));
    assert_eq!(due.explanation[0].reason, Reason::AfterCutOff);
}

#[test]
fn paper_goes_on_the_same_working_day_until_three_and_else_with_the_next() {
    let calendar = Desk::filed(AfterSupplement::Restart).calendar;
    for (received, goes_on) in [
        (datetime!(2026-07-06 8:00), datetime!(2026-07-06 8:00)),
        (datetime!(2026-07-06 15:00), datetime!(2026-07-06 15:00)),
        (datetime!(2026-07-06 15:00:01), datetime!(2026-07-07 8:00)),
        (datetime!(2026-07-10 18:30), datetime!(2026-07-13 8:00)),
        (datetime!(2026-07-11 9:00), datetime!(2026-07-13 8:00)),
    ] {
        assert_eq!(
            transferred_at(Moment::from_local(received), &calendar),
            Moment::from_local(goes_on),
            "{received}"
        );
    }
}

#[test]
fn what_was_written_before_there_was_a_choice_still_reads_and_writes_the_same_text() {
    let desk = Desk::unfiled(AfterSupplement::Restart, None);
    let text = serde_json::to_string(&desk.filing).expect("writes");
    assert!(!text.contains("entry"), "{text}");
    let read: Filing = serde_json::from_str(&text).expect("reads");
    assert_eq!(read.entry, Entry::Online);
    let mut counter = self::desk(Period::SameDay, Entry::Counter(taken_in()));
    submit(&mut counter, &Desk::officer("H36.12")).expect("filed");
    let text = counter.events[0].to_text().expect("writes");
    let read = motcua_core::dossier::Event::from_text(&text).expect("reads");
    let EventKind::Submitted(filing) = read.kind else {
        unreachable!("{text}")
    };
    assert_eq!(filing.entry.channel(), Channel::Counter);
    assert_eq!(filing.entry.taken_in(), Some(&taken_in()));
}

#[test]
fn a_supplement_on_paper_is_entered_by_who_receives_at_that_desk_and_said_to_be_so() {
    let not = Refusal::Access(Decision::NotAllowed);
    let theirs = Err(Refusal::NotTheirEntry);
    let owner = Desk::filed(AfterSupplement::Continue).owner();
    let reception = Desk::officer_with("H36.12", &[Role::Reception]);
    let counter = Entry::Counter(taken_in());
    for (actor, entry, expected) in [
        (&reception, counter.clone(), Ok(())),
        (&reception, Entry::Online, theirs.clone()),
        (&owner, Entry::Online, Ok(())),
        (&owner, counter.clone(), theirs.clone()),
        (
            &Desk::officer_with("H36.12", &[Role::Processing]),
            counter.clone(),
            Err(not),
        ),
        (
            &Desk::officer("H36.13"),
            counter.clone(),
            Err(Refusal::Access(Decision::NotFound)),
        ),
        (&Desk::officer("H36"), counter, theirs),
    ] {
        let mut desk = Desk::filed(AfterSupplement::Continue);
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        let command = Command::Supplement {
            changed: vec![field("child.name")],
            content: Digest::of(&[b"mended"]),
            entry: entry.clone(),
            period: None,
        };
        assert_eq!(desk.act_as(actor, command), expected, "{actor:?} {entry:?}");
        if expected.is_ok() {
            assert_eq!(desk.dossier.supplements[0].entry, entry);
            let text = desk.events.last().expect("an event").to_text().expect("text");
            assert_eq!(
                text.contains("\"entry\""),
                !entry.is_online(),
                "events of before read as they were"
            );
            assert_eq!(
                Event::from_text(&text).as_ref(),
                Ok(desk.events.last().expect("an event"))
            );
            assert_eq!(
                desk.dossier.papers_on_paper().get("birth_certificate"),
                entry.taken_in().map(|_| &Seen::Shown)
            );
        }
    }
}

#[test]
fn the_time_that_a_supplement_selects_counts_only_where_the_dossier_was_not_received_before() {
    for (accepted, expected) in [(false, Period::WorkingDays(5)), (true, Period::WorkingDays(2))] {
        let mut desk = desk(Period::WorkingDays(2), Entry::Online);
        let owner = desk.owner();
        submit(&mut desk, &owner).expect("submitted");
        if accepted {
            desk.act(Command::Accept { due: None }).expect("accepted");
        }
        desk.act(Command::AskSupplement {
            items: vec![defect("child.name")],
        })
        .expect("asked");
        desk.act(Command::Supplement {
            changed: vec![field("child.name")],
            content: Digest::of(&[b"mended"]),
            entry: Entry::Online,
            period: Some(Period::WorkingDays(5)),
        })
        .expect("mended");
        let due = motcua_core::deadline::due(desk.now, expected, &[], &desk.calendar).expect("a date");
        assert_eq!(
            desk.dossier.due.as_ref().map(|one| one.due_at),
            Some(due.due_at),
            "{accepted}"
        );
        assert_eq!(
            desk.dossier.filing.as_ref().and_then(|filing| filing.period),
            Some(expected)
        );
        assert_eq!(desk.status(), Status::Accepted);
    }
}
