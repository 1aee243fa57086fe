//! The closed vocabularies in words: levels, agencies, audiences, channels, periods, money.

use motcua_core::deadline::Period;
use motcua_core::procedure::{AgencyLevel, Amount, Audience, Channel, Coverage, FeeKind, ServiceLevel, Submit, Within};

use super::number;
use super::words;
use crate::views::Language;

words! {
    free: "Miễn phí", "Free";
    by_council: "Theo nghị quyết của HĐND tỉnh", "Set by the provincial council";
    fee_unknown: "Chưa có thông tin về phí", "Fee not on file";
    fee_varies: "Tùy trường hợp", "Depends on the case";
    time_unknown: "Chưa có thông tin về thời hạn", "Time not on file";
    same_day_short: "Trong ngày", "Same day";
    same_day: "Trong ngày (nhận sau 15 giờ: ngày làm việc tiếp theo)", "Same day (after 15:00: the next working day)";
}

/// Names a service level with what can be done.
pub const fn level(language: Language, level: ServiceLevel) -> &'static str {
    match (language, level) {
        (Language::Vi, ServiceLevel::Information) => "Xem hướng dẫn",
        (Language::Vi, ServiceLevel::Forms) => "Tải mẫu đơn",
        (Language::Vi, ServiceLevel::Filing) => "Nộp trực tuyến",
        (Language::Vi, ServiceLevel::Complete) => "Nộp, trả phí và nhận kết quả trực tuyến",
        (Language::En, ServiceLevel::Information) => "Information",
        (Language::En, ServiceLevel::Forms) => "Forms to print",
        (Language::En, ServiceLevel::Filing) => "File online",
        (Language::En, ServiceLevel::Complete) => "File, pay and receive online",
    }
}

/// Names a service level by its number.
pub fn level_number(language: Language, level: ServiceLevel) -> String {
    let word = match language {
        Language::Vi => "Mức ",
        Language::En => "Level ",
    };
    word.to_owned() + &level.number().to_string()
}

/// Names how much of a service is online.
pub const fn coverage(language: Language, coverage: Coverage) -> Option<&'static str> {
    match (language, coverage) {
        (Language::Vi, Coverage::Full) => Some("toàn trình"),
        (Language::Vi, Coverage::Partial) => Some("một phần"),
        (Language::En, Coverage::Full) => Some("fully online"),
        (Language::En, Coverage::Partial) => Some("partly online"),
        (Language::Vi | Language::En, Coverage::None | Coverage::Unknown) => None,
    }
}

/// Names the tier of an agency.
pub const fn agency_level(language: Language, level: AgencyLevel) -> &'static str {
    match (language, level) {
        (Language::Vi, AgencyLevel::Commune) => "Xã, phường",
        (Language::Vi, AgencyLevel::Province) => "Tỉnh",
        (Language::Vi, AgencyLevel::Ministry) => "Bộ, ngành",
        (Language::Vi, AgencyLevel::Other) => "Cơ quan khác",
        (Language::En, AgencyLevel::Commune) => "Commune",
        (Language::En, AgencyLevel::Province) => "Province",
        (Language::En, AgencyLevel::Ministry) => "Ministry",
        (Language::En, AgencyLevel::Other) => "Other body",
    }
}

/// Names whom a procedure serves.
pub const fn audience(language: Language, audience: Audience) -> &'static str {
    match (language, audience) {
        (Language::Vi, Audience::Citizen) => "Người dân",
        (Language::Vi, Audience::Business) => "Doanh nghiệp, hộ kinh doanh",
        (Language::Vi, Audience::Organisation) => "Tổ chức",
        (Language::Vi, Audience::Foreigner) => "Người nước ngoài",
        (Language::En, Audience::Citizen) => "Citizen",
        (Language::En, Audience::Business) => "Business",
        (Language::En, Audience::Organisation) => "Organisation",
        (Language::En, Audience::Foreigner) => "Foreigner",
    }
}

/// Names a way of filing.
pub const fn channel(language: Language, channel: Channel) -> &'static str {
    match (language, channel) {
        (Language::Vi, Channel::Online) => "Trực tuyến",
        (Language::Vi, Channel::Counter) => "Tại quầy",
        (Language::Vi, Channel::Post) => "Qua bưu điện",
        (Language::En, Channel::Online) => "Online",
        (Language::En, Channel::Counter) => "At the counter",
        (Language::En, Channel::Post) => "By post",
    }
}

/// Names one of the two kinds of money.
pub const fn fee_kind(language: Language, kind: FeeKind) -> &'static str {
    match (language, kind) {
        (Language::Vi, FeeKind::Fee) => "Phí",
        (Language::Vi, FeeKind::Charge) => "Lệ phí",
        (Language::Vi, FeeKind::Unstated) => "Phí, lệ phí",
        (Language::En, FeeKind::Fee) => "Fee",
        (Language::En, FeeKind::Charge) => "Charge",
        (Language::En, FeeKind::Unstated) => "Fee or charge",
    }
}

/// Says how a paper reaches the agency.
pub const fn submit(language: Language, submit: Submit) -> &'static str {
    match (language, submit) {
        (Language::Vi, Submit::Upload) => "Chụp hoặc quét rồi gửi kèm",
        (Language::Vi, Submit::Present) => "Chỉ xuất trình để xem, không nộp",
        (Language::Vi, Submit::Form) => "Điền ngay trên cổng",
        (Language::Vi, Submit::Paper) => "Nộp bản giấy",
        (Language::En, Submit::Upload) => "Photograph or scan it and attach it",
        (Language::En, Submit::Present) => "Only show it; it is not kept",
        (Language::En, Submit::Form) => "Fill it in here",
        (Language::En, Submit::Paper) => "Hand it in on paper",
    }
}

fn counted(language: Language, count: u32, vi: &str, one: &str, many: &str) -> String {
    let unit = match (language, count) {
        (Language::Vi, _) => vi,
        (Language::En, 1) => one,
        (Language::En, _) => many,
    };
    [number::grouped(u64::from(count)).as_str(), unit].concat()
}

/// Says a period in words: `3 ngày làm việc`.
pub fn period(language: Language, period: &Period) -> String {
    match *period {
        Period::Hours(count) => counted(language, count, " giờ làm việc", " working hour", " working hours"),
        Period::HalfDays(count) => counted(
            language,
            count,
            " buổi làm việc",
            " half working day",
            " half working days",
        ),
        Period::WorkingDays(count) => counted(language, count, " ngày làm việc", " working day", " working days"),
        Period::CalendarDays(count) => counted(language, count, " ngày", " day", " days"),
        Period::Months(count) => counted(language, count, " tháng", " month", " months"),
        Period::SameDay => same_day(language).to_owned(),
    }
}

/// Says a time allowed, or that it is not on file.
pub fn within(language: Language, within: &Within) -> String {
    match within {
        Within::Period(stated) => period(language, stated),
        Within::Unclear(text) => text.clone(),
        Within::NotStated => time_unknown(language).to_owned(),
    }
}

/// Says a time allowed in a few words, for lists and bands.
pub fn within_in_short(language: Language, time: &Within) -> String {
    match time {
        Within::Period(Period::SameDay) => same_day_short(language).to_owned(),
        Within::Unclear(text) if text.chars().count() > 60 => fee_varies(language).to_owned(),
        Within::Period(_) | Within::Unclear(_) | Within::NotStated => within(language, time),
    }
}

/// Says an amount; free, decided by the council and unknown are three different things.
pub fn amount(language: Language, amount: &Amount) -> String {
    match amount {
        Amount::Free => free(language).to_owned(),
        Amount::Dong(dong) => number::money(*dong),
        Amount::ByCouncil => by_council(language).to_owned(),
        Amount::Text(text) => text.clone(),
        Amount::Unknown => fee_unknown(language).to_owned(),
    }
}

/// Says several possible amounts in one short phrase for a list.
pub fn amounts(language: Language, amounts: &[Amount]) -> String {
    match amounts {
        [] => fee_unknown(language).to_owned(),
        [only] => match only {
            Amount::Text(text) if text.chars().count() > 60 => fee_varies(language).to_owned(),
            Amount::Free | Amount::Dong(_) | Amount::ByCouncil | Amount::Text(_) | Amount::Unknown => {
                amount(language, only)
            }
        },
        [..] => fee_varies(language).to_owned(),
    }
}
