//! Dates as people in Vietnam write and type them; hand-written, because a format engine is too heavy for the browser.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use time::{Date, Month, Time};

use super::Moment;

/// Writes `dd/mm/yyyy`.
pub fn date(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), u8::from(day.month()), day.year())
}

/// Writes `10:32`.
pub fn clock(at: Time) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Writes `10:32 ngày dd/mm/yyyy`, in Vietnam's time.
pub fn moment(at: Moment) -> String {
    let local = at.local();
    format!("{} ngày {}", clock(local.time()), date(local.date()))
}

/// Writes `ngày 05 tháng 3 năm 2026`, as papers of the state do: days under 10 and months 1 and 2 with a 0 before them
/// (NĐ 30/2020/NĐ-CP).
pub fn date_in_words(day: Date) -> String {
    let month = u8::from(day.month());
    let zero = if month < 3 { "0" } else { "" };
    format!("ngày {:02} tháng {zero}{month} năm {:04}", day.day(), day.year())
}

/// Writes `10 giờ 32 phút, ngày 05 tháng 3 năm 2026`, in Vietnam's time.
pub fn moment_in_words(at: Moment) -> String {
    let local = at.local();
    format!(
        "{:02} giờ {:02} phút, {}",
        local.hour(),
        local.minute(),
        date_in_words(local.date())
    )
}

/// Writes `YYYY-MM-DD`.
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Writes `YYYY-MM-DDTHH:MM:SS+07:00`.
pub fn iso_moment(at: Moment) -> String {
    let local = at.local();
    format!(
        "{}T{}:{:02}+07:00",
        iso(local.date()),
        clock(local.time()),
        local.second()
    )
}

/// Reads exactly `YYYY-MM-DD`.
pub fn parse_iso(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    (year.len() == 4 && month.len() == 2 && day.len() == 2).then_some(())?;
    calendar_date(digits(year)?, digits(month)?, digits(day)?)
}

/// Reads exactly `HH:MM`.
pub fn parse_clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    (hour.len() == 2 && minute.len() == 2).then_some(())?;
    Time::from_hms(
        u8::try_from(digits(hour)?).ok()?,
        u8::try_from(digits(minute)?).ok()?,
        0,
    )
    .ok()
}

/// How much of a date is known: the law lets some papers give a year, or a month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Month and year.
    Month,
    /// The full date.
    Day,
}

/// A date of which the day, or day and month, may be unknown; on the wire `1990`, `1990-05` or `1990-05-17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// Only the year, 1–9999.
    Year(u16),
    /// Year and month.
    Month(u16, Month),
    /// The full date.
    Day(Date),
}

/// Why a typed date cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It does not look like a date.
    #[error("not a date")]
    Shape,
    /// It looks like a date, but there is no such day.
    #[error("no such day")]
    NoSuchDay,
}

impl PartialDate {
    /// Returns how much is known.
    pub const fn precision(self) -> Precision {
        match self {
            Self::Year(_) => Precision::Year,
            Self::Month(..) => Precision::Month,
            Self::Day(_) => Precision::Day,
        }
    }

    /// Returns the full date, if it is known.
    pub const fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// Returns the earliest day it can mean.
    pub fn earliest(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => first_of(year, month),
            Self::Year(year) => first_of(year, Month::January),
        }
    }

    /// Returns the latest day it can mean.
    pub fn latest(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => last_of(year, month),
            Self::Year(year) => last_of(year, Month::December),
        }
    }

    /// Writes it with slashes, as a person reads it: `1990`, `05/1990`, `17/05/1990`.
    pub fn written(self) -> String {
        match self {
            Self::Day(day) => date(day),
            Self::Month(year, month) => format!("{:02}/{year:04}", u8::from(month)),
            Self::Year(year) => format!("{year:04}"),
        }
    }

    /// Reads a date as people type it: `d/m/yyyy`, `dd-mm-yyyy`, `dd.mm.yyyy`, `ddmmyyyy`, `yyyy-mm-dd`, `m/yyyy`,
    /// `yyyy-mm`, `yyyy`.
    ///
    /// # Errors
    /// Says whether nothing was typed, it is no date, or there is no such day.
    pub fn parse(text: &str) -> Result<Self, BadDate> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadDate::Empty);
        }
        let parts: Vec<&str> = text.splitn(4, ['/', '-', '.', ' ']).map(str::trim).collect();
        let number = |part: &str| digits(part).ok_or(BadDate::Shape);
        let day = |year, month, day| calendar_date(year, month, day).map(Self::Day).ok_or(BadDate::NoSuchDay);
        match parts.as_slice() {
            [all] if all.len() == 8 => {
                let all = number(all)?;
                day(all % 10_000, all / 10_000 % 100, all / 1_000_000)
            }
            [year] if year.len() == 4 => whole_year(number(year)?),
            [month, year] if year.len() == 4 && month.len() <= 2 => month_of(number(year)?, number(month)?),
            [year, month] if year.len() == 4 && month.len() == 2 => month_of(number(year)?, number(month)?),
            [d, m, year] if year.len() == 4 && m.len() <= 2 && d.len() <= 2 => {
                day(number(year)?, number(m)?, number(d)?)
            }
            [year, m, d] if year.len() == 4 && m.len() <= 2 && d.len() <= 2 => {
                day(number(year)?, number(m)?, number(d)?)
            }
            _ => Err(BadDate::Shape),
        }
    }
}

fn whole_year(year: u32) -> Result<PartialDate, BadDate> {
    calendar_date(year, 1, 1).ok_or(BadDate::NoSuchDay)?;
    u16::try_from(year)
        .map(PartialDate::Year)
        .map_err(|_| BadDate::NoSuchDay)
}

fn month_of(year: u32, month: u32) -> Result<PartialDate, BadDate> {
    let first = calendar_date(year, month, 1).ok_or(BadDate::NoSuchDay)?;
    u16::try_from(year)
        .map(|year| PartialDate::Month(year, first.month()))
        .map_err(|_| BadDate::NoSuchDay)
}

fn first_of(year: u16, month: Month) -> Date {
    Date::from_calendar_date(i32::from(year), month, 1).unwrap_or(Date::MAX)
}

fn last_of(year: u16, month: Month) -> Date {
    Date::from_calendar_date(i32::from(year), month, month.length(i32::from(year))).unwrap_or(Date::MAX)
}

/// Returns the date of the numbers, in the years 1–9999.
fn calendar_date(year: u32, month: u32, day: u32) -> Option<Date> {
    (1..=9999).contains(&year).then_some(())?;
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// Reads 1–8 ASCII digits and nothing else.
fn digits(text: &str) -> Option<u32> {
    ((1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => out.write_str(&iso(*day)),
            Self::Month(year, month) => write!(out, "{year:04}-{:02}", u8::from(*month)),
            Self::Year(year) => write!(out, "{year:04}"),
        }
    }
}

impl std::str::FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        Self::parse(text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}
