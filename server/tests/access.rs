//! Who may call what: every server function and every page × nobody, the person, another citizen, an officer of another
//! agency, the right officer. An endpoint or page that is not in the tables fails here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking")]

#[path = "common/filing.rs"]
mod filing;
#[path = "common/portal.rs"]
mod setup;
#[path = "common/web.rs"]
mod web;

use std::collections::BTreeSet;

use filing::{file, fill};
use motcua_app::{api::ENDPOINTS, routes::App};
use setup::sign_in;
use web::{Answer, Visitor, Web};

/// The people of the table, in the order of its columns.
const PEOPLE: [Option<&str>; 5] = [
    None,
    Some("hung"),
    Some("can-bo-mui-ne"),
    Some("lan"),
    Some("can-bo-xuan-huong"),
];

/// What somebody got: the status, or 401 for being led to sign-in.
type Got = u16;

/// One line: what is called, what is sent, and what each of [`PEOPLE`] gets.
struct Case {
    call: &'static str,
    sent: String,
    gets: [Got; 5],
}

fn case(call: &'static str, sent: impl Into<String>, gets: [Got; 5]) -> Case {
    Case {
        call,
        sent: sent.into(),
        gets,
    }
}

/// Everybody gets the same.
const ALL: [Got; 5] = [200; 5];

struct Filed {
    draft: String,
    discarded: String,
    submitted: (String, String),
    seen: String,
    mended: String,
    withdrawn: String,
}

/// The table, as `core::access` has it: officers may file for people who come to the desk, each sees only drafts of
/// their own, and the desk is closed to citizens whether a dossier exists or not. Columns: nobody, another citizen,
/// another agency's officer, the person, the right officer.
fn calls(filed: &Filed) -> Vec<Case> {
    let Filed {
        draft,
        discarded,
        submitted,
        seen,
        mended,
        withdrawn,
    } = filed;
    vec![
        case("catalogue/blank_form", "code=1.001193", ALL),
        case("catalogue/communes", "province=68", ALL),
        case("catalogue/home", "", ALL),
        case("catalogue/life_event", "key=co-con", ALL),
        case("catalogue/procedure", "code=1.001193", ALL),
        case("catalogue/search", "q=khai+sinh", ALL),
        case(
            "desk/act",
            format!("number={seen}&seen=0&action=accept"),
            [401, 403, 404, 403, 409],
        ),
        case("desk/dossier", format!("number={seen}"), [401, 403, 404, 403, 200]),
        case("desk/queue", "", [401, 403, 200, 403, 200]),
        case("dossiers/mine", "", [401, 200, 200, 200, 200]),
        case(
            "dossiers/supplement",
            format!("number={mended}"),
            [401, 404, 404, 422, 403],
        ),
        case("dossiers/track", format!("number={seen}"), ALL),
        case(
            "dossiers/withdraw",
            format!("number={withdrawn}"),
            [401, 404, 404, 200, 403],
        ),
        case(
            "drafts/discard",
            format!("draft={discarded}"),
            [401, 404, 404, 200, 404],
        ),
        case("drafts/mine", "", [401, 200, 200, 200, 200]),
        case(
            "drafts/save",
            format!("draft={draft}&section=copies&go=stay"),
            [401, 404, 404, 200, 404],
        ),
        case("drafts/start", "code=1.001193", [401, 200, 200, 200, 200]),
        case(
            "drafts/step",
            format!("draft={draft}&step=copies"),
            [401, 404, 404, 200, 404],
        ),
        case(
            "drafts/submit",
            format!(
                "draft={}&code=1.001193&request={}&declared=yes",
                submitted.0, submitted.1
            ),
            [401, 404, 404, 200, 404],
        ),
        case("session/language", "language=vi", ALL),
        case("session/me", "", ALL),
        case("session/people", "", ALL),
        case("session/sign_in", "person=nobody-known", [404; 5]),
        case("session/sign_out", "", ALL),
    ]
}

fn got(answer: &Answer) -> Got {
    let leads_to_sign_in = answer.header("location").starts_with("/dang-nhap");
    if leads_to_sign_in { 401 } else { answer.status.as_u16() }
}

async fn people(web: &Web) -> Vec<Visitor> {
    let mut all = Vec::new();
    for person in PEOPLE {
        all.push(match person {
            None => web.visitor(),
            Some(person) => web.signed_in(person).await,
        });
    }
    all
}

async fn filed(web: &Web) -> Filed {
    let portal = &web.wired.portal;
    let lan = sign_in(portal, "lan").await;
    let submitted = fill(portal, &lan).await;
    let request = filing::request_of(portal, &lan, submitted).await;
    Filed {
        draft: fill(portal, &lan).await.to_string(),
        discarded: fill(portal, &lan).await.to_string(),
        submitted: (submitted.to_string(), request.to_string()),
        seen: file(portal, &lan).await.to_string(),
        mended: file(portal, &lan).await.to_string(),
        withdrawn: file(portal, &lan).await.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_server_function_answers_each_asker_as_the_table_says() {
    let web = Web::new(&[]).await;
    let filed = filed(&web).await;
    let table = calls(&filed);
    let told: BTreeSet<&str> = table.iter().map(|case| case.call).collect();
    let there: BTreeSet<&str> = ENDPOINTS.iter().map(|(call, _)| *call).collect();
    assert_eq!(told, there, "the table and the endpoints differ");
    let mut wrong = Vec::new();
    for case in &table {
        let is_write = ENDPOINTS.iter().any(|(call, is_write)| *call == case.call && *is_write);
        let mut gets = Vec::new();
        for visitor in &mut people(&web).await {
            let answer = if is_write {
                visitor.post(&format!("/api/{}", case.call), &case.sent).await
            } else {
                visitor.get(&format!("/api/{}?{}", case.call, case.sent)).await
            };
            gets.push(got(&answer));
        }
        if gets != case.gets {
            wrong.push(format!("{}: {gets:?}, not {:?}", case.call, case.gets));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_and_file_answers_each_asker_as_the_table_says() {
    let web = Web::new(&[]).await;
    let filed = filed(&web).await;
    let Filed { draft, seen, .. } = &filed;
    let pages: Vec<(&str, String, [Got; 5])> = vec![
        ("/", "/".to_owned(), ALL),
        ("/thu-tuc", "/thu-tuc".to_owned(), ALL),
        ("/thu-tuc/{code}", "/thu-tuc/1.001193".to_owned(), ALL),
        ("/thu-tuc/{code}/bieu-mau", "/thu-tuc/1.001193/bieu-mau".to_owned(), ALL),
        ("/viec/{key}", "/viec/co-con".to_owned(), ALL),
        ("/huong-dan", "/huong-dan".to_owned(), ALL),
        ("/nop/{code}", "/nop/1.001193".to_owned(), ALL),
        (
            "/nop/{code}/{draft}/{step}",
            format!("/nop/1.001193/{draft}/child"),
            [401, 404, 404, 200, 404],
        ),
        ("/ho-so", "/ho-so".to_owned(), [401, 200, 200, 200, 200]),
        ("/tra-cuu", "/tra-cuu".to_owned(), ALL),
        ("/tra-cuu/{number}", format!("/tra-cuu/{seen}"), ALL),
        (
            "/tra-cuu/{number}/giay-tiep-nhan",
            format!("/tra-cuu/{seen}/giay-tiep-nhan"),
            ALL,
        ),
        ("/dang-nhap", "/dang-nhap".to_owned(), ALL),
        ("/can-bo", "/can-bo".to_owned(), [401, 403, 200, 403, 200]),
        ("/can-bo/{number}", format!("/can-bo/{seen}"), [401, 403, 404, 403, 200]),
        (
            "/tep/{file}",
            "/tep/0190163d-8694-739b-aea5-966c26f8ad91".to_owned(),
            [401, 404, 404, 404, 404],
        ),
    ];
    let told: BTreeSet<String> = pages.iter().map(|(pattern, ..)| (*pattern).to_owned()).collect();
    let mut there: BTreeSet<String> = leptos_axum::generate_route_list(App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect();
    there.insert("/tep/{file}".to_owned());
    assert_eq!(told, there, "the table and the pages differ");
    let mut wrong = Vec::new();
    for (_, path, expected) in &pages {
        let (mut gets, mut bodies) = (Vec::new(), Vec::new());
        for visitor in &mut people(&web).await {
            let answer = visitor.open(path).await;
            bodies.push(answer.body.contains("An Nhiên"));
            gets.push(got(&answer));
        }
        assert_eq!(&bodies[..3], &[false; 3], "{path} tells strangers of the child");
        if gets != *expected {
            wrong.push(format!("{path}: {gets:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_somebody_elses_and_one_that_is_nobodys_are_answered_alike() {
    let web = Web::new(&[]).await;
    let number = filed(&web).await.seen;
    let unknown = "H36.175-261120-9876";
    let strangers = people(&web).await.into_iter().take(3);
    for mut visitor in strangers {
        for (path, form) in [
            ("/api/desk/act", "seen=0&action=accept"),
            ("/api/dossiers/withdraw", ""),
            ("/api/dossiers/supplement", ""),
        ] {
            let theirs = visitor.post(path, &format!("number={number}&{form}")).await;
            let nobodys = visitor.post(path, &format!("number={unknown}&{form}")).await;
            assert_eq!((theirs.status, theirs.body), (nobodys.status, nobodys.body), "{path}");
        }
        for path in ["/api/desk/dossier?number=", "/can-bo/"] {
            let theirs = visitor.get(&format!("{path}{number}")).await;
            let nobodys = visitor.get(&format!("{path}{unknown}")).await;
            assert_eq!(theirs.status, nobodys.status, "{path}");
        }
    }
}
