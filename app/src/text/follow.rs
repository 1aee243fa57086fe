//! Following a dossier: tracking, the acknowledgement and the receipt, one's own list.

use motcua_core::dossier::Status;
use motcua_core::paper::PaperKind;
use motcua_core::statistics::Expectation;

use super::{number, words};
use crate::views::Language;

words! {
    title: "Tra cứu hồ sơ", "Track a dossier";
    lead: "Nhập số hồ sơ in trên giấy tiếp nhận để biết hồ sơ đã đến đâu.", "Type the number on your receipt to see how far the dossier is.";
    number: "Số hồ sơ", "Dossier number";
    number_hint: "Ví dụ H36.12-260923-0001. Chữ hoa hay chữ thường đều được.", "For example H36.12-260923-0001. Upper or lower case.";
    look_up: "Tra cứu", "Look up";
    not_a_number: "Nhập đủ ba phần như trên giấy, ví dụ H36.12-260923-0001", "Type all three parts as on the paper, for example H36.12-260923-0001";
    nothing_found: "Không có hồ sơ nào mang số này", "There is no dossier with this number";
    nothing_found_text: "So lại từng chữ số với giấy tiếp nhận. Nếu vẫn không thấy, hỏi bộ phận một cửa nơi bạn nộp.",
        "Compare every digit with the receipt. If it still is not found, ask the one-stop desk where you filed.";
    how_far: "Hồ sơ đang ở đâu", "How far it is";
    public_note: "Người khác chỉ xem được mức độ hoàn thành. Nếu là hồ sơ của bạn, đăng nhập để xem đầy đủ.",
        "Others only see how far it is. If it is yours, sign in to see everything.";
    history: "Diễn biến", "What happened";
    now: "Hiện giờ", "Now";
    with_whom: "Đang ở", "With";
    your_turn: "Việc của bạn", "For you to do";
    when_done: "Khi nào xong", "When it ends";
    usually: "Thực tế thường mất", "How long it usually takes";
    do_nothing: "Không phải làm gì. Có thay đổi, cổng báo bạn ngay.", "Nothing. You are told as soon as something changes.";
    do_mend: "Bổ sung những chỗ được ghi ở trên, rồi gửi lại.", "Mend the places listed above and send it again.";
    do_pay: "Nộp phí, lệ phí được yêu cầu.", "Pay the fee that was asked.";
    do_fetch: "Nhận kết quả theo cách bạn đã chọn.", "Take the result the way you chose.";
    do_again: "Xem lý do bên dưới. Sửa xong, bạn có thể nộp hồ sơ mới.", "See the reason below. Once mended, you may file anew.";
    no_clock: "Thời hạn đang dừng chờ bạn; cơ quan tính tiếp khi bạn gửi lại.",
        "The time limit waits for you and goes on once you answer.";
    clock_later: "Ngày hẹn có khi hồ sơ được tiếp nhận. Nếu tiếp nhận bây giờ", "A date is promised on acceptance. If accepted now";
    at_latest: "Chậm nhất", "At the latest";
    was_due: "Đã quá hẹn. Lẽ ra xong", "It is late. It was due";
    ask_desk: "Bạn có thể hỏi bộ phận một cửa và đọc số hồ sơ.", "You may ask the one-stop desk and give the number.";
    no_date_yet: "Chưa có ngày hẹn; cán bộ sẽ báo.", "No date is set yet; you will be told.";
    with_you: "Đang chờ bạn", "Waiting for you";
    nobody: "Không còn việc phải làm", "Nothing more to do";
    portal: "Hệ thống", "The portal";
    supplement_title: "Bạn cần bổ sung hồ sơ", "Your dossier needs something more";
    supplement_text: "Cán bộ đã ghi đủ mọi thứ cần bổ sung, một lần:", "Everything that is needed was asked at once:";
    mend: "Bổ sung ngay", "Mend it now";
    reason: "Lý do", "Reason";
    result: "Kết quả", "Result";
    filed: "Nội dung đã nộp", "What was filed";
    withdraw: "Xin rút hồ sơ", "Withdraw";
    withdraw_text: "Cơ quan sẽ dừng giải quyết sau khi cán bộ xác nhận. Hồ sơ đã rút không mở lại được; bạn có thể nộp hồ sơ mới.",
        "Work stops once an officer confirms. A withdrawn dossier cannot be reopened; you can file a new one.";
    withdraw_why: "Vì sao bạn rút (không bắt buộc)", "Why you withdraw (not required)";
    withdraw_why_hint: "Cán bộ sẽ đọc; giúp cơ quan trả lời nhanh hơn.", "The officer reads it and can answer sooner.";
    withdraw_waiting: "Bạn đã xin rút hồ sơ, đang chờ cơ quan trả lời", "You asked to withdraw; the agency has not answered yet";
    extended_title: "Cơ quan xin lỗi và hẹn lại ngày trả kết quả", "The agency apologises and promises another date";
    extended_from: "Ngày hẹn trước", "Promised before";
    extended_to: "Ngày hẹn mới", "Promised now";
    withdraw_yes: "Đúng, tôi xin rút hồ sơ này", "Yes, withdraw this dossier";
    see_receipt: "Xem giấy tiếp nhận", "See the receipt";
    see_acknowledgement: "Xem giấy xác nhận đã nộp", "See the acknowledgement";
    see_tracking: "Theo dõi hồ sơ", "Follow the dossier";
    sent_title: "Đã nộp hồ sơ", "Your dossier is filed";
    sent_text: "Cổng đã nhận và giữ hồ sơ của bạn. Ghi lại hoặc chụp màn hình số này.", "The portal holds your dossier. Note this number or take a screenshot.";
    your_number: "Số hồ sơ của bạn", "Your dossier number";
    form_01: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with the promised date";
    issued: "Giấy tờ của cơ quan", "Papers of the office";
    pdf: "tệp PDF", "PDF file";
    acknowledgement: "Giấy xác nhận đã nộp hồ sơ", "Acknowledgement of filing";
    receiver_desk: "Bộ phận Tiếp nhận và Trả kết quả", "One-stop desk";
    applicant: "Người nộp", "Filed by";
    contact: "Địa chỉ, điện thoại, thư điện tử", "Address, phone, e-mail";
    about: "Thủ tục", "Procedure";
    papers: "Thành phần hồ sơ đã nộp", "Papers handed in";
    sets: "Số bộ hồ sơ", "Sets";
    one_set: "01 (hồ sơ điện tử)", "01 (electronic)";
    sent_at: "Nộp lúc", "Filed at";
    received_at: "Tiếp nhận lúc", "Accepted at";
    received_by: "Nơi tiếp nhận", "Accepted by";
    no_date: "Nguồn chưa ghi thời hạn, nên chưa có ngày hẹn. Cán bộ sẽ báo khi tiếp nhận.", "No time limit is on file; the officer will name a date on acceptance.";
    to_present: "Mang theo khi đến", "Bring along";
    what_next: "Việc tiếp theo", "What happens next";
    next_new: "Cán bộ một cửa xem hồ sơ trong giờ làm việc, rồi tiếp nhận hoặc báo bạn bổ sung một lần.",
        "The one-stop desk looks at it in working hours, then accepts it or asks you once for everything missing.";
    next_accepted: "Cơ quan giải quyết hồ sơ. Bạn không phải làm gì thêm, trừ khi được báo.", "The agency works on it. Nothing to do unless you are told.";
    qr_words: "Quét để theo dõi hồ sơ:", "Scan to follow the dossier:";
    signature_applicant: "Người nộp hồ sơ", "Applicant";
    signature_receiver: "Người tiếp nhận hồ sơ", "Received by";
    not_yours: "Giấy này chỉ người nộp hồ sơ xem được. Nếu là hồ sơ của bạn, đăng nhập để xem.",
        "Only the person who filed can see this paper. If it is yours, sign in.";
    signed_in_as: "Đang đăng nhập:", "Signed in as:";
    my_drafts: "Hồ sơ nháp", "Drafts";
    my_filed: "Hồ sơ đã nộp", "Filed dossiers";
    no_drafts: "Bạn không có hồ sơ nháp nào.", "You have no drafts.";
    no_filed: "Bạn chưa nộp hồ sơ nào.", "You have not filed anything yet.";
    find_first: "Tìm thủ tục để bắt đầu", "Find a procedure to start";
    go_on: "Làm tiếp", "Continue";
    delete: "Xóa bản nháp", "Delete the draft";
    delete_text: "Mọi câu trả lời và giấy tờ kèm theo của bản nháp này sẽ mất, không lấy lại được.",
        "Every answer and attached paper of this draft will be gone for good.";
    delete_yes: "Đúng, xóa bản nháp này", "Yes, delete this draft";
    mends: "Bổ sung cho hồ sơ", "Mends dossier";
    sent_on: "Nộp ngày", "Filed on";
    due_on: "Hẹn ngày", "Due on";
}

/// Names a paper of the office.
pub const fn paper(language: Language, kind: PaperKind) -> &'static str {
    match (language, kind) {
        (_, PaperKind::Receipt) => form_01(language),
        (Language::Vi, PaperKind::SupplementRequest) => "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        (Language::En, PaperKind::SupplementRequest) => "Request for what is missing",
        (Language::Vi, PaperKind::Refusal) => "Phiếu từ chối tiếp nhận hồ sơ",
        (Language::En, PaperKind::Refusal) => "Refusal of reception",
        (Language::Vi, PaperKind::Apology) => "Văn bản xin lỗi và hẹn lại ngày trả",
        (Language::En, PaperKind::Apology) => "Apology and new date",
        (Language::Vi, PaperKind::StopNotice) => "Thông báo dừng giải quyết hồ sơ",
        (Language::En, PaperKind::StopNotice) => "Notice that the work stopped",
        (Language::Vi, PaperKind::HandOver) => "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        (Language::En, PaperKind::HandOver) => "Hand-over sheet",
        (Language::Vi, PaperKind::FeeReceipt) => "Biên lai",
        (Language::En, PaperKind::FeeReceipt) => "Receipt",
        (Language::Vi, PaperKind::Register) => "Sổ theo dõi hồ sơ",
        (Language::En, PaperKind::Register) => "Register of dossiers",
    }
}

/// Says what happens next, by status.
pub const fn next(language: Language, status: Status) -> Option<&'static str> {
    match status {
        Status::New => Some(next_new(language)),
        Status::Accepted | Status::Processing => Some(next_accepted(language)),
        Status::AwaitingSupplement
        | Status::AwaitingPayment
        | Status::Refused
        | Status::Withdrawn
        | Status::Stopped
        | Status::Finished
        | Status::Returned => None,
    }
}

/// Says what the owner has to do, by status.
pub const fn your_part(language: Language, status: Status) -> &'static str {
    match status {
        Status::New | Status::Accepted | Status::Processing => do_nothing(language),
        Status::AwaitingSupplement => do_mend(language),
        Status::AwaitingPayment => do_pay(language),
        Status::Finished => do_fetch(language),
        Status::Refused => do_again(language),
        Status::Withdrawn | Status::Stopped | Status::Returned => nobody(language),
    }
}

/// Writes working hours as people say them: days from a whole day on, 8 hours each.
pub fn working_time(language: Language, hours: u32) -> String {
    let (count, vi, one, many) = if hours >= 8 {
        (hours.div_ceil(8), " ngày làm việc", " working day", " working days")
    } else {
        (hours.max(1), " giờ làm việc", " working hour", " working hours")
    };
    let figure = number::grouped(u64::from(count));
    match (language, count) {
        (Language::Vi, _) => [figure.as_str(), vi].concat(),
        (Language::En, 1) => [figure.as_str(), one].concat(),
        (Language::En, _) => [figure.as_str(), many].concat(),
    }
}

/// Says how long dossiers of a procedure took at an agency, and of how many that is known.
pub fn expected(language: Language, expected: &Expectation) -> String {
    let (median, ninth) = (
        working_time(language, expected.median_hours),
        working_time(language, expected.ninth_decile_hours),
    );
    let count = number::grouped(expected.dossiers);
    match language {
        Language::Vi => format!(
            "Một nửa số hồ sơ xong trong {median}, 9 trên 10 hồ sơ xong trong {ninth} (theo {count} hồ sơ của thủ tục này tại cơ quan này trong 12 tháng qua, không tính lúc chờ người nộp). Đây không phải ngày hẹn."
        ),
        Language::En => format!(
            "Half of the dossiers were done within {median}, 9 in 10 within {ninth} (counted from {count} dossiers of this procedure at this agency over the last 12 months, waits for applicants left out). This is not a promise."
        ),
    }
}
