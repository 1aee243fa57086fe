//! How long the law gives; it knows no calendar.

use serde::{Deserialize, Serialize};

/// A time limit (thời hạn) as a procedure states it: `"same_day"`, `{ working_days = 3 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Working hours (giờ làm việc).
    Hours(u32),
    /// Half working days (buổi), each half of the day's working minutes.
    HalfDays(u32),
    /// Working days (ngày làm việc), the day of receipt not counted.
    WorkingDays(u32),
    /// Calendar days (ngày), the day of receipt not counted; an end on a day off moves to the next working day.
    CalendarDays(u32),
    /// Months (tháng), ending on the day of the same number or the last of a shorter month, Bộ luật Dân sự art. 148.
    Months(u32),
    /// Returned the day it is received, or the next working day when received after the cut-off (15:00).
    #[serde(alias = "same-day")]
    SameDay,
}
