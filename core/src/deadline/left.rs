//! What is left of a period, or how late it is; it takes the present moment from its caller.

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Moment};

/// The working time between now and the due date (thời gian còn lại, quá hạn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeLeft {
    /// The due date lies ahead, or is this very moment.
    Left {
        /// Working days after today, up to and with the due day.
        working_days: u32,
        /// Working minutes from now to the due time.
        minutes: u64,
    },
    /// The due date has passed.
    Overdue {
        /// Working days after the due day, up to and with today.
        working_days: u32,
        /// Working minutes from the due time to now.
        minutes: u64,
    },
}

impl TimeLeft {
    /// Tells whether the due date has passed.
    pub const fn is_overdue(self) -> bool {
        match self {
            Self::Left { .. } => false,
            Self::Overdue { .. } => true,
        }
    }
}

/// Returns how much working time is left until the due date, or has passed since.
pub fn time_left(now: Moment, due_at: Moment, calendar: &Calendar) -> TimeLeft {
    if now <= due_at {
        let (working_days, minutes) = between(now, due_at, calendar);
        TimeLeft::Left { working_days, minutes }
    } else {
        let (working_days, minutes) = between(due_at, now, calendar);
        TimeLeft::Overdue { working_days, minutes }
    }
}

/// Returns the working minutes from one moment to a later one; none if it is not later.
pub fn working_minutes_between(from: Moment, until: Moment, calendar: &Calendar) -> u64 {
    between(from, until, calendar).1
}

/// Returns the latest moment from which so many working minutes are left until another; the other itself where the
/// calendar gives none.
pub fn working_minutes_before(until: Moment, minutes: u64, calendar: &Calendar) -> Moment {
    let (end, working) = (until.local(), &calendar.working);
    let whole = working.minutes_a_day();
    let mut day = end.date();
    let mut open = working.minutes_until(end.time());
    let mut left = minutes;
    for _ in 0..40_000 {
        if calendar.is_working_day(day) {
            if let Some(rest) = u64::from(open).checked_sub(left) {
                let time = working.after_minutes(u32::try_from(rest).unwrap_or(whole));
                return Moment::from_local(time::PrimitiveDateTime::new(day, time)).min(until);
            }
            left -= u64::from(open);
        }
        let Some(before) = day.previous_day() else { break };
        day = before;
        open = whole;
    }
    until
}

/// Returns the first moment at which so many working minutes have passed since another; none where the calendar gives none.
pub fn working_minutes_after(from: Moment, minutes: u64, calendar: &Calendar) -> Option<Moment> {
    if minutes == 0 {
        return Some(from);
    }
    let (start, working) = (from.local(), &calendar.working);
    let whole = u64::from(working.minutes_a_day());
    let mut day = start.date();
    let mut gone = u64::from(working.minutes_until(start.time()));
    let mut left = minutes;
    for _ in 0..40_000 {
        if calendar.is_working_day(day) {
            let open = whole.saturating_sub(gone);
            if left <= open {
                let time = working.after_minutes(u32::try_from(gone + left).ok()?);
                return Some(Moment::from_local(time::PrimitiveDateTime::new(day, time)));
            }
            left -= open;
        }
        day = day.next_day()?;
        gone = 0;
    }
    None
}

/// Counts working days after the first day and working minutes; it stops after a century.
fn between(from: Moment, until: Moment, calendar: &Calendar) -> (u32, u64) {
    let (start, end) = (from.local(), until.local());
    let working = &calendar.working;
    let part = |at: time::PrimitiveDateTime| {
        if calendar.is_working_day(at.date()) {
            u64::from(working.minutes_until(at.time()))
        } else {
            0
        }
    };
    let whole = u64::from(working.minutes_a_day());
    let (mut days, mut minutes) = (0, 0);
    let mut day = start.date();
    for _ in 0..40_000 {
        if day >= end.date() {
            break;
        }
        if calendar.is_working_day(day) {
            minutes += whole;
        }
        let Some(next) = day.next_day() else { break };
        day = next;
        if calendar.is_working_day(day) {
            days += 1;
        }
    }
    if day == end.date() {
        minutes += part(end);
    }
    (days, minutes.saturating_sub(part(start)))
}
