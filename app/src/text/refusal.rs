//! Why the rules said no, and what to do about it.

use super::words;
use crate::views::Language;

words! {
    any: "Quy định không cho phép bước này lúc này. Xem tình trạng hồ sơ để biết việc tiếp theo.",
        "The rules do not allow this step now. See the dossier's status for what comes next.";
    submitted: "Hồ sơ này đã được gửi. Xem trong mục Hồ sơ của tôi.",
        "This dossier was sent already. You find it under My dossiers.";
    moved_on: "Hồ sơ đã sang bước khác, việc này không còn làm được. Tải lại trang để xem tình trạng mới.",
        "The dossier has moved on, so this can no longer be done. Reload the page to see where it stands.";
    waiting: "Hồ sơ đang chờ người nộp bổ sung. Chờ bổ sung xong rồi làm tiếp.",
        "The dossier is waiting for the applicant. Go on once they have answered.";
    not_asked: "Không có yêu cầu bổ sung nào đang chờ trả lời.", "No request for a supplement is waiting for an answer.";
    reason_missing: "Hãy ghi rõ lý do hoặc kết quả bằng lời.", "Give the reason or the result in words.";
    nothing_asked: "Hãy đánh dấu ít nhất một chỗ cần bổ sung và nói rõ cần gì.",
        "Mark at least one place to mend and say what is needed.";
    already_visible: "Chỗ này đã thấy được từ lần yêu cầu đầu. Chỉ được yêu cầu bổ sung một lần, đầy đủ (Nghị định 61/2018/NĐ-CP, Điều 17).",
        "This was visible at the first request. A supplement is asked for once and completely (Decree 61/2018/NĐ-CP, art. 17).";
    still_missing: "Có chỗ được yêu cầu sửa vẫn như cũ. Sửa chỗ này rồi gửi lại", "Something you were asked to mend is as it was. Mend it and send again";
    extended: "Ngày hẹn trả chỉ được lùi một lần, và lần này không lùi được.", "The due date can be moved once only, and not this time.";
    not_later: "Ngày hẹn mới phải là ngày làm việc sau ngày hẹn cũ.", "The new date must be a working day after the present one.";
    withdrawal_pending: "Yêu cầu rút hồ sơ đang chờ bộ phận một cửa xác nhận.", "A withdrawal is waiting for the desk to confirm it.";
    no_withdrawal: "Không có yêu cầu rút hồ sơ nào đang chờ.", "No withdrawal is waiting.";
    draft_too_large: "Tờ khai dài quá mức lưu được. Viết ngắn lại rồi lưu.", "The form is longer than can be kept. Shorten it and save again.";
    too_many_drafts: "Bạn đang có quá nhiều hồ sơ viết dở. Xóa bớt trong mục Hồ sơ của tôi rồi bắt đầu lại.",
        "You have too many unfinished drafts. Delete some under My dossiers and start again.";
    not_filed_here: "Thủ tục này chưa nộp được trên cổng. Trang thủ tục nói nộp ở đâu.",
        "This procedure cannot be filed here yet. Its page says where.";
    too_long: "Đoạn viết dài quá. Viết ngắn lại rồi gửi.", "The text is too long. Shorten it and send again.";
    hostile_text: "Đoạn viết có ký tự ẩn hoặc không đọc được. Gõ lại rồi gửi.",
        "The text has hidden or unreadable characters. Type it again and send.";
}

/// Returns what to say about a refusal, by its code; a code may name a place after a colon.
pub fn said(language: Language, code: &str) -> String {
    let (code, place) = code.split_once(':').unwrap_or((code, ""));
    let words = match code {
        "already_submitted" => submitted(language),
        "illegal_move" | "not_submitted" => moved_on(language),
        "waiting" => waiting(language),
        "not_asked" => not_asked(language),
        "reason_missing" => reason_missing(language),
        "nothing_asked" => nothing_asked(language),
        "already_visible" => already_visible(language),
        "still_missing" => still_missing(language),
        "already_extended" | "too_late_to_extend" | "no_due_date" | "clock_not_running" => extended(language),
        "not_later" | "day_off" | "too_far" => not_later(language),
        "withdrawal_pending" => withdrawal_pending(language),
        "no_withdrawal" => no_withdrawal(language),
        "draft_too_large" => draft_too_large(language),
        "too_many_drafts" => too_many_drafts(language),
        "not_filed_here" => not_filed_here(language),
        "too_long" => too_long(language),
        "hostile_text" => hostile_text(language),
        _ => any(language),
    };
    match place {
        "" => words.to_owned(),
        place => [words, ": ", place, "."].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_its_place_and_an_unknown_one_still_says_what_to_do() {
        let said_of = |code| said(Language::Vi, code);
        assert!(said_of("still_missing:Họ và tên").ends_with("gửi lại: Họ và tên."));
        assert_eq!(said_of("something_new"), any(Language::Vi));
        assert_ne!(said_of("waiting"), any(Language::Vi));
    }
}
