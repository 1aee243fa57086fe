//! The first page, the search and the life events.

use super::words;
use crate::views::Language;

words! {
    question: "Bạn cần làm gì?", "What do you need to do?";
    question_hint: "Gõ việc bạn cần, có dấu hay không dấu đều được. Ví dụ: khai sinh, ho kinh doanh",
        "Type what you need, with or without accents. For example: khai sinh, ho kinh doanh";
    life_events: "Việc trong đời", "Life events";
    by_audience: "Tôi là", "I am";
    by_sector: "Theo lĩnh vực", "By sector";
    all_sectors: "Xem tất cả lĩnh vực", "See all sectors";
    most_used: "Nhiều người làm nhất", "Most used";
    go_on_with_draft: "Tiếp tục hồ sơ dở", "Continue a draft";
    see_drafts: "Bạn có hồ sơ đang viết dở. Mọi điều đã gõ vẫn được giữ.", "You have drafts. Everything typed is kept.";
    helpers: "Bạn đang giúp người khác?", "Helping somebody else?";
    helpers_text: "Hướng dẫn cho người nhà, tổ công nghệ số cộng đồng và cán bộ một cửa khi làm hộ.",
        "Guidance for family, community digital teams and one-stop staff who fill in for others.";
    track_text: "Có số hồ sơ trên giấy hẹn? Xem hồ sơ đã đến đâu.", "Have the number on your receipt? See how far it is.";
    near_you: "Làm ở đâu, hỏi ai", "Where to go, whom to ask";
    all_services: "Tất cả thủ tục", "All procedures";
    filters: "Thu hẹp kết quả", "Narrow the results";
    filter_sector: "Lĩnh vực", "Sector";
    filter_agency: "Nơi giải quyết", "Decided by";
    filter_audience: "Dành cho", "For";
    filter_level: "Mức độ", "Level";
    any: "Tất cả", "All";
    apply_filters: "Xem kết quả", "Show results";
    clear_filters: "Bỏ lọc", "Clear filters";
    nothing_found: "Chưa thấy thủ tục nào.", "No procedure found.";
    nothing_hint: "Thử ít chữ hơn, hoặc gõ tên giấy tờ bạn muốn có, ví dụ “khai sinh”, “lý lịch tư pháp”. Bạn cũng có thể hỏi bộ phận một cửa của xã, phường.",
        "Try fewer words, or the name of the paper you want, such as “khai sinh”. You can also ask your commune's one-stop desk.";
    pages: "Trang kết quả", "Pages of results";
    previous_page: "Trang trước", "Previous page";
    next_page: "Trang sau", "Next page";
    first_lines: "Về đầu danh sách", "Back to the start of the list";
    more_lines: "Xem tiếp", "Show more";
    procedures_of_event: "Các thủ tục bạn có thể cần", "Procedures you may need";
    file_online: "Nộp được trực tuyến", "Can be filed online";
}

/// Says how many procedures were found.
pub fn found(language: Language, total: u32) -> String {
    let total = super::number::grouped(u64::from(total));
    match language {
        Language::Vi => total + " thủ tục",
        Language::En => total + " procedures",
    }
}

/// Says how many can be looked up and filed.
pub fn counts(language: Language, all: u32, filable: u32) -> String {
    let (all, filable) = (
        super::number::grouped(u64::from(all)),
        super::number::grouped(u64::from(filable)),
    );
    match language {
        Language::Vi => [all.as_str(), " thủ tục, ", &filable, " nộp được ngay tại đây"].concat(),
        Language::En => [all.as_str(), " procedures, ", &filable, " can be filed right here"].concat(),
    }
}

/// Says which page of how many is shown.
pub fn page_of(language: Language, page: u32, pages: u32) -> String {
    let (page, pages) = (page.to_string(), pages.to_string());
    match language {
        Language::Vi => ["Trang ", &page, "/", &pages].concat(),
        Language::En => ["Page ", &page, " of ", &pages].concat(),
    }
}
