//! What somebody wants to happen to a dossier.

use serde::{Deserialize, Serialize};

use super::{Defect, Digest, Filing, HandedOver, Place};
use crate::{access::Action, calendar::Moment, id::FileId};

/// A wish that `decide` answers with events or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Submit it (nộp hồ sơ).
    Submit(Filing),
    /// Accept it (tiếp nhận).
    Accept {
        /// The date promised where the procedure states no time that can be counted; else it is computed.
        due: Option<Moment>,
    },
    /// Refuse to receive it (từ chối tiếp nhận).
    RefuseReception {
        /// Why.
        reason: String,
    },
    /// Ask for everything missing (yêu cầu bổ sung).
    AskSupplement {
        /// What, where and why.
        items: Vec<Defect>,
    },
    /// Send what was asked (bổ sung hồ sơ).
    Supplement {
        /// The places whose answer or file changed.
        changed: Vec<Place>,
        /// The sum over answers and files as they are now.
        content: Digest,
    },
    /// Ask for a payment (yêu cầu thực hiện nghĩa vụ tài chính).
    AskPayment {
        /// How much, in đồng.
        amount: u64,
    },
    /// Record that the payment arrived.
    ConfirmPayment {
        /// How much, in đồng.
        amount: u64,
    },
    /// Begin the work (chuyển xử lý).
    StartProcessing,
    /// Promise another date, once (xin lỗi và hẹn lại, form 04).
    Extend {
        /// The new date.
        due: Moment,
        /// Why.
        reason: String,
    },
    /// Ask to withdraw it (rút hồ sơ).
    RequestWithdrawal {
        /// Why, if they say so.
        reason: Option<String>,
    },
    /// Confirm the withdrawal.
    ConfirmWithdrawal,
    /// Decline the withdrawal.
    DeclineWithdrawal {
        /// Why.
        reason: String,
    },
    /// Stop the work (dừng xử lý).
    Stop {
        /// Why.
        reason: String,
    },
    /// Record the result (kết thúc xử lý).
    Finish {
        /// The result in words: number, date and name of the paper.
        result: String,
        /// The result's files.
        files: Vec<FileId>,
    },
    /// Record that the result was handed over (trả kết quả).
    ReturnResult {
        /// How.
        how: HandedOver,
    },
}

/// A command without its particulars, for buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// See [`Command::Submit`].
    Submit,
    /// See [`Command::Accept`].
    Accept,
    /// See [`Command::RefuseReception`].
    RefuseReception,
    /// See [`Command::AskSupplement`].
    AskSupplement,
    /// See [`Command::Supplement`].
    Supplement,
    /// See [`Command::AskPayment`].
    AskPayment,
    /// See [`Command::ConfirmPayment`].
    ConfirmPayment,
    /// See [`Command::StartProcessing`].
    StartProcessing,
    /// See [`Command::Extend`].
    Extend,
    /// See [`Command::RequestWithdrawal`].
    RequestWithdrawal,
    /// See [`Command::ConfirmWithdrawal`].
    ConfirmWithdrawal,
    /// See [`Command::DeclineWithdrawal`].
    DeclineWithdrawal,
    /// See [`Command::Stop`].
    Stop,
    /// See [`Command::Finish`].
    Finish,
    /// See [`Command::ReturnResult`].
    ReturnResult,
}

impl CommandKind {
    /// Lists every kind.
    pub const ALL: [Self; 15] = [
        Self::Submit,
        Self::Accept,
        Self::RefuseReception,
        Self::AskSupplement,
        Self::Supplement,
        Self::AskPayment,
        Self::ConfirmPayment,
        Self::StartProcessing,
        Self::Extend,
        Self::RequestWithdrawal,
        Self::ConfirmWithdrawal,
        Self::DeclineWithdrawal,
        Self::Stop,
        Self::Finish,
        Self::ReturnResult,
    ];

    /// Returns what access must allow for it.
    pub const fn action(self) -> Action {
        match self {
            Self::Submit => Action::File,
            Self::Accept => Action::Accept,
            Self::RefuseReception => Action::RefuseReception,
            Self::AskSupplement => Action::AskSupplement,
            Self::Supplement => Action::Supplement,
            Self::AskPayment => Action::AskPayment,
            Self::ConfirmPayment => Action::ConfirmPayment,
            Self::StartProcessing => Action::StartProcessing,
            Self::Extend => Action::Extend,
            Self::RequestWithdrawal => Action::RequestWithdrawal,
            Self::ConfirmWithdrawal | Self::DeclineWithdrawal => Action::AnswerWithdrawal,
            Self::Stop => Action::Stop,
            Self::Finish => Action::Finish,
            Self::ReturnResult => Action::ReturnResult,
        }
    }
}

impl Command {
    /// Returns the kind of command.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Submit(_) => CommandKind::Submit,
            Self::Accept { .. } => CommandKind::Accept,
            Self::RefuseReception { .. } => CommandKind::RefuseReception,
            Self::AskSupplement { .. } => CommandKind::AskSupplement,
            Self::Supplement { .. } => CommandKind::Supplement,
            Self::AskPayment { .. } => CommandKind::AskPayment,
            Self::ConfirmPayment { .. } => CommandKind::ConfirmPayment,
            Self::StartProcessing => CommandKind::StartProcessing,
            Self::Extend { .. } => CommandKind::Extend,
            Self::RequestWithdrawal { .. } => CommandKind::RequestWithdrawal,
            Self::ConfirmWithdrawal => CommandKind::ConfirmWithdrawal,
            Self::DeclineWithdrawal { .. } => CommandKind::DeclineWithdrawal,
            Self::Stop { .. } => CommandKind::Stop,
            Self::Finish { .. } => CommandKind::Finish,
            Self::ReturnResult { .. } => CommandKind::ReturnResult,
        }
    }
}
