//! The clock of a dossier over Tết 2025 (27–31 January) and Tết 2026 (16–20 February), as tables: acceptance, a supplement
//! that restarts or continues, an extension, and when the portal warns.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where broken setup must stop the test"
)]

mod desk;
mod vectors;

use desk::{Desk, defect, reason};
use motcua_core::{
    calendar::{Calendar, Moment, format},
    deadline::{Period, Stage, Watch},
    dossier::{AfterSupplement, Command, NewDate},
};
use time::PrimitiveDateTime;

fn moment(text: &str) -> Moment {
    let (day, clock) = text.split_once('T').expect("a date and a time");
    Moment::from_local(PrimitiveDateTime::new(
        format::parse_iso(day).expect("a date"),
        format::parse_clock(clock).expect("a time"),
    ))
}

fn written(at: Moment) -> String {
    let local = at.local();
    format!("{}T{}", format::iso(local.date()), format::clock(local.time()))
}

fn filed(at: &str, after: AfterSupplement, days: u32, calendar: &Calendar) -> Desk {
    let mut desk = Desk::unfiled(after, Some(Period::WorkingDays(days)));
    (desk.now, desk.calendar) = (moment(at), calendar.clone());
    let filing = desk.filing.clone();
    desk.act(Command::Submit(filing)).expect("filed");
    desk.act(Command::Accept { due: None }).expect("accepted");
    desk
}

fn due(desk: &Desk) -> String {
    written(desk.dossier.due.as_ref().expect("a date").due_at)
}

#[test]
fn acceptance_before_within_and_after_tet() {
    let Some(calendar) = vectors::calendar() else { return };
    for (accepted, days, expected) in [
        ("2025-01-23T09:00", 1, "2025-01-24T17:00"),
        ("2025-01-23T09:00", 5, "2025-02-06T17:00"),
        ("2025-01-24T16:59", 1, "2025-02-03T17:00"),
        ("2025-01-24T17:01", 1, "2025-02-04T17:00"),
        ("2025-01-29T10:00", 2, "2025-02-05T17:00"),
        ("2025-02-02T08:00", 1, "2025-02-04T17:00"),
        ("2026-02-13T09:00", 1, "2026-02-23T17:00"),
        ("2026-02-13T17:01", 1, "2026-02-24T17:00"),
        ("2026-02-09T09:00", 5, "2026-02-23T17:00"),
        ("2026-02-17T10:00", 2, "2026-02-25T17:00"),
        ("2026-02-22T08:00", 1, "2026-02-24T17:00"),
    ] {
        let desk = filed(accepted, AfterSupplement::Restart, days, &calendar);
        assert_eq!(due(&desk), expected, "accepted {accepted}, {days} days");
    }
}

#[test]
fn a_wait_over_tet_is_not_counted_and_a_restart_begins_after_it() {
    let Some(calendar) = vectors::calendar() else { return };
    for (accepted, asked, mended, after, expected) in [
        (
            "2025-01-20T09:00",
            "2025-01-22T10:00",
            "2025-02-03T09:00",
            AfterSupplement::Continue,
            "2025-02-06T17:00",
        ),
        (
            "2025-01-20T09:00",
            "2025-01-22T10:00",
            "2025-02-03T09:00",
            AfterSupplement::Restart,
            "2025-02-10T17:00",
        ),
        (
            "2025-01-20T09:00",
            "2025-01-22T10:00",
            "2025-01-28T09:00",
            AfterSupplement::Restart,
            "2025-02-10T17:00",
        ),
        (
            "2026-02-09T09:00",
            "2026-02-11T10:00",
            "2026-02-24T09:00",
            AfterSupplement::Continue,
            "2026-02-27T17:00",
        ),
        (
            "2026-02-09T09:00",
            "2026-02-11T10:00",
            "2026-02-24T09:00",
            AfterSupplement::Restart,
            "2026-03-03T17:00",
        ),
        (
            "2026-02-09T09:00",
            "2026-02-13T10:00",
            "2026-02-18T09:00",
            AfterSupplement::Continue,
            "2026-02-23T17:00",
        ),
    ] {
        let mut desk = filed(accepted, after, 5, &calendar);
        desk.now = moment(asked);
        let items = vec![defect("child.name")];
        desk.act(Command::AskSupplement { items }).expect("asked");
        desk.now = moment(mended);
        desk.supplement("child.name").expect("mended");
        assert_eq!(due(&desk), expected, "{accepted}, {asked}, {mended}, {after:?}");
    }
}

#[test]
fn an_extension_over_tet_skips_the_days_off() {
    let Some(calendar) = vectors::calendar() else { return };
    for (accepted, now, days, expected) in [
        ("2025-01-20T09:00", "2025-01-23T16:00", 2, "2025-02-05T17:00"),
        ("2025-01-23T09:00", "2025-01-27T09:00", 1, "2025-02-07T17:00"),
        ("2026-02-06T09:00", "2026-02-12T09:00", 3, "2026-02-25T17:00"),
        ("2026-02-09T09:00", "2026-02-22T23:00", 3, "2026-02-26T17:00"),
    ] {
        let mut desk = filed(accepted, AfterSupplement::Restart, 5, &calendar);
        desk.now = moment(now);
        let to = NewDate::WorkingDays(days);
        desk.act(Command::Extend { to, reason: reason() }).expect("extended");
        assert_eq!(due(&desk), expected, "{accepted}, {now}, {days} days more");
    }
}

#[test]
fn the_warning_comes_before_tet_when_the_working_days_left_lie_before_it() {
    let Some(calendar) = vectors::calendar() else { return };
    for (from, due, warn, escalate) in [
        (
            "2026-02-09T09:00",
            "2026-02-23T17:00",
            "2026-02-13T08:00",
            "2026-02-24T17:00",
        ),
        (
            "2025-01-23T09:00",
            "2025-02-06T17:00",
            "2025-02-05T08:00",
            "2025-02-07T17:00",
        ),
        (
            "2025-01-24T09:00",
            "2025-02-03T17:00",
            "2025-02-03T08:30",
            "2025-02-04T17:00",
        ),
        (
            "2026-01-05T08:00",
            "2026-02-27T17:00",
            "2026-02-11T15:24",
            "2026-03-02T17:00",
        ),
    ] {
        let watch = Watch::of(moment(from), moment(due), &calendar);
        let found = (
            written(watch.warn_at),
            written(watch.due_at),
            written(watch.escalate_at),
        );
        assert_eq!(found, (warn.to_owned(), due.to_owned(), escalate.to_owned()), "{from}");
        let second = time::Duration::seconds(1);
        for (now, stages, next) in [
            (moment(from), &[][..], Some(watch.warn_at)),
            (watch.warn_at, &[Stage::Soon][..], Some(watch.due_at)),
            (watch.due_at, &[Stage::Soon][..], Some(watch.due_at)),
            (
                watch.due_at.plus(second),
                &[Stage::Overdue][..],
                Some(watch.escalate_at),
            ),
            (watch.escalate_at, &[Stage::Overdue, Stage::Escalated][..], None),
        ] {
            assert_eq!(watch.stages(now), stages, "{from} at {}", written(now));
            assert_eq!(
                watch.next(now).map(written),
                next.map(written),
                "{from} at {}",
                written(now)
            );
        }
    }
}
