//! When a dossier is due: a pure calculation from receipt, period, pauses and calendar; it refuses to know what day it is.

use serde::{Deserialize, Serialize};
use time::{Date, Month, PrimitiveDateTime};

use super::{Counted, Line, Pause, Period, Reason};
use crate::calendar::{Calendar, Moment};

/// The longest stretch of days walked, about a century: whatever ends later is a mistake in the data.
const FARTHEST: u32 = 40_000;

/// A due date with its reasons (thời hạn trả kết quả).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When the dossier counts as received: within desk hours, on a working day.
    pub effective_receipt: Moment,
    /// The last moment to return the result in time.
    pub due_at: Moment,
    /// Every day from receipt to the due date, in order.
    pub explanation: Vec<Line>,
}

/// The period ends more than a century on, or beyond the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the period ends too far away")]
pub struct TooFar;

/// Returns when a dossier received at this moment is due, and why (NĐ 61/2018 arts 18–19, Bộ luật Dân sự arts 147–148).
///
/// # Errors
/// When the end lies more than a century away.
pub fn due(received: Moment, period: Period, pauses: &[Pause], calendar: &Calendar) -> Result<Due, TooFar> {
    let mut walk = Walk {
        calendar,
        pauses,
        lines: Vec::new(),
        steps: 0,
    };
    let receipt = walk.receive(received.local(), period)?;
    let end = match period {
        Period::SameDay => walk.same_day(receipt)?,
        Period::WorkingDays(days) => walk.working_days(receipt, days)?,
        Period::CalendarDays(days) => walk.calendar_days(receipt, days)?,
        Period::Months(months) => walk.months(receipt, months)?,
        Period::Hours(hours) => walk.minutes(receipt, u64::from(hours) * 60)?,
        Period::HalfDays(halves) => walk.minutes(
            receipt,
            u64::from(halves) * u64::from(calendar.working.minutes_a_day()) / 2,
        )?,
    };
    Ok(Due {
        effective_receipt: Moment::from_local(receipt),
        due_at: Moment::from_local(end),
        explanation: walk.lines,
    })
}

struct Walk<'a> {
    calendar: &'a Calendar,
    pauses: &'a [Pause],
    lines: Vec<Line>,
    steps: u32,
}

impl Walk<'_> {
    /// Finds the effective receipt: the moment itself within desk hours, else the next opening.
    fn receive(&mut self, received: PrimitiveDateTime, period: Period) -> Result<PrimitiveDateTime, TooFar> {
        let (mut day, time) = (received.date(), received.time());
        let open = self.calendar.is_working_day(day);
        let mut at = time.max(self.calendar.working.opens());
        if !open || time > self.calendar.working.closes() {
            let reason = if open { Reason::AfterClosing } else { self.reason(day) };
            self.say(day, Counted::No, reason);
            day = self.next(day)?;
            while !self.calendar.is_working_day(day) {
                self.skip(day);
                day = self.next(day)?;
            }
            at = self.calendar.working.opens();
        }
        match period {
            Period::WorkingDays(_) | Period::CalendarDays(_) | Period::Months(_) => {
                self.say(day, Counted::No, Reason::ReceiptDay);
            }
            // A minute begun is given to the applicant, so that every count is in whole minutes.
            Period::Hours(_) | Period::HalfDays(_) => {
                at = at.replace_second(0).unwrap_or(at).replace_nanosecond(0).unwrap_or(at)
            }
            Period::SameDay => {}
        }
        Ok(PrimitiveDateTime::new(day, at))
    }

    fn same_day(&mut self, receipt: PrimitiveDateTime) -> Result<PrimitiveDateTime, TooFar> {
        let mut day = receipt.date();
        if receipt.time() > self.calendar.working.cut_off() {
            self.say(day, Counted::No, Reason::AfterCutOff);
            day = self.next(day)?;
        }
        self.count_working_from(day)
    }

    fn working_days(&mut self, receipt: PrimitiveDateTime, days: u32) -> Result<PrimitiveDateTime, TooFar> {
        let mut end = self.closing(receipt.date());
        for _ in 0..days {
            let day = self.next(end.date())?;
            end = self.count_working_from(day)?;
        }
        Ok(end)
    }

    /// Counts the first working day not paused from this day on.
    fn count_working_from(&mut self, mut day: Date) -> Result<PrimitiveDateTime, TooFar> {
        while !self.counts(day) {
            self.skip(day);
            day = self.next(day)?;
        }
        let reason = self.reason(day);
        self.say(day, Counted::Day, reason);
        Ok(self.closing(day))
    }

    fn calendar_days(&mut self, receipt: PrimitiveDateTime, days: u32) -> Result<PrimitiveDateTime, TooFar> {
        let mut day = receipt.date();
        let mut left = days;
        while left > 0 {
            day = self.next(day)?;
            if self.is_paused(day) {
                self.say(day, Counted::No, Reason::Paused);
            } else {
                self.say(day, Counted::Day, Reason::CalendarDay);
                left -= 1;
            }
        }
        self.end_on_working(day)
    }

    fn months(&mut self, receipt: PrimitiveDateTime, months: u32) -> Result<PrimitiveDateTime, TooFar> {
        let from = receipt.date();
        let target = add_months(from, months).ok_or(TooFar)?;
        let mut left = (target - from).whole_days();
        let mut day = from;
        while left > 0 {
            day = self.next(day)?;
            if self.is_paused(day) {
                self.say(day, Counted::No, Reason::Paused);
            } else {
                left -= 1;
            }
        }
        // Nought months end where they began, on a day that may itself be paused: there is no day of their end to tell.
        if day != from {
            self.say(day, Counted::Months(months), Reason::MonthsEnd);
        }
        self.end_on_working(day)
    }

    /// Moves an end on a day off, or in a pause, to the next day that is neither.
    fn end_on_working(&mut self, end: Date) -> Result<PrimitiveDateTime, TooFar> {
        let mut day = end;
        while !self.calendar.is_working_day(day) || (day != end && self.is_paused(day)) {
            if day != end {
                self.skip(day);
            }
            day = self.next(day)?;
        }
        if day != end {
            self.say(day, Counted::No, Reason::EndMoved);
        }
        Ok(self.closing(day))
    }

    fn minutes(&mut self, receipt: PrimitiveDateTime, minutes: u64) -> Result<PrimitiveDateTime, TooFar> {
        if minutes == 0 {
            return Ok(receipt);
        }
        let working = &self.calendar.working;
        let (mut day, mut worked, mut left) = (receipt.date(), working.minutes_until(receipt.time()), minutes);
        loop {
            let free = working.minutes_a_day().saturating_sub(worked);
            if !self.counts(day) {
                self.skip(day);
            } else if free == 0 {
                self.say(day, Counted::No, Reason::AfterClosing);
            } else {
                let taken = u32::try_from(left).map_or(free, |left| left.min(free));
                let reason = self.reason(day);
                self.say(day, Counted::Minutes(taken), reason);
                left -= u64::from(taken);
                if left == 0 {
                    return Ok(PrimitiveDateTime::new(day, working.after_minutes(worked + taken)));
                }
            }
            day = self.next(day)?;
            worked = 0;
        }
    }

    fn next(&mut self, day: Date) -> Result<Date, TooFar> {
        self.steps += 1;
        if self.steps > FARTHEST {
            return Err(TooFar);
        }
        day.next_day().ok_or(TooFar)
    }

    fn counts(&self, day: Date) -> bool {
        self.calendar.is_working_day(day) && !self.is_paused(day)
    }

    fn is_paused(&self, day: Date) -> bool {
        self.pauses.iter().any(|pause| pause.covers(day))
    }

    fn reason(&self, day: Date) -> Reason {
        self.calendar.look(day).into()
    }

    /// Says that a day did not count: because it is off, or else because of a pause.
    fn skip(&mut self, day: Date) {
        let look = self.calendar.look(day);
        let reason = if look.is_working() { Reason::Paused } else { look.into() };
        self.say(day, Counted::No, reason);
    }

    fn say(&mut self, date: Date, counted: Counted, reason: Reason) {
        self.lines.push(Line { date, counted, reason });
    }

    fn closing(&self, day: Date) -> PrimitiveDateTime {
        PrimitiveDateTime::new(day, self.calendar.working.closes())
    }
}

/// Returns the day of the same number so many months on, or the last of a shorter month.
fn add_months(from: Date, months: u32) -> Option<Date> {
    let index = i64::from(from.year()) * 12 + i64::from(u8::from(from.month())) - 1 + i64::from(months);
    let year = i32::try_from(index.div_euclid(12)).ok()?;
    let month = Month::try_from(u8::try_from(index.rem_euclid(12) + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, from.day().min(month.length(year))).ok()
}
