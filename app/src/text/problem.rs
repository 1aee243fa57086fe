//! What to do about an answer that cannot be taken: never only what is wrong, never blame, always an example.

use motcua_core::form::ProblemCode;

use crate::views::Language;

fn pick(language: Language, vi: &str, en: &str) -> String {
    match language {
        Language::Vi => vi.to_owned(),
        Language::En => en.to_owned(),
    }
}

fn around(language: Language, vi: (&str, &str), figure: &str, en: (&str, &str)) -> String {
    let (before, after) = match language {
        Language::Vi => vi,
        Language::En => en,
    };
    [before, figure, after].concat()
}

/// Says what to do.
pub fn said(language: Language, code: &ProblemCode) -> String {
    match code {
        ProblemCode::TwoAnswers => pick(
            language,
            "Hai nơi gõ hai câu trả lời khác nhau: mở bước này và chọn một",
            "Two different answers were typed in two places: open this step and choose one",
        ),
        ProblemCode::Missing => pick(language, "Hãy điền câu trả lời", "Please answer this question"),
        ProblemCode::TooLong { max } => around(
            language,
            ("Viết ngắn lại, nhiều nhất ", " ký tự"),
            &super::number::grouped(u64::from(*max)),
            ("Shorten it to at most ", " characters"),
        ),
        ProblemCode::HostileText => pick(
            language,
            "Gõ lại bằng bàn phím: trong nội dung dán vào có ký tự ẩn",
            "Type it again by hand: the pasted text holds invisible characters",
        ),
        ProblemCode::NotANumber { decimals: 0 } => {
            pick(language, "Chỉ nhập số, ví dụ 3", "Type a whole number, for example 3")
        }
        ProblemCode::NotANumber { .. } => pick(language, "Chỉ nhập số, ví dụ 52,5", "Type a number, for example 52,5"),
        ProblemCode::NotMoney => pick(
            language,
            "Nhập số tiền bằng đồng, ví dụ 200.000",
            "Type an amount in đồng, for example 200.000",
        ),
        ProblemCode::NotADate => pick(
            language,
            "Nhập ngày có thật theo ngày/tháng/năm, ví dụ 17/05/1990",
            "Type a real date as day/month/year, for example 17/05/1990",
        ),
        ProblemCode::DateNotExact => pick(
            language,
            "Nhập đầy đủ hơn: ngày/tháng/năm, ví dụ 17/05/1990",
            "Type more of the date: day/month/year, for example 17/05/1990",
        ),
        ProblemCode::NotATime => pick(
            language,
            "Nhập giờ theo 24 giờ, ví dụ 08:30",
            "Type a 24-hour time, for example 08:30",
        ),
        ProblemCode::NotAChoice => pick(
            language,
            "Chọn một câu trả lời trong danh sách",
            "Choose one of the answers in the list",
        ),
        ProblemCode::Malformed { what, why } => malformed(language, what, why),
        ProblemCode::UnknownBirthPlace => pick(
            language,
            "Ba số đầu không phải mã tỉnh hay nước nào đã biết; hãy so lại với thẻ căn cước",
            "The first three digits are no known place code; compare with the identity card",
        ),
        ProblemCode::BirthDateDisagrees => pick(
            language,
            "Số định danh không khớp ngày sinh; so lại cả hai với thẻ căn cước",
            "The personal id does not match the birth date; compare both with the identity card",
        ),
        ProblemCode::SexDisagrees => pick(
            language,
            "Số định danh không khớp giới tính; so lại cả hai với thẻ căn cước",
            "The personal id does not match the sex; compare both with the identity card",
        ),
        ProblemCode::TooLate { last } => around(
            language,
            ("Nhập ngày không muộn hơn ", ""),
            last,
            ("Type a date not later than ", ""),
        ),
        ProblemCode::TooEarly { first } => around(
            language,
            ("Nhập ngày không sớm hơn ", ""),
            first,
            ("Type a date not earlier than ", ""),
        ),
        ProblemCode::TooSmall { least } => around(language, ("Nhập ít nhất ", ""), least, ("Type at least ", "")),
        ProblemCode::TooLarge { most } => around(language, ("Nhập nhiều nhất ", ""), most, ("Type at most ", "")),
        ProblemCode::TooYoung { years } => around(
            language,
            ("Việc này dành cho người từ đủ ", " tuổi; kiểm tra lại ngày sinh"),
            &years.to_string(),
            ("This is for people aged ", " or over; check the birth date"),
        ),
        ProblemCode::TooOld { years } => around(
            language,
            ("Việc này dành cho người không quá ", " tuổi; kiểm tra lại ngày sinh"),
            &years.to_string(),
            ("This is for people aged at most ", "; check the birth date"),
        ),
        ProblemCode::TooLongAgo { days } => around(
            language,
            ("Đã quá ", " ngày; kiểm tra lại ngày, hoặc hỏi bộ phận một cửa"),
            &days.to_string(),
            (
                "More than ",
                " days have passed; check the date or ask the one-stop desk",
            ),
        ),
        ProblemCode::SameAsOther => pick(
            language,
            "Câu trả lời này phải khác câu kia",
            "This answer must differ from the other one",
        ),
        ProblemCode::RuleBroken => pick(
            language,
            "Xem lại câu trả lời này với các câu liên quan",
            "Check this answer against the related ones",
        ),
        ProblemCode::Say(words) => words.clone(),
        ProblemCode::TooFewRows { min } => around(
            language,
            ("Thêm cho đủ ít nhất ", " mục"),
            &min.to_string(),
            ("Add at least ", " entries"),
        ),
        ProblemCode::TooManyRows { max } => around(
            language,
            ("Bớt lại còn nhiều nhất ", " mục"),
            &max.to_string(),
            ("Keep at most ", " entries"),
        ),
        ProblemCode::CommuneElsewhere => pick(
            language,
            "Chọn lại xã, phường: nơi đang chọn không thuộc tỉnh này",
            "Choose the commune again: this one is not in the province",
        ),
        ProblemCode::AgencyElsewhere => pick(
            language,
            "Chọn lại cơ quan: nơi đang chọn không nhận thủ tục này",
            "Choose the agency again: this one does not take the procedure",
        ),
        ProblemCode::PaperMissing => pick(
            language,
            "Kèm giấy tờ này: chụp ảnh hoặc chọn tệp",
            "Attach this paper: take a photo or choose a file",
        ),
        ProblemCode::PaperUnchecked => pick(
            language,
            "Cổng đang kiểm tra vi-rút tệp này. Chờ vài phút rồi tải lại trang; những gì đã điền vẫn còn",
            "This file is being checked for viruses. Wait a few minutes and reload; nothing you typed is lost",
        ),
    }
}

fn malformed(language: Language, what: &str, why: &str) -> String {
    let (vi, en) = match (what, why) {
        ("personal_id", _) => (
            "Nhập 12 số in trên thẻ căn cước, ví dụ 068195000123",
            "Type the 12 digits on the identity card, for example 068195000123",
        ),
        ("tax_code", "check_digit") => (
            "Có số gõ nhầm: so lại mã số thuế với giấy chứng nhận, ví dụ 0100109106",
            "A digit is mistyped: compare with the certificate, for example 0100109106",
        ),
        ("tax_code", _) => (
            "Nhập mã số thuế 10 số, hoặc 13 số cho chi nhánh, ví dụ 0100109106",
            "Type 10 digits, or 13 for a branch, for example 0100109106",
        ),
        ("phone", "foreign") => (
            "Nhập số điện thoại Việt Nam, ví dụ 0912 345 678",
            "Type a Vietnamese number, for example 0912 345 678",
        ),
        ("phone", _) => (
            "Nhập số điện thoại 10 số, ví dụ 0912 345 678",
            "Type a 10-digit phone number, for example 0912 345 678",
        ),
        ("email", _) => (
            "Nhập địa chỉ thư, ví dụ ten@vidu.vn",
            "Type an e-mail address, for example ten@vidu.vn",
        ),
        ("name", "digit") => (
            "Viết tên bằng chữ, không có số, ví dụ Nguyễn Thị Lan",
            "Write the name in letters, without digits, for example Nguyễn Thị Lan",
        ),
        ("name", _) => (
            "Viết họ tên như trên giấy tờ, ví dụ Nguyễn Thị Lan",
            "Write the name as on the papers, for example Nguyễn Thị Lan",
        ),
        ("passport", _) => (
            "Nhập số hộ chiếu: một chữ và 7 hoặc 8 số, ví dụ C1234567",
            "Type the passport number, for example C1234567",
        ),
        ("old_identity_card", _) => (
            "Nhập số chứng minh nhân dân cũ, 9 số, ví dụ 250123456",
            "Type the old card number, 9 digits, for example 250123456",
        ),
        ("web_address", _) => (
            "Nhập địa chỉ trang web, ví dụ https://vidu.vn",
            "Type a web address, for example https://vidu.vn",
        ),
        _ => (
            "Kiểm tra lại, gõ đúng như trên giấy tờ",
            "Check it and type it exactly as on the papers",
        ),
    };
    pick(language, vi, en)
}
