//! The days off of a year nobody has announced yet, by BLLĐ 2019 arts 111(3) and 112; never shown without saying so.

use time::{Date, Month, Weekday};

use super::{DayKind, lunar};

const TET: &str = "Tết Nguyên đán";
const GIO_TO: &str = "Giỗ Tổ Hùng Vương";
const NATIONAL_DAY: &str = "Quốc khánh";

/// Returns the estimated day off on this date, if the rule makes it one.
pub(super) fn on(date: Date) -> Option<(&'static str, DayKind)> {
    // No holiday and no compensation falls in these months; most look-ups end here.
    if matches!(
        date.month(),
        Month::June | Month::July | Month::August | Month::October | Month::December
    ) {
        return None;
    }
    let holidays = of_year(date.year());
    if let Some((_, name)) = holidays.iter().find(|(day, _)| *day == date) {
        return Some((name, DayKind::Holiday));
    }
    compensations(&holidays)
        .into_iter()
        .find(|(day, _)| *day == date)
        .map(|(_, name)| (name, DayKind::Compensatory))
}

/// Returns the holidays of a year in date order.
fn of_year(year: i32) -> Vec<(Date, &'static str)> {
    let mut days = Vec::with_capacity(13);
    let mut fixed =
        |month, day, name| days.extend(Date::from_calendar_date(year, month, day).ok().map(|at| (at, name)));
    fixed(Month::January, 1, "Tết Dương lịch");
    fixed(Month::April, 30, "Ngày Giải phóng miền Nam");
    fixed(Month::May, 1, "Ngày Quốc tế lao động");
    fixed(Month::September, 2, NATIONAL_DAY);
    fixed(Month::September, beside_national_day(year), NATIONAL_DAY);
    if year >= 2026 {
        fixed(Month::November, 24, "Ngày Văn hóa Việt Nam");
    }
    if let Some(tet) = lunar::tet(year) {
        days.extend(
            (-1..4)
                .filter_map(|shift| tet.checked_add(time::Duration::days(shift)))
                .map(|day| (day, TET)),
        );
    }
    days.extend(lunar::gio_to(year).map(|day| (day, GIO_TO)));
    days.sort_unstable_by_key(|(day, _)| *day);
    days.dedup_by_key(|(day, _)| *day);
    days
}

/// Returns the day of September off beside the 2nd: the side that joins the weekend, as announced in 2021–2026.
fn beside_national_day(year: i32) -> u8 {
    match Date::from_calendar_date(year, Month::September, 2).map(Date::weekday) {
        Ok(Weekday::Monday | Weekday::Thursday | Weekday::Sunday) | Err(_) => 3,
        Ok(Weekday::Tuesday | Weekday::Wednesday | Weekday::Friday | Weekday::Saturday) => 1,
    }
}

/// Returns the next working day for each holiday that falls on a weekly rest day (art. 111(3)).
fn compensations(holidays: &[(Date, &'static str)]) -> Vec<(Date, &'static str)> {
    let mut given: Vec<(Date, &'static str)> = Vec::new();
    for (holiday, name) in holidays.iter().filter(|(day, _)| is_rest(*day)) {
        let mut day = holiday.next_day();
        while let Some(at) = day {
            let taken = is_rest(at) || holidays.iter().chain(&given).any(|(off, _)| *off == at);
            if !taken {
                given.push((at, name));
                break;
            }
            day = at.next_day();
        }
    }
    given
}

fn is_rest(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
