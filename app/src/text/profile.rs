//! Once-only: where values come from, whose facts are offered, what a register says otherwise.

use motcua_core::profile::{Origin, Register, Relation};

use super::words;
use crate::views::{Language, OfferView, OriginView};

words! {
    use_whose: "Dùng thông tin đã có", "Use what is already known";
    use_whose_text: "Chọn một người, cổng điền giúp những ô đã biết. Bạn vẫn sửa được từng ô.",
        "Choose somebody and the portal fills in what it knows. You can still change every answer.";
    use_org_text: "Chọn một tổ chức, cổng điền giúp những ô đã biết. Bạn vẫn sửa được từng ô.",
        "Choose an organisation and the portal fills in what it knows. You can still change every answer.";
    use_of: "Dùng thông tin của ", "Use what is known of ";
    you: "bạn", "you";
    dispute_title: "Bạn đã sửa thông tin của cơ sở dữ liệu nhà nước", "You changed what a state register says";
    dispute_text: "Ghi lý do để cán bộ đối chiếu. Cơ sở dữ liệu chưa bị thay đổi.",
        "Say why, so that the officer can check. The register itself is not changed.";
    register_says: "Cơ sở dữ liệu ghi", "The register says";
    you_say: "Bạn ghi", "You say";
    dispute_reason: "Vì sao khác?", "Why is it different?";
    dispute_hint: "Ví dụ: đã chuyển nhà ngày 01/10/2026, đã có giấy xác nhận", "For example: moved on 01/10/2026, with a paper to prove it";
    reason_needed: "Ghi lý do vì sao khác với cơ sở dữ liệu nhà nước", "Say why this differs from the state register";
    nothing_before: "để trống", "left empty";
    compared: "Đối chiếu cơ sở dữ liệu nhà nước", "Compared with the state's registers";
    compared_at: "Đối chiếu lúc", "Compared at";
    not_compared: "Chưa xác minh: cơ sở dữ liệu chưa trả lời, cổng sẽ tự hỏi lại", "Not verified yet: the register does not answer; it will be asked again";
    register_agrees: "Khớp", "Verified";
    register_differs: "Không khớp", "Does not match";
    register_writes: "ghi:", "says:";
    not_in_register: "Không tìm thấy số này trong cơ sở dữ liệu", "The register does not know this number";
    my_data: "Dữ liệu của tôi", "My data";
    my_data_lead: "Cổng giữ những thông tin dưới đây để bạn không phải khai lại. Mỗi thông tin ghi rõ lấy từ đâu, từ ngày nào.",
        "The portal keeps what is below so that you need not type it again. Each entry says where it comes from and since when.";
    take_along: "Tải về (tệp JSON)", "Download (JSON file)";
    nothing_kept: "Cổng chưa giữ thông tin nào của bạn ngoài hồ sơ đã nộp.", "Nothing is kept of you but the dossiers you filed.";
    no_name: "Chưa rõ tên", "No name yet";
    confirmed_by: "Xác nhận bởi", "Confirmed by";
    change: "Sửa hoặc xóa", "Correct or delete";
    correct: "Sửa", "Correct";
    back_to_data: "Quay lại dữ liệu của tôi", "Back to my data";
    only_representative: "Đây là dữ liệu của tổ chức. Bạn xem được; chỉ người đại diện theo pháp luật, hoặc người được uỷ quyền toàn bộ, mới sửa hoặc xóa được.",
        "This is the organisation's data. You can read it; only its legal representative, or somebody entrusted with everything, may correct or delete it.";
    right_value: "Giá trị đúng", "The right value";
    save_right: "Lưu giá trị đúng", "Save";
    forget: "Xóa thông tin này", "Delete this";
    forget_yes: "Đúng, xóa", "Yes, delete";
    forget_whom: "Xóa mọi thông tin về người này", "Delete everything about them";
    forget_whom_text: "Cổng sẽ không gợi ý người này trong các tờ khai sau. Hồ sơ đã nộp không thay đổi.",
        "They will not be offered in later forms. Filed dossiers do not change.";
    forget_all: "Xóa mọi thông tin đã lưu", "Delete everything that is kept";
    forget_all_text: "Lần sau bạn phải khai lại từ đầu. Hồ sơ đã nộp không xóa được ở đây: cơ quan phải lưu theo Luật Lưu trữ.",
        "You will have to type everything again. Filed dossiers are not deleted here: the law on archives makes the agency keep them.";
    looks: "Ai đã xem dữ liệu của bạn", "Who looked at your data";
    looks_text: "Mỗi lần cán bộ mở hồ sơ của bạn, hoặc cổng hỏi cơ sở dữ liệu nhà nước về bạn, đều được ghi ở đây.",
        "Every time an officer opens a dossier of yours, or the portal asks a state register about you, it is noted here.";
    filed: "Hồ sơ đã nộp", "Filed dossiers";
    filed_text: "Hồ sơ đã nộp là tài liệu lưu trữ: cơ quan nhà nước phải giữ đủ thời hạn theo Luật Lưu trữ 33/2024/QH15, nên không xóa được theo yêu cầu.",
        "Filed dossiers are archives: the law (33/2024/QH15) makes the agencies keep them for their full time, so they are not deleted on request.";
    ready_title: "Những gì đã có sẵn", "What is on file already";
    ready_text: "Cổng điền sẵn những gì đã biết, bạn chỉ khai phần còn thiếu.", "The portal fills in what it knows; you only type the rest.";
    ready_all: "đã có đủ", "all known";
    can_use: "Có thể dùng thông tin của", "You can use what is known of";
    papers_on_file: "Giấy tờ cần gửi kèm", "Papers to attach";
    on_file: "đã gửi trong hồ sơ", "attached in dossier";
    not_on_file: "chưa có, cần chuẩn bị", "not on file yet";
}

/// Names a register.
pub const fn register(language: Language, register: Register) -> &'static str {
    match (register, language) {
        (Register::Population, Language::Vi) => "Cơ sở dữ liệu quốc gia về dân cư",
        (Register::Population, Language::En) => "the national population database",
        (Register::Business, Language::Vi) => "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp",
        (Register::Business, Language::En) => "the national business register",
    }
}

/// Names what somebody is to the person.
pub const fn relation(language: Language, relation: Relation) -> &'static str {
    match (relation, language) {
        (Relation::Spouse, Language::Vi) => "vợ, chồng",
        (Relation::Spouse, Language::En) => "spouse",
        (Relation::Child, Language::Vi) => "con",
        (Relation::Child, Language::En) => "child",
        (Relation::Mother, Language::Vi) => "mẹ",
        (Relation::Mother, Language::En) => "mother",
        (Relation::Father, Language::Vi) => "cha",
        (Relation::Father, Language::En) => "father",
        (Relation::CoParent, Language::Vi) => "cha, mẹ của con bạn",
        (Relation::CoParent, Language::En) => "parent of your child",
        (Relation::Relative, Language::Vi) => "người thân, người cùng hộ",
        (Relation::Relative, Language::En) => "relative or household member",
        (Relation::Organisation, Language::Vi) => "tổ chức, hộ kinh doanh",
        (Relation::Organisation, Language::En) => "organisation",
    }
}

/// Says whose facts a button puts in: `Dùng thông tin của Nguyễn An (con)`.
pub fn offer(language: Language, offer: &OfferView) -> String {
    let what = offer.relation.map_or(you(language), |is| relation(language, is));
    [use_of(language), &offer.name, " (", what, ")"].concat()
}

/// Says what an identity card says of a question.
pub fn card_says(language: Language, card: &str) -> String {
    match language {
        Language::Vi => ["Thẻ căn cước ghi: ", card].concat(),
        Language::En => ["The identity card says: ", card].concat(),
    }
}

/// Says where an answer comes from, and what it was before it was changed.
pub fn origin(language: Language, view: &OriginView) -> String {
    let from = source(language, view);
    let Some(before) = &view.before else {
        return from;
    };
    if view.kind == Origin::Card.kind() {
        return [&card_says(language, before), ". ", &from].concat();
    }
    let before = if before.is_empty() {
        nothing_before(language)
    } else {
        before
    };
    match language {
        Language::Vi => ["Đã sửa. Trước đó: ", before, ". ", &from].concat(),
        Language::En => ["Changed. It was: ", before, ". ", &from].concat(),
    }
}

/// Says where a value comes from and since when.
pub fn source(language: Language, view: &OriginView) -> String {
    let on = view.on.as_str();
    match (Origin::of(&view.kind, &view.source), language) {
        (None, _) => String::new(),
        (Some(Origin::Account), Language::Vi) => ["Lấy từ tài khoản định danh, ngày ", on].concat(),
        (Some(Origin::Account), Language::En) => ["From the identity account, ", on].concat(),
        (Some(Origin::Card), Language::Vi) => ["Đọc từ mã QR trên thẻ căn cước, ngày ", on].concat(),
        (Some(Origin::Card), Language::En) => ["Read from the QR code of the identity card, ", on].concat(),
        (Some(Origin::Typed(number)), Language::Vi) if number.is_empty() => ["Bạn ghi ngày ", on].concat(),
        (Some(Origin::Typed(number)), Language::En) if number.is_empty() => ["You said so on ", on].concat(),
        (Some(Origin::Typed(number)), Language::Vi) => ["Lấy từ hồ sơ ", &number, ", nộp ngày ", on].concat(),
        (Some(Origin::Typed(number)), Language::En) => ["From dossier ", &number, ", filed on ", on].concat(),
        (Some(Origin::Accepted(number)), Language::Vi) => ["Lấy từ hồ sơ ", &number, ", tiếp nhận ngày ", on].concat(),
        (Some(Origin::Accepted(number)), Language::En) => ["From dossier ", &number, ", accepted on ", on].concat(),
        (Some(Origin::Result(number)), Language::Vi) => {
            ["Lấy từ kết quả của hồ sơ ", &number, ", trả ngày ", on].concat()
        }
        (Some(Origin::Result(number)), Language::En) => {
            ["From the result of dossier ", &number, ", returned on ", on].concat()
        }
        (Some(Origin::Register(one)), Language::Vi) => {
            ["Lấy từ ", register(language, one), ", tra cứu ngày ", on].concat()
        }
        (Some(Origin::Register(one)), Language::En) => ["From ", register(language, one), ", asked on ", on].concat(),
    }
}

/// Says why somebody looked at a person's data.
pub fn why(language: Language, why: &str, matter: &str) -> String {
    match (why, language) {
        ("dossier", Language::Vi) => ["Mở hồ sơ ", matter, " để giải quyết"].concat(),
        ("dossier", Language::En) => ["Opened dossier ", matter, " to work on it"].concat(),
        (_, Language::Vi) => ["Tra cứu ", named(language, matter), " để điền và đối chiếu hồ sơ"].concat(),
        (_, Language::En) => ["Asked ", named(language, matter), " to fill in and check a dossier"].concat(),
    }
}

fn named(language: Language, key: &str) -> &str {
    Register::from_key(key).map_or(key, |one| register(language, one))
}

/// Says where a value that is kept elsewhere is corrected, or that it is typed again in the next form.
pub fn corrected_elsewhere(language: Language, view: &OriginView) -> &'static str {
    match (Origin::of(&view.kind, &view.source), language) {
        (Some(Origin::Register(_)), Language::Vi) => {
            "Thông tin này do cơ sở dữ liệu nhà nước giữ. Nếu sai, sửa khi khai tờ khai và ghi lý do, hoặc đề nghị cơ quan quản lý điều chỉnh."
        }
        (Some(Origin::Register(_)), Language::En) => {
            "A state register keeps this. If it is wrong, change it in your next form and say why, or ask that authority."
        }
        (Some(Origin::Account), Language::Vi) => {
            "Thông tin này do tài khoản định danh cung cấp khi bạn đăng nhập. Nếu sai, sửa ở ứng dụng định danh."
        }
        (Some(Origin::Account), Language::En) => {
            "Your identity account tells this at sign-in. If it is wrong, correct it there."
        }
        (_, Language::Vi) => "Sửa trong tờ khai tiếp theo, hoặc xóa ở đây để khai lại.",
        (_, Language::En) => "Change it in your next form, or delete it here and type it again.",
    }
}

/// Says how much of a part of the form is known: `đã có 5/7 câu`.
pub fn known_of(language: Language, known: u32, asked: u32) -> String {
    if known >= asked {
        return ready_all(language).to_owned();
    }
    let (known, asked) = (known.to_string(), asked.to_string());
    match language {
        Language::Vi => ["đã có ", &known, "/", &asked, " câu"].concat(),
        Language::En => [&known, " of ", &asked, " questions known"].concat(),
    }
}
