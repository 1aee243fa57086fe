//! Taking a dossier in from paper, and how a dossier came in.

use std::collections::BTreeMap;

use motcua_core::{
    dossier::{Place, Seen},
    form::{Level, Problem, ProblemCode},
    paper::PaperKind,
    procedure::Channel,
};

use super::{problem, words};
use crate::paths;
use crate::views::{EntryView, Language};

words! {
    title: "Tiếp nhận hồ sơ giấy", "Take a paper dossier in";
    lead: "Nhập hồ sơ thay người đến quầy, hoặc hồ sơ giấy gửi qua bưu chính. Chọn thủ tục cơ quan bạn tiếp nhận.",
        "Enter a dossier for somebody at the desk, or one whose papers came by post. Choose a procedure your agency receives.";
    search: "Tìm thủ tục", "Find the procedure";
    search_hint: "Tên hoặc mã, ví dụ khai sinh", "Name or code, such as birth";
    find: "Tìm", "Find";
    none: "Không có thủ tục nào như vậy do cơ quan bạn tiếp nhận.", "Your agency receives no such procedure.";
    cut: "Còn nữa. Gõ thêm chữ để thu hẹp.", "There are more. Type more words to narrow it down.";
    other: "Chọn thủ tục khác", "Choose another procedure";
    how: "Hồ sơ đến bằng cách nào", "How the dossier came";
    at_counter: "Người nộp có mặt tại quầy", "The applicant is at the desk";
    by_post: "Gửi qua bưu chính", "It came by post";
    signed: "Biên bản giao nhận với bưu điện ký lúc", "The hand-over record with the post was signed at";
    signed_hint: "Chỉ khi gửi qua bưu chính. Thời điểm này là lúc tiếp nhận (Quyết định 45/2016/QĐ-TTg, Điều 7).",
        "Only by post. It is the moment of receipt (Decision 45/2016/QĐ-TTg, art. 7).";
    day: "Ngày", "Day";
    day_hint: "Ví dụ 20/11/2026", "For example 20/11/2026";
    time: "Giờ", "Time";
    time_hint: "Ví dụ 14:30", "For example 14:30";
    whose: "Hồ sơ của ai", "Whose dossier";
    person: "Cá nhân", "A person";
    organisation: "Tổ chức, doanh nghiệp", "An organisation";
    personal_id: "Số định danh cá nhân", "Personal id";
    personal_id_hint: "12 số in trên thẻ căn cước; đọc từ thẻ, không hỏi qua lời", "The 12 digits on the card; read the card, do not ask";
    name: "Họ, chữ đệm, tên", "Full name";
    born_on: "Ngày sinh", "Date of birth";
    born_on_hint: "Ví dụ 08/03/1996", "For example 08/03/1996";
    phone: "Số điện thoại, nếu có", "Telephone, if there is one";
    tax_code: "Mã số thuế", "Tax code";
    tax_code_hint: "10 số; chi nhánh thêm dấu - và 3 số", "10 digits; a branch adds a hyphen and 3 more";
    organisation_name: "Tên tổ chức", "Name of the organisation";
    begin: "Điền hồ sơ", "Fill in the dossier";
    nothing_shown: "Cổng không cho xem dữ liệu đã lưu của người này; bạn chỉ nhập những gì giấy tờ và người nộp cho biết.",
        "What the portal keeps of this person is not shown; enter only what the papers and the person say.";
    late: "Nhận sau 15 giờ hoặc ngày nghỉ: chuyển đi giải quyết vào", "Received after 15:00 or on a day off: it goes on at";
    entering_for: "Bạn đang nhập hồ sơ giấy cho", "You are entering a paper dossier for";
    papers: "Giấy tờ chỉ có bản giấy", "Papers that are only on paper";
    papers_lead: "Giấy tờ không quét thì ghi ở đây: đã xuất trình để đối chiếu, hoặc đã nộp bản giấy. Không ghi gì nghĩa là chưa có.",
        "What is not scanned is noted here: shown for comparison, or handed in on paper. Nothing noted means not there.";
    not_seen: "Chưa có", "Not there";
    keep_papers: "Lưu giấy tờ", "Keep this";
    scanned: "đã quét, số tệp", "scanned, files";
    papers_said: "Tôi đã đối chiếu nội dung nhập với giấy tờ và người nộp đã ký tờ khai.",
        "I compared what is entered with the papers, and the applicant signed the form.";
    accept_now: "Tiếp nhận và in giấy hẹn", "Accept and print the receipt";
    only_keep: "Ghi vào sổ, chưa tiếp nhận", "Register without accepting yet";
    taken_in: "Đã nhập hồ sơ", "The dossier is entered";
    incomplete: "Hồ sơ chưa đủ hoặc không thể tiếp nhận", "It is incomplete, or cannot be received";
    incomplete_lead: "Ghi vào sổ và giao ngay cho người nộp một phiếu: yêu cầu bổ sung (mẫu 02) hoặc từ chối tiếp nhận (mẫu 03).",
        "It is registered, and the applicant is handed a paper at once: what to add (form 02), or the refusal (form 03).";
    ask_02: "Yêu cầu bổ sung (mẫu 02)", "Ask for what is missing (form 02)";
    ask_02_hint: "Chỉ được yêu cầu một lần, cho tất cả. Cổng đã ghi những chỗ thiếu hoặc sai; sửa lời nếu cần và ghi thêm chỗ bạn thấy.",
        "It may be asked once, for everything. What the portal found stands here; change the words if needed and add what you see.";
    elsewhere: "Chỗ khác cũng phải sửa", "Something else must be mended too";
    refuse_03: "Từ chối tiếp nhận (mẫu 03)", "Refuse to receive it (form 03)";
    refuse_03_hint: "Nêu lý do và điều, khoản của văn bản quy định.", "Say why, and the article of the law it rests on.";
    brought: "Nhập giấy tờ bổ sung nộp tại quầy", "Enter what was brought to the counter";
    brought_hint: "Khi người nộp mang giấy tờ bổ sung đến quầy. Lịch sử hồ sơ ghi rõ cán bộ nhập thay.",
        "When the applicant brings what was asked on paper. The history says that an officer entered it.";
    keep_supplement: "Ghi nhận phần bổ sung", "Record the supplement";
    accept_first: "Hồ sơ chưa được tiếp nhận. Kiểm tra rồi tiếp nhận, yêu cầu bổ sung hoặc từ chối ở dưới.",
        "It is not accepted yet. Check it, then accept, ask for what is missing or refuse below.";
    next_one: "Nhập hồ sơ khác", "Enter another one";
    channel: "Cách nộp", "How it was filed";
    entered_by: "Cán bộ nhập", "Entered by";
    received_at: "Nơi tiếp nhận", "Received at";
    goes_on: "Chuyển đi giải quyết", "Goes on at";
    unscanned: "Giấy tờ bản giấy", "Papers on paper";
}

/// Says what to do with the paper that a dossier was answered with at the desk.
pub const fn print_now(language: Language, kind: PaperKind) -> &'static str {
    match (language, kind) {
        (Language::Vi, PaperKind::SupplementRequest) => "In phiếu yêu cầu bổ sung (mẫu 02) và giao cho người nộp.",
        (Language::En, PaperKind::SupplementRequest) => "Print the request (form 02) and hand it to the applicant.",
        (Language::Vi, PaperKind::Refusal) => "In phiếu từ chối tiếp nhận (mẫu 03) và giao cho người nộp.",
        (Language::En, PaperKind::Refusal) => "Print the refusal (form 03) and hand it to the applicant.",
        (Language::Vi, _) => "In giấy tiếp nhận và hẹn trả (mẫu 01), mời người nộp ký nhận và giao một bản cho họ.",
        (Language::En, _) => "Print the receipt (form 01), have the applicant sign it and hand one copy out.",
    }
}

/// Names the link to that paper.
pub const fn print(language: Language, kind: PaperKind) -> &'static str {
    match (language, kind) {
        (Language::Vi, PaperKind::SupplementRequest) => "Mở mẫu 02 để in",
        (Language::En, PaperKind::SupplementRequest) => "Open form 02 to print",
        (Language::Vi, PaperKind::Refusal) => "Mở mẫu 03 để in",
        (Language::En, PaperKind::Refusal) => "Open form 03 to print",
        (Language::Vi, _) => "Mở mẫu 01 để in",
        (Language::En, _) => "Open form 01 to print",
    }
}

/// Says what became of a paper that was not scanned.
pub const fn seen(language: Language, seen: Seen) -> &'static str {
    match (language, seen) {
        (Language::Vi, Seen::Shown) => "Đã xuất trình",
        (Language::Vi, Seen::HandedIn) => "Đã nộp bản giấy",
        (Language::En, Seen::Shown) => "Shown",
        (Language::En, Seen::HandedIn) => "Handed in on paper",
    }
}

/// Says on form 02 all that lacks, by the place it lacks at. It speaks Vietnamese whoever reads the page, and to somebody who
/// holds paper, where a form speaks to somebody at a screen.
pub fn lacking(problems: &[(String, Problem)]) -> BTreeMap<Place, String> {
    let mut found: BTreeMap<Place, String> = BTreeMap::new();
    let errors = problems.iter().filter(|(_, problem)| problem.level == Level::Error);
    for (step, problem) in errors.filter(|(_, problem)| !problem.at.is_empty()) {
        let at = problem.at.clone();
        let is_paper = step == paths::PAPERS_STEP;
        let said = found
            .entry(if is_paper {
                Place::Document(at)
            } else {
                Place::Field(at)
            })
            .or_default();
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&on_paper(&problem.code));
    }
    found
}

fn on_paper(code: &ProblemCode) -> String {
    match code {
        ProblemCode::PaperMissing => "Chưa nộp giấy tờ này".to_owned(),
        ProblemCode::Missing => "Chưa khai mục này".to_owned(),
        _ => problem::said(Language::Vi, code),
    }
}

/// Says how a dossier came in: by oneself, helped by whom, at the counter, by post.
pub fn entry(language: Language, entry: &EntryView) -> String {
    match (language, entry.how.unwrap_or(Channel::Online), &entry.helped_by) {
        (Language::Vi, Channel::Online, None) => "Trực tuyến, tự nộp".to_owned(),
        (Language::En, Channel::Online, None) => "Online, by oneself".to_owned(),
        (Language::Vi, Channel::Online, Some(name)) => ["Trực tuyến, có người hỗ trợ: ", name].concat(),
        (Language::En, Channel::Online, Some(name)) => ["Online, helped by ", name].concat(),
        (Language::Vi, Channel::Counter, _) => "Trực tiếp tại quầy".to_owned(),
        (Language::En, Channel::Counter, _) => "At the counter".to_owned(),
        (Language::Vi, Channel::Post, _) => with("Qua bưu chính, biên bản giao nhận ký lúc ", entry),
        (Language::En, Channel::Post, _) => with("By post, hand-over record signed at ", entry),
    }
}

fn with(words: &str, entry: &EntryView) -> String {
    [words, entry.signed_at.as_deref().unwrap_or_default()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_is_said_once_for_each_place_to_somebody_who_holds_paper() {
        let problem = |step: &str, at: &str, level, code| {
            let at = at.to_owned();
            (step.to_owned(), Problem { at, level, code })
        };
        let found = lacking(&[
            problem(paths::PAPERS_STEP, "identity", Level::Error, ProblemCode::PaperMissing),
            problem("child", "child.name", Level::Error, ProblemCode::Missing),
            problem("child", "child.name", Level::Error, ProblemCode::SameAsOther),
            problem("child", "child.sex", Level::Warning, ProblemCode::RuleBroken),
            problem("child", "", Level::Error, ProblemCode::RuleBroken),
        ]);
        let said: Vec<(String, &str)> = found.iter().map(|(at, said)| (at.name(), said.as_str())).collect();
        assert_eq!(
            said,
            [
                (
                    "child.name".to_owned(),
                    "Chưa khai mục này; Câu trả lời này phải khác câu kia"
                ),
                ("paper:identity".to_owned(), "Chưa nộp giấy tờ này"),
            ]
        );
    }
}
