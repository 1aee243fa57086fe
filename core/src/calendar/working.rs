//! Working time (thời giờ làm việc): which days the desk is open, and its minutes; it knows no procedure.

use serde::{Deserialize, Serialize};
use time::{Date, Time, Weekday, macros::time};

use super::{DayKind, Holidays, clock_text};

/// The hours of the desk, the same on every working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Hours", into = "Hours")]
pub struct WorkingTime {
    hours: Hours,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hours {
    #[serde(with = "clock_text")]
    opens: Time,
    #[serde(with = "clock_text")]
    noon_from: Time,
    #[serde(with = "clock_text")]
    noon_until: Time,
    #[serde(with = "clock_text")]
    closes: Time,
    #[serde(with = "clock_text", default = "fifteen")]
    cut_off: Time,
}

const fn fifteen() -> Time {
    time!(15:00)
}

/// The hours of the desk do not follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("working hours must rise: opens < noon_from <= noon_until < closes, with the cut-off between")]
pub struct BadWorkingTime;

impl TryFrom<Hours> for WorkingTime {
    type Error = BadWorkingTime;

    fn try_from(hours: Hours) -> Result<Self, BadWorkingTime> {
        let rise =
            hours.opens < hours.noon_from && hours.noon_from <= hours.noon_until && hours.noon_until < hours.closes;
        let inside = hours.opens <= hours.cut_off && hours.cut_off <= hours.closes;
        if rise && inside {
            Ok(Self { hours })
        } else {
            Err(BadWorkingTime)
        }
    }
}

impl From<WorkingTime> for Hours {
    fn from(time: WorkingTime) -> Self {
        time.hours
    }
}

impl Default for WorkingTime {
    /// 08:00–12:00 and 13:00–17:00, same-day filings until 15:00.
    fn default() -> Self {
        let (opens, noon_from, noon_until, closes) = (time!(8:00), time!(12:00), time!(13:00), time!(17:00));
        Self {
            hours: Hours {
                opens,
                noon_from,
                noon_until,
                closes,
                cut_off: fifteen(),
            },
        }
    }
}

impl WorkingTime {
    /// Builds the hours of a morning and an afternoon, with the time after which same-day work moves to the next day.
    ///
    /// # Errors
    /// When the times do not follow one another.
    pub fn new(morning: (Time, Time), afternoon: (Time, Time), cut_off: Time) -> Result<Self, BadWorkingTime> {
        let ((opens, noon_from), (noon_until, closes)) = (morning, afternoon);
        Self::try_from(Hours {
            opens,
            noon_from,
            noon_until,
            closes,
            cut_off,
        })
    }

    /// Returns when the desk opens.
    pub const fn opens(&self) -> Time {
        self.hours.opens
    }

    /// Returns when the desk closes.
    pub const fn closes(&self) -> Time {
        self.hours.closes
    }

    /// Returns the time after which a same-day filing is returned on the next working day (15:00).
    pub const fn cut_off(&self) -> Time {
        self.hours.cut_off
    }

    /// Returns the working minutes of a whole day.
    pub fn minutes_a_day(&self) -> u32 {
        self.minutes_until(Time::MAX)
    }

    /// Returns the working minutes from opening until this time of day.
    pub fn minutes_until(&self, at: Time) -> u32 {
        self.spans()
            .iter()
            .map(|(from, until)| minutes(at.min(*until)).saturating_sub(minutes(*from)))
            .sum()
    }

    /// Returns the time of day at which so many working minutes have passed since opening; none is the opening.
    pub fn after_minutes(&self, worked: u32) -> Time {
        let mut left = worked;
        for (from, until) in self.spans() {
            let long = minutes(until) - minutes(from);
            if left <= long {
                return from + time::Duration::minutes(i64::from(left));
            }
            left -= long;
        }
        self.closes()
    }

    fn spans(&self) -> [(Time, Time); 2] {
        [
            (self.hours.opens, self.hours.noon_from),
            (self.hours.noon_until, self.hours.closes),
        ]
    }
}

fn minutes(at: Time) -> u32 {
    u32::from(at.hour()) * 60 + u32::from(at.minute())
}

/// What one day is for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day<'a> {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday worked in exchange (làm bù).
    WorkedSaturday {
        /// What the announcement calls it.
        name: &'a str,
    },
    /// A weekly rest day.
    Weekend,
    /// A day off by law, by compensation or by exchange.
    Off {
        /// What people call it.
        name: &'a str,
        /// Why it is off.
        kind: DayKind,
        /// Whether the rule says so and no announcement does yet.
        estimated: bool,
    },
}

impl Day<'_> {
    /// Tells whether the desk works on such a day.
    pub const fn is_working(self) -> bool {
        match self {
            Self::Working | Self::WorkedSaturday { .. } => true,
            Self::Weekend | Self::Off { .. } => false,
        }
    }
}

/// Holidays and desk hours together: all a deadline needs.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// The days that differ from their weekday.
    pub holidays: Holidays,
    /// The hours of the desk.
    pub working: WorkingTime,
}

impl Calendar {
    /// Builds a calendar with the usual hours.
    pub fn new(holidays: Holidays) -> Self {
        Self {
            holidays,
            working: WorkingTime::default(),
        }
    }

    /// Returns what this day is for the desk, and why.
    pub fn look(&self, date: Date) -> Day<'_> {
        match self.holidays.on(date) {
            Some(day) => match day.kind {
                DayKind::WorkedSaturday => Day::WorkedSaturday { name: day.name },
                kind @ (DayKind::Holiday | DayKind::Compensatory | DayKind::SwappedOff) => Day::Off {
                    name: day.name,
                    kind,
                    estimated: day.estimated,
                },
            },
            None => match date.weekday() {
                Weekday::Saturday | Weekday::Sunday => Day::Weekend,
                Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {
                    Day::Working
                }
            },
        }
    }

    /// Tells whether the desk works on this day.
    pub fn is_working_day(&self, date: Date) -> bool {
        self.look(date).is_working()
    }
}
