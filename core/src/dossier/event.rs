//! What happened to a dossier, sealed so that a change to any of it shows.

use serde::{Deserialize, Serialize};

use time::Date;

use super::{
    Defect, Digest, Entry, Filing, HandedOver, ItemCode, Opinion, Place, Question, Recipient, ResultPaper, ReturnWay,
    Status,
};
use crate::{
    actor::Actor,
    agency::AgencyCode,
    calendar::{Moment, iso_date},
    deadline::{Due, Line, Period},
    id::{AccountId, FileId},
};

/// One event of a dossier's history (sự kiện).
///
/// The hash is SHA-256 over the previous hash (32 bytes) and the JSON of every other field in declared order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// 1 for the submission, then without gaps.
    pub seq: u64,
    /// When it happened, never before the event before it.
    pub at: Moment,
    /// Who did it.
    pub actor: Actor,
    /// For whom it was done, when not for oneself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<AccountId>,
    /// What happened.
    pub kind: EventKind,
    /// The hash of the event before; zeros for the first.
    pub prev_hash: Digest,
    /// The hash of this event.
    pub hash: Digest,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(
    clippy::large_enum_variant,
    reason = "a dossier has one filing, and as many of the others as it takes"
)]
pub enum EventKind {
    /// The dossier was submitted.
    Submitted(Filing),
    /// It was accepted and a date promised.
    Accepted {
        /// The promised date; absent where the procedure states no time that can be counted.
        due: Option<Due>,
    },
    /// Reception was refused (form 03).
    ReceptionRefused {
        /// Why.
        reason: String,
    },
    /// The applicant was asked to mend it (form 02).
    SupplementAsked {
        /// Everything to be mended.
        items: Vec<Defect>,
    },
    /// The applicant mended it.
    Supplemented {
        /// The places whose answer or file changed.
        changed: Vec<Place>,
        /// The sum over answers and files as they are now.
        content: Digest,
        /// How the work goes on.
        resumed: Resumed,
        /// How it came in: online, or on paper to a desk.
        #[serde(default, skip_serializing_if = "Entry::is_online")]
        entry: Entry,
        /// The time that the answers select now, where the count begins with them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<Period>,
    },
    /// The applicant was asked to pay.
    PaymentAsked {
        /// How much, in đồng.
        amount: u64,
        /// Why, where it is not the fee counted at filing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The payment arrived.
    PaymentConfirmed {
        /// How much, in đồng.
        amount: u64,
        /// How the work goes on.
        resumed: Resumed,
    },
    /// A fee was paid while nothing waited for it: before it was asked for, or at the counter.
    FeePaid {
        /// How much, in đồng.
        amount: u64,
    },
    /// A fee was given back.
    FeeRefunded {
        /// How much, in đồng.
        amount: u64,
    },
    /// The work began.
    ProcessingStarted,
    /// It was given to an officer.
    Assigned {
        /// Who has it now.
        to: AccountId,
        /// Whether the portal shared it out by load.
        automatic: bool,
    },
    /// It was given on to another officer.
    Reassigned {
        /// Who had it.
        from: AccountId,
        /// Who has it now.
        to: AccountId,
        /// Why.
        reason: String,
    },
    /// An officer took it.
    TakenOver {
        /// Who had it, where somebody did.
        from: Option<AccountId>,
        /// Who has it now.
        to: AccountId,
    },
    /// The agency apologised and promised another date (form 04).
    Extended {
        /// The new date.
        due_at: Moment,
        /// Why.
        reason: String,
        /// The days between the date promised before and this one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        days: Vec<Line>,
    },
    /// The applicant asked to withdraw it.
    WithdrawalRequested {
        /// Why, if they said so.
        reason: Option<String>,
    },
    /// An officer confirmed the withdrawal (form 05).
    WithdrawalConfirmed,
    /// An officer declined the withdrawal.
    WithdrawalDeclined {
        /// Why.
        reason: String,
    },
    /// The work was stopped.
    Stopped {
        /// Why.
        reason: String,
    },
    /// The result is there.
    Finished {
        /// The result in words: number, date and name of the paper.
        result: String,
        /// The result's files.
        files: Vec<FileId>,
        /// The result as a paper; absent in results that are words alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<ResultPaper>,
    },
    /// The result was handed over.
    ResultReturned {
        /// How.
        how: HandedOver,
        /// Who took it, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_by: Option<String>,
    },
    /// The agency found an error of its own in the result and corrects it at its cost (NĐ 61/2018 art. 20). The law knows no
    /// way back from a result, so the status stays.
    CorrectionOpened {
        /// What is wrong.
        reason: String,
        /// When the corrected result is promised, by the period the dossier was received under.
        due: Option<Due>,
    },
    /// The corrected result is there and stands in the place of the one before.
    Corrected {
        /// The corrected result in words.
        result: String,
        /// Its files.
        files: Vec<FileId>,
        /// The result as a paper; absent in results that are words alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<ResultPaper>,
    },
    /// The corrected result was handed over, where the one before had been.
    CorrectionReturned {
        /// How.
        how: HandedOver,
        /// Who took it, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_by: Option<String>,
    },
    /// Another body was asked for its opinion; the clock runs on.
    ConsultationAsked(Question),
    /// The asked body answered.
    ConsultationAnswered {
        /// The number of the event that asked.
        question: u64,
        /// The body.
        by: AgencyCode,
        /// What it answered.
        opinion: Opinion,
    },
    /// The body is asked no longer.
    ConsultationWithdrawn {
        /// The number of the event that asked.
        question: u64,
        /// The body.
        to: AgencyCode,
        /// Why.
        reason: String,
    },
    /// It was passed on to the next step of its process.
    StepPassed {
        /// The step it was in.
        from: String,
        /// The step it is in now.
        to: String,
        /// Who has it now, where somebody does.
        officer: Option<AccountId>,
        /// Whether the portal shared it out by load.
        automatic: bool,
    },
    /// It was sent back to an earlier step.
    StepSentBack {
        /// The step it was in.
        from: String,
        /// The step it is in now.
        to: String,
        /// Who has it now: whoever had it there.
        officer: Option<AccountId>,
        /// Why.
        reason: String,
    },
    /// A result was drafted and submitted for signing (trình ký).
    SigningRequested {
        /// The result in words.
        result: String,
        /// The files as drafted.
        files: Vec<FileId>,
        /// What will be issued.
        paper: ResultPaper,
    },
    /// The head sent the draft back.
    SigningDeclined {
        /// Why.
        reason: String,
    },
    /// The head revoked the result (thu hồi kết quả); the status stays.
    ResultRevoked {
        /// Why.
        reason: String,
    },
    /// How the result is to be received was chosen, or changed.
    ReturnWayChosen(ReturnWay),
    /// The order sheet of a dispatch by post was made.
    PostOrdered {
        /// The number of the sheet.
        number: String,
        /// To whom it goes.
        recipient: Recipient,
        /// The number of the event its result came with.
        result: u64,
    },
    /// The parcel was handed to the carrier; that hands nothing over to the applicant.
    PostHandedOver {
        /// The number of the event that ordered it.
        order: u64,
        /// The carrier's code.
        item: ItemCode,
        /// Who signed for the carrier.
        carrier: String,
    },
    /// The recipient signed for the parcel.
    PostDelivered {
        /// The number of the event that ordered it.
        order: u64,
        /// The day they signed.
        #[serde(with = "iso_date")]
        signed_on: Date,
        /// Who signed.
        received_by: String,
    },
    /// The parcel came back to the agency.
    PostCameBack {
        /// The number of the event that ordered it.
        order: u64,
        /// Why.
        reason: String,
    },
}

/// How the work goes on after a wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resumed {
    /// The status it goes back to: accepted or processing.
    pub status: Status,
    /// Whether the period started anew, now.
    pub restarted: bool,
    /// The date promised now.
    pub due: Option<Due>,
}

impl EventKind {
    /// Returns the stable name, for lists and logs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Submitted(_) => "submitted",
            Self::Accepted { .. } => "accepted",
            Self::ReceptionRefused { .. } => "reception_refused",
            Self::SupplementAsked { .. } => "supplement_asked",
            Self::Supplemented { .. } => "supplemented",
            Self::PaymentAsked { .. } => "payment_asked",
            Self::PaymentConfirmed { .. } => "payment_confirmed",
            Self::FeePaid { .. } => "fee_paid",
            Self::FeeRefunded { .. } => "fee_refunded",
            Self::ProcessingStarted => "processing_started",
            Self::Assigned { .. } => "assigned",
            Self::Reassigned { .. } => "reassigned",
            Self::TakenOver { .. } => "taken_over",
            Self::Extended { .. } => "extended",
            Self::WithdrawalRequested { .. } => "withdrawal_requested",
            Self::WithdrawalConfirmed => "withdrawal_confirmed",
            Self::WithdrawalDeclined { .. } => "withdrawal_declined",
            Self::Stopped { .. } => "stopped",
            Self::Finished { .. } => "finished",
            Self::ResultReturned { .. } => "result_returned",
            Self::CorrectionOpened { .. } => "correction_opened",
            Self::Corrected { .. } => "corrected",
            Self::CorrectionReturned { .. } => "correction_returned",
            Self::ConsultationAsked(_) => "consultation_asked",
            Self::ConsultationAnswered { .. } => "consultation_answered",
            Self::ConsultationWithdrawn { .. } => "consultation_withdrawn",
            Self::StepPassed { .. } => "step_passed",
            Self::StepSentBack { .. } => "step_sent_back",
            Self::SigningRequested { .. } => "signing_requested",
            Self::SigningDeclined { .. } => "signing_declined",
            Self::ResultRevoked { .. } => "result_revoked",
            Self::ReturnWayChosen(_) => "return_way_chosen",
            Self::PostOrdered { .. } => "post_ordered",
            Self::PostHandedOver { .. } => "post_handed_over",
            Self::PostDelivered { .. } => "post_delivered",
            Self::PostCameBack { .. } => "post_came_back",
        }
    }

    /// Tells whether it is only about who of the desk works on it and how; the applicant is not told of it.
    pub const fn is_inside(&self) -> bool {
        matches!(
            self,
            Self::Assigned { .. }
                | Self::Reassigned { .. }
                | Self::TakenOver { .. }
                | Self::StepPassed { .. }
                | Self::StepSentBack { .. }
                | Self::SigningRequested { .. }
                | Self::SigningDeclined { .. }
        )
    }

    /// Returns the status the dossier has after it; none where it stays as it was.
    pub const fn status(&self) -> Option<Status> {
        match self {
            Self::Submitted(_) => Some(Status::New),
            Self::Accepted { .. } => Some(Status::Accepted),
            Self::ReceptionRefused { .. } => Some(Status::Refused),
            Self::SupplementAsked { .. } => Some(Status::AwaitingSupplement),
            Self::Supplemented { resumed, .. } | Self::PaymentConfirmed { resumed, .. } => Some(resumed.status),
            Self::PaymentAsked { .. } => Some(Status::AwaitingPayment),
            Self::ProcessingStarted => Some(Status::Processing),
            Self::WithdrawalConfirmed => Some(Status::Withdrawn),
            Self::Stopped { .. } => Some(Status::Stopped),
            Self::Finished { .. } => Some(Status::Finished),
            Self::ResultReturned { .. } => Some(Status::Returned),
            Self::FeePaid { .. }
            | Self::FeeRefunded { .. }
            | Self::Extended { .. }
            | Self::WithdrawalRequested { .. }
            | Self::WithdrawalDeclined { .. }
            | Self::Assigned { .. }
            | Self::Reassigned { .. }
            | Self::TakenOver { .. }
            | Self::CorrectionOpened { .. }
            | Self::Corrected { .. }
            | Self::CorrectionReturned { .. }
            | Self::ConsultationAsked(_)
            | Self::ConsultationAnswered { .. }
            | Self::ConsultationWithdrawn { .. }
            | Self::StepPassed { .. }
            | Self::StepSentBack { .. }
            | Self::SigningRequested { .. }
            | Self::SigningDeclined { .. }
            | Self::ResultRevoked { .. }
            | Self::ReturnWayChosen(_)
            | Self::PostOrdered { .. }
            | Self::PostHandedOver { .. }
            | Self::PostDelivered { .. }
            | Self::PostCameBack { .. } => None,
        }
    }
}

/// The end of a chain, where the next event is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The number of the last event.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// Its hash.
    pub hash: Digest,
}

/// An event could not be written as JSON; no event made here is such a one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the event cannot be written")]
pub struct Unsealable;

/// The stored text is not an event as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an event as it was written")]
pub struct NotAnEvent;

impl Event {
    /// Seals what happened as the next event; a clock that ran behind the last event is held at it.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn seal(
        after: Option<Link>,
        at: Moment,
        actor: Actor,
        on_behalf_of: Option<AccountId>,
        kind: EventKind,
    ) -> Result<Self, Unsealable> {
        let (seq, at, prev_hash) = match after {
            Some(last) => (last.seq.saturating_add(1), at.max(last.at), last.hash),
            None => (1, at, Digest::ZERO),
        };
        let mut event = Self {
            seq,
            at,
            actor,
            on_behalf_of,
            kind,
            prev_hash,
            hash: Digest::ZERO,
        };
        event.hash = event.computed_hash()?;
        Ok(event)
    }

    /// Returns where the next event is linked.
    pub const fn link(&self) -> Link {
        Link {
            seq: self.seq,
            at: self.at,
            hash: self.hash,
        }
    }

    /// Computes the hash this event ought to have.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn computed_hash(&self) -> Result<Digest, Unsealable> {
        let body = (self.seq, self.at, &self.actor, self.on_behalf_of, &self.kind);
        let json = serde_json::to_vec(&body).map_err(|_| Unsealable)?;
        Ok(Digest::of(&[self.prev_hash.bytes(), &json]))
    }

    /// Writes the whole event as one line of JSON, as stored.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn to_text(&self) -> Result<String, Unsealable> {
        serde_json::to_string(self).map_err(|_| Unsealable)
    }

    /// Reads a stored event, byte for byte as [`Self::to_text`] wrote it.
    ///
    /// # Errors
    /// When it is no event, or one written otherwise: even a harmless change is a change.
    pub fn from_text(text: &str) -> Result<Self, NotAnEvent> {
        let event: Self = serde_json::from_str(text).map_err(|_| NotAnEvent)?;
        if event.to_text().is_ok_and(|written| written == text) {
            Ok(event)
        } else {
            Err(NotAnEvent)
        }
    }
}
