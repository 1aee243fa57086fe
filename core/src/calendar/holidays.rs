//! Public holidays (ngày nghỉ lễ) as dated data; where a year is not announced, the law's rule answers and says so.
//!
//! The file (`server/data/holidays.toml`) is a [`HolidayFile`]:
//!
//! ```toml
//! announced_years = [2023, 2024, 2025, 2026]   # complete: nothing is estimated in these years
//!
//! [[day]]
//! date = 2026-02-16                            # bare or quoted
//! name = "Tết Bính Ngọ"
//! kind = "holiday"                             # holiday | compensatory | swapped_off | worked_saturday
//! source = "TB 9441/TB-BNV"                    # optional
//! ```
//!
//! List every day of a holiday, also those on a Saturday or Sunday. A dated day always wins over an estimate.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use time::{Date, Weekday};

use super::{estimate, iso_date};

/// What a dated day is (loại ngày).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A day off by law (nghỉ lễ), BLLĐ 2019 art. 112.
    Holiday,
    /// A day off for a holiday that fell on a weekly rest day (nghỉ bù), art. 111(3).
    Compensatory,
    /// A weekday off in exchange for a worked Saturday (nghỉ hoán đổi).
    SwappedOff,
    /// A Saturday or Sunday that is worked in exchange (làm bù).
    WorkedSaturday,
}

/// One dated day as the data file writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayEntry {
    /// The day.
    #[serde(with = "iso_date")]
    pub date: Date,
    /// What people call it: "Tết Bính Ngọ".
    pub name: String,
    /// Off or worked, and why.
    pub kind: DayKind,
    /// The announcement it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The data file of holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayFile {
    /// The years whose days are all announced, so that nothing is estimated in them.
    #[serde(default)]
    pub announced_years: BTreeSet<i32>,
    /// Every dated day, in any order.
    #[serde(default, rename = "day")]
    pub days: Vec<HolidayEntry>,
}

/// What is wrong with a holiday file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HolidayProblem {
    /// The same date stands twice.
    #[error("{0} stands twice")]
    Twice(Date),
    /// A day has no name.
    #[error("{0} has no name")]
    Unnamed(Date),
    /// A worked day that is a weekday: it is worked anyway.
    #[error("{0} is a weekday: only a Saturday or Sunday can be worked in exchange")]
    WorkedWeekday(Date),
    /// A swapped or compensatory day that is a weekly rest day: it is off anyway.
    #[error("{0} is a weekly rest day: it cannot be swapped off or compensate")]
    OffWeekend(Date),
}

/// A day that differs from its weekday, by announcement or by estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Special<'a> {
    /// What people call it.
    pub name: &'a str,
    /// Off or worked, and why.
    pub kind: DayKind,
    /// Whether the rule says so and no announcement does.
    pub estimated: bool,
}

/// The days that differ from their weekday, for every year there is.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    dated: BTreeMap<Date, (String, DayKind)>,
    announced: BTreeSet<i32>,
}

impl Holidays {
    /// Builds the table from a data file.
    ///
    /// # Errors
    /// Says which date is wrong and why.
    pub fn new(file: HolidayFile) -> Result<Self, HolidayProblem> {
        let mut dated = BTreeMap::new();
        for HolidayEntry { date, name, kind, .. } in file.days {
            let rest = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            match kind {
                DayKind::WorkedSaturday if !rest => return Err(HolidayProblem::WorkedWeekday(date)),
                DayKind::SwappedOff | DayKind::Compensatory if rest => return Err(HolidayProblem::OffWeekend(date)),
                DayKind::Holiday | DayKind::WorkedSaturday | DayKind::SwappedOff | DayKind::Compensatory => {}
            }
            if name.trim().is_empty() {
                return Err(HolidayProblem::Unnamed(date));
            }
            if dated.insert(date, (name, kind)).is_some() {
                return Err(HolidayProblem::Twice(date));
            }
        }
        Ok(Self {
            dated,
            announced: file.announced_years,
        })
    }

    /// Returns what is special about a day, if anything is.
    pub fn on(&self, date: Date) -> Option<Special<'_>> {
        if let Some((name, kind)) = self.dated.get(&date) {
            return Some(Special {
                name,
                kind: *kind,
                estimated: false,
            });
        }
        if self.announced.contains(&date.year()) {
            return None;
        }
        estimate::on(date).map(|(name, kind)| Special {
            name,
            kind,
            estimated: true,
        })
    }
}
