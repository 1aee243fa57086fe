//! What the script of the papers step says: it is no part of the module, so its words travel with the page.

use super::words;
use crate::views::Language;

words! {
    camera: "Chụp ảnh", "Take a photo";
    preparing: "Đang ghép ảnh thành tệp PDF…", "Joining the photos into one PDF…";
    page: "Trang {name}", "Page {name}";
    blurred: "Ảnh có vẻ bị mờ. Chụp lại cho rõ chữ.", "The photo looks blurred. Take it again so that the text is readable.";
    dark: "Ảnh hơi tối. Chụp lại ở chỗ sáng hơn.", "The photo looks dark. Take it again where there is more light.";
    take_away: "Bỏ trang này", "Remove this page";
    another_page: "Thêm trang", "Add a page";
    send: "Gửi", "Send";
    send_anyway: "Vẫn gửi", "Send anyway";
    sending: "Đang gửi {name}: {percent}%", "Sending {name}: {percent}%";
    sent: "Đã gửi {name}", "Sent {name}";
    cut: "Mất kết nối khi đang gửi {name}. Cổng sẽ tự gửi tiếp từ chỗ dừng khi có mạng.",
        "The connection dropped while sending {name}. It goes on from where it stopped once you are back online.";
    signed_out: "Phiên đăng nhập đã hết. Đăng nhập lại ở thẻ mới rồi bấm “Gửi tiếp”.",
        "You have been signed out. Sign in again in a new tab, then press “Go on”.";
    go_on: "Gửi tiếp", "Go on";
    stop: "Dừng", "Stop";
    unfinished: "Tệp {name} chưa gửi xong. Chọn lại đúng tệp đó: cổng gửi tiếp từ chỗ dừng.",
        "{name} was not sent whole. Choose the same file again: sending goes on from where it stopped.";
}

/// Returns every word as the script reads it.
pub fn words_of(language: Language) -> String {
    serde_json::json!({
        "camera": camera(language),
        "preparing": preparing(language),
        "page": page(language),
        "blurred": blurred(language),
        "dark": dark(language),
        "take_away": take_away(language),
        "another_page": another_page(language),
        "send": send(language),
        "send_anyway": send_anyway(language),
        "sending": sending(language),
        "sent": sent(language),
        "cut": cut(language),
        "signed_out": signed_out(language),
        "go_on": go_on(language),
        "stop": stop(language),
        "unfinished": unfinished(language),
    })
    .to_string()
}
