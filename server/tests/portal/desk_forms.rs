//! Forms of the desk that are refused keep what was typed in them, without script too, for whoever typed it.

use axum::http::StatusCode;

use crate::{filing::file, setup::sign_in, web::Web};

/// Words that stand nowhere else.
const REASON: &str = "Ảnh mờ dòng ngày sinh";

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_somebody_else_was_faster_than_keeps_its_reasons() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let page = format!("/can-bo/{number}");
    let mut officer = web.signed_in("can-bo-xuan-huong").await;
    let stale = format!(
        "number={number}&seen=0&action=ask_supplement&defects[child.birth_date]={}",
        "%E1%BA%A2nh+m%E1%BB%9D+d%C3%B2ng+ng%C3%A0y+sinh"
    );
    let refused = officer.submit(&page, "/api/desk/act", &stale).await;
    assert_eq!(refused.status, StatusCode::FOUND);
    assert_eq!(refused.header("location"), format!("{page}?loi=conflict"));
    let again = officer.open(&page).await.body;
    assert!(again.contains(REASON), "what was typed is in its box");
    let box_ = again.split("id=\"sua-child.birth_date\"").next().unwrap();
    let opened = box_.rsplit("<details").next().unwrap();
    assert!(opened.contains("open"), "and the box is open: {opened}");
    let mut other = web.signed_in("can-bo-xuan-huong").await;
    assert!(
        !other.open(&page).await.body.contains(REASON),
        "another browser's is its own"
    );

    let sent = officer
        .submit(&page, "/api/desk/act", &stale.replace("seen=0", "seen=1"))
        .await;
    assert_eq!(sent.header("location"), page);
    let done = officer.open(&page).await.body;
    assert!(
        !done.contains("id=\"sua-child.birth_date\""),
        "it waits for the applicant now"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_without_its_reason_and_one_with_hidden_signs_come_back_as_typed() {
    let web = Web::new(&[]).await;
    let portal = &web.wired.portal;
    let number = file(portal, &sign_in(portal, "lan").await).await;
    let page = format!("/can-bo/{number}");
    let mut officer = web.signed_in("can-bo-xuan-huong").await;
    let hidden = format!("number={number}&seen=1&action=refuse&reason=Thi%E1%BA%BFu+gi%E1%BA%A5y%E2%80%AE+t%E1%BB%9D");
    let refused = officer.submit(&page, "/api/desk/act", &hidden).await;
    assert!(
        refused.header("location").contains("hostile_text"),
        "{}",
        refused.header("location")
    );
    let again = officer.open(&page).await.body;
    let typed = again.split("id=\"refuse-reason\"").nth(1).unwrap();
    assert!(typed.split("</textarea>").next().unwrap().contains("Thiếu giấy"));
    let accepted = format!("number={number}&seen=1&action=accept");
    officer.submit(&page, "/api/desk/act", &accepted).await;
    assert!(
        !officer.open(&page).await.body.contains("Thiếu giấy"),
        "forgotten once something was done"
    );
}
