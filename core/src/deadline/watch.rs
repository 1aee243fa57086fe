//! When a date that is promised must be looked at: a warning before it, the day it passes, and when the head must know.

use serde::{Deserialize, Serialize};

use super::{Period, due, working_minutes_before, working_minutes_between};
use crate::calendar::{Calendar, Moment};

/// How near or late a promised date is (cảnh báo thời hạn), told once each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Little working time is left: there is still a day to extend in (sắp đến hạn).
    Soon,
    /// The date has passed (quá hạn).
    Overdue,
    /// It passed a whole working day ago: the head of the agency must know (báo cáo lãnh đạo).
    Escalated,
}

impl Stage {
    /// Lists every stage in order.
    pub const ALL: [Self; 3] = [Self::Soon, Self::Overdue, Self::Escalated];

    /// Returns the stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Overdue => "overdue",
            Self::Escalated => "escalated",
        }
    }
}

/// The moments at which the stages of one promised date begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The warning.
    pub warn_at: Moment,
    /// The date itself; late is what comes after it.
    pub due_at: Moment,
    /// The report to the head.
    pub escalate_at: Moment,
}

impl Watch {
    /// Finds the moments for a count from one moment to its due date.
    ///
    /// The warning comes with a fifth of the working time left, but not less than two working days, because an extension
    /// must be told a day before (NĐ 61/2018 art. 19(9)), and never before half of the time has passed.
    pub fn of(from: Moment, due_at: Moment, calendar: &Calendar) -> Self {
        let whole = working_minutes_between(from, due_at, calendar);
        let two_days = u64::from(calendar.working.minutes_a_day()) * 2;
        let left = (whole / 5).max(two_days).min(whole / 2);
        Self {
            warn_at: working_minutes_before(due_at, left, calendar).max(from).min(due_at),
            due_at,
            escalate_at: due(due_at, Period::HalfDays(2), &[], calendar).map_or(due_at, |later| later.due_at),
        }
    }

    /// Lists the stages that stand at a moment; a warning is over once the date has passed.
    pub fn stages(&self, now: Moment) -> &'static [Stage] {
        if now <= self.due_at {
            if now < self.warn_at { &[] } else { &[Stage::Soon] }
        } else if now < self.escalate_at {
            &[Stage::Overdue]
        } else {
            &[Stage::Overdue, Stage::Escalated]
        }
    }

    /// Returns when the next stage begins; none after the last.
    pub fn next(&self, now: Moment) -> Option<Moment> {
        let late = self.due_at.plus(time::Duration::microseconds(1));
        [self.warn_at, late, self.escalate_at.max(late)]
            .into_iter()
            .find(|at| *at > now)
    }
}
