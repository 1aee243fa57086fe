//! Reading the QR code of an identity card.

use motcua_core::identity::CccdQrError;

use super::words;
use crate::views::{CardRead, Language};

words! {
    title: "Điền từ mã QR trên thẻ căn cước", "Fill in from the QR code of the identity card";
    lead: "Mã QR ở góc trên bên phải mặt trước thẻ. Cổng chỉ điền những ô còn trống ở phần này, và cho bạn biết chỗ nào bạn ghi khác với thẻ.",
        "The QR code is at the top right of the card's front. Only empty answers of this part are filled in, and you are told where yours differ from the card.";
    text: "Nội dung mã QR", "What the QR code says";
    text_hint: "Dán nội dung đã quét được, hoặc quét bằng máy đọc mã", "Paste what was scanned, or use a code reader";
    fill: "Điền từ thẻ", "Fill in from the card";
    camera: "Quét bằng máy ảnh", "Scan with the camera";
    picture: "Chọn ảnh chụp mã QR", "Choose a picture of the code";
    aim: "Đưa mã QR trên thẻ vào giữa khung hình, đủ sáng, không lóa.", "Hold the code in the middle of the picture, well lit, without glare.";
    stop: "Dừng quét", "Stop";
    no_camera: "Không mở được máy ảnh. Bạn có thể chọn ảnh chụp mã QR, hoặc tự điền.", "The camera could not be opened. Choose a picture of the code, or type the answers.";
    not_found: "Không thấy mã QR trong ảnh. Hãy chụp gần hơn, đủ sáng, không lóa.", "No QR code is to be seen in the picture. Take it closer, well lit, without glare.";
    read: "Đã đọc thẻ căn cước", "The identity card was read";
    read_text: "Các ô còn trống đã được điền theo thẻ. Bạn xem lại rồi tiếp tục.", "Empty answers were filled in from the card. Look them over and go on.";
    unread: "Chưa đọc được thẻ căn cước", "The identity card could not be read";
    unread_text: "Những gì bạn đã ghi vẫn được giữ. Hãy quét lại, hoặc tự điền.", "What you typed is kept. Scan again, or type the answers.";
    read_differs: "Đã đọc thẻ căn cước. Có chỗ bạn ghi khác với thẻ", "The identity card was read. Something differs from it";
    differs: "Có chỗ khác với thẻ căn cước", "Something differs from the identity card";
    differs_text: "Sửa những chỗ ghi nhầm. Nếu thẻ không còn đúng, bạn cứ giữ như đã ghi: cán bộ sẽ thấy cả hai.",
        "Mend what was mistyped. Where the card is out of date keep your answer: the officer sees both.";
    card_says: "Thẻ ghi", "The card says";
    as_card: "Ghi theo thẻ tất cả các chỗ này", "Take the card's words for all of these";
}

/// Says why something is not the code of a card.
pub const fn why(language: Language, read: CardRead) -> &'static str {
    let CardRead::Not(error) = read else { return "" };
    match (error, language) {
        (CccdQrError::Empty, Language::Vi) => "Chưa có nội dung mã QR.",
        (CccdQrError::Empty, Language::En) => "Nothing was read.",
        (CccdQrError::Length | CccdQrError::Fields | CccdQrError::Hostile | CccdQrError::PersonalId, Language::Vi) => {
            "Đây không phải mã QR trên thẻ căn cước. Mã QR trong ứng dụng hoặc trên giấy tờ khác không dùng được."
        }
        (CccdQrError::Length | CccdQrError::Fields | CccdQrError::Hostile | CccdQrError::PersonalId, Language::En) => {
            "This is not the code of an identity card. Codes in apps or on other papers cannot be used."
        }
        (
            CccdQrError::OldIdentityCard
            | CccdQrError::FullName
            | CccdQrError::BirthDate
            | CccdQrError::Sex
            | CccdQrError::Residence
            | CccdQrError::IssueDate,
            Language::Vi,
        ) => "Mã QR bị đọc thiếu hoặc sai một phần.",
        (
            CccdQrError::OldIdentityCard
            | CccdQrError::FullName
            | CccdQrError::BirthDate
            | CccdQrError::Sex
            | CccdQrError::Residence
            | CccdQrError::IssueDate,
            Language::En,
        ) => "A part of the code was misread.",
        (CccdQrError::BirthYearMismatch, Language::Vi) => "Năm sinh trên mã QR không khớp với số định danh.",
        (CccdQrError::BirthYearMismatch, Language::En) => "The year of birth contradicts the personal number.",
        (CccdQrError::SexMismatch, Language::Vi) => "Giới tính trên mã QR không khớp với số định danh.",
        (CccdQrError::SexMismatch, Language::En) => "The sex contradicts the personal number.",
    }
}
