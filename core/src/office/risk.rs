//! The risk of lateness: a key that is stored once and sorts rightly at every later moment. It takes the present moment
//! from its caller and asks no calendar for it.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Calendar, Moment},
    deadline::{Period, due, working_minutes_before, working_minutes_between},
    dossier::{Clock, Dossier, Status},
};

/// Working hours in which a new dossier is to be looked at (NĐ 45/2020 art. 11).
const LOOK_WITHIN_HOURS: u32 = 8;

/// A working day, in minutes: how long before the due date a dossier is near it at least.
const A_DAY: u64 = 480;

/// Five working days, in minutes: how long before the due date a dossier is near it at most.
const A_WEEK: u64 = 5 * A_DAY;

/// What lies between two lanes of the order, in microseconds: some 3,000 years.
const LANE: i64 = 100_000_000_000_000_000;

/// How near a dossier is to being late (nguy cơ trễ hạn), the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// The date has passed (quá hạn).
    Late,
    /// The last quarter of the time runs, or the last day, or a body that was asked let its date pass (sắp đến hạn).
    Near,
    /// There is time (còn hạn).
    InTime,
    /// The work runs and no date was promised (chưa có hạn).
    NoDate,
    /// The result waits to be handed over (chờ trả).
    Ready,
    /// The applicant is waited for (tạm dừng).
    Waiting,
    /// Nothing is left to do (đã xong).
    Ended,
}

impl Risk {
    /// Lists every class, the most pressing first.
    pub const ALL: [Self; 7] = [
        Self::Late,
        Self::Near,
        Self::InTime,
        Self::NoDate,
        Self::Ready,
        Self::Waiting,
        Self::Ended,
    ];

    /// Returns the stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Near => "near",
            Self::InTime => "in_time",
            Self::NoDate => "no_date",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
            Self::Ended => "ended",
        }
    }

    /// Returns the class of a stable name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.key() == key)
    }
}

/// A part of the order that sorts within itself and always stands whole before or behind the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// The clock runs towards a date: what is due first stands first.
    Dated = 0,
    /// The work runs without a date: what came first stands first.
    NoDate = 1,
    /// The result waits to be handed over.
    Ready = 2,
    /// The applicant is waited for.
    Waiting = 3,
    /// Nothing is left to do.
    Ended = 4,
}

impl Lane {
    /// Returns the keys of the lane: from the first, up to and without the second.
    pub const fn keys(self) -> (i64, i64) {
        let from = self as i64 * LANE;
        (from, from + LANE)
    }

    const fn key(self, at: Moment) -> i64 {
        self.keys().0 + at.micros()
    }
}

/// What the order needs to know of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The legal status.
    pub status: Status,
    /// What its clock does.
    pub clock: Clock,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// From when the period is counted, once it is.
    pub counted_from: Option<Moment>,
    /// The date promised.
    pub due_at: Option<Moment>,
    /// When the wait for the applicant began, or the work ended.
    pub since: Option<Moment>,
    /// By when the first of the bodies that are asked is to answer.
    pub answer_by: Option<Moment>,
}

impl Standing {
    /// Reads a dossier; none before it is submitted.
    pub fn of(dossier: &Dossier) -> Option<Self> {
        // A correction is work like any other, whatever the legal status says of the result before it.
        let (status, clock, counted_from) = match dossier.open_correction() {
            Some(open) => (Status::Processing, Clock::Running, Some(open.opened_at)),
            None if dossier.has_corrected_to_return() => (Status::Finished, Clock::Stopped, dossier.counted_from),
            None => (dossier.status?, dossier.clock(), dossier.counted_from),
        };
        Some(Self {
            status,
            clock,
            submitted_at: dossier.submitted_at?,
            counted_from,
            due_at: dossier.promised().map(|due| due.due_at),
            since: dossier.ended_at.or(dossier.waiting.map(|wait| wait.since)),
            answer_by: dossier.first_answer_due(),
        })
    }
}

/// Where a dossier stands in the queue; both parts are stored and indexed, and nothing about them changes with the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What the queue is sorted by, rising: the lane, and in it the microseconds UTC by which something is to be done.
    pub key: i64,
    /// From when the dossier is near its date; only in the lane of those that have one.
    pub near_from: Option<Moment>,
}

/// Returns where a dossier stands in the queue.
pub fn order(standing: &Standing, calendar: &Calendar) -> Order {
    let (lane, at) = match (standing.status, standing.clock) {
        (Status::AwaitingSupplement | Status::AwaitingPayment, _) | (_, Clock::Paused) => {
            (Lane::Waiting, standing.since.unwrap_or(standing.submitted_at))
        }
        (Status::Finished, _) => (Lane::Ready, standing.since.unwrap_or(standing.submitted_at)),
        (_, Clock::Stopped) => (Lane::Ended, standing.since.unwrap_or(standing.submitted_at)),
        (_, Clock::NotStarted) => {
            return dated(
                standing.submitted_at,
                look_by(standing.submitted_at, calendar),
                calendar,
            );
        }
        (_, Clock::Running) => match standing.due_at {
            Some(due) => {
                let order = dated(standing.counted_from.unwrap_or(standing.submitted_at), due, calendar);
                // A body that keeps silent presses like a date that is near: the clock runs on meanwhile.
                let near_from = order.near_from.into_iter().chain(standing.answer_by).min();
                return Order { near_from, ..order };
            }
            None => (Lane::NoDate, standing.counted_from.unwrap_or(standing.submitted_at)),
        },
    };
    Order {
        key: lane.key(at),
        near_from: None,
    }
}

/// Returns the class of a stored order at a moment.
pub fn risk(order: Order, now: Moment) -> Risk {
    let within = |lane: Lane| order.key < lane.keys().1;
    if !within(Lane::Dated) {
        return if within(Lane::NoDate) {
            Risk::NoDate
        } else if within(Lane::Ready) {
            Risk::Ready
        } else if within(Lane::Waiting) {
            Risk::Waiting
        } else {
            Risk::Ended
        };
    }
    if order.key < now.micros() {
        Risk::Late
    } else if order.near_from.is_some_and(|near| near <= now) {
        Risk::Near
    } else {
        Risk::InTime
    }
}

/// Stands a dossier by its date: near it in the last quarter of the time, but at least a day (half of a shorter time)
/// and at most a week before.
fn dated(from: Moment, until: Moment, calendar: &Calendar) -> Order {
    let total = working_minutes_between(from, until, calendar);
    let near = (total / 4).max(A_DAY.min(total / 2)).min(A_WEEK);
    Order {
        key: Lane::Dated.key(until),
        near_from: Some(working_minutes_before(until, near, calendar)),
    }
}

/// Returns by when a new dossier is to be looked at.
fn look_by(submitted: Moment, calendar: &Calendar) -> Moment {
    due(submitted, Period::Hours(LOOK_WITHIN_HOURS), &[], calendar).map_or(submitted, |due| due.due_at)
}
