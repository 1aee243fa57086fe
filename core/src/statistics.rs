//! What a procedure takes in practice, told only where enough was counted to say it honestly.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Calendar, Moment},
    deadline::working_minutes_between,
    dossier::{Clock, Event, EventKind},
};

/// How many finished dossiers of a procedure at an agency there must be before anything is said of how long they take:
/// below, the 90th percentile is the slowest or second slowest case, which tells of that case and not of the agency.
pub const ENOUGH: u64 = 30;

/// How long dossiers of a procedure took at an agency, in working hours (thời gian giải quyết thực tế).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// Half of them took no longer.
    pub median_hours: u32,
    /// Nine in ten took no longer.
    pub ninth_decile_hours: u32,
    /// How many were counted.
    pub dossiers: u64,
}

/// Returns what to expect from counts of dossiers by working hours, in any order; nothing when there are fewer than
/// [`ENOUGH`]. Percentiles are those of the nearest rank: a time that a dossier really took.
pub fn expectation(counts: &[(u32, u64)]) -> Option<Expectation> {
    let dossiers = counts.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    if dossiers < ENOUGH {
        return None;
    }
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let at_rank = |percent: u64| {
        let rank = dossiers.saturating_mul(percent).div_ceil(100).max(1);
        let mut seen = 0_u64;
        sorted
            .iter()
            .find(|(_, count)| {
                seen = seen.saturating_add(*count);
                seen >= rank
            })
            .map_or(0, |(hours, _)| *hours)
    };
    Some(Expectation {
        median_hours: at_rank(50),
        ninth_decile_hours: at_rank(90),
        dossiers,
    })
}

/// Returns the working hours, rounded up, during which a finished dossier's clock ran: waits for the applicant do not count.
/// Nothing when it has no result, or was never accepted.
pub fn worked_hours(history: &[Event], calendar: &Calendar) -> Option<u32> {
    let mut running: Option<Moment> = None;
    let (mut minutes, mut was_accepted, mut is_finished) = (0_u64, false, false);
    for event in history {
        let Some(status) = event.kind.status() else { continue };
        if let Some(since) = running.take() {
            minutes = minutes.saturating_add(working_minutes_between(since, event.at, calendar));
        }
        if status.clock() == Clock::Running {
            running = Some(event.at);
            was_accepted = true;
        }
        is_finished = is_finished || matches!(event.kind, EventKind::Finished { .. });
    }
    (was_accepted && is_finished).then(|| u32::try_from(minutes.div_ceil(60)).unwrap_or(u32::MAX))
}
