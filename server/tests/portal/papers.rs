//! Papers of the office as PDF: put together from a dossier's events, given to whom they concern and to nobody else.

use axum::{body::Body, http::Request};
use http::{StatusCode, header};
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers},
    views::{DefectInput, DeskAction, Me, TrackView},
};
use motcua_core::{
    calendar::format,
    dossier::DossierNumber,
    paper::{FormSet, PaperKind},
};
use motcua_papers::{Body as Says, Outcome, Paper, print};
use motcua_server::{error::ServiceError, services::Portal};

use crate::{
    common::Fresh,
    filing::file,
    setup::{portal, sign_in},
    web::{HOST, Web},
};

const NOW: &str = "2026-11-20T09:30";

async fn act(portal: &Portal, officer: &Me, number: &DossierNumber, action: DeskAction) {
    let seen = Desk::dossier(portal, officer, number.clone()).await.unwrap().seen;
    Desk::act(portal, officer, number.clone(), seen, action).await.unwrap();
}

fn refused(result: Result<Paper, ServiceError>) -> ApiError {
    ApiError::from(result.unwrap_err())
}

async fn issued(portal: &Portal, me: &Me, number: &DossierNumber) -> Vec<(PaperKind, Option<u64>)> {
    let TrackView::Owner(view) = portal.track(me, number.clone()).await.unwrap() else {
        panic!("not the owner's")
    };
    view.receipt.issued.iter().map(|one| (one.kind, one.seq)).collect()
}

/// Returns the file of the only paper of a kind.
async fn file_of(portal: &Portal, me: &Me, number: &DossierNumber, kind: PaperKind) -> String {
    let all = issued(portal, me, number).await;
    let mut seqs = all.iter().filter(|one| one.0 == kind).map(|one| one.1.unwrap());
    let seq = seqs.next().unwrap();
    assert_eq!(seqs.next(), None);
    format!("{}-{seq}.pdf", kind.key())
}

#[tokio::test]
async fn the_receipt_holds_what_was_filed_and_promised() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let number = file(&portal, &lan).await;
        assert_eq!(issued(&portal, &lan, &number).await, []);
        act(&portal, &officer, &number, DeskAction::Accept).await;
        assert_eq!(issued(&portal, &lan, &number).await, [(PaperKind::Receipt, Some(2))]);
        let paper = portal.paper(&lan, &number, "tiep-nhan-2.pdf").await.unwrap();
        assert_eq!(paper.head.number, number.as_str());
        assert_eq!(paper.head.set, FormSet::Circular2025);
        assert!(paper.head.agency.contains("phường Xuân Hương"), "{}", paper.head.agency);
        assert!(paper.head.place.as_deref().unwrap().starts_with("Xuân Hương"));
        assert!(
            paper
                .head
                .tracking
                .as_deref()
                .unwrap()
                .ends_with(&format!("/tra-cuu/{number}"))
        );
        let Says::Receipt(body) = &paper.body else {
            panic!("{paper:?}")
        };
        assert_eq!(body.applicant.name, "Trần Thị Mai Lan");
        assert_eq!(body.applicant.phone.as_deref(), Some("0912 345 670"));
        assert!(
            body.applicant
                .address
                .as_deref()
                .unwrap()
                .starts_with("15 Nguyễn Văn Cừ")
        );
        assert!(body.procedure.contains("khai sinh") && body.procedure.ends_with("(1.001193)"));
        assert_eq!(format::moment(body.received_at), "09:30 ngày 20/11/2026");
        assert_eq!(
            body.due_at.map(format::moment).as_deref(),
            Some("17:00 ngày 20/11/2026")
        );
        assert!(body.officer.is_some());
        let sent = body.components.iter().filter(|one| one.counts.electronic > 0).count();
        assert!(sent >= 1, "{:?}", body.components);
        assert_eq!(print(&paper).unwrap(), print(&paper).unwrap());
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_supplement_lists_every_place_with_its_reason_and_each_event_has_its_own_paper() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let number = file(&portal, &lan).await;
        act(&portal, &officer, &number, DeskAction::Accept).await;
        let items = [
            ("child.full_name", "Ghi đúng họ của mẹ"),
            ("paper:witness_statement", "Ảnh mờ"),
        ];
        let items = items.map(|(at, reason)| DefectInput {
            at: at.to_owned(),
            reason: reason.to_owned(),
        });
        act(
            &portal,
            &officer,
            &number,
            DeskAction::AskSupplement { items: items.into() },
        )
        .await;
        let request = file_of(&portal, &lan, &number, PaperKind::SupplementRequest).await;
        let paper = portal.paper(&officer, &number, &request).await.unwrap();
        let Says::SupplementRequest(body) = &paper.body else {
            panic!("{paper:?}")
        };
        let told: Vec<_> = body
            .defects
            .iter()
            .map(|one| (one.place.as_str(), one.reason.as_str()))
            .collect();
        assert_eq!(told[0].1, "Ghi đúng họ của mẹ");
        assert!(
            told[1].0.contains("người làm chứng") && told[1].1 == "Ảnh mờ",
            "{told:?}"
        );
        for nothing in [
            "bo-sung-2.pdf",
            "tiep-nhan-3.pdf",
            "tu-choi-3.pdf",
            "xin-loi-9.pdf",
            "dung-3.pdf",
            "x",
            "bo-sung-3",
        ] {
            assert_eq!(
                refused(portal.paper(&lan, &number, nothing).await),
                ApiError::NotFound,
                "{nothing}"
            );
        }
        fresh.end().await;
    }
}

#[tokio::test]
async fn a_refusal_and_a_stop_say_why() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let reason = "Không thuộc thẩm quyền".to_owned();
        let number = file(&portal, &lan).await;
        act(
            &portal,
            &officer,
            &number,
            DeskAction::Refuse { reason: reason.clone() },
        )
        .await;
        let paper = portal.paper(&lan, &number, "tu-choi-2.pdf").await.unwrap();
        let Says::Refusal(body) = &paper.body else {
            panic!("{paper:?}")
        };
        assert_eq!(body.reason, reason);
        assert_eq!(
            refused(portal.paper(&officer, &number, "kiem-soat.pdf").await),
            ApiError::NotFound,
            "what was not received was handed over to nobody"
        );
        let number = file(&portal, &lan).await;
        act(&portal, &officer, &number, DeskAction::Accept).await;
        Dossiers::withdraw(&portal, &lan, number.clone(), String::new())
            .await
            .unwrap();
        act(&portal, &officer, &number, DeskAction::ConfirmWithdrawal).await;
        let notice = file_of(&portal, &lan, &number, PaperKind::StopNotice).await;
        let paper = portal.paper(&lan, &number, &notice).await.unwrap();
        let Says::StopNotice(body) = &paper.body else {
            panic!("{paper:?}")
        };
        assert!(
            body.asked_at.is_some() && body.decision.contains("theo yêu cầu"),
            "{body:?}"
        );
        assert_eq!(body.stage, "Được tiếp nhận");
        assert_eq!(body.settlement, "Chưa phát sinh");
        fresh.end().await;
    }
}

#[tokio::test]
async fn the_hand_over_sheet_and_the_register_follow_a_dossier_to_its_result() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let (lan, officer) = (
            sign_in(&portal, "lan").await,
            sign_in(&portal, "can-bo-xuan-huong").await,
        );
        let number = file(&portal, &lan).await;
        act(&portal, &officer, &number, DeskAction::Accept).await;
        act(&portal, &officer, &number, DeskAction::StartProcessing).await;
        let result = "Giấy khai sinh số 15/2026".to_owned();
        act(&portal, &officer, &number, DeskAction::Finish { result }).await;
        let paper = portal.paper(&officer, &number, "kiem-soat.pdf").await.unwrap();
        let Says::HandOver(body) = &paper.body else {
            panic!("{paper:?}")
        };
        let notes: Vec<_> = body.rows.iter().map(|row| (row.note.as_str(), row.outcome)).collect();
        assert_eq!(notes.first(), Some(&("Tiếp nhận hồ sơ", None)));
        assert!(notes.contains(&("Chuyển xử lý", None)), "{notes:?}");
        let last = ("Kết thúc xử lý: Giấy khai sinh số 15/2026", Some(Outcome::OnTime));
        assert_eq!(notes.last(), Some(&last));
        assert_eq!(body.rows[0].from, "Trần Thị Mai Lan");
        assert_eq!(
            refused(portal.paper(&lan, &number, "kiem-soat.pdf").await),
            ApiError::NotAllowed
        );
        let day = |text: &str| format::parse_iso(text).unwrap();
        let today = day("2026-11-20");
        let register = portal.register(&officer, today, today).await.unwrap();
        let Says::Register(body) = &register.body else {
            panic!("{register:?}")
        };
        assert_eq!(body.rows.len(), 1);
        assert_eq!(body.rows[0].number, number.as_str());
        assert!(body.rows[0].received_at.is_some() && body.rows[0].returned_at.is_none());
        assert!(print(&register).unwrap().starts_with(b"%PDF"));
        let empty = portal
            .register(&officer, day("2026-11-18"), day("2026-11-19"))
            .await
            .unwrap();
        assert!(matches!(&empty.body, Says::Register(body) if body.rows.is_empty()));
        let elsewhere = sign_in(&portal, "can-bo-mui-ne").await;
        let other = portal.register(&elsewhere, today, today).await.unwrap();
        assert!(matches!(&other.body, Says::Register(body) if body.rows.is_empty()));
        let wrong = portal.register(&officer, today, day("2026-11-19")).await;
        assert_eq!(refused(wrong), ApiError::Refused("register_days".to_owned()));
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_shown_in_the_browser_kept_by_nobody_and_linked_from_each_page() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let (lan, officer) = (sign_in(portal, "lan").await, sign_in(portal, "can-bo-xuan-huong").await);
    let number = file(portal, &lan).await;
    act(portal, &officer, &number, DeskAction::Accept).await;
    let path = format!("/tra-cuu/{number}/giay/tiep-nhan-2.pdf");
    let mut browser = web.signed_in("lan").await;
    let answer = browser.open(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.starts_with("%PDF-1.7"));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(
        answer.header("content-disposition"),
        format!("inline; filename=\"{number}-tiep-nhan-2.pdf\"")
    );
    assert!(answer.header("cache-control").contains("no-store"));
    for page in [
        format!("/tra-cuu/{number}"),
        format!("/tra-cuu/{number}/giay-tiep-nhan"),
    ] {
        let page = browser.open(&page).await.body;
        assert!(page.contains(&path) && !page.contains("kiem-soat.pdf"), "{page}");
    }
    let mut desk = web.signed_in("can-bo-xuan-huong").await;
    let page = desk.open(&format!("/can-bo/{number}")).await.body;
    assert!(
        page.contains(&path) && page.contains(&format!("/tra-cuu/{number}/giay/kiem-soat.pdf")),
        "{page}"
    );
    assert!(desk.open("/can-bo").await.body.contains("/can-bo/so-theo-doi.pdf"));
    let back = desk.open("/can-bo/so-theo-doi.pdf?tu=2026-11-20&den=").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let page = desk.open(back.header("location")).await.body;
    assert!(page.contains("Chọn ngày đầu và ngày cuối của sổ"), "{page}");
    let missing = browser.open(&format!("/tra-cuu/{number}/giay/tu-choi-2.pdf")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.header("content-type").starts_with("text/html"));
    let stranger = web.visitor().open(&path).await;
    assert!(
        stranger.header("location").starts_with("/dang-nhap?tiep="),
        "{:?}",
        stranger.headers
    );
    let request = Request::get(&path)
        .header(header::ACCEPT, "application/pdf")
        .header(header::HOST, HOST);
    let program = web.visitor().send(request, Body::empty()).await;
    assert_eq!(program.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_ask_at_once_all_get_the_same_paper() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let (lan, officer) = (sign_in(portal, "lan").await, sign_in(portal, "can-bo-xuan-huong").await);
    let number = file(portal, &lan).await;
    act(portal, &officer, &number, DeskAction::Accept).await;
    let path = format!("/tra-cuu/{number}/giay/tiep-nhan-2.pdf");
    let browser = web.signed_in("lan").await;
    let all = (0..6).map(|_| {
        let (mut browser, path) = (browser.clone(), path.clone());
        async move { browser.open(&path).await }
    });
    let answers = futures_util::future::join_all(all).await;
    // Each is signed for itself; what is signed is the same.
    let unsigned = |body: &str| body.split("/ByteRange").next().unwrap().len();
    let end = unsigned(&answers[0].body);
    assert!(end > 10_000);
    for one in &answers {
        assert_eq!(one.status, StatusCode::OK);
        assert!(one.body[..end] == answers[0].body[..end]);
        assert!(one.body.contains("ETSI.CAdES.detached"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_a_paper_of_somebody_elses_is_noted_for_them() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let (lan, officer) = (sign_in(portal, "lan").await, sign_in(portal, "can-bo-xuan-huong").await);
    let number = file(portal, &lan).await;
    let today = format::parse_iso("2026-11-20").unwrap();
    portal.register(&officer, today, today).await.unwrap();
    let mine = motcua_app::backend::Profile::mine(portal, &lan).await.unwrap();
    assert!(
        mine.looks.iter().any(|look| look.matter == number.as_str()),
        "{:?}",
        mine.looks
    );
}
