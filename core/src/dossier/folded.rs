//! A dossier as its events tell it; nothing here is stored that the events do not hold.

use super::{Clock, Defect, DeliveryState, Filing, Link, PaymentState, Place, Status};
use crate::{
    calendar::Moment,
    deadline::{Due, Pause},
    id::DossierId,
};

/// A dossier (hồ sơ), folded from its events by [`super::apply()`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its id.
    pub id: DossierId,
    /// What was submitted; absent until it is.
    pub filing: Option<Filing>,
    /// The legal status; absent until it is submitted.
    pub status: Option<Status>,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
    /// When it was first accepted.
    pub received_at: Option<Moment>,
    /// From when the period is counted: acceptance, or the supplement that started it anew.
    pub counted_from: Option<Moment>,
    /// The date promised now.
    pub due: Option<Due>,
    /// The date promised first.
    pub original_due: Option<Moment>,
    /// The date of the one extension.
    pub extended_to: Option<Moment>,
    /// The pauses of the present count that are over.
    pub pauses: Vec<Pause>,
    /// The wait that is open.
    pub waiting: Option<Waiting>,
    /// Every request for a supplement, in order.
    pub supplements: Vec<SupplementRound>,
    /// Whether a withdrawal waits for an officer's answer.
    pub withdrawal_pending: bool,
    /// Where the money stands.
    pub payment: PaymentState,
    /// Where the result stands.
    pub delivery: DeliveryState,
    /// The result in words.
    pub result: Option<String>,
    /// Why it was refused or stopped.
    pub end_reason: Option<String>,
    /// When the clock stopped for good.
    pub ended_at: Option<Moment>,
    /// The last event.
    pub last: Option<Link>,
}

/// A wait for the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub since: Moment,
    /// The status it came from.
    pub from: Status,
}

/// One request for a supplement and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplementRound {
    /// When it was asked.
    pub asked_at: Moment,
    /// What was asked.
    pub items: Vec<Defect>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// What the answer changed.
    pub changed: Vec<Place>,
}

impl Dossier {
    /// Makes a dossier to which nothing has happened yet.
    pub const fn new(id: DossierId) -> Self {
        Self {
            id,
            filing: None,
            status: None,
            submitted_at: None,
            received_at: None,
            counted_from: None,
            due: None,
            original_due: None,
            extended_to: None,
            pauses: Vec::new(),
            waiting: None,
            supplements: Vec::new(),
            withdrawal_pending: false,
            payment: PaymentState::NothingAsked,
            delivery: DeliveryState::NoResult,
            result: None,
            end_reason: None,
            ended_at: None,
            last: None,
        }
    }

    /// Returns what its clock does; a wait before acceptance pauses nothing.
    pub fn clock(&self) -> Clock {
        match self.status.map_or(Clock::NotStarted, Status::clock) {
            Clock::Paused if self.received_at.is_none() => Clock::NotStarted,
            clock @ (Clock::NotStarted | Clock::Running | Clock::Paused | Clock::Stopped) => clock,
        }
    }

    /// Returns the request for a supplement that is not answered yet.
    pub fn open_supplement(&self) -> Option<&SupplementRound> {
        self.supplements.last().filter(|round| round.answered_at.is_none())
    }

    /// Tells whether a place has changed since the first request for a supplement.
    pub fn changed_since_first_request(&self, place: &Place) -> bool {
        self.supplements
            .iter()
            .flat_map(|round| &round.changed)
            .any(|changed| changed.touches(place))
    }
}
