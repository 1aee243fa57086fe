//! A procedure's page.

use super::words;
use crate::views::Language;

words! {
    how_long: "Bao lâu", "How long";
    how_much: "Bao nhiêu tiền", "How much";
    who_decides: "Ai giải quyết", "Who decides";
    start: "Nộp hồ sơ", "Start filing";
    start_hint: "Bạn có thể dừng bất cứ lúc nào; những gì đã gõ đều được giữ.", "Stop whenever you like; everything typed is kept.";
    cannot_file: "Thủ tục này chưa nộp được trên cổng này.", "This procedure cannot be filed on this portal yet.";
    cannot_file_next: "Mang giấy tờ dưới đây đến nơi giải quyết, hoặc gửi qua bưu điện nếu có ghi.",
        "Take the papers below to the office that decides, or post them where that is offered.";
    blank_form: "In mẫu trống", "Print a blank form";
    print_checklist: "In danh sách này", "Print this list";
    prepare: "Bạn cần chuẩn bị", "What you need";
    nothing_to_prepare: "Nguồn chưa ghi giấy tờ cần nộp. Hãy hỏi nơi giải quyết trước khi đi.",
        "The source names no papers. Ask the office before you go.";
    a_few_questions: "Trả lời vài câu để biết đúng giấy tờ, phí và thời hạn của bạn",
        "Answer a few questions to see your own papers, fee and time";
    update_answers: "Xem theo câu trả lời", "Show for these answers";
    possible: "Có thể cần, tùy trường hợp", "May be needed";
    not_required: "Nếu có", "If you have it";
    one_of: "Chọn một trong các giấy tờ sau", "One of these";
    originals: "bản chính", "original";
    copies: "bản sao", "copy";
    times_and_fees: "Thời hạn và tiền", "Time and money";
    time: "Thời hạn giải quyết", "Time allowed";
    fee: "Phí, lệ phí", "Fees and charges";
    each: "mỗi bản, mỗi trang hoặc mỗi người", "for each copy, page or person";
    ground: "Căn cứ, trường hợp", "Ground or case";
    steps: "Các bước thực hiện", "Steps";
    results: "Bạn nhận được gì", "What you get";
    law: "Căn cứ pháp lý", "Legal basis";
    requirements: "Điều kiện", "Conditions";
    kept: "Nguyên văn từ nguồn", "As written in the source";
    notes: "Ghi chú", "Notes";
    code: "Mã thủ tục", "Code";
    sector: "Lĩnh vực", "Sector";
    for_whom: "Dành cho", "For";
    channels: "Cách nộp", "Ways to file";
    linked: "Thường làm cùng", "Often done together";
    details: "Thông tin chi tiết", "Details";
    as_of: "Theo nguồn", "Source";
    if_now: "Nộp bây giờ, dự kiến có kết quả ngày", "File now and expect the result on";
    blank_title: "Mẫu trống", "Blank form";
    blank_note: "Điền bằng bút, ký tên, rồi nộp tại nơi giải quyết.", "Fill it in by hand, sign it and hand it in.";
    blank_online: "Điền trực tuyến thay cho mẫu giấy", "Fill it in online instead";
    signature: "Người yêu cầu ký, ghi rõ họ tên", "Signature and full name";
    place_and_date: "……………, ngày …… tháng …… năm ………", "……………, day …… month …… year ………";
    row_repeat: "Ghi thêm trang nếu nhiều hơn", "Add pages if there are more";
}

/// Names the channel a procedure's part comes from, for parts kept as text.
pub fn kept_part(language: Language, part: &str) -> &'static str {
    match part {
        "channels" => channels(language),
        "fees" => fee(language),
        "documents" => prepare(language),
        "steps" => steps(language),
        "legal_basis" => law(language),
        "results" => results(language),
        _ => details(language),
    }
}

/// Says how many originals and copies: `1 bản chính, 2 bản sao`.
pub fn counts(language: Language, originals_count: u16, copies_count: u16) -> String {
    let mut parts = Vec::new();
    if originals_count > 0 {
        parts.push(originals_count.to_string() + " " + originals(language));
    }
    if copies_count > 0 {
        parts.push(copies_count.to_string() + " " + copies(language));
    }
    parts.join(", ")
}

/// Says who a step falls to, and what one step may take of the time.
pub fn step_hours(language: Language, hours: u32) -> String {
    if hours.is_multiple_of(8) {
        super::terms::period(language, &motcua_core::deadline::Period::WorkingDays(hours / 8))
    } else {
        super::terms::period(language, &motcua_core::deadline::Period::Hours(hours))
    }
}
