//! Sign-in.

use super::words;
use crate::views::{Language, Role};

words! {
    title: "Đăng nhập", "Sign in";
    demo_title: "Đây là bản trình diễn", "This is a demonstration";
    demo_text: "Những người dưới đây là giả định. Chọn một người để dùng thử; không cần mật khẩu.", "The people below are invented. Choose one to try the portal; no password is needed.";
    choose: "Chọn một người", "Choose a person";
    signed_in_as: "Bạn đang đăng nhập là ", "You are signed in as ";
    not_here: "Cổng này chưa nối với hệ thống định danh. Bạn vẫn xem được mọi thủ tục và tra cứu hồ sơ.", "This portal is not connected to an identity provider yet. You can still read every procedure and track dossiers.";
}

/// Names what a person does here.
pub const fn role(language: Language, role: Role) -> &'static str {
    match (language, role) {
        (Language::Vi, Role::Visitor) => "Khách",
        (Language::Vi, Role::Citizen) => "Người dân",
        (Language::Vi, Role::Officer) => "Cán bộ một cửa",
        (Language::En, Role::Visitor) => "Visitor",
        (Language::En, Role::Citizen) => "Citizen",
        (Language::En, Role::Officer) => "One-stop officer",
    }
}
