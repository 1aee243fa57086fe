//! Forms posted plainly and by script; hostile fields are refused, never a panic.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]
#![cfg(feature = "ssr")]

mod support;

use axum::http::StatusCode;
use motcua_app::api::{ApiError, ENDPOINTS};
use motcua_app::views::{DeskAction, Go};
use motcua_core::dossier::HandedOver;
use support::{Kept, json, post, post_by_script};

const DRAFT: &str = "draft=0190a0b0-0000-7000-8000-000000000001&section=child";

#[test]
fn a_plain_form_keeps_its_answers_and_leads_to_the_next_step() {
    let kept = Kept::default();
    let body = format!(
        "{DRAFT}&answers%5Bchild.full_name%5D=Nguy%E1%BB%85n+Lan&answers[child.home.street]=12+%26+%3D&answers[child.%23]=2&go=remove_row:1"
    );
    let answer = post(kept.clone(), "/api/drafts/save", &body);
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
    let path = "/nop/1.001193/0190a0b0-0000-7000-8000-000000000001/child?kiem-tra=1";
    assert_eq!(answer.location.as_deref(), Some(path));
    let saved = kept.saved.lock().unwrap();
    let (section, answers, go) = &saved[0];
    assert_eq!((section.as_str(), *go), ("child", Go::RemoveRow(1)));
    assert_eq!(answers.get("child.full_name"), Some("Nguyễn Lan"));
    assert_eq!(answers.get("child.home.street"), Some("12 & ="));
    assert_eq!(answers.get("child.#"), Some("2"));
}

#[test]
fn a_form_without_answers_is_a_form() {
    let kept = Kept::default();
    let answer = post(kept.clone(), "/api/drafts/save", &format!("{DRAFT}&go=stay"));
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
    assert!(kept.saved.lock().unwrap()[0].1.is_empty());
}

#[test]
fn the_script_reads_where_to_go_and_follows_no_redirect() {
    let answer = post_by_script(Kept::default(), "/api/drafts/save", DRAFT);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers.contains_key("serverfnredirect"));
    assert!(answer.location.unwrap().starts_with("/nop/1.001193/"));
}

#[test]
fn hostile_fields_are_refused_and_nothing_is_kept() {
    let long = "a".repeat(200);
    for fields in [
        "answers[a][b]=1".to_owned(),
        "answers[]=1".to_owned(),
        "answers[a=1".to_owned(),
        "answers=1".to_owned(),
        "answers[__proto__]=1&answers[A]=2".to_owned(),
        "answers[%00]=1".to_owned(),
        "answers[a][b][c][d][e][f][g][h]=1".to_owned(),
        "answers[..%2Fetc]=1".to_owned(),
        "answers[</script>]=1".to_owned(),
        format!("answers[{long}]=1"),
        "go=elsewhere".to_owned(),
        "go=remove_row:99999999999".to_owned(),
        "go=remove_row:-1".to_owned(),
    ] {
        let kept = Kept::default();
        let answer = post_by_script(kept.clone(), "/api/drafts/save", &format!("{DRAFT}&{fields}"));
        let saved = kept.saved.lock().unwrap().clone();
        let told = (answer.status, answer.body.as_str());
        assert_eq!(told, (StatusCode::BAD_REQUEST, r#""invalid""#), "{fields}: {saved:?}");
        assert!(saved.is_empty(), "{fields}: {saved:?}");
    }
}

#[test]
fn the_same_field_twice_is_refused() {
    let kept = Kept::default();
    let body = format!("{DRAFT}&answers[a.b]=&answers[a.b]=yes");
    let answer = post_by_script(kept.clone(), "/api/drafts/save", &body);
    assert_eq!(answer.body, r#""invalid""#);
    assert!(kept.saved.lock().unwrap().is_empty());
}

#[test]
fn a_failure_without_script_leads_back_and_says_so() {
    let kept = Kept {
        fail: Some(ApiError::Conflict),
        ..Kept::default()
    };
    let answer = post(kept, "/api/drafts/save", DRAFT);
    assert_eq!(answer.status, StatusCode::FOUND);
    assert_eq!(answer.location.as_deref(), Some("/nop/x?loi=conflict"));
}

#[test]
fn a_failure_by_script_is_the_error_itself_with_its_status() {
    let kept = Kept {
        fail: Some(ApiError::TooMany),
        ..Kept::default()
    };
    let answer = post_by_script(kept, "/api/drafts/save", DRAFT);
    assert_eq!(answer.body, r#""too_many""#);
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn nobody_signed_in_is_sent_to_sign_in_and_back() {
    let kept = Kept {
        fail: Some(ApiError::NotSignedIn),
        ..Kept::default()
    };
    let answer = post(kept.clone(), "/api/drafts/save", DRAFT);
    assert_eq!(answer.location.as_deref(), Some("/dang-nhap?tiep=%2Fnop%2Fx%3Fcu%3D1"));
    let answer = post(
        kept,
        "/api/drafts/start",
        "code=1.001193&answers[case.situation]=certificate",
    );
    assert_eq!(
        answer.location.as_deref(),
        Some("/dang-nhap?tiep=%2Fnop%2F1.001193%3Fanswers%255Bcase.situation%255D%3Dcertificate"),
        "a start is gone on with at its own page, answers and all"
    );
}

#[test]
fn submitting_leads_to_the_receipt_or_back_to_the_review() {
    let id = "0190a0b0-0000-7000-8000-000000000001";
    let body = format!("draft={id}&code=1.001193&request={id}&declared=yes");
    let answer = post(Kept::default(), "/api/drafts/submit", &body);
    assert_eq!(
        answer.location.as_deref(),
        Some("/tra-cuu/H36.1-260915-0001/giay-tiep-nhan")
    );
    let answer = post(
        Kept::default(),
        "/api/drafts/submit",
        &format!("draft={id}&code=1.001193&request={id}"),
    );
    assert!(answer.location.unwrap().ends_with("/xem-lai?kiem-tra=1"));
}

#[test]
fn the_desk_names_every_defect_at_once() {
    let kept = Kept::default();
    let body = "number=H36.12-220923-0001&seen=3&action=ask_supplement&defects[child.full_name]=Sai+t%C3%AAn&defects[paper:cs]=&reason=";
    let answer = post(kept.clone(), "/api/desk/act", body);
    assert_eq!(
        answer.location.as_deref(),
        Some("/can-bo/H36.12-220923-0001"),
        "{}",
        answer.body
    );
    let acted = kept.acted.lock().unwrap();
    let DeskAction::AskSupplement { items } = &acted[0] else {
        panic!("{acted:?}")
    };
    assert_eq!(items.len(), 1);
    assert_eq!(
        (items[0].at.as_str(), items[0].reason.as_str()),
        ("child.full_name", "Sai tên")
    );
}

#[test]
fn a_hand_over_says_how_and_to_whom_and_an_extension_by_how_much() {
    let kept = Kept::default();
    let number = "number=H36.12-220923-0001&seen=3";
    for body in [
        "&action=return_result&said[how]=counter&said[received_by]=Mai+Lan",
        "&action=extend&said[days]=3&said[on]=&reason=Xin+l%E1%BB%97i",
    ] {
        let answer = post(kept.clone(), "/api/desk/act", &[number, body].concat());
        assert_eq!(answer.location.as_deref(), Some("/can-bo/H36.12-220923-0001"));
    }
    let wrong = [number, "&action=return_result&said[how]=pigeon"].concat();
    post(kept.clone(), "/api/desk/act", &wrong);
    let expected = [
        DeskAction::ReturnResult {
            how: HandedOver::Counter,
            received_by: "Mai Lan".to_owned(),
        },
        DeskAction::Extend {
            days: Some(3),
            on: String::new(),
            reason: "Xin lỗi".to_owned(),
        },
    ];
    assert_eq!(
        *kept.acted.lock().unwrap(),
        expected,
        "a way nobody knows is no hand-over"
    );
}

#[test]
fn signing_in_goes_on_inside_the_portal_only() {
    let answer = post(Kept::default(), "/api/session/sign_in", "person=lan&next=%2Fho-so");
    assert_eq!(answer.location.as_deref(), Some("/ho-so"));
    let answer = post(
        Kept::default(),
        "/api/session/sign_in",
        "person=lan&next=https%3A%2F%2Fevil.example",
    );
    assert_eq!(answer.location.as_deref(), Some("/"));
}

#[test]
fn the_language_is_a_cookie_and_the_page_is_shown_again() {
    let answer = post(Kept::default(), "/api/session/language", "language=en");
    assert_eq!(answer.location.as_deref(), Some("/nop/x?cu=1"));
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("ngon-ngu=en;"), "{cookie}");
    let answer = post_by_script(Kept::default(), "/api/session/language", "language=%0d%0a");
    assert_eq!(answer.body, r#""invalid""#);
}

#[test]
fn every_endpoint_is_there_under_its_method_and_no_other_is() {
    let mut registered: Vec<(String, bool)> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| {
            (
                path.trim_start_matches("/api/").to_owned(),
                method == axum::http::Method::POST,
            )
        })
        .collect();
    registered.sort();
    let named: Vec<(String, bool)> = ENDPOINTS
        .iter()
        .map(|(path, writes)| ((*path).to_owned(), *writes))
        .collect();
    assert_eq!(registered, named);
}

#[test]
fn reads_answer_json_with_the_status_of_their_error() {
    let answer = json("/api/catalogue/procedure?code=1.001193&answers%5Bask.late%5D=yes");
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("Giấy chứng sinh"));
    let answer = json("/api/catalogue/procedure?code=x&answers%5BA%5D=yes");
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::BAD_REQUEST, r#""invalid""#)
    );
    let answer = json("/api/catalogue/search?q=khai&page=2&level=4&audience=citizen");
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let answer = json("/api/catalogue/search");
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}
