//! The Vietnamese lunar calendar (âm lịch) by Hồ Ngọc Đức's method at UTC+7; it differs from China's in some years.
//!
//! A month begins on the day of the new moon; month 11 holds the winter solstice; of thirteen months between two
//! solstices the first without a principal term is the leap month. The series are Meeus's, good to minutes for
//! 1800–2200; farther out every date still gets an answer, of less worth.

use std::f64::consts::PI;

use time::{Date, Month};

/// The mean synodic month in days.
const SYNODIC: f64 = 29.530_588_853;
/// The new moon of 1900-01-01, number 0 of the series, as a Julian date.
const NEW_MOON_1900: f64 = 2_415_021.076_998_695;
/// Vietnam's offset from UTC in days.
const ZONE: f64 = 7.0 / 24.0;

/// A day of the lunar calendar (ngày âm lịch).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LunarDate {
    /// The lunar year, named by the solar year in which it begins.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// Whether the month is the leap one (tháng nhuận), which follows the month of the same number.
    pub leap: bool,
    /// 1–30.
    pub day: u8,
}

/// Returns the lunar date of a solar one.
pub fn from_solar(date: Date) -> LunarDate {
    let day = date.to_julian_day();
    let month_start = month_start(day);
    let eleventh = eleventh_month(date.year());
    let (begin, end, mut year) = if eleventh >= month_start {
        (eleventh_month(date.year() - 1), eleventh, date.year())
    } else {
        (eleventh, eleventh_month(date.year() + 1), date.year() + 1)
    };
    let since = (month_start - begin) / 29;
    let mut month = since + 11;
    let mut leap = false;
    if let Some(leap_at) = leap_offset(begin, end)
        && since >= leap_at
    {
        month -= 1;
        leap = since == leap_at;
    }
    let month = if month > 12 { month - 12 } else { month };
    if month >= 11 && since < 4 {
        year -= 1;
    }
    LunarDate {
        year,
        month: small(month),
        leap,
        day: small(day - month_start + 1),
    }
}

/// Returns the solar date of a lunar one, if there is such a day.
pub fn to_solar(lunar: LunarDate) -> Option<Date> {
    if !(1..=12).contains(&lunar.month) || !(1..=30).contains(&lunar.day) || !(-9990..=9990).contains(&lunar.year) {
        return None;
    }
    let first = if lunar.month < 11 { lunar.year - 1 } else { lunar.year };
    let (begin, end) = (eleventh_month(first), eleventh_month(first + 1));
    let mut offset = (i32::from(lunar.month) + 1) % 12;
    match leap_offset(begin, end) {
        Some(leap_at) => {
            if lunar.leap && (leap_at + 9) % 12 + 1 != i32::from(lunar.month) {
                return None;
            }
            if lunar.leap || offset >= leap_at {
                offset += 1;
            }
        }
        None if lunar.leap => return None,
        None => {}
    }
    let k = moons_at(begin) + i64::from(offset);
    let start = new_moon(k);
    let day = start + i32::from(lunar.day) - 1;
    if day >= new_moon(k + 1) {
        return None;
    }
    Date::from_julian_day(day).ok()
}

/// Returns the first day of the lunar year (mùng 1 Tết) that begins in this solar year.
pub fn tet(year: i32) -> Option<Date> {
    to_solar(LunarDate {
        year,
        month: 1,
        leap: false,
        day: 1,
    })
}

/// Returns the commemoration of the Hùng kings (Giỗ Tổ), the 10th of the third lunar month.
pub fn gio_to(year: i32) -> Option<Date> {
    to_solar(LunarDate {
        year,
        month: 3,
        leap: false,
        day: 10,
    })
}

/// Returns the day on which the month with the winter solstice of this solar year begins.
fn eleventh_month(year: i32) -> i32 {
    let last =
        Date::from_calendar_date(year, Month::December, 31).unwrap_or(if year < 0 { Date::MIN } else { Date::MAX });
    let k = floor(f64::from(last.to_julian_day() - 2_415_021) / SYNODIC);
    let start = new_moon(k);
    // The solstice is where the sun enters the tenth arc of 30°, number 9.
    if sun_arc(start) >= 9 { new_moon(k - 1) } else { start }
}

/// Returns how many months after month 11 the leap month comes, when there are thirteen between two solstices.
fn leap_offset(begin: i32, end: i32) -> Option<i32> {
    if end - begin <= 365 {
        return None;
    }
    let k = moons_at(begin);
    let arc = |months: i32| sun_arc(new_moon(k + i64::from(months)));
    (1..14).find(|months| arc(*months) == arc(months + 1))
}

/// Returns the number of the new moon that begins on this day.
fn moons_at(day: i32) -> i64 {
    floor((f64::from(day) - NEW_MOON_1900) / SYNODIC + 0.5)
}

/// Returns the day of the last new moon up to this day; the true moon runs up to a day before or behind the mean one.
fn month_start(day: i32) -> i32 {
    let mut k = moons_at(day);
    while new_moon(k + 1) <= day {
        k += 1;
    }
    let mut start = new_moon(k);
    while start > day {
        k -= 1;
        start = new_moon(k);
    }
    start
}

/// Returns the day, as a Julian day number in Vietnam, of the k-th new moon after 1900-01-01.
#[expect(
    clippy::cast_precision_loss,
    reason = "k stays below 200,000 for every date there is"
)]
fn new_moon(k: i64) -> i32 {
    let k = k as f64;
    let t = k / 1236.85;
    let (t2, t3) = (t * t, t * t * t);
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sin(166.56 + 132.87 * t - 0.009_173 * t2);
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let correction = (0.1734 - 0.000_393 * t) * sin(sun) + 0.0021 * sin(2.0 * sun) - 0.4068 * sin(moon)
        + 0.0161 * sin(2.0 * moon)
        - 0.0004 * sin(3.0 * moon)
        + 0.0104 * sin(2.0 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2.0 * node + sun)
        - 0.0004 * sin(2.0 * node - sun)
        - 0.0006 * sin(2.0 * node + moon)
        + 0.0010 * sin(2.0 * node - moon)
        + 0.0005 * sin(2.0 * moon + sun);
    let drift = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    whole(mean + correction - drift + 0.5 + ZONE)
}

/// Returns in which of the twelve arcs of 30° the sun stands when this day begins in Vietnam.
fn sun_arc(day: i32) -> i32 {
    let t = (f64::from(day) - 0.5 - ZONE - 2_451_545.0) / 36_525.0;
    let t2 = t * t;
    let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * sin(anomaly)
        + (0.019_993 - 0.000_101 * t) * sin(2.0 * anomaly)
        + 0.000_290 * sin(3.0 * anomaly);
    let longitude = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2 + centre;
    whole(longitude.rem_euclid(360.0) / 30.0)
}

fn sin(degrees: f64) -> f64 {
    (degrees * PI / 180.0).sin()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, and every value here is far inside"
)]
fn floor(value: f64) -> i64 {
    value.floor() as i64
}

fn whole(value: f64) -> i32 {
    i32::try_from(floor(value)).unwrap_or(i32::MAX)
}

fn small(value: i32) -> u8 {
    u8::try_from(value).unwrap_or(0)
}
