//! One paper of each form, of invented people.

use motcua_core::{
    calendar::Moment,
    paper::{FormSet, PaperKind},
};
use motcua_papers::{
    Apology, Applicant, Body, Component, Counts, Defect, FeeReceipt, FeeReceiptLine, HandOver, HandOverRow, Head,
    Outcome, Paper, Receipt, Refusal, Register, RegisterRow, StopNotice, SupplementRequest,
};
use time::macros::{date, datetime};

pub const NUMBER: &str = "H36.175-260305-0001";

/// Every form of both sets.
pub fn samples() -> Vec<Paper> {
    let sets = [FormSet::Circular2018, FormSet::Circular2025];
    let pairs = sets.into_iter().flat_map(|set| PaperKind::ALL.map(|kind| (kind, set)));
    pairs
        .filter(|(kind, set)| {
            let is_receipt = *kind == PaperKind::FeeReceipt && *set == FormSet::Circular2025;
            kind.number(*set).is_some() || is_receipt
        })
        .map(|(kind, set)| paper(kind, set))
        .collect()
}

pub fn paper(kind: PaperKind, set: FormSet) -> Paper {
    Paper {
        head: Head {
            set,
            superior: None,
            agency: "Ủy ban nhân dân phường Xuân Hương - Đà Lạt".to_owned(),
            number: if kind == PaperKind::Register { "H36.175" } else { NUMBER }.to_owned(),
            place: Some("Xuân Hương".to_owned()),
            issued: received(),
            tracking: (kind != PaperKind::Register).then(|| format!("https://dichvucong.example/tra-cuu/{NUMBER}")),
        },
        body: body(kind),
    }
}

fn received() -> Moment {
    Moment::from_local(datetime!(2026-03-05 09:05))
}

fn due() -> Moment {
    Moment::from_local(datetime!(2026-03-10 17:00))
}

fn applicant() -> Applicant {
    Applicant {
        name: "Nguyễn Thị Ngọc Quỳnh".to_owned(),
        address: Some("12 Trần Phú, phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng".to_owned()),
        phone: Some("0912 345 678".to_owned()),
        email: Some("quynh@example.vn".to_owned()),
    }
}

fn body(kind: PaperKind) -> Body {
    let procedure = "Đăng ký khai sinh (1.001193)".to_owned();
    let officer = Some("Phạm Thị Hà".to_owned());
    match kind {
        PaperKind::Receipt => Body::Receipt(Receipt {
            receiver: "Trung tâm Phục vụ hành chính công phường Xuân Hương - Đà Lạt".to_owned(),
            applicant: applicant(),
            procedure,
            components: components(),
            sets: 1,
            period: Some("3 ngày làm việc".to_owned()),
            received_at: received(),
            due_at: Some(due()),
            delivery: None,
            ledger: None,
            officer,
        }),
        PaperKind::SupplementRequest => Body::SupplementRequest(SupplementRequest {
            applicant: applicant(),
            procedure,
            defects: defects(),
            officer,
            officer_phone: None,
        }),
        PaperKind::Refusal => Body::Refusal(Refusal {
            applicant: applicant(),
            procedure,
            reason: "Không thuộc thẩm quyền giải quyết của cơ quan: trẻ em sinh tại phường khác.\nĐề nghị nộp tại Ủy ban nhân dân nơi cư trú.".to_owned(),
            officer,
        }),
        PaperKind::Apology => Body::Apology(Apology {
            applicant: applicant(),
            procedure,
            received_at: Some(received()),
            due_at: Some(due()),
            reason: "Cơ quan được lấy ý kiến chưa trả lời.".to_owned(),
            new_due_at: Moment::from_local(datetime!(2026-03-12 17:00)),
        }),
        PaperKind::StopNotice => Body::StopNotice(StopNotice {
            applicant: applicant(),
            procedure,
            asked_at: Some(received()),
            reason: Some("Nộp nhầm thủ tục.".to_owned()),
            stage: "Đang xử lý".to_owned(),
            decision: "Dừng giải quyết hồ sơ theo yêu cầu của người nộp hồ sơ".to_owned(),
            settlement: "Chưa phát sinh".to_owned(),
        }),
        PaperKind::HandOver => Body::HandOver(HandOver {
            applicant: applicant(),
            procedure,
            rows: hand_overs(),
        }),
        PaperKind::Register => Body::Register(register()),
        PaperKind::FeeReceipt => Body::FeeReceipt(FeeReceipt {
            form: "01BLP0-001".to_owned(),
            series: "AA-26E".to_owned(),
            number: "00000042".to_owned(),
            collector: "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng".to_owned(),
            tax_code: "0100109106".to_owned(),
            agency: "Ủy ban nhân dân phường Xuân Hương - Đà Lạt".to_owned(),
            payer: "Nguyễn Thị Ngọc Quỳnh".to_owned(),
            procedure: "Đăng ký khai sinh".to_owned(),
            lines: vec![
                FeeReceiptLine {
                    name: "Lệ phí: Đăng ký khai sinh".to_owned(),
                    amount: "75.000".to_owned(),
                },
                FeeReceiptLine {
                    name: "Phí: Bản sao Giấy khai sinh".to_owned(),
                    amount: "16.000".to_owned(),
                },
            ],
            total: "91.000".to_owned(),
            words: "Chín mươi mốt nghìn đồng".to_owned(),
            way: "Tiền mặt tại quầy".to_owned(),
            reference: "MC0123456789ABCD".to_owned(),
            taken_by: "Phạm Thị Hà".to_owned(),
            voided: None,
        }),
    }
}

fn components() -> Vec<Component> {
    let one = |name: &str, counts: Counts, to_bring: Option<&str>| Component {
        name: name.to_owned(),
        counts,
        to_bring: to_bring.map(str::to_owned),
    };
    let sent = Counts {
        electronic: 1,
        ..Counts::default()
    };
    let shown = Counts {
        originals: 1,
        ..Counts::default()
    };
    vec![
        one("Tờ khai điện tử", sent, None),
        one(
            "Giấy chứng sinh; trường hợp không có thì nộp văn bản của người làm chứng xác nhận về việc sinh",
            sent,
            None,
        ),
        one("Thẻ căn cước của người đi đăng ký", shown, Some("xuất trình")),
    ]
}

fn defects() -> Vec<Defect> {
    vec![
        Defect {
            place: "Giấy chứng sinh".to_owned(),
            counts: Counts {
                originals: 1,
                ..Counts::default()
            },
            reason: "Ảnh chụp bị mờ, không đọc được số.".to_owned(),
        },
        Defect {
            place: "Ngày sinh của trẻ".to_owned(),
            counts: Counts::default(),
            reason: "Khác với giấy chứng sinh.".to_owned(),
        },
    ]
}

fn hand_overs() -> Vec<HandOverRow> {
    let one = |from: &str, to: &str, at, outcome, note: &str| HandOverRow {
        from: from.to_owned(),
        to: to.to_owned(),
        at,
        outcome,
        note: note.to_owned(),
    };
    let desk = "Bộ phận Một cửa";
    let processing = "Phạm Thị Hà, Ủy ban nhân dân phường Xuân Hương - Đà Lạt";
    let done = Moment::from_local(datetime!(2026-03-09 15:40));
    vec![
        one("Nguyễn Thị Ngọc Quỳnh", desk, received(), None, "Tiếp nhận hồ sơ"),
        one(desk, processing, received(), None, "Chuyển xử lý"),
        one(
            processing,
            desk,
            done,
            Some(Outcome::Early),
            "Kết thúc xử lý: Giấy khai sinh số 15",
        ),
    ]
}

fn register() -> Register {
    let row = RegisterRow {
        number: NUMBER.to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        sets: 1,
        applicant: applicant(),
        agency: "Ủy ban nhân dân phường Xuân Hương - Đà Lạt".to_owned(),
        received_at: Some(received()),
        due_at: Some(due()),
        returned_at: None,
        delivery: None,
        note: "Đang xử lý".to_owned(),
    };
    Register {
        from: date!(2026 - 03 - 01),
        to: date!(2026 - 03 - 31),
        rows: vec![row; 40],
    }
}
