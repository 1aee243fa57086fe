//! The due dates a decision promises: at acceptance, and after a wait. A promised date never moves to an earlier day.

use time::Date;

use super::{Dossier, Refusal, Resumed, Status, transferred_at};
use crate::procedure::AfterSupplement;
use crate::{
    calendar::{Calendar, Moment},
    deadline::{Counted, Due, Line, Pause, Period, Reason, due},
};

/// The date an extension promises: one somebody names, or computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewDate {
    /// This very moment.
    At(Moment),
    /// So many working days after the date promised before.
    WorkingDays(u32),
}

/// The longest wait whose working days are counted, about a century.
const FARTHEST: usize = 40_000;

/// Returns the date of a count that begins now, if the procedure states a time.
pub(super) fn begin(period: Option<Period>, now: Moment, calendar: &Calendar) -> Result<Option<Due>, Refusal> {
    period
        .map(|period| due(now, period, &[], calendar))
        .transpose()
        .map_err(|_| Refusal::TooFar)
}

/// Returns by when a body that is asked now is to answer.
pub(super) fn answer_by(within: Period, now: Moment, calendar: &Calendar) -> Result<Moment, Refusal> {
    let due = due(now, within, &[], calendar).map_err(|_| Refusal::TooFar)?;
    if due.due_at > now {
        Ok(due.due_at)
    } else {
        Err(Refusal::NotLater)
    }
}

/// Says in the explanation that paper received after the cut-off goes on to who works on it with the next working day. The
/// day of receipt is not counted anyway, so the date stays; what is due the same day has moved by its own rule.
pub(super) fn say_transferred(mut due: Due, received: Moment, calendar: &Calendar) -> Due {
    let is_later = transferred_at(received, calendar).date() > received.date();
    let receipt_day = due
        .explanation
        .iter_mut()
        .find(|line| line.reason == Reason::ReceiptDay);
    if let Some(line) = receipt_day.filter(|line| is_later && line.date == received.date()) {
        line.reason = Reason::TransferredNextDay;
    }
    due
}

/// Returns the date an officer promises where the procedure states no time.
pub(super) fn promise(at: Moment, now: Moment, calendar: &Calendar) -> Result<Due, Refusal> {
    check_new_date(at, now, calendar)?;
    let line = Line {
        date: at.date(),
        counted: Counted::No,
        reason: Reason::Promised,
    };
    Ok(Due {
        effective_receipt: now,
        due_at: at,
        explanation: vec![line],
    })
}

/// Checks that a date somebody names lies after another moment and on a working day.
pub(super) fn check_new_date(at: Moment, after: Moment, calendar: &Calendar) -> Result<(), Refusal> {
    if at <= after {
        return Err(Refusal::NotLater);
    }
    if calendar.is_working_day(at.date()) {
        Ok(())
    } else {
        Err(Refusal::DayOff)
    }
}

/// Returns the date of an extension and the days from the date promised before up to it.
///
/// # Errors
/// When the date is not later, on a day off, or too far away.
pub fn extended(present: Moment, to: NewDate, calendar: &Calendar) -> Result<(Moment, Vec<Line>), Refusal> {
    let at = match to {
        NewDate::At(at) => at,
        NewDate::WorkingDays(0) => return Err(Refusal::NotLater),
        NewDate::WorkingDays(days) => {
            let new = due(present, Period::WorkingDays(days), &[], calendar).map_err(|_| Refusal::TooFar)?;
            new.due_at
        }
    };
    check_new_date(at, present, calendar)?;
    let days = days_of(Pause {
        start: present.date(),
        resume: at.date(),
    });
    let lines: Vec<Line> = days
        .take(FARTHEST + 1)
        .map(|date| {
            let day = calendar.look(date);
            let counted = if day.is_working() { Counted::Day } else { Counted::No };
            Line {
                date,
                counted,
                reason: day.into(),
            }
        })
        .collect();
    if lines.len() > FARTHEST {
        return Err(Refusal::TooFar);
    }
    Ok((at, lines))
}

/// Returns how the work goes on when the supplement arrives.
///
/// The time that the answers select now replaces the one of the filing, where one is given.
pub(super) fn after_supplement(
    dossier: &Dossier,
    selected: Option<Period>,
    now: Moment,
    calendar: &Calendar,
) -> Result<Resumed, Refusal> {
    let rule = dossier
        .filing
        .as_ref()
        .map_or(AfterSupplement::Restart, |filing| filing.after_supplement);
    if dossier.received_at.is_none() {
        return restart(dossier, selected.or(period(dossier)), now, calendar);
    }
    match rule {
        AfterSupplement::Restart => restart(dossier, selected.or(period(dossier)), now, calendar),
        AfterSupplement::Continue => go_on(dossier, Status::Processing, now, calendar),
    }
}

/// Returns how the work goes on when the payment arrives: where it was, with the wait not counted.
pub(super) fn after_payment(dossier: &Dossier, now: Moment, calendar: &Calendar) -> Result<Resumed, Refusal> {
    let was_processing = dossier.waiting.is_some_and(|wait| wait.from == Status::Processing);
    match (dossier.received_at, was_processing) {
        (None, _) => restart(dossier, period(dossier), now, calendar),
        (Some(_), true) => go_on(dossier, Status::Processing, now, calendar),
        (Some(_), false) => go_on(dossier, Status::Accepted, now, calendar),
    }
}

fn restart(dossier: &Dossier, period: Option<Period>, now: Moment, calendar: &Calendar) -> Result<Resumed, Refusal> {
    let due = match begin(period, now, calendar)? {
        Some(due) => Some(due),
        None => shifted(dossier, now, calendar)?,
    };
    Ok(Resumed {
        status: Status::Accepted,
        restarted: true,
        due: later(dossier, due),
    })
}

fn go_on(dossier: &Dossier, status: Status, now: Moment, calendar: &Calendar) -> Result<Resumed, Refusal> {
    let due = match (period(dossier), dossier.counted_from, dossier.extended_to) {
        (Some(period), Some(from), None) => {
            let pauses: Vec<Pause> = dossier.pauses.iter().copied().chain(open_pause(dossier, now)).collect();
            Some(due(from, period, &pauses, calendar).map_err(|_| Refusal::TooFar)?)
        }
        (None, _, _) | (_, None, _) | (_, _, Some(_)) => shifted(dossier, now, calendar)?,
    };
    Ok(Resumed {
        status,
        restarted: false,
        due: later(dossier, due),
    })
}

/// Moves a date somebody named by the working days of the wait.
fn shifted(dossier: &Dossier, now: Moment, calendar: &Calendar) -> Result<Option<Due>, Refusal> {
    let (Some(promised), Some(pause)) = (&dossier.due, open_pause(dossier, now)) else {
        return Ok(dossier.due.clone());
    };
    let waited: Vec<Date> = days_of(pause)
        .take(FARTHEST + 1)
        .filter(|day| calendar.is_working_day(*day))
        .collect();
    let days = u32::try_from(waited.len()).map_err(|_| Refusal::TooFar)?;
    if days == 0 {
        return Ok(dossier.due.clone());
    }
    let moved = due(promised.due_at, Period::WorkingDays(days), &[], calendar).map_err(|_| Refusal::TooFar)?;
    let paused = waited.into_iter().map(|date| Line {
        date,
        counted: Counted::No,
        reason: Reason::Paused,
    });
    let explanation = promised
        .explanation
        .iter()
        .cloned()
        .chain(paused)
        .chain(moved.explanation)
        .collect();
    Ok(Some(Due {
        effective_receipt: promised.effective_receipt,
        due_at: moved.due_at,
        explanation,
    }))
}

/// Keeps the date already promised when the new one would be earlier: a calendar that changed takes nothing back.
fn later(dossier: &Dossier, new: Option<Due>) -> Option<Due> {
    match (&dossier.due, new) {
        (Some(promised), Some(new)) if new.due_at < promised.due_at => Some(promised.clone()),
        (_, new) => new,
    }
}

fn period(dossier: &Dossier) -> Option<Period> {
    dossier.filing.as_ref().and_then(|filing| filing.period)
}

fn open_pause(dossier: &Dossier, now: Moment) -> Option<Pause> {
    dossier.waiting.map(|wait| Pause {
        start: wait.since.date(),
        resume: now.date(),
    })
}

fn days_of(pause: Pause) -> impl Iterator<Item = Date> {
    std::iter::successors(pause.start.next_day(), |day| day.next_day()).take_while(move |day| *day <= pause.resume)
}
