//! Reconciliation: files of banks and gateways, what fits nothing, and what to do about it.

use super::{number, words};
use crate::views::Language;

words! {
    title: "Đối soát thu phí, lệ phí", "Reconciliation of fees";
    lead: "Mọi đồng ngân hàng và cổng thanh toán báo phải khớp với sổ. Dòng nào không khớp thì ghi rõ lý do.",
        "Every đồng that banks and gateways report must fit the books. What does not fit is explained here.";
    source: "Nguồn", "Source";
    bank_file: "Sao kê tài khoản ngân hàng", "Statement of the bank account";
    vnpay_file: "Tệp đối soát ngày của VNPAY", "VNPAY's file of a day";
    file: "Tệp CSV", "CSV file";
    file_hint: "Có cột ngày, số tiền, nội dung; đến 2 MB. Nhận lại cùng một tệp cũng không tính hai lần.",
        "With columns for day, amount and text; up to 2 MB. The same file again counts nothing twice.";
    take: "Nhận tệp", "Take the file";
    differences: "Không khớp", "What does not fit";
    no_differences: "Mọi dòng đều khớp.", "Every line fits.";
    late: "Tiền đã thu mà chưa thấy về tài khoản", "Money taken that was not seen to arrive";
    no_late: "Không có khoản nào quá ba ngày.", "Nothing is older than three days.";
    too_old: "Quá ba ngày chưa xử lý", "Not resolved for more than three days";
    resolve: "Xử lý dòng này", "Resolve this line";
    for_dossier: "Tiền của hồ sơ số", "Money for dossier number";
    for_dossier_hint: "Để trống nếu đã trả lại người gửi.", "Leave empty where it was sent back.";
    reason: "Lý do, chứng từ", "Why, and the voucher";
    report: "Báo cáo", "Report";
    report_hint: "Theo cơ quan, thủ tục và tài khoản kế toán, mở được bằng bảng tính.", "By agency, procedure and account; opens in a spreadsheet.";
    from: "Từ ngày", "From";
    until: "Đến ngày", "To";
    download: "Tải báo cáo (CSV)", "Download the report (CSV)";
}

/// Says what was taken of a file: `new-before-open` as the address holds it.
pub fn took(language: Language, counts: &str) -> Option<String> {
    let mut counts = counts.split('-').map(|count| count.parse::<u64>().ok());
    let (new, before, open) = (counts.next()??, counts.next()??, counts.next()??);
    let [new, before, open] = [new, before, open].map(number::grouped);
    Some(match language {
        Language::Vi => format!("Đã nhận {new} dòng mới, {before} dòng đã có từ trước, {open} dòng không khớp."),
        Language::En => format!("{new} new lines, {before} known before, {open} that do not fit."),
    })
}

/// Says how long ago.
pub fn days(language: Language, days: u32) -> String {
    match (language, days) {
        (Language::Vi, 0) => "hôm nay".to_owned(),
        (Language::En, 0) => "today".to_owned(),
        (Language::Vi, days) => format!("{days} ngày"),
        (Language::En, 1) => "1 day".to_owned(),
        (Language::En, days) => format!("{days} days"),
    }
}

/// Names where a line comes from.
pub fn source_name(language: Language, source: &str) -> &'static str {
    match source {
        "vnpay" => vnpay_file(language),
        _ => bank_file(language),
    }
}

/// Says why a line fits nothing.
pub fn difference(language: Language, code: &str) -> &'static str {
    match (language, code) {
        (Language::Vi, "other_amount") => "Số tiền khác số phải nộp.",
        (Language::En, "other_amount") => "Another amount than was owed.",
        (Language::Vi, "twice") => "Khoản này đã được nộp rồi.",
        (Language::En, "twice") => "It was paid before.",
        (Language::Vi, "other_way") => "Mã này là của một cách nộp khác.",
        (Language::En, "other_way") => "The reference is of another way to pay.",
        (Language::Vi, "not_paid_here") => "Cổng thanh toán báo đã thu, sổ chưa ghi.",
        (Language::En, "not_paid_here") => "The gateway says it was paid; the books do not.",
        (Language::Vi, "refund_unknown") => "Cổng thanh toán báo đã hoàn, sổ chưa ghi.",
        (Language::En, "refund_unknown") => "The gateway says it was given back; the books do not.",
        (Language::Vi, _) => "Không nhận ra là tiền của hồ sơ nào.",
        (Language::En, _) => "It is not known what it is for.",
    }
}

/// Says what to do about it.
pub fn advice(language: Language, code: &str) -> &'static str {
    match (language, code) {
        (Language::Vi, "other_amount" | "twice" | "other_way") => "Trả lại người gửi rồi ghi số chứng từ.",
        (Language::En, "other_amount" | "twice" | "other_way") => "Send it back and note the voucher.",
        (Language::Vi, "not_paid_here" | "refund_unknown") => "Hỏi cổng thanh toán; nhận tệp ngày sau để kiểm tra lại.",
        (Language::En, "not_paid_here" | "refund_unknown") => {
            "Ask the gateway; take the next day's file to check again."
        }
        (Language::Vi, _) => "Tìm hồ sơ theo tên người gửi, hoặc trả lại.",
        (Language::En, _) => "Find the dossier by the sender's name, or send it back.",
    }
}
