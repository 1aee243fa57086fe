//! Sign-in.

use super::words;
use crate::views::{Language, Role};

words! {
    title: "Đăng nhập", "Sign in";
    demo_title: "Đây là bản trình diễn", "This is a demonstration";
    demo_text: "Những người dưới đây là giả định. Chọn một người để dùng thử; không cần mật khẩu.", "The people below are invented. Choose one to try the portal; no password is needed.";
    choose: "Chọn một người", "Choose a person";
    with_identity: "Đăng nhập bằng tài khoản định danh điện tử", "Sign in with your electronic identity";
    with_identity_text: "Bạn sang trang của đơn vị định danh, đăng nhập ở đó rồi trở lại đúng chỗ này. Cổng không bao giờ thấy mật khẩu của bạn.",
        "You go to the identity provider, sign in there and come back here. The portal never sees your password.";
    go_with: "Tiếp tục với", "Continue with";
    staff: "Cán bộ, tổ công nghệ số đăng nhập ở đây", "Officers and community helpers sign in here";
    staff_title: "Đăng nhập nội bộ", "Staff sign-in";
    staff_lead: "Dành cho cán bộ, tổ công nghệ số cộng đồng và quản trị.", "For officers, community helpers and administrators.";
    login: "Tên đăng nhập", "User name";
    password: "Mật khẩu", "Password";
    code: "Mã xác thực", "Authenticator code";
    code_hint: "6 chữ số đang hiện trong ứng dụng xác thực trên điện thoại của bạn.", "The 6 digits your authenticator app shows now.";
    staff_help: "Quên mật khẩu hoặc mất điện thoại: nhờ quản trị cấp lại.", "Forgotten password or lost phone: ask an administrator for new ones.";
    as_citizen: "Người dân, doanh nghiệp đăng nhập ở đây", "Citizens and businesses sign in here";
    link_title: "Có phải tài khoản của bạn?", "Is this account yours?";
    link_lead: "Số này đã có một tài khoản trên cổng, trước đây đăng nhập bằng cách khác. Nếu đúng là của bạn, hãy xác nhận để dùng chung: hồ sơ cũ và mới ở một chỗ.",
        "This number already has an account here that was signed in to in another way. If it is yours, confirm it: old and new dossiers are then in one place.";
    link_number: "Số định danh hoặc mã số thuế", "Personal id or tax code";
    link_name: "Họ tên vừa được xác thực", "Name just proved";
    link_by: "Xác thực bởi", "Proved by";
    link_made: "Tài khoản có từ ngày", "The account was made on";
    link_before: "Trước đây đăng nhập bằng", "Signed in so far with";
    link_before_none: "danh sách dùng thử của cổng", "the portal's demonstration list";
    link_yes: "Đúng, đây là tài khoản của tôi", "Yes, this is my account";
    link_no: "Không phải của tôi", "It is not mine";
    link_no_text: "Nếu không phải của bạn, đừng xác nhận. Hãy báo bộ phận một cửa để kiểm tra số này.",
        "If it is not yours, do not confirm it. Tell the one-stop desk, so that they check this number.";
    signed_in_as: "Bạn đang đăng nhập là ", "You are signed in as ";
    not_here: "Cổng này chưa nối với hệ thống định danh. Bạn vẫn xem được mọi thủ tục và tra cứu hồ sơ.", "This portal is not connected to an identity provider yet. You can still read every procedure and track dossiers.";
}

/// Names what a person does here.
pub const fn role(language: Language, role: Role) -> &'static str {
    match (language, role) {
        (Language::Vi, Role::Visitor) => "Khách",
        (Language::Vi, Role::Citizen) => "Người dân",
        (Language::Vi, Role::Officer) => "Cán bộ một cửa",
        (Language::Vi, Role::Helper) => "Tổ công nghệ số cộng đồng",
        (Language::Vi, Role::Administrator) => "Quản trị",
        (Language::En, Role::Helper) => "Community digital team",
        (Language::En, Role::Administrator) => "Administrator",
        (Language::En, Role::Visitor) => "Visitor",
        (Language::En, Role::Citizen) => "Citizen",
        (Language::En, Role::Officer) => "One-stop officer",
    }
}
