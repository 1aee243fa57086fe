//! A dossier as its events tell it; nothing here is stored that the events do not hold.

use std::collections::BTreeMap;

use super::{
    Clock, Consultation, Defect, DeliveryState, Entry, Filing, IssuedResult, Link, PaymentState, Place, PostOrder,
    ResultDraft, ResultEnd, ReturnWay, Seen, Status, StepRun,
};
use crate::{
    calendar::Moment,
    deadline::{Due, Pause},
    id::{AccountId, DossierId},
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
    /// The corrections of errors of the agency, in order.
    pub corrections: Vec<Correction>,
    /// The questions to other bodies, in order.
    pub consultations: Vec<Consultation>,
    /// Why it was refused or stopped.
    pub end_reason: Option<String>,
    /// When the clock stopped for good.
    pub ended_at: Option<Moment>,
    /// The officer who has it (người thụ lý).
    pub assignee: Option<AccountId>,
    /// The stays in the steps of its process, in order.
    pub runs: Vec<StepRun>,
    /// The last event.
    pub last: Option<Link>,
    /// The result that waits for a signature.
    pub draft: Option<ResultDraft>,
    /// Every result that was recorded, in order; the last one may hold.
    pub results: Vec<IssuedResult>,
    /// How the applicant wishes to receive the result; absent where they never said.
    pub return_way: Option<ReturnWay>,
    /// Every dispatch by post, in order.
    pub posts: Vec<PostOrder>,
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
    /// How the answer came in.
    pub entry: Entry,
}

/// The correction of an error the agency made in a result, with a clock of its own; the status stays (sửa sai).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was opened.
    pub opened_at: Moment,
    /// What is wrong.
    pub reason: String,
    /// When the corrected result is promised.
    pub due: Option<Due>,
    /// The result that was wrong.
    pub former: Option<String>,
    /// When the corrected result was there.
    pub corrected_at: Option<Moment>,
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
            corrections: Vec::new(),
            consultations: Vec::new(),
            end_reason: None,
            ended_at: None,
            assignee: None,
            runs: Vec::new(),
            last: None,
            draft: None,
            results: Vec::new(),
            return_way: None,
            posts: Vec::new(),
        }
    }

    /// Returns when it was received as paper, at the counter or by post; none where it came online.
    pub fn received_on_paper(&self) -> Option<Moment> {
        self.filing.as_ref()?.entry.received_at(self.submitted_at?)
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

    /// Returns the correction that is not done yet.
    pub fn open_correction(&self) -> Option<&Correction> {
        self.corrections
            .last()
            .filter(|correction| correction.corrected_at.is_none())
    }

    /// Tells whether a corrected result waits for an applicant who has the one before.
    pub fn has_corrected_to_return(&self) -> bool {
        self.status == Some(Status::Returned) && self.delivery.is_waiting()
    }

    /// Returns the result that holds now: recorded, neither replaced nor revoked.
    pub fn valid_result(&self) -> Option<&IssuedResult> {
        self.results.last().filter(|result| result.end.is_none())
    }

    /// Tells whether the last result was revoked.
    pub fn is_result_revoked(&self) -> bool {
        let last = self.results.last().and_then(|result| result.end.as_ref());
        matches!(last, Some(ResultEnd::Revoked { .. }))
    }

    /// Tells whether an agency still has something to do with it.
    pub fn is_open(&self) -> bool {
        !self.status.is_some_and(Status::is_terminal)
            || self.open_correction().is_some()
            || self.has_corrected_to_return()
    }

    /// Returns the date promised now: of an open correction, else of the work itself.
    pub fn promised(&self) -> Option<&Due> {
        match self.open_correction() {
            Some(correction) => correction.due.as_ref(),
            None => self.due.as_ref(),
        }
    }

    /// Returns the count that runs now, from its beginning to its due date; none while nothing counts.
    pub fn running(&self) -> Option<(Moment, Moment)> {
        if let Some(correction) = self.open_correction() {
            return correction.due.as_ref().map(|due| (correction.opened_at, due.due_at));
        }
        match self.clock() {
            Clock::Running => self.counted_from.zip(self.due.as_ref().map(|due| due.due_at)),
            Clock::NotStarted | Clock::Paused | Clock::Stopped => None,
        }
    }

    /// Lists how the filing and each supplement came in.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let filed = self.filing.as_ref().map(|filing| &filing.entry);
        filed
            .into_iter()
            .chain(self.supplements.iter().map(|round| &round.entry))
    }

    /// Lists the papers that a desk saw or kept as paper, at the filing and with each supplement; the last word counts.
    pub fn papers_on_paper(&self) -> BTreeMap<&str, Seen> {
        self.entries()
            .filter_map(Entry::taken_in)
            .flat_map(|taken_in| &taken_in.papers)
            .map(|paper| (paper.slot.as_str(), paper.how))
            .collect()
    }

    /// Tells whether a place may stand in a request for a supplement: the first request, or a place that changed since.
    pub fn may_be_asked(&self, place: &Place) -> bool {
        self.supplements.is_empty() || self.changed_since_first_request(place)
    }

    /// Tells whether a place has changed since the first request for a supplement.
    pub fn changed_since_first_request(&self, place: &Place) -> bool {
        self.supplements
            .iter()
            .flat_map(|round| &round.changed)
            .any(|changed| changed.touches(place))
    }
}
