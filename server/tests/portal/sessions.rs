//! Sessions: their end, their devices, and that a form outlives them.

use crate::filing::fill;
use crate::setup::sign_in;
use crate::web::{Visitor, Web};
use axum::http::StatusCode;
use motcua_app::{backend::Drafts, views::StepBody};

fn later(web: &Web, by: time::Duration) {
    let clock = &web.wired.portal.parts().clock;
    clock.set(clock.now().plus(by));
}

async fn name_of_child(web: &Web, draft: &str) -> String {
    let lan = sign_in(&web.wired.portal, "lan").await;
    let view = web
        .wired
        .portal
        .step(&lan, draft.parse().unwrap(), "child".to_owned(), false)
        .await
        .unwrap();
    let StepBody::Section(section) = view.body else {
        panic!("no section")
    };
    section.answers.get("child.full_name").unwrap_or_default().to_owned()
}

/// A visitor whose session has run out, and a draft of theirs.
async fn run_out() -> (Web, Visitor, String) {
    let web = Web::new(&[]).await;
    let lan = sign_in(&web.wired.portal, "lan").await;
    let draft = fill(&web.wired.portal, &lan).await.to_string();
    let visitor = web.signed_in("lan").await;
    later(&web, time::Duration::minutes(61));
    (web, visitor, draft)
}

fn typed(draft: &str, name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("draft={draft}&section=child&answers%5Bchild.full_name%5D={name}&go=next")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_posted_after_the_session_ended_is_kept_and_goes_on_after_signing_in() {
    let (web, mut visitor, draft) = run_out().await;
    let page = format!("/nop/1.001193/{draft}/child");
    let answer = visitor
        .submit(&page, "/api/drafts/save", &typed(&draft, "Nguyễn Bảo \"Hân\" <b>"))
        .await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let to = answer.header("location").to_owned();
    assert!(to.starts_with("/dang-nhap?tiep=") && to.ends_with("&da-giu=1"), "{to}");
    assert!(visitor.open(&to).await.body.contains("được giữ trong 30 phút"));
    assert_ne!(
        name_of_child(&web, &draft).await,
        "Nguyễn Bảo \"Hân\" <b>",
        "not before they are signed in"
    );
    let form = "person=lan&next=%2Fho-so";
    let answer = visitor.submit("/dang-nhap", "/api/session/sign_in", form).await;
    let to = answer.header("location").to_owned();
    assert!(
        to.starts_with(&format!("/nop/1.001193/{draft}/")),
        "on where they were, not {to}"
    );
    assert_eq!(visitor.open(&to).await.status, StatusCode::OK);
    assert_eq!(name_of_child(&web, &draft).await, "Nguyễn Bảo \"Hân\" <b>");
    let answer = visitor.submit("/dang-nhap", "/api/session/sign_in", form).await;
    assert_eq!(answer.header("location"), "/ho-so", "it is sent once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_form_is_only_its_persons_in_its_browser_and_for_half_an_hour() {
    let (web, mut visitor, draft) = run_out().await;
    let page = format!("/nop/1.001193/{draft}/child");
    visitor.submit(&page, "/api/drafts/save", &typed(&draft, "Một")).await;
    let sign_in = async |visitor: &mut Visitor, person: &str| {
        let form = format!("person={person}&next=%2Fho-so");
        let answer = visitor.submit("/dang-nhap", "/api/session/sign_in", &form).await;
        answer.header("location").to_owned()
    };
    let mut other_browser = web.visitor();
    assert_eq!(sign_in(&mut other_browser, "lan").await, "/ho-so");
    let mut other_person = visitor.clone();
    assert_eq!(sign_in(&mut other_person, "hung").await, "/ho-so");
    assert_ne!(name_of_child(&web, &draft).await, "Một");
    let mut late = visitor.clone();
    later(&web, time::Duration::minutes(31));
    assert_eq!(sign_in(&mut late, "lan").await, "/ho-so");
    assert_ne!(name_of_child(&web, &draft).await, "Một");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_forms_kept_in_one_browser_are_both_sent() {
    let (web, mut visitor, draft) = run_out().await;
    let page = format!("/nop/1.001193/{draft}/child");
    visitor.submit(&page, "/api/drafts/save", &typed(&draft, "Hai")).await;
    let copies = format!("draft={draft}&section=copies&answers%5Bcopies.wanted%5D=yes&go=stay");
    visitor.submit(&page, "/api/drafts/save", &copies).await;
    visitor
        .submit("/dang-nhap", "/api/session/sign_in", "person=lan&next=%2F")
        .await;
    assert_eq!(name_of_child(&web, &draft).await, "Hai");
    let lan = sign_in(&web.wired.portal, "lan").await;
    let view = web
        .wired
        .portal
        .step(&lan, draft.parse().unwrap(), "copies".to_owned(), false)
        .await
        .unwrap();
    let StepBody::Section(section) = view.body else {
        panic!("no section")
    };
    assert_eq!(section.answers.get("copies.wanted"), Some("yes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_unused_after_an_hour_and_used_after_twelve_and_says_so_before() {
    let web = Web::new(&[]).await;
    let mut idle = web.signed_in("lan").await;
    let mut busy = web.signed_in("lan").await;
    assert!(
        !busy
            .open("/ho-so")
            .await
            .body
            .contains("phiên đăng nhập này kết thúc lúc")
    );
    for _ in 0..14 {
        later(&web, time::Duration::minutes(50));
        assert_eq!(busy.open("/ho-so").await.status, StatusCode::OK);
    }
    assert_eq!(idle.open("/ho-so").await.status, StatusCode::UNAUTHORIZED);
    later(&web, time::Duration::minutes(10));
    let page = busy.open("/ho-so").await.body;
    assert!(
        page.contains("phiên đăng nhập này kết thúc lúc") && page.contains("21:00"),
        "{page}"
    );
    later(&web, time::Duration::minutes(10));
    assert_eq!(busy.open("/ho-so").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_listed_and_signed_out_one_by_one_and_all() {
    let web = Web::new(&[]).await;
    let mut here = web.signed_in("lan").await;
    let mut there = web.signed_in("lan").await;
    let mut stranger = web.signed_in("hung").await;
    let account: serde_json::Value = serde_json::from_str(&here.get("/api/session/account").await.body).unwrap();
    let devices = account["devices"].as_array().unwrap();
    assert_eq!(devices.iter().filter(|device| device["is_here"] == true).count(), 1);
    assert_eq!(account["number"], "068••••••215");
    let other = devices.iter().find(|device| device["is_here"] == false).unwrap()["id"]
        .as_str()
        .unwrap();
    let form = format!("session={other}");
    assert_eq!(
        stranger.post("/api/session/end", &form).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(there.open("/ho-so").await.status, StatusCode::OK);
    let answer = here.submit("/tai-khoan", "/api/session/end", &form).await;
    assert_eq!(answer.header("location"), "/tai-khoan");
    assert_eq!(there.open("/ho-so").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(here.open("/tai-khoan").await.status, StatusCode::OK);
    let mut again = web.signed_in("lan").await;
    here.submit("/tai-khoan", "/api/session/end_all", "").await;
    for visitor in [&mut here, &mut again] {
        assert_eq!(visitor.open("/tai-khoan").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(stranger.open("/ho-so").await.status, StatusCode::OK);
}
