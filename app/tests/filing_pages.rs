//! The steps of a filing and what follows it, as a person without script gets them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]
#![cfg(feature = "ssr")]

mod filing;

use filing::{DRAFT, Given, changed_origin, file, page, quote};
use motcua_app::views::{
    ConflictView, DisputeView, DocumentView, KnownView, Lists, OffCardView, OfferView, PaperSlot, PapersView, Progress,
    ProgressStep, ReviewField, ReviewSection, ReviewView, SectionView, StepBody, StepView, TypedChoice,
};
use motcua_core::form::{
    Answers, Condition, Field, Kind, Level, Problem, ProblemCode, Repeat, Required, Scalar, Section, Subject,
};
use motcua_core::procedure::Submit;
use motcua_core::profile::{Relation, Whom};

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

/// A value of the population database that the person changed.
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
            version: "1763880000000000".to_owned(),
            conflicts: Vec::new(),
            changes: None,
            intake: None,
            quote: Some(quote()),
            known: KnownView {
                offers: vec![OfferView {
                    whom: Whom::Me,
                    relation: Some(Relation::Child),
                    name: "Lê An".to_owned(),
                }],
                disputes: vec![DisputeView {
                    path: "child.full_name".to_owned(),
                    label: "Họ và tên trẻ".to_owned(),
                    origin: changed_origin(),
                    now: "Nguyễn An".to_owned(),
                }],
                card: Some(vec![OffCardView {
                    path: "child.full_name".to_owned(),
                    label: "Họ và tên trẻ".to_owned(),
                    card: "Nguyễn Ân".to_owned(),
                    now: "Nguyễn An".to_owned(),
                }]),
            },
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
        origins: [(
            "child.full_name".to_owned(),
            "Lấy từ hồ sơ H36-260312-0001, tiếp nhận ngày 12/03/2026".to_owned(),
        )]
        .into(),
        lists: Lists::default(),
        asked: [("child.full_name".to_owned(), "Viết đủ dấu".to_owned())].into(),
    }))
}

fn step_page(what: Given) -> String {
    let html = page(what, &format!("/nop/1.001193/{DRAFT}/child"));
    match html.split_once(r#"<script type="application/json">"#) {
        Some((before, rest)) => [before, rest.split_once("</script>").unwrap().1].concat(),
        None => html,
    }
}

#[test]
fn a_part_that_takes_a_card_has_a_line_for_its_code_and_says_what_differs() {
    let given = || section_step(section(), Answers::default(), Vec::new());
    let html = step_page(given());
    assert!(html.contains(r#"name="card" form="buoc""#), "{html}");
    assert!(html.contains(r#"form="buoc" name="go" value="card""#));
    assert!(html.contains("<strong>Nguyễn Ân</strong>") && html.contains("<strong>Nguyễn An</strong>"));
    assert!(html.contains(r#"name="go" value="as_card""#));
    let first = html.find(r#"name="go" value=""#).unwrap();
    assert!(
        html[first..].starts_with(r#"name="go" value="next""#),
        "the first button, which Enter presses, goes on"
    );
    let read = |what: &str| page(given(), &format!("/nop/1.001193/{DRAFT}/child?the={what}"));
    assert!(read("ok").contains("Đã đọc thẻ căn cước"));
    let refused = read("fields");
    assert!(refused.contains("Đây không phải mã QR trên thẻ căn cước"));
    assert!(refused.contains("Những gì bạn đã ghi vẫn được giữ"));
    assert!(!read("nonsense").contains("class=\"alert alert-problem"));
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
        "Lấy từ hồ sơ H36-260312-0001, tiếp nhận ngày 12/03/2026",
        "Dùng thông tin của Lê An (con)",
        r#"form="buoc" name="go" value="use:me""#,
        "Vì sao khác?",
        r#"name="answers[child.full_name.#reason]""#,
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
        accept: motcua_core::document::FileKind::USUAL.to_vec(),
        reuse: Vec::new(),
    };
    let html = step_page(step(StepBody::Papers(PapersView {
        slots: vec![
            slot("chung_sinh", "Giấy chứng sinh", Submit::Upload),
            slot("can_cuoc", "Thẻ căn cước", Submit::Present),
        ],
        problems: Vec::new(),
        refused: Some(("chung_sinh".to_owned(), "a.exe".to_owned(), "wrong_type".to_owned())),
        max_bytes: 10 << 20,
        max_together: 50 << 20,
    })));
    for part in [
        &format!(r#"action="/tep/{DRAFT}/chung_sinh""#),
        r#"enctype="multipart/form-data""#,
        &format!(r#"action="/tep/{DRAFT}/0190a0b0-0000-7000-8000-0000000000ff/xoa""#),
        "&lt;giấy&gt; chứng sinh.jpg",
        "1,5\u{a0}MB",
        "3 trang",
        r#"accept="application/pdf,image/jpeg,image/png""#,
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
                origin: Some(changed_origin()),
            }],
        }],
        files: vec![file()],
        problems,
        quote: Some(quote()),
        time: None,
        due_if_now: Some("18/09/2026".to_owned()),
        agency: Some("Ủy ban nhân dân phường Xuân Hương".to_owned()),
        declaration: "Tôi cam đoan đúng sự thật.".to_owned(),
        request: "0190a0b0-0000-7000-8000-00000000000a".parse().unwrap(),
        receive: None,
        alike: Vec::new(),
    }))
}

#[test]
fn every_sum_is_shown_with_its_reason() {
    for html in [
        step_page(review(Vec::new())),
        step_page(step(StepBody::Papers(PapersView {
            slots: Vec::new(),
            problems: Vec::new(),
            refused: None,
            max_bytes: 1,
            max_together: 1,
        }))),
    ] {
        for part in [
            "Phí · Bản sao",
            "2 × 8.000\u{a0}đ, không tính 1 đầu",
            "281/2016/TT-BTC",
            "Được miễn từ 8.000\u{a0}đ: Hộ nghèo",
            "Giấy tờ chứng minh: Giấy chứng nhận hộ nghèo",
            "<strong>16.000\u{a0}đ</strong>",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
    }
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

#[test]
fn two_answers_to_one_question_are_a_choice_that_works_without_script() {
    let way = |text: &str, here: bool| TypedChoice {
        text: text.to_owned(),
        words: text.to_owned(),
        here: Some(here),
        at: Some("10:32 ngày 15/09/2026".to_owned()),
    };
    let mut given = section_step(section(), Answers::default(), Vec::new());
    if let Some(step) = &mut given.step {
        step.conflicts = vec![ConflictView {
            path: "child.full_name".to_owned(),
            step: "child".to_owned(),
            label: "Họ và tên trẻ".to_owned(),
            choices: vec![way("An \"Nhiên\"", true), way("", false)],
        }];
    }
    let html = page(given, &format!("/nop/1.001193/{DRAFT}/child"));
    for part in [
        r#"action="/api/drafts/choose""#,
        r#"name="picks[child.full_name]" value="An &quot;Nhiên&quot;" checked"#,
        r#"name="picks[child.full_name]" value="""#,
        "Trên máy này, lúc 10:32 ngày 15/09/2026",
        "Trên máy kia",
        "(để trống)",
        r#"name="base" value="1763880000000000""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}
