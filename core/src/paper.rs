//! The papers an office gives a dossier (mẫu phiếu 01–07): which set of forms is in force on a day, what number a paper has
//! in it, and which papers a history calls for. It knows no layout.

use serde::{Deserialize, Serialize};
use time::{Date, macros::date};

use crate::{
    calendar::Moment,
    dossier::{Event, EventKind},
};

/// A set of forms, by the circular that gives it (bộ biểu mẫu).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormSet {
    /// Thông tư 01/2018/TT-VPCP.
    Circular2018,
    /// Thông tư 03/2025/TT-VPCP, from 15 September 2025.
    Circular2025,
}

impl FormSet {
    /// The first day of the set of 2025.
    const SINCE_2025: Date = date!(2025 - 09 - 15);

    /// Returns the set in force on a day.
    pub fn on(day: Date) -> Self {
        if day < Self::SINCE_2025 {
            Self::Circular2018
        } else {
            Self::Circular2025
        }
    }

    /// Returns how the circular is cited.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Circular2018 => "Thông tư số 01/2018/TT-VPCP",
            Self::Circular2025 => "Thông tư số 03/2025/TT-VPCP",
        }
    }
}

/// A kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Receipt,
    /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    SupplementRequest,
    /// Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// Văn bản xin lỗi và đề nghị gia hạn; before, phiếu xin lỗi và hẹn lại ngày trả.
    Apology,
    /// Thông báo dừng giải quyết hồ sơ.
    StopNotice,
    /// Phiếu kiểm soát quá trình giải quyết hồ sơ.
    HandOver,
    /// Sổ theo dõi hồ sơ.
    Register,
    /// Biên lai thu phí, lệ phí: none of the forms of the circulars.
    FeeReceipt,
}

impl PaperKind {
    /// Lists every kind.
    pub const ALL: [Self; 8] = [
        Self::Receipt,
        Self::SupplementRequest,
        Self::Refusal,
        Self::Apology,
        Self::StopNotice,
        Self::HandOver,
        Self::Register,
        Self::FeeReceipt,
    ];

    /// Returns its number in a set; none where the set has no such form.
    pub const fn number(self, set: FormSet) -> Option<u8> {
        match (self, set) {
            (Self::Receipt, _) => Some(1),
            (Self::SupplementRequest, _) => Some(2),
            (Self::Refusal, _) => Some(3),
            (Self::Apology, _) => Some(4),
            (Self::FeeReceipt, _) | (Self::StopNotice, FormSet::Circular2018) => None,
            (Self::StopNotice, FormSet::Circular2025) | (Self::HandOver, FormSet::Circular2018) => Some(5),
            (Self::HandOver, FormSet::Circular2025) | (Self::Register, FormSet::Circular2018) => Some(6),
            (Self::Register, FormSet::Circular2025) => Some(7),
        }
    }

    /// Returns its title in a set.
    pub const fn title(self, set: FormSet) -> &'static str {
        match (self, set) {
            (Self::Receipt, _) => "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            (Self::SupplementRequest, _) => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            (Self::Refusal, _) => "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            (Self::Apology, FormSet::Circular2018) => "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
            (Self::Apology, FormSet::Circular2025) => "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
            (Self::StopNotice, _) => "Thông báo dừng giải quyết hồ sơ",
            (Self::HandOver, _) => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            (Self::Register, _) => "Sổ theo dõi hồ sơ",
            (Self::FeeReceipt, _) => "Biên lai thu phí, lệ phí",
        }
    }

    /// Returns its word in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Receipt => "tiep-nhan",
            Self::SupplementRequest => "bo-sung",
            Self::Refusal => "tu-choi",
            Self::Apology => "xin-loi",
            Self::StopNotice => "dung",
            Self::HandOver => "kiem-soat",
            Self::Register => "so-theo-doi",
            Self::FeeReceipt => "bien-lai",
        }
    }
}

/// A paper that an event of a dossier calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Which kind it is.
    pub kind: PaperKind,
    /// The set of forms it is written by.
    pub set: FormSet,
    /// The number of the event it tells of.
    pub seq: u64,
    /// When that was.
    pub at: Moment,
}

/// Lists the papers a history calls for, in order.
///
/// A dossier stays under the forms in force when it was received; what is written before that, under those of its day.
pub fn issued(history: &[Event]) -> Vec<Issued> {
    let mut received: Option<Moment> = None;
    let mut papers = Vec::new();
    for event in history {
        let Some(kind) = called_for(&event.kind, received.is_some()) else {
            continue;
        };
        if kind == PaperKind::Receipt {
            received = received.or(Some(event.at));
        }
        let set = FormSet::on(received.unwrap_or(event.at).date());
        if kind.number(set).is_some() {
            papers.push(Issued {
                kind,
                set,
                seq: event.seq,
                at: event.at,
            });
        }
    }
    papers
}

/// Returns the set of forms a dossier's hand-over sheet is written by; none before it is received.
pub fn received_under(history: &[Event]) -> Option<FormSet> {
    let receipt = issued(history)
        .into_iter()
        .find(|paper| paper.kind == PaperKind::Receipt);
    receipt.map(|paper| paper.set)
}

/// Returns the paper an event calls for; a supplement that starts the count gets a receipt with the date promised anew.
const fn called_for(kind: &EventKind, is_received: bool) -> Option<PaperKind> {
    match kind {
        EventKind::Accepted { .. } => Some(PaperKind::Receipt),
        EventKind::Supplemented { resumed, .. } if resumed.restarted || !is_received => Some(PaperKind::Receipt),
        EventKind::SupplementAsked { .. } => Some(PaperKind::SupplementRequest),
        EventKind::ReceptionRefused { .. } => Some(PaperKind::Refusal),
        EventKind::Extended { .. } => Some(PaperKind::Apology),
        EventKind::Stopped { .. } | EventKind::WithdrawalConfirmed => Some(PaperKind::StopNotice),
        EventKind::Submitted(_)
        | EventKind::Supplemented { .. }
        | EventKind::PaymentAsked { .. }
        | EventKind::PaymentConfirmed { .. }
        | EventKind::FeePaid { .. }
        | EventKind::FeeRefunded { .. }
        | EventKind::ProcessingStarted
        | EventKind::Assigned { .. }
        | EventKind::Reassigned { .. }
        | EventKind::TakenOver { .. }
        | EventKind::WithdrawalRequested { .. }
        | EventKind::WithdrawalDeclined { .. }
        | EventKind::Finished { .. }
        | EventKind::ResultReturned { .. }
        | EventKind::CorrectionOpened { .. }
        | EventKind::Corrected { .. }
        | EventKind::CorrectionReturned { .. }
        | EventKind::ConsultationAsked(_)
        | EventKind::ConsultationAnswered { .. }
        | EventKind::ConsultationWithdrawn { .. }
        | EventKind::StepPassed { .. }
        | EventKind::StepSentBack { .. }
        | EventKind::SigningRequested { .. }
        | EventKind::SigningDeclined { .. }
        | EventKind::ResultRevoked { .. }
        | EventKind::ReturnWayChosen(_)
        | EventKind::PostOrdered { .. }
        | EventKind::PostHandedOver { .. }
        | EventKind::PostDelivered { .. }
        | EventKind::PostCameBack { .. } => None,
    }
}
