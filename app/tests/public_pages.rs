//! The public pages as a person without script gets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]
#![cfg(feature = "ssr")]

mod support;

use axum::http::StatusCode;
use support::{english, page, visitor};

#[test]
fn the_first_page_asks_one_question_and_leads_everywhere() {
    let answer = page(visitor(), "/");
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.body;
    assert!(html.starts_with("<!DOCTYPE html>"), "{}", &html[..100]);
    assert!(html.contains(r#"<html lang="vi">"#));
    assert!(
        html.contains("<title>Bạn cần làm gì? – Cổng dịch vụ công</title>"),
        "{html}"
    );
    assert_eq!(html.matches("<h1").count(), 1);
    for part in [
        "/viec/co-con",
        "/thu-tuc?audience=business",
        "/thu-tuc?sector=s0",
        "/huong-dan",
        "/tra-cuu",
        "Bản trình diễn",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert!(html.contains(r#"action="/thu-tuc""#) && html.contains(r#"name="q""#));
}

#[test]
fn no_page_carries_an_inline_style_or_handler() {
    for path in [
        "/",
        "/thu-tuc?q=khai",
        "/thu-tuc/1.001193",
        "/viec/co-con",
        "/huong-dan",
        "/dang-nhap",
    ] {
        let html = page(visitor(), path).body;
        assert!(!html.contains(" style="), "{path}");
        assert!(!html.contains(" onclick="), "{path}");
        assert!(!html.contains("<style"), "{path}");
    }
}

#[test]
fn search_marks_the_words_and_keeps_its_address() {
    let html = page(visitor(), "/thu-tuc?q=khai&sector=ho-tich&page=2").body;
    assert!(html.contains("<mark>"), "{html}");
    assert!(html.contains(r#"value="khai""#));
    assert!(html.contains("61 thủ tục"));
    assert!(html.contains("Trang 2/4"));
    assert!(html.contains("/thu-tuc?q=khai&amp;sector=ho-tich&amp;page=3"), "{html}");
    let empty = page(visitor(), "/thu-tuc?q=zzz").body;
    assert!(empty.contains("Chưa thấy thủ tục nào"));
}

#[test]
fn a_procedure_says_what_how_long_how_much_and_starts() {
    let html = page(visitor(), "/thu-tuc/1.001193").body;
    for part in [
        "Bao lâu",
        "Trong ngày",
        "Miễn phí",
        "Ủy ban nhân dân cấp xã",
        "15/09/2026",
        "Giấy chứng sinh",
        "Chọn một trong các giấy tờ sau",
        "60/2014/QH13",
        "KQ.G15.000031",
        r#"action="/api/drafts/start""#,
        "/thu-tuc/1.001193/bieu-mau",
        "Trẻ sinh quá 60 ngày?",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert!(
        html.contains("Giấy cam đoan về việc sinh &lt;b&gt;"),
        "text of the source is escaped"
    );
    assert!(
        !html.contains(r#"name="answers[ask.needs_check]""#),
        "asked only after the first answer"
    );
}

#[test]
fn answers_in_the_address_bring_the_questions_that_follow() {
    let html = page(visitor(), "/thu-tuc/1.001193?answers%5Bask.late%5D=yes").body;
    assert!(html.contains(r#"name="answers[ask.needs_check]""#), "{html}");
    assert!(
        html.contains(r#"name="answers[ask.late]" value="yes""#),
        "kept for the start: {html}"
    );
}

#[test]
fn an_old_code_leads_to_the_present_one() {
    let answer = page(visitor(), "/thu-tuc/1.001193.000.00.00.H36");
    assert!(answer.status.is_redirection(), "{}", answer.status);
    assert_eq!(answer.location.as_deref(), Some("/thu-tuc/1.001193"));
}

#[test]
fn nothing_there_is_said_with_a_next_step_and_the_right_status() {
    for path in ["/khong-co", "/thu-tuc/9.999999", "/viec/khong-co"] {
        let answer = page(visitor(), path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            answer.body.contains("Không tìm thấy trang này"),
            "{path}: {}",
            answer.body
        );
        assert!(answer.body.contains(r#"name="q""#), "{path}");
    }
}

#[test]
fn the_blank_form_has_room_for_every_answer() {
    let html = page(visitor(), "/thu-tuc/1.001193/bieu-mau").body;
    for part in [
        "Họ, chữ đệm, tên",
        "Nam",
        "Nữ",
        "Xã, phường, đặc khu",
        "Tôi cam đoan",
        "blank-line",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
}

#[test]
fn english_is_a_language_of_the_interface() {
    let html = page(english(), "/").body;
    assert!(html.contains(r#"<html lang="en">"#));
    assert!(html.contains("What do you need to do?") && html.contains("Having a child"));
}

#[test]
fn a_failed_post_is_said_on_the_page_it_came_from() {
    let html = page(visitor(), "/huong-dan?loi=conflict").body;
    assert!(
        html.contains(r#"role="alert""#) && html.contains("Có người vừa thay đổi hồ sơ này"),
        "{html}"
    );
}

#[test]
fn sign_in_lists_invented_people_and_goes_nowhere_else() {
    let html = page(visitor(), "/dang-nhap?tiep=%2F%2Fevil.example").body;
    assert!(html.contains("Nguyễn Thị Lan") && html.contains("Đây là bản trình diễn"));
    assert!(html.contains(r#"name="next" value="/""#), "{html}");
    let html = page(visitor(), "/dang-nhap?tiep=%2Fho-so").body;
    assert!(html.contains(r#"name="next" value="/ho-so""#));
}
