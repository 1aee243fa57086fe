//! What somebody wants to happen to a dossier.

use serde::{Deserialize, Serialize};

use time::Date;

use super::{
    Asking, Defect, Digest, Entry, Filing, HandedOver, ItemCode, NewDate, Opinion, Place, ResultPaper, ReturnWay,
};
use crate::{
    access::Action,
    calendar::Moment,
    deadline::Period,
    id::{AccountId, FileId},
};

/// A wish that `decide` answers with events or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a dossier has one filing, and as many of the others as it takes"
)]
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
        /// How it came in: from the applicant, or on paper to a desk.
        entry: Entry,
        /// The time that the answers select now; counts where the dossier was never received before.
        period: Option<Period>,
    },
    /// Ask for a payment (yêu cầu thực hiện nghĩa vụ tài chính).
    AskPayment {
        /// How much, in đồng.
        amount: u64,
        /// Why, where it is not the fee counted at filing.
        reason: Option<String>,
    },
    /// Record that the payment arrived.
    ConfirmPayment {
        /// How much, in đồng.
        amount: u64,
    },
    /// Record that a fee was paid while nothing waited for it.
    RecordPayment {
        /// How much, in đồng.
        amount: u64,
    },
    /// Record that a fee was given back (hoàn trả phí, lệ phí).
    RecordRefund {
        /// How much, in đồng.
        amount: u64,
    },
    /// Begin the work (chuyển xử lý).
    StartProcessing,
    /// Give it to an officer where nobody has it (phân công).
    Assign {
        /// To whom.
        to: AccountId,
        /// Whether the portal shares it out by load.
        automatic: bool,
    },
    /// Give it on to another officer (chuyển người thụ lý).
    Reassign {
        /// To whom.
        to: AccountId,
        /// Why.
        reason: String,
    },
    /// Take it, from nobody or from another officer (nhận xử lý).
    TakeOver,
    /// Promise another date, once (xin lỗi và hẹn lại, form 04).
    Extend {
        /// The new date.
        to: NewDate,
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
        /// The result as a paper; none where it is words alone.
        paper: Option<ResultPaper>,
    },
    /// Record that the result was handed over (trả kết quả).
    ReturnResult {
        /// How.
        how: HandedOver,
        /// Who took it; must be said at the counter.
        received_by: Option<String>,
    },
    /// Open the correction of a result in which the agency made an error (sửa kết quả do lỗi của cơ quan).
    OpenCorrection {
        /// What is wrong.
        reason: String,
    },
    /// Record the corrected result.
    Correct {
        /// The corrected result in words.
        result: String,
        /// Its files.
        files: Vec<FileId>,
        /// The result as a paper; none where it is words alone.
        paper: Option<ResultPaper>,
    },
    /// Submit a drafted result for signing (trình ký); another one takes the place of the one before.
    SubmitForSigning {
        /// The result in words.
        result: String,
        /// The files as drafted.
        files: Vec<FileId>,
        /// What will be issued.
        paper: ResultPaper,
    },
    /// Send the draft back (trả lại dự thảo).
    DeclineSigning {
        /// Why.
        reason: String,
    },
    /// Sign the draft (ký ban hành): this is what finishes the work, or the correction.
    SignResult {
        /// The files as signed.
        files: Vec<FileId>,
        /// The sum of the signed file.
        sha256: Digest,
    },
    /// Revoke the result that holds now (thu hồi kết quả).
    RevokeResult {
        /// Why.
        reason: String,
    },
    /// Ask other bodies for their opinion (lấy ý kiến).
    AskConsultation(Asking),
    /// Answer as the asked body (cho ý kiến).
    AnswerConsultation {
        /// The number of the event that asked.
        question: u64,
        /// What is answered.
        opinion: Opinion,
    },
    /// Ask a body no longer (thôi lấy ý kiến).
    WithdrawConsultation {
        /// The number of the event that asked.
        question: u64,
        /// Why.
        reason: String,
    },
    /// Pass it on to the next step of its process (chuyển bước).
    PassStep {
        /// To whom; nobody where nobody is there.
        to: Option<AccountId>,
        /// Whether the portal shares it out by load.
        automatic: bool,
    },
    /// Send it back to an earlier step (trả lại bước trước).
    SendBackStep {
        /// The key of the step.
        to: String,
        /// Why.
        reason: String,
    },
    /// Choose how the result is received (đăng ký hình thức nhận kết quả).
    ChooseReturnWay(ReturnWay),
    /// Make the order sheet of a dispatch by post, to the recipient who was registered (lập phiếu gửi).
    OrderPost,
    /// Hand a parcel to the carrier, both signing (giao bưu chính).
    HandToPost {
        /// The number of the event that ordered it.
        order: u64,
        /// The carrier's code.
        item: ItemCode,
        /// Who signs for the carrier.
        carrier: String,
    },
    /// Record that the recipient signed for a parcel (đã phát).
    DeliverPost {
        /// The number of the event that ordered it.
        order: u64,
        /// The day they signed.
        signed_on: Date,
        /// Who signed.
        received_by: String,
    },
    /// Take a parcel back that reached nobody (chuyển hoàn).
    TakePostBack {
        /// The number of the event that ordered it.
        order: u64,
        /// Why it came back.
        reason: String,
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
    /// See [`Command::RecordPayment`].
    RecordPayment,
    /// See [`Command::RecordRefund`].
    RecordRefund,
    /// See [`Command::StartProcessing`].
    StartProcessing,
    /// See [`Command::Assign`].
    Assign,
    /// See [`Command::Reassign`].
    Reassign,
    /// See [`Command::TakeOver`].
    TakeOver,
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
    /// See [`Command::OpenCorrection`].
    OpenCorrection,
    /// See [`Command::Correct`].
    Correct,
    /// See [`Command::AskConsultation`].
    AskConsultation,
    /// See [`Command::AnswerConsultation`].
    AnswerConsultation,
    /// See [`Command::WithdrawConsultation`].
    WithdrawConsultation,
    /// See [`Command::PassStep`].
    PassStep,
    /// See [`Command::SendBackStep`].
    SendBackStep,
    /// See [`Command::SubmitForSigning`].
    SubmitForSigning,
    /// See [`Command::DeclineSigning`].
    DeclineSigning,
    /// See [`Command::SignResult`].
    SignResult,
    /// See [`Command::RevokeResult`].
    RevokeResult,
    /// See [`Command::ChooseReturnWay`].
    ChooseReturnWay,
    /// See [`Command::OrderPost`].
    OrderPost,
    /// See [`Command::HandToPost`].
    HandToPost,
    /// See [`Command::DeliverPost`].
    DeliverPost,
    /// See [`Command::TakePostBack`].
    TakePostBack,
}

impl CommandKind {
    /// Lists every kind.
    pub const ALL: [Self; 36] = [
        Self::Submit,
        Self::Accept,
        Self::RefuseReception,
        Self::AskSupplement,
        Self::Supplement,
        Self::AskPayment,
        Self::ConfirmPayment,
        Self::RecordPayment,
        Self::RecordRefund,
        Self::StartProcessing,
        Self::Assign,
        Self::Reassign,
        Self::TakeOver,
        Self::Extend,
        Self::RequestWithdrawal,
        Self::ConfirmWithdrawal,
        Self::DeclineWithdrawal,
        Self::Stop,
        Self::Finish,
        Self::ReturnResult,
        Self::OpenCorrection,
        Self::Correct,
        Self::AskConsultation,
        Self::AnswerConsultation,
        Self::WithdrawConsultation,
        Self::PassStep,
        Self::SendBackStep,
        Self::SubmitForSigning,
        Self::DeclineSigning,
        Self::SignResult,
        Self::RevokeResult,
        Self::ChooseReturnWay,
        Self::OrderPost,
        Self::HandToPost,
        Self::DeliverPost,
        Self::TakePostBack,
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
            Self::ConfirmPayment | Self::RecordPayment => Action::ConfirmPayment,
            Self::RecordRefund => Action::RecordRefund,
            Self::StartProcessing => Action::StartProcessing,
            Self::Assign => Action::Assign,
            Self::Reassign => Action::Reassign,
            Self::TakeOver => Action::TakeOver,
            Self::Extend => Action::Extend,
            Self::RequestWithdrawal => Action::RequestWithdrawal,
            Self::ConfirmWithdrawal | Self::DeclineWithdrawal => Action::AnswerWithdrawal,
            Self::Stop => Action::Stop,
            Self::Finish => Action::Finish,
            Self::ReturnResult => Action::ReturnResult,
            Self::OpenCorrection => Action::OpenCorrection,
            Self::Correct => Action::Correct,
            Self::AskConsultation | Self::WithdrawConsultation => Action::Consult,
            Self::AnswerConsultation => Action::AnswerConsultation,
            Self::PassStep | Self::SendBackStep => Action::HandOn,
            Self::SubmitForSigning => Action::SubmitForSigning,
            Self::DeclineSigning | Self::SignResult => Action::SignResult,
            Self::RevokeResult => Action::RevokeResult,
            Self::ChooseReturnWay => Action::ChooseReturnWay,
            Self::OrderPost => Action::OrderPost,
            Self::HandToPost | Self::DeliverPost | Self::TakePostBack => Action::HandlePost,
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
            Self::RecordPayment { .. } => CommandKind::RecordPayment,
            Self::RecordRefund { .. } => CommandKind::RecordRefund,
            Self::StartProcessing => CommandKind::StartProcessing,
            Self::Assign { .. } => CommandKind::Assign,
            Self::Reassign { .. } => CommandKind::Reassign,
            Self::TakeOver => CommandKind::TakeOver,
            Self::Extend { .. } => CommandKind::Extend,
            Self::RequestWithdrawal { .. } => CommandKind::RequestWithdrawal,
            Self::ConfirmWithdrawal => CommandKind::ConfirmWithdrawal,
            Self::DeclineWithdrawal { .. } => CommandKind::DeclineWithdrawal,
            Self::Stop { .. } => CommandKind::Stop,
            Self::Finish { .. } => CommandKind::Finish,
            Self::ReturnResult { .. } => CommandKind::ReturnResult,
            Self::OpenCorrection { .. } => CommandKind::OpenCorrection,
            Self::Correct { .. } => CommandKind::Correct,
            Self::AskConsultation(_) => CommandKind::AskConsultation,
            Self::AnswerConsultation { .. } => CommandKind::AnswerConsultation,
            Self::WithdrawConsultation { .. } => CommandKind::WithdrawConsultation,
            Self::PassStep { .. } => CommandKind::PassStep,
            Self::SendBackStep { .. } => CommandKind::SendBackStep,
            Self::SubmitForSigning { .. } => CommandKind::SubmitForSigning,
            Self::DeclineSigning { .. } => CommandKind::DeclineSigning,
            Self::SignResult { .. } => CommandKind::SignResult,
            Self::RevokeResult { .. } => CommandKind::RevokeResult,
            Self::ChooseReturnWay(_) => CommandKind::ChooseReturnWay,
            Self::OrderPost => CommandKind::OrderPost,
            Self::HandToPost { .. } => CommandKind::HandToPost,
            Self::DeliverPost { .. } => CommandKind::DeliverPost,
            Self::TakePostBack { .. } => CommandKind::TakePostBack,
        }
    }
}
