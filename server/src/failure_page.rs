//! The page a person sees when the application itself cannot answer: no script, no data, what happened and what to do.

use std::fmt::Write as _;

use motcua_app::{api::ApiError, views::Language};

struct Words {
    title: &'static str,
    text: &'static str,
    next: &'static str,
}

/// Writes the page; `more` is markup below the words, made by this program.
pub fn page(style: &str, language: Language, failure: &ApiError, more: &str) -> String {
    let words = words(language, failure);
    let (code, home, reference) = match language {
        Language::Vi => ("vi", "Về trang chủ", "Mã sự cố"),
        Language::En => ("en", "Go to the first page", "Incident"),
    };
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main id=\"noi-dung\"><div class=\"page\">\
         <h1>{}</h1><p>{}</p><p>{}</p>",
        words.title, words.title, words.text, words.next
    );
    if let ApiError::Internal(number) = failure {
        let _ = write!(page, "<p>{reference}: <strong>{}</strong></p>", escape(number));
    }
    page.push_str(more);
    let _ = write!(page, "<p><a href=\"/\">{home}</a></p></div></main></body></html>");
    page
}

/// Writes text so that it can stand in markup and in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A parser would drop or change these: as references they come back as they were sent.
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

fn words(language: Language, failure: &ApiError) -> Words {
    let [vi, en] = both(failure);
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

const fn say(title: &'static str, text: &'static str, next: &'static str) -> Words {
    Words { title, text, next }
}

fn both(failure: &ApiError) -> [Words; 2] {
    match failure {
        ApiError::NotSignedIn => [
            say(
                "Bạn chưa đăng nhập",
                "Trang này dành cho người đã đăng nhập.",
                "Hãy đăng nhập rồi thử lại.",
            ),
            say(
                "You are not signed in",
                "This page is for people who have signed in.",
                "Sign in and try again.",
            ),
        ],
        ApiError::NotAllowed => [
            say(
                "Yêu cầu không được chấp nhận",
                "Yêu cầu này không được gửi từ một trang của cổng, hoặc bạn không có quyền thực hiện.",
                "Hãy mở lại trang của cổng và thực hiện từ đó.",
            ),
            say(
                "The request was not accepted",
                "It was not sent from a page of this portal, or you may not do this.",
                "Open the page of the portal again and do it from there.",
            ),
        ],
        ApiError::NotFound => [
            say(
                "Không tìm thấy trang",
                "Địa chỉ này không có, hoặc bạn không được xem nội dung ở đó.",
                "Hãy kiểm tra lại địa chỉ, hoặc tìm thủ tục từ trang chủ.",
            ),
            say(
                "Page not found",
                "There is no such address, or what is there is not for you to see.",
                "Check the address, or search from the first page.",
            ),
        ],
        ApiError::Invalid => [
            say(
                "Không đọc được dữ liệu gửi lên",
                "Dữ liệu bị thiếu, quá lớn hoặc không đúng định dạng.",
                "Hãy quay lại trang trước, kiểm tra và gửi lại.",
            ),
            say(
                "What was sent cannot be read",
                "Something is missing, too large or not in the right form.",
                "Go back to the page before, check it and send it again.",
            ),
        ],
        ApiError::Refused(_) => [
            say(
                "Không thực hiện được",
                "Quy định không cho phép thực hiện việc này lúc này.",
                "Hãy xem lại hồ sơ của bạn.",
            ),
            say(
                "This cannot be done",
                "The rules do not allow it now.",
                "Look at your dossier again.",
            ),
        ],
        ApiError::Conflict => [
            say(
                "Dữ liệu đã thay đổi",
                "Có người đã thay đổi nội dung này trước bạn.",
                "Hãy mở lại trang để xem bản mới.",
            ),
            say(
                "It has changed",
                "Somebody changed this before you.",
                "Open the page again to see it as it is now.",
            ),
        ],
        ApiError::TooMany => [
            say(
                "Quá nhiều yêu cầu",
                "Thiết bị hoặc mạng của bạn vừa gửi quá nhiều yêu cầu.",
                "Hãy đợi vài giây rồi thử lại.",
            ),
            say(
                "Too many requests",
                "Your device or network has just sent too many requests.",
                "Wait a few seconds and try again.",
            ),
        ],
        ApiError::Unavailable => [
            say(
                "Hệ thống đang bận",
                "Yêu cầu của bạn chưa được thực hiện. Những gì đã lưu trước đó vẫn còn nguyên.",
                "Hãy đợi ít giây rồi thử lại.",
            ),
            say(
                "The system is busy",
                "Your request was not carried out. What was saved before is still there.",
                "Wait a few seconds and try again.",
            ),
        ],
        ApiError::Internal(_) => [
            say(
                "Hệ thống gặp sự cố",
                "Yêu cầu của bạn chưa được thực hiện. Những gì đã lưu trước đó vẫn còn nguyên.",
                "Hãy thử lại; nếu vẫn lỗi, hãy báo cho bộ phận một cửa mã sự cố dưới đây.",
            ),
            say(
                "Something went wrong here",
                "Your request was not carried out. What was saved before is still there.",
                "Try again; if it fails again, tell the one-stop office the incident number below.",
            ),
        ],
    }
}
