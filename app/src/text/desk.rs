//! The bare desk of an officer.

use super::words;
use crate::views::{DeskActionKind, Language};

words! {
    title: "Hồ sơ chờ giải quyết", "Dossiers to answer";
    empty: "Không có hồ sơ nào đang chờ.", "No dossier is waiting.";
    number: "Số hồ sơ", "Number";
    procedure: "Thủ tục", "Procedure";
    applicant: "Người nộp", "Filed by";
    status: "Trạng thái", "Status";
    sent: "Nộp lúc", "Filed at";
    due: "Hạn", "Due";
    waiting: "Chưa chạy thời hạn", "Clock not running";
    answers: "Nội dung khai", "Answers";
    papers: "Giấy tờ kèm theo", "Papers";
    no_papers: "Không có tệp kèm theo.", "Nothing is attached.";
    actions: "Việc có thể làm", "What can be done";
    no_actions: "Không còn việc phải làm với hồ sơ này.", "Nothing more to do with this dossier.";
    accept_text: "Hồ sơ đủ, đúng. Ngày hẹn trả được tính ngay và gửi cho người nộp.", "Complete and correct. The due date is computed and sent at once.";
    supplement_text: "Chỉ yêu cầu một lần: ghi đủ mọi chỗ cần sửa. Mở từng mục và ghi lý do; mục để trống không được gửi.",
        "Ask only once, for everything. Open each item and give the reason; what is left empty is not sent.";
    ask_here: "Cần sửa", "To be mended";
    reason_for: "Lý do, và cần sửa thế nào", "Why, and how to mend it";
    reason: "Lý do, người nộp sẽ đọc", "The reason; the applicant reads it";
    result: "Kết quả: số, ngày, tên giấy tờ", "The result: number, date and name of the paper";
    result_hint: "Ví dụ: Giấy khai sinh số 15/2026, ngày 20/11/2026", "For example: Birth certificate no. 15/2026, 20/11/2026";
    start_text: "Chuyển cho người xử lý; thời hạn vẫn chạy.", "Hand it on; the clock keeps running.";
    return_text: "Ghi nhận đã trả kết quả cho người nộp trên cổng.", "Record that the result was handed over on the portal.";
    withdrawal_text: "Người nộp xin rút. Đồng ý thì hồ sơ kết thúc.", "The applicant asks to withdraw. Confirming ends the dossier.";
    late: "Quá hạn", "Late";
    soon: "Sắp đến hạn", "Due soon";
    in_time: "Trong hạn", "In time";
}

/// Names an action, as its button.
pub const fn action(language: Language, kind: DeskActionKind) -> &'static str {
    match (language, kind) {
        (Language::Vi, DeskActionKind::Accept) => "Tiếp nhận",
        (Language::Vi, DeskActionKind::AskSupplement) => "Yêu cầu bổ sung",
        (Language::Vi, DeskActionKind::Refuse) => "Từ chối tiếp nhận",
        (Language::Vi, DeskActionKind::StartProcessing) => "Chuyển xử lý",
        (Language::Vi, DeskActionKind::Finish) => "Có kết quả",
        (Language::Vi, DeskActionKind::ReturnResult) => "Trả kết quả",
        (Language::Vi, DeskActionKind::ConfirmWithdrawal) => "Đồng ý cho rút",
        (Language::Vi, DeskActionKind::Stop) => "Dừng giải quyết",
        (Language::En, DeskActionKind::Accept) => "Accept",
        (Language::En, DeskActionKind::AskSupplement) => "Ask for a supplement",
        (Language::En, DeskActionKind::Refuse) => "Refuse reception",
        (Language::En, DeskActionKind::StartProcessing) => "Start the work",
        (Language::En, DeskActionKind::Finish) => "Record the result",
        (Language::En, DeskActionKind::ReturnResult) => "Hand over the result",
        (Language::En, DeskActionKind::ConfirmWithdrawal) => "Confirm the withdrawal",
        (Language::En, DeskActionKind::Stop) => "Stop the work",
    }
}
