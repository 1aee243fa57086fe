//! Following a dossier: tracking, the acknowledgement and the receipt, one's own list.

use motcua_core::dossier::Status;

use super::words;
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
    withdraw_yes: "Đúng, tôi xin rút hồ sơ này", "Yes, withdraw this dossier";
    see_receipt: "Xem giấy tiếp nhận", "See the receipt";
    see_acknowledgement: "Xem giấy xác nhận đã nộp", "See the acknowledgement";
    see_tracking: "Theo dõi hồ sơ", "Follow the dossier";
    sent_title: "Đã nộp hồ sơ", "Your dossier is filed";
    sent_text: "Cổng đã nhận và giữ hồ sơ của bạn. Ghi lại hoặc chụp màn hình số này.", "The portal holds your dossier. Note this number or take a screenshot.";
    your_number: "Số hồ sơ của bạn", "Your dossier number";
    form_01: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt with the promised date";
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
