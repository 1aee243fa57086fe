//! What a message is about: a closed list, each with the name it is kept under.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::dossier::EventKind;

/// What a message is about (nội dung thông báo). Those that come of an event bear its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// The dossier arrived at the portal.
    Submitted,
    /// It was accepted and a date promised.
    Accepted,
    /// Reception was refused.
    ReceptionRefused,
    /// Something must be mended.
    SupplementAsked,
    /// Something must be paid.
    PaymentAsked,
    /// The payment arrived.
    PaymentConfirmed,
    /// A fee was given back.
    FeeRefunded,
    /// The agency apologised and promised another date.
    Extended,
    /// The withdrawal was confirmed.
    WithdrawalConfirmed,
    /// The withdrawal was declined.
    WithdrawalDeclined,
    /// The work was stopped.
    Stopped,
    /// The result is there.
    Finished,
    /// The result was handed over.
    ResultReturned,
    /// The result was revoked.
    ResultRevoked,
    /// The result is on its way by post.
    PostHandedOver,
    /// The parcel came back.
    PostCameBack,
    /// Whether an address is the person's: a code to type back.
    AddressCheck,
    /// The agency wrote to the applicant.
    Message,
    /// The applicant wrote to the agency; its officers are told.
    DeskMessage,
    /// A dossier was given to the officer who is told.
    DeskAssigned,
    /// A promised date is near; whoever has the dossier is told.
    DeadlineSoon,
    /// A promised date has passed; whoever has the dossier is told.
    DeadlineOverdue,
    /// It stays passed; the head is told.
    DeadlineEscalated,
    /// A body that was asked let its date pass without an answer; the head and whoever asked are told.
    ConsultationSilent,
    /// Another body asks for the opinion of the officer's own; who may answer is told.
    ConsultationAsked,
    /// A body that was asked answered; whoever asked is told.
    ConsultationAnswered,
    /// A dossier is in a step for longer than the step may take; whoever has it is told.
    StepLate,
}

/// The text names no matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing that people are told of")]
pub struct UnknownMatter;

impl Matter {
    /// Lists every matter.
    pub const ALL: [Self; 27] = [
        Self::Submitted,
        Self::Accepted,
        Self::ReceptionRefused,
        Self::SupplementAsked,
        Self::PaymentAsked,
        Self::PaymentConfirmed,
        Self::FeeRefunded,
        Self::Extended,
        Self::WithdrawalConfirmed,
        Self::WithdrawalDeclined,
        Self::Stopped,
        Self::Finished,
        Self::ResultReturned,
        Self::ResultRevoked,
        Self::PostHandedOver,
        Self::PostCameBack,
        Self::AddressCheck,
        Self::Message,
        Self::DeskMessage,
        Self::DeskAssigned,
        Self::DeadlineSoon,
        Self::DeadlineOverdue,
        Self::DeadlineEscalated,
        Self::ConsultationSilent,
        Self::ConsultationAsked,
        Self::ConsultationAnswered,
        Self::StepLate,
    ];

    /// Returns the name it is kept under.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::ReceptionRefused => "reception_refused",
            Self::SupplementAsked => "supplement_asked",
            Self::PaymentAsked => "payment_asked",
            Self::PaymentConfirmed => "payment_confirmed",
            Self::FeeRefunded => "fee_refunded",
            Self::Extended => "extended",
            Self::WithdrawalConfirmed => "withdrawal_confirmed",
            Self::WithdrawalDeclined => "withdrawal_declined",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
            Self::ResultReturned => "result_returned",
            Self::ResultRevoked => "result_revoked",
            Self::PostHandedOver => "post_handed_over",
            Self::PostCameBack => "post_came_back",
            Self::AddressCheck => "address_check",
            Self::Message => "message",
            Self::DeskMessage => "desk_message",
            Self::DeskAssigned => "desk_assigned",
            Self::DeadlineSoon => "deadline_soon",
            Self::DeadlineOverdue => "deadline_overdue",
            Self::DeadlineEscalated => "deadline_escalated",
            Self::ConsultationSilent => "consultation_silent",
            Self::ConsultationAsked => "consultation_asked",
            Self::ConsultationAnswered => "consultation_answered",
            Self::StepLate => "step_late",
        }
    }

    /// Tells whether the person has something to do.
    pub const fn asks(self) -> bool {
        match self {
            Self::SupplementAsked | Self::PaymentAsked | Self::AddressCheck | Self::ConsultationAsked => true,
            Self::Submitted
            | Self::Accepted
            | Self::ReceptionRefused
            | Self::PaymentConfirmed
            | Self::FeeRefunded
            | Self::Extended
            | Self::WithdrawalConfirmed
            | Self::WithdrawalDeclined
            | Self::Stopped
            | Self::Finished
            | Self::ResultReturned
            | Self::Message
            | Self::DeskMessage
            | Self::DeskAssigned
            | Self::DeadlineSoon
            | Self::DeadlineOverdue
            | Self::DeadlineEscalated
            | Self::ConsultationSilent
            | Self::ConsultationAnswered
            | Self::StepLate
            | Self::PostHandedOver
            | Self::PostCameBack
            | Self::ResultRevoked => false,
        }
    }

    /// Tells whether it is told to officers: what it is about is opened on the desk.
    pub const fn is_desks(self) -> bool {
        match self {
            Self::DeskMessage
            | Self::DeskAssigned
            | Self::DeadlineSoon
            | Self::DeadlineOverdue
            | Self::DeadlineEscalated
            | Self::ConsultationSilent
            | Self::ConsultationAsked
            | Self::ConsultationAnswered
            | Self::StepLate => true,
            Self::Submitted
            | Self::Accepted
            | Self::ReceptionRefused
            | Self::SupplementAsked
            | Self::PaymentAsked
            | Self::PaymentConfirmed
            | Self::FeeRefunded
            | Self::Extended
            | Self::WithdrawalConfirmed
            | Self::WithdrawalDeclined
            | Self::Stopped
            | Self::Finished
            | Self::ResultReturned
            | Self::ResultRevoked
            | Self::PostHandedOver
            | Self::PostCameBack
            | Self::AddressCheck
            | Self::Message => false,
        }
    }

    /// Returns what the applicant is told of an event; nothing of what they did themselves, the submission excepted, and
    /// nothing of steps inside the agency.
    pub const fn for_applicant(kind: &EventKind) -> Option<Self> {
        match kind {
            EventKind::Submitted(_) => Some(Self::Submitted),
            EventKind::Accepted { .. } => Some(Self::Accepted),
            EventKind::ReceptionRefused { .. } => Some(Self::ReceptionRefused),
            EventKind::SupplementAsked { .. } => Some(Self::SupplementAsked),
            EventKind::PaymentAsked { .. } => Some(Self::PaymentAsked),
            EventKind::PaymentConfirmed { .. } | EventKind::FeePaid { .. } => Some(Self::PaymentConfirmed),
            EventKind::FeeRefunded { .. } => Some(Self::FeeRefunded),
            EventKind::Extended { .. } => Some(Self::Extended),
            EventKind::WithdrawalConfirmed => Some(Self::WithdrawalConfirmed),
            EventKind::WithdrawalDeclined { .. } => Some(Self::WithdrawalDeclined),
            EventKind::Stopped { .. } => Some(Self::Stopped),
            EventKind::Finished { .. } | EventKind::Corrected { .. } => Some(Self::Finished),
            EventKind::ResultReturned { .. } | EventKind::CorrectionReturned { .. } => Some(Self::ResultReturned),
            EventKind::ResultRevoked { .. } => Some(Self::ResultRevoked),
            EventKind::PostHandedOver { .. } => Some(Self::PostHandedOver),
            EventKind::PostCameBack { .. } => Some(Self::PostCameBack),
            EventKind::Supplemented { .. }
            | EventKind::ReturnWayChosen(_)
            | EventKind::PostOrdered { .. }
            | EventKind::PostDelivered { .. }
            | EventKind::SigningRequested { .. }
            | EventKind::SigningDeclined { .. }
            | EventKind::ProcessingStarted
            | EventKind::Assigned { .. }
            | EventKind::Reassigned { .. }
            | EventKind::TakenOver { .. }
            | EventKind::CorrectionOpened { .. }
            | EventKind::WithdrawalRequested { .. }
            | EventKind::ConsultationAsked(_)
            | EventKind::ConsultationAnswered { .. }
            | EventKind::ConsultationWithdrawn { .. }
            | EventKind::StepPassed { .. }
            | EventKind::StepSentBack { .. } => None,
        }
    }
}

impl FromStr for Matter {
    type Err = UnknownMatter;

    fn from_str(text: &str) -> Result<Self, UnknownMatter> {
        Self::ALL
            .into_iter()
            .find(|matter| matter.name() == text)
            .ok_or(UnknownMatter)
    }
}
