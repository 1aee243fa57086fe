//! What failed, and the next step.

use super::{refusal, words};
use crate::api::ApiError;
use crate::views::Language;

words! {
    not_found_title: "Không tìm thấy trang này", "Page not found";
    not_found_text: "Địa chỉ có thể gõ nhầm hoặc đã đổi. Hãy tìm thủ tục, hoặc tra cứu hồ sơ bằng số ghi trên giấy hẹn.",
        "The address may be mistyped or changed. Search for a procedure, or track a dossier by its number.";
    sign_in_title: "Hãy đăng nhập", "Please sign in";
    sign_in_text: "Trang này là của riêng từng người. Đăng nhập xong, bạn trở lại đúng chỗ này.",
        "This page is personal. After signing in you come back here.";
    not_allowed_title: "Bạn chưa có quyền làm việc này", "You cannot do this";
    not_allowed_text: "Hãy dùng tài khoản khác, hoặc hỏi bộ phận một cửa.", "Use another account, or ask the one-stop desk.";
    invalid_title: "Chưa đọc được điều vừa gửi", "What was sent could not be read";
    invalid_text: "Quay lại trang trước, kiểm tra rồi gửi lại.", "Go back, check it and send it again.";
    refused_title: "Chưa thực hiện được", "That cannot be done now";
    refused_text: "Quy định không cho phép bước này lúc này. Xem tình trạng hồ sơ để biết việc tiếp theo.",
        "The rules do not allow this step now. See the dossier's status for what comes next.";
    conflict_title: "Có người vừa thay đổi hồ sơ này", "Somebody has just changed this dossier";
    conflict_text: "Tải lại trang để xem bản mới nhất rồi làm tiếp.", "Reload the page to see the latest, then go on.";
    too_many_title: "Bạn thao tác hơi nhanh", "Too many requests";
    too_many_text: "Chờ một phút rồi thử lại. Những gì đã gõ vẫn được giữ.", "Wait a minute and try again. What you typed is kept.";
    unavailable_title: "Cổng đang bận hoặc mất kết nối", "The portal is busy or the line is down";
    unavailable_text: "Những gì đã lưu vẫn còn. Kiểm tra mạng rồi thử lại sau ít phút.",
        "Everything saved is safe. Check the connection and try again in a few minutes.";
    internal_title: "Cổng gặp lỗi", "Something went wrong here";
    internal_text: "Lỗi này là của cổng, không phải của bạn. Những gì đã lưu vẫn còn. Hãy thử lại sau.",
        "This is our fault, not yours. Everything saved is safe. Please try again later.";
    reference: "Mã tham chiếu", "Reference";
    try_again: "Thử lại", "Try again";
}

/// Returns the heading and the next step for a failed call, with what is known of this one.
pub fn said_in_full(language: Language, error: &ApiError) -> (&'static str, String) {
    let (title, words) = said(language, error);
    let words = match error {
        ApiError::Refused(code) => {
            let title = refusal::title(language, code).unwrap_or(title);
            return (title, refusal::said(language, code));
        }
        ApiError::NotSignedIn
        | ApiError::NotAllowed
        | ApiError::NotFound
        | ApiError::Invalid
        | ApiError::Conflict
        | ApiError::TooMany
        | ApiError::Unavailable
        | ApiError::Internal(_) => words.to_owned(),
    };
    (title, words)
}

/// Returns the heading and the next step for a failed call.
pub const fn said(language: Language, error: &ApiError) -> (&'static str, &'static str) {
    match error {
        ApiError::NotSignedIn => (sign_in_title(language), sign_in_text(language)),
        ApiError::NotAllowed => (not_allowed_title(language), not_allowed_text(language)),
        ApiError::NotFound => (not_found_title(language), not_found_text(language)),
        ApiError::Invalid => (invalid_title(language), invalid_text(language)),
        ApiError::Refused(_) => (refused_title(language), refused_text(language)),
        ApiError::Conflict => (conflict_title(language), conflict_text(language)),
        ApiError::TooMany => (too_many_title(language), too_many_text(language)),
        ApiError::Unavailable => (unavailable_title(language), unavailable_text(language)),
        ApiError::Internal(_) => (internal_title(language), internal_text(language)),
    }
}
