//! The bare desk: what an officer needs to receive and answer.

use motcua_core::deadline::Stage;
use motcua_core::dossier::{DeliveryState, HandedOver, PaymentState, Status, SyncState};
use motcua_core::office::Risk;
use serde::{Deserialize, Serialize};

use super::consultation::ConsultationsView;
use super::dossier::{Receipt, TimelineEntry};
use super::draft::{AttachedFile, ReviewSection};
use super::payment::DeskMoney;
use super::post::PostingView;
use super::process::ProcessView;
use super::profile::VerificationView;
use super::repository::ComponentView;
use super::results::DeskResults;
use super::talk::Beside;

/// A dossier in the desk's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskLine {
    /// The number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// Who filed it.
    pub applicant: String,
    /// The legal status.
    pub status: Status,
    /// When it was sent, `hh:mm dd/mm/yyyy`.
    pub submitted_at: String,
    /// When the answer is due, `dd/mm/yyyy`.
    pub due_on: Option<String>,
    /// Working minutes left; negative when overdue.
    pub minutes_left: Option<i64>,
    /// How near it is to being late.
    pub risk: Risk,
    /// Who has it.
    pub officer: Option<String>,
    /// The step of its process it is in, where it is in one.
    #[serde(default)]
    pub step: Option<String>,
    /// Whether it is in that step for longer than the step may take.
    #[serde(default)]
    pub is_step_late: bool,
    /// The last event, sent back with an action.
    pub seen: u64,
    /// How many others there are of the same person and procedure, open or filed lately.
    #[serde(default)]
    pub alike: u32,
}

/// A dossier on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskDossier {
    /// The receipt's facts.
    pub receipt: Receipt,
    /// The legal status.
    pub status: Status,
    /// What was filed; every field's path can be named in a supplement request.
    pub sections: Vec<ReviewSection>,
    /// How it compares with the state's registers; nothing where it is not compared.
    #[serde(default)]
    pub verification: Option<VerificationView>,
    /// How the result reaches the applicant, and where it is.
    #[serde(default)]
    pub posting: PostingView,
    /// Its money, where the portal takes any.
    #[serde(default)]
    pub money: Option<DeskMoney>,
    /// What happened, the latest last.
    pub timeline: Vec<TimelineEntry>,
    /// The last event, sent back with an action so that two officers do not undo each other.
    pub seen: u64,
    /// What may be done now: the same rules decide again when it is done.
    pub allowed: Vec<DeskActionKind>,
    /// Paper slots that can be named in a supplement request: key and name.
    pub slots: Vec<(String, String)>,
    /// Places that were visible at an earlier request and have not changed since: they cannot be asked for again.
    pub settled: Vec<String>,
    /// Payment, delivery and synchronisation, each apart from the casework's status.
    pub states: OtherStates,
    /// What the last supplement changed; shown first, everything else folded.
    pub changes: Option<ChangesView>,
    /// The applicant's wish to withdraw that waits for an answer.
    pub withdrawal: Option<SaidView>,
    /// The correction that is open.
    pub correction: Option<CorrectionView>,
    /// What the portal has told of the date promised now, the latest last.
    pub warnings: Vec<WarningView>,
    /// The dates an extension would promise: working days and the day they lead to; empty when it cannot be extended.
    pub extensions: Vec<(u32, String)>,
    /// Messages, notes, and what else stands beside it.
    #[serde(default)]
    pub beside: Beside,
    /// Other bodies asked about it.
    #[serde(default)]
    pub consultations: ConsultationsView,
    /// Where it stands in its process, and who has it.
    #[serde(default)]
    pub process: ProcessView,
    /// Results as papers.
    #[serde(default)]
    pub results: DeskResults,
    /// How each component was digitised, and its pages.
    #[serde(default)]
    pub components: Vec<ComponentView>,
}

/// The states of a dossier beside its casework (trạng thái thanh toán, trả kết quả, đồng bộ).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStates {
    /// Where the money stands.
    pub payment: PaymentState,
    /// Where the result is.
    pub delivery: DeliveryState,
    /// How far each other system knows of it; empty while none is connected.
    pub sync: Vec<(String, SyncState)>,
}

/// What a supplement changed (nội dung đã bổ sung).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangesView {
    /// When it came in.
    pub at: String,
    /// Every answer that differs.
    pub answers: Vec<ChangedAnswer>,
    /// Every paper that differs.
    pub papers: Vec<ChangedPaper>,
}

/// An answer before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedAnswer {
    /// The part of the form.
    pub section: String,
    /// The question.
    pub label: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// What was asked of it, if it was.
    pub asked: Option<String>,
}

/// A paper before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangedPaper {
    /// What the paper is called.
    pub name: String,
    /// The files that were there and are no more.
    pub before: Vec<AttachedFile>,
    /// The files that came.
    pub after: Vec<AttachedFile>,
    /// What was asked of it, if it was.
    pub asked: Option<String>,
}

/// Words somebody said, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidView {
    /// When.
    pub at: String,
    /// What, if anything.
    pub words: Option<String>,
}

/// A correction of the agency's error that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionView {
    /// Since when.
    pub at: String,
    /// What is wrong.
    pub reason: String,
    /// When the corrected result is promised.
    pub due: Option<String>,
    /// Working minutes left; negative when overdue.
    pub minutes_left: Option<i64>,
}

/// A warning the portal gave about the date promised now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningView {
    /// Which.
    pub stage: Stage,
    /// When it was given.
    pub at: String,
}

/// What an officer may do, without its particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskActionKind {
    /// Tiếp nhận.
    Accept,
    /// Yêu cầu bổ sung.
    AskSupplement,
    /// Từ chối tiếp nhận.
    Refuse,
    /// Chuyển xử lý.
    StartProcessing,
    /// Kết thúc: có kết quả.
    Finish,
    /// Trả kết quả.
    ReturnResult,
    /// Xin lỗi và hẹn lại.
    Extend,
    /// Đồng ý cho rút.
    ConfirmWithdrawal,
    /// Không đồng ý cho rút.
    DeclineWithdrawal,
    /// Dừng giải quyết.
    Stop,
    /// Mở việc sửa kết quả sai.
    OpenCorrection,
    /// Ghi kết quả đã sửa.
    Correct,
    /// Nhận xử lý.
    TakeOver,
    /// Chuyển người xử lý.
    GiveOn,
    /// Chuyển bước.
    PassStep,
    /// Trả lại bước trước.
    SendBackStep,
    /// Ký ban hành kết quả.
    Sign,
    /// Trả lại dự thảo.
    DeclineSigning,
    /// Thu hồi kết quả.
    Revoke,
}

/// What an officer does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskAction {
    /// Accepts; the due date is computed.
    Accept,
    /// Asks once for everything missing.
    AskSupplement {
        /// What, each with its reason.
        items: Vec<DefectInput>,
    },
    /// Refuses reception with a reason.
    Refuse {
        /// The reason.
        reason: String,
    },
    /// Hands it on for processing.
    StartProcessing,
    /// Records the result.
    Finish {
        /// The result in words (number and date of the paper).
        result: String,
    },
    /// Records that the result was handed over.
    ReturnResult {
        /// How.
        how: HandedOver,
        /// Who took it.
        received_by: String,
    },
    /// Apologises and promises another date: computed from working days, or named.
    Extend {
        /// Working days after the date promised before.
        days: Option<u32>,
        /// The day, as typed: `dd/mm/yyyy`.
        on: String,
        /// Why.
        reason: String,
    },
    /// Lets the applicant withdraw.
    ConfirmWithdrawal,
    /// Does not let the applicant withdraw.
    DeclineWithdrawal {
        /// Why.
        reason: String,
    },
    /// Opens the correction of a result that is wrong by the agency's error.
    OpenCorrection {
        /// What is wrong.
        reason: String,
    },
    /// Records the corrected result.
    Correct {
        /// The corrected result in words.
        result: String,
    },
    /// Stops the work with a reason.
    Stop {
        /// The reason.
        reason: String,
    },
    /// Takes it, from nobody or from another officer.
    TakeOver,
    /// Gives it on to another officer.
    GiveOn {
        /// The officer's account.
        to: String,
        /// Why.
        reason: String,
    },
    /// Passes it on to the next step of its process.
    PassStep {
        /// The officer's account; empty where the portal shares it out by load.
        to: String,
    },
    /// Sends it back to an earlier step.
    SendBackStep {
        /// The key of the step.
        to: String,
        /// Why.
        reason: String,
    },
    /// Signs the drafted result.
    Sign,
    /// Sends the drafted result back.
    DeclineSigning {
        /// Why.
        reason: String,
    },
    /// Revokes the result that holds.
    Revoke {
        /// Why.
        reason: String,
    },
}

/// One defect as the officer names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefectInput {
    /// The path of a field, or `paper:` and the key of a slot.
    pub at: String,
    /// Why.
    pub reason: String,
}
