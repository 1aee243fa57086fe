//! One's own account and its devices; the end of a session.

use super::words;

words! {
    title: "Tài khoản của tôi", "My account";
    name: "Họ tên", "Name";
    number: "Số định danh hoặc mã số thuế", "Personal id or tax code";
    assurance: "Định danh điện tử", "Electronic identity";
    level: "Mức độ", "Level";
    level_one: "Tài khoản của bạn ở mức độ định danh 01", "Your identity is of level 01";
    level_one_text: "Ở mức độ này, cổng không lấy thông tin của bạn từ Cơ sở dữ liệu quốc gia về dân cư để điền sẵn. Bạn vẫn khai và nộp được hồ sơ.",
        "At this level nothing of the national population database is filled in for you. You can still fill in and file forms.";
    level_two_how: "Để lên mức độ 02: mang thẻ căn cước đến công an cấp xã hoặc nơi làm thẻ căn cước để đăng ký, kích hoạt trong ứng dụng VNeID, rồi đăng nhập lại bằng tài khoản đó.",
        "To come to level 02: bring your identity card to the commune police or where identity cards are made, activate it in the VNeID app, then sign in again with that account.";
    identities: "Đăng nhập bằng", "Signed in to with";
    no_identity: "tài khoản của cổng", "an account of the portal";
    since: "từ", "since";
    devices: "Thiết bị đang đăng nhập", "Devices signed in";
    devices_text: "Nếu có thiết bị không phải của bạn, hãy đăng xuất thiết bị đó và báo bộ phận một cửa.",
        "If a device is not yours, sign it out and tell the one-stop desk.";
    here: "thiết bị này", "this device";
    began: "Đăng nhập lúc", "Signed in at";
    seen: "dùng gần nhất", "last used";
    end: "Đăng xuất", "Sign out";
    end_all: "Đăng xuất khỏi mọi thiết bị", "Sign out everywhere";
    ends_at: "Để an toàn, phiên đăng nhập này kết thúc lúc", "To keep you safe, this session ends at";
    sign_in_again: "Đăng nhập lại ngay", "Sign in again now";
    idle: "Bạn đã lâu không thao tác. Ít phút nữa cổng sẽ tự đăng xuất; những gì đã lưu vẫn còn.",
        "You have been away for a while and will be signed out in a few minutes; what is saved stays.";
    stay: "Tôi vẫn đang dùng", "I am still here";
    kept_title: "Phiên đăng nhập đã kết thúc", "Your session has ended";
    kept_text: "Những gì bạn vừa nhập được giữ trong 30 phút. Đăng nhập lại trên trình duyệt này, bạn sẽ đi tiếp đúng chỗ đang làm.",
        "What you have just typed is kept for 30 minutes. Sign in again in this browser and you go on where you were.";
}
