//! What follows a filing, as a person without script gets it: tracking, receipt, the desk, one's own data.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]
#![cfg(feature = "ssr")]

mod filing;

use axum::http::StatusCode;
use filing::{DRAFT, Given, changed_origin, citizen, file, get, page, quote};
use motcua_app::views::{
    Beside, BulkKind, ChangedAnswer, ChangedPaper, ChangesView, CheckedView, Completion, ConsultationsView,
    CorrectionView, DeskActionKind, DeskDossier, DeskLine, DeskResults, DraftedResult, DueView, EntryView,
    ExtensionView, FactView, IssuedView, LookView, MyData, OriginView, OtherStates, OwnerView, PaperLink, ProcessView,
    PublicView, QueueCounts, QueueView, Receipt, ResultState, ReviewField, ReviewSection, SaidView, SubjectView,
    SupplementView, ThreadView, TimelineEntry, TrackView, VerificationView, WarningView,
};
use motcua_core::deadline::Stage;
use motcua_core::dossier::{DeliveryState, HandedOver, PaymentState, Status};
use motcua_core::office::Risk;
use motcua_core::paper::PaperKind;
use motcua_core::profile::{Relation, Whom};
use motcua_core::statistics::Expectation;

const NUMBER: &str = "H36.12-260915-0001";

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
        quote: Some(quote()),
        issued: vec![PaperLink {
            kind: PaperKind::Receipt,
            seq: Some(2),
            at: "09:05 ngày 16/09/2026".to_owned(),
        }],
        tracking_url: format!("https://dichvucong.example/tra-cuu/{NUMBER}"),
        entry: EntryView::default(),
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
        withdrawal_pending: false,
        extension: None,
        correction: None,
        result: None,
        reason: None,
        expected: None,
        thread: ThreadView::default(),
        consulting: Vec::new(),
        to_pay: None,
        has_paid: false,
        posting: motcua_app::views::PostingView::default(),
        results: Vec::new(),
    }
}

/// A dossier on the desk with one answer and one paper.
fn on_desk() -> DeskDossier {
    DeskDossier {
        beside: Beside::default(),
        verification: Some(VerificationView {
            on: Some("09:30 ngày 20/11/2026".to_owned()),
            checked: vec![CheckedView {
                title: "Thông tin trẻ".to_owned(),
                register: "population".to_owned(),
                found: true,
                differs: vec![("Ngày sinh".to_owned(), "02/11/2026".to_owned())],
            }],
        }),
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
                origin: Some(changed_origin()),
            }],
        }],
        money: None,
        posting: motcua_app::views::PostingView::default(),
        timeline: Vec::new(),
        seen: 7,
        allowed: vec![DeskActionKind::Accept, DeskActionKind::AskSupplement],
        slots: vec![("chung_sinh".to_owned(), "Giấy chứng sinh".to_owned())],
        settled: Vec::new(),
        states: OtherStates::default(),
        changes: None,
        withdrawal: None,
        correction: None,
        warnings: Vec::new(),
        extensions: Vec::new(),
        consultations: ConsultationsView::default(),
        process: ProcessView::default(),
        results: DeskResults::default(),
        components: Vec::new(),
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
    let line = |minutes: Option<i64>, risk: Risk| DeskLine {
        number: NUMBER.to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        applicant: "Nguyễn Thị Lan".to_owned(),
        status: Status::Accepted,
        submitted_at: "10:40 15/09/2026".to_owned(),
        due_on: Some("18/09/2026".to_owned()),
        minutes_left: minutes,
        risk,
        officer: (risk == Risk::Near).then(|| "Phạm Thị Hà".to_owned()),
        step: (risk == Risk::Near).then(|| "Thẩm định".to_owned()),
        is_step_late: risk == Risk::Near,
        seen: 2,
        alike: u32::from(risk == Risk::Late),
    };
    let queue = QueueView {
        lines: vec![
            line(Some(-960), Risk::Late),
            line(Some(120), Risk::Near),
            line(None, Risk::Waiting),
        ],
        counts: QueueCounts {
            desk: 1_204,
            late: 1,
            ..QueueCounts::default()
        },
        next: Some("17.x".to_owned()),
        previous: Some("16.x".to_owned()),
        kept: vec![("Trễ hạn".to_owned(), "han=late".to_owned())],
        officers: vec![(
            "0190a0b0-0000-7000-8000-000000000009".to_owned(),
            "Phạm Thị Hà".to_owned(),
        )],
        may: vec![BulkKind::Accept, BulkKind::Assign],
        request: "0190a0b0-0000-7000-8000-00000000000a".to_owned(),
        ..QueueView::default()
    };
    let html = page(
        Given {
            queue,
            ..Given::default()
        },
        "/can-bo?xem=quay&trang-thai=2&tim=lan",
    );
    for part in [
        "Quá hạn 2 ngày làm việc",
        "Sắp đến hạn",
        "Chờ người nộp",
        "Phạm Thị Hà",
        "Chưa giao",
        r#"<a rel="next" href="/can-bo?trang-thai=2&amp;tim=lan&amp;sau=17.x">"#,
        r#"<a rel="prev" href="/can-bo?trang-thai=2&amp;tim=lan&amp;truoc=16.x">"#,
        r#"<a href="/can-bo?xem=cua-toi&amp;trang-thai=2&amp;tim=lan""#,
        r#"aria-current="page""#,
        r#"<span class="tag">1.204</span>"#,
        r#"href="/can-bo?trang-thai=2&amp;han=late&amp;tim=lan" class="lateness late">Quá hạn"#,
        r#"<a href="/can-bo?han=late">Trễ hạn</a>"#,
        r#"name="action" value="accept""#,
        "Tất cả 1.204 hồ sơ đang lọc",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    let desk = on_desk();
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
        r#"name="defects[child.full_name]" rows="2" form="yeu-cau-bo-sung""#,
        r#"id="yeu-cau-bo-sung""#,
        r#"name="defects[paper:chung_sinh]""#,
        "Không khớp",
        "Ngày sinh: 02/11/2026",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"value="refuse""#) && !html.contains(r#"value="finish""#));
}

fn desk_page(desk: DeskDossier) -> String {
    let given = Given {
        desk: Some(desk),
        ..Given::default()
    };
    page(given, &format!("/can-bo/{NUMBER}"))
}

#[test]
fn what_was_visible_before_has_no_box_and_the_four_states_stand_apart() {
    let mut desk = on_desk();
    desk.settled = vec!["child.full_name".to_owned()];
    desk.states = OtherStates {
        payment: PaymentState::Asked { amount: 8_000 },
        delivery: DeliveryState::HandedOver(HandedOver::Counter),
        sync: Vec::new(),
    };
    let html = desk_page(desk);
    for part in [
        r#"name="defects[paper:chung_sinh]""#,
        "chưa thay đổi, nên không yêu cầu lại được",
        "Bốn trạng thái",
        "Đã gửi, chờ tiếp nhận",
        "Chờ nộp 8.000",
        "Đã trả tại quầy",
        "Chưa kết nối hệ thống nào",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"name="defects[child.full_name]""#));
}

#[test]
fn the_officer_reads_first_what_changed_then_folded_all_that_was_filed() {
    let mut desk = on_desk();
    desk.changes = Some(ChangesView {
        at: "08:00 ngày 17/09/2026".to_owned(),
        answers: vec![ChangedAnswer {
            section: "Thông tin trẻ".to_owned(),
            label: "Họ và tên trẻ".to_owned(),
            before: "Nguyễn Anh".to_owned(),
            after: "Nguyễn An".to_owned(),
            asked: Some("Viết đúng tên".to_owned()),
        }],
        papers: vec![ChangedPaper {
            name: "Giấy chứng sinh".to_owned(),
            before: Vec::new(),
            after: vec![file()],
            asked: None,
        }],
    });
    let html = desk_page(desk);
    let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{part} is missing in {html}"));
    assert!(at("<del>Nguyễn Anh</del>") < at("<ins>Nguyễn An</ins>"));
    assert!(at("Viết đúng tên") < at(r#"class="all-filed""#));
    assert_eq!(html.matches(r#"class="all-filed""#).count(), 2);
}

#[test]
fn each_action_has_its_form_and_says_what_the_law_wants_of_it() {
    let mut desk = on_desk();
    desk.allowed = vec![
        DeskActionKind::Extend,
        DeskActionKind::ReturnResult,
        DeskActionKind::DeclineWithdrawal,
        DeskActionKind::OpenCorrection,
        DeskActionKind::Correct,
    ];
    desk.extensions = vec![(3, "26/02/2026".to_owned())];
    desk.withdrawal = Some(SaidView {
        at: "08:00 ngày 17/09/2026".to_owned(),
        words: Some("Nộp ở nơi khác".to_owned()),
    });
    desk.correction = Some(CorrectionView {
        at: "08:00 ngày 17/09/2026".to_owned(),
        reason: "Sai ngày sinh".to_owned(),
        due: Some("17:00 ngày 24/09/2026".to_owned()),
        minutes_left: Some(-480),
    });
    desk.warnings = vec![WarningView {
        stage: Stage::Escalated,
        at: "17:00 ngày 25/09/2026".to_owned(),
    }];
    let html = desk_page(desk);
    for part in [
        r#"<option value="3">3 ngày làm việc: 26/02/2026</option>"#,
        r#"id="extend-on" name="said[on]""#,
        r#"value="counter""#,
        r#"name="said[received_by]""#,
        r#"name="action" value="decline_withdrawal""#,
        r#"name="action" value="open_correction""#,
        r#"name="action" value="correct""#,
        "Lý do: Nộp ở nơi khác",
        "Sai ngày sinh",
        "Quá hạn 1 ngày làm việc",
        "đã báo lãnh đạo lúc",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

fn issued(state: ResultState) -> IssuedView {
    IssuedView {
        result: "Giấy khai sinh số 12/2026, ngày 20/11/2026".to_owned(),
        files: vec![file()],
        verify: Some("K7Q2M9XH4TK7Q2M9".to_owned()),
        state,
        ended_at: (state != ResultState::Valid).then(|| "08:00 ngày 21/11/2026".to_owned()),
        reason: (state == ResultState::Revoked).then(|| "Cấp sai".to_owned()),
    }
}

#[test]
fn the_desk_issues_results_as_papers_and_the_head_reads_the_draft_before_signing() {
    let mut desk = on_desk();
    desk.results = DeskResults {
        kinds: vec![("Giấy khai sinh".to_owned(), Some("KQ.G15.000031".to_owned()))],
        may_issue: true,
        may_submit: true,
        has_forms: true,
        today: "20/11/2026".to_owned(),
        ..DeskResults::default()
    };
    let html = desk_page(desk.clone());
    for part in [
        &format!(r#"action="/can-bo/{NUMBER}/ket-qua" enctype="multipart/form-data""#),
        "Giấy khai sinh (KQ.G15.000031)",
        r#"name="kind" value="other""#,
        r#"name="paper" value="none""#,
        r#"name="then" value="sign""#,
        r#"name="then" value="now""#,
        r#"value="20/11/2026""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    desk.allowed = vec![DeskActionKind::Sign, DeskActionKind::DeclineSigning];
    desk.results.may_issue = false;
    desk.results.draft = Some(DraftedResult {
        result: "Giấy khai sinh số 12/2026".to_owned(),
        at: "08:00 ngày 20/11/2026".to_owned(),
        by: "Phạm Thị Hà".to_owned(),
        files: vec![file()],
    });
    let html = desk_page(desk);
    for part in [
        "Chờ lãnh đạo ký",
        "Phạm Thị Hà",
        r#"name="action" value="sign""#,
        r#"name="action" value="decline_signing""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"value="now""#) && !html.contains(r#"name="paper" value="none""#));
}

#[test]
fn the_owner_has_each_result_with_its_file_its_state_and_the_page_that_proves_it() {
    let mut view = owned(Status::Finished);
    view.result = Some("Giấy khai sinh số 12/2026, ngày 20/11/2026".to_owned());
    view.results = vec![issued(ResultState::Replaced), issued(ResultState::Valid)];
    let html = page(tracked(TrackView::Owner(view.clone())), &format!("/tra-cuu/{NUMBER}"));
    for part in [
        "/ket-qua/K7Q2M9XH4TK7Q2M9",
        "Đang có hiệu lực",
        "Đã được thay thế",
        "alert-done",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    view.results = vec![issued(ResultState::Revoked)];
    let html = page(tracked(TrackView::Owner(view)), &format!("/tra-cuu/{NUMBER}"));
    for part in ["Kết quả này đã bị thu hồi", "Cấp sai"] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("alert-done"));
}

#[test]
fn the_owner_reads_the_apology_the_correction_and_that_a_wish_waits() {
    let mut view = owned(Status::Processing);
    view.can_withdraw = false;
    view.withdrawal_pending = true;
    view.extension = Some(ExtensionView {
        reason: "Xin lỗi, chưa xác minh xong".to_owned(),
        former: Some("17:00 ngày 18/09/2026".to_owned()),
        due: "17:00 ngày 22/09/2026".to_owned(),
    });
    let html = page(tracked(TrackView::Owner(view)), &format!("/tra-cuu/{NUMBER}"));
    for part in [
        "Cơ quan xin lỗi",
        "chưa xác minh xong",
        "17:00 ngày 22/09/2026",
        "đang chờ cơ quan trả lời",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains(r#"action="/api/dossiers/withdraw""#));
    let html = page(
        tracked(TrackView::Owner(owned(Status::New))),
        &format!("/tra-cuu/{NUMBER}"),
    );
    assert!(html.contains(r#"name="reason" id="ly-do-rut""#) || html.contains(r#"id="ly-do-rut" name="reason""#));
}

#[test]
fn my_data_says_what_is_kept_where_from_who_looked_and_what_cannot_be_deleted() {
    let fact = |concept: &str, label: &str, kind: &str, correctable: bool| FactView {
        concept: concept.to_owned(),
        label: label.to_owned(),
        value: "Nguyễn An".to_owned(),
        raw: [(String::new(), "Nguyễn An".to_owned())].into(),
        origin: OriginView {
            kind: kind.to_owned(),
            source: if kind == "register" { "population" } else { NUMBER }.to_owned(),
            on: "12/03/2026".to_owned(),
            before: None,
            reason: None,
        },
        confirmed_by: Some("UBND phường Xuân Hương".to_owned()),
        correctable,
        has_page: false,
    };
    let data = MyData {
        subjects: vec![
            SubjectView {
                whom: Whom::Me,
                relation: None,
                name: "Trần Lan".to_owned(),
                facts: vec![fact("person.full_name", "Họ tên", "register", false)],
            },
            SubjectView {
                whom: Whom::Kept(DRAFT.parse().unwrap()),
                relation: Some(Relation::Child),
                name: "Nguyễn An".to_owned(),
                facts: vec![fact("person.full_name", "Họ tên", "accepted", true)],
            },
        ],
        looks: vec![LookView {
            at: "09:30 ngày 20/11/2026".to_owned(),
            who: "Phạm Thu Hà".to_owned(),
            agency: "UBND phường Xuân Hương".to_owned(),
            why: "dossier".to_owned(),
            matter: NUMBER.to_owned(),
        }],
        dossiers: vec![NUMBER.to_owned()],
        may_change: true,
    };
    let html = page(
        Given {
            data: Some(data),
            ..Given::default()
        },
        "/du-lieu-cua-toi",
    );
    for part in [
        "Trần Lan (bạn)",
        "Nguyễn An (con)",
        "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, tra cứu ngày 12/03/2026",
        "tiếp nhận ngày 12/03/2026",
        "Xác nhận bởi UBND phường Xuân Hương",
        "sửa khi khai tờ khai và ghi lý do",
        r#"action="/api/profile/correct""#,
        r#"action="/api/profile/forget""#,
        "09:30 ngày 20/11/2026",
        "Phạm Thu Hà, UBND phường Xuân Hương",
        "Mở hồ sơ H36.12-260915-0001 để giải quyết",
        "Luật Lưu trữ 33/2024/QH15",
        r#"href="/api/profile/mine""#,
        r#"name="whom" value="all""#,
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert_eq!(html.matches(r#"action="/api/profile/correct""#).count(), 1);
}

#[test]
fn the_owner_reads_who_has_it_what_to_do_when_it_ends_and_what_to_expect() {
    let shown = |status: Status, expected: Option<Expectation>| {
        let view = OwnerView {
            expected,
            ..owned(status)
        };
        page(tracked(TrackView::Owner(view)), &format!("/tra-cuu/{NUMBER}"))
    };
    let enough = Expectation {
        median_hours: 12,
        ninth_decile_hours: 40,
        dossiers: 1250,
    };
    let html = shown(Status::Processing, Some(enough));
    for words in [
        "Việc của bạn",
        "Không phải làm gì",
        "Khi nào xong",
        "Một nửa số hồ sơ xong trong 2 ngày làm việc, 9 trên 10 hồ sơ xong trong 5 ngày làm việc",
        "1.250 hồ sơ",
        "Đây không phải ngày hẹn",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!shown(Status::Processing, None).contains("Một nửa số hồ sơ"));
    let waiting = shown(Status::AwaitingSupplement, None);
    assert!(waiting.contains("Đang chờ bạn") && waiting.contains("Thời hạn đang dừng chờ bạn"));
    let over = shown(Status::Withdrawn, None);
    assert!(!over.contains("Khi nào xong") && over.contains("Không còn việc phải làm"));
}
