//! One's own papers and the links they are lent by.

use super::words;
use crate::views::{Language, ShareState};

words! {
    title: "Giấy tờ của tôi", "My papers";
    lead: "Mọi giấy tờ bạn đã nộp và kết quả bạn đã nhận. Khi nộp hồ sơ mới, bấm một lần để dùng lại.",
        "Every paper you filed and every result you received. When you file again, one tap uses them again.";
    filed: "Giấy tờ đã nộp", "Papers filed";
    nothing_filed: "Chưa có giấy tờ nào. Giấy tờ bạn nộp kèm hồ sơ sẽ nằm ở đây.", "Nothing yet. What you file with a dossier will be here.";
    results: "Kết quả đã nhận", "Results received";
    no_results: "Chưa có kết quả nào.", "No results yet.";
    with_dossier: "nộp cùng hồ sơ", "filed with";
    share: "Chia sẻ bằng đường dẫn", "Share by a link";
    share_text: "Ai có đường dẫn đều mở được, không cần đăng nhập, cho đến khi hết hạn hoặc bạn thu hồi.",
        "Whoever has the link can open it without signing in, until it expires or you take it back.";
    purpose: "Chia sẻ để làm gì", "What for";
    purpose_hint: "Ví dụ: nộp cho trường mầm non Hoa Mai", "For example: for the Hoa Mai kindergarten";
    for_days: "Hết hạn sau", "Expires after";
    make_link: "Tạo đường dẫn", "Make the link";
    shares: "Đường dẫn đã chia sẻ", "Shared links";
    until: "Mở được đến", "Open until";
    expired: "Đã hết hạn", "Expired";
    revoked: "Đã thu hồi", "Taken back";
    revoke: "Thu hồi", "Take back";
    openings: "Lần mở", "Openings";
    not_opened: "Chưa ai mở.", "Nobody has opened it.";
    more: "Xem giấy tờ cũ hơn", "Older papers";
    shared_title: "Giấy tờ được chia sẻ", "A shared paper";
    shared_by: "Người chia sẻ", "Shared by";
    open: "Mở giấy tờ", "Open the paper";
    open_logged: "Chủ giấy tờ thấy được ai mở lúc nào: thời điểm và loại thiết bị.", "The owner can see when it is opened and with what kind of device.";
    use_again: "Dùng lại giấy tờ đã nộp", "Use a paper filed before";
    use_this: "Dùng giấy này", "Use this one";
    other_device: "thiết bị khác", "another device";
}

/// Says for how many days: `7 ngày`.
pub fn days(language: Language, count: u16) -> String {
    let unit = match (language, count) {
        (Language::Vi, _) => " ngày",
        (Language::En, 1) => " day",
        (Language::En, _) => " days",
    };
    [&count.to_string(), unit].concat()
}

/// Says how a share stands.
pub fn state(language: Language, state: ShareState, until: &str) -> String {
    match state {
        ShareState::Open => [self::until(language), " ", until].concat(),
        ShareState::Expired => expired(language).to_owned(),
        ShareState::Revoked => revoked(language).to_owned(),
    }
}

/// Names a device in two words, from what its browser says of itself.
pub fn device(language: Language, agent: &str) -> String {
    let browser = [
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ]
    .into_iter()
    .find(|(mark, _)| agent.contains(mark));
    let Some((_, browser)) = browser else {
        return other_device(language).to_owned();
    };
    let device = match (language, agent.contains("Mobi")) {
        (Language::Vi, true) => "điện thoại",
        (Language::Vi, false) => "máy tính",
        (Language::En, true) => "phone",
        (Language::En, false) => "computer",
    };
    [browser, ", ", device].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_in_two_words() {
        let agent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36";
        assert_eq!(device(Language::Vi, agent), "Chrome, điện thoại");
        assert_eq!(device(Language::En, "curl/8"), "another device");
    }
}
