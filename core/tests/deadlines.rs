//! Due dates follow the law, never fall on a day off, and explain themselves.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

mod vectors;

use motcua_core::{
    calendar::{Calendar, Moment, format},
    deadline::{Counted, Due, Pause, Period, Reason, TimeLeft, TooFar, due, time_left},
};
use proptest::prelude::*;
use serde_json::Value;
use time::{Duration, PrimitiveDateTime, Time, macros::date, macros::datetime};

/// Reads `2026-02-13T09:00` with or without seconds and offset, as Vietnam's time.
fn moment(text: &str) -> Moment {
    let (day, clock) = text.split_once('T').expect("a date and a time");
    let date = format::parse_iso(day).expect("a date");
    Moment::from_local(PrimitiveDateTime::new(
        date,
        format::parse_clock(&clock[..5]).expect("a time"),
    ))
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().expect("text")
}

fn number(case: &Value, key: &str) -> u32 {
    u32::try_from(case[key].as_u64().expect("a number")).expect("small")
}

/// Adds up what the explanation says it counted, in the unit of the period.
fn counted(due: &Due) -> u64 {
    let of = |counted| match counted {
        Counted::No => 0,
        Counted::Day => 1,
        Counted::Minutes(minutes) => u64::from(minutes),
        Counted::Months(months) => u64::from(months),
    };
    due.explanation.iter().map(|line| of(line.counted)).sum()
}

fn at(received: PrimitiveDateTime, period: Period, pauses: &[Pause]) -> Due {
    due(
        Moment::from_local(received),
        period,
        pauses,
        &vectors::calendar().unwrap_or_default(),
    )
    .expect("near")
}

#[test]
fn working_days_agree_with_the_vectors() {
    let (Some(calendar), Some(vectors)) = (vectors::calendar(), vectors::read("deadlines.json")) else {
        return;
    };
    let cases = vectors["days"].as_array().expect("cases");
    assert!(cases.len() >= 12);
    for case in cases {
        let period = Period::WorkingDays(number(case, "working_days"));
        let due = due(moment(text(case, "received")), period, &[], &calendar).expect("near");
        assert_eq!(format::iso(due.due_at.date()), text(case, "due"), "{case}");
        assert_eq!(due.due_at.time(), calendar.working.closes());
        assert_eq!(counted(&due), u64::from(number(case, "working_days")));
    }
}

#[test]
fn hours_agree_with_the_vectors() {
    let (Some(calendar), Some(vectors)) = (vectors::calendar(), vectors::read("deadlines.json")) else {
        return;
    };
    let cases = vectors["hours"].as_array().expect("cases");
    assert!(cases.len() >= 7);
    for case in cases {
        let due = due(
            moment(text(case, "received")),
            Period::Hours(number(case, "hours")),
            &[],
            &calendar,
        )
        .expect("near");
        assert_eq!(due.due_at, moment(text(case, "due")), "{case}");
        assert_eq!(counted(&due), u64::from(number(case, "hours")) * 60);
    }
}

#[test]
fn pauses_agree_with_the_vectors() {
    let (Some(calendar), Some(vectors)) = (vectors::calendar(), vectors::read("deadlines.json")) else {
        return;
    };
    let cases = vectors["pauses"].as_array().expect("cases");
    assert!(cases.len() >= 4);
    for case in cases {
        let day = |value: &Value| value.as_str().and_then(format::parse_iso).expect("a date");
        let pauses: Vec<Pause> = (case["pauses"].as_array().expect("pauses").iter())
            .map(|pair| Pause {
                start: day(&pair[0]),
                resume: day(&pair[1]),
            })
            .collect();
        let period = Period::WorkingDays(number(case, "working_days"));
        let due = due(moment(text(case, "received")), period, &pauses, &calendar).expect("near");
        assert_eq!(format::iso(due.due_at.date()), text(case, "due"), "{case}");
    }
}

#[test]
fn a_paused_day_gives_no_hours() {
    let pause = Pause {
        start: date!(2026 - 07 - 06),
        resume: date!(2026 - 07 - 08),
    };
    let due = at(datetime!(2026-07-06 16:00), Period::Hours(2), &[pause]);
    assert_eq!(due.due_at.local(), datetime!(2026-07-09 9:00));
}

#[test]
fn same_day_filings_are_returned_the_same_day_until_three() {
    for (received, expected) in [
        (datetime!(2026-07-06 7:00), datetime!(2026-07-06 17:00)),
        (datetime!(2026-07-06 15:00), datetime!(2026-07-06 17:00)),
        (datetime!(2026-07-06 15:00:01), datetime!(2026-07-07 17:00)),
        (datetime!(2026-07-10 15:30), datetime!(2026-07-13 17:00)),
        (datetime!(2026-07-10 17:30), datetime!(2026-07-13 17:00)),
        (datetime!(2026-07-11 9:00), datetime!(2026-07-13 17:00)),
    ] {
        assert_eq!(
            at(received, Period::SameDay, &[]).due_at.local(),
            expected,
            "{received}"
        );
    }
}

#[test]
fn half_days_are_half_the_working_minutes() {
    assert_eq!(
        at(datetime!(2026-07-06 8:00), Period::HalfDays(1), &[]).due_at.local(),
        datetime!(2026-07-06 12:00)
    );
    assert_eq!(
        at(datetime!(2026-07-06 10:00), Period::HalfDays(3), &[]).due_at.local(),
        datetime!(2026-07-07 15:00)
    );
}

#[test]
fn calendar_days_and_months_ending_on_a_day_off_move_on() {
    let days = at(datetime!(2026-07-06 9:00), Period::CalendarDays(5), &[]);
    assert_eq!(days.due_at.date(), date!(2026 - 07 - 13), "the 11th is a Saturday");
    assert_eq!(
        days.explanation.last().map(|line| line.reason.clone()),
        Some(Reason::EndMoved)
    );
    let months = at(datetime!(2026-01-31 9:00), Period::Months(1), &[]);
    assert_eq!(
        months.due_at.date(),
        date!(2026 - 03 - 02),
        "received on a Saturday, so on 2 February"
    );
    let short = at(datetime!(2024-01-31 9:00), Period::Months(1), &[]);
    assert_eq!(short.due_at.date(), date!(2024 - 02 - 29), "February has no 31st");
}

#[test]
fn every_day_is_explained_with_its_reason() {
    if vectors::calendar().is_none() {
        return;
    }
    let due = at(datetime!(2026-08-20 18:00), Period::WorkingDays(8), &[]);
    let reasons: Vec<String> = (due.explanation.iter())
        .map(|line| {
            format!(
                "{} {}",
                format::date(line.date),
                serde_json::to_string(&line.reason).expect("writes")
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            r#"20/08/2026 "after_closing""#,
            r#"21/08/2026 "receipt_day""#,
            r#"22/08/2026 {"worked_saturday":{"name":"làm bù"}}"#,
            r#"23/08/2026 "weekend""#,
            r#"24/08/2026 "working""#,
            r#"25/08/2026 "working""#,
            r#"26/08/2026 "working""#,
            r#"27/08/2026 "working""#,
            r#"28/08/2026 "working""#,
            r#"29/08/2026 "weekend""#,
            r#"30/08/2026 "weekend""#,
            r#"31/08/2026 {"holiday":{"name":"hoán đổi với 22/08/2026"}}"#,
            r#"01/09/2026 {"holiday":{"name":"Quốc khánh"}}"#,
            r#"02/09/2026 {"holiday":{"name":"Quốc khánh"}}"#,
            r#"03/09/2026 "working""#,
            r#"04/09/2026 "working""#,
        ]
    );
    let far = at(datetime!(2027-02-04 9:00), Period::WorkingDays(1), &[]);
    assert!(
        far.explanation
            .iter()
            .any(|line| matches!(&line.reason, Reason::Estimated { name } if name.contains("Tết")))
    );
}

#[test]
fn a_period_is_written_as_in_a_procedure_file() {
    for (text, period) in [
        (r#""same_day""#, Period::SameDay),
        (r#"{"working_days":3}"#, Period::WorkingDays(3)),
        (r#"{"half_days":1}"#, Period::HalfDays(1)),
        (r#"{"months":2}"#, Period::Months(2)),
    ] {
        assert_eq!(serde_json::from_str::<Period>(text).expect("reads"), period);
        assert_eq!(serde_json::to_string(&period).expect("writes"), text);
    }
}

#[test]
fn time_left_counts_working_time_both_ways() {
    let calendar = Calendar::default();
    let (friday, tuesday) = (datetime!(2026-07-10 16:00), datetime!(2026-07-14 9:00));
    let (friday, tuesday) = (Moment::from_local(friday), Moment::from_local(tuesday));
    assert_eq!(
        time_left(friday, tuesday, &calendar),
        TimeLeft::Left {
            working_days: 2,
            minutes: 600
        }
    );
    assert_eq!(
        time_left(tuesday, friday, &calendar),
        TimeLeft::Overdue {
            working_days: 2,
            minutes: 600
        }
    );
    assert!(!time_left(friday, friday, &calendar).is_overdue());
}

fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        any::<u32>().prop_map(Period::Hours),
        any::<u32>().prop_map(Period::HalfDays),
        any::<u32>().prop_map(Period::WorkingDays),
        any::<u32>().prop_map(Period::CalendarDays),
        any::<u32>().prop_map(Period::Months),
        Just(Period::SameDay),
    ]
}

/// A period of one of the counted kinds.
fn period(kind: u8, long: u32) -> Period {
    match kind % 5 {
        0 => Period::Hours(long),
        1 => Period::HalfDays(long),
        2 => Period::WorkingDays(long),
        3 => Period::CalendarDays(long),
        _ => Period::Months(long),
    }
}

/// A minute of the years 2023–2029, half announced and half not.
fn any_minute() -> impl Strategy<Value = Moment> {
    (0i64..7 * 365 * 1440).prop_map(|minute| Moment::from_local(datetime!(2023-01-01 0:00) + Duration::minutes(minute)))
}

fn any_pauses(received: Moment) -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec((0i64..60, 0i64..40), 0..4).prop_map(move |pairs| {
        let day = |shift| received.date() + Duration::days(shift);
        pairs
            .into_iter()
            .map(|(start, long)| Pause {
                start: day(start),
                resume: day(start + long),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn due_dates_rise_with_the_period_and_fall_on_working_days(
        (received, pauses) in any_minute().prop_flat_map(|at| (Just(at), any_pauses(at))),
        kind in any::<u8>(), long in 0u32..60,
    ) {
        let calendar = vectors::calendar().unwrap_or_default();
        let shorter = due(received, period(kind, long), &pauses, &calendar).expect("near");
        let longer = due(received, period(kind, long + 1), &pauses, &calendar).expect("near");
        prop_assert!(shorter.due_at <= longer.due_at);
        prop_assert!(calendar.is_working_day(shorter.due_at.date()));
        prop_assert!(shorter.due_at >= shorter.effective_receipt);
        let time = shorter.due_at.time();
        prop_assert!(calendar.working.opens() <= time && time <= calendar.working.closes());
    }

    #[test]
    fn pauses_never_shorten(
        (received, pauses) in any_minute().prop_flat_map(|at| (Just(at), any_pauses(at))),
        kind in any::<u8>(), long in 0u32..40,
    ) {
        let calendar = vectors::calendar().unwrap_or_default();
        let without = due(received, period(kind, long), &[], &calendar).expect("near");
        let paused = due(received, period(kind, long), &pauses, &calendar).expect("near");
        prop_assert!(without.due_at <= paused.due_at);
        prop_assert_eq!(without.effective_receipt, paused.effective_receipt);
    }

    #[test]
    fn the_explanation_counts_exactly_the_period(
        (received, pauses) in any_minute().prop_flat_map(|at| (Just(at), any_pauses(at))),
        kind in any::<u8>(), long in 0u32..60,
    ) {
        let calendar = vectors::calendar().unwrap_or_default();
        let period = period(kind, long);
        let due = due(received, period, &pauses, &calendar).expect("near");
        let expected = match period {
            Period::Hours(hours) => u64::from(hours) * 60,
            Period::HalfDays(halves) => u64::from(halves) * 240,
            Period::WorkingDays(n) | Period::CalendarDays(n) | Period::Months(n) => u64::from(n),
            Period::SameDay => 1,
        };
        prop_assert_eq!(counted(&due), expected);
        prop_assert!(due.explanation.is_sorted_by_key(|line| line.date));
        for line in &due.explanation {
            prop_assert!(line.counted == Counted::No || !pauses.iter().any(|pause| pause.covers(line.date)));
        }
    }

    #[test]
    fn days_of_a_period_are_told_one_by_one_without_gaps(received in any_minute(), kind in 0u8..4, long in 1u32..60) {
        let due = due(received, period(kind, long), &[], &vectors::calendar().unwrap_or_default()).expect("near");
        let mut days: Vec<_> = due.explanation.iter().map(|line| line.date).collect();
        days.dedup();
        prop_assert!(days.windows(2).all(|pair| pair[0].next_day() == Some(pair[1])), "{days:?}");
        prop_assert_eq!(days.first().copied(), Some(received.date()));
        prop_assert_eq!(days.last().copied(), Some(due.due_at.date()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn nothing_ever_panics(
        received in any::<i64>(), period in any_period(), now in any::<i64>(), start in any::<i64>(), resume in any::<i64>(),
    ) {
        let calendar = Calendar::default();
        let received = Moment::from_micros(received);
        let pause = Pause { start: Moment::from_micros(start).date(), resume: Moment::from_micros(resume).date() };
        if let Ok(due) = due(received, period, &[pause], &calendar) {
            time_left(Moment::from_micros(now), due.due_at, &calendar);
        }
    }
}

#[test]
fn a_period_beyond_the_calendar_is_refused() {
    let last = Moment::from_local(PrimitiveDateTime::new(date!(9999 - 12 - 31), Time::MIDNIGHT));
    assert_eq!(
        due(last, Period::WorkingDays(1), &[], &Calendar::default()),
        Err(TooFar)
    );
    assert_eq!(
        due(last, Period::Months(u32::MAX), &[], &Calendar::default()),
        Err(TooFar)
    );
}
