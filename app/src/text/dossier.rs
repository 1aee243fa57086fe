//! A submitted dossier in words: statuses, what happened, the due date and every day that counted or did not.

use motcua_core::calendar::format;
use motcua_core::deadline::{Counted, Line, Reason};
use motcua_core::dossier::Status;

use super::{number, words};
use crate::views::{Completion, Language};

words! {
    expected: "Dự kiến có kết quả", "Result expected";
    promised: "Hẹn trả kết quả", "Result promised";
    promised_note: "Đây là ngày hẹn chính thức.", "This date is promised.";
    expected_note: "Ngày này tính như thể hồ sơ được tiếp nhận bây giờ; ngày hẹn chính thức có khi hồ sơ được tiếp nhận.",
        "Computed as if it were accepted now; the promised date comes with acceptance.";
    why_this_date: "Vì sao là ngày này", "Why this date";
    correcting: "Cơ quan đang sửa kết quả do lỗi của mình", "The agency is correcting an error of its own in the result";
    correcting_free: "Cơ quan chịu mọi chi phí; người nộp không phải nộp thêm gì. Từ", "The agency bears the cost; the applicant gives nothing more. Since";
    if_nothing: "Nếu đến ngày đó chưa thấy trả lời, hãy gọi hoặc đến bộ phận một cửa và đọc số hồ sơ.",
        "If no answer comes by then, call or visit the one-stop desk and give the number.";
}

/// Names a legal status in plain words.
pub const fn status(language: Language, status: Status) -> &'static str {
    match (language, status) {
        (Language::Vi, Status::New) => "Đã gửi, chờ tiếp nhận",
        (Language::Vi, Status::Accepted) => "Được tiếp nhận",
        (Language::Vi, Status::Refused) => "Không được tiếp nhận",
        (Language::Vi, Status::Processing) => "Đang xử lý",
        (Language::Vi, Status::AwaitingSupplement) => "Cần bạn bổ sung",
        (Language::Vi, Status::AwaitingPayment) => "Cần bạn nộp tiền",
        (Language::Vi, Status::Withdrawn) => "Đã rút",
        (Language::Vi, Status::Stopped) => "Dừng xử lý",
        (Language::Vi, Status::Finished) => "Đã có kết quả",
        (Language::Vi, Status::Returned) => "Đã trả kết quả",
        (Language::En, Status::New) => "Sent, not accepted yet",
        (Language::En, Status::Accepted) => "Accepted",
        (Language::En, Status::Refused) => "Reception refused",
        (Language::En, Status::Processing) => "In work",
        (Language::En, Status::AwaitingSupplement) => "Waiting for your supplement",
        (Language::En, Status::AwaitingPayment) => "Waiting for your payment",
        (Language::En, Status::Withdrawn) => "Withdrawn",
        (Language::En, Status::Stopped) => "Stopped",
        (Language::En, Status::Finished) => "Result ready",
        (Language::En, Status::Returned) => "Result handed over",
    }
}

/// Names how far a dossier is, for anybody who knows its number.
pub const fn completion(language: Language, completion: Completion) -> &'static str {
    match (language, completion) {
        (Language::Vi, Completion::Sent) => "Đã gửi, chờ tiếp nhận",
        (Language::Vi, Completion::InWork) => "Đang giải quyết",
        (Language::Vi, Completion::Awaiting) => "Đang chờ người nộp",
        (Language::Vi, Completion::Done) => "Đã có kết quả",
        (Language::Vi, Completion::Ended) => "Đã kết thúc, không có kết quả",
        (Language::En, Completion::Sent) => "Sent, not accepted yet",
        (Language::En, Completion::InWork) => "In work",
        (Language::En, Completion::Awaiting) => "Waiting for the applicant",
        (Language::En, Completion::Done) => "Result ready",
        (Language::En, Completion::Ended) => "Ended without a result",
    }
}

/// Says what happened, by the event's stable name.
pub fn event(language: Language, kind: &str) -> &'static str {
    let (vi, en) = match kind {
        "submitted" => ("Gửi hồ sơ", "Dossier sent"),
        "entered_counter" => (
            "Nộp trực tiếp tại quầy, cán bộ nhập",
            "Filed at the counter, entered by an officer",
        ),
        "entered_post" => ("Nộp qua bưu chính, cán bộ nhập", "Filed by post, entered by an officer"),
        "entered_helped" => ("Gửi hồ sơ, có người hỗ trợ", "Dossier sent with somebody's help"),
        "accepted" => ("Tiếp nhận hồ sơ", "Dossier accepted"),
        "reception_refused" => ("Từ chối tiếp nhận", "Reception refused"),
        "supplement_asked" => ("Yêu cầu bổ sung", "Supplement asked"),
        "supplemented" => ("Đã bổ sung", "Supplement received"),
        "supplemented_counter" => (
            "Bổ sung tại quầy, cán bộ nhập",
            "Supplement brought to the counter, entered by an officer",
        ),
        "payment_asked" => ("Yêu cầu nộp tiền", "Payment asked"),
        "payment_confirmed" | "fee_paid" => ("Đã nhận tiền", "Payment received"),
        "fee_refunded" => ("Đã hoàn tiền", "Payment given back"),
        "processing_started" => ("Bắt đầu xử lý", "Work started"),
        "assigned" => ("Phân công cán bộ xử lý", "Given to an officer"),
        "reassigned" => ("Chuyển người xử lý", "Given to another officer"),
        "taken_over" => ("Cán bộ nhận xử lý", "Taken by an officer"),
        "extended" => ("Xin lỗi và hẹn lại", "Apology and a new date"),
        "withdrawal_requested" => ("Xin rút hồ sơ", "Withdrawal asked"),
        "withdrawal_confirmed" => ("Đồng ý cho rút", "Withdrawal confirmed"),
        "withdrawal_declined" => ("Không đồng ý cho rút", "Withdrawal declined"),
        "stopped" => ("Dừng xử lý", "Work stopped"),
        "finished" => ("Có kết quả", "Result ready"),
        "result_returned" => ("Trả kết quả", "Result handed over"),
        "correction_opened" => (
            "Cơ quan sửa kết quả do lỗi của mình",
            "The agency corrects its own error",
        ),
        "corrected" => ("Có kết quả đã sửa", "Corrected result ready"),
        "correction_returned" => ("Trả kết quả đã sửa", "Corrected result handed over"),
        "consultation_asked" => ("Lấy ý kiến cơ quan khác", "Another body asked for its opinion"),
        "consultation_answered" => ("Cơ quan được hỏi đã trả lời", "The body that was asked answered"),
        "consultation_withdrawn" => ("Thôi lấy ý kiến", "A body is asked no longer"),
        "step_passed" => ("Chuyển bước xử lý", "Passed on to the next step"),
        "step_sent_back" => ("Trả lại bước trước", "Sent back to an earlier step"),
        "signing_requested" => ("Trình ký kết quả", "Result submitted for signing"),
        "signing_declined" => ("Trả lại dự thảo kết quả", "Drafted result sent back"),
        "result_revoked" => ("Thu hồi kết quả", "Result revoked"),
        "return_way_chosen" => ("Chọn cách nhận kết quả", "Way of receiving the result chosen"),
        "post_ordered" => ("Lập phiếu gửi qua bưu chính", "Order sheet for the post made"),
        "post_handed_over" => ("Đã giao cho bưu chính", "Handed to the carrier"),
        "post_delivered" => (
            "Bưu chính đã phát, người nhận đã ký",
            "Delivered by post and signed for",
        ),
        "post_came_back" => (
            "Bưu gửi bị chuyển hoàn về cơ quan",
            "The parcel came back to the agency",
        ),
        _ => ("Cập nhật hồ sơ", "Dossier updated"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// Says how much working time is left, or how late it is; 480 working minutes are a day.
pub fn time_left(language: Language, minutes: i64) -> String {
    let size = minutes.unsigned_abs();
    let (count, vi, one, many) = if size >= 480 {
        (size / 480, " ngày làm việc", " working day", " working days")
    } else {
        (size.div_ceil(60), " giờ làm việc", " working hour", " working hours")
    };
    let figure = number::grouped(count);
    match language {
        Language::Vi if minutes < 0 => ["Quá hạn ", &figure, vi].concat(),
        Language::Vi => ["Còn ", &figure, vi].concat(),
        Language::En => {
            let unit = if count == 1 { one } else { many };
            [figure.as_str(), unit, if minutes < 0 { " late" } else { " left" }].concat()
        }
    }
}

/// Says of one day whether it counted and why: `22/09/2026: tính 1 ngày (ngày làm việc)`.
pub fn due_line(language: Language, line: &Line) -> String {
    [
        &format::date(line.date),
        ": ",
        &counted(language, line.counted),
        " (",
        &reason(language, &line.reason),
        ")",
    ]
    .concat()
}

fn counted(language: Language, counted: Counted) -> String {
    let figure = |count: u32| number::grouped(u64::from(count));
    match (language, counted) {
        (Language::Vi, Counted::No) => "không tính".to_owned(),
        (Language::Vi, Counted::Day) => "tính 1 ngày".to_owned(),
        (Language::Vi, Counted::Minutes(count)) => ["tính ", &figure(count), " phút làm việc"].concat(),
        (Language::Vi, Counted::Months(count)) => ["đủ ", &figure(count), " tháng"].concat(),
        (Language::En, Counted::No) => "not counted".to_owned(),
        (Language::En, Counted::Day) => "1 day counted".to_owned(),
        (Language::En, Counted::Minutes(count)) => figure(count) + " working minutes counted",
        (Language::En, Counted::Months(count)) => figure(count) + " months complete",
    }
}

fn reason(language: Language, reason: &Reason) -> String {
    let (vi, en, name) = match reason {
        Reason::ReceiptDay => ("ngày nhận hồ sơ", "the day of receipt", None),
        Reason::TransferredNextDay => (
            "ngày nhận hồ sơ; nhận sau 15 giờ nên chuyển đi giải quyết vào đầu ngày làm việc sau",
            "the day of receipt; received after 15:00, so it goes on at the start of the next working day",
            None,
        ),
        Reason::AfterClosing => ("nhận sau giờ làm việc", "received after closing", None),
        Reason::AfterCutOff => ("nhận sau 15 giờ", "received after 15:00", None),
        Reason::Paused => ("đang tạm dừng", "paused", None),
        Reason::Working => ("ngày làm việc", "a working day", None),
        Reason::WorkedSaturday { name } => ("làm bù", "worked in exchange", Some(name)),
        Reason::CalendarDay => ("ngày theo lịch", "a calendar day", None),
        Reason::MonthsEnd => ("ngày hết tháng", "the end of the months", None),
        Reason::EndMoved => ("chuyển sang ngày làm việc", "moved to a working day", None),
        Reason::Extended => ("ngày hẹn lại", "the new date promised", None),
        Reason::Promised => ("ngày cán bộ hẹn", "the day the officer promised", None),
        Reason::Weekend => ("nghỉ cuối tuần", "weekend", None),
        Reason::Holiday { name } => ("nghỉ lễ", "public holiday", Some(name)),
        Reason::Compensatory { name } => ("nghỉ bù", "day off in lieu", Some(name)),
        Reason::SwappedOff { name } => ("nghỉ hoán đổi", "day off in exchange", Some(name)),
        Reason::Estimated { name } => (
            "dự kiến nghỉ, có thể thay đổi",
            "expected day off, may change",
            Some(name),
        ),
    };
    let words = match language {
        Language::Vi => vi,
        Language::En => en,
    };
    name.map_or_else(|| words.to_owned(), |name| [words, ", ", name].concat())
}
