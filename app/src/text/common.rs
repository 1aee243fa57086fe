//! The frame of every page, and the words of buttons.

use super::words;

words! {
    portal: "Cổng dịch vụ công", "Public service portal";
    skip: "Đến nội dung chính", "Skip to the main content";
    search: "Tìm kiếm", "Search";
    find_service: "Tìm thủ tục", "Find a service";
    my_dossiers: "Hồ sơ của tôi", "My dossiers";
    my_dossiers_short: "Hồ sơ", "Mine";
    track: "Tra cứu hồ sơ", "Track a dossier";
    check_message: "Kiểm tra tin nhắn", "Check a message";
    notices: "Thông báo", "Notifications";
    unread: "chưa đọc", "unread";
    stuck: "Thư chưa gửi được", "Unsent messages";
    sign_in: "Đăng nhập", "Sign in";
    sign_out: "Đăng xuất", "Sign out";
    sign_out_short: "Thoát", "Leave";
    desk: "Bàn làm việc", "Desk";
    guide: "Hướng dẫn", "Guidance";
    home: "Trang chủ", "Home";
    all_procedures: "Thủ tục hành chính", "Procedures";
    main_menu: "Menu chính", "Main menu";
    you_are_here: "Bạn đang ở đây", "You are here";
    change_language: "English", "Tiếng Việt";
    demonstration: "Bản trình diễn: người và hồ sơ ở đây là giả định, không có giá trị pháp lý.",
        "Demonstration: people and dossiers here are invented and have no legal effect.";
    law_is_vietnamese: "", "The law, the forms and the papers are in Vietnamese.";
    loading: "Đang tải…", "Loading…";
    print: "In trang này", "Print this page";
    back: "Quay lại", "Back";
    go_on: "Tiếp tục", "Continue";
    close: "Đóng", "Close";
    optional: "không bắt buộc", "optional";
    yes: "Có", "Yes";
    no: "Không", "No";
    warning: "Lưu ý", "Please note";
    done: "Xong", "Done";
    footer_about: "Cổng này giúp bạn tìm, nộp và theo dõi hồ sơ thủ tục hành chính. Nộp trực tuyến ở đây có giá trị như nộp tại quầy.",
        "Find, file and track administrative procedures here. Filing online is as valid as filing at the counter.";
    footer_help: "Cần giúp đỡ?", "Need help?";
    footer_help_text: "Đến bộ phận một cửa của xã, phường nơi bạn ở, hoặc nhờ tổ công nghệ số cộng đồng.",
        "Go to the one-stop desk of your commune, or ask the community digital team.";
    chosen: "đang chọn", "chosen";
}
