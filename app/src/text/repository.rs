//! The digital repository of an agency, and how each component of a dossier was digitised.

use super::{number, words};
use crate::views::{Language, ScanMoment};

words! {
    title: "Kho số hoá", "Digital repository";
    lead: "Giấy tờ và kết quả đã số hoá của cơ quan bạn. Người có giấy tờ được xem sẽ thấy là cán bộ đã mở.",
        "The digitised papers and results of your agency. Whoever they belong to sees that an officer looked.";
    person: "Số định danh hoặc mã số thuế", "Personal id or tax code";
    person_hint: "Nhập đủ 12 số định danh, hoặc mã số thuế.", "All 12 digits of the personal id, or the tax code.";
    code: "Mã kết quả, số ký hiệu, mã thủ tục hoặc mã hồ sơ", "Code of a result, number and symbol, procedure or dossier";
    code_hint: "Ví dụ KQ.G15.000031, 125/TLKS-BS hoặc 1.001193.", "Such as KQ.G15.000031, 125/TLKS-BS or 1.001193.";
    find: "Tìm trong kho", "Search";
    nothing: "Không có giấy tờ nào.", "Nothing was found.";
    more: "Xem tiếp", "More";
    former: "đã được thay bằng bản khác", "replaced by another one";
    reception: "Số hoá khi tiếp nhận", "Digitised at reception";
    processing: "Số hoá khi giải quyết", "Digitised during the work";
    result: "Kết quả giải quyết", "Result";
    not_digitised: "Chưa số hoá", "Not digitised";
    new: "Số hoá mới", "Newly digitised";
    local: "Dùng lại từ kho của cổng", "Used again from this portal's store";
    national: "Dùng lại từ kho quốc gia", "Used again from the national store";
}

/// Says at which moment a paper was digitised.
pub const fn moment(language: Language, moment: ScanMoment) -> &'static str {
    match moment {
        ScanMoment::Reception => reception(language),
        ScanMoment::Processing => processing(language),
        ScanMoment::Result => result(language),
    }
}

/// Names a state of digitisation, 0 to 3.
pub const fn digit(language: Language, digit: u8) -> &'static str {
    match digit {
        1 => new(language),
        2 => local(language),
        3 => national(language),
        _ => not_digitised(language),
    }
}

/// Says that the pages of a component are not as many as they must be.
pub fn pages_differ(language: Language, there: u32, wanted: u16) -> String {
    let (there, wanted) = (number::grouped(u64::from(there)), number::grouped(u64::from(wanted)));
    match language {
        Language::Vi => ["Số trang không khớp: có ", &there, ", cần ", &wanted, "."].concat(),
        Language::En => ["Pages do not match: ", &there, " there, ", &wanted, " wanted."].concat(),
    }
}
