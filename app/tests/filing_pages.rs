//! The steps of a filing and what follows it, as a person without script gets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]
#![cfg(feature = "ssr")]

mod filing;

use axum::http::StatusCode;
use filing::{Given, citizen, get};
use motcua_app::views::{
    AttachedFile, Completion, DeskActionKind, DeskDossier, DeskLine, DocumentView, DueView, Lists, OwnerView,
    PaperSlot, PapersView, Progress, ProgressStep, PublicView, Receipt, ReviewField, ReviewSection, ReviewView,
    SectionView, StepBody, StepView, SupplementView, TimelineEntry, TrackView,
};
use motcua_core::dossier::Status;
use motcua_core::form::{
    Answers, Condition, Field, Kind, Level, Problem, ProblemCode, Repeat, Required, Scalar, Section, Subject,
};
use motcua_core::procedure::Submit;

const DRAFT: &str = "0190a0b0-0000-7000-8000-000000000001";
const NUMBER: &str = "H36.12-260915-0001";

fn field(key: &str, label: &str, kind: Kind, when: Option<Condition>) -> Field {
    Field {
        key: key.to_owned(),
        label: label.to_owned(),
        hint: None,
        concept: None,
        autocomplete: None,
        kind,
        required: Required::Always,
        when,
        rules: Vec::new(),
    }
}

fn section() -> Section {
    let knows = Condition::Is("child.father_known".to_owned(), Scalar::Bool(true));
    Section {
        key: "child".to_owned(),
        title: "Thông tin trẻ".to_owned(),
        help: None,
        subject: Subject::Child,
        when: None,
        repeat: None,
        ask_first: false,
        fields: vec![
            field("full_name", "Họ và tên trẻ", Kind::Name, None),
            field("father_known", "Khai thông tin cha", Kind::YesNo, None),
            field("father_name", "Họ và tên cha", Kind::Name, Some(knows)),
        ],
    }
}

fn typed(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (path, text) in pairs {
        answers.set(path, *text).unwrap();
    }
    answers
}

fn step(body: StepBody) -> Given {
    let step = |key: &str, title: &str| ProgressStep {
        key: key.to_owned(),
        title: title.to_owned(),
        visited: false,
        complete: false,
    };
    Given {
        step: Some(StepView {
            draft: DRAFT.parse().unwrap(),
            code: "1.001193".to_owned(),
            procedure: "Đăng ký khai sinh".to_owned(),
            step: "child".to_owned(),
            progress: Progress {
                steps: vec![
                    step("case", "Trường hợp"),
                    step("child", "Thông tin trẻ"),
                    step("xem-lai", ""),
                ],
                current: 1,
            },
            saved_at: Some("10:32".to_owned()),
            mends: None,
            body,
        }),
        ..Given::default()
    }
}

fn section_step(section: Section, answers: Answers, problems: Vec<Problem>) -> Given {
    step(StepBody::Section(SectionView {
        section,
        answers,
        earlier: Vec::new(),
        problems,
        origins: [("child.full_name".to_owned(), "account".to_owned())].into(),
        lists: Lists::default(),
        asked: [("child.full_name".to_owned(), "Viết đủ dấu".to_owned())].into(),
    }))
}

fn page(what: Given, path: &str) -> String {
    let (status, _, html) = get(citizen(), what, path);
    assert_eq!(status, StatusCode::OK, "{html}");
    // What is handed over for the browser comes after; what people see is in the main part.
    html.split_once("<main")
        .unwrap()
        .1
        .split_once("</main>")
        .unwrap()
        .0
        .to_owned()
}

/// The page of a step as it is seen, without what a living part carries.
fn step_page(what: Given) -> String {
    let html = page(what, &format!("/nop/1.001193/{DRAFT}/child"));
    match html.split_once(r#"<script type="application/json">"#) {
        Some((before, rest)) => [before, rest.split_once("</script>").unwrap().1].concat(),
        None => html,
    }
}

#[test]
fn a_section_says_where_it_is_and_is_a_form_that_can_be_posted() {
    let html = step_page(section_step(
        section(),
        typed(&[("child.full_name", "Nguyễn \"An\"")]),
        Vec::new(),
    ));
    for part in [
        "Bước 2/3 · Thông tin trẻ",
        "Đã lưu lúc 10:32",
        r#"action="/api/drafts/save""#,
        r#"name="draft" value="0190a0b0-0000-7000-8000-000000000001""#,
        r#"name="section" value="child""#,
        r#"name="answers[child.full_name]""#,
        "Nguyễn &quot;An&quot;",
        "Lấy từ: ",
        "tài khoản của bạn",
        "Viết đủ dấu",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    let first = html.find(r#"name="go""#).unwrap();
    assert!(html[first..].starts_with(r#"name="go" value="next""#), "Enter goes on");
}

#[test]
fn what_is_not_asked_is_not_drawn_and_what_decides_it_has_a_way_to_ask() {
    let html = step_page(section_step(section(), Answers::default(), Vec::new()));
    assert!(!html.contains("Họ và tên cha"));
    assert_eq!(html.matches("Hiện câu hỏi theo câu trả lời này").count(), 1);
    let html = step_page(section_step(
        section(),
        typed(&[("child.father_known", "yes")]),
        Vec::new(),
    ));
    assert!(html.contains("Họ và tên cha"));
}

#[test]
fn a_checked_section_begins_with_a_summary_that_leads_to_each_field() {
    let missing = Problem {
        at: "child.full_name".to_owned(),
        level: Level::Error,
        code: ProblemCode::Missing,
    };
    let given = section_step(section(), Answers::default(), vec![missing]);
    let html = page(given, &format!("/nop/1.001193/{DRAFT}/child?kiem-tra=1"));
    assert!(html.contains("error-summary") && html.contains("autofocus"), "{html}");
    assert!(html.contains(r##"href="#child.full_name""##), "{html}");
    assert!(html.contains(r#"id="child.full_name-problem""#));
    assert!(html.contains(r#"aria-invalid="true""#));
    let error = html.find(r#"id="child.full_name-problem""#).unwrap();
    let hint = html.find(r#"id="child.full_name-hint""#).unwrap();
    let input = html.find(r#"id="child.full_name""#).unwrap();
    assert!(hint < error && error < input, "the error stands between hint and field");
}

#[test]
fn rows_come_and_go_by_buttons_of_the_form() {
    let mut repeated = section();
    repeated.fields.truncate(1);
    repeated.repeat = Some(Repeat {
        min: 1,
        max: 3,
        item: "Trẻ".to_owned(),
    });
    let html = step_page(section_step(repeated.clone(), typed(&[("child.#", "2")]), Vec::new()));
    for part in [
        "answers[child.1.full_name]",
        r#"value="remove_row:1""#,
        r#"value="add_row""#,
        "Trẻ 2",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(html.contains(r#"name="answers[child.#]""#));
    let html = step_page(section_step(repeated.clone(), typed(&[("child.#", "1")]), Vec::new()));
    assert!(!html.contains("remove_row"), "the last row stays");
    let html = step_page(section_step(repeated, typed(&[("child.#", "3")]), Vec::new()));
    assert!(!html.contains("add_row"), "no row more than allowed");
}

fn file() -> AttachedFile {
    AttachedFile {
        id: "0190a0b0-0000-7000-8000-0000000000ff".parse().unwrap(),
        slot: "chung_sinh".to_owned(),
        name: "<giấy> chứng sinh.jpg".to_owned(),
        bytes: 1_572_864,
        media_type: "image/jpeg".to_owned(),
        sha256: "ab".repeat(32),
    }
}

#[test]
fn papers_are_plain_uploads_that_say_why_a_file_was_not_taken() {
    let slot = |key: &str, name: &str, submit: Submit| PaperSlot {
        document: DocumentView {
            key: key.to_owned(),
            name: name.to_owned(),
            group: None,
            certain: true,
            required: true,
            originals: 1,
            copies: 0,
            template: None,
            submit,
            one_of: None,
            note: None,
        },
        files: if submit == Submit::Upload {
            vec![file()]
        } else {
            Vec::new()
        },
        asked: None,
    };
    let html = step_page(step(StepBody::Papers(PapersView {
        slots: vec![
            slot("chung_sinh", "Giấy chứng sinh", Submit::Upload),
            slot("can_cuoc", "Thẻ căn cước", Submit::Present),
        ],
        problems: Vec::new(),
        refused: Some(("chung_sinh".to_owned(), "a.exe".to_owned(), "wrong_type".to_owned())),
        max_bytes: 10 << 20,
    })));
    for part in [
        &format!(r#"action="/tep/{DRAFT}/chung_sinh""#),
        r#"enctype="multipart/form-data""#,
        &format!(r#"action="/tep/{DRAFT}/0190a0b0-0000-7000-8000-0000000000ff/xoa""#),
        "&lt;giấy&gt; chứng sinh.jpg",
        "1,5\u{a0}MB",
        &"ab".repeat(32),
        "a.exe: Cổng chỉ nhận ảnh JPG, PNG hoặc tệp PDF",
        r##"href="#giay-chung_sinh""##,
        "Mang theo khi đến, không gửi kèm",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert_eq!(
        html.matches(r#"type="file""#).count(),
        1,
        "what is only shown is not attached"
    );
}

fn review(problems: Vec<(String, Problem)>) -> Given {
    step(StepBody::Review(ReviewView {
        sections: vec![ReviewSection {
            step: "child".to_owned(),
            title: "Thông tin trẻ".to_owned(),
            fields: vec![ReviewField {
                path: "child.full_name".to_owned(),
                label: "Họ và tên trẻ".to_owned(),
                answer: "Nguyễn An".to_owned(),
                level: None,
            }],
        }],
        files: vec![file()],
        problems,
        fees: Vec::new(),
        time: None,
        due_if_now: Some("18/09/2026".to_owned()),
        agency: Some("Ủy ban nhân dân phường Xuân Hương".to_owned()),
        declaration: "Tôi cam đoan đúng sự thật.".to_owned(),
        request: "0190a0b0-0000-7000-8000-00000000000a".parse().unwrap(),
    }))
}

#[test]
fn the_review_sends_once_and_never_declares_for_the_person() {
    let html = step_page(review(Vec::new()));
    for part in [
        r#"action="/api/drafts/submit""#,
        r#"name="request" value="0190a0b0-0000-7000-8000-00000000000a""#,
        "Nộp hồ sơ",
        "18/09/2026",
        "Ủy ban nhân dân phường Xuân Hương",
        "Nguyễn An",
        &format!("/nop/1.001193/{DRAFT}/child"),
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    let tick = html.find(r#"name="declared""#).unwrap();
    let tag_start = html[..tick].rfind('<').unwrap();
    let tag_end = tick + html[tick..].find('>').unwrap();
    assert!(!html[tag_start..tag_end].contains("checked"), "never ticked beforehand");
}

#[test]
fn a_review_with_something_wrong_leads_to_its_step_and_has_no_button_to_send() {
    let problem = Problem {
        at: "child.full_name".to_owned(),
        level: Level::Error,
        code: ProblemCode::Missing,
    };
    let html = step_page(review(vec![("child".to_owned(), problem)]));
    assert!(
        html.contains(&format!("/nop/1.001193/{DRAFT}/child?kiem-tra=1#child.full_name")),
        "{html}"
    );
    assert!(!html.contains(r#"name="declared""#));
}

fn receipt() -> Receipt {
    Receipt {
        number: NUMBER.to_owned(),
        code: "1.001193".to_owned(),
        procedure: "Thủ tục đăng ký khai sinh".to_owned(),
        agency: "Ủy ban nhân dân phường Xuân Hương".to_owned(),
        applicant: "Nguyễn Thị Lan".to_owned(),
        contact: vec!["0912 345 678".to_owned()],
        submitted_at: "10:40 ngày 15/09/2026".to_owned(),
        received_at: None,
        received_by: None,
        due: Some(DueView {
            promised: false,
            at: "17:00 ngày 18/09/2026".to_owned(),
            minutes_left: Some(960),
            explanation: Vec::new(),
        }),
        files: vec![file()],
        to_present: vec!["Thẻ căn cước".to_owned()],
        tracking_url: format!("https://dichvucong.example/tra-cuu/{NUMBER}"),
        qr_svg: "<svg></svg>".to_owned(),
    }
}

fn owned(status: Status) -> OwnerView {
    OwnerView {
        receipt: receipt(),
        status,
        timeline: vec![TimelineEntry {
            at: "10:40 ngày 15/09/2026".to_owned(),
            kind: "submitted".to_owned(),
            who: "Nguyễn Thị Lan".to_owned(),
            said: None,
            status,
        }],
        supplement: None,
        sections: Vec::new(),
        can_withdraw: true,
        result: None,
        reason: None,
    }
}

fn tracked(view: TrackView) -> Given {
    Given {
        track: Some(view),
        ..Given::default()
    }
}

#[test]
fn anybody_sees_how_far_a_dossier_is_and_nothing_else() {
    let view = TrackView::Public(PublicView {
        number: NUMBER.to_owned(),
        completion: Completion::InWork,
    });
    let html = page(tracked(view.clone()), &format!("/tra-cuu/{NUMBER}"));
    assert!(html.contains("Đang giải quyết") && html.contains(NUMBER));
    assert!(!html.contains("khai sinh"));
    let html = page(tracked(view), &format!("/tra-cuu/{NUMBER}/giay-tiep-nhan"));
    assert!(!html.contains("khai sinh") && html.contains("chỉ người nộp"), "{html}");
}

#[test]
fn the_owner_sees_where_it_is_what_is_asked_and_can_mend_or_withdraw() {
    let mut view = owned(Status::AwaitingSupplement);
    view.supplement = Some(SupplementView {
        asked_at: "08:00 ngày 16/09/2026".to_owned(),
        items: vec![("Họ và tên trẻ".to_owned(), "Viết đủ dấu".to_owned())],
    });
    let html = page(tracked(TrackView::Owner(view)), &format!("/tra-cuu/{NUMBER}"));
    for part in [
        "Cần bạn bổ sung",
        "Viết đủ dấu",
        r#"action="/api/dossiers/supplement""#,
        r#"action="/api/dossiers/withdraw""#,
        "Còn 2 ngày làm việc",
        r#"aria-current="step""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[test]
fn the_acknowledgement_becomes_the_receipt_on_acceptance() {
    let path = format!("/tra-cuu/{NUMBER}/giay-tiep-nhan");
    let html = page(tracked(TrackView::Owner(owned(Status::New))), &path);
    assert!(
        html.contains("Đã nộp hồ sơ") && html.contains("Giấy xác nhận đã nộp hồ sơ"),
        "{html}"
    );
    assert!(html.contains("<svg></svg>") && html.contains("17:00 ngày 18/09/2026"));
    let mut view = owned(Status::Accepted);
    view.receipt.received_at = Some("11:00 ngày 15/09/2026".to_owned());
    let html = page(tracked(TrackView::Owner(view)), &path);
    for part in [
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "11:00 ngày 15/09/2026",
        "0912 345 678",
        "Thẻ căn cước",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("Đã nộp hồ sơ</"));
}

#[test]
fn a_number_is_found_however_it_is_typed_and_an_unknown_one_says_nothing_about_others() {
    let (status, next, _) = get(citizen(), Given::default(), "/tra-cuu?so=%20h36.12%E2%80%93260915-0001");
    assert!(status.is_redirection(), "{status}");
    assert_eq!(next.as_deref(), Some("/tra-cuu/H36.12-260915-0001"));
    let html = page(Given::default(), "/tra-cuu?so=abc");
    assert!(
        html.contains("Nhập đủ ba phần") && html.contains(r#"value="abc""#),
        "{html}"
    );
    let (status, _, html) = get(citizen(), Given::default(), &format!("/tra-cuu/{NUMBER}"));
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(html.contains("Không có hồ sơ nào mang số này"));
}

#[test]
fn the_desk_shows_lateness_in_words_and_only_what_the_law_allows() {
    let line = |minutes: Option<i64>| DeskLine {
        number: NUMBER.to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        applicant: "Nguyễn Thị Lan".to_owned(),
        status: Status::Accepted,
        submitted_at: "10:40 15/09/2026".to_owned(),
        due_on: Some("18/09/2026".to_owned()),
        minutes_left: minutes,
    };
    let queue = vec![line(Some(-960)), line(Some(120)), line(None)];
    let html = page(
        Given {
            queue,
            ..Given::default()
        },
        "/can-bo",
    );
    for part in ["Quá hạn 2 ngày làm việc", "Sắp đến hạn", "Chưa chạy thời hạn"] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    let desk = DeskDossier {
        receipt: receipt(),
        status: Status::New,
        sections: vec![ReviewSection {
            step: "child".to_owned(),
            title: "Thông tin trẻ".to_owned(),
            fields: vec![ReviewField {
                path: "child.full_name".to_owned(),
                label: "Họ và tên trẻ".to_owned(),
                answer: "Nguyễn An".to_owned(),
                level: None,
            }],
        }],
        timeline: Vec::new(),
        seen: 7,
        allowed: vec![DeskActionKind::Accept, DeskActionKind::AskSupplement],
        slots: vec![("chung_sinh".to_owned(), "Giấy chứng sinh".to_owned())],
    };
    let html = page(
        Given {
            desk: Some(desk),
            ..Given::default()
        },
        &format!("/can-bo/{NUMBER}"),
    );
    for part in [
        r#"name="seen" value="7""#,
        r#"name="action" value="accept""#,
        r#"name="defects[child.full_name]""#,
        r#"name="defects[paper:chung_sinh]""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"value="refuse""#) && !html.contains(r#"value="finish""#));
}
