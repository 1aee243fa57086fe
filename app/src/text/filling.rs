//! Filling a form: progress, fields, papers, the summary of problems.

use super::words;
use crate::views::Language;

words! {
    problems_title: "Có vài chỗ cần xem lại", "Some answers need another look";
    saved_prefix: "Đã lưu lúc ", "Saved at ";
    saved_suffix: " trên cổng", " on the portal";
    not_saved_yet: "Chưa lưu", "Not saved yet";
    go_on: "Lưu và tiếp tục", "Save and continue";
    keep: "Lưu, làm tiếp sau", "Save for later";
    go_back: "Bước trước", "Previous step";
    review: "Xem lại hồ sơ", "Review";
    review_step: "Xem lại và gửi", "Review and send";
    papers_step: "Giấy tờ kèm theo", "Papers to attach";
    add: "Thêm", "Add";
    remove: "Bỏ", "Remove";
    edit: "Sửa", "Change";
    choose: "Chọn", "Choose";
    province: "Tỉnh, thành phố", "Province or city";
    commune: "Xã, phường, đặc khu", "Commune or ward";
    street: "Số nhà, đường, thôn, tổ dân phố", "House number, street, hamlet";
    show_communes: "Xem xã, phường của tỉnh này", "Show communes of this province";
    choose_province_first: "Chọn tỉnh trước", "Choose the province first";
    paper_kind: "Loại giấy tờ", "Kind of paper";
    paper_number: "Số", "Number";
    paper_issued_on: "Ngày cấp", "Issued on";
    paper_issued_by: "Nơi cấp", "Issued by";
    identity_card: "Thẻ căn cước, CCCD", "Identity card";
    identity_certificate: "Giấy chứng nhận căn cước", "Identity certificate";
    passport: "Hộ chiếu", "Passport";
    old_identity_card: "Chứng minh nhân dân (số cũ)", "Old identity card";
    other_paper: "Giấy tờ khác", "Other paper";
    date_hint_day: "Ngày/tháng/năm, ví dụ 17/05/1990", "Day/month/year, for example 17/05/1990";
    date_hint_month: "Tháng/năm hoặc đủ ngày, ví dụ 05/1990", "Month/year or the full date, for example 05/1990";
    date_hint_year: "Năm, hoặc đủ ngày tháng năm nếu biết, ví dụ 1990 hay 17/05/1990",
        "The year, or the full date if known, for example 1990 or 17/05/1990";
    time_hint: "Giờ:phút, 24 giờ, ví dụ 08:30", "24-hour clock, for example 08:30";
    money_hint: "Số tiền bằng đồng, ví dụ 200.000", "Amount in đồng, for example 200.000";
    personal_id_hint: "12 số in trên thẻ căn cước, ví dụ 068195000123", "The 12 digits on the identity card, for example 068195000123";
    phone_hint: "Ví dụ 0912 345 678", "For example 0912 345 678";
    email_hint: "Ví dụ ten@vidu.vn", "For example ten@vidu.vn";
    tax_code_hint: "10 hoặc 13 số, ví dụ 0100109106", "10 or 13 digits, for example 0100109106";
    web_hint: "Bắt đầu bằng https://", "Starts with https://";
    name_hint: "Họ, chữ đệm và tên như trên giấy tờ", "Family, middle and given name as on the papers";
    asked_prefix: "Cán bộ yêu cầu: ", "The officer asks: ";
    file_at_papers: "Bạn gửi kèm giấy tờ này ở bước “Giấy tờ kèm theo”.", "Attach this at the step “Papers to attach”.";
    agree: "Tôi đồng ý", "I agree";
    attach: "Chọn tệp hoặc chụp ảnh", "Choose a file or take a photo";
    upload: "Gửi tệp", "Upload";
    attached: "Đã kèm", "Attached";
    digest: "Mã kiểm tra (SHA-256)", "Checksum (SHA-256)";
    checking: "Đang kiểm tra vi-rút, vài phút nữa mới nộp được", "Being checked for viruses; it can be filed in a few minutes";
    characters: "ký tự", "characters";
    at_most: "Nhiều nhất ", "At most ";
    steps_label: "Các bước", "Steps";
    step_done: "đủ", "complete";
    step_not_done: "chưa đủ", "not complete";
}

/// Says where the person stands: `Bước 2/5 · Thông tin trẻ`.
pub fn step_of(language: Language, current: u32, total: usize, title: &str) -> String {
    let (current, total) = ((current + 1).to_string(), total.to_string());
    match language {
        Language::Vi => ["Bước ", &current, "/", &total, " · ", title].concat(),
        Language::En => ["Step ", &current, " of ", &total, " · ", title].concat(),
    }
}

/// Says which row of a repeated section this is: `Thành viên 2`.
pub fn row_title(item: &str, row: u16) -> String {
    [item, " ", &(u32::from(row) + 1).to_string()].concat()
}

/// Says how many pages: `3 trang`.
pub fn pages(language: Language, count: u32) -> String {
    let unit = match (language, count) {
        (Language::Vi, _) => " trang",
        (Language::En, 1) => " page",
        (Language::En, _) => " pages",
    };
    [&count.to_string(), unit].concat()
}

words! {
    issued_on: "cấp ngày", "issued on";
    issued_by: "nơi cấp", "issued by";
}

/// Names a part of an answer by its key in the path; nothing for a part that has no question of its own.
pub fn part(language: Language, key: &str) -> Option<&'static str> {
    Some(match key {
        "province" => province(language),
        "commune" => commune(language),
        "street" => street(language),
        "kind" => paper_kind(language),
        "number" => paper_number(language),
        "issued_on" => paper_issued_on(language),
        "issued_by" => paper_issued_by(language),
        _ => return None,
    })
}
