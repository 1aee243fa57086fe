//! Organisations, and acting for them.

use super::words;
use crate::views::{DelegationState, Language};

words! {
    title: "Tổ chức, doanh nghiệp", "Organisations";
    lead: "Bạn có thể nộp hồ sơ thay mặt tổ chức mà bạn đại diện, hoặc đã uỷ quyền cho bạn. Hồ sơ là của tổ chức; cổng ghi lại ai đã làm.",
        "You may file for an organisation that you represent or that has entrusted you. The dossier is the organisation's; who did it is recorded.";
    none: "Chưa có tổ chức nào. Người đại diện đăng nhập bằng tài khoản định danh của tổ chức, rồi uỷ quyền cho bạn theo số định danh.",
        "There is none yet. Its representative signs in with the organisation's identity, then entrusts you by your personal id.";
    acting: "đang thay mặt", "acting now";
    act: "Làm việc thay mặt", "Act for it";
    stop: "Thôi thay mặt", "Stop acting for it";
    on_behalf: "Bạn đang làm việc thay mặt", "You are acting for";
    as_person: "Người làm", "Done by";
    representative: "người đại diện theo pháp luật", "legal representative";
    entrusted: "được uỷ quyền", "entrusted";
    tax_code: "Mã số thuế", "Tax code";
    until: "đến hết", "until";
    for_procedures: "Thủ tục", "Procedures";
    all_procedures: "mọi thủ tục", "all";
    at_agencies: "Cơ quan", "Agencies";
    all_agencies: "mọi cơ quan", "all";
    given_by: "Uỷ quyền của", "Mandates given by";
    give: "Uỷ quyền cho một người", "Entrust somebody";
    whom_id: "Số định danh của người được uỷ quyền", "Personal id of whom you entrust";
    whom_id_hint: "12 số in trên thẻ căn cước.", "The 12 digits on the identity card.";
    whom_name: "Họ tên", "Name";
    procedures_hint: "Mã thủ tục, cách nhau bằng dấu phẩy, ví dụ 1.001612. Để trống là mọi thủ tục.",
        "Codes with commas between, such as 1.001612. Empty means all.";
    agencies_hint: "Mã cơ quan, cách nhau bằng dấu phẩy, ví dụ H36.175. Để trống là mọi cơ quan.",
        "Codes with commas between, such as H36.175. Empty means all.";
    from: "Từ ngày", "From";
    from_hint: "Để trống là từ hôm nay.", "Empty means from today.";
    to: "Đến hết ngày", "Until";
    to_hint: "Để trống là đến khi thu hồi.", "Empty means until it is taken back.";
    until_revoked: "đến khi thu hồi", "until taken back";
    revoke: "Thu hồi", "Take back";
    branch: "Thêm chi nhánh", "Add a branch";
    branch_code: "Mã số thuế của chi nhánh (13 số)", "Tax code of the branch (13 digits)";
    branch_name: "Tên chi nhánh", "Name of the branch";
}

/// Says whether a mandate stands.
pub const fn state(language: Language, state: DelegationState) -> &'static str {
    match (language, state) {
        (Language::Vi, DelegationState::Holds) => "đang có hiệu lực",
        (Language::Vi, DelegationState::Coming) => "chưa đến ngày",
        (Language::Vi, DelegationState::Over) => "đã hết hạn",
        (Language::Vi, DelegationState::Revoked) => "đã thu hồi",
        (Language::En, DelegationState::Holds) => "in force",
        (Language::En, DelegationState::Coming) => "not yet",
        (Language::En, DelegationState::Over) => "over",
        (Language::En, DelegationState::Revoked) => "taken back",
    }
}
