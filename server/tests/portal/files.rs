//! Attaching papers by the plain form: taken by content, refused with a reason, given out to those who may look.

use crate::common::Fresh;
use crate::filing::{BIRTH, file, fill, pdf};
use crate::setup::{portal, sign_in};
use crate::web::{Visitor, Web, own};
use axum::{
    Extension,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use motcua_app::{
    backend::{Dossiers, Drafts},
    views::{Me, PapersView, StepBody, TrackView},
};
use motcua_core::id::DraftId;
use motcua_server::{files::routes, services::Portal, store::guests};
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

pub async fn papers(portal: &Portal, me: &Me, draft: DraftId) -> PapersView {
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

/// A browser that nobody is signed in on, with a draft that asks for a certificate of birth.
async fn guest(web: &Web) -> (Visitor, String) {
    let mut visitor = web.visitor();
    let started = visitor.post("/api/drafts/start", "code=1.001193&guest=1").await;
    let draft = started.header("location").split('/').nth(3).unwrap().to_owned();
    let case = format!("draft={draft}&section=case&answers[case.situation]=certificate&go=stay");
    assert_eq!(visitor.post("/api/drafts/save", &case).await.status, 200);
    (visitor, draft)
}

/// Sends a file by the plain form; returns the status and the page it leads to.
async fn attach(visitor: &mut Visitor, draft: &str, bytes: &[u8]) -> (u16, String) {
    let (parts, body) = form(draft.parse().unwrap(), "birth_certificate", "giấy.pdf", bytes).into_parts();
    let mut request = own(Request::post(parts.uri)).header(header::ACCEPT, "text/html");
    let kind = parts.headers[header::CONTENT_TYPE].clone();
    request.headers_mut().unwrap().insert(header::CONTENT_TYPE, kind);
    let answer = visitor.send(request, body).await;
    let to = answer.header("location").to_owned();
    let page = if to.starts_with('/') {
        visitor.open(&to).await.body
    } else {
        String::new()
    };
    (answer.status.as_u16(), page)
}

fn file_of(page: &str) -> String {
    let at = page.find("href=\"/tep/").expect("a file on the page") + 11;
    page[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_sent_before_signing_in_is_that_browsers_alone_and_comes_along_to_the_account() {
    let web = Web::new(&[]).await;
    let (mut visitor, draft) = guest(&web).await;
    let (status, page) = attach(&mut visitor, &draft, &pdf("one")).await;
    assert_eq!(status, 303);
    assert!(
        page.contains("giấy.pdf") && page.contains("Bạn chưa đăng nhập"),
        "{page}"
    );
    let file = file_of(&page);
    assert_eq!(visitor.open(&format!("/tep/{file}")).await.status, 200);
    // What a page of a program says is refused as it is for everybody.
    let (_, page) = attach(&mut visitor, &draft, b"<html><script>alert(1)</script>").await;
    assert!(page.contains("Cổng chỉ nhận ảnh"), "{page}");
    let (mut stranger, _) = guest(&web).await;
    let mut hung = web.signed_in("hung").await;
    let mut nobody = web.visitor();
    for (other, status) in [
        (&mut stranger, [401, 404]),
        (&mut hung, [404, 404]),
        (&mut nobody, [401, 401]),
    ] {
        assert_eq!(other.open(&format!("/tep/{file}")).await.status.as_u16(), status[0]);
        let (sent, _) = attach(other, &draft, &pdf("x")).await;
        assert!(sent == status[1] || (status[1] == 401 && sent == 303), "{sent}");
        let off = other
            .post(&format!("/tep/{draft}/{file}/xoa"), "")
            .await
            .status
            .as_u16();
        assert_eq!(off, status[1]);
    }
    let mut copy = visitor.clone();
    visitor.post("/api/session/sign_in", "person=lan").await;
    assert_eq!(visitor.open(&format!("/tep/{file}")).await.status, 200);
    let page = visitor.open(&format!("/nop/1.001193/{draft}/giay-to")).await.body;
    assert!(
        page.contains("giấy.pdf") && !page.contains("Bạn chưa đăng nhập"),
        "{page}"
    );
    assert_eq!(
        copy.open(&format!("/tep/{file}")).await.status,
        401,
        "the cookie is spent"
    );
    // Taken off again by its owner now.
    assert_eq!(visitor.post(&format!("/tep/{draft}/{file}/xoa"), "").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_sends_no_more_than_one_dossier_may_hold_whatever_it_begins() {
    let paper = pdf("a");
    let most = (paper.len() * 3 / 2).to_string();
    let web = Web::new(&["--max-upload-bytes", &most, "--max-dossier-bytes", &most]).await;
    let (mut visitor, draft) = guest(&web).await;
    let (_, page) = attach(&mut visitor, &draft, &paper).await;
    let file = file_of(&page);
    let started = visitor.post("/api/drafts/start", "code=1.001193&guest=1").await;
    let second = started.header("location").split('/').nth(3).unwrap().to_owned();
    let case = format!("draft={second}&section=case&answers[case.situation]=certificate&go=stay");
    visitor.post("/api/drafts/save", &case).await;
    let (_, page) = attach(&mut visitor, &second, &paper).await;
    assert!(page.contains("Đăng nhập rồi gửi tiếp"), "{page}");
    assert!(!page.contains("href=\"/tep/"), "nothing of it is kept");
    // Taking the first off makes room; and signed in, each dossier has its own.
    assert_eq!(visitor.post(&format!("/tep/{draft}/{file}/xoa"), "").await.status, 200);
    let (_, page) = attach(&mut visitor, &second, &paper).await;
    assert!(page.contains("href=\"/tep/"), "{page}");
    visitor.post("/api/session/sign_in", "person=lan").await;
    let (_, page) = attach(&mut visitor, &draft, &paper).await;
    assert!(page.contains("href=\"/tep/"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_sent_is_gone_when_its_time_is_over() {
    let web = Web::new(&[]).await;
    let (mut visitor, draft) = guest(&web).await;
    let (_, page) = attach(&mut visitor, &draft, &pdf("gone")).await;
    let file = file_of(&page);
    web.wired.portal.sweep_guests().await.unwrap();
    assert_eq!(
        visitor.open(&format!("/tep/{file}")).await.status,
        200,
        "its time is not over"
    );
    let parts = web.wired.portal.parts();
    let later = parts.clock.now().plus(time::Duration::days(8));
    parts
        .db
        .write(move |conn| Box::pin(async move { guests::sweep(conn, later).await }))
        .await
        .unwrap();
    assert_eq!(visitor.open(&format!("/tep/{file}")).await.status, 401);
    let aside = motcua_server::clock::Clock::real().now().plus(time::Duration::hours(1));
    assert_eq!(
        motcua_server::workers::collect(&web.wired.portal, aside).await.unwrap(),
        1,
        "its bytes too"
    );
}

#[tokio::test]
async fn what_cannot_be_taken_says_why_and_the_draft_keeps_the_rest() {
    let fresh = Fresh::sqlite().await;
    let portal = portal(&fresh.db, fresh.folder.path(), NOW).await;
    let lan = sign_in(&portal, "lan").await;
    let draft = fill(&portal, &lan).await;
    let large = [pdf("x").to_vec(), vec![b' '; (1 << 20) + 1]].concat();
    let locked = String::from_utf8(pdf("x").to_vec())
        .unwrap()
        .replace("/Root 1 0 R", "/Root 1 0 R/Encrypt 9 0 R");
    let blank = String::from_utf8(pdf("x").to_vec())
        .unwrap()
        .replace("/Count 1", "/Count 0");
    let cases: [(&str, &[u8], &str); 10] = [
        ("a.pdf", locked.as_bytes(), "encrypted"),
        ("a.pdf", blank.as_bytes(), "empty"),
        ("a.pdf", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "archive"),
        ("a.pdf", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "archive"),
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
