//! Drafts typed at in several places, moved to a new revision, kept on a device.

use super::words;
use crate::views::Language;

words! {
    two_answers: "Có câu trả lời được gõ khác nhau ở hai nơi", "Some answers were typed differently in two places";
    two_answers_text: "Cổng giữ cả hai. Chọn câu đúng rồi bấm “Giữ câu đã chọn”.",
        "Both are kept. Choose the right one, then press “Keep what I chose”.";
    keep_chosen: "Giữ câu đã chọn", "Keep what I chose";
    on_this: "Trên máy này", "On this device";
    on_another: "Trên máy kia", "On the other device";
    somewhere: "Bản đã gõ", "Typed";
    taken_away: "(để trống)", "(left empty)";
    rename: "Đổi tên", "Rename";
    name_label: "Tên gọi của bản nháp", "What you call this draft";
    name_hint: "Để dễ nhận ra, ví dụ “Khai sinh bé An”. Bỏ trống để dùng tên thủ tục.",
        "To know it again, for example “Baby An”. Leave empty to use the procedure’s name.";
    rename_yes: "Lưu tên", "Save the name";
    guest_start: "Hoặc điền trước, đăng nhập sau", "Or fill in first, sign in later";
    guest_start_text: "Bản nháp được giữ 7 ngày và chỉ mở được trên trình duyệt này. Đăng nhập lúc nào, bản nháp chuyển vào tài khoản của bạn lúc đó.",
        "The draft is kept for 7 days and opens only in this browser. Whenever you sign in, it moves to your account.";
    guest_begin: "Điền trước", "Fill in first";
    guest_title: "Bạn chưa đăng nhập", "You are not signed in";
    guest_text: "Bản nháp này chỉ mở được trên trình duyệt này và được giữ đến", "This draft opens only in this browser and is kept until";
    guest_sign_in: "Đăng nhập để giữ lâu hơn và nộp", "Sign in to keep it longer and file";
    moved_title: "Thủ tục đã được sửa đổi", "The procedure has been amended";
    moved_text: "Bản nháp đã chuyển sang bản có hiệu lực từ", "Your draft was moved to the revision in force from";
    moved_kept: "Câu trả lời của bạn vẫn còn.", "Your answers are still there.";
    moved_added: "Câu hỏi mới", "New questions";
    moved_changed: "Hỏi khác trước", "Asked otherwise";
    moved_removed: "Không hỏi nữa", "Not asked any more";
    moved_papers_added: "Giấy tờ mới", "New papers";
    moved_papers_removed: "Giấy tờ không cần nữa", "Papers no longer needed";
    moved_left: "Bạn đã trả lời, nay không cần nữa", "You had answered, no longer needed";
    moved_seen: "Tôi đã xem", "I have seen this";
}

/// Says where and when one of two answers was typed.
pub fn typed_at(language: Language, here: Option<bool>, at: Option<&str>) -> String {
    let place = match here {
        Some(true) => on_this(language),
        Some(false) => on_another(language),
        None => somewhere(language),
    };
    match (language, at) {
        (_, None) => place.to_owned(),
        (Language::Vi, Some(at)) => [place, ", lúc ", at].concat(),
        (Language::En, Some(at)) => [place, ", at ", at].concat(),
    }
}
