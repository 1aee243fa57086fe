//! The steps of a process at the desk.

use motcua_core::actor::Role;

use super::{number::grouped, words};
use crate::views::{Language, ProcessLine};

words! {
    title: "Các bước xử lý", "Steps of the work";
    holder: "Người đang giữ hồ sơ", "Who has it";
    nobody: "Chưa giao cho ai", "Nobody";
    present: "Đang ở bước này", "It is here now";
    late: "quá giờ của bước", "longer than the step may take";
    took: "đã dùng", "used";
    back_because: "Bị trả lại", "Sent back";
    by_load: "Người ít hồ sơ nhất (tự chia)", "Whoever has the least (shared out)";
    to_whom: "Giao cho", "To whom";
    pass_text: "Giờ của bước là giờ nội bộ; ngày hẹn trả không đổi.", "The hours of a step are the agency's own; the promised date stays.";
    back_to: "Trả lại bước", "Back to the step";
    back_why: "Lý do trả lại", "Why it is sent back";
    back_hint: "Nói rõ cần làm thêm gì ở bước đó.", "Say what is to be done there.";
    take_text: "Hồ sơ về tay bạn; người đang giữ được ghi trong phiếu kiểm soát.", "You have it from now on; who had it is written on the control sheet.";
    give_why: "Lý do chuyển", "Why it is given on";
    give_hint: "Ví dụ: người giữ hồ sơ đi công tác.", "For example: whoever has it is away.";
}

/// Names whose step it is.
pub const fn role(language: Language, role: Role) -> &'static str {
    match (language, role) {
        (Language::Vi, Role::Reception) => "Tiếp nhận và trả kết quả",
        (Language::Vi, Role::Processing) => "Thụ lý",
        (Language::Vi, Role::Leadership) => "Lãnh đạo",
        (Language::Vi, Role::PostClerk) => "Bưu chính",
        (Language::En, Role::Reception) => "Reception",
        (Language::En, Role::Processing) => "Processing",
        (Language::En, Role::Leadership) => "Leadership",
        (Language::En, Role::PostClerk) => "Post",
    }
}

/// Says how many working hours a step may take.
pub fn may_take(language: Language, minutes: u32) -> String {
    let unit = match language {
        Language::Vi => " giờ làm việc",
        Language::En => " working hours",
    };
    [&grouped(u64::from(minutes / 60)), unit].concat()
}

/// Says how many working hours were used, and of how many: `đã dùng 3/8 giờ làm việc, còn 5 giờ`.
pub fn hours(language: Language, line: &ProcessLine) -> String {
    let up = |minutes: u64| grouped(minutes.div_ceil(60));
    let used = up(line.took);
    let left = line.may_take.and_then(|most| u64::from(most).checked_sub(line.took));
    let of = line
        .may_take
        .map(|most| ["/", &up(u64::from(most))].concat())
        .unwrap_or_default();
    let (unit, rest) = match language {
        Language::Vi => (" giờ làm việc", ", còn "),
        Language::En => (" working hours", ", left: "),
    };
    let rest = left
        .filter(|_| line.is_present)
        .map(|left| [rest, &grouped(left / 60)].concat())
        .unwrap_or_default();
    [took(language), " ", &used, &of, unit, &rest].concat()
}
