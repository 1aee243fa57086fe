//! A submitted dossier, as its owner and as anybody may see it.

use motcua_core::dossier::Status;
use serde::{Deserialize, Serialize};

use super::draft::{AttachedFile, ReviewSection};

/// The outcome of a submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Submitted {
    /// It is filed, durably, once.
    Filed {
        /// The dossier's number.
        number: String,
    },
    /// Something is wrong or missing; the review shows it.
    Incomplete,
}

/// What the asker may see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one lives per page")]
pub enum TrackView {
    /// The degree of completion and nothing else (TT 01/2018 art.16).
    Public(PublicView),
    /// Everything that is the owner's.
    Owner(OwnerView),
}

/// How far a dossier is, without saying whose it is or what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicView {
    /// The number asked for.
    pub number: String,
    /// How far it is.
    pub completion: Completion,
}

/// How far a dossier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// Sent, not accepted yet.
    Sent,
    /// In work.
    InWork,
    /// Something is awaited from the applicant.
    Awaiting,
    /// The result is there.
    Done,
    /// Ended without a result.
    Ended,
}

/// A dossier as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnerView {
    /// The receipt's facts.
    pub receipt: Receipt,
    /// The legal status.
    pub status: Status,
    /// What happened, the latest last.
    pub timeline: Vec<TimelineEntry>,
    /// The open supplement request.
    pub supplement: Option<SupplementView>,
    /// What was filed.
    pub sections: Vec<ReviewSection>,
    /// Whether the owner may still ask to withdraw it.
    pub can_withdraw: bool,
    /// The result in words, when finished.
    pub result: Option<String>,
    /// Why it was refused or stopped.
    pub reason: Option<String>,
}

/// The facts of an acknowledgement, and after acceptance of form 01 (giấy tiếp nhận hồ sơ và hẹn trả kết quả).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The dossier's number.
    pub number: String,
    /// The procedure's code.
    pub code: String,
    /// The procedure's full name.
    pub procedure: String,
    /// Who receives it.
    pub agency: String,
    /// Who filed it.
    pub applicant: String,
    /// The applicant's address, phone and e-mail, as given.
    pub contact: Vec<String>,
    /// When it was sent, `hh:mm ngày dd/mm/yyyy`.
    pub submitted_at: String,
    /// When it was accepted.
    pub received_at: Option<String>,
    /// Who accepted it.
    pub received_by: Option<String>,
    /// The date promised, or the date to expect if it were accepted now.
    pub due: Option<DueView>,
    /// What was attached.
    pub files: Vec<AttachedFile>,
    /// Papers still to be shown at the counter.
    pub to_present: Vec<String>,
    /// The address of the tracking page, in full.
    pub tracking_url: String,
    /// The QR code of that address, as SVG.
    pub qr_svg: String,
}

/// A due date with its explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueView {
    /// Whether it is promised (accepted) or only to be expected.
    pub promised: bool,
    /// The due moment, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// Working minutes left; negative when overdue; absent when the clock does not run.
    pub minutes_left: Option<i64>,
    /// The days counted and skipped, in order.
    pub explanation: Vec<motcua_core::deadline::Line>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
    /// What: the event kind's stable name.
    pub kind: String,
    /// Who: the applicant, or the agency and desk.
    pub who: String,
    /// What was said with it: a reason, an amount, a result.
    pub said: Option<String>,
    /// The status after it.
    pub status: Status,
}

/// An open supplement request (yêu cầu bổ sung): everything asked, at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupplementView {
    /// When it was asked.
    pub asked_at: String,
    /// What is asked: the label of the field or paper, and why.
    pub items: Vec<(String, String)>,
}

/// A dossier in the owner's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierLine {
    /// The number.
    pub number: String,
    /// The procedure's plain name.
    pub procedure: String,
    /// The legal status.
    pub status: Status,
    /// When it was sent, `dd/mm/yyyy`.
    pub submitted_on: String,
    /// When the answer is due, `dd/mm/yyyy`.
    pub due_on: Option<String>,
}
