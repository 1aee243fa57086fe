//! The lunar calendar agrees with the published tables and with itself.

#![allow(
    clippy::expect_used,
    reason = "helpers of tests, where a broken vector must stop the test"
)]

mod vectors;

use motcua_core::calendar::{LunarDate, lunar};
use proptest::prelude::*;
use time::{Date, Duration, Month, macros::date};

fn table(of: &str, answer: fn(i32) -> Option<Date>) {
    let Some(vectors) = vectors::read("lunar.json") else {
        return;
    };
    let years = vectors[of].as_object().expect("a table by year");
    assert!(years.len() >= 20);
    for (year, expected) in years {
        let found = answer(year.parse().expect("a year")).map(motcua_core::calendar::format::iso);
        assert_eq!(found.as_deref(), expected.as_str(), "{of} {year}");
    }
}

#[test]
fn tet_falls_on_the_published_days() {
    table("tet", lunar::tet);
}

#[test]
fn gio_to_falls_on_the_published_days() {
    table("gio_to_hung_vuong", lunar::gio_to);
}

#[test]
fn tet_differs_from_china_where_the_offset_makes_it() {
    assert_eq!(lunar::tet(1985), Some(date!(1985 - 01 - 21)));
    assert_eq!(lunar::tet(2007), Some(date!(2007 - 02 - 17)));
    assert_eq!(lunar::tet(2030), Some(date!(2030 - 02 - 02)));
}

#[test]
fn leap_months_are_found_where_they_are() {
    for (year, month, first) in [
        (2020, 4, date!(2020 - 05 - 23)),
        (2023, 2, date!(2023 - 03 - 22)),
        (2025, 6, date!(2025 - 07 - 25)),
        (2033, 11, date!(2033 - 12 - 22)),
    ] {
        let leap = LunarDate {
            year,
            month,
            leap: true,
            day: 1,
        };
        assert_eq!(lunar::to_solar(leap), Some(first), "{leap:?}");
        assert_eq!(lunar::from_solar(first), leap);
    }
    assert_eq!(
        lunar::to_solar(LunarDate {
            year: 2024,
            month: 2,
            leap: true,
            day: 1
        }),
        None
    );
    assert_eq!(
        lunar::to_solar(LunarDate {
            year: 2025,
            month: 5,
            leap: true,
            day: 1
        }),
        None
    );
}

#[test]
fn every_day_of_two_centuries_goes_to_the_moon_and_back() {
    let mut day = date!(1900 - 01 - 01);
    let mut before = lunar::from_solar(day - Duration::DAY);
    while day < date!(2100 - 01 - 01) {
        let lunar = lunar::from_solar(day);
        assert_eq!(lunar::to_solar(lunar), Some(day), "{lunar:?}");
        assert!(
            lunar.day == before.day + 1 || (lunar.day == 1 && before.day >= 29),
            "{before:?} then {lunar:?}"
        );
        before = lunar;
        day += Duration::DAY;
    }
}

proptest! {
    #[test]
    fn any_date_has_a_lunar_one_and_any_lunar_date_an_answer(
        julian in Date::MIN.to_julian_day()..=Date::MAX.to_julian_day(),
        year in any::<i32>(), month in any::<u8>(), day in any::<u8>(), leap in any::<bool>(),
    ) {
        let found = lunar::from_solar(Date::from_julian_day(julian).expect("in range"));
        prop_assert!((1..=12).contains(&found.month));
        let _ = lunar::to_solar(LunarDate { year, month, leap, day });
    }

    #[test]
    fn tet_is_in_late_january_or_february(year in 1900i32..2200) {
        let tet = lunar::tet(year).expect("a Tết");
        prop_assert!(matches!((tet.month(), tet.day()), (Month::January, 20..) | (Month::February, ..=21)), "{tet}");
    }
}
