//! The explanation of a due date: one line for every day that counted, did not count, or moved the end.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::{Day, DayKind, iso_date};

/// What is said of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The day.
    #[serde(with = "iso_date")]
    pub date: Date,
    /// How much of the period it used up.
    pub counted: Counted,
    /// Why.
    pub reason: Reason,
}

/// How much of the period a day used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Nothing.
    No,
    /// One day.
    Day,
    /// So many working minutes.
    Minutes(u32),
    /// So many months, all at their end.
    Months(u32),
}

/// Why a day counted or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The day of receipt is not counted (Bộ luật Dân sự 2015 art. 147).
    ReceiptDay,
    /// The day of receipt, not counted; received on paper after the cut-off (15:00), so that it goes on to who works on it at
    /// the start of the next working day (NĐ 61/2018 art. 18(2)).
    TransferredNextDay,
    /// Received after the desk closed: the next working day is the day of receipt.
    AfterClosing,
    /// A same-day filing received after the cut-off (15:00).
    AfterCutOff,
    /// The clock was paused.
    Paused,
    /// A working day.
    Working,
    /// A Saturday or Sunday worked in exchange.
    WorkedSaturday {
        /// What the announcement calls it.
        name: String,
    },
    /// A calendar day, working or not.
    CalendarDay,
    /// The day the months end.
    MonthsEnd,
    /// The end fell on a day off or in a pause and moved here.
    EndMoved,
    /// The agency apologised and promised this day instead (form 04).
    Extended,
    /// The day an officer promised, where the procedure states no time that can be counted.
    Promised,
    /// A weekly rest day.
    Weekend,
    /// A day off by law.
    Holiday {
        /// What people call it.
        name: String,
    },
    /// A day off for a holiday that fell on a weekly rest day.
    Compensatory {
        /// What people call it.
        name: String,
    },
    /// A weekday off in exchange for a worked Saturday.
    SwappedOff {
        /// What the announcement calls it.
        name: String,
    },
    /// A day off by rule in a year not announced yet: it may still change.
    Estimated {
        /// What people call it.
        name: String,
    },
}

impl From<Day<'_>> for Reason {
    fn from(day: Day<'_>) -> Self {
        match day {
            Day::Working => Self::Working,
            Day::WorkedSaturday { name } => Self::WorkedSaturday { name: name.to_owned() },
            Day::Weekend => Self::Weekend,
            Day::Off {
                name,
                estimated: true,
                kind: _,
            } => Self::Estimated { name: name.to_owned() },
            Day::Off {
                name,
                kind,
                estimated: false,
            } => {
                let name = name.to_owned();
                match kind {
                    DayKind::Compensatory => Self::Compensatory { name },
                    DayKind::SwappedOff => Self::SwappedOff { name },
                    DayKind::Holiday | DayKind::WorkedSaturday => Self::Holiday { name },
                }
            }
        }
    }
}
