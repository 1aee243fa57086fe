//! The bare desk: what an officer needs to receive and answer.

use motcua_core::dossier::Status;
use serde::{Deserialize, Serialize};

use super::dossier::{Receipt, TimelineEntry};
use super::draft::ReviewSection;

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
    /// What happened, the latest last.
    pub timeline: Vec<TimelineEntry>,
    /// The last event, sent back with an action so that two officers do not undo each other.
    pub seen: u64,
    /// What may be done now: the same rules decide again when it is done.
    pub allowed: Vec<DeskActionKind>,
    /// Paper slots that can be named in a supplement request: key and name.
    pub slots: Vec<(String, String)>,
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
    /// Đồng ý cho rút.
    ConfirmWithdrawal,
    /// Dừng giải quyết.
    Stop,
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
    ReturnResult,
    /// Lets the applicant withdraw.
    ConfirmWithdrawal,
    /// Stops the work with a reason.
    Stop {
        /// The reason.
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
