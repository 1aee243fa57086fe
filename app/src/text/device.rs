//! What is kept on a device: forms without a line, and the queue of what is to be filed.

use super::words;
use crate::views::Language;

words! {
    title: "Hồ sơ trên máy này", "Forms on this device";
    lead: "Khi mất mạng bạn vẫn điền được các tờ khai đã mở trên máy này và xếp hàng chờ nộp. Có mạng lại, cổng tự gửi, mỗi hồ sơ đúng một lần.",
        "Without a connection you can still fill in forms opened on this device and queue them. Once it is back they are sent, each exactly once.";
    no_script: "Trang này cần bật JavaScript. Không có mạng và không có JavaScript thì chưa điền được.",
        "This page needs JavaScript.";
    not_opened: "Trang bạn tìm chưa mở được khi mất mạng. Kiểm tra kết nối rồi thử lại.", "The page you asked for cannot be opened without a connection. Check it and try again.";
    queue: "Hồ sơ chờ gửi", "Waiting to be sent";
    queue_empty: "Không có hồ sơ nào chờ gửi trên máy này.", "Nothing waits to be sent on this device.";
    opened: "Tờ khai mở được khi mất mạng", "Forms that open without a connection";
    notice_title: "Bạn đang không có mạng", "You have no connection";
    notice_text: "Đây là tờ khai như lần mở trước, với những gì bạn đã gõ. Mọi thứ gõ thêm được giữ trên máy này, đã mã hóa, và tự gửi khi có mạng. Giấy tờ gửi kèm phải chờ có mạng.",
        "This is the form as you last opened it, with what you typed. What you add is kept on this device, encrypted, and sent once the connection is back. Papers have to wait for it.";
    leave_title: "Còn việc chưa gửi trên máy này", "Some things on this device are not sent yet";
    leave_text: "Đăng xuất sẽ xóa chúng khỏi máy. Nếu đây là máy của bạn, chờ có mạng rồi hãy đăng xuất.",
        "Signing out deletes them from the device. If it is your own, wait for a connection first.";
    leave_yes: "Đăng xuất và xóa khỏi máy này", "Sign out and delete them here";
    on_this_device: "Hồ sơ giữ trên máy này, dùng khi mất mạng", "Forms kept on this device, for when there is no connection";
}

/// Returns the words that the device's own script writes, by the name it knows them under.
pub const fn for_script(language: Language) -> [(&'static str, &'static str); 14] {
    match language {
        Language::Vi => [
            ("queued_at", "Xếp hàng lúc"),
            ("waiting", "Chờ có mạng để gửi."),
            ("sign-in", "Phiên đăng nhập đã hết: đăng nhập lại để gửi."),
            ("filed", "Đã nộp. Số hồ sơ:"),
            ("incomplete", "Chưa nộp được: còn chỗ cần điền hoặc cần chọn."),
            ("refused", "Cổng chưa nhận hồ sơ này: mở ra xem lại."),
            (
                "gone",
                "Bản nháp này đã nộp hoặc đã xóa ở nơi khác, nên không còn chỗ để lưu những gì gõ thêm:",
            ),
            ("see", "Xem giấy xác nhận"),
            ("open", "Mở hồ sơ"),
            ("sign_in", "Đăng nhập"),
            ("take_back", "Rút khỏi hàng chờ"),
            ("dismiss", "Bỏ khỏi danh sách"),
            ("declare", "Tôi cam đoan như trên"),
            ("enqueue", "Xếp hàng, gửi khi có mạng"),
        ],
        Language::En => [
            ("queued_at", "Queued at"),
            ("waiting", "Waiting for a connection."),
            ("sign-in", "You have been signed out: sign in to send it."),
            ("filed", "Filed. Number:"),
            ("incomplete", "Not filed: something has to be filled in or chosen."),
            ("refused", "The portal did not take it: open it and look again."),
            (
                "gone",
                "This draft was filed or deleted elsewhere; there is no place left for what was typed:",
            ),
            ("see", "See the acknowledgement"),
            ("open", "Open"),
            ("sign_in", "Sign in"),
            ("take_back", "Take out of the queue"),
            ("dismiss", "Remove from the list"),
            ("declare", "I declare this"),
            ("enqueue", "Queue it, send once connected"),
        ],
    }
}
