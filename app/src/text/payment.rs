//! Money: paying, what became of it, tills and refunds.

use motcua_core::payment::{State, Way};

use super::{number, words};
use crate::views::Language;

words! {
    title: "Nộp phí, lệ phí", "Pay fees and charges";
    for_dossier: "Hồ sơ", "Dossier";
    to_whom: "Nơi thu", "Paid to";
    to_pay: "Số tiền phải nộp", "To pay";
    made_of: "Gồm", "Made of";
    asked_why: "Lý do thu", "Why it is asked";
    nothing: "Hồ sơ này không còn khoản nào phải nộp.", "Nothing is left to pay for this dossier.";
    choose: "Chọn cách nộp", "Choose how to pay";
    once: "Bạn chỉ nộp một lần. Mở trang này ở hai nơi cũng chỉ có một giao dịch.",
        "You pay once. However many windows you open, there is one payment.";
    no_ways: "Cổng chưa nhận tiền trực tuyến. Nộp tại bộ phận một cửa.", "Nothing can be paid online yet. Pay at the one-stop desk.";
    or_counter: "Bạn cũng có thể nộp tiền mặt tại bộ phận một cửa.", "You can also pay in cash at the one-stop desk.";
    go_pay: "Sang trang thanh toán", "Go to the payment page";
    leaving: "Bạn sang trang của cổng thanh toán. Nộp xong, bạn trở lại đây; đóng trang giữa chừng cũng không mất gì.",
        "You go to the gateway's page and come back here afterwards; closing it on the way loses nothing.";
    until: "Nộp trước", "Pay before";
    over: "Đã hết giờ nộp của giao dịch này. Cổng đang hỏi lại nơi thanh toán để chắc tiền chưa bị trừ.",
        "The time of this payment is over. The portal is asking the gateway, to be sure that no money was taken.";
    unknown: "Chưa biết kết quả. Đừng nộp lại: cổng hỏi nơi thanh toán cho đến khi rõ. Tiền đã trừ không bị mất.",
        "The outcome is not known yet. Do not pay again: the portal asks until it knows. Money that was taken is not lost.";
    check: "Kiểm tra lại", "Check again";
    scan: "Mở ứng dụng ngân hàng, quét mã này. Số tiền và nội dung có sẵn trong mã.",
        "Open your bank's app and scan this code. The amount and the text are in it.";
    scan_here: "Nộp ngay trên điện thoại này: chụp màn hình mã, rồi trong ứng dụng ngân hàng chọn quét mã từ ảnh.",
        "On this very phone: take a picture of the screen, then scan the code from the picture in your bank's app.";
    qr: "Mã VietQR để chuyển khoản", "VietQR code of the transfer";
    by_hand: "Hoặc chuyển khoản đúng như sau", "Or make the transfer like this";
    bank: "Ngân hàng", "Bank";
    account: "Số tài khoản", "Account";
    holder: "Chủ tài khoản", "Account holder";
    amount: "Số tiền", "Amount";
    memo: "Nội dung", "Text";
    memo_hint: "Ghi đúng nội dung này để cổng nhận ra tiền của bạn.", "Write exactly this, so that the portal knows the money as yours.";
    transfer_seen: "Cổng ghi nhận khi ngân hàng báo có, thường trong ngày làm việc.",
        "It is booked when the bank reports it, usually within the working day.";
    leave: "Tôi chưa chuyển, chọn cách khác", "I have not paid; choose another way";
    paid_title: "Đã nộp", "Paid";
    fee_receipt: "Biên lai điện tử (PDF)", "Electronic receipt (PDF)";
    paid_link: "Xem các khoản đã nộp", "See what was paid";
    transaction: "Mã giao dịch", "Transaction";
    back_to_dossier: "Xem hồ sơ", "See the dossier";
    see_receipt: "Xem giấy tiếp nhận", "See the acknowledgement";
    pay_now: "Nộp tiền", "Pay";
    returned: "Kết quả thanh toán", "Outcome of the payment";
    waits: "Đang chờ nơi thanh toán báo kết quả. Trang này tự tải lại.", "Waiting for the gateway to report. This page reloads by itself.";
    money: "Phí, lệ phí", "Fees and charges";
    owed: "Còn phải nộp", "Still owed";
    not_owed: "Không còn khoản phải nộp.", "Nothing is owed.";
    being_paid: "Người nộp đang thanh toán trực tuyến. Chờ giao dịch đó kết thúc rồi mới thu tiền mặt.",
        "The applicant is paying online. Wait for that to end before taking cash.";
    transfer_begun: "Người nộp đã chọn chuyển khoản nhưng tiền chưa về. Thu tiền mặt thì giao dịch chuyển khoản được huỷ.",
        "The applicant chose a transfer that has not arrived. Taking cash leaves the transfer.";
    take_cash: "Thu tiền mặt", "Take cash";
    ask_title: "Yêu cầu nộp thêm", "Ask for a further sum";
    ask_hint: "Hồ sơ dừng tính giờ đến khi người nộp nộp đủ, rồi tự chạy tiếp.", "The clock stops until it is paid, then goes on by itself.";
    ask_amount: "Số tiền (đồng)", "Amount (đồng)";
    ask_reason: "Khoản thu và căn cứ", "What for, and its legal ground";
    ask: "Gửi yêu cầu nộp tiền", "Ask for the payment";
    refund_reason: "Lý do hoàn", "Why give it back";
    ask_refund: "Đề nghị hoàn tiền", "Ask to give it back";
    till_title: "Quầy thu tiền mặt", "Cash till";
    till_lead: "Tiền mặt bạn thu hôm nay. Cuối ngày đếm tiền và đóng quầy.", "The cash you took today. Count and close the till at the end of the day.";
    till_empty: "Bạn chưa thu khoản tiền mặt nào.", "You have taken no cash.";
    till_opened: "Mở lúc", "Opened";
    till_total: "Phải có trong quầy", "Should be in the till";
    till_counted: "Đếm được (đồng)", "Counted (đồng)";
    till_reason: "Lý do chênh lệch", "Why it differs";
    till_reason_hint: "Chỉ ghi khi số đếm được khác số phải có.", "Only where the count differs.";
    close_till: "Đóng quầy", "Close the till";
    tills_closed: "Các lần đóng quầy", "Tills that were closed";
    no_tills_closed: "Chưa có lần đóng quầy nào.", "No till was closed yet.";
    expected: "Phải có", "Expected";
    counted: "Đếm được", "Counted";
    surplus: "Nộp khi không còn khoản phải nộp", "Paid when nothing was owed";
    refunds_title: "Hoàn tiền", "Refunds";
    refunds_lead: "Người đề nghị hoàn không được tự duyệt. Tiền trả về đúng nơi đã nộp.",
        "Who asks for a refund never approves it. Money goes back the way it came.";
    no_refunds: "Chưa có khoản nào phải hoàn.", "There is nothing to give back.";
    asked_by: "Người đề nghị", "Asked by";
    by_portal: "Cổng (tự động)", "The portal, by itself";
    decided_by: "Người duyệt", "Decided by";
    approve: "Duyệt hoàn", "Approve";
    decline: "Không duyệt", "Decline";
    decline_reason: "Lý do không duyệt", "Why it is declined";
    paid_back: "Đã trả tiền", "Given back";
    paid_back_said: "Người nhận ký, hoặc mã chuyển khoản", "Who signed for it, or the transfer's number";
    sends: "Cổng gửi lệnh hoàn và hỏi đến khi có kết quả.", "The portal sends it and asks until it is known.";
}

/// Names a way to pay.
pub const fn way(language: Language, way: Way) -> &'static str {
    match (language, way) {
        (_, Way::Vnpay) => "VNPAY",
        (Language::Vi, Way::Transfer) => "Chuyển khoản bằng mã VietQR",
        (Language::En, Way::Transfer) => "Bank transfer by VietQR",
        (Language::Vi, Way::Counter) => "Tiền mặt tại quầy",
        (Language::En, Way::Counter) => "Cash at the counter",
    }
}

/// Says what a way to pay is like.
pub const fn way_hint(language: Language, way: Way) -> &'static str {
    match (language, way) {
        (Language::Vi, Way::Vnpay) => "Thẻ, tài khoản ngân hàng hoặc ví. Có kết quả ngay.",
        (Language::En, Way::Vnpay) => "Card, bank account or wallet. The outcome comes at once.",
        (Language::Vi, Way::Transfer) => "Quét mã bằng ứng dụng ngân hàng. Ghi nhận khi tiền về.",
        (Language::En, Way::Transfer) => "Scan a code with your bank's app. Booked when the money arrives.",
        (Language::Vi, Way::Counter) => "Tại bộ phận một cửa.",
        (Language::En, Way::Counter) => "At the one-stop desk.",
    }
}

/// Says how a payment stands.
pub const fn state(language: Language, state: State) -> &'static str {
    match (language, state) {
        (Language::Vi, State::Created | State::Pending) => "Đang chờ nộp",
        (Language::En, State::Created | State::Pending) => "Waiting to be paid",
        (Language::Vi, State::Paid) => "Đã nộp",
        (Language::En, State::Paid) => "Paid",
        (Language::Vi, State::Failed) => "Không thành công, chưa trừ tiền",
        (Language::En, State::Failed) => "Failed; no money was taken",
        (Language::Vi, State::Expired) => "Hết giờ, chưa trừ tiền",
        (Language::En, State::Expired) => "Out of time; no money was taken",
        (Language::Vi, State::Unknown) => "Chưa rõ kết quả",
        (Language::En, State::Unknown) => "Outcome not known yet",
        (Language::Vi, State::Refunding) => "Đang hoàn tiền",
        (Language::En, State::Refunding) => "Being given back",
        (Language::Vi, State::Refunded) => "Đã hoàn tiền",
        (Language::En, State::Refunded) => "Given back",
    }
}

/// Says how the last try went, and what to do.
pub fn missed(language: Language, by: Way, was: State) -> String {
    let try_again = match language {
        Language::Vi => ". Bạn có thể nộp lại hoặc chọn cách khác.",
        Language::En => ". You can pay again or choose another way.",
    };
    [way(language, by), ": ", state(language, was), try_again].concat()
}

/// Names the state of a refund.
pub fn refund_state(language: Language, state: &str) -> &'static str {
    match (language, state) {
        (Language::Vi, "asked") => "Chờ duyệt",
        (Language::En, "asked") => "To be approved",
        (Language::Vi, "approved") => "Đã duyệt, đang trả",
        (Language::En, "approved") => "Approved, on its way",
        (Language::Vi, "done") => "Đã hoàn",
        (Language::En, "done") => "Given back",
        (Language::Vi, _) => "Không hoàn",
        (Language::En, _) => "Not given back",
    }
}

/// Says the sum a button takes.
pub fn take(language: Language, amount: u64) -> String {
    [take_cash(language), " ", &number::money(amount)].concat()
}

/// Writes an amount that may be less than nothing.
pub fn signed(amount: i64) -> String {
    let sum = number::money(amount.unsigned_abs());
    if amount < 0 { ["−", &sum].concat() } else { sum }
}
