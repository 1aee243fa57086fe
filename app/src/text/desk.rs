//! The desk of an officer.

use motcua_core::deadline::Stage;
use motcua_core::dossier::{DeliveryState, HandedOver, PaymentState, SyncState};

use super::{number, words};
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
    supplement_text: "Chỉ yêu cầu một lần: ghi đủ mọi chỗ cần sửa. Mở “Cần sửa” bên cạnh từng câu trả lời, từng giấy tờ và ghi lý do, rồi gửi tất cả ở đây. Ô để trống không được gửi.",
        "Ask only once, for everything. Open “To be mended” beside each answer and paper and give the reason, then send them all here. What is left empty is not sent.";
    settled_text: "Chỗ không có “Cần sửa” đã thấy được ở lần yêu cầu trước và chưa thay đổi, nên không yêu cầu lại được.",
        "Places without “To be mended” were visible at the earlier request and have not changed: they cannot be asked for again.";
    ask_here: "Cần sửa", "To be mended";
    reason_for: "Lý do, và cần sửa thế nào", "Why, and how to mend it";
    reason: "Lý do, người nộp sẽ đọc", "The reason; the applicant reads it";
    result: "Kết quả: số, ngày, tên giấy tờ", "The result: number, date and name of the paper";
    result_hint: "Ví dụ: Giấy khai sinh số 15/2026, ngày 20/11/2026", "For example: Birth certificate no. 15/2026, 20/11/2026";
    start_text: "Chuyển cho người xử lý; thời hạn vẫn chạy.", "Hand it on; the clock keeps running.";
    return_text: "Ghi nhận kết quả đã đến tay người nộp.", "Record that the applicant has the result.";
    returned_how: "Trả bằng cách nào", "Handed over how";
    by_portal: "Trực tuyến, trên cổng này", "Online, on this portal";
    by_counter: "Tại quầy một cửa", "At the one-stop counter";
    received_by: "Người nhận kết quả", "Who received it";
    received_by_hint: "Họ tên người ký nhận; bắt buộc khi trả tại quầy. Qua bưu chính thì lập phiếu gửi.", "The name of whoever signed for it; must be given at the counter. By post, make an order sheet.";
    extend_text: "Chỉ hẹn lại được một lần, muộn nhất một ngày trước ngày hẹn trả. Người nộp nhận lời xin lỗi, lý do và ngày hẹn mới.",
        "The date can be moved once, at the latest a day before it. The applicant is told the apology, the reason and the new date.";
    extend_by: "Thêm bao nhiêu ngày làm việc", "How many more working days";
    extend_by_hint: "Ngày hẹn mới đã trừ ngày nghỉ, ngày lễ.", "The new date leaves out weekends and holidays.";
    extend_choose: "Chọn, hoặc ghi ngày ở dưới", "Choose, or name a day below";
    extend_on: "Hoặc đúng ngày", "Or the very day";
    extend_on_hint: "Ví dụ 26/02/2026, một ngày làm việc.", "For example 26/02/2026, a working day.";
    apology: "Lời xin lỗi và lý do chậm, người nộp sẽ đọc", "The apology and why it is late; the applicant reads it";
    apology_hint: "Ví dụ: Thành thật xin lỗi ông/bà, việc xác minh tại nơi cư trú cũ chưa xong", "For example: We are sorry; the check at the former residence is not finished";
    withdrawal_text: "Người nộp xin rút. Đồng ý thì dừng giải quyết và hồ sơ kết thúc.", "The applicant asks to withdraw. Confirming stops the work and ends the dossier.";
    wishes_to_withdraw: "Người nộp xin rút hồ sơ, đang chờ trả lời", "The applicant asks to withdraw and waits for an answer";
    no_reason_given: "Người nộp không nêu lý do.", "No reason was given.";
    decline_text: "Chỉ khi quyết định giải quyết đã được ký hoặc luật không cho rút.", "Only when the decision is signed already or the law does not let it be withdrawn.";
    refuse_text: "Hồ sơ kết thúc. Ghi rõ căn cứ và nơi có thể nộp.", "This ends the dossier. Give the ground, and where it can be filed.";
    stop_text: "Hồ sơ kết thúc hẳn, không mở lại được. Chờ bổ sung thì dùng “Yêu cầu bổ sung”.", "This ends the dossier for good. To wait for something missing, ask for a supplement.";
    correction_text: "Khi kết quả sai do lỗi của cơ quan. Cơ quan chịu mọi chi phí, người nộp không nộp thêm gì; áp dụng quy định lúc tiếp nhận, tính thời hạn riêng từ bây giờ.",
        "When the result is wrong by the agency's error. The agency bears the cost and the applicant gives nothing more; the rules of the day of reception hold, with a clock of its own from now.";
    wrong_how: "Sai ở đâu, người nộp sẽ đọc", "What is wrong; the applicant reads it";
    states: "Bốn trạng thái", "Four states";
    casework: "Giải quyết", "Casework";
    payment: "Thanh toán", "Payment";
    delivery: "Trả kết quả", "Delivery";
    synchronisation: "Đồng bộ", "Synchronisation";
    sync_none: "Chưa kết nối hệ thống nào", "No other system is connected";
    changed: "Vừa bổ sung", "Just supplemented";
    changed_text: "Chỉ những chỗ đã đổi; phần còn lại gấp ở dưới. Nhận lúc", "Only what changed; the rest is folded below. Received at";
    before: "Trước", "Before";
    after: "Nay", "Now";
    was_asked: "Đã yêu cầu", "Asked for";
    no_file: "Chưa có tệp.", "No file.";
    register_text: "Hồ sơ nộp trong các ngày này, để in hoặc lưu (PDF).", "The dossiers filed on these days, to print or keep (PDF).";
    register_from: "Từ ngày", "From";
    register_to: "Đến ngày", "To";
    register_get: "Lấy sổ theo dõi", "Get the register";
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
        (Language::Vi, DeskActionKind::Extend) => "Xin lỗi và hẹn lại ngày trả",
        (Language::Vi, DeskActionKind::DeclineWithdrawal) => "Không đồng ý cho rút",
        (Language::Vi, DeskActionKind::OpenCorrection) => "Sửa kết quả do lỗi của cơ quan",
        (Language::Vi, DeskActionKind::Correct) => "Ghi kết quả đã sửa",
        (Language::Vi, DeskActionKind::TakeOver) => "Nhận xử lý",
        (Language::Vi, DeskActionKind::GiveOn) => "Chuyển người xử lý",
        (Language::Vi, DeskActionKind::PassStep) => "Chuyển bước tiếp theo",
        (Language::Vi, DeskActionKind::SendBackStep) => "Trả lại bước trước",
        (Language::En, DeskActionKind::TakeOver) => "Take it",
        (Language::En, DeskActionKind::GiveOn) => "Give it on",
        (Language::En, DeskActionKind::PassStep) => "Pass it on to the next step",
        (Language::En, DeskActionKind::SendBackStep) => "Send it back to an earlier step",
        (Language::Vi, DeskActionKind::Sign) => "Ký ban hành",
        (Language::Vi, DeskActionKind::DeclineSigning) => "Trả lại dự thảo",
        (Language::Vi, DeskActionKind::Revoke) => "Thu hồi kết quả",
        (Language::En, DeskActionKind::Sign) => "Sign and issue",
        (Language::En, DeskActionKind::DeclineSigning) => "Send the draft back",
        (Language::En, DeskActionKind::Revoke) => "Revoke the result",
        (Language::En, DeskActionKind::Accept) => "Accept",
        (Language::En, DeskActionKind::AskSupplement) => "Ask for a supplement",
        (Language::En, DeskActionKind::Refuse) => "Refuse reception",
        (Language::En, DeskActionKind::StartProcessing) => "Start the work",
        (Language::En, DeskActionKind::Finish) => "Record the result",
        (Language::En, DeskActionKind::ReturnResult) => "Hand over the result",
        (Language::En, DeskActionKind::ConfirmWithdrawal) => "Confirm the withdrawal",
        (Language::En, DeskActionKind::Stop) => "Stop the work",
        (Language::En, DeskActionKind::Extend) => "Apologise and move the date",
        (Language::En, DeskActionKind::DeclineWithdrawal) => "Decline the withdrawal",
        (Language::En, DeskActionKind::OpenCorrection) => "Correct the agency's error",
        (Language::En, DeskActionKind::Correct) => "Record the corrected result",
    }
}

/// Says what an extension by working days leads to: `3 ngày làm việc: 26/02/2026`.
pub fn days_later(language: Language, days: u32, on: &str) -> String {
    let unit = match (language, days) {
        (Language::Vi, _) => " ngày làm việc: ",
        (Language::En, 1) => " working day: ",
        (Language::En, _) => " working days: ",
    };
    [&number::grouped(u64::from(days)), unit, on].concat()
}

/// Says where the money stands.
pub fn paid(language: Language, state: PaymentState) -> String {
    match (language, state) {
        (Language::Vi, PaymentState::NothingAsked) => "Chưa yêu cầu nộp tiền".to_owned(),
        (Language::En, PaymentState::NothingAsked) => "Nothing asked".to_owned(),
        (Language::Vi, PaymentState::Asked { amount }) => ["Chờ nộp ", &number::money(amount)].concat(),
        (Language::En, PaymentState::Asked { amount }) => ["Waiting for ", &number::money(amount)].concat(),
        (Language::Vi, PaymentState::Paid { amount }) => ["Đã nộp ", &number::money(amount)].concat(),
        (Language::En, PaymentState::Paid { amount }) => ["Paid ", &number::money(amount)].concat(),
        (Language::Vi, PaymentState::Refunded { amount }) => ["Đã hoàn ", &number::money(amount)].concat(),
        (Language::En, PaymentState::Refunded { amount }) => ["Given back ", &number::money(amount)].concat(),
    }
}

/// Says where the result is.
pub const fn delivered(language: Language, state: DeliveryState) -> &'static str {
    match (language, state) {
        (Language::Vi, DeliveryState::NoResult) => "Chưa có kết quả",
        (Language::Vi, DeliveryState::Ready) => "Có kết quả, chờ trả",
        (Language::Vi, DeliveryState::Ordered) => "Đã lập phiếu gửi, chờ giao bưu chính",
        (Language::Vi, DeliveryState::OnTheWay) => "Bưu chính đang chuyển",
        (Language::Vi, DeliveryState::CameBack) => "Bị chuyển hoàn, chờ gửi lại hoặc trả tại quầy",
        (Language::En, DeliveryState::Ordered) => "Order sheet made, waiting for the carrier",
        (Language::En, DeliveryState::OnTheWay) => "With the carrier",
        (Language::En, DeliveryState::CameBack) => "Came back; to be sent again or handed over at the counter",
        (Language::Vi, DeliveryState::HandedOver(HandedOver::Online)) => "Đã trả trực tuyến",
        (Language::Vi, DeliveryState::HandedOver(HandedOver::Counter)) => "Đã trả tại quầy",
        (Language::Vi, DeliveryState::HandedOver(HandedOver::Post)) => "Đã trả qua bưu điện",
        (Language::En, DeliveryState::NoResult) => "No result yet",
        (Language::En, DeliveryState::Ready) => "Result ready, not handed over",
        (Language::En, DeliveryState::HandedOver(HandedOver::Online)) => "Handed over online",
        (Language::En, DeliveryState::HandedOver(HandedOver::Counter)) => "Handed over at the counter",
        (Language::En, DeliveryState::HandedOver(HandedOver::Post)) => "Handed over by post",
    }
}

/// Says how far another system knows of a dossier.
pub const fn sync(language: Language, state: SyncState) -> &'static str {
    match (language, state) {
        (Language::Vi, SyncState::Pending) => "chờ gửi",
        (Language::Vi, SyncState::Synchronised) => "đã đồng bộ",
        (Language::Vi, SyncState::Failed) => "bị từ chối, cần xem lại",
        (Language::En, SyncState::Pending) => "to be sent",
        (Language::En, SyncState::Synchronised) => "synchronised",
        (Language::En, SyncState::Failed) => "refused, to be looked at",
    }
}

/// Says what was told of a date.
pub const fn stage(language: Language, stage: Stage) -> &'static str {
    match (language, stage) {
        (Language::Vi, Stage::Soon) => "Sắp đến hạn, đã nhắc người xử lý lúc",
        (Language::Vi, Stage::Overdue) => "Quá hạn, đã báo người xử lý lúc",
        (Language::Vi, Stage::Escalated) => "Vẫn quá hạn, đã báo lãnh đạo lúc",
        (Language::En, Stage::Soon) => "Due soon; whoever works on it was told at",
        (Language::En, Stage::Overdue) => "Overdue; whoever works on it was told at",
        (Language::En, Stage::Escalated) => "Still overdue; the head was told at",
    }
}
