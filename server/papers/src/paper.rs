//! What stands in each form (nội dung các mẫu phiếu): typed, before any words of the form around it.
//!
//! The contents are those the forms name (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP, annex I). What is not known is `None`,
//! and printed as a dotted line to be filled in by hand.

use motcua_core::{
    calendar::Moment,
    paper::{FormSet, PaperKind},
};
use serde::{Serialize, Serializer};
use time::Date;

use crate::written;

/// One paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// What stands at its head.
    pub head: Head,
    /// What it says.
    pub body: Body,
}

/// The head of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The set of forms it is written by.
    #[serde(serialize_with = "source")]
    pub set: FormSet,
    /// The body above the agency (cơ quan chủ quản).
    pub superior: Option<String>,
    /// The agency.
    pub agency: String,
    /// The dossier's number; of a register, the agency's code.
    pub number: String,
    /// The place it is written at (địa danh).
    pub place: Option<String>,
    /// When it is issued; the document's date too.
    #[serde(serialize_with = "written::date_of")]
    pub issued: Moment,
    /// The address where the dossier is tracked, shown as a QR code.
    pub tracking: Option<String>,
}

/// What a paper says, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// Form 01.
    Receipt(Receipt),
    /// Form 02.
    SupplementRequest(SupplementRequest),
    /// Form 03.
    Refusal(Refusal),
    /// Form 04.
    Apology(Apology),
    /// Form 05 of 2025.
    StopNotice(StopNotice),
    /// Form 06, 05 of 2018.
    HandOver(HandOver),
    /// Form 07, 06 of 2018.
    Register(Register),
    /// An electronic receipt.
    FeeReceipt(FeeReceipt),
}

impl Body {
    /// Returns the kind of paper.
    pub const fn kind(&self) -> PaperKind {
        match self {
            Self::Receipt(_) => PaperKind::Receipt,
            Self::SupplementRequest(_) => PaperKind::SupplementRequest,
            Self::Refusal(_) => PaperKind::Refusal,
            Self::Apology(_) => PaperKind::Apology,
            Self::StopNotice(_) => PaperKind::StopNotice,
            Self::HandOver(_) => PaperKind::HandOver,
            Self::Register(_) => PaperKind::Register,
            Self::FeeReceipt(_) => PaperKind::FeeReceipt,
        }
    }
}

/// Who files (người nộp hồ sơ).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Applicant {
    /// Their name as given.
    pub name: String,
    /// Their address.
    pub address: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
}

/// How many of a paper there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Originals (bản chính).
    pub originals: u16,
    /// Certified copies (bản chứng thực).
    pub certified: u16,
    /// Plain copies (bản chụp).
    pub copies: u16,
    /// Files sent (bản điện tử).
    pub electronic: u16,
}

/// One paper of the dossier (thành phần hồ sơ).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// How many were received.
    pub counts: Counts,
    /// How it is still to be brought to the counter, where it is: shown, or handed in on paper.
    pub to_bring: Option<String>,
}

/// Form 01: giấy tiếp nhận hồ sơ và hẹn trả kết quả.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Who receives: the one-stop desk.
    pub receiver: String,
    /// Who files.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// What was received.
    pub components: Vec<Component>,
    /// How many sets.
    pub sets: u16,
    /// The time the law gives, in words.
    pub period: Option<String>,
    /// When it was received.
    #[serde(serialize_with = "written::moment")]
    pub received_at: Moment,
    /// The date promised; absent where the procedure states no time that can be counted.
    #[serde(serialize_with = "written::maybe_moment")]
    pub due_at: Option<Moment>,
    /// How the result is wanted, as registered.
    pub delivery: Option<String>,
    /// Where it stands in the register, as written there.
    pub ledger: Option<String>,
    /// The officer who received it.
    pub officer: Option<String>,
}

/// One thing to be mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// The paper or the question.
    pub place: String,
    /// How many of the paper are asked for; nothing where a question is meant.
    pub counts: Counts,
    /// Why.
    pub reason: String,
}

/// Form 02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupplementRequest {
    /// Who is asked.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// Everything that is asked for.
    pub defects: Vec<Defect>,
    /// Who answers questions about it.
    pub officer: Option<String>,
    /// Their telephone number.
    pub officer_phone: Option<String>,
}

/// Form 03: phiếu từ chối tiếp nhận giải quyết hồ sơ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Who filed.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// Why it is refused.
    pub reason: String,
    /// The officer who refused it.
    pub officer: Option<String>,
}

/// Form 04: văn bản xin lỗi và đề nghị gia hạn; phiếu xin lỗi và hẹn lại ngày trả of 2018.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Apology {
    /// To whom it is said.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// When the dossier was received.
    #[serde(serialize_with = "written::maybe_moment")]
    pub received_at: Option<Moment>,
    /// The date promised before.
    #[serde(serialize_with = "written::maybe_moment")]
    pub due_at: Option<Moment>,
    /// Why it takes longer.
    pub reason: String,
    /// The date promised now.
    #[serde(serialize_with = "written::moment")]
    pub new_due_at: Moment,
}

/// Form 05 of 2025: thông báo dừng giải quyết hồ sơ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StopNotice {
    /// Who filed.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// When the applicant asked for it; absent where the agency stops the work.
    #[serde(serialize_with = "written::maybe_moment")]
    pub asked_at: Option<Moment>,
    /// Why, in the applicant's or the agency's words.
    pub reason: Option<String>,
    /// How far the work was.
    pub stage: String,
    /// What was decided.
    pub decision: String,
    /// What was paid, in words.
    pub settlement: String,
}

/// How a step ended against its time (kết quả giải quyết).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// On an earlier day than promised.
    Early,
    /// On the day promised.
    OnTime,
    /// On a later day.
    Late,
}

impl Outcome {
    /// Compares the day something was done with the day it was due.
    pub fn of(done: Moment, due: Moment) -> Self {
        match done.date().cmp(&due.date()) {
            std::cmp::Ordering::Less => Self::Early,
            std::cmp::Ordering::Equal => Self::OnTime,
            std::cmp::Ordering::Greater => Self::Late,
        }
    }
}

/// One hand-over: given by one, taken by the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOverRow {
    /// Who gives.
    pub from: String,
    /// Who takes.
    pub to: String,
    /// When.
    #[serde(serialize_with = "written::clock")]
    pub at: Moment,
    /// How it stands against the date promised, where that is decided with it.
    pub outcome: Option<Outcome>,
    /// What it was.
    pub note: String,
}

/// Form 06 (05 of 2018): phiếu kiểm soát quá trình giải quyết hồ sơ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandOver {
    /// Who filed.
    pub applicant: Applicant,
    /// The procedure, with its code.
    pub procedure: String,
    /// The hand-overs in order.
    pub rows: Vec<HandOverRow>,
}

/// One dossier of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// The dossier's number.
    pub number: String,
    /// The procedure.
    pub procedure: String,
    /// How many sets.
    pub sets: u16,
    /// Who filed.
    pub applicant: Applicant,
    /// The agency that decides.
    pub agency: String,
    /// When it was received.
    #[serde(serialize_with = "written::maybe_clock")]
    pub received_at: Option<Moment>,
    /// The date promised.
    #[serde(serialize_with = "written::maybe_clock")]
    pub due_at: Option<Moment>,
    /// When the result was handed over.
    #[serde(serialize_with = "written::maybe_clock")]
    pub returned_at: Option<Moment>,
    /// How the result was received, in words.
    pub delivery: Option<String>,
    /// What else is to be said.
    pub note: String,
}

/// Form 07 (06 of 2018): sổ theo dõi hồ sơ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Register {
    /// The first day.
    #[serde(serialize_with = "written::day")]
    pub from: Date,
    /// The last day.
    #[serde(serialize_with = "written::day")]
    pub to: Date,
    /// The dossiers in order.
    pub rows: Vec<RegisterRow>,
}

/// One fee of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeeReceiptLine {
    /// What it is for.
    pub name: String,
    /// How much, dots between thousands.
    pub amount: String,
}

/// Biên lai thu phí, lệ phí.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeeReceipt {
    /// The symbol of the form.
    pub form: String,
    /// The symbol of the series.
    pub series: String,
    /// The number, eight digits.
    pub number: String,
    /// Who collects.
    pub collector: String,
    /// Their tax code.
    pub tax_code: String,
    /// The agency it was paid to.
    pub agency: String,
    /// Who paid.
    pub payer: String,
    /// The procedure.
    pub procedure: String,
    /// The fees.
    pub lines: Vec<FeeReceiptLine>,
    /// Their sum.
    pub total: String,
    /// The sum in words.
    pub words: String,
    /// How it was paid.
    pub way: String,
    /// The payment.
    pub reference: String,
    /// Who took it; empty where no person did.
    pub taken_by: String,
    /// When it was voided.
    #[serde(serialize_with = "written::maybe_clock")]
    pub voided: Option<Moment>,
}

fn source<S: Serializer>(set: &FormSet, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(set.source())
}
