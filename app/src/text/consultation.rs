//! Asking other bodies for their opinion.

use motcua_core::dossier::Position;

use super::words;
use crate::views::{ClosedHow, Language};

words! {
    title: "Lấy ý kiến cơ quan khác", "Opinions of other bodies";
    ask: "Lấy ý kiến", "Ask for an opinion";
    ask_text: "Thời hạn của hồ sơ vẫn chạy trong khi chờ. Cơ quan được hỏi chỉ thấy câu hỏi và giấy tờ bạn gửi kèm, không thấy cả hồ sơ.",
        "The dossier's clock runs on meanwhile. A body that is asked sees the question and the papers you send with it, never the whole dossier.";
    departments: "Hỏi sở, ngành nào", "Which departments";
    other: "Hoặc xã, phường, UBND tỉnh", "Or a commune or the province";
    none: "Không chọn", "None";
    words: "Câu hỏi", "The question";
    words_hint: "Hỏi rõ điều cần biết và căn cứ; mọi cơ quan chọn ở trên nhận cùng câu hỏi này.",
        "Say what you need to know and on what ground; every body chosen above is asked the same.";
    papers: "Giấy tờ gửi kèm", "Papers sent with it";
    within: "Trả lời chậm nhất", "To be answered by";
    held: "Không muộn hơn hạn trả kết quả cho người nộp:", "Not later than the date promised to the applicant:";
    withdraw: "Thôi lấy ý kiến", "Ask no longer";
    withdraw_why: "Lý do thôi lấy ý kiến", "Why it is asked no longer";
    withdraw_hint: "Ví dụ: đã quá hạn trả lời, cơ quan tự chịu trách nhiệm quyết định.", "For example: the date passed, and the agency decides on its own.";
    asked_at: "Hỏi lúc", "Asked at";
    answer_by: "Hạn trả lời", "Answer by";
    silent: "Quá hạn, chưa trả lời", "Late, no answer";
    reported: "Đã báo lãnh đạo và người hỏi lúc", "Reported to the head and the asker at";
    waiting: "Đang chờ trả lời", "Waiting for an answer";
    came_late: "trả lời sau hạn", "answered late";
    blocks_end: "Chưa kết thúc được hồ sơ khi còn cơ quan chưa trả lời. Chờ trả lời, hoặc thôi lấy ý kiến và nêu lý do.",
        "The dossier cannot be finished while a body has not answered. Wait, or ask it no longer and say why.";
    asked_title: "Ý kiến được hỏi", "Opinions asked of us";
    asked_none: "Không có câu hỏi nào đang chờ cơ quan bạn trả lời.", "No question waits for your agency.";
    asked_before: "Đã xong gần đây", "Ended lately";
    asker: "Cơ quan hỏi", "Asked by";
    question: "Nội dung hỏi", "The question";
    only_this: "Cơ quan bạn chỉ được xem câu hỏi và giấy tờ gửi kèm. Người có hồ sơ thấy rằng cơ quan bạn đã mở xem.",
        "Your agency sees the question and the papers sent with it, nothing else. The person whose dossier it is can see that you opened it.";
    papers_closed: "Câu hỏi đã khép lại nên giấy tờ không mở được nữa.", "The question has ended, so its papers are closed again.";
    no_papers: "Không có giấy tờ gửi kèm.", "No papers were sent with it.";
    your_answer: "Trả lời", "Your answer";
    position_legend: "Ý kiến của cơ quan bạn", "Where your agency stands";
    reason: "Nội dung trả lời", "The answer";
    reason_hint: "Nêu căn cứ. Nếu không có ý kiến thì có thể để trống.", "Give the ground. It may be empty if you have no opinion.";
    file: "Văn bản kèm theo (không bắt buộc)", "A document with it (optional)";
    file_hint: "Tải lên trước khi gửi trả lời; tải tệp khác sẽ thay tệp này.", "Upload it before you send the answer; another one takes its place.";
    upload: "Tải tệp lên", "Upload";
    with_file: "Gửi kèm tệp", "Send this file with it";
    send: "Gửi trả lời", "Send the answer";
    once: "Trả lời một lần, không sửa được sau khi gửi.", "An answer is given once and cannot be changed.";
    not_yours: "Chuyên viên hoặc lãnh đạo của cơ quan trả lời câu hỏi này.", "A specialist or the head of the agency answers this.";
    answered: "Đã trả lời", "Answered";
    consulting: "Đang lấy ý kiến", "Being asked for an opinion";
}

/// Says where a body stands.
pub const fn position(language: Language, position: Position) -> &'static str {
    match (language, position) {
        (Language::Vi, Position::Agree) => "Đồng ý",
        (Language::Vi, Position::Disagree) => "Không đồng ý",
        (Language::Vi, Position::NoOpinion) => "Không có ý kiến",
        (Language::En, Position::Agree) => "Agrees",
        (Language::En, Position::Disagree) => "Disagrees",
        (Language::En, Position::NoOpinion) => "No opinion",
    }
}

/// Says how a question ended.
pub const fn closed(language: Language, how: ClosedHow) -> &'static str {
    match (language, how) {
        (language, ClosedHow::Answered(stands)) => position(language, stands),
        (Language::Vi, ClosedHow::Withdrawn) => "Đã thôi lấy ý kiến",
        (Language::Vi, ClosedHow::Lapsed) => "Hồ sơ kết thúc trước khi trả lời",
        (Language::En, ClosedHow::Withdrawn) => "Asked no longer",
        (Language::En, ClosedHow::Lapsed) => "The dossier ended first",
    }
}

/// Says how a question in the list ended, by its stable name.
pub fn outcome(language: Language, outcome: &str) -> &'static str {
    match outcome {
        "answered" => answered(language),
        "withdrawn" => closed(language, ClosedHow::Withdrawn),
        _ => closed(language, ClosedHow::Lapsed),
    }
}

/// Says how long a body has, by the key it is sent as, and until when that is.
pub fn within_label(language: Language, key: &str, at: &str) -> String {
    let (unit, count) = key.split_at(key.len().min(1));
    let unit = match (language, unit, count) {
        (Language::Vi, "h", _) => " giờ làm việc",
        (Language::Vi, ..) => " ngày làm việc",
        (Language::En, "h", _) => " working hours",
        (Language::En, _, "1") => " working day",
        (Language::En, ..) => " working days",
    };
    [count, unit, ": ", at].concat()
}

/// Tells the applicant whom the agency asks and by when it is to answer.
pub fn now_asking(language: Language, agency: &str, due: &str) -> String {
    match language {
        Language::Vi => ["Đang lấy ý kiến ", agency, ", hẹn ", due].concat(),
        Language::En => ["Asking ", agency, " for its opinion, due ", due].concat(),
    }
}
