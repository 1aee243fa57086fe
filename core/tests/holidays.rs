//! Days off and worked Saturdays are the announced ones, and the rule fills the years not announced.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

mod vectors;

use motcua_core::calendar::{
    Calendar, Day, DayKind, HolidayEntry, HolidayFile, HolidayProblem, Holidays, PartialDate, Precision, WorkingTime,
    format::{self, BadDate},
    iso_date,
};
use proptest::prelude::*;
use time::{Date, Duration, Weekday, macros::date, macros::time};

fn estimated(calendar: &Calendar, from: Date, until: Date) -> Vec<(Date, DayKind)> {
    let days = (0..=(until - from).whole_days()).map(|shift| from + Duration::days(shift));
    days.filter_map(|day| match calendar.look(day) {
        Day::Off { kind, estimated, .. } => {
            assert!(estimated, "{day} is not announced");
            Some((day, kind))
        }
        Day::Working | Day::WorkedSaturday { .. } | Day::Weekend => None,
    })
    .collect()
}

#[test]
fn announced_days_are_off_and_swapped_saturdays_are_worked() {
    let (Some(calendar), Some(vectors)) = (vectors::calendar(), vectors::read("holidays_2023_2026.json")) else {
        return;
    };
    let off = vectors["days_off"].as_object().expect("days off");
    assert!(off.len() > 40);
    for text in off.keys() {
        let day = format::parse_iso(text).expect("a date");
        assert!(
            matches!(calendar.look(day), Day::Off { estimated: false, .. }),
            "{text}"
        );
        assert!(!calendar.is_working_day(day), "{text}");
    }
    for text in vectors["working_saturdays"].as_array().expect("Saturdays") {
        let day = text.as_str().and_then(format::parse_iso).expect("a date");
        assert!(
            matches!(calendar.look(day), Day::WorkedSaturday { .. }) && calendar.is_working_day(day),
            "{text}"
        );
    }
    let mut day = date!(2023 - 01 - 01);
    while day < date!(2027 - 01 - 01) {
        let listed = off.contains_key(&format::iso(day));
        assert_eq!(
            matches!(calendar.look(day), Day::Off { .. }),
            listed,
            "{day}: nothing is estimated when announced"
        );
        day += Duration::DAY;
    }
}

#[test]
fn a_year_not_announced_is_estimated_by_law() {
    let calendar = Calendar::default();
    assert_eq!(
        estimated(&calendar, date!(2027 - 01 - 01), date!(2027 - 12 - 31)),
        [
            (date!(2027 - 01 - 01), DayKind::Holiday),
            (date!(2027 - 02 - 05), DayKind::Holiday),
            (date!(2027 - 02 - 06), DayKind::Holiday),
            (date!(2027 - 02 - 07), DayKind::Holiday),
            (date!(2027 - 02 - 08), DayKind::Holiday),
            (date!(2027 - 02 - 09), DayKind::Holiday),
            (date!(2027 - 02 - 10), DayKind::Compensatory),
            (date!(2027 - 02 - 11), DayKind::Compensatory),
            (date!(2027 - 04 - 16), DayKind::Holiday),
            (date!(2027 - 04 - 30), DayKind::Holiday),
            (date!(2027 - 05 - 01), DayKind::Holiday),
            (date!(2027 - 05 - 03), DayKind::Compensatory),
            (date!(2027 - 09 - 02), DayKind::Holiday),
            (date!(2027 - 09 - 03), DayKind::Holiday),
            (date!(2027 - 11 - 24), DayKind::Holiday),
        ]
    );
    assert!(
        calendar.is_working_day(date!(2025 - 11 - 24)),
        "Culture Day begins in 2026"
    );
}

#[test]
fn the_estimate_of_national_day_is_what_was_announced() {
    let calendar = Calendar::default();
    for (year, expected) in [(2021, 3), (2022, 1), (2023, 1), (2024, 3), (2025, 1), (2026, 1)] {
        let beside = Date::from_calendar_date(year, time::Month::September, expected).expect("a date");
        assert!(
            matches!(
                calendar.look(beside),
                Day::Off {
                    kind: DayKind::Holiday,
                    ..
                }
            ),
            "{beside}"
        );
    }
}

#[test]
fn a_dated_day_wins_over_the_estimate() {
    let worked = HolidayEntry {
        date: date!(2027 - 02 - 06),
        name: "làm bù".into(),
        kind: DayKind::WorkedSaturday,
        source: None,
    };
    let file = HolidayFile {
        announced_years: [].into(),
        days: vec![worked],
    };
    let calendar = Calendar::new(Holidays::new(file).expect("sound"));
    assert!(calendar.is_working_day(date!(2027 - 02 - 06)));
    assert!(!calendar.is_working_day(date!(2027 - 02 - 08)));
}

#[test]
fn a_wrong_holiday_file_is_refused_with_its_date() {
    let entry = |date, kind| HolidayEntry {
        date,
        name: "x".into(),
        kind,
        source: None,
    };
    let refused = |days| {
        Holidays::new(HolidayFile {
            announced_years: [].into(),
            days,
        })
        .expect_err("wrong")
    };
    let (monday, sunday) = (date!(2026 - 03 - 02), date!(2026 - 03 - 01));
    let twice = vec![entry(monday, DayKind::Holiday), entry(monday, DayKind::Compensatory)];
    assert_eq!(refused(twice), HolidayProblem::Twice(monday));
    assert_eq!(
        refused(vec![entry(monday, DayKind::WorkedSaturday)]),
        HolidayProblem::WorkedWeekday(monday)
    );
    assert_eq!(
        refused(vec![entry(sunday, DayKind::SwappedOff)]),
        HolidayProblem::OffWeekend(sunday)
    );
    let unnamed = HolidayEntry {
        name: " ".into(),
        ..entry(sunday, DayKind::Holiday)
    };
    assert_eq!(refused(vec![unnamed]), HolidayProblem::Unnamed(sunday));
}

#[test]
fn a_holiday_file_reads_and_writes_dates_as_text() {
    let text = r#"{"announced_years":[2026],"day":[{"date":"2026-01-02","name":"hoán đổi","kind":"swapped_off"}]}"#;
    let file: HolidayFile = serde_json::from_str(text).expect("reads");
    assert_eq!(
        file.days.first().map(|day| (day.date, day.kind)),
        Some((date!(2026 - 01 - 02), DayKind::SwappedOff))
    );
    assert_eq!(serde_json::to_string(&file).expect("writes"), text);
    assert!(serde_json::from_str::<HolidayFile>(&text.replace("2026-01-02", "2026-02-30")).is_err());
    assert!(serde_json::from_str::<HolidayFile>(&text.replace("\"name\"", "\"nmae\"")).is_err());
    #[derive(serde::Deserialize)]
    struct Bare(#[serde(with = "iso_date")] Date);
    let bare: Bare = serde_json::from_str(r#"{"$any":"2026-01-02"}"#).expect("as a TOML reader hands a bare date");
    assert_eq!(bare.0, date!(2026 - 01 - 02));
}

#[test]
fn working_minutes_skip_noon() {
    let hours = WorkingTime::default();
    assert_eq!(hours.minutes_a_day(), 480);
    for (at, worked) in [
        (time!(0:00), 0),
        (time!(8:00), 0),
        (time!(11:30), 210),
        (time!(12:30), 240),
        (time!(13:30), 270),
        (time!(17:00), 480),
        (time!(23:59), 480),
    ] {
        assert_eq!(hours.minutes_until(at), worked, "{at}");
    }
    assert_eq!(hours.after_minutes(240), time!(12:00));
    assert_eq!(hours.after_minutes(241), time!(13:01));
    assert!(WorkingTime::new((time!(8:00), time!(13:30)), (time!(13:00), time!(17:00)), time!(15:00)).is_err());
    let text = r#"{"opens":"07:30","noon_from":"11:30","noon_until":"13:30","closes":"17:00","cut_off":"15:00"}"#;
    let other: WorkingTime = serde_json::from_str(text).expect("reads");
    assert_eq!(other.minutes_a_day(), 450);
    assert!(serde_json::from_str::<WorkingTime>(&text.replace("17:00", "13:00")).is_err());
}

#[test]
fn typed_dates_are_read_as_people_write_them() {
    let day = Ok(PartialDate::Day(date!(1990 - 05 - 07)));
    for text in [
        "7/5/1990",
        "07/05/1990",
        "07-05-1990",
        "07.05.1990",
        "07051990",
        "1990-05-07",
        " 7/5/1990 ",
        "7 5 1990",
    ] {
        assert_eq!(PartialDate::parse(text), day, "{text}");
    }
    assert_eq!(
        PartialDate::parse("5/1990").map(PartialDate::precision),
        Ok(Precision::Month)
    );
    assert_eq!(
        PartialDate::parse("1990-05").map(|date| date.written()),
        Ok("05/1990".to_owned())
    );
    assert_eq!(
        PartialDate::parse("1990").map(|date| date.to_string()),
        Ok("1990".to_owned())
    );
    assert_eq!(
        PartialDate::parse("2/2023").map(PartialDate::latest),
        Ok(date!(2023 - 02 - 28))
    );
    assert_eq!(PartialDate::parse(""), Err(BadDate::Empty));
    for text in [
        "30/2/2023",
        "29/02/2023",
        "0/1/2023",
        "1/13/2023",
        "31/04/2026",
        "00000000",
        "0000",
        "13/2026",
    ] {
        assert_eq!(PartialDate::parse(text), Err(BadDate::NoSuchDay), "{text}");
    }
    for text in [
        "hôm qua",
        "1/2/90",
        "1/2/3/2020",
        "٠٧/٠٥/١٩٩٠",
        "7/5/19 90",
        "-1/5/1990",
        "070590",
        "1\u{202e}/2/2020",
    ] {
        assert_eq!(PartialDate::parse(text), Err(BadDate::Shape), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_typed_as_a_date_gets_an_answer(text in "\\PC{0,20}") {
        let _ = PartialDate::parse(&text);
    }

    #[test]
    fn every_date_is_read_back_as_written(julian in 1_721_426..=Date::MAX.to_julian_day()) {
        let day = Date::from_julian_day(julian).expect("in range");
        prop_assert_eq!(PartialDate::parse(&format::date(day)), Ok(PartialDate::Day(day)));
        prop_assert_eq!(format::parse_iso(&format::iso(day)), Some(day));
    }

    #[test]
    fn compensation_gives_back_every_rest_day_lost(year in 2027i32..2150) {
        let calendar = Calendar::default();
        let first = Date::from_ordinal_date(year, 1).expect("a date");
        let off = estimated(&calendar, first, first + Duration::days(364));
        let rest = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let lost = off.iter().filter(|(day, kind)| *kind == DayKind::Holiday && rest(day)).count();
        let given = off.iter().filter(|(_, kind)| *kind == DayKind::Compensatory).count();
        prop_assert_eq!(lost, given);
        prop_assert!(off.iter().all(|(day, kind)| *kind == DayKind::Holiday || !rest(day)));
    }
}
