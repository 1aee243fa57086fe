//! The queue of a desk, actions on many, and days away.

use motcua_core::office::Risk;

use super::{number::grouped, words};
use crate::views::{BulkKind, Language, Tab};

words! {
    tabs: "Hồ sơ của ai", "Whose dossiers";
    filter: "Lọc hồ sơ", "Filter";
    search: "Số hồ sơ hoặc tên người nộp", "Number or applicant's name";
    search_hint: "Gõ không dấu cũng được, ví dụ: nguyen lan", "Accents are not needed, for example: nguyen lan";
    step: "Bước xử lý", "Step";
    risk_head: "Thời hạn", "Time left";
    apply: "Lọc", "Filter";
    clear: "Bỏ lọc", "Clear the filter";
    nothing: "Không có hồ sơ nào như bạn lọc.", "No dossier is as you filtered.";
    kept: "Bộ lọc đã lưu", "Filters you keep";
    keep: "Lưu bộ lọc này", "Keep this filter";
    keep_name: "Tên bộ lọc", "Name of the filter";
    forget: "Xoá", "Delete";
    who: "Người xử lý", "Officer";
    nobody: "Chưa giao", "Nobody";
    choose: "Chọn", "Choose";
    choose_all: "Chọn cả trang này", "Choose this whole page";
    with_chosen: "Với các hồ sơ đã chọn", "With those chosen";
    to: "Giao cho", "Give to";
    next_one: "Nhận hồ sơ tiếp theo", "Take the next dossier";
    next_hint: "Hồ sơ gấp nhất chưa có ai xử lý", "The most pressing one that nobody has";
    staff: "Phân công và ngày nghỉ", "Officers and days away";
    previous: "Trang trước", "Previous page";
    next: "Trang sau", "Next page";
    shortcuts: "Phím tắt", "Keyboard shortcuts";
    shortcuts_need: "Phím tắt dùng được khi trình duyệt cho chạy mã lệnh.", "Shortcuts work where the browser runs scripts.";
    key_next: "xuống hồ sơ sau", "to the next dossier";
    key_previous: "lên hồ sơ trước", "to the dossier before";
    key_choose: "chọn hoặc bỏ chọn hồ sơ", "choose the dossier or not";
    key_open: "mở hồ sơ", "open the dossier";
    key_search: "đến ô tìm", "to the search box";
    key_tabs: "của tôi, của quầy, chưa giao", "mine, the desk's, nobody's";
    key_pages: "trang trước, trang sau", "previous page, next page";
    key_help: "mở hoặc đóng bảng này", "open or close this list";
    acts_for: "Bạn đang làm thay", "You act for";
    outcome: "Kết quả xử lý nhiều hồ sơ", "What became of the dossiers";
    outcome_done: "Đã xong", "Done";
    outcome_waiting: "Đang chờ", "Waiting";
    going_on: "Đang làm. Trang này tự tải lại.", "Under way. This page reloads by itself.";
    go_on: "Làm tiếp", "Go on";
    not_done: "Chưa làm được", "Not done";
    back: "Về danh sách hồ sơ", "Back to the list";
    fault: "Có lỗi, hồ sơ vẫn như cũ.", "Something failed; the dossier is as it was.";
    officers: "Cán bộ của quầy", "The desk's officers";
    load: "Hồ sơ đang giữ", "Open dossiers";
    away_today: "Vắng hôm nay", "Away today";
    at_work: "Có mặt", "At work";
    absences: "Ngày vắng mặt", "Days away";
    no_absences: "Chưa ai báo vắng.", "Nobody is to be away.";
    add_absence: "Báo vắng mặt", "Enter days away";
    officer: "Cán bộ", "Officer";
    from: "Từ ngày", "From";
    until: "Đến hết ngày", "Until";
    deputy: "Người làm thay", "Deputy";
    no_deputy: "Không ai", "Nobody";
    absence_text: "Trong những ngày này không giao hồ sơ mới cho người vắng; người làm thay thấy hồ sơ của họ trong mục “Của tôi”.",
        "On these days nobody who is away is given dossiers; the deputy sees theirs under “Mine”.";
    take_back: "Bỏ", "Take back";
}

/// Names a tab.
pub const fn tab(language: Language, tab: Tab) -> &'static str {
    match (language, tab) {
        (Language::Vi, Tab::Mine) => "Của tôi",
        (Language::Vi, Tab::Desk) => "Cả quầy",
        (Language::Vi, Tab::Unassigned) => "Chưa giao",
        (Language::En, Tab::Mine) => "Mine",
        (Language::En, Tab::Desk) => "Whole desk",
        (Language::En, Tab::Unassigned) => "Nobody's",
    }
}

/// Names a class of risk.
pub const fn risk(language: Language, risk: Risk) -> &'static str {
    match (language, risk) {
        (Language::Vi, Risk::Late) => "Quá hạn",
        (Language::Vi, Risk::Near) => "Sắp đến hạn",
        (Language::Vi, Risk::InTime) => "Trong hạn",
        (Language::Vi, Risk::NoDate) => "Chưa có ngày hẹn",
        (Language::Vi, Risk::Ready) => "Chờ trả kết quả",
        (Language::Vi, Risk::Waiting) => "Chờ người nộp",
        (Language::Vi, Risk::Ended) => "Đã kết thúc",
        (Language::En, Risk::Late) => "Late",
        (Language::En, Risk::Near) => "Due soon",
        (Language::En, Risk::InTime) => "In time",
        (Language::En, Risk::NoDate) => "No date yet",
        (Language::En, Risk::Ready) => "Result to hand over",
        (Language::En, Risk::Waiting) => "Waits for the applicant",
        (Language::En, Risk::Ended) => "Ended",
    }
}

/// Names an action on many, as its button.
pub const fn bulk(language: Language, kind: BulkKind) -> &'static str {
    match (language, kind) {
        (Language::Vi, BulkKind::Accept) => "Tiếp nhận",
        (Language::Vi, BulkKind::Start) => "Chuyển xử lý",
        (Language::Vi, BulkKind::Take) => "Nhận về tôi",
        (Language::Vi, BulkKind::Assign) => "Giao",
        (Language::En, BulkKind::Accept) => "Accept",
        (Language::En, BulkKind::Start) => "Start the work",
        (Language::En, BulkKind::Take) => "Take them",
        (Language::En, BulkKind::Assign) => "Give",
    }
}

/// Offers everything under the filter, not only the page.
pub fn all_of(language: Language, count: u32) -> String {
    let count = grouped(u64::from(count));
    match language {
        Language::Vi => ["Tất cả ", &count, " hồ sơ đang lọc, kể cả trang khác"].concat(),
        Language::En => ["All ", &count, " dossiers under this filter, on other pages too"].concat(),
    }
}

/// Says how many of how many are done.
pub fn progress(language: Language, done: usize, all: usize) -> String {
    let (done, all) = (grouped(done as u64), grouped(all as u64));
    match language {
        Language::Vi => ["Đã làm ", &done, " trên ", &all, " hồ sơ"].concat(),
        Language::En => [&done, " of ", &all, " dossiers done"].concat(),
    }
}
