//! A submitted dossier, as its owner and as anybody may see it.

use motcua_core::dossier::Status;
use motcua_core::paper::PaperKind;
use motcua_core::procedure::Quote;
use motcua_core::statistics::Expectation;
use serde::{Deserialize, Serialize};

use super::desk::CorrectionView;
use super::draft::{AttachedFile, ReviewSection};
use super::intake::EntryView;
use super::post::PostingView;
use super::results::IssuedView;
use super::talk::ThreadView;

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
    /// An officer entered it from paper: filed, durably, once.
    TakenIn {
        /// The dossier's number.
        number: String,
    },
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
    /// Whether a withdrawal waits for the agency's answer.
    pub withdrawal_pending: bool,
    /// The agency's apology and the new date.
    pub extension: Option<ExtensionView>,
    /// The correction of the result that the agency has under way at its own cost.
    pub correction: Option<CorrectionView>,
    /// The result in words, when finished.
    pub result: Option<String>,
    /// Why it was refused or stopped.
    pub reason: Option<String>,
    /// How long dossiers of this procedure took at this agency, where enough were counted.
    #[serde(default)]
    pub expected: Option<Expectation>,
    /// The messages with the agency.
    #[serde(default)]
    pub thread: ThreadView,
    /// The bodies that are asked for their opinion now, each with the date by which it is to answer.
    #[serde(default)]
    pub consulting: Vec<(String, String)>,
    /// Every result that was issued, the latest last.
    #[serde(default)]
    pub results: Vec<IssuedView>,
    /// How the result reaches them, and where it is.
    #[serde(default)]
    pub posting: PostingView,
    /// How much is owed for it now.
    #[serde(default)]
    pub to_pay: Option<u64>,
    /// Whether anything was paid for it.
    #[serde(default)]
    pub has_paid: bool,
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
    /// How it came in.
    #[serde(default)]
    pub entry: EntryView,
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
    /// What it cost on the day it was filed; absent where nothing was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// What was attached.
    pub files: Vec<AttachedFile>,
    /// Papers still to be shown at the counter.
    pub to_present: Vec<String>,
    /// The papers of the office that can be had as PDF.
    #[serde(default)]
    pub issued: Vec<PaperLink>,
    /// The address of the tracking page, in full.
    pub tracking_url: String,
    /// The QR code of that address, as SVG.
    pub qr_svg: String,
}

/// A paper of the office (mẫu phiếu) that can be had as PDF.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperLink {
    /// Which kind it is.
    pub kind: PaperKind,
    /// The number of the event it tells of; none for the hand-over sheet.
    pub seq: Option<u64>,
    /// When that was, `hh:mm ngày dd/mm/yyyy`.
    pub at: String,
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

/// The one extension: an apology, why, and which date became which (form 04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionView {
    /// Why.
    pub reason: String,
    /// The date promised before.
    pub former: Option<String>,
    /// The date promised then.
    pub due: String,
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
