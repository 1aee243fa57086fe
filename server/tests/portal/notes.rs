//! Notes of the desk's own: for officers of the agency, in order, never changed, and never before the applicant's eyes.

use axum::http::StatusCode;
use motcua_app::{
    api::ApiError,
    backend::{Desk, Dossiers},
    views::{DeskAction, TrackView},
};
use motcua_core::id::RequestId;
use motcua_server::clock::new_id;

use crate::{
    common::Fresh,
    filing::file,
    setup::{portal, sign_in},
    web::Web,
};

const NOW: &str = "2026-11-20T09:30";

/// Words that stand nowhere else.
const SECRET: &str = "Nghi ngờ xác nhận làm chứng không đúng người";

fn id() -> RequestId {
    RequestId::new(new_id())
}

#[tokio::test(flavor = "multi_thread")]
async fn officers_of_the_agency_keep_notes_in_order_each_once_and_nobody_else_knows_of_them() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let number = file(&portal, &lan).await;
        let officer = sign_in(&portal, "can-bo-xuan-huong").await;
        let twice = id();
        for (id, text) in [(twice, SECRET), (twice, "không giữ"), (id(), "Đã gọi bệnh viện")] {
            let kept = Desk::note(&portal, &officer, number.clone(), id, text.to_owned());
            kept.await.unwrap();
        }
        let view = Desk::dossier(&portal, &officer, number.clone()).await.unwrap();
        let notes: Vec<_> = view.beside.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(notes, [SECRET, "Đã gọi bệnh viện"]);
        assert_eq!(view.beside.notes[0].who, officer.name.clone().unwrap());
        assert_eq!(view.beside.notes[0].at, "09:30 ngày 20/11/2026");
        for (person, expected) in [("lan", ApiError::NotAllowed), ("can-bo-mui-ne", ApiError::NotFound)] {
            let other = sign_in(&portal, person).await;
            let refused = Desk::note(&portal, &other, number.clone(), id(), "x".to_owned()).await;
            assert_eq!(refused, Err(expected), "{person}");
        }
        for bad in ["", "a\u{200B}b", &"x".repeat(2_001)] {
            let refused = Desk::note(&portal, &officer, number.clone(), id(), bad.to_owned()).await;
            assert!(matches!(refused, Err(ApiError::Refused(_))), "{refused:?}");
        }
        let TrackView::Owner(owner) = portal.track(&lan, number.clone()).await.unwrap() else {
            panic!("not the owner's")
        };
        assert!(!serde_json::to_string(&owner).unwrap().contains("Nghi ngờ"));
        fresh.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_file_or_export_of_the_applicant_holds_a_note() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let officer = sign_in(portal, "can-bo-xuan-huong").await;
    portal
        .act(&officer, number.clone(), 1, DeskAction::Accept)
        .await
        .unwrap();
    Desk::note(portal, &officer, number.clone(), id(), SECRET.to_owned())
        .await
        .unwrap();
    let mut desk = web.signed_in("can-bo-xuan-huong").await;
    let shown = desk.open(&format!("/can-bo/{number}")).await.body;
    assert!(shown.contains(SECRET) && shown.contains("Ghi chú nội bộ"));
    let mut lan = web.signed_in("lan").await;
    for page in [
        format!("/tra-cuu/{number}"),
        format!("/tra-cuu/{number}/giay-tiep-nhan"),
        format!("/tra-cuu/{number}/giay/tiep-nhan-2.pdf"),
        "/ho-so".to_owned(),
        "/du-lieu-cua-toi".to_owned(),
        "/api/profile/mine".to_owned(),
        "/thong-bao".to_owned(),
        "/giay-to-cua-toi".to_owned(),
        format!("/api/dossiers/track?number={number}"),
    ] {
        let answer = lan.open(&page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(
            !answer.body.contains("Nghi ngờ") && !answer.body.contains("nội bộ"),
            "{page}"
        );
    }
}
