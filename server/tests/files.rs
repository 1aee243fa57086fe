//! Attaching papers by the plain form: taken by content, refused with a reason, given out to those who may look.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]

#[path = "common/mod.rs"]
mod common;
#[path = "common/filing.rs"]
mod filing;
#[path = "common/portal.rs"]
mod setup;

use axum::{
    Extension,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use common::Fresh;
use filing::{BIRTH, file, fill, pdf};
use motcua_app::{
    backend::{Dossiers, Drafts},
    views::{Me, PapersView, StepBody, TrackView},
};
use motcua_core::id::DraftId;
use motcua_server::{files::routes, services::Portal};
use setup::{portal, sign_in};
use tower::ServiceExt;

const NOW: &str = "2026-11-20T09:30";
const SLOT: &str = "witness_statement";

async fn ask(portal: &Portal, me: &Me, request: Request<Body>) -> Response {
    routes(portal.clone())
        .layer(Extension(me.clone()))
        .oneshot(request)
        .await
        .unwrap()
}

fn form(draft: DraftId, slot: &str, name: &str, bytes: &[u8]) -> Request<Body> {
    let mut body = format!(
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--X--\r\n");
    Request::post(format!("/tep/{draft}/{slot}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
        .body(Body::from(body))
        .unwrap()
}

async fn papers(portal: &Portal, me: &Me, draft: DraftId) -> PapersView {
    let view = portal.step(me, draft, "giay-to".to_owned(), false).await.unwrap();
    let StepBody::Papers(papers) = view.body else {
        panic!("no papers")
    };
    papers
}

#[tokio::test]
async fn a_paper_is_taken_by_content_and_given_out_as_what_it_is() {
    for fresh in Fresh::all().await {
        let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
        let lan = sign_in(&portal, "lan").await;
        let draft = fill(&portal, &lan).await;
        let name = "../../gia\u{301}y \u{202e}chứng.html";
        let answer = ask(&portal, &lan, form(draft, SLOT, name, &pdf("one"))).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(
            answer.headers()[header::LOCATION],
            format!("/nop/{BIRTH}/{draft}/giay-to")
        );
        let papers = papers(&portal, &lan, draft).await;
        let found = papers.slots.iter().find(|slot| slot.document.key == SLOT).unwrap();
        assert_eq!(found.files.len(), 2);
        let file = &found.files[1];
        assert_eq!(
            (file.name.as_str(), file.media_type.as_str()),
            ("gia\u{301}y chứng.html", "application/pdf")
        );
        assert_eq!(file.sha256.len(), 64);

        let look = |id| Request::get(format!("/tep/{id}")).body(Body::empty()).unwrap();
        let answer = ask(&portal, &lan, look(file.id.to_string())).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(to_bytes(answer.into_body(), 1 << 20).await.unwrap(), pdf("one"));
        let hung = sign_in(&portal, "hung").await;
        assert_eq!(
            ask(&portal, &hung, look(file.id.to_string())).await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            ask(&portal, &hung, form(draft, SLOT, "a.pdf", &pdf("x")))
                .await
                .status(),
            StatusCode::NOT_FOUND
        );
        let nobody = portal.me(None, Default::default());
        assert_eq!(
            ask(&portal, &nobody, look(file.id.to_string())).await.status(),
            StatusCode::UNAUTHORIZED
        );

        let off = Request::post(format!("/tep/{draft}/{}/xoa", file.id)).header(header::ACCEPT, "application/json");
        let answer = ask(&portal, &lan, off.body(Body::empty()).unwrap()).await;
        let told = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        assert_eq!(told, format!("{{\"to\":\"/nop/{BIRTH}/{draft}/giay-to\"}}"));
        assert_eq!(
            ask(&portal, &lan, look(file.id.to_string())).await.status(),
            StatusCode::NOT_FOUND
        );
        fresh.end().await;
    }
}

#[tokio::test]
async fn what_cannot_be_taken_says_why_and_the_draft_keeps_the_rest() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let draft = fill(&portal, &lan).await;
    let large = [pdf("x").to_vec(), vec![b' '; (1 << 20) + 1]].concat();
    let cases: [(&str, &[u8], &str); 6] = [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"<html><script>alert(1)</script>", "wrong_type"),
        ("a.pdf", b"MZ\x90\x00\x03\x00\x00\x00", "wrong_type"),
        ("a.pdf", b"%PDF-1.4 and no end", "truncated"),
        ("a.pdf", &large, "too_large"),
        ("", b"", "nothing_chosen"),
    ];
    for (name, bytes, reason) in cases {
        let answer = ask(&portal, &lan, form(draft, SLOT, name, bytes)).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{reason}");
        let papers = papers(&portal, &lan, draft).await;
        let refused = papers.refused.expect(reason);
        assert_eq!((refused.0.as_str(), refused.2.as_str()), (SLOT, reason));
        assert_eq!(
            papers.slots.iter().map(|slot| slot.files.len()).sum::<usize>(),
            1,
            "{reason}"
        );
    }
    let strange = ask(&portal, &lan, form(draft, "no_such_slot", "a.pdf", &pdf("x"))).await;
    assert_eq!(strange.status(), StatusCode::NOT_FOUND);
    fresh.end().await;
}

#[tokio::test]
async fn an_officer_of_the_agency_sees_the_papers_of_a_dossier_and_no_other_does() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let number = file(&portal, &lan).await;
    let TrackView::Owner(view) = portal.track(&lan, number).await.unwrap() else {
        panic!("not the owner's")
    };
    let look = || {
        Request::get(format!("/tep/{}", view.receipt.files[0].id))
            .body(Body::empty())
            .unwrap()
    };
    for (who, status) in [
        ("lan", StatusCode::OK),
        ("can-bo-xuan-huong", StatusCode::OK),
        ("can-bo-mui-ne", StatusCode::NOT_FOUND),
        ("hung", StatusCode::NOT_FOUND),
    ] {
        let me = sign_in(&portal, who).await;
        assert_eq!(ask(&portal, &me, look()).await.status(), status, "{who}");
    }
    fresh.end().await;
}
